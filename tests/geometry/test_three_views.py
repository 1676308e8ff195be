"""Three-view drawings against brute force: edges and slit rays, shapely slices, exhaustive search, the trace."""

from __future__ import annotations

import asyncio
import itertools
import math
import random
import re

import matplotlib
import numpy as np
import pytest
from pydantic import ValidationError
from shapely.geometry import LineString, Polygon

from codepercept.geometry import FAMILIES, DegenerateParametersError
from codepercept.geometry.family import sample
from codepercept.geometry.style import PALETTES, tone
from codepercept.geometry.three_views import ThreeViews
from codepercept.geometry.three_views.model import model_of
from codepercept.sandbox.pool import SandboxPool

matplotlib.use("Agg")
import matplotlib.pyplot as plt

FAMILY = FAMILIES["three_views"]
C30 = math.cos(math.pi / 6)
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def samples(count, salt, accept=lambda theta: True):
    """Parameter sets with their drawings."""
    found = []
    for seed in range(count):
        drawing, _ = sample(FAMILY, random.Random(f"{salt} {seed}"), accept)
        found.append((ThreeViews.model_validate(drawing.parameters), drawing))
    return found


def value_of(text):
    """The value of an exact form such as "7200 + 90√13 - 7π/2", checked against its decimal."""
    form, _, near = text.partition(" ≈ ")
    expression = re.sub(r"(\d)([√π])", r"\1*\2", form)
    expression = re.sub(r"√(\d+)", r"math.sqrt(\1)", expression).replace("π", "math.pi")
    value = float(eval(expression, {"math": math}))
    if near:
        assert abs(value - float(near)) < 6e-4, text
    return value


def count_of(word):
    return WORDS.index(word) if word in WORDS else int(word)


def found(drawing, pattern):
    """The groups of the one fact that fits a pattern."""
    hits = [match for fact in drawing.facts if (match := re.fullmatch(pattern, fact.text))]
    assert len(hits) == 1, (pattern, [fact.text for fact in drawing.facts])
    return hits[0].groups()


# --- solids as voxels, made from the parameters alone ---------------------------------------------


