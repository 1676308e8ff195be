"""Figure code of the space curves: fills the templates from the parameters."""

from __future__ import annotations

import itertools
import math
import re
from fractions import Fraction

import numpy as np

from codepercept.geometry.camera import zoom_3d
from codepercept.geometry.space_curves import templates
from codepercept.geometry.space_curves.curves import Curve
from codepercept.geometry.space_curves.layout import ARROW, Layout, arrows_of, axis_reach
from codepercept.geometry.space_curves.params import FIGURE_SIZES, KNOTS, SpaceCurves, camera_of, curve_of
from codepercept.geometry.style import PALETTES, fill, literal, rename, tone
from codepercept.geometry.words import Phrasing

CLASS_NAMES = {
    "helix": "Helix", "conical helix": "ConicalHelix", "viviani": "VivianiCurve", "torus knot": "TorusKnot",
    "figure-eight knot": "FigureEightKnot", "lissajous": "Lissajous", "twisted cubic": "TwistedCubic",
    "tilted ellipse": "TiltedEllipse", "saddle": "CylinderIntersection", "small circle": "Parallel",
    "spherical spiral": "SphericalSpiral", "crown": "Crown", "tennis ball": "TennisBallSeam",
}  # fmt: skip

COMMENTS = {
    "helix": ("circular helix", "a helix around the z axis"),
    "conical helix": ("helix on a cone, from the apex down", "conical helix"),
    "viviani": ("Viviani's curve: a sphere cut by a cylinder of half its radius", "Viviani's window"),
    "torus knot": ("knot on a torus", "closed curve that winds around a torus"),
    "figure-eight knot": ("figure-eight knot", "the knot with four crossings"),
    "lissajous": ("Lissajous curve in space", "three sine waves at right angles"),
    "twisted cubic": ("twisted cubic", "the cubic curve through the origin"),
    "tilted ellipse": ("plane section of a cylinder", "the ellipse that a tilted plane cuts out of a cylinder"),
    "saddle": ("where two cylinders of different radii meet", "intersection of an upright and a lying cylinder"),
    "small circle": ("circle in which a plane cuts a sphere", "a parallel of the sphere"),
    "spherical spiral": ("spiral on a sphere from pole to pole", "spherical spiral"),
    "crown": ("sine wave around a cylinder", "a sine curve wrapped around a cylinder"),
    "tennis ball": ("seam of a tennis ball", "tennis-ball curve"),
}

NAMES: tuple[dict[str, str], ...] = (
    {},
    {"curve": "path", "project": "to_page"},
    {"page": "screen", "toward": "eye", "curve": "position"},
    {"curve": "gamma", "project": "flatten", "toward": "sight"},
    {"toward": "viewer", "t0": "t_P"},
)

RADIUS = {
    "helix": "radius", "conical helix": "radius", "viviani": "2 * a", "tilted ellipse": "radius", "saddle": "a",
    "small circle": "R", "spherical spiral": "R", "crown": "radius", "tennis ball": "(a + b)",
}  # fmt: skip


def script(theta: SpaceCurves, layout: Layout) -> str:
    """The figure code of a space curve."""
    words = Phrasing(theta.wording, "space curve code")
    values = _values(theta, layout, words)
    template = {
        "flat": templates.FLAT,
        "functions": templates.FUNCTIONS,
        "class": templates.CLASS,
        "mplot3d": templates.MPLOT3D,
        "panels": templates.PANELS,
    }[theta.code_style]
    return rename(fill(template, values), words.pick(*NAMES))


