"""What each layer of the sandbox costs per script: CPU time with and without it, interleaved.

python benchmarks/layer_cost.py [ROUNDS]
"""

from __future__ import annotations

import asyncio
import contextlib
import statistics
import sys
from pathlib import Path

from exec_speed import tree_cpu

from codepercept.sandbox.pool import SandboxPool

LAYERS = {
    "all layers": {},
    "without seccomp": {"seccomp": False},
    "without Landlock": {"landlock": False},
    "without both": {"seccomp": False, "landlock": False},
}
FIGURE = (Path(__file__).parent / "figures" / "titration_curve.py").read_text()


async def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    costs: dict[str, dict[str, list[float]]] = {name: {"empty": [], "figure": []} for name in LAYERS}
    async with contextlib.AsyncExitStack() as stack:
        pools = {}
        for name, settings in LAYERS.items():
            pools[name] = SandboxPool(1)
            pools[name]._settings.update(settings)
            await stack.enter_async_context(pools[name])
        for number in range(rounds + 25):  # the first ones warm up
            for name, pool in pools.items():
                for what, code, repeat in (("empty", "pass", 10), ("figure", FIGURE, 2)):
                    before = tree_cpu(pool)
                    for _ in range(repeat):
                        await pool.run(code)
                    if number >= 25:
                        costs[name][what].append((tree_cpu(pool) - before) / repeat * 1000)
    print("| | empty script, ms of CPU | figure, ms of CPU |\n|---|---|---|")
    for name, measured in costs.items():
        print(f"| {name} | {statistics.median(measured['empty']):.1f} | {statistics.median(measured['figure']):.1f} |")


if __name__ == "__main__":
    asyncio.run(main())
