"""Solids with a box: houses, towers, barns, drilled blocks, and round bodies in, on or around a box."""

from __future__ import annotations

import math

import numpy as np

from codepercept.geometry.combined_solids.body import Body, Curve, Dome, Fill, Line, Mixed, Pt, pt
from codepercept.geometry.combined_solids.box_parts import (
    ZERO,
    Corners,
    body,
    box,
    corners,
    given,
    hidden_slopes,
    measures,
    name,
    write_box,
)
from codepercept.geometry.combined_solids.boxes_inside import (
    cone_in_cuboid,
    cube_in_sphere,
    cylinder_in_cuboid,
    pyramid_in_cuboid,
    round_hole,
    sphere_in_cube,
    square_hole,
)
from codepercept.geometry.combined_solids.params import CombinedSolids
from codepercept.geometry.combined_solids.sketch import ALL, FRONT, Piece, Sketch, slant
from codepercept.geometry.combined_solids.symbols import Sym
from codepercept.geometry.exact import spoken, spoken_pi
from codepercept.geometry.family import DegenerateParametersError


def boxed(theta: CombinedSolids) -> Body:
    """The solid of one of the kinds with a box."""
    body = _MAKERS[theta.kind](theta, Sketch(theta))
    body.boxed = True
    return body


def _pyramid_on_cuboid(theta: CombinedSolids, s: Sketch) -> Body:
    _, h, base, top = measures(s, theta)
    p = s.var("p", theta.upper, "height of the pyramid")
    apex = pt(ZERO, ZERO, h + p)
    hidden = hidden_slopes([*base, *top, apex], theta.elevation)
    box(s, base, top, lid=False)
    for k, tone in ((3, "side"), (0, "dark")):
        s.fills.append(Fill("polygon", tone, corners=(top[k], top[(k + 1) % 4], apex)))  # type: ignore[arg-type]
    for i in range(4):
        j = (i + 1) % 4
        s.strokes.append(Line(top[i], top[j], tuple(sorted((i + 4, j + 4))) not in hidden, "pyramid" if i == 0 else ""))
    for i in range(4):
        s.strokes.append(Line(top[i], apex, (i + 4, 8) not in hidden))
    write_box(s, theta, base, top)
    s.right("p", theta.upper, top[1], apex)
    slope, step = slant(theta.edge / 2, theta.upper)
    A, H = theta.edge, theta.height
    return body(
        s,
        f"{name(theta)} with a pyramid on top",
        "A square pyramid stands on a box with the same base.",
        f"{given(theta)} and pyramid height {spoken(theta.upper)}",
        marks=[("S", apex)],
        volumes={
            "whole": (Mixed(A * A * H + A * A * theta.upper / 3), "V = a²h + a²p/3."),
            "pyramid": (Mixed(A * A * theta.upper / 3), "V = a²p/3."),
        },
        areas={
            "whole": (
                Mixed(A * A + 4 * A * H + 2 * A * slope),
                f"Base {spoken(A * A)}, four walls {spoken(4 * A * H)} and four triangles {spoken(2 * A * slope)}.",
            ),
            "roof": (Mixed(2 * A * slope), "Four triangles with the area (slant height · a)/2 each."),
        },
        lengths={"slant height of the pyramid": (slope, step)},
        facts=[("count", "It has 9 vertices, 16 edges and 9 faces.")],
        faces=(9, 0),
        rises=(ZERO, h + p),
    )


