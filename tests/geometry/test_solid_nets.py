"""Nets of prisms, pyramids and cuboids: facts against scipy's hull, the drawn outlines, and the folded panels."""

from __future__ import annotations

import asyncio
import math
import random
import re
from collections import Counter

import numpy as np
import pytest
from pydantic import ValidationError
from reading import number
from scipy.spatial import ConvexHull

from codepercept.geometry import FAMILIES
from codepercept.geometry.cube_nets import CubeNets
from codepercept.geometry.cube_nets.solid_scripts import face_words, net_for, shares_of
from codepercept.geometry.family import sample
from codepercept.geometry.ranges import accepts
from codepercept.sandbox.pool import SandboxPool

FAMILY = FAMILIES["cube_nets"]
OTHERS = accepts({"solid": ["cuboid", "prism", "pyramid", "tetrahedron"]})


def drawn(seed):
    drawing, _ = sample(FAMILY, random.Random(f"solid {seed}"), OTHERS)
    return CubeNets.model_validate(drawing.parameters), drawing


def corners(theta):
    """Corners of the solid from its measures alone."""
    if theta.solid == "cuboid":
        return np.array([(x, y, z) for x in (0, theta.length) for y in (0, theta.width) for z in (0, theta.height)])
    n = 3 if theta.solid == "tetrahedron" else theta.sides
    t = 2 * np.pi * np.arange(n) / n
    base = theta.length / (2 * math.sin(math.pi / n)) * np.column_stack([np.cos(t), np.sin(t), 0 * t])
    if theta.solid == "prism":
        return np.vstack([base, base + np.array([0, 0, theta.height])])
    top = theta.length * math.sqrt(2 / 3) if theta.solid == "tetrahedron" else theta.height
    return np.vstack([base, [[0, 0, top]]])


def test_facts_of_a_thousand_nets_against_the_convex_hull():
    kinds = Counter()
    for seed in range(1000):
        theta, drawing = drawn(seed)
        texts = [fact.text for fact in drawing.facts]
        if theta.wrong:
            assert "The shape does not fold into a closed solid." in texts
            assert drawing.questions[0].answer == "no"
            continue
        kinds[theta.solid] += 1
        hull = ConvexHull(corners(theta))
        planes = {tuple(np.round(e, 6) + 0.0) for e in hull.equations}
        faces, vertices = len(planes), len(hull.vertices)
        edges = vertices + faces - 2
        assert f"The solid has {vertices} vertices, {edges} edges and {faces} faces." in texts
        for start, truth in (("The area of the net is ", hull.area), ("The volume of the solid is ", hull.volume)):
            said, precision = number(next(t for t in texts if t.startswith(start)).removeprefix(start))
            assert said == pytest.approx(truth, abs=max(precision, 1e-9 * truth)), texts
        check_closing(theta, texts)


def check_closing(theta, texts):
    """The panels that close up meet as the facts say."""
    net, names = net_for(theta), face_words(theta)
    panels = net.folded(1.0)
    flat = net.folded(0.0)
    assert all(np.allclose(panel[:, 2], 0) for panel in flat)
    # every side of every panel coincides with exactly one side of another panel
    sides = {}
    for k, panel in enumerate(panels):
        for p, q in zip(panel, np.roll(panel, -1, axis=0), strict=True):
            sides.setdefault(tuple(np.round((p + q) / 2, 5) + 0.0), []).append(k)
    assert all(len(found) == 2 for found in sides.values())
    touching = {frozenset(found) for found in sides.values()}
    for k, name in enumerate(names):
        said = next(t for t in texts if t.startswith(f"On the solid {name} shares edges with "))
        around = {names[j] for j in range(len(names)) if frozenset((j, k)) in touching}
        assert (
            set(re.split(r", | and ", said.removeprefix(f"On the solid {name} shares edges with ").rstrip(".")))
            == around
        )
    opposite = {
        frozenset(re.split(" is opposite ", t.lower().removesuffix(" on the solid.")))
        for t in texts
        if " is opposite " in t
    }
    truth = set()
    for i, first in enumerate(panels):
        for j in range(i):
            one, two = (np.cross(p[1] - p[0], p[2] - p[1]) for p in (first, panels[j]))
            if np.allclose(np.cross(one, two), 0, atol=1e-6) and not np.allclose(first[0], panels[j][0]):
                truth.add(frozenset((names[i].lower(), names[j].lower())))
    assert opposite == truth
    outline = sum(
        np.linalg.norm(p - q) for panel in flat for p, q in zip(panel, np.roll(panel, -1, axis=0), strict=True)
    )
    inner = sum(2 * net.body.length(net.edge(*hinge)) for hinge in net.hinges)
    said, precision = number(
        next(t for t in texts if t.startswith("The outline of the net is ")).split(" is ")[1].removesuffix(" long.")
    )
    assert said == pytest.approx(outline - inner, abs=max(precision, 1e-8))


