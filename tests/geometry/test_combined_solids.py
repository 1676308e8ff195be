"""Combined solids against quadrature of profiles, scipy's hulls, rays towards the viewer, and rendered traces."""

from __future__ import annotations

import asyncio
import itertools
import math
import random
import re

import matplotlib
import numpy as np
import pytest
from pydantic import ValidationError
from scipy.integrate import quad
from scipy.spatial import ConvexHull

from codepercept.geometry import FAMILIES, DegenerateParametersError
from codepercept.geometry.combined_solids import CombinedSolids
from codepercept.geometry.combined_solids.body import Line, Rim
from codepercept.geometry.combined_solids.facts import facts
from codepercept.geometry.combined_solids.layout import body_of, polylines
from codepercept.geometry.combined_solids.params import KINDS
from codepercept.geometry.combined_solids.symbols import root, square, sym
from codepercept.geometry.exact import exact
from codepercept.geometry.style import PALETTES, tone
from codepercept.sandbox.pool import SandboxPool

matplotlib.use("Agg")
import matplotlib.pyplot as plt

FAMILY = FAMILIES["combined_solids"]


@pytest.fixture(scope="module")
def figures():
    """A thousand random parameter sets with the texts of their facts."""
    found = []
    for seed in range(1000):
        theta = FAMILY.draw(random.Random(f"facts {seed}"))
        found.append((theta, [fact.text for fact in facts(theta)]))
    return found


def value_of(text):
    """The number that "12", "12π√5/7", "144 - 36π ≈ ..." or "about 5.28" stands for, and its tolerance."""
    if text.startswith("about "):
        number = text.removeprefix("about ")
        return float(number), 0.6 * 10.0 ** -len(number.partition(".")[2])
    form, _, near = text.partition(" ≈ ")
    code = re.sub(r"√(\d+)", r"*math.sqrt(\1)", form).replace("π", "*math.pi")
    code = re.sub(r"(^|[(+-] ?|/)\*", r"\1", code)
    value = float(eval(code, {"math": math}))
    if near:
        assert abs(value - float(near)) < 6e-4
    return value, 1e-9 * max(1.0, abs(value))


def told(texts, pattern):
    ((found,),) = [match.groups() for text in texts if (match := re.fullmatch(pattern, text))]
    return value_of(found)


def check(texts, subject, truth):
    value, tolerance = told(texts, rf"The {subject} is (.+)\.")
    assert value == pytest.approx(truth, abs=max(tolerance, 1e-8 * truth)), (subject, truth)


def line(r0, z0, r1, z1):
    """A straight piece of a profile: t in [0, 1] to radius, height."""
    return lambda t: (r0 + (r1 - r0) * t, z0 + (z1 - z0) * t)


def arc(radius, z, start, stop):
    """A circular piece of a profile about (0, z), angles from the horizontal."""
    return lambda t: (
        radius * math.cos(start + (stop - start) * t),
        z + radius * math.sin(start + (stop - start) * t),
    )


def speed(curve, t, h=1e-6):
    (r0, z0), (r1, z1) = curve(t - h), curve(t + h)
    return (r1 - r0) / (2 * h), (z1 - z0) / (2 * h)


def volume(*curves):
    """Volume swept by the profile about the axis, by quadrature; pieces that run downwards count negative."""
    return sum(quad(lambda t, c=c: math.pi * c(t)[0] ** 2 * speed(c, t)[1], 0, 1)[0] for c in curves)


def area(*curves):
    """Area of the surface of revolution, by quadrature."""
    return sum(quad(lambda t, c=c: 2 * math.pi * c(t)[0] * math.hypot(*speed(c, t)), 0, 1)[0] for c in curves)


Q = math.pi / 2


