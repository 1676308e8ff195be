"""Cross-sections against scipy's hulls and half-space intersections, shapely, quadrature, and rendered traces."""

from __future__ import annotations

import asyncio
import itertools
import math
import random
import re

import numpy as np
import pytest
from pydantic import ValidationError
from scipy.integrate import quad
from scipy.optimize import linprog
from scipy.spatial import ConvexHull, HalfspaceIntersection
from shapely.geometry import MultiPoint, Polygon

from codepercept.geometry import FAMILIES, DegenerateParametersError
from codepercept.geometry.cross_sections import CrossSections
from codepercept.geometry.cross_sections.cuts import cut_of
from codepercept.geometry.cross_sections.facts import facts
from codepercept.geometry.cross_sections.params import camera_of, solid_of
from codepercept.geometry.cross_sections.rounds_cut import round_cut
from codepercept.geometry.tidy import tidy
from codepercept.sandbox.pool import SandboxPool

FAMILY = FAMILIES["cross_sections"]


@pytest.fixture(scope="module")
def figures():
    """A thousand random parameter sets with the texts of their facts."""
    found = []
    for seed in range(1000):
        theta = FAMILY.draw(random.Random(f"facts {seed}"))
        found.append((theta, [fact.text for fact in facts(theta)]))
    return found


def value_of(text):
    """The number that "12", "7/3", "2√3 ≈ 3.464", "12π√5 ≈ ..." or "about 5.28" stands for, and its tolerance."""
    text = text.removesuffix(".").removesuffix("°")
    if text.startswith("about "):
        number = text.removeprefix("about ")
        return float(number), 0.6 * 10.0 ** -len(number.partition(".")[2])
    form, _, near = text.partition(" ≈ ")
    code = re.sub(r"√(\d+)", r"*math.sqrt(\1)", form).replace("π", "*math.pi").replace(")*math.pi", ")*math.pi")
    code = re.sub(r"(^|[(/+ -])\*", r"\1", code)
    value = float(eval(code, {"math": math}))
    if near:
        assert abs(value - float(near)) < 6e-4
    return value, 1e-8 * max(1.0, abs(value))


def find(texts, pattern):
    """All captured groups of the facts that match a pattern as a whole."""
    return [match.groups() for text in texts if (match := re.fullmatch(pattern, text))]


def check(text, truth):
    value, tolerance = value_of(text)
    assert value == pytest.approx(truth, abs=max(tolerance, 2e-7 * max(1, abs(truth)))), (text, truth)


def one(texts, pattern):
    ((found,),) = find(texts, pattern)
    return found


def half(equations, normal, offset):
    """Hull of the half-space intersection of a body with normal · x <= offset (scipy, via a Chebyshev centre)."""
    planes = np.vstack([equations, [*normal, -offset]])
    norms = np.linalg.norm(planes[:, :3], axis=1)
    best = linprog(
        [0, 0, 0, -1], A_ub=np.column_stack([planes[:, :3], norms]), b_ub=-planes[:, 3], bounds=[(None, None)] * 4
    )
    return ConvexHull(HalfspaceIntersection(planes, best.x[:3]).intersections)


def plane_by_letters(theta, texts):
    """Normal and offset of the plane, from the sentences that define it."""
    body, letters = solid_of(theta), theta.vertex_names()
    parallel = find(texts, r"The plane is parallel to the base; its height above it is (.+)\.")
    if parallel:
        return np.array([0.0, 0, 1]), value_of(parallel[0][0])[0]
    names = re.split(r", | and ", one(texts, r"The plane is given by the points (.+)\."))
    place = dict(zip(letters, body.vertices, strict=True))

    def ends(edge):
        (pair,) = [(p, q) for p in letters for q in letters if p + q == edge]
        return place[pair[0]], place[pair[1]]

    for text in texts:
        middle = re.fullmatch(r"(\w) is the midpoint of (\S+)\.", text)
        ratio = re.fullmatch(r"(\w) lies on (\S+) with \S+ : \S+ = (\d+) : (\d+)\.", text)
        if middle:
            a, b = ends(middle[2])
            place[middle[1]] = (a + b) / 2
        if ratio:
            a, b = ends(ratio[2])
            m, n = int(ratio[3]), int(ratio[4])
            place[ratio[1]] = (n * a + m * b) / (m + n)
    p, q, r = (place[name] for name in names)
    normal = np.cross(q - p, r - p)
    normal /= np.linalg.norm(normal)
    # points that are said to lie on edges must lie in the plane as well
    for name, point in place.items():
        if name not in letters:
            assert abs((point - p) @ normal) < 1e-8
    return normal, float(p @ normal)


