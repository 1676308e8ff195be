"""Facts, captions and questions on painted boxes of cubes, boxes with cubes taken out, and marked cubes."""

from __future__ import annotations

from codepercept.geometry.cube_stacks.clarity import tunnels
from codepercept.geometry.cube_stacks.params import CubeStacks
from codepercept.geometry.cube_stacks.stack import Cell, Stack
from codepercept.geometry.style import PALETTES
from codepercept.geometry.words import Phrasing, article, capital, count, listing, number, plural
from codepercept.types import QuestionAnswer

_KIND = {
    "isometric": "isometric drawing",
    "oblique": "oblique drawing",
    "perspective": "perspective drawing",
    "orthographic": "three-dimensional view",
}
_WAYS = ("from left to right", "from front to back", "from top to bottom")


def box_name(theta: CubeStacks) -> str:
    """The size of the box, e.g. "3 × 3 × 3 cube" or "4 × 2 × 3 cuboid"."""
    x, y, z = theta.stack.box
    return f"{x} × {y} × {z} {'cube' if x == y == z else 'cuboid'}"


def _full(theta: CubeStacks) -> Stack:
    return Stack(theta.heights)


def _bottom(theta: CubeStacks) -> bool:
    return theta.paint != "not below"


def _paint_phrase(theta: CubeStacks) -> str:
    colour = PALETTES[theta.palette].name
    return f"painted {colour} on the outside" + ("" if _bottom(theta) else ", except for the underside")


def _count_sentence(theta: CubeStacks, faces: int, cubes: int) -> str:
    colour = PALETTES[theta.palette].name
    return f"{capital(count(cubes, 'cube'))} {plural('has', cubes)} {_exactly(faces, f'{colour} face')}."


def _bare(stack: Stack) -> int:
    """Unit squares on the surface that carry no paint because a cube was taken out beside them."""
    return sum(len(set(stack.exposed(cube)) - set(stack.outer(cube))) for cube in stack.cells)


def block_facts(theta: CubeStacks, visible: int) -> list[tuple[str, str]]:
    """Exact statements on a box of cubes; `visible` cubes show in the picture."""
    stack, full = theta.stack, _full(theta)
    gone, (x, y, z) = len(theta.removed), stack.box
    hidden = stack.total - visible
    pairs = [
        ("exact", f"The full block is {count(x, 'cube')} long, {number(y)} deep and {number(z)} high."),
        ("count", f"The full block has {full.total} unit cubes."),
        ("count", f"{capital(count(gone, 'cube'))} {plural('has', gone)} been taken out."),
        ("count", f"There are {stack.total} unit cubes left."),
        ("exact", f"The volume of what is left is {stack.total} cubic units."),
        ("exact", f"Its surface area including the underside is {stack.surface()} unit squares."),
        (
            "count",
            f"From this viewpoint {count(visible, 'cube')} {'shows' if visible == 1 else 'show'} at least part of a "
            f"face and {count(hidden, 'cube')} {plural('is', hidden)} completely hidden.",
        ),
    ]
    for view, called in (("front", "the front"), ("top", "above"), ("side", f"the {theta.side} side")):
        pairs.append(("count", f"Seen from {called} it covers {count(stack.outline(view), 'unit square')}."))
    for level in range(z):
        pairs.append(("count", f"Layer {level + 1} from the floor has {count(stack.layer(level), 'cube')} left."))
    if theta.paint != "none":
        before_cuts = ""
        if gone:
            before_cuts = f"{',' if ',' in _paint_phrase(theta) else ''} before any cube was taken out"
        pairs.append(("relation", f"The block was {_paint_phrase(theta)}{before_cuts}."))
        for faces in range(7):
            cubes, before = stack.coloured(faces, _bottom(theta)), full.coloured(faces, _bottom(theta))
            if cubes:
                pairs.append(("count", _count_sentence(theta, faces, cubes)))
            if before and gone:
                pairs.append(
                    (
                        "count",
                        f"In the full block {count(before, 'cube')} had {_exactly(faces, 'painted face')}.",
                    )
                )
        bare = _bare(stack)
        if gone:
            pairs.append(
                ("exact", f"Where cubes were taken out, {count(bare, 'unpainted unit square')} can be touched.")
            )
    else:
        for faces in range(7):
            cubes = stack.painted(faces, bottom=True)
            if cubes:
                pairs.append(
                    (
                        "count",
                        f"If the surface of what is left were painted, {count(cubes, 'cube')} would get "
                        f"{_exactly(faces, 'painted face')}.",
                    )
                )
    for axis, cells in tunnels(theta).items():
        pairs.append(
            ("relation", f"{capital(count(len(cells), 'square tunnel'))} {_runs(len(cells))} through it {_WAYS[axis]}.")
        )
    pairs.append(("style", f"The block is shown as {article(_KIND[theta.view])} from the front {theta.side}."))
    return pairs


