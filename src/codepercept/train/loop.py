"""The way of a training, whatever its method: data, checkpoint to go on from, steps, model, summary."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from codepercept.errors import UserError
from codepercept.train.card import finished, sum_up
from codepercept.train.config import TrainConfig, begin, resolved, whole_checkpoints
from codepercept.train.data import Plan, Source, order
from codepercept.train.model import check_machine, load_processor, save_model
from codepercept.train.watch import Stopper, watcher

T = TypeVar("T", bound=TrainConfig)
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class Prepared:
    """All that a method needs to make its trainer."""

    args: Any
    processor: Any
    source: Source
    plan: Plan
    numbers: Any
    """Rows of the plan in the order in which they are trained on."""
    start: int
    """Steps that are done already."""
    stack: contextlib.ExitStack
    """Closed when the training ends."""

    @property
    def first_process(self) -> bool:
        return bool(self.args.process_index == 0)


class Method(ABC, Generic[T]):
    """What sets supervised training and reinforcement learning apart."""

    steps_file: str
    """Gets a line for each step."""
    told: ClassVar[Mapping[str, str]]
    """What the line of a step tells on the way: names to keys of `steps_file`."""
    whole_steps = False
    """Whether rows of the next epoch fill the last step."""

    def __init__(self, config: T) -> None:
        self.config = config

    @property
    @abstractmethod
    def tasks(self) -> dict[str, float]:
        """How often an epoch sees each row of a task."""

    @abstractmethod
    def source(self) -> Source:
        """The data."""

    @abstractmethod
    def prepare(self, source: Source, processor: Any) -> Plan:
        """Open all rows once."""

    def plan_key(self) -> dict[str, Any]:
        """What a plan depends on beside data, model and tasks."""
        return {}

    def check(self, first_process: bool) -> None:
        """See that the machine has what the settings need, before anything is loaded.

        Raises:
            UserError: it has not.
        """

    @abstractmethod
    def rows_of_step(self, processes: int) -> int:
        """How many rows a step takes.

        Raises:
            UserError: settings and number of processes do not fit.
        """

    @abstractmethod
    def arguments(self, common: dict[str, Any]) -> Any:
        """TRL's arguments."""

    @abstractmethod
    def trainer(self, ready: Prepared) -> Any:
        """TRL's trainer under watch."""


def run(method: Method[Any], *, quiet: bool) -> dict[str, Any]:
    """Train, or go on from the last checkpoint in the output folder.

    Args:
        method: how.
        quiet: no progress on stderr.

    Returns:
        What is in `summary.json`; {} in all processes of a distributed training but the first.

    Raises:
        UserError: settings, model or data cannot be used, or the disk is full.
        CodePerceptError: loss or gradient became infinite or NaN.
        KeyboardInterrupt: SIGINT or SIGTERM came; the last step is in a checkpoint.
    """
    config: TrainConfig = method.config
    check_machine(config)
    with contextlib.ExitStack() as stack:
        stopper = stack.enter_context(Stopper())
        method.check(os.environ.get("RANK", "0") == "0")
        step_rows = method.rows_of_step(int(os.environ.get("WORLD_SIZE", "1")))  # as launchers tell it
        args = method.arguments(_common(config))
        out, source = Path(config.out), method.source()
        processor = load_processor(config)
        with args.main_process_first(local=False, desc="checking the data"):
            if args.process_index == 0:
                config = begin(stack, config, source.sha256(), args.world_size)
            config = config.model_copy(update={"inputs": resolved(out)["inputs"]})
            method.config = config
            if (done := finished(out)) is not None:
                return done if args.process_index == 0 else {}
            plan = _plan(method, out, source, processor)
        numbers = _order(method, plan, step_rows)
        if args.process_index == 0 and not quiet:
            print(_start_line(plan, len(numbers), out), file=sys.stderr)

        checkpoint = next(iter(whole_checkpoints(out)), None)
        start = 0 if checkpoint is None else int(checkpoint.name.rpartition("-")[2])
        ready = Prepared(args, processor, source, plan, numbers, start, stack)
        try:
            trainer = method.trainer(ready)
        except ValueError as error:
            if config.lora is None:
                raise
            raise UserError(f"`lora.targets`: {str(error).splitlines()[0]}") from None
        _watch(method, trainer, ready, stopper, None if quiet else method.told)
        stopper.training = True
        try:
            trainer.train(resume_from_checkpoint=None if checkpoint is None else str(checkpoint))
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            raise UserError(
                f"{out}: cannot be written ({error.strerror}); make room, and the same command goes on from the last "
                "checkpoint"
            ) from error
        if stopper.agreed:
            raise KeyboardInterrupt
        parameters = {
            "trained": sum(p.numel() for p in trainer.model.parameters() if p.requires_grad),
            "all": sum(p.numel() for p in trainer.model.parameters()),
        }
        save_model(config, trainer, out)
        if args.process_index != 0:
            return {}
        return sum_up(config, plan.counts(), len(numbers), parameters, out / method.steps_file)


