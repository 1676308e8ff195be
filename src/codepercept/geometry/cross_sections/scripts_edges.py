"""Edges of a cut polyhedron and sides of its section in the figure code."""

from __future__ import annotations

from codepercept.geometry.cross_sections.cuts import Cut
from codepercept.geometry.cross_sections.params import CrossSections
from codepercept.geometry.style import PALETTES, literal

GONE = "#a8a8a8"
"""Colour of the thin lines of a part that is taken away."""


def dash_code(theta: CrossSections) -> str:
    return "--" if theta.hidden == "dashed" else ":"


def skip_in_plane(cut: Cut, a: str, b: str, side: str) -> str:
    """Code that leaves out edges of the solid that are sides of the section."""
    if not in_plane(cut):
        return ""
    return f"if abs({side}[{a}]) < 1e-9 and abs({side}[{b}]) < 1e-9:\n    continue  # a side of the section"


def in_plane(cut: Cut) -> list[tuple[int, int]]:
    """Edges of the solid that lie in the plane; they are drawn as sides of the section only."""
    on = {corner.vertex for corner in cut.corners if corner.vertex is not None}
    return [edge for edge in cut.body.edges if edge[0] in on and edge[1] in on]


def side_blocks(theta: CrossSections) -> dict[str, str]:
    """How the sides of the section are drawn: split by visibility, or all visible in a cut solid."""
    palette = PALETTES[theta.palette]
    wide, thin = (literal(round(k * theta.line_width, 2)) for k in (1.25, 0.9))
    dash = dash_code(theta)
    if theta.show == "cut":
        plain = f'    ax.plot(*flatten(np.array([p, q])).T, color="{palette.accent}", lw={wide})'
        return {
            "section_side_functions": plain,
            "section_side_class": f'    ax.plot(*flatten(border).T, color="{palette.accent}", lw={wide})',
            "section_vectorised": "ax.add_collection(LineCollection(outline @ np.column_stack([right, up]), "
            f'colors="{palette.accent}",\n                                 linewidths={wide}))',
        }
    style = f'"-" if seen else "{dash}", color="{palette.accent}", lw={wide} if seen else {thin}'
    return {
        "section_side_functions": "    seen = any(lies_in(f, p, q) for f in front)\n"
        f"    ax.plot(*flatten(np.array([p, q])).T, {style})",
        "section_side_class": f"    seen = solid.visible(border, toward)\n    ax.plot(*flatten(border).T, {style})",
        "section_vectorised": f'draw(outline, "{palette.accent}", {wide})',
    }


def edge_blocks(theta: CrossSections, cut: Cut) -> dict[str, str]:
    """Loops over the edges of the solid."""
    line, wide, thin = (
        PALETTES[theta.palette].edge,
        literal(theta.line_width),
        literal(round(0.7 * theta.line_width, 2)),
    )
    dash = dash_code(theta)
    skip = bool(in_plane(cut))
    style = f'"-" if seen else "{dash}", color="{line}", lw={wide} if seen else {thin}'
    in_plane_test = "        continue  # drawn with the section\n"
    if theta.show == "whole":
        flat_test = "abs(side[a]) < 1e-9 and abs(side[b]) < 1e-9"
        head = "side = (vertices - section[0]) @ normal\n" if skip else ""
        test = f"    if {flat_test}:\n{in_plane_test}" if skip else ""
        return {
            "edges_functions": f"{head}for a, b in edges:\n{test}"
            "    seen = any(a in f and b in f for f in front)\n"
            f"    ax.plot(*page[[a, b]].T, {style})",
            "edges_class": f"{head}for (a, b), neighbours in solid.edges().items():\n{test}"
            "    seen = any(solid.face_normal(f) @ toward > 0 for f in neighbours)\n"
            f"    ax.plot(*page[[a, b]].T, {style})",
            "edges_vectorised": (
                f'draw(vertices[edges[~(abs(height[edges]) < 1e-9).all(axis=1)]], "{line}", {wide})'
                if skip
                else f'draw(vertices[edges], "{line}", {wide})'
            ),
        }
    # One part is taken away: every edge is split where the plane meets it.
    opaque = theta.look == "shaded"
    draw = (
        f'        elif seen:\n            ax.plot(x, y, color="{line}", lw={wide})'
        if opaque
        else f"        else:\n            ax.plot(x, y, {style})"
    )
    body = (
        "{seen}    ends = [vertices[a], vertices[b]]\n"
        "    if min(side[a], side[b]) < -1e-9 and max(side[a], side[b]) > 1e-9:\n"
        "        t = side[a] / (side[a] - side[b])\n"
        "        ends.insert(1, (1 - t) * vertices[a] + t * vertices[b])\n"
        "    for p, q in zip(ends, ends[1:]):\n"
        "        x, y = flatten(np.array([p, q])).T\n"
        f'        if (p + q - 2 * section[0]) @ outward > 1e-9:\n            ax.plot(x, y, color="{GONE}", lw=0.8)\n'
        + draw
    )
    lead = "# the part in front of the plane is taken away; thin grey lines show where it was\n"
    lead += "" if opaque else "outward = normal * np.sign(normal @ toward)\n"
    lead += "side = (vertices - section[0]) @ outward\n"
    skip_line = "    if abs(side[a]) < 1e-9 and abs(side[b]) < 1e-9:\n" + in_plane_test if skip else ""
    pick = {
        "functions": ("for a, b in edges:\n", "    seen = any(a in f and b in f for f in front)\n"),
        "class": (
            "for (a, b), neighbours in solid.edges().items():\n",
            "    seen = any(solid.face_normal(f) @ toward > 0 for f in neighbours)\n",
        ),
    }
    found = {f"edges_{name}": lead + loop + skip_line + body.format(seen=seen) for name, (loop, seen) in pick.items()}
    found["edges_vectorised"] = _cut_vectorised(theta, skip)
    return found


def _cut_vectorised(theta: CrossSections, skip: bool) -> str:
    line, wide = PALETTES[theta.palette].edge, literal(theta.line_width)
    rows = "edges[~crossed & ~(abs(height[edges]) < 1e-9).all(axis=1)]" if skip else "edges[~crossed]"
    return (
        "# every crossed edge falls into two pieces; those in front of the plane are only hinted at\n"
        f"whole = vertices[{rows}]\n"
        "meet = (1 - t) * vertices[i] + t * vertices[j]\n"
        "halves = [np.stack([vertices[i], meet], axis=1), np.stack([meet, vertices[j]], axis=1)]\n"
        "pieces = np.concatenate([whole, *halves])\n"
        "gone = (pieces.mean(axis=1) - given[0]) @ normal * np.sign(normal @ toward) > 1e-9\n"
        f'ax.add_collection(LineCollection(flatten(pieces[gone]), colors="{GONE}", linewidths=0.8))\n'
        f'draw(pieces[~gone], "{line}", {wide})'
    )
