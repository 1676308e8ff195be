"""Questions about sections of cylinder, cone and sphere."""

from __future__ import annotations

from codepercept.geometry.cross_sections.facts_round import (
    area_text,
    eccentricity,
    tilt_of,
    volume_over_pi,
)
from codepercept.geometry.cross_sections.naming import measured_solid, plane_clause, predicate, section_phrase
from codepercept.geometry.cross_sections.params import CrossSections
from codepercept.geometry.cross_sections.rounds_cut import RoundCut, round_cut
from codepercept.geometry.exact import spoken, spoken_pi
from codepercept.geometry.words import Phrasing, capital
from codepercept.types import QuestionAnswer


def round_questions(theta: CrossSections, words: Phrasing) -> tuple[list[QuestionAnswer], list[QuestionAnswer]]:
    """Questions for a look at the picture, and questions to calculate."""
    cut = round_cut(theta)
    said = f"{capital(measured_solid(theta))} is cut by a plane {plane_clause(theta)}."
    kind = section_phrase(theta)
    looks = [
        QuestionAnswer(
            question=f"{said} "
            + words.pick(
                "Which curve or figure is the section?",
                f"What does the plane cut out of the {theta.solid}?",
                "What is the shape of the section?",
            ),
            answer=kind,
            steps=(f"The plane {predicate(theta)}.", _why(theta), f"The section is {kind}."),
        )
    ]
    options = [
        QuestionAnswer(
            question=f"{said} What is the area of the section?",
            answer=area_text(cut),
            steps=(*_measure_steps(theta, cut), _area_step(theta, cut), f"The area is {area_text(cut)}."),
        )
    ]
    m = cut.measures
    if "radius" in m:
        options.append(
            QuestionAnswer(
                question=f"{said} What is the radius of the section?",
                answer=spoken(m["radius"]),
                steps=(*_measure_steps(theta, cut), f"The radius is {spoken(m['radius'])}."),
            )
        )
    if "a" in m:
        options += [
            QuestionAnswer(
                question=f"{said} The section is an ellipse. Find its semi-axes.",
                answer=f"a = {spoken(m['a'])}, b = {spoken(m['b'])}",
                steps=_measure_steps(theta, cut),
            ),
            QuestionAnswer(
                question=f"{said} What is the eccentricity of the ellipse?",
                answer=spoken(eccentricity(cut)),
                steps=(
                    *_measure_steps(theta, cut),
                    f"e² = 1 - b²/a² = {spoken(eccentricity(cut) ** 2)}.",
                    f"e = {spoken(eccentricity(cut))}.",
                ),
            ),
        ]
    for name, key in (("chord AB in the base", "chord"), ("base AB of the triangle", "base")):
        if key in m:
            half = theta.radius**2 - theta.distance**2
            options.append(
                QuestionAnswer(
                    question=f"{said} How long is the {name}?",
                    answer=spoken(m[key]),
                    steps=(
                        f"Half of it squared is r² - d² = {spoken(half)}.",
                        f"The whole chord is {spoken(m[key])} long.",
                    ),
                )
            )
    if cut.parts:
        small, large = sorted(cut.parts)
        options.append(
            QuestionAnswer(
                question=f"{said} What is the volume of the smaller part?"
                if small < large * (1 - 1e-9)
                else f"{said} What is the volume of each of the two parts?",
                answer=spoken_pi(small),
                steps=(
                    f"The whole {theta.solid} has the volume {spoken_pi(volume_over_pi(theta))}.",
                    _part_step(theta),
                    f"This gives {spoken_pi(small)}, and {spoken_pi(large)} for the other part."
                    if small < large * (1 - 1e-9)
                    else f"Each part has the volume {spoken_pi(small)}.",
                ),
            )
        )
    if theta.solid == "sphere" and theta.distance:
        cap = 2 * theta.radius * (theta.radius - theta.distance)
        options.append(
            QuestionAnswer(
                question=f"{said} What is the area of the curved surface of the smaller cap?",
                answer=spoken_pi(cap),
                steps=(
                    f"The cap is R - d = {spoken(theta.radius - theta.distance)} high.",
                    "Its curved surface is 2πRh.",
                    f"That is {spoken_pi(cap)}.",
                ),
            )
        )
    angle = tilt_of(theta)
    if angle is not None and theta.solid != "sphere":
        text = f"{round(angle)}°" if abs(angle - round(angle)) < 1e-7 else f"about {angle:.2f}°"
        options.append(
            QuestionAnswer(
                question=f"{said} Which angle does the plane make with the base?",
                answer=text,
                steps=(_slope_step(theta), f"The angle is {text}."),
            )
        )
    return looks, options


