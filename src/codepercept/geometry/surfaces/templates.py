"""Code templates of the surfaces and regions. `§name` is a place that `style.fill` fills."""

from __future__ import annotations

MPLOT3D = """
import matplotlib.pyplot as plt
import numpy as np

# §comment
§values
§mesh

fig = plt.figure(figsize=§figsize)
ax = fig.add_subplot(projection="3d", proj_type="ortho", computed_zorder=False)
§paper
ax.plot_surface(x, y, z, §skin)

§extras_3d

§axes_3d
limits = np.array([ax.get_xlim(), ax.get_ylim(), ax.get_zlim()])
ax.set_box_aspect(np.ptp(limits, axis=1), zoom=§zoom)
ax.view_init(elev=§elevation, azim=§azimuth)
§title
plt.show()
"""

MESH = """
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import PolyCollection
§imports

# §comment
§values
§mesh
points = np.stack([x, y, z], axis=2)

# parallel projection, seen from elevation §elevation° and azimuth §azimuth°
elev, azim = np.radians([§elevation, §azimuth])
toward = np.array([np.cos(elev) * np.cos(azim), np.cos(elev) * np.sin(azim), np.sin(elev)])
right = np.array([-np.sin(azim), np.cos(azim), 0])
view = np.array([right, np.cross(toward, right)])

# cells of the mesh from back to front: near ones cover what lies behind them
cells = np.stack([points[:-1, :-1], points[1:, :-1], points[1:, 1:], points[:-1, 1:]], axis=2).reshape(-1, 4, 3)
cells = cells[np.argsort((cells @ toward).mean(axis=1))]

§visible

fig, ax = plt.subplots(figsize=§figsize)
§paper
§skin_mesh

§extras

§axes

ax.set_aspect("equal")
ax.autoscale_view()
ax.margins(0.1)
ax.axis("off")
§title
plt.show()
"""

PAINTER = '''
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import PolyCollection
§imports

§values


def surface(u, v):
    """§doc"""
§surface_body
    return np.array([x, y, z])


def direction(elevation, azimuth):
    """Unit vector towards a viewer."""
    e, a = np.radians([elevation, azimuth])
    return np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])


def patches(count_u, count_v):
    """Corners of the cells of a mesh, shape (cells, 4, 3)."""
    u, v = np.meshgrid(np.linspace(§u_start, §u_stop, count_u + 1), np.linspace(§v_start, §v_stop, count_v + 1))
    p = np.moveaxis(surface(u, v), 0, -1)
    return np.stack([p[:-1, :-1], p[1:, :-1], p[1:, 1:], p[:-1, 1:]], axis=2).reshape(-1, 4, 3)


toward = direction(§elevation, §azimuth)
right = np.cross([0, 0, 1], toward)
right = right / np.linalg.norm(right)
view = np.array([right, np.cross(toward, right)])
cells = patches(§u_steps, §v_steps)
cells = cells[np.argsort((cells @ toward).mean(axis=1))]  # painter's algorithm: far cells first

§visible

fig, ax = plt.subplots(figsize=§figsize)
§paper
§skin_mesh

§extras

§axes

ax.set_aspect("equal")
ax.autoscale_view()
ax.margins(0.1)
ax.set_axis_off()
§title
plt.show()
'''

CLASS = '''
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import PolyCollection
§imports


class ParametricSurface:
    """A surface r(u, v) over a rectangle of parameters."""

    def __init__(self, r, u_range, v_range):
        self.r = r
        self.u_range, self.v_range = u_range, v_range

    def mesh(self, nu, nv):
        """Quadrilaterals of a mesh, shape (nu * nv, 4, 3)."""
        grid = np.meshgrid(np.linspace(*self.u_range, nu + 1), np.linspace(*self.v_range, nv + 1))
        p = np.stack(self.r(*grid), axis=-1)
        quads = np.stack([p[:-1, :-1], p[1:, :-1], p[1:, 1:], p[:-1, 1:]], axis=2)
        return quads.reshape(-1, 4, 3)


§values


def surface(u, v):
§surface_body
    return np.array([x, y, z])


shape = ParametricSurface(surface, (§u_start, §u_stop), (§v_start, §v_stop))

e, a_ = np.radians([§elevation, §azimuth])
toward = np.array([np.cos(e) * np.cos(a_), np.cos(e) * np.sin(a_), np.sin(e)])
right = np.array([-np.sin(a_), np.cos(a_), 0])
view = np.array([right, np.cross(toward, right)])

cells = shape.mesh(§u_steps, §v_steps)
depth = (cells @ toward).mean(axis=1)
cells = cells[np.argsort(depth)]

§visible

fig = plt.figure(figsize=§figsize)
ax = fig.add_subplot(aspect="equal")
§paper
§skin_mesh

§extras

§axes

ax.autoscale_view()
ax.margins(0.1)
ax.axis("off")
§title
plt.show()
'''

