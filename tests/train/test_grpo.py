# ruff: noqa: F811  (fixtures that come from test_train_data)
"""Reinforcement learning of a real, if tiny, Qwen3-VL: rewards, rollouts, restarts, and what goes wrong."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from pydantic import ValidationError
from test_train_data import png, processor, shapes, tiny  # noqa: F401

from codepercept.config.evaluation import models_from_flags
from codepercept.dataset.export import GRPO
from codepercept.errors import CodePerceptError, UserError
from codepercept.scorers.base import Scorer
from codepercept.train.batches import RowReader
from codepercept.train.card import sum_up
from codepercept.train.config import GrpoConfig, SftConfig, load_training, whole_checkpoints
from codepercept.train.data import Source, prepare
from codepercept.train.difficulty import DifficultyConfig, accuracy, measure_difficulty, read_chosen
from codepercept.train.grpo import train_grpo
from codepercept.train.sft import train_sft
from codepercept.types import Rollout, Sample, Score

for package in ("torch", "transformers", "trl", "peft", "tensorboard"):
    pytest.importorskip(package, reason="make test installs it; a bare environment has it not")

CPU = {"bf16": False, "attention": "sdpa", "gradient_checkpointing": False, "weight_decay": 0.0}
SETTINGS = {
    **CPU, "prompt": "Redraw this.", "learning_rate": 1e-3, "min_learning_rate": 1e-4, "batch_size": 8,
    "accumulation": 1, "completions": 4, "max_completion": 90, "top_p": 1.0, "repetition_penalty": 1.0, "max_steps": 4,
    "save_steps": 100,
}  # fmt: skip


def settings(model: Path, data: Path, out: Path, **other: Any) -> GrpoConfig:
    return GrpoConfig.model_validate({**SETTINGS, "model": str(model), "data": str(data), "out": str(out), **other})


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture(scope="session")
def speaker(tiny: Path, shapes: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that has learnt to answer with programs, though not always with the right one."""
    out = tmp_path_factory.mktemp("speaker") / "out"
    config = {
        **CPU, "model": str(tiny), "data": str(shapes), "out": str(out), "tasks": {"caption": 0, "code": 1},
        "code_answer": "plain", "code_prompt": "Redraw this.", "learning_rate": 6e-3, "min_learning_rate": 1e-3,
        "batch_size": 8, "accumulation": 1, "max_steps": 70,
    }  # fmt: skip
    train_sft(SftConfig.model_validate(config), quiet=True)
    return out / "model"


@pytest.fixture(scope="session")
def reinforced(
    speaker: Path, shapes: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any], GrpoConfig]:
    """The output of an unbroken run."""
    out = tmp_path_factory.mktemp("reinforced") / "out"
    config = settings(speaker, shapes, out)
    return out, train_grpo(config, quiet=True), config


def test_steps_rollouts_and_the_card_tell_of_rewards(reinforced: tuple[Path, dict[str, Any], GrpoConfig]) -> None:
    out, summary, _ = reinforced
    steps, rollouts = lines(out / "steps.jsonl"), lines(out / "rollouts" / "process-0.jsonl")
    assert [s["step"] for s in steps] == [1, 2, 3, 4] and len(rollouts) == 4 * 8
    for step in steps:
        own = [r for r in rollouts if r["step"] == step["step"]]
        values = [r["value"] for r in own]
        assert step["reward"] == pytest.approx(sum(values) / 8, abs=1e-4) and step["reward/unscored"] == 0
        assert step["reward/execution"] == pytest.approx(sum(r["parts"]["execution"] for r in own) / 8, abs=1e-4)
        assert [len({r["id"] for r in own[i : i + 4]}) for i in (0, 4)] == [1, 1], "four answers to each prompt"
    assert {r["status"] for r in rollouts} >= {"ok"} and any(r["value"] > 2 for r in rollouts)
    assert summary["steps"] == 4 and summary["rows"] == {"redraw": 8} and summary["rows_seen"] == 8
    assert summary["reward"] == steps[-1]["reward"] and summary["first_reward"] == steps[0]["reward"]
    card = (out / "model" / "README.md").read_text()
    assert "rewarded for format, execution, code and picture" in card and "| completions | 4 |" in card
    assert list((out / "tensorboard").iterdir())


