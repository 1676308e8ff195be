"""Derivatives of a curve without symbolic algebra: truncated Taylor series (jets) of order three."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Jet:
    """A function of t near one point (or near each of several): value, first, second and third derivative."""

    v: Any
    d: Any = 0.0
    dd: Any = 0.0
    ddd: Any = 0.0

    def __add__(self, other: Jet | float) -> Jet:
        o = other if isinstance(other, Jet) else Jet(other)
        return Jet(self.v + o.v, self.d + o.d, self.dd + o.dd, self.ddd + o.ddd)

    __radd__ = __add__

    def __neg__(self) -> Jet:
        return self * -1

    def __sub__(self, other: Jet | float) -> Jet:
        return self + -other

    def __rsub__(self, other: float) -> Jet:
        return -self + other

    def __mul__(self, other: Jet | float) -> Jet:
        o = other if isinstance(other, Jet) else Jet(other)
        return Jet(
            self.v * o.v,
            self.d * o.v + self.v * o.d,
            self.dd * o.v + 2 * self.d * o.d + self.v * o.dd,
            self.ddd * o.v + 3 * self.dd * o.d + 3 * self.d * o.dd + self.v * o.ddd,
        )

    __rmul__ = __mul__

    def through(self, f: float, df: float, ddf: float, dddf: float) -> Jet:
        """The jet of f(self), from f and its derivatives at the value (Faà di Bruno's formula)."""
        return Jet(
            f,
            df * self.d,
            ddf * self.d**2 + df * self.dd,
            dddf * self.d**3 + 3 * ddf * self.d * self.dd + df * self.ddd,
        )


def cos(u: Any) -> Any:
    """Cosine of a jet or an array."""
    if isinstance(u, Jet):
        c, s = np.cos(u.v), np.sin(u.v)
        return u.through(c, -s, -c, s)
    return np.cos(u)


def sin(u: Any) -> Any:
    """Sine of a jet or an array."""
    if isinstance(u, Jet):
        c, s = np.cos(u.v), np.sin(u.v)
        return u.through(s, c, -s, -c)
    return np.sin(u)


def sqrt(u: Any) -> Any:
    """Square root of a positive jet or array."""
    if isinstance(u, Jet):
        r = np.sqrt(u.v)
        return u.through(r, 1 / (2 * r), -1 / (4 * r**3), 3 / (8 * r**5))
    return np.sqrt(u)