def _house(theta: CombinedSolids, s: Sketch) -> Body:
    a, b = s.var("a", theta.edge, "length"), s.var("b", theta.width, "width")
    h, p = s.var("h", theta.height, "height of the walls"), s.var("p", theta.upper, "height of the roof")
    base, top = corners(s, "base", a, b, ZERO), corners(s, "top", a, b, h)
    ridge = corners(s, "ridge", a, ZERO, h + p)
    s.lines[-1] = ("ridge", f"corners(a, 0, {(h + p).code})", "the ends of the ridge are its corners 0 and 1")
    left, right = ridge[0], ridge[1]
    hidden = hidden_slopes([*base, *top, left, right], theta.elevation)
    box(s, base, top, lid=False)
    s.fills.append(Fill("polygon", "side", corners=(top[0], top[3], left)))
    s.fills.append(Fill("polygon", "top", corners=(top[0], top[1], right, left)))
    named = [*base, *top, left, right]
    for i, j in ((4, 5), (6, 7), (4, 8), (7, 8), (5, 9), (6, 9), (8, 9)):
        s.strokes.append(Line(named[i], named[j], (i, j) not in hidden, "roof" if i == 4 and j == 5 else ""))
    s.edge("a", theta.edge, base[0], base[1])
    s.edge("b", theta.width, base[3], base[0])
    s.right("h", theta.height, base[1], top[1])
    s.right("p", theta.upper, top[1], right)
    A, B, H, P = theta.edge, theta.width, theta.height, theta.upper
    rafter, step = slant(B / 2, P)
    return body(
        s,
        "house with a gable roof",
        "A triangular prism lies as a roof on a cuboid.",
        f"length {spoken(A)}, width {spoken(B)}, wall height {spoken(H)} and roof height {spoken(P)}",
        marks=[],
        volumes={
            "whole": (Mixed(A * B * H + A * B * P / 2), "V = abh + abp/2."),
            "roof": (Mixed(A * B * P / 2), "V = abp/2."),
        },
        areas={
            "whole": (
                Mixed(A * B + 2 * (A + B) * H + B * P + 2 * A * rafter),
                f"Floor {spoken(A * B)}, walls {spoken(2 * (A + B) * H)}, gables {spoken(B * P)} "
                f"and roof {spoken(2 * A * rafter)}.",
            ),
            "roof": (Mixed(2 * A * rafter), "Two rectangles of length a whose width is the length of the rafters."),
        },
        lengths={"length of the rafters": (rafter, step.replace("slant height", "length of the rafters"))},
        facts=[("count", "It has 10 vertices, 15 edges and 7 faces, the gable ends being pentagons.")],
        faces=(7, 0),
        rises=(ZERO, h + p),
    )


def _barn(theta: CombinedSolids, s: Sketch) -> Body:
    a, b = s.var("a", theta.edge, "length"), s.var("b", theta.width, "width, the diameter of the roof")
    h = s.var("h", theta.height, "height of the walls")
    base, top = corners(s, "base", a, b, ZERO), corners(s, "top", a, b, h)
    box(s, base, top, lid=False)
    e, turn = math.radians(theta.elevation), math.radians(theta.turn)
    slope = Sym("np.tan(view)", math.tan(e))
    limit = Sym("np.arctan2(np.cos(turn), np.tan(view))", math.atan2(math.cos(turn), slope.value))
    limit = s.let("limit", limit, "the half-cylinder is seen from this angle on")
    left = np.array([top[3].x, top[3].y, top[3].z])
    front = np.array([top[0].x, top[0].y, top[0].z])
    shift = np.array([top[1].x, top[1].y, top[1].z]) - front

    def arch(start: float, stop: float, far: bool) -> np.ndarray:
        t = np.linspace(start, stop, 25)[:, None]
        points = (left + front) / 2 + (left - front) / 2 * np.cos(t) + np.array([0, 0, theta.width / 2]) * np.sin(t)
        return np.asarray(points + shift * far)

    full = math.pi
    s.strokes += [
        Line(top[0], top[1], True, "roof"),
        Line(top[3], top[2], False),
        Curve("arch(0, np.pi)", arch(0, full, False), True),
        Curve("arch(limit, np.pi, far=True)", arch(limit.value, full, True), True),
        Curve("arch(0, limit, far=True)", arch(0, limit.value, True), False),
        Curve(
            "[arch(limit, limit)[0], arch(limit, limit, far=True)[0]]",
            np.array([arch(limit.value, full, False)[0], arch(limit.value, full, True)[0]]),
            True,
            "outline of the roof",
        ),
    ]
    s.fills.append(Fill("polygon", "side", code="arch(0, np.pi)"))
    s.fills.append(Fill("polygon", "top", code="np.vstack([arch(limit, np.pi), arch(limit, np.pi, far=True)[::-1]])"))
    s.edge("a", theta.edge, base[0], base[1])
    s.edge("b", theta.width, base[3], base[0])
    s.right("h", theta.height, base[1], top[1])
    A, B, H = theta.edge, theta.width, theta.height
    return body(
        s,
        "cuboid with half a cylinder as its roof",
        "Half a cylinder lies on a cuboid; its diameter is the width of the cuboid.",
        f"length {spoken(A)}, width {spoken(B)} and wall height {spoken(H)}",
        marks=[],
        volumes={
            "whole": (Mixed(A * B * H, B * B / 8 * A), "V = abh + π(b/2)²a/2."),
            "half-cylinder": (Mixed(pi=B * B / 8 * A), "V = π(b/2)²a/2."),
        },
        areas={
            "whole": (
                Mixed(A * B + 2 * (A + B) * H, B * B / 4 + B / 2 * A),
                f"Floor {spoken(A * B)}, walls {spoken(2 * (A + B) * H)}, two half discs "
                f"{spoken_pi(B * B / 4)} and the "
                f"curved roof {spoken_pi(A * B / 2)}.",
            ),
            "curved roof": (Mixed(pi=A * B / 2), "The curved roof is half of a cylinder's mantle, π(b/2)a."),
        },
        facts=[("exact", f"At its highest line it is {spoken(H + B / 2)} high.")],
        faces=(5, 1),
        rises=(ZERO, h + b / 2),
    )


