"""`codepercept judge` as a user meets it: many pairs, several judges, what they agree on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_cli import PLOT, call, json_of

from codepercept.config import ModelsSection
from codepercept.errors import UserError
from codepercept.judge import judge_files, read_pairs
from codepercept.scorers.rubric import CODE_RUBRIC, IMAGE_RUBRIC


@pytest.fixture(scope="module")
def pairs(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pairs")
    (folder / "one.py").write_text(PLOT)
    (folder / "blue.py").write_text(PLOT.replace("red", "blue"))
    (folder / "bars.py").write_text("import matplotlib.pyplot as plt\nplt.bar(['<b>a</b>', 'b'], [2, 9])\nplt.show()")
    (folder / "broken.py").write_text("1 / 0")
    assert call("render", folder / "one.py", "--out", folder).returncode == 0
    rows = [{"id": c, "reference": "one.py", "candidate": c} for c in ("one.py", "blue.py", "bars.py", "broken.py")]
    rows.append({"reference": "one.png", "candidate": "bars.py"})
    (folder / "pairs.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    return folder / "pairs.jsonl"


def test_pairs_are_scored_and_shown(pairs: Path, tmp_path: Path) -> None:
    done = call("judge", pairs, "--out", tmp_path / "out", "--json")
    assert done.returncode == 0, done.stderr
    told = json_of(done)
    assert told["pairs"] == 5 and told["judges"]["image"]["scored"] == 5 and told["judges"]["elements"]["scored"] == 4
    rows = [json.loads(line) for line in (tmp_path / "out" / "scores.jsonl").read_text().splitlines()]
    assert [r["id"] for r in rows] == ["one.py", "blue.py", "bars.py", "broken.py", "one.png bars.py"]
    image = [r["scores"]["image"]["value"] for r in rows]
    assert image[0] == 1 > image[1] > image[2] >= image[3] == 0 and image[4] == pytest.approx(image[2])
    elements = rows[4]["scores"]["elements"]
    assert elements["value"] is None and "without a trace" in elements["explanation"] and not elements["fault"]
    (pair,) = told["agreement"]
    assert pair["n"] == 4 and pair["tau"] > 0.6
    page = (tmp_path / "out" / "index.html").read_text()
    assert page.count("<article") == 5 and "nothing was drawn" in page and "ZeroDivisionError" in page
    again = call("judge", pairs, "--out", tmp_path / "out2", "--workers", "1")
    assert (tmp_path / "out2" / "scores.jsonl").read_bytes() == (tmp_path / "out" / "scores.jsonl").read_bytes()
    assert "Kendall tau-b" in again.stdout and "page:" in again.stdout


def test_models_judge_too(pairs: Path, tmp_path: Path) -> None:
    points = {name: most / 2 for name, most in IMAGE_RUBRIC.items()} | {"reason": "half of it"}
    code = {**CODE_RUBRIC, "reason": "the same"}
    answers = [{"label": "score_image blue.py", "answer": json.dumps(points)}]
    answers += [{"label": f"score_code {c}", "answer": json.dumps(code)} for c in ("one.py", "broken.py")]
    (tmp_path / "answers.jsonl").write_text("\n".join(map(json.dumps, answers)))
    section = ModelsSection.model_validate(
        {"endpoints": {"e": {"recorded": str(tmp_path / "answers.jsonl")}}, "roles": {"judge": {"model": "m"}}}
    )
    found = judge_files(pairs, tmp_path / "out", models=section, quiet=True)
    scores = {p.id: p.scores for p in found.pairs}
    assert (
        scores["blue.py"]["image_judge"].value == 0.5 and "half of it" in scores["blue.py"]["image_judge"].explanation
    )
    assert scores["broken.py"]["image_judge"].value == 0 and scores["broken.py"]["code_judge"].value == 1
    assert scores["one.py"]["image_judge"].value is None and scores["one.py"]["image_judge"].fault
    assert scores["one.png bars.py"]["code_judge"].value is None
    assert found.as_dict()["judges"]["image_judge"] == {"scored": 2, "unscored": 3, "mean": 0.25}


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("", "holds no pairs"),
        ("nonsense", "line 1: the line: invalid json"),
        ('{"reference": "one.py"}', "line 1: candidate: field required"),
        ('{"reference": "one.py", "candidate": "gone.py"}', "gone.py: no such file"),
        ('{"reference": "one.py", "candidate": "pairs.jsonl"}', "name a script"),
        ('{"reference": "one.py", "candidate": "one.py", "extra": 1}', "line 1: extra"),
        (
            '{"reference": "one.py", "candidate": "one.py"}\n{"reference": "one.py", "candidate": "one.py"}',
            "line 1 too",
        ),
    ],
)
def test_bad_pairs_are_one_sentence(pairs: Path, lines: str, says: str) -> None:
    bad = pairs.parent / "bad.jsonl"
    bad.write_text(lines)
    with pytest.raises(UserError) as error:
        read_pairs(bad)
    assert says in str(error.value) and "\n" not in str(error.value)


def test_bad_input_ends_before_anything_is_written(pairs: Path, tmp_path: Path) -> None:
    for arguments, says in (
        ((pairs.parent / "none.jsonl", "--out", tmp_path / "out"), "cannot be read"),
        ((pairs, "--out", tmp_path / "out", "--model", "nonsense"), "URL#NAME"),
        ((pairs, "--out", tmp_path / "out", "--model", "ftp://x#m"), "base_urls"),
        ((pairs, "--out", pairs), "cannot be written"),
    ):
        done = call("judge", *arguments)
        assert done.returncode == 2 and says in done.stderr and len(done.stderr.strip().splitlines()) == 1
        assert not (tmp_path / "out").exists()
