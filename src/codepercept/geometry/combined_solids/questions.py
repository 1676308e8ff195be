"""Questions about a combined solid, with the steps of a solution."""

from __future__ import annotations

import re

from codepercept.geometry.combined_solids.body import Body
from codepercept.geometry.combined_solids.facts import filled, whose
from codepercept.geometry.combined_solids.layout import body_of, hidden_lines
from codepercept.geometry.combined_solids.measures import spoken_mixed
from codepercept.geometry.combined_solids.params import CombinedSolids
from codepercept.geometry.exact import decimal, rational, spoken
from codepercept.geometry.words import Phrasing, article, capital, count, listing
from codepercept.types import QuestionAnswer


def questions(theta: CombinedSolids) -> tuple[QuestionAnswer, ...]:
    """One to three questions whose answers follow from the facts."""
    words = Phrasing(theta.wording, "combined solids questions")
    measured = _measured(theta, words)
    looks = _looks(theta, words)
    if words.chance(0.4):
        chosen = [words.pick(*looks), *words.some(measured, words.pick(0, 1, 2))]
    else:
        chosen = words.some(measured, words.pick(1, 2, 2, 3))
    return tuple(map(_tidied, chosen))


def _tidied(item: QuestionAnswer) -> QuestionAnswer:
    """The question with "a ≈ 4.2" instead of "a = about 4.2"."""
    answer, *steps = (text.replace("= about ", "≈ ") for text in (item.answer, *item.steps))
    return QuestionAnswer(question=item.question, answer=answer, steps=tuple(steps))


def _looks(theta: CombinedSolids, words: Phrasing) -> list[QuestionAnswer]:
    """Questions that the picture alone answers."""
    body, hidden = body_of(theta), hidden_lines(theta)
    options = [
        QuestionAnswer(
            question=words.pick("Which solid does the figure show?", "What kind of solid is drawn?"),
            answer=article(body.name),
            steps=(body.parts, f"So it is {article(body.name)}."),
        ),
        QuestionAnswer(
            question=f"How many hidden lines and arcs are {theta.hidden}?",
            answer=str(hidden),
            steps=(
                "Hidden is what lies inside the solid or on its back.",
                f"These are {count(hidden, 'line')}, counting each arc as one.",
            ),
        ),
    ]
    if body.faces is not None:
        flat, curved = body.faces
        options.append(
            QuestionAnswer(
                question="How many flat and how many curved faces bound the solid?",
                answer=f"{flat} flat, {curved} curved",
                steps=(body.parts, f"That makes {count(flat, 'flat face')} and {count(curved, 'curved face')}."),
            )
        )
    return options


def _measured(theta: CombinedSolids, words: Phrasing) -> list[QuestionAnswer]:
    """Questions to calculate; they say all measures."""
    body = body_of(theta)
    said = words.pick(
        f"The figure shows {article(body.name)}. Given: {body.given}.",
        f"{capital(article(body.name))} is given by {body.given}.",
    )
    options = []
    for name, (volume, step) in body.volumes.items():
        way = (*_needed(body, step), *_let(body, step), step)
        if name == "space between them":
            both = [(other, value) for other, (value, _) in body.volumes.items() if other != name]
            way = (
                *(text for _, needed in body.volumes.values() for text in _needed(body, needed)),
                *(f"The {other} has the volume {spoken_mixed(value)}." for other, value in both),
                step,
            )
        options.append(
            QuestionAnswer(
                question=f"{said} What is the volume of {whose(name)}?",
                answer=spoken_mixed(volume),
                steps=(body.parts, *way, f"The volume is {spoken_mixed(volume)}."),
            )
        )
    for name, (area, step) in body.areas.items():
        what = "surface area of the solid" if name == "whole" else f"area of the {name}"
        options.append(
            QuestionAnswer(
                question=f"{said} What is the {what}?",
                answer=spoken_mixed(area),
                steps=(*_needed(body, step), *_let(body, step), step, f"The area is {spoken_mixed(area)}."),
            )
        )
    for name, (value, step) in body.lengths.items():
        options.append(
            QuestionAnswer(
                question=f"{said} Find the {name}.",
                answer=spoken(value),
                steps=(body.parts, _how(name, step)),
            )
        )
    share = filled(theta)
    if share is not None:
        outer, inner, part = share
        fraction = rational(part)
        volumes = [f"The {name} has the volume {spoken_mixed(body.volumes[name][0])}." for name in (outer, inner)]
        if fraction is not None:
            options.append(
                QuestionAnswer(
                    question=f"{said} In which ratio are the volumes of the {inner} and the {outer}?",
                    answer=f"{fraction.numerator} : {fraction.denominator}",
                    steps=(*volumes, f"The ratio is {fraction.numerator} : {fraction.denominator}."),
                )
            )
        options.append(
            QuestionAnswer(
                question=f"{said} What percentage of the {outer} does the {inner} fill?",
                answer=f"about {decimal(100 * part, 1)}%",
                steps=(*volumes, f"Their quotient is about {decimal(part, 4)}, that is {decimal(100 * part, 1)}%."),
            )
        )
    return options


def _needed(body: Body, step: str) -> tuple[str, ...]:
    """Steps for the lengths that a step takes from elsewhere, in the order in which they can be found."""
    needed: list[str] = []
    text, named = step, bool(re.search(r"(V = |has the area )", step))
    for name, (value, how) in reversed(body.lengths.items()):
        # without a formula the step adds up areas, those of slopes among them
        slope = ("slant" in text and "slant" in name) or not (named or "edge" in name)
        if slope or name in text or f"= {spoken(value)}" in text:
            needed.insert(0, _how(name, how))
            text += how
    return tuple(needed)


def _how(name: str, how: str) -> str:
    """The step that finds a length, with its full name."""
    return how.replace("the slant height", f"the {name}")


def _let(body: Body, step: str) -> tuple[str, ...]:
    """What the letters in the formula of a step stand for, as far as they are given."""
    found = re.search(r"(?:V = |has the area )(.*)\.$", step)
    if not found:
        return ()
    formula = re.split(" with | times ", found.group(1))[0]
    letters = [
        (name, value, comment.split(",")[0])
        for name, value, comment in body.lines
        if name in formula and re.fullmatch(r"[\d.]+", value)
    ]
    if not letters:
        return ()
    (name, value, comment), *others = letters
    return (f"Let {listing([f'{name} = {value} be the {comment}', *(f'{n} = {v} the {c}' for n, v, c in others)])}.",)
