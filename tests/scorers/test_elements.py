"""The element score: identity, nothing, order of severity, findings, rollouts, forged traces."""

from __future__ import annotations

import asyncio

import pytest

from codepercept.scorers.elements import ElementScorer, compare, element_score, element_scores, findings
from codepercept.scorers.elements.drawing import Drawing
from codepercept.types import Canvas, Execution, FigureTrace, Rollout, Sample, Seed

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


def test_translucent_faces_on_each_other_are_honest(run_many) -> None:
    """Their colours add up, so the picture shows none of them as it is."""
    code = (
        "import matplotlib.pyplot as plt\nfrom mpl_toolkits.mplot3d.art3d import Poly3DCollection\n"
        "ax = plt.figure().add_subplot(projection='3d')\n"
        "faces = [[(a, 0, 0), (0, b, 0), (0, 0, c)] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)]\n"
        "ax.add_collection3d(Poly3DCollection(faces, facecolor='orange', edgecolor='saddlebrown', alpha=0.55))\n"
        "ax.set(xlim=(-1, 1), ylim=(-1, 1), zlim=(-1, 1))\nax.set_axis_off()\nplt.show()\n"
    )
    one, other = run_many([code, code])
    assert ElementScorer().score(one, other).value == 1
