"""Lets a model mend code that does not run."""

from __future__ import annotations

import re

from codepercept.models import Models
from codepercept.models.readers import read_code
from codepercept.sandbox.source import FILE_NAME
from codepercept.stages.label import label_of
from codepercept.types import Execution, Sample, StageRecord

MAX_TRACEBACK = 2500
"""Characters of a traceback that a model sees: the last ones of the script's own frames."""

STATUS = {
    "error": "the program raised an exception",
    "no_figure": "the program ended without a figure",
    "cpu_limit": "the program used more CPU time than it may",
    "wall_limit": "the program waited for longer than it may",
    "memory_limit": "the program used more memory than it may",
    "output_limit": "the program printed more than it may",
    "blocked": "the program tried something that is forbidden (files, network, other processes)",
}


class Repair:
    """Code, status and trimmed traceback go in, whole corrected code comes out; the replaced code stays in the history.

    Args:
        models: must have a repairer.
        rounds: how often the code of one row may be mended.
    """

    def __init__(self, models: Models, rounds: int) -> None:
        self._models, self.rounds = models, rounds

    async def __call__(self, row: Sample, run: Execution, number: int) -> Sample:
        """The row with its code corrected for the `number`-th time."""
        answer = await self._models.ask(
            "repair",
            f"{label_of(row)} {number}",
            read_code,
            code=row.code,
            status=STATUS.get(run.status, run.status),
            error=trimmed(run),
        )
        note = f"{run.status}: {run.error}; {answer.by}"
        record = StageRecord(stage="repair", note=note, code=row.code)
        return row.model_copy(update={"code": answer.value, "history": (*row.history, record)})


def trimmed(run: Execution) -> str:
    """What a model needs of a failed run's output: the frames of the script itself, and the error."""
    lines = run.stderr.splitlines()
    start = max((i for i, line in enumerate(lines) if line.startswith("Traceback (most recent")), default=None)
    if start is None:
        return (run.stderr.strip() or run.error)[-MAX_TRACEBACK:]
    kept, own = [lines[start]], False
    for line in lines[start + 1 :]:
        frame = re.match(r'\s+File "([^"]*)"', line)
        if frame:
            own = frame[1].endswith(FILE_NAME)
        elif not line.startswith(" "):
            own = True  # the error itself
        if own:
            kept.append(line)
    return "\n".join(kept)[-MAX_TRACEBACK:]
