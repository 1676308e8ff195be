"""Two drawings item by item: similarities, optimal assignment, and the five dimensions of the rubric.

For items i of the reference and j of the candidate, of one class, all factors in [0, 1]:

- q, the same thing: kind x shape x colour (in part) x a loose place. A text is the same thing as far as its words are.
- p, its place: exp(-d / `NEAR`), d the distance in page diagonals.
- s, its look: colour, line width or font size, dashes, symbol; for images the colours of their parts.

The Hungarian method (`scipy.optimize.linear_sum_assignment`) picks the pairs with the largest sum of weighted q. With
weights w of the reference's items and v of the candidate's, a quality x over the pairs gives

    F(x) = 2 R P / (R + P),    R = sum w x / sum w,    P = sum v x / sum v.

    completeness = F(q)    position = F(q p) and relations    style = F(q s)    text = F(words) over texts
    clarity = F(q) x exp(-3 |difference in the share of texts that overlap or leave the page|)

so what is missing or made up costs in every dimension, and a dimension counts only as far as things were matched.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel
from scipy.optimize import linear_sum_assignment

from codepercept.scorers.elements.drawing import PIECE, Drawing, Items
from codepercept.scorers.elements.ink import BLOB, FIELD, STROKE, TEXT
from codepercept.scorers.elements.page import difference

MOST = 600
"""Items of one class beyond which drawings are compared more coarsely."""
NEAR = 0.03
"""Distance in page diagonals at which a place is worth 1/e."""
FAR = 0.15
"""The same for being the same thing at all."""
TINT = 30.0
"""Colour difference (HyAB) at which a colour is worth 1/e."""
FAINTER = 2.0
"""Matched things count in one drawing at most so many times what they weigh in the other: a faint copy is no copy."""
BARE = 0.25
"""What furniture counts where none of the content was found, in full from a half on: axes are not a chart."""
ALL = (STROKE, BLOB, TEXT, FIELD)

WEIGHTS = {"completeness": 30.0, "position": 30.0, "text": 10.0, "style": 20.0, "clarity": 10.0}


@dataclass(frozen=True)
class Frame:
    """Where the candidate's page lies on the reference's: x' = scale * x + shift, per axis."""

    scale: np.ndarray
    shift: np.ndarray

    def apply(self, points: np.ndarray) -> np.ndarray:
        moved: np.ndarray = points * self.scale + self.shift
        return moved

    @property
    def zoom(self) -> float:
        """Mean scale."""
        return float(np.sqrt(abs(self.scale[0] * self.scale[1])))


@dataclass(frozen=True)
class Pairs:
    """Matched items of one class: rows of the reference's and the candidate's items, and their qualities."""

    one: np.ndarray
    other: np.ndarray
    same: np.ndarray
    place: np.ndarray
    look: np.ndarray
    words: np.ndarray


@dataclass(frozen=True)
class Comparison:
    """Everything that one comparison found; `parts` are the dimensions, None where neither drawing has it.

    `recalled` is the share of the first's elements, fields (images, meshes) left out, that the second has, None where
    there are no others; `drawings` are what was compared, `one` and `other` their items.
    """

    value: float
    parts: dict[str, float | None]
    recalled: float | None
    pairs: dict[int, Pairs]
    one: dict[int, Items]
    other: dict[int, Items]
    frame: Frame
    drawings: tuple[Drawing, Drawing]


def compare(one: Drawing, other: Drawing) -> Comparison:
    """Compare a reference with a candidate in the frame that fits best."""
    start = Frame(np.full(2, one.diagonal / other.diagonal), one.middle - other.middle * one.diagonal / other.diagonal)
    coarse = _coarseness(one, other)
    length, cell = PIECE * one.diagonal * coarse, 0.01 * one.diagonal * coarse if coarse > 1 else 0.0
    items = one.items(length, cell)

    def within(frame: Frame) -> Comparison:
        # Pieces of lines must be as long as the reference's once they lie on its page.
        return _in_frame(one, other, items, other.items(length / frame.zoom, cell / frame.zoom), frame)

    best = within(start)
    for find in (_boxes_frame, _fitted):
        if not _displaced(best):
            break
        if (frame := find(best)) is not None:
            best = max(best, within(frame), key=lambda c: c.value)
    return best


