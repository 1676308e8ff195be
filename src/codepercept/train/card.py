"""The model card: what was trained, on which data, with which settings, and how the loss went. It tells no times."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from codepercept.pipeline.rundir import RunDir
from codepercept.train.config import FREE, TrainConfig

_PACKAGES = ("codepercept", "torch", "transformers", "trl", "peft", "accelerate", "deepspeed")

_TEXT = """---
{head}---

# {name}

{base}, trained to see STEM figures: {what}

```python
from transformers import AutoModelForImageTextToText, AutoProcessor

processor = AutoProcessor.from_pretrained("{name}")
model = AutoModelForImageTextToText.from_pretrained("{name}")
```

## Data

Content hash: `{data_hash}`. {seen} rows went through, of {rows} different ones with {tokens} tokens.

{counts}
## Training

{steps} steps on {processes} process(es), {trained} of {parameters} parameters trained. {measure}: {first}
at the first step, {last} over the last tenth.

{curve}
## Settings

{settings}
Base model: `{model_hash}`.

## Versions

{versions}"""


_WHAT = {
    "sft": "from a picture it writes a caption, or the matplotlib code that redraws the\npicture, with an explanation. "
    "The loss was on the answers only.",
    "grpo": "from a picture it writes the matplotlib code that redraws it. Its answers\nwere executed and rewarded for "
    "format, execution, code and picture (GRPO).",
}
_MEASURES = {"sft": ("loss", "Loss in nats per token of the answers"), "grpo": ("reward", "Mean reward of the answers")}


def sum_up(
    config: TrainConfig, counts: Mapping[str, Any], rows: int, parameters: Mapping[str, int], steps_file: Path
) -> dict[str, Any]:
    """Write `summary.json` and the cards of a training that is done.

    Args:
        config: resolved settings.
        counts: see `Plan.counts`.
        rows: how many rows went through.
        parameters: how many there are (`all`), and how many were `trained`.
        steps_file: has a line for each step.

    Returns:
        The summary.
    """
    out = Path(config.out)
    measure = _MEASURES[_method(config)][0]
    steps = [json.loads(line) for line in steps_file.read_text(encoding="utf-8").splitlines()]
    tail = steps[-max(1, len(steps) // 10) :]
    keys = dict.fromkeys(k for s in tail for k in s if k != "step")
    last = {k: _mean(s[k] for s in tail if k in s) for k in keys}
    values = {s["step"]: s[measure] for s in steps if measure in s}  # a step may have none: nothing was rewarded
    summary = {
        "model": str(out / "model"),
        "base_model": Path(config.model).name if Path(config.model).is_dir() else config.model,
        "inputs": config.inputs,
        **counts,
        "rows_seen": rows,
        "steps": len(steps),
        f"first_{measure}": next(iter(values.values()), None),
        measure: last.pop(measure, None),
        **({} if measure == "loss" else {"last_tenth": last}),
        "parameters": parameters,
    }
    for name in ("model", "adapter") if config.lora else ("model",):
        write_card(out / name / "README.md", config, summary, values)
    RunDir(out).write_json("summary.json", summary)
    return summary


def _method(config: TrainConfig) -> str:
    return str(getattr(config, "task", "sft"))


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.4f}"


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return math.fsum(found) / len(found)


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


def write_card(path: Path, config: TrainConfig, summary: Mapping[str, Any], values: Mapping[int, float]) -> None:
    """Write a model's `README.md`, which Hugging Face shows as its card.

    Args:
        path: the file.
        config: resolved settings.
        summary: see `sum_up`.
        values: loss, or reward, by step.
    """
    base = summary["base_model"]
    on_hub = base == config.model
    head = (f"base_model: {base}\n" if on_hub else "") + (
        "library_name: transformers\npipeline_tag: image-text-to-text\ntags: [codepercept, stem, matplotlib, "
        f"{_method(config)}]\n"
    )
    counts = {**summary["rows"], **{f"left out: {kind}": n for kind, n in summary["left_out"].items()}}
    settings = {k: v for k, v in config.model_dump(mode="json").items() if k not in (*FREE, "inputs", "task")}
    measure, told = _MEASURES[_method(config)]
    curve = list(values.items())
    places = sorted({round(i * (len(curve) - 1) / 10) for i in range(11)}) if curve else []
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
        what=_WHAT[_method(config)],
        measure=told,
        first=_number(summary[f"first_{measure}"]),
        last=_number(summary[measure]),
        curve=_table(("step", measure), {curve[i][0]: f"{curve[i][1]:.4f}" for i in places}),
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
