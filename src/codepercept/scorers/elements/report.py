"""What a comparison means for each element: matched, changed, missing, extra."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from codepercept.figure import words
from codepercept.scorers.elements.compare import Comparison
from codepercept.scorers.elements.drawing import Drawing
from codepercept.types import Element

Verdict = Literal["matched", "changed", "missing", "extra"]

_MISSING = 0.3
"""An element of whose weight less than this was found again is missing (or extra)."""
_MATCHED = 0.95
"""From here on nothing about it is worth a word."""


@dataclass(frozen=True)
class Finding:
    """One element of the reference or, where it is extra, of the candidate.

    Attributes:
        reference, candidate: the elements, None on the side that lacks it.
        same, place, look: how far it is the same thing, in its place, of its look, all in [0, 1].
        weight: share of its drawing's weight, in [0, 1].
        note: what differs, in words; "" for nothing.
    """

    verdict: Verdict
    reference: Element | None
    candidate: Element | None
    same: float
    place: float
    look: float
    weight: float
    note: str


def findings(found: Comparison, one: Drawing, other: Drawing) -> list[Finding]:
    """One finding per element with visible ink, heaviest first; missing and extra before changed before matched."""
    ours = _Shares(found, one, reference=True)
    theirs = _Shares(found, other, reference=False)
    rows = [_finding(ours, i, one, other) for i in ours.elements()]
    taken = {r.candidate.id for r in rows if r.candidate is not None}
    for index in theirs.elements():
        share = theirs.share(index)
        if share[0] < _MISSING and one is not other and other.elements[index].id not in taken:
            weight = theirs.weights[index] / max(theirs.total, 1e-12)
            rows.append(Finding("extra", None, other.elements[index], *share, weight, ""))
    order = {"missing": 0, "extra": 1, "changed": 2, "matched": 3}
    return sorted(rows, key=lambda r: (order[r.verdict], -r.weight))


class _Shares:
    """Qualities of the items of one side, summed up by element."""

    def __init__(self, found: Comparison, drawing: Drawing, *, reference: bool) -> None:
        count = len(drawing.elements)
        self.weights = np.zeros(count)
        self._sums = np.zeros((count, 3))
        self._partners: dict[int, dict[int, float]] = {}
        mine, yours = (found.one, found.other) if reference else (found.other, found.one)
        for kind, items in mine.items():
            np.add.at(self.weights, items.element, items.weight)
            pairs = found.pairs.get(kind)
            if pairs is None:
                continue
            rows, columns = (pairs.one, pairs.other) if reference else (pairs.other, pairs.one)
            elements, weight = items.element[rows], items.weight[rows]
            for column, quality in enumerate((pairs.same, pairs.place, pairs.look)):
                np.add.at(self._sums[:, column], elements, weight * quality)
            for element, partner, w in zip(elements, yours[kind].element[columns], weight * pairs.same, strict=True):
                seen = self._partners.setdefault(int(element), {})
                seen[int(partner)] = seen.get(int(partner), 0.0) + float(w)
        self.total = float(self.weights.sum())

    def elements(self) -> list[int]:
        return [int(i) for i in np.flatnonzero(self.weights)]

    def share(self, index: int) -> tuple[float, float, float]:
        """How far it is the same thing; of what is the same, how far in its place and of its look."""
        same, place, look = self._sums[index] / self.weights[index]
        return float(same), float(place / same) if same else 0.0, float(look / same) if same else 0.0

    def partner(self, index: int) -> int | None:
        seen = self._partners.get(index)
        return max(seen, key=lambda k: (seen[k], -k)) if seen else None


def _finding(shares: _Shares, index: int, one: Drawing, other: Drawing) -> Finding:
    element = one.elements[index]
    same, place, look = shares.share(index)
    weight = float(shares.weights[index] / max(shares.total, 1e-12))
    partner = shares.partner(index)
    if partner is None or same < _MISSING:
        return Finding("missing", element, None, same, place, look, weight, "")
    match = other.elements[partner]
    if min(same, place, look) >= _MATCHED:
        return Finding("matched", element, match, same, place, look, weight, "")
    return Finding("changed", element, match, same, place, look, weight, _differences(element, match, same, place))


def _differences(one: Element, other: Element, same: float, place: float) -> str:
    """What differs between two matched elements, in a few words."""
    told: list[str] = []
    if one.text != other.text:
        told.append(f"reads {words.shortened(other.text)}")
    if one.kind != other.kind:
        told.append(f"{other.kind} instead of {one.kind}")
    if one.color != other.color and one.color and other.color:
        told.append(
            f"{words.color_name(other.color)} ({other.color}) instead of {words.color_name(one.color)} ({one.color})"
        )
    if one.line_style != other.line_style and one.line_style and other.line_style:
        told.append(f"{other.line_style} instead of {one.line_style}")
    for name, a, b in (
        ("line width", one.line_width, other.line_width),
        ("font size", one.font_size, other.font_size),
        ("marker size", one.marker_size, other.marker_size),
    ):
        if abs(a - b) > 0.05 * max(a, b):
            told.append(f"{name} {b:g} instead of {a:g}")
    if one.count != other.count:
        told.append(f"{other.count} instead of {one.count}")
    if one.marker != other.marker:
        told.append(f"marker {other.marker!r} instead of {one.marker!r}")
    if place < _MATCHED:
        told.append("elsewhere")
    if same < _MATCHED and not told:
        told.append("another shape or only part of it")
    return ", ".join(told) or "slightly different"


def name_of(element: Element | None) -> str:
    """An element in a few words, e.g. "tick_label text '0.5'"."""
    if element is None:
        return ""
    role = "" if element.role == "data" else f"{element.role} "
    said = f" {element.text[:40]!r}" if element.text else f" {element.label[:40]!r}" if element.label else ""
    return f"{role}{element.kind}{said}"
