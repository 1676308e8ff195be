"""Verbs about training: sft, init-tiny."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from codepercept.cli.common import DONE, FILE, json_option
from codepercept.errors import UserError


@click.group("train")
def train() -> None:
    """Train a vision-language model on a dataset."""


@train.command("sft")
@click.argument("recipe", type=FILE)
@click.option("--model", help="Folder of a checkpoint, or a name on the Hugging Face hub.")
@click.option("--data", type=FILE, help="A run directory of `build`, or a folder of `export --to trl`.")
@click.option("--out", type=FILE, help="Where to; a training there with the same settings is resumed.")
@click.option("--max-steps", type=click.IntRange(min=1), help="So many steps instead of the recipe's epochs.")
@click.option("--seed", type=click.IntRange(min=0), help="Of the order of rows, and of adapters.")
@json_option
def sft(
    recipe: Path,
    model: str | None,
    data: Path | None,
    out: Path | None,
    max_steps: int | None,
    seed: int | None,
    as_json: bool,
) -> int:
    """Supervised training (S1): picture to caption, and picture to explained code.

    RECIPE is a YAML file (see recipes/train/ and docs/training.md); options replace what stands there. The same command
    goes on after an interruption. On several devices, start it with `accelerate launch`.
    """
    from codepercept.train.config import load_sft
    from codepercept.train.sft import train_sft

    paths = {k: str(v.resolve()) for k, v in (("data", data), ("out", out)) if v is not None}
    folder = None if model is None else str(Path(model).resolve()) if Path(model).is_dir() else model
    flags: dict[str, Any] = {**paths, "model": folder, "max_steps": max_steps, "seed": seed}
    config = load_sft(recipe, {k: v for k, v in flags.items() if v is not None})
    summary = train_sft(config, quiet=as_json)
    if not summary:  # not the first process of a distributed training
        return DONE
    if as_json:
        click.echo(json.dumps(summary))
        return DONE
    rows = ", ".join(f"{n} {task}" for task, n in summary["rows"].items())
    click.echo(f"{summary['steps']} steps on {rows} rows; loss {summary['first_loss']:.3f} -> {summary['loss']:.3f}")
    if summary["left_out"]:
        why = ", ".join(f"{n} {kind}" for kind, n in summary["left_out"].items())
        click.echo(f"left out: {why} (left_out.jsonl says which rows)")
    click.echo(f"model: {summary['model']}")
    return DONE


@train.command("init-tiny")
@click.option("--data", type=FILE, required=True, help="A run or an export, whose texts the tokenizer learns from.")
@click.option("--out", type=FILE, required=True, help="Folder of the new checkpoint.")
@click.option("--size", default="1m", show_default=True, help="About so many parameters: 200k, 1m, 5m or 20m.")
@click.option("--vocabulary", type=click.IntRange(min=300), default=1024, show_default=True, help="Pieces at most.")
@click.option("--rows", type=click.IntRange(min=1), default=2000, show_default=True, help="Read so many rows.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of the weights.")
@json_option
def init_tiny(data: Path, out: Path, size: str, vocabulary: int, rows: int, seed: int, as_json: bool) -> int:
    """Make an untrained Qwen3-VL small enough for a CPU, with a tokenizer of its own.

    It is an ordinary checkpoint: transformers loads it, `train sft` trains it, `--model DIR#NAME` asks it.
    """
    from codepercept.train.tiny import SIZES, init_tiny

    if size not in SIZES:
        raise UserError(f"--size {size}: there are {', '.join(SIZES)}")
    parameters = init_tiny(out, data, size, vocabulary, rows, seed)
    if as_json:
        click.echo(json.dumps({"model": str(out), "size": size, "parameters": parameters}))
    else:
        click.echo(f"{out}: {parameters:,} parameters, untrained")
    return DONE
