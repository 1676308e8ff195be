"""Code of the isometric pictures, and whether they show what they should."""

from __future__ import annotations

import numpy as np

from codepercept.geometry.camera import Array, isometric
from codepercept.geometry.style import PALETTES, fill, literal, tone
from codepercept.geometry.three_views import picture_templates as t
from codepercept.geometry.three_views.bores import Bore
from codepercept.geometry.three_views.cells import Cells
from codepercept.geometry.three_views.model import Model
from codepercept.geometry.three_views.params import ThreeViews
from codepercept.geometry.three_views.sheet import Sheet, has_picture

TOWARD = {"right": np.array([1.0, -1.0, 1.0]), "left": np.array([-1.0, -1.0, 1.0])}


def _wanted(theta: ThreeViews) -> bool:
    return has_picture(theta) or theta.mode == "which solid"


def picture_functions(theta: ThreeViews, model: Model) -> str:
    """The functions that draw the picture, "" if there is none."""
    if not _wanted(theta):
        return ""
    right = theta.side == "right"
    palette = PALETTES[theta.palette]
    values = {
        "side": theta.side,
        "iso_x": "(x + y)" if right else "(x - y)",
        "iso_y": "(y - x)" if right else "(x + y)",
        "out": "1" if right else "-1",
        "front_fill": palette.left,
        "side_fill": palette.right,
        "top_fill": palette.top,
        "wall_fill": tone(palette.right, -0.15) if palette.name != "white" else "#d9d9d9",
        "end_fill": end_fill(theta, False if theta.kind != "turned" else _bottomless(theta, model)),
        "edge": palette.edge,
        "picture_width": literal(round(0.8 * theta.line_width, 2)),
        "painter": "c[0] - c[1] + c[2]" if right else "c[2] - c[0] - c[1]",
        "picture_stations": ", stations" if theta.kind == "block" else "",
        "iso_corner": "isometric(*(s[i] for s, i in zip(stations, p)))" if theta.kind == "block" else "isometric(*p)",
    }
    values["borders"] = fill(t.BORDERS_SEAMS if theta.seams else t.BORDERS, values)
    blocks = []
    if theta.kind == "turned":
        values["picture_bore"] = fill(t.PICTURE_BORE, values) if theta.bore[0] else ""
        if values["picture_bore"]:
            values["picture_bore"] = t.PICTURE_BORE
            for name in ("side_fill", "end_fill", "edge", "picture_width"):
                values["picture_bore"] = values["picture_bore"].replace(f"§{name}", values[name])
        blocks.append(t.PICTURE_TURNED.replace("§picture_bore", values["picture_bore"]))
    else:
        blocks.append(t.ISOMETRIC)
        blocks.append(t.PICTURE_PROFILE if theta.kind == "profile" else t.PICTURE_CELLS)
        if shown_bores(theta, model):
            blocks.append(t.PICTURE_HOLE)
        if theta.boss:
            blocks.append(t.PICTURE_BOSS)
    return fill("\n".join(blocks), values)


def _bottomless(theta: ThreeViews, model: Model) -> bool:
    return bool(model.bores) and model.bores[0].through


def end_fill(theta: ThreeViews, through: bool) -> str:
    """Colour of what shows at the end of a hole: paper if it goes through."""
    if through:
        return "#fbf5e6" if theta.paper == "cream" else "white"
    palette = PALETTES[theta.palette]
    return palette.left if palette.name != "white" else "#f2f2f2"


def shown_bores(theta: ThreeViews, model: Model) -> list[Bore]:
    """The holes that open towards the viewer of the picture."""
    return [bore for bore in model.bores if theta.kind != "turned"]