def test_polyhedra_against_half_spaces(figures):
    checked = 0
    for theta, texts in figures:
        if theta.round or theta.names == "none":
            continue
        checked += 1
        body = solid_of(theta)
        normal, offset = plane_by_letters(theta, texts)
        hull = ConvexHull(body.vertices)
        parts = [half(hull.equations, s * normal, s * offset) for s in (1, -1)]
        small, large = sorted(part.volume for part in parts)
        check(one(texts, r"The volume of the solid is (.+)\."), hull.volume)
        if find(texts, r"The plane cuts the solid into two parts of the same volume, (.+)\."):
            assert small == pytest.approx(large, rel=1e-7)
        else:
            check(one(texts, r"The smaller part has the volume (.+)\."), small)
            check(one(texts, r"The larger part has the volume (.+)\."), large)
        for m, n in find(texts, r"The volumes of the parts are as (\d+) : (\d+)\."):
            assert int(m) / int(n) == pytest.approx(small / large, rel=1e-7)
        # The section: corners of one part that lie in the plane, flattened into it.
        on = parts[0].points[np.abs(parts[0].points @ normal - offset) < 1e-7]
        u = np.linalg.svd(normal[None])[2][1:]
        shape = MultiPoint(on @ u.T).convex_hull
        outline = Polygon(np.array(shape.exterior.coords)).simplify(1e-7)
        count = len(outline.exterior.coords) - 1
        assert int(one(texts, r"The section has (\d+) corners\.")) == count
        check(one(texts, r"The area of the section is (.+)\."), outline.area)
        check(one(texts, r"The perimeter of the section is (.+)\."), outline.length)
        sides = sorted(math.dist(p, q) for p, q in itertools.pairwise(outline.exterior.coords))
        told = sorted(value_of(length)[0] for _, length in find(texts, r"The side (\S+) is (.+) long\."))
        assert told == pytest.approx(sides, abs=6e-4)
        check_shape(one(texts, r"The section is an? (.+)\."), np.array(outline.exterior.coords)[:-1])
        for angle in find(texts, r"The plane makes an angle of (.+) with the base\."):
            check(angle[0], math.degrees(math.atan2(np.linalg.norm(normal[:2]), abs(normal[2]))))
        for distance in find(texts, r"The plane is (.+) away from the centre of the solid\."):
            check(distance[0], abs(body.vertices.mean(axis=0) @ normal - offset))
    assert checked > 400


