"""Image to code: a model sees a figure and writes the program that redraws it; the program is run and scored."""

from __future__ import annotations

import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codepercept.config import Role
from codepercept.config.evaluation import Stem2CodeConfig
from codepercept.errors import UserError
from codepercept.evals.answer import program_of
from codepercept.evals.imported import Imported, read_imported
from codepercept.evals.items import Item, Items, open_items
from codepercept.evals.results import summarise, write_results
from codepercept.evals.run import places_of, rows_done
from codepercept.evals.trial import Difference, Trial, read_trials, write_trials
from codepercept.models import Models, accounts, open_models
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.stage import Shard, Stage
from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import Isolation, Sandbox, SandboxPool
from codepercept.scorers.base import Scorer
from codepercept.scorers.elements import ElementScorer, code_score, findings, name_of
from codepercept.scorers.execution import ExecutionScorer, FormatScorer
from codepercept.scorers.image import ImageScorer
from codepercept.scorers.rubric import CodeJudge, ImageJudge
from codepercept.stages.pictures import BadPicture, normalised
from codepercept.types import Execution, Rollout, Sample, Score, Seed


class Reference:
    """Runs the benchmark's own code, for the picture and the trace that answers are held against."""

    name = "reference"

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def __call__(self, row: Trial) -> list[Trial]:
        if row.fault is not None:
            return [row]
        run = await self._sandbox.run(row.target.code)
        if run.status != "ok" and row.shown:
            # The picture alone still serves the scorers of pictures.
            run = Execution(status="ok", image=row.shown, error=f"{run.status}: {run.error}")
        if run.status != "ok":
            return [row.model_copy(update={"fault": f"the reference code draws nothing ({run.status}: {run.error})"})]
        target = row.target.model_copy(update={"execution": run})
        return [row.model_copy(update={"target": target, "shown": row.shown or run.image or b""})]


class Perceive:
    """Asks the model under test, once. Rows that have an answer pass."""

    name = "answer"

    def __init__(self, models: Models) -> None:
        self._models = models

    async def __call__(self, row: Trial) -> list[Trial]:
        if row.answered:
            return [row]
        output = await self._models.tell("redraw", row.id, [row.shown])
        rollout = row.rollout.model_copy(update={"completion": output.text})
        return [row.model_copy(update={"rollout": rollout, "answered": True, "ended": output.ended})]


class Run:
    """Finds the program in the answer and runs it."""

    name = "execute"

    def __init__(self, sandbox: Sandbox, config: Stem2CodeConfig) -> None:
        self._sandbox, self._config = sandbox, config

    async def __call__(self, row: Trial) -> list[Trial]:
        code, block = program_of(row.rollout.completion, self._config.block)
        run = await self._sandbox.run(code) if code else None
        fault = f"execute: {run.error}" if run is not None and run.status == "fault" else None
        rollout = row.rollout.model_copy(update={"code": code, "execution": run})
        return [row.model_copy(update={"rollout": rollout, "block": block, "fault": fault})]


class Judge:
    """Every scorer's verdict. One that fails leaves the row unscored; what the others said is kept."""

    name = "score"

    def __init__(self, models: Models | None) -> None:
        self._elements = ElementScorer()
        image = ImageScorer(elements=self._elements)
        self._scorers: list[Scorer] = [FormatScorer(), ExecutionScorer(), image, self._elements]
        if models is not None and models.has("judge"):
            self._scorers += [ImageJudge(models), CodeJudge(models)]

    async def __call__(self, row: Trial) -> list[Trial]:
        rollout, target = row.rollout, row.target
        scores: dict[str, Score] = {}
        pictures_only = target.execution is not None and target.execution.trace is None
        for scorer in self._scorers:
            if scorer.name in row.imported:
                scores[scorer.name] = row.imported[scorer.name]
            elif not rollout.code:
                scores[scorer.name] = Score(value=0.0, explanation="the answer holds no program")
            elif pictures_only and scorer is self._elements:
                told = target.execution.error if target.execution else ""
                scores[scorer.name] = Score(value=None, explanation=f"the reference code does not run ({told})")
            else:
                scores[scorer.name] = await scorer(rollout, target)
            if scorer is self._elements:
                scores["code"] = code_score(scores[scorer.name])
        scores |= {k: s for k, s in row.imported.items() if k not in scores}
        faults = [f"{name}: {s.fault}" for name, s in scores.items() if s.fault]
        update = {
            "rollout": rollout.model_copy(update={"scores": scores}),
            "differences": self._differences(target.execution, rollout.execution),
            "fault": "; ".join(faults) or None,
        }
        return [row.model_copy(update=update)]

    def _differences(self, reference: Execution | None, run: Execution | None) -> tuple[Difference, ...]:
        if reference is None or run is None or reference.trace is None or run.trace is None or run.status != "ok":
            return ()
        compared = self._elements.compared(reference, run)
        if isinstance(compared, Score):
            return ()
        found = findings(compared, *compared.drawings)
        return tuple(
            Difference(
                verdict=f.verdict, name=name_of(f.reference or f.candidate), note=f.note,
                reference=f.reference.bbox if f.reference else None,
                candidate=f.candidate.bbox if f.candidate else None,
                **{k: round(float(getattr(f, k)), 4) for k in ("weight", "same", "place", "look")},
            )
            for f in found
        )  # fmt: skip


