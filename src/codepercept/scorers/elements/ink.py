"""From a trace's elements to lines and single things as they were painted, whoever asked for them."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from matplotlib.markers import MarkerStyle

from codepercept.figure import words
from codepercept.scorers.elements import outline
from codepercept.scorers.elements.page import Lab, Page, lab_of
from codepercept.types import Element, FigureTrace

STROKE, BLOB, TEXT, FIELD = 0, 1, 2, 3
"""Classes of items; only items of one class are compared."""

BEYOND = 1e5
"""A trace comes out of the process that ran the script, so no number in it is taken to be sensible."""

_SMALL = 0.03
"""Closed outlines smaller than this (page diagonals) are symbols, whoever drew them."""
_THIN = 0.004
"""Filled quadrilaterals thinner than this (page diagonals) are strokes."""
_DASHES = {"": 0.0, "solid": 0.0, "dashed": 1.0, "dashdot": 2.0, "dotted": 3.0}
NO_FORM = (0.0,) * outline.FORM
_ARROW_HEAD = (0.5, 0.5, 0.0, 0.0, 0.0, 0.0)
_HOLLOW, _HATCHED = 1.0, 2.0


class Style(NamedTuple):
    """How a line is drawn."""

    lab: Lab
    alpha: float
    pen: float
    """Width in points."""
    dash: float
    furniture: bool


class Line(NamedTuple):
    """One polyline: (N, 2) page pixels, N >= 2."""

    points: np.ndarray
    style: Style
    element: int


class Thing(NamedTuple):
    """Anything else that is painted; lengths in page pixels."""

    kind: int
    element: int
    """Index among the trace's elements, which come in painting order."""
    x: float
    y: float
    width: float
    height: float
    lab: Lab
    alpha: float
    ink: float
    """Painted area in square pixels before anything covers it."""
    form: tuple[float, ...] = NO_FORM
    heading: tuple[float, float] = (0.0, 0.0)
    """Unit vector of an arrow's head."""
    pen: float = 0.0
    """Width of the edge or font size in points."""
    dash: float = 0.0
    """0 filled, 1 hollow, 2 hatched, else which of the symbols without an area."""
    fill: int = 0
    """Number on the `Page`, 0 for none."""
    under: Lab | None = None
    """What a fill was painted on."""
    text: str = ""
    grid: tuple[str, ...] = ()


