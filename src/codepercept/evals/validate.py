"""A benchmark put to the test: its own code through every scorer, before anyone pays for a run."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from codepercept.config.evaluation import Stem2CodeConfig
from codepercept.display import Progress
from codepercept.evals.items import open_items
from codepercept.evals.stages import Judge, Reference, Run
from codepercept.evals.stem2code import Stem2Code
from codepercept.evals.trial import Trial
from codepercept.pipeline.stage import Shard
from codepercept.render import run_sync
from codepercept.sandbox.pool import SandboxPool
from codepercept.scorers.image import image_score

ALIKE = 0.8
"""A picture that looks less than this like what its code draws here is worth a look."""
_EXACT = 1e-6


def validate(
    data: str, images: Path | None, n: int | None, workers: int, *, unsafe: bool = False, quiet: bool = False
) -> dict[str, Any]:
    """Answer every figure with the benchmark's own code, and say what does not score 1.

    Args:
        data: see `open_items`.
        images: folder of the pictures of an official file.
        n: only the first so many.
        workers: scripts at once.
        unsafe: go on where the kernel cannot confine code.
        quiet: no progress display.

    Returns:
        `n`, `sound`, `perfect` (figures whose own code scores 1 with every scorer), `scorers` (name to lowest score),
        `problems` (id, what, and why), and `pictures`: how much the benchmark's pictures look like what its code
        draws here, which no scorer holds against an answer.

    Raises:
        UserError: the benchmark cannot be read.
    """
    items = open_items(data, images)
    config = Stem2CodeConfig(data=data, n=n, unsafe_sandbox=unsafe)
    pipeline = Stem2Code(config, items, Path())
    return run_sync(_validate(pipeline, workers, unsafe, quiet))


async def _validate(pipeline: Stem2Code, workers: int, unsafe: bool, quiet: bool) -> dict[str, Any]:
    lowest: dict[str, float] = {}
    problems: list[dict[str, str]] = []
    pictures: list[tuple[float, str]] = []
    async with SandboxPool(workers, unsafe=unsafe) as sandbox:
        reference, run, judge = Reference(sandbox), Run(sandbox, pipeline.config), Judge(None)
        room = asyncio.Semaphore(workers)

        async def one(number: int) -> Trial:
            async with room:
                [row] = pipeline.rows(Shard(0, number, number + 1))
                picture = row.shown
                [row] = await reference(row)
                if row.fault:
                    return row
                drawn = row.target.execution
                if picture and drawn is not None and drawn.trace is not None:
                    likeness = image_score(picture, drawn.image or b"").value
                    pictures.append((likeness or 0.0, row.id))
                rollout = row.rollout.model_copy(update={"completion": f"````python\n{row.target.code}\n````"})
                [row] = await run(row.model_copy(update={"rollout": rollout, "answered": True}))
                [row] = await judge(row)
            progress.row(row.outcome)
            return row

        with Progress("validating", pipeline.total, quiet=quiet) as progress:
            rows = await asyncio.gather(*(one(i) for i in range(pipeline.total)))
    for row in rows:
        if row.fault and not row.rollout.scores:
            problems.append({"id": row.id, "what": "unusable", "why": row.fault})
        for name, score in row.rollout.scores.items():
            if score.value is not None:
                lowest[name] = min(lowest.get(name, 1.0), score.value)
            if score.value is None or score.value < 1 - _EXACT:
                problems.append({"id": row.id, "what": name, "why": _why(row, name)})
    wrong = {p["id"] for p in problems}
    told = sorted(pictures)
    return {
        "benchmark": pipeline.items.name,
        "n": len(rows),
        "perfect": len(rows) - len(wrong),
        "sound": not problems,
        "scorers": lowest,
        "problems": problems,
        "pictures": {
            "compared": len(told),
            "mean": sum(v for v, _ in told) / len(told) if told else None,
            "unlike": [{"id": name, "score": round(v, 3)} for v, name in told if v < ALIKE],
        },
    }


def _why(row: Trial, name: str) -> str:
    score = row.rollout.scores[name]
    value = "unscored" if score.value is None else f"{score.value:.3f}"
    run = row.rollout.execution
    told = score.fault or score.explanation or (run.error if run else "")
    if not told and score.parts:
        told = ", ".join(f"{k} {v:.3f}" for k, v in score.parts.items() if v is not None and v < 1 - _EXACT)
        told += "; two runs of the code draw different figures"
    return f"{value}: {told}" if told else value
