"""A real vision-language model, if a tiny one: in this process, and behind a real OpenAI-compatible server."""

from __future__ import annotations

import asyncio
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from model_server import serving
from PIL import Image, ImageDraw

from codepercept.config import EndpointSection, ModelsSection, load_recipe
from codepercept.config.evaluation import CaptionSolveConfig, Stem2CodeConfig, load_config, models_from_flags
from codepercept.dataset.build import build
from codepercept.errors import UserError
from codepercept.evals.caption_solve import solve
from codepercept.evals.stem2code import evaluate
from codepercept.models.base import GenerateConfig, Message, TruncatedAnswer
from codepercept.models.cache import Calls
from codepercept.models.local import LocalModel
from codepercept.models.openai import OpenAIModel
from codepercept.pipeline.table import read_samples
from codepercept.prompts import load

for package in ("torch", "transformers", "fastapi"):
    pytest.importorskip(package, reason="make test installs it; a bare environment has it not")

SEEN = {"red": "A red square on white paper.", "blue": "A blue circle on white paper."}
DRAWN = {
    "red": "import matplotlib.pyplot as plt\nax = plt.gca()\n"
    "ax.add_patch(plt.Rectangle((0.2, 0.2), 0.6, 0.6, color='red'))\nax.set_aspect('equal')\nplt.show()",
    "blue": "import matplotlib.pyplot as plt\nax = plt.gca()\nax.add_patch(plt.Circle((0.5, 0.5), 0.3, color='blue'))\n"
    "ax.set_aspect('equal')\nplt.show()",
}  # fmt: skip


def picture(color: str) -> Image.Image:
    image = Image.new("RGB", (64, 64), "white")
    draw = ImageDraw.Draw(image)
    (draw.rectangle if color == "red" else draw.ellipse)((12, 12, 51, 51), fill=color)
    return image


