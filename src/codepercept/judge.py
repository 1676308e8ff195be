"""Score many pairs of figures with every judge, and say how far the judges agree."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from codepercept.config import ModelsSection
from codepercept.display import Progress
from codepercept.errors import UserError
from codepercept.models import check_models, open_models
from codepercept.render import run_sync
from codepercept.sandbox.pool import SandboxPool
from codepercept.score import load_figure, unusable
from codepercept.scorers.agreement import Agreement, agreement
from codepercept.scorers.base import Scorer
from codepercept.scorers.elements import ElementScorer
from codepercept.scorers.image import ImageScorer
from codepercept.scorers.opening import all_pixels
from codepercept.scorers.rubric import CodeJudge, ImageJudge
from codepercept.types import Execution, Rollout, Sample, Score, Seed

SCORES = "scores.jsonl"
_AT_ONCE = 32
"""Pairs in memory at a time for each worker; their pictures and traces are a few megabytes each."""


class Pair(BaseModel):
    """A line of the pairs file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reference: str = Field(min_length=1)
    """Script or picture, relative to the pairs file."""
    candidate: str = Field(min_length=1)
    id: str = ""
    """By default both names."""


@dataclass(frozen=True)
class Judged:
    """A pair and what every judge makes of it. Pictures are None where nothing was drawn."""

    id: str
    reference: bytes | None
    candidate: bytes | None
    scores: dict[str, Score]


@dataclass(frozen=True)
class Judgement:
    """What `judge_files` found: all pairs in their order, and how far the judges agree."""

    pairs: tuple[Judged, ...]
    agreement: Agreement

    def as_dict(self) -> dict[str, Any]:
        """What `codepercept judge --json` prints: counts and means by judge, and the agreement."""
        judges: dict[str, dict[str, Any]] = {}
        for name in self.pairs[0].scores if self.pairs else ():
            values = [p.scores[name].value for p in self.pairs]
            told = [v for v in values if v is not None]
            judges[name] = {
                "scored": len(told),
                "unscored": len(values) - len(told),
                "mean": sum(told) / len(told) if told else None,
            }
        found = asdict(self.agreement)
        return {"pairs": len(self.pairs), "judges": judges, "agreement": found["pairs"],
                "disagreements": found["disagreements"]}  # fmt: skip


