"""What a combined solid is drawn from: rims, straight lines, outlines of spheres, and fills.

Everything is given in the viewer's frame: x to the right, y away, z up, so that a point has its picture at
(x, y sin e + z cos e) for a viewer at elevation e. Angles phi of rims are measured from the x axis.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from codepercept.geometry.camera import Array
from codepercept.geometry.combined_solids.symbols import Sym, sym

ZERO = sym(0)
Tone = Literal["side", "top", "dark", "inner"]


@dataclass(frozen=True)
class Pt:
    """A point: code of its coordinates, the coordinates themselves, and where known the symbols behind them."""

    code: str
    x: float
    y: float
    z: float
    symbols: tuple[Sym, Sym, Sym] | None = None

    @property
    def place(self) -> Array:
        """Its coordinates."""
        return np.array([self.x, self.y, self.z])


def pt(x: Sym | float, y: Sym | float, z: Sym | float) -> Pt:
    """A point from three numbers."""
    a, b, c = sym(x), sym(y), sym(z)
    return Pt(f"({a.code}, {b.code}, {c.code})", a.value, b.value, c.value, (a, b, c))


@dataclass(frozen=True)
class Rim:
    """A horizontal circle about the axis, seen where sin(phi) < limit.

    A limit of 1 or more shows all of it, one of -1 or less hides it.
    """

    radius: Sym
    z: Sym
    limit: Sym
    note: str = ""


@dataclass(frozen=True)
class Line:
    """A straight line between two points, of which a part [start, stop] may be covered (shares of the way)."""

    start: Pt
    end: Pt
    seen: bool
    note: str = ""


@dataclass(frozen=True)
class Curve:
    """A curve in space whose code gives its points; seen or hidden as a whole."""

    code: str
    points: Array
    seen: bool
    note: str = ""


@dataclass(frozen=True)
class Dome:
    """Outline of a sphere on the page: a circle about the picture of (0, 0, z), or its upper or lower half."""

    radius: Sym
    z: Sym
    part: Literal["all", "upper", "lower"]
    seen: bool
    note: str = ""


@dataclass(frozen=True)
class Fill:
    """A filled shape: a disc at some height, a ball's outline, or a polygon of points."""

    shape: Literal["disc", "ball", "polygon"]
    tone: Tone
    radius: Sym = ZERO
    z: Sym = ZERO
    corners: tuple[Pt, ...] = ()
    code: str = ""


@dataclass(frozen=True)
class Dimension:
    """A dimension line with arrows: a height right of the solid, a width below it, or a radius on a face.

    Attributes:
        symbol: Letter of the length, e.g. "h".
        value: The length.
        low: Its lower (left) end.
        high: Its upper (right) end.
        where: "right", "below", "above", "left" for a radius to the left, "edge" for a text beside an edge.
    """

    symbol: str
    value: float
    low: Pt
    high: Pt
    where: Literal["right", "left", "below", "above", "edge"]


@dataclass(frozen=True)
class Mixed:
    """A number p + q pi.

    Attributes:
        plain: p.
        pi: q.
    """

    plain: float = 0.0
    pi: float = 0.0

    @property
    def value(self) -> float:
        """The number itself."""
        return self.plain + self.pi * math.pi

    def __add__(self, other: Mixed) -> Mixed:
        return Mixed(self.plain + other.plain, self.pi + other.pi)

    def __sub__(self, other: Mixed) -> Mixed:
        return Mixed(self.plain - other.plain, self.pi - other.pi)


@dataclass
class Body:
    """A combined solid.

    Attributes:
        name: What it is, without an article: "cylinder with a cone on top".
        parts: What it is made of, as a sentence.
        lines: Code that defines its measures: (name, value or code, comment).
        strokes: What is drawn, in order.
        fills: What is filled, from back to front.
        dimensions: Dimension lines.
        marks: Marked points: letter and place.
        volumes: Named volumes, the whole solid's first; each with its formula as a step of a solution.
        areas: Named areas in the same way.
        lengths: Other named lengths with steps, e.g. a slant height.
        facts: Further exact sentences.
        faces: Numbers of flat and of curved faces, None where the parts lie inside each other.
        given: The measures as a phrase: "radius 3 and height 5".
        rises: Two heights between which the axis runs.
    """

    name: str
    parts: str
    lines: list[tuple[str, str, str]]
    strokes: list[Rim | Line | Curve | Dome]
    fills: list[Fill]
    dimensions: list[Dimension]
    marks: list[tuple[str, Pt]]
    volumes: dict[str, tuple[Mixed, str]]
    areas: dict[str, tuple[Mixed, str]]
    given: str
    lengths: dict[str, tuple[float, str]] = field(default_factory=dict)
    facts: list[tuple[str, str]] = field(default_factory=list)
    faces: tuple[int, int] | None = None
    rises: tuple[Sym, Sym] = (ZERO, ZERO)
    ratio: tuple[str, float] | None = None
    boxed: bool = False


def page(points: Array, elevation: float) -> Array:
    """Pictures (n, 2) of points (n, 3); elevation in degrees."""
    e = math.radians(elevation)
    return np.column_stack([points[:, 0], points[:, 1] * math.sin(e) + points[:, 2] * math.cos(e)])
