"""Looks for elements in the picture itself: is their colour where the trace says they are?"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from matplotlib.path import Path
from PIL import Image

from codepercept.types import Element, Execution, FigureTrace

CLOSED = ("polygon", "rectangle", "circle", "ellipse", "wedge", "path", "contour")
TOLERANCE = 12
"""Largest difference of a colour channel that still counts as the same colour."""


def pixels_of(execution: Execution) -> np.ndarray:
    """The picture as an array (height, width, 3)."""
    assert execution.image is not None
    return np.asarray(Image.open(io.BytesIO(execution.image)).convert("RGB")).astype(int)


def rgb(color: str) -> np.ndarray:
    return np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)])


def pieces_of(element: Element) -> list[np.ndarray]:
    points = np.array(element.pixels, float)
    return np.split(points, element.breaks) if element.breaks else [points]


@dataclass
class Verdict:
    """How many of the places where an element's colour should show do show it."""

    places: int
    hits: int

    @property
    def share(self) -> float:
        return self.hits / self.places if self.places else 1.0


def look(execution: Execution, element: Element, picture: np.ndarray | None = None) -> Verdict | None:
    """Check an element's colour at its places; None where nothing can be told (translucent, thin, covered)."""
    trace = execution.trace
    assert trace is not None
    picture = pixels_of(execution) if picture is None else picture
    if not element.visible or element.alpha < 1 or not element.pixels or element.bbox is None:
        return None
    scale = trace.canvas.dpi / 72
    if element.kind == "text":
        return _look_at_text(picture, element)
    places, colors = _places(element, scale)
    if not len(places):
        return None
    shown = _shown(places, element, trace, picture)
    places, colors = places[shown], colors[shown]
    if (len(places) < 3 and element.kind != "markers") or not len(places):
        return None
    hits = 0
    for (x, y), color in zip(np.floor(places).astype(int), colors, strict=True):
        around = picture[max(0, y - 1) : y + 2, max(0, x - 1) : x + 2].reshape(-1, 3)
        hits += bool((np.abs(around - color).max(axis=1) <= TOLERANCE).any())
    return Verdict(len(places), hits)


def _places(element: Element, scale: float) -> tuple[np.ndarray, np.ndarray]:
    nothing = np.zeros((0, 2)), np.zeros((0, 3))
    if element.color is None and not element.colors:
        return nothing
    if element.kind == "markers":
        smallest = min(element.sizes or (element.marker_size,)) * scale
        if element.fill_color is None or smallest < 6 or element.marker not in ("o", "s", "D", "h", "p", "8"):
            return nothing
        points = np.array(element.pixels)
        unfilled = element.edge_color in element.colors and element.edge_color != element.color
        if element.colors and (len(element.colors) != len(points) or unfilled):
            return nothing
        return points, np.array([rgb(c) for c in element.colors or [str(element.color)] * len(points)])
    if element.kind in CLOSED and element.fill_color and not element.hatch:
        points = _inside(element, 2.5 + element.line_width * scale / 2)
    elif element.line_width * scale >= 1.9 and element.line_style == "solid" and element.kind not in ("arrow", "mesh"):
        points = np.concatenate([_along(p) for p in pieces_of(element) if len(p) > 1] or [np.zeros((0, 2))])
    else:
        return nothing
    color = rgb(str(element.color))
    return points, np.tile(color, (len(points), 1))