def _runs(amount: int) -> str:
    return "runs" if amount == 1 else "run"


def block_sentences(theta: CubeStacks, visible: int, words: Phrasing) -> list[str]:
    """The caption of a box of cubes, without paper and title."""
    stack, gone, kind = theta.stack, len(theta.removed), _KIND[theta.view]
    name, total = box_name(theta), theta.stack.total
    seen_from = f"from the front {theta.side}"
    made = f"{article(name)} built of unit cubes"
    sentences = [
        words.pick(
            f"{capital(article(kind))} shows {made}, seen from above and {seen_from}.",
            f"{capital(made)} is seen {seen_from}, a little from above, in {article(kind)}.",
            f"The picture is {article(kind)} of {made}, viewed {seen_from}.",
            f"Unit cubes form {article(name)}; {article(kind)} shows it {seen_from}.",
        )
    ]
    if theta.paint != "none":
        sentences.append(
            words.pick(
                f"It was {_paint_phrase(theta)}.",
                f"Its outside is {PALETTES[theta.palette].name}"
                + ("." if _bottom(theta) else ", but not the underside."),
            )
        )
    if gone:
        sentences.append(
            words.pick(
                f"{capital(count(gone, 'cube'))} {plural('has', gone)} been taken out, which leaves {total}.",
                f"{capital(count(gone, 'cube'))} {plural('is', gone)} missing, so {total} are left.",
            )
        )
        if theta.paint != "none":
            sentences.append(
                words.pick(
                    "The faces that came to light there are bare and look like light wood.",
                    f"Where {'it was' if gone == 1 else 'they were'}, unpainted faces in a pale wood colour show.",
                )
            )
        for axis, cells in tunnels(theta).items():
            tunnel = count(len(cells), "square tunnel")
            sentences.append(f"{capital(tunnel)} {_runs(len(cells))} straight through it {_WAYS[axis]}.")
    else:
        sentences.append(words.pick(f"All {total} cubes are in place.", f"No cube is missing: there are {total}."))
    if theta.paint != "none":
        faces = 3 if stack.coloured(3, _bottom(theta)) else 2
        sentences.append(_count_sentence(theta, faces, stack.coloured(faces, _bottom(theta))))
    else:
        sentences.append(f"The cubes are {_colours(theta)}.")
    hidden = total - visible
    if hidden:
        sentences.append(f"{capital(count(hidden, 'cube'))} inside or behind {plural('is', hidden)} completely hidden.")
    return sentences


def _colours(theta: CubeStacks) -> str:
    names = [PALETTES[theta.palette].name]
    if theta.colouring == "checker":
        names.append(PALETTES[theta.second_palette].name)
    if theta.colouring == "layers":
        return "coloured layer by layer"
    if theta.colouring == "capped" and theta.code_style != "voxels":
        return f"{names[0]} on top and nearly white on the sides"
    return f"{listing(names)}{' in turn' if len(names) > 1 else ''}, with dark edges"


