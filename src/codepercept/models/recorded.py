"""Recorded figures as the answers that a model would give to each prompt of a build.

A folder of YAML files, one for each seed picture: what a model sees in it, the program that redraws it, the principle
behind it, and ten more programs; for each figure its native and its corrected caption, the steps that draw it, and,
where a model erred on the way, the programs that failed, captions that contradicted the figure, the judge's refusal.
From these the answers are put together, in the many dresses in which real models send them: fences of all kinds, bold
labels, prose around JSON, thinking aloud, and now and then a first answer that cannot be used.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from codepercept.errors import UserError

Figure = Mapping[str, Any]


def read_recorded(folder: Path) -> dict[str, str]:
    """All answers of a folder, by the label of the request.

    Raises:
        UserError: there are no such files, or one of them is not as described.
    """
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise UserError(f"{folder}: holds no recorded answers (*.yaml)")
    answers: dict[str, str] = {}
    for file in files:
        try:
            answers.update(_answers(yaml.safe_load(file.read_text(encoding="utf-8"))))
        except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
            told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            raise UserError(f"{file}: not a file of recorded answers ({told})") from None
    return answers


def _answers(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    slug = re.sub(r"[^A-Za-z0-9]+", "-", record["seed"]).strip("-").lower()
    redrawn, varied = f"reproduce/{slug}", f"diversify/{slug}"
    yield from _dressed(f"seed_caption {redrawn}", _prose, record["seed_caption"])
    yield from _dressed(f"reproduce_code {redrawn}", _program, _first_code(record["reproduce"]))
    yield from _dressed(f"principle {varied}", _prose, record["principle"])
    codes = [f"### Figure {i}\n\n```python\n{_first_code(f)}\n```" for i, f in enumerate(record["diversify"], 1)]
    yield f"diversify_codes {varied}", "\n\n".join(codes)
    yield from _figure_answers(redrawn, record["reproduce"])
    for number, figure in enumerate(record["diversify"], 1):
        yield from _figure_answers(f"{varied}/{number:02d}", figure)


def _first_code(figure: Figure) -> str:
    return str((figure.get("broken") or [figure["code"]])[0]).strip("\n")


def _figure_answers(row: str, figure: Figure) -> Iterator[tuple[str, str]]:
    broken = list(figure.get("broken") or ())
    tries = broken[1:] if figure.get("unrepaired") else [*broken[1:], figure["code"]] if broken else []
    for number, code in enumerate(tries, 1):
        yield from _dressed(f"repair {row} {number}", _program, str(code).strip("\n"))
    verdict = figure.get("judge") or {}
    for check in ("code", "image", "pair"):
        fails = verdict.get("check") == check
        fields = {
            "verdict": "fail" if fails else "pass",
            "score": 2 if fails else 4 + _dice(row + check) % 2,
            "faults": list(verdict.get("faults", ())) if fails else [],
            "reason": verdict.get("reason", "") if fails else "Nothing in it is broken, missing or arbitrary.",
        }
        yield from _dressed(f"judge_{check} {row}", _verdict, json.dumps(fields))
    steps = [" ".join(str(s).split()) for s in figure["steps"]]
    caption, wrong = figure["caption"], figure.get("wrong_caption")
    yield from _dressed(f"native_caption {row}", _prose, figure["native"])
    facts = [s.strip() for s in re.split(r"(?<=[.!?])\s+", " ".join(caption.split())) if s.strip()]
    yield f"analyse {row}", "\n".join(f"- {fact}" for fact in facts)
    yield from _dressed(f"refine_caption {row}", _prose, wrong or caption)
    yield from _dressed(f"correct_caption {row}", _prose, wrong if wrong and figure.get("stubborn") else caption)
    code = str(figure["code"]).strip("\n")
    draft = re.sub(r"\b([2-9])\b", lambda m: str(int(m[1]) + 1), code, count=1)
    yield f"explain_draft {row}", _lesson(figure["native"], steps, draft)
    lesson = _lesson(caption, steps, code)
    yield f"explain_refine {row}", f"```markdown\n{lesson}\n```" if _dice(row) % 9 == 0 else lesson
    # Told that a step names nothing that is drawn, a model draws its steps together.
    yield f"explain_refine {row} #2", _lesson(caption, [" ".join(steps)], code)


def _lesson(caption: str, steps: list[str], code: str) -> str:
    caption = " ".join(caption.split())
    numbered = "\n".join(f"{i}. {step}" for i, step in enumerate(steps, 1))
    return (
        f"## What the picture shows\n\n{caption}\n\n## Step by step\n\n{numbered}\n\n"
        f"## The full code\n\n```python\n{code}\n```\n\n## How to run it\n\n"
        "Save it as `figure.py` and run `python figure.py`; it needs numpy and matplotlib."
    )


def _dice(label: str) -> int:
    return hashlib.sha256(label.encode()).digest()[0]


def _dressed(label: str, dress: Any, body: str) -> Iterator[tuple[str, str]]:
    """One answer; for one label in twenty an unreadable one first, and the real one as the second."""
    dice = _dice(label)
    if dice % 20 == 7 and dress is not _prose:
        yield label, "Let me think about how to do this best before I answer."
        yield f"{label} #2", dress(body.strip(), 0)
    else:
        yield label, dress(body.strip(), dice)


def _prose(body: str, dice: int) -> str:
    body = re.sub(r"(?<=\S)\n(?=\S)", " ", body)  # lines are broken for the file's readers only
    if dice % 5 == 1:
        return f"**Description:** {body}"
    if dice % 5 == 2:
        return f"<think>\nI look at the picture first: what is in it, and how many of each?\n</think>\n\n{body}"
    return f"```text\n{body}\n```" if dice % 5 == 3 else body


def _program(body: str, dice: int) -> str:
    if dice % 6 == 1:
        return f"Here is the program.\n\n```Python\n{body}\n```\n\nIt draws the whole figure; run it as it is."
    if dice % 6 == 2:
        return f"I count the objects ... done.\n</think>\n```python\n{body}\n```"
    if dice % 6 == 3:
        return f"```py\n{body}"
    if dice % 6 == 4:
        return body
    return f"~~~python\n{body}\n~~~" if dice % 6 == 5 else f"```python\n{body}\n```"


def _verdict(body: str, dice: int) -> str:
    if dice % 5 == 1:
        return f"I compared everything with care.\n\n```json\n{body}\n```"
    if dice % 5 == 2:
        return f"{body[:-1]},}}"
    if dice % 5 == 3:
        fields = json.loads(body)
        faults = ", ".join(fields["faults"]) or "none"
        return (
            f"**Verdict:** {fields['verdict'].upper()}\n**Score:** {fields['score']}/5\n**Faults:** {faults}\n"
            f"**Reason:** {fields['reason']}"
        )
    return f"My answer: {body} I hope this helps." if dice % 5 == 4 else body