def read_pairs(file: Path) -> list[Pair]:
    """Read a JSON Lines file of `{"reference": ..., "candidate": ..., "id": ...}`; `id` may be left out.

    Raises:
        UserError: the file or one of those that it names is missing, a line is not of that form, or two ids are equal.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{file}: cannot be read as text ({error})") from None
    pairs: list[Pair] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            pair = Pair.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the line"
            raise UserError(f"{file}, line {number}: {where}: {first['msg'].lower()}") from None
        for name in (pair.reference, pair.candidate):
            if problem := unusable(file.parent / name):
                raise UserError(f"{file}, line {number}: {problem}")
        pair = pair.model_copy(update={"id": pair.id or f"{pair.reference} {pair.candidate}"})
        if pair.id in seen:
            raise UserError(f"{file}, line {number}: the id {pair.id!r} is that of line {seen[pair.id]} too")
        seen[pair.id] = number
        pairs.append(pair)
    if not pairs:
        raise UserError(f"{file}: holds no pairs")
    return pairs


def judge_files(
    file: Path,
    out: Path,
    *,
    models: ModelsSection | None = None,
    workers: int = 2,
    read_folder: bool = False,
    unsafe: bool = False,
    quiet: bool = False,
) -> Judgement:
    """Let every judge score every pair of a pairs file, and write `out/scores.jsonl`, one line per pair in order.

    The two deterministic judges always do; with models, the LLM judges of pictures and of code too. Their answers are
    kept in `out`, so that a run that was interrupted asks only for what is missing.

    Args:
        file: see `read_pairs`.
        out: folder, made if missing.
        models: a model for the role `judge`.
        workers: scripts at once. Never changes the result.
        read_folder: let each script read its own folder.
        unsafe: go on where the kernel cannot confine code.
        quiet: show no progress.

    Raises:
        UserError: input is bad, or `out` cannot be written.
    """
    pairs = read_pairs(file)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{out}: cannot be written ({error.strerror}); choose another --out") from None
    judged = run_sync(_judge(pairs, file.parent, out, models, workers, read_folder, unsafe, quiet))
    part = out / f".{SCORES}.{os.getpid()}.part"
    part.write_text("".join(_line(pair, row) for pair, row in zip(pairs, judged, strict=True)), encoding="utf-8")
    part.replace(out / SCORES)
    names = list(judged[0].scores)
    found = agreement({n: [row.scores[n] for row in judged] for n in names}, [row.id for row in judged])
    return Judgement(tuple(judged), found)


def _line(pair: Pair, row: Judged) -> str:
    scores = {n: s.model_dump(mode="json") for n, s in row.scores.items()}
    names = {"id": row.id, "reference": pair.reference, "candidate": pair.candidate}
    return json.dumps({**names, "scores": scores}, ensure_ascii=False) + "\n"


async def _judge(
    pairs: Sequence[Pair],
    folder: Path,
    out: Path,
    section: ModelsSection | None,
    workers: int,
    read_folder: bool,
    unsafe: bool,
    quiet: bool,
) -> list[Judged]:
    async with contextlib.AsyncExitStack() as stack:
        elements = ElementScorer()
        judges: list[Scorer] = [ImageScorer(elements=elements), elements]
        if section is not None:
            await check_models(section)
            models = await stack.enter_async_context(open_models(section, out, 0))
            judges += [ImageJudge(models), CodeJudge(models)]
        sandbox = await stack.enter_async_context(SandboxPool(workers, unsafe=unsafe))
        progress = stack.enter_context(Progress("judging", len(pairs), quiet=quiet))
        room = asyncio.Semaphore(_AT_ONCE * workers)

        async def one(pair: Pair) -> Judged:
            async with room:
                files = (folder / pair.reference, folder / pair.candidate)
                runs = [await load_figure(sandbox, f, read_folder) for f in files]
                judged = await _scores(pair, judges, *runs)
            progress.row("unscored" if any(s.fault for s in judged.scores.values()) else "sample")
            return judged

        return list(await asyncio.gather(*map(one, pairs)))


async def _scores(
    pair: Pair, judges: Sequence[Scorer], reference: tuple[str, Execution], candidate: tuple[str, Execution]
) -> Judged:
    (code, run), (other_code, other_run) = reference, candidate
    drawn = [r.image for r in (run, other_run)]
    # A picture has no program; the judges ask only whether there is one.
    rollout = Rollout(prompt="", completion="", code=other_code or pair.candidate, execution=_as_png(other_run))
    sample = Sample(id=pair.id, seed=Seed(id=pair.id), pipeline="judge", code=code, execution=_as_png(run))
    scores = {}
    for judge in judges:
        if other_run.status == "ok" and (needs := _needs(judge, run, other_run, code, other_code)):
            scores[judge.name] = Score(value=None, explanation=f"not judged: a side is a picture without {needs}")
        else:
            scores[judge.name] = await judge(rollout, sample)
    return Judged(pair.id, drawn[0], drawn[1], scores)


def _needs(judge: Scorer, run: Execution, other: Execution, code: str, other_code: str) -> str:
    """What a judge needs that a picture does not have, "" if all is there."""
    if isinstance(judge, ElementScorer) and (run.trace is None or other.trace is None):
        return "a trace"
    return "code" if isinstance(judge, CodeJudge) and not (code and other_code) else ""


def _as_png(run: Execution) -> Execution:
    """Models are shown PNG only."""
    if run.image is None or run.image.startswith(b"\x89PNG"):
        return run
    stream = io.BytesIO()
    Image.fromarray(all_pixels(run.image)).save(stream, "PNG")
    return run.model_copy(update={"image": stream.getvalue()})
