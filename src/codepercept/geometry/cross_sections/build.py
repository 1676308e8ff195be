"""Cross-sections: draws parameters and makes the drawing."""

from __future__ import annotations

import random
from typing import Any

from pydantic import BaseModel

from codepercept.geometry.cross_sections.caption import caption
from codepercept.geometry.cross_sections.draws import candidate, direction
from codepercept.geometry.cross_sections.facts import facts
from codepercept.geometry.cross_sections.layout import layout
from codepercept.geometry.cross_sections.params import CrossSections
from codepercept.geometry.cross_sections.questions import questions
from codepercept.geometry.cross_sections.rounds_layout import round_layout
from codepercept.geometry.cross_sections.rounds_scripts import round_script
from codepercept.geometry.cross_sections.scripts import script
from codepercept.geometry.family import DegenerateParametersError, Drawing, Family

VIEWS = 12
"""Directions tried for one solid and plane before both are drawn anew."""


def draw(rng: random.Random) -> CrossSections:
    """Draws a solid, a plane and a view until the picture is clear."""
    while True:
        theta = candidate(rng)
        for _ in range(VIEWS):
            try:
                round_layout(theta) if theta.round else layout(theta)
                return theta
            except DegenerateParametersError as error:
                if not str(error).startswith(("elevation", "points, elevation", "turn")):
                    break
            update: dict[str, Any] = direction(rng, theta)
            theta = theta.model_copy(update=update)


def make(params: BaseModel) -> Drawing:
    """Makes the drawing of a cross-section.

    Raises:
        DegenerateParametersError: If the plane misses the solid, the view is unclear or a text has no room.
    """
    theta = CrossSections.model_validate(params)
    return Drawing(
        code=round_script(theta) if theta.round else script(theta),
        facts=facts(theta),
        caption=caption(theta),
        questions=questions(theta),
        parameters=theta.model_dump(mode="json"),
    )


FAMILY = Family(name="cross_sections", params=CrossSections, draw=draw, make=make)
