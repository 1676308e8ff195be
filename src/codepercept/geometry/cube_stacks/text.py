"""Facts, captions and questions of the cube stacks."""

from __future__ import annotations

from codepercept.geometry.cube_stacks.block_text import (
    block_facts,
    block_questions,
    block_sentences,
    mark_facts,
    mark_questions,
    mark_sentences,
)
from codepercept.geometry.cube_stacks.params import CubeStacks
from codepercept.geometry.family import facts_of
from codepercept.geometry.style import LAYER_COLOURS, PALETTES
from codepercept.geometry.words import Phrasing, article, capital, count, listing, number, paragraph, plural
from codepercept.types import Fact, QuestionAnswer

_KIND = {
    "isometric": "isometric drawing",
    "oblique": "oblique drawing",
    "perspective": "perspective drawing",
    "orthographic": "three-dimensional view",
}


def _digits(values: list[int]) -> str:
    return listing([str(value) for value in values])


def _silhouette(heights: list[int]) -> str:
    """How high the columns of a silhouette are, in words."""
    if len(heights) == 1:
        return f"it is a single column of {count(heights[0], 'cube')}"
    if len(set(heights)) == 1:
        all_of = "both" if len(heights) == 2 else f"all {number(len(heights))}"
        return f"{all_of} columns are {count(heights[0], 'cube')} high"
    return f"its columns are {_digits(heights)} cubes high from left to right"


def facts(theta: CubeStacks, visible: int, whole: bool) -> tuple[Fact, ...]:
    """Exact statements; `visible` cubes show, `whole` says that every column shows its top cube."""
    if theta.is_block:
        return facts_of([*block_facts(theta, visible), *mark_facts(theta)])
    stack = theta.stack
    hidden = stack.total - visible
    pairs = [
        ("count", f"The stack has {stack.total} unit {plural('cube', stack.total)}."),
        ("exact", f"Its volume is {stack.total} cubic {plural('unit', stack.total)}."),
        (
            "count",
            f"From this viewpoint {count(visible, 'cube')} {'shows' if visible == 1 else 'show'} at least"
            f" part of a face and {count(hidden, 'cube')} {plural('is', hidden)} completely hidden.",
        ),
        ("exact", f"The surface area including the underside is {stack.surface()} unit squares."),
        (
            "exact",
            f"Without the underside the surface area is {stack.surface() - stack.footprint} unit squares.",
        ),
        (
            "count",
            f"The stack covers {count(stack.footprint, 'square')} of the {stack.rows} by {stack.columns} floor plan.",
        ),
        (
            "exact",
            (f"Seen from the front, {_silhouette(stack.front_view())}."),
        ),
        (
            "exact",
            f"Seen from the {theta.side} side, {_silhouette(stack.side_view(theta.side))}.",
        ),
        ("count", f"The tallest column is {count(stack.tallest, 'cube')} high."),
    ]
    for row, heights in enumerate(stack.heights):
        name = "The only row" if stack.rows == 1 else f"Row {row + 1} from the back"
        pairs.append(("exact", f"{name} has columns of height {_digits(list(heights))} from left to right."))
    for z in range(stack.tallest):
        pairs.append(("count", f"Layer {z + 1} from the floor has {count(stack.layer(z), 'cube')}."))
    for bottom in (True, False):
        where = "including the underside" if bottom else "except for the underside"
        for sides in range(7):
            cubes = stack.painted(sides, bottom)
            if cubes:
                pairs.append(
                    (
                        "count",
                        f"If the outside of the stack is painted, {where}, {count(cubes, 'cube')} "
                        f"{plural('has', cubes)} exactly {count(sides, 'painted face')}.",
                    )
                )
    if theta.full_edge:
        n = theta.full_edge
        gone = n**3 - stack.total
        pairs.append(
            (
                "relation",
                f"It is {article(f'{n} × {n} × {n}')} cube with {count(gone, 'unit cube')} taken away.",
            )
        )
    pairs.append(("style", f"The stack is shown as {article(_KIND[theta.view])} from the front {theta.side}."))
    if whole:
        pairs.append(("relation", "The top cube of every column can be seen, so no column is completely hidden."))
    return facts_of([*pairs, *mark_facts(theta)])


