"""Bodies in a box, a box in a sphere, and drilled blocks."""

from __future__ import annotations

import math

from codepercept.geometry.combined_solids.body import Body, Dome, Fill, Line, Mixed, Pt, pt
from codepercept.geometry.combined_solids.box_parts import (
    ZERO,
    between,
    body,
    box,
    corners,
    given,
    measures,
    name,
    write_box,
)
from codepercept.geometry.combined_solids.params import CombinedSolids
from codepercept.geometry.combined_solids.sketch import ALL, FRONT, NONE, Piece, Sketch, slant
from codepercept.geometry.combined_solids.symbols import Sym, root, sym
from codepercept.geometry.exact import spoken, spoken_pi
from codepercept.geometry.family import DegenerateParametersError


def sphere_in_cube(theta: CombinedSolids, s: Sketch) -> Body:
    a, _, base, top = measures(s, theta, cube=True)
    r = s.let("r", a / 2, "the sphere touches all faces")
    box(s, base, top)
    s.fills.append(Fill("ball", "inner", r, r))
    s.strokes.append(Dome(r, r, "all", False, "sphere inside"))
    s.rim(r, r, NONE, "its equator")
    write_box(s, theta, base, top, cube=True)
    R = theta.edge / 2
    return body(
        s,
        "sphere in a cube",
        "The sphere touches all six faces of the cube.",
        f"edge {spoken(theta.edge)} of the cube",
        marks=[("M", pt(0, 0, r))],
        volumes={
            "cube": (Mixed(theta.edge**3), "V = a³."),
            "sphere": (Mixed(pi=4 / 3 * R**3), f"V = 4πr³/3 with r = a/2 = {spoken(R)}."),
            "space between them": (
                Mixed(theta.edge**3, -4 / 3 * R**3),
                "Subtract the inner volume from the outer one.",
            ),
        },
        areas={
            "surface of the cube": (Mixed(6 * theta.edge**2), "The surface of the cube has the area 6a²."),
            "surface of the sphere": (Mixed(pi=4 * R**2), "The surface of the sphere has the area 4πr² = πa²."),
        },
        lengths={"radius of the sphere": (R, f"The radius of the sphere is half of the edge, r = {spoken(R)}.")},
        facts=[("exact", "The sphere fills π/6 ≈ 0.524 of the cube.")],
        rises=(ZERO, a),
    )


def cube_in_sphere(theta: CombinedSolids, s: Sketch) -> Body:
    a = s.var("a", theta.edge, "edge of the cube")
    R = s.let("R", a * root(sym(3)) / 2, "half of the cube's space diagonal")
    base, top = corners(s, "base", a, a, -a / 2), corners(s, "top", a, a, a / 2)
    s.fills.append(Fill("ball", "side", R, ZERO))
    s.strokes.append(Dome(R, ZERO, "all", True, "sphere"))
    s.fills.append(Fill("polygon", "inner", corners=(base[3], base[0], base[1], top[1], top[2], top[3])))
    box(s, base, top, seen=False)
    s.strokes.append(Line(base[0], top[2], False, "space diagonal"))
    s.edge("a", theta.edge, base[0], base[1])
    radius = theta.edge * math.sqrt(3) / 2
    volume = theta.edge**3 * math.sqrt(3) / 2
    return body(
        s,
        "cube in a sphere",
        "All eight vertices of the cube lie on the sphere.",
        f"edge {spoken(theta.edge)} of the cube",
        marks=[("M", pt(0, 0, 0))],
        volumes={
            "cube": (Mixed(theta.edge**3), "V = a³."),
            "sphere": (Mixed(pi=volume), f"V = 4πR³/3 with R = {spoken(radius)}."),
            "space between them": (Mixed(-(theta.edge**3), volume), "Subtract the inner volume from the outer one."),
        },
        areas={
            "surface of the cube": (Mixed(6 * theta.edge**2), "The surface of the cube has the area 6a²."),
            "surface of the sphere": (
                Mixed(pi=3 * theta.edge**2),
                f"The surface of the sphere has the area 4πR² with R = {spoken(radius)}.",
            ),
        },
        lengths={
            "radius of the sphere": (
                radius,
                f"The radius of the sphere is half of the cube's space diagonal a√3, R = {spoken(radius)}.",
            )
        },
        rises=(-R, R),
    )


