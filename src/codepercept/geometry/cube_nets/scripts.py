"""Figure code of the cube nets: fills the templates from the parameters."""

from __future__ import annotations

import numpy as np

from codepercept.geometry.camera import Array, orthographic, zoom_3d
from codepercept.geometry.cube_nets.hexominoes import partly_folded
from codepercept.geometry.cube_nets.params import (
    FIGURE_SIZES,
    HATCHES,
    MARKERS,
    CubeNets,
)
from codepercept.geometry.cube_nets.templates import (
    CLASS,
    DOT_SHAPES,
    DRAW_MARK,
    FLAT,
    FLAT_EDGES,
    FUNCTIONS,
    LETTER_SHAPES,
    ROLL,
    SOLID,
    SYMBOL_SHAPES,
)
from codepercept.geometry.style import PALETTES, SIX_COLOURS, fill, literal, rename, tone
from codepercept.geometry.words import Phrasing

CREASES = {
    "dashed": ('"--"', "dashed"),
    "dotted": ('":"', "dotted"),
    "thin": ('"-"', "thin"),
}

NAMES: tuple[dict[str, str], ...] = (
    {},
    {"draw_square": "paint_face", "shapes_of": "glyphs", "draw_net": "show_net", "draw_cube": "show_cube"},
    {"draw_square": "face", "fold": "fold_up", "frames": "poses"},
    {"net": "hexomino", "shapes_of": "mark_paths", "line_color": "ink", "draw_square": "add_square"},
)


def script(theta: CubeNets) -> str:
    """The figure code of a cube net."""
    words = Phrasing(theta.wording, "cube net code")
    palette = PALETTES[theta.palette]
    style, word = CREASES[theta.crease]
    coloured = theta.mark == "colours"
    values: dict[str, object] = {
        "figsize": literal(_size(theta)),
        "line": palette.edge,
        "outline_width": literal(theta.line_width),
        "crease_style": style,
        "crease_word": word,
        "crease_lines": _crease_lines(theta),
        "crease_width": literal(round(theta.line_width * 0.6, 2)),
        "titles": "",
        "row_top": "0.78" if theta.title else "0.85",
        "suptitle": f"fig.suptitle({literal(theta.title)})" if theta.title else "",
        "elevation": theta.elevation,
        "azimuth": theta.azimuth,
        "base": literal(theta.base_cell),
        "steps": literal(list(theta.angles)),
        "size": words.pick("1", "2", "3", "1.5"),
        "fill": "mark" if coloured else "paper_color",
    }
    values |= _mark_blocks(theta, words)
    values["patches"] = "PathPatch, Polygon" if values["draw_mark"] else "Polygon"
    values["itertools"] = "import itertools\n\n" if theta.mode == "cube" else ""
    if theta.code_style == "functions":
        values |= _functions_blocks(theta, words, bool(values["draw_mark"]))
        code = fill(FUNCTIONS, values)
        if not values["draw_mark"]:  # squares without marks need no turns
            code = code.replace("mark, turns", "mark").replace(", quarter turns", "")
        return rename(code, words.pick(*NAMES))
    if theta.code_style == "flat":
        values |= _flat_blocks(theta, words)
        values["flat_edges"] = fill(FLAT_EDGES, values)
        return fill(FLAT, values)
    values["angle_title"] = words.pick("fold angle {angle}°", "{angle}°", "bent by {angle}°").replace(
        "{angle}", "{abs(angle)}" if theta.code_style == "class" else "{angle}"
    )
    if theta.code_style == "class":
        values |= _class_blocks(theta)
        return fill(CLASS, values)
    values["zoom"] = literal(round(zoom_3d(_folding_points(theta), orthographic(theta.elevation, theta.azimuth)), 2))
    values["solid_squares"] = "\n".join(
        f"    {literal(cell)}: {literal(SIX_COLOURS[theta.order[i]][0])}," for i, cell in enumerate(theta.cells)
    )
    return fill(SOLID, values)


def _folding_points(theta: CubeNets) -> Array:
    """Corners of all panels in all steps of a folding sequence."""
    panels = (partly_folded(theta.cells, theta.base_cell, -angle).values() for angle in theta.angles)
    return np.concatenate([corners for step in panels for corners in step])


def _size(theta: CubeNets) -> tuple[float, float]:
    width, height = FIGURE_SIZES[theta.figure]
    if theta.mode == "folding":
        return 3.2 * len(theta.angles), 3.6
    return (round(width * 1.7, 1), height) if theta.mode == "cube" else (width, height)


