"""Figure code of the polyhedra: fills the templates from the parameters."""

from __future__ import annotations

from codepercept.geometry.labels import GAP
from codepercept.geometry.polyhedra.layout import ARC, EDGE_GAP, NOTE_GAP, Layout, edge_notes, helper, layout
from codepercept.geometry.polyhedra.params import FIGURE_SIZES, RINGED, Polyhedra, camera_of, solid_of
from codepercept.geometry.polyhedra.solids_scripts import FIND_FACES, build, faces_block, needs_itertools
from codepercept.geometry.polyhedra.templates import (
    CLASS,
    FUNCTIONS,
    LABELS_3D,
    LABELS_FUNCTIONS,
    LABELS_LISTED,
    LISTED,
    MPLOT3D,
)
from codepercept.geometry.style import PALETTES, fill, literal, rename, wrapped
from codepercept.geometry.words import Phrasing

NAMES: tuple[dict[str, str], ...] = (
    {},
    {"vertices": "V", "faces": "F"},
    {"vertices": "points", "page": "flat"},
    {"vertices": "corners", "toward": "to_viewer", "page": "xy2"},
    {"vertices": "pts", "size": "extent", "toward": "view_dir"},
)


def script(theta: Polyhedra) -> str:
    """The figure code of a polyhedron."""
    words = Phrasing(theta.wording, "polyhedra code")
    template = {"functions": FUNCTIONS, "listed": LISTED, "class": CLASS, "mplot3d": MPLOT3D}[theta.code_style]
    palette = PALETTES[theta.palette]
    places = layout(theta)
    shaded = theta.look == "shaded" and theta.code_style != "listed"
    itertools = "import itertools\n\n" if needs_itertools(theta) else ""
    values: dict[str, object] = {
        "elevation": theta.elevation,
        "azimuth": theta.azimuth,
        "figsize": literal(FIGURE_SIZES[theta.figure]),
        "line": palette.edge,
        "line_width": literal(theta.line_width),
        "names": theta.names,
        "gap": literal(GAP),
        "font": words.pick(12, 13, 14),
        "title": f"ax.set_title({literal(theta.title)})" if theta.title else "",
        "itertools": itertools if theta.auxiliary != "dual" or itertools else "import itertools\n\n",
        "itertools_plain": itertools,
        "parameters": parameters_block(theta),
        "build": build(theta),
        "faces": faces_block(theta),
        "all_edges": {"functions": "edges_of(faces)", "class": "solid.edges()"}.get(theta.code_style, "edges"),
        "polygon_import": "from matplotlib.patches import Polygon" if theta.look != "line" else "",
        "poly3d_import": ("from mpl_toolkits.mplot3d.art3d import Poly3DCollection" if theta.look != "line" else ""),
        "rgb_import": "from matplotlib.colors import to_rgb" if shaded else "",
        "poly_collection": ", PolyCollection" if theta.look != "line" else "",
        "margin": "0.04" if theta.paper == "squared" else "0.12",
        "paper": _paper(theta),
        **_fills(theta),
        **_hidden(theta),
        **_dual(theta),
        **_lists(theta, places),
        "helper": _helper(theta, places),
        "edge_notes": _edge_notes(theta),
    }
    for name, block in (("functions", LABELS_FUNCTIONS), ("listed", LABELS_LISTED), ("3d", LABELS_3D)):
        values[f"labels_{name}"] = fill(block, values) if theta.labels else ""
    if theta.labels:
        values["labels_functions"] = "\n\n" + str(values["labels_functions"])
    if theta.auxiliary == "dual" and FIND_FACES.strip() not in str(values["faces"]):
        values["faces"] = str(values["faces"]) + "\n\n\n" + FIND_FACES.strip("\n")
    return rename(fill(template, values), words.pick(*NAMES))


def parameters_block(theta: Polyhedra) -> str:
    """The named measures on top of the script."""
    if theta.solid == "cuboid":
        return (
            f"length, width, height = {literal(theta.edge)}, {literal(theta.width)}, {literal(theta.height)}"
            "  # edges of the box"
        )
    lines = []
    if theta.solid in RINGED:
        lines.append(f"n = {theta.sides}  # corners of the base")
    lines.append(f"edge = {literal(theta.edge)}" + ("  # edge of the base" if theta.solid in RINGED else ""))
    if theta.solid == "frustum":
        lines.append(f"top_edge = {literal(theta.top_edge)}")
    if theta.solid in ("prism", "pyramid", "bipyramid", "frustum"):
        note = "  # of either apex above or below the base" if theta.solid == "bipyramid" else ""
        lines.append(f"height = {literal(theta.height)}{note}")
    return "\n".join(lines)


