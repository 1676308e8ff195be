"""Image to code, end to end: every figure ends scored or unscored, whatever is killed, re-run or imported."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from model_server import serving
from PIL import Image

from codepercept.config.evaluation import Stem2CodeConfig, load_config, models_from_flags
from codepercept.errors import UserError
from codepercept.evals.compare import compare_runs
from codepercept.evals.items import find_picture
from codepercept.evals.results import cell, load_evaluation
from codepercept.evals.stem2code import evaluate
from codepercept.models.ask import request_seed
from codepercept.sandbox.pool import SandboxPool
from codepercept.scorers.rubric import CODE_RUBRIC, IMAGE_RUBRIC

HEAD = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots(figsize=(4, 3))\n"
FIGURES = {
    "bars/sales": HEAD + "ax.bar(['a', 'b', 'c'], [3, 1, 2], color='teal')\nax.set_title('Sales')\nplt.show()\n",
    "bars/rain": HEAD + "ax.barh(['x', 'y'], [5, 4], color='navy')\nplt.show()\n",
    "lines/wave": HEAD + "import numpy as np\nt = np.linspace(0, 6, 50)\nax.plot(t, np.sin(t), 'r--')\nplt.show()\n",
    "lines/fall": HEAD + "ax.plot([0, 1, 2], [4, 3, 0], lw=3)\nax.set_xlabel('time')\nplt.show()\n",
    "shapes/disc": HEAD + "ax.add_patch(plt.Circle((0.5, 0.5), 0.3, color='gold'))\nax.axis('equal')\nplt.show()\n",
    "shapes/box": HEAD + "ax.add_patch(plt.Rectangle((0.2, 0.2), 0.5, 0.4, fill=False))\nplt.show()\n",
}
ANSWERS = {
    "bars/sales": f"```python\n{FIGURES['bars/sales']}```",
    "bars/rain": f"```python\n{FIGURES['bars/rain'].replace('navy', 'red')}```",
    "lines/wave": "I see a wave, but I would rather not draw it.",
    "lines/fall": f"```python\n{FIGURES['lines/fall'].replace('plt.show()', 'raise KeyError(1)')}```",
    "shapes/disc": f"First\n```bash\nls\n```\n```python\n{FIGURES['shapes/box']}```\n```python\n{HEAD}plt.show()\n```",
    "shapes/box": f"```python\n{FIGURES['shapes/box']}",
}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "small"
    for name, code in FIGURES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.py").write_text(code)
    return folder


def recorded(folder: Path, answers: dict[str, str] = ANSWERS) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "answers.jsonl"
    file.write_text("".join(json.dumps({"label": f"redraw {k}", "answer": a}) + "\n" for k, a in answers.items()))
    return f"{file}#tested"


def by_seed(answers: dict[str, str] = ANSWERS) -> Callable[[dict[str, Any]], str]:
    told = {request_seed(0, f"redraw {name}"): answer for name, answer in answers.items()}
    return lambda body: told[body["seed"]]


def config(figures: Path, model: str | None, **more: Any) -> Stem2CodeConfig:
    models = {"models": models_from_flags({"perceiver": model})} if model else {}
    return load_config(Stem2CodeConfig, None, {"data": str(figures), **models, **more})


def lines(run: Path) -> dict[str, dict[str, Any]]:
    return {r["id"]: r | r["metrics"] for r in map(json.loads, (run / "results.jsonl").read_text().splitlines())}


@pytest.fixture(scope="module")
def whole(figures: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("whole")
    return folder / "run", evaluate(config(figures, recorded(folder)), folder / "run", 2, quiet=True)


def test_every_figure_counts_once(whole: tuple[Path, dict[str, Any]]) -> None:
    run, summary = whole
    rows = lines(run)
    assert list(rows) == sorted(FIGURES) and (summary["n"], summary["scored"], summary["unscored"]) == (6, 6, 0)
    assert rows["bars/sales"]["image"] == rows["bars/sales"]["code"] == rows["bars/sales"]["avg3"] == 100
    assert 30 < rows["bars/rain"]["code"] < 99 and rows["bars/rain"]["exec"] == 100
    for name, status in (("lines/wave", "no program"), ("lines/fall", "error")):
        assert rows[name]["image"] == rows[name]["code"] == rows[name]["exec"] == 0, "an answer of no use is 0"
        assert rows[name]["status"] == status and rows[name]["outcome"] == "scored"
    assert "KeyError" in rows["lines/fall"]["error"]
    assert rows["shapes/disc"]["image"] < 50, "of three blocks the first python one counts"
    assert rows["shapes/box"]["block"] == "open" and rows["shapes/box"]["image"] == 100, (
        "a block cut off is run all the same"
    )
    strict, official = summary["strict"], summary["official"]
    assert strict["image"]["n"] == 6 and official["n"] == 4, "prose and open blocks are not there for the official rule"
    assert official["image"] == pytest.approx(
        sum(rows[n]["image"] for n in rows if n not in ("lines/wave", "shapes/box")) / 4
    )
    assert strict["exec"]["value"] == pytest.approx(100 * 4 / 6)
    assert summary["breakdown"]["kind"]["lines"]["exec"]["value"] == 0
    assert summary["answers"] == {"none": 1, "open": 1, "python": 4}
    report = (run / "report.md").read_text()
    assert "| strict |" in report and "| shapes |" in report


def test_differences_tell_what_is_missing(whole: tuple[Path, dict[str, Any]]) -> None:
    trials = {t.id: t for t in load_evaluation(whole[0])[2]}
    verdicts = {d.verdict for d in trials["shapes/disc"].differences}
    assert {"missing", "extra"} <= verdicts
    changed = [d for d in trials["bars/rain"].differences if d.verdict == "changed" and d.name.startswith("rectangle")]
    assert len(changed) == 2 and all(d.reference and d.candidate for d in changed)
    assert trials["bars/sales"].target.execution.image == trials["bars/sales"].rollout.execution.image  # type: ignore[union-attr]


def test_workers_change_nothing(figures: Path, whole: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    other = evaluate(config(figures, recorded(tmp_path)), tmp_path / "run", 5, quiet=True)
    assert (tmp_path / "run" / "results.jsonl").read_bytes() == (whole[0] / "results.jsonl").read_bytes()
    assert {k: v for k, v in other.items() if k not in ("out", "seconds")} == {
        k: v for k, v in whole[1].items() if k not in ("out", "seconds")
    }


def test_a_killed_run_asks_nothing_twice(figures: Path, whole: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from codepercept.config.evaluation import *\nfrom codepercept.evals.stem2code import evaluate\n"
        "if __name__ == '__main__':\n"
        "    models = models_from_flags({'perceiver': sys.argv[2]})\n"
        "    c = load_config(Stem2CodeConfig, None, {'data': sys.argv[1], 'models': models})\n"
        "    evaluate(c, Path(sys.argv[3]), 1, quiet=True)\n"
    )
    (tmp_path / "go.py").write_text(script)
    with serving(by_seed(), delay=0.2) as server:
        command = [sys.executable, str(tmp_path / "go.py"), str(figures), f"{server.url}#tested", str(tmp_path / "run")]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
        deadline = time.monotonic() + 60
        while server.books.answers < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        time.sleep(1.5)  # its worker notices that it is alone
        subprocess.run(command, check=True)
        asked = [b["seed"] for b in server.books.bodies]
    assert len(set(asked)) == 6 and len(asked) <= 6 + 6, "only what was in flight is asked again"
    assert (tmp_path / "run" / "results.jsonl").read_bytes() == (whole[0] / "results.jsonl").read_bytes()


def test_rescore_asks_nobody(figures: Path, tmp_path: Path) -> None:
    with serving(by_seed()) as server:
        first = evaluate(config(figures, f"{server.url}#tested"), tmp_path / "run", 2, quiet=True)
        url = server.url
    with pytest.raises(UserError, match="another recipe"):
        evaluate(config(figures, f"{url}#tested", block="last"), tmp_path / "run", 2, quiet=True)
    again = evaluate(config(figures, f"{url}#tested", block="last"), tmp_path / "run", 2, rescore=True, quiet=True)
    assert again["scored"] == 6 and again["strict"]["image"] != first["strict"]["image"], "the last block is judged now"
    with pytest.raises(UserError, match="no evaluation to score again"):
        evaluate(config(figures, f"{url}#tested"), tmp_path / "new", 2, rescore=True, quiet=True)


def test_calls_that_fail_are_unscored_until_retried(figures: Path, tmp_path: Path) -> None:
    broken = {request_seed(0, "redraw bars/rain"), request_seed(0, "redraw shapes/box")}
    mended: list[bool] = []

    def behave(body: dict[str, Any], number: int) -> str:
        return "400" if body["seed"] in broken and not mended else "ok"

    with serving(by_seed(), behave) as server:
        settings = config(figures, f"{server.url}#tested")
        first = evaluate(settings, tmp_path / "run", 1, quiet=True)
        assert (first["scored"], first["unscored"]) == (4, 2) and first["strict"]["image"]["n"] == 4
        assert any("status 400" in why for why in first["unscored_because"])
        requests = server.books.requests
        assert evaluate(settings, tmp_path / "run", 1, quiet=True)["unscored"] == 2
        assert server.books.requests == requests, "the plain command leaves unscored figures alone"
        mended.append(True)
        second = evaluate(settings, tmp_path / "run", 1, retry_unscored=True, quiet=True)
        assert second["unscored"] == 0 and server.books.requests == requests + 2


def test_whatever_the_model_says_counts(figures: Path, tmp_path: Path) -> None:
    """Cut off, refused and empty answers are answers: a model must not gain by them."""
    what = {"bars/rain": "length", "bars/sales": "content filter", "lines/fall": "only thinking"}
    told = {request_seed(0, f"redraw {k}"): v for k, v in what.items()}
    with serving(by_seed(), lambda body, number: told.get(body["seed"], "ok")) as server:
        summary = evaluate(config(figures, f"{server.url}#tested"), tmp_path / "run", 2, quiet=True)
        assert server.books.requests == 6
    rows = lines(tmp_path / "run")
    assert summary["unscored"] == 0 and summary["ended"] == {"empty": 1, "length": 1, "refused": 1, "stop": 3}
    assert rows["bars/sales"]["image"] == rows["lines/fall"]["image"] == 0 and rows["bars/rain"]["block"] == "open"


def test_llm_judges_stand_for_the_headline(figures: Path, tmp_path: Path) -> None:
    """A judge that gives no verdict leaves the figure unscored; what the others said is kept."""
    rubrics = {"`completeness`": IMAGE_RUBRIC, "`layout`": CODE_RUBRIC}
    grumpy = [request_seed(0, f"score_image bars/rain{again}") for again in ("", " #2")]

    def judge(body: dict[str, Any]) -> str:
        content = body["messages"][0]["content"]
        text = content if isinstance(content, str) else content[-1]["text"]
        if body["seed"] in grumpy:
            return "No comment."
        points = next(rubric for mark, rubric in rubrics.items() if mark in text)
        return json.dumps({k: v / 2 for k, v in points.items()} | {"reason": "half of it"})

    def settings(url: str) -> Stem2CodeConfig:
        flags = {"perceiver": recorded(tmp_path), "judge": f"{url}#judge"}
        models = models_from_flags(flags)  # type: ignore[arg-type]
        return load_config(Stem2CodeConfig, None, {"data": str(figures), "models": models})

    with serving(judge) as server:
        first = evaluate(settings(server.url), tmp_path / "run", 2, quiet=True)
        rows = lines(tmp_path / "run")
        assert first["judges"] == {"image": "image_judge", "code": "code_judge"} and first["judge"] == "judge"
        assert rows["bars/sales"]["image"] == rows["bars/sales"]["code"] == 50
        assert rows["bars/sales"]["scores"]["image_judge"]["explanation"].startswith("half of it")
        assert rows["lines/wave"]["image"] == 0 and rows["lines/fall"]["code"] == 50, "code is judged though it fails"
        assert first["unscored"] == 1 and "asking twice" in rows["bars/rain"]["fault"]
        assert rows["bars/rain"]["image"] is None and rows["bars/rain"]["code"] == 50
        assert first["by_scorer"]["image"]["n"] == 6 and first["strict"]["image"]["n"] == 5
        requests = server.books.requests
        grumpy.clear()
        second = evaluate(settings(server.url), tmp_path / "run", 2, retry_unscored=True, quiet=True)
        assert second["unscored"] == 0 and server.books.requests == requests + 1, "one verdict was missing"


def test_scorers_by_import_path(figures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "my_scorers.py").write_text(
        "from codepercept.types import Score\n\nclass Shortness:\n    name = 'shortness'\n"
        "    async def __call__(self, prediction, target):\n"
        "        return Score(value=min(1.0, len(target.code) / len(prediction.code)))\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "mine"))
    monkeypatch.syspath_prepend(tmp_path / "mine")
    settings = config(figures, recorded(tmp_path), scorers=["my_scorers:Shortness"], n=3)
    summary = evaluate(settings, tmp_path / "run", 1, quiet=True)
    assert 0 < summary["by_scorer"]["shortness"]["value"] <= 100 and summary["by_scorer"]["shortness"]["n"] == 3
    (tmp_path / "mine" / "taken.py").write_text(
        "class Code:\n    name = 'code'\n    async def __call__(self, a, b): ...\n"
    )
    for wrong in ("taken:Code", "my_scorers:Nothing", "nowhere:X", "my_scorers", "json:dumps"):
        with pytest.raises(UserError, match="`scorers`"):
            evaluate(config(figures, recorded(tmp_path), scorers=[wrong]), tmp_path / "no", 1, quiet=True)


def test_kinds_of_figures_follow_from_the_reference(whole: tuple[Path, dict[str, Any]]) -> None:
    assert set(whole[1]["breakdown"]["figure"]) == {"chart"}


# -- official files


@pytest.fixture(scope="module")
def official(figures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A benchmark in the official form: JSON lines, and pictures in another folder."""
    import asyncio

    folder = tmp_path_factory.mktemp("official")
    (folder / "pictures").mkdir()

    async def draw() -> None:
        async with SandboxPool(1) as pool:
            for number, code in enumerate(FIGURES.values()):
                run = await pool.run(code)
                (folder / "pictures" / f"MathVision_{number}.png").write_bytes(run.image or b"")

    asyncio.run(draw())
    records = [
        {"messages": [
            {"role": "system", "content": "s"},
            {"role": "user", "content": [{"image": f"/home/them/benchmark/MathVision_{number}.png"}, {"text": "?"}]},
            {"role": "x", "content": []},
            {"role": "assistant", "content": [{"text": code}]},
        ]}
        for number, code in enumerate(FIGURES.values())
    ]  # fmt: skip
    (folder / "STEM2Code.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))
    return folder


def results_file(folder: Path) -> tuple[Path, float, float]:
    """A file as the official script leaves it, with its means: repeated ids, failures, a line cut off by a kill."""
    scores = {0: (90, 80), 1: (0, 35.5), 2: (70, None), 3: (None, None), 4: (55, 61)}
    names = list(FIGURES.values())
    rows: list[dict[str, Any]] = []
    for number, (image, code) in scores.items():
        status = (
            "SUCCESS"
            if image is not None and code is not None
            else "Code Scoring FAILED"
            if image
            else "Scoring FAILED"
        )
        rows.append({"uuid": str(number), "initial_response": names[number], "status": status,
                     "image_score": image, "code_score": code, "GT_Code": names[number]})  # fmt: skip
    rows.append({**rows[2], "status": "SUCCESS", "code_score": 44})
    rows.append(rows[0])
    file = folder / "a-model.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in rows) + '{"uuid": "5", "initial_resp')
    pictures = folder / "a-model"
    pictures.mkdir()
    for number in (0, 2, 4):
        Image.new("RGB", (4, 4)).save(pictures / f"MathVision_{number}.png")
    success = [r for r in rows if r["status"] == "SUCCESS"]
    return file, sum(r["image_score"] for r in success) / 5, sum(r["code_score"] for r in success) / 5


def test_official_results_give_the_official_numbers(official: Path, tmp_path: Path) -> None:
    file, image, code = results_file(tmp_path)
    settings = load_config(Stem2CodeConfig, None, {
        "data": str(official / "STEM2Code.jsonl"), "images": str(official / "pictures"), "answers": str(file),
    })  # fmt: skip
    summary = evaluate(settings, tmp_path / "run", 2, quiet=True)
    theirs = summary["official"]
    assert (theirs["image"], theirs["code"], theirs["exec"]) == pytest.approx((image, code, 0.3))
    assert theirs["avg3"] == pytest.approx((image + code + 0.3) / 3) and theirs["n"] == 5
    assert summary["judges"] == {"image": "image_judge", "code": "code_judge"}
    assert summary["strict"]["exec"]["n"] == 5 and summary["strict"]["exec"]["value"] == 100, "all five programs draw"
    assert summary["strict"]["image"]["n"] == 4, "uuid 3 was never scored"
    assert summary["by_scorer"]["image"]["value"] == pytest.approx(100), "and ours score what the file's programs draw"
    assert summary["unscored"] == 1 and summary["unreadable_lines"] == [8]
    assert summary["breakdown"]["source"] == {"MathVision": summary["strict"]}


def test_the_model_sees_the_official_picture(official: Path, tmp_path: Path) -> None:
    answers = {request_seed(0, f"redraw {i}"): f"```python\n{c}\n```" for i, c in enumerate(FIGURES.values())}
    with serving(lambda body: answers[body["seed"]]) as server:
        settings = load_config(Stem2CodeConfig, None, {
            "data": str(official / "STEM2Code.jsonl"), "images": str(official / "pictures"), "n": 2,
            "models": models_from_flags({"perceiver": f"{server.url}#m"}),
        })  # fmt: skip
        summary = evaluate(settings, tmp_path / "run", 1, quiet=True)
        content = server.books.bodies[0]["messages"][0]["content"]
    assert summary["n"] == 2 and summary["strict"]["avg3"]["value"] == 100
    assert content[0]["image_url"]["url"].startswith("data:image/png;base64,") and "matplotlib" in content[1]["text"]


# -- comparison, bad input


def test_models_side_by_side(figures: Path, whole: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    perfect = {name: f"```python\n{code}```" for name, code in FIGURES.items()}
    evaluate(config(figures, recorded(tmp_path, perfect)), tmp_path / "run", 2, quiet=True)
    named = Path(f"perfect={tmp_path / 'run'}")
    found = compare_runs([whole[0], named], tmp_path / "both")
    [test] = [t for t in found["tests"] if t["metric"] == "avg3"]
    assert (test["one"], test["other"], test["n"]) == ("tested", "perfect", 6) and test["difference"] > 30
    assert found["models"]["perfect"]["strict"]["avg3"]["value"] == 100
    assert "| perfect |" in (tmp_path / "both" / "comparison.md").read_text()
    with pytest.raises(UserError, match="two runs of 'tested'"):
        compare_runs([whole[0], tmp_path / "run"], tmp_path / "both")
    with pytest.raises(UserError, match="holds no finished"):
        compare_runs([whole[0], tmp_path], tmp_path / "both")


def line(**changes: Any) -> str:
    record = {"messages": [{}, {"content": [{"image": "a.png"}]}, {}, {"content": [{"text": "plt.show()"}]}], **changes}
    return json.dumps(record)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.jsonl", "{not json}", r"a.jsonl, line 1: not valid JSON"),
        ("a.jsonl", line() + "\n[1, 2]", r"line 2: a JSON object is needed, found list"),
        ("a.jsonl", '{"messages": []}', r"line 1: `messages\[1\]\.content\[0\]\.image` is missing"),
        (
            "a.jsonl",
            line(messages=[{}, {"content": [{"image": 3}]}, {}, {"content": [{"text": "x"}]}]),
            "must be a text",
        ),
        ("a.jsonl", line(), "none of its pictures can be read; the picture a.png is not in"),
        ("a.jsonl", line(id="x") + "\n" + line(id="x"), "none of its pictures"),
        ("a.jsonl", "", "holds no figures"),
        ("a.parquet", "not parquet", "not readable as Parquet"),
        ("a.txt", "x", "name a .jsonl or .parquet file"),
    ],
)
def test_bad_data_is_refused_in_a_sentence(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(UserError, match=says):
        evaluate(config(tmp_path / name, recorded(tmp_path / "x")), tmp_path / "run", 1, quiet=True)
    assert not (tmp_path / "run").exists()


def test_equal_ids_are_refused(tmp_path: Path) -> None:
    Image.new("RGB", (40, 40), "white").save(tmp_path / "a.png")
    (tmp_path / "a.jsonl").write_text(line(id="x") + "\n" + line(id="x"))
    with pytest.raises(UserError, match="the id 'x' of row 2 is that of row 1 too"):
        evaluate(config(tmp_path / "a.jsonl", recorded(tmp_path / "x")), tmp_path / "run", 1, quiet=True)


def test_a_missing_picture_leaves_its_row_unscored(official: Path, tmp_path: Path) -> None:
    text = (official / "STEM2Code.jsonl").read_text().replace("MathVision_1.png", "../../secret.png")
    (tmp_path / "s.jsonl").write_text(text)
    secret = tmp_path.parent / "secret.png"
    Image.new("RGB", (40, 40), "white").save(secret)
    settings = load_config(Stem2CodeConfig, None, {
        "data": str(tmp_path / "s.jsonl"), "images": str(official / "pictures"), "n": 2,
        "models": models_from_flags({"perceiver": recorded(tmp_path / "x", {"0": "no", "1": "no"})}),
    })  # fmt: skip
    summary = evaluate(settings, tmp_path / "run", 1, quiet=True)
    assert (summary["scored"], summary["unscored"]) == (1, 1)
    assert any("secret.png is not in" in why for why in summary["unscored_because"])


def test_a_folder_of_something_else_and_no_model(figures: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no model to ask: add --model"):
        evaluate(config(figures, None), tmp_path / "run", 1, quiet=True)
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UserError, match="holds other files"):
        evaluate(config(figures, recorded(tmp_path / "x")), tmp_path, 1, quiet=True)
    with pytest.raises(UserError, match="no answer to any figure"):
        file, *_ = results_file(tmp_path)
        settings = load_config(Stem2CodeConfig, None, {"data": str(figures), "answers": str(file)})
        evaluate(settings, tmp_path / "run", 1, quiet=True)


def test_rescoring_leaves_nothing_of_before(figures: Path, tmp_path: Path) -> None:
    model = recorded(tmp_path)
    evaluate(config(figures, model), tmp_path / "run", 2, quiet=True)
    fewer = evaluate(config(figures, model, n=2), tmp_path / "run", 2, rescore=True, quiet=True)
    assert fewer["n"] == 2 and len(lines(tmp_path / "run")) == 2
    with pytest.raises(UserError, match=r"--rescore keeps the answers.*differs in seed"):
        evaluate(config(figures, model, seed=3), tmp_path / "run", 2, rescore=True, quiet=True)
    (tmp_path / "run" / "summary.json").unlink()  # as a kill in the middle leaves it
    with pytest.raises(UserError, match="holds no finished"):
        load_evaluation(tmp_path / "run")


def test_pictures_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for name, color in (("MathVision", "red"), ("MathVista", "blue")):
        (tmp_path / "pics" / name).mkdir(parents=True)
        Image.new("RGB", (40, 40), color).save(tmp_path / "pics" / name / "0.png")
    red = find_picture("/home/them/bench/MathVision/0.png", tmp_path / "pics")
    blue = find_picture("/home/them/bench/MathVista/0.png", tmp_path / "pics")
    assert isinstance(red, bytes) and isinstance(blue, bytes) and red != blue
    assert "2 pictures in" in str(find_picture("elsewhere/0.png", tmp_path / "pics"))


def test_broken_text_and_absurd_numbers(official: Path, tmp_path: Path) -> None:
    """Lone surrogates and huge numbers are legal JSON."""
    text = (official / "STEM2Code.jsonl").read_text().replace("Sales", "\\ud800 Sales")
    (tmp_path / "s.jsonl").write_text(text)
    code = FIGURES["bars/sales"]
    rows = [
        {"uuid": "0", "status": "SUCCESS", "initial_response": f"{code}# \ud800", "image_score": 50, "code_score": 40},
        {
            "uuid": "1",
            "status": "SUCCESS",
            "initial_response": code,
            "image_score": 10**400,
            "code_score": float("nan"),
        },
        {"uuid": "2", "status": "FAILED", "initial_response": None},
    ]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    settings = load_config(Stem2CodeConfig, None, {
        "data": str(tmp_path / "s.jsonl"), "images": str(official / "pictures"), "answers": str(tmp_path / "r.jsonl"),
        "n": 3,
    })  # fmt: skip
    summary = evaluate(settings, tmp_path / "run", 1, quiet=True)
    assert summary["official"]["image"] == 50 and summary["official"]["n"] == 1
    assert summary["unscored"] == 1 and "no answer to this figure" in next(iter(summary["unscored_because"]))
    json.loads((tmp_path / "run" / "summary.json").read_text(), parse_constant=lambda name: pytest.fail(name))


def test_reports_hold_no_markup_of_others() -> None:
    hostile = "<script>alert(1)</script> ![p](http://x/y.png) | a_b `c`"
    plain = cell(hostile)
    assert "<" not in plain and r"\!\[p\]" in plain and r"\|" in plain and r"a\_b \`c\`" in plain
