"""Joins painted outlines with the data coordinates that they stand for, in two and three dimensions.

Runs inside the sandbox: standard library, numpy and matplotlib only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib import lines, patches
from matplotlib.transforms import IdentityTransform

from codepercept.figure import shapes, space

MAX_POINTS = 400

Rows = list[list[float]]


def rounded(values: Any) -> list[float]:
    """Plain floats with 9 significant digits, -0.0 and what is not finite made 0.0."""
    return [_number(v) for v in values]


def rounded_rows(points: np.ndarray) -> Rows:
    """`rounded` for each row of an array, at once where there are many."""
    if points.size <= 24:
        return [rounded(p) for p in points.tolist()]
    good = np.where(np.isfinite(points), points, 0.0)
    size = np.where(good == 0, 1.0, np.abs(good))
    scale = 10.0 ** np.clip(8 - np.floor(np.log10(size)), -300, 300)
    rows: Rows = (np.round(good * scale) / scale + 0.0).tolist()
    return rows


def _number(value: Any) -> float:
    number = float(value)
    return float(f"{number:.9g}") + 0.0 if math.isfinite(number) else 0.0


class DataCoordinates:
    """Data coordinates of artists, from their own data where they live in data space, else from their pixels."""

    def __init__(self) -> None:
        self._inverse: dict[int, tuple[Any, list[int | None]]] = {}

    def invert(self, axes: Any, points: np.ndarray) -> Rows:
        """Data coordinates of pixels (y upwards) in a 2D axes, good to a millionth of a linear axis."""
        if id(axes) not in self._inverse:
            self._inverse[id(axes)] = (axes.transData.inverted(), [_decimals(axes.xaxis), _decimals(axes.yaxis)])
        inverse, decimals = self._inverse[id(axes)]
        with np.errstate(all="ignore"):
            data = np.array(inverse.transform(points), float)
        for column, digits in enumerate(decimals):
            if digits is not None:
                data[:, column] = np.round(data[:, column], digits)
        return rounded_rows(data[np.isfinite(data).all(axis=1)])

    @staticmethod
    def moved(patch: Any, axes: Any) -> bool:
        """Whether a patch lives in data space, but through a further transform (turned, shifted)."""
        transform = patch.get_data_transform()
        in_data = any(transform.contains_branch_seperately(axes.transData))
        return in_data and not space.is_3d(axes) and not _same(transform, axes.transData)

    def of_path(self, artist: Any, axes: Any, points: np.ndarray) -> Rows:
        """Data coordinates of a line or a patch that was painted as `points`."""
        if axes is None:
            return []
        if hasattr(artist, "get_data_3d"):
            return _rows(_columns(artist.get_data_3d()))
        if hasattr(artist, "_segment3d"):
            return _rows(
                space.on_curve(np.array([tuple(p) for p in artist._segment3d], float), getattr(artist, "_code3d", None))
            )
        if space.is_3d(axes):
            return []
        if isinstance(artist, lines.Line2D) and _same(artist.get_transform(), axes.transData):
            return _rows(np.asarray(artist.get_xydata(), float))
        if isinstance(artist, patches.Patch) and _same(artist.get_data_transform(), axes.transData):
            path = artist.get_path()
            if not shapes.has_curves(path.codes):
                return _flat(artist.get_patch_transform().transform(path.vertices), path.codes)
        if not self._in_data(artist.get_transform(), axes):
            return []
        return self.invert(axes, shapes.thin(points, MAX_POINTS))

    def of_markers(self, artist: Any, axes: Any, points: np.ndarray, kept: np.ndarray) -> Rows:
        """Positions of those markers of a set painted at `points` whose indices are `kept`."""
        if axes is None:
            return []
        if hasattr(artist, "get_data_3d"):
            return _chosen(_columns(artist.get_data_3d()), kept, len(points))
        if hasattr(artist, "_offsets3d"):
            positions = _columns(artist._offsets3d)
            order = getattr(artist, "_z_markers_idx", None)
            if order is not None and len(order) == len(positions):
                positions = positions[np.asarray(order)]
            return _chosen(positions, kept, len(points))
        if space.is_3d(axes):
            return []
        has_offsets = hasattr(artist, "get_offset_transform")
        transform = artist.get_offset_transform() if has_offsets else artist.get_transform()
        if not self._in_data(transform, axes):
            return []
        if _same(transform, axes.transData):
            own = artist.get_offsets() if has_offsets else artist.get_xydata()
            if len(own) == len(points):
                return _chosen(np.ma.filled(np.ma.asarray(own, float), np.nan), kept, len(points))
        return self.invert(axes, points[kept])

    def of_text(self, artist: Any, axes: Any) -> Rows:
        """Where a text is anchored; empty for text placed in page or axes coordinates."""
        if axes is None:
            return []
        if hasattr(artist, "get_position_3d"):
            return [rounded(artist.get_position_3d())]
        if space.is_3d(axes) or not self._in_data(artist.get_transform(), axes):
            return []
        try:
            return [rounded((artist.convert_xunits(artist._x), artist.convert_yunits(artist._y)))]
        except (TypeError, ValueError):
            return []

    def of_arrow(self, artist: Any, axes: Any) -> dict[str, Any]:
        """Tail and head of an arrow: `pixels` (y upwards), and `data` and `shape` where it lives in data space."""
        ends = _arrow_ends(artist)
        if ends is None or not np.isfinite(ends).all():
            return {}
        found: dict[str, Any] = {"pixels": ends}
        annotation = isinstance(artist.get_transform(), IdentityTransform)
        if axes is not None and not space.is_3d(axes) and (annotation or self._in_data(artist.get_transform(), axes)):
            data = self.invert(axes, ends)
            if len(data) == 2:
                found["data"] = data
                found["shape"] = {"tail": data[0], "head": data[1]}
        return found

    def of_points(self, artist: Any, axes: Any, points: np.ndarray) -> Rows:
        """Data coordinates of pixels of a collection that stands in a 2D axes."""
        if axes is None or space.is_3d(axes) or not self._in_data(artist.get_offset_transform(), axes):
            return []
        return self.invert(axes, points)

    def joiner(self, artist: Any, axes: Any, total: int, start: int = 0) -> Callable[[int, Sequence[np.ndarray]], Rows]:
        """A function that gives the data coordinates of an item of a collection from its index and painted pieces.

        Args:
            artist: the collection.
            axes: where it stands.
            total: items painted in this call.
            start: items painted in calls before.
        """
        if axes is None:
            return lambda i, pieces: []
        if space.is_3d(axes):
            items = space.items(artist, axes, total)
            return lambda i, pieces: _rows(items[i]) if i < len(items) else []
        exact = _same(artist.get_transform(), axes.transData) and isinstance(
            artist.get_offset_transform(), IdentityTransform
        )
        paths = artist.get_paths() if exact else []
        in_data = self._in_data(artist.get_transform(), axes) or self._in_data(artist.get_offset_transform(), axes)

        def join(i: int, pieces: Sequence[np.ndarray]) -> Rows:
            if paths and not shapes.has_curves((path := paths[(start + i) % len(paths)]).codes):
                return _flat(path.vertices, path.codes)
            return self.invert(axes, shapes.thin(np.concatenate(pieces), MAX_POINTS)) if in_data else []

        return join

    def of_region(self, artist: Any, axes: Any, points: np.ndarray) -> Rows:
        """Corners of the upright box in data space around pixels: four in the plane, lowest and highest in space."""
        if axes is None:
            return []
        if space.is_3d(axes):
            found = [p for item in space.items(artist, axes, 0) for p in item]
            cloud = np.array(found, float).reshape(-1, 3)
        elif hasattr(artist, "get_coordinates") and _same(artist.get_transform(), axes.transData):
            cloud = np.ma.filled(np.ma.asarray(artist.get_coordinates(), float), np.nan).reshape(-1, 2)
        elif self._in_data(artist.get_transform(), axes) or self._in_data(artist.get_offset_transform(), axes):
            cloud = np.array(self.invert(axes, points), float).reshape(-1, 2)
        else:
            return []
        cloud = cloud[np.isfinite(cloud).all(axis=1)]
        if not len(cloud):
            return []
        low, high = cloud.min(axis=0), cloud.max(axis=0)
        if cloud.shape[1] == 3:
            return [rounded(low), rounded(high)]
        return [rounded(p) for p in (low, (high[0], low[1]), high, (low[0], high[1]))]

    @staticmethod
    def clean(shape: dict[str, Any]) -> dict[str, Any]:
        """Plain JSON numbers and strings; what is neither is left out, and so is rounding noise about zero."""
        tidy: dict[str, Any] = {}
        for key, value in shape.items():
            try:
                tidy[key] = value if isinstance(value, str) else _plain(value)
            except (TypeError, ValueError):
                continue
        return tidy

    @staticmethod
    def _in_data(transform: Any, axes: Any) -> bool:
        return transform is axes.transData or any(transform.contains_branch_seperately(axes.transData))


def _same(one: Any, other: Any) -> bool:
    return one is other or bool(one == other)


def _plain(value: Any) -> Any:
    numbers = rounded(np.where(np.abs(np.ravel(value)) < 1e-12, 0.0, np.ravel(value)))
    return numbers[0] if np.ndim(value) == 0 else numbers


def _decimals(axis: Any) -> int | None:
    """Digits after the point that matter on a linear axis."""
    span = abs(np.ptp(axis.get_view_interval()))
    if axis.get_scale() != "linear" or not np.isfinite(span) or span <= 0:
        return None
    return int(np.clip(6 - np.floor(np.log10(span)), -300, 300))


def _flat(vertices: np.ndarray, codes: np.ndarray | None) -> Rows:
    if codes is None and not np.ma.isMA(vertices):
        return _rows(np.asarray(vertices, float))
    pieces = shapes.flatten(np.ma.filled(np.ma.asarray(vertices, float), np.nan), codes)
    return _rows(np.concatenate(pieces)) if pieces else []


def _columns(parts: Any) -> np.ndarray:
    arrays = np.broadcast_arrays(*(np.ma.filled(np.ma.asarray(v, float), np.nan) for v in parts))
    return np.column_stack([np.ravel(a) for a in arrays])


def _chosen(own: np.ndarray, kept: np.ndarray, painted: int) -> Rows:
    return rounded_rows(own[kept]) if len(own) == painted else _rows(own)


def _rows(points: np.ndarray) -> Rows:
    """The finite points; of too many an even choice that keeps the extremes. Rounding noise about zero is removed."""
    if 0 < len(points) <= shapes.FEW:
        rows: Rows = [row for row in points.tolist() if math.isfinite(sum(row))]
        noise = 1e-15 * max((abs(v) for row in rows for v in row), default=0.0)
        return [[0.0 if abs(v) < noise else _number(v) for v in row] for row in rows]
    points = points[np.isfinite(points).all(axis=1)]
    if len(points):
        points = np.where(np.abs(points) < 1e-15 * np.abs(points).max(), 0.0, points)
    if len(points) > MAX_POINTS:
        ends = np.r_[points.argmin(axis=0), points.argmax(axis=0)]
        points = points[np.union1d(shapes.spread(len(points), MAX_POINTS - len(ends)), ends)]
    return rounded_rows(points)


def _arrow_ends(artist: Any) -> np.ndarray | None:
    """Tail and head in pixels, y upwards."""
    if isinstance(artist, patches.ConnectionPatch):
        path = artist._get_path_in_displaycoord()[0][0]
        return np.array([path.vertices[0], path.vertices[-1]], float)
    if isinstance(artist, patches.FancyArrowPatch):
        if artist._posA_posB is None:
            path = artist.get_transform().transform_path(artist._path_original)
            return np.array([path.vertices[0], path.vertices[-1]], float)
        ends = [(artist.convert_xunits(x), artist.convert_yunits(y)) for x, y in artist._posA_posB]
        return np.asarray(artist.get_transform().transform(ends), float)
    if isinstance(artist, patches.FancyArrow):
        ends = [(artist._x, artist._y), (artist._x + artist._dx, artist._y + artist._dy)]
        return np.asarray((artist.get_transform() - artist.get_patch_transform()).transform(ends), float)
    if isinstance(artist, patches.Arrow):
        return np.asarray(artist.get_transform().transform([(0.0, 0.0), (1.0, 0.0)]), float)
    return None
