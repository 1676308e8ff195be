"""Prints the parameters of every family as Markdown tables (docs/geometry.md keeps them).

python -m codepercept.geometry [FAMILY]
"""

from __future__ import annotations

import re
import sys
from typing import Any, get_args

from pydantic.fields import FieldInfo

from codepercept.geometry import FAMILIES
from codepercept.geometry.ranges import limits


def values_of(field: FieldInfo) -> str:
    """What a parameter can be, in a few words."""
    kind: Any = field.annotation
    choices = get_args(kind)
    if choices and all(isinstance(choice, str) for choice in choices):
        return ", ".join(choices)
    if kind in (int, float):
        return limits(field)
    if kind is bool:
        return "true, false"
    return "text" if kind is str else "nested lists"


def table(name: str) -> str:
    """The parameters of one family."""
    lines = [f"### {name}", "", "| parameter | values | meaning |", "| --- | --- | --- |"]
    for parameter, field in FAMILIES[name].params.model_fields.items():
        meaning = re.sub(r"\s+", " ", field.description or "").replace("|", "\\|")
        lines.append(f"| `{parameter}` | {values_of(field)} | {meaning} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print("\n\n".join(table(name) for name in sys.argv[1:] or FAMILIES))
