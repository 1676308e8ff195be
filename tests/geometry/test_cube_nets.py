"""Cube nets against an independent folding: a die that rolls over the net."""

from __future__ import annotations

import random
import re

import matplotlib
import numpy as np
import pytest
from pydantic import ValidationError

from codepercept.geometry import FAMILIES
from codepercept.geometry.camera import orthographic
from codepercept.geometry.cube_nets import CubeNets
from codepercept.geometry.cube_nets.hexominoes import (
    HEXOMINOES,
    NETS,
    OTHERS,
    fold,
    meeting_edges,
    opposite_pairs,
    oriented,
    partly_folded,
)
from codepercept.geometry.family import sample
from codepercept.geometry.ranges import accepts

matplotlib.use("Agg")
import matplotlib.pyplot as plt

FAMILY = FAMILIES["cube_nets"]

# A die as (bottom, top, north, south, east, west); rolling permutes the places.
ROLLS = {
    (1, 0): lambda d: (d[4], d[5], d[2], d[3], d[1], d[0]),
    (-1, 0): lambda d: (d[5], d[4], d[2], d[3], d[0], d[1]),
    (0, 1): lambda d: (d[2], d[3], d[1], d[0], d[4], d[5]),
    (0, -1): lambda d: (d[3], d[2], d[0], d[1], d[4], d[5]),
}


def stamps(cells):
    """Die face (1-6, opposite faces add up to 7) that each cell meets when the die rolls along a path to it.

    Returns None if two paths disagree (then no folding exists).
    """
    found = {cells[0]: (1, 6, 2, 5, 3, 4)}
    queue = [cells[0]]
    while queue:
        c, r = queue.pop()
        for (dc, dr), roll in ROLLS.items():
            other = (c + dc, r + dr)
            if other in cells:
                die = roll(found[c, r])
                if other not in found:
                    found[other] = die
                    queue.append(other)
                elif found[other] != die:
                    return None
    return {cell: die[0] for cell, die in found.items()}


def test_known_counts():
    assert len(HEXOMINOES) == 35
    assert len(NETS) == 11
    assert len(set(HEXOMINOES)) == 35


@pytest.mark.parametrize("cells", HEXOMINOES)
def test_nets_are_those_that_a_die_covers(cells):
    for orientation in range(8):
        turned = oriented(cells, orientation)
        faces = stamps(turned)
        covers = faces is not None and sorted(faces.values()) == [1, 2, 3, 4, 5, 6]
        assert covers == (cells in NETS)
        if covers:
            expected = {frozenset((a, b)) for a in turned for b in turned if faces[a] + faces[b] == 7}
            assert {frozenset(pair) for pair in opposite_pairs(turned)} == expected


@pytest.mark.parametrize("cells", NETS)
def test_meeting_edges_coincide_in_space(cells):
    for orientation in range(8):
        turned = oriented(cells, orientation)
        corners = partly_folded(turned, turned[0], 90)
        order = {"bottom": (0, 1), "right": (1, 2), "top": (2, 3), "left": (3, 0)}
        pairs = meeting_edges(turned)
        assert len(pairs) == 7
        assert len({end for pair in pairs for end in pair}) == 14
        for (a, side_a), (b, side_b) in pairs:
            first = corners[a][list(order[side_a])]
            second = corners[b][list(order[side_b])]
            assert np.allclose(first, second) or np.allclose(first, second[::-1])


@pytest.mark.parametrize("cells", NETS)
def test_folding_in_steps_ends_in_the_folded_cube(cells):
    panels = fold(cells)
    corners = partly_folded(cells, cells[0], 90)
    for cell, panel in panels.items():
        a, b, _, d = corners[cell]
        assert np.allclose(b - a, panel.right)
        assert np.allclose(d - a, panel.up)
        assert np.allclose(corners[cell].mean(axis=0) - [0.5, 0.5, -0.5], np.array(panel.out) / 2)
    flat = partly_folded(cells, cells[0], 0)
    for cell, square in flat.items():
        assert np.allclose(square[0, :2], np.array(cell) - cells[0]) and np.allclose(square[:, 2], 0)


