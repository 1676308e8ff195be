"""`codepercept redraw`: one picture, one model, one program."""

from __future__ import annotations

from pathlib import Path

import pytest
from model_server import serving
from PIL import Image
from test_cli import PLOT, call, json_of


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("picture")
    (folder / "plot.py").write_text(PLOT)
    assert call("render", folder / "plot.py", "--out", folder).returncode == 0
    return folder / "plot.png"


def test_a_picture_is_redrawn(picture: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with serving(lambda body: f"Like this:\n```python\n{PLOT}\n```") as server:
        done = call("redraw", picture, "--model", f"{server.url}#m", "--out", out, "--json")
    assert done.returncode == 0, done.stderr
    told = json_of(done)
    assert told["status"] == "ok" and told["image"] == 1
    assert (out / "program.py").read_text().strip() == PLOT.strip()
    with Image.open(out / "both.png") as both, Image.open(out / "redrawn.png") as one:
        assert both.height == one.height and both.width > 2 * one.width
    with serving(lambda body: "I see a line.") as server:
        done = call("redraw", picture, "--model", f"{server.url}#m", "--out", out)
    assert done.returncode == 1 and "no program" in done.stdout
    assert sorted(p.name for p in out.iterdir()) == ["answer.md"], "nothing of the answer before is left"
    with serving(lambda body: "```python\n1 / 0\n```") as server:
        done = call("redraw", picture, "--model", f"{server.url}#m", "--out", out)
    assert done.returncode == 1 and "ZeroDivisionError" in done.stdout


def test_what_cannot_be_looked_at_is_told(picture: Path, tmp_path: Path) -> None:
    (tmp_path / "no.png").write_bytes(b"no picture")
    for file, told in ((tmp_path / "no.png", "no.png: "), (tmp_path / "gone.png", "cannot be read")):
        done = call("redraw", file, "--model", "http://127.0.0.1:1/v1#m", "--out", tmp_path / "out")
        assert done.returncode == 2 and told in done.stderr and "Traceback" not in done.stderr
        assert not (tmp_path / "out").exists()
    done = call("redraw", picture, "--model", "http://127.0.0.1:1/v1#m", "--out", tmp_path / "out")
    assert done.returncode == 2 and "127.0.0.1:1" in done.stderr, done.stderr
