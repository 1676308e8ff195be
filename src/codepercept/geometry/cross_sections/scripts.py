"""Figure code of the cut polyhedra: fills the templates from the parameters."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from codepercept.geometry.camera import Array
from codepercept.geometry.cross_sections import blocks
from codepercept.geometry.cross_sections.cuts import Cut, cut_of
from codepercept.geometry.cross_sections.layout import layout
from codepercept.geometry.cross_sections.params import CrossSections, camera_of
from codepercept.geometry.cross_sections.scripts_edges import (
    dash_code,
    edge_blocks,
    in_plane,
    side_blocks,
    skip_in_plane,
)
from codepercept.geometry.cross_sections.scripts_texts import (
    letters_3d_block,
    letters_block,
    letters_flat_block,
    packed,
    true_shape_block,
    variable,
)
from codepercept.geometry.cross_sections.templates import CLASS, FLAT, FUNCTIONS, MPLOT3D, VECTORISED
from codepercept.geometry.exact import rational
from codepercept.geometry.style import PALETTES, fill, literal, rename
from codepercept.geometry.tidy import tidy
from codepercept.geometry.words import Phrasing

NAMES: tuple[dict[str, str], ...] = (
    {},
    {"flatten": "project", "section": "polygon", "faces": "facets"},
    {"toward": "to_viewer", "flatten": "to_page", "section": "cut"},
    {"normal": "plane_normal", "size": "extent"},
    {"flatten": "xy", "size": "scale", "toward": "view"},
)


def script(theta: CrossSections) -> str:
    """The figure code of a cut polyhedron."""
    words = Phrasing(theta.wording, "cross sections code")
    template = {
        "functions": FUNCTIONS,
        "class": CLASS,
        "flat": FLAT,
        "vectorised": VECTORISED,
        "mplot3d": MPLOT3D,
    }[theta.code_style]
    palette, places, cut = PALETTES[theta.palette], layout(theta), cut_of(theta)
    solid = theta.code_style == "mplot3d"
    size = words.pick(12, 13, 14)
    values: dict[str, object] = {
        "rgb_import": "from matplotlib.colors import to_rgb" if theta.look == "shaded" else "",
        "parameters": blocks.parameters(theta),
        "build": blocks.build(theta),
        "faces": blocks.faces(theta),
        "camera": blocks.camera(theta),
        "camera_function": blocks.camera(theta).strip("\n") + "\n",
        "figure": blocks.figure(theta, solid),
        "finish": blocks.finish(theta, False, _extent(camera_of(theta).project(cut.body.vertices)), _extent(cut.flat)),
        "finish_3d": blocks.finish(theta, True, (1, 1), _extent(cut.flat)),
        "line": palette.edge,
        "accent": palette.accent,
        "alpha": blocks.ALPHA[theta.fill],
        "dash": dash_code(theta),
        "line_width": literal(theta.line_width),
        "thin": literal(round(0.7 * theta.line_width, 2)),
        "section_width": literal(round(1.25 * theta.line_width, 2)),
        "section_thin": literal(round(0.9 * theta.line_width, 2)),
        "fills": _fills(theta, cut),
        "in_plane_3d": skip_in_plane(cut, "i", "j", "side"),
        "letters": letters_block(theta, cut, places, size),
        "letters_3d": letters_3d_block(theta, cut, places, size),
        "letters_flat": letters_flat_block(theta, cut, places, size) if theta.code_style == "flat" else "",
        "true_shape": true_shape_block(theta, cut, places, size),
        "clip_function": _clip(theta),
        "clip_method": _clip_method(theta),
        "triples": ", ".join(f"({a}, {b}, {_share(m, n)})" for a, b, m, n in theta.points),
        **side_blocks(theta),
        **edge_blocks(theta, cut),
        **_given(theta),
    }
    if theta.code_style == "flat":
        values.update(_flat(theta, cut))
    return tidy(rename(fill(template, values), words.pick(*NAMES)))


def _extent(points: Array) -> tuple[float, float]:
    width, height = (float(x) for x in np.ptp(points, axis=0))
    return width, height


def _share(m: int, n: int) -> str:
    found = Fraction(m, m + n)
    return str(found.numerator) if found.denominator == 1 else f"{found.numerator} / {found.denominator}"


def _given(theta: CrossSections) -> dict[str, str]:
    """The three points, as a list of calls or as named points."""
    words = Phrasing(theta.wording, "cross sections given")
    names = words.pick(("first", "second", "third"), ("p1", "p2", "p3"), ("K0", "K1", "K2"))
    lines = []
    for name, (a, b, m, n) in zip(names, theta.points, strict=True):
        if m == 0:
            code = f"vertices[{a}]"
        elif theta.code_style == "functions":
            code = f"on_edge({a}, {b}, {_share(m, n)})"
        elif m == n:
            code = f"(vertices[{a}] + vertices[{b}]) / 2"
        else:
            code = f"vertices[{a}] + {_share(m, n)} * (vertices[{b}] - vertices[{a}])"
        lines.append(f"{name} = {code}")
    return {
        "given": "\n".join(lines),
        "three": ", ".join(names),
        "first": names[0],
        "second": names[1],
        "third": names[2],
    }


def _fills(theta: CrossSections, cut: Cut) -> str:
    """Fills of faces and section; the section of a mplot3d script is in its template."""
    palette, style = PALETTES[theta.palette], theta.code_style
    lines = []
    if theta.look == "glass":
        if style == "mplot3d":
            lines = [
                f'ax.add_collection3d(Poly3DCollection([vertices[f] for f in faces], facecolors="{palette.left}",',
                '                                     alpha=0.16, edgecolors="none", zorder=1))',
            ]
        else:
            faces = {
                "functions": "for f in front:\n    ax.fill(*page[f].T,",
                "class": "for f in solid.faces:\n"
                "    if solid.face_normal(f) @ toward > 0:\n        ax.fill(*page[f].T,",
                "vectorised": "for k in np.flatnonzero(in_front):\n    ax.fill(*page[faces[k]].T,",
                "flat": f"for face in [{_front_names(theta, cut)}]:\n    ax.fill(*flatten(np.array(face)).T,",
            }[style]
            lines = [f'{faces} color="{palette.left}", alpha=0.3, linewidth=0)']
    if theta.look == "shaded":
        ahead = "normal * np.sign(normal @ toward)"
        face_loop = (
            "for f in front:\n    shade = 0.45 + 0.55 * max(0, outward_normal(f) @ light)\n    part = clip(f)"
            if style == "functions"
            else "for f in solid.faces:\n    n = solid.face_normal(f)\n    part = solid.behind(f, section[0], outward)"
            "\n"
            "    shade = 0.45 + 0.55 * max(0, n @ light)"
        )
        test = "len(part) > 2" if style == "functions" else "n @ toward > 0 and len(part) > 2"
        lines = [
            f"outward = {ahead}  # of the face that the plane cuts open",
            "light = 0.75 * up - 0.4 * right + 0.55 * toward",
            "light = light / np.linalg.norm(light)",
            f'bright, dark = np.array(to_rgb("{palette.top}")), np.array(to_rgb("{palette.right}"))',
            face_loop,
            f"    if {test}:",
            "        ax.fill(*flatten(part).T, color=dark + shade * (bright - dark), linewidth=0)",
        ]
        if style == "functions":
            lines.insert(1, "heights = (vertices - section[0]) @ outward")
    if style != "mplot3d":
        lines.append(f"ax.fill(*flatten(section).T, {blocks.fill_style(theta)})")
    return "\n".join(lines)


def _front_names(theta: CrossSections, cut: Cut) -> str:
    names = [variable(name) for name in theta.vertex_names()]
    return ", ".join(
        "(" + ", ".join(names[k] for k in cut.body.faces[index]) + ")"
        for index in cut.body.visible_faces(camera_of(theta))
    )


def _clip(theta: CrossSections) -> str:
    if theta.look != "shaded" or theta.code_style != "functions":
        return ""
    return (
        '\n\ndef clip(face):\n    """The part of a face that is left behind the plane."""\n    points = []\n'
        "    for a, b in zip(face[-1:] + face[:-1], face):\n"
        "        if min(heights[a], heights[b]) < -1e-9 and max(heights[a], heights[b]) > 1e-9:\n"
        "            points.append(on_edge(a, b, heights[a] / (heights[a] - heights[b])))\n"
        "        if heights[b] < 1e-9:\n            points.append(vertices[b])\n    return np.array(points)\n\n"
    )


def _clip_method(theta: CrossSections) -> str:
    if theta.look != "shaded" or theta.code_style != "class":
        return ""
    return (
        "\n    def behind(self, face, origin, direction):\n"
        '        """The part of a face on the far side of a plane."""\n'
        "        part, corners = [], self.vertices[face]\n"
        "        h = (corners - origin) @ direction\n"
        "        for k in range(len(face)):\n"
        "            if min(h[k - 1], h[k]) < -1e-9 and max(h[k - 1], h[k]) > 1e-9:\n"
        "                t = h[k - 1] / (h[k - 1] - h[k])\n"
        "                part.append(corners[k - 1] + t * (corners[k] - corners[k - 1]))\n"
        "            if h[k] < 1e-9:\n                part.append(corners[k])\n        return np.array(part)"
    )


def _flat(theta: CrossSections, cut: Cut) -> dict[str, object]:
    """The named points and lists of the flat style, in which somebody looked up what is visible."""
    palette, camera = PALETTES[theta.palette], camera_of(theta)
    names = [variable(name) for name in theta.vertex_names()]
    lines = []
    for corner in sorted((c for c in cut.corners if c.edge), key=lambda c: c.name):
        assert corner.edge is not None
        share = rational(corner.share, 60)
        assert share is not None  # `layout` has checked it
        a, b = (names[k] for k in corner.edge)
        if share == Fraction(1, 2):
            lines.append(f"{corner.name} = ({a} + {b}) / 2")
        else:
            lines.append(f"{corner.name} = {a} + {share.numerator} / {share.denominator} * ({b} - {a})")
    hidden = set(cut.body.hidden_edges(camera))
    skipped = set(in_plane(cut))
    shown = [edge for edge in cut.body.edges if edge not in hidden and edge not in skipped]
    behind = [edge for edge in cut.body.edges if edge in hidden and edge not in skipped]
    thin = literal(round(0.7 * theta.line_width, 2))
    back = set(cut.hidden_sides(camera))
    corner_names = [variable(name) for name in cut.names]
    sides = [(corner_names[k], corner_names[(k + 1) % len(corner_names)]) for k in range(len(corner_names))]
    wide, narrow = (literal(round(k * theta.line_width, 2)) for k in (1.25, 0.9))
    rows = [f'({p}, {q}, "{dash_code(theta) if k in back else "-"}")' for k, (p, q) in enumerate(sides)]
    return {
        "unpack": f"{', '.join(names)} = vertices",
        "points": "\n".join(lines) or "# (all of them are vertices)",
        "corner_list": ", ".join(corner_names),
        "visible_pairs": _pairs([(names[a], names[b]) for a, b in shown]),
        "hidden_pairs_block": (
            f"for p, q in [{', '.join(f'({names[a]}, {names[b]})' for a, b in behind)}]:\n"
            f'    ax.plot(*flatten(np.array([p, q])).T, "{dash_code(theta)}", color="{palette.edge}", lw={thin})'
            if behind
            else ""
        ),
        "section_flat": "# sides of the section; those on faces at the back are not seen\n"
        f"for p, q, style in [{', '.join(rows)}]:\n"
        f'    ax.plot(*flatten(np.array([p, q])).T, style, color="{palette.accent}", lw={wide} if style == "-" '
        f"else {narrow})",
    }


def _pairs(pairs: list[tuple[str, str]]) -> str:
    return packed([f"({a}, {b})" for a, b in pairs])
