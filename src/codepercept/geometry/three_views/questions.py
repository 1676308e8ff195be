"""Questions about drawings in several views, with reasoning steps."""

from __future__ import annotations

import numpy as np

from codepercept.geometry.three_views.cells import cubes
from codepercept.geometry.three_views.checks import tells_all
from codepercept.geometry.three_views.model import Model, measure, model_of
from codepercept.geometry.three_views.naming import (
    answer_letter,
    cubic_unit,
    fewest_cubes,
    length_text,
    lines_phrase,
    most_cubes,
    short_name,
    square_unit,
    view_name,
    where,
)
from codepercept.geometry.three_views.params import PUZZLES, ThreeViews
from codepercept.geometry.three_views.sheet import has_picture, shown_views
from codepercept.geometry.words import Phrasing, capital, count, listing, number, plural
from codepercept.types import QuestionAnswer

ASSUME = "Every cube stands on the floor or on another cube, and no column is completely hidden."


def questions(theta: ThreeViews) -> tuple[QuestionAnswer, ...]:
    """One to three questions whose answers follow from the picture and what the question says."""
    words = Phrasing(theta.wording, "three views questions")
    model = model_of(theta)
    if theta.mode in PUZZLES:
        first, others = _puzzle(theta, model, words), _cube_counts(theta, words)
        return (first, *words.some(others, words.pick(0, 0, 1)))
    options = [*_view_questions(theta, model, words), *_measures(theta, model), *_cube_counts(theta, words)]
    return tuple(words.some(options, words.pick(1, 2, 2, 3)))


def _puzzle(theta: ThreeViews, model: Model, words: Phrasing) -> QuestionAnswer:
    letter = answer_letter(theta)
    others = [other for other in "ABCD"[: len(theta.candidates)] if other != letter]
    called = view_name(theta, theta.missing)
    if theta.mode == "which solid":
        return QuestionAnswer(
            question=words.pick(
                f"{ASSUME} Which of the solids has the three given views?",
                f"{ASSUME} To which solid do the front, top and {theta.side} side views belong?",
                f"{ASSUME} Which picture matches the three views?",
            ),
            answer=letter,
            steps=(
                "Compare outline and inner lines of the three views with each picture.",
                *(f"Solid {other} differs: {_difference(theta, other)}." for other in others),
                f"Solid {letter} agrees with all three views.",
            ),
        )
    if theta.mode == "third view":
        given = [view_name(theta, view) for view in shown_views(theta)]
        return QuestionAnswer(
            question=f"The views show all squares in sight. Which drawing can be the {called} of a solid with the "
            f"given {listing(given)}?",
            answer=letter,
            steps=(
                "Imagine the largest solid inside the two given views and a candidate for the third.",
                f"With {listing(others, 'or')} this solid no longer fills all squares of the three views.",
                f"With {letter} it does.",
            ),
        )
    rows = "; ".join(", ".join(map(str, row)) for row in _heights(theta))
    return QuestionAnswer(
        question=f"{ASSUME} Which drawing is the {called} of the solid in the picture?",
        answer=letter,
        steps=(
            f"Read the column heights row by row from the back: {rows}.",
            f"The {called} follows from them, with {lines_phrase(theta, model.views[theta.missing])}."
            if not theta.seams
            else f"The {called} covers {count(int(model.views[theta.missing].area[0]), 'square')}.",
            f"Only {letter} shows this.",
        ),
    )


def _heights(theta: ThreeViews) -> list[list[int]]:
    heights = cubes(theta.layers).filled.sum(axis=2)
    return [[int(h) for h in heights[:, y]] for y in reversed(range(heights.shape[1]))]


def _difference(theta: ThreeViews, letter: str) -> str:
    """In which view a candidate solid differs from the given ones, and how."""
    right, wrong = cubes(theta.layers), cubes(theta.candidates["ABCD".index(letter)])
    for name in ("front", "top", "side"):
        look = theta.side if name == "side" else name
        called = view_name(theta, name)
        if (right.silhouette(look) != wrong.silhouette(look)).any():
            return f"its {called} has another outline"
    for name in ("front", "top", "side"):
        look = theta.side if name == "side" else name
        one, two = right.view(look), wrong.view(look)
        if set(one.visible) != set(two.visible) or set(one.hidden) != set(two.hidden):
            return f"in its {view_name(theta, name)} other lines appear inside the outline"
    raise AssertionError("a candidate without a difference")


