"""Parameters of the cube stacks and the camera that they stand for."""

from __future__ import annotations

import functools
import math
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from codepercept.geometry.camera import Camera, isometric, oblique, orthographic, perspective
from codepercept.geometry.cube_stacks.stack import Cell, Heights, Stack
from codepercept.geometry.family import DegenerateParametersError, Parameters
from codepercept.geometry.style import PALETTES

FIGURE_SIZES = ((5, 5), (6, 5), (6, 6), (6.4, 4.8), (5.5, 5.5), (7, 5.5), (8, 6), (4.8, 4.8))
TITLES = ("", "", "", "Stack of cubes", "Unit cubes", "How many cubes?", "Cube stack", "Building blocks")

BLOCK_TITLES = ("", "", "", "A block of cubes", "Cubes", "How many cubes are there?")
PAINT_TITLES = ("", "", "", "Painted cubes", "Cubes and paint", "A painted block", "Which faces are painted?")

View = Literal["isometric", "oblique", "perspective", "orthographic"]
CodeStyle = Literal["functions", "flat", "class", "voxels", "poly3d"]

VIEWS_OF_STYLE: dict[str, tuple[View, ...]] = {
    "functions": ("isometric", "oblique", "perspective"),
    "flat": ("isometric", "oblique"),
    "class": ("isometric", "oblique", "perspective"),
    "voxels": ("orthographic",),
    "poly3d": ("orthographic",),
}


class CubeStacks(Parameters):
    """Parameters of a cube stack and its picture."""

    heights: Heights = Field(
        description=("Cubes per square of the floor plan, 0-5; rows from back to front, 1-5 rows of 1-5 squares.")
    )
    code_style: CodeStyle = Field(default="functions", description="How the script is written.")
    view: View = Field(default="isometric", description="Kind of projection.")
    side: Literal["left", "right"] = Field(default="right", description="The side face that shows.")
    angle: int = Field(default=45, ge=20, le=70, description="Oblique: direction of receding edges, degrees.")
    ratio: float = Field(default=0.5, ge=0.3, le=1.0, description="Oblique: length of a receding unit.")
    elevation: int = Field(default=28, ge=12, le=60, description="Height of the viewer above the floor, degrees.")
    turn: int = Field(default=35, ge=12, le=75, description="Turn from the front towards the side, degrees.")
    distance: float = Field(default=9.0, ge=5.0, le=30.0, description="Perspective: eye to centre, in cube edges.")
    colouring: Literal["shaded", "capped", "layers", "checker"] = Field(
        default="shaded",
        description="Same colours for all cubes, coloured tops, a colour per layer, two in turn.",
    )
    palette: str = Field(default="blue", description="Key of `style.PALETTES`.")
    second_palette: str = Field(default="yellow", description="The other colour of the checker colouring.")
    floor: bool = Field(default=False, description="Draws the squares of the floor plan (2D scripts).")
    front_label: bool = Field(default=False, description='An arrow marked "front" (2D scripts).')
    ghost: bool = Field(default=False, description="Dashed outline of the box around the stack (2D scripts).")
    plan: bool = Field(default=False, description='A plan with the heights beside it ("functions" scripts).')
    axes: bool = Field(default=False, description="Shows the coordinate axes (3D scripts).")
    paper: Literal["plain", "cream", "dots"] = Field(
        default="plain", description="White, cream, or isometric dotted paper (2D scripts)."
    )
    line_width: float = Field(default=1.2, ge=0.5, le=3.0, description="Width of the edges in points.")
    removed: tuple[Cell, ...] = Field(
        default=(), max_length=40, description="Cubes taken out, as (x, y, z) counted from the left, front and floor."
    )
    paint: Literal["none", "all over", "not below"] = Field(
        default="none",
        description="The full box was painted before cubes were taken out; their places show bare faces.",
    )
    marks: tuple[Cell, ...] = Field(default=(), max_length=3, description="Cubes marked A, B and C.")
    mark_style: Literal["letter", "colour"] = Field(
        default="letter", description="Marked cubes carry letters, or (a single one) another colour."
    )
    title: str = Field(default="", max_length=40, description="Title of the figure, may be empty.")
    figure: int = Field(default=0, ge=0, lt=len(FIGURE_SIZES), description="Index of the figure size.")

    @model_validator(mode="after")
    def _consistent(self) -> CubeStacks:
        rows = self.heights
        if not 1 <= len(rows) <= 5 or len({len(row) for row in rows}) != 1 or not 1 <= len(rows[0]) <= 5:
            raise ValueError("heights: must be 1-5 rows of equal length 1-5")
        if any(not 0 <= height <= 5 for row in rows for height in row) or not any(map(any, rows)):
            raise ValueError("heights: every height must be 0-5, and at least one above 0")
        if self.view not in VIEWS_OF_STYLE[self.code_style]:
            allowed = ", ".join(VIEWS_OF_STYLE[self.code_style])
            raise ValueError(f"view: a {self.code_style!r} script draws only {allowed}, not {self.view}")
        if self.paper == "dots" and self.view != "isometric":
            raise ValueError(f"paper: dotted paper goes with an isometric view, not {self.view}")
        self._check_cubes()
        for name in ("palette", "second_palette"):
            if getattr(self, name) not in PALETTES:
                raise ValueError(f"{name}: must be one of {', '.join(PALETTES)}")
        return self

    def _check_cubes(self) -> None:
        full = Stack(self.heights)
        outside = [cube for cube in self.removed if cube not in full.cells]
        if outside or len(set(self.removed)) < len(self.removed) or len(self.removed) == full.total:
            raise ValueError(f"removed: must be different cubes of the stack, not all of them; wrong: {outside}")
        if any(cube not in self.stack.cells for cube in self.marks) or len(set(self.marks)) < len(self.marks):
            raise ValueError("marks: must be different cubes of the stack")
        if self.mark_style == "colour" and (len(self.marks) > 1 or (self.marks and self.colouring != "shaded")):
            raise ValueError('mark_style: "colour" marks a single cube of a stack whose colouring is "shaded"')
        whole = len({height for row in self.heights for height in row}) == 1
        if self.paint != "none" and (not whole or self.colouring != "shaded" or self.palette in ("white", "grey")):
            raise ValueError('paint: needs a full box of cubes, colouring "shaded" and a palette with a colour')
        if self.code_style == "voxels" and (self.paint != "none" or self.marks):
            raise ValueError('code_style: "voxels" scripts colour whole cubes only, without paint and marks')
        if self.plan and (self.removed or self.marks):
            raise ValueError("plan: it goes with plain stacks only, without removed and marks")

    @cached_property
    def stack(self) -> Stack:
        """The stack itself."""
        return Stack(self.heights, self.removed)

    @property
    def is_block(self) -> bool:
        """True for a box of cubes that was painted or from which cubes were taken out."""
        return self.paint != "none" or bool(self.removed)

    @property
    def full_edge(self) -> int:
        """Edge n if the stack is an n x n x n cube with cubes taken away (its box is a cube), else 0."""
        stack = self.stack
        return stack.rows if stack.rows == stack.columns == stack.tallest and stack.rows > 1 else 0


