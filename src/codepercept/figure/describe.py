"""One exact sentence about each thing in a panel."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable

import numpy as np

from codepercept.figure import relations, words
from codepercept.figure.composites import describe_composite
from codepercept.figure.places import axis_value, color_phrase, extent, named, spot, where
from codepercept.figure.scene import Panel, Thing, categories, is_plain
from codepercept.types import Element

MANY = 8
"""Positions of more items than this are summed up rather than listed."""

_MARKERS = {
    "o": "circle", ".": "dot", ",": "pixel", "s": "square", "^": "triangle", "v": "downward triangle",
    "<": "left-pointing triangle", ">": "right-pointing triangle", "D": "diamond", "d": "thin diamond", "*": "star",
    "p": "pentagon", "h": "hexagon", "H": "hexagon", "8": "octagon", "x": "cross", "X": "filled cross", "+": "plus",
    "P": "filled plus", "|": "vertical tick", "_": "horizontal tick",
}  # fmt: skip


def describe(thing: Thing, panel: Panel) -> str:
    """A sentence that says what the thing is, how many, in which colour and where."""
    writer = _WRITERS.get(thing.kind, _shapes)
    return words.sentence(describe_composite(thing, panel) or writer(thing, panel))


def _stroke(element: Element) -> str:
    style = element.line_style if element.line_style not in ("", "solid") else ""
    weight = "thick" if element.line_width >= 3 else "thin" if 0 < element.line_width < 0.8 else ""
    return " ".join(w for w in (weight, style, color_phrase(element)) if w)


def _lines(thing: Thing, panel: Panel) -> str:
    first = thing.elements[0]
    if len(thing.elements) > 1:
        noun = words.count(len(thing.elements), f"{_stroke(first)} line".strip())
        return f"{noun}{named(thing)} {_placed(thing, panel, 'run')}"
    subject = f"{words.a(_stroke(first) or 'plain')} {'curve' if len(first.pixels) > 8 else 'line'}{named(thing)}"
    data = np.array(first.data, float)
    if len(data) < 2 or data.ndim != 2:
        return f"{subject} runs {where(first, panel)}"
    if data.shape[1] == 3:
        return f"{subject} runs through space from {words.point(data[0])} to {words.point(data[-1])}"
    if panel.is_drawing or panel.axes is None:
        if len(data) <= MANY:
            return f"{subject} joins {words.listing([words.point(p) for p in data])}"
        return f"{subject} runs from {words.point(data[0])} to {words.point(data[-1])}"
    return f"{subject} {_course(data, panel)}"


def _course(data: np.ndarray, panel: Panel) -> str:
    """How a curve in a chart runs: ends, rise and fall, highest and lowest point."""
    assert panel.axes is not None
    x, y = panel.axes.x, panel.axes.y

    if panel.axes.projection == "polar":
        low, high = (words.number(float(v)) for v in (data[:, 1].min(), data[:, 1].max()))
        return (
            f"keeps a radius of {low} around the pole" if low == high else f"swings between the radii {low} and {high}"
        )

    def place(row: np.ndarray) -> str:
        return f"({axis_value(x, row[0])}, {axis_value(y, row[1])})"

    if not (is_plain(y) or categories(y)) or not (is_plain(x) or categories(x)):
        steps = np.sign(np.diff(data[:, 1]))
        trend = "rises" if (steps >= 0).all() else "falls" if (steps <= 0).all() else "goes up and down"
        return f"{trend} from left to right" if data[0, 0] <= data[-1, 0] else trend
    if len(data) <= MANY:
        return f"joins {words.listing([place(p) for p in data])}"
    steps = np.diff(data[:, 1])
    size = float(np.ptp(data[:, 1]))
    if size <= 1e-9 * max(1.0, float(np.abs(data[:, 1]).max())):
        ends = f"{axis_value(x, data[0, 0])} to {axis_value(x, data[-1, 0])}"
        return f"stays at {axis_value(y, data[0, 1])} from {ends}"
    text = f"runs from {place(data[0])} to {place(data[-1])}"
    if not (np.diff(data[:, 0]) >= 0).all():
        return text + (" and closes on itself" if np.allclose(data[0], data[-1], atol=1e-6 * size) else "")
    if (steps >= 0).all() or (steps <= 0).all():
        return text.replace("runs", "rises" if steps.sum() > 0 else "falls", 1)
    top, bottom = data[data[:, 1].argmax()], data[data[:, 1].argmin()]
    turns = int((np.diff(np.sign(steps[np.abs(steps) > 1e-9 * size])) != 0).sum())
    text += f", with its highest point at {place(top)} and its lowest at {place(bottom)}"
    return text + (f"; it turns {words.count(turns, 'time')}" if 2 <= turns <= 12 and turns < len(data) / 4 else "")


def _markers(thing: Thing, panel: Panel) -> str:
    first = thing.elements[0]
    shape = _MARKERS.get(first.marker, "")
    colors = Counter(words.color_name(c) for e in thing.elements for c in (e.colors or (e.color or "",)))
    color = color_phrase(first) if len(colors) == 1 else ""
    noun = " ".join(w for w in (color, shape, "marker") if w)
    text = f"{words.count(thing.total, noun)}{named(thing)}"
    positions = [p for e in thing.elements for p in e.data]
    if positions and thing.total <= MANY and not any(e.truncated for e in thing.elements):
        text += f" {_verb(thing, 'stand', thing.total)} at " + words.listing([spot(p, panel) for p in positions])
    else:
        text += f" {_placed(thing, panel, 'stand')}"
    if len(colors) > 1:
        text += f", coloured {words.listing([c or 'hollow' for c, _ in colors.most_common()], most=6)}"
    return text


def _bars(thing: Thing, panel: Panel) -> str:
    bars = [e for e in thing.elements if "width" in e.shape]
    if not bars or panel.axes is None:
        return _shapes(thing, panel)
    widths, heights = ([float(e.shape[k]) for e in bars] for k in ("width", "height"))  # type: ignore[arg-type]
    lying = bars[0].group is not None and bars[0].group.startswith("horizontal")
    values, along = (widths, panel.axes.y) if lying else (heights, panel.axes.x)
    corners = [e.shape["corner"] for e in bars]
    places = [c[1] + h / 2 if lying else c[0] + w / 2 for c, w, h in zip(corners, widths, heights, strict=True)]  # type: ignore[index,operator]
    names = categories(along)
    same = len({words.color_name(e.color) for e in bars}) == 1
    noun = " ".join(w for w in (color_phrase(bars[0]) if same else "", "horizontal" if lying else "", "bar") if w)
    text = f"{words.count(len(bars), noun)}{named(thing)}"
    length = "length" if lying else "height"
    if len(bars) <= 12:
        items = [
            f"{axis_value(along, p)} ({words.number(v)})" if names else words.number(v)
            for p, v in zip(places, values, strict=True)
        ]
        if names:
            text += f" {_verb(thing, 'show')} {words.listing(items)}"
        else:
            text += f" {_verb(thing, 'have')} the {length}{'s' if len(bars) > 1 else ''} {words.listing(items)}"
    else:
        low, high = min(values), max(values)
        text += f" range in {length} from {words.number(low)} to {words.number(high)}"
        text += f", the largest at {axis_value(along, places[values.index(high)])}"
    base = [float(c[0 if lying else 1]) for c in corners if isinstance(c, tuple)]
    if any(abs(b) > 1e-9 for b in base) and len(set(base)) > 1:
        text += ", stacked on those before" if not lying and all(b >= 0 for b in base) else ""
    if not same and len(bars) <= 12:
        text += f"; their colours are {words.listing([words.color_name(e.color) for e in bars])}"
    return text


def _slices(thing: Thing, panel: Panel) -> str:
    parts = []
    for element in thing.elements:
        angles = element.shape.get("angles")
        share = (angles[1] - angles[0]) / 360 if isinstance(angles, tuple) else 0.0
        name = f"{words.quoted(element.label)} " if element.label else ""
        parts.append(f"{name}{words.color_name(element.color)}, {words.number(100 * share, 3)}%")
    whole = sum(1 for _ in parts)
    if whole == 1:
        return f"a {color_phrase(thing.elements[0])} sector covers {parts[0].rpartition(', ')[2]} of a full turn"
    return f"{words.count(whole, 'slice')} make up the pie: {words.listing(parts, most=14)}"


def _arrows(thing: Thing, panel: Panel) -> str:
    first = thing.elements[0]
    noun = f"{_stroke(first)} arrow".strip()
    if len(thing.elements) > 4:
        text = f"{words.count(len(thing.elements), noun)}{named(thing)}"
        lengths = [math.hypot(*v) for e in thing.elements if isinstance(v := e.shape.get("vector"), tuple)]
        if lengths:
            low, high = words.number(min(lengths), 3), words.number(max(lengths), 3)
            reach = f"all of length {low}" if low == high else f"with lengths from {low} to {high}"
            return f"{text} form a vector field, {reach}, {extent(thing.elements, panel)}".rstrip(", ")
        return f"{text} {_placed(thing, panel, 'lie')}"
    ways = []
    for element in thing.elements:
        tail, head = element.shape.get("tail"), element.shape.get("head")
        vector = element.shape.get("vector")
        if isinstance(tail, tuple) and isinstance(vector, tuple):
            head = (tail[0] + vector[0], tail[1] + vector[1])
        if isinstance(tail, tuple) and isinstance(head, tuple):
            ways.append(f"from {spot(tail, panel)} to {spot(head, panel)}")
    subject = words.a(noun) if len(thing.elements) == 1 else words.count(len(thing.elements), noun)
    if len(ways) == len(thing.elements):
        return f"{subject} {_verb(thing, 'point')} {words.listing(ways)}"
    return f"{subject} {_verb(thing, 'point')} {_direction(first)}"


def _direction(element: Element) -> str:
    if len(element.pixels) < 2:
        return "at a spot"
    (x0, y0), (x1, y1) = element.pixels[0], element.pixels[-1]
    angle = math.degrees(math.atan2(y0 - y1, x1 - x0)) % 360
    names = ("right", "up and right", "up", "up and left", "left", "down and left", "down", "down and right")
    return names[round(angle / 45) % 8]


def _contours(thing: Thing, panel: Panel) -> str:
    first = thing.elements[0]
    if "level" in first.shape:
        levels = sorted({float(e.shape["level"]) for e in thing.elements})  # type: ignore[arg-type]
        what = words.count(len(levels), "contour line level")
    else:
        bounds = {float(e.shape[k]) for e in thing.elements for k in ("low", "high") if k in e.shape}  # type: ignore[arg-type]
        levels = sorted(bounds)
        what = words.count(len(thing.elements), "filled contour band")
    ends = f"from {words.number(levels[0])} to {words.number(levels[-1])}" if levels else ""
    return f"{what} {_verb(thing, 'run', 2)} {ends}, {extent(thing.elements, panel)}".rstrip(", ")


def _meshes(thing: Thing, panel: Panel) -> str:
    first = thing.elements[0]
    if "rows" in first.shape:
        cells = (
            f"{words.number(float(first.shape['rows']))} rows and {words.number(float(first.shape['columns']))} columns"  # type: ignore[arg-type]
        )
        text = f"a coloured grid of {cells}"
    else:
        shaded = "smoothly shaded triangles" if first.artist in ("TriMesh", "QuadMesh") else "small faces"
        text = f"a crowd of {thing.total:,} {'lines' if 'Line' in first.artist else shaded}"
        if len(thing.elements) == 1:
            return f"{text} fills the area {extent(thing.elements, panel)}".rstrip()
    if len(thing.elements) > 1:
        text += f", one of {len(thing.elements)} alike"
    return f"{text}{_color_scale(first)} fills the area {extent(thing.elements, panel)}".rstrip()


def _images(thing: Thing, panel: Panel) -> str:
    first = thing.elements[0]
    size = ""
    if "rows" in first.shape:
        size = f" of {words.number(float(first.shape['rows']))} by {words.number(float(first.shape['columns']))} pixels"  # type: ignore[arg-type]
    noun = "an image" if len(thing.elements) == 1 else words.count(len(thing.elements), "image")
    text = f"{noun}{size}{_color_scale(first)}"
    if len(first.data) == 2 and not panel.is_drawing:
        (x0, y0), (x1, y1) = first.data
        xs, ys = sorted((x0, x1)), sorted((y0, y1))
        return (
            f"{text} covers x from {words.number(xs[0])} to {words.number(xs[1])} and y from {words.number(ys[0])} "
            f"to {words.number(ys[1])}"
        )
    return f"{text} {_verb(thing, 'fill')} the panel"


def _color_scale(element: Element) -> str:
    if "cmap" not in element.shape:
        return ""
    text = f", coloured with the {element.shape['cmap']} map"
    if "vmin" in element.shape:
        low, high = element.shape["vmin"], element.shape["vmax"]
        text += f" from {words.number(float(low))} to {words.number(float(high))}"  # type: ignore[arg-type]
    return text + ","


def _shapes(thing: Thing, panel: Panel) -> str:
    """Segments, polygons, circles and other outlines."""
    total = len(thing.elements)
    first = thing.elements[0]
    if total == 1:
        return f"{words.a(_outline(first))}{named(thing)} {_measures(first, panel)}"
    phrases = Counter(_outline(e, exact=False) for e in thing.elements)
    if len(phrases) == 1:
        noun = words.count(total, _outline(first))
    else:
        noun = words.count(total, thing.kind)
        parts = [f"{n} {words.plural(p) if n > 1 else p}" for p, n in phrases.most_common()]
        noun += f" ({words.listing(parts, most=6)})"
    text = f"{noun}{named(thing)}"
    if total <= 5 and all(_measures(e, panel) for e in thing.elements) and thing.kind != "path":
        each = [f"one {_measures(e, panel)}" for e in thing.elements]
        return f"{text}: {words.listing(each)}" if sum(map(len, each)) < 400 else text + _where_all(thing, panel)
    return text + _where_all(thing, panel)


def _where_all(thing: Thing, panel: Panel) -> str:
    sizes = {words.number(r, 3) for e in thing.elements if isinstance(r := e.shape.get("radius"), float)}
    text = f", each of radius {sizes.pop()}," if len(sizes) == 1 else ""
    return f"{text} {_placed(thing, panel, 'lie')}"


def _outline(element: Element, exact: bool = True) -> str:
    noun = relations.kind_phrase(element).split()[-1]
    if element.kind == "segment" and element.group:
        noun = {"errorbar": "error bar", "stem": "stem"}.get(element.group.split()[0], noun)
    if element.kind in ("segment", "arc"):
        return f"{_stroke(element) if exact else words.color_name(element.color)} {noun}".strip()
    if element.fill_color:
        fill = color_phrase(element, exact)
        hatch = "hatched " if element.hatch else ""
        clear = "translucent " if element.alpha < 0.95 else ""
        edge = ""
        if exact and element.edge_color and element.edge_color != element.fill_color:
            dash = f"{element.line_style} " if element.line_style not in ("", "solid") else ""
            edge = f" with {words.a(f'{dash}{words.color_name(element.edge_color)} outline')}"
        return f"{hatch}{clear}{fill} {noun}{edge}"
    dash = f"{element.line_style} " if element.line_style not in ("", "solid") else ""
    return f"{dash}{color_phrase(element, exact)} {noun}" + (" outline" if exact and noun != "path" else "")


def _measures(element: Element, panel: Panel) -> str:
    """Place and size in data units: "has its centre at (0, 0) and radius 2"."""
    shape = element.shape
    if isinstance(center := shape.get("center"), tuple) and element.kind in ("circle", "ellipse", "arc"):
        size = (
            f"radius {words.number(float(shape['radius']))}"  # type: ignore[arg-type]
            if "radius" in shape
            else f"axes {words.number(float(shape['width']))} and {words.number(float(shape['height']))}"  # type: ignore[arg-type]
        )
        text = f"has its centre at {words.point(center)} and {size}"
        if isinstance(angles := shape.get("angles"), tuple):
            text += f", spanning {words.number(angles[0])}° to {words.number(angles[1])}°"
        return text
    if "corner" in shape and isinstance(corner := shape["corner"], tuple):
        width, height = float(shape["width"]), float(shape["height"])  # type: ignore[arg-type]
        return f"is {words.number(width)} wide and {words.number(height)} high, with a corner at {words.point(corner)}"
    points = [p for p, _ in itertools.groupby(element.data)]
    if element.kind == "segment" and len(points) >= 2:
        return f"goes from {spot(points[0], panel)} to {spot(points[-1], panel)}"
    if element.kind in ("polygon", "rectangle") and 3 <= len(points) <= MANY:
        if len(points) > 3 and np.allclose(points[0], points[-1]):
            points = points[:-1]
        return f"has its corners at {words.listing([words.point(p) for p in points])}"
    return f"lies {where(element, panel)}"


def _placed(thing: Thing, panel: Panel, verb: str) -> str:
    """ "lie over x from 0 to 5", or that they are drawn where no axis tells the place."""
    area = extent(thing.elements, panel)
    if area:
        return f"{_verb(thing, verb, thing.total)} {area}"
    return "is drawn" if thing.total == 1 else "are drawn"


def _verb(thing: Thing, verb: str, total: int | None = None) -> str:
    if (len(thing.elements) if total is None else total) != 1:
        return verb
    return {"have": "has"}.get(verb, verb + ("es" if verb.endswith(("s", "x", "ch", "sh")) else "s"))


_WRITERS: dict[str, Callable[[Thing, Panel], str]] = {
    "line": _lines,
    "markers": _markers,
    "bar": _bars,
    "slice": _slices,
    "pie": _slices,
    "arrow": _arrows,
    "contour": _contours,
    "mesh": _meshes,
    "image": _images,
}
