"""How different the figures of the geometry families are, and how fast they are made.

    codepercept build recipes/geometry.yaml --out runs/geometry -n 10000
    python benchmarks/diversity.py runs/geometry [FOLDER]

Distinct by hash: share of samples whose 256-bit perceptual hash (DCT of the grey picture at 64 x 64) no earlier sample
of the family has. Distinct by trace: the same for all elements with their kind, colour, text and page position
rounded to a pixel. FOLDER gets one page of histograms per family. Ends with exit code 1 if a family has less than 95%
by either measure, or a parameter that never varies.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

import imagehash
import matplotlib.pyplot as plt
from PIL import Image

from codepercept.geometry import FAMILIES
from codepercept.geometry.family import sample
from codepercept.pipeline.table import read_rows

ENOUGH = 0.95
COLUMNS = ["family", "image", "trace", "parameters", "history", "facts", "questions", "caption", "code"]


def trace_hash(trace: str) -> str:
    """What was drawn where, to a pixel."""
    seen = [
        [
            *(e.get(key) for key in ("kind", "text", "color", "line_style")),
            [list(map(round, p)) for p in e.get("pixels", ())],
        ]
        for e in json.loads(trace)["elements"]
    ]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def flat(parameters: dict[str, object]) -> Iterator[tuple[str, str | float]]:
    """Parameters as (name, value), sequences as their text."""
    for name, value in parameters.items():
        yield name, value if isinstance(value, int | float | str) and not isinstance(value, bool) else json.dumps(value)


def per_second(name: str, count: int = 200) -> tuple[float, float]:
    """Figures made per second of CPU (code, facts, caption, questions; no rendering), and redraws per figure."""
    before, redrawn = time.process_time(), 0
    for seed in range(count):
        redrawn += len(sample(FAMILIES[name], Random(f"speed {seed}"))[1])
    return count / (time.process_time() - before), redrawn / count


def histograms(name: str, values: dict[str, list[str | float]], out: Path) -> None:
    """One panel per parameter: counts of its values."""
    columns = 5
    rows = math.ceil(len(values) / columns)
    figure, axes = plt.subplots(rows, columns, figsize=(3.2 * columns, 2.1 * rows), squeeze=False)
    for ax in axes.flat[len(values) :]:
        ax.axis("off")
    for ax, (parameter, found) in zip(axes.flat, values.items(), strict=False):
        counts = Counter(found)
        numeric = all(isinstance(v, int | float) for v in found)
        if numeric and len(counts) > 12:
            ax.hist(found, bins=24, color="#4c78a8")
        else:
            common = counts.most_common(12)
            shown = sorted(common) if numeric else common
            ax.bar([str(v)[:14] for v, _ in shown], [c for _, c in shown], color="#4c78a8")
            ax.tick_params(axis="x", labelrotation=60 if max(len(str(v)) for v, _ in shown) > 3 else 0, labelsize=6)
        ax.set_title(f"{parameter}: {len(counts)} values", fontsize=8)
        ax.tick_params(axis="y", labelsize=6)
    figure.suptitle(f"{name}: {len(found)} samples")
    figure.tight_layout()
    figure.savefig(out / f"{name}.png", dpi=80)
    plt.close(figure)


def main() -> int:
    """Print the table; 1 if a family is too uniform."""
    run = Path(sys.argv[1])
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    pictures: dict[str, set[str]] = defaultdict(set)
    traces: dict[str, set[str]] = defaultdict(set)
    captions: dict[str, set[str]] = defaultdict(set)
    codes: dict[str, set[str]] = defaultdict(set)
    total: Counter[str] = Counter()
    parameters: dict[str, dict[str, list[str | float]]] = defaultdict(lambda: defaultdict(list))
    for row in read_rows(sorted((run / "shards").glob("*.parquet")), COLUMNS):
        name = row["family"]
        if name is None:
            continue
        total[name] += 1
        pictures[name].add(str(imagehash.phash(Image.open(io.BytesIO(row["image"]["bytes"])), hash_size=16)))
        traces[name].add(trace_hash(row["trace"]))
        captions[name].add(row["caption"])
        codes[name].add(row["code"])
        for parameter, value in flat(json.loads(row["parameters"])):
            parameters[name][parameter].append(value)
    rejected = Counter(row["family"] for row in read_rows(sorted((run / "rejects").glob("*.parquet")), ["family"]))
    print("| family | samples | rejected | distinct by hash | by trace | codes | captions | parameters (never varying) "
          "| made per s | redrawn per figure |")  # fmt: skip
    print("| --- " * 10 + "|")
    fine = True
    for name in sorted(total):
        n, values = total[name], parameters[name]
        constant = [p for p, found in values.items() if len(set(found)) == 1]
        shares = [len(found[name]) / n for found in (pictures, traces, codes, captions)]
        fine = fine and not constant and min(shares[:2]) >= ENOUGH
        rate, redrawn = per_second(name)
        print(
            f"| {name} | {n} | {rejected[name]} | " + " | ".join(f"{s:.1%}" for s in shares)
            + f" | {len(values)} ({', '.join(constant) or 'none'}) | {rate:.0f} | {redrawn:.2f} |"
        )  # fmt: skip
        if out:
            out.mkdir(parents=True, exist_ok=True)
            histograms(name, values, out)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
