"""Which of alike rows stay: against a comparison of every row with every other."""

from __future__ import annotations

import json

import numpy as np
import pytest

from codepercept.dataset import dedup
from codepercept.dataset.dedup import ALIKE, RELATED, Signatures, alike, apart_by_view, find_duplicates
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


def trace(**changes: object) -> str:
    """A trace of a picture with two elements."""
    image = {"id": 0, "kind": "image", "pixels": [[10, 10], [90, 90]], "grid": ["#ff0000"] * 32 + ["#00ff00"] * 32}
    text = {"id": 1, "kind": "text", "text": "A", "pixels": [[50, 50]], "color": "#000000", "line": 3}
    told = {"canvas": {"width": 100, "height": 100, "dpi": 100.0}, "elements": [image, {**text, **changes}]}
    return json.dumps(told)


def rows(count: int, rng: np.random.Generator, families: int = 40) -> Signatures:
    """Rows that form clusters of all kinds: equal, near, just too far, and chains of small steps."""
    centres = {v: rng.integers(0, 2**63, (families, 4)).astype(np.uint64) for v in VIEWS}
    near, exact, has = {}, {}, {}
    of = rng.integers(0, families, count)
    for view in VIEWS:
        turned = rng.random((count, BITS)) < rng.choice([0.0, 0.02, 0.05, 0.08, 0.12, 0.3], count)[:, None]
        near[view] = centres[view][of] ^ np.packbits(turned, axis=1).view(np.uint64)
        has[view] = rng.random(count) < 0.9
        numbers = np.where(rng.random(count) < 0.1, of, 1000 + np.arange(count))
        exact[view] = np.where(has[view], numbers, -1)
    return Signatures(near, exact, has)


def by_brute_force(table: Signatures) -> list[int]:
    """Leaders by comparing each row with all earlier ones."""
    leaders: list[int] = []
    first = list(range(len(table)))
    for row in range(len(table)):
        for numbers in table.exact.values():
            if numbers[row] >= 0:
                first[row] = min(first[row], int(np.flatnonzero(numbers == numbers[row])[0]))
    for row in range(len(table)):
        if first[row] < row:
            twin = first[row]
            leaders.append(twin if leaders[twin] < 0 else leaders[twin])
            continue
        before = np.array([i for i in range(row) if first[i] == i], np.int64)
        apart = apart_by_view(table, before, np.full(len(before), row))
        found = [int(i) for i in before[alike(apart)] if leaders[int(i)] < 0]
        leaders.append(found[0] if found else -1)
    return leaders


@pytest.mark.parametrize("seed", range(4))
def test_the_same_rows_stay_as_when_all_are_compared(seed: int) -> None:
    """The bands may miss pairs at the very edge; then a row too many stays, never one too few for no reason."""
    table = rows(500, np.random.default_rng(seed))
    wanted, found = by_brute_force(table), find_duplicates(table)
    assert 50 < sum(x >= 0 for x in wanted) < 450, "there is something to find, and something to keep"
    agree = np.mean(np.array(wanted) == found.leader)
    assert agree >= 0.97
    for row in np.flatnonzero((found.leader >= 0) & ~found.exact):
        leader = found.leader[row]
        assert leader < row and found.leader[leader] < 0, "who is dropped is dropped for one that stays, and came first"


def test_a_chain_of_small_steps_does_not_end_in_one_row() -> None:
    steps = np.zeros((5, BITS), np.uint8)
    for number in range(5):
        steps[number, : 20 * number] = 1
    far = np.random.default_rng(0).integers(0, 2**63, (5, 4)).astype(np.uint64)
    table = Signatures(
        {"picture": np.packbits(steps, axis=1).view(np.uint64), "code": far, "trace": far[::-1].copy()},
        {v: np.arange(5) for v in VIEWS},
        {v: np.ones(5, np.bool_) for v in VIEWS},
    )
    assert find_duplicates(table).leader.tolist() == [-1, 0, -1, 2, -1]


def test_alike_by_code_counts_only_with_a_related_picture() -> None:
    def answer(picture: int, code: int, drawn: int) -> bool:
        apart = {"picture": picture, "code": code, "trace": drawn}
        return bool(alike({v: np.array([n], np.int16) for v, n in apart.items()})[0])  # type: ignore[misc]

    assert answer(ALIKE, BITS, BITS) and answer(BITS, BITS, ALIKE)
    assert not answer(BITS, 0, BITS) and not answer(ALIKE + 1, ALIKE + 1, ALIKE + 1)
    assert answer(RELATED, ALIKE, BITS) and not answer(RELATED + 1, ALIKE, RELATED + 1)


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


def test_code_that_does_not_parse_still_has_a_signature() -> None:
    assert signature(None, "plt.plot([1, 2", None).exact != signature(None, "plt.plot([1, 3", None).exact
    assert signature(None, "", "").exact == {}


def test_what_leaves_no_ink_does_not_count_in_a_trace() -> None:
    one = signature(None, None, trace())
    assert one == signature(None, None, trace(line=9, call="text", data=[[5, 5]]))
    for change in ({"text": "B"}, {"color": "#ff0000"}, {"pixels": [[20, 50]]}, {"hatch": "//"}):
        assert one.exact != signature(None, None, trace(**change)).exact, change
    hidden = signature(None, None, trace(visible=False))
    assert one.exact != hidden.exact


def test_two_images_at_one_place_differ() -> None:
    told = json.loads(trace())
    told["elements"][0]["grid"] = ["#0000ff"] * 64
    one, other = signature(None, None, trace()), signature(None, None, json.dumps(told))
    assert one.exact != other.exact and bits_apart(one, other, "trace") > RELATED


@pytest.mark.parametrize("change", [{"truncated": True}, {"untraced": 2}])
def test_a_trace_that_does_not_tell_all_is_not_compared(change: dict[str, object]) -> None:
    assert signature(None, None, json.dumps({**json.loads(trace()), **change})).exact == {}


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
