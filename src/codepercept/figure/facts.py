"""From a trace to the list of what it proves: exact counts, coordinates, colours, texts and relations."""

from __future__ import annotations

import itertools
from collections import Counter

from codepercept.figure import scene, words
from codepercept.figure.describe import describe
from codepercept.figure.relations import relation_facts
from codepercept.figure.scene import Panel
from codepercept.types import AxesTrace, AxisInfo, Element, Fact, FigureTrace

MAX_TEXTS = 40


def facts_of(trace: FigureTrace) -> tuple[Fact, ...]:
    """All facts of a figure, from the page as a whole down to single things.

    Each fact is one English sentence with the ids of the elements that it speaks of. The order is fixed by the trace.
    """
    panels = scene.panels(trace)
    found = [_page(trace), *_titles(trace), *_layout(trace, panels)]
    several = sum(p.axes is not None for p in panels) > 1
    for number, panel in enumerate(panels):
        prefix = f"Panel {number + 1}: " if several and panel.axes is not None else ""
        for fact in panel_facts(panel):
            found.append(fact.model_copy(update={"text": prefix + fact.text}) if prefix else fact)
    found += _inventory(trace)
    if trace.missing_glyphs:
        glyphs = words.listing([f"U+{ord(g):04X}" for g in trace.missing_glyphs[:10]])
        found.append(Fact(kind="fault", text=f"No font on hand could draw {glyphs}; empty boxes stand there."))
    return tuple(found)


def panel_facts(panel: Panel) -> list[Fact]:
    """Facts about one panel: axes, things, texts, relations."""
    found = [] if panel.axes is None else _axes(panel.axes)
    for bar in panel.colorbars:
        axis = bar.y if len(bar.y.ticks) >= len(bar.x.ticks) else bar.x
        name = f" labelled {words.quoted(axis.label)}" if axis.label else ""
        found.append(Fact(kind="axis", text=f"A colour bar{name} runs {_range(axis)}."))
    for thing in panel.things:
        found.append(Fact(kind=f"thing:{thing.kind}", text=describe(thing, panel), elements=thing.ids, line=thing.line))
    found += [_text(t, panel) for t in panel.texts[:MAX_TEXTS]]
    if panel.table:
        cells = [t for t in panel.table if t.kind == "text" and t.text.strip()]
        shown = words.listing([words.quoted(t.text) for t in cells], most=30)
        ids = tuple(t.id for t in panel.table)
        found.append(
            Fact(kind="text", text=f"A table has {words.count(len(cells), 'filled cell')}: {shown}.", elements=ids)
        )
    # Angles and contacts mean something in diagrams, not where the axes stretch x and y differently.
    if panel.is_drawing or (panel.axes is not None and panel.axes.aspect == "equal"):
        shapes = [e for t in panel.things if t.kind != "slice" for e in t.elements if e.group is None]
        found += relation_facts(shapes, panel.texts)
    return found


def _page(trace: FigureTrace) -> Fact:
    canvas = trace.canvas
    paper = words.color_name(canvas.facecolor)
    return Fact(kind="page", text=f"The picture is {canvas.width} by {canvas.height} pixels on {paper} paper.")


def _titles(trace: FigureTrace) -> list[Fact]:
    return [
        Fact(kind="text", text=f"The whole figure is titled {words.quoted(e.text)}.", elements=(e.id,), line=e.line)
        for e in trace.elements
        if e.kind == "text" and e.role == "title" and e.axes is None and e.visible and e.text.strip()
    ]  # fmt: skip


def _layout(trace: FigureTrace, panels: list[Panel]) -> list[Fact]:
    main = [p.axes for p in panels if p.axes is not None and p.axes.twin_of is None and p.axes.inset_of is None]
    insets = sum(p.axes is not None and p.axes.inset_of is not None for p in panels)
    found = []
    if len(main) > 1:
        rows, columns = scene.grid_shape(trace)
        grid = (
            f" in {words.count(rows, 'row')} and {words.count(columns, 'column')}"
            if rows * columns >= len(main)
            else ""
        )
        found.append(Fact(kind="layout", text=f"The figure has {words.count(len(main), 'panel')}{grid}."))
    if insets:
        found.append(
            Fact(kind="layout", text=words.sentence(f"{words.count(insets, 'inset panel')} lies within another"))
        )
    return found


