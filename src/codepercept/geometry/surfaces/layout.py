"""What the page shows of a surface: what hides what, and where texts stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from codepercept.geometry.camera import Array, Camera, convex_hull
from codepercept.geometry.family import DegenerateParametersError
from codepercept.geometry.labels import Labels
from codepercept.geometry.surfaces.params import Surfaces, camera_of, point_of, region_of, shape_of
from codepercept.geometry.surfaces.shapes import Surface

SLIVER = 0.06
"""A plane region is this wide somewhere, as a share of the window."""


def triangles(surface: Surface, fine: int = 1) -> Array:
    """The mesh of a surface as triangles (n, 3, 3)."""
    p = surface.mesh(fine)
    cells = np.stack([p[:-1, :-1], p[1:, :-1], p[1:, 1:], p[:-1, 1:]], axis=2).reshape(-1, 4, 3)
    return np.concatenate([cells[:, :3], cells[:, [0, 2, 3]]])


def covers(mesh: Array, camera: Camera, point: Array) -> tuple[bool, bool]:
    """Whether a mesh lies in front of a point, and whether it lies behind it, on the sight line (parallel camera)."""
    flat, depth = mesh @ camera.axes.T, mesh @ camera.toward
    e1, e2 = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
    q = camera.axes @ point - flat[:, 0]
    det = e1[:, 0] * e2[:, 1] - e1[:, 1] * e2[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        s = (q[:, 0] * e2[:, 1] - q[:, 1] * e2[:, 0]) / det
        t = (e1[:, 0] * q[:, 1] - e1[:, 1] * q[:, 0]) / det
        hit = (np.abs(det) > 1e-12) & (s >= 0) & (t >= 0) & (s + t <= 1)
    depth, s, t = depth[hit], s[hit], t[hit]
    above = depth[:, 0] + s * (depth[:, 1] - depth[:, 0]) + t * (depth[:, 2] - depth[:, 0])
    here = float(camera.toward @ point)
    slack = 0.02 * float(np.ptp(mesh))
    return bool(np.any(above > here + slack)), bool(np.any(above < here - slack))


def reach_of(surface: Surface) -> tuple[float, float, float]:
    """Where the axes end: beyond the surface by a quarter of its size."""
    points = surface.mesh().reshape(-1, 3)
    high = np.maximum(points.max(axis=0), 0)
    beyond = 0.3 * float(np.ptp(points, axis=0).max())
    return tuple(round(float(h) + beyond, 2) for h in high)  # type: ignore[return-value]


def size_of(surface: Surface) -> float:
    """Largest extent of the surface along an axis."""
    return float(np.ptp(surface.mesh().reshape(-1, 3), axis=0).max())


@dataclass(frozen=True)
class Layout:
    """Places of the texts.

    Attributes:
        point, normal: Offsets of the letters P and n on the page.
        curves: Positions of the texts at a region's lower and upper curve, None where a curve has no text.
        centroid: Position of a region's letter C.
        hidden_rim: Share of the boundary curve behind the surface.
    """

    point: tuple[float, float] = (0.0, 0.0)
    normal: tuple[float, float] = (0.0, 0.0)
    curves: tuple[tuple[float, float] | None, tuple[float, float] | None] = (None, None)
    centroid: tuple[float, float] = (0.0, 0.0)
    hidden_rim: float = 0.0


def layout(theta: Surfaces) -> Layout:
    """Places the texts of a surface in space.

    Raises:
        DegenerateParametersError: The view is unclear or a text has no room.
    """
    surface, camera = shape_of(theta), camera_of(theta)
    view = f"elevation {theta.elevation} and azimuth {theta.azimuth}"
    mesh = triangles(surface)
    points = surface.mesh().reshape(-1, 3)
    extents = np.ptp(points, axis=0)
    if theta.code_style == "map":
        return Layout()
    if theta.code_style == "mplot3d" and theta.show in ("normals", "flux") and surface.closed:
        raise DegenerateParametersError(f"the arrows on the far side of the {theta.kind} would show through it")
    if float(extents.min()) < 0.22 * float(extents.max()):
        raise DegenerateParametersError(f"the {theta.kind} is too flat or too steep to be seen well")
    if theta.kind == "triangle" and abs(float(surface.at(0.3, 0.3)[1] @ camera.toward)) < 0.35:
        raise DegenerateParametersError(f"{view} show the triangle almost from its edge")
    page = camera.project(points)
    size = float(np.ptp(page, axis=0).max())
    labels = Labels(size)
    if theta.axes and theta.code_style != "mplot3d":
        silhouette = np.array(convex_hull(page))
        for k, reach in enumerate(reach_of(surface)):
            tip = reach * np.eye(3)[k]
            spot = 1.08 * camera.project(tip[None])[0]
            if any(covers(mesh, camera, tip)) or _inside(silhouette, spot, 0.03 * size):
                raise DegenerateParametersError(f"{view} show the {'xyz'[k]} axis in front of the {theta.kind}")
            labels.put(spot, "x")
    hidden = 0.0
    if theta.show in ("boundary", "solid") and surface.boundary:
        s = np.linspace(0, 2 * np.pi, 60)
        rims = [np.column_stack(curve(s)) for _, curve in surface.boundary]
        hidden = float(np.mean([covers(mesh, camera, p)[0] for rim in rims for p in rim]))
    if theta.show == "solid" and theta.kind in ("bowl", "cone") and theta.elevation > 32:
        raise DegenerateParametersError(f"elevation {theta.elevation} looks onto the lid of the {theta.kind} only")
    if theta.show != "tangent plane":
        return Layout(hidden_rim=hidden)
    place, normal = surface.at(*point_of(theta))
    facing = float(normal @ camera.toward)
    if facing < 0.25 or facing > 0.93:
        raise DegenerateParametersError(f"{view} show the tangent plane at ({theta.at_u}, {theta.at_v}) too steeply")
    if covers(mesh, camera, place + 0.02 * normal)[0]:
        raise DegenerateParametersError(f"the marked point at ({theta.at_u}, {theta.at_v}) is hidden")
    tip = camera.project((place + 0.4 * size_of(surface) * normal)[None])[0]
    away = tip - camera.project(place[None])[0]
    away = away / np.linalg.norm(away)
    offset = 0.05 * size
    shift = (round(float(-offset * away[0]), 2), round(float(-offset * away[1]), 2))
    beyond = (round(float(offset * away[0]), 2), round(float(offset * away[1]), 2))
    if not labels.put(tip + np.array(beyond), "n"):
        raise DegenerateParametersError(f"{view} put the normal on a letter of the axes")
    return Layout(shift, beyond, hidden_rim=hidden)


def _inside(polygon: Array, point: Array, margin: float) -> bool:
    """True if a point is inside a convex counter-clockwise polygon or nearer to it than the margin."""
    edges = np.roll(polygon, -1, axis=0) - polygon
    offsets = point - polygon
    signed = (edges[:, 0] * offsets[:, 1] - edges[:, 1] * offsets[:, 0]) / np.linalg.norm(edges, axis=1)
    return bool(np.all(signed > -margin))


def extent_2d(theta: Surfaces) -> tuple[float, float, float, float]:
    """The window around a plane region: left, right, bottom, top."""
    outline = region_of(theta).outline()
    low, high = np.minimum(outline.min(axis=0), 0), np.maximum(outline.max(axis=0), 0)
    pad = 0.2 * float((high - low).max())
    return float(low[0] - pad), float(high[0] + pad), float(low[1] - pad), float(high[1] + pad)


def wide_of(theta: Surfaces) -> tuple[float, float]:
    """Range of the variable over which the boundary curves are drawn, a little beyond the region."""
    region = region_of(theta)
    if region.across == "angle" or theta.kind in ("sine arch", "powers"):
        return region.start, region.stop
    step = round(0.15 * (region.stop - region.start), 2)
    return region.start - step, region.stop + step


def layout_2d(theta: Surfaces) -> Layout:
    """Places the texts of a plane region.

    Raises:
        DegenerateParametersError: A text has no room, or the region is a sliver.
    """
    region = region_of(theta)
    left, right, bottom, top = extent_2d(theta)
    outline = region.outline()
    box = np.ptp(outline, axis=0)
    if float(box.min()) < 0.18 * float(box.max()):
        raise DegenerateParametersError(f"the region between {theta.kind} is a sliver: change a, n or m")
    # page coordinates: both axes scaled to the window
    scale = np.array([1 / (right - left), 1 / (top - bottom)])
    if region.across == "angle":
        scale = np.full(2, 1 / max(right - left, top - bottom))
    labels = Labels(1.0)
    t = np.linspace(*wide_of(theta), 161)
    curves = []
    for function, text in ((region.lower, region.lower_text), (region.upper, region.upper_text)):
        value = np.broadcast_to(function(t), t.shape)
        if region.across == "angle":
            curve = np.column_stack([value * np.cos(t), value * np.sin(t)])
        else:
            curve = np.column_stack([t, value] if region.across == "x" else [value, t])
        curves.append((curve, text))
        labels.add_curve(curve[::4] * scale)
    labels.add_curve(np.array([[left, 0], [right, 0]]) * scale)
    labels.add_curve(np.array([[0, bottom], [0, top]]) * scale)
    centre = (0.0, 0.0)
    if theta.show == "centroid":
        spot = np.array(region.centroid) * scale
        degrees, fits = labels.beside(spot, "C", 0.05)
        if not fits:
            raise DegenerateParametersError("no room for the letter of the centroid")
        centre = _rounded(labels.spot(spot, degrees, 0.05) / scale)
        labels.keep(spot, "C")
    area = shapely.Polygon(outline * scale).buffer(0)
    if region.across != "angle" and area.buffer(-SLIVER / 2).is_empty:
        raise DegenerateParametersError(f"the region between {theta.kind} is a sliver: change a, n or m")
    places: list[tuple[float, float] | None] = []
    window = (left, right, bottom, top)
    for (curve, text), (other, _) in zip(curves, curves[::-1], strict=True):
        places.append(_beside_curve(labels, curve, other, text, scale, window, area) if text else None)
    return Layout(curves=(places[0], places[1]), centroid=centre)


def _beside_curve(
    labels: Labels,
    curve: Array,
    other: Array,
    text: str,
    scale: Array,
    window: tuple[float, float, float, float],
    area: shapely.Geometry,
) -> tuple[float, float]:
    """A place beside a curve, outside the region (`area`, in page units) and clearly farther from the other curve."""
    left, right, bottom, top = window
    half = 0.014 * len(text) + 0.02
    for share in (0.75, 0.85, 0.65, 0.5, 0.35, 0.25, 0.92, 0.12, 0.05, 0.97):
        k = round(share * (len(curve) - 1))
        base = curve[k] * scale
        along = (curve[min(k + 1, len(curve) - 1)] - curve[max(k - 1, 0)]) * scale
        across = np.array([-along[1], along[0]]) / max(float(np.linalg.norm(along)), 1e-12)
        for side in (1, -1):
            gap = 0.045 + half * abs(float(across[0]))
            spot = base + side * gap * across
            inside = (
                left * scale[0] + half < spot[0] < right * scale[0] - half
                and bottom * scale[1] + 0.04 < spot[1] < top * scale[1] - 0.04
            )
            box = shapely.box(spot[0] - half, spot[1] - 0.035, spot[0] + half, spot[1] + 0.035)
            own, far = (float(np.linalg.norm(line * scale - spot, axis=1).min()) for line in (curve, other))
            if inside and own < 0.8 * far and not area.intersects(box) and labels.free(spot, text):
                labels.keep(spot, text)
                return _rounded(spot / scale)
    raise DegenerateParametersError(f"no room for the text {text}")


def _rounded(point: Array) -> tuple[float, float]:
    return round(float(point[0]), 2), round(float(point[1]), 2)
