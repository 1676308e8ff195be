"""Markers and collections of a trace, item by item.

Runs inside the sandbox: standard library, numpy and matplotlib only.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from matplotlib import collections, contour, lines, quiver
from matplotlib.transforms import IdentityTransform
from mpl_toolkits.mplot3d import art3d

from codepercept.figure import axes_info, fields, shapes
from codepercept.figure.recorder import Record
from codepercept.figure.sheet import Sheet

MAX_ITEMS = 600
"""A collection with more items than this becomes one element that counts them."""

MANY_ELEMENTS = 1000
FEW_ITEMS = 40
"""Once a trace has `MANY_ELEMENTS`, this takes the place of `MAX_ITEMS`."""

MAX_MARKERS = 2000
_NO_INK = (0.0, 0.0, 0.0, 0.0)


def add(sheet: Sheet, record: Record) -> None:
    """Markers of a line or a scatter plot, or the items of any other collection."""
    artist = record.chain[-1]
    if not record.total:
        return
    if record.call == "markers" and isinstance(artist, collections.Collection):
        record = _unshortened(record)
    scattered = isinstance(artist, collections.PathCollection) and not _is_unplaced(artist)
    if record.call == "markers" or scattered:
        _add_markers(sheet, record)
    elif record.extra["edges"] is getattr(artist, "_gapcolor", None):
        return  # the gaps of a dashed line in two colours; the line itself comes next
    elif isinstance(artist, collections.PolyQuadMesh):
        vertices = _all_vertices(record)
        shape = tuple(n - 1 for n in artist._coordinates.shape[:2])
        mesh = Record("mesh", record.chain, record.style, vertices, None, record.total, {"shape": shape})
        fields.add_mesh(sheet, mesh)
    elif record.total > (MAX_ITEMS if len(sheet.elements) < MANY_ELEMENTS else FEW_ITEMS):
        _add_crowd(sheet, record)
    else:
        _add_items(sheet, record)


def _unshortened(record: Record) -> Record:
    """What matplotlib paints through its short cut for collections of equal items, as the collection that it is."""
    style = record.style
    extra = {
        "paths": [record.extra["path"]],
        "matrices": [record.extra["matrix"]],
        "faces": [style["face"]] if style["face"] is not None else [],
        "edges": [style["stroke"]],
        "widths": [style["width"]],
        "styles": [(0, style["dashes"])],
        "hatch_colors": None,
    }
    return Record("collection", record.chain, style, record.points, None, record.total, extra)


def _is_unplaced(artist: Any) -> bool:
    """Whether a collection was made without offsets, so that its paths stand where their vertices say."""
    return isinstance(artist.get_offset_transform(), IdentityTransform) and not np.any(artist.get_offsets())


def _pick(values: Any, index: int, default: Any) -> Any:
    return values[index % len(values)] if len(values) else default


def _style(record: Record, i: int) -> dict[str, Any]:
    """Style of an item; colours cycle as the renderer cycles them."""
    extra = record.extra
    return {
        "stroke": tuple(_pick(extra["edges"], i, _NO_INK)),
        "face": tuple(_pick(extra["faces"], i, _NO_INK)) if len(extra["faces"]) else None,
        "width": float(_pick(extra["widths"], i, 0.0)),
        "dashes": _pick(extra["styles"], i, (0, None))[1],
        "hatch": record.style["hatch"],
        "clip": record.style["clip"],
    }


def _placed(record: Record, i: int) -> list[np.ndarray]:
    """Pieces of an item's outline in pixels."""
    extra = record.extra
    path, matrix = _pick(extra["paths"], i, None), _pick(extra["matrices"], i, None)
    vertices = path.vertices @ matrix[:2, :2].T + matrix[:2, 2] + _pick(record.points, i, 0.0)
    return shapes.flatten(vertices, path.codes)


