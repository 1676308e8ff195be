"""What there is in a matplotlib figure to change, and how to move, thin out and paint any artist.

The text of what is needed here goes in front of the scripts that are disturbed (see `disturb`), so this must stay plain
numpy and matplotlib.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib import colors
from matplotlib.collections import Collection, PathCollection, QuadMesh
from matplotlib.image import AxesImage
from matplotlib.lines import AxLine, Line2D
from matplotlib.patches import Ellipse, FancyArrowPatch, Patch, PathPatch, Polygon, Rectangle, Wedge
from matplotlib.path import Path
from matplotlib.quiver import Quiver
from matplotlib.transforms import ScaledTranslation

SEVERITIES = (1, 2, 3, 4)


class NothingToDo(Exception):
    """The figure has nothing that this change applies to."""


GOLDEN = (math.sqrt(5) - 1) / 2
Points = Any
"""An (N, 2) or (N, 3) array of coordinates in which the axes' box is the unit square or cube."""


# What there is to change -------------------------------------------------------------------------------------------


def plots(figure: Any) -> list[Any]:
    """The axes that show data: all but colour bars and hidden ones."""
    return [ax for ax in figure.axes if not hasattr(ax, "_colorbar") and ax.get_visible()]


def drawn(ax: Any) -> list[Any]:
    """The visible data artists of an axes."""
    everything = (*ax.patches, *ax.collections, *ax.lines, *ax.images)
    return [artist for artist in everything if artist.get_visible()]


def data_artists(figure: Any) -> list[Any]:
    """The visible data artists of all plots, mixed, so that any first part of them is spread over the figure."""
    return spread([artist for ax in plots(figure) for artist in drawn(ax)])


def texts(figure: Any) -> list[Any]:
    """Titles, axis labels, annotations and legend entries that say something; no tick labels."""
    found: list[Any] = []
    for part in (figure, *figure.subfigs):
        found += [*part.texts, *(text for legend in part.legends for text in legend.get_texts())]
    for ax in figure.axes:
        found += [ax.title, ax._left_title, ax._right_title, *ax.texts]
        found += [axis.label for axis in ax._axis_map.values() if axis.get_visible() and ax.axison]
        legend = ax.get_legend()
        found += [*legend.get_texts(), legend.get_title()] if legend else []
        found += [cell.get_text() for table in ax.tables for cell in table.get_celld().values()]
    return spread([text for text in found if text.get_visible() and text.get_text().strip()])


def spread(items: Sequence[Any]) -> list[Any]:
    """The same things in an order whose every beginning is spread evenly over the old one."""
    return [items[i] for i in sorted(range(len(items)), key=lambda i: ((i + 1) * GOLDEN) % 1)]


def share(items: Sequence[Any], severity: int, most: float = 0.9) -> list[Any]:
    """The first tenth, quarter, half, then `most` of some things, at each severity at least one more than before."""
    part = (0.1, 0.25, 0.5, most)[severity - 1]
    return list(items[: max(severity, round(part * len(items)))])


def noise(count: int, columns: int, number: int) -> Points:
    """Standard normal numbers; along more than thirty points they go over smoothly into one another."""
    knots = np.random.RandomState(number).standard_normal((min(count, 30), columns))
    if count <= 30:
        return knots
    at = np.linspace(0, 29, count)
    return np.stack([np.interp(at, np.arange(30), column) for column in knots.T], axis=1)


# Positions ---------------------------------------------------------------------------------------------------------


def positions(artist: Any) -> tuple[Points, Callable[[Points], None]] | None:
    """The points that an artist is drawn from, in units of its axes' box, and a function that moves them."""
    ax = artist.axes
    if hasattr(ax, "get_zlim"):
        return _positions_3d(artist)
    found = _positions_2d(artist)
    if found is None:
        return None
    points, transform, put = found
    points = np.ma.filled(np.ma.asarray(points, float), np.nan).reshape(-1, 2)
    whole = transform - ax.transAxes
    return whole.transform(points), lambda moved: put(whole.inverted().transform(moved))


def _positions_2d(artist: Any) -> tuple[Any, Any, Callable[[Any], None]] | None:
    """Points, the transform that they are in, and a function that takes new ones."""
    if isinstance(artist, AxLine):
        ends = [end for end in (artist.get_xy1(), artist.get_xy2()) if end is not None]

        def put_ends(xy: Any) -> None:
            for set_end, end in zip((artist.set_xy1, artist.set_xy2), xy, strict=False):
                set_end(end)

        return ends, artist.axes.transData, put_ends
    if isinstance(artist, Line2D):
        return artist.get_xydata(), artist.get_transform(), lambda xy: artist.set_data(xy[:, 0], xy[:, 1])
    if isinstance(artist, AxesImage) and type(artist) is AxesImage:
        left, right, bottom, top = artist.get_extent()
        put_box = lambda xy: artist.set_extent((xy[0, 0], xy[1, 0], xy[0, 1], xy[1, 1]))  # noqa: E731
        return [(left, bottom), (right, top)], artist.get_transform(), put_box
    if isinstance(artist, Patch):
        return _positions_of_patch(artist)
    if isinstance(artist, QuadMesh):
        shape = artist._coordinates.shape
        return (
            artist._coordinates,
            artist.get_transform(),
            lambda xy: _assign(artist, "_coordinates", xy.reshape(shape)),
        )
    if isinstance(artist, Collection):
        offsets = np.ma.asarray(artist.get_offsets())
        if offsets.size and np.any(offsets != 0):
            return offsets, artist.get_offset_transform(), functools.partial(Collection.set_offsets, artist)
        paths = artist.get_paths()
        if not paths or (offsets.size and isinstance(artist, PathCollection) and artist.axes is None):
            return None
        ends = np.cumsum([len(path.vertices) for path in paths])[:-1]  # type: ignore[assignment]

        def put(xy: Any) -> None:
            artist._paths = [Path(v, p.codes) for v, p in zip(np.split(xy, ends), paths, strict=True)]
            artist.stale = True

        return np.concatenate([path.vertices for path in paths]), artist.get_transform(), put
    return None


