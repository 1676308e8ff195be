"""What happens to one figure of an image-to-code evaluation: reference, answer, execution, verdicts."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from codepercept.config.evaluation import Stem2CodeConfig
from codepercept.errors import UserError
from codepercept.evals.answer import program_of
from codepercept.evals.trial import Difference, Trial
from codepercept.models import Models
from codepercept.sandbox.pool import Sandbox
from codepercept.scorers.base import Scorer
from codepercept.scorers.elements import ElementScorer, code_score, findings, name_of
from codepercept.scorers.execution import ExecutionScorer, FormatScorer
from codepercept.scorers.image import ImageScorer
from codepercept.scorers.rubric import CodeJudge, ImageJudge
from codepercept.types import Execution, FigureTrace, Rollout, Sample, Score

_OURS = {"format", "execution", "image", "elements", "code", "image_judge", "code_judge"}


class Reference:
    """Runs the benchmark's own code, for the picture and the trace that answers are held against."""

    name = "reference"

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def __call__(self, row: Trial) -> list[Trial]:
        if row.fault is not None:
            return [row]
        run = await self._sandbox.run(row.target.code)
        if run.status == "fault":
            return [row.model_copy(update={"fault": f"reference: {run.error}"})]
        if run.status != "ok" and row.shown:
            # The picture alone still serves the scorers of pictures.
            run = Execution(status="ok", image=row.shown, error=f"{run.status}: {run.error}")
        if run.status != "ok":
            return [row.model_copy(update={"fault": f"the reference code draws nothing ({run.status}: {run.error})"})]
        target = row.target.model_copy(update={"execution": run})
        groups = {**row.groups, "figure": figure_kind(run.trace)}
        return [row.model_copy(update={"target": target, "shown": row.shown or run.image or b"", "groups": groups})]


def figure_kind(trace: FigureTrace | None) -> str:
    """What sort of figure it is, as far as its axes tell: "3d", "polar", "several panels", "chart" or "diagram"."""
    if trace is None:
        return "unknown"
    own = [a for a in trace.axes if a.colorbar_of is None and a.inset_of is None and a.twin_of is None]
    if any(a.projection == "3d" for a in own):
        return "3d"
    if any(a.projection == "polar" for a in own):
        return "polar"
    if len(own) > 1:
        return "several panels"
    ticks = any(axis.visible and axis.ticks for a in own if a.frame for axis in (a.x, a.y))
    return "chart" if ticks else "diagram"


class Perceive:
    """Asks the model under test, once. Rows that have an answer pass."""

    name = "answer"

    def __init__(self, models: Models) -> None:
        self._models = models

    async def __call__(self, row: Trial) -> list[Trial]:
        if row.answered:
            return [row]
        output = await self._models.tell("redraw", row.id, [row.shown])
        rollout = row.rollout.model_copy(update={"completion": output.text})
        return [row.model_copy(update={"rollout": rollout, "answered": True, "ended": output.ended})]


class Run:
    """Finds the program in the answer and runs it."""

    name = "execute"

    def __init__(self, sandbox: Sandbox, config: Stem2CodeConfig) -> None:
        self._sandbox, self._config = sandbox, config

    async def __call__(self, row: Trial) -> list[Trial]:
        code, block = program_of(row.rollout.completion, self._config.block)
        run = await self._sandbox.run(code) if code else None
        fault = f"execute: {run.error}" if run is not None and run.status == "fault" else None
        rollout = row.rollout.model_copy(update={"code": code, "execution": run})
        return [row.model_copy(update={"rollout": rollout, "block": block, "fault": fault})]


class Judge:
    """Every scorer's verdict. One that fails leaves the row unscored; what the others said is kept."""

    name = "score"

    def __init__(self, models: Models | None, more: Sequence[Scorer] = ()) -> None:
        self._elements = ElementScorer()
        image = ImageScorer(elements=self._elements)
        self._scorers: list[Scorer] = [FormatScorer(), ExecutionScorer(), image, self._elements]
        if models is not None and models.has("judge"):
            self._scorers += [ImageJudge(models), CodeJudge(models)]
        if taken := _OURS & {s.name for s in more}:
            raise UserError(f"`scorers`: {', '.join(sorted(taken))} is the name of one of ours; give yours another")
        self._scorers += more
        self._theirs = more

    async def __call__(self, row: Trial) -> list[Trial]:
        rollout, target = row.rollout, row.target
        scores: dict[str, Score] = {}
        pictures_only = target.execution is not None and target.execution.trace is None
        for scorer in self._scorers:
            if scorer.name in row.imported:
                scores[scorer.name] = row.imported[scorer.name]
            elif not rollout.code:
                scores[scorer.name] = Score(value=0.0, explanation="the answer holds no program")
            elif pictures_only and scorer is self._elements:
                told = target.execution.error if target.execution else ""
                scores[scorer.name] = Score(value=None, explanation=f"the reference code does not run ({told})")
            else:
                scores[scorer.name] = await self._asked(scorer, rollout, target)
            if scorer is self._elements:
                scores["code"] = code_score(scores[scorer.name])
        scores |= {k: s for k, s in row.imported.items() if k not in scores}
        faults = [f"{name}: {s.fault}" for name, s in scores.items() if s.fault]
        update = {
            "rollout": rollout.model_copy(update={"scores": scores}),
            "differences": self._differences(target.execution, rollout.execution),
            "fault": "; ".join(faults) or None,
        }
        return [row.model_copy(update=update)]

    async def _asked(self, scorer: Scorer, rollout: Rollout, target: Sample) -> Score:
        if scorer not in self._theirs:
            return await scorer(rollout, target)
        try:
            return await scorer(rollout, target)
        except Exception as error:  # somebody else's code: its failure must not take the other scores along
            return Score(value=None, fault=f"{type(error).__name__}: {error}")

    def _differences(self, reference: Execution | None, run: Execution | None) -> tuple[Difference, ...]:
        if reference is None or run is None or reference.trace is None or run.trace is None or run.status != "ok":
            return ()
        compared = self._elements.compared(reference, run)
        if isinstance(compared, Score):
            return ()
        found = findings(compared, *compared.drawings)
        return tuple(
            Difference(
                verdict=f.verdict, name=name_of(f.reference or f.candidate), note=f.note,
                reference=f.reference.bbox if f.reference else None,
                candidate=f.candidate.bbox if f.candidate else None,
                **{k: round(float(getattr(f, k)), 4) for k in ("weight", "same", "place", "look")},
            )
            for f in found
        )  # fmt: skip


def more_scorers(paths: Sequence[str], key: str = "scorers") -> list[Scorer]:
    """Scorers named by their import paths, `package.module:object`; `key` is where the settings name them.

    Raises:
        UserError: there is none at a path.
    """
    found: list[Scorer] = []
    for path in paths:
        module, colon, name = path.partition(":")
        try:
            thing = getattr(importlib.import_module(module), name) if colon else None
            made = thing if thing is None or (hasattr(thing, "name") and not isinstance(thing, type)) else thing()
        except (ImportError, AttributeError, TypeError, ValueError) as error:
            raise UserError(f"`{key}`: {path} cannot be used ({error}); name it as package.module:object") from None
        if not isinstance(getattr(made, "name", None), str) or not callable(made):
            raise UserError(f"`{key}`: {path} is no scorer; it needs a `name` and an async __call__")
        found.append(made)
    return found
