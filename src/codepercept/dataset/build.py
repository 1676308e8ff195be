"""The build: from a recipe to a run directory with a dataset, its card and its page."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import random
import shutil
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from codepercept.config import (
    CodeSection,
    DiversifySection,
    FamilyShare,
    GeometrySection,
    Recipe,
    ReproduceSection,
    differing_keys,
    resolve,
    to_yaml,
)
from codepercept.config.models import places_of
from codepercept.config.recipe import code_files, pictures_of
from codepercept.dataset.card import write_card
from codepercept.dataset.decontaminate import Decontaminate
from codepercept.display import Progress
from codepercept.errors import UserError
from codepercept.geometry import FAMILIES, ranges
from codepercept.geometry.family import sample
from codepercept.models import accounts, check_models, open_models
from codepercept.models.ask import CALLS
from codepercept.models.cache import Calls
from codepercept.pipeline.local import LocalExecutor
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.stage import Executor, Shard, Stage, shards_of
from codepercept.pipeline.table import content_hash, read_rows
from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import Isolation, SandboxPool
from codepercept.sources import Pictures
from codepercept.stages.caption import Caption
from codepercept.stages.diversify import Diversify
from codepercept.stages.execute import Execute
from codepercept.stages.explain import Explain
from codepercept.stages.filter import Filter
from codepercept.stages.geometry import Geometry
from codepercept.stages.judge import Judge
from codepercept.stages.repair import Repair
from codepercept.stages.reproduce import Reproduce
from codepercept.stages.seeds import code_id, code_row, geometry_row, picture_row
from codepercept.types import Sample


@dataclass(frozen=True)
class BuildPipeline:
    """A resolved recipe as a pipeline: rows by number, stages when opened. Picklable.

    Args:
        recipe: resolved.
        folder: the run directory, where answers of models are kept.
    """

    recipe: Recipe
    folder: Path

    @property
    def total(self) -> int:
        """Rows of all pipelines together, before any fan-out."""
        return sum(stop - start for _, start, stop in self._stretches())

    @property
    def fanned_out(self) -> int:
        """Rows once every picture to diversify has become `k`; those refused at once stay one."""
        sections = self.recipe.pipelines
        each = [s.k if isinstance(s, DiversifySection) else 1 for s in sections]
        return sum((stop - start) * each[n] for n, start, stop in self._stretches())

    @property
    def at_once(self) -> int:
        """Two where only the sandbox is waited for, as many as the endpoints take where models are."""
        return places_of(self.recipe.models)

    @functools.cached_property
    def _files(self) -> list[list[Path]]:
        """The scripts of each section, listed once and sent along to the workers."""
        return [code_files(s) if isinstance(s, CodeSection) else [] for s in self.recipe.pipelines]

    @functools.cached_property
    def _pictures(self) -> list[Pictures | None]:
        """The pictures of each section, read once and sent along to the workers."""
        kinds = (ReproduceSection, DiversifySection)
        return [pictures_of(s) if isinstance(s, kinds) else None for s in self.recipe.pipelines]

    def _stretches(self) -> Iterator[tuple[int, int, int]]:
        """Number of each section, and the rows of the run that it covers."""
        start = 0
        for number, section in enumerate(self.recipe.pipelines):
            pictures = self._pictures[number]
            listed = pictures.count if pictures else len(self._files[number])
            size = section.n if isinstance(section, GeometrySection) else listed
            yield number, start, start + size
            start += size

    def rows(self, shard: Shard) -> list[Sample]:
        """The rows of a shard, in order."""
        found: list[Sample] = []
        before: Counter[str] = Counter()  # sections of one kind count on, so that ids stay unique
        for number, start, stop in self._stretches():
            section = self.recipe.pipelines[number]
            first = before[section.kind]
            before[section.kind] += stop - start
            numbers = range(max(shard.start, start) - start, min(shard.stop, stop) - start)
            if isinstance(section, GeometrySection):
                families = section.families or dict.fromkeys(FAMILIES, FamilyShare())
                found += [geometry_row(first + i, self.recipe.seed, families) for i in numbers]
            elif isinstance(section, CodeSection):
                files, root = self._files[number], Path(section.path)
                found += [code_row(files[i], root, first + i, section.licence) for i in numbers]
            else:
                pictures = self._pictures[number]
                assert pictures is not None
                parameters = {"k": section.k} if isinstance(section, DiversifySection) else {}
                for i in numbers:
                    twin, record = pictures.duplicates.get(i), pictures.source.read(i)
                    found.append(picture_row(record, section.kind, first + i, section.licence, twin, parameters))
        return found

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[Sequence[Stage[Sample]]]:
        """Start one sandbox worker, connect to the models, and yield the stages.

        A step whose roles have no model falls back on what code and trace alone can say.
        """
        recipe, quality = self.recipe, self.recipe.quality
        checks = (quality.code, quality.image, quality.consistency)
        async with contextlib.AsyncExitStack() as stack:
            sandbox = await stack.enter_async_context(SandboxPool(1, limits_of(recipe), recipe.unsafe_sandbox))
            models = None
            if recipe.models is not None:
                models = await stack.enter_async_context(open_models(recipe.models, self.folder, recipe.seed))
            repair = Repair(models, recipe.repair_rounds) if models and models.has("repairer") else None
            execute = Execute(sandbox, self._readable(), repair)
            stages: list[Stage[Sample]] = [Geometry(recipe.seed)]
            if models and models.has("captioner", "coder"):
                stages.append(Reproduce(models))
            if models and models.has("principle", "coder"):
                stages.append(Diversify(models, execute))
            stages += [Decontaminate(executed=False), execute, Decontaminate(executed=True), Filter(*checks)]
            if models and models.has("judge"):
                stages.append(Judge(models, *checks))
            stages.append(Caption(models if models and models.has("captioner", "analyst", "refiner") else None))
            stages.append(Explain(models if models and models.has("coder", "refiner") else None))
            yield stages

    def _readable(self) -> dict[str, Path]:
        readable, number = {}, 0
        for section, files in zip(self.recipe.pipelines, self._files, strict=True):
            for file in files:
                if isinstance(section, CodeSection) and section.read_folder:
                    readable[code_id(file, Path(section.path), number)] = file.parent
                number += 1
        return readable


def limits_of(recipe: Recipe) -> Limits:
    """The recipe's budgets as the sandbox takes them."""
    return Limits(**recipe.limits.model_dump())


