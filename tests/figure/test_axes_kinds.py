"""What the tracer says of axes of all kinds: scales, units, polar, twins, insets, subfigures, colour bars, space."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from painted import assert_painted, data_of
from plain import SPACE, assert_at, namespace, on_page

from codepercept.types import AxesTrace, Execution

Draw = Callable[..., Execution]


def axes_of(execution: Execution) -> tuple[AxesTrace, ...]:
    assert execution.trace is not None
    return execution.trace.axes


POLAR = "plt.close(fig)\nfig = plt.figure()\nax = fig.add_subplot(projection='polar')\n"


def test_polar(draw: Draw) -> None:
    code = POLAR + "ax.plot([0, 1, 2], [1, 2, 1])\nax.bar([0, 1], [1, 2], width=0.4, color='r')\nax.set_rmax(2.5)"
    execution = draw(code)
    elements = data_of(execution)
    line = next(e for e in elements if e.artist == "Line2D")
    assert line.data == ((0, 1), (1, 2), (2, 1))
    assert_at(line, on_page(namespace(code), line.data))
    bars = [e for e in elements if e.group == "bar 0"]
    assert bars[1].data == ((0.8, 0), (1.2, 0), (1.2, 2), (0.8, 2), (0.8, 0))
    assert axes_of(execution)[0].projection == "polar"
    assert_painted(execution, bars[1])


def test_log_and_symlog(draw: Draw) -> None:
    code = "ax.plot([1, 10, 1e-3], [1, 100, 1e4], 'o-')\nax.set(xscale='log', yscale='symlog')"
    execution = draw(code)
    for element in data_of(execution):
        assert element.data == ((1, 1), (10, 100), (0.001, 10000))
        assert_at(element, on_page(namespace(code), element.data))
    axes = axes_of(execution)[0]
    assert (axes.x.scale, axes.y.scale) == ("log", "symlog")
    assert all(np.log10(place) == pytest.approx(round(np.log10(place))) for place, _ in axes.x.ticks)


def test_dates_and_categories(draw: Draw) -> None:
    code = """\
import datetime
days = [datetime.date(2024, 1, 1), datetime.date(2024, 2, 1)]
ax.plot(days, ['low', 'high'], 'o-')
"""
    execution = draw(code)
    assert [e.data for e in data_of(execution)] == [((19723, 0), (19754, 1))] * 2
    assert axes_of(execution)[0].y.ticks == ((0, "low"), (1, "high"))
    assert axes_of(execution)[0].x.ticks[0][1] == "2024-01-01"


def test_ticks_are_the_visible_ones(draw: Draw) -> None:
    code = "ax.set(xlim=(0, 4), ylim=(3, 1))\nax.set_xticks([1, 3], ['one', 'three'])\nax.set_yticks([2], [''])"
    (axes,) = axes_of(draw(code))
    assert axes.x.ticks == ((1, "one"), (3, "three")) and axes.y.ticks == ()
    assert axes.x.limits == (0, 4) and axes.y.limits == (3, 1)
    plain = namespace("ax.plot([0, 7], [0, 5])")
    (axes,) = axes_of(draw("ax.plot([0, 7], [0, 5])"))
    for mine, theirs in ((axes.x, plain["ax"].xaxis), (axes.y, plain["ax"].yaxis)):
        low, high = mine.limits
        expected = [(t.get_loc(), t.label1.get_text()) for t in theirs.get_major_ticks() if low <= t.get_loc() <= high]
        assert list(mine.ticks) == expected


def test_twins_insets_and_secondary_axes(draw: Draw) -> None:
    code = """\
ax.plot([0, 1])
twin = ax.twinx()
twin.plot([5, 3], 'r')
inset = ax.inset_axes([0.5, 0.1, 0.4, 0.3])
inset.plot([0, 1], [1, 0], 'g')
ax.indicate_inset((0.2, 0.2, 0.1, 0.1), inset)
side = ax.secondary_xaxis('top', functions=(lambda x: 2 * x, lambda x: x / 2))
side.set_xlabel('doubled')
"""
    execution = draw(code)
    main, inset, twin = axes_of(execution)
    assert (inset.inset_of, twin.twin_of) == (main.id, main.id)
    elements = data_of(execution)
    assert {e.color: e.axes for e in elements if e.artist == "Line2D"} == {
        "#1f77b4": main.id, "#008000": inset.id, "#ff0000": twin.id
    }  # fmt: skip
    assert next(e for e in elements if e.color == "#ff0000").data == ((0, 5), (1, 3))
    (marked,) = (e for e in data_of(execution, "annotation") if e.kind == "path")
    framed = on_page(namespace(code), [(0.2, 0.2), (0.3, 0.2), (0.3, 0.3), (0.2, 0.3)])
    np.testing.assert_allclose(marked.pixels[:4], framed, atol=0.02)
    assert [e.text for e in data_of(execution, "axis_label")] == ["doubled"]


def test_shared_axes_subfigures_and_colour_bars(draw: Draw) -> None:
    code = """\
