"""Facts and captions of the cube nets."""

from __future__ import annotations

from codepercept.geometry.cube_nets.hexominoes import (
    Cell,
    collisions,
    has_block,
    meeting_edges,
    neighbours,
    opposite_pairs,
)
from codepercept.geometry.cube_nets.params import CubeNets
from codepercept.geometry.family import facts_of
from codepercept.geometry.style import PALETTES
from codepercept.geometry.words import Phrasing, article, capital, listing, number, paragraph, plural
from codepercept.types import Fact

_TURN = {1: "turned a quarter turn to the left", 2: "upside down", 3: "turned a quarter turn to the right"}
_POINT_SYMMETRIC = "HINOSXZ"
"""Letters that look the same upside down."""


def net_type(cells: tuple[Cell, ...]) -> str:
    """Row lengths of the net when its longest straight strip lies level, e.g. "1-4-1" or "2-3-1"."""
    across = [sum(r == row for _, r in cells) for row in range(max(r for _, r in cells) + 1)]
    up = [sum(c == column for c, _ in cells) for column in range(max(c for c, _ in cells) + 1)]
    rows = across if max(across) > max(up) or (max(across) == max(up) and len(across) < len(up)) else up
    return "-".join(map(str, max(rows, rows[::-1])))


def facts(theta: CubeNets) -> tuple[Fact, ...]:
    """Exact statements about the hexomino, its folding and its marks."""
    cells, names = theta.cells, dict(zip(theta.cells, theta.face_names, strict=True))
    pairs = [
        ("count", "The shape consists of six equal squares."),
        ("count", f"It has {len(_inner(cells))} inner edges and {24 - 2 * len(_inner(cells))} outer edges."),
    ]
    for cell, other in _inner(cells):
        where = "to the right of" if other[1] == cell[1] else "directly above"
        pairs.append(("relation", f"{capital(names[other])} lies {where} {names[cell]}."))
    if not theta.folds:
        pairs.append(("exact", "The shape is not a net of a cube."))
        pairs.append(("exact", why_not(theta)))
        return facts_of(pairs)
    pairs.append(("exact", "The shape folds into a cube."))
    kind = net_type(cells)
    pairs.append(("exact", f"The net is of the type {kind}."))
    for a, b in opposite_pairs(cells):
        pairs.append(("exact", f"{capital(names[a])} is opposite {names[b]} when the net is folded."))
    for cell in cells:
        around = [names[other] for other in cells if other not in (cell, partner(cells, cell))]
        pairs.append(("exact", f"On the cube {names[cell]} shares an edge with {listing(around)}."))
    for (a, side_a), (b, side_b) in meeting_edges(cells):
        pairs.append(
            (
                "exact",
                (f"When the net is folded, the {side_a} edge of {names[a]} meets the {side_b} edge of {names[b]}."),
            )
        )
    for index, turn in enumerate(theta.turns):
        if turn and theta.mark in ("letters", "digits"):
            phrase = _turned(theta, index)
            if phrase:
                pairs.append(("style", f"On the net the {_mark_word(theta, index)} is {phrase}."))
    if theta.mode == "cube":
        left, right, top = (names[cell] for cell in theta.view)
        pairs.append(("exact", f"The folded cube shows {top} on top, {left} on the left and {right} on the right."))
        hidden = [names[partner(cells, cell)] for cell in theta.view]
        pairs.append(
            (
                "exact",
                f"{capital(hidden[2])} is at the bottom of the folded cube; {hidden[0]} and "
                f"{hidden[1]} are at the back.",
            )
        )
    if theta.mark in ("dots", "digits"):
        values = dict(zip(cells, (k + 1 for k in theta.order), strict=True))
        sums = [values[a] + values[b] for a, b in opposite_pairs(cells)]
        if sums == [7, 7, 7]:
            pairs.append(("exact", "Opposite faces add up to seven, as on a standard die."))
        else:
            pairs.append(
                (
                    "exact",
                    f"The three pairs of opposite faces add up to {listing([str(s) for s in sorted(sums)])}.",
                )
            )
    return facts_of(pairs)


def _inner(cells: tuple[Cell, ...]) -> list[tuple[Cell, Cell]]:
    return [(cell, other) for cell in cells for side, other in neighbours(cells, cell) if side in ("right", "top")]


def partner(cells: tuple[Cell, ...], cell: Cell) -> Cell:
    """The cell that lands opposite the given one."""
    return next(b if a == cell else a for a, b in opposite_pairs(cells) if cell in (a, b))


def _mark_word(theta: CubeNets, index: int) -> str:
    value = theta.mark_values[index]
    return {"letters": f"letter {value}", "digits": f"digit {value}", "symbols": f"{value}"}.get(theta.mark, str(value))


