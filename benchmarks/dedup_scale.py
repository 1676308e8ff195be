"""Deduplication of up to a million rows: time, memory, and what is found of planted duplicates.

    python benchmarks/dedup_scale.py RUN [--sizes 125000 250000 500000 1000000] [--figures 1263]

RUN is a run that was curated: its signatures are what the synthetic ones are made of, so that keys are as crowded as
they really are. A synthetic row is one of RUN with 30 to 60 of the 256 bits of each view turned over, which makes it
another figure; 2 in 100 are near copies of an earlier one (up to 12 bits of each view, the same elements), 1 in 100
equal an earlier one in one view besides. Each size runs in a process of its own, from files of signatures to
`rows.parquet`, statistics included, and is compared with FIGURES benchmark figures, of which 100 are planted.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from codepercept.dataset.curate import SPLITS, decide
from codepercept.dataset.dedup import Signatures
from codepercept.dataset.references import References
from codepercept.dataset.signatures import BITS, VIEWS
from codepercept.dataset.signing import LOOKS, SIGNED, load_signatures

SHARD = 256
"""Rows of a file, as builds write them."""


def turned(words: np.ndarray, low: int, high: int, rng: np.random.Generator) -> np.ndarray:
    """Signatures with `low` to `high` bits turned over, each at random."""
    counts = rng.integers(low, high + 1, len(words))
    order = (
        rng.random((len(words), BITS)).argpartition(high - 1, axis=1)[:, :high] if high else np.empty((len(words), 0))
    )
    mask = np.zeros((len(words), BITS), np.uint8)
    chosen = np.arange(high)[None, :] < counts[:, None]
    np.put_along_axis(mask, order.astype(np.int64), chosen.astype(np.uint8), axis=1)
    return words ^ np.packbits(mask, axis=1).view(np.uint64)


def make(run: Path, size: int, figures: int, out: Path) -> None:
    """Files of synthetic signatures, the planted rows, and the benchmark's figures."""
    rng = np.random.default_rng(size)
    files = sorted((run / "curation").glob("part-*.parquet"))
    real = load_signatures(files)
    looks = pa.concat_tables(pq.read_table(f, columns=LOOKS) for f in files)
    origin = rng.integers(0, len(real), size)
    draw = rng.random(size)
    near = np.flatnonzero((draw < 0.02) & (np.arange(size) > 0))
    exact = np.flatnonzero((draw >= 0.02) & (draw < 0.03) & (np.arange(size) > 0))
    first = np.flatnonzero(draw >= 0.03)
    source = {}
    for rows in (near, exact):
        place = np.searchsorted(first, rows)
        fits = place > 0
        chosen = first[(rng.random(len(rows)) * np.maximum(place, 1)).astype(np.int64)]
        source.update(dict(zip(rows[fits].tolist(), chosen[fits].tolist(), strict=True)))
    copies = np.array(sorted(source), np.int64)
    originals = np.array([source[int(c)] for c in copies], np.int64)
    words, numbers = {}, {}
    for view in VIEWS:
        words[view] = np.concatenate(
            [turned(real.near[view][part], 30, 60, rng) for part in np.array_split(origin, 64)]
        )
        words[view][copies] = turned(words[view][originals], 0, 12, rng)
        numbers[view] = rng.integers(0, 2**62, size)
    is_exact = np.isin(copies, exact)
    which = rng.integers(0, len(VIEWS), len(copies))
    for number, view in enumerate(VIEWS):
        same = is_exact & (which == number)
        numbers[view][copies[same]] = numbers[view][originals[same]]
    inventory = rng.integers(0, 2**62, size)
    inventory[copies] = inventory[originals]
    in_benchmark = rng.choice(np.setdiff1d(first, originals), 100, replace=False)
    texts = rng.integers(0, 2**32, size)  # every row brings a text that none had before
    for start in range(0, size, SHARD):
        part = slice(start, min(size, start + SHARD))
        told = looks.take(origin[part])
        columns: dict[str, Any] = {
            "id": [f"row-{i:07d}" for i in range(part.start, part.stop)],
            "seed_id": [f"seed-{i:07d}" for i in range(part.start, part.stop)],
            **{f"exact_{v}": numbers[v][part] for v in VIEWS},
            **{f"near_{v}": pa.array([w.tobytes() for w in words[v][part]], pa.binary(BITS // 8)) for v in VIEWS},
            "inventory": inventory[part],
            "exact_seed": pa.nulls(part.stop - part.start, pa.int64()),
            "near_seed": pa.nulls(part.stop - part.start, pa.binary(BITS // 8)),
            **{name: told[name] for name in LOOKS},
            "texts": [[int(t)] for t in texts[part]],
        }
        pq.write_table(pa.table(columns, schema=SIGNED), out / f"part-{start // SHARD:05d}.parquet", compression="zstd")
    known = {v: rng.integers(0, 2**63, (figures, BITS // 64)).astype(np.uint64) for v in VIEWS}
    for view in VIEWS:
        known[view][:100] = turned(words[view][in_benchmark], 0, 12, rng)
    np.savez(out / "truth.npz", copies=copies, is_exact=is_exact, in_benchmark=in_benchmark, **known)


def measure(out: Path) -> dict[str, Any]:
    """Decide on the rows of a folder; what it took and what it found."""
    truth = np.load(out / "truth.npz")
    figures = len(truth[VIEWS[0]])
    known = Signatures(
        {v: truth[v] for v in VIEWS},
        {v: np.full(figures, -1) for v in VIEWS},
        {v: np.ones(figures, np.bool_) for v in VIEWS},
        np.full(figures, -1),
    )
    about = {"name": "planted", "figures": figures}
    references = References([f"planted/{i}" for i in range(figures)], known, [about])
    files = sorted(out.glob("part-*.parquet"))
    began, cpu = time.monotonic(), time.process_time()
    summary = decide(files, references, SPLITS, 0, out)
    took, cpu = time.monotonic() - began, time.process_time() - cpu
    table = pq.read_table(out / "rows.parquet", columns=["dropped"])
    dropped = np.array(table["dropped"].to_pylist(), object)
    gone = np.flatnonzero((dropped == "duplicate") | (dropped == "near_duplicate"))
    copies, is_exact = truth["copies"], truth["is_exact"]
    hit = np.isin(copies, gone)
    return {
        "rows": summary["rows"],
        "seconds": took,
        "cpu": cpu,
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "planted": len(copies),
        "recall_exact": float(hit[is_exact].mean()),
        "recall_near": float(hit[~is_exact].mean()),
        "precision": float(np.isin(gone, copies).mean()),
        "in_benchmark": f"{int((dropped[truth['in_benchmark']] == 'in_benchmark').sum())} of 100",
        "others_in_benchmark": int((dropped == "in_benchmark").sum()) - 100,
        "left_out": sum(summary["comparisons_left_out"].values()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[125_000, 250_000, 500_000, 1_000_000])
    parser.add_argument("--figures", type=int, default=1263)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure)))
        return
    print("| rows | CPU, s | peak memory, MiB | planted copies | equal ones found | near ones found | precision | "
          "benchmark figures found (others taken for one) | comparisons left out |\n" + "| --- " * 9 + "|")  # fmt: skip
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            make(given.run, size, given.figures, Path(folder))
            command = [sys.executable, __file__, str(given.run), "--measure", folder]
            r = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout)
        print(
            f"| {r['rows']:,} | {r['cpu']:.0f} | {r['mib']:,.0f} | {r['planted']:,} | {r['recall_exact']:.2%} | "
            f"{r['recall_near']:.2%} | {r['precision']:.2%} | {r['in_benchmark']} ({r['others_in_benchmark']}) | "
            f"{r['left_out']:,} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
