"""Figure code of the nets of prisms, pyramids and cuboids."""

from __future__ import annotations

import math
import random

import numpy as np

from codepercept.geometry.camera import Array, orthographic, zoom_3d
from codepercept.geometry.cube_nets import solid_templates as templates
from codepercept.geometry.cube_nets.params import FIGURE_SIZES, CubeNets
from codepercept.geometry.cube_nets.unfolding import Net, net_of
from codepercept.geometry.style import PALETTES, fill, literal, rename
from codepercept.geometry.words import Phrasing

EIGHT_COLOURS = (
    ("tomato", "red"), ("gold", "yellow"), ("mediumseagreen", "green"), ("cornflowerblue", "blue"),
    ("orchid", "purple"), ("lightgray", "light grey"), ("sandybrown", "orange"), ("turquoise", "turquoise"),
)  # fmt: skip
CREASES = {"dashed": "--", "dotted": ":", "thin": "-"}
SHARES = ((0.0, 0.5, 0.9), (0.0, 0.4, 0.8), (0.0, 0.3, 0.6, 0.9), (0.2, 0.6, 1.0), (0.0, 0.5, 1.0), (0.1, 0.5))
NAMES: tuple[dict[str, str], ...] = (
    {},
    {"flatten": "lay_flat", "hinges": "joints"},
    {"hinges": "tree", "flat": "placed"},
    {"net": "pieces", "polygon": "regular", "rectangle": "box_side"},
    {"sides": "borders", "triangle": "flap"},
)


def net_for(theta: CubeNets) -> Net:
    """The net of a parameter set.

    Raises:
        ValueError: The pattern has no net without overlapping faces.
    """
    height = 0.0 if theta.solid == "tetrahedron" else theta.height
    width = theta.width if theta.solid == "cuboid" else 0.0
    return net_of(theta.solid, theta.sides, theta.length, width, height, theta.pattern, theta.layout)


def face_keys(theta: CubeNets) -> list[str]:
    """What each face carries: a letter, a digit, or the name of a matplotlib colour."""
    count = len(net_for(theta).body.faces)
    keys = {
        "letters": list("ABCDEFGH"),
        "digits": list("12345678"),
        "colours": [colour for colour, _ in EIGHT_COLOURS],
    }[theta.mark][:count]
    if theta.wording % 3:
        random.Random(f"keys {theta.layout}").shuffle(keys)
    return keys


def face_words(theta: CubeNets) -> list[str]:
    """How a sentence calls each face."""
    named = dict(EIGHT_COLOURS)
    return [f"the {named[key]} face" if theta.mark == "colours" else f"face {key}" for key in face_keys(theta)]


def lids_of(theta: CubeNets) -> tuple[int, int]:
    """Numbers of the sides that base and top hang on in a belt."""
    net = net_for(theta)
    count = len(net.body.faces) - 2
    parents = {child: parent for parent, child in net.hinges}
    if not theta.wrong:
        return parents[count], parents[count + 1]
    # both on the same edge of the belt, apart from each other
    if count == 3:
        return (0, 1) if theta.layout % 2 else (1, 2)
    return (0, 2) if theta.layout % 2 else (count - 3, count - 1)


def panels_of(theta: CubeNets, share: float) -> list[Array]:
    """Corners of the faces, bent by a share, the root on the table."""
    turn = np.array([1, -1, -1]) if theta.upward else np.array([1, 1, 1])
    return [panel * turn for panel in net_for(theta).folded(share)]


def shares_of(theta: CubeNets) -> tuple[float, ...]:
    """The steps of a folding sequence, as shares of the full angles."""
    return SHARES[theta.layout % len(SHARES)]


def solid_script(theta: CubeNets) -> str:
    """The figure code."""
    words = Phrasing(theta.wording, "solid net code")
    values = _values(theta, words)
    template = {"unfold": templates.UNFOLD, "attach": templates.ATTACH, "hinges": templates.HINGES}[theta.code_style]
    return rename(fill(template, values), words.pick(*NAMES))


