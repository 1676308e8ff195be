"""What a solver and an extractor are told about the form of an answer, so that each benchmark's rule can read it."""

from __future__ import annotations

from codepercept.evals.benchmarks.base import Question

_SOLVE = {
    "mathvision": {
        "choice": "Put the letter of your choice into \\boxed{} at the end.",
        "free": "Put your final answer, and nothing else, into \\boxed{} at the end.",
    },
    "mathvista": {
        "choice": 'End with a line of this form, with the text of your choice: The answer is "..."',
        "free": 'End with a line of this form, with the bare value: The answer is "..."',
    },
    "mathverse": {
        "choice": "End with a line of this form, with the letter of your choice: Answer: ...",
        "free": "End with a line of this form, with the bare value: Answer: ...",
    },
    "dynamath": {
        "choice": 'Answer with one JSON object: {"solution": "your steps", "short answer": "the letter of your choice"}',
        "free": 'Answer with one JSON object: {"solution": "your steps", "short answer": "the bare value"}',
    },
    "wemath": {
        "choice": "End with a line of this form, with the letter of your choice: Answer: ...",
        "free": "End with a line of this form: Answer: ...",
    },
    "logicvista": {
        "choice": "End with a line that holds the letter of your choice alone, or the letters of all that apply.",
        "free": "End with a line that holds your answer alone.",
    },
}


def answer_form(benchmark: str, question: Question) -> str:
    """How a solver is to give its answer; what the benchmark itself says about units and precision comes first."""
    form = _SOLVE[benchmark]["choice" if question.kind == "choice" or question.choices else "free"]
    return f"{question.hint.strip()} {form}".strip()


def extraction_form(benchmark: str, question: Question) -> str:
    """How an extractor is to give an answer."""
    if benchmark == "logicvista":
        return "The answer is the letter of a choice, or several letters separated by commas."
    if question.kind == "choice" or question.choices:
        return (
            "The answer is the letter of a choice." if benchmark != "mathvista" else "The answer is one of the choices."
        )
    return f"{question.hint.strip()} The answer is a bare value: a number, an expression, or a few words.".strip()
