"""Plain geometry of painted outlines: which shape a path is, its line style, its colours.

Runs inside the sandbox: standard library, numpy and matplotlib only.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.path import Path

CURVE_POINTS = 60
"""Points kept of a flattened curve."""

FEW = 12
"""So many points are faster to go through one by one than as an array."""


def hex_color(rgba: Any) -> str | None:
    """ "#rrggbb", or None where nothing is painted."""
    return None if rgba is None else _hex(tuple(rgba))


@functools.lru_cache(maxsize=4096)
def _hex(rgba: tuple[Any, ...]) -> str | None:
    if len(rgba) > 3 and rgba[3] is not None and rgba[3] <= 0:
        return None
    return "#" + "".join(f"{round(min(max(float(c), 0.0), 1.0) * 255):02x}" for c in rgba[:3])


def dash_name(dashes: Any, width: float) -> str:
    """ "solid", "dashed", "dotted" or "dashdot" from an on-off sequence in points."""
    if dashes is None or len(dashes) == 0:
        return "solid"
    if len(dashes) > 2:
        return "dashdot"
    return "dotted" if dashes[0] <= 1.5 * max(width, 0.5) else "dashed"


def has_curves(codes: np.ndarray | None) -> bool:
    """Whether a path has any Bézier pieces."""
    if codes is None:
        return False
    present = codes.astype(np.uint8, copy=False).tobytes()
    return bytes([Path.CURVE3]) in present or bytes([Path.CURVE4]) in present


def flatten(points: np.ndarray, codes: np.ndarray | None) -> list[np.ndarray]:
    """Split a path at its moves and gaps and turn curves into short straight pieces.

    Returns:
        One (N, 2) array per connected piece; the closing point of a closed piece is repeated.
    """
    if len(points) == 0:
        return []
    if codes is None:
        return _split_at_gaps(points)
    if codes[0] != Path.MOVETO:
        codes = codes.copy()
        codes[0] = Path.MOVETO
    pieces = [np.asarray(p, float) for p in Path(points, codes).to_polygons(closed_only=False)]
    if has_curves(codes):
        most = max(CURVE_POINTS, len(points) // 2 // max(1, len(pieces)))
        pieces = [thin(p, most) if len(p) > most else p for p in pieces]
    return [p for p in pieces if len(p)]


def _split_at_gaps(points: np.ndarray) -> list[np.ndarray]:
    if np.isfinite(points.sum()):
        return [points]
    finite = np.isfinite(points).all(axis=1)
    cuts = np.flatnonzero(np.diff(finite.astype(int))) + 1
    return [p for p in np.split(points, cuts) if np.isfinite(p).all()]


def spread(count: int, most: int) -> np.ndarray:
    """At most `most` indices below `count`, evenly spaced, both ends among them."""
    if count <= most:
        return np.arange(count)
    return np.unique(np.linspace(0, count - 1, max(most, 2)).round().astype(int))


def thin(points: np.ndarray, most: int) -> np.ndarray:
    """At most `most` of the points: both ends, the extremes, sharp corners where they are few, the rest evenly."""
    if len(points) <= most:
        return points
    sides = np.diff(points, axis=0)
    cross = np.abs(sides[:-1, 0] * sides[1:, 1] - sides[:-1, 1] * sides[1:, 0])
    corners = np.flatnonzero(cross > 0.35 * np.abs((sides[:-1] * sides[1:]).sum(axis=1))) + 1
    fixed = np.r_[points.argmin(axis=0), points.argmax(axis=0)]
    if len(corners) <= most // 2:
        fixed = np.r_[fixed, corners]
    thinned: np.ndarray = points[np.union1d(spread(len(points), max(2, most - len(fixed))), fixed)]
    return thinned


def thin_pieces(pieces: Sequence[np.ndarray], most: int) -> list[np.ndarray]:
    """Pieces of an outline thinned together to about `most` points; of too many pieces the largest are kept."""
    total = sum(map(len, pieces))
    if total <= most:
        return list(pieces)
    if len(pieces) > most // 4:
        sizes = [float(np.ptp(p, axis=0).sum()) for p in pieces]
        kept = set(sorted(range(len(pieces)), key=lambda i: -sizes[i])[: max(1, most // 4)])
        pieces = [p for i, p in enumerate(pieces) if i in kept]
        total = sum(map(len, pieces))
    return [thin(p, max(4, most * len(p) // total)) for p in pieces]


def area(points: np.ndarray) -> float:
    """Area enclosed by a polygon."""
    if len(points) < 3:
        return 0.0
    x, y = (points - points[0]).T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def classify(pieces: Sequence[np.ndarray], codes: np.ndarray | None, filled: bool) -> str:
    """Kind of an outline: segment, line, polygon, rectangle, circle, ellipse or path.

    A line with gaps is still a line; any other outline in several pieces is a path.
    """
    curved = has_curves(codes)
    if len(pieces) != 1:
        gaps_only = not filled and not curved and not any(_is_closed(p) for p in pieces)
        return "line" if gaps_only else "path"
    points = pieces[0]
    if len(points) == 2 and not filled:
        return "segment"
    closed = filled or _is_closed(points)
    if curved:
        return (_round_kind(points) if closed else None) or "path"
    corners = _corners(points, closed)
    if not closed:
        return "segment" if len(corners) == 2 else "line"
    if len(corners) < 3:
        return "segment" if len(corners) == 2 or not filled else "path"
    if len(corners) == 4 and _right_angled(corners):
        return "rectangle"
    if len(corners) >= 24 and (kind := _round_kind(corners)):
        return kind
    return "polygon"


def _is_closed(points: np.ndarray) -> bool:
    return len(points) > 1 and _same_place(points[0].tolist(), points[-1].tolist())


def _same_place(one: Sequence[float], other: Sequence[float]) -> bool:
    return abs(one[0] - other[0]) <= 1e-6 and abs(one[1] - other[1]) <= 1e-6


def _corners(points: np.ndarray, closed: bool) -> np.ndarray:
    """The points without repetitions; of a closed outline without the closing one."""
    if len(points) <= FEW:
        listed = points.tolist()
        points = points[[i for i, p in enumerate(listed) if i == 0 or not _same_place(p, listed[i - 1])]]
    else:
        points = points[np.r_[True, np.abs(np.diff(points, axis=0)).max(axis=1) > 1e-6]]
    if closed and _is_closed(points):
        points = points[:-1]
    return points


def _right_angled(corners: np.ndarray) -> bool:
    listed = corners.tolist()
    sides = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in zip(listed, listed[1:] + listed[:1], strict=True)]
    return all(
        abs(ax * bx + ay * by) <= 0.01 * math.hypot(ax, ay) * math.hypot(bx, by) + 1e-9
        for (ax, ay), (bx, by) in zip(sides, sides[1:] + sides[:1], strict=True)
    )


def _round_kind(points: np.ndarray) -> str | None:
    """ "circle" or "ellipse", turned or not, where the points lie on one all the way round."""
    center = (points.min(axis=0) + points.max(axis=0)) / 2
    x, y = (points - center).T
    scale = max(np.abs(x).max(), np.abs(y).max())
    if min(np.abs(x).max(), np.abs(y).max()) < 0.2:
        return None
    terms = np.column_stack([x * x, x * y, y * y]) / scale**2
    (a, b, c), *_ = np.linalg.lstsq(terms, np.ones(len(points)), rcond=None)
    if a <= 0 or 4 * a * c <= b * b or np.abs(terms @ (a, b, c) - 1).max() > 0.05:
        return None
    # All the way round, not an arc whose box happens to fit: angles with the ellipse made a circle.
    root = np.linalg.cholesky(np.array([[a, b / 2], [b / 2, c]]))
    u, v = root.T @ np.array([x, y])
    angles = np.sort(np.arctan2(v, u))
    if np.diff(np.r_[angles, angles[0] + 2 * np.pi]).max() > 1.0:
        return None
    values = np.linalg.eigvalsh(np.array([[a, b / 2], [b / 2, c]]))
    short, long = scale / np.sqrt(values[::-1])
    return "circle" if long - short <= 0.02 * long + 0.3 else "ellipse"
