"""Cube stacks against brute force: voxel arrays for the counts, rays for the visibility."""

from __future__ import annotations

import random
import re

import matplotlib
import numpy as np
import pytest
from pydantic import ValidationError

from codepercept.geometry import FAMILIES, DegenerateParametersError
from codepercept.geometry.cube_stacks import CubeStacks
from codepercept.geometry.cube_stacks.params import camera
from codepercept.geometry.cube_stacks.stack import Stack

matplotlib.use("Agg")
import matplotlib.pyplot as plt

FAMILY = FAMILIES["cube_stacks"]


def voxels(heights):
    """Boolean array [x, y, z] with one empty layer all around."""
    rows, columns = len(heights), len(heights[0])
    solid = np.zeros((columns + 2, rows + 2, 7), dtype=bool)
    for r, row in enumerate(heights):
        for c, height in enumerate(row):
            solid[c + 1, rows - r, 1 : height + 1] = True
    return solid


def free_faces(solid):
    """Boolean arrays of exposed faces per cube, keyed by direction."""
    found = {}
    for axis in range(3):
        for step in (1, -1):
            found[axis, step] = solid & ~np.roll(solid, -step, axis=axis)
    return found


@pytest.mark.parametrize("seed", range(250))
def test_counts(seed):
    theta = FAMILY.draw(random.Random(seed))
    stack, solid = Stack(theta.heights), voxels(theta.heights)
    faces = free_faces(solid)
    assert stack.total == solid.sum()
    assert stack.surface() == sum(face.sum() for face in faces.values())
    assert stack.footprint == solid.any(axis=2).sum()
    assert stack.front_view() == solid.any(axis=1).sum(axis=1)[1:-1].tolist()
    assert stack.side_view("right") == solid.any(axis=0).sum(axis=1)[1:-1].tolist()
    assert stack.side_view("left") == solid.any(axis=0).sum(axis=1)[1:-1][::-1].tolist()
    painted = sum(face.astype(int) for face in faces.values())
    above_floor = painted - faces[2, -1]
    for k in range(7):
        assert stack.painted(k, bottom=True) == (solid & (painted == k)).sum()
        assert stack.painted(k, bottom=False) == (solid & (above_floor == k)).sum()
    assert [stack.layer(z) for z in range(5)] == solid.sum(axis=(0, 1))[1:6].tolist()


def seen_by_rays(theta, samples):
    """Cubes of which at least one sampled surface point has a free line to the viewer."""
    view, stack = camera(theta), Stack(theta.heights)
    grid = (np.arange(samples) + 0.5) / samples
    u, v = (axis.ravel() for axis in np.meshgrid(grid, grid))
    boxes = [
        ((x, y, 0), (x + 1, y + 1, stack.height(x, y)))
        for x in range(stack.columns)
        for y in range(stack.rows)
        if stack.height(x, y)
    ]
    seen = set()
    for cube in stack.cubes():
        for axis in range(3):
            for step in (1, -1):
                if axis == 2 and step == -1:
                    continue
                points = np.empty((samples * samples, 3))
                points[:, axis] = cube[axis] + (step > 0)
                others = [k for k in range(3) if k != axis]
                points[:, others[0]], points[:, others[1]] = cube[others[0]] + u, cube[others[1]] + v
                way = view.toward[None] if view.eye is None else view.eye - points
                way = np.broadcast_to(way / np.linalg.norm(way, axis=1, keepdims=True), points.shape)
                if step * way[0, axis] <= 0:
                    continue
                start = points + 1e-9 * way
                blocked = np.zeros(len(points), dtype=bool)
                for low, high in boxes:
                    near = (np.array(low) - start) / way
                    far = (np.array(high) - start) / way
                    enter = np.minimum(near, far).max(axis=1)
                    leave = np.maximum(near, far).min(axis=1)
                    blocked |= (np.maximum(enter, 0) < leave - 1e-7) & (leave > 1e-7)
                if not blocked.all():
                    seen.add(cube)
    return seen


@pytest.mark.parametrize("seed", range(45))
def test_visible_cubes_by_rays(seed):
    theta = FAMILY.draw(random.Random(1000 + seed))
    exact = theta.stack.visible_fractions(camera(theta))
    assert seen_by_rays(theta, 14) == {cube for cube, share in exact.items() if share > 0}


def test_visible_cubes_of_a_full_cube():
    # In any of the corner views of a 3 x 3 x 3 cube 8 of 27 cubes are hidden.
    for view, style in (
        ("isometric", "flat"),
        ("oblique", "flat"),
        ("orthographic", "voxels"),
        ("perspective", "class"),
    ):
        theta = CubeStacks(heights=((3, 3, 3),) * 3, view=view, code_style=style, distance=15)
        assert sum(share == 0 for share in theta.stack.visible_fractions(camera(theta)).values()) == 8


