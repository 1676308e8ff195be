"""Exact counts for a stack of unit cubes given by its height map and the cubes taken out of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from codepercept.geometry.camera import Camera, Polygon2, convex_hull, visible_fraction

Heights = tuple[tuple[int, ...], ...]
Cell = tuple[int, int, int]
Run = tuple[int, int, int, int]

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
    """Unit cubes piled on a rectangular floor plan, some of them possibly taken out again.

    Attributes:
        heights: Cubes on each square of the floor plan; first row at the back, first column at the left.
        removed: Cubes taken out of the columns, which may leave notches, tunnels and overhangs.

    A cube is named (x, y, z) by its corner nearest to the origin: x counts columns from the left, y counts
    rows from the front, z counts layers from the floor.
    """

    heights: Heights
    removed: tuple[Cell, ...] = ()

    @property
    def rows(self) -> int:
        """Rows of the floor plan, counted from back to front."""
        return len(self.heights)

    @property
    def columns(self) -> int:
        """Columns of the floor plan, counted from left to right."""
        return len(self.heights[0])

    @cached_property
    def tallest(self) -> int:
        """Height of the highest cube's top."""
        return max(z for _, _, z in self.cells) + 1

    def height(self, x: int, y: int) -> int:
        """Height of the highest cube's top on the square (x, y), 0 outside the plan."""
        return self._tops.get((x, y), 0)

    @cached_property
    def _tops(self) -> dict[tuple[int, int], int]:
        tops: dict[tuple[int, int], int] = {}
        for x, y, z in self.cells:
            tops[x, y] = max(tops.get((x, y), 0), z + 1)
        return tops

    @cached_property
    def cells(self) -> frozenset[Cell]:
        """All cubes."""
        full = {
            (x, self.rows - 1 - r, z)
            for r, row in enumerate(self.heights)
            for x, height in enumerate(row)
            for z in range(height)
        }
        return frozenset(full - set(self.removed))

    def cubes(self) -> Iterator[Cell]:
        """All cubes, in a fixed order."""
        yield from sorted(self.cells)

    @cached_property
    def total(self) -> int:
        """Number of unit cubes, which is also the volume."""
        return len(self.cells)

    @property
    def heaped(self) -> bool:
        """True if every cube stands on the floor or on another cube."""
        return all(z == 0 or (x, y, z - 1) in self.cells for x, y, z in self.cells)

    @property
    def tops(self) -> Heights:
        """Heights of the columns as they are, rows from back to front."""
        return tuple(tuple(self.height(x, y) for x in range(self.columns)) for y in reversed(range(self.rows)))

    @property
    def footprint(self) -> int:
        """Squares of the floor above which there is at least one cube."""
        return len(self._tops)

    def layer(self, z: int) -> int:
        """Number of cubes in the layer between heights z and z + 1."""
        return sum(level == z for _, _, level in self.cells)

    def front_view(self) -> list[int]:
        """Heights of the silhouette of a heap seen from the front, left to right."""
        return [max(row[x] for row in self.tops) for x in range(self.columns)]

    def side_view(self, side: str = "right") -> list[int]:
        """Heights of the silhouette of a heap seen from the right (or left) side, as that viewer sees it."""
        from_back = [max(row) for row in self.tops]
        return from_back[::-1] if side == "right" else from_back

    def outline(self, view: str) -> int:
        """Squares that the stack covers seen from the "front", the "top" or a "side"."""
        axis = {"front": 1, "top": 2, "side": 0}[view]
        return len({tuple(c for k, c in enumerate(cell) if k != axis) for cell in self.cells})

    def neighbours(self, cube: Cell) -> int:
        """Cubes that touch the cube with a whole face."""
        return 6 - len(self.exposed(cube))

    @property
    def box(self) -> Cell:
        """Length, depth and height of the box around the stack before cubes were taken out."""
        return self.columns, self.rows, max(max(row) for row in self.heights)

    def outer(self, cube: Cell, bottom: bool = True) -> list[str]:
        """Names of the cube's faces in the outside of the box: painted if the whole box was."""
        box = self.box
        found = []
        for name, way in SIDES.items():
            axis = next(index for index in range(3) if way[index])
            if cube[axis] == (box[axis] - 1 if way[axis] > 0 else 0) and (bottom or name != "bottom"):
                found.append(name)
        return found

    def coloured(self, faces: int, bottom: bool = True) -> int:
        """Cubes left with exactly `faces` painted faces if the box was painted before cubes were taken out."""
        return self._coats[bottom].count(faces)

    @cached_property
    def _coats(self) -> dict[bool, list[int]]:
        """Number of painted faces of every cube, with and without a painted underside."""
        x, y, z = self.box
        sides = [((i == 0) + (i == x - 1) + (j == 0) + (j == y - 1) + (k == z - 1), k == 0) for i, j, k in self.cells]
        return {True: [above + below for above, below in sides], False: [above for above, _ in sides]}

    def exposed(self, cube: Cell) -> list[str]:
        """Names of the cube's faces that touch no other cube (the bottom counts as exposed on the floor)."""
        x, y, z = cube
        return [name for name, (dx, dy, dz) in SIDES.items() if (x + dx, y + dy, z + dz) not in self.cells]

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
        """The largest visible share of any one face, per cube: 0.0 for a cube that cannot be seen at all."""
        faces = self.visible_faces(camera)
        return {cube: max((faces.get((cube, side), 0.0) for side in SIDES), default=0.0) for cube in self.cubes()}

    def visible_faces(self, camera: Camera) -> dict[tuple[Cell, str], float]:
        """The visible share of every exposed face that is turned towards the viewer, by cube and side.

        Exact up to rounding: a face is covered by the pictures of the runs of cubes in front of its plane, a run
        being a stretch of a column without gaps. A run never crosses that plane, except one that rises above the
        plane of a top face, whose upper part is taken.
        """
        runs = {run: _box_picture(camera, *run) for run in self._runs()}
        pictures = dict(runs)
        box = self.box
        corners = list(itertools.product(*(range(n + 1) for n in box)))
        page = dict(zip(corners, camera.project(np.array(corners, dtype=float)).tolist(), strict=True))
        seen = {}
        for side, normal in SIDES.items():
            steps = face_corners((0, 0, 0), normal).astype(int).tolist()
            way = np.array(normal, float)
            for cube in self.cubes():
                x, y, z = cube
                if (x + normal[0], y + normal[1], z + normal[2]) in self.cells:
                    continue
                if camera.faces_viewer(np.add(cube, 0.5) + way / 2, way) <= 1e-9:
                    if camera.eye is None:
                        break
                    continue
                flat = [page[x + a, y + b, z + c] for a, b, c in steps]
                outline = [(float(u), float(v)) for u, v in flat]
                seen[cube, side] = visible_fraction(outline, self._blockers(camera, cube, side, runs, pictures))
        return seen

    def _runs(self) -> list[Run]:
        """Stretches of columns without gaps, as x, y, bottom and top."""
        found: list[Run] = []
        for x, y, z in self.cubes():
            if found and found[-1][:2] == (x, y) and found[-1][3] == z:
                found[-1] = (x, y, found[-1][2], z + 1)
            else:
                found.append((x, y, z, z + 1))
        return found

    def _blockers(
        self, camera: Camera, cube: Cell, side: str, runs: dict[Run, Polygon2], pictures: dict[Run, Polygon2]
    ) -> list[Polygon2]:
        """Pictures of what is in front of a face's plane; `pictures` keeps those of the upper parts of runs."""
        x, y, z = cube
        dx, dy, dz = SIDES[side]
        if not dz:
            return [shape for (i, j, _, _), shape in runs.items() if (i - x) * dx + (j - y) * dy > 0]
        found = []
        for i, j, bottom, top in runs:
            if top > z + 1:
                part = (i, j, max(bottom, z + 1), top)
                if part not in pictures:
                    pictures[part] = _box_picture(camera, *part)
                found.append(pictures[part])
        return found


def face_corners(cube: Cell, normal: Cell) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
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
