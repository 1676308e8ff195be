"""What both deterministic scorers promise, on more than a hundred real figures that they were not made with.

Half of the figures are examples of matplotlib's gallery, which `benchmarks/gallery_source.py` fetches from the package
index once; half are ours. Of every figure one ladder of four severities is executed, of some a view, and the same with
its artists added backwards. Every family of changes comes up about equally often. Bounds are what was measured, less a
margin.
"""

from __future__ import annotations

import asyncio
import itertools
import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

import pytest
from disturb import FAMILIES, VIEWS, disturbed_code
from disturbed import (
    DEVELOPED,
    DPIS,
    Case,
    Figure,
    alike,
    applies,
    blank_like,
    gallery_figures,
    kinds,
    ladder,
    own_figures,
    pixels,
)
from disturbed_pairs import PAIRS
from scipy.stats import kendalltau

from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import SandboxPool
from codepercept.scorers.elements import Drawing, ElementScorer, element_score
from codepercept.scorers.image import ImageScorer, Prepared, compare, image_score, prepare
from codepercept.types import Execution, FigureTrace, Kind, Score

SCORERS: dict[str, Callable[[Execution, Execution], Score]] = {
    "image": ImageScorer(across_renderers=True).score,
    "elements": ElementScorer(across_renderers=True).score,
}
"""As rewards use them, guards included; across renderers because another resolution counts as one."""

LEAST = {
    "dpi_60": (0.6, 0.85),
    "dpi_200": (0.79, 0.81),
    "larger": (0.5, 0.69),
    "smaller": (0.5, 0.68),
    "tight": (0.73, 0.64),
}
"""What each view is worth to the image and the element scorer at the least; on average it is 0.94 to 0.995. Where text
and markers keep their size on a page of another, not all is the same."""

NOT_YET = {
    "arrow, Polygon": "0.11: an arrow is compared as shaft and head, a polygon of its outline as one shape",
    "pcolormesh, rectangles": "0.03: a mesh is compared as one field of colours, rectangles one by one",
}
"""Pairs with which the element scorer falls short, and why; whoever mends one has to take it out."""


@dataclass(frozen=True)
class Drawn:
    """A figure and what was made of it; `view` and `backwards` only of some."""

    figure: Figure
    run: Execution = field(repr=False)
    family: str
    steps: list[Case] = field(repr=False)
    view: tuple[str, Execution] | None = field(repr=False)
    backwards: Execution | None = field(repr=False)
    drawing: Drawing = field(repr=False)
    picture: Prepared = field(repr=False)


def suits(trace: FigureTrace, family: str) -> bool:
    """Whether a family most likely has a change for a figure."""
    if family == "order":
        bars = Counter(e.axes for e in trace.elements if e.kind == "rectangle" and e.role == "data")
        return max(bars.values(), default=0) >= 4 or any(e.kind == "markers" and e.count >= 4 for e in trace.elements)
    return family != "text" or any(e.text and e.role != "tick_label" for e in trace.elements)


def planned(traces: Sequence[FigureTrace]) -> list[tuple[list[str], int]]:
    """The families that each figure is to try, so that all come up equally often, and which turn it is of the first."""
    counts = dict.fromkeys(reversed(FAMILIES), 0)  # the scarcest first
    plans = []
    for trace in traces:
        plan = sorted((f for f in counts if suits(trace, f)), key=lambda f: counts[f])
        plans.append((plan, counts[plan[0]]))
        counts[plan[0]] += 1
    return plans


