"""Surfaces and regions: facts against quadrature of the scripts' own formulas, shapely and the trace."""

from __future__ import annotations

import asyncio
import math
import random
import re

import numpy as np
import pytest
import shapely
from pydantic import ValidationError
from reading import number, point, value
from scipy.integrate import quad

from codepercept.geometry import FAMILIES, DegenerateParametersError
from codepercept.geometry.camera import orthographic
from codepercept.geometry.family import sample
from codepercept.geometry.surfaces import Surfaces
from codepercept.geometry.surfaces.params import REGIONS, shape_of
from codepercept.sandbox.pool import SandboxPool

FAMILY = FAMILIES["surfaces"]
NODES, WEIGHTS = np.polynomial.legendre.leggauss(24)


def surface_of(code):
    """(u, v) -> (x, y, z) from a script's own lines, with its parameter ranges."""
    ranges = re.search(r"np\.linspace\((.+?), \d+\),\s+np\.linspace\((.+?), \d+\)\)", code)
    pairs = re.search(r"ParametricSurface\(\w+, \((.+)\), \((.+)\)\)\n", code)
    if pairs:
        spans = [pairs[1], pairs[2]]
    elif "def patches" in code:
        inner = re.search(r"np\.linspace\((.+), count_u \+ 1\),\s+np\.linspace\((.+), count_v \+ 1\)", code)
        spans = [inner[1], inner[2]]
    else:
        spans = [ranges[1], ranges[2]]
    constants = re.findall(r"(?m)^([A-Za-z]\w*) = (-?[\d.]+)(?:  #.*)?$", code)
    names = {name: float(text) for name, text in constants}
    body = re.search(r"def (?:surface|position|patch_point)\(u, v\):\n((?:    .*\n)+)", code)
    if body:
        lines = [
            line.strip() for line in body[1].split("\n") if line.strip() and '"""' not in line and "return" not in line
        ]
    else:
        start = code.index("u, v = np.meshgrid")
        block = code[start:].split("\n\n")[0].split("\n")
        lines = [line for line in block[2:] if re.match(r"(x|y|z|r|x, y) = ", line)]
    program = compile("\n".join(lines), "surface", "exec")

    def formula(u, v):
        space = {"np": np, "u": u, "v": v, **names}
        exec(program, space)
        return np.stack([np.broadcast_to(space[k], np.shape(u)).astype(float) for k in "xyz"], axis=-1)

    ends = [tuple(float(eval(part, {"np": np, **names})) for part in split(span)) for span in spans]
    return formula, ends


def split(span):
    """The two arguments in "a, b", where a or b may contain brackets with commas."""
    depth = 0
    for k, letter in enumerate(span):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            return span[:k], span[k + 1 :]
    raise AssertionError(span)


def nodes_of(formula, ends, pieces=4):
    """Points, r_u x r_v and weights at the nodes of a composite Gauss rule."""
    grids = []
    for low, high in ends:
        edges = np.linspace(low, high, pieces + 1)
        half = (high - low) / pieces / 2
        grids.append(((edges[:-1, None] + half * (NODES + 1)).ravel(), np.tile(half * WEIGHTS, pieces)))
    (us, wu), (vs, wv) = grids
    u, v = np.meshgrid(us, vs)
    h = 1e-5
    cross = np.cross(formula(u + h, v) - formula(u - h, v), formula(u, v + h) - formula(u, v - h)) / (4 * h * h)
    return formula(u, v).reshape(-1, 3), cross.reshape(-1, 3), np.outer(wv, wu).ravel()


