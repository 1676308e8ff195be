"""Code templates of the combined solids.

`§name` is a place that `style.fill` fills; lines between `#if name` and `#end` stay only if such strokes exist.
"""

from __future__ import annotations

PAGE = '''
def page(points):
    """Picture of points (x, y, z), seen from the front and from above."""
    x, y, z = np.transpose(points)
    return np.array([x, y * np.sin(view) + z * np.cos(view)])
'''

CORNERS = '''
def corners(length, width, z):
    """Corners of a rectangle at height z: front, right, back and left one."""
    x, y = np.array([-1, 1, 1, -1]) * length / 2, np.array([-1, -1, 1, 1]) * width / 2
    return np.column_stack([x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn), np.full(4, z)])
'''

ARCH = '''
def arch(start, stop, far=False):
    """Arc of the roof's end; angle 0 lies at the left wall, pi at the front wall."""
    t = np.linspace(start, stop, 121)[:, None]
    middle, arm = (top[3] + top[0]) / 2, (top[3] - top[0]) / 2
    points = middle + np.cos(t) * arm + np.sin(t) * [0, 0, b / 2]
    return points + (top[1] - top[0]) if far else points
'''

CUT = '''
def cut(p, q, x):
    """The point of the line pq with the given x."""
    return p + (x - p[0]) / (q[0] - p[0]) * (q - p)
'''

BEHIND = '''
def behind(p, q):
    """Points in which the line pq meets the round outline of the hemisphere on the page."""
    centre = np.array([0, h * np.cos(view)])
    start, way = page(p) - centre, page(q) - page(p)
    middle = -(start @ way) / (way @ way)
    half = np.sqrt(middle**2 - (start @ start - r**2) / (way @ way))
    return p + (middle - half) * (q - p), p + (middle + half) * (q - p)
'''

FUNCTIONS = '''
import matplotlib.pyplot as plt
import numpy as np

§parameters


§page


§helpers


#if rim
def rim(radius, z, limit):
    """Circle at height z, seen where sin(phi) < limit; the rest is hidden."""
    t = np.arcsin(limit)
    for start, stop, dash in [(np.pi - t, 2 * np.pi + t, "-"), (t, np.pi - t, "§dash")]:
        if stop - start > 1e-9:
            phi = np.linspace(start, stop, 181)
            circle = np.column_stack([radius * np.cos(phi), radius * np.sin(phi), np.full(181, z)])
            ax.plot(*page(circle), dash, color="§line", lw=§wide if dash == "-" else §thin)


#end
#if line
def line(p, q, dash="-"):
    ax.plot(*page([p, q]), dash, color="§line", lw=§wide if dash == "-" else §thin)


#end
#if curve
def curve(points, dash="-"):
    ax.plot(*page(points), dash, color="§line", lw=§wide if dash == "-" else §thin)


#end
#if ball
def ball(radius, z, start, stop, dash="-"):
    """Outline of a sphere with its centre at height z on the axis, from angle to angle."""
    t = np.linspace(start, stop, 181)
    x, y = radius * np.cos(t), z * np.cos(view) + radius * np.sin(t)
    ax.plot(x, y, dash, color="§line", lw=§wide if dash == "-" else §thin)


#end
fig, ax = plt.subplots(figsize=§figsize)
§paper
§derived
§angles
§fills

§strokes

§texts

ax.set_aspect("equal")
ax.margins(0.08)
ax.axis("off")
§title
fig.subplots_adjust(left=0.02, right=0.98, bottom=0.02, top=§top)
plt.show()
'''

