"""Figure code of surfaces in space: fills the templates from the parameters."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from codepercept.geometry.camera import Array, zoom_3d
from codepercept.geometry.style import PALETTES, fill, literal, rename, tone
from codepercept.geometry.surfaces import templates
from codepercept.geometry.surfaces.flux import field_code
from codepercept.geometry.surfaces.layout import Layout, reach_of, size_of
from codepercept.geometry.surfaces.naming import COMMENTS, equation_tex
from codepercept.geometry.surfaces.params import FIGURE_SIZES, Surfaces, camera_of, shape_of
from codepercept.geometry.surfaces.shapes import Range, Surface
from codepercept.geometry.words import Phrasing

NAMES: tuple[dict[str, str], ...] = (
    {},
    {"toward": "eye", "cells": "quads"},
    {"surface": "position", "cells": "facets"},
    {"toward": "sight", "surface": "patch_point"},
    {"view": "screen", "cells": "faces", "visible": "unobstructed"},
)
CMAPS = ("viridis", "plasma", "coolwarm", "cividis", "terrain", "Blues", "YlGnBu")


def script(theta: Surfaces, layout: Layout) -> str:
    """The figure code of a surface."""
    words = Phrasing(theta.wording, "surface code")
    if theta.code_style == "map":
        return fill(templates.MAP, _map_values(theta, words))
    values = _values(theta, layout, words)
    template = {
        "mplot3d": templates.MPLOT3D,
        "mesh": templates.MESH,
        "painter": templates.PAINTER,
        "class": templates.CLASS,
    }[theta.code_style]
    return rename(fill(template, values), words.pick(*NAMES))


def constants(values: tuple[tuple[str, float, str], ...]) -> str:
    """Lines that define the named constants."""
    return "\n".join(f"{name} = {literal(float(value))}{f'  # {what}' if what else ''}" for name, value, what in values)


def title_code(theta: Surfaces) -> str:
    """The line that writes title or equation."""
    if theta.formula:
        return f'ax.set_title(r"${equation_tex(theta)}$", fontsize=14)'
    return f"ax.set_title({literal(theta.title)})" if theta.title else ""


def _values(theta: Surfaces, layout: Layout, words: Phrasing) -> dict[str, object]:
    surface, palette = shape_of(theta), PALETTES[theta.palette]
    comment = words.pick(*COMMENTS[theta.kind])
    solid = theta.code_style == "mplot3d"
    body = "\n".join("    " + line for line in surface.lines)
    needs_function = theta.show in ("normals", "flux", "tangent plane")
    grid = (
        f"u, v = np.meshgrid(np.linspace({surface.u.start_code}, {surface.u.stop_code}, {surface.u.steps + 1}),\n"
        f"                   np.linspace({surface.v.start_code}, {surface.v.stop_code}, {surface.v.steps + 1}))"
    )
    mesh = (
        f"\n\ndef surface(u, v):\n{body}\n    return np.array([x, y, z])\n\n\n{grid}\nx, y, z = surface(u, v)"
        if needs_function
        else "\n".join([grid, *surface.lines])
    )
    base = "#ffffff" if theta.look == "lines" else ("#e8e8e8" if theta.palette == "white" else palette.left)
    shaded = theta.look != "lines"
    values: dict[str, object] = {
        "comment": comment,
        "doc": f"{comment[:1].upper()}{comment[1:]}.",
        "values": constants(surface.values),
        "mesh": mesh,
        "surface_body": body,
        "u_start": surface.u.start_code,
        "u_stop": surface.u.stop_code,
        "v_start": surface.v.start_code,
        "v_stop": surface.v.stop_code,
        "u_steps": surface.u.steps,
        "v_steps": surface.v.steps,
        "elevation": theta.elevation,
        "azimuth": theta.azimuth,
        "figsize": literal(FIGURE_SIZES[theta.figure]),
        "paper": 'fig.set_facecolor("#fffaf0")' if theta.paper == "cream" else "",
        "imports": "from matplotlib.colors import to_rgb" if shaded and not solid else "",
        "title": title_code(theta),
        "base": base,
        "edge": palette.edge,
        "accent": palette.accent,
        "cell_edge": words.pick('"none"', f'"{tone(palette.edge, 0.3)}"', '"face"') if shaded else f'"{palette.edge}"',
        "cell_width": words.pick("0.3", "0.4", "0.5") if shaded else literal(round(0.4 * theta.line_width, 2)),
        "rim_width": literal(theta.line_width + 0.4),
        "clearance": literal(round(0.02 * size_of(surface), 3)),
        "upright_normal": "-normal" if surface.normal_sign < 0 else "normal",
        "upright_cross": "np.cross(e2, e1)" if surface.normal_sign < 0 else "np.cross(e1, e2)",
        "zoom": literal(_zoom(theta, surface)),
    }
    values["skin"] = _skin(theta, words)
    values["skin_mesh"] = fill(templates.LIT if shaded else templates.LINES, values)
    extras = _extras(theta, surface, layout, values)
    values |= {"extras": "" if solid else extras, "extras_3d": extras if solid else ""}
    values["axes_3d"] = _axes_3d(theta)
    values["axes"] = fill(templates.AXES, {"reach": literal(reach_of(surface))}) if theta.axes and not solid else ""
    looked = "visible(" in str(values["extras"]) + str(values["axes"])
    values["visible"] = fill(templates.VISIBLE, values) if looked else ""
    return values


def _skin(theta: Surfaces, words: Phrasing) -> str:
    """Arguments of `plot_surface`."""
    palette = PALETTES[theta.palette]
    colour = "#d9d9d9" if theta.palette == "white" else palette.left
    if theta.look == "colormap":
        return f'cmap="{words.pick(*CMAPS)}", rstride=1, cstride=1' + words.pick("", ", alpha=0.85", ", linewidth=0")
    edge = words.pick("", f', edgecolor="{palette.edge}", linewidth=0.2', ', edgecolor="0.4", linewidth=0.3')
    alpha = words.pick("0.5", "0.6") if theta.look == "glass" else "1"
    return f'color="{colour}"' + (f", alpha={alpha}" if alpha != "1" else "") + ", rstride=1, cstride=1" + edge


def _zoom(theta: Surfaces, surface: Surface) -> float:
    points = surface.mesh().reshape(-1, 3)
    low, high = points.min(axis=0), points.max(axis=0)
    if theta.show in ("normals", "flux", "tangent plane"):
        pad = 0.25 * float((high - low).max())
        low, high = low - pad, high + pad
    if theta.show == "contours":
        low = low - np.array([0, 0, 0.6 * (high[2] - low[2])])
    if theta.show == "solid":
        low = np.minimum(low, 0)
    corners = np.array(list(itertools.product(*zip(low, high, strict=True))))
    return round(zoom_3d(corners, camera_of(theta), 0.86 if theta.axes else 1.05), 2)


def _axes_3d(theta: Surfaces) -> str:
    if not theta.axes:
        return "ax.set_axis_off()"
    lines = 'ax.set(xlabel="x", ylabel="y", zlabel="z")\nax.locator_params(nbins=4)'
    if theta.paper != "grid":
        lines += '\nax.grid(False)\nfor axis in (ax.xaxis, ax.yaxis, ax.zaxis):\n    axis.pane.set_facecolor("none")'
    return lines


def _extras(theta: Surfaces, surface: Surface, layout: Layout, values: dict[str, object]) -> str:
    """What is drawn on the surface."""
    solid = theta.code_style == "mplot3d"
    size = size_of(surface)
    match theta.show:
        case "boundary":
            return "\n".join(_rims(theta, surface, values))
        case "solid":
            return _solid(theta, surface, values)
        case "normals" | "flux":
            return _arrows(theta, surface, size, values)
        case "tangent plane":
            u0, v0 = (_fraction(r, k) for r, k in ((surface.u, theta.at_u), (surface.v, theta.at_v)))
            looks = {
                **values, "u0": u0, "v0": v0, "half": literal(round(0.22 * size, 2)),
                "length": literal(round(0.4 * size, 2)),
                "p_shift": literal(list(layout.point)), "n_shift": literal(list(layout.normal)),
            }  # fmt: skip
            block = fill(templates.TANGENT, looks)
            return block + fill(templates.DRAW_TANGENT_3D if solid else templates.DRAW_TANGENT, looks)
        case "contours":
            floor = literal(float(np.floor(surface.mesh()[..., 2].min() - 0.6 * np.ptp(surface.mesh()[..., 2]))))
            return (
                "# level curves on the surface's shadow below it\n"
                f'ax.contour(x, y, z, levels={literal(levels_of(theta))}, zdir="z", offset={floor}, '
                f'colors="{values["accent"]}", linewidths={literal(theta.line_width)})\n'
                f"ax.set_zlim({floor}, z.max())"
            )
        case _:
            return ""


def levels_of(theta: Surfaces) -> list[float]:
    """Heights of the contour lines: round steps about the middle height, without the ends."""
    z = shape_of(theta).mesh(2)[..., 2]
    low, high = float(z.min()), float(z.max())
    widest = (high - low) / (theta.levels + 1)
    unit = 0.1 if widest >= 0.2 else 0.05
    step = unit * math.floor(widest / unit + 1e-9)
    first = (low + high - step * (theta.levels - 1)) / 2
    return [round(first + step * k, 4) + 0.0 for k in range(theta.levels)]


def _fraction(span: Range, eighths: int) -> str:
    """Code of a parameter value at so many eighths of its range."""
    top = span.stop_code
    if span.start_code == "0":
        return f"{eighths} / 8 * {top}" if "*" not in top and "/" not in top else f"{eighths} / 8 * ({top})"
    value = span.start + (span.stop - span.start) * eighths / 8
    return literal(round(value, 4))


def _rims(theta: Surfaces, surface: Surface, values: dict[str, object]) -> list[str]:
    solid = theta.code_style == "mplot3d"
    block = templates.BOUNDARY_3D if solid else templates.BOUNDARY
    if theta.show == "boundary":
        block += templates.ORIENTATION_3D if solid else templates.ORIENTATION
    found = []
    for k, (code, curve) in enumerate(surface.boundary):
        note = "upper boundary" if k else "boundary of the surface"
        looks = {**values, "boundary_code": code, "boundary_note": note, "arrow_at": _nearest(theta, curve)}
        found.append(fill(block, looks))
    return found


def _nearest(theta: Surfaces, curve: Callable[[Array], tuple[Any, Any, Any]]) -> int:
    """Index of the sample of a boundary curve that is nearest to the viewer, in steps of five."""
    if theta.kind == "triangle":
        return 30  # the middle of the first side
    points = np.column_stack(curve(np.linspace(0, 2 * np.pi, 181)))
    depth = points[5:160:5] @ camera_of(theta).toward
    return 5 + 5 * int(np.argmax(np.round(depth, 9)))


def _solid(theta: Surfaces, surface: Surface, values: dict[str, object]) -> str:
    """The rest of a solid's border: floor, lid or the faces on the coordinate planes."""
    solid = theta.code_style == "mplot3d"
    tint, edge = values["base"], values["edge"]
    if theta.kind == "triangle":
        intro = "# edges along the axes: the solid lies between the plane and the coordinate planes\n"
        if solid:
            return (
                f"{intro}for corner in np.diag([a, b, c]):\n"
                f'    ax.plot(*np.array([[0, 0, 0], corner]).T, "--", color="{edge}", '
                f"linewidth={literal(theta.line_width)})\n" + _rims(theta, surface, values)[0]
            )
        return (
            f"{intro}for corner in np.diag([a, b, c]):\n"
            f'    ax.plot(*(view @ np.array([[0, 0, 0], corner]).T), "--", color="{edge}", '
            f"linewidth={literal(theta.line_width)})\n" + _rims(theta, surface, values)[0]
        )
    rims = _rims(theta, surface, {**values, "accent": edge})
    lid = {"tube": "H", "bowl": "H", "cone": "H"}.get(theta.kind)
    if solid:
        height = lid or "0"
        disc = (
            "\n# the flat face\nrho, phi = np.meshgrid([0, R], np.linspace(0, 2 * np.pi, 49))\n"
            f"ax.plot_surface(rho * np.cos(phi), rho * np.sin(phi), {height} + 0 * rho, "
            f'color="{tint}", alpha=0.5, linewidth=0)'
        )
        return disc + "\n" + "\n".join(rims)
    if lid is None:
        return "\n".join(rims)
    disc = (
        "\n# the lid, seen from above\nphi = np.linspace(0, 2 * np.pi, 181)\n"
        "lid = np.column_stack([R * np.cos(phi), R * np.sin(phi), H + 0 * phi]) @ view.T\n"
        f'ax.fill(*lid.T, facecolor="{tone(str(tint), 0.35)}", edgecolor="{edge}", '
        f"linewidth={literal(theta.line_width)})"
    )
    return (rims[0] if theta.kind == "tube" else "") + disc


