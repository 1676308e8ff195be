"""What the tracer says of charts: bars, pies, boxes, violins, stems, error bars, tables, legends, texts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from painted import assert_painted, data_of
from plain import assert_at, namespace, on_page

from codepercept.types import Execution

Draw = Callable[..., Execution]

BARS = """\
one = ax.bar(['a', 'b', 'c'], [1, 2, 3], label='first', color='red')
ax.bar(['a', 'b', 'c'], [2, 1, 1], bottom=[1, 2, 3], hatch='//', label='second', color='lime')
ax.bar_label(one)
ax.legend(title='key')
"""


def test_stacked_bars(draw: Draw) -> None:
    execution = draw(BARS)
    bars = data_of(execution)
    assert [e.group for e in bars] == ["bar 0"] * 3 + ["bar 1"] * 3
    assert [e.label for e in bars] == ["first"] * 3 + ["second"] * 3
    assert [(e.shape["corner"], e.shape["height"]) for e in bars[3:]] == [
        ((-0.4, 1), 2), ((0.6, 2), 1), ((1.6, 3), 1)
    ]  # fmt: skip
    assert {e.hatch for e in bars[3:]} == {"//"} and {e.hatch for e in bars[:3]} == {""}
    assert {e.call for e in bars} == {"bar"}
    assert_at(bars[2], on_page(namespace(BARS), [(1.6, 0), (2.4, 0), (2.4, 3), (1.6, 3), (1.6, 0)]))
    trace = execution.trace
    assert trace is not None
    assert trace.axes[0].x.ticks == ((0, "a"), (1, "b"), (2, "c"))
    assert trace.axes[0].legend == ("first", "second")
    assert {e.text for e in data_of(execution, "legend") if e.kind == "text"} == {"first", "second", "key"}
    assert [e.text for e in data_of(execution, "annotation")] == ["1", "2", "3"]
    assert_painted(execution, *bars[:3])


def test_grouped_and_horizontal_bars_and_histograms(draw: Draw) -> None:
    code = """\
ax.barh([0, 1], [3, 4], height=0.5)
ax.bar([5, 6], [1, 2], 0.3)
ax.bar([5.3, 6.3], [2, 1], 0.3)
ax.hist([8, 8, 9, 10, 10, 10], bins=2, color='g')
"""
    bars = data_of(draw(code))
    groups = [e.group for e in bars]
    assert groups == ["horizontal bar 0"] * 2 + ["bar 1"] * 2 + ["bar 2"] * 2 + ["hist 0"] * 2
    assert [e.shape["width"] for e in bars[:2]] == [3, 4]
    assert [(e.shape["corner"], e.shape["height"]) for e in bars[6:]] == [((8, 0), 2), ((9, 0), 4)]
    assert {e.call for e in bars[6:]} == {"hist"}


def test_error_bars_and_stems(draw: Draw) -> None:
    code = """\
ax.errorbar([0, 1], [1, 2], yerr=[0.1, 0.2], xerr=0.3, fmt='o', capsize=4, ecolor='r', label='measured')
ax.stem([3, 4, 5], [1, 2, 3], label='impulses')
"""
    elements = data_of(draw(code))
    bars = [e for e in elements if e.group == "errorbar 0"]
    ranges = [e for e in bars if e.part == "range"]
    assert [e.data for e in ranges] == [
        ((-0.3, 1), (0.3, 1)), ((0.7, 2), (1.3, 2)), ((0, 0.9), (0, 1.1)), ((1, 1.8), (1, 2.2))
    ]  # fmt: skip
    caps = [e for e in bars if e.part == "cap"]
    assert sum(e.count for e in caps) == 8 and {e.color for e in caps} == {"#ff0000"}
    (points,) = [e for e in bars if e.kind == "markers" and not e.part]
    assert (points.label, points.data) == ("measured", ((0, 1), (1, 2)))
    stems = [e for e in elements if e.group == "stem 1"]
    assert [e.data for e in stems if e.part == "stem"] == [((x, 0), (x, x - 2)) for x in (3, 4, 5)]
    assert [e.data for e in stems if e.part == "baseline"] == [((3, 0), (5, 0))]
    assert next(e for e in stems if e.kind == "markers").label == "impulses"


def test_box_plots_and_violins(draw: Draw) -> None:
    code = """\
