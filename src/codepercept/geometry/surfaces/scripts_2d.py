"""Figure code of plane regions of integration."""

from __future__ import annotations

import math

from codepercept.geometry.style import PALETTES, fill, literal, rename
from codepercept.geometry.surfaces import templates
from codepercept.geometry.surfaces.layout import Layout, extent_2d, wide_of
from codepercept.geometry.surfaces.naming import COMMENTS, as_tex
from codepercept.geometry.surfaces.params import FIGURE_SIZES, Surfaces, region_of
from codepercept.geometry.surfaces.regions import Region
from codepercept.geometry.surfaces.scripts import constants, title_code
from codepercept.geometry.words import Phrasing

HATCHES = ("//", "\\\\\\\\", "xx", "..")
NAMES: tuple[dict[str, str], ...] = (
    {},
    {"lower": "bottom", "upper": "top"},
    {"lower": "f", "upper": "g"},
    {"lower": "low", "upper": "high"},
)


def script_2d(theta: Surfaces, layout: Layout) -> str:
    """The figure code of a plane region."""
    words = Phrasing(theta.wording, "region code")
    region = region_of(theta)
    names = words.pick(*NAMES)
    if any(new in {name for name, _, _ in region.values} for new in names.values()):
        names = {}
    values = _values(theta, region, layout, words)
    template = {"fill": templates.FILL, "outline": templates.OUTLINE, "functions": templates.FUNCTIONS}[
        theta.code_style
    ]
    return rename(fill(template, values), names)


def _values(theta: Surfaces, region: Region, layout: Layout, words: Phrasing) -> dict[str, object]:
    palette = PALETTES[theta.palette]
    polar, sideways = region.across == "angle", region.across == "y"
    var = {"x": "x", "y": "y", "angle": "t"}[region.across]
    comment = words.pick(*COMMENTS[theta.kind])
    skin = (
        f'facecolor="none", edgecolor="{palette.right if theta.palette != "white" else "0.4"}", '
        f'hatch="{words.pick(*HATCHES)}", linewidth=0'
        if theta.hatched
        else f'color="{palette.left if theta.palette != "white" else "0.8"}"'
        + words.pick("", ", alpha=0.7", ", alpha=0.5")
    )
    functions = theta.code_style == "functions"
    low, high = ("lower(t)", "upper(t)") if functions else ("lower", "upper")
    inner = (low, high) if not functions else (low.replace("t", var), high.replace("t", var))
    values: dict[str, object] = {
        "comment": comment,
        "values": constants(region.values),
        "imports": "from matplotlib.patches import Polygon",
        "figsize": literal(FIGURE_SIZES[theta.figure]),
        "paper": _paper(theta),
        "title": title_code(theta),
        "var": var,
        "lower_code": region.lower_code,
        "upper_code": region.upper_code,
        "low_name": "lower",
        "high_name": "upper",
        "low_doc": "Inner radius." if polar else ("Left boundary." if sideways else "Lower boundary."),
        "high_doc": "Outer radius." if polar else ("Right boundary." if sideways else "Upper boundary."),
        "axes_2d": _axes(theta),
    }
    samples = f"{var} = np.linspace({region.start_code}, {region.stop_code}, 201)"
    if functions:
        values["samples_functions"] = samples
    values["samples"] = f"# {comment}\n{samples}\nlower = {region.lower_code}\nupper = {region.upper_code}"
    a, b = inner
    if polar:
        values["region"] = (
            f"x = np.concatenate([{b} * np.cos(t), ({a} * np.cos(t))[::-1]])\n"
            f"y = np.concatenate([{b} * np.sin(t), ({a} * np.sin(t))[::-1]])\nax.fill(x, y, {skin})"
        )
    else:
        call = "fill_betweenx" if sideways else "fill_between"
        values["region"] = f"ax.{call}({var}, {a}, {b}, {skin})"
    values["boundary_points"] = _boundary(region, var, samples)
    closed = "closed=True, "
    values["region_patch"] = f"ax.add_patch(Polygon(np.column_stack([px, py]), {closed}{skin}))"
    values["curves"] = _curves(theta, region, var, palette.edge)
    values["marks"] = _marks(theta, region, layout, palette.accent)
    texts = []
    for place, text in zip(layout.curves, (region.lower_text, region.upper_text), strict=True):
        if place:
            texts.append(
                f'ax.text({literal(place[0])}, {literal(place[1])}, r"${as_tex(text)}$", ha="center", va="center")'
            )
    values["labels"] = "\n".join(texts)
    return values


def _boundary(region: Region, var: str, samples: str) -> str:
    if region.across == "angle":
        return (
            f"{samples}\nlower, upper = {region.lower_code}, {region.upper_code}\n"
            "px = np.concatenate([upper * np.cos(t), (lower * np.cos(t))[::-1]])\n"
            "py = np.concatenate([upper * np.sin(t), (lower * np.sin(t))[::-1]])"
        )
    back = region.upper_code if region.upper_code.isidentifier() else f"({region.upper_code})"
    across, up = ("px", "py") if region.across == "x" else ("py", "px")
    return (
        f"{samples}\n{across} = np.concatenate([{var}, {var}[::-1]])\n"
        f"{up} = np.concatenate([{region.lower_code}, {back}[::-1]])"
    )


