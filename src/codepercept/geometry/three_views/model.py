"""The solid behind a drawing: its views, measures and round parts, for every kind.

Round holes and the boss pass through plain material only (see `bores`), which keeps their views simple.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from codepercept.geometry.camera import area
from codepercept.geometry.exact import decimal, times_pi
from codepercept.geometry.three_views.bores import Bore, bore_of
from codepercept.geometry.three_views.cells import Cells, Circle, Point, Segment, View, block, cubes
from codepercept.geometry.three_views.params import ThreeViews

LETTERS = {"front": "xz", "top": "xy", "right": "yz", "left": "yz"}


@dataclass(frozen=True, eq=False)
class Model:
    """A solid and its views.

    Attributes:
        size: Length, width and height of its box.
        views: "front", "top" and "side".
        volume, surface: Rational part and multiple of π.
        roots: What is added to the surface: multiples of square roots by radicand.
        bores: Round holes.
        cells: The boxes, without round parts; None for profiles and turned parts.
    """

    size: tuple[float, float, float]
    views: dict[str, View]
    volume: Point
    surface: Point
    bores: tuple[Bore, ...] = ()
    cells: Cells | None = None
    roots: dict[int, float] = field(default_factory=dict)


def measure(value: Point, roots: Mapping[int, float] | None = None) -> str:
    """A value with a rational part, a multiple of π and multiples of roots as text, e.g. "7200 + 90√13 - 12π ≈ 7486.8".

    Args:
        value: Rational part and multiple of π.
        roots: Multiples (positive) by radicand (square-free).
    """
    plain, pi = value
    parts = [decimal(plain)] if plain else []
    parts += [f"+ {decimal(factor)}√{radicand}" for radicand, factor in sorted((roots or {}).items())]
    if pi:
        parts.append(f"{'-' if pi < 0 else '+'} {times_pi(abs(pi))}")
    text = " ".join(parts).removeprefix("+ ") or "0"
    if not roots and not pi:
        return text
    total = plain + pi * math.pi + sum(factor * math.sqrt(radicand) for radicand, factor in (roots or {}).items())
    return f"{text} ≈ {decimal(total)}"


@lru_cache(maxsize=256)
def model_of(theta: ThreeViews) -> Model:
    """The solid of a parameter set.

    Raises:
        ValueError: If a hole of it does not fit; `holes_fit` tells.
    """
    if theta.kind == "cubes":
        return cells_model(cubes(theta.layers), theta.side)
    if theta.kind == "turned":
        return _turned(theta)
    bores = tuple(bore for bore in (bore_of(theta, hole) for hole in theta.holes) if bore)
    if theta.kind == "profile":
        return _with_bores(theta, plain_profile(theta), bores)
    return _with_bores(theta, _with_boss(theta, cells_model(block(theta.size, theta.cuts), theta.side)), bores)


def cells_model(cells: Cells, side: str) -> Model:
    """The model of a solid of boxes."""
    views = {"front": cells.view("front"), "top": cells.view("top"), "side": cells.view(side)}
    size = tuple(s[-1] for s in cells.stations)
    return Model((size[0], size[1], size[2]), views, (cells.volume, 0.0), (cells.surface, 0.0), cells=cells)


def join(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Upright and level segments with overlapping and repeated ones united, in order of appearance."""
    kept: list[Segment] = []
    for segment in segments:
        (x0, y0), (x1, y1) = segment
        level = int(x0 == x1)  # the coordinate that varies
        for index, other in enumerate(kept):
            same = other[0][1 - level] == other[1][1 - level] == segment[0][1 - level] == segment[1][1 - level]
            low, high = sorted((other[0][level], other[1][level]))
            a, b = sorted((segment[0][level], segment[1][level]))
            if same and a <= high and b >= low:
                place = other[0][1 - level]
                ends = (min(a, low), max(b, high))
                points = [(place, end) if level else (end, place) for end in ends]
                kept[index] = (points[0], points[1])
                break
        else:
            kept.append(((x0, y0), (x1, y1)))
    return tuple(kept)