def check_shape(name, points):
    """Sides and angles must be those that the name promises, and no more."""
    count = len(points)
    arms = np.roll(points, -1, axis=0) - points
    lengths = np.linalg.norm(arms, axis=1)
    turns = np.degrees(np.arctan2(arms[:, 1], arms[:, 0]))
    inner = 180 - np.abs((np.roll(turns, -1) - turns + 180) % 360 - 180)
    parallel = sum(
        abs(arms[i, 0] * arms[j, 1] - arms[i, 1] * arms[j, 0]) < 1e-6 * lengths[i] * lengths[j]
        for i, j in itertools.combinations(range(count), 2)
    )
    distinct = 1 + int((np.diff(np.sort(lengths)) > 1e-6).sum())
    right = int((np.abs(inner - 90) < 1e-5).sum())
    if count == 3:
        words = {1: "equilateral triangle", 2: "isosceles triangle", 3: "triangle"}[distinct]
        assert name == (words.replace("triangle", "right triangle") if right and distinct > 1 else words)
    elif count == 4:
        if parallel == 2:
            truth = {(1, 4): "square", (2, 4): "rectangle", (1, 0): "rhombus", (2, 0): "parallelogram"}[distinct, right]
            assert name == truth
        elif parallel == 1:
            assert name == ("right trapezoid" if right else name) and "trapezoid" in name
            pairs = min(abs(lengths[k] - lengths[k + 2]) for k in (0, 1))
            assert (name == "isosceles trapezoid") == (pairs < 1e-6 and not right)
        else:
            assert name in ("kite", "quadrilateral")
            assert (name == "kite") == (distinct == 2 and min(abs(lengths[0] - lengths[k]) for k in (1, 3)) < 1e-6)
    else:
        regular = "regular " if distinct == 1 and np.ptp(inner) < 1e-5 else ""
        assert name == regular + {5: "pentagon", 6: "hexagon", 7: "heptagon", 8: "octagon"}[count]


def test_hidden_sides_and_edges_by_rays(figures):
    """A point of a line is hidden if a small step towards the viewer leads into the solid."""
    for theta, texts in figures[:500]:
        if theta.round:
            continue
        cut, view = cut_of(theta), camera_of(theta)
        hull = ConvexHull(cut.body.vertices)

        def inside(point, equations=hull.equations, toward=view.toward):
            steps = point + np.array([[1e-4], [1e-3], [1e-2], [0.05]]) * toward
            return bool((steps @ equations[:, :3].T + equations[:, 3]).max(axis=1).min() < -1e-8)

        points = cut.points
        middles = (points + np.roll(points, -1, axis=0)) / 2
        hidden = [k for k, middle in enumerate(middles) if inside(middle)]
        told = find(texts, r"(\w+) sides? of the section can be seen and (\w+) (?:is|are) hidden\.")
        if theta.show == "whole":
            numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"]
            assert [numbers.index(word.lower()) for word in told[0]] == [len(points) - len(hidden), len(hidden)]
            names = find(texts, r"The hidden sides? of the section (?:is|are) (.+)\.")
            wanted = [cut.names[k] + cut.names[(k + 1) % len(points)] for k in hidden]
            assert (re.split(r", | and ", names[0][0]) if names else []) == wanted


def test_round_solids_against_quadrature(figures):
    checked = 0
    for theta, texts in figures:
        if not theta.round:
            continue
        checked += 1
        r, h, d = theta.radius, theta.height, theta.distance
        if theta.solid == "sphere":
            profile, low, high = (lambda z, r=r: r * r - z * z), -r, r
        elif theta.solid == "cylinder":
            profile, low, high = (lambda z, r=r: r * r), 0, h
        else:
            profile, low, high = (lambda z, r=r, h=h: (r * (1 - z / h)) ** 2), 0, h
        volume = math.pi * quad(profile, low, high)[0]
        check(one(texts, r"The volume of the solid is (.+)\."), volume)
        check(one(texts, r"The area of the section is (.+)\."), section_area(theta))
        small = smaller_part(theta, volume)
        for (told,) in find(texts, r"The smaller part has the volume (.+)\."):
            check(told, small)
        for (told,) in find(texts, r"The plane cuts the solid into two parts of the same volume, (.+)\."):
            check(told, volume / 2)
        for (told,) in find(texts, r"The curved surface of the smaller cap is (.+)\."):
            check(told, quad(lambda z, r=r: 2 * math.pi * r, d, r)[0])
        boundary_lies_on_solid_and_plane(theta, texts)
    assert checked > 250


