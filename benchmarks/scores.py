"""Our two deterministic scorers beside plain measures, on real figures disturbed in known ways.

    make bench-scores                        # all figures, about an hour the first time (they are executed and kept)
    python benchmarks/scores.py [COUNT]      # fewer
    python benchmarks/scores.py --worst 15   # and the ladders on which each of our scorers does worst

For each measure: Kendall's tau-b with the severity of a change (mean over ladders; the undisturbed figure is severity
0), identity, the same picture through other API calls, other views (resolution, size, margins), a blank page, unrelated
figures, and CPU time per pair with both sides prepared anew. The first table is over the held-out figures, at which
nobody looked while the scorers were written; the second over all. `low-level F1` is ours after the published
description of ChartMimic's low-level score (Yang et al. 2024): F1 over texts, panels, kinds of charts, and colours by
CIELAB distance within each kind, and their mean; where they try all permutations of colours we solve the assignment.

What each measure gave for each pair is kept below the user's cache, for `calibration.py`.
"""

from __future__ import annotations

import argparse
import io
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import imagehash
import numpy as np
from disturbed import DEVELOPED, Case, corpus, figures
from gallery_source import cache_folder
from PIL import Image
from scipy.optimize import linear_sum_assignment
from scipy.stats import kendalltau
from skimage.metrics import structural_similarity

from codepercept.figure import words
from codepercept.scorers import image
from codepercept.scorers.elements import Drawing, element_score
from codepercept.scorers.opening import all_pixels
from codepercept.types import Execution, FigureTrace


def _pixels(one: Execution, other: Execution) -> tuple[np.ndarray, np.ndarray]:
    """Both pictures in gray, the second brought to the size of the first."""
    first, second = (Image.open(io.BytesIO(r.image or b"")).convert("L") for r in (one, other))
    if second.size != first.size:
        second = second.resize(first.size, Image.Resampling.LANCZOS)
    return np.asarray(first, float), np.asarray(second, float)


def ssim(one: Execution, other: Execution) -> float:
    return float(structural_similarity(*_pixels(one, other), data_range=255))


def mse(one: Execution, other: Execution) -> float:
    a, b = _pixels(one, other)
    return 1 - float(((a - b) ** 2).mean()) / 255**2


def perceptual_hash(one: Execution, other: Execution) -> float:
    a, b = (imagehash.phash(Image.open(io.BytesIO(r.image or b""))) for r in (one, other))
    return 1 - (a - b) / 64


def low_level(one: Execution, other: Execution) -> float:
    """Mean of four F1 values, see the module."""
    assert one.trace is not None and other.trace is not None
    parts = [_f1(f(one.trace), f(other.trace)) for f in (_texts, _panels, _kinds)]
    return float(np.mean([*parts, _color_f1(one.trace, other.trace)]))


def _texts(trace: FigureTrace) -> Counter[str]:
    return Counter(e.text.strip() for e in trace.elements if e.visible and e.text.strip())


def _panels(trace: FigureTrace) -> Counter[tuple[int, ...]]:
    """Where each panel stands in a grid of eighths of the page."""
    size = (trace.canvas.width, trace.canvas.height) * 2
    return Counter(tuple(round(8 * v / s) for v, s in zip(a.bbox, size, strict=True)) for a in trace.axes)


def _kinds(trace: FigureTrace) -> Counter[str]:
    seen = {(e.call or e.artist, e.group or e.id) for e in trace.elements if e.role == "data" and e.visible}
    return Counter(call for call, _ in seen)


def _f1(one: Counter, other: Counter) -> float:
    common, total = sum((one & other).values()), sum(one.values()) + sum(other.values())
    return 2 * common / total if total else 1.0


