"""How far a caption is grounded in what was drawn: the share of its checkable claims that the trace confirms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from codepercept.types import Claim, Score


def grounding_score(claims: Sequence[Claim]) -> Score:
    """Score the claims of one caption (see `figure.claims.check_caption`).

    Args:
        claims: what was found in the caption, with verdicts.

    Returns:
        `value` is confirmed / (confirmed + contradicted), between 0 and 1; None if no claim could be decided, which
        is no fault and no zero. `parts` holds the number of claims by verdict ("confirmed") and by kind and verdict
        ("count/contradicted"). `explanation` lists the contradictions, each with what the figure has instead.
    """
    verdicts = Counter(c.verdict for c in claims)
    parts: dict[str, float | None] = {
        "claims": float(len(claims)),
        "confirmed": float(verdicts["confirmed"]),
        "contradicted": float(verdicts["contradicted"]),
        "unverifiable": float(verdicts["unverifiable"]),
    }
    for (kind, verdict), number in sorted(Counter((c.kind, c.verdict) for c in claims).items()):
        parts[f"{kind}/{verdict}"] = float(number)
    decided = verdicts["confirmed"] + verdicts["contradicted"]
    if not decided:
        return Score(value=None, parts=parts, explanation="the caption says nothing that the trace could decide")
    wrong = [f'"{c.text}": {c.evidence}' for c in claims if c.verdict == "contradicted"]
    return Score(value=verdicts["confirmed"] / decided, parts=parts, explanation="; ".join(wrong))
