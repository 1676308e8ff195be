"""Compound outlines: where a trace says that a piece starts, whoever draws the outline starts anew."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from codepercept.figure import shapes
from codepercept.gallery.outlines import pieces_of, runs_of
from codepercept.types import Element, Execution


def test_gaps_and_holes_part_an_outline(draw: Callable[..., Execution]) -> None:
    code = "ax.plot([0, 1, 2, 3, 4], [0, 1, np.nan, 1, 0], 'r')\nax.add_patch(patches.Annulus((2, 0), 1, 0.5, fc='b'))"
    trace = draw(code).trace
    assert trace is not None
    line = next(e for e in trace.elements if e.color == "#ff0000")
    ring = next(e for e in trace.elements if e.color == "#0000ff")
    assert [len(p) for p in pieces_of(line)] == [2, 2]
    outer, inner = pieces_of(ring)
    assert np.ptp([x for x, _ in outer]) == pytest.approx(2 * np.ptp([x for x, _ in inner]), rel=0.01)
    assert len(runs_of(ring, 400)) == 2


def test_breaks_win_over_guesses() -> None:
    points = ((0.0, 0.0), (5.0, 0.0), (5.0, 9.0), (8.0, 9.0))
    element = Element(id=0, kind="line", pixels=points, breaks=(2,))
    assert [len(p) for p in pieces_of(element)] == [2, 2]


CURVE = np.linspace(0, 2 * np.pi, 1000)


def test_thinning_keeps_ends_extremes_and_corners() -> None:
    path = np.column_stack([np.r_[CURVE, 9.0], np.r_[np.sin(CURVE), 50.0]])
    path[500] = (np.pi, -7)
    thin = shapes.thin(path, 50)
    assert len(thin) <= 58
    for point in (path[0], path[-1], path[500], path[999]):
        assert (np.abs(thin - point).sum(axis=1) < 1e-12).any()


@pytest.mark.parametrize(
    ("points", "kind"),
    [
        (np.column_stack([3 * np.cos(CURVE), 3 * np.sin(CURVE)]), "circle"),
        (np.column_stack([3 * np.cos(CURVE) + np.sin(CURVE), 2 * np.sin(CURVE)]) * 9, "ellipse"),
        (np.column_stack([3 * np.cos(CURVE / 2), 3 * np.sin(CURVE / 2)]) * 9, "line"),
        (np.array([(0, 0), (4, 3), (1, 7), (-3, 4), (0, 0)], float), "rectangle"),
        (np.array([(0, 0), (4, 0), (5, 3), (1, 3), (0, 0)], float), "polygon"),
        (np.array([(0, 0), (4, 0)], float), "segment"),
        (np.array([(1, 1), (1, 1)], float), "segment"),
    ],
)
def test_kinds_of_outlines(points: np.ndarray, kind: str) -> None:
    assert shapes.classify([points], None, False) == kind
