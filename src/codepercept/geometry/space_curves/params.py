"""Parameters of the space curves: the curve, what is shown with it, its camera and its looks."""

from __future__ import annotations

import functools
import math
from typing import Literal

from pydantic import Field, model_validator

from codepercept.geometry.camera import Camera, orthographic
from codepercept.geometry.family import Parameters
from codepercept.geometry.space_curves import curves
from codepercept.geometry.space_curves.curves import Curve
from codepercept.geometry.style import PALETTES

FIGURE_SIZES = ((5, 5), (6, 5), (5.5, 5.5), (6, 6), (5, 6), (6.4, 4.8), (7, 6))

Kind = Literal[
    "helix",
    "conical helix",
    "viviani",
    "torus knot",
    "figure-eight knot",
    "lissajous",
    "twisted cubic",
    "tilted ellipse",
    "saddle",
    "small circle",
    "spherical spiral",
    "crown",
    "tennis ball",
]
Show = Literal["curve", "tangent", "frame", "shadows", "point"]
CodeStyle = Literal["mplot3d", "panels", "flat", "functions", "class"]

KNOTS = ("torus knot", "figure-eight knot")
NEED_SURFACE = ("tilted ellipse", "saddle", "small circle")
ON_SURFACE = (
    *("helix", "conical helix", "viviani", "tilted ellipse", "saddle", "small circle", "spherical spiral"),
    *("crown", "tennis ball"),
)


class SpaceCurves(Parameters):
    """Parameters of a curve in space and its picture. Lengths are in units of the axes, angles in degrees."""

    kind: Kind = Field(description="Kind of curve.")
    radius: float = Field(default=2, ge=0.5, le=6, description="Radius or scale: of the helix, sphere, cylinder, box.")
    second: float = Field(
        default=1,
        ge=0.125,
        le=16,
        description="Second length: rise per radian of a helix; height of a cone; radius of a torus' tube or of the "
        "second cylinder; height of a section; amplitude of a crown; b of a tennis ball; coefficient of t^2.",
    )
    third: float = Field(
        default=0.5, ge=0.125, le=2, description="Slope of a cutting plane; coefficient of t^3 of a twisted cubic."
    )
    turns: int = Field(default=3, ge=1, le=8, description="Turns, waves, or the third frequency of a Lissajous curve.")
    p: int = Field(default=2, ge=1, le=7, description="Torus knot: turns around the axis. Lissajous: first frequency.")
    q: int = Field(
        default=3, ge=1, le=16, description="Torus knot: turns around the tube. Lissajous: second frequency."
    )
    phase: int = Field(default=0, ge=0, le=11, description="Lissajous: phase of x in twelfths of π.")
    left: bool = Field(default=False, description="Mirrored: left-handed helices, spirals and knots.")
    at: int = Field(default=5, ge=1, le=23, description="Where the marked point lies, in 24ths of the parameter range.")
    show: Show = Field(default="curve", description="Curve alone, with a tangent, a frame, its shadows, or a point.")
    surface: bool = Field(default=False, description="Shows the surface that carries the curve; hidden parts dashed.")
    axes: bool = Field(default=True, description="Shows the coordinate axes.")
    code_style: CodeStyle = Field(default="mplot3d", description="How the script is written.")
    elevation: int = Field(default=25, ge=8, le=88, description="Height of the viewer above the horizon.")
    azimuth: int = Field(default=40, ge=-180, le=180, description="Direction of the viewer around the z axis.")
    palette: str = Field(default="blue", description="Key of `style.PALETTES`.")
    gradient: bool = Field(default=False, description="Colours the curve by its parameter.")
    paper: Literal["plain", "cream", "grid"] = Field(default="plain", description="White, cream, or 3D grid panes.")
    line_width: float = Field(default=2.0, ge=1.0, le=5.0, description="Width of the curve in points.")
    formula: bool = Field(default=False, description="Writes the parametrisation above the picture.")
    title: str = Field(default="", max_length=40, description="Title of the figure, may be empty.")
    figure: int = Field(default=0, ge=0, lt=len(FIGURE_SIZES), description="Index of the figure size.")

    @model_validator(mode="after")
    def _consistent(self) -> SpaceCurves:
        if self.palette not in PALETTES:
            raise ValueError(f"palette: must be one of {', '.join(PALETTES)}")
        if self.kind == "torus knot":
            if math.gcd(self.p, self.q) != 1 or self.q < 2:
                raise ValueError(f"q: must be at least 2 and without a common factor with p = {self.p}, not {self.q}")
            if self.second >= self.radius:
                raise ValueError(f"second: the tube's radius must be below radius = {self.radius}, not {self.second}")
        if self.kind == "lissajous":
            if math.gcd(self.p, self.q, self.turns) != 1:
                raise ValueError(f"p, q, turns: must have no common factor, {self.p}, {self.q}, {self.turns} have one")
            if self.q == self.turns or (self.phase == 0 and self.p in (self.q, self.turns)):
                raise ValueError("p, q, turns: two coordinates are always equal: change a frequency or the phase")
        if self.kind == "saddle" and self.second <= self.radius:
            raise ValueError(f"second: must be above radius = {self.radius}, not {self.second}")
        if self.kind == "tilted ellipse" and self.second <= self.third * self.radius:
            raise ValueError(
                f"second: the section's height must be above slope times radius = {self.third * self.radius:g}, "
                f"not {self.second:g}"
            )
        if self.kind == "small circle" and self.second >= self.radius:
            raise ValueError(f"second: the plane z = {self.second:g} misses the sphere of radius {self.radius:g}")
        if self.surface and self.kind not in ON_SURFACE:
            raise ValueError(f"surface: {self.kind} is drawn without one")
        if self.code_style == "panels" and (self.show != "curve" or self.surface):
            raise ValueError('show, surface: "panels" scripts draw the curve and its projections only')
        if self.kind in KNOTS and (self.code_style == "panels" or self.show != "curve" or self.axes or self.gradient):
            raise ValueError("kind: knots are drawn alone, in one colour, without axes and not in panels")
        if self.kind in NEED_SURFACE and not self.surface and self.code_style != "panels":
            raise ValueError(f"surface: the {self.kind} means nothing without its surface")
        if self.kind == "small circle" and self.code_style == "panels":
            raise ValueError("code_style: the shadows of a small circle are too plain for panels")
        if self.gradient and (self.surface or self.code_style not in ("mplot3d", "flat")):
            raise ValueError('gradient: needs a "mplot3d" or "flat" script and no surface')
        if self.paper == "grid" and self.code_style not in ("mplot3d", "panels"):
            raise ValueError('paper: grid panes need a "mplot3d" or "panels" script')
        if self.show == "shadows" and self.code_style != "mplot3d":
            raise ValueError('show: shadows need a "mplot3d" script')
        if self.formula and not all(curve_of(self).tex):
            raise ValueError(f"formula: that of the {self.kind} is too long to write above the picture")
        return self

    @property
    def parameter(self) -> float:
        """Value of the curve's parameter at the marked point."""
        curve = curve_of(self)
        t = curve.start + (curve.stop - curve.start) * self.at / 24
        return round(t, 6) if self.kind == "twisted cubic" else t