def _all_vertices(record: Record) -> np.ndarray:
    """The finite vertices of all items in pixels."""
    paths, matrices, shifts = record.extra["paths"], record.extra["matrices"], record.points
    if len(matrices) == 1 and len(shifts) == 1:
        matrix = matrices[0]
        vertices = np.concatenate([p.vertices for p in paths]) @ matrix[:2, :2].T + matrix[:2, 2] + shifts[0]
    else:
        vertices = np.concatenate([p for i in range(record.total) for p in _placed(record, i)] or [np.zeros((0, 2))])
    finite: np.ndarray = vertices[np.isfinite(vertices).all(axis=1)]
    return finite


def _add_markers(sheet: Sheet, record: Record) -> None:
    """A set of equal symbols."""
    artist = record.chain[-1]
    axes = axes_info.axes_of(record.chain)
    finite = np.flatnonzero(np.isfinite(record.points).all(axis=1))
    if not len(finite):
        return
    kept = finite[shapes.spread(len(finite), MAX_MARKERS)]
    points = record.points[kept]
    if isinstance(artist, lines.Line2D):
        styles = [_open_marker(record.style, record.extra["path"])]
        sizes = np.array([float(artist.get_markersize())])
    else:
        styles = [_style(record, int(i)) for i in (kept if _differ(record) else kept[:1])]
        styles = [_open_marker(s, _pick(record.extra["paths"], i, None)) for i, s in enumerate(styles)]
        given = np.sqrt(np.asarray(artist.get_sizes(), float)) if len(artist.get_sizes()) else np.array([6.0])
        sizes = given[kept % len(given)] if len(given) > 1 else given
    colors = [shapes.hex_color(s["face"]) or shapes.hex_color(s["stroke"]) or "none" for s in styles]
    half = float(sizes.max()) * sheet.pixels_per_point / 2
    sheet.add(
        "markers",
        record,
        [points],
        styles[0],
        box=(*(points.min(axis=0) - half).tolist(), *(points.max(axis=0) + half).tolist()),
        count=len(finite),
        data=lambda: sheet.data.of_markers(artist, axes, record.points, kept),
        marker=axes_info.marker_code(artist),
        marker_size=round(float(np.median(sizes)), 3),
        sizes=np.round(sizes, 3).tolist() if len(set(sizes)) > 1 else None,
        colors=colors if len(set(colors)) > 1 else None,
        shape=sheet.data.clean(fields.color_mapping(artist)),
        truncated=len(kept) < len(finite) or None,
    )


def _differ(record: Record) -> bool:
    """Whether the items of a collection are styled one by one."""
    return any(len(record.extra[k]) > 1 for k in ("faces", "edges", "widths", "styles"))


def _open_marker(style: dict[str, Any], path: Any) -> dict[str, Any]:
    """Crosses and ticks enclose no area, so nothing of their fill shows."""
    if style["face"] is None or len(path.vertices) > 12:
        return style
    area = sum(shapes.area(p) for p in shapes.flatten(path.vertices, path.codes))
    return dict(style, face=None) if area < 1e-9 else style


def _add_items(sheet: Sheet, record: Record) -> None:
    artist = record.chain[-1]
    axes = axes_info.axes_of(record.chain)
    before = sheet.drawn.get(id(artist), 0)  # hatched contours come one call each
    sheet.drawn[id(artist)] = before + record.total
    if _is_quiver_3d(artist):
        _add_arrows_3d(sheet, record)
        return
    joiner = sheet.data.joiner(artist, axes, record.total, before)
    for i in range(record.total):
        style = _style(record, i)
        pieces = [p for p in _placed(record, i) if len(p) > 1]
        if not pieces:
            continue
        filled = style["face"] is not None and style["face"][3] > 0
        if isinstance(artist, contour.ContourSet):
            shape = sheet.data.clean(_levels(artist, before + i))
            sheet.add("contour", record, pieces, style, data=partial(joiner, i, pieces), shape=shape, count=len(pieces))
        elif isinstance(artist, quiver.Quiver):
            _add_quiver_arrow(sheet, record, i, pieces[0], style)
        elif isinstance(artist, quiver.Barbs):
            barb: dict[str, Any] = {"position": artist.get_offsets()[i]}
            if len(artist.u) == record.total:
                barb["vector"] = (artist.u[i], artist.v[i])
            shape = sheet.data.clean(barb)
            sheet.add("path", record, pieces, style, data=partial(list, [shape["position"]]), shape=shape)
        else:
            kind = shapes.classify(pieces, _pick(record.extra["paths"], i, None).codes, filled)
            sheet.add(kind, record, pieces, style, data=partial(joiner, i, pieces))


