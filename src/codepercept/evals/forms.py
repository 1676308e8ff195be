"""What a solver and an extractor are told about the form of an answer, so that each benchmark's rule can read it."""

from __future__ import annotations

from codepercept.evals.benchmarks.base import Question

_ENDINGS = {
    "mathvision": {
        "choice": "Put the letter of your choice into \\boxed{} at the end.",
        "free": "Put your final answer, and nothing else, into \\boxed{} at the end.",
    },
    "mathvista": dict.fromkeys(("choice", "free"), 'Your last line reads: The answer is "...".'),
    "mathverse": dict.fromkeys(("choice", "free"), "Your last line reads: Answer: ..."),
}


def answer_form(benchmark: str, question: Question) -> str:
    """How a solver is to give its answer: the benchmark's own hint, and an ending that its rule looks for."""
    kind = "choice" if question.kind == "choice" or question.choices else "free"
    return f"{question.hint.strip()} {_ENDINGS.get(benchmark, {}).get(kind, '')}".strip()


def extraction_form(benchmark: str, question: Question) -> str:
    """How an extractor is to give an answer."""
    if benchmark == "logicvista":
        return "The answer is the letter of a choice, or several letters separated by commas."
    if question.choices and benchmark == "mathvista":
        return "The answer is one of the choices, word for word."
    if question.kind == "choice" or question.choices:
        return "The answer is the letter of a choice."
    return "The answer is a bare value: a number, an expression, a list, or a few words."
