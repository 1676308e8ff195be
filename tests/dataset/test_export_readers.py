"""What the training frameworks read out of our exports: their own classes do, taken out of their packages.

Neither verl nor ms-swift installs beside TRL; the modules that read data do run once what they import of the rest of
their packages is put in place.
"""

from __future__ import annotations

import contextlib
import io
import sys
import types
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from gallery_source import fetch
from PIL import Image

from codepercept.config import load_recipe
from codepercept.dataset.build import build
from codepercept.dataset.export import export
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.table import read_rows

datasets = pytest.importorskip("datasets", reason="make test installs it")
VERL = ("verl", "verl-0.9.0-py3-none-any.whl")
SWIFT = ("ms-swift", "ms_swift-4.6.0-py3-none-any.whl")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven geometry figures in three shards."""
    out = tmp_path_factory.mktemp("run") / "run"
    recipe = {"pipelines": [{"kind": "geometry", "n": 7}], "shard_size": 3}
    assert build(load_recipe(None, recipe), out, 2, quiet=True)["samples"] == 7
    return out


@pytest.fixture
def rows(run: Path) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in read_rows(RunDir(run).samples())}


@contextlib.contextmanager
def package(wheel: tuple[str, str], folder: Path, *bare: str, **stand_ins: Any) -> Iterator[None]:
    """Modules of a wheel become importable.

    Args:
        wheel: project and file on the package index.
        folder: where it is unpacked.
        bare: packages whose `__init__` is passed over, because it imports what is not here.
        stand_ins: modules (with __ for dots) put in place of others, as mappings of their names.
    """
    try:
        file = fetch(*wheel)
    except (OSError, ValueError, LookupError, StopIteration) as error:
        pytest.skip(f"{wheel[1]} could not be fetched from the package index: {error!r}")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    before = dict(sys.modules)
    try:
        for name in bare:
            module = types.ModuleType(name)
            module.__path__ = [str(folder / name.replace(".", "/"))]
            sys.modules[name] = module
        for name, content in stand_ins.items():
            sys.modules[name.replace("__", ".")] = module = types.ModuleType(name.replace("__", "."))
            module.__dict__.update(content)
        yield
    finally:
        for name in set(sys.modules) - set(before):
            if name.split(".")[0] in ("verl", "swift", "modelscope", "omegaconf"):
                del sys.modules[name]


class _Config(dict[str, Any]):
    """Stands in for omegaconf's."""


def test_verl_reads_prompts_pictures_and_programs(
    run: Path, rows: dict[str, dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`RLHFDataset`, as `data.train_files` feeds it."""
    pytest.importorskip("torch")
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    export(run, tmp_path / "verl", "verl")
    omegaconf = {"DictConfig": _Config, "ListConfig": list}
    with package(VERL, tmp_path / "wheel", "verl", "verl.utils", "verl.utils.dataset", omegaconf=omegaconf):
        from verl.utils.dataset.rl_dataset import RLHFDataset, collate_fn  # type: ignore[import-not-found]

        files = sorted(str(f) for f in (tmp_path / "verl" / "grpo").glob("*.parquet"))
        assert len(files) == 3
        config = _Config(filter_overlong_prompts=False, cache_dir=str(tmp_path / "verl-cache"))
        data = RLHFDataset(files, tokenizer=None, config=config, processor=SimpleNamespace())
        assert len(data) == 7
        read = [data[i] for i in range(7)]
        assert [r["index"] for r in read] == list(rows), "a group of answers is known by its row"
        for item in read:
            [message] = item["raw_prompt"]
            row = rows[item["index"]]
            assert [part["type"] for part in message["content"]] == ["image", "text"]
            assert message["content"][0]["image"].size == (row["width"], row["height"])
            assert "<image>" not in message["content"][1]["text"]
            assert item["reward_model"]["ground_truth"] == row["code"] and item["data_source"] == "codepercept"
        batch = collate_fn(read[:4])
        assert batch["dummy_tensor"].shape == (4, 1) and len(batch["reward_model"]) == 4


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize("task", ["sft", "grpo"])
def test_ms_swift_reads_messages_and_pictures(
    run: Path,
    rows: dict[str, dict[str, Any]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    task: str,
    streaming: bool,
) -> None:
    """Its preprocessor, as `--dataset FILE.jsonl` feeds it."""
    monkeypatch.chdir(tmp_path)
    export(run, Path("swift"), "swift")
    utils = {
        "TOOL_KEYS": [], "is_dist": lambda: False, "is_master": lambda: True,
        "remove_arrow_padding": lambda x: x, "safe_ddp_context": lambda *a: contextlib.nullcontext(),
    }  # fmt: skip
    utils["get_logger"] = lambda: SimpleNamespace(warning=print, info=print, info_once=print, warning_once=print)
    modelscope = {"get_cache_dir": lambda: str(tmp_path / "cache")}
    with package(
        SWIFT,
        tmp_path / "wheel",
        "swift",
        "swift.dataset",
        swift__template={"history_to_messages": None, "MaxLengthError": ValueError, "Template": object},
        swift__template__template_inputs={"normalize_openai_tool_calls": lambda messages: messages},
        swift__utils=utils,
        modelscope__hub__utils__utils=modelscope,
    ):
        from swift.dataset.preprocessor import AutoPreprocessor  # type: ignore[import-not-found]

        files = sorted(str(f) for f in Path("swift", task).glob("*.jsonl"))
        raw = datasets.load_dataset(
            "json", data_files=files, split="train", streaming=streaming, cache_dir=str(tmp_path / "cache")
        )
        read = list(AutoPreprocessor()(raw, strict=True, load_from_cache_file=False))
    assert len(read) == (14 if task == "sft" else 7)
    for item in read:
        [picture] = item["images"]
        path = picture["path"] if isinstance(picture, dict) else picture
        data = (tmp_path / "swift" / path).read_bytes()
        row = next(r for r in rows.values() if r["image"]["bytes"] == data)
        with Image.open(io.BytesIO(data)) as image:
            assert image.size == (row["width"], row["height"])
        first, *rest = item["messages"]
        assert first["role"] == "user" and first["content"].startswith("<image>")
        if task == "grpo":
            assert item["solution"] == row["code"] and not rest
        else:
            assert rest[0]["content"] in (row["caption"], row["explanation"])
