"""Fluxes through the surfaces, exactly."""

from __future__ import annotations

import numpy as np

from codepercept.geometry.style import literal
from codepercept.geometry.surfaces.params import Surfaces, shape_of


def flux_of(theta: Surfaces) -> tuple[float, bool]:
    """The flux in the direction of the normals: (number, True) stands for a multiple of pi.

    Constant field (0, 0, k): k times the area of the shadow. Field k (x, y, z) has divergence 3k and (0, 0, kz) has k,
    so closed surfaces give multiples of their volume; the flat lids of the others carry a known part.
    """
    a, b, c, k = theta.a, theta.b, theta.c, theta.strength
    match theta.kind, theta.field:
        case (("dome" | "bowl" | "cone" | "hemisphere"), "constant"):
            return k * a * a, True
        case "saddle", "constant":
            return k * 4 * a * a, False
        case "triangle", "constant":
            return k * a * b / 2, False
        case "dome", "radial":
            return 3 * k * a * a * b / 2, True
        case "dome", "vertical":
            return k * a * a * b / 2, True
        case "bowl", "radial":
            return -k * a * a * b / 2, True
        case "bowl", "vertical":
            return k * a * a * b / 2, True
        case "hemisphere", "radial":
            return 2 * k * a**3, True
        case "hemisphere", "vertical":
            return 2 * k * a**3 / 3, True
        case "cone", "vertical":
            return 2 * k * a * a * b / 3, True
        case "tube", "radial":
            return 2 * k * a * a * b, True
        case "ellipsoid", "radial":
            return 4 * k * a * b * c, True
        case "ellipsoid", "vertical":
            return 4 * k * a * b * c / 3, True
        case "triangle", "radial":
            return k * a * b * c / 2, False
        case "triangle", "vertical":
            return k * a * b * c / 6, False
        case _:
            return 0.0, False


def field_code(theta: Surfaces, size: float) -> str:
    """Code of the drawn arrow of the field at a point p, scaled to the picture."""
    if theta.field == "constant":
        return f"np.array([0, 0, {literal(round(0.25 * size, 2))}])"
    points = shape_of(theta).mesh().reshape(-1, 3)
    longest = np.abs(points[:, 2]).max() if theta.field == "vertical" else np.linalg.norm(points, axis=1).max()
    scale = literal(round(0.22 * size / float(longest), 2))
    return f"{scale} * p" if theta.field == "radial" else f"np.array([0, 0, {scale} * p[2]])"
