"""The 35 hexominoes, which of them are cube nets, and how a net folds.

Cells are (column, row) with rows counted upwards. A net is printed on its outside, and its creases fold away
from the viewer.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from codepercept.geometry.camera import Array

Cell = tuple[int, int]
Cells = tuple[Cell, ...]
Vector = tuple[int, int, int]

STEPS: dict[str, Cell] = {"right": (1, 0), "top": (0, 1), "left": (-1, 0), "bottom": (0, -1)}


def normal_form(cells: Cells) -> Cells:
    """The cells moved to the origin and sorted by row from the top, then by column."""
    left, low = min(c for c, _ in cells), min(r for _, r in cells)
    return tuple(sorted(((c - left, r - low) for c, r in cells), key=lambda cell: (-cell[1], cell[0])))


def oriented(cells: Cells, orientation: int) -> Cells:
    """One of the eight rotations and mirror images (0-7; 4-7 are mirrored first, then turned)."""
    if orientation >= 4:
        cells = tuple((-c, r) for c, r in cells)
    for _ in range(orientation % 4):
        cells = tuple((-r, c) for c, r in cells)
    return normal_form(cells)


def _canonical(cells: Cells) -> Cells:
    """The widest, then smallest of the eight orientations, so that free hexominoes compare."""
    forms = [oriented(cells, orientation) for orientation in range(8)]
    return min(forms, key=lambda form: (-max(c for c, _ in form), form))


def free_polyominoes(size: int) -> tuple[Cells, ...]:
    """All polyominoes of the given size up to rotation and reflection, in a fixed order."""
    shapes: dict[Cells, None] = {((0, 0),): None}
    for _ in range(size - 1):
        grown: dict[Cells, None] = {}
        for cells in shapes:
            for c, r in cells:
                for dc, dr in STEPS.values():
                    if (c + dc, r + dr) not in cells:
                        grown[_canonical((*cells, (c + dc, r + dr)))] = None
        shapes = grown
    return tuple(sorted(shapes))


@dataclass(frozen=True)
class Panel:
    """One face of the folded cube: unit vectors along the cell's right and up directions, and outwards."""

    right: Vector
    up: Vector
    out: Vector

    def rolled(self, side: str) -> Panel:
        """The panel beyond the crease on the given side, folded back by 90 degrees."""
        if side == "right":
            return Panel(_minus(self.out), self.up, self.right)
        if side == "left":
            return Panel(self.out, self.up, _minus(self.right))
        if side == "top":
            return Panel(self.right, _minus(self.out), self.up)
        return Panel(self.right, self.out, _minus(self.up))

    def corners(self) -> dict[str, tuple[Vector, Vector]]:
        """Ends of the face's edges on the cube [-1, 1]^3, by the name of the edge on the net."""
        ends = {"right": (self.right, self.up), "left": (_minus(self.right), self.up)}
        ends |= {"top": (self.up, self.right), "bottom": (_minus(self.up), self.right)}
        return {
            side: (_sum(self.out, middle, along), _sum(self.out, middle, _minus(along)))
            for side, (middle, along) in ends.items()
        }


def _minus(v: Vector) -> Vector:
    return -v[0], -v[1], -v[2]


def _sum(*vectors: Vector) -> Vector:
    return sum(v[0] for v in vectors), sum(v[1] for v in vectors), sum(v[2] for v in vectors)


def neighbours(cells: Cells, cell: Cell) -> Iterator[tuple[str, Cell]]:
    """The cells that share an edge with a cell, with the side on which they lie."""
    for side, (dc, dr) in STEPS.items():
        other = cell[0] + dc, cell[1] + dr
        if other in cells:
            yield side, other


def has_block(cells: Cells) -> bool:
    """True if four cells form a 2 x 2 block, around which paper cannot fold."""
    return any(all((c + i, r + j) in cells for i in (0, 1) for j in (0, 1)) for c, r in cells)