def _values(theta: SpaceCurves, layout: Layout, words: Phrasing) -> dict[str, object]:
    curve, palette = curve_of(theta), PALETTES[theta.palette]
    constants = [
        f"{name} = {literal(float(value))}{f'  # {what}' if what else ''}" for name, value, what in curve.values
    ]
    comment = words.pick(*COMMENTS[theta.kind])
    width, height = FIGURE_SIZES[theta.figure]
    values: dict[str, object] = {
        "comment": comment,
        "doc": f"{comment[:1].upper()}{comment[1:]}.",
        "values": "\n".join(constants),
        "start": curve.start_code,
        "stop": curve.stop_code,
        "count": _count(theta),
        "elevation": theta.elevation,
        "azimuth": theta.azimuth,
        "figsize": literal((width, height)),
        "panel_size": literal((width + 2, height + 2)),
        "colour": palette.edge if theta.palette == "white" else palette.right,
        "soft": words.pick("0.5", "0.6", "slategray"),
        "tint": "#9aa5b1" if theta.palette == "white" else palette.left,
        "background": "#fffaf0" if theta.paper == "cream" else "white",
        "line_width": literal(theta.line_width),
        "casing": literal(theta.line_width * 3.2 + 1),
        "thin": literal(round(theta.line_width * 0.75, 2)),
        "pieces": words.pick(60, 80, 100) + 12 * max(theta.p, 3),
        "margin": "0.12",
        "grid": words.pick('color="0.9"', "True, alpha=0.4", "False"),
        "paper": _paper(theta),
        "imports": "",
        "helpers": "",
        "locals": "",
        "frame_method": "",
    }
    values |= _curve_code(theta, curve)
    values |= _titles(theta, curve, values)
    if theta.code_style == "panels":
        values["panes"] = "" if theta.paper == "grid" else _clean_panes("space")
        return values
    see = {"flat": "page @ {}", "functions": "project({})", "class": "view({})", "mplot3d": "{}"}[theta.code_style]
    values |= _drawing(theta, curve, layout, see, values)
    values |= _marks(theta, curve, layout, see, values)
    return values


def _count(theta: SpaceCurves) -> int:
    if theta.kind in KNOTS:
        return 601
    return 200 * max(theta.turns, 2) + 1 if theta.kind in ("helix", "conical helix", "spherical spiral") else 601


def _curve_code(theta: SpaceCurves, curve: Curve) -> dict[str, object]:
    body = list(curve.lines)
    needs_point = theta.show not in ("curve", "shadows")
    sampled = f"t = np.linspace({curve.start_code}, {curve.stop_code}, {_count(theta)})"
    if needs_point:
        inner = "\n".join("    " + line for line in body)
        flat = f"\n\ndef curve(t):\n{inner}\n    return np.array([x, y, z])\n\n\n{sampled}\nx, y, z = curve(t)"
    else:
        flat = "\n".join([sampled, *body])
    names = [name for name, _, _ in curve.values]
    text = "\n".join(body)
    for name in names:
        text = rename(text, {name: f"self.{name}"})
    assign = "\n".join(f"        self.{name} = {name}" for name in names)
    stop = curve.stop_code
    local = ""
    if theta.code_style == "class":
        for name in names:
            stop = rename(stop, {name: f"curve.{name}"})
        if theta.surface:
            used = " ".join([RADIUS[theta.kind], "height" if theta.kind == "conical helix" else "", *_ends(theta)])
            if theta.kind == "conical helix":
                used += " radius"
            wanted = [name for name in names if name in used.replace("(", " ").replace(")", " ").split()]
            local = "\n".join(f"{name} = curve.{name}" for name in wanted)
    return {
        "curve_flat": flat,
        "curve_body": "\n".join("    " + line for line in body),
        "class_body": "\n".join("        " + line for line in text.split("\n")),
        "name": CLASS_NAMES[theta.kind],
        "arguments": ", ".join(names),
        "assign": assign,
        "call": ", ".join(f"{name}={literal(float(value))}" for name, value, _ in curve.values),
        "stop": stop,
        "locals": local,
    }


def _paper(theta: SpaceCurves) -> str:
    if theta.paper != "cream":
        return ""
    lines = 'fig.set_facecolor("#fffaf0")'
    return lines + ('\nax.set_facecolor("#fffaf0")' if theta.code_style == "mplot3d" else "")


def _titles(theta: SpaceCurves, curve: Curve, values: dict[str, object]) -> dict[str, object]:
    text = literal(theta.title)
    if theta.formula:
        parts = r",\ ".join(curve.tex)
        size = 12 if len(parts) < 50 else 10
        text = f'r"$\\mathbf{{r}}(t) = ({parts})$", fontsize={size}'
    shown = bool(theta.title or theta.formula)
    return {
        "title": f"ax.set_title({text})" if shown else "",
        "suptitle": f"fig.suptitle({text})" if shown else "",
    }


def _clean_panes(name: str) -> str:
    return (
        f"{name}.grid(False)\nfor axis in ({name}.xaxis, {name}.yaxis, {name}.zaxis):\n"
        '    axis.pane.set_facecolor("white")'
    )


def _ends(theta: SpaceCurves) -> tuple[str, str]:
    """Code of the lower and upper end of the cylinder."""
    body = curve_of(theta).surface
    assert body is not None
    if theta.kind == "helix":
        return "0", "z[-1]"
    if theta.kind == "crown":
        return "-1.5 * swing", "1.5 * swing"
    return "0", literal(float(body.high))


