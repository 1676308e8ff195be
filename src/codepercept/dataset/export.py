"""Training-ready files from a run directory."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import re
import shutil
import tarfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from codepercept import prompts
from codepercept.dataset.card import write_splits_card
from codepercept.dataset.curation import Kept, splits_of
from codepercept.errors import UserError
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.table import SCHEMA, read_rows

CAPTION_PROMPTS = (
    "Describe this figure precisely: what is drawn, how many of each, where, and in which colours.",
    "Write an exact caption for this figure.",
    "What does this picture show? Give all countable and readable details.",
)
CODE_PROMPTS = (
    "Explain this figure and give the complete matplotlib code that redraws it.",
    "Write a Python program with matplotlib that reproduces this figure, and explain how it works.",
    "How would you draw this figure in code? Describe it, go through the steps, and give the full program.",
)
REDRAW_PROMPT = prompts.load("redraw").render()
"""The question of the image-to-code evaluation; difficulty and reinforcement put the same."""

_MESSAGE = pa.list_(pa.struct([("role", pa.string()), ("content", pa.string())]))
_IMAGES = pa.list_(pa.struct([("bytes", pa.binary()), ("path", pa.string())]))
_FEATURES = {"info": {"features": {"images": {"_type": "List", "feature": {"_type": "Image"}}}}}
_META = {"huggingface": json.dumps(_FEATURES)}
SFT = pa.schema(
    [("id", pa.string()), ("task", pa.string()), ("images", _IMAGES), ("prompt", _MESSAGE), ("completion", _MESSAGE)],
    metadata=_META,
)
GRPO = pa.schema(
    [("id", pa.string()), ("images", _IMAGES), ("prompt", _MESSAGE), ("code", pa.string()), ("trace", pa.string())],
    metadata=_META,
)
VERL = pa.schema(
    [
        ("data_source", pa.string()),
        ("prompt", _MESSAGE),
        ("images", pa.list_(pa.struct([("bytes", pa.binary())]))),
        ("ability", pa.string()),
        ("reward_model", pa.struct([("style", pa.string()), ("ground_truth", pa.string())])),
        ("extra_info", pa.struct([("index", pa.string()), ("id", pa.string())])),
    ]
)
_TAG = re.compile(r"<\w+>")
_MARKS = {"<image>", "<video>", "<audio>"}


def load_run(directory: Path) -> tuple[RunDir, dict[str, Any]]:
    """Open a run directory and its summary; a run that is not finished is summed up as it stands.

    Raises:
        UserError: there is no run in the directory.
    """
    run = RunDir(directory)
    if not run.recipe_file.exists():
        raise UserError(
            f"{directory}: no run here (recipe.yaml is missing); name a folder that `codepercept build` made"
        )
    try:
        summary: dict[str, Any] = json.loads((directory / "summary.json").read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError):
        recipe = yaml.safe_load(run.recipe_file.read_text(encoding="utf-8"))
        summary = {"name": f"{recipe.get('name')} (unfinished)", "seed": recipe.get("seed", 0)}
    return run, summary


def export(directory: Path, out: Path, target: str, split: str | None = None) -> dict[str, int]:
    """Write a run's samples as a training framework reads them, shard by shard.

    - `hf`: `data/train-00000.parquet` and so on with all columns, and a card; for `datasets.load_dataset`.
    - `trl`: `sft/` with two rows a sample, image to caption and image to explanatory code (`images`, `prompt`,
      `completion`), and `grpo/` with one, whose `code` and `trace` reach a reward as keyword arguments. Parquet.
    - `verl`: `grpo/`, Parquet with the true program as `reward_model.ground_truth`.
    - `webdataset`: `train-00000.tar`, a tar file for each shard, named after the split; a sample is `KEY.png`,
      `KEY.json` and `KEY.py`.
    - `swift`: `sft/` and `grpo/`, JSON Lines, pictures in `images/`, the true program in the column `solution`.

    Args:
        directory: the run.
        out: a new or empty folder.
        target: a key of `TARGETS`.
        split: of a run that was curated, which rows: a split, "all" for all that were kept; None for `train`, of
            `hf` for all splits. A run that was not curated is exported whole.

    Returns:
        Rows by folder, of `hf` by split.

    Raises:
        UserError: no run in `directory`, it has no such split, or `out` is not empty.
    """
    run, _ = load_run(directory)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UserError(f"{out}: not an empty folder; name a new one with --out")
    try:
        return _write_all(run, out, target, split)
    except BaseException:
        shutil.rmtree(out, ignore_errors=True)  # it was new or empty; half an export would be taken for a whole one
        raise


def _write_all(run: RunDir, out: Path, target: str, split: str | None) -> dict[str, int]:
    chosen = _chosen(run, split, target)
    if target == "hf":
        return _hf(run, chosen, out)
    [(name, kept)] = chosen.items()
    if target == "webdataset":
        return _webdataset(run, kept, out, name)
    if target == "swift":
        return _swift(run, kept, out)
    return {folder: _write(run, kept, out / folder, schema, rows) for folder, schema, rows in _PARQUET[target]}


def _chosen(run: RunDir, split: str | None, target: str) -> dict[str, Kept | None]:
    """The rows that are exported, by the name that they get; None for all rows of the run.

    Rows of all splits together are called `train`: readers take `all` for something else.
    """
    splits = splits_of(run)
    if splits is None:
        if split not in (None, "all"):
            raise UserError(f"{run.path}: has no splits; make them with `codepercept curate {run.path}`")
        return {"train": None}
    if split == "all":
        return {"train": {file: np.logical_or.reduce([s[file] for s in splits.values()]) for file in splits["train"]}}
    if split is None:
        return {**splits} if target == "hf" else {"train": splits["train"]}
    if split not in splits:
        raise UserError(f"{run.path}: has no split {split!r}; there are {', '.join(splits)}")
    return {split: splits[split]}


def _rows(shard: Path, kept: Kept | None) -> Iterator[dict[str, Any]]:
    """The rows of a shard that are used."""
    rows = read_rows([shard])
    return rows if kept is None else itertools.compress(rows, kept[shard.name])


def _hf(run: RunDir, chosen: Mapping[str, Kept | None], out: Path) -> dict[str, int]:
    """The run's own columns, a file for each shard and split, and a card that names the splits."""
    counts = {
        name: _write(run, kept, out / "data", SCHEMA, lambda row: iter([row]), prefix=name)
        for name, kept in chosen.items()
    }
    write_splits_card(out, run, {name: count for name, count in counts.items() if count})
    return counts


