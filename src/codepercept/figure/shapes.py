"""Plain geometry of painted outlines: which shape a path is, its line style, its colours.

Runs inside the sandbox: standard library, numpy and matplotlib only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.path import Path

CURVE_POINTS = 48
"""Points kept of a flattened curve."""


def hex_color(rgba: Any) -> str | None:
    """ "#rrggbb", or None where nothing is painted."""
    if rgba is None or (len(rgba) > 3 and rgba[3] is not None and rgba[3] <= 0):
        return None
    return "#" + "".join(f"{round(min(max(float(c), 0.0), 1.0) * 255):02x}" for c in rgba[:3])


def dash_name(dashes: Any, width: float) -> str:
    """ "solid", "dashed", "dotted" or "dashdot" from an on-off sequence in points."""
    if dashes is None or len(dashes) == 0:
        return "solid"
    if len(dashes) > 2:
        return "dashdot"
    return "dotted" if dashes[0] <= 1.5 * max(width, 0.5) else "dashed"


def flatten(points: np.ndarray, codes: np.ndarray | None) -> list[np.ndarray]:
    """Split a path at its moves and turn curves into short straight pieces.

    Returns:
        One (N, 2) array per connected piece; the closing point of a closed piece is repeated.
    """
    if len(points) == 0:
        return []
    if codes is None:
        return _split_at_gaps(points)
    if len(codes) and codes[0] != Path.MOVETO:
        codes = codes.copy()
        codes[0] = Path.MOVETO
    pieces = Path(points, codes).to_polygons(closed_only=False)
    return [thin(np.asarray(p, float), CURVE_POINTS) if len(p) > len(points) else np.asarray(p, float) for p in pieces]


def _split_at_gaps(points: np.ndarray) -> list[np.ndarray]:
    finite = np.isfinite(points).all(axis=1)
    if finite.all():
        return [points]
    cuts = np.flatnonzero(np.diff(finite.astype(int))) + 1
    return [p for p in np.split(points, cuts) if np.isfinite(p).all()]


def thin(points: np.ndarray, most: int) -> np.ndarray:
    """At most `most` of the points, evenly spaced, both ends kept."""
    if len(points) <= most:
        return points
    return points[np.unique(np.linspace(0, len(points) - 1, most).round().astype(int))]


def classify(pieces: Sequence[np.ndarray], codes: np.ndarray | None, filled: bool) -> str:
    """Kind of an outline: segment, line, polygon, rectangle, circle, ellipse or path."""
    if len(pieces) != 1:
        return "path"
    points = pieces[0]
    closed = filled or bool(np.allclose(points[0], points[-1], atol=1e-6))
    curved = codes is not None and bool(np.isin(codes, (Path.CURVE3, Path.CURVE4)).any())
    if curved:
        return (_round_kind(points) if closed else None) or "path"
    corners = _corners(points, closed)
    if not closed:
        return "segment" if len(corners) == 2 else "line"
    if len(corners) < 3:
        return "segment" if len(corners) == 2 else "path"
    if len(corners) == 4 and _right_angled(corners):
        return "rectangle"
    if len(corners) >= 24 and (kind := _round_kind(corners)):
        return kind
    return "polygon"


def _corners(points: np.ndarray, closed: bool) -> np.ndarray:
    """The points without repetitions; of a closed outline without the closing one."""
    keep = np.r_[True, np.abs(np.diff(points, axis=0)).max(axis=1) > 1e-6]
    points = points[keep]
    if closed and len(points) > 1 and np.allclose(points[0], points[-1], atol=1e-6):
        points = points[:-1]
    return points


def _right_angled(corners: np.ndarray) -> bool:
    sides = np.roll(corners, -1, axis=0) - corners
    lengths = np.hypot(*sides.T)
    turns = (sides * np.roll(sides, -1, axis=0)).sum(axis=1)
    return bool((np.abs(turns) <= 0.01 * lengths * np.roll(lengths, -1) + 1e-9).all())


def _round_kind(points: np.ndarray) -> str | None:
    low, high = points.min(axis=0), points.max(axis=0)
    half = (high - low) / 2
    if (half < 0.2).any():
        return None
    off = (((points - (low + high) / 2) / half) ** 2).sum(axis=1) - 1
    if np.abs(off).max() > 0.05:
        return None
    # All the way round, not an arc whose box happens to fit.
    angles = np.sort(np.arctan2(*((points - (low + high) / 2) / half).T[::-1]))
    if np.diff(np.r_[angles, angles[0] + 2 * np.pi]).max() > 1.0:
        return None
    return "circle" if abs(half[0] - half[1]) <= 0.02 * half.max() + 0.3 else "ellipse"