CLASS = '''
import matplotlib.pyplot as plt
import numpy as np


class Drawing:
    """A parallel projection from the front and above, with hidden lines."""

    def __init__(self, ax, elevation):
        self.ax = ax
        self.sin, self.cos = np.sin(elevation), np.cos(elevation)

    def page(self, points):
        x, y, z = np.transpose(points)
        return np.array([x, y * self.sin + z * self.cos])

    def curve(self, points, dash="-"):
        self.ax.plot(*self.page(points), dash, color="§line", lw=§wide if dash == "-" else §thin)

    #if line
    def line(self, p, q, dash="-"):
        self.curve([p, q], dash)

    #end
    #if rim
    def rim(self, radius, z, limit):
        """Circle about the axis, seen where sin(phi) < limit."""
        t = np.arcsin(limit)
        for start, stop, dash in [(np.pi - t, 2 * np.pi + t, "-"), (t, np.pi - t, "§dash")]:
            if stop - start > 1e-9:
                phi = np.linspace(start, stop, 181)
                self.curve(np.transpose([radius * np.cos(phi), radius * np.sin(phi), 0 * phi + z]), dash)

    #end
    #if ball
    def ball(self, radius, z, start, stop, dash="-"):
        """Outline of a sphere about the point of the axis at height z."""
        t = np.linspace(start, stop, 181)[:, None]
        up = np.array([0, self.sin, self.cos])
        self.curve([0, 0, z] + radius * (np.cos(t) * [1, 0, 0] + np.sin(t) * up), dash)

    #end

§parameters


§page


§helpers


fig, ax = plt.subplots(figsize=§figsize)
§paper
drawing = Drawing(ax, view)
§derived
§angles
§fills

§strokes

§texts

ax.set_aspect("equal")
ax.margins(0.08)
ax.axis("off")
§title
fig.subplots_adjust(left=0.02, right=0.98, bottom=0.02, top=§top)
plt.show()
'''

FLAT = """
import matplotlib.pyplot as plt
import numpy as np

§parameters
c, s = np.cos(view), np.sin(view)  # a point (x, y, z) is drawn at (x, z c + y s)
§derived

fig, ax = plt.subplots(figsize=§figsize)
§paper
§angles
§fills

§strokes

§texts

ax.set_aspect("equal")
ax.margins(0.08)
ax.axis("off")
§title
fig.subplots_adjust(left=0.02, right=0.98, bottom=0.02, top=§top)
plt.show()
"""

TABLE = """
import matplotlib.pyplot as plt
import numpy as np

§parameters


§page


§helpers


§derived

fig, ax = plt.subplots(figsize=§figsize)
§paper
§angles
§fills

§strokes

§texts

ax.set_aspect("equal")
ax.margins(0.08)
ax.axis("off")
§title
fig.subplots_adjust(left=0.02, right=0.98, bottom=0.02, top=§top)
plt.show()
"""

MPLOT3D = '''
import matplotlib.pyplot as plt
import numpy as np

§parameters


§page


§helpers


#if rim
def rim(radius, z, limit):
    """Circle at height z, seen where sin(phi) < limit."""
    t = np.arcsin(limit)
    for start, stop, dash in [(np.pi - t, 2 * np.pi + t, "-"), (t, np.pi - t, "§dash")]:
        if stop - start > 1e-9:
            phi = np.linspace(start, stop, 181)
            ax.plot(radius * np.cos(phi), radius * np.sin(phi), z, dash, color="§line",
                    lw=§wide if dash == "-" else §thin)


#end
#if line
def line(p, q, dash="-"):
    ax.plot(*np.transpose([p, q]), dash, color="§line", lw=§wide if dash == "-" else §thin)


#end
#if curve
def curve(points, dash="-"):
    ax.plot(*np.transpose(points), dash, color="§line", lw=§wide if dash == "-" else §thin)


#end
#if ball
def ball(radius, z, start, stop, dash="-"):
    """Outline of a sphere: a great circle across the line of sight, or a part of it."""
    t = np.linspace(start, stop, 181)
    ax.plot(radius * np.cos(t), radius * np.sin(t) * np.sin(view), z + radius * np.sin(t) * np.cos(view), dash,
            color="§line", lw=§wide if dash == "-" else §thin)


#end
fig = plt.figure(figsize=§figsize)
ax = fig.add_subplot(projection="3d", proj_type="ortho")
§paper_3d
§derived

§strokes

# same scale on all axes, as large as the solid allows
(x0, y0), (x1, y1) = ax.xy_dataLim.min, ax.xy_dataLim.max
z0, z1 = ax.zz_dataLim.intervalx
span = np.array([x1 - x0, y1 - y0, z1 - z0])
ax.set(xlim=(x0, x1), ylim=(y0, y1), zlim=(z0, z1))
tall = span[2] * np.cos(view) + span[1] * np.sin(view)
ax.set_box_aspect(span, zoom=0.86 * np.linalg.norm(span) / max(span[0], tall))
ax.view_init(elev=np.degrees(view), azim=-90)
ax.set_axis_off()
§title
fig.subplots_adjust(left=0.02, right=0.98, bottom=0.02, top=§top)
plt.show()
'''
