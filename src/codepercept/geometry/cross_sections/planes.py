"""What kind of plane the three given points make, and how a textbook would say it."""

from __future__ import annotations

from typing import Literal

from codepercept.geometry.cross_sections.cuts import cut_of
from codepercept.geometry.cross_sections.params import CrossSections
from codepercept.geometry.words import listing

PlaneKind = Literal["parallel", "diagonal", "edge", "midpoints", "points"]

BASED = ("cube", "cuboid", "prism", "pyramid", "tetrahedron", "frustum")


def plane_kind(theta: CrossSections) -> PlaneKind:
    """How the plane is best described."""
    cut = cut_of(theta)
    if theta.solid in BASED and abs(abs(float(cut.normal[2])) - 1) < 1e-9:
        return "parallel"
    if all(m == 0 for _, _, m, _ in theta.points):
        return "diagonal"
    if edge_in_plane(theta):
        return "edge"
    if all(m == n for _, _, m, n in theta.points):
        return "midpoints"
    return "points"


def edge_in_plane(theta: CrossSections) -> tuple[int, int] | None:
    """An edge of the solid in the plane whose ends are both among the given points, if there is one."""
    given = [a for a, _, m, _ in theta.points if m == 0]
    for edge in cut_of(theta).body.edges:
        if edge[0] in given and edge[1] in given:
            return edge
    return None


def point_names(theta: CrossSections) -> list[str]:
    """Letters of the three given points."""
    cut, letters = cut_of(theta), theta.vertex_names()
    names = []
    for a, b, m, n in theta.points:
        if m == 0:
            names.append(letters[a])
            continue
        edge, share = (min(a, b), max(a, b)), m / (m + n) if a < b else n / (m + n)
        names.append(next(c.name for c in cut.corners if c.edge == edge and abs(c.share - share) < 1e-9))
    return names


def height_of_plane(theta: CrossSections) -> float:
    """Height of a plane parallel to the base."""
    return float(cut_of(theta).corners[0].point[2])


def edge_name(theta: CrossSections, edge: tuple[int, int]) -> str:
    """Letters of an edge, e.g. "AB"."""
    letters = theta.vertex_names()
    return letters[edge[0]] + letters[edge[1]]


def point_clauses(theta: CrossSections) -> list[str]:
    """Where each given point lies that is no vertex, e.g. "P is the midpoint of AB", "Q divides BC 1 : 2"."""
    letters = theta.vertex_names()
    clauses = []
    for name, (a, b, m, n) in zip(point_names(theta), theta.points, strict=True):
        if m == 0:
            continue
        first, second = letters[a], letters[b]
        if m == n:
            clauses.append(f"{name} is the midpoint of {first}{second}")
        else:
            clauses.append(f"{name} lies on {first}{second} with {first}{name} : {name}{second} = {m} : {n}")
    return clauses


def plane_phrase(theta: CrossSections) -> str:
    """The plane as a phrase that follows "a plane", e.g. "through P, Q and R"."""
    kind, names = plane_kind(theta), point_names(theta)
    if kind == "parallel":
        return "parallel to the base"
    if kind == "edge":
        edge = edge_in_plane(theta)
        assert edge is not None
        third = next(name for name, (a, _, m, _) in zip(names, theta.points, strict=True) if m or a not in edge)
        return f"through the edge {edge_name(theta, edge)} and the point {third}"
    if kind == "diagonal":
        return f"through the vertices {listing(names)}"
    return f"through {listing(names)}"