def png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny Qwen3-VL that has learnt to caption and to redraw two pictures."""
    import torch

    from codepercept.train.tiny import teach, write_tiny_checkpoint

    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("model") / "tiny-vl"
    examples = []
    for color, caption in SEEN.items():
        examples.append((picture(color), load("seed_caption").render(), caption))
        prompt = load("reproduce_code").render(caption=caption)
        examples.append((picture(color), prompt, f"```python\n{DRAWN[color]}\n```"))
        examples.append((picture(color), load("redraw").render(), f"```python\n{DRAWN[color]}\n```"))
        examples.append((picture(color), load("describe").render(), caption))
    write_tiny_checkpoint(folder, [text for _, prompt, answer in examples for text in (prompt, answer)], vocabulary=700)
    assert teach(folder, examples, steps=360) < 0.05
    return folder


@pytest.fixture(scope="module")
def url(checkpoint: Path) -> Iterator[str]:
    from tiny_server import serving_checkpoint

    with serving_checkpoint(checkpoint) as address:
        yield address


def test_in_this_process(checkpoint: Path, tmp_path: Path) -> None:
    calls = Calls(tmp_path / "calls.sqlite")
    model = LocalModel(checkpoint, calls)
    for color, caption in SEEN.items():
        messages = [Message(role="user", text=load("seed_caption").render(), images=(png(picture(color)),))]
        output = asyncio.run(model.generate(messages, GenerateConfig(model="tiny-vl", max_tokens=60, role="captioner")))
        assert output.text == caption and output.usage.output_tokens > 3
        with pytest.raises(TruncatedAnswer, match="3 tokens"):
            asyncio.run(model.generate(messages, GenerateConfig(model="tiny-vl", max_tokens=3)))
    assert calls.spent()["captioner"]["outcomes"] == {"answer": 2}


def test_behind_a_real_server(checkpoint: Path, url: str, tmp_path: Path) -> None:
    calls = Calls(tmp_path / "calls.sqlite")
    model = OpenAIModel("tiny", EndpointSection(base_urls=[url]), tmp_path / ".calls", calls)

    async def both() -> None:
        for color, caption in SEEN.items():
            messages = [Message(role="user", text=load("seed_caption").render(), images=(png(picture(color)),))]
            config = GenerateConfig(model=str(checkpoint), max_tokens=60, temperature=0.0, seed=1, role="captioner")
            assert (await model.generate(messages, config)).text == caption
            with pytest.raises(TruncatedAnswer):
                await model.generate(messages, config.model_copy(update={"max_tokens": 3}))
        await model.close()

    asyncio.run(both())
    spent = calls.spent()["captioner"]
    assert spent["outcomes"] == {"answer": 2, "truncated": 2} and spent["output_tokens"] > 6


def test_a_build_with_a_real_server(checkpoint: Path, url: str, tmp_path: Path) -> None:
    """From pictures to samples: what the model saw and wrote is executed, checked, and told from the trace."""
    for color in SEEN:
        (tmp_path / "seeds").mkdir(exist_ok=True)
        picture(color).save(tmp_path / "seeds" / f"{color}.png")
    role = {"model": str(checkpoint), "temperature": 0.0, "max_tokens": 200, "input_price": 1.0, "output_price": 2.0}
    recipe = {
        "name": "tiny",
        "pipelines": [{"kind": "reproduce", "path": str(tmp_path / "seeds")}],
        "models": {"endpoints": {"tiny": {"base_urls": url}}, "roles": {"captioner": role, "coder": role}},
    }
    (tmp_path / "recipe.yaml").write_text(json.dumps(recipe))
    summary = build(load_recipe(tmp_path / "recipe.yaml"), tmp_path / "run", workers=1, quiet=True)
    assert (summary["samples"], summary["rejected"], summary["unscored"]) == (2, 0, 0)
    samples = {s.seed.id: s for s in read_samples(sorted((tmp_path / "run" / "shards").glob("*.parquet")))}
    for color, sample in samples.items():
        assert sample.seed_caption == SEEN[color] and sample.code == DRAWN[color]
        assert sample.caption and sample.explanation
    for role_name in ("captioner", "coder"):
        entry, sent = summary["models"][role_name], summary["requests"][role_name]
        assert entry["answers"] == 2 and sent["requests"] == 2
        assert entry["cost"] == round((entry["input_tokens"] + 2 * entry["output_tokens"]) / 1e6, 6) > 0


def test_an_evaluation_with_a_real_server(checkpoint: Path, url: str, tmp_path: Path) -> None:
    """Image to code: the model sees each picture, what it writes is run and scored, and a report tells of it."""
    records = []
    for color, code in DRAWN.items():
        picture(color).save(tmp_path / f"{color}.png")
        turns = [{}, {"content": [{"image": f"{color}.png"}]}, {}, {"content": [{"text": code}]}]
        records.append(json.dumps({"id": color, "messages": turns}) + "\n")
    (tmp_path / "bench.jsonl").write_text("".join(records))
    models = models_from_flags({"perceiver": f"{url}#{checkpoint}"}, temperature=0.0, max_tokens=200)
    settings = load_config(Stem2CodeConfig, None, {"data": str(tmp_path / "bench.jsonl"), "models": models})
    summary = evaluate(settings, tmp_path / "run", 1, quiet=True)
    assert (summary["n"], summary["scored"], summary["unscored"]) == (2, 2, 0)
    assert summary["strict"]["avg3"]["value"] == 100 == summary["official"]["avg3"], "it has learnt both by heart"
    assert summary["requests"]["perceiver"]["outcomes"] == {"answer": 2}
    own = models_from_flags({"perceiver": f"{checkpoint}#tiny"}, temperature=0.0, max_tokens=200)
    evaluate(settings.model_copy(update={"models": ModelsSection.model_validate(own)}), tmp_path / "own", 1, quiet=True)
    results = [(tmp_path / out / "results.jsonl").read_text() for out in ("run", "own")]
    assert results[0] == results[1], "in this process it answers as it does when it is served"
    short = {**models, "roles": {"perceiver": {**models["roles"]["perceiver"], "max_tokens": 12}}}
    cut = evaluate(settings.model_copy(update={"models": ModelsSection.model_validate(short)}), tmp_path / "cut", 1,
                   quiet=True)  # fmt: skip
    assert cut["ended"] == {"length": 2} and cut["strict"]["exec"]["value"] == 0 and cut["unscored"] == 0
    assert "| strict |" in (tmp_path / "run" / "report.md").read_text()


def test_caption_to_answer_with_a_real_server(checkpoint: Path, url: str, tmp_path: Path) -> None:
    rows = []
    for number, (color, caption) in enumerate(SEEN.items()):
        picture(color).save(tmp_path / f"{color}.png")
        question = {"id": str(number), "question": "What is it?\n<image1>", "options": [], "level": 1}
        rows.append({**question, "answer": caption.split()[1], "image": f"{color}.png", "subject": "shapes"})
    (tmp_path / "test.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    with serving(lambda body: f"\\boxed{{{'red' if 'red square' in str(body['messages']) else 'green'}}}") as solver:
        flags = {"perceiver": f"{url}#{checkpoint}", "solver": f"{solver.url}#mind"}
        models = models_from_flags(flags, temperature=0.0, max_tokens=80)  # type: ignore[arg-type]
        settings = load_config(CaptionSolveConfig, None, {
            "benchmark": "mathvision", "data": str(tmp_path / "test.jsonl"), "models": models,
        })  # fmt: skip
        summary = solve(settings, tmp_path / "run", quiet=True)
    lines = [json.loads(line) for line in (tmp_path / "run" / "results.jsonl").read_text().splitlines()]
    assert [r["caption"] for r in lines] == list(SEEN.values()) and [r["correct"] for r in lines] == [True, False]
    assert summary["accuracy"]["value"] == 50 and "Accuracy 50.0" in (tmp_path / "run" / "report.md").read_text()


def test_a_missing_extra_is_told_in_one_line(checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Calls(tmp_path / "calls.sqlite")
    with pytest.raises(UserError, match=r"no checkpoint there"):
        LocalModel(tmp_path, calls)
    monkeypatch.setitem(sys.modules, "torch", None)  # as if it were not installed
    with pytest.raises(UserError, match=r"install codepercept\[local\]"):
        LocalModel(checkpoint, calls)
