"""Convex polyhedra: vertices, faces and edges, and their measures.

All coordinates are in the length unit of the given edges and heights. Standing solids (prisms, pyramids, ...)
have their base in the plane z = 0 and their axis on the z axis; the others are centred at the origin.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from codepercept.geometry.camera import Array, Camera

Edge = tuple[int, int]
PHI = (1 + math.sqrt(5)) / 2


@dataclass(frozen=True, eq=False)
class Polyhedron:
    """A convex polyhedron.

    Attributes:
        vertices: Coordinates (V, 3).
        faces: Vertex numbers of each face, counter-clockwise seen from outside.
    """

    vertices: Array
    faces: tuple[tuple[int, ...], ...]

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Edges as sorted pairs of vertex numbers, sorted."""
        pairs = {
            tuple(sorted(pair)): None for face in self.faces for pair in zip(face, face[1:] + face[:1], strict=True)
        }
        return tuple(sorted((a, b) for a, b in pairs))

    @cached_property
    def normals(self) -> Array:
        """Outward unit normals (F, 3)."""
        raw = []
        for face in self.faces:
            a, b, c = (self.vertices[k] for k in face[:3])
            raw.append(np.cross(b - a, c - b))
        rows = np.array(raw)
        return np.asarray(rows / np.linalg.norm(rows, axis=1)[:, None])

    def faces_of(self, edge: Edge) -> list[int]:
        """Numbers of the two faces that share an edge."""
        return [index for index, face in enumerate(self.faces) if edge[0] in face and edge[1] in face]

    def length(self, edge: Edge) -> float:
        """Length of the segment between two vertices."""
        return float(np.linalg.norm(self.vertices[edge[0]] - self.vertices[edge[1]]))

    def face_area(self, face: Sequence[int]) -> float:
        """Area of a face (half the length of the summed cross products)."""
        points = self.vertices[list(face)] - self.vertices[face[0]]
        return float(np.linalg.norm(np.cross(points[:-1], points[1:]).sum(axis=0))) / 2

    @cached_property
    def area(self) -> float:
        """Surface area."""
        return sum(self.face_area(face) for face in self.faces)

    @cached_property
    def volume(self) -> float:
        """Volume by the divergence theorem: a third of the sum of face distance times face area."""
        parts = (
            float(normal @ self.vertices[face[0]]) * self.face_area(face)
            for normal, face in zip(self.normals, self.faces, strict=True)
        )
        return sum(parts) / 3

    def dihedral(self, edge: Edge) -> float:
        """Inner angle between the faces at an edge, degrees."""
        first, second = self.faces_of(edge)
        cosine = float(np.clip(self.normals[first] @ self.normals[second], -1, 1))
        return 180 - math.degrees(math.acos(cosine))

    def visible_faces(self, camera: Camera) -> list[int]:
        """Numbers of the faces that face the viewer; exact for a convex solid."""
        return [
            index
            for index, face in enumerate(self.faces)
            if camera.faces_viewer(self.vertices[face[0]], self.normals[index]) > 0
        ]

    def hidden_edges(self, camera: Camera) -> list[Edge]:
        """Edges behind the solid: neither of their faces faces the viewer."""
        seen = set(self.visible_faces(camera))
        return [edge for edge in self.edges if not seen.intersection(self.faces_of(edge))]

    def hidden_vertices(self, camera: Camera) -> list[int]:
        """Vertices behind the solid: none of their faces faces the viewer."""
        seen = {vertex for index in self.visible_faces(camera) for vertex in self.faces[index]}
        return [vertex for vertex in range(len(self.vertices)) if vertex not in seen]

    def dual(self) -> Polyhedron:
        """The polyhedron whose vertices are the centres of the faces, in the order of the faces."""
        return hull(np.array([self.vertices[list(face)].mean(axis=0) for face in self.faces]))


