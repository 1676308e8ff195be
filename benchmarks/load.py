"""The same verdicts and the same pictures under any load, and when workers are killed at random.

    make bench-load                          # 300 scripts
    python benchmarks/load.py [SCRIPTS]

Good, slow, hanging, looping and crashing scripts go through a pool with one worker per core, through one with sixteen
per core, and through one whose workers are killed all the time. Limits are tight (5 s of CPU, 3 s idle; slow scripts
take about 2 s), so that a verdict that depended on load would show. Ends with exit code 1 if one does.
"""

from __future__ import annotations

import asyncio
import collections
import hashlib
import os
import random
import signal
import sys
import time

from exec_speed import sets

from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import SandboxPool
from codepercept.types import Execution

SORTS = ("good", "slow", "hanging", "looping", "crashing")
LIMITS = Limits(cpu_seconds=5, idle_seconds=3)
FIGURE = "\nimport matplotlib.pyplot as plt\nplt.plot([1, 2, {n}])\nplt.show()\n"
SLOW = "import hashlib\ntext = b'x' * 10**6\nfor _ in range({rounds}):\n    hashlib.sha512(text)\n" + FIGURE
HANGING = (
    "import time\ntime.sleep(10**6)",
    "import threading\nthreading.Event().wait()",
    "import os\nos.read(os.pipe()[0], 1)",
)
LOOPING = ("while True:\n    pass", "import numpy as np\nwhile True:\n    np.ones((100, 100)) @ np.ones((100, 100))")
CRASHING = (
    "raise ValueError({n})", "import os\nos._exit({n} % 100 + 1)", "import os\nos.kill(os.getpid(), 6)",
    "open('/etc/shadow')", "x = [bytes(10**9) for _ in range({n} + 9)]", "print('x' * 10**7)", "def f(:",
    "import ctypes\nctypes.string_at(0)",
)  # fmt: skip


def rounds_for(seconds: float) -> int:
    """How many of the slow scripts' rounds take so long here."""
    text, before = b"x" * 10**6, time.process_time()
    for _ in range(200):
        hashlib.sha512(text)
    return int(200 * seconds / (time.process_time() - before))


def scripts(count: int) -> list[tuple[str, str]]:
    """Pairs of sort and code: 60% good, 10% slow, 10% hanging, 5% looping, 15% crashing."""
    good = [path.read_text() for name, paths in sets(count).items() if name != "gallery" for path in paths]
    rounds, found = rounds_for(2.0), []
    for n in range(count):
        sort, choices = [
            *[("good", good)] * 12,
            *[("slow", [SLOW.replace("{rounds}", str(rounds))])] * 2,
            *[("hanging", HANGING)] * 2,
            ("looping", LOOPING),
            *[("crashing", CRASHING)] * 3,
        ][n % 20]
        found.append((sort, choices[n // 20 % len(choices)].replace("{n}", str(n))))
    random.Random(0).shuffle(found)
    return found


async def verdicts(jobs: list[tuple[str, str]], workers: int, kill_every: float = 0) -> list[Execution]:
    """Run all jobs at once; with `kill_every`, a zygote chosen at random is killed that often (in seconds)."""
    async with SandboxPool(workers, LIMITS) as pool:

        async def kill() -> None:
            chance = random.Random(1)
            while kill_every:
                await asyncio.sleep(kill_every)
                zygotes = [z for worker in pool._workers for z in worker._zygotes.values()]
                if zygotes:
                    os.kill(chance.choice(zygotes)._process.pid, signal.SIGKILL)

        killer = asyncio.create_task(kill())
        try:
            return await asyncio.gather(*(pool.run(code) for _, code in jobs))
        finally:
            killer.cancel()


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    jobs, cores = scripts(count), os.cpu_count() or 1
    ways = {
        f"{cores} workers (1x)": (cores, 0.0),
        f"{16 * cores} workers (16x)": (16 * cores, 0.0),
        f"{cores} workers, one killed every 8 s": (cores, 8.0),
    }
    print(f"{count} scripts on {cores} cores; load before: {os.getloadavg()[0]:.1f}\n")
    print(f"| pool | seconds | slowest good script, wall | {' | '.join(SORTS)} |")
    print("|---" * 8 + "|")
    first: list[Execution] = []
    changed = faults = 0
    for name, (workers, kill_every) in ways.items():
        started = time.monotonic()
        runs = asyncio.run(verdicts(jobs, workers, kill_every))
        seconds = time.monotonic() - started
        by_sort: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        for (sort, _), run in zip(jobs, runs, strict=True):
            by_sort[sort][run.status] += 1
        slowest = max(r.wall_seconds for (sort, _), r in zip(jobs, runs, strict=True) if sort == "good")
        cells = (", ".join(f"{n} {s}" for s, n in sorted(by_sort[sort].items())) for sort in SORTS)
        print(f"| {name} | {seconds:.0f} | {slowest:.1f} s | " + " | ".join(cells) + " |", flush=True)
        first = first or runs
        for (sort, code), one, other in zip(jobs, first, runs, strict=True):
            if "fault" in (one.status, other.status):
                faults += other.status == "fault"
            elif (one.status, one.image, one.trace) != (other.status, other.image, other.trace):
                changed += 1
                print(f"CHANGED: {sort}: {one.status} -> {other.status} ({other.error}): {code[:80]!r}")
    print(f"\nverdicts, pictures or traces that changed: {changed}; faults left after all tries: {faults}")
    return int(changed > 0)


if __name__ == "__main__":
    sys.exit(main())
