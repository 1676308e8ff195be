"""The reward as TRL, verl and ms-swift call one. Imports nothing of these frameworks.

- TRL: `GRPOTrainer(reward_funcs=TrlReward(rewarder))`.
- verl: `custom_reward_function.path` is this file, its `name` is `compute_score` (an answer at a time) or
  `compute_scores` (for the batch reward manager).
- ms-swift: `--external_plugins` names a file that puts `SwiftReward` into `swift.rewards.orms`.

All read the true program from the dataset: the column `code` (TRL), `solution` (ms-swift), or
`reward_model.ground_truth` (verl).
"""

from __future__ import annotations

import atexit
import functools
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from codepercept.config.recipe import place_models, read_yaml
from codepercept.errors import CodePerceptError
from codepercept.train.config import RewardConfig, check
from codepercept.train.rewards import PARTS, Reward, Rewarder, without_unscored

SETTINGS = "CODEPERCEPT_REWARD"
"""Environment variable: a YAML file with a `RewardConfig`, for frameworks that construct rewards themselves."""
ROLLOUTS = "CODEPERCEPT_ROLLOUTS"
"""Environment variable: a folder for rollouts."""
TRIES = 3
_SCORED: dict[str, tuple[int, float]] = {}
"""By true program: how many answers to it this process has scored, and the sum of their rewards."""


def text_of(completion: Any) -> str:
    """The text of an answer: a string, or a conversation whose last message it is."""
    if isinstance(completion, str):
        return completion
    content = completion[-1]["content"] if completion else ""
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content if isinstance(part, Mapping))


class TrlReward:
    """A reward function for TRL's trainers; an unscored answer is None, which they leave out of its group.

    Args:
        rewarder: stays open as long as the trainer runs.
    """

    __name__ = "codepercept"

    def __init__(self, rewarder: Rewarder) -> None:
        self._rewarder = rewarder
        self.last: list[Reward] = []
        """Of the last batch."""

    def __call__(self, completions: Sequence[Any], code: Sequence[str], **columns: Any) -> list[float | None]:
        """Reward a batch.

        Args:
            completions: as strings or conversations.
            code: the true programs.
            columns: the rest of the dataset's columns, and what the trainer adds (`log_metric`, `trainer_state`).
        """
        ids = [str(i) for i in columns.get("id") or [""] * len(completions)]
        state = columns.get("trainer_state")
        step = None if state is None else state.global_step + 1
        rewards = self._rewarder([text_of(c) for c in completions], list(code), ids, step)
        self.last = rewards
        if (log := columns.get("log_metric")) is not None:
            for name, value in means_of(rewards).items():
                log(f"reward/{name}", value)
        return [r.value for r in rewards]


def means_of(rewards: Sequence[Reward]) -> dict[str, float]:
    """Means of the parts over scored answers, and the share of unscored ones."""
    found: dict[str, float] = {}
    scored = [r for r in rewards if r.value is not None]
    for part in PARTS:
        values = [v for r in scored if (v := r.parts[part]) is not None]
        if values:
            found[part] = sum(values) / len(values)
    return {**found, "unscored": (len(rewards) - len(scored)) / max(1, len(rewards))}


class SwiftReward:
    """An outcome reward model for ms-swift: `__call__(completions, **columns)` gives a float for each answer.

    ms-swift knows no unscored answers; one gets the mean of its group, as far as this process has it.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        self._rewarder = shared()

    def __call__(self, completions: Sequence[Any], solution: Sequence[str], **columns: Any) -> list[float]:
        """Reward a batch; `solution` holds the true programs."""
        rewards = self._rewarder([text_of(c) for c in completions], list(solution))
        return _settled(rewards, list(solution))


def compute_score(
    data_source: str, solution_str: str, ground_truth: str, extra_info: Mapping[str, Any] | None = None, **_: Any
) -> dict[str, Any]:
    """verl's reward of one answer: `score`, its parts, and the status of its program.

    verl has no way to leave an answer out. One that cannot be scored in three tries gets the mean of those to the same
    figure that this process has scored.

    Raises:
        CodePerceptError: it has scored none yet.
    """
    for _try in range(TRIES):
        [reward] = shared()([solution_str], [ground_truth], [str((extra_info or {}).get("index", ""))])
        if reward.value is not None:
            break
    if reward.value is not None or ground_truth in _SCORED:
        return _for_verl(reward, _settled([reward], [ground_truth])[0])
    raise CodePerceptError(f"the answer could not be scored: {reward.fault}")


def compute_scores(
    data_sources: Sequence[str],
    solution_strs: Sequence[str],
    ground_truths: Sequence[str],
    extra_infos: Sequence[Mapping[str, Any] | None] = (),
    **_: Any,
) -> list[dict[str, Any]]:
    """verl's reward of a batch; an unscored answer gets the mean of those to the same figure."""
    ids = [str((info or {}).get("index", "")) for info in extra_infos]
    rewards = shared()(list(solution_strs), list(ground_truths), ids)
    values = _settled(rewards, list(ground_truths))
    return [_for_verl(reward, value) for reward, value in zip(rewards, values, strict=True)]


def _settled(rewards: Sequence[Reward], codes: Sequence[str]) -> list[float]:
    """Numbers for all: an unscored answer gets the mean of its group here, else of earlier answers to its figure."""
    values = [r.value for r in rewards]
    for value, code in zip(values, codes, strict=True):
        if value is not None:
            count, total = _SCORED.get(code, (0, 0.0))
            _SCORED[code] = count + 1, total + value
    scored_here = {code for value, code in zip(values, codes, strict=True) if value is not None}
    filled = [
        _SCORED[code][1] / _SCORED[code][0] if value is None and code not in scored_here and code in _SCORED else value
        for value, code in zip(values, codes, strict=True)
    ]
    return without_unscored(filled, codes)


def _for_verl(reward: Reward, value: float) -> dict[str, Any]:
    parts = {part: reward.parts[part] or 0.0 for part in PARTS}
    return {"score": value, **parts, "unscored": float(reward.value is None), "status": reward.status}


@functools.cache
def shared() -> Rewarder:
    """The process's own rewarder, for frameworks that construct rewards themselves; see `SETTINGS` and `ROLLOUTS`.

    Raises:
        UserError: the settings cannot be used.
    """
    file, folder = os.environ.get(SETTINGS), os.environ.get(ROLLOUTS)
    settings = read_yaml(Path(file), "settings of a reward are a mapping of keys to values") if file else {}
    config = check(RewardConfig, settings, file or "the reward")
    if file:
        config = config.model_copy(update={"models": place_models(config.models, Path(file).parent)})
    out = Path(folder) if folder else None
    judged = (out or Path(tempfile.mkdtemp(prefix="codepercept-"))) / f"judges-{os.getpid()}"
    rewarder = Rewarder(config, judged, out / f"{os.getpid()}.jsonl" if out else None)
    atexit.register(rewarder.close)
    return rewarder