def volume(kind, points):
    """Volume of the body that goes with a surface, by slices of its own points' extent (quadrature in z or x)."""
    high = points.max(axis=0)
    low = points.min(axis=0)
    if kind == "triangle":
        a, b, c = high
        return quad(lambda x: (1 - x / a) ** 2 * b * c / 2, 0, a)[0]
    rho = np.hypot(points[:, 0], points[:, 1])
    if kind in ("bowl", "cone", "tube", "dome", "hemisphere", "one sheet", "vase"):
        order = np.argsort(points[:, 2], kind="stable")
        z, r2 = points[order, 2], rho[order] ** 2
        z, index = np.unique(np.round(z, 9), return_index=True)
        r2 = r2[index]
        if kind == "tube":
            return math.pi * r2[0] * (high[2] - low[2])
        return math.pi * np.trapezoid(r2, z) if len(z) > 2 else float("nan")
    if kind == "ellipsoid":
        a, b, c = high
        return quad(lambda z: math.pi * a * b * (1 - z * z / c / c), -c, c)[0]
    outer, inner = rho.max(), rho.min()
    ring, thick = (outer + inner) / 2, (outer - inner) / 2
    return quad(lambda z: math.pi * 4 * ring * math.sqrt(max(thick**2 - z * z, 0)), -thick, thick)[0]


