"""Code templates of the polyhedra: the same picture as several people would have programmed it.

`§name` is a place that `style.fill` fills.
"""

from __future__ import annotations

FUNCTIONS = '''
§itertools
import matplotlib.pyplot as plt
import numpy as np
§rgb_import
§polygon_import

§parameters
elevation, azimuth = §elevation, §azimuth  # direction of the viewer in degrees


§build
§faces


def camera(elev, azim):
    """Right, up and towards-the-viewer directions of the view."""
    e, a = np.radians([elev, azim])
    right = np.array([-np.sin(a), np.cos(a), 0])
    toward = np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
    return right, np.cross(toward, right), toward


def outward_normal(face):
    a, b, c = vertices[face[:3]]
    normal = np.cross(b - a, c - a)
    if normal @ (a - vertices.mean(axis=0)) < 0:
        normal = -normal
    return normal / np.linalg.norm(normal)


def edges_of(some_faces):
    """Edges of the faces as pairs of vertex numbers, each once."""
    pairs = (tuple(sorted(p)) for f in some_faces for p in zip(f, f[1:] + f[:1]))
    return sorted(set(pairs))


right, up, toward = camera(elevation, azimuth)
page = np.column_stack([vertices @ right, vertices @ up])
size = np.ptp(page, axis=0).max()

front_faces = [f for f in faces if outward_normal(f) @ toward > 0]
front_edges = edges_of(front_faces)

fig, ax = plt.subplots(figsize=§figsize)
§paper
§fill_functions
for edge in edges_of(faces):
    xs, ys = page[list(edge)].T
    if edge in front_edges:
        ax.plot(xs, ys, color="§line", linewidth=§line_width, solid_capstyle="round")
§hidden_functions
§dual_functions
§helper
§labels_functions
§edge_notes

ax.set_aspect("equal")
ax.margins(§margin)
ax.axis("off")
§title
plt.show()
'''

LISTED = """
§itertools_plain
import matplotlib.pyplot as plt
import numpy as np
§polygon_import

§parameters

§build

names = "§names"  # letters of the vertices, in order

# Seen from elevation §elevation° and azimuth §azimuth° these edges are in front ...
visible_edges = [
§visible_list
]
# ... and these lie behind the solid
hidden_edges = [§hidden_list]

elev, azim = np.radians([§elevation, §azimuth])
right = np.array([-np.sin(azim), np.cos(azim), 0])
up = np.array([-np.sin(elev) * np.cos(azim), -np.sin(elev) * np.sin(azim), np.cos(elev)])
xy = {name: (v @ right, v @ up) for name, v in zip(names, vertices)}
page = np.array(list(xy.values()))
size = np.ptp(page, axis=0).max()

fig = plt.figure(figsize=§figsize)
ax = fig.add_subplot(aspect="equal")
§paper
§fill_listed
for a, b in visible_edges:
    ax.plot(*zip(xy[a], xy[b]), color="§line", lw=§line_width, solid_capstyle="round")
§hidden_listed
§helper
§labels_listed
§edge_notes

ax.margins(§margin)
ax.axis("off")
§title
plt.show()
"""

CLASS = '''
§itertools
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection§poly_collection
§rgb_import


class Solid:
    """A convex solid given by its vertices and faces."""

    def __init__(self, vertices, faces):
        self.vertices = np.array(vertices, dtype=float)
        self.faces = [list(face) for face in faces]
        self.center = self.vertices.mean(axis=0)

    def normal(self, face):
        a, b, c = self.vertices[face[:3]]
        n = np.cross(b - a, c - a)
        n = n / np.linalg.norm(n)
        return n if n @ (a - self.center) > 0 else -n

    def edges(self):
        """Map every edge to the two faces that meet there."""
        found = {}
        for face in self.faces:
            for pair in zip(face, face[1:] + face[:1]):
                found.setdefault(tuple(sorted(pair)), []).append(face)
        return found

    def split_edges(self, toward):
        """Edges that the viewer sees, and edges behind the solid."""
        seen, hidden = [], []
        for edge, (f, g) in self.edges().items():
            in_front = self.normal(f) @ toward > 0 or self.normal(g) @ toward > 0
            (seen if in_front else hidden).append(edge)
        return seen, hidden


§parameters
§build
§faces
solid = Solid(vertices, faces)
vertices = solid.vertices

# orthographic view
elev, azim = np.radians(§elevation), np.radians(§azimuth)
toward = np.array([np.cos(elev) * np.cos(azim), np.cos(elev) * np.sin(azim), np.sin(elev)])
right = np.array([-np.sin(azim), np.cos(azim), 0])
up = np.cross(toward, right)
page = vertices @ np.column_stack([right, up])
size = np.ptp(page, axis=0).max()

fig, ax = plt.subplots(figsize=§figsize)
§paper
seen, hidden = solid.split_edges(toward)
§fill_class
ax.add_collection(LineCollection(page[seen], colors="§line", linewidths=§line_width))
§hidden_class
§dual_class
§helper
§labels_functions
§edge_notes
ax.set_aspect("equal")
ax.autoscale_view()
ax.margins(§margin)
ax.axis("off")
§title
plt.show()
'''

