"""DynaMath: programs that write variants of a question; what counts is who gets all ten variants right."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

from codepercept.errors import UserError
from codepercept.evals.benchmarks.base import Benchmark, Extraction, Question, Rows, Verdict, by_groups, ratio, tally
from codepercept.evals.benchmarks.files import csv_rows, optional, rows_of, text, truth_value, unique, without_options

CHOICE, FLOAT = "multiple choice", "float"
TOLERANCE = 0.001
KEY = "short answer"
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
OPTIONS = re.compile(r"(?:choices?|options?) ?:|(?=\(A\))|(?<=\n)(?=A[.:] )", re.IGNORECASE)
TRIAL = re.compile(r"trial(\d{1,4})$|(?:sample|variant)_?(\d{1,4})(?!\d)")
VARIANT = re.compile(r"Variant (\d{1,4})")
QUESTION = re.compile(r"Q(\d{1,6})")


class DynaMath(Benchmark):
    """501 programs, ten variants of each: 5,010 questions with an image."""

    name = "dynamath"
    title = "DynaMath"
    licence = "MIT"

    def read(self, file: Path) -> list[Question]:
        """Rows of a JSON list, JSON Lines, or the generator's JSON object; a folder "trial3" may name the variant."""
        return unique(((where, self._question(row, key, file, where)) for where, key, row in rows_of(file)), file)

    def _question(self, row: dict[str, Any], key: str | None, file: Path, where: str) -> Question:
        program = key or text(row, "id", where)
        variant = _variant(row, file, where)
        answer_type = text(row, "answer_type", where)
        asked = text(row, "question", where)
        asked, choices = without_options(asked, OPTIONS) if answer_type == CHOICE else (asked, ())
        image = optional(row, "image_path", where) or optional(row, "image", where) or None
        level = optional(row, "knowledge_level", where) or optional(row, "level", where)
        groups = {"subject": optional(row, "subject", where), "level": level, "answer_type": answer_type}
        return Question(
            id=f"{program}-v{variant}" if variant else program,
            question=asked,
            choices=choices,
            answer=optional(row, "ground_truth", where) or text(row, "answer", where),
            image=image,
            images=(image,) if image else (),
            hint=_hint(answer_type),
            kind="choice" if answer_type == CHOICE else "free",
            groups={name: value for name, value in groups.items() if value},
            facts={"answer_type": answer_type, "program": program, "variant": variant},
        )

    def extract(self, question: Question, response: str) -> Extraction:
        start, end = response.find("{"), response.rfind("}")
        inner = response[start : end + 1] if 0 <= start < end else ""
        for candidate in (response, CONTROLS.sub("", inner), inner.replace("\\", "")):
            try:
                found = json.loads(candidate, strict=False)
            except (ValueError, RecursionError):
                continue
            if isinstance(found, dict) and isinstance(found.get(KEY), str | int | float):
                return Extraction(value=str(found[KEY]), how="json")
        return Extraction(value=None, how=f"no JSON with {KEY!r}")

    def judge(self, question: Question, extracted: str) -> Verdict:
        truth, answer_type = question.answer, question.facts.get("answer_type")
        fault = None
        if answer_type == FLOAT:
            try:
                correct = abs(_number(extracted) - float(truth)) <= TOLERANCE
            except (ValueError, OverflowError):
                correct, fault = False, "not a number"
        elif answer_type == CHOICE:
            correct = extracted == truth if len(extracted) == 1 else truth in extracted[:3]
        else:
            correct = truth in extracted
        return Verdict(correct=correct, extracted=extracted, how=str(answer_type), fault=fault)

    def metrics(self, rows: Rows) -> dict[str, Any]:
        """Worst case: the share of programs with every variant right; those with an unscored variant do not count."""
        programs: dict[str, list[bool | None]] = {}
        for question, verdict in rows:
            programs.setdefault(str(question.facts.get("program", question.id)), []).append(verdict.correct)
        judged = [results for results in programs.values() if None not in results]
        total = tally(rows)
        average, worst = total["accuracy"], ratio(sum(all(results) for results in judged), len(judged))
        return {
            **total,
            "average_case": average,
            "worst_case": worst,
            "reasoning_robustness": None if worst is None else ratio(worst, average or 0.0),
            "programs": len(programs),
            "programs_scored": len(judged),
            "groups": by_groups(rows),
        }

    def read_responses(self, file: Path) -> dict[str, dict[str, Any]]:
        """A report of one trial (JSON), or a table of verdicts, one column a variant (CSV)."""
        if file.suffix == ".csv":
            return {key: row for where, cells in csv_rows(file) for key, row in _verdicts(cells, where)}
        found: dict[str, dict[str, Any]] = {}
        for where, key, row in rows_of(file):
            variant = _variant(row, file, where)
            program = key or text(row, "id", where)
            answer = row.get("response")
            found[f"{program}-v{variant}" if variant else program] = {
                "response": json.dumps(answer) if isinstance(answer, dict) else optional(row, "response", where),
                "extracted": str(answer[KEY]) if isinstance(answer, dict) and answer.get(KEY) is not None else None,
                "correct": truth_value(row.get("result")),
            }
        return found


def _verdicts(cells: dict[str, str], where: str) -> list[tuple[str, dict[str, Any]]]:
    named = QUESTION.fullmatch(cells.get("Question ID", "").strip())
    if not named:
        return []
    columns = {name: VARIANT.fullmatch(name.strip()) for name in cells if name}
    found = []
    for name, column in columns.items():
        if column and cells[name].strip():
            correct = truth_value(cells[name])
            if correct is None:
                raise UserError(f"{where}: {name!r} is {cells[name][:40]!r}, not 'correct' or 'fail'.")
            row = {"response": None, "extracted": None, "correct": correct, "subject": cells.get("Topic", ""),
                   "level": cells.get("Difficulty Level", "")}  # fmt: skip
            found.append((f"{named[1]}-v{column[1]}", row))
    return found


def _variant(row: dict[str, Any], file: Path, where: str) -> str:
    """The variant's number: from the row, its image's path, or the name of the file or its folder (trial3)."""
    for name in ("variant", "varid", "seed"):
        if value := optional(row, name, where):
            return value
    for path in (optional(row, "image", where), file.stem, file.parent.name):
        if found := TRIAL.search(path):
            return found[1] or found[2]
    return ""


def _number(answer: str) -> float:
    """The first word's number; a π multiplies what stands before it."""
    if not answer.isdigit():
        answer = answer.split(" ")[0]
        if "π" in answer:
            return float(answer.split("π")[0]) * math.pi
    return float(answer)


def _hint(answer_type: str) -> str:
    forms = {CHOICE: "the letter of the right option", FLOAT: "a decimal number with three decimals"}
    return (
        'Answer with one JSON object that has the keys "solution" (the reasoning) and "short answer" '
        f"({forms.get(answer_type, 'the answer alone, in a few words')})."
    )
