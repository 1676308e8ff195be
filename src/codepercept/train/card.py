"""The model card: what was trained, on which data, with which settings, and how the loss went. It tells no times."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from codepercept.pipeline.rundir import RunDir
from codepercept.train.config import FREE, SftConfig

_PACKAGES = ("codepercept", "torch", "transformers", "trl", "peft", "accelerate", "deepspeed")

_TEXT = """---
{head}---

# {name}

{base}, trained to see STEM figures: from a picture it writes a caption, or the matplotlib code that redraws the picture
with an explanation. The loss was on the answers only.

```python
from transformers import AutoModelForImageTextToText, AutoProcessor

processor = AutoProcessor.from_pretrained("{name}")
model = AutoModelForImageTextToText.from_pretrained("{name}")
```

## Data

Content hash: `{data_hash}`. {seen} rows went through, of {rows} different ones with {tokens} tokens.

{counts}
## Training

{steps} steps on {processes} process(es), {trained} of {parameters} parameters trained. Loss in nats per token of the
answers: {first:.4f} at the first step, {last:.4f} over the last tenth.

{curve}
## Settings

{settings}
Base model: `{model_hash}`.

## Versions

{versions}"""


def sum_up(config: SftConfig, counts: Mapping[str, Any], rows: int, parameters: Mapping[str, int]) -> dict[str, Any]:
    """Write `summary.json` and the cards of a training that is done.

    Args:
        config: resolved settings.
        counts: see `Plan.counts`.
        rows: how many rows went through.
        parameters: how many there are (`all`), and how many were `trained`.

    Returns:
        The summary.
    """
    out = Path(config.out)
    losses = list(read_losses(out / "losses.jsonl"))
    tail = losses[-max(1, len(losses) // 10) :]
    summary = {
        "model": str(out / "model"),
        "base_model": Path(config.model).name if Path(config.model).is_dir() else config.model,
        "inputs": config.inputs,
        **counts,
        "rows_seen": rows,
        "steps": len(losses),
        "first_loss": losses[0],
        "loss": math.fsum(tail) / len(tail),
        "parameters": parameters,
    }
    for name in ("model", "adapter") if config.lora else ("model",):
        write_card(out / name / "README.md", config, summary, losses)
    RunDir(out).write_json("summary.json", summary)
    return summary


def finished(out: Path) -> dict[str, Any] | None:
    """The summary of an output folder, None while there is none."""
    try:
        found: dict[str, Any] = json.loads((out / "summary.json").read_text(encoding="utf-8"))
        return found
    except (OSError, ValueError):
        return None


def read_losses(path: Path) -> Iterator[float]:
    """The loss of each step, in nats per token of the answers."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["loss"]


def write_card(path: Path, config: SftConfig, summary: Mapping[str, Any], losses: Sequence[float]) -> None:
    """Write a model's `README.md`, which Hugging Face shows as its card.

    Args:
        path: the file.
        config: resolved settings.
        summary: see `train_sft`.
        losses: of each step.
    """
    base = summary["base_model"]
    on_hub = base == config.model
    head = (f"base_model: {base}\n" if on_hub else "") + (
        "library_name: transformers\npipeline_tag: image-text-to-text\ntags: [codepercept, stem, matplotlib, sft]\n"
    )
    counts = {**summary["rows"], **{f"left out: {kind}": n for kind, n in summary["left_out"].items()}}
    settings = {k: v for k, v in config.model_dump(mode="json").items() if k not in (*FREE, "inputs", "task")}
    places = sorted({round(i * (len(losses) - 1) / 10) for i in range(11)})
    text = _TEXT.format(
        head=head,
        name=path.parent.parent.name if path.parent.name == "model" else f"{path.parent.parent.name}-adapter",
        base=f"[{base}](https://huggingface.co/{base})" if on_hub else f"The checkpoint `{base}`",
        data_hash=summary["inputs"]["data"],
        seen=summary["rows_seen"],
        rows=sum(summary["rows"].values()),
        tokens=summary["tokens"],
        counts=_table(("task", "rows"), counts),
        steps=summary["steps"],
        processes=summary["inputs"]["processes"],
        trained=summary["parameters"]["trained"],
        parameters=summary["parameters"]["all"],
        first=summary["first_loss"],
        last=summary["loss"],
        curve=_table(("step", "loss"), {i + 1: f"{losses[i]:.4f}" for i in places}),
        settings=_table(("key", "value"), settings),
        model_hash=summary["inputs"]["model"],
        versions=_table(("package", "version"), _versions()),
    )
    path.write_text(text, encoding="utf-8")


def _versions() -> dict[str, str]:
    return {p: importlib.metadata.version(p) for p in _PACKAGES if importlib.util.find_spec(p) is not None}


def _table(head: tuple[str, str], rows: Mapping[Any, Any]) -> str:
    lines = "".join(f"| {key} | {value} |\n" for key, value in rows.items())
    return f"| {head[0]} | {head[1]} |\n|---|---:|\n{lines}"
