"""Surfaces and regions of integration: graphs, quadrics, surfaces of revolution, level curves, normals, flux."""

from __future__ import annotations

import random
from typing import Any

from pydantic import BaseModel

from codepercept.geometry.family import Drawing, Family
from codepercept.geometry.style import PALETTES
from codepercept.geometry.surfaces.caption import caption
from codepercept.geometry.surfaces.facts import facts
from codepercept.geometry.surfaces.layout import layout, layout_2d
from codepercept.geometry.surfaces.naming import title_of
from codepercept.geometry.surfaces.params import (
    FIGURE_SIZES,
    FORMULAS,
    GRAPHS,
    REGIONS,
    SHOWS,
    CodeStyle,
    Kind,
    Surfaces,
)
from codepercept.geometry.surfaces.questions import questions
from codepercept.geometry.surfaces.scripts import script
from codepercept.geometry.surfaces.scripts_2d import script_2d

KINDS: tuple[Kind, ...] = (
    *("dome", "dome", "bowl", "bowl", "saddle", "saddle", "product", "wave", "ellipsoid", "ellipsoid"),
    *("hemisphere", "one sheet", "cone", "cone", "tube", "torus", "vase", "triangle", "triangle", "helicoid"),
    *("moebius", "parabola and line", "parabola and line", "sideways parabola", "two parabolas", "powers"),
    *("sine arch", "ring sector", "ring sector", "cardioid", "petal"),
)


def _lengths(rng: random.Random, kind: Kind) -> dict[str, Any]:
    whole = float(rng.choice((1, 2, 2, 3, 3, 4)))
    half = rng.choice((1.0, 1.5, 2.0, 2.5, 3.0))
    match kind:
        case "dome" | "bowl" | "cone":
            return {"a": whole, "b": float(max(1, round(whole * rng.uniform(0.7, 2.0))))}
        case "tube":
            return {"a": half, "b": float(max(1, round(half * rng.uniform(1, 2.6))))}
        case "saddle" | "product" | "wave":
            return {"a": whole, "b": max(0.5, round(2 * whole * rng.uniform(0.3, 0.8)) / 2)}
        case "ellipsoid":
            first = float(rng.randint(1, 4))
            second = first if rng.random() < 0.3 else float(rng.randint(1, 4))
            return {"a": first, "b": second, "c": first if rng.random() < 0.15 else float(rng.randint(1, 4))}
        case "one sheet":
            a = rng.choice((1.0, 1.0, 1.5, 2.0))
            return {"a": a, "b": rng.choice((1.0, 1.5, 2.0)), "c": rng.choice((1.5, 2.0, 2.5, 3.0))}
        case "torus":
            ring = float(rng.randint(2, 5))
            return {"a": ring, "b": max(0.5, round(2 * ring * rng.uniform(0.2, 0.55)) / 2)}
        case "vase":
            radius = rng.choice((1.5, 2.0, 2.5, 3.0))
            return {"a": radius, "b": rng.choice((0.5, 0.5, 1.0)), "c": float(rng.randint(3, 7))}
        case "triangle":
            return {key: float(rng.randint(1, 6)) for key in "abc"}
        case "helicoid":
            return {"a": half, "b": float(rng.randint(2, 5)), "n": rng.randint(1, 5)}
        case "moebius":
            return {"a": rng.choice((2.0, 2.5, 3.0, 4.0)), "b": rng.choice((0.5, 0.75, 1.0, 1.2))}
        case "hemisphere":
            return {"a": rng.choice((1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0))}
        case "parabola and line" | "sideways parabola":
            n = rng.randint(-3, 1)
            return {"a": rng.choice((0.5, 1.0, 1.0, 2.0)), "n": n, "m": min(4, n + rng.randint(2, 5))}
        case "two parabolas":
            return {"a": rng.choice((0.25, 0.5, 1.0, 1.0, 2.0)), "n": rng.randint(1, 4)}
        case "powers":
            low = rng.choice((1, 1, 2, 3))
            return {"a": rng.choice((1.0, 1.0, 2.0)), "n": low, "m": low + rng.randint(1, 3)}
        case "sine arch":
            return {"a": rng.choice((1.0, 2.0, 3.0, 4.0)), "b": rng.choice((1.0, 2.0, 3.0, 4.0, 5.0, 6.0))}
        case "ring sector":
            inner = rng.choice((0.5, 1.0, 1.0, 1.5, 2.0))
            return {
                "a": inner,
                "b": inner + rng.choice((0.5, 1.0, 1.0, 1.5, 2.0)),
                "start": rng.randrange(0, 24),
                "m": rng.choice((3, 4, 5, 6, 8, 9, 10, 12, 15, 18, 24)),
            }
        case "cardioid":
            return {"a": rng.choice((0.5, 1.0, 1.5, 2.0, 2.5, 3.0))}
        case _:
            return {"a": rng.choice((1.0, 1.5, 2.0, 3.0, 4.0)), "n": rng.choice((2, 2, 3, 3, 4, 5))}


