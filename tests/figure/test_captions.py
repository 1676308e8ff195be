"""Facts and captions: true to the trace in every number, tied to its elements, and written as a person would."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
from plain import SPACE

from codepercept.figure import words
from codepercept.figure.facts import facts_of
from codepercept.figure.writer import LIMIT, write_caption
from codepercept.types import AxesTrace, AxisInfo, Canvas, Element, Execution, FigureTrace

Draw = Callable[..., Execution]

FIGURES = {
    "bars": "ax.bar(['ash', 'oak', 'elm'], [3.5, 7, 4.25], color='teal')\nax.set_ylabel('metres')",
    "stacked": "ax.bar(['a', 'b'], [1, 2], label='low')\n"
    "ax.bar(['a', 'b'], [4, 3], bottom=[1, 2], label='high')\nax.legend()",
    "lying": "ax.barh(['left', 'right'], [12, 30])",
    "scatter": "ax.scatter([1, 2, 3.5], [4, 2, 6.25], c='red', marker='D')",
    "crowd": "ax.scatter(*np.random.default_rng(1).random((2, 700)))",
    "pie": "ax.pie([1, 2, 5], labels=['tea', 'milk', 'juice'], autopct='%.1f%%')",
    "line": "ax.plot([0, 1, 2, 3], [1, 5, 2, 8], label='cost')\nax.set(xlabel='day', ylabel='euro', title='Costs')",
    "curve": "x = np.linspace(0, 6.28, 100)\nax.plot(x, np.sin(x))",
    "lines": "for k in range(1, 8):\n    ax.plot([0, 1], [0, k], label=f'slope {k}')\nax.legend()",
    "hist": "ax.hist([1, 1, 2, 3, 3, 3], bins=3)",
    "boxes": "ax.boxplot([[1, 2, 3, 4, 20], [2, 3, 4]], tick_labels=['p', 'q'])",
    "violins": "ax.violinplot([[1, 2, 3], [2, 3, 8]], showmedians=True)",
    "stem": "ax.stem([0, 1, 2], [1, 3, 2])",
    "errors": "ax.errorbar([0, 1], [1, 2], yerr=[0.25, 0.5], fmt='o', capsize=3)",
    "heat": "fig.colorbar(ax.imshow(np.arange(12).reshape(3, 4)), label='heat')",
    "field": "ax.quiver([0, 1], [0, 1], [1, 1], [0, 1])",
    "contours": "Y, X = np.mgrid[-1:1:20j, -1:1:20j]\nax.contour(X, Y, X + Y, levels=[-1, 0, 1])",
    "bands": "ax.fill_between([0, 1, 2], [1, 2, 1])\nax.axhline(0.5, color='k', ls='--')\n"
    "ax.axvspan(0.25, 0.75, alpha=0.3)",
    "drawing": "ax.add_patch(patches.Circle((0, 0), 2, fc='none', ec='k'))\n"
    "ax.add_patch(patches.Circle((0, 0), 1, fc='gold'))\n"
    "ax.plot([-2, 2], [0, 0], 'b')\nax.set(xlim=(-3, 3), ylim=(-3, 3), aspect='equal')\nax.axis('off')",
    "words": "ax.text(0.5, 0.5, 'only words')\nax.axis('off')",
    "table": "ax.table([['1', '2'], ['3', '4']], loc='center')\nax.axis('off')",
    "empty": "ax.set_title('nothing here')",
    "panels": "plt.close(fig)\nfig, axs = plt.subplots(2, 2)\nfor i, a in enumerate(axs.flat):\n"
    "    a.plot([0, i + 1])\n    a.set_title(f'part {i}')\nfig.suptitle('Four')",
    "many": "plt.close(fig)\nfig, axs = plt.subplots(4, 5)\nfor i, a in enumerate(axs.flat):\n"
    "    a.bar(range(12), np.arange(12) * i + 1.5)\n    a.set_title(f'a rather long title for panel number {i}')",
}  # fmt: skip
SOLIDS = {
    "surface": "X, Y = np.mgrid[0:1:20j, 0:1:20j]\nax.plot_surface(X, Y, X * Y, cmap='viridis')",
    "blocks": "ax.bar3d([0, 1], [0, 0], [0, 0], 0.5, 0.5, [1, 3])",
    "cloud": "ax.scatter([0, 1], [0, 1], [0, 1])",
}


@pytest.fixture(scope="module")
def traces(draw: Draw) -> dict[str, FigureTrace]:
    drawn = {name: draw(code) for name, code in FIGURES.items()}
    drawn |= {name: draw(code, SPACE) for name, code in SOLIDS.items()}
    return {name: e.trace for name, e in drawn.items() if e.trace is not None}


@pytest.mark.parametrize("name", [*FIGURES, *SOLIDS])
def test_form(traces: dict[str, FigureTrace], name: str) -> None:
    """Whole sentences, one after the other, of things that exist; the same each time; not too long."""
    trace = traces[name]
    caption, spans = write_caption(trace)
    assert write_caption(FigureTrace.model_validate_json(trace.model_dump_json())) == (caption, spans)
    assert 20 < len(caption) <= LIMIT
    assert " ".join(caption[s.start : s.end] for s in spans) == caption
    ids = {e.id for e in trace.elements}
    for span in spans:
        sentence = caption[span.start : span.end]
        assert sentence[-1] == "." or sentence.endswith('."'), sentence
        assert not sentence[0].islower(), sentence
        assert set(span.elements) <= ids
    assert not re.search(
        r"  | ,|\.\.(?!\.)|,\.|\ba [aeio]|#[0-9a-f]{6}|\bNone\b|\b1 \w+s\b| (?:and|with|at|over|from)\.", caption
    ), caption
    for fact in facts_of(trace):
        assert fact.text[-1] in '."' and set(fact.elements) <= ids, fact


NUMBER = re.compile(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?(?:e-?\d+)?")


@pytest.mark.parametrize("name", ["bars", "stacked", "lying", "scatter", "pie", "line", "stem", "errors", "hist"])
def test_every_number_is_in_the_trace(traces: dict[str, FigureTrace], name: str) -> None:
    trace = traces[name]
    caption, _ = write_caption(trace)
    known: set[float] = {float(len(trace.elements))}
    for e in trace.elements:
        known |= {float(v) for p in e.data for v in p} | {float(e.count)}
        for v in e.shape.values():
            known |= set(map(float, v)) if isinstance(v, tuple) else {float(v)} if isinstance(v, float) else set()
        angles = e.shape.get("angles")
        if isinstance(angles, tuple):
            known.add(100 * (angles[1] - angles[0]) / 360)
        if len(e.data) >= 2:
            known |= {abs(a - b) for a, b in zip(e.data[0], e.data[-1], strict=True)}
        if "corner" in e.shape:
            known |= {c + float(e.shape[k]) for c, k in zip(e.shape["corner"], ("width", "height"), strict=True)}  # type: ignore[arg-type, call-overload]
    for axes in trace.axes:
        known |= {*axes.x.limits, *axes.y.limits, *(p for p, _ in (*axes.x.ticks, *axes.y.ticks))}
        known |= {float(m) for a in (axes.x, axes.y) for _, t in a.ticks for m in NUMBER.findall(words.clean(t))}
    groups = [len([e for e in trace.elements if e.group == g]) for g in {e.group for e in trace.elements}]
    known |= set(map(float, groups))
    unquoted = re.sub(r'"[^"]*"', "", caption)
    for found in NUMBER.findall(unquoted):
        value = float(found.replace(",", ""))
        assert any(abs(value - k) <= 0.006 * abs(k) + 1e-9 for k in known), f"{found} in: {caption}"


EXPECTED = {
    "bars": ['"ash" (3.5), "oak" (7) and "elm" (4.25)', "bar chart", "teal", "metres"],
    "lying": ["horizontal", '"left" (12) and "right" (30)'],
    "scatter": ["Three red diamond markers stand at (1, 4), (2, 2) and (3.5, 6.25)", "scatter plot"],
    "crowd": ["700 blue circle markers"],
    "pie": ["pie chart", "Three slices", '"tea" blue, 12.5%', '"juice" green, 62.5%'],
    "line": ['titled "Costs"', '"cost"', "(0, 1), (1, 5), (2, 2) and (3, 8)", "day", "euro"],
    "curve": ["highest point at (1.586, 0.9999)", "lowest at (4.694, -0.9998)"],
    "lines": ["Seven lines", '"slope 7"'],
    "hist": ["histogram", "three bins", "reaches 3"],
    "boxes": ["Two black boxes", "3 for \"p\" and 3 for \"q\"", "one outlier is"],
    "violins": ["violin plot", "Two blue violins", "medians"],
    "stem": ["Three blue stems rise to 1 at 0, 3 at 1 and 2 at 2"],
    "errors": ["Two blue error bars", "0.5", "1"],
    "heat": ["heat map", "3 by 4", "viridis", '"heat"'],
    "field": ["vector field"],
    "contours": ["contour plot", "hree", "-1", "1"],
    "bands": ["dashed black horizontal line marks y = 0.5", "vertical band reaches from 0.25 to 0.75"],
    "drawing": ["diagram", "concentric", "diameter"],
    "words": ["only words"],
    "table": ["table", "four filled cells"],
    "empty": ["empty axes", "nothing here"],
    "panels": ["our panels in two rows and two columns", '"Four"', "upper left", "lower right"],
    "many": ["20 panels", "bar charts"],
    "surface": ["3D surface plot", "361 faces", "z = 0 to z = 1"],
    "blocks": ["Two 3D bars", "3 high"],
    "cloud": ["3D scatter plot", "Two blue"],
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_said(traces: dict[str, FigureTrace], name: str) -> None:
    caption, _ = write_caption(traces[name])
    missing = [part for part in EXPECTED[name] if part not in caption]
    assert not missing, f"{missing} not in: {caption}"


def test_captions_do_not_all_start_alike(traces: dict[str, FigureTrace]) -> None:
    openings = {" ".join(write_caption(t)[0].split()[:2]) for t in traces.values()}
    assert len(openings) >= 3


def test_counts_agree_with_the_trace(traces: dict[str, FigureTrace]) -> None:
    for name in ("scatter", "crowd", "drawing", "field"):
        trace = traces[name]
        (inventory,) = [f for f in facts_of(trace) if f.kind == "count"]
        drawn = [e for e in trace.elements if e.visible and e.role in ("data", "figure", "annotation", "table")]
        total = sum(e.count if e.kind == "markers" else 1 for e in drawn)
        spelled = {w: i for i, w in enumerate(words._COUNTS)}
        said = re.findall(r"\b(\d+|" + "|".join(spelled) + r")\b", inventory.text.lower())
        assert sum(spelled.get(s, int(s) if s.isdigit() else 0) for s in said) == total


def test_facts_name_colours_by_word_and_code(traces: dict[str, FigureTrace]) -> None:
    assert any("teal (#008080)" in f.text for f in facts_of(traces["bars"]))


def square(number: int, x: float, y: float, size: float, color: str = "#ff0000", kind: str = "rectangle") -> Element:
    corners = ((x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y))
    return Element(
        id=number, kind=kind, axes=0, pixels=corners, data=corners, color=color, fill_color=color, line=number + 1,
        bbox=(x, y, x + size, y + size),
    )  # type: ignore[arg-type]  # fmt: skip


def segment(number: int, *ends: tuple[float, float]) -> Element:
    xs, ys = zip(*ends, strict=True)
    box = (min(xs), min(ys), max(xs), max(ys))
    return Element(id=number, kind="segment", axes=0, pixels=ends, data=ends, color="#000000", line_width=1, bbox=box)


def relations(*elements: Element) -> str:
    axes = AxesTrace(id=0, bbox=(0, 0, 400, 400), aspect="equal", frame=False, x=AxisInfo(visible=False))
    trace = FigureTrace(canvas=Canvas(width=400, height=400, dpi=100), axes=(axes,), elements=elements)
    return " ".join(f.text for f in facts_of(trace) if f.kind.startswith("relation:"))


@pytest.mark.parametrize(
    ("elements", "said", "unsaid"),
    [
        ((square(0, 0, 0, 100), square(1, 20, 20, 30, "#0000ff")), "lies inside", "overlap"),
        ((square(0, 0, 0, 100), square(1, 50, 50, 100, "#0000ff")), "overlap", "inside"),
        ((square(0, 0, 0, 100), square(1, 100, 20, 50, "#0000ff")), "touch", "overlap"),
        ((square(0, 0, 0, 100), square(1, 200, 20, 50, "#0000ff")), "", "touch"),
        ((segment(0, (0, 0), (100, 0)), segment(1, (0, 50), (100, 50))), "parallel", "perpendicular"),
        ((segment(0, (0, 0), (100, 0)), segment(1, (0, 0), (0, 90))), "perpendicular", "parallel"),
        ((segment(0, (0, 0), (100, 0)), segment(1, (50, 0), (90, 70))), "ends at the midpoint", "parallel"),
        ((segment(0, (0, 0), (100, 0)), segment(1, (0, 0), (90, 70))), "share an end point", "midpoint"),
        ((segment(0, (0, 0), (100, 100)), segment(1, (0, 60), (90, 0))), "meet", "share"),
        (tuple(square(i, 60 * i, 0, 40) for i in range(3)), "horizontal row, evenly spaced", "overlap"),
        (tuple(square(i, 50 * i * i, 0, 40) for i in range(3)), "horizontal row.", "evenly"),
    ],
)
def test_relations(elements: tuple[Element, ...], said: str, unsaid: str) -> None:
    text = relations(*elements)
    assert said in text and unsaid not in text


def test_plain_words() -> None:
    assert words.plural("red rectangle with a black outline") == "red rectangles with black outlines"
    assert (words.plural("box"), words.plural("body"), words.plural("ray")) == ("boxes", "bodies", "rays")
    assert (words.count(1, "arrow"), words.count(12, "circle"), words.count(1300, "dot")) == (
        "one arrow", "twelve circles", "1,300 dots"
    )  # fmt: skip
    assert words.clean(r"$\alpha^2$ and $x_{12}$") == "α² and x₁₂"
    assert words.clean(r"$\mathdefault{10^{3}}$") == "10³" and words.clean(r"$\frac{1}{2}$") == r"$\frac{1}{2}$"
    assert words.listing(["a", "b", "c", "d"], most=3) == "a, b and 2 more"
    assert words.shortened("word " * 40).endswith(' ..."') and len(words.shortened("word " * 40)) <= 75
    for value in (0.1, 123456.0, -2.5e-7, 3.0, 1e12):
        assert float(words.number(value, 9).replace(",", "")) == pytest.approx(value)


def test_colour_names_are_those_of_the_nearest_shade() -> None:
    named = {"#ff0000": "red", "#1f77b4": "blue", "#ffffff": "white", "#000000": "black", "#808080": "gray", "": ""}
    assert {c: words.color_name(c) for c in named} == named
    assert np.mean([words.color_name(f"#{v:02x}{v:02x}{v:02x}").endswith("gray") for v in range(60, 230, 10)]) > 0.8
