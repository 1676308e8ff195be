"""Settings of a training: from a YAML file plus flags, checked before anything is loaded."""

from __future__ import annotations

import contextlib
import difflib
import fcntl
import hashlib
import json
import shutil
import types
from pathlib import Path
from typing import Any, Literal, Self, TypeVar, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, Field, ValidationError, model_validator

from codepercept.config.models import ModelsSection, Section
from codepercept.config.recipe import LimitsSection, differing_keys, explain, place_models, read_yaml
from codepercept.errors import UserError
from codepercept.pipeline.rundir import RunDir

S = TypeVar("S", bound=Section)
T = TypeVar("T", bound="TrainConfig")

WHOLE = "whole"
"""Empty file in a checkpoint's folder, written last."""

LANGUAGE_LAYERS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
"""Linear layers of Qwen3-VL's language model; those of its vision tower have other names."""


class TaskWeights(Section):
    """How often an epoch sees each row of a task: 1 once, 2 twice, 0.5 a drawn half of them, 0 never."""

    caption: float = Field(1.0, ge=0, le=100)
    code: float = Field(1.0, ge=0, le=100)

    @model_validator(mode="after")
    def _some(self) -> TaskWeights:
        if self.caption == self.code == 0:
            raise ValueError("one of `caption` and `code` must be above 0")
        return self


class LoraSection(Section):
    """Low-rank adapters instead of all weights."""

    r: int = Field(64, ge=1, le=4096)
    alpha: float = Field(128.0, gt=0)
    dropout: float = Field(0.05, ge=0, lt=1)
    targets: tuple[str, ...] = Field(LANGUAGE_LAYERS, min_length=1)
    """Ends of the names of the layers that get adapters."""


class TrainConfig(Section):
    """Common to supervised training and reinforcement learning."""

    model: str = Field(min_length=1)
    """Folder of a checkpoint, or a name on the Hugging Face hub."""
    revision: str | None = None
    """Of a model on the hub: branch, tag or commit."""
    data: str = Field(min_length=1)
    """Run directory of `codepercept build`, or folder written by `codepercept export --to trl`."""
    out: str = Field(min_length=1)

    learning_rate: float = Field(3e-6, gt=0, allow_inf_nan=False)
    min_learning_rate: float = Field(2e-7, ge=0, allow_inf_nan=False)
    """Where the cosine ends."""
    warmup: float = Field(0.05, ge=0, lt=1)
    """Part of all steps in which the learning rate rises."""
    weight_decay: float = Field(0.1, ge=0, allow_inf_nan=False)
    adam_beta1: float = Field(0.9, ge=0, lt=1)
    adam_beta2: float = Field(0.95, ge=0, lt=1)
    max_grad_norm: float = Field(1.0, gt=0, allow_inf_nan=False)
    batch_size: int = Field(2, ge=1)
    """Rows of each device at a time; with GRPO, completions that learn at a time."""
    accumulation: int = Field(2, ge=1)
    """Such batches of each device in one step."""
    epochs: float = Field(1.0, gt=0, allow_inf_nan=False)
    max_steps: int | None = Field(None, ge=1)
    """Instead of `epochs`: rows come round again until so many steps are done."""

    freeze_vision: bool = False
    """Leave the vision tower and what joins it to the language model as they are."""
    lora: LoraSection | None = None
    bf16: bool = True
    attention: Literal["flash_attention_2", "sdpa", "eager"] = "flash_attention_2"
    gradient_checkpointing: bool = True
    deepspeed: str | None = None
    """A DeepSpeed configuration file."""

    save_steps: int = Field(500, ge=1)
    keep_checkpoints: int = Field(2, ge=1)
    logging_steps: int = Field(10, ge=1)
    seed: int = Field(0, ge=0)
    threads: int | None = Field(None, ge=1)
    """Of torch on the CPU; None leaves it to torch, or to one where there is no GPU."""
    prepare_workers: int = Field(1, ge=1)
    """Processes that check the rows before training."""
    loader_workers: int = Field(0, ge=0)
    """Processes of each device that read rows during training; 0: the training process itself."""
    inputs: dict[str, str] = Field(default_factory=dict)
    """Filled in: hashes of model and data, number of processes."""

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        if self.min_learning_rate > self.learning_rate:
            raise ValueError("`min_learning_rate` is where the learning rate ends; it cannot be above `learning_rate`")
        return self