def _values(theta: CubeNets, words: Phrasing) -> dict[str, object]:
    net, keys, palette = net_for(theta), face_keys(theta), PALETTES[theta.palette]
    coloured = theta.mark == "colours"
    beside = theta.mode == "cube"
    width, height = FIGURE_SIZES[theta.figure]
    ax = "net_ax" if beside else "ax"
    font, dash = words.pick(12, 14, 16), CREASES[theta.crease]
    values: dict[str, object] = {
        "values": _constants(theta),
        "solid": _solid(theta, net, keys),
        "hinges": _hinges(net, keys),
        "ax": ax,
        "face_fill": "name" if coloured else f'"{palette.top}"',
        "line": palette.edge,
        "dash_if_shared": "" if dash == "-" else f' "{dash}" if count == 2 else "-",',
        "dash_if_fold": "" if dash == "-" else f' "{dash}" if fold else "-",',
        "crease_width": literal(round(0.6 * theta.line_width, 2)),
        "outline_width": literal(theta.line_width),
        "font": font,
        "figsize": literal((width, height)),
        "paper": "",
        "title": f"ax.set_title({literal(theta.title)})" if theta.title else "",
        "suptitle": f"fig.suptitle({literal(theta.title)})\nfig.subplots_adjust(top=0.8)" if theta.title else "",
        "elevation": theta.elevation,
        "azimuth": theta.azimuth,
        "letters": "" if coloured else fill(templates.LETTERS, {"ax": ax, "font": font}).replace("ax.", "    ax.", 0),
        "attach_letters": "" if coloured else fill(templates.ATTACH_LETTERS, {"font": font}),
        "figure": f"fig, ax = plt.subplots(figsize={literal((width, height))})",
        "picture": "",
        "finish": 'ax.set_aspect("equal")\nax.margins(0.08)\nax.axis("off")'
        + (f"\nax.set_title({literal(theta.title)})" if theta.title else "") + "\nplt.show()",
    }  # fmt: skip
    if not coloured:
        values["letters"] = "    " + str(values["letters"]).strip()
    if beside:
        letter = (
            "pass"
            if coloured
            else f'solid_ax.text(*page[face].mean(axis=0), name, ha="center", va="center", fontsize={font})'
        )
        picture = fill(templates.PICTURE, {**values, "solid_letter": letter})
        values["picture"] = picture.replace("        pass\n", "")
        values["figure"] = (
            f"fig, (net_ax, solid_ax) = plt.subplots(1, 2, figsize={literal((round(1.7 * width, 1), height))})"
        )
        values["finish"] = (
            "for ax in (net_ax, solid_ax):\n"
            '    ax.set_aspect("equal")\n    ax.margins(0.08)\n    ax.axis("off")'
            + (f"\nfig.suptitle({literal(theta.title)})" if theta.title else "")
            + "\nplt.show()"
        )
    if theta.code_style == "attach":
        values |= _attach(theta, keys)
    if theta.code_style == "hinges":
        values |= _folding(theta, keys, words)
    return values


def _hinges(net: Net, keys: list[str]) -> str:
    """The hinges as a list of pairs, three to a line where one line is too short."""
    pairs = [f"({literal(keys[p])}, {literal(keys[c])})" for p, c in net.hinges]
    if len(", ".join(pairs)) < 60:
        return f"[{', '.join(pairs)}]"
    rows = [", ".join(pairs[k : k + 3]) + "," for k in range(0, len(pairs), 3)]
    return "[\n" + "".join(f"    {row}\n" for row in rows) + "]"


def _constants(theta: CubeNets) -> str:
    if theta.solid == "cuboid":
        return f"length, width, height = {literal(theta.length)}, {literal(theta.width)}, {literal(theta.height)}"
    lines = [f"edge = {literal(theta.length)}"]
    if theta.solid == "tetrahedron":
        lines[0] += "  # all edges of the tetrahedron"
    else:
        lines = [f"n = {theta.sides}  # sides of the base", *lines, f"height = {literal(theta.height)}"]
    return "\n".join(lines)


def _solid(theta: CubeNets, net: Net, keys: list[str]) -> str:
    if theta.solid == "cuboid":
        lines = [
            "base = [(0, 0), (length, 0), (length, width), (0, width)]",
            "vertices = np.array([(x, y, z) for z in (0, height) for x, y in base], dtype=float)",
        ]
    else:
        count = "n" if theta.solid != "tetrahedron" else "3"
        lines = [
            f"t = 2 * np.pi * np.arange({count}) / {count}",
            f"radius = edge / (2 * np.sin(np.pi / {count}))",
            "base = np.column_stack([radius * np.cos(t), radius * np.sin(t), 0 * t])",
        ]
        top = "[0, 0, height]" if theta.solid == "pyramid" else "[0, 0, edge * np.sqrt(2 / 3)]"
        if theta.solid == "prism":
            lines.append("vertices = np.vstack([base, base + np.array([0, 0, height])])")
        else:
            lines.append(f"vertices = np.vstack([base, {top}])")
    rows = "\n".join(
        f"    {literal(key)}: {literal(list(face))}," for key, face in zip(keys, net.body.faces, strict=True)
    )
    return "\n".join([*lines, "# corners of the faces, counter-clockwise seen from outside", f"faces = {{\n{rows}\n}}"])


