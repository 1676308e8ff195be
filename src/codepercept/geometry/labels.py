"""Places texts beside points and lines so that they touch neither lines nor each other.

Text sizes are estimates for the usual 10-12 point font in a picture about four inches large: a text of n
characters is about (0.012 + 0.026 n) by 0.052 of the picture's larger side.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from codepercept.geometry.camera import Array

GAP = 0.065
"""Distance of a label's centre from its point, as a share of the picture's larger side."""

DIRECTIONS = (270, 225, 315, 180, 0, 135, 45, 90, 250, 290, 200, 340)
"""Directions in which a label is tried, degrees counter-clockwise from the right."""


class Labels:
    """The texts of one page among its lines.

    Args:
        size: Larger side of the picture's bounding box, in page units.
        lines: Segments (start, end) that no text may touch.
    """

    def __init__(self, size: float, lines: Iterable[tuple[Array, Array]] = ()) -> None:
        self.size = size
        self._lines: list[Array] = [np.array([p, q], dtype=float) for p, q in lines]
        self._segments = np.empty((0, 2, 2))
        self._boxes: list[tuple[Array, float, float]] = []

    def add_curve(self, points: Array) -> None:
        """Adds a polyline (n, 2) that no text may touch."""
        self._lines += list(np.stack([points[:-1], points[1:]], axis=1))

    def free(self, centre: Array, text: str) -> bool:
        """True if a text (plain or mathtext) centred there touches nothing."""
        half_width, half_height = self._half(text)
        if len(self._segments) < len(self._lines):
            self._segments = np.array(self._lines)
        if segments_meet_box(centre, half_width, half_height, self._segments):
            return False
        return all(
            abs(centre[0] - other[0]) > half_width + w or abs(centre[1] - other[1]) > half_height + h
            for other, w, h in self._boxes
        )

    def keep(self, centre: Array, text: str) -> None:
        """Takes the place of a text, whether free or not."""
        self._boxes.append((np.asarray(centre, dtype=float), *self._half(text)))

    def put(self, centre: Array, text: str) -> bool:
        """Takes the place of a text and tells whether it was free."""
        fits = self.free(centre, text)
        self.keep(centre, text)
        return fits

    def beside(
        self, point: Array, text: str, gap: float = GAP, directions: Sequence[int] = DIRECTIONS
    ) -> tuple[int, bool]:
        """Puts a text beside a point, in the first free direction (degrees), or the last one with False."""
        for degrees in directions:
            centre = self.spot(point, degrees, gap)
            if self.free(centre, text):
                self.keep(centre, text)
                return degrees, True
        self.keep(centre, text)
        return degrees, False

    def spot(self, point: Array, degrees: float, gap: float = GAP) -> Array:
        """Centre of a text at `gap` (share of the size) from a point in a direction."""
        phi = math.radians(degrees)
        return np.asarray(point + gap * self.size * np.array([math.cos(phi), math.sin(phi)]))

    def along(self, start: Array, end: Array, text: str, gap: float) -> tuple[int, float]:
        """Puts a text beside a segment: (side, share along it), or (0, 0.5) if there is no room anywhere.

        Side is +1 to the left of the way from start to end, -1 to the right.
        """
        for share in (0.5, 0.4, 0.6, 0.3, 0.7):
            for side in (1, -1):
                centre = beside_segment(start, end, side * gap * self.size, share)
                if self.free(centre, text):
                    self.keep(centre, text)
                    return side, share
        return 0, 0.5

    def _half(self, text: str) -> tuple[float, float]:
        letters = max(1, len(printed(text)))
        return self.size * (0.006 + 0.013 * letters), self.size * 0.026


def beside_segment(start: Array, end: Array, distance: float, share: float = 0.5) -> Array:
    """The point at a distance to the left of the segment (negative: right), at a share of its length."""
    along = (end - start) / np.linalg.norm(end - start)
    return np.asarray(start + share * (end - start) + distance * np.array([-along[1], along[0]]))


def printed(text: str) -> str:
    """About as many characters as a mathtext takes in print."""
    return text.replace(r"\sqrt", "√").replace(r"\frac", "").replace("{", "").replace("}", "").replace("$", "")


def segments_meet_box(centre: Array, half_width: float, half_height: float, segments: Array) -> bool:
    """True if one of the segments (n, 2, 2) meets the box around a centre (Liang-Barsky clipping)."""
    if not len(segments):
        return False
    half = np.array([half_width, half_height])
    start, delta = segments[:, 0] - centre, segments[:, 1] - segments[:, 0]
    still = np.abs(delta) < 1e-12
    with np.errstate(divide="ignore", invalid="ignore"):
        one, two = (-half - start) / delta, (half - start) / delta
    near = np.where(still, np.where(np.abs(start) > half, np.inf, -np.inf), np.minimum(one, two))
    far = np.where(still, np.inf, np.maximum(one, two))
    return bool(np.any(np.maximum(near.max(axis=1), 0.0) <= np.minimum(far.min(axis=1), 1.0)))
