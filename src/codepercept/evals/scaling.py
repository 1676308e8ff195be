"""Perceivers x reasoners on one benchmark: what scaling each is worth while the other stays fixed."""

from __future__ import annotations

import asyncio
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from codepercept.config import differing_keys
from codepercept.config.evaluation import CaptionSolveConfig, ScalingConfig, dump_config, models_from_flags
from codepercept.config.models import ModelsSection
from codepercept.errors import UserError
from codepercept.evals.aggregate import paired
from codepercept.evals.caption_solve import solve
from codepercept.evals.results import cell, shown
from codepercept.models import check_models
from codepercept.pipeline.rundir import RunDir


def run_grid(config: ScalingConfig, out: Path, *, retry_unscored: bool = False, quiet: bool = False) -> dict[str, Any]:
    """Run every cell that is not done; each perceiver describes each picture once, whoever reads it.

    Args:
        config: the grid; perceivers and reasoners go from small to large.
        out: the run directory: `captions`, `cells/PERCEIVER/REASONER` and the summary.
        retry_unscored: ask again, in finished cells too, where there was no answer.
        quiet: no progress display.

    Returns:
        The summary, as kept in `summary.json`: `cells` (perceiver, reasoner, accuracy with its interval), and `gains`
        along both axes from the first to the last model.

    Raises:
        UserError: settings, data or the folder do not allow it.
    """
    for names in (config.perceivers, config.reasoners):
        if len({slug(n) for n in names}) < len(names):
            raise UserError(f"two of the names {', '.join(names)} differ only in signs; name them apart")
    sections = [
        s for eyes in config.perceivers.values() for mind in config.reasoners.values()
        if (s := cell_config(config, eyes, mind, out / "captions").models) is not None
    ]  # fmt: skip
    for section in sections:
        asyncio.run(check_models(section))
    run = RunDir(out)
    with run.start(dump_config(config), differing_keys):
        cells = []
        answers: dict[tuple[str, str], dict[str, float | None]] = {}
        for perceiver, eyes in config.perceivers.items():
            for reasoner, mind in config.reasoners.items():
                settings = cell_config(config, eyes, mind, out / "captions")
                folder = out / "cells" / slug(perceiver) / slug(reasoner)
                folder.mkdir(parents=True, exist_ok=True)
                found = solve(settings, folder, retry_unscored=retry_unscored, quiet=quiet)
                run.log(f"{perceiver} x {reasoner}: {found['scored']} of {found['n']} scored")
                answers[perceiver, reasoner] = verdicts(folder)
                cells.append({
                    "perceiver": perceiver, "reasoner": reasoner, "accuracy": found["accuracy"],
                    "metrics": found["metrics"], "leaks": found["leaks"]["captions"], "n": found["n"],
                    "unscored": found["unscored"], "run": str(folder.relative_to(out)),
                })  # fmt: skip
        summary = {
            "task": "scaling",
            "benchmark": config.benchmark,
            "perceivers": list(config.perceivers),
            "reasoners": list(config.reasoners),
            "n": cells[0]["n"],
            "unscored": sum(c["unscored"] for c in cells),
            "cells": cells,
            "gains": gains(list(config.perceivers), list(config.reasoners), answers),
        }
        run.write_text("report.md", markdown(summary))
        part = out / ".grid.png.part"
        part.write_bytes(plot(summary))
        part.replace(out / "grid.png")
        run.write_json("summary.json", summary)
    return {**summary, "out": str(out)}


def slug(name: str) -> str:
    """A name as a folder's."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-.") or "model"


def cell_config(config: ScalingConfig, eyes: str, mind: str, captions: Path) -> CaptionSolveConfig:
    """Settings of one cell. Raises UserError where a model is not named as URL#NAME."""
    flags = {"perceiver": eyes, "solver": mind, "extractor": config.judge, "judge": config.judge}
    section = models_from_flags(flags)  # type: ignore[arg-type]
    for role in ("perceiver", "solver"):
        section["roles"][role] |= {"max_tokens": config.max_tokens, "temperature": config.temperature}
    return CaptionSolveConfig(
        benchmark=config.benchmark, data=config.data, images=config.images, n=config.n, seed=config.seed,
        captions=str(captions), quick_match=config.quick_match, legacy_integers=config.legacy_integers,
        models=ModelsSection.model_validate(section),
    )  # fmt: skip