def _drawing(
    theta: SpaceCurves, curve: Curve, layout: Layout, see: str, values: dict[str, object]
) -> dict[str, object]:
    solid = theta.code_style == "mplot3d"
    body = curve.surface if theta.surface else None
    found: dict[str, object] = {"surface": "", "surface_3d": "", "facing": "", "axes": "", "helpers": "", "imports": ""}
    toward = (
        f"elev, azim = np.radians([{theta.elevation}, {theta.azimuth}])\n"
        "toward = np.array([np.cos(elev) * np.cos(azim), np.cos(elev) * np.sin(azim), np.sin(elev)])"
    )
    found["toward"] = toward.split("\n")[1] if body or theta.kind in KNOTS else ""
    xyz = "np.array([x, y, z])"
    if body:
        low, high = _ends(theta) if body.kind == "cylinder" else ("", "")
        looks = {**values, "R": RADIUS[theta.kind], "low": low, "high": high}
        looks |= {f"see_{name}": see.format(name) for name in ("equator", "rim", "base")}
        looks["see_edge"] = _grouped(see.format("edge"))
        if solid:
            found["surface_3d"] = fill(templates.SURFACE_3D[body.kind], looks)
        else:
            block = {"sphere": templates.SPHERE, "cylinder": templates.CYLINDER, "cone": templates.CONE}[body.kind]
            found["surface"] = "\n" + fill(block, looks)
        front = {
            "sphere": f"front = toward @ {xyz} > 0",
            "cylinder": "front = toward[0] * x + toward[1] * y > 0",
            "cone": "front = height * (toward[0] * x + toward[1] * y) + radius * toward[2] * np.hypot(x, y) > 0",
        }[body.kind]
        note = "  # the rest lies behind the " + body.kind
        front_block = front + note if len(front) < 70 else f"# what faces the viewer; the rest lies behind\n{front}"
        names = ("x", "y", "z") if solid else ("u", "v")
        where = ", ".join(f"np.where(front, {n}, np.nan)" for n in names)
        behind = ", ".join(f"np.where(front, np.nan, {n})" for n in names)
        draw = (
            f'ax.plot({where},\n        color="{values["colour"]}", linewidth={values["line_width"]})\n'
            f'ax.plot({behind}, "--",\n        color="{values["colour"]}", linewidth={values["thin"]})'
        )
        if solid:
            found["facing"] = "\n" + toward + "\n" + front_block + "\n"
            found["draw_3d"] = draw
        else:
            found["draw"] = f"\n{front_block}\nu, v = {see.format(xyz)}\n{draw}"
    elif theta.kind in KNOTS:
        cased = theta.code_style in ("class", "mplot3d")
        looks = {**values, "see": see.format(xyz)}
        if cased and solid:
            found["facing"] = "\n" + toward + "\n"
            found["draw_3d"] = fill(templates.CASED_3D, looks)
        elif cased:
            found["draw"] = fill(templates.CASED, looks)
        else:
            page = camera_of(theta).project(curve.points(601))
            size = float(np.ptp(page, axis=0).max())
            looks["gap"] = literal(round(size * (0.012 + 0.006 * theta.line_width), 2))
            looks["clearance"] = literal(round(0.02 * size, 2))
            looks["neighbours"] = "(abs(np.arange(len(u)) - k) < 40)"
            helper = fill(templates.UNDER, looks)
            found["helpers"] = helper + "\n\n"
            found["draw"] = (helper + "\n\n\n" if theta.code_style == "flat" else "") + fill(templates.GAPS, looks)
            if theta.code_style == "flat":
                found["imports"] = ""
    else:
        found |= _plain(theta, see, values)
    if theta.axes and not solid:
        found["axes"] = _axes(theta, curve, see)
    found.setdefault("draw", "")
    found.setdefault("draw_3d", "")
    found["axes_3d"] = _axes_3d(theta)
    found["zoom"] = literal(_zoom(theta, curve))
    return found


def _zoom(theta: SpaceCurves, curve: Curve) -> float:
    """The zoom that lets the drawing fill its axes; a box with scales needs room for the numbers."""
    parts = [curve.points(241)]
    body = curve.surface if theta.surface else None
    if body:
        low, high = (-body.radius, body.radius) if body.kind == "sphere" else (body.low, body.high)
        parts.append(np.array([[-body.radius, -body.radius, low], [body.radius, body.radius, high]]))
    parts += [np.array([tip]) for _, _, tip in arrows_of(theta)]
    points = np.vstack(parts)
    low, high = points.min(axis=0), points.max(axis=0)
    if theta.show == "point":
        low, high = np.minimum(low, 0), np.maximum(high, 0)
    if theta.show == "shadows":
        pad = 0.25 * float((high - low).max())
        low, high = low - pad, high + pad
    corners = np.array(list(itertools.product(*zip(low, high, strict=True))))
    return round(zoom_3d(corners, camera_of(theta), 0.84 if theta.axes else 1.08), 2)


