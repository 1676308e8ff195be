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
        draw: Draws a parameter set; the given generator is the only source of randomness.
        make: Turns a parameter set into a drawing. Pure: equal parameters give equal bytes. Raises pydantic's
            `ValidationError` if handed another family's parameters.
    """

    name: str
    params: type[BaseModel]
    draw: Callable[[random.Random], BaseModel]
    make: Callable[[BaseModel], Drawing]


class DegenerateParametersError(ValueError):
    """Parameters in range whose picture would be misleading or empty, e.g. a camera that looks "
    "along a face."""


def facts_of(pairs: Sequence[tuple[str, str]]) -> tuple[Fact, ...]:
    """Makes facts from (kind, sentence) pairs, dropping repeated sentences."""
    unique = dict.fromkeys(pairs)
    return tuple(Fact(kind=kind, text=text) for kind, text in unique)