plt.close(fig)
fig = plt.figure()
left, right = fig.subfigures(1, 2)
left.suptitle('left half')
first, second = left.subplots(2, sharex=True)
first.plot([0, 1])
only = right.subplots()
right.colorbar(only.imshow([[1, 2]]), label='scale')
"""
    execution = draw(code)
    first, second, picture, bar = axes_of(execution)
    assert (first.x.ticks, bar.colorbar_of, bar.y.label) == ((), picture.id, "scale") and second.x.ticks
    titles = data_of(execution, "title")
    assert [e.text for e in titles] == ["left half"] and titles[0].axes is None
    assert {e.artist for e in data_of(execution)} == {"Line2D", "AxesImage"}
    colours = [e for e in data_of(execution, "colorbar") if e.kind == "mesh"]
    assert len(colours) == 1 and colours[0].count == 256 and colours[0].axes == bar.id
    assert not data_of(execution, "figure")


def test_axis_off_and_inverted(draw: Draw) -> None:
    code = "ax.plot([0, 1], [0, 3])\nax.set_xlim(1, 0)\nax.axis('off')"
    execution = draw(code)
    (line,) = data_of(execution)
    assert line.data == ((0, 0), (1, 3)) and line.pixels[0][0] > line.pixels[1][0]
    assert_at(line, on_page(namespace(code), line.data))
    (axes,) = axes_of(execution)
    assert not axes.frame and axes.spines == () and axes.x.ticks == () and axes.x.limits == (1, 0)


def test_axisartist_furniture_is_not_data(draw: Draw) -> None:
    code = "plt.close(fig)\nfrom mpl_toolkits import axisartist\nfig = plt.figure()\n"
    code += (
        "ax = fig.add_subplot(axes_class=axisartist.Axes)\nax.plot([0, 1])\nax.axis['bottom'].label.set_text('along')"
    )
    execution = draw(code)
    assert [e.artist for e in data_of(execution)] == ["Line2D"]
    assert [e.text for e in data_of(execution, "axis_label")] == ["along"]
    assert data_of(execution, "tick_label") == [] or all(e.kind == "text" for e in data_of(execution, "tick_label"))
    assert not data_of(execution, "annotation")


THINGS_IN_SPACE = """\
from mpl_toolkits.mplot3d.art3d import Line3DCollection, Poly3DCollection, pathpatch_2d_to_3d
ax.plot([0, 1], [0, 1], [0, 1], c='r')
ax.scatter([0, 1, 0.5], [1, 0, 0.2], [0, 0, 0.7], s=[36, 49, 64], c=['r', 'g', 'b'])
ax.text(1, 0.5, 0.7, 'apex')
ax.add_collection3d(Poly3DCollection([[(0, 0, 0), (1, 0, 0), (0, 1, 0)]], fc='c', ec='k'))
ax.add_collection3d(Line3DCollection([[(0, 0, 0), (0, 0, 1)], [(1, 1, 0), (1, 1, 1)]], colors=['m', 'y']))
disc = patches.Circle((0.5, 0.5), 0.2, fc='orange')
ax.add_patch(disc)
pathpatch_2d_to_3d(disc, z=0.5)
ax.quiver([0, 0.5], 0, 0, 1, 1, [1, 0.5], color='k')
"""


def test_things_in_space(draw: Draw) -> None:
    execution = draw(THINGS_IN_SPACE, SPACE)
    elements = data_of(execution)
    by_artist = {e.artist: e for e in elements}
    line = by_artist["Line3D"]
    assert (line.kind, line.data) == ("segment", ((0, 0, 0), (1, 1, 1)))
    plain = namespace(THINGS_IN_SPACE, SPACE)
    from mpl_toolkits.mplot3d import proj3d

    ends = proj3d.proj_transform([0, 1], [0, 1], [0, 1], plain["ax"].M)
    assert_at(line, on_page(plain, np.column_stack(ends[:2])))
    cloud = by_artist["Path3DCollection"]
    joined = dict(zip(cloud.data, zip(cloud.colors, cloud.sizes, strict=True), strict=True))
    assert joined == {
        (0, 1, 0): ("#ff0000", 6), (1, 0, 0): ("#008000", 7), (0.5, 0.2, 0.7): ("#0000ff", 8)
    }  # fmt: skip
    face = by_artist["Poly3DCollection"]
    assert (face.kind, face.color, face.edge_color) == ("polygon", "#00bfbf", "#000000")
    assert face.data == ((0, 0, 0), (1, 0, 0), (0, 1, 0))
    assert [e.data for e in elements if e.artist == "Line3DCollection" and e.kind == "segment"] == [
        ((0, 0, 0), (0, 0, 1)), ((1, 1, 0), (1, 1, 1))
    ]  # fmt: skip
    arrows = [e for e in elements if e.kind == "arrow"]
    assert [e.data for e in arrows] == [((0, 0, 0), (1, 1, 1)), ((0.5, 0, 0), (1.5, 1, 0.5))]
    disc = by_artist["PathPatch3D"]
    assert disc.kind == "ellipse" and {p[2] for p in disc.data} == {0.5}
    assert all(np.hypot(x - 0.5, y - 0.5) <= 0.2001 for x, y, _ in disc.data)
    (text,) = data_of(execution, "annotation")
    assert (text.text, text.data) == ("apex", ((1, 0.5, 0.7),))
    spot = on_page(plain, np.column_stack(proj3d.proj_transform([1], [0.5], [0.7], plain["ax"].M)[:2]))[0]
    assert text.bbox is not None and np.hypot(text.bbox[0] - spot[0], text.bbox[3] - spot[1]) < 12
    (axes,) = axes_of(execution)
    assert axes.view == (30, -60, 0) and axes.z is not None and axes.z.ticks[0][1] == "0.0"
    assert len(data_of(execution, "pane")) == 3 and data_of(execution, "grid")
    assert_painted(execution, text)


def test_faces_keep_their_own_corners_when_sorted_by_depth(draw: Draw) -> None:
    """The faces of a cube in projection: opposite ones fall on the same spot and differ in depth alone."""
    code = """\
