"""Image diversity: from a picture to its principle, from the principle to many different figures."""

from __future__ import annotations

import ast
import asyncio
import builtins
import difflib
import functools
import io
import re
from collections.abc import Callable
from typing import TypeVar

import imagehash
from PIL import Image

from codepercept.models import Models
from codepercept.models.readers import read_codes, read_text
from codepercept.sandbox.source import strip_magics
from codepercept.stages.execute import Execute
from codepercept.stages.label import label_of
from codepercept.types import Rejection, Sample, StageRecord

T = TypeVar("T")

CODE_ALIKE = 0.85
"""Share of equal tokens, names and numbers apart, from which two programs are variants of one.

Of the 1,125 pairs among recorded variants, the 15 that are variants of one share 0.90 or more, all others 0.67 or less.
"""

PICTURE_ALIKE = 24
"""Bits of 256 by which the perceptual hashes of two pictures that look the same may differ (of different ones: 82)."""


class Diversify:
    """One row becomes `k`: its variants, executed, those left out that look like an earlier one. Other rows pass.

    Args:
        models: must have a principle finder and a coder.
        execute: runs (and mends) a variant.
    """

    name = "diversify"

    def __init__(self, models: Models, execute: Execute) -> None:
        self._models, self._execute = models, execute

    async def __call__(self, row: Sample) -> list[Sample]:
        if row.pipeline != self.name:
            return [row]
        assert row.seed.image is not None
        k = int(row.parameters["k"])
        principle = await self._models.ask(
            "principle", label_of(row), read_text, [row.seed.image],
            question=row.seed.question or "", answer=row.seed.answer or "",
        )  # fmt: skip
        codes = await self._models.ask(
            "diversify_codes", label_of(row), functools.partial(read_codes, k=k), principle=principle.value, k=k
        )
        history = (*row.history, *(StageRecord(stage=self.name, note=a.by) for a in (principle, codes)))
        variants = []
        for number in range(1, k + 1):
            written = number <= len(codes.value)
            update = {
                "id": f"{row.id}--{number:02d}",
                "principle": principle.value,
                "code": strip_magics(codes.value[number - 1]) if written else "",
                "parameters": {**row.parameters, "variant": number},
                "history": history,
            }
            variant = row.model_copy(update=update)
            reason = f"the model wrote {len(codes.value)} of the {k} programs that were asked for"
            variants.append(variant if written else _drop(variant, "not_written", reason))
        return await self._executed(_without_repeated_code(variants))

    async def _executed(self, variants: list[Sample]) -> list[Sample]:
        """Run what is left, then drop what has become an earlier one by repair, or looks like one."""

        async def one(variant: Sample) -> Sample:
            return variant if variant.rejection else (await self._execute(variant))[0]

        return _without_repeated_pictures(_without_repeated_code(list(await asyncio.gather(*map(one, variants)))))


def _without_repeated_code(variants: list[Sample]) -> list[Sample]:
    def same(one: list[str], other: list[str]) -> bool:
        return alike(one, other) >= CODE_ALIKE

    reason = "the program is that of {} with other names or numbers"
    return _first_of_each(variants, lambda v: skeleton(v.code), same, "duplicate_code", reason)


def _without_repeated_pictures(variants: list[Sample]) -> list[Sample]:
    def look(variant: Sample) -> imagehash.ImageHash:
        assert variant.execution is not None and variant.execution.image is not None
        return picture_hash(variant.execution.image)

    def same(one: imagehash.ImageHash, other: imagehash.ImageHash) -> bool:
        return bool(one - other <= PICTURE_ALIKE)

    return _first_of_each(variants, look, same, "duplicate_picture", "the picture looks like that of {}")


def _first_of_each(
    variants: list[Sample], look: Callable[[Sample], T], same: Callable[[T, T], bool], kind: str, reason: str
) -> list[Sample]:
    """Variants of which those that look the same as an earlier one are dropped; what is out already stays as it is."""
    kept: list[tuple[Sample, T]] = []
    result = []
    for variant in variants:
        if variant.outcome == "sample":
            own = look(variant)
            twin = next((k for k, other in kept if same(own, other)), None)
            if twin is None:
                kept.append((variant, own))
            else:
                variant = _drop(variant, kind, reason.format(twin.id))
        result.append(variant)
    return result


def _drop(variant: Sample, kind: str, reason: str) -> Sample:
    return variant.model_copy(update={"rejection": Rejection(stage="diversify", kind=kind, reason=reason)})


def skeleton(code: str) -> list[str]:
    """Tokens of a program, its own names numbered and its numbers masked; plain words if it does not parse."""
    return tokens_of(canonical(code, mask_numbers=True) or re.sub(r"\d+(?:\.\d+)?", "0", code))


def tokens_of(text: str) -> list[str]:
    """Words and signs."""
    return re.findall(r"\w+|\S", text)


def canonical(code: str, *, mask_numbers: bool = False) -> str | None:
    """A program without comments and layout, its own names numbered; None if it does not parse, or is too deep.

    Where all names of a module are imported (`*`), none can be told to be the program's own; they stay.
    """
    try:
        tree = ast.parse(code)
        _rename(tree, mask_numbers)
        return ast.unparse(tree)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


def _rename(tree: ast.Module, mask_numbers: bool) -> None:
    numbers: dict[str, str] = {}
    aliases = [a for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom) for a in n.names]
    imported = {a.asname or a.name for a in aliases}
    names = "*" not in imported
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and names and node.id not in imported and not hasattr(builtins, node.id):
            node.id = numbers.setdefault(node.id, f"v{len(numbers)}")
        elif isinstance(node, ast.arg) and names:
            node.arg = numbers.setdefault(node.arg, f"v{len(numbers)}")
        elif isinstance(node, ast.FunctionDef) and names:
            node.name = numbers.setdefault(node.name, f"v{len(numbers)}")
        elif mask_numbers and isinstance(node, ast.Constant) and isinstance(node.value, int | float | complex):
            node.value = 0


def alike(one: list[str], other: list[str]) -> float:
    """Share of tokens that two programs have in common in the same order, 0 to 1."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= CODE_ALIKE else 0.0


def picture_hash(image: bytes) -> imagehash.ImageHash:
    """Perceptual hash (DCT, 256 bits) of a PNG."""
    with Image.open(io.BytesIO(image), formats=["PNG"]) as picture:
        return hash_of(picture)


def hash_of(picture: Image.Image) -> imagehash.ImageHash:
    """Perceptual hash (DCT, 256 bits)."""
    return imagehash.phash(picture.convert("L"), hash_size=16)
