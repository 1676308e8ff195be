"""What builds cost as they grow: time, CPU and memory for each number of rows.

    python benchmarks/growth.py [--sizes 1000 5000 20000 50000] [--out FOLDER] [--workers W]

Every build has the same shard size, so that what differs is their length alone. Memory is that of all its processes
(proportional set sizes, which count shared pages once), taken every two seconds, in the first and in the second half
of the rows. A build that is stopped goes on by the same command; its time and CPU add up (FOLDER/N.jsonl).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RECIPE = """name: growth
pipelines: [{kind: geometry, n: 1000}]
shard_size: 500
"""
PAUSE = 2.0


def tree(root: int) -> list[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError, IndexError, ValueError):
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                parents.setdefault(parent, []).append(int(folder.name))
    found = [root]
    for process in found:
        found += parents.get(process, [])
    return found


def proportional(process: int) -> int:
    """Memory of a process in KiB, shared pages split among those who share them."""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return 0


def cpu_of(process: int) -> float:
    """Seconds of CPU of a process and of those of its children that have ended."""
    with contextlib.suppress(OSError, IndexError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def rows_done(out: Path, size: int) -> int:
    """Rows of finished shards."""
    return min(size, 500 * len(list((out / "done").glob("[0-9]*")))) if (out / "done").exists() else 0


def run(size: int, base: Path, workers: int) -> dict[str, Any]:
    """One build, watched; what earlier attempts at it cost is added."""
    out, log = base / str(size), base / f"{size}.jsonl"
    before = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    seconds, cpu = sum(a["seconds"] for a in before), sum(a["cpu"] for a in before)
    points = [p for a in before for p in a["points"]]
    (base / "recipe.yaml").write_text(RECIPE)
    command = [sys.executable, "-m", "codepercept.cli", "build", str(base / "recipe.yaml"), "--json", "-n", str(size),
               "--out", str(out), "--workers", str(workers)]  # fmt: skip
    began, spent = time.monotonic(), 0.0
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    here: list[dict[str, float]] = []
    try:
        while process.poll() is None:
            time.sleep(PAUSE)
            processes = tree(process.pid)
            each = [proportional(p) / 1024 for p in processes]
            spent = max(spent, sum(map(cpu_of, processes)))
            here.append({
                "seconds": round(seconds + time.monotonic() - began, 1), "rows": rows_done(out, size),
                "cpu": round(cpu + spent, 1), "mib": round(sum(each)), "driver": round(each[0]),
            })  # fmt: skip
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
    attempt = {"seconds": time.monotonic() - began, "cpu": spent, "points": here}
    with log.open("a") as file:
        file.write(json.dumps(attempt) + "\n")
    if process.returncode:
        sys.exit(f"the build of {size} rows ended with {process.returncode}; run the same again to go on")
    points += here
    summary = json.loads(process.stdout.read()) if process.stdout else {}
    halves = [[p for p in points if (p["rows"] >= size / 2) == late] for late in (False, True)]
    return {
        "rows": size,
        "samples": summary["samples"],
        "sha256": summary["sha256"],
        "seconds": seconds + attempt["seconds"],
        "cpu": cpu + spent,
        "peak": [max((p["mib"] for p in half), default=0) for half in halves],
        "driver": max(p["driver"] for p in points),
        "bytes": sum(f.stat().st_size for f in (out / "shards").iterdir()),
        "page": (out / "index.html").stat().st_size,
        "points": points,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20000, 50000])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        base = given.out or Path(scratch)
        base.mkdir(parents=True, exist_ok=True)
        print("| rows | samples | time, s | CPU a row, ms | peak memory, MiB: all (1st half, 2nd half) | driver | "
              "dataset, MB | page, MB | sha256 |\n" + "| --- " * 9 + "|")  # fmt: skip
        for size in given.sizes:
            r = run(size, base, given.workers)
            print(
                f"| {r['rows']:,} | {r['samples']:,} | {r['seconds']:,.0f} | {1000 * r['cpu'] / size:.0f} | "
                f"{r['peak'][0]:,}, {r['peak'][1]:,} | {r['driver']:,} | {r['bytes'] / 1e6:,.0f} | "
                f"{r['page'] / 1e6:.1f} | {r['sha256'][:12]} |",
                flush=True,
            )
            grown(r["points"], size)


def grown(points: list[dict[str, float]], size: int) -> None:
    """How one long build grew: CPU for a row and memory, a fifth of the rows at a time."""
    if size < 10_000:
        return
    steps = [[p for p in points if size * i / 5 <= p["rows"] < size * (i + 1) / 5] for i in range(5)]
    for part in filter(len, steps):
        first, last = part[0], part[-1]
        each = 1000 * (last["cpu"] - first["cpu"]) / max(1, last["rows"] - first["rows"])
        most, driver = (max(p[key] for p in part) for key in ("mib", "driver"))
        rows = f"{int(first['rows']):,} to {int(last['rows']):,} rows"
        print(f"  {rows}: {each:.0f} ms of CPU a row, at most {most:,} MiB, driver {driver:,}", flush=True)


if __name__ == "__main__":
    main()
