"""Questions about a space curve, with reasoning steps."""

from __future__ import annotations

import math

import numpy as np

from codepercept.geometry.exact import signed, spoken, spoken_degrees, spoken_pi, spoken_point
from codepercept.geometry.space_curves.curves import frame_at
from codepercept.geometry.space_curves.facts import coefficient, parameter_text, spoken_any, times_word
from codepercept.geometry.space_curves.layout import Layout
from codepercept.geometry.space_curves.naming import hand, name_of
from codepercept.geometry.space_curves.params import KNOTS, SpaceCurves, curve_of
from codepercept.geometry.words import Phrasing, capital, count, number, plural
from codepercept.types import QuestionAnswer


def questions(theta: SpaceCurves, layout: Layout) -> tuple[QuestionAnswer, ...]:
    """One to three questions whose answers follow from the facts."""
    words = Phrasing(theta.wording, "space curve questions")
    found = _of_kind(theta, words)
    if theta.kind in KNOTS:
        found.append(
            QuestionAnswer(
                question="How many crossings does the drawing of the curve have?",
                answer=str(layout.crossings),
                steps=(
                    "Follow the strand and count the places where it passes over or under itself.",
                    f"There {plural('is', layout.crossings)} {number(layout.crossings)}."
                    if layout.crossings
                    else "There are none.",
                ),
            )
        )
    if theta.show == "point":
        point = curve_of(theta).at(theta.parameter)[0]
        distance = float(np.linalg.norm(point))
        if theta.kind in ("viviani", "spherical spiral", "small circle", "tennis ball"):
            found.append(
                QuestionAnswer(
                    question="How far is the point P from the origin?",
                    answer=spoken(distance),
                    steps=(
                        "The whole curve lies on a sphere around the origin.",
                        f"Its radius is {spoken(distance)}, and so is the distance of P.",
                    ),
                )
            )
        else:
            found.append(
                QuestionAnswer(
                    question=f"The point P belongs to t = {parameter_text(theta)}. What is its z coordinate "
                    f"if r(t) is {_rule(theta)}?",
                    answer=spoken_any(float(point[2])),
                    steps=(
                        f"Insert t = {parameter_text(theta)} into the third component.",
                        f"P is {spoken_point(point)}.",
                    ),
                )
            )
    if theta.show == "frame":
        frame = frame_at(curve_of(theta), theta.parameter)
        found.append(
            QuestionAnswer(
                question="Which of the three vectors at P is perpendicular to the osculating plane?",
                answer="B",
                steps=(
                    "The osculating plane is spanned by the tangent T and the principal normal N.",
                    "The binormal B = T × N is perpendicular to both.",
                ),
            )
        )
        if theta.kind == "helix":
            found.append(
                QuestionAnswer(
                    question=f"What is the curvature of the helix if its radius is {spoken(theta.radius)} and it rises "
                    f"by {spoken(theta.second)} per radian?",
                    answer=spoken(frame.curvature),
                    steps=(
                        "For (a cos t, a sin t, bt) the curvature is a/(a² + b²).",
                        f"It is {spoken(frame.curvature)}.",
                    ),
                )
            )
    return tuple(words.some(found, words.pick(1, 2, 2, 3)))


def _rule(theta: SpaceCurves) -> str:
    """The parametrisation in plain text."""
    a, b, n = signed(theta.radius), theta.second, theta.turns
    times_a = "" if theta.radius == 1 else a + " "
    minus = "-" if theta.left else ""
    match theta.kind:
        case "helix":
            return f"({times_a}cos t, {minus}{times_a}sin t, {coefficient(b)}t)"
        case "lissajous":
            shift = f" + {spoken_pi(theta.phase / 12).split(' ')[0]}" if theta.phase else ""
            return (
                f"({times_a}sin({coefficient(theta.p)}t{shift}), {times_a}sin {coefficient(theta.q)}t, "
                f"{times_a}sin {coefficient(n)}t)"
            )
        case "twisted cubic":
            return f"(t, {coefficient(b)}t², {coefficient(theta.third)}t³)"
        case "tilted ellipse":
            swing = theta.third * theta.radius
            return f"({times_a}cos t, {times_a}sin t, {signed(b)} + {'' if swing == 1 else signed(swing) + ' '}cos t)"
        case "crown":
            height = "" if b == 1 else signed(b) + " "
            return f"({times_a}cos t, {times_a}sin t, {height}sin {coefficient(n)}t)"
        case "saddle":
            return f"({times_a}cos t, {times_a}sin t, √({signed(b * b)} - {coefficient(theta.radius**2)}cos² t))"
        case _:
            turns = f"{2 * n}π"
            share = f"t/{turns}"
            return f"(r cos t, {minus}r sin t, {signed(b)}·(1 - {share})) with r = {times_a}·{share}".replace(" ·", "·")


