"""Facts and a caption from the trace, without any model."""

from __future__ import annotations

from codepercept.figure.facts import facts_of
from codepercept.figure.writer import write_caption
from codepercept.types import Sample, StageRecord


class Caption:
    """Adds the facts that the trace proves and, where a generator has not written one, the caption."""

    name = "caption"

    async def __call__(self, row: Sample) -> list[Sample]:
        assert row.execution is not None and row.execution.trace is not None
        trace = row.execution.trace
        update: dict[str, object] = {
            "facts": (*row.facts, *facts_of(trace)),
            "history": (*row.history, StageRecord(stage=self.name, note="kept" if row.caption else "written")),
        }
        if not row.caption:
            update["caption"], update["caption_spans"] = write_caption(trace)
        return [row.model_copy(update=update)]
