"""Exact statements about a space curve and its picture."""

from __future__ import annotations

import math

import numpy as np

from codepercept.geometry.exact import decimal, signed, spoken, spoken_degrees, spoken_pi, spoken_point
from codepercept.geometry.family import facts_of
from codepercept.geometry.space_curves.curves import frame_at
from codepercept.geometry.space_curves.layout import Layout
from codepercept.geometry.space_curves.naming import hand, name_of
from codepercept.geometry.space_curves.params import KNOTS, SpaceCurves, curve_of
from codepercept.geometry.style import PALETTES
from codepercept.geometry.words import count
from codepercept.types import Fact


def shape_facts(theta: SpaceCurves) -> list[tuple[str, str]]:
    """Sentences on the curve itself, by kind."""
    a, b, n = theta.radius, theta.second, theta.turns
    ra, rb = spoken(a), spoken(b)
    match theta.kind:
        case "helix":
            length = math.sqrt(a * a + b * b)
            return [
                ("exact", f"The helix has radius {ra}."),
                ("exact", f"It rises by {spoken_pi(2 * b)} per turn."),
                ("exact", f"Its {count(n, 'turn')} rise by {spoken_pi(2 * b * n)} in total."),
                ("exact", f"Its arc length is {spoken_pi(2 * n * length)}."),
                ("exact", f"Its curvature is {spoken(a / (a * a + b * b))} everywhere."),
                (
                    "exact",
                    f"Its torsion is {signed_spoken((-1 if theta.left else 1) * b / (a * a + b * b))} everywhere.",
                ),
                ("exact", f"It climbs at an angle of {spoken_degrees(math.atan2(b, a))} to the horizontal."),
                ("exact", f"It winds in {hand(theta)} turns."),
            ]
        case "conical helix":
            return [
                ("exact", f"The cone has base radius {ra} and height {rb}."),
                ("exact", f"The slant height of the cone is {spoken(math.hypot(a, b))}."),
                ("exact", f"The curve makes {count(n, 'turn')} from the apex to the rim of the base."),
                ("exact", f"It sinks by {spoken(b / n)} per turn."),
                ("exact", f"Seen from above, neighbouring turns are {spoken(a / n)} apart."),
                ("exact", f"It winds in {hand(theta)} turns."),
            ]
        case "viviani":
            return [
                ("exact", f"The curve lies on the sphere of radius {spoken(2 * a)} around the origin."),
                ("exact", f"It lies on an upright cylinder of radius {ra} whose axis is {ra} from the z axis."),
                ("exact", f"It passes twice through the point ({signed(2 * a)}, 0, 0)."),
                ("exact", f"Its highest and lowest points are {spoken(2 * a)} above and below the origin."),
                ("exact", f"Its shadow on the xy plane is a circle of radius {ra}."),
                ("exact", "Its shadow on the xz plane is an arc of a parabola."),
                ("exact", "Its shadow on the yz plane is a figure eight."),
            ]
        case "torus knot":
            p, q = theta.p, theta.q
            least = min(p * (q - 1), q * (p - 1))
            kind = (
                f"It is a knot with crossing number {least}." if least else "It is not knotted: it can be pulled open."
            )
            return [
                ("exact", f"The curve lies on a torus whose tube has radius {rb} and is {ra} from the axis."),
                (
                    "count",
                    f"It winds {times_word(p)} around the axis of the torus and {times_word(q)} around the tube.",
                ),
                ("exact", kind),
                ("exact", f"The widest distance from the axis is {spoken(a + b)}."),
                ("exact", f"The hole in the middle has radius {spoken(a - b)}."),
                ("exact", f"It reaches the height {rb} above the middle plane."),
                ("count", f"It reaches its greatest height {times_word(q)}."),
            ]
        case "figure-eight knot":
            return [
                ("exact", "It is a figure-eight knot with crossing number 4."),
                ("exact", "The knot equals its mirror image."),
                ("exact", f"The widest distance from the axis is {spoken(3 * a)}."),
                ("exact", f"The closest distance to the axis is {ra}."),
                ("exact", f"It reaches the height {ra} above the middle plane."),
                ("count", "It reaches its greatest height four times."),
            ]
        case "lissajous":
            return [
                ("exact", f"The curve fits exactly into a cube of edge {spoken(2 * a)}."),
                ("exact", f"The frequencies along x, y and z are {theta.p}, {theta.q} and {n}."),
                ("exact", f"Its phase shift in x is {spoken_pi(theta.phase / 12)}."),
                (
                    "exact",
                    f"Its shadow on the xy plane is a Lissajous figure with frequencies {theta.p} and {theta.q}.",
                ),
                ("exact", f"Its shadow on the yz plane is a Lissajous figure with frequencies {theta.q} and {n}."),
                ("count", f"In one period z reaches its largest value {times_word(n)}."),
            ]
        case "twisted cubic":
            c, s = theta.third, theta.radius
            return [
                ("exact", "The curve passes through the origin, where its tangent is the x axis."),
                ("exact", f"It starts at {spoken_point([-s, b * s * s, -c * s**3])}."),
                ("exact", f"It ends at {spoken_point([s, b * s * s, c * s**3])}."),
                ("exact", f"Its shadow on the xy plane is the parabola y = {coefficient(b)}x²."),
                ("exact", f"Its shadow on the xz plane is the cubic z = {coefficient(c)}x³."),
                ("exact", "Its shadow on the yz plane has a cusp at the origin."),
                ("exact", f"Its curvature at the origin is {spoken(2 * b)}."),
                ("exact", f"Its torsion at the origin is {spoken(3 * c / b)}."),
            ]
        case "tilted ellipse":
            k = theta.third
            return [
                ("exact", f"The cylinder has radius {ra}."),
                ("exact", f"The cutting plane is z = {signed(b)} + {coefficient(k)}x."),
                ("exact", f"The plane is inclined at {spoken_degrees(math.atan(k))} to the horizontal."),
                ("exact", f"The curve is an ellipse with semi-axes {spoken(a * math.hypot(1, k))} and {ra}."),
                ("exact", f"Its eccentricity is {spoken(k / math.hypot(1, k))}."),
                ("exact", f"The area inside the ellipse is {spoken_pi(a * a * math.hypot(1, k))}."),
                ("exact", f"Its highest point is {spoken_point([a, 0, b + k * a])}."),
                ("exact", f"Its lowest point is {spoken_point([-a, 0, b - k * a])}."),
                ("exact", f"Its shadow on the xy plane is a circle of radius {ra}."),
            ]
        case "saddle":
            low = math.sqrt(b * b - a * a)
            return [
                ("exact", f"The upright cylinder has radius {ra}, the one along the y axis radius {rb}."),
                (
                    "exact",
                    f"The highest points of the curve are {spoken_point([0, a, b])} and {spoken_point([0, -a, b])}.",
                ),
                (
                    "exact",
                    f"The lowest points of the curve are {spoken_point([a, 0, low])} and {spoken_point([-a, 0, low])}.",
                ),
                ("exact", f"The heights of highest and lowest points differ by {spoken(b - low)}."),
                ("exact", f"Its shadow on the xy plane is a circle of radius {ra}."),
                ("exact", f"Its shadow on the xz plane is an arc of a circle of radius {rb}."),
            ]
        case "small circle":
            rho = math.sqrt(a * a - b * b)
            return [
                ("exact", f"The sphere has radius {ra} and the plane is z = {signed(b)}."),
                ("exact", f"The curve is a circle of radius {spoken(rho)}."),
                ("exact", f"Its length is {spoken_pi(2 * rho)}."),
                ("exact", f"Its latitude on the sphere is {spoken_degrees(math.asin(b / a))}."),
                ("exact", f"The cap above the plane is {spoken(a - b)} high."),
                ("exact", f"The curved area of that cap is {spoken_pi(2 * a * (a - b))}."),
                ("exact", f"The volume of that cap is {spoken_pi((a - b) ** 2 * (2 * a + b) / 3)}."),
            ]
        case "spherical spiral":
            return [
                ("exact", f"The curve lies on the sphere of radius {ra} around the origin."),
                ("exact", f"It runs from pole to pole in {count(n, 'turn')}."),
                ("exact", f"The poles are {spoken(2 * a)} apart."),
                ("exact", f"It meets the equator at the point ({signed(a)}, 0, 0)."),
                ("exact", f"Each turn climbs {spoken_degrees(math.pi / n)} of latitude."),
                ("exact", f"It winds in {hand(theta)} turns."),
            ]
        case "crown":
            return [
                ("exact", f"The curve lies on a cylinder of radius {ra}."),
                ("count", f"It makes {count(n, 'full wave')} around the cylinder."),
                ("exact", f"Its highest points are {rb} above and its lowest {rb} below the xy plane."),
                ("count", f"It crosses the xy plane {times_word(2 * n)}."),
                ("exact", f"Neighbouring crests are {spoken_degrees(2 * math.pi / n)} apart."),
                ("exact", f"Unrolled, it is a sine curve over a length of {spoken_pi(2 * a)}."),
            ]
        case _:
            return [
                ("exact", f"The curve lies on the sphere of radius {spoken(a + b)} around the origin."),
                ("exact", f"Its highest points are {spoken(2 * math.sqrt(a * b))} above the xy plane."),
                ("count", "It has two highest and two lowest points."),
                ("count", "It crosses the xy plane four times."),
                ("exact", "It divides the sphere into two pieces of the same shape."),
                ("exact", f"Each piece has the area {spoken_pi(2 * (a + b) ** 2)}."),
            ]


