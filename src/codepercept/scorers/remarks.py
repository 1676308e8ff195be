"""What an answer says to its judge instead of drawing: found, and taken out of what the judge is shown.

A program can plead in comments, docstrings, strings and names, a picture in its texts. Comments and bare strings go
whole; strings, names and drawn texts go where they read as if meant for a judge and the reference does not have them,
so an honest figure loses nothing that would have earned points. Not found: pleas drawn as outlines or pixels, spread
over several short texts, or that use none of the words below.
"""

from __future__ import annotations

import ast
import functools
import io
import re
from collections.abc import Collection

from PIL import Image, ImageColor, ImageDraw

from codepercept.types import Execution

_WORDS = re.compile(
    r"\b(?:ignore|disregard|forget|override|instructions?|prompts?|rubric|judges?|judging|grad(?:e|es|er|ing)|scor(?:e|es|ing)"
    r"|rat(?:e|ing)|evaluat\w+|award|full (?:marks|points|credit)|perfect|identical|correct answer|points|assistant"
    r"|system|language model|you (?:are|must|should|will)|respond|reply|output|json|reference|attempt|completeness)\b",
    re.I,
)
FEWEST_WORDS = 3
REMOVED = "..."


def speaks_to_judge(text: str) -> bool:
    """Whether a text of at least three words has one that belongs to judging."""
    plain = re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)).strip()
    return len(plain.split()) >= FEWEST_WORDS and _WORDS.search(plain) is not None


def without_remarks(code: str, reference: str = "") -> str:
    """A program in which nothing speaks to whoever reads it.

    Comments, docstrings and other bare strings are left out; strings and names that speak to a judge and are not in the
    reference are replaced. A program that cannot be parsed loses what stands behind a `#` at the start of a line or
    after white space, and such strings.
    """
    try:
        tree = ast.parse(code)
        honest = _strings(reference)
        _without_bare_strings(tree)
        return ast.unparse(ast.fix_missing_locations(_Silenced(honest).visit(tree)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        bare = re.sub(r"(?m)(^|(?<=\s))#.*$", "", code)
        quoted = r"(\"\"\"|'''|\"|')((?:\\.|(?!\1)[^\\]){1,2000})\1"
        return re.sub(quoted, lambda m: f"{m[1]}{REMOVED}{m[1]}" if speaks_to_judge(m[2]) else m[0], bare).strip()


@functools.lru_cache(maxsize=64)
def _strings(code: str) -> frozenset[str]:
    """Strings and names of the reference program."""
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    texts = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return frozenset(texts | {n.id for n in nodes if isinstance(n, ast.Name)})


class _Silenced(ast.NodeTransformer):
    def __init__(self, honest: Collection[str]) -> None:
        self._honest = honest
        self._names: dict[str, str] = {}

    def _speaks(self, text: str) -> bool:
        return text not in self._honest and speaks_to_judge(text)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, str) and self._speaks(node.value):
            return ast.copy_location(ast.Constant(REMOVED), node)
        if isinstance(node.value, bytes) and self._speaks(node.value.decode("latin-1")):
            return ast.copy_location(ast.Constant(REMOVED.encode()), node)
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        for field, value in ast.iter_fields(node):
            if isinstance(value, str):
                setattr(node, field, self._plain(value))
            elif isinstance(value, list):
                value[:] = [self._plain(v) if isinstance(v, str) else v for v in value]
        return super().generic_visit(node)

    def _plain(self, name: str) -> str:
        if not self._speaks(name):
            return name
        return self._names.setdefault(name, f"name_{len(self._names) + 1}")


def _without_bare_strings(tree: ast.AST) -> None:
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                kept = [s for s in block if not _is_bare_string(s)]
                setattr(node, name, kept or ([ast.Pass()] if block and name == "body" else []))


def _is_bare_string(statement: ast.AST) -> bool:
    if not isinstance(statement, ast.Expr):
        return False
    value = statement.value
    return isinstance(value, ast.JoinedStr) or (
        isinstance(value, ast.Constant) and isinstance(value.value, (str, bytes))
    )


def quiet_picture(reference: Execution, candidate: Execution) -> tuple[bytes, list[str]]:
    """A candidate's picture with the texts painted over that speak to a judge and are not in the reference.

    Args:
        reference: its trace tells which texts are honest.
        candidate: its trace tells where its texts are.

    Returns:
        The PNG, untouched where there is nothing to hide, and the texts.
    """
    image = candidate.image or b""
    if candidate.trace is None:
        return image, []
    honest = {e.text.strip() for e in reference.trace.elements} if reference.trace else set()
    pleas = [
        e for e in candidate.trace.elements
        if e.text and e.visible and e.bbox is not None and e.text.strip() not in honest and speaks_to_judge(e.text)
    ]  # fmt: skip
    if not pleas:
        return image, []
    with Image.open(io.BytesIO(image), formats=["PNG"]) as opened:
        picture = opened.convert("RGB")
    paper = ImageColor.getrgb(candidate.trace.canvas.facecolor)[:3]
    for element in pleas:
        assert element.bbox is not None
        left, top, right, bottom = element.bbox
        if left <= right and top <= bottom:
            ImageDraw.Draw(picture).rectangle((left - 2, top - 2, right + 2, bottom + 2), fill=paper)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue(), [e.text for e in pleas]
