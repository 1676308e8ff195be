"""What a model answered, read strictly.

Anything in the asked form is understood through the usual decorations (fences, bold marks, prose around JSON); anything
else is refused with a sentence that can be sent back to the model.
"""

from __future__ import annotations

import ast
import contextlib
import json
import re
from collections.abc import Mapping
from typing import Any, Literal

import json_repair
from pydantic import Field, ValidationError, field_validator

from codepercept.sandbox.source import fenced_blocks
from codepercept.types import Value

MAX_ANSWER = 400_000
"""Characters; longer answers are refused unread."""

_PYTHON = ("python", "py", "python3", "")


class ReadError(ValueError):
    """An answer is not in the form that was asked for; the message tells the model what is wrong."""


class Judgement(Value):
    """A judge's answer on one pair."""

    verdict: Literal["pass", "fail"]
    score: int = Field(ge=1, le=5)
    faults: tuple[str, ...] = ()
    reason: str = ""
    core_concept: str = ""

    @field_validator("verdict", mode="before")
    @classmethod
    def _spoken_verdict(cls, value: Any) -> Any:
        word = "pass" if value is True else "fail" if value is False else str(value).strip(" *_`'\".").lower()
        words = {"passed": "pass", "accept": "pass", "yes": "pass", "failed": "fail", "reject": "fail", "no": "fail"}
        return words.get(word, word)

    @field_validator("score", mode="before")
    @classmethod
    def _plain_score(cls, value: Any) -> Any:
        found = re.fullmatch(r"[*_\s]*([1-5])(?:\.0+)?(?:\s*(?:/|out of)\s*5)?[*_\s]*", str(value))
        return int(found[1]) if found else value

    @field_validator("faults", mode="before")
    @classmethod
    def _listed_faults(cls, value: Any) -> Any:
        items = re.split(r"[,;\s]+", value) if isinstance(value, str) else list(value or ())
        codes = [re.sub(r"[^a-z0-9_]+", "_", str(i).lower()).strip("_")[:40] for i in items]
        return tuple(c for c in codes if c and c not in ("none", "null", "n_a"))

    @field_validator("reason", "core_concept", mode="before")
    @classmethod
    def _line(cls, value: Any) -> Any:
        return " ".join(str(value or "").split())[:1000]


def _checked(text: str) -> str:
    if len(text) > MAX_ANSWER:
        raise ReadError(f"it has {len(text)} characters, far more than was asked for")
    return text.replace("\r\n", "\n").replace("\0", "").strip()


_HEADING = re.compile(r"(?:#{1,6} .*|\*\*[^*\n]+\*\*:?|[A-Z][A-Za-z -]{2,40}:)\s*\n+")
_PREFIX = re.compile(r"\*{0,2}(?:Caption|Description|Answer|Principle|Corrected description)\*{0,2}:\*{0,2}\s+", re.I)


def read_text(text: str) -> str:
    """Plain prose, freed of a fence around it and of a heading or label above it."""
    text = _checked(text)
    if text.startswith(("```", "~~~")) and len(blocks := fenced_blocks(text)) == 1:
        text = blocks[0][1].strip()
    text = _PREFIX.sub("", _HEADING.sub("", text, count=1) if _HEADING.match(text) else text, count=1).strip()
    if not text:
        raise ReadError("it holds no text")
    return text


def read_code(text: str) -> str:
    """One program: the longest Python block that looks like one, or the whole answer if that is a program."""
    text = _checked(text)
    programs = _programs(text)
    if programs:
        return max(programs, key=len)
    if _is_program(text):
        return text
    raise ReadError("it holds no program in a ```python block")


def read_codes(text: str, k: int) -> list[str]:
    """Up to `k` programs: one in each Python block, or several in one block under numbered comments."""
    text = _checked(text)
    programs = _programs(text)
    if len(programs) < 2:
        programs = [part for p in programs or [text] for part in _split(p)] or programs
    if not programs:
        raise ReadError(f"it holds no programs; {k} were asked for, each in a ```python block of its own")
    return programs[:k]


