"""Plane sections of cylinder, cone and sphere: their curve, named points, rulers and measures."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from codepercept.geometry.camera import Array
from codepercept.geometry.cross_sections.params import CrossSections, camera_of
from codepercept.geometry.exact import decimal, exact, mathtext
from codepercept.geometry.rounds import Band

FULL = np.linspace(0, 2 * math.pi, 49)


@dataclass(frozen=True, eq=False)
class Mark:
    """A named point of the figure.

    Attributes:
        name: Its letter, also its name in scripts.
        code: numpy code of its coordinates, in terms of the script's parameters.
        place: Its coordinates.
        shown: True if it carries a dot and its letter.
    """

    name: str
    code: str
    place: Array
    shown: bool = True


@dataclass(frozen=True)
class Rule:
    """A straight line between two named points, with a text at its middle (may be empty).

    Attributes:
        start: Name of one end.
        end: Name of the other one.
        dash: "--" inside the solid or behind it, "-" on its visible side.
        text: mathtext without dollar signs.
    """

    start: str
    end: str
    dash: str
    text: str = ""


@dataclass(frozen=True, eq=False)
class RoundCut:
    """The section of a round solid.

    Attributes:
        kind: What the section is called, e.g. "ellipse".
        curves: Polylines (n, 3) of its boundary, each with a mask of what is visible.
        marks: Named points.
        rules: Lines between them.
        measures: Named lengths of the section: radius, a, b, base, height, ...
        area: Its area.
        pi_area: Area divided by pi where it is a rational or surd multiple of pi.
        parts: Volumes of the lower (or farther) and the upper part, divided by pi, where elementary.
    """

    kind: str
    curves: list[tuple[Array, NDArray[np.bool_]]]
    marks: list[Mark]
    rules: list[Rule]
    measures: dict[str, float]
    area: float
    pi_area: bool = False
    parts: tuple[float, float] | None = None
    polygon: Array | None = field(default=None)


def number(value: float) -> str:
    """A length as mathtext, marked as rounded where it is."""
    return mathtext(value) if exact(value) else "≈" + decimal(value, 2)


def band_of(theta: CrossSections) -> Band:
    """The lateral surface of a cylinder or cone."""
    return Band(theta.radius, 0, theta.radius if theta.solid == "cylinder" else 0, theta.height)


def seen_side(theta: CrossSections, phi: Array) -> NDArray[np.bool_]:
    """Whether generators at phi (radians) are on the visible side of cylinder or cone."""
    return band_of(theta).seen(phi, theta.elevation)


def slope_of(theta: CrossSections) -> tuple[float, float]:
    """Height on the axis and rise per unit of a plane through a cone or cylinder that is tilted."""
    low_r, high_r = (_radius_at(theta, z) for z in (theta.low, theta.high))
    slope = (theta.high - theta.low) / (low_r + high_r)
    return theta.high - slope * high_r, slope


def _radius_at(theta: CrossSections, z: float) -> float:
    return theta.radius * (1 - z / theta.height) if theta.solid == "cone" else theta.radius


def chord_angle(theta: CrossSections) -> float:
    """Half the angle (radians) under which the base chord is seen from the centre of the base."""
    return math.acos(theta.distance / theta.radius)


def angles_of(theta: CrossSections) -> tuple[float, float]:
    """First and last phi (radians) of the curve of the section."""
    turn = math.radians(theta.turn)
    if theta.plane == "vertical":
        return turn - chord_angle(theta), turn + chord_angle(theta)
    if theta.plane == "parabola":
        return turn + chord_angle(theta), turn + 2 * math.pi - chord_angle(theta)
    return 0.0, 2 * math.pi


def heights_at(theta: CrossSections, phi: Array) -> Array:
    """Height of the section's point over the direction phi (radians), for cylinder and cone."""
    r, h, d = theta.radius, theta.height, theta.distance
    c = np.cos(np.asarray(phi) - math.radians(theta.turn))
    if theta.plane == "horizontal":
        return np.full(len(c), theta.low)
    if theta.plane == "tilted":
        m, s = slope_of(theta)
        return m + s * r * c if theta.solid == "cylinder" else (m + s * r * c) / (1 + s * r * c / h)
    if theta.plane == "parabola":
        return np.asarray((h * d / r - h * c) / (1 - c))
    return np.asarray(h * (1 - d / (r * c)))


