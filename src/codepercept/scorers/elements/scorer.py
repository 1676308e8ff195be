"""The element scorer as others use it: one pair, a batch, or rollouts against samples."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from codepercept.scorers.base import settled
from codepercept.scorers.elements.compare import Comparison, compare
from codepercept.scorers.elements.drawing import Drawing
from codepercept.scorers.elements.honesty import dishonest
from codepercept.types import TRACE_FORMAT, Execution, FigureTrace, Rollout, Sample, Score

_KEPT = 32
_FAILURES = (ValueError, ArithmeticError, IndexError, MemoryError)


def element_score(reference: FigureTrace | Drawing, candidate: FigureTrace | Drawing) -> Score:
    """Compare two traces.

    Args:
        reference: a trace, or the `Drawing` made of it once for many candidates.
        candidate: likewise.

    Returns:
        Value in [0, 1], 1 for the same drawing, 0 where one side is blank and the other is not; parts by the rubric's
        dimensions, None where neither side has it (text). Unscored, with the reason, where a trace is of another
        format. Never raises.
    """
    if (refusal := _refusal(*(t for t in (reference, candidate) if isinstance(t, FigureTrace)))) is not None:
        return refusal
    try:
        one = reference if isinstance(reference, Drawing) else Drawing(reference)
        found = compare(one, candidate if isinstance(candidate, Drawing) else Drawing(candidate))
    except _FAILURES as error:
        return _failed(error)
    return Score(value=found.value, parts=dict(found.parts))


CODE_WEIGHTS = {"completeness": 20, "position": 50, "text": 10, "style": 10, "clarity": 10}
"""The element scorer's parts as the rubric for code weighs them: quantities 20, positions 30 and relations 20 (both are
in our `position`), layout and attributes 20 (texts and style), quality 10."""


def code_score(elements: Score) -> Score:
    """How far two programs draw the same, from the parts of an element score; in [0, 1], unscored as that is."""
    present = {k: v for k, v in elements.parts.items() if v is not None}
    if elements.value is None or not present:
        return elements.model_copy(update={"parts": {}})
    value = sum(CODE_WEIGHTS[k] * v for k, v in present.items()) / sum(CODE_WEIGHTS[k] for k in present)
    return Score(value=min(1.0, value), parts=elements.parts)


def element_scores(pairs: Iterable[tuple[FigureTrace, FigureTrace]]) -> list[Score]:
    """Compare many pairs; a reference that comes again (the same object) is prepared once."""
    scorer = ElementScorer()
    scores = []
    for reference, candidate in pairs:
        try:
            scores.append(_refusal(reference) or element_score(scorer.prepared(reference), candidate))
        except _FAILURES as error:
            scores.append(_failed(error))
    return scores


class ElementScorer:
    """Rollouts against samples by their traces.

    The candidate's trace comes out of the process that ran the candidate's code, so it is held against the pixels of
    its own picture first: a trace that tells of ink which the picture does not show scores 0.

    Args:
        across_renderers: compare figures that were rendered by different versions of libraries and fonts too.
    """

    name = "elements"

    def __init__(self, *, across_renderers: bool = False) -> None:
        self._across = across_renderers
        self._drawings: OrderedDict[int, tuple[FigureTrace, Drawing]] = OrderedDict()
        self._last: tuple[Execution, Execution, Comparison | Score] | None = None

    async def __call__(self, prediction: Rollout, target: Sample) -> Score:
        if not prediction.code.strip():
            return Score(value=0.0, explanation="there is no code to run")
        return self.score(target.execution, prediction.execution)

    def score(self, reference: Execution | None, candidate: Execution | None) -> Score:
        """Compare two executions."""
        early = settled(reference, candidate, across_renderers=self._across)
        if early is not None:
            return early
        assert reference is not None and candidate is not None
        found = self.compared(reference, candidate)
        return found if isinstance(found, Score) else Score(value=found.value, parts=dict(found.parts))

    def compared(self, reference: Execution, candidate: Execution) -> Comparison | Score:
        """Compare two pictures' traces, or say why they are not compared: 0 if that is the candidate's own doing.

        The last pair is kept, for the image scorer's guards and whoever shows the findings ask about the same one.
        """
        last = self._last
        if last is None or last[0] is not reference or last[1] is not candidate:
            last = self._last = (reference, candidate, self._compared(reference, candidate))
        return last[2]

    def _compared(self, reference: Execution, candidate: Execution) -> Comparison | Score:
        if reference.trace is None or candidate.trace is None:
            side = "candidate" if reference.trace else "reference"
            return Score(value=None, fault=f"there is no trace of the {side}")
        if (refusal := _refusal(reference.trace, candidate.trace)) is not None:
            return refusal
        try:
            one = self.prepared(reference.trace)
        except _FAILURES as error:
            return _failed(error)
        try:
            drawing = Drawing(candidate.trace)
            if told := dishonest(drawing, candidate):
                return Score(value=0.0, explanation=told)
            return compare(one, drawing)
        except _FAILURES as error:
            # Numbers that break a scorer come out of the answer's own process: no answer may unscore itself.
            return Score(value=0.0, explanation=f"its trace cannot be drawn: {type(error).__name__}: {error}")

    def prepared(self, trace: FigureTrace) -> Drawing:
        """Completions of one prompt come together, so the last few references are kept."""
        key = id(trace)
        if key not in self._drawings:
            self._drawings[key] = (trace, Drawing(trace))
        self._drawings.move_to_end(key)
        while len(self._drawings) > _KEPT:
            self._drawings.popitem(last=False)
        return self._drawings[key][1]


def _refusal(*traces: FigureTrace) -> Score | None:
    for trace in traces:
        if trace.format != TRACE_FORMAT:
            told = f"a trace of format {trace.format}, not {TRACE_FORMAT}; trace its code again"
            return Score(value=None, fault=told)
    return None


def _failed(error: Exception) -> Score:
    return Score(value=None, fault=f"the traces could not be compared: {type(error).__name__}: {error}")
