"""Exact statements about a section, and about what its picture shows."""

from __future__ import annotations

import math

import numpy as np

from codepercept.geometry.cross_sections.blocks import shape_title
from codepercept.geometry.cross_sections.cuts import Cut, cut_of, given_points, parallel_sides, volume_ratio
from codepercept.geometry.cross_sections.facts_round import round_facts
from codepercept.geometry.cross_sections.layout import layout
from codepercept.geometry.cross_sections.naming import measure_facts, shape_of, solid_name
from codepercept.geometry.cross_sections.params import CrossSections, camera_of
from codepercept.geometry.cross_sections.planes import (
    BASED,
    edge_in_plane,
    edge_name,
    height_of_plane,
    plane_kind,
    point_clauses,
    point_names,
)
from codepercept.geometry.cross_sections.scripts_edges import in_plane
from codepercept.geometry.exact import exact, spoken
from codepercept.geometry.family import facts_of
from codepercept.geometry.style import PALETTES
from codepercept.geometry.words import article, capital, count, listing, number, plural
from codepercept.types import Fact


def facts(theta: CrossSections) -> tuple[Fact, ...]:
    """Exact statements about solid, plane and section, and about what is drawn how."""
    pairs = [("exact", f"The solid is {article(solid_name(theta))}."), *measure_facts(theta)]
    pairs += round_facts(theta) if theta.round else _polyhedron_facts(theta)
    return facts_of([*pairs, *_look(theta)])


def _polyhedron_facts(theta: CrossSections) -> list[tuple[str, str]]:
    cut = cut_of(theta)
    small, large = sorted(cut.volumes)
    free = [corner for corner in cut.corners if corner.vertex is None]
    at = [corner.name for corner in cut.corners if corner.vertex is not None]
    pairs = [*_plane_facts(theta)]
    pairs += [
        ("exact", f"The section is {article(shape_of(theta))}."),
        ("count", f"The section has {len(cut.corners)} corners."),
        ("relation", f"The corners of the section are {listing(cut.names)}, in this order."),
        ("count", f"The plane crosses {count(len(free), 'edge')} of the solid between the ends."),
    ]
    if at and theta.names != "none":
        pairs.append(("relation", f"It passes through the {plural('vertex', len(at))} {listing(at)}."))
    pairs += _ratio_facts(theta, cut) + _coordinates(theta, cut)
    names = side_names(cut)
    pairs += [
        ("exact", f"The side {name} is {spoken(length)} long.") for name, length in zip(names, cut.lengths, strict=True)
    ]
    pairs += [("relation", f"{names[i]} is parallel to {names[j]}.") for i, j in parallel_sides(cut)]
    pairs += [
        ("exact", f"The perimeter of the section is {spoken(sum(cut.lengths))}."),
        ("exact", f"The area of the section is {spoken(cut.area)}."),
        ("exact", f"The volume of the solid is {spoken(cut.body.volume)}."),
        ("exact", f"The smaller part has the volume {spoken(small)}."),
        ("exact", f"The larger part has the volume {spoken(large)}."),
    ]
    if abs(small - large) < 1e-9 * large:
        pairs = [pair for pair in pairs if "er part has" not in pair[1]]
        pairs.append(("exact", f"The plane cuts the solid into two parts of the same volume, {spoken(small)}."))
    else:
        ratio = volume_ratio(theta)
        if ratio is not None:
            pairs.append(("exact", f"The volumes of the parts are as {ratio.numerator} : {ratio.denominator}."))
    if theta.solid in BASED:
        pairs.append(("exact", f"The plane makes an angle of {degrees(base_angle(cut))} with the base."))
    if theta.solid in ("cube", "cuboid", "octahedron"):
        distance = centre_distance(cut)
        where = "contains the centre of the solid" if distance < 1e-9 else f"is {spoken(distance)} away from the centre"
        pairs.append(("exact", f"The plane {where}{'' if distance < 1e-9 else ' of the solid'}."))
    return pairs + _visibility(theta, cut)


def degrees(angle: float) -> str:
    """An angle in degrees as text: "45°", "about 54.74°"."""
    return f"{round(angle)}°" if abs(angle - round(angle)) < 1e-7 else f"about {angle:.2f}°"


def base_angle(cut: Cut) -> float:
    """Angle between the plane and the base in degrees, in [0, 90]."""
    return math.degrees(math.acos(min(1.0, abs(float(cut.normal[2])))))


def centre_distance(cut: Cut) -> float:
    """Distance of the plane from the mean of the vertices."""
    return abs(float((cut.body.vertices.mean(axis=0) - cut.corners[0].point) @ cut.normal))


def side_names(cut: Cut) -> list[str]:
    """Names of the sides of the section, from each corner to the next one."""
    names = cut.names
    return [a + b for a, b in zip(names, [*names[1:], names[0]], strict=True)]