def _coarseness(one: Drawing, other: Drawing) -> float:
    coarse = 1.0
    while coarse < 16:
        cell = 0.01 * one.diagonal * coarse if coarse > 1 else 0.0
        length = PIECE * one.diagonal * coarse
        zoom = one.diagonal / other.diagonal
        most = max(
            (len(i) for d, z in ((one, 1.0), (other, zoom)) for i in d.items(length / z, cell / z).values()), default=0
        )
        if most <= MOST:
            break
        coarse *= 2
    return coarse


def _displaced(found: Comparison) -> bool:
    """Whether matched things stand elsewhere, so that another frame is worth a try."""
    whole, placed = found.parts["completeness"] or 0.0, found.parts["position"] or 0.0
    return placed < 0.97 * whole


def _boxes_frame(found: Comparison) -> Frame | None:
    """Content on content, whatever the margins."""
    if not found.one or not found.other:
        return None
    low, high = _content(found.one)
    their_low, their_high = _content(found.other)
    zoom = float(np.hypot(*(high - low)) / max(np.hypot(*(their_high - their_low)), 1e-6))
    scale = np.full(2, np.clip(zoom, 0.05, 20.0))
    return Frame(scale, (low + high) / 2 - (their_low + their_high) / 2 * scale)


def _content(items: dict[int, Items]) -> tuple[np.ndarray, np.ndarray]:
    reach = [i.place + sign * (i.size / 2 if kind != STROKE else 0) for kind, i in items.items() for sign in (-1, 1)]
    points = np.concatenate(reach)
    return points.min(axis=0), points.max(axis=0)


def _fitted(found: Comparison) -> Frame | None:
    """The frame in which the matched pairs lie on each other best; small corrections only."""
    ours, theirs, weights = [], [], []
    for kind, pairs in found.pairs.items():
        ours.append(found.one[kind].place[pairs.one])
        theirs.append(found.other[kind].place[pairs.other])
        weights.append(found.one[kind].weight[pairs.one] * pairs.same)
    if not ours:
        return None
    target, source, weight = np.concatenate(ours), np.concatenate(theirs), np.concatenate(weights)
    if len(target) < 6:
        return None
    scale, shift = np.ones(2), np.zeros(2)
    for axis in (0, 1):
        x, y, w = source[:, axis], target[:, axis], weight.copy()
        a, b = found.frame.scale[axis], found.frame.shift[axis]
        for _ in range(4):
            off = np.abs(a * x + b - y)
            robust = w / (off + 1.0)
            total = robust.sum()
            mean_x, mean_y = (robust * x).sum() / total, (robust * y).sum() / total
            spread = (robust * (x - mean_x) ** 2).sum()
            if spread <= 0:
                break
            a = float(np.clip((robust * (x - mean_x) * (y - mean_y)).sum() / spread, 0.7 * a, 1.4 * a))
            b = float(mean_y - a * mean_x)
        scale[axis], shift[axis] = a, b
    return Frame(scale, shift)


