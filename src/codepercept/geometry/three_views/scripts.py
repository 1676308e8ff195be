"""Figure code of the three-view drawings: fills the templates from the parameters."""

from __future__ import annotations

from codepercept.geometry.style import PALETTES, fill, literal, rename
from codepercept.geometry.three_views import templates as t
from codepercept.geometry.three_views.measures import Names
from codepercept.geometry.three_views.model import LETTERS, Model, model_of
from codepercept.geometry.three_views.params import ThreeViews
from codepercept.geometry.three_views.pictures import picture_code, picture_functions
from codepercept.geometry.three_views.sheet import Sheet, has_picture, sheet_of, shown_views
from codepercept.geometry.three_views.solid_code import solid_code
from codepercept.geometry.three_views.surroundings import extras
from codepercept.geometry.tidy import tidy
from codepercept.geometry.words import Phrasing

_FIRST_LOOP = "for (x0, y0), (x1, y1) in visible"
INKS = {"black": "black", "navy": "#1f2f5c", "dark green": "#1e4620", "dark red": "#6b1420", "grey": "0.25"}
NAMES: tuple[dict[str, str], ...] = (
    {},
    {"front_at": "front_corner", "top_at": "top_corner", "side_at": "side_corner", "gap": "space"},
    {"view_lines": "edges_of_view", "draw_view": "plot_view", "draw_picture": "draw_isometric"},
    {"solid": "filled", "view_lines": "view_edges", "gap": "spacing", "runs": "true_runs"},
    {"draw_view": "put_view", "isometric": "project", "ink": "line_color", "gap": "distance"},
)
CELLS_OF = {
    "front": "{0}.transpose(0, 2, 1)",
    "top": "{0}[:, :, ::-1]",
    "right": "{0}[::-1].transpose(1, 2, 0)",
    "left": "{0}[:, ::-1].transpose(1, 2, 0)",
}


def script(theta: ThreeViews) -> str:
    """The figure code of a drawing."""
    words = Phrasing(theta.wording, "three views code")
    sheet, model = sheet_of(theta), model_of(theta)
    template = {"functions": t.FUNCTIONS, "class": t.CLASS, "flat": t.FLAT, "drafted": t.FLAT}[theta.code_style]
    names = Names(theta)
    left, right, low, high = (round(value, 1) for value in sheet.limits)
    block = theta.kind == "block"
    values: dict[str, object] = {
        "ink": INKS[theta.ink],
        "line_width": literal(theta.line_width),
        "axis_colour": PALETTES[theta.palette].accent if theta.wording % 2 else "0.35",
        "figsize": literal((round(sheet.figure[0], 1), round(sheet.figure[1], 1))),
        "xlim": literal((left, right)),
        "ylim": literal((low, high)),
        "title": f"ax.set_title({literal(theta.title)})" if theta.title else "",
        "paper": 'fig.set_facecolor("#fbf5e6")' if theta.paper == "cream" else "",
        "solid": solid_code(theta, names)
        + (
            names.definitions("d1 h1 d2 h2 d3 h3 d4 h4 total widest mid bore bore_depth")
            if _defines_first(theta)
            else ""
        ),
        "view_functions": _view_functions(theta),
        "picture_function": picture_functions(theta, model),
        "places": _places(theta, sheet),
        "extras": extras(theta, sheet, model),
        "pictures": picture_code(theta, sheet, model),
        "cell_word": "boxes" if block else "unit cubes",
        "class_stations": ", xs, ys, zs" if block else "",
        "class_init": "self.xs, self.ys, self.zs = xs, ys, zs  # borders of the cells" if block else "",
        "class_and_borders": " and their borders on the page" if block else "",
        "class_seen": _class_seen(theta),
        "class_lines": _class_lines(theta),
        "class_circle": t.CLASS_CIRCLE if _rounds(model) else "",
        "class_picture": "",
    }
    values["compute"], values["show"] = _views(theta, model, names, words)
    if theta.code_style == "class":
        values["class_picture"] = values["picture_function"]
    code = fill(template, {**values, "imports": "IMPORTS"})
    return tidy(rename(code.replace("IMPORTS", _imports(code, theta), 1), words.pick(*NAMES)))


def _elsewhere(theta: ThreeViews) -> str:
    """Measures that the picture uses."""
    return "bx by boss_r" if theta.boss and has_picture(theta) else ""


def _defines_first(theta: ThreeViews) -> bool:
    return theta.kind == "turned" and theta.code_style != "functions"


