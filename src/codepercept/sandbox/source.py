"""Figure code as text. Standard library only: the sandboxed side imports this too."""

from __future__ import annotations

import contextlib
import re

FILE_NAME = "figure.py"
"""What a script is called while it runs; source lines are told apart by it."""


def strip_magics(code: str) -> str:
    """Blank out notebook magics (`%matplotlib inline`, `!pip install`) without moving any line."""
    if not re.search(r"^[ \t]*[%!]", code, re.M):
        return code
    with contextlib.suppress(SyntaxError, ValueError, MemoryError, RecursionError):
        compile(code, FILE_NAME, "exec", dont_inherit=True)
        return code
    return re.sub(r"^([ \t]*)[%!].*$", r"\1pass", code, flags=re.M)


def code_block(text: str) -> str:
    """The program in the first ```python block of a Markdown text, "" if there is none."""
    lines = text.splitlines()
    for start, line in enumerate(lines):
        fence = line[: len(line) - len(line.lstrip("`"))]
        if len(fence) >= 3 and line[len(fence) :].strip() == "python":
            stop = next((i for i in range(start + 1, len(lines)) if lines[i].rstrip() == fence), len(lines))
            return "\n".join(lines[start + 1 : stop])
    return ""
