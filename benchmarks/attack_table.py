"""What each layer of the sandbox stops by itself: the attacks of `tests/sandbox/attacks/`, layer by layer.

    python benchmarks/attack_table.py [NAME ...]

Every attack runs with all layers. Those marked `# alone: yes`, which only look, connect or make a file, also run with
Landlock alone, seccomp alone and neither (resource limits, empty environment, no capabilities), as an ordinary user in
process, network and mount namespaces of their own; the others could kill or fill something and are not run alone.
Prints a Markdown table.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ATTACKS = Path(__file__).resolve().parents[1] / "tests" / "sandbox" / "test_attacks.py"
LAYERS = {"all": (True, True), "Landlock": (True, False), "seccomp": (False, True), "limits only": (False, False)}


def attacks() -> Any:
    """The module that knows how to run attacks and what gives them away."""
    spec = importlib.util.spec_from_file_location("test_attacks", ATTACKS)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def outcomes(module: Any, names: list[str], landlock: bool, seccomp: bool) -> dict[str, str]:
    """How each attack ends under these layers: "got through", or the status it was stopped with."""
    found = {}
    sandbox = module.SandboxPool(1, module.LIMITS)
    sandbox._settings.update(landlock=landlock, seccomp=seccomp)
    async with sandbox:
        for name in names:  # a world for each, since the one before may have got through
            with tempfile.TemporaryDirectory() as folder:
                world = module.World(Path(folder))
                try:
                    run = await sandbox.run(module.source(name, world.facts()))
                    await asyncio.sleep(0.2)
                    found[name] = "**got through**" if module.found_out(run, world) else run.status
                finally:
                    world.close()
    return found


def confined(module: Any, names: list[str], layer: str) -> dict[str, str]:
    """The same in a process of its own, in namespaces of its own when not all layers are on."""
    command = [sys.executable, __file__, "--layer", layer, *names]
    if layer != "all":
        user = module.ordinary_user()
        inner = ["unshare", "--pid", "--net", "--ipc", "--mount", "--fork", "--mount-proc"]
        lo = ["sh", "-c", 'ip link set lo up 2>/dev/null; mount -t tmpfs none /dev/shm; exec "$@"', "sh"]
        command = [*inner, *lo, *user, *command]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/")
    if done.returncode != 0:
        raise SystemExit(f"{layer}: {done.stderr[-800:]}")
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


def main() -> None:
    """Run everything and print the table."""
    module = attacks()
    if sys.argv[1:2] == ["--layer"]:
        with tempfile.TemporaryDirectory() as cache:
            os.environ["XDG_CACHE_HOME"] = cache
            print(json.dumps(asyncio.run(outcomes(module, sys.argv[3:], *LAYERS[sys.argv[2]]))))
        return
    if os.getuid() != 0:
        raise SystemExit("run this as root: single layers are tried in namespaces of their own")
    names = sys.argv[1:] or module.suitable()
    alone = [n for n in names if "alone" in module.notes((module.FOLDER / f"{n}.py").read_text())]
    rows = {layer: confined(module, names if layer == "all" else alone, layer) for layer in LAYERS}
    print("| attack | " + " | ".join(LAYERS) + " |\n" + "|---" * (len(LAYERS) + 1) + "|")
    for name in names:
        print(f"| {name} | " + " | ".join(rows[layer].get(name, "not run alone") for layer in LAYERS) + " |")
    for layer in LAYERS:
        through = sum(value == "**got through**" for value in rows[layer].values())
        print(f"\n{layer}: {through} of {len(rows[layer])} got through")


if __name__ == "__main__":
    main()
