"""Cube stacks: height maps of unit cubes in isometric, oblique, orthographic and perspective views."""

from __future__ import annotations

import itertools
import operator
import random
from typing import Any

import numpy as np
from pydantic import BaseModel

from codepercept.geometry.cube_stacks.clarity import problem
from codepercept.geometry.cube_stacks.params import (
    BLOCK_TITLES,
    FIGURE_SIZES,
    PAINT_TITLES,
    TITLES,
    VIEWS_OF_STYLE,
    CodeStyle,
    CubeStacks,
    cubes_seen,
)
from codepercept.geometry.cube_stacks.scripts import script
from codepercept.geometry.cube_stacks.stack import Cell, Heights
from codepercept.geometry.cube_stacks.text import caption, facts, questions
from codepercept.geometry.family import DegenerateParametersError, Drawing, Family
from codepercept.geometry.style import PALETTES


def draw(rng: random.Random) -> CubeStacks:
    """Draws a stack and a view that shows it well (unclear ones are drawn again)."""
    while True:
        theta = _candidate(rng)
        if not problem(theta):
            return theta


def _candidate(rng: random.Random) -> CubeStacks:
    theta = _block(rng) if rng.random() < 0.35 else _plain(rng)
    if theta.code_style != "voxels" and not theta.plan and rng.random() < 0.22:
        theta = _marked(rng, theta)
    return theta


def _marked(rng: random.Random, theta: CubeStacks) -> CubeStacks:
    """The same stack with one to three marked cubes, by preference such as can be seen."""
    try:
        seen = cubes_seen(theta)
    except DegenerateParametersError:
        return theta
    cubes = [cube for cube, share in seen.items() if share > 0.9]
    if not cubes:
        return theta
    colour = theta.colouring == "shaded" and theta.palette != "white" and rng.random() < 0.4
    marks = tuple(rng.sample(cubes, min(len(cubes), 1 if colour else rng.choice((1, 1, 2, 3)))))
    return theta.model_copy(update={"marks": marks, "mark_style": "colour" if colour else "letter"})


def _block(rng: random.Random) -> CubeStacks:
    """A box of cubes, mostly painted, from which cubes were taken out at corners, along edges or through it."""
    plain = _plain(rng)
    edge = rng.randint(2, 5)
    nx, ny, nz = (edge, edge, edge) if rng.random() < 0.5 else (rng.randint(2, 5), rng.randint(2, 5), rng.randint(2, 4))
    right = plain.side == "right"
    near = (nx - 1 if right else 0, 0, nz - 1)
    far = (nx - 1 - near[0], ny - 1, 0)
    size = (nx, ny, nz)
    removed: set[Cell] = set()
    corners = [c for c in itertools.product(*zip(near, far, strict=True)) if sum(map(operator.ne, c, near)) < 2]
    for _ in range(rng.choice((0, 1, 1, 2, 2, 3))):
        kind = rng.choice(("corner", "corner", "edge", "row", "tunnel", "face"))
        axis = rng.randrange(3)
        start = list(rng.choice(corners) if kind == "corner" else near)
        if kind == "corner":
            removed.add((start[0], start[1], start[2]))
            continue
        if kind in ("row", "tunnel"):
            others = [k for k in range(3) if k != axis]
            for k in others:
                start[k] = rng.randrange(1, size[k] - 1) if kind == "tunnel" and size[k] > 2 else near[k]
            if kind == "tunnel" and min(size[k] for k in others) < 3:
                continue
            removed |= {_cell(start, axis, k) for k in range(size[axis])}
        else:
            for k in range(3):
                if k == axis or (kind == "face" and rng.random() < 0.7):
                    start[k] = rng.randrange(size[k])
            removed.add((start[0], start[1], start[2]))
    if len(removed) > 12 or len(removed) >= nx * ny * nz - 3:
        removed = set()
    painted = plain.code_style != "voxels" and (rng.random() < 0.8 or not removed)
    palettes = [name for name in PALETTES if name not in ("white", "grey", "yellow", "brown")]
    update: dict[str, Any] = {
        "heights": ((nz,) * nx,) * ny,
        "removed": tuple(sorted(removed)),
        "paint": rng.choice(("all over", "all over", "not below")) if painted else "none",
        "plan": False,
        "floor": False,
        "paper": plain.paper if plain.paper != "dots" else "plain",
        "title": rng.choice(PAINT_TITLES if painted else BLOCK_TITLES),
        "ghost": plain.code_style in ("functions", "flat", "class") and bool(removed) and rng.random() < 0.25,
    }
    if painted:
        update |= {"colouring": "shaded", "palette": rng.choice(palettes)}
    return CubeStacks.model_validate({**plain.model_dump(), **update})


def _cell(start: list[int], axis: int, place: int) -> Cell:
    x, y, z = (place if k == axis else c for k, c in enumerate(start))
    return x, y, z


def _plain(rng: random.Random) -> CubeStacks:
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
        DegenerateParametersError: If the eye is too near or the picture unclear (see `clarity.problem`).
    """
    theta = CubeStacks.model_validate(params)
    reason = problem(theta)
    if reason:
        raise DegenerateParametersError(reason)
    seen = cubes_seen(theta)
    visible = sum(share > 0 for share in seen.values())
    whole = not theta.is_block and all(seen[x, y, z] > 0 for x, y, z in seen if z == theta.stack.height(x, y) - 1)
    return Drawing(
        code=script(theta),
        facts=facts(theta, visible, whole),
        caption=caption(theta, visible),
        questions=questions(theta, visible, whole),
        parameters=theta.model_dump(mode="json"),
    )


FAMILY = Family(name="cube_stacks", params=CubeStacks, draw=draw, make=make)