def _why(theta: CrossSections) -> str:
    if theta.solid == "sphere":
        return "Every plane section of a sphere is a circle."
    if theta.plane == "horizontal":
        return "A plane perpendicular to the axis gives a circle."
    if theta.plane == "tilted":
        return "A plane that meets every generator, but not at right angles to the axis, gives an ellipse."
    if theta.solid == "cylinder":
        return "It contains two generators, which are parallel and perpendicular to the base."
    if theta.plane == "apex" or (theta.distance == 0 and theta.plane == "vertical"):
        return "It contains two generators, which are equally long, and a chord of the base."
    if theta.plane == "parabola":
        return "A plane parallel to exactly one generator cuts the cone in a parabola."
    return "A plane parallel to the axis, but not through it, cuts the cone in a hyperbola."


def _measure_steps(theta: CrossSections, cut: RoundCut) -> tuple[str, ...]:
    m, r, h = cut.measures, spoken(theta.radius), spoken(theta.height)
    if "radius" in m:
        if theta.solid == "sphere":
            return (f"By Pythagoras the squared radius of the section is R² - d² = {spoken(m['radius'] ** 2)}.",)
        if theta.solid == "cylinder":
            return (f"The section is a circle with the radius of the cylinder, {r}.",)
        return (
            f"The plane is {spoken(theta.height - theta.low)} below the apex.",
            f"By similar triangles the radius is {spoken(m['radius'])}.",
        )
    if "a" in m:
        if theta.solid == "cylinder":
            return (
                f"The plane rises by {spoken(theta.high - theta.low)} over the diameter {spoken(2 * theta.radius)}.",
                f"The major axis is the hypotenuse, so a = {spoken(m['a'])}.",
                f"The minor half axis is the radius: b = {spoken(m['b'])}.",
            )
        lower, upper = (theta.radius * (1 - z / theta.height) for z in (theta.low, theta.high))
        return (
            f"At the ends of the major axis the cone has the radii {spoken(lower)} and {spoken(upper)}.",
            f"The major axis spans {spoken(lower + upper)} sideways and {spoken(theta.high - theta.low)} upwards, "
            f"so a = {spoken(m['a'])}.",
            f"b is the geometric mean of the two radii: b = {spoken(m['b'])}.",
        )
    if "width" in m:
        return (f"The rectangle is 2√(r² - d²) = {spoken(m['width'])} wide and {h} high.",)
    if "base" in m:
        return (
            f"The base of the triangle is 2√(r² - d²) = {spoken(m['base'])}.",
            f"Its height is √(h² + d²) = {spoken(m['height'])}.",
        )
    return (
        f"The chord in the base is {spoken(m['chord'])} long.",
        f"The vertex is {spoken(m['axis'])} away from it.",
    )


def _area_step(theta: CrossSections, cut: RoundCut) -> str:
    m = cut.measures
    if "radius" in m:
        return "The area of a circle is πr²."
    if "a" in m:
        return "The area of an ellipse is πab."
    if "width" in m:
        return "The area is the product of both."
    if "base" in m:
        return "The area is half of the product of base and height."
    if theta.plane == "parabola":
        return "A segment of a parabola has two thirds of the area of the rectangle around it."
    return "The height over the chord at the distance y from its middle is h (1 - √(d² + y²)/r); integrate over y."


def _part_step(theta: CrossSections) -> str:
    if theta.solid == "sphere":
        return "A cap of height k has the volume πk²(3R - k)/3." if theta.distance else "The plane halves the sphere."
    if theta.plane == "vertical":
        if theta.distance == 0:
            return f"A plane through the axis halves the {theta.solid}."
        return "The base of the smaller part is a circular segment of area r² arccos(d/r) - d√(r² - d²)."
    if theta.plane == "apex":
        return f"A plane through the axis halves the {theta.solid}."
    if theta.solid == "cylinder":
        if theta.plane == "horizontal":
            return "Both parts are cylinders."
        return "The lower part has the mean of the smallest and the largest height: V = πr²(h₁ + h₂)/2."
    if theta.plane == "horizontal":
        return "The upper part is a similar cone."
    return "The upper part is a third of the section's area times the distance from the apex to the plane."


def _slope_step(theta: CrossSections) -> str:
    if theta.plane == "tilted":
        return "The tangent of the angle is the rise between the ends of the major axis over the horizontal distance."
    if theta.plane == "parabola":
        return "The angle is that of a generator, whose tangent is h/r."
    return "Its tangent is the height over the distance of the chord from the centre, h/d."