def _programs(text: str) -> list[str]:
    """Python blocks that look like programs: they import something, or they plot."""
    bodies = [body.strip("\n") for language, body in fenced_blocks(text) if language in _PYTHON]
    return [b for b in bodies if re.search(r"^\s*(?:import|from)\s+\w|\bplt\.\w", b, re.M)]


_NUMBERED = re.compile(r"^#[#\s=*-]*(?:figure|variant|program|code|realisation|version)\s*#?\d+.*$", re.I | re.M)


def _split(program: str) -> list[str]:
    """Several programs written one after the other; what stands before the first belongs to each."""
    marks = list(_NUMBERED.finditer(program))
    if len(marks) < 2:
        return []
    preamble = program[: marks[0].start()].strip("\n")
    ends = [*(m.start() for m in marks[1:]), len(program)]
    parts = [program[m.start() : end].strip("\n") for m, end in zip(marks, ends, strict=True)]
    return [p if re.search(r"^(?:import|from)\s", p, re.M) else f"{preamble}\n\n{p}" for p in parts]


def _is_program(text: str) -> bool:
    with contextlib.suppress(SyntaxError, ValueError, MemoryError, RecursionError):
        return any(isinstance(n, ast.Import | ast.ImportFrom) for n in ast.parse(text).body)
    return False


def read_judgement(text: str) -> Judgement:
    """A verdict as one JSON object, or as "key: value" lines."""
    text = _checked(text)
    fields = _json_object(text) or _key_lines(text)
    if not fields:
        raise ReadError("it holds no JSON object")
    fields = {str(k).strip().lower().replace(" ", "_"): v for k, v in fields.items()}
    known = {name: fields[name] for name in Judgement.model_fields if name in fields}
    try:
        return Judgement.model_validate(known)
    except ValidationError as error:
        problem = error.errors()[0]
        raise ReadError(f"`{problem['loc'][0]}`: {problem['msg'].lower()}") from None


def read_rubric(text: str, points: Mapping[str, int]) -> tuple[dict[str, float], str]:
    """Points for each dimension of a rubric, and the reason.

    Args:
        text: the answer.
        points: what each dimension is worth at most. All of them must be given, within their range; a total that the
            judge adds up by itself is not read.
    """
    fields = _json_object(_checked(text), key=next(iter(points)))
    if not fields:
        raise ReadError("it holds no JSON object")
    fields = {str(k).strip().lower(): v for k, v in fields.items()}
    found = {}
    for name, most in points.items():
        if name not in fields:
            raise ReadError(f"`{name}` is missing")
        spoken = re.fullmatch(r"[*_\s]*(\d{1,3}(?:\.\d+)?)(?:\s*(?:/|out of)\s*(\d+))?[*_\s]*", str(fields[name]))
        if spoken is None or isinstance(fields[name], bool) or spoken[2] not in (None, str(most)):
            raise ReadError(f"`{name}` is a number of points from 0 to {most}")
        if not 0 <= (value := float(spoken[1])) <= most:
            raise ReadError(f"`{name}` is {value:g}; it goes from 0 to {most}")
        found[name] = value
    return found, " ".join(str(fields.get("reason") or "").split())[:1000]


def _json_object(text: str, key: str = "verdict") -> dict[str, Any] | None:
    """The JSON object in an answer, mended where it has trailing commas, comments or single quotes and holds `key`."""
    for candidate in [body for language, body in fenced_blocks(text) if language in ("json", "")] + [text]:
        start, end = candidate.find("{"), candidate.rfind("}")
        if start < 0:
            continue
        part = candidate[start : end + 1] if end > start else candidate[start:]
        with contextlib.suppress(ValueError, RecursionError):
            found = json.loads(part, strict=False)
            if isinstance(found, dict):
                return found
        with contextlib.suppress(ValueError, RecursionError):
            found = json_repair.loads(part[:20_000])
            if isinstance(found, dict) and key in {str(k).lower() for k in found}:
                return found
    return None


def _key_lines(text: str) -> dict[str, Any]:
    pattern = r"^[\s>*_#-]*(verdict|score|faults?|reason|core[ _]concept)[\s*_`]*[:=][\s*_`]*(.+?)[\s*]*$"
    pairs = re.findall(pattern, text[:20_000], re.I | re.M)
    return {("faults" if k.lower() == "fault" else k): v.strip() for k, v in pairs}
