"""Pieces of the scripts of cut round solids: parameters, surfaces, outlines, and the curve of the section."""

from __future__ import annotations

import math

from codepercept.geometry.cross_sections.params import CrossSections, camera_of
from codepercept.geometry.cross_sections.rounds_cut import has_equator, is_polygon, sphere_frame
from codepercept.geometry.style import PALETTES, literal

PROJECT = '''

def project(points):
    """Picture on the page of points (x, y, z) seen from the front and above."""
    x, y, z = np.transpose(points)
    return x, y * np.sin(view) + z * np.cos(view)

'''


def is_closed(theta: CrossSections) -> bool:
    """True if the section is a whole circle or ellipse."""
    return theta.plane in ("horizontal", "tilted")


def parameters(theta: CrossSections) -> str:
    """The named measures on top of the script."""
    lines = [f"radius = {literal(theta.radius)}"]
    if theta.solid != "sphere":
        lines.append(f"height = {literal(theta.height)}")
    if theta.solid == "sphere":
        lines.append(f"distance = {literal(theta.distance)}  # of the plane from the centre")
        if theta.plane == "tilted":
            lines.append(f"tilt = np.radians({theta.tilt})  # angle between the plane and the horizontal")
    elif theta.plane == "horizontal":
        lines.append(f"level = {literal(theta.low)}  # height of the cutting plane")
    elif theta.plane == "tilted":
        lines.append(
            f"low, high = {literal(theta.low)}, {literal(theta.high)}  # lowest and highest point of the section"
        )
    elif theta.distance or not is_polygon(theta):
        note = {
            "vertical": "of the plane from the axis",
            "apex": "of the chord in the base from its centre",
            "parabola": "of the chord in the base from its centre",
        }[theta.plane]
        if theta.distance < 0:
            note += ", on the far side of it"
        lines.append(f"distance = {literal(theta.distance)}  # {note}")
    if theta.plane != "horizontal":
        lines.append(f"turn = np.radians({theta.turn})  # direction in which the plane {_leans(theta)}")
    lines.append(f"view = np.radians({theta.elevation})  # elevation of the viewer")
    return "\n".join(lines)


def _leans(theta: CrossSections) -> str:
    if theta.solid == "sphere":
        return "falls"
    return {"tilted": "rises", "parabola": "falls"}.get(theta.plane, "faces")


def size_line(theta: CrossSections) -> str:
    """Code of the picture's larger side."""
    if theta.solid == "sphere":
        return "size = 2 * radius"
    k = "2 * " if theta.solid == "cylinder" else ""
    return f"size = max(2 * radius, height * np.cos(view) + {k}radius * np.sin(view))  # of the picture"


def surface(theta: CrossSections) -> str:
    """Functions of the solid's surface: its rim, and what of it faces the viewer."""
    if theta.solid == "sphere":
        return "toward = np.array([0, -np.cos(view), np.sin(view)])  # direction to the viewer"
    rim = (
        'def rim(z, phi):\n    """Points of the circle around the cylinder at height z."""\n'
        if theta.solid == "cylinder"
        else 'def rim(z, phi):\n    """Points of the circle around the cone at height z."""\n'
    )
    if theta.solid == "cylinder":
        return (
            rim + "    return np.column_stack([radius * np.cos(phi), radius * np.sin(phi), np.full_like(phi, z)])\n\n\n"
            'def faces_viewer(phi):\n    """The front half of the curved surface."""\n    return np.sin(phi) < 0'
        )
    return (
        rim + "    r_z = radius * (1 - z / height)\n"
        "    return np.column_stack([r_z * np.cos(phi), r_z * np.sin(phi), np.full_like(phi, z)])\n\n\n"
        "steepness = radius / height * np.tan(view)\n\n\n"
        'def faces_viewer(phi):\n    """Generators of the cone on the side that the viewer sees."""\n'
        "    return np.sin(phi) < steepness"
    )


def section(theta: CrossSections) -> str:
    """The function `section(phi)` of the curved boundary."""
    if theta.solid == "sphere":
        return (
            _sphere_frame(theta)
            + "\n\n\n"
            + (
                "def section(t):\n"
                '    """Points of the circle in which the plane meets the sphere."""\n'
                "    t = t[:, None]\n"
                "    return distance * normal + rho * (np.cos(t) * across + np.sin(t) * along)"
            )
        )
    head = {
        "horizontal": "# height of the plane is the same all around",
        "tilted": "",
        "vertical": "",
        "parabola": "",
    }[theta.plane]
    if theta.plane == "horizontal":
        return 'def section(phi):\n    """The circle at the height of the plane."""\n    return rim(level, phi)'
    doc = '    """Point of the section on the generator at phi."""\n'
    if theta.solid == "cylinder":
        return (
            f"{head}def section(phi):\n{doc}"
            "    z = (low + high) / 2 + (high - low) / 2 * np.cos(phi - turn)\n"
            "    return rim(z, phi)"
        )
    if theta.plane == "tilted":
        return (
            "# plane z = middle + slope * x, where x runs in the direction of the turn\n"
            "near, far = radius * (1 - low / height), radius * (1 - high / height)\n"
            "slope = (high - low) / (near + far)\n"
            "middle = high - slope * far\n\n\n"
            f"def section(phi):\n{doc}"
            "    rise = slope * radius * np.cos(phi - turn)\n"
            "    return rim((middle + rise) / (1 + rise / height), phi)"
        )
    if theta.plane == "parabola":
        return (
            f"def section(phi):\n{doc}"
            "    c = np.cos(phi - turn)\n"
            "    return rim(height * (distance / radius - c) / (1 - c), phi)"
        )
    return f"def section(phi):\n{doc}    return rim(height * (1 - distance / (radius * np.cos(phi - turn))), phi)"


