"""Places the texts of a combined solid and judges whether its picture is clear."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field

import numpy as np

from codepercept.geometry.camera import Array
from codepercept.geometry.combined_solids.body import Body, Curve, Dimension, Dome, Line, Rim, page
from codepercept.geometry.combined_solids.boxes import KINDS as BOXED
from codepercept.geometry.combined_solids.boxes import boxed
from codepercept.geometry.combined_solids.nested import KINDS as NESTED
from codepercept.geometry.combined_solids.nested import nested
from codepercept.geometry.combined_solids.params import FIGURE_SIZES, KINDS, CombinedSolids
from codepercept.geometry.combined_solids.stacked import KINDS as STACKED
from codepercept.geometry.combined_solids.stacked import stacked
from codepercept.geometry.exact import decimal, exact, mathtext
from codepercept.geometry.family import DegenerateParametersError
from codepercept.geometry.labels import Labels, printed

assert set(KINDS) == {*STACKED, *NESTED, *BOXED}


@functools.lru_cache(maxsize=64)
def body_of(theta: CombinedSolids) -> Body:
    """The solid of a parameter set.

    Raises:
        DegenerateParametersError: If the view shows no outline of a cone, or parts coincide in the picture.
    """
    if theta.kind in STACKED:
        return stacked(theta)
    if theta.kind in NESTED:
        return nested(theta)
    return boxed(theta)


@dataclass(frozen=True, eq=False)
class Layout:
    """Places of texts.

    Attributes:
        symbols: True if dimension lines say "h = 5", False for "5".
        columns: Column, counted from the solid, of each dimension line at its right.
        notes: For each length beside an edge the share along it and the direction of the text in degrees.
        letters: Direction of each letter, empty if there are none.
        lines: Number of hidden lines that are drawn.
    """

    symbols: bool
    columns: dict[Dimension, int] = field(default_factory=dict)
    notes: tuple[tuple[float, int], ...] = ()
    letters: tuple[int, ...] = ()

    def text(self, item: Dimension) -> str:
        """The text of a dimension as mathtext without dollar signs."""
        value = mathtext(item.value) if exact(item.value) else "≈" + decimal(item.value, 2)
        if not self.symbols:
            return value
        return f"{item.symbol} = {value}" if not value.startswith("≈") else f"{item.symbol} ≈ {value[1:]}"

    def width(self, item: Dimension) -> float:
        """About as many characters as the text takes in print."""
        return float(len(printed(self.text(item))))


def polylines(body: Body, elevation: float) -> list[tuple[Array, bool]]:
    """All strokes on the page as polylines (n, 2), each with whether it is seen."""
    found: list[tuple[Array, bool]] = []
    e = math.radians(elevation)
    for stroke in body.strokes:
        if isinstance(stroke, Rim):
            half = math.asin(max(-1.0, min(1.0, stroke.limit.value)))
            for start, stop, seen in ((math.pi - half, 2 * math.pi + half, True), (half, math.pi - half, False)):
                if stop - start > 1e-6:
                    phi = np.linspace(start, stop, 33)
                    ring = np.column_stack([np.cos(phi), np.sin(phi), 0 * phi]) * stroke.radius.value
                    found.append((page(ring + np.array([0, 0, stroke.z.value]), elevation), seen))
        elif isinstance(stroke, Line):
            found.append((page(np.array([stroke.start.place, stroke.end.place]), elevation), stroke.seen))
        elif isinstance(stroke, Curve):
            found.append((page(stroke.points, elevation), stroke.seen))
        elif isinstance(stroke, Dome):
            first, last = {"all": (0, 2), "upper": (0, 1), "lower": (1, 2)}[stroke.part]
            t = np.linspace(first * math.pi, last * math.pi, 33)
            outline = np.column_stack([np.cos(t), np.sin(t)]) * stroke.radius.value
            found.append((outline + np.array([0, stroke.z.value * math.cos(e)]), stroke.seen))
    return found


@functools.lru_cache(maxsize=64)
def layout(theta: CombinedSolids) -> Layout:
    """Places all texts.

    Raises:
        DegenerateParametersError: If the solid is lopsided or a text has no room.
    """
    body = body_of(theta)
    lines = [points for points, _ in polylines(body, theta.elevation)]
    extent = np.ptp(np.vstack(lines), axis=0)
    size = float(extent.max())
    if float(extent.min()) < 0.3 * size:
        raise DegenerateParametersError(
            "radius, edge and height: the solid is too slim or too flat for a clear picture"
        )
    wide, tall = (float(x) for x in extent / FIGURE_SIZES[theta.figure])
    if min(wide, tall) < 0.5 * max(wide, tall):
        raise DegenerateParametersError(
            f"figure: a solid of this shape leaves most of figure size {theta.figure} empty"
        )
    labels = Labels(size)
    for points in lines:
        labels.add_curve(points)
    shown = [] if theta.measures == "none" else body.dimensions
    for line in _auxiliary(theta, body, shown, np.vstack(lines)):
        labels.add_curve(line)
    base = Layout(theta.measures == "symbols")
    notes = []
    for item in shown:
        ends = _ends(item, theta)
        if item.where in ("right", "below", "above") and float(np.abs(ends[1] - ends[0]).max()) < 0.09 * size:
            raise DegenerateParametersError(
                f"the length {item.symbol} is too short in the picture for a dimension line"
            )
        if item.where in ("edge", "left"):
            notes.append(_beside(labels, ends, base.text(item), size, np.vstack(lines).mean(axis=0)))
    letters = []
    if theta.points:
        spots = [page(point.place[None], theta.elevation)[0] for _, point in body.marks]
        if any(float(np.linalg.norm(p - q)) < 0.1 * size for k, p in enumerate(spots) for q in spots[k + 1 :]):
            raise DegenerateParametersError("points: two marked points lie too close together in the picture")
        for letter, point in body.marks:
            spot = page(point.place[None], theta.elevation)[0]
            angle, fits = labels.beside(spot, letter, 0.05)
            if not fits:
                raise DegenerateParametersError(f"points: there is no room for the letter {letter}")
            letters.append(angle)
    return Layout(theta.measures == "symbols", _columns(theta, shown), tuple(notes), tuple(letters))


def _auxiliary(theta: CombinedSolids, body: Body, shown: list[Dimension], drawn: Array) -> list[Array]:
    """The axis, and the arrows above and below the solid, on the page: letters must not lie on them either."""
    (left, low), (right, high) = drawn.min(axis=0), drawn.max(axis=0)
    gap = 0.05 * max(right - left, high - low)
    lines = []
    if theta.axis:
        bottom, top = (z.value * math.cos(math.radians(theta.elevation)) for z in body.rises)
        lines.append(np.array([[0, bottom - gap], [0, top + gap]]))
    for item in shown:
        if item.where in ("below", "above"):
            y = low - gap if item.where == "below" else high + gap
            x, end = page(item.high.place[None], theta.elevation)[0]
            lines += [np.array([[0, y], [x, y]]), np.array([[x, end], [x, y]])]
        elif item.where == "right":
            lines += [np.array([end, [right + gap, end[1]]]) for end in _ends(item, theta)]
        elif item.where == "left":
            lines.append(_ends(item, theta))
    return lines


def _ends(item: Dimension, theta: CombinedSolids) -> Array:
    return page(np.array([item.low.place, item.high.place]), theta.elevation)


def _beside(labels: Labels, ends: Array, text: str, size: float, middle: Array) -> tuple[float, int]:
    """Direction of a text beside the middle of a line, preferably away from the middle of the picture."""
    along = ends[1] - ends[0]
    across = np.array([-along[1], along[0]])
    spot = ends.mean(axis=0)
    if across @ (spot - middle) < 0:
        across = -across
    first = round(math.degrees(math.atan2(across[1], across[0]))) % 360
    for angle in (first, (first + 180) % 360, (first + 20) % 360, (first - 20) % 360):
        centre = labels.spot(spot, angle, 0.065)
        if labels.free(centre, text):
            labels.keep(centre, text)
            return 0.5, angle
    raise DegenerateParametersError("measures: a length has no room beside its line")


def _columns(theta: CombinedSolids, shown: list[Dimension]) -> dict[Dimension, int]:
    """Columns of the heights at the right: a second one for heights that overlap those of the first."""
    columns: dict[Dimension, int] = {}
    ranges: list[list[tuple[float, float]]] = [[], []]
    for item in (d for d in shown if d.where == "right"):
        low, high = sorted(page(np.array([item.low.place, item.high.place]), theta.elevation)[:, 1])
        column = 0
        while any(low < b - 1e-6 and a < high - 1e-6 for a, b in ranges[column]):
            column += 1
            if column == len(ranges):
                raise DegenerateParametersError("measures: there are too many heights for the dimension lines")
        ranges[column].append((float(low), float(high)))
        columns[item] = column
    return columns


def hidden_lines(theta: CombinedSolids) -> int:
    """Number of hidden lines, arcs and outlines that are drawn."""
    return sum(1 for _, seen in polylines(body_of(theta), theta.elevation) if not seen)
