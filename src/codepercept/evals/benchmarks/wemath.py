"""We-Math: problems and their single steps, so that knowing can be told from guessing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from codepercept.errors import UserError
from codepercept.evals.benchmarks.base import Benchmark, Extraction, Question, Rows, Verdict, by_groups, ratio, tally
from codepercept.evals.benchmarks.files import lettered, optional, rows_of, text, truth_value, unique

STEP = re.compile(r"([23])steps_([123]|multi)")
STRIPPED = str.maketrans("", "", "><:.")
MARK = "Answer"


class WeMath(Benchmark):
    """1,740 questions (testmini): 360 problems of two steps and 165 of three, each with its single steps."""

    name = "wemath"
    title = "We-Math"
    licence = "CC BY-NC 4.0"

    def read(self, file: Path) -> list[Question]:
        return unique(((where, self._question(row, where)) for where, _, row in rows_of(file)), file)

    def _question(self, row: dict[str, Any], where: str) -> Question:
        name, steps, step = _place(row, where)
        image = text(row, "image_path", where)
        asked, option = text(row, "question", where), text(row, "option", where)
        choices = lettered(option)
        return Question(
            id=f"{name}-{step}",
            question=asked if choices else f"{asked}\nOptions: {option}",
            choices=choices,
            answer=text(row, "answer", where),
            image=image,
            images=(image,),
            hint="End with the word Answer, a colon and the letter of the right option.",
            kind="choice",
            groups={"key": f"{steps}steps_{step}", "knowledge concept": text(row, "knowledge concept", where)},
            facts={
                "problem": name,
                "steps": int(steps),
                "step": step,
                "number": optional(row, "question number", where),
            },
        )

    def extract(self, question: Question, response: str) -> Extraction:
        said = response.rpartition(MARK)[2].strip().translate(STRIPPED).strip()
        if said and said[0] in "ABCDEFGH":
            return Extraction(value=said[0], how="rule")
        return Extraction(value=None, how=f"no letter behind {MARK!r}")

    def judge(self, question: Question, extracted: str) -> Verdict:
        return Verdict(correct=extracted == question.answer, extracted=extracted, how="same letter")

    def metrics(self, rows: Rows) -> dict[str, Any]:
        """The four classes, over the problems whose whole and whose steps are all scored; scores as fractions.

        IG: each step right, the whole wrong. IK: a step and the whole wrong. CM: the whole and each step (loose: any
        step) right. RM: the whole right, a step (loose: each step) wrong; its rate is of RM and CM together.
        """
        problems: dict[tuple[str, int], dict[str, bool | None]] = {}
        for question, verdict in rows:
            place = (question.facts["problem"], question.facts["steps"])
            problems.setdefault(place, {})[question.facts["step"]] = verdict.correct
        complete = [
            ([bool(results[str(step)]) for step in range(1, steps + 1)], bool(results["multi"]))
            for (_, steps), results in problems.items()
            if all(results.get(step) is not None for step in _steps(steps))
        ]
        counts = {
            "IG": sum(all(steps) and not whole for steps, whole in complete),
            "IK": sum(not all(steps) and not whole for steps, whole in complete),
        }
        strict = sum(all(steps) and whole for steps, whole in complete)
        loose = sum(any(steps) and whole for steps, whole in complete)
        right = sum(whole for _, whole in complete)
        return {
            **tally(rows),
            "problems": len(problems),
            "problems_scored": len(complete),
            "strict": _mastery(counts | {"CM": strict, "RM": right - strict}, len(complete)),
            "loose": _mastery(counts | {"CM": loose, "RM": right - loose}, len(complete)),
            "S1": tally([row for row in rows if row[0].facts["step"] != "multi"])["accuracy"],
            "S2": tally([row for row in rows if row[0].groups["key"] == "2steps_multi"])["accuracy"],
            "S3": tally([row for row in rows if row[0].groups["key"] == "3steps_multi"])["accuracy"],
            "groups": by_groups(rows),
        }

    def read_responses(self, file: Path) -> dict[str, dict[str, Any]]:
        """An output file: the questions with a `response`; extractions and verdicts are not in it."""
        found = {}
        for where, _, row in rows_of(file):
            name, _, step = _place(row, where)
            found[f"{name}-{step}"] = {
                "response": optional(row, "response", where),
                "extracted": optional(row, "processed_answer", where) or None,
                "correct": truth_value(row.get("joker")),
            }
        return found


def _place(row: dict[str, Any], where: str) -> tuple[str, str, str]:
    """The problem, its number of steps, and which of them this is (1, 2, 3 or multi)."""
    key = text(row, "key", where)
    found = STEP.fullmatch(key)
    if not found or (found[2] == "3" and found[1] == "2"):
        raise UserError(f"{where}: 'key' is {key[:40]!r}, not like 2steps_1 or 3steps_multi.")
    return text(row, "ID", where), found[1], found[2]


def _steps(steps: int) -> list[str]:
    return [*map(str, range(1, steps + 1)), "multi"]


def _mastery(counts: dict[str, int], problems: int) -> dict[str, Any]:
    points = problems - 0.5 * counts["IG"] - counts["RM"] - counts["IK"]
    return {
        "score": ratio(points, problems),
        **counts,
        **{f"{name}_rate": ratio(counts[name], problems) for name in ("IG", "IK", "CM")},
        "RM_rate": ratio(counts["RM"], counts["RM"] + counts["CM"]),
    }