def _inside(element: Element, margin: float) -> np.ndarray:
    """Grid points inside an outline (even-odd over its pieces), away from its border."""
    assert element.bbox is not None
    left, top, right, bottom = element.bbox
    step = max(1.0, (right - left) / 24, (bottom - top) / 24)
    xs, ys = np.meshgrid(np.arange(left + step / 2, right, step), np.arange(top + step / 2, bottom, step))
    grid = np.column_stack([xs.ravel(), ys.ravel()])
    pieces = [p for p in pieces_of(element) if len(p) > 2]
    inside = np.zeros(len(grid), int)
    near = np.zeros(len(grid), bool)
    for piece in pieces:
        inside += Path(piece).contains_points(grid)
        border = np.vstack([_along(np.vstack([piece, piece[:1]]), 1.0), piece])
        for chunk in np.array_split(border, max(1, len(border) // 256)):
            near |= ((grid[:, None] - chunk[None]) ** 2).sum(axis=2).min(axis=1) < margin**2
    return grid[(inside % 2 == 1) & ~near]


def _along(points: np.ndarray, step: float = 3.0) -> np.ndarray:
    """Points every few pixels along a polyline, its ends left out."""
    lengths = np.hypot(*np.diff(points, axis=0).T)
    found = [
        a + (b - a) * (np.arange(1, int(n // step)) * step / n)[:, None]
        for a, b, n in zip(points[:-1], points[1:], lengths, strict=True)
        if n >= 2 * step
    ]
    return np.concatenate(found) if found else np.zeros((0, 2))


def _shown(places: np.ndarray, element: Element, trace: FigureTrace, picture: np.ndarray) -> np.ndarray:
    """Which places lie on the page, within the panel where that clips, and under nothing painted later."""
    shown = (places >= 1).all(axis=1) & (places < np.array(picture.shape[1::-1]) - 1).all(axis=1)
    axes = next((a for a in trace.axes if a.id == element.axes), None)
    if element.clip == "partial" and axes is not None:
        if axes.projection != "rectilinear":
            return np.zeros(len(places), bool)
        left, top, right, bottom = axes.bbox
        shown &= (places > (left + 1, top + 1)).all(axis=1) & (places < (right - 1, bottom - 1)).all(axis=1)
    later = [e for e in trace.elements if e.id > element.id and e.visible and e.bbox is not None]
    for other in later:
        left, top, right, bottom = other.bbox  # type: ignore[misc]
        over = (places > (left - 2, top - 2)).all(axis=1) & (places < (right + 2, bottom + 2)).all(axis=1)
        if over.any():
            shown[over] &= ~_is_under(places[over], other, trace.canvas.dpi / 72)
    return shown


def _is_under(places: np.ndarray, other: Element, scale: float) -> np.ndarray:
    """Which places in an element's box are so close to its outline, or within its fill, that it may cover them."""
    if other.kind == "markers" and other.count == len(other.pixels):
        reach = max(other.sizes or (other.marker_size,)) * scale / 2 + 4
        gaps = ((places[:, None] - np.array(other.pixels)[None]) ** 2).sum(axis=2).min(axis=1)
        return np.asarray(gaps < reach**2)
    outlined = other.kind in (*CLOSED, "segment", "line", "arc") and not other.hatch
    if not outlined or other.truncated:
        return np.ones(len(places), bool)
    covered = np.zeros(len(places), bool)
    inside = np.zeros(len(places), int)
    for piece in pieces_of(other):
        closed = np.vstack([piece, piece[:1]]) if other.fill_color else piece
        border = np.vstack([_along(closed, 1.0), piece])
        for chunk in np.array_split(border, max(1, len(border) // 256)):
            near = ((places[:, None] - chunk[None]) ** 2).sum(axis=2).min(axis=1)
            covered |= near < (3 + other.line_width * scale / 2) ** 2
        if other.fill_color and len(piece) > 2:
            inside += Path(piece).contains_points(places)
    return covered | (inside > 0)


def _look_at_text(picture: np.ndarray, element: Element) -> Verdict | None:
    """Somewhere in a text's box its colour shows, thin strokes blended with what lies behind."""
    assert element.bbox is not None and element.color is not None
    left, top, right, bottom = (round(v) for v in element.bbox)
    box = picture[max(0, top) : bottom, max(0, left) : right].reshape(-1, 3)
    if element.font_size < 8 or right - left < 4 or not element.text.strip():
        return None
    return Verdict(1, int((np.abs(box - rgb(element.color)).max(axis=1) <= 90).any()))


def data_of(execution: Execution, role: str = "data") -> list[Element]:
    """Elements of one role."""
    assert execution.trace is not None
    return [e for e in execution.trace.elements if e.role == role]


def assert_painted(execution: Execution, *elements: Element) -> None:
    """Each element's colour is found in the picture where the trace says it is."""
    picture = pixels_of(execution)
    for element in elements:
        verdict = look(execution, element, picture)
        assert verdict is not None, f"nothing of {element.kind} {element.id} can be checked"
        assert verdict.share >= 0.9, f"{element.kind} {element.id} {element.color}: {verdict}"