@dataclass(frozen=True)
class Stem2Code:
    """The evaluation as a pipeline. Picklable.

    Args:
        config: resolved.
        items: the benchmark.
        folder: the run directory, where answers are kept.
        answers: imported ones by id, instead of a model's.
        rescore: ask the model under test nothing more; its kept answers count.
    """

    config: Stem2CodeConfig
    items: Items
    folder: Path
    answers: Imported | None = None
    rescore: bool = False

    @property
    def title(self) -> str:
        """For the progress display."""
        return f"evaluating {self.items.name}"

    @property
    def total(self) -> int:
        """Rows of the benchmark that are tried."""
        return min(len(self.items), self.config.n or len(self.items))

    @property
    def at_once(self) -> int:
        """As many rows as the endpoints take, two where none is asked."""
        return places_of(self.config.models)

    def rows(self, shard: Shard) -> list[Trial]:
        """The figures of a shard, with their imported answers."""
        return [self._row(number) for number in range(shard.start, shard.stop)]

    def _row(self, number: int) -> Trial:
        item = self.items.read(number)
        shown, fault = _shown(item)
        row = Trial(
            id=item.id, number=number, groups=item.groups, title=item.title, shown=shown, fault=fault,
            target=Sample(id=item.id, seed=Seed(id=item.id), pipeline="benchmark", code=item.code),
            rollout=Rollout(prompt="redraw", completion=""),
        )  # fmt: skip
        if self.answers is None or fault:
            return row
        answer = self.answers.answers.get(item.id)
        if answer is None:
            return row.model_copy(update={"fault": "the results file has no answer to this figure"})
        rollout = row.rollout.model_copy(update={"completion": answer.completion})
        return row.model_copy(update={"rollout": rollout, "answered": True, "imported": answer.scores})

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[Sequence[Stage[Trial]]]:
        """Start one sandbox worker, connect to the models, and yield the stages."""
        limits = Limits(**self.config.limits.model_dump())
        async with contextlib.AsyncExitStack() as stack:
            sandbox = await stack.enter_async_context(SandboxPool(1, limits, self.config.unsafe_sandbox))
            models = None
            if self.config.models is not None:
                silent: tuple[Role, ...] = ("perceiver",) if self.rescore else ()
                models = await stack.enter_async_context(
                    open_models(self.config.models, self.folder, self.config.seed, silent)
                )
            stages: list[Stage[Trial]] = [Reference(sandbox)]
            if models is not None and models.has("perceiver") and self.answers is None:
                stages.append(Perceive(models))
            yield [*stages, Run(sandbox, self.config), Judge(models)]


def _shown(item: Item) -> tuple[bytes, str | None]:
    if item.problem:
        return b"", item.problem
    if item.image is None:
        return b"", None
    try:
        return normalised(item.image)[0], None
    except BadPicture as error:
        return b"", f"its picture cannot be used: {error}"


def evaluate(
    config: Stem2CodeConfig,
    out: Path,
    workers: int,
    *,
    rescore: bool = False,
    retry_unscored: bool = False,
    quiet: bool = False,
) -> dict[str, Any]:
    """Run the benchmark; resumes if `out` holds an unfinished run with the same settings.

    Args:
        config: see `load_config`.
        out: the run directory.
        workers: processes; they change the speed, never a score.
        rescore: run and judge the kept answers again, with these settings, and ask the model under test nothing.
        retry_unscored: try the rows again that ended unscored.
        quiet: no progress display.

    Returns:
        The summary, as kept in `summary.json`.

    Raises:
        UserError: data, settings, the folder or the machine do not allow it.
    """
    Isolation.choose(config.unsafe_sandbox)
    answers = read_imported(Path(config.answers)) if config.answers else None
    images = Path(config.images) if config.images else None
    items = open_items(config.data, images)
    if answers is None and (config.models is None or config.models.role("perceiver") is None):
        raise UserError("there is no model to ask: add --model URL#NAME, or --answers FILE with answers of before")
    if answers is not None and not any(name in answers.answers for name in items.ids):
        raise UserError(f"{config.answers}: holds no answer to any figure of {items.name}; is it of another benchmark?")
    hashes = {"data": items.sha256} | ({"answers": answers.sha256} if answers else {})
    config = config.model_copy(update={"inputs": hashes})
    pipeline = Stem2Code(config, items, out, answers, rescore)
    run = eval_dir(out)
    started = time.monotonic()
    silent: tuple[Role, ...] = ("perceiver",) if rescore or answers else ()
    with rows_done(
        pipeline, config, run, workers, rescore=rescore, retry_unscored=retry_unscored, silent=silent, quiet=quiet
    ) as spent:
        trials = read_trials([*run.samples(), *run.rejects()])
        summary = summarise(trials, config, items.name, answers)
        if config.models is not None:
            summary["models"] = accounts(config.models, out)[0]
        write_results(run, trials, summary)
    about = {"out": str(out), "seconds": round(time.monotonic() - started, 2)}
    return {**summary, **about, **({"requests": spent} if spent else {})}


def eval_dir(out: Path) -> RunDir:
    """The run directory of an image-to-code evaluation."""
    return RunDir(out, write_trials, settled=True)
