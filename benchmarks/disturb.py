"""Known disturbances of any matplotlib figure, each in four severities, to prove that scorers notice them.

`disturbed_code(code, change, severity)` is the script with this module's own text in front. That waits until the script
shows, saves or ends, lets matplotlib lay the figure out, and then changes the artists through their own methods. So the
upper part must stay plain numpy and matplotlib, and nothing here may depend on chance: what severity 1 changes is
changed at severity 2 too, and more besides.
"""

from __future__ import annotations

import ast
import copy
import functools
import math
import pathlib
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import backend_bases, colors, markers
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import Collection, LineCollection, PatchCollection, PathCollection, QuadMesh
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.lines import AxLine, Line2D
from matplotlib.patches import Arc, Ellipse, FancyArrowPatch, Patch, PathPatch, Polygon, Rectangle, Wedge
from matplotlib.path import Path
from matplotlib.projections.geo import GeoAxes
from matplotlib.quiver import Quiver
from matplotlib.text import Annotation, Text
from matplotlib.transforms import IdentityTransform, ScaledTranslation

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


# Ladders -----------------------------------------------------------------------------------------------------------


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
        else:
            table = artist.get_cmap()
            painted = colors.ListedColormap(function(table(np.arange(table.N))))
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


def recolor(figure: Any, severity: int) -> None:
    """All data artists' colours go step by step to far ones."""
    amount = (0.15, 0.35, 0.65, 1.0)[severity - 1]
    for artist in data_artists(figure):
        paint(artist, lambda rgba: far_colors(rgba, amount))


def recolor_share(figure: Any, severity: int) -> None:
    """A growing share of data artists in far colours."""
    for artist in share(data_artists(figure), severity, most=1):
        paint(artist, lambda rgba: far_colors(rgba, 1))


def delete_artists(figure: Any, severity: int) -> None:
    """A growing share of data artists is missing."""
    for artist in share(data_artists(figure), severity):
        artist.set_visible(False)


def delete_items(figure: Any, severity: int) -> None:
    """A growing share of the items of collections and of markers is missing."""
    for artist in data_artists(figure):
        count = item_count(artist)
        if count >= 5:
            gone = {*share(spread(range(count)), severity)}
            keep_items(artist, np.array([i for i in range(count) if i not in gone], int))


def delete_text(figure: Any, severity: int) -> None:
    """A growing share of titles, labels and annotations is missing."""
    for text in share(texts(figure), severity, most=1):
        text.set_text("")


def delete_axes(figure: Any, severity: int) -> None:
    """A growing share of the subplots is missing."""
    for ax in share(spread(plots(figure))[1:], severity):
        ax.set_visible(False)


def shift(figure: Any, severity: int) -> None:
    """All data artists move the same way, the axes stay; figures without visible axes stay as they are."""
    size = (0.02, 0.05, 0.12, 0.25)[severity - 1]
    for artist in data_artists(figure):
        if artist.axes.axison:
            move(artist, lambda points: points + size * np.array([1, -0.6, 0.5])[: points.shape[1]])


def scramble(figure: Any, severity: int) -> None:
    """Every data artist moves in a direction of its own."""
    size = (0.015, 0.04, 0.09, 0.2)[severity - 1]
    for number, artist in enumerate(data_artists(figure)):
        turn = 2 * np.pi * GOLDEN * number + 0.5
        step = size * np.array([np.cos(turn), np.sin(turn), 0.3])
        move(artist, lambda points, step=step: points + step[: points.shape[1]])  # type: ignore[misc]


def jitter(figure: Any, severity: int) -> None:
    """Growing noise on all data."""
    _add_noise(figure, (0.006, 0.016, 0.04, 0.09)[severity - 1])


def _add_noise(figure: Any, sigma: float) -> None:
    for number, artist in enumerate(data_artists(figure)):
        array = artist.get_array() if isinstance(artist, QuadMesh | AxesImage) else None
        if array is not None:
            spots = np.random.RandomState(number).standard_normal(np.shape(array)) * 3 * sigma
            values = np.ma.asarray(array, float)  # type: ignore[var-annotated]
            if np.ndim(array) == 3 and np.asarray(array).dtype == np.uint8:
                artist.set_data(np.clip(values + 255 * spots, 0, 255).astype(np.uint8))
            else:
                noisy = values + spots * (values.max() - values.min())
                low, high = artist.get_clim() if np.ndim(array) == 2 else (0, 1)
                artist.set_array(np.clip(noisy, low, high)) if low is not None else artist.set_array(noisy)
            continue
        move(artist, lambda p, n=number: p + sigma * noise(len(p), p.shape[1], n))  # type: ignore[misc]


def words(figure: Any, severity: int) -> None:
    """A growing share of the words in titles, labels and annotations is another word of equal length."""
    found = [(text, i) for text in texts(figure) for i, _ in enumerate(_split(text.get_text()))]
    chosen = share(spread(found), severity, most=1)
    for text in {id(text): text for text, _ in chosen}.values():
        parts = _split(text.get_text())
        picked = {i for other, i in chosen if other is text}
        text.set_text(" ".join(_other(part, i) if i in picked else part for i, part in enumerate(parts)))


