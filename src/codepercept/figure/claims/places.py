"""Claims about where the legend and the colour bar stand: "the legend at the upper left"."""

from __future__ import annotations

from collections.abc import Sequence

from codepercept.figure.claims.items import Item
from codepercept.figure.claims.phrases import Phrase
from codepercept.figure.claims.reading import Text, claim
from codepercept.figure.claims.scene_view import View, ids
from codepercept.types import Claim

_SIDES = {
    "left": (0, -1), "right": (0, 1), "upper": (1, -1), "top": (1, -1), "lower": (1, 1), "bottom": (1, 1),
}  # fmt: skip
_REACH = 6
_CLEAR = 0.2
"""Share of the page or panel, from its middle, from which on a side is surely the other one."""


def place_claims(text: Text, phrases: Sequence[Phrase], view: View) -> list[Claim]:
    """A claim for each side at which a legend or colour bar is said to stand."""
    found: list[Claim] = []
    for phrase in phrases:
        box = _box(phrase, view)
        if box is None or phrase.negated or phrase.plural:
            continue
        sides = _sides(text, phrase)
        if not sides:
            continue
        answers = [_stands(box, *_SIDES[text.word(k)], view) for k in sides]
        verdict = "contradicted" if False in answers else "unverifiable" if None in answers else "confirmed"
        evidence = f"the {phrase.noun.name} stands elsewhere" if verdict == "contradicted" else ""
        things = view.by_tag["legend"] if phrase.noun.special == "legend" else []
        found.append(claim(text, "relation", sides[0], sides[-1], verdict, evidence, ids(things, 1)))
    return found


def _box(phrase: Phrase, view: View) -> tuple[float, float, float, float] | None:
    if phrase.noun.special == "colorbar":
        bars = [a for a in view.trace.axes if a.colorbar_of is not None]
        return bars[0].bbox if len(bars) == 1 else None
    if phrase.noun.special != "legend" or sum(bool(a.legend) for a in view.trace.axes) > 1:
        return None
    parts: list[Item] = [i for i in view.by_tag["legend"] if i.box is not None]
    boxes = [i.box for i in parts if i.box is not None]
    if not boxes:
        return None
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _sides(text: Text, phrase: Phrase) -> list[int]:
    """Tokens behind "at the", "in the" or "on the" that name sides, within the clause and before a verb of others."""
    k, end = phrase.last + 1, min(phrase.last + _REACH, len(text.tokens))
    while k < end and text.word(k) in ("is", "stands", "sits", "lies", ",", "placed", "runs"):
        k += 1
    if text.word(k) not in ("in", "at", "on") or k >= end or text.clause[k] != text.clause[phrase.last]:
        return []
    k += 2 if text.word(k + 1) == "the" else 1
    found = []
    while text.word(k) in _SIDES:
        found.append(k)
        k += 1
    return found if text.word(k) not in ("of", "panel", "plot", "subplot", "half", "one", "chart", "axes") else []


def _stands(box: tuple[float, float, float, float], axis: int, sign: int, view: View) -> bool | None:
    """Whether a box is on that side of the panel and of the page; None where they disagree or it is in between."""
    middle = (box[axis] + box[axis + 2]) / 2
    size = (view.trace.canvas.width, view.trace.canvas.height)[axis]
    shares = [sign * (middle / size - 0.5)]
    for axes in view.main:
        span = axes.bbox[axis + 2] - axes.bbox[axis]
        if span > 0:
            shares.append(sign * ((middle - axes.bbox[axis]) / span - 0.5))
    if any(s > 0.05 for s in shares):
        return True
    return False if all(s < -_CLEAR for s in shares) else None
