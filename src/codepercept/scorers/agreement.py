"""Several judges over the same answers: do they rank them alike, and where do they disagree?"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import stats

from codepercept.scorers.base import Scorer
from codepercept.types import Rollout, Sample, Score


@dataclass(frozen=True)
class PairOfJudges:
    """Two judges over the answers that both scored.

    Attributes:
        n: how many those are.
        tau: Kendall's tau-b of their values, None where one gives all answers the same value or n < 2.
        rho: Spearman's rank correlation, likewise.
        gap: mean of the absolute difference of their values, None where n = 0.
    """

    one: str
    other: str
    n: int
    tau: float | None
    rho: float | None
    gap: float | None


@dataclass(frozen=True)
class Disagreement:
    """An answer that one judge ranks high and another low. `distance` is that of the ranks, as a share of all."""

    id: str
    one: str
    other: str
    values: tuple[float, float]
    distance: float


@dataclass(frozen=True)
class Agreement:
    """What several judges make of the same answers."""

    pairs: tuple[PairOfJudges, ...]
    disagreements: tuple[Disagreement, ...]
    """Largest first; one per answer, of the two judges furthest apart on it."""
    unscored: dict[str, int]
    """By judge: answers that it has no value for."""


async def judge_all(judges: Sequence[Scorer], answers: Sequence[tuple[Rollout, Sample]]) -> dict[str, list[Score]]:
    """Let every judge score every answer; the lists are in the order of the answers."""
    return {j.name: list(await asyncio.gather(*(j(rollout, sample) for rollout, sample in answers))) for j in judges}


def agreement(scores: Mapping[str, Sequence[Score]], ids: Sequence[str], most: int = 20) -> Agreement:
    """Compare judges.

    Args:
        scores: by judge, one score per answer. Unscored ones are left out, pair by pair of judges.
        ids: of the answers.
        most: how many disagreements to list.

    Raises:
        ValueError: a judge has not as many scores as there are ids.
    """
    if any(len(s) != len(ids) for s in scores.values()):
        raise ValueError("every judge needs one score per answer")
    values = {n: np.array([np.nan if s.value is None else s.value for s in row], float) for n, row in scores.items()}
    pairs: list[PairOfJudges] = []
    apart: dict[int, Disagreement] = {}
    for one, other in combinations(values, 2):
        both = np.flatnonzero(np.isfinite(values[one]) & np.isfinite(values[other]))
        a, b = values[one][both], values[other][both]
        gap = float(np.abs(a - b).mean()) if len(both) else None
        pairs.append(PairOfJudges(one, other, len(both), *_correlations(a, b), gap))
        distance = np.abs(stats.rankdata(a) - stats.rankdata(b)) / max(1, len(both) - 1)
        for at, x, y, d in zip(both.tolist(), a.tolist(), b.tolist(), distance.tolist(), strict=True):
            if d > 0 and d > (apart[at].distance if at in apart else 0.0):
                apart[at] = Disagreement(ids[at], one, other, (x, y), d)
    ranked = sorted(apart.items(), key=lambda item: (-item[1].distance, item[0]))
    unscored = {name: int((~np.isfinite(v)).sum()) for name, v in values.items()}
    return Agreement(tuple(pairs), tuple(d for _, d in ranked[:most]), unscored)


def _correlations(a: np.ndarray, b: np.ndarray) -> tuple[float | None, float | None]:
    if len(a) < 2 or np.ptp(a) == 0 or np.ptp(b) == 0:
        return None, None
    return float(stats.kendalltau(a, b).statistic), float(stats.spearmanr(a, b).statistic)
