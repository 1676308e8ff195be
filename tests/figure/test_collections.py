"""What the tracer says of collections, item by item, and of meshes and images."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from painted import assert_painted, data_of
from plain import assert_at, namespace, on_page

from codepercept.types import Execution

Draw = Callable[..., Execution]

SCATTERS = """\
ax.scatter([0, 1, 2], [0, 1, 2], s=[64, 100, 400], c=['r', 'g', 'b'], marker='s')
ax.scatter([3], [3], s=144, c='k', marker='*')
ax.scatter([0, 1, 2], [3, 3, 3], c=[1, 2, 3], cmap='viridis', edgecolors='k', linewidths=2, s=100)
ax.scatter([0, 1, 2], [4, 4, np.nan], s=100, facecolors='none', edgecolors='r')
ax.scatter(range(5), [5] * 5, s=64, color='#123456')
ax.scatter([0, 1], [6, 6], marker='x', c='m', s=49)
"""


def test_scatter(draw: Draw) -> None:
    execution = draw(SCATTERS)
    plain = namespace(SCATTERS)
    many, star, mapped, hollow, plainly, crosses = data_of(execution)
    assert {e.kind for e in data_of(execution)} == {"markers"} and {e.call for e in data_of(execution)} == {"scatter"}
    assert (many.count, many.marker, many.data) == (3, "s", ((0, 0), (1, 1), (2, 2)))
    assert many.colors == ("#ff0000", "#008000", "#0000ff") and many.sizes == (8, 10, 20) and many.marker_size == 10
    assert_at(many, on_page(plain, many.data))
    assert (star.count, star.marker, star.marker_size, star.color) == (1, "*", 12, "#000000")
    assert star.data == ((3, 3),)
    assert mapped.colors == ("#440154", "#21918c", "#fde725") and mapped.edge_color == "#000000"
    assert mapped.line_width == 2 and mapped.shape == {"cmap": "viridis", "vmin": 1, "vmax": 3}
    assert (hollow.count, hollow.fill_color, hollow.edge_color, hollow.color) == (2, None, "#ff0000", "#ff0000")
    assert hollow.data == ((0, 4), (1, 4)) and len(hollow.pixels) == 2
    assert (plainly.count, plainly.color, plainly.marker_size, plainly.marker) == (5, "#123456", 8, "o")
    assert plainly.data == tuple((i, 5) for i in range(5))
    assert_at(plainly, on_page(plain, plainly.data))
    assert (crosses.marker, crosses.color, crosses.fill_color, crosses.marker_size) == ("x", "#bf00bf", None, 7)
    assert_painted(execution, many, mapped, plainly)


def test_a_crowd_of_markers_is_counted_exactly(draw: Draw) -> None:
    code = "x = np.linspace(0, 1, 5000)\nx[7] = np.nan\nax.scatter(x, x**2, c=x)\nax.plot(x, x + 2, 'k.')"
    mapped, dots = data_of(draw(code))
    for crowd in (mapped, dots):
        assert crowd.count == 4999 and crowd.truncated and len(crowd.pixels) == len(crowd.data) == 2000
    assert len(mapped.colors) == 2000
    for (x, y), (u, v) in zip(mapped.data, dots.data, strict=True):
        assert y == pytest.approx(x**2, abs=1e-8) and (u, v) == (pytest.approx(x), pytest.approx(x + 2))


ITEMS = """\
ax.add_collection(collections.PatchCollection([patches.Circle((0, 0), 1), patches.Rectangle((2, 0), 1, 1)],
                                              facecolor=['red', 'blue']))
