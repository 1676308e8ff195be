"""A trace as countable items: what one would point at and name, each with every name it may fairly be given."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from codepercept.figure.claims.hues import blend
from codepercept.types import AxesTrace, Element, FigureTrace

MAX_ITEMS = 20_000
_MARKS = {
    "o": "circle", ".": "circle", ",": "circle", "s": "square", "D": "diamond square", "d": "diamond", "^": "triangle",
    "v": "triangle", "<": "triangle", ">": "triangle", "*": "star", "x": "cross", "X": "cross", "+": "plus cross",
    "P": "plus cross", "p": "pentagon", "h": "hexagon", "H": "hexagon", "8": "octagon", "|": "tick", "_": "tick",
}  # fmt: skip
POLYGONS = {
    3: "triangle", 4: "quadrilateral", 5: "pentagon", 6: "hexagon", 7: "heptagon", 8: "octagon", 9: "nonagon",
    10: "decagon", 12: "dodecagon",
}  # fmt: skip
_SMALL = 14.0
"""A disk of at most this radius in pixels may be called a point."""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One thing on the page.

    Attributes:
        tags: names it may be given ("circle", "point", "line", ...).
        colors: hex colours it shows; empty where it has none of its own (images, surfaces by height).
        box: extent on the page in pixels: left, top, right, bottom.
        at: data coordinates of its middle, None if unknown.
    """

    element: Element
    tags: frozenset[str]
    fills: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None
    at: tuple[float, ...] | None = None

    @property
    def id(self) -> int:
        """Id of its element."""
        return self.element.id

    @property
    def colors(self) -> tuple[str, ...]:
        """Fill and edge colours."""
        return self.fills + self.edges

    @property
    def middle(self) -> tuple[float, float] | None:
        """Middle of its extent in pixels."""
        return None if self.box is None else ((self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2)


def items_of(trace: FigureTrace) -> list[Item]:
    """All visible things of a figure in painting order; a set of markers becomes one item for each."""
    axes = {a.id: a for a in trace.axes}
    found: list[Item] = []
    for element in trace.elements:
        if element.visible and len(found) < MAX_ITEMS:
            found += _items(element, axes.get(element.axes) if element.axes is not None else None, trace)
    return found


def _items(element: Element, axes: AxesTrace | None, trace: FigureTrace) -> list[Item]:
    paper = (axes.facecolor if axes is not None else None) or trace.canvas.facecolor
    if element.kind == "markers":
        return _markers(element, paper)
    tags = _tags(element)
    fills, edges = _paints(element, paper)
    at = _middle(element)
    return [Item(element, frozenset(tags), fills, edges, element.bbox, at)]


def _paints(element: Element, paper: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    fill, edge = element.fill_color, element.edge_color
    if fill is None and edge is None:
        fill = element.color
        if element.kind in ("segment", "line", "arc", "arrow", "contour") or element.kind == "text":
            fill, edge = None, element.color
    if fill is None and edge is None and "cmap" in element.shape:
        return _colormap(str(element.shape["cmap"])), ()
    fills = [c for c in (fill, *element.colors) if c]
    edges = [c for c in (edge,) if c]
    if 0 < element.alpha < 0.95 and _is_hex(paper):
        fills += [blend(c, element.alpha, paper) for c in fills if _is_hex(c)]
        edges += [blend(c, element.alpha, paper) for c in edges if _is_hex(c)]
    return tuple(c for c in fills if _is_hex(c)), tuple(c for c in edges if _is_hex(c))


def _is_hex(color: str) -> bool:
    return len(color) == 7 and color[0] == "#" and all(c in "0123456789abcdef" for c in color[1:])


@functools.lru_cache(maxsize=64)
def _colormap(name: str) -> tuple[str, ...]:
    from matplotlib import colormaps, colors

    if name not in colormaps:
        return ()
    return tuple(dict.fromkeys(colors.to_hex(colormaps[name](i / 16)) for i in range(17)))


def _markers(element: Element, paper: str) -> list[Item]:
    if element.role not in ("data", "figure", "annotation"):
        return [Item(element, frozenset({element.role}), *_paints(element, paper), element.bbox)]
    tags = {"point", "marker", *_MARKS.get(element.marker, "").split()}
    if element.call == "errorbar" and element.marker in ("|", "_"):
        tags = {"cap"}
    if element.part == "flier":
        tags.add("outlier")
    if element.fill_color is None and element.marker not in ("x", "+", "|", "_"):
        tags.add("ring")
    fills, edges = _paints(element, paper)
    radius = max(element.marker_size, 1.0) * 0.7
    found = []
    for i in range(min(element.count, 5000)):
        pixel = element.pixels[i] if i < len(element.pixels) else None
        box = None if pixel is None else (pixel[0] - radius, pixel[1] - radius, pixel[0] + radius, pixel[1] + radius)
        own = (element.colors[i],) if len(element.colors) == element.count else fills
        at = element.data[i] if len(element.data) == element.count else None
        found.append(Item(element, frozenset(tags), own, edges, box, at))
    return found


def _middle(element: Element) -> tuple[float, ...] | None:
    center = element.shape.get("center")
    if isinstance(center, tuple):
        return center
    if element.data and len({len(p) for p in element.data}) == 1:
        data = np.array(element.data, float)
        return tuple(float(v) for v in (data.min(axis=0) + data.max(axis=0)) / 2)
    return None


def _tags(element: Element) -> set[str]:
    role, kind = element.role, element.kind
    if role in ("grid", "spine", "tick", "pane", "background"):
        return {role}
    if kind == "text":
        written = element.text.strip().strip("$")
        letter = len(written) == 1 and written.isalpha()
        return {"text", role, *({"letter"} if letter else ())} if written else set()
    name = (element.group or "").rpartition(" ")[0]
    tags: set[str] = {kind}
    if role == "table":
        return {"table", "cell"}
    if role in ("legend", "colorbar"):
        return {role}
    if kind in ("segment", "line", "arc"):
        tags |= _stroke_tags(element)
    elif kind == "arrow":
        tags |= {"arrow"} if element.call != "barbs" else {"barb"}
    elif kind == "contour":
        tags |= {"curve", "line"} if "level" in element.shape else {"band", "region"}
    elif kind in ("circle", "ellipse", "wedge", "polygon", "rectangle", "path"):
        tags |= _area_tags(element)
        if "Fancy" in element.artist:
            tags.discard("path")
        if element.artist == "Line2D":
            tags |= {"line", "curve", "loop"}
    elif kind in ("mesh", "image"):
        tags |= {"heatmap"} if "cmap" in element.shape else set()
    if name in ("bar", "horizontal bar", "grouped bar", "hist") and "width" in element.shape:
        tags |= {"bar"}
    if name:
        tags.add(name)
    if element.part:
        tags.add(element.part)
    return tags


def _stroke_tags(element: Element) -> set[str]:
    if element.part in ("whisker", "cap", "median", "stem", "range", "baseline", "mean", "end"):
        return {element.part, "line"}
    if element.kind == "arc":
        angles = element.shape.get("angles")
        full = isinstance(angles, tuple) and abs(angles[1] - angles[0]) >= 359
        return {"arc", "curve", *({"circle", "ellipse"} if full else set())}
    tags = {"line"}
    points = _corners(element.pixels, closed=False)
    if len(points) == 2:
        tags.add("segment")
    if element.kind == "line" and len(element.pixels) > 2:
        tags.add("curve")
    if len(element.pixels) > 3 and math.dist(element.pixels[0], element.pixels[-1]) < 2.5:
        tags |= {"loop", *_outline_tags(element.pixels)}
    elif len(element.pixels) > 8 and len(points) > 5 and _on_circle(np.array(element.pixels)):
        tags |= {"arc", "semicircle"}
    if element.call in ("axhline", "axvline"):
        tags |= {"rule", "segment"}
    if element.kind == "line" and len(element.data) > 2 and element.shape.get("steps"):
        tags.add("step")
    return tags


def _area_tags(element: Element) -> set[str]:
    box = element.bbox
    wide, tall = (box[2] - box[0], box[3] - box[1]) if box else (0.0, 0.0)
    tags = {"shape", "region"}
    if element.kind in ("circle", "ellipse"):
        tags |= {"ellipse"} if element.kind == "ellipse" else {"circle"}
        if abs(wide - tall) <= 0.06 * max(wide, tall) + 1.5 or "radius" in element.shape:
            tags |= {"circle", "disk"}
        if element.kind == "circle" and abs(wide - tall) > 0.04 * max(wide, tall) + 1:
            tags.add("ellipse")
        tags |= {"ring"} if element.fill_color is None or element.fill_color == "#ffffff" else set()
        tags |= {"point"} if max(wide, tall) <= 2 * _SMALL else set()
        tags |= {"node"}
    elif element.kind == "wedge":
        angles = element.shape.get("angles")
        span = abs(angles[1] - angles[0]) if isinstance(angles, tuple) else 0.0
        tags |= {"wedge", "sector", "arc"}
        tags |= {"circle", "ring"} if span >= 359 else set()
        tags |= {"semicircle"} if abs(span - 180) < 2 else set()
    elif element.call in ("fill_between", "fill_betweenx", "axhspan", "axvspan", "stackplot", "fill"):
        tags |= {"band", "area", *_outline_tags(element.pixels)}
    else:
        tags |= _outline_tags(element.pixels)
        if element.kind == "rectangle" or "Fancy" in element.artist:
            tags |= {"rectangle", "box", "quadrilateral"}
            tags.discard("polygon")
            width, height = element.shape.get("width"), element.shape.get("height")
            if isinstance(width, float | int) and isinstance(height, float | int) and abs(width - height) < 1e-9:
                tags.add("square")
    return tags


def _corners(pixels: Iterable[tuple[float, float]], closed: bool) -> list[tuple[float, float]]:
    """The points at which an outline turns by more than 2 degrees."""
    points: list[tuple[float, float]] = []
    for p in pixels:
        if not points or math.dist(points[-1], p) > 0.7:
            points.append(p)
    if closed and len(points) > 1 and math.dist(points[0], points[-1]) < 2.5:
        points.pop()
    if len(points) > 300 or len(points) < 3:
        return points
    kept = []
    for i, p in enumerate(points):
        if not closed and i in (0, len(points) - 1):
            kept.append(p)
            continue
        before, after = points[i - 1], points[(i + 1) % len(points)]
        u, v = (p[0] - before[0], p[1] - before[1]), (after[0] - p[0], after[1] - p[1])
        turn = abs(math.degrees(math.atan2(u[0] * v[1] - u[1] * v[0], u[0] * v[0] + u[1] * v[1])))
        if turn > 2:
            kept.append(p)
    return kept


def corners_of(item: Item) -> list[tuple[float, float]]:
    """Corners of an item's outline in pixels."""
    pixels = item.element.pixels
    closed = len(pixels) > 2 and (
        item.element.kind in ("polygon", "rectangle") or math.dist(pixels[0], pixels[-1]) < 2.5
    )
    return _corners(pixels, closed)


def _on_circle(points: np.ndarray) -> bool:
    """Whether points lie on a common circle within 1.5%."""
    system = np.column_stack([2 * points, np.ones(len(points))])
    solution, *_ = np.linalg.lstsq(system, (points**2).sum(axis=1), rcond=None)
    radii = np.hypot(*(points - solution[:2]).T)
    return bool(np.ptp(radii) <= 0.03 * radii.mean() + 1 and radii.mean() < 5000)


def _outline_tags(pixels: tuple[tuple[float, float], ...]) -> set[str]:
    """Names of a closed outline by its corners and angles on the page."""
    if len(pixels) > 400:
        return {"shape", "closed"}
    corners = _corners(pixels, closed=True)
    tags = {"shape", "region", "closed", "polygon"}
    if len(corners) >= 12:
        points = np.array(corners)
        wide, tall = np.ptp(points, axis=0)
        if _on_circle(points):
            return {"shape", "region", "closed", "circle", "disk", *({"point"} if wide <= 2 * _SMALL else set())}
        middle = (points.max(axis=0) + points.min(axis=0)) / 2
        if wide > 4 and tall > 4:
            radii = (((points - middle) / (wide / 2, tall / 2)) ** 2).sum(axis=1)
            tags |= {"ellipse"} if np.ptp(radii) < 0.1 else set()
    if len(corners) in POLYGONS:
        tags.add(POLYGONS[len(corners)])
    if len(corners) == 4:
        tags |= _four(np.array(corners))
    if len(corners) in (8, 10, 12, 14, 16):
        points = np.array(corners)
        radii = np.hypot(*(points - points.mean(axis=0)).T)
        if radii[::2].max() < 0.75 * radii[1::2].min() or radii[1::2].max() < 0.75 * radii[::2].min():
            tags.add("star")
    return tags


def _four(points: np.ndarray) -> set[str]:
    sides = np.roll(points, -1, axis=0) - points
    lengths = np.hypot(*sides.T)
    if lengths.min() < 0.5:
        return set()
    unit = sides / lengths[:, None]
    turns = [abs(float(unit[i] @ unit[(i + 1) % 4])) for i in range(4)]
    parallel = [abs(float(unit[i][0] * unit[i + 2][1] - unit[i][1] * unit[i + 2][0])) < 0.03 for i in range(2)]
    even = np.ptp(lengths) < 0.06 * lengths.max() + 1
    tags = set()
    if max(turns) < 0.03:
        tags |= {"rectangle", "box"} | ({"square"} if even else set())
    if all(parallel):
        tilted = min(abs(math.degrees(math.atan2(v[1], v[0])) % 90 - 45) for v in sides) < 25
        tags |= {"parallelogram"} | ({"rhombus"} if even else set()) | ({"diamond"} if even and tilted else set())
    elif any(parallel):
        tags.add("trapezoid")
    if not all(parallel) and any(
        abs(lengths[i] - lengths[(i + 1) % 4]) < 2 and abs(lengths[(i + 2) % 4] - lengths[(i + 3) % 4]) < 2
        for i in (0, 1)
    ):
        tags.add("kite")
    return tags
