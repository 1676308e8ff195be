"""What scoring adds to executing a batch of completions, as a reward function does in training.

    make bench-reward                      # 9 interleaved rounds
    python benchmarks/reward_batch.py [ROUNDS]

128 completions: 8 programs for each of 16 pictures, from `examples/recorded`. One way only executes them in a pool of
two workers; the other executes them and gives each both scores as soon as it is drawn. The references were executed
before; what the scorers prepare of them is part of the time. The ways take turns; the ratio of their wall times is
taken round by round, for the machine may be busy otherwise.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import yaml

from codepercept.sandbox.pool import SandboxPool
from codepercept.scorers.reward import RewardBatch
from codepercept.types import Execution, Sample, Seed

RECORDED = Path(__file__).resolve().parent.parent / "examples" / "recorded"
PROMPTS, EACH = 16, 8


def programs() -> list[tuple[str, list[str]]]:
    """For each picture its first program and eight others."""
    found = []
    for path in sorted(RECORDED.glob("*.yaml")):
        codes = [p["code"] for p in yaml.safe_load(path.read_text())["diversify"] if "code" in p]
        if len(codes) > EACH:
            found.append((codes[0], codes[1 : EACH + 1]))
    return found[:PROMPTS]


async def main(rounds: int) -> None:
    batch = programs()
    assert len(batch) == PROMPTS
    async with SandboxPool(2) as sandbox:
        targets = []
        for number, (code, _) in enumerate(batch):
            run = await sandbox.run(code)
            targets.append(Sample(id=str(number), seed=Seed(id=str(number)), pipeline="t", code=code, execution=run))
        jobs = [(code, target) for (_, codes), target in zip(batch, targets, strict=True) for code in codes]

        async def execute() -> list[Execution]:
            return list(await asyncio.gather(*(sandbox.run(code) for code, _ in jobs)))

        ratios, seconds = [], []
        values: dict[str, list[float]] = {}
        for number in range(rounds + 1):
            start = time.perf_counter()
            await execute()
            middle = time.perf_counter()
            with RewardBatch(sandbox) as rewards:
                scored = await rewards.score([code for code, _ in jobs], [target for _, target in jobs])
            end = time.perf_counter()
            if number:  # the first round warms up
                ratios.append((end - middle) / (middle - start))
                seconds.append((middle - start, end - middle))
        for rollout in scored:
            for name, score in rollout.scores.items():
                values.setdefault(name, []).append(np.nan if score.value is None else score.value)
    print(f"{len(jobs)} completions of {PROMPTS} prompts, {rounds} rounds")
    for name, row in values.items():
        print(f"{name}: mean {np.nanmean(row):.3f}, {int(np.isnan(row).sum())} unscored")
    print(f"executing     median {statistics.median(s[0] for s in seconds):.2f} s")
    print(f"with scores   median {statistics.median(s[1] for s in seconds):.2f} s")
    print(f"ratio         median {statistics.median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f}")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