def curve_at(theta: CrossSections, phi: Array) -> Array:
    """Points (n, 3) of the curved boundary over the directions phi (radians)."""
    z = heights_at(theta, phi)
    rho = theta.radius * (1 - z / theta.height) if theta.solid == "cone" else np.full(len(z), theta.radius)
    return np.column_stack([rho * np.cos(phi), rho * np.sin(phi), z])


def floor_point(theta: CrossSections, along: float, z: float = 0.0, across: float = 0.0) -> Array:
    """The point at `along` in the direction of the plane's turn and `across` to its left, at height z."""
    turn = math.radians(theta.turn)
    c, s = math.cos(turn), math.sin(turn)
    return np.array([along * c - across * s, along * s + across * c, z])


def is_polygon(theta: CrossSections) -> bool:
    """True for rectangles and triangles."""
    return theta.plane == "apex" or (theta.plane == "vertical" and (theta.solid == "cylinder" or theta.distance == 0))


def sphere_frame(theta: CrossSections) -> tuple[Array, Array, Array]:
    """Horizontal and steepest direction in the plane of a sphere's section, and its normal."""
    turn = math.radians(theta.turn)
    tilt = math.radians(theta.tilt if theta.plane == "tilted" else 0)
    across = np.array([-math.sin(turn), math.cos(turn), 0])
    normal = np.array([math.sin(tilt) * math.cos(turn), math.sin(tilt) * math.sin(turn), math.cos(tilt)])
    return across, np.cross(normal, across), normal


@functools.lru_cache(maxsize=64)
def round_cut(theta: CrossSections) -> RoundCut:
    """The section of a parameter set with cylinder, cone or sphere."""
    if theta.solid == "sphere":
        return _sphere(theta)
    if is_polygon(theta):
        return _polygon(theta)
    return _curve(theta)


def _sphere(theta: CrossSections) -> RoundCut:
    across, along, normal = sphere_frame(theta)
    R, d = theta.radius, theta.distance
    rho = math.sqrt(R * R - d * d)
    t = FULL[:, None]
    points = d * normal + rho * (np.cos(t) * across + np.sin(t) * along)
    toward = camera_of(theta).toward
    centre = d * normal
    marks = [Mark("O", "np.zeros(3)", np.zeros(3))]
    rim = centre + rho * across
    rules = []
    if d > 0:
        marks += [
            Mark("M", "distance * normal", centre),
            Mark("P", "distance * normal + rho * across", rim),
        ]
        texts = (number(d), number(rho), number(R)) if theta.lengths else ("", "", "")
        rules = [Rule("O", "M", "--", texts[0]), Rule("M", "P", "--", texts[1]), Rule("O", "P", "--", texts[2])]
    else:
        marks.append(Mark("P", "distance * normal + rho * across", rim))
        rules = [Rule("O", "P", "--", number(R) if theta.lengths else "")]
    cap = (R - d) ** 2 * (2 * R + d) / 3
    return RoundCut(
        "great circle" if d == 0 else "circle",
        [(points, points @ toward > 0)],
        marks,
        rules,
        {"radius": rho},
        math.pi * rho * rho,
        True,
        (4 / 3 * R**3 - cap, cap),
    )


