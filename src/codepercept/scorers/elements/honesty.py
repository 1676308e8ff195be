"""Does a trace describe its own picture? Both come out of the process that ran the script, which could forge one."""

from __future__ import annotations

import cv2
import numpy as np

from codepercept.scorers.elements.drawing import PIECE, Drawing
from codepercept.scorers.elements.ink import BLOB, FIELD, STROKE, TEXT
from codepercept.scorers.elements.page import difference
from codepercept.types import Execution

_TOLERANCE = 30.0
"""Colour difference (HyAB) up to which a pixel shows a colour; thin lines are mixed with what is below them."""


def painted_share(drawing: Drawing, run: Execution) -> float:
    """Share in [0, 1] of a drawing's weight that its picture shows in the colour and place that the trace says.

    Raises:
        ValueError: the picture cannot be read.
    """
    page = cv2.imdecode(np.frombuffer(run.image or b"", np.uint8), cv2.IMREAD_COLOR)
    if page is None:
        raise ValueError("the picture cannot be read")
    items = drawing.items(PIECE * drawing.diagonal, 0.0)
    total = shown = 0.0
    for kind, group in items.items():
        if kind == FIELD:
            colors = group.grids.mean(axis=1)
            reach = np.maximum(group.size / 2, 1.0)
        elif kind == STROKE:
            colors, reach = group.lab, np.maximum(group.size[:, :1] / 2, 2.0).repeat(2, axis=1)
        else:
            colors, reach = group.lab, group.size / 2 + (2.0 if kind == BLOB else 0.0)
        found = _nearest(page, group.place, np.minimum(reach, 12.0 if kind != TEXT else 60.0), colors)
        total += float(group.weight.sum())
        shown += float(group.weight[found <= _TOLERANCE].sum())
    return shown / total if total else 1.0


def _nearest(page: np.ndarray, place: np.ndarray, reach: np.ndarray, colors: np.ndarray) -> np.ndarray:
    """Smallest colour difference to `colors` among a few pixels around each place."""
    steps = np.linspace(-1, 1, 9)
    grid = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    at = (place[:, None] + reach[:, None] * grid).astype(int)
    x, y = at[..., 0].clip(0, page.shape[1] - 1), at[..., 1].clip(0, page.shape[0] - 1)
    pixels = page[y, x].astype(np.float32) / 255
    lab = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_BGR2LAB)
    nearest: np.ndarray = difference(lab, colors[:, None]).min(axis=1)
    return nearest
