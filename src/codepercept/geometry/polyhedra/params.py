"""Parameters of the polyhedra: the solid, its camera, and what is drawn on it."""

from __future__ import annotations

import functools
import math
from typing import Literal

from pydantic import Field, model_validator

from codepercept.geometry import solids
from codepercept.geometry.camera import Camera, orthographic
from codepercept.geometry.family import Parameters
from codepercept.geometry.solids import Polyhedron
from codepercept.geometry.style import PALETTES

FIGURE_SIZES = ((5, 5), (6, 6), (5.5, 5.5), (6, 5), (5, 6), (6.4, 4.8), (7, 6), (4.5, 5))

Solid = Literal[
    "tetrahedron",
    "cube",
    "cuboid",
    "octahedron",
    "dodecahedron",
    "icosahedron",
    "prism",
    "antiprism",
    "pyramid",
    "bipyramid",
    "frustum",
    "truncated tetrahedron",
    "truncated cube",
    "truncated octahedron",
    "cuboctahedron",
    "rhombicuboctahedron",
    "truncated cuboctahedron",
    "icosidodecahedron",
    "truncated icosahedron",
    "truncated dodecahedron",
    "rhombicosidodecahedron",
    "rhombic dodecahedron",
    "stella octangula",
    "small stellated dodecahedron",
    "great stellated dodecahedron",
]
Auxiliary = Literal["none", "height", "space diagonal", "face diagonal", "midpoints", "slant", "angle", "dual"]
CodeStyle = Literal["functions", "listed", "class", "mplot3d"]
Look = Literal["line", "shaded", "glass"]

RINGED = ("prism", "antiprism", "pyramid", "bipyramid", "frustum")
AUXILIARIES: dict[str, tuple[Auxiliary, ...]] = {
    "tetrahedron": ("height", "midpoints", "dual"),
    "cube": ("space diagonal", "face diagonal", "midpoints", "angle", "dual"),
    "cuboid": ("space diagonal", "face diagonal", "midpoints", "angle"),
    "octahedron": ("space diagonal", "dual"),
    "prism": ("height", "face diagonal"),
    "antiprism": ("height",),
    "pyramid": ("height", "slant", "angle"),
    "bipyramid": ("height",),
    "frustum": ("height",),
    "cuboctahedron": ("space diagonal",),
}
MOST_NAMES = 12
"""Solids with more vertices carry no letters: they would crowd the picture."""


class Polyhedra(Parameters):
    """Parameters of a polyhedron and its picture. Lengths are in units of the figure, angles in degrees."""

    solid: Solid = Field(description="Kind of solid.")
    sides: int = Field(default=4, ge=3, le=8, description="Corners of the base of a prism, pyramid, ...")
    edge: float = Field(default=4, ge=1, le=12, description="Edge (of the base); length of a cuboid.")
    width: float = Field(default=3, ge=1, le=12, description="Cuboid: width.")
    height: float = Field(default=5, ge=1, le=14, description="Height of cuboids, prisms, frusta; apex over base.")
    top_edge: float = Field(default=2, ge=0.5, le=11, description="Frustum: edge of the upper base.")
    elevation: int = Field(default=20, ge=-30, le=60, description="Height of the viewer above the horizon.")
    azimuth: int = Field(default=30, ge=-180, le=180, description="Direction of the viewer around the z axis.")
    look: Look = Field(default="line", description="Lines only, opaque shaded faces, or transparent faces.")
    hidden: Literal["dashed", "dotted", "left out"] = Field(default="dashed", description="Hidden edges.")
    labels: bool = Field(default=False, description=f"Letters at the vertices (up to {MOST_NAMES}).")
    auxiliary: Auxiliary = Field(default="none", description="Auxiliary lines inside or on the solid.")
    which: int = Field(default=0, ge=0, le=11, description="Picks among equivalent auxiliary lines.")
    lengths: bool = Field(default=False, description="Writes the lengths of the defining edges.")
    code_style: CodeStyle = Field(default="functions", description="How the script is written.")
    palette: str = Field(default="blue", description="Key of `style.PALETTES`.")
    paper: Literal["plain", "cream", "squared"] = Field(
        default="plain", description='White, cream or squared paper (squared: not in "mplot3d" scripts).'
    )
    line_width: float = Field(default=1.5, ge=0.8, le=3.0, description="Width of visible edges in points.")
    title: str = Field(default="", max_length=40, description="Title of the figure, may be empty.")
    figure: int = Field(default=0, ge=0, lt=len(FIGURE_SIZES), description="Index of the figure size.")

    @model_validator(mode="after")
    def _consistent(self) -> Polyhedra:
        if self.auxiliary != "none" and self.auxiliary not in AUXILIARIES.get(self.solid, ()):
            allowed = ", ".join(("none", *AUXILIARIES.get(self.solid, ())))
            raise ValueError(f"auxiliary: for {self.solid} it must be one of {allowed}, not {self.auxiliary}")
        if self.solid == "frustum" and self.top_edge >= self.edge:
            raise ValueError(f"top_edge: must be below edge = {self.edge}, not {self.top_edge}")
        count = len(solid_of(self).vertices)
        if (self.labels or self.code_style == "listed") and count > MOST_NAMES:
            raise ValueError(f"labels: {count} vertices are too many to name (at most {MOST_NAMES})")
        if self.look == "shaded" and (self.hidden != "left out" or self.auxiliary != "none"):
            raise ValueError('look: shaded faces are opaque, so hidden must be "left out" and auxiliary "none"')
        if self.solid in solids.STARS and (
            self.look == "glass" or self.hidden != "left out" or self.lengths or self.code_style == "listed"
        ):
            raise ValueError(
                f'look: the {self.solid} is drawn by "line" or "shaded", with hidden edges "left out", without lengths '
                'and not by "listed" scripts'
            )
        if self.labels and self.hidden == "left out":
            raise ValueError('labels: vertices cannot be named when hidden edges are "left out"')
        if self.paper == "squared" and self.code_style == "mplot3d":
            raise ValueError('paper: squared paper is not drawn by "mplot3d" scripts')
        if self.palette not in PALETTES:
            raise ValueError(f"palette: must be one of {', '.join(PALETTES)}")
        return self

    @property
    def names(self) -> str:
        """Letters of the vertices, by number; "S" for the apex of a pyramid is avoided to keep the "
        "order plain."""
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(solid_of(self).vertices)]


@functools.lru_cache(maxsize=512)
def _solid(solid: str, sides: int, edge: float, width: float, height: float, top: float) -> Polyhedron:
    if solid == "tetrahedron":
        return solids.pyramid(3, edge, edge * math.sqrt(2 / 3))
    if solid == "cube":
        return solids.cuboid(edge, edge, edge)
    if solid == "cuboid":
        return solids.cuboid(edge, width, height)
    if solid == "prism":
        return solids.prism(sides, edge, height)
    if solid == "antiprism":
        return solids.antiprism(sides, edge)
    if solid == "pyramid":
        return solids.pyramid(sides, edge, height)
    if solid == "bipyramid":
        return solids.bipyramid(sides, edge, height)
    if solid == "frustum":
        return solids.frustum(sides, edge, top, height)
    if solid in solids.STARS:
        return solids.star(solid, edge)
    return solids.centred(solid, edge)


def solid_of(theta: Polyhedra) -> Polyhedron:
    """The polyhedron of a parameter set."""
    return _solid(theta.solid, theta.sides, theta.edge, theta.width, theta.height, theta.top_edge)


def camera_of(theta: Polyhedra) -> Camera:
    """The orthographic camera of the picture."""
    return orthographic(theta.elevation, theta.azimuth)