def check_families(recipe: Recipe) -> None:
    """Refuse geometry families that do not exist, and parameters that they cannot have.

    Raises:
        UserError: names the family, the parameter and what there is.
    """
    for section in recipe.pipelines:
        if isinstance(section, GeometrySection):
            for name, share in section.families.items():
                if name not in FAMILIES:
                    raise UserError(f"unknown geometry family {name!r}; there are {', '.join(FAMILIES)}")
                try:
                    ranges.check(FAMILIES[name].params, share.only)
                    if share.only:  # one trial tells whether such figures can be drawn at all
                        sample(FAMILIES[name], random.Random(recipe.seed), ranges.accepts(share.only))
                except ValueError as error:
                    raise UserError(f"geometry family {name!r}: {error}") from None


def check_roles(recipe: Recipe) -> None:
    """Refuse pipelines that need models which the recipe does not have.

    Raises:
        UserError: names the pipeline and the role.
    """
    needed = {"reproduce": ("captioner", "coder"), "diversify": ("principle", "coder")}
    for section in recipe.pipelines:
        for role in needed.get(section.kind, ()):
            if recipe.models is None or recipe.models.role(role) is None:  # type: ignore[arg-type]
                raise UserError(
                    f"the pipeline `{section.kind}` needs a model in the role {role!r}: add --model URL#NAME, or "
                    "`models` to the recipe"
                )


