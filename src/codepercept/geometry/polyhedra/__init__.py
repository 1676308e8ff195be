"""Polyhedra: Platonic and Archimedean solids, prisms, pyramids and their kin, drawn as in a textbook."""

from codepercept.geometry.polyhedra.build import FAMILY
from codepercept.geometry.polyhedra.params import Polyhedra

__all__ = ["FAMILY", "Polyhedra"]