@functools.lru_cache(maxsize=512)
def _curve(
    kind: str, radius: float, second: float, third: float, turns: int, p: int, q: int, phase: int, left: bool
) -> Curve:
    match kind:
        case "helix":
            return curves.helix(radius, second, turns, left)
        case "conical helix":
            return curves.conical_helix(radius, second, turns, left)
        case "viviani":
            return curves.viviani(radius)
        case "torus knot":
            return curves.torus_knot(radius, second, p, q, left)
        case "figure-eight knot":
            return curves.figure_eight(radius)
        case "lissajous":
            return curves.lissajous(radius, p, q, turns, phase)
        case "twisted cubic":
            return curves.twisted_cubic(radius, second, third)
        case "tilted ellipse":
            return curves.tilted_ellipse(radius, second, third)
        case "saddle":
            return curves.saddle(radius, second)
        case "small circle":
            return curves.small_circle(radius, second)
        case "spherical spiral":
            return curves.spherical_spiral(radius, turns, left)
        case "crown":
            return curves.crown(radius, second, turns)
        case _:
            return curves.tennis_ball(radius, second)


def curve_of(theta: SpaceCurves) -> Curve:
    """The curve of a parameter set."""
    return _curve(
        *(theta.kind, theta.radius, theta.second, theta.third, theta.turns),
        *(theta.p, theta.q, theta.phase, theta.left),
    )


def camera_of(theta: SpaceCurves) -> Camera:
    """The orthographic camera of the picture."""
    return orthographic(theta.elevation, theta.azimuth)
