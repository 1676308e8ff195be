"""The Ray engine: the same shards on a cluster, or on this machine as a cluster of one.

Every node needs codepercept, and the run directory on a file system that all of them share. Ray decides where a shard
runs, never what it gives.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import logging
import os
import socket
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from codepercept.errors import CodePerceptError, UserError
from codepercept.pipeline.local import MAX_DEATHS, WorkerLost
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.shard import run_shard
from codepercept.pipeline.stage import Pipeline, Shard

OBJECT_STORE = 80 << 20
"""Bytes of shared memory where this process starts Ray; shards go by the file system, so little is needed."""
POLL_SECONDS = 1.0


class RayExecutor:
    """Runs shards in actors, one CPU and one shard each at a time.

    An actor that dies, with its node or without, is replaced and its shard run again; a shard is written whole or not
    at all. Where an actor was only out of reach, both write the same bytes.

    Args:
        workers: actors; None for as many as the cluster has CPUs.
        address: of a cluster ("auto" for the one that this node belongs to); None starts Ray on this machine.
    """

    def __init__(self, workers: int | None, address: str | None = None) -> None:
        if importlib.util.find_spec("ray") is None:
            raise UserError("the Ray engine needs ray; install codepercept[ray]")
        self.workers, self.address = workers, address

    def run(
        self, pipeline: Pipeline[Any], shards: Iterable[Shard], out: RunDir, on_row: Callable[[str], None]
    ) -> Counter[str]:
        """Run shards until all are done.

        Returns:
            How many rows ended as "sample", "rejection" and "unscored".

        Raises:
            WorkerLost: a shard has lost its actor `MAX_DEATHS` times, or the cluster is gone.
            UserError, OSError: the cluster cannot be reached, or what an actor could not go on after.
        """
        todo = list(reversed(list(shards)))
        # Ray tells of dead workers on stdout, which is for the result.
        with contextlib.redirect_stdout(_ToLog(out)), self._cluster() as cpus:
            return _Drive(pipeline, out, todo, on_row).run(min(self.workers or cpus, len(todo)))

    @contextlib.contextmanager
    def _cluster(self) -> Iterator[int]:
        """Connect, and give the number of CPUs."""
        import ray

        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        # Driver and actors share this program's environment; Ray must not make another.
        os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
        own: dict[str, Any] = {"address": self.address}
        if self.address is None:
            # "local" starts anew even where another cluster runs; more actors than cores may be asked for.
            own = {"address": "local", "include_dashboard": False, "object_store_memory": OBJECT_STORE}
            own["num_cpus"] = max(self.workers or 0, os.cpu_count() or 1)
        try:
            self._knock()
            ray.init(**own, log_to_driver=False, logging_level=logging.ERROR, namespace="codepercept")
            resources: dict[str, float] = ray.cluster_resources()
        except (OSError, ValueError, RuntimeError) as error:
            raise UserError(f"Ray cannot be reached at {self.address}: {str(error).splitlines()[0]}") from None
        try:
            yield max(1, int(resources.get("CPU", 1)))
        finally:
            ray.shutdown()

    def _knock(self) -> None:
        """See whether somebody listens at the address; Ray itself would try for minutes and then end the program."""
        host, colon, port = (self.address or "").removeprefix("ray://").rpartition(":")
        if colon and port.isdigit():
            socket.create_connection((host, int(port)), timeout=10).close()


class _ToLog(io.TextIOBase):
    """A stream whose lines go to the log of a run."""

    def __init__(self, out: RunDir) -> None:
        self._out = out

    def write(self, text: str) -> int:
        if text.strip():
            self._out.log(text.strip())
        return len(text)


class _Drive:
    """Shards to actors, until none is left."""

    def __init__(self, pipeline: Pipeline[Any], out: RunDir, todo: list[Shard], on_row: Callable[[str], None]) -> None:
        import ray

        self._ray: Any = ray
        self._pipeline = ray.put(pipeline)
        self._out, self._todo, self._on_row = out, todo, on_row
        self._counts: Counter[str] = Counter()
        self._deaths: Counter[int] = Counter()
        self._told: Counter[Any] = Counter()
        self._work: dict[Any, tuple[Any, Shard]] = {}
        """Task to its actor and shard: one for each actor, so that nothing piles up anywhere."""

    def run(self, workers: int) -> Counter[str]:
        try:
            for _ in range(workers):
                self._give(self._actor())
            while self._work:
                done, _ = self._ray.wait(list(self._work), timeout=POLL_SECONDS)
                for task in done:
                    self._ended(task)
                self._tell_progress()
        finally:
            for actor, _ in self._work.values():
                self._ray.kill(actor)
        return self._counts

    def _actor(self) -> Any:
        return self._ray.remote(num_cpus=1, max_restarts=0, max_concurrency=2)(_Worker).remote(
            self._pipeline, self._out
        )

    def _give(self, actor: Any) -> None:
        if self._todo:
            shard = self._todo.pop()
            self._work[actor.work.remote(shard)] = (actor, shard)
        else:
            actor.close.remote()

    def _ended(self, task: Any) -> None:
        actor, shard = self._work.pop(task)
        try:
            outcomes: list[str] = self._ray.get(task)
        except self._ray.exceptions.RayTaskError as error:
            raise _cause(error) from None
        except self._ray.exceptions.RayError as error:
            self._told.pop(actor, None)
            self._deaths[shard.index] += 1
            self._out.log(
                f"the worker of shard {shard.index} was lost ({type(error).__name__}); the shard is run again"
            )
            if self._deaths[shard.index] >= MAX_DEATHS:
                raise WorkerLost(
                    f"shard {shard.index} has lost {MAX_DEATHS} workers; see {self._out.path}/log.txt"
                ) from None
            self._todo.append(shard)
            self._give(self._actor())
            return
        for outcome in outcomes[self._told.pop(actor, 0) :]:
            self._on_row(outcome)
        self._counts.update(outcomes)
        self._give(actor)

    def _tell_progress(self) -> None:
        """Ask each actor for the rows that have ended since; one that does not answer is told of elsewhere."""
        asked = {actor.ended.remote(self._told[actor]): actor for actor, _ in self._work.values()}
        answered, _ = self._ray.wait(list(asked), num_returns=len(asked), timeout=POLL_SECONDS) if asked else ([], [])
        for answer in answered:
            with contextlib.suppress(self._ray.exceptions.RayError):
                for outcome in (outcomes := self._ray.get(answer)):
                    self._on_row(outcome)
                self._told[asked[answer]] += len(outcomes)


def _cause(error: Any) -> Exception:
    cause = error.cause
    return cause if isinstance(cause, Exception) else CodePerceptError(str(error))


class _Worker:
    """The body of an actor."""

    def __init__(self, pipeline: Pipeline[Any], out: RunDir) -> None:
        self._pipeline, self._out = pipeline, out
        self._stack = contextlib.AsyncExitStack()
        self._stages: Any = None
        self._outcomes: list[str] = []

    async def work(self, shard: Shard) -> list[str]:
        """Run a shard; the outcomes of its rows."""
        if not self._out.recipe_file.exists():
            raise UserError(
                f"{self._out.path}: a node does not see this folder; name one that all nodes share with --out"
            )
        if self._stages is None:
            self._stages = await self._stack.enter_async_context(self._pipeline.open())
        self._outcomes = []
        rows = self._pipeline.rows(shard)
        await run_shard(self._stages, rows, shard, self._out, self._outcomes.append, self._pipeline.at_once)
        return self._outcomes

    async def ended(self, after: int) -> list[str]:
        """Outcomes of the shard under way, but for the first so many."""
        return self._outcomes[after:]

    async def close(self) -> None:
        """Stop the sandbox."""
        await self._stack.aclose()
