"""The agent loop of a benchmark's making: a program is run, mended, judged and rewritten until it is good enough."""

from __future__ import annotations

from dataclasses import dataclass

from codepercept.errors import Unscored
from codepercept.models import Models
from codepercept.models.readers import read_code
from codepercept.sandbox.pool import Sandbox
from codepercept.scorers import quality
from codepercept.scorers.base import Scorer
from codepercept.stages.label import label_of
from codepercept.stages.repair import Repair
from codepercept.types import Execution, Rejection, Rollout, Sample, Score, StageRecord

MOST_TRIED = 4
"""Failed attempts that a rewriting model is told of: the last ones."""


@dataclass(frozen=True)
class Attempt:
    """A program that ran, and what the judge says of it."""

    round: int
    code: str
    run: Execution
    score: Score

    @property
    def sound(self) -> bool:
        """Whether it draws by itself, instead of pasting data, reading files or the like."""
        return quality.check_code(self.code) is None

    @property
    def points(self) -> float:
        """0 to 100."""
        return 100.0 * (self.score.value or 0.0)

    @property
    def comment(self) -> str:
        """What the judge said; where it only gives numbers, its points by part."""
        parts = ", ".join(f"{name} {100 * v:.0f}%" for name, v in self.score.parts.items() if v is not None)
        return f"{self.score.explanation} ({parts})".strip() if parts else self.score.explanation


class Refine:
    """Each round runs one program. One that fails is repaired, one that runs is judged against the row's seed picture.

    Ends once a program has more than `enough` points, or after `rounds` rounds; the best program stays (of equal ones
    the first). Rewriting starts from the best program so far, with the judge's comment and what was tried since. A
    program that pastes data, needs files or the like (`scorers.quality.check_code`) gets no points and is not judged.
    A row none of whose programs ran and was sound is rejected. Every round is in the row's history, with its program
    where that was given up; `parameters` gets `rounds` (spent) and `best_round`.

    Args:
        models: must have a coder and a repairer.
        sandbox: where programs run.
        compare: the judge of two pictures.
        rounds: programs that are run at most.
        enough: points, 0 to 100.
    """

    name = "refine"

    def __init__(self, models: Models, sandbox: Sandbox, compare: Scorer, rounds: int, enough: float) -> None:
        self._models, self._sandbox, self._compare = models, sandbox, compare
        self._repair, self.rounds, self.enough = Repair(models, rounds), rounds, enough

    async def __call__(self, row: Sample) -> list[Sample]:
        best: Attempt | None = None
        tried: list[Attempt] = []
        for number in range(1, self.rounds + 1):
            run = await self._sandbox.run(row.code)
            if run.status == "fault":
                raise Unscored(run.error)
            if run.status == "ok":
                attempt = Attempt(number, row.code, run, await self._judged(row, run))
                row = _noted(row, number, f"{attempt.points:.1f} points: {attempt.comment}", row.code)
                if best is None or (attempt.sound, attempt.points) > (best.sound, best.points):
                    best, tried = attempt, []
                else:
                    tried.append(attempt)
                if best.sound and best.points > self.enough:
                    break
            else:
                # Where it is mended next, that step keeps it.
                row = _noted(row, number, f"{run.status}: {run.error}", row.code if number == self.rounds else "")
            if number < self.rounds:
                row = await self._next(row, run, number, best, tried)
        return [self._ended(row, number, best)]

    async def _judged(self, row: Sample, run: Execution) -> Score:
        if fault := quality.check_code(row.code):
            return Score(value=0.0, explanation=fault.reason)
        shown = Execution(status="ok", image=row.seed.image)
        rollout = Rollout(prompt="refine", completion="", code=row.code, execution=run)
        # The judge asks under the label, which does not change with the number of the row.
        score = await self._compare(rollout, row.model_copy(update={"id": label_of(row), "execution": shown}))
        if score.value is None:
            raise Unscored(score.fault or "the judge gave no points")
        return score

    async def _next(
        self, row: Sample, run: Execution, number: int, best: Attempt | None, tried: list[Attempt]
    ) -> Sample:
        """The row with the program of the next round: the failed one mended, or the best one rewritten."""
        if run.status != "ok":
            return await self._repair(row, run, number)
        assert best is not None and best.run.image is not None and row.seed.image is not None
        answer = await self._models.ask(
            "rewrite",
            f"{label_of(row)} {number}",
            read_code,
            [row.seed.image, best.run.image],
            code=best.code,
            points=f"{best.points:.0f}",
            comment=best.comment,
            tried="\n".join(f"- {a.points:.0f} points: {a.comment}" for a in tried[-MOST_TRIED:]),
        )
        return row.model_copy(update={"code": answer.value})

    def _ended(self, row: Sample, spent: int, best: Attempt | None) -> Sample:
        parameters = {**row.parameters, "rounds": spent, "best_round": best.round if best else None}
        rounds = [h for h in row.history if h.stage == self.name]
        if best is not None:  # the others' programs were given up; this one's is the row's
            kept = rounds[best.round - 1]
            history = tuple(h.model_copy(update={"code": ""}) if h is kept else h for h in row.history)
            row = row.model_copy(update={"history": history})
        if best is None:
            reason = f"none of {spent} programs drew a figure; the last: {rounds[-1].note}"
            rejection = Rejection(stage=self.name, kind="never_ran", reason=reason)
            return row.model_copy(update={"parameters": parameters, "rejection": rejection})
        update = {
            "code": best.code,
            "execution": best.run,
            "scores": {**row.scores, self._compare.name: best.score},
            "parameters": parameters,
            "rejection": quality.check_code(best.code),
        }
        return row.model_copy(update=update)


def _noted(row: Sample, number: int, note: str, code: str) -> Sample:
    record = StageRecord(stage=Refine.name, note=f"round {number}: {note}", code=code)
    return row.model_copy(update={"history": (*row.history, record)})
