"""The page of an image-to-code evaluation: numbers with intervals, every figure, reference against candidate.

`write_report` and the helpers below it serve the pages of comparisons and of answered questions too.
"""

from __future__ import annotations

import difflib
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from PIL import Image

from codepercept.evals.aggregate import METRICS
from codepercept.evals.results import load_evaluation, result_line
from codepercept.evals.trial import Difference, Trial
from codepercept.gallery.chunks import ChunkStore, encode, replace_file
from codepercept.gallery.pages import content_policy
from codepercept.gallery.pictures import base64_text, small_copy
from codepercept.types import Score

PICTURE = (640, 640)
"""Largest width and height of a picture on these pages, in pixels."""
MANY = 1000
"""Pictures from which on they are kept coarser, so that a page of 1000 figures stays below 40 MB."""
LONGEST_CODE = 60_000
LONGEST_ANSWER = 40_000
LONGEST_WORDS = 4_000
MOST_ELEMENTS = 240
_DIFF_LINES = 3000

Cell = str | float | None
Column = tuple[str, str, Sequence[Cell]]
"""Heading, kind ("id", "group", "text", "number" or "status") and one value per row."""


def write_evaluation(folder: Path) -> Path:
    """Write the page of a finished evaluation and return its path, `folder/index.html`.

    The page is one file, pictures included. It holds no times: equal runs give equal bytes.

    Args:
        folder: the run directory.

    Raises:
        UserError: it holds no finished evaluation.
        OSError: it cannot be written.
    """
    _, summary, trials = load_evaluation(folder)
    quality = quality_for(2 * len(trials))
    lines = [{k: result_line(t, summary["judges"])[k] for k in ("status", "metrics")} for t in trials]
    statuses: list[Cell] = ["unscored" if t.fault else line["status"] for t, line in zip(trials, lines, strict=True)]
    columns: list[Column] = [
        ("id", "id", [t.id for t in trials]),
        *group_columns([t.groups for t in trials]),
        *((m, "number", [rounded(line["metrics"][m], 2) for line in lines]) for m in ("image", "code", "exec", "avg3")),
        ("status", "status", statuses),
    ]
    return write_report(
        folder / "index.html",
        "evaluation.html",
        "evaluation.js",
        title=f"{summary['benchmark']}: {summary['model']}",
        columns=columns,
        search=[" ".join([t.title, t.fault or ""]) for t in trials],
        details=(_detail(t, line, quality) for t, line in zip(trials, lines, strict=True)),
        summary=summary,
        metrics=METRICS,
    )