def block_questions(theta: CubeStacks, visible: int, words: Phrasing) -> tuple[QuestionAnswer, ...]:
    """One to three questions; only the cubes whose places can be seen are missing, as the questions say."""
    stack, full = theta.stack, _full(theta)
    gone, bottom, colour = len(theta.removed), _bottom(theta), PALETTES[theta.palette].name
    name, (x, y, z) = box_name(theta), stack.box
    told = f"The figure shows {article(name)} of unit cubes"
    if theta.paint != "none":
        told += f" that was {_paint_phrase(theta)}"
    if gone:
        told += ". Only the cubes whose places are seen to be empty were taken out"
        if tunnels(theta):
            told += ", and the tunnels go straight through"
    told += "."
    box = f"The full block has {x} · {y} · {z} = {full.total} cubes."
    left = QuestionAnswer(
        question=f"{told} How many unit cubes are left?",
        answer=str(stack.total),
        steps=(
            box,
            f"{capital(count(gone, 'cube'))} {plural('is', gone)} missing.",
            f"{full.total} - {gone} = {stack.total}.",
        ),
    )
    options = [
        QuestionAnswer(
            question=f"{told} What is its surface area in unit squares, underside included?",
            answer=str(stack.surface()),
            steps=(
                f"{stack.total} separate cubes have 6 · {stack.total} = {6 * stack.total} faces.",
                f"{6 * stack.total - stack.surface()} of them are pressed against another cube.",
                f"{6 * stack.total} - {6 * stack.total - stack.surface()} = {stack.surface()}.",
            ),
        ),
        QuestionAnswer(
            question=f"{told} How many of the cubes cannot be seen at all from this viewpoint?",
            answer=str(stack.total - visible),
            steps=(
                f"There are {stack.total} cubes.",
                f"{visible} of them show at least part of a face.",
                f"{stack.total} - {visible} = {stack.total - visible}.",
            ),
        ),
        QuestionAnswer(
            question=f"{told} How many unit squares does it cover when seen straight from the front?",
            answer=str(stack.outline("front")),
            steps=(
                f"The front of the full block has {x} · {z} = {x * z} squares.",
                f"{_open(x * z - stack.outline('front'))} nothing in the line of sight."
                if stack.outline("front") < x * z
                else "Behind each of them stands at least one cube.",
                f"So {stack.outline('front')} squares are covered.",
            ),
        ),
    ]
    if gone:
        options += [
            left,
            QuestionAnswer(
                question=f"{told} How many cubes are missing to complete the {name}?",
                answer=str(gone),
                steps=(box, f"{stack.total} are left.", f"{full.total} - {stack.total} = {gone}."),
            ),
        ]
    if theta.paint != "none":
        for faces in words.some((0, 1, 2, 3), 2):
            cubes = stack.coloured(faces, bottom)
            before = full.coloured(faces, bottom)
            options.append(
                QuestionAnswer(
                    question=f"{told} How many of the cubes{' left' if gone else ''} have "
                    f"{_exactly(faces, f'{colour} face')}?",
                    answer=str(cubes),
                    steps=(
                        f"In the full block {count(before, 'cube') if before else 'no cube'} "
                        f"{'have' if before > 1 else 'has'} {count(faces, 'painted face')}"
                        f"{_where(theta, faces) if before else ''}.",
                        *([_gone(before - cubes)] if gone and before else []),
                        f"So there are {cubes}.",
                    ),
                )
            )
        if gone:
            bare = _bare(stack)
            options.append(
                QuestionAnswer(
                    question=f"{told} How many unpainted unit squares came to light where cubes were taken out?",
                    answer=str(bare),
                    steps=(
                        "Go through the empty places and count the sides at which a cube is still standing.",
                        f"Together there are {bare}.",
                    ),
                )
            )
    marked = mark_questions(theta, told)
    chosen = words.some(options, words.pick(1, 2, 2, 3) - bool(marked))
    return (*words.some(marked, 1), *chosen) if marked or chosen else (left,)


