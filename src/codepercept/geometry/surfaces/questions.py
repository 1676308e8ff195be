"""Questions about surfaces and regions, with reasoning steps."""

from __future__ import annotations

import math

from codepercept.geometry.exact import signed, spoken, spoken_pi, spoken_point
from codepercept.geometry.surfaces.facts import area_of_region, area_text, volume_of
from codepercept.geometry.surfaces.flux import flux_of
from codepercept.geometry.surfaces.layout import Layout
from codepercept.geometry.surfaces.naming import equation, name_of, named
from codepercept.geometry.surfaces.params import REGIONS, Surfaces, region_of, shape_of
from codepercept.geometry.surfaces.scripts import field_text
from codepercept.geometry.words import Phrasing, capital
from codepercept.types import QuestionAnswer


def _ask(question: str, answer: str, *steps: str) -> QuestionAnswer:
    return QuestionAnswer(question=question, answer=answer, steps=steps)


def questions(theta: Surfaces, layout: Layout) -> tuple[QuestionAnswer, ...]:
    """One to three questions whose answers follow from the facts."""
    words = Phrasing(theta.wording, "surface questions")
    found = _region(theta) if theta.kind in REGIONS else _surface(theta)
    return tuple(words.some(found, words.pick(1, 2, 2, 3)))


def _region(theta: Surfaces) -> list[QuestionAnswer]:
    region = region_of(theta)
    sides = " and ".join(text for text in (region.lower_text, region.upper_text) if text)
    area = spoken_pi(region.area) if region.in_pi else area_of_region(theta)
    low, high = signed(region.start), signed(region.stop)
    if theta.kind == "ring sector":
        angle = 15 * theta.m
        found = [
            _ask(
                f"What is the area of the region r from {signed(theta.a)} to {signed(theta.b)}, angle from "
                f"{15 * theta.start}° to {15 * (theta.start + theta.m)}°?",
                area,
                f"The whole ring has the area π({signed(theta.b**2)} - {signed(theta.a**2)}).",
                f"The region takes {angle}° of 360°.",
                f"The area is {area}.",
            ),
            _ask(
                "Which double integral gives the area of the region in polar coordinates?",
                f"the integral of r dr dφ, r from {signed(theta.a)} to {signed(theta.b)}, φ over {angle}°",
                "In polar coordinates dA = r dr dφ.",
                "The bounds are those of the drawn region.",
            ),
        ]
    elif region.across == "angle":
        turn = "from 0 to 2π" if theta.kind == "cardioid" else f"from -π/{2 * theta.n} to π/{2 * theta.n}"
        found = [
            _ask(
                f"What is the area inside {region.upper_text}"
                + ("?" if theta.kind == "cardioid" else ", one leaf only?"),
                area,
                f"The area is half the integral of r² over t {turn}.",
                f"This gives {area}.",
            ),
            _ask(
                f"How far does the curve {region.upper_text} get from the origin?",
                spoken(2 * theta.a if theta.kind == "cardioid" else theta.a),
                "r is largest at t = 0.",
                f"There r = {spoken(2 * theta.a if theta.kind == 'cardioid' else theta.a)}.",
            ),
        ]
    else:
        t = region.across
        # two even or two odd powers enclose a second region on the left
        right = " with x ≥ 0" if theta.kind == "powers" and (theta.m - theta.n) % 2 == 0 else ""
        found = [
            _ask(
                f"What is the area of the region bounded by {sides}"
                f"{' and the x axis, over one arch' if theta.kind == 'sine arch' else ''}{right}?",
                area,
                f"The curves meet at {t} = {low} and {t} = {high}." if region.lower_text
                else f"The arch runs from x = {low} to x = {high}.",
                f"Integrate the difference of the boundary curves over {t} from {low} to {high}.",
                f"The result is {area}.",
            ),
            _ask(
                f"Over which interval does {t} run in the region?",
                f"from {low} to {high}",
                "The ends are where the boundary curves meet.",
                f"They meet at {t} = {low} and {t} = {high}.",
            ),
        ]  # fmt: skip
        if region.lower_text:
            corner = region.corners[1]
            found.append(
                _ask(
                    f"The curves {sides} meet at two points{right}. Which of them has the larger {t}?",
                    spoken_point(corner),
                    "Set the two expressions equal.",
                    f"The larger solution is {t} = {high}.",
                )
            )
    if theta.show == "centroid":
        found.append(
            _ask(
                f"What is the first coordinate of the centroid C of the region bounded by {sides}?",
                spoken_point((region.centroid[0],)).strip("()").replace("about (", "about "),
                "It is the integral of x over the region, divided by the area.",
                f"The centroid is {spoken_point(region.centroid)}.",
            )
        )
    return found


