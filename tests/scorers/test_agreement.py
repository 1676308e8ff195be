"""Agreement of judges: rank correlation, gaps, the answers they disagree on, unscored ones left out."""

from __future__ import annotations

import asyncio

import pytest

from codepercept.scorers.agreement import agreement, judge_all
from codepercept.scorers.execution import ExecutionScorer, FormatScorer
from codepercept.types import Execution, Rollout, Sample, Score, Seed


def row(*values: float | None) -> list[Score]:
    return [Score(value=v, fault=None if v is not None else "unreachable") for v in values]


def test_agreement() -> None:
    found = agreement(
        {
            "a": row(0.1, 0.2, 0.3, 0.4, None),
            "b": row(0.2, 0.4, 0.6, 0.8, 0.9),
            "c": row(0.9, 0.2, 0.3, 0.1, 0.5),
            "d": row(1, 1, 1, 1, 1),
        },
        ["one", "two", "three", "four", "five"],
    )
    pairs = {(p.one, p.other): p for p in found.pairs}
    assert pairs["a", "b"].tau == pytest.approx(1) and pairs["a", "b"].rho == pytest.approx(1)
    assert pairs["a", "b"].n == 4 and pairs["a", "b"].gap == pytest.approx(0.25)
    assert (pairs["a", "c"].tau or 0) < 0
    assert pairs["a", "d"].tau is None, "a judge that says the same of all ranks nothing"
    assert found.unscored == {"a": 1, "b": 0, "c": 0, "d": 0}
    assert {d.id for d in found.disagreements[:2]} == {"one", "four"}
    assert found.disagreements[0].distance == 1.0


def test_lists_must_match() -> None:
    with pytest.raises(ValueError, match="one score per answer"):
        agreement({"a": row(1, 2), "b": row(1)}, ["x", "y"])


def test_judges_score_all_answers_in_order() -> None:
    sample = Sample(id="s", seed=Seed(id="s"), pipeline="t")
    good = Rollout(prompt="", completion="```python\nx\n```", code="x", execution=Execution(status="ok", image=b"x"))
    bad = Rollout(prompt="", completion="no", code="")
    scores = asyncio.run(judge_all([FormatScorer(), ExecutionScorer()], [(good, sample), (bad, sample)]))
    assert {n: [s.value for s in row] for n, row in scores.items()} == {"format": [1.0, 0.0], "execution": [1.0, 0.0]}
