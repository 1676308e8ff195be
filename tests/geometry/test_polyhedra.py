"""Polyhedra against scipy's convex hull, Euler's formula, published tables and ray tests."""

from __future__ import annotations

import asyncio
import math
import random
import re

import numpy as np
import pytest
from pydantic import ValidationError
from scipy.spatial import ConvexHull

from codepercept.geometry import FAMILIES, DegenerateParametersError
from codepercept.geometry.exact import exact, mathtext, spoken
from codepercept.geometry.family import sample
from codepercept.geometry.polyhedra import Polyhedra
from codepercept.geometry.polyhedra.layout import helper
from codepercept.geometry.polyhedra.params import camera_of, solid_of
from codepercept.geometry.polyhedra.solids_scripts import build, faces_block
from codepercept.geometry.solids import CENTRED
from codepercept.geometry.style import PALETTES
from codepercept.geometry.words import number
from codepercept.sandbox.pool import SandboxPool

FAMILY = FAMILIES["polyhedra"]
CORES = {
    "stella octangula": "octahedron",
    "small stellated dodecahedron": "dodecahedron",
    "great stellated dodecahedron": "icosahedron",
}
STARS = tuple(CORES)

R5 = math.sqrt(5)
# Vertices, edges, faces, and volume and area for edge 1 (e.g. Coxeter, "Regular Polytopes"; Wells).
TABLE = {
    "tetrahedron": (4, 6, 4, math.sqrt(2) / 12, math.sqrt(3)),
    "cube": (8, 12, 6, 1, 6),
    "octahedron": (6, 12, 8, math.sqrt(2) / 3, 2 * math.sqrt(3)),
    "dodecahedron": (20, 30, 12, (15 + 7 * math.sqrt(5)) / 4, 3 * math.sqrt(25 + 10 * math.sqrt(5))),
    "icosahedron": (12, 30, 20, 5 * (3 + math.sqrt(5)) / 12, 5 * math.sqrt(3)),
    "truncated tetrahedron": (12, 18, 8, 23 * math.sqrt(2) / 12, 7 * math.sqrt(3)),
    "truncated cube": (24, 36, 14, 7 + 14 * math.sqrt(2) / 3, 2 * (6 + 6 * math.sqrt(2) + math.sqrt(3))),
    "truncated octahedron": (24, 36, 14, 8 * math.sqrt(2), 6 + 12 * math.sqrt(3)),
    "cuboctahedron": (12, 24, 14, 5 * math.sqrt(2) / 3, 6 + 2 * math.sqrt(3)),
    "rhombicuboctahedron": (24, 48, 26, 4 + 10 * math.sqrt(2) / 3, 18 + 2 * math.sqrt(3)),
    "truncated cuboctahedron": (48, 72, 26, 22 + 14 * math.sqrt(2), 12 * (2 + math.sqrt(2) + math.sqrt(3))),
    "icosidodecahedron": (30, 60, 32, (45 + 17 * R5) / 6, 5 * math.sqrt(3) + 3 * math.sqrt(25 + 10 * R5)),
    "truncated icosahedron": (60, 90, 32, (125 + 43 * R5) / 4, 30 * math.sqrt(3) + 3 * math.sqrt(25 + 10 * R5)),
    "truncated dodecahedron": (60, 90, 32, 5 * (99 + 47 * R5) / 12, 5 * (math.sqrt(3) + 6 * math.sqrt(5 + 2 * R5))),
    "rhombicosidodecahedron": (
        *(60, 120, 62, (60 + 29 * R5) / 3),
        30 + 5 * math.sqrt(3) + 3 * math.sqrt(25 + 10 * R5),
    ),
    "rhombic dodecahedron": (14, 24, 12, 16 * math.sqrt(3) / 9, 8 * math.sqrt(2)),
}


def value_of(text):
    """The number that an exact form such as "(15 + 7√5)/4" stands for."""
    expression = re.sub(r"(\d)√", r"\1*√", text)
    expression = re.sub(r"√(\d+)", r"math.sqrt(\1)", expression)
    return float(eval(expression, {"math": math}))


