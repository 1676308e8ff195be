"""Code templates of the cut polyhedra: the same picture as several people would have programmed it.

`§name` is a place that `style.fill` fills.
"""

from __future__ import annotations

FUNCTIONS = '''
import matplotlib.pyplot as plt
import numpy as np
§rgb_import

§parameters

§build
§faces
edges = sorted({tuple(sorted(pair)) for f in faces for pair in zip(f, f[1:] + f[:1])})


def on_edge(a, b, share):
    """The point of edge ab at the given share of the way from a to b."""
    return vertices[a] + share * (vertices[b] - vertices[a])


def cut_by_plane(p, q, r):
    """Corners of the section in order, and the unit normal of the plane through p, q, r."""
    normal = np.cross(q - p, r - p)
    normal = normal / np.linalg.norm(normal)
    side = (vertices - p) @ normal
    corners = [v for v, s in zip(vertices, side) if abs(s) < 1e-9]
    for a, b in edges:
        if min(side[a], side[b]) < -1e-9 and max(side[a], side[b]) > 1e-9:
            corners.append(on_edge(a, b, side[a] / (side[a] - side[b])))
    corners = np.array(corners)
    arms = corners - corners.mean(axis=0)
    angles = np.arctan2(arms @ np.cross(normal, arms[0]), arms @ arms[0])
    return corners[np.argsort(angles.round(6) % (2 * np.pi))], normal


def outward_normal(face):
    a, b, c = vertices[face[:3]]
    n = np.cross(b - a, c - a)
    n = n / np.linalg.norm(n)
    return n if n @ (a - vertices.mean(axis=0)) > 0 else -n


def lies_in(face, *points):
    """True if all points lie in the plane of the face."""
    n = outward_normal(face)
    return all(abs((p - vertices[face[0]]) @ n) < 1e-9 for p in points)


§camera_function

§clip_function

# the plane goes through these three points
§given
section, normal = cut_by_plane(§three)

page = flatten(vertices)
size = np.ptp(page, axis=0).max()
front = [f for f in faces if outward_normal(f) @ toward > 0]

§figure
§fills
§edges_functions
for p, q in zip(section, np.roll(section, -1, axis=0)):
§section_side_functions

§letters

§true_shape

§finish
plt.show()
'''

CLASS = '''
import matplotlib.pyplot as plt
import numpy as np
§rgb_import


class Solid:
    """A convex solid with numbered vertices; faces list their vertices in order."""

    def __init__(self, vertices, faces):
        self.vertices = np.array(vertices, dtype=float)
        self.faces = [list(f) for f in faces]
        self.middle = self.vertices.mean(axis=0)

    def face_normal(self, face):
        """Outward unit normal of a face."""
        a, b, c = self.vertices[face[:3]]
        n = np.cross(b - a, c - a)
        return n * np.sign(n @ (a - self.middle)) / np.linalg.norm(n)

    def edges(self):
        """Every edge with the two faces that meet in it."""
        found = {}
        for face in self.faces:
            for pair in zip(face, face[1:] + face[:1]):
                found.setdefault(tuple(sorted(pair)), []).append(face)
        return dict(sorted(found.items()))

    def cut_with(self, origin, normal):
        """Corners of the cut with a plane, in order around it."""
        side = (self.vertices - origin) @ normal
        points = list(self.vertices[abs(side) < 1e-9])
        for a, b in self.edges():
            if min(side[a], side[b]) < -1e-9 and max(side[a], side[b]) > 1e-9:
                t = side[a] / (side[a] - side[b])
                points.append((1 - t) * self.vertices[a] + t * self.vertices[b])
        points = np.array(points)
        spokes = points - points.mean(axis=0)
        angle = np.arctan2(spokes @ np.cross(normal, spokes[0]), spokes @ spokes[0])
        return points[np.argsort(np.round(angle, 6) % (2 * np.pi))]

    def visible(self, segment, toward):
        """True if the segment lies in a face that is turned to the viewer."""
        for face in self.faces:
            n = self.face_normal(face)
            if n @ toward > 0 and np.all(abs((segment - self.vertices[face[0]]) @ n) < 1e-9):
                return True
        return False
§clip_method


§parameters
§build
§faces
solid = Solid(vertices, faces)
vertices = solid.vertices

# plane through three points
§given
normal = np.cross(§second - §first, §third - §first)
normal = normal / np.linalg.norm(normal)
section = solid.cut_with(§first, normal)

§camera
page = flatten(vertices)
size = np.ptp(page, axis=0).max()

§figure
§fills
§edges_class
for border in np.stack([section, np.roll(section, -1, axis=0)], axis=1):
§section_side_class

§letters

§true_shape

§finish
plt.show()
'''

FLAT = """
import matplotlib.pyplot as plt
import numpy as np

§parameters

§build
§unpack

# points of the plane on the edges
§points
section = np.array([§corner_list])

§camera
size = np.ptp(flatten(vertices), axis=0).max()

§figure
§fills
# edges in front, then the ones behind the solid
for p, q in [
§visible_pairs
]:
    ax.plot(*flatten(np.array([p, q])).T, color="§line", lw=§line_width, solid_capstyle="round")
§hidden_pairs_block
§section_flat

§letters_flat

§true_shape

§finish
plt.show()
"""

