"""Random parameter sets of the cross-sections, before it is known whether they make a clear picture."""

from __future__ import annotations

import math
import random
from typing import Any

from codepercept.geometry.cross_sections.params import (
    ROUND,
    ROUND_PLANES,
    SINGLE_SIZES,
    STEEPEST_CONE,
    CodeStyle,
    CrossSections,
    Solid,
    solid_of,
)
from codepercept.geometry.solids import Polyhedron
from codepercept.geometry.style import PALETTES

SOLIDS: tuple[Solid, ...] = (
    *("cube", "cube", "cube", "cube", "cuboid", "cuboid", "cuboid", "prism", "prism", "pyramid", "pyramid", "pyramid"),
    *(
        "tetrahedron",
        "tetrahedron",
        "frustum",
        "octahedron",
        "cylinder",
        "cylinder",
        "cylinder",
        "cone",
        "cone",
        "cone",
    ),
    *("cone", "sphere", "sphere"),
)
RATIOS = (
    (1, 1),
    (1, 1),
    (1, 2),
    (2, 1),
    (1, 3),
    (3, 1),
    (2, 3),
    (3, 2),
    (1, 4),
    (4, 1),
    (1, 5),
    (5, 1),
    (3, 4),
    (4, 3),
)
Points = tuple[tuple[int, int, int, int], ...]


def direction(rng: random.Random, theta: CrossSections) -> dict[str, Any]:
    """Another direction to look from."""
    if theta.round:
        return {"turn": rng.randrange(-180, 180, 5)}
    return {"elevation": rng.randrange(8, 40), "azimuth": rng.randrange(-180, 180)}


def candidate(rng: random.Random) -> CrossSections:
    """A parameter set in range."""
    solid = rng.choice(SOLIDS)
    common = {
        "wording": rng.randrange(10000),
        "solid": solid,
        "palette": rng.choice(list(PALETTES)),
        "line_width": rng.choice((1.2, 1.4, 1.6, 1.8, 2.0)),
        "figure": rng.randrange(len(SINGLE_SIZES)),
        "fill": rng.choice(("tint", "tint", "tint", "hatch", "strong")),
        "hidden": rng.choice(("dashed", "dashed", "dashed", "dotted")),
        "lengths": rng.random() < 0.45,
        "true_shape": rng.random() < 0.4,
    }
    papers = ("plain", "plain", "cream", "grid") if common["true_shape"] else ("plain", "plain", "cream")
    common["paper"] = rng.choice(papers)
    theta = _round(rng, common) if solid in ROUND else _polyhedron(rng, common)
    if rng.random() < 0.35:
        theta = theta.model_copy(update={"title": _title(rng, theta)})
    return theta


def _title(rng: random.Random, theta: CrossSections) -> str:
    thing = f"{'an' if theta.solid == 'octahedron' else 'a'} {theta.solid}"
    options = [f"Section of {thing}", f"Plane section of {thing}", f"Cutting {thing} with a plane"]
    options += [f"{theta.solid.capitalize()} and plane", f"A plane through {thing}"]
    return rng.choice(options)


def _polyhedron(rng: random.Random, common: dict[str, Any]) -> CrossSections:
    solid = common["solid"]
    sides = rng.choice({"prism": (3, 3, 5, 6, 6), "pyramid": (3, 4, 4, 4, 5, 6)}.get(solid, (3, 4, 4, 6)))
    edge = float(rng.choice((2, 3, 4, 4, 5, 6, 6, 6, 8, 9, 10, 12)))
    wide = edge if solid not in ("prism", "pyramid", "frustum") else edge * max(1.0, sides / 4.5)
    oblique = solid in ("cube", "cuboid") and rng.random() < 0.4
    fields = {
        **common,
        "sides": sides,
        "edge": edge,
        "width": float(max(1, min(12, round(edge * rng.uniform(0.5, 1.3))))),
        "height": float(max(2, min(16, round(wide * rng.uniform(0.7, 1.6))))),
        "top_edge": edge / 2 if edge < 3 else float(rng.randint(math.ceil(edge * 0.3), math.floor(edge * 0.7))),
        "projection": "oblique" if oblique else "orthographic",
        "elevation": rng.randrange(8, 40),
        "azimuth": rng.randrange(-180, 180),
    }
    body = solid_of(CrossSections.model_validate({**fields, "points": _any_points(solid, sides)}))
    apex_first = solid in ("pyramid", "tetrahedron")
    fields["points"] = _points(rng, body, solid, sides, apex_first)
    fields["show"] = rng.choice(("whole", "whole", "whole", "cut"))
    styles: tuple[CodeStyle, ...] = ("functions", "class", "flat", "vectorised", "mplot3d")
    if fields["show"] == "cut":
        styles = ("functions", "class", "vectorised")
    if oblique:
        styles = tuple(style for style in styles if style != "mplot3d")
    style = rng.choice(styles)
    looks: tuple[str, ...] = ("line", "line", "glass")
    if fields["show"] == "cut":
        looks = ("line", "shaded", "shaded") if style != "vectorised" else ("line",)
    names = rng.choice(("letters", "letters", "primes"))
    plain = all(m == n for _, _, m, n in fields["points"]) or len(set(fields["points"])) < 3
    if style != "flat" and plain and rng.random() < 0.3:
        names = "none"
    fields |= {"code_style": style, "look": rng.choice(looks), "names": names}
    if fields["palette"] == "white" and fields["look"] != "line":
        fields["palette"] = "grey"
    return CrossSections.model_validate(fields)


