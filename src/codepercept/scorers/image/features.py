"""What is measured of one picture alone: everything that can be done before a pair is known."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from codepercept.scorers.image.opening import Pixels, open_picture, paper_color
from codepercept.scorers.image.words import Words, find_words

WIDTH, HEIGHT, MARGIN = 384, 288, 24
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
BANDS = ((1.3, 17), (2.0, 23), (1.7, 23))
"""Fine, middle, coarse: at 1, 1/2 and 1/4 of the frame, sigma of the blur and side of the mean that is taken off. They
blur by 0.3, 1 and 2 percent of the frame's width: a letter's stroke, a tolerable offset, a loose one."""
_WINDOW = 9
"""Side of the window in which agreement is local: 2, 5 and 9 percent of the frame's width."""
_TINT_BLUR = 1.5
"""Colours may be off by 2 percent of the frame's width; where they are, position and structure tell."""

cv2.setNumThreads(1)  # pictures are small, callers run many at once, and the cost must not depend on the machine

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Prepared:
    """A picture as the comparison needs it. Immutable; holds about 3.5 MB."""

    digest: bytes
    size: tuple[int, int]
    """Of the picture, (width, height) in pixels."""
    box: tuple[float, float, float, float]
    """Content on the page: left, top, right, bottom as shares of the page's width and height."""
    paper: Floats
    """CIELAB."""
    bands: tuple[Floats, ...] = ()
    """Per scale (h, w, 4): edge strength, two orientation components, ink; each band-passed. Empty for a blank page."""
    powers: tuple[Floats, ...] = ()
    """Per scale (h, w): local mean of the squares of `bands`."""
    tint: Floats | None = None
    """(h, w, 3) at the coarse scale: CIELAB minus paper."""
    profiles: tuple[Floats, Floats] | None = None
    """Upright edges per column, level edges per row of the frame."""
    words: Words | None = None

    @property
    def blank(self) -> bool:
        """Whether there is nothing on the paper."""
        return not self.bands


def prepare(picture: bytes | NDArray[np.uint8]) -> Prepared:
    """Measure one picture.

    Args:
        picture: a picture file's bytes, or uint8 RGB pixels (height, width, 3).

    Raises:
        BadPicture: it cannot be read.
    """
    pixels, size = open_picture(picture)
    digest = hashlib.sha256(pixels.tobytes() + repr(size).encode()).digest()
    color = paper_color(pixels)
    paper = _lab(np.array([[color]], np.uint8))[0, 0]
    ink = _far_from(pixels, color)
    marks = ink > _INK
    rows, columns = np.flatnonzero(marks.any(axis=1)), np.flatnonzero(marks.any(axis=0))
    if not len(rows):
        return Prepared(digest, size, (0.0, 0.0, 1.0, 1.0), paper)
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    height, width = marks.shape
    box = (left / width, top / height, right / width, bottom / height)
    words, glyphs = find_words(ink[top:bottom, left:right])
    lab = _framed(pixels[top:bottom, left:right], color) - paper
    strength, profiles = _edges(lab)
    distance = np.sqrt(dot(lab, lab))
    faded = _faded(glyphs)
    stack = np.dstack([*strength, distance / (distance + _TINT)]) * faded[..., None]
    half = _halved(stack)
    bands = tuple(_band(s, *sizes) for s, sizes in zip((stack, half, _halved(half)), BANDS, strict=True))
    powers = tuple(local_power(band) for band in bands)
    tint = _blurred(_halved(_halved(lab * faded[..., None])), _TINT_BLUR)
    return Prepared(digest, size, box, paper, bands, powers, tint, profiles, words)


def dot(first: Floats, second: Floats) -> Floats:
    """Sum over the channels of the product of two stacks (h, w, channels)."""
    product = cv2.multiply(first, second)
    return np.asarray(cv2.transform(product, np.ones((1, first.shape[2]), np.float32)), np.float32)


def local_mean(values: Floats) -> Floats:
    """Mean over a window of `_WINDOW` pixels of the scale at hand."""
    return np.asarray(cv2.blur(values, (_WINDOW, _WINDOW)), np.float32)


def local_power(band: Floats) -> Floats:
    """Local mean of a stack's squares, summed over its channels; rounding in running sums must not go below 0."""
    return np.asarray(np.maximum(local_mean(dot(band, band)), 0), np.float32)


def _faded(glyphs: NDArray[np.uint8]) -> Floats:
    inner = (WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)
    share = cv2.resize(glyphs * np.uint8(255), inner, interpolation=cv2.INTER_AREA)
    share = cv2.copyMakeBorder(share, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=0)
    return 1 - np.float32((1 - _TEXT_COUNTS) / 255) * share.astype(np.float32)


def _framed(content: Pixels, color: tuple[int, int, int]) -> Floats:
    inner = (WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)
    fitted = cv2.resize(content, inner, interpolation=cv2.INTER_AREA)
    framed = cv2.copyMakeBorder(fitted, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=color)
    return _lab(np.asarray(framed, np.uint8))


def _far_from(pixels: Pixels, color: tuple[int, int, int]) -> Pixels:
    apart = cv2.absdiff(pixels, np.array((*color, 0), np.float64))
    red, green, blue = cv2.split(apart)
    return np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)


def _lab(pixels: Pixels) -> Floats:
    return np.asarray(cv2.cvtColor(pixels.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2Lab), np.float32)


def _edges(lab: Floats) -> tuple[list[Floats], tuple[Floats, Floats]]:
    """Edges as three planes, strength and doubled direction, long rules faded; and the profiles, where they are not."""
    across = np.asarray(cv2.Sobel(lab, cv2.CV_32F, 1, 0, scale=1 / 8), np.float32)
    down = np.asarray(cv2.Sobel(lab, cv2.CV_32F, 0, 1, scale=1 / 8), np.float32)
    xx, yy, xy = dot(across, across), dot(down, down), dot(across, down)
    energy = xx + yy
    magnitude = np.sqrt(energy)
    strength = magnitude / (magnitude + _EDGE)
    factor = strength / np.maximum(energy, 1e-6)
    along, slanted = (xx - yy) * factor, 2 * xy * factor
    upright, level = (strength + along) / 2, (strength - along) / 2
    profiles = (upright.sum(axis=0), level.sum(axis=1))
    rules = np.maximum(_runs(upright, (1, round(_LONG * HEIGHT))), _runs(level, (round(_LONG * WIDTH), 1)))
    counts = np.where(rules, np.float32(_RULES_COUNT), np.float32(1))
    return [strength * counts, along * counts, slanted * counts], profiles


def _runs(directed: Floats, size: tuple[int, int]) -> NDArray[np.bool_]:
    strong = (directed > _FAINT).astype(np.uint8)
    return np.asarray(cv2.morphologyEx(strong, cv2.MORPH_OPEN, np.ones((size[1], size[0]), np.uint8)) > 0)


def _band(stack: Floats, inner: float, outer: int) -> Floats:
    return np.asarray(_blurred(stack, inner) - cv2.blur(stack, (outer, outer)), np.float32)


def _blurred(stack: Floats, sigma: float) -> Floats:
    return np.asarray(cv2.GaussianBlur(stack, (0, 0), sigma), np.float32)


def _halved(stack: Floats) -> Floats:
    size = (stack.shape[1] // 2, stack.shape[0] // 2)
    return np.asarray(cv2.resize(stack, size, interpolation=cv2.INTER_AREA), np.float32)
