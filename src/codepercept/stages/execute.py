"""Runs figure code in the sandbox, and lets a model mend what does not run."""

from __future__ import annotations

from pathlib import Path

from codepercept.sandbox.pool import Sandbox
from codepercept.stages.repair import Repair
from codepercept.types import Execution, Rejection, Sample, StageRecord


class Execute:
    """Code becomes picture and trace; code that does not run becomes a rejection, a fault of ours stays unscored.

    Rows that have been executed already pass.

    Args:
        sandbox: where to run.
        folders: for code seeds, the folder that each script may read, by seed id; empty to allow none.
        repair: mends code that fails, None to leave it.
    """

    name = "execute"

    def __init__(self, sandbox: Sandbox, folders: dict[str, Path] | None = None, repair: Repair | None = None) -> None:
        self._sandbox, self._folders, self._repair = sandbox, folders or {}, repair

    async def __call__(self, row: Sample) -> list[Sample]:
        if row.execution is not None:
            return [row]
        run = await self._run(row)
        rounds = self._repair.rounds if self._repair else 0
        mended = 0
        while self._repair and run.status not in ("ok", "fault") and mended < rounds:
            mended += 1
            row = await self._repair(row, run, mended)
            run = await self._run(row)
        history = (*row.history, StageRecord(stage=self.name, note=run.status))
        if run.status == "fault":
            return [row.model_copy(update={"fault": f"execute: {run.error}", "history": history})]
        rejection = None
        if run.status != "ok":
            tried = f" (after {mended} repair{'s' if mended > 1 else ''})" if mended else ""
            rejection = Rejection(stage=self.name, kind=run.status, reason=run.error + tried)
        return [row.model_copy(update={"execution": run, "rejection": rejection, "history": history})]

    async def _run(self, row: Sample) -> Execution:
        return await self._sandbox.run(row.code, folder=self._folders.get(row.seed.id))
