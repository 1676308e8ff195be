"""Reads official question and output files, which are untrusted: whatever is wrong becomes one UserError."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from codepercept.errors import UserError
from codepercept.evals.benchmarks.base import LETTERS, Question
from codepercept.sources.text import clean

MARK = re.compile(r"\(([A-Z])\)|(?:^|(?<=[\s;]))([A-Z])[.:．]")


def text_of(file: Path) -> str:
    """A file's text, with or without a byte order mark."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"{file} is not UTF-8 text (byte {error.start}); give the benchmark's own file.") from None
    except OSError as error:
        raise UserError(f"Cannot read {file}: {error.strerror}.") from None


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def parse(text: str, where: str) -> Any:
    """JSON without NaN and infinities; `where` names the place in the error."""
    try:
        return clean(json.loads(text, parse_constant=_constant))
    except json.JSONDecodeError as error:
        raise UserError(f"{where} is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.") from None
    except RecursionError:
        raise UserError(f"{where} is nested too deeply for JSON.") from None
    except ValueError as error:
        raise UserError(f"{where} is not JSON: {error}.") from None


def json_lines(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Objects of a JSON Lines file, each with its place."""
    for number, line in enumerate(text_of(file).split("\n"), 1):
        if line.strip():
            where = f"{file}, line {number}"
            yield where, an_object(parse(line, where), where)


def rows_of(file: Path) -> list[tuple[str, str | None, dict[str, Any]]]:
    """Rows of a file that is a JSON list, a JSON object of objects, or JSON Lines: place, key (objects only), row."""
    text = text_of(file)
    if file.suffix == ".jsonl":
        return [(where, None, row) for where, row in json_lines(file)]
    data = parse(text, str(file))
    if isinstance(data, list):
        places = [(f"{file}, row {number}", None, row) for number, row in enumerate(data, 1)]
    elif isinstance(data, dict):
        places = [(f"{file}, {key[:80]!r}", key, row) for key, row in data.items()]
    else:
        raise UserError(f"{file} must hold a JSON list or object, not {_kind(data)}.")
    return [(where, key, an_object(row, where)) for where, key, row in places]


def csv_rows(file: Path) -> list[tuple[str, dict[str, str]]]:
    """Rows of a CSV file with a header, each with its place; rows without any text are left out."""
    csv.field_size_limit(2**26)
    try:
        reader = csv.DictReader(text_of(file).splitlines(keepends=True), restval="")
        rows = [(f"{file}, row {number}", row) for number, row in enumerate(reader, 2)]
    except csv.Error as error:
        raise UserError(f"{file} is not CSV: {error}.") from None
    return [(where, row) for where, row in rows if any(row.values())]


def an_object(value: Any, where: str) -> dict[str, Any]:
    """`value` if it is a JSON object."""
    if not isinstance(value, dict):
        raise UserError(f"{where} must be an object, not {_kind(value)}.")
    return value


def text(row: dict[str, Any], name: str, where: str) -> str:
    """A field that must be there: text, or a number, which becomes text."""
    if name not in row or row[name] is None:
        raise UserError(f"{where}: the field {name!r} is missing.")
    return as_text(row[name], name, where)


def as_text(value: Any, name: str, where: str) -> str:
    """Text or a number, as text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UserError(f"{where}: the field {name!r} must be text, not {_kind(value)}.")
    try:
        return str(value)
    except ValueError:
        raise UserError(f"{where}: the number in {name!r} is too long.") from None


def optional(row: dict[str, Any], name: str, where: str) -> str:
    """Like `text`, but empty where the field is missing or null."""
    return "" if row.get(name) is None else text(row, name, where)


def texts(row: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    """A list of texts; none where the field is missing or null."""
    value = row.get(name)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise UserError(f"{where}: the field {name!r} must be a list, not {_kind(value)}.")
    return tuple(as_text(item, name, where) for item in value)


def unique(questions: Iterable[tuple[str, Question]], file: Path) -> list[Question]:
    """The questions, each given with its place, if there are any and no id occurs twice."""
    found: dict[str, Question] = {}
    for where, question in questions:
        if question.id in found:
            raise UserError(f"{where}: the id {question.id[:80]!r} occurs twice.")
        found[question.id] = question
    if not found:
        raise UserError(f"{file} holds no questions.")
    return list(found.values())


def truth_value(value: Any) -> bool | None:
    """A published verdict: a boolean, or the words and numbers that the files use for one."""
    if isinstance(value, bool) or value is None:
        return value
    return {"1": True, "0": False, "true": True, "false": False, "correct": True, "fail": False}.get(
        str(value).strip().lower()
    )


def lettered(text: str) -> tuple[str, ...]:
    """Options of "A. one; B. two", "(A) one (B) two" or lines "A:one"; none unless the letters run from A on."""
    marks = [(match.start(), match.end(), match[1] or match[2]) for match in MARK.finditer(text)]
    starts: list[tuple[int, int]] = []
    for start, end, letter in marks:
        if len(starts) < len(LETTERS) and letter == LETTERS[len(starts)]:
            starts.append((start, end))
    if len(starts) < 2 or text[: starts[0][0]].strip():
        return ()
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return tuple(text[end:stop].strip().rstrip(";").strip() for (_, end), stop in zip(starts, ends, strict=True))


def without_options(question: str, mark: re.Pattern[str]) -> tuple[str, tuple[str, ...]]:
    """A question and the options behind `mark`; all stays in the question where they cannot be told apart."""
    for found in mark.finditer(question):
        if choices := lettered(question[found.end() :]):
            return question[: found.start()].rstrip(), choices
    return question, ()


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
