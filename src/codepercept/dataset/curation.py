"""What was decided about a run's rows, as exports and trainings go by it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from codepercept.dataset.signatures import VIEWS
from codepercept.errors import UserError
from codepercept.pipeline.rundir import RunDir, file_hash

FOLDER = "curation"
ROWS = pa.schema(
    [
        ("id", pa.string()),
        ("file", pa.string()),
        ("row", pa.int32()),
        ("split", pa.string()),
        ("dropped", pa.string()),
        ("leader", pa.string()),
        *((v, pa.int16()) for v in VIEWS),
    ]
)
"""`split` of a kept row; else `dropped` ("in_benchmark", "duplicate", "near_duplicate"), the `leader` that it is
dropped for, and the bits of 256 by which the two differ, null where either lacks picture, code or trace."""


def data_hash(shards: Iterable[tuple[str, str]]) -> str:
    """Hash of the names and hashes of a run's shards: a curation holds only for the rows it was made of."""
    return hashlib.sha256("".join(f"{name} {digest}\n" for name, digest in shards).encode()).hexdigest()


def is_curated(run: RunDir) -> bool:
    """Whether it has been decided which rows of a run are used.

    Raises:
        UserError: it was begun, but not finished; all rows of such a run are not what was asked for.
    """
    folder = run.path / FOLDER
    done = (folder / "summary.json").exists()
    if not done and any(folder.glob("part-*.parquet")):
        raise UserError(
            f"{folder}: the curation was not finished; run `codepercept curate {run.path}` again, or remove that "
            "folder to use all rows"
        )
    return done


def split_names(run: RunDir) -> list[str]:
    """The splits of a run; one that was not curated has `train` alone."""
    return list(_summary(run)["splits"]) if is_curated(run) else ["train"]


def _summary(run: RunDir) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads((run.path / FOLDER / "summary.json").read_text(encoding="utf-8"))
    return summary


def kept_rows(run: RunDir, split: str | None) -> dict[str, npt.NDArray[np.bool_]] | None:
    """By name of a shard, which of its rows are used; None for a run that was not curated.

    Args:
        run: the run.
        split: one of its splits, None for all that were kept.

    Raises:
        UserError: there is no such split, or the run has changed since.
    """
    if not is_curated(run):
        if split is not None:
            raise UserError(f"{run.path}: has no splits; make them with `codepercept curate {run.path}`")
        return None
    summary = _summary(run)
    if split is not None and split not in summary["splits"]:
        raise UserError(f"{run.path}: has no split {split!r}; there are {', '.join(summary['splits'])}")
    files = run.samples()
    rows = run.path / FOLDER / "rows.parquet"
    now = data_hash((file.name, file_hash(file)) for file in files)
    if summary.get("data") != now or not rows.exists() or summary.get("decided") != file_hash(rows):
        raise UserError(f"{run.path}: it has changed since it was curated; run `codepercept curate` again")
    table = pq.read_table(rows, columns=["file", "split"])
    splits, names = np.array(table["split"].to_pylist(), object), np.array(table["file"].to_pylist(), object)
    wanted = splits == split if split is not None else np.array([s is not None for s in splits], np.bool_)
    starts = np.flatnonzero(names[1:] != names[:-1]) + 1
    return {str(n[0]): w for n, w in zip(np.split(names, starts), np.split(wanted, starts), strict=True)}


def dropped_rows(directory: Path, most: int = 20) -> Iterator[dict[str, Any]]:
    """Some of the rows that were left out, spread over them all."""
    table = pq.read_table(directory / FOLDER / "rows.parquet")
    table = table.filter(table["dropped"].is_valid())
    step = max(1, table.num_rows // most)
    for row in range(0, min(table.num_rows, step * most), step):
        yield from table.slice(row, 1).to_pylist()
