"""The sentences of a caption about one panel."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from codepercept.figure import words
from codepercept.figure.describe import describe
from codepercept.figure.scene import Panel, Thing, categories, is_plain
from codepercept.types import AxisInfo, Element, Fact

MANY_LINES = 4
"""With more lines than this in a chart they are told in one sentence."""

MAX_RELATIONS = 6
Add = Callable[[str, Iterable[int]], None]


def write_panel(
    add: Add, panel: Panel, detail: int, facts: Sequence[Fact], variant: int = 0, legend: Sequence[int] = ()
) -> None:
    """Write about axes, things, texts and relations.

    Args:
        add: takes a sentence and the ids of the elements that it speaks of.
        panel: the panel.
        detail: how many things are told one by one.
        facts: the panel's facts, for its relations and colour bars.
        variant: picks among equivalent wordings.
        legend: ids of the legend's elements.
    """
    if panel.axes is not None and detail > 1 and panel.things:
        _axes(add, panel, variant)
    _things(add, panel, detail)
    if detail > 1:
        _texts(add, panel, 2 * detail)
        for fact in [f for f in facts if f.kind.startswith("relation:")][: min(MAX_RELATIONS, detail)]:
            add(fact.text, fact.elements)
        for fact in facts:
            if fact.text.startswith(("A colour bar", "A table")):
                add(fact.text, fact.elements)
    if panel.axes is not None and panel.axes.legend and detail > 1 and not _labelled(panel):
        entries = words.listing([words.shortened(t, 40) for t in panel.axes.legend], most=8)
        add(f"a legend names {entries}", legend)


def _labelled(panel: Panel) -> bool:
    """Whether all entries of the legend have been said with their things."""
    said = {words.clean(e.label) for t in panel.things for e in t.elements if e.label}
    assert panel.axes is not None
    return {words.clean(t) for t in panel.axes.legend} <= said


def _axes(add: Add, panel: Panel, variant: int) -> None:
    axes = panel.axes
    assert axes is not None
    if axes.view is not None:
        elevation, azimuth, _ = axes.view
        side = "above" if elevation >= 0 else "below"
        place = f"{words.number(abs(elevation))}° {side} the horizon" if elevation else "level with the horizon"
        add(f"it is seen from {place} at an azimuth of {words.number(azimuth)}°", ())
    if panel.is_drawing or any(t.kind == "pie" for t in panel.things):
        return
    shown = [
        (n, a) for n, a in (("x", axes.x), ("y", axes.y), ("z", axes.z)) if a is not None and a.visible and a.ticks
    ]
    labelled = [(n, a) for n, a in shown if a.label]
    if len(labelled) == 2 == len(shown) and not any(categories(a) for _, a in shown):
        (_, x), (_, y) = shown
        forms = (
            "{y} is plotted against {x}; x runs {xr} and y {yr}",
            "the horizontal axis shows {x} ({xr}) and the vertical one {y} ({yr})",
            "the axes show {x} ({xr}) across and {y} ({yr}) upwards",
        )
        names = {"x": words.shortened(x.label), "y": words.shortened(y.label), "xr": _range(x), "yr": _range(y)}
        add(forms[variant % 3].format(**names), ())
        return
    verb = ("runs", "goes", "extends")[variant % 3]
    parts: list[str] = []
    for name, axis in shown:
        label = f" ({words.shortened(axis.label)})" if axis.label else ""
        said = "names" if categories(axis) else verb
        again = parts and said == verb and not parts[-1].endswith('"')
        parts.append(f"{_axis_name(name, axes.projection)}{label} {'' if again else said + ' '}{_range(axis)}")
    if parts:
        add(words.listing(parts), ())


def _axis_name(name: str, projection: str) -> str:
    if projection == "polar":
        return "the angle" if name == "x" else "the radius"
    return f"the {name}-axis"


def _range(axis: AxisInfo) -> str:
    """ "from 0 to 10" (or a category list), with the scale where it is not linear."""
    if names := categories(axis):
        return words.listing([words.shortened(v, 40) for _, v in sorted(names.items())], most=8)
    scale = f" on a {axis.scale} scale" if axis.scale != "linear" else ""
    if is_plain(axis):
        low, high = axis.limits
        return f"from {words.number(low, 3)} to {words.number(high, 3)}{scale}"
    return f"from {words.clean(axis.ticks[0][1])} to {words.clean(axis.ticks[-1][1])}{scale}"


def _things(add: Add, panel: Panel, detail: int) -> None:
    """The largest things in full; what is left is counted."""
    lines = [t for t in panel.things if t.kind == "line"]
    things = panel.things
    if len(lines) > MANY_LINES and not panel.is_drawing:
        _many_lines(add, lines)
        things = [t for t in things if t.kind != "line"]
    ranked = sorted(things, key=_area, reverse=True)[:detail]
    for thing in (t for t in things if any(t is r for r in ranked)):
        add(describe(thing, panel), thing.ids)
    rest = [t for t in things if not any(t is r for r in ranked)]
    if rest:
        numbers: Counter[str] = Counter()
        for thing in rest:
            numbers[_NOUNS.get(thing.kind, thing.kind)] += thing.total
        total = sum(numbers.values())
        parts = words.listing([words.count(n, kind) for kind, n in numbers.most_common()], most=6)
        add(f"there {'is' if total == 1 else 'are'} also {parts}", [i for t in rest for i in t.ids])


_NOUNS = {
    "markers": "marker", "hist": "histogram bar", "boxplot": "box plot part", "errorbar": "error bar part",
    "stem": "stem part", "rule": "line across the panel", "span": "shaded band", "band": "filled area",
    "barbs": "wind barb", "surface": "surface face", "wireframe": "wire", "streamplot": "stream line",
    "hexbin": "hexagon", "stackplot": "layer", "eventplot": "event", "bar3d": "face of 3D bars",
    "voxels": "cube face", "violin": "violin part", "contour": "contour", "path": "outline",
}  # fmt: skip


def _many_lines(add: Add, lines: Sequence[Thing]) -> None:
    total = sum(len(t.elements) for t in lines)
    names = [
        f"{words.color_name(t.elements[0].color)} {words.shortened(t.label, 40)}" if t.label else "" for t in lines
    ]
    colors = Counter(words.color_name(e.color) for t in lines for e in t.elements)
    if all(names):
        said = words.listing(names, most=10)
    else:
        said = f"in {words.listing([c for c, _ in colors.most_common()], most=8)}"
    ids = [i for t in lines for i in t.ids]
    add(f"{words.count(total, 'line')} {'are' if total > 1 else 'is'} drawn{':' if all(names) else ''} {said}", ids)


def _area(thing: Thing) -> float:
    return sum((e.bbox[2] - e.bbox[0] + 2) * (e.bbox[3] - e.bbox[1] + 2) for e in thing.elements if e.bbox)


def _texts(add: Add, panel: Panel, most: int) -> None:
    texts = _worth_saying(panel)
    if not texts:
        return
    ids = [t.id for t in texts]
    if len(texts) == 1:
        add(f"a label reads {words.shortened(texts[0].text, 160)}", ids)
        return
    numbers = Counter(words.shortened(t.text, 60) for t in texts)
    listed = [f"{t} ({words.count(n, 'time')})" if n > 1 else t for t, n in numbers.items()]
    noun = "notes" if panel.axes is not None and not panel.is_drawing else "labels"
    add(f"the {noun} read {words.listing(listed, most=max(3, most))}", ids)


def _worth_saying(panel: Panel) -> list[Element]:
    """Texts that have not been said with their things: the slices of a pie are named and measured there."""
    said = {words.clean(e.label) for t in panel.things if t.kind == "pie" for e in t.elements}
    return [
        t
        for t in panel.texts
        if words.clean(t.text) not in said and not (said and re.fullmatch(r"[\d.,]+ ?%", words.clean(t.text)))
    ]
