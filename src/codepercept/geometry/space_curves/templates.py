"""Code templates of the space curves: the same picture as several people would have programmed it.

`§name` is a place that `style.fill` fills. "2D" blocks draw on plain axes through a projection `§see(...)`, which takes
an array of columns (x, y, z); "3D" blocks draw on mplot3d axes.
"""

from __future__ import annotations

FLAT = """
import matplotlib.pyplot as plt
import numpy as np
§imports

# §comment
§values

§curve_flat

# the page is seen from elevation §elevation° and azimuth §azimuth°
elev, azim = np.radians([§elevation, §azimuth])
right = np.array([-np.sin(azim), np.cos(azim), 0])
toward = np.array([np.cos(elev) * np.cos(azim), np.cos(elev) * np.sin(azim), np.sin(elev)])
page = np.array([right, np.cross(toward, right)])


fig, ax = plt.subplots(figsize=§figsize)
§paper

§surface

§draw

§axes

§marks

ax.set_aspect("equal")
ax.margins(§margin)
ax.axis("off")
§title
plt.show()
"""

FUNCTIONS = '''
import matplotlib.pyplot as plt
import numpy as np
§imports

§values
elev, azim = np.radians([§elevation, §azimuth])  # direction of the viewer


def curve(t):
    """§doc"""
§curve_body
    return np.array([x, y, z])


def project(points):
    """Orthographic picture of the columns of an array."""
    u = -np.sin(azim) * points[0] + np.cos(azim) * points[1]
    forward = np.cos(azim) * points[0] + np.sin(azim) * points[1]
    return np.array([u, np.cos(elev) * points[2] - np.sin(elev) * forward])


§toward
§helpers

t = np.linspace(§start, §stop, §count)
x, y, z = curve(t)


fig, ax = plt.subplots(figsize=§figsize)
§paper

§surface

§draw

§axes

§marks
ax.set_aspect("equal")
ax.margins(§margin)
ax.set_axis_off()
§title
plt.show()
'''

CLASS = '''
import matplotlib.pyplot as plt
import numpy as np
§imports


class View:
    """Orthographic view from an elevation and an azimuth in degrees."""

    def __init__(self, elevation, azimuth):
        e, a = np.radians([elevation, azimuth])
        self.toward = np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
        self.right = np.array([-np.sin(a), np.cos(a), 0])
        self.up = np.cross(self.toward, self.right)

    def __call__(self, points):
        return np.array([self.right @ points, self.up @ points])


class §name:
    """§doc"""

    def __init__(self, §arguments):
§assign

    def __call__(self, t):
§class_body
        return np.array([x, y, z])
§frame_method


view = View(§elevation, §azimuth)
toward = view.toward
curve = §name(§call)

t = np.linspace(§start, §stop, §count)
x, y, z = curve(t)
§locals


fig = plt.figure(figsize=§figsize)
ax = fig.add_subplot(aspect="equal")
§paper

§surface

§draw

§axes

§marks
ax.margins(§margin)
ax.axis("off")
§title
plt.show()
'''

MPLOT3D = """
import matplotlib.pyplot as plt
import numpy as np
§imports

# §comment
§values

§curve_flat

§facing

fig = plt.figure(figsize=§figsize)
ax = fig.add_subplot(projection="3d", proj_type="ortho", computed_zorder=False)
§paper

§surface_3d

§draw_3d

§marks_3d

§shadows

§axes_3d
limits = np.array([ax.get_xlim(), ax.get_ylim(), ax.get_zlim()])
ax.set_box_aspect(np.ptp(limits, axis=1), zoom=§zoom)
ax.view_init(elev=§elevation, azim=§azimuth)
§title
plt.show()
"""

