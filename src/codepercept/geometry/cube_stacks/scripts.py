"""Figure code of the cube stacks: fills the templates from the parameters."""

from __future__ import annotations

import itertools
import math

import numpy as np

from codepercept.geometry.camera import zoom_3d
from codepercept.geometry.cube_stacks.block_scripts import block_values
from codepercept.geometry.cube_stacks.params import FIGURE_SIZES, CubeStacks, azimuth, camera, eye_and_target
from codepercept.geometry.cube_stacks.templates import (
    CLASS,
    FLAT,
    FUNCTIONS,
    POLY3D,
    VOXELS,
)
from codepercept.geometry.style import LAYER_COLOURS, PALETTES, fill, literal, matrix, rename
from codepercept.geometry.tidy import tidy
from codepercept.geometry.words import Phrasing

NAMES: tuple[dict[str, str], ...] = (
    {},
    {"heights": "stack", "project": "to_page", "draw_cube": "cube", "draw_face": "face"},
    {"heights": "tower_heights", "project": "flatten", "rows": "depth", "cols": "width"},
    {
        "heights": "H",
        "project": "P",
        "rows": "ny",
        "cols": "nx",
        "draw_cube": "add_cube",
        "draw_face": "add_face",
    },
    {"heights": "plan_heights", "project": "screen", "draw_cube": "plot_cube", "draw_face": "plot_face"},
)


def script(theta: CubeStacks) -> str:
    """The figure code of a cube stack."""
    words = Phrasing(theta.wording, "cube stack code")
    template = {
        "functions": FUNCTIONS,
        "flat": FLAT,
        "class": CLASS,
        "voxels": VOXELS,
        "poly3d": POLY3D,
    }[theta.code_style]
    values = {
        "figsize": literal(FIGURE_SIZES[theta.figure]),
        "line_width": literal(theta.line_width),
        "heights": matrix(theta.heights),
        "heights_rows": "\n".join(f"    {literal(list(row))}," for row in theta.heights),
        "side": theta.side,
        "side_x": "x + 1" if theta.side == "right" else "x",
        "neighbour": "x + 1" if theta.side == "right" else "x - 1",
        "elevation": theta.elevation,
        "azimuth": azimuth(theta),
        "zoom": _zoom(theta),
        "title": f"ax.set_title({literal(theta.title)})" if theta.title else "",
        "axes_3d": _axes_3d(theta),
        "shade": "True" if theta.palette != "white" or theta.colouring in ("layers", "checker") else "False",
        "light": ",\n          lightsource=LightSource(azdeg=§az, altdeg=50)".replace(
            "§az", "160" if theta.side == "right" else "200"
        ),
        "light_import": "from matplotlib.colors import LightSource",
        "plan_name": words.pick("plan", "heights", "columns", "stack"),
        **_view(theta),
        **_colours(theta),
        **_extras(theta),
        **block_values(theta),
    }
    code = fill(template, values)
    names = words.pick(*NAMES)
    return tidy(rename(code, names) if theta.code_style in ("functions", "flat") else code)


def _zoom(theta: CubeStacks) -> str:
    if theta.view != "orthographic":
        return ""
    stack = theta.stack
    box = np.array(list(itertools.product((0, stack.columns), (0, stack.rows), (0, stack.tallest))), dtype=float)
    share = 0.84 if theta.axes else 0.92  # numbers along the axes need room
    return f", zoom={literal(round(zoom_3d(box, camera(theta), share), 2))}"


def _axes_3d(theta: CubeStacks) -> str:
    if not theta.axes:
        return "ax.set_axis_off()"
    stack = theta.stack
    return (
        f"ax.set_xticks(range({stack.columns + 1}))\nax.set_yticks(range({stack.rows + 1}))\n"
        f'ax.set_zticks(range({stack.tallest + 1}))\nax.set_xlabel("x")\nax.set_ylabel("y")\n'
        'ax.set_zlabel("z")'
    )