def _paper(theta: Polyhedra) -> str:
    if theta.paper == "cream":
        return 'fig.set_facecolor("#fbf5e6")' + (
            '\nax.set_facecolor("#fbf5e6")' if theta.code_style == "mplot3d" else ""
        )
    if theta.paper == "squared":
        return (
            "# squared paper: ten squares across the drawing and one more on every side\n"
            "step = size / 10\n"
            "low = page.min(axis=0) - step\n"
            "columns, rows = np.ceil((page.max(axis=0) - low) / step + 1).astype(int)\n"
            "for k in range(columns + 1):\n"
            "    ax.plot([low[0] + k * step] * 2, [low[1], low[1] + rows * step],"
            ' color="#c9dcea", lw=0.7, zorder=0)\n'
            "for k in range(rows + 1):\n"
            "    ax.plot([low[0], low[0] + columns * step], [low[1] + k * step] * 2,"
            ' color="#c9dcea", lw=0.7, zorder=0)'
        )
    return ""


def _fills(theta: Polyhedra) -> dict[str, str]:
    empty = dict.fromkeys(("fill_functions", "fill_listed", "fill_class", "fill_3d"), "")
    if theta.look == "line":
        return empty
    palette = PALETTES[theta.palette]
    if theta.look == "glass":
        return {
            "fill_functions": "for f in front_faces:\n"
            f'    ax.add_patch(Polygon(page[f], facecolor="{palette.left}", alpha=0.35, edgecolor="none"))',
            "fill_class": "front = [page[f] for f in solid.faces if solid.normal(f) @ toward > 0]\n"
            f'ax.add_collection(PolyCollection(front, facecolors="{palette.left}", alpha=0.35, '
            'edgecolors="none"))',
            "fill_listed": f"for face in [{_front_names(theta)}]:\n"
            f'    ax.add_patch(Polygon([xy[k] for k in face], facecolor="{palette.left}", '
            'alpha=0.35, edgecolor="none"))',
            "fill_3d": "ax.add_collection3d(Poly3DCollection([vertices[f] for f in faces], "
            f'facecolors="{palette.left}",\n'
            '                                      alpha=0.22, edgecolors="none", zorder=1))',
        }
    light = (
        "light = right * -0.4 + up * 0.75 + toward * 0.55  # from the upper left, behind the "
        "viewer\nlight = light / np.linalg.norm(light)\n"
    )
    ramp = f'dark, bright = np.array(to_rgb("{palette.right}")), np.array(to_rgb("{palette.top}"))\n'
    return {
        "fill_functions": light + ramp + "for f in front_faces:\n    brightness = max(0, outward_normal(f) @ light)\n"
        '    ax.add_patch(Polygon(page[f], facecolor=dark + (bright - dark) * brightness, edgecolor="none"))',
        "fill_class": light + ramp + "front = [f for f in solid.faces if solid.normal(f) @ toward > 0]\n"
        "colors = [dark + (bright - dark) * max(0, solid.normal(f) @ light) for f in front]\n"
        'ax.add_collection(PolyCollection([page[f] for f in front], facecolors=colors, edgecolors="none"))',
        "fill_listed": f"for face in [{_front_names(theta)}]:\n"
        f'    ax.add_patch(Polygon([xy[k] for k in face], facecolor="{palette.left}", edgecolor="none"))',
        "fill_3d": light + ramp + "front = [k for k, normal in enumerate(normals) if normal @ toward > 0]\n"
        "colors = [dark + (bright - dark) * max(0, normals[k] @ light) for k in front]\n"
        "ax.add_collection3d(Poly3DCollection([vertices[faces[k]] for k in front], facecolors=colors,\n"
        '                                      edgecolors="none", zorder=1))',
    }


def _front_names(theta: Polyhedra) -> str:
    body, camera = solid_of(theta), camera_of(theta)
    if len(body.vertices) > 26:
        return ""
    return ", ".join(
        literal("".join(theta.names[k] for k in body.faces[index])) for index in body.visible_faces(camera)
    )


