"""Programs drawn while somebody types: in the sandbox, and of one annotator's only the newest."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from codepercept.annotate.candidates import Candidates, Which, plain_code
from codepercept.sandbox.pool import SandboxPool
from codepercept.scorers.image import ImageScorer
from codepercept.stages.pictures import BadPicture, normalised
from codepercept.types import Execution

WORKERS = 2
_KEPT = 48
MOST_PIXELS = 16_000_000
"""Of a stored picture that is shown; decoding takes some 25 bytes for each."""
SUPERSEDED = {"status": "superseded", "error": "", "line": None, "score": None, "image": None}


@dataclass
class _Waiting:
    item: int
    code: str
    answer: asyncio.Future[dict[str, Any]]


class Renderer:
    """Draws programs and compares them with the original; an async context manager.

    One annotator has at most one program in the sandbox and one that waits; a newer one takes the place of that.

    Args:
        candidates: where the originals are.
        unsafe: run programs although the sandbox lacks layers.

    Raises:
        SandboxUnavailable: it does, and `unsafe` is False.
    """

    def __init__(self, candidates: Candidates, *, unsafe: bool = False) -> None:
        self._candidates = candidates
        self._pool = SandboxPool(WORKERS, unsafe=unsafe)
        self._scorer = ImageScorer()
        self._started = False
        self._starting = asyncio.Lock()
        self._waiting: dict[int, _Waiting] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._drawn: OrderedDict[tuple[int, str], dict[str, Any]] = OrderedDict()
        self._pictures: OrderedDict[tuple[int, Which], tuple[bytes | None, str]] = OrderedDict()
        self._decoding: dict[tuple[int, Which], asyncio.Task[tuple[bytes | None, str]]] = {}
        self._one_at_a_time = asyncio.Lock()

    async def __aenter__(self) -> Renderer:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        tasks = [*self._tasks.values(), *self._decoding.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for waiting in self._waiting.values():
            waiting.answer.cancel()
        if self._started:
            await self._pool.__aexit__(kind, error, trace)

    async def picture(self, item: int, which: Which) -> tuple[bytes | None, str]:
        """A stored picture as a plain PNG of bounded size, or None and why there is none.

        Pictures are decoded one at a time, as a large one takes hundreds of megabytes, and once for all who wait.
        """
        key = (item, which)
        if (known := self._pictures.get(key)) is not None:
            return known
        if (task := self._decoding.get(key)) is None:
            task = self._decoding[key] = asyncio.create_task(self._decode(item, which))
        return await asyncio.shield(task)  # one who goes away does not end it for the others

    async def _decode(self, item: int, which: Which) -> tuple[bytes | None, str]:
        try:
            async with self._one_at_a_time:
                found = await asyncio.to_thread(self._normalised, item, which)
            _keep(self._pictures, (item, which), found)
            return found
        finally:
            del self._decoding[item, which]

    def _normalised(self, item: int, which: Which) -> tuple[bytes | None, str]:
        stored = self._candidates.picture(item, which)
        if stored is None:
            return None, "there is no picture"
        try:
            return normalised(stored, MOST_PIXELS)[0], ""
        except BadPicture as error:
            return None, str(error)

    async def draw(self, annotator: int, item: int, code: str) -> dict[str, Any]:
        """Run a program.

        Returns:
            `status` (of the execution, or "superseded" by a newer program of this annotator), `error` in one line, the
            `line` that it names, `score` against the original (0 to 1, None without one) and `image` (base64 PNG).
        """
        code = plain_code(code)
        known = self._drawn.get((item, _digest(code)))
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        if (older := self._waiting.pop(annotator, None)) is not None and not older.answer.done():
            older.answer.set_result(SUPERSEDED)
        if known is not None:
            return known
        self._waiting[annotator] = _Waiting(item, code, answer)
        if annotator not in self._tasks:
            self._tasks[annotator] = asyncio.create_task(self._work(annotator))
        return await answer

    async def _work(self, annotator: int) -> None:
        try:
            while (job := self._waiting.pop(annotator, None)) is not None:
                try:
                    found = await self._run(job.item, job.code)
                except Exception as error:  # a fault of ours is told to the page, which must not wait for ever
                    found = {**SUPERSEDED, "status": "fault", "error": f"{type(error).__name__}: {error}"}
                except asyncio.CancelledError:
                    job.answer.cancel()
                    raise
                if not job.answer.done():
                    job.answer.set_result(found)
        finally:
            del self._tasks[annotator]

    async def _run(self, item: int, code: str) -> dict[str, Any]:
        async with self._starting:
            if not self._started:
                await self._pool.__aenter__()
                self._started = True
        run = await self._pool.run(code)
        score = None
        if run.image is not None:
            original, _ = await self.picture(item, "image")
            if original is not None:
                score = await asyncio.to_thread(self._score, original, run)
        line = re.search(r"\(line (\d+)\)$", run.error)
        found = {
            "status": run.status,
            "error": run.error,
            "line": int(line[1]) if line else None,
            "score": score,
            "image": None if run.image is None else base64.b64encode(run.image).decode("ascii"),
        }
        if run.status != "fault":
            _keep(self._drawn, (item, _digest(code)), found)
        return found

    def _score(self, original: bytes, run: Execution) -> float | None:
        return self._scorer.score(Execution(status="ok", image=original), run).value


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()


def _keep(cache: OrderedDict[Any, Any], key: Any, value: Any) -> None:
    cache[key] = value
    if len(cache) > _KEPT:
        cache.popitem(last=False)
