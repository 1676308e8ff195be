"""Solids of boxes on a grid: their cells, their connection, and the exact lines of their views.

A view is found by comparing neighbouring columns of cells, counted away from the viewer. Where the first filled
cells of two neighbours lie at different depths (or only one column has any), their border is a visible edge.
Where only something behind differs, it is a hidden edge; where nothing differs there is no edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Filled = NDArray[np.bool_]
Point = tuple[float, float]
Segment = tuple[Point, Point]
Stations = tuple[float, ...]


@dataclass(frozen=True)
class Circle:
    """A circle of a view; `seen` is False if it is hidden and therefore dashed."""

    x: float
    y: float
    radius: float
    seen: bool = True


@dataclass(frozen=True)
class View:
    """The lines of one view, in its own coordinates: (0, 0) at the lower left, width and height in `size`.

    Attributes:
        size: Width and height.
        visible, hidden: Maximal straight segments; a hidden one never lies on a visible one.
        circles: Circles, seen or hidden.
        axes: Dash-dotted centre lines.
        area: Area that the solid covers on the page, as plain part and multiple of π.
    """

    size: Point
    visible: tuple[Segment, ...]
    hidden: tuple[Segment, ...]
    circles: tuple[Circle, ...] = ()
    axes: tuple[Segment, ...] = ()
    area: Point = (0.0, 0.0)

    @property
    def seen_circles(self) -> int:
        """Number of circles drawn as solid lines."""
        return sum(circle.seen for circle in self.circles)

    @property
    def hidden_circles(self) -> int:
        """Number of dashed circles."""
        return len(self.circles) - self.seen_circles


@dataclass(frozen=True, eq=False)
class Cells:
    """A solid of boxes.

    Attributes:
        filled: Boolean array [x, y, z]; x to the right, y away from the viewer in front, z up.
        stations: Coordinates of the grid planes along x, y and z, each one more than there are cells.
    """

    filled: Filled
    stations: tuple[Stations, Stations, Stations] = field(default=((), (), ()))

    @cached_property
    def widths(self) -> tuple[NDArray[np.float64], ...]:
        """Widths of the cells along x, y and z."""
        return tuple(np.diff(s) for s in self.stations)

    @cached_property
    def volume(self) -> float:
        """Volume in cubic units of the stations."""
        x, y, z = self.widths
        return float(np.einsum("ijk,i,j,k->", self.filled.astype(float), x, y, z))

    @cached_property
    def surface(self) -> float:
        """Surface area, inner walls of tunnels and closed hollows included."""
        padded = np.pad(self.filled, 1)
        x, y, z = self.widths
        total = 0.0
        for axis, (p, q) in enumerate(((y, z), (x, z), (x, y))):
            inner = tuple(slice(None) if k == axis else slice(1, -1) for k in range(3))
            walls = np.diff(padded[inner].astype(int), axis=axis) != 0
            total += float(np.einsum("ij,i,j->", walls.sum(axis=axis).astype(float), p, q))
        return total

    def looking(self, name: str) -> tuple[Filled, Stations, Stations]:
        """Cells [right, up, away] as the viewer of a view ("front", "top", "left", "right") counts them.

        The two rows of stations are those of the page, starting at 0.
        """
        xs, ys, zs = self.stations
        if name == "front":
            return self.filled.transpose(0, 2, 1), xs, zs
        if name == "top":
            return self.filled[:, :, ::-1], xs, ys
        if name == "right":
            return self.filled[::-1].transpose(1, 2, 0), ys, zs
        return self.filled[:, ::-1].transpose(1, 2, 0), tuple(ys[-1] - y for y in reversed(ys)), zs

    def view(self, name: str) -> View:
        """Exact visible and hidden lines of a view (see the module's note)."""
        cells, us, vs = self.looking(name)
        visible, hidden = lines(cells, us, vs)
        shadow = cells.any(axis=2).astype(float)
        covered = float(np.einsum("ij,i,j->", shadow, np.diff(us), np.diff(vs)))
        return View((us[-1], vs[-1]), visible, hidden, area=(covered, 0.0))

    def silhouette(self, name: str) -> Filled:
        """Squares [right, up] of the page that a view covers."""
        return np.asarray(self.looking(name)[0].any(axis=2))

    def connected(self) -> bool:
        """True if the cells hang together by faces."""
        left = {(x, y, z) for x, y, z in np.argwhere(self.filled).tolist()}
        edge = [left.pop()] if left else []
        while edge:
            x, y, z = edge.pop()
            beside = {(x + 1, y, z), (x - 1, y, z), (x, y + 1, z), (x, y - 1, z), (x, y, z + 1), (x, y, z - 1)} & left
            left -= beside
            edge += beside
        return not left

    def heaped(self) -> bool:
        """True if no cell hangs above an empty one."""
        return not bool((self.filled[:, :, 1:] & ~self.filled[:, :, :-1]).any())


def lines(cells: Filled, us: Sequence[float], vs: Sequence[float]) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Visible and hidden segments of cells [right, up, away] on a page with the given stations."""
    visible: list[Segment] = []
    hidden: list[Segment] = []
    for upright, columns, across, along in ((True, cells, us, vs), (False, cells.transpose(1, 0, 2), vs, us)):
        wide = np.pad(columns, ((1, 1), (0, 0), (0, 0)))
        first = np.where(wide.any(axis=2), wide.argmax(axis=2), wide.shape[2])
        seen = first[1:] != first[:-1]
        there = (wide[1:] != wide[:-1]).any(axis=2)
        for index, u in enumerate(across):
            for mask, found in ((seen[index], visible), (there[index] & ~seen[index], hidden)):
                for a, b in runs(mask):
                    ends = ((u, along[a]), (u, along[b])) if upright else ((along[a], u), (along[b], u))
                    found.append(ends)
    return tuple(visible), tuple(hidden)


def runs(mask: Filled) -> Iterator[tuple[int, int]]:
    """Start and end (exclusive) of every run of True."""
    borders = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(int), [0]))))
    return zip(borders[::2].tolist(), borders[1::2].tolist(), strict=True)


def cubes(layers: Sequence[Sequence[str]]) -> Cells:
    """The solid of unit cubes given by layers of rows (from the floor up, rows from back to front)."""
    array = np.array([[[letter == "1" for letter in row] for row in reversed(layer)] for layer in layers])
    filled = array.transpose(2, 1, 0)
    nx, ny, nz = (tuple(float(k) for k in range(n + 1)) for n in filled.shape)
    return Cells(filled, (nx, ny, nz))


def layers_of(filled: Filled) -> tuple[tuple[str, ...], ...]:
    """The inverse of `cubes`."""
    return tuple(
        tuple("".join("01"[int(cell)] for cell in filled[:, y, z]) for y in reversed(range(filled.shape[1])))
        for z in range(filled.shape[2])
    )


def block(size: Sequence[int], cuts: Sequence[Sequence[int]]) -> Cells:
    """A block from which boxes (x from, x to, y from, y to, z from, z to) are cut away."""
    stations = []
    for axis in range(3):
        places = {0, size[axis], *(edge for cut in cuts for edge in cut[2 * axis : 2 * axis + 2])}
        stations.append(tuple(float(p) for p in sorted(places)))
    xs, ys, zs = stations
    filled = np.ones((len(xs) - 1, len(ys) - 1, len(zs) - 1), dtype=bool)
    for x0, x1, y0, y1, z0, z1 in cuts:
        filled[
            xs.index(x0) : xs.index(x1),
            ys.index(y0) : ys.index(y1),
            zs.index(z0) : zs.index(z1),
        ] = False
    return Cells(filled, (xs, ys, zs))
