"""MathVision: competition problems; the answer is found and compared by rule, without any LLM."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from codepercept.errors import UserError
from codepercept.evals.benchmarks.base import (
    LETTERS,
    Benchmark,
    CannotJudge,
    Extraction,
    Question,
    Rows,
    Verdict,
    by_groups,
    tally,
)
from codepercept.evals.benchmarks.files import json_lines, optional, text, texts, truth_value, unique
from codepercept.evals.benchmarks.latex_value import NoValue, rounded
from codepercept.evals.benchmarks.mathvision_text import answer_in

LONGEST_TUPLE = 1_000


class MathVision(Benchmark):
    """3,040 problems (test) or 304 (testmini) of 16 subjects and 5 levels."""

    name = "mathvision"
    title = "MathVision"
    licence = "MIT"

    def read(self, file: Path) -> list[Question]:
        return unique(((where, self._question(row, where)) for where, row in json_lines(file)), file)

    def _question(self, row: dict[str, Any], where: str) -> Question:
        choices = texts(row, "options", where)
        answer = text(row, "answer", where)
        if choices and answer not in tuple(LETTERS[: len(choices)]):
            raise UserError(f"{where}: the answer {answer[:40]!r} is not the letter of one of {len(choices)} options.")
        image = text(row, "image", where)
        return Question(
            id=text(row, "id", where),
            question=text(row, "question", where),
            choices=choices,
            answer=answer,
            image=image,
            images=(image,),
            kind="choice" if choices else "free",
            groups={name: value for name in ("subject", "level") if (value := optional(row, name, where))},
        )

    def extract(self, question: Question, response: str) -> Extraction:
        value = answer_in(response)
        return Extraction(value=value or None, how="rule")

    def judge(self, question: Question, extracted: str) -> Verdict:
        truths = [question.answer]
        if question.choices and question.answer in LETTERS:
            truths.append(question.choices[LETTERS.index(question.answer)])
        fault = None
        for truth in truths:
            try:
                if same(extracted, truth):
                    return Verdict(correct=True, extracted=extracted, how="rule")
            except CannotJudge as error:
                fault = f"no value: {error}"
        return Verdict(correct=None if fault else False, extracted=extracted, how="rule", fault=fault)

    def metrics(self, rows: Rows) -> dict[str, Any]:
        return {**tally(rows), "groups": by_groups(rows)}

    def read_responses(self, file: Path) -> dict[str, dict[str, Any]]:
        return {
            text(row, "id", where): {
                "response": optional(row, "response", where),
                "extracted": None if row.get("model_answer") is None else optional(row, "model_answer", where),
                "correct": truth_value(row.get("correct")),
            }
            for where, row in json_lines(file)
        }


def same(one: str, other: str) -> bool:
    """Whether two answers are the same text, the same tuple, or the same value, at two decimals.

    Raises:
        CannotJudge: a value is beyond the limits of `latex_value`.
    """
    one, other = one.lower(), other.lower()
    if not one.replace(" ", "") or not other.replace(" ", ""):
        return False
    if one.strip() == other.strip():
        return True
    one, other = _tuple(one), _tuple(other)
    if one == other:
        return True
    try:
        return rounded(other) == rounded(one)
    except NoValue:
        return False


def _tuple(text: str) -> str:
    """A tuple or list with its items' values in their places, any other text as it is."""
    pair = text[0] + text[-1]
    items = text[1:-1].split(",")
    if pair not in ("()", "[]") or not 2 <= len(items) <= LONGEST_TUPLE:
        return text
    try:
        values = [item if "infty" in item or item in ("a", "-a") else str(rounded(item)) for item in items]
    except (NoValue, ValueError):
        return text
    return f"{pair[0]}{','.join(values)}{pair[1]}"