def check_surface(drawing):
    theta = drawing.parameters
    facts = [fact.text for fact in drawing.facts]
    formula, ends = surface_of(drawing.code)
    points, cross, weights = nodes_of(formula, ends)
    (u0, u1), (v0, v1) = ends
    fine = formula(*np.meshgrid(np.linspace(u0, u1, 201), np.linspace(v0, v1, 201)))
    flat = fine.reshape(-1, 3)
    x, y, z = flat.T
    rho = np.hypot(x, y)
    area = float((np.linalg.norm(cross, axis=1) * weights).sum())
    checked = 0

    def near(text, truth, tolerance=1e-6):
        got, precision = number(text.replace("π²", "*9.869604401089358") if "π²" in text else text)
        assert got == pytest.approx(truth, abs=max(precision, tolerance * max(1, abs(truth)))), (text, truth, facts)

    rules = [
        (
            r"The area of the surface is (.+)\.",
            lambda m: near(m[1], area, 2e-6 if theta["kind"] != "hemisphere" else 1e-4),
        ),
        (r"The volume of .+ is (.+)\.", lambda m: near(m[1], volume(theta["kind"], flat), 4e-4)),
        (r"Its highest point is (.+)\.", lambda m: np.allclose(point(m[1])[0], flat[z.argmax()], atol=1e-9)),
        (r"Its rim is a circle of radius (.+) in the xy plane\.", lambda m: near(m[1], rho[np.abs(z) < 1e-9].max())),
        (
            r"At the rim it (?:falls|rises) with slope (.+)\.",
            lambda m: near(
                m[1],
                np.abs(
                    np.diff(fine[..., 2], axis=1)[:, -1] / np.diff(np.hypot(fine[..., 0], fine[..., 1]), axis=1)[:, -1]
                ).mean(),
                1e-2,
            ),
        ),
        (
            r"Its rim is a circle of radius (.+) at the height (.+)\.",
            lambda m: (near(m[1], rho.max()), near(m[2], z.max())),
        ),
        (
            r"It lies over the square \|x\| ≤ (.+), \|y\| ≤ (.+)\.",
            lambda m: (near(m[1], x.max()), near(m[2], -y.min())),
        ),
        (
            r"Along the x axis it rises to (.+), along the y axis it falls to (.+)\.",
            lambda m: (near(m[1], z[np.abs(y) < 1e-9].max()), near(m[2], z[np.abs(x) < 1e-9].min())),
        ),
        (
            r"The four corners of the surface have the height 0\.",
            lambda m: np.allclose(fine[[0, 0, -1, -1], [0, -1, 0, -1], 2], 0),
        ),
        (
            r"Two opposite corners have the height (.+), the other two (.+)\.",
            lambda m: (near(m[1], z.max()), near(m[2], z.min())),
        ),
        (
            r"The hilltops are (.+) high and the hollows (.+) deep\.",
            lambda m: (near(m[1], z.max(), 1e-3), near(m[2], -z.min(), 1e-3)),
        ),
        (r"It has two hills and two hollows\.", lambda m: hills(fine[..., 2]) == 2 == hills(-fine[..., 2])),
        (
            r"Its semi-axes along x, y and z are (.+), (.+) and (.+)\.",
            lambda m: [near(m[k + 1], flat[:, k].max(), 1e-3) for k in range(3)],
        ),
        (r"Its radius is (.+) and its height (.+)\.", lambda m: (near(m[1], rho.max()), near(m[2], np.ptp(z)))),
        (r"Its radius is (.+)\.", lambda m: near(m[1], rho.max())),
        (r"Its waist is a circle of radius (.+) in the xy plane\.", lambda m: near(m[1], rho.min(), 1e-3)),
        (r"It reaches from z = (.+) to z = (.+)\.", lambda m: (near(m[1], z.min()), near(m[2], z.max()))),
        (r"Its two rims are circles of radius (.+)\.", lambda m: near(m[1], rho.max())),
        (r"The lines from the apex to the rim are (.+) long\.", lambda m: near(m[1], np.linalg.norm(flat[z.argmax()]))),
        (
            r"Half its opening angle is (?:about )?([\d.]+)°\.",
            lambda m: float(m[1]) == pytest.approx(math.degrees(math.atan2(rho.max(), z.max())), abs=6e-3),
        ),
        (r"Each boundary circle is (.+) long\.", lambda m: near(m[1], 2 * math.pi * rho.max())),
        (
            r"The circle in the middle of the tube has radius (.+), the tube itself (.+)\.",
            lambda m: (near(m[1], (rho.max() + rho.min()) / 2), near(m[2], z.max(), 1e-3)),
        ),
        (r"The hole has radius (.+)\.", lambda m: near(m[1], rho.min())),
        (r"Its outer radius is (.+)\.", lambda m: near(m[1], rho.max())),
        (r"It is (.+) high\.", lambda m: near(m[1], np.ptp(z), 1e-3)),
        (
            r"Its (largest|smallest) radius is (.+), at the height (.+)\.",
            lambda m: (
                near(m[2], rho.max() if m[1] == "largest" else rho.min(), 1e-3),
                near(m[3], z[rho.argmax() if m[1] == "largest" else rho.argmin()], 2e-2),
            ),
        ),
        (r"Bottom and top are circles of radius (.+)\.", lambda m: near(m[1], rho[z.argmax()])),
        (
            r"Its sides are (.+), (.+) and (.+) long\.",
            lambda m: [near(m[k + 1], math.hypot(flat[:, k].max(), flat[:, (k + 1) % 3].max())) for k in range(3)],
        ),
        (r"Its plane is (.+) away from the origin\.", lambda m: near(m[1], plane_distance(flat))),
        (r"It rises by (.+) per turn\.", lambda m: near(m[1], np.ptp(z) / ((v1 - v0) / 2 / math.pi))),
        (
            r"Its middle line is a circle of radius (.+)\.",
            lambda m: near(m[1], np.linalg.norm(formula(np.array(0.3), np.array(0.0)))),
        ),
        (
            r"The strip is (.+) wide\.",
            lambda m: near(
                m[1], np.linalg.norm(formula(np.array(0.3), np.array(v1)) - formula(np.array(0.3), np.array(v0)))
            ),
        ),
        (r"Its equation is (.+)\.", lambda m: satisfied(m[1], points)),
        (
            r"The flux through the surface in the (outward|upward) direction is (.+)\.",
            lambda m: near(m[2], flux(facts, points, cross, weights, m[1]), 3e-5),
        ),
        (
            r"The marked point P is (.+)\.",
            lambda m: np.linalg.norm(flat - point(m[1])[0], axis=1).min() < 0.05 * np.ptp(flat, axis=0).max(),
        ),
        (r"The levels are (.+)\.", lambda m: all(z.min() < float(v) < z.max() for v in re.split(r", | and ", m[1]))),
    ]
    for text in facts:
        for pattern, rule in rules:
            match = re.fullmatch(pattern, text)
            if match:
                result = rule(match)
                assert result is not False and result is not np.False_, text
                checked += 1
                break
    return checked


def hills(z):
    """Strict local maxima inside a grid."""
    inner = z[1:-1, 1:-1]
    around = [
        z[1 + i : z.shape[0] - 1 + i, 1 + j : z.shape[1] - 1 + j] for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j
    ]
    return int(np.all([inner > other + 1e-12 for other in around], axis=0).sum())


def plane_distance(points):
    middle = points.mean(axis=0)
    normal = np.linalg.svd(points - middle, full_matrices=False)[2][2]
    return abs(float(normal @ middle))


