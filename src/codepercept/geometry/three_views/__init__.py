"""Three-view drawings: front, top and side views of cubes, milled blocks, profiles and turned parts."""

from codepercept.geometry.three_views.build import FAMILY
from codepercept.geometry.three_views.params import ThreeViews

__all__ = ["FAMILY", "ThreeViews"]