VECTORISED = """
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection

§parameters
§build
§faces
edges = np.array(sorted({tuple(sorted(s)) for f in faces for s in zip(f, f[1:] + f[:1])}))

# outward unit normals and distances of all faces: a point x is inside if normals @ x <= offsets
a, b, c = (vertices[[f[k] for f in faces]] for k in range(3))
normals = np.cross(b - a, c - a)
normals /= np.linalg.norm(normals, axis=1, keepdims=True)
normals *= np.sign(((a - vertices.mean(axis=0)) * normals).sum(axis=1, keepdims=True))
offsets = (a * normals).sum(axis=1)

# plane through three points: (start, end, share of the edge)
first, last, share = np.array([§triples]).T
start, end = vertices[first.astype(int)], vertices[last.astype(int)]
given = start + share[:, None] * (end - start)
normal = np.cross(given[1] - given[0], given[2] - given[0])
normal = normal / np.linalg.norm(normal)

# corners of the section: vertices in the plane and crossed edges, sorted by angle
height = (vertices - given[0]) @ normal
i, j = edges.T
crossed = np.minimum(height[i], height[j]) < -1e-9
crossed &= np.maximum(height[i], height[j]) > 1e-9
i, j = i[crossed], j[crossed]
t = (height[i] / (height[i] - height[j]))[:, None]
section = np.vstack([vertices[abs(height) < 1e-9], (1 - t) * vertices[i] + t * vertices[j]])
arms = section - section.mean(axis=0)
angles = np.arctan2(arms @ np.cross(normal, arms[0]), arms @ arms[0])
section = section[np.argsort(angles.round(6) % (2 * np.pi))]

§camera
page = flatten(vertices)
size = np.ptp(page, axis=0).max()
in_front = normals @ toward > 0


def visible(segments):
    \"\"\"Which of the segments (n, 2, 3) lie in a face that the viewer sees.\"\"\"
    on_face = (abs(segments @ normals.T - offsets) < 1e-9).all(axis=1)
    return (on_face & in_front).any(axis=1)


def draw(segments, color, width):
    seen = visible(segments)
    flat = segments @ np.column_stack([right, up])
    ax.add_collection(LineCollection(flat[seen], colors=color, linewidths=width))
    ax.add_collection(LineCollection(flat[~seen], colors=color, linewidths=0.7 * width, linestyles="§dash"))


§figure
§fills
§edges_vectorised
outline = np.stack([section, np.roll(section, -1, axis=0)], axis=1)
§section_vectorised
ax.autoscale_view()

§letters

§true_shape

§finish
plt.show()
"""

MPLOT3D = """
import matplotlib.pyplot as plt
import numpy as np
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

§parameters

§build
§faces

# plane through three points
§given
normal = np.cross(§second - §first, §third - §first)
normal = normal / np.linalg.norm(normal)
side = (vertices - §first) @ normal

# right, up and towards the viewer
e, a = np.radians([elev, azim])
right = np.array([-np.sin(a), np.cos(a), 0])
up = np.array([-np.sin(e) * np.cos(a), -np.sin(e) * np.sin(a), np.cos(e)])
toward = np.cross(right, up)

center = vertices.mean(axis=0)
edges, visible_edges, front_faces = set(), set(), []
for face in faces:
    p, q, r = vertices[face[:3]]
    n = np.cross(q - p, r - p)
    n = n * np.sign(n @ (p - center)) / np.linalg.norm(n)
    pairs = {tuple(sorted(pair)) for pair in zip(face, face[1:] + face[:1])}
    edges |= pairs
    if n @ toward > 0:
        visible_edges |= pairs
        front_faces.append((p, n))

corners = [vertices[k] for k in np.flatnonzero(abs(side) < 1e-9)]
for i, j in sorted(edges):
    if min(side[i], side[j]) < -1e-9 and max(side[i], side[j]) > 1e-9:
        t = side[i] / (side[i] - side[j])
        corners.append((1 - t) * vertices[i] + t * vertices[j])
section = np.array(corners)
arms = section - section.mean(axis=0)
angles = np.arctan2(arms @ np.cross(normal, arms[0]), arms @ arms[0])
section = section[np.argsort(angles.round(6) % (2 * np.pi))]

page = np.column_stack([vertices @ right, vertices @ up])
size = np.ptp(page, axis=0).max()

§figure
§fills
ax.add_collection3d(Poly3DCollection([section], facecolors="§accent", alpha=§alpha, edgecolors="none", zorder=2))
for i, j in sorted(edges):
    §in_plane_3d
    seen = (i, j) in visible_edges
    ax.plot(*vertices[[i, j]].T, "-" if seen else "§dash", color="§line",
            linewidth=§line_width if seen else §thin, zorder=5 if seen else 3)
for p, q in zip(section, np.roll(section, -1, axis=0)):
    seen = any(abs((p - o) @ n) < 1e-9 and abs((q - o) @ n) < 1e-9 for o, n in front_faces)
    ax.plot(*np.array([p, q]).T, "-" if seen else "§dash", color="§accent",
            linewidth=§section_width if seen else §section_thin, zorder=6 if seen else 4)

§letters_3d

low, high = vertices.min(axis=0), vertices.max(axis=0)
ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), zlim=(low[2], high[2]))
reach = max(abs((vertices - (low + high) / 2) @ right).max(), abs((vertices - (low + high) / 2) @ up).max())
ax.set_box_aspect(high - low, zoom=0.4 * np.linalg.norm(high - low) / reach)
ax.view_init(elev=elev, azim=azim)
ax.set_axis_off()

§true_shape

§finish_3d
plt.show()
"""