def profile(theta):
    """Closed profile of a solid of revolution, from the lower end of the axis upwards, then into hollows."""
    r, i, h, u = theta.radius, theta.inner, theta.height, theta.upper
    return {
        "cone on cylinder": [line(0, 0, r, 0), line(r, 0, r, h), line(r, h, 0, h + u)],
        "dome on cylinder": [line(0, 0, r, 0), line(r, 0, r, h), arc(r, h, 0, Q)],
        "capsule": [arc(r, 0, -Q, 0), line(r, 0, r, h), arc(r, h, 0, Q)],
        "ice-cream cone": [line(0, 0, r, h), arc(r, h, 0, Q)],
        "buoy": [arc(r, 0, -Q, 0), line(r, 0, 0, h)],
        "double cone": [line(0, -h, r, 0), line(r, 0, 0, u)],
        "truncated cone": [line(0, 0, r, 0), line(r, 0, i, h), line(i, h, 0, h)],
        "cone on truncated cone": [line(0, 0, r, 0), line(r, 0, i, h), line(i, h, 0, h + u)],
        "cylinder on truncated cone": [
            line(0, 0, i, 0),
            line(i, 0, r, u),
            line(r, u, r, u + h),
            line(r, u + h, 0, u + h),
        ],
        "stacked cylinders": [
            line(0, 0, r, 0),
            line(r, 0, r, h),
            line(r, h, i, h),
            line(i, h, i, h + u),
            line(i, h + u, 0, h + u),
        ],
        "pipe": [line(i, 0, r, 0), line(r, 0, r, h), line(r, h, i, h), line(i, h, i, 0)],
        "bowl": [line(0, 0, r, 0), line(r, 0, r, h), line(r, h, i, h), arc(i, h, 0, -Q)],
        "conical hole": [line(0, 0, r, 0), line(r, 0, r, h), line(r, h, i, h), line(i, h, 0, h - u)],
    }.get(theta.kind)


def test_solids_of_revolution_by_quadrature(figures):
    checked = 0
    for theta, texts in figures:
        curves = profile(theta)
        if curves is None:
            continue
        checked += 1
        check(texts, "volume of the solid", volume(*curves))
        check(texts, "surface area of the solid", area(*curves))
    assert checked > 300


def nested_truth(theta):
    """Volumes of the outer and the inner body by quadrature of their profiles, with their names."""
    r, i, h, u, e = theta.radius, theta.inner, theta.height, theta.upper, theta.edge
    box = e * e * (e if theta.kind == "sphere in cube" else h)
    name = "cube" if theta.kind == "sphere in cube" or h == e else "square prism"

    def ball(radius):
        return volume(arc(radius, 0, -Q, Q))

    def touching():
        """Radius of the sphere in a cone: its centre is as far from the base as from a generator."""
        low, high = 0.0, h
        for _ in range(80):
            middle = (low + high) / 2
            gap = abs(r * (h - middle)) / math.hypot(r, h)
            low, high = (middle, high) if gap > middle else (low, middle)
        return low

    return {
        "cone in cylinder": lambda: {"cylinder": volume(line(r, 0, r, h)), "cone": volume(line(r, 0, 0, h))},
        "sphere in cylinder": lambda: {"cylinder": volume(line(r, -r, r, r)), "sphere": ball(r)},
        "cylinder in sphere": lambda: {
            "sphere": ball(r),
            "cylinder": volume(line(i, -math.sqrt(r * r - i * i), i, math.sqrt(r * r - i * i))),
        },
        "cone in sphere": lambda: {
            "sphere": ball(r),
            "cone": volume(line(math.sqrt(r * r - (u - r) ** 2), r - u, 0, r)),
        },
        "sphere in cone": lambda: {"cone": volume(line(r, 0, 0, h)), "sphere": ball(touching())},
        "cylinder in cone": lambda: {
            "cone": volume(line(r, 0, 0, h)),
            "cylinder": volume(line(i, 0, i, h - h * i / r)),
        },
        "sphere in cube": lambda: {"cube": box, "sphere": ball(e / 2)},
        "cube in sphere": lambda: {"cube": e**3, "sphere": ball(math.dist((0, 0, 0), (e, e, e)) / 2)},
        "cylinder in cuboid": lambda: {name: box, "cylinder": volume(line(e / 2, 0, e / 2, h))},
        "cone in cuboid": lambda: {name: box, "cone": volume(line(e / 2, 0, 0, h))},
        "pyramid in cuboid": lambda: {
            name: box,
            "pyramid": ConvexHull([(0, 0, 0), (e, 0, 0), (0, e, 0), (e, e, 0), (e / 2, e / 2, h)]).volume,
        },
    }.get(theta.kind)