def _plane_facts(theta: CrossSections) -> list[tuple[str, str]]:
    kind = plane_kind(theta)
    pairs = []
    if kind == "parallel":
        height = spoken(height_of_plane(theta))
        pairs.append(("exact", f"The plane is parallel to the base; its height above it is {height}."))
    else:
        pairs.append(("relation", f"The plane is given by the points {listing(point_names(theta))}."))
    edge = edge_in_plane(theta)
    if edge is not None:
        pairs.append(("relation", f"The plane contains the edge {edge_name(theta, edge)}."))
    if theta.names != "none":
        pairs += [("relation", f"{clause}.") for clause in point_clauses(theta)]
    elif kind == "midpoints":
        pairs.append(("relation", f"{listing(point_names(theta))} are midpoints of edges."))
    return pairs


def _ratio_facts(theta: CrossSections, cut: Cut) -> list[tuple[str, str]]:
    """Where the plane meets edges at points that were not given."""
    if theta.names == "none":
        return []
    given, letters = point_names(theta), theta.vertex_names()
    pairs = []
    for corner in cut.corners:
        if corner.edge is None or corner.name in given or corner.ratio is None:
            continue
        (a, b), (m, n) = (letters[k] for k in corner.edge), corner.ratio
        if m == n:
            pairs.append(("relation", f"{corner.name} is the midpoint of {a}{b}."))
        else:
            name = corner.name
            pairs.append(("relation", f"{name} lies on {a}{b} with {a}{name} : {name}{b} = {m} : {n}."))
    return pairs


def _coordinates(theta: CrossSections, cut: Cut) -> list[tuple[str, str]]:
    """Coordinates of the free corners in a cube or cuboid."""
    if theta.solid not in ("cube", "cuboid") or theta.names == "none":
        return []
    letters = theta.vertex_names()
    frame = f"With the origin {letters[0]} and axes along {letters[0]}{letters[1]}, {letters[0]}{letters[3]}"
    frame += f" and {letters[0]}{letters[4]}"
    pairs = []
    for corner in cut.corners:
        if corner.vertex is None and all(exact(float(x)) for x in corner.point):
            x, y, z = (exact(float(value)) for value in corner.point)
            pairs.append(("exact", f"{frame}, {corner.name} has the coordinates ({x}, {y}, {z})."))
    return pairs


def hidden_pieces(theta: CrossSections) -> int:
    """Number of lines of the solid and the section that are drawn as hidden ones."""
    cut, camera = cut_of(theta), camera_of(theta)
    skipped = set(in_plane(cut))
    hidden = [edge for edge in cut.body.hidden_edges(camera) if edge not in skipped]
    if theta.show == "whole":
        return len(hidden) + len(cut.hidden_sides(camera))
    if theta.look == "shaded":
        return 0
    kept = cut.kept(camera)
    crossed = {corner.edge for corner in cut.corners}
    return sum(1 for edge in hidden if edge in crossed or (kept[edge[0]] and kept[edge[1]]))


def _visibility(theta: CrossSections, cut: Cut) -> list[tuple[str, str]]:
    names, camera = side_names(cut), camera_of(theta)
    pairs = []
    if theta.show == "cut":
        pairs.append(("style", "The part of the solid in front of the plane is taken away; thin grey lines show it."))
        pairs.append(("count", "No side of the section is hidden."))
    else:
        hidden = [names[k] for k in cut.hidden_sides(camera)]
        shown = len(names) - len(hidden)
        pairs.append(
            (
                "count",
                f"{capital(number(shown))} {plural('side', shown)} of the section can be seen and "
                f"{number(len(hidden))} {plural('is', len(hidden))} hidden.",
            )
        )
        if hidden:
            pairs.append(
                (
                    "relation",
                    f"The hidden {plural('side', len(hidden))} of the section "
                    f"{plural('is', len(hidden))} {listing(hidden)}.",
                )
            )
    dashes = hidden_pieces(theta)
    if theta.look == "shaded":
        pairs.append(("style", "Hidden edges are not drawn."))
    else:
        pairs.append(("count", f"{capital(count(dashes, 'line'))} {plural('is', dashes)} {theta.hidden}."))
    return pairs


def _look(theta: CrossSections) -> list[tuple[str, str]]:
    palette = PALETTES[theta.palette]
    how = {"tint": "tinted", "hatch": "hatched", "strong": "filled"}[theta.fill]
    pairs = [("style", f"The section is {how} in {palette.accent_name}.")]
    if theta.true_shape:
        pairs.append(("style", "The true shape of the section is drawn to the right of the solid."))
        if shape_title(theta):
            pairs.append(("text", f'Above it stands "{shape_title(theta)}".'))
    if not theta.round and layout(theta).notes:
        notes = [spoken(cut_of(theta).body.length(edge)) for edge, _, _ in layout(theta).notes]
        pairs.append(
            ("text", f"The {plural('length', len(notes))} {listing(notes)} {plural('is', len(notes))} written.")
        )
    if theta.title:
        pairs.append(("text", f'The title is "{theta.title}".'))
    return pairs


def triangle_areas(cut: Cut) -> list[float]:
    """Areas of the triangles that the diagonals from the first corner cut the section into."""
    points = cut.points - cut.points[0]
    return [float(x) / 2 for x in np.linalg.norm(np.cross(points[1:-1], points[2:]), axis=1)]


__all__ = ["base_angle", "centre_distance", "degrees", "facts", "given_points", "side_names", "triangle_areas"]
