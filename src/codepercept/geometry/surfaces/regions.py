"""Plane regions of integration: boundary curves, bounds, exact areas and centroids."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from codepercept.geometry.camera import Array
from codepercept.geometry.exact import signed

Function = Callable[[Array], Array]


@dataclass(frozen=True)
class Region:
    """A region of the plane between two functions of one variable, or in polar coordinates.

    Attributes:
        across: "x" if it lies between two functions of x, "y" for functions of y, "angle" for polar coordinates.
        start, stop: Range of that variable (radians for angles).
        lower, upper: The two functions: of x or y, or inner and outer radius of the angle.
        lower_code, upper_code: Code of them in terms of `x`, `y` or `t`.
        lower_text, upper_text: The boundary curves as an equation, plain ("y = x²"), empty if it is an axis or point.
        values: Constants of the code: (name, value, what it is).
        area: Area, in units of pi if `in_pi`.
        centroid: Coordinates of the centroid.
        corners: Named corner points.
    """

    across: str
    start: float
    stop: float
    start_code: str
    stop_code: str
    lower: Function
    upper: Function
    lower_code: str
    upper_code: str
    lower_text: str
    upper_text: str
    values: tuple[tuple[str, float, str], ...]
    area: float
    in_pi: bool
    centroid: tuple[float, float]
    corners: tuple[tuple[float, float], ...]

    def outline(self, count: int = 241) -> Array:
        """The boundary as a closed polygon (n, 2), counter-clockwise."""
        t = np.linspace(self.start, self.stop, count)
        low, high = np.broadcast_to(self.lower(t), t.shape), np.broadcast_to(self.upper(t), t.shape)
        if self.across == "angle":
            inner = np.column_stack([low * np.cos(t), low * np.sin(t)])
            outer = np.column_stack([high * np.cos(t), high * np.sin(t)])
            return np.vstack([outer, inner[::-1]])
        if self.across == "x":
            return np.vstack([np.column_stack([t, low]), np.column_stack([t, high])[::-1]])
        return np.vstack([np.column_stack([high, t]), np.column_stack([low, t])[::-1]])


def _line(slope: float, rest: float, variable: str) -> str:
    """Text of slope * variable + rest."""
    if slope == 0:
        return signed(rest)
    head = {1.0: variable, -1.0: f"-{variable}"}.get(slope, f"{signed(slope)}{variable}")
    return head if rest == 0 else f"{head} {'+' if rest > 0 else '-'} {signed(abs(rest))}"


def _power(k: float, n: int, variable: str) -> str:
    head = "" if k == 1 else signed(k)
    return f"{head}{variable}{'' if n == 1 else '²³⁴⁵⁶'[n - 2]}"


def parabola_line(k: float, p: int, q: int, sideways: bool) -> Region:
    """Between v = k t^2 and the chord over [p, q]; `sideways` swaps the roles of x and y."""
    t, v = ("y", "x") if sideways else ("x", "y")
    slope, rest = k * (p + q), -k * p * q
    area = k * (q - p) ** 3 / 6
    middle = ((p + q) / 2, k * ((p + q) ** 2 / 4 + (q - p) ** 2 / 4 - (q - p) ** 2 * 3 / 20))
    # height of the centroid: half the mean of chord^2 - parabola^2 over the area
    nodes, weights = np.polynomial.legendre.leggauss(6)
    x = (p + q) / 2 + (q - p) / 2 * nodes
    chord, curve = slope * x + rest, k * x**2
    height = float((weights * (chord**2 - curve**2)).sum() * (q - p) / 4 / area)
    centroid = (middle[0], height)
    corners = ((float(p), k * p * p), (float(q), k * q * q))
    if sideways:
        centroid = (centroid[1], centroid[0])
        corners = ((corners[0][1], corners[0][0]), (corners[1][1], corners[1][0]))
    return Region(
        t, float(p), float(q), str(p), str(q),
        lambda s: k * s**2, lambda s: slope * s + rest,
        f"{'' if k == 1 else 'k * '}{t}**2", f"m * {t} + c",
        f"{v} = {_power(k, 2, t)}", f"{v} = {_line(slope, rest, t)}",
        (*((("k", k, ""),) if k != 1 else ()), ("m", slope, "slope of the line"), ("c", rest, "and its intercept")),
        area, False, centroid, corners,
    )  # fmt: skip


def two_parabolas(k: float, m: int) -> Region:
    """Between y = k x^2 and y = 2 k m^2 - k x^2, which meet at x = -m and x = m."""
    top = 2 * k * m * m
    return Region(
        "x", -float(m), float(m), str(-m), str(m),
        lambda s: k * s**2, lambda s: top - k * s**2,
        f"{'' if k == 1 else 'k * '}x**2", f"top - {'' if k == 1 else 'k * '}x**2",
        f"y = {_power(k, 2, 'x')}", f"y = {signed(top)} - {_power(k, 2, 'x')}",
        (*((("k", k, ""),) if k != 1 else ()), ("top", top, "vertex of the upper parabola")),
        8 * k * m**3 / 3, False, (0.0, top / 2), ((-float(m), k * m * m), (float(m), k * m * m)),
    )  # fmt: skip


def powers(low: int, high: int, side: float) -> Region:
    """Between side (x/side)^high and side (x/side)^low for 0 <= x <= side, low < high."""
    n, m = high, low

    def moment(power: float) -> float:
        return side**2 / (power + 1)

    area = moment(m) - moment(n)
    cx = side**3 * (1 / (m + 2) - 1 / (n + 2)) / area
    cy = side**3 * (1 / (2 * m + 1) - 1 / (2 * n + 1)) / 2 / area
    code = "x**{}" if side == 1 else "a * (x / a)**{}"

    def text(power: int) -> str:
        if power == 1:
            return "y = x"
        return f"y = {_power(side ** (1 - power), power, 'x')}"

    return Region(
        "x", 0.0, side, "0", "1" if side == 1 else "a",
        lambda s: side * (s / side) ** n, lambda s: side * (s / side) ** m,
        code.format(n), "x" if m == 1 else code.format(m), text(n), text(m),
        () if side == 1 else (("a", side, "where the curves meet"),),
        area, False, (cx, cy), ((0.0, 0.0), (side, side)),
    )  # fmt: skip


def sine_arch(height: float, width: float) -> Region:
    """Under y = height sin(pi x / width) for 0 <= x <= width."""
    return Region(
        "x", 0.0, width, "0", "b",
        lambda s: 0 * s, lambda s: height * np.sin(math.pi * s / width),
        "0 * x", "a * np.sin(np.pi * x / b)", "", f"y = {'' if height == 1 else signed(height) + ' '}sin("
        f"{'π' if width == 1 else ''}{'πx/' + signed(width) if width != 1 else 'x'})",
        (("a", height, "height of the arch"), ("b", width, "its width")),
        2 * height * width / math.pi, False, (width / 2, math.pi * height / 8), ((0.0, 0.0), (width, 0.0)),
    )  # fmt: skip


def ring_sector(inner: float, outer: float, start: int, stop: int) -> Region:
    """inner <= r <= outer, start <= angle <= stop (degrees)."""
    a, b = math.radians(start), math.radians(stop)
    area = (outer**2 - inner**2) * (stop - start) / 360
    reach = 2 * (outer**3 - inner**3) / (3 * (outer**2 - inner**2)) / (b - a)
    centroid = (reach * (math.sin(b) - math.sin(a)), reach * (math.cos(a) - math.cos(b)))
    corners = tuple((r * math.cos(t), r * math.sin(t)) for r in (inner, outer) for t in (a, b) if r > 0)
    return Region(
        "angle", a, b, f"np.radians({start})", f"np.radians({stop})",
        lambda t: inner + 0 * t, lambda t: outer + 0 * t,
        "np.full_like(t, r1)", "np.full_like(t, r2)", f"r = {signed(inner)}" if inner else "", f"r = {signed(outer)}",
        (("r1", inner, "inner radius"), ("r2", outer, "outer radius")),
        area, True, centroid, corners if stop - start < 360 else (),
    )  # fmt: skip


def cardioid(a: float) -> Region:
    """r <= a (1 + cos t)."""
    return Region(
        "angle", 0.0, 2 * math.pi, "0", "2 * np.pi",
        lambda t: 0 * t, lambda t: a * (1 + np.cos(t)),
        "0 * t", "a * (1 + np.cos(t))", "", "r = 1 + cos t" if a == 1 else f"r = {signed(a)}(1 + cos t)",
        (("a", a, ""),), 1.5 * a * a, True, (5 * a / 6, 0.0), ((0.0, 0.0),),
    )  # fmt: skip


def petal(a: float, n: int) -> Region:
    """One leaf of the rose r = a cos(n t), around the x axis."""
    end = math.pi / (2 * n)
    # centroid: (2/3) * integral of r^3 cos t / integral of r^2
    nodes, weights = np.polynomial.legendre.leggauss(24)
    t = end * nodes
    r = a * np.cos(n * t)
    cx = float(2 / 3 * (weights * r**3 * np.cos(t)).sum() / (weights * r**2).sum())
    return Region(
        "angle", -end, end, f"-np.pi / {2 * n}", f"np.pi / {2 * n}",
        lambda s: 0 * s, lambda s: a * np.cos(n * s),
        "0 * t", "a * np.cos(n * t)", "", f"r = {'' if a == 1 else signed(a) + ' '}cos {n}t",
        (("a", a, "length of the leaf"), ("n", n, "")), a * a / (4 * n), True, (cx, 0.0), ((0.0, 0.0), (a, 0.0)),
    )  # fmt: skip
