"""What all solids with a box share: its corners, edges, measures and names."""

from __future__ import annotations

import math

import numpy as np

from codepercept.geometry.combined_solids.body import Body, Fill, Line, Mixed, Pt
from codepercept.geometry.combined_solids.params import CombinedSolids
from codepercept.geometry.combined_solids.sketch import Sketch
from codepercept.geometry.combined_solids.symbols import Sym, sym
from codepercept.geometry.exact import spoken
from codepercept.geometry.family import DegenerateParametersError
from codepercept.geometry.rounds import front_camera
from codepercept.geometry.solids import hull

ZERO = sym(0)


Corners = list[Pt]


def body(s: Sketch, name: str, parts: str, given: str, **rest: object) -> Body:
    return Body(
        name=name,
        parts=parts,
        lines=s.lines,
        strokes=list(s.strokes),
        fills=s.fills,
        dimensions=s.dimensions,
        given=given,
        **rest,  # type: ignore[arg-type]
    )


def corners(s: Sketch, name: str, a: Sym, b: Sym, z: Sym) -> Corners:
    """Corners of a turned rectangle at some height: front, right, back and left; defines the array `name`."""
    s.lines.append((name, f"corners({a.code}, {b.code}, {z.code})", ""))
    turn = math.radians(s.theta.turn)
    x = np.array([-a.value, a.value, a.value, -a.value]) / 2
    y = np.array([-b.value, -b.value, b.value, b.value]) / 2
    px, py = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
    return [Pt(f"{name}[{k}]", float(px[k]), float(py[k]), z.value) for k in range(4)]


def box(s: Sketch, base: Corners, top: Corners, lid: bool = True, seen: bool = True) -> None:
    """A box: the three edges at its back lower corner are hidden; without a lid the rear upper edges are left out."""
    if seen:
        s.fills.append(Fill("polygon", "dark", corners=(base[0], base[1], top[1], top[0])))
        s.fills.append(Fill("polygon", "side", corners=(base[3], base[0], top[0], top[3])))
        if lid:
            s.fills.append(Fill("polygon", "top", corners=tuple(top)))
    for i in range(4):
        j = (i + 1) % 4
        s.strokes.append(Line(base[i], base[j], seen and 2 not in (i, j), "box" if i == 0 else ""))
    for i in range(4):
        s.strokes.append(Line(base[i], top[i], seen and i != 2))
    for i in range(4):
        if lid:
            s.strokes.append(Line(top[i], top[(i + 1) % 4], seen))


def measures(s: Sketch, theta: CombinedSolids, cube: bool = False) -> tuple[Sym, Sym, Corners, Corners]:
    """A square-based box with edge a and height h, or a cube, with its edge and height written."""
    a = s.var("a", theta.edge, "edge of the cube" if cube else "edge of the square base")
    h = a if cube else s.var("h", theta.height, "height of the box")
    base, top = corners(s, "base", a, a, ZERO), corners(s, "top", a, a, h)
    return a, h, base, top


def name(theta: CombinedSolids) -> str:
    return "cube" if theta.height == theta.edge else "square prism"


def given(theta: CombinedSolids) -> str:
    if theta.height == theta.edge:
        return f"edge {spoken(theta.edge)} of the cube"
    return f"base edge {spoken(theta.edge)} and height {spoken(theta.height)} of the prism"


def write_box(s: Sketch, theta: CombinedSolids, base: Corners, top: Corners, cube: bool = False) -> None:
    s.edge("a", theta.edge, base[0], base[1])
    if not cube:
        s.right("h", top[0].z, base[1], top[1])


def hidden_slopes(points: list[Pt], elevation: float) -> set[tuple[int, int]]:
    """Hidden edges of the convex hull of points."""
    body = hull(np.array([[p.x, p.y, p.z] for p in points]))
    if min(abs(float(n @ front_camera(elevation).toward)) for n in body.normals) < 0.05:
        raise DegenerateParametersError(f"elevation {elevation}: a face of the roof is seen almost edge on")
    return set(body.hidden_edges(front_camera(elevation)))


def between(outer: Mixed, inner: Mixed, steps: tuple[str, str], names: tuple[str, str]) -> dict[str, tuple[Mixed, str]]:
    return {
        names[0]: (outer, steps[0]),
        names[1]: (inner, steps[1]),
        "space between them": (outer - inner, "Subtract the inner volume from the outer one."),
    }
