"""Which samples are worth reinforcing: a model answers each several times, those neither too easy nor too hard stay."""

from __future__ import annotations

import contextlib
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import Field, model_validator

from codepercept.config import ModelsSection
from codepercept.config.evaluation import EvalConfig
from codepercept.config.models import places_of
from codepercept.errors import UserError
from codepercept.evals.items import Items, open_items
from codepercept.evals.run import rows_done
from codepercept.evals.stem2code import shown_of
from codepercept.models import Models, accounts, open_models
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.stage import Shard, Stage
from codepercept.pipeline.table import read_rows
from codepercept.sandbox.pool import Isolation
from codepercept.train.config import RewardConfig
from codepercept.train.rewards import Reward, RewardFunction, named_scorers
from codepercept.types import Value

CHOSEN = "chosen.jsonl"


class DifficultyConfig(EvalConfig):
    """How difficult samples are for a model. Defaults are the paper's."""

    task: Literal["difficulty"] = "difficulty"
    reward: RewardConfig = RewardConfig()
    """What an answer is worth; `accuracy` is made of its parts execution, code and image."""
    rollouts: int = Field(8, ge=1, le=256)
    """Answers to each sample."""
    keep: tuple[float, float] = (0.25, 0.75)
    """Mean accuracy of samples that stay, both ends included."""
    pass_mark: float | None = Field(None, ge=0, le=1)
    """With it, an answer's accuracy is 1 from this mean of its parts on, else 0; without, it is that mean."""

    @model_validator(mode="after")
    def _in_order(self) -> DifficultyConfig:
        low, high = self.keep
        if not 0 <= low <= high <= 1:
            raise ValueError("`keep` is a range within 0 to 1, lower end first")
        if self.reward.seconds is not None:
            raise ValueError("`reward.seconds` is the budget of a batch in training; there are none here")
        return self


class Attempts(Value):
    """A sample and a model's answers to it. Unscored if `fault` is set: not a single answer could be scored."""

    id: str
    number: int
    code: str
    shown: bytes = Field(default=b"", repr=False)
    answers: tuple[str, ...] = ()
    parts: tuple[dict[str, float | None], ...] = ()
    """Of each answer's reward; values None where it is unscored."""
    faults: tuple[str | None, ...] = ()
    fault: str | None = None

    @property
    def outcome(self) -> Literal["sample", "unscored"]:
        """How the row ended."""
        return "sample" if self.fault is None else "unscored"


_SCHEMA = pa.schema(
    [("number", pa.int32())] + [(name, pa.string()) for name in ("id", "code", "answers", "parts", "faults", "fault")]
)


def _write(rows: Sequence[Attempts], path: Path) -> None:
    made = [
        {
            "number": r.number, "id": r.id, "code": r.code, "fault": r.fault,
            "answers": json.dumps([a.encode("utf-8", "replace").decode() for a in r.answers]),
            "parts": json.dumps(r.parts), "faults": json.dumps(r.faults),
        }
        for r in rows
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(made, schema=_SCHEMA), path, compression="zstd")


def _read(paths: Sequence[Path]) -> list[Attempts]:
    lists = ("answers", "parts", "faults")
    rows = [Attempts(**{k: json.loads(v) if k in lists else v for k, v in row.items()}) for row in read_rows(paths)]
    return sorted(rows, key=lambda r: r.number)


class _Answer:
    """Asks the model as often as the settings say."""

    name = "answer"

    def __init__(self, models: Models, rollouts: int) -> None:
        self._models, self._rollouts = models, rollouts

    async def __call__(self, row: Attempts) -> list[Attempts]:
        if row.fault is not None:
            return [row]
        answers = [
            (await self._models.tell("redraw", f"{row.id} rollout {number}", [row.shown])).text
            for number in range(1, self._rollouts + 1)
        ]
        return [row.model_copy(update={"answers": tuple(answers)})]


class _Reward:
    """Executes and rewards all answers."""

    name = "reward"

    def __init__(self, reward: RewardFunction) -> None:
        self._reward = reward

    async def __call__(self, row: Attempts) -> list[Attempts]:
        rewards: list[Reward] = [await self._reward(answer, row.code) for answer in row.answers]
        faults = [r.fault for r in rewards]
        update: dict[str, Any] = {"parts": tuple(r.parts for r in rewards), "faults": tuple(faults)}
        if rewards and all(r.value is None for r in rewards):
            update["fault"] = f"no answer could be scored: {faults[0]}"
        return [row.model_copy(update=update)]


@dataclass(frozen=True)
class _Difficulty:
    """The rows and their stages. Picklable."""

    config: DifficultyConfig
    items: Items
    folder: Path

    @property
    def title(self) -> str:
        return f"difficulty of {self.items.name}"

    @property
    def total(self) -> int:
        return min(len(self.items), self.config.n or len(self.items))

    @property
    def at_once(self) -> int:
        return places_of(self.config.models)

    def rows(self, shard: Shard) -> list[Attempts]:
        return [self._row(number) for number in range(shard.start, shard.stop)]

    def _row(self, number: int) -> Attempts:
        item = self.items.read(number)
        shown, fault = shown_of(item)
        if not shown and fault is None:
            fault = "there is no picture; name a run directory of `codepercept build`"
        return Attempts(id=item.id, number=number, code=item.code, shown=shown, fault=fault)

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[Sequence[Stage[Attempts]]]:
        assert self.config.models is not None
        reward = self.config.reward.model_copy(update={"workers": 1})
        async with (
            open_models(self.config.models, self.folder, self.config.seed) as models,
            RewardFunction(reward, self.folder) as function,
        ):
            yield [_Answer(models, self.config.rollouts), _Reward(function)]