def test_bodies_inside_each_other_by_quadrature(figures):
    checked = 0
    for theta, texts in figures:
        truth = nested_truth(theta)
        if truth is None:
            continue
        checked += 1
        volumes = truth()
        for name, value in volumes.items():
            check(texts, f"volume of the {name}", value)
        large, small = max(volumes.values()), min(volumes.values())
        check(texts, "volume of the space between them", large - small)
        (percent,) = [m[1] for text in texts if (m := re.search(r"fills about ([\d.]+)%", text))]
        assert float(percent) == pytest.approx(100 * small / large, abs=0.051)
        for text in texts:
            if match := re.search(r"volumes in the ratio (\d+) : (\d+)", text):
                assert int(match[1]) / int(match[2]) == pytest.approx(small / large, rel=1e-9)
    assert checked > 250


def slices(theta):
    """Area of the horizontal section at height z, the top, and the breaks, for solids with a box."""
    e, w, h, i, u = theta.edge, theta.width, theta.height, theta.inner, theta.upper
    return {
        "house": (lambda z: e * w if z < h else e * w * (1 - (z - h) / u), h + u, [h]),
        "barn": (lambda z: e * w if z < h else e * 2 * math.sqrt(max(0, w * w / 4 - (z - h) ** 2)), h + w / 2, [h]),
        "pyramid on cuboid": (lambda z: e * e if z < h else (e * (1 - (z - h) / u)) ** 2, h + u, [h]),
        "round hole": (lambda z: e * e - math.pi * i * i, h, [h / 2]),
        "square hole": (lambda z: e * e - i * i, h, [h / 2]),
        "dome on cuboid": (lambda z: e * e if z < h else math.pi * (i * i - (z - h) ** 2), h + i, [h]),
        "cylinder on cuboid": (lambda z: e * e if z < h else math.pi * i * i, h + u, [h]),
    }.get(theta.kind)


def box_area(theta):
    """Surface of a solid with a box: flat faces by hulls, curved ones by quadrature."""
    e, w, h, i, u = theta.edge, theta.width, theta.height, theta.inner, theta.upper
    base = [(x, y, z) for x in (0, e) for y in (0, e) for z in (0, h)]
    walls = ConvexHull(base).area
    if theta.kind == "house":
        box = [(x, y, z) for x in (0, e) for y in (0, w) for z in (0, h)]
        return ConvexHull([*box, (0, w / 2, h + u), (e, w / 2, h + u)]).area
    if theta.kind == "pyramid on cuboid":
        return ConvexHull([*base, (e / 2, e / 2, h + u)]).area
    if theta.kind == "barn":
        ends = 2 * quad(lambda y: h + math.sqrt(max(0, w * w / 4 - y * y)), -w / 2, w / 2)[0]
        return e * w + 2 * e * h + ends + e * quad(lambda t: w / 2, 0, math.pi)[0]
    mantle = area(line(i, 0, i, h))
    return {
        "round hole": walls - 2 * area(line(0, 0, i, 0)) + mantle,
        "square hole": walls - 2 * i * i + 4 * i * h,
        "dome on cuboid": walls - area(line(0, 0, i, 0)) + area(arc(i, 0, 0, Q)),
        "cylinder on cuboid": walls + area(line(i, 0, i, u)),
    }[theta.kind]


def test_solids_with_a_box_by_slices(figures):
    checked = 0
    for theta, texts in figures:
        found = slices(theta)
        if found is None:
            continue
        checked += 1
        section, top, breaks = found
        truth = quad(section, 0, top, points=breaks, epsabs=1e-10, limit=200)[0]
        check(texts, "volume of the solid", truth)
        check(texts, "surface area of the solid", box_area(theta))
        for text in texts:
            if match := re.fullmatch(r"It has (\d+) vertices, (\d+) edges and (\d+) faces.*", text):
                v, e, f = map(int, match.groups())
                assert v - e + f == 2
    assert checked > 150


