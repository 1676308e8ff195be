"""Cross-sections: a plane through a polyhedron, cylinder, cone or sphere, with the true shape of the section."""

from codepercept.geometry.cross_sections.build import FAMILY
from codepercept.geometry.cross_sections.params import CrossSections

__all__ = ["FAMILY", "CrossSections"]