def caption(theta: CubeStacks, visible: int) -> str:
    """What the picture shows."""
    words = Phrasing(theta.wording, "cube stack caption")
    if theta.is_block:
        extras = [*mark_sentences(theta), *_extras(theta, words)]
        return paragraph([*block_sentences(theta, visible, words), *extras])
    stack = theta.stack
    kind = _KIND[theta.view]
    total = count(stack.total, "unit cube")
    block = f"{stack.rows}-by-{stack.columns} floor plan"
    sentences = [
        words.pick(
            f"{capital(article(kind))} shows {total} stacked on a {block}, seen from above and from "
            "the front "
            f"{theta.side}.",
            f"The picture is {article(kind)} of a stack of {total}; the viewer stands at the front "
            f"{theta.side}, a "
            "little above the stack.",
            f"{capital(total)} are piled up on a {block} and drawn in "
            f"{article(kind).replace('drawing', 'projection')}"
            " from the front "
            f"{theta.side}.",
            f"Here {total} form columns on a {block}; {article(kind)} shows their front, {theta.side} and top faces.",
        )
    ]
    if theta.full_edge and theta.full_edge**3 > stack.total:
        n, gone = theta.full_edge, theta.full_edge**3 - stack.total
        sentences.append(
            words.pick(
                f"It can be read as {article(f'{n} × {n} × {n}')} cube from which "
                f"{count(gone, 'small cube')} "
                f"{plural('has', gone)} been "
                "removed.",
                f"A full {n} × {n} × {n} cube would need {count(gone, 'more cube')}."
                if gone == 1
                else f"A full {n} × {n} × {n} cube would need {number(gone)} more cubes.",
            )
        )
    elif theta.full_edge:
        sentences.append(
            f"Nothing is missing: it is a full {theta.full_edge} × {theta.full_edge} × {theta.full_edge} cube."
        )
    sentences.append(_arrangement(theta, words))
    extras = _extras(theta, words)
    if words.chance(0.5) and stack.tallest > 1 and len(sentences) + len(extras) < 6:
        layers = [stack.layer(z) for z in range(stack.tallest)]
        sentences.append(
            words.pick(
                f"Layer by layer from the floor there are {_digits(layers)} cubes.",
                f"The bottom layer holds {count(layers[0], 'cube')} and the top layer {number(layers[-1])}.",
            )
        )
    hidden = stack.total - visible
    if hidden:
        sentences.append(
            words.pick(
                f"{capital(count(visible, 'cube'))} can be seen at least in part; the other {number(hidden)} "
                f"{plural('is', hidden)} hidden behind or below them.",
                f"From this viewpoint {count(hidden, 'cube')} {plural('is', hidden)} completely "
                "hidden, so only "
                f"{number(visible)} can be "
                "seen.",
            )
        )
    else:
        sentences.append(
            words.pick(
                "Every cube shows at least part of one face.",
                "No cube is completely hidden from this viewpoint.",
            )
        )
    sentences.append(_colours(theta, words))
    return paragraph([*sentences, *mark_sentences(theta), *extras])


def _arrangement(theta: CubeStacks, words: Phrasing) -> str:
    stack = theta.stack
    rows = [_digits(list(row)) for row in stack.heights]
    if stack.rows == 1:
        return words.pick(
            f"From left to right its columns are {rows[0]} cubes high.",
            f"The single row has columns of {rows[0]} cubes, from left to right.",
        )
    if stack.columns == 1:
        column = _digits([row[0] for row in stack.heights])
        return words.pick(
            f"From back to front its columns are {column} cubes high.",
            f"The columns stand one behind the other and are, from back to front, {column} cubes high.",
        )
    names = ["the back row", *[f"row {i + 1}" for i in range(1, stack.rows - 1)], "the front row"]
    if stack.rows == 3:
        names[1] = "the middle row"
    style = words.pick("heights", "columns")
    if style == "heights":
        parts = [f"{rows[i]} in {names[i]}" for i in range(stack.rows)]
        tail = (
            words.pick(" (0 means an empty square)", "; 0 stands for an empty square") if "0" in "".join(rows) else ""
        )
        return f"Read from left to right, the column heights are {'; '.join(parts[:-1])}; and {parts[-1]}{tail}."
    parts = [
        f"{names[i]} has columns of height {rows[i]}" if i == 0 else f"{names[i]} {rows[i]}" for i in range(stack.rows)
    ]
    return f"{capital('; '.join(parts))}, each time from left to right."


def _colours(theta: CubeStacks, words: Phrasing) -> str:
    name = PALETTES[theta.palette].name
    second = PALETTES[theta.second_palette].name
    if theta.colouring == "checker":
        return f"The cubes are {name} and {second} in turn, so that neighbouring cubes differ in colour."
    if theta.colouring == "layers":
        used = [colour for _, colour in LAYER_COLOURS[: theta.stack.tallest]]
        if len(used) == 1:
            return f"The single layer is {used[0]}."
        return f"Each layer has its own colour: {listing(used)}, from the floor upwards."
    if theta.colouring == "capped" and theta.code_style != "voxels":
        return f"The top faces are {name}; the side faces are left nearly white."
    if name == "white":
        return words.pick(
            "It is a plain black-and-white line drawing with hidden edges left out.",
            "All faces are white and only the visible edges are drawn, in black.",
        )
    if theta.code_style == "voxels":
        return f"The cubes are {name}, shaded by direction, with dark edges."
    return words.pick(
        (f"The faces are {name}: lightest on top, a middle tone in front and darkest on the {theta.side} side."),
        (f"Three tones of {name} tell the light top faces, the front faces and the dark {theta.side} faces apart."),
        (
            f"Each cube is outlined; its faces are {name}, with the top faces lightest and the "
            f"{theta.side} faces darkest."
        ),
    )


