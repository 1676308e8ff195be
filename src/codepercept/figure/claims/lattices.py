"""Rows and columns: "a 3 by 4 grid", "2 rows and 3 columns"."""

from __future__ import annotations

from collections import defaultdict

from codepercept.figure import scene, words
from codepercept.figure.claims.items import Item
from codepercept.figure.claims.reading import Text, claim, number_word
from codepercept.figure.claims.scene_view import View
from codepercept.types import Claim

_GRIDS = {"grid", "layout", "arrangement", "array", "matrix", "lattice", "table", "board", "panels", "cells", "dots"}
_LINES = ("rows", "row", "columns", "column")


def grid_claims(text: Text, view: View) -> list[Claim]:
    """ "2 rows and 3 columns", "a 3 by 4 grid", "a 2×2 layout of panels"."""
    found: list[Claim] = []
    for i in range(len(text.tokens)):
        if (pair := _grid_at(text, i)) is None:
            continue
        rows, columns, last = pair
        known, panels = lattices(view), _panel_grid(view)
        evidence = ""
        if panels is not None:
            evidence = f"the panels stand in {words.count(panels[0], 'row')} and {words.count(panels[1], 'column')}"
        if {(rows, columns), (columns, rows)} & known:
            found.append(claim(text, "count", i, last, "confirmed", evidence))
            continue
        near = {text.word(k) for k in range(i - 6, last + 7) if 0 <= k < len(text.tokens)}
        of_panels = (
            panels is not None and near & {"panels", "subplots", "panel"} and not near & {"each", "matrix", "table"}
        )
        only = near & {"heatmap", "heat", "mesh", "table"} and len(known) == 1
        if only:
            evidence = "the figure has {} rows and {} columns".format(*next(iter(known)))
        missing = [n for n in (rows, columns) if n > 1 and n not in view.lined_up] if _is_seen(view) else []
        if not any(set(pair) & {rows, columns} for pair in known):
            missing = []  # a grid that is only spoken of, or whose places are not all taken
        if missing and not of_panels and not only:
            evidence = f"nothing in the figure stands in {missing[0]} rows or columns"
        wrong = of_panels or only or missing
        found.append(claim(text, "count", i, last, "contradicted" if wrong else "unverifiable", evidence))
    return found


def _is_seen(view: View) -> bool:
    """Whether rows and columns can be told from the trace: none are hidden in pictures, nor seen aslant."""
    pictured = any(i.element.kind in ("image", "mesh") and "rows" not in i.element.shape for i in view.items)
    return bool(view.lined_up) and not pictured and not any(a.view is not None for a in view.main)


def _grid_at(text: Text, index: int) -> tuple[int, int, int] | None:
    """Rows, columns and the last token of a grid that begins at a token."""
    first = number_word(text, index)
    if first is None:
        return None
    value, last = first
    join = text.word(last + 1)
    if join in ("x", "×", "by") and (second := number_word(text, last + 2)) is not None:
        near = (
            {text.word(second[1] + k) for k in (1, 2, 3)}
            | {text.word(index - 3)}
            | {text.word(index - 1), text.word(index - 2)}
        )
        return (value, second[0], second[1]) if near & _GRIDS else None
    if join in _LINES and text.word(last + 2) in ("and", "of", "by", ","):
        second = number_word(text, last + 3)
        if second is not None and text.word(second[1] + 1) in _LINES:
            pair = (value, second[0]) if join.startswith("row") else (second[0], value)
            return *pair, second[1] + 1
    return None


def _panel_grid(view: View) -> tuple[int, int] | None:
    main = [a for a in view.main if a.inset_of is None]
    return scene.grid_shape(view.trace) if len(main) > 1 else None


def lattices(view: View) -> set[tuple[int, int]]:
    """Every arrangement in rows and columns that the figure has: panels, meshes, images, shapes, crossing lines."""
    found: set[tuple[int, int]] = set()
    if (panels := _panel_grid(view)) is not None:
        found.add(panels)
    for item in view.items:
        rows, columns = item.element.shape.get("rows"), item.element.shape.get("columns")
        if isinstance(rows, float | int) and isinstance(columns, float | int):
            found.add((int(rows), int(columns)))
    for tag in ("rectangle", "circle", "point", "annotation", "cell", "square"):
        per_axes: dict[int | None, list[Item]] = defaultdict(list)
        for item in view.by_tag[tag]:
            per_axes[item.element.axes].append(item)
        for chosen in [*per_axes.values(), view.by_tag[tag]]:
            middles = [m for i in chosen if (m := i.middle) is not None]
            if 3 < len(middles) < 3000:
                found.add((len({round(m[1] / 4) for m in middles}), len({round(m[0] / 4) for m in middles})))
    ends = [i.element.pixels for i in view.by_tag["line"] if len(i.element.pixels) == 2]
    flat = {round(p[1]) for p, q in ends if abs(p[1] - q[1]) <= 1}
    upright = {round(p[0]) for p, q in ends if abs(p[0] - q[0]) <= 1}
    if len(flat) > 1 and len(upright) > 1:
        found.add((len(flat) - 1, len(upright) - 1))
    return found