def _in_frame(
    one: Drawing, other: Drawing, items: dict[int, Items], theirs: dict[int, Items], frame: Frame
) -> Comparison:
    totals = [sum(float(i.weight.sum()) for i in side.values()) for side in (items, theirs)]
    points = one.pixels_per_point / other.pixels_per_point
    pairs = {k: _assign(k, items[k], theirs[k], frame, one.diagonal, points, totals) for k in items if k in theirs}
    if not items and not theirs:
        whole: dict[str, float | None] = dict.fromkeys(WEIGHTS, 1.0) | {"text": None}
        return Comparison(1.0, whole, None, {}, {}, {}, frame, (one, other))
    bare = [{k: d.furniture(i) for k, i in side.items()} for d, side in ((one, items), (other, theirs))]

    def shares(quality: str, kinds: tuple[int, ...] = ALL, chart: float = 1.0) -> tuple[float, float] | None:
        """Recall and precision of one quality; None where neither side has any of these kinds.

        Furniture that was matched counts `chart`, and none is looked at where that is 0.
        """
        ours, them = (
            sum(float(side[k].weight[~plain[k] if not chart else slice(None)].sum()) for k in kinds if k in side)
            for side, plain in ((items, bare[0]), (theirs, bare[1]))
        )
        if ours <= 0 or them <= 0:
            return None if ours <= 0 and them <= 0 else (0.0, 0.0)
        hit = met = 0.0
        for k, p in pairs.items():
            if k in kinds:
                counts = getattr(p, quality) * np.where(bare[0][k][p.one] | bare[1][k][p.other], chart, 1.0)
                hit += float((items[k].weight[p.one] * counts).sum())
                met += float((theirs[k].weight[p.other] * counts).sum())
        return min(hit, FAINTER * met) / ours, min(met, FAINTER * hit) / them

    def measure(quality: str, kinds: tuple[int, ...] = ALL, chart: float = 1.0) -> float | None:
        """F of recall and precision."""
        if (found := shares(quality, kinds, chart)) is None:
            return None
        return min(1.0, 2 * found[0] * found[1] / sum(found)) if sum(found) > 0 else 0.0

    content = measure("same", chart=0.0)
    chart = 1.0 if content is None else BARE + (1 - BARE) * min(1.0, 2 * content)
    complete = measure("same", chart=chart) or 0.0
    place = measure("place", chart=chart) or 0.0
    look = measure("look", chart=chart) or 0.0
    paper = float(np.exp(-difference(np.array(one.paper), np.array(other.paper)) / TINT))
    clutter = abs(_clutter(one, items) - _clutter(other, theirs))
    parts: dict[str, float | None] = {
        "completeness": complete,
        "position": place,
        "text": measure("words", (TEXT,), chart),
        "style": look * (0.7 + 0.3 * paper),
        "clarity": complete * float(np.exp(-3 * clutter)),
    }
    present = {k: v for k, v in parts.items() if v is not None}
    value = sum(WEIGHTS[k] * v for k, v in present.items()) / sum(WEIGHTS[k] for k in present)
    found = shares("same", (STROKE, BLOB, TEXT))
    recalled = None if found is None else found[0]
    return Comparison(float(value), parts, recalled, pairs, items, theirs, frame, (one, other))


def _assign(kind: int, a: Items, b: Items, frame: Frame, diagonal: float, points: float, totals: list[float]) -> Pairs:
    size = b.size * frame.scale
    far = _distances(kind, a, b, size, frame, diagonal)
    tint = _tints(kind, a, b)
    shape = _shape(kind, a, b, size, diagonal)
    if kind == BLOB and abs(points / frame.zoom - 1) > 0.01:
        # Symbols keep their size in points where a figure is drawn larger.
        shape = np.maximum(shape, _shape(kind, a, b, b.size * points, diagonal))
    gate = np.exp(far * (-1 / FAR))
    same = shape * gate * (0.75 + 0.25 * tint)
    words = None
    if kind == TEXT:
        words = process.cdist(a.texts, b.texts, scorer=Indel.normalized_similarity) ** 2
        same = same * words
    gain = same * (_column(a.weight / totals[0]) + _row(b.weight / totals[1]))
    rows, columns = linear_sum_assignment(gain, maximize=True)
    good = same[rows, columns] > 0.02
    at = rows, columns = rows[good], columns[good]
    found = same[at].astype(np.float64)
    place = np.exp(far[at].astype(np.float64) * (-1 / NEAR))
    look = _look(kind, a, b, rows, columns, tint[at].astype(np.float64))
    read = words[at] * gate[at] if words is not None else np.ones(len(rows))
    return Pairs(rows, columns, found, found * place, found * look, read)


def _column(values: np.ndarray) -> np.ndarray:
    return values.astype(np.float32)[:, None]


def _row(values: np.ndarray) -> np.ndarray:
    return values.astype(np.float32)[None]


def _ratio(one: np.ndarray, other: np.ndarray, slack: float) -> np.ndarray:
    """Smaller over larger of all pairs of (N,) and (M,), both `slack` larger."""
    logs = np.abs(_column(np.log(one + slack)) - _row(np.log(other + slack)))
    ratio: np.ndarray = np.exp(-logs)
    return ratio


