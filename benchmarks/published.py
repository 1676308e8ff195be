"""Published verdicts of the six reasoning benchmarks against ours, for every shipped output file in a folder.

    .venv/bin/python benchmarks/published.py --data FOLDER

FOLDER holds one folder for each benchmark (mathvision, mathvista, logicvista, dynamath) with its official question file
and output files, as deep as they are in the official repositories. Prints a line for each output file: the published
number, ours by our own rule, and the rows whose verdicts differ. Nothing is downloaded.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from codepercept.errors import UserError
from codepercept.evals.benchmarks import Benchmark, DynaMath, LogicVista, MathVision, MathVista, Question, Verdict
from codepercept.evals.benchmarks.files import csv_rows, parse, text_of


@dataclass
class Comparison:
    """One output file: numbers are fractions of its rows; lists are ids."""

    file: str
    published: str
    ours: str
    rows: int
    unscored: int = 0
    differ: list[str] = field(default_factory=list)
    extractions: list[str] = field(default_factory=list)


def compared(
    name: str, published: str, benchmark: Benchmark, questions: dict[str, Question], file: Path, from_response: bool
) -> Comparison:
    """Judges the shipped extractions, or the responses themselves where the rule needs no model to extract."""
    responses = benchmark.read_responses(file)
    found = Comparison(name, published, "", len(responses))
    right = 0
    for key, row in responses.items():
        extraction = benchmark.extract(questions[key], row["response"] or "")
        if extraction.value is not None and extraction.value != (row["extracted"] or ""):
            found.extractions.append(key)
        answer = (extraction.value or "") if from_response else row["extracted"]
        if answer is None or row["correct"] is None:
            found.unscored += 1
            continue
        correct = benchmark.judge(questions[key], answer).correct
        right += correct is True
        if correct is not row["correct"]:
            found.differ.append(key)
    found.ours = percent(right, len(responses))
    return found


def percent(part: float, whole: float) -> str:
    """A share with two decimals."""
    return f"{round(part / whole * 100, 2):.2f}" if whole else "-"


def asked(benchmark: Benchmark, folder: Path, name: str) -> dict[str, Question]:
    """Questions of the official file, wherever it lies in the folder."""
    file = next(iter(sorted(folder.rglob(name))), None)
    if file is None:
        raise UserError(f"{folder} has no {name}; put the benchmark's own question file there.")
    return {question.id: question for question in benchmark.read(file)}


def mathvision(folder: Path) -> Iterator[Comparison]:
    benchmark = MathVision()
    questions = asked(benchmark, folder, "test.jsonl")
    for file in sorted(folder.rglob("*.jsonl")):
        result = file.with_name(f"{file.stem}_result.json")
        if result.exists():
            published = parse(text_of(result), str(result))["-all"].rpartition("=")[2].rstrip("%")
            yield compared(f"mathvision/{file.stem}", published, benchmark, questions, file, from_response=True)


def mathvista(folder: Path) -> Iterator[Comparison]:
    questions = asked(MathVista(), folder, "testmini.json")
    for file in sorted(folder.rglob("output_*.json")):
        scores = file.with_name(file.name.replace("output_", "scores_", 1))
        if scores.exists():
            published = str(parse(text_of(scores), str(scores))["average"]["accuracy"])
            for label, benchmark in (("", MathVista()), (" (legacy)", MathVista(legacy_integers=True))):
                yield compared(
                    f"mathvista/{file.stem}{label}", published, benchmark, questions, file, from_response=False
                )


def logicvista(folder: Path) -> Iterator[Comparison]:
    benchmark = LogicVista()
    questions = asked(benchmark, folder, "dataset.json")
    for file in sorted(folder.rglob("*-accuracy-results.csv")):
        rows = benchmark.read_responses(file).values()
        published = percent(sum(row["correct"] is True for row in rows), len(rows))
        yield compared(f"logicvista/{file.stem}", published, benchmark, questions, file, from_response=False)


def dynamath(folder: Path) -> Iterator[Comparison]:
    """Tables of verdicts: their own counts of each question against ours, as average and worst case."""
    benchmark = DynaMath()
    for file in sorted(folder.rglob("*-result.csv")):
        counted = {
            row["Question ID"][1:]: int(row["# of correct per question"])
            for _, row in csv_rows(file)
            if row["Question ID"][:1] == "Q" and row["Question ID"][1:].isdigit()
        }
        verdicts = benchmark.read_responses(file)
        metrics = benchmark.metrics([_row(key, row) for key, row in verdicts.items()])
        ours = dict.fromkeys(counted, 0)
        for key, row in verdicts.items():
            ours[key.partition("-")[0]] += row["correct"] is True
        yield Comparison(
            file=f"dynamath/{file.stem}",
            published=f"{percent(sum(counted.values()), 10 * len(counted))} / "
            + percent(sum(count == 10 for count in counted.values()), len(counted)),
            ours=f"{percent(metrics['average_case'], 1)} / {percent(metrics['worst_case'], 1)}",
            rows=len(verdicts),
            unscored=metrics["unscored"],
            differ=[name for name in counted if counted[name] != ours[name]],
        )


def _row(key: str, row: dict[str, Any]) -> tuple[Question, Verdict]:
    question = Question(id=key, question="", answer="", facts={"program": key.partition("-")[0]})
    return question, Verdict(correct=row["correct"], extracted=None, how="table")


PARTS = {"mathvision": mathvision, "mathvista": mathvista, "logicvista": logicvista, "dynamath": dynamath}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with the official files, one folder for each benchmark")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each file instead of the table")
    options = parser.parse_args()
    if options.data is None:
        parser.error("name the folder with the official files: --data FOLDER")
    parts = {name: part for name, part in PARTS.items() if (options.data / name).is_dir()}
    if not parts:
        parser.error(f"{options.data} has no folder named {', '.join(PARTS)}")
    if not options.json:
        print(f"{'file':60} {'published':>14} {'ours':>14} {'rows':>6} {'unscored':>8}  differ")
    try:
        for name, part in parts.items():
            for found in part(options.data / name):
                show(found, options.json)
    except UserError as error:
        parser.error(str(error))


def show(found: Comparison, as_json: bool) -> None:
    """One line; answers that we find otherwise than the file come last, in parentheses."""
    if as_json:
        print(json.dumps(vars(found)))
        return
    differ = f"{len(found.differ)} {' '.join(found.differ)}".rstrip()
    if found.extractions:
        differ += f"  (extracted otherwise: {len(found.extractions)} {' '.join(found.extractions[:5])})"
    print(f"{found.file:60} {found.published:>14} {found.ours:>14} {found.rows:6} {found.unscored:8}  {differ}")


if __name__ == "__main__":
    main()
