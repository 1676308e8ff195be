"""Figure code as text. Standard library only: the sandboxed side imports this too."""

from __future__ import annotations

import contextlib
import re
import textwrap

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


def fenced_blocks(text: str) -> list[tuple[str, str]]:
    """The fenced blocks of a Markdown text: language (lower case, "" for none) and content.

    A block that is never closed runs to the end of the text. Blocks inside a list are freed of its indentation.
    """
    return [(language, body) for language, body, _ in blocks_of(text)]


def blocks_of(text: str) -> list[tuple[str, str, bool]]:
    """Like `fenced_blocks`, and whether each block is closed."""
    found: list[tuple[str, str, bool]] = []
    lines = re.split(r"\r\n|\n|\r", text)  # other ends of lines may stand in a program's strings
    number = 0
    while number < len(lines):
        opened = _FENCE.match(lines[number])
        number += 1
        if opened is None or (opened[2][0] == "`" and "`" in opened[3]):
            continue
        body, closed = [], False
        while number < len(lines):
            closing = lines[number].strip()
            number += 1
            if closing and len(closing) >= len(opened[2]) and not closing.strip(opened[2][0]):
                closed = True
                break
            body.append(lines[number - 1])
        content = "\n".join(body)
        language = (opened[3].split() or [""])[0].lower().strip("{}.")
        found.append((language, textwrap.dedent(content) if opened[1] else content, closed))
    return found


_FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,})[ \t]*(.*)")


def code_block(text: str) -> str:
    """The program in the first ```python block of a Markdown text, "" if there is none."""
    return next((body for language, body in fenced_blocks(text) if language == "python"), "")
