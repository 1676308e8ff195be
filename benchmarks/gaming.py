"""What tricks earn from the two deterministic scorers, beside honest answers: the table of `docs/scores.md`.

    python benchmarks/gaming.py        # two minutes

Tricks, figures and honest answers are those of `tests/scorers/tricks.py`. Values are means over the figures, and the
highest; "-" is unscored. What stands in the last column keeps a trick from paying.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "scorers"))

from tricks import FIGURES, TRICKS, Given

from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import SandboxPool
from codepercept.scorers.elements import ElementScorer
from codepercept.scorers.image import ImageScorer
from codepercept.types import Execution

LIMITS = Limits(cpu_seconds=2, idle_seconds=0.5, output_kib=256)


async def executions() -> dict[str, dict[str, tuple[Execution, Execution]]]:
    """By answer and figure: what the figure's code drew, and what the answer's did."""
    found: dict[str, dict[str, tuple[Execution, Execution]]] = {}
    async with SandboxPool(2, LIMITS) as pool:
        for name, figure in FIGURES.items():
            reference = await pool.run(figure.code)
            assert reference.image is not None and reference.trace is not None, reference.error
            given = Given(figure, reference.image, reference.trace)
            codes = {t.name: t.make(given) for t in TRICKS}
            codes |= {"honest poor": figure.poor, "honest good": figure.good, "identity": figure.code}
            runs = await asyncio.gather(*(pool.run(code) for code in codes.values()))
            for answer, run in zip(codes, runs, strict=True):
                found.setdefault(answer, {})[name] = (reference, run)
    return found


def main() -> None:
    """Print the table."""
    guards = {t.name: t.guard for t in TRICKS}
    image, elements = ImageScorer(), ElementScorer()
    print(
        "| trick | image, mean | max | elements, mean | max | what guards it |\n| --- | --- | --- | --- | --- | --- |"
    )
    for answer, pairs in asyncio.run(executions()).items():
        cells = []
        for scorer in (image, elements):
            values = [v for pair in pairs.values() if (v := scorer.score(*pair).value) is not None]
            cells += [f"{np.mean(values):.2f}", f"{max(values):.2f}"] if values else ["-", "-"]
        print(f"| {answer} | {' | '.join(cells)} | {guards.get(answer, '')} |")


if __name__ == "__main__":
    main()