def number_in(sentence):
    """The value of the number at the end of a sentence, exact form and decimal checked against each other."""
    text = sentence.rstrip(".").split(" is ")[-1]
    if text.startswith("about "):
        return float(text.removeprefix("about ")), 6e-4
    form, _, near = text.partition(" ≈ ")
    value = value_of(form)
    if near:
        assert abs(value - float(near)) < 6e-4
    return value, 1e-9


@pytest.mark.parametrize("name", TABLE)
def test_regular_solids_match_the_table(name):
    theta = Polyhedra(solid=name, edge=1)
    body = solid_of(theta)
    v, e, f, volume, area = TABLE[name]
    assert (len(body.vertices), len(body.edges), len(body.faces)) == (v, e, f)
    assert body.volume == pytest.approx(volume, rel=1e-12)
    assert body.area == pytest.approx(area, rel=1e-12)
    assert all(body.length(edge) == pytest.approx(1, rel=1e-12) for edge in body.edges)


def theta_of(seed):
    """Parameters and drawing of a figure that is made."""
    drawing, _ = sample(FAMILY, random.Random(seed))
    return Polyhedra.model_validate(drawing.parameters), drawing


def number_after(texts, start):
    (sentence,) = (text for text in texts if text.startswith(start))
    return number_in(sentence)


def test_facts_of_a_thousand_solids_against_convex_hull_and_sight_lines():
    stars = angles = 0
    for seed in range(1000):
        theta, drawing = theta_of(seed)
        texts = [fact.text for fact in drawing.facts]
        if theta.solid in STARS:
            stars += 1
            check_star(theta, texts)
            continue
        check_solid(theta, texts, rays=seed % 4 == 0)
        check_auxiliary(theta, texts)
        angles += theta.auxiliary == "angle"
    assert stars > 40 and angles > 15


def check_solid(theta, texts, rays):
    body, view = solid_of(theta), camera_of(theta)
    hull = ConvexHull(body.vertices)
    assert len(hull.vertices) == len(body.vertices)
    planes = {tuple(np.round(equation, 6) + 0.0) for equation in hull.equations}
    assert len(planes) == len(body.faces)
    edges = len(hull.vertices) + len(planes) - 2
    assert f"It has {len(hull.vertices)} vertices, {edges} edges and {len(planes)} faces." in texts
    for start, truth in (("Its volume", hull.volume), ("Its surface area", hull.area)):
        value, tolerance = number_after(texts, start)
        assert value == pytest.approx(truth, abs=tolerance * max(1, truth))
    if not rays:
        return

    # An edge is hidden if a step from its middle towards the viewer goes into the body.
    def inside(point):
        return (hull.equations[:, :3] @ point + hull.equations[:, 3]).max() < -1e-7

    steps = (1e-3, 1e-2, 0.1, 0.5)
    hidden = {
        edge
        for edge in body.edges
        if any(inside(body.vertices[list(edge)].mean(axis=0) + t * view.toward) for t in steps)
    }
    assert set(body.hidden_edges(view)) == hidden
    behind = {k for k, v in enumerate(body.vertices) if any(inside(v + t * view.toward) for t in steps[:3])}
    assert set(body.hidden_vertices(view)) == behind
    said = next(text for text in texts if text.startswith("From this viewpoint"))
    seen = len(body.edges) - len(hidden)
    assert re.match(rf"From this viewpoint {number(seen)} edges? ", said), said


def check_auxiliary(theta, texts):
    extra = helper(theta)
    if extra is None:
        return
    length = float(np.linalg.norm(extra.ends[0][1] - extra.ends[0][0]))
    assert any(f"is {spoken(length)} long." in text for text in texts)
    if theta.solid in ("cube", "cuboid") and theta.auxiliary == "space diagonal":
        width, height = (theta.width, theta.height) if theta.solid == "cuboid" else (theta.edge, theta.edge)
        assert length == pytest.approx(math.sqrt(theta.edge**2 + width**2 + height**2))
    if theta.auxiliary == "slant":
        apothem = theta.edge / (2 * math.tan(math.pi / theta.sides))
        slant = float(np.linalg.norm(extra.ends[2][1] - extra.ends[2][0]))
        assert slant == pytest.approx(math.hypot(theta.height, apothem))
        assert f"The slant height of a side face is {spoken(slant)}." in texts
    if theta.auxiliary == "angle":
        if theta.solid == "pyramid":
            arm, rise = theta.edge / (2 * math.sin(math.pi / theta.sides)), theta.height
        else:
            width = theta.width if theta.solid == "cuboid" else theta.edge
            arm, rise = math.hypot(theta.edge, width), theta.height if theta.solid == "cuboid" else theta.edge
        said = next(text for text in texts if text.startswith("The angle α"))
        assert float(re.search(r"([\d.]+)°", said)[1]) == pytest.approx(math.degrees(math.atan2(rise, arm)), abs=6e-3)
    if extra.corner_points:
        foot, first, second = extra.corner_points
        assert (first - foot) @ (second - foot) == pytest.approx(0, abs=1e-9)