def _curve(theta: CrossSections) -> RoundCut:
    start, stop = angles_of(theta)
    phi = np.linspace(start, stop, 49)
    points = curve_at(theta, phi)
    curves = [(points, seen_side(theta, phi))]
    r, h, d = theta.radius, theta.height, theta.distance
    marks = [Mark("O", "np.zeros(3)", np.zeros(3))]
    rules: list[Rule] = []
    if theta.solid == "cone":
        marks.append(Mark("S", "np.array([0, 0, height])", np.array([0, 0, h])))
    total = r * r * h * (1 if theta.solid == "cylinder" else 1 / 3)
    if theta.plane == "horizontal":
        rho = _radius_at(theta, theta.low)
        marks.append(Mark("M", "np.array([0, 0, level])", np.array([0, 0, theta.low])))
        rules = [Rule("O", "M", "--", number(theta.low) if theta.lengths else "")]
        if theta.solid == "cone":
            rules.append(Rule("M", "S", "--"))
        below = r * r * theta.low if theta.solid == "cylinder" else total - rho * rho * (h - theta.low) / 3
        return RoundCut("circle", curves, marks, rules, {"radius": rho}, math.pi * rho**2, True, (below, total - below))
    if theta.plane == "tilted":
        lower, upper = _radius_at(theta, theta.low), _radius_at(theta, theta.high)
        a = math.hypot(lower + upper, theta.high - theta.low) / 2
        b = math.sqrt(lower * upper)
        direction = "ahead"
        radii = ("radius * (1 - low / height)", "radius * (1 - high / height)")
        if theta.solid == "cylinder":
            radii = ("radius", "radius")
        marks += [
            Mark("A", f"-{radii[0]} * {direction} + [0, 0, low]", floor_point(theta, -lower, theta.low)),
            Mark("B", f"{radii[1]} * {direction} + [0, 0, high]", floor_point(theta, upper, theta.high)),
            Mark("A0", "A * [1, 1, 0]", floor_point(theta, -lower), shown=False),
            Mark("B0", "B * [1, 1, 0]", floor_point(theta, upper), shown=False),
        ]
        rules = [Rule("A", "B", "--")]
        if theta.lengths:
            on_surface = theta.solid == "cylinder"
            turn = np.radians([theta.turn + 180, theta.turn])
            dashes = ["-" if on_surface and seen else "--" for seen in seen_side(theta, turn)]
            rules += [
                Rule("A0", "A", dashes[0], number(theta.low)),
                Rule("B0", "B", dashes[1], number(theta.high)),
            ]
        below = total - h / r * (lower * upper) ** 1.5 / 3
        if theta.solid == "cylinder":
            below = r * r * (theta.low + theta.high) / 2
        return RoundCut(
            "ellipse", curves, marks, rules, {"a": a, "b": b}, math.pi * a * b, True, (below, total - below)
        )
    half = math.sqrt(r * r - d * d)
    ends = floor_point(theta, d, 0, half), floor_point(theta, d, 0, -half)
    direction, across = "ahead", "left"
    marks += [
        Mark("A", f"distance * {direction} + chord * {across}", ends[0]),
        Mark("B", f"distance * {direction} - chord * {across}", ends[1]),
        Mark("N", "(A + B) / 2", floor_point(theta, d), shown=d != 0),
    ]
    curves.append((np.array(ends), np.array([False, False])))
    if d:
        rules = [Rule("O", "N", "--", number(abs(d)) if theta.lengths else "")]
    if theta.plane == "parabola":
        top = floor_point(theta, -(r - d) / 2, h * (r + d) / (2 * r))
        marks.append(
            Mark(
                "V",
                f"-(radius - distance) / 2 * {direction} + [0, 0, height * (radius + distance) / (2 * radius)]",
                top,
            )
        )
        length = (r + d) / (2 * r) * math.hypot(r, h)
        rules.append(Rule("N", "V", "--"))
        return RoundCut("parabola", curves, marks, rules, {"chord": 2 * half, "axis": length}, 4 / 3 * half * length)
    top = floor_point(theta, d, h * (1 - d / r))
    marks.append(Mark("V", f"distance * {direction} + [0, 0, height * (1 - distance / radius)]", top))
    rules.append(Rule("N", "V", "--"))
    area = h * half - h * d * d / r * math.log((half + r) / d)
    return RoundCut("hyperbola", curves, marks, rules, {"chord": 2 * half, "axis": float(top[2])}, area)


