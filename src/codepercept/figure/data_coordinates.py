"""Joins painted outlines with the data coordinates that they stand for, in two and three dimensions.

Runs inside the sandbox: standard library, numpy and matplotlib only.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib import patches
from matplotlib.transforms import IdentityTransform
from mpl_toolkits.mplot3d import proj3d

MAX_POINTS = 400


def rounded(values: Any, digits: int = 6) -> list[float]:
    """Plain floats with `digits` decimals and at least 9 significant digits, -0.0 made 0.0."""
    return [_number(v, digits) for v in values]


def _number(value: Any, digits: int) -> float:
    number = float(value)
    if not np.isfinite(number):
        return 0.0
    return float(f"{round(number, digits) + 0.0 if abs(number) > 1e-3 else number:.9g}") + 0.0


class DataCoordinates:
    """Inverse transforms, cached per axes."""

    def __init__(self) -> None:
        self._inverse: dict[int, Any] = {}

    def invert(self, axes: Any, points: np.ndarray) -> list[list[float]]:
        """Data coordinates of pixels (y upwards) in a 2D axes."""
        if id(axes) not in self._inverse:
            self._inverse[id(axes)] = axes.transData.inverted()
        with np.errstate(all="ignore"):
            data = self._inverse[id(axes)].transform(points)
        return [rounded(p) for p in data[np.isfinite(data).all(axis=1)]]

    def of_path(self, artist: Any, axes: Any, points: np.ndarray, is_line: bool) -> list[list[float]]:
        """Data coordinates of a drawn path; a line's own data are exact, others come from the pixels."""
        if axes is None:
            return []
        if hasattr(artist, "get_data_3d"):
            return _rows(np.column_stack([np.ma.filled(np.ma.asarray(v, float), np.nan) for v in artist.get_data_3d()]))
        if hasattr(artist, "_segment3d"):
            return _rows(np.array([tuple(p) for p in artist._segment3d], float))
        if _is_3d(axes) or not self._in_data(artist.get_transform(), axes):
            return []
        if is_line and artist.get_transform() == axes.transData:
            return _rows(np.asarray(artist.get_xydata(), float))
        return self.invert(axes, points[:MAX_POINTS])

    def of_markers(self, artist: Any, axes: Any, points: np.ndarray) -> list[list[float]]:
        """Positions of a marker set, in the order of `points` where that can be told."""
        if axes is None:
            return []
        if hasattr(artist, "get_data_3d"):
            return self.of_path(artist, axes, points, True)
        if hasattr(artist, "_offsets3d"):
            positions = np.column_stack([np.ma.filled(np.ma.asarray(v, float), np.nan) for v in artist._offsets3d])
            order = getattr(artist, "_z_markers_idx", None)
            if order is not None and len(order) == len(positions):
                positions = positions[np.asarray(order)]
            return [rounded(p) for p in positions if np.isfinite(p).all()]
        transform = artist.get_offset_transform() if hasattr(artist, "get_offset_transform") else artist.get_transform()
        if _is_3d(axes) or not self._in_data(transform, axes):
            return []
        if hasattr(artist, "get_offsets") and transform == axes.transData:
            offsets = np.ma.filled(np.ma.asarray(artist.get_offsets(), float), np.nan)
            return [rounded(p) for p in offsets if np.isfinite(p).all()]
        return self.invert(axes, points)

    def of_text(self, artist: Any, axes: Any) -> list[list[float]]:
        """Where a text is anchored; empty for text placed in page or axes coordinates."""
        if axes is None:
            return []
        if hasattr(artist, "get_position_3d"):
            return [rounded(artist.get_position_3d())]
        if _is_3d(axes) or not self._in_data(artist.get_transform(), axes):
            return []
        try:
            x, y = artist.convert_xunits(artist._x), artist.convert_yunits(artist._y)
            return [rounded((x, y))]
        except (TypeError, ValueError):
            return []

    def of_arrow(self, artist: Any, axes: Any, height: float) -> dict[str, Any]:
        """Tail and head of an arrow: `pixels` (y upwards), and `data` and `shape` where it lives in data space."""
        ends = _arrow_ends(artist)
        if ends is None or not np.isfinite(ends).all():
            return {}
        found: dict[str, Any] = {"pixels": ends}
        annotation = isinstance(artist.get_transform(), IdentityTransform)
        if axes is not None and not _is_3d(axes) and (annotation or self._in_data(artist.get_transform(), axes)):
            data = self.invert(axes, ends)
            if len(data) == 2:
                found["data"] = data
                found["shape"] = {"tail": data[0], "head": data[1]}
        return found

    def of_item(self, artist: Any, axes: Any, index: int, points: np.ndarray) -> list[list[float]]:
        """Data coordinates of one item of a collection."""
        if axes is None:
            return []
        if hasattr(artist, "_segments3d"):
            segments = artist._segments3d
            return _rows(np.asarray(segments[index % len(segments)], float)) if len(segments) else []
        if _is_3d(axes):
            return []
        in_data = self._in_data(artist.get_transform(), axes) or self._in_data(artist.get_offset_transform(), axes)
        return self.invert(axes, points[:MAX_POINTS]) if in_data else []

    def faces_of(self, artist: Any, axes: Any) -> dict[tuple[float, float], list[list[float]]]:
        """The corners in space of each face of a 3D polygon collection, by the face's place on the page."""
        faces = getattr(artist, "_faces", None)
        if faces is None or axes is None or not _is_3d(axes) or len(faces) == 0:
            return {}
        faces = np.ma.filled(np.ma.asarray(faces, float), np.nan)
        invalid = np.broadcast_to(np.asarray(getattr(artist, "_invalid_vertices", False)), faces.shape[:2])
        found = {}
        for face, bad in zip(faces, invalid, strict=True):
            corners = face[~bad & np.isfinite(face).all(axis=1)]
            if len(corners) < 2:
                continue
            x, y, _ = proj3d.proj_transform(*corners.T, axes.M)
            page = axes.transData.transform(np.column_stack([x, y]))
            found[_place(page)] = [rounded(p) for p in corners]
        return found

    @staticmethod
    def of_face(faces: dict[tuple[float, float], list[list[float]]], points: np.ndarray) -> list[list[float]]:
        """The corners in space of the face that was painted as `points`."""
        if len(points) > 1 and np.allclose(points[0], points[-1]):
            points = points[:-1]
        x, y = _place(points)
        for dx in (0.0, -0.1, 0.1):
            for dy in (0.0, -0.1, 0.1):
                if (corners := faces.get((round(x + dx, 1), round(y + dy, 1)))) is not None:
                    return corners
        return []

    @staticmethod
    def clean(shape: dict[str, Any]) -> dict[str, Any]:
        """Plain JSON numbers and strings; what is neither is left out."""
        tidy: dict[str, Any] = {}
        for key, value in shape.items():
            try:
                tidy[key] = value if isinstance(value, str) else _plain(value)
            except (TypeError, ValueError):
                continue
        return tidy

    @staticmethod
    def _in_data(transform: Any, axes: Any) -> bool:
        return any(transform.contains_branch_seperately(axes.transData))


def _plain(value: Any) -> Any:
    if np.ndim(value) == 0:
        return rounded([value])[0]
    return rounded(np.ravel(value))


def _rows(points: np.ndarray) -> list[list[float]]:
    points = points[np.isfinite(points).all(axis=1)]
    if len(points) > MAX_POINTS:
        points = points[np.unique(np.linspace(0, len(points) - 1, MAX_POINTS).round().astype(int))]
    return [rounded(p) for p in points]


def _place(points: np.ndarray) -> tuple[float, float]:
    x, y = points.mean(axis=0)
    return round(float(x), 1), round(float(y), 1)


def _is_3d(axes: Any) -> bool:
    return hasattr(axes, "get_zlim")


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
        return np.asarray((artist.get_transform()).transform(ends), float)
    if isinstance(artist, patches.Arrow):
        return np.asarray(artist.get_transform().transform([(0.0, 0.0), (1.0, 0.0)]), float)
    return None
