"""Records what matplotlib paints: every renderer call with final pixel geometry, the artist behind it, its source line.

Runs inside the sandbox: standard library, numpy and matplotlib only. The hooks are installed once, before forking: each
`Artist.draw` puts the artist on a stack while it draws, each artist remembers who made it (see `origin`), and what path
effects paint several times over counts as one call.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends import backend_agg
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.patheffects import PathEffectRenderer
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from codepercept.figure import origin

GRID = 8
"""Rows and columns of colours that are kept of an image or a mesh."""

_stack: list[Any] = []
_records: list[Record] | None = None


@dataclass(slots=True)
class Record:
    """One call of a renderer's draw method.

    Attributes:
        call: "path", "markers", "collection", "mesh", "triangles", "image" or "text".
        chain: artists being drawn, outermost first; the last one made the call.
        style: stroke and fill as `_style` gives them.
        points: (N, 2) pixels with y upwards; a path's vertices, or positions of markers and of a collection's items.
        codes: path codes of `points`, None for a plain polyline.
        total: number of items.
        extra: call-specific values.
    """

    call: str
    chain: tuple[Any, ...]
    style: dict[str, Any]
    points: np.ndarray
    codes: np.ndarray | None = None
    total: int = 1
    extra: dict[str, Any] = field(default_factory=dict)


def install() -> None:
    """Hook matplotlib's classes; call once per process, after all artist classes of interest are imported."""
    origin.install()
    pending: list[Any] = [Artist]
    while pending:
        cls = pending.pop()
        pending += cls.__subclasses__()
        if "draw" in cls.__dict__:
            cls.draw = _stacked(cls.draw)
    declare = Artist.__init_subclass__.__func__

    def init_subclass(cls: Any, /, **kwargs: Any) -> None:
        declare(cls, **kwargs)
        if "draw" in cls.__dict__:
            cls.draw = _stacked(cls.draw)

    Artist.__init_subclass__ = classmethod(init_subclass)
    for name, note in (
        ("draw_path", _note_path),
        ("draw_markers", _note_markers),
        ("draw_path_collection", _note_path_collection),
    ):
        setattr(PathEffectRenderer, name, _as_one(getattr(PathEffectRenderer, name), note))
    lay_out = Text._get_layout

    def remember_layout(self: Any, renderer: Any) -> Any:
        layout = lay_out(self, renderer)
        if _records is not None and _stack and _stack[-1] is self:  # 3D texts stand elsewhere once they are drawn
            self._drawn_at = (layout[0].extents, self.get_transform(), self.get_unitless_position())
        return layout

    Text._get_layout = remember_layout
    backend_agg.RendererAgg = TracingRenderer


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


@functools.lru_cache(maxsize=64)
def _clip_extents(path: Any, matrix: bytes) -> tuple[float, ...]:
    return tuple(path.get_extents(Affine2D(np.frombuffer(matrix).reshape(3, 3))).extents.tolist())


def _style(gc: Any, face: Any) -> dict[str, Any]:
    """Stroke, fill, clipping of a graphics context; widths in points, colours as RGBA in 0..1."""
    clip = gc.get_clip_rectangle()
    clip_path, clip_transform = gc.get_clip_path()
    box = None if clip is None else clip.extents.tolist()
    if clip_path is not None:
        outline = _clip_extents(clip_path, clip_transform.get_matrix().tobytes())
        box = outline if box is None else (*np.maximum(box[:2], outline[:2]), *np.minimum(box[2:], outline[2:]))
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


def _as_one(draw: Any, note: Any) -> Any:
    """Path effects paint a thing several times over; it is written down once, as if it had no effects."""

    @functools.wraps(draw)
    def drawn_once(self: Any, *args: Any, **kwargs: Any) -> Any:
        global _records
        if _records is None or not _stack:
            return draw(self, *args, **kwargs)
        outer, _records = _records, []
        try:
            return draw(self, *args, **kwargs)
        finally:
            painted, _records = _records, outer
            note(*args, **kwargs)
            _restyle(_records[-1], painted)

    return drawn_once


def _restyle(record: Record, painted: list[Record]) -> None:
    """Where effects replace the thing instead of adding to it, its colours are those that were painted last."""
    own = (record.style["stroke"], record.style["face"])
    if record.call == "path" and painted and all((p.style["stroke"], p.style["face"]) != own for p in painted):
        record.style = painted[-1].style


