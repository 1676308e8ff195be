"""The program in a model's answer."""

from __future__ import annotations

import ast
import re
from typing import Literal

from codepercept.evals.trial import Block
from codepercept.sandbox.source import blocks_of

_PYTHON = ("python", "py", "python3")


def program_of(text: str, which: Literal["first", "last"] = "first") -> tuple[str, Block]:
    """The program, and where it was found.

    A ```python block counts before one without a language, a closed block before one that is cut off; of several, the
    first or the last. An answer without blocks that is a program as a whole is one.

    Args:
        text: the answer, of any length.
        which: of several blocks.

    Returns:
        The program, "" if there is none, and the kind of place.
    """
    text = text.replace("\r\n", "\n").replace("\0", "")
    found = blocks_of(text)
    kinds: list[tuple[Block, list[str]]] = [
        ("python", [body for language, body, closed in found if closed and language in _PYTHON]),
        ("plain", [body for language, body, closed in found if closed and language == ""]),
        ("open", [body for language, body, closed in found if not closed and language in (*_PYTHON, "")]),
    ]
    for kind, bodies in kinds:
        bodies = [b for b in bodies if b.strip()]
        if bodies:
            return bodies[0 if which == "first" else -1].strip("\n"), kind
    if not found and _is_program(text):
        return text.strip("\n"), "bare"
    return "", "none"


def _is_program(text: str) -> bool:
    if len(text) > 400_000 or not re.search(r"^\s*(?:import|from)\s+\w", text, re.M):
        return False
    try:
        return any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.parse(text).body)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
