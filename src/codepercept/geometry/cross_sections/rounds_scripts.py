"""Figure code of the cut cylinders, cones and spheres: fills the templates from the parameters."""

from __future__ import annotations

from codepercept.geometry.cross_sections import blocks
from codepercept.geometry.cross_sections.params import CrossSections
from codepercept.geometry.cross_sections.rounds_blocks import (
    curve_angles,
    flat_body,
    flat_section,
    glass,
    is_closed,
    parameters,
    section,
    size_line,
    solid,
    surface,
)
from codepercept.geometry.cross_sections.rounds_cut import Mark, RoundCut, is_polygon, round_cut, seen_side
from codepercept.geometry.cross_sections.rounds_layout import (
    MARK_GAP,
    RULE_GAP,
    dimension_lines,
    has_dimensions,
    round_layout,
)
from codepercept.geometry.cross_sections.rounds_shapes import true_shape
from codepercept.geometry.cross_sections.rounds_templates import CLASS, FLAT, FUNCTIONS, MPLOT3D
from codepercept.geometry.exact import mathtext
from codepercept.geometry.style import PALETTES, fill, literal, rename
from codepercept.geometry.tidy import tidy
from codepercept.geometry.words import Phrasing

NAMES: tuple[dict[str, str], ...] = (
    {},
    {"radius": "r", "height": "h"},
    {"radius": "R", "height": "H", "view": "elevation"},
    {"turn": "direction", "project": "to_page", "size": "extent"},
    {"phi": "angles", "draw": "draw_curve", "view": "lift"},
)


def round_script(theta: CrossSections) -> str:
    """The figure code of a cut cylinder, cone or sphere."""
    words = Phrasing(theta.wording, "cross sections round code")
    template = {"functions": FUNCTIONS, "class": CLASS, "flat": FLAT, "mplot3d": MPLOT3D}[theta.code_style]
    cut = round_cut(theta)
    font = words.pick(12, 13, 14)
    space = theta.code_style == "mplot3d"
    values: dict[str, object] = {
        "parameters": parameters(theta),
        "surface": surface(theta),
        "section": "" if is_polygon(theta) else section(theta),
        "dash": "--" if theta.hidden == "dashed" else ":",
        "dash_word": theta.hidden,
        "marks": _marks(theta, cut),
        "size": size_line(theta),
        "figure": blocks.figure(theta, space),
        "glass": glass(theta),
        "solid": solid(theta),
        "curve": _curve(theta, cut),
        "rules": _rules(theta, cut),
        "letters": _letters(theta, cut, font),
        "dimensions": _dimensions(theta, font),
        "true_shape": true_shape(theta, cut, font),
        "finish": blocks.finish(theta),
        "finish_3d": blocks.finish(theta, solid=True),
    }
    if theta.code_style == "flat":
        values |= {
            "flat_body": flat_body(theta),
            "section_flat": "" if is_polygon(theta) else flat_section(theta),
            "glass_flat": glass(theta),
            "solid_flat": solid(theta),
            "curve_flat": _curve(theta, cut),
        }
    if space:
        values |= {
            "glass_3d": glass(theta),
            "solid_3d": solid(theta),
            "curve_3d": _curve(theta, cut),
            "rules_3d": _rules(theta, cut),
            "letters_3d": _letters_3d(theta, cut, font),
            "limits_3d": _limits(theta),
        }
    return tidy(rename(fill(template, values), words.pick(*NAMES)))


def _marks(theta: CrossSections, cut: RoundCut) -> str:
    """Definitions of the named points that are used."""
    shown = {mark.name for mark in cut.marks if mark.shown}
    used = shown | {name for rule in cut.rules for name in (rule.start, rule.end)}
    if theta.names == "none":
        used -= {mark.name for mark in cut.marks if mark.name in ("O", "S") and not _in_rules(cut, mark)}
    if "A0" not in used and not theta.lengths:
        used -= {"A0", "B0"}
    if "N" in used:
        used |= {"A", "B"}
    if is_polygon(theta):
        used |= {mark.name for mark in cut.marks} - {"O", "N"}
    lines = [f"{mark.name} = {mark.code}" for mark in cut.marks if mark.name in used]
    code = "\n".join(lines)
    head = []
    if "ahead" in code:
        head.append("ahead = np.array([np.cos(turn), np.sin(turn), 0])")
    if "left" in code:
        head.append("left = np.array([-np.sin(turn), np.cos(turn), 0])")
    if "chord" in code:
        head.append("chord = np.sqrt(radius**2 - distance**2)  # half of the chord AB")
    return "\n".join([*head, code])


def _in_rules(cut: RoundCut, mark: Mark) -> bool:
    return any(mark.name in (rule.start, rule.end) for rule in cut.rules)


