"""Groups of small marks (words, numbers, symbols): found, and looked for in the other picture without reading them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

RASTER = 512
"""Longer side of the content in pixels, whatever the picture's own: thresholds then mean the same for all."""
_MARK = 64
"""Levels by which the strokes of text differ from paper."""
_SMALLEST, _LARGEST = 4, 36
"""Longer side of a glyph in raster pixels: about 4 pt to 30 pt on a page of 6.4 inches."""
_GAP = 0.18
"""Share of a glyph's longer side by which it reaches for the next: wider than gaps of letters, less than a space."""
_SOLID = 0.72
"""Compact glyphs that fill more of their box than this are dots and squares of a plot, not letters."""
_SOFT = 0.8
"""Blur (raster pixels) that makes up for hinting, which places strokes on whole pixels of the original."""
_MOST = 64
"""Groups that are looked for, the largest ones: bounds the cost."""
_REACH = 0.03
"""How far from its place a group is looked for, as a share of the raster's side."""
_CHANCE = 0.5
"""Correlation that the best place for a word has with some other text around it."""

Floats = NDArray[np.float32]
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Words:
    """The content's ink at a common size, and the boxes of its groups of glyphs."""

    raster: NDArray[np.uint8]
    boxes: tuple[Box, ...]
    """Left, top, width and height in raster pixels; at most `_MOST`."""
    glyph: float
    """Median height of glyphs in raster pixels, 0 if there are none."""


def find_words(ink: NDArray[np.uint8]) -> tuple[Words, NDArray[np.uint8]]:
    """Groups of glyphs in a picture's content.

    Args:
        ink: difference from the paper, uint8 (H, W), cropped to the content.
    """
    longest = max(ink.shape)
    size = tuple(max(1, round(side * RASTER / longest)) for side in reversed(ink.shape))
    how = cv2.INTER_AREA if longest >= RASTER else cv2.INTER_CUBIC
    raster = np.asarray(cv2.resize(ink, size, interpolation=how), np.uint8)
    marks = (raster > _MARK).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8, ltype=cv2.CV_16U)
    wide, high, area = stats[1:, 2], stats[1:, 3], stats[1:, 4]
    longer, shorter = np.maximum(wide, high), np.minimum(wide, high)
    glyphs = (longer >= _SMALLEST) & (longer <= _LARGEST) & ((area < _SOLID * wide * high) | (shorter < 0.6 * longer))
    found = stats[1:][glyphs, :4]
    if not len(found):
        return Words(raster, (), 0.0), np.zeros_like(marks)
    joined = np.zeros_like(marks)
    for left, top, w, h in found.tolist():
        reach = max(1, round(_GAP * max(w, h)))
        joined[max(0, top - reach) : top + h + reach, max(0, left - reach) : left + w + reach] = 1
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = np.array([cv2.boundingRect(outline) for outline in outlines], np.int64)
    order = np.lexsort((boxes[:, 0], boxes[:, 1], -boxes[:, 2] * boxes[:, 3]))[:_MOST]
    raster = np.asarray(cv2.GaussianBlur(raster, (0, 0), _SOFT), np.uint8)
    kept = tuple((b[0], b[1], b[2], b[3]) for b in boxes[order].tolist())
    return Words(raster, kept, float(np.median(longer[glyphs]))), joined


def words_agreement(first: Words, second: Words, scale: tuple[float, float], move: tuple[float, float]) -> float | None:
    """How far the groups of each picture are found at their places in the other.

    Args:
        first: of one picture.
        second: of the other.
        scale: factors that bring the second's places (shares of the content) to the first's.
        move: what is added to them afterwards.

    Returns:
        Share of the groups' weight that is found, both ways taken together; None if neither picture has any.
    """
    back = (1 / scale[0], 1 / scale[1])
    there, total = _found(first, second, back, (-move[0] / scale[0], -move[1] / scale[1]))
    here, other = _found(second, first, scale, move)
    if total + other == 0:
        return None
    return (there + here) / (total + other)


def _found(wanted: Words, field: Words, scale: tuple[float, float], move: tuple[float, float]) -> tuple[float, float]:
    """Weight of the groups of `wanted` that are found in `field`, and of all of them."""
    high, wide = wanted.raster.shape
    other_high, other_wide = field.raster.shape
    fx, fy = scale[0] * other_wide / wide, scale[1] * other_high / high
    plain = math.sqrt(fx * fy)
    factors = [plain]
    if wanted.glyph and field.glyph and abs(math.log(field.glyph / wanted.glyph / plain)) > 0.05:
        factors.append(min(2.0, max(0.5, field.glyph / wanted.glyph / plain)) * plain)
    found = total = 0.0
    for left, top, w, h in wanted.boxes:
        weight = (w * h / (wide * high)) ** 0.25
        total += weight
        x, y = (left + w / 2) * fx + move[0] * other_wide, (top + h / 2) * fy + move[1] * other_high
        patch = wanted.raster[top : top + h, left : left + w]
        best = 0.0
        for factor in factors:
            best = max(best, _correlation(patch, field.raster, x, y, factor))
            if best > 0.9:
                break
        found += weight * max(0.0, (best - _CHANCE) / (1 - _CHANCE))
    return found, total


def _correlation(patch: NDArray[np.uint8], field: NDArray[np.uint8], x: float, y: float, factor: float) -> float:
    high, wide = (max(3, round(side * factor)) for side in patch.shape)
    reach = round(_REACH * RASTER)
    left, top = round(x - wide / 2) - reach, round(y - high / 2) - reach
    right, bottom = left + wide + 2 * reach, top + high + 2 * reach
    window = field[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    if window.shape[0] < high or window.shape[1] < wide or window.max() < _MARK:
        return 0.0
    if (high, wide) != patch.shape:
        how = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
        patch = np.asarray(cv2.resize(patch, (wide, high), interpolation=how), np.uint8)
    value = float(cv2.matchTemplate(window, patch, cv2.TM_CCOEFF_NORMED).max())
    return min(1.0, value) if math.isfinite(value) else 0.0