def _imports(body: str, theta: ThreeViews) -> str:
    patches = [name for name in ("Circle", "Polygon", "Rectangle") if f"{name}(" in body]
    lines = ["import matplotlib.pyplot as plt", *(["import numpy as np"] if "np." in body else [])]
    if theta.wording % 2:
        lines.reverse()
    if "LineCollection(" in body:
        lines.append("from matplotlib.collections import LineCollection")
    if patches:
        lines.append(f"from matplotlib.patches import {', '.join(patches)}")
    return "\n".join(lines)


def _rounds(model: Model) -> bool:
    return any(view.circles or view.axes for view in model.views.values())


def _view_functions(theta: ThreeViews) -> str:
    if theta.code_style != "functions" or theta.kind not in ("cubes", "block"):
        return t.VIEW_NEAREST if theta.code_style == "functions" and theta.kind == "profile" else ""
    return t.VIEW_SQUARES if theta.seams else t.VIEW_LINES


def _class_seen(theta: ThreeViews) -> str:
    looks = {
        "front": ("self.filled.transpose(0, 2, 1)", "self.xs, self.zs"),
        "top": ("self.filled[:, :, ::-1]", "self.xs, self.ys"),
        "right": ("self.filled[::-1].transpose(1, 2, 0)", "self.ys, self.zs"),
        "left": ("self.filled[:, ::-1].transpose(1, 2, 0)", "self.ys[-1] - self.ys[::-1], self.zs"),
    }
    lines = []
    for name in ("front", "top", theta.side):
        cells, borders = looks[name]
        result = f"{cells}, {borders}" if theta.kind == "block" else cells
        lines.append(f'if name == "{name}":\n    return {result}' if name != theta.side else f"return {result}")
    return "\n".join(lines)


def _class_lines(theta: ThreeViews) -> str:
    if theta.seams:
        return t.CLASS_SQUARES
    block = theta.kind == "block"
    return fill(
        t.CLASS_LINES.replace("\n    def", "    def", 1),
        {
            "class_unpack": "cells, us, vs = self.seen_from(name)" if block else "cells = self.seen_from(name)",
            "class_across": "across, along = (vs, us) if flip else (us, vs)" if block else "",
            "class_piece": "across[i], along[j], along[j + 1]" if block else "i, j, j + 1",
        },
    ).join(("\n", ""))


def _places(theta: ThreeViews, sheet: Sheet) -> str:
    """Where the views go, with the reason."""
    if not sheet.origins:
        return ""
    third = theta.angle == "third"
    gap = literal(sheet.gap)
    wide, deep, tall = Names(theta).box
    above = f"(0, {tall} + gap)" if third else f"(0, -gap - {deep})"
    beside = f"({wide} + gap, 0)" if (theta.side == "right") == third else f"(-gap - {deep}, 0)"
    where = {"front": ("(0, 0)", ""), "top": (above, ""), "side": (beside, "")}
    lines = [
        f"# {'Third' if third else 'First'}-angle projection: the view from above goes"
        f" {'above' if third else 'below'} the front view,"
    ]
    lines.append(f"# the view from the {theta.side} to its {'right' if beside[1] != '-' else 'left'}")
    if set(sheet.origins) != {"front", "top", "side"}:
        lines = ["# Lower left corners of the views"]
    lines.append(f"gap = {gap}")
    lines += [f"{name}_at = {where[name][0]}" for name in sheet.origins]
    return "\n".join(lines)


def _cells(theta: ThreeViews, view: str, solid: str = "solid") -> str:
    return CELLS_OF[theta.side if view == "side" else view].format(solid)


def _borders(theta: ThreeViews, view: str) -> str:
    """Borders of the cells on the page of a view, as code."""
    name = theta.side if view == "side" else view
    if theta.kind == "cubes":
        ranges = {"x": "range(length + 1)", "y": "range(width + 1)", "z": "range(height + 1)"}
        return ", ".join(ranges[letter] for letter in LETTERS[name])
    if name == "left":
        return "width - ys[::-1], zs"
    return ", ".join(f"{letter}s" for letter in LETTERS[name])


def _round_lines(view_name: str, model: Model, names: Names) -> dict[str, str]:
    """Code of the dashed lines, circles and centre lines that the round parts add to a view."""
    view = model.views[view_name]
    plain = model.cells.view("front") if model.cells and view_name == "front" else None
    if model.cells and view_name != "front":
        plain = model.cells.view("top") if view_name == "top" else model.cells.view(names.theta.side)
    seen = [s for s in view.visible if plain is None or s not in plain.visible]
    dashed = [s for s in view.hidden if plain is None or s not in plain.hidden]
    return {
        "visible": names.segments(seen, view_name),
        "hidden": names.segments(dashed, view_name),
        "circles": names.circles(view.circles, view_name),
        "axes": names.segments(view.axes, view_name),
    }


