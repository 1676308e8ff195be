"""Facts, captions and questions of the nets of prisms, pyramids and cuboids."""

from __future__ import annotations

import math

from codepercept.geometry.cube_nets.params import CubeNets
from codepercept.geometry.cube_nets.solid_scripts import face_keys, face_words, net_for, shares_of, short_slant
from codepercept.geometry.cube_nets.unfolding import neighbours
from codepercept.geometry.exact import spoken
from codepercept.geometry.family import facts_of
from codepercept.geometry.style import PALETTES
from codepercept.geometry.words import Phrasing, article, capital, count, listing, number, paragraph
from codepercept.types import Fact, QuestionAnswer

_GONS = {3: "triangle", 4: "square", 5: "regular pentagon", 6: "regular hexagon"}
_ADJECTIVES = {3: "triangular", 4: "square", 5: "pentagonal", 6: "hexagonal"}


def name_of(theta: CubeNets) -> str:
    """What the solid is called, e.g. "hexagonal prism"."""
    if theta.solid in ("cuboid", "tetrahedron"):
        return "regular tetrahedron" if theta.solid == "tetrahedron" else "cuboid"
    return f"{_ADJECTIVES[theta.sides]} {theta.solid}"


def pieces_of(theta: CubeNets) -> str:
    """The faces by kind: "two regular hexagons and six rectangles"."""
    n = theta.sides
    if theta.solid == "cuboid":
        return "six rectangles"
    if theta.solid == "tetrahedron":
        return "four equilateral triangles"
    gon = "equilateral triangle" if n == 3 else _GONS[n]
    if theta.solid == "pyramid":
        return f"one {gon} and {number(n)} isosceles triangles"
    side = "square" if theta.length == theta.height else "rectangle"
    if side == "square" and n == 4:
        return "six squares"
    return f"two {gon}s and {number(n)} {side}s"


def opposite(theta: CubeNets) -> dict[int, int]:
    """Faces that lie opposite one another (parallel): base and top, and the sides of an even prism."""
    body = net_for(theta).body
    pairs = {}
    for i, first in enumerate(body.normals):
        for j, second in enumerate(body.normals):
            if float(first @ second) < -1 + 1e-9:
                pairs[i] = j
    return pairs


def _measures(theta: CubeNets) -> str:
    a, h = spoken(theta.length), spoken(theta.height)
    if theta.solid == "cuboid":
        return f"length {a}, width {spoken(theta.width)} and height {h}"
    if theta.solid == "tetrahedron":
        return f"edge {a}"
    return f"base edge {a} and height {h}"


def facts(theta: CubeNets) -> tuple[Fact, ...]:
    """Exact statements about the net, the solid and how they belong together."""
    net, names = net_for(theta), face_words(theta)
    body = net.body
    cut = len(body.edges) - len(net.hinges)
    if theta.wrong:
        pairs = [
            ("count", f"The shape consists of {number(len(body.faces))} faces."),
            ("exact", "The shape does not fold into a closed solid."),
            ("exact", why_not(theta)),
            ("count", f"{capital(number(len(net.hinges)))} sides are creases between two faces."),
            ("count", f"The faces are {pieces_of(theta)}."),
        ]
        pairs += _style(theta)
        return facts_of(pairs)
    pairs = [
        ("exact", f"The net folds into a {name_of(theta)} with {_measures(theta)}."),
        ("count", f"It consists of {pieces_of(theta)}."),
        ("count", f"{capital(number(len(net.hinges)))} creases hold its faces together."),
        ("count", f"{capital(number(cut))} pairs of outer sides meet when it is closed."),
        ("exact", f"The solid has {len(body.vertices)} vertices, {len(body.edges)} edges and {len(body.faces)} faces."),
        ("exact", f"The area of the net is {spoken(body.area)}."),
        ("exact", f"The volume of the solid is {spoken(body.volume)}."),
    ]
    outline = 2 * sum(body.length(edge) for edge in body.edges if edge not in {net.edge(*h) for h in net.hinges})
    pairs.append(("exact", f"The outline of the net is {spoken(outline)} long."))
    for parent, child in net.hinges:
        pairs.append(("relation", f"On the net {names[parent]} and {names[child]} share a crease."))
    for first, second in sorted(opposite(theta).items()):
        if first < second:
            pairs.append(("exact", f"{capital(names[first])} is opposite {names[second]} on the solid."))
    for face in range(len(body.faces)):
        around = [names[k] for k in neighbours(body, face)]
        pairs.append(("exact", f"On the solid {names[face]} shares edges with {listing(around)}."))
    pairs += _style(theta)
    return facts_of(pairs)


