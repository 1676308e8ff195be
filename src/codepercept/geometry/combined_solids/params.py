"""Parameters of the combined solids: which bodies are joined, their measures, and how they are drawn."""

from __future__ import annotations

import math
from typing import Literal, get_args

from pydantic import Field, model_validator

from codepercept.geometry.family import Parameters
from codepercept.geometry.style import PALETTES

FIGURE_SIZES = ((5, 5), (6, 6), (5.5, 6), (5, 6), (6, 5.4), (6.4, 6), (5, 6.5), (5.6, 5.6))

Kind = Literal[
    "cone on cylinder",
    "dome on cylinder",
    "capsule",
    "ice-cream cone",
    "buoy",
    "double cone",
    "truncated cone",
    "cone on truncated cone",
    "cylinder on truncated cone",
    "stacked cylinders",
    "cone in cylinder",
    "sphere in cylinder",
    "cylinder in sphere",
    "cone in sphere",
    "sphere in cone",
    "cylinder in cone",
    "pipe",
    "bowl",
    "conical hole",
    "pyramid on cuboid",
    "house",
    "barn",
    "sphere in cube",
    "cube in sphere",
    "cylinder in cuboid",
    "cone in cuboid",
    "pyramid in cuboid",
    "round hole",
    "square hole",
    "dome on cuboid",
    "cylinder on cuboid",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
CodeStyle = Literal["functions", "class", "flat", "table", "mplot3d"]

BOXES = KINDS[KINDS.index("pyramid on cuboid") :]
"""Kinds with a box in them, which is turned about the vertical axis."""
SMALLER = (
    "truncated cone",
    "cone on truncated cone",
    "cylinder on truncated cone",
    "stacked cylinders",
    "cylinder in cone",
)
AXIS_DRAWN = ("cylinder in sphere", "cone in sphere", "sphere in cone")
"""Kinds in which a hidden line runs along the axis anyway."""
HOLES = ("pipe", "bowl", "conical hole", "round hole", "square hole")


class CombinedSolids(Parameters):
    """Parameters of a combined solid and its picture. Lengths in any unit, angles in degrees."""

    kind: Kind = Field(description="How the solid is put together.")
    radius: float = Field(default=3, ge=1, le=12, description="Radius of the (outer, lower) round body.")
    inner: float = Field(default=2, ge=0.5, le=11, description="Second radius: of the upper, inner or hollow body.")
    height: float = Field(default=6, ge=1, le=20, description="Height of the (lower) body.")
    upper: float = Field(default=4, ge=1, le=16, description="Height of the upper body or roof, or of an inner cone.")
    edge: float = Field(default=6, ge=2, le=14, description="Base edge or length of a box.")
    width: float = Field(default=5, ge=2, le=14, description="Width of a box that is not square.")
    down: bool = Field(default=False, description="Cone in a cylinder: its apex points down.")
    elevation: int = Field(default=20, ge=8, le=40, description="Height of the viewer above the horizon.")
    turn: int = Field(default=30, ge=10, le=80, description="Boxes: angle by which they are turned about the axis.")
    look: Literal["line", "tint", "shaded"] = Field(default="line", description="No fill, one tint, or tones.")
    hidden: Literal["dashed", "dotted"] = Field(default="dashed", description="Style of hidden lines.")
    measures: Literal["none", "numbers", "symbols"] = Field(
        default="symbols", description='No lengths, "5", or "h = 5" at the dimension lines.'
    )
    axis: bool = Field(default=False, description="Draws the axis as a dash-dotted line.")
    points: bool = Field(default=False, description="Marks centres and apexes with letters.")
    code_style: CodeStyle = Field(default="functions", description="How the script is written.")
    palette: str = Field(default="blue", description="Key of `style.PALETTES`.")
    paper: Literal["plain", "cream"] = Field(default="plain", description="White or cream background.")
    line_width: float = Field(default=1.5, ge=0.8, le=3.0, description="Width of visible lines in points.")
    title: str = Field(default="", max_length=60, description="Title of the figure, may be empty.")
    figure: int = Field(default=0, ge=0, lt=len(FIGURE_SIZES), description="Index of the figure size.")

    @property
    def boxed(self) -> bool:
        """True if the solid has a box in it."""
        return self.kind in BOXES

    @model_validator(mode="after")
    def _consistent(self) -> CombinedSolids:
        if self.palette not in PALETTES:
            raise ValueError(f"palette: must be one of {', '.join(PALETTES)}")
        if self.code_style == "mplot3d" and (
            self.look != "line" or self.measures != "none" or self.axis or self.points
        ):
            raise ValueError('code_style: "mplot3d" scripts draw lines only, without fills, measures, axis and letters')
        if self.axis and (self.boxed or self.kind in AXIS_DRAWN):
            raise ValueError(f"axis: it is not drawn for a {self.kind}, which has a box or dashed lines there")
        if self.boxed and self.code_style == "flat":
            raise ValueError(f'code_style: "flat" scripts draw no boxes, so not a {self.kind}')
        if self.kind in SMALLER and self.inner >= self.radius:
            raise ValueError(f"inner: must be below radius = {self.radius}, not {self.inner}")
        if self.kind in ("pipe", "bowl", "conical hole") and self.inner >= self.radius:
            raise ValueError(f"inner: the hollow must be narrower than radius = {self.radius}, not {self.inner}")
        if self.kind == "bowl" and self.inner >= self.height:
            raise ValueError(f"inner: the hemisphere must be less deep than height = {self.height}, not {self.inner}")
        if self.kind == "conical hole" and self.upper > self.height:
            raise ValueError(f"upper: the hole must not be deeper than height = {self.height}, but is {self.upper}")
        if self.kind == "cylinder in sphere" and self.inner >= self.radius:
            raise ValueError(
                f"inner: the cylinder must be narrower than the sphere's radius {self.radius}, not {self.inner}"
            )
        if self.kind == "cone in sphere" and not self.radius < self.upper < 2 * self.radius:
            raise ValueError(
                f"upper: the cone's height must lie between {self.radius} and {2 * self.radius}, not {self.upper}"
            )
        if self.kind in ("round hole", "dome on cuboid", "cylinder on cuboid") and 2 * self.inner >= self.edge:
            raise ValueError(f"inner: twice the radius must be below edge = {self.edge}, not {2 * self.inner}")
        if self.kind == "square hole" and self.inner >= self.edge:
            raise ValueError(f"inner: the hole must be narrower than edge = {self.edge}, not {self.inner}")
        self._check_view()
        return self

    def _check_view(self) -> None:
        tangent = math.tan(math.radians(self.elevation))
        if self.kind in HOLES:
            wide = self.inner * (math.sqrt(2) if self.kind == "square hole" else 2)
            deep = {"bowl": math.inf, "conical hole": math.inf}.get(self.kind, self.height)
            if wide * tangent >= deep:
                raise ValueError(f"elevation: {self.elevation} would show the bottom of the hole; lower it")
