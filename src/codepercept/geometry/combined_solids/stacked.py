"""Solids of revolution stacked on the axis: cones on cylinders, capsules, tops, buckets, and their kin."""

from __future__ import annotations

import math

from codepercept.geometry.combined_solids.body import Body, Mixed, pt
from codepercept.geometry.combined_solids.params import CombinedSolids
from codepercept.geometry.combined_solids.sketch import ALL, FRONT, Piece, Sketch, slant
from codepercept.geometry.combined_solids.stacked_parts import ZERO, finish
from codepercept.geometry.combined_solids.symbols import root, square, sym
from codepercept.geometry.exact import spoken, spoken_pi
from codepercept.geometry.family import DegenerateParametersError


def stacked(theta: CombinedSolids) -> Body:
    """The solid of one of the stacked kinds."""
    sketch = Sketch(theta)
    return _MAKERS[theta.kind](theta, sketch)


def _cone_on_cylinder(theta: CombinedSolids, s: Sketch) -> Body:
    r = s.var("r", theta.radius, "radius")
    h = s.var("h", theta.height, "height of the cylinder")
    k = s.var("a", theta.upper, "height of the cone")
    pieces = [Piece(r, ZERO, r, h), Piece(r, h, ZERO, h + k)]
    s.convex(pieces, ["cylinder", "cone"])
    s.right("h", theta.height, pt(r, 0, 0), pt(r, 0, h))
    s.right("a", theta.upper, pt(r, 0, h), pt(0, 0, h + k))
    s.below("r", theta.radius, pt(0, 0, 0), pt(r, 0, 0))
    return finish(
        s,
        pieces,
        "cylinder with a cone on top",
        "A cone with the same radius stands on a cylinder.",
        f"radius {spoken(theta.radius)}, cylinder height {spoken(theta.height)} and cone height {spoken(theta.upper)}",
        ["πr²h", "πr²a/3"],
        [("O", 0.0), ("S", h + k)],
        [theta.radius],
        {"slant height of the cone": slant(theta.radius, theta.upper)},
    )


def _dome_on_cylinder(theta: CombinedSolids, s: Sketch) -> Body:
    r = s.var("r", theta.radius, "radius")
    h = s.var("h", theta.height, "height of the cylinder")
    pieces = [Piece(r, ZERO, r, h), Piece(r, h, r, h, "upper")]
    s.convex(pieces, ["cylinder", "hemisphere"])
    s.right("h", theta.height, pt(r, 0, 0), pt(r, 0, h))
    s.below("r", theta.radius, pt(0, 0, 0), pt(r, 0, 0))
    return finish(
        s,
        pieces,
        "cylinder with a hemisphere on top",
        "A hemisphere with the same radius closes a cylinder.",
        f"radius {spoken(theta.radius)} and cylinder height {spoken(theta.height)}",
        ["πr²h", "2πr³/3"],
        [("O", 0.0), ("M", h)],
        [theta.radius],
        facts=[("exact", f"The whole solid is {spoken(theta.height + theta.radius)} high.")],
    )


def _capsule(theta: CombinedSolids, s: Sketch) -> Body:
    r = s.var("r", theta.radius, "radius of cylinder and hemispheres")
    h = s.var("h", theta.height, "height of the cylinder")
    pieces = [Piece(r, ZERO, r, ZERO, "lower"), Piece(r, ZERO, r, h), Piece(r, h, r, h, "upper")]
    s.convex(pieces, ["lower hemisphere", "cylinder", "upper hemisphere"])
    s.right("h", theta.height, pt(r, 0, 0), pt(r, 0, h))
    s.below("r", theta.radius, pt(0, 0, -r), pt(r, 0, 0))
    body = finish(
        s,
        pieces,
        "capsule",
        "A cylinder is closed at both ends by hemispheres of the same radius.",
        f"radius {spoken(theta.radius)} and cylinder height {spoken(theta.height)}",
        ["2πr³/3", "πr²h", "2πr³/3"],
        [("M", 0.0), ("N", h)],
        [],
        facts=[
            ("exact", f"The capsule is {spoken(theta.height + 2 * theta.radius)} long from end to end."),
            ("relation", "The two hemispheres together have the volume of one sphere."),
        ],
    )
    return body


def _ice_cream(theta: CombinedSolids, s: Sketch) -> Body:
    r = s.var("r", theta.radius, "radius of cone and hemisphere")
    h = s.var("h", theta.height, "height of the cone")
    pieces = [Piece(ZERO, ZERO, r, h), Piece(r, h, r, h, "upper")]
    s.convex(pieces, ["cone with its apex down", "hemisphere"])
    s.right("h", theta.height, pt(0, 0, 0), pt(r, 0, h))
    s.below("r", theta.radius, pt(0, 0, 0), pt(r, 0, h))
    return finish(
        s,
        pieces,
        "cone with its apex down and a hemisphere on top",
        "A hemisphere with the same radius sits on a cone that stands on its apex.",
        f"radius {spoken(theta.radius)} and cone height {spoken(theta.height)}",
        ["πr²h/3", "2πr³/3"],
        [("S", 0.0), ("M", h)],
        [],
        {"slant height of the cone": slant(theta.radius, theta.height)},
        [("exact", f"The whole solid is {spoken(theta.height + theta.radius)} high.")],
    )


