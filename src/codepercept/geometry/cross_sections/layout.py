"""Where the letters and lengths of a cut polyhedron stand, and whether its picture is clear."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np

from codepercept.geometry.camera import Array
from codepercept.geometry.cross_sections.cuts import Cut, cut_of
from codepercept.geometry.cross_sections.params import CrossSections, camera_of, solid_of
from codepercept.geometry.cross_sections.planes import plane_kind
from codepercept.geometry.cross_sections.rounds_cut import number
from codepercept.geometry.family import DegenerateParametersError
from codepercept.geometry.labels import GAP, Labels
from codepercept.geometry.solids import Edge

NOTE_GAP = 0.075
"""Distance of a length from its edge, as a share of the picture's larger side."""
SIDE_GAP = 0.095
"""The same for the sides of the true shape."""


@dataclass(frozen=True)
class Layout:
    """Directions of all texts, in degrees.

    Attributes:
        vertices: Of each vertex letter, None where it is covered by opaque faces (empty if there are no letters).
        corners: Of each corner letter of the section, None at a vertex.
        notes: Edges that carry a length, the text, and its direction from the middle of the edge.
        side_texts: Lengths written along the sides of the true shape (empty if they do not fit).
    """

    vertices: tuple[int | None, ...]
    corners: tuple[int | None, ...]
    notes: tuple[tuple[Edge, str, int], ...]
    side_texts: tuple[str, ...]


def widest_gap(page: Array, at: Array, others: list[Array]) -> float:
    """Direction (radians) of the middle of the widest gap between the rays from a point to others."""
    angles = np.sort([math.atan2(float(p[1] - at[1]), float(p[0] - at[0])) for p in others])
    gaps = np.diff(np.append(angles, angles[0] + 2 * np.pi))
    widest = int(np.argmax(np.round(gaps, 9)))
    return float(angles[widest] + gaps[widest] / 2)


def _fan(first: float) -> tuple[int, ...]:
    """Directions in degrees, from the given one (radians) to both sides."""
    start = round(math.degrees(first))
    return tuple((start + step) % 360 for step in (0, 20, -20, 40, -40, 65, -65, 90, -90, 130, -130, 180))


@functools.lru_cache(maxsize=64)
def layout(theta: CrossSections) -> Layout:
    """Places all texts of the picture.

    Raises:
        DegenerateParametersError: If the view is not clear or a letter has no room.
    """
    cut, camera = cut_of(theta), camera_of(theta)
    if theta.names == "none" and plane_kind(theta) not in ("midpoints", "parallel"):
        raise DegenerateParametersError("names: without letters at the vertices nobody can tell where this plane lies")
    if theta.code_style == "flat" and any(corner.edge and not corner.ratio for corner in cut.corners):
        raise DegenerateParametersError('code_style: "flat" needs corners that divide their edges in whole ratios')
    _check_view(theta, cut)
    body = cut.body
    page, corners = camera.project(body.vertices), camera.project(cut.points)
    size = float(np.ptp(page, axis=0).max())
    sides = [(corners[k], corners[(k + 1) % len(corners)]) for k in range(len(corners))]
    labels = Labels(size, [*((page[a], page[b]) for a, b in body.edges), *sides])
    at_vertex = {corner.vertex: k for k, corner in enumerate(cut.corners) if corner.vertex is not None}
    vertex_angles: list[int | None] = []
    if theta.names != "none":
        covered = covered_vertices(theta)
        for k, name in enumerate(theta.vertex_names()):
            if k in covered:
                vertex_angles.append(None)
                continue
            rays = [page[b if a == k else a] for a, b in body.edges if k in (a, b)]
            if k in at_vertex:
                rays += [corners[at_vertex[k] - 1], corners[(at_vertex[k] + 1) % len(corners)]]
            angle, fits = labels.beside(page[k], name, GAP, _fan(widest_gap(page, page[k], rays))[:7])
            if not fits:
                raise DegenerateParametersError(f"elevation and azimuth: there is no room for the letter {name}")
            vertex_angles.append(angle)
    corner_angles: list[int | None] = []
    for k, corner in enumerate(cut.corners):
        if corner.edge is None:
            corner_angles.append(None)
            continue
        a, b = corner.edge
        rays = [page[a], page[b], corners[k - 1], corners[(k + 1) % len(corners)]]
        angle, fits = labels.beside(corners[k], corner.name, 0.055, _fan(widest_gap(page, corners[k], rays)))
        if not fits:
            raise DegenerateParametersError(f"points: there is no room for the letter {corner.name} of the section")
        corner_angles.append(angle)
    notes = _notes(theta, cut, page, size, labels)
    return Layout(tuple(vertex_angles), tuple(corner_angles), notes, _side_texts(theta, cut))


