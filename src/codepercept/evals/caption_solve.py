"""Caption to answer: a model describes each picture, a text-only model answers from the description alone.

What the captions lack, no solver can make up: with one solver fixed, accuracy measures perception. Answers are
extracted and judged by each benchmark's own rule (`evals.benchmarks`).
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import hashlib
import json
import shutil
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

from codepercept.config import ROLES, Role, differing_keys
from codepercept.config.evaluation import CaptionSolveConfig, dump_config
from codepercept.config.models import ModelsSection, places_of
from codepercept.display import Progress
from codepercept.errors import UserError
from codepercept.evals.benchmarks import BENCHMARKS
from codepercept.evals.benchmarks.base import LETTERS, Benchmark, Extraction, Question, Verdict
from codepercept.evals.forms import answer_form, extraction_form
from codepercept.evals.items import find_picture
from codepercept.evals.leaks import Leak, Reader, leak_of
from codepercept.evals.solved import Solved, summarise_solved, write_solved
from codepercept.models import ModelError, Models, ReadError, accounts, check_models, open_models
from codepercept.pipeline.rundir import RunDir
from codepercept.render import run_sync
from codepercept.stages.pictures import BadPicture, normalised

NO_ANSWER = "NONE"
"""What an extractor says where there is no final answer."""


def solve(
    config: CaptionSolveConfig, out: Path, *, retry_unscored: bool = False, quiet: bool = False
) -> dict[str, Any]:
    """Run a benchmark; resumes if `out` holds a run with the same settings, and asks nothing twice.

    Args:
        config: see `load_config`; `models` has the roles `perceiver` and `solver`, and for rules that ask a model
            `extractor` and `judge`.
        out: the run directory.
        retry_unscored: ask again where there was no answer, in a run that is finished.
        quiet: no progress display.

    Returns:
        The summary, as kept in `summary.json`.

    Raises:
        UserError: data, settings or the folder do not allow it.
    """
    section = config.models
    for role, flag in (("perceiver", "--model"), ("solver", "--solver")):
        if section is None or section.role(role) is None:  # type: ignore[arg-type]
            raise UserError(f"there is no {role}: add {flag} URL#NAME")
    assert section is not None
    bench = open_benchmark(config)
    _check_roles(config, section)
    file = Path(config.data)
    questions = bench.read(file)[: config.n]
    folder = Path(config.images) if config.images else file.parent
    pictures = {name: find_picture(name, folder) for q in questions for name in _pictures_of(q)}
    missing = [why for why in pictures.values() if isinstance(why, str)]
    if pictures and len(missing) == len(pictures):
        raise UserError(f"{file}: none of its pictures can be read; {missing[0]}")
    config = config.model_copy(update={"inputs": {"data": _hash(questions, pictures)}})
    run = RunDir(out)
    started = time.monotonic()
    with run.start(dump_config(_kept(config)), differing_keys):
        done = _finished(run)
        if done is not None and not (retry_unscored and done["unscored"]):
            return {**done, "out": str(out), "seconds": 0.0}
        run.log(f"{config.benchmark}: {len(questions)} questions, {len(pictures)} pictures")
        captions = Path(config.captions) if config.captions else out / "captions"
        captions.mkdir(parents=True, exist_ok=True)
        shown = _normalised(pictures)
        rows = run_sync(_solve(config, section, bench, questions, pictures, shown, captions, out, quiet))
        summary = summarise_solved(rows, config, bench)
        summary["models"] = {
            **accounts(section.without(_others("perceiver")), captions)[0],
            **accounts(section.without(["perceiver"]), out)[0],
        }
        for used in (out, out / "captions"):  # not where others may be asking
            shutil.rmtree(used / ".calls", ignore_errors=True)
        seen = {name: shown[_key(data)] for name, data in pictures.items()}
        write_solved(run, rows, summary, {name: p for name, p in seen.items() if isinstance(p, bytes)})
    return {**summary, "out": str(out), "seconds": round(time.monotonic() - started, 2)}


def open_benchmark(config: CaptionSolveConfig) -> Benchmark:
    """The benchmark with the options that it takes."""
    options = {
        "mathverse": {"quick_match": config.quick_match},
        "mathvista": {"legacy_integers": config.legacy_integers, "patterns": True},
    }
    found: Benchmark = BENCHMARKS[config.benchmark](**options.get(config.benchmark, {}))
    return found


def _check_roles(config: CaptionSolveConfig, section: ModelsSection) -> None:
    """Refuse, before anything is paid, a benchmark whose every answer needs a model that is not there."""
    needed: list[Role] = ["extractor"] if config.benchmark == "mathverse" else []
    needed += ["judge"] if config.benchmark == "mathverse" and not config.quick_match else []
    for role in needed:
        if section.role(role) is None:
            raise UserError(f"{config.benchmark}: its rule asks a model ({role}); add --judge URL#NAME")


def _kept(config: CaptionSolveConfig) -> CaptionSolveConfig:
    """Where captions are shared changes no answer."""
    return config.model_copy(update={"captions": None})


def _finished(run: RunDir) -> dict[str, Any] | None:
    with contextlib.suppress(OSError, ValueError):
        found = json.loads((run.path / "summary.json").read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else None
    return None


def _others(role: Role) -> list[Role]:
    return [r for r in ROLES if r != role]


def _pictures_of(question: Question) -> tuple[str, ...]:
    return question.images or ((question.image,) if question.image else ())


def _hash(questions: Sequence[Question], pictures: dict[str, bytes | str]) -> str:
    digest = hashlib.sha256()
    for question in questions:
        digest.update(question.model_dump_json().encode() + b"\n")
    for name, data in sorted(pictures.items()):
        digest.update(f"{name}\0".encode("utf-8", "surrogatepass") + (data if isinstance(data, bytes) else b""))
    return digest.hexdigest()


@contextlib.asynccontextmanager
async def _open(section: ModelsSection, captions: Path, out: Path, seed: int) -> AsyncIterator[tuple[Models, Models]]:
    """The perceiver, whose answers are kept in a folder of their own, and the others."""
    await check_models(section)
    perceiver, others = section.without(_others("perceiver")), section.without(["perceiver"])
    async with open_models(perceiver, captions, seed) as eyes, open_models(others, out, seed) as mind:
        yield eyes, mind


async def _solve(
    config: CaptionSolveConfig,
    section: ModelsSection,
    bench: Benchmark,
    questions: Sequence[Question],
    pictures: dict[str, bytes | str],
    shown: dict[str, bytes | str],
    captions: Path,
    out: Path,
    quiet: bool,
) -> list[Solved]:
    async with _open(section, captions, out, config.seed) as (eyes, mind):
        room = asyncio.Semaphore(places_of(section))
        # Each picture is described once, however many questions ask about it, before any question is put.
        with (
            (captions / ".lock").open("w") as lock,
            Progress(f"describing {config.benchmark}", len(shown), quiet=quiet) as progress,
        ):
            # Another run that shares these captions waits here, and then finds them.
            await asyncio.to_thread(fcntl.flock, lock, fcntl.LOCK_EX)

            async def describe(key: str, image: bytes | str) -> tuple[str, str | None]:
                if isinstance(image, str):
                    return "", image
                async with room:
                    try:
                        told = await eyes.tell("describe", key, [image])
                    except ModelError as error:
                        progress.row("unscored")
                        return "", str(error)
                progress.row("sample")
                return told.text, None

            told = dict(zip(shown, await asyncio.gather(*(describe(k, i) for k, i in shown.items())), strict=True))
        keys = {name: _key(data) for name, data in pictures.items()}
        reader = Reader()
        with Progress(f"solving {config.benchmark}", len(questions), quiet=quiet) as progress:

            async def one(number: int, question: Question) -> Solved:
                async with room:
                    row = Solved(question=question, number=number)
                    row = await _answered(row, bench, mind, [told[keys[n]] for n in _pictures_of(question)])
                progress.row("sample" if row.fault is None else "unscored")
                return row

            rows = list(await asyncio.gather(*(one(i, q) for i, q in enumerate(questions))))
    return [row.model_copy(update={"leak": _leak(row, pictures, reader)}) for row in rows]


def _key(data: bytes | str) -> str:
    told = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    return f"image-{hashlib.sha256(told).hexdigest()[:20]}"


def _normalised(pictures: dict[str, bytes | str]) -> dict[str, bytes | str]:
    """Different pictures by the hash of their bytes: PNG, or why there is none."""
    found: dict[str, bytes | str] = {}
    for data in pictures.values():
        key = _key(data)
        if key in found:
            continue
        try:
            found[key] = normalised(data)[0] if isinstance(data, bytes) else data
        except BadPicture as error:
            found[key] = f"its picture cannot be used: {error}"
    return found


async def _answered(
    row: Solved, bench: Benchmark, models: Models, captions: Sequence[tuple[str, str | None]]
) -> Solved:
    """A question through the solver, the extractor and the judge."""
    question = row.question
    if problem := next((p for _, p in captions if p), None):
        return row.model_copy(update={"fault": problem})
    texts = [text for text, _ in captions]
    caption = texts[0] if len(texts) == 1 else "\n\n".join(f"Picture {i}: {t}" for i, t in enumerate(texts, 1))
    row = row.model_copy(update={"caption": caption})
    try:
        told = await models.tell(
            "solve", question.id, caption=caption or "(there is no figure)", question=question.question,
            choices=lettered(question), form=answer_form(bench.name, question),
        )  # fmt: skip
    except ModelError as error:
        return row.model_copy(update={"fault": f"solver: {error}"})
    row = row.model_copy(update={"response": told.text, "ended": told.ended})
    extraction = bench.extract(question, told.text)
    try:
        if extraction.needs_model:
            extraction = await _extract(row, bench, models)
        verdict = await _judge(row, extraction, bench, models)
    except ModelError as error:
        return row.model_copy(update={"fault": str(error)})
    return row.model_copy(update={"verdict": verdict, "fault": verdict.fault if verdict.correct is None else None})


def lettered(question: Question) -> str:
    """Choices with their letters, one a line; "" where there are none."""
    return "\n".join(f"({letter}) {text}" for letter, text in zip(LETTERS, question.choices, strict=False))


async def _extract(row: Solved, bench: Benchmark, models: Models) -> Extraction:
    if not models.has("extractor"):
        raise ModelError("the answer has to be extracted by a model, and there is none: add --judge URL#NAME")
    question = row.question

    def read(reply: str) -> Extraction:
        if reply.strip().strip(".*\"'`").upper() == NO_ANSWER:
            return Extraction(value="", how="the extractor found no final answer")
        found = bench.read_extraction(question, reply)
        if found.value is None:
            raise ReadError(f"it is not an answer in the form asked for ({found.how})")
        return found

    answer = await models.ask(
        "extract_answer", question.id, read, question=question.question, choices=lettered(question),
        response=bench.shown_to_extractor(row.response)[-20_000:], form=extraction_form(bench.name, question),
    )  # fmt: skip
    return answer.value


async def _judge(row: Solved, extraction: Extraction, bench: Benchmark, models: Models) -> Verdict:
    question = row.question
    if extraction.value is None or not extraction.value.strip():
        return Verdict(correct=False, extracted=extraction.value, how=extraction.how or "no answer")
    verdict = bench.judge(question, extraction.value)
    if verdict.correct is not None or not bench.llm_judges:
        how = "; ".join(dict.fromkeys(h for h in (extraction.how, verdict.how) if h))
        return verdict.model_copy(update={"how": how})
    if not models.has("judge"):
        return verdict.model_copy(
            update={"fault": "this benchmark's rule asks a judge, and there is none: add --judge"}
        )

    def read(reply: str) -> bool:
        found = bench.read_judgement(reply)
        if found is None:
            raise ReadError("it is neither 0 nor 1")
        return found

    answer = await models.ask(
        "judge_answer", question.id, read, question=question.question, truth=question.answer, answer=extraction.value
    )
    return Verdict(correct=answer.value, extracted=extraction.value, how=f"{extraction.how}; judged by {answer.by}")


def _leak(row: Solved, pictures: dict[str, bytes | str], reader: Reader) -> Leak | None:
    question = row.question
    if not row.caption:
        return None
    answers = [question.answer]
    if len(question.answer) == 1 and question.answer.upper() in LETTERS[: len(question.choices)]:
        answers.append(question.choices[LETTERS.index(question.answer.upper())])

    def texts() -> list[str] | None:
        found: list[str] = []
        for name in _pictures_of(question):
            data = pictures[name]
            read = reader.texts(data) if isinstance(data, bytes) else None
            if read is None:
                return None
            found += read
        return found

    return leak_of(row.caption, f"{question.question}\n{lettered(question)}", answers, texts)