def test_wrong_nets_leave_a_gap():
    found = 0
    for seed in range(400):
        theta, drawing = drawn(seed)
        if not theta.wrong:
            continue
        found += 1
        names = {}
        exec(drawing.code.split("# a side that")[0].replace("import matplotlib.pyplot as plt\n", ""), names)
        pieces = names.get("net", names.get("pieces"))
        lengths = Counter()
        for z in pieces.values():
            for p, q in zip(z, np.roll(z, -1), strict=True):
                lengths[round(abs(q - p), 5)] += 1
        if theta.solid in ("pyramid", "tetrahedron"):
            base = max(pieces.values(), key=len) if theta.sides != 3 else list(pieces.values())[-1]
            middle = base.mean()
            reach = min(abs((p + q) / 2 - middle) for p, q in zip(base, np.roll(base, -1), strict=True))
            tips = [abs(z[2] - (z[0] + z[1]) / 2) for z in pieces.values() if z is not base]
            assert max(tips) < reach
        else:
            lids = list(pieces.values())[-2:]
            assert all(z.imag.mean() > theta.height for z in lids)
    assert found > 20


def test_what_can_be_seen_is_in_the_trace():
    drawings = [drawn(f"trace {seed}") for seed in range(30)]

    async def run():
        async with SandboxPool(2) as pool:
            return await asyncio.gather(*(pool.run(drawing.code) for _, drawing in drawings))

    for (theta, _), result in zip(drawings, asyncio.run(run()), strict=True):
        assert result.status == "ok", result.error
        faces = len(net_for(theta).body.faces)
        polygons = [
            e for e in result.trace.elements if e.kind in ("polygon", "rectangle") and e.role == "data" and e.fill_color
        ]
        if theta.mode in ("net", "question"):
            assert len(polygons) == faces
        if theta.mode == "folding":
            assert len(result.trace.axes) == len(shares_of(theta))
        if theta.mark in ("letters", "digits"):
            written = [e.text for e in result.trace.elements if e.text and len(e.text) == 1]
            assert len(set(written)) == faces
        if theta.crease == "dashed" and theta.mode in ("net", "question"):
            lines = [e for e in result.trace.elements if e.kind in ("line", "segment")]
            assert sum(e.line_style == "dashed" for e in lines) == (2 if theta.code_style == "unfold" else 1) * (
                faces - 1
            )
        if theta.title:
            assert theta.title in [e.text for e in result.trace.elements]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"solid": "cone"}, "solid"),
        ({"solid": "prism", "sides": 9, "code_style": "unfold"}, "sides"),
        ({"solid": "prism", "code_style": "flat"}, "code_style: mode 'net' can be unfold, attach, not flat"),
        ({"solid": "prism", "code_style": "unfold", "mark": "dots"}, "mark: the net of a prism carries letters"),
        ({"solid": "prism", "code_style": "attach", "pattern": "tree"}, "pattern"),
    ],
)
def test_bad_parameters_are_named(fields, message):
    with pytest.raises(ValidationError, match=re.escape(message)):
        CubeNets(**fields)
