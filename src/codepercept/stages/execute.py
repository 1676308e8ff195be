"""Runs figure code in the sandbox."""

from __future__ import annotations

from pathlib import Path

from codepercept.sandbox.pool import Sandbox
from codepercept.types import Rejection, Sample, StageRecord


class Execute:
    """Code becomes picture and trace; code that does not run becomes a rejection, a fault of ours stays unscored.

    Args:
        sandbox: where to run.
        folders: for code seeds, the folder that each script may read, by seed id; empty to allow none.
    """

    name = "execute"

    def __init__(self, sandbox: Sandbox, folders: dict[str, Path] | None = None) -> None:
        self._sandbox, self._folders = sandbox, folders or {}

    async def __call__(self, row: Sample) -> list[Sample]:
        run = await self._sandbox.run(row.code, folder=self._folders.get(row.seed.id))
        history = (*row.history, StageRecord(stage=self.name, note=run.status))
        if run.status == "fault":
            return [row.model_copy(update={"fault": f"execute: {run.error}", "history": history})]
        rejection = None
        if run.status != "ok":
            rejection = Rejection(stage=self.name, kind=run.status, reason=run.error)
        return [row.model_copy(update={"execution": run, "rejection": rejection, "history": history})]