def cylinder_in_cuboid(theta: CombinedSolids, s: Sketch) -> Body:
    a, h, base, top = measures(s, theta)
    r = s.let("r", a / 2, "the cylinder touches all four side faces")
    box(s, base, top)
    s.fill_piece(Piece(r, ZERO, r, h), FRONT, "inner")
    s.rim(r, ZERO, NONE, "cylinder inside")
    s.outline(Piece(r, ZERO, r, h), FRONT, seen=False)
    s.rim(r, h, ALL)
    write_box(s, theta, base, top)
    A, H = theta.edge, theta.height
    return body(
        s,
        f"cylinder in a {name(theta)}",
        f"The cylinder touches all six faces of the {name(theta)}.",
        given(theta),
        marks=[("O", pt(0, 0, 0)), ("M", pt(0, 0, h))],
        volumes=between(
            Mixed(A * A * H), Mixed(pi=A * A / 4 * H), ("V = a²h.", "V = π(a/2)²h."), (name(theta), "cylinder")
        ),
        areas={"mantle of the cylinder": (Mixed(pi=A * H), "The mantle of the cylinder has the area 2π(a/2)h.")},
        lengths={
            "radius of the cylinder": (
                A / 2,
                f"The radius of the cylinder is half of the base edge, r = {spoken(A / 2)}.",
            )
        },
        facts=[("exact", f"The cylinder fills π/4 ≈ 0.785 of the {name(theta)}.")],
        rises=(ZERO, h),
    )


def cone_in_cuboid(theta: CombinedSolids, s: Sketch) -> Body:
    a, h, base, top = measures(s, theta)
    r = s.let("r", a / 2, "the base of the cone touches the four base edges")
    box(s, base, top)
    cone = Piece(r, ZERO, ZERO, h)
    k = s.slope(cone)
    s.fill_piece(cone, k, "inner")
    s.rim(r, ZERO, NONE, "cone inside")
    s.outline(cone, k, seen=False)
    write_box(s, theta, base, top)
    A, H = theta.edge, theta.height
    return body(
        s,
        f"cone in a {name(theta)}",
        f"The base of the cone touches the base edges of the {name(theta)}, and its apex is the centre "
        "of the top face.",
        given(theta),
        marks=[("S", pt(0, 0, h)), ("O", pt(0, 0, 0))],
        volumes=between(
            Mixed(A * A * H), Mixed(pi=A * A / 12 * H), ("V = a²h.", "V = π(a/2)²h/3."), (name(theta), "cone")
        ),
        areas={
            "mantle of the cone": (
                Mixed(pi=A / 2 * math.hypot(A / 2, H)),
                "The mantle of the cone has the area π(a/2) times the slant height.",
            )
        },
        lengths={"slant height of the cone": slant(A / 2, H)},
        facts=[("exact", f"The cone fills π/12 ≈ 0.262 of the {name(theta)}.")],
        rises=(ZERO, h),
    )


def pyramid_in_cuboid(theta: CombinedSolids, s: Sketch) -> Body:
    _, h, base, top = measures(s, theta)
    apex = pt(ZERO, ZERO, h)
    box(s, base, top)
    s.fills.append(Fill("polygon", "inner", corners=(base[3], base[0], base[1], apex)))
    for i in range(4):
        s.strokes.append(Line(base[i], apex, False, "pyramid inside" if i == 0 else ""))
    write_box(s, theta, base, top)
    A, H = theta.edge, theta.height
    slope, step = slant(A / 2, H)
    edge = math.sqrt(A * A / 2 + H * H)
    return body(
        s,
        f"pyramid in a {name(theta)}",
        f"The pyramid has the base of the {name(theta)}, and its apex is the centre of the top face.",
        given(theta),
        marks=[("S", apex)],
        volumes=between(Mixed(A * A * H), Mixed(A * A * H / 3), ("V = a²h.", "V = a²h/3."), (name(theta), "pyramid")),
        areas={
            "surface of the pyramid": (
                Mixed(A * A + 2 * A * slope),
                f"Base {spoken(A * A)} and four triangles of together {spoken(2 * A * slope)}.",
            )
        },
        lengths={
            "slant height of the pyramid": (slope, step),
            "lateral edge of the pyramid": (
                edge,
                f"Half of the base diagonal is {spoken(A / math.sqrt(2))}; by Pythagoras the edge is {spoken(edge)}.",
            ),
        },
        facts=[("exact", f"The pyramid fills a third of the {name(theta)}.")],
        ratio=(f"pyramid to {name(theta)}", 1 / 3),
        rises=(ZERO, h),
    )


