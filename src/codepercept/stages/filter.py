"""Deterministic quality control: code, image, consistency."""

from __future__ import annotations

from codepercept.scorers import quality
from codepercept.types import Rejection, Sample, Score, StageRecord


class Filter:
    """Keeps a row only if it passes every check that is switched on.

    Args:
        code: check the code (Q_C).
        image: check the picture (Q_I).
        consistency: check one against the other (Q_IC).
    """

    name = "filter"

    def __init__(self, code: bool = True, image: bool = True, consistency: bool = True) -> None:
        self._code, self._image, self._consistency = code, image, consistency

    async def __call__(self, row: Sample) -> list[Sample]:
        parts: dict[str, float | None] = {}
        rejection: Rejection | None = None
        for name, wanted in (("code", self._code), ("image", self._image), ("consistency", self._consistency)):
            if not wanted or rejection is not None:
                continue
            rejection = self._check(name, row)
            parts[name] = 0.0 if rejection else 1.0
        score = Score(value=0.0 if rejection else 1.0, parts=parts, explanation=rejection.reason if rejection else "")
        return [
            row.model_copy(
                update={
                    "rejection": rejection,
                    "scores": {**row.scores, "quality": score},
                    "history": (
                        *row.history,
                        StageRecord(stage=self.name, note=rejection.kind if rejection else "passed"),
                    ),
                }
            )
        ]

    @staticmethod
    def _check(name: str, row: Sample) -> Rejection | None:
        assert row.execution is not None
        if name == "code":
            return quality.check_code(row.code)
        if name == "image":
            return quality.check_image(row.execution)
        return quality.check_consistency(row.code, row.execution)