def _with_boss(theta: ThreeViews, plain: Model) -> Model:
    if theta.boss is None:
        return plain
    boss = theta.boss
    r, h, base = boss.diameter / 2, float(boss.height), plain.size[2]
    bore = boss.bore / 2
    views = {}
    for name, view in plain.views.items():
        width = view.size[0]
        if name == "top":
            circles = (Circle(boss.x, boss.y, r), *([Circle(boss.x, boss.y, bore)] if bore else []))
            over = (view.area[0], -(bore**2))
            views[name] = View(view.size, view.visible, view.hidden, circles, _cross(boss.x, boss.y, r), over)
            continue
        place = float(boss.x if name == "front" else boss.y if theta.side == "right" else width - boss.y)
        top = base + h
        walls = (
            ((place - r, base), (place - r, top)),
            ((place + r, base), (place + r, top)),
            ((place - r, top), (place + r, top)),
        )
        dashed = tuple(((place + s * bore, 0.0), (place + s * bore, top)) for s in (-1, 1)) if bore else ()
        line = ((place, -3.0 if bore else base - 3), (place, top + 3))
        covered = (view.area[0] + 2 * r * h, 0.0)
        views[name] = View((width, top), view.visible + walls, view.hidden + dashed, (), (line,), covered)
    volume = (plain.volume[0], r**2 * h - bore**2 * (base + h))
    surface = (plain.surface[0], 2 * r * h + (2 * bore * (base + h) - 2 * bore**2))
    size = (plain.size[0], plain.size[1], base + h)
    bores = (Bore("z", boss.x, boss.y, bore, 0.0, base + h),) if bore else ()
    return Model(size, views, volume, surface, bores, plain.cells)


def _cross(x: float, y: float, r: float) -> tuple[Segment, ...]:
    reach = r + max(2.0, 0.25 * r)
    return (((x - reach, y), (x + reach, y)), ((x, y - reach), (x, y + reach)))


def _with_bores(theta: ThreeViews, plain: Model, bores: Sequence[Bore]) -> Model:
    if not bores:
        return plain
    views = {}
    for name, view in plain.views.items():
        letters, mirrored = LETTERS[theta.side if name == "side" else name], name == "side" and theta.side == "left"
        hidden, circles, axes, pi = list(view.hidden), list(view.circles), list(view.axes), view.area[1]
        for bore in bores:
            if bore.axis not in letters:
                x = view.size[0] - bore.u if mirrored else bore.u
                circles.append(Circle(x, bore.v, bore.radius))
                axes += _cross(x, bore.v, bore.radius)
                pi -= bore.radius**2 if bore.through else 0.0
                continue
            hidden_more, axis_line = _sidelong(bore, letters, view.size[0] if mirrored else 0.0)
            hidden += hidden_more
            axes.append(axis_line)
        area_now = (view.area[0], pi)
        views[name] = View(view.size, view.visible, join(hidden), tuple(circles), join(axes), area_now)
    volume, surface = plain.volume[1], plain.surface[1]
    for bore in bores:
        volume -= bore.radius**2 * (bore.high - bore.low)
        surface += 2 * bore.radius * (bore.high - bore.low) - (2 * bore.radius**2 if bore.through else 0.0)
    return Model(
        plain.size,
        views,
        (plain.volume[0], volume),
        (plain.surface[0], surface),
        (*plain.bores, *bores),
        plain.cells,
        plain.roots,
    )


def _sidelong(bore: Bore, letters: str, mirror: float) -> tuple[list[Segment], Segment]:
    """Dashed outline and centre line of a hole seen across its axis; `mirror` is the width of a mirrored page."""
    others = [k for k in "xyz" if k != bore.axis]
    centre = dict(zip(others, (bore.u, bore.v), strict=True))
    upright = bore.axis == letters[1]
    middle = centre[letters[0] if upright else letters[1]]
    r, low, high = bore.radius, bore.low, bore.high

    def at(along: float, across: float) -> Point:
        x, y = (across, along) if upright else (along, across)
        return (mirror - x if mirror else x, y)

    found: list[Segment] = [(at(low, middle + s * r), at(high, middle + s * r)) for s in (-1, 1)]
    if bore.closed is not None:
        found.append((at(bore.closed, middle - r), at(bore.closed, middle + r)))
    return found, (at(low - 3, middle), at(high + 3, middle))