lines = [[(0, 2), (1, 3)], [(2, 2), (3, 3), (4, 2)]]
ax.add_collection(collections.LineCollection(lines, colors=['g', 'k'], linewidths=[2, 4], linestyles=['--', '-']))
ax.add_collection(collections.PolyCollection([[(5, 0), (6, 0), (5, 1)], [(7, 0), (8, 0), (8, 1), (7, 1)]], fc='tan'))
ax.fill_between([0, 1, 2], [5, 6, 5], [4, 4, 4], color='pink')
ax.fill_between([3, 4, 5, 6, 7], [5, 6, 5, 6, 5], 4, where=[True, True, False, True, True], color='lime')
ax.broken_barh([(0, 1), (2, 1)], (7, 0.5), color='orange')
ax.eventplot([[0, 1, 2], [3, 4]], lineoffsets=[9, 10], colors=['r', 'b'], linewidths=3)
ax.hlines([11, 12], 0, [2, 3], colors='c')
ax.autoscale()
"""


def test_collections_item_by_item(draw: Draw) -> None:
    execution = draw(ITEMS)
    plain = namespace(ITEMS)
    elements = data_of(execution)

    def on(line: int) -> list:
        return [e for e in elements if e.line == line]

    disc, box = on(5)
    assert (disc.kind, disc.color, box.kind, box.color) == ("ellipse", "#ff0000", "rectangle", "#0000ff")
    assert box.data == ((2, 0), (3, 0), (3, 1), (2, 1), (2, 0))
    dashed, bent = on(8)
    assert (dashed.kind, dashed.line_style, dashed.line_width, dashed.color) == ("segment", "dashed", 2, "#008000")
    assert (bent.kind, bent.line_style, bent.line_width, bent.data) == ("line", "solid", 4, ((2, 2), (3, 3), (4, 2)))
    assert_at(bent, on_page(plain, bent.data))
    triangle, square = on(9)
    assert (triangle.kind, triangle.data[:3], square.kind) == ("polygon", ((5, 0), (6, 0), (5, 1)), "rectangle")
    (band,) = on(10)
    assert (band.kind, band.call, band.color, band.visible) == ("polygon", "fill_between", "#ffc0cb", True)
    assert {(0, 4), (0, 5), (1, 6), (2, 5), (2, 4)} <= set(band.data)
    assert_at(band, on_page(plain, band.data))
    parts = on(11)
    assert sum(1 + len(e.breaks) for e in parts) == 2
    bars = on(12)
    assert [e.data[0] for e in bars] == [(0, 7), (2, 7)] and {e.call for e in bars} == {"broken_barh"}
    events = on(13)
    assert [e.color for e in events] == ["#ff0000"] * 3 + ["#0000ff"] * 2
    assert {e.kind for e in events} == {"segment"} and events[0].data == ((0, 9.5), (0, 8.5))
    assert [e.data for e in on(14)] == [((0, 11), (2, 11)), ((0, 12), (3, 12))]
    assert_painted(execution, disc, box, bent, triangle, square, band, *bars)


def test_paths_without_offsets_are_outlines_not_markers(draw: Draw) -> None:
    code = """\
from matplotlib.path import Path
ax.add_collection(collections.PathCollection([Path([(0, 0), (2, 0), (1, 2), (0, 0)])], facecolors='teal'))
ax.add_collection(collections.PolyCollection([[(3, 0), (4, 0), (4, 1)]], hatch='/', fc='none'))
ax.set(xlim=(-1, 5), ylim=(-1, 3))
"""
    execution = draw(code)
    triangle, hatched = data_of(execution)
    assert (triangle.kind, triangle.data[:3]) == ("polygon", ((0, 0), (2, 0), (1, 2)))
    assert (hatched.hatch, hatched.fill_color, hatched.visible) == ("/", None, True)
    assert_painted(execution, triangle)


def test_more_items_than_a_trace_keeps_become_one_element_that_counts_them(draw: Draw) -> None:
    code = """\
