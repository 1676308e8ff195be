"""From scores of single figures to numbers that can be quoted: means, intervals, paired tests, two ways to count."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy import stats

from codepercept.evals.trial import Trial

METRICS = ("image", "code", "exec", "avg2", "avg3")
RESAMPLES = 2000
FLIPS = 10_000
MOST_VALUES = 40
"""A group of more values, a folder for each figure say, breaks nothing down."""


def headline(trials: Sequence[Trial]) -> dict[str, str]:
    """Which scorer stands for `image` and which for `code`: the LLM judges where they were asked, ours elsewhere."""
    judged = {name for t in trials for name in t.rollout.scores}
    return {
        "image": "image_judge" if "image_judge" in judged else "image",
        "code": "code_judge" if "code_judge" in judged else "code",
    }


def metrics_of(trial: Trial, judges: Mapping[str, str]) -> dict[str, float | None]:
    """The five metrics of one figure, 0 to 100; None where the part was not scored."""
    scores = trial.rollout.scores
    names = {**judges, "exec": "execution"}
    found: dict[str, float | None] = {}
    for metric, name in names.items():
        value = scores[name].value if name in scores else None
        found[metric] = None if value is None else 100.0 * value
    image, code, runs = found["image"], found["code"], found["exec"]
    found["avg2"] = None if image is None or code is None else (image + code) / 2
    found["avg3"] = None if image is None or code is None or runs is None else (image + code + runs) / 3
    return found


def official(trials: Sequence[Trial], judges: Mapping[str, str]) -> dict[str, Any]:
    """The official script's way: means over answers that hold a fenced program and have both scores.

    Its execution rate is over all figures. Answers without a program and calls that failed raise the means by not being
    there; use it to compare with published numbers only.
    """
    rows = [metrics_of(t, judges) for t in trials if t.block in ("python", "plain")]
    pairs = [(r["image"], r["code"]) for r in rows if r["image"] is not None and r["code"] is not None]
    image = sum(p[0] for p in pairs) / len(pairs) if pairs else 0.0
    code = sum(p[1] for p in pairs) / len(pairs) if pairs else 0.0
    # It never runs an answer without a program, so those leave no picture either.
    drawn = sum(1 for t in trials if t.block in ("python", "plain") and _drew(t))
    rate = 100.0 * drawn / len(trials) if trials else 0.0
    return {
        "image": image, "code": code, "exec": rate, "avg2": (image + code) / 2, "avg3": (image + code + rate) / 3,
        "n": len(pairs), "rule": "answers with a fenced program and two scores", "pictures": drawn, "of": len(trials),
    }  # fmt: skip


def _drew(trial: Trial) -> bool:
    return trial.rollout.execution is not None and trial.rollout.execution.status == "ok"


def strict(trials: Sequence[Trial], judges: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Every figure counts once; what could not be scored is left out and counted.

    Returns:
        For each metric `value` and 95% `interval` (0 to 100, None without rows), `n` and `unscored`.
    """
    rows = [metrics_of(t, judges) for t in trials]
    found = {}
    for metric in METRICS:
        values = np.array([r[metric] for r in rows if r[metric] is not None], float)
        found[metric] = {**estimate(values, rate=metric == "exec"), "unscored": len(rows) - len(values)}
    return found


def estimate(values: np.ndarray, *, rate: bool = False) -> dict[str, Any]:
    """Mean of values from 0 to 100 and its 95% interval.

    Args:
        values: one per figure.
        rate: they are 0 or 100 each: Wilson's interval (1927), which does not shrink to a point at 0 and 100. Others
            get the percentile bootstrap over figures (Efron 1979), with a fixed seed: equal values, equal intervals.
    """
    n = len(values)
    if n == 0:
        return {"value": None, "interval": None, "n": 0}
    if rate:
        found = stats.binomtest(int((values > 50).sum()), n).proportion_ci(method="wilson")
        interval = [100.0 * float(found.low), 100.0 * float(found.high)]
    else:
        picks = np.random.default_rng(0).integers(0, n, (RESAMPLES, n))
        interval = [float(q) for q in np.quantile(values[picks].mean(axis=1), [0.025, 0.975])]
    return {"value": float(values.mean()), "interval": interval, "n": n}


def breakdown(trials: Sequence[Trial], judges: Mapping[str, str]) -> dict[str, dict[str, dict[str, Any]]]:
    """`strict` by every value of every group of at most `MOST_VALUES`, e.g. `["kind"]["circuits"]["avg3"]`."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for key in sorted({k for t in trials for k in t.groups}):
        values = sorted({t.groups[key] for t in trials if key in t.groups})
        if len(values) > MOST_VALUES:
            continue
        found[key] = {v: strict([t for t in trials if t.groups.get(key) == v], judges) for v in values}
    return found


def paired(one: Mapping[str, float | None], other: Mapping[str, float | None]) -> dict[str, Any]:
    """How far two models differ on the figures that both have a score for.

    Args:
        one: metric by figure, 0 to 100.
        other: likewise.

    Returns:
        `difference` (other minus one) with its 95% `interval` by the paired bootstrap, and `p`, two-sided, of the
        sign-flip permutation test (Fisher 1935): the chance of such a difference if it were a toss which model an
        answer came from. `n`: figures in common.
    """
    found = [(a, b) for name, a in one.items() if a is not None and (b := other.get(name)) is not None]
    gaps = np.array([b - a for a, b in found], float)
    if len(gaps) == 0:
        return {"difference": None, "interval": None, "p": None, "n": 0}
    random = np.random.default_rng(0)
    mean = float(gaps.mean())
    picks = random.integers(0, len(gaps), (RESAMPLES, len(gaps)))
    interval = [float(q) for q in np.quantile(gaps[picks].mean(axis=1), [0.025, 0.975])]
    extreme = 0
    for start in range(0, FLIPS, 1000):  # a thousand at a time, so that many figures fit into memory
        signs = random.integers(0, 2, (min(1000, FLIPS - start), len(gaps))) * 2 - 1
        extreme += int((np.abs((signs * gaps).mean(axis=1)) >= abs(mean) - 1e-12).sum())
    return {"difference": mean, "interval": interval, "p": (1 + extreme) / (1 + FLIPS), "n": len(gaps)}


def all_pairs(models: Mapping[str, Mapping[str, Mapping[str, float | None]]]) -> list[dict[str, Any]]:
    """`paired` for every pair of models and every metric, p-values corrected by Holm (1979) within a metric.

    Args:
        models: model to figure to metric to value.
    """
    found: list[dict[str, Any]] = []
    for metric in METRICS:
        rows = []
        for one, other in itertools.combinations(models, 2):
            sides = [{name: row[metric] for name, row in models[m].items()} for m in (one, other)]
            rows.append({"one": one, "other": other, "metric": metric, **paired(*sides)})
        tested = sorted((r for r in rows if r["p"] is not None), key=lambda r: r["p"])
        before = 0.0
        for place, row in enumerate(tested):
            before = row["p_holm"] = max(before, min(1.0, row["p"] * (len(tested) - place)))
        found += rows
    return found
