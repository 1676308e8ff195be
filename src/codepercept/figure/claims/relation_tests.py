"""Whether two items stand in a relation on the page, in pixels: True, False, or None where it is not clear."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from codepercept.figure.claims.items import Item
from codepercept.figure.claims.reading import Text

Test = Callable[[Item, Item], bool | None]


def _side(axis: int, sign: int) -> Test:
    """Whether one lies on a side of the other: its middle beyond, and not mostly beside it."""

    def test(one: Item, other: Item) -> bool | None:
        if one.middle is None or other.middle is None or one.box is None or other.box is None:
            return None
        if one.element.axes != other.element.axes and not (one.tags | other.tags) & {"legend", "frame"}:
            return None
        if axis == 1 and "curve" in one.tags and "curve" in other.tags:
            return _along(one, other, sign)
        gap = sign * (one.middle[axis] - other.middle[axis])
        if gap > 1.0:
            return True
        clear = (other.box[axis] - one.box[axis + 2]) if sign > 0 else (one.box[axis] - other.box[axis + 2])
        return False if clear >= -2 or gap < -15 else None

    return test


def _along(one: Item, other: Item, sign: int) -> bool | None:
    """Whether a curve runs below (`sign` 1) or above (-1) another one wherever both are."""
    first, second = (np.array(i.element.pixels) for i in (one, other))
    if any(len(c) < 3 or (np.diff(c[:, 0]) < -0.5).any() for c in (first, second)):
        return None
    left, right = max(first[0, 0], second[0, 0]), min(first[-1, 0], second[-1, 0])
    if right - left < 20:
        return None
    places = np.linspace(left, right, 60)
    gaps = sign * (np.interp(places, *first.T) - np.interp(places, *second.T))
    if (gaps > -1.5).mean() > 0.97 and (gaps > 1.5).mean() > 0.3:
        return True
    return False if (gaps < 1.5).mean() > 0.97 and (gaps < -1.5).mean() > 0.3 else None


def _area(item: Item) -> BaseGeometry | None:
    pixels = item.element.pixels
    if (
        item.element.kind not in ("circle", "ellipse", "polygon", "rectangle", "wedge", "path")
        and "closed" not in item.tags
    ):
        return None
    if len(pixels) < 4 or item.element.breaks:
        return None
    area = Polygon(pixels)
    return area if area.is_valid and area.area > 4 else None


def _outline(item: Item) -> BaseGeometry | None:
    if item.element.kind in ("text", "markers"):
        return shapely.box(*item.box) if item.box else None
    return LineString(item.element.pixels) if len(item.element.pixels) >= 2 and not item.element.breaks else None


def _inside(one: Item, other: Item) -> bool | None:
    area, inner = _area(other), _outline(one)
    if area is None or inner is None:
        return None
    if area.buffer(3).contains(inner):
        return True
    share = inner.intersection(area).length / inner.length if inner.length else 0.0
    if one.middle is not None and area.contains(shapely.Point(one.middle)) and one.element.kind in ("text", "markers"):
        return True
    return False if share < 0.5 else None


def _touch(one: Item, other: Item) -> bool | None:
    a, b = _outline(one), _outline(other)
    if a is None or b is None:
        return None
    gap = a.distance(b)
    return True if gap <= 4 else False if gap > 10 else None


def _crosses(one: Item, other: Item) -> bool | None:
    a, b = _area(one) or _outline(one), _area(other) or _outline(other)
    if a is None or b is None:
        return None
    gap = a.distance(b)
    return True if gap <= 2 else False if gap > 8 else None


def _direction(item: Item) -> float | None:
    pixels = item.element.pixels
    if item.element.kind not in ("segment", "arrow", "line") or len(pixels) < 2 or "closed" in item.tags:
        return None
    if len(pixels) > 2 and item.element.kind == "line":
        return None
    (x0, y0), (x1, y1) = pixels[0], pixels[-1]
    return math.degrees(math.atan2(y1 - y0, x1 - x0)) % 180 if math.hypot(x1 - x0, y1 - y0) > 3 else None


def _angled(wanted: float) -> Test:
    def test(one: Item, other: Item) -> bool | None:
        a, b = _direction(one), _direction(other)
        if a is None or b is None:
            return None
        between = min(abs(a - b), 180 - abs(a - b))
        return True if abs(between - wanted) <= 2 else False if abs(between - wanted) > 5 else None

    return test


def _concentric(one: Item, other: Item) -> bool | None:
    if one.middle is None or other.middle is None:
        return None
    gap = math.dist(one.middle, other.middle)
    return True if gap <= 3 else False if gap > 8 else None


def _extent(item: Item, how: str) -> float | None:
    if item.box is None:
        return None
    wide, tall = item.box[2] - item.box[0], item.box[3] - item.box[1]
    if how == "tall":
        return tall
    if how == "long":
        straight = item.element.kind in ("segment", "arrow") and len(item.element.pixels) >= 2
        return math.dist(item.element.pixels[0], item.element.pixels[-1]) if straight else max(wide, tall)
    if how == "wide":
        return wide
    if how == "high":
        return -item.box[1]
    return wide * tall


def _compare(how: str, sign: int) -> Test:
    def test(one: Item, other: Item) -> bool | None:
        a, b = _extent(one, how), _extent(other, how)
        if (
            a is None
            or b is None
            or one.element.kind == "text"
            or other.element.kind == "text"
            or one.element.axes != other.element.axes
        ):
            return None
        gap = sign * (a - b)
        slack = 0.02 * max(abs(a), abs(b)) if how != "high" else 2.0
        return True if gap > slack else False if gap < -slack else None

    return test


def _not(test: Test) -> Test:
    def opposite(one: Item, other: Item) -> bool | None:
        answer = test(one, other)
        return None if answer is None else not answer

    return opposite


def _swap(test: Test) -> Test:
    return lambda one, other: test(other, one)


def _both(first: Test, second: Test) -> Test:
    def test(one: Item, other: Item) -> bool | None:
        answers = first(one, other), second(one, other)
        return False if False in answers else True if all(answers) else None

    return test


_LEFT, _RIGHT, _ABOVE, _BELOW = _side(0, -1), _side(0, 1), _side(1, -1), _side(1, 1)
_PATTERNS: dict[tuple[str, ...], tuple[str, Test]] = {
    ("upper", "left", "of"): ("up and left of it", _both(_ABOVE, _LEFT)),
    ("upper", "right", "of"): ("up and right of it", _both(_ABOVE, _RIGHT)),
    ("lower", "left", "of"): ("down and left of it", _both(_BELOW, _LEFT)),
    ("lower", "right", "of"): ("down and right of it", _both(_BELOW, _RIGHT)),
    ("left", "of"): ("left of it", _LEFT),
    ("right", "of"): ("right of it", _RIGHT),
    ("above",): ("above it", _ABOVE),
    **dict.fromkeys((("below",), ("beneath",), ("underneath",)), ("below it", _BELOW)),
    **dict.fromkeys((("inside",), ("within",)), ("inside it", _inside)),
    **dict.fromkeys(
        (("enclosed", "by"), ("surrounded", "by"), ("contained", "in"), ("inscribed", "in")), ("inside it", _inside)
    ),
    **dict.fromkeys((("contains",), ("encloses",), ("surrounds",)), ("around it", _swap(_inside))),
    ("outside",): ("outside it", _not(_inside)),
    **dict.fromkeys((("touches",), ("touching",)), ("in touch with it", _touch)),
    ("tangent", "to"): ("tangent to it", _touch),
    **dict.fromkeys(
        (("crosses",), ("intersects",), ("crossing",), ("overlaps",), ("cuts",)), ("crossing it", _crosses)
    ),
    ("parallel", "to"): ("parallel to it", _angled(0)),
    ("perpendicular", "to"): ("perpendicular to it", _angled(90)),
    ("concentric", "with"): ("concentric with it", _concentric),
    **dict.fromkeys((("larger", "than"), ("bigger", "than")), ("larger", _compare("area", 1))),
    ("smaller", "than"): ("smaller", _compare("area", -1)),
    ("taller", "than"): ("taller", _compare("tall", 1)),
    ("shorter", "than"): ("shorter", _compare("long", -1)),
    ("longer", "than"): ("longer", _compare("long", 1)),
    ("wider", "than"): ("wider", _compare("wide", 1)),
    ("narrower", "than"): ("narrower", _compare("wide", -1)),
    ("higher", "than"): ("higher", _compare("high", 1)),
    ("lower", "than"): ("lower", _compare("high", -1)),
}


def relation_at(text: Text, index: int) -> tuple[int, str, Test] | None:
    """The relation that is named from a token on: its last token, what it says in words, and its test."""
    for size in (3, 2, 1):
        parts = tuple(text.word(index + k) for k in range(size))
        if parts in _PATTERNS:
            if parts == ("outside",) and text.word(index + 1) == "of":
                return index + 1, *_PATTERNS[parts]
            return index + size - 1, *_PATTERNS[parts]
    return None
