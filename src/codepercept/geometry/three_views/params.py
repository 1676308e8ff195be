"""Parameters of the three-view drawings: the solid, the arrangement of its views, and what is drawn around them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from codepercept.geometry.family import Parameters
from codepercept.geometry.style import PALETTES

Mode = Literal["views", "views and picture", "pair", "which solid", "third view", "which view"]
Kind = Literal["cubes", "block", "profile", "turned"]
CodeStyle = Literal["functions", "class", "flat", "drafted"]
Axis = Literal["x", "y", "z"]
Layers = tuple[tuple[str, ...], ...]
Cut = tuple[int, int, int, int, int, int]

SCALES = (0.85, 1.0, 1.15)
MODES_OF_KIND: dict[str, tuple[Mode, ...]] = {
    "cubes": ("views", "views and picture", "pair", "which solid", "third view", "which view"),
    "block": ("views", "views and picture", "pair"),
    "profile": ("views", "views and picture", "pair"),
    "turned": ("views", "views and picture", "pair"),
}
STYLES_OF_KIND: dict[str, tuple[CodeStyle, ...]] = {
    "cubes": ("functions", "class", "flat"),
    "block": ("functions", "class", "flat", "drafted"),
    "profile": ("functions", "flat", "drafted"),
    "turned": ("functions", "flat", "drafted"),
}
PUZZLES = ("which solid", "third view", "which view")


class Hole(BaseModel):
    """A round hole parallel to an axis, bored from the top, the front or the side that is drawn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    axis: Axis = Field(description="Direction of the hole.")
    u: int = Field(ge=0, le=200, description="First of the two other coordinates of its axis, in mm.")
    v: int = Field(ge=0, le=200, description="Second of the two other coordinates, in mm.")
    diameter: int = Field(ge=4, le=60, description="Diameter in mm.")
    depth: int = Field(default=0, ge=0, le=150, description="Depth of a blind hole in mm, 0 for a through hole.")


