"""Where rows start: figure scripts, pictures, or the geometry families."""

from __future__ import annotations

import functools
import itertools
import math
import random
import re
from collections.abc import Mapping
from pathlib import Path

from codepercept.config import FamilyShare
from codepercept.sandbox.source import strip_magics
from codepercept.sources.pictures import PictureSeed
from codepercept.stages.pictures import BadPicture, normalised
from codepercept.types import Rejection, Sample, Seed, StageRecord

MAX_BYTES = 64 << 20
"""Larger files are not even read."""


def _name(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file != root else file.name


def code_id(file: Path, root: Path, number: int) -> str:
    """The id of the seed that a script becomes as the run's `number`-th one."""
    return f"code-{number:06d}-{_slug(_name(file, root).removesuffix('.py'))}"


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()[:60].rstrip("-") or "unnamed"


def code_row(file: Path, root: Path, number: int, licence: str) -> Sample:
    """The row of one script; a file that is no readable text becomes a rejection at once."""
    name = _name(file, root)
    identity = code_id(file, root, number)
    seed = Seed(id=identity, source=name, licence=licence)
    code, rejection = "", None
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ValueError(f"the file has more than {MAX_BYTES >> 20} MB")
        code = file.read_bytes().decode("utf-8-sig")
        if "\0" in code:
            raise ValueError("the file is binary, not Python text")
        if not code.strip():
            raise ValueError("the file is empty")
    except UnicodeDecodeError:
        rejection = Rejection(stage="seeds", kind="not_text", reason="the file is not UTF-8 text")
    except ValueError as error:
        kind = "empty" if not code.strip() and "empty" in str(error) else "not_text"
        rejection = Rejection(stage="seeds", kind=kind, reason=str(error))
    except OSError as error:
        rejection = Rejection(stage="seeds", kind="unreadable", reason=f"the file cannot be read: {error.strerror}")
    code = "" if rejection else strip_magics(code.replace("\r\n", "\n"))
    return Sample(id=identity, seed=seed, pipeline="code", code=code, rejection=rejection)


def picture_row(
    record: PictureSeed, kind: str, number: int, licence: str, twin: str | None, parameters: dict[str, int]
) -> Sample:
    """The row of one picture; one that cannot be used becomes a rejection at once.

    Args:
        record: the picture and what is known of it.
        kind: the pipeline, "reproduce" or "diversify".
        number: its number among the run's rows of that kind.
        licence: stands in where the record names none.
        twin: name of an earlier picture that it repeats byte for byte.
        parameters: what the pipeline is to do, e.g. how many variants.
    """
    identity = f"{kind}-{number:06d}-{_slug(record.name)}"
    image, note, problem = None, "", record.problem
    if twin is not None:
        problem = ("duplicate", f"the same picture as {twin[:100]!r}")
    if problem is None:
        try:
            image, note = normalised(record.data)
        except BadPicture as error:
            problem = (error.kind, str(error))
    seed = Seed(
        id=record.name[:200],
        source=record.source[:500],
        licence=record.licence or licence,
        image=image,
        question=record.question,
        answer=record.answer,
    )
    return Sample(
        id=identity,
        seed=seed,
        pipeline=kind,
        parameters=dict(parameters),
        rejection=Rejection(stage="seeds", kind=problem[0], reason=problem[1]) if problem else None,
        history=(StageRecord(stage="seeds", note=note),) if note else (),
    )


def geometry_row(number: int, seed: int, families: Mapping[str, FamilyShare]) -> Sample:
    """The row of one geometry figure: its family follows from its number, so equal shares stay equal."""
    weights = tuple((name, share.weight) for name, share in families.items())
    family = _deal(weights, number // _ROUND, seed)[number % _ROUND]
    identity = f"{family}-{number:07d}"
    origin = Seed(id=identity, source="codepercept", family=family, wanted=families[family].only)
    return Sample(id=identity, seed=origin, pipeline="geometry", family=family)


_ROUND = 60
_GOLDEN = (math.sqrt(5) - 1) / 2


@functools.lru_cache(maxsize=64)
def _deal(families: tuple[tuple[str, float], ...], block: int, seed: int) -> tuple[str, ...]:
    """The families of 60 neighbouring rows, in proportion to their weights, shuffled.

    Shares that are no whole numbers are rounded up or down from block to block, so that in the long run they are exact:
    the cumulated shares are cut off after adding the block's term of a golden-ratio sequence in [0, 1).
    """
    reached = list(itertools.accumulate(weight for _, weight in families))
    shift = block * _GOLDEN % 1.0
    cards: list[str] = []
    for (name, _), share in zip(families, reached, strict=True):
        cards += [name] * (math.floor(_ROUND * share / reached[-1] + shift) - len(cards))
    random.Random(f"deal:{seed}:{block}").shuffle(cards)
    return tuple(cards)
