"""Exact numbers as text: integers, fractions and surds recognised from their value.

Lengths, areas and volumes of the solids here are algebraic with small coefficients, and they are computed to
about 1e-14. A form with small coefficients that agrees to 1e-12 of the value is therefore taken as the exact
one. Large numbers come close to many forms, so the larger the number the fewer forms are tried: the chance that
an unrelated number fits one of them stays below 1e-4.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from fractions import Fraction

import numpy as np

_TOLERANCE = 1e-12
_SUM_TOLERANCE = 3e-13
_LARGEST_RADICAND = 5000
_LARGEST_SUM = 500
_DENOMINATORS = (1, 2, 3, 4, 6, 12)
_RADICANDS = (2, 3, 5, 6, 7, 10, 11, 13, 15, 17, 19, 21, 22, 23, 26, 29, 30, 33, 34, 35, 37, 39, 41)
# 1, -1, 2, -2, ...: the smallest fitting factor is found first.
_FACTORS = np.repeat(np.arange(1, 401), 2) * np.tile([1, -1], 400)
_MULTIPLES = np.outer(np.sqrt(_RADICANDS), _FACTORS)


def decimal(value: float, digits: int = 3) -> str:
    """A decimal with at most `digits` places and no trailing zeros."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def rational(value: float, limit: int = 144) -> Fraction | None:
    """The fraction with a denominator up to `limit` that equals the value, if there is one.

    Fractions with denominators up to n leave gaps of about 1/n², so the limit falls with the value's precision.
    """
    tolerance = _TOLERANCE * max(1.0, abs(value))
    limit = min(limit, int(math.sqrt(1e-5 / tolerance)))
    if limit < 1:
        return None
    found = Fraction(value).limit_denominator(limit)
    return found if abs(float(found) - value) <= tolerance else None


@functools.lru_cache(maxsize=4096)
def exact(value: float) -> str:
    """The exact form of a non-negative number where one is recognised, else "" (see the module's note).

    Forms: 12, 3.5, 7/3, 2√3, 4√6/3, (15 + 7√5)/4.
    """
    fraction = rational(value)
    if fraction is not None:
        return _fraction(fraction)
    square = rational(value * value)
    root = _root(square) if square is not None and square > 0 else ""
    if root:
        return root
    form = _binomial(value) if value < _LARGEST_SUM else None
    if form is None:
        return ""
    whole, factor, radicand, bottom = form
    surd = f"√{radicand}" if abs(factor) == 1 else f"{abs(factor)}√{radicand}"
    body = f"{whole} {'+' if factor > 0 else '-'} {surd}" if whole >= 0 else f"{surd} - {-whole}"
    return body if bottom == 1 else f"({body})/{bottom}"


def spoken(value: float, digits: int = 3) -> str:
    """The exact form with its decimal value where they differ: "12", "2√3 ≈ 3.464", "about 5.278"."""
    form = exact(value)
    near = decimal(value, digits)
    if not form:
        return f"about {near}"
    return form if form == near else f"{form} ≈ {near}"


def mathtext(value: float, digits: int = 2) -> str:
    """The number as a figure label in matplotlib's mathtext (no dollar signs), e.g. r"2\\sqrt{3}"."""
    form = exact(value)
    if "(" in form or not form:
        return decimal(value, digits)
    top, _, bottom = form.partition("/")
    whole, root, radicand = top.partition("√")
    top = rf"{whole}\sqrt{{{radicand}}}" if root else whole
    return rf"\frac{{{top}}}{{{bottom}}}" if bottom else top


def times_pi(coefficient: float) -> str:
    """A multiple of π where its coefficient (>= 0) has an exact form, else "": "12π", "π/3", "5π√13", "(1 + √2)π"."""
    form = exact(coefficient)
    if form in ("", "0", "1"):
        return {"": "", "0": "0", "1": "π"}[form]
    if "(" in form or " " in form:
        return f"({form})π" if "/" not in form else form.replace(")/", ")π/")
    if "." in form:
        fraction = rational(coefficient)
        form = f"{fraction.numerator}/{fraction.denominator}" if fraction else form
    top, slash, bottom = form.partition("/")
    whole, root, radicand = top.partition("√")
    return f"{'' if whole == '1' and not root else whole}π{root}{radicand}{slash}{bottom}"


def spoken_pi(coefficient: float, digits: int = 3) -> str:
    """`spoken` for coefficient times π: "12π ≈ 37.699", "about 5.278"."""
    form, near = times_pi(coefficient), decimal(coefficient * math.pi, digits)
    if not form:
        return f"about {near}"
    return form if form == near else f"{form} ≈ {near}"


def signed(value: float, digits: int = 3) -> str:
    """The shortest exact form of a number of either sign, multiples of π included, else its decimal: "-√3/2", "π/4"."""
    size = abs(value)
    form = exact(size)
    if not form and rational(size / math.pi):
        form = times_pi(size / math.pi)
    text = form or decimal(size, digits)
    if value >= 0 or text == "0":
        return text
    return f"-({text})" if " " in text and not text.startswith("(") else f"-{text}"


def spoken_degrees(radians: float) -> str:
    """An angle in degrees, exact to half a degree or rounded to a hundredth: "30°", "about 53.13°"."""
    value = math.degrees(radians)
    near = round(value, 9)
    return f"{decimal(near, 1)}°" if near * 2 == int(near * 2) else f"about {decimal(value, 2)}°"


def spoken_point(coordinates: Iterable[float]) -> str:
    """A point or vector: "(2, -√3/2, π/4)", or "about (0.813, 1, 2.5)" if a coordinate has no short exact form."""
    values = [float(value) for value in coordinates]
    exactly = all(exact(abs(value)) or rational(abs(value) / math.pi) for value in values)
    write = signed if exactly else decimal
    return ("" if exactly else "about ") + "(" + ", ".join(write(value) for value in values) + ")"


def _fraction(value: Fraction) -> str:
    if value.denominator in (1, 2, 4, 5, 8, 10, 20):
        return decimal(float(value))
    return f"{value.numerator}/{value.denominator}"


def _root(square: Fraction) -> str:
    """The square root as text, "" if a number beyond 5,000 stays under it."""
    # sqrt(p/q) = sqrt(p q) / q, with the square factors taken out of the root.
    product, bottom = square.numerator * square.denominator, square.denominator
    factor, base = 1, 2
    while base * base <= product:
        while product % (base * base) == 0:
            factor, product = factor * base, product // (base * base)
        base += 1
    if product > _LARGEST_RADICAND:
        return ""
    share = math.gcd(factor, bottom)
    factor, bottom = factor // share, bottom // share
    top = f"√{product}" if factor == 1 else f"{factor}√{product}"
    return top if bottom == 1 else f"{top}/{bottom}"


def _binomial(value: float) -> tuple[int, int, int, int] | None:
    """Integers (p, q, r, s) with (p + q √r) / s = value and p not 0, the smallest r, s, |q|, if there are any."""
    found = []
    for place, bottom in enumerate(_DENOMINATORS):
        rest = value * bottom - _MULTIPLES
        whole = np.round(rest)
        fits = np.argwhere((np.abs(rest - whole) <= _SUM_TOLERANCE * max(1.0, value * bottom)) & (whole != 0))
        if len(fits):
            row, column = (int(k) for k in fits[0])
            found.append((row, place, int(whole[row, column]), int(_FACTORS[column]), _RADICANDS[row], bottom))
    return min(found)[2:] if found else None
