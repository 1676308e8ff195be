"""What a family of parametric figures is: a parameter space, a way to draw from it, and a pure maker."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from codepercept.types import Fact, QuestionAnswer


class Parameters(BaseModel):
    """Base of all parameter sets: frozen, strict, and with the one field that every family shares."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wording: int = Field(default=0, ge=0, le=9999, description="Picks among equivalent phrasings and names.")


@dataclass(frozen=True)
class Drawing:
    """One figure of a family, with its truth.

    Attributes:
        code: A self-contained numpy + matplotlib script that ends with `plt.show()`.
        facts: Exact statements about the solid and its picture.
        caption: What the picture shows, in plain English.
        questions: One to three questions whose answers follow from the facts.
        parameters: The parameter set as JSON-able data; `params.model_validate(parameters)` restores it.
    """

    code: str
    facts: tuple[Fact, ...]
    caption: str
    questions: tuple[QuestionAnswer, ...]
    parameters: dict[str, Any]


@dataclass(frozen=True)
class Family:
    """A parametric family of figures.

    Attributes:
        name: The name under which samples are filed, e.g. "cube_stacks".
        params: The typed parameter space.
        draw: Draws a parameter set, which may be degenerate; the given generator is the only source of randomness.
        make: Turns a parameter set into a drawing. Pure: equal parameters give equal bytes. Raises
            `DegenerateParametersError` if the figure would be empty, misleading or illegible, pydantic's
            `ValidationError` if handed another family's parameters.
    """

    name: str
    params: type[BaseModel]
    draw: Callable[[random.Random], BaseModel]
    make: Callable[[BaseModel], Drawing]


class DegenerateParametersError(ValueError):
    """Parameters in range whose picture would be empty, misleading or illegible.

    The message is one sentence that names the parameters, e.g. "elevation 0 looks along the top face".
    """


TRIES = 1000
"""Wanted parameter sets tried for one figure before giving up; the families need 1 to 20."""
DRAWS = 10_000
"""Parameter sets drawn for one figure, wanted or not."""


def sample(
    family: Family, rng: random.Random, accept: Callable[[BaseModel], bool] = lambda _: True
) -> tuple[Drawing, tuple[str, ...]]:
    """Draws parameter sets until one makes a figure.

    Args:
        family: The family.
        rng: The only source of randomness.
        accept: Tells whether a parameter set is wanted; others are passed over.

    Returns:
        The drawing, and why each degenerate set before it was drawn again.

    Raises:
        DegenerateParametersError: None of 10,000 sets was wanted, or none of 1,000 wanted ones made a figure.
    """
    reasons: list[str] = []
    for _ in range(DRAWS):
        theta = family.draw(rng)
        if not accept(theta):
            continue
        if len(reasons) == TRIES:
            break
        try:
            return family.make(theta), tuple(reasons)
        except DegenerateParametersError as error:
            reasons.append(str(error))
    why = f"the last of {len(reasons)} tried: {reasons[-1]}" if reasons else f"none of {DRAWS} draws is as wanted"
    raise DegenerateParametersError(f"no {family.name} figure could be drawn; {why}")


def facts_of(pairs: Sequence[tuple[str, str]]) -> tuple[Fact, ...]:
    """Makes facts from (kind, sentence) pairs, dropping repeated sentences."""
    unique = dict.fromkeys(pairs)
    return tuple(Fact(kind=kind, text=text) for kind, text in unique)