def _note_path(gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:
    points = transform.transform(path.vertices)
    assert _records is not None
    _records.append(Record("path", tuple(_stack), _style(gc, rgbFace), points, path.codes))


def _note_markers(gc: Any, marker: Any, marker_transform: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:
    points = transform.transform(path.vertices)
    extra = {"path": marker, "matrix": marker_transform.get_matrix()}
    assert _records is not None
    _records.append(Record("markers", tuple(_stack), _style(gc, rgbFace), points, None, len(points), extra))


def _note_path_collection(
    gc: Any, master: Any, paths: Any, transforms: Any, offsets: Any, offset_transform: Any, *args: Any, **kwargs: Any
) -> None:
    faces, edges, widths, styles = args[:4]
    shift = offset_transform.transform(offsets) if len(offsets) else np.zeros((1, 2))
    matrix = master.get_matrix()
    extra = {
        "paths": paths,
        "matrices": [matrix @ t for t in transforms] or [matrix],
        "faces": faces,
        "edges": edges,
        "widths": widths,
        "styles": styles,
        "hatch_colors": kwargs.get("hatchcolors"),
    }
    count = max(len(paths), len(shift)) if len(paths) else 0
    assert _records is not None
    _records.append(Record("collection", tuple(_stack), _style(gc, None), shift, None, count, extra))


def _note_quad_mesh(
    gc: Any, master: Any, width: int, height: int, coordinates: Any, offsets: Any, *args: Any, **kwargs: Any
) -> None:
    points = master.transform(np.asarray(coordinates, float).reshape(-1, 2))
    extra = {"shape": (int(height), int(width))}
    assert _records is not None
    _records.append(Record("mesh", tuple(_stack), _style(gc, None), points, None, int(width * height), extra))


def _note_gouraud_triangles(gc: Any, triangles: Any, colors: Any, transform: Any) -> None:
    points = transform.transform(np.asarray(triangles, float).reshape(-1, 2))
    assert _records is not None
    _records.append(Record("triangles", tuple(_stack), _style(gc, None), points, None, len(triangles)))


def _note_image(gc: Any, x: float, y: float, image: Any, *args: Any) -> None:
    height, width = image.shape[:2]
    box = np.array([[x, y], [x + width, y + height]], float)
    assert _records is not None
    _records.append(Record("image", tuple(_stack), _style(gc, None), box))


_FAST = {
    "draw_markers": _note_markers,
    "draw_path_collection": _note_path_collection,
    "draw_quad_mesh": _note_quad_mesh,
    "draw_gouraud_triangles": _note_gouraud_triangles,
    "draw_image": _note_image,
}
"""Methods that Agg's renderer takes straight from C."""


class TracingRenderer(RendererAgg):
    """An Agg renderer that writes down what it is asked to draw; the pixels are exactly Agg's."""

    def _update_methods(self) -> None:
        super()._update_methods()
        for name, note in _FAST.items():
            setattr(self, name, _noted(getattr(self, name), note, self))

    def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:
        if _records is not None and _stack:
            _note_path(gc, path, transform, rgbFace)
        super().draw_path(gc, path, transform, rgbFace)

    def draw_text(self, gc: Any, x: float, y: float, s: str, *args: Any, **kwargs: Any) -> None:
        self._note_text(gc, x, y)
        super().draw_text(gc, x, y, s, *args, **kwargs)

    def draw_tex(self, gc: Any, x: float, y: float, s: str, *args: Any, **kwargs: Any) -> None:
        self._note_text(gc, x, y)
        super().draw_tex(gc, x, y, s, *args, **kwargs)

    def _note_text(self, gc: Any, x: float, y: float) -> None:
        if _records is not None and _stack:
            point = np.array([[x, self.height - y]], float)
            _records.append(Record("text", tuple(_stack), _style(gc, None), point))


def _noted(draw: Any, note: Any, renderer: Any) -> Any:
    is_field = note in (_note_quad_mesh, _note_gouraud_triangles, _note_image)

    def noted_draw(*args: Any, **kwargs: Any) -> Any:
        if _records is None or not _stack:
            return draw(*args, **kwargs)
        note(*args, **kwargs)
        record = _records[-1]
        done = draw(*args, **kwargs)
        if is_field:
            record.extra["grid"] = _painted_grid(renderer, record)
        return done

    return noted_draw


def _painted_grid(renderer: Any, record: Record) -> tuple[str, ...]:
    """Mean colours of `GRID` x `GRID` parts of the page where a coloured field was just painted, row by row."""
    points = record.points[np.isfinite(record.points).all(axis=1)]
    if not len(points):
        return ()
    low, high = points.min(axis=0), points.max(axis=0)
    clip = record.style["clip"]
    if clip is not None:
        low, high = np.maximum(low, clip[:2]), np.minimum(high, clip[2:])
    page = np.asarray(renderer.buffer_rgba())
    left, right = np.clip((low[0], high[0]), 0, page.shape[1])
    top, bottom = np.clip((page.shape[0] - high[1], page.shape[0] - low[1]), 0, page.shape[0])
    if right - left < 1 or bottom - top < 1:
        return ()
    # A few pixels of each part are enough, and cost the same however large the field is.
    steps = (np.arange(4 * GRID) + 0.5) / (4 * GRID)
    rows = (top + steps * (bottom - top)).astype(int)
    columns = (left + steps * (right - left)).astype(int)
    taken = page[rows[:, None], columns[None], :3].reshape(GRID, 4, GRID, 4, 3).mean(axis=(1, 3))
    return tuple(f"#{r:02x}{g:02x}{b:02x}" for r, g, b in taken.round().astype(int).reshape(-1, 3).tolist())
