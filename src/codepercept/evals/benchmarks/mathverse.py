"""MathVerse: an LLM extracts the answer, and an LLM judges it; each problem comes in six versions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from codepercept.evals.benchmarks.base import Benchmark, Extraction, Question, Rows, Verdict, by_groups, failed, tally
from codepercept.evals.benchmarks.files import an_object, optional, rows_of, text, truth_value, unique, without_options

TEXT_ONLY = "Text Only"
KINDS = {"multi-choice": "choice", "free-form": "free"}
OPTIONS = re.compile(r"\nChoices?:")
REPEATED = "Extracted Answer: "


class MathVerse(Benchmark):
    """788 problems in five versions with an image (testmini), and as text only.

    Args:
        quick_match: Judge by equality of strings instead of by an LLM.
        last_words: How much of a response the extractor sees, in words; 30 is the README's setting, 0 is all.
    """

    name = "mathverse"
    title = "MathVerse"
    licence = "MIT"

    def __init__(self, *, quick_match: bool = False, last_words: int = 30) -> None:
        self.quick_match = quick_match
        self.last_words = last_words
        self.llm_judges = self.needs_judge = not quick_match

    def read(self, file: Path) -> list[Question]:
        return unique(((where, self._question(row, where)) for where, _, row in rows_of(file)), file)

    def _question(self, row: dict[str, Any], where: str) -> Question:
        version = text(row, "problem_version", where)
        kind = text(row, "question_type", where)
        asked = text(row, "question", where)
        asked, choices = without_options(asked, OPTIONS) if kind == "multi-choice" else (asked, ())
        metadata = an_object(row.get("metadata") or {}, f"{where}, 'metadata'")
        image = optional(row, "image", where) or None
        return Question(
            id=_id(row, where),
            question=asked,
            choices=choices,
            answer=text(row, "answer", where),
            image=image,
            images=(image,) if image else (),
            hint=optional(row, "query_cot", where).split("\nQuestion:")[0].strip(),
            kind=KINDS.get(kind, "free"),
            groups={"version": version}
            | {name: value for name in ("subject", "subfield", "source") if (value := optional(metadata, name, where))},
            facts={"problem_index": text(row, "problem_index", where), "version": version},
        )

    def extract(self, question: Question, response: str) -> Extraction:
        if not response.strip():
            return Extraction(value=None, how="the response is empty")
        return failed("an LLM extracts")

    def shown_to_extractor(self, response: str) -> str:
        return " ".join(response.split(" ")[-self.last_words :]) if self.last_words > 0 else response

    def read_extraction(self, question: Question, reply: str) -> Extraction:
        value = reply.replace(REPEATED, "").strip()
        return Extraction(value=value, how="model") if value else failed("the extractor's reply is empty")

    def judge(self, question: Question, extracted: str) -> Verdict:
        if not self.quick_match:
            return Verdict(correct=None, extracted=extracted, how="needs a judge")
        return Verdict(correct=extracted == question.answer, extracted=extracted, how="quick match")

    def read_judgement(self, reply: str) -> bool | None:
        return {"0": False, "1": True}.get(reply.replace("Judgement:", "").strip())

    def metrics(self, rows: Rows) -> dict[str, Any]:
        """The official overall score is `without_text_only`: the versions with an image."""
        pictured = [row for row in rows if row[0].facts.get("version") != TEXT_ONLY]
        text_only = [row for row in rows if row[0].facts.get("version") == TEXT_ONLY]
        return {
            **tally(rows),
            "without_text_only": tally(pictured),
            "text_only": tally(text_only),
            "groups": by_groups(rows),
        }

    def read_responses(self, file: Path) -> dict[str, dict[str, Any]]:
        return {
            _id(row, where): {
                "response": optional(row, "model_answer", where),
                "extracted": optional(row, "extraction", where) or None,
                "correct": truth_value(row.get("judgement")),
            }
            for where, _, row in rows_of(file)
        }


def _id(row: dict[str, Any], where: str) -> str:
    """The sample's index; both files count from 1, so text-only samples carry a prefix."""
    index = text(row, "sample_index", where)
    return f"text-only-{index}" if row.get("problem_version") == TEXT_ONLY else index
