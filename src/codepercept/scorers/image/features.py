"""What is measured of one picture alone: everything that can be done before a pair is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from codepercept.scorers.image.words import Words, find_words
from codepercept.scorers.opening import Pixels, open_picture, paper_color, shrunk

WIDTH, HEIGHT, MARGIN = 256, 192, 16
"""The common frame: the content fills it but for a margin, into which a fitted candidate may reach."""

_INK = 24
"""Levels (of 255) by which ink differs from paper in some channel: beyond JPEG's noise, below pale grids."""
_EDGE = 12.0
"""Gradient (CIELAB units per frame pixel) at which an edge counts half. Thin lines count much the same at any
resolution, pale grids less than data, smooth shading hardly."""
_TINT = 20.0
"""Distance from the paper (CIELAB) at which ink counts half."""
_LONG = 0.3
"""Level or upright edges longer than this share of the frame are rules: axes, frames and grids, which charts share."""
_FAINT = 0.1
"""Edge strength (of 1) that still belongs to a rule: pale grids do, at any resolution."""
_RULES_COUNT = 0.15
_TEXT_COUNTS = 0.15
"""What is left of rules and of words in structure and colour. Words have a dimension of their own."""
BANDS = ((0.9, 11), (1.35, 15), (1.1, 15))
"""Fine, middle, coarse: at 1, 1/2 and 1/4 of the frame, sigma of the blur and side of the mean that is taken off. They
blur by 0.3, 1 and 2 percent of the frame's width: a letter's stroke, a tolerable offset, a loose one."""
_WINDOW = 5
"""Side of the window in which agreement is local: 2, 5 and 9 percent of the frame's width."""
_TINT_BLUR = 1.0
"""Colours may be off by 2 percent of the frame's width; where they are, position and structure tell."""

cv2.setNumThreads(1)  # pictures are small, callers run many at once, and the cost must not depend on the machine

Floats = NDArray[np.float32]
Planes = tuple[Floats, ...]
"""Maps (h, w) of equal size. Kept apart: products and sums of whole planes cost a fifth of those over channels."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """A picture as the comparison needs it. Immutable; holds about 2.5 MB."""

    pixels: bytes
    """Of the picture, at most `MAX_SIDE` on a side: equal ones are the same picture."""
    size: tuple[int, int]
    """Of the picture, (width, height) in pixels."""
    box: tuple[float, float, float, float]
    """Content on the page: left, top, right, bottom as shares of the page's width and height."""
    paper: Floats
    """CIELAB."""
    bands: tuple[Planes, ...] = ()
    """Per scale: edge strength, two orientation components, ink; each band-passed. Empty for a blank page."""
    powers: tuple[Floats, ...] = ()
    """Per scale (h, w): local mean of the squares of `bands`."""
    tint: Planes = ()
    """L*, a*, b* minus the paper's, at the coarse scale."""
    profiles: tuple[Floats, Floats] | None = None
    """Upright edges per column, level edges per row of the frame."""
    words: Words | None = None

    @property
    def blank(self) -> bool:
        """Whether there is nothing on the paper."""
        return not self.bands

    @property
    def order(self) -> tuple[tuple[int, int], bytes]:
        """Equal for equal pictures, and an order of all others."""
        return self.size, self.pixels


def prepare(picture: bytes | NDArray[np.uint8]) -> Prepared:
    """Measure one picture.

    Args:
        picture: a picture file's bytes, or uint8 RGB pixels (height, width, 3).

    Raises:
        BadPicture: it cannot be read.
    """
    pixels, size = open_picture(picture)
    content = pixels.tobytes()
    color = paper_color(pixels)
    paper = _lab(np.array([[color]], np.uint8))[0, 0]
    ink = _far_from(pixels, color)
    marks = ink > _INK
    rows, columns = np.flatnonzero(marks.any(axis=1)), np.flatnonzero(marks.any(axis=0))
    if not len(rows):
        return Prepared(content, size, (0.0, 0.0, 1.0, 1.0), paper)
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    height, width = marks.shape
    box = (left / width, top / height, right / width, bottom / height)
    words, glyphs = find_words(ink[top:bottom, left:right])
    lab = _framed(pixels[top:bottom, left:right], color, paper)
    edges, profiles = _edges(lab)
    planes = _split(lab)
    distance = np.sqrt(dot(planes, planes))
    faded = _faded(glyphs)
    ink_edges = (*edges, np.asarray(distance / (distance + _TINT), np.float32))
    stack = tuple(plane * faded for plane in ink_edges)
    half = _halved(stack)
    bands = tuple(_band(s, *sizes) for s, sizes in zip((stack, half, _halved(half)), BANDS, strict=True))
    powers = tuple(local_power(band) for band in bands)
    tint = _blurred(_halved(_halved(tuple(plane * faded for plane in planes))), _TINT_BLUR)
    return Prepared(content, size, box, paper, bands, powers, tint, profiles, words)


