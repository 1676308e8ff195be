"""MathVista: an LLM extracts the answer unless it is bare, and strings are compared after normalising."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from codepercept.errors import UserError
from codepercept.evals.benchmarks.base import (
    LETTERS,
    Benchmark,
    Extraction,
    Question,
    Rows,
    Verdict,
    by,
    by_groups,
    failed,
    tally,
)
from codepercept.evals.benchmarks.files import an_object, optional, rows_of, text, texts, truth_value, unique

KINDS = {"multi_choice": "choice", "free_form": "free"}
GROUPS = ("language", "source", "category", "task", "context", "grade")
LETTER = re.compile(r"\(([a-zA-Z])\)")
ANNOUNCED = 'The answer is "'
PLACES = {1: "one decimal place", 2: "two decimal places"}


class MathVista(Benchmark):
    """1,000 problems (testmini) from 28 sources.

    Args:
        legacy_integers: Read an integer as published scores of older files did: "5.0" is none.
        patterns: Take what stands in `The answer is "..."` before asking an LLM (the official quick extraction).
    """

    name = "mathvista"
    title = "MathVista"
    licence = "CC BY-SA 4.0"

    def __init__(self, *, legacy_integers: bool = False, patterns: bool = False) -> None:
        self.legacy_integers = legacy_integers
        self.patterns = patterns

    def read(self, file: Path) -> list[Question]:
        return unique(((where, self._question(row, key, where)) for where, key, row in rows_of(file)), file)

    def _question(self, row: dict[str, Any], key: str | None, where: str) -> Question:
        pid = optional(row, "pid", where) or key or text(row, "pid", where)
        kind, answer_type = text(row, "question_type", where), text(row, "answer_type", where)
        if kind not in KINDS:
            raise UserError(f"{where}: 'question_type' is {kind[:40]!r}, not one of {', '.join(KINDS)}.")
        choices = texts(row, "choices", where)
        if kind == "multi_choice" and not choices:
            raise UserError(f"{where}: a multi_choice question has no 'choices'.")
        metadata = an_object(row.get("metadata") or {}, f"{where}, 'metadata'")
        unit = optional(row, "unit", where)
        precision, image = row.get("precision"), optional(row, "image", where) or None
        return Question(
            id=pid,
            question=text(row, "question", where),
            choices=choices,
            answer=text(row, "answer", where),
            image=image,
            images=(image,) if image else (),
            hint=_hint(optional(row, "query", where), kind, answer_type, precision)
            + (f" (Unit: {unit})" if unit else ""),
            kind=KINDS[kind],
            groups={"question_type": kind, "answer_type": answer_type}
            | {name: value for name in GROUPS if (value := optional(metadata, name, where))},
            facts={
                "answer_type": answer_type,
                "precision": precision,
                "unit": unit,
                "skills": list(texts(metadata, "skills", where)),
            },
        )

    def extract(self, question: Question, response: str) -> Extraction:
        if not response.strip():
            return Extraction(value=None, how="the response is empty")
        if question.kind == "choice" and response in question.choices:
            return Extraction(value=response, how="a choice")
        answer_type = question.facts.get("answer_type")
        try:
            if answer_type == "integer":
                return Extraction(value=str(int(response)), how="an integer")
            if answer_type == "float":
                return Extraction(value=str(float(response)), how="a number")
        except ValueError:
            pass
        found = _quoted(response) if self.patterns else None
        return failed("no bare answer") if found is None else Extraction(value=found, how="pattern")

    def judge(self, question: Question, extracted: str) -> Verdict:
        prediction, how = self.normalised(question, extracted)
        return Verdict(correct=prediction == question.answer, extracted=extracted, how=how)

    def normalised(self, question: Question, extracted: str) -> tuple[str | None, str]:
        """What is compared with the truth, and how it came about; None if there is nothing to compare."""
        answer_type = question.facts.get("answer_type")
        try:
            if question.kind == "choice":
                return _choice(extracted.strip(), question.choices)
            if answer_type == "integer":
                return str(int(extracted) if self.legacy_integers else int(float(extracted))), "integer"
            if answer_type == "float":
                return str(round(float(extracted), int(question.facts["precision"]))), "float"
        except (ValueError, OverflowError, TypeError):
            return None, f"not a value of type {answer_type}"
        return (extracted, "list") if answer_type == "list" else (None, f"unknown answer type {answer_type}")

    def metrics(self, rows: Rows) -> dict[str, Any]:
        skills = by(rows, lambda question: question.facts.get("skills", []))
        return {**tally(rows), "groups": {**by_groups(rows), "skills": skills}}

    def read_responses(self, file: Path) -> dict[str, dict[str, Any]]:
        return {
            key or text(row, "pid", where): {
                "response": _loose(row.get("response")),
                "extracted": _loose(row.get("extraction")),
                "correct": truth_value(row.get("true_false")),
            }
            for where, key, row in rows_of(file)
        }


def _choice(extracted: str, choices: tuple[str, ...]) -> tuple[str, str]:
    """The choice that is meant: by its letter, else the one at the smallest edit distance."""
    letter = LETTER.search(extracted)
    if letter:
        extracted = letter[1].upper()
    place = LETTERS.find(extracted) if len(extracted) == 1 else -1
    if 0 <= place < len(choices):
        return choices[place], "letter"
    distances = [Levenshtein.distance(extracted, choice) for choice in choices]
    return choices[distances.index(min(distances))], "nearest choice"


def _quoted(response: str) -> str | None:
    """What stands in the quotes of the first line that announces an answer and closes it with a full stop."""
    for line in response.split("\n"):
        start, end = line.find(ANNOUNCED), line.rfind('".')
        if start >= 0 and start + len(ANNOUNCED) <= end:
            return line[start + len(ANNOUNCED) : end]
    return None


def _hint(query: str, kind: str, answer_type: str, precision: Any) -> str:
    """The hint of the file's own query where it has one, else one from the type of answer."""
    if query.startswith("Hint:"):
        return query.split("\n", 1)[0].removeprefix("Hint:").strip()
    if kind == "multi_choice":
        return "End with the letter of the right option."
    if answer_type == "float":
        return f"End with a decimal number that has {PLACES.get(precision, f'{precision} decimal places')}."
    return "End with a whole number." if answer_type == "integer" else "End with a list in square brackets."


def _loose(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else str(value)
