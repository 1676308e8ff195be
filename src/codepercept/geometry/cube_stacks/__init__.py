"""Cube stacks: height maps of unit cubes in isometric, oblique, orthographic and perspective views."""

from codepercept.geometry.cube_stacks.build import FAMILY
from codepercept.geometry.cube_stacks.params import CubeStacks

__all__ = ["FAMILY", "CubeStacks"]
