"""Exact statements about a polyhedron and its picture."""

from __future__ import annotations

import math

import numpy as np

from codepercept.geometry.exact import spoken
from codepercept.geometry.family import facts_of
from codepercept.geometry.polyhedra.layout import helper, midpoint_edges
from codepercept.geometry.polyhedra.naming import dual_name, faces_phrase, name_of, segments
from codepercept.geometry.polyhedra.params import Polyhedra, camera_of, solid_of
from codepercept.geometry.solids import antiprism_height
from codepercept.geometry.words import article, capital, count, listing, number, plural
from codepercept.types import Fact


def _measures(theta: Polyhedra) -> list[tuple[str, str]]:
    """Sentences on lengths that define the solid or follow from it."""
    body = solid_of(theta)
    a = spoken(theta.edge)
    if theta.solid == "cuboid":
        yes = [
            (f"Its edges are {a}, {spoken(theta.width)} and {spoken(theta.height)} long (length, width and height).")
        ]
    elif theta.solid in ("prism", "pyramid", "bipyramid", "frustum"):
        yes = [f"The base edges are {a} long."]
        what = "Each apex lies" if theta.solid == "bipyramid" else "The height is"
        if theta.solid == "bipyramid":
            yes.append(f"{what} {spoken(theta.height)} from the plane of the base.")
        else:
            yes.append(f"{what} {spoken(theta.height)}.")
        if theta.solid == "frustum":
            yes.append(f"The edges of the top are {spoken(theta.top_edge)} long.")
        if theta.solid != "prism":
            lateral = next(edge for edge in body.edges if edge[1] >= theta.sides and edge[0] < theta.sides)
            yes.append(f"The lateral edges are {spoken(body.length(lateral))} long.")
    else:
        yes = [f"All {len(body.edges)} edges are {a} long."]
        if theta.solid == "antiprism":
            yes.append(f"The bases are {spoken(antiprism_height(theta.sides, theta.edge))} apart.")
        if theta.solid == "tetrahedron":
            yes.append(f"The height is {spoken(float(body.vertices[3][2]))}.")
    if theta.solid in ("pyramid", "frustum"):
        n = theta.sides
        inner = theta.edge / (2 * math.tan(math.pi / n))
        outer = theta.top_edge / (2 * math.tan(math.pi / n)) if theta.solid == "frustum" else 0.0
        yes.append(f"The slant height of a side face is {spoken(math.hypot(theta.height, inner - outer))}.")
    return [("exact", sentence) for sentence in yes]


def _dihedrals(theta: Polyhedra) -> list[tuple[str, str]]:
    body = solid_of(theta)
    found: dict[float, int] = {}
    for edge in body.edges:
        angle = round(body.dihedral(edge), 6)
        found[angle] = found.get(angle, 0) + 1
    if len(found) == 1:
        (angle,) = found
        return [("exact", f"The dihedral angle at every edge is {_degrees(angle)}.")]
    return [
        ("exact", f"At {number(edges)} of its edges the dihedral angle is {_degrees(angle)}.")
        for angle, edges in sorted(found.items())
    ]


def _degrees(angle: float) -> str:
    return f"{angle:.0f}°" if abs(angle - round(angle)) < 1e-5 else f"about {angle:.2f}°"


