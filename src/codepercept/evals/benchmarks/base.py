"""What the six reasoning benchmarks have in common: questions, extractions, verdicts, and the Protocol of a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from pydantic import Field

from codepercept.types import Value

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Question(Value):
    """One question as its benchmark has it.

    `image` and `images` are paths relative to the data file's folder; `question` holds no options, `choices` do, in the
    order of their letters; `hint` is what the benchmark says about the form of an answer; `kind` is "choice" or "free".
    """

    id: str
    question: str
    choices: tuple[str, ...] = ()
    answer: str
    image: str | None = None
    images: tuple[str, ...] = ()
    hint: str = ""
    kind: str = ""
    groups: dict[str, str] = Field(default_factory=dict)
    facts: dict[str, Any] = Field(default_factory=dict)


class Extraction(Value):
    """The answer inside a response; without a value, `needs_model` tells "ask an LLM" from "there is no answer"."""

    value: str | None
    how: str
    needs_model: bool = False


class Verdict(Value):
    """Whether an extracted answer is right; `correct` is None, and the row unscored, where the rule cannot tell."""

    correct: bool | None
    extracted: str | None
    how: str
    fault: str | None = None


Rows = Sequence[tuple[Question, Verdict]]


class CannotJudge(Exception):
    """The rule has no verdict on this text within its limits of size and depth."""


class Benchmark(Protocol):
    """A benchmark's files and its rule. Inherit from it to get the defaults of what only some benchmarks need."""

    name: str
    title: str
    licence: str
    llm_judges: bool = False
    """Whether a verdict comes from an LLM that answers 0 or 1."""

    def read(self, file: Path) -> list[Question]:
        """Questions of an official file; UserError names the file and the field or row that is wrong."""
        ...

    def extract(self, question: Question, response: str) -> Extraction:
        """The answer in a response, as far as the rule finds it without an LLM."""
        ...

    def judge(self, question: Question, extracted: str) -> Verdict:
        """The rule's verdict on an extracted answer."""
        ...

    def metrics(self, rows: Rows) -> dict[str, Any]:
        """Accuracy, counts and what the benchmark itself reports; fractions in [0, 1], None where nothing counts."""
        ...

    def read_responses(self, file: Path) -> dict[str, dict[str, Any]]:
        """A shipped output file: `response`, `extracted` and `correct` (each may be None) by question id."""
        ...

    def shown_to_extractor(self, response: str) -> str:
        """The part of a response that the rule shows to an LLM that extracts."""
        return response

    def read_extraction(self, question: Question, reply: str) -> Extraction:
        """The answer in the reply of an LLM that extracted; an empty reply stays "ask an LLM"."""
        value = reply.strip()
        return Extraction(value=value, how="model") if value else failed("the extractor's reply is empty")

    def read_judgement(self, reply: str) -> bool | None:
        """The verdict in the reply of an LLM that judged, None if it is neither 0 nor 1."""
        return {"0": False, "1": True}.get(reply.strip())


def failed(why: str) -> Extraction:
    """An extraction that an LLM has yet to make."""
    return Extraction(value=None, how=why, needs_model=True)


def ratio(part: float, whole: float) -> float | None:
    """`part / whole`, None if `whole` is 0."""
    return part / whole if whole else None


def tally(rows: Rows) -> dict[str, Any]:
    """Counts and the share of right answers among the scored ones."""
    scored = [verdict.correct for _, verdict in rows if verdict.correct is not None]
    right = sum(scored)
    return {
        "accuracy": ratio(right, len(scored)),
        "correct": right,
        "n": len(rows),
        "scored": len(scored),
        "unscored": len(rows) - len(scored),
    }


def by(rows: Rows, labels: Callable[[Question], Iterable[str]]) -> dict[str, dict[str, Any]]:
    """A tally for each label; a question may have several or none."""
    groups: dict[str, list[tuple[Question, Verdict]]] = {}
    for row in rows:
        for label in labels(row[0]):
            groups.setdefault(label, []).append(row)
    return {label: tally(groups[label]) for label in sorted(groups)}


def by_groups(rows: Rows) -> dict[str, dict[str, dict[str, Any]]]:
    """A tally for each value of each of the questions' groups."""
    names = sorted({name for question, _ in rows for name in question.groups})
    return {name: by(rows, lambda question, name=name: _values(question, name)) for name in names}  # type: ignore[misc]


def _values(question: Question, name: str) -> list[str]:
    return [question.groups[name]] if name in question.groups else []
