"""Reads the numbers in the sentences of facts."""

from __future__ import annotations

import math
import re

NUMBER = r"(?:about )?-?[\d.√π()/+ -]*[\d√π)](?: ≈ -?[\d.]+)?"


def value(text: str) -> float:
    """The number that a form such as "(15 + 7√5)/4", "5π√13/2" or "-√3/2" stands for."""
    expression = re.sub(r"√(\d+)", r"*math.sqrt(\1)", text)
    expression = expression.replace("π", "*math.pi")
    expression = re.sub(r"(^|[(/+-]|- |\+ )\s*\*", r"\1", expression)
    expression = re.sub(r"\)\s*(?=[(m])", ")*", expression)
    return float(eval(expression, {"math": math}))


def number(text: str) -> tuple[float, float]:
    """A spoken number and how precise it is; an exact form and its decimal are checked against each other."""
    text = text.strip().rstrip(".")
    if text.startswith("about "):
        return float(text.removeprefix("about ")), 6e-4
    form, _, near = text.partition(" ≈ ")
    if near:
        assert abs(value(form) - float(near)) < 6e-4, text
    return value(form), 1e-9


def point(text: str) -> tuple[list[float], float]:
    """A spoken point "(1, -√3/2, π/4)" or "about (...)" and its precision."""
    tolerance = 6e-4 if text.startswith("about ") else 1e-9
    inner = text.removeprefix("about ").strip()
    assert inner[0] == "(" and inner[-1] == ")", text
    return [value(part) for part in inner[1:-1].split(", ")], tolerance