def _swift(run: RunDir, kept: Kept | None, out: Path) -> dict[str, int]:
    counts, left_out = {"sft": 0, "grpo": 0}, 0
    for folder in (*counts, "images"):
        (out / folder).mkdir(parents=True)
    for shard in run.samples():
        with contextlib.ExitStack() as stack:
            parts = {n: out / n / f".{shard.stem}.part" for n in counts}
            files = {n: stack.enter_context(part.open("w", encoding="utf-8")) for n, part in parts.items()}
            pictures = out / "images" / shard.stem
            pictures.mkdir()
            for number, row in enumerate(_rows(shard, kept)):
                picture = pictures / f"{number:05d}.png"  # an id may hold what a file's name must not
                picture.write_bytes(row["image"]["bytes"])
                made = list(_swift_rows(row, str(picture.relative_to(out))))
                for name, line in made:
                    files[name].write(json.dumps(line, ensure_ascii=False) + "\n")
                    counts[name] += 1
                left_out += 3 - len(made)
        for name, part in parts.items():
            if part.stat().st_size:
                part.replace(out / name / f"{shard.stem}.jsonl")
            else:
                part.unlink()
    return counts | ({"left_out": left_out} if left_out else {})


def _webdataset(run: RunDir, kept: Kept | None, out: Path, prefix: str) -> dict[str, int]:
    """Equal runs give equal bytes: no member has a time or an owner."""
    out.mkdir(parents=True, exist_ok=True)
    total = 0
    for number, shard in enumerate(run.samples()):
        part, before = out / f".{prefix}-{number:05d}.part", total
        with tarfile.open(part, "w", format=tarfile.USTAR_FORMAT) as tar:
            for row in _rows(shard, kept):
                told = {k: row[k] for k in _TOLD} | {"facts": [f["text"] for f in row["facts"] or []]}
                members = {
                    "png": row["image"]["bytes"],
                    "json": json.dumps(told, ensure_ascii=False, sort_keys=True).encode(),
                    "py": row["code"].encode(),
                }
                for suffix, data in members.items():
                    info = tarfile.TarInfo(f"{total:08d}.{suffix}")  # an id may hold dots, which end a key
                    info.size = len(data)
                    tar.addfile(info, io.BytesIO(data))
                total += 1
        if total > before:
            part.replace(out / f"{prefix}-{number:05d}.tar")
        else:
            part.unlink()
    return {".": total}