def plane_of(theta):
    """Normal and offset of the plane of a round solid, from three points worked out by hand."""
    t = math.radians(theta.turn)
    c, s = math.cos(t), math.sin(t)
    r, h, d = theta.radius, theta.height, theta.distance
    if theta.solid == "sphere":
        b = math.radians(theta.tilt if theta.plane == "tilted" else 0)
        return np.array([math.sin(b) * c, math.sin(b) * s, math.cos(b)]), d
    if theta.plane == "horizontal":
        return np.array([0, 0, 1.0]), theta.low
    across = np.array([-s, c, 0])
    if theta.plane == "tilted":
        lower, upper = ((1 - z / h) * r if theta.solid == "cone" else r for z in (theta.low, theta.high))
        a, b = np.array([-lower * c, -lower * s, theta.low]), np.array([upper * c, upper * s, theta.high])
        normal = np.cross(b - a, across)
    elif theta.plane == "vertical":
        a, normal = np.array([d * c, d * s, 0]), np.array([c, s, 0])
    elif theta.plane == "apex":
        a = np.array([d * c, d * s, 0])
        normal = np.cross(np.array([0, 0, h]) - a, across)
    else:
        a = np.array([d * c, d * s, 0])
        normal = np.cross(np.array([0, 0, h]) - np.array([r * c, r * s, 0]), across)
    normal = normal / np.linalg.norm(normal)
    return normal, float(normal @ a)


def section_area(theta):
    """Area by integrating the width of the section along its steepest direction."""
    normal, offset = plane_of(theta)
    t = math.radians(theta.turn)
    across = np.array([-math.sin(t), math.cos(t), 0])
    up = np.cross(normal, across)
    up *= np.sign(up[2]) if abs(up[2]) > 1e-12 else 1
    foot = offset * normal

    def width(y):
        """Width of the section at the height y along the steepest direction."""
        centre = foot + y * up
        z = centre[2]
        if theta.solid == "sphere":
            reach = theta.radius**2 - centre @ centre
        else:
            if not -1e-12 <= z <= theta.height + 1e-12:
                return 0.0
            rim = theta.radius * (1 - z / theta.height) if theta.solid == "cone" else theta.radius
            reach = rim**2 - (centre[0] ** 2 + centre[1] ** 2)
        return 2 * math.sqrt(max(0.0, reach))

    # The reach is quadratic in y: its ends are found exactly, and y = m + k sin(w) removes the square root.
    if abs(up[2]) < 1e-12:
        lo, hi = -theta.radius, theta.radius
    else:
        bounds = [(-foot[2]) / up[2], (theta.height - foot[2]) / up[2]]
        lo, hi = (-theta.radius, theta.radius) if theta.solid == "sphere" else sorted(bounds)
    grid = np.linspace(lo, hi, 401)
    inside = np.array([width(y) > 0 for y in grid])
    first, last = np.flatnonzero(inside)[[0, -1]]
    start = grid[first] if first == 0 else bisect(width, grid[first - 1], grid[first])
    stop = grid[last] if last == len(grid) - 1 else bisect(width, grid[last + 1], grid[last])
    middle, half_span = (start + stop) / 2, (stop - start) / 2
    w = np.linspace(-math.pi / 2, math.pi / 2, 801)
    values = np.array([width(middle + half_span * math.sin(v)) * half_span * math.cos(v) for v in w])
    step = w[1] - w[0]
    return float(step / 3 * (values[0] + 4 * values[1:-1:2].sum() + 2 * values[2:-1:2].sum() + values[-1]))


def bisect(width, empty, full):
    for _ in range(45):
        middle = (empty + full) / 2
        empty, full = (empty, middle) if width(middle) > 0 else (middle, full)
    return full


