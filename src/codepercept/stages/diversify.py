"""Image diversity: from a picture to its principle, from the principle to many different figures."""

from __future__ import annotations

import ast
import asyncio
import builtins
import difflib
import functools
import io
import re

import imagehash
from PIL import Image

from codepercept.models import Models
from codepercept.models.readers import read_codes, read_text
from codepercept.sandbox.source import strip_magics
from codepercept.stages.execute import Execute
from codepercept.stages.label import label_of
from codepercept.types import Rejection, Sample, StageRecord

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
            update = {
                "id": f"{row.id}--{number:02d}",
                "principle": principle.value,
                "code": strip_magics(codes.value[number - 1]) if number <= len(codes.value) else "",
                "parameters": {**row.parameters, "variant": number},
                "history": history,
            }
            variants.append(row.model_copy(update=update))
        return await self._executed(_without_repeated_code(variants))

    async def _executed(self, variants: list[Sample]) -> list[Sample]:
        """Run what is left, then drop what has become an earlier one by repair, or looks like one."""

        async def one(variant: Sample) -> Sample:
            return variant if variant.rejection else (await self._execute(variant))[0]

        return _without_repeated_pictures(_without_repeated_code(list(await asyncio.gather(*map(one, variants)))))


def _without_repeated_code(variants: list[Sample]) -> list[Sample]:
    kept: list[tuple[Sample, list[str]]] = []
    result = []
    for variant in variants:
        if variant.outcome != "sample":
            result.append(variant)
            continue
        if not variant.code:
            written = sum(bool(v.code) for v in variants)
            reason = f"the model wrote {written} of the {len(variants)} programs that were asked for"
            result.append(_drop(variant, "not_written", reason))
            continue
        tokens = skeleton(variant.code)
        twin = next((k for k, other in kept if alike(tokens, other) >= CODE_ALIKE), None)
        if twin is None:
            kept.append((variant, tokens))
            result.append(variant)
        else:
            result.append(
                _drop(variant, "duplicate_code", f"the program is that of {twin.id} with other names or numbers")
            )
    return result


def _without_repeated_pictures(variants: list[Sample]) -> list[Sample]:
    kept: list[tuple[Sample, imagehash.ImageHash]] = []
    result = []
    for variant in variants:
        if variant.outcome != "sample" or variant.execution is None or variant.execution.image is None:
            result.append(variant)
            continue
        own = picture_hash(variant.execution.image)
        twin = next((k for k, other in kept if own - other <= PICTURE_ALIKE), None)
        if twin is None:
            kept.append((variant, own))
            result.append(variant)
        else:
            result.append(_drop(variant, "duplicate_picture", f"the picture looks like that of {twin.id}"))
    return result


def _drop(variant: Sample, kind: str, reason: str) -> Sample:
    return variant.model_copy(update={"rejection": Rejection(stage="diversify", kind=kind, reason=reason)})


def skeleton(code: str) -> list[str]:
    """Tokens of a program, its own names numbered and its numbers masked; plain words if it does not parse."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return re.findall(r"\w+|\S", re.sub(r"\d+(?:\.\d+)?", "0", code))
    numbers: dict[str, str] = {}
    imported = {
        a.asname or a.name for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom) for a in n.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in imported and not hasattr(builtins, node.id):
            node.id = numbers.setdefault(node.id, f"v{len(numbers)}")
        elif isinstance(node, ast.arg):
            node.arg = numbers.setdefault(node.arg, f"v{len(numbers)}")
        elif isinstance(node, ast.FunctionDef):
            node.name = numbers.setdefault(node.name, f"v{len(numbers)}")
        elif isinstance(node, ast.Constant) and isinstance(node.value, int | float | complex):
            node.value = 0
    return re.findall(r"\w+|\S", ast.unparse(tree))


def alike(one: list[str], other: list[str]) -> float:
    """Share of tokens that two programs have in common in the same order, 0 to 1."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= CODE_ALIKE else 0.0


def picture_hash(image: bytes) -> imagehash.ImageHash:
    """Perceptual hash (DCT, 256 bits) of a PNG."""
    with Image.open(io.BytesIO(image), formats=["PNG"]) as picture:
        return imagehash.phash(picture.convert("L"), hash_size=16)