def _hidden(theta: Polyhedra) -> dict[str, str]:
    keys = ("hidden_functions", "hidden_listed", "hidden_class", "hidden_3d")
    if theta.hidden == "left out" or not solid_of(theta).hidden_edges(camera_of(theta)):
        return dict.fromkeys(keys, "")
    dashes = '"--"' if theta.hidden == "dashed" else '":"'
    line, width = PALETTES[theta.palette].edge, literal(round(theta.line_width * 0.7, 2))
    return {
        "hidden_functions": (
            f'    else:\n        ax.plot(xs, ys, color="{line}", linewidth={width}, linestyle={dashes})'
        ),
        "hidden_listed": (
            f'for a, b in hidden_edges:\n    ax.plot(*zip(xy[a], xy[b]), color="{line}", lw={width}, ls={dashes})'
        ),
        "hidden_class": f'ax.add_collection(LineCollection(page[hidden], colors="{line}", lw={width},\n'
        f"                                 linestyles={dashes}))",
        "hidden_3d": (
            f'    else:\n        ax.plot(*vertices[[i, j]].T, color="{line}", '
            f"linewidth={width}, linestyle={dashes}, zorder=2)"
        ),
    }


def _dual(theta: Polyhedra) -> dict[str, str]:
    keys = ("dual_functions", "dual_class", "dual_3d")
    if theta.auxiliary != "dual":
        return dict.fromkeys(keys, "")
    accent = PALETTES[theta.palette].accent
    head = (
        "\n# The dual solid joins the centres of neighbouring faces\ncentres = "
        "np.array([vertices[f].mean(axis=0) for f in faces])\n"
    )
    loop = (
        "for f, g in itertools.combinations(range(len(faces)), 2):\n    if len(set(faces[f]) & set(faces[g])) == 2:\n"
    )
    flat = (
        "        xs, ys = (centres[[f, g]] @ np.column_stack([right, up])).T\n        "
        f'ax.plot(xs, ys, color="{accent}", linewidth=1.2)'
    )
    solid = f'        ax.plot(*centres[[f, g]].T, color="{accent}", linewidth=1.2, zorder=3)'
    return {
        "dual_functions": head + loop + flat,
        "dual_class": head + loop + flat,
        "dual_3d": head + loop + solid,
    }


def _rows(pairs: list[tuple[str, int]], size: int) -> list[list[tuple[str, int]]]:
    return [pairs[start : start + size] for start in range(0, len(pairs), size)]


def _lists(theta: Polyhedra, places: Layout) -> dict[str, str]:
    body, camera = solid_of(theta), camera_of(theta)
    if len(body.vertices) > 26:
        return {}
    hidden = body.hidden_edges(camera)
    words = {edge: theta.names[edge[0]] + theta.names[edge[1]] for edge in body.edges}
    return {
        "visible_list": wrapped([words[edge] for edge in body.edges if edge not in hidden]),
        "hidden_list": ", ".join(literal(words[edge]) for edge in hidden),
        "directions": "\n".join(
            "    " + ", ".join(f'"{name}": {angle}' for name, angle in row) + ","
            for row in _rows(list(zip(theta.names, places.directions, strict=False)), 6)
        ),
        "direction_numbers": ", ".join(map(str, places.directions)),
    }