def _any_points(solid: str, sides: int) -> Points:
    """Three points that exist on the solid, before the real ones are drawn."""
    if solid in ("cube", "cuboid", "octahedron"):
        return ((0, 1, 1, 1), (0, 3, 1, 1), (0, 4, 1, 1))
    top = 3 if solid == "tetrahedron" else sides
    return ((0, 1, 1, 1), (1, 2, 1, 1), (0, top, 1, 1))


def _points(rng: random.Random, body: Polyhedron, solid: str, sides: int, apex: bool) -> Points:
    """Three points of a plane, in one of the ways in which textbooks give planes."""
    edges, count = list(body.edges), len(body.vertices)
    way = rng.random()
    upright = [e for e in edges if abs(body.vertices[e[0]][2] - body.vertices[e[1]][2]) > 1e-9]
    if way < 0.14 and solid not in ("octahedron", "cube", "cuboid"):
        m, n = rng.choice(RATIOS)  # parallel to the base
        return tuple((a, b, m, n) for a, b in sorted(rng.sample(upright, 3)))
    if way < 0.26:
        a, b = rng.choice(edges)  # an edge and a point on another one
        c, d = rng.choice([e for e in edges if a not in e and b not in e] or edges)
        m, n = rng.choice(RATIOS)
        return ((a, b, 0, 1), (b, a, 0, 1), (c, d, m, n))
    if way < 0.36:
        chosen = rng.sample(range(count), 3)  # three vertices
        return tuple((k, next(b if a == k else a for a, b in edges if k in (a, b)), 0, 1) for k in chosen)
    if way < 0.54:
        return tuple((a, b, 1, 1) for a, b in rng.sample(edges, 3))
    points = []
    for a, b in rng.sample(edges, 3):
        m, n = rng.choice(RATIOS)
        start, end = (a, b) if rng.random() < 0.6 else (b, a)
        points.append((start, end, 0 if rng.random() < 0.15 else m, n))
    return tuple(points)


def _round(rng: random.Random, common: dict[str, Any]) -> CrossSections:
    solid = common["solid"]
    plane = rng.choice(ROUND_PLANES[solid])
    if solid == "cylinder" and rng.random() < 0.3:
        plane = "tilted"
    radius = float(rng.choice((2, 3, 3, 4, 4, 5, 5, 6, 8, 10)))
    height = float(max(3, min(16, round(radius * rng.uniform(1.5, 3.2)))))
    if solid == "cone" and rng.random() < 0.4:
        radius, height = rng.choice(
            ((3.0, 4.0), (5.0, 12.0), (6.0, 8.0), (2.0, 4.0), (4.0, 8.0), (8.0, 15.0), (3.0, 6.0))
        )
    elevation = rng.randrange(10, 32)
    if solid == "cone":
        elevation = min(elevation, math.floor(math.degrees(math.atan(STEEPEST_CONE * height / radius))) - 1)
    low = rng.randint(1, max(1, math.floor(height * 0.6)))
    high = rng.randint(min(low + 1, int(height) - 1), int(height) - 1)
    whole = rng.choice((0, 0, *range(1, max(2, math.floor(radius * 0.75) + 1))))
    distance = float(min(whole, radius - 1))
    if plane == "parabola" and rng.random() < 0.4:
        distance = -distance if distance < radius / 2 else distance
    fields = {
        **common,
        "plane": plane,
        "radius": radius,
        "height": height,
        "low": float(low),
        "high": float(high if plane == "tilted" and high > low else low + 1),
        "distance": distance,
        "tilt": rng.choice((15, 20, 30, 40, 45, 50, 60, 70)),
        "turn": rng.randrange(-180, 180, 5),
        "elevation": elevation,
        "look": rng.choice(("line", "line", "glass")),
        "code_style": rng.choice(("functions", "class", "flat", "mplot3d")),
        "names": rng.choice(("letters", "letters", "none")),
    }
    curved = plane == "parabola" or (solid == "cone" and plane == "vertical" and distance != 0)
    if curved and fields["code_style"] == "flat":
        fields["code_style"] = rng.choice(("functions", "class", "mplot3d"))
    if plane == "tilted" and solid != "sphere" and not low < fields["high"] < height:
        fields["low"], fields["high"] = 1.0, height - 1
    if fields["palette"] == "white" and fields["look"] != "line":
        fields["palette"] = "grey"
    return CrossSections.model_validate(fields)
