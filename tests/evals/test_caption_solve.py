"""Caption to answer: pictures are described once, the benchmark's own rule judges, nothing is asked twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from model_server import serving
from PIL import Image

from codepercept.config.evaluation import CaptionSolveConfig, ScalingConfig, load_config, models_from_flags
from codepercept.errors import UserError
from codepercept.evals.benchmarks import BENCHMARKS
from codepercept.evals.caption_solve import solve
from codepercept.evals.leaks import leak_of
from codepercept.evals.scaling import run_grid
from codepercept.models.ask import request_seed

QUESTIONS = [
    {
        "id": "1",
        "question": "How many discs are there?\n<image1>",
        "options": [],
        "answer": "4",
        "image": "images/a.png",
    },
    {
        "id": "2",
        "question": "Which is red?\n<image1>",
        "options": ["A", "B", "C"],
        "answer": "B",
        "image": "images/a.png",
    },
    {"id": "3", "question": "What is the total?\n<image1>", "options": [], "answer": "125", "image": "images/b.png"},
    {"id": "4", "question": "And the product?\n<image1>", "options": [], "answer": "60", "image": "images/b.png"},
]
MORE = {"solution": None, "level": 1, "subject": "counting"}
RESPONSES = {
    "How many": "I count.\n\\boxed{4}", "Which is red": "It must be \\boxed{B}", "total": "\\boxed{120}",
    "product": "The answer is \\boxed{60}",
}  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "mathvision"
    (folder / "images").mkdir(parents=True)
    for name, color in (("a", "white"), ("b", "gold")):
        Image.new("RGB", (60, 40), color).save(folder / "images" / f"{name}.png")
    (folder / "test.jsonl").write_text("".join(json.dumps(q | MORE) + "\n" for q in QUESTIONS))
    return folder / "test.jsonl"


def answer(body: dict[str, Any]) -> str:
    content = body["messages"][0]["content"]
    if not isinstance(content, str):
        return f"{body['model']} sees discs, 125 of them."
    return next(text for key, text in RESPONSES.items() if key in content)


def config(data: Path, url: str, **more: Any) -> CaptionSolveConfig:
    flags = {"perceiver": f"{url}#eyes", "solver": f"{url}#mind"}
    return load_config(CaptionSolveConfig, None, {
        "benchmark": "mathvision", "data": str(data), "models": models_from_flags(flags), **more,  # type: ignore[arg-type]
    })  # fmt: skip


def asked(server: Any, model: str) -> int:
    return sum(b["model"] == model for b in server.books.bodies)


def test_captions_are_made_once_and_shared(data: Path, tmp_path: Path) -> None:
    with serving(answer) as server:
        first = solve(config(data, server.url, captions=str(tmp_path / "captions")), tmp_path / "one", quiet=True)
        assert (first["n"], first["scored"], first["accuracy"]["value"]) == (4, 4, 75.0)
        assert asked(server, "eyes") == 2 and asked(server, "mind") == 4, "two pictures, four questions"
        again = solve(config(data, server.url), tmp_path / "one", quiet=True)
        assert again["accuracy"] == first["accuracy"] and len(server.books.bodies) == 6, "a finished run asks nothing"
        flags = {"perceiver": f"{server.url}#eyes", "solver": f"{server.url}#other"}
        other = config(data, server.url, captions=str(tmp_path / "captions"))
        other = other.model_copy(update={"models": other.models.model_validate(models_from_flags(flags))})  # type: ignore[union-attr, arg-type]
        solve(other, tmp_path / "two", quiet=True)
        assert asked(server, "eyes") == 2 and asked(server, "other") == 4
        images = [
            b for b in server.books.bodies if b["model"] != "eyes" and not isinstance(b["messages"][0]["content"], str)
        ]
        assert not images, "solvers see no picture"
    rows = [json.loads(line) for line in (tmp_path / "one" / "results.jsonl").read_text().splitlines()]
    assert [r["correct"] for r in rows] == [True, True, False, True] and rows[2]["extracted"]
    assert rows[2]["leak"]["kind"] == "verbatim" and rows[3]["leak"] is None and rows[0]["leak"] is None
    assert first["leaks"]["captions"] == 1 and first["leaks"]["accuracy_without"]["value"] == 100
    assert "**Accuracy 75.0 [" in (tmp_path / "one" / "report.md").read_text()


def test_interrupted_and_failing_calls(data: Path, tmp_path: Path) -> None:
    broken = [True]

    def behave(body: dict[str, Any], number: int) -> str:
        return "400" if broken and body["model"] == "mind" and "total" in str(body["messages"]) else "ok"

    with serving(answer, behave) as server:
        settings = config(data, server.url)
        first = solve(settings, tmp_path / "run", quiet=True)
        assert (first["scored"], first["unscored"]) == (3, 1) and first["accuracy"]["value"] == 100.0
        broken.clear()
        before = len(server.books.bodies)
        second = solve(settings, tmp_path / "run", retry_unscored=True, quiet=True)
        assert second["unscored"] == 0 and len(server.books.bodies) == before + 1, (
            "only the missing answer is asked for"
        )
        text = (tmp_path / "run" / "results.jsonl").read_bytes()
        (tmp_path / "run" / "summary.json").unlink()  # as a kill before the end leaves it
        solve(settings, tmp_path / "run", quiet=True)
        assert len(server.books.bodies) == before + 1 and (tmp_path / "run" / "results.jsonl").read_bytes() == text


def test_a_grid_resumes_cell_by_cell(data: Path, tmp_path: Path) -> None:
    def replies(body: dict[str, Any]) -> str:
        if body["model"].startswith("eyes"):
            return f"Seen by {body['model']}."
        good = ("eyes-8b" in str(body["messages"])) + (body["model"] == "mind-32b")
        text = answer(body)
        return text.replace("120", "125") if good == 2 else text if good else "\\boxed{7}"

    with serving(replies) as server:
        url = server.url
        settings = ScalingConfig(
            benchmark="mathvision", data=str(data), perceivers={"4B": f"{url}#eyes-4b", "8B": f"{url}#eyes-8b"},
            reasoners={"8B": f"{url}#mind-8b", "32B": f"{url}#mind-32b"},
        )  # fmt: skip
        grid = run_grid(settings, tmp_path / "grid", quiet=True)
        assert asked(server, "eyes-4b") == asked(server, "eyes-8b") == 2
        accuracy = {(c["perceiver"], c["reasoner"]): c["accuracy"]["value"] for c in grid["cells"]}
        assert accuracy == {("4B", "8B"): 0, ("4B", "32B"): 75, ("8B", "8B"): 75, ("8B", "32B"): 100}
        gains = {(g["axis"], g["fixed"]): g["difference"] for g in grid["gains"]}
        assert gains["perception", "8B"] == 75 and gains["perception", "32B"] == 25 and gains["reasoning", "all"] == 50
        before = len(server.books.bodies)
        (tmp_path / "grid" / "cells" / "8B" / "32B" / "summary.json").unlink()
        assert run_grid(settings, tmp_path / "grid", quiet=True)["cells"] == grid["cells"]
        assert len(server.books.bodies) == before, "what was answered is kept, in finished and in broken cells"
    together = next(g for g in grid["gains"] if (g["axis"], g["fixed"]) == ("perception", "all"))
    assert together["n"] == 4 and together["difference"] == 50, "each question counts once"
    with Image.open(tmp_path / "grid" / "grid.png") as picture:
        assert picture.size == (1080, 456)
    assert "| perception | 4B -> 8B | all |" in (tmp_path / "grid" / "report.md").read_text()


@pytest.mark.parametrize(
    ("caption", "answers", "kind"),
    [
        ("A triangle. So the answer is 42.", ["42"], "claimed"),
        ("The correct option would be (B).", ["B", "a red square"], "claimed"),
        ("The answer is B.", ["B", "a red square"], "claimed"),
        ("Seven discs in a row of 7.", ["7"], None),
        ("The bar reaches 1250 units.", ["125"], None),
        ("The bar reaches 125.5 units.", ["125"], None),
        ("The bar reaches 125 units.", ["125"], "verbatim"),
        ("A picture of a parallelogram with sides.", ["parallelogram"], "verbatim"),
        ("", ["125"], None),
    ],
)
def test_leaks(caption: str, answers: list[str], kind: str | None) -> None:
    found = leak_of(caption, "What is it?", answers, lambda: None)
    assert (found.kind if found else None) == kind
    if kind == "verbatim":
        assert leak_of(caption, "What is it?", answers, lambda: [answers[0]]) is None, "the picture shows it"
        assert leak_of(caption, f"Is it {answers[0]}?", answers, lambda: None) is None, "the question says it"


def test_texts_in_pictures_are_read(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    from PIL import ImageDraw

    from codepercept.evals.leaks import Reader

    picture = Image.new("RGB", (300, 120), "white")
    ImageDraw.Draw(picture).text((40, 30), "125 cm", fill="black", font_size=48)
    picture.save(tmp_path / "p.png")
    assert "125" in "".join(Reader().texts((tmp_path / "p.png").read_bytes()) or [])


def test_bad_input_is_refused_in_a_sentence(data: Path, tmp_path: Path) -> None:
    with serving(answer) as server:
        with pytest.raises(UserError, match="there is no solver: add --solver"):
            flags = {"perceiver": f"{server.url}#eyes"}
            models = models_from_flags(flags)  # type: ignore[arg-type]
            solve(load_config(CaptionSolveConfig, None, {
                "benchmark": "mathvision", "data": str(data), "models": models,
            }), tmp_path / "a", quiet=True)  # fmt: skip
        with pytest.raises(UserError, match="none of its pictures can be read"):
            solve(config(data, server.url, images=str(tmp_path / "mathvision" / "nowhere")), tmp_path / "b", quiet=True)
        data.write_text(json.dumps(QUESTIONS[0] | MORE) + "\n" + json.dumps(QUESTIONS[0] | MORE))
        with pytest.raises(UserError, match=r"test\.jsonl"):
            solve(config(data, server.url), tmp_path / "c", quiet=True)
        assert not server.books.bodies
    with pytest.raises(UserError, match="benchmark"):
        load_config(CaptionSolveConfig, None, {"benchmark": "mathversus", "data": "x"})


FILES = Path(__file__).parent / "benchmarks" / "data"
OFFICIAL = {
    "mathvista": "mathvista_testmini.json", "mathverse": "mathverse_output.json", "dynamath": "dynamath_trial2.json",
    "logicvista": "logicvista_dataset.json",
}  # fmt: skip


def place(name: str, folder: Path) -> tuple[Path, list[Any]]:
    """An official file beside pictures of the names that it has."""
    data = folder / OFFICIAL[name]
    data.write_bytes((FILES / OFFICIAL[name]).read_bytes())
    questions = BENCHMARKS[name]().read(data)
    for number, picture in enumerate(dict.fromkeys(p for q in questions for p in q.images)):
        (folder / picture).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (30, 30), (number, 99, 99)).save(folder / picture)
    return data, questions


def spoken(name: str, question: Any, right: bool) -> str:
    """What a solver writes who knows the answer, or does not."""
    wrong = next((c for c in question.choices if c != question.answer), "J" if question.kind == "choice" else "-77777")
    truth = question.answer if right else wrong
    if name == "dynamath":
        return json.dumps({"solution": "so", "short answer": truth})
    if name == "mathvista":
        return f'I think so.\nThe answer is "{truth}".'
    return f"I think so.\nAnswer: {truth}"


@pytest.mark.parametrize("name", OFFICIAL)
@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_official_files_from_end_to_end(name: str, right: bool, tmp_path: Path) -> None:
    """A solver that knows everything gets 100 percent of every benchmark by its own rule, one that does not 0."""
    file, questions = place(name, tmp_path)
    replies = {}
    for question in questions:
        told = spoken(name, question, right)
        extracted = told.rpartition(": ")[2].strip('". ')
        for prompt, text in (("solve", told), ("extract_answer", extracted), ("judge_answer", str(int(right)))):
            replies[request_seed(0, f"{prompt} {question.id}")] = text or "NONE"

    def reply(body: dict[str, Any]) -> str:
        return "A figure." if body["model"] == "eyes" else replies[body["seed"]]

    with serving(reply) as server:
        flags = {"perceiver": f"{server.url}#eyes", "solver": f"{server.url}#mind", "judge": f"{server.url}#j",
                 "extractor": f"{server.url}#j"}  # fmt: skip
        settings = load_config(CaptionSolveConfig, None, {
            "benchmark": name, "data": str(file), "models": models_from_flags(flags),  # type: ignore[arg-type]
        })  # fmt: skip
        summary = solve(settings, tmp_path / "run", quiet=True)
    rows = [json.loads(line) for line in (tmp_path / "run" / "results.jsonl").read_text().splitlines()]
    answerable = [r for r in rows if r["answer"]]  # one question of LogicVista has no answer
    wrong = [
        (r["id"], r["answer"], r["extracted"], r["how"], r["fault"]) for r in answerable if r["correct"] is not right
    ]
    assert summary["n"] == len(questions) and len(answerable) >= len(rows) - 1 and not wrong


def test_what_every_answer_needs_is_asked_for_before_anything_is_paid(tmp_path: Path) -> None:
    file, _ = place("mathverse", tmp_path)
    with serving(answer) as server:
        flags = {"perceiver": f"{server.url}#eyes", "solver": f"{server.url}#mind"}
        settings = load_config(CaptionSolveConfig, None, {
            "benchmark": "mathverse", "data": str(file), "models": models_from_flags(flags),  # type: ignore[arg-type]
        })  # fmt: skip
        with pytest.raises(UserError, match=r"mathverse: its rule asks a model .* add --judge"):
            solve(settings, tmp_path / "run", quiet=True)
        assert not server.books.bodies


def test_without_an_extractor_long_answers_are_unscored(tmp_path: Path) -> None:
    file, questions = place("logicvista", tmp_path)
    with serving(lambda body: "It is one of them, I am sure.") as server:
        flags = {"perceiver": f"{server.url}#eyes", "solver": f"{server.url}#mind"}
        settings = load_config(CaptionSolveConfig, None, {
            "benchmark": "logicvista", "data": str(file), "models": models_from_flags(flags),  # type: ignore[arg-type]
        })  # fmt: skip
        summary = solve(settings, tmp_path / "run", quiet=True)
    assert summary["unscored"] == len(questions) and summary["accuracy"]["value"] is None
    assert any("add --judge" in why for why in summary["unscored_because"])