def satisfied(rule, points):
    """The equation holds at all points."""
    text = rule
    for mark, power in zip("²³", "23", strict=True):
        text = text.replace(mark, f"**{power}")
    text = re.sub(r"√\(([^)]*)\)", r"np.sqrt(\1)", text)
    text = re.sub(r"√(\d+)", r"np.sqrt(\1)", text)
    text = re.sub(r"(\d|\))(?=[xyzn(])", r"\1*", text)
    text = text.replace("xy", "x*y").replace("n*p.sqrt*(", "np.sqrt(").replace("sqrt*(", "sqrt(")
    left, right = text.split(" = ")
    x, y, z = points.T
    space = {"x": x, "y": y, "z": z, "np": np}
    return bool(np.allclose(eval(left, space), eval(right, space), atol=1e-8))


def flux(facts, points, cross, weights, direction):
    """Sum of F . (r_u x r_v) with the normals turned outward or upward."""
    said = next(text for text in facts if text.startswith("The vector field is F = "))
    parts = said.removeprefix("The vector field is F = ").rstrip(".").strip("()").split(", ")
    x, y, z = points.T
    space = {"x": x, "y": y, "z": z}
    field = np.stack(
        [np.broadcast_to(eval(re.sub(r"(\d)(?=[xyz])", r"\1*", part), space), x.shape) for part in parts], axis=1
    )
    reference = points if direction == "outward" else np.array([0, 0, 1.0])
    if direction == "outward" and np.ptp(np.hypot(x, y)) < 1e-9:  # the wall of a cylinder
        reference = points * [1, 1, 0]
    sign = np.sign(np.sum(cross * reference, axis=1).sum())
    return float(sign * (np.sum(field * cross, axis=1) * weights).sum())


def check_region(drawing):
    names = {}
    head = re.split(r"\n(?:fig|fig, ax) = plt", drawing.code)[0].replace("import matplotlib.pyplot as plt\n", "")
    exec(re.sub(r", 201\)", ", 4001)", head), names)
    functions = (
        [names.get(k) for k in ("lower", "bottom", "f", "low")],
        [names.get(k) for k in ("upper", "top", "g", "high")],
    )
    if "px" in names:
        outline = np.column_stack([names["px"], names["py"]])
    else:
        low, high = (next(f for f in group if f is not None and not isinstance(f, float | int)) for group in functions)
        t = names.get("t", names.get("x", names.get("y")))
        low, high = (np.broadcast_to(f(t) if callable(f) else f, t.shape) for f in (low, high))
        if "t" in names:
            outline = np.vstack(
                [
                    np.column_stack([high * np.cos(t), high * np.sin(t)]),
                    np.column_stack([low * np.cos(t), low * np.sin(t)])[::-1],
                ]
            )
        else:
            outline = np.vstack([np.column_stack([t, low]), np.column_stack([t, high])[::-1]])
            if "y" in names and "x" not in names:
                outline = outline[:, ::-1]
    shape = shapely.Polygon(outline).buffer(0)
    facts = [fact.text for fact in drawing.facts]
    area = next(text.removeprefix("Its area is ").rstrip(".") for text in facts if text.startswith("Its area is "))
    got, precision = number(re.sub(r"^(.+)/π ≈", lambda m: f"{value(m[1]) / math.pi!r} ≈", area))
    assert got == pytest.approx(shape.area, rel=2e-6, abs=precision), (area, shape.area)
    checked = 1
    for text in facts:
        if text == "Its centroid is the origin.":
            assert shape.centroid.distance(shapely.Point(0, 0)) < 1e-6
        elif text.startswith("Its centroid is "):
            centre, tolerance = point(text.removeprefix("Its centroid is ").rstrip("."))
            assert np.allclose(centre, [shape.centroid.x, shape.centroid.y], atol=max(tolerance, 1e-5)), text
            checked += 1
        elif match := re.fullmatch(r"The two curves meet at (.+\)) and (.+)\.", text):
            for corner in (match[1], match[2]):
                assert shape.boundary.distance(shapely.Point(point(corner)[0])) < 1e-6
            checked += 1
        elif match := re.fullmatch(r"Its (?:boundary consists of|curved boundary is|curved sides are) (.+)\.", text):
            for rule in match[1].split(" and "):
                assert on_boundary(rule, outline), (rule, text)
            checked += 1
    return checked


