"""What claims are checked against: the items, panels, texts and measures of one trace."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from codepercept.figure import scene, words
from codepercept.figure.claims.fair import MAX_GROUPED, fair_numbers, rows_and_columns
from codepercept.figure.claims.hues import any_matches
from codepercept.figure.claims.items import Item, corners_of, items_of
from codepercept.figure.claims.lexicon import Noun
from codepercept.figure.claims.phrases import Phrase
from codepercept.types import AxesTrace, FigureTrace

_FURNITURE = frozenset({"grid", "spine", "tick", "pane", "background", "legend", "colorbar"})

MAX_KNOWN = 1500
"""Of more things than this nobody tells rows and groups, and nor do we."""


class View:
    """One trace, prepared for questions."""

    def __init__(self, trace: FigureTrace) -> None:
        self.trace = trace
        self.items = items_of(trace)
        self.main = [a for a in trace.axes if a.colorbar_of is None and a.twin_of is None]
        self._readings: dict[str, list[list[Item]]] = {}
        self._fair: dict[tuple[int, ...], frozenset[int]] = {}
        self.by_tag: dict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            for tag in item.tags:
                self.by_tag[tag].append(item)

    @functools.cached_property
    def panels(self) -> list[scene.Panel]:
        """The panels of the figure."""
        return scene.panels(self.trace)

    @functools.cached_property
    def colors(self) -> frozenset[str]:
        """Every colour in the figure, furniture, paper and texts included."""
        found = {c for i in self.items if not _is_case(i) for c in i.colors}
        found |= {self.trace.canvas.facecolor} | {a.facecolor for a in self.trace.axes if a.facecolor}
        return frozenset(found)

    def is_paper(self, name: str) -> bool:
        """Whether a colour name fits what the figure is drawn on."""
        papers = [self.trace.canvas.facecolor, *(a.facecolor for a in self.trace.axes if a.facecolor)]
        return any_matches(papers, name)

    @functools.cached_property
    def writing(self) -> str:
        """All that is written in the figure, in lower case."""
        labels = [t for a in self.trace.axes for t in (a.title, a.x.label, a.y.label, *a.legend)]
        return "\n".join([*labels, *(e.text for e in self.trace.elements if e.kind == "text")]).lower()

    def readings(self, noun: Noun) -> list[list[Item]]:
        """The items that a noun may mean, by each reading and then by all together; empty ones are left out."""
        if noun.name in self._readings:
            return self._readings[noun.name]
        found: list[list[Item]] = []
        union: dict[int, Item] = {}
        for tags in noun.readings[:1] if noun.name == "letter" and self.by_tag["letter"] else noun.readings:
            chosen: dict[int, Item] = {}
            for tag in sorted(tags):
                for item in self.by_tag.get(tag, ()):
                    if tag in _FURNITURE or not (item.tags & _FURNITURE):
                        chosen[id(item)] = item
            if chosen:
                found.append(list(chosen.values()))
                union |= chosen
        if len(found) > 1:
            found.append(list(union.values()))
        self._readings[noun.name] = found
        return found

    def fair(self, items: Sequence[Item]) -> frozenset[int]:
        """The numbers that may fairly be counted among some things (see `fair`)."""
        key = tuple(map(id, items)) if len(items) <= MAX_GROUPED else (len(items),)
        if key not in self._fair:
            self._fair[key] = fair_numbers(items)
        return self._fair[key]

    @functools.cached_property
    def everything(self) -> frozenset[int]:
        """The numbers that may fairly be counted of anything in the figure; none are known where too much is drawn."""
        if len(self.items) > MAX_KNOWN:
            return frozenset()
        found: set[int] = set(self.lined_up) | {len(self.trace.axes), len(self.main)}
        for items in {tuple(map(id, v)): v for v in self.by_tag.values()}.values():
            found |= self.fair([i for i in items if not i.tags & _FURNITURE])
        for axes in self.trace.axes:
            found |= {len(axes.legend)} | {len(a.ticks) for a in (axes.x, axes.y, axes.z) if a is not None}
        for item in self.items:
            number = len(corners_of(item)) if 2 < len(item.element.pixels) <= 200 else 0
            found |= {number, number - 1, item.element.count}
        return frozenset(found)

    @functools.cached_property
    def lined_up(self) -> frozenset[int]:
        """Numbers of rows and of columns in which things of any one kind stand, in all or within one panel."""
        found: set[int] = set()
        if len(self.items) > MAX_KNOWN:
            return frozenset()
        aside = _FURNITURE | {"title", "tick_label", "axis_label"}
        for items in {tuple(map(id, v)): v for v in self.by_tag.values()}.values():
            if len(items) <= MAX_GROUPED:
                found |= rows_and_columns([i for i in items if not i.tags & aside])
        straight = [i.element.pixels for i in self.by_tag["line"] if len(i.element.pixels) == 2]
        for axis in (0, 1):  # what lies between the lines of a grid, and the lines themselves
            lines = {round(p[axis] / 2) for p, q in straight if abs(p[axis] - q[axis]) <= 1}
            found |= {len(lines), len(lines) - 1, len(lines) + 1}
        for item in self.items:
            if item.tags & aside:
                continue
            found |= {int(v) for k in ("rows", "columns") if isinstance(v := item.element.shape.get(k), float | int)}
        return frozenset(found)

    def candidates(self, noun: Noun) -> list[Item]:
        """Every item that a noun may mean."""
        found = self.readings(noun)
        return found[-1] if found else []

    def narrowed(self, items: Sequence[Item], phrase: Phrase) -> list[Item]:
        """Those of the items that have the colours, the style and the direction that a phrase asks for."""
        tests = filters(phrase)
        for noun in phrase.adjuncts:
            described = {id(i) for i in self.candidates(noun)}
            if any(id(i) in described for i in items):
                items = [i for i in items if id(i) in described]
        return [i for i in items if all(test(i) for test in tests)]

    def axes(self, identifier: int | None) -> AxesTrace | None:
        """The axes of that id."""
        return next((a for a in self.trace.axes if a.id == identifier), None)


def _is_case(item: Item) -> bool:
    """The box around a legend, and the panes of a 3D plot: nobody means their pale gray."""
    return "pane" in item.tags or ("legend" in item.tags and item.element.kind == "rectangle" and len(item.fills) > 1)


def filters(phrase: Phrase) -> list[Callable[[Item], bool]]:
    """Tests that an item must pass to be meant by a phrase."""
    tests: list[Callable[[Item], bool]] = []
    names = [c.name for c in phrase.colors]
    if names:
        tests.append(lambda i: any(any_matches(i.colors, n) for n in names))
    for style, _ in phrase.styles:
        tests.append(lambda i, style=style: has_style(i, style))  # type: ignore[misc]
    if "solid" in phrase.words and not names:
        tests.append(lambda i: i.element.line_style in ("solid", "") or bool(i.fills))
    if "horizontal" in phrase.words:
        tests.append(lambda i: not _is_straight(i) or is_horizontal(i))
    if "vertical" in phrase.words:
        tests.append(lambda i: not _is_straight(i) or is_vertical(i))
    if {"capital", "uppercase"} & set(phrase.words):
        tests.append(lambda i: i.element.text.strip("$ ").isupper() or i.element.kind != "text")
    if "lowercase" in phrase.words:
        tests.append(lambda i: i.element.text.strip("$ ").islower() or i.element.kind != "text")
    if "closed" in phrase.words:
        tests.append(lambda i: bool(i.tags & {"closed", "loop", "circle", "ellipse", "region", "contour"}))
    if {"diagonal", "slanted", "sloping"} & set(phrase.words) or phrase.noun.name == "diagonal":
        tests.append(lambda i: not _is_straight(i) or not (is_horizontal(i) or is_vertical(i)))
    if {"hollow", "open", "unfilled"} & set(phrase.words):
        tests.append(lambda i: not i.fills or any_matches(i.fills, "white"))
    return tests


def has_style(item: Item, style: str) -> bool:
    """Whether an item is stroked in that style; dashes and dots are easily mistaken for each other."""
    own = item.element.line_style
    if style == "dashed":
        return own in ("dashed", "dashdot")
    if style == "dotted":
        return own in ("dotted", "dashdot")
    return own == style


def _is_straight(item: Item) -> bool:
    return bool(item.tags & {"segment", "rule", "arrow"})


def is_horizontal(item: Item) -> bool:
    """Whether a straight stroke or bar lies."""
    return _spread(item)[1] <= max(2.0, 0.02 * _spread(item)[0])


def is_vertical(item: Item) -> bool:
    """Whether a straight stroke or bar stands upright."""
    return _spread(item)[0] <= max(2.0, 0.02 * _spread(item)[1])


def _spread(item: Item) -> tuple[float, float]:
    pixels = item.element.pixels
    if not pixels:
        return 0.0, 0.0
    xs, ys = [p[0] for p in pixels], [p[1] for p in pixels]
    return max(xs) - min(xs), max(ys) - min(ys)


def ids(items: Iterable[Item], most: int = 40) -> tuple[int, ...]:
    """Ids of the elements of some items, each once."""
    return tuple(dict.fromkeys(i.id for i in items))[:most]


def counted(number: int, noun: str) -> str:
    """ "6 circles"."""
    return f"{number:,} {noun if number == 1 else words.plural(noun)}"
