"""Errors planted by rule in true captions: each changes one thing, and the trace tells that it is wrong then."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

import numpy as np

from codepercept.figure import words
from codepercept.types import Element, FigureTrace

NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
WORDS = {word: value for value, word in enumerate(NUMBERS.split())}
NAMES = {value: word for word, value in WORDS.items()}
CLASSES = """
markers: outliers crosses
markers circle: dots points disks discs rings bubbles
markers circle ellipse: circles
markers circle rectangle: nodes
markers polygon: stars triangles hexagons
markers polygon rectangle: squares diamonds
rectangle: bars columns
rectangle polygon: rectangles tiles
rectangle polygon path: boxes
rectangle mesh: cells
polygon: pentagons polygons quadrilaterals
segment line: lines segments edges
line contour: curves
line arc: arcs
arrow: arrows vectors
wedge: slices wedges sectors
ellipse: ellipses
text: labels letters numbers texts
panel: panels subplots
entry: entries
"""
"""Nouns by the kinds of elements that the inventory counts for them."""
KINDS_OF = {
    noun: tuple(kinds.split())
    for kinds, _, nouns in (line.partition(": ") for line in CLASSES.strip().splitlines())
    for noun in nouns.split()
}
COLORS = {
    "red": "#d62728", "blue": "#1f55d4", "green": "#2ca02c", "orange": "#ff7f0e", "purple": "#8e3fae",
    "yellow": "#f5e31f", "pink": "#ff8fc0", "brown": "#7d4a28", "black": "#000000", "gray": "#808080",
    "grey": "#808080", "cyan": "#17c8d8", "teal": "#008080", "magenta": "#ff00ff",
}  # fmt: skip
PAIRS = (
    ("left of", "right of"), ("above", "below"), ("inside", "outside"), ("larger than", "smaller than"),
    ("longer than", "shorter than"), ("higher than", "lower than"), ("parallel to", "perpendicular to"),
    ("tallest", "shortest"), ("highest", "lowest"), ("largest", "smallest"), ("leftmost", "rightmost"),
)  # fmt: skip
OPPOSITES = {a: b for one, other in PAIRS for a, b in ((one, other), (other, one))} | {
    "taller than": "shorter than",
    "longest": "shortest",
    "topmost": "lowest",
}
_COUNT = re.compile(
    rf"\b({'|'.join(list(WORDS)[2:])}|(?<![.,\d#(=-])\d{{1,3}}(?![.,\d%°]))"
    rf"\s+((?:[\w#-]+\s+){{0,3}}?)({'|'.join(KINDS_OF)}|\w+s)\b",
    re.IGNORECASE,
)
_NO_PLURALS = ("ss", "is", "us", "has", "was", "degrees", "units", "does", "times", "cm", "its", "this")
_SHADED = re.compile(r"(light|dark|pale|steel|royal|sky|sea|deep|bright|slate|navy|forest|['\"“-])\s?$")


@dataclass
class Figure:
    """A figure with its caption."""

    name: str
    caption: str
    code: str
    trace: FigureTrace | None = None
    wrong: str = ""
    """A caption of it with an error that its author made on purpose, "" if there is none."""


@dataclass
class Plant:
    """A caption with one error, and where it stands."""

    kind: str
    caption: str
    start: int
    end: int
    what: str


def inventory(trace: FigureTrace, kinds: Iterable[str]) -> set[int]:
    """Numbers of drawn things of some kinds: in all, by colour, by panel, by line of code."""
    counts: Counter[object] = Counter()
    for e in trace.elements:
        if not e.visible or e.kind not in kinds or e.role not in ("data", "figure", "annotation", "tick_label"):
            continue
        number = e.count if e.kind in ("markers", "mesh") else 1
        for key in (
            "all",
            ("color", words.color_name(e.color)),
            ("axes", e.axes),
            ("line", e.line),
            ("kind", e.kind),
            ("style", e.line_style),
        ):
            counts[key] += number
        counts["elements"] += 1
    found = set(counts.values())
    if "panel" in kinds:
        found |= {len([a for a in trace.axes if a.colorbar_of is None])}
    if "entry" in kinds:
        found |= {len(a.legend) for a in trace.axes} | {sum(len(a.legend) for a in trace.axes)}
    return found - {0}


def plant_count(figure: Figure, rng: Random) -> Iterator[Plant]:
    """A number before a plural, changed by one or two."""
    assert figure.trace is not None
    spots = [
        m
        for m in _COUNT.finditer(figure.caption)
        if not m[3].lower().endswith(_NO_PLURALS) and not re.search(r"\b(of|and|to|at|in|for|with|are|is)\b", m[2])
    ]
    rng.shuffle(spots)
    done: set[str] = set()
    for match in spots:
        value = WORDS.get(match[1].lower(), int(match[1]) if match[1].isdigit() else 0)
        known = inventory(figure.trace, KINDS_OF.get(match[3].lower(), ()))
        kind = "count" if value in known else "count*"
        if kind in done:
            continue
        choices = [v for d in (-2, -1, 1, 2) if (v := value + d) >= 2 and v not in known]
        if value < 2 or not choices:
            continue
        done.add(kind)
        new = rng.choice(choices)
        written = NAMES.get(new, str(new)) if match[1].lower() in WORDS else str(new)
        written = written.capitalize() if match[1][0].isupper() else written
        yield _replaced(figure, kind, match.start(1), match.end(1), written)


def _replaced(figure: Figure, kind: str, start: int, end: int, new: str) -> Plant:
    old = figure.caption[start:end]
    return Plant(kind, figure.caption[:start] + new + figure.caption[end:], start, start + len(new), f"{old} -> {new}")


_QUOTES = re.compile(r'"([^"]{1,80})"|“([^”]{1,80})”|‘([^’]{1,80})’|(?<![\w])\'([^\']{1,60})\'(?!\w)')
_OTHER_WORDS = (
    "energy",
    "distance",
    "velocity",
    "parallel",
    "growth",
    "section",
    "Northern",
    "rate",
    "blue whale",
    "density",
    "index",
    "method",
)


def plant_label(figure: Figure, rng: Random) -> Iterator[Plant]:
    """A quotation in which a word, letter or number is another one."""
    assert figure.trace is not None
    shown = [e.text.lower().replace("\n", " ") for e in figure.trace.elements if e.kind == "text"]
    spots = list(_QUOTES.finditer(figure.caption))
    rng.shuffle(spots)
    for match in spots:
        group = next(g for g in range(1, 5) if match[g] is not None)
        text = match[group]
        if not any(text.lower().strip(".,") in s for s in shown) or "$" in text:
            continue
        pieces = list(re.finditer(r"\d+|[^\W\d_]+", text))
        if not pieces:
            continue
        piece = rng.choice(pieces)
        if piece[0].isdigit():
            new = str(int(piece[0]) + rng.choice((1, 2, 3)))
        elif len(piece[0]) == 1:
            new = rng.choice([c for c in "BCDEFGHKMQRSTUVWXYZ" if c.lower() not in text.lower()])
            new = new if piece[0].isupper() else new.lower()
        else:
            new = rng.choice(_OTHER_WORDS)
        changed = text[: piece.start()] + new + text[piece.end() :]
        if any(changed.lower() in s for s in shown) or any(
            len(changed) < 3 and re.search(rf"\b{re.escape(changed.lower())}\b", s) for s in shown
        ):
            continue
        yield _replaced(figure, "label", match.start(group), match.end(group), changed)
        return


def _lab(color: str) -> np.ndarray:
    return np.asarray(words.lab([color])[0])


def plant_color(figure: Figure, rng: Random) -> Iterator[Plant]:
    """A colour that nothing in the figure has, or that nothing of that kind has."""
    assert figure.trace is not None
    pattern = re.compile(r"\b(" + "|".join(COLORS) + r")\b(?!-)(?:\s+(\w+))?", re.IGNORECASE)
    spots = [
        m
        for m in pattern.finditer(figure.caption)
        if not _SHADED.search(figure.caption[max(0, m.start() - 7) : m.start()].lower())
    ]
    rng.shuffle(spots)
    for match in spots:
        own = KINDS_OF.get((match[2] or "").lower(), KINDS_OF.get((match[2] or "").lower() + "s"))
        absent = [c for c in COLORS if not _has(figure.trace.elements, figure.trace, c, None)]
        elsewhere = [
            c for c in COLORS if own and c not in absent and not _has(figure.trace.elements, figure.trace, c, own)
        ]
        distinct = {"gray", "grey"} if match[1].lower() in ("gray", "grey") else {match[1].lower()}
        choices = [
            c for c in (elsewhere if elsewhere and rng.random() < 0.4 else absent) if c not in distinct and c != "grey"
        ]
        if choices:
            new = rng.choice(choices)
            yield _replaced(
                figure, "color", match.start(1), match.end(1), new.capitalize() if match[1][0].isupper() else new
            )
            return


def _has(elements: Iterable[Element], trace: FigureTrace, color: str, kinds: tuple[str, ...] | None) -> bool:
    """Whether an element (of some kinds) has a colour that might be called so; neutral ones are everywhere."""
    near = 45.0
    if kinds is None and color in ("black", "gray", "grey"):
        return True
    for e in elements:
        if (
            not e.visible
            or (kinds is not None and e.kind not in kinds)
            or (kinds and e.role not in ("data", "annotation", "figure"))
        ):
            continue
        if "cmap" in e.shape or (e.kind in ("mesh", "image") and not e.color):
            return True
        for c in (e.color, e.edge_color, e.fill_color, *e.colors):
            if c and np.linalg.norm(_lab(c) - _lab(COLORS[color])) < near:
                return True
            if c and words.color_name(c).split()[-1] == color:
                return True
    return False


_POINT = re.compile(r"\(\s?([-−]?\d+(?:\.\d+)?),\s?([-−]?\d+(?:\.\d+)?)\s?\)")
_ENDS = re.compile(r"axis[^.;]{0,60}?(?:from|between) ([-−]?\d+(?:\.\d+)?) (?:to|and) ([-−]?\d+(?:\.\d+)?)")
_RADIUS = re.compile(r"radius (?:of )?(\d+(?:\.\d+)?)")


def plant_coordinate(figure: Figure, rng: Random) -> Iterator[Plant]:
    """A coordinate, end of an axis or radius, shifted clearly."""
    assert figure.trace is not None
    drawn: list[object] = []
    for e in figure.trace.elements:
        if e.visible and e.role in ("data", "annotation", "figure"):
            drawn += [*e.data, e.shape.get("center", ())]
    flat = np.array([p for p in drawn if isinstance(p, tuple) and len(p) == 2] or [(np.nan, np.nan)], float)
    spots = (
        [("point", m) for m in _POINT.finditer(figure.caption)]
        + [("ends", m) for m in _ENDS.finditer(figure.caption)]
        + [("radius", m) for m in _RADIUS.finditer(figure.caption)]
    )
    rng.shuffle(spots)
    for kind, match in spots:
        group = 2 if kind == "ends" else rng.choice((1, 2)) if kind == "point" else 1
        old = float(match[group].replace("−", "-"))
        spans = [abs(b - a) for axes in figure.trace.axes for a, b in (axes.x.limits, axes.y.limits)]
        decimals = len(match[group].partition(".")[2])
        step = (
            max(1.0 if not decimals else 0.0, round(0.18 * max(spans, default=5.0), decimals))
            if kind != "radius"
            else max(1.0, old)
        )
        new = round(old + rng.choice((-1, 1)) * step, decimals) if kind != "radius" else old + step
        if kind == "point":
            pair = [float(match[g].replace("−", "-")) for g in (1, 2)]
            pair[group - 1] = new
            if np.nanmin(np.abs(flat - pair).max(axis=1), initial=np.inf) < 0.3 * step or not len(flat):
                continue
        written = f"{new:.{decimals}f}".replace("-", "−" if "−" in match[group] else "-")
        yield _replaced(figure, "coordinate", match.start(group), match.end(group), written)
        return


def plant_element(figure: Figure, rng: Random) -> Iterator[Plant]:
    """A sentence about something that is not there."""
    trace = figure.trace
    assert trace is not None
    kinds = {e.kind for e in trace.elements if e.visible and e.role in ("data", "figure", "annotation")}
    marks = {e.marker for e in trace.elements if e.visible and e.role == "data"}
    styles = {e.line_style for e in trace.elements if e.visible}
    solid = any(a.view is not None for a in trace.axes)
    closed = {"polygon", "path", "line", "mesh", "image"} & kinds
    legend = any(a.legend for a in trace.axes) or any(e.role == "legend" for e in trace.elements)
    arrow = "arrow" in kinds or any("arrow" in e.artist.lower() for e in trace.elements)
    bars = any(a.colorbar_of is not None for a in trace.axes) or len(trace.axes) > 1
    table = any(e.role == "table" for e in trace.elements) or bool({"rectangle", "line", "segment"} & kinds)
    round_ones = {"circle", "ellipse", "arc", "markers", "line", "wedge", "path", "polygon"}
    there = [
        (arrow, "An arrow points to the upper right corner."),
        (arrow, "Two arrows mark the directions of motion."),
        (legend, "A legend in the upper right corner explains the symbols."),
        (bars, "A colour bar runs along the right side."),
        ({"dashed", "dashdot"} & styles, "A dashed line crosses the picture from left to right."),
        ({"dotted", "dashdot"} & styles, "A dotted line joins the two ends."),
        ({"markers", "polygon", "line", "path"} & kinds, "A star marks the middle."),
        ("*" in marks or closed or solid, "A small star sits near the left edge."),
        (closed or {"^", "v", "<", ">"} & marks or solid, "A small triangle stands at the lower left."),
        (round_ones & kinds, "A circle encloses the whole drawing."),
        ({"wedge", "path", "polygon"} & kinds, "A pie chart with several slices stands in the corner."),
        (table, "A table below lists the values."),
        ({"ellipse", "circle", "line", "path", "polygon"} & kinds, "An ellipse surrounds the centre."),
        ({"contour", "image", "mesh"} & kinds, "Contour lines fill the background."),
        ({"polygon", "line", "path", "markers"} & kinds or solid, "A hexagon stands at the bottom."),
    ]
    chosen = [text for found, text in there if not found]
    if chosen:
        text = rng.choice(chosen)
        ends = [m.end() for m in re.finditer(r"[.!?]\"? (?=[A-Z])", figure.caption)]
        at = rng.choice(ends) if ends else len(figure.caption)
        new = text + " " if ends else " " + text
        yield Plant("element", figure.caption[:at] + new + figure.caption[at:], at, at + len(new), f"+ {text}")


def plant_relation(figure: Figure, rng: Random) -> Iterator[Plant]:
    """A relation turned round."""
    spots = list(re.finditer(rf"\b({'|'.join(OPPOSITES)})\b", figure.caption))
    if spots:
        match = rng.choice(spots)
        yield _replaced(figure, "relation", match.start(1), match.end(1), OPPOSITES[match[1]])


PLANTERS = (plant_count, plant_label, plant_color, plant_coordinate, plant_element, plant_relation)
