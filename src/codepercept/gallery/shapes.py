"""Element geometry made small enough for a page: rounded, thinned and capped."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from codepercept.gallery.outlines import runs_of, thin
from codepercept.types import Element, FigureTrace, Point

MOST_ELEMENTS = 1500
MOST_POINTS = 400
POINT_BUDGET = 60_000
"""Points of one sample together; where it would be passed, all long outlines are thinned further."""

# How an element is outlined and hit: along an open path, around a closed one, at points, or as its box.
_OPEN = {"segment", "line", "arrow", "arc", "contour"}
_CLOSED = {"polygon", "rectangle", "circle", "ellipse", "wedge"}

# Who goes first when there are too many elements. Roles not named here come in the middle.
_FIRST_ROLES = {"data": 0, "annotation": 1, "title": 1, "legend": 1, "axis_label": 1}
_LAST_ROLES = {"tick": 3, "grid": 3, "spine": 3, "pane": 4, "background": 4, "figure": 4}

_COLOR = re.compile(r"^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$")
_LONGEST_TEXT = 300


def pack_trace(trace: FigureTrace, mentioned: Collection[int] = ()) -> dict[str, Any]:
    """Compact geometry of everything with ink on the page.

    Args:
        trace: What was drawn.
        mentioned: Ids of elements that captions or facts speak of; these are kept first.

    Returns:
        `size` (page width and height in pixels), `elements` (one mapping each, see `_pack_element`) in
        painting order, and `thinned`: sentences that say what was left out, empty if nothing was.
    """
    visible = [element for element in trace.elements if element.visible]
    kept = _choose(visible, frozenset(mentioned))
    cap = _point_cap(kept)
    scale = trace.canvas.dpi / 72.0 if trace.canvas.dpi > 0 else 1.0
    frames = {axes.id: _whole(axes.bbox) for axes in trace.axes}
    packed = [_pack_element(element, cap, scale, frames) for element in kept]

    thinned = []
    if len(kept) < len(visible):
        thinned.append(f"{len(kept):,} of {len(visible):,} elements can be pointed at")
    shortened = sum(1 for element in kept if len(element.pixels) > cap and _mode(element) != "b")
    if shortened:
        noun = "outline is" if shortened == 1 else "outlines are"
        thinned.append(f"{shortened:,} long {noun} simplified to at most {cap} points")
    if trace.truncated or any(element.truncated for element in kept):
        thinned.append("the trace itself is shortened")
    return {
        "size": [max(1, trace.canvas.width), max(1, trace.canvas.height)],
        "elements": packed,
        "thinned": thinned,
    }


def describe_data(element: Element) -> str:
    """One line with an element's coordinates in data units, or its measures; empty if neither is known."""
    parts = [f"{name.replace('_', ' ')} {_measure(value)}" for name, value in list(element.shape.items())[:6]]
    points = [point for point in element.data if point]
    if not parts and 0 < len(points) <= 4:
        parts = [", ".join(_tuple(point) for point in points)]
    elif not parts and points:
        ranges = []
        for axis, name in enumerate("xyz"):
            values = [p[axis] for p in points if len(p) > axis and math.isfinite(p[axis])]
            if values:
                ranges.append(f"{name} {_number(min(values))} … {_number(max(values))}")
        if ranges and element.kind != "markers":
            parts.append(f"{len(points):,} points" + ("+" if element.truncated else ""))
        parts.extend(ranges)
    return _short(", ".join(parts))


