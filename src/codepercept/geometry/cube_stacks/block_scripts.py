"""Code of what goes beyond a plain stack: cubes taken out, paint on the outside, marked cubes."""

from __future__ import annotations

import itertools

import numpy as np

from codepercept.geometry.camera import Array
from codepercept.geometry.cube_stacks.params import FIGURE_SIZES, CubeStacks, camera, faces_seen
from codepercept.geometry.cube_stacks.stack import SIDES, Cell, face_corners
from codepercept.geometry.style import PALETTES, literal, tone

BARE = ("#fdf8ee", "#f0e4cf", "#dccbb0")
"""Colours of unpainted top, front and side faces: light wood."""


def block_values(theta: CubeStacks) -> dict[str, str]:
    """The template places of removed cubes, paint and marks; empty for a plain stack."""
    values = dict.fromkeys(
        [
            *("removed", "removed_voxels", "class_argument", "class_removed", "class_value", "filled_poly3d"),
            *(f"skip_{style}" for style in ("functions", "flat", "class", "poly3d")),
            *(f"marks_{style}" for style in ("functions", "flat", "class", "3d")),
        ],
        "",
    )
    side = "x + 1" if theta.side == "right" else "x - 1"
    values |= {
        "open_front": "height(x, y - 1) <= z",
        "open_side": f"height({side}, y) <= z",
        "open_top": "height(x, y) == z + 1",
    }
    if theta.removed:
        values |= _removed(theta, side)
    if theta.paint != "none" and theta.removed:
        values |= _paint(theta)
    if theta.marks:
        values |= _marks(theta, values)
    return values


def removed_code(theta: CubeStacks) -> str:
    """The set of removed cubes; lines through the whole box are written as comprehensions."""
    left, box, parts = set(theta.removed), theta.stack.box, []
    for axis, name in enumerate("xyz"):
        for cell in sorted(left):
            line = [tuple(k if n == axis else c for n, c in enumerate(cell)) for k in range(box[axis])]
            if box[axis] > 2 and cell in left and left.issuperset(line):
                left -= set(line)
                inside = ", ".join(name if n == axis else str(c) for n, c in enumerate(cell))
                parts.append(f"*[({inside}) for {name} in range({box[axis]})]")
    parts += [literal(cell) for cell in sorted(left)]
    if len(parts) == 1 and parts[0].startswith("*"):
        return "{" + parts[0][2:-1] + "}"
    return "{" + ", ".join(parts) + "}"


def _removed(theta: CubeStacks, side: str) -> dict[str, str]:
    note = "# cubes taken out, as (x, y, z): from the left, from the front, from the floor"
    define = f"{note}\nremoved = {removed_code(theta)}"
    skip = "if ({0}) in removed:\n    continue"
    return {
        "removed": define,
        "removed_voxels": f"{note}\nfor x, y, z in {removed_code(theta)}:\n    filled[x, y, z] = False",
        "class_argument": ", removed",
        "class_removed": "self.removed = removed",
        "class_value": ", removed",
        "skip_functions": skip.format("x, y, z"),
        "skip_flat": skip.format("j, n_rows - 1 - i, k"),
        "skip_class": "if (x, self.depth - 1 - r, z) in self.removed:\n    continue",
        "skip_poly3d": "if not filled(x, y, z):\n    continue",
        "filled_poly3d": "\ndef filled(x, y, z):\n"
        '    """True if there is a cube."""\n'
        "    return 0 <= z < height(x, y) and (x, y, z) not in removed\n",
        "open_front": "not filled(x, y - 1, z)",
        "open_side": f"not filled({side}, y, z)",
        "open_top": "not filled(x, y, z + 1)",
    }


def _paint(theta: CubeStacks) -> dict[str, str]:
    """Painted faces where the box ended, bare ones elsewhere."""
    palette = PALETTES[theta.palette]
    paint = literal((palette.top, palette.left, palette.right))[1:-1]
    bare = literal(BARE)[1:-1]
    right = theta.side == "right"
    flat = {
        "top": f"z == {theta.stack.box[2]} - 1",
        "front": "y == 0",
        "side": "x == cols - 1" if right else "x == 0",
    }
    listed = [(f"{name}_fill", f"{name}_color", f"bare_{name}", flat[name]) for name in flat]
    two = "paint_top, paint_front, paint_side"
    heading = "# the box was painted outside; the places of removed cubes show bare wood"
    levels = theta.stack.box[2]
    return {
        "colours": f"{heading}\ntop_color, front_color, side_color = {paint}\n"
        f'bare_top, bare_front, bare_side = {bare}\nedge_color = "{palette.edge}"\n'
        f"tallest = {levels}",
        "face_colours": "\n".join(
            f"{fill} = {colour} if {where.replace(f'{levels} - 1', 'tallest - 1')} else {other}"
            for fill, colour, other, where in listed
        ),
        "colours_flat": f"{heading}\n{two} = {paint}\nbare_top, bare_front, bare_side = {bare}\n"
        f'line_c = "{palette.edge}"',
        "shade_flat": "top_c = paint_top if k == heights.max() - 1 else bare_top\n"
        "front_c = paint_front if i == n_rows - 1 else bare_front\n"
        f"side_c = paint_side if j == {'n_cols - 1' if right else '0'} else bare_side",
        "colours_class": f"{heading}\n"
        f'painted = {{"top": "{palette.top}", "front": "{palette.left}", "side": "{palette.right}"}}\n'
        f'bare = {{"top": "{BARE[0]}", "front": "{BARE[1]}", "side": "{BARE[2]}"}}\n'
        f'edge_color = "{palette.edge}"\ntallest = max(max(row) for row in stack.heights)',
        "layer_class": 'outside = {"top": z == tallest - 1, "front": y == 0, '
        f'"side": x == {"stack.width - 1" if right else "0"}}}',
        "fill_class": "(painted if outside[name] else bare)[name]",
        "colours_poly3d": f"{heading}\n{two} = {paint}\nbare_top, bare_front, bare_side = {bare}\n"
        f'line_color = "{palette.edge}"',
        "shade_poly3d": f"top_color = paint_top if z == {levels - 1} else bare_top\n"
        "front_color = paint_front if y == 0 else bare_front\n"
        f"side_color = paint_side if x == {'cols - 1' if right else '0'} else bare_side",
    }