def draw(rng: random.Random) -> Surfaces:
    """Draws a surface or region, what is shown on it, and a view; it may be unclear (then `make` says so)."""
    kind: Kind = rng.choice(KINDS)
    theta: dict[str, Any] = {
        "wording": rng.randrange(10000),
        "kind": kind,
        **_lengths(rng, kind),
        "palette": rng.choice(list(PALETTES)),
        "line_width": rng.choice((1.0, 1.2, 1.5, 1.8, 2.0)),
        "figure": rng.randrange(len(FIGURE_SIZES)),
        "at_u": rng.randint(1, 7),
        "at_v": rng.randint(1, 7),
    }
    if kind in REGIONS:
        theta |= {
            "code_style": rng.choice(("fill", "outline", "functions")),
            "show": rng.choice(("plain", "strip", "strip", "centroid")),
            "hatched": rng.random() < 0.3,
            "axes": rng.random() < 0.7,
            "paper": rng.choice(("plain", "plain", "cream", "grid")),
        }
    else:
        theta |= _look(rng, kind)
    plain = Surfaces.model_validate(theta)
    if rng.random() < 0.3 and kind in FORMULAS:
        return plain.model_copy(update={"formula": True})
    return plain.model_copy(update={"title": title_of(plain)}) if rng.random() < 0.3 else plain


def _look(rng: random.Random, kind: Kind) -> dict[str, Any]:
    show = rng.choice(SHOWS[kind])
    styles: tuple[CodeStyle, ...] = ("mplot3d", "mesh", "painter", "class")
    if show == "contours":
        styles = ("mplot3d", "map", "map")
    style = rng.choice(styles)
    looks = {
        "mplot3d": ("shaded", "glass", "colormap") if show in ("plain", "contours") else ("glass",),
        "map": ("shaded", "colormap"),
    }.get(style, ("shaded", "shaded", "lines"))
    solid = style == "mplot3d"
    return {
        "show": show if style != "map" or kind in GRAPHS else "plain",
        "field": rng.choice(("constant", "radial", "vertical")),
        "strength": rng.choice((1.0, 1.0, 2.0, 3.0)),
        "levels": rng.randint(4, 8),
        "code_style": style,
        "elevation": rng.randint(14, 42),
        "azimuth": rng.randint(-180, 180) if solid else rng.randint(18, 72),
        "look": rng.choice(looks),
        "axes": rng.random() < 0.75,
        "paper": rng.choice(("plain", "plain", "grid") if solid else ("plain", "plain", "cream")),
    }


def make(params: BaseModel) -> Drawing:
    """Makes the drawing of a surface or a region.

    Raises:
        DegenerateParametersError: The view is unclear, a text has no room, or the region is a sliver.
    """
    theta = Surfaces.model_validate(params)
    placed = layout_2d(theta) if theta.kind in REGIONS else layout(theta)
    return Drawing(
        code=script_2d(theta, placed) if theta.kind in REGIONS else script(theta, placed),
        facts=facts(theta, placed),
        caption=caption(theta, placed),
        questions=questions(theta, placed),
        parameters=theta.model_dump(mode="json"),
    )


FAMILY = Family(name="surfaces", params=Surfaces, draw=draw, make=make)