def _view(theta: CubeStacks) -> dict[str, str]:
    """Blocks that say where a point goes on the page, for each 2D template."""
    right = theta.side == "right"
    sign = "+" if right else "-"
    order = "range(cols)" if right else "reversed(range(cols))"
    shared = {
        "column_order": order,
        "column_order_flat": "range(n_cols)" if right else "range(n_cols - 1, -1, -1)",
        "column_order_class": "range(self.width)" if right else "reversed(range(self.width))",
        "side_flat": "s = p + ex  # the right face starts here" if right else "",
        "s": "s" if right else "p",
    }
    if theta.view == "isometric":
        swap = ("x + y", "y - x") if right else ("x - y", "x + y")
        body = f"{swap[0]}) * np.cos(angle), z + ({swap[1]}) * np.sin(angle)"
        return shared | {
            "view_constants": "angle = np.radians(30)  # the floor axes rise by 30 degrees",
            "view_doc": f"Isometric picture of a point, seen from the front {theta.side}.",
            "project_body": f"return ({body}",
            "view_flat": "c, s = np.cos(np.pi / 6), np.sin(np.pi / 6)  # isometric: 30 degrees\n"
            + (
                "ex = np.array([c, -s])\ney = np.array([c, s])"
                if right
                else "ex = np.array([c, s])\ney = np.array([-c, s])"
            )
            + "\nez = np.array([0, 1])",
            "view_class": _class_view("self.angle = np.radians(30)", f"return ({body}".replace("angle", "self.angle")),
            "view_args": "",
        }
    if theta.view == "oblique":
        body = f"return x {sign} ratio * y * np.cos(angle), z + ratio * y * np.sin(angle)"
        constants = (
            f"angle = np.radians({theta.angle})  # direction of the receding edges\n"
            f"ratio = {literal(theta.ratio)}  # length of a receding unit"
        )
        return shared | {
            "view_constants": constants,
            "view_doc": (f"Oblique picture of a point: the front is true to shape, depth goes up to the {theta.side}."),
            "project_body": body,
            "view_flat": f"phi = np.radians({theta.angle})  # receding edges\nex = np.array([1, 0])\n"
            f"ey = {literal(theta.ratio)} * np.array([{'' if right else '-'}np.cos(phi), np.sin(phi)])\n"
            "ez = np.array([0, 1])",
            "view_class": _class_view(
                "self.angle = np.radians(degrees)\nself.ratio = ratio",
                body.replace("ratio", "self.ratio").replace("angle", "self.angle"),
                "degrees, ratio",
            ),
            "view_args": f"degrees={theta.angle}, ratio={literal(theta.ratio)}",
        }
    if theta.view == "perspective":
        eye, target = eye_and_target(theta)
        constants = (
            f"eye = np.array({literal(list(eye))})  # where the viewer stands\n"
            f"target = np.array({literal(list(target))})  # centre of the stack\n"
        )
        frame = (
            "toward = (eye - target) / np.linalg.norm(eye - target)\n"
            "right = np.cross([0, 0, 1], toward)\n"
            "right = right / np.linalg.norm(right)\n"
            "up = np.cross(toward, right)"
        )
        body = (
            "ray = np.array([x, y, z]) - eye\ndistance = -(ray @ toward)\n"
            "return ray @ right / distance, ray @ up / distance"
        )
        mine = {word: f"self.{word}" for word in ("eye", "right", "up", "toward")}
        inner = frame.replace("toward =", "self.toward =").replace("right", "self.right").replace("up =", "self.up =")
        inner = inner.replace("(toward, ", "(self.toward, ").replace("1], toward", "1], self.toward")
        return shared | {
            "view_constants": constants + frame,
            "view_doc": "Central perspective: a ray to the eye, divided by its depth.",
            "project_body": body,
            "view_class": _class_view("self.eye = eye\n" + inner, rename(body, mine), "eye, target"),
            "view_args": f"np.array({literal(list(eye))}), np.array({literal(list(target))})",
            "view_flat": "",
        }
    return shared


