"""Model and processor of a training: what the machine must have, how they are loaded, and how the result is written."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from typing import Any

from codepercept.errors import UserError
from codepercept.models.processor import without_video
from codepercept.train.config import TrainConfig

_NEEDED = ("torch", "transformers", "trl", "accelerate", "datasets", "tensorboard")


def check_machine(config: TrainConfig) -> None:
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


def load_processor(config: TrainConfig) -> Any:
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


def load_model(config: TrainConfig) -> Any:
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


def complete_processor(model: str, revision: str | None, folder: Path) -> None:
    """Add the settings for videos, which `AutoProcessor` looks for although figures need none."""
    from transformers.utils import cached_file

    name = "video_preprocessor_config.json"
    if not (folder / name).exists():
        found = cached_file(model, name, revision=revision, _raise_exceptions_for_missing_entries=False)
        if found is not None:
            shutil.copyfile(found, folder / name)


def save_model(config: TrainConfig, trainer: Any, out: Path) -> None:
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
            complete_processor(config.model, config.revision, part)
            (part / "training_args.bin").unlink(missing_ok=True)  # holds this machine's paths
            shutil.rmtree(out / name, ignore_errors=True)
            part.replace(out / name)
