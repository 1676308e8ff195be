"""Questions about a section, with the steps of a solution."""

from __future__ import annotations

import math

import numpy as np

from codepercept.geometry.cross_sections.cuts import Corner, cut_of, volume_ratio
from codepercept.geometry.cross_sections.facts import (
    base_angle,
    centre_distance,
    degrees,
    hidden_pieces,
    side_names,
    triangle_areas,
)
from codepercept.geometry.cross_sections.naming import (
    measured_solid,
    plane_clause,
    shape_of,
)
from codepercept.geometry.cross_sections.params import CrossSections, camera_of
from codepercept.geometry.cross_sections.planes import BASED, plane_kind, point_names
from codepercept.geometry.cross_sections.questions_round import round_questions
from codepercept.geometry.exact import spoken
from codepercept.geometry.words import Phrasing, article, capital, count, listing, plural
from codepercept.types import QuestionAnswer


def questions(theta: CrossSections) -> tuple[QuestionAnswer, ...]:
    """One to three questions whose answers follow from the facts."""
    words = Phrasing(theta.wording, "cross sections questions")
    if theta.round:
        looks, measures = round_questions(theta, words)
    else:
        looks, measures = _looks(theta, words), _measures(theta, words)
    return tuple(map(_tidied, (words.pick(*looks), *words.some(measures, words.pick(0, 1, 1, 2)))))


def _tidied(item: QuestionAnswer) -> QuestionAnswer:
    """The question with "a ≈ 4.2" instead of "a = about 4.2"."""
    answer, *steps = (text.replace("= about ", "≈ ") for text in (item.answer, *item.steps))
    return QuestionAnswer(question=item.question, answer=answer, steps=tuple(steps))


def given(theta: CrossSections) -> str:
    """Solid and plane as the first sentence of a question."""
    return f"{capital(measured_solid(theta))} is cut by a plane {plane_clause(theta)}."


def _looks(theta: CrossSections, words: Phrasing) -> list[QuestionAnswer]:
    """Questions that the picture alone answers."""
    cut = cut_of(theta)
    free = [corner for corner in cut.corners if corner.edge is not None]
    options = [
        QuestionAnswer(
            question=f"{given(theta)} "
            + words.pick(
                f"What kind of polygon does it cut out of the {theta.solid}?",
                "Which shape does the section have?",
            ),
            answer=article(shape_of(theta)),
            steps=(
                f"The plane meets the edges at {listing(cut.names)}.",
                f"So the section has {len(cut.corners)} corners.",
                *_shape_steps(theta),
                f"It is {article(shape_of(theta))}.",
            ),
        ),
        QuestionAnswer(
            question="How many edges of the solid does the plane cross between their ends?",
            answer=str(len(free)),
            steps=(
                f"The corners of the section are {listing(cut.names)}.",
                f"Of these, {listing([c.name for c in cut.corners if c.edge is None]) or 'none'} "
                f"{'is a vertex' if len(cut.corners) - len(free) == 1 else 'are vertices'} of the solid.",
                f"{capital(listing([c.name for c in free])) or 'No corner'} "
                f"{'lies' if len(free) == 1 else 'lie'} inside edges, so {count(len(free), 'edge')} "
                f"{plural('is', len(free))} crossed.",
            ),
        ),
    ]
    if theta.show == "whole":
        dashes, hidden = hidden_pieces(theta), _hidden(theta)
        edges = dashes - len(hidden)
        options.append(
            QuestionAnswer(
                question="How many sides of the section are hidden behind the solid?",
                answer=str(len(hidden)),
                steps=(
                    "A side of the section is hidden if it runs over faces turned away from the viewer.",
                    f"These are {listing(hidden)}." if hidden else "There is no such side.",
                    f"So {count(len(hidden), 'side')} {plural('is', len(hidden))} {theta.hidden}.",
                ),
            )
        )
        options.append(
            QuestionAnswer(
                question=f"How many {theta.hidden} lines does the drawing of the solid with its section have?",
                answer=str(dashes),
                steps=(
                    f"{capital(count(edges, 'edge'))} of the solid {plural('is', edges)} {theta.hidden}.",
                    f"{capital(count(len(hidden), 'side'))} of the section {plural('is', len(hidden))} {theta.hidden}.",
                    f"{edges} + {len(hidden)} = {dashes}.",
                ),
            )
        )
    return options