def measure_difficulty(
    config: DifficultyConfig, out: Path, workers: int = 1, *, retry_unscored: bool = False, quiet: bool = False
) -> dict[str, Any]:
    """Put every sample to the model several times and write `chosen.jsonl`; resumes an interrupted run.

    Args:
        config: the settings.
        out: the run directory.
        workers: processes; they change the speed, never the outcome.
        retry_unscored: try the samples again of which no answer could be scored.
        quiet: no progress display.

    Returns:
        The summary, as kept in `summary.json`: how many samples are chosen, too easy, too hard and unscored, their
        mean accuracy, and how many there are of each accuracy, in tenths.

    Raises:
        UserError: data, settings, the folder or the machine do not allow it.
    """
    Isolation.choose(config.reward.unsafe_sandbox)
    items = open_items(config.data)
    models = config.models
    if models is None or models.role("perceiver") is None:
        raise UserError("there is no model to ask: add --model URL#NAME, or `models` with a perceiver")
    models = _sampling(models)
    config = config.model_copy(update={"inputs": {"data": items.sha256}, "models": models})
    named_scorers(config.reward)
    run = RunDir(out, _write, settled=True)
    started = time.monotonic()
    pipeline = _Difficulty(config, items, out)
    with rows_done(pipeline, config, run, workers, retry_unscored=retry_unscored, quiet=quiet) as spent:
        rows = _read([*run.samples(), *run.rejects()])
        summary = _sum_up(rows, config, run)
        summary["models"] = accounts(models, out)[0]
        run.write_json("summary.json", summary)
    about = {"out": str(out), "seconds": round(time.monotonic() - started, 2)}
    return {**summary, **about, **({"requests": spent} if spent else {})}


def _sampling(models: ModelsSection) -> ModelsSection:
    """The models, with the paper's sampling where the settings give none: greedy answers would all be equal."""
    role = models.role("perceiver")
    if role is None or role.temperature is not None:
        return models
    extra = {"repetition_penalty": 1.1, "top_k": 0, **role.extra}
    top_p = 0.85 if role.top_p is None else role.top_p
    sampled = role.model_copy(update={"temperature": 1.0, "top_p": top_p, "extra": extra})
    return models.model_copy(update={"roles": {**models.roles, "perceiver": sampled}})


def accuracy(parts: dict[str, float | None], pass_mark: float | None) -> float | None:
    """What an answer is worth, in [0, 1]: the mean of execution, code and image, or whether that is a pass.

    None where the answer is unscored.
    """
    values = [parts[name] for name in ("execution", "code", "image")]
    known = [v for v in values if v is not None]
    if len(known) < len(values):
        return None
    mean = sum(known) / len(known)
    return mean if pass_mark is None else float(mean >= pass_mark)


def _sum_up(rows: Sequence[Attempts], config: DifficultyConfig, run: RunDir) -> dict[str, Any]:
    low, high = config.keep
    counts = Counter[str]()
    tenths = [0] * 10
    lines, total = [], 0.0
    for row in rows:
        known = [a for p in row.parts if (a := accuracy(p, config.pass_mark)) is not None]
        if not known:
            counts["unscored"] += 1
            continue
        mean = sum(known) / len(known)
        total += mean
        tenths[min(9, int(mean * 10))] += 1
        verdict = "too_hard" if mean < low else "too_easy" if mean > high else "chosen"
        counts[verdict] += 1
        if verdict == "chosen":
            lines.append(json.dumps({"id": row.id, "accuracy": round(mean, 6), "scored": len(known)}) + "\n")
    run.write_text(CHOSEN, "".join(lines))
    scored = len(rows) - counts["unscored"]
    return {
        "samples": len(rows),
        **{k: counts[k] for k in ("chosen", "too_easy", "too_hard", "unscored")},
        "accuracy": round(total / scored, 6) if scored else None,
        "tenths": tenths,
        "rollouts": config.rollouts,
        "keep": list(config.keep),
    }


def read_chosen(path: Path) -> frozenset[str]:
    """The ids in a `chosen.jsonl`.

    Raises:
        UserError: it cannot be read, or names none.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        ids = frozenset(str(json.loads(line)["id"]) for line in lines if line.strip())
    except OSError as error:
        raise UserError(
            f"{path}: cannot be read ({error.strerror}); make it with `codepercept train difficulty`"
        ) from None
    except (ValueError, KeyError, TypeError):
        raise UserError(f"{path}: not a file that `codepercept train difficulty` wrote") from None
    if not ids:
        raise UserError(f"{path}: names no samples; widen `keep`, or leave `chosen` out")
    return ids
