"""The specification's ablations in small: what captions and which data are worth, measured on tiny models.

All arms start from one untrained model and see equally many captions. Each then describes held-out figures, and every
claim of a description is checked against the figure's trace.

- IR: figures redrawn from source pictures. ID: others of the same kinds. SG: solid geometry.
- Grounded captions are written from traces. Native ones are what a model of the same size, trained on other figures
  and not for long, sees in the pictures: its mistakes are its own, nothing is planted.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import shutil
import warnings
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml
from pydantic import Field, field_validator

from codepercept.config import from_flag, load_recipe
from codepercept.config.models import ModelsSection, Section
from codepercept.config.recipe import differing_keys, read_yaml
from codepercept.dataset.build import build
from codepercept.dataset.export import SFT
from codepercept.display import Progress
from codepercept.errors import UserError
from codepercept.models import open_models
from codepercept.pipeline.processes import process_pool
from codepercept.pipeline.rundir import RunDir, write_whole
from codepercept.pipeline.table import read_samples
from codepercept.train.arms import ARMS, Arm, slug_of, summarise, table, verdict
from codepercept.train.config import SftConfig, check
from codepercept.train.miniature import KINDS, write_scripts
from codepercept.train.sft import train_sft
from codepercept.train.tiny import init_tiny
from codepercept.types import Sample

DPI = 48
"""96 x 96 pixels of a chart; the model sees 64 x 64."""
PROMPT = "Describe this figure."
CODE_PROMPT = "Redraw this figure with matplotlib."
MOST_TOKENS = 200
"""Of a description; no true one of a chart has so many."""


class AblateConfig(Section):
    """Sizes of the experiment."""

    seeds: tuple[Annotated[int, Field(ge=0)], ...] = Field((0,), min_length=1)
    """The whole experiment, once for each: figures, weights and order differ."""
    sources: int = Field(200, ge=8)
    """Source pictures: figures of IR."""
    variants: int = Field(2, ge=1)
    """Figures of ID to each source."""
    solids: int = Field(200, ge=8)
    """Figures of SG."""
    held_out: int = Field(80, ge=8)
    held_out_solids: int = Field(40, ge=0)
    steps: int = Field(300, ge=1)
    """Of 32 captions each."""
    captioner_steps: int = Field(150, ge=1)
    """Of the model that writes native captions, on as many other figures as there are sources and solids."""
    vocabulary: int = Field(640, ge=300)
    arms: tuple[str, ...] = Field(tuple(map(slug_of, ARMS)), min_length=1)

    @field_validator("arms")
    @classmethod
    def _known_arms(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        known = tuple(map(slug_of, ARMS))
        if unknown := [name for name in value if name not in known]:
            raise ValueError(f"there is no arm {unknown[0]!r}; there are {', '.join(known)}")
        return tuple(name for name in known if name in value)

    @field_validator("seeds")
    @classmethod
    def _different_seeds(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(value))

    @property
    def chosen(self) -> list[Arm]:
        """The arms to run, in their order."""
        return [arm for arm in ARMS if slug_of(arm) in self.arms]


def ablate(config: AblateConfig, out: Path, workers: int, *, quiet: bool = False) -> dict[str, Any]:
    """Run all arms and compare them; what is done in `out` is not done again.

    Args:
        config: sizes.
        out: folder of the experiment.
        workers: trainings at once; they change nothing but the time.
        quiet: no progress display.

    Returns:
        `arms` (name to estimates of `f1` over all figures, `charts`, `solids`, of `precision` and `recall`, and the
        mean of each seed) and `comparisons` (paired differences), as kept in `summary.json`. In percent.

    Raises:
        UserError: the folder holds something else, or torch is not installed.
    """
    try:
        import torch  # noqa: F401
        import trl  # noqa: F401
    except ImportError:
        raise UserError("ablations train models; install codepercept[train]") from None
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    arms = config.chosen
    jobs = len(config.seeds) * (1 + sum(2 if arm.native else 1 for arm in arms))
    with _begun(config, out), Progress("ablations", jobs, quiet=quiet) as progress, process_pool(workers) as pool:
        rows = {seed: _one_seed(config, out / f"seed-{seed}", seed, workers, pool, progress) for seed in config.seeds}
    summary = summarise(rows, arms)
    write_whole(out / "summary.json", lambda part: part.write_text(json.dumps(summary, indent=2) + "\n"))
    write_whole(out / "table.md", lambda part: part.write_text(table(summary)))
    return {**summary, "out": str(out), "table": str(out / "table.md")}


def load_ablation(path: Path | None, overrides: Mapping[str, Any]) -> AblateConfig:
    """Sizes from a YAML file and flags.

    Raises:
        UserError: one sentence that names the file, the key and the fix.
    """
    data = read_yaml(path, "sizes of an ablation are a mapping of keys to numbers") if path else {}
    return check(AblateConfig, {**data, **overrides}, str(path or "the settings"))


@contextlib.contextmanager
def _begun(config: AblateConfig, out: Path) -> Iterator[None]:
    """Take the folder, or refuse it; held until the block ends."""
    settings, run = out / "settings.yaml", RunDir(out)
    wanted = config.model_dump(mode="json", exclude={"seeds", "arms"})  # more of these may be added
    if out.exists() and (not out.is_dir() or (not settings.exists() and any(out.iterdir()))):
        raise UserError(f"{out}: holds other files; name a new or empty folder with --out")
    if settings.exists():
        old = yaml.safe_load(settings.read_text(encoding="utf-8"))
        if keys := differing_keys(old if isinstance(old, dict) else {}, wanted):
            raise UserError(f"{out}: holds an ablation of other sizes ({', '.join(keys)}); choose another --out")
    out.mkdir(parents=True, exist_ok=True)
    with run.locked():
        write_whole(settings, lambda part: part.write_text(yaml.safe_dump(wanted, sort_keys=False)))
        yield


def _one_seed(
    config: AblateConfig, folder: Path, seed: int, workers: int, pool: Executor, progress: Progress
) -> dict[str, dict[str, dict[str, Any]]]:
    """Verdicts on all held-out figures by arm and figure."""
    parts = _data(config, folder, seed, workers)
    everything = [s for name in ("ir", "id", "sg") for s in parts[name]]
    write_rows(folder / "arms" / "vocabulary", everything, None, code=True)
    if not (folder / "base" / "config.json").exists():
        shutil.rmtree(folder / ".base", ignore_errors=True)
        init_tiny(folder / ".base", folder / "arms" / "vocabulary", "1m", config.vocabulary, 2000, seed)
        (folder / ".base").rename(folder / "base")
    progress.row("sample")

    def trained(
        name: str, samples: Sequence[Sample], captions: Mapping[str, str] | None, steps: int, code: bool
    ) -> Path:
        model = folder / "models" / name / "model"
        if not (model.parent / "summary.json").exists():
            write_rows(folder / "arms" / name, samples, captions, code=code)
            pool.submit(_train, folder, name, seed, steps).result()
        return model

    def one(arm: Arm) -> dict[str, dict[str, Any]]:
        slug = slug_of(arm)
        own = [s for name in arm.parts for s in parts[name]]
        captions = None
        if arm.native:
            model = trained("captioner", parts["other"], None, config.captioner_steps, False)
            captions = pool.submit(describe, model, folder / "native", [(s.id, _image(s)) for s in own], seed).result()
            verdicts = {s.id: verdict(captions[s.id], s) for s in own}
            write_whole(folder / "native" / "verdicts.json", lambda part: part.write_text(json.dumps(verdicts)))
            progress.row("sample")
        # A step holds 32 rows; with programs as many captions are seen in twice the steps.
        model = trained(slug, own, captions, config.steps * (2 if arm.code else 1), arm.code)
        shown = [(s.id, _image(s)) for s in parts["held-out"]]
        told = pool.submit(describe, model, folder / "captions" / slug, shown, seed).result()
        progress.row("sample")
        return {s.id: {**verdict(told[s.id], s), "solid": s.pipeline == "geometry"} for s in parts["held-out"]}

    with ThreadPoolExecutor(len(ARMS)) as waiting:  # they wait for the pool, longest ways first
        ordered = sorted(config.chosen, key=lambda arm: (not arm.native, not arm.code))
        futures = {arm: waiting.submit(one, arm) for arm in ordered}
        return {arm.name: futures[arm].result() for arm in config.chosen}


# -- data


def _data(config: AblateConfig, folder: Path, seed: int, workers: int) -> dict[str, list[Sample]]:
    """Build all figures in one run: `ir`, `id`, `sg`, `other` (for the native captioner) and `held-out`."""
    scripts = folder / "scripts"
    kinds = [KINDS[i % len(KINDS)] for i in range(config.sources)]
    charts = {"ir": config.sources, "id": config.variants * config.sources, "other": config.sources,
              "held-out": config.held_out}  # fmt: skip
    seen: frozenset[str] = frozenset()
    for number, (name, count) in enumerate(charts.items()):
        # ID has figures of the same kinds as its sources; the others are drawn anew.
        same = kinds if name in ("ir", "id") else ()
        seen |= write_scripts(scripts / name, count, 10 * seed + number, seen, same)
    solids = {"sg": config.solids, "other": config.solids, "held-out": config.held_out_solids}
    pipelines: list[dict[str, Any]] = [
        {"kind": "code", "path": str((scripts / name).resolve()), "licence": "Apache-2.0"} for name in charts
    ]
    pipelines.append({"kind": "geometry", "n": sum(solids.values())})
    recipe = {"name": "ablations", "seed": seed, "pipelines": pipelines, "limits": {"dpi": DPI}}
    build(load_recipe(None, recipe), folder / "data", workers, quiet=True)
    places = {"code": _places(charts), "geometry": _places(solids)}
    found: dict[str, list[Sample]] = {name: [] for name in ("ir", "id", "sg", "other", "held-out")}
    for sample in read_samples(RunDir(folder / "data").samples()):
        number = int(re.findall(r"-(\d{6,7})(?:-|$)", sample.id)[0])
        found[places[sample.pipeline][number]].append(sample)
    return found


def _places(sizes: Mapping[str, int]) -> list[str]:
    """To which part a row belongs, by its number among those of its pipeline."""
    return [name for name, size in sizes.items() for _ in range(size)]


def _image(sample: Sample) -> bytes:
    assert sample.execution is not None and sample.execution.image is not None
    return sample.execution.image


def write_rows(folder: Path, samples: Sequence[Sample], captions: Mapping[str, str] | None, *, code: bool) -> None:
    """Training data of an arm, as `export --to trl` writes it.

    Args:
        folder: gets `sft/rows.parquet`.
        samples: the figures.
        captions: by id, instead of those written from traces.
        code: a row with the program as well.
    """
    rows = []
    for sample in samples:
        told = sample.caption if captions is None else captions[sample.id]
        answers = [("caption", PROMPT, told)] if told.strip() else []
        if code:
            answers.append(("code", CODE_PROMPT, f"```python\n{sample.code.rstrip()}\n```"))
        for task, prompt, answer in answers:
            rows.append(
                {
                    "id": sample.id,
                    "task": task,
                    "images": [{"bytes": _image(sample), "path": None}],
                    "prompt": [{"role": "user", "content": prompt}],
                    "completion": [{"role": "assistant", "content": answer}],
                }
            )
    (folder / "sft").mkdir(parents=True, exist_ok=True)
    filled = pa.Table.from_pylist(rows, schema=SFT)
    write_whole(folder / "sft" / "rows.parquet", lambda part: pq.write_table(filled, part, compression="zstd"))


# -- in worker processes


def _train(folder: Path, name: str, seed: int, steps: int) -> None:
    """Train one arm; the settings are those of the miniature (recipes/mini/sft.yaml)."""
    warnings.simplefilter("ignore")  # of several libraries, in every process again
    settings = {
        "model": str(folder / "base"), "data": str(folder / "arms" / name), "out": str(folder / "models" / name),
        "seed": seed, "max_steps": steps, "learning_rate": 2e-3, "min_learning_rate": 1e-4, "weight_decay": 0.0,
        "batch_size": 32, "accumulation": 1, "max_length": 1000, "bf16": False, "attention": "sdpa",
        "gradient_checkpointing": False, "save_steps": 100, "threads": 1,
    }  # fmt: skip
    train_sft(check(SftConfig, settings, name), quiet=True)


def describe(model: Path, folder: Path, pictures: Sequence[tuple[str, bytes]], seed: int) -> dict[str, str]:
    """A model's likeliest description of each picture, by id; kept in `folder`, so that none is asked for twice."""
    import torch

    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    prompt = folder / "describe.md"
    write_whole(
        prompt,
        lambda part: part.write_text(
            f"---\nrole: perceiver\ninputs: []\nimages: 1\noutput: text\nversion: 1\n---\n{PROMPT}\n"
        ),
    )
    section = from_flag(f"{model}#{model.parent.name}")
    section["roles"]["default"]["max_tokens"] = MOST_TOKENS
    models = ModelsSection.model_validate({**section, "prompts": {"describe": str(prompt)}})

    async def ask() -> dict[str, str]:
        async with open_models(models, folder, seed) as asked:
            return {name: (await asked.tell("describe", name, [image])).text for name, image in pictures}

    return asyncio.run(ask())
