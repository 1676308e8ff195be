"""The page that sets several models beside each other: what each can do, and which gaps are more than luck."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from codepercept.errors import UserError
from codepercept.evals.aggregate import METRICS, metrics_of
from codepercept.evals.results import load_evaluation
from codepercept.evals.trial import Trial
from codepercept.gallery.evaluation import (
    Column,
    group_columns,
    pack_picture,
    page_beside,
    quality_for,
    rounded,
    words,
    write_report,
)


def write_comparison(out: Path) -> Path:
    """Write the page of a comparison and return its path, `out/index.html`.

    Args:
        out: the folder with `comparison.json` of `evals.compare.compare_runs`; the runs that it names are read.

    Raises:
        UserError: there is no comparison, or one of its runs is gone.
        OSError: the folder cannot be written.
    """
    try:
        found = json.loads((out / "comparison.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise UserError(f"{out}: holds no comparison") from None
    folders = {name: Path(model["run"]) for name, model in found["models"].items()}
    runs = {name: {t.id: t for t in load_evaluation(folder)[2]} for name, folder in folders.items()}
    first = next(iter(runs.values()))
    values: dict[str, list[float | None]] = {
        name: [rounded(metrics_of(trials[i], found["judges"])["avg3"], 2) if i in trials else None for i in first]
        for name, trials in runs.items()
    }
    pages = {name: page_beside(out, folder) for name, folder in folders.items()}
    columns: list[Column] = [
        ("id", "id", list(first)),
        *group_columns([t.groups for t in first.values()]),
        *((name, "number", list(column)) for name, column in values.items()),
        ("gap", "number", [_gap(row) for row in zip(*values.values(), strict=True)]),
    ]
    quality = quality_for((1 + len(runs)) * len(first))
    return write_report(
        out / "index.html",
        "comparison.html",
        "comparison.js",
        title=f"{found['benchmark']}: {len(runs)} models",
        columns=columns,
        search=[t.title for t in first.values()],
        details=(
            _detail(first[i], {n: (trials.get(i), pages[n]) for n, trials in runs.items()}, found["judges"], quality)
            for i in first
        ),
        found=found,
        metrics=METRICS,
        pages=pages,
        tests=_tests(found["tests"]),
    )


def _gap(values: Sequence[float | None]) -> float | None:
    told = [v for v in values if v is not None]
    return round(max(told) - min(told), 2) if len(told) > 1 else None


def _tests(tests: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Paired tests by metric, that of the headline number first, with the range that their bars share."""
    found = []
    for metric in reversed(METRICS):
        rows = [t for t in tests if t["metric"] == metric and t["p"] is not None]
        if rows:
            reach = max(abs(end) for t in rows for end in t["interval"])
            found.append({"metric": metric, "rows": rows, "reach": max(1.0, reach)})
    return found


def _detail(
    reference: Trial, answers: Mapping[str, tuple[Trial | None, str | None]], judges: Mapping[str, str], quality: int
) -> dict[str, Any]:
    """What the page shows of one figure; with each model's answer the address of its own page."""
    drawn = reference.target.execution.image if reference.target.execution else None
    return {
        "title": reference.title,
        "groups": sorted(reference.groups.items()),
        "reference": pack_picture(drawn, quality),
        "models": [[name, _answer(trial, drawn, judges, quality), page] for name, (trial, page) in answers.items()],
    }


def _answer(trial: Trial | None, drawn: bytes | None, judges: Mapping[str, str], quality: int) -> dict[str, Any] | None:
    if trial is None:
        return None
    run = trial.rollout.execution
    picture = run.image if run else None
    scores = trial.rollout.scores
    return {
        "picture": "same" if drawn and picture == drawn else pack_picture(picture, quality),
        "status": run.status if run else "no program" if trial.answered else "no answer",
        "metrics": [[m, rounded(v, 2)] for m, v in metrics_of(trial, judges).items()],
        "error": words(run.error) if run else "",
        "fault": words(trial.fault),
        "remarks": [[name, words(scores[name].explanation)] for name in judges.values() if name in scores],
        "counts": [
            [v, n] for v in ("missing", "extra", "changed") if (n := sum(d.verdict == v for d in trial.differences))
        ],
    }
