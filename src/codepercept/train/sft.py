"""Supervised training (S1): a picture and a question go in, the loss is on the answer only.

The output folder holds `settings.yaml`, `rows.parquet` and `left_out.jsonl` (what is trained on, what is not and why),
`losses.jsonl` (a line for each step), `tensorboard/`, `checkpoints/`, and at the end `model/` and `summary.json`.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import json
import math
import os
import shutil
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from codepercept.errors import CodePerceptError, UserError
from codepercept.models.processor import without_video
from codepercept.train.card import finished, sum_up
from codepercept.train.config import WHOLE, SftConfig, begin, resolved, whole_checkpoints
from codepercept.train.data import TASKS, Collator, Plan, Source, order, prepare

_NEEDED = ("torch", "transformers", "trl", "accelerate", "datasets", "tensorboard")


def train_sft(config: SftConfig, *, quiet: bool = False) -> dict[str, Any]:
    """Train, or go on from the last checkpoint in `config.out`.

    The same settings, data and number of processes give the same losses, however often the run was interrupted.

    Args:
        config: see `load_sft`.
        quiet: no progress on stderr.

    Returns:
        What is in `summary.json`; {} in all processes of a distributed training but the first.

    Raises:
        UserError: settings, model or data cannot be used, or the disk is full.
        CodePerceptError: loss or gradient became infinite or NaN.
        KeyboardInterrupt: SIGINT or SIGTERM came; the last step is in a checkpoint.
    """
    _check_machine(config)
    with contextlib.ExitStack() as stack:
        stopper = stack.enter_context(Stopper())
        args = _arguments(config, quiet)
        out, source = Path(config.out), Source(Path(config.data))
        processor = _load_processor(config)
        with args.main_process_first(local=False, desc="checking the data"):
            if args.process_index == 0:
                config = begin(stack, config, source.sha256(), args.world_size)
            config = config.model_copy(update={"inputs": resolved(out)["inputs"]})
            if (done := finished(out)) is not None:
                return done if args.process_index == 0 else {}
            plan = _plan(config, out, source, processor)
        weights = config.tasks.model_dump()
        step_rows = config.batch_size * config.accumulation * args.world_size
        wanted = None if config.max_steps is None else config.max_steps * step_rows
        numbers = order(plan, weights, config.seed, config.epochs, wanted)
        if args.process_index == 0 and not quiet:
            print(_start_line(plan, len(numbers), out), file=sys.stderr)

        checkpoint = next(iter(whole_checkpoints(out)), None)
        trainer = _trainer(config, args, processor, source, plan, numbers, stopper, checkpoint)
        stopper.training = True
        trainer.train(resume_from_checkpoint=None if checkpoint is None else str(checkpoint))
        if stopper.agreed:
            raise KeyboardInterrupt
        parameters = {
            "trained": sum(p.numel() for p in trainer.model.parameters() if p.requires_grad),
            "all": sum(p.numel() for p in trainer.model.parameters()),
        }
        _save_model(config, trainer, out)
        if args.process_index != 0:
            return {}
        return sum_up(config, plan.counts(), len(numbers), parameters)


class Stopper:
    """SIGINT and SIGTERM: the first one during training asks for a checkpoint, any later one interrupts at once.

    `agreed` is set when all processes have stopped at the same step because one of them was asked to.
    """

    def __init__(self) -> None:
        self.training = self.asked = self.agreed = False
        self._first = 0.0

    def __enter__(self) -> Stopper:
        self._before = {}
        if threading.current_thread() is threading.main_thread():  # elsewhere there are no signals to handle
            self._before = {s: signal.signal(s, self._caught) for s in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _caught(self, *_: object) -> None:
        # A terminal and a launcher may both pass on the same Ctrl-C.
        if not self.training or (self.asked and time.monotonic() - self._first > 2):
            raise KeyboardInterrupt
        if not self.asked:
            self.asked, self._first = True, time.monotonic()


def _check_machine(config: SftConfig) -> None:
    needed = (*_NEEDED, *(("peft",) if config.lora else ()))
    if missing := [m for m in needed if importlib.util.find_spec(m) is None]:
        raise UserError(f"training needs {', '.join(missing)}; install codepercept[train]")
    if config.deepspeed and importlib.util.find_spec("deepspeed") is None:
        raise UserError("`deepspeed` is set, but DeepSpeed is not installed; install it, or leave the key out")
    if config.deepspeed and "RANK" not in os.environ:
        raise UserError("`deepspeed` needs a launcher: put `accelerate launch -m codepercept.cli` before `train sft`")
    if config.attention == "flash_attention_2" and importlib.util.find_spec("flash_attn") is None:
        raise UserError("`attention: flash_attention_2` needs the package flash-attn; install it, or set `sdpa`")
    import torch
    from transformers.utils import is_torch_bf16_gpu_available

    if config.bf16 and not is_torch_bf16_gpu_available():
        raise UserError("`bf16: true` needs a GPU that can do it, and there is none; set `bf16: false`")
    # More threads than one cost more than they give on small models, and make sums depend on their number.
    if threads := config.threads or (None if torch.cuda.is_available() else 1):
        torch.set_num_threads(threads)


def _arguments(config: SftConfig, quiet: bool) -> Any:
    import torch
    from transformers.utils import logging
    from trl import SFTConfig as Arguments

    if quiet:
        logging.disable_progress_bar()
    return Arguments(
        output_dir=str(Path(config.out) / "checkpoints"),
        num_train_epochs=1,  # the order of rows runs through all epochs
        train_sampling_strategy="sequential",
        per_device_train_batch_size=config.batch_size,
        gradient_accumulation_steps=config.accumulation,
        learning_rate=config.learning_rate,
        lr_scheduler_type="cosine_with_min_lr",
        lr_scheduler_kwargs={"min_lr_rate": config.min_learning_rate / config.learning_rate},
        warmup_steps=config.warmup,
        weight_decay=config.weight_decay,
        adam_beta1=config.adam_beta1,
        adam_beta2=config.adam_beta2,
        max_grad_norm=config.max_grad_norm,
        completion_only_loss=True,
        max_length=None,  # rows that are too long are left out before
        dataset_kwargs={"skip_prepare_dataset": True},
        remove_unused_columns=False,
        dataloader_num_workers=config.loader_workers,
        use_cpu=not torch.accelerator.is_available(),  # several processes find each other on a CPU only if told so
        bf16=config.bf16,
        gradient_checkpointing=config.gradient_checkpointing,
        deepspeed=config.deepspeed,
        save_strategy="steps",
        save_steps=config.save_steps,
        logging_steps=config.logging_steps,
        logging_nan_inf_filter=False,
        report_to=[],
        disable_tqdm=quiet,
        seed=config.seed,
        ddp_timeout=86_400,  # the others wait while the first process checks the data
    )


def _plan(config: SftConfig, folder: Path, source: Source, processor: Any) -> Plan:
    tasks = [t for t in TASKS if getattr(config.tasks, t) > 0]
    key = {"tasks": tasks, "max_length": config.max_length, **{k: config.inputs[k] for k in ("data", "model")}}
    plan = Plan.load(folder, key)
    if plan is None:
        made = prepare(source, processor, config.max_length, tasks, config.prepare_workers)
        plan = Plan(made.rows, made.left_out, key)
        plan.write(folder)
    return plan


def _start_line(plan: Plan, rows: int, folder: Path) -> str:
    counts = plan.counts()
    line = f"{rows} rows to go through: " + ", ".join(f"{n} {task}" for task, n in counts["rows"].items())
    if counts["left_out"]:
        why = ", ".join(f"{n} {kind}" for kind, n in counts["left_out"].items())
        line += f"; left out: {why} (see {folder / 'left_out.jsonl'})"
    return line


def _load_processor(config: SftConfig) -> Any:
    from transformers import AutoProcessor

    without_video()
    try:
        processor = AutoProcessor.from_pretrained(config.model, revision=config.revision)
    except (OSError, ValueError) as error:
        raise UserError(
            f"{config.model}: no checkpoint with a processor there ({str(error).splitlines()[0]})"
        ) from None
    if getattr(processor, "chat_template", None) is None or not hasattr(processor, "image_processor"):
        raise UserError(f"{config.model}: this model takes no pictures, or has no chat template")
    return processor


def _load_model(config: SftConfig) -> Any:
    import torch
    from transformers import AutoModelForImageTextToText

    # Weights that are trained stay in float32 unless DeepSpeed keeps such a copy: small steps would round away.
    narrow = config.bf16 and (config.deepspeed is not None or config.lora is not None)
    try:
        model = AutoModelForImageTextToText.from_pretrained(
            config.model, revision=config.revision, dtype=torch.bfloat16 if narrow else torch.float32,
            attn_implementation=config.attention,
        )  # fmt: skip
    except (OSError, ValueError) as error:
        raise UserError(f"{config.model}: no image-text model there ({str(error).splitlines()[0]})") from None
    if config.freeze_vision:
        vision = [p for name, p in model.named_parameters() if ".visual." in f".{name}"]
        if not vision:
            raise UserError(f"{config.model}: `freeze_vision` knows no vision tower in {type(model).__name__}")
        for parameter in vision:
            parameter.requires_grad_(False)
    return model


def _trainer(
    config: SftConfig,
    args: Any,
    processor: Any,
    source: Source,
    plan: Plan,
    numbers: Any,
    stopper: Stopper,
    checkpoint: Path | None,
) -> Any:
    from datasets import Dataset
    from transformers import PrinterCallback
    from transformers.integrations import TensorBoardCallback
    from trl.trainer.sft_trainer import DataCollatorForVisionLanguageModeling

    trainer_class, watcher_class = _watched()
    adapters = None
    if config.lora is not None:
        from peft import LoraConfig

        adapters = LoraConfig(
            r=config.lora.r, lora_alpha=config.lora.alpha, lora_dropout=config.lora.dropout, task_type="CAUSAL_LM",
            target_modules=list(config.lora.targets),
            exclude_modules=r".*\.visual\..*" if config.freeze_vision else None,
        )  # fmt: skip
    inner = DataCollatorForVisionLanguageModeling(processor, max_length=None, completion_only_loss=True)
    try:
        trainer = trainer_class(
            model=_load_model(config),
            args=args,
            processing_class=processor,
            train_dataset=Dataset.from_dict({"number": numbers}),
            data_collator=Collator(source, plan, inner),
            peft_config=adapters,
        )
    except ValueError as error:
        if adapters is None:
            raise
        raise UserError(f"`lora.targets`: {str(error).splitlines()[0]}") from None
    trainer.remove_callback(PrinterCallback)  # stdout is for the result
    out, start = Path(config.out), 0 if checkpoint is None else int(checkpoint.name.rpartition("-")[2])
    trainer.keep, trainer.base = config.keep_checkpoints, config.model
    trainer.ids = plan.rows.select(["id", "task"])
    trainer.add_callback(watcher_class(trainer, stopper, out / "losses.jsonl", start))
    if args.process_index == 0:
        from torch.utils.tensorboard import SummaryWriter

        trainer.add_callback(TensorBoardCallback(SummaryWriter(str(out / "tensorboard"), purge_step=start + 1)))
    return trainer


@functools.cache
def _watched() -> tuple[Any, Any]:
    """TRL's trainer under watch, and the callback that belongs to it; made here because TRL is optional."""
    import torch
    from accelerate.utils import gather_object
    from transformers import TrainerCallback
    from trl import SFTTrainer

    class WatchedTrainer(SFTTrainer):  # type: ignore[misc]
        """An SFT trainer whose batches say which rows they hold.

        To be set before training: `ids` (a table with columns id and task by row number), `keep` (how many checkpoints
        stay), `base` (the model that is trained, for messages and its processor's files).
        """

        ids: Any
        keep: int
        base: str
        step_loss = 0.0
        """Of the step under way, over all processes."""

        def __init__(self, *args: Any, **options: Any) -> None:
            self._rows: list[int] = []
            super().__init__(*args, **options)
            # TRL's loss takes the number of answer tokens of the whole step, so that each token weighs the same however
            # the step is divided; the base does not count them for Qwen3-VL unless told so.
            self.model_accepts_loss_kwargs = True

        def compute_loss(self, model: Any, inputs: Any, *args: Any, **options: Any) -> Any:
            """As TRL's; a loss that is no number ends the training before it reaches a gradient."""
            self._rows += inputs.pop("rows").tolist()
            loss = super().compute_loss(model, inputs, *args, **options)
            mean = float(self.accelerator.gather(loss.detach().reshape(1)).mean())
            if not math.isfinite(mean):
                self._give_up("loss", mean)
            self.step_loss += mean
            return loss

        def _get_grad_norm(self, *args: Any, **options: Any) -> Any:
            norm = super()._get_grad_norm(*args, **options)
            if norm is not None and not math.isfinite(float(norm)):
                self._give_up("gradient", float(norm))
            return norm

        def _give_up(self, what: str, value: float) -> None:
            numbers = sorted(set(gather_object(list(self._rows))))
            rows = [f"{self.ids['id'][n]} ({self.ids['task'][n]})" for n in numbers[:32]]
            more = f" and {len(numbers) - 32} more" if len(numbers) > 32 else ""
            raise CodePerceptError(
                f"the {what} of step {self.state.global_step + 1} is {value}; its rows are {', '.join(rows)}{more}; "
                "look at those rows, or train with a lower learning_rate"
            )

        def step_done(self) -> float:
            """The loss of the step, and start of the next."""
            loss, self.step_loss = self.step_loss, 0.0
            self._rows.clear()
            return loss

        def create_model_card(self, *args: Any, **options: Any) -> None:
            """Nothing: the card is written at the end."""

        def _save_checkpoint(self, model: Any, trial: Any) -> None:
            """As the base's, then a mark that the checkpoint is whole, then older ones go."""
            folder = Path(self.args.output_dir) / f"checkpoint-{self.state.global_step}"
            try:
                super()._save_checkpoint(model, trial)
                self.accelerator.wait_for_everyone()
                if self.args.process_index == 0:
                    _complete_processor(self.base, None, folder)
                    (folder / WHOLE).write_text("")
            except Exception as error:
                # What the writers raise differs: OSError, safetensors' own, a RuntimeError of torch without a reason.
                full = "No space" in str(error) or shutil.disk_usage(self.args.output_dir).free < 64 << 20
                why = "the disk is full" if full else str(error).splitlines()[0]
                shutil.rmtree(folder, ignore_errors=True)
                last = next((p.name for p in whole_checkpoints(folder.parent.parent)), None)
                kept = f"{last} stays" if last else "there is none before it"
                raise UserError(
                    f"{folder}: the checkpoint cannot be written ({why}); {kept}; "
                    "make room, and the same command goes on"
                ) from error
            if self.args.process_index == 0:
                for old in whole_checkpoints(folder.parent.parent)[self.keep :]:
                    shutil.rmtree(old, ignore_errors=True)

    class Watcher(TrainerCallback):  # type: ignore[misc]
        """After each step: keeps its loss, and asks for a checkpoint and the end if any process was told to stop.

        Args:
            trainer: the trainer.
            stopper: tells whether this process was.
            losses: a line for each step goes there; lines after `start` are those of an interrupted run and go.
            start: steps that are done already.
        """

        def __init__(self, trainer: Any, stopper: Stopper, losses: Path, start: int) -> None:
            self._trainer, self._stopper, self._losses = trainer, stopper, losses
            if trainer.args.process_index == 0:
                lines = losses.read_text(encoding="utf-8").splitlines() if start and losses.exists() else []
                if len(lines) < start:
                    raise UserError(f"{losses}: does not reach checkpoint-{start}; begin anew with another --out")
                part = losses.with_name(f".{losses.name}.part")
                part.write_text("".join(f"{line}\n" for line in lines[:start]), encoding="utf-8")
                part.replace(losses)

        def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            """See `TrainerCallback`."""
            loss = self._trainer.step_done()
            if args.process_index == 0:
                with self._losses.open("a", encoding="utf-8") as file:
                    file.write(json.dumps({"step": state.global_step, "loss": loss}) + "\n")
            accelerator = self._trainer.accelerator
            asked = torch.tensor([int(self._stopper.asked)], device=accelerator.device)
            if int(accelerator.gather(asked).max()):
                # A signal reaches the processes at different steps; all must stop at the same one.
                self._stopper.agreed = control.should_save = control.should_training_stop = True

    return WatchedTrainer, Watcher


