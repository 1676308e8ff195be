"""What a picture's agreement is worth, given the traces: pixels that were pasted are not code that sees.

An exact copy of the reference can be had by embedding it (`imshow`, a mesh, thousands of coloured cells). Two guards,
both factors in [0, 1] that leave honest figures alone:

- *Pasted*: the share of the candidate's detail (ink, or edges, whichever is more) that comes from fields and mosaics
  where the reference has neither these nor filled contours nor surfaces. Up to `FREE` it costs nothing, from `ALL` on
  everything.
- *Cap*: a picture is worth no more than `FLOOR` + `SLOPE` times the share of the reference's elements, fields left
  out, that the candidate has. Whatever else paints a figure's pixels (traced outlines, dots) has other elements.
"""

from __future__ import annotations

import cv2
import numpy as np

from codepercept.scorers.elements.compare import Comparison
from codepercept.scorers.elements.drawing import Drawing
from codepercept.scorers.elements.honesty import SIDE, box_of, fill_box, small_page
from codepercept.scorers.elements.ink import BLOB, FIELD, TEXT, Thing
from codepercept.scorers.elements.page import Box
from codepercept.scorers.opening import open_picture, paper_color

FREE, ALL = 0.15, 0.5
FLOOR, SLOPE = 0.05, 5.0
_CELL = 0.05
"""Things smaller than this (page diagonals) may be cells of a mosaic."""
_CELLS = 200
"""So many things in rows and columns make a mosaic."""
_MANY = 100
"""So many shapes of one call are something that another may draw as a field."""
_TILED = 0.9
"""Share of their box that shapes of one size cover where they lie side by side."""
_AROUND = 2
"""Pixels of the small page by which the reference's fields reach further: axes differ a little."""
_INK, _EDGE = 24, 24


def pasted_share(found: Comparison, picture: bytes) -> float:
    """Share of a candidate's detail that comes from pixels where the reference has none that do.

    Args:
        found: the comparison of the two traces.
        picture: the candidate's picture file.
    """
    reference, candidate = found.drawings
    foreign = _raster(candidate)
    if not foreign.any():
        return 0.0
    for left, top, right, bottom in _fields(reference):
        corners = np.array([(left, top), (right, bottom)])
        box = ((corners - found.frame.shift) / found.frame.scale).ravel().tolist()
        fill_box(foreign, SIDE / max(2 * candidate.middle), box, _AROUND, 0)
    pixels = open_picture(picture)[0]
    small = cv2.resize(pixels, foreign.shape[::-1], interpolation=cv2.INTER_AREA).astype(np.float32)
    ink = np.abs(small - paper_color(pixels)).max(axis=2) > _INK
    gray = small.mean(axis=2)
    edges = np.hypot(cv2.Sobel(gray, cv2.CV_32F, 1, 0, scale=1 / 4), cv2.Sobel(gray, cv2.CV_32F, 0, 1, scale=1 / 4))
    return max(_share(ink.astype(np.float32), foreign > 0), _share(edges * (edges > _EDGE), foreign > 0))


def _raster(drawing: Drawing) -> np.ndarray:
    """(h, w) uint8, 1 where on the small page pixels come from a flat field, or from a mosaic of many small cells."""
    top, scale = small_page(drawing)
    things = _flat(drawing)
    found = np.isin(top, [t.fill for t in things if t.kind == FIELD and t.fill]).astype(np.uint8)
    cells = [c for mosaic in _mosaics(drawing, things) for c in mosaic]
    for thing in (*cells, *(t for t in things if t.kind == FIELD and not t.fill)):
        fill_box(found, scale, box_of(thing))
    return np.asarray(cv2.dilate(found, np.ones((3, 3), np.uint8)))


def _fields(drawing: Drawing) -> list[Box]:
    """Boxes of flat fields, mosaics, filled contours and many shapes of one call."""
    things = _flat(drawing)
    together = _mosaics(drawing, things)
    groups: dict[str | None, list[Thing]] = {}
    for thing in things:
        element = drawing.elements[thing.element]
        if thing.kind == FIELD or (thing.kind == BLOB and element.kind == "contour"):
            together.append([thing])
        elif thing.kind == BLOB and element.group:
            groups.setdefault(element.group, []).append(thing)
    together += [group for group in groups.values() if len(group) >= _MANY]
    together += _tilings(things)
    found = []
    for group in together:
        boxes = np.array([box_of(t) for t in group])
        found.append((*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist()))
    return found


def _tilings(things: list[Thing]) -> list[list[Thing]]:
    """Shapes of one size, side by side in rows and columns: a chequered field, by whatever call."""
    sizes: dict[tuple[int, int], list[Thing]] = {}
    for thing in things:
        if thing.kind == BLOB and thing.fill:
            sizes.setdefault((round(thing.width / 2), round(thing.height / 2)), []).append(thing)
    found = []
    for group in sizes.values():
        columns, rows = {round(t.x / 2) for t in group}, {round(t.y / 2) for t in group}
        boxes = np.array([box_of(t) for t in group])
        wide, high = boxes[:, 2:].max(axis=0) - boxes[:, :2].min(axis=0)
        covered = sum(t.width * t.height for t in group)
        if len(columns) > 1 and len(rows) > 1 and covered >= _TILED * wide * high:
            found.append(group)
    return found


def _flat(drawing: Drawing) -> list[Thing]:
    """All but what is in 3D axes: a surface is no field, nor is a field a surface."""
    solid = {a.id for a in drawing.axes if a.z is not None}
    return [t for t in drawing.things if drawing.elements[t.element].axes not in solid]


def _mosaics(drawing: Drawing, things: list[Thing]) -> list[list[Thing]]:
    """Small symbols, and small texts, where there are many in few rows and columns."""
    found = []
    for kind in (BLOB, TEXT):
        cells = [t for t in things if t.kind == kind and max(t.width, t.height) < _CELL * drawing.diagonal]
        cells = [t for t in cells if drawing.elements[t.element].role == "data" or kind == TEXT]
        places = np.unique(np.array([(t.x, t.y) for t in cells]).reshape(-1, 2).round(), axis=0)
        if len(places) >= _CELLS and sum(len(np.unique(side)) for side in places.T) <= len(places) / 2:
            found.append(cells)
    return found


def worth(found: Comparison, picture: bytes) -> tuple[float, float]:
    """What is left of a candidate's score by its picture.

    Args:
        found: the comparison of the two traces.
        picture: the candidate's picture file.

    Returns:
        A factor for the score, and the most that it can be, both in [0, 1].
    """
    share = pasted_share(found, picture)
    most = 1.0
    if found.recalled is not None and not _tilings(_flat(found.drawings[0])):  # those may be drawn as a field
        most = min(1.0, FLOOR + SLOPE * found.recalled)
    return float(np.clip((ALL - share) / (ALL - FREE), 0, 1)), most


def _share(detail: np.ndarray, where: np.ndarray) -> float:
    total = float(detail.sum())
    return float(detail[where].sum()) / total if total else 0.0
