"""The section of a polyhedron: its corners, sides, shape and the volumes on both sides of the plane."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from codepercept.geometry.camera import Array, Camera
from codepercept.geometry.cross_sections.params import CrossSections, solid_of
from codepercept.geometry.exact import rational
from codepercept.geometry.family import DegenerateParametersError
from codepercept.geometry.solids import Edge, Polyhedron
from codepercept.geometry.words import Phrasing

_EPS = 1e-9


@dataclass(frozen=True, eq=False)
class Corner:
    """A corner of the section.

    Attributes:
        point: Coordinates.
        vertex: Number of the vertex of the solid that it is, else None.
        edge: Edge on which it lies, None at a vertex.
        share: Its distance from the first end of the edge, as a share of the edge (0 at a vertex).
        name: Its letter, that of the vertex where it is one.
    """

    point: Array
    vertex: int | None
    edge: Edge | None
    share: float
    name: str

    @property
    def ratio(self) -> tuple[int, int] | None:
        """(m, n) if it divides its edge in this ratio of whole numbers up to 30."""
        found = rational(self.share, 60)
        if found is None or self.edge is None:
            return None
        return found.numerator, found.denominator - found.numerator


@dataclass(frozen=True, eq=False)
class Cut:
    """A plane through a polyhedron.

    Attributes:
        body: The solid.
        normal: Unit normal of the plane; the corners go round it counter-clockwise.
        corners: Corners of the section in order.
        faces: For each side (from a corner to the next one) the faces of the solid in which it lies.
    """

    body: Polyhedron
    normal: Array
    corners: tuple[Corner, ...]
    faces: tuple[tuple[int, ...], ...]

    @property
    def points(self) -> Array:
        """Coordinates of the corners (n, 3)."""
        return np.array([corner.point for corner in self.corners])

    @property
    def names(self) -> list[str]:
        """Letters of the corners in order."""
        return [corner.name for corner in self.corners]

    @functools.cached_property
    def lengths(self) -> list[float]:
        """Lengths of the sides, from each corner to the next one."""
        return [float(x) for x in np.linalg.norm(np.roll(self.points, -1, axis=0) - self.points, axis=1)]

    @property
    def area(self) -> float:
        """Area of the section."""
        points = self.points - self.points[0]
        return float(np.linalg.norm(np.cross(points[:-1], points[1:]).sum(axis=0))) / 2

    def hidden_sides(self, camera: Camera) -> list[int]:
        """Sides of the section of a whole solid that lie in no face that can be seen."""
        seen = set(self.body.visible_faces(camera))
        return [k for k, faces in enumerate(self.faces) if not seen.intersection(faces)]

    @functools.cached_property
    def volumes(self) -> tuple[float, float]:
        """Volumes behind and in front of the plane (in front: where the normal points)."""
        origin = self.corners[0].point
        total = 0.0
        for face, normal in zip(self.body.faces, self.body.normals, strict=True):
            part = _clip(self.body.vertices[list(face)] - origin, self.normal)
            if len(part) > 2:
                rest = np.array(part) - part[0]
                size = float(np.linalg.norm(np.cross(rest[:-1], rest[1:]).sum(axis=0))) / 2
                total += float(normal @ part[0]) * size / 3
        return total, self.body.volume - total

    @functools.cached_property
    def flat(self) -> Array:
        """The corners (n, 2) in their own plane: the first at the origin, the second on the positive x axis."""
        points = self.points - self.points[0]
        across = points[1] / np.linalg.norm(points[1])
        return np.column_stack([points @ across, points @ np.cross(self.normal, across)])

    def outside(self, camera: Camera) -> float:
        """+1 if the plane's normal points to the viewer, -1 if away from him."""
        return 1.0 if float(self.normal @ camera.toward) > 0 else -1.0

    def kept(self, camera: Camera) -> Array:
        """For each vertex, whether it belongs to the part that stays: the one behind the section, as seen."""
        side = (self.body.vertices - self.corners[0].point) @ self.normal * self.outside(camera)
        return np.asarray(side < _EPS)

    def corner(self, name: str) -> Corner:
        """The corner with the given letter."""
        return next(corner for corner in self.corners if corner.name == name)


def _clip(polygon: Array, normal: Array) -> list[Array]:
    """The part of a polygon (n, 3) with normal · x <= 0."""
    sides = polygon @ normal
    part: list[Array] = []
    for k, point in enumerate(polygon):
        before, now = sides[k - 1], sides[k]
        if (before > _EPS and now < -_EPS) or (before < -_EPS and now > _EPS):
            t = before / (before - now)
            part.append(polygon[k - 1] + t * (point - polygon[k - 1]))
        if now <= _EPS:
            part.append(point)
    return part


def given_points(theta: CrossSections) -> Array:
    """The three points (3, 3) that define the plane."""
    v = solid_of(theta).vertices
    return np.array([v[a] + m / (m + n) * (v[b] - v[a]) for a, b, m, n in theta.points])


def letter_pool(theta: CrossSections) -> str:
    """Letters for the corners of the section that are no vertices, in the order of use."""
    words = Phrasing(theta.wording, "cross sections letters")
    taken = set(theta.vertex_names())
    pools = [pool for pool in ("PQRTUVWX", "KLMNXYZW", "XYZUVWPQ", "PQRTUVWX") if not taken.intersection(pool)]
    return words.pick(*pools)