from mpl_toolkits.mplot3d.art3d import Poly3DCollection
low, high = [[(0, 0, z), (1, 0, z), (1, 1, z), (0, 1, z)] for z in (0, 1)]
front, back = [[(0, y, 0), (1, y, 0), (1, y, 1), (0, y, 1)] for y in (0, 1)]
ax.add_collection3d(Poly3DCollection([low, high, front, back], facecolors=['red', 'lime', 'blue', 'yellow']))
ax.set_proj_type('ortho')
ax.view_init(0, -90)
"""
    faces = data_of(draw(code, SPACE))
    heights = {e.color: {p[2] for p in e.data} for e in faces if len({p[2] for p in e.data}) == 1}
    depths = {e.color: {p[1] for p in e.data} for e in faces if len({p[1] for p in e.data}) == 1}
    assert heights == {"#ff0000": {0}, "#00ff00": {1}} and depths == {"#0000ff": {0}, "#ffff00": {1}}


SOLIDS = {
    "X, Y = np.mgrid[0:1:4j, 0:1:4j]\nax.plot_surface(X, Y, X * Y, color='g', shade=False)": (
        9,
        "surface 0",
        "polygon",
    ),
    "X, Y = np.mgrid[0:1:4j, 0:1:5j]\nax.plot_wireframe(X, Y, X * Y)": (9, "wireframe 0", "line"),
    "ax.bar3d([0, 1], [0, 1], [0, 0], 0.5, 0.5, [1, 2], color='r', shade=False)": (12, "bar3d 0", "polygon"),
    "ax.voxels(np.ones((1, 1, 2)), facecolors='y', edgecolor='k', shade=False)": (10, "voxels 0", "polygon"),
    "ax.plot_trisurf([0, 1, 0, 1], [0, 0, 1, 1], [2, 2, 3, 2], color='b', shade=False)": (2, "surface 0", "polygon"),
}


@pytest.mark.parametrize("code", SOLIDS)
def test_solids_and_surfaces(draw: Draw, code: str) -> None:
    execution = draw(code, SPACE)
    elements = data_of(execution)
    count, group, kind = SOLIDS[code]
    assert (len(elements), {e.group for e in elements}, {e.kind for e in elements}) == (count, {group}, {kind})
    assert all(len(p) == 3 for e in elements for p in e.data) and all(e.data for e in elements)
    if kind == "polygon":
        nearest = max(elements, key=lambda e: e.id)
        assert_painted(execution, nearest)


def test_a_fine_surface_is_one_mesh(draw: Draw) -> None:
    code = "X, Y = np.mgrid[0:1:60j, 0:2:60j]\nax.plot_surface(X, Y, X + Y, cmap='viridis', rstride=1, cstride=1)"
    (mesh,) = data_of(draw(code, SPACE))
    assert (mesh.kind, mesh.count, mesh.data) == ("mesh", 59 * 59, ((0, 0, 0), (1, 2, 3)))
    assert mesh.shape["cmap"] == "viridis" and mesh.color is None
