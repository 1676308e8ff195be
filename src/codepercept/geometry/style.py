"""Looks of the figures (palettes, line work, paper) and the helpers that put figure code together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from codepercept.geometry.tidy import tidy


@dataclass(frozen=True)
class Palette:
    """Colours for a shaded solid lit from above.

    Attributes:
        name: What the colour is called in a caption, e.g. "blue"; "white" means a pure line drawing.
        top, left, right: Fill colours of faces by how much light they get (left is the middle tone).
        edge: Line colour.
        accent: A colour that stands out against the fills, for marks and auxiliary lines.
        accent_name: Its name in a caption.
    """

    name: str
    top: str
    left: str
    right: str
    edge: str
    accent: str
    accent_name: str


PALETTES: dict[str, Palette] = {
    palette.name: palette
    for palette in (
        Palette("blue", "#d6e6f5", "#8fb9df", "#5a8fc0", "#1d3557", "#d1495b", "red"),
        Palette("green", "#d9f0d3", "#90c987", "#5aa05a", "#1e4620", "#b5179e", "magenta"),
        Palette("orange", "#fde6c8", "#f6b26b", "#d98236", "#5a3208", "#2a6f97", "blue"),
        Palette("purple", "#e8ddf3", "#b79ad6", "#8a68b3", "#36214f", "#e07a1f", "orange"),
        Palette("teal", "#d3efec", "#83c9c1", "#4a9c93", "#12413d", "#c1121f", "red"),
        Palette("pink", "#fbdfe6", "#f0a3b7", "#d3708c", "#5c1f33", "#1d6fa5", "blue"),
        Palette("yellow", "#fff5c2", "#f5d860", "#d9b32c", "#4d3f06", "#6a3d9a", "purple"),
        Palette("brown", "#efe0cf", "#cba37c", "#a17750", "#3b2716", "#1b7f4b", "green"),
        Palette("grey", "#f1f1f1", "#bdbdbd", "#8c8c8c", "#1a1a1a", "#c1121f", "red"),
        Palette("white", "#ffffff", "#ffffff", "#ffffff", "#000000", "#1f5fbf", "blue"),
    )
}

# Six fills that stay apart in print; every name is one that matplotlib knows and a reader would use.
SIX_COLOURS: tuple[tuple[str, str], ...] = (
    ("tomato", "red"),
    ("gold", "yellow"),
    ("mediumseagreen", "green"),
    ("cornflowerblue", "blue"),
    ("orchid", "purple"),
    ("lightgray", "light grey"),
)

# Layer colours, bottom to top, with the names that captions use.
LAYER_COLOURS: tuple[tuple[str, str], ...] = (
    ("#4c78a8", "blue"),
    ("#f2a541", "orange"),
    ("#6ab187", "green"),
    ("#d1605e", "red"),
    ("#b39ddb", "lilac"),
)

_PLACEHOLDER = re.compile(r"§(\w+)")
_ALONE = re.compile(r"^([ \t]*)§(\w+)[ \t]*$")


def fill(template: str, values: Mapping[str, object]) -> str:
    """Fills the `§name` places of a code template.

    A place that stands alone on its line takes a block: it is indented like the place, and the line goes away
    if the block is empty. Blank lines and long lines are put in order (`tidy`).

    Raises:
        KeyError: If the template names a value that was not given.
    """
    lines: list[str] = []
    for line in template.strip("\n").split("\n"):
        alone = _ALONE.match(line)
        if alone:
            block = str(values[alone.group(2)]).strip("\n")
            if block:
                lines += [(alone.group(1) + part).rstrip() for part in block.split("\n")]
        else:
            lines.append(_PLACEHOLDER.sub(lambda match: str(values[match.group(1)]), line).rstrip())
    return tidy("\n".join(lines))


def rename(code: str, names: Mapping[str, str]) -> str:
    """Renames identifiers of a script as whole words; attributes (`.name`) and texts stay (not the `{}` of f-strings).

    In comments and one-line docstrings, names that could be English words stay too.
    """
    return "\n".join(_renamed(line, names) for line in code.split("\n"))


def _renamed(line: str, names: Mapping[str, str]) -> str:
    prose = re.search(r'(^|\s)(#|""").*$', line)
    cut = prose.start() if prose else len(line)
    head, tail = line[:cut], line[cut:]
    parts = _TEXT.split(head)
    for old, new in names.items():
        pattern = re.compile(rf"(?<![\w.'\"]){re.escape(old)}(?![\w'\"])")
        for i, part in enumerate(parts):
            if i % 2 == 0:
                parts[i] = pattern.sub(new, part)
            elif part[0] in "fF":
                parts[i] = "".join(pattern.sub(new, p) if p[:1] == "{" else p for p in re.split(r"(\{[^{}]*\})", part))
        if not (old.isalpha() and old.islower()):
            tail = pattern.sub(new, tail)
    return "".join(parts) + tail


_TEXT = re.compile(r"""([fF]?"(?:\\.|[^"\\])*"|[fF]?'(?:\\.|[^'\\])*')""")
"""A string literal on one line."""


def literal(value: object) -> str:
    """A short Python literal; floats lose trailing noise and whole floats become ints."""
    if isinstance(value, bool) or value is None:
        return repr(value)
    if isinstance(value, float):
        short = round(value, 4)
        return repr(int(short)) if short == int(short) else repr(short)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, tuple):
        inner = ", ".join(literal(item) for item in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, list):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items()) + "}"
    return repr(value)


def matrix(rows: Sequence[Sequence[int]], call: str = "") -> str:
    """A nested list, one row per line, optionally wrapped in a call such as "np.array"."""
    body = "\n".join("    " + literal(list(row)) + "," for row in rows)
    return f"{call}([\n{body}\n])" if call else f"[\n{body}\n]"


def wrapped(items: Sequence[object], width: int = 88, indent: int = 4) -> str:
    """The inside of a long list literal, broken into lines of at most `width` columns."""
    lines, current = [], ""
    for item in items:
        word = literal(item) + ","
        if current and len(current) + 1 + len(word) > width - indent:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}".strip()
    lines.append(current)
    return "\n".join(" " * indent + line for line in lines)


def tone(colour: str, amount: float) -> str:
    """The "#rrggbb" colour moved towards white (amount > 0) or black (amount < 0); amount in [-1, 1]."""
    target = 255 if amount > 0 else 0
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(part + (target - part) * abs(amount)):02x}" for part in parts)
