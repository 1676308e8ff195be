"""Records what matplotlib paints: every renderer call with final pixel geometry, the artist behind it, its source line.

Runs inside the sandbox: standard library, numpy and matplotlib only. Two hooks, both installed once before forking:
each `Artist.draw` puts the artist on a stack while it draws, and each artist remembers the line of the figure code that
made it.
"""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends import backend_agg
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text

from codepercept.sandbox.source import FILE_NAME

MAX_POINTS = 400
"""Vertices kept of one path; longer ones are thinned evenly."""

_stack: list[Any] = []
_records: list[Record] | None = None


@dataclass(slots=True)
class Record:
    """One call of a renderer's draw method.

    Attributes:
        call: "path", "markers", "collection", "mesh", "triangles", "image" or "text".
        chain: artists being drawn, outermost first; the last one made the call.
        style: stroke and fill as `_style` gives them.
        points: (N, 2) pixels with y upwards; a path's vertices, or marker positions.
        codes: path codes of `points`, None for a plain polyline.
        total: vertices or items before thinning.
        extra: call-specific values.
    """

    call: str
    chain: tuple[Any, ...]
    style: dict[str, Any]
    points: np.ndarray
    codes: np.ndarray | None = None
    total: int = 0
    extra: dict[str, Any] = field(default_factory=dict)


def source_line() -> int | None:
    """The line of the figure code that is being executed now, the innermost one; None outside of it."""
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == FILE_NAME:
            return frame.f_lineno
        frame = frame.f_back  # type: ignore[assignment]
    return None


def install() -> None:
    """Hook matplotlib's classes; call once per process, after all artist classes of interest are imported."""
    born = Artist.__init__

    def remember_line(self: Any, *args: Any, **kwargs: Any) -> None:
        born(self, *args, **kwargs)
        self._source_line = source_line()

    Artist.__init__ = remember_line  # type: ignore[method-assign]
    _remember_call(Text, "set_text", "_source_line")
    for name in ("set_ticks", "set_ticklabels"):
        _remember_call(Axis, name, "_source_line")
    _remember_call(Axis, "grid", "_grid_line")
    for name in ("set_xlim", "set_ylim", "axis"):
        _remember_call(Axes, name, "_limits_line")

    pending: list[type] = [Artist]
    while pending:
        cls = pending.pop()
        pending += cls.__subclasses__()
        if "draw" in cls.__dict__:
            cls.draw = _stacked(cls.draw)
    declare = Artist.__init_subclass__.__func__  # type: ignore[attr-defined]

    def init_subclass(cls: type, **kwargs: Any) -> None:
        declare(cls, **kwargs)
        if "draw" in cls.__dict__:
            cls.draw = _stacked(cls.draw)  # type: ignore[attr-defined]

    Artist.__init_subclass__ = classmethod(init_subclass)  # type: ignore[assignment]
    backend_agg.RendererAgg = TracingRenderer


def _remember_call(cls: type, name: str, attribute: str) -> None:
    method = getattr(cls, name)

    @functools.wraps(method)
    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        result = method(self, *args, **kwargs)
        if (line := source_line()) is not None:
            setattr(self, attribute, line)
        return result

    setattr(cls, name, call)


def _stacked(draw: Any) -> Any:
    @functools.wraps(draw)
    def stacked_draw(self: Any, renderer: Any, *args: Any, **kwargs: Any) -> Any:
        if _records is None or (_stack and _stack[-1] is self):
            return draw(self, renderer, *args, **kwargs)
        _stack.append(self)
        try:
            return draw(self, renderer, *args, **kwargs)
        finally:
            _stack.pop()

    return stacked_draw


@contextlib.contextmanager
def recording() -> Iterator[list[Record]]:
    """While active, whatever is drawn is appended to the list that this yields."""
    global _records
    _records = []
    _stack.clear()
    try:
        yield _records
    finally:
        _records = None


def _style(gc: Any, face: Any) -> dict[str, Any]:
    """Stroke, fill, clipping of a graphics context; widths in points, colours as RGBA in 0..1."""
    clip = gc.get_clip_rectangle()
    clip_path, clip_transform = gc.get_clip_path()
    box = None if clip is None else clip.extents
    if clip_path is not None:
        outline = clip_path.get_extents(clip_transform).extents
        box = outline if box is None else np.r_[np.maximum(box[:2], outline[:2]), np.minimum(box[2:], outline[2:])]
    stroke = gc.get_rgb()
    alpha = gc.get_alpha() if gc.get_forced_alpha() or len(stroke) == 3 else stroke[3]
    if face is not None:
        face = (*face[:3], gc.get_alpha() if gc.get_forced_alpha() or len(face) == 3 else face[3])
    return {
        "stroke": (*stroke[:3], alpha),
        "face": face,
        "width": gc.get_linewidth(),
        "dashes": gc.get_dashes()[1],
        "hatch": gc.get_hatch() or "",
        "clip": box,
    }


