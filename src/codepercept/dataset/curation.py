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


Kept = dict[str, npt.NDArray[np.bool_]]
"""By name of a shard, which of its rows are used."""


def splits_of(run: RunDir) -> dict[str, Kept] | None:
    """The rows of each split of a run by its name, `train` first; None if the run was never curated.

    Raises:
        UserError: the curation was not finished, or the run has changed since.
    """
    folder = run.path / FOLDER
    if not (folder / "summary.json").exists():
        if not any(folder.glob("part-*.parquet")):
            return None
        raise UserError(
            f"{folder}: the curation was not finished; run `codepercept curate {run.path}` again, or remove that "
            "folder to use all rows"
        )
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    rows = folder / "rows.parquet"
    now = data_hash((file.name, file_hash(file)) for file in run.samples())
    if summary.get("data") != now or not rows.exists() or summary.get("decided") != file_hash(rows):
        raise UserError(f"{run.path}: it has changed since it was curated; run `codepercept curate` again")
    table = pq.read_table(rows, columns=["file", "split"])
    names = np.array(table["file"].to_pylist(), object)
    starts = np.flatnonzero(names[1:] != names[:-1]) + 1
    files = [str(part[0]) for part in np.split(names, starts)]
    split = np.array(table["split"].to_pylist(), object)
    return {name: dict(zip(files, np.split(split == name, starts), strict=True)) for name in summary["splits"]}


def dropped_rows(directory: Path, most: int = 20) -> Iterator[dict[str, Any]]:
    """Some of the rows that were left out, spread over them all."""
    table = pq.read_table(directory / FOLDER / "rows.parquet")
    table = table.filter(table["dropped"].is_valid())
    step = max(1, table.num_rows // most)
    for row in range(0, min(table.num_rows, step * most), step):
        yield from table.slice(row, 1).to_pylist()