class SftConfig(TrainConfig):
    """Image to caption and image to explanatory code. Defaults are the paper's; where it is silent, ms-swift's."""

    task: Literal["sft"] = "sft"
    tasks: TaskWeights = TaskWeights()
    code_answer: Literal["explained", "plain"] = "explained"
    """Of a run's rows: the explanation that holds the program, or a block with the program alone."""
    code_prompt: str | None = Field(None, min_length=1)
    """Of a run's rows: this question for code instead of ours."""
    max_length: int = Field(8192, ge=16)
    """In tokens, picture included; longer rows are left out, never cut."""


class RewardConfig(Section):
    """What a reward is made of."""

    weights: dict[Literal["format", "execution", "code", "image"], float] = Field(default_factory=dict)
    """Of the parts, 1 where none is given."""
    judges: Literal["deterministic", "llm"] = "deterministic"
    """Who compares with the true figure: our scorers, or the role `judge` of `models`."""
    code_scorer: str | None = None
    """Import path, `package.module:object`, of a `scorers.base.Scorer` that compares programs instead."""
    image_scorer: str | None = None
    """The same for pictures."""
    models: ModelsSection | None = None
    limits: LimitsSection = LimitsSection()
    workers: int = Field(2, ge=1)
    """Programs run at once."""
    seconds: float | None = Field(None, gt=0)
    """For a whole batch; what is not scored by then stays unscored."""
    unsafe_sandbox: bool = False

    @model_validator(mode="after")
    def _someone_judges(self) -> RewardConfig:
        if self.judges == "llm" and (self.models is None or self.models.role("judge") is None):
            raise ValueError("`judges: llm` needs `models` with a model for the role `judge`")
        return self


class VllmSection(Section):
    """Completions by vLLM instead of the model in training; its weights are kept up to date."""

    mode: Literal["colocate", "server"] = "colocate"
    """In the training processes, or a server that `trl vllm-serve` started."""
    server: str | None = None
    """URL of the server."""
    memory: float = Field(0.3, gt=0, lt=1)
    """Share of each device's memory, of `colocate`."""
    tensor_parallel: int = Field(1, ge=1)
    max_length: int | None = Field(None, ge=16)
    """In tokens, prompt and completion."""
    sleep: bool = False
    """Give the memory back during each update."""

    @model_validator(mode="after")
    def _placed(self) -> VllmSection:
        if (self.mode == "server") != (self.server is not None):
            raise ValueError("`server` is the URL that `mode: server` needs, and only that")
        return self


class GrpoConfig(TrainConfig):
    """Image to code by reinforcement. Defaults are the paper's; where it is silent, veRL's."""

    task: Literal["grpo"] = "grpo"
    chosen: str | None = None
    """File `chosen.jsonl` of `codepercept train difficulty`: only its samples are trained on."""
    prompt: str | None = Field(None, min_length=1)
    """The question, instead of ours."""
    reward: RewardConfig = RewardConfig()

    learning_rate: float = Field(1e-6, gt=0, allow_inf_nan=False)
    min_learning_rate: float = Field(1e-6, ge=0, allow_inf_nan=False)
    """Where the cosine ends; the same as `learning_rate`: it stays constant after the warm-up."""
    weight_decay: float = Field(0.01, ge=0, allow_inf_nan=False)
    adam_beta2: float = Field(0.999, ge=0, lt=1)
    max_grad_norm: float = Field(0.5, gt=0, allow_inf_nan=False)
    batch_size: int = Field(8, ge=1)
    completions: int = Field(8, ge=2)
    """To each prompt."""
    max_prompt: int = Field(8192, ge=16)
    """In tokens, picture included; rows with a longer one are left out."""
    max_completion: int = Field(8192, ge=1)
    """In tokens; longer answers are cut off there, and rewarded as they are."""
    leave_out_cut: bool = False
    """Answers that were cut off bear no loss."""
    temperature: float = Field(1.0, gt=0, le=2)
    top_p: float = Field(0.85, gt=0, le=1)
    repetition_penalty: float = Field(1.1, gt=0, le=2)
    kl: float = Field(0.001, ge=0, allow_inf_nan=False)
    """Weight of the divergence from the model as it was (beta)."""
    loss: Literal["dapo", "grpo", "dr_grpo", "bnpo"] = "dapo"
    """How tokens are averaged: over the whole step, as veRL does; in each answer first, as the first paper did; ..."""
    vllm: VllmSection | None = None
    save_steps: int = Field(50, ge=1)
    logging_steps: int = Field(1, ge=1)


