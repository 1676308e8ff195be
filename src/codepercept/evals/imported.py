"""Answers of before: a results file of the official script, or one of ours."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from codepercept.errors import UserError
from codepercept.sources.text import clean
from codepercept.types import Score

OFFICIAL_TOTAL = 1000
"""The official script divides pictures by this, however many figures there were."""


@dataclass(frozen=True)
class ImportedAnswer:
    """One answer, with the scores that came along."""

    completion: str
    scores: dict[str, Score] = field(default_factory=dict)


@dataclass(frozen=True)
class Imported:
    """What a results file holds.

    Attributes:
        answers: by id; of several lines with one id the last, for the official script appends its second tries.
        sha256: of the file.
        official: the official script's own numbers for this file, None for a file of ours.
        unreadable: numbers of lines that are no JSON objects, as an interrupted run leaves them.
    """

    answers: dict[str, ImportedAnswer]
    sha256: str
    official: dict[str, Any] | None = None
    unreadable: tuple[int, ...] = ()


def read_imported(file: Path) -> Imported:
    """Read a results file.

    Raises:
        UserError: it is missing, or holds no results.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UserError(f"{file}: cannot be read ({error.strerror})") from None
    answers: dict[str, ImportedAnswer] = {}
    unreadable: list[int] = []
    records: list[dict[str, Any]] = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = clean(json.loads(line))
        except (ValueError, RecursionError):
            record = None
        if isinstance(record, dict):
            records.append(record)
        else:
            unreadable.append(number)
    theirs = [r for r in records if "uuid" in r]
    for record in theirs:
        if isinstance(record.get("initial_response"), str):  # a call that failed has left no answer
            answers[str(record["uuid"])] = _official_answer(record)
    for record in records:
        if isinstance(record.get("completion"), str) and "id" in record and record.get("answered", True):
            answers[str(record["id"])] = ImportedAnswer(record["completion"])
    if not answers:
        raise UserError(
            f"{file}: holds no results; a line needs `uuid` and `initial_response` (official) or `id` and `completion`"
        )
    official = official_numbers(theirs, file) if theirs else None
    return Imported(answers, hashlib.sha256(data).hexdigest(), official, tuple(unreadable))


def _official_answer(record: dict[str, Any]) -> ImportedAnswer:
    """The script keeps the program alone; its scores go from 0 to 100."""
    code = record["initial_response"].replace("```python", "").replace("```", "").strip()
    scores = {}
    for name, key in (("image_judge", "image_score"), ("code_judge", "code_score")):
        value = record.get(key)
        if isinstance(value, int | float) and 0 <= value <= 100:
            scores[name] = Score(value=value / 100, explanation="from the results file")
        else:
            scores[name] = Score(value=None, explanation="not scored in the results file")
    return ImportedAnswer(f"```python\n{code}\n```" if code else "", scores)


def _number(value: Any) -> bool:
    """As the official script tests, to which true and false are numbers; but no infinite or absurd ones."""
    return isinstance(value, int | float) and -1e6 < value < 1e6


def official_numbers(records: list[dict[str, Any]], file: Path) -> dict[str, Any]:
    """What the official script prints for these lines.

    It averages over the lines with status SUCCESS and two numbers, repeated ids and all; its execution rate is the
    number of files in the folder named like the results file, over 1000.
    """
    scored = [r for r in records if r.get("status") == "SUCCESS"]
    scored = [r for r in scored if all(_number(r.get(k)) for k in ("code_score", "image_score"))]
    folder = file.with_suffix("")
    pictures = sum(1 for p in folder.iterdir() if p.is_file()) if folder.is_dir() else 0
    image = sum(r["image_score"] for r in scored) / len(scored) if scored else 0.0
    code = sum(r["code_score"] for r in scored) / len(scored) if scored else 0.0
    rate = pictures / OFFICIAL_TOTAL * 100
    return {
        "image": image, "code": code, "exec": rate, "avg2": (image + code) / 2, "avg3": (image + code + rate) / 3,
        "n": len(scored), "rule": "lines with status SUCCESS and two scores",
        "pictures": pictures, "of": OFFICIAL_TOTAL,
        "note": "" if folder.is_dir() else f"the folder of pictures {folder.name} is not beside it: exec counts 0",
    }  # fmt: skip
