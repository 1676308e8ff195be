"""Code templates of the cube stacks: the same picture as several people would have programmed it.

`§name` is a place that `style.fill` fills.
"""

from __future__ import annotations

FUNCTIONS = '''
import numpy as np
import matplotlib.pyplot as plt
from matplotlib.patches import Polygon
§tones_import

# Number of cubes on each square of the floor, back row first
heights = §heights
§removed

§colours
§view_constants


def project(x, y, z):
    """§view_doc"""
    §project_body


def draw_face(ax, corners, color):
    ax.add_patch(Polygon([project(*c) for c in corners], facecolor=color,
                         edgecolor=edge_color, linewidth=§line_width, joinstyle="round"))


def draw_cube(ax, x, y, z):
    """Draw the three faces of a unit cube that can face the viewer."""
    top = [(x, y, z + 1), (x + 1, y, z + 1), (x + 1, y + 1, z + 1), (x, y + 1, z + 1)]
    front = [(x, y, z), (x + 1, y, z), (x + 1, y, z + 1), (x, y, z + 1)]
    side = [(§side_x, y, z), (§side_x, y + 1, z), (§side_x, y + 1, z + 1), (§side_x, y, z + 1)]
    §face_colours
    draw_face(ax, front, front_fill)
    draw_face(ax, side, side_fill)
    draw_face(ax, top, top_fill)


§figure
rows, cols = len(heights), len(heights[0])
§paper_functions
§floor_functions

# Back to front, so that nearer cubes cover the ones behind them
for r, row in enumerate(heights):
    y = rows - 1 - r
    for x in §column_order:
        for z in range(row[x]):
            §skip_functions
            draw_cube(ax, x, y, z)
§ghost_functions
§marks_functions
§front_functions

ax.set_aspect("equal")
ax.autoscale_view()
ax.margins(0.06)
ax.axis("off")
§plan
§title
plt.show()
'''

FLAT = """
import matplotlib.pyplot as plt
import numpy as np
§tones_import

# ---- the stack: heights of the columns, row by row from back to front ----
heights = np.array(§heights)
§removed
§colours_flat

# ---- the view: where one step in x, y and z goes on the page ----
§view_flat

n_rows, n_cols = heights.shape
fig = plt.figure(figsize=§figsize)
ax = fig.add_subplot()

§paper_flat
§floor_flat
for i in range(n_rows):
    for j in §column_order_flat:
        # lower corner of the column at the back left
        base = j * ex + (n_rows - 1 - i) * ey
        for k in range(heights[i, j]):
            §skip_flat
            p = base + k * ez
            §side_flat
            §shade_flat
            faces = [
                (np.array([p, p + ex, p + ex + ez, p + ez]), front_c),
                (np.array([§s, §s + ey, §s + ey + ez, §s + ez]), side_c),
                (np.array([p + ez, p + ex + ez, p + ex + ey + ez, p + ey + ez]), top_c),
            ]
            for corners, c in faces:
                ax.fill(corners[:, 0], corners[:, 1], facecolor=c, edgecolor=line_c, lw=§line_width)
§ghost_flat
§marks_flat
§front_flat

ax.set_aspect("equal")
ax.set_axis_off()
§title
plt.tight_layout()
plt.show()
"""