def _positions_of_patch(patch: Any) -> tuple[Any, Any, Callable[[Any], None]] | None:
    space = patch.get_data_transform()
    if type(patch) is Rectangle and patch.angle == 0:
        x, y = patch.get_xy()
        far = (x + patch.get_width(), y + patch.get_height())
        return [(x, y), far], space, lambda xy: patch.set_bounds(*xy[0], *(xy[1] - xy[0]))
    if isinstance(patch, Ellipse | Wedge):
        return [patch.center], space, lambda xy: patch.set(center=tuple(xy[0]))
    if isinstance(patch, Polygon):
        return patch.get_xy(), space, patch.set_xy
    if isinstance(patch, PathPatch):
        path = patch.get_path()
        return path.vertices, space, lambda xy: patch.set_path(Path(xy, path.codes))
    if isinstance(patch, FancyArrowPatch):
        ends = patch._posA_posB
        return None if ends[0] is None else (ends, space, lambda xy: patch.set_positions(*xy))
    middle = patch.get_path().get_extents(patch.get_transform()).get_points().mean(axis=0)
    ax, figure = patch.axes, patch.get_figure(root=True)

    def put(xy: Any) -> None:
        step = (xy[0] - middle) / figure.dpi
        patch.set_transform(space + ScaledTranslation(*step, figure.dpi_scale_trans))

    return [middle], ax.transAxes - ax.transAxes, put


def _positions_3d(artist: Any) -> tuple[Points, Callable[[Points], None]] | None:
    limits = np.array([artist.axes.get_xlim(), artist.axes.get_ylim(), artist.axes.get_zlim()])
    start, size = limits[:, 0], limits[:, 1] - limits[:, 0]
    points: Any
    if hasattr(artist, "_verts3d"):
        points = np.array(np.broadcast_arrays(*artist._verts3d), float).T
        put = lambda p: artist.set_data_3d(*p.T)  # noqa: E731
    elif hasattr(artist, "_offsets3d"):
        points = np.array([np.ma.filled(np.ma.asarray(v, float), np.nan) for v in artist._offsets3d]).T
        put = lambda p: _assign(artist, "_offsets3d", tuple(p.T))  # noqa: E731
    elif hasattr(artist, "_faces"):
        faces = np.asarray(artist._faces, float)
        points = faces.reshape(-1, 3)
        put = lambda p: _assign(artist, "_faces", p.reshape(faces.shape))  # noqa: E731
    elif hasattr(artist, "_segments3d"):
        pieces = [np.asarray(piece, float) for piece in artist._segments3d]
        ends = np.cumsum([len(piece) for piece in pieces])[:-1]
        points = np.concatenate(pieces)
        put = lambda p: artist.set_segments(np.split(p, ends))  # noqa: E731
    elif hasattr(artist, "_segment3d"):
        points = np.array([tuple(point) for point in artist._segment3d], float)
        put = lambda p: _assign(artist, "_segment3d", [tuple(v) for v in p])  # noqa: E731
    else:
        return None
    return (points - start) / size, lambda moved: put(moved * size + start)  # type: ignore[no-untyped-call]


def _assign(artist: Any, name: str, value: Any) -> None:
    setattr(artist, name, value)
    artist.stale = True


def move(artist: Any, function: Callable[[Points], Points]) -> None:
    """Give an artist's points other places."""
    found = positions(artist)
    if found is not None and found[0].size:
        found[1](function(found[0]))


