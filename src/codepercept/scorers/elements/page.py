"""What of a drawing can be seen: opaque fills painted in order on a small page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np

from codepercept.figure import words
from codepercept.types import Canvas

Box = tuple[float, float, float, float]
Lab = tuple[float, float, float]

_SIDE = 320
"""Longer side of the small page in pixels: enough to tell a covered thing from a visible one."""

_OPAQUE = 0.9
"""Alpha from which on a fill hides what is below it."""


@lru_cache(maxsize=8192)
def lab_of(color: str) -> Lab:
    """CIE L*a*b* (D65) of "#rrggbb"; a colour that cannot be read is black."""
    try:
        lightness, a, b = words.lab([color])[0].tolist()
    except ValueError:
        return 0.0, 0.0, 0.0
    return lightness, a, b


def difference(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """HyAB colour difference over the last dimension: |dL| + sqrt(da^2 + db^2).

    Abasi, Amani Tehran and Fairchild, "Distance metrics for very large color differences" (2020): unlike CIEDE2000 it
    stays in step with what people see where colours are far apart, as those of two figures are.
    """
    gap = one - other
    distance: np.ndarray = np.abs(gap[..., 0]) + np.hypot(gap[..., 1], gap[..., 2])
    return distance


def whole_numbers(values: np.ndarray, limit: float) -> np.ndarray:
    """Values cut off to int64 within [-limit, limit]; NaN, which lies nowhere, becomes -limit."""
    cut: np.ndarray = np.clip(np.nan_to_num(values, nan=-limit), -limit, limit)
    return cut.astype(np.int64)


class Page:
    """A small page on which fills are painted in order.

    Args:
        canvas: the page of the trace.
        paper: its colour (L*a*b*).
    """

    def __init__(self, canvas: Canvas, paper: Lab) -> None:
        self.scale = _SIDE / max(canvas.width, canvas.height, 1)
        height = max(1, round(canvas.height * self.scale))
        width = max(1, round(canvas.width * self.scale))
        self._top = np.zeros((height, width), np.int32)
        self._orders = [-1]
        self._colors = [paper]

    def paint(
        self, order: int, rings: Sequence[np.ndarray], clip: Box | None, lab: Lab, alpha: float
    ) -> tuple[int, Lab]:
        """Paint one fill.

        Returns:
            The number under which it is painted (0 if it hides nothing), and the colour that was below it.
        """
        middle = sum(r.mean(axis=0) for r in rings) / len(rings)
        under = self._colors[self.number_at(middle[None])[0]]
        if alpha < _OPAQUE:
            return 0, under
        number = len(self._orders)
        self._orders.append(order)
        self._colors.append(lab)
        page, offset = self._top, np.zeros(2)
        if clip is not None:
            left, top = (max(0, int(v * self.scale)) for v in clip[:2])
            right, bottom = (int(np.ceil(v * self.scale)) for v in clip[2:])
            page, offset = page[top:bottom, left:right], np.array([left, top])
            if not page.size:
                return number, under
        scaled = [whole_numbers((r * self.scale - offset) * 16, 30000).astype(np.int32) for r in rings]
        # cv2 needs memory in one stretch, which a part of the page is not.
        whole = np.ascontiguousarray(page)
        cv2.fillPoly(whole, scaled, number, shift=4)
        if whole is not page:
            page[:] = whole
        return number, under

    def number_at(self, points: np.ndarray) -> np.ndarray:
        """The topmost fill at (N, 2) page points; 0 is paper, and anything off the page."""
        at = whole_numbers(points * self.scale, 1e9)
        height, width = self._top.shape
        inside = (at[:, 0] >= 0) & (at[:, 1] >= 0) & (at[:, 0] < width) & (at[:, 1] < height)
        found = np.zeros(len(points), np.int64)
        found[inside] = self._top[at[inside, 1], at[inside, 0]]
        return found

    def inside(self, points: np.ndarray) -> np.ndarray:
        """Which of (N, 2) points lie on the page."""
        height, width = self._top.shape
        limit = np.array([width, height]) / self.scale
        return np.asarray(((points >= 0) & (points <= limit)).all(axis=1))

    def seen(self) -> np.ndarray:
        """Visible area of each fill in square page pixels, by its number."""
        return np.bincount(self._top.ravel(), minlength=len(self._orders)) / self.scale**2

    def orders(self) -> np.ndarray:
        """Place in the painting order of each fill, by its number; -1 for paper."""
        return np.array(self._orders)

    def colors(self) -> np.ndarray:
        """(N, 3) colour of each fill, by its number."""
        return np.array(self._colors)
