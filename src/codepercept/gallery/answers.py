"""Pages of questions answered from captions: one run with every question, and the grid of perceivers and reasoners."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from codepercept.display import flat
from codepercept.errors import UserError
from codepercept.evals.solved import read_pictures
from codepercept.gallery.evaluation import LONGEST_ANSWER, Column, cut, group_columns, words, write_report
from codepercept.gallery.pictures import base64_text, small_copy

_PICTURE = (480, 360)
_FIRST_NUMBERS = 12
"""Of the benchmark's own numbers so many are in sight, the rest is folded away."""


def write_answers(folder: Path) -> Path:
    """Write the page of a caption-solve run and return its path, `folder/index.html`.

    Args:
        folder: the run directory, with `results.jsonl` and `summary.json`.

    Raises:
        UserError: it holds no finished run of this kind.
        OSError: it cannot be written.
    """
    summary = _summary(folder, "caption-solve")
    try:
        lines = (folder / "results.jsonl").read_text(encoding="utf-8").split("\n")
        rows = [json.loads(line) for line in lines if line]
    except (OSError, ValueError):
        raise UserError(f"{folder / 'results.jsonl'}: cannot be read; run the evaluation again to write it") from None
    pictures = {n: small for n, p in read_pictures(folder).items() if (small := small_copy(p, _PICTURE)) is not None}
    columns: list[Column] = [
        ("id", "id", [r["id"] for r in rows]),
        *group_columns([r["groups"] for r in rows]),
        ("truth", "text", [_short(r["answer"]) for r in rows]),
        ("extracted", "text", [_short(r["extracted"]) for r in rows]),
        ("how", "group", [r["how"] or None for r in rows]),
        ("leak", "group", [r["leak"]["kind"] if r["leak"] else None for r in rows]),
        ("verdict", "status", [_verdict(r["correct"]) for r in rows]),
    ]
    return write_report(
        folder / "index.html",
        "answers.html",
        "answers.js",
        title=f"{summary['title']}: caption to answer",
        columns=columns,
        search=[cut(r["question"], 600)[0] for r in rows],
        details=(_detail(r, pictures) for r in rows),
        summary=summary,
        numbers=[(n, _number(v)) for n, v in flat(summary["metrics"])],
        first_numbers=_FIRST_NUMBERS,
    )


def write_grid(folder: Path) -> Path:
    """Write the page of a scaling run and return its path, `folder/index.html`.

    Cells lead to their own pages where there are such.

    Args:
        folder: the run directory, with `summary.json` and `grid.png`.

    Raises:
        UserError: it holds no finished run of this kind.
        OSError: it cannot be written.
    """
    summary = _summary(folder, "scaling")
    try:
        picture = "data:image/png;base64," + base64_text((folder / "grid.png").read_bytes())
    except OSError:
        picture = ""
    gains = [g for g in summary["gains"] if g["p"] is not None]
    return write_report(
        folder / "index.html",
        "grid.html",
        title=f"{summary['benchmark']}: perceivers and reasoners",
        summary=summary,
        cells={(c["perceiver"], c["reasoner"]): c for c in summary["cells"]},
        linked={c["run"] for c in summary["cells"] if (folder / c["run"] / "index.html").is_file()},
        gains=gains,
        reach=max([1.0, *(abs(end) for g in gains for end in g["interval"])]),
        picture=picture,
    )


def _summary(folder: Path, task: str) -> dict[str, Any]:
    try:
        found = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict) or found.get("task") != task:
        raise UserError(f"{folder}: holds no finished {task} run")
    return found


def _verdict(correct: bool | None) -> str:
    return "unscored" if correct is None else "right" if correct else "wrong"


def _short(text: str | None) -> str | None:
    return None if text is None else cut(text, 200)[0]


def _number(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "–" if value is None else str(value)


def _detail(row: dict[str, Any], pictures: Mapping[str, bytes]) -> dict[str, Any]:
    """What the page shows of one question."""
    leak = row["leak"]
    return {
        "groups": sorted(row["groups"].items()),
        "question": cut(row["question"], LONGEST_ANSWER),
        "choices": [words(c) for c in row["choices"]],
        "answer": words(row["answer"]),
        "image": words(", ".join(row["images"])),
        "pictures": [base64_text(pictures[name]) for name in row["images"] if name in pictures],
        "caption": cut(row["caption"], LONGEST_ANSWER),
        "response": cut(row["response"], LONGEST_ANSWER),
        "ended": row["ended"],
        "extracted": None if row["extracted"] is None else words(row["extracted"]),
        "verdict": _verdict(row["correct"]),
        "how": words(row["how"]),
        "leak": None if leak is None else [leak["kind"], words(leak["text"]), leak["shown"]],
        "fault": words(row["fault"]),
    }