def verdicts(folder: Path) -> dict[str, float | None]:
    """Right answers of a cell by question: 100, 0, or None where there is no verdict."""
    lines = (folder / "results.jsonl").read_text(encoding="utf-8").split("\n")
    rows = (json.loads(line) for line in lines if line)
    return {r["id"]: None if r["correct"] is None else 100.0 * r["correct"] for r in rows}


def gains(
    perceivers: Sequence[str], reasoners: Sequence[str], answers: dict[tuple[str, str], dict[str, float | None]]
) -> list[dict[str, Any]]:
    """What the last model of an axis adds to the first, question by question, with the other axis fixed."""
    found = []
    for axis, steps, fixed in (("perception", perceivers, reasoners), ("reasoning", reasoners, perceivers)):
        if len(steps) < 2:
            continue
        for other in fixed:
            ends = [(s, other) if axis == "perception" else (other, s) for s in (steps[0], steps[-1])]
            gain = paired(answers[ends[0]], answers[ends[1]])
            found.append({"axis": axis, "fixed": other, "from": steps[0], "to": steps[-1], **gain})
        means = []
        for step in (steps[0], steps[-1]):
            cells = [answers[(step, name) if axis == "perception" else (name, step)] for name in fixed]
            # Models tend to fail on the same questions, so each question counts once, by its mean over the fixed axis.
            means.append({q: _mean([cell.get(q) for cell in cells]) for q in cells[0]})
        found.append({"axis": axis, "fixed": "all", "from": steps[0], "to": steps[-1], **paired(*means)})
    return found


def _mean(values: Sequence[float | None]) -> float | None:
    told = [v for v in values if v is not None]
    return sum(told) / len(told) if told and len(told) == len(values) else None


def markdown(summary: dict[str, Any]) -> str:
    """The grid and the gains as Markdown tables."""
    by = {(c["perceiver"], c["reasoner"]): c for c in summary["cells"]}
    lines = [
        f"# {summary['benchmark']}: perceivers x reasoners", "",
        f"{summary['n']} questions in each cell; accuracy in percent with 95% intervals.", "",
        "| perceiver | " + " | ".join(map(cell, summary["reasoners"])) + " |",
        "|---|" + "---:|" * len(summary["reasoners"]),
        *(
            f"| {cell(p)} | " + " | ".join(shown(by[p, r]["accuracy"]) for r in summary["reasoners"]) + " |"
            for p in summary["perceivers"]
        ),
        "", "## What scaling an axis adds", "", "| axis | from -> to | other axis fixed at | gain | p |",
        "|---|---|---|---:|---:|",
    ]  # fmt: skip
    for g in summary["gains"]:
        if g["p"] is not None:
            gain = f"{g['difference']:+.1f} [{g['interval'][0]:+.1f}, {g['interval'][1]:+.1f}]"
            ends = f"{cell(g['from'])} -> {cell(g['to'])}"
            lines.append(f"| {g['axis']} | {ends} | {cell(g['fixed'])} | {gain} | {g['p']:.4f} |")
    return "\n".join([*lines, ""])


def plot(summary: dict[str, Any]) -> bytes:
    """Accuracy along each axis, a line for every model of the other, as PNG."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    by = {(c["perceiver"], c["reasoner"]): c["accuracy"] for c in summary["cells"]}
    figure = Figure(figsize=(9, 3.8), dpi=120, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(1, 2, sharey=True)
    sides = (
        ("scaling perception", "perceiver", summary["perceivers"], summary["reasoners"], False),
        ("scaling reasoning", "reasoner", summary["reasoners"], summary["perceivers"], True),
    )
    for ax, (title, label, steps, lines, swapped) in zip(axes, sides, strict=True):
        for number, line in enumerate(lines):
            cells = [by[(line, s) if swapped else (s, line)] for s in steps]
            places = [i + 0.06 * (number - (len(lines) - 1) / 2) for i, c in enumerate(cells) if c["value"] is not None]
            told = [c for c in cells if c["value"] is not None]
            if not told:
                continue
            values = [c["value"] for c in told]
            below = [c["value"] - c["interval"][0] for c in told]
            above = [c["interval"][1] - c["value"] for c in told]
            ax.errorbar(places, values, yerr=[below, above], marker="o", capsize=3, label=line)
        ax.set_xticks(range(len(steps)), steps)
        ax.set(title=title, xlabel=label)
        ax.grid(axis="y", alpha=0.3)
        ax.legend(title="perceiver" if swapped else "reasoner", fontsize=8)
    axes[0].set_ylabel("accuracy (%)")
    stream = io.BytesIO()
    figure.savefig(stream, format="png", metadata={"Software": None})
    return stream.getvalue()
