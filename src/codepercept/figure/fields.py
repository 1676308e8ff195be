"""Coloured fields of a trace: meshes, shaded triangles, images.

Runs inside the sandbox: standard library, numpy and matplotlib only.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib import image

from codepercept.figure import axes_info
from codepercept.figure.data_coordinates import Rows, rounded
from codepercept.figure.recorder import Record
from codepercept.figure.sheet import Sheet


def add_mesh(sheet: Sheet, record: Record) -> None:
    """A grid or net of coloured cells is one element that counts them."""
    artist = record.chain[-1]
    points = record.points[np.isfinite(record.points).all(axis=1)]
    if not len(points):
        return
    outline = outline_of(points)
    shape = color_mapping(artist)
    if "shape" in record.extra:
        shape["rows"], shape["columns"] = record.extra["shape"]
    style = dict(record.style, face=None, width=0.0)

    def find_data() -> Rows:
        return sheet.data.of_region(artist, axes_info.axes_of(record.chain), points)

    cleaned, grid = sheet.data.clean(shape), record.extra.get("grid", ())
    sheet.add("mesh", record, [outline], style, count=record.total, data=find_data, shape=cleaned, grid=grid)


def add_image(sheet: Sheet, record: Record) -> None:
    """A picture, cut to where it shows."""
    artist = record.chain[-1]
    (x0, y0), (x1, y1) = record.points
    if record.style["clip"] is not None:
        cx0, cy0, cx1, cy1 = record.style["clip"]
        x0, y0, x1, y1 = max(x0, cx0), max(y0, cy0), min(x1, cx1), min(y1, cy1)
    if x1 <= x0 or y1 <= y0:
        return
    outline = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
    shape: dict[str, Any] = {}
    array = artist.get_array() if hasattr(artist, "get_array") else None
    if array is not None and array.ndim >= 2:
        shape = color_mapping(artist) if array.ndim == 2 else {}
        shape["rows"], shape["columns"] = array.shape[:2]
    data: list[Any] = []
    if isinstance(artist, image.AxesImage) and artist.get_transform() == axes_info.data_transform(record.chain):
        left, right, bottom, top = artist.get_extent()
        data = [rounded(p) for p in ((left, bottom), (right, top))]
    alpha = artist.get_alpha()
    style = dict(record.style, face=None, width=0.0)
    style["stroke"] = (0, 0, 0, 1.0 if alpha is None else float(np.max(alpha)))
    grid = record.extra.get("grid", ())
    sheet.add("image", record, [outline], style, data=lambda: data, shape=sheet.data.clean(shape), grid=grid)


def outline_of(points: np.ndarray) -> np.ndarray:
    """Corners of the upright rectangle around points."""
    low, high = points.min(axis=0), points.max(axis=0)
    return np.array([low, [high[0], low[1]], high, [low[0], high[1]]])


def color_mapping(artist: Any) -> dict[str, Any]:
    """Colour map and value range of an artist that maps numbers to colours."""
    if not hasattr(artist, "get_cmap") or getattr(artist, "get_array", lambda: None)() is None:
        return {}
    low, high = artist.get_clim()
    shape: dict[str, Any] = {"cmap": artist.get_cmap().name}
    if low is not None and high is not None:
        shape.update(vmin=float(low), vmax=float(high))
    return shape
