"""Pieces of figure code that the scripts of all cross-sections share, or that depend on the solid only."""

from __future__ import annotations

from codepercept.geometry.cross_sections.params import DOUBLE_SIZES, SINGLE_SIZES, CrossSections, oblique_of
from codepercept.geometry.polyhedra.solids_scripts import RING
from codepercept.geometry.style import PALETTES, literal
from codepercept.geometry.words import Phrasing

FLATTEN = '''

def flatten(points):
    """Picture of points of space on the page."""
    return points @ np.column_stack([right, up])

'''

ALPHA = {"tint": 0.35, "hatch": 0.12, "strong": 0.6}
"""Opacity of the section's fill."""


def parameters(theta: CrossSections) -> str:
    """The named measures on top of the script of a polyhedron."""
    edge, height = literal(theta.edge), literal(theta.height)
    if theta.solid == "cuboid":
        lines = [f"length, width, height = {edge}, {literal(theta.width)}, {height}"]
    else:
        based = theta.solid in ("prism", "pyramid", "frustum")
        lines = [f"n = {theta.sides}  # corners of the base"] if based else []
        lines.append(f"edge = {edge}" + ("  # of the base" if based else ""))
        if theta.solid == "frustum":
            lines.append(f"top_edge = {literal(theta.top_edge)}")
        if based:
            lines.append(f"height = {height}")
    if theta.projection == "oblique":
        lines.append(f"slope, depth = np.radians({oblique_of(theta)[1]}), 0.5  # receding edges: angle and shortening")
    else:
        lines.append(f"elev, azim = {theta.elevation}, {theta.azimuth}  # direction of the viewer in degrees")
    return "\n".join(lines)


def camera(theta: CrossSections) -> str:
    """Code that defines right, up, toward and flatten."""
    if theta.projection == "oblique":
        sign = "" if oblique_of(theta)[0] == "right" else "-"
        head = (
            "# cabinet projection: the front face keeps its shape\n"
            f"right = np.array([1, {sign}depth * np.cos(slope), 0])\n"
            "up = np.array([0, depth * np.sin(slope), 1])\n"
            "toward = np.cross(right, up)  # direction to the viewer"
        )
    else:
        head = (
            "# parallel projection: right and up on the page, and the direction to the viewer\n"
            "lat, lon = np.radians([elev, azim])\n"
            "right = np.array([-np.sin(lon), np.cos(lon), 0])\n"
            "up = np.array([-np.sin(lat) * np.cos(lon), -np.sin(lat) * np.sin(lon), np.cos(lat)])\n"
            "toward = np.cross(right, up)"
        )
    return head + "\n" + FLATTEN


def build(theta: CrossSections) -> str:
    """Code that defines `vertices`."""
    if theta.solid in ("cube", "cuboid"):
        x, y, z = ("edge",) * 3 if theta.solid == "cube" else ("length", "width", "height")
        return (
            f"base = [(0, 0), ({x}, 0), ({x}, {y}), (0, {y})]\n"
            f"vertices = np.array([(x, y, z) for z in (0, {z}) for x, y in base], dtype=float)"
        )
    if theta.solid == "tetrahedron":
        return (
            "r = edge / np.sqrt(3)  # circumradius of the base\n"
            "t = np.radians([0, 120, 240])\n"
            "base = np.column_stack([r * np.cos(t), r * np.sin(t), np.zeros(3)])\n"
            "vertices = np.vstack([base, [0, 0, edge * np.sqrt(2 / 3)]])"
        )
    if theta.solid == "octahedron":
        return (
            "a = edge / np.sqrt(2)  # distance of the vertices from the centre\n"
            "vertices = a * np.array([(1, 0, 0), (0, 1, 0), (-1, 0, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)])"
        )
    ring = RING.strip("\n") + "\n\n\n"
    rows = {
        "prism": "ring(edge, 0), ring(edge, height)",
        "pyramid": "ring(edge, 0), [0, 0, height]",
        "frustum": "ring(edge, 0), ring(top_edge, height)",
    }[theta.solid]
    return ring.replace(", turn=0", "").replace("turn + ", "") + f"vertices = np.vstack([{rows}])"


def faces(theta: CrossSections) -> str:
    """Code that defines `faces` as lists of vertex numbers in order around each face."""
    words = Phrasing(theta.wording, "cross sections faces")
    if theta.solid in ("cube", "cuboid"):
        return words.pick(
            "faces = [[0, 1, 2, 3], [4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7]]",
            "faces = [[0, 1, 2, 3], [4, 5, 6, 7]] + [[i, (i + 1) % 4, (i + 1) % 4 + 4, i + 4] for i in range(4)]",
        )
    if theta.solid == "tetrahedron":
        return "faces = [[0, 1, 2], [0, 1, 3], [1, 2, 3], [2, 0, 3]]"
    if theta.solid == "octahedron":
        return "faces = [[i, (i + 1) % 4, apex] for apex in (4, 5) for i in range(4)]"
    if theta.solid == "pyramid":
        return "faces = [list(range(n))] + [[i, (i + 1) % n, n] for i in range(n)]  # base and side triangles"
    return (
        "bottom, top = list(range(n)), list(range(n, 2 * n))\n"
        "faces = [bottom, top] + [[i, (i + 1) % n, n + (i + 1) % n, n + i] for i in range(n)]"
    )


