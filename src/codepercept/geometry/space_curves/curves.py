"""The curves: as code, as exact functions, and with the surface that each one lies on."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from codepercept.geometry.camera import Array, Camera
from codepercept.geometry.space_curves.jets import Jet, cos, sin, sqrt
from codepercept.geometry.style import literal

TAU = 2 * math.pi
Formula = Callable[[Any], tuple[Any, Any, Any]]


@dataclass(frozen=True)
class Surface:
    """A convex surface around the z axis that carries a curve.

    Attributes:
        kind: "sphere" (centre at the origin), "cylinder" (upright) or "cone" (apex up, base in z = 0).
        radius: Of the sphere, the cylinder, or the cone's base.
        low, high: Heights between which cylinder and cone extend.
    """

    kind: str
    radius: float
    low: float = 0.0
    high: float = 0.0

    def front(self, points: Array, camera: Camera) -> Array:
        """Cosine-like value per point (n, 3) of the surface: positive where it faces the viewer."""
        x, y, z = points.T
        tx, ty, tz = camera.toward
        if self.kind == "sphere":
            return np.asarray(x * tx + y * ty + z * tz)
        if self.kind == "cylinder":
            return np.asarray(x * tx + y * ty)
        # normal of the cone z = high (1 - r / radius)
        r = np.maximum(np.hypot(x, y), 1e-12)
        return np.asarray((x * tx + y * ty) / r * (self.high - self.low) + self.radius * tz)


@dataclass(frozen=True)
class Curve:
    """A parametric curve.

    Attributes:
        values: Code of the named constants: (name, value, what it is).
        stop_code: Code of the parameter's last value; `start_code` of the first.
        lines: Code that computes x, y and z from the array t.
        formula: The same as a function of a jet or an array.
        start, stop: Range of the parameter.
        closed: True if it ends where it starts.
        surface: The surface that it is drawn on, if any.
        tex: The formula as mathtext components.
    """

    values: tuple[tuple[str, float, str], ...]
    start_code: str
    stop_code: str
    lines: tuple[str, ...]
    formula: Formula
    start: float
    stop: float
    closed: bool
    surface: Surface | None
    tex: tuple[str, str, str]

    def points(self, count: int = 1201) -> Array:
        """Points (count, 3) at equal steps of the parameter."""
        t = np.linspace(self.start, self.stop, count)
        return np.column_stack([np.broadcast_to(np.asarray(part, dtype=float), t.shape) for part in self.formula(t)])

    def at(self, t: float) -> Array:
        """Rows: the point and its first, second and third derivative, shape (4, 3)."""
        parts = [part if isinstance(part, Jet) else Jet(float(part)) for part in self.formula(Jet(t, 1.0))]
        return np.array([[part.v, part.d, part.dd, part.ddd] for part in parts]).T

    @cached_property
    def length(self) -> float:
        """Arc length by Gauss-Legendre quadrature, 12 nodes on each of 96 pieces."""
        nodes, weights = np.polynomial.legendre.leggauss(12)
        edges = np.linspace(self.start, self.stop, 97)
        half = (edges[1] - edges[0]) / 2
        t = (edges[:-1, None] + half * (nodes + 1)).ravel()
        parts = self.formula(Jet(t, 1.0))
        speed = np.sqrt(sum(np.broadcast_to(part.d if isinstance(part, Jet) else 0.0, t.shape) ** 2 for part in parts))
        return float(half * (speed.reshape(96, 12) @ weights).sum())


@dataclass(frozen=True)
class Frame:
    """Moving frame at a point (Frenet-Serret): unit vectors, curvature and torsion."""

    point: Array
    velocity: Array
    tangent: Array
    normal: Array
    binormal: Array
    curvature: float
    torsion: float


def frame_at(curve: Curve, t: float) -> Frame:
    """The Frenet frame; curvature |r' x r''| / |r'|^3, torsion det(r', r'', r''') / |r' x r''|^2.

    Raises:
        ZeroDivisionError: The curve stands still or is straight there, so there is no frame.
    """
    point, d, dd, ddd = curve.at(t)
    cross = np.cross(d, dd)
    speed, size = float(np.linalg.norm(d)), float(np.linalg.norm(cross))
    if speed < 1e-9 or size < 1e-9:
        raise ZeroDivisionError("no frame where velocity or curvature vanish")
    tangent, binormal = d / speed, cross / size
    return Frame(
        point, d, tangent, np.cross(binormal, tangent), binormal, size / speed**3, float(cross @ ddd) / size**2
    )


def times(factor: float, rest: str) -> str:
    """Mathtext of a product, without a factor of one."""
    sign, size = ("-" if factor < 0 else ""), abs(factor)
    return f"{sign}{'' if size == 1 else literal(float(size))}{rest}"


def _t(n: float) -> str:
    return "t" if n == 1 else f"{literal(float(n))}t"


def helix(a: float, b: float, n: int, left: bool) -> Curve:
    """(a cos t, a sin t, b t) over n turns, or its mirror image."""
    s = -1 if left else 1
    return Curve(
        (("radius", a, "radius"), ("rise", b, "rise per radian"), ("turns", n, "")),
        "0", "2 * np.pi * turns",
        ("x = radius * np.cos(t)", f"y = {'-' if left else ''}radius * np.sin(t)", "z = rise * t"),
        lambda t: (a * cos(t), s * a * sin(t), b * t),
        0.0, TAU * n, False, Surface("cylinder", a, 0.0, TAU * b * n),
        (times(a, r"\cos t"), times(s * a, r"\sin t"), times(b, "t")),
    )  # fmt: skip


def conical_helix(a: float, h: float, n: int, left: bool) -> Curve:
    """A helix of n turns down a cone of base radius a and height h, from the apex."""
    s, end = (-1 if left else 1), TAU * n
    return Curve(
        (("radius", a, "of the base"), ("height", h, "of the cone"), ("turns", n, "")),
        "0", "2 * np.pi * turns",
        ("r = radius * t / (2 * np.pi * turns)  # distance from the axis",
         "x = r * np.cos(t)", f"y = {'-' if left else ''}r * np.sin(t)", "z = height * (1 - r / radius)"),
        lambda t: (a / end * t * cos(t), s * a / end * t * sin(t), h - h / end * t),
        0.0, end, False, Surface("cone", a, 0.0, h), ("", "", ""),
    )  # fmt: skip


def viviani(a: float) -> Curve:
    """Viviani's window: a sphere of radius 2a cut by a cylinder of radius a through its centre."""
    return Curve(
        (("a", a, "radius of the cylinder; the sphere has radius 2 a"),),
        "0", "4 * np.pi",
        ("x = a * (1 + np.cos(t))", "y = a * np.sin(t)", "z = 2 * a * np.sin(t / 2)"),
        lambda t: (a + a * cos(t), a * sin(t), 2 * a * sin(0.5 * t)),
        0.0, 2 * TAU, True, Surface("sphere", 2 * a),
        (r"1+\cos t" if a == 1 else times(a, r"(1+\cos t)"), times(a, r"\sin t"), times(2 * a, r"\sin\frac{t}{2}")),
    )  # fmt: skip


