"""The sandbox inside other people's programs: notebooks, actors, shells that are interrupted."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from codepercept.render import render_files
from codepercept.sandbox.limits import Limits

PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.show()"
POOL = f"""
from codepercept.sandbox.pool import SandboxPool

async def status():
    async with SandboxPool(1) as sandbox:
        return (await sandbox.run({PLOT!r})).status
"""


def test_the_plain_functions_work_where_a_loop_runs_already(tmp_path: Path) -> None:
    script = tmp_path / "a.py"
    script.write_text(PLOT)

    async def cell() -> str:
        (result,) = render_files([script], None, Limits(), 1)
        return str(result["status"])

    assert asyncio.run(cell()) == "ok"


def test_it_works_in_a_notebook() -> None:
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    cells = [nbformat.v4.new_code_cell(text) for text in (POOL, "await status()")]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(notebook, timeout=120).execute()
    assert notebook.cells[1].outputs[0]["data"]["text/plain"] == "'ok'"


def test_it_works_in_a_ray_actor() -> None:
    ray = pytest.importorskip("ray")
    ray.init(num_cpus=1, include_dashboard=False, configure_logging=False)
    try:

        @ray.remote(num_cpus=1)
        class Actor:
            async def status(self) -> str:
                scope: dict[str, object] = {}
                exec(POOL, scope)
                return str(await scope["status"]())  # type: ignore[operator]

        assert ray.get(Actor.remote().status.remote(), timeout=120) == "ok"
    finally:
        ray.shutdown()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_program_leaves_nothing_running(number: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "loop.py"
    script.write_text("while True: pass")
    command = [sys.executable, "-m", "codepercept.cli", "render", str(script)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    descendants: set[int] = set()
    until = time.monotonic() + 60
    while len(descendants) < 2 and time.monotonic() < until:  # the zygote and the script
        time.sleep(0.1)
        descendants = below(process.pid)
    assert len(descendants) == 2
    os.kill(process.pid, number)
    said, _ = process.communicate(timeout=30)
    until = time.monotonic() + 10
    while (left := {pid for pid in descendants if Path(f"/proc/{pid}").exists()}) and time.monotonic() < until:
        time.sleep(0.1)
    assert not left
    assert process.returncode == (130 if number == signal.SIGINT else -number)
    assert b"Traceback" not in said


def below(pid: int) -> set[int]:
    """All descendants of a process."""
    found: set[int] = set()
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, path.read_text().split()):
            found |= {child} | below(child)
    return found
