"""The numbers that one may fairly count among some things: of all, of every group that stands out, of rows and kinds.

A number that none of these is cannot have been counted in the figure, whatever words narrow the phrase down.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence

import numpy as np

from codepercept.figure.claims.items import Item

MAX_GROUPED = 500
"""Nobody counts groups among more things than this."""

MAX_CROSSED = 300
"""Among more things than this, groups are told by one property only."""

_NEAR = 4.0
"""Middles that differ by less, in pixels, stand in one row."""


def fair_numbers(items: Sequence[Item]) -> frozenset[int]:
    """Numbers of things that are alike in one property or in two, and of the different values of each property.

    Properties are the panel, row and column, colours, size, shape, direction, line style, marker, label, writing, and
    the call or line of code that drew them.
    """
    found = {len(items)}
    if not 1 < len(items) <= MAX_GROUPED:
        return frozenset(found)
    parts = _partitions(items)
    for k, (first, number) in enumerate(parts):
        sizes = np.bincount(first)
        found |= {number, int((sizes > 1).sum()), *map(int, sizes)}
        for second, others in parts[k + 1 :] if len(items) <= MAX_CROSSED else ():
            pairs, sizes = np.unique(first * others + second, return_counts=True)
            found |= set(sizes.tolist())
            found |= set(np.bincount(pairs // others).tolist()) | set(np.bincount(pairs % others).tolist())
    return frozenset(found)


def rows_and_columns(items: Sequence[Item]) -> set[int]:
    """In how many rows and columns things stand, together and by panel, colour, size or call."""
    found: set[int] = set()
    placed = [i for i in items if i.middle is not None]
    lines = [np.array(_lined_up([i.middle[k] for i in placed if i.middle is not None])) for k in (0, 1)]
    parts = _partitions(placed) if placed else []
    for line in lines if placed else ():
        found.add(int(line.max()) + 1)
        for part, number in parts:
            both = np.unique(part * (int(line.max()) + 1) + line)
            found |= set(np.bincount(both // (int(line.max()) + 1), minlength=number).tolist())
    return found


def _partitions(items: Sequence[Item]) -> list[tuple[np.ndarray, int]]:
    """Every way to part the things by a property: a group number for each, and how many groups; each way once."""
    columns: list[Sequence[Hashable]] = list(zip(*(_properties(i) for i in items), strict=True))
    for axis in (0, 1):
        columns.append(_lined_up([m[axis] if (m := i.middle) is not None else -1e9 for i in items]))
    found: dict[bytes, tuple[np.ndarray, int]] = {}
    for column in columns:
        names: dict[Hashable, int] = {}
        codes = np.array([names.setdefault(v, len(names)) for v in column])
        if len(names) > 1:
            found.setdefault(codes.tobytes(), (codes, len(names)))
    return list(found.values())


def _lined_up(places: Sequence[float]) -> list[int]:
    """The row in which each place is."""
    order = np.argsort(places, kind="stable")
    rows = np.concatenate([[0], np.cumsum(np.diff(np.array(places)[order]) > _NEAR)])
    found = np.empty(len(places), int)
    found[order] = rows
    return [int(r) for r in found]


def _properties(item: Item) -> tuple[Hashable, ...]:
    e, box = item.element, item.box
    wide, tall = (round((box[2] - box[0]) / 3), round((box[3] - box[1]) / 3)) if box else (None, None)
    way = length = carrier = None
    if e.kind in ("segment", "arrow", "line") and len(e.pixels) == 2:
        (x0, y0), (x1, y1) = e.pixels
        length = round(math.dist(*e.pixels) / 3)
        angle = math.atan2(y1 - y0, x1 - x0)
        way = round(math.degrees(angle) / 3) % 60
        carrier = (way, round((x0 * math.sin(angle) - y0 * math.cos(angle)) / 6))
    slope = None if way is None else way if way in (0, 30) else way < 30
    written = e.text.strip()
    case = "d" if written.isdigit() else "u" if written.isupper() else "l" if written.islower() else bool(written)
    return (
        e.axes, e.line, e.call, e.group, e.role, e.kind, item.fills[:1] or item.edges[:1], item.edges[:1],
        e.line_style, e.marker, (wide, tall), wide, tall, e.label, e.id, e.part, way, slope, carrier, length,
        e.line_width, e.font_size, case, len(written), written, e.alpha, bool(item.fills), e.hatch, e.rotation,
        item.at and item.at[-1], item.tags,
    )  # fmt: skip
