"""Projection onto the page and exact visibility.

World axes are right-handed: x to the right, y away from the viewer who stands in front, z up. A camera is
either parallel (orthographic, isometric, oblique) or central (an eye point). Nothing here looks at pixels:
what is visible is decided by clipping convex polygons, so a face counts as visible if any of its area shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Polygon2 = list[tuple[float, float]]

AREA_EPS = 1e-9
"""Screen areas below this (unit faces have about 0.5) are rounding noise of coinciding edges."""


@dataclass(frozen=True)
class Camera:
    """A view of the world.

    Attributes:
        axes: 2 x 3 matrix whose columns are the pictures of the x, y and z unit vectors (before perspective).
        toward: Direction from the scene to the viewer, length 1 (parallel cameras), or of the optical axis.
        eye: Eye point of a central projection, None for a parallel one.
    """

    axes: Array
    toward: Array
    eye: Array | None = None

    def project(self, points: Array) -> Array:
        """Pictures (n, 2) of points (n, 3)."""
        points = np.asarray(points, dtype=float)
        if self.eye is None:
            return np.asarray(points @ self.axes.T)
        rays = points - self.eye
        depth = -(rays @ self.toward)
        return np.asarray((rays @ self.axes.T) / depth[:, None])

    def faces_viewer(self, point: Array, normal: Array) -> float:
        """Cosine between the outward normal of a face through `point` and the sight line; > 0 "
        "faces the viewer."""
        sight = self.toward if self.eye is None else self.eye - point
        return float(normal @ sight / (np.linalg.norm(normal) * np.linalg.norm(sight)))

    def depth(self, points: Array) -> Array:
        """Distance-like order of points (n, 3) along the sight line: larger is nearer to the viewer."""
        if self.eye is None:
            return np.asarray(points @ self.toward)
        return np.asarray(-np.linalg.norm(points - self.eye, axis=1))


def orthographic(elevation: float, azimuth: float) -> Camera:
    """The camera of mplot3d's `view_init(elevation, azimuth)` with an orthographic projection (degrees)."""
    e, a = np.radians([elevation, azimuth])
    toward = np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
    right = np.array([-np.sin(a), np.cos(a), 0.0])
    up = np.array([-np.sin(e) * np.cos(a), -np.sin(e) * np.sin(a), np.cos(e)])
    return Camera(np.vstack([right, up]), toward)


def isometric(side: str = "right", angle: float = 30.0) -> Camera:
    """Drawing-board isometric view from the front and the given side ("left" or "right").

    Both floor axes rise at `angle` degrees and all axes keep their length (angle 30), as on isometric paper.
    """
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    if side == "right":
        return _parallel(np.array([[c, c, 0.0], [-s, s, 1.0]]))
    return _parallel(np.array([[c, -c, 0.0], [s, s, 1.0]]))


def oblique(side: str = "right", angle: float = 45.0, ratio: float = 0.5) -> Camera:
    """Oblique (cavalier or cabinet) view: the front keeps its shape, depth recedes at `angle` degrees.

    Args:
        side: The side face that shows, "left" or "right".
        angle: Direction of the receding edges above the horizontal, degrees in (0, 90).
        ratio: Length of a receding unit, in (0, 1]: 1/2 is the cabinet, 1 the cavalier projection.
    """
    c, s = ratio * np.cos(np.radians(angle)), ratio * np.sin(np.radians(angle))
    return _parallel(np.array([[1.0, c if side == "right" else -c, 0.0], [0.0, s, 1.0]]))


def perspective(eye: Sequence[float], target: Sequence[float]) -> Camera:
    """Central projection from `eye` with the optical axis through `target`, z upright."""
    eye_point = np.asarray(eye, dtype=float)
    toward = eye_point - np.asarray(target, dtype=float)
    toward = toward / np.linalg.norm(toward)
    right = np.cross([0.0, 0.0, 1.0], toward)
    right = right / np.linalg.norm(right)
    return Camera(np.vstack([right, np.cross(toward, right)]), toward, eye_point)


