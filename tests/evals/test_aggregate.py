"""Means, intervals and tests: what is counted, and how sure one can be."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from codepercept.evals.aggregate import all_pairs, breakdown, estimate, headline, metrics_of, official, paired, strict
from codepercept.evals.trial import Block, Trial
from codepercept.types import Execution, Rollout, Sample, Score, Seed


def trial(
    name: str,
    image: float | None,
    code: float | None,
    block: Block = "python",
    status: str | None = "ok",
    **groups: str,
) -> Trial:
    run = Execution(status=status) if status else None  # type: ignore[arg-type]
    scores = {
        "image": Score(value=image), "code": Score(value=code),
        "execution": Score(value=None if image is None else float(status == "ok")),
    }  # fmt: skip
    return Trial(
        id=name, number=0, target=Sample(id=name, seed=Seed(id=name), pipeline="benchmark"), block=block, groups=groups,
        rollout=Rollout(prompt="", completion="x", execution=run, scores=scores), answered=True,
    )  # fmt: skip


TRIALS = [
    trial("a", 0.8, 0.6, kind="x"),
    trial("b", 0.4, 0.2, kind="x"),
    trial("c", 0.0, 0.3, status="error", kind="y"),
    trial("d", 0.0, 0.0, block="none", status=None, kind="y"),
    trial("e", None, None, block="none", status=None, kind="y"),
]


def test_official_leaves_out_what_strict_counts() -> None:
    judges = headline(TRIALS)
    theirs = official(TRIALS, judges)
    assert (theirs["n"], theirs["pictures"], theirs["of"]) == (3, 2, 5)
    assert theirs["image"] == pytest.approx(40) and theirs["code"] == pytest.approx(110 / 3)
    assert theirs["exec"] == pytest.approx(40), "pictures over all figures"
    assert theirs["avg3"] == pytest.approx((40 + 110 / 3 + 40) / 3)
    ours = strict(TRIALS, judges)
    assert (ours["image"]["n"], ours["image"]["unscored"]) == (4, 1)
    assert ours["image"]["value"] == pytest.approx(30) and ours["exec"]["value"] == pytest.approx(50)
    assert ours["avg2"]["value"] == pytest.approx((70 + 30 + 15 + 0) / 4)
    by = breakdown(TRIALS, judges)
    assert by["kind"]["x"]["image"]["value"] == pytest.approx(60) and by["kind"]["y"]["image"]["n"] == 2


def test_llm_judges_stand_for_image_and_code_where_they_judged() -> None:
    judged = TRIALS[0].model_copy(
        update={"rollout": TRIALS[0].rollout.model_copy(update={"scores": {"image_judge": Score(value=0.1)}})}
    )
    assert headline([judged, *TRIALS]) == {"image": "image_judge", "code": "code"}
    assert metrics_of(judged, headline([judged]))["image"] == pytest.approx(10)


def test_intervals() -> None:
    random = np.random.default_rng(1)
    covered = 0
    for _ in range(200):
        found = estimate(random.normal(50, 20, 60))
        covered += found["interval"][0] <= 50 <= found["interval"][1]
    assert 175 <= covered <= 200, "95% intervals of a mean hold it about so often"
    all_right = estimate(np.full(20, 100.0), rate=True)
    assert all_right["interval"][0] == pytest.approx(83.9, abs=0.1) and all_right["interval"][1] == pytest.approx(100)
    assert estimate(np.array([])) == {"value": None, "interval": None, "n": 0}
    assert estimate(np.array([10.0, 90.0])) == estimate(np.array([10.0, 90.0])), "the same values, the same interval"


def test_paired_difference() -> None:
    random = np.random.default_rng(0)
    base = random.uniform(0, 100, 80)
    one = {str(i): float(v) for i, v in enumerate(base)}
    better = {k: v + 3 + float(random.normal(0, 4)) for k, v in one.items()}
    found = paired(one, better)
    assert found["n"] == 80 and found["difference"] == pytest.approx(3, abs=1.5) and found["p"] < 0.001
    assert found["interval"][0] > 0, "a small gain shows when figures are paired, though their spread is 30"
    t = stats.ttest_rel(list(better.values()), list(one.values()))
    assert t.pvalue < 0.001, "and the t-test agrees"
    noise = {k: v + float(random.normal(0, 4)) for k, v in one.items()}
    assert paired(one, noise)["p"] > 0.01
    assert paired(one, {"z": 1.0})["n"] == 0
    assert paired({"a": None, "b": 1.0}, {"a": 2.0, "b": 3.0})["n"] == 1


def test_many_models_are_corrected_for() -> None:
    random = np.random.default_rng(5)
    models = {m: {str(i): {k: float(random.uniform(0, 100)) for k in ("image", "code", "exec", "avg2", "avg3")}
                  for i in range(30)} for m in "abcd"}  # fmt: skip
    tests = [t for t in all_pairs(models) if t["metric"] == "image"]
    assert len(tests) == 6 and all(t["p_holm"] >= t["p"] for t in tests)
    assert min(t["p_holm"] for t in tests) == pytest.approx(min(1, 6 * min(t["p"] for t in tests)))