def _sphere_frame(theta: CrossSections) -> str:
    lines = ["rho = np.sqrt(radius**2 - distance**2)  # radius of the section"]
    if theta.plane == "tilted":
        lines += [
            "across = np.array([-np.sin(turn), np.cos(turn), 0])",
            "normal = np.array([np.sin(tilt) * np.cos(turn), np.sin(tilt) * np.sin(turn), np.cos(tilt)])",
            "along = np.cross(normal, across)",
        ]
    else:
        turn = math.radians(theta.turn)
        lines += [
            f"across = np.array([{literal(round(-math.sin(turn), 3))}, {literal(round(math.cos(turn), 3))}, 0])",
            "normal = np.array([0, 0, 1])",
            "along = np.cross(normal, across)",
        ]
        lines[1] = f"across = np.array([-np.sin(np.radians({theta.turn})), np.cos(np.radians({theta.turn})), 0])"
    return "\n".join(lines)


def glass(theta: CrossSections) -> str:
    """A tint of the whole solid."""
    if theta.look != "glass":
        return ""
    colour, style = PALETTES[theta.palette].left, theta.code_style
    if style == "mplot3d":
        grid = {
            "cylinder": "t, z = np.meshgrid(phi[::4], [0, height])\n"
            "ax.plot_surface(radius * np.cos(t), radius * np.sin(t), z,",
            "cone": "t, z = np.meshgrid(phi[::4], [0, height])\n"
            "ax.plot_surface(radius * (1 - z / height) * np.cos(t), radius * (1 - z / height) * np.sin(t), z,",
            "sphere": "t, s = np.meshgrid(phi[::4], np.linspace(0, np.pi, 60))\n"
            "ax.plot_surface(radius * np.sin(s) * np.cos(t), radius * np.sin(s) * np.sin(t), radius * np.cos(s),",
        }[theta.solid]
        return f'{grid} color="{colour}", alpha=0.18, linewidth=0, shade=False)'
    page = "page.xy" if style == "class" else "project"
    if theta.solid == "sphere":
        return f'ax.fill(radius * np.cos(phi), radius * np.sin(phi), color="{colour}", alpha=0.3, linewidth=0)'
    if theta.solid == "cylinder":
        outline = "np.vstack([rim(0, np.linspace(np.pi, 2 * np.pi)), rim(height, np.linspace(0, np.pi))])"
        return f'ax.fill(*{page}({outline}), color="{colour}", alpha=0.3, linewidth=0)'
    tangent = "" if style == "flat" else "tangent = np.arcsin(steepness)\n"
    return (
        f"{tangent}arc = rim(0, np.linspace(np.pi - tangent, 2 * np.pi + tangent))\n"
        f'ax.fill(*{page}(np.vstack([arc, [0, 0, height]])), color="{colour}", alpha=0.3, linewidth=0)'
    )