def facts(theta: SpaceCurves, layout: Layout) -> tuple[Fact, ...]:
    """Everything that is known of the figure."""
    curve, palette = curve_of(theta), PALETTES[theta.palette]
    found = [("exact", f"The curve is {name_of(theta, with_article=True)}."), *shape_facts(theta)]
    if theta.kind not in ("helix", "small circle"):
        found.append(("exact", f"Its arc length is about {decimal(curve.length)}."))
    found.append(("exact", f"It is {'a closed curve' if curve.closed else 'an open curve with two ends'}."))
    if theta.show in ("point", "tangent", "frame"):
        found += _point_facts(theta)
    if theta.kind in KNOTS:
        crosses = f"crosses itself {times_word(layout.crossings)}" if layout.crossings else "does not cross itself"
        found.append(("count", f"In the drawing the curve {crosses}."))
    if theta.surface:
        assert curve.surface is not None
        hidden = "Parts of the curve behind" if layout.hidden > 0 else "No part of the curve lies behind"
        found.append(("style", f"{hidden} the {curve.surface.kind}{' are dashed' if layout.hidden > 0 else ''}."))
    if theta.show == "shadows":
        found.append(("style", "Thinner lines show the shadows of the curve on the floor and on two walls."))
    if theta.show in ("tangent", "frame"):
        found.append(("style", f"The vectors at P are {palette.accent_name}."))
    if theta.code_style == "panels":
        found.append(("style", "Four panels show the curve in space and its shadows on the coordinate planes."))
    if theta.gradient:
        found.append(("style", "The colour changes along the curve."))
    elif theta.palette != "white":
        found.append(("style", f"The curve is {palette.name}."))
    else:
        found.append(("style", "The curve is black."))
    if theta.title:
        found.append(("text", f'The title reads "{theta.title}".'))
    return facts_of(found)


