"""Letters, lengths and true shapes in the figure code of the cut polyhedra."""

from __future__ import annotations

import textwrap

from codepercept.geometry.cross_sections import blocks
from codepercept.geometry.cross_sections.cuts import Cut
from codepercept.geometry.cross_sections.layout import NOTE_GAP, SIDE_GAP, Layout
from codepercept.geometry.cross_sections.params import CrossSections
from codepercept.geometry.labels import GAP
from codepercept.geometry.style import PALETTES, literal


def letters_block(theta: CrossSections, cut: Cut, places: Layout, font: int) -> str:
    """Letters and lengths at the solid."""
    accent = PALETTES[theta.palette].accent
    lines = [
        "",
        f"def write(point, text, angle, gap={literal(GAP)}, **style):",
        '    """Write a text beside a point of space, in the direction of an angle in degrees."""',
        "    phi = np.radians(angle)",
        "    x, y = flatten(point) + gap * size * np.array([np.cos(phi), np.sin(phi)])",
        '    ax.text(x, y, text, ha="center", va="center", **style)',
        "",
        "",
    ]
    if theta.names != "none":
        lines += [
            _vertex_loop(theta, places),
            f"    write(point, name, angle, fontsize={font})",
        ]
    rows = corner_rows(cut, places)
    if rows:
        lines += [
            f"for k, name, angle in [{', '.join(rows)}]:",
            f'    ax.plot(*flatten(section[k]), "o", color="{accent}", markersize=4)',
            f'    write(section[k], name, angle, gap=0.055, color="{accent}", fontsize={font})',
        ]
    if places.notes:
        entries = ", ".join(f'({a}, {b}, r"${text}$", {angle})' for (a, b), text, angle in places.notes)
        lines += [
            f"for a, b, text, angle in [{entries}]:",
            f"    write((vertices[a] + vertices[b]) / 2, text, angle, gap={literal(NOTE_GAP)})",
        ]
    if len(lines) == 8:
        return ""
    return "\n".join(lines)


def corner_rows(cut: Cut, places: Layout) -> list[str]:
    """Number, letter and direction of each corner of the section that is no vertex, as code."""
    return [
        f'({k}, "{corner.name}", {angle})'
        for k, (corner, angle) in enumerate(zip(cut.corners, places.corners, strict=True))
        if angle is not None
    ]


def _vertex_loop(theta: CrossSections, places: Layout) -> str:
    """The head of a loop over the vertices, their letters and directions."""
    names = theta.vertex_names()
    if None not in places.vertices:
        angles = ", ".join(map(str, places.vertices))
        return f"for point, name, angle in zip(vertices, {_name_list(names)}, [{angles}]):"
    rows = [
        f'(vertices[{k}], "{name}", {angle})'
        for k, (name, angle) in enumerate(zip(names, places.vertices, strict=True))
        if angle is not None
    ]
    return f"for point, name, angle in [{', '.join(rows)}]:"


def _name_list(names: list[str]) -> str:
    return literal("".join(names)) if all(len(name) == 1 for name in names) else literal(names)


def letters_3d_block(theta: CrossSections, cut: Cut, places: Layout, font: int) -> str:
    accent = PALETTES[theta.palette].accent
    lines = [
        "",
        "def beside(point, angle, gap):",
        '    """A place at some distance from a point, in a direction on the page (degrees)."""',
        "    phi = np.radians(angle)",
        "    return point + gap * size * (np.cos(phi) * right + np.sin(phi) * up)",
        "",
        "",
    ]
    text = f'ha="center", va="center", fontsize={font}, zorder=9'
    if theta.names != "none":
        lines += [
            _vertex_loop(theta, places),
            f"    ax.text(*beside(point, angle, {literal(GAP)}), name, {text})",
        ]
    rows = corner_rows(cut, places)
    if rows:
        lines += [
            f"for k, name, angle in [{', '.join(rows)}]:",
            f'    ax.scatter(*section[k], s=16, color="{accent}", depthshade=False, zorder=8)',
            f'    ax.text(*beside(section[k], angle, 0.055), name, color="{accent}", {text})',
        ]
    if places.notes:
        entries = ", ".join(f'({a}, {b}, r"${text}$", {angle})' for (a, b), text, angle in places.notes)
        lines += [
            f"for i, j, text, angle in [{entries}]:",
            f"    ax.text(*beside((vertices[i] + vertices[j]) / 2, angle, {literal(NOTE_GAP)}), text,",
            '            ha="center", va="center", zorder=9)',
        ]
    return "" if len(lines) == 7 else "\n".join(lines)


