"""What a polyhedron, its faces and its auxiliary lines are called."""

from __future__ import annotations

import numpy as np

from codepercept.geometry.polyhedra.layout import helper
from codepercept.geometry.polyhedra.params import Polyhedra, solid_of
from codepercept.geometry.words import capital, count, listing

_GONS = {3: "triangle", 4: "quadrilateral", 5: "pentagon", 6: "hexagon", 7: "heptagon", 8: "octagon", 10: "decagon"}


_ADJECTIVES = {3: "triangular", 4: "square", 5: "pentagonal", 6: "hexagonal", 7: "heptagonal", 8: "octagonal"}


_DUALS = {"tetrahedron": "tetrahedron", "cube": "octahedron", "octahedron": "cube"}


def name_of(theta: Polyhedra) -> str:
    """What the solid is called, without an article, e.g. "right hexagonal prism"."""
    if theta.solid == "cuboid":
        return "cuboid"
    if theta.solid in ("tetrahedron", "octahedron", "dodecahedron", "icosahedron"):
        return f"regular {theta.solid}"
    if theta.solid in ("prism", "pyramid", "bipyramid"):
        return f"right {_ADJECTIVES[theta.sides]} {theta.solid}"
    if theta.solid == "frustum":
        return f"frustum of a right {_ADJECTIVES[theta.sides]} pyramid"
    if theta.solid == "antiprism":
        return f"uniform {_ADJECTIVES[theta.sides]} antiprism"
    return theta.solid


def title_of(theta: Polyhedra) -> str:
    """A short title for the figure."""
    short = name_of(theta).replace("right ", "").replace("uniform ", "").replace("regular ", "")
    return capital(
        short.replace("frustum of a ", "").replace("pyramid", "frustum") if theta.solid == "frustum" else short
    )


def face_kinds(theta: Polyhedra) -> list[tuple[str, int]]:
    """Kinds of faces with their number, e.g. [("square", 6)], most corners first."""
    body = solid_of(theta)
    kinds: dict[str, int] = {}
    for face in sorted(body.faces, key=lambda face: (-len(face), face)):
        kind = kind_of(theta, face)
        kinds[kind] = kinds.get(kind, 0) + 1
    return list(kinds.items())


def kind_of(theta: Polyhedra, face: tuple[int, ...]) -> str:
    """What a face is called, e.g. "isosceles triangle"."""
    body = solid_of(theta)
    points = body.vertices[list(face)]
    sides = np.linalg.norm(points - np.roll(points, -1, axis=0), axis=1)
    middle = points.mean(axis=0)
    radii = np.linalg.norm(points - middle, axis=1)
    equal, round_ = bool(np.ptp(sides) < 1e-9), bool(np.ptp(radii) < 1e-9)
    if len(face) == 3:
        if equal:
            return "equilateral triangle"
        return "isosceles triangle" if len({round(float(s), 9) for s in sides}) == 2 else "triangle"
    if len(face) == 4:
        if round_ and equal:
            return "square"
        if equal:
            return "rhombus"
        if round_ and abs(sides[0] - sides[2]) < 1e-9 and abs(sides[1] - sides[3]) < 1e-9:
            return "rectangle"
        return "isosceles trapezoid"
    return f"regular {_GONS[len(face)]}" if equal and round_ else _GONS[len(face)]


def faces_phrase(theta: Polyhedra) -> str:
    """All faces by kind: "two hexagons and six rectangles"."""
    return listing([count(amount, kind) for kind, amount in face_kinds(theta)])


def segments(theta: Polyhedra) -> list[str]:
    """Letter names of the auxiliary segments, "" where an end has no letter."""
    extra = helper(theta)
    assert extra is not None
    names = []
    for a, b, _ in extra.segments:
        ends = [_letter(theta, end) for end in (a, b)]
        names.append("".join(ends) if all(ends) else "")
    return names


def _letter(theta: Polyhedra, code: str) -> str:
    if not code.startswith("vertices["):
        return code
    return theta.names[int(code[9:-1])] if theta.labels else ""


def dual_name(theta: Polyhedra) -> str:
    """What the dual solid is called."""
    return _DUALS[theta.solid]
