"""Quality control by a model: the specification's Q_C, Q_I and Q_IC as a judge sees them."""

from __future__ import annotations

from typing import Literal

from codepercept.models import Judgement, Models
from codepercept.models.readers import read_judgement
from codepercept.types import Score

Check = Literal["code", "image", "pair"]
CHECKS: tuple[Check, ...] = ("code", "image", "pair")


async def judge(models: Models, check: Check, label: str, code: str, image: bytes) -> tuple[Judgement, Score]:
    """Ask the judge for one verdict.

    Args:
        models: must have a judge.
        check: "code" (Q_C: sees the code), "image" (Q_I: sees the picture) or "pair" (Q_IC: sees both).
        label: who asks.
        code: the program.
        image: PNG of what it draws.

    Returns:
        The judgement, and it as a score: 1 to 5 become 0 to 1, the parts hold the verdict.

    Raises:
        ModelError: there is no verdict; that is unscored, never a failure.
    """
    name = f"judge_{check}"
    if check == "code":
        answer = await models.ask(name, label, read_judgement, code=code)
    elif check == "image":
        answer = await models.ask(name, label, read_judgement, [image])
    else:
        answer = await models.ask(name, label, read_judgement, [image], code=code)
    found = answer.value
    told = f"{found.reason} [{', '.join((*found.faults, answer.by))}]"
    passed = float(found.verdict == "pass")
    return found, Score(value=(found.score - 1) / 4, parts={"passed": passed}, explanation=told)
