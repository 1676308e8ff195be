# ruff: noqa: F811  (fixtures that come from test_train_data)
"""Supervised training of a real, if tiny, Qwen3-VL: it learns, stops, resumes, and says what went wrong."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml
from test_train_data import COLORS, png, processor, shapes, tiny  # noqa: F401

from codepercept.errors import CodePerceptError, UserError
from codepercept.train.card import read_losses
from codepercept.train.config import SftConfig, whole_checkpoints
from codepercept.train.data import Plan, Source, order
from codepercept.train.sft import train_sft

for package in ("torch", "transformers", "trl", "peft", "tensorboard"):
    pytest.importorskip(package, reason="make test installs it; a bare environment has it not")

SETTINGS = {
    "learning_rate": 4e-3, "min_learning_rate": 2e-4, "weight_decay": 0.0, "batch_size": 4, "accumulation": 2,
    "max_steps": 6, "bf16": False, "attention": "sdpa", "gradient_checkpointing": False, "save_steps": 100,
    "logging_steps": 1,
}  # fmt: skip


def settings(model: Path, data: Path, out: Path, **other: Any) -> SftConfig:
    return SftConfig.model_validate(
        {**SETTINGS, "model": str(model), "data": str(data), "out": str(out), "lora": None, **other}
    )


def weights(folder: Path) -> dict[str, Any]:
    from safetensors.torch import load_file

    return dict(load_file(folder / "model.safetensors"))


def command(recipe: Path, **settings: Any) -> list[str]:
    recipe.write_text(yaml.safe_dump(settings))
    return [sys.executable, "-m", "codepercept.cli", "train", "sft", str(recipe), "--json"]


@pytest.fixture(scope="module")
def learnt(tiny: Path, shapes: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The output of an unbroken training, with checkpoints on the way."""
    out = tmp_path_factory.mktemp("learnt") / "out"
    config = settings(tiny, shapes, out, max_steps=60, batch_size=8, accumulation=1, save_steps=20, keep_checkpoints=2)
    return out, train_sft(config, quiet=True)


def test_it_learns_and_leaves_an_ordinary_checkpoint(learnt: tuple[Path, dict[str, Any]], tiny: Path) -> None:
    from codepercept.models.base import GenerateConfig, Message
    from codepercept.models.cache import Calls
    from codepercept.models.local import LocalModel

    out, summary = learnt
    losses = list(read_losses(out / "losses.jsonl"))
    assert len(losses) == 60 == summary["steps"] and losses[0] > 5 and summary["loss"] < 1.2
    assert summary["rows"] == {"caption": 8, "code": 8} and summary["left_out"] == {}
    assert [p.name for p in whole_checkpoints(out)] == ["checkpoint-60", "checkpoint-40"]
    logged = json.loads((out / "checkpoints" / "checkpoint-60" / "trainer_state.json").read_text())["log_history"]
    assert [e["loss"] for e in logged] == pytest.approx(losses, abs=1e-5)
    assert list((out / "tensorboard").iterdir())
    model = LocalModel(out / "model", Calls(out.parent / "calls.sqlite"))
    prompt = next(row.prompt for _, row in Source(Path(_settings(out)["data"])).rows(0) if row.task == "caption")
    ask = Message(role="user", text=prompt, images=(png("red", "square"),))
    answer = asyncio.run(model.generate([ask], GenerateConfig(model="tiny", max_tokens=60, as_is=True)))
    assert any(color in answer.text for color in COLORS) and "on white paper" in answer.text


