"""The paper's experiment in small, on a CPU: base, S1 and R1 of a Qwen3-VL with a million parameters, from nothing.

    make mini                                       # three seeds
    python benchmarks/miniature.py --seeds 0

Writes figure scripts, builds a dataset of them, makes a model, trains it (S1: captions and programs; also programs
alone), reinforces it (R1), and puts all models to held-out figures with `codepercept eval stem2code`, by their
likeliest answers and by sampled ones. Every step is a command of the package, with the settings in recipes/mini; what
is done is not done again. Prints a table.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from codepercept.evals.aggregate import estimate
from codepercept.train.miniature import write_scripts

RECIPES = Path(__file__).parent.parent / "recipes" / "mini"
MODELS = {"base": "base", "S1, programs alone": "s1-code/model", "S1": "s1/model", "R1": "r1/model"}
MODES = {"greedy": [], "sampled": ["--temperature", "1.0"]}
METRICS = ("exec", "code", "image")


def run(*words: object) -> None:
    """A command of the package; ends the program where it fails."""
    command = [sys.executable, "-m", "codepercept.cli", *map(str, words)]
    done = subprocess.run([*command, "--json"], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")


def timed(spent: dict[str, float], name: str, step: Callable[[], None]) -> None:
    """Do a step and keep how long it took."""
    started = time.monotonic()
    step()
    spent[name] = round(time.monotonic() - started, 1)
    print(f"  {name}: {spent[name]:.0f} s", file=sys.stderr)


def one_seed(folder: Path, seed: int, figures: int, held_out: int) -> None:
    """Everything for one seed; seconds of each step are kept in `seconds.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "seconds.json").exists():
        return
    spent: dict[str, float] = {}
    started = time.monotonic()
    scripts = folder / "scripts"
    train = write_scripts(scripts / "train", figures, 2 * seed)
    write_scripts(scripts / "held-out", held_out, 2 * seed + 1, without=train)

    def build() -> None:
        for name, out in (("train", "data"), ("held-out", "held-out")):
            run("build", RECIPES / "build.yaml", "--seeds", scripts / name, "--out", folder / out)
        if not (folder / "base").exists():
            run("train", "init-tiny", "--data", folder / "data", "--out", folder / "base", "--vocabulary", 480,
                "--seed", seed)  # fmt: skip

    def train_model(verb: str, recipe: str, model: str, out: str) -> None:
        run("train", verb, RECIPES / f"{recipe}.yaml", "--model", folder / model, "--data", folder / "data",
            "--out", folder / out, "--seed", seed)  # fmt: skip

    def evaluate(model: str, workers: int) -> None:
        for mode, flags in MODES.items():
            out = folder / "eval" / f"{model} {mode}"
            run("eval", "stem2code", "--model", f"{folder / MODELS[model]}#{model.split()[0]}", "--data",
                folder / "held-out", "--config", RECIPES / "eval.yaml", "--max-tokens", 200, *flags, "--out", out,
                "--workers", workers)  # fmt: skip

    timed(spent, "build", build)
    with ThreadPoolExecutor(2) as pool:  # a core each
        steps = [
            pool.submit(timed, spent, "S1", lambda: train_model("sft", "sft", "base", "s1")),
            pool.submit(timed, spent, "S1, programs alone", lambda: train_model("sft", "sft-code", "base", "s1-code")),
        ]
        for step in steps:
            step.result()
        first = pool.submit(timed, spent, "R1", lambda: train_model("grpo", "grpo", "s1/model", "r1"))
        for model in ("S1", "S1, programs alone", "base"):
            timed(spent, f"evaluate {model}", lambda model=model: evaluate(model, 1))
        first.result()
    timed(spent, "evaluate R1", lambda: evaluate("R1", 2))
    spent["all"] = round(time.monotonic() - started, 1)
    (folder / "seconds.json").write_text(json.dumps(spent, indent=1))


def read(folder: Path, model: str, mode: str) -> np.ndarray:
    """(figures, metrics) in percent; a figure that is unscored ends the program."""
    lines = (folder / "eval" / f"{model} {mode}" / "results.jsonl").read_text().splitlines()
    rows = [json.loads(line)["metrics"] for line in lines]
    return np.array([[row[name] for name in METRICS] for row in rows], float)


def table(out: Path, seeds: list[int]) -> str:
    """All models, figures of all seeds together: means with 95% intervals, and the average of each seed."""
    lines = ["| answers | model | exec | code | image | average | of each seed |", "|---|---|---:|---:|---:|---:|---|"]
    for mode in MODES:
        for model in MODELS:
            parts = [read(out / f"seed-{seed}", model, mode) for seed in seeds]
            values = np.concatenate(parts)
            cells = [_cell(values[:, i], name == "exec") for i, name in enumerate(METRICS)] + [
                _cell(values.mean(axis=1))
            ]
            each = ", ".join(f"{p.mean():.1f}" for p in parts)
            lines.append(f"| {mode} | {model} | " + " | ".join(cells) + f" | {each} |")
    return "\n".join(lines)


def _cell(values: np.ndarray, rate: bool = False) -> str:
    found: dict[str, Any] = estimate(values, rate=rate)
    low, high = found["interval"]
    return f"{found['value']:.1f} [{low:.1f}, {high:.1f}]"


def draw(out: Path, seeds: list[int], target: Path) -> None:
    """Rewards of R1 by step, and held-out figures beside what S1 and R1 made of them."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    from PIL import Image

    from codepercept.evals.trial import read_trials

    def shown(model: str) -> list[Any]:
        return read_trials(sorted((out / f"seed-{seeds[0]}" / "eval" / f"{model} greedy" / "shards").glob("*.parquet")))

    figure = plt.figure(figsize=(11, 7), layout="constrained")
    above, below = figure.subfigures(2, 1, height_ratios=[1, 1.5])
    parts = ("execution", "code", "image")
    for axes, part in zip(above.subplots(1, 3, sharey=True), parts, strict=True):
        for seed in seeds:
            lines = (out / f"seed-{seed}" / "r1" / "steps.jsonl").read_text().splitlines()
            values = np.array([json.loads(line)[f"reward/{part}"] for line in lines])
            smooth = np.convolve(values, np.ones(10) / 10, "valid")
            axes.plot(np.arange(len(smooth)) + 10, smooth, label=f"seed {seed}")
        axes.set(title=f"{part}, mean of 10 steps", xlabel="step of R1", ylim=(0, 1))
        axes.grid(alpha=0.3)
    above.axes[0].legend()
    columns = 8
    rows = {"figure": None, "S1": shown("S1"), "R1": shown("R1")}
    grid = below.subplots(len(rows), columns)
    for line, (name, trials) in zip(grid, rows.items(), strict=True):
        for axes, number in zip(line, range(columns), strict=True):
            trial = (trials or rows["S1"])[number]
            run = trial.rollout.execution
            data = trial.shown if trials is None else run.image if run else None
            axes.set(xticks=[], yticks=[])
            if data:
                axes.imshow(Image.open(io.BytesIO(data)))
            else:
                axes.text(0.5, 0.5, "does\nnot run", ha="center", va="center", color="firebrick")
        line[0].set_ylabel(name, fontsize=12)
    figure.savefig(target, dpi=80)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--out", type=Path, default=Path("runs/mini"))
    parser.add_argument("--figures", type=int, default=900)
    parser.add_argument("--held-out", type=int, default=80)
    parser.add_argument("--picture", type=Path, help="also draw the curves and some answers")
    given = parser.parse_args()
    for seed in given.seeds:
        print(f"seed {seed}", file=sys.stderr)
        one_seed(given.out / f"seed-{seed}", seed, given.figures, given.held_out)
    print(table(given.out, given.seeds))
    if given.picture:
        draw(given.out, given.seeds, given.picture)
    for seed in given.seeds:
        spent = json.loads((given.out / f"seed-{seed}" / "seconds.json").read_text())
        print(f"seed {seed}: {spent['all'] / 60:.1f} minutes; " + ", ".join(f"{k} {v:.0f} s" for k, v in spent.items()))


if __name__ == "__main__":
    main()