def _color_f1(one: FigureTrace, other: FigureTrace) -> float:
    def colors(trace: FigureTrace) -> dict[str, list[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for e in trace.elements:
            if e.role == "data" and e.visible:
                found[e.call or e.artist] |= {c for c in (*e.colors, e.color) if c}
        return {k: sorted(v)[:60] for k, v in found.items() if v}

    ours, theirs = colors(one), colors(other)
    total = sum(map(len, ours.values())) + sum(map(len, theirs.values()))
    if not total:
        return 1.0
    hits = 0.0
    for kind in ours.keys() & theirs.keys():
        gap = np.linalg.norm(words.lab(ours[kind])[:, None] - words.lab(theirs[kind])[None], axis=-1)
        alike = np.maximum(0.0, 1 - gap / 100)
        hits += float(alike[linear_sum_assignment(alike, maximize=True)].sum())
    return 2 * hits / total


MEASURES: dict[str, Callable[[Execution, Execution], float | None]] = {
    "SSIM": ssim,
    "MSE": mse,
    "perceptual hash": perceptual_hash,
    "low-level F1": low_level,
    "image scorer": lambda a, b: image.image_score(a.image or b"", b.image or b"").value,
    "element scorer": lambda a, b: element_score(a.trace, b.trace).value if a.trace and b.trace else None,
}
"""All in [0, 1], 1 for the same."""

OURS: dict[str, tuple[Callable[[Execution], Any], Callable[[Any, Execution], Any]]] = {
    "image scorer": (
        lambda run: image.prepare(run.image or b""),
        lambda one, run: image.compare(one, image.prepare(run.image or b"")),
    ),
    "element scorer": (lambda run: Drawing(run.trace), lambda one, run: element_score(one, run.trace)),
}
"""How a reference is prepared once, and compared with a run."""
READY_EVERY = 5
"""Of so many pairs, one is timed with its reference ready too."""


@dataclass(frozen=True)
class Row:
    """What the measures gave for one pair.

    Attributes:
        figure, kind, change, severity: as of `disturbed.Case`; kind "identity" for a figure against itself.
        values: by measure, None for unscored.
        milliseconds: CPU by measure, with both sides prepared anew.
        ready: CPU of ours with the reference ready; empty for most pairs.
    """

    figure: str
    kind: str
    change: str
    severity: int
    values: dict[str, float | None]
    milliseconds: dict[str, float]
    ready: dict[str, float]


def measured(cases: Iterable[Case]) -> Iterator[Row]:
    """All measures on all pairs, one after the other on each, so that a busy machine is unfair to none."""
    name, references = "", {}
    for number, case in enumerate(cases):
        if case.reference.trace is None or case.run.image is None or case.run.trace is None:
            continue
        if case.figure.name != name:
            name, references = case.figure.name, {k: prepare(case.reference) for k, (prepare, _) in OURS.items()}
            itself = {k: measure(case.reference, case.reference) for k, measure in MEASURES.items()}
            yield Row(name, "identity", "identity", 1, itself, {}, {})
        values, spent, ready = {}, {}, {}
        for key, measure in MEASURES.items():
            all_pixels.cache_clear()
            start = time.process_time()
            values[key] = measure(case.reference, case.run)
            spent[key] = 1000 * (time.process_time() - start)
        for key, (_, against) in OURS.items() if number % READY_EVERY == 0 else ():
            all_pixels.cache_clear()
            start = time.process_time()
            against(references[key], case.run)
            ready[key] = 1000 * (time.process_time() - start)
        yield Row(name, case.kind, case.change, case.severity, values, spent, ready)


def ladders(rows: Sequence[Row], measure: str) -> dict[tuple[str, str], list[tuple[int, float]]]:
    """(severity, value) by change and figure, from severity 0 up."""
    found: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(lambda: [(0, 1.0)])
    for row in rows:
        if row.kind == "ladder" and (value := row.values[measure]) is not None:
            found[row.change, row.figure].append((row.severity, value))
    return {key: sorted(steps) for key, steps in found.items() if len(steps) > 2}


def tau(steps: Sequence[tuple[int, float]]) -> float:
    """Kendall's tau-b of severity and loss; 0 where the measure says the same throughout."""
    found = float(kendalltau([s for s, _ in steps], [-v for _, v in steps]).statistic)
    return 0.0 if np.isnan(found) else found


def print_tables(rows: Sequence[Row]) -> None:
    """Both tables in Markdown."""
    pairs = [row for row in rows if row.kind != "identity"]
    taus = {m: {key: tau(steps) for key, steps in ladders(rows, m).items()} for m in MEASURES}
    print(f"{len({r.figure for r in rows})} figures, {len(pairs)} pairs, {len(taus['SSIM'])} ladders\n")

    def head(title: str) -> None:
        print(f"| {title} | " + " | ".join(MEASURES) + " |\n|" + " --- |" * (len(MEASURES) + 1))

    def line(title: str, cell: Callable[[str], str]) -> None:
        print(f"| {title} | " + " | ".join(cell(m) for m in MEASURES) + " |")

    def spread(title: str, column: str, name: str, worst: Callable[[Sequence[float]], float]) -> None:
        chosen = [r for r in rows if getattr(r, column) == name]
        values = {m: [v for r in chosen if (v := r.values[m]) is not None] for m in MEASURES}
        line(title, lambda m: f"{np.mean(values[m]):.3f} ({worst(values[m]):.2f})" if values[m] else "")

    head("")
    line("Kendall tau, mean over ladders", lambda m: f"{np.mean(list(taus[m].values())):.3f}")
    line("ladders in perfect order", lambda m: f"{np.mean([t > 0.999 for t in taus[m].values()]):.0%}")
    for title, kind in (("identity", "identity"), ("other API calls", "equivalent"), ("other views", "view")):
        spread(f"{title}, mean (worst)", "kind", kind, min)
    for title, change in (("blank page", "blank"), ("empty axes", "frame"), ("unrelated figure", "unrelated")):
        spread(f"{title}, mean (highest)", "change", change, max)
    line("ms per pair, median", lambda m: f"{np.median([r.milliseconds[m] for r in pairs]):.1f}")
    ready = {m: [r.ready[m] for r in pairs if m in r.ready] for m in MEASURES}
    line("ms per pair, reference ready", lambda m: f"{np.median(ready[m]):.1f}" if ready[m] else "")
    line("unscored", lambda m: str(sum(r.values[m] is None for r in rows)))
    print("\nKendall tau by change:\n")
    head("change (ladders)")
    for change, number in sorted(Counter(change for change, _ in taus["SSIM"]).items()):
        line(f"{change} ({number})", lambda m, c=change: f"{np.mean([t for k, t in taus[m].items() if k[0] == c]):.3f}")


def print_worst(rows: Sequence[Row], count: int) -> None:
    """The ladders on which each of our scorers keeps the order least."""
    for measure in OURS:
        print(f"\n{measure}, worst ladders: tau, figure, change, values from severity 0 up\n")
        found = sorted(
            (tau(steps), figure, change, steps) for (change, figure), steps in ladders(rows, measure).items()
        )
        for value, figure, change, steps in found[:count]:
            print(f"{value:6.2f} {figure} {change}: " + " ".join(f"{v:.3f}" for _, v in steps))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", nargs="?", type=int, default=140)
    parser.add_argument("--worst", type=int, default=0, help="list so many ladders that come out worst")
    options = parser.parse_args()
    rows = []
    with (cache_folder() / "scores.jsonl").open("w") as kept:
        for row in measured(corpus(options.count)):
            rows.append(row)
            kept.write(json.dumps(asdict(row)) + "\n")
    held_out = {figure.name for figure in figures()[DEVELOPED:]}
    for title, chosen in (("Held out", [r for r in rows if r.figure in held_out]), ("All", rows)):
        if chosen:
            print(f"\n{title}: ", end="")
            print_tables(chosen)
    print_worst(rows, options.worst)


if __name__ == "__main__":
    main()
