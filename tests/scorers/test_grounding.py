"""The grounding score: confirmed over decided, and nothing for captions that say nothing checkable."""

from __future__ import annotations

from typing import Literal

from codepercept.scorers.grounding import grounding_score
from codepercept.types import Claim


def claim(
    verdict: Literal["confirmed", "contradicted", "unverifiable"], kind: Literal["count", "color"] = "count"
) -> Claim:
    return Claim(
        kind=kind, text="7 circles", start=0, end=9, verdict=verdict, evidence="the trace has 6 circles, not 7"
    )


def test_share_of_the_decided_claims() -> None:
    score = grounding_score(
        [claim("confirmed"), claim("confirmed", "color"), claim("contradicted"), claim("unverifiable")]
    )
    assert score.value == 2 / 3
    assert score.parts["contradicted"] == 1 and score.parts["unverifiable"] == 1 and score.parts["count/confirmed"] == 1
    assert score.explanation == '"7 circles": the trace has 6 circles, not 7'
    assert score.fault is None


def test_nothing_checkable_is_unscored_and_no_fault() -> None:
    for claims in ([], [claim("unverifiable")]):
        score = grounding_score(claims)
        assert score.value is None and score.fault is None


def test_all_confirmed() -> None:
    score = grounding_score([claim("confirmed")])
    assert score.value == 1.0 and score.explanation == ""