def _view_questions(theta: ThreeViews, model: Model, words: Phrasing) -> list[QuestionAnswer]:
    shown = shown_views(theta)
    found = []
    if len(shown) == 3:
        found.append(
            QuestionAnswer(
                question=words.pick(
                    f"The side view is taken from the {theta.side}. Is this first-angle or third-angle projection?",
                    f"Given that the side view is taken from the {theta.side}, which projection method is used?",
                ),
                answer=f"{theta.angle}-angle projection",
                steps=(
                    f"The view from above stands {where(theta, 'top')}, and the view from the {theta.side} "
                    f"{where(theta, 'side')}.",
                    "In third-angle projection a view stands on the side from which it is seen, in first-angle "
                    "projection on the opposite side.",
                    f"So it is {theta.angle}-angle projection.",
                ),
            )
        )
    if not theta.seams:
        view = words.pick(*shown)
        lines = model.views[view]
        many = len(lines.hidden)
        found.append(
            QuestionAnswer(
                question=f"How many straight dashed lines (hidden edges) does the {view_name(theta, view)} contain?",
                answer=str(many),
                steps=(
                    f"The {view_name(theta, view)} has {lines_phrase(theta, lines)}.",
                    f"So {number(many)} {plural('line', many)} {plural('is', many)} dashed.",
                ),
            )
        )
        dashed = [view_name(theta, v) for v in shown if model.views[v].hidden or model.views[v].hidden_circles]
        found.append(
            QuestionAnswer(
                question="Which of the views contain hidden edges?",
                answer=listing(dashed) if dashed else "none",
                steps=(
                    "Hidden edges are drawn as dashed lines.",
                    f"They occur in {listing(['the ' + d for d in dashed])}." if dashed else "There are none.",
                ),
            )
        )
    else:
        view = words.pick(*shown)
        squares = int(model.views[view].area[0])
        rows = model.cells.silhouette(theta.side if view == "side" else view) if model.cells else np.ones((1, 1))
        sums = [str(int(n)) for n in rows.sum(axis=1)]
        found.append(
            QuestionAnswer(
                question=f"How many squares does the {view_name(theta, view)} consist of?",
                answer=str(squares),
                steps=(
                    f"Column by column from the left there are {listing(sums)} squares.",
                    f"{' + '.join(sums)} = {squares}." if len(sums) > 1 else f"That makes {squares}.",
                ),
            )
        )
    circles = {v: len(model.views[v].circles) for v in shown}
    if any(circles.values()):
        most = max(circles, key=lambda v: circles[v])
        if list(circles.values()).count(circles[most]) == 1:
            found.append(
                QuestionAnswer(
                    question="In which view do most of the circles appear, and how many does it show?",
                    answer=f"{view_name(theta, most)}, {circles[most]}",
                    steps=(
                        "A round hole or cylinder is a circle only when seen along its axis.",
                        f"The {view_name(theta, most)} has {count(circles[most], 'circle')}.",
                    ),
                )
            )
    if {"front", "top"} <= set(shown) and (theta.grid or theta.sizes != "none" or theta.kind == "cubes"):
        _length, width, _height = (length_text(theta, value) for value in model.size)
        if theta.kind != "turned":
            found.append(
                QuestionAnswer(
                    question=f"How wide is the {view_name(theta, 'side')}"
                    f"{'' if 'side' in shown else ', which is not drawn,'} and where else can this length be seen?",
                    answer=f"{width}; it is the height of the top view",
                    steps=(
                        "The side view shows the depth of the solid as its width.",
                        "The top view shows the same depth from its lower to its upper border.",
                        f"The depth is {width}.",
                    ),
                )
            )
    return found


def _measures(theta: ThreeViews, model: Model) -> list[QuestionAnswer]:
    """Questions that need sizes; asked only where squares or a chain of dimensions give all of them."""
    if theta.kind == "cubes" or not (theta.grid or theta.sizes == "chain") or theta.mode == "pair":
        return []
    noun = short_name(theta)
    square = f"One square of the paper is {theta.grid} mm wide. " if theta.grid else "Lengths are in mm. "
    found = []
    # On squared paper only multiples of its step can be read off.
    readable = not theta.grid or _on_grid(theta, model)
    if readable:
        found.append(
            QuestionAnswer(
                question=f"{square}What is the volume of the {noun}?",
                answer=f"{measure(model.volume)} {cubic_unit(theta)}",
                steps=_volume_steps(theta, model),
            )
        )
        found.append(
            QuestionAnswer(
                question=f"{square}How large is the area that the solid covers in the front view?",
                answer=f"{measure(model.views['front'].area)} {square_unit(theta)}",
                steps=(
                    "Take the outline of the front view and leave out openings through which one can see.",
                    f"Its area is {measure(model.views['front'].area)} {square_unit(theta)}.",
                ),
            )
        )
        found.append(
            QuestionAnswer(
                question=f"{square}What is the surface area of the {noun}, walls of holes included?",
                answer=f"{measure(model.surface, model.roots)} {square_unit(theta)}",
                steps=(
                    "Add the areas of all flat faces, without the openings of holes.",
                    *(["Each round wall adds π · diameter · height."] if model.surface[1] else []),
                    f"Together this is {measure(model.surface, model.roots)} {square_unit(theta)}.",
                ),
            )
        )
    return found


