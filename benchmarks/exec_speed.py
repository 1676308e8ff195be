"""CPU time per figure: our sandbox against the peer's way and against no isolation at all.

    make bench-exec                                # everything
    python benchmarks/exec_speed.py [N] [SET ...]  # N scripts of each set: gallery, geometry, stem, tables

The peer's way is a cold `python script.py` with `savefig(dpi=300)` at its end and 30 s of wall time, one process per
script. The bound is the same code executed in one warm process without isolation, trace or fork. All ways are
interleaved script by script, all CPU time of all processes involved is counted (parent, zygote, children), and only
scripts that end well everywhere are compared. At equal dpi the pictures are also compared pixel by pixel. The tracer's
share comes from two more warm processes that fork a child per script, one with the tracer and one without.

Sets: `gallery` are matplotlib's examples, `geometry` is drawn by our own families, `stem` are scripts as models write
them (`examples/figures`, `benchmarks/figures`), `tables` are those of them that import pandas or seaborn.
"""

from __future__ import annotations

import asyncio
import atexit
import io
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import numpy as np
from gallery_source import gallery_scripts
from PIL import Image

from codepercept.geometry import FAMILIES
from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import SandboxPool

HERE = Path(__file__).resolve().parent
PEER_SECONDS = 30
ENDING = "\nimport matplotlib.pyplot as _plt\n_plt.savefig({target!r}, dpi={dpi})\n"
BOUND = """
import io, os, resource, sys
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
for name in sys.argv[1:]:
    __import__(name)
plt.show = lambda *a, **k: None
real_stdout, sys.stdout = sys.stdout, open("/dev/null", "w")
plt.plot([0, 1]); plt.title("$x$ warm"); plt.savefig(io.BytesIO(), dpi=100); plt.close("all")
for line in sys.stdin:
    before = resource.getrusage(resource.RUSAGE_SELF)
    os.chdir(os.path.dirname(line.strip()))
    try:
        code = compile(open(line.strip()).read(), line.strip(), "exec")
        exec(code, {"__name__": "__main__", "__file__": line.strip()})
        plt.savefig(io.BytesIO(), dpi=100, pil_kwargs={"compress_level": 3})
        good = 1
    except BaseException:
        good = 0
    plt.close("all"); matplotlib.rcdefaults(); matplotlib.use("agg")
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(good, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, file=real_stdout, flush=True)
"""
FORKED = """
import contextlib, mmap, os, sys
from codepercept.figure import recorder, trace
from codepercept.sandbox import warmup
from codepercept.sandbox.limits import RESULT_BYTES, Limits
if sys.argv[1] == "untraced":
    recorder.install = lambda: None
    recorder.recording = lambda: contextlib.nullcontext([])
    trace.build = lambda *args: {}
session = warmup.warm_up(heavy=True)
warmup.use_huge_pages()

for line in sys.stdin:
    memory = mmap.mmap(-1, RESULT_BYTES)
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0); os.dup2(null, 1); os.dup2(null, 2)
        os.chdir(os.path.dirname(line.strip())); sys.path.insert(0, os.getcwd())
        session.run(open(line.strip()).read(), Limits(dpi=100), memory)
    usage = os.wait4(pid, 0)[2]
    print(int(b'"ok"' in memory[24:40]), usage.ru_utime + usage.ru_stime, flush=True)
    memory.close()
"""


def sets(count: int) -> dict[str, list[Path]]:
    """The scripts of each set; at most `count` of each, picked at random but always the same."""
    written = sorted([*(HERE / "figures").glob("*.py"), *(HERE.parent / "examples" / "figures").glob("[!f]*.py")])
    tables = [path for path in written if "import pandas" in path.read_text()]
    folder = Path(tempfile.mkdtemp(prefix="bench-geometry-"))
    atexit.register(shutil.rmtree, folder)
    chance, drawn = random.Random(0), []
    for number in range(min(count, 30)):
        family = FAMILIES[sorted(FAMILIES)[number % len(FAMILIES)]]
        drawn.append(folder / f"{family.name}_{number}.py")
        drawn[-1].write_text(family.make(family.draw(chance)).code)
    found = {
        "gallery": gallery_scripts(),
        "geometry": drawn,
        "stem": [path for path in written if path not in tables],
        "tables": tables,
    }
    return {name: random.Random(0).sample(paths, min(count, len(paths))) for name, paths in found.items()}


