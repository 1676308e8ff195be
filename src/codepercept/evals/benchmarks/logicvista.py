"""LogicVista: an LLM extracts the letters that a response chooses; sets of letters are compared."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

from codepercept.evals.benchmarks.base import Benchmark, Extraction, Question, Rows, Verdict, by, failed, tally
from codepercept.evals.benchmarks.files import csv_rows, optional, rows_of, text, texts, truth_value, unique

NOTHING = "zzzzz"
SPEAKER = "ASSISTANT:"
LETTERS = re.compile(r"[A-Za-z0-9](?:\s*(?:,|;|&|\band\b)\s*[A-Za-z0-9])*")
FENCED = re.compile(r"\[[^\[\]]{0,2000}\]")
SKILLS = ("skill", "broad_capability", "specific_capability")


class LogicVista(Benchmark):
    """448 questions on five reasoning skills; the options stand in the pictures. Some have several right letters."""

    name = "logicvista"
    title = "LogicVista"
    licence = "Apache-2.0"

    def read(self, file: Path) -> list[Question]:
        return unique(((where, self._question(row, key, where)) for where, key, row in rows_of(file)), file)

    def _question(self, row: dict[str, Any], key: str | None, where: str) -> Question:
        image = f"images/{text(row, 'imagename', where)}"
        skills = {name: list(texts(row, name, where)) for name in SKILLS}
        return Question(
            id=key or text(row, "id", where),
            question=text(row, "question", where),
            answer=text(row, "answer", where),
            image=image,
            images=(image,),
            hint="Answer with the letter of each right choice.",
            kind="choice",
            groups={name: ", ".join(values) for name, values in skills.items() if values},
            facts={**skills, "source": optional(row, "imagesource", where)},
        )

    def extract(self, question: Question, response: str) -> Extraction:
        said = self.shown_to_extractor(response).strip()
        if not said:
            return Extraction(value=None, how="the response is empty")
        if len(said) == 1:
            strange_letter = said.isalpha() and said.lower() not in "abcde"
            if strange_letter or not (said.isalpha() or said.isnumeric()):
                return Extraction(value=None, how="a single sign that is no option")
        return failed("an LLM extracts")

    def shown_to_extractor(self, response: str) -> str:
        return response.split(SPEAKER)[1] if SPEAKER in response else response

    def read_extraction(self, question: Question, reply: str) -> Extraction:
        found = _letters(reply)
        if found is None:
            return failed("the extractor's reply names no letters")
        if not found or NOTHING in found:
            return Extraction(value=None, how="model: no choice")
        return Extraction(value=", ".join(found), how="model")

    def judge(self, question: Question, extracted: str) -> Verdict:
        correct = _sorted(extracted) == _sorted(question.answer)
        return Verdict(correct=correct, extracted=extracted, how="same letters")

    def metrics(self, rows: Rows) -> dict[str, Any]:
        groups = {name: by(rows, lambda question, name=name: question.facts.get(name, [])) for name in SKILLS}  # type: ignore[misc]
        return {**tally(rows), "groups": groups}

    def read_responses(self, file: Path) -> dict[str, dict[str, Any]]:
        """An answers file (JSON), or a results file (CSV) that has extractions and verdicts, too."""
        if file.suffix != ".csv":
            return {
                key or text(row, "id", where): {
                    "response": optional(row, "answer", where), "extracted": None, "correct": None
                }
                for where, key, row in rows_of(file)
            }  # fmt: skip
        found = {}
        for where, row in csv_rows(file):
            extracted = next((row[name] for name in row if name and name.endswith("answer extracted")), "")
            found[text(row, "id", where)] = {
                "response": next((row[name] for name in row if name and name.endswith("answer raw")), ""),
                "extracted": _listed(extracted),
                "correct": truth_value(row.get("match?")),
            }
        return found


def _sorted(answer: str) -> list[str]:
    return sorted(answer.lower().split(", "))


def _letters(reply: str) -> list[str] | None:
    """Letters of a reply: a JSON list, an object with `choices`, or letters with commas; None if it is neither."""
    for part in (reply.strip(), *FENCED.findall(reply)[-1:]):
        try:
            data = json.loads(part)
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict):
            data = data.get("choices")
        if isinstance(data, list) and all(isinstance(item, str) for item in data):
            return sorted(item.strip().lower() for item in data)
    plain = reply.strip().strip(".\"'`*()").lower()
    if plain == NOTHING:
        return [NOTHING]
    return sorted(re.findall(r"\b[a-z0-9]\b", plain)) if LETTERS.fullmatch(plain) else None


def _listed(cell: str) -> str | None:
    """The letters of a results file's cell, which is the text of a Python list of strings."""
    try:
        items = ast.literal_eval(cell[:2000])
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    if not isinstance(items, list):
        return None
    return ", ".join(str(item) for item in items)