def best_face(theta: CubeStacks, cube: Cell) -> tuple[str, float]:
    """The side of a cube on which a letter fits best, and the room on it: its least width on the page in inches.

    Sides of which less than nine tenths are visible have no room.
    """
    view = camera(theta)
    faces = faces_seen(theta)
    scale = page_scale(theta)
    room = {"front": 0.0, "top": 0.0, "left": 0.0, "right": 0.0}
    for side in room:
        if faces.get((cube, side), 0.0) < 0.9:
            continue
        page = view.project(face_corners(cube, SIDES[side]))
        sides = np.diff(page[[0, 1, 2]], axis=0)
        size = abs(float(sides[0, 0] * sides[1, 1] - sides[0, 1] * sides[1, 0]))
        room[side] = scale * size / float(np.linalg.norm(sides, axis=1).max())
    best = max(room, key=lambda side: room[side])
    return best, room[best]


def face_centre(cube: Cell, side: str) -> tuple[float, float, float]:
    """Centre of one face of a cube."""
    x, y, z = (c + 0.5 + way / 2 for c, way in zip(cube, SIDES[side], strict=True))
    return x, y, z


def page_scale(theta: CubeStacks) -> float:
    """Estimated inches on the page per unit of the camera's page."""
    corners: Array = np.array(list(itertools.product(*((0, n) for n in theta.stack.box))), dtype=float)
    wide, high = FIGURE_SIZES[theta.figure]
    spread = np.ptp(camera(theta).project(corners), axis=0)
    return 0.72 * min(wide / float(spread[0]), high / float(spread[1]))


def _marks(theta: CubeStacks, values: dict[str, str]) -> dict[str, str]:
    palette = PALETTES[theta.palette]
    if theta.mark_style == "colour":
        x, y, z = theta.marks[0]
        tones = literal((tone(palette.accent, 0.45), palette.accent, tone(palette.accent, -0.25)))[1:-1]
        flat = f"if (j, n_rows - 1 - i, k) == ({x}, {y}, {z}):  # the marked cube\n    "
        here = f"if (x, y, z) == ({x}, {y}, {z}):  # the marked cube\n    "
        own = _colours_in_loops(theta, values)
        return {
            "face_colours": f"{own['face_colours']}\n{here}top_fill, front_fill, side_fill = {tones}",
            "shade_flat": f"{own['shade_flat']}\n{flat}top_c, front_c, side_c = {tones}",
            "colours_flat": own["colours_flat"],
            "shade_poly3d": f"{own['shade_poly3d']}\n{here}top_color, front_color, side_color = {tones}",
            "colours_poly3d": own["colours_poly3d"],
            "layer_class": own["layer_class"],
            "fill_class": f"marked[name] if (x, y, z) == ({x}, {y}, {z}) else {own['fill_class']}",
            "colours_class": own["colours_class"] + '\nmarked = dict(zip(("top", "front", "side"), (' + tones + ")))",
        }
    size = round(max(8.0, min(17.0, 72 * 0.5 * min(best_face(theta, cube)[1] for cube in theta.marks))))
    entries = []
    for letter, cube in zip("ABC", theta.marks, strict=False):
        entries.append(f'"{letter}": {literal(face_centre(cube, best_face(theta, cube)[0]))}')
    head = "\n# letters on cubes, at the centre of one of their faces\n"
    head += f"for letter, centre in {{{', '.join(entries)}}}.items():"
    head += "\n"
    style = f'ha="center", va="center", fontsize={size}, fontweight="bold", color="{palette.accent}"'
    flat = "    u, v = §place\n    ax.text(u, v, letter, " + style + ")"
    return {
        "marks_functions": head + flat.replace("§place", "project(*centre)"),
        "marks_class": head + flat.replace("§place", "view.project(centre)"),
        "marks_flat": head + flat.replace("§place", "centre[0] * ex + centre[1] * ey + centre[2] * ez"),
        "marks_3d": head + f"    ax.text(*centre, letter, {style}, zorder=10)",
    }


def _colours_in_loops(theta: CubeStacks, values: dict[str, str]) -> dict[str, str]:
    """The colour blocks of a shaded stack with the choice of colours inside the loops, as marking needs it."""
    if theta.paint != "none" and theta.removed:
        return values
    palette = PALETTES[theta.palette]
    top, front, side = palette.top, palette.left, palette.right
    trio = f'"{top}", "{front}", "{side}"'
    return {
        "face_colours": "top_fill, front_fill, side_fill = top_color, front_color, side_color",
        "colours_flat": f'plain = {trio}  # top, front, side\nline_c = "{palette.edge}"',
        "shade_flat": "top_c, front_c, side_c = plain",
        "colours_poly3d": f'plain = {trio}  # top, front, side\nline_color = "{palette.edge}"',
        "shade_poly3d": "top_color, front_color, side_color = plain",
        "layer_class": "",
        "fill_class": "fill_of[name]",
        "colours_class": f'fill_of = {{"top": "{top}", "front": "{front}", "side": "{side}"}}\n'
        f'edge_color = "{palette.edge}"',
    }
