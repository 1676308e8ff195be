"""The explanatory answer around the exact code: written from code and trace, or by a model and then checked."""

from __future__ import annotations

import ast
import functools
import re

from codepercept.errors import CodePerceptError
from codepercept.figure.claims import check_caption
from codepercept.figure.explain import write_explanation
from codepercept.figure.words import plural
from codepercept.models import Models, ReadError
from codepercept.sandbox.source import code_block, fenced_blocks
from codepercept.stages.caption import fact_list
from codepercept.stages.label import label_of
from codepercept.types import FigureTrace, Sample, StageRecord


class CodeChanged(CodePerceptError):
    """An explanation does not hold the true code."""


class Explain:
    """Writes the explanation and makes sure that the true code stands in it unchanged.

    With a model: a draft by one who sees only the picture, then a refinement around the true code, whose every step
    must name something that the trace has. Rows of solid geometry, whose captions are exact, are explained without one.

    Args:
        models: None, or with a coder and a refiner.
    """

    name = "explain"

    def __init__(self, models: Models | None = None) -> None:
        self._models = models

    async def __call__(self, row: Sample) -> list[Sample]:
        assert row.execution is not None and row.execution.trace is not None
        if self._models is not None and row.pipeline != "geometry":
            return [await self._taught(self._models, row)]
        text = write_explanation(row.code, row.caption, row.execution.trace)
        if not _same_program(code_block(text), row.code):
            raise CodeChanged(f"{row.id}: the explanation's code is not the sample's")
        history = (*row.history, StageRecord(stage=self.name, note="written"))
        return [row.model_copy(update={"explanation": text, "history": history})]

    async def _taught(self, models: Models, row: Sample) -> Sample:
        run = row.execution
        assert run is not None and run.image is not None and run.trace is not None
        label = label_of(row)
        draft = await models.ask("explain_draft", label, read_markdown, [run.image])
        refined = await models.ask(
            "explain_refine",
            label,
            functools.partial(read_explanation, code=row.code, trace=run.trace),
            draft=draft.value,
            code=row.code,
            analysis=row.analysis or fact_list(row.facts),
        )
        history = (*row.history, *(StageRecord(stage=self.name, note=a.by) for a in (draft, refined)))
        return row.model_copy(update={"code_draft": draft.value, "explanation": refined.value, "history": history})


def read_markdown(text: str) -> str:
    """A Markdown answer, freed of a fence around the whole of it."""
    text = text.strip()
    wrapped = re.fullmatch(r"(`{3,}|~{3,})(?:markdown|md)[ \t]*\n(.*)\n\1[ \t]*", text, re.S)
    if wrapped:
        text = wrapped[2].strip()
    if not text:
        raise ReadError("it holds no text")
    return text


def read_explanation(text: str, code: str, trace: FigureTrace) -> str:
    """An explanation that holds the true code and explains what is drawn.

    Raises:
        ReadError: the code in it is not `code` (compared as syntax trees), or there are no numbered steps, or a step
            names nothing that the trace has.
    """
    text = read_markdown(text)
    programs = [body for language, body in fenced_blocks(text) if language in ("python", "py")]
    if not any(_same_program(program, code) for program in programs):
        problem = "the program in it is not the given one" if programs else "it holds no ```python block"
        raise ReadError(f"{problem}; the given program must stand in it unchanged")
    told = steps(text)
    if not told:
        raise ReadError("it holds no numbered steps 1., 2., 3.")
    vocabulary = _vocabulary(trace)
    for number, step in enumerate(told, 1):
        if not names_something(step, trace, vocabulary):
            raise ReadError(f"step {number} names nothing that is drawn ({' '.join(step.split())[:80]!r})")
    return text.rstrip() + "\n"


_STEP = re.compile(r"(?:#{2,5}\s+|\*\*)?(?:Step\s+)?(\d{1,2})(?:\*\*)?[.):](?:\*\*)?\s+(.*)", re.I)


def steps(text: str) -> list[str]:
    """The numbered steps outside of fenced blocks, each with the lines that belong to it."""
    found: list[list[str]] = []
    fence, open_step = "", False
    for line in text.splitlines():
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else mark[1]
            continue
        if fence:
            continue
        step = _STEP.match(line.strip()) if not line.startswith("    ") else None
        if step:
            found.append([step[2]])
            open_step = True
        elif line.startswith("#"):
            open_step = False
        elif open_step:
            found[-1].append(line)
    return ["\n".join(lines).strip() for lines in found]


_CANVAS = re.compile(r"\b(?:canvas|figure|axes|axis|panels?|subplots?|aspect)\b", re.I)


def names_something(step: str, trace: FigureTrace, vocabulary: set[str]) -> bool:
    """Whether a step names a thing, text, colour or number that the trace has, or the canvas or axes it is drawn on."""
    if _CANVAS.search(step) or _words(step) & vocabulary:
        return True
    return any(c.verdict == "confirmed" for c in check_caption(step, trace))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", text.lower()))


def _vocabulary(trace: FigureTrace) -> set[str]:
    """Kinds of what is drawn, in the singular and the plural, and the words written in the picture."""
    shown = [e for e in trace.elements if e.visible]
    kinds = {word for e in shown for word in (e.kind, e.part, *(e.group or "").split()[:1]) if word}
    return {*kinds, *map(plural, kinds)} | {word for e in shown for word in _words(e.text)}


def _same_program(one: str, other: str) -> bool:
    if one.strip("\n") == other.strip("\n"):
        return True
    try:
        return ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
