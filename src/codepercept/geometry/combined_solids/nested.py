"""Round bodies in or hollowed out of round bodies: cone in cylinder, sphere in cone, pipe, bowl, and their kin."""

from __future__ import annotations

import math

from codepercept.geometry.combined_solids.body import Body, Dome, Fill, Line, pt
from codepercept.geometry.combined_solids.hollow import bowl, conical_hole, pipe
from codepercept.geometry.combined_solids.nested_parts import ZERO, ball, body, inside, pi, shell
from codepercept.geometry.combined_solids.params import CombinedSolids
from codepercept.geometry.combined_solids.sketch import FRONT, NONE, Piece, Sketch, slant
from codepercept.geometry.combined_solids.symbols import root, square, sym
from codepercept.geometry.exact import spoken
from codepercept.geometry.family import DegenerateParametersError


def nested(theta: CombinedSolids) -> Body:
    """The solid of one of the nested or hollow kinds."""
    return _MAKERS[theta.kind](theta, Sketch(theta))


def _cone_in_cylinder(theta: CombinedSolids, s: Sketch) -> Body:
    r, h = s.var("r", theta.radius, "radius of both"), s.var("h", theta.height, "height of both")
    shell(s, r, h)
    cone = Piece(ZERO, ZERO, r, h) if theta.down else Piece(r, ZERO, ZERO, h)
    k = s.slope(cone)
    s.fill_piece(cone, k, "inner")
    if theta.down:
        s.disc("top", r, h)
    s.outline(cone, k, seen=False, note="cone inside")
    s.right("h", theta.height, pt(r, 0, 0), pt(r, 0, h))
    s.below("r", theta.radius, pt(0, 0, 0), pt(r, 0, 0))
    volume = theta.radius**2 * theta.height
    return body(
        s,
        "cone in a cylinder",
        "The cone has the base and the height of the cylinder; its apex is the centre of the "
        + ("lower face." if theta.down else "upper face."),
        f"radius {spoken(theta.radius)} and height {spoken(theta.height)}",
        marks=[("S", pt(0, 0, 0 if theta.down else h)), ("O", pt(0, 0, h if theta.down else 0))],
        volumes=inside(pi(volume), pi(volume / 3), "V = πr²h.", "V = πr²h/3.", ("cylinder", "cone")),
        areas={
            "mantle of the cylinder": (
                pi(2 * theta.radius * theta.height),
                "The mantle of the cylinder has the area 2πrh.",
            ),
            "mantle of the cone": (
                pi(theta.radius * math.hypot(theta.radius, theta.height)),
                "The mantle of the cone has the area πr times the slant height.",
            ),
        },
        lengths={"slant height of the cone": slant(theta.radius, theta.height)},
        facts=[("exact", "The cone fills a third of the cylinder.")],
        ratio=("cone to cylinder", 1 / 3),
        rises=(ZERO, h),
    )


def _sphere_in_cylinder(theta: CombinedSolids, s: Sketch) -> Body:
    r = s.var("r", theta.radius, "radius of sphere and cylinder")
    h = s.let("h", sym(2) * r, "the sphere touches both bases")
    shell(s, r, h)
    s.fills.append(Fill("ball", "inner", r, r))
    s.strokes.append(Dome(r, r, "all", False, "sphere inside"))
    s.rim(r, r, FRONT, "where the sphere touches the mantle")
    s.right("h", 2 * theta.radius, pt(r, 0, 0), pt(r, 0, h))
    s.below("r", theta.radius, pt(0, 0, 0), pt(r, 0, 0))
    R = theta.radius
    return body(
        s,
        "sphere in a cylinder",
        "The sphere touches both bases and, along a circle, the mantle of the cylinder.",
        f"radius {spoken(R)}",
        marks=[("M", pt(0, 0, r))],
        volumes=inside(pi(2 * R**3), pi(4 / 3 * R**3), "V = πr² · 2r.", "V = 4πr³/3.", ("cylinder", "sphere")),
        areas={
            "surface of the cylinder": (pi(6 * R**2), "The surface of the cylinder has the area 2πr² + 2πr · 2r."),
            "surface of the sphere": (pi(4 * R**2), "The surface of the sphere has the area 4πr²."),
        },
        facts=[("exact", "Volumes and surfaces of sphere and cylinder are both in the ratio 2 : 3.")],
        ratio=("sphere to cylinder", 2 / 3),
        rises=(ZERO, h),
    )


