"""Solids of revolution about the z axis, seen from the front and above: what is visible of their rims and sides.

The viewer stands in front, so x runs to the right on the page and a point (x, y, z) has its picture at
(x, y sin e + z cos e), where e is the elevation of the viewer. A rim of radius r becomes an ellipse with half
axes r and r sin e. Angles phi are measured from the x axis; the front is phi = 270 degrees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from codepercept.geometry.camera import Array, Camera, orthographic


def front_camera(elevation: float) -> Camera:
    """The parallel camera described above; elevation in degrees."""
    return orthographic(elevation, -90)


def rim(radius: float, z: float, phi: Array) -> Array:
    """Points (n, 3) of a horizontal circle about the axis."""
    phi = np.asarray(phi, dtype=float)
    return np.column_stack([radius * np.cos(phi), radius * np.sin(phi), np.full(len(phi), z)])


@dataclass(frozen=True)
class Band:
    """A band of a cone or cylinder between two circles; one radius may be 0.

    Attributes:
        low: Radius of the lower circle.
        bottom: Its height.
        high: Radius of the upper circle.
        top: Its height, above `bottom`.
    """

    low: float
    bottom: float
    high: float
    top: float

    def steepness(self, elevation: float) -> float:
        """(low - high) / (top - bottom) tan(elevation): beyond 1 or -1 the band has no outline."""
        return (self.low - self.high) / (self.top - self.bottom) * math.tan(math.radians(elevation))

    def half_width(self, elevation: float) -> float:
        """Half of the angle (radians, about the front) over which the outside of the band faces the viewer.

        The outward normal of the generator at phi is (cos phi, sin phi, k) up to a factor, k = (low - high) /
        (top - bottom), and the sight line (0, -cos e, sin e): the band is seen where -sin phi + k tan e > 0.
        """
        return math.acos(float(np.clip(-self.steepness(elevation), -1, 1)))

    def tangents(self, elevation: float) -> tuple[float, float] | None:
        """Angles (radians) of the two generators of the outline, right and left; None if there is no outline."""
        if abs(self.steepness(elevation)) >= 1:
            return None
        half = self.half_width(elevation)
        return 1.5 * math.pi + half, 1.5 * math.pi - half

    def seen(self, phi: Array, elevation: float) -> NDArray[np.bool_]:
        """Whether the generators at phi (radians) face the viewer."""
        return np.asarray(np.sin(phi) < self.steepness(elevation))

    def lateral_area(self) -> float:
        """Area of the band divided by pi: (low + high) times the slant height."""
        return (self.low + self.high) * math.hypot(self.low - self.high, self.top - self.bottom)

    def volume(self) -> float:
        """Volume inside the band divided by pi: h / 3 (R² + R r + r²)."""
        return (self.top - self.bottom) / 3 * (self.low**2 + self.low * self.high + self.high**2)