def _hidden(theta: CrossSections) -> list[str]:
    names = side_names(cut_of(theta))
    return [names[k] for k in cut_of(theta).hidden_sides(camera_of(theta))]


def _shape_steps(theta: CrossSections) -> tuple[str, ...]:
    cut = cut_of(theta)
    lengths = [f"{n} = {spoken(x)}" for n, x in zip(side_names(cut), cut.lengths, strict=True)]
    return (f"Its sides are {listing(lengths)}.",)


def _measures(theta: CrossSections, words: Phrasing) -> list[QuestionAnswer]:
    """Questions about lengths, areas, volumes and angles; they say what is given."""
    cut, said = cut_of(theta), given(theta)
    names = side_names(cut)
    small, large = sorted(cut.volumes)
    areas = triangle_areas(cut)
    k = words.pick(*range(len(names)))
    options = [
        QuestionAnswer(
            question=f"{said} {words.pick('What is the area of the section?', 'How large is the section?')}",
            answer=spoken(cut.area),
            steps=(
                *_shape_steps(theta),
                *(
                    (
                        f"Diagonals from {cut.names[0]} cut it into triangles of area "
                        f"{listing([spoken(x) for x in areas])}.",
                    )
                    if len(areas) > 1
                    else _triangle_step(cut.lengths)
                ),
                f"The area is {spoken(cut.area)}.",
            ),
        ),
        QuestionAnswer(
            question=f"{said} What is the perimeter of the section?",
            answer=spoken(sum(cut.lengths)),
            steps=(*_shape_steps(theta), f"Their sum is {spoken(sum(cut.lengths))}."),
        ),
        QuestionAnswer(
            question=f"{said} How long is the side {names[k]} of the section?",
            answer=spoken(cut.lengths[k]),
            steps=(*_side_steps(theta, k), f"{names[k]} = {spoken(cut.lengths[k])}."),
        ),
    ]
    if abs(small - large) > 1e-9 * large:
        options.append(
            QuestionAnswer(
                question=f"{said} What is the volume of the smaller part?",
                answer=spoken(small),
                steps=(
                    f"The whole solid has the volume {spoken(cut.body.volume)}.",
                    f"Split one part into pyramids with the common apex {cut.names[0]}: "
                    f"together they have {spoken(small)}.",
                    f"For the other part {spoken(large)} remains, so the smaller part has {spoken(small)}.",
                ),
            )
        )
    ratio = volume_ratio(theta)
    if ratio is not None:
        equal = ratio == 1
        options.append(
            QuestionAnswer(
                question=f"{said} In which ratio does the plane divide the volume?",
                answer=f"{ratio.numerator} : {ratio.denominator}",
                steps=(
                    f"The whole solid has the volume {spoken(cut.body.volume)}.",
                    f"The two parts have the volumes {spoken(small)} and {spoken(large)}.",
                    "They are equal." if equal else f"Their ratio is {ratio.numerator} : {ratio.denominator}.",
                ),
            )
        )
    if theta.solid in BASED and plane_kind(theta) != "parallel":
        angle = base_angle(cut)
        flat = abs(float(cut.normal[2])) * cut.area
        options.append(
            QuestionAnswer(
                question=f"{said} Which angle does the plane make with the base?",
                answer=degrees(angle),
                steps=(
                    f"The area of the section is {spoken(cut.area)}.",
                    f"Its projection onto the base has the area {spoken(flat)}.",
                    "The cosine of the angle is the ratio of the projected area to the area.",
                    f"The angle is {degrees(angle)}.",
                )
                if flat > 1e-9
                else ("The plane contains a line perpendicular to the base.", "So the angle is 90°."),
            )
        )
    free = [c for c in cut.corners if c.edge is not None and c.ratio is not None and c.name not in point_names(theta)]
    if free and theta.names != "none":
        options.append(_ratio_question(theta, said, words.pick(*free)))
    if theta.solid in ("cube", "cuboid", "octahedron"):
        distance = centre_distance(cut)
        options.append(
            QuestionAnswer(
                question=f"{said} How far is the plane from the centre of the solid?",
                answer=spoken(distance) if distance > 1e-9 else "0, the plane contains the centre",
                steps=(
                    f"The area of the section is {spoken(cut.area)}.",
                    f"The pyramid from it to the centre has the volume {spoken(cut.area * distance / 3)}.",
                    f"Three times volume by area gives the distance {spoken(distance)}.",
                )
                if distance > 1e-9
                else (
                    "The plane has the same distance from opposite vertices on its two sides.",
                    "So it contains the centre.",
                ),
            )
        )
    return options