def _curves(theta: Surfaces, region: Region, var: str, edge: str) -> str:
    """The boundary curves, drawn a little beyond the region where they go on."""
    style = f'color="{edge}", linewidth={literal(theta.line_width)}'
    functions = theta.code_style == "functions"
    if region.across == "angle" and math.isclose(region.stop - region.start, math.tau):
        # once around: no seam between the first and the last angle
        radii = ["upper", "lower"] if region.lower_text else ["upper"]
        radii = [f"{name}(t)" for name in radii] if functions else radii
        return "\n".join(f"ax.plot({r} * np.cos(t), {r} * np.sin(t), {style})" for r in radii)
    if region.across == "angle":
        if theta.code_style == "outline":
            return f"ax.plot(np.append(px, px[0]), np.append(py, py[0]), {style})"
        return f"ax.plot(np.append(x, x[0]), np.append(y, y[0]), {style})"
    start, stop = wide_of(theta)
    ends = (region.start, region.stop) != (start, stop)
    lines = []
    if ends:
        lines.append(f"{var} = np.linspace({literal(round(start, 2))}, {literal(round(stop, 2))}, 201)")
    for name, code in (("lower", region.lower_code), ("upper", region.upper_code)):
        if name == "lower" and not region.lower_text:
            continue
        if functions:
            value = f"{name}({var})"
        else:
            value = code if ends or theta.code_style == "outline" else name
        pair = f"{var}, {value}" if region.across == "x" else f"{value}, {var}"
        lines.append(f"ax.plot({pair}, {style})")
    return "\n".join(lines)


def _marks(theta: Surfaces, region: Region, layout: Layout, accent: str) -> str:
    if theta.show == "centroid":
        x, y = (literal(round(v, 4)) for v in region.centroid)
        cx, cy = (literal(v) for v in layout.centroid)
        return (
            f'ax.plot({x}, {y}, "o", color="{accent}", markersize=5)  # centroid\n'
            f'ax.text({cx}, {cy}, "C", ha="center", va="center")'
        )
    if theta.show != "strip":
        return ""
    share = (theta.at_u + 0.5) / 9
    at = region.start + share * (region.stop - region.start)
    if region.across == "angle":
        step = (region.stop - region.start) / 24
        return (
            "# one thin sector\n"
            f"s = np.linspace({literal(round(at, 3))}, {literal(round(at + step, 3))}, 20)\n"
            f"r_in, r_out = {_in_terms(region.lower_code, 't', 's')}, {_in_terms(region.upper_code, 't', 's')}\n"
            "ax.fill(np.append(r_out * np.cos(s), (r_in * np.cos(s))[::-1]),\n"
            f'        np.append(r_out * np.sin(s), (r_in * np.sin(s))[::-1]), color="{accent}")'
        )
    width = round((region.stop - region.start) / 24, 2)
    at = round(at, 2)
    low, high = float(region.lower(_array(at))), float(region.upper(_array(at)))
    corner, size = ((at, low), (width, high - low)) if region.across == "x" else ((low, at), (high - low, width))
    word = "vertical strip of width dx" if region.across == "x" else "horizontal strip of height dy"
    return (
        f"# a {word}\n"
        f"ax.add_patch(plt.Rectangle({literal(tuple(round(v, 3) for v in corner))}, "
        f'{literal(round(size[0], 3))}, {literal(round(size[1], 3))}, facecolor="{accent}", edgecolor="black", '
        "linewidth=0.8))"
    )


def _array(value: float):  # type: ignore[no-untyped-def]
    import numpy as np

    return np.asarray(value)


def _in_terms(code: str, old: str, new: str) -> str:
    return rename(code, {old: new})


def _paper(theta: Surfaces) -> str:
    lines = ['fig.set_facecolor("#fffaf0")\nax.set_facecolor("#fffaf0")'] if theta.paper == "cream" else []
    if theta.paper == "grid":
        lines.append('ax.grid(color="0.88", linewidth=0.8)\nax.set_axisbelow(True)')
    return "\n".join(lines)


def _axes(theta: Surfaces) -> str:
    left, right, bottom, top = (_outward(v, k % 2 == 1) for k, v in enumerate(extent_2d(theta)))
    equal = region_of(theta).across == "angle"
    lines = [f"ax.set(xlim=({left}, {right}), ylim=({bottom}, {top}))"]
    if equal:
        lines.append('ax.set_aspect("equal")')
    if theta.axes:
        lines += [
            'ax.axhline(0, color="black", linewidth=0.8)',
            'ax.axvline(0, color="black", linewidth=0.8)',
            'ax.set(xlabel="x", ylabel="y")',
        ]
    else:
        lines += [
            'ax.spines[["left", "bottom"]].set_position("zero")',
            'ax.spines[["right", "top"]].set_visible(False)',
            "ax.set(xticks=[], yticks=[])",
        ]
    return "\n".join(lines)


def _outward(value: float, up: bool) -> str:
    return literal(math.ceil(value * 10) / 10 if up else math.floor(value * 10) / 10)
