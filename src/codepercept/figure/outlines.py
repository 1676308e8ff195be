"""Single outlines of a trace: lines, patches, arrows, and texts.

Runs inside the sandbox: standard library, numpy and matplotlib only.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib import lines, patches, text
from matplotlib.colors import to_rgba

from codepercept.figure import axes_info, shapes
from codepercept.figure.recorder import Record
from codepercept.figure.sheet import Sheet

_ARROWS = (patches.FancyArrowPatch, patches.FancyArrow, patches.Arrow)
_PLAIN_EXTENTS = (text.Text.get_window_extent, text.Annotation.get_window_extent)

MAX_CORNERS = 12
"""A closed line with more corners than this is a curve."""


def add_text(sheet: Sheet, record: Record) -> None:
    """A text is one element however many lines and path effects it is painted with."""
    artist = record.chain[-1]
    if id(artist) in sheet.open:
        return
    box = _extent_of(artist, sheet)
    middle = np.array([[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]])
    red, green, blue, alpha = to_rgba(artist.get_color(), artist.get_alpha())
    style = dict(record.style, face=None, width=1.0, hatch="", stroke=(red, green, blue, alpha))
    element = sheet.add(
        "text",
        record,
        [middle],
        style,
        box=box,
        text=artist.get_text(),
        font_size=round(float(artist.get_fontsize()), 2),
        rotation=round(float(artist.get_rotation()), 2),
        data=lambda: sheet.data.of_text(artist, axes_info.axes_of(record.chain)),
    )
    if element["role"] == "tick_label":
        sheet.note_tick(record.chain, element)
    element.pop("line_width", None)
    element.pop("line_style", None)
    sheet.open[id(artist)] = element


def _extent_of(artist: Any, sheet: Sheet) -> tuple[float, float, float, float]:
    """The box of a text alone, without an annotation's arrow, from the layout that it was drawn by."""
    if type(artist).get_window_extent not in _PLAIN_EXTENTS:
        box: tuple[float, float, float, float] = tuple(artist.get_window_extent(sheet.renderer).extents.tolist())
        return box
    drawn = getattr(artist, "_drawn_at", None)
    if drawn is None:
        drawn = artist._get_layout(sheet.renderer)[0].extents, artist.get_transform(), artist.get_unitless_position()
    extents, transform, position = drawn
    x, y = transform.transform(position)
    x0, y0, x1, y1 = extents.tolist()
    return x0 + x, y0 + y, x1 + x, y1 + y


def add_path(sheet: Sheet, record: Record) -> None:
    """A line or a patch; an arrow's further calls belong to its first one."""
    artist = record.chain[-1]
    pieces = shapes.flatten(record.points, record.codes)
    if isinstance(artist, _ARROWS):
        _add_arrow(sheet, record, pieces)
        return
    if not pieces:
        return
    axes = axes_info.axes_of(record.chain)
    face = record.style["face"]
    filled = face is not None and face[3] > 0
    kind = _patch_kind(artist) or shapes.classify(pieces, record.codes, filled)
    if isinstance(artist, lines.Line2D):
        if all(len(p) < 2 for p in pieces):
            return  # a move without a stroke leaves no ink
        if kind == "polygon" and len(pieces[0]) > MAX_CORNERS:
            kind = "line"  # a curve that closes, not a shape with that many corners
    data: list[list[float]] = []

    def find_data() -> list[list[float]]:
        data.extend(sheet.data.of_path(artist, axes, np.concatenate(pieces)))
        return data

    element = sheet.add(kind, record, pieces, record.style, data=find_data)
    # A patch moved by a transform of its own has measures that no longer hold in data units.
    own = isinstance(artist, patches.Patch) and axes is not None and sheet.data.moved(artist, axes)
    if not own and (shape := _measures(sheet, artist, kind, data)):
        element["shape"] = shape


def _add_arrow(sheet: Sheet, record: Record, pieces: list[np.ndarray]) -> None:
    artist = record.chain[-1]
    if (element := sheet.open.get(id(artist))) is not None:
        stroke = shapes.hex_color(record.style["stroke"]) and record.style["width"] > 0
        sheet.widen(element, pieces, record.style["width"] * sheet.pixels_per_point / 2 if stroke else 0.0)
        element["fill_color"] = element["fill_color"] or shapes.hex_color(record.style["face"])
        return
    ends = sheet.data.of_arrow(artist, axes_info.axes_of(record.chain))
    pixels = ends.pop("pixels", None)
    if not pieces and pixels is None:
        return
    data = ends.pop("data", [])
    element = sheet.add("arrow", record, pieces, record.style, data=lambda: data, **ends)
    if pixels is not None:
        element["pixels"] = sheet.page(pixels)
        element.pop("breaks", None)
        element.pop("truncated", None)
    sheet.open[id(artist)] = element


def _patch_kind(artist: Any) -> str | None:
    if isinstance(artist, patches.Arc):
        return "arc"
    if isinstance(artist, patches.Wedge):
        return "wedge"
    if isinstance(artist, patches.FancyBboxPatch):
        return "rectangle"
    return None


def _measures(sheet: Sheet, artist: Any, kind: str, data: list[list[float]]) -> dict[str, Any]:
    """Measures in data units that the outline alone does not give exactly."""
    shape: dict[str, Any] = {}
    if isinstance(artist, patches.Wedge):
        shape = {"center": artist.center, "radius": artist.r, "angles": (artist.theta1, artist.theta2)}
        if artist.width is not None:
            shape["inner_radius"] = artist.r - artist.width
    elif isinstance(artist, patches.Annulus):
        shape = {"center": artist.get_center()}
        if math.isclose(artist.a, artist.b):
            shape.update(radius=artist.a, inner_radius=artist.a - artist.get_width())
    elif isinstance(artist, patches.Ellipse):  # circles and arcs too
        shape = {"center": artist.get_center(), "width": artist.get_width(), "height": artist.get_height()}
        if artist.get_width() == artist.get_height():  # may be quantities with units
            shape["radius"] = artist.get_width() / 2
        if isinstance(artist, patches.Arc):
            shape["angles"] = (artist.theta1, artist.theta2)
        if artist.get_angle():
            shape["angle"] = artist.get_angle()
    elif isinstance(artist, patches.FancyBboxPatch):
        if data and kind == "rectangle":
            low, high = np.min(data, axis=0), np.max(data, axis=0)
            shape = {"corner": low, "width": high[0] - low[0], "height": high[1] - low[1]}
    elif isinstance(artist, patches.Rectangle):
        shape = {"corner": artist.get_xy(), "width": artist.get_width(), "height": artist.get_height()}
        if artist.get_angle():
            shape["angle"] = artist.get_angle()
    elif isinstance(artist, patches.RegularPolygon):
        shape = {"center": artist.xy, "radius": artist.radius, "corners": artist.numvertices}
    return sheet.data.clean(shape)
