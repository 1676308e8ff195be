"""Runs for the tests of reports, written as evaluations write them, with pictures drawn by Pillow."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from gallery_samples import NASTY
from PIL import Image, ImageDraw

from codepercept.config.evaluation import CaptionSolveConfig, Stem2CodeConfig
from codepercept.evals.aggregate import estimate, paired
from codepercept.evals.benchmarks import BENCHMARKS
from codepercept.evals.benchmarks.base import Question, Verdict
from codepercept.evals.leaks import Leak
from codepercept.evals.results import summarise, write_results
from codepercept.evals.scaling import plot
from codepercept.evals.solved import Solved, summarise_solved, write_solved
from codepercept.evals.stem2code import eval_dir
from codepercept.evals.trial import Difference, Trial
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.stage import Shard
from codepercept.types import Execution, Rollout, Sample, Score, Seed

KINDS, LEVELS = ("circuits", "plots", "solids"), ("easy", "hard")
CODE = "import matplotlib.pyplot as plt\n\nplt.plot([0, 1], [0, {0}])\nplt.title('{0}')\nplt.show()\n"


def picture(number: int = 0, *, size: tuple[int, int] = (400, 300), disc: bool = False) -> bytes:
    """A square at a place, and perhaps a disc."""
    drawing = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(drawing)
    pen.rectangle((40 + number % 50, 40, 140 + number % 50, 140), fill="black")
    if disc:
        pen.ellipse((250, 150, 350, 250), fill="#d62728")
    stream = io.BytesIO()
    drawing.save(stream, "PNG")
    return stream.getvalue()


def trial(number: int, skill: float = 0.5, **more: Any) -> Trial:
    """A figure whose candidate lacks a disc, has moved its square and has a line too many."""
    code = CODE.format(number)
    program = code.replace("plt.title", "plt.xlabel")
    value = min(1.0, skill + number % 5 / 10)
    fields: dict[str, Any] = {
        "id": f"kind/figure-{number:03d}", "number": number, "title": f"Square number {number}",
        "groups": {"kind": KINDS[number % 3], "level": LEVELS[number % 2]},
        "target": Sample(
            id=f"{number}", seed=Seed(id=f"{number}"), pipeline="benchmark", code=code,
            execution=Execution(status="ok", image=picture(number, disc=True)),
        ),
        "rollout": Rollout(
            prompt="redraw", completion=f"Here it is:\n```python\n{program}```\nThat is all.", code=program,
            execution=Execution(status="ok", image=picture(number + 6)),
            scores={
                "execution": Score(value=1.0),
                "image": Score(value=value, parts={"position": value, "text": None}, explanation="There is no disc."),
                "code": Score(value=value / 2),
            },
        ),
        "answered": True, "block": "python",
        "differences": (
            Difference(verdict="missing", name="circle", reference=(250, 150, 350, 250), weight=0.5, note="no disc"),
            Difference(verdict="extra", name="segment", candidate=(10, 290, 390, 290), weight=0.1),
            Difference(verdict="changed", name="square", reference=(40, 40, 140, 140), candidate=(46, 40, 146, 140),
                       weight=0.3, same=0.9, place=0.8, look=1.0, note="elsewhere"),
            Difference(verdict="matched", name="page", reference=(0, 0, 400, 300), candidate=(0, 0, 400, 300),
                       weight=0.1, same=1.0, place=1.0, look=1.0),
        ),
    }  # fmt: skip
    return Trial(**(fields | more))


def unscored(number: int, why: str = "the endpoint gave no answer") -> Trial:
    """A figure that nobody answered."""
    return trial(
        number, answered=False, block="none", differences=(), fault=why, rollout=Rollout(prompt="", completion="")
    )


def failing(number: int) -> Trial:
    """A program that stops with an error."""
    scores = {"execution": Score(value=0.0), "image": Score(value=0.0), "code": Score(value=0.0)}
    run = Execution(status="error", error="NameError: name 'axe' is not defined", stderr="Traceback\nNameError")
    rollout = Rollout(
        prompt="", completion="```python\naxe.plot()\n```", code="axe.plot()\n", execution=run, scores=scores
    )
    return trial(number, differences=(), rollout=rollout)


def nasty(number: int) -> Trial:
    """Everything that a model or a benchmark can put into a page."""
    scores = {NASTY: Score(value=0.5, parts={NASTY: 0.5}, explanation=NASTY, fault=NASTY), "image": Score(value=None)}
    run = Execution(status="error", error=NASTY, stderr=NASTY)
    answer = NASTY + "y" * 2_000_000 + NASTY
    return trial(
        number, id=NASTY + "x" * 300, title=f"{NASTY} \u202eمرحبا", groups={"kind": NASTY, NASTY: "a"}, fault=NASTY,
        rollout=Rollout(prompt="", completion=answer, code=NASTY, execution=run, scores=scores), shown=picture(9),
        differences=(Difference(verdict="missing", name=NASTY, reference=(1, 2, 30, 40), note=NASTY),),
    )  # fmt: skip


def write_run(folder: Path, trials: Sequence[Trial], model: str = "a model") -> Path:
    """A finished image-to-code evaluation."""
    run = eval_dir(folder)
    for name in ("shards", "rejects", "done"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    run.write_shard(Shard(index=0, start=0, stop=len(trials)), trials, complete=True)
    summary = summarise(trials, Stem2CodeConfig(), "a benchmark", None) | {"model": model}
    write_results(run, trials, summary)
    return folder


def solved(number: int, correct: bool | None = True, **more: Any) -> Solved:
    """A question whose caption tells the answer if its number is even."""
    question = Question(
        id=f"q{number}", question=f"How many discs are there in picture {number}?", choices=("one", "two"), answer="B",
        image=f"images/{number}.png", groups={"subject": KINDS[number % 3]},
    )  # fmt: skip
    fields: dict[str, Any] = {
        "question": question, "number": number, "caption": f"A picture with discs.\n  The answer   is two ({number}).",
        "response": "I count two: \\boxed{B}", "verdict": Verdict(correct=correct, extracted="B", how="boxed"),
        "leak": Leak(kind="claimed", text="The answer is two", shown=False) if number % 2 == 0 else None,
    }  # fmt: skip
    return Solved(**(fields | more))


def write_answered(folder: Path, rows: Sequence[Solved]) -> Path:
    """A finished caption-solve run."""
    folder.mkdir(parents=True, exist_ok=True)
    bench = BENCHMARKS["mathvista"]()
    config = CaptionSolveConfig(benchmark="mathvista", data="x")
    write_solved(
        RunDir(folder),
        rows,
        summarise_solved(rows, config, bench),
        {f"images/{r.number}.png": picture(r.number) for r in rows},
    )
    return folder


def write_scaling(folder: Path) -> Path:
    """A finished grid of two perceivers and two reasoners, one cell of it without a verdict."""
    folder.mkdir(parents=True, exist_ok=True)
    names, minds = ["small eyes", "large <b>eyes"], ["small mind", "large mind"]
    cells: list[dict[str, Any]] = []
    for p, eyes in enumerate(names):
        for r, mind in enumerate(minds):
            right = 20 + 15 * p + 10 * r
            told = np.array([100.0] * right + [0.0] * (60 - right)) if p + r else np.array([])
            accuracy = {**estimate(told, rate=True), "unscored": 60 - len(told)}
            cells.append({
                "perceiver": eyes, "reasoner": mind, "accuracy": accuracy, "metrics": {}, "leaks": p, "n": 60,
                "unscored": 60 - len(told), "run": f"cells/{p}/{r}",
            })  # fmt: skip
    gain = paired({str(i): 100.0 * (i % 3 == 0) for i in range(30)}, {str(i): 100.0 * (i % 2) for i in range(30)})
    summary = {
        "task": "scaling", "benchmark": "mathvista", "perceivers": names, "reasoners": minds, "n": 60, "unscored": 60,
        "cells": cells,
        "gains": [
            {"axis": "perception", "fixed": "all", "from": names[0], "to": names[1], **gain},
            {"axis": "reasoning", "fixed": names[0], "from": minds[0], "to": minds[1], **paired({}, {})},
        ],
    }  # fmt: skip
    (folder / "grid.png").write_bytes(plot(summary))
    (folder / "summary.json").write_text(json.dumps(summary))
    (folder / "cells/1/1").mkdir(parents=True)
    (folder / "cells/1/1/index.html").write_text("a page")
    return folder
