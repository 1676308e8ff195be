"""What the curves and their points are called."""

from __future__ import annotations

from codepercept.geometry.space_curves.params import SpaceCurves
from codepercept.geometry.words import article

_NAMES = {
    "viviani": "Viviani curve",
    "torus knot": "torus knot",
    "figure-eight knot": "figure-eight knot",
    "lissajous": "space Lissajous curve",
    "twisted cubic": "twisted cubic",
    "tilted ellipse": "plane section of an upright cylinder",
    "saddle": "intersection curve of two perpendicular cylinders",
    "small circle": "circle on a sphere",
    "spherical spiral": "spherical spiral",
    "crown": "sine wave around a cylinder",
    "tennis ball": "tennis-ball seam",
}
_KNOTS = {(2, 3): "trefoil knot", (3, 2): "trefoil knot", (2, 5): "cinquefoil knot", (5, 2): "cinquefoil knot"}


def hand(theta: SpaceCurves) -> str:
    """The sense of winding; the conical helix runs downwards, so its formula winds the other way."""
    return "left-handed" if theta.left != (theta.kind == "conical helix") else "right-handed"


def name_of(theta: SpaceCurves, *, with_article: bool = False) -> str:
    """What the curve is called, e.g. "right-handed circular helix"."""
    if theta.kind == "helix":
        name = f"{hand(theta)} circular helix"
    elif theta.kind == "conical helix":
        name = "helix on a cone"
    elif theta.kind == "torus knot":
        name = _KNOTS.get((theta.p, theta.q), "") or f"({theta.p}, {theta.q}) torus knot"
        if theta.p == 1:
            name = f"closed coil of {theta.q} windings around a ring"
    else:
        name = _NAMES[theta.kind]
    return article(name) if with_article else name


def title_of(theta: SpaceCurves) -> str:
    """A short title for the figure."""
    return {
        "helix": "Circular helix",
        "conical helix": "Conical helix",
        "viviani": "Viviani's curve",
        "torus knot": f"T({theta.p}, {theta.q})" if theta.p > 1 else "Toroidal coil",
        "figure-eight knot": "Figure-eight knot",
        "lissajous": "Lissajous curve",
        "twisted cubic": "Twisted cubic",
        "tilted ellipse": "Section of a cylinder",
        "saddle": "Two cylinders",
        "small circle": "Plane and sphere",
        "spherical spiral": "Spherical spiral",
        "crown": "Wave on a cylinder",
        "tennis ball": "Tennis-ball curve",
    }[theta.kind]