def plain_profile(theta: ThreeViews) -> Model:
    """The model of a profile without its holes."""
    corners, (length, width, height) = theta.profile, theta.size
    sides = tuple(zip(corners, corners[1:] + corners[:1], strict=True))
    face = area([(float(x), float(z)) for x, z in corners])
    front = View((length, height), tuple((_f(a), _f(b)) for a, b in sides), (), area=(face, 0.0))
    top = _swept(sides, 0, 1, float(length), float(width), 1)
    side = _swept(sides, 1, 0, float(width), float(height), 1 if theta.side == "right" else -1)
    views = {"front": front, "top": top, "side": side}
    flat = 0
    roots: dict[int, float] = {}
    for a, b in sides:
        factor, radicand = root_of((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)
        if radicand == 1:
            flat += factor
        else:
            roots[radicand] = roots.get(radicand, 0.0) + factor * width
    size = (float(length), float(width), float(height))
    return Model(size, views, (face * width, 0.0), (2 * face + flat * width, 0.0), roots=roots)


def root_of(square: int) -> tuple[int, int]:
    """The square root of a positive whole number as factor and square-free radicand: 12 gives (2, 3)."""
    factor, base = 1, 2
    while base * base <= square:
        while square % (base * base) == 0:
            factor, square = factor * base, square // (base * base)
        base += 1
    return factor, square


def _f(p: Sequence[float]) -> Point:
    return float(p[0]), float(p[1])


def _swept(sides: Sequence[tuple[Point, Point]], t: int, s: int, width: float, height: float, toward: int) -> View:
    """The view of the extruded profile across coordinate `t` of its corners, seen from the `toward` end of `s`."""

    def nearest(at: float) -> tuple[float, float]:
        """Position and slope of the side that is seen at a coordinate."""
        met = []
        for a, b in sides:
            if min(a[t], b[t]) < at < max(a[t], b[t]):
                slope = (b[s] - a[s]) / (b[t] - a[t])
                met.append((toward * (a[s] + (at - a[t]) * slope), slope))
        place, slope = max(met)
        return toward * place - slope * at, slope

    visible: list[Segment] = []
    hidden: list[Segment] = []
    full = width if t == 0 else height
    for at in sorted({float(a[t]) for a, _ in sides}):
        line = ((at, 0.0), (at, height)) if t == 0 else ((0.0, at), (width, at))
        if at in (0.0, full) or math.dist(nearest(at - 1e-3), nearest(at + 1e-3)) > 1e-9:
            visible.append(line)
        else:
            hidden.append(line)
    for end in (0.0, height if t == 0 else width):
        visible.append(((0.0, end), (width, end)) if t == 0 else ((end, 0.0), (end, height)))
    return View((width, height), tuple(visible), tuple(hidden), area=(width * height, 0.0))


def _turned(theta: ThreeViews) -> Model:
    widest = float(max(d for d, _ in theta.discs))
    levels = np.cumsum([0, *(h for _, h in theta.discs)]).astype(float).tolist()
    top, middle = levels[-1], widest / 2
    visible: list[Segment] = []
    covered = volume = surface = 0.0
    reaches = [0.0, *(d / 2 for d, _ in theta.discs), 0.0]
    for (diameter, height), low, high in zip(theta.discs, levels, levels[1:], strict=False):
        r = diameter / 2
        visible += [((middle + s * r, low), (middle + s * r, high)) for s in (-1, 1)]
        covered += diameter * height
        volume += r**2 * height
        surface += 2 * r * height
    for level, below, above in zip(levels, reaches, reaches[1:], strict=False):
        r = max(below, above)
        visible.append(((middle - r, level), (middle + r, level)))
        surface += abs(below**2 - above**2)
    hidden: list[Segment] = []
    bores: tuple[Bore, ...] = ()
    radii = [d / 2 for d, _ in theta.discs]
    circles: dict[float, bool] = {}
    for index, r in enumerate(radii):
        circles[r] = circles.get(r, False) or r > max(radii[index + 1 :], default=0.0)
    b, depth = theta.bore[0] / 2, float(theta.bore[1])
    if b:
        through = depth >= top
        hidden += [((middle + s * b, top - depth), (middle + s * b, top)) for s in (-1, 1)]
        if not through:
            hidden.append(((middle - b, top - depth), (middle + b, top - depth)))
        circles[b] = True
        volume -= b**2 * depth
        surface += 2 * b * depth - (2 * b**2 if through else 0)
        bores = (Bore("z", middle, middle, b, top - depth, top, None if through else top - depth),)
    axis = (((middle, -3.0), (middle, top + 3)),)
    elevation = View((widest, top), tuple(visible), tuple(hidden), (), axis, (covered, 0.0))
    rings = tuple(Circle(middle, middle, r, seen) for r, seen in sorted(circles.items(), reverse=True))
    open_part = b**2 if b and depth >= top else 0.0
    plan = View((widest, widest), (), (), rings, _cross(middle, middle, middle), (0.0, middle**2 - open_part))
    views = {"front": elevation, "top": plan, "side": elevation}
    return Model((widest, widest, top), views, (0.0, volume), (0.0, surface), bores)
