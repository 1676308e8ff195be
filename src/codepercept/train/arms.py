"""Arms of an ablation, how a description is held against its figure, and the table that comes of it."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from codepercept.evals.aggregate import estimate, paired
from codepercept.figure.claims import check_caption
from codepercept.types import FigureTrace, Sample


@dataclass(frozen=True)
class Arm:
    """One way to make training data."""

    name: str
    parts: tuple[str, ...]
    native: bool = False
    code: bool = False


def slug_of(arm: Arm) -> str:
    """Short name of an arm, and of its folders."""
    return "-".join(arm.parts) + ("-native" if arm.native else "") + ("-code" if arm.code else "")


ARMS = (
    Arm("IR + ID + SG, native captions", ("ir", "id", "sg"), native=True),
    Arm("IR", ("ir",)),
    Arm("IR + ID", ("ir", "id")),
    Arm("IR + ID + SG", ("ir", "id", "sg")),
    Arm("IR + ID + SG, captions + code", ("ir", "id", "sg"), code=True),
)
COMPARISONS = (
    ("grounded instead of native captions", ARMS[0], ARMS[3]),
    ("+ ID", ARMS[1], ARMS[2]),
    ("+ SG", ARMS[2], ARMS[3]),
    ("+ code", ARMS[3], ARMS[4]),
)


def verdict(caption: str, sample: Sample) -> dict[str, Any]:
    """What a description says of a figure, held against the trace and against the caption that follows from it.

    Returns:
        `precision`: confirmed claims over confirmed and contradicted ones (None without any). `recall`: confirmed
        claims, each counted once, over those of the true caption, at most 1. `f1` of the two, 0 where nothing is right.
    """
    assert sample.execution is not None and sample.execution.trace is not None
    trace = sample.execution.trace
    said = _claims(caption, trace)
    true = len(_claims(sample.caption, trace)["confirmed"])
    right, wrong = len(said["confirmed"]), len(said["contradicted"])
    precision = right / (right + wrong) if right + wrong else None
    recall = min(1.0, right / true) if true else None
    f1 = 2 * (precision or 0) * (recall or 0) / total if (total := (precision or 0) + (recall or 0)) else 0.0
    return {"caption": caption, "right": right, "wrong": wrong, "precision": precision, "recall": recall, "f1": f1}


def _claims(caption: str, trace: FigureTrace) -> dict[str, set[str]]:
    """Different claims by verdict: who says a thing twice has said it once."""
    found: dict[str, set[str]] = {"confirmed": set(), "contradicted": set(), "unverifiable": set()}
    for claim in check_caption(caption, trace):
        found[claim.verdict].add(f"{claim.kind} {claim.text.lower()}")
    return found


Verdicts = Mapping[str, Mapping[str, Mapping[str, Any]]]


def summarise(seeds: Mapping[int, Verdicts], chosen: Sequence[Arm] = ARMS) -> dict[str, Any]:
    """Means of each arm over the figures of all seeds, and paired differences of those that were run."""
    arms = {}
    values: dict[str, dict[str, float | None]] = {}
    for arm in chosen:
        rows = {f"{seed}/{name}": row for seed, found in seeds.items() for name, row in found[arm.name].items()}
        values[arm.name] = {name: 100.0 * row["f1"] for name, row in rows.items()}
        mean = functools.partial(_mean, list(rows.values()))
        arms[arm.name] = {
            "f1": mean("f1"),
            "charts": mean("f1", lambda r: not r["solid"]), "solids": mean("f1", lambda r: r["solid"]),
            "precision": mean("precision"), "recall": mean("recall"),
            "seeds": [_mean(list(found[arm.name].values()), "f1")["value"] for found in seeds.values()],
            "silent": Counter(not row["caption"].strip() for row in rows.values())[True],
        }  # fmt: skip
    compared = [
        {"what": what, "from": one.name, "to": other.name, **paired(values[one.name], values[other.name])}
        for what, one, other in COMPARISONS
        if one in chosen and other in chosen
    ]
    return {"figures": len(next(iter(values.values()))), "arms": arms, "comparisons": compared}


def _mean(
    rows: Sequence[Mapping[str, Any]], key: str, which: Callable[[Mapping[str, Any]], bool] = lambda row: True
) -> dict[str, Any]:
    return estimate(np.array([100.0 * row[key] for row in rows if which(row) and row[key] is not None]))


def table(summary: Mapping[str, Any]) -> str:
    """The summary as two Markdown tables.

    Intervals and p-values are over figures: they tell what these trained models differ in. How far trainings with other
    seeds differ, the last column of the first table shows.
    """

    def cell(found: Mapping[str, Any]) -> str:
        return "-" if found["value"] is None else "{:.1f} [{:.1f}, {:.1f}]".format(found["value"], *found["interval"])

    lines = [
        "| trained on | F1 | charts | solids | precision | recall | F1 of each seed |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, found in summary["arms"].items():
        cells = [cell(found[k]) for k in ("f1", "charts", "solids", "precision", "recall")]
        each = ", ".join(f"{value:.1f}" for value in found["seeds"])
        lines.append(f"| {name} | {' | '.join(cells)} | {each} |")
    if summary["comparisons"]:
        lines += ["", "| what it is worth | F1 | p | figures |", "|---|---|---|---|"]
    for row in summary["comparisons"]:
        low, high = row["interval"]
        told = f"{row['difference']:+.1f} [{low:+.1f}, {high:+.1f}]"
        lines.append(f"| {row['what']} | {told} | {row['p']:.4f} | {row['n']} |")
    return "\n".join(lines) + "\n"
