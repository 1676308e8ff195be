"""Parameters of the cross-sections: the solid, the plane, the camera, and what is drawn and written."""

from __future__ import annotations

import functools
import math
from typing import Annotated, Literal

import numpy as np
from pydantic import Field, model_validator

from codepercept.geometry import solids
from codepercept.geometry.camera import Camera, oblique, orthographic
from codepercept.geometry.family import Parameters
from codepercept.geometry.solids import Polyhedron
from codepercept.geometry.style import PALETTES

SINGLE_SIZES = ((5, 5), (6, 6), (5.5, 5.5), (6, 5), (5, 6), (6.4, 5.2))
DOUBLE_SIZES = ((10, 5), (11, 5), (9, 4.8), (10, 4.6), (11, 5.6), (9.6, 5.2))

Solid = Literal[
    "cube", "cuboid", "prism", "pyramid", "tetrahedron", "frustum", "octahedron", "cylinder", "cone", "sphere"
]
RoundPlane = Literal["horizontal", "vertical", "tilted", "apex", "parabola"]
CodeStyle = Literal["functions", "class", "flat", "vectorised", "mplot3d"]
EdgePoint = Annotated[
    tuple[int, int, int, int],
    Field(description="Start and end vertex of an edge, and the ratio m : n in which the point divides it."),
]

ROUND = ("cylinder", "cone", "sphere")
ROUND_PLANES: dict[str, tuple[RoundPlane, ...]] = {
    "cylinder": ("horizontal", "vertical", "tilted"),
    "cone": ("horizontal", "vertical", "tilted", "apex", "parabola"),
    "sphere": ("horizontal", "tilted"),
}
STEEPEST_CONE = 0.9
"""Largest (radius / height) tan(elevation) of a cone; at 1 the viewer sees all of it and it has no outline."""


