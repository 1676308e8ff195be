"""Claims made by rows of numbers: "the totals read 1, 5, 13 and 25".

A row is checked against itself: if most of its numbers are found exactly in the figure, those that are not are wrong.
"""

from __future__ import annotations

import numpy as np

from codepercept.figure.claims.measures import Measures
from codepercept.figure.claims.reading import Text, claim
from codepercept.types import Claim

SHORTEST = 3
"""Numbers that make a row."""

KNOWN = 0.7
"""Share of a row that must be in the figure for the rest to be wrong."""

MAX_ROWS = 60


def sequence_claims(text: Text, measures: Measures) -> list[Claim]:
    """A claim for each number of each row of numbers that the figure can be asked about."""
    found: list[Claim] = []
    rows = _rows(text)[:MAX_ROWS]
    pool = _pool(measures) if rows else np.zeros(0)
    for row in rows:
        fits = [_is_known(text, k, pool) for k in row]
        if sum(fits) < max(2, KNOWN * len(row)) or not len(pool):
            continue
        for k, fit in zip(row, fits, strict=True):
            evidence = (
                "the figure has this number" if fit else "the figure has the others of this row, but not this one"
            )
            found.append(claim(text, "coordinate", k, k, "confirmed" if fit else "contradicted", evidence))
    return found


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
