"""What all evaluations share: rows through their stages, in a run directory that can be resumed."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import Collection, Iterator
from typing import Any, Protocol, TypeVar

import yaml

from codepercept.config import Role, differing_keys
from codepercept.config.evaluation import EvalConfig, dump_config
from codepercept.display import Progress
from codepercept.errors import UserError
from codepercept.models import accounts, check_models
from codepercept.models.ask import CALLS
from codepercept.models.cache import Calls
from codepercept.pipeline.local import LocalExecutor
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.stage import Pipeline, R, shards_of

SHARD = 8
"""Rows that are written together: at most so many are executed again after a kill."""

T = TypeVar("T", bound=EvalConfig)


class Evaluation(Pipeline[R], Protocol[R]):
    """A pipeline that knows what it is called."""

    @property
    def title(self) -> str: ...


@contextlib.contextmanager
def rows_done(
    pipeline: Evaluation[Any],
    config: EvalConfig,
    run: RunDir,
    workers: int,
    *,
    rescore: bool = False,
    retry_unscored: bool = False,
    silent: Collection[Role] = (),
    quiet: bool = False,
) -> Iterator[dict[str, Any]]:
    """Take all rows of an evaluation through its stages; those done before are left alone.

    The folder stays locked until the block ends. Gives what was asked of models, by role.

    Args:
        pipeline: the rows and the stages.
        config: resolved; another run's folder is refused.
        run: where to.
        workers: processes.
        rescore: take all rows through again, with these settings instead of those of before.
        retry_unscored: take those shards through again that have unscored rows.
        silent: roles that nothing is asked of.
        quiet: no progress display.

    Raises:
        UserError: the folder, the settings, an endpoint or the machine do not allow it.
    """
    if rescore:
        _check_answers(run, config)
    with run.start(dump_config(config), differing_keys, replace=rescore):
        if retry_unscored:
            unscored = {int(p.stem.rpartition("-")[2]) for p in run.rejects()}
            run.reopen(lambda index: index in unscored)
        todo = run.unfinished(shards_of(pipeline.total, SHARD))
        open_rows = sum(s.stop - s.start for s in todo)
        if todo:
            (run.path / "summary.json").unlink(missing_ok=True)  # without it, nobody takes the run for finished
        if config.models is not None:
            if todo:
                asyncio.run(check_models(config.models, silent))
            Calls(run.path / CALLS).close()  # made here, before several workers want to
        run.log(f"evaluation of {pipeline.total} rows, {open_rows} to do, {workers} workers")
        if todo:
            with Progress(pipeline.title, pipeline.total, pipeline.total - open_rows, quiet=quiet) as progress:
                LocalExecutor(workers).run(pipeline, todo, run, progress.row)
        shutil.rmtree(run.path / ".calls", ignore_errors=True)
        yield accounts(config.models, run.path)[1] if config.models is not None else {}


def _check_answers(run: RunDir, config: EvalConfig) -> None:
    """Refuse to score again what was asked in another way.

    Raises:
        UserError: there is nothing to score, or the settings that decide answers differ.
    """
    old = kept_settings(run)
    if old is None:
        raise UserError(f"{run.path}: holds no evaluation to score again; leave out --rescore")
    keys = differing_keys(_asking(old), _asking(config.model_dump(mode="json")))
    if keys:
        raise UserError(
            f"{run.path}: --rescore keeps the answers, so what they were asked with must stay (differs in "
            f"{', '.join(keys[:8])})"
        )


def kept_settings(run: RunDir) -> dict[str, Any] | None:
    """The settings of the run in a folder, None if there is none."""
    try:
        found = yaml.safe_load(run.recipe_file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError):
        return None
    return found if isinstance(found, dict) else None


def _asking(settings: dict[str, Any]) -> dict[str, Any]:
    """What decides the answers of the model under test."""
    models = settings.get("models") or {}
    roles = models.get("roles") or {}
    role = roles.get("perceiver") or roles.get("default") or {}
    keys = ("model", "temperature", "top_p", "max_tokens", "extra")
    return {
        "data": (settings.get("inputs") or {}).get("data"),
        "answers": (settings.get("inputs") or {}).get("answers"),
        "seed": settings.get("seed"),
        "image_pixels": models.get("image_pixels"),
        "prompt": (models.get("prompts") or {}).get("redraw"),
        "perceiver": {k: role.get(k) for k in keys},
    }
