"""The explanatory answer around the exact code, without any model."""

from __future__ import annotations

import ast

from codepercept.errors import CodePerceptError
from codepercept.figure.explain import write_explanation
from codepercept.sandbox.source import code_block
from codepercept.types import Sample, StageRecord


class CodeChanged(CodePerceptError):
    """An explanation does not hold the true code."""


class Explain:
    """Writes the explanation and makes sure that the true code stands in it unchanged."""

    name = "explain"

    async def __call__(self, row: Sample) -> list[Sample]:
        assert row.execution is not None and row.execution.trace is not None
        text = write_explanation(row.code, row.caption, row.execution.trace)
        if not _same_program(code_block(text), row.code):
            raise CodeChanged(f"{row.id}: the explanation's code is not the sample's")
        history = (*row.history, StageRecord(stage=self.name, note="written"))
        return [row.model_copy(update={"explanation": text, "history": history})]


def _same_program(one: str, other: str) -> bool:
    return one.strip("\n") == other.strip("\n") or ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))
