"""The image score of pictures as files, of many pairs at once, and of rollouts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from codepercept.scorers.base import settled
from codepercept.scorers.elements.scorer import ElementScorer
from codepercept.scorers.image.compare import compare
from codepercept.scorers.image.features import Prepared, prepare
from codepercept.scorers.image.pasted import worth
from codepercept.scorers.opening import BadPicture
from codepercept.types import Execution, Rollout, Sample, Score

_KEPT = 256
"""Measured pictures that a batch keeps at a time, about 2.5 MB each."""


def image_score(reference: bytes, candidate: bytes) -> Score:
    """Score how alike two pictures are; never raises.

    Args:
        reference: a picture file's bytes.
        candidate: another's.

    Returns:
        A value between 0 and 1, with the rubric's parts. Unscored with the reason as `fault` where a picture cannot be
        read; it begins with "reference" or "candidate".
    """
    return image_scores([(reference, candidate)])[0]


def image_scores(pairs: Sequence[tuple[bytes, bytes]]) -> list[Score]:
    """Score pairs of (reference, candidate); equal bytes are measured once. See `image_score`."""
    measured = lru_cache(_KEPT)(prepare)
    return [_compared(measured, reference, measured, candidate) for reference, candidate in pairs]


def _compared(
    one: Callable[[bytes], Prepared], reference: bytes, other: Callable[[bytes], Prepared], candidate: bytes
) -> Score:
    """Measure each picture its way, and compare them."""
    try:
        first = one(reference)
    except BadPicture as error:
        return Score(value=None, fault=f"reference: {error}")
    try:
        return compare(first, other(candidate))
    except BadPicture as error:
        return Score(value=None, fault=f"candidate: {error}")


_REFERENCES = 8
"""References that an `ImageScorer` keeps: completions of a few prompts come together."""


class ImageScorer:
    """How alike a rollout's picture is to the sample's; what cannot be compared is settled as for every scorer.

    References are measured once for all rollouts of a sample that come close together. Where both executions have
    traces these are looked at too: pasted pixels do not count (see `pasted`), and a trace that does not describe its
    own picture, or tells of hardly any of the reference's elements, earns nothing.

    Args:
        across_renderers: compare pictures that were rendered by different versions of libraries and fonts too.
        elements: a scorer that is asked about the same pairs, so that traces are compared once.
    """

    name = "image"

    def __init__(self, *, across_renderers: bool = False, elements: ElementScorer | None = None) -> None:
        self._across = across_renderers
        self._elements = elements or ElementScorer(across_renderers=across_renderers)
        self._measured = lru_cache(_REFERENCES)(prepare)

    async def __call__(self, prediction: Rollout, target: Sample) -> Score:
        if not prediction.code.strip():
            return Score(value=0.0, explanation="there is no code to run")
        return self.score(target.execution, prediction.execution)

    def score(self, reference: Execution | None, candidate: Execution | None) -> Score:
        """Compare two executions."""
        early = settled(reference, candidate, across_renderers=self._across)
        if early is not None:
            return early
        assert reference is not None and candidate is not None
        found = _compared(self._measured, reference.image or b"", prepare, candidate.image or b"")
        return found if found.value is None else self._guarded(found, found.value, reference, candidate)

    def _guarded(self, found: Score, value: float, reference: Execution, candidate: Execution) -> Score:
        """Take away what was not earned by drawing, as far as the traces tell."""
        compared = self._elements.compared(reference, candidate)
        if isinstance(compared, Score):
            return found if compared.value is None else compared
        factor, most = worth(compared, candidate.image or b"")
        left = min(factor * value, most)
        if left >= value:
            return found
        parts = {k: None if v is None else v * left / value for k, v in found.parts.items()}
        why = "pixels were pasted" if factor * value < most else "the trace has little of what the picture shows"
        return Score(value=left, parts=parts, explanation=f"{why}: {left:.2f} is left of {value:.2f}")
