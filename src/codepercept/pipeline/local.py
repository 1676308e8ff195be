"""The local engine: worker processes on this machine, each with its own sandbox, fed one shard at a time."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import pickle
import signal
from collections import Counter
from collections.abc import Callable, Iterable
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from codepercept.errors import CodePerceptError
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.shard import run_shard
from codepercept.pipeline.stage import Pipeline, Shard

MAX_DEATHS = 3
"""A shard that kills its worker this often is given up."""


class WorkerLost(CodePerceptError):
    """Worker processes keep dying on the same shard."""


class LocalExecutor:
    """Runs shards in `workers` processes.

    A worker that dies is replaced and its shard run again; a shard is written whole or not at all.
    """

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)

    def run(
        self, pipeline: Pipeline[Any], shards: Iterable[Shard], out: RunDir, on_row: Callable[[str], None]
    ) -> Counter[str]:
        """Run shards until all are done.

        Returns:
            How many rows ended as "sample", "rejection" and "unscored".

        Raises:
            WorkerLost: a shard has killed its worker `MAX_DEATHS` times.
            UserError, OSError: what a worker could not go on after, e.g. a full disk.
        """
        todo = list(reversed(list(shards)))
        counts: Counter[str] = Counter()
        deaths: Counter[int] = Counter()
        pool = _Workers(pipeline, out)
        try:
            for _ in range(min(self.workers, len(todo))):
                pool.add()
            for worker in list(pool.jobs):
                pool.give(worker, todo)
            while pool.busy():
                for worker in pool.ready():
                    message = pool.read(worker)
                    if message is None:
                        lost = pool.bury(worker)
                        if lost is not None:
                            deaths[lost.index] += 1
                            out.log(f"the worker of shard {lost.index} died; the shard is run again")
                            if deaths[lost.index] >= MAX_DEATHS:
                                raise WorkerLost(
                                    f"shard {lost.index} has killed {MAX_DEATHS} workers; see {out.path}/log.txt"
                                )
                            todo.append(lost)
                        pool.give(pool.add(), todo)
                    elif message[0] == "row":
                        on_row(message[1])
                    elif message[0] == "done":
                        counts += message[1]
                        pool.give(worker, todo)
                    else:
                        raise message[1]
        finally:
            pool.stop()
        return counts


class _Workers:
    """The processes, the pipe to each, and the shard that each works on."""

    def __init__(self, pipeline: Pipeline[Any], out: RunDir) -> None:
        self._context = multiprocessing.get_context("spawn")
        resource_tracker.ensure_running()  # its start would undo the signal mask in `add`
        self._pipeline, self._out = pipeline, out
        self.jobs: dict[Connection, Shard | None] = {}
        self._processes: dict[Connection, BaseProcess] = {}

    def add(self) -> Connection:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_work, args=(theirs, self._pipeline, self._out, os.getpid()), daemon=True
        )
        # Ctrl-C goes to the whole process group; only this process acts on it, the others inherit that it is blocked.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        self.jobs[ours], self._processes[ours] = None, process
        return ours

    def give(self, worker: Connection, todo: list[Shard]) -> None:
        self.jobs[worker] = todo.pop() if todo else None
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it has died: reading from it will tell
            worker.send(self.jobs[worker])

    def busy(self) -> bool:
        return any(shard is not None for shard in self.jobs.values())

    def ready(self) -> list[Connection]:
        return [
            c for c in wait([c for c, shard in self.jobs.items() if shard is not None]) if isinstance(c, Connection)
        ]

    @staticmethod
    def read(worker: Connection) -> Any:
        try:
            return worker.recv()
        except (EOFError, ConnectionResetError):
            return None

    def bury(self, worker: Connection) -> Shard | None:
        self._processes.pop(worker).join()
        worker.close()
        return self.jobs.pop(worker)

    def stop(self) -> None:
        for worker in self.jobs:
            worker.close()
        for process in self._processes.values():
            process.join(timeout=10)
            if process.is_alive():
                process.kill()
                process.join()


def _work(pipe: Connection, pipeline: Pipeline[Any], out: RunDir, parent: int) -> None:
    """Body of a worker process: shards until the pipe closes or None comes."""
    try:
        asyncio.run(_serve(pipe, pipeline, out, parent))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass
    except Exception as error:
        with contextlib.suppress(OSError):  # the parent has left: another worker has told it the same
            pipe.send(("failed", error if _can_travel(error) else CodePerceptError(f"{type(error).__name__}: {error}")))


def _can_travel(error: Exception) -> bool:
    """Whether the error survives being sent to another process."""
    try:
        return type(pickle.loads(pickle.dumps(error))) is type(error)
    except Exception:
        return False


async def _serve(pipe: Connection, pipeline: Pipeline[Any], out: RunDir, parent: int) -> None:
    loop = asyncio.get_running_loop()
    async with pipeline.open() as stages:
        while (shard := await loop.run_in_executor(None, pipe.recv)) is not None:
            work = asyncio.ensure_future(
                run_shard(
                    stages,
                    pipeline.rows(shard),
                    shard,
                    out,
                    lambda outcome: pipe.send(("row", outcome)),
                    pipeline.at_once,
                )
            )
            while not (await asyncio.wait([work], timeout=1.0))[0]:
                if os.getppid() != parent:  # the parent was killed: nobody waits for this any more
                    work.cancel()
                    return
            pipe.send(("done", work.result()))
