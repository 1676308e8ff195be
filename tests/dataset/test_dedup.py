"""Which of alike rows stay: against a comparison of every row with every other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from codepercept.dataset import dedup
from codepercept.dataset.dedup import (
    ALIKE,
    RELATED,
    Signatures,
    apart_by_view,
    duplicate,
    find_duplicates,
    looks_alike,
    near_duplicate,
)
from codepercept.dataset.signatures import BITS, VIEWS, Signature, signature, simhash
from codepercept.dataset.signing import as_columns

CODE = """
import matplotlib.pyplot as plt
heights = [3, 1, 2]
for place, height in enumerate(heights):
    plt.bar(place, height, color='navy')
plt.title('three bars')
plt.show()
"""
RENAMED = """
# drawn by someone else
import matplotlib.pyplot as plt

h = [3, 1, 2]

for i, value in enumerate(h):
    plt.bar(i, value,
            color="navy")
plt.title("three bars")
plt.show()
"""


def bits_apart(one: Signature, other: Signature, view: str) -> int:
    left, right = (int.from_bytes(s.near[view], "big") for s in (one, other))  # type: ignore[index]
    return (left ^ right).bit_count()


def trace(**changes: Any) -> dict[str, Any]:
    """A trace of a picture with two elements; `changes` are of the second."""
    image = {"id": 0, "kind": "image", "pixels": [[10, 10], [90, 90]], "grid": ["#ff0000"] * 32 + ["#00ff00"] * 32}
    text = {"id": 1, "kind": "text", "text": "A", "pixels": [[50, 50]], "color": "#000000", "line": 3}
    return {"canvas": {"width": 100, "height": 100, "dpi": 100.0}, "elements": [image, {**text, **changes}]}


def rows(count: int, rng: np.random.Generator, families: int = 40) -> Signatures:
    """Rows that form clusters of all kinds: equal, near, just too far, and chains of small steps."""
    centres = {v: rng.integers(0, 2**63, (families, 4)).astype(np.uint64) for v in VIEWS}
    near, exact, has = {}, {}, {}
    of = rng.integers(0, families, count)
    for view in VIEWS:
        turned = rng.random((count, BITS)) < rng.choice([0.0, 0.02, 0.05, 0.08, 0.12, 0.3], count)[:, None]
        near[view] = centres[view][of] ^ np.packbits(turned, axis=1).view(np.uint64)
        has[view] = rng.random(count) < 0.95
        numbers = np.where(rng.random(count) < 0.1, of, 1000 + np.arange(count))
        exact[view] = np.where(has[view], numbers, -1)
    return Signatures(near, exact, has, np.where(has["trace"], of * 2 + (rng.random(count) < 0.2), -1))


def by_brute_force(table: Signatures, rule: str) -> list[int]:
    """Leaders by comparing each row with all earlier ones."""
    leaders: list[int] = []
    for row in range(len(table)):
        before = np.array([i for i in range(row) if leaders[i] < 0], np.int64)
        here = np.full(len(before), row)
        apart = apart_by_view(table, before, here)
        equal = before[duplicate(table, before, here, apart)]
        alike = near_duplicate(table, before, here, apart) if rule == "strict" else looks_alike(apart)
        found = equal if len(equal) or rule == "none" else before[alike]
        leaders.append(int(found[0]) if len(found) else -1)
    return leaders


@pytest.mark.parametrize("rule", ["strict", "loose", "none"])
@pytest.mark.parametrize("seed", range(3))
def test_the_same_rows_stay_as_when_all_are_compared(seed: int, rule: Any) -> None:
    """The bands may miss pairs at the very edge; then a row too many stays, never one too few for no reason."""
    table = rows(500, np.random.default_rng(seed))
    wanted, found = by_brute_force(table, rule), find_duplicates(table, rule)
    assert 10 < sum(x >= 0 for x in wanted) < 450, "there is something to find, and something to keep"
    agree = np.mean(np.array(wanted) == found.leader)
    assert agree >= (1.0 if rule == "none" else 0.97)
    for row in np.flatnonzero(found.leader >= 0):
        leader = found.leader[row : row + 1]
        assert leader[0] < row and found.leader[leader[0]] < 0, "dropped for one that stays, and came first"
        apart = apart_by_view(table, leader, np.array([row]))
        same = duplicate(table, leader, np.array([row]), apart)[0]
        near = near_duplicate(table, leader, np.array([row]), apart) if rule == "strict" else looks_alike(apart)
        assert same == found.exact[row] and (same or (rule != "none" and near[0]))


def test_clones_share_the_fate_of_the_first(seed: int = 5) -> None:
    """A row that comes again, in all views, goes wherever its twin goes; a thousand of them cost nothing."""
    table = rows(300, np.random.default_rng(seed))
    again = np.concatenate([np.arange(300), np.repeat(np.flatnonzero(table.has["picture"]), 8)])
    found, once = find_duplicates(table.take(again)), find_duplicates(table)
    assert found.leader[:300].tolist() == once.leader.tolist() and found.crowded == once.crowded
    for row, of in enumerate(again[300:], 300):
        assert found.leader[row] == (of if once.leader[of] < 0 else once.leader[of])


def test_a_chain_of_small_steps_does_not_end_in_one_row() -> None:
    steps = np.zeros((5, BITS), np.uint8)
    for number in range(5):
        steps[number, : 20 * number] = 1
    near = np.packbits(steps, axis=1).view(np.uint64)
    ones = {v: np.ones(5, np.bool_) for v in VIEWS}
    table = Signatures(dict.fromkeys(VIEWS, near), {v: np.arange(5) for v in VIEWS}, ones, np.zeros(5, np.int64))
    assert find_duplicates(table).leader.tolist() == [-1, 0, -1, 2, -1]


def test_what_looks_alike() -> None:
    def answer(picture: int, code: int, drawn: int) -> bool:
        apart = {"picture": picture, "code": code, "trace": drawn}
        return bool(looks_alike({v: np.array([n], np.int16) for v, n in apart.items()})[0])  # type: ignore[misc]

    assert answer(ALIKE, BITS, BITS) and answer(BITS, BITS, ALIKE)
    assert not answer(BITS, 0, BITS)
    assert not answer(ALIKE + 1, ALIKE + 1, ALIKE + 1)
    assert answer(RELATED, ALIKE, BITS) and not answer(RELATED + 1, ALIKE, RELATED + 1)


def test_equal_code_or_trace_with_another_picture_is_another_figure() -> None:
    """A program that reads another file; two images at one place."""
    table = rows(2, np.random.default_rng(0), families=2)
    for view in VIEWS:
        table.has[view][:] = True
        table.exact[view][:] = [1, 1] if view != "picture" else [1, 2]
    table.near["picture"][:] = np.array([[0] * 4, [2**63] * 4], np.uint64)
    assert find_duplicates(table).leader.tolist() == [-1, 0], "four bits apart"
    table.near["picture"][1] = np.uint64(2**64 - 1)
    assert find_duplicates(table).leader.tolist() == [-1, -1]


def test_a_crowd_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows with one key and different in all else: what was not compared is counted, not hidden."""
    monkeypatch.setattr(dedup, "KEY_BITS", 1)
    table = rows(400, np.random.default_rng(1), families=400)
    assert find_duplicates(table).crowded["picture"] > 0
    monkeypatch.undo()
    assert find_duplicates(table).crowded == {"picture": 0, "code": 0, "trace": 0}


