"""What claims are checked against: the items, panels, texts and measures of one trace."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from codepercept.figure import scene, words
from codepercept.figure.claims.hues import any_matches
from codepercept.figure.claims.items import Item, items_of
from codepercept.figure.claims.lexicon import Noun
from codepercept.figure.claims.phrases import Phrase
from codepercept.types import AxesTrace, FigureTrace

_FURNITURE = frozenset({"grid", "spine", "tick", "pane", "background", "legend", "colorbar"})


class View:
    """One trace, prepared for questions."""

    def __init__(self, trace: FigureTrace) -> None:
        self.trace = trace
        self.items = items_of(trace)
        self.main = [a for a in trace.axes if a.colorbar_of is None and a.twin_of is None]
        self._readings: dict[str, list[list[Item]]] = {}
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