def figure(theta: CrossSections, solid: bool = False) -> str:
    """Code that makes the figure and its axes: `ax`, and `ax2` for the true shape."""
    size = literal((DOUBLE_SIZES if theta.true_shape else SINGLE_SIZES)[theta.figure])
    if solid:
        places = ("121, ", "\nax2 = fig.add_subplot(122)") if theta.true_shape else ("", "")
        code = (
            f"fig = plt.figure(figsize={size})\n"
            f'ax = fig.add_subplot({places[0]}projection="3d", proj_type="ortho", computed_zorder=False){places[1]}'
        )
    elif theta.true_shape:
        code = f"fig, (ax, ax2) = plt.subplots(1, 2, figsize={size})"
    else:
        code = f"fig, ax = plt.subplots(figsize={size})"
    if theta.paper == "cream":
        code += '\nfig.set_facecolor("#fbf5e6")' + ('\nax.set_facecolor("#fbf5e6")' if solid else "")
    return code


def finish(
    theta: CrossSections, solid: bool = False, room: tuple[float, float] = (1, 1), shape: tuple[float, float] = (1, 1)
) -> str:
    """Code that sets aspect, margins and title.

    Args:
        theta: The parameters.
        solid: True for mplot3d axes, which need no aspect.
        room: Width and height of the picture of the solid, in any unit.
        shape: The same of the true shape.
    """
    lines = []
    axes = [] if solid else [("ax", margins(room))]
    if theta.true_shape:
        axes.append(("ax2", margins(shape, 0.11 if theta.round else 0.145)))
    if len(axes) == 2 and axes[0][1] == axes[1][1]:
        margin = axes[0][1]
        lines = [
            "for each in (ax, ax2):",
            '    each.set_aspect("equal")',
            f"    each.margins({margin})",
            '    each.axis("off")',
        ]
    else:
        for name, margin in axes:
            lines += [f'{name}.set_aspect("equal")', f"{name}.margins({margin})", f'{name}.axis("off")']
    if theta.title:
        lines.append(f"{'fig.suptitle' if theta.true_shape else 'ax.set_title'}({literal(theta.title)})")
    top = 0.98
    if theta.true_shape:
        top -= 0.07 * bool(theta.title) + 0.07 * bool(shape_title(theta))
    else:
        top -= 0.08 * bool(theta.title) + 0.02 * (solid and bool(theta.title))
    lines.append(f"fig.subplots_adjust(left=0.02, right=0.98, bottom=0.03, top={literal(round(top, 2))})")
    return "\n".join(lines)


def margins(extent: tuple[float, float], room: float = 0.11) -> str:
    """Margins that leave `room` (share of the larger side) for texts around a picture of the given width and height."""
    size = max(extent)
    x, y = (round(max(0.12, room * size / side), 2) for side in extent)
    return literal(x) if x == y else f"{literal(x)}, {literal(y)}"


def shape_title(theta: CrossSections) -> str:
    """Text over the true shape, may be empty."""
    words = Phrasing(theta.wording, "cross sections shape title")
    return words.pick("true shape", "section in true shape", "True shape of the section", "", "")


def fill_style(theta: CrossSections) -> str:
    """Keyword arguments of a filled section."""
    accent = PALETTES[theta.palette].accent
    hatch = ', hatch="///"' if theta.fill == "hatch" else ""
    if theta.fill == "hatch":
        return f'facecolor="none", edgecolor="{accent}"{hatch}, linewidth=0'
    return f'color="{accent}", alpha={ALPHA[theta.fill]}, linewidth=0'


def grid(theta: CrossSections, points: str) -> str:
    """Squared paper with unit squares under the true shape."""
    if theta.paper != "grid":
        return ""
    return (
        "# squared paper, one square per unit\n"
        f"x0, y0 = np.floor({points}.min(axis=0)) - 1\n"
        f"x1, y1 = np.ceil({points}.max(axis=0)) + 1\n"
        'ax2.vlines(np.arange(x0, x1 + 1), y0, y1, color="#c9dcea", lw=0.6, zorder=0)\n'
        'ax2.hlines(np.arange(y0, y1 + 1), x0, x1, color="#c9dcea", lw=0.6, zorder=0)'
    )
