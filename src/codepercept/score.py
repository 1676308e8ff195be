"""Compare two figures given as files, and show why they score what they score."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from codepercept.errors import UserError
from codepercept.render import run_sync
from codepercept.sandbox.pool import SandboxPool
from codepercept.sandbox.source import strip_magics
from codepercept.scorers.elements import ElementScorer, Finding, findings, name_of
from codepercept.scorers.image import BadPicture, ImageScorer
from codepercept.scorers.opening import all_pixels
from codepercept.types import Element, Execution, Score

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".ppm")
_MISSING, _EXTRA, _CHANGED = "#d62728", "#1f77b4", "#ff7f0e"


@dataclass(frozen=True)
class FigureComparison:
    """What `score_files` found. `findings` is empty where one side is a picture only or did not draw."""

    reference: Execution
    candidate: Execution
    image: Score
    elements: Score
    findings: tuple[Finding, ...]

    def as_dict(self) -> dict[str, Any]:
        """What `codepercept score --json` prints."""
        return {
            "image": _told(self.image),
            "elements": _told(self.elements),
            "findings": [
                {
                    "verdict": f.verdict,
                    "reference": f.reference.id if f.reference else None,
                    "candidate": f.candidate.id if f.candidate else None,
                    "what": name_of(f.reference or f.candidate),
                    "weight": round(f.weight, 4),
                    "same": round(f.same, 4),
                    "place": round(f.place, 4),
                    "look": round(f.look, 4),
                    "note": f.note,
                }
                for f in self.findings
            ],
        }


def _told(score: Score) -> dict[str, Any]:
    return {"value": score.value, "parts": score.parts, "explanation": score.explanation, "fault": score.fault}


def score_files(
    reference: Path, candidate: Path, *, read_folder: bool = False, unsafe: bool = False
) -> FigureComparison:
    """Score a candidate against a reference, each a script (.py) or a picture.

    A candidate whose code does not draw scores 0. Where a side is a picture only, the elements are unscored.

    Raises:
        UserError: a file is missing or is neither, the reference does not draw, or a picture cannot be read.
    """
    one, other = run_sync(_load([reference, candidate], read_folder, unsafe))
    if one.status != "ok":
        raise UserError(f"{reference}: the reference draws nothing to compare with ({one.status}: {one.error})")
    scorer = ElementScorer()
    image = ImageScorer(elements=scorer).score(one, other)
    if other.status == "ok" and (one.trace is None or other.trace is None):
        only = reference if one.trace is None else candidate
        elements = Score(value=None, explanation=f"{only} is a picture; elements are compared between scripts")
    else:
        elements = scorer.score(one, other)
    rows: tuple[Finding, ...] = ()
    if other.status == "ok" and not isinstance(compared := scorer.compared(one, other), Score):
        rows = tuple(findings(compared, *compared.drawings))
    return FigureComparison(one, other, image, elements, rows)


async def _load(files: Sequence[Path], read_folder: bool, unsafe: bool) -> list[Execution]:
    for file in files:
        if problem := unusable(file):
            raise UserError(problem)
    if all(f.suffix.lower() != ".py" for f in files):
        return [_picture(f) for f in files]
    async with SandboxPool(1, unsafe=unsafe) as sandbox:
        return [(await load_figure(sandbox, file, read_folder))[1] for file in files]


def unusable(file: Path) -> str:
    """Why a file is no figure as far as its name tells, "" if it may be one."""
    if not file.is_file():
        return f"{file}: no such file"
    if file.suffix.lower() not in (".py", *_PICTURES):
        return f"{file}: name a script (.py) or a picture ({', '.join(_PICTURES)})"
    return ""


async def load_figure(sandbox: SandboxPool, file: Path, read_folder: bool) -> tuple[str, Execution]:
    """A script's code and what it draws; of a picture "" and an execution that has nothing but the picture.

    Raises:
        UserError: the file cannot be read as what its name says.
    """
    if file.suffix.lower() != ".py":
        return "", _picture(file)
    try:
        code = strip_magics(file.read_bytes().decode("utf-8-sig"))
    except (UnicodeDecodeError, OSError) as error:
        raise UserError(f"{file}: cannot be read as text ({error})") from None
    return code, await sandbox.run(code, folder=file.resolve().parent if read_folder else None)


def _picture(file: Path) -> Execution:
    try:
        data = file.read_bytes()
        height, width = all_pixels(data).shape[:2]
    except (OSError, BadPicture) as error:
        raise UserError(f"{file}: {error}") from None
    return Execution(status="ok", image=data, width=width, height=height)


def overlay(found: FigureComparison) -> bytes:
    """A PNG: the reference, the candidate, and both on each other.

    Missing elements are framed red on the reference, extra ones blue on the candidate, changed ones orange on both. In
    the third picture ink of the reference alone is red, ink of the candidate alone is cyan, common ink is dark.
    """
    one = Image.fromarray(all_pixels(found.reference.image or b""))
    drawn = found.candidate.image
    other = Image.new("RGB", one.size, "white") if drawn is None else Image.fromarray(all_pixels(drawn))
    fitted = other.resize(one.size, Image.Resampling.LANCZOS) if other.size != one.size else other.copy()
    theirs = fitted.convert("L")
    both = Image.merge("RGB", (theirs, one.convert("L"), one.convert("L")))
    for row in found.findings:
        if row.verdict == "missing":
            _frame(one, row.reference, _MISSING)
        elif row.verdict == "extra":
            _frame(other, row.candidate, _EXTRA)
        elif row.verdict == "changed":
            _frame(one, row.reference, _CHANGED)
            _frame(other, row.candidate, _CHANGED)
    panels = [one, other, both]
    gap = 8
    page = Image.new("RGB", (sum(p.width + gap for p in panels) - gap, max(p.height for p in panels)), "#888888")
    left = 0
    for panel in panels:
        page.paste(panel, (left, 0))
        left += panel.width + gap
    stream = io.BytesIO()
    page.save(stream, "PNG")
    return stream.getvalue()


def _frame(picture: Image.Image, element: Element | None, color: str) -> None:
    if element is None or element.bbox is None:
        return
    left, top, right, bottom = element.bbox
    box = (max(0, left - 3), max(0, top - 3), min(picture.width - 1, right + 3), min(picture.height - 1, bottom + 3))
    if box[0] < box[2] and box[1] < box[3]:
        ImageDraw.Draw(picture).rectangle(box, outline=color, width=2)