def test_every_volume_and_area_of_a_part(figures):
    """Slant heights and parts: the facts that are not the whole solid."""
    for theta, texts in figures:
        r, i, h, u, e, w = theta.radius, theta.inner, theta.height, theta.upper, theta.edge, theta.width
        truths = {
            "slant height of the cone": {
                "cone on cylinder": math.dist((0, u), (r, 0)),
                "ice-cream cone": math.dist((0, h), (r, 0)),
                "buoy": math.dist((0, h), (r, 0)),
                "cone in cylinder": math.dist((0, h), (r, 0)),
                "sphere in cone": math.dist((0, h), (r, 0)),
                "cylinder in cone": math.dist((0, h), (r, 0)),
                "cone on truncated cone": math.dist((0, u), (i, 0)),
                "cone in cuboid": math.dist((0, h), (e / 2, 0)),
            },
            "slant height": {"truncated cone": math.dist((r, 0), (i, h))},
            "volume of the cone": {
                "cone on cylinder": volume(line(r, 0, 0, u)),
                "buoy": volume(line(r, 0, 0, h)),
            },
            "volume of the hemisphere": {
                "dome on cylinder": volume(arc(r, 0, 0, Q)),
                "dome on cuboid": volume(arc(i, 0, 0, Q)),
            },
            "volume of the half-cylinder": {
                "barn": e * quad(lambda y, w=w: math.sqrt(max(0, w * w / 4 - y * y)), -w / 2, w / 2)[0]
            },
            "area of the curved roof": {"barn": e * math.pi * w / 2},
        }
        for subject, kinds in truths.items():
            if theta.kind in kinds:
                check(texts, subject, kinds[theta.kind])