def peer(script: Path, folder: str, dpi: int) -> tuple[float, bytes | None]:
    """CPU seconds of a cold run, and its picture if it ended well."""
    target = f"{folder}/peer.png"
    Path(target).unlink(missing_ok=True)
    copy = Path(folder) / "peer.py"
    copy.write_text(script.read_text() + ENDING.format(target=target, dpi=dpi))
    process = subprocess.Popen(
        [sys.executable, str(copy)],
        cwd=script.parent,
        env={**os.environ, "MPLBACKEND": "agg", "PYTHONPATH": str(script.parent)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    timer = threading.Timer(PEER_SECONDS, process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    picture = Path(target).read_bytes() if process.returncode == 0 and Path(target).exists() else None
    return usage.ru_utime + usage.ru_stime, picture


class Warm:
    """A warm process that runs scripts and tells their CPU time; replaced when one hangs or kills it."""

    def __init__(self, program: str, *arguments: str) -> None:
        self.command = [sys.executable, "-c", program, *arguments]
        self.process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(self.command, text=True, **pipes)

    def run(self, script: Path) -> float | None:
        """CPU seconds of the script, None if it did not end well."""
        assert self.process.stdin and self.process.stdout
        print(script, file=self.process.stdin, flush=True)
        timer = threading.Timer(PEER_SECONDS, self.process.kill)
        timer.start()
        answer = self.process.stdout.readline().split()
        timer.cancel()
        if len(answer) != 2:
            self.process = self._start()
            return None
        return float(answer[1]) if answer[0] == "1" else None


def tree_cpu(pool: SandboxPool) -> float:
    """CPU seconds so far of this process, the zygotes and all children that they have reaped."""
    usage = os.times()
    total = usage.user + usage.system
    for worker in pool._workers:
        for zygote in worker._zygotes.values():
            fields = Path(f"/proc/{zygote._process.pid}/stat").read_text().rpartition(")")[2].split()
            total += sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return total


def same_pixels(ours: bytes | None, plain: bytes | None) -> bool:
    """Whether two PNGs show the same."""
    if ours is None or plain is None:
        return False
    one, other = (np.asarray(Image.open(io.BytesIO(p)).convert("RGB")) for p in (ours, plain))
    return one.shape == other.shape and bool((one == other).all())


async def compare(name: str, scripts: list[Path], pool: SandboxPool, warm: list[Warm]) -> list[str]:
    """Run a set in all ways and print its part of the table. Returns the scripts whose pixels differ."""
    rows, different = [], []
    with tempfile.TemporaryDirectory() as folder:
        for script in scripts:
            before = tree_cpu(pool)
            run = await pool.run(script.read_text(), folder=script.parent if name == "gallery" else None)
            ours = tree_cpu(pool) - before
            cold, _ = peer(script, folder, 300)
            equal, plain = peer(script, folder, 100)
            others = [way.run(script) for way in warm]
            if run.status == "ok" and plain is not None and None not in others:
                rows.append((cold, equal, ours, *others))
                if not same_pixels(run.image, plain):
                    different.append(f"{script.parent.name}/{script.name}")
    if not rows:
        print(f"| {name} | none of {len(scripts)} ends well in all ways |")
        return []
    cold, equal, ours, bound, traced, untraced = (statistics.fmean(column) * 1000 for column in zip(*rows, strict=True))
    typical = statistics.median(row[0] / max(row[2], 0.01) for row in rows)
    print(
        f"| {name} | {len(rows)} of {len(scripts)} | {cold:.0f} | {equal:.0f} | {ours:.0f} | {bound:.0f} "
        f"| {cold / ours:.1f}x ({typical:.1f}x) | {equal / ours:.1f}x | {100 * bound / ours:.0f}% "
        f"| {100 * (1 - untraced / traced):.0f}% | {len(rows) - len(different)} of {len(rows)} |",
        flush=True,
    )
    return different


async def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 120
    chosen = {name: scripts for name, scripts in sets(count).items() if not sys.argv[2:] or name in sys.argv[2:]}
    print("Mean CPU in ms per script, all processes counted; in brackets the median of the scripts' own ratios.\n")
    print(
        "| set | end well everywhere | cold, 300 dpi | cold, 100 dpi | ours, 100 dpi | warm, no isolation "
        "| saved at default dpi | at equal dpi | of the bound | tracer | same pixels |\n" + "|---" * 11 + "|"
    )
    warm = [
        Warm(BOUND, "pandas", "seaborn", "mpl_toolkits.mplot3d"),
        Warm(FORKED, "traced"),
        Warm(FORKED, "untraced"),
    ]
    different = []
    async with SandboxPool(1, Limits(dpi=100)) as pool:
        await asyncio.gather(*(worker.zygote(heavy=True) for worker in pool._workers))
        for name, scripts in chosen.items():
            different += await compare(name, scripts, pool, warm)
    for way in warm:
        way.process.kill()
    print(f"\nother pixels than plain python: {', '.join(different) or '-'}")


if __name__ == "__main__":
    asyncio.run(main())