def _style(theta: CubeNets) -> list[tuple[str, str]]:
    found = []
    if theta.mode == "folding":
        found.append(("count", f"{capital(count(len(shares_of(theta)), 'step'))} of the folding are shown."))
    elif theta.crease == "dashed":
        found.append(("style", "Creases are dashed, outer sides are solid lines."))
    elif theta.crease == "dotted":
        found.append(("style", "Creases are dotted, outer sides are solid lines."))
    else:
        found.append(("style", "Creases are thinner than outer sides."))
    if theta.mode == "cube":
        found.append(("style", "The closed solid is drawn beside the net with hidden edges dashed."))
    if theta.title:
        found.append(("text", f'The title reads "{theta.title}".'))
    return found


def why_not(theta: CubeNets) -> str:
    """Why a wrong net does not close, as a sentence."""
    if theta.solid in ("pyramid", "tetrahedron"):
        n = theta.sides if theta.solid != "tetrahedron" else 3
        reach = spoken(theta.length / (2 * math.tan(math.pi / n)))
        low = spoken(short_slant(theta))
        return (
            f"The side triangles are only {low} high, but the middle of the base is {reach} away from its sides, so "
            "their tips cannot meet."
        )
    lids = len(net_for(theta).body.faces)
    names = face_words(theta)
    return (
        f"{capital(names[lids - 2])} and {names[lids - 1]} hang on the same edge of the row, so both close the same "
        "end and the other end stays open."
    )


def caption(theta: CubeNets) -> str:
    """What the picture shows."""
    words = Phrasing(theta.wording, "solid net caption")
    net, keys, names = net_for(theta), face_keys(theta), face_words(theta)
    solid = name_of(theta)
    marks = {
        "letters": f"carry the letters {min(keys)} to {max(keys)}",
        "digits": f"are numbered {min(keys)} to {max(keys)}",
        "colours": f"are {listing([name.removeprefix('the ').removesuffix(' face') for name in names])}",
    }[theta.mark]
    crease = {"dashed": "dashed", "dotted": "dotted", "thin": "thin"}[theta.crease]
    if theta.mode == "question":
        sentences = [
            words.pick(
                f"A flat shape of {number(len(keys))} faces is drawn, made of {pieces_of(theta)}.",
                f"The figure shows {pieces_of(theta)}, joined side to side in one flat piece.",
                f"{capital(pieces_of(theta))} form one flat shape.",
            ),
            f"The faces {marks}.",
        ]
    elif theta.mode == "folding":
        steps = len(shares_of(theta))
        sentences = [
            words.pick(
                f"{capital(number(steps))} pictures show the net of {article(solid)} being folded up.",
                f"The net of {article(solid)} closes in {number(steps)} steps, from left to right.",
                f"Folding sequence of {article(solid)} in {number(steps)} pictures.",
            ),
            f"It consists of {pieces_of(theta)}; the faces {marks}.",
            words.pick(
                f"{capital(names[net.hinges[0][0]])} stays on the table.",
                f"The faces turn {'upwards' if theta.upward else 'downwards'} around {names[net.hinges[0][0]]}, "
                "which stays in place.",
            ),
        ]
    else:
        sentences = [
            words.pick(
                f"The figure shows a net of {article(solid)} with {_measures(theta)}.",
                f"{capital(article(solid))} with {_measures(theta)} is unfolded into a net.",
                f"A net of {article(solid)} lies flat; the solid has {_measures(theta)}.",
            ),
            words.pick(
                f"It consists of {pieces_of(theta)}, which {marks}.",
                f"Its {number(len(keys))} faces, {pieces_of(theta)}, {marks}.",
            ),
        ]
    if theta.mode != "folding":
        sentences.append(
            words.pick(
                f"Creases between two faces are {crease} lines, outer sides solid ones.",
                f"The {number(len(net.hinges))} creases are {crease}.",
            )
        )
    if theta.mode in ("net", "cube") and not theta.wrong:
        sentences.append(_arrangement(theta, words))
    if theta.mode == "cube":
        sentences.append("Beside it the closed solid is drawn, its hidden edges dashed.")
    if theta.palette != "white" and theta.mark != "colours":
        sentences.append(f"The faces are light {PALETTES[theta.palette].name}.")
    if theta.title:
        sentences.append(f'The title reads "{theta.title}".')
    return paragraph(sentences)


