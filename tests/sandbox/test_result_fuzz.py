"""The message from child to parent, fuzzed: nothing that a script writes there raises or makes an inconsistent result.

python tests/sandbox/test_result_fuzz.py [SECONDS] [SEED]
"""

from __future__ import annotations

import collections
import copy
import itertools
import json
import math
import mmap
import random
import struct
import sys
import time
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, seed, settings, strategies

from codepercept.sandbox.limits import RESULT_BYTES, Limits
from codepercept.sandbox.result import Malformed, read_result
from codepercept.types import Execution

LIMITS = Limits()
HEADER = 24
HONEST: dict[str, Any] = {
    "status": "ok",
    "dpi": 100,
    "width": 6,
    "height": 4,
    "trace": {
        "canvas": {"width": 6, "height": 4, "dpi": 100.0, "facecolor": "#ffffff"},
        "axes": [
            {
                "id": 0,
                "bbox": [1.0, 1.0, 5.0, 3.0],
                "x": {"label": "x", "limits": [0.0, 1.0], "ticks": [[0.0, "0"], [1.0, "1"]]},
                "view": [30.0, -60.0, 0.0],
                "legend": ["a"],
            }
        ],
        "elements": [
            {
                "id": 0,
                "kind": "line",
                "axes": 0,
                "data": [[0.0, 1.0], [1, 2]],
                "pixels": [[1, 2], [3, 4]],
                "breaks": [1],
            },
            {"id": 1, "kind": "circle", "shape": {"center": [0.0, 0.0], "radius": 1.0, "name": "c"}, "line": 3},
            {"id": 2, "kind": "text", "text": "日本 😀", "clip": "full", "visible": False, "bbox": [0, 0, 1, 1]},
        ],
        "figures": 1,
        "missing_glyphs": ["😀"],
        "truncated": False,
    },
}
ODD: list[Any] = [
    None, True, False, 0, -1, 1, 6, 7, 2**31, 2**63, 2**64, -(2**70), 10**300, 10**400, 0.0, -0.0, 0.5, 1e308, 5e-324,
    math.nan, math.inf, -math.inf, "", "x", "ok", "fault", "cpu_limit", "error", "6", "1e999", "nan", "\ud800",
    "\udfff\ud800", "\x00\x1b[2J\n", "é" * 3000, [], {}, [[]], [1] * 50, {"a": {}}, {"": [None]},
    [math.nan], "9" * 5000,
]  # fmt: skip
BYTES = [
    b"NaN",
    b"1e999",
    b"-Infinity",
    b'"\\ud800"',
    b"\xff",
    b"\xed\xa0\x80",
    b"[" * 3000,
    b"9" * 6000,
    b"1" * 400,
    b"\x00",
]


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key) within a message."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    for key in keys:
        yield value, key
        yield from places(value[key])