def _buoy(theta: CombinedSolids, s: Sketch) -> Body:
    r = s.var("r", theta.radius, "radius of hemisphere and cone")
    h = s.var("h", theta.height, "height of the cone")
    pieces = [Piece(r, ZERO, r, ZERO, "lower"), Piece(r, ZERO, ZERO, h)]
    s.convex(pieces, ["hemisphere", "cone"])
    s.right("h", theta.height, pt(r, 0, 0), pt(0, 0, h))
    s.below("r", theta.radius, pt(0, 0, -r), pt(r, 0, 0))
    return finish(
        s,
        pieces,
        "hemisphere with a cone on its flat side",
        "A cone stands on the flat side of a hemisphere with the same radius.",
        f"radius {spoken(theta.radius)} and cone height {spoken(theta.height)}",
        ["2πr³/3", "πr²h/3"],
        [("M", 0.0), ("S", h)],
        [],
        {"slant height of the cone": slant(theta.radius, theta.height)},
        [("exact", f"The whole solid is {spoken(theta.height + theta.radius)} high.")],
    )


def _double_cone(theta: CombinedSolids, s: Sketch) -> Body:
    r = s.var("r", theta.radius, "radius of the common base")
    a = s.var("a", theta.upper, "height of the upper cone")
    h = s.var("h", theta.height, "height of the lower cone")
    pieces = [Piece(ZERO, -h, r, ZERO), Piece(r, ZERO, ZERO, a)]
    s.convex(pieces, ["lower cone", "upper cone"])
    s.right("h", theta.height, pt(0, 0, -h), pt(r, 0, 0))
    s.right("a", theta.upper, pt(r, 0, 0), pt(0, 0, a))
    s.below("r", theta.radius, pt(0, 0, -h), pt(r, 0, 0))
    return finish(
        s,
        pieces,
        "double cone",
        "Two cones are joined at their common base.",
        f"radius {spoken(theta.radius)}, upper height {spoken(theta.upper)} and lower height {spoken(theta.height)}",
        ["πr²h/3", "πr²a/3"],
        [("M", 0.0), ("S", a), ("T", -h)],
        [],
        {
            "slant height of the upper cone": slant(theta.radius, theta.upper),
            "slant height of the lower cone": slant(theta.radius, theta.height),
        },
        [("exact", f"The apexes are {spoken(theta.height + theta.upper)} apart.")],
    )


def _truncated_cone(theta: CombinedSolids, s: Sketch) -> Body:
    wide, narrow = s.var("R", theta.radius, "larger radius"), s.var("r", theta.inner, "smaller radius")
    h = s.var("h", theta.height, "height")
    low, high = (narrow, wide) if theta.down else (wide, narrow)
    pieces = [Piece(low, ZERO, high, h)]
    s.convex(pieces, ["side"])
    s.right("h", theta.height, pt(low, 0, 0), pt(high, 0, h))
    s.below(low.code, low.value, pt(0, 0, 0), pt(low, 0, 0))
    s.above(high.code, high.value, pt(0, 0, h), pt(high, 0, h))
    name = "bucket-shaped truncated cone" if theta.down else "truncated cone"
    full = theta.height * theta.radius / (theta.radius - theta.inner)
    return finish(
        s,
        pieces,
        name,
        "It is a cone whose tip is cut off parallel to the base"
        + ("; the wider end is on top." if theta.down else "; the narrower end is on top."),
        f"radii {spoken(theta.radius)} and {spoken(theta.inner)} and height {spoken(theta.height)}",
        ["πh(R² + Rr + r²)/3"],
        [("O", 0.0), ("M", h)],
        [theta.radius, theta.inner],
        {"slant height": slant(theta.radius - theta.inner, theta.height)},
        [("exact", f"The cone from which it is cut is {spoken(full)} high.")],
    )


def _cone_on_truncated_cone(theta: CombinedSolids, s: Sketch) -> Body:
    wide = s.var("R", theta.radius, "radius of the base")
    r = s.var("r", theta.inner, "radius where the bodies meet")
    h, a = s.var("h", theta.height, "height of the truncated cone"), s.var("a", theta.upper, "height of the cone")
    if theta.upper / theta.inner >= theta.height / (theta.radius - theta.inner):
        raise DegenerateParametersError("upper: the cone must be flatter than the truncated cone below it")
    pieces = [Piece(wide, ZERO, r, h), Piece(r, h, ZERO, h + a)]
    s.convex(pieces, ["truncated cone", "cone"])
    s.right("h", theta.height, pt(wide, 0, 0), pt(r, 0, h))
    s.right("a", theta.upper, pt(r, 0, h), pt(0, 0, h + a))
    s.below("R", theta.radius, pt(0, 0, 0), pt(wide, 0, 0))
    s.left("r", theta.inner, pt(0, 0, h), pt(-r, 0, h))
    return finish(
        s,
        pieces,
        "truncated cone with a cone on top",
        "A flatter cone covers the upper face of a truncated cone.",
        f"radii {spoken(theta.radius)} and {spoken(theta.inner)}, height {spoken(theta.height)} of the truncated cone "
        f"and {spoken(theta.upper)} of the cone",
        ["πh(R² + Rr + r²)/3", "πr²a/3"],
        [("O", 0.0), ("S", h + a)],
        [theta.radius],
        {
            "slant height of the truncated cone": slant(theta.radius - theta.inner, theta.height),
            "slant height of the cone": slant(theta.inner, theta.upper),
        },
    )


