"""A trace as a scorer needs it: what was really painted, cut into comparable items.

Who drew a thing, by which call and in how many pieces must not matter, so elements become *items* of four classes:

- `STROKE`: a piece of a line, `PIECE` of the page's diagonal long. Lines of the same style that meet end to end are
  joined before they are cut, so a line drawn as two halves gives the items of a line drawn at once.
- `BLOB`: a filled shape, a marker, a small closed outline, an arrow's head.
- `TEXT`: one text.
- `FIELD`: an image or a mesh, with a small grid of its colours.

What leaves no ink does not count: invisible things, things covered by opaque fills painted later, things in the colour
of what is below them, exact repetitions in the same place. An item's weight is its share of the square root of the ink
that all items of its style leave together, so neither a large area nor a thousand dots outweigh everything else.
Furniture that any chart has (ticks, grid, spines, panes) weighs less.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from codepercept.scorers.elements import outline
from codepercept.scorers.elements.ink import BEYOND, BLOB, FIELD, STROKE, TEXT, Ink, Style, Thing
from codepercept.scorers.elements.page import Page, difference, lab_of
from codepercept.types import FigureTrace

PIECE = 0.06
"""Length of a stroke's pieces, in page diagonals."""

FURNITURE = 0.35
"""Weight of what any chart has; else two empty charts would look alike before anything is drawn in them."""

_FURNITURE_ROLES = frozenset({"tick", "tick_label", "grid", "spine", "pane", "background"})
_CONTRAST = 40.0
"""Colour difference to what is below from which on ink counts in full."""
_FAINT = 0.12
"""Share of that below which nobody sees it."""
_MOST_BIG = 600
"""Texts, or fields, that are compared, the heaviest ones; they carry the weight of the others. Bounds the work."""


@dataclass(frozen=True)
class Items:
    """Visible items of one class as columns; lengths in pixels.

    `element` is the index among the trace's elements, `size` (N, 2) the length of a stroke's piece or width and height,
    `form` (N, 6) what its outline is like, `heading` (N, 2) where an arrow points, `pen` a line width or font size in
    points, `dash` a code of dashes or of how it is filled, `loose` how far a piece may slide along its line (a longer
    line may be cut elsewhere), `seen` the share that is not covered, `grids` (N, 64, 3) the colours of fields.
    """

    element: np.ndarray
    weight: np.ndarray
    place: np.ndarray
    size: np.ndarray
    form: np.ndarray
    heading: np.ndarray
    lab: np.ndarray
    pen: np.ndarray
    dash: np.ndarray
    loose: np.ndarray
    seen: np.ndarray
    texts: tuple[str, ...]
    grids: np.ndarray

    def __len__(self) -> int:
        return len(self.weight)

    @cached_property
    def palette(self) -> tuple[np.ndarray, np.ndarray]:
        """The colours that occur, (K, 3), and each item's number among them, (N,)."""
        colors, number = np.unique(self.lab.round(2), axis=0, return_inverse=True)
        return colors, number.ravel()


@dataclass(frozen=True)
class _Rows:
    """Items of all classes before it is known what can be seen. `numbers`: x, y, width, height, pen, dash, loose, ink,
    alpha, heading (2)."""

    kind: np.ndarray
    element: np.ndarray
    numbers: np.ndarray
    lab: np.ndarray
    form: np.ndarray

    def __add__(self, other: _Rows) -> _Rows:
        return _Rows(
            np.concatenate([self.kind, other.kind]),
            np.concatenate([self.element, other.element]),
            np.concatenate([self.numbers, other.numbers]),
            np.concatenate([self.lab, other.lab]),
            np.concatenate([self.form, other.form]),
        )


