"""Claims made by rows of numbers: "the totals read 1, 5, 13 and 25".

A row is checked against itself: if most of its numbers are found exactly in the figure, those that are not are wrong.
"""

from __future__ import annotations

import itertools

import numpy as np

from codepercept.figure.claims.measures import Measures
from codepercept.figure.claims.reading import Text, claim
from codepercept.figure.claims.spelling import value_of
from codepercept.types import Claim

SHORTEST = 3
"""Numbers that make a row."""

KNOWN = 0.7
"""Share of a row that must be in the figure for the rest to be wrong."""

MAX_ROWS = 60


def sequence_claims(text: Text, measures: Measures) -> list[Claim]:
    """A claim for each number of each row of numbers that the figure can be asked about."""
    found = _odd_ones(text, measures)
    odd = {c.start for c in found}
    rows = [r for r in _rows(text)[:MAX_ROWS] if not any(text.tokens[k].start in odd for k in r)]
    pool = _pool(measures) if rows else np.zeros(0)
    for row in rows:
        fits = [_is_known(text, k, pool) for k in row]
        if sum(fits) < max(2, KNOWN * len(row)) or not len(pool):
            continue
        if not all(fits) and max(abs(text.tokens[k].numbers[0]) for k in row) <= _SMALL:
            shown = _written(measures)
            if any(fit and not _is_known(text, k, shown) for k, fit in zip(row, fits, strict=True)):
                continue  # small numbers are in every figure by chance
        for k, fit in zip(row, fits, strict=True):
            evidence = (
                "the figure has this number" if fit else "the figure has the others of this row, but not this one"
            )
            found.append(claim(text, "coordinate", k, k, "confirmed" if fit else "contradicted", evidence))
    return found


def _odd_ones(text: Text, measures: Measures) -> list[Claim]:
    """The one number of an enumeration that the figure does not have: "53 on the left, 26 in the middle, 91 behind".

    All others must be written in the figure by themselves, or be the values of its bars.
    """
    sentences: dict[int, list[int]] = {}
    for k, token in enumerate(text.tokens):
        if token.kind == "number":
            sentences.setdefault(text.sentence[k], []).append(k)
    found: list[Claim] = []
    chosen = [
        row for row in sentences.values() if SHORTEST <= len(row) <= LONGEST_SPOKEN and _is_enumeration(text, row)
    ]
    if not chosen:
        return []
    written = _written(measures)
    pool = np.concatenate([_pool(measures), measures.view_numbers()])
    for row in chosen:
        odd = [k for k in row if not _is_known(text, k, written)]
        if len(odd) == 1 and abs(text.tokens[odd[0]].numbers[0]) > 1 and not _is_known(text, odd[0], pool):
            k = odd[0]
            evidence = "the figure shows the other numbers of this row, but not this one"
            found.append(claim(text, "coordinate", k, k, "contradicted", evidence))
    return found


def _written(measures: Measures) -> np.ndarray:
    """Numbers that stand in the figure by themselves, and the values of its bars and slices."""
    whole = {abs(v) for shown in measures.texts.shown.values() if (v := value_of(shown)) is not None}
    return np.array(sorted(whole | {abs(v) for values in measures.named_values.values() for v in values}), float)


_SMALL = 12
LONGEST_SPOKEN = 12
_GAP = 9
"""Words between two numbers of an enumeration."""


def _is_enumeration(text: Text, row: list[int]) -> bool:
    """Whether numbers follow each other at short distance, with commas, semicolons or "and" in each gap."""
    for one, other in itertools.pairwise(row):
        between = {text.word(k) for k in range(one + 1, other)}
        if other - one > _GAP or not between & {",", "and", ";"} or between & {"to", "from", "by", "=", "+", "×", "of"}:
            return False
    behind = {text.word(k + 1) for k in row}
    return not behind & {"°", "degrees", "%", "percent", "times", "units", "cm", "th", "..."}


def _rows(text: Text) -> list[list[int]]:
    """Indices of numbers that follow each other with nothing but commas, semicolons and "and" between them."""
    rows: list[list[int]] = []
    last = -9
    for k, token in enumerate(text.tokens):
        if token.kind != "number":
            continue
        between = [text.word(j) for j in range(last + 1, k)]
        if rows and k - last <= 3 and between and all(w in (",", "and", ";", "or") for w in between):
            rows[-1].append(k)
        else:
            rows.append([k])
        last = k
    return [r for r in rows if len(r) >= SHORTEST and text.word(r[-1] + 1) not in ("...", "…", "%", "°", "×")]


def _pool(measures: Measures) -> np.ndarray:
    """Numbers that a figure shows: written, as ticks, lengths of bars, coordinates of what is drawn."""
    named = [v for values in measures.named_values.values() for v in values]
    written = sorted(measures.text_numbers)
    pool: np.ndarray = np.concatenate([measures.all_numbers(), np.array([*named, *written], float)])
    return np.asarray(np.abs(pool))


def _is_known(text: Text, index: int, pool: np.ndarray) -> bool:
    token = text.tokens[index]
    allowed = 0.51 * 10**-token.decimals if token.decimals else 1e-6
    return bool(len(pool)) and bool(np.abs(pool - abs(token.numbers[0])).min() <= allowed)