def _polygon(theta: CrossSections) -> RoundCut:
    """Rectangle or triangle: two generators and one or two chords."""
    r, h, d = theta.radius, theta.height, theta.distance
    half = math.sqrt(r * r - d * d)
    a, b = floor_point(theta, d, 0, half), floor_point(theta, d, 0, -half)
    direction, across = "ahead", "left"
    chord = f"distance * {direction} {{}} chord * {across}" if d else f"{{}}radius * {across}"
    marks = [
        Mark("O", "np.zeros(3)", np.zeros(3)),
        Mark("A", chord.format("+" if d else ""), a),
        Mark("B", chord.format("-"), b),
    ]
    rules = []
    turn = math.radians(theta.turn)
    alpha = chord_angle(theta)
    seen = seen_side(theta, np.array([turn + alpha, turn - alpha]))
    if theta.solid == "cylinder":
        up = np.array([0, 0, h])
        marks += [Mark("C", "B + [0, 0, height]", b + up), Mark("D", "A + [0, 0, height]", a + up)]
        order = [a, b, b + up, a + up]
        visible = [False, bool(seen[1]), True, bool(seen[0])]
        measures = {"width": 2 * half, "height": h}
        area = 2 * half * h
        segment = r * r * math.acos(d / r) - d * half
        parts: tuple[float, float] | None = (h * (math.pi * r * r - segment) / math.pi, h * segment / math.pi)
        kind = "square" if abs(2 * half - h) < 1e-9 else "rectangle"
    else:
        top = np.array([0, 0, h])
        marks.append(Mark("S", "np.array([0, 0, height])", top))
        order = [a, b, top]
        visible = [False, bool(seen[1]), bool(seen[0])]
        measures = {"base": 2 * half, "leg": math.hypot(r, h), "height": math.hypot(d, h)}
        area = half * math.hypot(d, h)
        parts = (r * r * h / 6, r * r * h / 6) if d == 0 else None
        kind = "equilateral triangle" if abs(2 * half - math.hypot(r, h)) < 1e-9 else "isosceles triangle"
    if d:
        marks.append(Mark("N", "(A + B) / 2", floor_point(theta, d)))
        rules.append(Rule("O", "N", "--", number(d) if theta.lengths else ""))
        if theta.solid == "cone":
            rules.append(Rule("N", "S", "--"))
    ends = [*order[1:], order[0]]
    curves = [(np.array([p, q]), np.array([show, show])) for p, q, show in zip(order, ends, visible, strict=True)]
    return RoundCut(kind, curves, marks, rules, measures, area, False, parts, np.array(order))


def outline(theta: CrossSections) -> list[Array]:
    """Curves (n, 3) of the solid itself: rims and contour lines, or the outline of a sphere."""
    if theta.solid == "sphere":
        e = math.radians(theta.elevation)
        up = np.array([0, math.sin(e), math.cos(e)])
        t = FULL[:, None]
        circle = theta.radius * (np.cos(t) * np.array([1, 0, 0]) + np.sin(t) * up)
        equator = theta.radius * np.column_stack([np.cos(FULL), np.sin(FULL), np.zeros(len(FULL))])
        return [circle, equator] if has_equator(theta) else [circle]
    base = theta.radius * np.column_stack([np.cos(FULL), np.sin(FULL), np.zeros(len(FULL))])
    tangents = band_of(theta).tangents(theta.elevation)
    assert tangents is not None
    curves = [base]
    for phi in tangents:
        foot = theta.radius * np.array([math.cos(phi), math.sin(phi), 0])
        top = foot if theta.solid == "cylinder" else 0 * foot
        curves.append(np.array([foot, top + np.array([0, 0, theta.height])]))
    if theta.solid == "cylinder":
        curves.append(base + np.array([0, 0, theta.height]))
    return curves


def has_equator(theta: CrossSections) -> bool:
    """True if the equator is drawn: not where the section is the equator or close to it."""
    return theta.plane == "tilted" or theta.distance > 0.3 * theta.radius
