"""Questions about a polyhedron, with reasoning steps."""

from __future__ import annotations

import math

import numpy as np

from codepercept.geometry.exact import spoken
from codepercept.geometry.polyhedra.facts import angle_facts
from codepercept.geometry.polyhedra.layout import helper
from codepercept.geometry.polyhedra.naming import faces_phrase, kind_of, name_of
from codepercept.geometry.polyhedra.params import Polyhedra, camera_of, solid_of
from codepercept.geometry.words import Phrasing, article, capital, count
from codepercept.types import QuestionAnswer


def questions(theta: Polyhedra) -> tuple[QuestionAnswer, ...]:
    """One to three questions whose answers follow from the facts."""
    words = Phrasing(theta.wording, "polyhedra questions")
    body, camera = solid_of(theta), camera_of(theta)
    v, e, f = len(body.vertices), len(body.edges), len(body.faces)
    hidden = body.hidden_edges(camera)
    name = name_of(theta)
    given = _given(theta)
    options = [
        QuestionAnswer(
            question=words.pick(f"How many edges does the {name} have?", "How many edges does the solid have?"),
            answer=str(e),
            steps=(
                f"It has {v} vertices and {f} faces.",
                "By Euler's formula the number of edges is V + F - 2.",
                f"{v} + {f} - 2 = {e}.",
            ),
        ),
        QuestionAnswer(
            question="How many vertices does the solid in the figure have?",
            answer=str(v),
            steps=(f"It has {e} edges and {f} faces.", f"V = E - F + 2 = {e} - {f} + 2 = {v}."),
        ),
        QuestionAnswer(
            question="How many faces does the drawn solid have, and of which kinds?",
            answer=f"{f}: {faces_phrase(theta)}",
            steps=(f"The faces are {faces_phrase(theta)}.", f"Together these are {f}."),
        ),
    ]
    if theta.hidden != "left out":
        options.append(
            QuestionAnswer(
                question=f"How many edges are hidden and therefore drawn {theta.hidden}?",
                answer=str(len(hidden)),
                steps=(
                    f"The solid has {e} edges.",
                    f"{e - len(hidden)} of them are visible.",
                    f"{e} - {e - len(hidden)} = {len(hidden)}.",
                ),
            )
        )
    measures = [
        QuestionAnswer(
            question=words.pick(
                f"What is the volume of the {name} if {given}?",
                f"The solid is {article(name)} and {given}. Find its volume.",
            ),
            answer=spoken(body.volume),
            steps=(capital(given) + ".", *_volume_steps(theta), f"The volume is {spoken(body.volume)}."),
        ),
        QuestionAnswer(
            question=f"What is the surface area of the {name} if {given}?",
            answer=spoken(body.area),
            steps=(capital(given) + ".", *_area_steps(theta), f"The surface area is {spoken(body.area)}."),
        ),
    ]
    extra = helper(theta)
    if theta.auxiliary == "angle":
        assert extra is not None
        near = float(np.linalg.norm(extra.ends[1][1] - extra.ends[1][0]))
        rise = theta.height if theta.solid != "cube" else theta.edge
        arms = "the lateral edge and the base" if theta.solid == "pyramid" else "the space diagonal and the base"
        measures.insert(
            0,
            QuestionAnswer(
                question=f"How large is the marked angle α between {arms} if {given}?",
                answer=angle_facts(theta)[0][1].rsplit(" is ", 1)[1].rstrip("."),
                steps=(
                    capital(given) + ".",
                    f"The arm of α in the base is {spoken(near)} long, and the height opposite α is {spoken(rise)}.",
                    "tan α is their quotient: height by base arm.",
                    f"So α is {angle_facts(theta)[0][1].rsplit(' is ', 1)[1].rstrip('.')}.",
                ),
            ),
        )
        extra = None
    if extra is not None:
        length = float(np.linalg.norm(extra.ends[-1][1] - extra.ends[-1][0]))
        what = {
            "space diagonal": "space diagonal",
            "face diagonal": "drawn face diagonal",
            "midpoints": "segment PQ",
            "slant": "slant height",
        }.get(theta.auxiliary)
        if what:
            measures.append(
                QuestionAnswer(
                    question=f"How long is the {what} if {given}?",
                    answer=spoken(length),
                    steps=(capital(given) + ".", *_length_steps(theta), f"Its length is {spoken(length)}."),
                )
            )
    return (words.pick(*options), *words.some(measures, words.pick(0, 1, 1, 2)))


