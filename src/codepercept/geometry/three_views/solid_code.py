"""The part of the scripts that declares the solid."""

from __future__ import annotations

import numpy as np

from codepercept.geometry.style import literal
from codepercept.geometry.three_views.cells import cubes
from codepercept.geometry.three_views.measures import Names
from codepercept.geometry.three_views.params import PUZZLES, Layers, ThreeViews
from codepercept.geometry.three_views.sheet import sheet_of

READ_HEIGHTS = """
def stack(heights):
    \"\"\"Cells [x, y, z] of columns of cubes; the first row of heights is the back row.\"\"\"
    heights = np.array(heights)
    return heights[::-1].T[:, :, None] > np.arange(heights.max())
"""


def solid_code(theta: ThreeViews, names: Names) -> str:
    """Declares the solid and its measures."""
    if theta.kind == "cubes":
        return _puzzle(theta) if theta.mode in PUZZLES else _cubes(theta)
    if theta.kind == "turned":
        return _turned(theta)
    length, width, height = theta.size
    lines = []
    if theta.kind == "profile":
        lines += [f"length, width, height = {length}, {width}, {height}  # of the {theta.profile_name}, in mm"]
        if theta.code_style != "drafted":
            lines += ["# corners (x, z) of the front face, counter-clockwise", _corners(theta)]
        return "\n".join(lines)
    lines += [f"length, width, height = {length}, {width}, {height}  # of the block, in mm"]
    if theta.boss:
        lines.append(f"total = height + {theta.boss.height}  # with the boss")
    if theta.code_style == "drafted":
        return "\n".join(lines)
    lines += ["", "# Boxes cut out of the block: from and to along x, y and z"]
    rows = []
    for cut in theta.cuts:
        spans = []
        for low, high, full, name in zip(cut[::2], cut[1::2], theta.size, ("length", "width", "height"), strict=True):
            spans.append(f"({low}, {name if high == full else high})")
        rows.append(f"    ({', '.join(spans)}),")
    lines += ["cuts = [", *rows, "]", ""]
    if theta.wording % 2:
        lines += [
            "# Planes through all corners divide the block into cells",
            "xs = np.unique([0, length] + [e for cut in cuts for e in cut[0]])",
            "ys = np.unique([0, width] + [e for cut in cuts for e in cut[1]])",
            "zs = np.unique([0, height] + [e for cut in cuts for e in cut[2]])",
            'x, y, z = np.meshgrid(*((s[1:] + s[:-1]) / 2 for s in (xs, ys, zs)), indexing="ij")  # centres',
            "filled = np.full(x.shape, True)",
            "for (x0, x1), (y0, y1), (z0, z1) in cuts:",
            "    filled &= ~((x0 < x) & (x < x1) & (y0 < y) & (y < y1) & (z0 < z) & (z < z1))",
        ]
    else:
        lines += [
            "# borders of the cells, and which cells are filled",
            "xs, ys, zs = (np.unique([0, full, *(e for cut in cuts for e in cut[k])])",
            "              for k, full in enumerate((length, width, height)))",
            "filled = np.ones((len(xs) - 1, len(ys) - 1, len(zs) - 1), dtype=bool)",
            "for x, y, z in cuts:",
            "    filled[slice(*np.searchsorted(xs, x)), slice(*np.searchsorted(ys, y)),"
            " slice(*np.searchsorted(zs, z))] = False",
        ]
    lines.append("solid = Solid(filled, xs, ys, zs)" if theta.code_style == "class" else "solid = filled")
    text = "\n".join(lines)
    return text if theta.code_style == "class" else text.replace("solid = filled", "").replace("filled", "solid")


def _corners(theta: ThreeViews) -> str:
    names = ({0: "0", theta.size[0]: "length"}, {0: "0", theta.size[2]: "height"})
    words = [f"({names[0].get(x, x)}, {names[1].get(z, z)})" for x, z in theta.profile]
    rows: list[str] = []
    for word in words:
        if rows and len(rows[-1]) + len(word) < 80:
            rows[-1] += f" {word},"
        else:
            rows.append(f"    {word},")
    return "\n".join(["corners = [", *rows, "]"])


def _turned(theta: ThreeViews) -> str:
    if theta.code_style != "functions":
        return ""
    lines = [
        f"steps = {literal(list(theta.discs))}  # diameter and height of every step in mm, from below",
        "widest = max(diameter for diameter, _ in steps)",
        "total = sum(h for _, h in steps)",
        "mid = widest / 2  # place of the axis",
    ]
    if theta.bore[0]:
        depth = "total" if theta.bore[1] == sum(h for _, h in theta.discs) else theta.bore[1]
        lines.append(f"bore, bore_depth = {theta.bore[0]}, {depth}  # hole along the axis, from the top")
    return "\n".join(lines)


def heights_of(layers: Layers) -> list[list[int]]:
    """Cubes in each column, rows from back to front."""
    counts = np.array([[[int(c) for c in row] for row in layer] for layer in layers]).sum(axis=0)
    return [[int(n) for n in row] for row in counts]


def _cubes(theta: ThreeViews) -> str:
    heaped = cubes(theta.layers).heaped()
    wrapper = "Solid({0})" if theta.code_style == "class" else "{0}"
    if heaped:
        rows = "\n".join(f"    {literal(row)}," for row in heights_of(theta.layers))
        text = f"# cubes on every square of the floor, back row first\nheights = np.array([\n{rows}\n])\n"
        cells = "np.arange(heights.max()) < heights[::-1].T[:, :, None]"
    else:
        text = "# Layers of cubes from the floor upwards; rows from back to front\nlayers = [\n"
        for layer in theta.layers:
            text += f"    {literal(list(layer))},\n"
        text += "]\n"
        cells = 'np.array([[[c == "1" for c in row] for row in layer[::-1]] for layer in layers]).transpose(2, 1, 0)'
    filled = "solid.filled" if theta.code_style == "class" else "solid"
    return text + f"solid = {wrapper.format(cells)}\nlength, width, height = {filled}.shape"


def _puzzle(theta: ThreeViews) -> str:
    """The solid and the candidates of a puzzle, each as column heights."""
    sheet = sheet_of(theta)
    maker = "Solid(stack({0}))" if theta.code_style == "class" else "stack({0})"
    lines = [READ_HEIGHTS.strip("\n"), "", ""]
    needs_solid = bool(sheet.origins) or theta.mode == "which view"
    if needs_solid:
        lines.append(f"solid = {maker.format(literal(heights_of(theta.layers)))}")
        if sheet.origins:
            lines.append(f"length, width, height = solid{'.filled' if theta.code_style == 'class' else ''}.shape")
    lines.append("candidates = {  # letter: solid and where its drawing goes")
    for letter, layers, place in zip("ABCD", theta.candidates, sheet.candidates, strict=False):
        cells = maker.format(literal(heights_of(layers)))
        lines.append(f'    "{letter}": ({cells}, {literal(place)}),')
    return "\n".join([*lines, "}"])
