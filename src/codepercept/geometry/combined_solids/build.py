"""Combined solids: draws parameters and makes the drawing."""

from __future__ import annotations

import random

from pydantic import BaseModel

from codepercept.geometry.combined_solids.caption import caption
from codepercept.geometry.combined_solids.draws import candidate
from codepercept.geometry.combined_solids.facts import facts
from codepercept.geometry.combined_solids.layout import layout
from codepercept.geometry.combined_solids.params import CombinedSolids
from codepercept.geometry.combined_solids.questions import questions
from codepercept.geometry.combined_solids.scripts import script
from codepercept.geometry.family import DegenerateParametersError, Drawing, Family


def draw(rng: random.Random) -> CombinedSolids:
    """Draws a solid, its measures and a view until the picture is clear."""
    while True:
        theta = candidate(rng)
        try:
            layout(theta)
        except DegenerateParametersError:
            continue
        return theta


def make(params: BaseModel) -> Drawing:
    """Makes the drawing of a combined solid.

    Raises:
        DegenerateParametersError: If the view hides what matters or a text has no room.
    """
    theta = CombinedSolids.model_validate(params)
    return Drawing(
        code=script(theta),
        facts=facts(theta),
        caption=caption(theta),
        questions=questions(theta),
        parameters=theta.model_dump(mode="json"),
    )


FAMILY = Family(name="combined_solids", params=CombinedSolids, draw=draw, make=make)