class Ink:
    """Everything that a trace's visible elements paint.

    Attributes:
        page: with all opaque fills painted on it.
        lines: in painting order.
        things: in painting order.
    """

    def __init__(self, trace: FigureTrace, furniture: np.ndarray) -> None:
        self.page = Page(trace.canvas, lab_of(trace.canvas.facecolor))
        self.lines: list[Line] = []
        self.things: list[Thing] = []
        self._furniture = furniture.tolist()
        self._diagonal = math.hypot(trace.canvas.width, trace.canvas.height) or 1.0
        self._pixels_per_point = max(trace.canvas.dpi, 1.0) / 72
        self._boxes = {a.id: a.bbox for a in trace.axes}
        for index, element in enumerate(trace.elements):
            if element.visible:
                self._add(index, element)

    def _add(self, index: int, e: Element) -> None:
        if e.kind == "text":
            self._add_text(index, e)
        elif e.kind == "markers":
            self._add_markers(index, e)
        elif e.kind in ("image", "mesh"):
            self._add_field(index, e)
        elif len(e.pixels) >= 2:
            points = np.array(e.pixels).clip(-BEYOND, BEYOND)
            if e.kind == "arrow":
                self._add_arrow(index, e, points)
            else:
                self._add_outline(index, e, points)

    def _clip(self, e: Element) -> outline.Box | None:
        return self._boxes.get(e.axes) if e.clip != "none" and e.axes is not None else None

    def _add_text(self, index: int, e: Element) -> None:
        text = words.clean(e.text).strip()
        if not text or e.bbox is None:
            return
        left, top, right, bottom = e.bbox
        turn = math.radians(2 * e.rotation)
        # About a fifth of a letter's square is ink.
        ink = 0.2 * len(text.replace(" ", "")) * (e.font_size * self._pixels_per_point) ** 2
        self.things.append(
            Thing(
                *(TEXT, index, (left + right) / 2, (top + bottom) / 2, right - left, bottom - top),
                *(lab_of(e.color or "#000000"), e.alpha, ink),
                form=(math.cos(turn), math.sin(turn), 0.0, 0.0, 0.0, 0.0),
                pen=e.font_size,
                text=text,
            )
        )

    def _add_markers(self, index: int, e: Element) -> None:
        count = len(e.pixels)
        if not count:
            return
        clip, scale = self._clip(e), self._pixels_per_point
        each = e.colors if len(e.colors) == count else (e.fill_color or e.edge_color or e.color or "#000000",) * count
        sizes = e.sizes if len(e.sizes) == count else (e.marker_size,) * count
        share, wide, high, form = _symbol(e.marker)
        pen = e.line_width if e.edge_color else 0.0
        hollow = share > 0 and e.fill_color is None and not e.colors
        dash = _HOLLOW if hollow else float(sum(map(ord, e.marker)) + 10) if share == 0 else 0.0
        for (x, y), color, size in zip(e.pixels, each, sizes, strict=True):
            if clip and not (clip[0] <= x <= clip[2] and clip[1] <= y <= clip[3]):
                continue
            filled = share if share > 0 and not hollow else min(1.0, 3 * max(pen, 0.5) / max(size, 0.5))
            width, height = (size * wide + pen) * scale, (size * high + pen) * scale
            # A set that was thinned out stands for all of its items.
            ink = max(filled * width * height, 1.0) * e.count / count
            self.things.append(
                Thing(BLOB, index, x, y, width, height, lab_of(color), e.alpha, ink, form, pen=pen, dash=dash)
            )

    def _add_field(self, index: int, e: Element) -> None:
        if e.bbox is None:
            return
        left, top, right, bottom = e.bbox
        corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)]).clip(-BEYOND, BEYOND)
        grid = e.grid or (e.color or "#808080",)
        lab = lab_of(grid[len(grid) // 2])
        number, _ = self.page.paint(index, [corners], self._clip(e), lab, e.alpha)
        width, height = right - left, bottom - top
        self.things.append(
            Thing(
                *(FIELD, index, (left + right) / 2, (top + bottom) / 2, width, height, lab, 1.0, width * height),
                fill=number,
                grid=grid,
            )
        )

    def _add_arrow(self, index: int, e: Element, points: np.ndarray) -> None:
        color = lab_of(e.fill_color or e.edge_color or e.color or "#000000")
        width = max(e.line_width, 1.0)
        self._add_line(index, e, points, color, width)
        way = points[-1] - points[-2]
        length = float(np.hypot(*way))
        if length > 0:
            side = 4 * width * self._pixels_per_point
            heading = (float(way[0]) / length, float(way[1]) / length)
            at = (float(points[-1, 0]), float(points[-1, 1]), side, side)
            self.things.append(Thing(BLOB, index, *at, color, e.alpha, side**2 / 2, _ARROW_HEAD, heading))

    def _add_outline(self, index: int, e: Element, points: np.ndarray) -> None:
        clip = self._clip(e)
        stroked = e.edge_color is not None and e.line_width > 0
        if e.fill_color is None and len(points) == 2:
            if stroked:
                for part in outline.clip_line(points, clip) if clip else [points]:
                    self._add_line(index, e, part, lab_of(e.edge_color or ""), e.line_width)
            return
        low, high = points.min(axis=0), points.max(axis=0)
        rings = outline.rings_of(points, e.breaks)
        small = math.hypot(*(high - low)) < _SMALL * self._diagonal
        closed = len(rings[0]) > 3 and bool(np.abs(rings[0][0] - rings[0][-1]).max() < 0.01)
        filled = e.fill_color is not None
        symbol = small and (closed or filled)
        if filled or (symbol and stroked):
            self._add_shape(index, e, rings, clip, small)
        if stroked and not symbol and e.edge_color != e.fill_color:
            for ring in rings:
                whole = np.concatenate([ring, ring[:1]]) if filled and len(ring) > 2 and not closed else ring
                for part in outline.clip_line(whole, clip) if clip else [whole]:
                    self._add_line(index, e, part, lab_of(e.edge_color or ""), e.line_width)

    def _add_shape(
        self, index: int, e: Element, rings: list[np.ndarray], clip: outline.Box | None, small: bool
    ) -> None:
        """A filled shape, or a small hollow one."""
        if clip is not None and e.clip == "partial":
            rings = outline.clip_rings(rings, clip)
        if not rings:
            return
        color = lab_of(e.fill_color or e.edge_color or "#000000")
        if len(rings) == 1 and not small and (bar := outline.thin_bar(rings[0], _THIN * self._diagonal)) is not None:
            self._add_line(index, e, bar[0], color, bar[1] / self._pixels_per_point)
            return
        area, form, (left, top, right, bottom) = outline.form(rings)
        hollow = e.fill_color is None
        number, under = (0, None) if hollow else self.page.paint(index, rings, None, color, e.alpha)
        edge = e.line_width if e.edge_color and e.edge_color != e.fill_color else 0.0
        around = 2 * (right - left + bottom - top)
        self.things.append(
            Thing(
                *(BLOB, index, (left + right) / 2, (top + bottom) / 2, right - left, bottom - top, color, e.alpha),
                ink=max(0.8 * around * e.line_width * self._pixels_per_point if hollow else area, 0.5),
                form=form,
                pen=edge,
                dash=_HOLLOW if hollow else _HATCHED if e.hatch else 0.0,
                fill=number,
                under=under,
            )
        )

    def _add_line(self, index: int, e: Element, points: np.ndarray, color: Lab, width: float) -> None:
        if width > 0:
            style = Style(color, e.alpha, width, _DASHES.get(e.line_style, 1.0), self._furniture[index])
            self.lines.append(Line(points, style, index))


@lru_cache(maxsize=256)
def _symbol(marker: str) -> tuple[float, float, float, tuple[float, ...]]:
    """Of a marker: share of its box that is filled (0 for crosses and the like), width and height per size, form."""
    try:
        style = MarkerStyle(marker or "o")
    except ValueError:
        style = MarkerStyle("o")
    path = style.get_path().transformed(style.get_transform())
    # Page coordinates grow downwards.
    rings = [np.asarray(r) * (100, -100) for r in path.to_polygons(closed_only=False) if len(r)]
    if not rings:
        return 0.0, 0.1, 0.1, NO_FORM
    _, form, (left, top, right, bottom) = outline.form(rings)
    return form[0] if style.is_filled() else 0.0, (right - left) / 100, (bottom - top) / 100, form