def smaller_part(theta, volume):
    """Volume below the plane by integrating segments of discs over the height; the smaller of both parts."""
    normal, offset = plane_of(theta)
    k = math.hypot(normal[0], normal[1])

    def slice_area(z):
        if theta.solid == "sphere":
            radius = math.sqrt(max(0.0, theta.radius**2 - z * z))
        else:
            radius = theta.radius * (1 - z / theta.height) if theta.solid == "cone" else theta.radius
        if radius <= 0:
            return 0.0
        if k < 1e-12:
            return math.pi * radius**2 if normal[2] * z < offset else 0.0
        x = (offset - normal[2] * z) / k / radius  # the disc is kept where its coordinate stays below this
        x = min(1.0, max(-1.0, x))
        return radius**2 * (math.pi - math.acos(x) + x * math.sqrt(1 - x * x))

    low, high = (-theta.radius, theta.radius) if theta.solid == "sphere" else (0.0, theta.height)
    breaks = [offset / normal[2]] if k < 1e-12 else [theta.low, theta.high]
    inside = [z for z in breaks if low < z < high]
    if theta.solid == "sphere" and k > 1e-12:
        b = math.sqrt(theta.radius**2 - offset**2) * k
        inside = [z for z in (offset * normal[2] - b, offset * normal[2] + b) if low < z < high]
    below = quad(slice_area, low, high, points=sorted(inside) or None, limit=200, epsabs=1e-10, epsrel=1e-11)[0]
    return min(below, volume - below)


def boundary_lies_on_solid_and_plane(theta, texts):
    normal, offset = plane_of(theta)
    cut, view = round_cut(theta), camera_of(theta)
    assert find(texts, r"The section is an? (.+)\.")
    for points, seen in cut.curves:
        assert np.abs(points @ normal - offset).max() < 1e-9 * max(1, theta.radius)
        if len(points) < 3:
            continue
        x, y, z = points.T
        if theta.solid == "sphere":
            assert np.hypot(np.hypot(x, y), z) == pytest.approx(theta.radius)
            outward = points
        else:
            slope = theta.radius / theta.height if theta.solid == "cone" else 0.0
            assert np.hypot(x, y) == pytest.approx(theta.radius - slope * z, abs=1e-9)
            phi = np.arctan2(y, x)
            outward = np.column_stack([np.cos(phi), np.sin(phi), np.full(len(phi), slope)])
        facing = outward @ view.toward
        clear = np.abs(facing) > 1e-6
        assert (seen[clear] == (facing[clear] > 0)).all()


def test_measures_of_conics(figures):
    """Semi-axes from the second moments of the boundary, chords and axes as distances."""
    for theta, texts in figures:
        if not theta.round or theta.solid == "sphere":
            continue
        for (a,), (b,), (e,) in zip(
            find(texts, r"Its semi-major axis is (.+)\."),
            find(texts, r"Its semi-minor axis is (.+)\."),
            find(texts, r"Its eccentricity is (.+)\."),
            strict=True,
        ):
            points = round_cut(theta).curves[0][0]
            normal, _ = plane_of(theta)
            plane = np.linalg.svd(normal[None])[2][1:]
            flat = points @ plane.T
            x, y = (flat - flat.mean(axis=0)).T
            system = np.column_stack([x * x, x * y, y * y, x, y])
            p, q, s, f, g = np.linalg.lstsq(system, np.ones(len(x)), rcond=None)[0]
            form = np.array([[p, q / 2], [q / 2, s]])
            centre = np.linalg.solve(form, [-f / 2, -g / 2])
            scale = 1 + centre @ form @ centre
            half_axes = np.sqrt(scale / np.linalg.eigvalsh(form))
            check(a, half_axes[0])
            check(b, half_axes[1])
            check(e, math.sqrt(1 - (half_axes[1] / half_axes[0]) ** 2))


