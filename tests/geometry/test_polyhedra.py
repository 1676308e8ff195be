"""Polyhedra against scipy's convex hull, Euler's formula, published tables and ray tests."""

from __future__ import annotations

import math
import random
import re

import numpy as np
import pytest
from pydantic import ValidationError
from scipy.spatial import ConvexHull

from codepercept.geometry import FAMILIES, DegenerateParametersError
from codepercept.geometry.exact import exact, mathtext, spoken
from codepercept.geometry.polyhedra import Polyhedra
from codepercept.geometry.polyhedra.layout import helper
from codepercept.geometry.polyhedra.params import camera_of, solid_of

FAMILY = FAMILIES["polyhedra"]

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


@pytest.mark.parametrize("seed", range(250))
def test_solid_and_facts_against_convex_hull(seed):
    theta = FAMILY.draw(random.Random(seed))
    body, view = solid_of(theta), camera_of(theta)
    hull = ConvexHull(body.vertices)
    assert len(hull.vertices) == len(body.vertices)
    assert body.volume == pytest.approx(hull.volume, rel=1e-9)
    assert body.area == pytest.approx(hull.area, rel=1e-9)
    planes = {tuple(np.round(equation, 6) + 0.0) for equation in hull.equations}
    assert len(planes) == len(body.faces)
    assert len(body.vertices) - len(body.edges) + len(body.faces) == 2

    # An edge is hidden if a step from its middle towards the viewer goes into the body.
    def inside(point):
        return (hull.equations[:, :3] @ point + hull.equations[:, 3]).max() < -1e-7

    hidden = {
        edge
        for edge in body.edges
        if any(inside(body.vertices[list(edge)].mean(axis=0) + t * view.toward) for t in (1e-3, 1e-2, 0.1, 0.5))
    }
    assert set(body.hidden_edges(view)) == hidden
    behind = {k for k, v in enumerate(body.vertices) if any(inside(v + t * view.toward) for t in (1e-3, 1e-2, 0.1))}
    assert set(body.hidden_vertices(view)) == behind

    texts = [fact.text for fact in FAMILY.make(theta).facts]
    counts = f"It has {len(body.vertices)} vertices, {len(body.edges)} edges and {len(body.faces)} faces."
    assert counts in texts
    for start, truth in (("Its volume", hull.volume), ("Its surface area", hull.area)):
        (sentence,) = (text for text in texts if text.startswith(start))
        value, tolerance = number_in(sentence)
        assert value == pytest.approx(truth, abs=tolerance * max(1, truth))


@pytest.mark.parametrize("seed", range(150))
def test_auxiliary_lengths(seed):
    theta = FAMILY.draw(random.Random(3000 + seed))
    extra = helper(theta)
    if extra is None:
        return
    texts = [fact.text for fact in FAMILY.make(theta).facts]
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
    if extra.corner_points:
        foot, first, second = extra.corner_points
        assert (first - foot) @ (second - foot) == pytest.approx(0, abs=1e-9)


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
    ],
)
def test_bad_parameters_name_the_field(field, values):
    with pytest.raises(ValidationError, match=field):
        Polyhedra(**values)


def test_edge_on_cameras_are_refused():
    with pytest.raises(DegenerateParametersError, match="azimuth"):
        FAMILY.make(Polyhedra(solid="cube", azimuth=0, elevation=20))