def _choose(elements: Sequence[Element], mentioned: frozenset[int]) -> list[Element]:
    if len(elements) <= MOST_ELEMENTS:
        return list(elements)
    ranks: dict[int, list[int]] = {}
    for position, element in enumerate(elements):
        rank = _FIRST_ROLES.get(element.role, _LAST_ROLES.get(element.role, 2))
        ranks.setdefault(-1 if element.id in mentioned else rank, []).append(position)
    chosen: list[int] = []
    for rank in sorted(ranks):
        places, room = ranks[rank], MOST_ELEMENTS - len(chosen)
        if len(places) > room:  # evenly, so that no part of the figure goes dead
            places = [places[i * len(places) // room] for i in range(room)]
        chosen.extend(places)
    return [elements[position] for position in sorted(chosen)]


def _point_cap(elements: Sequence[Element]) -> int:
    cap = MOST_POINTS
    while cap > 12 and sum(min(len(element.pixels), cap) for element in elements) > POINT_BUDGET:
        cap //= 2
    return cap


def _mode(element: Element) -> str:
    """How an element is outlined: "o" open path, "c" closed path, "p" points, "b" box."""
    if element.kind == "markers" and element.pixels:
        return "p"
    if element.kind == "contour" and element.fill_color and len(element.pixels) >= 3:
        return "c"
    if element.kind in _OPEN and len(element.pixels) >= 2:
        return "o"
    if element.kind in _CLOSED and len(element.pixels) >= 3:
        return "c"
    if element.kind == "path" and len(element.pixels) >= 2:
        return "c" if element.fill_color else "o"
    return "b"


def _pack_element(element: Element, cap: int, scale: float, frames: Mapping[int, list[int] | None]) -> dict[str, Any]:
    """One element under short names; what is empty or usual is left out.

    i id, k kind, r role, m mode, g geometry (runs of x, y, x, y, ...), b box, x box that clips it, l line,
    c colour, f filled, w stroke width px, s marker size px, n count, t label or text, d data summary, p data
    of each point, y style.
    """
    mode = _mode(element)
    packed: dict[str, Any] = {"i": element.id, "k": element.kind, "r": element.role, "m": mode}
    if mode == "b":
        if box := _box(element):
            packed["b"] = box
    else:
        if mode == "p":
            chosen = [i for i in thin(element.pixels, cap) if all(map(math.isfinite, element.pixels[i]))]
            if len(element.data) == len(element.pixels) and not element.truncated:
                packed["p"] = [_tuple(element.data[i]) for i in chosen]
            packed["g"] = [[round(v) for i in chosen for v in element.pixels[i]]]
        else:
            packed["g"] = runs_of(element, cap)
    color = element.color or element.fill_color or element.edge_color
    words = " ".join(filter(None, [_stroke(element), f"hatch {element.hatch}" if element.hatch else ""]))
    optional = {
        "x": frames.get(element.axes) if element.clip == "partial" and element.axes is not None else None,
        "l": element.line,
        "c": color if color and _COLOR.match(color) else None,
        "f": 1 if element.fill_color and element.alpha > 0 else None,
        "w": _pixels(element.line_width, scale),
        "s": _pixels(element.marker_size, scale),
        "n": element.count if element.count > 1 else None,
        "t": _short(element.text or element.label),
        "d": describe_data(element),
        "y": words,
    }
    packed.update({key: value for key, value in optional.items() if value})
    return packed


def _box(element: Element) -> list[int] | None:
    box = element.bbox
    if box is None:
        finite = [p for p in element.pixels if all(map(math.isfinite, p))]
        if not finite:
            return None
        xs, ys = [p[0] for p in finite], [p[1] for p in finite]
        box = (min(xs), min(ys), max(xs), max(ys))
    return _whole(box)


def _whole(box: tuple[float, float, float, float]) -> list[int] | None:
    if not all(map(math.isfinite, box)):
        return None
    return [math.floor(box[0]), math.floor(box[1]), math.ceil(box[2]), math.ceil(box[3])]


def _stroke(element: Element) -> str:
    if element.kind == "markers":
        return f"marker {element.marker}" if element.marker else ""
    if not element.line_style or element.line_width <= 0:
        return ""
    return f"{element.line_style} {_number(element.line_width)} pt"


def _pixels(points: float, scale: float) -> float | None:
    return round(points * scale, 1) if math.isfinite(points) and points > 0 else None


def _measure(value: float | str | tuple[float, ...]) -> str:
    if isinstance(value, str):
        return _short(value)
    return _tuple(value) if isinstance(value, tuple) else _number(value)


def _tuple(point: Point) -> str:
    return "(" + ", ".join(_number(value) for value in point) + ")"


def _number(value: float) -> str:
    text = f"{value:.4g}"
    return "0" if text == "-0" else text


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