PANELS = """
import matplotlib.pyplot as plt
import numpy as np
§imports

# §comment
§values

§curve_flat


fig = plt.figure(figsize=§panel_size)
space = fig.add_subplot(2, 2, 1, projection="3d")
space.plot(x, y, z, color="§colour", linewidth=§line_width)
space.set_aspect("equal")
space.view_init(elev=§elevation, azim=§azimuth)
space.set(xlabel="x", ylabel="y", zlabel="z")
space.locator_params(nbins=3)
space.tick_params(labelsize=8, pad=0)
§panes

# the three shadows of the curve
views = [("x", "y", x, y), ("x", "z", x, z), ("y", "z", y, z)]
for place, (first, second, across, upward) in enumerate(views, start=2):
    ax = fig.add_subplot(2, 2, place)
    ax.plot(across, upward, color="§colour", linewidth=§thin)
    ax.set_xlabel(first)
    ax.set_ylabel(second, rotation=0, labelpad=10)
    ax.set_aspect("equal", adjustable="datalim")
    ax.locator_params(nbins=5)
    ax.grid(§grid)
§suptitle
fig.tight_layout(w_pad=3)
plt.show()
"""

UNDER = '''
def under_passes(u, v, depth):
    """Indices at which the curve runs below another part of itself."""
    points = np.column_stack([u, v])
    steps, starts = np.diff(points, axis=0), points[:-1]
    gap = starts[None] - starts[:, None]
    cross = steps[:, None, 0] * steps[None, :, 1] - steps[:, None, 1] * steps[None, :, 0]
    cross[cross == 0] = np.inf  # parallel pieces do not meet
    along = (gap[..., 0] * steps[None, :, 1] - gap[..., 1] * steps[None, :, 0]) / cross
    other = (gap[..., 0] * steps[:, None, 1] - gap[..., 1] * steps[:, None, 0]) / cross
    meet = (along >= 0) & (along < 1) & (other >= 0) & (other < 1)
    below = depth[:-1, None] < depth[None, :-1] - §clearance
    return np.nonzero(meet & below)[0]
'''

GAPS = """
u, v = §see
for k in under_passes(u, v, toward @ np.array([x, y, z])):
    # leave a gap where the strand dives under another one
    near = (np.hypot(u - u[k], v - v[k]) < §gap) & §neighbours
    u[near] = np.nan
ax.plot(u, v, color="§colour", linewidth=§line_width)
"""

CASED = """
# short pieces from back to front, each with a white border
pieces = np.array_split(np.arange(len(t)), §pieces)
depth = toward @ np.array([x, y, z])
u, v = §see
for piece in sorted(pieces, key=lambda i: depth[i].mean()):
    piece = np.append(piece, (piece[-1] + 1) % len(t))
    ax.plot(u[piece], v[piece], color="§background", linewidth=§casing, solid_capstyle="butt")
    ax.plot(u[piece], v[piece], color="§colour", linewidth=§line_width, solid_capstyle="round")
"""

CASED_3D = """
# short pieces from back to front, each with a white border
pieces = np.array_split(np.arange(len(t)), §pieces)
depth = toward @ np.array([x, y, z])
for piece in sorted(pieces, key=lambda i: depth[i].mean()):
    piece = np.append(piece, (piece[-1] + 1) % len(t))
    ax.plot(x[piece], y[piece], z[piece], color="§background", linewidth=§casing, solid_capstyle="butt")
    ax.plot(x[piece], y[piece], z[piece], color="§colour", linewidth=§line_width, solid_capstyle="round")
"""

SPHERE = """
# outline and equator of the sphere
s = np.linspace(0, 2 * np.pi, 181)
ax.plot(§R * np.cos(s), §R * np.sin(s), color="§soft", linewidth=1.2)
equator = §R * np.array([np.cos(s), np.sin(s), 0 * s])
near = toward @ equator > 0
ax.plot(*np.where(near, §see_equator, np.nan), color="§soft", linewidth=0.8)
ax.plot(*np.where(near, np.nan, §see_equator), "--", color="§soft", linewidth=0.8)
"""