def hull(points: Array, edge: float | None = None) -> Polyhedron:
    """The convex polyhedron with the given corners, faces found as planes with all points on one side.

    Points must all be corners. Faces come sorted by their vertex numbers. If all edges have the length `edge`, only
    planes through a corner and two of its neighbours are tried, which is much faster.
    """
    middle = points.mean(axis=0)
    size = float(np.abs(points - middle).max())
    found: dict[tuple[int, ...], tuple[int, ...]] = {}
    triples: Iterable[tuple[int, ...]] = itertools.combinations(range(len(points)), 3)
    if edge is not None:
        near = np.abs(np.linalg.norm(points[:, None] - points[None], axis=2) - edge) < 1e-6 * edge
        triples = (
            (i, j, k)
            for i in range(len(points))
            for j, k in itertools.combinations((int(m) for m in np.flatnonzero(near[i])), 2)
        )
    for i, j, k in triples:
        normal = np.cross(points[j] - points[i], points[k] - points[i])
        norm = float(np.linalg.norm(normal))
        if norm < 1e-9 * size**2:
            continue
        side = (points - points[i]) @ (normal / norm)
        if side.max() > 1e-9 * size:
            if side.min() < -1e-9 * size:
                continue
            normal = -normal
        members = tuple(int(m) for m in np.flatnonzero(np.abs(side) < 1e-9 * size))
        if members not in found:
            found[members] = _around(points, members, normal / norm)
    return Polyhedron(points, tuple(found[key] for key in sorted(found)))


def _around(points: Array, members: tuple[int, ...], normal: Array) -> tuple[int, ...]:
    """Members of a face in counter-clockwise order seen against the outward normal, smallest number first."""
    middle = points[list(members)].mean(axis=0)
    first = points[members[0]] - middle
    second = np.cross(normal, first)

    def angle(member: int) -> float:
        offset = points[member] - middle
        return round(math.atan2(float(offset @ second), float(offset @ first)) % (2 * math.pi), 9)

    return tuple(sorted(members, key=angle))


def ring(n: int, edge: float, z: float = 0.0, turn: float = 0.0) -> Array:
    """Corners (n, 3) of a regular n-gon with the given edge at height z, first corner at `turn` radians."""
    radius = edge / (2 * math.sin(math.pi / n))
    angles = turn + 2 * math.pi * np.arange(n) / n
    return np.column_stack([radius * np.cos(angles), radius * np.sin(angles), np.full(n, z)])


def cuboid(length: float, width: float, height: float) -> Polyhedron:
    """Box with corners A-D around the bottom and E-H above them."""
    base = [(0, 0), (length, 0), (length, width), (0, width)]
    return hull(np.array([(x, y, z) for z in (0, height) for x, y in base], dtype=float))


def prism(n: int, edge: float, height: float) -> Polyhedron:
    """Right prism over a regular n-gon; vertices: bottom ring, then top ring."""
    return hull(np.vstack([ring(n, edge), ring(n, edge, height)]))


def antiprism(n: int, edge: float) -> Polyhedron:
    """Uniform antiprism: two n-gons, the upper turned by half a step, and 2n equilateral triangles."""
    return hull(np.vstack([ring(n, edge), ring(n, edge, antiprism_height(n, edge), math.pi / n)]))


def antiprism_height(n: int, edge: float) -> float:
    """Distance of the bases of a uniform antiprism: a √(1 - 1/(4 cos²(π/2n)))."""
    return edge * math.sqrt(1 - 1 / (4 * math.cos(math.pi / (2 * n)) ** 2))


def pyramid(n: int, edge: float, height: float) -> Polyhedron:
    """Right pyramid over a regular n-gon; the apex is the last vertex."""
    return hull(np.vstack([ring(n, edge), [[0, 0, height]]]))


def bipyramid(n: int, edge: float, height: float) -> Polyhedron:
    """Two right pyramids of the given height on a common regular n-gon; last vertices: upper, lower apex."""
    return hull(np.vstack([ring(n, edge), [[0, 0, height]], [[0, 0, -height]]]))


def frustum(n: int, edge: float, top: float, height: float) -> Polyhedron:
    """Right pyramid cut off parallel to its base; vertices: bottom ring, then top ring."""
    return hull(np.vstack([ring(n, edge), ring(n, top, height)]))


def signed(values: Sequence[float], even: bool = False) -> list[tuple[float, ...]]:
    """All permutations of the values with all signs, without repetition, sorted from the largest down.

    Args:
        values: Three coordinates, none negative.
        even: Keeps only cyclic permutations.
    """
    a, b, c = values
    orders = [(a, b, c), (b, c, a), (c, a, b)] if even else list(itertools.permutations(values))
    points = {
        tuple(0.0 if value == 0 else sign * value for value, sign in zip(order, signs, strict=True)): None
        for order in orders
        for signs in itertools.product((1, -1), repeat=3)
    }
    return sorted(points, reverse=True)