VISIBLE = '''
def visible(p):
    """True if no piece of the surface lies between the point and the viewer."""
    triangles = np.concatenate([cells[:, :3], cells[:, [0, 2, 3]]])
    flat, depth = triangles @ view.T, triangles @ toward
    e1, e2, q = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0], view @ p - flat[:, 0]
    det = e1[:, 0] * e2[:, 1] - e1[:, 1] * e2[:, 0]
    det[abs(det) < 1e-12] = np.inf  # seen edge on
    s = (q[:, 0] * e2[:, 1] - q[:, 1] * e2[:, 0]) / det
    t = (e1[:, 0] * q[:, 1] - e1[:, 1] * q[:, 0]) / det
    hit = np.isfinite(det) & (s >= 0) & (t >= 0) & (s + t <= 1)
    above = depth[:, 0] + s * (depth[:, 1] - depth[:, 0]) + t * (depth[:, 2] - depth[:, 0])
    return not np.any(hit & (above > toward @ p + §clearance))
'''

LIT = """
# brightness from the angle between each cell and the light
normals = np.cross(cells[:, 2] - cells[:, 0], cells[:, 3] - cells[:, 1])
norms = np.linalg.norm(normals, axis=1)
light = view[1] + 0.6 * toward - 0.4 * view[0]
shade = abs(normals @ light) / (np.where(norms > 0, norms, 1) * np.linalg.norm(light))
colors = np.clip(np.outer(0.45 + 0.55 * shade, to_rgb("§base")), 0, 1)
ax.add_collection(PolyCollection(cells @ view.T, facecolors=colors, edgecolors=§cell_edge, linewidths=§cell_width))
"""

LINES = """
ax.add_collection(PolyCollection(cells @ view.T, facecolors="§base", edgecolors="§edge", linewidths=§cell_width))
"""

AXES = """
# coordinate axes, dotted where the surface hides them
for k, name in enumerate("xyz"):
    line = np.linspace(0, §reach[k], 80)[:, None] * np.eye(3)[k]
    seen = np.array([visible(p) for p in line])
    flat = line @ view.T
    ax.plot(*np.where(seen[:, None], flat, np.nan).T, color="0.2", linewidth=0.9)
    ax.plot(*np.where(seen[:, None], np.nan, flat).T, ":", color="0.35", linewidth=0.9)
    ax.annotate("", flat[-1], flat[-2], arrowprops=dict(arrowstyle="->", color="0.2", shrinkA=0, shrinkB=0))
    ax.text(*(flat[-1] * 1.08), name, ha="center", va="center", style="italic")
"""

BOUNDARY = """
# §boundary_note
s = np.linspace(0, 2 * np.pi, 181)
§boundary_code
rim = np.column_stack([x, y, z])
seen = np.array([visible(p) for p in rim])
flat = rim @ view.T
ax.plot(*np.where(seen[:, None], flat, np.nan).T, color="§accent", linewidth=§rim_width)
ax.plot(*np.where(seen[:, None], np.nan, flat).T, "--", color="§accent", linewidth=§rim_width)
"""

ORIENTATION = """
# an arrow for its orientation
k = §arrow_at
ax.annotate("", flat[k + 5], flat[k], arrowprops=dict(arrowstyle="-|>", color="§accent", mutation_scale=18,
                                                      shrinkA=0, shrinkB=0))
"""

ORIENTATION_3D = """
# an arrow for its orientation
k = §arrow_at
tail, tip = np.array([[x[k], y[k], z[k]], [x[k + 12], y[k + 12], z[k + 12]]])
ax.quiver(*tail, *(tip - tail), color="§accent", linewidth=§rim_width, arrow_length_ratio=0.9)
"""

BOUNDARY_3D = """
# §boundary_note
s = np.linspace(0, 2 * np.pi, 181)
§boundary_code
ax.plot(x, y, z, color="§accent", linewidth=§rim_width)
"""