def _extras(theta: CubeStacks, words: Phrasing) -> list[str]:
    sentences = []
    if theta.floor:
        sentences.append("Thin lines mark the squares of the floor plan.")
    arrow = 'an arrow with the word "front" points at the front side'
    if theta.ghost:
        tail = f", and {arrow}" if theta.front_label else ""
        sentences.append(f"A dashed outline shows the full block around the stack{tail}.")
    elif theta.front_label:
        sentences.append(f"{capital(arrow)}.")
    if theta.plan:
        sentences.append(
            "A plan next to the drawing gives the number of cubes on every square, with the front row below."
        )
    if theta.axes:
        sentences.append("Axes labelled x, y and z with unit ticks surround the stack.")
    paper = {"dots": "isometric dotted paper", "cream": "a cream-coloured background", "plain": ""}[theta.paper]
    if theta.title and paper:
        sentences.append(f'It is drawn on {paper} under the title "{theta.title}".')
    elif theta.title:
        sentences.append(words.pick(f'The title reads "{theta.title}".', f'Above it stands the title "{theta.title}".'))
    elif paper:
        sentences.append(f"It is drawn on {paper}.")
    return sentences


def questions(theta: CubeStacks, visible: int, whole: bool) -> tuple[QuestionAnswer, ...]:
    """One to three questions that the picture (with the stated assumptions) answers."""
    words = Phrasing(theta.wording, "cube stack questions")
    if theta.is_block:
        return block_questions(theta, visible, words)
    stack = theta.stack
    sums = [str(sum(row)) for row in stack.heights]
    heights = "; ".join(", ".join(map(str, row)) for row in stack.heights)
    assume = (
        "No column is completely hidden and no cube hangs in the air."
        if whole
        else (f"From back to front the rows have the heights {heights}.")
    )
    read = f"Read the column heights row by row from the back: {heights}."
    total = QuestionAnswer(
        question=words.pick(
            f"{assume} How many unit cubes does the stack contain?",
            f"{assume} How many cubes were used?",
        ),
        answer=str(stack.total),
        steps=(
            read,
            f"Add them up: {' + '.join(sums)} = {stack.total}."
            if stack.rows > 1
            else f"Add them up: {' + '.join(map(str, stack.heights[0]))} = {stack.total}.",
        ),
    )
    others = [
        QuestionAnswer(
            question=f"{assume} How many of the cubes cannot be seen at all from this viewpoint?",
            answer=str(stack.total - visible),
            steps=(
                f"The stack has {stack.total} cubes in all.",
                f"{visible} of them show at least part of a face.",
                f"{stack.total} - {visible} = {stack.total - visible}.",
            ),
        ),
        QuestionAnswer(
            question="Seen straight from the front, how many cubes high is each column, from left to right?",
            answer=", ".join(map(str, stack.front_view())),
            steps=(read, "From the front only the highest column of each file counts."),
        ),
        QuestionAnswer(
            question=f"{assume} What is the surface area of the stack in unit squares, underside included?",
            answer=str(stack.surface()),
            steps=(
                read,
                f"{stack.total} separate cubes have 6 × {stack.total} = {6 * stack.total} faces.",
                (
                    f"{6 * stack.total - stack.surface()} of these are pressed against another cube, two "
                    "at every contact."
                ),
                f"{6 * stack.total} - {6 * stack.total - stack.surface()} = {stack.surface()}.",
            ),
        ),
        QuestionAnswer(
            question=("How many cubes does the fullest horizontal layer contain, given that no column is hidden?"),
            answer=str(stack.footprint),
            steps=(
                "The bottom layer is the fullest.",
                f"{stack.footprint} squares of the floor carry a column.",
            ),
        ),
    ]
    if not whole:
        others = others[1:2]
    sides = words.pick(1, 2, 3)
    others.append(
        QuestionAnswer(
            question=f"{assume} The stack is painted on the outside, but not on its underside. How "
            "many cubes have "
            f"exactly {count(sides, 'painted face')}?",
            answer=str(stack.painted(sides, bottom=False)),
            steps=(
                read,
                f"Go through the cubes and count those with exactly {count(sides, 'free face')}, "
                "leaving out the floor.",
            ),
        )
    )
    if theta.full_edge and theta.full_edge**3 > stack.total:
        n = theta.full_edge
        others.append(
            QuestionAnswer(
                question=f"{assume} How many unit cubes are missing from a full {n} × {n} × {n} cube?",
                answer=str(n**3 - stack.total),
                steps=(
                    f"A full cube has {n}³ = {n**3} unit cubes.",
                    f"The stack has {stack.total}.",
                    f"{n**3} - {stack.total} = {n**3 - stack.total}.",
                ),
            )
        )
    marked = mark_questions(theta, assume)
    return (total, *words.some(marked, 1), *words.some(others, words.pick(1, 2) - bool(marked)))
