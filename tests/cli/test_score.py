"""`codepercept score` as a user meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from test_cli import PLOT, call, json_of


@pytest.fixture(scope="module")
def figures(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    (folder / "one.py").write_text(PLOT)
    (folder / "other.py").write_text(PLOT.replace("red", "blue").replace("three points", "four points"))
    (folder / "broken.py").write_text("1 / 0")
    assert call("render", folder / "one.py", "--out", folder).returncode == 0
    (folder / "text.png").write_text("not a picture")
    return folder


def test_a_figure_against_itself_and_its_picture(figures: Path) -> None:
    told = json_of(call("score", figures / "one.py", figures / "one.py", "--json"))
    assert told["image"]["value"] == 1.0 and told["elements"]["value"] == 1.0
    assert {f["verdict"] for f in told["findings"]} == {"matched"}
    told = json_of(call("score", figures / "one.py", figures / "one.png", "--json"))
    assert told["image"]["value"] == 1.0 and told["elements"]["value"] is None and not told["findings"]


def test_it_says_why(figures: Path) -> None:
    target = figures / "overlay.png"
    done = call("score", figures / "one.py", figures / "other.py", "--overlay", target)
    assert done.returncode == 0, done.stderr
    assert "blue (#0000ff) instead of red (#ff0000)" in " ".join(done.stdout.split())
    assert 'reads "four points"' in " ".join(done.stdout.split())
    with Image.open(target) as picture:
        assert picture.width > 3 * 640 - 1


def test_transparent_paper_is_white_in_the_overlay(figures: Path) -> None:
    with Image.open(figures / "one.png") as picture:
        clear = picture.convert("RGBA")
    clear.putalpha(clear.convert("L").point(lambda level: 0 if level > 250 else 255))
    clear.save(figures / "clear.png")
    target = figures / "clear_overlay.png"
    told = json_of(call("score", figures / "one.png", figures / "clear.png", "--overlay", target, "--json"))
    assert told["image"]["value"] == pytest.approx(1.0, abs=1e-6)
    with Image.open(target) as picture:
        assert picture.getpixel((650, 2)) == picture.getpixel((2, 2)) == (255, 255, 255)


def test_a_candidate_that_fails_scores_zero(figures: Path) -> None:
    done = call("score", figures / "one.py", figures / "broken.py", "--json")
    told = json_of(done)
    assert done.returncode == 0 and told["image"]["value"] == 0.0 and told["elements"]["value"] == 0.0
    assert "ZeroDivisionError" in told["elements"]["explanation"]


@pytest.mark.parametrize(
    ("reference", "candidate", "says"),
    [
        ("nothing.py", "one.py", "no such file"),
        ("broken.py", "one.py", "draws nothing to compare with"),
        ("one.py", "text.png", "not a picture"),
        ("one.py", "one.txt", "name a script"),
    ],
)
def test_bad_input_is_one_sentence(figures: Path, reference: str, candidate: str, says: str) -> None:
    (figures / "one.txt").write_text("x")
    done = call("score", figures / reference, figures / candidate)
    assert done.returncode == 2 and says in done.stderr and "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