def covered_vertices(theta: CrossSections) -> list[int]:
    """Vertices behind the opaque faces of a cut solid, which carry no letter.

    Raises:
        DegenerateParametersError: If one of them is an end of an edge that the plane crosses.
    """
    if theta.look != "shaded":
        return []
    cut, camera = cut_of(theta), camera_of(theta)
    kept = cut.kept(camera)
    on = {corner.vertex for corner in cut.corners}
    covered = [k for k in cut.body.hidden_vertices(camera) if kept[k] and k not in on]
    if any(corner.edge and set(corner.edge) & set(covered) for corner in cut.corners):
        raise DegenerateParametersError("elevation and azimuth: the opaque part hides the end of an edge that is cut")
    return covered


def _check_view(theta: CrossSections, cut: Cut) -> None:
    body, camera = cut.body, camera_of(theta)
    solid_dots = np.array([*body.vertices, *(corner.point for corner in cut.corners if corner.vertex is None)])
    reach = np.linalg.norm(solid_dots[:, None] - solid_dots[None], axis=2)
    if (reach + np.eye(len(reach)) * 1e6).min() < 0.05 * reach.max():
        raise DegenerateParametersError("points: two corners almost coincide")
    if min(abs(float(normal @ camera.toward)) for normal in body.normals) < 0.06:
        raise DegenerateParametersError(
            f"elevation {theta.elevation} and azimuth {theta.azimuth} look almost along a face of the solid"
        )
    if abs(float(cut.normal @ camera.toward)) < 0.2:
        raise DegenerateParametersError(
            f"elevation {theta.elevation} and azimuth {theta.azimuth} look almost along the cutting plane"
        )
    page, corners = camera.project(body.vertices), camera.project(cut.points)
    size = float(np.ptp(page, axis=0).max())
    free = [corners[k] for k, corner in enumerate(cut.corners) if corner.vertex is None]
    dots = np.array([*page, *free])
    gaps = np.linalg.norm(dots[:, None] - dots[None], axis=2) + np.eye(len(dots)) * size
    if gaps.min() < 0.06 * size:
        raise DegenerateParametersError("points, elevation and azimuth: two corners almost coincide in the picture")
    starts, ends = page[[a for a, _ in body.edges]], page[[b for _, b in body.edges]]
    for k, dot in enumerate(dots):
        near = distances(dot, starts, ends)
        own = [(k in edge) if k < len(page) else _lies_on(free_corner(cut, k - len(page)), edge) for edge in body.edges]
        if bool((near[~np.array(own)] < 0.022 * size).any()):
            raise DegenerateParametersError(
                f"elevation {theta.elevation} and azimuth {theta.azimuth}: a corner appears to lie on a foreign edge"
            )
    x, y = corners.T
    spread = abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2
    if spread < 0.035 * size**2:
        raise DegenerateParametersError("points, elevation and azimuth: the section appears too small")


def free_corner(cut: Cut, index: int) -> Edge | None:
    """Edge of the corner with the given number among those that are no vertices."""
    return [corner.edge for corner in cut.corners if corner.vertex is None][index]


def _lies_on(own: Edge | None, edge: Edge) -> bool:
    return own == edge