def _page(theta: CrossSections) -> str:
    """The name of the function that projects."""
    return "page.xy" if theta.code_style == "class" else "project"


def _draw(theta: CrossSections) -> str:
    return "page.curve" if theta.code_style == "class" else "draw"


def _curve(theta: CrossSections, cut: RoundCut) -> str:
    """The section: its fill and its boundary."""
    accent, width = PALETTES[theta.palette].accent, literal(round(1.2 * theta.line_width, 2))
    space = theta.code_style == "mplot3d"
    style = f'color="{accent}", lw={width}'
    dash = "--" if theta.hidden == "dashed" else ":"
    lines = ["# the section"]
    area = "polygon" if is_polygon(theta) else "curve"
    fill_line = (
        f'ax.add_collection3d(Poly3DCollection([{area}], facecolors="{accent}", '
        f'alpha={blocks.ALPHA[theta.fill]}, edgecolors="none"))'
        if space
        else f"ax.fill(*{_page(theta)}({area}), {blocks.fill_style(theta)})"
    )
    if is_polygon(theta):
        names = ["A", "B", "C", "D"] if theta.solid == "cylinder" else ["A", "B", "S"]
        lines += [f"polygon = np.array([{', '.join(names)}])", fill_line]
        masks = [bool(mask[0]) for _, mask in cut.curves]
        rows = ", ".join(
            f'({p}, {q}, "{"-" if seen else dash}")'
            for p, q, seen in zip(names, [*names[1:], names[0]], masks, strict=True)
        )
        lines += [f"for p, q, dash in [{rows}]:", f"    {_line(theta, 'p', 'q', 'dash', style)}"]
        return "\n".join(lines)
    if theta.code_style == "flat":
        seen, hidden = curve_angles(theta)
        lines += ["curve = section(np.linspace(0, 2 * np.pi, 361))", fill_line]
        if seen:
            lines.append(f'ax.plot(*project(section({seen})), "-", {style})')
        if hidden:
            lines.append(f'ax.plot(*project(section({hidden})), "{dash}", {style})')
        return "\n".join(lines)
    if is_closed(theta):
        lines.append("curve = section(phi)")
        phi = "phi"
    else:
        start, stop = {
            "vertical": ("turn - half", "turn + half"),
            "parabola": ("turn + half", "turn + 2 * np.pi - half"),
        }[theta.plane]
        lines += [
            "half = np.arccos(distance / radius)  # the base chord spans twice this angle",
            f"arc = np.linspace({start}, {stop}, 721)",
            "curve = section(arc)",
        ]
        phi = "arc"
    seen_code = "curve @ toward > 0" if theta.solid == "sphere" else f"faces_viewer({phi})"
    lines += [fill_line, f"{_draw(theta)}(curve, {seen_code}, {style})"]
    if not is_closed(theta):
        lines.append(_line(theta, "curve[0]", "curve[-1]", f'"{dash}"', style) + "  # chord in the base")
    return "\n".join(lines)


def _line(theta: CrossSections, p: str, q: str, dash: str, style: str) -> str:
    if theta.code_style == "mplot3d":
        return f"ax.plot(*np.transpose([{p}, {q}]), {dash}, {style})"
    if theta.code_style == "class":
        return f"page.line({p}, {q}, {dash}, {style})"
    return f"ax.plot(*project([{p}, {q}]), {dash}, {style})"


def _rules(theta: CrossSections, cut: RoundCut) -> str:
    if not cut.rules:
        return ""
    edge = PALETTES[theta.palette].edge
    dash = "--" if theta.hidden == "dashed" else ":"
    rows = ", ".join(f'({rule.start}, {rule.end}, "{rule.dash.replace("--", dash)}")' for rule in cut.rules)
    line = _line(theta, "p", "q", "style", f'color="{edge}", lw=0.9')
    return f"# lines between the named points\nfor p, q, style in [{rows}]:\n    {line}"


def _texts(theta: CrossSections, cut: RoundCut) -> tuple[list[str], list[str]]:
    """Rows of letters (point, letter, angle) and of lengths (place, text, angle)."""
    places = round_layout(theta)
    letters = [
        f'({mark.name}, "{mark.name}", {places.letters[mark.name]})'
        for mark in cut.marks
        if mark.name in places.letters
    ]
    texts = []
    for rule, (share, angle) in zip(cut.rules, places.rules, strict=True):
        if rule.text:
            middle = (
                f"({rule.start} + {rule.end}) / 2"
                if share == 0.5
                else f"{literal(1 - share)} * {rule.start} + {literal(share)} * {rule.end}"
            )
            texts.append(f'({middle}, r"${rule.text}$", {angle})')
    return letters, texts