MPLOT3D = """
§itertools
import matplotlib.pyplot as plt
import numpy as np
§rgb_import
§poly3d_import

§parameters
elev, azim = §elevation, §azimuth

§build
§faces

# A face is seen if its outward normal points to the viewer
e, a = np.radians([elev, azim])
toward = np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
right = np.array([-np.sin(a), np.cos(a), 0])
up = np.cross(toward, right)
center = vertices.mean(axis=0)
edges, visible, normals = set(), set(), []
for face in faces:
    p, q, r = vertices[face[:3]]
    normal = np.cross(q - p, r - p)
    normal = normal * np.sign(normal @ (p - center)) / np.linalg.norm(normal)
    normals.append(normal)
    sides = {tuple(sorted(side)) for side in zip(face, face[1:] + face[:1])}
    edges |= sides
    if normal @ toward > 0:
        visible |= sides

fig = plt.figure(figsize=§figsize)
ax = fig.add_subplot(projection="3d", proj_type="ortho", computed_zorder=False)
fig.subplots_adjust(left=0.03, right=0.97, bottom=0.03, top=0.9)
§paper
§fill_3d
for i, j in sorted(edges):
    if (i, j) in visible:
        ax.plot(*vertices[[i, j]].T, color="§line", linewidth=§line_width, zorder=4)
§hidden_3d
§dual_3d

page = np.column_stack([vertices @ right, vertices @ up])
size = np.ptp(page, axis=0).max()
§helper
§labels_3d
§edge_notes

low, high = vertices.min(axis=0), vertices.max(axis=0)
ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), zlim=(low[2], high[2]))
# zoom in until the solid fills the axes
middle = (low + high) / 2
reach = max(abs((vertices - middle) @ right).max(), abs((vertices - middle) @ up).max())
ax.set_box_aspect(high - low, zoom=0.44 * np.linalg.norm(high - low) / reach)
ax.view_init(elev=elev, azim=azim)
ax.set_axis_off()
§title
plt.show()
"""

LABELS_FUNCTIONS = '''

def label_place(k):
    """Beside vertex k, in the widest gap between its edges."""
    around = [b if a == k else a for a, b in §all_edges if k in (a, b)]
    angles = np.sort([np.arctan2(*(page[m] - page[k])[::-1]) for m in around])
    gaps = np.diff(np.append(angles, angles[0] + 2 * np.pi))
    middle = angles[gaps.round(9).argmax()] + gaps.max() / 2
    return page[k] + §gap * size * np.array([np.cos(middle), np.sin(middle)])


for k, name in enumerate("§names"):
    ax.text(*label_place(k), name, ha="center", va="center", fontsize=§font)
'''

LABELS_LISTED = """
# directions in which the letters stand, in degrees
directions = {
§directions
}
for name, angle in directions.items():
    x, y = xy[name]
    phi = np.radians(angle)
    ax.text(x + §gap * size * np.cos(phi), y + §gap * size * np.sin(phi), name,
            ha="center", va="center", fontsize=§font)
"""

LABELS_3D = """
# letters stand beside the vertices, in these directions on the page (degrees)
directions = [§direction_numbers]
for vertex, name, angle in zip(vertices, "§names", directions):
    phi = np.radians(angle)
    place = vertex + §gap * size * (np.cos(phi) * right + np.sin(phi) * up)
    ax.text(*place, name, ha="center", va="center", fontsize=§font, zorder=6)
"""