def on_boundary(rule, outline):
    """A third or more of the outline's points satisfy a curve's equation."""
    x, y = outline.T
    r, t = np.hypot(x, y), np.arctan2(y, x)
    text = rule
    for mark, power in zip("²³⁴⁵⁶", "23456", strict=True):
        text = text.replace(mark, f"**{power}")
    text = re.sub(r"\b(sin|cos) ?(\d?)t", r"np.\1(\g<2>t)", text)
    text = re.sub(r"\bsin\(", "np.sin(", text).replace("π", "np.pi*").replace("np.pi*)", "np.pi)")
    text = re.sub(r"(\d|\)) ?(?=[xytn(])", r"\1*", text)
    text = text.replace("np*.", "np.").replace("*)", ")")
    left, right = text.split(" = ")
    space = {"x": x, "y": y, "r": r, "t": t, "np": np}
    gap = np.abs(eval(left, space) - eval(right, space))
    return np.mean(gap < 1e-6 * max(1, np.abs(outline).max())) > 0.3


def test_facts_of_a_thousand_surfaces_and_regions():
    checked = regions = 0
    for seed in range(1000):
        drawing, _ = sample(FAMILY, random.Random(f"facts {seed}"))
        compile(drawing.code, "figure", "exec")
        if drawing.parameters["kind"] in REGIONS:
            checked += check_region(drawing)
            regions += 1
        elif drawing.parameters["code_style"] != "map":
            got = check_surface(drawing)
            assert got >= 3, drawing.facts
            checked += got
    assert regions > 200 and checked > 4000


def test_boundaries_keep_the_surface_on_their_left():
    """Normal times tangent points into the surface, all along every boundary curve."""
    seen = set()
    for seed in range(400):
        theta = Surfaces.model_validate(FAMILY.draw(random.Random(f"rim {seed}")).model_dump())
        if theta.show != "boundary":
            continue
        seen.add(theta.kind)
        surface = shape_of(theta)
        for _, curve in surface.boundary:
            s = np.linspace(0.1, 6.1, 60)
            p = np.column_stack(curve(s))
            tangent = np.column_stack(curve(s + 1e-4)) - p
            mesh = surface.mesh(2)
            flat = mesh.reshape(-1, 3)
            for point_, along in zip(p[::7], tangent[::7], strict=True):
                near = flat[np.argsort(np.linalg.norm(flat - point_, axis=1))[:40]].mean(axis=0) - point_
                u, v = nearest_parameters(surface, point_)
                assert np.cross(surface.at(u, v)[1], along) @ near > 0, (theta.kind, point_)
    assert seen >= {"dome", "bowl", "hemisphere", "cone", "tube", "triangle"}


def nearest_parameters(surface, place):
    u, v = np.meshgrid(
        np.linspace(surface.u.start + 1e-3, surface.u.stop - 1e-3, 121),
        np.linspace(surface.v.start + 1e-3, surface.v.stop - 1e-3, 121),
    )
    points = np.stack([np.broadcast_to(part, u.shape) for part in surface.formula(u, v)], axis=2)
    best = np.unravel_index(np.linalg.norm(points - place, axis=2).argmin(), u.shape)
    return float(u[best]), float(v[best])


def cross(first, second):
    """The z part of the cross product of plane vectors."""
    return first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0]


