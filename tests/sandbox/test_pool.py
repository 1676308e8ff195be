"""The pool: same result every time, recovery from faults, nothing left behind, limits as given."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from codepercept.sandbox import isolation, pool, scratch
from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import Isolation, SandboxPool

PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2], label='a')\nplt.legend()\nplt.show()"
RANDOM = (
    "import random, time, datetime, uuid\nimport numpy as np\nimport matplotlib.pyplot as plt\n"
    "plt.plot(np.random.default_rng().random(5))\nplt.plot(np.random.rand(5))\n"
    "plt.plot([random.random() for _ in range(5)])\n"
    "plt.title(f'{datetime.datetime.now()} {time.time()} {uuid.uuid4()} {hash(\"x\")} {random.Random().random()}')\n"
    "plt.show()"
)


def zygotes_of(sandbox: SandboxPool) -> list[int]:
    return [z._process.pid for w in sandbox._workers for z in w._zygotes.values()]


def test_the_same_code_gives_the_same_bytes(run_many) -> None:
    first, second, third = run_many([RANDOM] * 3)
    assert first.status == "ok", first.stderr
    assert first.image == second.image == third.image
    assert first.trace == second.trace == third.trace
    assert first.fingerprint == second.fingerprint != ""


def test_a_worker_that_has_warmed_up_draws_the_same() -> None:
    solid = (
        "import matplotlib.pyplot as plt\nax = plt.figure().add_subplot(projection='3d')\n"
        "ax.plot([0, 1], [0, 1], [0, 1])\nax.set_title(r'$\\frac{1}{2}$ \u00bd')\nplt.show()"
    )

    async def run() -> tuple[list[Any], list[Any], set[int], set[int]]:
        async with SandboxPool(1) as sandbox:
            before = [await sandbox.run(code) for code in (RANDOM, solid, PLOT)]
            first = set(zygotes_of(sandbox))
            for _ in range(pool.WARM_AFTER - 2):
                await sandbox.run("import matplotlib.pyplot as plt\nplt.figure(figsize=(1, 1))\nplt.show()")
            return before, [await sandbox.run(code) for code in (RANDOM, solid, PLOT)], first, set(zygotes_of(sandbox))

    before, after, first, second = asyncio.run(run())
    assert len(first) == len(second) == 1 and first != second, "another zygote took over"
    assert [(r.status, r.image, r.trace) for r in before] == [(r.status, r.image, r.trace) for r in after]
    assert all(r.status == "ok" for r in after)


def test_dpi_scales_the_picture_and_marks_the_fingerprint(run_many) -> None:
    (small,), (large,) = run_many([PLOT], Limits(dpi=50)), run_many([PLOT], Limits(dpi=100))
    assert (2 * small.width, 2 * small.height) == (large.width, large.height)
    assert small.fingerprint != large.fingerprint


def test_pixels_equal_those_of_plain_matplotlib(run_many, tmp_path: Path) -> None:
    import numpy as np
    from PIL import Image

    (run,) = run_many([PLOT])
    script = tmp_path / "plain.py"
    script.write_text(PLOT.replace("plt.show()", "plt.savefig('plain.png', dpi=100)"))
    subprocess.run([sys.executable, str(script)], cwd=tmp_path, check=True, env={**os.environ, "MPLBACKEND": "agg"})
    (tmp_path / "ours.png").write_bytes(run.image)
    ours, plain = (np.asarray(Image.open(tmp_path / f"{n}.png").convert("RGB")) for n in ("ours", "plain"))
    assert np.array_equal(ours, plain)


def test_a_killed_zygote_changes_no_verdict() -> None:
    async def scenario() -> list[str]:
        async with SandboxPool(1) as sandbox:
            statuses = [(await sandbox.run(PLOT)).status]
            os.kill(zygotes_of(sandbox)[0], signal.SIGKILL)
            statuses.append((await sandbox.run(PLOT)).status)
            running = asyncio.ensure_future(sandbox.run("import time\nt = [i for i in range(10 ** 7)]\n" + PLOT))
            await asyncio.sleep(0.15)
            os.kill(zygotes_of(sandbox)[0], signal.SIGKILL)
            statuses.append((await running).status)
            return statuses

    assert asyncio.run(scenario()) == ["ok", "ok", "ok"]


def test_a_cancelled_run_does_not_disturb_the_next() -> None:
    async def scenario() -> str:
        async with SandboxPool(1) as sandbox:
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(sandbox.run("while True: pass"), 0.5)
            return (await sandbox.run(PLOT)).status

    assert asyncio.run(scenario()) == "ok"


def folders_of(zygotes: list[int]) -> list[Path]:
    """The scratch folders that these processes hold."""
    links = (Path(f"/proc/{pid}/fd").iterdir() for pid in zygotes)
    held = {str(link.readlink()) for fds in links for link in fds if link.is_symlink()}
    return [Path(name) for name in sorted(held) if Path(name).name.startswith(scratch.PREFIX)]


def test_nothing_is_left_behind() -> None:
    async def scenario() -> tuple[list[int], list[Path]]:
        async with SandboxPool(2) as sandbox:
            await asyncio.gather(*(sandbox.run(PLOT + "\nopen('x', 'w')") for _ in range(4)))
            return zygotes_of(sandbox), folders_of(zygotes_of(sandbox))

    zygotes, folders = asyncio.run(scenario())
    assert len(zygotes) == len(folders) == 2
    assert not any(Path(f"/proc/{pid}").exists() for pid in zygotes)
    assert not any(folder.exists() for folder in folders)


def test_folders_of_killed_zygotes_are_swept() -> None:
    async def killed() -> Path:
        async with SandboxPool(1) as sandbox:
            await sandbox.run(PLOT)
            (folder,) = folders_of(zygotes_of(sandbox))
            os.kill(zygotes_of(sandbox)[0], signal.SIGKILL)
        return folder

    async def sweep(left: Path) -> None:
        async with SandboxPool(1) as sandbox:
            (own,) = folders_of(zygotes_of(sandbox))
            assert own.exists() and not left.exists()

    left = asyncio.run(killed())
    (left / "deep").mkdir()
    time.sleep(scratch.YOUNG_SECONDS + 1)
    asyncio.run(sweep(left))


def test_sandboxes_die_with_their_owner(tmp_path: Path) -> None:
    program = (
        "import asyncio\nfrom codepercept.sandbox.pool import SandboxPool\n"
        "async def main():\n    async with SandboxPool(1) as s:\n        print([z._process.pid for w in s._workers"
        " for z in w._zygotes.values()][0], flush=True)\n        await s.run('while True: pass')\nasyncio.run(main())"
    )
    owner = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    zygote = int(owner.stdout.readline())
    assert Path(f"/proc/{zygote}").exists()
    time.sleep(0.3)
    owner.kill()
    owner.wait()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{zygote}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{zygote}").exists()


def test_the_next_script_starts_with_an_empty_folder(run_many) -> None:
    first, second = run_many(
        ["open('left.txt', 'w').write('x')\n" + PLOT, "import os\nos.makedirs('m')\nprint(os.listdir('.'))\n1 / 0"],
        workers=1,
    )
    assert first.status == "ok"
    assert "['m']" in second.stderr


def test_a_folder_can_be_made_readable(tmp_path: Path) -> None:
    (tmp_path / "numbers.txt").write_text("1 2 3")
    (tmp_path / "helper.py").write_text("VALUE = 7")
    code = (
        "import helper\nimport numpy as np\nimport matplotlib.pyplot as plt\n"
        "plt.plot(np.loadtxt('numbers.txt'))\nplt.show()"
    )

    async def scenario() -> list[str]:
        async with SandboxPool(1) as sandbox:
            closed = await sandbox.run(code)
            opened = await sandbox.run(code, folder=tmp_path)
            written = await sandbox.run("open('new.txt', 'w')", folder=tmp_path)
            return [closed.status, opened.status, written.status]

    assert asyncio.run(scenario()) == ["error", "ok", "blocked"]
    assert not (tmp_path / "new.txt").exists()


def test_missing_layers_are_refused_unless_asked_for(monkeypatch) -> None:
    monkeypatch.setattr(isolation, "landlock_abi", lambda: 0)
    with pytest.raises(pool.SandboxUnavailable, match=r"Landlock.*--unsafe-sandbox"):
        SandboxPool(1)
    assert Isolation.choose(unsafe=True).unsafe


def test_it_works_in_a_thread_and_for_many_loops() -> None:
    async def scenario() -> str:
        async with SandboxPool(1) as sandbox:
            return (await sandbox.run(PLOT)).status

    async def in_threads() -> list[str]:
        return list(await asyncio.gather(*(asyncio.to_thread(asyncio.run, scenario()) for _ in range(2))))

    assert asyncio.run(in_threads()) == ["ok", "ok"]


def test_cpu_time_spent_under_pressure_is_confirmed_alone() -> None:
    """A loop is found out twice: beside others, and once more when they are done. Then it counts."""
    runs: list[tuple[str, bool]] = []

    async def scenario() -> list[str]:
        async with SandboxPool(4, Limits(cpu_seconds=1)) as sandbox:
            attempt = sandbox._attempt

            async def noted(*job: Any) -> Any:
                execution, pressed = await attempt(*job)
                if execution.status == "cpu_limit":
                    runs.append((execution.status, sandbox._busy == 0))
                return execution, pressed

            sandbox._attempt = noted  # type: ignore[method-assign]
            jobs = [sandbox.run("while True: pass")] + [sandbox.run(f"sum(range(10 ** 7))\n{PLOT}") for _ in range(12)]
            return [run.status for run in await asyncio.gather(*jobs)]

    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        assert asyncio.run(scenario()) == ["cpu_limit"] + ["ok"] * 12
    finally:
        os.sched_setaffinity(0, cores)
    assert runs == [("cpu_limit", False), ("cpu_limit", True)]
