"""The deterministic captioner: good plain English from the trace alone, each sentence tied to what it speaks of."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

from codepercept.figure import scene, words
from codepercept.figure.describe import describe
from codepercept.figure.facts import panel_facts
from codepercept.figure.scene import Panel, Thing
from codepercept.types import AxesTrace, Fact, FigureTrace, Span

MAX_THINGS = 12
MAX_TEXTS = 24
MAX_RELATIONS = 8
_HEX = re.compile(r" \(#[0-9a-f]{6}\)")


class Text:
    """A caption being written: sentences and the elements that each speaks of."""

    def __init__(self, caption: str = "", spans: Sequence[Span] = ()) -> None:
        self.caption, self.spans = caption, list(spans)

    def add(self, sentence: str, elements: Iterable[int] = ()) -> None:
        """Append one sentence (or a clause that ends in a full stop)."""
        if not sentence:
            return
        sentence = words.sentence(_HEX.sub("", sentence))
        start = len(self.caption) + (1 if self.caption else 0)
        self.caption += (" " if self.caption else "") + sentence
        self.spans.append(Span(start=start, end=start + len(sentence), elements=tuple(elements)))


def write_caption(trace: FigureTrace) -> tuple[str, tuple[Span, ...]]:
    """Describe a figure from its trace.

    Returns:
        The caption, and the stretches of it that speak of certain elements.
    """
    panels = [p for p in scene.panels(trace) if p.axes is not None or p.things or p.texts]
    text = Text()
    main = [p for p in panels if p.axes is not None]
    suptitles = [e for e in trace.elements if e.kind == "text" and e.role == "title" and e.axes is None and e.visible]
    heading = f", titled {words.quoted(suptitles[0].text)}" if suptitles and suptitles[0].text.strip() else ""
    if len(main) > 1:
        rows, columns = scene.grid_shape(trace)
        own = sum(p.axes is not None and p.axes.inset_of is None and p.axes.twin_of is None for p in main)
        grid = ""
        if own > 1 and rows * columns >= own:
            grid = f" in {words.count(rows, 'row')} and {words.count(columns, 'column')}"
        text.add(f"the figure{heading} has {words.count(len(main), 'panel')}{grid}", [e.id for e in suptitles[:1]])
        for number, panel in enumerate(main):
            _panel(text, panel, f"{_place_name(panel, trace, number, len(main))}", trace)
    elif main:
        _panel(text, main[0], "", trace, heading)
    for panel in panels:
        if panel.axes is None:
            _things(text, panel)
            _texts(text, panel)
    if not text.caption:
        text.add("the picture is empty")
    return text.caption, tuple(text.spans)


def _place_name(panel: Panel, trace: FigureTrace, number: int, total: int) -> str:
    axes = panel.axes
    assert axes is not None
    if axes.inset_of is not None:
        return "the inset"
    if axes.twin_of is not None:
        return "a second pair of axes on the same panel"
    if total > 9:
        return f"panel {number + 1}"
    x = (axes.bbox[0] + axes.bbox[2]) / 2 / trace.canvas.width
    y = (axes.bbox[1] + axes.bbox[3]) / 2 / trace.canvas.height
    rows, columns = scene.grid_shape(trace)
    column = "" if columns == 1 else "left" if x < 0.4 else "right" if x > 0.6 else "middle"
    row = "" if rows == 1 else "upper" if y < 0.4 else "lower" if y > 0.6 else "middle"
    where = " ".join(dict.fromkeys(w for w in (row, column) if w)) or "main"
    if columns > 3 or rows > 3:
        return f"panel {number + 1}"
    return f"the {where} panel".replace("  ", " ")


def _panel(text: Text, panel: Panel, name: str, trace: FigureTrace, heading: str = "") -> None:
    assert panel.axes is not None
    title = f" titled {words.quoted(panel.axes.title)}" if panel.axes.title else ""
    what = words.a(chart_type(panel))
    titles = [e.id for e in trace.elements if e.role == "title" and e.axes == panel.axes.id]
    if name:
        text.add(f"{name} is {what}{title}", titles)
    else:
        opening = ("the figure is", "the picture shows", "this is")[_pick(trace, 3)]
        text.add(f"{opening} {what}{title}{heading}", titles)
    _axes_sentence(text, panel.axes, panel)
    _things(text, panel)
    _texts(text, panel)
    for fact in _relations(panel):
        text.add(fact.text, fact.elements)
    if panel.table:
        cells = [e for e in panel.table if e.kind == "text" and e.text.strip()]
        shown = words.listing([words.quoted(e.text) for e in cells], most=16)
        text.add(f"a table lists {shown}", [e.id for e in panel.table])
    if panel.axes.legend:
        ids = [e.id for e in trace.elements if e.role == "legend" and e.axes == panel.axes.id]
        entries = words.listing([words.quoted(t) for t in panel.axes.legend], most=12)
        text.add(f"a legend names {entries}", ids)


def _pick(trace: FigureTrace, choices: int) -> int:
    """A choice of wording that depends on the figure alone."""
    first = "".join(f"{e.kind}{e.bbox}" for e in trace.elements[:40])
    return zlib.crc32(first.encode()) % choices


def chart_type(panel: Panel) -> str:
    """What one would call the panel: "bar chart", "scatter plot", "diagram"."""
    axes = panel.axes
    kinds = Counter(t.kind for t in panel.things)
    three_d = axes is not None and axes.view is not None
    polar = axes is not None and axes.projection == "polar"
    artists = {e.artist for t in panel.things for e in t.elements}
    names = [
        (kinds["slice"] > 0 and any(len(t.elements) > 1 for t in panel.things if t.kind == "slice"), "pie chart"),
        (kinds["bar"] > 0, "bar chart"),
        (three_d and "Poly3DCollection" in artists, "3D drawing of surfaces"),
        (three_d and kinds["markers"] > 0, "3D scatter plot"),
        (three_d, "3D drawing"),
        (kinds["contour"] > 0, "contour plot"),
        (any("Quiver" in a for a in artists), "vector field"),
        (kinds["mesh"] > 0 and "cmap" in str([e.shape for t in panel.things for e in t.elements]), "heat map"),
        (kinds["image"] > 0 and not kinds["line"], "picture" if panel.is_drawing else "image plot"),
        (bool(panel.table) and not panel.things, "table"),
        (polar, "polar plot"),
        (panel.is_drawing and not panel.things and bool(panel.texts), "text panel"),
        (panel.is_drawing and not panel.things, "blank panel"),
        (panel.is_drawing, "diagram"),
        (kinds["line"] > 0, "line chart"),
        (kinds["markers"] > 0, "scatter plot"),
        (not panel.things, "pair of empty axes"),
    ]
    return next((name for found, name in names if found), "plot")


def _axes_sentence(text: Text, axes: AxesTrace, panel: Panel) -> None:
    facts = [f for f in panel_facts(Panel(axes, colorbars=panel.colorbars)) if f.kind == "axis"]
    runs = [f.text.rstrip(".").removeprefix("The ") for f in facts if " axis" in f.text or "-axis" in f.text]
    runs = [re.sub(r", with ticks every [^,]*$", "", r) for r in runs if "axis" in r.split(" ")[0]]
    if runs:
        text.add("the " + words.listing([runs[0], *(f"the {r}" for r in runs[1:])]))
    for fact in facts:
        if fact.text.startswith(("The axes are", "A grid", "The scene", "A colour bar")):
            text.add(fact.text)


def _things(text: Text, panel: Panel) -> None:
    """The largest things in full; what is left is counted."""
    shown = panel.things
    if len(shown) > MAX_THINGS:
        ranked = sorted(shown, key=_area, reverse=True)[:MAX_THINGS]
        shown = [t for t in shown if t in ranked]
    for thing in shown:
        text.add(describe(thing, panel), thing.ids)
    rest = [t for t in panel.things if not any(t is s for s in shown)]
    if rest:
        numbers: Counter[str] = Counter()
        for thing in rest:
            numbers[thing.kind.removesuffix("s") if thing.kind == "markers" else thing.kind] += thing.total
        parts = words.listing([words.count(n, kind) for kind, n in numbers.most_common()])
        text.add(f"there are also {parts}", [i for t in rest for i in t.ids])


def _area(thing: Thing) -> float:
    return sum((e.bbox[2] - e.bbox[0] + 2) * (e.bbox[3] - e.bbox[1] + 2) for e in thing.elements if e.bbox)


def _texts(text: Text, panel: Panel) -> None:
    texts = panel.texts[:MAX_TEXTS]
    if not texts:
        return
    ids = [t.id for t in panel.texts]
    shown = [words.quoted(t.text) for t in texts]
    if len(panel.texts) > MAX_TEXTS:
        shown.append(f"{len(panel.texts) - MAX_TEXTS} more")
    if len(texts) == 1:
        text.add(f"the text {shown[0]} is written in it", ids)
        return
    numbers = Counter(shown)
    listed = [f"{t} ({words.count(n, 'time')})" if n > 1 else t for t, n in numbers.items()]
    text.add(f"the labels read {words.listing(listed)}", ids)


def _relations(panel: Panel) -> list[Fact]:
    facts = [f for f in panel_facts(panel) if f.kind.startswith("relation:")]
    return facts[:MAX_RELATIONS]