def cumulated(core: Polyhedron, height: float) -> Polyhedron:
    """The solid with a pyramid of the given height on every face of a convex core; tips follow the core's corners."""
    tips = [
        core.vertices[list(face)].mean(axis=0) + height * normal
        for face, normal in zip(core.faces, core.normals, strict=True)
    ]
    faces = [
        (a, b, len(core.vertices) + k)
        for k, face in enumerate(core.faces)
        for a, b in zip(face, face[1:] + face[:1], strict=True)
    ]
    return Polyhedron(np.vstack([core.vertices, tips]), tuple(faces))


STARS: dict[str, tuple[str, float]] = {
    "stella octangula": ("octahedron", math.sqrt(2 / 3)),
    "small stellated dodecahedron": ("dodecahedron", math.sqrt(PHI**2 - 1 / (4 * math.sin(math.pi / 5) ** 2))),
    "great stellated dodecahedron": ("icosahedron", math.sqrt(PHI**2 - 1 / 3)),
}
"""Core of each star, and the height of its pyramids for a core of edge 1: their side faces continue the core's
neighbouring faces (stella octangula) or are the tips of pentagrams, whose sides are PHI times the core's edge."""


def star(name: str, edge: float) -> Polyhedron:
    """One of the `STARS` on a core with the given edge; not convex."""
    core, height = STARS[name]
    return cumulated(centred(core, edge), height * edge)


def _ordered(*groups: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """All points in the order in which figure code sorts them: descending."""
    return sorted((point for group in groups for point in group), reverse=True)


# Corners and the edge that they give, for the solids centred at the origin (standard coordinates, e.g.
# Cromwell, "Polyhedra", 1997).
CENTRED: dict[str, tuple[list[tuple[float, ...]], float]] = {
    "octahedron": (signed((0, 0, 1)), math.sqrt(2)),
    "dodecahedron": (signed((1, 1, 1)) + signed((0, 1 / PHI, PHI), even=True), 2 / PHI),
    "icosahedron": (signed((0, 1, PHI), even=True), 2.0),
    "truncated tetrahedron": (
        [p for p in signed((1, 1, 3)) if p[0] * p[1] * p[2] > 0],
        2 * math.sqrt(2),
    ),
    "truncated cube": (signed((math.sqrt(2) - 1, 1, 1)), 2 * (math.sqrt(2) - 1)),
    "truncated octahedron": (signed((0, 1, 2)), math.sqrt(2)),
    "cuboctahedron": (signed((0, 1, 1)), math.sqrt(2)),
    "rhombicuboctahedron": (signed((1, 1, 1 + math.sqrt(2))), 2.0),
    "truncated cuboctahedron": (signed((1, 1 + math.sqrt(2), 1 + 2 * math.sqrt(2))), 2.0),
    "icosidodecahedron": (_ordered(signed((0, 0, PHI)), signed((0.5, PHI / 2, PHI**2 / 2), even=True)), 1.0),
    "truncated icosahedron": (
        _ordered(
            signed((0, 1, 3 * PHI), even=True),
            signed((1, 2 + PHI, 2 * PHI), even=True),
            signed((PHI, 2, 2 * PHI + 1), even=True),
        ),
        2.0,
    ),
    "truncated dodecahedron": (
        _ordered(
            signed((0, 1 / PHI, 2 + PHI), even=True),
            signed((1 / PHI, PHI, 2 * PHI), even=True),
            signed((PHI, 2, PHI + 1), even=True),
        ),
        2 * PHI - 2,
    ),
    "rhombicosidodecahedron": (
        _ordered(
            signed((1, 1, PHI**3), even=True),
            signed((PHI**2, PHI, 2 * PHI), even=True),
            signed((2 + PHI, 0, PHI**2), even=True),
        ),
        2.0,
    ),
    "rhombic dodecahedron": (_ordered(signed((1, 1, 1)), signed((0, 0, 2))), math.sqrt(3)),
}


@functools.cache
def _unit(name: str) -> Polyhedron:
    points, edge = CENTRED[name]
    return hull(np.array(points) / edge, 1.0)


def centred(name: str, edge: float) -> Polyhedron:
    """One of the solids of `CENTRED` with the given edge."""
    unit = _unit(name)
    return Polyhedron(unit.vertices * edge, unit.faces)