@pytest.mark.parametrize("seed", range(60))
def test_facts_and_answers_state_the_counts(seed):
    theta = FAMILY.draw(random.Random(2000 + seed))
    drawing = FAMILY.make(theta)
    total = int(voxels(theta.heights).sum())
    texts = [fact.text for fact in drawing.facts]
    assert f"The stack has {total} unit cubes." in texts
    assert drawing.questions[0].answer == str(total)
    surface = sum(int(face.sum()) for face in free_faces(voxels(theta.heights)).values())
    assert f"The surface area including the underside is {surface} unit squares." in texts
    for entry in drawing.questions:
        if "surface area" in entry.question:
            assert entry.answer == str(surface)
    # The code declares the very heights that the facts speak of.
    numbers = re.findall(r"^    \[((?:\d, )*\d)\],$", drawing.code, flags=re.MULTILINE)
    rows = [tuple(map(int, row.split(", "))) for row in numbers]
    assert tuple(rows[: len(theta.heights)]) == theta.heights


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("elevation", {"heights": ((1,),), "elevation": 80}),
        ("heights", {"heights": ((1, 2), (3,))}),
        ("heights", {"heights": ((9,),)}),
        ("view", {"heights": ((1,),), "code_style": "voxels", "view": "oblique"}),
        ("palette", {"heights": ((1,),), "palette": "mauve"}),
    ],
)
def test_bad_parameters_name_the_field(field, values):
    with pytest.raises(ValidationError, match=field):
        CubeStacks(**values)


def test_near_eye_is_refused():
    theta = CubeStacks(heights=((5,) * 5,) * 5, view="perspective", distance=5, turn=12)
    with pytest.raises(DegenerateParametersError, match="distance"):
        FAMILY.make(theta)


def test_pictures_show_exactly_the_visible_cubes(monkeypatch):
    """Every cube gets its own colour; the colours found in the rendered picture are those of the visible cubes."""
    checked = dict.fromkeys(("class", "poly3d", "voxels"), 0)
    seed = 0
    while min(checked.values()) < 6:
        theta = FAMILY.draw(random.Random(f"pixels {seed}"))
        seed += 1
        if checked.get(theta.code_style, 6) >= 6 or theta.floor or theta.paper == "dots" or theta.ghost:
            continue
        checked[theta.code_style] += 1
        plt.close("all")
        monkeypatch.setattr(plt, "show", lambda: None)
        scope = {"__name__": "__main__"}
        code = FAMILY.make(theta).code.replace("ax.voxels(", "drawn = ax.voxels(")
        exec(compile(code, "figure", "exec"), scope)
        order, colours = colour_cubes(theta, scope)
        figure = plt.gcf()
        figure.canvas.draw()
        pixels = np.asarray(figure.canvas.buffer_rgba())[..., :3].astype(int).reshape(-1, 3)
        codes, amounts = np.unique(pixels @ [65536, 256, 1], return_counts=True)
        found = {code for code, amount in zip(codes.tolist(), amounts.tolist(), strict=True) if amount > 8}
        seen = {cube for cube, colour in zip(order, colours, strict=True) if colour in found}
        exact = theta.stack.visible_fractions(camera(theta))
        assert seen == {cube for cube, share in exact.items() if share > 0}, theta


def colour_cubes(theta, scope):
    """Gives each cube a colour of its own and removes the edges; returns the cubes and their colours as numbers."""
    axes = scope["ax"]
    cubes = list(theta.stack.cubes())
    # Multiples of a prime step keep the colours apart from each other and from the white paper.
    numbers = [(k + 1) * 104729 % 0xF0F0F0 for k in range(len(cubes))]
    as_rgb = {
        cube: tuple((n >> shift & 255) / 255 for shift in (16, 8, 0)) for cube, n in zip(cubes, numbers, strict=True)
    }
    if theta.code_style == "class":
        drawn = [cube for cube in scope["stack"].cubes() for _ in range(3)]
        collection = axes.collections[0]
        collection.set(facecolors=[as_rgb[cube] for cube in drawn], edgecolors="none", antialiaseds=False)
    elif theta.code_style == "poly3d":
        corners = [np.array(face) for face in scope["faces"]]
        right = theta.side == "right"
        drawn = []
        for face in corners:
            low, flat = face.min(axis=0), np.ptp(face, axis=0).argmin()
            low[flat] -= (flat == 2) or (flat == 0 and right)
            drawn.append(tuple(low.tolist()))
        collection = axes.collections[0]
        collection.set(facecolors=[as_rgb[cube] for cube in drawn], edgecolors="none", antialiaseds=False)
    else:
        for cube, collection in scope["drawn"].items():
            colour = as_rgb[tuple(int(k) for k in cube)]
            collection.set(facecolors=[colour] * 6, edgecolors="none", antialiaseds=False)
    return cubes, numbers
