"""What each layer of the sandbox stops by itself: the attacks of `tests/sandbox/attacks/`, layer by layer.

    python benchmarks/attack_table.py [NAME ...]      # as root, on Linux

Every attack runs with all layers, with Landlock alone, with seccomp alone, and with neither (resource limits, the
zygote's watch, an empty environment, no capabilities). Where a layer is missing, attacks do get through: these runs
happen as an ordinary user in process, network and mount namespaces of their own, in which only fresh file systems in
memory can be written, and with a limit on processes. Prints a Markdown table.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

ATTACKS = Path(__file__).resolve().parents[1] / "tests" / "sandbox" / "test_attacks.py"
LAYERS = {"all": (True, True), "Landlock": (True, False), "seccomp": (False, True), "limits only": (False, False)}
THROUGH = "**got through**"
SECONDS = 60
WORLD = """
ip link set lo up
for place in /tmp /var/tmp /run /dev/shm /dev/mqueue; do [ -d $place ] && mount -t tmpfs none $place; done
awk '{print $5}' /proc/self/mountinfo | grep -vE '^/(tmp|var/tmp|run|dev/shm|dev/mqueue|proc)(/|$)' |
while read place; do mount -o remount,ro,bind "$place" || exit 1; done || exit 1
touch /etc/codepercept-probe && { echo "the file system can still be written" >&2; exit 1; }
exec prlimit --nproc=400 "$@"
"""


def attacks() -> Any:
    """The module that knows how to run attacks and what gives them away."""
    spec = importlib.util.spec_from_file_location("test_attacks", ATTACKS)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def outcomes(module: Any, names: list[str], landlock: bool, seccomp: bool) -> None:
    """Print how each attack ends under these layers, a line each: its name and what came of it."""
    sandbox = module.SandboxPool(1, module.LIMITS)
    sandbox._settings.update(landlock=landlock, seccomp=seccomp)
    async with sandbox:
        for name in names:  # a world for each, since the one before may have got through
            with tempfile.TemporaryDirectory() as folder:
                world = module.World(Path(folder))
                try:
                    print(json.dumps([name, None]), flush=True)
                    note = module.notes((module.FOLDER / f"{name}.py").read_text())
                    if "after" in note:
                        await sandbox.run(f"x = '{world.token}'\nprint(x)\nraise ValueError(x)")
                    run = await sandbox.run(module.source(name, world.facts()))
                    await asyncio.sleep(0.2)
                    through = module.found_out(run, world) or run.status == "fault"  # it has killed its worker
                    print(json.dumps([name, THROUGH if through else run.status]), flush=True)
                finally:
                    world.close()


def kill_world(pid: int) -> None:
    """End `unshare`, and first of all what it has started: the first process of a namespace takes all others along."""
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in path.read_text().split():
            os.kill(int(child), signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)


def confined(module: Any, names: list[str], layer: str) -> dict[str, str]:
    """The same in a process of its own, in namespaces of its own when not all layers are on."""
    command = [sys.executable, __file__, "--layer", layer]
    if layer != "all":
        inner = ["unshare", "--pid", "--net", "--ipc", "--mount", "--fork", "--kill-child", "--mount-proc"]
        command = [*inner, "sh", "-c", WORLD, "sh", *module.ordinary_user(), *command]
    found: dict[str, str] = {}
    failures = 0
    while left := [name for name in names if name not in found]:
        with tempfile.TemporaryFile("w+") as errors:
            process = subprocess.Popen([*command, *left], stdout=subprocess.PIPE, stderr=errors, text=True, cwd="/")
            assert process.stdout is not None
            at, clock = "", threading.Timer(SECONDS, kill_world, [process.pid])
            clock.start()
            for line in process.stdout:
                clock.cancel()
                at, outcome = json.loads(line)
                if outcome is not None:
                    found[at], at = outcome, ""
                clock = threading.Timer(SECONDS, kill_world, [process.pid])
                clock.start()
            clock.cancel()
            process.wait()
            if at:  # it has taken down or stopped the program that ran it
                found[at] = THROUGH
            elif process.returncode != 0:
                failures += 1
                if failures > 5:
                    errors.seek(0)
                    raise SystemExit(f"{layer}: {errors.read()[-800:]}")
                time.sleep(5)  # what an attack has started may take a while to end
    return found


def main() -> None:
    """Run everything and print the table."""
    module = attacks()
    if sys.argv[1:2] == ["--layer"]:
        with tempfile.TemporaryDirectory() as cache:
            os.environ["XDG_CACHE_HOME"] = cache
            asyncio.run(outcomes(module, sys.argv[3:], *LAYERS[sys.argv[2]]))
        return
    if os.getuid() != 0:
        raise SystemExit("run this as root: single layers are tried in namespaces of their own")
    names = sys.argv[1:] or module.suitable()
    rows = {}
    for layer in LAYERS:
        rows[layer] = confined(module, names, layer)
        through = sum(outcome == THROUGH for outcome in rows[layer].values())
        print(f"{layer}: {through} of {len(names)} got through", file=sys.stderr, flush=True)
    print("| attack | " + " | ".join(LAYERS) + " |\n" + "|---" * (len(LAYERS) + 1) + "|")
    for name in names:
        print(f"| {name} | " + " | ".join(rows[layer][name] for layer in LAYERS) + " |")
    totals = (f"{sum(v == THROUGH for v in rows[layer].values())} of {len(names)}" for layer in LAYERS)
    print("| **got through** | " + " | ".join(totals) + " |")


if __name__ == "__main__":
    main()