def solid(theta: CrossSections) -> str:
    """Rims and contour lines of the solid."""
    palette, style = PALETTES[theta.palette], theta.code_style
    ink = f'color="{palette.edge}", lw={literal(theta.line_width)}'
    dash = "--" if theta.hidden == "dashed" else ":"
    page = "page.xy" if style == "class" else "project"
    draw = "page.curve" if style == "class" else "draw"
    plot = "ax.plot(*np.transpose({}), " if style == "mplot3d" else f"ax.plot(*{page}({{}}), "
    lines: list[str] = []
    if theta.solid == "sphere":
        if style == "mplot3d":
            lines = [
                "# outline: the great circle across the line of sight",
                "top = np.array([0, np.sin(view), np.cos(view)])",
                "circle = radius * (np.cos(phi)[:, None] * np.array([1, 0, 0]) + np.sin(phi)[:, None] * top)",
                f"ax.plot(*circle.T, {ink})",
            ]
        else:
            lines = [f"ax.plot(radius * np.cos(phi), radius * np.sin(phi), {ink})  # outline"]
        if has_equator(theta):
            equator = "radius * np.column_stack([np.cos({0}), np.sin({0}), np.zeros_like({0})])"
            thin = f'color="{palette.edge}", lw={literal(round(0.6 * theta.line_width, 2))}'
            if style == "flat":
                lines += [
                    "half = np.linspace(0, np.pi, 181)  # half of the equator",
                    f'ax.plot(radius * np.cos(half), -radius * np.sin(view) * np.sin(half), "-", {thin})',
                    f'ax.plot(radius * np.cos(half), radius * np.sin(view) * np.sin(half), "{dash}", {thin})',
                ]
            else:
                lines += [f"equator = {equator.format('phi')}", f"{draw}(equator, equator @ toward > 0, {thin})"]
        return "\n".join(lines)
    if theta.solid == "cylinder":
        if style == "flat":
            lines = [
                "front, back = np.linspace(np.pi, 2 * np.pi, 181), np.linspace(0, np.pi, 181)",
                f'ax.plot(*project(rim(0, front)), "-", {ink})',
                f'ax.plot(*project(rim(0, back)), "{dash}", {ink})',
                f"ax.plot(*project(rim(height, np.linspace(0, 2 * np.pi, 361))), {ink})",
            ]
        else:
            lines = [
                "# rims and outermost generators",
                f"{draw}(rim(0, phi), faces_viewer(phi), {ink})",
                f"{plot.format('rim(height, phi)')}{ink})",
            ]
        return "\n".join(
            [*lines, "for x in (-radius, radius):", f"    {plot.format('[[x, 0, 0], [x, 0, height]]')}{ink})"]
        )
    foot = "[rim(0, np.array([t]))[0], [0, 0, height]]"
    if style == "flat":
        lines = [
            f'ax.plot(*project(rim(0, np.linspace(np.pi - tangent, 2 * np.pi + tangent, 181))), "-", {ink})',
            f'ax.plot(*project(rim(0, np.linspace(tangent, np.pi - tangent, 181))), "{dash}", {ink})',
        ]
    else:
        lines = [
            "# base and the two outermost generators, which touch it",
            f"{draw}(rim(0, phi), faces_viewer(phi), {ink})",
        ]
        if theta.look != "glass" or style == "mplot3d":
            lines.append("tangent = np.arcsin(steepness)")
    return "\n".join([*lines, "for t in (tangent, np.pi - tangent):", f"    {plot.format(foot)}{ink})"])


def flat_body(theta: CrossSections) -> str:
    """Definitions of the flat style: projection, rim, and the angle of the outline of a cone."""
    if theta.solid == "sphere":
        extra = "phi = np.linspace(0, 2 * np.pi, 361)"
        return PROJECT.strip("\n") + "\n\n\n" + extra
    rim = surface(theta).split("\n\n\n")[0]
    text = PROJECT.strip("\n") + "\n\n\n" + rim
    if theta.solid == "cone":
        text += "\n\n\ntangent = np.arcsin(radius / height * np.tan(view))  # where the outline touches the base"
    return text


def flat_section(theta: CrossSections) -> str:
    """The section of the flat style."""
    text = section(theta)
    if theta.solid == "sphere" and _sphere_arc(theta) is not None:
        text = text.replace(
            "\n\n\ndef section",
            "\n# the circle is in front where a + b cos(t - t0) > 0\n"
            "toward = np.array([0, -np.cos(view), np.sin(view)])\n"
            "a = distance * normal @ toward\n"
            "b = rho * np.hypot(across @ toward, along @ toward)\n"
            "t0 = np.arctan2(along @ toward, across @ toward)\n"
            "reach = np.arccos(-a / b)\n\n\ndef section",
        )
    return text


def _sphere_arc(theta: CrossSections) -> float | None:
    """a / b of `flat_section`; None if the circle lies wholly in front or behind."""
    across, along, normal = sphere_frame(theta)
    toward = camera_of(theta).toward
    rho = math.sqrt(theta.radius**2 - theta.distance**2)
    a = theta.distance * float(normal @ toward)
    b = rho * math.hypot(float(across @ toward), float(along @ toward))
    return a / b if abs(a) < b else None


def curve_angles(theta: CrossSections) -> tuple[str, str]:
    """Code of the angles of the visible and the hidden part of a whole circle or ellipse, "" where there is none."""
    if theta.solid == "sphere":
        if _sphere_arc(theta) is None:
            normal = sphere_frame(theta)[2]
            seen = float(normal @ camera_of(theta).toward) > 0
            whole = "np.linspace(0, 2 * np.pi, 361)"
            return (whole, "") if seen else ("", whole)
        return (
            "np.linspace(t0 - reach, t0 + reach, 181)",
            "np.linspace(t0 + reach, t0 + 2 * np.pi - reach, 181)",
        )
    if theta.solid == "cylinder":
        return "np.linspace(np.pi, 2 * np.pi, 181)", "np.linspace(0, np.pi, 181)"
    return (
        "np.linspace(np.pi - tangent, 2 * np.pi + tangent, 181)",
        "np.linspace(tangent, np.pi - tangent, 181)",
    )