def mutated(chance: random.Random) -> bytes:
    """An honest message with a few things changed, as values, as text or both."""
    message = json.loads(json.dumps(HONEST))
    for _ in range(chance.choice((0, 1, 1, 1, 2, 4))):
        container, key = chance.choice(list(places(message)) or [(message, "status")])
        action = chance.random()
        if action < 0.7:
            container[key] = copy.deepcopy(chance.choice(ODD))
        elif action < 0.8:
            del container[key]
        elif isinstance(container, dict):
            container[chance.choice(("error", "extra", "", "status", "trace"))] = copy.deepcopy(chance.choice(ODD))
        else:
            container.insert(0, copy.deepcopy(chance.choice(ODD)))
    if chance.random() < 0.1:
        message["status"] = chance.choice(("error", "blocked", "no_figure", "memory_limit"))
        message["error"] = copy.deepcopy(chance.choice(ODD))
    body = bytearray(json.dumps(message, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass"))
    for _ in range(chance.choice((0, 0, 0, 1, 1, 5))):
        at = chance.randrange(len(body) + 1)
        cut = chance.choice((0, 1, 1, 10))
        body[at : at + cut] = chance.choice((*BYTES, chance.randbytes(1), b"0", b'"', b"}", b"]", b","))
    return bytes(body)


def written(chance: random.Random) -> tuple[bytes, int]:
    """What a child might leave: header, message and picture, and how large the picture claims to be."""
    if chance.random() < 0.1:
        size = chance.choice((0, 8, 24, 100))
        return b"CPFIGURE"[: chance.choice((0, 7, 8))] + chance.randbytes(size), 0
    body = mutated(chance)
    picture = chance.randbytes(96)
    meta, pixels = len(body), len(picture)
    if chance.random() < 0.15:
        meta = chance.choice((0, 1, meta - 1, meta + 1, 2**24, 2**26, 2**63, 2**64 - 1, 2**64 - meta))
    if chance.random() < 0.15:
        pixels = chance.choice((0, 95, 97, 2**26, 2**63, 2**64 - 1, 2**64 - 24 - meta % 2**64 % 100))
    return b"CPFIGURE" + struct.pack("<QQ", meta % 2**64, pixels) + body + picture, pixels


def problem(memory: mmap.mmap) -> str | None:
    """What is wrong with how the message in `memory` is taken; None if nothing is.

    Raises:
        Exception: whatever a hostile message can make our side raise.
    """
    try:
        run = read_result(memory, LIMITS, stderr="", cpu_seconds=0.1, wall_seconds=0.1, fingerprint="f")
    except Malformed:
        return None
    text = run.model_dump_json(exclude={"image"})
    again = Execution.model_validate_json(text).model_copy(update={"image": run.image})
    if again != run:
        return "does not survive being stored"
    if run.status in ("fault", "cpu_limit", "wall_limit", "output_limit"):
        return "a status that is not the script's to give"
    ok = run.status == "ok"
    if (run.image is not None, run.trace is not None, run.error == "") != (ok, ok, ok):
        return "picture, trace and error do not fit the status"
    if run.trace is not None:
        if (run.width, run.height) != (
            run.trace.canvas.width,
            run.trace.canvas.height,
        ) or not 0 < run.dpi <= LIMITS.dpi:
            return "sizes do not fit"
        size = struct.unpack(">II", (run.image or b"")[16:24])
        if size != (run.width, run.height):
            return "the picture has another size"
    if "\x1b" in run.error or "\n" in run.error:
        return "control characters in the error"
    return None


def fuzz(examples: int, number: int) -> collections.Counter[str]:
    """Have hypothesis write so many messages; counts of how they were taken.

    Raises:
        AssertionError: with the message, when one was taken wrongly.
    """
    taken: collections.Counter[str] = collections.Counter()

    @seed(number)
    @settings(max_examples=examples, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategies.randoms(use_true_random=True))
    def messages(chance: random.Random) -> None:
        data, _ = written(chance)
        memory[: len(data)] = data
        try:
            wrong = problem(memory)
        except Exception as error:
            wrong = repr(error)
        finally:
            memory[: len(data)] = bytes(len(data))
        assert wrong is None, (wrong, data[:4000])
        taken.update(["messages", *(["ok"] if b'"ok"' in data else [])])

    with mmap.mmap(-1, RESULT_BYTES) as memory:
        messages()
    return taken


def test_the_honest_message_is_taken() -> None:
    body, picture = json.dumps(HONEST).encode(), bytes(96)
    with mmap.mmap(-1, RESULT_BYTES) as memory:
        data = b"CPFIGURE" + struct.pack("<QQ", len(body), len(picture)) + body + picture
        memory[: len(data)] = data
        run = read_result(memory, LIMITS)
    assert run.status == "ok" and run.trace is not None and len(run.trace.elements) == 3
    assert run.image is not None and run.image.startswith(b"\x89PNG")


def test_nothing_that_a_script_writes_is_taken_wrongly() -> None:
    assert fuzz(5_000, 1)["messages"] >= 5_000


if __name__ == "__main__":
    total, until = collections.Counter[str](), time.monotonic() + float(sys.argv[1] if len(sys.argv) > 1 else 600)
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    for round_number in itertools.count(first):
        total += fuzz(20_000, round_number)
        if time.monotonic() > until:
            break
    print(dict(total))
