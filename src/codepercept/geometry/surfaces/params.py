"""Parameters of the surfaces and regions: the kind, what is shown with it, its camera and its looks."""

from __future__ import annotations

import functools
from typing import Literal

from pydantic import Field, model_validator

from codepercept.geometry.camera import Camera, orthographic
from codepercept.geometry.family import Parameters
from codepercept.geometry.style import PALETTES
from codepercept.geometry.surfaces import regions, shapes
from codepercept.geometry.surfaces.regions import Region
from codepercept.geometry.surfaces.shapes import Surface

FIGURE_SIZES = ((5, 5), (6, 5), (5.5, 5.5), (6, 6), (6.4, 4.8), (7, 6), (5, 4.5))

Kind = Literal[
    "dome", "bowl", "saddle", "product", "wave", "ellipsoid", "hemisphere", "one sheet", "cone", "tube",
    "torus", "vase", "triangle", "helicoid", "moebius",
    "parabola and line", "sideways parabola", "two parabolas", "powers", "sine arch", "ring sector",
    "cardioid", "petal",
]  # fmt: skip
Show = Literal["plain", "normals", "boundary", "tangent plane", "contours", "solid", "flux", "strip", "centroid"]
Field_ = Literal["constant", "radial", "vertical"]
CodeStyle = Literal["mplot3d", "mesh", "painter", "class", "map", "fill", "outline", "functions"]

REGIONS = (
    *("parabola and line", "sideways parabola", "two parabolas", "powers", "sine arch", "ring sector"),
    *("cardioid", "petal"),
)
GRAPHS = ("dome", "bowl", "saddle", "product", "wave")
SOLIDS = ("dome", "hemisphere", "triangle", "tube", "bowl", "cone")
"""Surfaces that are shown as (part of) the border of a solid region."""
SHOWS: dict[str, tuple[Show, ...]] = {
    "dome": ("plain", "normals", "boundary", "tangent plane", "contours", "solid", "flux"),
    "bowl": ("plain", "normals", "boundary", "contours", "solid", "flux"),
    "saddle": ("plain", "normals", "contours", "flux"),
    "product": ("plain", "normals", "contours"),
    "wave": ("plain", "contours"),
    "ellipsoid": ("plain", "normals", "tangent plane", "flux"),
    "hemisphere": ("plain", "normals", "boundary", "tangent plane", "solid", "flux"),
    "one sheet": ("plain", "normals"),
    "cone": ("plain", "normals", "boundary", "solid", "flux"),
    "tube": ("plain", "normals", "boundary", "tangent plane", "solid", "flux"),
    "torus": ("plain", "normals"),
    "vase": ("plain", "normals"),
    "triangle": ("plain", "normals", "boundary", "solid", "flux"),
    "helicoid": ("plain", "normals"),
    "moebius": ("plain",),
}
FORMULAS = ("dome", "bowl", "saddle", "product", "ellipsoid", "hemisphere", "one sheet", "cone", "tube", "triangle")