def picture_code(theta: ThreeViews, sheet: Sheet, model: Model) -> str:
    """The calls that draw the picture or the candidate pictures."""
    if not _wanted(theta):
        return ""
    cells = ".filled" if theta.code_style == "class" else ""
    if theta.mode == "which solid":
        return (
            f"# the candidates\nfor letter, (shape, at) in candidates.items():\n    draw_picture(ax, at, shape{cells})"
        )
    assert sheet.picture is not None
    lines = [f"picture_at = {literal(sheet.picture)}  # place of the corner x = y = z = 0"]
    arguments = "" if theta.kind in ("profile", "turned") else f", solid{cells}"
    if theta.kind == "block":
        arguments += ", (xs, ys, zs)"
    at = "picture_at"
    if theta.kind == "turned":
        lines = [f"picture_at = {literal(turned_place(sheet, model, theta))}  # place of the middle of the floor"]
        if theta.code_style != "functions":
            steps = ", ".join(f"(d{k}, h{k})" for k in range(1, len(theta.discs) + 1))
            lines.append(f"steps = [{steps}]")
    lines.append(f"draw_picture(ax, {at}{arguments})")
    if theta.boss:
        boss = theta.boss
        lines.append(f"draw_boss(ax, picture_at, bx, by, height, boss_r, {boss.height})")
    for bore in shown_bores(theta, model):
        axis = "xyz".index(bore.axis)
        outer = bore.high if bore.axis == "z" or (bore.axis == "x" and theta.side == "right") else bore.low
        depth = (bore.low + bore.high) - 2 * outer
        centre = [bore.u, bore.v]
        centre.insert(axis, outer)
        fill_colour = end_fill(theta, bore.through)
        lines.append(
            f"draw_hole(ax, picture_at, {axis}, {literal(tuple(centre))}, {literal(bore.radius)}, "
            f'{literal(depth)}, "{fill_colour}")'
        )
    return "\n".join(lines)


def turned_place(sheet: Sheet, model: Model, theta: ThreeViews) -> tuple[float, float]:
    """Place of the middle of the floor of a turned part, whose picture stands in that of its box."""
    assert sheet.picture is not None
    half = model.size[0] / 2
    flat = isometric(theta.side).project(np.array([[half, half, 0.0]]))[0]
    return round(sheet.picture[0] + float(flat[0]), 1), round(sheet.picture[1] + float(flat[1]), 1)


def _blocked(points: Array, cells: Cells, way: Array) -> bool:
    """True if a ray from one of the points (n, 3) along `way` meets the inside of a cell."""
    index = np.argwhere(cells.filled)
    stations = [np.array(s) for s in cells.stations]
    low = np.stack([stations[k][index[:, k]] for k in range(3)], axis=1)
    high = np.stack([stations[k][index[:, k] + 1] for k in range(3)], axis=1)
    start = (points + 1e-6 * way)[:, None, :]
    near, far = (low - start) / way, (high - start) / way
    enter, leave = np.minimum(near, far).max(axis=2), np.maximum(near, far).min(axis=2)
    return bool(((np.maximum(enter, 0) < leave - 1e-9) & (leave > 0)).any())


