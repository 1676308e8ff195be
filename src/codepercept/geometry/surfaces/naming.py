"""What the surfaces and regions are called, and their equations."""

from __future__ import annotations

import re

from codepercept.geometry.exact import signed
from codepercept.geometry.surfaces.params import Surfaces, region_of
from codepercept.geometry.words import article

COMMENTS: dict[str, tuple[str, ...]] = {
    "dome": ("paraboloid that opens downwards", "a parabolic dome"),
    "bowl": ("paraboloid of revolution", "a parabolic bowl"),
    "saddle": ("hyperbolic paraboloid", "saddle surface"),
    "product": ("saddle z = xy, ruled by straight lines", "hyperbolic paraboloid over a square"),
    "wave": ("product of two sine waves", "hills and hollows of a doubly periodic function"),
    "ellipsoid": ("ellipsoid with semi-axes a, b, c", "an ellipsoid"),
    "hemisphere": ("upper half of a sphere", "a hemisphere"),
    "one sheet": ("hyperboloid of one sheet", "cooling-tower shape: a hyperboloid"),
    "cone": ("cone with its apex at the origin", "a funnel: the upper half of a cone"),
    "tube": ("wall of a cylinder", "cylinder without its lids"),
    "torus": ("torus", "a ring-shaped surface"),
    "vase": ("surface of revolution with a sine as its profile", "a vase: a sine curve turned around the z axis"),
    "triangle": ("the piece of a plane in the first octant", "plane through three points on the axes"),
    "helicoid": ("helicoid", "a spiral staircase without steps"),
    "moebius": ("Moebius strip", "a band with half a twist"),
    "parabola and line": ("region between a parabola and a line",),
    "sideways parabola": ("region between a parabola that opens to the right and a line",),
    "two parabolas": ("region between two parabolas",),
    "powers": ("region between two powers of x",),
    "sine arch": ("region under an arch of a sine curve",),
    "ring sector": ("sector of a ring in polar coordinates",),
    "cardioid": ("inside of a cardioid",),
    "petal": ("one leaf of a rose curve",),
}

_NAMES = {
    "dome": "parabolic dome",
    "bowl": "paraboloid",
    "saddle": "hyperbolic paraboloid",
    "product": "hyperbolic paraboloid",
    "wave": "wavy surface with hills and hollows",
    "ellipsoid": "ellipsoid",
    "hemisphere": "hemisphere",
    "one sheet": "hyperboloid of one sheet",
    "cone": "circular cone with its apex at the bottom",
    "tube": "cylindrical surface",
    "torus": "torus",
    "vase": "vase-shaped surface of revolution",
    "triangle": "triangular piece of a plane",
    "helicoid": "helicoid",
    "moebius": "Möbius strip",
    "parabola and line": "region between a parabola and a line",
    "sideways parabola": "region between a sideways parabola and a line",
    "two parabolas": "region between two parabolas",
    "powers": "region between two power curves",
    "sine arch": "region under an arch of a sine curve",
    "ring sector": "sector of a ring",
    "cardioid": "inside of a cardioid",
    "petal": "leaf of a rose curve",
}


def name_of(theta: Surfaces) -> str:
    """What the thing is called, without an article."""
    if theta.kind == "ring sector":
        if theta.m == 24:
            return "ring between two circles"
        return "sector of a ring"
    if theta.kind == "ellipsoid":
        if theta.a == theta.b == theta.c:
            return "sphere"
        if theta.a == theta.b:
            return "ellipsoid of revolution"
    return _NAMES[theta.kind]


def named(theta: Surfaces) -> str:
    """What the thing is called, with its article."""
    name = name_of(theta)
    return f"the {name}" if theta.kind == "cardioid" else article(name)


