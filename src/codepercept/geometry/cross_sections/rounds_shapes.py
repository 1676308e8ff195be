"""Code of the true shape of the section of a round solid, with its measures."""

from __future__ import annotations

from codepercept.geometry.cross_sections import blocks
from codepercept.geometry.cross_sections.params import CrossSections
from codepercept.geometry.cross_sections.rounds_cut import RoundCut, is_polygon, number
from codepercept.geometry.style import PALETTES, literal


def shape_texts(theta: CrossSections, cut: RoundCut) -> list[str]:
    """The texts at the true shape, as mathtext without dollar signs."""
    m = cut.measures
    if "radius" in m:
        return [f"r = {number(m['radius'])}" if theta.solid == "cylinder" else rf"\rho = {number(m['radius'])}"]
    if "a" in m:
        return [f"a = {number(m['a'])}", f"b = {number(m['b'])}"]
    if "width" in m:
        return [number(m["width"]), number(m["height"])]
    if "base" in m:
        return [number(m["base"]), number(m["leg"])]
    return [number(m["chord"]), number(m["axis"])]


def true_shape(theta: CrossSections, cut: RoundCut, font: int) -> str:
    """Code that draws the true shape in `ax2`, "" if it is not wanted."""
    if not theta.true_shape:
        return ""
    accent = PALETTES[theta.palette].accent
    ink = f'color="{accent}", lw={literal(theta.line_width)}'
    paint = blocks.fill_style(theta)
    # a text on hatching needs a clear background
    paper = '"#fbf5e6"' if theta.paper == "cream" else '"white"'
    clear = f', bbox=dict(fc={paper}, ec="none", pad=1)' if theta.fill == "hatch" else ""
    texts = [f'r"${text}$"' for text in shape_texts(theta, cut)]
    lines = ["", "# the section in true shape"]
    if "radius" in cut.measures:
        value = {
            "sphere": "np.sqrt(radius**2 - distance**2)",
            "cylinder": "radius",
            "cone": "radius * (1 - level / height)",
        }[theta.solid]
        lines += [
            *([f"rho = {value}"] if theta.solid != "sphere" else []),
            "t = np.linspace(0, 2 * np.pi, 361)",
            "shape = rho * np.column_stack([np.cos(t), np.sin(t)])",
            f"ax2.fill(*shape.T, {paint})",
            f"ax2.plot(*shape.T, {ink})",
            'ax2.plot([0, rho], [0, 0], "k-", lw=0.9)',
            'ax2.plot(0, 0, "ko", ms=3)',
            f'ax2.text(rho / 2, 0.1 * rho, {texts[0]}, ha="center", va="center"{clear})',
        ]
    elif "a" in cut.measures:
        ends = (
            "np.array([2 * radius, high - low])" if theta.solid == "cylinder" else "np.array([near + far, high - low])"
        )
        minor = "radius" if theta.solid == "cylinder" else "np.sqrt(near * far)"
        lines += [
            f"a = np.hypot(*{ends}) / 2  # half of the distance AB",
            f"b = {minor}",
            "t = np.linspace(0, 2 * np.pi, 361)",
            "shape = np.column_stack([a * np.cos(t), b * np.sin(t)])",
            f"ax2.fill(*shape.T, {paint})",
            f"ax2.plot(*shape.T, {ink})",
            'ax2.plot([0, a], [0, 0], "k-", lw=0.9)',
            'ax2.plot([0, 0], [0, b], "k-", lw=0.9)',
            f'ax2.text(0.55 * a, -0.08 * a, {texts[0]}, ha="center", va="center"{clear})',
            f'ax2.text(-0.03 * a, b / 2, {texts[1]}, ha="right", va="center"{clear})',
        ]
        lines = [line.replace("np.hypot(*np.array([", "np.hypot(").replace("]))", ")") for line in lines]
    elif is_polygon(theta):
        side, other = texts
        if theta.solid == "cylinder":
            size = "2 * chord" if theta.distance else "2 * radius"
            corners = "[0, 0], [width, 0], [width, height], [0, height]"
        else:
            size = "2 * chord" if theta.distance else "2 * radius"
            tall = "np.hypot(distance, height)" if theta.distance else "height"
            corners = f"[0, 0], [width, 0], [width / 2, {tall}]"
        letters = "".join(("A", "B", "C", "D") if theta.solid == "cylinder" else ("A", "B", "S"))
        lines += [
            f"width = {size}",
            f"shape = np.array([{corners}])",
            f"ax2.fill(*shape.T, {paint})",
            f"ax2.plot(*np.vstack([shape, shape[:1]]).T, {ink})",
            "span = np.ptp(shape, axis=0).max()",
            f'ax2.text(width / 2, -0.07 * span, {side}, ha="center", va="center")',
            "x, y = (shape[1] + shape[2]) / 2",
            f'ax2.text(x + 0.04 * span, y, {other}, ha="left", va="center")',
            'ax2.plot(width + 0.15 * span, 0, " ")  # room for the length',
        ]
        if theta.names != "none":
            lines += [
                f'for (x, y), name in zip(shape, "{letters}"):',
                "    away = np.array([x, y]) - shape.mean(axis=0)",
                "    x, y = np.array([x, y]) + 0.07 * span * away / np.linalg.norm(away)",
                f'    ax2.text(x, y, name, ha="center", va="center", fontsize={font})',
            ]
    else:
        up = (
            "np.array([0, 0, 1])"
            if theta.plane == "vertical"
            else "([0, 0, height] - radius * ahead) / np.hypot(radius, height)"
        )
        lines += [
            f"along = {up}",
            "shape = (curve - N) @ np.column_stack([left, along])",
            "tip = shape[:, 1].max()",
            f"ax2.fill(*shape.T, {paint})",
            f"ax2.plot(*np.vstack([shape, shape[:1]]).T, {ink})",
            'ax2.plot([0, 0], [0, tip], "k--", lw=0.9)',
            "span = np.ptp(shape, axis=0).max()",
            f'ax2.text(0, -0.07 * span, {texts[0]}, ha="center", va="center")',
            f'ax2.text(0.03 * span, 0.4 * tip, {texts[1]}, ha="left", va="center"{clear})',
        ]
    grid = blocks.grid(theta, "shape")
    if grid:
        lines.append(grid)
    title = blocks.shape_title(theta)
    if title:
        lines.append(f'ax2.set_title("{title}", fontsize={font})')
    return "\n".join(lines)