def _axes(axes: AxesTrace) -> list[Fact]:
    found = []
    if axes.title:
        found.append(Fact(kind="text", text=words.sentence(f"the title reads {words.quoted(axes.title)}")))
    if axes.projection not in ("rectilinear", "3d"):
        found.append(Fact(kind="axis", text=f"The axes are {axes.projection}."))
    for name, axis in (("x", axes.x), ("y", axes.y), ("z", axes.z)):
        if axis is not None and axis.visible and axis.ticks:
            scale = f" on a {axis.scale} scale" if axis.scale not in ("linear",) else ""
            label = f", labelled {words.quoted(axis.label)}," if axis.label else ""
            found.append(Fact(kind="axis", text=f"The {name}-axis{label} runs {_range(axis)}{scale}{_ticks(axis)}."))
    if axes.view is not None:
        elevation, azimuth, _ = axes.view
        text = f"The scene is seen from {words.number(elevation)}° elevation and {words.number(azimuth)}° azimuth."
        found.append(Fact(kind="axis", text=text))
    if axes.x.grid or axes.y.grid:
        which = (
            ""
            if axes.x.grid and axes.y.grid
            else " (vertical lines only)"
            if axes.x.grid
            else " (horizontal lines only)"
        )
        found.append(Fact(kind="axis", text=f"A grid is drawn{which}."))
    if axes.legend:
        entries = words.listing([words.quoted(t) for t in axes.legend])
        found.append(Fact(kind="text", text=f"The legend lists {entries}."))
    if not axes.frame:
        found.append(Fact(kind="axis", text="No axes are drawn."))
    return found


def _range(axis: AxisInfo) -> str:
    """ "from 0 to 10" or, where ticks are words, "over A, B and C"."""
    if names := scene.categories(axis):
        labels = [words.quoted(v) for _, v in sorted(names.items())]
        return f"over {words.listing(labels)}" if len(labels) <= 12 else f"from {labels[0]} to {labels[-1]}"
    if scene.is_plain(axis):
        low, high = axis.limits
        return f"from {words.number(low)} to {words.number(high)}"
    first, last = axis.ticks[0][1], axis.ticks[-1][1]
    return f"with ticks from {words.clean(first)} to {words.clean(last)}" if axis.ticks else "without ticks"


def _ticks(axis: AxisInfo) -> str:
    places = [p for p, _ in axis.ticks]
    if scene.categories(axis) or len(places) < 3 or axis.scale != "linear":
        return ""
    steps = {round(b - a, 9) for a, b in itertools.pairwise(places)}
    return f", with ticks every {words.number(steps.pop())}" if len(steps) == 1 and scene.is_plain(axis) else ""


def _text(element: Element, panel: Panel) -> Fact:
    place = ""
    if element.data and not panel.is_drawing:
        place = f" at {words.point(element.data[0])}"
    color = words.color_name(element.color)
    shade = f" in {color}" if color not in ("black", "dark gray", "") else ""
    text = f"The text {words.quoted(element.text)} is written{shade}{place}."
    return Fact(kind="text", text=text, elements=(element.id,), line=element.line)


def _inventory(trace: FigureTrace) -> list[Fact]:
    """Exact numbers of drawn things by kind, and the colours used."""
    drawn = [e for e in trace.elements if e.visible and e.role in ("data", "figure", "annotation", "table")]
    if not drawn:
        return []
    numbers: Counter[str] = Counter()
    for element in drawn:
        numbers["marker" if element.kind == "markers" else element.kind] += (
            element.count if element.kind == "markers" else 1
        )
    parts = [words.count(n, kind) for kind, n in numbers.most_common()]
    colors = Counter(words.color_name(c) for e in drawn for c in (e.colors or ((e.color,) if e.color else ())))
    colors.pop("", None)
    found = [
        Fact(
            kind="count",
            text=words.sentence(
                f"in all, {words.listing(parts)} {'is' if sum(numbers.values()) == 1 else 'are'} drawn"
            ),
            elements=tuple(e.id for e in drawn),
        )
    ]
    if colors:
        found.append(
            Fact(
                kind="style",
                text=words.sentence(
                    f"the colours used are {words.listing([c for c, _ in colors.most_common()], most=12)}"
                ),
            )
        )
    return found
