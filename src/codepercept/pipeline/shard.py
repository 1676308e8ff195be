"""The one function through which all rows go, whatever engine runs it."""

from __future__ import annotations

import asyncio
import traceback
from collections import Counter
from collections.abc import Callable, Sequence

from codepercept.errors import StopRun, Unscored, UserError
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.stage import R, Shard, Stage


async def run_shard(
    stages: Sequence[Stage[R]],
    rows: Sequence[R],
    shard: Shard,
    out: RunDir,
    on_row: Callable[[str], None],
    at_once: int,
) -> Counter[str]:
    """Take a shard's rows through all stages and write what comes of them.

    Args:
        stages: opened stages, in order.
        rows: the shard's rows as they start out.
        shard: which shard it is.
        out: where results go.
        on_row: told the outcome of each row as it ends: "sample", "rejection" or "unscored".
        at_once: rows in flight; it changes the speed, never the result.

    Returns:
        How many rows ended in which outcome.

    Raises:
        StopRun, UserError: no row can go on, e.g. because a model's key is refused.
    """
    gate = asyncio.Semaphore(at_once)

    async def one(row: R) -> list[R]:
        async with gate:
            ended = await _through(stages, row, out)
        for sample in ended:
            on_row(sample.outcome)
        return ended

    results = [sample for ended in await asyncio.gather(*map(one, rows)) for sample in ended]
    counts: Counter[str] = Counter(sample.outcome for sample in results)
    out.write_shard(shard, results, complete=counts["unscored"] == 0)
    return counts


async def _through(stages: Sequence[Stage[R]], row: R, out: RunDir) -> list[R]:
    """One row, and whatever it fans out into, through the remaining stages."""
    for number, stage in enumerate(stages):
        if row.outcome != "sample":
            break
        try:
            produced = await stage(row)
        except (StopRun, UserError):
            raise
        except Unscored as error:
            out.log(f"{row.id}: {stage.name}: {error}")
            row = row.model_copy(update={"fault": f"{stage.name}: {error}"})
            break
        except Exception as error:
            # A bug or a broken machine, not the row's fault: say so loudly, and try it again on the next run.
            out.log(f"{row.id}: stage {stage.name} failed\n{traceback.format_exc()}")
            row = row.model_copy(update={"fault": f"{stage.name}: {type(error).__name__}: {error}"})
            break
        if len(produced) != 1:
            return [s for p in produced for s in await _through(stages[number + 1 :], p, out)]
        row = produced[0]
    return [row]
