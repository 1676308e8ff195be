"""Reinforcement learning (R1): a picture goes in, programs come out, each is run and rewarded against its group's mean.

The output folder is that of `sft.py`, with `steps.jsonl` (loss, reward and its parts, lengths, divergence of each step)
instead of `losses.jsonl`, and `rollouts/`: every answer with its reward.
"""

from __future__ import annotations

import asyncio
import functools
import importlib.util
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from codepercept.errors import CodePerceptError, UserError
from codepercept.models import check_models
from codepercept.train.adapters import TrlReward
from codepercept.train.batches import RowReader
from codepercept.train.config import GrpoConfig
from codepercept.train.data import Plan, Source, prepare
from codepercept.train.difficulty import read_chosen
from codepercept.train.loop import Method, Prepared, adapters_of, run
from codepercept.train.model import load_model
from codepercept.train.rewards import PARTS, Rewarder, named_scorers
from codepercept.train.watch import cut_lines, watched

UNSCORED_BATCHES = 3
"""So many in a row without any reward end the training: it would go on without learning."""


def train_grpo(config: GrpoConfig, *, quiet: bool = False) -> dict[str, Any]:
    """Train by reward; see `loop.run`.

    Args:
        config: see `load_training`.
        quiet: no progress on stderr.

    Raises:
        CodePerceptError: also where nothing could be rewarded several times in a row.
    """
    return run(_Grpo(config), quiet=quiet)


class _Grpo(Method[GrpoConfig]):
    steps_file = "steps.jsonl"
    told: ClassVar[Mapping[str, str]] = {
        "reward": "reward",
        **{part: f"reward/{part}" for part in (*PARTS, "unscored")},
        "tokens": "completions/mean_length",
    }
    whole_steps = True

    @property
    def tasks(self) -> dict[str, float]:
        return {"redraw": 1.0}

    def source(self) -> Source:
        return Source(Path(self.config.data), "grpo", code_prompt=self.config.prompt)

    def plan_key(self) -> dict[str, Any]:
        chosen = self.config.inputs.get("chosen", "")
        return {"max_prompt": self.config.max_prompt, "prompt": self.config.prompt, "chosen": chosen}

    def prepare(self, source: Source, processor: Any) -> Plan:
        only = read_chosen(Path(self.config.chosen)) if self.config.chosen else None
        plan = prepare(source, processor, self.config.max_prompt, ["redraw"], self.config.prepare_workers, only)
        if only is None:
            return plan
        found = {*plan.rows["id"].to_pylist(), *(r["id"] for r in plan.left_out)}
        if not found:
            raise UserError(
                f"{self.config.chosen}: names no sample of {self.config.data}; was it made from other data?"
            )
        gone = [
            {"id": name, "task": "redraw", "kind": "not_in_data", "reason": "it was chosen, but is not in the data"}
            for name in sorted(only - found)
        ]
        return Plan(plan.rows, (*plan.left_out, *gone))

    def check(self, first_process: bool) -> None:
        config = self.config
        if config.vllm is not None and importlib.util.find_spec("vllm") is None:
            raise UserError("`vllm` is set, but vLLM is not installed; install it, or leave the section out")
        named_scorers(config.reward)
        if first_process and config.reward.judges == "llm" and config.reward.models is not None:
            asyncio.run(check_models(config.reward.models))

    def rows_of_step(self, processes: int) -> int:
        config = self.config
        answers = config.batch_size * config.accumulation * processes
        if answers % config.completions:
            raise UserError(
                f"a step has {answers} completions (batch_size {config.batch_size} x accumulation "
                f"{config.accumulation} x {processes} processes), which is no multiple of completions: "
                f"{config.completions}; change one of them"
            )
        return answers // config.completions

    def arguments(self, common: dict[str, Any]) -> Any:
        from trl import GRPOConfig as Arguments

        config = self.config
        vllm: dict[str, Any] = {}
        if config.vllm is not None:
            vllm = {
                "use_vllm": True, "vllm_mode": config.vllm.mode, "vllm_server_base_url": config.vllm.server,
                "vllm_gpu_memory_utilization": config.vllm.memory,
                "vllm_tensor_parallel_size": config.vllm.tensor_parallel,
                "vllm_max_model_length": config.vllm.max_length, "vllm_enable_sleep_mode": config.vllm.sleep,
                # It compares with probabilities after top-p and repetition penalty, which the policy's are not: over a
                # long answer the ratio goes to 0, and the gradient with it.
                "vllm_importance_sampling_correction": False,
            }  # fmt: skip
        return Arguments(
            **common,
            **vllm,
            shuffle_dataset=False,
            num_generations=config.completions,
            max_completion_length=config.max_completion,
            mask_truncated_completions=config.leave_out_cut,
            temperature=config.temperature,
            top_p=config.top_p,
            repetition_penalty=config.repetition_penalty,
            beta=config.kl,
            # TRL loads the reference by the model's name.
            model_init_kwargs={"revision": config.revision} if config.revision else None,
            loss_type=config.loss,
            scale_rewards="group",
        )

    def trainer(self, ready: Prepared) -> Any:
        from datasets import Dataset

        config = self.config
        rollouts = Path(config.out) / "rollouts" / f"process-{ready.args.process_index}.jsonl"
        rollouts.parent.mkdir(exist_ok=True)
        cut_lines(rollouts, ready.start)
        # Answers of judges are kept by each process for itself.
        judged = Path(config.out) / "judges" / f"process-{ready.args.process_index}"
        rewarder = ready.stack.enter_context(Rewarder(config.reward, judged, rollouts))
        reader = RowReader(ready.source, ready.plan)
        dataset = Dataset.from_dict({"number": ready.numbers}).with_transform(reader)
        try:
            return _trainer_class()(
                model=load_model(config),
                reward_funcs=_Told(TrlReward(rewarder)),
                args=ready.args,
                processing_class=ready.processor,
                train_dataset=dataset,
                peft_config=adapters_of(config),
            )
        except ConnectionError as error:
            raise UserError(f"`vllm.server`: {str(error).splitlines()[0]}") from None


