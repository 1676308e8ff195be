"""A batch of completions executed and scored together, each as soon as it has drawn: what a reward function calls."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType

from codepercept.sandbox.pool import Sandbox
from codepercept.scorers.elements import ElementScorer
from codepercept.scorers.image import ImageScorer
from codepercept.types import Execution, Rollout, Sample, Score


class RewardBatch:
    """Executes programs and gives each its `image` and `elements` score.

    Scoring runs in a thread beside the sandbox's workers, so that it fills what they leave idle. The value of a score
    depends on nothing but its pair.

    Args:
        sandbox: where the programs run; it stays open.
        across_renderers: see `scorers.base.settled`.
    """

    def __init__(self, sandbox: Sandbox, *, across_renderers: bool = False) -> None:
        self._sandbox = sandbox
        self._elements = ElementScorer(across_renderers=across_renderers)
        self._image = ImageScorer(across_renderers=across_renderers, elements=self._elements)
        self._thread = ThreadPoolExecutor(1, "scores")

    def __enter__(self) -> RewardBatch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()

    async def score(self, codes: Sequence[str], targets: Sequence[Sample]) -> list[Rollout]:
        """Execute each program and score it against its target; in the order given.

        Raises:
            ValueError: there are not as many programs as targets.
        """
        pairs = list(zip(codes, targets, strict=True))
        return list(await asyncio.gather(*(self.one(code, target) for code, target in pairs)))

    async def one(self, code: str, target: Sample) -> Rollout:
        """Execute one program and score it."""
        rollout = Rollout(prompt="", completion="", code=code)
        if not code.strip():
            nothing = Score(value=0.0, explanation="there is no code to run")
            return rollout.model_copy(update={"scores": {"image": nothing, "elements": nothing}})
        run = await self._sandbox.run(code)
        scores = await asyncio.get_running_loop().run_in_executor(self._thread, self._scores, target.execution, run)
        return rollout.model_copy(update={"execution": run, "scores": scores})

    def _scores(self, reference: Execution | None, run: Execution) -> dict[str, Score]:
        return {s.name: s.score(reference, run) for s in (self._image, self._elements)}