def test_layout_comments_and_names_do_not_count() -> None:
    one, other = signature(None, CODE, None), signature(None, RENAMED, None)
    assert one == other and set(one.exact) == {"code"}
    changed = signature(None, CODE.replace("[3, 1, 2]", "[3, 4, 2]"), None)
    assert changed.exact != one.exact and 0 < bits_apart(one, changed, "code") <= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("from pylab import *\nplot(x, sin(x))", "from pylab import *\nscatter(x, cos(x))"),
        ("for i in r:\n    a()\nb()", "for i in r:\n    a()\n    b()"),
        ("plt.title('a b')", "plt.title('a   b')"),
    ],
    ids=["names of a star import", "indentation", "blanks in a text"],
)
def test_programs_that_do_different_things_are_not_equal(one: str, other: str) -> None:
    assert signature(None, one, None).exact != signature(None, other, None).exact


@pytest.mark.parametrize(
    "code", ["x = " + "+".join(["1"] * 1000), "x = 0x" + "f" * 5000, "x = (", "plt" + ".a()" * 900]
)
def test_programs_that_python_cannot_write_down_again_have_a_signature(code: str) -> None:
    assert "code" in signature(None, code, None).near
    assert signature(None, code, None).exact != signature(None, code + "\ny = 2", None).exact


def test_code_that_does_not_parse_still_has_a_signature() -> None:
    assert signature(None, "plt.plot([1, 2", None).exact != signature(None, "plt.plot([1, 3", None).exact
    assert signature(None, "", {}).exact == {}


def test_what_leaves_no_ink_does_not_count_in_a_trace() -> None:
    one = signature(None, None, trace())
    assert one == signature(None, None, trace(line=9, call="text", data=[[5, 5]]))
    for change in ({"text": "B"}, {"color": "#ff0000"}, {"pixels": [[20, 50]]}, {"hatch": "//"}):
        assert one.exact != signature(None, None, trace(**change)).exact, change
    hidden = signature(None, None, trace(visible=False))
    assert one.exact != hidden.exact
    assert (
        signature(None, None, trace(pixels=[[-0.2, 50]])).exact == signature(None, None, trace(pixels=[[0, 50]])).exact
    )
    paper = {**trace(), "canvas": {**trace()["canvas"], "facecolor": "#eeeeee"}}
    assert one.exact != signature(None, None, paper).exact