def solid_test(theta):
    """A function that tells which points (n, 3) lie inside the (outer) solid, or None for boxes with odd roofs."""
    r, i, h, u, e, w = theta.radius, theta.inner, theta.height, theta.upper, theta.edge, theta.width
    turn = math.radians(theta.turn)

    def rho(p):
        return np.hypot(p[:, 0], p[:, 1])

    def band(p, r0, z0, r1, z1):
        t = (p[:, 2] - z0) / (z1 - z0)
        return (t > 0) & (t < 1) & (rho(p) < r0 + (r1 - r0) * t)

    def ball(p, radius, z):
        return np.linalg.norm(p - [0, 0, z], axis=1) < radius

    def box(p, a, b, z0, z1):
        x = p[:, 0] * math.cos(turn) + p[:, 1] * math.sin(turn)
        y = -p[:, 0] * math.sin(turn) + p[:, 1] * math.cos(turn)
        return (abs(x) < a / 2) & (abs(y) < b / 2) & (p[:, 2] > z0) & (p[:, 2] < z1)

    def roof(p, round_):
        y = -p[:, 0] * math.sin(turn) + p[:, 1] * math.cos(turn)
        top = np.sqrt(np.maximum(0, w * w / 4 - y * y)) if round_ else u * (1 - 2 * abs(y) / w)
        return box(p, e, w, 0, h + 2 * (u + w)) & (p[:, 2] < h + top)

    def pyramid(p):
        share = np.clip(1 - (p[:, 2] - h) / u, 0, 1)
        return box(p, e, e, 0, h) | (
            box(p / share[:, None].clip(1e-9) * [1, 1, 0] + p * [0, 0, 1], e, e, h - 1e-9, h + u) & (share > 0)
        )

    tests = {
        "cone on cylinder": lambda p: band(p, r, 0, r, h + 1e-9) | band(p, r, h, 0, h + u),
        "dome on cylinder": lambda p: band(p, r, 0, r, h + 1e-9) | (ball(p, r, h) & (p[:, 2] > h - 1e-9)),
        "capsule": lambda p: band(p, r, 0, r, h) | ball(p, r, h) | ball(p, r, 0),
        "ice-cream cone": lambda p: band(p, 0, 0, r, h + 1e-9) | (ball(p, r, h) & (p[:, 2] >= h)),
        "buoy": lambda p: (ball(p, r, 0) & (p[:, 2] <= 0)) | band(p, r, -1e-9, 0, h),
        "double cone": lambda p: band(p, 0, -h, r, 1e-9) | band(p, r, 0, 0, u),
        "truncated cone": lambda p: band(p, i, 0, r, h) if theta.down else band(p, r, 0, i, h),
        "cone on truncated cone": lambda p: band(p, r, 0, i, h + 1e-9) | band(p, i, h, 0, h + u),
        "cylinder on truncated cone": lambda p: band(p, i, 0, r, u + 1e-9) | band(p, r, u, r, u + h),
        "stacked cylinders": lambda p: band(p, r, 0, r, h) | band(p, i, h - 1e-9, i, h + u),
        "pipe": lambda p: band(p, r, 0, r, h) & (rho(p) > i),
        "conical hole": lambda p: band(p, r, 0, r, h) & ~(rho(p) < i * (p[:, 2] - h + u) / u),
        "bowl": lambda p: band(p, r, 0, r, h) & ~ball(p, i, h),
        "cylinder in sphere": lambda p: ball(p, r, 0),
        "cone in sphere": lambda p: ball(p, r, 0),
        "cube in sphere": lambda p: ball(p, e * math.sqrt(3) / 2, 0),
        "house": lambda p: roof(p, False),
        "barn": lambda p: roof(p, True),
        "pyramid on cuboid": pyramid,
        "sphere in cube": lambda p: box(p, e, e, 0, e),
        "round hole": lambda p: box(p, e, e, 0, h) & (rho(p) > i),
        "square hole": lambda p: box(p, e, e, 0, h) & ~box(p, i, i, -1, h + 1),
        "dome on cuboid": lambda p: box(p, e, e, 0, h) | (ball(p, i, h) & (p[:, 2] > h - 1e-9)),
        "cylinder on cuboid": lambda p: box(p, e, e, 0, h) | band(p, i, h - 1e-9, i, h + u),
    }
    tests |= {kind: (lambda p: band(p, r, 0, r, h)) for kind in ("cone in cylinder",)}
    tests |= {"sphere in cylinder": lambda p: band(p, r, 0, r, 2 * r)}
    tests |= {kind: (lambda p: band(p, r, 0, 0, h)) for kind in ("sphere in cone", "cylinder in cone")}
    tests |= {
        kind: (lambda p: box(p, e, e, 0, h)) for kind in ("cylinder in cuboid", "cone in cuboid", "pyramid in cuboid")
    }
    return tests[theta.kind]


def test_hidden_lines_by_rays(figures):
    """A point of a line is hidden if the way from it to the viewer leads through the solid."""
    kinds = set()
    for theta, _ in figures[:420]:
        kinds.add(theta.kind)
        inside = solid_test(theta)
        body = body_of(theta)
        e = math.radians(theta.elevation)
        toward = np.array([0, -math.cos(e), math.sin(e)])
        size = max(theta.radius, theta.height, theta.edge)
        steps = np.concatenate([np.geomspace(1e-6, 0.1, 40), np.linspace(0.1, 3, 500)]) * size

        def hidden(point, inside=inside, steps=steps, toward=toward, size=size):
            return bool(inside(point + steps[:, None] * toward).any())

        for stroke in body.strokes:
            if isinstance(stroke, Line):
                samples = [
                    (stroke.start.place * (1 - t) + stroke.end.place * t, stroke.seen) for t in (0.06, 0.5, 0.94)
                ]
                if stroke.seen and touches_outline(theta, stroke):
                    continue
            elif isinstance(stroke, Rim):
                samples = []
                for phi in np.radians(np.arange(7, 367, 15)):
                    gap = stroke.limit.value - math.sin(phi)
                    if abs(gap) < 0.08:
                        continue
                    # a body inside may touch the outer one in single points, which are left out
                    shrink = 0.999 if stroke.limit.value <= -1 else 1.0
                    place = np.array([math.cos(phi), math.sin(phi), 0]) * stroke.radius.value * shrink
                    samples.append((place + np.array([0, 0, stroke.z.value]), gap > 0))
            else:
                continue
            for place, seen in samples:
                assert hidden(place) != seen, (theta.kind, stroke, place, seen)
    assert kinds == set(KINDS)


