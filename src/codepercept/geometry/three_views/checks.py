"""Which drawings are degenerate, and the exact pattern of an isometric picture of unit cubes."""

from __future__ import annotations

import itertools
import math

import numpy as np

from codepercept.geometry.three_views.bores import holes_fit
from codepercept.geometry.three_views.cells import Cells, Filled, cubes
from codepercept.geometry.three_views.model import model_of
from codepercept.geometry.three_views.params import PUZZLES, ThreeViews
from codepercept.geometry.three_views.pictures import picture_problem
from codepercept.geometry.three_views.sheet import sheet_of
from codepercept.geometry.three_views.surroundings import dimensions

Pattern = dict[tuple[int, int], tuple[int, tuple[int, int, int]]]
_FACES = (
    # axis of the face, then its two halves as triangles of (first, second) steps of the other axes
    (2, ((0, 0), (1, 0), (0, 1)), ((1, 0), (1, 1), (0, 1))),
    (1, ((0, 0), (1, 0), (1, 1)), ((0, 0), (1, 1), (0, 1))),
    (0, ((0, 0), (1, 0), (0, 1)), ((1, 0), (1, 1), (0, 1))),
)


def pattern(filled: Filled, side: str) -> Pattern:
    """What an isometric picture shows: for each half of a rhombus the axis of the face seen there, and its cube.

    The rhombus of every visible face consists of two triangles of one triangular lattice, and a triangle is either
    covered completely by a face or not at all; so the nearest face per triangle is the exact picture.
    """
    cells = filled if side == "right" else filled[::-1]
    nearest: dict[tuple[int, int], tuple[int, int, tuple[int, int, int]]] = {}
    shape = cells.shape
    for x, y, z in np.argwhere(cells).tolist():
        for axis, *halves in _FACES:
            dx, dy, dz = ((1, 0, 0), (0, -1, 0), (0, 0, 1))[axis]
            i, j, k = x + dx, y + dy, z + dz
            if 0 <= i < shape[0] and 0 <= j < shape[1] and 0 <= k < shape[2] and cells[i, j, k]:
                continue
            for half in halves:
                a = b = depth = 0
                for s, t in half:
                    p, q, r = ((x + 1, y + s, z + t), (x + s, y, z + t), (x + s, y + t, z + 1))[axis]
                    a, b, depth = a + p + q, b + 2 * r + q - p, depth + p - q + r
                if (a, b) not in nearest or depth > nearest[a, b][0]:
                    nearest[a, b] = (depth, axis, (x if side == "right" else shape[0] - 1 - x, y, z))
    return {key: (axis, cube) for key, (_, axis, cube) in nearest.items()}


def tells_all(filled: Filled, side: str) -> bool:
    """True if the picture shows the top of every column, and no two columns look like a single higher one.

    Then the picture determines a heap of cubes, given that no column is completely hidden.
    """
    body = Cells(filled, ((), (), ()))
    if not body.heaped():
        return False
    seen = {cube for axis, cube in pattern(filled, side).values() if axis == 2}
    heights = filled.sum(axis=2)
    columns = {(int(x), int(y)) for x, y in np.argwhere(heights)}
    if {(x, y) for x, y, _ in seen} != columns:
        return False
    step = 1 if side == "right" else -1

    def height(x: int, y: int) -> int:
        inside = 0 <= x < heights.shape[0] and 0 <= y < heights.shape[1]
        return int(heights[x, y]) if inside else 0

    return not any(
        height(x - step, y + 1) >= height(x, y) > max(height(x - step, y), height(x, y + 1)) for x, y in columns
    )


def problem(theta: ThreeViews) -> str:
    """Why a drawing would be wrong, ambiguous or illegible, "" if it is fine."""
    if theta.kind == "cubes":
        text = _cubes_problem(theta)
    elif theta.kind == "turned":
        text = _turned_problem(theta)
    else:
        text = holes_fit(theta) or (_profile_problem(theta) if theta.kind == "profile" else _block_problem(theta))
    if text:
        return text
    text = picture_problem(theta, model_of(theta)) or dimensions(theta)[2]
    if text:
        return text
    width, height = sheet_of(theta).figure
    if max(width, height) > 13 or min(width, height) < 1.8:
        return f"scale, gap: the figure would be {width:.1f} by {height:.1f} inches; choose others"
    return ""


def _cubes_problem(theta: ThreeViews) -> str:
    body = cubes(theta.layers)
    if not body.filled.any() or not body.connected():
        return "layers: the cubes must hang together by faces"
    for axis in range(3):
        others = tuple(k for k in range(3) if k != axis)
        if not body.filled.any(axis=others).all():
            return "layers: an outer layer or a whole slice is empty"
    if theta.mode not in PUZZLES:
        plain = bool(body.filled.all())
        return "layers: a full box has no views worth drawing" if plain else ""
    if theta.layers not in theta.candidates:
        return "candidates: the solid itself must be among them"
    others_layers = [layers for layers in theta.candidates if layers != theta.layers]
    if len(others_layers) != len(theta.candidates) - 1:
        return "candidates: the solid must be among them only once"
    bodies = [cubes(layers) for layers in theta.candidates]
    if any(other.filled.shape != body.filled.shape or not other.connected() for other in bodies):
        return "candidates: each must hang together and fill the box of the solid"
    return _puzzle_problem(theta, body, bodies)


def view_key(body: Cells, name: str, side: str, seams: bool) -> object:
    """What is drawn of a view, for comparison."""
    look = side if name == "side" else name
    if seams:
        return body.silhouette(look).tobytes()
    view = body.view(look)
    return frozenset(view.visible), frozenset(view.hidden)


