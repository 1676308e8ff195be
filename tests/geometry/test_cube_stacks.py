"""Cube stacks against brute force: voxel arrays for the counts, rays for the visibility."""

from __future__ import annotations

import asyncio
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
from codepercept.geometry.style import PALETTES
from codepercept.sandbox.pool import SandboxPool

matplotlib.use("Agg")
import matplotlib.pyplot as plt

FAMILY = FAMILIES["cube_stacks"]


WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def voxels(theta):
    """Boolean array [x, y, z] with one empty layer all around."""
    heights = theta.heights
    rows, columns = len(heights), len(heights[0])
    solid = np.zeros((columns + 2, rows + 2, 7), dtype=bool)
    for r, row in enumerate(heights):
        for c, height in enumerate(row):
            solid[c + 1, rows - r, 1 : height + 1] = True
    for x, y, z in theta.removed:
        assert solid[x + 1, y + 1, z + 1]
        solid[x + 1, y + 1, z + 1] = False
    return solid


def free_faces(solid):
    """Boolean arrays of exposed faces per cube, keyed by direction."""
    found = {}
    for axis in range(3):
        for step in (1, -1):
            found[axis, step] = solid & ~np.roll(solid, -step, axis=axis)
    return found


def painted_faces(theta):
    """Number of painted faces of every place in the box of a painted block."""
    box = (len(theta.heights[0]), len(theta.heights), theta.heights[0][0])
    faces = np.zeros((box[0] + 2, box[1] + 2, 7), dtype=int)
    for x in range(box[0]):
        for y in range(box[1]):
            for z in range(box[2]):
                sides = [x == 0, x == box[0] - 1, y == 0, y == box[1] - 1, z == box[2] - 1]
                faces[x + 1, y + 1, z + 1] = sum(sides) + (z == 0 and theta.paint == "all over")
    return faces


def count_of(word):
    word = word.lower()
    return WORDS.index(word) if word in WORDS else int(word)


def matches(drawing, pattern):
    """The groups of every fact that fits a pattern."""
    return [match.groups() for fact in drawing.facts if (match := re.fullmatch(pattern, fact.text))]


def test_facts_of_a_thousand_sets():
    """Counts in the sentences of the facts, and in the answers, against voxel arrays."""
    kinds = dict.fromkeys(("plain", "removed", "painted", "marked"), 0)
    for seed in range(1000):
        theta = FAMILY.draw(random.Random(f"facts {seed}"))
        drawing, solid = FAMILY.make(theta), voxels(theta)
        faces = free_faces(solid)
        exposed = sum(face.astype(int) for face in faces.values())
        block = theta.paint != "none" or bool(theta.removed)
        kinds["plain"] += not block
        kinds["removed"] += bool(theta.removed)
        kinds["painted"] += theta.paint != "none"
        kinds["marked"] += bool(theta.marks)
        answers = {entry.question: entry.answer for entry in drawing.questions}
        layers = solid.sum(axis=(0, 1))[1:6].tolist()
        found = matches(drawing, r"Layer (\d) from the floor has (\w+) cubes?(?: left)?\.")
        assert [count_of(n) for _, n in found] == [n for n in layers if n]
        ((surface,),) = matches(drawing, r"(?:The|Its) surface area including the underside is (\d+) unit squares\.")
        assert int(surface) == exposed[solid].sum()
        for question, answer in answers.items():
            if "surface area" in question:
                assert int(answer) == exposed[solid].sum()
        if block:
            check_block(theta, drawing, solid, exposed, answers)
        else:
            check_stack(theta, drawing, solid, faces, exposed)
        check_marks(theta, drawing, solid, answers)
    assert min(kinds.values()) > 100, kinds


def check_stack(theta, drawing, solid, faces, exposed):
    assert matches(drawing, r"The stack has (\d+) unit cubes?\.") == [(str(solid.sum()),)]
    ((covered, rows, columns),) = matches(drawing, r"The stack covers (\w+) squares? of the (\d) by (\d) floor plan\.")
    assert (count_of(covered), int(rows), int(columns)) == (
        solid.any(axis=2).sum(),
        len(theta.heights),
        len(theta.heights[0]),
    )
    for bottom, where in ((True, "including"), (False, "except for")):
        painted = exposed - (0 if bottom else faces[2, -1])
        pattern = rf"If the outside .+ {where} the underside, (\w+) cubes? ha(?:s|ve) exactly (\w+) painted faces?\."
        found = {count_of(k): count_of(n) for n, k in matches(drawing, pattern)}
        assert found == {k: (solid & (painted == k)).sum() for k in range(7) if (solid & (painted == k)).any()}
    for r, row in enumerate(theta.heights):
        name = "The only row" if len(theta.heights) == 1 else f"Row {r + 1} from the back"
        ((listed,),) = matches(drawing, rf"{name} has columns of height (.+) from left to right\.")
        assert tuple(map(int, re.findall(r"\d", listed))) == row
    stack = Stack(theta.heights)
    assert stack.front_view() == solid.any(axis=1).sum(axis=1)[1:-1].tolist()
    assert stack.side_view("right") == solid.any(axis=0).sum(axis=1)[1:-1].tolist()
    assert stack.side_view("left") == solid.any(axis=0).sum(axis=1)[1:-1][::-1].tolist()


