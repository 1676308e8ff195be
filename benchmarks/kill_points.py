"""A build killed at random moments and resumed ends byte-identical to one that was left alone.

    python benchmarks/kill_points.py [KILLS] [ROWS]

Each round starts a build, sends SIGKILL at a random moment, and resumes until the build ends by itself. Prints the
moment, what was done by then, and the hash of every file in the end.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMAND = [sys.executable, "-m", "codepercept.cli", "build", "--json"]


def start(out: Path, rows: int, workers: int) -> subprocess.Popen[str]:
    """A build in a process of its own."""
    command = [*COMMAND, "--out", str(out), "-n", str(rows), "--workers", str(workers)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def files_hash(out: Path) -> str:
    """Hash of all files of a run but its log and lock."""
    digest = hashlib.sha256()
    for file in sorted(p for p in out.rglob("*") if p.is_file() and p.name not in ("log.txt", ".lock")):
        digest.update(file.relative_to(out).as_posix().encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def leftovers() -> int:
    """Zygotes that outlived their build."""
    listing = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    return sum("codepercept.sandbox.zygote import main" in line for line in listing.splitlines())


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    randomness = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        began = time.monotonic()
        reference = start(base / "whole", rows, 2)
        whole = json.loads(reference.communicate()[0])
        duration = time.monotonic() - began
        expected = files_hash(base / "whole")
        print(f"undisturbed: {duration:.1f} s, dataset {whole['sha256'][:12]}, all files {expected[:12]}")
        print(f"{'kill':>4} {'after':>7} {'shards done':>12} {'dataset':>14} {'all files':>14} {'same':>5}")
        same = 0
        for number in range(kills):
            out = base / f"run{number}"
            moment = randomness.uniform(0.1, duration)
            process = start(out, rows, 1 + number % 3)
            time.sleep(moment)
            os.kill(process.pid, signal.SIGKILL)
            process.communicate()
            done = len(list((out / "done").glob("*"))) if out.exists() else 0
            summary = json.loads(start(out, rows, 1 + (number + 1) % 3).communicate()[0])
            found = files_hash(out)
            equal = found == expected and summary["sha256"] == whole["sha256"]
            same += equal
            print(
                f"{number + 1:>4} {moment:>6.2f}s {done:>12} {summary['sha256'][:12]:>14} {found[:12]:>14} "
                f"{'yes' if equal else 'NO':>5}",
                flush=True,
            )
        time.sleep(2)
        print(f"{same} of {kills} byte-identical; sandbox processes left behind: {leftovers()}")
    sys.exit(0 if same == kills else 1)


if __name__ == "__main__":
    main()