ax.boxplot([[1, 2, 3, 4, 10], [2, 3, 4]], tick_labels=['p', 'q'], showmeans=True)
ax.violinplot([[1, 2, 3], [2, 3, 8]], [3, 4], showmedians=True)
"""
    elements = data_of(draw(code))
    boxes = [e for e in elements if e.group == "boxplot 0"]
    assert sorted(e.part for e in boxes) == sorted(
        ["box"] * 2 + ["median"] * 2 + ["whisker"] * 4 + ["cap"] * 4 + ["mean"] * 2 + ["flier"]
    )
    assert [e.data for e in boxes if e.part == "median"] == [((0.925, 3), (1.075, 3)), ((1.925, 3), (2.075, 3))]
    assert [e.data for e in boxes if e.part == "flier"] == [((1, 10),)]
    assert [e.data[0] for e in boxes if e.part == "mean"] == [(1, 4), (2, 3)]
    violins = [e for e in elements if e.group == "violin 0"]
    bodies = [e for e in violins if e.part == "body"]
    assert len(bodies) == 2 and bodies[0].alpha == 0.3 and bodies[0].kind == "polygon"
    assert [(min(p[1] for p in b.data), max(p[1] for p in b.data)) for b in bodies] == [(1, 3), (2, 8)]
    assert [e.data[0][1] for e in violins if e.part == "median"] == [2, 3]


PIE = "ax.pie([1, 2, 5], labels=['a', 'b', 'c'], explode=[0, 0.1, 0], autopct='%d%%', shadow=True)"


def test_pie(draw: Draw) -> None:
    execution = draw(PIE)
    elements = data_of(execution)
    wedges = [e for e in elements if e.kind == "wedge"]
    assert [e.label for e in wedges] == ["a", "b", "c"] and {e.group for e in elements} == {"pie 0"}
    assert [e.shape["angles"] for e in wedges] == [(0, 45), (45, 135), (135, 360)]
    assert wedges[1].shape["center"] == pytest.approx((0, 0.1))
    assert [e.part for e in elements if e.kind != "wedge"] == ["shadow"] * 3
    texts = [e.text for e in data_of(execution, "annotation")]
    assert sorted(texts) == sorted(["a", "b", "c", "12%", "25%", "62%"])
    assert_painted(execution, *wedges[1:])


def test_table(draw: Draw) -> None:
    execution = draw("ax.table([['1', '2'], ['3', '4']], colLabels=['x', 'y'], loc='center')\nax.axis('off')")
    cells = data_of(execution, "table")
    assert [e.text for e in cells if e.kind == "text"] == ["x", "y", "1", "2", "3", "4"]
    assert sum(e.kind == "rectangle" for e in cells) == 6


TEXTS = """\
ax.set_title('middle')
ax.set_title('left', loc='left')
ax.set_title('right', loc='right')
fig.suptitle('above')
ax.set_xlabel('across')
fig.supylabel('beside')
ax.text(0.2, 0.3, 'two\\nlines', rotation=30, color='red', fontsize=14, bbox=dict(fc='yellow'))
ax.text(0.5, 0.5, r'$\\alpha^2$', ha='center')
ax.text(0.7, 0.7, 'by axes', transform=ax.transAxes)
ax.annotate('note', xy=(0.1, 0.1), xytext=(0.5, 0.2), arrowprops=dict(arrowstyle='->', color='g'))
ax.annotate('bare', xy=(0.8, 0.1))
fig.text(0.01, 0.01, 'corner')
"""


def test_texts(draw: Draw) -> None:
    execution = draw(TEXTS)
    trace = execution.trace
    assert trace is not None
    texts = {e.text: e for e in trace.elements if e.kind == "text"}
    roles = {t: texts[t].role for t in ("middle", "left", "right", "above", "across", "beside", "corner", "note")}
    assert roles == {
        "middle": "title", "left": "title", "right": "title", "above": "title", "across": "axis_label",
        "beside": "axis_label", "corner": "annotation", "note": "annotation",
    }  # fmt: skip
    assert (trace.axes[0].title, trace.axes[0].x.label) == ("middle", "across")
    lines = texts["two\nlines"]
    assert (lines.data, lines.rotation, lines.color, lines.font_size, lines.line) == (
        ((0.2, 0.3),), 30, "#ff0000", 14, 11
    )  # fmt: skip
    plain = namespace(TEXTS)
    for text in plain["ax"].texts[:3]:
        box = text.get_window_extent().extents
        element = texts[text.get_text()]
        np.testing.assert_allclose(element.bbox or (), (box[0], 480 - box[3], box[2], 480 - box[1]), atol=0.02)
    assert texts["by axes"].data == () and texts[r"$\alpha^2$"].data == ((0.5, 0.5),)
    frame = next(e for e in trace.elements if e.artist == "FancyBboxPatch")
    assert (frame.color, frame.role) == ("#ffff00", "annotation")
    (arrow,) = [e for e in trace.elements if e.kind == "arrow"]
    assert (arrow.role, arrow.color, arrow.line) == ("annotation", "#008000", 14)
    assert arrow.data[1] == (0.1, 0.1)
    note = texts["note"].bbox
    assert note is not None and note[2] - note[0] < 40  # the text's own box, without its arrow
    ticks = [e.text for e in trace.elements if e.role == "tick_label"]
    assert ticks[:6] == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]
    assert_painted(execution, lines, texts["middle"], texts["corner"], texts["note"])


def test_legend_is_furniture(draw: Draw) -> None:
    execution = draw(
        "ax.plot([0, 1], label='l')\nax.scatter([0], [1], label='s')\nax.bar([0], [1], label='b')\nax.legend()"
    )
    assert len(data_of(execution)) == 3
    handles = [e for e in data_of(execution, "legend") if e.kind != "text"]
    assert {"Line2D", "PathCollection", "Rectangle"} <= {e.artist for e in handles}
