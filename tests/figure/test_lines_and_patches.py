"""What the tracer says of lines and of every patch class, against matplotlib's own numbers and the picture's pixels."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from painted import assert_painted, data_of, pixels_of, rgb
from plain import assert_at, namespace, on_page

from codepercept.types import Execution

Draw = Callable[..., Execution]


LINES = """\
ax.plot([0, 1, 2, 3, 4], [1, 3, np.nan, 2, 4], '--', color='red', lw=3, label='gap')
ax.plot([0, 4], [0, 1], 'g^:', ms=10, lw=2)
ax.step([0, 1, 2], [5, 6, 5], where='mid', color='navy', lw=4)
ax.plot([3], [5.5], 'ks', ms=12)
ax.plot([0, 4], [4.5, 4.5], color='#123456', lw=5, ls='-.', alpha=0.5, zorder=7)
"""


def test_lines(draw: Draw) -> None:
    execution = draw(LINES)
    plain = namespace(LINES)
    gap, dotted, triangles, steps, square, pale = sorted(data_of(execution), key=lambda e: (e.zorder, e.id))
    assert (gap.kind, gap.color, gap.line_width, gap.line_style, gap.label) == ("line", "#ff0000", 3, "dashed", "gap")
    assert gap.data == ((0, 1), (1, 3), (3, 2), (4, 4))
    assert gap.breaks == (2,)
    assert_at(gap, on_page(plain, gap.data))
    assert (dotted.kind, dotted.line_style, dotted.data) == ("segment", "dotted", ((0, 0), (4, 1)))
    assert_at(dotted, on_page(plain, dotted.data))
    assert (triangles.kind, triangles.marker, triangles.marker_size, triangles.count) == ("markers", "^", 10, 2)
    assert_at(triangles, on_page(plain, [(0, 0), (4, 1)]))
    assert (steps.kind, steps.data, steps.call) == ("line", ((0, 5), (1, 6), (2, 5)), "step")
    assert_at(steps, on_page(plain, [(0, 5), (0.5, 5), (0.5, 6), (1.5, 6), (1.5, 5), (2, 5)]))
    assert (square.count, square.marker, square.data) == (1, "s", ((3, 5.5),))
    assert (pale.color, pale.alpha, pale.line_style, pale.zorder) == ("#123456", 0.5, "dashdot", 7)
    assert [e.line for e in (gap, dotted, steps, square, pale)] == [5, 6, 7, 8, 9]
    assert_painted(execution, steps, square)


def test_a_long_line_keeps_its_extremes_and_says_that_it_is_thinned(draw: Draw) -> None:
    code = "y = np.sin(np.arange(5000) / 300.0)\ny[1234] = 7\ny[4321] = -3\nax.plot(y)"
    (line,) = data_of(draw(code))
    assert line.truncated and len(line.data) <= 400 and len(line.pixels) <= 400
    assert (1234, 7) in line.data and (4321, -3) in line.data
    assert line.data[0] == (0, 0) and line.data[-1][0] == 4999


PATCHES = """\
for patch in [
    patches.Rectangle((0, 0), 1, 2, fc='red', ec='black', lw=2),
    patches.Rectangle((3, 0), 1, 1, angle=45, fc='orange'),
    patches.Circle((6, 1), 1, fc='green'),
    patches.Ellipse((9, 1), 2, 1, angle=30, fc='blue'),
    patches.Arc((12, 1), 2, 1, theta1=0, theta2=90, ec='purple', lw=3),
    patches.Wedge((15, 1), 1, 30, 120, fc='teal'),
    patches.Wedge((18, 1), 1, 0, 270, width=0.4, fc='olive'),
    patches.Polygon([(0, 4), (1, 6), (2, 4)], fc='cyan'),
    patches.RegularPolygon((4, 5), 5, radius=1, fc='magenta'),
    patches.CirclePolygon((7, 5), 1, resolution=40, fc='brown'),
    patches.FancyBboxPatch((9, 4), 2, 1, boxstyle='round,pad=0.2', fc='pink', ec='none'),
    patches.Annulus((14, 5), 1, 0.4, fc='gray'),
]:
    ax.add_patch(patch)