def _given(theta: Polyhedra) -> str:
    """The measures that determine the solid, as a clause."""
    a = spoken(theta.edge)
    if theta.solid == "cuboid":
        return f"its edges are {a}, {spoken(theta.width)} and {spoken(theta.height)} long"
    if theta.solid == "frustum":
        return f"the base edge is {a}, the top edge {spoken(theta.top_edge)} and the height {spoken(theta.height)}"
    if theta.solid in ("prism", "pyramid"):
        return f"the base edge is {a} and the height {spoken(theta.height)}"
    if theta.solid == "bipyramid":
        return f"the base edge is {a} and each apex is {spoken(theta.height)} from the base"
    return f"every edge is {a} long"


def _base_area(theta: Polyhedra, edge: float) -> float:
    return theta.sides * edge**2 / (4 * math.tan(math.pi / theta.sides))


def _volume_steps(theta: Polyhedra) -> tuple[str, ...]:
    a, h = spoken(theta.edge), spoken(theta.height)
    if theta.solid == "cuboid":
        return (f"V = {a} · {spoken(theta.width)} · {h}.",)
    if theta.solid == "cube":
        return (f"V = {a}³.",)
    if theta.solid in ("prism", "pyramid", "bipyramid"):
        base = spoken(_base_area(theta, theta.edge))
        rule = {"prism": "B · h", "pyramid": "B · h / 3", "bipyramid": "2 · B · h / 3"}[theta.solid]
        return (
            f"The base area is B = {base.replace('about', '≈')}.".replace("= ≈", "≈"),
            f"V = {rule} with h = {h}.",
        )
    if theta.solid == "frustum":
        lower, upper = _base_area(theta, theta.edge), _base_area(theta, theta.top_edge)
        return (
            f"The base areas are {spoken(lower)} and {spoken(upper)}.",
            "V = h / 3 · (B + √(B · T) + T) with base B and top T.",
        )
    unit = solid_of(theta).volume / theta.edge**3
    return (f"With edge 1 the volume is {spoken(unit)}, and it grows with the cube of the edge.",)


def _area_steps(theta: Polyhedra) -> tuple[str, ...]:
    body = solid_of(theta)
    groups: dict[str, tuple[int, float]] = {}
    for face in sorted(body.faces, key=lambda face: (-len(face), face)):
        kind, size = kind_of(theta, face), body.face_area(face)
        key = f"{kind} {size:.6f}"
        groups[key] = (groups.get(key, (0, size))[0] + 1, size)
    parts = [
        (f"{capital(count(amount, key.rsplit(' ', 1)[0]))} of area {spoken(size)}{' each' if amount > 1 else ''}.")
        for key, (amount, size) in groups.items()
    ]
    return (*parts, "Add them up.") if len(parts) > 1 else tuple(parts)


def _length_steps(theta: Polyhedra) -> tuple[str, ...]:
    if theta.auxiliary == "slant":
        inner = theta.edge / (2 * math.tan(math.pi / theta.sides))
        return (
            f"OM is the inradius of the base: {spoken(inner)}.",
            "The height, OM and the slant height form a right triangle.",
            f"The square of the slant height is {spoken(theta.height**2 + inner**2)}.",
        )
    extra = helper(theta)
    assert extra is not None
    square = float(np.sum((extra.ends[-1][1] - extra.ends[-1][0]) ** 2))
    if theta.solid in ("cube", "cuboid"):
        return (f"By Pythagoras its square is {spoken(square)}.",)
    return (f"Its square is {spoken(square)}, from right triangles inside the solid.",)