def test_two_images_at_one_place_differ() -> None:
    told = trace()
    told["elements"][0]["grid"] = ["#0000ff"] * 64
    one, other = signature(None, None, trace()), signature(None, None, told)
    assert one.exact != other.exact and bits_apart(one, other, "trace") > RELATED


@pytest.mark.parametrize(
    "odd",
    [
        {**trace(), "truncated": True},
        {**trace(), "untraced": 2},
        trace(pixels=[[float("nan"), 1]]),
        trace(pixels=[["a", None]]),
        {**trace(), "canvas": {}},
        {**trace(), "elements": [{}]},
        {**trace(), "elements": "none"},
        {},
    ],
)
def test_a_trace_that_does_not_tell_all_or_is_none_is_not_compared(odd: dict[str, Any]) -> None:
    found = signature(b"no picture", None, odd)
    assert found.exact == found.near == {} and found.inventory is None


def test_few_features_changed_change_few_bits() -> None:
    words = [f"word {i}" for i in range(200)]
    base = int.from_bytes(simhash(words), "big")
    apart = [
        (base ^ int.from_bytes(simhash([*words[:-n], *map(str, range(n))]), "big")).bit_count() for n in (1, 10, 100)
    ]
    assert apart[0] < apart[1] < apart[2] and apart[0] <= 12 and apart[2] > ALIKE


def test_a_row_without_a_view_is_far_in_it() -> None:
    table = as_columns([signature(None, CODE, None), signature(None, CODE, trace())])
    apart = apart_by_view(table, np.array([0]), np.array([1]))
    assert (int(apart["code"][0]), int(apart["trace"][0]), int(apart["picture"][0])) == (0, BITS, BITS)


_TRIANGLE = "plt.fill([0, 4, 1], [0, 1, 3], fill=False); [plt.text(*p) for p in {}]"
_GRAPH = "[plt.plot(*zip(a, b)) for a, b in (((0, 0), (1, 1)), ((0, 1), (1, 0)), {})]"
_ANGLE = "plt.plot([0, 4, 0, 0], [0, 0, 3, 0]); plt.text(1, .2, '{}')"
_LIGHTS = "plt.scatter([1, 2, 3, 4], [1] * 4, s=90, c={})"
_CLOCK = "plt.polar([0, 0], [0, 1]); plt.polar([0, {}], [0, .6])"
_CLOUD = "import random; random.seed({}); plt.scatter(*zip(*[(random.random(), random.random()) for _ in range(40)]))"
PLOTS = {
    "one bar of five": ("plt.bar(list('abcde'), [3, 5, 2, 6, 4])", "plt.bar(list('abcde'), [3, 5, 5, 6, 4])"),
    "two bars": ("plt.bar(list('abcde'), [3, 5, 2, 6, 4])", "plt.bar(list('abcde'), [5, 3, 2, 6, 4])"),
    "an angle": (_ANGLE.format("30°"), _ANGLE.format("60°")),
    "a colour": tuple(f"plt.gca().add_patch(plt.Circle((.5, .5), .3, color='{c}'))" for c in ("red", "blue")),
    "the order of colours": (_LIGHTS.format("['red', 'green', 'gold', 'blue']"),
                             _LIGHTS.format("['red', 'gold', 'green', 'blue']")),
    "an edge of a graph": (_GRAPH.format("((0, 0), (0, 1))"), _GRAPH.format("((1, 0), (1, 1))")),
    "names of corners": (_TRIANGLE.format("((0, 0, 'A'), (4, 1, 'B'))"),
                         _TRIANGLE.format("((0, 0, 'P'), (4, 1, 'Q'))")),
    "the hands of a clock": (_CLOCK.format(1.57), _CLOCK.format(2.09)),
    "numbers of a table": tuple(f"plt.axis('off'); plt.table([[{n}, 2], [3, 4]], loc='center')" for n in (1, 8)),
    "points of a cloud": (_CLOUD.format(1), _CLOUD.format(2)),
}  # fmt: skip


def test_figures_that_tell_different_things_all_stay(run_many) -> None:
    """They look alike, and a question about them has another answer: just what must be learnt."""
    codes = [f"import matplotlib.pyplot as plt\n{code}\nplt.show()" for pair in PLOTS.values() for code in pair]
    drawn = []
    for code, run in zip(codes, run_many(codes), strict=True):
        assert run.trace is not None, run.stderr
        drawn.append(signature(run.image, code, run.trace.model_dump(mode="json", exclude_defaults=True)))
    found = find_duplicates(as_columns(drawn))
    dropped = [(list(PLOTS)[row // 2], int(found.leader[row])) for row in np.flatnonzero(found.leader >= 0)]
    assert dropped == [("two bars", 0)], "one figure is there twice"
    assert (find_duplicates(as_columns(drawn), "loose").leader >= 0).any(), "by their looks, some are the same"
