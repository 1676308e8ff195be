"""CPU time per figure: our sandbox against the peer's way and against no isolation at all.

    make bench-exec                                # 60 gallery scripts
    python benchmarks/exec_speed.py [N] [DIR]      # N scripts, of the gallery or of another folder

The peer's way is a cold `python script.py` with `savefig(dpi=300)` at its end, one process per script. The bound is the
same code executed in one warm process without isolation, trace or fork. The three are interleaved script by script, all
CPU time of all processes involved is counted (parent, zygote, children), and only scripts that end well everywhere are
compared. At equal dpi the pictures are also compared pixel by pixel.
"""

from __future__ import annotations

import asyncio
import io
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
from gallery_source import gallery_scripts
from PIL import Image

from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import SandboxPool

PEER_SECONDS = 30
ENDING = "\nimport matplotlib.pyplot as _plt\n_plt.savefig({target!r}, dpi={dpi})\n"
BOUND = """
import io, sys, resource, traceback, runpy
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
plt.show = lambda *a, **k: None
real_stdout, sys.stdout = sys.stdout, open("/dev/null", "w")
plt.plot([0, 1]); plt.title("$x$ warm"); plt.savefig(io.BytesIO(), dpi=100); plt.close("all")
for line in sys.stdin:
    before = resource.getrusage(resource.RUSAGE_SELF)
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


class Bound:
    """A warm process that executes scripts without isolation; replaced when one hangs or kills it."""

    def __init__(self) -> None:
        self.process = self._start()

    @staticmethod
    def _start() -> subprocess.Popen[str]:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        return subprocess.Popen([sys.executable, "-c", BOUND], text=True, **pipes)  # type: ignore[call-overload]

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
    total = time.process_time()
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


async def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    scripts = sorted(Path(sys.argv[2]).rglob("*.py")) if len(sys.argv) > 2 else gallery_scripts()
    scripts = random.Random(0).sample(scripts, min(count, len(scripts)))
    rows, different = [], []
    bound = Bound()
    async with SandboxPool(1, Limits(dpi=100)) as pool:
        await asyncio.gather(*(worker.zygote(heavy=True) for worker in pool._workers))
        with tempfile.TemporaryDirectory() as folder:
            for script in scripts:
                code = script.read_text()
                before = tree_cpu(pool)
                run = await pool.run(code, folder=script.parent)
                ours = tree_cpu(pool) - before
                cold, _ = peer(script, folder, 300)
                _, plain = peer(script, folder, 100)
                warm = bound.run(script)
                if run.status == "ok" and plain is not None and warm is not None:
                    rows.append((cold, ours, warm))
                    if not same_pixels(run.image, plain):
                        different.append(f"{script.parent.name}/{script.name}")
    bound.process.kill()
    cold, ours, warm = (statistics.fmean(column) * 1000 for column in zip(*rows, strict=True))
    print(f"{len(rows)} of {len(scripts)} scripts end well in all three ways; mean CPU per script:")
    print(f"  peer's way, cold, 300 dpi   {cold:8.0f} ms   {cold / ours:5.1f} x ours")
    print(f"  ours, isolated and traced   {ours:8.0f} ms")
    print(f"  warm, no isolation          {warm:8.0f} ms   ours reaches {100 * warm / ours:.0f}% of it")
    print(f"identical pixels at 100 dpi: {len(rows) - len(different)} of {len(rows)}")
    print(f"  different: {', '.join(different) or '-'}")


if __name__ == "__main__":
    asyncio.run(main())
