"""Parametric solid geometry: families of figures whose facts are exact."""

from __future__ import annotations

from codepercept.geometry import (
    combined_solids,
    cross_sections,
    cube_nets,
    cube_stacks,
    polyhedra,
    space_curves,
    surfaces,
    three_views,
)
from codepercept.geometry.family import DegenerateParametersError, Drawing, Family, Parameters

FAMILIES: dict[str, Family] = {
    "cube_stacks": cube_stacks.FAMILY,
    "cube_nets": cube_nets.FAMILY,
    "polyhedra": polyhedra.FAMILY,
    "cross_sections": cross_sections.FAMILY,
    "combined_solids": combined_solids.FAMILY,
    "space_curves": space_curves.FAMILY,
    "surfaces": surfaces.FAMILY,
    "three_views": three_views.FAMILY,
}

__all__ = ["FAMILIES", "DegenerateParametersError", "Drawing", "Family", "Parameters"]
