"""The same figure by other calls, in another order, or on a page of another size.

The text of what is needed here goes in front of the scripts that are disturbed (see `disturb`), so this must stay plain
numpy and matplotlib.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from disturb_artists import NothingToDo, data_artists, drawn, item_count, keep_items, paint, plots
from disturb_ladders import _marked, _stroked
from matplotlib import colors, markers
from matplotlib.collections import Collection, LineCollection, PatchCollection, PathCollection, QuadMesh
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Arc, FancyArrowPatch, Patch, PathPatch, Polygon, Rectangle
from matplotlib.text import Annotation, Text
from matplotlib.transforms import IdentityTransform

# Views -------------------------------------------------------------------------------------------------------------


def larger(figure: Any, severity: int = 1) -> None:
    """The page a quarter larger, fonts and strokes as they were."""
    figure.set_size_inches(figure.get_size_inches() * 1.25)


def smaller(figure: Any, severity: int = 1) -> None:
    """The page a fifth smaller, fonts and strokes as they were."""
    figure.set_size_inches(figure.get_size_inches() * 0.8)


def tight(figure: Any, severity: int = 1) -> None:
    """Cut to what is drawn, as `savefig(bbox_inches="tight")` does."""
    figure.savefig("tight.png", bbox_inches="tight")


VIEWS: dict[str, Callable[[Any, int], None]] = {"larger": larger, "smaller": smaller, "tight": tight}
"""Changes of the page alone, made before the figure is laid out."""


# Equivalents -------------------------------------------------------------------------------------------------------


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
    space = line.get_transform() == line.axes.transData or id(line.get_transform())
    return (
        line.get_zorder(),
        line.get_linewidth(),
        line.get_linestyle(),
        str(line.get_color()),
        line.get_alpha(),
        space,
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
        if collection.get_hatch() or getattr(collection, "labelTexts", ()):  # labels would go with their contours
            return []
        collection.update_scalarmappable()
        face, edge = collection.get_facecolor(), collection.get_edgecolor()
        width, style = np.atleast_1d(collection.get_linewidth()), collection._linestyles
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