def test_a_run_stopped_by_sigterm_goes_on_with_the_same_answers(
    reinforced: tuple[Path, dict[str, Any], GrpoConfig], tmp_path: Path
) -> None:
    whole, summary, config = reinforced
    out = tmp_path / "out"
    config = config.model_copy(update={"out": str(out)})
    (tmp_path / "r.yaml").write_text(yaml.safe_dump(config.model_dump(mode="json", exclude={"inputs"})))
    command = [sys.executable, "-m", "codepercept.cli", "train", "grpo", str(tmp_path / "r.yaml"), "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not ((out / "steps.jsonl").exists() and (out / "steps.jsonl").read_text()):
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=90)[1]
    assert process.returncode == 130 and "the same command resumes" in said
    (stopped,) = whole_checkpoints(out)
    assert 1 <= int(stopped.name.split("-")[1]) < 4
    with (out / "rollouts" / "process-0.jsonl").open("a") as file:
        file.write('{"step": 4, "id": "half')  # as a kill leaves it
    again = train_grpo(config, quiet=True)
    timed = ("step_time",)
    kept = [{k: v for k, v in s.items() if k not in timed} for s in lines(out / "steps.jsonl")]
    unbroken = [{k: v for k, v in s.items() if k not in timed} for s in lines(whole / "steps.jsonl")]
    assert kept == [pytest.approx(s, abs=1e-5) for s in unbroken]
    assert lines(out / "rollouts" / "process-0.jsonl") == lines(whole / "rollouts" / "process-0.jsonl")
    assert again["reward"] == pytest.approx(summary["reward"], abs=1e-5)


class Failing:
    """A scorer that always raises."""

    name = "failing"

    async def __call__(self, rollout: Rollout, target: Sample) -> Score:
        raise RuntimeError("the judge is on holiday")


_failing: Scorer = Failing()


def test_a_reward_that_always_raises_ends_the_run(speaker: Path, shapes: Path, tmp_path: Path) -> None:
    reward = {"code_scorer": "test_grpo:Failing"}
    config = settings(speaker, shapes, tmp_path / "out", reward=reward, save_steps=1, max_steps=8)
    with pytest.raises(CodePerceptError, match=r"none of \d programs .* 3 times in a row .*the judge is on holiday"):
        train_grpo(config, quiet=True)
    rollouts = lines(tmp_path / "out" / "rollouts" / "process-0.jsonl")
    assert len(rollouts) == 24 and all(r["value"] is None for r in rollouts if r["status"] != "no program")
    assert [p.name for p in whole_checkpoints(tmp_path / "out")] == ["checkpoint-2", "checkpoint-1"]
    steps = lines(tmp_path / "out" / "steps.jsonl")
    assert all(s["reward/unscored"] > 0 for s in steps)


def test_weights_that_are_no_numbers_end_the_run(speaker: Path, shapes: Path, tmp_path: Path) -> None:
    config = settings(
        speaker, shapes, tmp_path / "out", learning_rate=1e38, min_learning_rate=0, warmup=0, save_steps=1
    )  # fmt: skip
    with pytest.raises(CodePerceptError, match=r"of step [23] is (nan|inf); its rows are .* \(redraw\)") as caught:
        train_grpo(config, quiet=True)
    assert not isinstance(caught.value, UserError)


def test_answers_that_are_cut_off_can_be_left_out(speaker: Path, shapes: Path, tmp_path: Path) -> None:
    config = settings(speaker, shapes, tmp_path / "out", max_completion=12, leave_out_cut=True, max_steps=1)
    train_grpo(config, quiet=True)
    [step] = lines(tmp_path / "out" / "steps.jsonl")
    assert step["completions/clipped_ratio"] == 1 and step["loss"] == 0
    rollouts = lines(tmp_path / "out" / "rollouts" / "process-0.jsonl")
    assert len(rollouts) == 8 and all(r["value"] is not None and r["value"] <= 1 for r in rollouts)


