"""Combined solids: cones on cylinders, capsules, hollow and inscribed bodies, houses, drilled blocks."""

from codepercept.geometry.combined_solids.build import FAMILY
from codepercept.geometry.combined_solids.params import CombinedSolids

__all__ = ["FAMILY", "CombinedSolids"]
