"""From the rows of a run to those that are trained on: no benchmark's figures, none twice, each with its split.

The run itself stays as it is. What is decided lies in its folder `curation/`: `rows.parquet` says of each row whether
and where it is used, or what for it was left out; exports and trainings go by it.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from codepercept.dataset.curation import FOLDER, ROWS, data_hash, dropped_rows
from codepercept.dataset.curation_report import report
from codepercept.dataset.dedup import (
    ALIKE,
    RELATED,
    Found,
    Numbers,
    Signatures,
    alike,
    apart_by_view,
    apart_from,
    equal_to,
    find_duplicates,
)
from codepercept.dataset.export import load_run
from codepercept.dataset.references import References, open_references
from codepercept.dataset.signatures import BITS, VIEWS
from codepercept.dataset.signing import LOOKS, columns, load_signatures, sign
from codepercept.dataset.statistics import Statistics
from codepercept.errors import UserError
from codepercept.pipeline.rundir import file_hash, write_whole
from codepercept.pipeline.table import read_rows

SPLITS = {"validation": 0.01, "test": 0.01}
"""Shares of what is kept; the rest is `train`."""


def curate(
    directory: Path,
    against: Sequence[str] = (),
    splits: Mapping[str, float] | None = None,
    workers: int = 1,
    *,
    quiet: bool = False,
    unsafe_sandbox: bool = False,
) -> dict[str, Any]:
    """Decide which rows of a run are used, and for what. Resumable; the same rows and sets give the same files.

    Args:
        directory: the run.
        against: benchmarks, besides the one in the box, whose figures are left out; see `open_references`.
        splits: shares of validation, test and the like, by name; `train` gets the rest.
        workers: processes that look at the rows.
        quiet: no progress display.
        unsafe_sandbox: run the benchmarks' programs even where the kernel cannot confine them.

    Returns:
        The summary, as kept in `curation/summary.json`.

    Raises:
        UserError: there is no run, it has no samples, or a benchmark cannot be read.
    """
    splits = dict(SPLITS if splits is None else splits)
    _check_splits(splits)
    run, about = load_run(directory)
    files = run.samples()
    if not files:
        raise UserError(f"{directory}: has no samples to curate")
    folder = directory / FOLDER
    folder.mkdir(exist_ok=True)
    references = open_references(against, folder, unsafe_sandbox)
    summary = decide(sign(files, folder, workers, quiet=quiet), references, splits, int(about.get("seed", 0)), folder)
    summary |= {"data": data_hash(files), "decided": file_hash(folder / "rows.parquet")}
    run.write_text(f"{FOLDER}/report.md", report(summary, dropped_rows(directory)))
    run.write_json(f"{FOLDER}/summary.json", summary)
    return summary


def decide(
    signed: Sequence[Path], references: References, splits: Mapping[str, float], seed: int, folder: Path
) -> dict[str, Any]:
    """Choose among rows by their signatures, and write `rows.parquet`.

    Args:
        signed: files that `sign` wrote.
        references: figures that are left out.
        splits: shares by name, without `train`.
        seed: of the run; decides with a row's own seed in which split it is.
        folder: where to.

    Returns:
        Counts and statistics.
    """
    table = columns(signed, ["id", "seed_id"])
    rows = load_signatures(signed)
    contaminated, apart = _contaminated(rows, references.signatures)
    clean = np.flatnonzero(contaminated < 0)
    found = find_duplicates(rows.take(clean))
    kept = clean[found.leader < 0]
    split = _splits(table["seed_id"], kept, splits, seed)
    _write_rows(folder, signed, table["id"], rows, clean, found, contaminated, apart, references, split)
    by_split = Counter(split[kept].tolist())
    exact = int(found.exact.sum())
    return {
        "rows": len(rows),
        "kept": len(kept),
        "in_benchmark": len(rows) - len(clean),
        "duplicate": exact,
        "near_duplicate": len(clean) - len(kept) - exact,
        "splits": {name: by_split[name] for name in ("train", *splits)},
        "against": references.told(np.bincount(contaminated[contaminated >= 0], minlength=len(references.names))),
        "alike_bits": ALIKE,
        "related_bits": RELATED,
        "comparisons_left_out": found.crowded,
        "statistics": _statistics(signed, np.isin(np.arange(len(rows)), kept)),
    }


def _statistics(signed: Sequence[Path], keeps: npt.NDArray[np.bool_]) -> dict[str, Any]:
    statistics = Statistics()
    start = 0
    for file in signed:
        stop = start + pq.read_metadata(file).num_rows
        statistics.add(itertools.compress(read_rows([file], LOOKS), keeps[start:stop]))
        start = stop
    return statistics.report()


def _check_splits(splits: Mapping[str, float]) -> None:
    for name, share in splits.items():
        if not name.isidentifier() or name == "train" or not 0 <= share < 1:
            raise UserError(f"split {name}={share:g}: a name other than train, and a share from 0 to below 1")
    if sum(splits.values()) >= 1:
        raise UserError(
            f"the splits {', '.join(splits)} leave nothing for `train`; their shares must sum to less than 1"
        )


def _contaminated(rows: Signatures, references: Signatures) -> tuple[Numbers, Numbers]:
    """For each row the benchmark figure that it equals or is alike, -1 if there is none, and the row's distances.

    Every row is compared with every figure.
    """
    hit = np.full(len(rows), -1, np.int64)
    apart = np.full((len(rows), len(VIEWS)), BITS, np.int64)
    for figure in range(len(references)):
        bits = apart_from(rows, references, figure)
        found = np.flatnonzero((alike(bits) | equal_to(rows, references, figure)) & (hit < 0))
        hit[found] = figure
        apart[found] = np.stack([bits[v][found] for v in VIEWS], axis=1)
    return hit, apart


def _splits(seeds: pa.ChunkedArray, kept: Numbers, splits: Mapping[str, float], seed: int) -> npt.NDArray[np.object_]:
    """Name of each row's split, by the hash of its seed alone: variants of one seed stay together, and a row keeps its
    split when the run grows.
    """
    names = np.full(len(seeds), "", object)
    edges = np.cumsum(list(splits.values()))
    for row in kept:
        digest = hashlib.sha256(f"split:{seed}:{seeds[int(row)]}".encode("utf-8", "surrogatepass")).digest()
        place = int.from_bytes(digest[:8], "big") / 2**64
        number = int(np.searchsorted(edges, place, side="right"))
        names[row] = [*splits, "train"][number]
    return names


def _write_rows(
    folder: Path,
    signed: Sequence[Path],
    ids: pa.ChunkedArray,
    rows: Signatures,
    clean: Numbers,
    found: Found,
    contaminated: Numbers,
    apart: Numbers,
    references: References,
    split: npt.NDArray[np.object_],
) -> None:
    dropped = np.full(len(rows), None, object)
    leader = np.full(len(rows), None, object)
    bits = apart.copy()
    gone = np.flatnonzero(contaminated >= 0)
    dropped[gone] = "in_benchmark"
    for row in gone:
        leader[row] = references.names[contaminated[row]]
    twins = np.flatnonzero(found.leader >= 0)
    later, earlier = clean[twins], clean[found.leader[twins]]
    dropped[later] = np.where(found.exact[twins], "duplicate", "near_duplicate")
    own = apart_by_view(rows, earlier, later)
    bits[later] = np.stack([own[v] for v in VIEWS], axis=1)
    for row, other in zip(later, earlier, strict=True):
        leader[row] = ids[int(other)].as_py()
    sizes = [pq.read_metadata(file).num_rows for file in signed]
    known = (dropped != None) & True  # noqa: E711 - elementwise
    made: dict[str, Any] = {
        "id": ids,
        "file": np.repeat([f.name for f in signed], sizes),
        "row": np.concatenate([np.arange(n) for n in sizes]).astype(np.int32),
        "split": pa.array([s or None for s in split], pa.string()),
        "dropped": pa.array(dropped, pa.string()),
        "leader": pa.array(leader, pa.string()),
    }
    for number, view in enumerate(VIEWS):
        made[view] = pa.array(bits[:, number].astype(np.int16), mask=~known | (bits[:, number] >= BITS))
    table = pa.table(made, schema=ROWS)
    write_whole(folder / "rows.parquet", lambda part: pq.write_table(table, part, compression="zstd"))
