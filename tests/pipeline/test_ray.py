"""The Ray engine gives what the local one gives, whatever dies on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from codepercept.config import load_recipe
from codepercept.dataset.build import build
from codepercept.errors import UserError

pytest.importorskip("ray", reason="make test installs it; a bare environment has it not")

RECIPE = "seed: 3\nshard_size: 4\npipelines: [{kind: geometry, n: 24}]\nlimits: {cpu_seconds: 30}\n"


def tree(out: Path) -> dict[str, bytes]:
    """Every file of a run by name, but for its log."""
    files = (p for p in out.rglob("*") if p.is_file() and p.name not in ("log.txt", ".lock"))
    return {str(p.relative_to(out)): p.read_bytes() for p in files}


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("recipe") / "recipe.yaml"
    file.write_text(RECIPE)
    return file


@pytest.fixture(scope="module")
def local(recipe: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("local") / "run"
    build(load_recipe(recipe), out, 1, quiet=True)
    return out


def actors(parent: int) -> list[int]:
    """Processes of actors that are at work below a process."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
    parents = {int(pid): int(ppid) for pid, ppid, _ in rows}

    def below(pid: int) -> bool:
        while pid > 1:
            if pid == parent:
                return True
            pid = parents.get(pid, 0)
        return False

    return [int(pid) for pid, _, words in rows if words.startswith("ray::_Worker") and below(int(pid))]


def test_killed_actors_change_nothing(recipe: Path, local: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    command = [sys.executable, "-m", "codepercept.cli", "build", str(recipe), "--out", str(out), "--engine", "ray"]
    process = subprocess.Popen([*command, "--workers", "2", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    killed = 0
    while killed < 2 and process.poll() is None:
        if len(list((out / "done").glob("[0-9]*"))) >= 1 + killed and (found := actors(process.pid)):
            os.kill(found[0], signal.SIGKILL)
            killed += 1
        time.sleep(0.05)
    said, wrong = process.communicate(timeout=240)
    assert process.returncode == 0, wrong.decode()
    assert killed and (out / "log.txt").read_text().count("was lost") >= 1
    assert json.loads(said)["samples"] == 24
    ours = tree(out)
    page = {n for n in ours if n == "index.html" or n.startswith("page/")}
    assert {n: ours[n] for n in ours.keys() - page} == tree(local)


def test_a_killed_driver_is_started_again(recipe: Path, local: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    command = [sys.executable, "-m", "codepercept.cli", "build", str(recipe), "--out", str(out), "--engine", "ray"]
    process = subprocess.Popen([*command, "--workers", "2", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not list((out / "done").glob("[0-9]*")):
        assert process.poll() is None, process.communicate()[1].decode()
        time.sleep(0.05)
    process.kill()
    process.communicate()
    build(load_recipe(recipe), out, 1, quiet=True)  # an engine is no part of a run: the other one may finish it
    assert tree(out) == tree(local)


def test_what_cannot_be_used_is_told(recipe: Path, tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_text(RECIPE + "ray: {address: '127.0.0.1:1'}\n")
    with pytest.raises(UserError, match=r"Ray cannot be reached at 127\.0\.0\.1:1"):
        build(load_recipe(file), tmp_path / "out", engine="ray", quiet=True)
    assert "ray" not in (tmp_path / "out" / "recipe.yaml").read_text()
    file.write_text(RECIPE + "ray: {adress: auto}\n")
    with pytest.raises(UserError, match="adress"):
        load_recipe(file)
