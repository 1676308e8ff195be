"""The deterministic captioner: good plain English from the trace alone, each sentence tied to what it speaks of."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence

from codepercept.figure import scene, words
from codepercept.figure.charts import chart_type
from codepercept.figure.facts import panel_facts
from codepercept.figure.panels import write_panel
from codepercept.figure.scene import Panel
from codepercept.types import FigureTrace, Span

LIMIT = 1800
"""Characters of a caption; figures with more to tell are told with less detail."""

_HEX = re.compile(r" \(#[0-9a-f]{6}\)")
_DETAILS = (12, 6, 3, 1)
"""Things told of one panel, from the fullest caption to the shortest."""


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
    text = Text()
    for detail in _DETAILS:
        text = _write(trace, detail)
        if len(text.caption) <= LIMIT:
            break
    return text.caption, tuple(text.spans)


def _write(trace: FigureTrace, detail: int) -> Text:
    text = Text()
    panels = scene.panels(trace)
    main = [p for p in panels if p.axes is not None and not _is_bare(p)]
    loose = [p for p in panels if p.axes is None]
    titles = [e for e in trace.elements if e.kind == "text" and e.role == "title" and e.axes is None and e.visible]
    titles = [e for e in titles if e.text.strip()]
    variant = pick(trace, 12)
    if len(main) > 1:
        heading = f", titled {words.shortened(titles[0].text)}," if titles else ""
        opening = ("the figure{} has {}", "{1} make up the figure{0}", "the picture{} consists of {}")[variant % 3]
        text.add(opening.format(heading, _panel_count(main, trace)).rstrip(","), [e.id for e in titles[:1]])
        _panels(text, main, trace, detail, variant)
    elif main:
        heading = f", titled {words.shortened(titles[0].text)}" if titles and not main[0].axes_title else ""
        opening = ("the figure is", "the picture shows", "this is")[variant % 3]
        _panel(text, main[0], opening, trace, heading, detail, variant)
    for panel in loose:
        write_panel(text.add, panel, detail, panel_facts(panel))
    if not text.caption:
        empty = sum(p.axes is not None for p in panels)
        text.add(f"the picture shows {words.count(empty, 'pair')} of empty axes" if empty else "the picture is empty")
    return text


def _is_bare(panel: Panel) -> bool:
    """Axes that hold nothing and say nothing; several of them would only pad a caption."""
    assert panel.axes is not None
    return not (panel.things or panel.texts or panel.table or panel.axes_title)


def _panel_count(main: list[Panel], trace: FigureTrace) -> str:
    own = [p.axes for p in main if p.axes is not None and p.axes.inset_of is None and p.axes.twin_of is None]
    insets = sum(p.axes is not None and p.axes.inset_of is not None for p in main)
    text = words.count(len(own), "panel")
    rows, columns = scene.grid_shape(trace)
    if len(own) > 1 and rows * columns == len(own):
        if rows == 1:
            text += " side by side"
        elif columns == 1:
            text += " one above the other"
        else:
            text += f" in {words.count(rows, 'row')} and {words.count(columns, 'column')}"
    return text + (f" and {words.count(insets, 'inset')}" if insets else "")


def _panels(text: Text, main: list[Panel], trace: FigureTrace, detail: int, variant: int) -> None:
    """Each panel in turn; in the shortest captions of crowded figures many become one sentence."""
    if detail == _DETAILS[-1] and len(main) > 6:
        kinds: dict[str, list[Panel]] = {}
        for panel in main:
            kinds.setdefault(chart_type(panel), []).append(panel)
        for kind, same in kinds.items():
            titles = [words.shortened(p.axes_title, 40) for p in same if p.axes_title]
            verb = "is" if len(same) == 1 else "are"
            said = f", titled {words.listing(titles, most=8)}" if titles else ""
            ids = [i for p in same for t in p.things for i in t.ids]
            number = words.count(len(same), "panel")
            what = words.a(kind) if len(same) == 1 else words.plural(kind)
            text.add(f"{number} {verb} {what}{said}", ids)
        return
    own = sum(p.axes is not None and p.axes.inset_of is None and p.axes.twin_of is None for p in main)
    for i, panel in enumerate(main):
        name = _place_name(panel, trace, i, own)
        verb = ("is", "shows", "holds")[(variant // 3 + i) % 3]
        _panel(text, panel, f"{name} {verb}", trace, "", detail, variant + i)


def _place_name(panel: Panel, trace: FigureTrace, number: int, total: int) -> str:
    axes = panel.axes
    assert axes is not None
    if axes.inset_of is not None:
        return "the inset"
    if axes.twin_of is not None:
        return "a second scale on the same panel"
    rows, columns = scene.grid_shape(trace)
    if total > 9 or rows > 3 or columns > 3 or rows * columns < total:
        return f"panel {number + 1}"
    x = (axes.bbox[0] + axes.bbox[2]) / 2 / trace.canvas.width
    y = (axes.bbox[1] + axes.bbox[3]) / 2 / trace.canvas.height
    column = "" if columns == 1 else "left" if x < 0.4 else "right" if x > 0.6 else "middle"
    row = "" if rows == 1 else "upper" if y < 0.4 else "lower" if y > 0.6 else "middle"
    where = " ".join(dict.fromkeys(w for w in (row, column) if w)) or "main"
    return f"the {where} panel"


def _panel(text: Text, panel: Panel, opening: str, trace: FigureTrace, heading: str, detail: int, variant: int) -> None:
    assert panel.axes is not None
    title = f" titled {words.shortened(panel.axes_title)}" if panel.axes_title else ""
    titles = [e.id for e in trace.elements if e.role == "title" and e.axes == panel.axes.id]
    text.add(f"{opening} {words.a(chart_type(panel))}{title}{heading}", titles)
    legend = [e.id for e in trace.elements if e.role == "legend" and e.axes == panel.axes.id]
    write_panel(text.add, panel, detail, panel_facts(panel), variant, legend)


def pick(trace: FigureTrace, choices: int) -> int:
    """A choice of wording that depends on the figure alone."""
    first = "".join(f"{e.kind}{e.bbox}{e.color}" for e in trace.elements[:60])
    return zlib.crc32(first.encode()) % choices