def _views(theta: ThreeViews, model: Model, names: Names, words: Phrasing) -> tuple[str, str]:
    """Code that computes and draws the given views and the candidate views of puzzles."""
    if theta.kind == "cubes":
        return _views_of_cubes(theta, sheet_of(theta), words)
    if theta.kind == "block" and theta.code_style != "drafted":
        return _views_of_block(theta, model, names)
    if theta.kind == "profile" and theta.code_style != "drafted":
        return _views_of_profile(theta, model, names)
    if theta.kind == "turned" and theta.code_style == "functions":
        return _views_of_turned(theta)
    return _drafted(theta, model, names)


def _views_of_turned(theta: ThreeViews) -> tuple[str, str]:
    shown = shown_views(theta)
    blocks = []
    if set(shown) & {"front", "side"}:
        blocks.append(fill(t.TURNED_ELEVATION, {"bore": t.TURNED_BORE if theta.bore[0] else ""}).strip("\n"))
        blocks += [f"draw_view(ax, {name}_at, visible, hidden, axes=axes)" for name in shown if name != "top"]
    if "top" in shown:
        bore = 'circles.append((mid, mid, bore / 2, "-"))' if theta.bore[0] else ""
        blocks.append(fill(t.TURNED_PLAN, {"bore": bore}).strip("\n"))
        blocks.append("draw_view(ax, top_at, [], circles=circles, axes=cross)")
    return "", "\n".join(blocks)


def _views_of_cubes(theta: ThreeViews, sheet: Sheet, words: Phrasing) -> tuple[str, str]:
    shown, style = list(sheet.origins), theta.code_style
    candidate_views = theta.mode in ("third view", "which view")
    lines: list[str] = []
    if style == "class":
        for name in shown:
            look = theta.side if name == "side" else name
            lines.append(t.class_show("solid", look, f"{name}_at", theta.seams))
        if candidate_views:
            look = theta.side if theta.missing == "side" else theta.missing
            lines += ["", t.class_candidates(look, theta.seams)]
        return "", "\n".join(lines)
    if style == "functions":
        call = "view_squares({0})" if theta.seams else "*view_lines({0}, {1})"
        for name in shown:
            lines.append(f"draw_view(ax, {name}_at, {call.format(_cells(theta, name), _borders(theta, name))})")
        if candidate_views:
            cells = _cells(theta, theta.missing, "shape")
            borders = "" if theta.seams else t.borders_of_shape(cells)
            lines += [
                f"# the candidates for the {theta.missing} view",
                "for letter, (shape, at) in candidates.items():",
                f"    cells = {cells}",
                f"    draw_view(ax, at, {call.format('cells', borders)})",
            ]
        return "", "\n".join(lines)
    entries = [f"({_cells(theta, name)}, {name}_at)," for name in shown]
    if candidate_views:
        entries.append(f"*(({_cells(theta, theta.missing, 'shape')}, at) for shape, at in candidates.values()),")
    listed = "\n".join(f"    {entry}" for entry in entries)
    note = "# cells [right, up, away from the viewer] and place of every view"
    block = t.FLAT_SQUARES if theta.seams else t.FLAT_LINES
    compute = f"{note}\nviews = [\n{listed}\n]" if entries else ""
    if candidate_views and len(entries) == 1:
        compute = (
            f"{note}\nviews = [({_cells(theta, theta.missing, 'shape')}, at) for shape, at in candidates.values()]"
        )
    if not entries:
        return "", ""
    return compute, _styled(theta, block)


def _styled(theta: ThreeViews, block: str) -> str:
    return fill(
        block,
        {
            "ink": INKS[theta.ink],
            "line_width": literal(theta.line_width),
            "thin": literal(round(0.7 * theta.line_width, 2)),
            "axis_colour": PALETTES[theta.palette].accent if theta.wording % 2 else "0.35",
        },
    )