def _dots(theta: CrossSections, cut: RoundCut) -> list[str]:
    """Points that carry a dot: the named ones; without letters only the ends of lines."""
    return [mark.name for mark in cut.marks if mark.shown and (theta.names != "none" or _in_rules(cut, mark))]


def _letters(theta: CrossSections, cut: RoundCut, font: int) -> str:
    letters, texts = _texts(theta, cut)
    edge = PALETTES[theta.palette].edge
    dots = ", ".join(_dots(theta, cut))
    lines = [f'ax.plot(*{_page(theta)}([{dots}]), "o", color="{edge}", ms=3.5)'] if dots else []
    if not letters and not texts:
        return "\n".join(lines)
    if theta.code_style != "class":
        lines += [
            "",
            "def write(point, text, angle, gap, **style):",
            '    """Write a text beside a point, in the direction of an angle in degrees."""',
            "    x, y = project(point)",
            "    x, y = x + gap * np.cos(np.radians(angle)), y + gap * np.sin(np.radians(angle))",
            '    ax.text(x, y, text, ha="center", va="center", **style)',
            "",
            "",
        ]
    write = "page.write" if theta.code_style == "class" else "write"
    if letters:
        lines += [
            f"for point, name, angle in [{', '.join(letters)}]:",
            f"    {write}(point, name, angle, {MARK_GAP} * size, fontsize={font})",
        ]
    if texts:
        lines += [
            f"for point, text, angle in [{', '.join(texts)}]:",
            f"    {write}(point, text, angle, {RULE_GAP} * size)",
        ]
    return "\n".join(lines)


def _letters_3d(theta: CrossSections, cut: RoundCut, font: int) -> str:
    letters, texts = _texts(theta, cut)
    edge = PALETTES[theta.palette].edge
    dots = ", ".join(_dots(theta, cut))
    lines = [f'ax.plot(*np.transpose([{dots}]), "o", color="{edge}", ms=3.5)'] if dots else []
    if letters or texts:
        lines += [
            "right, up = np.array([1, 0, 0]), np.array([0, np.sin(view), np.cos(view)])  # on the page",
        ]
    place = "point + {gap} * size * (np.cos(np.radians(angle)) * right + np.sin(np.radians(angle)) * up)"
    if letters:
        lines += [
            f"for point, name, angle in [{', '.join(letters)}]:",
            "    place = " + place.format(gap=MARK_GAP),
            f'    ax.text(*place, name, ha="center", va="center", fontsize={font})',
        ]
    if texts:
        lines += [
            f"for point, text, angle in [{', '.join(texts)}]:",
            "    place = " + place.format(gap=RULE_GAP),
            '    ax.text(*place, text, ha="center", va="center")',
        ]
    return "\n".join(lines)


def _dimensions(theta: CrossSections, font: int) -> str:
    if not has_dimensions(theta):
        return ""
    words = Phrasing(theta.wording, "cross sections dimensions")
    r, h = mathtext(theta.radius), mathtext(theta.height)
    if words.chance(0.6):
        r, h = f"r = {r}", f"h = {h}"
    assert dimension_lines(theta, 1.0)
    return "\n".join(
        [
            "# dimension lines of radius and height",
            "below = -radius * np.sin(view) - 0.1 * size",
            "right, top = radius + 0.12 * size, height * np.cos(view)",
            "for start, end in [((0, below), (radius, below)), ((right, 0), (right, top))]:",
            '    ax.annotate("", end, start, arrowprops=dict(arrowstyle="<->", lw=0.8, shrinkA=0, shrinkB=0))',
            f'ax.text(radius / 2, below - 0.05 * size, "${r}$", ha="center", va="center")',
            f'ax.text(right + 0.02 * size, top / 2, "${h}$", ha="left", va="center")',
            'ax.plot([radius, right + 0.1 * size], [below - 0.07 * size, top], " ")  # room for them',
        ]
    )


def _limits(theta: CrossSections) -> str:
    if theta.solid == "sphere":
        return (
            "ax.set(xlim=(-radius, radius), ylim=(-radius, radius), zlim=(-radius, radius))\n"
            "ax.set_box_aspect((1, 1, 1), zoom=1.4)"
        )
    return (
        "ax.set(xlim=(-radius, radius), ylim=(-radius, radius), zlim=(0, height))\n"
        "diagonal = np.sqrt(8 * radius**2 + height**2)\n"
        "ax.set_box_aspect((2 * radius, 2 * radius, height), zoom=0.8 * diagonal / size)"
    )


def visible_masks(theta: CrossSections) -> list[bool]:
    """For each straight side of a rectangle or triangle, whether it can be seen."""
    return [bool(mask[0]) for _, mask in round_cut(theta).curves]


__all__ = ["round_script", "seen_side", "visible_masks"]
