"""A trace seen as a person sees it: panels that hold things, each thing drawn by one call."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from codepercept.figure import words
from codepercept.types import AxesTrace, AxisInfo, Element, FigureTrace

COMPOSITES = (
    "pie", "boxplot", "violin", "hist", "stem", "errorbar", "surface", "wireframe", "bar3d", "voxels", "streamplot",
    "hexbin", "stackplot", "eventplot",
)  # fmt: skip
"""Groups whose elements are told as one thing."""

_MERGED = ("boxplot", "violin")
"""Of these, all that stand in one panel are told together."""

_CALLS = {
    "fill_between": "band", "fill_betweenx": "band", "axhspan": "span", "axvspan": "span", "axhline": "rule",
    "axvline": "rule", "barbs": "barbs",
}  # fmt: skip


@dataclass
class Thing:
    """Elements that belong together: same kind, same call or line of code, same label.

    Attributes:
        kind: the kind that all its elements share, or "bar", "slice", "band", "span", "rule", one of `COMPOSITES`.
        elements: its visible members in painting order.
    """

    kind: str
    elements: list[Element]

    @property
    def label(self) -> str:
        """Legend label, "" for none."""
        labels = {words.clean(e.label) for e in self.elements if e.label}
        return labels.pop() if len(labels) == 1 else ""

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
    def axes_title(self) -> str:
        """Title of the axes, "" for none."""
        return self.axes.title.strip() if self.axes is not None else ""

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
        elif element.part == "shadow" or (element.call == "errorbar" and element.marker in ("|", "_")):
            continue  # mere trimmings of what is told anyway
        elif element.role in ("data", "figure") or (element.role == "annotation" and element.kind == "arrow"):
            kind = _kind(element)
            label = element.label if kind not in ("bar", "slice") else ""
            if kind in COMPOSITES:
                key: tuple[object, ...] = (element.axes, kind, None if kind in _MERGED else element.group)
            else:
                key = (element.axes, kind, element.group or element.line, label)
            if kind in ("line", "markers", "arrow", "band", "rule", "span") and element.group is None:
                key = (*key, element.color, element.line_style, element.call)
            if key not in grouped:
                grouped[key] = Thing(kind, [])
                panel.things.append(grouped[key])
            grouped[key].elements.append(element)
    for panel in by_axes.values():
        panel.things = _join_single_bars(panel.things)
    found = list(by_axes.values())
    if loose.things or loose.texts or loose.colorbars:
        found.append(loose)
    return found


def _join_single_bars(things: list[Thing]) -> list[Thing]:
    """Bars that were drawn one by one are told together."""
    single = [t for t in things if t.kind == "bar" and len(t.elements) == 1]
    if len(single) < 3:
        return things
    joined = Thing("bar", [e for t in single for e in t.elements])
    at = next(i for i, t in enumerate(things) if t is single[0])
    rest = [t for t in things if not any(t is s for s in single)]
    return [*rest[:at], joined, *rest[at:]]


def _kind(element: Element) -> str:
    name = (element.group or "").rpartition(" ")[0]
    if name in ("bar", "horizontal bar", "grouped bar") and "width" in element.shape:
        return "bar"
    if name == "errorbar" and element.part not in ("range", "cap"):
        return element.kind
    if name in COMPOSITES:
        return name
    if element.kind == "wedge":
        return "slice"
    plain = "line" if element.kind == "segment" and element.artist == "Line2D" else element.kind
    return _CALLS.get(element.call, plain)


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


_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def tick_number(label: str) -> float | None:
    """The number that a tick label shows, None if it is not a plain number."""
    text = words.clean(label).replace(",", "").rstrip("%").strip()
    if power := re.fullmatch(r"([+-]?)10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)", text):
        return float(f"{power[1]}1e{power[2].translate(_LOWERED)}")
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
