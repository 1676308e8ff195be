"""Plain geometry of outlines on the page: clipping, cutting, joining, and what a shape is like."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
import shapely

Box = tuple[float, float, float, float]

FORM = 6
"""Numbers that `form` returns."""


def rings_of(points: np.ndarray, breaks: Sequence[int]) -> list[np.ndarray]:
    """The pieces of a compound outline."""
    return [r for r in np.split(points, list(breaks)) if len(r)] if breaks else [points]


def clip_line(points: np.ndarray, box: Box) -> list[np.ndarray]:
    """The parts of a polyline inside a box (Liang and Barsky), in order."""
    low, high = np.array(box[:2]), np.array(box[2:])
    if len(points) < 2 or ((points >= low).all() and (points <= high).all()):
        return [points]
    start, step = points[:-1], np.diff(points, axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = (low - start) / step, (high - start) / step
    flat = step == 0
    outside = (flat & ((start < low) | (start > high))).any(axis=1)
    enter = np.where(flat, 0.0, np.minimum(first, second)).max(axis=1).clip(0.0)
    leave = np.where(flat, 1.0, np.maximum(first, second)).min(axis=1).clip(None, 1.0)
    kept = np.flatnonzero((enter < leave) & ~outside)
    if not len(kept):
        return []
    heads = start[kept] + enter[kept, None] * step[kept]
    tails = start[kept] + leave[kept, None] * step[kept]
    new = np.flatnonzero((np.diff(kept) > 1) | (leave[kept[:-1]] < 1) | (enter[kept[1:]] > 0)) + 1
    return [
        np.concatenate([h[:1], t]) for h, t in zip(np.split(heads, new), np.split(tails, new), strict=True) if len(t)
    ]


def clip_rings(rings: list[np.ndarray], box: Box) -> list[np.ndarray]:
    """The parts of filled rings inside a box."""
    low, high = np.array(box[:2]), np.array(box[2:])
    found: list[np.ndarray] = []
    for ring in rings:
        if (ring >= low).all() and (ring <= high).all():
            found.append(ring)
        elif len(ring) >= 3:
            clipped = shapely.clip_by_rect(shapely.Polygon(ring).buffer(0), *box)
            parts = clipped.geoms if hasattr(clipped, "geoms") else [clipped]
            found += [np.asarray(p.exterior.coords) for p in parts if p.geom_type == "Polygon" and not p.is_empty]
    return found


def from_top(points: np.ndarray) -> np.ndarray:
    """The order of a line's points; of a closed one from its topmost, so that it is cut alike wherever it begins."""
    if len(points) < 4 or np.abs(points[0] - points[-1]).max() > 0.5:
        return np.arange(len(points))
    start = int(np.lexsort((points[:-1, 0].round(1), points[:-1, 1].round(1)))[0])
    return np.concatenate([np.arange(start, len(points) - 1), np.arange(start + 1)])


def join(lines: list[np.ndarray]) -> list[list[int]]:
    """Chains of lines that meet end to end where no third one meets them.

    Returns:
        Chains of line numbers counted from 1, negative where a line is walked backwards.
    """
    meeting: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for number, line in enumerate(lines):
        for end in (0, -1):
            x, y = line[end]
            meeting.setdefault((round(x * 2), round(y * 2)), []).append((number, end))
    link: dict[tuple[int, int], tuple[int, int]] = {}
    for ends in meeting.values():
        if len(ends) == 2 and ends[0][0] != ends[1][0]:
            link[ends[0]], link[ends[1]] = ends[1], ends[0]
    chains: list[list[int]] = []
    used: set[int] = set()
    # Open chains from their ends first, then what is left goes round in circles.
    starts = [(n, e) for n in range(len(lines)) for e in (0, -1) if (n, e) not in link]
    for number, entry in [*starts, *((n, 0) for n in range(len(lines)))]:
        if number in used:
            continue
        chain: list[int] = []
        at: tuple[int, int] | None = (number, entry)
        while at is not None and at[0] not in used:
            used.add(at[0])
            chain.append(at[0] + 1 if at[1] == 0 else -at[0] - 1)
            at = link.get((at[0], -1 if at[1] == 0 else 0))
        chains.append(chain)
    return chains


