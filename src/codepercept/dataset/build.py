"""The build: from a recipe to a run directory with a dataset, its card and its page."""

from __future__ import annotations

import contextlib
import functools
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codepercept.config import (
    CodeSection,
    FamilyShare,
    GeometrySection,
    Recipe,
    code_files,
    differing_keys,
    resolve,
    to_yaml,
)
from codepercept.dataset.card import write_card
from codepercept.display import Progress
from codepercept.errors import UserError
from codepercept.geometry import FAMILIES, ranges
from codepercept.geometry.family import sample
from codepercept.pipeline.local import LocalExecutor
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.stage import Executor, Shard, Stage, shards_of
from codepercept.pipeline.table import content_hash, read_rows
from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import Isolation, SandboxPool
from codepercept.stages.caption import Caption
from codepercept.stages.execute import Execute
from codepercept.stages.explain import Explain
from codepercept.stages.filter import Filter
from codepercept.stages.geometry import Geometry
from codepercept.stages.seeds import code_id, code_row, geometry_row
from codepercept.types import Sample


@dataclass(frozen=True)
class BuildPipeline:
    """A resolved recipe as a pipeline: rows by number, stages when opened. Picklable."""

    recipe: Recipe

    @property
    def total(self) -> int:
        """Rows of all pipelines together."""
        return sum(stop - start for _, start, stop in self._stretches())

    @functools.cached_property
    def _files(self) -> list[list[Path]]:
        """The scripts of each section, listed once and sent along to the workers."""
        return [code_files(s)[: s.n] if isinstance(s, CodeSection) else [] for s in self.recipe.pipelines]

    def _stretches(self) -> Iterator[tuple[int, int, int]]:
        """Number of each section, and the rows of the run that it covers."""
        start = 0
        for number, section in enumerate(self.recipe.pipelines):
            size = section.n if isinstance(section, GeometrySection) else len(self._files[number])
            yield number, start, start + size
            start += size

    def rows(self, shard: Shard) -> list[Sample]:
        """The rows of a shard, in order."""
        found: list[Sample] = []
        before = {"geometry": 0, "code": 0}  # sections of one kind count on, so that ids stay unique
        for number, start, stop in self._stretches():
            section = self.recipe.pipelines[number]
            first = before[section.kind]
            before[section.kind] += stop - start
            numbers = range(max(shard.start, start) - start, min(shard.stop, stop) - start)
            if isinstance(section, GeometrySection):
                families = section.families or dict.fromkeys(FAMILIES, FamilyShare())
                found += [geometry_row(first + i, self.recipe.seed, families) for i in numbers]
            else:
                files, root = self._files[number], Path(section.path)
                found += [code_row(files[i], root, first + i, section.licence) for i in numbers]
        return found

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[Sequence[Stage]]:
        """Start one sandbox worker and yield the stages."""
        recipe = self.recipe
        async with SandboxPool(1, limits_of(recipe), recipe.unsafe_sandbox) as sandbox:
            yield [
                Geometry(recipe.seed),
                Execute(sandbox, self._readable()),
                Filter(recipe.quality.code, recipe.quality.image, recipe.quality.consistency),
                Caption(),
                Explain(),
            ]

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


def build(recipe: Recipe, out: Path, workers: int, *, quiet: bool = False) -> dict[str, Any]:
    """Make triplets; resumes if `out` holds an unfinished run of the same recipe.

    Args:
        recipe: what to build, as loaded.
        out: the run directory.
        workers: processes; they change the speed, never the result.
        quiet: no progress display.

    Returns:
        The summary, as kept in `summary.json`.

    Raises:
        UserError: the recipe, the folder or the machine does not allow it.
    """
    check_families(recipe)
    Isolation.choose(recipe.unsafe_sandbox)
    recipe = resolve(recipe)
    assert recipe.shard_size is not None
    pipeline, run = BuildPipeline(recipe), RunDir(out)
    started = time.monotonic()
    with run.start(to_yaml(recipe), differing_keys):
        total = pipeline.total
        todo = [s for s in shards_of(total, recipe.shard_size) if not run.finished(s)]
        open_rows = sum(s.stop - s.start for s in todo)
        run.log(f"build of {total} rows, {open_rows} to do, {workers} workers")
        if todo:
            with Progress(recipe.name, total, total - open_rows, quiet=quiet) as progress:
                engine: Executor = LocalExecutor(workers)
                engine.run(pipeline, todo, run, progress.row)
        summary = summarise(recipe, run, total)
        # What time it took is this call's business; a run that is resumed must end with the same files.
        write_card(run, recipe, summary)
        run.write_json("summary.json", summary)
        seconds = round(time.monotonic() - started, 2)
        run.log(f"done: {summary['samples']} samples, {summary['rejected']} rejected, {summary['unscored']} unscored")
    return {**summary, "dataset": str(out / "shards"), "out": str(out), "seconds": seconds}


def summarise(recipe: Recipe, run: RunDir, requested: int) -> dict[str, Any]:
    """Counts over the whole run, and the hash of its dataset."""
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
        "requested": requested,
        "samples": samples,
        "rejected": rejected,
        "unscored": unscored,
        "by_pipeline": dict(sorted(by_pipeline.items())),
        "by_family": dict(sorted(by_family.items())),
        "rejected_by_reason": dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        "sha256": content_hash(run.samples()),
    }


def default_workers() -> int:
    """One per core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
