"""Did the answer hold a program, and did it draw? The first two parts of the reward."""

from __future__ import annotations

from codepercept.sandbox.source import code_block
from codepercept.types import Rollout, Sample, Score


class FormatScorer:
    """1 if the completion holds a ```python block, else 0."""

    name = "format"

    async def __call__(self, prediction: Rollout, target: Sample) -> Score:
        found = bool(code_block(prediction.completion).strip())
        return Score(value=float(found), explanation="" if found else "the completion holds no ```python block")


class ExecutionScorer:
    """1 if the code ran and drew, 0 if it did not, unscored if the sandbox failed or has not run it."""

    name = "execution"

    async def __call__(self, prediction: Rollout, target: Sample) -> Score:
        run = prediction.execution
        if not prediction.code.strip():
            return Score(value=0.0, explanation="there is no code to run")
        if run is None or run.status == "fault":
            return Score(value=None, fault=run.error if run else "the code has not been run")
        return Score(value=float(run.status == "ok"), explanation=run.error)