def why_not(theta: CubeNets) -> str:
    """Why the shape does not fold into a cube, as a sentence."""
    cells, names = theta.cells, dict(zip(theta.cells, theta.face_names, strict=True))
    if has_block(cells):
        return "Four of its squares form a two-by-two block, which leaves no way to fold around their common corner."
    a, b = collisions(cells)[0]
    if theta.mark == "blank":
        return "When it is folded, two of its squares land on the same face."
    return f"When it is folded, {names[a]} and {names[b]} land on the same face."


def _short(theta: CubeNets, index: int) -> str:
    """How a row listing calls a square: "A", "red", "3 spots", "star"."""
    value = theta.mark_values[index]
    name = theta.face_names[index]
    if theta.mark == "colours":
        return name.removeprefix("the ").removesuffix(" face")
    if theta.mark == "dots":
        return f"{number(int(value))} {'spot' if value == 1 else 'spots'}"
    return str(value)


def _turned(theta: CubeNets, index: int) -> str:
    """How a letter or digit is turned, as far as one can see it: "" if it looks upright."""
    turn = theta.turns[index]
    if str(theta.mark_values[index]) in _POINT_SYMMETRIC:
        return "lying on its side" if turn % 2 else ""
    return _TURN.get(turn, "")


def _orientations(theta: CubeNets, words: Phrasing) -> str:
    groups: dict[str, list[str]] = {}
    for index, value in enumerate(theta.mark_values):
        groups.setdefault(_turned(theta, index), []).append(str(value))
    upright = groups.pop("", [])
    parts = [
        f"{listing(marks)} {plural('is', len(marks))} "
        f"{phrase if len(marks) == 1 else phrase.replace('its side', 'their sides')}"
        for phrase, marks in groups.items()
    ]
    if not parts:
        return "All marks stand upright."
    if upright:
        parts.append(words.pick(f"{listing(upright)} {plural('stands', len(upright))} upright", "the rest is upright"))
    return f"On the net {'; '.join(parts)}."


def _place(columns: list[int]) -> str:
    """The columns (counted from 1) that a row fills: "column 2", "columns 1 and 3", "columns 2 to 4"."""
    if len(columns) == 1:
        return f"column {columns[0]}"
    if len(columns) > 2 and columns[-1] - columns[0] == len(columns) - 1:
        return f"columns {columns[0]} to {columns[-1]}"
    return f"columns {listing([str(column) for column in columns])}"


def _row_marks(theta: CubeNets, members: list[int]) -> str:
    """What a row of squares carries, e.g. "A and B", "a star and an arrow", "a red and a blue square"."""
    if theta.mark == "symbols":
        return listing([article(str(theta.mark_values[i])) for i in members])
    if theta.mark == "colours":
        return listing([article(_short(theta, i)) for i in members]) + " square"
    return listing([_short(theta, i) for i in members])


def _layout(theta: CubeNets, words: Phrasing) -> str:
    """The squares row by row, with the columns where they stand."""
    cells = theta.cells
    columns = max(c for c, _ in cells) + 1
    rows = max(r for _, r in cells) + 1
    grid = (
        f"{number(rows)} {'row' if rows == 1 else 'rows'} and {number(columns)} "
        f"{'column' if columns == 1 else 'columns'}"
    )
    parts = []
    for row in reversed(range(rows)):
        members = [i for i, (_, r) in enumerate(cells) if r == row]
        place = _place([cells[i][0] + 1 for i in members])
        name = "the top row" if row == rows - 1 else "the bottom row" if row == 0 else f"row {rows - row}"
        if theta.mark == "blank":
            parts.append(f"{name} has {number(len(members))} in {place}")
        else:
            parts.append(f"{name} holds {_row_marks(theta, members)} in {place}")
    if rows == 1:
        order = "" if theta.mark == "blank" else f": {_row_marks(theta, list(range(6)))}"
        return f"The six squares stand in a single row{order}."
    opening = words.pick(f"They fill {grid} as follows: ", f"On a grid of {grid}, ", f"Counted over {grid}, ")
    return f"{opening}{'; '.join(parts)}."