def _arrows(theta: Surfaces, surface: Surface, size: float, values: dict[str, object]) -> str:
    solid = theta.code_style == "mplot3d"
    flux = theta.show == "flux"
    counts = {True: (4, 8), False: (8, 4)}[surface.u.steps < surface.v.steps]
    if surface.u.steps == surface.v.steps:
        counts = (4, 4) if theta.kind == "triangle" else (5, 5)
    if surface.u.stop_code == "R":
        counts = (2, 8) if theta.kind != "helicoid" else (2, 7)

    def ends(span: Range) -> tuple[str, str]:
        whole = span.stop_code == "2 * np.pi" and span.start_code == "0"
        length = span.stop - span.start
        if whole:
            return "0", "2 * np.pi"
        first, last = 0.12, 0.88
        if span.start_code == "0" and span.stop_code == "R":  # around a centre, where arrows would crowd
            first, last = 0.4, 0.9
        if theta.kind == "triangle" and span is surface.v:  # towards a corner
            first, last = 0.1, 0.6
        return literal(round(span.start + first * length, 3)), literal(round(span.start + last * length, 3))

    def amount(span: Range, count: int) -> str:
        return (
            f"{count + 4}, endpoint=False" if span.stop_code == "2 * np.pi" and span.start_code == "0" else str(count)
        )

    length = literal(round((0.24 if flux else 0.2) * size, 2))
    looks = {
        **values,
        "arrows_note": f"arrows of the field F = {field_text(theta)}" if flux else "unit normals, scaled",
        "length": length,
        "u_start": ends(surface.u)[0],
        "u_stop": ends(surface.u)[1],
        "v_start": ends(surface.v)[0],
        "v_stop": ends(surface.v)[1],
        "arrows_u": amount(surface.u, counts[0]),
        "arrows_v": amount(surface.v, counts[1]),
    }
    if flux:
        looks["field"] = f"        arrow = {field_code(theta, size)}"
    else:
        looks["field"] = "        arrow = length * normal"
    looks["draw_arrow"] = templates.DRAW_ARROW_3D.strip("\n") if solid else templates.DRAW_ARROW.strip("\n")
    block = fill(templates.ARROWS, looks)
    block = fill(block.replace("§accent", str(values["accent"])), looks)
    if flux and solid:  # the arrows of the field need no normals
        block = re.sub(r"(?m)^(?:d, length =|        (?:along_u|along_v|normal) =) .*\n", "", block)
    elif flux:
        block = block.replace(f"d, length = 1e-4, {length}", "d = 1e-4")
    return block