def _attach(theta: CubeNets, keys: list[str]) -> dict[str, object]:
    names = literal(keys) if theta.mark == "colours" else literal("".join(keys))
    if theta.solid in ("pyramid", "tetrahedron"):
        functions = templates.POLYGON + "\n" + templates.TRIANGLE
        if theta.solid == "tetrahedron":
            height = "slant = edge * np.sqrt(3) / 2  # height of the triangles"
            count = "3"
        else:
            count = "n"
            height = (
                "apothem = edge / (2 * np.tan(np.pi / n))\nslant = np.hypot(height, apothem)  # height of the triangles"
            )
        if theta.wrong:
            height = f"slant = {literal(short_slant(theta))}  # height of the triangles"
        code = (
            f"{height}\nbase = polygon(0, edge, {count})\nnames = {names}\n"
            f"net = {{names[k]: triangle(base[(k + 1) % {count}], base[k], slant) for k in range({count})}}\n"
            f"net[names[{count}]] = base"
        )
        return {"attach_functions": functions, "attach_net": code, "values": _without_height(theta)}
    low, high = lids_of(theta)
    if theta.solid == "prism":
        functions = templates.POLYGON + "\n" + templates.RECTANGLE
        second = f"polygon({high} * edge + 1j * height, {high + 1} * edge + 1j * height, n)"
        first = f"polygon({low + 1} * edge, {low} * edge, n)  # below the row"
        if theta.wrong:
            first = f"polygon({low} * edge + 1j * height, {low + 1} * edge + 1j * height, n)"
        code = (
            f"names = {names}\n"
            "net = {names[k]: rectangle(k * edge, (k + 1) * edge, height) for k in range(n)}\n"
            f"net[names[n]] = {first}\nnet[names[n + 1]] = {second}"
        )
        return {"attach_functions": functions, "attach_net": code}
    depth = ("width", "length")
    first = f"rectangle(x[{low + 1}], x[{low}], {depth[low % 2]})  # below the row"
    if theta.wrong:
        first = f"rectangle(x[{low}] + 1j * height, x[{low + 1}] + 1j * height, {depth[low % 2]})"
    code = (
        "x = np.cumsum([0, length, width, length, width])\n"
        f"names = {names}\n"
        "net = {names[k]: rectangle(x[k], x[k + 1], height) for k in range(4)}\n"
        f"net[names[4]] = {first}\n"
        f"net[names[5]] = rectangle(x[{high}] + 1j * height, x[{high + 1}] + 1j * height, {depth[high % 2]})"
    )
    return {"attach_functions": templates.RECTANGLE, "attach_net": code}


def short_slant(theta: CubeNets) -> float:
    """Height of side triangles that are too low to meet over the base."""
    n = theta.sides if theta.solid != "tetrahedron" else 3
    return round(0.75 * theta.length / (2 * math.tan(math.pi / n)), 2)


def _without_height(theta: CubeNets) -> str:
    """Constants of a pyramid's star; a net that does not close has no height."""
    lines = _constants(theta).split("\n")
    return "\n".join(line for line in lines if not (theta.wrong and line.startswith("height")))


def _folding(theta: CubeNets, keys: list[str], words: Phrasing) -> dict[str, object]:
    shares = shares_of(theta)
    title = words.pick(
        'f"{100 * share:.0f}% closed"', 'f"step {place}"', '"flat" if share == 0 else f"{share:.0%} folded"'
    )
    if "flat" in title and 0.0 not in shares:
        title = 'f"{share:.0%} folded"'
    return {
        "shares": f"shares = {literal(list(shares))}  # 0 is flat, 1 is closed",
        "figsize": literal((round(3.3 * len(shares), 1), 3.8)),
        "upward": "-net.normals[root]" if theta.upward else "net.normals[root]",
        "zoom": literal(round(min(_zoom(theta, share) for share in shares), 2)),
        "step_title": title,
    }


def _zoom(theta: CubeNets, share: float) -> float:
    return zoom_3d(np.vstack(panels_of(theta, share)), orthographic(theta.elevation, theta.azimuth), 0.95)