def check_star(theta, texts):
    """The star from its core alone: each spike ends where the neighbouring planes of the core meet.

    The tips of the great stellated dodecahedron are those of a dodecahedron instead. Its edge is PHI times the core's:
    a pentagram's side, PHI ** 3 core edges, is the diagonal of a pentagon of face diagonals of that dodecahedron.
    """
    core = ConvexHull(solid_of(Polyhedra(solid=CORES[theta.solid], edge=theta.edge)).vertices)
    planes = np.unique(np.round(core.equations, 9), axis=0)
    tips, volume, area = [], core.volume, 0.0
    for plane in planes:
        corners = core.points[np.abs(core.points @ plane[:3] + plane[3]) < 1e-7]
        if theta.solid == "great stellated dodecahedron":
            tip = plane[:3] * (math.sqrt(3) / 2 * ((1 + R5) / 2) ** 2 * theta.edge)
        else:
            others = [p for p in planes if len(shared(core.points, plane, p)) == 2]
            tip = np.linalg.lstsq(np.array([p[:3] for p in others]), -np.array([p[3] for p in others]), rcond=None)[0]
            assert all(abs(tip @ p[:3] + p[3]) < 1e-7 for p in others)
        spike = ConvexHull(np.vstack([corners, tip]))
        base = ConvexHull(project_flat(corners, plane[:3])).volume
        volume, area = volume + spike.volume, area + spike.area - base
        tips.append(tip)
    value, tolerance = number_after(texts, "Its volume")
    assert value == pytest.approx(volume, abs=tolerance * max(1, volume))
    value, tolerance = number_after(texts, "Its surface area")
    assert value == pytest.approx(area, abs=tolerance * max(1, area))
    far = next(text for text in texts if text.startswith("Each tip is "))
    value, tolerance = number_in("x is " + far.removeprefix("Each tip is ").removesuffix(" away from the centre."))
    assert value == pytest.approx(float(np.linalg.norm(tips[0])), abs=max(tolerance, 1e-8))
    # a tip is visible if a way from it towards the viewer meets neither core nor spikes
    body, view = solid_of(theta), camera_of(theta)
    triangles = np.array([body.vertices[list(face)] for face in body.faces])
    seen = sum(not blocked(tip, view.toward, triangles) for tip in tips)
    assert f"{number(seen).capitalize()} tips can be seen." in texts


def shared(points, first, second):
    on = (np.abs(points @ first[:3] + first[3]) < 1e-7) & (np.abs(points @ second[:3] + second[3]) < 1e-7)
    return points[on] if not np.allclose(first, second) else points[:0]


def project_flat(corners, normal):
    across = corners[1] - corners[0]
    across = across / np.linalg.norm(across)
    return np.column_stack([corners @ across, corners @ np.cross(normal, across)])


def blocked(point, direction, triangles):
    """True if a ray from a point meets a triangle that does not end in it (Moeller-Trumbore)."""
    a, e1, e2 = triangles[:, 0], triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    p = np.cross(direction, e2)
    det = (e1 * p).sum(axis=1)
    q = point - a
    u = (q * p).sum(axis=1) / det
    r = np.cross(q, e1)
    v = (r @ direction) / det
    t = (e2 * r).sum(axis=1) / det
    return bool(np.any((u > 1e-9) & (v > 1e-9) & (u + v < 1 - 1e-9) & (t > 1e-6)))