ARROWS = """
# §arrows_note
d, length = 1e-4, §length
for u0 in np.linspace(§u_start, §u_stop, §arrows_u):
    for v0 in np.linspace(§v_start, §v_stop, §arrows_v):
        p = surface(u0, v0)
        along_u = surface(u0 + d, v0) - surface(u0 - d, v0)
        along_v = surface(u0, v0 + d) - surface(u0, v0 - d)
        normal = np.cross(along_u, along_v)
        normal = §upright_normal / np.linalg.norm(normal)
§field
§draw_arrow
"""

DRAW_ARROW = """
        if normal @ toward > 0.1 and visible(p + 0.02 * normal):
            tail, tip = view @ p, view @ (p + arrow)
            ax.plot(*np.array([tail, tip]).T, color="§accent", linewidth=1.2)
            ax.annotate("", tip, tail, arrowprops=dict(arrowstyle="-|>", color="§accent", shrinkA=0, shrinkB=0))
"""

DRAW_ARROW_3D = """
        ax.quiver(*p, *arrow, color="§accent", linewidth=1.2, arrow_length_ratio=0.3)
"""

TANGENT = """
# tangent plane and normal at P
d = 1e-4
u0, v0 = §u0, §v0
P = surface(u0, v0)
e1 = surface(u0 + d, v0) - surface(u0 - d, v0)
e2 = surface(u0, v0 + d) - surface(u0, v0 - d)
normal = §upright_cross
e1, normal = e1 / np.linalg.norm(e1), normal / np.linalg.norm(normal)
e2 = np.cross(normal, e1)
half = §half
corners = np.array([P + half * (i * e1 + j * e2) for i, j in [(-1, -1), (1, -1), (1, 1), (-1, 1)]])
"""

DRAW_TANGENT = """
ax.fill(*(corners @ view.T).T, facecolor="§accent", alpha=0.3)
ax.plot(*(corners[[0, 1, 2, 3, 0]] @ view.T).T, color="§accent", linewidth=1)
tail, tip = view @ P, view @ (P + §length * normal)
ax.plot(*np.array([tail, tip]).T, color="black", linewidth=1.3)
ax.annotate("", tip, tail, arrowprops=dict(arrowstyle="-|>", color="black", shrinkA=0, shrinkB=0))
ax.plot(*tail, "o", color="black", markersize=4)
ax.text(*(tail + §p_shift), "P", ha="center", va="center")
ax.text(*(tip + §n_shift), "n", ha="center", va="center", weight="bold")
"""

DRAW_TANGENT_3D = """
ax.plot_surface(*corners[[[0, 1], [3, 2]]].transpose(2, 0, 1), color="§accent", alpha=0.4)
ax.quiver(*P, *(§length * normal), color="black", arrow_length_ratio=0.2)
ax.scatter(*P, color="black", s=14)
ax.text(*P, "P ", ha="right", va="top")
ax.text(*(P + §length * normal), " n", weight="bold")
"""

MAP = """
import matplotlib.pyplot as plt
import numpy as np

# §comment
§values
x, y = np.meshgrid(np.linspace(-§half_code, §half_code, 201), np.linspace(-§half_code, §half_code, 201))
§map_z

fig, ax = plt.subplots(figsize=§figsize, layout="constrained")
§paper
levels = §level_list
§contour
ax.clabel(lines, fmt="%g", fontsize=8)
ax.set_aspect("equal")
ax.set(xlabel="x", ylabel="y")
§title
plt.show()
"""

FILL = """
import matplotlib.pyplot as plt
import numpy as np

§values
§samples

fig, ax = plt.subplots(figsize=§figsize)
§paper
§region

§curves

§marks

§labels

§axes_2d
§title
plt.show()
"""

OUTLINE = """
import matplotlib.pyplot as plt
import numpy as np
§imports

# §comment
§values

# the boundary, once around
§boundary_points

fig, ax = plt.subplots(figsize=§figsize)
§paper
§region_patch

§curves

§marks

§labels

§axes_2d
§title
plt.show()
"""

FUNCTIONS = '''
import matplotlib.pyplot as plt
import numpy as np

§values


def §low_name(§var):
    """§low_doc"""
    return §lower_code


def §high_name(§var):
    """§high_doc"""
    return §upper_code


§samples_functions

fig = plt.figure(figsize=§figsize)
ax = fig.add_subplot()
§paper
§region

§curves

§marks

§labels

§axes_2d
§title
plt.show()
'''