def azimuth(theta: CubeStacks) -> int:
    """Azimuth for mplot3d's `view_init`, degrees: the viewer stands in front, turned towards the side."""
    return -90 + theta.turn if theta.side == "right" else -90 - theta.turn


def eye_and_target(theta: CubeStacks) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Eye point and centre of the stack for the perspective view, rounded as they appear in the code."""
    stack = theta.stack
    target = (stack.columns / 2, stack.rows / 2, stack.tallest / 2)
    e, t = math.radians(theta.elevation), math.radians(theta.turn)
    across = math.sin(t) if theta.side == "right" else -math.sin(t)
    way = (math.cos(e) * across, -math.cos(e) * math.cos(t), math.sin(e))
    return tuple(round(c + theta.distance * d, 1) for c, d in zip(target, way, strict=True)), target


def camera(theta: CubeStacks) -> Camera:
    """The camera of the picture.

    Raises:
        DegenerateParametersError: If the eye of a perspective view is not beyond front, side and top.
    """
    if theta.view == "isometric":
        return isometric(theta.side)
    if theta.view == "oblique":
        return oblique(theta.side, theta.angle, theta.ratio)
    if theta.view == "orthographic":
        return orthographic(theta.elevation, azimuth(theta))
    eye, target = eye_and_target(theta)
    stack = theta.stack
    beside = eye[0] > stack.columns + 0.5 if theta.side == "right" else eye[0] < -0.5
    if not (beside and eye[1] < -0.5 and eye[2] > stack.tallest + 0.5):
        raise DegenerateParametersError(
            f"the eye at {eye} does not see front, {theta.side} side and top of every cube: "
            "raise distance, elevation or turn"
        )
    return perspective(eye, target)


@functools.lru_cache(maxsize=128)
def faces_seen(theta: CubeStacks) -> dict[tuple[Cell, str], float]:
    """The visible share of every face that is turned towards the viewer (see `Stack.visible_faces`)."""
    return theta.stack.visible_faces(camera(theta))


def cubes_seen(theta: CubeStacks) -> dict[Cell, float]:
    """The largest visible share of any one face, per cube."""
    seen = dict.fromkeys(sorted(theta.stack.cells), 0.0)
    for (cube, _), share in faces_seen(theta).items():
        seen[cube] = max(seen[cube], share)
    return seen