def _cylinder_on_truncated_cone(theta: CombinedSolids, s: Sketch) -> Body:
    wide = s.var("R", theta.radius, "larger radius")
    r = s.var("r", theta.inner, "smaller radius")
    a, h = s.var("a", theta.upper, "height of the truncated cone"), s.var("h", theta.height, "height of the cylinder")
    # widening upwards: the cylinder stands on the wide face, so that the solid is convex
    pieces = [Piece(r, ZERO, wide, a), Piece(wide, a, wide, a + h)]
    s.convex(pieces, ["truncated cone", "cylinder"])
    s.right("a", theta.upper, pt(r, 0, 0), pt(wide, 0, a))
    s.right("h", theta.height, pt(wide, 0, a), pt(wide, 0, a + h))
    s.below("r", theta.inner, pt(0, 0, 0), pt(r, 0, 0))
    s.above("R", theta.radius, pt(0, 0, a + h), pt(wide, 0, a + h))
    return finish(
        s,
        pieces,
        "cylinder on a truncated cone",
        "A cylinder stands on the wider face of a truncated cone, like a funnel.",
        f"radii {spoken(theta.radius)} and {spoken(theta.inner)}, height {spoken(theta.upper)} of the truncated cone "
        f"and {spoken(theta.height)} of the cylinder",
        ["πa(R² + Rr + r²)/3", "πR²h"],
        [("O", 0.0), ("M", a + h)],
        [theta.radius, theta.inner],
        {"slant height of the truncated cone": slant(theta.radius - theta.inner, theta.upper)},
    )


def _stacked_cylinders(theta: CombinedSolids, s: Sketch) -> Body:
    wide, r = s.var("R", theta.radius, "lower radius"), s.var("r", theta.inner, "upper radius")
    h, a = s.var("h", theta.height, "lower height"), s.var("a", theta.upper, "upper height")
    e = math.radians(theta.elevation)
    if theta.upper * math.cos(e) < 1.15 * math.sin(e) * theta.radius:
        raise DegenerateParametersError("upper and elevation: the back of the lower top face shows over the upper body")
    lower, upper = Piece(wide, ZERO, wide, h), Piece(r, h, r, h + a)
    s.fill_piece(lower, FRONT)
    s.disc("top", wide, h)
    s.fill_piece(upper, FRONT)
    s.disc("top", r, h + a)
    s.rim(wide, ZERO, FRONT, "lower cylinder")
    s.outline(lower, FRONT)
    s.rim(wide, h, root(sym(1) - square(r / wide)), "its top: the upper cylinder hides a part")
    s.rim(r, h, FRONT, "upper cylinder")
    s.outline(upper, FRONT)
    s.rim(r, h + a, ALL, "top")
    s.right("h", theta.height, pt(wide, 0, 0), pt(wide, 0, h))
    s.right("a", theta.upper, pt(r, 0, h), pt(r, 0, h + a))
    s.below("R", theta.radius, pt(0, 0, 0), pt(wide, 0, 0))
    s.above("r", theta.inner, pt(0, 0, h + a), pt(r, 0, h + a))
    body = finish(
        s,
        [lower, upper],
        "stack of two cylinders",
        "A narrower cylinder stands on the middle of a wider one.",
        f"radii {spoken(theta.radius)} and {spoken(theta.inner)} and heights {spoken(theta.height)} (lower) and "
        f"{spoken(theta.upper)} (upper)",
        ["πR²h", "πr²a"],
        [("O", 0.0), ("M", h + a)],
        [theta.radius, theta.radius],
    )
    ring = Mixed(pi=theta.radius**2 - theta.inner**2)
    body.areas["ring"] = (ring, "The ring has the area π(R² - r²).")
    body.areas["whole"] = (
        body.areas["whole"][0],
        f"Mantles {spoken_pi(2 * theta.radius * theta.height)} and {spoken_pi(2 * theta.inner * theta.upper)}, and the "
        f"horizontal faces, which seen from above and below make two discs of {spoken_pi(theta.radius**2)}.",
    )
    body.faces = (3, 2)
    return body


_MAKERS = {
    "cone on cylinder": _cone_on_cylinder,
    "dome on cylinder": _dome_on_cylinder,
    "capsule": _capsule,
    "ice-cream cone": _ice_cream,
    "buoy": _buoy,
    "double cone": _double_cone,
    "truncated cone": _truncated_cone,
    "cone on truncated cone": _cone_on_truncated_cone,
    "cylinder on truncated cone": _cylinder_on_truncated_cone,
    "stacked cylinders": _stacked_cylinders,
}
KINDS = tuple(_MAKERS)