class CrossSections(Parameters):
    """Parameters of a solid, a plane through it and their picture. Lengths in any unit, angles in degrees."""

    solid: Solid = Field(description="Kind of solid.")
    sides: int = Field(default=4, ge=3, le=6, description="Corners of the base of a prism, pyramid or frustum.")
    edge: float = Field(default=6, ge=1, le=12, description="Edge (of the base); length of a cuboid.")
    width: float = Field(default=4, ge=1, le=12, description="Cuboid: width.")
    height: float = Field(
        default=6, ge=1, le=16, description="Height of cuboid, prism, pyramid, frustum, cylinder, cone."
    )
    top_edge: float = Field(default=3, ge=0.5, le=11, description="Frustum: edge of the upper base.")
    radius: float = Field(default=3, ge=1, le=12, description="Radius of cylinder, cone or sphere.")
    points: tuple[EdgePoint, EdgePoint, EdgePoint] = Field(
        default=((0, 1, 1, 1), (0, 3, 1, 1), (0, 4, 1, 1)),
        description="Polyhedra: three points of the plane on edges; m = 0 is the start vertex itself.",
    )
    plane: RoundPlane = Field(default="horizontal", description="Cylinder, cone, sphere: how the plane lies.")
    low: float = Field(
        default=2,
        ge=0,
        le=16,
        description="Height of a horizontal plane; of the lowest point of a tilted section.",
    )
    high: float = Field(default=4, ge=0, le=16, description="Height of the highest point of a tilted section.")
    distance: float = Field(
        default=0,
        ge=-11,
        le=11,
        description="Distance from the axis to a vertical plane, to the base chord of a plane through the apex or of "
        "a parabola (below 0: beyond the centre), or from the centre of a sphere to the plane.",
    )
    tilt: int = Field(default=30, ge=0, le=80, description="Sphere: angle between a tilted plane and the horizontal.")
    turn: int = Field(
        default=30, ge=-180, le=180, description="Round solids: direction in which the plane rises or lies."
    )
    projection: Literal["orthographic", "oblique"] = Field(
        default="orthographic", description="Oblique: cabinet projection, for cubes and cuboids."
    )
    elevation: int = Field(default=20, ge=5, le=50, description="Height of the viewer above the horizon.")
    azimuth: int = Field(default=30, ge=-180, le=180, description="Direction of the viewer around a polyhedron.")
    show: Literal["whole", "cut"] = Field(
        default="whole", description="The whole solid, or one part with the other one only hinted at (polyhedra)."
    )
    look: Literal["line", "glass", "shaded"] = Field(
        default="line", description="Lines only, transparent faces, or opaque faces (of a cut polyhedron)."
    )
    fill: Literal["tint", "hatch", "strong"] = Field(default="tint", description="How the section is filled.")
    hidden: Literal["dashed", "dotted"] = Field(default="dashed", description="Style of hidden lines.")
    names: Literal["letters", "primes", "none"] = Field(
        default="letters", description="Vertex letters: A-H, with primes on the upper base (apex S), or none."
    )
    lengths: bool = Field(default=False, description="Writes the lengths that define the solid.")
    true_shape: bool = Field(default=False, description="Shows the section in true shape beside the solid.")
    code_style: CodeStyle = Field(default="functions", description="How the script is written.")
    palette: str = Field(default="blue", description="Key of `style.PALETTES`.")
    paper: Literal["plain", "cream", "grid"] = Field(
        default="plain", description="White or cream background; grid: the true shape lies on squared paper."
    )
    line_width: float = Field(default=1.5, ge=0.8, le=3.0, description="Width of visible lines in points.")
    title: str = Field(default="", max_length=60, description="Title of the figure, may be empty.")
    figure: int = Field(default=0, ge=0, lt=len(SINGLE_SIZES), description="Index of the figure size.")

    @property
    def round(self) -> bool:
        """True for cylinder, cone and sphere."""
        return self.solid in ROUND

    @model_validator(mode="after")
    def _consistent(self) -> CrossSections:
        if self.palette not in PALETTES:
            raise ValueError(f"palette: must be one of {', '.join(PALETTES)}")
        if self.paper == "grid" and not self.true_shape:
            raise ValueError("paper: grid lies under the true shape, so true_shape must be on")
        if self.round:
            self._check_round()
        else:
            self._check_polyhedron()
        return self

    def _check_polyhedron(self) -> None:
        if self.solid == "frustum" and self.top_edge >= self.edge:
            raise ValueError(f"top_edge: must be below edge = {self.edge}, not {self.top_edge}")
        if self.projection == "oblique" and (self.solid not in ("cube", "cuboid") or self.code_style == "mplot3d"):
            raise ValueError('projection: "oblique" is for cubes and cuboids and not for "mplot3d" scripts')
        if self.look == "shaded" and self.show == "whole":
            raise ValueError('look: "shaded" faces would hide the section of a whole solid; show must be "cut"')
        if self.show == "cut" and self.code_style not in ("functions", "class", "vectorised"):
            raise ValueError('show: "cut" goes with the code styles functions, class and vectorised')
        if self.names == "none" and self.code_style == "flat":
            raise ValueError('names: "flat" scripts speak of vertices by letter, so names cannot be "none"')
        edges = set(solid_of(self).edges)
        for a, b, m, n in self.points:
            if (min(a, b), max(a, b)) not in edges:
                raise ValueError(f"points: {a} and {b} are not joined by an edge of the {self.solid}")
            if not (0 <= m <= 12 and 1 <= n <= 12):
                raise ValueError(f"points: a ratio m : n needs 0 <= m <= 12 and 1 <= n <= 12, not {m} : {n}")

    def _check_round(self) -> None:
        if self.plane not in ROUND_PLANES[self.solid]:
            allowed = ", ".join(ROUND_PLANES[self.solid])
            raise ValueError(f"plane: for a {self.solid} it must be one of {allowed}, not {self.plane}")
        if self.show != "whole" or self.look == "shaded" or self.projection != "orthographic":
            raise ValueError('show: round solids are drawn "whole", orthographic, and not "shaded"')
        if self.code_style == "vectorised":
            raise ValueError('code_style: "vectorised" is for polyhedra only')
        curved = self.plane == "parabola" or (self.solid == "cone" and self.plane == "vertical" and self.distance != 0)
        if curved and self.code_style == "flat":
            raise ValueError('code_style: "flat" scripts draw no parabola or hyperbola')
        if self.solid == "sphere":
            if not 0 <= self.distance < self.radius:
                raise ValueError(f"distance: a plane that meets the sphere needs 0 <= distance < {self.radius}")
            return
        if self.plane in ("horizontal", "tilted") and not 0 < self.low < self.height:
            raise ValueError(f"low: must lie between 0 and height = {self.height}, not {self.low}")
        if self.plane == "tilted" and not self.low < self.high < self.height:
            raise ValueError(f"high: must lie between low = {self.low} and height = {self.height}, not {self.high}")
        if self.plane in ("vertical", "apex", "parabola") and abs(self.distance) >= self.radius:
            raise ValueError(f"distance: must be below radius = {self.radius}, not {self.distance}")
        if self.plane in ("vertical", "apex") and self.distance < 0:
            raise ValueError(
                f"distance: of a vertical plane or one through the apex it is not negative, but {self.distance}"
            )
        if self.solid == "cone":
            steepness = self.radius / self.height * math.tan(math.radians(self.elevation))
            if steepness > STEEPEST_CONE:
                raise ValueError(
                    f"elevation: at most {math.degrees(math.atan(STEEPEST_CONE * self.height / self.radius)):.0f}"
                    f" for this flat cone, not {self.elevation}"
                )

    def vertex_names(self) -> list[str]:
        """Letters of the vertices of the polyhedron, by number (also where they are not written)."""
        count = len(solid_of(self).vertices)
        plain = "ABCDEFGHIJKLMNO"
        if self.names != "primes" or self.solid == "octahedron":
            return list(plain[:count])
        if self.solid in ("pyramid", "tetrahedron"):
            return [*plain[: count - 1], "S"]
        return [*plain[: count // 2], *(f"{letter}'" for letter in plain[: count // 2])]


@functools.lru_cache(maxsize=512)
def _solid(solid: str, sides: int, edge: float, width: float, height: float, top: float) -> Polyhedron:
    unit = _unit(solid, sides)
    if solid == "frustum":
        return Polyhedron(np.vstack([solids.ring(sides, edge), solids.ring(sides, top, height)]), unit.faces)
    stretch = {
        "cube": (edge, edge, edge),
        "cuboid": (edge, width, height),
        "tetrahedron": (edge, edge, edge * math.sqrt(2 / 3)),
        "octahedron": (edge, edge, edge / math.sqrt(2)),
    }.get(solid, (edge, edge, height))
    return Polyhedron(unit.vertices * stretch, unit.faces)


@functools.lru_cache(maxsize=32)
def _unit(solid: str, sides: int) -> Polyhedron:
    """The solid with (base) edge and height 1; stretching it along the axes keeps its faces."""
    if solid in ("cube", "cuboid"):
        return solids.cuboid(1, 1, 1)
    if solid == "prism":
        return solids.prism(sides, 1, 1)
    if solid == "frustum":
        return solids.frustum(sides, 1, 0.5, 1)
    if solid == "octahedron":
        return solids.bipyramid(4, 1, 1)
    return solids.pyramid(3 if solid == "tetrahedron" else sides, 1, 1)


def solid_of(theta: CrossSections) -> Polyhedron:
    """The polyhedron of a parameter set (not for round solids)."""
    return _solid(theta.solid, theta.sides, theta.edge, theta.width, theta.height, theta.top_edge)


def camera_of(theta: CrossSections) -> Camera:
    """The camera of the picture; round solids are seen from the front, with x to the right."""
    if theta.projection == "oblique":
        side, angle = oblique_of(theta)
        return oblique(side, angle, 0.5)
    return orthographic(theta.elevation, -90 if theta.round else theta.azimuth)


def oblique_of(theta: CrossSections) -> tuple[str, int]:
    """Side that shows in a cabinet projection, and the angle of the receding edges in degrees."""
    return ("right" if theta.azimuth >= 0 else "left"), 30 + theta.elevation % 4 * 5