def _helper(theta: Polyhedra, places: Layout) -> str:
    """Auxiliary lines, their points, the right-angle mark and the length beside the first of them."""
    extra = helper(theta)
    if extra is None:
        return ""
    solid = theta.code_style == "mplot3d"
    accent = PALETTES[theta.palette].accent
    lines = ["", "# auxiliary lines", *([extra.setup] if extra.setup else [])]
    end = ", zorder=5" if solid else ""
    draw = "*np.array([p, q]).T" if solid else "[p @ right, q @ right], [p @ up, q @ up]"
    pairs = ", ".join(f'({a}, {b}, "{"-" if seen else "--"}")' for a, b, seen in extra.segments)
    lines += [
        f"for p, q, dash in [{pairs}]:",
        f'    ax.plot({draw}, dash, color="{accent}", linewidth=1.4{end})',
    ]
    if extra.corner:
        foot, first, second = extra.corner
        lines += [
            "# right-angle mark",
            f"u = ({first} - {foot}) / np.linalg.norm({first} - {foot})",
            f"w = ({second} - {foot}) / np.linalg.norm({second} - {foot})",
            "s = 0.06 * size",
            f"mark = np.array([{foot} + s * u, {foot} + s * (u + w), {foot} + s * w])",
            (
                f'ax.plot(*mark.T, color="{accent}", linewidth=1{end})'
                if solid
                else f'ax.plot(mark @ right, mark @ up, color="{accent}", linewidth=1)'
            ),
        ]
    if extra.arc:
        tip, first, second = extra.arc
        lines += [
            "# the angle between the two lines",
            f"e1 = ({first} - {tip}) / np.linalg.norm({first} - {tip})",
            f"e2 = ({second} - {tip}) - (({second} - {tip}) @ e1) * e1",
            "e2 = e2 / np.linalg.norm(e2)",
            f"alpha = np.arctan2(({second} - {tip}) @ e2, ({second} - {tip}) @ e1)",
            "t = np.linspace(0, alpha, 30)[:, None]",
            f"arc = {tip} + {literal(ARC)} * size * (np.cos(t) * e1 + np.sin(t) * e2)",
            f"beside = {tip} + {literal(round(1.35 * ARC, 4))} * size * (np.cos(alpha / 2) * e1 "
            "+ np.sin(alpha / 2) * e2)",
        ]
        if solid:
            lines += [
                f'ax.plot(*arc.T, color="{accent}", linewidth=1.1, zorder=5)',
                f'ax.text(*beside, r"$\\alpha$", color="{accent}", ha="center", va="center", zorder=6)',
            ]
        else:
            lines += [
                f'ax.plot(arc @ right, arc @ up, color="{accent}", linewidth=1.1)',
                f'ax.text(beside @ right, beside @ up, r"$\\alpha$", color="{accent}", ha="center", va="center")',
            ]
    if extra.points:
        entries = ", ".join(
            f'({code}, "{name}", {angle})'
            for (code, name, _), angle in zip(extra.points, places.point_directions, strict=True)
        )
        lines += [
            f"for point, name, angle in [{entries}]:  # angle: where the letter stands",
            "    phi = np.radians(angle)",
            (f"    place = point + {literal(round(0.9 * GAP, 4))} * size * (np.cos(phi) * right + np.sin(phi) * up)"),
        ]
        if solid:
            lines += [
                f'    ax.scatter(*point, s=14, color="{accent}", depthshade=False, zorder=6)',
                f'    ax.text(*place, name, color="{accent}", ha="center", va="center", zorder=6)',
            ]
        else:
            lines += [
                f'    ax.plot(point @ right, point @ up, "o", color="{accent}", markersize=3.5)',
                f'    ax.text(place @ right, place @ up, name, color="{accent}", ha="center", va="center")',
            ]
    if extra.note and places.note_side:
        a, b, _ = extra.segments[0]
        side = "" if places.note_side > 0 else "-"
        share = literal(places.note_share)
        lines += [
            f"# length, written beside the line at {share} of the way",
            f"p, q = {a}, {b}",
            "along = np.array([(q - p) @ right, (q - p) @ up]) / np.hypot((q - p) @ right, (q - p) @ up)",
            (
                f"beside = p + {share} * (q - p) {side or '+'} {literal(NOTE_GAP)} * "
                "size * (along[0] * up - along[1] * right)"
            ),
        ]
        place = "*beside" if solid else "beside @ right, beside @ up"
        lines.append(f'ax.text({place}, r"${extra.note}$", color="{accent}", ha="center", va="center"{end})')
    return "\n".join(lines)


def _edge_notes(theta: Polyhedra) -> str:
    notes = edge_notes(theta)
    if not notes:
        return ""
    solid = theta.code_style == "mplot3d"
    entries = ", ".join(f'({a}, {b}, r"${text}$")' for (a, b), text in notes)
    lines = [
        "",
        "# lengths of edges, outside the figure",
        f"for a, b, text in [{entries}]:",
        "    middle = (page[a] + page[b]) / 2",
        (
            "    across = np.array([page[a][1] - page[b][1], page[b][0] - page[a][0]]) / "
            "np.linalg.norm(page[b] - page[a])"
        ),
        "    if across @ (middle - page.mean(axis=0)) < 0:",
        "        across = -across",
    ]
    if solid:
        lines += [
            (
                f"    place = (vertices[a] + vertices[b]) / 2 + {literal(EDGE_GAP)} * size * (across[0] "
                "* right + across[1] * up)"
            ),
            '    ax.text(*place, text, ha="center", va="center", zorder=6)',
        ]
    else:
        lines.append(f'    ax.text(*(middle + {literal(EDGE_GAP)} * size * across), text, ha="center", va="center")')
    return "\n".join(lines)