FREE = ("model", "revision", "data", "out", "deepspeed", "save_steps", "keep_checkpoints", "logging_steps", "threads",
        "prepare_workers", "loader_workers", "chosen")  # fmt: skip
"""What a resumed run may change; that model, data and further files are the same, their hashes in `inputs` say."""


FREE_WITHIN = {"reward": ("workers", "seconds"), "vllm": ("server", "memory", "tensor_parallel", "max_length", "sleep")}
"""The same within sections; where judges are reached is free as well."""


def differing_settings(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Dotted names of the keys in which two resolved settings differ, but for `FREE` ones."""
    return differing_keys(*(_fixed(side) for side in (old, new)))


def _fixed(settings: dict[str, Any]) -> dict[str, Any]:
    kept = {k: v for k, v in settings.items() if k not in FREE}
    for section, free in FREE_WITHIN.items():
        if isinstance(kept.get(section), dict):
            kept[section] = {k: v for k, v in kept[section].items() if k not in free}
    models = (kept.get("reward") or {}).get("models")
    if isinstance(models, dict):
        kept["reward"] = {**kept["reward"], "models": {**models, "endpoints": None}}
    return kept


def load_training(kind: type[T], path: Path, overrides: dict[str, Any] | None = None) -> T:
    """Read and check the settings of a training.

    Args:
        kind: `SftConfig` or `GrpoConfig`.
        path: a YAML file. Relative paths in it are relative to the file.
        overrides: top-level keys that replace the file's; paths in them are taken as they are.

    Raises:
        UserError: one sentence that names the file, the key and the fix.
    """
    data = read_yaml(path, "settings of a training are a mapping of keys to values, with at least `model` and `data`")
    if data.pop("inputs", None) is not None:
        raise UserError(f"{path}: `inputs` is filled in by the program; leave it out")
    for key in ("data", "out", "deepspeed", "chosen", "model"):
        value = data.get(key)
        if isinstance(value, str) and (key != "model" or _is_folder(path.parent, value)):
            data[key] = str((path.parent / Path(value).expanduser()).resolve())
    config = check(kind, {**data, **(overrides or {})}, str(path))
    if config.deepspeed is not None:
        _check_deepspeed(Path(config.deepspeed), config)
    if isinstance(config, GrpoConfig):
        models = place_models(config.reward.models, path.parent)
        return config.model_copy(update={"reward": config.reward.model_copy(update={"models": models})})
    return config


def check(kind: type[S], data: dict[str, Any], where: str) -> S:
    """Settings from their keys; problems are told in one sentence, an unknown key with its near match.

    Raises:
        UserError: the first problem.
    """
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        problem = error.errors()[0]
        if problem["type"] != "extra_forbidden":
            raise UserError(f"{where}: {explain(error, kind)}") from None
        *above, key = (str(p) for p in problem["loc"])
        known = sorted(k for k in _at(kind, above).model_fields if k != "inputs")
        close = difflib.get_close_matches(key, known, 1)
        hint = f"did you mean `{close[0]}`?" if close else f"known keys: {', '.join(known)}"
        raise UserError(f"{where}: unknown key `{'.'.join([*above, key])}`; {hint}") from None


def _at(kind: type[BaseModel], keys: list[str]) -> type[BaseModel]:
    """The section that lies under these keys."""
    for key in keys:
        field = kind.model_fields.get(key)
        choices = [] if field is None else [field.annotation]
        if choices and get_origin(choices[0]) in (Union, types.UnionType):
            choices = list(get_args(choices[0]))
        kind = next((c for c in choices if isinstance(c, type) and issubclass(c, BaseModel)), kind)
    return kind


def _is_folder(base: Path, model: str) -> bool:
    """Whether a model is meant as a folder; `Qwen/Qwen3-VL-8B-Instruct` may be both, one that is there wins."""
    return model.startswith((".", "/", "~")) or (base / model).is_dir()


def _check_deepspeed(path: Path, config: TrainConfig) -> None:
    try:
        settings = json.loads(path.read_text(encoding="utf-8"))
        stage = settings.get("zero_optimization", {}).get("stage", 0)
    except FileNotFoundError:
        raise UserError(f"{path}: no such DeepSpeed file") from None
    except (OSError, ValueError, AttributeError) as error:
        raise UserError(f"{path}: not a DeepSpeed configuration in JSON ({error})") from None
    if stage == 3 and config.lora is not None:
        raise UserError(f"{path}: adapters cannot be merged out of ZeRO-3; use ZeRO-2, or leave `lora` out")


def begin(stack: contextlib.ExitStack, config: T, data: str, processes: int) -> T:
    """Take the output folder for a training, or refuse it; half-written checkpoints are removed.

    Args:
        stack: holds the folder's lock.
        config: the settings.
        data: hash of the data.
        processes: how many train together.

    Returns:
        The settings with `inputs` filled in; they are kept as `settings.yaml`.

    Raises:
        UserError: the folder cannot be written, is in use, holds other files, or a training with other settings.
    """
    folder = Path(config.out)
    settings = folder / "settings.yaml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not settings.exists() and any(not p.name.startswith(".") for p in folder.iterdir()):
            raise UserError(f"{folder}: this folder holds other files; name a new or empty one with --out")
        lock = stack.enter_context((folder / ".lock").open("w"))
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UserError(f"{folder}: another training is writing here; wait for it or choose another --out") from None
    except OSError as error:
        raise UserError(f"{folder}: cannot be written ({error.strerror}); choose another --out") from None
    inputs = {"data": data, "model": _identity(config), "processes": str(processes)}
    for key in ("deepspeed", "chosen"):
        if file := getattr(config, key, None):
            inputs[key] = hashlib.sha256(Path(file).read_bytes()).hexdigest()
    config = config.model_copy(update={"inputs": inputs})
    if settings.exists() and (keys := differing_settings(resolved(folder), config.model_dump(mode="json"))):
        raise UserError(
            f"{folder}: holds a training with other settings (differs in {', '.join(keys[:8])}); "
            "choose another --out, or repeat those settings to resume it"
        )
    RunDir(folder).write_text("settings.yaml", yaml.safe_dump(config.model_dump(mode="json"), sort_keys=False))
    for checkpoint in (folder / "checkpoints").glob("checkpoint-*"):
        if not (checkpoint / WHOLE).exists():
            shutil.rmtree(checkpoint)
    return config


def resolved(folder: Path) -> dict[str, Any]:
    """The settings that are kept in an output folder.

    Raises:
        UserError: they cannot be read.
    """
    try:
        found = yaml.safe_load((folder / "settings.yaml").read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError):
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("inputs"), dict):
        raise UserError(f"{folder}/settings.yaml: cannot be read; choose another --out")
    return found


def whole_checkpoints(folder: Path) -> list[Path]:
    """Checkpoints of an output folder that were written to their end, the last step first."""
    found = [p.parent for p in (folder / "checkpoints").glob(f"checkpoint-*/{WHOLE}")]
    return sorted(found, key=lambda p: int(p.name.rpartition("-")[2]), reverse=True)


def _identity(config: TrainConfig) -> str:
    """The hash of a checkpoint's files; of a model on the hub, its name and revision."""
    folder = Path(config.model)
    if not folder.is_dir():
        return f"{config.model}@{config.revision or 'main'}"
    digest = hashlib.sha256()
    for file in sorted(p for p in folder.iterdir() if p.is_file() and p.suffix != ".md"):
        with file.open("rb") as stream:
            digest.update(file.name.encode() + b"\0" + hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()
