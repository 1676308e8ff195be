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
from codepercept.config.models import places_of
from codepercept.errors import UserError
from codepercept.evals.imported import Imported, read_imported
from codepercept.evals.items import Item, Items, open_items
from codepercept.evals.results import summarise, write_results
from codepercept.evals.run import rows_done
from codepercept.evals.stages import Judge, Perceive, Reference, Run, more_scorers
from codepercept.evals.trial import Trial, read_trials, write_trials
from codepercept.models import accounts, open_models
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.stage import Shard, Stage
from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import Isolation, SandboxPool
from codepercept.stages.pictures import BadPicture, normalised
from codepercept.types import Rollout, Sample, Seed


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
        shown, fault = shown_of(item)
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
            yield [*stages, Run(sandbox, self.config), Judge(models, more_scorers(self.config.scorers))]


def shown_of(item: Item) -> tuple[bytes, str | None]:
    """The picture of a figure as models see it, b"" where only its code is given, and why it cannot be used."""
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
    Judge(None, more_scorers(config.scorers))
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
