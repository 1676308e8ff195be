"""The element score: identity, nothing, order of severity, other calls, forged and broken traces."""

from __future__ import annotations

import asyncio
import time

import numpy as np
import pytest

from codepercept.scorers.elements import ElementScorer, compare, element_score, element_scores, findings
from codepercept.scorers.elements.drawing import Drawing
from codepercept.types import Canvas, Element, Execution, FigureTrace, Rollout, Sample, Seed

HEAD = "import matplotlib.pyplot as plt\nimport numpy as np\nfrom matplotlib import patches, collections\n"
CHART = """
fig, ax = plt.subplots()
x = np.linspace(0, 6, 40)
ax.plot(x, np.sin({k} * x + {shift}), color="{color}", lw={lw}, label="wave")
ax.scatter(x[::4], 0.5 * np.cos(x[::4]), s=40, color="tab:green")
ax.add_patch(patches.Rectangle((1, -1.4), 1.5, 0.6, color="gold"))
ax.set(title="{title}", xlabel="time", ylabel="height", xlim=(0, 6), ylim=(-1.5, 1.5))
ax.legend(loc="upper right")
plt.show()
"""
PLAIN = {"k": 1, "shift": 0, "color": "tab:blue", "lw": 1.5, "title": "A wave in time"}


def chart(**changes: object) -> str:
    return HEAD + CHART.format(**(PLAIN | changes))


@pytest.fixture(scope="module")
def drawn(run_many):
    """Executions of what the tests below compare."""
    variants = {
        "plain": chart(),
        "blank": HEAD + "plt.figure().add_artist(patches.Rectangle((0, 0), 1, 1, color='white'))\nplt.show()",
        "pie": HEAD + "plt.pie([3, 2, 1], labels=['cats', 'dogs', 'cows'])\nplt.show()",
        **{f"shift{i}": chart(shift=s) for i, s in enumerate((0.1, 0.3, 0.8))},
        **{f"color{i}": chart(color=c) for i, c in enumerate(("royalblue", "purple", "red"))},
        **{f"lw{i}": chart(lw=w) for i, w in enumerate((2, 3, 5))},
        **{f"title{i}": chart(title=t) for i, t in enumerate(("A wave in tide", "The wave of tide", "Potatoes"))},
    }
    return dict(zip(variants, run_many(list(variants.values())), strict=True))


def test_identity_and_nothing(drawn) -> None:
    plain, blank = drawn["plain"].trace, drawn["blank"].trace
    same = element_score(plain, plain)
    assert same.value == 1.0 and all(v == 1.0 for v in same.parts.values())
    assert element_score(plain, blank).value == 0.0 and element_score(blank, plain).value == 0.0
    assert element_score(blank, blank).value == 1.0
    other = element_score(plain, drawn["pie"].trace).value
    assert other is not None and other < 0.1


@pytest.mark.parametrize("ladder", ["shift", "color", "lw", "title"])
def test_worse_is_lower(drawn, ladder: str) -> None:
    values = [element_score(drawn["plain"].trace, drawn[f"{ladder}{i}"].trace).value for i in range(3)]
    assert 1.0 > values[0] > values[1] > values[2] > 0.3


def test_nearly_symmetric(drawn) -> None:
    for name, run in drawn.items():
        there = element_score(drawn["plain"].trace, run.trace).value
        back = element_score(run.trace, drawn["plain"].trace).value
        assert there == pytest.approx(back, abs=0.02), name


EQUAL = {
    "bars": (
        "plt.bar([0, 1, 2], [3, 1, 2], color='teal')",
        "ax = plt.gca()\nfor i, h in enumerate([3, 1, 2]):\n"
        "    ax.add_patch(patches.Rectangle((i - 0.4, 0), 0.8, h, color='teal'))\n"
        "ax.autoscale_view()\nax.set_ylim(0, 3.15)",
    ),
    "line in halves": (
        "plt.plot([0, 1, 2], [0, 2, 1], color='k')",
        "plt.plot([0, 1], [0, 2], color='k')\nplt.plot([1, 2], [2, 1], color='k')",
    ),
    "line as segments": (
        "plt.plot([0, 1, 2], [0, 2, 1], color='k')",
        "lines = [[(0, 0), (1, 2)], [(1, 2), (2, 1)]]\n"
        "plt.gca().add_collection(collections.LineCollection(lines, colors='k'))\nplt.plot([0, 2], [0, 2], alpha=0)",
    ),
    "scatter": (
        "plt.scatter([0, 1, 2], [1, 0, 2], s=36, color='r', linewidths=1)",
        "plt.plot([0, 1, 2], [1, 0, 2], 'o', ms=6, color='r')",
    ),
    "wedges": ("plt.pie([1, 2, 3], colors=['r', 'g', 'b'])", "plt.pie([2, 4, 6], colors=['#f00', '#008000', '#00f'])"),
    "band": (
        "plt.fill_between([0, 1, 2], [1, 2, 1], color='c')",
        "plt.gca().add_patch(patches.Polygon([(0, 0), (0, 1), (1, 2), (2, 1), (2, 0)], color='c'))\n"
        "plt.xlim(-0.1, 2.1)\nplt.ylim(-0.1, 2.1)",
    ),
    "image and mesh": (
        "plt.imshow([[1, 2], [3, 4]], aspect='auto')",
        "plt.pcolormesh([-0.5, 0.5, 1.5], [-0.5, 0.5, 1.5], [[1, 2], [3, 4]])\nplt.ylim(1.5, -0.5)",
    ),
    "circle": (
        "plt.gca().add_patch(plt.Circle((0, 0), 1, fill=False))\nplt.axis([-2, 2, -2, 2])",
        "t = np.linspace(0, 2 * np.pi, 200)\nplt.plot(np.cos(t), np.sin(t), 'k', lw=1)\nplt.axis([-2, 2, -2, 2])",
    ),
}


