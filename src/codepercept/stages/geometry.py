"""Draws the parameters of a solid-geometry figure and writes its code, facts and caption."""

from __future__ import annotations

import random

from codepercept.geometry import FAMILIES
from codepercept.geometry.family import DegenerateParametersError, sample
from codepercept.geometry.ranges import accepts
from codepercept.types import Rejection, Sample, StageRecord


class Geometry:
    """Rows of the geometry pipeline get their code; others pass.

    Degenerate parameter sets are drawn again; the row's history tells how often and why.

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
        try:
            drawing, redrawn = sample(family, random.Random(f"{self._seed}:{row.id}"), accepts(row.seed.wanted))
        except DegenerateParametersError as error:
            rejection = Rejection(stage=self.name, kind="degenerate", reason=str(error))
            return [row.model_copy(update={"rejection": rejection})]
        note = f"redrawn {len(redrawn)}x: {'; '.join(dict.fromkeys(redrawn))}" if redrawn else ""
        done = row.model_copy(
            update={
                "code": drawing.code,
                "facts": drawing.facts,
                "caption": drawing.caption,
                "questions": drawing.questions,
                "parameters": drawing.parameters,
                "history": (*row.history, StageRecord(stage=self.name, note=note)),
            }
        )
        return [done]
