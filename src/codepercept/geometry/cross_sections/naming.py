"""What the solids, planes and sections are called, and the measures that define them."""

from __future__ import annotations

from codepercept.geometry.cross_sections.cuts import cut_of, shape_name
from codepercept.geometry.cross_sections.params import CrossSections
from codepercept.geometry.cross_sections.planes import height_of_plane, plane_kind, plane_phrase, point_clauses
from codepercept.geometry.cross_sections.rounds_cut import round_cut
from codepercept.geometry.exact import spoken
from codepercept.geometry.words import article, listing

_ADJECTIVES = {3: "triangular", 4: "square", 5: "pentagonal", 6: "hexagonal"}


def solid_name(theta: CrossSections) -> str:
    """What the solid is called, without an article."""
    if theta.solid in ("tetrahedron", "octahedron"):
        return f"regular {theta.solid}"
    if theta.solid in ("prism", "pyramid"):
        return f"right {_ADJECTIVES[theta.sides]} {theta.solid}"
    if theta.solid == "frustum":
        return f"frustum of a right {_ADJECTIVES[theta.sides]} pyramid"
    return theta.solid


def measured_solid(theta: CrossSections) -> str:
    """The solid with the measures that define it, e.g. "a cube with edge 6"."""
    a, h = spoken(theta.edge), spoken(theta.height)
    if theta.solid == "cuboid":
        size = (
            f"{_edge(theta, 0, 1)} = {a}, {_edge(theta, 0, 3)} = {spoken(theta.width)} and {_edge(theta, 0, 4)} = {h}"
        )
        if theta.names == "none":
            size = f"length {a}, width {spoken(theta.width)} and height {h}"
    elif theta.solid == "frustum":
        size = f"base edge {a}, top edge {spoken(theta.top_edge)} and height {h}"
    elif theta.solid in ("prism", "pyramid"):
        size = f"base edge {a} and height {h}"
    elif theta.solid in ("cylinder", "cone"):
        size = f"radius {spoken(theta.radius)} and height {h}"
    elif theta.solid == "sphere":
        size = f"radius {spoken(theta.radius)}"
    else:
        size = f"edge {a}"
    return f"{article(solid_name(theta))} with {size}"


def measure_facts(theta: CrossSections) -> list[tuple[str, str]]:
    """The measures of the solid as facts."""
    a, h = spoken(theta.edge), spoken(theta.height)
    if theta.solid == "cuboid":
        return [
            ("exact", f"Its length (along {_edge(theta, 0, 1)}) is {a}."),
            ("exact", f"Its width (along {_edge(theta, 0, 3)}) is {spoken(theta.width)}."),
            ("exact", f"Its height (along {_edge(theta, 0, 4)}) is {h}."),
        ]
    if theta.solid == "sphere":
        return [("exact", f"Its radius is {spoken(theta.radius)}.")]
    if theta.solid in ("cylinder", "cone"):
        return [("exact", f"Its radius is {spoken(theta.radius)}."), ("exact", f"Its height is {h}.")]
    if theta.solid in ("cube", "tetrahedron", "octahedron"):
        return [("exact", f"Its edges are {a} long.")]
    pairs = [("exact", f"Its base edge is {a}."), ("exact", f"Its height is {h}.")]
    if theta.solid == "frustum":
        pairs.append(("exact", f"Its top edge is {spoken(theta.top_edge)}."))
    return pairs


def _edge(theta: CrossSections, a: int, b: int) -> str:
    names = theta.vertex_names()
    return names[a] + names[b]


def shape_of(theta: CrossSections) -> str:
    """What the section is called, e.g. "isosceles trapezoid" or "ellipse"."""
    return round_cut(theta).kind if theta.round else shape_name(cut_of(theta).flat)


def section_phrase(theta: CrossSections) -> str:
    """The section with an article, as it is bounded: "an ellipse", "a parabolic segment"."""
    kind = shape_of(theta)
    if kind in ("parabola", "hyperbola"):
        return f"a {kind[:-1]}ic segment"
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def plane_clause(theta: CrossSections) -> str:
    """How the plane lies, as a phrase that follows "a plane"."""
    if not theta.round:
        kind = plane_kind(theta)
        if kind == "parallel":
            return f"parallel to the base at height {spoken(height_of_plane(theta))}"
        if theta.names == "none":
            return "through the midpoints of three edges"
        clauses = point_clauses(theta)
        return plane_phrase(theta) + (f", where {listing(clauses)}" if clauses else "")
    d = spoken(abs(theta.distance))
    if theta.solid == "sphere":
        where = "through its centre" if theta.distance == 0 else f"at distance {d} from its centre"
        return where + (f", tilted by {theta.tilt}° against the horizontal" if theta.plane == "tilted" else "")
    if theta.plane == "horizontal":
        return f"perpendicular to the axis at height {spoken(theta.low)}"
    if theta.plane == "tilted":
        return (
            f"oblique to the axis, which meets the side surface between the heights {spoken(theta.low)} "
            f"and {spoken(theta.high)}"
        )
    if theta.distance == 0 and theta.plane != "parabola":
        return "through the axis"
    if theta.plane == "vertical":
        return f"parallel to the axis at distance {d}"
    if theta.plane == "apex":
        return f"through the apex that meets the base in a chord at distance {d} from its centre"
    if theta.distance == 0:
        return "parallel to a generator that meets the base in a diameter"
    side = "near side" if theta.distance > 0 else "far side"
    return (
        f"parallel to a generator that meets the base in a chord at distance {d} from its centre, "
        f"on the {side} as seen from that generator"
    )


def predicate(theta: CrossSections) -> str:
    """How the plane lies, as a phrase that follows "The plane"."""
    clause = plane_clause(theta)
    verb = "goes" if clause.startswith("through") else "lies" if clause.startswith("at ") else "is"
    return f"{verb} {clause}".replace("oblique to the axis, which", "oblique to the axis and").replace(
        "generator that meets", "generator and meets"
    )