def _views_of_block(theta: ThreeViews, model: Model, names: Names) -> tuple[str, str]:
    lines: list[str] = []
    shown = shown_views(theta)
    rounds = {name: _round_lines(name, model, names) for name in shown}
    if theta.code_style == "functions":
        for name in shown:
            lines.append(f"visible, hidden = view_lines({_cells(theta, name)}, {_borders(theta, name)})")
            lines += [f"{key} += {rounds[name][key]}" for key in ("visible", "hidden") if rounds[name][key] != "[]"]
            keys = [key for key in ("circles", "axes") if rounds[name][key] != "[]"]
            lines += [f"{key} = {rounds[name][key]}" for key in keys]
            more = "".join(f", {key}={key}" for key in keys)
            lines.append(f"draw_view(ax, {name}_at, visible, hidden{more})")
        return names.definitions(_elsewhere(theta)), "\n".join(lines)
    if theta.code_style == "class":
        for name in shown:
            look = theta.side if name == "side" else name
            lines.append(t.class_show("solid", look, f"{name}_at", False, rounds[name]))
        return names.definitions(_elsewhere(theta)), "\n".join(lines)
    entries = []
    for name in shown:
        parts = [_cells(theta, name), _borders(theta, name), f"{name}_at"]
        entries.append(f"    ({', '.join(parts)}),")
    compute = (
        names.definitions(_elsewhere(theta))
        + "\n\n# cells [right, up, away from the viewer], their borders, place of the view\n"
    )
    compute += "views = [\n" + "\n".join(entries) + "\n]"
    show = _styled(theta, t.FLAT_BLOCK)
    more = names.round_block({name: rounds[name] for name in shown}, INKS[theta.ink], theta)
    return compute, show + ("\n\n" + more if more else "")


def _views_of_profile(theta: ThreeViews, model: Model, names: Names) -> tuple[str, str]:
    shown = shown_views(theta)
    rounds = {}
    for name in shown:
        view = model.views[name]
        bores = [s for s in view.hidden if s not in names.plain_hidden[name]]
        rounds[name] = {
            "visible": "[]",
            "hidden": names.segments(bores, name),
            "circles": names.circles(view.circles, name),
            "axes": names.segments(view.axes, name),
        }
    if theta.code_style == "functions":
        lines = []
        for name in shown:
            if name == "front":
                lines.append("visible, hidden = [*zip(corners, corners[1:] + corners[:1])], []")
            elif name == "top":
                lines.append("visible, hidden = swept_lines(0, width, 1)")
            else:
                lines.append(f"visible, hidden = swept_lines(1, width, {'1' if theta.side == 'right' else '-1'})")
            lines += [f"{key} += {rounds[name][key]}" for key in ("hidden",) if rounds[name][key] != "[]"]
            keys = [key for key in ("circles", "axes") if rounds[name][key] != "[]"]
            lines += [f"{key} = {rounds[name][key]}" for key in keys]
            more = "".join(f", {key}={key}" for key in keys)
            lines.append(f"draw_view(ax, {name}_at, visible, hidden{more})")
        return names.definitions(_elsewhere(theta)), "\n".join(lines)
    show = _styled(theta, fill(t.FLAT_PROFILE, {**t.flat_profile_parts(shown, theta.side)}))
    more = names.round_block(rounds, INKS[theta.ink], theta)
    return names.definitions(_elsewhere(theta)), show + ("\n\n" + more if more else "")


def _drafted(theta: ThreeViews, model: Model, names: Names) -> tuple[str, str]:
    """Every line of every view, written down with the named measures."""
    groups = []
    for name in shown_views(theta):
        view = model.views[name]
        lines = [f"# {name} view"]
        lines.append(f"visible = {names.segments(view.visible, name)}")
        if theta.code_style == "functions":
            more = "".join(
                f", {key}={text}"
                for key, text in (
                    ("hidden", names.segments(view.hidden, name)),
                    ("circles", names.circles(view.circles, name)),
                    ("axes", names.segments(view.axes, name)),
                )
                if text != "[]"
            )
            lines.append(f"draw_view(ax, {name}_at, visible{more})")
        else:
            lines.append(f"x, y = {name}_at")
            lines.append(_styled(theta, t.DRAFT_VISIBLE))
            for key, items in (("hidden", view.hidden), ("axes", view.axes)):
                if items:
                    lines.append(f"{key} = {names.segments(items, name)}")
                    lines.append(_styled(theta, t.DRAFT_HIDDEN if key == "hidden" else t.DRAFT_AXES))
            if view.circles:
                lines.append(f"circles = {names.circles(view.circles, name)}")
                lines.append(_styled(theta, t.DRAFT_CIRCLES))
        if not view.visible:
            lines = [line for line in lines if not line.strip("\n").startswith(("visible", _FIRST_LOOP))]
            lines = [line.replace("_at, visible", "_at, []") for line in lines]
        groups.append("\n".join(line.strip("\n") for line in lines))
    return "" if _defines_first(theta) else names.definitions(), "\n\n".join(groups)