def distances(point: Array, starts: Array, ends: Array) -> Array:
    """Distances of a point from segments (n, 2) to (n, 2)."""
    along = ends - starts
    share = np.clip(((point - starts) * along).sum(axis=1) / (along * along).sum(axis=1), 0, 1)
    return np.asarray(np.linalg.norm(point - starts - share[:, None] * along, axis=1))


def _notes(
    theta: CrossSections, cut: Cut, page: Array, size: float, labels: Labels
) -> tuple[tuple[Edge, str, int], ...]:
    """Lengths at edges of the outline, pointing away from the middle of the picture."""
    if not theta.lengths:
        return ()
    body, camera = cut.body, camera_of(theta)
    seen = set(body.visible_faces(camera))
    busy = {corner.edge for corner in cut.corners}
    outline = [e for e in body.edges if len(seen.intersection(body.faces_of(e))) == 1 and e not in busy]
    outline += [e for e in body.edges if len(seen.intersection(body.faces_of(e))) == 1 and e in busy]
    notes: list[tuple[Edge, str, int]] = []
    for value, alike in defining_lengths(theta):
        fitting = [e for e in outline if e in alike]
        fitting.sort(key=lambda e: (e in busy, round(float(page[list(e), 1].mean()), 6), e))
        for edge in fitting:
            a, b = page[edge[0]], page[edge[1]]
            across = np.array([a[1] - b[1], b[0] - a[0]])
            middle = (a + b) / 2
            if across @ (middle - page.mean(axis=0)) < 0:
                across = -across
            angle = round(math.degrees(math.atan2(across[1], across[0]))) % 360
            text = number(value)
            spot = labels.spot(middle, angle, NOTE_GAP)
            if labels.free(spot, text):
                labels.keep(spot, text)
                notes.append((edge, text, angle))
                break
        else:
            raise DegenerateParametersError("lengths: no edge of the outline has room for its length")
    return tuple(notes)


def defining_lengths(theta: CrossSections) -> list[tuple[float, list[Edge]]]:
    """The edge lengths that can be written at the picture, each with the edges that may carry it."""
    body = solid_of(theta)
    wanted: list[float] = [theta.edge]
    if theta.solid == "cuboid":
        wanted += [theta.width, theta.height]
    if theta.solid == "prism":
        wanted.append(theta.height)
    if theta.solid == "frustum":
        wanted.append(theta.top_edge)
    return [(value, [e for e in body.edges if abs(body.length(e) - value) < 1e-9]) for value in dict.fromkeys(wanted)]


def _side_texts(theta: CrossSections, cut: Cut) -> tuple[str, ...]:
    """Lengths of the sides of the true shape, where both they and the corner letters have room."""
    if not theta.true_shape:
        return ()
    flat = cut.flat
    size = float(np.ptp(flat, axis=0).max())
    if min(float(x) for x in np.ptp(flat, axis=0)) < 0.18 * size:
        raise DegenerateParametersError("points: the true shape of the section is too thin to show")
    if theta.paper == "grid" and size < 3:
        raise DegenerateParametersError("paper: the section is too small for squared paper with unit squares")
    ends = np.roll(flat, -1, axis=0)
    labels = Labels(size, list(zip(flat, ends, strict=True)))
    middle = flat.mean(axis=0)
    for point, name in zip(flat, cut.names, strict=True):
        away = (point - middle) / np.linalg.norm(point - middle)
        if not labels.put(point + GAP * size * away, name):
            raise DegenerateParametersError("points: the corners of the true shape lie too close together")
    texts = [number(length) for length in cut.lengths]
    for p, q, text in zip(flat, ends, texts, strict=True):
        if not labels.put(shape_note_spot(p, q, size), text):
            return ()
    return tuple(texts)


def shape_note_spot(p: Array, q: Array, size: float) -> Array:
    """Centre of the length of the side pq of the true shape: outside, that is to the right of the way from p to q."""
    along = (q - p) / np.linalg.norm(q - p)
    return np.asarray((p + q) / 2 + SIDE_GAP * size * np.array([along[1], -along[0]]))