def drawn_patches(code, monkeypatch):
    """Runs a script in this process and returns its axes."""
    plt.close("all")
    monkeypatch.setattr(plt, "show", lambda: None)
    exec(compile(code, "figure", "exec"), {"__name__": "__main__"})
    return plt.gcf().axes


def drawn(seed, **wanted):
    """Parameters and drawing of a net of a cube, or of what is wanted."""
    drawing, _ = sample(FAMILY, random.Random(seed), accepts({"solid": "cube", **wanted}))
    return CubeNets.model_validate(drawing.parameters), drawing


def cube_drawings(count):
    seed = 0
    while count:
        theta, _ = drawn(5000 + seed, mode="cube")
        seed += 1
        if theta.mode == "cube" and theta.mark in ("letters", "symbols", "digits"):
            count -= 1
            yield theta


def test_folded_cube_shows_the_right_faces_and_orientations(monkeypatch):
    c, s = np.cos(np.pi / 6), 0.5
    for theta in cube_drawings(25):
        _, cube_ax = drawn_patches(FAMILY.make(theta).code, monkeypatch)
        # Each face draws its square, its mark and its outline, in the order left, right, top.
        squares, marks = cube_ax.patches[0::3], cube_ax.patches[1::3]
        corners = partly_folded(theta.cells, theta.cells[0], 90)
        centre = np.mean([square.mean(axis=0) for square in corners.values()], axis=0)
        outward = [corners[cell].mean(axis=0) - centre for cell in theta.view]
        page = np.column_stack([2 * np.array(outward).T @ [-c, c, 0], 2 * np.array(outward).T @ [-s, -s, 1]])
        for cell, square, mark in zip(theta.view, squares, marks, strict=True):
            expected = (corners[cell] - centre) @ page
            assert np.allclose(square.get_xy()[:4], expected)
            # The mark is the flat net's mark under the affine map that takes the flat square to this one.
            flat_ax = plt.gcf().axes[0]
            index = theta.cells.index(cell)
            flat_square, flat_mark = flat_ax.patches[2 * index], flat_ax.patches[2 * index + 1]
            source = np.column_stack([flat_square.get_xy()[:3], np.ones(3)])
            affine = np.linalg.solve(source, expected[:3])
            points = flat_mark.get_path().vertices
            assert np.allclose(np.column_stack([points, np.ones(len(points))]) @ affine, mark.get_path().vertices)


def test_facts_of_a_thousand_nets_agree_with_the_rolling_die():
    for seed in range(1000):
        check_by_rolling(*drawn(seed))


def check_by_rolling(theta, drawing):
    faces = stamps(theta.cells)
    texts = [fact.text for fact in drawing.facts]
    names = dict(zip(theta.cells, theta.face_names, strict=True))
    folds = faces is not None and len(set(faces.values())) == 6
    assert ("The shape folds into a cube." in texts) == folds
    if theta.mode == "question":
        assert drawing.questions[0].answer == ("yes" if folds else "no")
        return
    stated = {text for text in texts if " is opposite " in text}
    assert len(stated) == 3
    for text in stated:
        mentioned = [cell for cell in theta.cells if names[cell].lower() in text.lower().rstrip(".") + " "]
        a, b = (cell for cell in mentioned if _names_face(text, names[cell]))
        assert faces[a] + faces[b] == 7
    for text in texts:
        match = re.fullmatch(r"On the cube (.+) shares an edge with (.+)\.", text)
        if match:
            cell = next(cell for cell in theta.cells if names[cell] == match[1])
            around = {names[other] for other in theta.cells if faces[other] not in (faces[cell], 7 - faces[cell])}
            assert set(re.split(r", | and ", match[2])) == around
    if theta.mark in ("dots", "digits"):
        values = dict(zip(theta.cells, (k + 1 for k in theta.order), strict=True))
        sums = sorted({values[a] + values[b] for a in faces for b in faces if faces[a] + faces[b] == 7})
        said = next(text for text in texts if "add up to" in text)
        assert said.endswith("as on a standard die.") == (sums == [7]) or theta.mark == "blank"


