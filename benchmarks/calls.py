"""What models cost: kills, faults and accounts, over the wire, with the recorded answers.

    python benchmarks/calls.py [--pictures FOLDER] [--kills N] [--out FOLDER]

A build from the recorded answers comes first; a server on loopback then gives the same answers in the OpenAI format and
keeps its own books. Printed: the build; requests made and paid after each of N kills (SIGKILL at a random moment); what
the run did about each fault of the server; our accounts beside the server's. FOLDER holds the seed pictures named in
`examples/recorded/`; where it has none of a name, a picture with the name written on it stands in, for recorded answers
do not depend on it.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from model_server import FAULTS, FINAL, ModelServer, serving
from PIL import Image, ImageDraw
from replay import answers_of, replies

RECORDED = Path(__file__).parents[1] / "examples" / "recorded"
COMMAND = [sys.executable, "-m", "codepercept.cli", "build", "--json"]
SEED = 3


def place_pictures(folder: Path, source: Path | None) -> int:
    """Put the seed pictures into a folder; returns how many are real."""
    folder.mkdir(parents=True)
    real = 0
    for file in sorted(RECORDED.glob("*.yaml")):
        found = sorted(source.glob(f"{file.stem}.*")) if source else []
        if found:
            shutil.copy(found[0], folder)
            real += 1
        else:
            image = Image.new("RGB", (300, 120), "white")
            ImageDraw.Draw(image).text((20, 50), file.stem, fill="black")
            image.save(folder / f"{file.stem}.png")
    return real


def write_recipe(file: Path, pictures: Path, endpoint: dict[str, Any], kinds: tuple[str, ...], n: int | None) -> Path:
    """A build of the pictures from one endpoint."""
    recipe = {
        "name": "recorded answers",
        "seed": SEED,
        "shard_size": 8,
        "pipelines": [{"kind": kind, "path": str(pictures), "n": n} for kind in kinds],
        "models": {
            "endpoints": {"e": endpoint},
            "roles": {"default": {"model": "recorded", "input_price": 2.0, "output_price": 8.0}},
        },
    }
    file.write_text(json.dumps(recipe))
    return file


def build(recipe: Path, out: Path) -> dict[str, Any]:
    """Build to the end, in a process of its own."""
    done = subprocess.run([*COMMAND, str(recipe), "--out", str(out)], capture_output=True, text=True)
    if done.returncode not in (0, 1) or not done.stdout:
        return {"error": done.stderr.strip().splitlines()[-1]}
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def with_kills(recipe: Path, out: Path, server: ModelServer, kills: int, expected: int) -> dict[str, Any]:
    """Kill a build again and again, each time after so many requests more, then let it end.

    Args:
        expected: requests of a build that is left alone.
    """
    randomness = random.Random(1)
    books = server.books
    print(f"\n{'kill':>4} {'requests':>9} {'answers sent':>13} {'asked twice':>12} {'in flight':>10}")
    for number in range(1, kills + 1):
        until = books.requests + randomness.uniform(0.3, 1.5) * 0.9 * expected / kills
        process = subprocess.Popen(
            [*COMMAND, str(recipe), "--out", str(out)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        while process.poll() is None and books.requests < until:
            time.sleep(0.01)
        in_flight = books.at_once
        process.send_signal(signal.SIGKILL)
        process.communicate()
        time.sleep(2.0)  # its workers see within a second that they are alone
        told = (books.requests, books.answers, asked_twice(server), in_flight)
        print(f"{number:>4} {told[0]:>9} {told[1]:>13} {told[2]:>12} {told[3]:>10}", flush=True)
    return build(recipe, out)


def asked_twice(server: ModelServer) -> int:
    """Requests that the server had seen before."""
    seen = Counter((b["seed"], json.dumps(b["messages"], sort_keys=True)) for b in server.books.bodies)
    return sum(n - 1 for n in seen.values())


def accounts(result: dict[str, Any], server: ModelServer) -> None:
    """Ours beside the server's."""
    ours = result["requests"].values()
    books = server.books
    pairs = [
        ("requests", sum(r["requests"] for r in ours), books.requests),
        ("answers", sum(r["outcomes"].get("answer", 0) for r in ours), books.answers),
        ("tokens in", sum(r["input_tokens"] for r in ours), books.input_tokens),
        ("tokens out", sum(r["output_tokens"] for r in ours), books.output_tokens),
        (
            "cost",
            round(sum(r["cost"] for r in ours), 6),
            round((2 * books.input_tokens + 8 * books.output_tokens) / 1e6, 6),
        ),
    ]
    cut_off = sum(r["outcomes"].get("cut off", 0) for r in ours)
    print(f"\n{'':>11} {'ours':>12} {'server':>12}   (ours cut off by kills: {cut_off}; "
          f"the server saw the beginning of {books.partial} more)")  # fmt: skip
    for name, own, other in pairs:
        print(f"{name:>11} {own:>12} {other:>12}")


