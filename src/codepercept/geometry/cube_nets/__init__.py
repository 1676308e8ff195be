"""Cube nets: the hexominoes, flat, folding in steps, or beside the folded cube."""

from codepercept.geometry.cube_nets.build import FAMILY
from codepercept.geometry.cube_nets.params import CubeNets

__all__ = ["FAMILY", "CubeNets"]