def _surface(theta: Surfaces) -> list[QuestionAnswer]:
    a, b, c = theta.a, theta.b, theta.c
    ra, rb, rc = spoken(a), spoken(b), spoken(c)
    found: list[QuestionAnswer] = []
    body, volume = volume_of(theta)
    given = _given(theta)
    if body and theta.kind not in ("vase", "one sheet"):
        found.append(
            _ask(
                f"{capital(given)}. What is the volume of {body}?",
                volume,
                *_volume_steps(theta),
                f"The volume is {volume}.",
            )
        )
    if theta.kind in ("hemisphere", "cone", "tube", "torus", "triangle"):
        found.append(
            _ask(f"{capital(given)}. What is the area of the surface?", area_text(theta), *_area_steps(theta),
                 f"The area is {area_text(theta)}.")
        )  # fmt: skip
    if theta.show == "flux":
        amount, in_pi = flux_of(theta)
        text = "0" if amount == 0 else (spoken_pi(abs(amount)) if in_pi else spoken(abs(amount)))
        sign = "-" if amount < 0 else ""
        toward = "outward" if shape_of(theta).closed or theta.kind in ("tube", "hemisphere") else "upward"
        found.insert(
            0,
            _ask(
                f"{capital(given)}. What is the {toward} flux of F = {field_text(theta)} through the surface?",
                f"{sign}{text.replace('≈ ', '≈ ' + sign)}",
                *_flux_steps(theta),
                f"The flux is {sign}{text.replace('≈ ', '≈ ' + sign)}.",
            ),
        )
    if theta.show == "boundary" and theta.kind != "tube":
        found.insert(
            0,
            _ask(
                f"The normals of the surface point {'outward' if theta.kind == 'hemisphere' else 'upward'}. In which "
                "sense does its boundary run, seen from above?",
                "counter-clockwise",
                "By the right-hand rule the surface lies to the left of one who walks along the boundary, head along "
                "the normals.",
                "Seen from above, this is counter-clockwise.",
            ),
        )
    match theta.kind:
        case "saddle" | "product":
            found.append(
                _ask(
                    f"What kind of critical point has {equation(theta)} at the origin?",
                    "a saddle point",
                    "Both partial derivatives vanish there.",
                    "In one direction the surface bends up, in another one down.",
                )
            )
            found.append(
                _ask(
                    "What are the level curves of the surface for heights other than 0?",
                    "hyperbolas",
                    "A height other than 0 turns the equation into that of a hyperbola.",
                    "For the height 0 it is a pair of straight lines.",
                )
            )
        case "wave":
            found.append(
                _ask(
                    "How many hills and hollows does the surface have?",
                    "two hills and two hollows",
                    "Each quarter of the square holds one hill or one hollow.",
                    "Opposite quarters are alike.",
                )
            )
        case "dome" | "bowl":
            found.append(
                _ask(
                    f"The surface is {equation(theta)}. Which curves do horizontal planes cut out of it?",
                    "circles",
                    "A fixed z fixes x² + y².",
                    "So each cut is a circle around the z axis.",
                )
            )
        case "ellipsoid":
            if not a == b == c:
                longest = max(zip((a, b, c), "xyz", strict=True))
                found.append(
                    _ask(
                        f"{capital(given)}. How long is its longest diameter?",
                        spoken(2 * longest[0]),
                        "The longest diameter is twice the largest semi-axis.",
                        f"2 · {spoken(longest[0])} = {spoken(2 * longest[0])}.",
                    )
                )
        case "one sheet":
            rim = a * math.sqrt(1 + c * c / (b * b))
            found.append(
                _ask(
                    f"The surface is {equation(theta)}. What is its radius at the height z = {signed(c)}?",
                    spoken(rim),
                    f"There x² + y² = {signed(a * a)}(1 + {signed(c * c)}/{signed(b * b)}) = {spoken(rim * rim)}.",
                    f"The radius is {spoken(rim)}.",
                )
            )
            found.append(
                _ask(
                    "At which height is the surface narrowest?",
                    "z = 0",
                    "The radius grows with z².",
                    "So the waist lies in the xy plane.",
                )
            )
        case "torus":
            found.append(
                _ask(
                    f"{capital(given)}. What is the radius of the hole?",
                    spoken(a - b),
                    "The hole ends where the tube begins.",
                    f"{ra} - {rb} = {spoken(a - b)}.",
                )
            )
        case "vase":
            found.append(
                _ask(
                    f"The radius of the vase is r = {ra} + {rb} sin(2πz/{rc}). What is its largest radius?",
                    spoken(a + b),
                    "The sine is at most 1.",
                    f"{ra} + {rb} = {spoken(a + b)}.",
                )
            )
            found.append(
                _ask(
                    f"The radius of the vase is r = {ra} + {rb} sin(2πz/{rc}) for 0 ≤ z ≤ {rc}. What is its volume?",
                    volume,
                    "The volume is π times the integral of r² over the height.",
                    f"The mean of r² is {signed(a * a)} + {signed(b * b)}/2.",
                    f"The volume is {volume}.",
                )
            )
        case "triangle":
            found.append(
                _ask(
                    f"At which points does the plane {equation(theta)} meet the axes?",
                    f"({signed(a)}, 0, 0), (0, {signed(b)}, 0) and (0, 0, {signed(c)})",
                    "On each axis the two other coordinates are 0.",
                    "What is left gives the intercept.",
                )
            )
        case "helicoid":
            found.append(
                _ask(
                    f"The surface rises by {rb} per turn and makes {signed(theta.n / 2)} turns. How high is it?",
                    spoken(b * theta.n / 2),
                    f"{rb} · {signed(theta.n / 2)} = {spoken(b * theta.n / 2)}.",
                )
            )
            found.append(
                _ask(
                    "What does a horizontal plane cut out of the surface?",
                    "a straight segment",
                    "At a fixed height the angle is fixed.",
                    "The distance from the axis runs from 0 to the radius.",
                )
            )
        case "moebius":
            found += [
                _ask(
                    "How many sides does the surface have?",
                    "one",
                    "Follow one side along the strip.",
                    "After one round you are on the other face of it.",
                ),
                _ask(
                    "How many separate boundary curves does the strip have?",
                    "one",
                    "Start at an edge and follow it.",
                    "After one round it has become the other edge, after two it closes.",
                ),
            ]
        case _:
            pass
    if not found:
        found.append(
            _ask("What is the surface called?", name_of(theta), "Compare its shape with the standard surfaces.",
                 f"It is {named(theta)}.")
        )  # fmt: skip
    return found


