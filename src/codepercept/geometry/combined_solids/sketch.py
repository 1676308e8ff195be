"""Collects what a combined solid is drawn from, and knows how rims and outlines of round bodies look."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from codepercept.geometry.combined_solids.body import Curve, Dimension, Dome, Fill, Line, Mixed, Pt, Rim, Tone, pt
from codepercept.geometry.combined_solids.params import CombinedSolids
from codepercept.geometry.combined_solids.symbols import Sym, root, square, sym
from codepercept.geometry.exact import spoken
from codepercept.geometry.family import DegenerateParametersError
from codepercept.geometry.rounds import Band

ALL, NONE, FRONT = sym(1), sym(-1), sym(0)
STEEPEST = 0.9
"""Largest sine of the angle at which a cone's outline touches its rim; near 1 both lines fall together."""


@dataclass(frozen=True)
class Piece:
    """A piece of a convex solid of revolution: a band of a cone or cylinder, or half a ball.

    Attributes:
        low: Lower radius (of a ball: its radius).
        bottom: Lower height (of a ball: the height of its centre).
        high: Upper radius.
        top: Upper height.
        ball: "upper" or "lower" half of a ball, "" for a band.
    """

    low: Sym
    bottom: Sym
    high: Sym
    top: Sym
    ball: Literal["", "upper", "lower"] = ""

    @property
    def band(self) -> Band:
        """The band as numbers."""
        return Band(self.low.value, self.bottom.value, self.high.value, self.top.value)

    @property
    def volume(self) -> Mixed:
        """Its volume."""
        return Mixed(pi=2 / 3 * self.low.value**3 if self.ball else self.band.volume())

    @property
    def mantle(self) -> Mixed:
        """Its curved surface."""
        return Mixed(pi=2 * self.low.value**2 if self.ball else self.band.lateral_area())


