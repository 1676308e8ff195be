"""Do scores change with load? The same answers scored by 1, 2 and 16 workers, and beside busy neighbours.

python benchmarks/eval_load.py [--skill 0.7] [-n N] prints one line a run: its numbers and the hash of results.jsonl.
Beside it, what a wall-clock limit makes of the same programs: each run cold by `python file.py`, 16 at once.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from graded import write_graded

from codepercept.config.evaluation import Stem2CodeConfig, load_config, models_from_flags
from codepercept.evals.answer import program_of
from codepercept.evals.results import load_evaluation
from codepercept.evals.stem2code import evaluate

WALL_SECONDS = (3, 10, 30)


def spin() -> None:
    """A busy neighbour."""
    while True:
        pass


def scored(answers: Path, out: Path, workers: int, n: int | None, neighbours: int = 0) -> tuple[dict, str]:
    """One evaluation; its summary and the hash of its results."""
    busy = [multiprocessing.Process(target=spin, daemon=True) for _ in range(neighbours)]
    for process in busy:
        process.start()
    models = models_from_flags({"perceiver": f"{answers}#graded"})
    config = load_config(Stem2CodeConfig, None, {"models": models} | ({"n": n} if n else {}))
    summary = evaluate(config, out, workers, quiet=True)
    for process in busy:
        process.kill()
    return summary, hashlib.sha256((out / "results.jsonl").read_bytes()).hexdigest()[:16]


def cold(codes: list[str], folder: Path, at_once: int) -> list[float]:
    """Wall seconds of each program run by a fresh interpreter, `at_once` at a time; infinite where it fails."""
    folder.mkdir()

    def one(number: int) -> float:
        file = folder / f"{number}.py"
        file.write_text(codes[number])
        environment = {**os.environ, "MPLBACKEND": "Agg", "MPLCONFIGDIR": str(folder)}
        started = time.monotonic()
        done = subprocess.run([sys.executable, str(file)], capture_output=True, env=environment)
        return time.monotonic() - started if done.returncode == 0 else float("inf")

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(one, range(len(codes))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--skill", type=float, default=0.7)
    parser.add_argument("-n", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        answers = folder / "answers.jsonl"
        write_graded(answers, options.skill, n=options.n)
        print("workers  neighbours  seconds  image  code   exec   avg3   results.jsonl")
        for workers, neighbours in ((1, 0), (2, 0), (16, 0), (16, 8)):
            out = folder / f"run-{workers}-{neighbours}"
            summary, digest = scored(answers, out, workers, options.n, neighbours)
            told = "  ".join(f"{summary['strict'][m]['value']:5.2f}" for m in ("image", "code", "exec", "avg3"))
            print(f"{workers:7}  {neighbours:10}  {summary['seconds']:7.1f}  {told}  {digest}", flush=True)
        trials = load_evaluation(folder / "run-1-0")[2]
        codes = [c for t in trials if (c := program_of(t.rollout.completion)[0])]
        for at_once in (1, 16):
            seconds = cold(codes, folder / f"cold-{at_once}", at_once)
            ran = sum(s < float("inf") for s in seconds)
            rates = ", ".join(f"{w} s: {100 * sum(s < w for s in seconds) / len(trials):.1f}" for w in WALL_SECONDS)
            print(f"cold interpreters, {at_once} at once: {ran} programs end well; exec rate by wall limit {rates}")


if __name__ == "__main__":
    main()
