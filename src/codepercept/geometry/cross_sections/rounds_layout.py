"""Where the letters and lengths of a cut cylinder, cone or sphere stand, and whether its picture is clear."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np

from codepercept.geometry.camera import Array
from codepercept.geometry.cross_sections.params import CrossSections, camera_of
from codepercept.geometry.cross_sections.rounds_cut import is_polygon, outline, round_cut
from codepercept.geometry.family import DegenerateParametersError
from codepercept.geometry.labels import Labels

MARK_GAP = 0.05
RULE_GAP = 0.055


@dataclass(frozen=True)
class RoundLayout:
    """Places of the texts: directions of the letters; share along each ruler and direction of its text."""

    letters: dict[str, int]
    rules: tuple[tuple[float, int], ...]


@functools.lru_cache(maxsize=64)
def round_layout(theta: CrossSections) -> RoundLayout:
    """Places letters and numbers of a round solid.

    Raises:
        DegenerateParametersError: If the section is seen edge on or a text has no room.
    """
    cut, camera = round_cut(theta), camera_of(theta)
    lines: list[Array] = [camera.project(points) for points, _ in cut.curves]
    _check_open(theta, np.vstack(lines))
    lines += [camera.project(points) for points in outline(theta)]
    everything = np.vstack(lines)
    size = float(np.ptp(everything, axis=0).max())
    labels = Labels(size, dimension_lines(theta, size))
    for line in lines:
        # every other of the 49 points of a curve is close enough, within 0.3% of its radius
        labels.add_curve(line[::2] if len(line) == 49 else line)
    place = {mark.name: camera.project(mark.place[None])[0] for mark in cut.marks}
    for rule in cut.rules:
        labels.add_curve(np.array([place[rule.start], place[rule.end]]))
    letters: dict[str, int] = {}
    shown = [mark for mark in cut.marks if mark.shown and theta.names != "none"]
    for mark in shown:
        angle, fits = labels.beside(place[mark.name], mark.name, MARK_GAP)
        if not fits:
            raise DegenerateParametersError(f"turn {theta.turn}: there is no room for the letter {mark.name}")
        letters[mark.name] = angle
    dots = [place[mark.name] for mark in cut.marks if mark.shown]
    for i, p in enumerate(dots):
        if any(float(np.linalg.norm(p - q)) < 0.08 * size for q in dots[i + 1 :]):
            raise DegenerateParametersError(f"turn {theta.turn}: two marked points almost coincide in the picture")
    places = []
    for rule in cut.rules:
        share, angle = 0.5, 0
        if rule.text:
            start, end = place[rule.start], place[rule.end]
            side, share = labels.along(start, end, rule.text, RULE_GAP)
            if not side:
                raise DegenerateParametersError(f"turn {theta.turn}: there is no room for the length {rule.text}")
            angle = round(math.degrees(math.atan2(*(end - start)[::-1])) + 90 * side) % 360
        places.append((share, angle))
    return RoundLayout(letters, tuple(places))


def dimension_lines(theta: CrossSections, size: float) -> list[tuple[Array, Array]]:
    """Dimension lines of radius (below the base) and height (to the right) on the page, if they are drawn."""
    if not has_dimensions(theta):
        return []
    e = math.radians(theta.elevation)
    right, below = theta.radius + 0.12 * size, -theta.radius * math.sin(e) - 0.1 * size
    return [
        (np.array([0, below]), np.array([theta.radius, below])),
        (np.array([right, 0]), np.array([right, theta.height * math.cos(e)])),
    ]


def has_dimensions(theta: CrossSections) -> bool:
    """True if radius and height are written at dimension lines."""
    return theta.lengths and theta.solid != "sphere" and theta.code_style != "mplot3d"


def _check_open(theta: CrossSections, page: Array) -> None:
    """The section must open enough on the page."""
    if theta.solid == "sphere":
        circle = round_cut(theta).curves[0][0]
        depth = -float((circle @ camera_of(theta).toward).min())  # of the hidden arc behind the outline
        if depth > 0 and theta.radius - math.sqrt(max(0, theta.radius**2 - depth**2)) < 0.12 * theta.radius:
            raise DegenerateParametersError(f"turn {theta.turn}: the hidden arc of the section lies along the outline")
    x, y = (page - page.mean(axis=0)).T
    if is_polygon(theta):
        contour = [camera_of(theta).project(line)[0, 0] for line in outline(theta)[1:3]]
        ends = [
            camera_of(theta).project(mark.place[None])[0, 0] for mark in round_cut(theta).marks if mark.name in "AB"
        ]
        if any(abs(float(x0 - x1)) < 0.1 * theta.radius for x0 in contour for x1 in ends):
            raise DegenerateParametersError(f"turn {theta.turn}: a side of the section almost covers the outline")
    values = np.linalg.eigvalsh(np.cov(np.array([x, y])))
    if values[0] < 0.012 * values[1]:
        raise DegenerateParametersError(f"turn {theta.turn}: the section is seen almost edge on")
