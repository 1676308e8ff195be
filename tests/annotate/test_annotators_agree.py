"""Krippendorff's alpha against the values that he worked out, and where there is none."""

from __future__ import annotations

import pytest

from codepercept.annotate.agreement import agreement

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section E: four observers, twelve units.
TABLE = {
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}
UNITS = {u: {name: row[u] for name, row in TABLE.items() if row[u] is not None} for u in range(12)}


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_is_that_of_the_literature(level: str, alpha: float) -> None:
    found = agreement(UNITS, level)  # type: ignore[arg-type]
    assert found.alpha == pytest.approx(alpha, abs=0.0005)
    assert (found.values, found.items, found.reason) == (40, 11, ""), "unit 12 was rated once"


def test_alpha_is_undefined_without_overlap_or_variation() -> None:
    alone = agreement({0: {"A": 1}, 1: {"B": 5}, 2: {}})
    assert (alone.alpha, alone.values) == (None, 0) and "two annotators" in alone.reason
    equal = agreement({0: {"A": 4, "B": 4}, 1: {"A": 4, "B": 4}, 2: {"A": 1}})
    assert (equal.alpha, equal.values) == (None, 4) and "all ratings are the same" in equal.reason


def test_alpha_at_its_ends() -> None:
    assert agreement({0: {"A": 1, "B": 1}, 1: {"A": 5, "B": 5}}).alpha == 1
    opposed = agreement({n: {"A": 1 + 4 * (n % 2), "B": 5 - 4 * (n % 2)} for n in range(10)}).alpha
    assert opposed is not None and opposed < -0.5
