"""Cube stacks: height maps of unit cubes in isometric, oblique, orthographic and perspective views."""

from __future__ import annotations

import random

import numpy as np
from pydantic import BaseModel

from codepercept.geometry.cube_stacks.params import (
    FIGURE_SIZES,
    TITLES,
    VIEWS_OF_STYLE,
    CodeStyle,
    CubeStacks,
    camera,
)
from codepercept.geometry.cube_stacks.scripts import script
from codepercept.geometry.cube_stacks.stack import Heights
from codepercept.geometry.cube_stacks.text import caption, facts, questions
from codepercept.geometry.family import DegenerateParametersError, Drawing, Family
from codepercept.geometry.style import PALETTES


def clear(theta: CubeStacks) -> bool:
    """True if each column shows its highest cube well and no cube shows only a sliver."""
    try:
        seen = theta.stack.visible_fractions(camera(theta))
    except DegenerateParametersError:
        return False
    if theta.view == "isometric" and merging(theta):
        return False
    tops = [seen[x, y, z] for x, y, z in seen if z == theta.stack.height(x, y) - 1]
    return min(tops) > 0.12 and all(share == 0 or share > 0.05 for share in seen.values())


def merging(theta: CubeStacks) -> bool:
    """True if two columns one behind the other would look like a single higher one in an isometric view.

    The sight line runs along a diagonal of the floor: a column continues the one diagonally in front of it if
    nothing as high stands on either of the two squares between them.
    """
    stack, step = theta.stack, 1 if theta.side == "right" else -1
    for x in range(stack.columns):
        for y in range(stack.rows):
            front, back = stack.height(x, y), stack.height(x - step, y + 1)
            between = max(stack.height(x - step, y), stack.height(x, y + 1))
            if front and back >= front > between:
                return True
    return False


def draw(rng: random.Random) -> CubeStacks:
    """Draws a stack and a view that shows it well (unclear ones are drawn again)."""
    while True:
        theta = _candidate(rng)
        if theta.stack.total > 2 and clear(theta):
            return theta


def _candidate(rng: random.Random) -> CubeStacks:
    cut = rng.random() < 0.3
    heights = _cut_cube(rng) if cut else _free_heights(rng)
    if not cut:
        heights = _trimmed(heights)
    style: CodeStyle = rng.choice(("functions", "functions", "flat", "flat", "class", "class", "voxels", "poly3d"))
    flat = style in ("functions", "flat", "class")
    palette, second = rng.sample(list(PALETTES), 2)
    colouring = rng.choice(("shaded", "shaded", "shaded", "capped", "layers", "checker"))
    if colouring in ("capped", "checker") and palette in ("white", "grey"):
        palette = rng.choice(("blue", "green", "orange", "purple", "teal"))
    view = rng.choice(VIEWS_OF_STYLE[style])
    paper = rng.choice(("plain", "plain", "plain", "cream")) if flat else "plain"
    floor = flat and (rng.random() < 0.35 or (any(0 in row for row in heights) and rng.random() < 0.5))
    # Gaps between cubes are hard to read in an isometric view without the squares of the floor.
    floor = floor or (view == "isometric" and any(0 in row for row in heights))
    if view == "isometric" and not floor and rng.random() < 0.3:
        paper = "dots"
    return CubeStacks(
        wording=rng.randrange(10000),
        heights=heights,
        code_style=style,
        view=view,
        paper=paper,
        side=rng.choice(("left", "right")),
        angle=rng.choice((30, 40, 45, 45, 50)),
        ratio=rng.choice((0.5, 0.5, 0.6, 0.7)),
        elevation=rng.randrange(20, 43),
        turn=rng.randrange(24, 60),
        distance=float(rng.randrange(9, 19)),
        colouring=colouring,
        palette=palette,
        second_palette=second if second != palette else "grey",
        floor=floor,
        front_label=flat and rng.random() < 0.3,
        ghost=flat and cut and rng.random() < 0.5,
        plan=style == "functions" and rng.random() < 0.3,
        axes=not flat and rng.random() < 0.4,
        line_width=rng.choice((0.8, 1.0, 1.2, 1.5, 1.8)),
        title=rng.choice(TITLES),
        figure=rng.randrange(len(FIGURE_SIZES)),
    )


def _free_heights(rng: random.Random) -> Heights:
    rows, columns = rng.randint(1, 5), rng.randint(2, 5)
    top = rng.randint(2, 5)
    # Heights tend to fall towards the viewer, or most of the stack would be hidden.
    slope = rng.choice((0.4, 0.7, 1.0))
    return tuple(
        tuple(min(5, max(0, round(top - slope * r - rng.random() * top * 0.9))) for _ in range(columns))
        for r in range(rows)
    )


def _trimmed(heights: Heights) -> Heights:
    """Without empty rows and columns at the border, which a picture could not show."""
    rows = [r for r, row in enumerate(heights) if any(row)]
    columns = [c for c in range(len(heights[0])) if any(row[c] for row in heights)]
    if not rows:
        return ((1,),)
    return tuple(tuple(row[columns[0] : columns[-1] + 1]) for row in heights[rows[0] : rows[-1] + 1])


def _cut_cube(rng: random.Random) -> Heights:
    edge = rng.randint(2, 5)
    heights = np.full((edge, edge), edge)
    side = rng.choice((0, edge - 1))
    for _ in range(rng.randint(1, 3 + edge)):
        r = edge - 1 - int(rng.random() ** 1.6 * edge)
        c = abs(side - int(rng.random() ** 1.6 * edge))
        heights[r, c] = max(0, heights[r, c] - rng.randint(1, max(1, edge - 2)))
    return tuple(tuple(int(height) for height in row) for row in heights)


def make(params: BaseModel) -> Drawing:
    """Makes the drawing of a cube stack.

    Raises:
        DegenerateParametersError: If the perspective eye is too near (see `camera`).
    """
    theta = CubeStacks.model_validate(params)
    seen = theta.stack.visible_fractions(camera(theta))
    visible = sum(share > 0 for share in seen.values())
    whole = all(seen[x, y, z] > 0 for x, y, z in seen if z == theta.stack.height(x, y) - 1)
    return Drawing(
        code=script(theta),
        facts=facts(theta, visible, whole),
        caption=caption(theta, visible),
        questions=questions(theta, visible, whole),
        parameters=theta.model_dump(mode="json"),
    )


FAMILY = Family(name="cube_stacks", params=CubeStacks, draw=draw, make=make)