def check_block(theta, drawing, solid, exposed, answers):
    left, full = int(solid.sum()), sum(map(sum, theta.heights))
    assert matches(drawing, r"There are (\d+) unit cubes left\.") == [(str(left),)]
    assert matches(drawing, r"The full block has (\d+) unit cubes\.") == [(str(full),)]
    ((gone,),) = matches(drawing, r"(\w+) cubes? ha(?:s|ve) been taken out\.")
    assert count_of(gone) == full - left
    for called, axis in (("the front", 1), ("above", 2), (f"the {theta.side} side", 0)):
        ((squares,),) = matches(drawing, rf"Seen from {called} it covers (\w+) unit squares?\.")
        assert count_of(squares) == solid.any(axis=axis).sum()
    for question, answer in answers.items():
        if "are left?" in question:
            assert int(answer) == left
        if "missing to complete" in question:
            assert int(answer) == full - left
        if "straight from the front" in question:
            assert int(answer) == solid.any(axis=1).sum()
    if theta.paint == "none":
        pattern = r"If the surface .+, (\w+) cubes? would get (?:exactly )?(\w+) painted faces?\."
        found = {count_of(k): count_of(n) for n, k in matches(drawing, pattern)}
        assert found == {k: (solid & (exposed == k)).sum() for k in range(7) if (solid & (exposed == k)).any()}
        return
    colour = theta.palette
    coats = painted_faces(theta)
    pattern = rf"(\w+) cubes? ha(?:s|ve) (?:exactly )?(\w+) {colour} faces?\."
    found = {count_of(k): count_of(n) for n, k in matches(drawing, pattern)}
    assert found == {k: (solid & (coats == k)).sum() for k in range(7) if (solid & (coats == k)).any()}
    for question, answer in answers.items():
        asked = re.search(rf"have (?:exactly )?(\w+) {colour} faces?\?", question)
        if asked:
            assert int(answer) == (solid & (coats == count_of(asked[1]))).sum()
    # bare squares: free faces that are not in the outside of the box
    inside = np.zeros_like(solid)
    inside[1:-1, 1:-1, 1 : theta.heights[0][0] + 1] = True
    bare = sum(
        (solid & ~np.roll(solid, -step, axis=axis) & np.roll(inside, -step, axis=axis)).sum()
        for axis in range(3)
        for step in (1, -1)
    )
    found = matches(drawing, r"Where cubes were taken out, (\w+) unpainted unit squares? can be touched\.")
    assert [count_of(squares) for (squares,) in found] == ([bare] if theta.removed else [])
    assert any("before any cube was taken out" in fact.text for fact in drawing.facts) == bool(theta.removed)


def check_marks(theta, drawing, solid, answers):
    coats = painted_faces(theta) if theta.paint != "none" else None
    for letter, (x, y, z) in zip("ABC", theta.marks, strict=False):
        accent = PALETTES[theta.palette].accent_name
        name = f"The {accent} cube" if theta.mark_style == "colour" else f"Cube {letter}"
        around = [
            solid[x + 1 + dx, y + 1 + dy, z + 1 + dz]
            for dx, dy, dz in ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1))
        ]
        ((touching,),) = matches(drawing, rf"{name} touches (\w+) other cubes? face to face\.")
        assert count_of(touching) == sum(around)
        place = rf"{name} is in column (\d) from the left, row (\d) from the front and layer (\d) from the floor\."
        assert matches(drawing, place) == [(str(x + 1), str(y + 1), str(z + 1))]
        low = name[0].lower() + name[1:]
        for question, answer in answers.items():
            if f"touch {low} with" in question:
                assert int(answer) == sum(around)
            if f"faces does {low} have" in question:
                assert int(answer) == coats[x + 1, y + 1, z + 1]


