"""Turns the renderer's record of one drawing into a trace: axes and elements with pixel and data coordinates.

Runs inside the sandbox: standard library, numpy and matplotlib only. The result is a plain dictionary of the shape of
`codepercept.types.FigureTrace`; defaults are left out.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib import collections as mcollections
from matplotlib import contour, image, lines, patches, quiver, text

from codepercept.figure import axes_info, shapes
from codepercept.figure.data_coordinates import DataCoordinates, rounded
from codepercept.figure.recorder import Record

MAX_ELEMENTS = 4000
MAX_ITEMS = 600
"""A collection with more items than this becomes one element that counts them."""

MAX_MARKERS = 2000
MAX_TOTAL_POINTS = 40_000
"""Once a trace holds this many vertices, further elements keep few of theirs."""

FEW_POINTS = 24
_DRAWN_ARROWS = (patches.FancyArrowPatch, patches.FancyArrow, patches.Arrow)


def build(figure: Any, records: list[Record], renderer: Any, missing_glyphs: list[str], figures: int) -> dict[str, Any]:
    """Make the trace of a figure that has just been drawn.

    Args:
        figure: the figure.
        records: what the renderer was asked to draw, in order.
        renderer: the renderer, for text extents and the page's size.
        missing_glyphs: characters that no font could draw.
        figures: how many figures the script has made.
    """
    builder = _Builder(figure, renderer)
    for record in records:
        if len(builder.elements) >= MAX_ELEMENTS:
            break
        builder.add(record)
    return {
        "canvas": {
            "width": int(renderer.width),
            "height": int(renderer.height),
            "dpi": round(float(renderer.dpi), 4),
            "facecolor": shapes.hex_color(figure.patch.get_facecolor()) or "#ffffff",
        },
        "axes": axes_info.describe_all(builder.axes, builder.height, builder.roles.colorbar_parents),
        "elements": builder.elements,
        "figures": figures,
        "missing_glyphs": missing_glyphs,
        "truncated": len(builder.elements) >= MAX_ELEMENTS,
    }


class _Builder:
    def __init__(self, figure: Any, renderer: Any) -> None:
        self.renderer = renderer
        self.height, self.width = float(renderer.height), float(renderer.width)
        self.axes = axes_info.all_axes(figure)
        self.ids = {id(axes): number for number, axes in enumerate(self.axes)}
        self.roles = axes_info.Roles(figure, self.axes)
        self.data = DataCoordinates()
        self.elements: list[dict[str, Any]] = []
        self.points = 0
        self.open: dict[int, dict[str, Any]] = {}  # elements that one artist draws in several calls

    def add(self, record: Record) -> None:
        artist = record.chain[-1]
        if isinstance(artist, text.Text):
            self._text(record, artist)
        elif record.call == "path":
            self._path(record, artist)
        elif record.call == "markers":
            self._markers(record, artist, record.points, [record.style], self._marker_size(record, artist))
        elif record.call == "collection":
            self._collection(record, artist)
        elif record.call in ("mesh", "triangles"):
            self._mesh(record, artist)
        elif record.call == "image":
            self._image(record, artist)

    def _new(
        self, kind: str, record: Record, artist: Any, points: np.ndarray, style: dict[str, Any], **fields: Any
    ) -> dict[str, Any]:
        """Append an element; `points` in pixels, y upwards. Returns it, or an unlisted one if it is mere background."""
        axes = axes_info.axes_of(record.chain)
        role = self.roles.role(record.chain, axes)
        stroke = shapes.hex_color(style["stroke"]) if style["width"] > 0 else None
        fill = shapes.hex_color(style["face"])
        pad = style["width"] * self.renderer.dpi / 144 if stroke else 0.0
        box = fields.pop("box", None)
        if box is None and len(points):
            with np.errstate(invalid="ignore"):
                low, high = np.nanmin(points, axis=0) - pad, np.nanmax(points, axis=0) + pad
            box = np.r_[low, high]
        shown, clip = self._visibility(box, style["clip"], stroke or fill or fields.get("colors"), kind)
        element: dict[str, Any] = {
            "id": len(self.elements),
            "kind": kind,
            "role": role,
            "axes": self.ids.get(id(axes)),
            "artist": type(artist).__name__,
            "pixels": self._page(points),
            "color": fill or stroke,
            "edge_color": stroke,
            "fill_color": fill,
            "alpha": round(float(style["face"][3] if fill else style["stroke"][3]), 3),
            "zorder": round(float(artist.get_zorder()), 4),
            "visible": shown,
            "clip": clip,
            "line": axes_info.line_of(record.chain),
        }
        if box is not None and np.isfinite(box).all():
            x0, y0, x1, y1 = (float(v) for v in box)
            element["bbox"] = rounded([x0, self.height - y1, x1, self.height - y0], 2)
        if stroke:
            element["line_width"] = round(float(style["width"]), 3)
            element["line_style"] = shapes.dash_name(style["dashes"], style["width"])
        if style["hatch"]:
            element["hatch"] = style["hatch"]
        if group := self.roles.group(artist):
            element["group"] = group
        label = self.roles.label(artist)
        if label:
            element["label"] = label
        if self.points > MAX_TOTAL_POINTS:
            self._thin_out(element, fields)
        self.points += len(element["pixels"]) + len(fields.get("data") or ())
        element.update({k: v for k, v in fields.items() if v not in (None, "", (), [], {})})
        self.elements.append(element)
        return element

    @staticmethod
    def _thin_out(element: dict[str, Any], fields: dict[str, Any]) -> None:
        for holder, key in ((element, "pixels"), (fields, "data"), (fields, "colors")):
            if len(holder.get(key) or ()) > FEW_POINTS:
                keep = np.linspace(0, len(holder[key]) - 1, FEW_POINTS).round().astype(int)
                holder[key] = [holder[key][i] for i in keep]
                fields["truncated"] = True

    def _page(self, points: np.ndarray) -> list[list[float]]:
        points = points[np.isfinite(points).all(axis=1)] if len(points) else points
        points = np.clip(points, -1e6, 1e6)
        flipped = np.column_stack([points[:, 0], self.height - points[:, 1]]) if len(points) else points
        listed: list[list[float]] = np.round(flipped, 2).tolist()
        return listed

    def _visibility(self, box: Any, clip: Any, ink: Any, kind: str) -> tuple[bool, str]:
        if box is None or not np.isfinite(box).all():
            return False, "none"
        page = np.array([0.0, 0.0, self.width, self.height])
        window = page if clip is None else np.r_[np.maximum(page[:2], clip[:2]), np.minimum(page[2:], clip[2:])]
        if (box[:2] > window[2:]).any() or (box[2:] < window[:2]).any() or (window[2:] <= window[:2]).any():
            return False, "full"
        inside = (box[:2] >= window[:2] - 1).all() and (box[2:] <= window[2:] + 1).all()
        return bool(ink) or kind in ("image", "mesh", "text"), "none" if inside else "partial"

    def _text(self, record: Record, artist: Any) -> None:
        """A text is one element however many lines and path effects it is painted with."""
        if id(artist) in self.open:
            return
        box = artist.get_window_extent(self.renderer).extents
        anchor = np.array([[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]])
        style = dict(record.style, face=None, width=1.0)
        style["stroke"] = (*_rgb(artist.get_color()), 1.0 if artist.get_alpha() is None else artist.get_alpha())
        element = self._new(
            "text", record, artist, anchor, style, box=box, text=artist.get_text(),
            font_size=round(float(artist.get_fontsize()), 2), rotation=round(float(artist.get_rotation()), 2),
            data=self.data.of_text(artist, axes_info.axes_of(record.chain)),
        )  # fmt: skip
        element.pop("line_width", None)
        element.pop("line_style", None)
        self.open[id(artist)] = element

    def _path(self, record: Record, artist: Any) -> None:
        if isinstance(artist, _DRAWN_ARROWS) and id(artist) in self.open:
            self._extend_arrow(self.open[id(artist)], record)
            return
        pieces = shapes.flatten(record.points, record.codes)
        filled = record.style["face"] is not None and len(record.style["face"]) == 4 and record.style["face"][3] > 0
        if not pieces:
            return
        points = np.concatenate(pieces)
        axes = axes_info.axes_of(record.chain)
        truncated = record.total > len(record.points)
        if isinstance(artist, _DRAWN_ARROWS):
            tail_head = self.data.of_arrow(artist, axes, self.height)
            ends = tail_head.pop("pixels", None)
            element = self._new("arrow", record, artist, points, record.style, **tail_head)
            if ends is not None:
                element["pixels"] = self._page(ends)
            self.open[id(artist)] = element
            return
        kind = self._patch_kind(artist) or shapes.classify(pieces, record.codes, filled)
        shape = self._shape(artist, kind)
        data = self.data.of_path(artist, axes, points, isinstance(artist, lines.Line2D))
        fields = {"data": data, "shape": shape, "truncated": truncated or None}
        self._new(kind, record, artist, points, record.style, **fields)

    def _extend_arrow(self, element: dict[str, Any], record: Record) -> None:
        """An arrow's head comes in calls of its own: it widens the box and may bring the fill."""
        points = record.points[np.isfinite(record.points).all(axis=1)]
        if not len(points) or "bbox" not in element:
            return
        (x0, y1), (x1, y0) = points.min(axis=0), points.max(axis=0)
        box, h = element["bbox"], self.height
        element["bbox"] = rounded([min(box[0], x0), min(box[1], h - y0), max(box[2], x1), max(box[3], h - y1)], 2)

    @staticmethod
    def _patch_kind(artist: Any) -> str | None:
        if isinstance(artist, patches.Arc):
            return "arc"
        if isinstance(artist, patches.Wedge):
            return "wedge"
        if isinstance(artist, patches.FancyBboxPatch):
            return "rectangle"
        return None

    def _shape(self, artist: Any, kind: str) -> dict[str, Any]:
        """Measures in data units that the outline alone does not give exactly."""
        shape: dict[str, Any] = {}
        if isinstance(artist, patches.Wedge):
            shape = {"center": artist.center, "radius": artist.r, "angles": (artist.theta1, artist.theta2)}
        elif isinstance(artist, patches.Ellipse):  # circles and arcs too
            shape = {"center": artist.get_center(), "width": artist.get_width(), "height": artist.get_height()}
            if isinstance(artist, patches.Arc):
                shape["angles"] = (artist.theta1, artist.theta2)
            elif kind == "circle" and math.isclose(artist.get_width(), artist.get_height()):
                shape["radius"] = artist.get_width() / 2
            if artist.get_angle():
                shape["angle"] = artist.get_angle()
        elif isinstance(artist, patches.Rectangle) and not isinstance(artist, patches.FancyBboxPatch):
            shape = {"corner": artist.get_xy(), "width": artist.get_width(), "height": artist.get_height()}
        return self.data.clean(shape)

    @staticmethod
    def _marker_size(record: Record, artist: Any) -> list[float]:
        if isinstance(artist, lines.Line2D):
            return [float(artist.get_markersize())]
        return [float(record.extra["size"])]

    def _markers(
        self, record: Record, artist: Any, points: np.ndarray, styles: list[dict[str, Any]], sizes: list[float]
    ) -> None:
        """A set of equal symbols."""
        if not len(points):
            return
        axes = axes_info.axes_of(record.chain)
        colors = [shapes.hex_color(s["face"]) or shapes.hex_color(s["stroke"]) or "none" for s in styles]
        data = self.data.of_markers(artist, axes, points)
        half = max(sizes) * self.renderer.dpi / 144
        box = np.r_[np.nanmin(points, axis=0) - half, np.nanmax(points, axis=0) + half]
        kept = shapes.thin(points, MAX_MARKERS)
        fields = {
            "count": record.total,
            "data": data[:MAX_MARKERS],
            "marker": axes_info.marker_code(artist),
            "marker_size": round(float(np.median(sizes)), 3),
            "colors": colors[:MAX_MARKERS] if len(set(colors)) > 1 else None,
            "truncated": record.total > len(kept) or None,
            "box": box,
        }
        style = styles[0]
        if isinstance(artist, lines.Line2D) and not shapes.hex_color(style["face"]):
            style = dict(style, width=max(style["width"], 0.5))
        self._new("markers", record, artist, kept, style, **fields)

    def _items(self, record: Record) -> list[dict[str, Any]]:
        """Style of each item of a collection, colours cycling as the renderer cycles them."""
        extra = record.extra

        def pick(values: Any, index: int, default: Any) -> Any:
            return values[index % len(values)] if len(values) else default

        count = min(record.total, MAX_MARKERS)
        none = (0.0, 0.0, 0.0, 0.0)
        styles = []
        for i in range(count):
            dashes = pick(extra["styles"], i, (0, None))[1]
            styles.append(
                {
                    "stroke": tuple(pick(extra["edges"], i, none)),
                    "face": tuple(pick(extra["faces"], i, none)) if len(extra["faces"]) else None,
                    "width": float(pick(extra["widths"], i, 0.0)),
                    "dashes": dashes,
                    "hatch": record.style["hatch"],
                    "clip": record.style["clip"],
                }
            )
        return styles

    def _collection(self, record: Record, artist: Any) -> None:
        paths, shift, extra = record.extra["paths"], record.points, record.extra
        if not len(paths):
            return
        styles = self._items(record)
        if len(shift) > 1 and isinstance(artist, mcollections.PathCollection):
            sizes = artist.get_sizes()
            diameters = [float(s) for s in np.sqrt(sizes)] if len(sizes) else [6.0]
            self._markers(record, artist, shift, styles, diameters)
            return
        if record.total > MAX_ITEMS:
            self._crowd(record, artist, styles)
            return
        faces = self.data.faces_of(artist, axes_info.axes_of(record.chain))
        for i in range(record.total):
            path, matrix = paths[i % len(paths)], extra["matrices"][i % len(extra["matrices"])]
            vertices = path.vertices @ matrix[:2, :2].T + matrix[:2, 2] + shift[i % len(shift)]
            self._item(record, artist, i, vertices, path.codes, styles[i], faces)

    def _item(
        self, record: Record, artist: Any, i: int, vertices: np.ndarray, codes: Any, style: dict[str, Any], faces: Any
    ) -> None:
        pieces = shapes.flatten(vertices, codes)
        if not pieces:
            return
        pieces = [shapes.thin(p, 400) for p in pieces]
        points = np.concatenate(pieces)
        filled = style["face"] is not None and style["face"][3] > 0
        axes = axes_info.axes_of(record.chain)
        if isinstance(artist, contour.ContourSet):
            if artist.filled:
                shape = {"low": artist.layers[i] if i >= len(artist.levels) else artist.levels[i]}
                shape["high"] = artist.levels[min(i + 1, len(artist.levels) - 1)]
            else:
                shape = {"level": artist.levels[i]}
            data = self.data.of_path(artist, axes, points, False)
            self._new(
                "contour", record, artist, points, style, data=data, shape=self.data.clean(shape), count=len(pieces)
            )
        elif isinstance(artist, quiver.Quiver):
            vector = (float(artist.U[i]), float(artist.V[i]))
            shape = self.data.clean({"tail": tuple(artist.XY[i]), "vector": vector})
            self._new("arrow", record, artist, points, style, data=[shape["tail"]], shape=shape)
        else:
            kind = shapes.classify(pieces, codes, filled)
            data = self.data.of_face(faces, points) if faces else self.data.of_item(artist, axes, i, points)
            self._new(kind, record, artist, points, style, data=data)

    def _crowd(self, record: Record, artist: Any, styles: list[dict[str, Any]]) -> None:
        """Too many items for one element each: a mesh that tells how many there are and where."""
        paths, shift = record.extra["paths"], record.points
        matrices = record.extra["matrices"]
        corners = []
        for i in range(record.total):
            matrix = matrices[i % len(matrices)]
            vertices = paths[i % len(paths)].vertices @ matrix[:2, :2].T + matrix[:2, 2] + shift[i % len(shift)]
            if len(vertices):
                corners += [np.nanmin(vertices, axis=0), np.nanmax(vertices, axis=0)]
        points = np.array(corners).reshape(-1, 2)
        points = points[np.isfinite(points).all(axis=1)]
        if not len(points):
            return
        low, high = points.min(axis=0), points.max(axis=0)
        outline = np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
        self._new("mesh", record, artist, outline, styles[0], count=record.total, truncated=True)

    def _mesh(self, record: Record, artist: Any) -> None:
        points = record.points[np.isfinite(record.points).all(axis=1)]
        if not len(points):
            return
        low, high = points.min(axis=0), points.max(axis=0)
        outline = np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
        shape: dict[str, Any] = self._mapping(artist)
        if "shape" in record.extra:
            shape["rows"], shape["columns"] = record.extra["shape"]
        data = self.data.of_path(artist, axes_info.axes_of(record.chain), outline, False)
        style = dict(record.style, face=None, width=0.0)
        self._new("mesh", record, artist, outline, style, count=record.total, data=data, shape=self.data.clean(shape))

    def _image(self, record: Record, artist: Any) -> None:
        (x0, y0), (x1, y1) = record.points
        if record.style["clip"] is not None:
            cx0, cy0, cx1, cy1 = record.style["clip"]
            x0, y0, x1, y1 = max(x0, cx0), max(y0, cy0), min(x1, cx1), min(y1, cy1)
        outline = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
        shape: dict[str, Any] = {}
        array = artist.get_array() if hasattr(artist, "get_array") else None
        if array is not None:
            shape = self._mapping(artist) if array.ndim == 2 else {}
            shape["rows"], shape["columns"] = array.shape[:2]
        data: list[Any] = []
        if isinstance(artist, image.AxesImage):
            left, right, bottom, top = artist.get_extent()
            data = [rounded(p, 6) for p in ((left, bottom), (right, top))]
        style = dict(record.style, face=None, width=0.0)
        style["stroke"] = (0, 0, 0, 1 if artist.get_alpha() is None else float(np.max(artist.get_alpha())))
        self._new("image", record, artist, outline, style, data=data, shape=self.data.clean(shape))

    @staticmethod
    def _mapping(artist: Any) -> dict[str, Any]:
        """Colour map and value range of an artist that maps numbers to colours."""
        if not hasattr(artist, "get_cmap") or getattr(artist, "get_array", lambda: None)() is None:
            return {}
        low, high = artist.get_clim()
        shape: dict[str, Any] = {"cmap": artist.get_cmap().name}
        if low is not None and high is not None:
            shape.update(vmin=float(low), vmax=float(high))
        return shape


def _rgb(color: Any) -> tuple[float, float, float]:
    from matplotlib.colors import to_rgb

    return to_rgb(color)