def _distances(kind: int, a: Items, b: Items, size: np.ndarray, frame: Frame, diagonal: float) -> np.ndarray:
    """(N, M) distances in page diagonals."""
    moved = frame.apply(b.place) / diagonal
    dx = _row(moved[:, 0]) - _column(a.place[:, 0] / diagonal)
    dy = _row(moved[:, 1]) - _column(a.place[:, 1] / diagonal)
    if kind == STROKE:
        angle = np.arctan2(a.form[:, 1], a.form[:, 0]) / 2
        x, y = _column(np.cos(angle)), _column(np.sin(angle))
        slack = np.minimum(_column(a.loose / diagonal), _row(b.loose * frame.zoom / diagonal))
        along = np.maximum(np.abs(dx * x + dy * y) - slack, 0)
        return np.asarray(np.hypot(along, dx * y - dy * x))
    if kind == TEXT:
        # A text of another size may hang on the same corner, side or middle.
        grown_x = (_row(size[:, 0]) - _column(a.size[:, 0])) / (2 * diagonal)
        grown_y = (_row(size[:, 1]) - _column(a.size[:, 1])) / (2 * diagonal)
        dx = np.minimum(np.minimum(np.abs(dx), np.abs(dx + grown_x)), np.abs(dx - grown_x))
        dy = np.minimum(np.minimum(np.abs(dy), np.abs(dy + grown_y)), np.abs(dy - grown_y))
    return np.asarray(np.hypot(dx, dy))


def _tints(kind: int, a: Items, b: Items) -> np.ndarray:
    """(N, M) likeness of colours; a figure has few, so each pair of colours is compared once."""
    if kind == FIELD:
        return np.asarray(np.exp(-difference(a.grids[:, None], b.grids[None]).mean(axis=-1) / TINT))
    (ours, row), (theirs, column) = a.palette, b.palette
    tint = np.exp(-difference(ours[:, None], theirs[None]) / TINT).astype(np.float32)
    return np.asarray(tint[row[:, None], column[None]])


def _shape(kind: int, a: Items, b: Items, size: np.ndarray, diagonal: float) -> np.ndarray:
    """(N, M) likeness of what things are, whatever their place and colour."""

    def gap(column: int) -> np.ndarray:
        return np.asarray(np.abs(_column(a.form[:, column]) - _row(b.form[:, column])))

    if kind == TEXT:
        return np.asarray(np.exp(-0.3 * (gap(0) + gap(1))))
    slack = 0.003 * diagonal
    sizes = _ratio(a.size[:, 0], size[:, 0], slack)
    if kind == STROKE:
        return np.asarray((1 - np.hypot(gap(0), gap(1)) / 2) ** 2 * np.sqrt(sizes))
    sizes = sizes * _ratio(a.size[:, 1], size[:, 1], slack)
    if kind == FIELD:
        return np.asarray(np.sqrt(sizes))
    form = np.exp(-2 * gap(0) - gap(1) - 0.5 * (gap(2) + gap(3)) - 0.3 * (gap(4) + gap(5)))
    turned = np.abs(_column(a.heading[:, 0]) - _row(b.heading[:, 0]))
    turned = turned + np.abs(_column(a.heading[:, 1]) - _row(b.heading[:, 1]))
    hidden = np.abs(_column(a.seen) - _row(b.seen))
    return np.asarray(np.sqrt(sizes) * form * (1 - 0.25 * np.minimum(turned, 2)) * (1 - 0.5 * hidden))


def _look(kind: int, a: Items, b: Items, rows: np.ndarray, columns: np.ndarray, tint: np.ndarray) -> np.ndarray:
    if kind == FIELD:
        return tint
    one, other = a.pen[rows] + 0.2, b.pen[columns] + 0.2
    pen = np.minimum(one, other) / np.maximum(one, other)
    dash = np.where(a.dash[rows] == b.dash[columns], 1.0, 0.3)
    if kind == TEXT:
        return np.asarray(0.6 * tint + 0.4 * pen)
    if kind == STROKE:
        return np.asarray(0.55 * tint + 0.25 * pen + 0.2 * dash)
    return np.asarray(0.65 * tint + 0.1 * pen + 0.25 * dash)


def _clutter(drawing: Drawing, items: dict[int, Items]) -> float:
    """Share of the texts' weight whose box lies on another text's or leaves the page."""
    if TEXT not in items:
        return 0.0
    texts = items[TEXT]
    low, high = texts.place - texts.size / 2, texts.place + texts.size / 2
    common = np.minimum(high[:, None], high[None]) - np.maximum(low[:, None], low[None])
    overlap = common.clip(0).prod(axis=-1) / np.maximum(texts.size.prod(axis=1), 1.0)[:, None]
    np.fill_diagonal(overlap, 0.0)
    page = 2 * drawing.middle
    outside = ((low < -1) | (high > page + 1)).any(axis=1)
    bad = (overlap.max(axis=1) > 0.15) | outside
    return float(texts.weight[bad].sum() / texts.weight.sum())