def _class_view(setup: str, body: str, arguments: str = "") -> str:
    head = f"def __init__(self{', ' + arguments if arguments else ''}):"
    return f"{head}\n{indent(setup)}\n\ndef project(self, point):\n{indent('x, y, z = point' + chr(10) + body)}"


def indent(block: str) -> str:
    """The block moved right by four columns."""
    return "\n".join("    " + line if line else line for line in block.split("\n"))


def _colours(theta: CubeStacks) -> dict[str, str]:
    """Blocks that define the fills, for each template."""
    palette, second = PALETTES[theta.palette], PALETTES[theta.second_palette]
    edge = palette.edge if theta.colouring in ("shaded", "capped") else "#222222"
    if theta.colouring in ("shaded", "capped"):
        top, front, side = palette.top, palette.left, palette.right
        if theta.colouring == "capped":
            top, front, side = palette.left, "#ffffff", "#ececec"
        trio = f'"{top}", "{front}", "{side}"'
        return {
            "tones_import": "",
            "poly3d_numpy": "",
            "colours": f'top_color, front_color, side_color = {trio}\nedge_color = "{edge}"',
            "face_colours": "top_fill, front_fill, side_fill = top_color, front_color, side_color",
            "colours_flat": f'top_c, front_c, side_c = {trio}\nline_c = "{edge}"',
            "shade_flat": "",
            "colours_class": (
                f'fill_of = {{"top": "{top}", "front": "{front}", "side": "{side}"}}\nedge_color = "{edge}"'
            ),
            "layer_class": "",
            "fill_class": "fill_of[name]",
            "colours_voxels": f'colors = "{palette.left}"\nedge_color = "{edge}"',
            "colours_poly3d": f'top_color, front_color, side_color = {trio}\nline_color = "{edge}"',
            "shade_poly3d": "",
        }
    if theta.colouring == "layers":
        used = [colour for colour, _ in LAYER_COLOURS[: theta.stack.tallest]]
        define = f"layer_colors = {literal(used)}  # from the floor upwards"
        choose = "layer_colors[§z]"
    else:
        used = [palette.left, second.left]
        define = f"pair = {literal(used)}  # neighbouring cubes differ"
        choose = "pair[(§x + §y + §z) % 2]"

    def chosen(x: str, y: str, z: str) -> str:
        return choose.replace("§x", x).replace("§y", y).replace("§z", z)

    voxels = (
        "colors = np.empty(filled.shape, dtype=object)\n"
        + (
            (f"for z, color in enumerate({literal(used)}):  # one colour per layer\n    colors[:, :, z] = color\n")
            if theta.colouring == "layers"
            else f"x, y, z = np.indices(filled.shape)\neven = (x + y + z) % 2 == 0\n"
            f'colors[even], colors[~even] = "{used[0]}", "{used[1]}"\n'
        )
        + f'edge_color = "{edge}"'
    )
    return {
        "colours": f'{define}\nedge_color = "{edge}"',
        "tones_import": "from matplotlib.colors import to_rgb",
        "poly3d_numpy": "import numpy as np",
        "face_colours": f"front_fill = np.array(to_rgb({chosen('x', 'y', 'z')}))\n"
        "top_fill = 0.55 * front_fill + 0.45  # lit from above\nside_fill = 0.8 * front_fill",
        "colours_flat": f'{define}\nline_c = "{edge}"',
        "shade_flat": f"front_c = np.array(to_rgb({chosen('j', 'i', 'k')}))\n"
        "top_c = 0.55 * front_c + 0.45  # lit from above\nside_c = 0.8 * front_c",
        "colours_class": f'{define}\nedge_color = "{edge}"\nlight = {{"top": 1.25, "front": 1.0, "side": 0.8}}',
        "layer_class": f"base = np.array(to_rgb({chosen('x', 'y', 'z')}))",
        "fill_class": "np.clip(base * light[name], 0, 1)",
        "colours_voxels": voxels,
        "colours_poly3d": f'{define}\nline_color = "{edge}"',
        "shade_poly3d": f"front_color = np.array(to_rgb({chosen('x', 'y', 'z')}))\n"
        "top_color, side_color = 0.55 * front_color + 0.45, 0.8 * front_color",
    }


