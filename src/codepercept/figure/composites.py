"""Sentences about things that one plotting call makes of many parts: box plots, histograms, stems, surfaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np

from codepercept.figure import words
from codepercept.figure.places import axis_value, color_phrase, extent, named
from codepercept.figure.scene import Panel, Thing, categories
from codepercept.types import Element


def describe_composite(thing: Thing, panel: Panel) -> str | None:
    """What a composite shows; None if the thing is none, or its parts do not add up."""
    writer = _WRITERS.get(thing.kind)
    return None if writer is None else writer(thing, panel)


def _part(thing: Thing, *parts: str) -> list[Element]:
    return [e for e in thing.elements if e.part in parts]


def _shades(elements: list[Element]) -> str:
    """The one colour of elements with its code, or nothing where they differ."""
    colors = {e.color for e in elements}
    return color_phrase(elements[0]) if len(colors) == 1 and elements else ""


def _levels(elements: list[Element], upright: bool) -> list[tuple[float, float]]:
    """(position, value) of short level strokes such as medians."""
    spots = [np.mean(np.array(e.data), axis=0) for e in elements if e.data and len(e.data[0]) == 2]
    found = [(float(s[0]), float(s[1])) if upright else (float(s[1]), float(s[0])) for s in spots]
    return sorted(found)


def _boxes(thing: Thing, panel: Panel) -> str | None:
    boxes, medians = _part(thing, "box"), _part(thing, "median")
    if not boxes or panel.axes is None:
        return None
    stretch = [np.ptp(np.array(e.data), axis=0) for e in medians if e.data]
    upright = not stretch or bool(np.mean([s[0] >= s[1] for s in stretch]) >= 0.5)
    along, across = (panel.axes.x, panel.axes.y) if upright else (panel.axes.y, panel.axes.x)
    text = words.count(len(boxes), f"{_shades(boxes)} box".strip())
    levels = _levels(medians, upright)
    if levels and len(levels) <= 8:
        names = categories(along)
        said = [f"{words.number(v)} for {axis_value(along, p)}" if names else axis_value(across, v) for p, v in levels]
        text += f" {_have(boxes)} {'their medians' if len(levels) > 1 else 'its median'} at {words.listing(said)}"
    elif levels:
        low, high = min(v for _, v in levels), max(v for _, v in levels)
        text += f" have their medians between {words.number(low)} and {words.number(high)}"
    else:
        text += f" {'stands' if len(boxes) == 1 else 'stand'} side by side"
    outliers = sum(e.count for e in _part(thing, "flier"))
    if outliers:
        text += f"; {words.count(outliers, 'outlier')} {'is' if outliers == 1 else 'are'} marked beyond the whiskers"
    return text


def _violins(thing: Thing, panel: Panel) -> str | None:
    bodies = _part(thing, "body")
    if not bodies:
        return None
    text = f"{words.count(len(bodies), f'{_shades(bodies)} violin'.strip())} {_verb(bodies, 'show')} how values spread"
    marked = [w for part, w in (("median", "medians"), ("mean", "means"), ("end", "extremes")) if _part(thing, part)]
    text += f", with {words.listing(marked)} marked" if marked else ""
    area = extent(bodies, panel)
    return f"{text}, {area}" if area else text


def _histogram(thing: Thing, panel: Panel) -> str | None:
    bins = [e for e in thing.elements if "height" in e.shape]
    outlines = [
        e for e in thing.elements if e.kind in ("polygon", "line", "path", "rectangle") and "height" not in e.shape
    ]
    if outlines and not bins:
        area = extent(outlines, panel)
        noun = words.count(len(outlines), f"{_shades(outlines)} histogram outline".strip())
        return f"{noun} {_verb(outlines, 'lie')} {area}".rstrip()
    if not bins or panel.axes is None:
        return None
    series: dict[str, list[Element]] = {}
    for element in bins:
        series.setdefault(element.color or "", []).append(element)
    heights = [max(_size(e, "height"), 0.0) for e in bins]
    lying = len({_corner(e)[0] for e in bins}) == 1 and len(bins) > 1
    if lying:
        heights = [_size(e, "width") for e in bins]
    count = len(bins) // len(series) if len(bins) % len(series) == 0 else 0
    if len(series) > 1 and len(series) <= 6 and count:
        colors = words.listing([words.color_name(c) for c in series])
        text = f"{words.count(len(series), 'set')} of values ({colors}) are counted in {words.count(count, 'bin')} each"
    else:
        color = _shades(bins)
        noun = words.a(f"{color} histogram".strip())
        text = f"{noun}{named(thing)} has {words.count(len(bins), 'bin')}"
    top = bins[heights.index(max(heights))]
    low = _corner(top)[1 if lying else 0]
    wide = _size(top, "height" if lying else "width")
    spot = f"{words.number(low, 3)} to {words.number(low + wide, 3)}"
    return f"{text}; the tallest bin reaches {words.number(max(heights))}, from {spot}"


def _stems(thing: Thing, panel: Panel) -> str | None:
    heads = [e for e in thing.elements if e.kind == "markers"]
    stems = _part(thing, "stem")
    values = [p for e in heads for p in e.data if len(p) == 2]
    total = len(stems) or sum(e.count for e in heads)
    if not values or panel.axes is None:
        return None
    text = f"{words.count(total, f'{_shades(heads)} stem'.strip())}{named(thing)} {_verb([*stems, *stems], 'rise')}"
    if total <= 8:
        spots = [f"{words.number(y)} at {axis_value(panel.axes.x, x)}" for x, y in values]
        return f"{text} to {words.listing(spots)}"
    top = max(values, key=lambda p: p[1])
    return f"{text} from the base line, the highest to {words.number(top[1])} at {axis_value(panel.axes.x, top[0])}"


def _error_bars(thing: Thing, panel: Panel) -> str | None:
    bars = [e for e in _part(thing, "range") if len(e.data) >= 2]
    if not bars:
        return None
    lengths = [max(abs(e.data[-1][0] - e.data[0][0]), abs(e.data[-1][1] - e.data[0][1])) for e in bars]
    text = f"{words.count(len(bars), f'{_shades(bars)} error bar'.strip())}{named(thing)}"
    low, high = words.number(min(lengths), 3), words.number(max(lengths), 3)
    one = len(bars) == 1
    if low == high:
        return f"{text} {'spans' if one else 'span'} {low}{'' if one else ' each'}"
    return f"{text} span between {low} and {high}"


def _surface(thing: Thing, panel: Panel) -> str | None:
    kinds = {"surface": "surface", "wireframe": "wire frame"}
    first = thing.elements[0]
    points = np.array([p for e in thing.elements for p in e.data if len(p) == 3], float)
    if not len(points):
        return None
    total = thing.total
    shades = {words.color_name(e.color) for e in thing.elements}
    color = shades.pop() if len(shades) == 1 else ""
    parts = f"{words.count(total, 'line' if thing.kind == 'wireframe' else 'face')}"
    text = f"{words.a(f'{color} {kinds[thing.kind]}'.strip())}{named(thing)} of {parts}"
    if "cmap" in first.shape:
        text += f", coloured with the {first.shape['cmap']} map,"
    low, high = words.number(points[:, 2].min(), 3), words.number(points[:, 2].max(), 3)
    return f"{text} " + (f"rises from z = {low} to z = {high}" if low != high else f"lies flat at z = {low}")


def _blocks(thing: Thing, panel: Panel) -> str | None:
    if thing.kind == "bar3d":
        if thing.total % 6:
            return None
        number = thing.total // 6
        points = np.array([p for e in thing.elements for p in e.data if len(p) == 3], float)
        tallest = f", the tallest {words.number(np.ptp(points[:, 2]), 3)} high" if len(points) and number > 1 else ""
        return f"{words.count(number, '3D bar')} {'stands' if number == 1 else 'stand'} on the floor{tallest}"
    colors = Counter(words.color_name(e.color) for e in thing.elements)
    shades = words.listing([c for c, _ in colors.most_common() if c], most=4)
    return f"unit cubes are stacked up in {shades or 'one colour'}, {words.count(thing.total, 'face')} of them outside"


def _stream(thing: Thing, panel: Panel) -> str | None:
    heads = sum(e.kind == "arrow" for e in thing.elements)
    lines = len(thing.elements) - heads
    area = extent([e for e in thing.elements if e.kind != "arrow"], panel)
    text = (
        f"{words.count(lines, f'{_shades(thing.elements)} stream line'.strip())} with {words.count(heads, 'arrowhead')}"
    )
    return f"{text} {'follows' if lines == 1 else 'follow'} a vector field {area}".rstrip()


def _hexagons(thing: Thing, panel: Panel) -> str | None:
    return f"points are counted in {words.count(thing.total, 'hexagonal bin')} {extent(thing.elements, panel)}".rstrip()


def _stack(thing: Thing, panel: Panel) -> str | None:
    layers = [
        f"{words.color_name(e.color)} {words.quoted(e.label)}" if e.label else words.color_name(e.color)
        for e in thing.elements
    ]
    return f"{words.count(len(layers), 'layer')} are stacked up, from the bottom {words.listing(layers, most=12)}"


def _events(thing: Thing, panel: Panel) -> str | None:
    colors = Counter(words.color_name(e.color) for e in thing.elements)
    shades = words.listing([f"{n} {c}" for c, n in colors.most_common(6)])
    text = f"{words.count(thing.total, 'event')} {_verb(thing.elements, 'be')} marked by short strokes"
    return f"{text} ({shades})" if len(colors) > 1 else text


def _bands(thing: Thing, panel: Panel) -> str | None:
    first, number = thing.elements[0], len(thing.elements)
    shade = f"{'translucent ' if first.alpha < 1 else ''}{color_phrase(first)}"
    subject = words.a(f"{shade} area") if number == 1 else words.count(number, f"{shade} area")
    place = extent(thing.elements, panel)
    return f"{subject}{named(thing)} {'is' if number == 1 else 'are'} filled in {place}".rstrip()


def _spans(thing: Thing, panel: Panel) -> str | None:
    if panel.axes is None or any(not e.data for e in thing.elements):
        return None
    upright = thing.elements[0].call == "axvspan"
    axis = panel.axes.x if upright else panel.axes.y
    reach = []
    for e in thing.elements:
        values = [p[0 if upright else 1] for p in e.data]
        reach.append(f"from {axis_value(axis, min(values))} to {axis_value(axis, max(values))}")
    shade = words.color_name(thing.elements[0].color)
    noun = f"{shade} {'vertical' if upright else 'horizontal'} band".strip()
    subject = words.a(noun) if len(reach) == 1 else words.count(len(reach), noun)
    return f"{subject}{named(thing)} {_verb(thing.elements, 'reach')} {words.listing(reach, most=6)}"


def _rules(thing: Thing, panel: Panel) -> str | None:
    if panel.axes is None or any(not e.data for e in thing.elements):
        return None
    upright = thing.elements[0].call == "axvline"
    axis = panel.axes.x if upright else panel.axes.y
    places = [axis_value(axis, e.data[0][0 if upright else 1]) for e in thing.elements]
    first = thing.elements[0]
    dash = first.line_style if first.line_style != "solid" else ""
    noun = " ".join(w for w in (dash, color_phrase(first), "vertical" if upright else "horizontal", "line") if w)
    subject = words.a(noun) if len(places) == 1 else words.count(len(places), noun)
    where = f"{'x' if upright else 'y'} = {words.listing(places, most=6)}"
    return f"{subject}{named(thing)} {_verb(thing.elements, 'mark')} {where}"


def _barbs(thing: Thing, panel: Panel) -> str | None:
    verb = _verb(thing.elements, "stand")
    return f"{words.count(thing.total, 'wind barb')} {verb} {extent(thing.elements, panel)}".rstrip()


def _size(element: Element, key: str) -> float:
    value = element.shape.get(key)
    return float(value) if isinstance(value, (int, float)) else 0.0


def _corner(element: Element) -> tuple[float, ...]:
    corner = element.shape.get("corner")
    return corner if isinstance(corner, tuple) else (0.0, 0.0)


def _have(elements: list[Element]) -> str:
    return "has" if len(elements) == 1 else "have"


def _verb(elements: list[Element], verb: str) -> str:
    if verb == "be":
        return "is" if len(elements) == 1 else "are"
    if len(elements) != 1:
        return verb
    return verb + ("es" if verb.endswith(("s", "x", "ch", "sh")) else "s")


_WRITERS: dict[str, Callable[[Thing, Panel], str | None]] = {
    "boxplot": _boxes,
    "violin": _violins,
    "hist": _histogram,
    "stem": _stems,
    "errorbar": _error_bars,
    "surface": _surface,
    "wireframe": _surface,
    "bar3d": _blocks,
    "voxels": _blocks,
    "streamplot": _stream,
    "hexbin": _hexagons,
    "stackplot": _stack,
    "eventplot": _events,
    "band": _bands,
    "span": _spans,
    "rule": _rules,
    "barbs": _barbs,
}