ax.set(xlim=(-1, 20), ylim=(-1, 8), aspect='equal')
"""


def test_patches(draw: Draw) -> None:
    execution = draw(PATCHES)
    elements = data_of(execution)
    kinds = ["rectangle", "rectangle", "circle", "ellipse", "arc", "wedge", "wedge", "polygon", "polygon", "circle",
             "rectangle", "path"]  # fmt: skip
    assert sorted(e.kind for e in elements) == sorted(kinds)
    by_color = {e.color: e for e in elements}
    red, orange, green, blue = (by_color[c] for c in ("#ff0000", "#ffa500", "#008000", "#0000ff"))
    assert red.data == ((0, 0), (1, 0), (1, 2), (0, 2), (0, 0))
    assert (red.edge_color, red.line_width, red.shape) == (
        "#000000",
        2,
        {"corner": (0, 0), "width": 1, "height": 2},
    )
    assert_at(red, on_page(namespace(PATCHES), red.data))
    assert orange.shape["angle"] == 45
    np.testing.assert_allclose(orange.data[1], (3 + np.sqrt(0.5), np.sqrt(0.5)), atol=1e-6)
    assert green.shape == {"center": (6, 1), "width": 2, "height": 2, "radius": 1}
    assert blue.shape == {"center": (9, 1), "width": 2, "height": 1, "angle": 30}
    arc, wedge, ring = by_color["#800080"], by_color["#008080"], by_color["#808000"]
    assert arc.shape["angles"] == (0, 90) and arc.fill_color is None and arc.line_width == 3
    assert wedge.shape == {"center": (15, 1), "radius": 1, "angles": (30, 120)}
    assert ring.shape["inner_radius"] == pytest.approx(0.6)
    assert by_color["#00ffff"].data == ((0, 4), (1, 6), (2, 4), (0, 4))
    assert by_color["#ff00ff"].shape == {"center": (4, 5), "radius": 1, "corners": 5}
    box = by_color["#ffc0cb"].shape
    assert box["corner"] == pytest.approx((8.8, 3.8), abs=1e-3)
    assert (box["width"], box["height"]) == (pytest.approx(2.4, abs=1e-3), pytest.approx(1.4, abs=1e-3))
    annulus = by_color["#808080"]
    assert len(annulus.breaks) == 1 and annulus.shape["inner_radius"] == pytest.approx(0.6)
    assert_painted(execution, *(e for e in elements if e.fill_color))


def test_a_circle_is_an_ellipse_where_the_axes_stretch_it(draw: Draw) -> None:
    (circle,) = data_of(draw("ax.add_patch(patches.Circle((0, 0), 1))\nax.set(xlim=(-1, 1), ylim=(-4, 4))"))
    assert circle.kind == "ellipse" and circle.artist == "Circle" and circle.shape["radius"] == 1


PATHS = """\
from matplotlib.path import Path
ax.add_patch(patches.PathPatch(Path([(0, 0), (1, 2), (2, 0)], [1, 3, 3]), fc='none', ec='blue', lw=3))
two = Path([(3, 0), (4, 0), (4, 2), (0, 0), (5, 0), (6, 0), (6, 2), (0, 0)], [1, 2, 2, 79, 1, 2, 2, 79])
ax.add_patch(patches.PathPatch(two, fc='orange', ec='none'))
ax.stairs([1, 2, 1], [7, 8, 9, 10], fill=True, color='teal')
original = patches.Rectangle((11, 0), 1, 1, fc='yellow')
ax.add_patch(patches.Shadow(original, 0.2, -0.2))
ax.add_patch(original)
ax.set(xlim=(-1, 13), ylim=(-1, 3))
"""


def test_compound_paths_steps_and_shadows(draw: Draw) -> None:
    execution = draw(PATHS)
    elements = data_of(execution)
    shadow = next(e for e in elements if e.part == "shadow")
    curve, pair, stairs, square = (e for e in elements if e is not shadow)
    assert (curve.kind, curve.color, curve.fill_color, curve.line_width) == ("path", "#0000ff", None, 3)
    np.testing.assert_allclose(max(p[1] for p in curve.data), 1, atol=0.02)
    assert pair.kind == "path" and pair.breaks == (4,)
    assert pair.data == ((3, 0), (4, 0), (4, 2), (3, 0), (5, 0), (6, 0), (6, 2), (5, 0))
    assert_at(pair, on_page(namespace(PATHS), pair.data))
    assert (stairs.kind, stairs.call) == ("polygon", "stairs")
    assert stairs.data[:4] == ((7, 0), (7, 1), (8, 1), (8, 2))
    assert shadow.id < square.id and shadow.alpha == 0.5 and square.shape["corner"] == (11, 0)
    assert_painted(execution, pair, stairs, square)


ARROWS = """\
for i, style in enumerate(['->', '-|>', 'simple', 'fancy', '<->', 'wedge', '-[']):
    ax.add_patch(patches.FancyArrowPatch((0, i), (2, i), arrowstyle=style, mutation_scale=20, fc='green', ec='red'))
ax.arrow(4, 0, 2, 1, head_width=0.3, fc='purple', length_includes_head=True)
ax.add_patch(patches.Arrow(4, 2, 2, 1, width=0.5, color='brown'))
ax.add_artist(patches.ConnectionPatch((4, 4), (6, 5), 'data', 'data', arrowstyle='-|>', color='navy'))
ax.set(xlim=(-1, 8), ylim=(-1, 8))
"""


def test_arrows_have_a_tail_and_a_head_whatever_their_style(draw: Draw) -> None:
    execution = draw(ARROWS)
    plain = namespace(ARROWS)
    elements = data_of(execution)
    assert len(elements) == 10 and {e.kind for e in elements} == {"arrow"}
    fancy = [e for e in elements if e.line == 6]
    for i, arrow in enumerate(fancy):
        assert arrow.shape == {"tail": (0, i), "head": (2, i)}
        assert_at(arrow, on_page(plain, [(0, i), (2, i)]))
    filled = [e.fill_color for e in fancy]
    assert filled == [None, "#008000", "#008000", "#008000", None, "#008000", None]
    assert [e.color for e in fancy[:3]] == ["#ff0000", "#ff0000", "#008000"]
    straight, block, connection = (next(e for e in elements if e.artist == n) for n in
                                   ("FancyArrow", "Arrow", "ConnectionPatch"))  # fmt: skip
    assert (straight.data, straight.color, straight.call) == (((4, 0), (6, 1)), "#800080", "arrow")
    assert (block.data, block.color) == (((4, 2), (6, 3)), "#a52a2a")
    assert connection.data[0] == (4, 4) and connection.color == "#000080"
    # The box takes in the head: it is as high as what is painted red or green in that row.
    picture = pixels_of(execution)
    left, top, right, bottom = (round(v) for v in fancy[1].bbox or ())
    band = picture[top - 15 : bottom + 15, left:right]
    rows = np.flatnonzero((np.abs(band - rgb("#008000")).max(axis=2) < 60).any(axis=1)) + top - 15
    assert rows.min() >= top - 1 and rows.max() <= bottom + 1 and len(rows) > (bottom - top) / 2
