"""Rows for supervised training: what is kept, what is left out and why, in which order, and how batches are made."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image, ImageDraw

from codepercept.dataset.export import SFT, export
from codepercept.errors import UserError
from codepercept.pipeline.table import write_samples
from codepercept.train.batches import Collator
from codepercept.train.config import SftConfig, load_training
from codepercept.train.data import Plan, Source, count_tokens, messages, order, picture, prepare
from codepercept.types import Execution, Sample, Seed

for package in ("torch", "transformers", "trl"):
    pytest.importorskip(package, reason="make test installs it; a bare environment has it not")

COLORS = ("red", "blue", "green", "black")
SHAPES = ("square", "circle")


def png(color: str, shape: str, size: tuple[int, int] = (64, 64)) -> bytes:
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    (draw.rectangle if shape == "square" else draw.ellipse)((12, 12, 51, 51), fill=color)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def code(color: str, shape: str) -> str:
    patch = "Rectangle((0.2, 0.2), 0.6, 0.6" if shape == "square" else "Circle((0.5, 0.5), 0.3"
    return f"import matplotlib.pyplot as plt\nplt.gca().add_patch(plt.{patch}, color='{color}'))\nplt.show()"


def explanation(color: str, shape: str) -> str:
    return f"A {color} {shape} is drawn.\n```python\n{code(color, shape)}\n```"


def record(task: str, **other: Any) -> dict[str, Any]:
    """A good row of an export, with some columns replaced."""
    answer = "A red square." if task == "caption" else explanation("red", "square")
    good = {
        "id": "good", "task": task, "images": [{"bytes": png("red", "square"), "path": None}],
        "prompt": [{"role": "user", "content": "What is it?"}],
        "completion": [{"role": "assistant", "content": answer}],
    }  # fmt: skip
    return {**good, **other}


def write_export(folder: Path, *files: list[dict[str, Any]]) -> Path:
    (folder / "sft").mkdir(parents=True)
    for number, rows in enumerate(files):
        pq.write_table(pa.Table.from_pylist(rows, schema=SFT), folder / "sft" / f"part-{number:05d}.parquet")
    return folder


def write_run(folder: Path) -> Path:
    """A run directory with a sample for each colour and shape, in two shards."""
    samples = [
        Sample(
            id=f"{color}-{shape}", seed=Seed(id=color), pipeline="code", code=code(color, shape),
            execution=Execution(status="ok", image=png(color, shape), width=64, height=64),
            caption=f"A {color} {shape} on white paper.", explanation=explanation(color, shape),
        )
        for color in COLORS for shape in SHAPES
    ]  # fmt: skip
    (folder / "shards").mkdir(parents=True)
    (folder / "recipe.yaml").write_text("name: shapes\n")
    for number in (0, 1):
        write_samples(samples[number::2], folder / "shards" / f"part-{number:05d}.parquet")
    return folder


@pytest.fixture(scope="session")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(tmp_path_factory.mktemp("shapes") / "run")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory, shapes: Path) -> Path:
    """An untrained tiny model whose tokenizer knows the texts of `shapes`."""
    import torch

    from codepercept.train.tiny import init_tiny

    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("tiny") / "model"
    init_tiny(folder, shapes, "200k", 600, 100, seed=0)
    return folder


@pytest.fixture(scope="session")
def processor(tiny: Path) -> Any:
    from transformers import AutoProcessor

    from codepercept.models.processor import without_video

    without_video()
    return AutoProcessor.from_pretrained(tiny)


def test_a_run_and_its_export_train_alike(shapes: Path, tmp_path: Path) -> None:
    run = Source(shapes)
    export(shapes, tmp_path / "trl", "trl")
    exported = Source(tmp_path / "trl")
    rows = [[row for file in range(2) for _, row in source.rows(file)] for source in (run, exported)]
    assert rows[0] == rows[1] and len(rows[0]) == 16
    assert {r.task for r in rows[0]} == {"caption", "code"}
    assert run.sha256() == Source(shapes).sha256() != exported.sha256()


def test_what_cannot_be_learnt_from_is_left_out_and_named(processor: Any, tmp_path: Path) -> None:
    answer = [{"role": "assistant", "content": "There is a mark: <|image_pad|>"}]
    image = png("red", "square")
    rows = [
        record("caption"),
        record("code"),
        record("caption", id="none", images=[]),
        record("caption", id="two", images=[{"bytes": image, "path": None}] * 2),
        record("caption", id="cut", images=[{"bytes": image[:-30], "path": None}]),
        record("caption", id="text", images=[{"bytes": b"no picture at all", "path": None}]),
        record("caption", id="bar", images=[{"bytes": png("red", "square", (4000, 8)), "path": None}]),
        record("caption", id="empty", completion=[{"role": "assistant", "content": " \n"}]),
        record("caption", id="null", completion=None),
        record("caption", id="many", prompt=[{"role": "user", "content": "a"}, {"role": "user", "content": "b"}]),
        record("code", id="prose", completion=[{"role": "assistant", "content": "I would draw a square."}]),
        record("caption", id="marks", completion=answer),
        record("caption", id="long", completion=[{"role": "assistant", "content": "word " * 400}]),
        record("sing", id="song"),
    ]
    source = Source(write_export(tmp_path / "trl", rows))
    plan = prepare(source, processor, 300, ("caption", "code"))
    assert plan.rows["id"].to_pylist() == ["good", "good"]
    assert {r["id"]: r["kind"] for r in plan.left_out} == {
        "none": "no_picture", "two": "no_picture", "cut": "picture_does_not_decode", "text": "picture_does_not_decode",
        "bar": "picture_unusable", "empty": "no_answer", "null": "no_answer", "many": "no_answer", "prose": "no_code",
        "marks": "control_token", "long": "too_long", "song": "unknown_task",
    }  # fmt: skip
    counts = plan.counts()
    assert sum(counts["rows"].values()) + sum(counts["left_out"].values()) == len(rows)
    plan = Plan(plan.rows, plan.left_out, {"data": "x"})
    plan.write(tmp_path)
    again = Plan.load(tmp_path, {"data": "x"})
    assert again is not None and again.rows.equals(plan.rows) and again.left_out == plan.left_out
    assert Plan.load(tmp_path, {"data": "y"}) is None


def test_a_plan_does_not_depend_on_workers(shapes: Path, processor: Any) -> None:
    one, two = (prepare(Source(shapes), processor, 500, ("caption",), workers) for workers in (1, 2))
    assert one.rows.equals(two.rows) and one.rows["task"].to_pylist() == ["caption"] * 8


def test_tokens_are_counted_as_the_trainer_makes_them_and_only_answers_bear_loss(shapes: Path, processor: Any) -> None:
    from trl.trainer.sft_trainer import DataCollatorForVisionLanguageModeling

    source = Source(shapes)
    plan = prepare(source, processor, 500, ("caption", "code"))
    inner = DataCollatorForVisionLanguageModeling(processor, max_length=None, completion_only_loss=True)
    batch = Collator(source, plan, inner)([{"number": n} for n in range(plan.rows.num_rows)])
    assert batch["attention_mask"].sum(1).tolist() == plan.rows["tokens"].to_pylist()
    assert batch["rows"].tolist() == list(range(16))
    for number in range(16):
        row = source.read(*(plan.rows[c][number].as_py() for c in ("file", "row", "task")))
        learnt = batch["labels"][number][batch["labels"][number] != -100]
        assert processor.tokenizer.decode(learnt) == row.answer + "<|im_end|>\n"
        everything = processor.tokenizer.decode(batch["input_ids"][number])
        assert row.prompt in everything and row.prompt not in processor.tokenizer.decode(learnt)


def test_large_pictures_are_counted_as_they_are_scaled(processor: Any, tmp_path: Path) -> None:
    rows = [record("caption", images=[{"bytes": png("red", "square", s), "path": None}])
            for s in ((640, 480), (20, 20), (300, 90))]  # fmt: skip
    source = Source(write_export(tmp_path / "trl", rows))
    for _, row in source.rows(0):
        side = picture(row.image or b"")
        turns = [{"role": "user", "content": [{"type": "image", "image": side}, {"type": "text", "text": row.prompt}]},
                 {"role": "assistant", "content": [{"type": "text", "text": row.answer}]}]  # fmt: skip
        made = processor.apply_chat_template(turns, tokenize=True, return_dict=True, return_tensors="pt")
        assert count_tokens(processor, row, side.size) == made["input_ids"].shape[1]
        assert list(messages(row)) == ["prompt", "completion"]


def test_the_order_mixes_tasks_by_their_weights_and_follows_the_seed(shapes: Path, processor: Any) -> None:
    plan = prepare(Source(shapes), processor, 500, ("caption", "code"))
    tasks = np.array(plan.rows["task"].to_pylist())
    first = order(plan, {"caption": 1.0, "code": 1.0}, seed=3, epochs=2)
    assert sorted(first[:16]) == sorted(first[16:]) == list(range(16)) and list(first[:16]) != list(first[16:])
    assert (first == order(plan, {"caption": 1.0, "code": 1.0}, seed=3, epochs=2)).all()
    assert (first != order(plan, {"caption": 1.0, "code": 1.0}, seed=4, epochs=2)).any()
    assert (first[:20] == order(plan, {"caption": 1.0, "code": 1.0}, seed=3, epochs=1, rows=20)).all()
    mixed = order(plan, {"caption": 0.5, "code": 2.0}, seed=0, epochs=1)
    assert Counter(tasks[mixed]) == {"caption": 4, "code": 16}
    assert len(order(plan, {"caption": 0.0, "code": 1.0}, seed=0, epochs=0.5)) == 4
    with pytest.raises(UserError, match="nothing to train on"):
        order(prepare(Source(shapes), processor, 20, ("caption",)), {"caption": 1.0}, 0, 1)


def test_reading_keeps_little_in_memory(shapes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codepercept.train.data.CACHE_BYTES", 1)
    source = Source(shapes)
    for file in (0, 1, 0):
        assert source.read(file, 3, "code").answer.startswith("A ")
        assert len(source._groups) == 1


def test_folders_without_training_data_are_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no training data there"):
        Source(tmp_path)
    pq.write_table(pa.table({"a": [1]}), tmp_path / "a.parquet")
    with pytest.raises(UserError, match="columns id, task"):
        Source(tmp_path)
    (tmp_path / "a.parquet").write_bytes(b"PAR1 but not really")
    with pytest.raises(UserError, match="not a readable Parquet file"):
        Source(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lerning_rate: 1", r"unknown key `lerning_rate`; did you mean `learning_rate`\?"),
        ("lora: {rank: 3}", r"unknown key `lora.rank`; known keys: alpha, dropout, r, targets"),
        ("tasks: {captions: 1}", r"unknown key `tasks.captions`; did you mean `caption`\?"),
        ("tasks: {caption: 0, code: 0}", "one of `caption` and `code` must be above 0"),
        ("min_learning_rate: 1", "cannot be above `learning_rate`"),
        ("inputs: {data: x}", "`inputs` is filled in"),
        ("deepspeed: none.json", "no such DeepSpeed file"),
        ("epochs: 0", "`epochs`: .*greater than 0"),
    ],
)
def test_mistakes_in_settings_are_told_in_one_sentence(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(f"model: m\ndata: d\nout: o\n{text}\n")
    with pytest.raises(UserError, match=told):
        load_training(SftConfig, tmp_path / "r.yaml")


def test_paths_are_relative_to_the_recipe(tmp_path: Path) -> None:
    (tmp_path / "zero.json").write_text(json.dumps({"zero_optimization": {"stage": 3}}))
    (tmp_path / "r.yaml").write_text("{model: Qwen/Qwen3-VL-8B-Instruct, data: d, out: o, deepspeed: zero.json}")
    config = load_training(SftConfig, tmp_path / "r.yaml", {"out": "here"})
    assert config.data == str(tmp_path / "d") and config.out == "here"
    assert config.model == "Qwen/Qwen3-VL-8B-Instruct" and config.deepspeed == str(tmp_path / "zero.json")
    with pytest.raises(UserError, match="ZeRO-3"):
        load_training(SftConfig, tmp_path / "r.yaml", {"lora": {}})


def test_the_recipes_that_ship_are_the_papers() -> None:
    folder = Path(__file__).parents[2] / "recipes" / "train"
    for size in ("4b", "8b", "32b"):
        config = load_training(SftConfig, folder / f"sft-qwen3vl-{size}.yaml")
        assert (config.learning_rate, config.min_learning_rate, config.warmup, config.epochs) == (3e-6, 2e-7, 0.05, 1)
        rows = config.batch_size * config.accumulation * (32 if size == "32b" else 8)
        assert rows == 128 and config.bf16 and config.deepspeed
        assert config.freeze_vision == (size == "32b")
    assert load_training(SftConfig, folder / "sft-lora.yaml").lora is not None
    assert not load_training(SftConfig, folder / "sft-tiny.yaml").bf16