def _split(text: str) -> list[str]:
    return [text] if "$" in text else text.split(" ")


def _other(word: str, number: int) -> str:
    """Another word: vowels for vowels, digits for digits, so that its outline stays similar."""
    if "$" in word:
        return f"$K_{{{len(word) % 10}}}$"
    groups = ("aeiou", "bcdfghjklmnpqrstvwxyz", "AEIOU", "BCDFGHJKLMNPQRSTVWXYZ", "0123456789")
    step = 1 + number % 3
    swap = {c: group[(i + step) % len(group)] for group in groups for i, c in enumerate(group)}
    return "".join(swap.get(c, c) for c in word)


def font_size(figure: Any, severity: int) -> None:
    """All text grows."""
    factor = (1.15, 1.35, 1.7, 2.2)[severity - 1]
    for text in figure.findobj(Text):
        text.set_fontsize(text.get_fontsize() * factor)


def line_width(figure: Any, severity: int) -> None:
    """All strokes of data artists grow."""
    factor = (1.6, 2.6, 4.0, 6.5)[severity - 1]
    for artist in data_artists(figure):
        if hasattr(artist, "get_linewidth"):
            artist.set_linewidth(np.asarray(artist.get_linewidth()) * factor)


def dashes(figure: Any, severity: int) -> None:
    """A growing share of strokes is dashed, or solid if it was dashed."""
    for artist in share([a for a in data_artists(figure) if _stroked(a)], severity, most=1):
        style = artist.get_linestyle()
        solid = style in ("-", "solid") or (isinstance(style, list) and style[0][1] is None)
        artist.set_linestyle((0, (3.5, 2.5)) if solid else "-")


def _stroked(artist: Any) -> bool:
    if isinstance(artist, Line2D):
        return artist.get_linestyle() not in ("None", "none", "", " ")
    if isinstance(artist, Patch):
        return bool(artist.get_linewidth() and artist.get_edgecolor()[3])
    if not isinstance(artist, Collection) or isinstance(artist, PathCollection | QuadMesh):
        return False
    return bool(np.any(artist.get_linewidth()) and len(Collection.get_edgecolor(artist)))


def _marked(artist: Any) -> bool:
    if isinstance(artist, Line2D):
        return artist.get_marker() not in ("None", None, "", " ", "none")
    return isinstance(artist, PathCollection) and len(artist.get_sizes()) > 0


def marker_shape(figure: Any, severity: int) -> None:
    """A growing share of markers is of another shape."""
    marked = [artist for artist in data_artists(figure) if _marked(artist)]
    items = [(artist, i) for artist in marked for i in range(_marker_count(artist))]
    chosen = share(spread(items), severity, most=1)
    for artist in marked:
        picked = {i for other, i in chosen if other is artist}
        if not picked:
            continue
        count = _marker_count(artist)
        if isinstance(artist, PathCollection):
            style, old = markers.MarkerStyle("^"), artist.get_paths()
            other = style.get_path().transformed(style.get_transform())
            artist.set_paths([other if i in picked else old[i % len(old)] for i in range(count)])
        elif len(picked) == count:
            artist.set_marker("^" if artist.get_marker() != "^" else "s")
        else:
            twin = copy.copy(artist)
            twin.set(linestyle="none", marker="^" if artist.get_marker() != "^" else "s", markevery=sorted(picked))
            artist.set_markevery([i for i in range(count) if i not in picked])
            artist.axes._children.insert(artist.axes._children.index(artist) + 1, twin)


def _marker_count(artist: Any) -> int:
    """How many markers can change one by one: all of them, unless only some points of a line have one."""
    if isinstance(artist, Line2D) and artist.get_markevery() is not None:
        return 1
    return item_count(artist)


def marker_size(figure: Any, severity: int) -> None:
    """All markers grow."""
    factor = (1.25, 1.6, 2.2, 3.2)[severity - 1]
    for artist in data_artists(figure):
        if _marked(artist) and isinstance(artist, Line2D):
            artist.set_markersize(artist.get_markersize() * factor)
        elif _marked(artist):
            artist.set_sizes(np.asarray(artist.get_sizes()) * factor**2)


def limits(figure: Any, severity: int) -> None:
    """The axes show more and more around the data."""
    factor = (1.12, 1.35, 1.8, 2.6)[severity - 1]
    wanted: list[tuple[Any, Any]] = []
    for ax in plots(figure):
        if isinstance(ax, GeoAxes):  # they cannot
            continue
        names = ("y",) if ax.name == "polar" else tuple(ax._axis_map)
        for name in names:
            bounds = getattr(ax, f"get_{name}lim")()
            scale = ax._axis_map[name].get_transform()
            low, high = scale.transform(np.array(bounds, float))
            grown = (low + high) / 2 + factor * (high - low) / 2 * np.array([-1, 1])
            if ax.name == "polar":
                grown = np.array([low, low + factor * (high - low)])
            with np.errstate(all="ignore"):
                wanted.append((getattr(ax, f"set_{name}lim"), scale.inverted().transform(grown)))
    for put, bounds in wanted:  # all are read before any is set: shared axes would grow twice
        if np.isfinite(bounds).all():
            put(*bounds)