def _helper_facts(theta: Polyhedra) -> list[tuple[str, str]]:
    body = solid_of(theta)
    extra = helper(theta)
    if theta.auxiliary == "dual":
        inner = body.dual()
        return [
            ("relation", f"The centres of its faces are the vertices of {article(dual_name(theta))}."),
            (
                "exact",
                f"The inner {dual_name(theta)} has edges of length {spoken(inner.length(inner.edges[0]))}.",
            ),
        ]
    if extra is None:
        return []
    lengths = [float(np.linalg.norm(q - p)) for p, q in extra.ends]
    name = segments(theta)
    if theta.auxiliary == "slant":
        height, slant = f"The height {name[0]}".strip(), f"The slant height {name[2]}".strip()
        return [
            ("exact", f"{height} is {spoken(lengths[0])} long."),
            ("exact", f"{name[1]} is {spoken(lengths[1])} long."),
            ("exact", f"{slant} is {spoken(lengths[2])} long."),
            ("relation", f"{height} is perpendicular to {name[1]} at O."),
        ]
    if theta.auxiliary == "angle":
        return [*angle_facts(theta)]
    what = {
        "height": "axis" if theta.solid == "bipyramid" else "height",
        "space diagonal": "space diagonal",
        "face diagonal": "face diagonal",
        "midpoints": "segment",
    }[theta.auxiliary]
    first = f"The {what} {name[0]}".strip()
    pairs = [("exact", f"{first} is {spoken(lengths[0])} long.")]
    if extra.corner:
        pairs.append(("exact", f"The distance from O to a corner of the base is {spoken(lengths[1])}."))
        pairs.append(("relation", f"{first} is perpendicular to the base, so the angle at O is a right one."))
    if theta.auxiliary == "midpoints":
        (a, b), (c, d) = midpoint_edges(theta)
        n = theta.names
        edges = f"{n[a]}{n[b]} and {n[c]}{n[d]}" if theta.labels else "two opposite edges"
        pairs.append(("relation", f"P and Q are the midpoints of {edges}."))
    return pairs


def angle_of(theta: Polyhedra) -> float:
    """The marked angle in degrees."""
    extra = helper(theta)
    assert extra is not None and extra.arc_points is not None
    tip, first, second = extra.arc_points
    u, w = first - tip, second - tip
    return math.degrees(math.atan2(float(np.linalg.norm(np.cross(u, w))), float(u @ w)))


def angle_facts(theta: Polyhedra) -> list[tuple[str, str]]:
    """What is known of a marked angle α and its arms."""
    extra = helper(theta)
    assert extra is not None
    lengths = [spoken(float(np.linalg.norm(q - p))) for p, q in extra.ends]
    angle = _degrees(angle_of(theta))
    if theta.solid == "pyramid":
        return [
            ("exact", f"The angle α between a lateral edge and the base is {angle}."),
            ("exact", f"The height is {lengths[0]} long."),
            ("exact", f"The distance from O to a corner of the base is {lengths[1]}."),
        ]
    return [
        ("exact", f"The angle α between the space diagonal and the base is {angle}."),
        ("exact", f"The space diagonal is {lengths[0]} long."),
        ("exact", f"The diagonal of the base is {lengths[1]} long."),
    ]


def facts(theta: Polyhedra) -> tuple[Fact, ...]:
    """Exact statements about the solid and about what its view hides."""
    body, camera = solid_of(theta), camera_of(theta)
    v, e, f = len(body.vertices), len(body.edges), len(body.faces)
    hidden = body.hidden_edges(camera)
    behind = body.hidden_vertices(camera)
    pairs = [
        ("exact", f"The solid is {article(name_of(theta))}."),
        ("exact", f"It has {v} vertices, {e} edges and {f} faces."),
        ("exact", f"Euler's formula holds: {v} - {e} + {f} = 2."),
        ("count", f"Its faces are {faces_phrase(theta)}."),
        *_measures(theta),
        ("exact", f"Its surface area is {spoken(body.area)}."),
        ("exact", f"Its volume is {spoken(body.volume)}."),
        *_dihedrals(theta),
        (
            "count",
            f"From this viewpoint {count(e - len(hidden), 'edge')} {plural('is', e - len(hidden))} "
            "visible and "
            f"{number(len(hidden))} {plural('is', len(hidden))} hidden.",
        ),
        ("count", f"{capital(count(len(body.visible_faces(camera)), 'face'))} can be seen."),
        *_helper_facts(theta),
    ]
    if theta.labels and behind:
        letters = [theta.names[k] for k in behind]
        pairs.append(
            (
                "relation",
                f"{'Vertex' if len(letters) == 1 else 'Vertices'} {listing(letters)} "
                f"{plural('is', len(letters))} hidden behind the solid.",
            )
        )
    if theta.labels and hidden:
        words = [theta.names[a] + theta.names[b] for a, b in hidden]
        pairs.append(
            (
                "relation",
                f"The hidden {plural('edge', len(words))} {plural('is', len(words))} {listing(words)}.",
            )
        )
    if theta.hidden == "left out":
        pairs.append(("style", "Hidden edges are not drawn."))
    elif hidden:
        pairs.append(("style", f"Hidden edges are {theta.hidden}."))
    return facts_of(pairs)
