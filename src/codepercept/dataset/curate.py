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
    Rule,
    Signatures,
    apart_by_view,
    find_duplicates,
    same_as,
)
from codepercept.dataset.export import load_run
from codepercept.dataset.references import References, open_references
from codepercept.dataset.signatures import BITS, VIEWS
from codepercept.dataset.signing import LOOKS, columns, load_seeds, load_signatures, sign, source_hash
from codepercept.dataset.statistics import Statistics
from codepercept.errors import UserError
from codepercept.pipeline.rundir import file_hash, write_whole
from codepercept.pipeline.table import count_rows, read_rows

SPLITS = {"validation": 0.01, "test": 0.01}
"""Shares of what is kept; the rest is `train`."""


def curate(
    directory: Path,
    against: Sequence[str] = (),
    splits: Mapping[str, float] | None = None,
    workers: int = 1,
    *,
    near: Rule = "strict",
    quiet: bool = False,
    unsafe_sandbox: bool = False,
) -> dict[str, Any]:
    """Decide which rows of a run are used, and for what. Resumable; the same rows and sets give the same files.

    Args:
        directory: the run.
        against: benchmarks, besides the one in the box, whose figures are left out; see `open_references`.
        splits: shares of validation, test and the like, by name; `train` gets the rest.
        workers: processes that look at the rows.
        near: which near duplicates are dropped, see `dedup.find_duplicates`.
        quiet: no progress display.
        unsafe_sandbox: run the benchmarks' programs even where the kernel cannot confine them.

    Returns:
        The summary, as kept in `curation/summary.json`.

    Raises:
        UserError: there is no run, it has no samples or is in use, or a benchmark cannot be read.
    """
    splits = dict(SPLITS if splits is None else splits)
    _check_splits(splits)
    run, about = load_run(directory)
    if not run.samples():
        raise UserError(f"{directory}: has no samples to curate")
    folder = directory / FOLDER
    with run.locked():
        references = open_references(against, folder, unsafe_sandbox)
        folder.mkdir(exist_ok=True)
        files = run.samples()
        signed = sign(files, folder, workers, quiet=quiet)
        summary = decide(signed, references, splits, int(about.get("seed", 0)), folder, near)
        summary["data"] = data_hash((f.name, source_hash(s)) for f, s in zip(files, signed, strict=True))
        summary["decided"] = file_hash(folder / "rows.parquet")
        run.write_text(f"{FOLDER}/report.md", report(summary, dropped_rows(directory)))
        run.write_json(f"{FOLDER}/summary.json", summary)
    return summary


def decide(
    signed: Sequence[Path],
    references: References,
    splits: Mapping[str, float],
    seed: int,
    folder: Path,
    near: Rule = "strict",
) -> dict[str, Any]:
    """Choose among rows by their signatures, and write `rows.parquet`.

    Args:
        signed: files that `sign` wrote.
        references: figures that are left out.
        splits: shares by name, without `train`.
        seed: of the run; decides with a row's own seed in which split it is.
        folder: where to.
        near: which near duplicates are dropped.

    Returns:
        Counts and statistics.
    """
    table = columns(signed, ["id", "seed_id"])
    rows = load_signatures(signed)
    contaminated, apart = _contaminated(rows, load_seeds(signed), references.signatures)
    clean = np.flatnonzero(contaminated < 0)
    found = find_duplicates(rows.take(clean), near)
    kept = clean[found.leader < 0]
    split = _splits(table["seed_id"], kept, splits, seed)
    made = _told(rows, clean, found, contaminated, apart)
    names = [references.names[i] if i >= 0 else "" for i in contaminated]
    made["leader"] = [
        n or (table["id"][int(i)].as_py() if i >= 0 else None) for n, i in zip(names, made["leader"], strict=True)
    ]
    _write_rows(folder, signed, {"id": table["id"], "split": [s or None for s in split], **made})
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
        "near": near,
        "alike_bits": ALIKE,
        "related_bits": RELATED,
        "comparisons_left_out": found.crowded,
        "statistics": _statistics(signed, np.isin(np.arange(len(rows)), kept)),
    }


def _statistics(signed: Sequence[Path], keeps: npt.NDArray[np.bool_]) -> dict[str, Any]:
    statistics = Statistics()
    start = 0
    for file in signed:
        stop = start + count_rows([file])
        statistics.add(itertools.compress(read_rows([file], LOOKS), keeps[start:stop]))
        start = stop
    return statistics.report()


def _check_splits(splits: Mapping[str, float]) -> None:
    for name, share in splits.items():
        if not name.isidentifier() or name in ("train", "all") or not 0 <= share < 1:
            raise UserError(f"split {name}={share:g}: a name other than train and all, and a share from 0 to below 1")
    if sum(splits.values()) >= 1:
        raise UserError(
            f"the splits {', '.join(splits)} leave nothing for `train`; their shares must sum to less than 1"
        )


def _contaminated(rows: Signatures, seeds: Signatures, references: Signatures) -> tuple[Numbers, Numbers]:
    """For each row the benchmark figure that it, or the picture it started from, equals or looks like, -1 if there is
    none; and its distances to that by view.

    Every row is compared with every figure.
    """
    hit = np.full(len(rows), -1, np.int64)
    apart = np.full((len(rows), len(VIEWS)), BITS, np.int64)
    started = bool(seeds.has["picture"].any())
    for figure in range(len(references)):
        same, bits = same_as(rows, references, figure)
        if started:
            same |= same_as(seeds, references, figure)[0]
        found = np.flatnonzero(same & (hit < 0))
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


def _told(rows: Signatures, clean: Numbers, found: Found, contaminated: Numbers, apart: Numbers) -> dict[str, Any]:
    """Why each row was dropped, the number of its leader among the rows, and how far the two are apart."""
    dropped = np.full(len(rows), None, object)
    leader = np.full(len(rows), -1, np.int64)
    bits = apart.copy()
    dropped[contaminated >= 0] = "in_benchmark"
    twins = np.flatnonzero(found.leader >= 0)
    later, earlier = clean[twins], clean[found.leader[twins]]
    dropped[later] = np.where(found.exact[twins], "duplicate", "near_duplicate")
    leader[later] = earlier
    own = apart_by_view(rows, earlier, later)
    bits[later] = np.stack([own[v] for v in VIEWS], axis=1)
    return {
        "dropped": dropped.tolist(),
        "leader": leader,
        **{v: pa.array(bits[:, i].astype(np.int16), mask=bits[:, i] >= BITS) for i, v in enumerate(VIEWS)},
    }


def _write_rows(folder: Path, signed: Sequence[Path], made: dict[str, Any]) -> None:
    sizes = [count_rows([file]) for file in signed]
    made["file"] = np.repeat([f.name for f in signed], sizes)
    made["row"] = np.concatenate([np.arange(n) for n in sizes]).astype(np.int32)
    table = pa.table({name: made[name] for name in ROWS.names}, schema=ROWS)
    write_whole(folder / "rows.parquet", lambda part: pq.write_table(table, part, compression="zstd"))
