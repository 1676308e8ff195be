"""What recipes may ask of a family's parameters, and what they get."""

from __future__ import annotations

import random

import pytest

from codepercept.geometry import FAMILIES, DegenerateParametersError, Drawing, Family, Parameters
from codepercept.geometry.family import sample
from codepercept.geometry.polyhedra import Polyhedra
from codepercept.geometry.ranges import accepts, check

BAD = [
    ({"solids": ["prism"]}, "unknown parameter solids; did you mean solid?"),
    ({"solid": ["prism", "ball"]}, "solid: must be 'tetrahedron'"),
    ({"edge": {"min": 20}}, "edge: must be 1 to 12 (got 20)"),
    ({"edge": {"min": 5, "max": 2}}, "edge: min 5 is above max 2"),
    ({"edge": {"low": 2}}, "edge: a range is {min: ..., max: ...}, not {'low': 2}"),
    ({"edge": []}, "edge: no choice is left"),
    ({"elevation": "steep"}, "elevation: must be a valid integer"),
    ({"labels": {"min": True}}, "labels: only numbers have a range"),
]


@pytest.mark.parametrize(("wanted", "message"), BAD)
def test_impossible_wishes_are_named(wanted: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError) as caught:
        check(Polyhedra, wanted)
    assert str(caught.value).startswith(message)


def test_wishes_are_met() -> None:
    wanted = {"solid": ["prism", "pyramid"], "edge": {"min": 2, "max": 4}, "labels": True, "elevation": {"min": 10}}
    check(Polyhedra, wanted)
    for seed in range(20):
        drawing, _ = sample(FAMILIES["polyhedra"], random.Random(seed), accepts(wanted))
        got = drawing.parameters
        assert got["solid"] in ("prism", "pyramid") and 2 <= got["edge"] <= 4 and got["labels"]
        assert got["elevation"] >= 10


class Dice(Parameters):
    """Parameters of the test family."""

    pips: int


def make(theta: Dice) -> Drawing:
    if theta.pips < 6:
        raise DegenerateParametersError(f"pips {theta.pips} are too few")
    return Drawing("", (), "", (), theta.model_dump())


DICE = Family("dice", Dice, lambda rng: Dice(pips=rng.randint(1, 6)), make)


def test_degenerate_sets_are_drawn_again_with_their_reasons() -> None:
    drawing, reasons = sample(DICE, random.Random(1))
    assert drawing.parameters["pips"] == 6
    draws = random.Random(1)
    expected = []
    while (pips := draws.randint(1, 6)) != 6:
        expected.append(f"pips {pips} are too few")
    assert list(reasons) == expected and len(expected) > 0


def test_it_gives_up_with_the_last_reason() -> None:
    with pytest.raises(DegenerateParametersError, match="the last of 1000 tried: pips 3 are too few"):
        sample(DICE, random.Random(1), accepts({"pips": 3}))
    with pytest.raises(DegenerateParametersError, match="none of 10000 draws is as wanted"):
        sample(DICE, random.Random(1), accepts({"pips": 7}))