CLASS = '''
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import PolyCollection
§tones_import


class CubeStack:
    """Unit cubes piled up on a floor plan (rows from back to front)."""

    def __init__(self, heights§class_argument):
        self.heights = heights
        §class_removed
        self.depth = len(heights)
        self.width = len(heights[0])

    def cubes(self):
        """Yield the cubes from back to front and from bottom to top."""
        for r, row in enumerate(self.heights):
            for x in §column_order_class:
                for z in range(row[x]):
                    §skip_class
                    yield x, self.depth - 1 - r, z

    def faces(self, x, y, z):
        """Corners of the front, side and top face of one cube."""
        front = [(x, y, z), (x + 1, y, z), (x + 1, y, z + 1), (x, y, z + 1)]
        side = [(§side_x, y, z), (§side_x, y + 1, z), (§side_x, y + 1, z + 1), (§side_x, y, z + 1)]
        top = [(x, y, z + 1), (x + 1, y, z + 1), (x + 1, y + 1, z + 1), (x, y + 1, z + 1)]
        return {"front": front, "side": side, "top": top}


class View:
    """§view_doc"""

    §view_class


§removed
stack = CubeStack([
§heights_rows
]§class_value)
§colours_class

polygons, fills = [], []
view = View(§view_args)
§floor_class
for x, y, z in stack.cubes():
    §layer_class
    for name, corners in stack.faces(x, y, z).items():
        polygons.append([view.project(c) for c in corners])
        fills.append(§fill_class)

fig, ax = plt.subplots(figsize=§figsize)
§paper_class
ax.add_collection(PolyCollection(polygons, facecolors=fills, edgecolors=edge_color, linewidths=§line_width))
§ghost_class
§marks_class
§front_class
ax.set_aspect("equal")
ax.autoscale_view()
ax.axis("off")
§title
plt.show()
'''

VOXELS = """
import matplotlib.pyplot as plt
import numpy as np
§light_import

# Height of every column; the first row of the list is the back row
heights = np.array(§heights)

# voxels() wants filled[x, y, z] with y growing away from the front
columns = heights[::-1].T
levels = np.arange(heights.max())
filled = columns[:, :, None] > levels
§removed_voxels

§colours_voxels

fig = plt.figure(figsize=§figsize)
ax = fig.add_subplot(projection="3d")
ax.voxels(filled, facecolors=colors, edgecolors=edge_color, linewidth=§line_width, shade=§shade§light)

nx, ny, nz = filled.shape
ax.set(xlim=(0, nx), ylim=(0, ny), zlim=(0, nz))
ax.set_box_aspect((nx, ny, nz)§zoom)
ax.set_proj_type("ortho")
ax.view_init(elev=§elevation, azim=§azimuth)
§axes_3d
§title
plt.show()
"""

POLY3D = '''
import matplotlib.pyplot as plt
§poly3d_numpy
§tones_import
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

§plan_name = §heights  # cubes per square, back row first
§removed
elev, azim = §elevation, §azimuth  # seen from the front, a little from the §side
§colours_poly3d

rows, cols = len(§plan_name), len(§plan_name[0])


def height(x, y):
    """Cubes on the square (x, y); y = 0 is the front row, outside the plan there are none."""
    if 0 <= x < cols and 0 <= y < rows:
        return §plan_name[rows - 1 - y][x]
    return 0

§filled_poly3d

# Only faces that touch no other cube are drawn
faces, face_colors = [], []
for x in range(cols):
    for y in range(rows):
        for z in range(height(x, y)):
            §skip_poly3d
            §shade_poly3d
            if §open_front:
                faces.append([(x, y, z), (x + 1, y, z), (x + 1, y, z + 1), (x, y, z + 1)])
                face_colors.append(front_color)
            if §open_side:
                faces.append([(§side_x, y, z), (§side_x, y + 1, z), (§side_x, y + 1, z + 1), (§side_x, y, z + 1)])
                face_colors.append(side_color)
            if §open_top:
                faces.append([(x, y, z + 1), (x + 1, y, z + 1),
                              (x + 1, y + 1, z + 1), (x, y + 1, z + 1)])
                face_colors.append(top_color)

fig = plt.figure(figsize=§figsize)
ax = fig.add_subplot(111, projection="3d", proj_type="ortho")
ax.add_collection3d(Poly3DCollection(faces, facecolors=face_colors, edgecolors=line_color,
                                     linewidths=§line_width))

tallest = max(max(row) for row in §plan_name)
ax.set_xlim(0, cols)
ax.set_ylim(0, rows)
ax.set_zlim(0, tallest)
ax.set_box_aspect((cols, rows, tallest)§zoom)
ax.view_init(elev, azim)
§marks_3d
§axes_3d
§title
plt.show()
'''
