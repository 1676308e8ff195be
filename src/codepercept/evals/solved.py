"""One question put to a captioner and a solver, and the numbers over many of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from codepercept.config.evaluation import CaptionSolveConfig
from codepercept.display import flat
from codepercept.evals.aggregate import estimate
from codepercept.evals.benchmarks.base import Benchmark, Question, Verdict
from codepercept.evals.leaks import Leak
from codepercept.evals.results import cell, shown
from codepercept.models.ask import shrink
from codepercept.models.base import Ending
from codepercept.pipeline.rundir import RunDir
from codepercept.types import Value

_SMALL = 160_000
"""Pixels of a picture on the page."""


class Solved(Value):
    """A question with its caption, the solver's response and the verdict. Unscored if `fault` is set."""

    question: Question
    number: int
    caption: str = ""
    response: str = ""
    ended: Ending = "stop"
    verdict: Verdict = Verdict(correct=None, extracted=None, how="")
    leak: Leak | None = None
    fault: str | None = None


def accuracy(rows: Sequence[Solved]) -> dict[str, Any]:
    """Share of right answers in percent with Wilson's 95% interval, over those that could be judged."""
    told = np.array([100.0 * r.verdict.correct for r in rows if r.verdict.correct is not None], float)
    return {**estimate(told, rate=True), "unscored": len(rows) - len(told)}


def summarise_solved(rows: Sequence[Solved], config: CaptionSolveConfig, bench: Benchmark) -> dict[str, Any]:
    """All numbers of a run. Holds no times."""
    models = config.models
    names = {}
    for role in ("perceiver", "solver", "extractor", "judge"):
        found = models.role(role) if models else None
        names[role] = found.model if found else None
    groups: dict[str, dict[str, Any]] = {}
    for key in sorted({k for r in rows for k in r.question.groups}):
        values = sorted({r.question.groups[key] for r in rows if key in r.question.groups})
        groups[key] = {v: accuracy([r for r in rows if r.question.groups.get(key) == v]) for v in values}
    leaking = [r for r in rows if r.leak is not None]
    unscored = sum(r.verdict.correct is None for r in rows)
    return {
        "task": "caption-solve",
        "benchmark": bench.name,
        "title": bench.title,
        "roles": names,
        "n": len(rows),
        "scored": len(rows) - unscored,
        "unscored": unscored,
        "accuracy": accuracy(rows),
        "metrics": bench.metrics([(r.question, r.verdict) for r in rows]),
        "breakdown": groups,
        "leaks": {
            "captions": len(leaking),
            "claimed": sum(r.leak.kind == "claimed" for r in leaking if r.leak),
            "unread_pictures": sum(r.leak.shown is None for r in leaking if r.leak),
            "accuracy_without": accuracy([r for r in rows if r.leak is None]),
            "ids": [r.question.id for r in leaking][:200],
        },
        "ended": dict(sorted(Counter(r.ended for r in rows if r.response or r.ended != "stop").items())),
        "unscored_because": dict(Counter(r.fault or "the rule cannot judge" for r in rows
                                         if r.verdict.correct is None).most_common(20)),
    }  # fmt: skip


def solved_line(row: Solved) -> dict[str, Any]:
    """A question's line of `results.jsonl`."""
    q = row.question
    return {
        "id": q.id, "groups": q.groups, "question": q.question, "choices": q.choices, "answer": q.answer,
        "images": q.images or ((q.image,) if q.image else ()),
        "caption": row.caption, "response": row.response, "ended": row.ended,
        "extracted": row.verdict.extracted, "correct": row.verdict.correct, "how": row.verdict.how,
        "leak": row.leak.model_dump() if row.leak else None, "fault": row.fault,
    }  # fmt: skip


PICTURES = "pictures.parquet"


def write_pictures(path: Path, pictures: Mapping[str, bytes]) -> None:
    """Small copies of the pictures by their names, for the page."""
    table = pa.table({"name": list(pictures), "image": [shrink(p, _SMALL) for p in pictures.values()]})
    pq.write_table(table, path)


def read_pictures(folder: Path) -> dict[str, bytes]:
    """What `write_pictures` wrote; {} where it wrote nothing."""
    try:
        table = pq.read_table(folder / PICTURES)
    except (OSError, pa.ArrowException):
        return {}
    return dict(zip(table["name"].to_pylist(), table["image"].to_pylist(), strict=True))


def write_solved(run: RunDir, rows: Sequence[Solved], summary: dict[str, Any], pictures: Mapping[str, bytes]) -> None:
    """Write `pictures.parquet`, `results.jsonl`, `report.md` and, last, `summary.json`."""
    part = run.path / f".{PICTURES}.part"
    write_pictures(part, pictures)
    part.replace(run.path / PICTURES)
    text = "".join(json.dumps(solved_line(r), ensure_ascii=False) + "\n" for r in rows)
    run.write_text("results.jsonl", text.encode("utf-8", "replace").decode())
    run.write_text("report.md", markdown(summary))
    run.write_json("summary.json", summary)


def markdown(summary: dict[str, Any]) -> str:
    """The report as Markdown tables."""
    roles = ", ".join(f"{role} {cell(name)}" for role, name in summary["roles"].items() if name)
    leaks = summary["leaks"]
    own = {k: v for k, v in summary["metrics"].items() if k != "groups"}  # those are the breakdown below
    lines = [
        f"# {summary['title']}: caption -> answer", "", f"{roles}.", "",
        f"{summary['n']} questions = {summary['scored']} scored + {summary['unscored']} unscored.", "",
        f"**Accuracy {shown(summary['accuracy'])}** (95% interval).", "",
        f"{leaks['captions']} captions give the answer away ({leaks['claimed']} call it the answer); without those "
        f"questions: {shown(leaks['accuracy_without'])}.", "",
        "## The benchmark's own numbers", "",
        *(f"- {cell(name)}: {_plain(value)}" for name, value in flat(own)), "",
    ]  # fmt: skip
    for key, values in summary["breakdown"].items():
        lines += [f"## By {key}", "", f"| {key} | questions | accuracy |", "|---|---:|---:|"]
        lines += [f"| {cell(v)} | {a['n'] + a['unscored']} | {shown(a)} |" for v, a in values.items()]
        lines.append("")
    if summary["unscored_because"]:
        lines += [
            "## Unscored because",
            "",
            *(f"- {n} × {cell(w)}" for w, n in summary["unscored_because"].items()),
            "",
        ]
    return "\n".join(lines)


def _plain(value: Any) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