class TracingRenderer(RendererAgg):
    """An Agg renderer that writes down what it is asked to draw; the pixels are exactly Agg's."""

    def _update_methods(self) -> None:
        super()._update_methods()
        for name in (
            "draw_markers",
            "draw_path_collection",
            "draw_quad_mesh",
            "draw_gouraud_triangles",
            "draw_image",
        ):
            original, note = getattr(self, name), getattr(self, "_note_" + name[5:])
            setattr(self, name, functools.partial(self._noted, original, note))

    @staticmethod
    def _noted(original: Any, note: Any, *args: Any, **kwargs: Any) -> Any:
        if _records is not None and _stack:
            note(*args, **kwargs)
        return original(*args, **kwargs)

    def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:
        if _records is not None and _stack:
            points, codes, total = _thin(transform.transform(path.vertices), path.codes)
            _records.append(Record("path", tuple(_stack), _style(gc, rgbFace), points, codes, total))
        super().draw_path(gc, path, transform, rgbFace)

    def draw_text(self, gc: Any, x: float, y: float, s: str, *args: Any, **kwargs: Any) -> None:
        if _records is not None and _stack:
            point = np.array([[x, self.height - y]], float)
            _records.append(Record("text", tuple(_stack), _style(gc, None), point, None, 1, {"text": s}))
        super().draw_text(gc, x, y, s, *args, **kwargs)

    def draw_tex(self, gc: Any, x: float, y: float, s: str, *args: Any, **kwargs: Any) -> None:
        if _records is not None and _stack:
            point = np.array([[x, self.height - y]], float)
            _records.append(Record("text", tuple(_stack), _style(gc, None), point, None, 1, {"text": s}))
        super().draw_tex(gc, x, y, s, *args, **kwargs)

    def _note_markers(
        self, gc: Any, marker: Any, marker_transform: Any, path: Any, transform: Any, face: Any = None
    ) -> None:
        points = transform.transform(path.vertices)
        points = points[np.isfinite(points).all(axis=1)]
        box = marker.get_extents(marker_transform)
        extra = {"size": max(box.width, box.height), "anchor": (box.x0 + box.x1) / 2, "box": box.extents}
        kept, _, total = _thin(points, None)
        assert _records is not None
        _records.append(Record("markers", tuple(_stack), _style(gc, face), kept, None, total, extra))

    def _note_path_collection(
        self, gc: Any, master: Any, paths: Any, transforms: Any, offsets: Any, offset_transform: Any, *args: Any,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        faces, edges, widths, styles = args[:4]
        shift = offset_transform.transform(offsets) if len(offsets) else np.zeros((1, 2))
        extra = {
            "paths": paths,
            "matrices": [master.get_matrix() @ t for t in transforms] or [master.get_matrix()],
            "faces": faces,
            "edges": edges,
            "widths": widths,
            "styles": styles,
        }
        count = max(len(paths), len(shift))
        assert _records is not None
        _records.append(Record("collection", tuple(_stack), _style(gc, None), shift, None, count, extra))

    def _note_quad_mesh(
        self, gc: Any, master: Any, width: int, height: int, coordinates: Any, offsets: Any, *args: Any, **kwargs: Any
    ) -> None:
        points = master.transform(np.asarray(coordinates, float).reshape(-1, 2))
        extra = {"shape": (int(height), int(width)), "faces": args[1] if len(args) > 1 else []}
        assert _records is not None
        _records.append(Record("mesh", tuple(_stack), _style(gc, None), points, None, int(width * height), extra))

    def _note_gouraud_triangles(self, gc: Any, triangles: Any, colors: Any, transform: Any) -> None:
        points = transform.transform(np.asarray(triangles, float).reshape(-1, 2))
        assert _records is not None
        _records.append(Record("triangles", tuple(_stack), _style(gc, None), points, None, len(triangles)))

    def _note_image(self, gc: Any, x: float, y: float, image: Any, *args: Any) -> None:
        height, width = image.shape[:2]
        box = np.array([[x, y], [x + width, y + height]], float)
        assert _records is not None
        _records.append(Record("image", tuple(_stack), _style(gc, None), box, None, 1))


def _thin(points: np.ndarray, codes: np.ndarray | None) -> tuple[np.ndarray, np.ndarray | None, int]:
    """At most `MAX_POINTS` of the points, evenly spaced, ends kept."""
    total = len(points)
    if total <= MAX_POINTS:
        return points, codes, total
    keep = np.unique(np.linspace(0, total - 1, MAX_POINTS).round().astype(int))
    return points[keep], None if codes is None else codes[keep], total
