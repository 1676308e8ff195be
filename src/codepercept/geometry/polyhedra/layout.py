"""Where things go on the page: auxiliary lines, labels, and whether a view is clear enough to keep."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field

import numpy as np

from codepercept.geometry.camera import Array
from codepercept.geometry.exact import mathtext
from codepercept.geometry.labels import GAP, Labels
from codepercept.geometry.polyhedra.params import Polyhedra, camera_of, solid_of
from codepercept.geometry.solids import Edge

EDGE_GAP = 0.075
"""Distance of an edge's length from the edge, as a share of the picture's larger side."""
NOTE_GAP = 0.09
"""The same for the length of an auxiliary line."""


@dataclass
class Helper:
    """Auxiliary lines as code and as geometry.

    Attributes:
        setup: Lines of code that define the points.
        segments: (code of one end, code of the other, is visible) of each line.
        ends: Coordinates of the same ends.
        points: Labelled points: (code, letter, coordinates).
        corner: Right-angle mark: codes of its vertex and of one point on each arm, with coordinates.
        arc: The same for a marked angle α.
        note: Length to write at the first segment, as mathtext, may be empty.
    """

    setup: str
    segments: list[tuple[str, str, bool]]
    ends: list[tuple[Array, Array]]
    points: list[tuple[str, str, Array]] = field(default_factory=list)
    corner: tuple[str, str, str] | None = None
    corner_points: tuple[Array, Array, Array] | None = None
    note: str = ""
    arc: tuple[str, str, str] | None = None
    arc_points: tuple[Array, Array, Array] | None = None


def visible_diagonal(theta: Polyhedra) -> tuple[int, int]:
    """A diagonal of the visible quadrilateral side face that faces the viewer most (or of any "
    "visible one)."""
    body, camera = solid_of(theta), camera_of(theta)
    best = max(
        (index for index in body.visible_faces(camera) if len(body.faces[index]) == 4),
        key=lambda index: (round(float(body.normals[index] @ camera.toward), 6), -index),
        default=0,
    )
    face = body.faces[best]
    return (face[0], face[2]) if theta.which % 2 else (face[1], face[3])


def far_vertex(theta: Polyhedra, start: int) -> int:
    """The vertex farthest from the given one (its antipode in a centrally symmetric solid)."""
    body = solid_of(theta)
    distances = [round(float(np.linalg.norm(v - body.vertices[start])), 9) for v in body.vertices]
    return distances.index(max(distances))


def midpoint_edges(theta: Polyhedra) -> tuple[Edge, Edge]:
    """Two opposite edges whose midpoints get joined."""
    if theta.solid == "tetrahedron":
        return ((0, 1), (2, 3)) if theta.which % 2 else ((0, 2), (1, 3))
    return ((0, 1), (6, 7)) if theta.which % 2 else ((1, 2), (4, 7))


def helper(theta: Polyhedra) -> Helper | None:
    """The auxiliary lines of a parameter set, None if it has none (the dual solid is drawn separately)."""
    body, v = solid_of(theta), solid_of(theta).vertices
    n = 3 if theta.solid == "tetrahedron" else theta.sides
    if theta.auxiliary in ("none", "dual"):
        return None
    if theta.auxiliary == "space diagonal":
        a = theta.which % len(v)
        b = far_vertex(theta, a)
        return Helper(
            "",
            [(f"vertices[{a}]", f"vertices[{b}]", False)],
            [(v[a], v[b])],
            note="d = " + mathtext(body.length((a, b))),
        )
    if theta.auxiliary == "face diagonal":
        a, b = visible_diagonal(theta)
        return Helper(
            "",
            [(f"vertices[{a}]", f"vertices[{b}]", True)],
            [(v[a], v[b])],
            note="d = " + mathtext(body.length((a, b))),
        )
    if theta.auxiliary == "angle" and theta.solid in ("cube", "cuboid"):
        # a space diagonal, its shadow in the base, and the angle between them
        a = theta.which % 4
        foot, top = (a + 2) % 4, 4 + (a + 2) % 4
        codes = tuple(f"vertices[{k}]" for k in (a, top, foot))
        return Helper(
            "",
            [(codes[0], codes[1], False), (codes[0], codes[2], False)],
            [(v[a], v[top]), (v[a], v[foot])],
            arc=(codes[0], codes[1], codes[2]),
            arc_points=(v[a], v[top], v[foot]),
        )
    if theta.auxiliary == "midpoints":
        (a, b), (c, d) = midpoint_edges(theta)
        first, second = (v[a] + v[b]) / 2, (v[c] + v[d]) / 2
        setup = f"P = (vertices[{a}] + vertices[{b}]) / 2\nQ = (vertices[{c}] + vertices[{d}]) / 2"
        return Helper(setup, [("P", "Q", False)], [(first, second)], [("P", "P", first), ("Q", "Q", second)])
    foot = v[:n].mean(axis=0)
    if theta.solid == "bipyramid":
        return Helper(
            "O = vertices[:n].mean(axis=0)  # centre of the common base",
            [(f"vertices[{n}]", f"vertices[{n + 1}]", False)],
            [(v[n], v[n + 1])],
            [("O", "O", foot)],
        )
    if theta.solid in ("pyramid", "tetrahedron"):
        base = "vertices[:n]" if theta.solid == "pyramid" else "vertices[:3]"
        setup = f"O = {base}.mean(axis=0)  # foot of the height"
        note = "h = " + mathtext(float(v[n][2]))
        if theta.auxiliary == "slant":
            a, b = slant_edge(theta)
            middle = (v[a] + v[b]) / 2
            setup += f"\nM = (vertices[{a}] + vertices[{b}]) / 2  # midpoint of a base edge"
            face = next(i for i, face in enumerate(body.faces) if n in face and a in face and b in face)
            seen = face in body.visible_faces(camera_of(theta))
            return Helper(
                setup,
                [(f"vertices[{n}]", "O", False), ("O", "M", False), (f"vertices[{n}]", "M", seen)],
                [(v[n], foot), (foot, middle), (v[n], middle)],
                [("O", "O", foot), ("M", "M", middle)],
                ("O", f"vertices[{n}]", "M"),
                (foot, v[n], middle),
                note,
            )
        k = _widest_corner(theta, n)
        if theta.auxiliary == "angle":
            corner = f"vertices[{k}]"
            return Helper(
                setup,
                [(f"vertices[{n}]", "O", False), ("O", corner, False)],
                [(v[n], foot), (foot, v[k])],
                [("O", "O", foot)],
                arc=(corner, f"vertices[{n}]", "O"),
                arc_points=(v[k], v[n], foot),
            )
        return Helper(
            setup,
            [(f"vertices[{n}]", "O", False), ("O", f"vertices[{k}]", False)],
            [(v[n], foot), (foot, v[k])],
            [("O", "O", foot)],
            ("O", f"vertices[{n}]", f"vertices[{k}]"),
            (foot, v[n], v[k]),
            note,
        )
    top = v[n:].mean(axis=0)
    return Helper(
        ("O = vertices[:n].mean(axis=0)  # centre of the base\nT = vertices[n:].mean(axis=0)  # centre of the top"),
        [("O", "T", False)],
        [(foot, top)],
        [("O", "O", foot), ("T", "T", top)],
        note="h = " + mathtext(float(top[2] - foot[2])),
    )


def _widest_corner(theta: Polyhedra, n: int) -> int:
    """The base corner farthest to one side of the height on the page."""
    page = camera_of(theta).project(solid_of(theta).vertices)
    middle = float(page[:n, 0].mean())
    return max(range(n), key=lambda k: (round(abs(float(page[k, 0]) - middle), 6), k))


def slant_edge(theta: Polyhedra) -> Edge:
    """The base edge on whose midpoint the slant height stands: the one that opens the right "
    "triangle the most."""
    page = camera_of(theta).project(solid_of(theta).vertices)
    n = theta.sides
    foot = page[:n].mean(axis=0)

    seen = set(solid_of(theta).visible_faces(camera_of(theta)))

    def opening(edge: Edge) -> tuple[bool, float]:
        on_view = any(n in solid_of(theta).faces[k] and k in seen for k in solid_of(theta).faces_of(edge))
        middle = (page[edge[0]] + page[edge[1]]) / 2
        return on_view, round(abs(float(middle[0] - foot[0])), 6)

    edges = sorted((min(k, (k + 1) % n), max(k, (k + 1) % n)) for k in range(n))
    return max(edges, key=lambda edge: (opening(edge), edge))


def edge_notes(theta: Polyhedra) -> list[tuple[Edge, str]]:
    """Edges that carry their length, with the text; outline edges only, so that the text stays outside."""
    if not theta.lengths:
        return []
    body, camera = solid_of(theta), camera_of(theta)
    seen = set(body.visible_faces(camera))
    outline = [edge for edge in body.edges if len(seen.intersection(body.faces_of(edge))) == 1]
    wanted: list[float] = [theta.edge]
    if theta.solid == "cuboid":
        wanted += [theta.width, theta.height]
    if theta.solid == "prism":
        wanted.append(theta.height)
    if theta.solid == "frustum":
        wanted.append(theta.top_edge)
    notes, used = [], set()
    for value in dict.fromkeys(wanted):
        page = camera.project(body.vertices)
        fitting = [e for e in outline if abs(body.length(e) - value) < 1e-9 and e not in used]
        if fitting:
            lowest = min(fitting, key=lambda e: (round(float(page[list(e), 1].mean()), 6), e))
            used.add(lowest)
            notes.append((lowest, mathtext(value)))
    return notes


def label_direction(page: Array, vertex: int, edges: tuple[Edge, ...]) -> float:
    """Direction (radians) of the middle of the widest gap between the edges that meet at a vertex."""
    around = [b if a == vertex else a for a, b in edges if vertex in (a, b)]
    angles = np.sort([math.atan2(*(page[k] - page[vertex])[::-1]) for k in around])
    gaps = np.diff(np.append(angles, angles[0] + 2 * np.pi))
    widest = int(np.argmax(np.round(gaps, 9)))
    return float(angles[widest] + gaps[widest] / 2)


@dataclass(frozen=True)
class Layout:
    """Positions of all labels on the page and the worst crowding among them.

    Attributes:
        page: Pictures of the vertices.
        size: Larger side of their bounding box.
        directions: Direction of each vertex label, degrees.
        point_directions: Direction of each auxiliary point's label, degrees.
        note_side: +1 or -1: side of the first auxiliary segment on which its length stands, 0 for no room.
        note_share: Where along that segment it stands, share from its first end.
        clear: True if no label comes near a line or another label.
    """

    page: Array
    size: float
    directions: tuple[int, ...]
    point_directions: tuple[int, ...]
    note_side: int
    note_share: float
    clear: bool


@functools.lru_cache(maxsize=32)
def layout(theta: Polyhedra) -> Layout:
    """Places the labels and judges whether they are legible."""
    body, camera = solid_of(theta), camera_of(theta)
    page = camera.project(body.vertices)
    size = float(np.ptp(page, axis=0).max())
    extra = helper(theta)
    hidden = set(body.hidden_edges(camera)) if theta.hidden == "left out" else set()
    lines = [(page[a], page[b]) for a, b in body.edges if (a, b) not in hidden]
    if extra:
        lines += [(p, q) for p, q in (camera.project(np.array(ends)) for ends in extra.ends)]
    labels = Labels(size, lines)
    clear = True
    directions = []
    if theta.labels:
        for vertex in range(len(page)):
            phi = label_direction(page, vertex, body.edges)
            directions.append(round(math.degrees(phi)) % 360)
            spot = page[vertex] + GAP * size * np.array([math.cos(phi), math.sin(phi)])
            clear = labels.put(spot, "A") and clear
    for edge, text in edge_notes(theta):
        spot = edge_note_spot(page, size, edge)
        clear = labels.put(spot, text) and clear
    point_directions = []
    for _, name, place in extra.points if extra else []:
        dot = camera.project(place[None])[0]
        degrees, fits = labels.beside(dot, name, 0.9 * GAP)
        clear = clear and fits
        point_directions.append(degrees)
    if extra and extra.arc_points:
        clear = labels.put(arc_letter(theta, extra, size), "α") and clear
    side, share = 0, 0.5
    if extra and extra.note:
        start, end = camera.project(np.array(extra.ends[0]))
        side, share = labels.along(start, end, extra.note, NOTE_GAP)
    return Layout(page, size, tuple(directions), tuple(point_directions), side, share, clear)


def edge_note_spot(page: Array, size: float, edge: Edge) -> Array:
    """Centre of an edge's length text: off the middle of the edge, away from the middle of the picture."""
    a, b = page[edge[0]], page[edge[1]]
    across = np.array([a[1] - b[1], b[0] - a[0]]) / np.linalg.norm(b - a)
    middle = (a + b) / 2
    if across @ (middle - page.mean(axis=0)) < 0:
        across = -across
    return np.asarray(middle + EDGE_GAP * size * across)


@functools.lru_cache(maxsize=32)
def good_view(theta: Polyhedra) -> bool:
    """True if no face is seen nearly edge on, no two corners nearly coincide, and all labels are legible."""
    body, camera = solid_of(theta), camera_of(theta)
    if min(abs(float(normal @ camera.toward)) for normal in body.normals) < 0.07:
        return False
    if len(body.visible_faces(camera)) < 2:
        return False
    page = camera.project(body.vertices)
    size = float(np.ptp(page, axis=0).max())
    apart = 0.07 if len(page) <= 12 else 0.03
    for i, p in enumerate(page):
        if any(float(np.linalg.norm(p - q)) < apart * size for q in page[i + 1 :]):
            return False
        # A corner on the picture of a foreign edge would look like a joint.
        if len(page) <= 12 and any(i not in e and _near(p, page[e[0]], page[e[1]]) < 0.02 * size for e in body.edges):
            return False
    extra = helper(theta)
    if extra:
        first, second = camera.project(np.array(extra.ends[0]))
        if float(np.linalg.norm(second - first)) < 0.25 * size:
            return False
    if extra and extra.arc_points and (not layout_arc_open(theta, extra, size)):
        return False
    if extra and extra.corner_points:
        foot, first, second = camera.project(np.array(extra.corner_points))
        if abs(float(np.cross(*np.pad([first - foot, second - foot], ((0, 0), (0, 1))))[2])) < 0.04 * size**2:
            return False
    if theta.auxiliary == "dual" and not _dual_open(theta, size):
        return False
    return layout(theta).clear


ARC = 0.16
"""Radius of the arc of a marked angle, as a share of the picture's larger side."""


def arc_letter(theta: Polyhedra, extra: Helper, size: float) -> Array:
    """Place of the letter α on the page: in the middle of the arc, a little outside."""
    assert extra.arc_points is not None
    tip, first, second = extra.arc_points
    arms = [(end - tip) / np.linalg.norm(end - tip) for end in (first, second)]
    middle = arms[0] + arms[1]
    place = tip + 1.35 * ARC * size * middle / np.linalg.norm(middle)
    return np.asarray(camera_of(theta).project(place[None])[0])


def layout_arc_open(theta: Polyhedra, extra: Helper, size: float) -> bool:
    """True if a marked angle looks neither flat nor closed on the page and both arms are long enough for its arc."""
    assert extra.arc_points is not None
    tip, first, second = camera_of(theta).project(np.array(extra.arc_points))
    arms = [first - tip, second - tip]
    lengths = [float(np.linalg.norm(arm)) for arm in arms]
    true_lengths = [float(np.linalg.norm(end - extra.arc_points[0])) for end in extra.arc_points[1:]]
    sine = abs(float(arms[0][0] * arms[1][1] - arms[0][1] * arms[1][0])) / (lengths[0] * lengths[1])
    cosine = float(arms[0] @ arms[1]) / (lengths[0] * lengths[1])
    return 0.3 < math.atan2(sine, cosine) < 2.4 and min(true_lengths) > 1.6 * ARC * size and min(lengths) > 0.2 * size


def _dual_open(theta: Polyhedra, size: float) -> bool:
    """True if the corners of the inner solid stay apart on the page and no face of it is seen edge on."""
    camera, inner = camera_of(theta), solid_of(theta).dual()
    page = camera.project(inner.vertices)
    apart = all(float(np.linalg.norm(p - q)) > 0.06 * size for i, p in enumerate(page) for q in page[i + 1 :])
    return apart and min(abs(float(normal @ camera.toward)) for normal in inner.normals) > 0.1


def _near(p: Array, a: Array, b: Array) -> float:
    along = b - a
    t = float(np.clip((p - a) @ along / (along @ along), 0, 1))
    return float(np.linalg.norm(p - a - t * along))