rng = np.random.default_rng(0)
ax.add_collection(collections.LineCollection(rng.random((900, 2, 2)), colors='r'))
ax.hexbin(rng.normal(size=99), rng.normal(size=99), gridsize=8)
"""
    lines, *hexagons = sorted(data_of(draw(code)), key=lambda e: e.kind != "mesh")
    assert (lines.kind, lines.count, lines.truncated, lines.color) == ("mesh", 900, True, "#ff0000")
    assert min(p[0] for p in lines.data) >= 0 and max(p[0] for p in lines.data) <= 1
    assert {(e.kind, e.group, e.call) for e in hexagons} == {("polygon", "hexbin 0", "hexbin")}
    assert all(len(e.data) == 7 for e in hexagons)


FIELDS = """\
x = np.arange(4.0)
ax.quiver(x, x, [1, 1, 1, 0], [0, 1, -1, 1], angles='xy', scale_units='xy', scale=1, color=['r', 'g', 'b', 'k'])
ax.quiver([0, 1], [5, 5], [1, np.nan], [1, 1], pivot='mid', color='m', angles='xy', scale_units='xy', scale=1)
ax.barbs(x, x + 2, [5, 15, 30, 65], [0, 10, 50, 0])
ax.set(xlim=(-1, 6), ylim=(-1, 8))
"""


def test_quiver_and_barbs(draw: Draw) -> None:
    execution = draw(FIELDS)
    plain = namespace(FIELDS)
    arrows = [e for e in data_of(execution) if e.artist == "Quiver"]
    assert [e.data for e in arrows[:4]] == [
        ((0, 0), (1, 0)), ((1, 1), (2, 2)), ((2, 2), (3, 1)), ((3, 3), (3, 4))
    ]  # fmt: skip
    assert [e.color for e in arrows] == ["#ff0000", "#008000", "#0000ff", "#000000", "#bf00bf"]
    assert arrows[1].shape == {"vector": (1, 1), "tail": (1, 1), "head": (2, 2)}
    assert_at(arrows[2], on_page(plain, [(2, 2), (3, 1)]), 0.1)
    np.testing.assert_allclose(arrows[4].data, ((-0.5, 4.5), (0.5, 5.5)), atol=1e-4)
    barbs = [e for e in data_of(execution) if e.artist == "Barbs"]
    assert [e.shape["vector"] for e in barbs] == [(5, 0), (15, 10), (30, 50), (65, 0)]
    assert [e.shape["position"] for e in barbs] == [(0, 2), (1, 3), (2, 4), (3, 5)]


def test_streamplot_is_one_group_of_lines_and_arrows(draw: Draw) -> None:
    elements = data_of(draw("Y, X = np.mgrid[-2:2:20j, -2:2:20j]\nax.streamplot(X, Y, -Y, X, density=0.4)"))
    assert {(e.group, e.call) for e in elements} == {("streamplot 0", "streamplot")}
    assert {e.kind for e in elements} == {"line", "arrow"}
    for line in (e for e in elements if e.kind == "line"):  # rotation about the origin: circles
        radii = np.hypot(*np.array(line.data).T)
        assert np.ptp(radii) < 0.1


CONTOURS = """\
Y, X = np.mgrid[-2:2:41j, -2:2:41j]
ax.contourf(X, Y, X**2 + Y**2, levels=[0, 1, 2, 4], colors=['red', 'lime', 'blue'])
ax.contour(X, Y, X**2 - Y**2, levels=[-1, 0, 1], colors='k')
"""


def test_contours_know_their_levels_and_pieces(draw: Draw) -> None:
    execution = draw(CONTOURS)
    elements = data_of(execution)
    bands, lines = elements[:3], elements[3:]
    assert [(e.shape["low"], e.shape["high"], e.color) for e in bands] == [
        (0, 1, "#ff0000"), (1, 2, "#00ff00"), (2, 4, "#0000ff")
    ]  # fmt: skip
    assert bands[1].count == 2 and len(bands[1].breaks) == 1
    assert [e.shape["level"] for e in lines] == [-1, 0, 1] and lines[0].line_style == "dashed"
    assert lines[0].count == 2 and len(lines[0].breaks) == 1
    for line in (lines[0], lines[2]):
        x, y = np.array(line.data).T
        np.testing.assert_allclose(x**2 - y**2, line.shape["level"], atol=0.02)
    alone = draw("Y, X = np.mgrid[-2:2:41j, -2:2:41j]\nax.contourf(X, Y, X**2 + Y**2, levels=[1, 2], colors='red')")
    assert_painted(alone, *data_of(alone))


def test_hatched_and_triangulated_contours(draw: Draw) -> None:
    code = """\
