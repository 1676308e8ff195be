"""Keeps the benchmark in the box out of training data: what is measured with must not have been learnt."""

from __future__ import annotations

import ast
import functools

import numpy as np
from rapidfuzz import fuzz, process

from codepercept.config.evaluation import MINI
from codepercept.dataset.dedup import same_as
from codepercept.dataset.references import mini_signatures
from codepercept.dataset.signatures import BITS, VIEWS, Signature, signature
from codepercept.dataset.signing import as_columns
from codepercept.evals.items import open_items
from codepercept.types import Rejection, Sample, StageRecord

ALIKE = 90.0
"""Programs whose text is so much the same (normalised Indel similarity, 0 to 100) count as one."""


class Decontaminate:
    """Rejects rows that are a benchmark's figure. Other benchmarks are left out by `codepercept curate`.

    Args:
        executed: False before rows are run: their code is compared, but for comments, layout and details, and the
            picture that they start from. True afterwards: what was drawn is, by picture and trace, and the code of rows
            that got theirs while being run.
    """

    name = "decontaminate"

    def __init__(self, *, executed: bool) -> None:
        self._executed = executed

    async def __call__(self, row: Sample) -> list[Sample]:
        if (reason := self._drawn(row) if self._executed else self._given(row)) is None:
            return [row]
        rejection = Rejection(stage=self.name, kind="in_benchmark", reason=reason)
        history = (*row.history, StageRecord(stage=self.name, note="in_benchmark"))
        return [row.model_copy(update={"rejection": rejection, "history": history})]

    @staticmethod
    def _given(row: Sample) -> str | None:
        if row.seed.image and (told := _looks_like(signature(row.seed.image, None, None))):
            return f"the picture that it starts from {told}"
        return _program_of(row.code)

    @staticmethod
    def _drawn(row: Sample) -> str | None:
        run = row.execution
        trace = run.trace.model_dump(mode="json", exclude_defaults=True) if run and run.trace else None
        if told := _looks_like(signature(run.image if run else None, None, trace)):
            return f"it {told}"
        late = any(record.stage in ("diversify", "repair") for record in row.history)
        return _program_of(row.code) if late else None


def _program_of(code: str) -> str | None:
    if not code or (found := benchmark_figure(code)) is None:
        return None
    return f"its code is that of {found[0]} in stem2code-mini ({found[1]:.0f} of 100 alike)"


def _looks_like(own: Signature) -> str | None:
    known = mini_signatures()
    same, bits = same_as(known.signatures, as_columns([own]), 0)
    if not same.any():
        return None
    number = int(np.argmax(same))
    told = ", ".join(f"{view} {bits[view][number]}" for view in VIEWS if view in own.near)
    return f"looks like {known.names[number]} (bits of {BITS} that differ: {told})"


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