def torus_knot(ring: float, tube: float, p: int, q: int, left: bool) -> Curve:
    """The curve that winds p times around the axis of a torus and q times around its tube."""
    s = -1 if left else 1
    return Curve(
        (("R", ring, "centre of the tube to the axis"), ("r", tube, "radius of the tube"),
         ("p", p, "turns around the axis"), ("q", q, "turns around the tube")),
        "0", "2 * np.pi",
        ("rho = R + r * np.cos(q * t)  # distance from the axis",
         "x = rho * np.cos(p * t)", "y = rho * np.sin(p * t)", f"z = {'-' if left else ''}r * np.sin(q * t)"),
        lambda t: ((ring + tube * cos(q * t)) * cos(p * t), (ring + tube * cos(q * t)) * sin(p * t),
                   s * tube * sin(q * t)),
        0.0, TAU, True, None,
        (rf"({literal(ring)}+{times(tube, '')}\cos {_t(q)})\cos {_t(p)}",
         rf"({literal(ring)}+{times(tube, '')}\cos {_t(q)})\sin {_t(p)}", times(s * tube, rf"\sin {_t(q)}")),
    )  # fmt: skip


def figure_eight(a: float) -> Curve:
    """The figure-eight knot as a trigonometric curve, scaled by a."""
    return Curve(
        (("scale", a, ""),), "0", "2 * np.pi",
        ("rho = scale * (2 + np.cos(2 * t))", "x = rho * np.cos(3 * t)", "y = rho * np.sin(3 * t)",
         "z = scale * np.sin(4 * t)"),
        lambda t: (a * (2 + cos(2 * t)) * cos(3 * t), a * (2 + cos(2 * t)) * sin(3 * t), a * sin(4 * t)),
        0.0, TAU, True, None,
        (times(a, r"(2+\cos 2t)\cos 3t"), times(a, r"(2+\cos 2t)\sin 3t"), times(a, r"\sin 4t")),
    )  # fmt: skip


def lissajous(a: float, p: int, q: int, n: int, phase: int) -> Curve:
    """(a sin(p t + phase pi / 12), a sin q t, a sin n t)."""
    f = phase * math.pi / 12
    code = f"p * t + {phase} * np.pi / 12" if phase else "p * t"
    return Curve(
        (("a", a, "half the edge of the box"), ("p", p, ""), ("q", q, ""), ("n", n, "")),
        "0", "2 * np.pi",
        (f"x = a * np.sin({code})", "y = a * np.sin(q * t)", "z = a * np.sin(n * t)"),
        lambda t: (a * sin(p * t + f), a * sin(q * t), a * sin(n * t)),
        0.0, TAU, True, None, ("", times(a, rf"\sin {_t(q)}"), times(a, rf"\sin {_t(n)}")),
    )  # fmt: skip


def twisted_cubic(reach: float, b: float, c: float) -> Curve:
    """(t, b t^2, c t^3) for |t| <= reach."""
    return Curve(
        (("b", b, ""), ("c", c, "")), literal(-reach), literal(reach),
        ("x = t", "y = b * t**2", "z = c * t**3"),
        lambda t: (t, b * (t * t), c * (t * t * t)),
        -reach, reach, False, None, ("t", times(b, "t^2"), times(c, "t^3")),
    )  # fmt: skip