def _paper_span(theta: CubeStacks) -> tuple[int, int, int, int]:
    """Ranges of dot columns and dot rows that reach one unit beyond the picture of an isometric stack."""
    stack = theta.stack
    corners = [(x + i, y + j, z) for x, y, z in stack.cubes() for i in (0, 1) for j in (0, 1)]
    page = camera(theta).project(np.array(corners + [(x, y, z + 1) for x, y, z in corners], dtype=float))
    across = page[:, 0] / math.cos(math.pi / 6)
    left, right = round(float(across.min())), round(float(across.max()))
    low, high = math.floor(page[:, 1].min() - 0.1), math.ceil(page[:, 1].max() + 0.1)
    return left - 1, right + 2, low, high + 1


def _extras(theta: CubeStacks) -> dict[str, str]:
    """Blocks of the optional floor plan, dashed box, front arrow and plan of heights."""
    blocks = dict.fromkeys(
        [f"{part}_{style}" for part in ("floor", "ghost", "front") for style in ("functions", "flat", "class")],
        "",
    )
    blocks |= dict.fromkeys(("paper_functions", "paper_flat", "paper_class"), "")
    if theta.paper == "cream":
        cream = 'fig.set_facecolor("#fbf5e6")'
        blocks |= {"paper_functions": cream, "paper_flat": cream, "paper_class": cream}
    elif theta.paper == "dots":
        dots = (
            "\n# Isometric dotted paper: two columns of dots for every unit of the floor\n"
            "c, s = np.cos(np.pi / 6), np.sin(np.pi / 6)\n"
            "for i in range(§left, §right):\n    for j in range(§low, §high):\n"
            '        ax.plot(i * c, j + i % 2 * s, ".", color="0.75", markersize=3, zorder=0)'
        )
        span = _paper_span(theta)
        for name, value in zip(("§left", "§right", "§low", "§high"), span, strict=True):
            dots = dots.replace(name, str(value))
        blocks |= {"paper_functions": dots, "paper_flat": dots, "paper_class": dots}
    blocks |= {"figure": f"fig, ax = plt.subplots(figsize={literal(FIGURE_SIZES[theta.figure])})", "plan": ""}
    near = "cols" if theta.side == "right" else "0"
    far = "0" if theta.side == "right" else "cols"
    if theta.floor:
        square = "[(x, y, 0), (x + 1, y, 0), (x + 1, y + 1, 0), (x, y + 1, 0)]"
        blocks["floor_functions"] = (
            "# The squares of the floor\nfor x in range(cols):\n    for y in range(rows):\n"
            f"        square = {square}\n        ax.add_patch(Polygon([project(*c) for c in square], "
            "fill=False,\n"
            '                             edgecolor="0.6", linewidth=0.8))'
        )
        blocks["floor_flat"] = (
            "# squares of the floor\nfor i in range(n_rows + 1):\n    line = np.array([i * ey, i * "
            "ey + n_cols * ex])\n"
            '    ax.plot(line[:, 0], line[:, 1], color="0.6", lw=0.8, zorder=0)\nfor j in '
            "range(n_cols + 1):\n"
            "    line = np.array([j * ex, j * ex + n_rows * ey])\n"
            '    ax.plot(line[:, 0], line[:, 1], color="0.6", lw=0.8, zorder=0)'
        )
        blocks["floor_class"] = (
            "# floor squares come first, everything else lies on top of them\n"
            "for x in range(stack.width):\n    for y in range(stack.depth):\n"
            f"        square = {square}\n"
            "        polygons.append([view.project(c) for c in square])\n"
            '        fills.append("white")'
        )
    if theta.ghost:
        path = (
            f"[({near}, 0, 0), ({near}, 0, top), ({far}, 0, top), ({far}, rows, top), ({near}, rows, top),\n"
            f"       ({near}, rows, 0), ({near}, 0, 0), ({far}, 0, 0), ({far}, 0, top), ({near}, 0, top),\n"
            f"       ({near}, rows, top)]"
        )
        draw_path = (
            'us, vs = zip(*(project(*c) for c in box))\nax.plot(us, vs, color="0.35", linestyle="--", linewidth=0.9)'
        )
        blocks["ghost_functions"] = (
            f"\n# Dashed outline of the full block\ntop = max(max(row) for row in heights)\nbox = {path}\n{draw_path}"
        )
        blocks["ghost_class"] = (
            "\n# dashed outline of the full block\ncols, rows = stack.width, stack.depth\n"
            f"top = max(max(row) for row in stack.heights)\nbox = {path}\n"
            + draw_path.replace("project(*c)", "view.project(c)")
        )
        start = "n_cols * ex" if theta.side == "right" else "0 * ex"
        back = "-n_cols * ex" if theta.side == "right" else "n_cols * ex"
        blocks["ghost_flat"] = (
            "\n# dashed outline of the full block: one closed walk per visible side of it\n"
            f"corner = {start}  # the floor corner nearest to the viewer\n"
            f"up, along, away = heights.max() * ez, {back}, n_rows * ey\n"
            "for a, b in [(up, along), (up, away), (along, away)]:\n"
            "    q = corner if a is up else corner + up\n"
            "    walk = np.array([q, q + a, q + a + b, q + b, q])\n"
            '    ax.plot(walk[:, 0], walk[:, 1], "--", color="0.35", lw=0.9)'
        )
    if theta.front_label:
        arrow = (
            "tip, tail = §near, §far\n"
            'ax.annotate("front", xy=tip, xytext=tail, ha="center", va="center", fontsize=11,\n'
            '            arrowprops=dict(arrowstyle="->", color="0.2"))\n'
            "ax.update_datalim([tail])  # room for the word"
        )
        for style, note, near_point, far_point in (
            (
                "functions",
                "# The front side of the stack",
                "project(cols / 2, -0.15, 0)",
                "project(cols / 2, -1.4, 0)",
            ),
            (
                "class",
                "# which side is the front",
                "view.project((stack.width / 2, -0.15, 0))",
                "view.project((stack.width / 2, -1.4, 0))",
            ),
            (
                "flat",
                "# an arrow to the front side",
                "n_cols / 2 * ex - 0.15 * ey",
                "n_cols / 2 * ex - 1.4 * ey",
            ),
        ):
            blocks[f"front_{style}"] = f"\n{note}\n{arrow}".replace("§near", near_point).replace("§far", far_point) + (
                "\nax.autoscale_view()" if style == "flat" else ""
            )
    if theta.plan:
        width, height = FIGURE_SIZES[theta.figure]
        blocks["figure"] = (
            f"fig, (ax, plan) = plt.subplots(1, 2, figsize={literal((width + 3, height))},\n"
            '                               gridspec_kw={"width_ratios": [2, 1]})'
        )
        blocks["plan"] = (
            "# Plan from above: every square carries the height of its column\n"
            "for r, row in enumerate(heights):\n    y = rows - 1 - r\n    for x, h in enumerate(row):\n"
            "        plan.add_patch(Polygon([(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)],\n"
            '                               facecolor="white", edgecolor=edge_color))\n'
            '        plan.text(x + 0.5, y + 0.5, str(h), ha="center", va="center", fontsize=13)\n'
            'plan.text(cols / 2, -0.15, "front", ha="center", va="top", fontsize=11)\n'
            'plan.set_aspect("equal")\nplan.set_xlim(-0.2, cols + 0.2)\nplan.set_ylim(-0.7, rows + '
            '0.2)\nplan.axis("off")'
        )
    return blocks
