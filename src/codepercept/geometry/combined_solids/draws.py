"""Random parameter sets of the combined solids, before it is known whether they make a clear picture."""

from __future__ import annotations

import math
import random
from typing import Any

from pydantic import ValidationError

from codepercept.geometry.combined_solids.params import (
    AXIS_DRAWN,
    BOXES,
    FIGURE_SIZES,
    HOLES,
    KINDS,
    CodeStyle,
    CombinedSolids,
)
from codepercept.geometry.style import PALETTES

_TITLES = (
    "Volume and surface",
    "Sketch of the solid",
    "Solid geometry",
)
_JOINED = ("Composite solid", "A solid made of two bodies")
"""Titles for two bodies that are joined."""
_TRIPLES = ((3, 4), (6, 8), (5, 12), (8, 6), (4, 3), (8, 15), (2, 4), (9, 12))


def candidate(rng: random.Random) -> CombinedSolids:
    """A parameter set in range."""
    while True:
        try:
            return CombinedSolids.model_validate(_fields(rng))
        except ValidationError:
            continue


def _fields(rng: random.Random) -> dict[str, Any]:
    kind = rng.choice(KINDS)
    radius = float(rng.choice((2, 3, 3, 4, 4, 5, 5, 6, 6, 8, 9, 10, 12)))
    height = float(max(1, round(radius * rng.uniform(0.8, 2.4))))
    upper = float(max(1, round(radius * rng.uniform(0.7, 2.2))))
    inner = float(max(1, round(radius * rng.uniform(0.3, 0.8))))
    edge = float(rng.choice((3, 4, 4, 5, 6, 6, 8, 8, 10, 12)))
    if kind in BOXES:
        height = edge if rng.random() < 0.4 else float(max(2, round(edge * rng.uniform(0.6, 1.7))))
        upper = float(max(1, round(edge * rng.uniform(0.4, 1.2))))
        inner = (
            edge / rng.choice((3, 4, 5, 6))
            if rng.random() < 0.3
            else float(max(1, round(edge * rng.uniform(0.15, 0.45))))
        )
        inner = round(2 * inner) / 2
        if kind == "square hole":
            inner = float(max(1, round(edge * rng.uniform(0.3, 0.6))))
    if (
        kind in ("cone in cylinder", "sphere in cone", "buoy", "ice-cream cone", "cone in cuboid")
        and rng.random() < 0.4
    ):
        radius, height = (float(x) for x in rng.choice(_TRIPLES))
    if kind == "cone on cylinder" and rng.random() < 0.4:
        radius, upper = (float(x) for x in rng.choice(_TRIPLES))
    if kind == "cylinder in sphere" and rng.random() < 0.5:
        radius, inner = rng.choice(((5.0, 3.0), (5.0, 4.0), (10.0, 6.0), (10.0, 8.0), (12.0, 6.0), (4.0, 2.0)))
    if kind == "cone in sphere":
        upper = float(max(radius + 1, min(2 * radius - 1, round(radius * rng.uniform(1.2, 1.75)))))
    if kind == "conical hole":
        upper = float(max(1, min(height, upper)))
    styles: tuple[CodeStyle, ...] = ("functions", "functions", "class", "table", "flat", "flat", "mplot3d")
    style = rng.choice(tuple(s for s in styles if s != "flat" or kind not in BOXES))
    space = style == "mplot3d"
    fields = {
        "wording": rng.randrange(10000),
        "kind": kind,
        "radius": radius,
        "inner": inner,
        "height": min(20.0, height),
        "upper": min(16.0, upper),
        "edge": edge,
        "width": float(max(2, min(14, round(edge * rng.uniform(0.6, 1.2))))),
        "down": rng.random() < 0.5,
        "elevation": rng.randrange(10, 30) if kind not in HOLES else rng.randrange(10, 36),
        "turn": rng.choice((rng.randrange(14, 40), rng.randrange(50, 76))),
        "look": "line" if space else rng.choice(("line", "line", "tint", "shaded", "shaded")),
        "hidden": rng.choice(("dashed", "dashed", "dashed", "dotted")),
        "measures": "none" if space else rng.choice(("none", "numbers", "symbols", "symbols")),
        "axis": not space and kind not in (*BOXES, *AXIS_DRAWN) and rng.random() < 0.3,
        "points": not space and rng.random() < 0.3,
        "code_style": style,
        "palette": rng.choice(list(PALETTES)),
        "paper": rng.choice(("plain", "plain", "cream")),
        "line_width": rng.choice((1.2, 1.4, 1.6, 1.8, 2.0)),
        "figure": rng.randrange(len(FIGURE_SIZES)),
    }
    if fields["palette"] == "white" and fields["look"] != "line":
        fields["palette"] = "grey"
    if rng.random() < 0.3:
        joined = _JOINED if " on " in kind or kind in ("ice-cream cone", "buoy", "double cone", "house", "barn") else ()
        fields["title"] = rng.choice((*_TITLES, *joined, kind.capitalize(), kind.capitalize()))
    if kind in HOLES and kind not in ("bowl", "conical hole"):
        wide = inner * (math.sqrt(2) if kind == "square hole" else 2)
        steepest = math.floor(math.degrees(math.atan(0.85 * height / wide)))
        fields["elevation"] = min(fields["elevation"], max(8, steepest))
    return fields
