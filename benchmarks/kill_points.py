"""A build killed at random moments and resumed ends byte-identical to one that was left alone.

    python benchmarks/kill_points.py [KILLS] [ROWS] [--engine ray]

Each round starts a build, sends SIGKILL at a random moment, and resumes until it ends by itself. With the Ray
engine the one that is killed is by turns a worker, the raylet (as a lost node is), and the driver. Prints the moment,
what was done by then, and the hash of every file in the end.
"""

from __future__ import annotations

import argparse
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
VICTIMS = {"local": ("driver",), "ray": ("worker", "raylet", "driver")}
WORDS = {"worker": "ray::_Worker", "raylet": "raylet/raylet"}
"""What the command line of a victim holds."""


def start(out: Path, rows: int, workers: int, engine: str) -> subprocess.Popen[str]:
    """A build in a process of its own."""
    command = [*COMMAND, "--out", str(out), "-n", str(rows), "--workers", str(workers), "--engine", engine]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def kill(victim: str, driver: int) -> bool:
    """Kill the driver, or a process of its cluster; False if there is none yet."""
    if victim == "driver":
        os.kill(driver, signal.SIGKILL)
        return True
    listing = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True).stdout.splitlines()[1:]
    found = [int(line.split()[0]) for line in listing if WORDS[victim] in line]
    for process in found[:1]:
        os.kill(process, signal.SIGKILL)
    return bool(found)


def files_hash(out: Path) -> str:
    """Hash of all files of a run but its log and lock."""
    digest = hashlib.sha256()
    for file in sorted(p for p in out.rglob("*") if p.is_file() and p.name not in ("log.txt", ".lock")):
        digest.update(file.relative_to(out).as_posix().encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def leftovers() -> int:
    """Sandbox processes on this machine."""
    listing = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    return sum("codepercept.sandbox.zygote import main" in line for line in listing.splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kills", type=int, nargs="?", default=20)
    parser.add_argument("rows", type=int, nargs="?", default=60)
    parser.add_argument("--engine", choices=VICTIMS, default="local")
    given = parser.parse_args()
    kills, rows, engine = given.kills, given.rows, given.engine
    before = leftovers()  # of others, who build here as well
    randomness = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        began = time.monotonic()
        reference = start(base / "whole", rows, 2, "local")
        whole = json.loads(reference.communicate()[0])
        duration = time.monotonic() - began
        expected = files_hash(base / "whole")
        print(f"undisturbed: {duration:.1f} s, dataset {whole['sha256'][:12]}, all files {expected[:12]}")
        if engine == "ray":
            began = time.monotonic()
            start(base / "ray", rows, 2, engine).communicate()
            duration = time.monotonic() - began
            print(f"the same by Ray: {duration:.1f} s, all files {files_hash(base / 'ray')[:12]}")
        print(f"{'kill':>4} {'whom':>7} {'after':>7} {'shards done':>12} {'dataset':>14} {'all files':>14} {'same':>5}")
        same = 0
        for number in range(kills):
            out = base / f"run{number}"
            moment = randomness.uniform(0.1, duration)
            victim = VICTIMS[engine][number % len(VICTIMS[engine])]
            process = start(out, rows, 1 + number % 3, engine)
            time.sleep(moment)
            while not kill(victim, process.pid) and process.poll() is None:
                time.sleep(0.05)
            done = len(list((out / "done").glob("*"))) if out.exists() else 0
            process.communicate()
            summary = json.loads(start(out, rows, 1 + (number + 1) % 3, engine).communicate()[0])
            found = files_hash(out)
            equal = found == expected and summary["sha256"] == whole["sha256"]
            same += equal
            print(
                f"{number + 1:>4} {victim:>7} {moment:>6.2f}s {done:>12} {summary['sha256'][:12]:>14} {found[:12]:>14} "
                f"{'yes' if equal else 'NO':>5}",
                flush=True,
            )
        time.sleep(2)
        print(f"{same} of {kills} byte-identical; sandbox processes left behind: {max(0, leftovers() - before)}")
    sys.exit(0 if same == kills else 1)


if __name__ == "__main__":
    main()