def fault_table(folder: Path, pictures: Path, answers: dict[int, str]) -> None:
    """Every third request meets the fault; three pictures are redrawn."""
    columns = ("requests", "faults", "samples", "rejected", "unscored", "seconds")
    print(f"\n{'fault':<22} {' '.join(f'{c:>8}' for c in columns)}  what the run did")
    for fault in ("none", *FAULTS, *FINAL):

        def behave(body: dict[str, Any], number: int, fault: str = fault) -> str:
            return fault if fault != "none" and number % 3 == 1 else "ok"

        with serving(replies(answers), behave, silence=60.0) as server:
            server.retry_after = 0.5
            endpoint = {"base_urls": server.url, "timeout_seconds": 3, "backoff_seconds": 0.2, "concurrency": 4}
            name = fault.replace(" ", "_")
            recipe = write_recipe(folder / f"{name}.json", pictures, endpoint, ("reproduce",), 3)
            began = time.monotonic()
            result = build(recipe, folder / name)
            seconds = time.monotonic() - began
            books = server.books
        if "error" in result:
            row, did = ["-", "-", "-"], "stopped: " + result["error"].removeprefix("Error: ")
        else:
            outcomes: Counter[str] = Counter()
            for use in result["requests"].values():
                outcomes.update(use["outcomes"])
            row = [str(result[k]) for k in ("samples", "rejected", "unscored")]
            did = ", ".join(f"{n} {k.replace('_', ' ')}" for k, n in sorted(outcomes.items()))
        print(
            f"{fault:<22} {books.requests:>8} {books.requests - books.faults['ok']:>8} "
            f"{row[0]:>8} {row[1]:>8} {row[2]:>8} {seconds:>8.1f}  {did}",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=Path, help="folder of the seed pictures")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--out", type=Path, help="keep the first run here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        pictures = folder / "pictures"
        real = place_pictures(pictures, options.pictures)
        both = ("reproduce", "diversify")
        recipe = write_recipe(folder / "recorded.json", pictures, {"recorded": str(RECORDED)}, both, None)
        first = options.out or folder / "first"
        whole = build(recipe, first)
        print(f"{whole['seeds'] // 2} pictures ({real} real), {whole['requested']} rows = {whole['samples']} samples + "
              f"{whole['rejected']} rejected + {whole['unscored']} unscored, in {whole['seconds']} s")  # fmt: skip
        print("rejected:", ", ".join(f"{n} {k}" for k, n in whole["rejected_by_reason"].items()))
        print("answers:", ", ".join(f"{u['answers']} {r}" for r, u in whole["models"].items()))
        answers = answers_of(first / "calls.sqlite", SEED)
        with serving(replies(answers), delay=0.05) as server:
            recipe = write_recipe(
                folder / "wire.json", pictures, {"base_urls": server.url, "concurrency": 8}, both, None
            )
            result = with_kills(recipe, folder / "killed", server, options.kills, len(answers))
            same = "the same" if result["sha256"] == whole["sha256"] else "ANOTHER"
            print(f"end: {server.books.requests} requests, {server.books.answers} answers sent, "
                  f"{asked_twice(server)} asked twice; the dataset is {same}")  # fmt: skip
            accounts(result, server)
        fault_table(folder, pictures, answers)


if __name__ == "__main__":
    main()
