"""Draws the parameters of a solid-geometry figure and writes its code, facts and caption."""

from __future__ import annotations

import random

from codepercept.geometry import FAMILIES
from codepercept.types import Sample, StageRecord


class Geometry:
    """Rows of the geometry pipeline get their code; others pass.

    Args:
        seed: the recipe's seed; with the row's id it decides the parameters.
    """

    name = "geometry"

    def __init__(self, seed: int) -> None:
        self._seed = seed

    async def __call__(self, row: Sample) -> list[Sample]:
        if row.pipeline != "geometry" or row.family is None:
            return [row]
        family = FAMILIES[row.family]
        drawing = family.make(family.draw(random.Random(f"{self._seed}:{row.id}")))
        done = row.model_copy(
            update={
                "code": drawing.code,
                "facts": drawing.facts,
                "caption": drawing.caption,
                "questions": drawing.questions,
                "parameters": drawing.parameters,
                "history": (*row.history, StageRecord(stage=self.name)),
            }
        )
        return [done]
