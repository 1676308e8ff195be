"""Surfaces and regions of integration: graphs, quadrics, surfaces of revolution, level curves, normals, flux."""

from codepercept.geometry.surfaces.build import FAMILY
from codepercept.geometry.surfaces.params import Surfaces

__all__ = ["FAMILY", "Surfaces"]
