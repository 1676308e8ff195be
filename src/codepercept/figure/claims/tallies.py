"""How many there are of what a phrase names: fair totals, and the groups that stand out among them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

from shapely import LineString
from shapely.ops import polygonize, unary_union

from codepercept.figure import scene
from codepercept.figure.claims.fair import MAX_GROUPED
from codepercept.figure.claims.hues import is_typical
from codepercept.figure.claims.items import Item, corners_of
from codepercept.figure.claims.lattices import lattices
from codepercept.figure.claims.phrases import Phrase
from codepercept.figure.claims.reading import word_set
from codepercept.figure.claims.scene_view import View
from codepercept.types import AxesTrace

COUNTABLE = word_set("letter digit word spoke sector spot ball bubble tile numeral observation cell box node") | {
    "line segment"
}
"""Nouns that are counted reliably though their absence proves nothing."""

_LOOSE = word_set(
    "rule mark face facet path name total count value sum score result note word percentage connection side series "
    "frame outline border rim layer link step"
)
"""Nouns that are used of so much that a number of them proves nothing."""

_CORNERS = word_set("vertex corner tip")
_REGIONS = word_set("region area part piece section sector zone compartment")
MAX_STROKES = 120
"""With more strokes than this the regions that they bound are not counted."""


def totals(phrase: Phrase, view: View) -> tuple[list[int], bool, list[Item]]:
    """Fair total numbers of what a phrase names, whether they are sure to be all fair ones, and the items meant."""
    special = _special(phrase, view)
    if special is not None:
        return special, phrase.noun.special in ("panel", "entry", "legend", "title", "colorbar"), []
    numbers: set[int] = set()
    readings = view.readings(phrase.noun)
    candidates = readings[-1] if readings else []
    whole: list[Item] = []
    for items in readings:
        chosen = view.narrowed(items, phrase)
        if chosen:
            whole = chosen
        numbers |= _totals(chosen)
        if phrase.colors:
            # Where a name is a matter of taste, the shades that are surely meant count as well as all that may be.
            numbers |= _totals([i for i in chosen if _is_typical(i, phrase)])
    pieces = any("piece" in tags for tags in phrase.noun.readings)
    if pieces:
        numbers.add(_pieces(view, phrase)[0])
    numbers.discard(0)
    name = phrase.noun.name
    known = phrase.noun.strict or name in COUNTABLE or (name == "edge" and bool(phrase.colors))
    if name == "cell":
        known = any("rows" in i.element.shape for i in candidates)
    known |= name == "column" and any("bar" in i.tags for i in candidates)
    unclear = any(("mesh" in i.tags and name != "cell") or i.element.truncated for i in candidates)
    sure = known and bool(numbers) and not unclear
    return sorted(numbers), sure, whole


def _is_typical(item: Item, phrase: Phrase) -> bool:
    return any(is_typical(c, name.name) for c in item.fills[:1] or item.edges[:1] for name in phrase.colors)


def _totals(items: Sequence[Item]) -> set[int]:
    found = {len(items), len({_place(i) for i in items}), len({i.id for i in items})}
    per_axes = Counter(i.element.axes for i in items)
    if len(per_axes) > 1:
        found |= set(per_axes.values())
    if any("bar" in i.tags for i in items):
        # Stacked bars: what stands on one place counts as one bar.
        middles = [(m, i.element.axes) for i in items if (m := i.middle) is not None]
        found |= {len({(round(m[k]), a) for m, a in middles}) for k in (0, 1)}
    meshes = [i.element for i in items if i.element.kind == "mesh"]
    for mesh in meshes:
        rows, columns = mesh.shape.get("rows"), mesh.shape.get("columns")
        found.add(mesh.count)
        if isinstance(rows, float | int) and isinstance(columns, float | int):
            found.add(int(rows * columns))
    return found


def _place(item: Item) -> Hashable:
    if item.box is None:
        return item.id
    return tuple(round(v / 3) for v in item.box)


def _pieces(view: View, phrase: Phrase) -> tuple[int, set[int]]:
    """Straight pieces of polylines and sides of polygons: in all, and of each."""
    found: set[int] = set()
    total = 0
    strokes = {id(i): i for t in ("line", "polygon", "closed") for i in view.by_tag[t]}
    for item in view.narrowed(list(strokes.values()), phrase):
        if item.tags & {"grid", "spine", "tick"} or len(item.element.pixels) > 200:
            continue
        number = len(corners_of(item)) - (0 if "closed" in item.tags else 1)
        found.add(number)
        total += number
    return total, found


def groups(phrase: Phrase, view: View, items: Sequence[Item]) -> set[int]:
    """Numbers of things that stand out as a group: drawn by one call or line, alike in colour, size or label."""
    if phrase.noun.special:
        return set()
    found: set[int] = set()
    for reading in [*view.readings(phrase.noun), items]:
        if len(reading) > MAX_GROUPED:
            continue
        keys: dict[Hashable, set[Hashable]] = defaultdict(set)
        for item in view.narrowed(reading, phrase):
            e = item.element
            paint = item.fills[:1] or item.edges[:1]
            for key in (
                ("line", e.line, e.axes), ("line only", e.line), ("colour", paint), ("edge", item.edges[:1]),
                ("style", e.line_style), ("group", e.group, e.axes), ("role", e.role), ("marker", e.marker),
                ("colour here", paint, e.axes), ("element", e.id), ("both", item.colors[:2], e.line_style),
                ("label", e.label),
            ):  # fmt: skip
                keys[key].add(_place(item) if item.box is not None else id(item))
        found |= {len(places) for places in keys.values()}
        found.add(sum(1 for key in keys if isinstance(key, tuple) and key[0] == "line only"))
    if any("piece" in tags for tags in phrase.noun.readings):
        found |= _pieces(view, phrase)[1]
    return found - {0}


def fair_of(phrase: Phrase, view: View) -> frozenset[int] | None:
    """Every number that may fairly be counted of what a phrase names; None if the trace cannot tell."""
    noun = phrase.noun
    if noun.special:
        return _fair_furniture(noun.special, view)
    candidates = view.candidates(noun)
    if noun.name in _CORNERS and len(view.items) > MAX_GROUPED:
        return None
    if noun.name in _LOOSE or any("image" in i.tags or i.element.truncated for i in candidates):
        return None
    if any("mesh" in i.tags and "rows" not in i.element.shape for i in candidates):
        return None
    found: set[int] = set()
    if noun.readings[0] == {"thing"} or not candidates:
        return None
    for reading in view.readings(noun):
        if chosen := view.narrowed(reading, phrase):
            if len(chosen) > MAX_GROUPED:
                return None
            found |= view.fair(chosen)
    if any("piece" in tags for tags in noun.readings):
        total, each = _pieces(view, phrase)
        found |= each | {total} | {n + 1 for n in each} | _piece_sums(view, phrase)
    if noun.name in _CORNERS:
        found |= corner_numbers(view)
    return frozenset(found)


def _piece_sums(view: View, phrase: Phrase) -> set[int]:
    sums: Counter[Hashable] = Counter()
    strokes = {id(i): i for t in ("line", "polygon", "closed") for i in view.by_tag[t]}
    for item in view.narrowed(list(strokes.values()), phrase):
        e = item.element
        if item.tags & {"grid", "spine", "tick"} or len(e.pixels) > 200:
            continue
        number = len(corners_of(item)) - (0 if "closed" in item.tags else 1)
        for key in (("axes", e.axes), ("line", e.line), ("paint", item.edges[:1]), ("call", e.call), (e.axes, e.line)):
            sums[key] += number
    return set(sums.values())


def corner_numbers(view: View) -> set[int]:
    """Numbers of corners: of each outline, and of different ones together and in each panel."""
    found: set[int] = set()
    places: dict[Hashable, set[tuple[int, int]]] = defaultdict(set)
    for item in view.items:
        if item.tags & {"grid", "spine", "tick", "background"} or not 1 < len(item.element.pixels) <= 200:
            continue
        corners = corners_of(item)
        found.add(len(corners))
        for x, y in corners:
            places[item.element.axes].add((round(x / 3), round(y / 3)))
            places["all"].add((round(x / 3), round(y / 3)))
    return found | {len(p) for p in places.values()}


def regions(view: View) -> set[int]:
    """Numbers of regions that the strokes of each panel bound."""
    found: set[int] = set()
    for axes in view.trace.axes:
        strokes = [
            LineString(i.element.pixels)
            for i in view.items
            if i.element.axes == axes.id
            and 2 <= len(i.element.pixels) <= 400
            and i.element.kind not in ("text", "markers")
            and not i.element.breaks
            and not i.tags & {"grid", "tick", "background", "pane", "legend"}
        ]
        if 0 < len(strokes) <= MAX_STROKES:
            faces = [f for f in polygonize(unary_union(strokes)) if f.area > 30]
            found |= {len(faces), len(faces) + 1}
    return found


def _fair_furniture(kind: str, view: View) -> frozenset[int] | None:
    axes, main = view.trace.axes, view.main
    if kind in ("row", "column"):
        pictured = any(i.element.kind in ("image", "mesh") and "rows" not in i.element.shape for i in view.items)
        return None if pictured or any(a.view is not None for a in main) else view.lined_up or None
    if kind == "generic":
        pictured = any(i.element.kind == "image" for i in view.items) or any(a.view is not None for a in main)
        return (
            None
            if pictured or view.trace.truncated or not view.everything
            else view.everything | regions(view) | corner_numbers(view)
        )
    if kind == "tick":
        drawn = {len(a.ticks) for x in axes for a in (x.x, x.y, x.z) if a is not None}
        return frozenset(drawn | {sum(len(a.ticks) for a in (x.x, x.y)) for x in axes}) | view.fair(
            [i for t in ("tick", "segment") for i in view.by_tag[t]]
        )
    if kind == "pie" and view.by_tag["wedge"]:
        wedges = view.by_tag["wedge"]
        pies, panels = {(i.element.axes, i.element.group) for i in wedges}, {i.element.axes for i in wedges}
        return frozenset({len(axes), len(main), len(pies), len(panels)} | ({1, 2} if len(pies) == 1 else set()))
    if kind in ("chart", "bars", "pie", "boxplot", "scatter"):
        found = {len(axes), len(main), *scene.grid_shape(view.trace)}
        if len(main) == 1:
            return view.everything | found if view.everything else None
        kinds = Counter(k for a in main for k in {e.kind for e in view.trace.elements if e.axes == a.id})
        return frozenset(found | set(kinds.values()) | view.fair(view.by_tag["wedge"]))
    return None


def largest_call(phrase: Phrase, view: View) -> int:
    """Size of the largest set of what a phrase names that one line of code draws: the main ones, beside others."""
    readings = view.readings(phrase.noun)
    places: dict[Hashable, set[Hashable]] = defaultdict(set)
    for item in view.narrowed(readings[0], phrase) if readings else ():
        places[item.element.line].add(_place(item) if item.box is not None else id(item))
    return max(map(len, places.values()), default=0)


def _special(phrase: Phrase, view: View) -> list[int] | None:
    """Counts of panels, rows, legend entries, ticks and furniture; None for nouns that mean items."""
    kind = phrase.noun.special
    axes = view.trace.axes
    if kind in ("row", "column"):
        return sorted({pair[kind == "column"] for pair in lattices(view)})
    if kind:
        return _furniture(kind, axes, view.main)
    return _series(view) if phrase.noun.readings[0] == {"thing"} else None


def _furniture(kind: str, axes: Sequence[AxesTrace], main: Sequence[AxesTrace]) -> list[int]:
    if kind == "panel":
        return [sum(a.inset_of is None for a in main), len(main), len(axes)]
    if kind == "inset":
        return [sum(a.inset_of is not None for a in main)]
    if kind == "entry":
        return [*(len(a.legend) for a in axes if a.legend), sum(len(a.legend) for a in axes)]
    if kind == "tick":
        return [len(axis.ticks) for a in axes for axis in (a.x, a.y, a.z) if axis is not None]
    if kind == "legend":
        return [sum(bool(a.legend) for a in axes)]
    if kind == "title":
        return [sum(bool(a.title) for a in axes)]
    return [sum(a.colorbar_of is not None for a in axes)] if kind == "colorbar" else []


def _series(view: View) -> list[int]:
    """Numbers of data series: things drawn with a label, lines, groups of bars."""
    found: set[int] = {len(a.legend) for a in view.trace.axes}
    for panel in view.panels:
        found |= {len(panel.things), sum(1 for t in panel.things if t.label)}
        found |= set(Counter(t.kind for t in panel.things).values())
    found.discard(0)
    return sorted(found)