def seen_by_rays(theta, samples):
    """Cubes of which at least one sampled surface point has a free line to the viewer."""
    view, stack = camera(theta), theta.stack
    grid = (np.arange(samples) + 0.5) / samples
    u, v = (axis.ravel() for axis in np.meshgrid(grid, grid))
    solid = voxels(theta)[1:-1, 1:-1, 1:]
    boxes = []
    for x, y in np.argwhere(solid.any(axis=2)):
        ends = np.flatnonzero(np.diff(np.concatenate(([0], solid[x, y].astype(int), [0]))))
        boxes += [((x, y, low), (x + 1, y + 1, high)) for low, high in zip(ends[::2], ends[1::2], strict=True)]
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
def test_scripts_declare_the_heights_of_the_facts(seed):
    theta = FAMILY.draw(random.Random(2000 + seed))
    drawing = FAMILY.make(theta)
    numbers = re.findall(r"^    \[((?:\d, )*\d)\],$", drawing.code, flags=re.MULTILINE)
    rows = [tuple(map(int, row.split(", "))) for row in numbers]
    assert tuple(rows[: len(theta.heights)]) == theta.heights
    if theta.removed:
        (declared,) = re.findall(r"(?:removed = |in )(\{.+\}):?$", drawing.code, flags=re.MULTILINE)
        assert eval(declared) == set(theta.removed)


UNCLEAR = (
    ("heights", {"heights": ((1, 1),)}),
    ("heights", {"heights": ((1, 1, 1), (4, 4, 4))}),
    ("heights", {"heights": ((2, 0), (0, 2)), "side": "right"}),
    ("removed", {"heights": ((3, 3, 3),) * 3, "removed": ((1, 1, 1),)}),
    ("removed", {"heights": ((3, 3, 3),) * 3, "removed": ((0, 2, 0),), "side": "right"}),
    ("marks", {"heights": ((3, 3, 3),) * 3, "marks": ((1, 1, 1),)}),
)


@pytest.mark.parametrize(("field", "values"), UNCLEAR)
def test_unclear_pictures_are_refused(field, values):
    with pytest.raises(DegenerateParametersError, match=field):
        FAMILY.make(CubeStacks(**values))


def test_make_takes_what_draw_gives():
    assert all(FAMILY.make(FAMILY.draw(random.Random(f"agree {seed}"))) for seed in range(100))


def test_what_is_seen_is_drawn():
    """25 rendered figures: letters, title and the colour of a marked cube are in the trace."""
    asyncio.run(check_traces())


async def check_traces():
    marked = 0
    async with SandboxPool(workers=2) as pool:
        for seed in range(25):
            rng = random.Random(f"trace {seed}")
            while not ((theta := FAMILY.draw(rng)).marks or theta.removed):
                pass
            drawing = FAMILY.make(theta)
            result = await pool.run(drawing.code)
            assert result.status == "ok", result.stderr
            texts = [element.text for element in result.trace.elements if element.text]
            letters = "ABC"[: len(theta.marks)] if theta.mark_style == "letter" else ""
            assert [text for text in texts if text in ("A", "B", "C")] == list(letters)
            marked += len(letters)
            if theta.title:
                assert theta.title in texts
            fills = {element.fill_color or element.color for element in result.trace.elements}
            if theta.marks and theta.mark_style == "colour":
                assert PALETTES[theta.palette].accent in fills
            if theta.paint != "none":
                colours = {c[:7].lower() for c in fills if c}
                palette, bare = PALETTES[theta.palette], {"#fdf8ee", "#f0e4cf", "#dccbb0"}
                assert colours & {palette.top, palette.left, palette.right}
                # light wood shows if and only if cubes were taken out
                assert bool(colours & bare) == bool(theta.removed)
    assert marked > 5


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("removed", {"heights": ((2, 2),), "removed": ((0, 0, 2),)}),
        ("marks", {"heights": ((2, 2),), "marks": ((0, 5, 0),)}),
        ("mark_style", {"heights": ((2, 2),), "marks": ((0, 0, 0), (1, 0, 0)), "mark_style": "colour"}),
        ("paint", {"heights": ((2, 1),), "paint": "all over"}),
        ("code_style", {"heights": ((2, 2),), "paint": "all over", "code_style": "voxels", "view": "orthographic"}),
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
        if checked.get(theta.code_style, 6) >= 6 or theta.floor or theta.paper == "dots" or theta.ghost or theta.marks:
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
