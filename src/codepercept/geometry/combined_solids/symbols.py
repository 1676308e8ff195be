"""Numbers that remember how they are written in figure code."""

from __future__ import annotations

import math
from dataclasses import dataclass

from codepercept.geometry.style import literal

_ATOM, _POWER, _PRODUCT, _SUM = 0, 1, 2, 3


@dataclass(frozen=True)
class Sym:
    """A value with its code, e.g. `r * 2 + h` for 11; arithmetic writes the code and sets brackets where needed.

    Attributes:
        code: Python code of the value.
        value: The value itself.
        level: How loosely the code binds: 0 for names and calls, 1 for negative numbers, 2 for products, 3 for sums.
    """

    code: str
    value: float
    level: int = _ATOM

    def __add__(self, other: Sym | float) -> Sym:
        b = sym(other)
        if b.value == 0 and b.code == "0":
            return self
        if self.code == "0":
            return b
        if b.code.startswith("-") and b.level <= _PRODUCT:
            return Sym(f"{self.code} - {b.code[1:]}", self.value + b.value, _SUM)
        return Sym(f"{self.code} + {b.code}", self.value + b.value, _SUM)

    def __sub__(self, other: Sym | float) -> Sym:
        b = sym(other)
        if b.code == "0":
            return self
        if self.code == "0":
            return -b
        return Sym(f"{self.code} - {b._in(_PRODUCT)}", self.value - b.value, _SUM)

    def __mul__(self, other: Sym | float) -> Sym:
        b = sym(other)
        if "0" in (self.code, b.code):
            return sym(0)
        if self.code == "1":
            return b
        if b.code == "1":
            return self
        return Sym(f"{self._in(_PRODUCT)} * {b._in(_PRODUCT)}", self.value * b.value, _PRODUCT)

    def __rmul__(self, other: float) -> Sym:
        return sym(other) * self

    def __truediv__(self, other: Sym | float) -> Sym:
        b = sym(other)
        return Sym(f"{self._in(_PRODUCT)} / {b._in(_ATOM)}", self.value / b.value, _PRODUCT)

    def __neg__(self) -> Sym:
        if self.code == "0":
            return self
        return Sym(f"-{self._in(_PRODUCT)}", -self.value, _PRODUCT)

    def _in(self, level: int) -> str:
        return self.code if self.level <= level else f"({self.code})"


def sym(value: Sym | float) -> Sym:
    """A plain number as a symbol."""
    return value if isinstance(value, Sym) else Sym(literal(float(value)), float(value))


def root(value: Sym) -> Sym:
    """The square root."""
    return Sym(f"np.sqrt({value.code})", math.sqrt(value.value))


def square(value: Sym) -> Sym:
    """The square."""
    return Sym(f"{value._in(_ATOM)}**2", value.value**2, _PRODUCT)
