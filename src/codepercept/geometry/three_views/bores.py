"""Round holes: where they begin and end in the material, and whether they fit.

A hole passes through plain material: every column of cells around it is filled over the same single range, or the
profile is flat above and below it. Then it is a circle seen along its axis, and two dashed lines seen from the side.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from codepercept.geometry.three_views.cells import Cells, Point, block
from codepercept.geometry.three_views.params import Hole, ThreeViews

MARGIN = 2
"""Material that must be left around a hole, in mm."""


@dataclass(frozen=True)
class Bore:
    """A round hole that runs from `low` to `high` along `axis`; `closed` is its blind end, None if it has none."""

    axis: str
    u: float
    v: float
    radius: float
    low: float
    high: float
    closed: float | None = None

    @property
    def through(self) -> bool:
        """True if both ends are open."""
        return self.closed is None


def bore_of(theta: ThreeViews, hole: Hole) -> Bore | None:
    """The hole with its two ends, None if it leaves no plain material around it."""
    r = hole.diameter / 2
    window = ((hole.u - r - MARGIN, hole.u + r + MARGIN), (hole.v - r - MARGIN, hole.v + r + MARGIN))
    span = (
        _span_of_profile(theta, hole, window)
        if theta.kind == "profile"
        else _span_of_cells(block(theta.size, theta.cuts), "xyz".index(hole.axis), window)
    )
    if span is None or (hole.depth and not MARGIN < hole.depth < span[1] - span[0] - MARGIN):
        return None
    low, high = span
    if not hole.depth:
        return Bore(hole.axis, hole.u, hole.v, r, low, high)
    # The open end is the one that the drawing shows: top, front, and the drawn side.
    if hole.axis == "z" or (hole.axis == "x" and theta.side == "right"):
        return Bore(hole.axis, hole.u, hole.v, r, high - hole.depth, high, high - hole.depth)
    return Bore(hole.axis, hole.u, hole.v, r, low, low + hole.depth, low + hole.depth)


def _span_of_cells(cells: Cells, axis: int, window: Sequence[Point]) -> Point | None:
    others = [k for k in range(3) if k != axis]
    columns = np.moveaxis(cells.filled, axis, 2)
    ranges = []
    for k, (low, high) in zip(others, window, strict=True):
        stations = cells.stations[k]
        if low < 0 or high > stations[-1]:
            return None
        ranges.append([i for i in range(len(stations) - 1) if stations[i] < high and stations[i + 1] > low])
    patch = columns[np.ix_(ranges[0], ranges[1])].reshape(-1, columns.shape[2])
    if (patch != patch[0]).any() or not patch[0].any():
        return None
    filled = np.flatnonzero(patch[0])
    if filled[-1] - filled[0] + 1 != len(filled):
        return None
    return cells.stations[axis][filled[0]], cells.stations[axis][filled[-1] + 1]


def _span_of_profile(theta: ThreeViews, hole: Hole, window: Sequence[Point]) -> Point | None:
    length, width, _ = theta.size
    (u0, u1), (v0, v1) = window
    sides = list(zip(theta.profile, theta.profile[1:] + theta.profile[:1], strict=True))
    if hole.axis == "y":
        centre, reach = (hole.u, hole.v), hole.diameter / 2 + MARGIN
        inside = sum(
            (a[1] > centre[1]) != (b[1] > centre[1])
            and centre[0] < a[0] + (centre[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
            for a, b in sides
        )
        if inside % 2 == 0 or min(_distance(centre, a, b) for a, b in sides) < reach:
            return None
        return 0.0, float(width)
    if hole.axis == "x" or u0 < 0 or u1 > length or v0 < 0 or v1 > width:
        return None
    met = [(a, b) for a, b in sides if min(a[0], b[0]) < u1 and max(a[0], b[0]) > u0]
    flat = all(a[1] == b[1] and min(a[0], b[0]) <= u0 and max(a[0], b[0]) >= u1 for a, b in met)
    if len(met) != 2 or not flat:
        return None
    low, high = sorted(float(a[1]) for a, _ in met)
    return low, high


def _distance(p: Point, a: Point, b: Point) -> float:
    ax, ay, dx, dy = a[0], a[1], b[0] - a[0], b[1] - a[1]
    t = max(0.0, min(1.0, ((p[0] - ax) * dx + (p[1] - ay) * dy) / (dx * dx + dy * dy)))
    return math.hypot(p[0] - ax - t * dx, p[1] - ay - t * dy)


def holes_fit(theta: ThreeViews) -> str:
    """Why the round parts cannot be drawn as they are, "" if they can."""
    bores = [bore_of(theta, hole) for hole in theta.holes]
    if None in bores:
        return f"holes: hole {bores.index(None) + 1} meets an edge of the solid; move it or make it smaller"
    found = [bore for bore in bores if bore]
    if theta.boss:
        boss, r = theta.boss, theta.boss.diameter / 2
        base = Hole(axis="z", u=boss.x, v=boss.y, diameter=boss.diameter)
        stand = bore_of(theta, base)
        if stand is None or (stand.low, stand.high) != (0, theta.size[2]) or not boss.bore < boss.diameter - 2 * MARGIN:
            return "boss: it must stand on the highest face, clear of its edges, and be wider than its bore"
        found.append(Bore("z", boss.x, boss.y, r, stand.low if boss.bore else stand.high, stand.high))
    boxes = [_box(bore) for bore in found]
    for index, (low, high) in enumerate(boxes):
        for other_low, other_high in boxes[:index]:
            if (np.maximum(low, other_low) < np.minimum(high, other_high) + MARGIN).all():
                return "holes: two round parts meet; move one of them"
    if _coincident(theta, found):
        return "holes: the outline of a hole falls on an edge of the solid; move it by a millimetre"
    return ""


def _box(bore: Bore) -> tuple[np.ndarray, np.ndarray]:
    axis = "xyz".index(bore.axis)
    low = np.insert(np.array([bore.u - bore.radius, bore.v - bore.radius]), axis, bore.low)
    high = np.insert(np.array([bore.u + bore.radius, bore.v + bore.radius]), axis, bore.high)
    return low, high


def _coincident(theta: ThreeViews, bores: Iterable[Bore]) -> bool:
    """True if an outline or a blind end lies in a plane of the solid, where it might fall on an edge."""
    if theta.kind == "profile":
        planes = [{float(x) for x, _ in theta.profile}, {0.0}, {float(z) for _, z in theta.profile}]
    else:
        planes = [set(s) for s in block(theta.size, theta.cuts).stations]
    for bore in bores:
        axis = "xyz".index(bore.axis)
        others = [k for k in range(3) if k != axis]
        for k, centre in zip(others, (bore.u, bore.v), strict=True):
            if {centre - bore.radius, centre + bore.radius} & planes[k]:
                return True
        if bore.closed in planes[axis]:
            return True
    return False