class Surfaces(Parameters):
    """Parameters of a surface in space or a region in the plane. Lengths in units of the axes, angles in degrees."""

    kind: Kind = Field(description="Kind of surface or plane region.")
    a: float = Field(default=2, ge=0.25, le=6, description="First length: radius, half side, semi-axis, coefficient.")
    b: float = Field(default=2, ge=0.25, le=8, description="Second length: height, semi-axis, tube radius, rise.")
    c: float = Field(default=2, ge=0.25, le=8, description="Third length: semi-axis, intercept, height.")
    n: int = Field(
        default=1, ge=-4, le=6, description="Left end of a parabola's chord, lower power, leaves, half turns."
    )
    m: int = Field(
        default=2, ge=-3, le=24, description="Right end of the chord, upper power, angle of a sector in 15°."
    )
    start: int = Field(default=0, ge=0, le=23, description="Ring sector: first angle in steps of 15°.")
    show: Show = Field(default="plain", description="What is shown on or with it.")
    field: Field_ = Field(default="constant", description="Flux: the vector field.")
    strength: float = Field(default=1, ge=0.5, le=4, description="Flux: factor of the vector field.")
    at_u: int = Field(default=3, ge=1, le=7, description="Marked point: first surface parameter, in eighths.")
    at_v: int = Field(default=3, ge=1, le=7, description="Marked point: second surface parameter, in eighths.")
    levels: int = Field(default=5, ge=3, le=8, description="Number of contour lines.")
    code_style: CodeStyle = Field(default="mplot3d", description="How the script is written.")
    elevation: int = Field(default=28, ge=10, le=70, description="Height of the viewer above the horizon.")
    azimuth: int = Field(default=35, ge=-180, le=180, description="Direction of the viewer around the z axis.")
    palette: str = Field(default="blue", description="Key of `style.PALETTES`.")
    look: Literal["shaded", "lines", "glass", "colormap"] = Field(
        default="shaded", description="Shaded faces, mesh lines on white, transparent, or coloured by height."
    )
    axes: bool = Field(default=True, description="Shows the coordinate axes.")
    paper: Literal["plain", "cream", "grid"] = Field(default="plain", description="White, cream, or grid lines.")
    hatched: bool = Field(default=False, description="Regions: hatched instead of filled.")
    line_width: float = Field(default=1.5, ge=0.8, le=3.0, description="Width of the main lines in points.")
    formula: bool = Field(default=False, description="Writes the equation above the picture.")
    title: str = Field(default="", max_length=40, description="Title of the figure, may be empty.")
    figure: int = Field(default=0, ge=0, lt=len(FIGURE_SIZES), description="Index of the figure size.")

    @model_validator(mode="after")
    def _consistent(self) -> Surfaces:
        if self.palette not in PALETTES:
            raise ValueError(f"palette: must be one of {', '.join(PALETTES)}")
        flat = self.kind in REGIONS
        if flat != (self.code_style in ("fill", "outline", "functions")):
            raise ValueError(
                f"code_style: a {self.kind} cannot be drawn by {self.code_style!r} scripts; regions need fill, outline "
                "or functions, surfaces one of the others"
            )
        shows = ("plain", "strip", "centroid") if flat else SHOWS[self.kind]
        if self.code_style == "map":
            shows = ("contours",) if self.kind in GRAPHS else ()
        if self.show not in shows:
            raise ValueError(f"show: a {self.kind} in this style can be shown as {', '.join(shows)}, not {self.show}")
        if self.show == "contours" and self.code_style not in ("mplot3d", "map"):
            raise ValueError('show: contours need a "mplot3d" or "map" script')
        if self.kind in ("torus", "vase") and self.b >= self.a:
            raise ValueError(f"b: must be below a = {self.a:g}, not {self.b:g}")
        if self.kind == "moebius" and self.b > 0.6 * self.a:
            raise ValueError(f"b: the strip's half width must be at most 0.6 a = {0.6 * self.a:g}, not {self.b:g}")
        if self.kind in ("parabola and line", "sideways parabola", "powers") and self.m <= self.n:
            raise ValueError(f"m: must be above n = {self.n}, not {self.m}")
        if self.kind in ("powers", "petal", "two parabolas") and self.n < 1:
            raise ValueError(f"n: must be at least 1, not {self.n}")
        if self.kind == "powers" and self.m > 6:
            raise ValueError(f"m: the upper power must be at most 6, not {self.m}")
        if self.kind == "ring sector" and not (self.a < self.b and 1 <= self.m <= 24):
            raise ValueError(f"b: the outer radius must be above a = {self.a:g}, and m 1 to 24")
        if self.kind == "helicoid" and self.n < 1:
            raise ValueError(f"n: the number of half turns must be at least 1, not {self.n}")
        if self.formula and self.kind not in (*FORMULAS, *REGIONS):
            raise ValueError(f"formula: the {self.kind} has no short equation")
        if self.look == "colormap" and self.code_style != "mplot3d" and self.code_style != "map":
            raise ValueError('look: colours by height need a "mplot3d" or "map" script')
        if self.paper == "grid" and self.code_style not in ("mplot3d", "fill", "outline", "functions"):
            raise ValueError('paper: grid lines need a "mplot3d" script or a plane region')
        if self.look == "lines" and self.code_style == "mplot3d":
            raise ValueError('look: mesh lines with hidden ones removed need a "mesh", "painter" or "class" script')
        return self


@functools.lru_cache(maxsize=512)
def _shape(kind: str, a: float, b: float, c: float, n: int) -> Surface:
    match kind:
        case "ellipsoid":
            return shapes.ellipsoid(a, b, c)
        case "one sheet":
            return shapes.one_sheet(a, b, c)
        case "vase":
            return shapes.vase(a, b, c)
        case "triangle":
            return shapes.triangle(a, b, c)
        case "hemisphere":
            return shapes.hemisphere(a)
        case "helicoid":
            return shapes.helicoid(a, b, n / 2)
        case _:
            return {
                "dome": shapes.dome, "bowl": shapes.bowl, "saddle": shapes.saddle, "product": shapes.product,
                "wave": shapes.wave, "cone": shapes.cone, "tube": shapes.tube, "torus": shapes.torus,
                "moebius": shapes.moebius,
            }[kind](a, b)  # fmt: skip


def shape_of(theta: Surfaces) -> Surface:
    """The surface of a parameter set (not for plane regions)."""
    return _shape(theta.kind, theta.a, theta.b, theta.c, theta.n)


@functools.lru_cache(maxsize=512)
def _region(kind: str, a: float, b: float, n: int, m: int, start: int) -> Region:
    match kind:
        case "parabola and line":
            return regions.parabola_line(a, n, m, False)
        case "sideways parabola":
            return regions.parabola_line(a, n, m, True)
        case "two parabolas":
            return regions.two_parabolas(a, n)
        case "powers":
            return regions.powers(n, m, a)
        case "sine arch":
            return regions.sine_arch(a, b)
        case "ring sector":
            return regions.ring_sector(a, b, 15 * start, 15 * (start + m))
        case "cardioid":
            return regions.cardioid(a)
        case _:
            return regions.petal(a, n)


def region_of(theta: Surfaces) -> Region:
    """The plane region of a parameter set (not for surfaces)."""
    return _region(theta.kind, theta.a, theta.b, theta.n, theta.m, theta.start)


def camera_of(theta: Surfaces) -> Camera:
    """The orthographic camera of the picture."""
    return orthographic(theta.elevation, theta.azimuth)


def point_of(theta: Surfaces) -> tuple[float, float]:
    """Surface parameters of the marked point."""
    surface = shape_of(theta)
    u, v = surface.u, surface.v
    return u.start + (u.stop - u.start) * theta.at_u / 8, v.start + (v.stop - v.start) * theta.at_v / 8