class Drawing:
    """What one trace painted. Make it once for a reference and compare many candidates with it.

    Args:
        trace: of any figure, also an empty one.

    Attributes:
        elements: of the trace.
        axes: of the trace.
        lines: that were painted, in painting order, as they were asked for.
        things: everything else that was painted.
        page: with all opaque fills.
        paper: colour of the page (L*a*b*).
        diagonal: of the page in pixels.
        middle: of the page in pixels.
        pixels_per_point: its resolution.
    """

    def __init__(self, trace: FigureTrace) -> None:
        self.elements, self.axes = trace.elements, trace.axes
        self.paper = lab_of(trace.canvas.facecolor)
        self.diagonal = math.hypot(trace.canvas.width, trace.canvas.height) or 1.0
        self.middle = np.array([trace.canvas.width / 2, trace.canvas.height / 2])
        self.pixels_per_point = max(trace.canvas.dpi, 1.0) / 72
        self._furniture = np.array([e.role in _FURNITURE_ROLES for e in trace.elements], bool)
        ink = Ink(trace, self._furniture)
        self.page: Page = ink.page
        self.things = ink.things
        self.lines = ink.lines
        self._thing_rows = _rows_of(ink.things)
        self._joined = _Lines(ink)
        self._cache: dict[tuple[float, float], dict[int, Items]] = {}

    def items(self, length: float, cell: float) -> dict[int, Items]:
        """The visible items of each class that there is.

        Args:
            length: of the pieces of strokes, in pixels.
            cell: items of one look within a square of so many pixels become one; 0 keeps them apart.
        """
        key = (round(length, 6), round(cell, 6))
        if key not in self._cache:
            self._cache[key] = self._visible(self._joined.cut(length, self.pixels_per_point) + self._thing_rows, cell)
        return self._cache[key]

    def furniture(self, items: Items) -> np.ndarray:
        """(N,) which items are what any chart has."""
        return np.asarray(self._furniture[items.element])

    def _visible(self, rows: _Rows, cell: float) -> dict[int, Items]:
        kind, element, numbers, form = rows.kind, rows.element, rows.numbers, rows.form
        if not len(kind):
            return {}
        place, size, alpha = numbers[:, :2], numbers[:, 2:4], numbers[:, 8:9]
        first = len(kind) - len(self.things)
        seen = self._seen(rows, first)
        below = self._below(rows, first)
        painted = alpha * rows.lab + (1 - alpha) * below
        contrast = np.where(kind == FIELD, 1.0, np.minimum(1.0, difference(painted, below) / _CONTRAST))
        ink = np.minimum(numbers[:, 7], 4 * self.middle.prod()) * seen * contrast / self.diagonal**2
        good = (seen > 0.05) & (contrast > _FAINT) & (ink > 1e-9) & _last_of_its_place(rows)
        kept = np.flatnonzero(good)
        weight = _pooled(rows, self._furniture[element], painted, ink, kept)
        found: dict[int, Items] = {}
        for which in (STROKE, BLOB, TEXT, FIELD):
            at = kept[kind[kept] == which]
            if not len(at):
                continue
            if which in (TEXT, FIELD) and len(at) > _MOST_BIG:
                whole = weight[at].sum()
                at = np.sort(at[np.argsort(-weight[at], kind="stable")[:_MOST_BIG]])
                weight[at] *= whole / weight[at].sum()
            things = [self.things[i - first] for i in at] if which in (TEXT, FIELD) else []
            columns = Items(
                *(element[at], weight[at], place[at], size[at], form[at], numbers[at, 9:11], painted[at]),
                *(numbers[at, 4], numbers[at, 5], numbers[at, 6], seen[at]),
                texts=tuple(t.text for t in things),
                grids=np.array([[lab_of(c) for c in (t.grid * 64)[:64]] for t in things if t.grid]).reshape(-1, 64, 3),
            )
            found[which] = _merged(columns, cell) if cell and which in (STROKE, BLOB) else columns
        return found

    def _seen(self, rows: _Rows, first: int) -> np.ndarray:
        """Share of each item that is on the page and not covered."""
        orders, areas = self.page.orders(), self.page.seen()
        place, size = rows.numbers[:, :2], rows.numbers[:, 2:4]
        stroke = (rows.kind == STROKE)[:, None]
        angle = np.arctan2(rows.form[:, 1], rows.form[:, 0]) / 2
        reach = 0.4 * size[:, :1] * np.hypot(rows.form[:, 0], rows.form[:, 1])[:, None]
        along = np.where(stroke, reach * np.column_stack([np.cos(angle), np.sin(angle)]), 0.0)
        across = np.where(stroke, 0.0, 0.3 * size)
        steps = [np.zeros_like(along), along, -along, across, -across, across * (1, -1), across * (-1, 1)]
        points = (place[None] + np.array(steps)).reshape(-1, 2)
        free = (orders[self.page.number_at(points)] <= np.tile(rows.element, len(steps))) & self.page.inside(points)
        seen = np.asarray(free.reshape(len(steps), -1).mean(axis=0))
        for n, thing in enumerate(self.things, first):
            if thing.fill and thing.ink > 60:
                seen[n] = min(1.0, areas[thing.fill] / thing.ink)
        return seen

    def _below(self, rows: _Rows, first: int) -> np.ndarray:
        """(N, 3) colour on which each item was painted."""
        top = self.page.number_at(rows.numbers[:, :2])
        top[self.page.orders()[top] >= rows.element] = 0
        below = self.page.colors()[top]
        for n, thing in enumerate(self.things, first):
            if thing.under is not None:
                below[n] = thing.under
        return np.asarray(below)