def _settings(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((out / "settings.yaml").read_text())
    return found


def test_the_card_tells_data_and_settings_but_no_place_or_time(learnt: tuple[Path, dict[str, Any]]) -> None:
    out, summary = learnt
    card = (out / "model" / "README.md").read_text()
    for told in (summary["inputs"]["data"], summary["inputs"]["model"], "| learning_rate | 0.004 |", "| trl | ",
                 "| code | 8 |", "60 steps"):  # fmt: skip
        assert told in card
    assert str(out.parent) not in card and time.strftime("%Y-") not in card


def test_a_finished_training_is_not_repeated_and_other_settings_are_refused(
    learnt: tuple[Path, dict[str, Any]],
    shapes: Path,
    tmp_path: Path,
) -> None:
    out, summary = learnt
    config = SftConfig.model_validate({**_settings(out), "inputs": {}})
    assert train_sft(config.model_copy(update={"logging_steps": 3}), quiet=True) == summary
    with pytest.raises(UserError, match=r"differs in adam_beta2, learning_rate\)"):
        train_sft(config.model_copy(update={"adam_beta2": 0.9, "learning_rate": 1e-3}), quiet=True)
    other = shutil.copytree(shapes, tmp_path / "other")
    (other / "shards" / "part-00001.parquet").unlink()
    with pytest.raises(UserError, match=r"differs in inputs.data"):
        train_sft(config.model_copy(update={"data": str(other)}), quiet=True)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    with pytest.raises(UserError, match="holds other files"):
        train_sft(config.model_copy(update={"out": str(tmp_path / "full")}), quiet=True)


def test_how_a_step_is_divided_does_not_change_it(
    learnt: tuple[Path, dict[str, Any]],
    tiny: Path,
    shapes: Path,
    tmp_path: Path,
) -> None:
    """Each token of the answers weighs the same, however many rows go through at a time."""
    curves = []
    for batch, accumulation in ((8, 1), (2, 4)):
        out = tmp_path / str(batch)
        train_sft(settings(tiny, shapes, out, batch_size=batch, accumulation=accumulation, max_steps=4), quiet=True)
        curves.append(list(read_losses(out / "losses.jsonl")))
    assert curves[0] == pytest.approx(curves[1], abs=1e-4)


def test_a_run_stopped_by_sigterm_goes_on_with_the_same_losses(
    learnt: tuple[Path, dict[str, Any]],
    tiny: Path,
    shapes: Path,
    tmp_path: Path,
) -> None:
    """The command line, a real signal in the middle of a step, and the same command again."""
    out = tmp_path / "out"
    old = {**_settings(learnt[0]), "out": str(out), "save_steps": 100}
    del old["inputs"]
    run = command(tmp_path / "r.yaml", **old)
    process = subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    losses = out / "losses.jsonl"
    while not (losses.exists() and losses.read_text().count("\n") >= 5):
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130 and "the same command resumes" in said
    (stopped,) = whole_checkpoints(out)
    assert 5 <= int(stopped.name.split("-")[1]) < 60
    half = out / "checkpoints" / "checkpoint-59"  # as a kill in the middle of a checkpoint leaves it
    half.mkdir()
    (half / "trainer_state.json").write_text("{")
    with losses.open("a") as file:
        file.write('{"step": 59, "loss": 9.0}\n')  # as a step after the last checkpoint leaves it
    config = SftConfig.model_validate(old)
    summary = train_sft(config, quiet=True)
    unbroken = list(read_losses(learnt[0] / "losses.jsonl"))
    assert list(read_losses(losses)) == pytest.approx(unbroken, abs=1e-6)
    assert summary["loss"] == pytest.approx(learnt[1]["loss"], abs=1e-6)
    ours, theirs = weights(out / "model"), weights(learnt[0] / "model")
    assert all((ours[k] - theirs[k]).abs().max() < 1e-6 for k in theirs)


def test_adapters_alone_are_trained_and_merged(tiny: Path, shapes: Path, tmp_path: Path) -> None:
    lora = {"r": 4, "alpha": 8, "targets": ["q_proj", "v_proj", "qkv"]}
    summary = train_sft(settings(tiny, shapes, tmp_path / "out", lora=lora, freeze_vision=True), quiet=True)
    before, after = weights(tiny), weights(tmp_path / "out" / "model")
    changed = {k for k in before if not before[k].equal(after[k])}
    assert changed == {k for k in before if "language_model" in k and ("q_proj" in k or "v_proj" in k)}
    assert summary["parameters"]["trained"] < 0.05 * summary["parameters"]["all"]
    assert (tmp_path / "out" / "adapter" / "adapter_model.safetensors").is_file()
    assert before.keys() == after.keys()
    with pytest.raises(UserError, match=r"`lora\.targets`: .*nothing_of_that_name"):
        train_sft(
            settings(tiny, shapes, tmp_path / "no", lora={"targets": ["nothing_of_that_name"]}), quiet=True
        )  # fmt: skip


def test_a_frozen_vision_tower_stays_as_it_is(tiny: Path, shapes: Path, tmp_path: Path) -> None:
    train_sft(
        settings(tiny, shapes, tmp_path / "out", freeze_vision=True, gradient_checkpointing=True, max_steps=3),
        quiet=True,
    )  # fmt: skip
    before, after = weights(tiny), weights(tmp_path / "out" / "model")
    same = {k for k in before if before[k].equal(after[k])}
    vision = {k for k in before if ".visual." in k}
    assert vision and same == vision


def test_a_loss_that_is_no_number_stops_with_step_and_rows(tiny: Path, shapes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    config = settings(
        tiny, shapes, out, learning_rate=1e38, min_learning_rate=0, warmup=0, accumulation=1, save_steps=1
    )
    with pytest.raises(CodePerceptError, match=r"the (loss|gradient) of step 2 is (nan|inf); its rows are ") as caught:
        train_sft(config, quiet=True)
    assert not isinstance(caught.value, UserError)
    plan = Plan(pq.read_table(out / "rows.parquet"))
    numbers = order(plan, {"caption": 1.0, "code": 1.0}, seed=0, epochs=1, rows=8)[4:8]
    named = {f"{plan.rows['id'][n]} ({plan.rows['task'][n]})" for n in numbers.tolist()}
    assert set(str(caught.value).partition("its rows are ")[2].partition("; look")[0].split(", ")) == named
    assert [p.name for p in whole_checkpoints(out)] == ["checkpoint-1"]


def test_a_full_disk_leaves_the_last_whole_checkpoint(tiny: Path, shapes: Path, tmp_path: Path) -> None:
    """Files may not grow beyond a limit that is set once the first checkpoint is there."""
    out = tmp_path / "out"
    config = settings(tiny, shapes, out, save_steps=3, keep_checkpoints=1)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def fill() -> None:
        while not whole_checkpoints(out):
            time.sleep(0.005)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))

    thread = threading.Thread(target=fill, daemon=True)
    thread.start()
    try:
        with pytest.raises(UserError, match=r"checkpoint-6: the checkpoint cannot be written .*; checkpoint-3 stays"):
            train_sft(config, quiet=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert [p.name for p in (out / "checkpoints").iterdir()] == ["checkpoint-3"]
    assert train_sft(config, quiet=True)["steps"] == 6


def test_what_the_machine_lacks_is_told_in_one_sentence(
    tiny: Path,
    shapes: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(UserError, match="flash-attn"):
        train_sft(settings(tiny, shapes, tmp_path / "a", attention="flash_attention_2"))
    with pytest.raises(UserError, match="`bf16: true` needs a GPU"):
        train_sft(settings(tiny, shapes, tmp_path / "a", bf16=True))
    with pytest.raises(UserError, match="no checkpoint with a processor there"):
        train_sft(settings(shapes, shapes, tmp_path / "a"))
    monkeypatch.setitem(sys.modules, "trl", None)  # as if it were not installed
    with pytest.raises(UserError, match=r"install codepercept\[train\]"):
        train_sft(settings(tiny, shapes, tmp_path / "a"))
    assert not (tmp_path / "a").exists() and os.environ.get("WORLD_SIZE") is None


def test_tiny_models_on_the_command_line(shapes: Path, tiny: Path, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from codepercept.cli.train import train

    def run(*words: str) -> Any:
        return CliRunner().invoke(train, ["init-tiny", "--data", str(shapes), *words])

    done = run("--out", str(tmp_path / "m"), "--size", "200k", "--vocabulary", "300", "--json")
    told = json.loads(done.stdout)
    assert told["parameters"] == sum(v.numel() for v in weights(tmp_path / "m").values())
    assert 150_000 < told["parameters"] < 300_000
    assert "not an empty folder" in str(run("--out", str(tiny)).exception)
    assert "there are 200k, 1m, 5m, 20m" in str(run("--out", str(tmp_path / "n"), "--size", "7b").exception)