def _open(amount: int) -> str:
    return f"{capital(number(amount))} of them {'has' if amount == 1 else 'have'}" if amount else "None of them has"


def _gone(amount: int) -> str:
    if amount == 0:
        return "None of these was taken out."
    return f"{capital(number(amount))} of these {_was(amount)} taken out."


def _exactly(amount: int, noun: str) -> str:
    return f"exactly {count(amount, noun)}" if amount else f"no {noun}"


def _was(amount: int) -> str:
    return "was" if amount == 1 else "were"


def _where(theta: CubeStacks, faces: int) -> str:
    """Where the cubes with so many painted faces are in a box with all edges above 2, loosely."""
    if theta.paint == "not below" or min(theta.stack.box) < 3:
        return " (count them layer by layer)"
    return {0: ": those inside", 1: ": those within a face", 2: ": those along an edge", 3: ": the corners"}[faces]


def _mark_name(theta: CubeStacks, index: int) -> str:
    if theta.mark_style == "colour":
        return f"the {PALETTES[theta.palette].accent_name} cube"
    return f"cube {'ABC'[index]}"


def _place(theta: CubeStacks, cube: Cell) -> str:
    x, y, z = cube
    return f"column {x + 1} from the left, row {y + 1} from the front and layer {z + 1} from the floor"


def mark_facts(theta: CubeStacks) -> list[tuple[str, str]]:
    """Exact statements on the marked cubes."""
    pairs = []
    for index, cube in enumerate(theta.marks):
        name = capital(_mark_name(theta, index))
        touching = theta.stack.neighbours(cube)
        pairs.append(("relation", f"{name} is in {_place(theta, cube)}."))
        pairs.append(("count", f"{name} touches {count(touching, 'other cube')} face to face."))
        if theta.paint != "none":
            faces = len(theta.stack.outer(cube, _bottom(theta)))
            pairs.append(("count", f"{name} has {count(faces, f'{PALETTES[theta.palette].name} face')}."))
    return pairs


def mark_sentences(theta: CubeStacks) -> list[str]:
    """What a caption says of the marked cubes."""
    if not theta.marks:
        return []
    if theta.mark_style == "colour":
        return [f"One cube, in {_place(theta, theta.marks[0])}, is {PALETTES[theta.palette].accent_name}."]
    if len(theta.marks) == 1:
        return [f"The cube in {_place(theta, theta.marks[0])} carries the letter A."]
    letters = listing(list("ABC"[: len(theta.marks)]))
    return [f"{capital(number(len(theta.marks)))} cubes are marked with the letters {letters}."]


def mark_questions(theta: CubeStacks, told: str) -> list[QuestionAnswer]:
    """Questions on the marked cubes; `told` is what the picture leaves open."""
    found = []
    for index, cube in enumerate(theta.marks):
        name, stack = _mark_name(theta, index), theta.stack
        touching, free = stack.neighbours(cube), stack.exposed(cube)
        found.append(
            QuestionAnswer(
                question=f"{told} How many other cubes touch {name} with a whole face?",
                answer=str(touching),
                steps=(
                    "A cube has six faces.",
                    f"{capital(number(len(free)))} of those of {name} {plural('is', len(free))} free"
                    + (f": {listing([_side(side) for side in free])}." if free else "."),
                    f"6 - {len(free)} = {touching}.",
                ),
            )
        )
        if theta.paint != "none":
            outer = stack.outer(cube, _bottom(theta))
            colour = PALETTES[theta.palette].name
            found.append(
                QuestionAnswer(
                    question=f"{told} How many {colour} faces does {name} have?",
                    answer=str(len(outer)),
                    steps=(
                        f"It lies in {_place(theta, cube)}.",
                        f"Painted are {listing([_side(side) for side in outer])}."
                        if outer
                        else "None of its faces is painted.",
                    ),
                )
            )
    return found


def _side(side: str) -> str:
    return {"top": "the top", "bottom": "the underside", "front": "the front", "back": "the back"}.get(
        side, f"the {side} side"
    )
