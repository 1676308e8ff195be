"""Random solids for the three-view drawings: cubes, milled blocks, profiles, turned parts, and puzzles."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

from codepercept.geometry.three_views.cells import Cells, Filled, block, layers_of
from codepercept.geometry.three_views.checks import fits, tells_all, view_key
from codepercept.geometry.three_views.params import Boss, Cut, Hole, Layers


def heap(rng: random.Random, most: int = 4) -> Filled:
    """Columns of cubes on a floor of 2-`most` by 2-`most` squares."""
    nx, ny, nz = rng.randint(2, most), rng.randint(2, most - (most > 3)), rng.randint(2, 3)
    slope = rng.choice((0.0, 0.3, 0.6))
    heights = np.array(
        [[min(nz, max(0, round(rng.uniform(-0.4, nz + 0.4) + slope * y - 0.3))) for y in range(ny)] for _ in range(nx)]
    )
    return trimmed(np.arange(nz) < heights[:, :, None])


def trimmed(filled: Filled) -> Filled:
    """Without empty outer layers."""
    if not filled.any():
        return np.ones((1, 1, 1), dtype=bool)
    index = np.argwhere(filled)
    low, high = index.min(axis=0), index.max(axis=0) + 1
    return np.asarray(filled[low[0] : high[0], low[1] : high[1], low[2] : high[2]])


def pierced(rng: random.Random) -> Filled:
    """A connected solid of cubes with overhangs, notches or tunnels."""
    while True:
        filled = heap(rng) if rng.random() < 0.5 else np.ones([rng.randint(2, 4), rng.randint(2, 3), 3], dtype=bool)
        filled = filled.copy()
        for _ in range(rng.randint(1, 3)):
            axis = rng.randrange(3)
            place: list[Any] = [rng.randrange(n) for n in filled.shape]
            if rng.random() < 0.6:
                place[axis] = slice(None)
            filled[tuple(place)] = False
        if not filled.any():
            continue
        filled = trimmed(filled)
        if min(filled.shape) > 1 and 4 <= filled.sum() <= 30 and Cells(filled, ((), (), ())).connected():
            return filled


def mutated(rng: random.Random, heights: np.ndarray[Any, Any], top: int) -> np.ndarray[Any, Any]:
    """Column heights with one or two columns changed, or mirrored."""
    changed = heights.copy()
    turn = rng.random()
    if turn < 0.2:
        return changed[::-1]
    for _ in range(rng.randint(1, 3)):
        x, y = rng.randrange(changed.shape[0]), rng.randrange(changed.shape[1])
        if turn < 0.6:
            changed[x, y] = rng.randint(0, top)
        else:
            i, j = rng.randrange(changed.shape[0]), rng.randrange(changed.shape[1])
            changed[x, y], changed[i, j] = changed[i, j], changed[x, y]
    return changed


def puzzle(rng: random.Random, mode: str, missing: str, side: str, seams: bool) -> tuple[Layers, tuple[Layers, ...]]:
    """A heap of cubes and three or four candidates with the same box, the heap itself among them.

    Changes that would make the answer ambiguous are passed over (see `checks`).
    """
    count = rng.choice((3, 4, 4))
    while True:
        filled = heap(rng, 3)
        if filled.sum() < 4 or filled.all() or (mode != "third view" and not tells_all(filled, side)):
            continue
        own = _body(filled)
        heights, found, keys = filled.sum(axis=2), [layers_of(filled)], {_key(own, mode, missing, side, seams)}
        top = int(heights.max())
        for _ in range(40):
            changed = mutated(rng, heights, top)
            if changed.max() < top or not (changed.any(axis=0).all() and changed.any(axis=1).all()):
                continue  # it would fit a smaller box
            other = np.arange(top) < changed[:, :, None]
            body = _body(other)
            key = _key(body, mode, missing, side, seams)
            if key in keys or not body.connected():
                continue
            keys.add(key)
            if mode == "third view" and fits(own, body, missing, side):
                continue
            if mode != "which solid" or tells_all(other, side):
                found.append(layers_of(other))
            if len(found) == count:
                order = found[:]
                rng.shuffle(order)
                return found[0], tuple(order)


def _body(filled: Filled) -> Cells:
    nx, ny, nz = (tuple(float(k) for k in range(n + 1)) for n in filled.shape)
    return Cells(filled, (nx, ny, nz))


def _key(body: Cells, mode: str, missing: str, side: str, seams: bool) -> object:
    """What must differ between the candidates of a puzzle."""
    if mode == "which solid":
        return tuple(view_key(body, name, side, seams) for name in ("front", "top", "side"))
    return view_key(body, missing, side, seams)


def milled(rng: random.Random) -> tuple[tuple[int, int, int], tuple[Cut, ...]]:
    """Size of a block and one to three cuts: steps, notches, slots, pockets, grooves, windows."""
    while True:
        unit = rng.choice((5, 10))
        length, width, height = size = (
            rng.randrange(50, 101, unit),
            rng.randrange(30, 71, unit),
            rng.randrange(25 if unit == 5 else 30, 61, unit),
        )
        cuts: list[Cut] = []
        for _ in range(rng.choice((1, 1, 2, 2, 2, 3))):
            x0, x1 = _range(rng, length, unit)
            y0, y1 = _range(rng, width, unit)
            z0, z1 = _range(rng, height, unit)
            kind = rng.choice(
                ("step", "front step", "corner", "high corner", "slot", "long slot", "pocket", "groove", "window")
            )
            right = rng.random() < 0.5
            xs = (x1, length) if right else (0, x0)
            ys = (0, y0) if rng.random() < 0.7 else (y1, width)
            cuts.append(
                {
                    "step": (*xs, 0, width, z0, height),
                    "front step": (0, length, *ys, z0, height),
                    "corner": (*xs, *ys, 0, height),
                    "high corner": (*xs, *ys, z0, height),
                    "slot": (x0, x1, 0, width, z0, height),
                    "long slot": (0, length, y0, y1, z0, height),
                    "pocket": (x0, x1, y0, y1, z0, height),
                    "groove": (x0, x1, 0, width, 0, z0),
                    "window": (x0, x1, 0, width, z0, z1),
                }[kind]
            )
        body = block(size, cuts)
        whole = all(body.filled.any(axis=tuple(k for k in range(3) if k != axis)).all() for axis in range(3))
        if whole and body.connected() and body.volume > 0.3 * length * width * height:
            return size, tuple(cuts)


def _range(rng: random.Random, full: int, unit: int) -> tuple[int, int]:
    """A range well inside 0..full."""
    low = rng.randrange(2 * unit if full >= 6 * unit else unit, full // 2 + 1, unit)
    high = rng.randrange(min(low + unit, full - unit), full, unit)
    return low, max(high, low + unit) if low + unit < full else full - unit


def hole(rng: random.Random, size: tuple[int, int, int], axes: str = "xyzz") -> Hole:
    """A hole somewhere in the box of a solid."""
    axis = rng.choice(axes)
    one, two = (size[k] for k, letter in enumerate("xyz") if letter != axis)
    diameter = rng.choice((6, 8, 10, 12, 14, 16, 20, 24))
    full = size["xyz".index(axis)]
    depth = rng.choice((0, 0, 0, rng.randrange(6, max(7, full - 5))))
    return Hole.model_validate(
        {"axis": axis, "u": rng.randint(6, one - 6), "v": rng.randint(6, two - 6), "diameter": diameter, "depth": depth}
    )


def corner_holes(rng: random.Random, size: tuple[int, int, int]) -> tuple[Hole, ...]:
    """Four equal vertical through holes near the corners."""
    inset, diameter = rng.choice((8, 9, 10, 12)), rng.choice((6, 8, 10))
    spots = [(x, y) for x in (inset, size[0] - inset) for y in (inset, size[1] - inset)]
    return tuple(Hole(axis="z", u=x, v=y, diameter=diameter) for x, y in spots)


def boss(rng: random.Random, size: tuple[int, int, int]) -> Boss:
    """A boss in the middle of a plate or off it, some with a hole through."""
    x, y = size[0] // 2, size[1] // 2
    if rng.random() < 0.3:
        x = rng.randint(20, size[0] - 20)
    diameter = rng.choice((20, 24, 28, 30, 32, 36))
    bore = rng.choice((0, 0, 10, 12, 14, 16))
    return Boss(x=x, y=y, diameter=diameter, height=rng.choice((10, 12, 15, 20, 25)), bore=bore)


def profile(rng: random.Random) -> tuple[tuple[int, int, int], tuple[tuple[int, int], ...], str]:
    """Size, corners and name of an extruded shape."""
    length, width, height = rng.randrange(50, 101, 5), rng.randrange(25, 66, 5), rng.randrange(30, 71, 5)
    a, b = rng.randrange(10, length // 3 + 1, 5), rng.randrange(10, length // 3 + 1, 5)
    h, k = rng.randrange(10, height // 2 + 1, 5), rng.randrange(10, height // 2 + 1, 5)
    up = min(h + k, height - 5)
    m, top = length - b, height
    shapes: dict[str, list[tuple[int, int]]] = {
        "wedge": [(0, 0), (length, 0), (0, top)],
        "block with a sloping top": [(0, 0), (length, 0), (length, h), (0, top)],
        "chamfered block": [(0, 0), (length, 0), (length, top - k), (m, top), (0, top)],
        "double-chamfered block": [(0, 0), (length, 0), (length, top - k), (m, top), (a, top), (0, top - k)],
        "trapezoidal block": [(0, 0), (length, 0), (m, top), (a, top)],
        "block with a V-groove": [(0, 0), (length, 0), (length, top), (m, top), ((a + m) // 2, h), (a, top), (0, top)],
        "dovetail block": [
            (0, 0),
            (length, 0),
            (length, h),
            (m, h),
            (m + b // 2, top),
            (a - a // 2, top),
            (a, h),
            (0, h),
        ],
        "dovetail slide": [
            (0, 0),
            (length, 0),
            (length, top),
            (m, top),
            (m + b // 2, h),
            (a - a // 2, h),
            (a, top),
            (0, top),
        ],
        "L-profile": [(0, 0), (length, 0), (length, h), (a, h), (a, top), (0, top)],
        "T-profile": [
            (a, 0),
            (m, 0),
            (m, top - k),
            (length, top - k),
            (length, top),
            (0, top),
            (0, top - k),
            (a, top - k),
        ],
        "U-profile": [(0, 0), (length, 0), (length, top), (m, top), (m, h), (a, h), (a, top), (0, top)],
        "Z-profile": [(0, 0), (m, 0), (m, top - k), (length, top - k), (length, top), (m - a, top), (m - a, h), (0, h)],
        "I-beam": [
            *((0, 0), (length, 0), (length, h), (m, h), (m, top - k), (length, top - k), (length, top), (0, top)),
            *((0, top - k), (a, top - k), (a, h), (0, h)),
        ],
        "ramp with a landing": [(0, 0), (length, 0), (m, h), (m - a, h), (a // 2 + 5, top), (0, top)],
        "staircase": [(0, 0), (length, 0), (length, h), (m, h), (m, up), (a, up), (a, top), (0, top)],
        "house-shaped block": [(0, 0), (length, 0), (length, h + 5), (length // 2, top), (0, h + 5)],
        "channel": [(0, 0), (a, 0), (a, top - k), (m, top - k), (m, 0), (length, 0), (length, top), (0, top)],
        "step with a sloping face": [(0, 0), (length, 0), (length, h), (m, h), (a, top), (0, top)],
    }
    name = rng.choice(sorted(shapes))
    corners = shapes[name]
    if rng.random() < 0.5:
        corners = [(length - x, z) for x, z in reversed(corners)]
    clean: list[tuple[int, int]] = []
    for corner in corners:
        if not clean or corner != clean[-1]:
            clean.append(corner)
    return (length, width, height), tuple(clean), name


def discs(rng: random.Random) -> tuple[tuple[tuple[int, int], ...], tuple[int, int]]:
    """Steps of a turned part and its bore (diameter and depth, 0 for none)."""
    count = rng.choice((1, 2, 2, 3, 3, 4))
    diameters = rng.sample(range(24, 85, 4), count)
    if rng.random() < 0.6:
        diameters.sort(reverse=True)
    steps = tuple((d, rng.randrange(10, 46 if count < 3 else 31, 5)) for d in diameters)
    total = sum(h for _, h in steps)
    if rng.random() < 0.5 and count > 1:
        return steps, (0, 0)
    bore = rng.choice((8, 10, 12, 16, 20))
    return steps, (bore, total if rng.random() < 0.5 else rng.randrange(5, max(6, total - 4)))
