"""Space curves: facts against the points that the scripts compute, splines, shapely and the trace."""

from __future__ import annotations

import asyncio
import math
import random
import re

import numpy as np
import pytest
from pydantic import ValidationError
from reading import number, point, value
from scipy.interpolate import CubicSpline
from shapely import LineString, node

from codepercept.geometry import FAMILIES, DegenerateParametersError
from codepercept.geometry.family import sample
from codepercept.geometry.space_curves import SpaceCurves
from codepercept.sandbox.pool import SandboxPool

FAMILY = FAMILIES["space_curves"]
# Crossing numbers from the knot tables (e.g. Rolfsen), by sorted (p, q).
CROSSING_NUMBERS = {(2, 3): 3, (2, 5): 5, (2, 7): 7, (3, 4): 8, (3, 5): 10}
TIMES = {"once": 1, "twice": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
TIMES |= {"ten": 10, "eleven": 11, "twelve": 12, "one": 1, "two": 2, "no": 0}


def computed(code):
    """The names that a script has computed when it starts its figure."""
    head = re.split(r"\n(?:fig|fig, ax) = plt", code)[0].replace("import matplotlib.pyplot as plt\n", "")
    head = re.sub(r"(np\.linspace\(.+, )\d+\)", r"\g<1>2401)", head)  # finer, for splines
    names = {}
    exec(head, names)
    return names


def words(text):
    return TIMES[text.split()[0]] if text.split()[0] in TIMES else int(text.split()[0])


def turning_points(values, closed):
    """Local maxima of samples of a smooth function."""
    rises = np.sign(np.diff(values))
    rises = rises[rises != 0]
    if closed:
        rises = np.append(rises, rises[0])
    return int(np.sum((rises[:-1] > 0) & (rises[1:] < 0)))


def check(sentence, points, theta, spline, t):
    """True if the sentence was understood; fails if it is wrong."""
    x, y, z = points.T
    rho, r = np.hypot(x, y), np.linalg.norm(points, axis=1)

    def near(text, truth, tolerance=1e-6):
        got, precision = number(text)
        assert got == pytest.approx(truth, abs=max(precision, tolerance * max(1, abs(truth)))), sentence

    turns = abs(np.unwrap(np.arctan2(y, x))[-1] - np.arctan2(y, x)[0]) / (2 * math.pi)
    speed = np.linalg.norm(spline(t, 1), axis=1)
    bend = np.linalg.norm(np.cross(spline(t, 1), spline(t, 2)), axis=1)
    middle = slice(len(t) // 2, len(t) // 2 + 1)
    curvature = float((bend / speed**3)[middle].mean())
    triple = np.einsum("ij,ij->i", np.cross(spline(t, 1), spline(t, 2)), spline(t, 3))
    torsion = float((triple / bend**2)[middle].mean())
    rules = [
        (r"The helix has radius (.+)\.", lambda m: (near(m[1], rho.min()), near(m[1], rho.max()))),
        (r"It rises by (.+) per turn\.", lambda m: near(m[1], (z[-1] - z[0]) / turns)),
        (r"Its (\w+) turns? rises? by (.+) in total\.", lambda m: (near(m[2], np.ptp(z)), words(m[1]) == round(turns))),
        (r"Its arc length is (.+)\.", lambda m: near(m[1], CubicSpline(t, speed).integrate(t[0], t[-1]), 3e-6)),
        (r"Its curvature is (.+) everywhere\.", lambda m: near(m[1], curvature, 1e-4)),
        (r"Its torsion is (.+) everywhere\.", lambda m: near(m[1], torsion, 1e-3)),
        (
            r"It climbs at an angle of (?:about )?([\d.]+)° to the horizontal\.",
            lambda m: (
                float(m[1])
                == pytest.approx(
                    math.degrees(math.asin((z[-1] - z[0]) / CubicSpline(t, speed).integrate(t[0], t[-1]))), abs=6e-3
                )
            ),
        ),
        (r"The cone has base radius (.+) and height (.+)\.", lambda m: (near(m[1], rho.max()), near(m[2], np.ptp(z)))),
        (r"The slant height of the cone is (.+)\.", lambda m: near(m[1], np.linalg.norm(points[-1] - points[0]))),
        (r"The curve makes (\w+) turns? from the apex.*", lambda m: words(m[1]) == round(turns)),
        (r"It sinks by (.+) per turn\.", lambda m: near(m[1], np.ptp(z) / turns)),
        (r"Seen from above, neighbouring turns are (.+) apart\.", lambda m: near(m[1], rho.max() / turns)),
        (
            r"It winds in (left|right)-handed turns\.",
            lambda m: (
                (np.sign(np.median(np.gradient(np.unwrap(np.arctan2(y, x))[5:-5]) * np.gradient(z[5:-5]))) > 0)
                == (m[1] == "right")
            ),
        ),
        (
            r"The curve lies on the sphere of radius (.+) around the origin\.",
            lambda m: (near(m[1], r.min()), near(m[1], r.max())),
        ),
        (
            r"It lies on an upright cylinder of radius (.+) whose axis is (.+) from the z axis\.",
            lambda m: (
                near(m[1], np.hypot(x - number(m[2])[0], y).max()),
                near(m[1], np.hypot(x - number(m[2])[0], y).min()),
            ),
        ),
        (
            r"It passes twice through the point \((.+), 0, 0\)\.",
            lambda m: turning_points(-np.linalg.norm(points - [value(m[1]), 0, 0], axis=1), True) == 2,
        ),
        (
            r"Its highest and lowest points are (.+) above and below the origin\.",
            lambda m: (near(m[1], z.max()), near(m[1], -z.min())),
        ),
        (
            r"Its shadow on the xy plane is a circle of radius (.+)\.",
            lambda m: near(
                m[1], np.hypot(*(points[:, :2] - (points[:, :2].max(0) + points[:, :2].min(0)) / 2).T).max()
            ),
        ),
        (
            r"Its shadow on the xz plane is an arc of a parabola\.",
            lambda m: np.abs(np.polyval(np.polyfit(z, x, 2), z) - x).max() < 1e-9,
        ),
        (
            r"Its shadow on the yz plane is a figure eight\.",
            lambda m: np.allclose(y**2, z**2 * (1 - z**2 / z.max() ** 2)),
        ),
        (
            r"The curve lies on a torus whose tube has radius (.+) and is (.+) from the axis\.",
            lambda m: (
                near(m[1], np.hypot(rho - number(m[2])[0], z).min()),
                near(m[1], np.hypot(rho - number(m[2])[0], z).max()),
            ),
        ),
        (
            r"It winds (.+) around the axis of the torus and (.+) around the tube\.",
            lambda m: (round(turns) == words(m[1]), turning_points(rho, True) == words(m[2])),
        ),
        (
            r"It is a knot with crossing number (\d+)\.",
            lambda m: CROSSING_NUMBERS[tuple(sorted((theta.p, theta.q)))] == int(m[1]),
        ),
        (r"It is not knotted: it can be pulled open\.", lambda m: theta.p == 1),
        (r"It is a figure-eight knot with crossing number 4\.", lambda m: crossings(points[:, :2]) == 4),
        (r"The widest distance from the axis is (.+)\.", lambda m: near(m[1], rho.max(), 1e-3)),
        (
            r"The (?:hole in the middle has radius|closest distance to the axis is) (.+)\.",
            lambda m: near(m[1], rho.min(), 1e-3),
        ),
        (r"It reaches the height (.+) above the middle plane\.", lambda m: near(m[1], z.max(), 1e-3)),
        (r"It reaches its greatest height (.+)\.", lambda m: turning_points(z, True) == words(m[1])),
        (
            r"The curve fits exactly into a cube of edge (.+)\.",
            lambda m: [near(m[1], np.ptp(v), 1e-3) for v in (x, y, z)],
        ),
        (
            r"The frequencies along x, y and z are (\d+), (\d+) and (\d+)\.",
            lambda m: (
                [int(n) == turning_points(v, True) for n, v in zip(m.groups(), (x, y, z), strict=True)] == [True] * 3
            ),
        ),
        (
            r"Its phase shift in x is (.+)\.",
            lambda m: near(m[1], np.arctan2(x[0], spline(t[0], 1)[0] / theta.p) % (2 * math.pi), 1e-4),
        ),
        (r"In one period z reaches its largest value (.+)\.", lambda m: turning_points(z, True) == words(m[1])),
        (r"It (starts|ends) at (.+)\.", lambda m: close(point(m[2]), points[0 if m[1] == "starts" else -1])),
        (
            r"Its shadow on the xy plane is the parabola y = (.*)x²\.",
            lambda m: np.allclose(y, value(m[1] or "1") * x**2),
        ),
        (r"Its shadow on the xz plane is the cubic z = (.*)x³\.", lambda m: np.allclose(z, value(m[1] or "1") * x**3)),
        (r"Its curvature at the origin is (.+)\.", lambda m: near(m[1], curvature, 1e-3)),
        (r"Its torsion at the origin is (.+)\.", lambda m: near(m[1], torsion, 1e-3)),
        (r"The cylinder has radius (.+)\.", lambda m: near(m[1], rho.max())),
        (r"The cutting plane is z = (.+) \+ (.*)x\.", lambda m: np.allclose(z, value(m[1]) + value(m[2] or "1") * x)),
        (
            r"The plane is inclined at (?:about )?([\d.]+)° to the horizontal\.",
            lambda m: float(m[1]) == pytest.approx(math.degrees(math.atan2(np.ptp(z), np.ptp(x))), abs=6e-3),
        ),
        (
            r"The curve is an ellipse with semi-axes (.+) and (.+)\.",
            lambda m: (
                near(m[1], math.dist(points[x.argmax()], points[x.argmin()]) / 2),
                near(m[2], np.ptp(y) / 2, 1e-4),
            ),
        ),
        (
            r"Its eccentricity is (.+)\.",
            lambda m: near(
                m[1], math.sqrt(1 - (np.ptp(y) / math.dist(points[x.argmax()], points[x.argmin()])) ** 2), 1e-3
            ),
        ),
        (
            r"The area inside the ellipse is (.+)\.",
            lambda m: near(
                m[1],
                np.linalg.norm(np.cross(points[:-1] - points.mean(0), points[1:] - points.mean(0)).sum(0)) / 2,
                1e-3,
            ),
        ),
        (
            r"Its (highest|lowest) point is (.+)\.",
            lambda m: close(point(m[2]), points[z.argmax() if m[1] == "highest" else z.argmin()]),
        ),
        (
            r"The upright cylinder has radius (.+), the one along the y axis radius (.+)\.",
            lambda m: (near(m[1], rho.max()), near(m[2], np.hypot(x, z).max()), near(m[2], np.hypot(x, z).min())),
        ),
        (
            r"The (highest|lowest) points of the curve are (\(.+\)|about \(.+\)) and (.+)\.",
            lambda m: (
                [
                    abs(point(p)[0][2] - (z.max() if m[1] == "highest" else z.min())) < 1e-3
                    and np.linalg.norm(points - point(p)[0], axis=1).min() < 0.03
                    for p in (m[2], m[3])
                ]
                == [True] * 2
            ),
        ),
        (r"The heights of highest and lowest points differ by (.+)\.", lambda m: near(m[1], np.ptp(z), 1e-4)),
        (
            r"Its shadow on the xz plane is an arc of a circle of radius (.+)\.",
            lambda m: near(m[1], np.hypot(x, z).mean()),
        ),
        (
            r"The sphere has radius (.+) and the plane is z = (.+)\.",
            lambda m: (near(m[1], r.max()), near(m[2], z.max())),
        ),
        (r"The curve is a circle of radius (.+)\.", lambda m: near(m[1], rho.max())),
        (r"Its length is (.+)\.", lambda m: near(m[1], CubicSpline(t, speed).integrate(t[0], t[-1]), 1e-6)),
        (
            r"Its latitude on the sphere is (?:about )?([\d.]+)°\.",
            lambda m: float(m[1]) == pytest.approx(math.degrees(math.atan2(z[0], rho[0])), abs=6e-3),
        ),
        (r"The cap above the plane is (.+) high\.", lambda m: near(m[1], r.max() - z.max())),
        (r"The curved area of that cap is (.+)\.", lambda m: near(m[1], cap(r.max(), z.max())[0], 1e-6)),
        (r"The volume of that cap is (.+)\.", lambda m: near(m[1], cap(r.max(), z.max())[1], 1e-6)),
        (r"It runs from pole to pole in (\w+) turns?\.", lambda m: words(m[1]) == round(turns)),
        (r"The poles are (.+) apart\.", lambda m: near(m[1], np.ptp(z))),
        (
            r"It meets the equator at the point \((.+), 0, 0\)\.",
            lambda m: np.allclose(points[len(t) // 2], [value(m[1]), 0, 0]),
        ),
        (
            r"Each turn climbs (?:about )?([\d.]+)° of latitude\.",
            lambda m: float(m[1]) == pytest.approx(180 / turns, abs=6e-3),
        ),
        (r"The curve lies on a cylinder of radius (.+)\.", lambda m: (near(m[1], rho.max()), near(m[1], rho.min()))),
        (r"It makes (\w+) full waves? around the cylinder\.", lambda m: words(m[1]) == turning_points(z, True)),
        (
            r"Its highest points are (.+) above and its lowest (.+) below the xy plane\.",
            lambda m: (near(m[1], z.max(), 1e-3), near(m[2], -z.min(), 1e-3)),
        ),
        (r"Its highest points are (.+) above the xy plane\.", lambda m: near(m[1], z.max(), 1e-3)),
        (r"It crosses the xy plane (.+)\.", lambda m: sign_changes(z) == words(m[1])),
        (
            r"Neighbouring crests are (?:about )?([\d.]+)° apart\.",
            lambda m: float(m[1]) == pytest.approx(360 / turning_points(z, True), abs=6e-3),
        ),
        (r"Unrolled, it is a sine curve over a length of (.+)\.", lambda m: near(m[1], 2 * math.pi * rho.mean())),
        (
            r"It has two highest and two lowest points\.",
            lambda m: turning_points(z, True) == 2 == turning_points(-z, True),
        ),
        (r"Each piece has the area (.+)\.", lambda m: near(m[1], 2 * math.pi * r.mean() ** 2)),
        (
            r"It is (a closed curve|an open curve with two ends)\.",
            lambda m: (np.linalg.norm(points[0] - points[-1]) < 1e-9) == (m[1] == "a closed curve"),
        ),
    ]
    for pattern, rule in rules:
        match = re.fullmatch(pattern, sentence)
        if match:
            result = rule(match)
            assert result is not False and result is not np.False_, sentence
            if isinstance(result, tuple | list):
                assert not any(part is False or part is np.False_ for part in result), sentence
            return True
    return False


def close(spoken, truth):
    numbers, tolerance = spoken
    return bool(np.allclose(numbers, truth, atol=max(tolerance, 1e-6)))


def sign_changes(z):
    signs = np.sign(np.where(np.abs(z) < 1e-9, 0, z))
    signs = signs[signs != 0]
    return int(np.sum(signs != np.roll(signs, 1)))


def cap(radius, height):
    """Area and volume of the cap of a sphere above a plane, by quadrature in height."""
    z = np.linspace(height, radius, 20001)
    ring = np.full_like(z, 2 * math.pi * radius)  # dA = 2 pi R dz (Archimedes)
    return np.trapezoid(ring, z), np.trapezoid(math.pi * (radius**2 - z**2), z)


def crossings(page):
    """Crossings of a closed polyline, from the pieces between its nodes."""
    pieces = node(LineString(page))
    return (len(pieces.geoms) - (len(pieces.geoms) % 2)) // 2


def test_facts_of_a_thousand_curves():
    understood = 0
    for seed in range(1000):
        drawing, _ = sample(FAMILY, random.Random(f"facts {seed}"))
        theta = SpaceCurves.model_validate(drawing.parameters)
        names = computed(drawing.code)
        t = names["t"]
        points = np.column_stack([np.broadcast_to(names[k], t.shape) for k in "xyz"])
        spline = CubicSpline(t, points)
        texts = [fact.text for fact in drawing.facts if fact.kind in ("exact", "count")]
        for text in texts[1:]:
            known = check(text, points, theta, spline, t)
            understood += known
            assert (
                known
                or " P " in text
                or text.startswith(("P ", "In the drawing", "The marked"))
                or any(
                    s in text
                    for s in (
                        "tangent is the x axis",
                        "has a cusp",
                        "Lissajous figure",
                        "mirror image",
                        "of the same shape",
                    )
                )
            ), text
        if theta.show in ("point", "tangent", "frame"):
            check_point(drawing, names)
        for text in texts:
            match = re.fullmatch(r"In the drawing the curve (does not cross|crosses) itself ?(.*)\.", text)
            if match:
                e, a = np.radians([theta.elevation, theta.azimuth])
                right = np.array([-np.sin(a), np.cos(a), 0])
                up = np.array([-np.sin(e) * np.cos(a), -np.sin(e) * np.sin(a), np.cos(e)])
                assert crossings(np.column_stack([points @ right, points @ up])) == words(match[2] or "no times")
    assert understood > 6000


def check_point(drawing, names):
    """P and its frame from the script's own function, by finite differences."""
    start = re.search(r"\n(t0|t_P) = (.+)\n", drawing.code)
    t0 = eval(start[2], {"np": np})
    function = next(f for k, f in names.items() if callable(f) and k in ("curve", "path", "gamma", "position"))
    texts = {}
    for fact in drawing.facts:
        subject, verb, rest = fact.text.partition(" is ")
        if verb:
            texts.setdefault(subject, rest.rstrip("."))
    # exact enough third derivatives from a polynomial through samples
    h = 0.02
    steps = np.linspace(-4 * h, 4 * h, 13)
    fits = [np.polynomial.Polynomial.fit(steps, [function(t0 + s)[k] for s in steps], 9).convert() for k in range(3)]
    d = [np.array([f.deriv(n)(0) if n else f(0) for f in fits]) for n in range(4)]
    assert close(point(texts["P"]), function(t0))
    if "The unit tangent at P" not in texts:
        return
    speed, cross = np.linalg.norm(d[1]), np.cross(d[1], d[2])
    tangent, binormal = d[1] / speed, cross / np.linalg.norm(cross)
    assert close(relax(point(texts["The velocity at P"])), d[1])
    assert close(relax(point(texts["The unit tangent at P"])), tangent)
    if "The binormal at P" in texts:
        assert close(relax(point(texts["The binormal at P"])), binormal)
        assert close(relax(point(texts["The principal normal at P"])), np.cross(binormal, tangent))
        assert number(texts["The curvature at P"])[0] == pytest.approx(np.linalg.norm(cross) / speed**3, abs=1e-3)
        assert number(texts["The torsion at P"])[0] == pytest.approx(cross @ d[3] / (cross @ cross), rel=5e-3, abs=2e-3)


def check_arrows(drawing, trace):
    """The drawn vectors point to where the facts say, in the projection of the picture."""
    theta = drawing.parameters
    e, a = np.radians([theta["elevation"], theta["azimuth"]])
    view = np.array([[-np.sin(a), np.cos(a), 0], [-np.sin(e) * np.cos(a), -np.sin(e) * np.sin(a), np.cos(e)]])
    place = {e.text: np.array(e.pixels[0]) for e in trace.elements if e.text in ("P", "T", "N", "B")}
    arrows = [e for e in trace.elements if e.kind == "arrow" and len(e.pixels) >= 2]
    facts = [fact.text for fact in drawing.facts]
    for name, letter in (("unit tangent", "T"), ("principal normal", "N"), ("binormal", "B")):
        said = [text.split(" is ", 1)[1].rstrip(".") for text in facts if text.startswith(f"The {name} at P is ")]
        if said and letter in place:
            flat = view @ np.array(point(said[0])[0])
            ends = [np.array([e.pixels[0], e.pixels[-1]]) for e in arrows]
            tail, head = min(ends, key=lambda pair: np.linalg.norm(pair[1] - place[letter]))
            drawn = (head - tail) * [1, -1]
            assert drawn @ flat > 0.995 * np.linalg.norm(drawn) * np.linalg.norm(flat), (letter, drawn, flat)


def relax(spoken):
    numbers, tolerance = spoken
    return numbers, max(tolerance, 2e-5 * max(1, *map(abs, numbers)))


def test_what_can_be_seen_is_in_the_trace():
    drawings = [sample(FAMILY, random.Random(f"trace {seed}"))[0] for seed in range(40)]

    async def run():
        async with SandboxPool(2) as pool:
            return await asyncio.gather(*(pool.run(drawing.code) for drawing in drawings))

    for drawing, result in zip(drawings, asyncio.run(run()), strict=True):
        assert result.status == "ok", result.error
        theta, trace = drawing.parameters, result.trace
        texts = [e.text.strip() for e in trace.elements if e.text]
        facts = [fact.text for fact in drawing.facts]
        dashed = [e for e in trace.elements if e.line_style == "dashed" and e.role == "data" and e.line_width > 0.9]
        assert bool(dashed) == any("are dashed" in text for text in facts)
        if theta["title"]:
            assert theta["title"] in texts
        if "arrow_length_ratio" not in drawing.code:
            check_arrows(drawing, trace)
        letters = {"tangent": "PT", "frame": "PTNB", "point": "P"}.get(theta["show"], "")
        assert set(letters) <= set(texts)
        assert ("P" in texts) == bool(letters)
        if theta["kind"] in ("torus knot", "figure-eight knot") and theta["code_style"] in ("flat", "functions"):
            said = next((re.search(r"crosses itself (.+)\.", text)[1] for text in facts if "crosses itself" in text),
                        "no times")  # fmt: skip
            curve = max((e for e in trace.elements if e.kind == "line"), key=lambda e: len(e.pixels))
            assert len(curve.breaks) == words(said)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "spiral"}, "kind"),
        ({"kind": "helix", "radius": 9}, "radius"),
        ({"kind": "torus knot", "p": 2, "q": 4, "axes": False}, "q: must be at least 2 and without a common factor"),
        ({"kind": "small circle", "radius": 2, "second": 3, "surface": True}, "misses the sphere"),
        ({"kind": "saddle", "radius": 2, "second": 1, "surface": True}, "second: must be above radius"),
        ({"kind": "lissajous", "p": 2, "q": 2, "turns": 2}, "common factor"),
    ],
)
def test_bad_parameters_are_named(fields, message):
    with pytest.raises(ValidationError, match=message):
        SpaceCurves(**fields)


def test_unclear_figures_are_refused_with_the_reason():
    flat = SpaceCurves(kind="twisted cubic", radius=1.2, second=1, third=0.25, code_style="mplot3d", elevation=20)
    with pytest.raises(DegenerateParametersError, match="too flat"):
        FAMILY.make(flat.model_copy(update={"radius": 0.6}))
    straight = SpaceCurves(kind="crown", code_style="flat", show="point", surface=True, axes=False, azimuth=20)
    reasons = set()
    for at in range(1, 24):
        try:
            FAMILY.make(straight.model_copy(update={"at": at}))
        except DegenerateParametersError as error:
            reasons.add(str(error).split(" at = ")[0])
    assert "the marked point at" in reasons