def true_shape_block(theta: CrossSections, cut: Cut, places: Layout, font: int) -> str:
    if not theta.true_shape:
        return ""
    accent = PALETTES[theta.palette].accent
    names = _name_list(cut.names)
    lines = [
        "",
        "# true shape: coordinates in the cutting plane, first side at the bottom",
    ]
    if theta.code_style == "flat":
        lines += [
            "normal = np.cross(section[1] - section[0], section[2] - section[0])",
            "normal = normal / np.linalg.norm(normal)",
        ]
    lines += [
        "u = (section[1] - section[0]) / np.linalg.norm(section[1] - section[0])",
        "w = np.cross(normal, u)",
        "shape = (section - section[0]) @ np.column_stack([u, w])",
        f"ax2.fill(*shape.T, {blocks.fill_style(theta)})",
        f'ax2.plot(*np.vstack([shape, shape[:1]]).T, color="{accent}", lw={literal(theta.line_width)})',
        *filter(None, [blocks.grid(theta, "shape")]),
        "span = np.ptp(shape, axis=0).max()",
        f"for point, name in zip(shape, {names}):",
        "    away = (point - shape.mean(axis=0)) / np.linalg.norm(point - shape.mean(axis=0))",
        f'    ax2.text(*(point + {literal(GAP)} * span * away), name, ha="center", va="center", fontsize={font})',
    ]
    if places.side_texts:
        texts = ", ".join(f'r"${text}$"' for text in places.side_texts)
        large = ", fontsize=12" if "frac" in texts else ""
        lines += [
            f"for p, q, text in zip(shape, np.roll(shape, -1, axis=0), [{texts}]):",
            "    x, y = (q - p) / np.linalg.norm(q - p)",
            f"    ax2.text(*((p + q) / 2 + {literal(SIDE_GAP)} * span * np.array([y, -x])), text,",
            f'             ha="center", va="center"{large})',
        ]
    title = blocks.shape_title(theta)
    if title:
        lines.append(f'ax2.set_title("{title}", fontsize={font})')
    return "\n".join(lines)


def variable(name: str) -> str:
    """A letter as a Python name: A' becomes A1."""
    return name.replace("'", "1")


def packed(items: list[str], width: int = 92) -> str:
    """Items of a list as indented lines of at most `width` columns."""
    lines = [""]
    for item in items:
        if lines[-1] and len(lines[-1]) + len(item) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {item},".strip()
    return textwrap.indent("\n".join(lines), "    ")


def letters_flat_block(theta: CrossSections, cut: Cut, places: Layout, font: int) -> str:
    """Letters of all points with their directions in one dictionary."""
    accent = PALETTES[theta.palette].accent
    names = theta.vertex_names()
    rows = [f'({variable(name)}, "{name}", {angle})' for name, angle in zip(names, places.vertices, strict=True)]
    marked = [
        f'({corner.name}, "{corner.name}", {angle})'
        for corner, angle in zip(cut.corners, places.corners, strict=True)
        if angle is not None
    ]
    put = "    x, y = flatten(point) + {gap} * size * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])"
    lines = [
        "# letters, each in the direction of an angle (degrees) from its point",
        "for point, name, angle in [",
        packed(rows),
        "]:",
        put.format(gap=literal(GAP)),
        f'    ax.text(x, y, name, ha="center", va="center", fontsize={font})',
    ]
    if marked:
        lines += [
            f"for point, name, angle in [{', '.join(marked)}]:",
            put.format(gap=0.055),
            f'    ax.plot(*flatten(point), "o", color="{accent}", markersize=4)',
            f'    ax.text(x, y, name, color="{accent}", ha="center", va="center", fontsize={font})',
        ]
    if places.notes:
        entries = ", ".join(
            f'({variable(names[a])}, {variable(names[b])}, r"${note}$", {angle})'
            for (a, b), note, angle in places.notes
        )
        lines += [
            f"for p, q, text, angle in [{entries}]:",
            put.format(gap=literal(NOTE_GAP)).replace("point", "(p + q) / 2"),
            '    ax.text(x, y, text, ha="center", va="center")',
        ]
    return "\n".join(lines)