_TOLD = ("id", "caption", "explanation", "pipeline", "family", "source", "licence", "width", "height")
"""Columns in a sample's JSON of `webdataset`."""


def _write(
    run: RunDir,
    kept: Kept | None,
    folder: Path,
    schema: pa.Schema,
    rows_of: Callable[[dict[str, Any]], Iterator[dict[str, Any]]],
    prefix: str = "part",
) -> int:
    """One file for each shard that has rows, each by rename, a few rows in memory at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for shard in run.samples():
        name = shard.name.replace("part", prefix)
        part = folder / f".{name}.part"
        before = total
        with pq.ParquetWriter(part, schema, compression="zstd") as writer:
            pending: list[dict[str, Any]] = []
            for row in _rows(shard, kept):
                pending += rows_of(row)
                if len(pending) >= 128:
                    writer.write_table(pa.Table.from_pylist(pending, schema=schema))
                    total, pending = total + len(pending), []
            if pending:
                writer.write_table(pa.Table.from_pylist(pending, schema=schema))
            total += len(pending)
        if total > before:
            part.replace(folder / name)
        else:
            part.unlink()  # readers trip over files without rows
    return total


def _sft_rows(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    choice = sum(row["id"].encode())
    for task, questions, answer in (("caption", CAPTION_PROMPTS, "caption"), ("code", CODE_PROMPTS, "explanation")):
        yield {
            "id": row["id"],
            "task": task,
            "images": [row["image"]],
            "prompt": [{"role": "user", "content": questions[choice % len(questions)]}],
            "completion": [{"role": "assistant", "content": row[answer]}],
        }


def _grpo_rows(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {
        "id": row["id"],
        "images": [row["image"]],
        "prompt": [{"role": "user", "content": REDRAW_PROMPT}],
        "code": row["code"],
        "trace": row["trace"],
    }


def _verl_rows(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {
        "data_source": "codepercept",
        "prompt": [{"role": "user", "content": "<image>" + REDRAW_PROMPT}],
        "images": [{"bytes": row["image"]["bytes"]}],  # a path would be taken for a second source
        "ability": "perception",
        "reward_model": {"style": "rule", "ground_truth": row["code"]},
        "extra_info": {"index": row["id"], "id": row["id"]},
    }


def _swift_rows(row: dict[str, Any], picture: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Folder and row; a mark in a text that stands for a picture would be taken for one."""
    for made in _sft_rows(row):
        [asked], [told] = made["prompt"], made["completion"]
        messages = [{**asked, "content": "<image>" + asked["content"]}, told]
        if not _MARKS & set(_TAG.findall(told["content"])):
            yield "sft", {"id": row["id"], "messages": messages, "images": [picture]}
    asked = {"role": "user", "content": "<image>" + REDRAW_PROMPT}
    yield "grpo", {"id": row["id"], "messages": [asked], "images": [picture], "solution": row["code"]}


_PARQUET = {
    "trl": (("sft", SFT, _sft_rows), ("grpo", GRPO, _grpo_rows)),
    "verl": (("grpo", VERL, _verl_rows),),
}
"""Folders of Parquet formats: their columns, and what each row becomes."""
TARGETS = ("hf", "trl", "verl", "swift", "webdataset")
