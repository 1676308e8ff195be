"""Supervised training (S1): a picture and a question go in, the loss is on the answer only.

The output folder holds `settings.yaml`, `rows.parquet` and `left_out.jsonl` (what is trained on, what is not and why),
`losses.jsonl` (a line for each step), `tensorboard/`, `checkpoints/`, and at the end `model/` and `summary.json`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from codepercept.train.batches import Collator
from codepercept.train.config import SftConfig
from codepercept.train.data import Plan, Source, prepare
from codepercept.train.loop import Method, Prepared, adapters_of, run
from codepercept.train.model import load_model
from codepercept.train.watch import watched


def train_sft(config: SftConfig, *, quiet: bool = False) -> dict[str, Any]:
    """Train on captions and programs; see `loop.run`.

    The same settings, data and number of processes give the same losses, however often the run was interrupted.

    Args:
        config: see `load_training`.
        quiet: no progress on stderr.
    """
    return run(_Sft(config), quiet=quiet)


class _Sft(Method[SftConfig]):
    steps_file = "losses.jsonl"
    told: ClassVar[Mapping[str, str]] = {"loss": "loss"}

    @property
    def tasks(self) -> dict[str, float]:
        return self.config.tasks.model_dump()

    def source(self) -> Source:
        return Source(Path(self.config.data), code_answer=self.config.code_answer, code_prompt=self.config.code_prompt)

    def plan_key(self) -> dict[str, Any]:
        return {k: getattr(self.config, k) for k in ("max_length", "code_answer", "code_prompt")}

    def prepare(self, source: Source, processor: Any) -> Plan:
        tasks = [t for t, w in self.tasks.items() if w > 0]
        return prepare(source, processor, self.config.max_length, tasks, self.config.prepare_workers)

    def rows_of_step(self, processes: int) -> int:
        return self.config.batch_size * self.config.accumulation * processes

    def arguments(self, common: dict[str, Any]) -> Any:
        from trl import SFTConfig as Arguments

        return Arguments(
            **common,
            train_sampling_strategy="sequential",
            completion_only_loss=True,
            max_length=None,  # rows that are too long are left out before
            dataset_kwargs={"skip_prepare_dataset": True},
        )

    def trainer(self, ready: Prepared) -> Any:
        from datasets import Dataset
        from trl.trainer.sft_trainer import DataCollatorForVisionLanguageModeling

        inner = DataCollatorForVisionLanguageModeling(ready.processor, max_length=None, completion_only_loss=True)
        return _trainer_class()(
            model=load_model(self.config),
            args=ready.args,
            processing_class=ready.processor,
            train_dataset=Dataset.from_dict({"number": ready.numbers}),
            data_collator=Collator(ready.source, ready.plan, inner),
            peft_config=adapters_of(self.config),
        )


@functools.cache
def _trainer_class() -> Any:
    from trl import SFTTrainer

    class Trainer(watched(SFTTrainer)):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            # TRL's loss takes the number of answer tokens of the whole step, so that each token weighs the same however
            # the step is divided; the base does not count them for Qwen3-VL unless told so.
            self.model_accepts_loss_kwargs = True

        def step_metrics(self) -> dict[str, float]:
            """Nothing but the loss."""
            return {}

    return Trainer