def touches_outline(theta, stroke):
    """Outlines of round bodies are grazed by the sight line; they need no ray."""
    return stroke.start.symbols is not None and stroke.start.x != 0


def test_pictures_show_what_the_facts_say():
    """Hidden lines, dash-dotted axes, letters and titles of rendered figures, from their traces."""
    numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    picked = []
    for seed in range(28):
        theta = FAMILY.draw(random.Random(f"render {seed}"))
        picked.append((theta, FAMILY.make(theta)))

    async def run():
        async with SandboxPool(workers=2) as pool:
            return await asyncio.gather(*(pool.run(drawing.code) for _, drawing in picked))

    for (theta, drawing), result in zip(picked, asyncio.run(run()), strict=True):
        assert result.status == "ok", result.error
        elements = result.trace.elements
        written = {element.text for element in elements if element.kind == "text"}
        styles = [element.line_style for element in elements if element.role == "data"]
        for fact in drawing.facts:
            if match := re.fullmatch(r"(\w+) hidden lines? (?:is|are) (dashed|dotted)\.", fact.text):
                word = match[1].lower()
                assert styles.count(match[2]) == (numbers.index(word) if word in numbers else int(word)), theta
            if match := re.fullmatch(r'The title is "(.+)"\.', fact.text):
                assert match[1] in written
            if match := re.fullmatch(r"Marked points: (.+)\.", fact.text):
                assert set(re.split(r", | and ", match[1])) <= written
            if match := re.fullmatch(r"The .+ is filled in light (\w+)\.", fact.text):
                palette = PALETTES[theta.palette]
                assert match[1] == palette.accent_name
                tones = {tone(palette.accent, 0.6), tone(palette.accent, 0.72)}
                assert tones & {element.color for element in elements}
        assert ("dashdot" in styles) == theta.axis
        if theta.measures != "none":
            assert sum(text.startswith("$") for text in written) >= len({d.value for d in body_of(theta).dimensions})


def test_letters_keep_off_axes_and_arrows():
    """Boxes of the letters in executed figures against dash-dotted axes, extension lines and arrows."""
    found = 0
    for seed in range(400):
        theta = FAMILY.draw(random.Random(f"letters {seed}"))
        if not theta.points or not (theta.axis or theta.measures != "none"):
            continue
        found += 1
        plt.close("all")
        exec(compile(FAMILY.make(theta).code.replace("plt.show()", ""), "figure", "exec"), {"__name__": "__main__"})
        ax = plt.gca()
        plt.gcf().canvas.draw()
        lines = [ax.transData.transform(line.get_xydata()) for line in ax.lines if line.get_linestyle() != "None"]
        arrows = [t for t in ax.texts if t.get_text() == "" and t.arrow_patch]
        lines += [ax.transData.transform([t.xy, t.get_position()]) for t in arrows]
        lines = [line for line in lines if np.isfinite(line).all()]
        for text in (t for t in ax.texts if re.fullmatch("[A-Z]", t.get_text())):
            box = text.get_window_extent()
            for line in lines:
                share = np.linspace(0, 1, 40)[:, None]
                dense = np.vstack([p + share * (q - p) for p, q in itertools.pairwise(line)])
                inside = (dense > [box.x0 + 1, box.y0 + 3]) & (dense < [box.x1 - 1, box.y1 - 3])
                assert not inside.all(axis=1).any(), (theta, text.get_text())
    assert found > 20
    plt.close("all")


def test_sentences_are_well_formed():
    """No sentence of a caption or a step begins with a figure; titles for two bodies go with two bodies."""
    for seed in range(400):
        drawing = FAMILY.make(theta := FAMILY.draw(random.Random(f"sentences {seed}")))
        steps = [step for question in drawing.questions for step in question.steps]
        for text in (*re.split(r"(?<=[a-z]\.) ", drawing.caption), *steps):
            assert re.match("[A-Z]", text), (theta, text)
        if theta.title == "A solid made of two bodies":
            assert " in " not in theta.kind and "hole" not in theta.kind and theta.kind not in ("capsule", "pipe")