def test_painting_far_cells_first_shows_what_is_in_front():
    """At random places of the page the last painted cell is the nearest one."""
    rng = np.random.default_rng(1)
    for seed in range(60):
        theta = Surfaces.model_validate(sample(FAMILY, random.Random(f"paint {seed}"))[0].parameters)
        if theta.kind in REGIONS:
            continue
        camera, p = orthographic(theta.elevation, theta.azimuth), shape_of(theta).mesh()
        cells = np.stack([p[:-1, :-1], p[1:, :-1], p[1:, 1:], p[:-1, 1:]], axis=2).reshape(-1, 4, 3)
        cells = cells[np.argsort((cells @ camera.toward).mean(axis=1))]
        flat, depth = cells @ camera.axes.T, cells @ camera.toward
        spots = flat.reshape(-1, 2)[rng.integers(0, flat.size // 2, 150)] * 0.98
        wrong = met = 0
        for spot in spots:
            hits = []
            for corners in ((0, 1, 2), (0, 2, 3)):
                a, b, c = (flat[:, k] for k in corners)
                det = cross(b - a, c - a)
                with np.errstate(divide="ignore", invalid="ignore"):
                    s, t = cross(spot - a, c - a) / det, cross(b - a, spot - a) / det
                    inside = (np.abs(det) > 1e-12) & (s >= 0) & (t >= 0) & (s + t <= 1)
                    z = depth[:, corners[0]] + s * (depth[:, corners[1]] - depth[:, corners[0]])
                    z = z + t * (depth[:, corners[2]] - depth[:, corners[0]])
                hits += [(k, z[k]) for k in np.flatnonzero(inside)]
            if hits:
                met += 1
                painted, nearest = max(hits), max(hits, key=lambda hit: hit[1])
                wrong += nearest[1] - painted[1] > 0.06 * float(np.ptp(p.reshape(-1, 3)))
        assert wrong <= 0.02 * met, (theta.kind, wrong, met)


def test_what_can_be_seen_is_in_the_trace():
    drawings = [sample(FAMILY, random.Random(f"trace {seed}"))[0] for seed in range(40)]

    async def run():
        async with SandboxPool(2) as pool:
            return await asyncio.gather(*(pool.run(drawing.code) for drawing in drawings))

    for drawing, result in zip(drawings, asyncio.run(run()), strict=True):
        assert result.status == "ok", result.error
        theta, elements = drawing.parameters, result.trace.elements
        texts = [e.text.strip() for e in elements if e.text]
        facts = [fact.text for fact in drawing.facts]
        if theta["title"]:
            assert theta["title"] in texts
        assert ("P" in texts) == (theta["show"] == "tangent plane")
        assert ("C" in texts) == (theta["show"] == "centroid")
        dashed = [e for e in elements if e.line_style == "dashed" and e.role == "data"]
        if theta["show"] == "boundary" and theta["code_style"] != "mplot3d":
            assert any(e.kind == "arrow" for e in elements)
        if theta["show"] == "boundary":
            assert bool(dashed) == any("is hidden and dashed" in text for text in facts)
        if theta["code_style"] == "map":
            said = next(re.search(r"drawn for (\w+) level", text)[1] for text in facts if "drawn for" in text)
            labels = {text for text in texts if re.fullmatch(r"[−-]?[\d.]+", text)}
            assert said and labels
        if theta["kind"] in REGIONS:
            equations = [text for text in texts if "=" in text]
            both = any(text.startswith("Both curves") for text in facts)
            assert len([t for t in equations if t != theta["title"]]) - theta["formula"] == (2 if both else 1)
            assert any(e.hatch for e in elements) == theta["hatched"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "pringle"}, "kind"),
        ({"kind": "dome", "a": 99}, "a"),
        ({"kind": "torus", "a": 2, "b": 3}, "b: must be below a = 2, not 3"),
        ({"kind": "powers", "n": 3, "m": 2, "code_style": "fill"}, "m: must be above n = 3, not 2"),
        ({"kind": "dome", "code_style": "fill"}, "code_style: a dome cannot be drawn"),
        ({"kind": "wave", "show": "flux"}, "show: a wave in this style can be shown as plain, contours, not flux"),
    ],
)
def test_bad_parameters_are_named(fields, message):
    with pytest.raises(ValidationError, match=re.escape(message)):
        Surfaces(**fields)


def test_unclear_figures_are_refused_with_the_reason():
    with pytest.raises(DegenerateParametersError, match="too flat"):
        FAMILY.make(Surfaces(kind="dome", a=6, b=1))
    with pytest.raises(DegenerateParametersError, match="sliver"):
        FAMILY.make(Surfaces(kind="two parabolas", a=6, n=6, code_style="fill"))
