"""What a scorer is: one protocol for filters (put a threshold on it), metrics (average it) and rewards (weight it)."""

from __future__ import annotations

from typing import Protocol

from codepercept.types import Execution, Rollout, Sample, Score


class Scorer(Protocol):
    """Judges an answer against a sample. Its own failures are unscored (`Score.value` None), never zero."""

    name: str

    async def __call__(self, prediction: Rollout, target: Sample) -> Score:
        """Score `prediction`, a rollout whose code has been executed, against `target`."""
        ...


def settled(
    reference: Execution | None, candidate: Execution | None, *, across_renderers: bool = False
) -> Score | None:
    """The score of two executions where there is nothing to compare, None where there is.

    Args:
        reference: what the sample's code drew.
        candidate: what the answer's code drew, None if it was never run.
        across_renderers: compare pictures of different render fingerprints too.

    Returns:
        Zero if the candidate's code ended without a picture; unscored if the sandbox failed, the candidate has not been
        run, the sample has no picture, or the two were rendered by different versions of libraries and fonts.
    """
    if reference is None or reference.status != "ok" or reference.image is None:
        return Score(value=None, fault="the sample has no picture to compare with; execute its code first")
    if candidate is None or candidate.status == "fault":
        return Score(value=None, fault=candidate.error if candidate else "the code has not been run")
    if candidate.status != "ok" or candidate.image is None:
        return Score(value=0.0, explanation=candidate.error or f"nothing was drawn ({candidate.status})")
    prints = (reference.fingerprint, candidate.fingerprint)
    if not across_renderers and all(prints) and prints[0] != prints[1]:
        told = f"rendered by different versions ({prints[0]} and {prints[1]}); render the reference again"
        return Score(value=None, fault=told)
    return None