def write_report(
    target: Path,
    template: str,
    script: str = "",
    *,
    title: str,
    columns: Sequence[Column] = (),
    search: Sequence[str] = (),
    details: Iterable[Mapping[str, Any]] = (),
    **context: Any,
) -> Path:
    """Fill a template of a report; with a table of rows, and details that are read when a row is opened.

    Args:
        target: the page's file.
        template: name in `templates/`.
        script: name in `static/` of what shows a row's details; "" for a page without scripts.
        title: heading of the page.
        columns: of the table, the ids first.
        search: words by which a row is found besides what the table shows.
        details: one per row.
        context: what the template shows.
    """
    css = "".join(_static(name) for name in ("page.css", "report.css"))
    names = ("data.js", "text.js", "pointing.js", "table.js", "pair.js", script, "report.js") if script else ()
    code = "\n".join(_static(name) for name in names)
    store = ChunkStore(target.parent / "page", inline_limit=1 << 40)
    for detail in details:
        store.add("detail", encode(detail))
    store.finish()
    index = {
        "title": title,
        "ids": columns[0][2] if columns else [],
        "head": search,
        "columns": [{"name": name, "kind": kind, "values": values} for name, kind, values in columns],
        "chunks": {"detail": {"starts": [chunk.start for chunk in store.chunks], "files": []}},
    }
    environment = Environment(
        loader=PackageLoader("codepercept.gallery"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        grouped=lambda n: f"{n:,}",
        quote=lambda text: quote(str(text), safe=""),
        told=lambda value, digits=1: "–" if value is None else f"{value:.{digits}f}",
    )
    page = environment.get_template(template).generate(
        title=title,
        policy=content_policy(code, css),
        css=Markup(css),
        script=Markup(code),
        data=Markup(encode(index)),
        chunks=[(f"{chunk.kind}/{chunk.number}", Markup(chunk.payload)) for chunk in store.chunks],
        **context,
    )
    replace_file(target, page)
    return target.resolve()


def quality_for(pictures: int) -> int:
    """WebP quality of a page with so many pictures."""
    return 72 if pictures <= MANY else 50


def group_columns(groups: Sequence[Mapping[str, str]]) -> list[Column]:
    """A column for each group that any row belongs to."""
    return [(key, "group", [row.get(key) for row in groups]) for key in sorted({k for row in groups for k in row})]


def rounded(value: float | None, digits: int) -> float | None:
    """A number for the page; None for none and for what is not finite."""
    # A comparison with nan is false, so this leaves nan and the infinities out.
    return round(value, digits) if value is not None and abs(value) < 1e9 else None


def pack_picture(data: bytes | None, quality: int) -> list[Any] | None:
    """Base64 of a small WebP, then width and height of the original in pixels; None without a readable picture."""
    small = small_copy(data, PICTURE, quality) if data else None
    if small is None or data is None:
        return None
    with Image.open(io.BytesIO(data)) as opened:
        return [base64_text(small), opened.width, opened.height]


def pack_scores(scores: Mapping[str, Score]) -> list[list[Any]]:
    """Name, value, parts, explanation and fault of each score."""
    packed = []
    for name, score in scores.items():
        parts = [[part, rounded(value, 4)] for part, value in score.parts.items()]
        packed.append([name, rounded(score.value, 4), parts, words(score.explanation), words(score.fault)])
    return packed


def words(text: str | None) -> str:
    """A remark, cut where nobody would read on."""
    return cut(text or "", LONGEST_WORDS)[0]


def cut(text: str, limit: int) -> tuple[str, int]:
    """The start of a text and the number of characters left out."""
    return (text, 0) if len(text) <= limit else (text[:limit], len(text) - limit)


def page_beside(out: Path, run: Path) -> str | None:
    """Relative address of the page of another run, None if there is none."""
    if not (run / "index.html").is_file():
        return None
    try:
        path = Path(os.path.relpath(run.resolve() / "index.html", out.resolve()))
    except ValueError:  # on another drive of Windows
        return None
    return quote(path.as_posix())


def _detail(trial: Trial, line: Mapping[str, Any], quality: int) -> dict[str, Any]:
    """What the page shows of one figure."""
    target, rollout = trial.target, trial.rollout
    drawn = target.execution.image if target.execution else None
    run = rollout.execution
    candidate = run.image if run else None
    code, code_cut = cut(target.code, LONGEST_CODE)
    program, program_cut = cut(rollout.code, LONGEST_CODE)
    shown = trial.differences[:MOST_ELEMENTS]
    reference = pack_picture(drawn, quality)
    return {
        "title": trial.title,
        "status": line["status"],
        "groups": sorted(trial.groups.items()),
        "metrics": [[name, rounded(value, 2)] for name, value in line["metrics"].items()],
        "fault": words(trial.fault),
        "block": trial.block,
        "ended": trial.ended,
        "answered": trial.answered,
        "reference": reference,
        # Equal pictures are kept once.
        "candidate": "same" if reference and candidate == drawn else pack_picture(candidate, quality),
        "shown": pack_picture(trial.shown, quality) if trial.shown and trial.shown != drawn else None,
        "differences": [_pack_difference(d) for d in shown],
        "more": len(trial.differences) - len(shown),
        "scores": pack_scores(rollout.scores),
        "code": [code, code_cut],
        "program": [program, program_cut],
        "edits": _edits(code, program),
        "completion": _pack_completion(rollout.completion, "" if program_cut else program),
        "error": words(run.error) if run else "",
        "stderr": run.stderr[-LONGEST_WORDS:] if run else "",
    }


def _pack_difference(found: Difference) -> list[Any]:
    def box(sides: Sequence[float] | None) -> list[float] | None:
        # Infinite coordinates have no place on a page.
        return None if sides is None or not all(abs(v) < 1e7 for v in sides) else [round(v, 1) for v in sides]

    one, other = box(found.reference), box(found.candidate)
    return [
        found.verdict, cut(found.name, 300)[0], one, 0 if other is not None and one == other else other,
        *(rounded(v, 3) for v in (found.weight, found.same, found.place, found.look)), cut(found.note, 600)[0],
    ]  # fmt: skip


def _edits(one: str, other: str) -> list[list[int]]:
    """Where two programs differ, in lines: [start, stop] in the one, then in the other."""
    left, right = _lines(one), _lines(other)
    # The matcher's time grows with the product of both in the worst case.
    if not other or max(len(left), len(right)) > _DIFF_LINES:
        return []
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    return [list(places) for tag, *places in matcher.get_opcodes() if tag != "equal"]


def _lines(text: str) -> list[str]:
    """Lines as the page numbers them: a break at the end starts none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


def _pack_completion(completion: str, program: str) -> dict[str, Any] | None:
    """The answer's text around its program, or the whole where it holds none; None where there is nothing else."""
    before, found, after = completion.partition(program) if program.strip() else (completion, "", "")
    if not re.sub(r"```\w*", "", before + after).strip():
        return None
    parts = [cut(text, LONGEST_ANSWER // 2 if found else LONGEST_ANSWER) for text in (before, after)]
    return {"texts": [text for text, _ in parts], "around": bool(found), "cut": sum(n for _, n in parts)}


def _static(name: str) -> str:
    return resources.files("codepercept.gallery").joinpath("static", name).read_text(encoding="utf-8")
