"""The verbs that measure models, as a user types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from model_server import serving
from PIL import Image

from codepercept.evals.items import open_items

HEAD = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots(figsize=(4, 3))\n"
GOOD = HEAD + "ax.bar(['a', 'b'], [3, 1], color='teal')\nplt.show()\n"
POOR = HEAD + "ax.bar(['a', 'b'], [1, 3], color='red')\nplt.show()\n"


def call(*args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "codepercept.cli", *map(str, args)], capture_output=True, text=True)


def json_of(done: subprocess.CompletedProcess[str], code: int = 0) -> dict[str, Any]:
    assert done.returncode == code, done.stderr
    assert done.stdout.count("\n") == 1, "one JSON object and nothing else"
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "figures").mkdir()
    for name in ("one", "two"):
        (folder / "figures" / f"{name}.py").write_text(GOOD)
    for model, code in (("good", GOOD), ("poor", POOR)):
        told = [json.dumps({"label": f"redraw {n}", "answer": f"```python\n{code}```"}) for n in ("one", "two")]
        (folder / f"{model}.jsonl").write_text("\n".join(told))
    (folder / "half.jsonl").write_text(told[0])
    return folder


@pytest.mark.parametrize("verb", [["eval"], ["eval", "stem2code"], ["eval", "caption-solve"], ["scaling"], ["compare"],
                                  ["validate"], ["judge"], ["score"]])  # fmt: skip
def test_help(verb: list[str]) -> None:
    done = call(*verb, "--help")
    assert done.returncode == 0 and done.stdout.startswith("Usage:")


def test_image_to_code_and_comparison(bench: Path) -> None:
    for model in ("good", "poor"):
        summary = json_of(call("eval", "stem2code", "--model", f"{bench / model}.jsonl#{model}", "--data",
                               bench / "figures", "--out", bench / "runs" / model, "--json"))  # fmt: skip
        assert {"n", "scored", "unscored", "official", "strict"} <= summary.keys() and summary["n"] == 2
        assert set(summary["official"]) >= {"image", "code", "exec", "avg2", "avg3"} <= set(summary["strict"])
        assert len(summary["strict"]["avg3"]["interval"]) == 2
        assert Path(summary["page"]).read_text().startswith("<!doctype html>")
    plain = call("eval", "stem2code", "--model", f"{bench / 'good'}.jsonl#good", "--data", bench / "figures", "--out",
                 bench / "runs" / "good")  # fmt: skip
    assert plain.returncode == 0 and "2 figures = 2 scored + 0 unscored" in plain.stdout and "strict" in plain.stdout
    found = json_of(
        call("compare", bench / "runs" / "good", bench / "runs" / "poor", "--out", bench / "both", "--json")
    )
    assert next(t for t in found["tests"] if t["metric"] == "image")["difference"] < -10
    for folder in (bench / "runs" / "good", bench / "both"):
        (folder / "index.html").unlink()
        assert Path(json_of(call("view", folder, "--json"))["page"]).is_file()


def test_missing_answers_are_exit_code_1(bench: Path) -> None:
    done = call("eval", "stem2code", "--model", f"{bench / 'half'}.jsonl#half", "--data", bench / "figures", "--out",
                bench / "half")  # fmt: skip
    assert done.returncode == 1 and "1 unscored" in done.stdout and "--retry-unscored" in done.stderr


def test_validate(bench: Path) -> None:
    report = json_of(call("validate", bench / "figures", "--json"))
    assert report["sound"] and report["perfect"] == report["n"] == 2 and set(report["scorers"].values()) == {1.0}
    (bench / "unsound").mkdir()
    (bench / "unsound" / "dice.py").write_text(HEAD + "import os\nax.plot([0, os.urandom(1)[0]])\nplt.show()\n")
    (bench / "unsound" / "broken.py").write_text("raise ValueError('no')\n")
    report = json_of(call("validate", bench / "unsound", "--json"), 1)
    why = {p["id"]: p["why"] for p in report["problems"]}
    assert "the reference code draws nothing" in why["broken"] and "ValueError: no" in why["broken"]
    assert "dice" not in why or "different figures" in why["dice"]
    assert "score 1 with every scorer" in call("validate", bench / "unsound").stdout


def test_the_benchmark_in_the_box_is_sound(tmp_path: Path) -> None:
    """Every third figure, to save time; `codepercept validate` tries all."""
    items = open_items("mini")
    assert len(items) >= 200
    for number in range(0, len(items), 3):
        item = items.read(number)
        file = tmp_path / f"{item.id}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(item.code)
    report = json_of(call("validate", tmp_path, "--json"))
    assert report["sound"], report["problems"]
    assert report["n"] == len(range(0, len(items), 3))


def test_caption_to_answer_and_a_grid(tmp_path: Path) -> None:
    Image.new("RGB", (60, 40), "white").save(tmp_path / "a.png")
    rows = [{"id": str(n), "question": f"What is {n}?", "options": [], "answer": str(n), "image": "a.png", "level": 1,
             "subject": "counting"} for n in range(6)]  # fmt: skip
    (tmp_path / "test.jsonl").write_text("\n".join(map(json.dumps, rows)))

    def answer(body: dict[str, Any]) -> str:
        content = body["messages"][0]["content"]
        if not isinstance(content, str):
            return "A white page."
        number = content.partition("What is ")[2][0]
        return f"\\boxed{{{number if int(number) % 2 or body['model'] == 'large' else 99}}}"

    with serving(answer) as server:
        common = ["--benchmark", "mathvision", "--data", tmp_path / "test.jsonl", "--model", f"{server.url}#eyes"]
        summary = json_of(call("eval", "caption-solve", *common, "--solver", f"{server.url}#small", "--out",
                               tmp_path / "run", "--json"))  # fmt: skip
        assert summary["accuracy"]["value"] == 50 and Path(summary["page"]).is_file()
        plain = call("eval", "caption-solve", *common, "--solver", f"{server.url}#small", "--out", tmp_path / "run")
        assert plain.returncode == 0 and "accuracy 50.0" in plain.stdout
        models = {"perceivers": {"eyes": f"{server.url}#eyes"},
                  "reasoners": {"small": f"{server.url}#small", "large": f"{server.url}#large"}}  # fmt: skip
        (tmp_path / "grid.yaml").write_text(json.dumps({"benchmark": "mathvision", "data": "test.jsonl", **models}))
        grid = json_of(call("scaling", tmp_path / "grid.yaml", "--out", tmp_path / "grid", "--json"))
        assert [c["accuracy"]["value"] for c in grid["cells"]] == [50, 100]
        plain = call("scaling", tmp_path / "grid.yaml", "--out", tmp_path / "grid")
        assert plain.returncode == 0 and "reasoning" in plain.stdout and "+50.0" in plain.stdout


MISTAKES: dict[str, tuple[list[str], str]] = {
    "no model": (["eval", "stem2code", "--out", "{dir}/o"], "no model to ask: add --model"),
    "half a model": (["eval", "stem2code", "--model", "http://x/v1", "--out", "{dir}/o"], "name a model as URL#NAME"),
    "no data": (["eval", "stem2code", "--data", "{dir}/nowhere", "--model", "{dir}/good.jsonl#m", "--out", "{dir}/o"],
                "no such file or folder"),
    "no server": (["eval", "stem2code", "--model", "http://127.0.0.1:9/v1#m", "--out", "{dir}/p"], "cannot reach"),
    "no answers": (["eval", "stem2code", "--answers", "{dir}/nowhere", "--out", "{dir}/o"], "cannot be read"),
    "other answers": (["eval", "stem2code", "--answers", "{dir}/good.jsonl", "--out", "{dir}/o"], "holds no results"),
    "wrong key": (["eval", "stem2code", "--config", "{dir}/wrong.yaml", "--out", "{dir}/o"], "did you mean `block`?"),
    "nothing to rescore": (["eval", "stem2code", "--rescore", "--model", "{dir}/good.jsonl#m", "--out", "{dir}/o"],
                           "no evaluation to score again"),
    "no solver": (["eval", "caption-solve", "--benchmark", "mathvision", "--data", "{dir}/good.jsonl", "--model",
                   "{dir}/good.jsonl#m", "--out", "{dir}/o"], "add --solver"),
    "no benchmark": (["eval", "caption-solve", "--data", "x", "--out", "{dir}/o"], "`benchmark` is missing"),
    "one run": (["compare", "{dir}/figures", "--out", "{dir}/o"], "at least two runs"),
    "no runs": (["compare", "{dir}/figures", "{dir}", "--out", "{dir}/o"], "holds no finished stem2code evaluation"),
    "no grid": (["scaling", "{dir}/nowhere.yaml", "--out", "{dir}/o"], "no such file"),
    "nothing to validate": (["validate", "{dir}/nowhere"], "no such file or folder"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_get_one_sentence_and_exit_code_2(name: str, bench: Path) -> None:
    (bench / "wrong.yaml").write_text("blok: last\n")
    args, message = MISTAKES[name]
    done = call(*(a.replace("{dir}", str(bench)) for a in args))
    assert done.returncode == 2, done.stdout + done.stderr
    assert message in done.stderr and "Traceback" not in done.stderr and done.stdout == ""
    assert not (bench / "o").exists(), "something half-written was left behind"
