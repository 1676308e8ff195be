"""Code templates of the cube nets: the same picture as several people would have programmed it.

`§name` is a place that `style.fill` fills.
"""

from __future__ import annotations

FUNCTIONS = '''
§itertools
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import §patches
§imports

# The squares of the net: column, row (counted from below), §mark_comment
net = [
§net_rows
]
§constants


§shapes


def draw_square(ax, corner, right, up, mark, turns):
    """Draw one square; right and up are the pictures of its edges on the page."""
    outline = [corner, corner + right, corner + right + up, corner + up]
    ax.add_patch(Polygon(outline, facecolor=§fill, edgecolor="none"))
    §draw_mark
    return outline


def draw_net(ax):
    cells = [(column, row) for column, row, *_ in net]
    for column, row, mark, turns in net:
        corner = np.array([column, row])
        draw_square(ax, corner, np.array([1, 0]), np.array([0, 1]), mark, turns)
        for beyond, start, end in [
            ((column + 1, row), corner + [1, 0], corner + [1, 1]),
            ((column - 1, row), corner, corner + [0, 1]),
            ((column, row + 1), corner + [0, 1], corner + [1, 1]),
            ((column, row - 1), corner, corner + [1, 0]),
        ]:
            # creases are §crease_word, the outline is solid
            crease = beyond in cells
            §crease_lines
§cube_functions

§figure
draw_net(§net_ax)
§draw_cube
for §axis_loop:
    ax.set_aspect("equal")
    ax.autoscale_view()
    ax.axis("off")
§titles
plt.show()
'''

FLAT = """
import matplotlib.pyplot as plt
from matplotlib.patches import §flat_patches

# The net row by row, seen from above; a dot is an empty place
layout = [
§layout
]
§flat_constants
size = §size  # edge of a square in cm

fig, ax = plt.subplots(figsize=§figsize)

for i, line in enumerate(reversed(layout)):
    for j, key in enumerate(line):
        if key == ".":
            continue
        x, y = j * size, i * size
        ax.add_patch(Rectangle((x, y), size, size, §flat_fill))
        §flat_mark

§flat_edges

ax.set_xlim(-0.3 * size, (len(layout[0]) + 0.3) * size)
ax.set_ylim(-0.3 * size, (len(layout) + 0.3) * size)
ax.set_aspect("equal")
§flat_axis
§titles
plt.show()
"""

FLAT_EDGES = """
# Outer edges are solid, creases between two squares §crease_word
filled = [(j, i) for i, line in enumerate(reversed(layout)) for j, key in enumerate(line) if key != "."]
for j, i in filled:
    x, y = j * size, i * size
    sides = {
        (j - 1, i): ([x, x], [y, y + size]),
        (j + 1, i): ([x + size, x + size], [y, y + size]),
        (j, i - 1): ([x, x + size], [y, y]),
        (j, i + 1): ([x, x + size], [y + size, y + size]),
    }
    for neighbour, (xs, ys) in sides.items():
        if neighbour in filled:
            ax.plot(xs, ys, color="§line", linestyle=§crease_style, linewidth=§crease_width)
        else:
            ax.plot(xs, ys, color="§line", linewidth=§outline_width, solid_capstyle="round")
"""

ROLL = '''
def roll(frame, step):
    """Right, up and outward direction of the next square, with the crease folded back by 90 degrees."""
    right, up, out = frame
    return {
        (1, 0): (-out, up, right),
        (-1, 0): (out, up, -right),
        (0, 1): (right, -out, up),
        (0, -1): (right, out, -up),
    }[step]


def fold():
    """Fold the whole net, beginning with its first square."""
    frames = {0: tuple(np.eye(3))}
    while len(frames) < len(net):
        for a, b in itertools.permutations(range(len(net)), 2):
            step = (net[b][0] - net[a][0], net[b][1] - net[a][1])
            if a in frames and b not in frames and sum(map(abs, step)) == 1:
                frames[b] = roll(frames[a], step)
    return frames


def draw_cube(ax, shown):
    """Draw three faces of the folded cube: left, right and top."""
    frames = fold()
    outward = np.array([frames[k][2] for k in shown])
    # Where these three directions point on isometric paper
    c, s = np.cos(np.pi / 6), np.sin(np.pi / 6)
    page = np.array([[-c, -s], [c, -s], [0, 1]])
    for k in shown:
        right, up, out = frames[k]
        corner = (out - right - up) / 2
        flat = [outward @ vector @ page for vector in (corner, right, up)]
        outline = draw_square(ax, *flat, *net[k][2:])
        ax.add_patch(Polygon(outline, fill=False, edgecolor=line_color, linewidth=§outline_width))
'''