Y, X = np.mgrid[-1:1:5j, -1:1:5j]
ax.contourf(X, Y, X, levels=[-1, 0, 1], hatches=['/', '.'], extend='both')
ax.tricontour(X.ravel(), Y.ravel(), (X + Y).ravel(), levels=[-1, 0, 1])
"""
    elements = data_of(draw(code))
    hatched = [e for e in elements if e.call == "contourf"]
    bands = [(e.shape.get("low"), e.shape.get("high"), e.hatch) for e in hatched]
    assert (-1, 0, ".") in bands and (0, 1, "/") in bands and len(bands) == 3  # and a sliver below -1
    assert [e.shape["level"] for e in elements if e.call == "tricontour"] == [-1, 0, 1]


MESHES = {
    "ax.pcolormesh(np.arange(6).reshape(2, 3))": ("QuadMesh", 6, 2, 3),
    "ax.pcolor(np.arange(6).reshape(2, 3))": ("PolyQuadMesh", 6, 2, 3),
    "ax.tripcolor([0, 1, 0, 1], [0, 0, 1, 1], [0, 1, 2, 3], shading='gouraud')": ("TriMesh", 2, None, None),
}


@pytest.mark.parametrize("code", list(MESHES))
def test_meshes_are_one_element_that_counts_cells(draw: Draw, code: str) -> None:
    (mesh,) = data_of(draw(code))
    artist, count, rows, columns = MESHES[code]
    assert (mesh.kind, mesh.artist, mesh.count) == ("mesh", artist, count)
    assert (mesh.shape.get("rows"), mesh.shape.get("columns")) == (rows, columns)
    assert mesh.shape["cmap"] == "viridis"
    width, height = (3, 2) if rows else (1, 1)
    assert mesh.data == ((0, 0), (width, 0), (width, height), (0, height))
    assert_at(mesh, on_page(namespace(code), mesh.data))


def test_flat_triangles_are_polygons(draw: Draw) -> None:
    execution = draw("ax.tripcolor([0, 1, 0, 1], [0, 0, 1, 1], [0, 1, 2, 3])")
    triangles = data_of(execution)
    assert [e.kind for e in triangles] == ["polygon", "polygon"]
    assert {e.color for e in triangles} == {"#440154", "#fde725"}
    assert_painted(execution, *triangles)


def test_images(draw: Draw) -> None:
    code = """\
ax.imshow(np.arange(12).reshape(3, 4), cmap='gray', extent=(0, 8, 0, 6), alpha=0.5)
ax.set(xlim=(0, 4))
fig.figimage(np.zeros((20, 30, 3)), 5, 6)
"""
    execution = draw(code)
    (picture,) = data_of(execution)
    assert picture.data == ((0, 0), (8, 6)) and picture.alpha == 0.5
    assert picture.shape == {"cmap": "gray", "vmin": 0, "vmax": 11, "rows": 3, "columns": 4}
    (loose,) = data_of(execution, "figure")
    assert (loose.kind, loose.bbox) == ("image", (5, 454, 35, 474))
    assert_at(loose, [(5, 474), (35, 474), (35, 454), (5, 454)])
    axes = execution.trace.axes[0].bbox if execution.trace else ()
    np.testing.assert_allclose(picture.bbox or (), axes, atol=1)
