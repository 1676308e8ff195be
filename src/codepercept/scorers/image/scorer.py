"""The image score of pictures as files, of many pairs at once, and of rollouts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from codepercept.scorers.base import settled
from codepercept.scorers.image.compare import compare
from codepercept.scorers.image.features import Prepared, prepare
from codepercept.scorers.image.opening import BadPicture
from codepercept.types import Execution, Rollout, Sample, Score

_KEPT = 256
"""Measured pictures that a batch keeps at a time, about 4 MB each."""


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
    kept: dict[bytes, Prepared | str] = {}

    def measured(picture: bytes) -> Prepared | str:
        key = hashlib.sha256(picture).digest()
        found = kept.pop(key, None)
        if found is None:
            try:
                found = prepare(picture)
            except BadPicture as error:
                found = str(error)
        kept[key] = found  # the last used is the last to go
        if len(kept) > _KEPT:
            del kept[next(iter(kept))]
        return found

    scores = []
    for reference, candidate in pairs:
        one = measured(reference)
        if isinstance(one, str):
            scores.append(Score(value=None, fault=f"reference: {one}"))
            continue
        two = measured(candidate)
        if isinstance(two, str):
            scores.append(Score(value=None, fault=f"candidate: {two}"))
            continue
        scores.append(compare(one, two))
    return scores


class ImageScorer:
    """How alike a rollout's picture is to the sample's; what cannot be compared is settled as for every scorer.

    References are measured once for all rollouts of a sample that follow each other.

    Args:
        across_renderers: compare pictures that were rendered by different versions of libraries and fonts too.
    """

    name = "image"

    def __init__(self, *, across_renderers: bool = False) -> None:
        self._across = across_renderers
        self._reference: tuple[bytes, Prepared] | None = None

    async def __call__(self, prediction: Rollout, target: Sample) -> Score:
        if not prediction.code.strip():
            return Score(value=0.0, explanation="there is no code to run")
        return self.score(target.execution, prediction.execution)

    def score(self, reference: Execution | None, candidate: Execution | None) -> Score:
        """Compare two executions."""
        early = settled(reference, candidate, across_renderers=self._across)
        if early is not None:
            return early
        assert reference is not None and reference.image and candidate is not None and candidate.image
        try:
            one = self._measured(reference.image)
        except BadPicture as error:
            return Score(value=None, fault=f"reference: {error}")
        try:
            return compare(one, prepare(candidate.image))
        except BadPicture as error:
            return Score(value=None, fault=f"candidate: {error}")

    def _measured(self, picture: bytes) -> Prepared:
        if self._reference is None or self._reference[0] != picture:
            self._reference = (picture, prepare(picture))
        return self._reference[1]