def picture_problem(theta: ThreeViews, model: Model) -> str:
    """Why the picture would be wrong or unclear, "" if it is fine."""
    if not has_picture(theta) or theta.kind == "cubes":
        return ""
    if theta.kind == "profile" and not _sortable(theta):
        return "profile: its faces cover each other in a circle in the picture"
    t24 = np.linspace(0, 2 * np.pi, 25)[:-1]
    way = TOWARD[theta.side]
    for bore in shown_bores(theta, model):
        axis = "xyz".index(bore.axis)
        if model.cells is None:
            ring = np.stack(
                [bore.u + 1.1 * bore.radius * np.cos(t24), bore.v + 1.1 * bore.radius * np.sin(t24)], axis=1
            )
            if axis == 2 and _behind_profile(theta, np.insert(ring, axis, bore.high, axis=1)):
                return f"side {theta.side}: a hole is covered in the picture"
            if axis == 2 and bore.low > 0 and bore.high - bore.low < 4 * bore.radius:
                return "holes: through a hole above a hollow one would see the inside of the hollow"
            continue
        outer = bore.high if bore.axis == "z" or (bore.axis == "x" and theta.side == "right") else bore.low
        inner = bore.low + bore.high - outer
        ring = np.stack([bore.u + 1.1 * bore.radius * np.cos(t24), bore.v + 1.1 * bore.radius * np.sin(t24)], axis=1)
        rim = np.insert(ring, axis, outer, axis=1)
        if _blocked(rim, model.cells, way):
            return f"side {theta.side}: a hole is covered in the picture"
        short = bore.through and bore.high - bore.low < 4 * bore.radius
        if short and _blocked(np.insert(ring, axis, inner, axis=1), model.cells, -way):
            return f"side {theta.side}: through a hole one would see another part of the solid"
    if theta.boss and model.cells is not None:
        # The boss is painted last; nothing but the sky may be in front of it, and it may not cover a hole.
        boss = theta.boss
        r = boss.diameter / 2
        box = isometric(theta.side)
        middle = box.project(np.array([[boss.x, boss.y, model.size[2] - boss.height]]))[0]
        for bore in shown_bores(theta, model)[1 if boss.bore else 0 :]:
            axis = "xyz".index(bore.axis)
            outer = bore.high if bore.axis == "z" or (bore.axis == "x" and theta.side == "right") else bore.low
            ring = np.stack([bore.u + bore.radius * np.cos(t24), bore.v + bore.radius * np.sin(t24)], axis=1)
            page = box.project(np.insert(ring, axis, outer, axis=1)) - middle
            inside = (np.abs(page[:, 0]) < 1.3 * r) & (page[:, 1] > -r) & (page[:, 1] < boss.height + r)
            if inside.any():
                return "boss: it covers a hole in the picture"
    return ""


def _behind_profile(theta: ThreeViews, points: Array) -> bool:
    """True if a part of the profile is in front of one of the points (n, 3) in the picture."""
    sx = TOWARD[theta.side][0]
    for (ax, az), (bx, bz) in zip(theta.profile, theta.profile[1:] + theta.profile[:1], strict=True):
        # p + t (sx, 1) lies on the line from a to b
        turn = sx * (bz - az) - (bx - ax)
        if turn == 0:
            continue
        t = ((ax - points[:, 0]) * (bz - az) - (az - points[:, 2]) * (bx - ax)) / turn
        along = np.array([bx - ax, bz - az])
        met = points[:, [0, 2]] + t[:, None] * np.array([sx, 1.0]) - np.array([ax, az])
        share = met @ along / (along @ along)
        if ((t > 1e-6) & (t <= points[:, 1]) & (share >= 0) & (share <= 1)).any():
            return True
    return False


def _sortable(theta: ThreeViews) -> bool:
    """True if painting the faces of a profile in the order of their middles is right."""
    view = isometric(theta.side)
    front = view.project(np.array([(x, 0, z) for x, z in theta.profile], dtype=float))
    away = view.project(np.array([[0.0, 1.0, 0.0]]))[0]
    across = np.array([-away[1], away[0]])
    faces = []
    for k, p in enumerate(front):
        q = front[(k + 1) % len(front)]
        if (q[0] - p[0]) * away[1] < (q[1] - p[1]) * away[0] - 1e-9:
            ends = sorted([(float(p @ across), float(p @ away)), (float(q @ across), float(q @ away))])
            faces.append((ends, float((p + q) @ away)))
    for index, (a, key) in enumerate(faces):
        for b, other in faces[:index]:
            low, high = max(a[0][0], b[0][0]), min(a[1][0], b[1][0])
            if high - low < 1e-9:
                continue
            middle = (low + high) / 2
            depth = [e[0][1] + (middle - e[0][0]) / (e[1][0] - e[0][0]) * (e[1][1] - e[0][1]) for e in (a, b)]
            if (depth[0] < depth[1]) != (key < other):
                return False
    return True
