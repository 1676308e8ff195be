"""What scoring adds to executing a batch of completions, as a reward function does in training.

    make bench-reward                      # 9 interleaved rounds
    python benchmarks/reward_batch.py [ROUNDS]

128 completions: 8 programs for each of 16 pictures, from `examples/recorded`. One way only executes them in a pool of
one or two workers; the other executes them and gives each both scores as soon as it is drawn. The references were run
before; what the scorers prepare of them is part of the time. The ways take turns; the ratio of their wall times is
taken round by round, for the machine may be busy otherwise.
"""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import yaml

from codepercept.sandbox.pool import SandboxPool
from codepercept.scorers.reward import RewardBatch
from codepercept.types import Rollout, Sample, Seed

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


@dataclass
class Pool:
    """A sandbox with so many workers, and what it took."""

    sandbox: SandboxPool
    executing: list[float] = field(default_factory=list)
    rewarding: list[float] = field(default_factory=list)


async def main(rounds: int) -> None:
    batch = programs()
    assert len(batch) == PROMPTS
    async with SandboxPool(1) as one, SandboxPool(2) as two:
        pools = {1: Pool(one), 2: Pool(two)}
        targets = []
        for number, (code, _) in enumerate(batch):
            run = await two.run(code)
            targets.append(Sample(id=str(number), seed=Seed(id=str(number)), pipeline="t", code=code, execution=run))
        jobs = [(code, target) for (_, codes), target in zip(batch, targets, strict=True) for code in codes]
        scored: list[Rollout] = []
        for number in range(rounds + 1):
            for pool in pools.values():
                start = time.perf_counter()
                await asyncio.gather(*(pool.sandbox.run(code) for code, _ in jobs))
                middle = time.perf_counter()
                with RewardBatch(pool.sandbox) as rewards:
                    scored = await rewards.score([code for code, _ in jobs], [target for _, target in jobs])
                end = time.perf_counter()
                if number:  # the first round warms up
                    pool.executing.append(middle - start)
                    pool.rewarding.append(end - middle)
    values: dict[str, list[float]] = {}
    for rollout in scored:
        for name, score in rollout.scores.items():
            values.setdefault(name, []).append(np.nan if score.value is None else score.value)
    print(f"{len(jobs)} completions of {PROMPTS} prompts, {rounds} rounds")
    for name, row in values.items():
        print(f"{name}: mean {np.nanmean(row):.3f}, {int(np.isnan(row).sum())} unscored")
    for workers, pool in pools.items():
        ratios = np.divide(pool.rewarding, pool.executing)
        print(
            f"{workers} worker{'s' * (workers > 1)}: executing median {np.median(pool.executing):.2f} s, with scores "
            f"{np.median(pool.rewarding):.2f} s; ratio median {np.median(ratios):.2f}, {min(ratios):.2f} to "
            f"{max(ratios):.2f}"
        )
    faster = np.divide(pools[1].rewarding, pools[2].rewarding)
    print(f"with scores, 1 worker / 2 workers: median {np.median(faster):.2f}, {min(faster):.2f} to {max(faster):.2f}")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