CLASS = '''
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import §patches
§imports

§shapes


class FoldingNet:
    """A net of unit squares whose creases are all bent by the same angle."""

    def __init__(self, squares, base):
        self.squares = squares  # (column, row): (mark, quarter turns)
        self.base = base  # this square stays flat

    def panels(self, degrees):
        """Corner and directions (right, up, outwards) of every square."""
        c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        placed = {self.base: (np.zeros(3), np.eye(3))}
        queue = [self.base]
        for column, row in queue:
            corner, (right, up, out) = placed[column, row]
            left, down = c * right + s * out, c * up + s * out
            around = {
                (column + 1, row): (corner + right, (c * right - s * out, up, c * out + s * right)),
                (column - 1, row): (corner - left, (left, up, c * out - s * right)),
                (column, row + 1): (corner + up, (right, c * up - s * out, c * out + s * up)),
                (column, row - 1): (corner - down, (right, down, c * out - s * up)),
            }
            for cell, panel in around.items():
                if cell in self.squares and cell not in placed:
                    placed[cell] = panel
                    queue.append(cell)
        return placed


def view_matrix(elevation, azimuth):
    """Rows: right and up on the page, and the direction to the viewer."""
    e, a = np.radians(elevation), np.radians(azimuth)
    return np.array([
        [-np.sin(a), np.cos(a), 0],
        [-np.sin(e) * np.cos(a), -np.sin(e) * np.sin(a), np.cos(e)],
        [np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)],
    ])


net = FoldingNet(
    {
§class_squares
    },
    base=§base,
)
view = view_matrix(elevation=§elevation, azimuth=§azimuth)
angles = §angles§angle_comment
§constants

fig, axes = plt.subplots(1, len(angles), figsize=§figsize, sharex=True, sharey=True)
fig.subplots_adjust(left=0.02, right=0.98, top=§row_top, wspace=0.05)
for ax, angle in zip(axes, angles):
    panels = net.panels(angle)

    def nearness(cell):
        corner, (right, up, _) = panels[cell]
        return view[2] @ (corner + (right + up) / 2)

    # Painter's algorithm: the panel farthest from the viewer first
    for cell in sorted(panels, key=nearness):
        mark, turns = net.squares[cell]
        corner3, (right3, up3, out3) = panels[cell]
        corner, right, up = view[:2] @ corner3, view[:2] @ right3, view[:2] @ up3
        printed = view[2] @ out3 > 0  # is the printed side turned towards us?
        outline = [corner, corner + right, corner + right + up, corner + up]
        color = §class_fill
        ax.add_patch(Polygon(outline, facecolor=color, edgecolor=line_color, linewidth=§outline_width,
                             joinstyle="round"))
        §class_mark
    ax.set_aspect("equal")
    ax.autoscale_view()
    ax.axis("off")
    ax.set_title(f"§angle_title", fontsize=11)
§suptitle
plt.show()
'''