class _Told:
    """A reward that ends the training where no program could be rewarded in several batches of a process in a row."""

    __name__ = "codepercept"

    def __init__(self, reward: TrlReward) -> None:
        self._reward, self._lost = reward, 0

    def __call__(self, **columns: Any) -> list[float | None]:
        values = self._reward(**columns)
        # Answers without a program are worth 0 whoever judges; they tell nothing of the judges.
        programs = [r for r in self._reward.last if r.status != "no program"]
        lost = [r for r in programs if r.value is None]
        if programs:
            self._lost = self._lost + 1 if len(lost) == len(programs) else 0
        if self._lost >= UNSCORED_BATCHES:
            raise CodePerceptError(
                f"none of {len(lost)} programs could be rewarded, {self._lost} times in a row ({lost[0].fault}); mend "
                "that, and the same command goes on from the last checkpoint"
            )
        return values


@functools.cache
def _trainer_class() -> Any:
    from trl import GRPOTrainer

    class Trainer(watched(GRPOTrainer)):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            self._seen: dict[str, int] = {}
            super().__init__(*args, **options)

        def _generate_and_score_completions(self, inputs: Any) -> Any:
            self.step_rows += [row["number"] for row in inputs]
            try:
                return super()._generate_and_score_completions(inputs)
            except RuntimeError as error:
                if not any(words in str(error) for words in ("probability tensor", "device-side assert")):
                    raise
                # Weights have become infinite or NaN. Other processes may be elsewhere: nothing is gathered.
                self.give_up("distribution of tokens", math.nan, together=False)

        def log(self, *args: Any, **options: Any) -> None:
            super().log(*args, **options)
            self._seen.clear()  # as TRL does with what it noted

        def step_metrics(self) -> dict[str, float]:
            """Means of what TRL noted during the step: rewards and their parts, lengths, divergence."""
            found: dict[str, float] = {}
            noted: Mapping[str, list[float]] = self._metrics["train"]
            for name, values in noted.items():
                new = values[self._seen.get(name, 0) :]
                self._seen[name] = len(values)
                known = [float(v) for v in new if math.isfinite(v)]
                if known and name not in ("epoch", "num_tokens"):
                    found[name] = math.fsum(known) / len(known)
            return found

    return Trainer
