"""Space curves: helices, knots, Viviani's curve, Lissajous curves, sections and intersections of surfaces."""

from codepercept.geometry.space_curves.build import FAMILY
from codepercept.geometry.space_curves.params import SpaceCurves

__all__ = ["FAMILY", "SpaceCurves"]
