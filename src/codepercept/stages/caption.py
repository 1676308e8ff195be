"""Facts and a caption: from the trace alone, or from a model and then checked against the trace."""

from __future__ import annotations

from collections.abc import Sequence

from codepercept.figure.claims import check_caption
from codepercept.figure.facts import facts_of
from codepercept.figure.writer import write_caption
from codepercept.models import Models
from codepercept.models.readers import read_text
from codepercept.scorers.grounding import grounding_score
from codepercept.stages.label import label_of
from codepercept.types import Claim, Execution, Fact, Rejection, Sample, Span, StageRecord

MAX_FACTS = 12_000
"""Characters of facts that a model sees."""


class Caption:
    """Adds the facts that the trace proves and, where a generator has not written one, the caption.

    With a model, the caption is what it saw in the picture, corrected from code and trace; every claim in it is then
    checked, contradicted ones are sent back once, and a caption that still contradicts the trace is refused. Without
    one, it is written from the trace.

    Args:
        models: None, or with a captioner, an analyst and a refiner.
    """

    name = "caption"

    def __init__(self, models: Models | None = None) -> None:
        self._models = models

    async def __call__(self, row: Sample) -> list[Sample]:
        run = row.execution
        assert run is not None and run.trace is not None
        row = row.model_copy(update={"facts": (*row.facts, *facts_of(run.trace))})
        if row.caption:
            return [row.model_copy(update={"history": (*row.history, StageRecord(stage=self.name, note="kept"))})]
        if self._models is not None:
            return [await self._grounded(self._models, row, run)]
        caption, spans = write_caption(run.trace)
        history = (*row.history, StageRecord(stage=self.name, note="written"))
        return [row.model_copy(update={"caption": caption, "caption_spans": spans, "history": history})]

    async def _grounded(self, models: Models, row: Sample, run: Execution) -> Sample:
        assert run.image is not None and run.trace is not None
        label = label_of(row)
        native = await models.ask("native_caption", label, read_text, [run.image])
        analysis = await models.ask("analyse", label, read_text, code=row.code, facts=fact_list(row.facts))
        caption = await models.ask("refine_caption", label, read_text, caption=native.value, analysis=analysis.value)
        notes = [a.by for a in (native, analysis, caption)]
        claims = check_caption(caption.value, run.trace)
        if wrong := _contradictions(claims):
            caption = await models.ask("correct_caption", label, read_text, caption=caption.value, contradictions=wrong)
            notes.append(f"{caption.by}, because of {wrong}")
            claims = check_caption(caption.value, run.trace)
        wrong = _contradictions(claims)
        return row.model_copy(
            update={
                "native_caption": native.value,
                "analysis": analysis.value,
                "caption": caption.value,
                "claims": claims,
                "caption_spans": _spans(claims),
                "scores": {**row.scores, "grounding": grounding_score(claims)},
                "rejection": Rejection(stage=self.name, kind="contradicts_trace", reason=wrong) if wrong else None,
                "history": (*row.history, *(StageRecord(stage=self.name, note=n) for n in notes)),
            }
        )


def fact_list(facts: Sequence[Fact]) -> str:
    """Facts as lines of text, as many as a model is shown."""
    lines: list[str] = []
    size = 0
    for fact in facts:
        line = f"- {fact.text}"
        size += len(line) + 1
        if size > MAX_FACTS:
            lines.append(f"(and {len(facts) - len(lines)} more)")
            break
        lines.append(line)
    return "\n".join(lines)


def _contradictions(claims: Sequence[Claim]) -> str:
    return "\n".join(f'- "{c.text}": {c.evidence}' for c in claims if c.verdict == "contradicted")


def _spans(claims: Sequence[Claim]) -> tuple[Span, ...]:
    """Stretches of the caption that the trace confirms, with the elements that they speak of."""
    return tuple(
        Span(start=c.start, end=c.end, elements=c.elements)
        for c in claims
        if c.verdict == "confirmed" and c.elements
    )  # fmt: skip