def _plain(theta: SpaceCurves, see: str, values: dict[str, object]) -> dict[str, object]:
    """The curve in one piece."""
    colour, width = values["colour"], values["line_width"]
    if theta.gradient and theta.code_style == "mplot3d":
        return {
            "imports": "from mpl_toolkits.mplot3d.art3d import Line3DCollection",
            "draw_3d": "points = np.column_stack([x, y, z])\n"
            "ax.add_collection3d(Line3DCollection(np.stack([points[:-1], points[1:]], axis=1),\n"
            f'                                      array=t, cmap="viridis", linewidth={width}))\n'
            "ax.auto_scale_xyz(x, y, z)",
        }
    if theta.gradient:
        return {
            "imports": "from matplotlib.collections import LineCollection",
            "draw": f"points = {_grouped(see.format('np.array([x, y, z])'))}.T\n"
            "ax.add_collection(LineCollection(np.stack([points[:-1], points[1:]], axis=1),\n"
            f'                                 array=t, cmap="plasma", linewidth={width}))',
        }
    return {
        "draw": f'ax.plot(*{_grouped(see.format("np.array([x, y, z])"))}, color="{colour}", linewidth={width})',
        "draw_3d": f'ax.plot(x, y, z, color="{colour}", linewidth={width})',
    }


def _axes(theta: SpaceCurves, curve: Curve, see: str) -> str:
    reach = axis_reach(curve, theta.surface)
    body = curve.surface if theta.surface else None
    tip, start = see.format("tip"), see.format("start")
    if body is None:
        return "\n" + fill(templates.PLAIN_AXES, {"reach": literal(list(reach)), "see_tip": tip})
    top = body.radius if body.kind == "sphere" else body.high
    inside = (body.radius, body.radius, round(top, 3))
    return "\n" + fill(
        templates.AXES,
        {
            "axes_note": f", dashed inside the {body.kind}",
            "reach": literal(reach),
            "inside": literal(inside),
            "see_tip": tip,
            "see_tip_grouped": _grouped(tip),
            "see_start": start,
            "see_inner": _grouped(see.format("np.array([0 * start, start]).T")),
            "see_outer": _grouped(see.format("np.array([start, tip]).T")),
        },
    )


def _axes_3d(theta: SpaceCurves) -> str:
    if not theta.axes:
        return "ax.set_axis_off()"
    lines = 'ax.set(xlabel="x", ylabel="y", zlabel="z")\nax.locator_params(nbins=4)'
    return lines if theta.paper == "grid" else lines + "\n" + _clean_panes("ax")


