"""Claims about how things stand to each other, checked on the page in pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from codepercept.figure.claims.hues import any_matches
from codepercept.figure.claims.items import Item
from codepercept.figure.claims.phrases import Phrase, color_at
from codepercept.figure.claims.reading import Text, claim, word_set
from codepercept.figure.claims.relation_tests import Test, relation_at
from codepercept.figure.claims.scene_view import View, ids
from codepercept.figure.claims.spelling import folded
from codepercept.figure.claims.texts import Texts
from codepercept.types import Claim

MAX_EACH = 60
"""With more candidates than this on a side a relation is not tested."""

MAX_RELATIONS = 40


@dataclass(frozen=True, slots=True)
class Mention:
    """Things that some words of the caption mean."""

    first: int
    last: int
    items: tuple[Item, ...]
    sure: bool
    """Exactly these are meant."""
    plural: bool


def relation_claims(text: Text, phrases: Sequence[Phrase], view: View, texts: Texts) -> list[Claim]:
    """Every claim of the form "A is left of B" whose two sides can be told."""
    found: list[Claim] = []
    hits = [(i, *hit) for i in range(len(text.tokens)) if (hit := relation_at(text, i)) is not None]
    if not hits:
        return []
    mentions = _mentions(text, phrases, view, texts)
    named = _named_ends(view)
    for i, last, name, test in hits[:MAX_RELATIONS]:
        if (lettered := _lettered(text, i, last, named)) is not None:
            found.append(lettered)
            continue
        one, other = _before(text, mentions, i), _behind(text, mentions, last)
        if one is None or other is None or one is other or not one.items or not other.items:
            continue
        verdict, evidence = _judge(one, other, test, name, view)
        found.append(claim(text, "relation", i, last, verdict, evidence, ids((*one.items, *other.items))))
    return found


def _named_ends(view: View) -> dict[str, tuple[float, float]]:
    """Where single capital letters are written, those that stand there only once."""
    found: dict[str, list[tuple[float, float]]] = {}
    for item in view.by_tag["letter"]:
        if item.middle is not None:
            found.setdefault(item.element.text.strip("$ "), []).append(item.middle)
    return {k: v[0] for k, v in found.items() if len(v) == 1 and k.isupper()}


def _lettered(text: Text, index: int, last: int, ends: dict[str, tuple[float, float]]) -> Claim | None:
    """ "BE is parallel to CD": lines named by their ends, whose directions the places of the letters tell roughly."""
    relation = text.word(index)
    if relation not in ("parallel", "perpendicular") or not ends or last + 1 >= len(text.tokens):
        return None
    other = text.tokens[last + 1].raw
    sentence = text.sentence[index]
    names = [
        t.raw
        for k, t in enumerate(text.tokens[max(0, index - 40) : index], max(0, index - 40))
        if text.sentence[k] == sentence and _is_pair(t.raw, ends)
    ]
    linked = text.word(index - 1) in ("is", "and", "and is", "drawn", "runs") or _is_pair(
        text.tokens[index - 1].raw, ends
    )
    if len(names) == 0 or not _is_pair(other, ends) or not linked or text.word(index - 2) == "not":
        return None
    first, second = (_way(ends[n[0]], ends[n[1]]) for n in (names[0], other))
    if first is None or second is None:
        return None
    between = min(abs(first - second), 180 - abs(first - second))
    fits, fails = (between <= _ROUGH, between >= 90 - _ROUGH)
    if relation == "perpendicular":
        fits, fails = fails, fits
    verdict = "confirmed" if fits else "contradicted" if fails else "unverifiable"
    evidence = f"{names[0]} and {other} meet at some {between:.0f}°" if fails else ""
    return claim(text, "relation", index, last, verdict, evidence)


_ROUGH = 25.0
"""Degrees by which the direction between two letters may differ from that of the line they name."""


def _is_pair(raw: str, ends: dict[str, tuple[float, float]]) -> bool:
    return len(raw) == 2 and raw[0] != raw[1] and all(c in ends for c in raw)


def _way(start: tuple[float, float], end: tuple[float, float]) -> float | None:
    """Direction in degrees from 0 to 180; None where the two are too near to tell."""
    if math.dist(start, end) < _FAR:
        return None
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0])) % 180


_FAR = 80.0


def _before(text: Text, mentions: Sequence[Mention], index: int) -> Mention | None:
    one = next((m for m in reversed(mentions) if m.last < index), None)
    if one is None or text.clause[one.last] != text.clause[index] or index - one.last > 9:
        return None
    return one if all(text.word(k) in _BETWEEN or color_at(text, k) for k in range(one.last + 1, index)) else None


def _behind(text: Text, mentions: Sequence[Mention], index: int) -> Mention | None:
    word = text.word(index + 1)
    if word in ("it", "them"):
        earlier = [m for m in mentions if m.last < index and m.plural == (word == "them")]
        return earlier[-2] if len(earlier) > 1 else None
    other = next((m for m in mentions if m.first > index), None)
    if other is None or other.first - index > 2 or text.clause[other.first] != text.clause[index]:
        return None
    return (
        other
        if all(text.word(k) in ("the", "both", "all", "its", "their", "each") for k in range(index + 1, other.first))
        else None
    )


_BETWEEN = word_set(
    "is are lies lie stands stand sits sit runs run placed drawn located positioned to the it was just "
    "directly slightly clearly which that both completely entirely fully also appears appear well far "
    "immediately partly written printed set shown given standing lying running in at type italic bold upper "
    "lower exactly right close"
)


def _mentions(text: Text, phrases: Sequence[Phrase], view: View, texts: Texts) -> list[Mention]:
    found: list[Mention] = []
    covered: set[int] = set()
    for phrase in phrases:
        covered |= set(range(phrase.first, phrase.last + 1))
        if (frame := _furniture(phrase.noun.name, view)) is not None:
            found.append(Mention(phrase.first, phrase.last, (frame,), True, False))
            continue
        readings = view.readings(phrase.noun)
        chosen = view.narrowed(readings[0], phrase) if readings else []
        if not chosen and readings:
            chosen = view.narrowed(readings[-1], phrase)
        last, lettered = phrase.last, False
        if phrase.last + 1 < len(text.tokens) and text.tokens[phrase.last + 1].kind == "quote":
            quoted = folded(text.tokens[phrase.last + 1].text)
            own = _labelled(quoted, chosen) or [i for i in chosen if folded(i.element.text) == quoted]
            if own:
                chosen, last, lettered = own, phrase.last + 1, True
        sure = (
            bool(chosen) and not phrase.vague and not phrase.subset and (len(chosen) == 1 or lettered or phrase.plural)
        )
        if phrase.plural and all(i.element.kind == "text" for i in chosen):
            sure = False  # "the names", "the numbers": some of all the texts
        if {text.word(phrase.first), text.word(phrase.first - 1)} & {"each", "every", "its", "their"}:
            sure = bool(chosen) and not phrase.vague
        if phrase.quantity is not None and phrase.quantity.exact_word and phrase.quantity.value != len(chosen):
            sure = False
        found.append(Mention(phrase.first, last, tuple(chosen), sure, phrase.plural))
    for i, token in enumerate(text.tokens):
        if i in covered:
            continue
        if token.kind == "quote" or (token.kind == "word" and token.raw[:1].isupper()):
            items = _called(folded(token.text if token.kind == "quote" else token.raw), view, texts)
            if items:
                found.append(Mention(i, i, tuple(items), len(items) == 1, False))
        elif (color := color_at(text, i)) is not None:
            items = [
                t
                for t in view.items
                if any_matches(t.colors[:1], color.name) and t.element.role == "data" and t.element.kind != "text"
            ]
            found.append(Mention(i, color.last, tuple(items), len(items) == 1, False))
    found.sort(key=lambda m: m.first)
    return found


def _furniture(name: str, view: View) -> Item | None:
    """The legend, or the frame of the only panel, as one item."""
    if name in ("legend", "key"):
        parts = [i for i in view.by_tag["legend"] if i.box is not None]
        return max(parts, key=lambda i: (i.box[2] - i.box[0]) * (i.box[3] - i.box[1]) if i.box else 0.0, default=None)
    if name in ("frame", "border") and len(view.main) == 1 and view.items:
        return Item(view.items[0].element, frozenset({"frame"}), box=view.main[0].bbox)
    return None


def _labelled(key: str, items: Sequence[Item]) -> list[Item]:
    return [i for i in items if i.element.label and folded(i.element.label) == key]


def _called(key: str, view: View, texts: Texts) -> list[Item]:
    if not key or key not in texts.roles:
        return []
    own = [i for i in view.items if i.element.label and folded(i.element.label) == key]
    return own or [i for i in view.items if i.element.kind == "text" and folded(i.element.text) == key]


def _judge(one: Mention, other: Mention, test: Test, name: str, view: View) -> tuple[str, str]:
    if len(one.items) > MAX_EACH or len(other.items) > MAX_EACH:
        return "unverifiable", ""
    if len(one.items) > 1 and len(other.items) > 1:
        answers = [test(nearest, b) for b in other.items if (nearest := _nearest(b, one.items)) is not None]
    else:
        answers = [test(a, b) for a in one.items for b in other.items if a is not b]
    if not answers:
        return "unverifiable", ""
    if all(a is True for a in answers):
        return "confirmed", f"it is {name}"
    flat = not any(a.view is not None for a in view.main)
    if all(a is False for a in answers) and flat and one.sure and other.sure:
        return "contradicted", f"it is not {name}"
    return "unverifiable", ""


def _nearest(item: Item, others: Sequence[Item]) -> Item | None:
    middle = item.middle
    near = [
        (math.dist(middle, m), k)
        for k, o in enumerate(others)
        if middle and o is not item and (m := o.middle) is not None
    ]
    return others[min(near)[1]] if near else None
