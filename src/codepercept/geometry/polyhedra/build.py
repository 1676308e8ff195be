"""Polyhedra: Platonic and Archimedean solids, prisms, pyramids and their kin, drawn as in a textbook."""

from __future__ import annotations

import math
import random
from typing import Any

from pydantic import BaseModel

from codepercept.geometry.family import DegenerateParametersError, Drawing, Family
from codepercept.geometry.polyhedra import stars
from codepercept.geometry.polyhedra.caption import caption
from codepercept.geometry.polyhedra.facts import facts
from codepercept.geometry.polyhedra.layout import good_view
from codepercept.geometry.polyhedra.naming import title_of
from codepercept.geometry.polyhedra.params import (
    AUXILIARIES,
    FIGURE_SIZES,
    MOST_NAMES,
    RINGED,
    Auxiliary,
    CodeStyle,
    Look,
    Polyhedra,
    camera_of,
    solid_of,
)
from codepercept.geometry.polyhedra.questions import questions
from codepercept.geometry.polyhedra.scripts import script
from codepercept.geometry.solids import STARS
from codepercept.geometry.style import PALETTES
from codepercept.geometry.words import capital

SOLIDS: tuple[str, ...] = (
    *("tetrahedron", "tetrahedron", "cube", "cube", "cuboid", "cuboid", "octahedron", "octahedron"),
    *("dodecahedron", "icosahedron", "prism", "prism", "prism", "prism", "pyramid", "pyramid", "pyramid"),
    *("pyramid", "antiprism", "antiprism", "bipyramid", "bipyramid", "frustum", "frustum", "frustum"),
    *(
        "truncated tetrahedron",
        "truncated cube",
        "truncated octahedron",
        "cuboctahedron",
        "rhombicuboctahedron",
        "truncated cuboctahedron",
        "icosidodecahedron",
        "truncated icosahedron",
        "truncated dodecahedron",
        "rhombicosidodecahedron",
        "rhombic dodecahedron",
    ),
    *STARS,
)


def draw(rng: random.Random) -> Polyhedra:
    """Draws a solid, what to show on it and a view; crowded or edge-on views are drawn again."""
    while True:
        theta = _candidate(rng)
        if theta.solid in STARS:
            return theta
        for _ in range(30):
            if good_view(theta):
                return theta
            theta = theta.model_copy(update=_direction(rng, theta.solid))


def _direction(rng: random.Random, solid: str) -> dict[str, int]:
    low, high = (8, 34) if solid in RINGED or solid in ("cube", "cuboid", "tetrahedron") else (-25, 40)
    return {"elevation": rng.randrange(low, high), "azimuth": rng.randrange(-180, 180)}