def test_scripts_draw_the_strokes_of_the_solid():
    """The ends and the middle of every stroke lie on a curve that the executed script drew in its manner."""
    for seed in range(120):
        theta = FAMILY.draw(random.Random(f"strokes {seed}"))
        if theta.code_style == "mplot3d":
            continue
        plt.close("all")
        exec(compile(FAMILY.make(theta).code.replace("plt.show()", ""), "figure", "exec"), {"__name__": "__main__"})
        drawn = [(line.get_linestyle(), line.get_xydata()) for line in plt.gca().lines]
        for points, seen in polylines(body_of(theta), theta.elevation):
            style = "-" if seen else "--" if theta.hidden == "dashed" else ":"
            size = max(theta.radius, theta.edge, theta.height)
            wanted = points[[0, len(points) // 2, -1]]
            assert any(
                kind == style and all(distance(point, curve) < 1e-3 * size for point in wanted) for kind, curve in drawn
            ), (theta, seen)
    plt.close("all")


def distance(point, curve):
    """Distance of a point from a polyline."""
    a, b = curve[:-1], curve[1:]
    along = b - a
    share = np.clip(((point - a) * along).sum(axis=1) / np.maximum((along * along).sum(axis=1), 1e-30), 0, 1)
    return np.linalg.norm(a + share[:, None] * along - point, axis=1).min()


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("radius", {"kind": "capsule", "radius": 0}),
        ("inner", {"kind": "pipe", "radius": 3, "inner": 4}),
        ("inner", {"kind": "round hole", "edge": 4, "inner": 2}),
        ("inner", {"kind": "bowl", "radius": 5, "inner": 4, "height": 3}),
        ("upper", {"kind": "conical hole", "height": 3, "upper": 5}),
        ("upper", {"kind": "cone in sphere", "radius": 3, "upper": 7}),
        ("elevation", {"kind": "pipe", "radius": 6, "inner": 5, "height": 2, "elevation": 35}),
        ("code_style", {"kind": "house", "code_style": "flat"}),
        ("palette", {"kind": "house", "palette": "khaki"}),
        ("code_style", {"kind": "capsule", "code_style": "mplot3d", "look": "tint", "measures": "none"}),
        ("axis", {"kind": "sphere in cone", "axis": True}),
    ],
)
def test_bad_parameters_name_the_field(field, values):
    with pytest.raises(ValidationError, match=field):
        CombinedSolids(**values)


@pytest.mark.parametrize(
    ("reason", "values"),
    [
        ("generators", {"kind": "cone on cylinder", "radius": 9, "upper": 2, "elevation": 30}),
        ("slim", {"kind": "capsule", "radius": 1, "height": 20}),
        ("empty", {"kind": "pipe", "radius": 9, "inner": 4, "height": 8, "figure": 6, "elevation": 12}),
        ("too short", {"kind": "dome on cylinder", "radius": 8, "height": 1}),
        ("flatter", {"kind": "cone on truncated cone", "radius": 5, "inner": 3, "height": 3, "upper": 9}),
    ],
)
def test_degenerate_figures_say_why(reason, values):
    with pytest.raises(DegenerateParametersError, match=reason):
        FAMILY.make(CombinedSolids(**values))


def test_no_parameter_is_constant(figures):
    for name in CombinedSolids.model_fields:
        assert len({getattr(theta, name) for theta, _ in figures}) > 1, name


def test_symbols_write_the_code_of_their_value():
    r, h = sym(3), sym(4)
    for value in (r + h * 2, (r + h) * 2, r / (h + 1), -r + h, r - (h - 1), root(square(r) + square(h)), -(r * 2) / h):
        assert eval(value.code, {"np": np}) == pytest.approx(value.value)


def test_large_numbers_are_not_taken_for_roots():
    """500 + 20 √89 squared lies within rounding of a fraction with a small denominator."""
    assert exact(500 + 20 * math.sqrt(89)) == ""
    rng = random.Random(5)
    assert not any(exact(rng.uniform(1, 1000)) for _ in range(600))
