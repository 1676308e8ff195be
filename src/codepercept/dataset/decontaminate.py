"""Keeps the benchmark in the box out of training data: what is measured with must not have been learnt."""

from __future__ import annotations

import ast
import functools

from rapidfuzz import fuzz, process

from codepercept.config.evaluation import MINI
from codepercept.evals.items import open_items
from codepercept.types import Rejection, Sample, StageRecord

ALIKE = 90.0
"""Programs whose text is so much the same (normalised Indel similarity, 0 to 100) count as one."""


class Decontaminate:
    """Rejects rows whose code is, but for comments, layout and details, that of a benchmark's figure."""

    name = "decontaminate"

    async def __call__(self, row: Sample) -> list[Sample]:
        if not row.code or (found := benchmark_figure(row.code)) is None:
            return [row]
        name, likeness = found
        reason = f"its code is that of {name} in stem2code-mini ({likeness:.0f} of 100 alike)"
        rejection = Rejection(stage=self.name, kind="in_benchmark", reason=reason)
        history = (*row.history, StageRecord(stage=self.name, note="in_benchmark"))
        return [row.model_copy(update={"rejection": rejection, "history": history})]


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