def _complete_processor(model: str, revision: str | None, folder: Path) -> None:
    """Add the settings for videos, which `AutoProcessor` looks for although figures need none."""
    from transformers.utils import cached_file

    name = "video_preprocessor_config.json"
    if not (folder / name).exists():
        found = cached_file(model, name, revision=revision, _raise_exceptions_for_missing_entries=False)
        if found is not None:
            shutil.copyfile(found, folder / name)


def _save_model(config: SftConfig, trainer: Any, out: Path) -> None:
    """Write `model/` (and `adapter/`), which appear whole; adapters are merged into `model/`."""
    import torch

    for name in ("adapter", "model") if config.lora else ("model",):
        part = out / f".{name}.part"
        if config.lora and name == "model":
            if trainer.args.process_index == 0:
                trainer.accelerator.unwrap_model(trainer.model).merge_and_unload().save_pretrained(part)
                trainer.processing_class.save_pretrained(part)
        else:
            if config.bf16 and not config.deepspeed:
                trainer.model.to(torch.bfloat16)
            trainer.save_model(str(part))
        trainer.accelerator.wait_for_everyone()
        if trainer.args.process_index == 0:
            _complete_processor(config.model, config.revision, part)
            (part / "training_args.bin").unlink(missing_ok=True)  # holds this machine's paths
            shutil.rmtree(out / name, ignore_errors=True)
            part.replace(out / name)
