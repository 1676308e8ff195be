"""Code templates of the nets of prisms, pyramids and cuboids. `§name` is a place that `style.fill` fills."""

from __future__ import annotations

UNFOLD = '''
import matplotlib.pyplot as plt
import numpy as np

§values
§solid
# which face hangs on which
hinges = §hinges


def flatten(face):
    """A face as complex numbers, its first corner at 0 and its first side on the real axis."""
    p = vertices[face]
    across = (p[1] - p[0]) / np.linalg.norm(p[1] - p[0])
    normal = np.cross(p[1] - p[0], p[2] - p[1])
    upward = np.cross(normal / np.linalg.norm(normal), across)
    return (p - p[0]) @ across + 1j * ((p - p[0]) @ upward)


# lay each face beside the one it hangs on
flat = {hinges[0][0]: flatten(faces[hinges[0][0]])}
for parent, child in hinges:
    a, b = [v for v in faces[parent] if v in faces[child]]
    pa, pb = (flat[parent][faces[parent].index(v)] for v in (a, b))
    q = flatten(faces[child])
    qa, qb = (q[faces[child].index(v)] for v in (a, b))
    flat[child] = pa + (q - qa) * (pb - pa) / (qb - qa)

§figure
§paper
for name, z in flat.items():
    §ax.fill(z.real, z.imag, facecolor=§face_fill)
    for a, b, start, end in zip(faces[name], np.roll(faces[name], -1), z, np.roll(z, -1)):
        fold = any({name, other} in [set(h) for h in hinges] and {a, b} <= set(faces[other])
                   for other in faces if other != name)
        §ax.plot([start.real, end.real], [start.imag, end.imag],§dash_if_fold
                color="§line", linewidth=§crease_width if fold else §outline_width)
§letters
§picture
§finish
'''

LETTERS = """
    §ax.text(z.mean().real, z.mean().imag, name, ha="center", va="center", fontsize=§font)
"""

ATTACH = """
from collections import Counter

import matplotlib.pyplot as plt
import numpy as np

§values
§attach_functions

§attach_net

# a side that belongs to two faces is a crease
sides = Counter()
for z in net.values():
    for p, q in zip(z, np.roll(z, -1)):
        sides[frozenset(np.round([p, q], 6) + 0.0)] += 1

fig, ax = plt.subplots(figsize=§figsize)
§paper
for name, z in net.items():
    ax.fill(z.real, z.imag, facecolor=§face_fill)
for side, count in sides.items():
    p, q = side
    ax.plot([p.real, q.real], [p.imag, q.imag],§dash_if_shared
            color="§line", linewidth=§crease_width if count == 2 else §outline_width)
§attach_letters
ax.set_aspect("equal")
ax.margins(0.08)
ax.axis("off")
§title
plt.show()
"""

ATTACH_LETTERS = """
for name, z in net.items():
    ax.text(z.mean().real, z.mean().imag, name, ha="center", va="center", fontsize=§font)
"""

POLYGON = '''
def polygon(p, q, n):
    """Regular n-gon to the left of its side from p to q (complex numbers)."""
    corners, step = [p, q], q - p
    for _ in range(n - 2):
        step = step * np.exp(2j * np.pi / n)
        corners.append(corners[-1] + step)
    return np.array(corners)
'''

RECTANGLE = '''
def rectangle(p, q, h):
    """Rectangle of height h to the left of its side from p to q."""
    up = 1j * h * (q - p) / abs(q - p)
    return np.array([p, q, q + up, p + up])
'''

TRIANGLE = '''
def triangle(p, q, h):
    """Isosceles triangle of height h to the left of its base from p to q."""
    return np.array([p, q, (p + q) / 2 + 1j * h * (q - p) / abs(q - p)])
'''

HINGES = '''
import matplotlib.pyplot as plt
import numpy as np
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

§values
§solid


def rotate(points, start, end, angle):
    """Turn points about the axis from start to end."""
    k = (end - start) / np.linalg.norm(end - start)
    p = points - start
    turned = p * np.cos(angle) + np.cross(k, p) * np.sin(angle) + np.outer(p @ k, k) * (1 - np.cos(angle))
    return start + turned


class FoldingNet:
    """Faces of a solid, hinged on one another."""

    def __init__(self, vertices, faces, hinges):
        self.vertices, self.faces, self.hinges = vertices, faces, hinges
        self.normals = {}
        for name, face in faces.items():
            p = vertices[face]
            n = np.cross(p[1] - p[0], p[2] - p[1])
            self.normals[name] = n / np.linalg.norm(n)

    def below(self, name):
        """A face and all faces that hang on it."""
        names = [name]
        for parent, child in self.hinges:
            if parent in names:
                names.append(child)
        return names

    def opened(self, share):
        """Corners of the faces; share 1 is the closed solid, share 0 the flat net."""
        panels = {name: self.vertices[face].astype(float) for name, face in self.faces.items()}
        for parent, child in self.hinges:
            face = self.faces[parent]
            a, b = [v for v in face if v in self.faces[child]]
            start, end = panels[parent][face.index(a)], panels[parent][face.index(b)]
            bend = np.arccos(np.clip(self.normals[parent] @ self.normals[child], -1, 1))
            if (face.index(a) + 1) % len(face) != face.index(b):
                start, end = end, start
            for name in self.below(child):
                panels[name] = rotate(panels[name], start, end, -(1 - share) * bend)
        return panels


# which face hangs on which
hinges = §hinges
net = FoldingNet(vertices, faces, hinges)
root = net.hinges[0][0]
§shares
fig = plt.figure(figsize=§figsize)
for place, share in enumerate(shares, start=1):
    ax = fig.add_subplot(1, len(shares), place, projection="3d", proj_type="ortho")
    panels = net.opened(share)
    # the first face lies on the table
    p = panels[root]
    across = (p[1] - p[0]) / np.linalg.norm(p[1] - p[0])
    up = §upward
    frame = np.array([across, np.cross(up, across), up])
    panels = {name: (q - p[0]) @ frame.T for name, q in panels.items()}
    ax.add_collection3d(Poly3DCollection(list(panels.values()), facecolors=list(panels),
                                         edgecolors="§line", linewidths=§outline_width))
    corners = np.vstack(list(panels.values()))
    low, high = corners.min(axis=0), corners.max(axis=0)
    high = np.maximum(high, low + 0.01)
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), zlim=(low[2], high[2]))
    ax.set_box_aspect(high - low, zoom=§zoom)
    ax.view_init(elev=§elevation, azim=§azimuth)
    ax.set_axis_off()
    ax.set_title(§step_title)
§suptitle
plt.show()
'''

PICTURE = """
# the solid beside its net
elev, azim = np.radians([§elevation, §azimuth])
toward = np.array([np.cos(elev) * np.cos(azim), np.cos(elev) * np.sin(azim), np.sin(elev)])
right = np.array([-np.sin(azim), np.cos(azim), 0])
page = vertices @ np.column_stack([right, np.cross(toward, right)])
seen = set()
for name, face in faces.items():
    p = vertices[face]
    if np.cross(p[1] - p[0], p[2] - p[1]) @ toward > 0:
        seen |= {frozenset(side) for side in zip(face, face[1:] + face[:1])}
        solid_ax.fill(*page[face].T, facecolor=§face_fill)
        §solid_letter
for face in faces.values():
    for side in zip(face, face[1:] + face[:1]):
        if frozenset(side) in seen:
            solid_ax.plot(*page[list(side)].T, color="§line", linewidth=§outline_width)
        elif side[0] < side[1]:
            solid_ax.plot(*page[list(side)].T, "--", color="§line", linewidth=§crease_width)
"""