@functools.lru_cache(maxsize=1024)
def fold(cells: Cells) -> Mapping[Cell, Panel]:
    """Folds all creases by 90 degrees, starting from the first cell (right = +x, up = +y, outwards = +z)."""
    panels = {cells[0]: Panel((1, 0, 0), (0, 1, 0), (0, 0, 1))}
    queue = [cells[0]]
    for cell in queue:
        for side, other in neighbours(cells, cell):
            if other not in panels:
                panels[other] = panels[cell].rolled(side)
                queue.append(other)
    return MappingProxyType(panels)


def is_net(cells: Cells) -> bool:
    """True if the six cells fold to the six faces of a cube."""
    return not has_block(cells) and len({panel.out for panel in fold(cells).values()}) == 6


HEXOMINOES: tuple[Cells, ...] = free_polyominoes(6)
NETS: tuple[Cells, ...] = tuple(cells for cells in HEXOMINOES if is_net(cells))
OTHERS: tuple[Cells, ...] = tuple(cells for cells in HEXOMINOES if not is_net(cells))


@functools.lru_cache(maxsize=1024)
def opposite_pairs(cells: Cells) -> tuple[tuple[Cell, Cell], ...]:
    """Pairs of cells that land on opposite faces (three of them for a net)."""
    panels = fold(cells)
    return tuple((a, b) for i, a in enumerate(cells) for b in cells[i + 1 :] if panels[a].out == _minus(panels[b].out))


def collisions(cells: Cells) -> list[tuple[Cell, Cell]]:
    """Pairs of cells that land on the same face; empty for a net. Meaningless for shapes with a 2 "
    "x 2 block."""
    panels = fold(cells)
    return [(a, b) for i, a in enumerate(cells) for b in cells[i + 1 :] if panels[a].out == panels[b].out]


@functools.lru_cache(maxsize=1024)
def meeting_edges(cells: Cells) -> tuple[tuple[tuple[Cell, str], tuple[Cell, str]], ...]:
    """Pairs of outer edges of a net that are joined when it is folded (seven for every cube net)."""
    inner = {(cell, side) for cell in cells for side, _ in neighbours(cells, cell)}
    places: dict[tuple[Vector, ...], list[tuple[Cell, str]]] = {}
    for cell, panel in fold(cells).items():
        for side, ends in panel.corners().items():
            if (cell, side) not in inner:
                places.setdefault(tuple(sorted(ends)), []).append((cell, side))
    return tuple((pair[0], pair[1]) for pair in places.values() if len(pair) == 2)


@functools.lru_cache(maxsize=1024)
def corner_views(cells: Cells) -> tuple[tuple[Cell, Cell, Cell], ...]:
    """The 24 ways to see three faces of the folded cube, as cells (left, right, top)."""
    panels = fold(cells)
    return tuple(
        (left, right, top)
        for left in cells
        for right in cells
        for top in cells
        if tuple(np.cross(panels[left].out, panels[right].out).tolist()) == panels[top].out
    )


def partly_folded(cells: Cells, base: Cell, degrees: float) -> dict[Cell, Array]:
    """Corners (4, 3) of the panels with all creases bent by an angle, counter-clockwise as printed.

    The base cell lies in the plane z = 0 with its lower left corner at the origin. Positive angles fold away
    from the viewer above (down), negative ones towards the viewer (up).
    """
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    frames = {base: (np.zeros(3), np.eye(3))}
    queue = [base]
    for cell in queue:
        origin, (right, up, out) = frames[cell]
        for side, other in neighbours(cells, cell):
            if other in frames:
                continue
            if side == "right":
                frame = np.array([c * right - s * out, up, c * out + s * right])
                start = origin + right
            elif side == "left":
                frame = np.array([c * right + s * out, up, c * out - s * right])
                start = origin - frame[0]
            elif side == "top":
                frame = np.array([right, c * up - s * out, c * out + s * up])
                start = origin + up
            else:
                frame = np.array([right, c * up + s * out, c * out - s * up])
                start = origin - frame[1]
            frames[other] = (start, frame)
            queue.append(other)
    return {
        cell: np.array([start, start + frame[0], start + frame[0] + frame[1], start + frame[1]])
        for cell, (start, frame) in frames.items()
    }