def _marks(theta: SpaceCurves, curve: Curve, layout: Layout, see: str, values: dict[str, object]) -> dict[str, object]:
    """Marked point, vectors and shadows."""
    found: dict[str, object] = {"marks": "", "marks_3d": "", "shadows": ""}
    solid, accent = theta.code_style == "mplot3d", PALETTES[theta.palette].accent
    if theta.show == "shadows":
        found["shadows"] = (
            "\n# shadows on the floor and the two walls\n"
            "low = [axis.min() for axis in (x, y, z)]\n"
            "high = [axis.max() for axis in (x, y, z)]\n"
            "pad = 0.25 * max(np.subtract(high, low))\n"
            f"ax.plot(x, y, low[2] - pad, {_faint(theta)})\n"
            f"ax.plot(x, np.full_like(y, {_wall(theta, 1)}), z, {_faint(theta)})\n"
            f"ax.plot(np.full_like(x, {_wall(theta, 0)}), y, z, {_faint(theta)})"
        )
        return found
    if theta.show == "curve":
        return found
    length = round(ARROW * float(np.ptp(curve.points(241), axis=0).max()), 2)
    lines = [f"\nt0 = {_t0(theta, curve)}\nP = curve(t0)"]
    if theta.show == "tangent":
        lines.append(fill(templates.TANGENT, {"curve": "curve"}))
    if theta.show == "frame":
        lines.append(fill(templates.FRAME, {"curve": "curve"}))
    letters = "T" if theta.show == "tangent" else "TNB"
    vectors = "[T]" if theta.show == "tangent" else "[T, N, B]"
    if solid:
        lines.append(f'ax.plot(*P[:, None], "o", color="{accent}", markersize=5)')
        if theta.show == "point":
            lines.append(
                "# down to the floor and on to the z axis\n"
                f'ax.plot([0, P[0], P[0]], [0, P[1], P[1]], [0, 0, P[2]], ":", color="{accent}", linewidth=1.2)'
            )
        else:
            loop = (
                f"for vector, name in zip({vectors}, {literal(letters)}):\n"
                f'    ax.quiver(*P, *({literal(length)} * vector), color="{accent}", arrow_length_ratio=0.15)\n'
                f'    ax.text(*(P + {literal(length)} * vector), f" {{name}}", ha="left", va="center")'
            )
            lines.append(_only_tangent(loop) if theta.show == "tangent" else loop)
        lines.append('ax.text(*P, "P ", ha="right", va="bottom")')
        found["marks_3d"] = "\n".join(lines)
        return found
    foot = see.format("np.array([[0, P[0], P[0]], [0, P[1], P[1]], [0, 0, P[2]]])")
    if theta.show == "point":
        lines.append(
            "# its height over the xy plane, and the way to its foot\n"
            f'ax.plot(*{_grouped(foot)}, ":", color="{accent}", linewidth=1.2)'
        )
    else:
        tip = see.replace("@ {}", "@ ({})").format(f"P + {literal(length)} * vector")
        start = see.format("P")
        loop = (
            f"angles = {literal(list(layout.arrows))}  # where the letters stand, degrees\n"
            f"for vector, name, angle in zip({vectors}, {literal(letters)}, angles):\n"
            f"    tip = {tip}\n"
            f'    ax.plot(*np.array([{start}, tip]).T, color="{accent}", linewidth=1.6)\n'
            f'    ax.annotate("", tip, {start}, arrowprops=dict(arrowstyle="-|>", color="{accent}", '
            "linewidth=1.6, shrinkA=0, shrinkB=0))\n"
            f"    beside = {literal(round(0.05 * layout.size, 3))} * np.array([np.cos(np.radians(angle)), "
            "np.sin(np.radians(angle))])\n"
            '    ax.text(*(tip + beside), name, ha="center", va="center")'
        )
        lines.append(_only_tangent(loop) if theta.show == "tangent" else loop)
    where = see.format("P")
    dx = round(0.055 * layout.size * math.cos(math.radians(layout.point)), 3)
    dy = round(0.055 * layout.size * math.sin(math.radians(layout.point)), 3)
    lines.append(
        f"u, v = {where}\n"
        f'ax.plot(u, v, "o", color="{accent}", markersize=5)\n'
        f'ax.text(u{_plus(dx)}, v{_plus(dy)}, "P", ha="center", va="center")'
    )
    found["marks"] = "\n".join(lines)
    return found


def _only_tangent(loop: str) -> str:
    """The code of a loop over the vectors, written out for the tangent alone."""
    code = re.sub(r"(?m)^for .*\n", "", loop).replace("\n    ", "\n").removeprefix("    ")
    code = re.sub(r"angles = \[(-?\d+)\]  # .*", r"angle = \1  # where the letter stands, degrees", code)
    return rename(code.replace('f" {name}"', '" T"').replace(", name,", ', "T",'), {"vector": "T"})


def _grouped(expression: str) -> str:
    """In parentheses if it is a product, so that a star or an attribute can go with it."""
    return f"({expression})" if "@" in expression else expression


def _plus(value: float) -> str:
    if value == 0:
        return ""
    return f" - {literal(abs(value))}" if value < 0 else f" + {literal(value)}"


def _faint(theta: SpaceCurves) -> str:
    colour = tone(PALETTES[theta.palette].edge, 0.55)
    return f'color="{colour}", linewidth=1'


def _wall(theta: SpaceCurves, axis: int) -> str:
    """The wall behind the curve, seen from the camera."""
    toward = camera_of(theta).toward[axis]
    return f"low[{axis}] - pad" if toward > 0 else f"high[{axis}] + pad"


def _t0(theta: SpaceCurves, curve: Curve) -> str:
    """The marked parameter as code."""
    if theta.kind == "twisted cubic":
        return literal(theta.parameter)
    share = Fraction(theta.parameter / math.pi).limit_denominator(96)
    top = "np.pi" if abs(share.numerator) == 1 else f"{abs(share.numerator)} * np.pi"
    if share == 0:
        return "0"
    return f"{'-' if share < 0 else ''}{top}" + (f" / {share.denominator}" if share.denominator != 1 else "")