def _cylinder_in_sphere(theta: CombinedSolids, s: Sketch) -> Body:
    R, r = s.var("R", theta.radius, "radius of the sphere"), s.var("r", theta.inner, "radius of the cylinder")
    m = s.let("m", root(square(R) - square(r)), "half of its height: its rims lie on the sphere")
    ball(s, R)
    cylinder = Piece(r, -m, r, m)
    s.fill_piece(cylinder, FRONT, "inner")
    s.rim_on_ball(r, -m, "cylinder inside, its rims on the sphere")
    s.outline(cylinder, FRONT, seen=False)
    s.rim_on_ball(r, m)
    height = 2 * m.value
    s.strokes += [
        Line(pt(0, 0, 0), pt(0, 0, m), False, "right triangle"),
        Line(pt(0, 0, m), pt(r, 0, m), False),
        Line(pt(0, 0, 0), pt(r, 0, m), False),
    ]
    s.edge("r", theta.inner, pt(0, 0, m), pt(r, 0, m))
    s.edge("R", theta.radius, pt(r, 0, m), pt(0, 0, 0))
    return body(
        s,
        "cylinder in a sphere",
        "Both rims of the cylinder lie on the sphere.",
        f"sphere radius {spoken(theta.radius)} and cylinder radius {spoken(theta.inner)}",
        marks=[("O", pt(0, 0, 0)), ("M", pt(0, 0, m))],
        volumes=inside(
            pi(4 / 3 * theta.radius**3),
            pi(theta.inner**2 * height),
            "V = 4πR³/3.",
            f"V = πr²h with h = {spoken(height)}.",
            ("sphere", "cylinder"),
        ),
        areas={
            "surface of the sphere": (pi(4 * theta.radius**2), "The surface of the sphere has the area 4πR²."),
            "mantle of the cylinder": (
                pi(2 * theta.inner * height),
                f"The mantle of the cylinder has the area 2πrh with h = {spoken(height)}.",
            ),
        },
        lengths={
            "height of the cylinder": (
                height,
                f"By Pythagoras half of the cylinder's height is √(R² - r²) = {spoken(m.value)}, "
                f"so h = {spoken(height)}.",
            )
        },
        rises=(-R, R),
    )


def _cone_in_sphere(theta: CombinedSolids, s: Sketch) -> Body:
    R, h = s.var("R", theta.radius, "radius of the sphere"), s.var("h", theta.upper, "height of the cone")
    r = s.let("r", root(h * (sym(2) * R - h)), "its base radius, from the geometric mean")
    ball(s, R)
    base = s.let("low", R - h, "height of the base, below the centre")
    cone = Piece(r, base, ZERO, R)
    k = s.let("k", r / h * s.tan, "sine of the angle where the cone's outline touches its rim")
    if k.value > 0.9:
        raise DegenerateParametersError(f"elevation {theta.elevation} shows hardly any outline of the flat cone")
    s.fill_piece(cone, k, "inner")
    s.rim_on_ball(r, base, "cone inside, its rim on the sphere")
    s.outline(cone, k, seen=False)
    s.strokes += [
        Line(pt(0, 0, R), pt(0, 0, base), False, "height and radius"),
        Line(pt(0, 0, base), pt(r, 0, base), False),
    ]
    s.edge("r", r.value, pt(0, 0, base), pt(r, 0, base))
    s.right("h", theta.upper, pt(r, 0, base), pt(0, 0, R))
    return body(
        s,
        "cone in a sphere",
        "The apex and the rim of the cone lie on the sphere.",
        f"sphere radius {spoken(theta.radius)} and cone height {spoken(theta.upper)}",
        marks=[("O", pt(0, 0, 0)), ("S", pt(0, 0, R)), ("M", pt(0, 0, base))],
        volumes=inside(
            pi(4 / 3 * theta.radius**3),
            pi(r.value**2 * theta.upper / 3),
            "V = 4πR³/3.",
            f"V = πr²h/3 with r² = {spoken(r.value**2)}.",
            ("sphere", "cone"),
        ),
        areas={"surface of the sphere": (pi(4 * theta.radius**2), "The surface of the sphere has the area 4πR².")},
        lengths={
            "base radius of the cone": (
                r.value,
                f"By the altitude theorem r² = h(2R - h) = {spoken(r.value**2)}, so r = {spoken(r.value)}.",
            ),
            "slant height of the cone": slant(r.value, theta.upper),
        },
        facts=[
            ("exact", f"The base of the cone lies {spoken(theta.upper - theta.radius)} below the centre of the sphere.")
        ],
        rises=(-R, R),
    )