def _given(theta: Surfaces) -> str:
    a, b, c = (signed(v) for v in (theta.a, theta.b, theta.c))
    return {
        "dome": f"a paraboloid has its top at the height {b} and a rim of radius {a} in the xy plane",
        "bowl": f"a paraboloid opens from the origin to a rim of radius {a} at the height {b}",
        "saddle": f"the surface {equation(theta)} lies over the square |x|, |y| ≤ {a}",
        "product": f"the surface {equation(theta)} lies over the square |x|, |y| ≤ {a}",
        "ellipsoid": f"an ellipsoid has the semi-axes {a}, {b} and {c}",
        "hemisphere": f"a hemisphere has radius {a}",
        "cone": f"a cone has its apex at the origin and a rim of radius {a} at the height {b}",
        "tube": f"a cylinder has radius {a} and height {b}",
        "torus": f"a torus has a tube of radius {b} around a circle of radius {a}",
        "triangle": f"a plane cuts the axes at x = {a}, y = {b} and z = {c}",
    }.get(theta.kind, "look at the figure")


def _volume_steps(theta: Surfaces) -> tuple[str, ...]:
    return {
        "dome": ("A paraboloid fills half of the cylinder around it.",),
        "bowl": ("A paraboloid fills half of the cylinder around it.",),
        "ellipsoid": ("The volume of an ellipsoid is 4/3 · π · a · b · c.",),
        "hemisphere": ("It is half of a ball: 2/3 · π · R³.",),
        "cone": ("A cone fills a third of the cylinder around it: π · R² · H / 3.",),
        "tube": ("The volume of a cylinder is π · R² · H.",),
        "torus": ("By Pappus' theorem it is the area of the tube's cross-section times the way of its centre: "
                  "π r² · 2πR.",),
        "triangle": ("The solid is a pyramid: a third of the area ab/2 times c.",),
    }[theta.kind]  # fmt: skip


def _area_steps(theta: Surfaces) -> tuple[str, ...]:
    return {
        "hemisphere": ("A sphere has the area 4πR²; take half of it.",),
        "cone": (f"The lines from apex to rim are √(R² + H²) = {spoken(math.hypot(theta.a, theta.b))} long.",
                 "The area is π · R times this length."),
        "tube": ("Unrolled, it is a rectangle of 2πR by H.",),
        "torus": ("By Pappus' theorem it is 2πr · 2πR.",),
        "triangle": ("Half the length of the cross product of two sides.",),
    }[theta.kind]  # fmt: skip


def _flux_steps(theta: Surfaces) -> tuple[str, ...]:
    closed = shape_of(theta).closed
    k = signed(theta.strength)
    if theta.field == "constant":
        if closed:
            return ("The field has no divergence.", "So as much flows in as out.")
        if theta.kind == "tube":
            return ("The field runs along the wall.", "Nothing passes through.")
        return ("A vertical constant field sees only the surface's shadow on the xy plane.",
                f"Multiply the shadow's area by {k}.")  # fmt: skip
    divergence = signed(3 * theta.strength) if theta.field == "radial" else k
    if closed:
        return (f"The divergence is {divergence}.", "Multiply it by the volume.")
    if theta.kind == "cone" and theta.field == "radial":
        return ("The field points along the lines from the apex.", "It is tangent to the cone everywhere.")
    if theta.kind == "tube":
        if theta.field == "radial":
            return (f"On the wall F · n = {signed(theta.strength * theta.a)}.", "Multiply it by the area of the wall.")
        return ("The field is vertical and the normals are horizontal.", "Nothing passes through.")
    return (
        f"The divergence of the field is {divergence}.",
        "Close the surface with a flat piece, use the divergence theorem, and take off the flux through that piece.",
    )