def round_hole(theta: CombinedSolids, s: Sketch) -> Body:
    _, h, base, top = measures(s, theta)
    r = s.var("r", theta.inner, "radius of the hole")
    box(s, base, top)
    s.disc("inner", r, h)
    s.rim(r, h, ALL, "hole")
    s.outline(Piece(r, ZERO, r, h), FRONT, seen=False)
    s.rim(r, ZERO, NONE)
    write_box(s, theta, base, top)
    s.above("r", theta.inner, pt(0, 0, h), pt(r, 0, h))
    A, H, R = theta.edge, theta.height, theta.inner
    return body(
        s,
        f"{name(theta)} with a round hole",
        f"A cylindrical hole is drilled through the middle of a {name(theta)} from top to bottom.",
        f"{given(theta)} and radius {spoken(R)} of the hole",
        marks=[],
        volumes={
            "whole": (Mixed(A * A * H, -R * R * H), "V = a²h - πr²h."),
            "hole": (Mixed(pi=R * R * H), "V = πr²h."),
        },
        areas={
            "whole": (
                Mixed(2 * A * A + 4 * A * H, -2 * R * R + 2 * R * H),
                f"The block alone has the surface {spoken(2 * A * A + 4 * A * H)}; two discs of {spoken_pi(R * R)} are "
                f"lost, and the wall of the hole, {spoken_pi(2 * R * H)}, is added.",
            )
        },
        faces=(6, 1),
        rises=(ZERO, h),
    )


def square_hole(theta: CombinedSolids, s: Sketch) -> Body:
    _, h, base, top = measures(s, theta)
    b = s.var("b", theta.inner, "edge of the hole")
    low, high = corners(s, "low", b, b, ZERO), corners(s, "high", b, b, h)
    box(s, base, top)
    s.fills.append(Fill("polygon", "inner", corners=tuple(high)))
    tangent = math.tan(math.radians(theta.elevation))
    turn = math.radians(theta.turn)
    # from the back corner the sight line runs over the hole until it meets the wall to the left or right of the front
    reach = theta.inner / max(math.cos(turn), math.sin(turn))
    depth = reach * tangent
    if depth > 0.9 * theta.height:
        raise DegenerateParametersError(f"elevation {theta.elevation}: the bottom of the hole shows")
    wide = Sym("max(np.cos(turn), np.sin(turn))", max(math.cos(turn), math.sin(turn)))
    seen = s.let("d", b / wide * s.tan, "of the back edge, seen through the hole")
    back = high[2]
    middle = Pt(f"high[2] - [0, 0, {seen.code}]", back.x, back.y, back.z - depth)
    for i in range(4):
        s.strokes.append(Line(high[i], high[(i + 1) % 4], True, "hole" if i == 0 else ""))
    for i in range(4):
        if i == 2:
            s.strokes += [Line(back, middle, True), Line(middle, low[2], False)]
        else:
            s.strokes.append(Line(high[i], low[i], False))
        s.strokes.append(Line(low[i], low[(i + 1) % 4], False))
    write_box(s, theta, base, top)
    A, H, B = theta.edge, theta.height, theta.inner
    return body(
        s,
        f"{name(theta)} with a square hole",
        f"A square hole with sides parallel to the walls runs through a {name(theta)} from top to bottom.",
        f"{given(theta)} and edge {spoken(B)} of the hole",
        marks=[],
        volumes={"whole": (Mixed((A * A - B * B) * H), "V = (a² - b²)h."), "hole": (Mixed(B * B * H), "V = b²h.")},
        areas={
            "whole": (
                Mixed(2 * (A * A - B * B) + 4 * (A + B) * H),
                f"Two square rings of {spoken(A * A - B * B)}, outer walls {spoken(4 * A * H)} "
                f"and inner walls {spoken(4 * B * H)}.",
            )
        },
        facts=[
            ("count", "It has 16 vertices, 24 edges and 10 faces."),
            ("exact", f"The walls are {spoken((A - B) / 2)} thick."),
        ],
        faces=(10, 0),
        rises=(ZERO, h),
    )
