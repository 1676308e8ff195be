"""Where things are, in words: coordinates as the axes show them, extents, places in a panel."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from codepercept.figure import words
from codepercept.figure.scene import Panel, Thing, categories, is_plain
from codepercept.types import AxisInfo, Element


def named(thing: Thing) -> str:
    """ " labelled …", or nothing."""
    return f" labelled {words.quoted(thing.label)}" if thing.label else ""


def color_phrase(element: Element, exact: bool = True) -> str:
    """ "red (#ff0000)"; pure black and white need no code."""
    name = words.color_name(element.color)
    if not name or not exact or element.color in ("#000000", "#ffffff"):
        return name
    return f"{name} ({element.color})"


def axis_value(axis: AxisInfo | None, value: float) -> str:
    """A coordinate as the axis shows it: the tick label at that place, or the number."""
    if axis is not None and (named := categories(axis)):
        place = min(named, key=lambda p: abs(p - value))
        span = abs(axis.limits[1] - axis.limits[0]) or 1.0
        if abs(place - value) <= 0.02 * span:
            return words.quoted(named[place])
    return words.number(value)


def extent(elements: Sequence[Element], panel: Panel) -> str:
    """ "between x = 0 and x = 5 and between y = 1 and y = 2"; where axes carry no numbers, the place on the page."""
    points = [p for e in elements for p in e.data]
    if not points or len({len(p) for p in points}) != 1 or panel.is_drawing or panel.axes is None:
        return where(elements[0], panel) if len(elements) == 1 else ""
    data = np.array(points)
    parts = []
    for column, (name, axis) in enumerate(zip("xyz", (panel.axes.x, panel.axes.y, panel.axes.z), strict=True)):
        if column >= data.shape[1] or axis is None or not (is_plain(axis) or categories(axis)):
            continue
        low, high = float(data[:, column].min()), float(data[:, column].max())
        low, high = max(low, min(axis.limits)), min(high, max(axis.limits))
        if low < high:
            parts.append(f"{name} from {axis_value(axis, low)} to {axis_value(axis, high)}")
        elif low == high:
            parts.append(f"{name} at {axis_value(axis, low)}")
    return f"over {words.listing(parts)}" if parts else ""


def where(element: Element, panel: Panel) -> str:
    """Rough place on the page within the panel: "in the upper left"."""
    if element.bbox is None or panel.axes is None:
        return "on the page"
    x = (element.bbox[0] + element.bbox[2]) / 2
    y = (element.bbox[1] + element.bbox[3]) / 2
    left, top, right, bottom = panel.axes.bbox
    if right - left <= 0 or bottom - top <= 0:
        return "on the page"
    column = min(2, max(0, int(3 * (x - left) / (right - left))))
    row = min(2, max(0, int(3 * (y - top) / (bottom - top))))
    if (row, column) == (1, 1):
        return "in the middle"
    names = (("upper left", "top", "upper right"), ("left", "", "right"), ("lower left", "bottom", "lower right"))
    name = names[row][column]
    return f"at the {name}" if name in ("top", "bottom") else f"on the {name}" if row == 1 else f"in the {name}"


def spot(position: Sequence[float], panel: Panel) -> str:
    """A point as the axes of its panel show it."""
    if panel.axes is None or len(position) != 2:
        return words.point(position)
    x, y = panel.axes.x, panel.axes.y
    return f"({axis_value(x, position[0])}, {axis_value(y, position[1])})"
