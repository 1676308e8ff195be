"""Quality control by a model, after the deterministic checks."""

from __future__ import annotations

from codepercept.models import Models
from codepercept.scorers.judge import CHECKS, judge
from codepercept.stages.label import label_of
from codepercept.types import Rejection, Sample, StageRecord


class Judge:
    """Keeps a row only if the judge passes its code, its picture, and the two together.

    Rows of solid geometry pass unseen: their code comes from templates with exact facts.

    Args:
        models: must have a judge.
        code, image, consistency: which of the three are asked.
    """

    name = "judge"

    def __init__(self, models: Models, code: bool = True, image: bool = True, consistency: bool = True) -> None:
        self._models = models
        self._checks = [c for c, wanted in zip(CHECKS, (code, image, consistency), strict=True) if wanted]

    async def __call__(self, row: Sample) -> list[Sample]:
        if row.pipeline == "geometry":
            return [row]
        assert row.execution is not None and row.execution.image is not None
        scores, rejection = dict(row.scores), None
        for check in self._checks:
            found, score = await judge(self._models, check, label_of(row), row.code, row.execution.image)
            scores[f"judge_{check}"] = score
            if found.verdict == "fail":
                kind = f"{check}:{found.faults[0] if found.faults else 'failed'}"
                rejection = Rejection(stage=self.name, kind=kind, reason=found.reason or "the judge gave no reason")
                break
        note = rejection.kind if rejection else "passed"
        history = (*row.history, StageRecord(stage=self.name, note=note))
        return [row.model_copy(update={"scores": scores, "rejection": rejection, "history": history})]