def _names_face(text, name):
    """True if the sentence names the face, as one of the two parties."""
    body = text.removesuffix(" when the net is folded.")
    first, second = body.split(" is opposite ")
    return name.lower() in (first.lower(), second.lower())


def test_every_net_and_way_to_show_it_is_drawn():
    thetas = [drawn(f"variety {seed}")[0] for seed in range(400)]
    assert {theta.hexomino for theta in thetas if theta.folds} == set(range(11))
    assert {theta.mode for theta in thetas} == {"net", "cube", "folding", "question"}
    assert {theta.orientation for theta in thetas} == set(range(8))
    assert {theta.mark for theta in thetas} >= {"letters", "digits", "dots", "colours", "symbols", "patterns"}


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("hexomino", {"hexomino": 35}),
        ("hexomino", {"hexomino": 20, "mode": "net"}),
        ("order", {"hexomino": 1, "order": (0, 0, 1, 2, 3, 4)}),
        ("angles", {"hexomino": 1, "angles": (0, 120)}),
        ("code_style", {"hexomino": 1, "mode": "cube", "code_style": "flat"}),
    ],
)
def test_bad_parameters_name_the_field(field, values):
    with pytest.raises(ValidationError, match=field):
        CubeNets(**values)


def test_others_are_the_rest():
    assert set(NETS) | set(OTHERS) == set(HEXOMINOES)


def test_folding_pictures_show_exactly_the_visible_panels(monkeypatch):
    """In coloured sequences the colours found in each picture are those of the panels that sight lines reach."""
    names = {"tomato", "gold", "mediumseagreen", "cornflowerblue", "orchid", "lightgray"}
    for seed in range(10):
        theta, _ = drawn(f"steps {seed}", mode="folding", mark="colours")
        axes = drawn_patches(FAMILY.make(theta).code, monkeypatch)
        figure = plt.gcf()
        figure.canvas.draw()
        pixels = np.asarray(figure.canvas.buffer_rgba())[..., :3].astype(int)
        toward = orthographic(theta.elevation, theta.azimuth).toward
        for ax, angle in zip(axes, theta.angles, strict=True):
            left, low, right, high = (int(edge) for edge in ax.bbox.extents)
            part = pixels[pixels.shape[0] - high : pixels.shape[0] - low, left:right]
            panels = partly_folded(theta.cells, theta.base_cell, -angle if theta.upward else angle)
            for cell, name in zip(theta.cells, theta.mark_values, strict=True):
                assert name in names
                colour = np.round(np.array(matplotlib.colors.to_rgb(name)) * 255).astype(int)
                amount = int((np.abs(part - colour).max(axis=2) <= 1).sum())
                share = share_seen(panels, cell, toward)
                if share > 0.15:
                    assert amount > 15, (theta, angle, cell)
                if share == 0:
                    assert amount < 15, (theta, angle, cell)


def share_seen(panels, cell, toward):
    """Share of a panel's points whose sight line meets no other panel."""
    grid = (np.arange(15) + 0.5) / 15
    a, b, _, d = panels[cell]
    points = (a + u * (b - a) + v * (d - a) for u in grid for v in grid)
    free = 0
    for point in points:
        blocked = False
        for other, (p, q, _, s) in panels.items():
            if other != cell:
                solved = np.linalg.solve(np.column_stack([q - p, s - p, -toward]), point - p)
                blocked = blocked or (solved[2] > 1e-9 and 0 <= solved[0] <= 1 and 0 <= solved[1] <= 1)
        free += not blocked
    return free / 225
