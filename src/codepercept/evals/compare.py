"""Several models on one benchmark: their numbers side by side, and which differences are more than luck."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from codepercept.config import differing_keys
from codepercept.errors import UserError
from codepercept.evals.aggregate import METRICS, all_pairs, metrics_of
from codepercept.evals.results import cell, load_evaluation, shown
from codepercept.evals.run import kept_settings
from codepercept.evals.trial import Trial
from codepercept.pipeline.rundir import RunDir


def compare_runs(runs: Sequence[Path], out: Path) -> dict[str, Any]:
    """Compare finished runs; writes `comparison.json` and `comparison.md` to `out`.

    Args:
        runs: run directories, or NAME=DIR.
        out: made if missing.

    Returns:
        `benchmark`, `judges`, `models` (name to `official`, `strict` and `run`), `breakdown` (group, value, model,
        metric) and `tests` (see `aggregate.all_pairs`).

    Raises:
        UserError: there are fewer than two, one is not finished, or they are of different benchmarks or judges.
    """
    if len(runs) < 2:
        raise UserError("a comparison needs at least two runs")
    loaded: dict[str, tuple[Path, dict[str, Any], list[Trial]]] = {}
    for run in runs:
        label, folder = _named(run)
        _, summary, trials = load_evaluation(folder)
        name = label or str(summary["model"])
        if name in loaded:
            raise UserError(f"{folder}: there are two runs of {name!r}; name them apart, as in tuned={folder}")
        loaded[name] = (folder, summary, trials)
    first, *others = loaded.values()
    ids = {t.id: t.target.code for t in first[2]}
    for folder, summary, trials in others:
        if {t.id: t.target.code for t in trials} != ids:
            raise UserError(f"{folder}: its figures are not those of {first[0]}; compare runs of one benchmark")
        own, theirs = (judged_by(f) for f in (first[0], folder))
        if keys := differing_keys(own, theirs):
            raise UserError(f"{folder}: it was run otherwise than {first[0]} (differs in {', '.join(keys[:8])})")
        for key in ("judges", "judge"):
            if summary[key] != first[1][key]:
                raise UserError(f"{folder}: it was judged otherwise than {first[0]} ({summary[key]}, {first[1][key]})")
    judges = first[1]["judges"]
    values = {name: {t.id: metrics_of(t, judges) for t in trials} for name, (_, _, trials) in loaded.items()}
    found = {
        "benchmark": first[1]["benchmark"],
        "n": len(ids),
        "judges": judges,
        "models": {
            name: {"run": str(folder.resolve()), **{k: s[k] for k in ("official", "strict", "scored", "unscored")}}
            for name, (folder, s, _) in loaded.items()
        },
        "breakdown": {
            key: {
                value: {name: s["breakdown"][key][value] for name, (_, s, _) in loaded.items()}
                for value in groups
                if all(value in s["breakdown"].get(key, {}) for _, s, _ in loaded.values())
            }
            for key, groups in first[1]["breakdown"].items()
            if all(key in s["breakdown"] for _, s, _ in loaded.values())
        },
        "tests": all_pairs(values),
    }  # fmt: skip
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{out}: cannot be written ({error.strerror}); choose another --out") from None
    for name, text in (("comparison.json", json.dumps(found, indent=2) + "\n"), ("comparison.md", markdown(found))):
        part = out / f".{name}.part"
        part.write_text(text, encoding="utf-8")
        part.replace(out / name)
    return found


def judged_by(folder: Path) -> dict[str, Any]:
    """The settings of a run that decide what an answer is worth."""
    settings = kept_settings(RunDir(folder)) or {}
    return {key: settings.get(key) for key in ("block", "limits", "scorers")}


def _named(run: Path) -> tuple[str, Path]:
    label, equals, rest = str(run).partition("=")
    return (label, Path(rest)) if equals and not run.exists() else ("", run)


def markdown(found: dict[str, Any]) -> str:
    """The comparison as Markdown tables."""
    lines = [
        f"# {cell(found['benchmark'])}, {found['n']} figures", "",
        "| model | " + " | ".join(METRICS) + " | unscored |", "|---|" + "---:|" * (len(METRICS) + 1),
        *(
            f"| {cell(name)} | " + " | ".join(shown(m["strict"][k]) for k in METRICS) + f" | {m['unscored']} |"
            for name, m in found["models"].items()
        ),
        "", "## Official rule", "", "| model | " + " | ".join(METRICS) + " |", "|---|" + "---:|" * len(METRICS),
        *(
            f"| {cell(name)} | " + " | ".join(f"{m['official'][k]:.2f}" for k in METRICS) + " |"
            for name, m in found["models"].items()
        ),
        "", "## Paired tests", "",
        "| | metric | difference | p | p (Holm) | figures |", "|---|---|---:|---:|---:|---:|",
    ]  # fmt: skip
    for t in found["tests"]:
        if t["p"] is None:
            continue
        gap = f"{t['difference']:+.1f} [{t['interval'][0]:+.1f}, {t['interval'][1]:+.1f}]"
        lines.append(
            f"| {cell(t['other'])} − {cell(t['one'])} | {t['metric']} | {gap} | {t['p']:.4f} | {t['p_holm']:.4f} "
            f"| {t['n']} |"
        )
    return "\n".join([*lines, ""])
