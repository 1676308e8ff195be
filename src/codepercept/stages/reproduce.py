"""Image reproduction: a picture is described, then redrawn in code."""

from __future__ import annotations

from codepercept.models import Models
from codepercept.models.readers import read_code, read_text
from codepercept.stages.label import label_of
from codepercept.types import Sample, StageRecord


class Reproduce:
    """Two calls: a caption of the seed picture, then code from picture and caption. Other rows pass.

    Args:
        models: must have a captioner and a coder.
    """

    name = "reproduce"

    def __init__(self, models: Models) -> None:
        self._models = models

    async def __call__(self, row: Sample) -> list[Sample]:
        if row.pipeline != self.name:
            return [row]
        assert row.seed.image is not None
        seen = await self._models.ask("seed_caption", label_of(row), read_text, [row.seed.image])
        code = await self._models.ask("reproduce_code", label_of(row), read_code, [row.seed.image], caption=seen.value)
        history = (*row.history, *(StageRecord(stage=self.name, note=a.by) for a in (seen, code)))
        return [row.model_copy(update={"seed_caption": seen.value, "code": code.value, "history": history})]
