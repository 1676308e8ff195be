"""Nets of prisms, pyramids and cuboids: which face hangs on which, where it lies when flat, and how it folds up."""

from __future__ import annotations

import functools
import itertools
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from codepercept.geometry import solids
from codepercept.geometry.camera import Array
from codepercept.geometry.solids import Edge, Polyhedron

Hinge = tuple[int, int]


def body_of(solid: str, sides: int, length: float, width: float, height: float) -> Polyhedron:
    """The solid, its faces sorted: sides in their order around the axis, then the base, then the top."""
    if solid == "cuboid":
        body = solids.cuboid(length, width, height)
    elif solid == "prism":
        body = solids.prism(sides, length, height)
    elif solid == "pyramid":
        body = solids.pyramid(sides, length, height)
    else:
        body = solids.pyramid(3, length, length * math.sqrt(2 / 3))
    count = 4 if solid == "cuboid" else 3 if solid == "tetrahedron" else sides

    def rank(face: tuple[int, ...]) -> tuple[int, int]:
        low = [k for k in face if k < count]
        if len(low) == count:
            return 1, 0
        if not low:
            return 2, 0
        return 0, next(k for k in low if (k + 1) % count in low)

    return Polyhedron(body.vertices, tuple(sorted(body.faces, key=rank)))


@dataclass(frozen=True)
class Net:
    """An unfolded solid.

    Attributes:
        body: The solid.
        hinges: (parent, child) pairs of face numbers, parents before children; the first parent is the root.
        flat: Corners of each face in the plane as complex numbers, in the order of the face's vertices.
    """

    body: Polyhedron
    hinges: tuple[Hinge, ...]
    flat: tuple[Array, ...]

    def edge(self, first: int, second: int) -> Edge:
        """The edge that two neighbouring faces share."""
        a, b = sorted(set(self.body.faces[first]) & set(self.body.faces[second]))
        return a, b

    @property
    def overlaps(self) -> bool:
        """True if two faces of the flat net lie on one another."""
        shapes = [shapely.Polygon(np.column_stack([z.real, z.imag])) for z in self.flat]
        return any(a.intersection(b).area > 1e-6 * min(a.area, b.area) for a, b in itertools.combinations(shapes, 2))

    def folded(self, share: float) -> list[Array]:
        """Corners (k, 3) of each face when every hinge is bent by a share (0-1) of its full angle."""
        panels = [np.column_stack([z.real, z.imag, 0 * z.real]) for z in self.flat]
        for parent, child in reversed(self.hinges):
            a, b = self.edge(parent, child)
            face = self.body.faces[parent]
            start, end = panels[parent][face.index(a)], panels[parent][face.index(b)]
            if (face.index(a) + 1) % len(face) != face.index(b):
                start, end = end, start
            angle = share * math.radians(180 - self.body.dihedral((a, b)))
            for member in self._below(child):
                panels[member] = start + (panels[member] - start) @ rotation(end - start, angle).T
        return panels

    def _below(self, face: int) -> list[int]:
        """The face and all that hang on it."""
        found = [face]
        for parent, child in self.hinges:
            if parent in found:
                found.append(child)
        return found


def rotation(axis: Array, angle: float) -> Array:
    """Matrix of the rotation about an axis by an angle in radians (Rodrigues' formula)."""
    x, y, z = axis / np.linalg.norm(axis)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + math.sin(angle) * k + (1 - math.cos(angle)) * k @ k)


def neighbours(body: Polyhedron, face: int) -> list[int]:
    """Faces that share an edge with a face."""
    mine = set(body.faces[face])
    return [k for k, other in enumerate(body.faces) if k != face and len(mine & set(other)) == 2]


def lying(body: Polyhedron, face: int) -> Array:
    """A face in the plane as complex numbers, seen from outside, its first side on the real axis."""
    p = body.vertices[list(body.faces[face])]
    across = (p[1] - p[0]) / np.linalg.norm(p[1] - p[0])
    upward = np.cross(body.normals[face], across)
    return np.asarray((p - p[0]) @ across + 1j * ((p - p[0]) @ upward))


def unfold(body: Polyhedron, hinges: Sequence[Hinge]) -> Net:
    """Lays the faces into the plane, each beside its parent, the root first."""
    root = hinges[0][0]
    flat = {root: lying(body, root)}
    for parent, child in hinges:
        shared = [v for v in body.faces[parent] if v in body.faces[child]]
        pa, pb = (flat[parent][body.faces[parent].index(v)] for v in shared)
        q = lying(body, child)
        qa, qb = (q[body.faces[child].index(v)] for v in shared)
        flat[child] = pa + (q - qa) * (pb - pa) / (qb - qa)
    return Net(body, tuple(hinges), tuple(flat[k] for k in range(len(body.faces))))


@functools.lru_cache(maxsize=1024)
def net_of(solid: str, sides: int, length: float, width: float, height: float, pattern: str, layout: int) -> Net:
    """The net of a solid.

    Args:
        pattern: "belt" (sides in a row, base and top on some of them), "star" (sides around the base) or "tree"
            (faces hang on one another at random).
        layout: Picks among the nets of the pattern.

    Raises:
        ValueError: No net without overlaps was found in 50 tries.
    """
    body = body_of(solid, sides, length, width, height)
    count = len(body.faces) - (1 if solid in ("pyramid", "tetrahedron") else 2)
    rng = random.Random(f"net {layout}")
    for _ in range(50):
        net = unfold(body, _hinges(body, count, pattern, rng))
        if not net.overlaps:
            return net
    raise ValueError(f"no {pattern} net of the {solid} without overlapping faces")


def _hinges(body: Polyhedron, count: int, pattern: str, rng: random.Random) -> list[Hinge]:
    lids = range(count, len(body.faces))
    if pattern == "star":
        found = [(count, k) for k in range(count)]
        return found + [(rng.randrange(count), lid) for lid in lids if lid > count]
    if pattern == "belt":
        found = [(k, k + 1) for k in range(count - 1)]
        return found + [(rng.randrange(count), lid) for lid in lids]
    root = rng.randrange(len(body.faces))
    reached, found = [root], []
    while len(reached) < len(body.faces):
        options = [(p, c) for p in reached for c in neighbours(body, p) if c not in reached]
        parent, child = rng.choice(options)
        found.append((parent, child))
        reached.append(child)
    return found