def voxels(theta, layers=None):
    """Occupied unit cells [x, y, z] of cubes, or cells of the block's coarsest millimetre grid, and their edge."""
    if theta.kind == "cubes":
        layers = layers or theta.layers
        nz, ny, nx = len(layers), len(layers[0]), len(layers[0][0])
        solid = np.zeros((nx, ny, nz), dtype=bool)
        for x, y, z in itertools.product(range(nx), range(ny), range(nz)):
            solid[x, y, z] = layers[z][ny - 1 - y][x] == "1"
        return solid, 1
    step = math.gcd(*theta.size, *(c for cut in theta.cuts for c in cut))
    x, y, z = np.meshgrid(*(np.arange(n // step) * step + step / 2 for n in theta.size), indexing="ij")
    solid = np.ones(x.shape, dtype=bool)
    for x0, x1, y0, y1, z0, z1 in theta.cuts:
        solid[(x > x0) & (x < x1) & (y > y0) & (y < y1) & (z > z0) & (z < z1)] = False
    return solid, step


# axis of sight, sign of the step towards the viewer, page axes (right, up), mirrored page
SIGHT = {
    "front": (1, -1, 0, 2, False),
    "top": (2, 1, 0, 1, False),
    "right": (0, 1, 1, 2, False),
    "left": (0, -1, 1, 2, True),
}


def edges_on_page(solid, look):
    """Unit pieces (page cell edges) of the visible and hidden edges of a voxel solid.

    Real edges are found in space: around them the four cells are neither alike nor two flat halves. A piece is
    visible if the slit between the cells on its two sides is nowhere closed by both of them in front of it.
    """
    sight, sign, right, up, mirrored = SIGHT[look]
    wide = np.pad(solid, 1)
    cells = np.moveaxis(wide, (right, up, sight), (0, 1, 2))
    if sign > 0:
        cells = cells[:, :, ::-1]
    if mirrored:
        cells = cells[::-1]
    visible, hidden = set(), set()
    for upright in (True, False):
        grid = (cells if upright else cells.transpose(1, 0, 2))[:, 1:-1]
        one, two = grid[:-1], grid[1:]
        flat = (one[..., :-1] == two[..., :-1]) & (one[..., 1:] == two[..., 1:])
        flat |= (one[..., :-1] == one[..., 1:]) & (two[..., :-1] == two[..., 1:])
        closed = np.logical_or.accumulate(one & two, axis=2)[..., :-1]
        visible |= {(upright, i, j) for i, j in np.argwhere((~flat & ~closed).any(axis=2)).tolist()}
        hidden |= {(upright, i, j) for i, j in np.argwhere((~flat & closed).any(axis=2)).tolist()}
    return visible, hidden - visible


def straight_runs(pieces):
    """Number of maximal straight segments that unit pieces form."""
    return sum((upright, i, j - 1) not in pieces for upright, i, j in pieces)


def hole_lines(theta, look):
    """Dashed segments (as sets of tuples) and circles that round parts add to a view of a block without a boss."""
    sight, _, right, up, _ = SIGHT[look]
    solid, step = voxels(theta)
    dashed, circles = {}, 0
    for hole in theta.holes:
        axis = "xyz".index(hole.axis)
        if axis == sight:
            circles += 1
            continue
        others = [k for k in range(3) if k != axis]
        centre = dict(zip(others, (hole.u, hole.v), strict=True))
        index = [0, 0, 0]
        for k in others:
            index[k] = int(centre[k] // step)
        index[axis] = slice(None)
        line = np.flatnonzero(solid[tuple(index)])
        low, high = line[0] * step, (line[-1] + 1) * step
        if hole.depth:
            opens_high = axis == 2 or (axis == 0 and theta.side == "right")
            low, high = (high - hole.depth, high) if opens_high else (low, low + hole.depth)
        across = right if axis == up else up
        for s in (-1, 1):
            key = (axis, centre[across] + s * hole.diameter / 2)
            dashed.setdefault(key, []).append((low, high))
        if hole.depth:
            end = low if opens_high else high
            span = (centre[across] - hole.diameter / 2, centre[across] + hole.diameter / 2)
            dashed.setdefault((across, end), []).append(span)
    if theta.boss and theta.boss.bore and look != "top":
        centre = {0: theta.boss.x, 1: theta.boss.y}[right]
        for s in (-1, 1):
            span = (0, theta.size[2] + theta.boss.height)
            dashed.setdefault((2, centre + s * theta.boss.bore / 2), []).append(span)
    total = 0
    for spans in dashed.values():
        reach = -math.inf
        for low, high in sorted(spans):
            total += low > reach
            reach = max(reach, high)
    return total, circles


def boxy(theta):
    return theta.kind in ("cubes", "block")


def test_lines_and_measures_of_cubes_and_blocks():
    """740 sets: line counts of every view, areas, volume and surface from voxels and rays."""
    for theta, drawing in samples(740, "boxes", boxy):
        solid, step = voxels(theta)
        for name in ("front", "top", "side"):
            look = theta.side if name == "side" else name
            called = f"{theta.side} side view" if name == "side" else f"{name} view"
            shadow = solid.any(axis=SIGHT[look][0])
            if theta.seams:
                (squares,) = found(drawing, rf"The {called} covers (\w+) squares?\.")
                assert count_of(squares) == shadow.sum()
                continue
            text = found(drawing, rf"The {called} covers an area of (.+) (?:unit squares|mm²)\.")[0]
            area = shadow.sum() * step**2
            for hole in theta.holes:
                if "xyz".index(hole.axis) == SIGHT[look][0] and not hole.depth:
                    area -= math.pi * hole.diameter**2 / 4
            if theta.boss:
                if name == "top":
                    area -= math.pi * theta.boss.bore**2 / 4
                else:
                    area += theta.boss.diameter * theta.boss.height
            assert value_of(text) == pytest.approx(area)
            if not any(fact.text.startswith(f"The {called} has ") for fact in drawing.facts):
                continue
            pattern = (
                rf"The {called} has (?:(\w+) visible straight lines?(?:, | and ))?(\w+) hidden lines?"
                r"(?: and (\w+) solid circles?)?\."
            )
            lines, dashed, rings = found(drawing, pattern)
            visible, hidden = edges_on_page(solid, look)
            more, circles = hole_lines(theta, look)
            extra = 3 if theta.boss and name != "top" else 0
            if theta.boss and name == "top":
                circles += 2 if theta.boss.bore else 1
            assert count_of(lines or "no") == straight_runs(visible) + extra, (theta, name)
            assert count_of(dashed) == straight_runs(hidden) + more, (theta, name)
            assert count_of(rings or "no") == circles
        check_measures(theta, drawing, solid, step)


def check_measures(theta, drawing, solid, step):
    faces = sum((np.diff(np.pad(solid, 1).astype(int), axis=axis) != 0).sum() for axis in range(3))
    volume, surface = float(solid.sum() * step**3), float(faces * step**2)
    tubes = [(hole.diameter / 2, hole.depth, "xyz".index(hole.axis), (hole.u, hole.v)) for hole in theta.holes]
    if theta.boss:
        boss = theta.boss
        volume += math.pi * boss.diameter**2 / 4 * boss.height
        surface += math.pi * boss.diameter * boss.height
        if boss.bore:
            tubes.append((boss.bore / 2, 0, 2, (boss.x, boss.y)))
    for radius, depth, axis, centre in tubes:
        index = [int(c // step) for c in centre]
        index.insert(axis, slice(None))
        length = depth or float(solid[tuple(index)].sum() * step)
        if theta.boss and radius == theta.boss.bore / 2 and centre == (theta.boss.x, theta.boss.y):
            length += theta.boss.height
        volume -= math.pi * radius**2 * length
        surface += 2 * math.pi * radius * length - (0 if depth else 2 * math.pi * radius**2)
    assert value_of(found(drawing, r"Its volume is (.+) (?:cubic units|mm³)\.")[0]) == pytest.approx(volume)
    assert value_of(found(drawing, r"Its surface area is (.+) (?:unit squares|mm²)\.")[0]) == pytest.approx(surface)
    for entry in drawing.questions:
        number = entry.answer.removesuffix(" mm³").removesuffix(" mm²")
        if "volume" in entry.question:
            assert value_of(number) == pytest.approx(volume)
        elif "surface area" in entry.question:
            assert value_of(number) == pytest.approx(surface)
    if theta.kind == "cubes":
        assert count_of(found(drawing, r"The solid consists of (\w+) unit cubes?\.")[0]) == solid.sum()


def test_profiles_against_shapely():
    """180 sets: lines by rays through the polygon, area, volume and surface from shapely."""
    for theta, drawing in samples(180, "profiles", lambda theta: theta.kind == "profile"):
        face = Polygon(theta.profile)
        assert face.is_valid
        length, width, height = theta.size
        tubes = []
        for hole in theta.holes:
            if hole.axis == "y":
                long = width
                assert face.buffer(-hole.diameter / 2 - 1.9).covers(
                    LineString([(hole.u, hole.v), (hole.u + 1e-6, hole.v)])
                )
            else:
                long = face.intersection(LineString([(hole.u, -1), (hole.u, height + 1)])).length
            tubes.append((hole.diameter / 2, hole.depth or long, not hole.depth))
        volume = face.area * width - sum(math.pi * r**2 * d for r, d, _ in tubes)
        surface = 2 * face.area + face.length * width
        surface += sum(2 * math.pi * r * d - (2 * math.pi * r**2 if through else 0) for r, d, through in tubes)
        assert value_of(found(drawing, r"Its volume is (.+) mm³\.")[0]) == pytest.approx(volume)
        assert value_of(found(drawing, r"Its surface area is (.+) mm²\.")[0]) == pytest.approx(surface)
        for name in ("top", "side"):
            called = f"{theta.side} side view" if name == "side" else "top view"
            if not any(fact.text.startswith(f"The {called} has ") for fact in drawing.facts):
                continue
            k = 0 if name == "top" else 1
            visible = hidden = 0
            for at in {corner[k] for corner in theta.profile}:
                near = []
                for place in (at - 1e-4, at + 1e-4):
                    ray = [(place, -1), (place, height + 1)] if k == 0 else [(-1, place), (length + 1, place)]
                    cut = face.intersection(LineString(ray))
                    x0, _, x1, y1 = cut.bounds if not cut.is_empty else (0, 0, 0, 0)
                    far = y1 if k == 0 else (x1 if theta.side == "right" else x0)
                    near.append((cut.is_empty, far, place))
                # the same straight side goes on if its line, prolonged from nearby, meets both places
                seen = near[0][0] != near[1][0] or abs(near[0][1] - near[1][1]) > 2e-3
                if not seen:
                    slopes = []
                    for sign, (_, far, place) in zip((-1, 1), near, strict=True):
                        beyond = place + sign * 1e-4
                        ray = [(beyond, -1), (beyond, height + 1)] if k == 0 else [(-1, beyond), (length + 1, beyond)]
                        bounds = face.intersection(LineString(ray)).bounds
                        other = bounds[3] if k == 0 else (bounds[2] if theta.side == "right" else bounds[0])
                        slopes.append(sign * (other - far) / 1e-4)
                    seen = abs(slopes[0] - slopes[1]) > 1e-3
                visible, hidden = visible + seen, hidden + (not seen)
            pattern = rf"The {called} has (\w+) visible straight lines?(?:, | and )(\w+) hidden lines?.*"
            lines, dashed = found(drawing, pattern)
            assert count_of(lines) == visible + 2
            levels = {}
            for hole in theta.holes:
                across = {"y": hole.v if k else hole.u, "z": hole.v if k else None}[hole.axis]
                if across is None:
                    continue
                for s in (-1, 1):
                    levels[hole.axis, across + s * hole.diameter / 2] = True
            if not any(hole.depth for hole in theta.holes):
                assert count_of(dashed) == hidden + len(levels), theta


def test_turned_parts():
    """80 sets: volume and surface by adding rings, circles by looking from above."""
    for theta, drawing in samples(80, "turned", lambda theta: theta.kind == "turned"):
        radii = np.concatenate([np.full(h * 4, d / 2) for d, h in theta.discs])
        inner = np.zeros(len(radii))
        if theta.bore[0]:
            inner[len(radii) - 4 * theta.bore[1] :] = theta.bore[0] / 2
        volume = math.pi * (radii**2 - inner**2).sum() / 4
        surface = 2 * math.pi * (radii + inner).sum() / 4
        padded = np.concatenate([[[0, 0]], np.stack([radii, inner], axis=1), [[0, 0]]])
        for (a, b), (c, d) in itertools.pairwise(padded):
            # the ring from b to a below, from d to c above: what is in one of them only is a free face
            shared = max(0.0, min(a, c) ** 2 - max(b, d) ** 2)
            surface += math.pi * (a**2 - b**2 + c**2 - d**2 - 2 * shared)
        assert value_of(found(drawing, r"Its volume is (.+) mm³\.")[0]) == pytest.approx(volume)
        assert value_of(found(drawing, r"Its surface area is (.+) mm²\.")[0]) == pytest.approx(surface)
        if any(fact.text.startswith("The top view has ") for fact in drawing.facts):
            solid, dashed = found(
                drawing,
                r"The top view has no hidden lines(?:,| and) (\w+) solid circles?(?: and (\w+) dashed circles?)?\.",
            )
            edges = set(radii[np.r_[True, radii[1:] != radii[:-1]]])
            seen = {
                r for r in edges if any(radii[k] == r and radii[k + 1 :].max(initial=0) < r for k in range(len(radii)))
            }
            assert count_of(solid) == len(seen) + bool(theta.bore[0])
            assert count_of(dashed or "no") == len(edges - seen)


# --- puzzles ---------------------------------------------------------------------------------------


def drawn(theta, layers, name):
    """What a view of a candidate shows."""
    solid, _ = voxels(theta, layers)
    look = theta.side if name == "side" else name
    if theta.seams:
        shadow = solid.any(axis=SIGHT[look][0])
        return (shadow[::-1] if SIGHT[look][4] else shadow).tobytes()
    visible, hidden = edges_on_page(solid, look)
    return frozenset(visible), frozenset(hidden)


def possible(front, top, side):
    """True if some set of cells casts the three shadows, by search over all sets of allowed cells."""
    allowed = np.argwhere(front[:, None, :] & top[:, :, None] & side[None])
    masks = []
    for plane, axis in ((front, 1), (top, 2), (side, 0)):
        kept = [k for k in range(3) if k != axis]
        for spot in np.argwhere(plane):
            masks.append(sum(1 << n for n, cell in enumerate(allowed) if (cell[kept] == spot).all()))
    return any(all(chosen & mask for mask in masks) for chosen in range(1 << len(allowed)))


def test_puzzles_have_one_answer():
    """150 puzzles: views of all candidates again; small third-view puzzles by exhaustive search."""
    searched = 0
    for theta, drawing in samples(150, "puzzles", lambda theta: bool(theta.candidates)):
        letter = "ABCD"[theta.candidates.index(theta.layers)]
        assert drawing.questions[0].answer == letter
        assert f"Only candidate {letter} fits." in [fact.text for fact in drawing.facts]
        if theta.mode == "which solid":
            wanted = [drawn(theta, theta.layers, name) for name in ("front", "top", "side")]
            fitting = [c for c in theta.candidates if [drawn(theta, c, n) for n in ("front", "top", "side")] == wanted]
            assert fitting == [theta.layers]
            continue
        shown = [drawn(theta, layers, theta.missing) for layers in theta.candidates]
        assert len(set(shown)) == len(shown)
        if theta.mode == "third view":
            for layers in theta.candidates:
                planes = {}
                for name, axis in (("front", 1), ("top", 2), ("side", 0)):
                    solid, _ = voxels(theta, layers if name == theta.missing else None)
                    planes[name] = solid.any(axis=axis)
                room = (planes["front"][:, None, :] & planes["top"][:, :, None] & planes["side"][None]).sum()
                if room <= 11:
                    searched += 1
                    assert possible(planes["front"], planes["top"], planes["side"]) == (layers == theta.layers)
    assert searched > 20


def test_most_and_fewest_cubes_by_trying_all_heights():
    """Up to eight columns: every assignment of heights with the same three silhouettes."""
    checked = 0
    for theta, drawing in samples(120, "most", lambda theta: theta.kind == "cubes" and theta.seams):
        texts = " ".join(fact.text for fact in drawing.facts)
        if "has at most" not in texts:
            continue
        heights = voxels(theta)[0].sum(axis=2)
        spots = np.argwhere(heights)
        if heights.max() ** len(spots) > 7000:
            continue
        checked += 1
        totals = []
        for trial in itertools.product(range(1, heights.max() + 1), repeat=len(spots)):
            other = np.zeros_like(heights)
            other[tuple(spots.T)] = trial
            if (other.max(axis=1) == heights.max(axis=1)).all() and (other.max(axis=0) == heights.max(axis=0)).all():
                totals.append(sum(trial))
        most = found(drawing, r"A cube building with the same three outlines has at most (\w+) cubes?\.")[0]
        fewest = found(drawing, r"A cube building with the same three outlines has at least (\w+) cubes?\.")[0]
        assert (count_of(most), count_of(fewest)) == (max(totals), min(totals)), theta
    assert checked > 25


# --- what is seen -----------------------------------------------------------------------------------


def test_drawn_lines_are_those_of_the_facts():
    """30 rendered sheets: dashed lines, circles, centre lines, dimension texts, names and titles in the trace."""
    asyncio.run(check_drawn_lines())


async def check_drawn_lines():
    plain = lambda theta: theta.mode in ("views", "views and picture", "pair") and theta.sizes != "overall"  # noqa: E731
    async with SandboxPool(workers=2) as pool:
        for theta, drawing in samples(30, "trace", plain):
            result = await pool.run(drawing.code)
            assert result.status == "ok", result.stderr
            texts = [element.text for element in result.trace.elements if element.text]
            for name in re.findall(r'"([^"]+)"', " ".join(f.text for f in drawing.facts if "named" in f.text)):
                assert name in texts
            if theta.title:
                assert theta.title in texts
            for fact in drawing.facts:
                if match := re.fullmatch(r"There (?:is|are) \w+ dimension lines?: (.+)\.", fact.text):
                    for label in re.split(", | and ", match[1]):
                        assert label in texts
            if theta.seams:
                continue
            facts = [f.text for f in drawing.facts]
            hidden = [
                re.search(r"(\w+) hidden line", text) for text in facts if " has " in text and "hidden line" in text
            ]
            dashed = [e for e in result.trace.elements if e.line_style in ("--", "dashed") and e.kind != "patch"]
            straight = [e for e in dashed if e.kind in ("line", "segment") or len(e.data) == 2]
            assert len(straight) == sum(count_of(match[1]) for match in hidden), (theta, len(dashed))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("layers", {"layers": (("12",),)}),
        ("mode", {"kind": "turned", "discs": ((40, 20),), "mode": "third view"}),
        ("code_style", {"kind": "cubes", "layers": (("11",),), "code_style": "drafted"}),
        ("size", {"kind": "block", "size": (5, 40, 30)}),
        ("cuts", {"kind": "block", "size": (50, 40, 30), "cuts": ((40, 60, 0, 40, 0, 30),)}),
        ("discs", {"kind": "turned", "discs": ((400, 20),)}),
        ("candidates", {"layers": (("11",),), "mode": "which solid"}),
        ("palette", {"layers": (("11",),), "palette": "mauve"}),
    ],
)
def test_bad_parameters_name_the_field(field, values):
    with pytest.raises(ValidationError, match=field):
        ThreeViews(**values)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("layers", {"layers": (("10", "01"),)}),
        ("cuts", {"kind": "block", "size": (50, 40, 30), "cuts": ((20, 30, 0, 40, 0, 30),)}),
        ("holes", {"kind": "block", "size": (50, 40, 30), "holes": ({"axis": "z", "u": 5, "v": 20, "diameter": 12},)}),
        ("profile", {"kind": "profile", "size": (50, 40, 30), "profile": ((0, 0), (0, 30), (50, 0))}),
        ("bore", {"kind": "turned", "discs": ((40, 20),), "bore": (38, 20)}),
        ("boss", {"kind": "block", "size": (50, 40, 10), "boss": {"x": 5, "y": 20, "diameter": 20, "height": 10}}),
    ],
)
def test_degenerate_parameters_give_a_reason(field, values):
    with pytest.raises(DegenerateParametersError, match=field):
        FAMILY.make(ThreeViews(**values))


# --- pictures by rays -------------------------------------------------------------------------------


def inside(theta, points):
    """True where points (n, 3) are in the material, from the parameters alone."""
    x, y, z = points.T
    if theta.kind == "turned":
        middle = max(d for d, _ in theta.discs) / 2
        far, level, solid = np.hypot(x - middle, y - middle), 0, np.zeros(len(points), dtype=bool)
        for diameter, height in theta.discs:
            solid |= (far < diameter / 2) & (level < z) & (z < level + height)
            level += height
        return solid & ~((far < theta.bore[0] / 2) & (z > level - theta.bore[1]))
    if theta.kind == "cubes":
        cells, _ = voxels(theta)
        index = np.floor(points).astype(int)
        valid = ((index >= 0) & (index < cells.shape)).all(axis=1)
        found = np.zeros(len(points), dtype=bool)
        found[valid] = cells[tuple(index[valid].T)]
        return found
    length, width, height = theta.size
    solid = (x > 0) & (x < length) & (y > 0) & (y < width) & (z > 0) & (z < height)
    if theta.kind == "profile":
        odd = np.zeros(len(points), dtype=bool)
        for (ax, az), (bx, bz) in zip(theta.profile, theta.profile[1:] + theta.profile[:1], strict=True):
            if az != bz:
                odd ^= ((az > z) != (bz > z)) & (x < ax + (z - az) / (bz - az) * (bx - ax))
        solid &= odd
    for x0, x1, y0, y1, z0, z1 in theta.cuts:
        solid &= ~((x0 < x) & (x < x1) & (y0 < y) & (y < y1) & (z0 < z) & (z < z1))
    if theta.boss:
        boss = theta.boss
        far = np.hypot(x - boss.x, y - boss.y)
        solid |= (far < boss.diameter / 2) & (z >= height) & (z < height + boss.height)
        solid &= far > boss.bore / 2
    for hole in theta.holes:
        axis = "xyz".index(hole.axis)
        u, v = (points[:, k] for k in range(3) if k != axis)
        tube = np.hypot(u - hole.u, v - hole.v) < hole.diameter / 2
        if hole.depth:  # the shown end lies in the outermost material along the axis
            along = points[:, axis]
            line = np.arange(0.5, theta.size[axis])
            probe = np.full((len(line), 3), 0.0)
            for k, c in zip([k for k in range(3) if k != axis], (hole.u, hole.v), strict=True):
                probe[:, k] = c
            probe[:, axis] = line
            filled = line[inside(theta.model_copy(update={"holes": ()}), probe)]
            if axis == 2 or (axis == 0 and theta.side == "right"):
                tube &= along > round(filled.max() + 0.5) - hole.depth
            else:
                tube &= along < round(filled.min() - 0.5) + hole.depth
        solid &= ~tube
    return solid


def test_pictures_by_rays():
    """16 pictures: at 250 places of each, the face painted there is the one that a ray meets first."""
    checked = 0
    kinds = itertools.cycle(("block", "profile", "turned", "cubes"))
    for seed in range(16):
        kind = next(kinds)
        theta, drawing = samples(
            1,
            f"rays {seed}",
            lambda t, kind=kind: t.kind == kind and t.mode in ("views and picture", "pair") and t.palette != "white",
        )[0]
        plt.close("all")
        scope = {"__name__": "__main__"}
        exec(compile(drawing.code.replace("plt.show()", ""), "figure", "exec"), scope)
        axes = plt.gca()
        axes.set_title("")
        for line in list(axes.lines) + list(axes.texts) + list(axes.collections):
            line.remove()
        for patch in axes.patches:
            patch.set(edgecolor="none", antialiased=False)
        plt.gcf().canvas.draw()
        pixels = np.asarray(plt.gcf().canvas.buffer_rgba())[..., :3]
        (name,) = re.findall(r"draw_(?:picture|isometric)\(ax, (\w+)", drawing.code.split("def draw_")[-1]) or (
            "picture_at",
        )
        at = np.array(scope[name], dtype=float)
        box = np.array(model_of(theta).size)
        if theta.kind == "turned":
            half = box[0] / 2
            at = at - (np.array([2 * half * C30, 0.0]) if theta.side == "right" else np.array([0.0, half]))
        sign = 1 if theta.side == "right" else -1
        rng = np.random.default_rng(seed)
        spots = rng.uniform((-C30, -0.5), (2 * C30, 2), (250, 2)) * box.max() * 1.1
        toward = np.array([sign, -1.0, 1.0])
        step = box.max() / 700
        for spot in spots:
            # the point of the plane y = 0 that is seen at the spot, then along the ray
            x0 = spot[0] / C30
            start = np.array([x0, 0.0, spot[1] + sign * x0 / 2])
            reach = np.arange(2.5 * box.max(), -2.5 * box.max(), -step)
            hits = []
            for du, dv in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)):
                moved = start + 0.03 * box.max() * np.array([du / C30, 0, dv + sign * du / C30 / 2])
                ray = moved + reach[:, None] * toward
                met = inside(theta, ray)
                hits.append(ray[met.argmax()] if met.any() else None)
            if any((hit is None) != (hits[0] is None) for hit in hits):
                continue
            expected = None
            if hits[0] is not None:
                spread = np.ptp(np.array(hits), axis=0)
                flat = [axis for axis in range(3) if spread[axis] < 3 * step]
                if len(flat) != 1:
                    continue  # near an edge, on a slope or on a round wall
                if flat[0] != 2 and (theta.kind == "turned" or (theta.boss and hits[0][2] > theta.size[2])):
                    continue
                expected = {0: PALETTES[theta.palette].right, 1: PALETTES[theta.palette].left}.get(
                    flat[0], PALETTES[theta.palette].top
                )
            place = axes.transData.transform(at + spot)
            column, row = int(place[0]), int(pixels.shape[0] - 1 - place[1])
            if not (0 <= column < pixels.shape[1] and 0 <= row < pixels.shape[0]):
                continue
            if expected is None and any(p.contains_point(place) for p in axes.patches if p.get_facecolor()[3] == 0):
                continue
            colour = "#{:02x}{:02x}{:02x}".format(*pixels[row, column])
            paper = {"#ffffff", "#fbf5e6"}
            # walls and ends of holes have colours of their own
            palette = PALETTES[theta.palette]
            fills = {palette.left, palette.right, tone(palette.right, -0.15)} if model_of(theta).bores else set()
            assert colour in ({expected} | fills if expected else paper), (seed, theta, spot, colour, expected)
            checked += expected is not None
    assert checked > 300
