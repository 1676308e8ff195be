"""Claims about how many there are. A count is right if any fair reading of its noun has that many."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from codepercept.figure.claims.phrases import Phrase
from codepercept.figure.claims.reading import Quantity, Text, claim, number_word, word_set
from codepercept.figure.claims.scene_view import View, counted, ids
from codepercept.figure.claims.tallies import groups, largest_call, totals
from codepercept.types import Claim

_MEASURES = {"wide", "high", "tall", "long", "apart", "away", "deep", "across", "thick", "per"}
_QUALIFIERS = word_set(
    "in on of at that which whose with inside within between labelled labeled from for along around above below under "
    "over outside near touching beside across through marked shown drawn where having lying sharing to against"
)
_WHOLE = word_set("figure plot diagram picture chart image all total drawing scene graph")
_DESCRIBED = word_set(
    "radius size side equal different length height width diameter various same the increasing decreasing growing"
)
_PARTS = word_set(
    "triangle square rectangle quadrilateral pentagon hexagon octagon decagon polygon face edge vertex rhombus"
)
_ANNOUNCED = word_set("titled labelled labeled named : , lettered marked called are read reading")
_LIST = 60
"""Tokens that a list of labels may take."""

_BEFORE_OTHER = ("above", "below", "beside", "behind", "on", "to")


def count_claims(text: Text, phrases: Sequence[Phrase], view: View) -> list[Claim]:
    """A claim for each phrase with a number."""
    return [c for p in phrases if (c := _count(text, p, view)) is not None]


def _count(text: Text, phrase: Phrase, view: View) -> Claim | None:
    amount = phrase.quantity
    if amount is None or not amount.exact_word or amount.value == 0:
        return None
    numbers, sure, items = totals(phrase, view)
    verdict, evidence = "unverifiable", ""
    listed = _listed(text, phrase)
    if _holds(amount, numbers):
        verdict = "confirmed"
        evidence = f"the trace has {counted(amount.value, phrase.noun.name)}" if amount.how == "exact" else "it agrees"
    elif amount.how == "exact" and min(listed, amount.value) > 1 and listed != amount.value and not phrase.vague:
        verdict, evidence = "contradicted", f"{listed} are listed, not {amount.value}"
    else:
        sub = groups(phrase, view, items)
        qualified = _is_qualified(text, phrase)
        apposed = (phrase.definite or text.word(phrase.last + 1) == ",") and qualified
        narrowed = phrase.vague or phrase.subset or apposed or text.word(amount.first) == "both"
        within = listed == amount.value or narrowed or phrase.definite or qualified or _each(text, phrase)
        if _holds(amount, sub) and (within or not phrase.noun.strict or amount.value == largest_call(phrase, view)):
            verdict, evidence = "confirmed", f"the trace has a group of {counted(amount.value, phrase.noun.name)}"
        elif (
            (numbers and sure and amount.value > 1)
            and not (_is_no_count(text, phrase) or _shared(text, phrase))
            and (not narrowed or amount.value > max([*numbers, *sub]))
        ):
            verdict, evidence = "contradicted", f"the trace has {_described(phrase, numbers)}, not {amount.value}"
    return claim(text, "count", amount.first, phrase.last, verdict, evidence, ids(items))


def _is_no_count(text: Text, phrase: Phrase) -> bool:
    """A number in a row or range ("1, 3 and 5 dots", "2 to 8 dots"), of each of many, a measure ("two dots wide")."""
    assert phrase.quantity is not None
    first = phrase.quantity.first
    before, behind = text.word(first - 1), text.word(phrase.last + 1)
    if before in ("than", "into", "every", "each", "per", "number"):
        return True
    if before in (",", "and", "or", "to", "by", "x", "×", "-", "–") and (
        text.tokens[first - 2].kind == "number" or number_word(text, first - 2)
    ):
        return True
    around = {text.word(k) for k in range(max(0, first - 7), first)}
    if around & {"panel", "panels", "series", "subplot", "curve", "group"}:
        return False
    own = before in ("has", "have", "of", "in", "holds", "contains", "with")
    if own and around & {"each", "every", "row", "column", "out", "rows", "per"}:
        return True
    if phrase.noun.name in _PARTS and text.spatial:
        return True  # the far side of a solid is not drawn
    if phrase.noun.name in ("point", "vertex", "line") and phrase.definite:
        return True  # a point may be where two lines meet
    if around & {"legend", "table"} and phrase.noun.name in ("column", "row", "line"):
        return True
    each = behind != "," and any(text.word(phrase.last + k) == "each" for k in (1, 2, 3))
    return each or behind in _MEASURES or _is_arrangement(text, phrase)


def _is_arrangement(text: Text, phrase: Phrase) -> bool:
    """ "four diamonds of unit squares": things made of other things, which the trace does not know as such."""
    return text.word(phrase.last + 1) == "of" and text.word(phrase.last + 2) not in _DESCRIBED


def _each(text: Text, phrase: Phrase) -> bool:
    """Whether the number is that of each of several things, or of one among them."""
    sentence = text.sentence[phrase.first]
    before = {text.word(k) for k in range(max(0, phrase.first - 12), phrase.first) if text.sentence[k] == sentence}
    behind = {text.word(phrase.last + k) for k in range(1, 5)}
    if behind & {"each", "every", "apiece", "per"} or _shared(text, phrase):
        return True
    return bool(before & {"each", "every", "per", "apiece", "one", "panel", "other", "another", "both"})


def _shared(text: Text, phrase: Phrase) -> bool:
    """ "five nodes form the rim, the other five ...": a part that is told first."""
    sentence = text.sentence[phrase.first]
    if phrase.noun.special:
        return False
    for k in range(phrase.last + 1, min(phrase.last + 25, len(text.tokens))):
        if text.sentence[k] != sentence:
            break
        if text.word(k) in ("another", "others", "rest", "remaining") and text.word(k - 1) != "one":
            return True
        if text.word(k) == "other" and text.word(k - 1) == "the" and text.word(k - 2) not in _BEFORE_OTHER:
            return True
    return False


def _listed(text: Text, phrase: Phrase) -> int:
    """How many labels are listed behind the noun: 'the three panels "A", "B" and "C"'; 0 if it is no whole list."""
    k = phrase.last + 1
    listed = text.tokens[k : k + _LIST]
    row = list(itertools.takewhile(lambda t: t.raw.isupper() or t.text in (",", "and"), listed))
    letters = [t for t in row if t.kind == "word" and t.raw.isupper()]
    if letters:
        whole = all(len(t.raw) == 1 for t in letters) and any(t.text == "and" for t in row)
        return len(letters) if whole else 0
    while text.word(k) in _ANNOUNCED and k <= phrase.last + 4:
        k += 1
    number, closed = 0, False
    while k < min(len(text.tokens), phrase.last + _LIST) and text.tokens[k].kind == "quote":
        number += 1
        if closed:
            return number if text.word(k + 1) not in ("and", "to", "through", "or") else 0
        k += 1
        while text.word(k) in (",", "and", "&"):
            closed |= text.word(k) in ("and", "&")
            k += 1
    return 0


def _described(phrase: Phrase, numbers: Iterable[int]) -> str:
    most = max(numbers)
    kind = " ".join([*(s for s, _ in phrase.styles), *(c.name for c in phrase.colors), phrase.noun.name])
    return counted(most, kind)


def _is_qualified(text: Text, phrase: Phrase) -> bool:
    """Whether words behind the noun narrow down which things are counted."""
    following = text.word(phrase.last + 1)
    if following in (",", ":") and phrase.last + 2 < len(text.tokens) and text.tokens[phrase.last + 2].kind == "quote":
        return True
    if following in ("in", "on", "of") and {text.word(phrase.last + k) for k in (2, 3, 4)} & _WHOLE:
        return False
    return following in _QUALIFIERS or (
        phrase.last + 1 < len(text.tokens) and text.tokens[phrase.last + 1].kind == "point"
    )


def _holds(amount: Quantity, numbers: Iterable[int]) -> bool:
    value = amount.value
    tests = {
        "exact": lambda n: n == value,
        "about": lambda n: abs(n - value) <= max(1, 0.2 * value),
        "least": lambda n: n >= value,
        "most": lambda n: n <= value,
        "over": lambda n: n > value,
        "under": lambda n: n < value,
    }
    return any(map(tests[amount.how], numbers))
