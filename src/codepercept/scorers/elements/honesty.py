"""Does a trace describe its own picture? Both come out of the process that ran the script, which could forge one.

Two shares in [0, 1]. *Shown*: of the weight that the trace tells of, how much the picture shows in the colour and place
that it says. *Told*: of the ink in the picture, how much lies where the trace tells of something, or has the colour of
the topmost fill there. A trace that claims more than was painted fails the first, one that hides ink fails the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from codepercept.scorers.elements.drawing import PIECE, Drawing, Items
from codepercept.scorers.elements.ink import FIELD, STROKE, TEXT, Thing
from codepercept.scorers.elements.page import difference
from codepercept.scorers.opening import all_pixels, shrunk
from codepercept.types import Execution

HONEST = 0.5
"""Product of the two below which a trace and its picture do not belong together."""
SIDE = 160
"""Longer side of the small page on which areas are measured."""
_TOLERANCE = 30.0
"""Colour difference (HyAB) up to which a pixel shows a colour; thin lines are mixed with what is below them."""
_LAYERS = (2, 4)
"""Translucent faces lie on each other (a solid's front and back); how deep a colour is tried."""
_STEPS = 11
"""Pixels that are looked at around a place, to each side."""
_NEAR = 12.0
"""How far from its place a thing's colour is looked for, in pixels; of texts, anywhere in their box."""


def dishonest(drawing: Drawing, run: Execution) -> str:
    """Why a trace and its picture do not belong together, "" if they do.

    Args:
        drawing: of the execution's trace.
        run: the execution.

    Raises:
        ValueError: the picture cannot be read.
    """
    page = all_pixels(run.image or b"")
    shown, told = shown_share(drawing, page), told_share(drawing, page)
    if shown * told >= HONEST:
        return ""
    if shown < HONEST or shown < told:
        return f"the picture shows only {shown:.0%} of the ink that its trace tells of"
    return f"the trace tells of only {told:.0%} of the ink that its picture shows"


def shown_share(drawing: Drawing, page: np.ndarray) -> float:
    """Share of a drawing's weight that its picture, RGB pixels, shows where and as the trace says."""
    total = shown = 0.0
    for kind, group in drawing.items(PIECE * drawing.diagonal, 0.0).items():
        total += float(group.weight.sum())
        found = _field_found(drawing, page, group) if kind == FIELD else _found(page, kind, group)
        # Of translucent things that are not seen as they are, some lie on others of their kind.
        for layers in _LAYERS if kind != FIELD else ():
            again = (found == 0) & _translucent(drawing, group)
            if again.any():
                found[again] = _found(page, kind, _stacked(drawing, group, layers))[again]
        shown += float((group.weight * found).sum())
    return shown / total if total else 1.0


def _translucent(drawing: Drawing, group: Items) -> np.ndarray:
    return np.array([drawing.elements[number].alpha < 1 for number in group.element], bool)


def _stacked(drawing: Drawing, group: Items, layers: int) -> Items:
    """Translucent things as they look where so many of them lie on each other, on paper."""
    alpha = np.array([drawing.elements[number].alpha for number in group.element]).clip(0.02, 1)[:, None]
    paper = np.array(drawing.paper)
    deeper = (1 - (1 - alpha) ** layers) / alpha
    return replace(group, lab=(paper + deeper * (group.lab - paper)).astype(group.lab.dtype))


def _found(page: np.ndarray, kind: int, group: Items) -> np.ndarray:
    """Which things have their colour at their place."""
    if kind == STROKE:
        # The middle of a bent piece lies off the line, and between dashes there is none.
        bent = np.sqrt(1 - np.hypot(group.form[:, 0], group.form[:, 1]).clip(0, 1))
        reach = 3 + group.size[:, 0] * np.maximum(0.7 * bent, 0.25 * (group.dash > 0))
        near = np.minimum(reach, _NEAR)[:, None].repeat(2, axis=1)
    else:
        near = group.size / 2 + (0.0 if kind == TEXT else 2.0)
    if kind == TEXT:
        return np.asarray(_nearest(page, group.place, near, group.lab) <= _TOLERANCE)
    found = _nearest(page, group.place, np.minimum(near, _NEAR), group.lab) <= _TOLERANCE
    wide = ~found & (near > _NEAR).any(axis=1)  # rings have nothing in the middle
    if wide.any():
        found[wide] = _nearest(page, group.place[wide], near[wide], group.lab[wide]) <= _TOLERANCE
    return np.asarray(found)


def _field_found(drawing: Drawing, page: np.ndarray, group: Items) -> np.ndarray:
    """Share of the cells of each field that have the mean colour that the trace says.

    A net of lines has no cells, and its trace tells one colour or none: 1 if any pixel has it.
    """
    steps = (np.arange(32) + 0.5) / 32 - 0.5
    x, y = (group.place[:, a, None] + steps * group.size[:, a, None] for a in (0, 1))
    pixels = _pixels(page, x[:, None, :].repeat(32, axis=1), y[:, :, None].repeat(32, axis=2))
    means = pixels.reshape(-1, 8, 4, 8, 4, 3).mean(axis=(2, 4)).reshape(len(group), 64, 3)
    alike = (difference(_lab(means), group.grids) <= _TOLERANCE).mean(axis=1)
    for n, number in enumerate(group.element):
        element = drawing.elements[number]
        if not element.grid:
            away = difference(_lab(pixels[n]), group.grids[n, 0] if element.color else np.array(drawing.paper))
            alike[n] = (away <= _TOLERANCE).any() if element.color else (away > _TOLERANCE).any()
    return np.asarray(alike)


def _nearest(page: np.ndarray, place: np.ndarray, reach: np.ndarray, colors: np.ndarray) -> np.ndarray:
    """Smallest colour difference to `colors` among some pixels around each place."""
    steps = np.linspace(-1, 1, _STEPS)
    at = place[:, None] + reach[:, None] * np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    nearest: np.ndarray = difference(_lab(_pixels(page, at[..., 0], at[..., 1])), colors[:, None]).min(axis=1)
    return nearest


def _pixels(page: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Colours in 0..1 at places, those off the page at its rim."""
    columns, rows = x.clip(0, page.shape[1] - 1).astype(int), y.clip(0, page.shape[0] - 1).astype(int)
    return np.asarray(page[rows, columns], np.float32) / 255


def _lab(pixels: np.ndarray) -> np.ndarray:
    flat = np.ascontiguousarray(pixels, np.float32).reshape(1, -1, 3)
    return np.asarray(cv2.cvtColor(flat, cv2.COLOR_RGB2LAB)).reshape(pixels.shape)


def told_share(drawing: Drawing, page: np.ndarray) -> float:
    """Share of the ink of a picture, RGB pixels, that the trace accounts for."""
    top, scale = small_page(drawing)
    expected = drawing.page.colors().astype(np.float32)[top]
    marked = _marked(drawing, top.shape, scale)
    seen = _lab(shrunk(page, (top.shape[1], top.shape[0])).astype(np.float32) / 255)
    ink = difference(seen, np.array(drawing.paper, np.float32)) > _TOLERANCE / 2
    # Where fills meet, pixels mix their colours.
    around = np.ones((3, 3), np.uint8)
    between = np.clip(seen, cv2.erode(expected, around), cv2.dilate(expected, around))
    hidden = (difference(seen, between) > _TOLERANCE / 2) & ~marked
    total = float((ink | hidden).sum())
    return 1 - float(hidden.sum()) / total if total else 1.0


def small_page(drawing: Drawing) -> tuple[np.ndarray, float]:
    """Number of the topmost opaque fill, 0 for paper, at the places (h, w) of a page `SIDE` long; and its scale."""
    wide, high = 2 * drawing.middle
    scale = SIDE / max(wide, high, 1.0)
    x, y = ((np.arange(max(1, round(side * scale))) + 0.5) / scale for side in (wide, high))
    places = np.stack(np.meshgrid(x, y), axis=-1)
    return drawing.page.number_at(places.reshape(-1, 2)).reshape(places.shape[:2]), scale


def fill_box(page: np.ndarray, scale: float, box: Sequence[float], around: float = 0.0, value: int = 1) -> None:
    """Put a value on a small page where a box (left, top, right, bottom in pixels) lies, and so far around it."""
    left, top = (int(min(max(v * scale - around, 0), SIDE)) for v in box[:2])
    right, bottom = (int(min(max(v * scale + around, 0), SIDE)) for v in box[2:])
    page[top : bottom + 1, left : right + 1] = value


def box_of(thing: Thing) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) of a thing in pixels."""
    wide, high = thing.width / 2, thing.height / 2
    return thing.x - wide, thing.y - high, thing.x + wide, thing.y + high


def _marked(drawing: Drawing, shape: tuple[int, ...], scale: float) -> np.ndarray:
    """Where more is told of than opaque fills: lines, texts, symbols, fields, what is transparent."""
    marked = np.zeros(shape, np.uint8)
    for line in drawing.lines:
        width = 3 + round(min(line.style.pen, 100.0) * drawing.pixels_per_point * scale)
        points = (line.points * scale * 16).clip(-30000, 30000).astype(np.int32)
        cv2.polylines(marked, [points], False, 1, min(width, 255), shift=4)
    for thing in drawing.things:
        if thing.kind in (TEXT, FIELD) or not thing.fill:
            fill_box(marked, scale, box_of(thing), 1.0)
    for element in drawing.elements:
        # Arrows are lines and heads to a scorer, and their own shapes to a painter.
        if element.visible and element.bbox is not None and (element.hatch or element.kind == "arrow"):
            fill_box(marked, scale, element.bbox, 1.0)
    return marked.astype(bool)
