"""What the Ray engine costs against the local one: the same build by each, in turns.

    python benchmarks/engines.py [ROUNDS] [ROWS]

Prints the seconds of both, the ratio with Ray's start, the ratio without it (Ray's start is timed by a build of one
row), and whether the files are the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from kill_points import COMMAND, files_hash


def timed(out: Path, engine: str, rows: int) -> float:
    """Seconds of one build."""
    began = time.monotonic()
    command = [*COMMAND, "--out", str(out), "-n", str(rows), "--workers", "2", "--engine", engine]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["samples"] == rows
    return time.monotonic() - began


def main() -> None:
    rounds, rows = (int(a) for a in (*sys.argv[1:], *("3", "240")[len(sys.argv) - 1 :]))
    ratios, inner = [], []
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        print("| round | local, s | Ray, s | start of local, s | of Ray, s | ratio | without starts | same files |\n"
              + "| --- " * 8 + "|")  # fmt: skip
        for number in range(rounds):
            order = ("local", "ray") if number % 2 == 0 else ("ray", "local")
            start = {e: timed(base / f"{e}-one-{number}", e, 1) for e in order}
            whole = {e: timed(base / f"{e}-{number}", e, rows) for e in order}
            same = files_hash(base / f"local-{number}") == files_hash(base / f"ray-{number}")
            ratios.append(whole["ray"] / whole["local"])
            inner.append((whole["ray"] - start["ray"]) / (whole["local"] - start["local"]))
            print(
                f"| {number + 1} | {whole['local']:.1f} | {whole['ray']:.1f} | {start['local']:.1f} | "
                f"{start['ray']:.1f} | {ratios[-1]:.2f} | {inner[-1]:.2f} | {'yes' if same else 'NO'} |",
                flush=True,
            )
    print(f"medians: {median(ratios):.2f}, without starts {median(inner):.2f}")


if __name__ == "__main__":
    main()
