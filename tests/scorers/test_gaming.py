"""Tricks under reward: none earns more than an honest poor answer, and none keeps itself from being scored."""

from __future__ import annotations

import asyncio

import pytest
from tricks import FIGURES, TRICKS, Given, Trick

from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import SandboxPool
from codepercept.scorers.base import Scorer
from codepercept.scorers.elements import ElementScorer
from codepercept.scorers.execution import ExecutionScorer
from codepercept.scorers.image import ImageScorer
from codepercept.types import Execution, Rollout, Sample, Score, Seed

LIMITS = Limits(cpu_seconds=2, idle_seconds=0.5, output_kib=256)
SCORERS: tuple[Scorer, ...] = (ImageScorer(), ElementScorer())


class Lab:
    """Runs programs, each once, and scores what they draw."""

    def __init__(self, pool: SandboxPool, loop: asyncio.Runner) -> None:
        self._pool, self._loop, self._runs = pool, loop, dict[str, Execution]()

    def run(self, *codes: str) -> list[Execution]:
        async def all_of_them() -> list[Execution]:
            return list(await asyncio.gather(*(self._pool.run(code) for code in new)))

        new = [code for code in dict.fromkeys(codes) if code not in self._runs]
        self._runs.update(zip(new, self._loop.run(all_of_them()), strict=True))
        return [self._runs[code] for code in codes]

    def given(self, name: str) -> Given:
        (run,) = self.run(FIGURES[name].code)
        assert run.image is not None and run.trace is not None, run.error
        return Given(FIGURES[name], run.image, run.trace)

    def score(self, scorer: Scorer, name: str, code: str) -> Score:
        reference, run = self.run(FIGURES[name].code, code)
        sample = Sample(id=name, seed=Seed(id=name), pipeline="test", execution=reference)
        return self._loop.run(scorer(Rollout(prompt="", completion=code, code=code, execution=run), sample))


@pytest.fixture(scope="module")
def lab():
    with asyncio.Runner() as loop:
        pool = loop.run(SandboxPool(2, LIMITS).__aenter__())
        yield Lab(pool, loop)
        loop.run(pool.__aexit__(None, None, None))


@pytest.fixture(scope="module")
def honest(lab: Lab) -> dict[tuple[str, str], float]:
    """Scores of the honest poor answers, by scorer and figure."""
    lab.run(*(code for figure in FIGURES.values() for code in (figure.code, figure.poor, figure.good)))
    return {(s.name, n): lab.score(s, n, f.poor).value or 0.0 for s in SCORERS for n, f in FIGURES.items()}


@pytest.mark.parametrize("name", FIGURES)
def test_honest_answers_are_in_order(lab: Lab, honest: dict[tuple[str, str], float], name: str) -> None:
    for scorer in SCORERS:
        poor, good = honest[scorer.name, name], lab.score(scorer, name, FIGURES[name].good).value
        assert good is not None and 0.1 < poor < 0.6 < good < 1.0, (scorer.name, poor, good)
        assert lab.score(scorer, name, FIGURES[name].code).value == 1.0


@pytest.mark.parametrize("trick", TRICKS, ids=lambda t: t.name)
def test_no_trick_earns_more_than_an_honest_poor_answer(
    lab: Lab, honest: dict[tuple[str, str], float], trick: Trick
) -> None:
    codes = {name: trick.make(lab.given(name)) for name in FIGURES}
    lab.run(*codes.values())
    for name, code in codes.items():
        assert lab.score(ExecutionScorer(), name, code).value in (0.0, 1.0)
        if name in trick.known or "*" in trick.known:
            continue
        for scorer in SCORERS:
            score = lab.score(scorer, name, code)
            assert score.value is not None, (name, scorer.name, score.fault)
            assert score.value <= honest[scorer.name, name], (name, scorer.name, score)