def _candidate(rng: random.Random) -> Polyhedra:
    solid = rng.choice(SOLIDS)
    sides = rng.choice((3, 4, 5, 6, 6, 7, 8)) if solid != "prism" else rng.choice((3, 3, 5, 5, 6, 6, 7, 8))
    if solid == "antiprism":
        sides = rng.choice((3, 4, 4, 5, 6))
    edge = float(rng.choice((1, 2, 2, 3, 3, 4, 4, 5, 6, 8, 10)))
    wide = edge if solid not in RINGED else edge * max(1.0, sides / 5)
    height = float(max(1, min(14, round(wide * rng.uniform(0.8, 1.9)))))
    fields = {
        "wording": rng.randrange(10000),
        "solid": solid,
        "sides": sides,
        "edge": edge,
        "width": float(max(1, min(12, round(edge * rng.uniform(0.5, 1.3))))),
        "height": height,
        "top_edge": edge / 2 if edge < 3 else float(rng.randint(math.ceil(edge * 0.35), math.floor(edge * 0.75))),
        "palette": rng.choice(list(PALETTES)),
        "line_width": rng.choice((1.2, 1.4, 1.6, 1.8, 2.0)),
        "figure": rng.randrange(len(FIGURE_SIZES)),
        "which": rng.randrange(12),
        "lengths": rng.random() < 0.35,
        **_direction(rng, solid),
    }
    if solid == "cuboid" and fields["width"] == edge == height:
        fields["width"] = edge + 1
    if solid in STARS:
        return _star(rng, fields)
    count = len(solid_of(Polyhedra.model_validate({**fields, "labels": False})).vertices)
    auxiliary: Auxiliary = "none"
    if rng.random() < 0.65:
        auxiliary = rng.choice(AUXILIARIES.get(solid, ("none",)))
    looks: tuple[Look, ...] = ("line", "line", "glass", "glass", "shaded")
    look = rng.choice(looks)
    if look == "shaded":
        auxiliary = "none"
    if auxiliary == "slant":
        fields["sides"] = min(sides, 6)  # the right triangle gets lost among more edges
    if fields["palette"] == "white":
        look = "line"
    styles: tuple[CodeStyle, ...] = ("functions", "functions", "class", "class", "mplot3d", "listed")
    style = rng.choice(styles if count <= MOST_NAMES and auxiliary != "dual" else styles[:-1])
    named = count <= MOST_NAMES and auxiliary != "dual" and look != "shaded" and (count <= 10 or rng.random() < 0.5)
    hidden = rng.choice(("dashed", "dashed", "dashed", "dotted")) if look != "shaded" else "left out"
    if look == "line" and auxiliary == "none" and rng.random() < 0.12:
        hidden = "left out"
    paper = rng.choice(("plain", "plain", "plain", "cream", "squared"))
    theta = Polyhedra.model_validate(
        {
            **fields,
            "look": look,
            "paper": "plain" if paper == "squared" and style == "mplot3d" else paper,
            "auxiliary": auxiliary,
            "code_style": style,
            "labels": named and hidden != "left out" and rng.random() < 0.85,
            "hidden": hidden,
        }
    )
    if rng.random() < 0.35:
        theta = theta.model_copy(update={"title": title_of(theta)})
    return theta


def _star(rng: random.Random, fields: dict[str, Any]) -> Polyhedra:
    styles: tuple[CodeStyle, ...] = ("functions", "class", "mplot3d")
    theta = Polyhedra.model_validate(
        {
            **fields,
            "lengths": False,
            "look": "line" if fields["palette"] == "white" or rng.random() < 0.35 else "shaded",
            "hidden": "left out",
            "paper": rng.choice(("plain", "plain", "plain", "cream")),
            "code_style": rng.choice(styles),
            "elevation": rng.randrange(-20, 45),
        }
    )
    return theta.model_copy(update={"title": capital(theta.solid)}) if rng.random() < 0.35 else theta


def make(params: BaseModel) -> Drawing:
    """Makes the drawing of a polyhedron.

    Raises:
        DegenerateParametersError: The camera looks along a face, corners nearly coincide, or a label has no room.
    """
    theta = Polyhedra.model_validate(params)
    if theta.solid in STARS:
        stars.check(theta)
        return Drawing(
            code=stars.script(theta),
            facts=stars.facts(theta),
            caption=stars.caption(theta),
            questions=stars.questions(theta),
            parameters=theta.model_dump(mode="json"),
        )
    body, camera = solid_of(theta), camera_of(theta)
    if min(abs(float(normal @ camera.toward)) for normal in body.normals) < 1e-6:
        raise DegenerateParametersError(
            f"elevation {theta.elevation} and azimuth {theta.azimuth} look along a face: turn the camera by a degree"
        )
    if not good_view(theta):
        raise DegenerateParametersError(
            f"elevation {theta.elevation} and azimuth {theta.azimuth} show corners, lines or labels on one another"
        )
    return Drawing(
        code=script(theta),
        facts=facts(theta),
        caption=caption(theta),
        questions=questions(theta),
        parameters=theta.model_dump(mode="json"),
    )


FAMILY = Family(name="polyhedra", params=Polyhedra, draw=draw, make=make)
