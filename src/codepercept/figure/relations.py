"""How shapes stand to each other on the page: inside, touching, crossing, parallel, perpendicular, aligned, connected.

All of it is measured in pixels of the painted figure, which is what a viewer sees. Distances below `TOUCH` pixels
count as contact, angles within `ANGLE` degrees as equal.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from codepercept.figure import words
from codepercept.types import Element, Fact

TOUCH = 2.0
ANGLE = 0.7
MAX_SHAPES = 14
"""With more shapes than this in a panel their relations are a crowd, not information."""

MAX_FACTS = 24
_SHAPES = {"segment", "line", "polygon", "rectangle", "circle", "ellipse", "arc", "arrow"}
_NAMES = re.compile(r"\$?\\?[A-Za-zα-ω](?:_\{?\w\}?|\d|'|′)?\$?")
_REACH = 28.0


@dataclass
class _Shape:
    element: Element
    name: str
    outline: BaseGeometry
    area: BaseGeometry | None
    ends: tuple[tuple[float, float], tuple[float, float]] | None


def relation_facts(elements: Sequence[Element], texts: Sequence[Element]) -> list[Fact]:
    """Facts about pairs (and rows) of shapes of one panel.

    Args:
        elements: visible data elements of the panel.
        texts: its annotations; single letters near corners become the names of segments and polygons.
    """
    chosen = [e for e in elements if e.kind in _SHAPES and len(e.pixels) >= 2 and e.bbox is not None]
    if not 2 <= len(chosen) <= MAX_SHAPES:
        return []
    letters = [(words.clean(t.text).strip("$"), t) for t in texts if _NAMES.fullmatch(words.clean(t.text))]
    shapes = [s for e in chosen if (s := _shape(e, letters)) is not None]
    _make_unique(shapes)
    found: list[Fact] = []
    for one, other in itertools.combinations(shapes, 2):
        found += _pair(one, other)
    found = _gather_parallels(found, shapes) + _rows(shapes)
    order = {"inside": 0, "tangent": 1, "perpendicular": 2, "parallel": 3, "crossing": 4, "aligned": 5, "connected": 6}
    found.sort(key=lambda f: order[f.kind.removeprefix("relation:")])
    return found[:MAX_FACTS]


def _shape(element: Element, letters: list[tuple[str, Element]]) -> _Shape | None:
    points = [p for p, _ in itertools.groupby(element.pixels)]
    if len(points) < 2:
        return None
    closed = element.kind in ("polygon", "rectangle", "circle", "ellipse") and len(points) >= 3
    area = Polygon(points) if closed else None
    if area is not None and (not area.is_valid or area.area < 1):
        return None
    outline: BaseGeometry = area.exterior if area is not None else LineString(points)
    straight = element.kind in ("segment", "arrow") and len(points) >= 2
    ends = (points[0], points[-1]) if straight else None
    return _Shape(element, _name(element, points, letters), outline, area, ends)


def _name(element: Element, points: list[tuple[float, float]], letters: list[tuple[str, Element]]) -> str:
    """ "segment AB" or "triangle ABC" where corners carry letters, else colour and kind."""
    if letters and element.kind in ("segment", "polygon", "rectangle", "arrow"):
        corners = points[:-1] if len(points) > 2 and math.dist(points[0], points[-1]) < 1 else points
        if len(corners) <= 6:
            found = [_letter(c, letters) for c in corners]
            if all(found) and len(set(found)) == len(found):
                noun = {3: "triangle", 4: "quadrilateral"}.get(len(found), "polygon")
                if element.kind in ("segment", "arrow"):
                    noun = element.kind
                return f"{noun} {''.join(f for f in found if f)}"
    return f"the {kind_phrase(element)}"


def kind_phrase(element: Element) -> str:
    """ "dashed red circle", "blue triangle"."""
    noun: str = element.kind
    if noun == "polygon" and (corners := corner_count(element)) in (3, 5, 6, 8):
        noun = {3: "triangle", 5: "pentagon", 6: "hexagon", 8: "octagon"}[corners]
    dash = element.line_style if element.line_style not in ("", "solid") and not element.fill_color else ""
    return " ".join(w for w in (dash, words.color_name(element.color), noun) if w)


def corner_count(element: Element) -> int:
    """Corners of a polygon, the closing point not counted twice."""
    points = [p for p, _ in itertools.groupby(element.pixels)]
    return len(points) - (1 if len(points) > 1 and math.dist(points[0], points[-1]) < 0.5 else 0)


def _letter(corner: tuple[float, float], letters: list[tuple[str, Element]]) -> str | None:
    distances = [(math.dist(corner, t.pixels[0]), name) for name, t in letters if t.pixels]
    near = min(distances, default=(math.inf, ""))
    return near[1] if near[0] <= _REACH else None


def _make_unique(shapes: list[_Shape]) -> None:
    """Tell shapes of the same name apart by where they are; those that stay alike get numbers."""
    names = [s.name for s in shapes]
    for shape in shapes:
        if names.count(shape.name) > 1 and shape.element.data and shape.name.startswith("the "):
            center = np.mean(shape.element.data, axis=0)
            if (given := shape.element.shape.get("center")) is not None and not isinstance(given, (str, float)):
                center = np.array(given)
            spot = "from {} to {}".format(*(words.point(shape.element.data[i]) for i in (0, -1)))
            shape.name += f" {spot}" if shape.ends else f" at {words.point(center)}"
    names = [s.name for s in shapes]
    for i, shape in enumerate(shapes):
        if names.count(shape.name) > 1:
            shape.name += f" no. {names[: i + 1].count(names[i])}"


def _pair(one: _Shape, other: _Shape) -> list[Fact]:
    facts = []
    if (relation := _containment(one, other) or _containment(other, one)) is not None:
        facts.append(relation)
    elif one.area is not None or other.area is not None:
        facts += _contact(one, other)
    if one.ends and other.ends:
        facts += _lines(one, other)
    return facts


def _fact(kind: str, text: str, *shapes: _Shape) -> Fact:
    return Fact(kind=f"relation:{kind}", text=words.sentence(text), elements=tuple(s.element.id for s in shapes))


def _containment(outer: _Shape, inner: _Shape) -> Fact | None:
    if outer.area is None or not outer.area.buffer(0.5).contains(inner.outline):
        return None
    if inner.area is not None and inner.area.area > 0.97 * outer.area.area:
        return None
    if inner.area is None and outer.outline.buffer(TOUCH).contains(inner.outline):
        return None  # it runs along the border
    round_both = outer.element.kind == inner.element.kind == "circle"
    if round_both and outer.area.centroid.distance(inner.outline.centroid) <= TOUCH / 2:
        return _fact("inside", f"{inner.name} and {outer.name} are concentric", inner, outer)
    touches = outer.outline.distance(inner.outline) <= TOUCH / 2
    how = "touches it from inside" if touches and inner.area is not None else ""
    if inner.ends and all(outer.outline.distance(Point(e)) <= TOUCH for e in inner.ends):
        if outer.element.kind != "circle":
            return _fact("inside", f"{inner.name} runs across {outer.name} from border to border", inner, outer)
        center = outer.area.centroid
        chord = "a diameter" if inner.outline.distance(center) <= TOUCH else "a chord"
        return _fact("inside", f"{inner.name} is {chord} of {outer.name}", inner, outer)
    text = f"{inner.name} lies inside {outer.name}" + (f" and {how}" if how else "")
    return _fact("inside", text, inner, outer)


def _contact(one: _Shape, other: _Shape) -> list[Fact]:
    gap = one.outline.distance(other.outline)
    if gap > TOUCH:
        return []
    if one.area is not None and other.area is not None:
        shared = one.area.intersection(other.area).area
        if shared > 0.95 * max(one.area.area, other.area.area):
            return []  # one is the other's outline
        if shared > 0.01 * min(one.area.area, other.area.area) + 4:
            return [_fact("crossing", f"{one.name} and {other.name} overlap", one, other)]
        return [_fact("tangent", f"{one.name} and {other.name} touch", one, other)]
    whole, line = (one, other) if one.area is not None else (other, one)
    crossing = shapely.intersection(line.outline, whole.area.buffer(-TOUCH)) if whole.area is not None else None
    if crossing is not None and crossing.length > TOUCH:
        return [_fact("crossing", f"{line.name} crosses {whole.name}", line, whole)]
    along = line.outline.intersection(whole.outline.buffer(TOUCH)).length
    if along > 0.9 * line.outline.length or not line.ends:
        return []
    ends = [Point(e).distance(whole.outline) <= TOUCH for e in line.ends]
    if any(ends):
        return [_fact("connected", f"{line.name} ends on {whole.name}", line, whole)]
    if whole.element.kind in ("circle", "ellipse"):
        return [_fact("tangent", f"{line.name} is tangent to {whole.name}", line, whole)]
    return []


def _lines(one: _Shape, other: _Shape) -> list[Fact]:
    assert one.ends and other.ends
    first, second = (np.subtract(s[1], s[0]) for s in (one.ends, other.ends))
    lengths = np.hypot(*first), np.hypot(*second)
    if min(lengths) < 12:
        return []
    cross = abs(first[0] * second[1] - first[1] * second[0]) / (lengths[0] * lengths[1])
    angle = math.degrees(math.asin(min(1.0, cross)))
    meet = one.outline.distance(other.outline) <= TOUCH
    shared = any(math.dist(p, q) <= TOUCH for p in one.ends for q in other.ends)
    if angle <= ANGLE:
        offset = one.outline.distance(Point(other.ends[0]))
        if offset > TOUCH and not meet:
            return [_fact("parallel", f"{one.name} is parallel to {other.name}", one, other)]
        return []
    if angle >= 90 - ANGLE and meet:
        return [_fact("perpendicular", f"{one.name} is perpendicular to {other.name}", one, other)]
    for end, whole in ((one, other), (other, one)):
        assert end.ends and whole.ends
        middle = np.mean(whole.ends, axis=0)
        if not shared and any(math.dist(p, middle) <= TOUCH for p in end.ends):
            return [_fact("connected", f"{end.name} ends at the midpoint of {whole.name}", end, whole)]
    if shared:
        return [_fact("connected", f"{one.name} and {other.name} share an end point", one, other)]
    if meet:
        return [_fact("crossing", f"{one.name} and {other.name} meet", one, other)]
    return []


def _gather_parallels(facts: list[Fact], shapes: list[_Shape]) -> list[Fact]:
    """Three or more mutually parallel segments make one fact instead of one for each pair."""
    families: list[set[int]] = []
    for fact in facts:
        if fact.kind == "relation:parallel":
            joined = [f for f in families if f & set(fact.elements)]
            families = [f for f in families if f not in joined] + [set(fact.elements).union(*joined)]
    large = [f for f in families if len(f) > 2]
    kept = [f for f in facts if f.kind != "relation:parallel" or not any(set(f.elements) <= family for family in large)]
    for family in large:
        members = [s for s in shapes if s.element.id in family]
        names = words.listing([s.name for s in members]) if len(members) <= 4 else f"{len(members)} of the segments"
        kept.append(_fact("parallel", f"{names} are parallel to each other", *members))
    return kept


def _rows(shapes: list[_Shape]) -> list[Fact]:
    """Three or more closed shapes of one kind with their centres on a horizontal or vertical line."""
    facts = []
    for kind in ("circle", "rectangle", "polygon", "ellipse"):
        same = [s for s in shapes if s.element.kind == kind and s.area is not None]
        if len(same) < 3:
            continue
        if kind == "circle":
            widths = [s.outline.bounds[2] - s.outline.bounds[0] for s in same]
            if max(widths) - min(widths) <= 1:
                facts.append(_fact("aligned", f"the {words.count(len(same), kind)} are of equal size", *same))
        centers = np.array([[s.outline.centroid.x, s.outline.centroid.y] for s in same])
        for axis, word in ((1, "horizontal"), (0, "vertical")):
            if np.ptp(centers[:, axis]) <= TOUCH:
                gaps = np.diff(np.sort(centers[:, 1 - axis]))
                evenly = ", evenly spaced" if np.ptp(gaps) <= TOUCH and gaps.min() > TOUCH else ""
                text = f"the {words.count(len(same), kind)} are aligned in a {word} row{evenly}"
                facts.append(_fact("aligned", text, *same))
    return facts
