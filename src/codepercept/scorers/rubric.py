"""LLM judges with the specification's two rubrics: the picture against the picture, the code against the code.

Both ask the role `judge` through `Models`, so answers are kept, limits hold, and an answer that is not in the form
asked for is asked for once more; after that the pair is unscored. Other prompts stand in for ours by path
(`models.prompts` of a recipe: `score_image`, `score_code`). What an answer says to its judge is taken out first
(`scorers.remarks`).
"""

from __future__ import annotations

import functools

from codepercept.models import ModelError, Models
from codepercept.models.readers import read_rubric
from codepercept.scorers.base import settled
from codepercept.scorers.remarks import quiet_picture, without_remarks
from codepercept.types import Rollout, Sample, Score

IMAGE_RUBRIC = {"completeness": 30, "position": 30, "text": 10, "style": 20, "clarity": 10}
CODE_RUBRIC = {"layout": 20, "quantities": 20, "positions": 30, "relations": 20, "quality": 10}

MOST_CODE = 30_000
"""Characters of a program that a judge is shown."""


class ImageJudge:
    """A vision-language model compares two pictures. 0 where nothing was drawn."""

    name = "image_judge"

    def __init__(self, models: Models) -> None:
        self._models = models

    async def __call__(self, prediction: Rollout, target: Sample) -> Score:
        early = settled(target.execution, prediction.execution)
        if early is not None:
            return early
        assert target.execution is not None and prediction.execution is not None
        shown, pleas = quiet_picture(target.execution, prediction.execution)
        pictures = [target.execution.image or b"", shown]
        read = functools.partial(read_rubric, points=IMAGE_RUBRIC)
        try:
            answer = await self._models.ask("score_image", target.id, read, pictures)
        except ModelError as error:
            return Score(value=None, fault=str(error))
        points, reason = answer.value
        hidden = f" ({len(pleas)} texts that speak to a judge were painted over: {pleas[0][:80]!r})" if pleas else ""
        return _score(points, reason + hidden, IMAGE_RUBRIC, answer.by)


class CodeJudge:
    """A language model compares what two programs would draw. 0 where there is no code; it need not have run."""

    name = "code_judge"

    def __init__(self, models: Models) -> None:
        self._models = models

    async def __call__(self, prediction: Rollout, target: Sample) -> Score:
        if not target.code.strip():
            return Score(value=None, fault="the sample has no code to compare with")
        candidate = without_remarks(prediction.code, target.code)
        if not candidate.strip():
            return Score(value=0.0, explanation="there is no code")
        read = functools.partial(read_rubric, points=CODE_RUBRIC)
        code, candidate = without_remarks(target.code, target.code)[:MOST_CODE], candidate[:MOST_CODE]
        try:
            answer = await self._models.ask("score_code", target.id, read, code=code, candidate=candidate)
        except ModelError as error:
            return Score(value=None, fault=str(error))
        return _score(*answer.value, CODE_RUBRIC, answer.by)


def _score(points: dict[str, float], reason: str, rubric: dict[str, int], by: str) -> Score:
    parts: dict[str, float | None] = {name: points[name] / most for name, most in rubric.items()}
    return Score(value=sum(points.values()) / sum(rubric.values()), parts=parts, explanation=f"{reason} [{by}]".strip())
