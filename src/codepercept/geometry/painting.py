"""Whether painting flat panels from back to front hides what is hidden."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import shapely

from codepercept.geometry.camera import Array, Camera


def painted_right(camera: Camera, panels: Sequence[Array], steep: float = 0.1) -> bool:
    """True if painting the panels by the mean depth of their corners hides what is hidden.

    Panels seen at an angle whose sine is below `steep` are refused: their order would be a matter of rounding.
    """
    pictures = [shapely.Polygon(camera.project(panel)).buffer(0) for panel in panels]
    means = [float(camera.depth(panel).mean()) for panel in panels]
    for panel in panels:
        normal = np.cross(panel[1] - panel[0], panel[2] - panel[1])
        if abs(camera.faces_viewer(panel[0], normal)) < steep:
            return False
    for i, j in itertools.combinations(range(len(panels)), 2):
        common = pictures[i].intersection(pictures[j])
        if common.area < 1e-3 * min(pictures[i].area, pictures[j].area):
            continue
        spot = np.array(common.representative_point().coords[0])
        gap = _depth_at(camera, panels[i], spot) - _depth_at(camera, panels[j], spot)
        if abs(gap) > 1e-9 and (gap > 0) != (means[i] > means[j]):
            return False
    return True


def _depth_at(camera: Camera, panel: Array, spot: Array) -> float:
    """Depth of a panel's plane where the sight line through a place on the page meets it (parallel camera)."""
    u, v = panel[1] - panel[0], panel[2] - panel[0]
    flat = camera.project(np.array([u, v])).T
    s, t = np.linalg.solve(flat, spot - camera.project(panel[:1])[0])
    return float((panel[0] + s * u + t * v) @ camera.toward)
