"""Draw what scores mean: how they fall with the severity of a change, and what equal and unrelated figures get.

    python benchmarks/scores.py                                # first: measures all pairs
    python benchmarks/calibration.py [TARGET]

Bands hold the middle four fifths of all figures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from disturb import FAMILIES, SEVERITIES
from gallery_source import cache_folder
from matplotlib.axes import Axes
from scores import Row

HERE = Path(__file__).resolve().parent
COLORS = {"image scorer": "#1f77b4", "element scorer": "#d95f02", "SSIM": "#8a8a8a"}
GROUPS = {
    "other API calls": ("kind", "equivalent"),
    "other resolution,\nsize or margins": ("kind", "view"),
    "empty axes": ("change", "frame"),
    "unrelated figure": ("change", "unrelated"),
    "blank page": ("change", "blank"),
}
"""Titles, and the column of `Row` and its value that they stand for."""


def rows() -> list[Row]:
    """What `scores.py` measured last."""
    path = cache_folder() / "scores.jsonl"
    if not path.exists():
        raise SystemExit("nothing has been measured yet; run benchmarks/scores.py first")
    return [Row(**json.loads(line)) for line in path.read_text().splitlines() if line.endswith("}")]


def values(found: Sequence[Row], measure: str) -> np.ndarray:
    """(N,) what a measure gave, without the unscored."""
    return np.array([v for r in found if (v := r.values[measure]) is not None])


def draw_family(ax: Axes, found: Sequence[Row], title: str) -> None:
    """Mean and band of each measure by severity; severity 0 is the figure itself."""
    for measure, color in COLORS.items():
        steps = [values([r for r in found if r.severity == s], measure) for s in SEVERITIES]
        low, high = ([1.0, *(float(np.quantile(v, q)) for v in steps)] for q in (0.1, 0.9))
        mean = [1.0, *(float(v.mean()) for v in steps)]
        ax.fill_between((0, *SEVERITIES), low, high, color=color, alpha=0.16, lw=0)
        ax.plot((0, *SEVERITIES), mean, "o-", color=color, ms=3.5, lw=1.8, label=measure)
    ax.set_title(f"{title} ({len({(r.figure, r.change) for r in found})})", fontsize=10)
    ax.set(xlim=(0, 4), ylim=(0, 1.03), xticks=range(5), yticks=(0, 0.25, 0.5, 0.75, 1))


def draw_groups(ax: Axes, found: Sequence[Row]) -> None:
    """Every score of each group as a dot, the median as a bar; measures side by side."""
    chance = np.random.default_rng(0)
    for place, (column, name) in enumerate(GROUPS.values()):
        chosen = [r for r in found if getattr(r, column) == name]
        for number, (measure, color) in enumerate(COLORS.items()):
            scores = values(chosen, measure)
            x = place + 0.27 * (number - 1)
            ax.plot(x + chance.uniform(-0.09, 0.09, len(scores)), scores, ".", color=color, ms=4, alpha=0.35, mew=0)
            ax.plot([x - 0.11, x + 0.11], [np.median(scores)] * 2, color=color, lw=3, solid_capstyle="butt")
    ax.set_xticks(range(len(GROUPS)), list(GROUPS), fontsize=10)
    ax.set(xlim=(-0.5, len(GROUPS) - 0.5), ylim=(-0.02, 1.03), yticks=(0, 0.25, 0.5, 0.75, 1))


def main(target: Path) -> None:
    found = rows()
    figure = plt.figure(figsize=(10, 8.2), layout="constrained")
    top, bottom = figure.subfigures(2, 1, height_ratios=(2, 1.05))
    panels = top.subplots(2, 5, sharex=True, sharey=True)
    for ax, (family, changes) in zip(panels.flat, FAMILIES.items(), strict=True):
        draw_family(ax, [r for r in found if r.kind == "ladder" and r.change in changes], family)
    top.supxlabel("severity of the change", fontsize=10)
    top.supylabel("score: mean, and middle four fifths", fontsize=10)
    lower = bottom.subplots()
    draw_groups(lower, found)
    lower.set_ylabel("score: each pair, and median", fontsize=10)
    for ax in (*panels.flat, lower):
        ax.grid(axis="y", color="0.9", lw=0.8)
        ax.set_axisbelow(True)
        ax.tick_params(labelsize=9, color="0.6")
        ax.spines[["top", "right"]].set_visible(False)
    lower.tick_params(axis="x", labelsize=10, length=0)
    handles, labels = panels.flat[0].get_legend_handles_labels()
    figures = len({r.figure for r in found})
    figure.legend(handles, labels, loc="outside upper center", ncols=3, frameon=False, fontsize=11,
                  title=f"{figures} real figures (number of ladders of four severities in brackets)")  # fmt: skip
    figure.savefig(target, dpi=100, pil_kwargs={"optimize": True})
    print(f"{target}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "docs" / "scores_calibration.png")