def field_text(theta: Surfaces) -> str:
    """The vector field in plain text."""
    k = "" if theta.strength == 1 else literal(theta.strength)
    return {
        "constant": f"(0, 0, {literal(theta.strength)})",
        "radial": f"({k}x, {k}y, {k}z)",
        "vertical": f"(0, 0, {k}z)",
    }[theta.field]


def _map_values(theta: Surfaces, words: Phrasing) -> dict[str, object]:
    """The contour map of a graph: the same formula on a square grid of x and y."""
    surface, palette = shape_of(theta), PALETTES[theta.palette]
    if theta.kind in ("dome", "bowl"):
        z = "z = H * (1 - (x**2 + y**2) / R**2)" if theta.kind == "dome" else "z = H * (x**2 + y**2) / R**2"
        half = "R"
    else:
        half = "s"
        z = next(line for line in surface.lines if line.startswith("z = "))
        z = re.sub(r"\bu\b", "x", re.sub(r"\bv\b", "y", z))
    colour = palette.edge if theta.palette == "white" else palette.right
    if theta.look == "colormap":
        cmap = words.pick(*CMAPS)
        contour = (
            f'filled = ax.contourf(x, y, z, levels=30, cmap="{cmap}")\n'
            'lines = ax.contour(x, y, z, levels=levels, colors="black", linewidths=0.8)\n'
            'fig.colorbar(filled, ax=ax, label="z")'
        )
    else:
        contour = (
            f'lines = ax.contour(x, y, z, levels=levels, colors="{colour}", linewidths={literal(theta.line_width)})'
        )
    return {
        "comment": words.pick("level curves of a function of two variables", "contour map", *COMMENTS[theta.kind]),
        "values": constants(surface.values),
        "half_code": half,
        "map_z": z,
        "figsize": literal(FIGURE_SIZES[theta.figure]),
        "paper": 'fig.set_facecolor("#fffaf0")' if theta.paper == "cream" else "",
        "level_list": literal(levels_of(theta)),
        "contour": contour,
        "title": title_code(theta),
    }