def tilted_ellipse(a: float, h: float, slope: float) -> Curve:
    """The ellipse in which the plane z = h + slope x cuts the cylinder of radius a."""
    low, high = h - slope * a, h + slope * a
    return Curve(
        (("radius", a, "of the cylinder"), ("middle", h, "height of the section's centre"), ("slope", slope, "")),
        "0", "2 * np.pi",
        ("x = radius * np.cos(t)", "y = radius * np.sin(t)", "z = middle + slope * x  # the cutting plane"),
        lambda t: (a * cos(t), a * sin(t), h + slope * a * cos(t)),
        0.0, TAU, True, Surface("cylinder", a, 0.0, math.ceil(high + 0.3 * (high - low))),
        (times(a, r"\cos t"), times(a, r"\sin t"), rf"{literal(h)}+{times(slope * a, '')}\cos t"),
    )  # fmt: skip


def saddle(a: float, b: float) -> Curve:
    """Upper curve in which the upright cylinder of radius a meets the cylinder x^2 + z^2 = b^2, b > a."""
    return Curve(
        (("a", a, "radius of the upright cylinder"), ("b", b, "radius of the one along the y axis")),
        "0", "2 * np.pi",
        ("x = a * np.cos(t)", "y = a * np.sin(t)", "z = np.sqrt(b**2 - x**2)"),
        lambda t: (a * cos(t), a * sin(t), sqrt(b * b - (a * cos(t)) * (a * cos(t)))),
        0.0, TAU, True, Surface("cylinder", a, 0.0, math.ceil(b * 1.25)),
        (times(a, r"\cos t"), times(a, r"\sin t"), rf"\sqrt{{{literal(b * b)}-{times(a * a, '')}\cos^2 t}}"),
    )  # fmt: skip


def small_circle(radius: float, h: float) -> Curve:
    """The circle at height h on a sphere."""
    rho = math.sqrt(radius**2 - h**2)
    return Curve(
        (("R", radius, "radius of the sphere"), ("h", h, "height of the plane")), "0", "2 * np.pi",
        ("rho = np.sqrt(R**2 - h**2)", "x = rho * np.cos(t)", "y = rho * np.sin(t)", "z = np.full_like(t, h)"),
        lambda t: (rho * cos(t), rho * sin(t), h + 0.0 * t),
        0.0, TAU, True, Surface("sphere", radius), ("", "", ""),
    )  # fmt: skip


def spherical_spiral(radius: float, n: int, left: bool) -> Curve:
    """From the south to the north pole of a sphere in n turns, latitude in proportion to longitude."""
    s = -1 if left else 1
    return Curve(
        (("R", radius, "radius of the sphere"), ("turns", n, "from pole to pole")), "-np.pi / 2", "np.pi / 2",
        ("x = R * np.cos(t) * np.cos(2 * turns * t)",
         f"y = {'-' if left else ''}R * np.cos(t) * np.sin(2 * turns * t)", "z = R * np.sin(t)  # t is the latitude"),
        lambda t: (radius * cos(t) * cos(2 * n * t), s * radius * cos(t) * sin(2 * n * t), radius * sin(t)),
        -math.pi / 2, math.pi / 2, False, Surface("sphere", radius),
        (times(radius, rf"\cos t\,\cos {_t(2 * n)}"), times(s * radius, rf"\cos t\,\sin {_t(2 * n)}"),
         times(radius, r"\sin t")),
    )  # fmt: skip


def crown(a: float, h: float, n: int) -> Curve:
    """A sine wave of n periods around a cylinder."""
    top = h * 1.5
    return Curve(
        (("radius", a, "of the cylinder"), ("swing", h, "amplitude"), ("waves", n, "")), "0", "2 * np.pi",
        ("x = radius * np.cos(t)", "y = radius * np.sin(t)", "z = swing * np.sin(waves * t)"),
        lambda t: (a * cos(t), a * sin(t), h * sin(n * t)),
        0.0, TAU, True, Surface("cylinder", a, -top, top),
        (times(a, r"\cos t"), times(a, r"\sin t"), times(h, rf"\sin {_t(n)}")),
    )  # fmt: skip


def tennis_ball(a: float, b: float) -> Curve:
    """The seam of a tennis ball: (a cos t + b cos 3t, a sin t - b sin 3t, 2 sqrt(ab) sin 2t), on a sphere."""
    c = 2 * math.sqrt(a * b)
    return Curve(
        (("a", a, ""), ("b", b, "")), "0", "2 * np.pi",
        ("x = a * np.cos(t) + b * np.cos(3 * t)", "y = a * np.sin(t) - b * np.sin(3 * t)",
         "z = 2 * np.sqrt(a * b) * np.sin(2 * t)"),
        lambda t: (a * cos(t) + b * cos(3 * t), a * sin(t) - b * sin(3 * t), c * sin(2 * t)),
        0.0, TAU, True, Surface("sphere", a + b), ("", "", ""),
    )  # fmt: skip
