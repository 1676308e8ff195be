"""What is drawn around the views: names, letters, projection lines, the symbol, dimension lines, squared paper."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from codepercept.geometry.labels import Labels
from codepercept.geometry.style import PALETTES, literal
from codepercept.geometry.three_views.cells import block
from codepercept.geometry.three_views.measures import Names
from codepercept.geometry.three_views.model import Model, model_of
from codepercept.geometry.three_views.params import PUZZLES, ThreeViews
from codepercept.geometry.three_views.sheet import FONT, Sheet, name_of, sheet_of, shown_views, side_goes_right

PROJECTION_COLOUR = "#8aa4c8"


@dataclass(frozen=True)
class Dimension:
    """A dimension line from `low` to `high`; level ones run along x at height `at`, others along y at x = `at`."""

    level: bool
    low: float
    high: float
    at: float
    text: str


@dataclass(frozen=True)
class Note:
    """A diameter written beside a circle or a step."""

    x: float
    y: float
    text: str
    align: str = "center"


def chain_stations(theta: ThreeViews) -> dict[str, tuple[float, ...]]:
    """Places along x, y and z between which a chain of dimensions is written."""
    length, width, height = model_of(theta).size
    if theta.kind == "block":
        xs, ys, zs = block(theta.size, theta.cuts).stations
        return {"x": xs, "y": ys, "z": (*zs, height) if theta.boss else zs}
    if theta.kind == "profile":
        xs, zs = (tuple(sorted({float(p[k]) for p in theta.profile})) for k in (0, 1))
        return {"x": xs, "y": (0.0, width), "z": zs}
    if theta.kind == "turned":
        levels = np.cumsum([0, *(h for _, h in theta.discs)]).astype(float).tolist()
        return {"x": (0.0, length), "y": (0.0, width), "z": tuple(levels)}
    return {
        letter: tuple(map(float, range(int(size) + 1)))
        for letter, size in zip("xyz", model_of(theta).size, strict=True)
    }


@lru_cache(maxsize=256)
def dimensions(theta: ThreeViews) -> tuple[tuple[Dimension, ...], tuple[Note, ...], str]:
    """Dimension lines, diameters, and why they would be illegible ("" if they are fine)."""
    sheet, model = sheet_of(theta), model_of(theta)
    if theta.sizes == "none":
        return (), (), ""
    stations = chain_stations(theta)
    shown, text = shown_views(theta), sheet.text
    reach = 4.0 if theta.kind != "cubes" else 0.0
    outer = -1 if side_goes_right(theta) else 1
    found: list[Dimension] = []
    level_view = "front" if theta.angle == "third" or "top" not in shown else "top"
    deep_view = "top" if "top" in shown else "side"
    plans = [("x", level_view, True), ("z", "front", False), ("y", deep_view, deep_view == "side")]
    for letter, view, level in plans:
        if theta.kind == "turned" and letter == "y":
            continue
        x, y = sheet.origins[view]
        wide = model.views[view].size[0]
        marks = stations[letter]
        if view == "side" and theta.side == "left":
            marks = tuple(marks[-1] - m for m in reversed(marks))
        rows = [marks] if theta.sizes == "chain" and len(marks) > 2 else []
        rows.append((marks[0], marks[-1]))
        for number, row in enumerate(rows):
            away = reach + (1.5 + 2.1 * number) * text
            at = y - away if level else (x - away if outer < 0 else x + wide + away)
            start = x if level else y
            for low, high in itertools.pairwise(row):
                label = literal(high - low)
                if theta.kind == "turned" and letter == "x":
                    label = f"⌀{label}"
                if high - low < (0.62 * len(label) + 0.9) * text:
                    return (), (), f"sizes: the length {label} is too short for its dimension line"
                found.append(Dimension(level, start + low, start + high, at, label))
    notes, problem = _diameters(theta, sheet, model) if theta.sizes == "chain" else ((), "")
    return tuple(found), notes, problem


def _diameters(theta: ThreeViews, sheet: Sheet, model: Model) -> tuple[tuple[Note, ...], str]:
    """The diameters of round parts beside their circles; equal ones are written once, with their number."""
    notes: list[Note] = []
    if theta.kind == "turned" and "top" not in sheet.origins:
        return (), "sizes: the diameters need the top view"
    groups: dict[tuple[str, float], list[tuple[float, float, str]]] = {}
    for name, (x, y) in sheet.origins.items():
        for circle in model.views[name].circles:
            depth = next((hole.depth for hole in theta.holes if hole.diameter == 2 * circle.radius), 0)
            text = f", {depth} deep" if depth else ""
            groups.setdefault((name, circle.radius), []).append((x + circle.x, y + circle.y, text))
    lines: list[tuple[np.ndarray, np.ndarray]] = []
    for name, (x, y) in sheet.origins.items():
        view = model.views[name]
        lines += [(np.add((x, y), p), np.add((x, y), q)) for p, q in (*view.visible, *view.hidden, *view.axes)]
        for circle in view.circles:
            t = np.linspace(0, 2 * np.pi, 33)
            ring = np.stack(
                [x + circle.x + circle.radius * np.cos(t), y + circle.y + circle.radius * np.sin(t)], axis=1
            )
            lines += list(itertools.pairwise(ring))
    labels = Labels(sheet.text / 0.045, lines)
    for (_, radius), places in groups.items():
        many = f"{len(places)} × " if len(places) > 1 else ""
        text = f"{many}⌀{literal(2 * radius)}{places[0][2]}"
        for x, y, _ in places:
            spot = _free_spot(labels, np.array([x, y]), radius, text, sheet.text)
            if spot is not None:
                notes.append(Note(round(float(spot[0]), 1), round(float(spot[1]), 1), text))
                break
        else:
            return (), f"holes: there is no room to write {text}"
    return tuple(notes), ""


def _free_spot(labels: Labels, centre: np.ndarray, radius: float, text: str, line: float) -> np.ndarray | None:
    half = 0.3 * line * len(text)
    for degrees in (45, 135, 315, 225, 30, 150, 330, 210, 60, 120, 300, 240):
        phi = np.radians(degrees)
        for extra in (0.5, 0.9, 1.4):
            spot = centre + (radius + extra * line) * np.array([np.cos(phi), np.sin(phi)])
            spot = spot + np.array([np.sign(np.cos(phi)) * half, np.sign(np.sin(phi)) * 0.3 * line])
            if labels.free(spot, text):
                labels.keep(spot, text)
                return np.asarray(spot)
    return None


def extras(theta: ThreeViews, sheet: Sheet, model: Model) -> str:
    """Code of everything around the views."""
    blocks = [
        _grid(theta, sheet),
        _projection(theta, sheet),
        _symbol(theta, sheet, model),
        _sizes(theta, model, sheet),
        _names(theta, sheet),
        _letters(theta, sheet),
    ]
    return "\n\n".join(part for part in blocks if part)


def _grid(theta: ThreeViews, sheet: Sheet) -> str:
    if not theta.grid:
        return ""
    left, right, low, high = (round(v, 1) for v in sheet.limits)
    step = theta.grid
    xs = f"np.arange({literal(float(np.ceil(left / step) * step))}, {literal(right)}, {step})"
    ys = f"np.arange({literal(float(np.ceil(low / step) * step))}, {literal(high)}, {step})"
    unit = "unit" if theta.kind == "cubes" else "mm"
    return (
        f"# squared paper, {step} {unit} a square\n"
        f'ax.vlines({xs}, {literal(low)}, {literal(high)}, color="#cfdcea", linewidth=0.6, zorder=0)\n'
        f'ax.hlines({ys}, {literal(left)}, {literal(right)}, color="#cfdcea", linewidth=0.6, zorder=0)'
    )


def _projection(theta: ThreeViews, sheet: Sheet) -> str:
    """Thin lines between neighbouring views, led round the corner by the mitre line."""
    if not theta.projection_lines and not theta.mitre:
        return ""
    wide, deep, tall = Names(theta).box
    third, right = theta.angle == "third", side_goes_right(theta)
    style = f'color="{PROJECTION_COLOUR}", linewidth=0.8, zorder=0'
    lines = []
    shown = shown_views(theta)
    if theta.projection_lines:
        lines.append("# projection lines between the views")
        if {"front", "top"} <= set(shown):
            ends = f"{tall}, {tall} + gap" if third else "-gap, 0"
            lines += [f"for x in (0, {wide}):", f"    ax.plot([x, x], [{ends}], {style})"]
        if {"front", "side"} <= set(shown):
            ends = f"{wide}, {wide} + gap" if right else "-gap, 0"
            lines += [f"for y in (0, {tall}):", f"    ax.plot([{ends}], [y, y], {style})"]
    if theta.mitre:
        x0 = f"{wide} + gap" if right else "-gap"
        y0 = f"{tall} + gap" if third else "-gap"
        sx, sy = ("+" if right else "-"), ("+" if third else "-")
        start_x = wide if right else "0"
        start_y = tall if third else "0"
        lines += [
            "# the depth is led round the corner by a line at 45 degrees",
            f"mx, my = {x0}, {y0}",
            f"ax.plot([mx, mx {sx} {deep}], [my, my {sy} {deep}], {style})",
            f"for d in (0, {deep}):",
            f"    ax.plot([{start_x}, mx {sx} d, mx {sx} d], [my {sy} d, my {sy} d, {start_y}], {style})",
        ]
    return "\n".join(lines)


def _symbol(theta: ThreeViews, sheet: Sheet, model: Model) -> str:
    """The truncated cone (ISO 5456-2) in the free corner of the sheet."""
    if not theta.symbol:
        return ""
    x, y, unit = symbol_place(theta, sheet, model)
    first = theta.angle == "first"
    # Both circles are seen from the small end; the view from there stands on the far or on the near side.
    circles, small, large = (2.6, -2.2, 0.2) if first else (-1.9, 0.2, 2.6)
    number = literal
    return (
        f"# symbol of the {theta.angle}-angle projection: two views of a truncated cone\n"
        f"sx, sy, s = {number(x)}, {number(y)}, {number(unit)}\n"
        f"ax.plot([sx + {number(small)} * s, sx + {number(large)} * s, sx + {number(large)} * s, "
        f"sx + {number(small)} * s, sx + {number(small)} * s],\n"
        '        [sy - 0.6 * s, sy - 1.2 * s, sy + 1.2 * s, sy + 0.6 * s, sy - 0.6 * s], color="black", lw=1.2)\n'
        "for r in (0.6, 1.2):\n"
        f"    ax.add_patch(Circle((sx + {number(circles)} * s, sy), r * s, fill=False, linewidth=1.2))"
    ).replace("+ -", "- ")


def symbol_place(theta: ThreeViews, sheet: Sheet, model: Model) -> tuple[float, float, float]:
    """Centre and size of the symbol: the middle of the corner between top and side view."""
    length, width, height = model.size
    x = length + sheet.gap + width / 2 if side_goes_right(theta) else -sheet.gap - width / 2
    y = height + sheet.gap + width / 2 if theta.angle == "third" else -sheet.gap - width / 2
    return round(x, 1), round(y, 1), round(min(width / 7, 1.1 * sheet.text), 2)


def _sizes(theta: ThreeViews, model: Model, sheet: Sheet) -> str:
    found, notes, _ = dimensions(theta)
    if not found:
        return ""
    quarter = literal(round(0.2 * sheet.text, 2))
    lines = ["# dimension lines: from, to, place, text"]
    for level in (True, False):
        entries = [d for d in found if d.level == level]
        if not entries:
            continue
        rows = ", ".join(
            f'({literal(round(d.low, 1))}, {literal(round(d.high, 1))}, {literal(round(d.at, 1))}, "{d.text}")'
            for d in entries
        )
        lines.append(f"for a, b, at, text in [{rows}]:")
        ends = ("(a, at), (b, at)", "(a + b) / 2, at + §q") if level else ("(at, a), (at, b)", "at - §q, (a + b) / 2")
        place = ends[1].replace("§q", quarter)
        turn = 'ha="center", va="bottom"' if level else 'ha="right", va="center", rotation=90'
        lines += [
            f'    ax.annotate("", *[{ends[0]}], arrowprops=dict(arrowstyle="<|-|>", lw=0.7, shrinkA=0, shrinkB=0, '
            'color="0.2"))'.replace("*[", "").replace("], arrow", ", arrow"),
            f"    ax.text({place}, text, {turn}, fontsize={FONT - 1})",
        ]
    lines += _extension_lines(theta, model, sheet, found)
    for note in notes:
        lines.append(
            f'ax.text({literal(note.x)}, {literal(note.y)}, "{note.text}", ha="center", va="center", '
            f"fontsize={FONT - 1})"
        )
    return "\n".join(lines)


def _extension_lines(theta: ThreeViews, model: Model, sheet: Sheet, found: tuple[Dimension, ...]) -> list[str]:
    """Thin lines from a view to the ends of its dimension lines."""
    lines = []
    for level in (True, False):
        groups: dict[tuple[str, ...], dict[float, float]] = {}
        for dimension in found:
            if dimension.level != level:
                continue
            edge = _edge_of(theta, model, sheet, dimension)
            for mark in (dimension.low, dimension.high):
                marks = groups.setdefault((literal(round(edge, 1)),), {})
                far = marks.get(mark, dimension.at)
                marks[mark] = min(far, dimension.at) if dimension.at < edge else max(far, dimension.at)
        for (border,), marks in groups.items():
            by_end: dict[float, list[float]] = {}
            for mark, end in marks.items():
                by_end.setdefault(end, []).append(mark)
            for end, places in by_end.items():
                name = "x" if level else "y"
                pair = f"[{border}, {literal(round(end, 1))}]"
                ends = f"[x, x], {pair}" if level else f"{pair}, [y, y]"
                marked = [literal(round(p, 1)) for p in sorted(places)]
                draw = f'ax.plot({ends}, color="0.6", linewidth=0.6, zorder=0)'
                if len(marked) == 1:
                    lines.append(draw.replace(f"[{name}, {name}]", f"[{marked[0]}, {marked[0]}]"))
                else:
                    lines += [f"for {name} in [{', '.join(marked)}]:", "    " + draw]
    return lines


def _edge_of(theta: ThreeViews, model: Model, sheet: Sheet, dimension: Dimension) -> float:
    """The border of the view to which a dimension belongs."""
    best = []
    for name, (x, y) in sheet.origins.items():
        wide, tall = model.views[name].size
        if dimension.level and x <= dimension.low and dimension.high <= x + wide:
            best.append((abs(y - dimension.at), y))
        if not dimension.level and y <= dimension.low and dimension.high <= y + tall:
            best += [(abs(edge - dimension.at), edge) for edge in (x, x + wide)]
    return min(best)[1]


def _names(theta: ThreeViews, sheet: Sheet) -> str:
    entries = [
        (literal(round(x, 1)), literal(round(y, 1)), name_of(theta, name)) for name, (x, y) in sheet.names.items()
    ]
    if theta.names == "none" or not entries:
        return ""
    weight = ', fontweight="bold"' if theta.wording % 5 == 0 else ""
    rows = "\n".join(f'    ({x}, {y}, "{text}"),' for x, y, text in entries)
    return (
        f'for x, y, name in [\n{rows}\n]:\n    ax.text(x, y, name, ha="center", va="center", fontsize={FONT}{weight})'
    )


def _letters(theta: ThreeViews, sheet: Sheet) -> str:
    if theta.mode not in PUZZLES:
        return ""
    rows = ", ".join(
        f'("{letter}", {literal(x)}, {literal(y)})' for letter, (x, y) in zip("ABCD", sheet.letters, strict=False)
    )
    colour = PALETTES[theta.palette].edge
    return f"for letter, x, y in [{rows}]:" + (
        f'\n    ax.text(x, y, letter, fontsize={FONT + 2}, ha="center", va="center", weight="bold", color="{colour}")'
    )
