"""Exact forms: those of known numbers, and none for numbers that have none."""

from __future__ import annotations

import math
import random

import pytest
from reading import value

from codepercept.geometry.exact import exact, signed, spoken, spoken_pi, times_pi

KNOWN = {
    "12": 12, "3.5": 3.5, "7/3": 7 / 3, "2√3": 12**0.5, "4√6/3": 4 * 6**0.5 / 3, "√2/2": 0.5**0.5,
    "(15 + 7√5)/4": (15 + 7 * 5**0.5) / 4, "1 + √2": 1 + 2**0.5, "√5 - 1": 5**0.5 - 1, "12 + 2√3": 12 + 12**0.5,
}  # fmt: skip


@pytest.mark.parametrize("form", KNOWN)
def test_known_numbers(form: str) -> None:
    assert exact(KNOWN[form]) == form
    assert value(form) == pytest.approx(KNOWN[form], rel=1e-14)


def test_numbers_without_a_form_get_none() -> None:
    rng = random.Random(0)
    for size in (1, 10, 100, 1000, 10_000):
        assert not any(exact(rng.uniform(0, size)) for _ in range(600)), size


def test_random_forms_are_found_again() -> None:
    rng = random.Random(1)
    for _ in range(500):
        p, q, r, s = rng.randint(1, 60), rng.randint(1, 20), rng.choice((2, 3, 5, 6, 7)), rng.choice((1, 2, 3, 4))
        number = (p + q * math.sqrt(r)) / s
        assert value(exact(number)) == pytest.approx(number, rel=1e-13)


def test_multiples_of_pi() -> None:
    assert [times_pi(c) for c in (0, 1, 12, 0.5, 5 / 3, math.sqrt(3) / 2, 1 + math.sqrt(2), math.e)] == [
        *("0", "π", "12π", "π/2", "5π/3", "π√3/2", "(1 + √2)π", ""),
    ]  # fmt: skip
    assert spoken_pi(12) == "12π ≈ 37.699" and spoken_pi(math.e) == "about 8.54"


def test_signs_and_words() -> None:
    assert [signed(v) for v in (-math.sqrt(3) / 2, math.pi / 4, -math.pi, -1e-17, 1 - math.sqrt(2))] == [
        *("-√3/2", "π/4", "-π", "0", "-(√2 - 1)"),
    ]  # fmt: skip
    assert spoken(12.0) == "12" and spoken(math.sqrt(12)) == "2√3 ≈ 3.464" and spoken(math.e) == "about 2.718"