def _dome_on_cuboid(theta: CombinedSolids, s: Sketch) -> Body:
    _, h, base, top = measures(s, theta)
    r = s.var("r", theta.inner, "radius of the hemisphere")
    box(s, base, top, lid=False)
    s.fills.append(Fill("polygon", "top", corners=tuple(top)))
    s.strokes += [Line(top[3], top[0], True, "top face"), Line(top[0], top[1], True)]
    _behind_dome(s, theta, r, h, top)
    s.fills += [Fill("disc", "inner", r, h), Fill("ball", "inner", r, h, code="upper")]
    s.rim(r, h, FRONT, "hemisphere")
    s.strokes.append(Dome(r, h, "upper", True))
    write_box(s, theta, base, top)
    s.above("r", theta.inner, pt(0, 0, h + r), pt(r, 0, h))
    A, H, R = theta.edge, theta.height, theta.inner
    return body(
        s,
        f"{name(theta)} with a hemisphere on top",
        f"A hemisphere stands on the middle of the top face of a {name(theta)}.",
        f"{given(theta)} and radius {spoken(R)} of the hemisphere",
        marks=[],
        volumes={
            "whole": (Mixed(A * A * H, 2 / 3 * R**3), "V = a²h + 2πr³/3."),
            "hemisphere": (Mixed(pi=2 / 3 * R**3), "V = 2πr³/3."),
        },
        areas={
            "whole": (
                Mixed(2 * A * A + 4 * A * H, R * R),
                f"The {name(theta)} alone has the surface {spoken(2 * A * A + 4 * A * H)}; "
                f"the hemisphere covers {spoken_pi(R * R)} and "
                f"adds {spoken_pi(2 * R * R)}.",
            )
        },
        facts=[("exact", f"The whole solid is {spoken(H + R)} high.")],
        faces=(6, 1),
        rises=(ZERO, h + r),
    )


def _behind_dome(s: Sketch, theta: CombinedSolids, r: Sym, h: Sym, top: Corners) -> None:
    """The rear edges of the top face, which partly vanish behind a hemisphere on it."""
    e = math.radians(theta.elevation)
    centre = np.array([0, h.value * math.cos(e)])
    for start, end in ((top[1], top[2]), (top[3], top[2])):
        p, q = (np.array([c.x, c.y * math.sin(e) + c.z * math.cos(e)]) - centre for c in (start, end))
        along = q - p
        a, b, c = float(along @ along), float(p @ along), float(p @ p) - r.value**2
        if b * b - a * c <= 1e-9:
            s.strokes.append(Line(start, end, True))
            continue
        shares = [(-b + sign * math.sqrt(b * b - a * c)) / a for sign in (-1, 1)]
        if shares[0] > 1:
            s.strokes.append(Line(start, end, True))
            continue
        if min(abs(share - 1) for share in shares) < 0.04 or shares[0] < 0.04:
            raise DegenerateParametersError(
                f"turn {theta.turn}: the outline of the dome runs through a corner of the box"
            )
        gates = []
        for k, share in enumerate(shares):
            place = start.place + share * (end.place - start.place)
            gates.append(
                Pt(f"behind({start.code}, {end.code})[{k}]", float(place[0]), float(place[1]), float(place[2]))
            )
        s.strokes.append(Line(start, gates[0], True))
        if shares[1] > 1:
            s.strokes.append(Line(gates[0], end, False))
        else:
            s.strokes += [Line(gates[0], gates[1], False), Line(gates[1], end, True)]