def dot(first: Sequence[Floats], second: Sequence[Floats]) -> Floats:
    """Sum over the planes of the product of two stacks of (h, w)."""
    total = cv2.multiply(first[0], second[0])
    for one, two in zip(first[1:], second[1:], strict=True):
        cv2.accumulateProduct(one, two, total)
    return np.asarray(total, np.float32)


def local_mean(values: Floats) -> Floats:
    """Mean over a window of `_WINDOW` pixels of the scale at hand."""
    return np.asarray(cv2.blur(values, (_WINDOW, _WINDOW)), np.float32)


def local_power(band: Planes) -> Floats:
    """Local mean of a stack's squares, summed over its planes; rounding in running sums must not go below 0."""
    return np.asarray(np.maximum(local_mean(dot(band, band)), 0), np.float32)


def _faded(glyphs: NDArray[np.uint8]) -> Floats:
    inner = (WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)
    share = cv2.resize(glyphs * np.uint8(255), inner, interpolation=cv2.INTER_AREA)
    share = cv2.copyMakeBorder(share, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=0)
    return 1 - np.float32((1 - _TEXT_COUNTS) / 255) * share.astype(np.float32)


def _framed(content: Pixels, color: tuple[int, int, int], paper: Floats) -> Floats:
    """CIELAB (HEIGHT, WIDTH, 3) minus the paper's."""
    inner = (WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)
    fitted = shrunk(content, inner)
    framed = cv2.copyMakeBorder(fitted, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=color)
    return np.asarray(_lab(np.asarray(framed, np.uint8)) - paper, np.float32)


def _far_from(pixels: Pixels, color: tuple[int, int, int]) -> Pixels:
    apart = cv2.absdiff(pixels, np.array((*color, 0), np.float64))
    red, green, blue = cv2.split(apart)
    return np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)


def _lab(pixels: Pixels) -> Floats:
    return np.asarray(cv2.cvtColor(pixels.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2Lab), np.float32)


def _edges(lab: Floats) -> tuple[list[Floats], tuple[Floats, Floats]]:
    """Edges as three planes, strength and doubled direction, long rules faded; and the profiles, where they are not."""
    across, down = (_split(cv2.Sobel(lab, cv2.CV_32F, dx, 1 - dx, scale=1 / 8)) for dx in (1, 0))
    xx, yy, xy = dot(across, across), dot(down, down), dot(across, down)
    energy = xx + yy
    magnitude = cv2.sqrt(energy)
    strength = np.asarray(magnitude / (magnitude + _EDGE), np.float32)
    factor = strength / np.maximum(energy, 1e-6)
    along, slanted = (xx - yy) * factor, (xy + xy) * factor
    upright, level = (strength + along) / 2, (strength - along) / 2
    profiles = (upright.sum(axis=0), level.sum(axis=1))
    rules = np.maximum(_runs(upright, (1, round(_LONG * HEIGHT))), _runs(level, (round(_LONG * WIDTH), 1)))
    counts = np.where(rules, np.float32(_RULES_COUNT), np.float32(1))
    return [strength * counts, along * counts, slanted * counts], profiles


def _runs(directed: Floats, size: tuple[int, int]) -> NDArray[np.bool_]:
    strong = (directed > _FAINT).astype(np.uint8)
    return np.asarray(cv2.morphologyEx(strong, cv2.MORPH_OPEN, np.ones((size[1], size[0]), np.uint8)) > 0)


def _split(stack: NDArray[Any]) -> Planes:
    return tuple(np.asarray(plane, np.float32) for plane in cv2.split(stack))


def _band(stack: Planes, inner: float, outer: int) -> Planes:
    around = (np.asarray(cv2.blur(plane, (outer, outer)), np.float32) for plane in stack)
    return tuple(near - far for near, far in zip(_blurred(stack, inner), around, strict=True))


def _blurred(stack: Planes, sigma: float) -> Planes:
    return tuple(np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma), np.float32) for plane in stack)


def _halved(stack: Planes) -> Planes:
    size = (stack[0].shape[1] // 2, stack[0].shape[0] // 2)
    return tuple(np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.float32) for plane in stack)
