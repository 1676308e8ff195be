"""Files that are wrong, and texts that are meant to hang or crash a rule."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from codepercept.errors import UserError
from codepercept.evals.benchmarks import BENCHMARKS, MathVision, MathVista, Question

VISION = {
    "id": "1",
    "question": "?",
    "options": [],
    "answer": "3",
    "level": 1,
    "subject": "logic",
    "image": "images/1.jpg",
}
VISTA = {"pid": "1", "question": "?", "choices": ["a", "b"], "answer": "a", "question_type": "multi_choice",
         "answer_type": "text", "precision": None, "unit": None, "image": "i.png", "metadata": {}}  # fmt: skip
LIMIT = 10  # seconds; each of the texts takes well under one
LONG = 2_000_000
HOSTILE = {
    "digits": "1" * LONG,
    "open": "(" * LONG,
    "fractions": "\\frac{" * (LONG // 6),
    "assignments": "x=" * (LONG // 2),
    "boxes": "\\boxed{" * (LONG // 7),
    "tuple": "(" + "1," * (LONG // 2) + "1)",
    "sum": "1+" * (LONG // 2) + "1",
    "tower": "2" + "^2" * (LONG // 2),
    "quotes": 'The answer is "' * (LONG // 15),
    "phrases": "the answer is " * (LONG // 14),
    "brackets": '{"short answer": ' + "[" * LONG,
    "commas": "a, " * (LONG // 3),
    "spaces": " " * LONG,
    "power": "10^{10^{9}}",
    "float": "1e999999999",
    "nan": "nan",
    "surrogate": "\ud800",
    "nul": "\0",
}


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def refused(file: Path, *words: str, name: str = "mathvision") -> None:
    with pytest.raises(UserError) as error:
        BENCHMARKS[name]().read(file)
    assert all(word in str(error.value) for word in (file.name, *words)), str(error.value)
    assert len(str(error.value)) < 400 + len(str(file))


def test_a_byte_order_mark_is_no_trouble(tmp_path: Path) -> None:
    file = tmp_path / "test.jsonl"
    file.write_text("\ufeff" + json.dumps(VISION) + "\n", encoding="utf-8")
    assert [question.id for question in MathVision().read(file)] == ["1"]


@pytest.mark.parametrize("field", ["id", "question", "answer", "image"])
def test_a_missing_field_is_named_with_its_line(tmp_path: Path, field: str) -> None:
    row = {name: value for name, value in VISION.items() if name != field}
    refused(write(tmp_path / "test.jsonl", {**VISION, "id": "0"}, row), repr(field), "line 2")


def test_wrong_files_are_refused_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "test.jsonl"
    refused(write(file, VISION, VISION), "'1'", "twice")
    refused(write(file, {**VISION, "options": "A"}), "'options'", "list")
    refused(write(file, {**VISION, "question": {"a": 1}}), "'question'", "text")
    refused(write(file, {**VISION, "options": ["x", "y"], "answer": "C"}), "'C'")
    refused(write(file), "no questions")
    file.write_text('{"id": NaN}')
    refused(file, "NaN")
    file.write_text("[1]\n")
    refused(file, "line 1", "object")
    file.write_text("[" * 200_000)
    refused(file, "deeply")
    file.write_text('{"id": ' + "9" * 10_000 + "}")
    refused(file)
    file.write_bytes(b"\xff\xfe{")
    refused(file, "UTF-8")
    refused(tmp_path / "absent.jsonl")
    refused(tmp_path)


@pytest.mark.parametrize("name", sorted(BENCHMARKS))
def test_every_benchmark_refuses_rows_without_fields(tmp_path: Path, name: str) -> None:
    file = tmp_path / ("test.jsonl" if name == "mathvision" else "test.json")
    file.write_text('{"a": {}}\n' if name in ("mathvista", "logicvista") else "[{}]" if name != "mathvision" else "{}")
    refused(file, "missing", name=name)


def test_mathvista_needs_choices_for_a_choice(tmp_path: Path) -> None:
    file = tmp_path / "testmini.json"
    file.write_text(json.dumps({"1": VISTA}))
    assert MathVista().read(file)[0].choices == ("a", "b")
    file.write_text(json.dumps({"1": {**VISTA, "choices": None}}))
    refused(file, "choices", name="mathvista")
    file.write_text(json.dumps({"1": {**VISTA, "question_type": "essay"}}))
    refused(file, "essay", name="mathvista")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_neither_hang_nor_crash(text: str) -> None:
    asked = [
        Question(id="1", question="", answer="A", choices=("1", "2"), kind="choice", facts={"answer_type": "text"}),
        Question(id="2", question="", answer="0.5", kind="free", facts={"answer_type": "float", "precision": 2}),
        Question(id="3", question="", answer="(1,2)", kind="free", facts={"answer_type": "integer", "precision": None}),
    ]
    for make in BENCHMARKS.values():
        rule, start = make(), time.process_time()
        for question in asked:
            extraction = rule.extract(question, text)
            rule.read_extraction(question, text)
            rule.read_judgement(text)
            for answer in {text, extraction.value or ""}:
                assert rule.judge(question, answer).correct is not True
        assert time.process_time() - start < LIMIT, rule.name