@functools.lru_cache(maxsize=64)
def cut_of(theta: CrossSections) -> Cut:
    """The section of the polyhedron of a parameter set.

    Raises:
        DegenerateParametersError: If the three points lie on a line, or the plane only touches the solid or holds
            one of its faces, or a given point is no corner of the section.
    """
    body, given = solid_of(theta), given_points(theta)
    normal = np.cross(given[1] - given[0], given[2] - given[0])
    size = float(np.linalg.norm(normal))
    if size < 1e-6:
        raise DegenerateParametersError("points: the three points lie on one line and give no plane")
    normal = normal / size
    side = (body.vertices - given[0]) @ normal
    found: list[tuple[Array, int | None, Edge | None, float]] = [
        (body.vertices[k], k, None, 0.0) for k in range(len(side)) if abs(side[k]) < _EPS
    ]
    for a, b in body.edges:
        if min(side[a], side[b]) < -_EPS and max(side[a], side[b]) > _EPS:
            t = float(side[a] / (side[a] - side[b]))
            found.append((body.vertices[a] + t * (body.vertices[b] - body.vertices[a]), None, (a, b), t))
    if len(found) < 3 or side.max() < _EPS or side.min() > -_EPS:
        raise DegenerateParametersError("points: the plane through the three points does not cut the solid in two")
    order = _around(np.array([entry[0] for entry in found]), normal)
    names = _name(theta, [found[k] for k in order], given)
    corners = tuple(Corner(*found[k], name) for k, name in zip(order, names, strict=True))
    on = [_faces_at(body, corner) for corner in corners]
    faces = tuple(tuple(sorted(on[k] & on[(k + 1) % len(on)])) for k in range(len(on)))
    return Cut(body, normal, corners, faces)


def _around(points: Array, normal: Array) -> list[int]:
    """Order of the points around their middle, counter-clockwise about the normal, the first one first."""
    offsets = points - points.mean(axis=0)
    angles = np.arctan2(offsets @ np.cross(normal, offsets[0]), offsets @ offsets[0])
    return [int(k) for k in np.argsort(np.round(angles, 6) % (2 * np.pi))]


def _name(theta: CrossSections, found: list[tuple[Array, int | None, Edge | None, float]], given: Array) -> list[str]:
    letters, pool = theta.vertex_names(), iter(letter_pool(theta))
    names = [letters[vertex] if vertex is not None else "" for _, vertex, _, _ in found]
    for point in given:
        at = [k for k, entry in enumerate(found) if float(np.abs(entry[0] - point).max()) < _EPS]
        if not at:
            raise DegenerateParametersError("points: one of the three points lies on an edge that is in the plane")
        if not names[at[0]]:
            names[at[0]] = next(pool)
    return [name or next(pool) for name in names]


def _faces_at(body: Polyhedron, corner: Corner) -> set[int]:
    if corner.edge is not None:
        return set(body.faces_of(corner.edge))
    return {k for k, face in enumerate(body.faces) if corner.vertex in face}


def volume_ratio(theta: CrossSections) -> Fraction | None:
    """Smaller part as a fraction of the larger one, where both are commensurable with small numbers."""
    small, large = sorted(cut_of(theta).volumes)
    return rational(small / large, 400)


def shape_name(flat: Array) -> str:
    """What a convex polygon (n, 2) is called, e.g. "isosceles trapezoid"."""
    sides = np.roll(flat, -1, axis=0) - flat
    lengths = np.linalg.norm(sides, axis=1)
    units = sides / lengths[:, None]
    corner = np.abs((units * np.roll(units, 1, axis=0)).sum(axis=1))  # cosine of the turn at each corner
    equal = bool(np.ptp(lengths) < 1e-7)
    if len(flat) == 3:
        pairs = [abs(lengths[k] - lengths[k - 1]) < 1e-7 for k in range(3)]
        right = "right" if corner.min() < 1e-7 else ""
        if equal:
            return "equilateral triangle"
        return " ".join(filter(None, ["isosceles" if any(pairs) else "", right, "triangle"]))
    if len(flat) == 4:
        return _quadrilateral(lengths, units, equal, bool(corner.max() < 1e-7))
    regular = equal and bool(np.ptp(np.linalg.norm(flat - flat.mean(axis=0), axis=1)) < 1e-7)
    name = {5: "pentagon", 6: "hexagon", 7: "heptagon", 8: "octagon"}[len(flat)]
    return f"regular {name}" if regular else name


def _quadrilateral(lengths: Array, units: Array, equal: bool, right: bool) -> str:
    first, second = (abs(float(units[k, 0] * units[k + 2, 1] - units[k, 1] * units[k + 2, 0])) < 1e-7 for k in (0, 1))
    if first and second:
        if right:
            return "square" if equal else "rectangle"
        return "rhombus" if equal else "parallelogram"
    if first or second:
        legs = (1, 3) if first else (0, 2)
        if abs(lengths[legs[0]] - lengths[legs[1]]) < 1e-7:
            return "isosceles trapezoid"
        square = any(abs(float(units[k] @ units[k - 1])) < 1e-7 for k in range(4))
        return "right trapezoid" if square else "trapezoid"
    if any(
        abs(lengths[k] - lengths[(k + 1) % 4]) < 1e-7 and abs(lengths[(k + 2) % 4] - lengths[(k + 3) % 4]) < 1e-7
        for k in (0, 1)
    ):
        return "kite"
    return "quadrilateral"


def parallel_sides(cut: Cut) -> list[tuple[int, int]]:
    """Pairs of sides of the section that are parallel."""
    sides = np.roll(cut.points, -1, axis=0) - cut.points
    units = sides / np.linalg.norm(sides, axis=1)[:, None]
    count = len(units)
    return [
        (i, j)
        for i in range(count)
        for j in range(i + 1, count)
        if float(np.linalg.norm(np.cross(units[i], units[j]))) < 1e-7
    ]
