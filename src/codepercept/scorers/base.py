"""What a scorer is: one protocol for filters (put a threshold on it), metrics (average it) and rewards (weight it)."""

from __future__ import annotations

from typing import Protocol

from codepercept.types import Rollout, Sample, Score


class Scorer(Protocol):
    """Judges an answer against a sample. Its own failures are unscored (`Score.value` None), never zero."""

    name: str

    async def __call__(self, prediction: Rollout, target: Sample) -> Score:
        """Score `prediction`, a rollout whose code has been executed, against `target`."""
        ...
