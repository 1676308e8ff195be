"""Where the content of one picture lies in the frame of the other: a scale and a shift for each axis."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy import fft

from codepercept.scorers.image.features import HEIGHT, MARGIN, WIDTH, Planes, Prepared

Floats = NDArray[np.float32]

_SCALES = np.exp(np.arange(-24, 25) * 0.01)
"""What profiles are tried at: 0.79 to 1.27 in steps of a percent."""
_SHIFT = 0.15
"""Farthest shift that profiles are tried at, as a share of the frame."""


@dataclass(frozen=True)
class Fit:
    """Maps frame pixels of the second picture to frame pixels of the first: x' = sx x + tx, y' = sy y + ty."""

    sx: float = 1.0
    sy: float = 1.0
    tx: float = 0.0
    ty: float = 0.0

    @property
    def identity(self) -> bool:
        """Whether nothing moves."""
        return self == Fit()

    @property
    def sound(self) -> bool:
        """Whether it stays within a factor of two, as differing margins do."""
        return 0.5 < self.sx < 2 and 0.5 < self.sy < 2

    def warp(self, stack: Planes) -> Planes:
        """Planes of the second picture, at any reduction, in the frame of the first."""
        if self.identity:
            return stack
        height, width = stack[0].shape
        # Pixel centres lie at halves, so a reduced map's shift is not simply the shift divided.
        rx, ry = width / WIDTH, height / HEIGHT
        tx, ty = self.tx * rx + (self.sx - 1) / 2, self.ty * ry + (self.sy - 1) / 2
        matrix = np.array([[self.sx, 0, tx], [0, self.sy, ty]])
        moved = (cv2.warpAffine(plane, matrix, (width, height), flags=cv2.INTER_LINEAR) for plane in stack)
        return tuple(np.asarray(plane, np.float32) for plane in moved)

    def departure(self, other: Fit) -> float:
        """Root mean square distance between where the two bring the corners of the content, in shares of the frame."""
        across = [(self.sx - other.sx) * x + self.tx - other.tx for x in (MARGIN, WIDTH - MARGIN)]
        down = [(self.sy - other.sy) * y + self.ty - other.ty for y in (MARGIN, HEIGHT - MARGIN)]
        return math.sqrt(sum((v / WIDTH) ** 2 for v in across) / 2 + sum((v / HEIGHT) ** 2 for v in down) / 2)

    def content(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The same as scale and shift of shares of the content."""
        width, height = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
        x, y = MARGIN * (self.sx - 1) + self.tx, MARGIN * (self.sy - 1) + self.ty
        return (self.sx, self.sy), (x / width, y / height)


def page_on_page(first: Prepared, second: Prepared) -> Fit:
    """The fit by which the two pages coincide, whatever their content."""
    found = []
    for low, high, inner in ((0, 2, WIDTH - 2 * MARGIN), (1, 3, HEIGHT - 2 * MARGIN)):
        one, two = first.box[high] - first.box[low], second.box[high] - second.box[low]
        scale = two / one
        shift = MARGIN + (second.box[low] - first.box[low]) / one * inner - scale * MARGIN
        found.append((scale, shift))
    return Fit(found[0][0], found[1][0], found[0][1], found[1][1])


def profile_fit(first: Prepared, second: Prepared) -> Fit:
    """The fit by which upright and level edges, summed along their direction, agree best."""
    assert first.profiles is not None and second.profiles is not None
    (sx, tx), (sy, ty) = (_along(a, b) for a, b in zip(first.profiles, second.profiles, strict=True))
    return Fit(sx, sy, tx, ty)


def _along(first: Floats, second: Floats) -> tuple[float, float]:
    size = len(first)
    smooth = [
        np.sqrt(np.maximum(cv2.GaussianBlur(p.reshape(1, -1).astype(np.float32), (0, 0), 1.5), 0))
        for p in (first, second)
    ]
    middle = size / 2
    centres = np.arange(size) + 0.5
    source = ((centres - middle)[None] / _SCALES[:, None] + middle - 0.5).astype(np.float32)
    spread = np.asarray(cv2.remap(smooth[1], source, np.zeros_like(source), cv2.INTER_LINEAR), np.float32)
    one = smooth[0][0] - smooth[0].mean()
    spread -= spread.mean(axis=1, keepdims=True)
    spread /= np.maximum(np.linalg.norm(spread, axis=1, keepdims=True), 1e-9)
    match = fft.irfft(np.conj(fft.rfft(spread, 2 * size)) * fft.rfft(one, 2 * size), axis=1)
    reach = round(_SHIFT * size)
    shifts = np.arange(-reach, reach + 1)
    # A slight preference for leaving things where they are decides between equals.
    cost = 0.02 * (np.abs(np.log(_SCALES))[:, None] / 0.24 + np.abs(shifts)[None] / reach)
    value = match[:, shifts] / max(float(np.linalg.norm(one)), 1e-9) - cost
    at, by = np.unravel_index(int(value.argmax()), value.shape)
    scale = float(_SCALES[at])
    return scale, middle - scale * middle + float(shifts[by])