def _of_kind(theta: SpaceCurves, words: Phrasing) -> list[QuestionAnswer]:
    a, b, n = theta.radius, theta.second, theta.turns
    ra, rb = spoken(a), spoken(b)

    def ask(question: str, answer: str, *steps: str) -> QuestionAnswer:
        return QuestionAnswer(question=question, answer=answer, steps=steps)

    match theta.kind:
        case "helix":
            speed = math.hypot(a, b)
            return [
                ask(
                    f"How long is the helix of radius {ra} that rises by {rb} per radian, over its {count(n, 'turn')}?",
                    spoken_pi(2 * n * speed),
                    f"The speed is constant: √(a² + b²) = {spoken(speed)}.",
                    f"The parameter runs over {2 * n}π.",
                    f"The length is {spoken_pi(2 * n * speed)}.",
                ),
                ask(
                    "How many turns does the helix make around the axis?",
                    str(n),
                    "Count how often it comes back to the same side.",
                    f"It does so {times_word(n)}.",
                ),
                ask(
                    "Is the helix right-handed or left-handed?",
                    hand(theta),
                    "Look along the axis from above: going up, a right-handed helix turns counter-clockwise.",
                    f"This one turns {'clockwise' if theta.left else 'counter-clockwise'}.",
                ),
                ask(
                    f"By how much does the helix climb per turn if it rises by {rb} per radian?",
                    spoken_pi(2 * b),
                    "A turn has 2π radians.",
                    f"2π · {rb} = {spoken_pi(2 * b)}.",
                ),
            ]
        case "conical helix":
            slant = math.hypot(a, b)
            return [
                ask(
                    f"The cone has base radius {ra} and height {rb}. How long is its slant height?",
                    spoken(slant),
                    "Radius, height and slant height form a right triangle.",
                    f"√({spoken(a * a)} + {spoken(b * b)}) = {spoken(slant)}.",
                ),
                ask(
                    f"By how much does the curve sink per turn if the cone is {rb} high and it makes "
                    f"{count(n, 'turn')}?",
                    spoken(b / n),
                    f"It sinks by {rb} in {count(n, 'turn')}, evenly.",
                    f"{rb} / {n} = {spoken(b / n)}.",
                ),
            ]
        case "viviani":
            return [
                ask(
                    f"The cylinder has radius {ra}. What is the radius of the sphere on which Viviani's curve lies?",
                    spoken(2 * a),
                    "The cylinder passes through the centre of the sphere and touches it from inside.",
                    f"So its diameter is the radius of the sphere: 2 · {ra} = {spoken(2 * a)}.",
                ),
                ask(
                    "What is the shadow of the curve on the xy plane?",
                    f"a circle of radius {ra}",
                    "The curve lies on an upright cylinder.",
                    f"Seen from above the cylinder is a circle of radius {ra}.",
                ),
            ]
        case "torus knot":
            least = min(theta.p * (theta.q - 1), theta.q * (theta.p - 1))
            return [
                ask(
                    "How often does the curve wind around the tube of the torus on its way?",
                    str(theta.q),
                    "Each winding around the tube reaches the outer edge once.",
                    f"There are {number(theta.q)} outermost places.",
                ),
                ask(
                    f"What is the crossing number of the {name_of(theta)}?",
                    str(least),
                    "A (p, q) torus knot has crossing number min(p(q - 1), q(p - 1)).",
                    f"Here it is min({theta.p * (theta.q - 1)}, {theta.q * (theta.p - 1)}) = {least}.",
                )
                if least
                else ask(
                    "Is the curve a true knot?",
                    "no",
                    "It winds around the axis only once.",
                    "So it can be pulled open into a plain ring.",
                ),
            ]
        case "figure-eight knot":
            return [
                ask(
                    "What is the name of the knot?",
                    "figure-eight knot",
                    "It has four alternating crossings.",
                    "The only knot with crossing number four is the figure-eight knot.",
                )
            ]
        case "lissajous":
            return [
                ask(
                    f"The curve is r(t) = {_rule(theta)}. How often does z reach its largest value in one period?",
                    str(n),
                    f"z is {'' if a == 1 else signed(a) + ' '}sin {coefficient(n)}t.",
                    f"In one period of 2π the sine of {coefficient(n)}t has {count(n, 'maximum')}.".replace(
                        "maximums", "maxima"
                    ),
                ),
                ask(
                    "What is the edge of the smallest cube that contains the curve, with edges along the axes, if "
                    f"its amplitude is {ra}?",
                    spoken(2 * a),
                    f"Each coordinate runs from -{ra} to {ra}.",
                    f"The edge is 2 · {ra} = {spoken(2 * a)}.",
                ),
            ]
        case "twisted cubic":
            return [
                ask(
                    f"The curve is {_rule(theta)}. Which line is its tangent at the origin?",
                    "the x axis",
                    "The derivative at t = 0 is (1, 0, 0).",
                    "So the tangent is the x axis.",
                ),
                ask(
                    f"What is the equation of the shadow of {_rule(theta)} on the xy plane?",
                    f"y = {coefficient(b)}x²",
                    "Leave out z and put t = x.",
                    f"This gives y = {coefficient(b)}x², a parabola.",
                ),
                ask(
                    f"What is the curvature of {_rule(theta)} at the origin?",
                    spoken(2 * b),
                    f"At t = 0 the velocity is (1, 0, 0) and the acceleration (0, {signed(2 * b)}, 0).",
                    f"So the curvature is {spoken(2 * b)}.",
                ),
            ]
        case "tilted ellipse":
            k = theta.third
            long = a * math.hypot(1, k)
            return [
                ask(
                    f"The plane z = {signed(b)} + {coefficient(k)}x cuts the cylinder of radius {ra}. "
                    "What are the semi-axes of the ellipse?",
                    f"{spoken(long)} and {ra}",
                    f"Across the slope the ellipse is as wide as the cylinder: {ra}.",
                    f"Along the slope it is longer by √(1 + k²): {spoken(long)}.",
                ),
                ask(
                    f"At which angle is the plane z = {signed(b)} + {coefficient(k)}x inclined to the xy plane?",
                    spoken_degrees(math.atan(k)),
                    f"The slope is {signed(k)}.",
                    f"arctan {signed(k)} = {spoken_degrees(math.atan(k))}.",
                ),
                ask(
                    f"What is the highest point of the curve, which lies on the cylinder of radius {ra} and in the "
                    f"plane z = {signed(b)} + {coefficient(k)}x?",
                    spoken_point([a, 0, b + k * a]),
                    f"z grows with x, and x is at most {ra}.",
                    f"There z = {signed(b)} + {coefficient(k) + '·' if k != 1 else ''}{ra} = {signed(b + k * a)}.",
                ),
            ]
        case "saddle":
            low = math.sqrt(b * b - a * a)
            return [
                ask(
                    f"The upright cylinder has radius {ra}, the one along the y axis radius {rb}. How high above the "
                    "xy plane are the lowest points of the upper curve?",
                    spoken(low),
                    f"On the lying cylinder z² = {spoken(b * b)} - x².",
                    f"|x| is at most {ra}, so z² is at least {spoken(b * b - a * a)}.",
                    f"The lowest height is {spoken(low)}.",
                )
            ]
        case "small circle":
            rho = math.sqrt(a * a - b * b)
            return [
                ask(
                    f"A sphere of radius {ra} is cut by a plane {rb} above its centre. What is the radius of the "
                    "circle?",
                    spoken(rho),
                    "Radius of the sphere, distance and radius of the circle form a right triangle.",
                    f"√({spoken(a * a)} - {spoken(b * b)}) = {spoken(rho)}.",
                ),
                ask(
                    f"How large is the curved area of the cap above the plane z = {rb}, if the sphere has radius {ra}?",
                    spoken_pi(2 * a * (a - b)),
                    f"The cap is {ra} - {rb} = {spoken(a - b)} high.",
                    f"Its area is 2πRh = {spoken_pi(2 * a * (a - b))}.",
                ),
            ]
        case "spherical spiral":
            return [
                ask(
                    "How many turns does the spiral make from pole to pole?",
                    str(n),
                    "Count how often it comes around the front.",
                    f"{capital(count(n, 'turn'))}.",
                ),
                ask(
                    f"By how many degrees of latitude does the spiral climb per turn if it makes {count(n, 'turn')}?",
                    spoken_degrees(math.pi / n),
                    "From pole to pole there are 180°.",
                    f"180° / {n} is {spoken_degrees(math.pi / n)}.",
                ),
            ]
        case "crown":
            return [
                ask(
                    "How many crests does the curve have?",
                    str(n),
                    "Each full wave around the cylinder has one crest.",
                    f"There {'is' if n == 1 else 'are'} {count(n, 'wave')}.",
                ),
                ask(
                    "How often does the curve cross the xy plane?",
                    str(2 * n),
                    "Each wave crosses its middle line twice.",
                    f"2 · {n} = {2 * n}.",
                ),
            ]
        case _:
            return [
                ask(
                    f"The curve is (a cos t + b cos 3t, a sin t - b sin 3t, 2√(ab) sin 2t) with a = {ra} and b = {rb}. "
                    "What is the radius of the sphere that carries it?",
                    spoken(a + b),
                    "x² + y² + z² = a² + b² + 2ab cos 4t + 4ab sin² 2t = (a + b)².",
                    f"The radius is {ra} + {rb} = {spoken(a + b)}.",
                ),
                ask(
                    "How often does the curve cross the xy plane?",
                    "4",
                    "z is a multiple of sin 2t.",
                    "It changes sign four times in one period.",
                ),
            ]