def _levels(artist: Any, i: int) -> dict[str, Any]:
    if not artist.filled:
        return {"level": artist.levels[min(i, len(artist.levels) - 1)]}
    bounds = artist._levels  # with the outermost ones of `extend`, which are as good as infinite
    low, high = bounds[i % (len(bounds) - 1)], bounds[i % (len(bounds) - 1) + 1]
    return {name: value for name, value in (("low", low), ("high", high)) if abs(value) < 1e200}


def _add_quiver_arrow(sheet: Sheet, record: Record, i: int, outline: np.ndarray, style: dict[str, Any]) -> None:
    """The fourth vertex of a quiver arrow is its tip, the first and the seventh are the corners of its tail."""
    artist = record.chain[-1]
    if np.ma.is_masked(artist.U[i]) or np.ma.is_masked(artist.V[i]) or len(outline) < 8:
        return
    ends = np.array([(outline[0] + outline[6]) / 2, outline[3]])
    data = sheet.data.of_points(artist, axes_info.axes_of(record.chain), ends)
    shape: dict[str, Any] = {"vector": (artist.U[i], artist.V[i])}
    if len(data) == 2:
        shape.update(tail=data[0], head=data[1])
    box = (*outline.min(axis=0).tolist(), *outline.max(axis=0).tolist())
    sheet.add("arrow", record, [ends], style, box=box, data=lambda: data, shape=sheet.data.clean(shape))


def _is_quiver_3d(artist: Any) -> bool:
    return axes_info.call_of(artist) == "quiver" and isinstance(artist, art3d.Line3DCollection)


def _add_arrows_3d(sheet: Sheet, record: Record) -> None:
    """Three lines make one arrow: the shaft from the head on, then the two sides of the heads."""
    artist = record.chain[-1]
    count = record.total // 3
    lengthways = sheet.data.joiner(artist, axes_info.axes_of(record.chain), record.total)
    for i in range(count):
        pieces = _placed(record, i)
        ends = lengthways(i, pieces)[::-1]
        if not pieces or len(ends) != 2:
            continue
        shape = sheet.data.clean({"tail": ends[0], "head": ends[1]})
        element = sheet.add(
            "arrow", record, [pieces[0][::-1]], _style(record, i), data=partial(list, ends), shape=shape
        )
        pad = element.get("line_width", 0.0) * sheet.pixels_per_point / 2
        for side in (count + i, 2 * count + i):
            sheet.widen(element, _placed(record, side), pad)


def _add_crowd(sheet: Sheet, record: Record) -> None:
    """Too many items for one element each: a mesh that tells how many there are and where."""
    artist = record.chain[-1]
    points = _all_vertices(record)
    if not len(points):
        return
    colors = {
        shapes.hex_color(c) for c in (record.extra["faces"] if len(record.extra["faces"]) else record.extra["edges"])
    }
    style = _style(record, 0)
    if len(colors - {None}) > 1:
        style = dict(style, stroke=_NO_INK, face=None)
    axes = axes_info.axes_of(record.chain)
    shape = sheet.data.clean(fields.color_mapping(artist))
    outline = fields.outline_of(points)
    count = record.total // 3 if _is_quiver_3d(artist) else record.total
    sheet.add(
        "mesh",
        record,
        [outline],
        style,
        count=count,
        data=lambda: sheet.data.of_region(artist, axes, points),
        shape=shape,
        truncated=True,
    )
