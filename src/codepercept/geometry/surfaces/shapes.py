"""The surfaces: as code, as functions of two parameters, and what is exactly known of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from codepercept.geometry.camera import Array
from codepercept.geometry.style import literal

TAU = 2 * math.pi
Formula = Callable[[Array, Array], tuple[Any, Any, Any]]


@dataclass(frozen=True)
class Range:
    """Range of a surface parameter: its ends as code and as numbers, and how many steps a mesh takes."""

    start_code: str
    stop_code: str
    start: float
    stop: float
    steps: int


@dataclass(frozen=True)
class Surface:
    """A parametrised surface.

    Attributes:
        values: Code of the named constants: (name, value, what it is).
        u, v: Ranges of the parameters.
        lines: Code that computes x, y and z from the arrays u and v.
        formula: The same as a function.
        normal_sign: +1 if r_u x r_v points outward (upward for open surfaces), -1 if it points the other way.
        graph: True if z is a function of (x, y).
        closed: True if it bounds a body.
        boundary: Code of the boundary curves as lists of lines computing x, y, z from s in [0, 2 pi] (or [0, 1]),
            counter-clockwise seen from the tip of the normals, with the same as functions of s.
    """

    values: tuple[tuple[str, float, str], ...]
    u: Range
    v: Range
    lines: tuple[str, ...]
    formula: Formula
    normal_sign: int
    graph: bool = False
    closed: bool = False
    boundary: tuple[tuple[str, Callable[[Array], tuple[Any, Any, Any]]], ...] = ()

    def mesh(self, fine: int = 1) -> Array:
        """Points (m, n, 3) of a mesh with `fine` times the steps of the ranges."""
        u = np.linspace(self.u.start, self.u.stop, self.u.steps * fine + 1)
        v = np.linspace(self.v.start, self.v.stop, self.v.steps * fine + 1)
        grid = np.meshgrid(u, v)
        return np.stack([np.broadcast_to(part, grid[0].shape) for part in self.formula(*grid)], axis=2)

    def at(self, u: float, v: float) -> tuple[Array, Array]:
        """Point and unit normal at one parameter pair (derivatives by central differences, about 1e-9)."""
        h = 1e-5
        grid_u = np.array([u, u + h, u - h, u, u])
        grid_v = np.array([v, v, v, v + h, v - h])
        p = np.column_stack([np.broadcast_to(part, (5,)) for part in self.formula(grid_u, grid_v)])
        normal = self.normal_sign * np.cross(p[1] - p[2], p[3] - p[4])
        return p[0], normal / np.linalg.norm(normal)

    @cached_property
    def area(self) -> float:
        """Area by Gauss-Legendre quadrature of |r_u x r_v|, 8 x 8 nodes on each of 12 x 12 patches."""
        nodes, weights = np.polynomial.legendre.leggauss(8)

        def points(end: Range) -> tuple[Array, Array]:
            edges = np.linspace(end.start, end.stop, 13)
            half = (edges[1] - edges[0]) / 2
            return (edges[:-1, None] + half * (nodes + 1)).ravel(), np.tile(half * weights, 12)

        (u, wu), (v, wv) = points(self.u), points(self.v)
        grid_u, grid_v = np.meshgrid(u, v)
        h = 1e-5

        def place(du: float, dv: float) -> Array:
            parts = self.formula(grid_u + du, grid_v + dv)
            return np.stack([np.broadcast_to(part, grid_u.shape) for part in parts], axis=2)

        cross = np.cross(place(h, 0) - place(-h, 0), place(0, h) - place(0, -h)) / (4 * h * h)
        return float(np.sum(np.linalg.norm(cross, axis=2) * wv[:, None] * wu[None, :]))


def _full(steps: int = 48) -> Range:
    return Range("0", "2 * np.pi", 0.0, TAU, steps)


def _span(start: float, stop: float, steps: int, start_code: str = "", stop_code: str = "") -> Range:
    return Range(start_code or literal(float(start)), stop_code or literal(float(stop)), start, stop, steps)


def dome(radius: float, height: float) -> Surface:
    """z = height - height (x^2 + y^2) / radius^2 over the disc, normals up."""
    k = height / radius**2
    return Surface(
        (("R", radius, "radius of the rim"), ("H", height, "height of the top")),
        _span(0, radius, 14, "0", "R"), _full(),
        ("x = u * np.cos(v)", "y = u * np.sin(v)", "z = H * (1 - u**2 / R**2)"),
        lambda u, v: (u * np.cos(v), u * np.sin(v), height - k * u**2), 1, graph=True,
        boundary=(("x, y, z = R * np.cos(s), R * np.sin(s), 0 * s",
                   lambda s: (radius * np.cos(s), radius * np.sin(s), 0 * s)),),
    )  # fmt: skip


def bowl(radius: float, height: float) -> Surface:
    """z = height (x^2 + y^2) / radius^2 over the disc, normals up (into the bowl)."""
    k = height / radius**2
    return Surface(
        (("R", radius, "radius of the rim"), ("H", height, "height of the rim")),
        _span(0, radius, 14, "0", "R"), _full(),
        ("x = u * np.cos(v)", "y = u * np.sin(v)", "z = H * u**2 / R**2"),
        lambda u, v: (u * np.cos(v), u * np.sin(v), k * u**2), 1, graph=True,
        boundary=(("x, y, z = R * np.cos(s), R * np.sin(s), H + 0 * s",
                   lambda s: (radius * np.cos(s), radius * np.sin(s), height + 0 * s)),),
    )  # fmt: skip


def saddle(half: float, height: float) -> Surface:
    """z = height (x^2 - y^2) / half^2 over the square |x|, |y| <= half, normals up."""
    k = height / half**2
    return Surface(
        (("s", half, "half the side of the square"), ("H", height, "height at the middle of two sides")),
        _span(-half, half, 26, "-s", "s"), _span(-half, half, 26, "-s", "s"),
        ("x, y = u, v", "z = H * (u**2 - v**2) / s**2"),
        lambda u, v: (u, v, k * (u**2 - v**2)), 1, graph=True,
    )  # fmt: skip


def product(half: float, height: float) -> Surface:
    """z = height x y / half^2 over the square, normals up: a saddle with straight lines."""
    k = height / half**2
    return Surface(
        (("s", half, "half the side of the square"), ("H", height, "height at two corners")),
        _span(-half, half, 24, "-s", "s"), _span(-half, half, 24, "-s", "s"),
        ("x, y = u, v", "z = H * u * v / s**2"),
        lambda u, v: (u, v, k * u * v), 1, graph=True,
    )  # fmt: skip


def wave(half: float, height: float) -> Surface:
    """z = height sin(pi x / half) sin(pi y / half) over the square, normals up."""
    w = math.pi / half
    return Surface(
        (("s", half, "half the side of the square"), ("H", height, "height of the peaks")),
        _span(-half, half, 36, "-s", "s"), _span(-half, half, 36, "-s", "s"),
        ("x, y = u, v", "z = H * np.sin(np.pi * u / s) * np.sin(np.pi * v / s)"),
        lambda u, v: (u, v, height * np.sin(w * u) * np.sin(w * v)), 1, graph=True,
    )  # fmt: skip


def ellipsoid(a: float, b: float, c: float) -> Surface:
    """x^2 / a^2 + y^2 / b^2 + z^2 / c^2 = 1, outward normals."""
    return Surface(
        (("a", a, ""), ("b", b, ""), ("c", c, "")),
        _full(), _span(-math.pi / 2, math.pi / 2, 24, "-np.pi / 2", "np.pi / 2"),
        ("x = a * np.cos(v) * np.cos(u)", "y = b * np.cos(v) * np.sin(u)", "z = c * np.sin(v)"),
        lambda u, v: (a * np.cos(v) * np.cos(u), b * np.cos(v) * np.sin(u), c * np.sin(v)), 1, closed=True,
    )  # fmt: skip


def hemisphere(radius: float) -> Surface:
    """The upper half of a sphere, outward normals."""
    return Surface(
        (("R", radius, "radius"),),
        _full(), _span(0, math.pi / 2, 13, "0", "np.pi / 2"),
        ("x = R * np.cos(v) * np.cos(u)", "y = R * np.cos(v) * np.sin(u)", "z = R * np.sin(v)"),
        lambda u, v: (radius * np.cos(v) * np.cos(u), radius * np.cos(v) * np.sin(u), radius * np.sin(v)), 1,
        graph=True,
        boundary=(("x, y, z = R * np.cos(s), R * np.sin(s), 0 * s",
                   lambda s: (radius * np.cos(s), radius * np.sin(s), 0 * s)),),
    )  # fmt: skip


def one_sheet(waist: float, c: float, reach: float) -> Surface:
    """(x^2 + y^2) / waist^2 - z^2 / c^2 = 1 for |z| <= reach, outward normals."""
    top = math.asinh(reach / c)
    return Surface(
        (("a", waist, "radius of the waist"), ("c", c, ""), ("h", reach, "half the height")),
        _full(), _span(-top, top, 20, "-np.arcsinh(h / c)", "np.arcsinh(h / c)"),
        ("x = a * np.cosh(v) * np.cos(u)", "y = a * np.cosh(v) * np.sin(u)", "z = c * np.sinh(v)"),
        lambda u, v: (waist * np.cosh(v) * np.cos(u), waist * np.cosh(v) * np.sin(u), c * np.sinh(v)), 1,
    )  # fmt: skip


def cone(radius: float, height: float) -> Surface:
    """z = height sqrt(x^2 + y^2) / radius below z = height: a funnel, normals up (to the inside)."""
    k = height / radius
    return Surface(
        (("R", radius, "radius of the rim"), ("H", height, "height")),
        _span(0, radius, 12, "0", "R"), _full(),
        ("x = u * np.cos(v)", "y = u * np.sin(v)", "z = H * u / R"),
        lambda u, v: (u * np.cos(v), u * np.sin(v), k * u), 1, graph=True,
        boundary=(("x, y, z = R * np.cos(s), R * np.sin(s), H + 0 * s",
                   lambda s: (radius * np.cos(s), radius * np.sin(s), height + 0 * s)),),
    )  # fmt: skip


def tube(radius: float, height: float) -> Surface:
    """The wall x^2 + y^2 = radius^2, 0 <= z <= height, outward normals."""
    return Surface(
        (("R", radius, "radius"), ("H", height, "height")),
        _full(), _span(0, height, 10, "0", "H"),
        ("x = R * np.cos(u)", "y = R * np.sin(u)", "z = v"),
        lambda u, v: (radius * np.cos(u), radius * np.sin(u), v), 1,
        boundary=(("x, y, z = R * np.cos(s), R * np.sin(s), 0 * s",
                   lambda s: (radius * np.cos(s), radius * np.sin(s), 0 * s)),
                  ("x, y, z = R * np.cos(s), -R * np.sin(s), H + 0 * s",
                   lambda s: (radius * np.cos(s), -radius * np.sin(s), height + 0 * s))),
    )  # fmt: skip


def torus(ring: float, thick: float) -> Surface:
    """The torus with tube radius `thick` around a circle of radius `ring`, outward normals."""
    return Surface(
        (("R", ring, "centre of the tube to the axis"), ("r", thick, "radius of the tube")),
        _full(), Range("0", "2 * np.pi", 0.0, TAU, 24),
        ("x = (R + r * np.cos(v)) * np.cos(u)", "y = (R + r * np.cos(v)) * np.sin(u)", "z = r * np.sin(v)"),
        lambda u, v: ((ring + thick * np.cos(v)) * np.cos(u), (ring + thick * np.cos(v)) * np.sin(u),
                      thick * np.sin(v)), 1, closed=True,
    )  # fmt: skip


def vase(radius: float, swing: float, height: float) -> Surface:
    """Revolution of r = radius + swing sin(2 pi z / height) about the z axis, outward normals."""
    return Surface(
        (("R", radius, "mean radius"), ("s", swing, "swing of the profile"), ("H", height, "height")),
        _full(), _span(0, height, 28, "0", "H"),
        ("r = R + s * np.sin(2 * np.pi * v / H)  # profile", "x = r * np.cos(u)", "y = r * np.sin(u)", "z = v"),
        lambda u, v: ((radius + swing * np.sin(TAU * v / height)) * np.cos(u),
                      (radius + swing * np.sin(TAU * v / height)) * np.sin(u), v), 1,
    )  # fmt: skip


def triangle(a: float, b: float, c: float) -> Surface:
    """The plane x / a + y / b + z / c = 1 in the first octant, normals up."""
    return Surface(
        (("a", a, ""), ("b", b, ""), ("c", c, "intercepts with the axes")),
        _span(0, 1, 10), _span(0, 1, 10),
        ("x = a * u * (1 - v)", "y = b * v", "z = c * (1 - x / a - y / b)"),
        lambda u, v: (a * u * (1 - v), b * v, c * (1 - u * (1 - v) - v)), 1, graph=True,
        boundary=(("corners = np.array([[a, 0, 0], [0, b, 0], [0, 0, c], [a, 0, 0]])\n"
                   "x, y, z = (np.interp(s, 2 * np.pi / 3 * np.arange(4), part) for part in corners.T)",
                   lambda s: tuple(np.interp(s, TAU / 3 * np.arange(4), part)
                                   for part in np.array([[a, 0, 0], [0, b, 0], [0, 0, c], [a, 0, 0]]).T)),),
    )  # fmt: skip


def helicoid(radius: float, rise: float, turns: float) -> Surface:
    """(u cos v, u sin v, rise v / (2 pi)) for 0 <= u <= radius, normals up."""
    k = rise / TAU
    stop = TAU * turns
    return Surface(
        (("R", radius, "radius"), ("rise", rise, "per turn"), ("turns", turns, "")),
        _span(0, radius, 8, "0", "R"),
        Range("0", "2 * np.pi * turns", 0.0, stop, int(40 * turns)),
        ("x = u * np.cos(v)", "y = u * np.sin(v)", "z = rise * v / (2 * np.pi)"),
        lambda u, v: (u * np.cos(v), u * np.sin(v), k * v), 1,
    )  # fmt: skip


def moebius(radius: float, width: float) -> Surface:
    """The Moebius strip with a half twist around a circle; it has one side, so no normals."""
    return Surface(
        (("R", radius, "of the middle line"), ("w", width, "half the width")),
        _full(72), _span(-width, width, 6, "-w", "w"),
        ("r = R + v * np.cos(u / 2)", "x = r * np.cos(u)", "y = r * np.sin(u)", "z = v * np.sin(u / 2)"),
        lambda u, v: ((radius + v * np.cos(u / 2)) * np.cos(u), (radius + v * np.cos(u / 2)) * np.sin(u),
                      v * np.sin(u / 2)), 1,
    )  # fmt: skip