async def disturb(number: int, figure: Figure, run: Execution, plan: tuple[list[str], int], pool: SandboxPool) -> Drawn:
    """Execute one ladder of a figure, and of some a view, and the same with artists added backwards."""
    family, steps = "", list[Case]()
    for family in plan[0]:
        changes = FAMILIES[family]
        first = plan[1] % len(changes)
        for change in (*changes[first:], *changes[:first]):
            if not steps and applies(run.trace, change):
                steps = await ladder(figure, run, change, pool.run)
        if steps:
            break
    view = None
    if number % 3 == 0:
        views = [*(f"dpi_{dpi:g}" for dpi in DPIS), *VIEWS]
        name = views[number // 3 % len(views)]
        if name in VIEWS:
            view = name, await pool.run(disturbed_code(figure.code, name))
        else:
            view = name, await pool.run(figure.code, Limits(dpi=float(name.removeprefix("dpi_"))))
    backwards = await pool.run(disturbed_code(figure.code, "added_backwards")) if number % 6 == 1 else None
    if backwards is not None and not (backwards.status == "ok" and alike(pixels(run), pixels(backwards))):
        backwards = None
    assert run.trace is not None
    return Drawn(figure, run, family, steps, view, backwards, Drawing(run.trace), prepare(run.image or b""))


@pytest.fixture(scope="module")
def gallery() -> list[Figure] | str:
    """Matplotlib's half, or why it is not to be had."""
    try:
        return gallery_figures()[DEVELOPED // 2 :]
    except (OSError, ValueError, LookupError, StopIteration) as error:
        return f"matplotlib's gallery could not be fetched from the package index: {error!r}"


@pytest.fixture(scope="module")
def drawn(gallery: list[Figure] | str) -> list[Drawn]:
    """All figures that are held out, executed and disturbed."""
    figures = [*own_figures()[DEVELOPED // 2 :], *(gallery if isinstance(gallery, list) else [])]

    async def all_of_them() -> list[Drawn]:
        async with SandboxPool(2) as pool:
            runs = await asyncio.gather(*(pool.run(f.code) for f in figures))
            traces = [run.trace for run in runs if run.trace is not None]
            assert len(traces) == len(figures), [(f.name, r.error) for f, r in zip(figures, runs, strict=True)]
            rows = zip(figures, runs, planned(traces), strict=True)
            return list(await asyncio.gather(*(disturb(n, *row, pool) for n, row in enumerate(rows))))

    return asyncio.run(all_of_them())


@pytest.fixture(scope="module")
def blank(run_many) -> Execution:
    return run_many([blank_like(Execution(status="ok", width=640, height=480))])[0]


def value(score: Score) -> float:
    """A score's value; unscored is a failure here."""
    assert score.value is not None, score.fault
    return score.value


def told(*found: object) -> str:
    """What was measured, in full."""
    return "\n".join(map(str, found))


def unrelated(figures: Sequence[Drawn]) -> Iterator[tuple[Drawn, Drawn]]:
    """Each figure with the next one that has no kind of chart in common with it."""
    for number, one in enumerate(figures):
        others = (o for o in (*figures[number + 1 :], *figures[:number]) if not kinds(o.run) & kinds(one.run))
        yield from ((one, other) for other in itertools.islice(others, 1))


def test_the_gallery_is_among_the_figures(gallery: list[Figure] | str) -> None:
    if isinstance(gallery, str):
        pytest.skip(gallery)
    assert len(gallery) >= 50


def test_there_are_enough_figures_and_changes(drawn: list[Drawn], gallery: list[Figure] | str) -> None:
    counts = Counter(d.family for d in drawn if d.steps)
    assert len(drawn) >= (50 if isinstance(gallery, str) else 110) and counts.total() >= len(drawn) - 2, counts
    assert min(counts[f] for f in FAMILIES) >= len(drawn) / len(FAMILIES) / 2, counts


def test_a_figure_is_itself(drawn: list[Drawn]) -> None:
    for one in drawn:
        again = one.run.model_copy(deep=True)
        assert again.trace is not None and again.image is not None
        scores = [scorer(one.run, again) for scorer in SCORERS.values()]
        for score in (*scores, element_score(one.drawing, again.trace), image_score(again.image, again.image)):
            assert score.value == 1.0 and {*score.parts.values()} <= {1.0, None}, told(one.figure.name, score)


def test_a_blank_page_is_worth_nothing(drawn: list[Drawn], blank: Execution) -> None:
    empty, paper = Drawing(blank.trace), prepare(blank.image or b"")  # type: ignore[arg-type]
    for one in drawn:
        scores = [scorer(one.run, blank) for scorer in SCORERS.values()]
        scores += [element_score(empty, one.drawing), compare(paper, one.picture)]
        assert [score.value for score in scores] == [0.0] * 4, told(one.figure.name, scores)


@pytest.mark.parametrize(("name", "mean", "most"), [("image", 0.08, 0.3), ("elements", 0.08, 0.3)])
def test_another_figure_is_worth_next_to_nothing(drawn: list[Drawn], name: str, mean: float, most: float) -> None:
    found = [(value(SCORERS[name](a.run, b.run)), a.figure.name, b.figure.name) for a, b in unrelated(drawn)]
    assert len(found) >= 50
    average = statistics.fmean(v for v, *_ in found)
    assert average <= mean and max(found)[0] <= most, told(average, *sorted(found)[-5:])


@pytest.mark.parametrize("name", SCORERS)
def test_worse_is_lower(drawn: list[Drawn], name: str) -> None:
    taus: dict[str, list[float]] = defaultdict(list)
    rows = []
    for one in (d for d in drawn if d.steps):
        values = [1.0, *(value(SCORERS[name](one.run, case.run)) for case in one.steps)]
        tau = float(kendalltau([0, *(case.severity for case in one.steps)], [-v for v in values]).statistic)
        tau = 0.0 if math.isnan(tau) else tau  # the same throughout: no order at all
        taus[one.family].append(tau)
        rows.append((round(tau, 2), one.figure.name, one.steps[0].change, [round(v, 3) for v in values]))
    average = statistics.fmean(row[0] for row in rows)
    families = {family: round(statistics.fmean(found), 3) for family, found in taus.items()}
    assert average >= 0.95, told(average, families, *sorted(rows)[:12])


def test_which_is_the_reference_hardly_matters(drawn: list[Drawn]) -> None:
    gaps = []
    pairs = [(d, d.steps[-1].run, d.steps[-1].change) for d in drawn[::2] if d.steps]
    pairs += [(a, b.run, b.figure.name) for a, b in unrelated(drawn[::2])]
    for one, other, what in pairs:
        assert other.image is not None and other.trace is not None
        picture, drawing = prepare(other.image), Drawing(other.trace)
        assert compare(one.picture, picture) == compare(picture, one.picture), one.figure.name
        there, back = element_score(one.drawing, drawing), element_score(drawing, one.drawing)
        gaps.append((abs(value(there) - value(back)), one.figure.name, what))
    average = statistics.fmean(gap for gap, *_ in gaps)
    assert max(gaps)[0] <= 0.16 and average <= 0.01, told(average, *sorted(gaps)[-5:])


@pytest.mark.parametrize(("name", "mean"), [("image", 0.935), ("elements", 0.96)])
def test_resolution_size_and_margins_hardly_matter(drawn: list[Drawn], name: str, mean: float) -> None:
    seen = [(d, *d.view) for d in drawn if d.view is not None]
    found = [(value(SCORERS[name](d.run, run)), view, d.figure.name) for d, view, run in seen]
    average = statistics.fmean(v for v, *_ in found)
    assert average >= mean, told(average, *sorted(found)[:5])
    low = [row for row in found if row[0] < LEAST[row[1]][name == "elements"]]
    assert not low, told(*low)


@pytest.mark.parametrize(("name", "least"), [("image", 0.99), ("elements", 0.97)])
def test_the_order_of_calls_does_not_matter(drawn: list[Drawn], name: str, least: float) -> None:
    found = [(value(SCORERS[name](d.run, d.backwards)), d.figure.name) for d in drawn if d.backwards is not None]
    assert len(found) >= 6 and min(found)[0] >= least, told(*sorted(found)[:5])


@pytest.fixture(scope="module")
def pairs(run_many) -> dict[str, tuple[Execution, Execution]]:
    """The hand-written pairs, executed."""
    runs = iter(run_many([code for _, *codes in PAIRS for code in codes]))
    return {name: (next(runs), next(runs)) for name, *_ in PAIRS}


def _each_pair() -> Iterator[Any]:
    for name, *_ in PAIRS:
        yield pytest.param("image", 0.99, name, id=f"image: {name}")
        known = [pytest.mark.xfail(strict=True, reason=NOT_YET[name])] if name in NOT_YET else []
        yield pytest.param("elements", 0.97, name, id=f"elements: {name}", marks=known)


@pytest.mark.parametrize(("scorer", "least", "name"), list(_each_pair()))
def test_who_drew_it_does_not_matter(
    pairs: dict[str, tuple[Execution, Execution]], scorer: str, least: float, name: str
) -> None:
    one, other = pairs[name]
    for score in (SCORERS[scorer](one, other), SCORERS[scorer](other, one)):
        assert value(score) >= least, told(score)


def test_the_pairs_have_every_kind_of_element(pairs: dict[str, tuple[Execution, Execution]]) -> None:
    found = {e.kind for runs in pairs.values() for run in runs if run.trace for e in run.trace.elements}
    assert found == {*get_args(Kind)}
