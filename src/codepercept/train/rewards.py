"""The reward of an answer that redraws a figure: format + execution + code + image.

    r = r_fmt + r_exec + r_code + r_image

r_fmt is 1 if the answer holds a ```python block, r_exec 1 if its program ran and drew; r_code and r_image are in [0, 1]
and compare it with the true figure; r_image is 0 where nothing was drawn (arXiv 2603.10757, section 4). Parts may have
weights. A fault of the machinery, or a batch that took too long, leaves an answer *unscored*: it has no reward,
never 0, and must be left out of its group's mean.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections import OrderedDict
from collections.abc import Coroutine, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TextIO, TypeVar

from codepercept.evals.stages import more_scorers
from codepercept.models import open_models
from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import Sandbox, SandboxPool
from codepercept.sandbox.source import code_block, strip_magics
from codepercept.scorers.base import Scorer
from codepercept.scorers.elements import code_score
from codepercept.scorers.reward import RewardBatch
from codepercept.scorers.rubric import CodeJudge, ImageJudge
from codepercept.train.config import RewardConfig
from codepercept.types import Execution, Sample, Score, Seed

T = TypeVar("T")
PARTS = ("format", "execution", "code", "image")
_KEPT = 512
"""Reference figures held in memory: completions of one prompt come together."""


@dataclass(frozen=True)
class Reward:
    """The reward of one answer; `value` is None where it is unscored, and `fault` says why."""

    value: float | None
    parts: dict[str, float | None]
    status: str
    """Of the execution; "no program" where there is none."""
    fault: str | None = None


class RewardFunction:
    """Rewards one answer at a time, within an event loop. Use it as an async context manager.

    Args:
        config: what a reward is made of.
        folder: where LLM judges' answers are kept; needed with `judges: llm`.

    Raises:
        UserError: a scorer that the settings name cannot be used.
    """

    def __init__(self, config: RewardConfig, folder: Path | None = None) -> None:
        self._config, self._folder, self._named = config, folder, named_scorers(config)
        self._references: OrderedDict[str, asyncio.Task[Execution]] = OrderedDict()
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self) -> RewardFunction:
        config, enter = self._config, self._stack.enter_async_context
        limits = Limits(**config.limits.model_dump())
        self._sandbox: Sandbox = await enter(SandboxPool(config.workers, limits, config.unsafe_sandbox))
        self._scored = self._stack.enter_context(RewardBatch(self._sandbox))
        self._judges: dict[Literal["image", "code"], Scorer] = {}
        if config.judges == "llm":
            assert config.models is not None and self._folder is not None
            self._folder.mkdir(parents=True, exist_ok=True)
            models = await enter(open_models(config.models, self._folder, 0))
            self._judges = {"image": ImageJudge(models), "code": CodeJudge(models)}
        self._judges |= self._named
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def __call__(self, completion: str, code: str) -> Reward:
        """Reward an answer against the program of the true figure."""
        program = strip_magics(code_block(completion))
        formatted = float(bool(program.strip()))
        reference = await asyncio.shield(self._reference(code))
        if reference.status != "ok":
            told = f"the true program draws nothing ({reference.status}: {reference.error})"
            return Reward(None, dict.fromkeys(PARTS), "fault", told)
        if not formatted:
            return self._sum({"format": 0.0, "execution": 0.0, "code": 0.0, "image": 0.0}, "no program")
        sample = Sample(id="", seed=Seed(id=""), pipeline="reward", code=code, execution=reference)
        rollout = await self._scored.one(program, sample)
        run = rollout.execution
        assert run is not None
        if run.status == "fault":
            return Reward(None, dict.fromkeys(PARTS), "fault", run.error)
        scores: dict[str, Score] = {"image": rollout.scores["image"], "code": code_score(rollout.scores["elements"])}
        drew = run.status == "ok"
        judges = {name: judge for name, judge in self._judges.items() if drew or name != "image"}
        asked = await asyncio.gather(*(judge(rollout, sample) for judge in judges.values()))
        scores.update(zip(judges, asked, strict=True))
        fault = next((s.fault for s in scores.values() if s.fault), None)
        image = scores["image"].value if drew else 0.0
        parts = {"format": 1.0, "execution": float(drew), "code": scores["code"].value, "image": image}
        return Reward(None, parts, run.status, fault) if fault else self._sum(parts, run.status)

    def _reference(self, code: str) -> asyncio.Task[Execution]:
        """What the true program draws here; run once, however many answers are compared with it."""
        task = self._references.get(code)
        if task is None or (task.done() and (task.exception() is not None or task.result().status == "fault")):
            task = self._references[code] = asyncio.ensure_future(self._sandbox.run(strip_magics(code)))
        self._references.move_to_end(code)
        while len(self._references) > _KEPT:
            self._references.popitem(last=False)
        return task

    def _sum(self, parts: dict[str, float | None], status: str) -> Reward:
        weights = self._config.weights
        total = sum(weights.get(name, 1.0) * (parts[name] or 0.0) for name in PARTS)  # type: ignore[call-overload]
        return Reward(float(total), parts, status)


class Rewarder:
    """Rewards batches of answers, in an event loop of its own, so that trainers may call it from anywhere.

    Args:
        config: what a reward is made of.
        folder: where LLM judges' answers are kept; needed with `judges: llm`.
        rollouts: a file to which every answer and its reward is appended, one JSON object a line; None for none.

    Raises:
        UserError: a scorer that the settings name cannot be used.

    Use it as a context manager, or `close` it: it has worker processes.
    """

    def __init__(self, config: RewardConfig, folder: Path | None = None, rollouts: Path | None = None) -> None:
        self._config, self._reward = config, RewardFunction(config, folder)
        self._log: TextIO | None = None
        if rollouts is not None:
            rollouts.parent.mkdir(parents=True, exist_ok=True)
            self._log = rollouts.open("a", encoding="utf-8")
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="rewards", daemon=True)
        self._thread.start()
        try:
            self._wait(self._reward.__aenter__())
        except BaseException:
            self._stop()
            raise
        self._batches = 0
        self._writing = threading.Lock()

    def __enter__(self) -> Rewarder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the workers."""
        if self._thread.is_alive():
            self._wait(self._reward.__aexit__(None, None, None))
            self._stop()

    def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        if self._log is not None:
            self._log.close()

    def __call__(
        self, completions: Sequence[str], codes: Sequence[str], ids: Sequence[str] = (), step: int | None = None
    ) -> list[Reward]:
        """Reward answers against the programs of the true figures, in the order given.

        Args:
            completions: answers of the model.
            codes: the true program of each.
            ids: of their samples, for the rollouts.
            step: of the training, for the rollouts; the number of the batch if None.

        Raises:
            ValueError: there are not as many programs as answers.
        """
        rewards = self._wait(self._batch(list(zip(completions, codes, strict=True))))
        with self._writing:
            self._batches += 1
            if self._log is not None:
                names = ids or [""] * len(completions)
                for completion, code, name, reward in zip(completions, codes, names, rewards, strict=True):
                    told = {"step": self._batches if step is None else step, "id": name, **asdict(reward)}
                    self._log.write(json.dumps({**told, "completion": completion, "code": code}) + "\n")
                self._log.flush()
        return rewards

    def _wait(self, job: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(job, self._loop).result()

    async def _batch(self, pairs: list[tuple[str, str]]) -> list[Reward]:
        tasks = [asyncio.ensure_future(self._reward(completion, code)) for completion, code in pairs]
        late = (await asyncio.wait(tasks, timeout=self._config.seconds))[1] if tasks else set()
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return [self._outcome(task) for task in tasks]

    def _outcome(self, task: asyncio.Task[Reward]) -> Reward:
        empty = dict.fromkeys(PARTS)
        if task.cancelled():
            return Reward(None, empty, "late", f"the batch took longer than {self._config.seconds:g} s")
        if error := task.exception():
            return Reward(None, empty, "fault", f"{type(error).__name__}: {error}")
        return task.result()


def named_scorers(config: RewardConfig) -> dict[Literal["image", "code"], Scorer]:
    """The scorers that settings name by import path.

    Raises:
        UserError: one cannot be used.
    """
    found: dict[Literal["image", "code"], Scorer] = {}
    if config.code_scorer:
        [found["code"]] = more_scorers([config.code_scorer], "reward.code_scorer")
    if config.image_scorer:
        [found["image"]] = more_scorers([config.image_scorer], "reward.image_scorer")
    return found


def without_unscored(rewards: Sequence[float | None], group: Sequence[object]) -> list[float]:
    """Rewards for frameworks that know no unscored answer: it gets the mean of its group, so that it moves nothing.

    Args:
        rewards: None where unscored.
        group: what each belongs to; answers to one prompt share it.

    Returns:
        The rewards, 0 throughout for a group in which nothing was scored (all of its advantages are then 0).
    """
    known: dict[object, list[float]] = {}
    for reward, name in zip(rewards, group, strict=True):
        if reward is not None:
            known.setdefault(name, []).append(reward)
    means = {name: sum(values) / len(values) for name, values in known.items()}
    return [means.get(n, 0.0) if r is None else r for r, n in zip(rewards, group, strict=True)]
