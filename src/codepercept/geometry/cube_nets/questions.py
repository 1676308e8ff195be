"""Questions about the cube nets."""

from __future__ import annotations

from codepercept.geometry.cube_nets.hexominoes import (
    Cell,
    meeting_edges,
)
from codepercept.geometry.cube_nets.params import CubeNets
from codepercept.geometry.cube_nets.text import partner, why_not
from codepercept.geometry.words import Phrasing, capital, listing
from codepercept.types import QuestionAnswer


def questions(theta: CubeNets) -> tuple[QuestionAnswer, ...]:
    """One to three questions about the folding."""
    words = Phrasing(theta.wording, "cube net questions")
    cells, names = theta.cells, dict(zip(theta.cells, theta.face_names, strict=True))
    if theta.mode == "question":
        reason = "The squares cover all six faces, each exactly once." if theta.folds else why_not(theta)
        return (
            QuestionAnswer(
                question=words.pick("Can this shape be folded into a cube?", "Is this hexomino a net of a cube?"),
                answer="yes" if theta.folds else "no",
                steps=("Keep one square fixed and roll the cube over the others.", reason),
            ),
        )
    cell = words.pick(*cells)
    other = partner(cells, cell)
    found = [
        QuestionAnswer(
            question=words.pick(
                f"The net is folded into a cube. Which face is opposite {names[cell]}?",
                f"Which face lies opposite {names[cell]} when the cube is closed?",
            ),
            answer=names[other].removeprefix("face "),
            steps=(_opposite_reason(cells, cell, other), f"So {names[other]} is opposite {names[cell]}."),
        )
    ]
    around = [names[c].removeprefix("face ") for c in cells if c not in (cell, other)]
    extra = [
        QuestionAnswer(
            question=f"Which four faces of the folded cube touch {names[cell]} along an edge?",
            answer=listing(around),
            steps=(
                f"{capital(names[other])} is opposite {names[cell]} and does not touch it.",
                "The remaining four faces do.",
            ),
        )
    ]
    (a, side_a), (b, side_b) = words.pick(*meeting_edges(cells))
    extra.append(
        QuestionAnswer(
            question=f"Which edge of the net is joined to the {side_a} edge of {names[a]} when it is folded?",
            answer=f"the {side_b} edge of {names[b]}",
            steps=(
                "Fold the creases by 90 degrees.",
                f"The {side_a} edge of {names[a]} and the {side_b} edge of {names[b]} end up at the same place.",
            ),
        )
    )
    if theta.mode == "cube":
        top = theta.view[2]
        under = partner(cells, top)
        extra.insert(
            0,
            QuestionAnswer(
                question="Which face is at the bottom of the drawn cube?",
                answer=names[under].removeprefix("face "),
                steps=(
                    f"The top shows {names[top]}.",
                    _opposite_reason(cells, top, under),
                    f"So the bottom is {names[under]}.",
                ),
            ),
        )
    if theta.mark in ("dots", "digits"):
        values = dict(zip(cells, (k + 1 for k in theta.order), strict=True))
        extra.append(
            QuestionAnswer(
                question=f"What do {names[cell]} and the face opposite it add up to?",
                answer=str(values[cell] + values[other]),
                steps=(
                    f"{capital(names[other])} is opposite.",
                    f"{values[cell]} + {values[other]} = {values[cell] + values[other]}.",
                ),
            )
        )
    return (*found, *words.some(extra, words.pick(1, 2)))


def _opposite_reason(cells: tuple[Cell, ...], cell: Cell, other: Cell) -> str:
    """Why two squares are opposite, in the terms a solver would use."""
    column, row = abs(cell[0] - other[0]), abs(cell[1] - other[1])
    middle = ((cell[0] + other[0]) // 2, (cell[1] + other[1]) // 2)
    if (column, row) in ((2, 0), (0, 2)) and middle in cells:
        return "The two stand in one straight strip with exactly one square between them."
    return "Rolling the cube from one square to the other over the net turns the face over to the far side."