@pytest.mark.parametrize("name", EQUAL)
def test_who_drew_it_does_not_matter(run_many, name: str) -> None:
    one, other = run_many([f"{HEAD}{code}\nplt.show()" for code in EQUAL[name]])
    score = element_score(one.trace, other.trace)
    assert score.value is not None and score.value >= 0.97, score.parts


def test_views_do_not_matter(run_many) -> None:
    plain, fine, tight = run_many(
        [chart(), chart().replace("plt.subplots()", "plt.subplots(dpi=180)"),
         chart().replace("plt.show()", "plt.savefig('a.png', bbox_inches='tight')")]
    )  # fmt: skip
    for run in (fine, tight):
        score = element_score(plain.trace, run.trace)
        assert score.value is not None and score.value >= 0.97, score.parts


def test_a_thousand_against_a_thousand_in_under_a_second() -> None:
    def scattered(seed: int) -> FigureTrace:
        places = np.random.default_rng(seed).uniform(50, 550, (1000, 2)).round(1).tolist()
        dots = tuple(
            Element(
                id=i, kind="circle" if i % 2 else "segment", color="#ff0000", fill_color="#ff0000" if i % 2 else None,
                edge_color=None if i % 2 else "#ff0000", line_width=0.0 if i % 2 else 1.0,
                pixels=((x, y), (x + 9, y), (x + 5, y + 9), (x, y)) if i % 2 else ((x, y), (x + 9, y + 9)),
            )
            for i, (x, y) in enumerate(places)
        )  # fmt: skip
        return FigureTrace(canvas=Canvas(width=640, height=600, dpi=100), elements=dots)

    one, other = scattered(1), scattered(2)
    element_score(one, other)
    start = time.process_time()
    element_score(one, other)
    assert time.process_time() - start < 1.0


def test_findings_name_what_differs(drawn) -> None:
    one, other = Drawing(drawn["plain"].trace), Drawing(drawn["color2"].trace)
    rows = findings(compare(one, other), one, other)
    assert any(r.verdict == "changed" and "red" in r.note and "blue" in r.note for r in rows)
    assert {r.verdict for r in findings(compare(one, one), one, one)} == {"matched"}
    gone = findings(compare(one, Drawing(drawn["blank"].trace)), one, Drawing(drawn["blank"].trace))
    assert gone and {r.verdict for r in gone} == {"missing"}


def test_other_formats_and_empty_traces() -> None:
    empty = FigureTrace(canvas=Canvas(width=10, height=10, dpi=100))
    old = empty.model_copy(update={"format": 1})
    refused = element_score(empty, old)
    assert refused.value is None and "format 1" in (refused.fault or "")
    assert element_score(empty, empty).value == 1.0
    assert [s.value for s in element_scores([(empty, empty), (old, empty)])] == [1.0, None]


def test_senseless_numbers_never_raise() -> None:
    wild = [
        Element(id=0, kind="line", pixels=((1e300, -1e300), (0, 0)), edge_color="#zzzzzz", line_width=1e300),
        Element(id=1, kind="markers", pixels=((1e308, 1e308),), marker="no such", marker_size=1e308, count=10**9),
        Element(id=2, kind="polygon", pixels=((0, 0),) * 5, fill_color="#ff0000"),
        Element(id=3, kind="text", text="x" * 10_000, bbox=(0, 0, 0, 0), font_size=1e300),
        Element(id=4, kind="image", bbox=(5, 5, 1, 1), grid=("red", "")),
        Element(id=5, kind="path", pixels=((0, 0), (5, 5), (9, 1)), breaks=(1, 99, -4), fill_color="#00ff00"),
    ]
    trace = FigureTrace(canvas=Canvas(width=0, height=0, dpi=0), elements=tuple(wild))
    plain = FigureTrace(canvas=Canvas(width=640, height=480, dpi=100), elements=tuple(wild))
    for one, other in ((trace, plain), (plain, trace), (trace, trace)):
        score = element_score(one, other)
        assert score.value is None or 0 <= score.value <= 1
        assert score.value is not None or score.fault


def judged(reference: Execution | None, candidate: Execution | None):
    sample = Sample(id="s", seed=Seed(id="s"), pipeline="t", execution=reference)
    rollout = Rollout(prompt="", completion="", code="x", execution=candidate)
    return asyncio.run(ElementScorer()(rollout, sample))


def test_rollouts(drawn) -> None:
    plain = drawn["plain"]
    assert judged(plain, plain).value == 1.0
    assert judged(plain, Execution(status="error", error="NameError")).value == 0.0
    assert judged(plain, Execution(status="fault", error="worker died")).value is None
    assert judged(plain, None).value is None and judged(None, plain).value is None
    assert judged(plain, plain.model_copy(update={"fingerprint": "another"})).value is None


def test_a_forged_trace_earns_nothing(drawn) -> None:
    forged = drawn["blank"].model_copy(update={"trace": drawn["plain"].trace})
    score = judged(drawn["plain"], forged)
    assert score.value == 0.0 and "picture shows only" in score.explanation