def title_of(theta: Surfaces) -> str:
    """A short title for the figure."""
    if theta.code_style == "map":
        return "Level curves"
    titles = {
        "dome": "Paraboloid", "bowl": "Paraboloid", "saddle": "Saddle surface", "product": "Saddle surface",
        "wave": "A wavy surface", "one sheet": "Hyperboloid", "cone": "Cone", "tube": "Cylinder",
        "vase": "Surface of revolution", "triangle": "Plane in the first octant", "moebius": "Möbius strip",
        "parabola and line": "Region of integration", "sideways parabola": "Region of integration",
        "two parabolas": "Area between curves", "powers": "Area between curves", "sine arch": "Area under a curve",
        "ring sector": "Polar region", "petal": "Rose curve",
    }  # fmt: skip
    if theta.kind == "ellipsoid":
        return "Sphere" if name_of(theta) == "sphere" else "Ellipsoid"
    return titles.get(theta.kind, theta.kind.capitalize())


def _square(letter: str, length: float) -> str:
    return f"{letter}²" if length == 1 else f"{letter}²/{signed(length * length)}"


def _times(factor: float, inner: str) -> str:
    """A product with a number: "3(x² + y²)/4", "0.5xy", "x² + y²" without its brackets for the factor 1."""
    top, _, bottom = signed(factor).partition("/")
    if factor == 1:
        return inner.removeprefix("(").removesuffix(")") if inner.startswith("(") else inner
    return ("" if top == "1" else top) + inner + (f"/{bottom}" if bottom else "")


def equation(theta: Surfaces) -> str:
    """The equation of a surface in plain text, "" if it has no short one."""
    a, b, c = theta.a, theta.b, theta.c
    k = b / a**2
    match theta.kind:
        case "dome":
            return f"z = {signed(b)} - {'(x² + y²)' if k == 1 else _times(k, '(x² + y²)')}"
        case "bowl":
            return f"z = {_times(k, '(x² + y²)')}"
        case "saddle":
            return f"z = {_times(k, '(x² - y²)')}"
        case "product":
            return f"z = {_times(k, 'xy')}"
        case "ellipsoid":
            if a == b == c:
                return f"x² + y² + z² = {signed(a * a)}"
            return f"{_square('x', a)} + {_square('y', b)} + {_square('z', c)} = 1"
        case "hemisphere":
            return f"x² + y² + z² = {signed(a * a)}"
        case "one sheet":
            return f"{_square('x', a)} + {_square('y', a)} - {_square('z', b)} = 1"
        case "cone":
            return f"z = {_times(b / a, '√(x² + y²)')}"
        case "tube":
            return f"x² + y² = {signed(a * a)}"
        case "triangle":
            parts = [letter if v == 1 else f"{letter}/{signed(v)}" for letter, v in zip("xyz", (a, b, c), strict=True)]
            return " + ".join(parts) + " = 1"
        case _:
            return ""


def as_tex(text: str) -> str:
    """A plain equation as mathtext."""
    text = re.sub(r"√\(([^)]*)\)", r"\\sqrt{\1}", text)
    text = re.sub(r"√(\d+)", r"\\sqrt{\1}", text)
    for plain, tex in zip("²³⁴⁵⁶", "23456", strict=True):
        text = text.replace(plain, f"^{tex}")
    text = re.sub(
        r"(\d*)(\([^()]*\)|\\sqrt\{[^}]*\}|xy)/(\d+)",
        lambda found: rf"\frac{{{found[1] or 1}}}{{{found[3]}}}{found[2]}",
        text,
    )
    text = re.sub(r"(\w\^2|(?<![\w}])\w)/(\d+(?:\.\d+)?)(?![\d)])", r"\\frac{\1}{\2}", text)
    text = re.sub(r"\b(sin|cos)\b ?", r"\\\1 ", text)
    return text.replace("π", r"\pi ")


def equation_tex(theta: Surfaces) -> str:
    """The equation above the picture as mathtext."""
    from codepercept.geometry.surfaces.params import REGIONS

    if theta.kind in REGIONS:
        region = region_of(theta)
        parts = [text for text in (region.lower_text, region.upper_text) if text]
        return r",\quad ".join(as_tex(part) for part in parts)
    return as_tex(equation(theta))