def test_adapters_are_reinforced_against_the_model_without_them(speaker: Path, shapes: Path, tmp_path: Path) -> None:
    config = settings(
        speaker, shapes, tmp_path / "out", lora={"r": 4, "alpha": 8, "targets": ["q_proj"]}, kl=0.1, max_steps=1
    )
    assert train_grpo(config, quiet=True)["steps"] == 1
    assert "kl" in lines(tmp_path / "out" / "steps.jsonl")[0]
    assert (tmp_path / "out" / "adapter" / "adapter_model.safetensors").is_file()


def test_difficulty_chooses_and_training_takes_only_the_chosen(speaker: Path, shapes: Path, tmp_path: Path) -> None:
    role = {"temperature": 1.0, "max_tokens": 90, "extra": {"repetition_penalty": 1.0}}
    models = models_from_flags({"perceiver": f"{speaker}#tiny"})
    models["roles"]["perceiver"] |= role
    (tmp_path / "ask.md").write_text(
        "---\nrole: perceiver\ninputs: []\nimages: 1\noutput: code\nversion: 1\n---\nRedraw this."
    )
    models["prompts"] = {"redraw": str(tmp_path / "ask.md")}
    config = DifficultyConfig.model_validate(
        {"data": str(shapes), "models": models, "rollouts": 2, "n": 4, "keep": [0.0, 0.9]}
    )
    told = measure_difficulty(config, tmp_path / "d", quiet=True)
    assert told["samples"] == 4 == sum(told[k] for k in ("chosen", "too_easy", "too_hard", "unscored"))
    assert sum(told["tenths"]) == 4 and told["chosen"] > 0
    again = measure_difficulty(config, tmp_path / "d", quiet=True)
    assert {k: v for k, v in told.items() if k not in ("seconds", "requests")} == {
        k: v for k, v in again.items() if k not in ("seconds", "requests")
    }
    chosen = read_chosen(tmp_path / "d" / "chosen.jsonl")
    assert len(chosen) == told["chosen"]
    run = settings(speaker, shapes, tmp_path / "out", chosen=str(tmp_path / "d" / "chosen.jsonl"), max_steps=1)
    assert train_grpo(run, quiet=True)["rows"] == {"redraw": len(chosen)}
    assert {r["id"] for r in lines(tmp_path / "out" / "rollouts" / "process-0.jsonl")} <= chosen


def test_difficulty_refuses_what_it_cannot_use(speaker: Path, shapes: Path, tmp_path: Path) -> None:
    models = models_from_flags({"perceiver": f"{speaker}#tiny"})
    with pytest.raises(ValidationError, match="budget of a batch"):
        DifficultyConfig.model_validate({"data": str(shapes), "models": models, "reward": {"seconds": 3}})
    reward = {"image_scorer": "nothing_there:x"}
    config = DifficultyConfig.model_validate({"data": str(shapes), "models": models, "reward": reward})
    with pytest.raises(UserError, match=r"`reward\.image_scorer`: nothing_there:x cannot be used"):
        measure_difficulty(config, tmp_path / "d", quiet=True)
    assert not (tmp_path / "d").exists()


def test_a_step_without_rewards_is_no_end(tmp_path: Path) -> None:
    """The last batch may be unscored; summary and card tell of the others."""
    config = settings(tmp_path / "m", tmp_path, tmp_path / "out").model_copy(update={"inputs": {
        "data": "d", "model": "m", "processes": "1"}})  # fmt: skip
    (tmp_path / "out" / "model").mkdir(parents=True)
    file = tmp_path / "out" / "steps.jsonl"
    counts = {"rows": {"redraw": 2}, "left_out": {}, "tokens": 9}
    for told, first, last in (
        ([{"step": 1, "loss": 0.1, "reward": 2.0}, {"step": 2, "loss": 0.0}], 2.0, None),
        ([{"step": 1, "loss": 0.1}], None, None),
    ):
        file.write_text("".join(json.dumps(line) + "\n" for line in told))
        summary = sum_up(config, counts, 2, {"trained": 1, "all": 1}, file)
        assert summary["first_reward"] == first and summary["reward"] == last
        assert "Mean reward" in (tmp_path / "out" / "model" / "README.md").read_text()


