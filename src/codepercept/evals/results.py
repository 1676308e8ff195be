"""What an image-to-code evaluation leaves behind: `summary.json`, `results.jsonl`, `report.md`."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from codepercept.config.evaluation import Stem2CodeConfig
from codepercept.errors import UserError
from codepercept.evals.aggregate import METRICS, breakdown, estimate, headline, metrics_of, official, strict
from codepercept.evals.imported import Imported
from codepercept.evals.trial import Trial, read_trials
from codepercept.pipeline.rundir import RunDir

RESULTS = "results.jsonl"


def summarise(
    trials: Sequence[Trial], config: Stem2CodeConfig, benchmark: str, answers: Imported | None
) -> dict[str, Any]:
    """All numbers of a run. Holds no times: the same answers give the same summary."""
    judges = headline(trials)
    by_scorer = {}
    for name in dict.fromkeys(n for t in trials for n in t.rollout.scores):
        values = [s.value for t in trials if (s := t.rollout.scores.get(name)) is not None]
        told = np.array([100.0 * v for v in values if v is not None])
        by_scorer[name] = {
            **estimate(told, rate=name in ("format", "execution")), "unscored": len(trials) - len(told)
        }  # fmt: skip
    own = official(trials, judges)
    role = config.models.role("perceiver") if config.models else None
    return {
        "task": "stem2code",
        "benchmark": benchmark,
        "model": role.model if role and answers is None else "answers of before",
        "judge": judge.model if config.models and (judge := config.models.role("judge")) else None,
        "n": len(trials),
        "scored": sum(t.fault is None for t in trials),
        "unscored": sum(t.fault is not None for t in trials),
        "judges": judges,
        "official": (answers.official if answers else None) or own,
        "strict": strict(trials, judges),
        "by_scorer": by_scorer,
        "breakdown": breakdown(trials, judges),
        "answers": dict(sorted(Counter(t.block for t in trials if t.answered).items())),
        "ended": dict(sorted(Counter(t.ended for t in trials if t.answered).items())),
        "statuses": dict(sorted(Counter(_status(t) for t in trials).items())),
        "unscored_because": dict(Counter(t.fault for t in trials if t.fault).most_common(20)),
        "unreadable_lines": list(answers.unreadable) if answers else [],
    }


def _status(trial: Trial) -> str:
    if not trial.answered:
        return "no answer"
    run = trial.rollout.execution
    return run.status if run else "no program"


def result_line(trial: Trial, judges: Mapping[str, str]) -> dict[str, Any]:
    """A figure's line of `results.jsonl`; `--answers` reads it again."""
    run = trial.rollout.execution
    return {
        "id": trial.id, "groups": trial.groups, "outcome": "scored" if trial.fault is None else "unscored",
        "fault": trial.fault, "metrics": metrics_of(trial, judges), "block": trial.block, "ended": trial.ended,
        "status": _status(trial), "error": run.error if run else "",
        "scores": {k: s.model_dump(mode="json") for k, s in trial.rollout.scores.items()},
        "answered": trial.answered, "completion": trial.rollout.completion, "program": trial.rollout.code,
    }  # fmt: skip


def write_results(run: RunDir, trials: Sequence[Trial], summary: Mapping[str, Any]) -> None:
    """Write the three files, each whole."""
    lines = (json.dumps(result_line(t, summary["judges"]), ensure_ascii=False) for t in trials)
    text = "".join(f"{line}\n" for line in lines)
    run.write_text(RESULTS, text.encode("utf-8", "replace").decode())
    run.write_json("summary.json", summary)
    run.write_text("report.md", markdown(summary))


def markdown(summary: Mapping[str, Any]) -> str:
    """The report as Markdown tables."""
    lines = [
        f"# {cell(summary['benchmark'])}: {cell(summary['model'])}", "",
        f"{summary['n']} figures = {summary['scored']} scored + {summary['unscored']} unscored. "
        f"`image` is the scorer `{summary['judges']['image']}`, `code` is `{summary['judges']['code']}`"
        + (f" (judge: {cell(summary['judge'])})." if summary["judge"] else "."), "",
        "| | " + " | ".join(METRICS) + " |", "|---|" + "---:|" * len(METRICS),
        "| strict | " + " | ".join(shown(summary["strict"][m]) for m in METRICS) + " |",
        "| figures | " + " | ".join(str(summary["strict"][m]["n"]) for m in METRICS) + " |",
        "| official | " + " | ".join(f"{summary['official'][m]:.2f}" for m in METRICS) + " |", "",
        f"Strict: every figure counts once. Official: means over {summary['official']['n']} "
        f"{summary['official']['rule']}; exec is {summary['official']['pictures']} of {summary['official']['of']}. "
        "Brackets: 95% intervals.", "",
        "## Scorers", "", "| scorer | mean | figures | unscored |", "|---|---:|---:|---:|",
        *(f"| {name} | {shown(e)} | {e['n']} | {e['unscored']} |" for name, e in summary["by_scorer"].items()), "",
    ]  # fmt: skip
    for key, values in summary["breakdown"].items():
        lines += [f"## By {key}", "", f"| {key} | figures | " + " | ".join(METRICS) + " |",
                  "|---|---:|" + "---:|" * len(METRICS)]  # fmt: skip
        for name, found in values.items():
            n = found["exec"]["n"] + found["exec"]["unscored"]
            lines.append(f"| {cell(name)} | {n} | " + " | ".join(shown(found[m]) for m in METRICS) + " |")
        lines.append("")
    for title, counts in (("Answers", summary["answers"]), ("Programs", summary["statuses"]),
                          ("Unscored because", summary["unscored_because"])):  # fmt: skip
        if counts:
            lines += [f"## {title}", "", *(f"- {n} × {cell(name)}" for name, n in counts.items()), ""]
    return "\n".join(lines)


def shown(found: Mapping[str, Any]) -> str:
    """An estimate in a few characters: "43.1 [40.2, 46.0]"."""
    if found["value"] is None:
        return "–"
    return f"{found['value']:.1f} [{found['interval'][0]:.1f}, {found['interval'][1]:.1f}]"


def cell(text: object) -> str:
    """Anybody's text on one line of Markdown, as text: no table, no markup, no picture."""
    return re.sub(r"([\\|\[\]`*_!])", r"\\\1", html.escape(" ".join(str(text).split())[:300], quote=False))


def load_evaluation(folder: Path) -> tuple[RunDir, dict[str, Any], list[Trial]]:
    """A finished evaluation.

    Raises:
        UserError: there is none.
    """
    run = RunDir(folder)
    try:
        summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        summary = None
    if not isinstance(summary, dict) or summary.get("task") != "stem2code":
        raise UserError(f"{folder}: holds no finished stem2code evaluation")
    return run, summary, read_trials([*run.samples(), *run.rejects()])
