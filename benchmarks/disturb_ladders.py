"""Changes of a figure: ladders of four severities each, from just noticeable to gross, and what leaves nothing of it.

What severity 1 changes is changed at severity 2 too, and more besides. The text of what is needed here goes in front of
the scripts that are disturbed (see `disturb`), so this must stay plain numpy and matplotlib.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from disturb_artists import (
    GOLDEN,
    Points,
    data_artists,
    drawn,
    far_colors,
    item_count,
    keep_items,
    move,
    noise,
    paint,
    plots,
    positions,
    share,
    spread,
    texts,
)
from matplotlib import colors, markers
from matplotlib.collections import Collection, LineCollection, PathCollection, QuadMesh
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle, Wedge
from matplotlib.projections.geo import GeoAxes
from matplotlib.text import Text


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

FAMILIES: dict[str, tuple[str, ...]] = {
    "colour": ("recolor", "recolor_share"),
    "deletion": ("delete_artists", "delete_items", "delete_text", "delete_axes"),
    "addition": ("addition",),
    "shift": ("shift", "scramble"),
    "noise": ("jitter",),
    "text": ("words", "font_size"),
    "style": ("line_width", "dashes", "marker_shape", "marker_size"),
    "limits": ("limits", "camera"),
    "type": ("kind",),
    "order": ("zorder", "permute"),
}
"""The ladders by what they change."""


# Nothings ----------------------------------------------------------------------------------------------------------


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


NOTHINGS: dict[str, Callable[[Any, int], None]] = {"frame": frame, "other_data": other_data}
"""What has nothing, or nothing but the type of chart, in common with the figure."""