class Sketch:
    """The strokes of one solid, in order, with the code that defines its measures."""

    def __init__(self, theta: CombinedSolids) -> None:
        self.theta = theta
        self.lines: list[tuple[str, str, str]] = []
        self.strokes: list[Rim | Line | Curve | Dome] = []
        self.fills: list[Fill] = []
        self.dimensions: list[Dimension] = []
        self.tan = Sym("np.tan(view)", math.tan(math.radians(theta.elevation)))
        self._slopes = 0

    def var(self, name: str, value: float, comment: str = "") -> Sym:
        """A named measure."""
        symbol = sym(value)
        self.lines.append((name, symbol.code, comment))
        return Sym(name, value)

    def let(self, name: str, value: Sym, comment: str = "") -> Sym:
        """A named number that is computed from others."""
        self.lines.append((name, value.code, comment))
        return Sym(name, value.value)

    def slope(self, piece: Piece) -> Sym:
        """Sine of the angle at which the outline of a band touches its rims; 0 for cylinders and balls.

        Raises:
            DegenerateParametersError: If the band shows hardly any outline from this height.
        """
        if piece.ball or piece.low.code == piece.high.code:
            return FRONT
        change = piece.low - piece.high if piece.high.code != "0" else piece.low
        change = -piece.high if piece.low.code == "0" else change
        value = change / (piece.top - piece.bottom) * self.tan
        if abs(value.value) > STEEPEST:
            raise DegenerateParametersError(
                f"elevation {self.theta.elevation} looks almost along the generators of a flat cone"
            )
        self._slopes += 1
        name = "k" if self._slopes == 1 else f"k{self._slopes}"
        return self.let(name, value, "sine of the angle where the cone's outline touches its rim")

    def outline(self, piece: Piece, k: Sym, seen: bool = True, note: str = "") -> None:
        """Both outermost generators of a band, or the outline of half a ball."""
        if piece.ball:
            self.strokes.append(Dome(piece.low, piece.bottom, piece.ball, seen, note))
            return
        for sign in (-1, 1):
            ends = []
            for radius, z in ((piece.low, piece.bottom), (piece.high, piece.top)):
                if k.code == "0":
                    x, y = radius, sym(0)
                else:
                    q = root(sym(1) - square(k))
                    x, y = radius * q, radius * k
                ends.append(pt(-x if sign < 0 else x, y, z))
            self.strokes.append(Line(ends[0], ends[1], seen, note if sign < 0 else ""))

    def rim_on_ball(self, radius: Sym, z: Sym, note: str = "") -> None:
        """A circle about the axis that lies on a sphere around the origin: seen where the sphere faces the viewer."""
        limit = z / radius * self.tan
        if abs(limit.value) > 0.97:
            limit = ALL if limit.value > 0 else NONE
            if abs(z.value / radius.value * self.tan.value) < 1.03:
                raise DegenerateParametersError(f"elevation {self.theta.elevation}: a rim just touches the outline")
        self.rim(radius, z, limit, note)

    def rim(self, radius: Sym, z: Sym, limit: Sym, note: str = "") -> None:
        """A circle about the axis."""
        self.strokes.append(Rim(radius, z, limit, note))

    def fill_piece(self, piece: Piece, k: Sym, tone: Tone = "side") -> None:
        """Fills the picture of a piece."""
        if piece.ball:
            self.fills.append(Fill("disc", tone, piece.low, piece.bottom))
            self.fills.append(Fill("ball", tone, piece.low, piece.bottom, code=piece.ball))
            return
        corners = []
        for radius, z in ((piece.low, piece.bottom), (piece.high, piece.top)):
            x = radius if k.code == "0" else radius * root(sym(1) - square(k))
            y = sym(0) if k.code == "0" else radius * k
            corners.append((pt(-x, y, z), pt(x, y, z)))
            if radius.code != "0":
                self.fills.append(Fill("disc", tone, radius, z))
        (a, b), (d, c) = corners
        self.fills.append(Fill("polygon", tone, corners=(a, b, c, d)))

    def convex(self, pieces: list[Piece], notes: list[str]) -> list[Sym]:
        """Draws a convex solid of revolution made of pieces, from the bottom to the top; returns their slopes."""
        slopes = [self.slope(piece) for piece in pieces]
        first, last = pieces[0], pieces[-1]
        for piece, k in zip(pieces, slopes, strict=True):
            self.fill_piece(piece, k)
        if not first.ball and first.low.code != "0":
            self.rim(first.low, first.bottom, slopes[0], "base")
        for index, (piece, k) in enumerate(zip(pieces, slopes, strict=True)):
            self.outline(piece, k, note=notes[index])
            if index + 1 < len(pieces):
                nearer = max(k, slopes[index + 1], key=lambda limit: limit.value)
                radius, z = (piece.high, piece.top) if not piece.ball else (piece.low, piece.bottom)
                self.rim(radius, z, nearer, "where both meet" if index == 0 else "")
        if not last.ball and last.high.code != "0":
            self.fills.append(Fill("disc", "top", last.high, last.top))
            self.rim(last.high, last.top, ALL, "top")
        return slopes

    def right(self, symbol: str, value: float, low: Pt, high: Pt) -> None:
        """A height, written to the right of the solid."""
        self.dimensions.append(Dimension(symbol, value, low, high, "right"))

    def left(self, symbol: str, value: float, low: Pt, high: Pt) -> None:
        """A radius inside the solid, written above its line."""
        self.dimensions.append(Dimension(symbol, value, low, high, "left"))

    def above(self, symbol: str, value: float, low: Pt, high: Pt) -> None:
        """A width, written above the solid."""
        self.dimensions.append(Dimension(symbol, value, low, high, "above"))

    def disc(self, tone: Tone, radius: Sym, z: Sym) -> None:
        """Fills a horizontal disc."""
        self.fills.append(Fill("disc", tone, radius, z))

    def below(self, symbol: str, value: float, low: Pt, high: Pt) -> None:
        """A width, written below the solid."""
        self.dimensions.append(Dimension(symbol, value, low, high, "below"))

    def edge(self, symbol: str, value: float, low: Pt, high: Pt) -> None:
        """A length, written beside a straight edge."""
        self.dimensions.append(Dimension(symbol, value, low, high, "edge"))


def slant(rise: float, run: float) -> tuple[float, str]:
    """A slant height with the step that finds it."""
    value = math.hypot(rise, run)
    return value, f"By Pythagoras the slant height is √({spoken_sum(rise, run)}) = {spoken(value)}."


def spoken_sum(first: float, second: float) -> str:
    """ "a² + b²" with the numbers put in."""
    return f"{_power(first)} + {_power(second)}"


def _power(value: float) -> str:
    text = spoken(value)
    return f"{text}²" if text.replace(".", "").isdigit() else f"({text})²"