def caption(theta: CubeNets) -> str:
    """What the picture shows."""
    words = Phrasing(theta.wording, "cube net caption")
    names = dict(zip(theta.cells, theta.face_names, strict=True))
    carry = {
        "letters": f"carry the letters {listing(sorted(str(v) for v in theta.mark_values))}",
        "digits": "are numbered from 1 to 6",
        "dots": "carry one to six spots like the faces of a die",
        "colours": "have six different colours",
        "symbols": "carry six different symbols",
        "patterns": "are filled with six different patterns",
        "blank": "are left blank",
    }[theta.mark]
    if theta.mode == "folding":
        return paragraph(_folding_caption(theta, words, carry))
    if theta.mode == "question":
        first = words.pick(
            f"Six equal squares are joined edge to edge in one flat piece; they {carry}.",
            f"The figure shows a hexomino, six squares joined along whole edges. The squares {carry}.",
            f"A flat shape of six connected squares is drawn; the squares {carry}.",
        )
        sentences = [first, _layout(theta, words)]
        sentences.append(
            words.pick("It can be folded into a closed cube.", "The shape is one of the eleven nets of the cube.")
            if theta.folds
            else words.pick("It is not a net of a cube. ", "It cannot be folded into a cube. ") + why_not(theta)
        )
    else:
        where = words.pick("On the left, ", "In the left part of the figure, ") if theta.mode == "cube" else ""
        first = capital(
            where
            + words.pick(
                f"a net of a cube is laid out flat: six squares that {carry}.",
                f"a cube is drawn unfolded; its six squares {carry}.",
                f"six connected squares form the net of a cube; they {carry}.",
                f"we see a cube net of six squares that {carry}.",
            )
        )
        sentences = [first, _layout(theta, words)]
        if theta.mark in ("letters", "digits") and any(theta.turns):
            sentences.append(_orientations(theta, words))
    if theta.mode == "cube":
        left, right, top = (names[cell] for cell in theta.view)
        sentences.append(
            words.pick(
                f"On the right the folded cube is drawn isometrically with {top} on top, {left} on "
                "the left and "
                f"{right} on the right.",
                f"Next to it stands the finished cube, seen from a corner: {top} is on top, {left} "
                "faces left and "
                f"{right} faces right.",
            )
        )
        sentences.append(
            "The marks follow the folding, so each is slanted with its face."
            if theta.mark != "colours"
            else "Its visible faces have the same colours as in the net."
        )
    elif theta.folds and theta.mode == "net":
        a, b = words.pick(*opposite_pairs(theta.cells))
        sentences.append(
            words.pick(
                f"Folded up, {names[a]} ends up opposite {names[b]}.",
                f"In the finished cube {names[a]} and {names[b]} face away from each other.",
            )
        )
    sentences.append(_lines(theta, words))
    if theta.title:
        sentences.append(words.pick(f'The title is "{theta.title}".', f'It is headed "{theta.title}".'))
    return paragraph(sentences)


def _lines(theta: CubeNets, words: Phrasing) -> str:
    crease = {"dashed": "dashed", "dotted": "dotted", "thin": "thinner"}[theta.crease]
    paper = PALETTES[theta.palette].name
    text = words.pick(
        f"Outer edges are solid lines and the creases between squares are {crease}",
        f"The outline is solid, while the inner fold lines are {crease}",
    )
    if theta.mark not in ("colours", "patterns"):
        text += words.pick(f", on {_paper(paper)} squares", f"; the squares are {_paper(paper)}")
    if theta.grid:
        text += ", and squared paper shows behind the shape"
    return text + "."


def _paper(name: str) -> str:
    return name if name == "white" else f"pale {name}"


def _folding_caption(theta: CubeNets, words: Phrasing, carry: str) -> list[str]:
    cells, names = theta.cells, theta.face_names
    steps = listing([f"{angle}°" for angle in theta.angles])
    up = "upwards, towards the viewer," if theta.upward else "downwards, away from the viewer,"
    sentences = [
        words.pick(
            (f"{capital(number(len(theta.angles)))} pictures in a row show a cube net being folded {up} step by step."),
            f"A folding sequence in {number(len(theta.angles))} steps: the creases of a cube net are "
            f"bent {up} more and "
            "more from left to right.",
        ),
        f"The six squares {carry}.",
        words.pick(
            f"The creases are bent by {steps}.",
            f"From left to right the fold angle is {steps}.",
        ),
    ]
    base = names[theta.base]
    sentences.append(words.pick(f"{capital(base)} stays in place.", f"During the folding {base} does not move."))
    ending = (
        words.pick("in the last picture the cube is closed", "at 90° the six squares close up to a cube")
        if theta.angles[-1] == 90
        else "the cube is not yet closed in the last picture"
    )
    if theta.angles[0] == 0:
        start = words.pick("The first picture shows the net lying flat", "At first all squares lie in one plane")
        sentences.append(f"{start}; {ending}.")
    else:
        sentences.append(f"{capital(ending)}.")
    pairs = [f"{names[cells.index(a)]} opposite {names[cells.index(b)]}" for a, b in opposite_pairs(cells)]
    sentences.append(f"The finished cube has {listing(pairs)}.")
    if theta.mark != "colours":
        paper = PALETTES[theta.palette].name
        sentences.append(
            f"The printed side of the squares is {_paper(paper)}; "
            "marks are drawn only where that side faces the viewer."
        )
    if theta.title:
        sentences.append(f'The title is "{theta.title}".')
    return sentences