def kind(figure: Any, severity: int) -> None:
    """A growing share of data artists is drawn as another type: lines as points, shapes as corners, and so on."""
    for artist in share(data_artists(figure), severity, most=1):
        _as_another_kind(artist)


def _as_another_kind(artist: Any) -> None:
    ax = artist.axes
    if isinstance(artist, Line2D):
        if _stroked(artist):
            count = len(artist.get_xdata())
            artist.set(linestyle="none", marker="s", markersize=5, markevery=max(1, count // 25))
        else:
            artist.set(linestyle="-", marker="none")
        return
    if hasattr(artist, "_faces"):
        artist.set_edgecolor(_main_color(artist))
        artist.set_facecolor("none")
        return
    found = positions(artist)
    if found is None or not found[0].size or hasattr(ax, "get_zlim"):
        return
    points = found[0]
    artist.set_visible(False)
    color = _main_color(artist)
    if isinstance(artist, Patch) and type(artist) is not Rectangle:
        outline = artist.get_transform().transform_path(artist.get_path()).vertices
        points = ax.transAxes.inverted().transform(outline)
    if isinstance(artist, AxesImage | QuadMesh):
        low, high = points.min(axis=0), points.max(axis=0)
        grid = np.stack(np.meshgrid(*(np.linspace(0.04, 0.96, 12),) * 2), axis=-1).reshape(-1, 2)
        ax.plot(*(low + grid * (high - low)).T, "o", ms=4, color=color, transform=ax.transAxes)
    elif isinstance(artist, PathCollection):
        ends = [[(x, 0), (x, y)] for x, y in points]
        ax.add_collection(LineCollection(ends, colors=[color], linewidths=2, transform=ax.transAxes), autolim=False)
    else:
        if type(artist) is Rectangle:
            points = np.array([[points[:, 0].mean(), points[1, 1]]])
        points = points[:: max(1, len(points) // 60)]
        ax.plot(*points.T, "s", ms=5, color=color, transform=ax.transAxes)


def _main_color(artist: Any) -> Any:
    for name in ("get_facecolor", "get_edgecolor", "get_color"):
        values = getattr(artist, name)() if hasattr(artist, name) else ()
        rows = colors.to_rgba_array(values) if len(values) else np.empty((0, 4))
        if len(rows) and rows[0, 3] > 0 and rows[0, :3].min() < 0.95:
            return rows[len(rows) // 2]
    return (0.2, 0.2, 0.6, 1.0)


def permute(figure: Any, severity: int) -> None:
    """The values of a growing share of pairs of bars or points are swapped; places along x stay."""
    for ax in plots(figure):
        bars = [p for p in ax.patches if type(p) is Rectangle and p.get_visible() and p.get_width() > 0]
        for one, other in share(_pairs(bars), severity, most=1):
            sizes = one.get_height(), other.get_height()
            flat = len({round(p.get_height(), 9) for p in bars}) == 1
            if flat:
                widths = one.get_width(), other.get_width()
                one.set_width(widths[1]), other.set_width(widths[0])
            else:
                one.set_height(sizes[1]), other.set_height(sizes[0])
        for artist in drawn(ax):
            curve = isinstance(artist, Line2D) and _stroked(artist) and len(artist.get_xdata()) > 24
            if isinstance(artist, Line2D | PathCollection) and not curve:
                move(artist, lambda points: _swapped(points, severity))


def _pairs(items: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Pairs without any order: swapped in a regular pattern, rising values would look less disturbed in the end."""
    mixed = [items[i] for i in np.random.RandomState(len(items)).permutation(len(items))]
    return list(zip(mixed[::2], mixed[1::2], strict=False))


def _swapped(points: Points, severity: int) -> Points:
    blocks = np.array_split(np.arange(len(points)), min(len(points), 24))
    places = np.concatenate(blocks)
    for one, other in share(_pairs(blocks), severity, most=1) if len(points) > 3 else ():
        size = min(len(one), len(other))
        places[one[:size]], places[other[:size]] = other[:size], one[:size]
    moved = points.copy()
    moved[:, -1] = points[places, -1]
    return moved


def zorder(figure: Any, severity: int) -> None:
    """What lies below comes to lie above, for a growing share of pairs in each axes."""
    for ax in plots(figure):
        ranked = sorted(drawn(ax), key=lambda a: a.get_zorder())
        levels = [a.get_zorder() for a in ranked]
        for place, artist in enumerate(ranked):
            artist.set_zorder(levels[place] + 1e-6 * place)
        half = [(ranked[i], ranked[-1 - i]) for i in range(len(ranked) // 2)]
        for one, other in share(half, severity, most=1):
            low, high = one.get_zorder(), other.get_zorder()
            one.set_zorder(high), other.set_zorder(low)


def addition(figure: Any, severity: int) -> None:
    """A growing number of lines, discs, boxes and words that do not belong."""
    for ax in spread(plots(figure))[:4]:
        for i in range((1, 3, 7, 16)[severity - 1]):
            x, y = (0.1 + (i + 1) * GOLDEN) % 0.8 + 0.05, (0.3 + (i + 1) * 0.7548776662) % 0.8 + 0.05
            color, inside = f"C{(i * 3 + 1) % 10}", {"transform": ax.transAxes, "zorder": 6}
            if i % 4 == 0:
                ax.add_line(Line2D([x, (x + 0.45) % 1], [y, (y + 0.3) % 1], color=color, lw=2, **inside))
            elif i % 4 == 1:
                ax.add_line(Line2D([x], [y], color=color, marker="o", ms=13, **inside))
            elif i % 4 == 2 and hasattr(ax, "get_zlim"):  # 3D axes take no flat patches
                ax.add_line(Line2D([x], [y], color=color, marker="s", ms=30, mec="black", **inside))
            elif i % 4 == 2:
                ax.add_patch(Rectangle((x, y), 0.14, 0.11, facecolor=color, edgecolor="black", **inside))
            else:
                _add_word(ax, x, y, ("spurious", "extra 12", "omega")[i // 4 % 3], color, inside)


def _add_word(ax: Any, x: float, y: float, word: str, color: str, inside: dict[str, Any]) -> None:
    """A word in flat coordinates, on 3D axes too."""
    label = Text(x, y, word, color=color, fontsize=12, **inside)
    ax._add_text(label)


def camera(figure: Any, severity: int) -> None:
    """The camera of 3D axes goes round and up."""
    for ax in plots(figure):
        if hasattr(ax, "get_zlim"):
            turn = (5, 15, 35, 75)[severity - 1]
            ax.view_init(ax.elev + 0.2 * turn, ax.azim + turn, ax.roll)


LADDERS: dict[str, Callable[[Any, int], None]] = {
    "recolor": recolor,
    "recolor_share": recolor_share,
    "delete_artists": delete_artists,
    "delete_items": delete_items,
    "delete_text": delete_text,
    "delete_axes": delete_axes,
    "shift": shift,
    "scramble": scramble,
    "jitter": jitter,
    "words": words,
    "font_size": font_size,
    "line_width": line_width,
    "dashes": dashes,
    "marker_shape": marker_shape,
    "marker_size": marker_size,
    "limits": limits,
    "kind": kind,
    "permute": permute,
    "zorder": zorder,
    "addition": addition,
    "camera": camera,
}
"""Changes with four severities each, from just noticeable to gross."""


# Nothings and views ------------------------------------------------------------------------------------------------


def frame(figure: Any, severity: int = 1) -> None:
    """Nothing but the empty axes."""
    for artist in data_artists(figure):
        artist.set_visible(False)
    for text in texts(figure):
        text.set_visible(False)
    for ax in figure.axes:
        for artist in (*ax.artists, *ax.tables, *((ax.get_legend(),) if ax.get_legend() else ())):
            artist.set_visible(False)
    for artist in (*figure.lines, *figure.patches, *figure.legends, *figure.images, *figure.artists):
        artist.set_visible(False)


def other_data(figure: Any, severity: int = 1) -> None:
    """A chart of the same type with other values and other words."""
    bars = [artist for artist in data_artists(figure) if type(artist) is Rectangle]
    for number, bar in enumerate(bars):
        factor = 0.35 + (number + 1) * GOLDEN % 1
        level = len({round(other.get_height(), 9) for other in bars if other.axes is bar.axes}) == 1
        bar.set_width(bar.get_width() * factor) if level else bar.set_height(bar.get_height() * factor)
    for number, artist in enumerate(data_artists(figure)):
        array = artist.get_array() if isinstance(artist, QuadMesh | AxesImage) else None
        if array is not None:
            artist.set_array(np.rot90(array, 2) if np.ndim(array) != 1 else array[::-1])
        elif isinstance(artist, Wedge):
            ends = (t + 28 * math.sin(math.radians(t)) for t in (artist.theta1, artist.theta2))
            artist.set(**dict(zip(("theta1", "theta2"), ends, strict=True)))
        elif type(artist) is not Rectangle:
            move(artist, lambda points, n=number: _other_values(points, n))  # type: ignore[misc]
    words(figure, 4)


def _other_values(points: Points, number: int) -> Points:
    """The last coordinate upside down and uneven, the others as they are."""
    moved = points.copy()
    values = moved[:, -1]
    inside = values[np.isfinite(values)]
    middle = inside.min() + inside.max() if len(inside) else 0
    moved[:, -1] = np.clip(middle - values + 0.08 * noise(len(points), 1, number)[:, 0], 0, 1)
    return moved


def larger(figure: Any, severity: int = 1) -> None:
    """The page a quarter larger, fonts and strokes as they were."""
    figure.set_size_inches(figure.get_size_inches() * 1.25)


def smaller(figure: Any, severity: int = 1) -> None:
    """The page a fifth smaller, fonts and strokes as they were."""
    figure.set_size_inches(figure.get_size_inches() * 0.8)


def tight(figure: Any, severity: int = 1) -> None:
    """Cut to what is drawn, as `savefig(bbox_inches="tight")` does."""
    figure.savefig("tight.png", bbox_inches="tight")


NOTHINGS: dict[str, Callable[[Any, int], None]] = {"frame": frame, "other_data": other_data}
VIEWS: dict[str, Callable[[Any, int], None]] = {"larger": larger, "smaller": smaller, "tight": tight}


# Equivalents: the same picture by other calls ----------------------------------------------------------------------


def _replace(old: Any, *new: Any) -> None:
    """Put artists where another one was, in painting order, stacking and clipping."""
    ax = old.axes
    place = ax._children.index(old)
    for artist in new:
        artist.set_zorder(old.get_zorder())
        if artist not in ax._children:
            ax.add_artist(artist)
        artist.set_clip_on(old.get_clip_on())
        artist.clipbox, artist._clippath = old.clipbox, old._clippath
    old.remove()
    rest = [artist for artist in ax._children if artist not in new]
    ax._children[:] = [*rest[:place], *new, *rest[place:]]


def _exchange(artists: Sequence[Any], make: Callable[[Any], Sequence[Any]]) -> None:
    """Replace each artist by what `make` gives for it; `NothingToDo` if that is nothing throughout."""
    made = [(artist, make(artist)) for artist in artists]
    if not any(new for _, new in made):
        raise NothingToDo
    for artist, new in made:
        if new:
            _replace(artist, *new)


def _flat(figure: Any, kinds: Any) -> list[Any]:
    """Visible data artists of some classes in two-dimensional axes."""
    flat = [ax for ax in plots(figure) if not hasattr(ax, "get_zlim")]
    return [artist for ax in flat for artist in drawn(ax) if isinstance(artist, kinds)]


def _simple_lines(figure: Any) -> list[Any]:
    """Lines that are nothing but a stroke."""
    lines = [line for line in _flat(figure, Line2D) if type(line) is Line2D and line.get_drawstyle() == "default"]
    return [a for a in lines if _stroked(a) and not _marked(a) and not a.get_path_effects() and len(a.get_xdata())]


def _stroke(line: Any) -> dict[str, Any]:
    """How a line is stroked, in the words of collections and patches."""
    dashed = line.is_dashed()
    return {
        "linewidth": line.get_linewidth(),
        "linestyle": line._unscaled_dash_pattern if dashed else "solid",
        "capstyle": line.get_dash_capstyle() if dashed else line.get_solid_capstyle(),
        "joinstyle": line.get_dash_joinstyle() if dashed else line.get_solid_joinstyle(),
        "edgecolor": colors.to_rgba(line.get_color(), line.get_alpha()),
        "facecolor": "none",
        "transform": line.get_transform(),
    }


def lines_to_collections(figure: Any, severity: int = 1) -> None:
    """Each line a `LineCollection` of one."""
    _exchange(_simple_lines(figure), lambda line: [LineCollection([line.get_xydata()], **_stroke(line))])


def lines_to_patches(figure: Any, severity: int = 1) -> None:
    """Each line a `PathPatch` without filling."""
    _exchange(_simple_lines(figure), lambda line: [PathPatch(line.get_path(), **_stroke(line))])


def lines_in_halves(figure: Any, severity: int = 1) -> None:
    """Each solid line two that meet."""

    def halves(line: Any) -> list[Any]:
        count = len(line.get_xdata())
        if count < 3 or line.is_dashed() or (line.get_alpha() or 1) < 1:
            return []
        return [_part_of(line, slice(0, count // 2 + 1)), _part_of(line, slice(count // 2, count))]

    _exchange(_simple_lines(figure), halves)


def _part_of(line: Any, kept: slice) -> Any:
    part = Line2D(*line.get_xydata()[kept].T)
    part.update_from(line)
    part.set_transform(line.get_transform())
    return part


def lines_joined(figure: Any, severity: int = 1) -> None:
    """Lines of one style that follow each other become one line with gaps."""
    runs: list[list[Any]] = []
    for line in _simple_lines(figure):
        last = runs[-1][-1] if runs else None
        if last is not None and last.axes is line.axes and _style_of(last) == _style_of(line):
            runs[-1].append(line)
        else:
            runs.append([line])
    heads = {id(run[0]): run for run in runs if len(run) > 1 and not run[0].is_dashed()}

    def joined(line: Any) -> list[Any]:
        if id(line) not in heads:
            return []
        pieces = [np.vstack([other.get_xydata(), [[np.nan, np.nan]]]) for other in heads[id(line)]]
        whole = Line2D(*np.concatenate(pieces).T)
        whole.update_from(line)
        whole.set_transform(line.get_transform())
        return [whole]

    rest = [line for run in heads.values() for line in run[1:]]
    _exchange(_simple_lines(figure), joined)
    for line in rest:
        line.remove()


def _style_of(line: Any) -> tuple[Any, ...]:
    matrix = line.get_transform() == line.axes.transData
    return (
        line.get_zorder(),
        line.get_linewidth(),
        line.get_linestyle(),
        str(line.get_color()),
        line.get_alpha(),
        matrix,
    )


def spans_to_lines(figure: Any, severity: int = 1) -> None:
    """Lines across the axes (`axhline`, `axvline`) drawn from limit to limit."""

    def across(line: Any) -> list[Any]:
        space = line.get_transform()
        if space == line.axes.transData or line.axes.name != "rectilinear" or space == line.axes.transAxes:
            return []
        if space not in (line.axes.get_xaxis_transform("grid"), line.axes.get_yaxis_transform("grid")):
            return []
        whole = Line2D(*(space - line.axes.transData).transform(line.get_xydata()).T)
        whole.update_from(line)
        whole.set_transform(line.axes.transData)
        return [whole]

    _exchange(_simple_lines(figure), across)


def rectangles_to_polygons(figure: Any, severity: int = 1) -> None:
    """Each rectangle a polygon of four corners."""

    def corners(patch: Any) -> list[Any]:
        polygon = Polygon(patch.get_patch_transform().transform(patch.get_path().vertices[:4]))
        polygon.update_from(patch)
        return [polygon]

    _exchange([p for p in _flat(figure, Rectangle) if type(p) is Rectangle], corners)


def patches_to_collections(figure: Any, severity: int = 1) -> None:
    """Patches that follow each other become one `PatchCollection`."""
    runs: list[list[Any]] = []
    for patch in _flat(figure, Patch):
        odd = isinstance(patch, FancyArrowPatch | Arc) or patch.get_hatch() or patch.get_path_effects()
        key = _patch_key(patch)
        if runs and runs[-1] and not odd and _patch_key(runs[-1][-1]) == key:
            runs[-1].append(patch)
        else:
            runs.append([] if odd else [patch])
    heads = {id(run[0]): run for run in runs if len(run) > 1}

    def collected(patch: Any) -> list[Any]:
        if id(patch) not in heads:
            return []
        free = [copy.copy(member) for member in heads[id(patch)]]
        for member in free:
            member.set_transform(IdentityTransform())
        collection = PatchCollection(free, match_original=True, joinstyle=patch.get_joinstyle())
        collection.set_capstyle(patch.get_capstyle())
        collection.set_transform(patch.get_data_transform())
        return [collection]

    rest = [patch for run in heads.values() for patch in run[1:]]
    _exchange([run[0] for run in heads.values()], collected)
    for patch in rest:
        patch.remove()


def _patch_key(patch: Any) -> tuple[Any, ...]:
    space = patch.get_data_transform() == patch.axes.transData
    return id(patch.axes), patch.get_zorder(), space or id(patch), patch.get_clip_on(), patch.get_joinstyle()


def collections_to_patches(figure: Any, severity: int = 1) -> None:
    """Each outline of a collection (lines, polygons, contours) a patch of its own."""

    def single(collection: Any) -> list[Any]:
        paths = collection.get_paths()
        if isinstance(collection, QuadMesh) or np.any(collection.get_offsets()) or not 0 < len(paths) <= 300:
            return []
        if isinstance(collection, PathCollection) or type(collection).__name__ in ("Quiver", "Barbs"):
            return []
        if collection.get_hatch():
            return []
        collection.update_scalarmappable()
        face, edge = collection.get_facecolor(), collection.get_edgecolor()
        width, style = collection.get_linewidth(), collection._linestyles
        made = []
        for i, path in enumerate(paths):
            if len(path.vertices) == 0:
                continue
            patch = PathPatch(path, transform=collection.get_transform(), fill=bool(len(face)))
            patch.set_facecolor(face[i % len(face)] if len(face) else "none")
            patch.set_edgecolor(edge[i % len(edge)] if len(edge) else "none")
            patch.set_linewidth(width[i % len(width)])
            offset, dashes_ = style[i % len(style)]
            patch._dash_pattern = (offset, dashes_)
            patch.set_capstyle(collection.get_capstyle() or "butt")
            patch.set_joinstyle(collection.get_joinstyle() or "round")
            made.append(patch)
        return made

    _exchange(_flat(figure, Collection), single)


def scatters_to_lines(figure: Any, severity: int = 1) -> None:
    """Each point of a scatter of round markers a line of one marker."""

    def single(points: Any) -> list[Any]:
        disc = markers.MarkerStyle("o")
        outline = disc.get_path().transformed(disc.get_transform()).vertices
        paths, places = points.get_paths(), points.get_offsets()
        if len(paths) != 1 or paths[0].vertices.shape != outline.shape or not 0 < len(places) <= 300:
            return []
        if not np.allclose(paths[0].vertices, outline):
            return []
        points.update_scalarmappable()
        face, edge, size = points.get_facecolor(), points.get_edgecolor(), points.get_sizes()
        width = points.get_linewidth()
        made = []
        for i, (x, y) in enumerate(places):
            style = {
                "markersize": math.sqrt(size[i % len(size)]),
                "markerfacecolor": face[i % len(face)] if len(face) else "none",
                "markeredgecolor": edge[i % len(edge)] if len(edge) else face[i % len(face)],
                "markeredgewidth": width[i % len(width)],
            }
            made.append(
                Line2D([x], [y], linestyle="none", marker="o", transform=points.get_offset_transform(), **style)
            )
        return made

    _exchange(_flat(figure, PathCollection), single)


def markers_to_scatters(figure: Any, severity: int = 1) -> None:
    """Lines that are nothing but markers as scatters."""

    def scattered(line: Any) -> list[Any]:
        if _stroked(line) or not _marked(line) or line.get_markevery() or line.get_alpha():
            return []
        if not isinstance(line.get_marker(), str) or not line._marker.is_filled():
            return []
        area = np.full(len(line.get_xdata()), float(line.get_markersize()) ** 2)
        look = {"facecolors": line.get_markerfacecolor(), "edgecolors": line.get_markeredgecolor()}
        look["linewidths"] = line.get_markeredgewidth()
        return [
            line.axes.scatter(
                *line.get_xydata().T, area, marker=line.get_marker(), transform=line.get_transform(), **look
            )
        ]

    _exchange(_flat(figure, Line2D), scattered)


def items_split(figure: Any, severity: int = 1) -> None:
    """Each collection, and each line of markers, in two: as if one call had been two."""

    def split(artist: Any) -> list[Any]:
        count = item_count(artist)
        if count < 2 or "Contour" in type(artist).__name__ or (isinstance(artist, Line2D) and _stroked(artist)):
            return []
        if type(artist).__name__ in ("Quiver", "Barbs"):
            return []
        parts = [copy.copy(artist), copy.copy(artist)]
        keep_items(parts[0], np.arange(count // 2))
        keep_items(parts[1], np.arange(count // 2, count))
        return parts

    _exchange(_flat(figure, Collection | Line2D), split)


def images_to_meshes(figure: Any, severity: int = 1) -> None:
    """Small images as coloured grids."""

    def gridded(image: Any) -> list[Any]:
        array = image.get_array()
        if type(image) is not AxesImage or array.ndim != 2 or array.size > 20000 or not _in_data(image):
            return []
        left, right, bottom, top = image.get_extent()
        rows, columns = array.shape
        array = array if image.origin == "upper" else array[::-1]
        x, y = np.linspace(left, right, columns + 1), np.linspace(top, bottom, rows + 1)
        mesh = image.axes.pcolormesh(x, y, array, cmap=image.get_cmap(), norm=image.norm, alpha=image.get_alpha())
        return [mesh]

    _exchange(_flat(figure, AxesImage), gridded)


def _in_data(artist: Any) -> bool:
    return bool(artist.get_transform() == artist.axes.transData)


def meshes_to_polygons(figure: Any, severity: int = 1) -> None:
    """Small coloured grids as a polygon for each cell."""

    def cells(mesh: Any) -> list[Any]:
        array = mesh.get_array()
        if type(mesh) is not QuadMesh or array is None or array.size > 2000 or not _in_data(mesh):
            return []
        if mesh._coordinates.shape[0] != array.shape[0] + 1:
            return []
        x, y = mesh._coordinates[..., 0], mesh._coordinates[..., 1]
        return [mesh.axes.pcolor(x, y, array, cmap=mesh.get_cmap(), norm=mesh.norm, alpha=mesh.get_alpha())]

    _exchange(_flat(figure, QuadMesh), cells)


def texts_to_annotations(figure: Any, severity: int = 1) -> None:
    """Texts in axes as annotations without an arrow."""

    def annotated(text: Any) -> list[Any]:
        if type(text) is not Text or text.get_bbox_patch() or text.get_path_effects() or not text.get_text():
            return []
        note = Annotation(text.get_text(), text.get_position(), xycoords=text.get_transform(), annotation_clip=False)
        place = note.get_position(), note.get_transform()
        note.update_from(text)
        note.set_position(place[0])
        note.set_transform(place[1])
        return [note]

    flat = [ax for ax in plots(figure) if not hasattr(ax, "get_zlim")]
    _exchange([text for ax in flat for text in ax.texts if text.get_visible()], annotated)


def _restacked(figure: Any, explicit: bool) -> None:
    """Reverse the order in which artists were added; with `explicit` numbers keep what lies above what."""
    moved = False
    for ax in plots(figure):
        if hasattr(ax, "get_zlim"):
            continue
        if explicit:
            for rank, artist in enumerate(ax._children):
                artist.set_zorder(artist.get_zorder() + 1e-5 * rank)
        moved |= len(ax._children) > 1
        ax._children.reverse()
    if not moved:
        raise NothingToDo


def added_backwards(figure: Any, severity: int = 1) -> None:
    """Artists added in the opposite order, with explicit z-orders that keep the picture."""
    _restacked(figure, explicit=True)


def shuffled(figure: Any, severity: int = 1) -> None:
    """Artists of equal z-order painted in the opposite order; the same picture where they do not overlap."""
    _restacked(figure, explicit=False)


def explicit_colors(figure: Any, severity: int = 1) -> None:
    """Colours as numbers instead of names."""
    for artist in data_artists(figure):
        if getattr(artist, "get_array", lambda: None)() is None:
            paint(artist, lambda rgba: np.atleast_2d(np.array(rgba, float)))


def saved(figure: Any, severity: int = 1) -> None:
    """Saved instead of shown."""
    figure.savefig("figure.png", dpi=100)


def placed_axes(figure: Any, severity: int = 1) -> None:
    """Axes at positions given by numbers."""
    for ax in figure.axes:
        place = ax.get_position(original=False).frozen()
        ax.set_axes_locator(None)
        ax.set_position(place)


def ticks_by_hand(figure: Any, severity: int = 1) -> None:
    """Ticks and their labels set to what they are."""
    for ax in plots(figure):
        if hasattr(ax, "get_zlim") or ax.name != "rectilinear":
            continue
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            ticks = [t for t in axis.get_major_ticks() if low <= t.get_loc() <= high]
            axis.set_ticks([t.get_loc() for t in ticks], labels=[t.label1.get_text() for t in ticks])


EQUIVALENTS: dict[str, Callable[[Any, int], None]] = {
    function.__name__: function
    for function in (
        lines_to_collections,
        lines_to_patches,
        lines_in_halves,
        lines_joined,
        spans_to_lines,
        rectangles_to_polygons,
        patches_to_collections,
        collections_to_patches,
        scatters_to_lines,
        markers_to_scatters,
        items_split,
        images_to_meshes,
        meshes_to_polygons,
        texts_to_annotations,
        added_backwards,
        shuffled,
        explicit_colors,
        saved,
        placed_axes,
        ticks_by_hand,
    )
}
"""Changes after which the picture is the same, but for anti-aliasing; where it is not, the case is left out."""


# At the moment of drawing ------------------------------------------------------------------------------------------


def install(change: Callable[[Any, int], None], severity: int, laid_out: bool) -> Callable[[], None]:
    """Make the change happen just before the first figure is shown or saved; returns what the script calls last."""
    done: list[bool] = []

    def apply(figure: Any) -> None:
        if done or figure is None:
            return
        done.append(True)
        figure = figure.get_figure(root=True)
        if laid_out:
            canvas = figure.canvas if hasattr(figure.canvas, "get_renderer") else FigureCanvasAgg(figure)
            renderer = canvas.get_renderer()
            with renderer._draw_disabled():
                figure.draw(renderer)
            figure.set_layout_engine("none")
            for ax in figure.axes:
                ax.set_autoscale_on(False)
                legend = ax.get_legend()
                if legend is not None and legend._get_loc() == 0:  # it would look for the best place once more
                    legend.set_loc(ax.transAxes.inverted().transform(legend.get_window_extent().min))
        change(figure, severity)

    def pick() -> Any:
        numbers = plt.get_fignums()
        if not numbers:
            return None
        current = plt.gcf()
        figures = [current, *(plt.figure(number) for number in reversed(numbers))]
        plt.figure(current)
        return next((f for f in figures if f.axes or f.texts or f.patches or f.lines or f.images or f.subfigs), None)

    show, show_figure, save = plt.show, Figure.show, backend_bases.FigureCanvasBase.print_figure

    def shown(*args: Any, **kwargs: Any) -> Any:
        if kwargs.get("block") is not False and not plt.isinteractive():
            apply(pick())
        return show(*args, **kwargs)

    def figure_shown(figure: Any, *args: Any, **kwargs: Any) -> Any:
        apply(figure)
        return show_figure(figure, *args, **kwargs)

    def saved(canvas: Any, *args: Any, **kwargs: Any) -> Any:
        apply(canvas.figure)
        return save(canvas, *args, **kwargs)

    plt.show = shown
    Figure.show = figure_shown
    backend_bases.FigureCanvasBase.print_figure = saved
    return lambda: apply(pick())


def disturbed_code(code: str, change: str, severity: int = 1) -> str:
    """A script that draws what `code` draws, disturbed.

    Args:
        code: a figure script of any kind.
        change: a name in `LADDERS`, `EQUIVALENTS`, `NOTHINGS` or `VIEWS`.
        severity: 1 to 4; only ladders have more than one.
    """
    start = (
        f"import types as _types; _disturb = _types.ModuleType('disturb'); "
        f"exec(compile({_source_of(change)!r}, 'disturb.py', 'exec'), _disturb.__dict__); "
        f"_disturb = _disturb.install(_disturb.{change}, {severity}, {change not in VIEWS})"
    )
    return f"{start}\n{code}\n_disturb()\n"


@functools.cache
def _source_of(change: str) -> str:
    """The part of this module that a change needs, so that editing one leaves the scripts of others as they are."""
    imports, parts = _own_parts()
    needed: set[str] = set()
    pending = ["install", change]
    while pending:
        name = pending.pop()
        if name not in needed:
            needed.add(name)
            pending += [n.id for n in ast.walk(parts[name]) if isinstance(n, ast.Name)] if name in parts else []
    used = {*needed, "annotations"}
    kept = [[alias for alias in node.names if (alias.asname or alias.name) in used] for node in imports]
    chosen: list[ast.stmt] = []
    for node, names in zip(imports, kept, strict=True):
        if names:
            if isinstance(node, ast.ImportFrom):
                chosen.append(ast.ImportFrom(module=node.module, names=names, level=0))
            else:
                chosen.append(ast.Import(names=names))
    chosen += [node for name, node in parts.items() if name in needed]
    return "\n".join(ast.unparse(node) for node in chosen)


@functools.cache
def _own_parts() -> tuple[list[ast.Import | ast.ImportFrom], dict[str, ast.stmt]]:
    """The imports of this module, and its functions, classes and constants by name."""
    text = pathlib.Path(__file__).read_text()
    parts: dict[str, ast.stmt] = {}
    imports: list[ast.Import | ast.ImportFrom] = []
    for node in ast.parse(text).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            imports.append(node)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            parts[node.name] = node
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            parts[node.targets[0].id] = node
    return imports, parts
