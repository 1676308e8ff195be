"""Space curves: helices, knots, Viviani's curve, Lissajous curves, sections and intersections of surfaces."""

from __future__ import annotations

import math
import random
from typing import Any

from pydantic import BaseModel

from codepercept.geometry.family import DegenerateParametersError, Drawing, Family
from codepercept.geometry.space_curves.caption import caption
from codepercept.geometry.space_curves.curves import frame_at
from codepercept.geometry.space_curves.facts import facts
from codepercept.geometry.space_curves.layout import layout
from codepercept.geometry.space_curves.naming import title_of
from codepercept.geometry.space_curves.params import (
    FIGURE_SIZES,
    KNOTS,
    NEED_SURFACE,
    ON_SURFACE,
    CodeStyle,
    Kind,
    Show,
    SpaceCurves,
    curve_of,
)
from codepercept.geometry.space_curves.questions import questions
from codepercept.geometry.space_curves.scripts import script
from codepercept.geometry.style import PALETTES

KINDS: tuple[Kind, ...] = (
    *("helix", "helix", "helix", "conical helix", "conical helix", "viviani", "torus knot", "torus knot"),
    *("torus knot", "figure-eight knot", "lissajous", "lissajous", "lissajous", "twisted cubic", "twisted cubic"),
    *("tilted ellipse", "tilted ellipse", "saddle", "saddle", "small circle", "spherical spiral"),
    *("spherical spiral", "crown", "crown", "tennis ball"),
)
PAIRS = (
    (2, 3),
    (3, 2),
    (2, 5),
    (5, 2),
    (3, 4),
    (4, 3),
    (2, 7),
    (3, 5),
    (5, 3),
    (1, 6),
    (1, 8),
    (1, 10),
    (1, 12),
    (1, 14),
)


def _lengths(rng: random.Random, kind: Kind) -> dict[str, Any]:
    """The curve's own parameters."""
    whole = float(rng.choice((1, 2, 2, 3, 3, 4, 5)))
    half = rng.choice((1.0, 1.5, 2.0, 2.5, 3.0))
    match kind:
        case "helix":
            return {
                "radius": whole,
                "second": rng.choice((0.125, 0.2, 0.25, 0.5, 0.75, 1.0)) * (2 if whole > 3 else 1),
                "turns": rng.randint(2, 6),
            }
        case "conical helix":
            return {
                "radius": whole,
                "second": float(round(whole * rng.uniform(1.5, 3)) or 1),
                "turns": rng.randint(3, 8),
            }
        case "viviani":
            return {"radius": half}
        case "torus knot":
            p, q = rng.choice(PAIRS)
            radius = float(rng.choice((2, 3, 4, 5)))
            share = rng.uniform(0.2, 0.4) if p == 1 else rng.uniform(0.3, 0.55)
            return {"radius": radius, "second": max(0.5, round(2 * radius * share) / 2), "p": p, "q": q}
        case "figure-eight knot":
            return {"radius": rng.choice((0.5, 1.0, 1.5, 2.0))}
        case "lissajous":
            p, q, n = (rng.randint(1, 5) for _ in range(3))
            phase = rng.choice((0, 0, 1, 2, 3, 4, 6, 6, 8, 9))
            while math.gcd(p, q, n) > 1 or q == n or (p in (q, n) and phase == 0):
                p, q, n = (rng.randint(1, 5) for _ in range(3))
            return {"radius": half, "p": p, "q": q, "turns": n, "phase": phase}
        case "twisted cubic":
            b, c = rng.choice((0.5, 1.0, 1.0, 2.0)), rng.choice((0.25, 0.5, 1.0, 1.0))
            return {"radius": rng.choice((1.2, 1.5, 1.8)), "second": b, "third": c}
        case "tilted ellipse":
            slope = rng.choice((0.25, 0.5, 0.75, 1.0, 1.25))
            return {"radius": whole, "second": float(math.floor(whole * slope) + rng.randint(1, 3)), "third": slope}
        case "saddle":
            return {"radius": half, "second": half + rng.choice((0.5, 0.5, 1.0, 1.5))}
        case "small circle":
            radius = float(rng.randint(2, 6))
            return {"radius": radius, "second": rng.randint(1, int(radius) * 2 - 1) / 2}
        case "spherical spiral":
            return {"radius": whole, "turns": rng.randint(2, 7)}
        case "crown":
            return {
                "radius": whole,
                "second": max(0.5, round(whole * rng.uniform(0.4, 1.6)) / 2),
                "turns": rng.randint(2, 8),
            }
        case _:
            a = float(rng.choice((2, 3, 4)))
            return {"radius": a, "second": rng.choice((0.5, 1.0, 1.0, 1.5)) if a > 2 else rng.choice((0.5, 1.0))}


