"""The numbers of a trace: points, values along each axis, radii, lengths, angles, shares."""

from __future__ import annotations

import functools
import itertools
import math

import numpy as np

from codepercept.figure import scene, words
from codepercept.figure.claims.scene_view import View
from codepercept.figure.claims.spelling import folded, numbers_in
from codepercept.figure.claims.texts import Texts
from codepercept.types import AxisInfo, Element

MAX_POINTS = 20_000
MAX_NAMED = 300
MAX_EXTRA = 2000
"""Among more elements than this nobody speaks of the middle of a side."""


class Measures:
    """Numbers of one figure, worked out when first asked for."""

    def __init__(self, view: View, texts: Texts) -> None:
        self.view, self.texts = view, texts
        self.elements = [
            e
            for e in view.trace.elements
            if e.visible and e.role in ("data", "figure", "annotation") and (e.data or e.shape)
        ]

    @functools.cached_property
    def points(self) -> dict[int, np.ndarray]:
        """Every point that is drawn, by the number of coordinates: corners, ends, centres, markers, places of texts."""
        found: dict[int, list[tuple[float, ...]]] = {2: [(0.0, 0.0)] if self._has_origin() else [], 3: []}
        for element in self.elements:
            own = [*element.data, *(self._extra(element) if len(self.elements) <= MAX_EXTRA else ())]
            for p in own:
                if len(p) in found and len(found[len(p)]) < MAX_POINTS:
                    found[len(p)].append(p)
        return {k: np.array(v, float).reshape(-1, k) for k, v in found.items()}

    def _has_origin(self) -> bool:
        return any(
            a.x.limits[0] <= 0 <= a.x.limits[1] and a.y.limits[0] <= 0 <= a.y.limits[1] and len(a.spines) == 2
            for a in self.view.main
        )

    @staticmethod
    def _extra(element: Element) -> list[tuple[float, ...]]:
        found = [
            v for k, v in element.shape.items() if k in ("center", "corner", "tail", "head") and isinstance(v, tuple)
        ]
        tail, vector = element.shape.get("tail"), element.shape.get("vector")
        if isinstance(tail, tuple) and isinstance(vector, tuple) and len(tail) == len(vector):
            found.append(tuple(a + b for a, b in zip(tail, vector, strict=True)))
        data = element.data
        if 2 <= len(data) <= 12 and len({len(p) for p in data}) == 1:
            array = np.array(data, float)
            found += [tuple(map(float, (p + q) / 2)) for p, q in itertools.pairwise(array)]
            low, high = array.min(axis=0), array.max(axis=0)
            found += [tuple(map(float, (low + high) / 2)), tuple(map(float, array.mean(axis=0)))]
            if math.dist(data[0], data[-1]) <= 1e-8 + 1e-5 * max(map(abs, data[0])):
                found.append(tuple(map(float, array[:-1].mean(axis=0))))
            if len(low) == 2:
                found += [(float(x), float(y)) for x in (low[0], high[0]) for y in (low[1], high[1])]
        center, radius = element.shape.get("center"), element.shape.get("radius")
        if isinstance(center, tuple) and len(center) == 2 and isinstance(radius, float | int):
            x, y = center
            found += [(x + radius, y), (x - radius, y), (x, y + radius), (x, y - radius)]
        return found

    def curves_near(self, point: tuple[float, ...], tolerance: float) -> bool:
        """Whether a curve, side or outline passes within a tolerance of the point."""
        target = np.array(point)
        for element in self.elements:
            data = element.data
            if data and "radius" not in element.shape and len(data[0]) == len(point):
                xs = [p[0] for p in data] if len(data) < 40 else ()
                if xs and not min(xs) - tolerance <= point[0] <= max(xs) + tolerance:
                    continue
            if element.kind not in (
                "line",
                "segment",
                "polygon",
                "rectangle",
                "circle",
                "ellipse",
                "arc",
                "contour",
                "path",
            ):
                continue
            center, radius = element.shape.get("center"), element.shape.get("radius")
            if isinstance(center, tuple) and isinstance(radius, float | int) and len(center) == len(point):
                if abs(math.dist(center, point) - radius) <= tolerance:
                    return True
                continue
            if len(data) < 2 or len(data[0]) != len(point) or len({len(p) for p in data}) != 1:
                continue
            array = np.array(data, float)
            start, way = array[:-1], np.diff(array, axis=0)
            square = np.maximum((way**2).sum(axis=1), 1e-300)
            share = np.clip(((target - start) * way).sum(axis=1) / square, 0, 1)
            gaps = np.abs(start + share[:, None] * way - target).max(axis=1)
            if gaps.min() <= tolerance:
                return True
        return False

    @functools.cached_property
    def spans(self) -> tuple[float, ...]:
        """Extent along x, y and z over all panels."""
        axes = self.view.main
        found = []
        for name in ("x", "y", "z"):
            limits = [getattr(a, name).limits for a in axes if getattr(a, name) is not None]
            found.append(max((abs(b - a) for a, b in limits), default=1.0))
        return tuple(found)

    def axis_ends(self, name: str) -> list[tuple[float, float]]:
        """Pairs of ends that an axis may fairly be said to have: its limits, outer ticks, the extent of the data."""
        found: list[tuple[float, float]] = []
        column = "xyz".index(name)
        for axes in self.view.trace.axes:
            axis: AxisInfo | None = getattr(axes, name)
            if axis is None:
                continue
            found.append(axis.limits)
            places = sorted(p for p, _ in axis.ticks)
            shown = [v for _, label in axis.ticks if (v := scene.tick_number(label)) is not None]
            if places:
                found.append((places[0], places[-1]))
            if shown:
                found.append((min(shown), max(shown)))
            data = [p[column] for e in self.elements if e.axes == axes.id for p in e.data if len(p) > column]
            if data:
                found.append((min(data), max(data)))
        return found

    @functools.cached_property
    def values(self) -> dict[str, np.ndarray]:
        """Numbers by axis, from data, ticks and limits."""
        found: dict[str, list[float]] = {"x": [], "y": [], "z": []}
        for axes in self.view.trace.axes:
            for name in found:
                axis = getattr(axes, name)
                if axis is not None:
                    found[name] += [p for p, _ in axis.ticks]
        for array in self.points.values():
            for column in range(array.shape[1]):
                found["xyz"[column]] += array[:, column].tolist()
        return {k: np.array(v, float) for k, v in found.items()}

    @functools.cached_property
    def text_numbers(self) -> frozenset[float]:
        """Every number written in the figure, without its sign."""
        return frozenset(abs(v) for shown in self.texts.shown.values() for v in numbers_in(shown))

    @functools.cached_property
    def radii(self) -> list[float]:
        """Radii of circles, arcs and wedges, and of rings of points about the origin."""
        found = [float(r) for e in self.elements if isinstance(r := e.shape.get("radius"), float | int)]
        for e in self.elements:
            width, height = e.shape.get("width"), e.shape.get("height")
            if (
                e.kind in ("ellipse", "arc", "circle")
                and isinstance(width, float | int)
                and isinstance(height, float | int)
            ):
                found += [width / 2, height / 2]
            if (
                e.kind in ("line", "polygon")
                and len(e.data) > 8
                and math.dist(e.pixels[0], e.pixels[-1]) < 3
                and len(e.data[0]) >= 2
            ):
                array = np.array([p[:2] for p in e.data], float)
                middle = (array.min(axis=0) + array.max(axis=0)) / 2
                found += [float(np.hypot(*(array - c).T).max()) for c in (middle, (0.0, 0.0))]
                found += list(map(float, np.ptp(array, axis=0) / 2))
        if not any("radius" in e.shape for e in self.elements):
            found += [math.dist(*e.data) for e in self.elements if e.kind == "segment" and len(e.data) == 2]
        return found

    @functools.cached_property
    def lengths(self) -> list[float]:
        """Lengths, widths and heights of shapes, sides and arrows, and differences along the axes."""
        found = list(self.radii) + [2 * r for r in self.radii]
        for e in self.elements:
            found += [float(v) for k, v in e.shape.items() if k in ("width", "height") and isinstance(v, float | int)]
            if 2 <= len(e.data) <= 30 and len({len(p) for p in e.data}) == 1:
                found += [math.dist(p, q) for p, q in itertools.pairwise(e.data)]
                found += list(map(float, np.ptp(np.array(e.data, float), axis=0)))
        return found

    @functools.cached_property
    def angles(self) -> list[float]:
        """Angles in degrees: of arcs and wedges, of strokes against the horizontal, at corners."""
        found = [0.0, 90.0, 180.0, 360.0]
        directions: list[float] = []
        for e in self.elements:
            if isinstance(pair := e.shape.get("angles"), tuple):
                found += [pair[1] - pair[0], *pair]
            flat = [p for p in e.data if len(p) == 2]
            if e.kind in ("segment", "arrow", "line", "polygon", "rectangle") and 2 <= len(flat) <= 12:
                directions += [math.degrees(math.atan2(q[1] - p[1], q[0] - p[0])) for p, q in itertools.pairwise(flat)]
        directions = sorted({round(d % 180, 3) for d in directions})[:60]
        found += directions + [180 - d for d in directions] + [90 - d for d in directions]
        found += [v for a, b in itertools.combinations(directions, 2) for v in (b - a, 180 - (b - a))]
        for axes in self.view.trace.axes:
            if axes.view is not None:
                found += list(axes.view)
            if axes.projection == "polar":
                found += [math.degrees(p) for p, _ in axes.x.ticks]
        return [abs(v) for v in found]

    @functools.cached_property
    def shares(self) -> list[float]:
        """Percentages of pies."""
        return [
            100 * (pair[1] - pair[0]) / 360
            for e in self.elements
            if e.kind == "wedge" and isinstance(pair := e.shape.get("angles"), tuple)
        ]

    @functools.cached_property
    def named_values(self) -> dict[str, set[float]]:
        """What a bar, slice or marker above a named tick shows, by the folded name of its category or label."""
        found: dict[str, set[float]] = {}
        for panel in self.view.panels:
            if panel.axes is None:
                continue
            names = [
                scene.categories(axis) or {p: words.clean(t) for p, t in axis.ticks}
                for axis in (panel.axes.x, panel.axes.y)
            ]
            for element in [e for t in panel.things for e in t.elements][:MAX_NAMED]:
                for name, value in _named(element, names):
                    found.setdefault(folded(name), set()).add(value)
        return found

    def view_numbers(self) -> np.ndarray:
        """Numbers of things, and angles."""
        return np.array([*self.view.everything, *self.angles], float)

    def all_numbers(self) -> np.ndarray:
        """Every number that the figure holds in some way."""
        pools = [
            *self.values.values(),
            np.array(self.lengths),
            np.array(self.shares),
            np.array(list(self.text_numbers)),
        ]
        ends = [v for name in "xyz" for pair in self.axis_ends(name) for v in pair]
        return np.concatenate([*(np.asarray(p, float).ravel() for p in pools), np.array(ends, float)])


def _named(element: Element, names: list[dict[float, str]]) -> list[tuple[str, float]]:
    """Values of one element by the names of the ticks (along x and along y) at which it stands."""
    found: list[tuple[str, float]] = []
    if element.kind == "wedge" and element.label and isinstance(pair := element.shape.get("angles"), tuple):
        found.append((element.label, 100 * (pair[1] - pair[0]) / 360))
    for axis, ticks in enumerate(names):
        other = 1 - axis
        if not ticks:
            continue
        if "width" in element.shape and isinstance(corner := element.shape.get("corner"), tuple):
            size = (float(element.shape["width"]), float(element.shape["height"]))  # type: ignore[arg-type]
            middle = corner[axis] + size[axis] / 2
            near = min(ticks, key=lambda p: abs(p - middle))
            if abs(near - middle) <= max(1.5 * abs(size[axis]), 0.25):
                found += [(ticks[near], size[other]), (ticks[near], corner[other] + size[other])]
        elif element.kind in ("markers", "line") and len(element.data) <= 60:
            at = {round(p, 9): name for p, name in ticks.items()}
            found += [(at[q], p[other]) for p in element.data if len(p) == 2 and (q := round(p[axis], 9)) in at]
    return found