def test_accuracy_of_an_answer() -> None:
    parts = {"format": 1.0, "execution": 1.0, "code": 0.5, "image": 0.3}
    assert accuracy(parts, None) == pytest.approx(0.6)
    assert accuracy(parts, 0.6 - 1e-9) == 1 and accuracy(parts, 0.61) == 0
    assert accuracy({**parts, "code": None}, None) is None


def test_what_cannot_be_reinforced_is_left_out(processor: Any, tmp_path: Path) -> None:
    good = {
        "id": "good", "images": [{"bytes": png("red", "square"), "path": None}],
        "prompt": [{"role": "user", "content": "Draw it."}], "code": "print('x')", "trace": "",
    }  # fmt: skip
    rows = [
        good,
        {**good, "id": "broken", "images": [{"bytes": b"\x89PNG nothing", "path": None}]},
        {**good, "id": "bare", "code": None},
        {**good, "id": "long", "prompt": [{"role": "user", "content": "Draw it. " * 200}]},
        {**good, "id": "none", "images": []},
    ]
    (tmp_path / "grpo").mkdir()
    pq.write_table(pa.Table.from_pylist(rows, schema=GRPO), tmp_path / "grpo" / "part.parquet")
    source = Source(tmp_path, "grpo")
    plan = prepare(source, processor, 300, ["redraw"])
    assert plan.rows["id"].to_pylist() == ["good"]
    assert {r["id"]: r["kind"] for r in plan.left_out} == {
        "broken": "picture_does_not_decode", "bare": "no_code", "long": "too_long", "none": "no_picture"
    }  # fmt: skip
    read = RowReader(source, plan)({"number": [0]})
    assert read["code"] == ["print('x')"] and read["prompt"][0][0]["content"] == "Draw it."
    assert prepare(source, processor, 300, ["redraw"], only={"other"}).rows.num_rows == 0


def test_bad_settings_are_told_before_anything_is_loaded(speaker: Path, shapes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(UserError, match=r"12 completions .* no multiple of completions: 8"):
        train_grpo(settings(speaker, shapes, out, batch_size=12, completions=8), quiet=True)
    for name, text, told in (
        ("gone", None, "cannot be read"),
        ("odd", "[1]\n", "not a file that"),
        ("none", "", "names no samples"),
    ):
        if text is not None:
            (tmp_path / name).write_text(text)
        with pytest.raises(UserError, match=told):
            read_chosen(tmp_path / name)
    (tmp_path / "other").write_text('{"id": "of other data"}\n')
    with pytest.raises(UserError, match="was it made from other data"):
        train_grpo(settings(speaker, shapes, out, chosen=str(tmp_path / "other")), quiet=True)
    for text, told in (
        ("reward: {judges: llm}", "needs `models`"),
        ("reward: {wieghts: {code: 2}}", "did you mean `weights`"),
        ("vllm: {mode: server}", "`server` is the URL"),
        ("top_p: 0", "top_p"),
        ("learning_rate: 1.0e-7", "cannot be above"),
    ):
        (tmp_path / "r.yaml").write_text(f"model: m\ndata: d\nout: o\n{text}\n")
        with pytest.raises(UserError, match=told):
            load_training(GrpoConfig, tmp_path / "r.yaml")
    with pytest.raises(UserError, match="vLLM is not installed"):
        train_grpo(settings(speaker, shapes, tmp_path / "v", vllm={"mode": "colocate"}), quiet=True)
    with pytest.raises(UserError, match=r"`reward\.code_scorer`: nothing_there:x cannot be used"):
        train_grpo(settings(speaker, shapes, tmp_path / "s", reward={"code_scorer": "nothing_there:x"}), quiet=True)