class _Lines:
    """All lines of a drawing in one stretch, those of one style that meet end to end joined."""

    def __init__(self, ink: Ink) -> None:
        by_style: dict[Style, list[int]] = {}
        for number, line in enumerate(ink.lines):
            # Hidden edges of a solid are dashed; where a line is cut must not depend on that.
            by_style.setdefault(line.style._replace(dash=0.0), []).append(number)
        self._styles: list[Style] = []
        points: list[np.ndarray] = []
        owners: list[np.ndarray] = []
        """(element, dash) of each point."""
        for style, numbers in by_style.items():
            for chain in outline.join([ink.lines[n].points for n in numbers]) if len(numbers) > 1 else [[1]]:
                walked = [(ink.lines[numbers[abs(step) - 1]], step) for step in chain]
                whole = np.concatenate([line.points if step > 0 else line.points[::-1] for line, step in walked])
                owner = np.repeat([(i.element, i.style.dash) for i, _ in walked], [len(i.points) for i, _ in walked], 0)
                order = outline.from_top(whole)
                points.append(whole[order])
                owners.append(owner[order])
                self._styles.append(style)
        if not points:
            return
        self._points = np.concatenate(points)
        line_of = np.repeat(np.arange(len(points)), [len(p) for p in points])
        self._element, self._dash = np.concatenate(owners).T
        self._element = self._element.astype(int)
        steps = np.hypot(*np.diff(self._points, axis=0).T)
        self._total = np.bincount(line_of[1:], steps * (np.diff(line_of) == 0), minlength=len(self._styles))
        # Between one line and the next lies a gap of one pixel, so that no place belongs to two.
        steps[np.diff(line_of) > 0] = 1.0
        self._along = np.concatenate([[0.0], np.cumsum(steps)])
        self._start = self._along[np.searchsorted(line_of, np.arange(len(self._styles)))]

    def cut(self, length: float, pixels_per_point: float) -> _Rows:
        """All lines in pieces of about `length` pixels, those of one line of equal length."""
        if not self._styles:
            return _rows_of([])
        counts = np.maximum(1, np.round(self._total / length)).astype(int)
        line = np.repeat(np.arange(len(counts)), counts)
        number = np.arange(len(line)) - np.repeat(np.cumsum(counts) - counts, counts)
        far = self._total[line] / counts[line]
        begin = self._start[line] + number * far
        x0, x1, y0, y1 = (
            np.interp(at, self._along, self._points[:, axis]) for axis in (0, 1) for at in (begin, begin + far)
        )
        middle = np.searchsorted(self._along, begin + far / 2).clip(0, len(self._along) - 1)
        styles = np.array([(s.pen, s.alpha, *s.lab) for s in self._styles])[line]
        straight = np.minimum(1.0, np.hypot(x1 - x0, y1 - y0) / np.maximum(far, 1e-9))
        turn = 2 * np.arctan2(y1 - y0, x1 - x0)
        form = np.zeros((len(line), outline.FORM))
        form[:, 0], form[:, 1] = straight * np.cos(turn), straight * np.sin(turn)
        zero, dash = np.zeros(len(line)), self._dash[middle]
        loose = np.where(counts[line] > 1, far / 2, 0.0)
        ink = far * styles[:, 0] * pixels_per_point
        numbers = np.column_stack(
            [(x0 + x1) / 2, (y0 + y1) / 2, far, zero, styles[:, 0], dash, loose, ink, styles[:, 1], zero, zero]
        )
        return _sane(_Rows(np.full(len(line), STROKE), self._element[middle], numbers, styles[:, 2:], form))


