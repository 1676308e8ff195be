"""Hollow cylinders: pipe, bowl and conical hole."""

from __future__ import annotations

import math

from codepercept.geometry.combined_solids.body import Body, Dome, pt
from codepercept.geometry.combined_solids.nested_parts import ZERO, body, pi, shell
from codepercept.geometry.combined_solids.params import CombinedSolids
from codepercept.geometry.combined_solids.sketch import ALL, FRONT, NONE, Piece, Sketch, slant
from codepercept.geometry.exact import spoken, spoken_pi


def pipe(theta: CombinedSolids, s: Sketch) -> Body:
    R, r = s.var("R", theta.radius, "outer radius"), s.var("r", theta.inner, "inner radius")
    h = s.var("h", theta.height, "height")
    shell(s, R, h)
    s.disc("dark", r, h)
    s.rim(r, h, ALL, "hole")
    s.outline(Piece(r, ZERO, r, h), FRONT, seen=False)
    s.rim(r, ZERO, NONE)
    s.right("h", theta.height, pt(R, 0, 0), pt(R, 0, h))
    s.below("R", theta.radius, pt(0, 0, 0), pt(R, 0, 0))
    s.above("r", theta.inner, pt(0, 0, h), pt(r, 0, h))
    ring = theta.radius**2 - theta.inner**2
    both = 2 * (theta.radius + theta.inner) * theta.height
    return body(
        s,
        "hollow cylinder",
        "A cylindrical hole runs along the axis of a cylinder, as in a pipe.",
        f"outer radius {spoken(theta.radius)}, inner radius {spoken(theta.inner)} and height {spoken(theta.height)}",
        marks=[],
        volumes={
            "whole": (pi(ring * theta.height), "V = π(R² - r²)h."),
            "hole": (pi(theta.inner**2 * theta.height), "V = πr²h."),
        },
        areas={
            "whole": (
                pi(2 * ring + both),
                f"Two rings of {spoken_pi(ring)} and two mantles of together {spoken_pi(both)}.",
            ),
            "ring": (pi(ring), "The ring has the area π(R² - r²)."),
        },
        facts=[("exact", f"The wall is {spoken(theta.radius - theta.inner)} thick.")],
        faces=(2, 2),
        rises=(ZERO, h),
    )


def bowl(theta: CombinedSolids, s: Sketch) -> Body:
    R, r = s.var("R", theta.radius, "radius of the cylinder"), s.var("r", theta.inner, "radius of the hollow")
    h = s.var("h", theta.height, "height")
    shell(s, R, h)
    s.disc("dark", r, h)
    s.rim(r, h, ALL, "rim of the hollow")
    s.strokes.append(Dome(r, h, "lower", False, "hemispherical hollow"))
    s.right("h", theta.height, pt(R, 0, 0), pt(R, 0, h))
    s.below("R", theta.radius, pt(0, 0, 0), pt(R, 0, 0))
    s.above("r", theta.inner, pt(0, 0, h), pt(r, 0, h))
    a, b, c = theta.radius, theta.inner, theta.height
    return body(
        s,
        "cylinder with a hemispherical hollow",
        "A hemisphere is hollowed out of the upper face of a cylinder.",
        f"radius {spoken(a)}, height {spoken(c)} and radius {spoken(b)} of the hollow",
        marks=[("M", pt(0, 0, h))],
        volumes={
            "whole": (pi(a * a * c - 2 / 3 * b**3), "V = πR²h - 2πr³/3."),
            "hollow": (pi(2 / 3 * b**3), "V = 2πr³/3."),
        },
        areas={
            "whole": (
                pi(a * a + 2 * a * c + a * a - b * b + 2 * b * b),
                f"Base {spoken_pi(a * a)}, mantle {spoken_pi(2 * a * c)}, ring {spoken_pi(a * a - b * b)} and "
                f"hemisphere {spoken_pi(2 * b * b)}.",
            ),
            "ring": (pi(a * a - b * b), "The ring has the area π(R² - r²)."),
        },
        facts=[("exact", f"Below the hollow {spoken(c - b)} of the height remains.")],
        faces=(2, 2),
        rises=(ZERO, h),
    )


def conical_hole(theta: CombinedSolids, s: Sketch) -> Body:
    R, r = s.var("R", theta.radius, "radius of the cylinder"), s.var("r", theta.inner, "radius of the hole")
    h, a = s.var("h", theta.height, "height"), s.var("a", theta.upper, "depth of the hole")
    shell(s, R, h)
    s.disc("dark", r, h)
    s.rim(r, h, ALL, "rim of the hole")
    cone = Piece(ZERO, h - a, r, h)
    s.outline(cone, s.slope(cone), seen=False, note="conical hole")
    s.right("h", theta.height, pt(R, 0, 0), pt(R, 0, h))
    s.below("R", theta.radius, pt(0, 0, 0), pt(R, 0, 0))
    s.above("r", theta.inner, pt(0, 0, h), pt(r, 0, h))
    R0, r0, h0, a0 = theta.radius, theta.inner, theta.height, theta.upper
    inner = math.hypot(r0, a0)
    return body(
        s,
        "cylinder with a conical hole",
        "A cone with its apex down is hollowed out of the upper face of a cylinder.",
        f"radius {spoken(R0)}, height {spoken(h0)}, radius {spoken(r0)} and depth {spoken(a0)} of the hole",
        marks=[("S", pt(0, 0, h - a))],
        volumes={
            "whole": (pi(R0**2 * h0 - r0**2 * a0 / 3), "V = πR²h - πr²a/3."),
            "hole": (pi(r0**2 * a0 / 3), "V = πr²a/3."),
        },
        areas={
            "whole": (
                pi(R0**2 + 2 * R0 * h0 + R0**2 - r0**2 + r0 * inner),
                f"Base {spoken_pi(R0**2)}, mantle {spoken_pi(2 * R0 * h0)}, ring {spoken_pi(R0**2 - r0**2)} and "
                f"mantle of the hole {spoken_pi(r0 * inner)}.",
            ),
            "ring": (pi(R0**2 - r0**2), "The ring has the area π(R² - r²)."),
        },
        lengths={"slant height of the hole": slant(r0, a0)},
        facts=[("exact", f"The hole is {spoken(a0)} deep.")],
        faces=(2, 2),
        rises=(ZERO, h),
    )