def draw(rng: random.Random) -> SpaceCurves:
    """Draws a curve, what is shown with it and a view; the view may be unclear (then `make` says so)."""
    kind: Kind = rng.choice(KINDS)
    knot = kind in KNOTS
    styles: tuple[CodeStyle, ...] = ("flat", "functions", "class", "mplot3d")
    style: CodeStyle = rng.choice(styles if knot else (*styles, "mplot3d", "panels"))
    if kind == "small circle" and style == "panels":
        style = "flat"
    surface = kind in ON_SURFACE and style != "panels" and rng.random() < (0.5 if kind == "helix" else 0.8)
    surface = surface or (kind in NEED_SURFACE and style != "panels")
    shows: tuple[Show, ...] = ("curve", "curve", "point", "tangent", "frame", "frame")
    if style == "mplot3d" and not surface:
        shows += ("shadows", "shadows", "shadows")
    show: Show = "curve" if knot or style == "panels" else rng.choice(shows)
    solid = style in ("mplot3d", "panels")
    palette = "white" if rng.random() < 0.2 else rng.choice([name for name in PALETTES if name != "white"])
    azimuth = rng.randint(15, 75) if not solid else rng.choice((-60, -50, -40, -30, 20, 30, 40, 50, 60, 110, 130, -130))
    theta: dict[str, Any] = {
        "wording": rng.randrange(10000),
        "kind": kind,
        **_lengths(rng, kind),
        "left": rng.random() < 0.4,
        "at": rng.randint(1, 23),
        "show": show,
        "surface": surface,
        "axes": not knot and (show == "shadows" or rng.random() < 0.85),
        "code_style": style,
        "elevation": rng.randint(50, 88) if knot else rng.randint(12, 42),
        "azimuth": azimuth + (rng.randint(-5, 5) if solid else 0) if not knot else rng.randint(-180, 180),
        "palette": palette,
        "gradient": not knot and not surface and style in ("mplot3d", "flat") and rng.random() < 0.2,
        "paper": rng.choice(("plain", "grid") if solid and not knot else ("plain", "plain", "plain", "cream")),
        "line_width": rng.choice((3.0, 3.5, 4.0, 4.5)) if knot else rng.choice((1.4, 1.6, 1.8, 2.0, 2.4)),
        "figure": rng.randrange(len(FIGURE_SIZES)),
    }
    plain = SpaceCurves.model_validate(theta)
    if rng.random() < 0.3 and all(curve_of(plain).tex):
        return plain.model_copy(update={"formula": True})
    return plain.model_copy(update={"title": title_of(plain)}) if rng.random() < 0.25 else plain


def make(params: BaseModel) -> Drawing:
    """Makes the drawing of a space curve.

    Raises:
        DegenerateParametersError: The view is unclear, a text has no room, or there is no frame at the point.
    """
    theta = SpaceCurves.model_validate(params)
    if theta.show in ("tangent", "frame", "point"):
        try:
            frame_at(curve_of(theta), theta.parameter)
        except ZeroDivisionError:
            raise DegenerateParametersError(f"the curve has no frame at at = {theta.at}") from None
    placed = layout(theta)
    return Drawing(
        code=script(theta, placed),
        facts=facts(theta, placed),
        caption=caption(theta, placed),
        questions=questions(theta, placed),
        parameters=theta.model_dump(mode="json"),
    )


FAMILY = Family(name="space_curves", params=SpaceCurves, draw=draw, make=make)