def _on_grid(theta: ThreeViews, model: Model) -> bool:
    values = [*model.size]
    for view in model.views.values():
        values += [c for segment in (*view.visible, *view.hidden) for p in segment for c in p]
        values += [2 * circle.radius for circle in view.circles]
    return all(value % theta.grid == 0 for value in values)


def _volume_steps(theta: ThreeViews, model: Model) -> tuple[str, ...]:
    length, width, _height = (int(v) for v in model.size)
    unit = cubic_unit(theta)
    if theta.kind == "turned":
        steps = [
            f"Step {k}: π · ({d}/2)² · {h} = {measure((0.0, d * d * h / 4))}."
            for k, (d, h) in enumerate(theta.discs, 1)
        ]
        if theta.bore[0]:
            b, depth = theta.bore
            steps.append(f"The hole takes away π · ({b}/2)² · {depth} = {measure((0.0, b * b * depth / 4))}.")
    elif theta.kind == "profile":
        steps = [
            f"The front face without holes has the area {measure((model.volume[0] / width, 0.0))} mm².",
            f"Times the width {width}: {measure((model.volume[0] / width, 0.0))} · {width} = "
            f"{measure((model.volume[0], 0.0))}.",
        ]
    else:
        base = theta.size[2]
        steps = [f"The full box is {length} · {width} · {base} = {length * width * base} {unit}."]
        if theta.cuts:
            gone = length * width * base - model.volume[0]
            steps.append(
                f"The cuts take away {measure((gone, 0.0))} {unit}, which leaves {measure((model.volume[0], 0.0))}."
            )
    if theta.boss:
        steps.append(
            f"The boss adds π · ({theta.boss.diameter}/2)² · {theta.boss.height} = "
            f"{measure((0.0, theta.boss.diameter**2 * theta.boss.height / 4))}."
        )
    for bore in model.bores if theta.kind != "turned" else ():
        high = bore.high - bore.low
        steps.append(
            f"A hole takes away π · {measure((bore.radius, 0.0))}² · {measure((high, 0.0))} = "
            f"{measure((0.0, bore.radius**2 * high))}."
        )
    return (*steps, f"The volume is {measure(model.volume)} {unit}.")


def _cube_counts(theta: ThreeViews, words: Phrasing) -> list[QuestionAnswer]:
    if theta.kind != "cubes":
        return []
    body = cubes(theta.layers)
    total = int(body.filled.sum())
    found = []
    if has_picture(theta) and tells_all(body.filled, theta.side):
        rows = "; ".join(", ".join(map(str, row)) for row in _heights(theta))
        found.append(
            QuestionAnswer(
                question=f"{ASSUME} How many unit cubes does the solid consist of?",
                answer=str(total),
                steps=(f"Read the column heights row by row from the back: {rows}.", f"Their sum is {total}."),
            )
        )
        box = body.filled.size
        found.append(
            QuestionAnswer(
                question=f"{ASSUME} How many cubes are missing from the full box around the solid?",
                answer=str(box - total),
                steps=(
                    f"The box is {' × '.join(map(str, body.filled.shape))} = {box} cubes.",
                    f"The solid has {total}.",
                    f"{box} - {total} = {box - total}.",
                ),
            )
        )
    if theta.seams and len(shown_views(theta)) == 3 and not has_picture(theta) and body.heaped():
        most, fewest = most_cubes(theta), fewest_cubes(body)
        said = "The views show all squares in sight, and no cube hangs in the air."
        found.append(
            QuestionAnswer(
                question=f"{said} What is the largest number of cubes the building can have?",
                answer=str(most),
                steps=(
                    "On each square of the top view a column can be as high as front and side view both allow.",
                    f"{capital(_limits(theta))}.",
                    f"The sum is {most}.",
                ),
            )
        )
        found.append(
            QuestionAnswer(
                question=f"{said} What is the smallest number of cubes the building can have?",
                answer=str(fewest),
                steps=(
                    f"Each of the {int(body.filled.any(axis=2).sum())} squares of the top view needs one cube.",
                    "Every height in the front and in the side view must be reached once; one column can serve both.",
                    f"This takes {fewest} cubes.",
                ),
            )
        )
    return found


def _limits(theta: ThreeViews) -> str:
    body = cubes(theta.layers).filled
    files, rows = body.any(axis=1).sum(axis=1), body.any(axis=0).sum(axis=1)
    high = np.minimum(files[:, None], rows[None, :]) * body.any(axis=2)
    lines = [", ".join(str(int(h)) for h in high[:, y]) for y in reversed(range(high.shape[1]))]
    return f"row by row from the back this gives the heights {'; '.join(lines)}"
