"""A batch executed and scored together gives what the scorers give by themselves, in the order of the batch."""

from __future__ import annotations

import asyncio

import pytest

from codepercept.sandbox.pool import SandboxPool
from codepercept.scorers.elements import ElementScorer
from codepercept.scorers.image import ImageScorer
from codepercept.scorers.reward import RewardBatch
from codepercept.types import Sample, Seed

CODE = "import matplotlib.pyplot as plt\nplt.plot([0, 1, 4], label='squares')\nplt.legend()\nplt.show()\n"


def test_a_batch() -> None:
    async def run() -> None:
        async with SandboxPool(2) as sandbox:
            target = Sample(id="s", seed=Seed(id="s"), pipeline="t", code=CODE, execution=await sandbox.run(CODE))
            unrun = target.model_copy(update={"execution": None})
            codes = [CODE, CODE.replace("4", "2"), "1 / 0", "  ", CODE]
            with RewardBatch(sandbox) as rewards:
                rollouts = await rewards.score(codes, [target] * 4 + [unrun])
                with pytest.raises(ValueError, match="shorter"):
                    await rewards.score(codes, [target])
        assert [r.code for r in rollouts] == codes
        same, other, broken, empty, unknown = (r.scores for r in rollouts)
        assert same["image"].value == same["elements"].value == 1.0
        for name, scorer in (("image", ImageScorer()), ("elements", ElementScorer())):
            assert other[name] == scorer.score(target.execution, rollouts[1].execution)
            assert 0 < (other[name].value or 0) < 1
            assert broken[name].value == 0 and "ZeroDivisionError" in broken[name].explanation
            assert empty[name].value == 0 and rollouts[3].execution is None
            assert unknown[name].value is None and unknown[name].fault

    asyncio.run(run())
