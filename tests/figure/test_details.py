"""Visibility, clipping, order, transparency, effects, page geometry, and what a trace leaves alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from painted import assert_painted, data_of, look, pixels_of, rgb

from codepercept.types import Execution

Draw = Callable[..., Execution]


def test_visibility_and_clipping(draw: Draw) -> None:
    code = """\
ax.plot([0, 1], [1, 0], 'r', visible=False)
ax.add_patch(patches.Circle((0.5, 0.5), 0.1, fc='green'))
ax.add_patch(patches.Circle((0, 0.5), 0.2, fc='blue'))
ax.add_patch(patches.Circle((5, 5), 0.2, fc='red'))
ax.add_patch(patches.Rectangle((0.1, 0.1), 0.1, 0.1, fc='none', ec='none'))
ax.add_patch(patches.Rectangle((0.7, 0.1), 0.1, 0.1, fc='none', ec='none', hatch='x'))
ax.add_patch(patches.Rectangle((0.95, 0.95), 0.1, 0.1, fc='orange', clip_on=False))
fig.text(2, 2, 'off the page')
ax.text(0.5, 0.9, 'unseen', alpha=0)
ax.set(xlim=(0, 1), ylim=(0, 1))
"""
    execution = draw(code)
    found = {e.line: (e.visible, e.clip) for e in data_of(execution)}
    assert found == {
        6: (True, "none"), 7: (True, "partial"), 8: (False, "full"), 9: (False, "none"), 10: (True, "none"),
        11: (True, "none"),
    }  # fmt: skip
    texts = {e.text: (e.visible, e.clip) for e in data_of(execution, "annotation")}
    assert texts == {"off the page": (False, "full"), "unseen": (False, "none")}
    assert_painted(execution, *(e for e in data_of(execution) if e.line in (6, 7, 11)))


def test_painting_order_and_alpha(draw: Draw) -> None:
    code = """\
ax.add_patch(patches.Rectangle((0, 0), 1, 1, fc='red', zorder=5))
ax.add_patch(patches.Rectangle((0.5, 0.5), 1, 1, fc='blue', alpha=0.25, zorder=4))
ax.set(xlim=(0, 2), ylim=(0, 2))
"""
    execution = draw(code)
    blue, red = data_of(execution)
    assert (blue.color, blue.alpha, blue.zorder) == ("#0000ff", 0.25, 4) and (red.color, red.zorder) == ("#ff0000", 5)
    assert blue.id < red.id
    assert_painted(execution, red)
    picture = pixels_of(execution)
    x, y = (round(v) for v in np.mean([(p[0], p[1]) for p in blue.pixels[2:3] + red.pixels[2:3]], axis=0))
    np.testing.assert_allclose(picture[y, x], 0.25 * rgb("#0000ff") + 0.75 * rgb("#ffffff"), atol=2)


def test_path_effects_do_not_multiply_things(draw: Draw) -> None:
    code = """\
import matplotlib.patheffects as pe
ax.plot([0, 1], [0, 1], 'o-', c='y', lw=3, path_effects=[pe.Stroke(linewidth=6, foreground='k'), pe.Normal()])
ax.scatter([0, 1], [1, 0], path_effects=[pe.withSimplePatchShadow()], c='r')
ax.add_patch(patches.Circle((0.5, 0.5), 0.2, fc='c', path_effects=[pe.withStroke(linewidth=5, foreground='b')]))
ax.plot([0, 1], [2, 2], c='g', lw=4, path_effects=[pe.Stroke(foreground='m')])
ax.text(0.5, 1.5, 'haloed', path_effects=[pe.withStroke(linewidth=3, foreground='w')])
"""
    execution = draw(code)
    elements = sorted(data_of(execution), key=lambda e: (e.line or 0, e.kind))
    assert [(e.kind, e.color) for e in elements] == [
        ("markers", "#bfbf00"), ("segment", "#bfbf00"), ("markers", "#ff0000"), ("ellipse", "#00bfbf"),
        ("segment", "#bf00bf"),
    ]  # fmt: skip
    assert [e.count for e in elements if e.kind == "markers"] == [2, 2]
    assert [e.text for e in data_of(execution, "annotation")] == ["haloed"]
    assert_painted(execution, elements[3], elements[4])


def test_filters_and_rasterizing_change_nothing(draw: Draw) -> None:
    code = """\
ax.plot([0, 1], [0, 1], c='r', rasterized=True)
line, = ax.plot([0, 1], [1, 0], c='g')
line.set_agg_filter(lambda picture, dpi: (picture, 0, 0))
ax.set_rasterization_zorder(1)
"""
    assert [(e.kind, e.color, e.data) for e in data_of(draw(code))] == [
        ("segment", "#ff0000", ((0, 0), (1, 1))), ("segment", "#008000", ((0, 1), (1, 0)))
    ]  # fmt: skip


def test_a_tight_page_has_its_own_coordinates(draw: Draw) -> None:
    code = """\
ax.add_patch(patches.Rectangle((0.2, 0.2), 0.3, 0.3, fc='blue'))
ax.text(1.4, 0.5, 'far right')
fig.savefig('x.png', bbox_inches='tight')
"""
    execution = draw(code)
    assert execution.width != 640 and execution.trace is not None
    assert (execution.trace.canvas.width, execution.trace.canvas.height) == (execution.width, execution.height)
    (box,) = data_of(execution)
    verdict = look(execution, box)
    assert verdict is not None and verdict.share == 1
    assert_painted(execution, *data_of(execution, "annotation"))


def test_source_lines_go_to_the_statement_that_drew_it(draw: Draw) -> None:
    code = """\
def mark(x):
    ax.plot([x], [x], 'ko')
for i in range(3):
    mark(i)
ax.set_title(
    'a title'
)
ax.grid(True)
"""
    execution = draw(code)
    assert {e.line for e in data_of(execution)} == {6}
    assert [e.line for e in data_of(execution, "title")] == [9]
    assert {e.line for e in data_of(execution, "grid")} == {12}


def test_the_same_code_gives_the_same_trace(draw: Draw) -> None:
    code = "ax.scatter(*np.random.rand(2, 50), c=np.random.rand(50))\nax.plot(np.random.rand(30))"
    assert draw(code).trace == draw(code).trace


def test_every_number_of_a_trace_is_finite(draw: Draw) -> None:
    code = """\
ax.plot([0, np.inf, 1], [np.nan, 1, 2], 'o-')
ax.bar([0, 1], [np.nan, 2])
ax.scatter([0, np.nan], [1, 1], s=[np.nan, 4])
ax.plot([1e-300, 1e300], [0, 1])
"""
    trace = draw(code).trace
    assert trace is not None
    numbers = [v for e in trace.elements for group in (e.pixels, e.data, (e.bbox or (),)) for p in group for v in p]
    assert numbers and np.isfinite(numbers).all()