CYLINDER = """
# rims and contour lines of the cylinder
s = np.linspace(0, 2 * np.pi, 181)
for height in (§low, §high):
    rim = np.array([§R * np.cos(s), §R * np.sin(s), np.full_like(s, height)])
    near = (toward[:2] @ rim[:2] > 0) | (height == §high)
    ax.plot(*np.where(near, §see_rim, np.nan), color="§soft", linewidth=1)
    ax.plot(*np.where(near, np.nan, §see_rim), "--", color="§soft", linewidth=0.8)
side = §R * np.array([-toward[1], toward[0]]) / np.hypot(toward[0], toward[1])
for dx, dy in (side, -side):
    edge = np.array([[dx, dx], [dy, dy], [§low, §high]])
    ax.plot(*§see_edge, color="§soft", linewidth=1)
"""

CONE = """
# base and contour lines of the cone
s = np.linspace(0, 2 * np.pi, 361)
base = radius * np.array([np.cos(s), np.sin(s), 0 * s])
facing = height * (toward[0] * np.cos(s) + toward[1] * np.sin(s)) + radius * toward[2]
ax.plot(*np.where(facing > 0, §see_base, np.nan), color="§soft", linewidth=1)
ax.plot(*np.where(facing > 0, np.nan, §see_base), "--", color="§soft", linewidth=0.8)
turn = np.arccos(-radius * toward[2] / (height * np.hypot(toward[0], toward[1])))
for phi in np.arctan2(toward[1], toward[0]) + np.array([turn, -turn]):
    edge = np.array([[radius * np.cos(phi), 0], [radius * np.sin(phi), 0], [0, height]])
    ax.plot(*§see_edge, color="§soft", linewidth=1)
"""

SURFACE_3D = {
    "sphere": """
u, v = np.meshgrid(np.linspace(0, 2 * np.pi, 37), np.linspace(-np.pi / 2, np.pi / 2, 19))
ax.plot_surface(§R * np.cos(v) * np.cos(u), §R * np.cos(v) * np.sin(u), §R * np.sin(v),
                color="§tint", alpha=0.25, shade=False, linewidth=0)
""",
    "cylinder": """
u, v = np.meshgrid(np.linspace(0, 2 * np.pi, 49), [§low, §high])
ax.plot_surface(§R * np.cos(u), §R * np.sin(u), v, color="§tint", alpha=0.25, shade=False, linewidth=0)
""",
    "cone": """
u, v = np.meshgrid(np.linspace(0, 2 * np.pi, 49), [0, 1])
ax.plot_surface(radius * v * np.cos(u), radius * v * np.sin(u), height * (1 - v),
                color="§tint", alpha=0.25, shade=False, linewidth=0)
""",
}

AXES = """
# coordinate axes§axes_note
for k, name in enumerate("xyz"):
    tip = §reach[k] * np.eye(3)[k]
    start = §inside[k] * np.eye(3)[k]
    ax.plot(*§see_inner, "--", color="0.55", linewidth=0.8)
    ax.plot(*§see_outer, color="0.25", linewidth=0.9)
    ax.annotate("", §see_tip, §see_start, arrowprops=dict(arrowstyle="->", color="0.25", shrinkA=0, shrinkB=0))
    ax.text(*(1.07 * §see_tip_grouped), name, ha="center", va="center", style="italic")
"""

PLAIN_AXES = """
# coordinate axes
for tip, name in zip(np.diag(§reach), "xyz"):
    u, v = §see_tip
    ax.plot([0, u], [0, v], color="0.3", linewidth=0.9)
    ax.annotate("", (u, v), (0, 0), arrowprops=dict(arrowstyle="->", color="0.3", shrinkA=0, shrinkB=0))
    ax.text(1.07 * u, 1.07 * v, name, ha="center", va="center", style="italic")
"""

FRAME = """
# moving frame at t0, from central differences
dt = 1e-3
velocity = (§curve(t0 + dt) - §curve(t0 - dt)) / (2 * dt)
acceleration = (§curve(t0 + dt) - 2 * P + §curve(t0 - dt)) / dt**2
T = velocity / np.linalg.norm(velocity)
B = np.cross(velocity, acceleration)
B = B / np.linalg.norm(B)
N = np.cross(B, T)
"""

TANGENT = """
dt = 1e-4
T = §curve(t0 + dt) - §curve(t0 - dt)  # direction of the tangent
T = T / np.linalg.norm(T)
"""