def _mark_blocks(theta: CubeNets, words: Phrasing) -> dict[str, object]:
    """Imports, shapes and constants that the kind of mark asks for."""
    palette = PALETTES[theta.palette]
    paper = palette.top
    ink = palette.edge
    constants = f'line_color = "{palette.edge}"'
    if theta.mark in ("colours", "blank"):
        imports, shapes, draw = "", "", ""
    elif theta.mark in ("letters", "digits"):
        imports = "from matplotlib.textpath import TextPath\nfrom matplotlib.transforms import Affine2D"
        shapes, draw = fill(LETTER_SHAPES, {"font": words.pick("0.6", "0.65", "0.7")}), DRAW_MARK
    else:
        imports = "from matplotlib.path import Path\nfrom matplotlib.transforms import Affine2D"
        shapes = (
            fill(DOT_SHAPES, {"radius": words.pick("0.08", "0.09", "0.1")}) if theta.mark == "dots" else SYMBOL_SHAPES
        )
        draw = DRAW_MARK
    if theta.mark != "colours":
        constants += f'\npaper_color = "{paper}"'
    if draw:
        constants += f'\nmark_color = "{ink}"'
    return {"imports": imports, "shapes": shapes, "draw_mark": draw, "constants": constants}


def _crease_lines(theta: CubeNets) -> str:
    """How a side of a square is drawn: creases thinner, and in another line style unless they are solid."""
    style, _ = CREASES[theta.crease]
    thin, wide = literal(round(theta.line_width * 0.6, 2)), literal(theta.line_width)
    if style == '"-"':
        return f"width = {thin} if crease else {wide}\nax.plot(*zip(start, end), color=line_color, linewidth=width)"
    return (
        f'style, width = ({style}, {thin}) if crease else ("-", {wide})\n'
        "ax.plot(*zip(start, end), color=line_color, linestyle=style, linewidth=width)"
    )


def _functions_blocks(theta: CubeNets, words: Phrasing, drawn: bool) -> dict[str, object]:
    cube = theta.mode == "cube"
    marks = theta.mark_values
    kind = {"colours": "colour", "dots": "number of spots", "blank": "mark"}.get(theta.mark, theta.mark.rstrip("s"))
    turns = [f", {turn}" if drawn else "" for turn in theta.turns]
    rows = [f"    ({c}, {r}, {literal(marks[i])}{turns[i]})," for i, (c, r) in enumerate(theta.cells)]
    values: dict[str, object] = {
        "net_rows": "\n".join(rows),
        "mark_comment": f"{kind}, quarter turns",
        "cube_functions": "",
        "draw_cube": "",
        "net_ax": "ax",
        "figure": f"fig, ax = plt.subplots(figsize={literal(_size(theta))})",
        "axis_loop": "ax in [ax]",
        "titles": f"ax.set_title({literal(theta.title)})" if theta.title else "",
    }
    if not cube:
        return values
    shown = [theta.cells.index(cell) for cell in theta.view]
    numbers = ", ".join(map(str, shown))
    arrow = (
        "\n# an arrow from the net to the cube\nmiddle = (net_ax.get_position().x1 + "
        "cube_ax.get_position().x0) / 2\n"
        'fig.text(middle, 0.5, r"$\\Rightarrow$", fontsize=26, ha="center", va="center")'
        if theta.arrow
        else ""
    )
    return values | {
        "cube_functions": "\n\n" + fill(ROLL, {"outline_width": literal(theta.line_width)}),
        "figure": f"fig, (net_ax, cube_ax) = plt.subplots(1, 2, figsize={literal(_size(theta))},\n"
        '                                      gridspec_kw={"width_ratios": [3, 2]})',
        "net_ax": "net_ax",
        "draw_cube": f"draw_cube(cube_ax, ({numbers}))  # list positions of the left, right and top face",
        "axis_loop": "ax in (net_ax, cube_ax)",
        "titles": (
            'net_ax.set_title("Net")\ncube_ax.set_title("Folded cube")'
            if not theta.title
            else f"fig.suptitle({literal(theta.title)})"
        )
        + arrow,
    }