def thin_bar(points: np.ndarray, most: float) -> tuple[np.ndarray, float] | None:
    """The middle line and the width of a quadrilateral that is no wider than `most`, None for any other shape."""
    if len(points) not in (4, 5):
        return None
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[:4].tolist()
    one, other = math.hypot(x1 - x0, y1 - y0), math.hypot(x2 - x1, y2 - y1)
    if min(one, other) > most or max(one, other) < 3 * most:
        return None
    if one < other:
        ends = [((x0 + x1) / 2, (y0 + y1) / 2), ((x2 + x3) / 2, (y2 + y3) / 2)]
    else:
        ends = [((x1 + x2) / 2, (y1 + y2) / 2), ((x3 + x0) / 2, (y3 + y0) / 2)]
    return np.array(ends), min(one, other)


def form(rings: list[np.ndarray]) -> tuple[float, tuple[float, ...], Box]:
    """What a filled shape is like, whatever its place and size.

    Returns:
        Its area; six numbers: share of its box that it fills, roundness 4 pi A / P^2, its long axis as a doubled angle
        times how long it is (2, from second moments), its lean (2, from third moments, so that a triangle pointing up
        differs from one pointing down); and its box.
    """
    points = rings[0] if len(rings) == 1 else np.concatenate(rings)
    left, top = points.min(axis=0).tolist()
    right, bottom = points.max(axis=0).tolist()
    box = (left, top, right, bottom)
    width, height = max(right - left, 1e-9), max(bottom - top, 1e-9)
    if len(points) in (4, 5) and _is_upright(points.tolist(), box):
        axis = (width**2 - height**2) / (width**2 + height**2)
        return width * height, (1.0, math.pi * width * height / (width + height) ** 2, axis, 0.0, 0.0, 0.0), box
    total = [0.0] * len(_MOMENTS)
    perimeter = 0.0
    first_sign = 0.0
    for ring in rings:
        moved = (ring - ((left + right) / 2, (top + bottom) / 2)).astype(np.float32)
        found = cv2.moments(moved[:, None])
        if len(rings) > 1:  # holes go round the other way
            sign = math.copysign(1.0, cv2.contourArea(moved[:, None], True))
            first_sign = first_sign or sign
            total = [t + sign * first_sign * found[n] for t, n in zip(total, _MOMENTS, strict=True)]
        else:
            total = [found[n] for n in _MOMENTS]
        perimeter += cv2.arcLength(moved[:, None], True)
    area = abs(total[0])
    if area < 1e-6:
        return 0.0, (0.0, 0.0, *_long_axis(points), 0.0, 0.0), box
    x, y, m20, m11, m02, m30, m03 = (t / total[0] for t in total[1:])
    xx, yy, xy = max(m20 - x * x, 1e-12), max(m02 - y * y, 1e-12), m11 - x * y
    lean_x = (m30 - 3 * x * m20 + 2 * x**3) / xx**1.5
    lean_y = (m03 - 3 * y * m02 + 2 * y**3) / yy**1.5
    numbers = (
        min(1.0, area / (width * height)),
        min(1.0, 4 * math.pi * area / max(perimeter, 1e-9) ** 2),
        (xx - yy) / (xx + yy),
        2 * xy / (xx + yy),
        min(max(lean_x, -1.0), 1.0),
        min(max(lean_y, -1.0), 1.0),
    )
    return area, numbers, box


_MOMENTS = ("m00", "m10", "m01", "m20", "m11", "m02", "m30", "m03")


def _is_upright(corners: list[list[float]], box: Box) -> bool:
    """Whether four corners are those of an upright rectangle."""
    left, top, right, bottom = box
    seen = {(abs(x - left) < abs(x - right), abs(y - top) < abs(y - bottom)) for x, y in corners[:4]}
    exact = all(
        min(abs(x - left), abs(x - right)) < 0.02 and min(abs(y - top), abs(y - bottom)) < 0.02 for x, y in corners
    )
    return exact and len(seen) == 4


def _long_axis(points: np.ndarray) -> tuple[float, float]:
    dx, dy = (points - points.mean(axis=0)).T
    xx, yy, xy = float(dx @ dx), float(dy @ dy), float(dx @ dy)
    return ((xx - yy) / (xx + yy), 2 * xy / (xx + yy)) if xx + yy > 0 else (0.0, 0.0)