def test_pictures_show_what_the_facts_say():
    """Dashed lines, letters and titles of rendered figures, from their traces."""
    picked = []
    for seed in range(26):
        theta = FAMILY.draw(random.Random(f"render {seed}"))
        picked.append((theta, FAMILY.make(theta)))

    async def run():
        async with SandboxPool(workers=2) as pool:
            return await asyncio.gather(*(pool.run(drawing.code) for _, drawing in picked))

    for (theta, drawing), result in zip(picked, asyncio.run(run()), strict=True):
        assert result.status == "ok", result.error
        texts = [fact.text for fact in drawing.facts]
        elements = result.trace.elements
        written = {element.text for element in elements if element.kind == "text"}
        for (title,) in find(texts, r'The title is "(.+)"\.'):
            assert title in written
        for (letters,) in find(texts, r"The corners of the section are (.+), in this order\."):
            free = [
                name for name in re.split(r", | and ", letters) if theta.names != "none" or name in "KLMNPQRTUVWXYZ"
            ]
            assert set(free) <= written
        for count, style in find(texts, r"(\w+) lines? (?:is|are) (dashed|dotted)\."):
            number = [
                "no",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ]
            drawn = [e for e in elements if e.line_style == style and e.role == "data"]
            wanted = number.index(count.lower()) if count.lower() in number else int(count)
            assert sum(e.count for e in drawn) == wanted, (theta.code_style, count, len(drawn))
        if theta.true_shape:
            assert len(result.trace.axes) == 2


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("edge", {"solid": "cube", "edge": 0}),
        ("points", {"solid": "cube", "points": ((0, 6, 1, 1), (0, 3, 1, 1), (0, 4, 1, 1))}),
        ("points", {"solid": "cube", "points": ((0, 1, 13, 1), (0, 3, 1, 1), (0, 4, 1, 1))}),
        ("top_edge", {"solid": "frustum", "edge": 3, "top_edge": 4}),
        ("plane", {"solid": "cylinder", "plane": "parabola"}),
        ("high", {"solid": "cylinder", "plane": "tilted", "low": 3, "high": 2}),
        ("distance", {"solid": "sphere", "radius": 3, "distance": 5}),
        ("elevation", {"solid": "cone", "radius": 8, "height": 3, "elevation": 40, "low": 1}),
        ("look", {"solid": "cube", "look": "shaded"}),
        ("paper", {"solid": "cube", "paper": "grid"}),
    ],
)
def test_bad_parameters_name_the_field(field, values):
    with pytest.raises(ValidationError, match=field):
        CrossSections(**values)


@pytest.mark.parametrize(
    ("reason", "values"),
    [
        ("one line", {"solid": "cube", "points": ((0, 1, 0, 1), (0, 1, 1, 1), (1, 0, 0, 1))}),
        ("does not cut", {"solid": "cube", "points": ((0, 1, 1, 1), (0, 3, 1, 1), (1, 2, 1, 1))}),
        ("azimuth", {"solid": "cube", "azimuth": 0}),
        ("along the outline", {"solid": "sphere", "plane": "tilted", "tilt": 50, "turn": -105, "elevation": 25}),
        ("squared paper", {"solid": "cube", "edge": 2, "azimuth": 30, "true_shape": True, "paper": "grid"}),
        ("edge on", {"solid": "cylinder", "plane": "vertical", "distance": 0, "turn": 180, "radius": 3}),
    ],
)
def test_degenerate_figures_say_why(reason, values):
    with pytest.raises(DegenerateParametersError, match=reason):
        FAMILY.make(CrossSections(**values))


def test_no_parameter_is_constant(figures):
    for name in CrossSections.model_fields:
        assert len({getattr(theta, name) for theta, _ in figures}) > 1, name


def test_long_lines_are_folded_under_their_bracket():
    code = "x = 1\ndef f():\n    return 1\ny = call([" + ", ".join(f'"{k} text"' for k in range(30)) + "])\n"
    lines = tidy(code, 60).split("\n")
    assert max(map(len, lines)) <= 60
    assert lines[1:3] == ["", ""] and lines[5:7] == ["", ""]
    assert compile("\n".join(lines).replace("call", "list"), "x", "exec")
