"""What watches over a training: signals, a loss that is no number, checkpoints that are whole, a line for each step."""

from __future__ import annotations

import functools
import json
import math
import shutil
import signal
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from codepercept.errors import CodePerceptError, UserError
from codepercept.train.config import WHOLE, whole_checkpoints
from codepercept.train.model import complete_processor


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


def cut_lines(path: Path, start: int) -> list[str]:
    """Keep the lines of a file of JSON objects whose `step` is at most `start`; it appears whole.

    Returns:
        The lines that stay.
    """
    lines = path.read_text(encoding="utf-8").splitlines() if start and path.exists() else []
    kept = [line for line in lines if _step(line) <= start]
    part = path.with_name(f".{path.name}.part")
    part.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    part.replace(path)
    return kept


def _step(line: str) -> float:
    try:
        return float(json.loads(line)["step"])
    except (ValueError, KeyError, TypeError):
        return math.inf  # cut off when the run was killed


@functools.cache
def watched(trainer: Any) -> Any:
    """A trainer of TRL's under watch; made here because TRL is optional."""
    from accelerate.utils import gather_object

    class Watched(trainer):  # type: ignore[misc]
        """A trainer that knows which rows its step holds.

        To be set before training: `ids` (by row number, what a row is called), `keep` (how many checkpoints stay),
        `base` and `revision` (the model that is trained, for its processor's files).
        """

        ids: Any
        keep: int
        base: str
        revision: str | None
        step_loss = 0.0
        """Of the step under way, over all processes."""

        def __init__(self, *args: Any, **options: Any) -> None:
            self.step_rows: list[int] = []
            super().__init__(*args, **options)

        def compute_loss(self, model: Any, inputs: Any, *args: Any, **options: Any) -> Any:
            """As TRL's; a loss that is no number ends the training before it reaches a gradient."""
            if "rows" in inputs:
                self.step_rows += inputs.pop("rows").tolist()
            loss = super().compute_loss(model, inputs, *args, **options)
            mean = float(self.accelerator.gather(loss.detach().reshape(1)).mean())
            if not math.isfinite(mean):
                self.give_up("loss", mean)
            self.step_loss += mean
            return loss

        def _get_grad_norm(self, *args: Any, **options: Any) -> Any:
            norm = super()._get_grad_norm(*args, **options)
            if norm is not None and not math.isfinite(float(norm)):
                self.give_up("gradient", float(norm))
            return norm

        def give_up(self, what: str, value: float, *, together: bool = True) -> NoReturn:
            """End the training because a number is none; names step and rows, of all processes if `together`."""
            numbers = sorted(set(gather_object(list(self.step_rows)) if together else self.step_rows))
            rows = [self.ids(n) for n in numbers[:32]]
            more = f" and {len(numbers) - 32} more" if len(numbers) > 32 else ""
            raise CodePerceptError(
                f"the {what} of step {self.state.global_step + 1} is {value}; its rows are {', '.join(rows)}{more}; "
                "look at those rows, or train with a lower learning_rate"
            )

        def step_done(self) -> float:
            """The loss of the step, and start of the next."""
            loss, self.step_loss = self.step_loss, 0.0
            self.step_rows.clear()
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
                    complete_processor(self.base, self.revision, folder)
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

    return Watched


@functools.cache
def watcher() -> Any:
    """The callback that belongs to a watched trainer."""
    import torch
    from transformers import TrainerCallback

    class Watcher(TrainerCallback):  # type: ignore[misc]
        """After each step: keeps its loss, and asks for a checkpoint and the end if any process was told to stop.

        Args:
            trainer: the trainer.
            stopper: tells whether this process was.
            steps: a line for each step goes there; lines after `start` are those of an interrupted run and go.
            start: steps that are done already.
            told: what is said of a step on stderr, names to keys; None for nothing.
        """

        def __init__(
            self, trainer: Any, stopper: Stopper, steps: Path, start: int, told: Mapping[str, str] | None = None
        ) -> None:
            self._trainer, self._stopper, self._steps = trainer, stopper, steps
            self._told = told if trainer.args.process_index == 0 else None
            if trainer.args.process_index == 0 and len(cut_lines(steps, start)) < start:
                raise UserError(f"{steps}: does not reach checkpoint-{start}; begin anew with another --out")

        def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            """See `TrainerCallback`."""
            step = {"step": state.global_step, "loss": self._trainer.step_done(), **self._trainer.step_metrics()}
            if args.process_index == 0:
                with self._steps.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(step) + "\n")
            if self._told and (state.global_step % args.logging_steps == 0 or state.global_step == state.max_steps):
                values = "  ".join(f"{name} {step[key]:.3f}" for name, key in self._told.items() if key in step)
                print(f"step {state.global_step}/{state.max_steps}  {values}", file=sys.stderr)
            accelerator = self._trainer.accelerator
            asked = torch.tensor([int(self._stopper.asked)], device=accelerator.device)
            if int(accelerator.gather(asked).max()):
                # A signal reaches the processes at different steps; all must stop at the same one.
                self._stopper.agreed = control.should_save = control.should_training_stop = True

    return Watcher