def _puzzle_problem(theta: ThreeViews, body: Cells, bodies: list[Cells]) -> str:
    if theta.mode != "third view" and not tells_all(body.filled, theta.side):
        return f"layers: the picture from the {theta.side} does not show every column"
    if theta.mode == "which solid":
        if not all(tells_all(other.filled, theta.side) for other in bodies):
            return "candidates: a picture does not show every column"
        keys = [
            tuple(view_key(other, name, theta.side, theta.seams) for name in ("front", "top", "side"))
            for other in bodies
        ]
        own = tuple(view_key(body, name, theta.side, theta.seams) for name in ("front", "top", "side"))
        looks = [frozenset((place, axis) for place, (axis, _) in pattern(o.filled, theta.side).items()) for o in bodies]
        return "" if keys.count(own) == 1 and len(set(looks)) == len(looks) else "candidates: two of them look alike"
    views = [view_key(other, theta.missing, theta.side, theta.seams) for other in bodies]
    if len(set(views)) != len(views):
        return "candidates: two of their views are equal"
    if theta.mode == "third view":
        fitting = [other for other in bodies if fits(body, other, theta.missing, theta.side)]
        return "" if len(fitting) == 1 else "candidates: more than one view goes with the two given ones"
    return ""


def largest(front: Filled, top: Filled, side: Filled, seen_from: str) -> Filled:
    """The largest solid [x, y, z] inside three silhouettes [right, up]; all others with these views are parts of it."""
    depth = side if seen_from == "right" else side[::-1]
    return np.asarray(front[:, None, :] & top[:, :, None] & depth[None, :, :])


def fits(body: Cells, other: Cells, missing: str, side: str) -> bool:
    """True if some solid has the silhouettes of `body`, but that of `other` in the missing view.

    Silhouettes grow with the solid, so it is enough to try the largest solid inside the three of them.
    """
    looks = {"front": "front", "top": "top", "side": side}
    shapes = {name: (other if name == missing else body).silhouette(look) for name, look in looks.items()}
    found = Cells(largest(shapes["front"], shapes["top"], shapes["side"], side), ((), (), ()))
    return all((found.silhouette(look) == shapes[name]).all() for name, look in looks.items())


def _block_problem(theta: ThreeViews) -> str:
    cells = model_of(theta).cells
    assert cells is not None
    for axis in range(3):
        others = tuple(k for k in range(3) if k != axis)
        if not cells.filled.any(axis=others).all():
            return "cuts: they cut right through the block or take a whole end away"
        slices = np.moveaxis(cells.filled, axis, 0)
        if (slices[1:] == slices[:-1]).all(axis=(1, 2)).any():
            return "cuts: a cut lies within another one, or two of them meet in one"
    if not cells.connected():
        return "cuts: the rest of the block falls apart"
    if not theta.cuts and not theta.holes and not theta.boss:
        return "cuts: a plain block has no views worth drawing"
    if theta.holes and theta.boss and any(h.axis != "z" or h.depth for h in theta.holes):
        return "holes: beside a boss only vertical through holes are drawn"
    return ""


def _profile_problem(theta: ThreeViews) -> str:
    corners = theta.profile
    sides = list(zip(corners, corners[1:] + corners[:1], strict=True))
    if min(math.dist(a, b) for a, b in sides) < 4:
        return "profile: two corners are closer than 4 mm"
    for k in (0, 1):
        places = sorted({c[k] for c in corners})
        if min(b - a for a, b in itertools.pairwise(places)) < 4:
            return "profile: two of its lines are closer than 4 mm"
        if (places[0], places[-1]) != (0, theta.size[2 * k]):
            return "profile: it must reach both ends of its length and height"
    total = 0.0
    for (a, b), (_, c) in zip(sides, sides[1:] + sides[:1], strict=True):
        turn = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
        if turn == 0:
            return "profile: three of its corners lie on one line"
        total += a[0] * b[1] - a[1] * b[0]
    if total <= 0 or _crosses(sides):
        return "profile: its corners must go round it once, counter-clockwise"
    return ""


def _crosses(sides: list[tuple[tuple[int, int], tuple[int, int]]]) -> bool:
    def turn(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> int:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    for index, (a, b) in enumerate(sides):
        for c, d in sides[index + 2 : len(sides) - (index == 0)]:
            if turn(a, b, c) == turn(a, b, d) == 0:  # on one line
                apart = any(max(a[k], b[k]) < min(c[k], d[k]) or max(c[k], d[k]) < min(a[k], b[k]) for k in (0, 1))
                if not apart:
                    return True
            elif turn(a, b, c) * turn(a, b, d) <= 0 and turn(c, d, a) * turn(c, d, b) <= 0:
                return True
    return False


def _turned_problem(theta: ThreeViews) -> str:
    diameters = [d for d, _ in theta.discs]
    if any(abs(a - b) < 4 for a, b in itertools.pairwise(diameters)):
        return "discs: neighbouring steps must differ by 4 mm in diameter"
    if len(set(diameters)) < len(diameters):
        return "discs: two steps have the same diameter and would share a circle"
    bore, depth = theta.bore
    total = sum(h for _, h in theta.discs)
    if bore and (bore > min(diameters) - 8 or not 4 <= depth <= total):
        return "bore: it must leave a wall of 4 mm and be 4 mm to the full height deep"
    levels = np.cumsum([h for _, h in theta.discs]).tolist()
    if bore and depth < total and total - depth in levels:
        return "bore: its end falls on a shoulder"
    if bore and depth < total and total - depth < 3:
        return "bore: it leaves less than 3 mm at the bottom"
    if len(theta.discs) == 1 and not bore:
        return "discs: a plain cylinder has no views worth drawing"
    return ""