def _rows_of(things: list[Thing]) -> _Rows:
    numbers = [(t.x, t.y, t.width, t.height, t.pen, t.dash, 0.0, t.ink, t.alpha, *t.heading) for t in things]
    return _sane(
        _Rows(
            np.array([t.kind for t in things], int),
            np.array([t.element for t in things], int),
            np.array(numbers).reshape(-1, 11),
            np.array([t.lab for t in things]).reshape(-1, 3),
            np.array([t.form for t in things]).reshape(-1, outline.FORM),
        )
    )


def _sane(rows: _Rows) -> _Rows:
    np.nan_to_num(rows.numbers, copy=False)
    np.nan_to_num(rows.form, copy=False)
    rows.form.clip(-BEYOND, BEYOND, out=rows.form)
    rows.numbers.clip(-BEYOND, BEYOND, out=rows.numbers)
    rows.numbers[:, 2:9].clip(0, None, out=rows.numbers[:, 2:9])
    rows.numbers[:, 8].clip(0, 1, out=rows.numbers[:, 8])
    return rows


def _last_of_its_place(rows: _Rows) -> np.ndarray:
    """False for what the same thing painted later hides exactly."""
    numbers = rows.numbers
    key = np.column_stack([rows.kind, numbers[:, :4].round(), (rows.form * 4).round(), (numbers[:, 9:11] * 4).round()])
    codes = key.astype(np.int64) @ _HASH
    _, from_end = np.unique(codes[::-1], return_index=True)
    last = np.zeros(len(codes), bool)
    last[len(codes) - 1 - from_end] = True
    return last


_HASH = np.random.default_rng(7).integers(1, 2**40, 13) | 1
"""Turns a row of whole numbers into one."""


def _pooled(rows: _Rows, furniture: np.ndarray, lab: np.ndarray, ink: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Weights: each style has the square root of its ink, shared out by the square roots of its items' ink."""
    pen, dash = rows.numbers[:, 4], rows.numbers[:, 5]
    look = np.column_stack([rows.kind, furniture, (lab / 12).round(), np.log2(pen.clip(0.1)).round(), dash])[kept]
    _, style = np.unique(look.astype(np.int64) @ _HASH[:7], return_inverse=True)
    root = np.sqrt(ink[kept])
    total = np.sqrt(np.bincount(style, ink[kept]))
    weight = np.zeros(len(ink))
    weight[kept] = root / np.bincount(style, root)[style] * total[style]
    weight[furniture] *= FURNITURE
    return weight


def _merged(items: Items, cell: float) -> Items:
    """Items of one look within one square as one item with their common weight."""
    wide = np.log2(items.size.max(axis=1).clip(1)).round()
    look = np.column_stack([items.place // cell, (items.lab / 12).round(), items.dash, wide])
    _, first, group = np.unique(look.astype(np.int64) @ _HASH[:7], return_index=True, return_inverse=True)
    weight = np.bincount(group, items.weight)

    def mean(column: np.ndarray) -> np.ndarray:
        if column.ndim == 1:
            return np.asarray(np.bincount(group, items.weight * column) / weight)
        return np.column_stack([mean(c) for c in column.T])

    return Items(
        *(items.element[first], weight, mean(items.place), mean(items.size), mean(items.form), mean(items.heading)),
        *(mean(items.lab), mean(items.pen), items.dash[first], items.loose[first] + cell / 2, mean(items.seen)),
        texts=items.texts,
        grids=items.grids,
    )