def _sphere_in_cone(theta: CombinedSolids, s: Sketch) -> Body:
    R, h = s.var("R", theta.radius, "radius of the cone"), s.var("h", theta.height, "height of the cone")
    side = s.let("slant", root(square(R) + square(h)), "slant height")
    r = s.let("r", R * h / (R + side), "radius of the inscribed sphere")
    cone = Piece(R, ZERO, ZERO, h)
    (k,) = s.convex([cone], ["cone"])
    s.fills.append(Fill("ball", "inner", r, r))
    s.strokes.append(Dome(r, r, "all", False, "sphere inside"))
    level = s.let("contact", r + r * R / side, "height of the circle of contact")
    s.rim(r * h / side, level, k, "where the sphere touches the cone")
    s.strokes.append(Line(pt(0, 0, 0), pt(0, 0, h), False, "axis"))
    s.right("h", theta.height, pt(R, 0, 0), pt(0, 0, h))
    s.below("R", theta.radius, pt(0, 0, 0), pt(R, 0, 0))
    slant_value = math.hypot(theta.radius, theta.height)
    return body(
        s,
        "sphere in a cone",
        "The sphere touches the base and, along a circle, the mantle of the cone.",
        f"radius {spoken(theta.radius)} and height {spoken(theta.height)} of the cone",
        marks=[("M", pt(0, 0, r)), ("S", pt(0, 0, h)), ("O", pt(0, 0, 0))],
        volumes=inside(
            pi(theta.radius**2 * theta.height / 3),
            pi(4 / 3 * r.value**3),
            "V = πR²h/3.",
            f"V = 4πr³/3 with r = {spoken(r.value)}.",
            ("cone", "sphere"),
        ),
        areas={
            "mantle of the cone": (
                pi(theta.radius * slant_value),
                f"The mantle of the cone has the area πRs with s = {spoken(slant_value)}.",
            ),
            "surface of the sphere": (
                pi(4 * r.value**2),
                f"The surface of the sphere has the area 4πr² with r = {spoken(r.value)}.",
            ),
        },
        lengths={
            "slant height of the cone": slant(theta.radius, theta.height),
            "radius of the sphere": (
                r.value,
                f"Similar triangles in the axial section give r = Rh/(R + s) with s = {spoken(slant_value)}, "
                f"so r = {spoken(r.value)}.",
            ),
        },
        rises=(ZERO, h),
    )


def _cylinder_in_cone(theta: CombinedSolids, s: Sketch) -> Body:
    R, h = s.var("R", theta.radius, "radius of the cone"), s.var("h", theta.height, "height of the cone")
    r = s.var("r", theta.inner, "radius of the cylinder")
    top = s.let("a", h * (sym(1) - r / R), "height of the cylinder, by similar triangles")
    (k,) = s.convex([Piece(R, ZERO, ZERO, h)], ["cone"])
    inner = Piece(r, ZERO, r, top)
    s.fill_piece(inner, FRONT, "inner")
    s.rim(r, ZERO, NONE, "cylinder inside")
    s.outline(inner, FRONT, seen=False)
    s.rim(r, top, k, "its upper rim lies on the cone")
    s.right("h", theta.height, pt(R, 0, 0), pt(0, 0, h))
    s.below("R", theta.radius, pt(0, 0, 0), pt(R, 0, 0))
    s.left("r", theta.inner, pt(0, 0, 0), pt(-r, 0, 0))
    return body(
        s,
        "cylinder in a cone",
        "The cylinder stands on the base of the cone, and its upper rim lies on the mantle.",
        f"cone radius {spoken(theta.radius)}, cone height {spoken(theta.height)} and cylinder radius "
        f"{spoken(theta.inner)}",
        marks=[("S", pt(0, 0, h))],
        volumes=inside(
            pi(theta.radius**2 * theta.height / 3),
            pi(theta.inner**2 * top.value),
            "V = πR²h/3.",
            f"V = πr²a with a = {spoken(top.value)}.",
            ("cone", "cylinder"),
        ),
        areas={
            "mantle of the cylinder": (
                pi(2 * theta.inner * top.value),
                f"The mantle of the cylinder has the area 2πra with a = {spoken(top.value)}.",
            )
        },
        lengths={
            "height of the cylinder": (top.value, f"By similar triangles a = h(1 - r/R) = {spoken(top.value)}."),
            "slant height of the cone": slant(theta.radius, theta.height),
        },
        rises=(ZERO, h),
    )


_MAKERS = {
    "cone in cylinder": _cone_in_cylinder,
    "sphere in cylinder": _sphere_in_cylinder,
    "cylinder in sphere": _cylinder_in_sphere,
    "cone in sphere": _cone_in_sphere,
    "sphere in cone": _sphere_in_cone,
    "cylinder in cone": _cylinder_in_cone,
    "pipe": pipe,
    "bowl": bowl,
    "conical hole": conical_hole,
}
KINDS = tuple(_MAKERS)
