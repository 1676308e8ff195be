"""What a pipeline is made of: stages that see one row at a time, and the rows of a shard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

if TYPE_CHECKING:
    from codepercept.pipeline.rundir import RunDir


class Row(Protocol):
    """What goes through a pipeline: a `Sample`, or what an evaluation makes of one. A frozen pydantic model."""

    @property
    def id(self) -> str: ...

    @property
    def outcome(self) -> str:
        """ "sample" where the row has come, or may still come, to its end; "rejection"; "unscored"."""
        ...

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self: ...


R = TypeVar("R", bound=Row)


class Stage(Protocol[R]):
    """One step of a row's way. Knows nothing of where it runs, or of other rows."""

    name: str

    async def __call__(self, row: R) -> list[R]:
        """Return one row, several (fan-out), or one with a `rejection` or `fault` set; never an empty list."""
        ...


@dataclass(frozen=True)
class Shard:
    """A stretch of the run's rows: `start` <= row < `stop`."""

    index: int
    start: int
    stop: int


class Pipeline(Protocol[R]):
    """A picklable description of the whole way; workers open it to get running stages."""

    @property
    def total(self) -> int:
        """Number of rows before any fan-out."""
        ...

    @property
    def at_once(self) -> int:
        """Rows in flight in one worker: while one waits for the sandbox or a model, others go on."""
        ...

    def rows(self, shard: Shard) -> list[R]:
        """The rows of a shard as they start out."""
        ...

    def open(self) -> AbstractAsyncContextManager[Sequence[Stage[R]]]:
        """Start what the stages need (sandboxes, clients) and yield them in order."""
        ...


class Executor(Protocol):
    """An engine: decides where shards run, never what they give."""

    def run(
        self, pipeline: Pipeline[Any], shards: Iterable[Shard], out: RunDir, on_row: Callable[[str], None]
    ) -> Counter[str]:
        """Run shards until all are done; returns how many rows ended in which outcome."""
        ...


def shards_of(total: int, size: int) -> list[Shard]:
    """Cut `total` rows into shards of `size`."""
    return [Shard(i, start, min(start + size, total)) for i, start in enumerate(range(0, total, size))]