@pytest.mark.parametrize("name", sorted(CENTRED))
def test_scripts_number_the_corners_as_the_facts_do(name):
    theta = Polyhedra(solid=name, edge=3)
    names = {"np": np, "itertools": __import__("itertools"), "edge": 3}
    exec(build(theta), names)
    assert np.allclose(names["vertices"], solid_of(theta).vertices)
    exec(faces_block(theta).strip(), names)
    assert {frozenset(face) for face in names["faces"]} == {frozenset(face) for face in solid_of(theta).faces}


def test_what_can_be_seen_is_in_the_trace():
    made = [theta_of(f"trace {seed}") for seed in range(30)]

    async def run():
        async with SandboxPool(2) as pool:
            return await asyncio.gather(*(pool.run(drawing.code) for _, drawing in made))

    for (theta, drawing), result in zip(made, asyncio.run(run()), strict=True):
        assert result.status == "ok", result.error
        body, elements = solid_of(theta), result.trace.elements
        texts = [e.text.strip() for e in elements if e.text]
        if theta.title:
            assert theta.title in texts
        if theta.labels:
            assert set(theta.names) <= set(texts)
        assert ("$\\alpha$" in texts or "α" in texts) == (theta.auxiliary == "angle")
        hidden = [] if theta.hidden == "left out" else body.hidden_edges(camera_of(theta))
        if theta.solid not in STARS and theta.code_style in ("functions", "mplot3d", "listed"):
            ink = PALETTES[theta.palette].edge
            drawn = [e for e in elements if e.role == "data" and e.color == ink and e.kind in ("line", "segment")]
            style = {"dashed": "dashed", "dotted": "dotted", "left out": "dashed"}[theta.hidden]
            assert sum(e.line_style == style for e in drawn) == len(hidden), (theta, drawing.caption)


def test_dihedral_angles():
    known = {
        "tetrahedron": math.acos(1 / 3),
        "octahedron": math.acos(-1 / 3),
        "dodecahedron": math.acos(-1 / math.sqrt(5)),
        "icosahedron": math.acos(-math.sqrt(5) / 3),
    }
    for name, angle in known.items():
        body = solid_of(Polyhedra(solid=name, edge=2))
        assert body.dihedral(body.edges[0]) == pytest.approx(math.degrees(angle))


def test_dual_of_the_cube_is_an_octahedron():
    inner = solid_of(Polyhedra(solid="cube", edge=4)).dual()
    assert (len(inner.vertices), len(inner.edges), len(inner.faces)) == (6, 12, 8)
    assert inner.length(inner.edges[0]) == pytest.approx(2 * math.sqrt(2))


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (12.0, "12"),
        (3.5, "3.5"),
        (7 / 3, "7/3"),
        (2 * math.sqrt(3), "2√3"),
        (math.sqrt(18), "3√2"),
        (4 * math.sqrt(6) / 3, "4√6/3"),
        ((15 + 7 * math.sqrt(5)) / 4, "(15 + 7√5)/4"),
        (4 + 4 * math.sqrt(10), "4 + 4√10"),
        (math.pi, ""),
    ],
)
def test_exact_forms(value, form):
    assert exact(value) == form
    if form:
        assert value_of(form) == pytest.approx(value, rel=1e-12)


def test_mathtext_forms():
    assert mathtext(2 * math.sqrt(3)) == r"2\sqrt{3}"
    assert mathtext(math.sqrt(3) / 2) == r"\frac{\sqrt{3}}{2}"
    assert mathtext(math.pi) == "3.14"


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("sides", {"solid": "prism", "sides": 2}),
        ("edge", {"solid": "cube", "edge": 0}),
        ("auxiliary", {"solid": "cube", "auxiliary": "slant"}),
        ("top_edge", {"solid": "frustum", "edge": 3, "top_edge": 4}),
        ("labels", {"solid": "dodecahedron", "labels": True}),
        ("look", {"solid": "stella octangula", "look": "glass"}),
    ],
)
def test_bad_parameters_name_the_field(field, values):
    with pytest.raises(ValidationError, match=field):
        Polyhedra(**values)


def test_edge_on_cameras_are_refused():
    with pytest.raises(DegenerateParametersError, match="azimuth"):
        FAMILY.make(Polyhedra(solid="cube", azimuth=0, elevation=20))
