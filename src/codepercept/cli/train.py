"""Verbs about training: sft, grpo, difficulty, replay, init-tiny."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from codepercept.cli.common import DONE, FILE, INCOMPLETE, json_option
from codepercept.errors import UserError


@click.group("train")
def train() -> None:
    """Train a vision-language model on a dataset."""


def _trained(command: Any) -> Any:
    """What all trainings take."""
    options = (
        click.argument("recipe", type=FILE),
        click.option("--model", help="Folder of a checkpoint, or a name on the Hugging Face hub."),
        click.option("--data", type=FILE, help="A run directory of `build`, or a folder of `export --to trl`."),
        click.option("--out", type=FILE, help="Where to; a training there with the same settings is resumed."),
        click.option("--max-steps", type=click.IntRange(min=1), help="So many steps instead of the recipe's epochs."),
        click.option("--seed", type=click.IntRange(min=0), help="Of the order of rows, of adapters and of sampling."),
        json_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


def _overrides(flags: dict[str, Any]) -> dict[str, Any]:
    given = {k: v for k, v in flags.items() if v is not None}
    paths = {k: str(v.resolve()) for k, v in given.items() if isinstance(v, Path)}
    if "model" in given and Path(given["model"]).is_dir():
        paths["model"] = str(Path(given["model"]).resolve())
    return {**given, **paths}


def _report(summary: dict[str, Any], measure: str) -> None:
    rows = ", ".join(f"{n} {task}" for task, n in summary["rows"].items())
    first, last = summary[f"first_{measure}"], summary[measure]
    click.echo(f"{summary['steps']} steps on {rows} rows; {measure} {first:.3f} -> {last:.3f}")
    if summary["left_out"]:
        why = ", ".join(f"{n} {kind}" for kind, n in summary["left_out"].items())
        click.echo(f"left out: {why} (left_out.jsonl says which rows)")
    click.echo(f"model: {summary['model']}")


@train.command("sft")
@_trained
def sft(recipe: Path, as_json: bool, **flags: Any) -> int:
    """Supervised training (S1): picture to caption, and picture to explained code.

    RECIPE is a YAML file (see recipes/train/ and docs/training.md); options replace what stands there. The same command
    goes on after an interruption. On several devices, start it with `accelerate launch`.
    """
    from codepercept.train.config import SftConfig, load_training
    from codepercept.train.sft import train_sft

    summary = train_sft(load_training(SftConfig, recipe, _overrides(flags)), quiet=as_json)
    if as_json and summary:
        click.echo(json.dumps(summary))
    elif summary:  # else not the first process of a distributed training
        _report(summary, "loss")
    return DONE


@train.command("grpo")
@click.option("--chosen", type=FILE, help="chosen.jsonl of `train difficulty`: train on its samples alone.")
@_trained
def grpo(recipe: Path, as_json: bool, **flags: Any) -> int:
    """Reinforcement learning (R1): picture to code, rewarded for format, execution, code and picture.

    Every answer's program runs in the sandbox. RECIPE is a YAML file (see recipes/train/ and docs/training.md); options
    replace what stands there. The same command goes on after an interruption.
    """
    from codepercept.train.config import GrpoConfig, load_training
    from codepercept.train.grpo import train_grpo

    summary = train_grpo(load_training(GrpoConfig, recipe, _overrides(flags)), quiet=as_json)
    if as_json and summary:
        click.echo(json.dumps(summary))
    elif summary:
        _report(summary, "reward")
    return DONE


@train.command("difficulty")
@click.option("--model", metavar="URL#NAME", help="The model that is to be reinforced; a checkpoint's folder will do.")
@click.option("--data", type=FILE, help="A run directory of `build`.")
@click.option("--out", type=FILE, required=True, help="Run directory; an unfinished run is resumed.")
@click.option("--config", type=FILE, help="Settings as YAML (see docs/training.md); options replace them.")
@click.option("-n", "rows", type=click.IntRange(min=1), help="Only the first so many samples.")
@click.option("--rollouts", type=click.IntRange(min=1), help="Answers to each sample (default: 8).")
@click.option("--max-tokens", type=click.IntRange(min=1), help="Of an answer (default: 8192).")
@click.option("--workers", type=click.IntRange(min=1), help="Worker processes (default: one per core).")
@click.option("--retry-unscored", is_flag=True, help="Try again what an earlier run could not score.")
@json_option
def difficulty(
    model: str | None,
    data: Path | None,
    out: Path,
    config: Path | None,
    rows: int | None,
    rollouts: int | None,
    max_tokens: int | None,
    workers: int | None,
    retry_unscored: bool,
    as_json: bool,
) -> int:
    """Find the samples that are worth reinforcing: neither too easy nor too hard for the model.

    Each is answered several times; those with a mean accuracy from 0.25 to 0.75 go into DIR/chosen.jsonl, which
    `train grpo --chosen` takes. Exit code 1 means that some samples are unscored.
    """
    from codepercept.config.evaluation import load_config, models_from_flags
    from codepercept.config.recipe import place_models
    from codepercept.dataset.build import default_workers
    from codepercept.train.difficulty import CHOSEN, DifficultyConfig, measure_difficulty

    given = {"data": None if data is None else str(data.resolve()), "n": rows, "rollouts": rollouts}
    overrides: dict[str, Any] = {k: v for k, v in given.items() if v is not None}
    if model:
        overrides["models"] = models_from_flags({"perceiver": model}, max_tokens=max_tokens)
    elif max_tokens:
        raise UserError("--max-tokens goes with --model; in a settings file, set `max_tokens` of the role")
    settings = load_config(DifficultyConfig, config, overrides)
    placed = place_models(settings.reward.models, config.parent if config else Path())
    settings = settings.model_copy(update={"reward": settings.reward.model_copy(update={"models": placed})})
    summary = measure_difficulty(
        settings, out, workers or default_workers(), retry_unscored=retry_unscored, quiet=as_json
    )
    if as_json:
        click.echo(json.dumps(summary))
        return INCOMPLETE if summary["unscored"] else DONE
    click.echo(
        f"{summary['samples']} samples = {summary['chosen']} chosen + {summary['too_easy']} too easy + "
        f"{summary['too_hard']} too hard + {summary['unscored']} unscored"
    )
    if summary["accuracy"] is not None:
        click.echo(f"mean accuracy {summary['accuracy']:.3f} over {summary['rollouts']} answers each")
    click.echo(f"chosen:  {out / CHOSEN}")
    return INCOMPLETE if summary["unscored"] else DONE


@train.command("replay")
@click.argument("rollouts", type=FILE, nargs=-1, required=True)
@click.option("--reward", type=FILE, help="Settings of the reward as YAML, as under `reward` in a recipe.")
@click.option("--out", type=FILE, required=True, help="File for the rollouts with their new rewards.")
@json_option
def replay(rollouts: tuple[Path, ...], reward: Path | None, out: Path, as_json: bool) -> int:
    """Reward the answers that a training wrote down once more, with other settings or to check them.

    ROLLOUTS are files from the folder `rollouts` of a training. Exit code 1 means that some answers are unscored.
    """
    from codepercept.config.recipe import place_models, read_yaml
    from codepercept.train.config import RewardConfig, check
    from codepercept.train.replay import replay as again

    settings = read_yaml(reward, "settings of a reward are a mapping of keys to values") if reward else {}
    config = check(RewardConfig, settings, str(reward))
    if reward is not None:
        config = config.model_copy(update={"models": place_models(config.models, reward.parent)})
    told = again(rollouts, config, out)
    if as_json:
        click.echo(json.dumps(told))
        return INCOMPLETE if told["unscored"] else DONE
    click.echo(f"{told['rollouts']} answers: {told['same']} with the same reward, {told['unscored']} unscored")
    for name, before in told["before"].items():
        click.echo(f"  {name:<10} {before:.4f} -> {told['now'][name]:.4f}")
    click.echo(f"rollouts: {told['out']}")
    return INCOMPLETE if told["unscored"] else DONE


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


@click.command("ablate")
@click.argument("recipe", type=FILE, required=False)
@click.option("--out", type=FILE, required=True, help="Folder of the experiment; what is done there is not done again.")
@click.option("--seeds", multiple=True, type=click.IntRange(min=0), help="Repeat it with these; may be repeated.")
@click.option("--workers", type=click.IntRange(min=1), help="Trainings at once (default: one per core).")
@json_option
def ablate(recipe: Path | None, out: Path, seeds: tuple[int, ...], workers: int | None, as_json: bool) -> int:
    """What captions and which data are worth: the paper's comparisons in small, on a CPU, from nothing.

    Native against grounded captions, more kinds of data (+ ID, + SG), captions against captions and code. RECIPE is a
    YAML file of sizes and arms (see docs/ablations.md); the defaults take an hour or more on two cores for each seed.
    """
    from codepercept.dataset.build import default_workers
    from codepercept.display import show_ablation
    from codepercept.train.ablate import ablate as run
    from codepercept.train.ablate import load_ablation

    settings = load_ablation(recipe, {"seeds": list(seeds)} if seeds else {})
    summary = run(settings, out, workers or default_workers(), quiet=as_json)
    if as_json:
        click.echo(json.dumps(summary))
    else:
        show_ablation(summary)
    return DONE
