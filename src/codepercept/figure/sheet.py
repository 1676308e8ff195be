"""The page of a trace: makes elements of painted outlines, in painting order.

Runs inside the sandbox: standard library, numpy and matplotlib only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib import axis

from codepercept.figure import axes_info, shapes
from codepercept.figure.data_coordinates import DataCoordinates, Rows
from codepercept.figure.recorder import Record

MAX_ELEMENTS = 4000
MAX_POINTS = 400
"""Vertices kept of one outline."""

MAX_TOTAL_POINTS = 40_000
"""Once a trace holds this many vertices, further elements keep few of theirs."""

FEW_POINTS = 24
_PLACELESS = {"tick", "tick_label", "grid", "spine", "background", "pane", "legend", "title", "axis_label"}


class Sheet:
    """Elements of one figure, as plain dictionaries of the shape of `codepercept.types.Element`.

    Attributes:
        axes: every axes of the figure; an element's `axes` is the index in it.
        data: the joiner of data coordinates.
        elements: what was made so far.
        open: elements of artists that draw in several calls, by the artist's `id`.
        ticks: labels of the major ticks that are drawn, by position, by the axis' `id`.
        drawn: items of collections made so far, by the artist's `id`.
    """

    def __init__(self, figure: Any, renderer: Any) -> None:
        self.renderer = renderer
        self.height, self.width = float(renderer.height), float(renderer.width)
        self.pixels_per_point = float(renderer.dpi) / 72
        self.axes = axes_info.all_axes(figure)
        self.ids = {id(axes): number for number, axes in enumerate(self.axes)}
        self.roles = axes_info.Roles(figure, self.axes)
        self.data = DataCoordinates()
        self.elements: list[dict[str, Any]] = []
        self.open: dict[int, dict[str, Any]] = {}
        self.drawn: dict[int, int] = {}
        self.ticks: dict[int, dict[float, str]] = {}
        self._points = 0

    @property
    def full(self) -> bool:
        """Whether the trace holds as many elements as it may."""
        return len(self.elements) >= MAX_ELEMENTS

    def add(
        self,
        kind: str,
        record: Record,
        pieces: Sequence[np.ndarray],
        style: dict[str, Any],
        box: Any = None,
        data: Callable[[], Rows] | None = None,
        **fields: Any,
    ) -> dict[str, Any]:
        """Append an element.

        Args:
            kind: its kind.
            record: the call that painted it.
            pieces: connected pieces of its outline, (N, 2) pixels with y upwards.
            style: stroke, fill and clipping, as `Record.style` has them.
            box: extents (x0, y0, x1, y1) in pixels with y upwards; default: that of the outline and its stroke.
            data: gives the data coordinates; not asked for furniture, which has its own in `AxisInfo`.
            fields: further fields of the element; those that are empty are left out.
        """
        artist = record.chain[-1]
        axes = axes_info.axes_of(record.chain)
        role = self.roles.role(record.chain, axes)
        stroke = shapes.hex_color(style["stroke"]) if style["width"] > 0 else None
        fill = shapes.hex_color(style["face"])
        pieces = [p for p in (_finite(p) for p in pieces) if len(p)]
        if box is None and pieces:
            box = _extents(pieces, style["width"] * self.pixels_per_point / 2 if stroke else 0.0)
        ink = stroke or fill or fields.get("colors") or style["hatch"] or kind in ("image", "mesh")
        shown, clip = self._visibility(box, style["clip"], bool(ink))
        element: dict[str, Any] = {
            "id": len(self.elements),
            "kind": kind,
            "role": role,
            "axes": self.ids.get(id(axes)),
            "artist": type(artist).__name__,
            "color": fill or stroke,
            "edge_color": stroke,
            "fill_color": fill,
            "alpha": round(float(style["face"][3] if fill else style["stroke"][3]), 3),
            "zorder": round(float(artist.get_zorder()), 4),
            "visible": shown,
            "clip": clip,
            "line": axes_info.line_of(record.chain),
        }
        if box is not None and math.isfinite(sum(box)):
            x0, y0, x1, y1 = (min(max(float(v), -1e6), 1e6) for v in box)
            element["bbox"] = [round(v, 2) for v in (x0, self.height - y1, x1, self.height - y0)]
        if stroke:
            element["line_width"] = round(float(style["width"]), 3)
            element["line_style"] = shapes.dash_name(style["dashes"], style["width"])
        fields["data"] = [] if data is None or role in _PLACELESS else data()
        fields |= {"hatch": style["hatch"], "group": self.roles.group(artist), "label": self.roles.label(artist)}
        fields |= {"call": axes_info.call_of(artist), "part": self.roles.part(artist)}
        self._outline(element, fields, pieces)
        element.update({k: v for k, v in fields.items() if v not in (None, "", (), [], {})})
        self.elements.append(element)
        return element

    def _outline(self, element: dict[str, Any], fields: dict[str, Any], pieces: list[np.ndarray]) -> None:
        """Set `pixels`, `breaks` and `data`, thinned where they are too many."""
        most = MAX_POINTS if self._points <= MAX_TOTAL_POINTS else FEW_POINTS
        if element["kind"] != "markers":
            thinned = shapes.thin_pieces(pieces, most)
            if sum(map(len, thinned)) < sum(map(len, pieces)):
                fields["truncated"] = True
            pieces = thinned
        if len(pieces) > 1:
            element["pixels"] = self.page(np.concatenate(pieces))
            fields["breaks"] = np.cumsum([len(p) for p in pieces[:-1]]).tolist()
        else:
            element["pixels"] = self.page(pieces[0]) if pieces else []
        data = fields["data"]
        if most == FEW_POINTS and len(data) > most and element["kind"] != "markers":
            fields["data"] = [data[i] for i in shapes.spread(len(data), most)]
            fields["truncated"] = True
        self._points += len(element["pixels"]) + len(data)

    def note_tick(self, chain: tuple[Any, ...], element: dict[str, Any]) -> None:
        """Keep the label of a major tick for the description of its axis."""
        tick, owner = chain[-2], next((a for a in reversed(chain) if isinstance(a, axis.Axis)), None)
        if isinstance(tick, axis.Tick) and owner is not None and any(tick is t for t in owner.majorTicks):
            self.ticks.setdefault(id(owner), {}).setdefault(float(tick.get_loc()), element["text"])

    def page(self, points: np.ndarray) -> list[list[float]]:
        """Pixels with y downwards, as they stand in a trace."""
        height = self.height
        if len(points) <= 12:
            inner = [(min(max(x, -1e6), 1e6), min(max(y, -1e6), 1e6)) for x, y in points.tolist()]
            return [[round(x, 2), round(height - y, 2)] for x, y in inner]
        points = np.clip(points, -1e6, 1e6) * (1.0, -1.0) + (0.0, height)
        listed: list[list[float]] = np.round(points, 2).tolist()
        return listed

    def widen(self, element: dict[str, Any], pieces: Sequence[np.ndarray], pad: float) -> None:
        """Let the bounding box of an element take in further outlines."""
        pieces = [p for p in (_finite(p) for p in pieces) if len(p)]
        if not pieces or "bbox" not in element:
            return
        x0, y0, x1, y1 = _extents(pieces, pad)
        box, h = element["bbox"], self.height
        wide = (min(box[0], x0), min(box[1], h - y1), max(box[2], x1), max(box[3], h - y0))
        element["bbox"] = [round(float(v), 2) for v in wide]

    def _visibility(self, box: Any, clip: Any, ink: bool) -> tuple[bool, str]:
        if box is None or not math.isfinite(sum(box)):
            return False, "none"
        x0, y0, x1, y1 = box
        left, bottom, right, top = 0.0, 0.0, self.width, self.height
        if clip is not None:
            left, bottom, right, top = (
                max(left, clip[0]),
                max(bottom, clip[1]),
                min(right, clip[2]),
                min(top, clip[3]),
            )
        if x0 > right or y0 > top or x1 < left or y1 < bottom or right <= left or top <= bottom:
            return False, "full"
        inside = x0 >= left - 1 and y0 >= bottom - 1 and x1 <= right + 1 and y1 <= top + 1
        return ink, "none" if inside else "partial"


def _finite(points: np.ndarray) -> np.ndarray:
    if math.isfinite(points.sum()):
        return points
    finite: np.ndarray = points[np.isfinite(points).all(axis=1)]
    return finite


def _extents(pieces: Sequence[np.ndarray], pad: float) -> tuple[float, float, float, float]:
    points = pieces[0] if len(pieces) == 1 else np.concatenate(pieces)
    if len(points) <= 12:
        xs, ys = zip(*points.tolist(), strict=True)
        return min(xs) - pad, min(ys) - pad, max(xs) + pad, max(ys) + pad
    (x0, y0), (x1, y1) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return x0 - pad, y0 - pad, x1 + pad, y1 + pad
