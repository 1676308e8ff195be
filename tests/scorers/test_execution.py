"""Format and execution scores: faults of ours are unscored, never zero."""

from __future__ import annotations

import asyncio

from codepercept.sandbox.source import code_block
from codepercept.scorers.base import Scorer
from codepercept.scorers.execution import ExecutionScorer, FormatScorer
from codepercept.types import Execution, Rollout, Sample, Seed

TARGET = Sample(id="t", seed=Seed(id="t"), pipeline="test")
GOOD = "Here it is:\n```python\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n```"


def value(scorer: Scorer, completion: str, run: Execution | None) -> float | None:
    rollout = Rollout(prompt="redraw", completion=completion, code=code_block(completion), execution=run)
    return asyncio.run(scorer(rollout, TARGET)).value


def test_format() -> None:
    assert value(FormatScorer(), GOOD, None) == 1.0
    assert value(FormatScorer(), "plt.plot([1, 2])", None) == 0.0
    assert value(FormatScorer(), "```python\n```", None) == 0.0


def test_execution(run_many) -> None:
    drew, raised = run_many([code_block(GOOD), "1 / 0"])
    assert value(ExecutionScorer(), GOOD, drew) == 1.0
    assert value(ExecutionScorer(), GOOD, raised) == 0.0
    assert value(ExecutionScorer(), "no code", None) == 0.0
    assert value(ExecutionScorer(), GOOD, Execution(status="fault", error="worker died")) is None
    assert value(ExecutionScorer(), GOOD, None) is None