def _common(config: TrainConfig) -> dict[str, Any]:
    """Arguments that all of TRL's trainers take."""
    import torch
    from transformers.utils import logging

    logging.disable_progress_bar()
    return {
        "output_dir": str(Path(config.out) / "checkpoints"),
        "num_train_epochs": 1,  # the order of rows runs through all epochs
        "per_device_train_batch_size": config.batch_size,
        "gradient_accumulation_steps": config.accumulation,
        "learning_rate": config.learning_rate,
        "lr_scheduler_type": "cosine_with_min_lr",
        "lr_scheduler_kwargs": {"min_lr_rate": config.min_learning_rate / config.learning_rate},
        "warmup_steps": config.warmup,
        "weight_decay": config.weight_decay,
        "adam_beta1": config.adam_beta1,
        "adam_beta2": config.adam_beta2,
        "max_grad_norm": config.max_grad_norm,
        "remove_unused_columns": False,
        "dataloader_num_workers": config.loader_workers,
        "use_cpu": not torch.accelerator.is_available(),  # several processes find each other on a CPU only if told so
        "bf16": config.bf16,
        "gradient_checkpointing": config.gradient_checkpointing,
        "deepspeed": config.deepspeed,
        "save_strategy": "steps",
        "save_steps": config.save_steps,
        "logging_steps": config.logging_steps,
        "logging_nan_inf_filter": False,
        "report_to": [],
        "disable_tqdm": True,  # its bar writes every number there is; the watcher tells a line
        "seed": config.seed,
        "ddp_timeout": 86_400,  # the others wait while the first process checks the data
    }


def _plan(method: Method[Any], folder: Path, source: Source, processor: Any) -> Plan:
    inputs = method.config.inputs
    key = {"tasks": [t for t, w in method.tasks.items() if w > 0], "data": inputs["data"], "model": inputs["model"]}
    key |= method.plan_key()
    plan = Plan.load(folder, key)
    if plan is None:
        made = method.prepare(source, processor)
        plan = Plan(made.rows, made.left_out, key)
        plan.write(folder)
    return plan


def _order(method: Method[Any], plan: Plan, step_rows: int) -> Any:
    config: TrainConfig = method.config
    wanted = None if config.max_steps is None else config.max_steps * step_rows
    numbers = order(plan, method.tasks, config.seed, config.epochs, wanted)
    if method.whole_steps and len(numbers) % step_rows:
        wanted = len(numbers) + step_rows - len(numbers) % step_rows
        numbers = order(plan, method.tasks, config.seed, config.epochs, wanted)
    return numbers


def _start_line(plan: Plan, rows: int, folder: Path) -> str:
    counts = plan.counts()
    line = f"{rows} rows to go through: " + ", ".join(f"{n} {task}" for task, n in counts["rows"].items())
    if counts["left_out"]:
        why = ", ".join(f"{n} {kind}" for kind, n in counts["left_out"].items())
        line += f"; left out: {why} (see {folder / 'left_out.jsonl'})"
    return line


def adapters_of(config: TrainConfig) -> Any:
    """What peft makes adapters by, None where all weights are trained."""
    if config.lora is None:
        return None
    from peft import LoraConfig

    return LoraConfig(
        r=config.lora.r, lora_alpha=config.lora.alpha, lora_dropout=config.lora.dropout, task_type="CAUSAL_LM",
        target_modules=list(config.lora.targets),
        exclude_modules=r".*\.visual\..*" if config.freeze_vision else None,
    )  # fmt: skip


def _watch(
    method: Method[Any], trainer: Any, ready: Prepared, stopper: Stopper, told: Mapping[str, str] | None
) -> None:
    from transformers import PrinterCallback
    from transformers.integrations import TensorBoardCallback

    config: TrainConfig = method.config
    trainer.remove_callback(PrinterCallback)  # stdout is for the result
    out = Path(config.out)
    trainer.keep, trainer.base, trainer.revision = config.keep_checkpoints, config.model, config.revision
    names = ready.plan.rows.select(["id", "task"])
    trainer.ids = lambda number: f"{names['id'][number]} ({names['task'][number]})"
    trainer.add_callback(watcher()(trainer, stopper, out / method.steps_file, ready.start, told))
    if ready.first_process:
        from torch.utils.tensorboard import SummaryWriter

        writer = SummaryWriter(str(out / "tensorboard"), purge_step=ready.start + 1)
        trainer.add_callback(TensorBoardCallback(writer))
