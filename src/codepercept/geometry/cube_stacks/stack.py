"""Exact counts for a stack of unit cubes given by its height map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from codepercept.geometry.camera import Camera, Polygon2, convex_hull, visible_fraction

Heights = tuple[tuple[int, ...], ...]
Cell = tuple[int, int, int]

SIDES: dict[str, Cell] = {
    "right": (1, 0, 0),
    "left": (-1, 0, 0),
    "back": (0, 1, 0),
    "front": (0, -1, 0),
    "top": (0, 0, 1),
    "bottom": (0, 0, -1),
}


@dataclass(frozen=True)
class Stack:
    """Unit cubes piled on a rectangular floor plan, no cube hanging in the air.

    Attributes:
        heights: Cubes on each square of the floor plan; first row at the back, first column at the left.

    A cube is named (x, y, z) by its corner nearest to the origin: x counts columns from the left, y counts
    rows from the front, z counts layers from the floor.
    """

    heights: Heights

    @property
    def rows(self) -> int:
        """Rows of the floor plan, counted from back to front."""
        return len(self.heights)

    @property
    def columns(self) -> int:
        """Columns of the floor plan, counted from left to right."""
        return len(self.heights[0])

    @property
    def tallest(self) -> int:
        """Height of the highest column in cubes."""
        return max(max(row) for row in self.heights)

    def height(self, x: int, y: int) -> int:
        """Cubes on the square (x, y), 0 outside the plan."""
        if 0 <= x < self.columns and 0 <= y < self.rows:
            return self.heights[self.rows - 1 - y][x]
        return 0

    def cubes(self) -> Iterator[Cell]:
        """All cubes, in a fixed order."""
        for x in range(self.columns):
            for y in range(self.rows):
                for z in range(self.height(x, y)):
                    yield x, y, z

    @cached_property
    def total(self) -> int:
        """Number of unit cubes, which is also the volume."""
        return sum(map(sum, self.heights))

    @property
    def footprint(self) -> int:
        """Squares of the floor that carry at least one cube."""
        return sum(height > 0 for row in self.heights for height in row)

    def layer(self, z: int) -> int:
        """Number of cubes in the layer between heights z and z + 1."""
        return sum(height > z for row in self.heights for height in row)

    def front_view(self) -> list[int]:
        """Heights of the silhouette seen from the front, left to right."""
        return [max(row[x] for row in self.heights) for x in range(self.columns)]

    def side_view(self, side: str = "right") -> list[int]:
        """Heights of the silhouette seen from the right (or left) side, left to right as that "
        "viewer sees it."""
        from_back = [max(row) for row in self.heights]
        return from_back[::-1] if side == "right" else from_back

    def exposed(self, cube: Cell) -> list[str]:
        """Names of the cube's faces that touch no other cube (the bottom counts as exposed on the floor)."""
        x, y, z = cube
        return [name for name, (dx, dy, dz) in SIDES.items() if not (0 <= z + dz < self.height(x + dx, y + dy))]

    def surface(self) -> int:
        """Surface area in unit squares, the underside included."""
        return sum(len(self.exposed(cube)) for cube in self.cubes())

    def painted(self, sides: int, bottom: bool) -> int:
        """Cubes with exactly `sides` painted faces when the outside is painted, with or without "
        "the underside."""
        return sum(
            len([face for face in self.exposed(cube) if bottom or face != "bottom"]) == sides for cube in self.cubes()
        )

    def visible_fractions(self, camera: Camera) -> dict[Cell, float]:
        """The largest visible share of any one face, per cube: 0.0 for a cube that cannot be seen at all.

        Exact up to rounding: a face is covered by the pictures of the columns in front of its plane. A column
        never crosses that plane, except a higher one above a top face, whose upper part is taken.
        """
        picture = {}
        for x in range(self.columns):
            for y in range(self.rows):
                if self.height(x, y):
                    picture[x, y] = _box_picture(camera, x, y, 0, self.height(x, y))
        seen = {}
        for cube in self.cubes():
            shares = [0.0]
            for side in self.exposed(cube):
                corners = _face(cube, SIDES[side])
                if camera.faces_viewer(corners.mean(axis=0), np.array(SIDES[side], float)) > 1e-9:
                    flat = [(float(u), float(v)) for u, v in camera.project(corners)]
                    shares.append(visible_fraction(flat, self._blockers(camera, cube, side, picture)))
            seen[cube] = max(shares)
        return seen

    def _blockers(
        self, camera: Camera, cube: Cell, side: str, picture: dict[tuple[int, int], Polygon2]
    ) -> list[Polygon2]:
        x, y, z = cube
        dx, dy, dz = SIDES[side]
        if dz:
            return [
                _box_picture(camera, i, j, z + 1, self.height(i, j)) for i, j in picture if self.height(i, j) > z + 1
            ]
        return [shape for (i, j), shape in picture.items() if (i - x) * dx + (j - y) * dy > 0]


def _face(cube: Cell, normal: Cell) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Corners (4, 3) of a cube's face, in order around it."""
    axis = next(index for index in range(3) if normal[index])
    first, second = (index for index in range(3) if index != axis)
    corners = np.tile(np.array(cube, dtype=float), (4, 1))
    corners[:, axis] += normal[axis] > 0
    corners[[1, 2], first] += 1
    corners[[2, 3], second] += 1
    return corners


def _box_picture(camera: Camera, x: int, y: int, bottom: int, top: int) -> Polygon2:
    corners = [(x + i, y + j, z) for i in (0, 1) for j in (0, 1) for z in (bottom, top)]
    return convex_hull(camera.project(np.array(corners, dtype=float)))
