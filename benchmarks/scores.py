"""Our two deterministic scorers beside plain measures, on real figures disturbed in known ways.

    make bench-scores                        # 130 figures, about an hour the first time (they are executed and kept)
    python benchmarks/scores.py [COUNT]      # fewer

For each measure: Kendall's tau-b with the severity of a change (mean over ladders), identity, the same picture through
other API calls, other views (resolution, size, margins), a blank page, unrelated figures, and CPU time per pair with
both sides prepared anew. `low-level F1` is ours after the published description of ChartMimic's low-level score (Yang
et al. 2024): F1 over texts, panels, kinds of charts, and colours by CIELAB distance within each kind, and their mean;
where they try all permutations of colours we solve the assignment.
"""

from __future__ import annotations

import io
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable

import imagehash
import numpy as np
from disturbed import Case, corpus
from PIL import Image
from scipy.optimize import linear_sum_assignment
from scipy.stats import kendalltau
from skimage.metrics import structural_similarity

from codepercept.figure import words
from codepercept.scorers.elements import element_score
from codepercept.scorers.image import image_score
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
    "image scorer": lambda a, b: image_score(a.image or b"", b.image or b"").value,
    "element scorer": lambda a, b: element_score(a.trace, b.trace).value if a.trace and b.trace else None,
}
"""All in [0, 1], 1 for the same."""


class Tally:
    """What one measure said about all cases."""

    def __init__(self, measure: Callable[[Execution, Execution], float | None]) -> None:
        self._measure = measure
        self.ladders: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
        self.values: dict[str, list[float]] = defaultdict(list)
        self.milliseconds: list[float] = []
        self.unscored = 0

    def add(self, case: Case) -> None:
        start = time.process_time()
        value = self._measure(case.reference, case.run)
        self.milliseconds.append(1000 * (time.process_time() - start))
        if value is None:
            self.unscored += 1
        elif case.kind == "ladder":
            self.ladders[case.change, case.figure.name].append((case.severity, value))
        else:
            self.values[case.change if case.kind == "nothing" else case.kind].append(value)

    def identity(self, run: Execution) -> None:
        value = self._measure(run, run)
        self.values["identity"] += [] if value is None else [value]

    def taus(self) -> dict[str, list[float]]:
        """Kendall's tau by change; a ladder on which the measure says the same throughout counts as 0."""
        found: dict[str, list[float]] = defaultdict(list)
        for (change, _), rows in self.ladders.items():
            steps = [(0, 1.0), *sorted(rows)]
            if len(steps) > 2:
                tau = kendalltau([s for s, _ in steps], [-v for _, v in steps]).statistic
                found[change].append(0.0 if np.isnan(tau) else float(tau))
        return found


def main(count: int) -> None:
    tallies = {name: Tally(measure) for name, measure in MEASURES.items()}
    seen: set[str] = set()
    for case in corpus(count):
        if case.reference.trace is None or case.run.image is None or case.run.trace is None:
            continue
        for tally in tallies.values():
            if case.figure.name not in seen:
                tally.identity(case.reference)
            tally.add(case)
        seen.add(case.figure.name)
    print(f"{len(seen)} figures, {len(tallies['SSIM'].milliseconds)} pairs\n")
    print("| | " + " | ".join(MEASURES) + " |\n|" + " --- |" * (len(MEASURES) + 1))

    def row(title: str, cell: Callable[[Tally], str]) -> None:
        print(f"| {title} | " + " | ".join(cell(t) for t in tallies.values()) + " |")

    row("Kendall tau, mean over ladders", lambda t: f"{np.mean([x for v in t.taus().values() for x in v]):.3f}")
    for title, key in (("identity", "identity"), ("other API calls", "equivalent"), ("other views", "view")):
        row(f"{title}, mean (worst)", lambda t, k=key: f"{np.mean(t.values[k]):.3f} ({min(t.values[k]):.2f})")
    for title, key in (("blank page", "blank"), ("empty axes", "frame"), ("unrelated figure", "unrelated")):
        row(f"{title}, mean (highest)", lambda t, k=key: f"{np.mean(t.values[k]):.3f} ({max(t.values[k]):.2f})")
    row("ms per pair, median", lambda t: f"{np.median(t.milliseconds):.1f}")
    row("unscored", lambda t: str(t.unscored))
    print("\nKendall tau by change:\n\n| change | " + " | ".join(MEASURES) + " |\n|" + " --- |" * (len(MEASURES) + 1))
    for change in sorted(tallies["SSIM"].taus()):
        row(change, lambda t, c=change: f"{np.mean(t.taus()[c]):.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 130)