def zoom_3d(points: Array, camera: Camera, share: float = 0.92) -> float:
    """The `zoom` of mplot3d's `set_box_aspect` that lets points fill a share of square axes.

    An orthographic mplot3d view draws the diagonal of the data box 1.03 times as long as the axes at zoom 1
    (measured with matplotlib 3.11); box aspect and limits must be those of the points.
    """
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    diagonal = float(np.linalg.norm(np.ptp(points, axis=0)))
    reach = float(np.abs(camera.project(points - middle)).max())
    return share * diagonal / (1.03 * 2 * reach)


def _parallel(axes: Array) -> Camera:
    toward = np.cross(axes[0], axes[1])
    return Camera(axes, toward / np.linalg.norm(toward))


def area(polygon: Sequence[tuple[float, float]]) -> float:
    """Signed area of a polygon, positive if counter-clockwise (shoelace formula)."""
    total = 0.0
    for (x0, y0), (x1, y1) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        total += x0 * y1 - x1 * y0
    return total / 2


def convex_hull(points: Array) -> Polygon2:
    """Convex hull of 2D points, counter-clockwise (Andrew's monotone chain)."""
    ordered = sorted({(round(float(x), 12), round(float(y), 12)) for x, y in points})

    def half(sequence: Sequence[tuple[float, float]]) -> Polygon2:
        chain: Polygon2 = []
        for p in sequence:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 1e-12:
                chain.pop()
            chain.append(p)
        return chain

    return half(ordered)[:-1] + half(ordered[::-1])[:-1]


def _turn(a: tuple[float, float], b: tuple[float, float], p: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])


def subtract(pieces: list[Polygon2], cutter: Polygon2) -> list[Polygon2]:
    """What is left of convex `pieces` outside the convex counter-clockwise `cutter`, as convex pieces."""
    left = min(x for x, _ in cutter), min(y for _, y in cutter)
    right = max(x for x, _ in cutter), max(y for _, y in cutter)
    rest: list[Polygon2] = []
    for piece in pieces:
        if (
            min(x for x, _ in piece) >= right[0]
            or max(x for x, _ in piece) <= left[0]
            or min(y for _, y in piece) >= right[1]
            or max(y for _, y in piece) <= left[1]
        ):
            rest.append(piece)
            continue
        inside = piece
        for a, b in zip(cutter, [*cutter[1:], cutter[0]], strict=True):
            outside = _clip(inside, b, a)
            if len(outside) > 2 and area(outside) > AREA_EPS:
                rest.append(outside)
            inside = _clip(inside, a, b)
            if len(inside) < 3:
                break
    return rest


def _clip(polygon: Polygon2, a: tuple[float, float], b: tuple[float, float]) -> Polygon2:
    """The part of a convex polygon to the left of the line from a to b (Sutherland-Hodgman)."""
    kept: Polygon2 = []
    sides = [_turn(a, b, p) for p in polygon]
    for index, p in enumerate(polygon):
        previous, q = sides[index - 1], polygon[index - 1]
        if (previous > 0 > sides[index]) or (previous < 0 < sides[index]):
            t = previous / (previous - sides[index])
            kept.append((q[0] + t * (p[0] - q[0]), q[1] + t * (p[1] - q[1])))
        if sides[index] >= 0:
            kept.append(p)
    return kept


def visible_fraction(face: Polygon2, blockers: Sequence[Polygon2]) -> float:
    """Share of a convex face's picture that no blocker's picture covers, in [0, 1].

    All polygons are on the page, convex; `blockers` are the pictures of things in front of the face.
    """
    start = face if area(face) > 0 else face[::-1]
    pieces = [start]
    for blocker in blockers:
        pieces = subtract(pieces, blocker)
        if not pieces:
            return 0.0
    return sum(area(piece) for piece in pieces) / area(start)