def _flat_blocks(theta: CubeNets, words: Phrasing) -> dict[str, object]:
    palette = PALETTES[theta.palette]
    columns = max(c for c, _ in theta.cells) + 1
    rows = max(r for _, r in theta.cells) + 1
    marks = [str(mark) for mark in theta.mark_values]
    if theta.mark in ("letters", "digits", "dots"):
        keys = marks
    elif theta.mark == "blank":
        keys = ["#"] * 6
    else:
        keys = list("abcdef")
    at = dict(zip(theta.cells, keys, strict=True))
    layout = ["".join(at.get((c, r), ".") for c in range(columns)) for r in reversed(range(rows))]
    paper = f'facecolor="{palette.top}", edgecolor="none"'
    middle = "x + size / 2, y + size / 2"
    constants, mark, patches = "", "", "Rectangle"
    if theta.mark in ("letters", "digits"):
        turned = {key: 90 * turn for key, turn in zip(keys, theta.turns, strict=True) if turn}
        rotation = ""
        if turned:
            constants = f"turned = {literal(turned)}  # degrees, counter-clockwise"
            rotation = ", rotation=turned.get(key, 0)"
        mark = (
            f'ax.text({middle}, key, fontsize={words.pick(22, 26, 30)}, color="{palette.edge}",\n'
            f'        ha="center", va="center"{rotation})'
        )
    elif theta.mark == "dots":
        patches = "Circle, Rectangle"
        constants = (
            "# where the spots sit, in quarters of the edge\n"
            'spots = {"1": [(2, 2)], "2": [(1, 1), (3, 3)], "3": [(1, 1), (2, 2), (3, 3)],\n'
            '         "4": [(1, 1), (1, 3), (3, 1), (3, 3)], "5": [(1, 1), (1, 3), (2, 2), (3, 1), (3, 3)],\n'
            '         "6": [(1, 1), (1, 2), (1, 3), (3, 1), (3, 2), (3, 3)]}'
        )
        mark = (
            "for u, v in spots[key]:\n"
            "    ax.add_patch(Circle((x + u * size / 4, y + v * size / 4), 0.09 * size, "
            f'color="{palette.edge}"))'
        )
    elif theta.mark == "colours":
        paper = 'facecolor=colors[key], edgecolor="none"'
        constants = (
            "colors = {\n"
            + "".join(f"    {literal(key)}: {literal(mark)},\n" for key, mark in zip(keys, marks, strict=True))
            + "}"
        )
    elif theta.mark == "patterns":
        paper = f'facecolor="white", edgecolor="{palette.edge}", hatch=hatches[key], linewidth=0'
        hatch = {key: HATCHES[mark] for key, mark in zip(keys, marks, strict=True)}
        constants = f"hatches = {literal(hatch)}"
    elif theta.mark == "symbols":
        marker = {key: MARKERS[mark] for key, mark in zip(keys, marks, strict=True)}
        named = ", ".join(f"{key} {mark}" for key, mark in zip(keys, marks, strict=True))
        constants = f"# {named}\nmarkers = {literal(marker)}"
        mark = f'ax.plot({middle}, marker=markers[key], color="{palette.edge}", markersize={words.pick(20, 24, 28)})'
    grid = (
        "ax.set_xticks([k * size for k in range(len(layout[0]) + 1)])\n"
        "ax.set_yticks([k * size for k in range(len(layout) + 1)])\n"
        'ax.grid(color="0.85", linewidth=0.8)\nax.set_axisbelow(True)\n'
        "ax.tick_params(labelbottom=False, labelleft=False, length=0)"
    )
    return {
        "layout": "\n".join(f"    {literal(line)}," for line in layout),
        "flat_patches": patches,
        "flat_constants": constants,
        "flat_fill": paper,
        "flat_mark": mark,
        "flat_axis": grid if theta.grid else 'ax.axis("off")',
        "titles": f"ax.set_title({literal(theta.title)})" if theta.title else "",
    }


def _class_blocks(theta: CubeNets) -> dict[str, object]:
    squares = "\n".join(
        f"        {literal(cell)}: ({literal(theta.mark_values[i])}, {theta.turns[i]}),"
        for i, cell in enumerate(theta.cells)
    )
    palette = PALETTES[theta.palette]
    signed = [-angle if theta.upward else angle for angle in theta.angles]
    coloured = theta.mark == "colours"
    constants = f'line_color = "{palette.edge}"'
    if not coloured:
        constants += (
            f'\nprinted_color, back_color, mark_color = "{palette.top}", "{tone(palette.left, 0.1)}", "{palette.edge}"'
        )
    return {
        "class_squares": squares,
        "angles": literal(signed),
        "angle_comment": "  # negative: folded up, towards the viewer"
        if theta.upward
        else "  # folded down, away from the viewer",
        "constants": constants,
        "class_fill": "mark" if coloured else "printed_color if printed else back_color",
        "class_mark": ""
        if coloured
        else "if printed:\n" + "\n".join("    " + line for line in DRAW_MARK.strip("\n").split("\n")),
    }