def _arrangement(theta: CubeNets, words: Phrasing) -> str:
    net, names = net_for(theta), face_words(theta)
    sides = len(net.body.faces) - (1 if theta.solid in ("pyramid", "tetrahedron") else 2)
    parents = {child: parent for parent, child in net.hinges}
    if theta.pattern == "star":
        text = f"Around {names[sides]} lie {listing([names[k] for k in range(sides)])}"
        if sides + 1 in parents:
            text += f", and {names[sides + 1]} hangs on {names[parents[sides + 1]]}"
        return text + "."
    if theta.pattern == "belt":
        row = f"{capital(listing([names[k] for k in range(sides)]))} form a row"
        lids = [f"{names[k]} hangs on {names[parents[k]]}" for k in range(sides, len(net.body.faces))]
        return f"{row}; {listing(lids)}."
    ends = [names[k] for k in range(len(names)) if sum(k in h for h in net.hinges) == 1]
    return f"{capital(count(len(ends), 'face'))} hang on a single crease: {listing(ends)}."


def questions(theta: CubeNets) -> tuple[QuestionAnswer, ...]:
    """One to three questions about the net."""
    words = Phrasing(theta.wording, "solid net questions")
    net, names = net_for(theta), face_words(theta)
    body = net.body

    def ask(question: str, answer: str, *steps: str) -> QuestionAnswer:
        return QuestionAnswer(question=question, answer=answer, steps=steps)

    if theta.mode == "question":
        good = f"Folded up, the faces close to {article(name_of(theta))}."
        return (
            ask(
                words.pick("Can this shape be folded into a closed solid?", "Is the shape the net of a solid?"),
                "no" if theta.wrong else "yes",
                "Fold the faces up along the creases in your mind.",
                why_not(theta) if theta.wrong else good,
            ),
        )
    found = [
        ask(
            "Which solid does the net fold into?",
            name_of(theta),
            f"The net consists of {pieces_of(theta)}.",
            f"These are the faces of {article(name_of(theta))}.",
        ),
        ask(
            "How many edges does the closed solid have?",
            str(len(body.edges)),
            f"The net has {len(net.hinges)} creases and {2 * (len(body.edges) - len(net.hinges))} outer sides.",
            "Two outer sides meet in one edge.",
            f"{len(net.hinges)} + {len(body.edges) - len(net.hinges)} = {len(body.edges)}.",
        ),
        ask(
            f"The {name_of(theta)} has {_measures(theta)}. What is the area of its net?",
            spoken(body.area),
            "The area of the net is the surface area of the solid.",
            f"Adding up the faces gives {spoken(body.area)}.",
        ),
    ]
    pairs = opposite(theta)
    if pairs:
        face = words.pick(*sorted(pairs))
        found.append(
            ask(
                f"Which face is opposite {names[face]} when the net is closed?",
                names[pairs[face]].removeprefix("face "),
                f"{capital(names[pairs[face]])} is parallel to {names[face]} and shares no edge with it.",
                f"So it is {names[pairs[face]]}.",
            )
        )
    face = words.pick(*range(len(names)))
    around = [names[k].removeprefix("face ") for k in neighbours(body, face)]
    found.append(
        ask(
            f"Which faces share an edge with {names[face]} on the closed solid?",
            listing(around),
            f"{capital(names[face])} has {len(around)} sides, and another face comes to lie at each of them.",
            f"These are {listing(around)}.",
        )
    )
    return tuple(words.some(found, words.pick(1, 2, 3)))