class Boss(BaseModel):
    """A cylinder that stands on the highest face of a block."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    x: int = Field(ge=0, le=200, description="Distance of its axis from the left end, in mm.")
    y: int = Field(ge=0, le=200, description="Distance of its axis from the front, in mm.")
    diameter: int = Field(ge=8, le=80, description="Diameter in mm.")
    height: int = Field(ge=4, le=60, description="Height above the block in mm.")
    bore: int = Field(default=0, ge=0, le=60, description="Diameter of the hole through boss and block, 0: none.")


class ThreeViews(Parameters):
    """Parameters of a drawing in several views. Lengths are in mm, those of cubes in cube edges."""

    mode: Mode = Field(default="views", description="What is shown and asked.")
    kind: Kind = Field(default="cubes", description="Kind of solid.")
    layers: Layers = Field(
        default=(),
        description='Cubes: layers from the floor up, rows from back to front, "1" for a cube; up to 5 x 5 x 5.',
    )
    candidates: tuple[Layers, ...] = Field(default=(), description="Puzzles: the solids behind A, B, C (and D).")
    missing: Literal["front", "top", "side"] = Field(
        default="side", description="Puzzles: the view that is looked for; pairs: the view that is left out."
    )
    size: tuple[int, int, int] = Field(default=(60, 40, 30), description="Block and profile: length, width, height.")
    cuts: tuple[Cut, ...] = Field(
        default=(), description="Block: boxes cut away, as x from, x to, y from, y to, z from, z to."
    )
    holes: tuple[Hole, ...] = Field(default=(), description="Block and profile: round holes.")
    boss: Boss | None = Field(default=None, description="Block: a cylinder on top.")
    profile: tuple[tuple[int, int], ...] = Field(
        default=(), description="Profile: corners (x, z) of the front face, counter-clockwise."
    )
    profile_name: str = Field(default="", max_length=30, description='Profile: what it is called, e.g. "wedge".')
    discs: tuple[tuple[int, int], ...] = Field(
        default=(), description="Turned: diameter and height of each step, from the floor up; 1-4 steps."
    )
    bore: tuple[int, int] = Field(default=(0, 0), description="Turned: diameter and depth of the hole, 0: none.")
    angle: Literal["first", "third"] = Field(default="third", description="First-angle or third-angle projection.")
    side: Literal["left", "right"] = Field(default="right", description="The side from which the side view is seen.")
    seams: bool = Field(default=False, description="Cubes: draws every square; no hidden lines then.")
    projection_lines: bool = Field(default=False, description="Thin lines between the views.")
    mitre: bool = Field(default=False, description="Leads the depth round the corner with a 45 degree line.")
    symbol: bool = Field(default=False, description="Draws the truncated cone that tells the projection.")
    sizes: Literal["none", "overall", "chain"] = Field(default="none", description="Dimension lines.")
    names: Literal["none", "short", "long", "letters"] = Field(
        default="short", description='"Top", "Top view", T or no names at the views.'
    )
    grid: int = Field(default=0, ge=0, le=20, description="Squared paper: width of a square, 0 for none.")
    gap: float = Field(default=0.4, ge=0.25, le=1.0, description="Space between views, as a share of the solid.")
    code_style: CodeStyle = Field(default="functions", description="How the script is written.")
    palette: str = Field(default="white", description="Key of `style.PALETTES`, for the picture.")
    paper: Literal["plain", "cream"] = Field(default="plain", description="White or cream paper.")
    ink: Literal["black", "navy", "dark green", "dark red", "grey"] = Field(
        default="black", description="Colour of the views' lines."
    )
    line_width: float = Field(default=1.6, ge=1.0, le=2.6, description="Width of visible edges in points.")
    title: str = Field(default="", max_length=48, description="Title of the figure, may be empty.")
    scale: int = Field(default=1, ge=0, lt=len(SCALES), description="Index of the size of the figure.")

    @model_validator(mode="after")
    def _consistent(self) -> ThreeViews:
        if self.mode not in MODES_OF_KIND[self.kind]:
            raise ValueError(f"mode: {self.kind} go with {', '.join(MODES_OF_KIND[self.kind])}, not {self.mode}")
        if self.code_style not in STYLES_OF_KIND[self.kind]:
            allowed = ", ".join(STYLES_OF_KIND[self.kind])
            raise ValueError(f"code_style: {self.kind} are drawn by {allowed}, not {self.code_style}")
        if self.code_style == "drafted" and self.mode != "views":
            raise ValueError('code_style: "drafted" scripts draw only the mode "views"')
        if self.palette not in PALETTES:
            raise ValueError(f"palette: must be one of {', '.join(PALETTES)}")
        if (self.mitre or self.symbol) and self.mode != "views":
            raise ValueError('mitre, symbol: drawn only in the mode "views"')
        if self.mitre and self.symbol:
            raise ValueError("mitre: the symbol takes its place; leave one of them out")
        if self.seams and self.kind != "cubes":
            raise ValueError("seams: only cubes have them")
        if self.mode == "third view" and not self.seams:
            raise ValueError("seams: a third view is looked for only among views that show all squares")
        if self.mode in PUZZLES and (self.sizes != "none" or self.projection_lines):
            raise ValueError("sizes, projection_lines: not drawn in puzzles")
        self._check_solid()
        return self

    def _check_solid(self) -> None:
        for layers in (self.layers, *self.candidates):
            widths = {len(row) for layer in layers for row in layer}
            if self.kind == "cubes" and not (
                1 <= len(layers) <= 5 and len({len(layer) for layer in layers}) == 1 and len(widths) == 1
            ):
                raise ValueError("layers: must be 1-5 layers of equal rows of equal length")
            if any(set(row) - {"0", "1"} or not 1 <= len(row) <= 5 for layer in layers for row in layer):
                raise ValueError('layers: rows are 1-5 characters "0" or "1"')
            if any(not 1 <= len(layer) <= 5 for layer in layers):
                raise ValueError("layers: a layer has 1-5 rows")
        if (self.mode in PUZZLES) != (3 <= len(self.candidates) <= 4):
            raise ValueError(f"candidates: puzzles have 3 or 4, other modes none; here {len(self.candidates)}")
        if self.kind in ("block", "profile") and not all(10 <= value <= 150 for value in self.size):
            raise ValueError(f"size: each must be 10-150 mm, not {self.size}")
        for cut in self.cuts:
            low, high = cut[::2], cut[1::2]
            if not all(0 <= a < b <= full for a, b, full in zip(low, high, self.size, strict=True)):
                raise ValueError(f"cuts: {cut} is not inside the block of {self.size}")
        if self.kind == "profile" and len(self.profile) < 3:
            raise ValueError("profile: needs at least 3 corners")
        if self.kind == "profile" and any(
            not (0 <= x <= self.size[0] and 0 <= z <= self.size[2]) for x, z in self.profile
        ):
            raise ValueError(f"profile: a corner is outside length and height {self.size}")
        if self.kind == "turned" and not (
            1 <= len(self.discs) <= 4 and all(4 <= d <= 150 and 2 <= h <= 150 for d, h in self.discs)
        ):
            raise ValueError("discs: 1-4 steps of diameter 4-150 and height 2-150")