def _cylinder_on_cuboid(theta: CombinedSolids, s: Sketch) -> Body:
    _, h, base, top = measures(s, theta)
    r = s.var("r", theta.inner, "radius of the cylinder")
    c = s.var("c", theta.upper, "height of the cylinder")
    e = math.radians(theta.elevation)
    back = top[2]
    if theta.upper * math.cos(e) < 1.1 * back.y * math.sin(e):
        raise DegenerateParametersError("upper and elevation: the back corner of the box shows over the cylinder")
    box(s, base, top, lid=False)
    s.fills.append(Fill("polygon", "top", corners=tuple(top)))
    s.strokes += [Line(top[3], top[0], True, "top face"), Line(top[0], top[1], True)]
    # the rear edges vanish behind the cylinder, whose outline is x = -r and x = r
    for start, sign in ((top[1], 1), (top[3], -1)):
        share = (start.x - sign * r.value) / (start.x - back.x)
        if not 0.05 < share < 0.92:
            raise DegenerateParametersError(
                f"turn {theta.turn}: the back corner of the box is not well behind the cylinder"
            )
        x = "r" if sign > 0 else "-r"
        code = f"cut({start.code}, {back.code}, {x})"
        point = np.array([start.x, start.y, start.z]) + share * np.array([back.x - start.x, back.y - start.y, 0])
        gate = Pt(code, float(point[0]), float(point[1]), float(point[2]))
        s.strokes += [Line(start, gate, True), Line(gate, back, False)]
    cylinder = Piece(r, h, r, h + c)
    s.fill_piece(cylinder, FRONT, "inner")
    s.disc("inner", r, h + c)
    s.rim(r, h, FRONT, "cylinder")
    s.outline(cylinder, FRONT)
    s.rim(r, h + c, ALL)
    write_box(s, theta, base, top)
    s.right("c", theta.upper, pt(r, 0, h), pt(r, 0, h + c))
    s.above("r", theta.inner, pt(0, 0, h + c), pt(r, 0, h + c))
    A, H, R, C = theta.edge, theta.height, theta.inner, theta.upper
    return body(
        s,
        f"{name(theta)} with a cylinder on top",
        f"A cylinder stands on the middle of the top face of a {name(theta)}.",
        f"{given(theta)}, radius {spoken(R)} and height {spoken(C)} of the cylinder",
        marks=[],
        volumes={
            "whole": (Mixed(A * A * H, R * R * C), "V = a²h + πr²c."),
            "cylinder": (Mixed(pi=R * R * C), "V = πr²c."),
        },
        areas={
            "whole": (
                Mixed(2 * A * A + 4 * A * H, 2 * R * C),
                f"The {name(theta)} alone has the surface {spoken(2 * A * A + 4 * A * H)}; "
                f"the cylinder adds its mantle {spoken_pi(2 * R * C)}, and its top replaces the disc that it covers.",
            )
        },
        facts=[("exact", f"The whole solid is {spoken(H + C)} high.")],
        faces=(7, 1),
        rises=(ZERO, h + c),
    )


_MAKERS = {
    "pyramid on cuboid": _pyramid_on_cuboid,
    "house": _house,
    "barn": _barn,
    "sphere in cube": sphere_in_cube,
    "cube in sphere": cube_in_sphere,
    "cylinder in cuboid": cylinder_in_cuboid,
    "cone in cuboid": cone_in_cuboid,
    "pyramid in cuboid": pyramid_in_cuboid,
    "round hole": round_hole,
    "square hole": square_hole,
    "dome on cuboid": _dome_on_cuboid,
    "cylinder on cuboid": _cylinder_on_cuboid,
}
KINDS = tuple(_MAKERS)