def build(
    recipe: Recipe,
    out: Path,
    workers: int | None = None,
    *,
    engine: Literal["local", "ray"] = "local",
    quiet: bool = False,
) -> dict[str, Any]:
    """Make triplets; resumes if `out` holds an unfinished run of the same recipe.

    Args:
        recipe: what to build, as loaded.
        out: the run directory.
        workers: processes, as many as the machine or the cluster has cores if None; they change the speed, never the
            result.
        engine: where they run; with "ray" on the cluster that the recipe names.
        quiet: no progress display.

    Returns:
        The summary, as kept in `summary.json`.

    Raises:
        UserError: the recipe, the folder or the machine does not allow it.
    """
    check_families(recipe)
    check_roles(recipe)
    Isolation.choose(recipe.unsafe_sandbox)
    executor = _executor(recipe, engine, workers)
    recipe = resolve(recipe)
    assert recipe.shard_size is not None
    pipeline, run = BuildPipeline(recipe, out), RunDir(out)
    started = time.monotonic()
    if recipe.models is not None and not all(map(run.finished, shards_of(pipeline.total, recipe.shard_size))):
        asyncio.run(check_models(recipe.models))
    with run.start(to_yaml(recipe), differing_keys):
        total = pipeline.total
        todo = run.unfinished(shards_of(total, recipe.shard_size))
        open_rows = sum(s.stop - s.start for s in todo)
        run.log(f"build of {total} rows, {open_rows} to do, {workers or 'all'} workers")
        if recipe.models is not None:
            Calls(out / CALLS).close()  # made here, before several workers want to
        if todo:
            fanned = pipeline.fanned_out
            with Progress(recipe.name, fanned, fanned * (total - open_rows) // max(1, total), quiet=quiet) as progress:
                executor.run(pipeline, todo, run, progress.row)
        summary = summarise(recipe, run, total, workers or default_workers())
        spent: dict[str, Any] = {}
        if recipe.models is not None:
            summary["models"], spent = accounts(recipe.models, out)
            shutil.rmtree(out / ".calls", ignore_errors=True)
        # What time it took is this call's business; a run that is resumed must end with the same files.
        write_card(run, recipe, summary)
        run.write_json("summary.json", summary)
        seconds = round(time.monotonic() - started, 2)
        run.log(f"done: {summary['samples']} samples, {summary['rejected']} rejected, {summary['unscored']} unscored")
    about = {"dataset": str(out / "shards"), "out": str(out), "seconds": seconds}
    return {**summary, **about, **({"requests": spent} if spent else {})}


def _executor(recipe: Recipe, engine: Literal["local", "ray"], workers: int | None) -> Executor:
    if engine == "local":
        return LocalExecutor(workers or default_workers())
    from codepercept.pipeline.ray import RayExecutor

    return RayExecutor(workers, recipe.ray.address if recipe.ray else None)


def summarise(recipe: Recipe, run: RunDir, seeds: int, workers: int) -> dict[str, Any]:
    """Counts over the whole run, and the hash of its dataset; `requested` counts rows after their fan-out."""
    by_pipeline: Counter[str] = Counter()
    by_family: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    samples = rejected = unscored = 0
    for row in read_rows(run.samples(), ["pipeline", "family"]):
        samples += 1
        by_pipeline[row["pipeline"]] += 1
        if row["family"]:
            by_family[row["family"]] += 1
    for row in read_rows(run.rejects(), ["rejection", "fault"]):
        if row["fault"]:
            unscored += 1
        else:
            rejected += 1
            reasons[row["rejection"]["kind"]] += 1
    return {
        "name": recipe.name,
        "seed": recipe.seed,
        "seeds": seeds,
        "requested": samples + rejected + unscored,
        "samples": samples,
        "rejected": rejected,
        "unscored": unscored,
        "by_pipeline": dict(sorted(by_pipeline.items())),
        "by_family": dict(sorted(by_family.items())),
        "rejected_by_reason": dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        "sha256": content_hash(run.samples(), workers),
    }


def default_workers() -> int:
    """One per core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