def _point_facts(theta: SpaceCurves) -> list[tuple[str, str]]:
    curve, t = curve_of(theta), theta.parameter
    point = curve.at(t)[0]
    found = [
        ("exact", f"The marked point P belongs to t = {parameter_text(theta)}."),
        ("exact", f"P is {spoken_point(point)}."),
    ]
    if theta.show == "point":
        return [
            *found,
            ("exact", f"P is {spoken_any(abs(point[2]))} {'above' if point[2] >= 0 else 'below'} the xy plane."),
            ("exact", f"P is {spoken(float(np.hypot(point[0], point[1])))} away from the z axis."),
        ]
    frame = frame_at(curve, t)
    found.append(("exact", f"The velocity at P is {spoken_point(frame.velocity)}."))
    found.append(("exact", f"The unit tangent at P is {spoken_point(frame.tangent)}."))
    if theta.show == "frame":
        found += [
            ("exact", f"The principal normal at P is {spoken_point(frame.normal)}."),
            ("exact", f"The binormal at P is {spoken_point(frame.binormal)}."),
            ("exact", f"The curvature at P is {spoken(frame.curvature)}."),
            ("exact", f"The torsion at P is {signed_spoken(frame.torsion)}."),
        ]
    return found


def parameter_text(theta: SpaceCurves) -> str:
    """The parameter of the marked point, e.g. "5π/6"."""
    return signed(theta.parameter, 6)


def coefficient(value: float) -> str:
    """A factor in front of a variable: "" for 1."""
    return "" if value == 1 else signed(value)


def times_word(n: int) -> str:
    """How often: "once", "twice", "three times"."""
    return {1: "once", 2: "twice"}.get(n) or count(n, "time")


def spoken_any(value: float) -> str:
    """`spoken` of a size that may be a multiple of π."""
    form = signed(value)
    near = decimal(value)
    return form if "π" not in form and "√" not in form and "/" not in form else f"{form} ≈ {near}"


def signed_spoken(value: float) -> str:
    """`spoken` with a sign: "-2/5 ≈ -0.4", "about -0.123"."""
    text = spoken(abs(value))
    if value >= 0:
        return text
    return text.replace("about ", "about -") if text.startswith("about") else f"-{text}".replace("≈ ", "≈ -")
