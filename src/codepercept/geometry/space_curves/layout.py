"""What the page shows of a curve: extents, crossings, and where the texts stand."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from codepercept.geometry.camera import Array, Camera
from codepercept.geometry.family import DegenerateParametersError
from codepercept.geometry.labels import DIRECTIONS, Labels
from codepercept.geometry.space_curves.curves import Curve, Surface, frame_at
from codepercept.geometry.space_curves.params import KNOTS, SpaceCurves, camera_of, curve_of

ARROW = 0.32
"""Length of the vectors of a frame as a share of the largest extent."""

BEND = 0.008
"""Smallest radius of a bend of a knot on the page, as a share of the picture."""
BESIDE = 0.032
"""Smallest distance of two strands of a knot that run side by side, as a share of the picture."""


def crossings(page: Array, closed: bool) -> list[tuple[float, float, float]]:
    """Self-crossings of a polyline (n, 2): (position along one strand, along the other, sine of the angle)."""
    p, d = page[:-1], np.diff(page, axis=0)
    n = len(p)
    found = []
    for i in range(n - 2):
        q, e = p[i + 2 :], d[i + 2 :]
        cross = d[i, 0] * e[:, 1] - d[i, 1] * e[:, 0]
        offset = q - p[i]
        with np.errstate(divide="ignore", invalid="ignore"):
            s = (offset[:, 0] * e[:, 1] - offset[:, 1] * e[:, 0]) / cross
            u = (offset[:, 0] * d[i, 1] - offset[:, 1] * d[i, 0]) / cross
        for k in np.flatnonzero((s >= 0) & (s < 1) & (u >= 0) & (u < 1)):
            j = i + 2 + int(k)
            if closed and i == 0 and j == n - 1:
                continue
            sine = abs(float(cross[k])) / float(np.linalg.norm(d[i]) * np.linalg.norm(e[k]))
            found.append((i + float(s[k]), j + float(u[k]), sine))
    return found


def axis_reach(curve: Curve, surface: bool) -> tuple[float, float, float]:
    """Where the axes end: a quarter beyond the largest extent, for z at least a fifth of the width."""
    points = curve.points(241)
    high = np.maximum(points.max(axis=0), 0)
    body = curve.surface if surface else None
    if body:
        high[:2] = body.radius
        high[2] = body.radius if body.kind == "sphere" else max(body.high, high[2])
    size = float(max(high.max(), np.ptp(points, axis=0).max() / 2))
    return tuple(round(float(h) + 0.3 * size, 2) for h in high)  # type: ignore[return-value]


@dataclass(frozen=True)
class Layout:
    """Places of the texts, as directions in degrees.

    Attributes:
        point: Direction of the marked point's letter.
        arrows: Directions of the vectors' letters from the vectors' tips.
        crossings: Number of crossings on the page.
        hidden: Share of the curve behind its surface (0 without one).
        size: Larger side of the picture, in units of the axes; letters stand off by a share of it.
    """

    point: int
    arrows: tuple[int, ...]
    crossings: int
    hidden: float
    size: float


def arrows_of(theta: SpaceCurves) -> list[tuple[str, Array, Array]]:
    """Vectors at the marked point: (letter, start, tip)."""
    if theta.show not in ("tangent", "frame"):
        return []
    curve = curve_of(theta)
    frame = frame_at(curve, theta.parameter)
    length = ARROW * float(np.ptp(curve.points(241), axis=0).max())
    names = {"T": frame.tangent}
    if theta.show == "frame":
        names |= {"N": frame.normal, "B": frame.binormal}
    return [(name, frame.point, frame.point + length * vector) for name, vector in names.items()]


def layout(theta: SpaceCurves) -> Layout:
    """Places the texts.

    Raises:
        DegenerateParametersError: The view is unclear or a text has no room; says which parameters to change.
    """
    curve, camera = curve_of(theta), camera_of(theta)
    view = f"elevation {theta.elevation} and azimuth {theta.azimuth}"
    points = curve.points(601)
    page = camera.project(points)
    size = float(np.ptp(page, axis=0).max())
    if float(np.ptp(page, axis=0).min()) < 0.18 * size:
        raise DegenerateParametersError(f"{view} look along the {theta.kind}, which becomes a thin strip")
    if theta.axes and theta.code_style in ("mplot3d", "panels"):
        extents = np.ptp(points, axis=0)
        if theta.surface and curve.surface and curve.surface.kind == "sphere":
            extents = np.ones(3)
        if theta.surface and curve.surface and curve.surface.kind == "cylinder":
            extents[2] = curve.surface.high - curve.surface.low
        if float(extents.min()) < 0.4 * float(extents.max()):
            raise DegenerateParametersError(f"the {theta.kind} is too flat for a box with scales on all sides")
    if theta.kind in KNOTS:
        _check_bends(page, 0.6 * size if theta.kind == "torus knot" and theta.p == 1 else size, view)
    met = crossings(page, curve.closed) if theta.kind in KNOTS else []
    if theta.kind in KNOTS:
        _check_knot(theta, page, met, size, view)
    share = 0.0
    body = curve.surface if theta.surface else None
    if body:
        share = float(np.mean(body.front(points, camera) < 0))
        if body.kind == "cone" and not math.isclose(theta.elevation, 0):
            steep = body.radius / (body.high - body.low) * math.tan(math.radians(theta.elevation))
            if steep > 0.85:
                raise DegenerateParametersError(f"elevation {theta.elevation} looks down on the cone: lower it")
    reach = axis_reach(curve, theta.surface)
    lines: list[tuple[Array, Array]] = []
    if theta.axes and theta.code_style != "mplot3d":
        tips = camera.project(np.diag(reach))
        lines += [(np.zeros(2), tip) for tip in tips]
        size = max(size, float(np.ptp(np.vstack([page, tips, [[0, 0]]]), axis=0).max()))
    labels = Labels(size, lines)
    labels.add_curve(page[::6])
    if body:
        for rim in outline(body, camera):
            labels.add_curve(rim)
    if theta.axes and theta.code_style != "mplot3d":
        for tip, letter in zip(tips, "xyz", strict=True):
            if not labels.put(tip * 1.07, letter):
                raise DegenerateParametersError(f"{view} put the letter of the {letter} axis on the curve")
    if theta.show == "point":
        place = curve.at(theta.parameter)[0]
        foot = camera.project(np.array([place, [place[0], place[1], 0.0], [0.0, 0.0, 0.0]]))
        labels.add_curve(foot)
    arrows = arrows_of(theta)
    ends = [camera.project(np.array([start, tip])) for _, start, tip in arrows]
    for start, tip in ends:
        labels.add_curve(np.array([start, tip]))
    apart = [abs(math.remainder(_angle(a) - _angle(b), math.tau)) for i, a in enumerate(ends) for b in ends[:i]]
    if any(float(np.linalg.norm(tip - start)) < 0.07 * size for start, tip in ends) or min(apart, default=1) < 0.3:
        raise DegenerateParametersError(f"{view} look along a vector at the marked point (at = {theta.at})")
    places = []
    for start, tip in ends:
        away = math.degrees(_angle(np.array([start, tip])))
        sides = [round(away + k) % 360 for k in (0, 40, -40, 75, -75, 110, -110)]
        degrees, fits = labels.beside(tip, "T", 0.05, sides if theta.code_style != "mplot3d" else [0])
        if not fits:
            raise DegenerateParametersError(f"no room for the vectors' letters at at = {theta.at}")
        places.append(degrees)
    spot = 0
    if theta.show != "curve" and theta.show != "shadows":
        place = camera.project(curve.at(theta.parameter)[:1])[0]
        spot, fits = labels.beside(place, "P", 0.055, DIRECTIONS if theta.code_style != "mplot3d" else [135])
        if not fits:
            raise DegenerateParametersError(f"no room for the letter of the marked point at at = {theta.at}")
        if body and float(body.front(curve.at(theta.parameter)[:1], camera)[0]) < 0.05 * size:
            raise DegenerateParametersError(f"the marked point at at = {theta.at} lies behind the {body.kind}")
    return Layout(spot, tuple(places), len(met), share, size)


def _angle(ends: Array) -> float:
    return math.atan2(ends[1, 1] - ends[0, 1], ends[1, 0] - ends[0, 0])


def _check_knot(theta: SpaceCurves, page: Array, met: list[tuple[float, float, float]], size: float, view: str) -> None:
    """Crossings of a knot must be apart, at clear angles, and each pass clearly over the other."""
    curve, camera = curve_of(theta), camera_of(theta)
    if not met:
        return
    if min(sine for _, _, sine in met) < 0.35:
        raise DegenerateParametersError(f"{view} show strands that cross at a small angle")
    depth = camera.depth(curve.points(601))
    spots = np.array([page[round(i)] for i, _, _ in met])
    for k, (i, j, _) in enumerate(met):
        if abs(depth[round(i)] - depth[round(j)]) < 0.03 * size:
            raise DegenerateParametersError(f"{view} show strands that pass too close to each other")
        if any(float(np.linalg.norm(spots[k] - spots[m])) < 0.075 * size for m in range(k)):
            raise DegenerateParametersError(f"{view} show two crossings of the knot on one another")


def _check_bends(page: Array, size: float, view: str) -> None:
    """A strand must not turn back in a cusp, nor run so close beside another one that the two merge."""
    velocity = (np.roll(page[:-1], -1, axis=0) - np.roll(page[:-1], 1, axis=0)) / 2
    speed = np.linalg.norm(velocity, axis=1)
    heading = velocity / speed[:, None]
    turn = np.linalg.norm(np.roll(heading, -1, axis=0) - np.roll(heading, 1, axis=0), axis=1) / 2
    if float((speed / np.maximum(turn, 1e-12)).min()) < BEND * size:
        raise DegenerateParametersError(f"{view} show a cusp of the curve")
    thin = slice(None, None, 3)
    spots, along = page[:-1][thin], heading[thin]
    apart = np.linalg.norm(spots[:, None] - spots[None], axis=2)
    n = len(spots)
    steps = abs(np.arange(n)[:, None] - np.arange(n)[None])
    sine = abs(along[:, None, 0] * along[None, :, 1] - along[:, None, 1] * along[None, :, 0])
    if np.any((np.minimum(steps, n - steps) > 6) & (sine < 0.35) & (apart < BESIDE * size)):
        raise DegenerateParametersError(f"{view} show two strands that run side by side")


def outline(body: Surface, camera: Camera) -> list[Array]:
    """Pictures of the rims and contour lines of a surface, as polylines."""
    t = np.linspace(0, 2 * np.pi, 91)
    ring = np.column_stack([body.radius * np.cos(t), body.radius * np.sin(t), 0 * t])
    if body.kind == "sphere":
        return [body.radius * np.column_stack([np.cos(t), np.sin(t)]), camera.project(ring)]
    rims = [ring + np.array([0, 0, body.low])]
    azimuth = math.atan2(camera.toward[1], camera.toward[0])
    if body.kind == "cylinder":
        rims.append(ring + np.array([0, 0, body.high]))
        turn, top = math.pi / 2, 1.0
    else:
        slope = math.tan(math.asin(float(camera.toward[2]))) * body.radius / (body.high - body.low)
        turn, top = math.acos(-slope), 0.0
    for phi in (azimuth + turn, azimuth - turn):
        foot = body.radius * np.array([math.cos(phi), math.sin(phi)])
        rims.append(np.array([[*foot, body.low], [*(top * foot), body.high]]))
    return [camera.project(rim) for rim in rims]
