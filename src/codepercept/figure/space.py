"""Items of 3D collections in the order in which they were painted.

Runs inside the sandbox: standard library, numpy and matplotlib only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.path import Path
from mpl_toolkits.mplot3d import proj3d


def is_3d(axes: Any) -> bool:
    """Whether an axes shows space."""
    return hasattr(axes, "get_zlim")


def items(artist: Any, axes: Any, total: int) -> Sequence[np.ndarray]:
    """Corners in space of each item of a 3D collection, in painting order; empty where they cannot be told.

    Args:
        artist: a collection of lines or polygons.
        axes: the 3D axes.
        total: how many items were painted, 0 if their order does not matter.
    """
    if hasattr(artist, "_segments3d"):
        segments = [_filled(s) for s in artist._segments3d]
        return segments if total in (0, len(segments)) else []
    faces = getattr(artist, "_faces", None)
    if faces is None or len(faces) == 0 or total not in (0, len(faces)):
        return []
    corners = _filled(faces)
    invalid = np.broadcast_to(np.asarray(getattr(artist, "_invalid_vertices", False)), corners.shape[:2])
    invalid = invalid | ~np.isfinite(corners).all(axis=2)
    order = _painting_order(artist, axes, corners, invalid) if total else range(len(corners))
    return [corners[i][~invalid[i]] for i in order]


def _painting_order(artist: Any, axes: Any, corners: np.ndarray, invalid: np.ndarray) -> np.ndarray:
    """Faces from the farthest to the nearest, as `Poly3DCollection.do_3d_projection` sorts them."""
    with np.errstate(all="ignore"):
        depth: Any = proj3d._scale_proj_transform_vectors(artist._faces, axes)[..., 2]
    if invalid.any():
        depth = np.ma.MaskedArray(depth, mask=invalid)
    means = artist._zsortfunc(depth, axis=-1)
    order: np.ndarray = np.argsort(np.ma.getdata(means), axis=-1)[::-1]
    return order


def on_curve(points: np.ndarray, codes: Any) -> np.ndarray:
    """The points of a path that lie on it, without the control points of its curves and its closing marks."""
    if codes is None:
        return points
    codes = np.asarray(codes)
    last = np.ones(len(codes), bool)
    for code, length in ((Path.CURVE3, 2), (Path.CURVE4, 3)):
        runs = np.flatnonzero(codes == code)
        last[runs] = np.arange(len(runs)) % length == length - 1
    chosen: np.ndarray = points[last & (codes != Path.CLOSEPOLY)]
    return chosen


def _filled(values: Any) -> np.ndarray:
    filled: np.ndarray = np.ma.filled(np.ma.asarray(values, float), np.nan)
    return filled