def _triangle_step(lengths: list[float]) -> tuple[str, ...]:
    half = sum(lengths) / 2
    return (f"Heron's formula with s = {spoken(half)}.",)


def _ratio_question(theta: CrossSections, said: str, corner: Corner) -> QuestionAnswer:
    assert corner.edge is not None and corner.ratio is not None
    cut, letters = cut_of(theta), theta.vertex_names()
    (p, q), (m, n), name = corner.edge, corner.ratio, corner.name
    a, b = letters[p], letters[q]
    far = [abs(float((cut.body.vertices[k] - cut.corners[0].point) @ cut.normal)) for k in (p, q)]
    return QuestionAnswer(
        question=f"{said} It meets the edge {a}{b} at {name}. Find the ratio {a}{name} : {name}{b}.",
        answer=f"{m} : {n}",
        steps=(
            f"{a} and {b} lie on different sides of the plane.",
            f"Their distances from it are {spoken(far[0])} and {spoken(far[1])}.",
            f"By similar triangles {a}{name} : {name}{b} equals the ratio of these distances, {m} : {n}.",
        ),
    )


def _side_steps(theta: CrossSections, k: int) -> tuple[str, ...]:
    """Law of cosines where the ends lie on edges with a common vertex, else the square of the length."""
    cut, letters = cut_of(theta), theta.vertex_names()
    first, second = cut.corners[k], cut.corners[(k + 1) % len(cut.corners)]
    ends = [set(c.edge) if c.edge else {c.vertex} for c in (first, second)]
    common = sorted(v for v in ends[0] & ends[1] if v is not None)
    square = cut.lengths[k] ** 2
    if not common or theta.names == "none":
        way = "By Pythagoras" if theta.solid in ("cube", "cuboid") else "From the coordinates of its ends"
        return (f"{way}, the square of the side is {spoken(square)}.",)
    vertex = cut.body.vertices[common[0]]
    arms = [c.point - vertex for c in (first, second)]
    p, q = (float(np.linalg.norm(arm)) for arm in arms)
    if min(p, q) < 1e-9:
        return (f"It lies on an edge; its square is {spoken(square)}.",)
    angle = math.degrees(math.acos(float(arms[0] @ arms[1]) / (p * q)))
    letter = letters[common[0]]
    rule = "Pythagoras" if abs(angle - 90) < 1e-7 else "the law of cosines"
    return (
        f"In the triangle {first.name}{letter}{second.name}, {letter}{first.name} = {spoken(p)} and "
        f"{letter}{second.name} = {spoken(q)}.",
        f"The angle at {letter} is {degrees(angle)}.",
        f"By {rule} the square of the side is {spoken(square)}.",
    )
