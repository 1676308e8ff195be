"""Keeps the benchmark in the box out of training data: what is measured with must not have been learnt."""

from __future__ import annotations

import ast
import functools

import numpy as np
from rapidfuzz import fuzz, process

from codepercept.config.evaluation import MINI
from codepercept.dataset.dedup import alike, apart_from, equal_to
from codepercept.dataset.references import mini_signatures
from codepercept.dataset.signatures import BITS, VIEWS, signature
from codepercept.dataset.signing import as_columns
from codepercept.evals.items import open_items
from codepercept.types import Rejection, Sample, StageRecord

ALIKE = 90.0
"""Programs whose text is so much the same (normalised Indel similarity, 0 to 100) count as one."""


class Decontaminate:
    """Rejects rows that are a benchmark's figure.

    Before a row is executed its code is compared, but for comments, layout and details; afterwards its picture, its
    code and its trace are, by their signatures. Other benchmarks are left out by `codepercept curate`.
    """

    name = "decontaminate"

    async def __call__(self, row: Sample) -> list[Sample]:
        reason = self._seen(row) if row.execution else self._read(row.code)
        if reason is None:
            return [row]
        rejection = Rejection(stage=self.name, kind="in_benchmark", reason=reason)
        history = (*row.history, StageRecord(stage=self.name, note="in_benchmark"))
        return [row.model_copy(update={"rejection": rejection, "history": history})]

    @staticmethod
    def _read(code: str) -> str | None:
        if not code or (found := benchmark_figure(code)) is None:
            return None
        return f"its code is that of {found[0]} in stem2code-mini ({found[1]:.0f} of 100 alike)"

    @staticmethod
    def _seen(row: Sample) -> str | None:
        run = row.execution
        trace = run.trace.model_dump_json(exclude_defaults=True) if run and run.trace else None
        own = as_columns([signature(run.image if run else None, row.code, trace)])
        known = mini_signatures()
        bits = apart_from(known.signatures, own, 0)
        same = np.flatnonzero(alike(bits) | equal_to(known.signatures, own, 0))
        if not len(same):
            return None
        told = ", ".join(f"{view} {bits[view][same[0]]}" for view in VIEWS)
        return f"it looks like {known.names[same[0]]} (bits of {BITS} that differ: {told})"


def benchmark_figure(code: str) -> tuple[str, float] | None:
    """The id of the benchmark's figure that a program draws, and how alike the two are; None if there is none."""
    names, codes = _benchmark()
    found = process.extractOne(plain(code), codes, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return None if found is None else (names[found[2]], found[1])


@functools.cache
def _benchmark() -> tuple[list[str], list[str]]:
    items = open_items(MINI)
    return list(items.ids), [plain(items.read(i).code) for i in range(len(items))]


def plain(code: str) -> str:
    """A program without comments and layout; one that cannot be parsed as it is."""
    try:
        return ast.unparse(ast.parse(code))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return code.strip()
