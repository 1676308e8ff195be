"""Last touches on figure code that was put together from blocks: blank lines and long lines."""

from __future__ import annotations

import itertools

WIDTH = 108


def tidy(code: str, width: int = WIDTH) -> str:
    """The code with blank lines as a careful person sets them, and over-long lines folded.

    Two blank lines surround functions and classes, at most one stands elsewhere. A line longer than `width` is
    broken at commas inside its first bracket that is long enough, and continued under the bracket's first item.
    """
    lines: list[str] = []
    blank, in_definition = 0, False
    for line in code.split("\n"):
        if not line.strip():
            blank += 1
            continue
        top = line[0] not in " )]}"
        starts = top and line.startswith(("def ", "class ", "@"))
        if lines:
            around = top and (starts or in_definition)
            lines += [""] * (2 if around else min(blank, 1))
        if top:
            in_definition = starts
        blank = 0
        lines += _fold(line, width)
    return "\n".join(lines) + "\n"


def _fold(line: str, width: int) -> list[str]:
    if len(line) <= width or line.lstrip().startswith("#"):
        return [line]
    best: list[str] = [line]
    for start, letter in enumerate(line):
        if letter not in "[(":
            continue
        pieces = _items(line, start)
        if len(pieces) < 2:
            continue
        folded = _hang(pieces, start + 1, width)
        if max(map(len, folded)) <= width:
            return folded
        if max(map(len, folded)) < max(map(len, best)):
            best = folded
    return best


def _hang(pieces: list[str], indent: int, width: int) -> list[str]:
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if len(lines[-1]) + 1 + len(piece) > width:
            lines.append(" " * indent + piece)
        else:
            lines[-1] += " " + piece
    return lines


def _items(line: str, start: int) -> list[str]:
    """The line cut after each comma that stands directly inside the bracket at `start`."""
    depth, quote, cuts = 0, "", []
    for index in range(start, len(line)):
        letter = line[index]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
            if depth == 0:
                break
        elif letter == "," and depth == 1:
            cuts.append(index + 1)
    bounds = [0, *cuts, len(line)]
    return [line[a:b].strip() if a else line[:b] for a, b in itertools.pairwise(bounds)]