SOLID = '''
import matplotlib.pyplot as plt
import numpy as np
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

# Colours of the squares at (column, row) of the net
net = {
§solid_squares
}
base = §base  # the square that stays on the table
steps = §steps  # degrees by which every crease is bent


def fold(angle):
    """Corners of all squares when the creases are bent upwards by an angle."""
    cos, sin = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    corners = {base: np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], dtype=float)}
    todo = [base]
    for col, row in todo:
        a, b, c, d = corners[col, row]  # counter-clockwise from the lower left
        right, up = b - a, d - a
        normal = np.cross(right, up)
        # hinge from p to q, and the direction in which the neighbour leaves it
        hinges = {
            (col + 1, row): (b, c, right, [0, 1, 2, 3]),
            (col - 1, row): (d, a, -right, [2, 3, 0, 1]),
            (col, row + 1): (c, d, up, [3, 0, 1, 2]),
            (col, row - 1): (a, b, -up, [1, 2, 3, 0]),
        }
        for cell, (p, q, away, order) in hinges.items():
            if cell in net and cell not in corners:
                out = cos * away + sin * normal
                loop = [p, p + out, q + out, q]
                corners[cell] = np.array([loop[k] for k in order])
                todo.append(cell)
    return corners


# the same scale in all pictures
points = np.concatenate([square for angle in steps for square in fold(angle).values()])
low, high = points.min(axis=0), points.max(axis=0)

fig = plt.figure(figsize=§figsize)
fig.subplots_adjust(left=0, right=1, bottom=0, top=§row_top, wspace=0)
for i, angle in enumerate(steps):
    ax = fig.add_subplot(1, len(steps), i + 1, projection="3d", proj_type="ortho")
    squares = fold(angle)
    faces = Poly3DCollection([squares[cell] for cell in net], facecolors=[net[cell] for cell in net],
                             edgecolors="§line", linewidths=§outline_width)
    ax.add_collection3d(faces)
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), zlim=(low[2], high[2]))
    ax.set_box_aspect(high - low, zoom=§zoom)
    ax.view_init(elev=§elevation, azim=§azimuth)
    ax.set_axis_off()
    ax.set_title(f"§angle_title", fontsize=11)
§suptitle
plt.show()
'''

LETTER_SHAPES = '''
def shapes_of(mark):
    """Outline of a character, centred at the origin of a unit square."""
    path = TextPath((0, 0), mark, size=§font)
    box = path.get_extents()
    centre = Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2)
    return [centre.transform_path(path)]
'''

DOT_SHAPES = '''
def shapes_of(mark):
    """The spots of a die, placed about the centre of a unit square."""
    d = 0.25
    diagonal = [(-d, -d), (d, d)]
    spots = {
        1: [(0, 0)],
        2: diagonal,
        3: [(0, 0), *diagonal],
        4: [*diagonal, (-d, d), (d, -d)],
        5: [(0, 0), *diagonal, (-d, d), (d, -d)],
        6: [(x, y) for x in (-d, d) for y in (-d, 0, d)],
    }
    return [Path.circle(spot, §radius) for spot in spots[mark]]
'''

SYMBOL_SHAPES = '''
def shapes_of(mark):
    """Outline of a symbol, centred at the origin of a unit square."""
    w = 0.09  # half the width of a bar
    symbols = {
        "circle": Path.circle((0, 0), 0.27),
        "triangle": Path(0.34 * Path.unit_regular_polygon(3).vertices, closed=True),
        "star": Path(0.36 * Path.unit_regular_star(5).vertices, closed=True),
        "diamond": Path([(0, 0.34), (0.22, 0), (0, -0.34), (-0.22, 0), (0, 0.34)], closed=True),
        "arrow": Path([(-w, -0.32), (w, -0.32), (w, 0.05), (0.24, 0.05), (0, 0.34), (-0.24, 0.05),
                       (-w, 0.05), (-w, -0.32)], closed=True),
        "cross": Path([(-w, -0.3), (w, -0.3), (w, -w), (0.3, -w), (0.3, w), (w, w), (w, 0.3), (-w, 0.3),
                       (-w, w), (-0.3, w), (-0.3, -w), (-w, -w), (-w, -0.3)], closed=True),
    }
    return [symbols[mark]]
'''

DRAW_MARK = """
# map the unit square, turned by quarter turns, onto this one
centre = corner + (right + up) / 2
onto = Affine2D(np.array([[right[0], up[0], centre[0]], [right[1], up[1], centre[1]], [0, 0, 1]]))
for shape in shapes_of(mark):
    turned = Affine2D().rotate_deg(90 * turns).transform_path(shape)
    ax.add_patch(PathPatch(onto.transform_path(turned), facecolor=mark_color, edgecolor="none"))
"""
