"""One pool through very many executions: memory, descriptors and verdicts must stay as they were.

    python benchmarks/soak.py [RUNS] [FOLDER]      # 100,000 runs; writes soak.csv and soak.png to FOLDER

Every fifth run draws a figure, one figure in twenty with pandas; the others fail in all the ways that are cheap. Memory
is the proportional set size (PSS) of this process and of each zygote. Ends with exit code 1 if a zygote was replaced or
a verdict differs from the expected one.
"""

from __future__ import annotations

import asyncio
import collections
import csv
import io
import os
import sys
import time
from pathlib import Path

from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import SandboxPool
from codepercept.types import Execution

PLOT = "import matplotlib.pyplot as plt\n"
FIGURES = (
    PLOT + "plt.plot([1, 2, {n}], 'o-')\nplt.title('Run {n}')\nplt.show()",
    PLOT + "plt.bar(['a', 'b'], [{n}, 3])\nplt.show()",
    PLOT + "plt.scatter([1, 2, 3], [3, 1, {n}], c=[1, 2, 3])\nplt.axis('off')\nplt.show()",
    PLOT + "plt.gca().add_patch(plt.Circle((0, 0), 0.5))\nplt.text(0, 0, '${n}^2$')\nplt.show()",
)
TABLE = PLOT + "import pandas as pd\npd.Series([1, 2, {n}]).plot()\nplt.show()"
OTHERS = (
    ("error", "raise ValueError({n})"),
    ("no_figure", "print({n})"),
    ("error", "import os\nos._exit(3)"),
    ("blocked", "open('/etc/passwd').read()"),
    ("output_limit", "print('x' * 2_000_000)"),
    ("error", "def f(:\n"),
    ("no_figure", "import os\nopen(os.path.join(os.getcwd(), 'a.txt'), 'w').write('{n}' * 1000)"),
    ("memory_limit", "x = bytearray(8 << 30)"),
    ("error", "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)"),
)


def job(number: int) -> tuple[str, str]:
    """The expected status of a run, and its code."""
    if number % 5:
        status, code = OTHERS[number % len(OTHERS)]
    else:
        status, code = "ok", TABLE if number % 100 == 0 else FIGURES[number // 5 % len(FIGURES)]
    return status, code.replace("{n}", str(number % 97))


def proportional_mib(pid: int) -> float:
    """Memory of a process in MiB, pages that it shares counted by the share."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


async def soak(runs: int, folder: Path) -> int:
    """Run and sample. Returns how many things were not as they should be."""
    wrong, counts = 0, collections.Counter[str]()
    rows = []
    async with SandboxPool(1, Limits(cpu_seconds=10)) as pool:
        for number in (0, 5):
            await pool.run(job(number)[1])
        zygotes = list(pool._workers[0]._zygotes.values())
        started, shared = time.monotonic(), len(list(Path("/dev/shm").iterdir()))
        for number in range(runs):
            expected, code = job(number)
            run: Execution = await pool.run(code)
            counts[run.status] += 1
            if run.status != expected:
                wrong += 1
                print(f"run {number}: {run.status} ({run.error}) instead of {expected}", flush=True)
            if number % max(1, runs // 200) == 0 or number == runs - 1:
                memory = [proportional_mib(pid) for pid in (os.getpid(), *(z._process.pid for z in zygotes))]
                open_files = len(list(Path("/proc/self/fd").iterdir()))
                rows.append((number, *memory, open_files, len(list(Path("/dev/shm").iterdir())) - shared))
        same = list(pool._workers[0]._zygotes.values()) == zygotes
        seconds = time.monotonic() - started
    names = ("run", "parent_mib", "light_zygote_mib", "heavy_zygote_mib", "descriptors", "shared_memory_files")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "soak.csv").open("w", newline="") as file:
        csv.writer(file).writerows([names, *rows])
    (folder / "soak.png").write_bytes(await plot(rows))
    print(f"{runs} runs in {seconds:.0f} s: {dict(counts.most_common())}, {wrong} unexpected")
    print(f"zygotes {'never' if same else 'WERE'} replaced")
    for column, name in enumerate(names[1:], start=1):
        early, late = rows[len(rows) // 20][column], rows[-1][column]
        print(f"  {name:20s} {early:8.1f} after 5% of the runs, {late:8.1f} at the end")
    return wrong + (not same)


async def plot(rows: list[tuple[float, ...]]) -> bytes:
    """The memory over the runs, drawn in the sandbox itself."""
    table = io.StringIO()
    csv.writer(table).writerows([r[:4] for r in rows])
    code = f"""
import matplotlib.pyplot as plt
import numpy as np
run, parent, light, heavy = np.loadtxt({table.getvalue().splitlines()!r}, delimiter=",").T
fig, ax = plt.subplots(figsize=(8, 4), layout="constrained")
for name, values in (("heavy zygote", heavy), ("light zygote", light), ("parent", parent)):
    ax.plot(run, values, label=f"{{name}}: {{values[-1]:.0f}} MiB at the end")
ax.set(xlabel="executions", ylabel="memory (PSS, MiB)", title="One pool, never restarted")
ax.xaxis.set_major_formatter("{{x:,.0f}}")
ax.set(ylim=(0, None), xlim=(0, run[-1]))
ax.grid(alpha=0.3)
ax.legend(loc="center right")
plt.show()
"""
    async with SandboxPool(1) as pool:
        run = await pool.run(code)
    if run.image is None:
        raise SystemExit(f"the plot failed: {run.error}")
    return run.image


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    sys.exit(asyncio.run(soak(count, Path(sys.argv[2] if len(sys.argv) > 2 else "soak"))) > 0)