def keep_items(artist: Any, kept: Any) -> None:
    """Leave only some items of a collection, or points of a line, with all that belongs to them."""
    if isinstance(artist, Line2D):
        if hasattr(artist, "_verts3d"):
            artist.set_data_3d(*(np.asarray(v)[kept] for v in artist._verts3d))
        else:
            artist.set_data(*(np.asarray(v)[kept] for v in artist.get_data()))
        return
    count = item_count(artist)
    if isinstance(artist, Quiver):
        artist.N, artist.XY = len(kept), artist.XY[kept]
        for name in ("X", "Y", "U", "V", "Umask", "angles"):
            if np.size(getattr(artist, name)) == count:
                setattr(artist, name, np.ma.asarray(getattr(artist, name)).ravel()[kept])
    array = artist.get_array()
    if array is not None and np.size(array) == count:
        artist.set_array(np.ma.asarray(array).ravel()[kept])
    names = ("_sizes", "_facecolors", "_edgecolors", "_facecolor3d", "_edgecolor3d", "_linewidths", "_linestyles")
    names = (*names, "_us_lw", "_us_linestyles", "_antialiaseds", "_sizes3d", "_linewidths3d", "_transforms", "_faces")  # type: ignore[assignment]
    for name in names:
        values = getattr(artist, name, None)
        if values is not None and len(values) == count:
            chosen = [values[i] for i in kept]
            setattr(artist, name, np.array(chosen) if isinstance(values, np.ndarray) else chosen)
    if hasattr(artist, "_offsets3d"):
        artist._offsets3d = tuple(np.ma.asarray(values)[kept] for values in artist._offsets3d)
    elif hasattr(artist, "_segments3d"):
        artist._segments3d = [artist._segments3d[i] for i in kept]
    elif len(artist.get_offsets()) == count:
        Collection.set_offsets(artist, artist.get_offsets()[kept])
    if len(artist.get_paths()) == count and not hasattr(artist, "_faces"):
        artist._paths = [artist.get_paths()[i] for i in kept]
    artist.stale = True


def item_count(artist: Any) -> int:
    """How many items an artist has that can be taken away one by one."""
    if isinstance(artist, Line2D):
        return len(artist.get_xdata()) if artist.get_marker() not in ("None", None, "", " ") else 1
    if isinstance(artist, QuadMesh) or not isinstance(artist, Collection):
        return 1
    for name in ("_offsets3d", "_segments3d", "_faces"):
        if hasattr(artist, name):
            held = getattr(artist, name)
            return len(held[0]) if name == "_offsets3d" else len(held)
    return max(len(artist.get_offsets()), len(artist.get_paths()))


# Colours -----------------------------------------------------------------------------------------------------------


def far_colors(rgba: Any, amount: float) -> Any:
    """Colours on the straight way to a far one: the opposite hue at another lightness; grey goes to a hue."""
    rgba = np.atleast_2d(np.array(rgba, float))
    if not rgba.size:
        return rgba
    hsv = colors.rgb_to_hsv(np.clip(rgba[:, :3], 0, 1))
    gray = hsv[:, 1] < 0.15
    aim = np.stack([(hsv[:, 0] + 0.5) % 1, np.maximum(hsv[:, 1], 0.6), np.clip(1.2 - hsv[:, 2], 0.35, 0.9)], axis=1)
    aim[gray] = np.where(hsv[gray, 2:] > 0.5, (0.5, 0.8, 0.45), (0.03, 0.9, 0.9))
    rgba[:, :3] += amount * (colors.hsv_to_rgb(aim) - rgba[:, :3])
    return rgba


def paint(artist: Any, function: Callable[[Any], Any]) -> None:
    """Send all colours of an artist through a function of RGBA rows."""

    def one(color: Any) -> Any:
        return tuple(function(colors.to_rgba(color))[0])

    if isinstance(artist, Line2D):
        face, edge = artist.get_markerfacecolor(), artist.get_markeredgecolor()
        artist.set_color(one(artist.get_color()))
        for value, put in ((face, artist.set_markerfacecolor), (edge, artist.set_markeredgecolor)):
            if not (isinstance(value, str) and value in ("none", "auto")):
                put("none")  # matplotlib compares with what was, which fails for RGB against RGBA arrays
                put(one(value))
    elif isinstance(artist, Patch):
        face, edge = artist.get_facecolor(), artist.get_edgecolor()
        artist.set_edgecolor(one(edge) if edge[3] else "none")
        if artist.get_fill() and face[3]:
            artist.set_facecolor(one(face))
    elif getattr(artist, "get_array", None) and artist.get_array() is not None:
        array = np.asarray(artist.get_array())
        if isinstance(artist, AxesImage) and array.ndim == 3:
            scaled = array / 255 if array.dtype == np.uint8 else array
            artist.set_data(np.clip(function(scaled.reshape(-1, array.shape[2])), 0, 1).reshape(array.shape))
        elif artist.get_cmap().name != "painted":  # one that follows another's colours has them by now
            table = artist.get_cmap()
            painted = colors.ListedColormap(function(table(np.arange(table.N))), name="painted")
            ends = {"under": table.get_under(), "over": table.get_over(), "bad": table.get_bad()}
            artist.set_cmap(painted.with_extremes(**{k: one(v) if v[3] else v for k, v in ends.items()}))
    elif isinstance(artist, Collection):
        face = getattr(artist, "_facecolor3d", None)
        edge = getattr(artist, "_edgecolor3d", None)
        face = Collection.get_facecolor(artist) if face is None else face
        edge = Collection.get_edgecolor(artist) if edge is None else edge
        if len(face):
            artist.set_facecolor(function(face))
        if len(edge) and not (isinstance(artist._original_edgecolor, str) and artist._original_edgecolor == "face"):
            artist.set_edgecolor(function(edge))
