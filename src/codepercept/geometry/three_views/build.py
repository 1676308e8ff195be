"""Three views of solids, in first-angle and third-angle projection, with pictures and puzzles."""

from __future__ import annotations

import random
from typing import Any

from pydantic import BaseModel

from codepercept.geometry.family import DegenerateParametersError, Drawing, Family
from codepercept.geometry.style import PALETTES
from codepercept.geometry.three_views import chance
from codepercept.geometry.three_views.caption import caption
from codepercept.geometry.three_views.cells import layers_of
from codepercept.geometry.three_views.checks import problem
from codepercept.geometry.three_views.facts import facts
from codepercept.geometry.three_views.params import MODES_OF_KIND, PUZZLES, SCALES, STYLES_OF_KIND, Mode, ThreeViews
from codepercept.geometry.three_views.questions import questions
from codepercept.geometry.three_views.scripts import script

TITLES = {
    "cubes": ("Views of a cube building", "Three views", "Cubes in three views", "Front, top and side"),
    "block": ("Milled block", "Working drawing", "Machined part", "Orthographic views"),
    "profile": ("Orthographic views", "Working drawing", "Profile", "Views of a prism"),
    "turned": ("Turned part", "Working drawing", "Orthographic views", "Stepped cylinder"),
    "which solid": ("Which solid fits?", "Find the solid", "Match the views"),
    "third view": ("Which view is missing?", "Find the third view", "Complete the views"),
    "which view": ("Which view is right?", "Find the view", "Seen from another side"),
}


def draw(rng: random.Random) -> ThreeViews:
    """Draws a solid and a sheet, which may be degenerate: about every second one is (see `checks.problem`)."""
    kind = rng.choice(("cubes",) * 9 + ("block",) * 11 + ("profile",) * 5 + ("turned",) * 2)
    mode: Mode = rng.choice(MODES_OF_KIND[kind])
    style = rng.choice(STYLES_OF_KIND[kind])
    if style == "drafted":
        mode = "views"
    angle, side = rng.choice(("first", "third")), rng.choice(("right", "right", "left"))
    missing = rng.choice(("front", "top", "side")) if mode in PUZZLES else rng.choice(("top", "side"))
    puzzle = mode in PUZZLES
    seams = kind == "cubes" and (mode == "third view" or rng.random() < 0.35)
    if puzzle:
        layers, candidates = chance.puzzle(rng, mode, missing, side, seams)
        fields: dict[str, Any] = {"layers": layers, "candidates": candidates}
    else:
        fields = _solid(rng, kind)
    sizes = "none" if puzzle else rng.choice(("none", "none", "overall", "chain", "chain"))
    if kind == "cubes" and rng.random() < 0.6:
        sizes = "none"
    grid = 0
    if sizes == "none" and rng.random() < 0.5:
        grid = 1 if kind == "cubes" else 5
    mitre = mode == "views" and rng.random() < 0.3
    title = rng.choice(TITLES[mode if puzzle else kind]) if rng.random() < 0.35 else ""
    return ThreeViews.model_validate(
        {
            "wording": rng.randrange(10000),
            "mode": mode,
            "kind": kind,
            "angle": angle,
            "side": side,
            "missing": missing,
            "seams": seams,
            "projection_lines": not puzzle and (mitre or rng.random() < 0.35),
            "mitre": mitre,
            "symbol": mode == "views" and not mitre and rng.random() < 0.3,
            "sizes": sizes,
            "names": rng.choice(("none", "short", "short", "long", "long", "letters")),
            "grid": grid,
            "gap": rng.choice((0.3, 0.35, 0.4, 0.5)) if sizes == "none" else rng.choice((0.4, 0.5)),
            "code_style": style,
            "palette": rng.choice(list(PALETTES)),
            "paper": rng.choice(("plain", "plain", "plain", "cream")),
            "ink": rng.choice(("black", "black", "black", "navy", "dark green", "dark red", "grey")),
            "line_width": rng.choice((1.3, 1.5, 1.7, 1.9, 2.1)),
            "title": title,
            "scale": rng.randrange(len(SCALES)),
            **fields,
        }
    )


def _solid(rng: random.Random, kind: str) -> dict[str, Any]:
    if kind == "cubes":
        return {"layers": layers_of(chance.heap(rng) if rng.random() < 0.45 else chance.pierced(rng))}
    if kind == "turned":
        discs, bore = chance.discs(rng)
        return {"discs": discs, "bore": bore}
    if kind == "profile":
        size, corners, name = chance.profile(rng)
        holes = tuple(chance.hole(rng, size, "yz") for _ in range(rng.choice((0, 0, 1, 2))))
        return {"size": size, "profile": corners, "profile_name": name, "holes": holes}
    if rng.random() < 0.25:
        size = (rng.randrange(60, 111, 5), rng.randrange(45, 81, 5), rng.choice((10, 12, 15, 20)))
        holes = chance.corner_holes(rng, size) if rng.random() < 0.6 else ()
        return {"size": size, "cuts": (), "boss": chance.boss(rng, size), "holes": holes}
    size, cuts = chance.milled(rng)
    holes = tuple(chance.hole(rng, size) for _ in range(rng.choice((0, 0, 1, 1, 2))))
    return {"size": size, "cuts": cuts, "holes": holes}


def make(params: BaseModel) -> Drawing:
    """Makes a drawing in several views.

    Raises:
        DegenerateParametersError: If the solid falls apart, a hole does not fit, a puzzle has several answers, or
            the sheet is illegible.
    """
    theta = ThreeViews.model_validate(params)
    reason = problem(theta)
    if reason:
        raise DegenerateParametersError(reason)
    return Drawing(
        code=script(theta),
        facts=facts(theta),
        caption=caption(theta),
        questions=questions(theta),
        parameters=theta.model_dump(mode="json"),
    )


FAMILY = Family(name="three_views", params=ThreeViews, draw=draw, make=make)
