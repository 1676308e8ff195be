"""A trace seen as a person sees it: panels that hold things, each thing drawn by one call."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from codepercept.figure import words
from codepercept.types import AxesTrace, AxisInfo, Element, FigureTrace


@dataclass
class Thing:
    """Elements that belong together: same kind, same call or line of code, same label.

    Attributes:
        kind: the kind that all its elements share, or "bar", "slice" for bar and pie charts.
        elements: its visible members in painting order.
    """

    kind: str
    elements: list[Element]

    @property
    def label(self) -> str:
        """Legend label, "" for none."""
        return next((words.clean(e.label) for e in self.elements if e.label), "")

    @property
    def total(self) -> int:
        """How many items are drawn, a marker set counting as many."""
        return sum(e.count if e.kind in ("markers", "mesh") else 1 for e in self.elements)

    @property
    def ids(self) -> tuple[int, ...]:
        """Ids of its elements."""
        return tuple(e.id for e in self.elements)

    @property
    def line(self) -> int | None:
        """Line of code of the first element."""
        return self.elements[0].line


@dataclass
class Panel:
    """One axes and what is in it; `axes` is None for things placed on the page itself."""

    axes: AxesTrace | None
    things: list[Thing] = field(default_factory=list)
    texts: list[Element] = field(default_factory=list)
    colorbars: list[AxesTrace] = field(default_factory=list)
    table: list[Element] = field(default_factory=list)

    @property
    def is_drawing(self) -> bool:
        """A diagram rather than a chart: its axes are not shown, so its coordinates mean nothing to a viewer."""
        return self.axes is None or not (self.axes.frame and (self.axes.x.ticks or self.axes.y.ticks or self.axes.z))


def panels(trace: FigureTrace) -> list[Panel]:
    """Group the visible elements of a trace; colour bars belong to the panel that they explain."""
    by_axes: dict[int | None, Panel] = {a.id: Panel(a) for a in trace.axes if a.colorbar_of is None}
    loose = Panel(None)
    for bar in trace.axes:
        if bar.colorbar_of is not None:
            by_axes.get(bar.colorbar_of, loose).colorbars.append(bar)
    grouped: dict[tuple[object, ...], Thing] = {}
    for element in trace.elements:
        if not element.visible:
            continue
        panel = by_axes.get(element.axes, loose) if element.axes is not None else loose
        if element.role == "table":
            panel.table.append(element)
        elif element.kind == "text" and element.role == "annotation":
            if element.text.strip():
                # The same words painted over themselves (an outline, a shadow) are one text.
                panel.texts = [t for t in panel.texts if (t.text, t.pixels) != (element.text, element.pixels)]
                panel.texts.append(element)
        elif element.role in ("data", "figure") or (element.role == "annotation" and element.kind == "arrow"):
            kind = _kind(element)
            label = element.label if kind not in ("bar", "slice") else ""
            key = (element.axes, kind, element.group or element.line, label)
            if kind in ("line", "markers") and element.group is None:
                key = (*key, element.color, element.line_style)
            if key not in grouped:
                grouped[key] = Thing(kind, [])
                panel.things.append(grouped[key])
            grouped[key].elements.append(element)
    found = list(by_axes.values())
    if loose.things or loose.texts or loose.colorbars:
        found.append(loose)
    return found


def _kind(element: Element) -> str:
    if element.group and element.group.startswith(("bar ", "horizontal bar ")) and element.kind == "rectangle":
        return "bar"
    if element.kind == "wedge":
        return "slice"
    return element.kind


def grid_shape(trace: FigureTrace) -> tuple[int, int]:
    """Rows and columns in which the main panels are laid out, by the places of their frames."""
    main = [a for a in trace.axes if a.colorbar_of is None and a.twin_of is None and a.inset_of is None]
    rows = _clusters([(a.bbox[1] + a.bbox[3]) / 2 for a in main], trace.canvas.height * 0.08)
    columns = _clusters([(a.bbox[0] + a.bbox[2]) / 2 for a in main], trace.canvas.width * 0.08)
    return rows, columns


def _clusters(values: list[float], gap: float) -> int:
    ordered = sorted(values)
    return sum(1 for i, v in enumerate(ordered) if i == 0 or v - ordered[i - 1] > gap)


_QUANTITY = re.compile(r"[^\w\s]{0,2}[-+]?\d[\d.,:/-]*\s?\S{0,4}")
"""A number with a unit or a date, as on a tick: "$2.5M", "45°", "2024-01"."""


def tick_number(label: str) -> float | None:
    """The number that a tick label shows, None if it is not a plain number."""
    text = words.clean(label).replace(",", "").rstrip("%").strip()
    power = re.fullmatch(r"\$([+-]?)10\^\{?(-?\d+)\}?\$", text)
    if power:
        return float(f"{power[1]}1e{power[2]}")
    try:
        return float(text)
    except ValueError:
        return None


def categories(axis: AxisInfo) -> dict[float, str]:
    """Tick labels by position where they are words rather than the positions themselves."""
    labels = {place: words.clean(label) for place, label in axis.ticks}
    if not labels or all(_QUANTITY.fullmatch(label) or tick_number(label) is not None for label in labels.values()):
        return {}
    return labels


def is_plain(axis: AxisInfo) -> bool:
    """Whether the axis shows its own coordinates, so that data values can be read off it."""
    for place, label in axis.ticks:
        shown = tick_number(label)
        if shown is None or abs(shown - place) > 1e-3 * max(1e-9, abs(place), abs(shown)):
            return False
    return bool(axis.ticks)


def by_line(trace: FigureTrace) -> dict[int, list[Element]]:
    """Visible elements by the line of code that drew them."""
    found: dict[int, list[Element]] = defaultdict(list)
    for element in trace.elements:
        if element.visible and element.line is not None:
            found[element.line].append(element)
    return dict(found)
