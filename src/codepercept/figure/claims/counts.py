"""Claims about how many there are. A count is right if any fair reading of its noun has that many."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

from codepercept.figure.claims.hues import any_matches
from codepercept.figure.claims.lexicon import STYLES
from codepercept.figure.claims.phrases import ColorName, Phrase, color_at
from codepercept.figure.claims.reading import Quantity, Text, claim, number_word, word_set
from codepercept.figure.claims.scene_view import View, counted, ids
from codepercept.figure.claims.spelling import folded
from codepercept.figure.claims.tallies import fair_of, groups, largest_call, totals
from codepercept.figure.claims.texts import Texts
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
    "trapezoid trapezium parallelogram kite corner tip "
    "triangle square rectangle quadrilateral pentagon hexagon octagon decagon polygon face edge vertex rhombus"
)
_ANNOUNCED = word_set("titled labelled labeled named : , lettered marked called are read reading")
_LIST = 60
"""Tokens that a list of labels may take."""

_FEW = 12
"""As many crossings or corners may be called points, or sides called lines."""

_BEFORE_OTHER = ("above", "below", "beside", "behind", "on", "to")


def count_claims(text: Text, phrases: Sequence[Phrase], view: View, texts: Texts) -> list[Claim]:
    """A claim for each phrase with a number, and for each number of things that only a colour tells."""
    repeated = Counter((text.sentence[p.head], p.noun.name) for p in phrases if p.quantity is not None)
    found = [
        made
        for p in phrases
        if (made := _count(text, p, view, texts, repeated[text.sentence[p.head], p.noun.name] > 1)) is not None
    ]
    return found + _colored(text, phrases, view)


def _count(text: Text, phrase: Phrase, view: View, texts: Texts, repeated: bool) -> Claim | None:
    """The claim of one phrase; `repeated` if its sentence has several numbers of the same noun, parts of all."""
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
        narrowed |= any(n.name in _PLACES for n in phrase.adjuncts)
        within = listed == amount.value or narrowed or phrase.definite or qualified or _each(text, phrase)
        within |= text.word(phrase.last + 1) in ("is", "are")
        if _holds(amount, sub) and (within or not phrase.noun.strict or amount.value == largest_call(phrase, view)):
            verdict, evidence = "confirmed", f"the trace has a group of {counted(amount.value, phrase.noun.name)}"
        elif amount.value > 1 and not _is_no_count(text, phrase) and not _is_written(text, phrase, texts):
            part = _in_each(text, phrase) or _shared(text, phrase) or _is_made_of(text, phrase)
            part |= repeated or text.word(amount.first - 1) == "with" or _of_a_part(text, amount.first)
            part |= not phrase.styles and _has_style_before(text, amount.first)
            whole = bool(numbers) and sure and (not part or amount.value > max([*numbers, *sub]))
            if whole and (not narrowed or amount.value > max([*numbers, *sub])):
                verdict, evidence = "contradicted", f"the trace has {_described(phrase, numbers)}, not {amount.value}"
            elif amount.how == "exact" and (counts := _counts_there(text, phrase, view, repeated)) is not None:
                verdict, evidence = "contradicted", _none_of(phrase, amount.value, sorted(counts))
    return claim(text, "count", amount.first, phrase.last, verdict, evidence, ids(items))


_CELLS = word_set("cell square tile box field entry pixel")
_STRETCHES = word_set("row column corner half rank file")


def _of_a_part(text: Text, first: int) -> bool:
    """Whether a number is one of a single thing or place: "it has six", "in the lowest row all eight"."""
    if text.word(first - 1) in ("has", "holds", "contains", "shows", "have", "hold"):
        return text.word(first - 2) in ("it", "they", "each", "one", "this", "that", "which")
    before = [i for i in range(max(0, first - 8), first) if text.clause[i] == text.clause[first]]
    return any(text.word(i) in _STRETCHES for i in before) and any(text.word(i) in ("in", "on", "at") for i in before)


def _none_of(phrase: Phrase, value: int, numbers: Sequence[int]) -> str:
    near = min((n for n in numbers if n > 0), key=lambda n: (abs(n - value), n), default=0)
    own = f"the trace has {counted(near, phrase.noun.name)}" if near else "the trace has none"
    return f"{own}, and nowhere {value} of them"


def _counts_there(text: Text, phrase: Phrase, view: View, repeated: bool) -> frozenset[int] | None:
    """The numbers of which the claimed one is none; None if it may be right, or nothing is known of such things."""
    assert phrase.quantity is not None
    value = phrase.quantity.value
    fair = fair_of(phrase, view)
    if fair is None or value in fair or not fair:
        return None
    if phrase.noun.name in _CELLS and (view.by_tag["image"] or view.by_tag["mesh"]):
        return None  # what an image consists of, only the image knows
    part = (
        phrase.vague
        or _of_a_part(text, phrase.quantity.first)
        or _is_made_of(text, phrase)
        or (repeated and not phrase.colors and not phrase.styles)
    )
    if (value <= max(fair) and (part or "different" in phrase.words)) or _PLACES & (
        {text.word(k) for k in range(phrase.first, phrase.head)} | {n.name for n in phrase.adjuncts}
    ):
        return None
    stated = _stated(text, phrase.quantity.first) | {1, 2, 3}
    rest = phrase.subset or _shared(text, phrase)
    if rest and any(value == n - k for n in fair for k in stated):
        return None
    if _shared(text, phrase) and any(value + k in fair for k in _stated(text, phrase.last + 25)):
        return None
    return fair


def _stated(text: Text, index: int) -> set[int]:
    """Whole numbers within some twenty words before an index."""
    return {found[0] for k in range(max(0, index - 25), index) if (found := number_word(text, k)) is not None}


def _is_written(text: Text, phrase: Phrase, texts: Texts) -> bool:
    """Whether the words of the count stand in the figure: "the mean of two vectors" under that title."""
    assert phrase.quantity is not None
    start, end = text.stretch(phrase.quantity.first, phrase.last)
    key = folded(text.caption[start:end])
    return any(key in shown for shown in texts.roles)


def _has_style_before(text: Text, index: int) -> bool:
    """ "what lies behind is dashed, six lines in all"."""
    return any(text.word(k) in STYLES for k in range(max(0, index - 6), index) if text.clause[k] == text.clause[index])


def _is_made_of(text: Text, phrase: Phrase) -> bool:
    """ "a diamond of 25 squares": those in one thing among others, of which there cannot be more than in all."""
    assert phrase.quantity is not None
    first = phrase.quantity.first
    if phrase.noun.special or phrase.noun.name in ("wedge", "slice", "sector"):
        return False  # these are parts of one whole, so all of them are meant
    return text.word(first - 1) in ("of", "from") and text.word(first - 2) not in _WHOLES


_PLACES = word_set("corner inner outer middle central hidden back front border neighbouring adjacent opposite")
"""Words for some of the things that only their places tell."""

_OF = word_set("than into every each per number for at reaches row column figure step case day")
_WHOLES = word_set("consists consisting total set collection composed consist one two three")


def _is_no_count(text: Text, phrase: Phrase) -> bool:
    """A number in a row or range ("1, 3 and 5 dots", "2 to 8 dots"), of each of many, a measure ("two dots wide")."""
    assert phrase.quantity is not None
    first = phrase.quantity.first
    before, behind = text.word(first - 1), text.word(phrase.last + 1)
    if before in _OF or (before == "of" and phrase.vague):
        return True
    if before in (",", "and", "or", "to", "by", "x", "×", "-", "–") and (
        text.tokens[first - 2].kind == "number" or number_word(text, first - 2)
    ):
        return True
    if before in ("has", "have") and len(text.tokens[first - 2].raw) == 1 and text.tokens[first - 2].kind == "word":
        return True  # "O has eight edges"
    if phrase.noun.name in _PARTS and text.spatial:
        return True  # the far side of a solid is not drawn
    if phrase.noun.name in ("point", "vertex", "line") and phrase.definite and phrase.quantity.value <= _FEW:
        return True  # a point may be where two lines meet
    around = {text.word(k) for k in range(max(0, first - 7), first)}
    if around & {"legend", "table"} and phrase.noun.name in ("column", "row", "line"):
        return True
    return behind in _MEASURES or _is_arrangement(text, phrase)


def _in_each(text: Text, phrase: Phrase) -> bool:
    """Whether the number is that of each of several things that the trace does not part: "every side has three"."""
    assert phrase.quantity is not None
    first = phrase.quantity.first
    around = {text.word(k) for k in range(max(0, first - 7), first)}
    if around & {"panel", "panels", "series", "subplot", "curve", "group"}:
        return False
    own = text.word(first - 1) in ("has", "have", "of", "in", "holds", "contains", "with")
    if own and around & {"each", "every", "row", "column", "out", "rows", "per"}:
        return True
    behind = text.word(phrase.last + 1)
    return behind != "," and any(text.word(phrase.last + k) == "each" for k in (1, 2, 3))


def _colored(text: Text, phrases: Sequence[Phrase], view: View) -> list[Claim]:
    """ "the other five are gray", "its 14 black ones": numbers of things that are told by their colour alone."""
    taken = {k for p in phrases for k in range(p.first, p.last + 1)}
    found: list[Claim] = []
    for i in range(len(text.tokens)):
        number = number_word(text, i)
        if number is None or i in taken or number[0] < 2 or text.word(i - 1) not in _BEFORE_COLORED:
            continue
        color = _color_behind(text, number[1], taken)
        if color is None or any(i.element.kind in ("image", "mesh") for i in view.items):
            continue
        meant = [t for t in view.items if any_matches(t.colors, color.name) and not t.tags & {"grid", "spine", "tick"}]
        fair: set[int] = set()
        for tag in {tag for t in meant for tag in t.tags}:
            fair |= view.fair([t for t in meant if tag in t.tags])
        known = fair | {n - k for n in fair for k in (1, 2, 3)} if text.word(i - 1) in ("other", "remaining") else fair
        verdict = "confirmed" if number[0] in fair else "unverifiable" if number[0] in known or not fair else "wrong"
        evidence = f"the trace has {max(fair)} {color.name} things, and nowhere {number[0]} of them" if fair else ""
        if verdict == "wrong":
            found.append(claim(text, "count", i, color.last, "contradicted", evidence, ids(meant)))
        else:
            found.append(claim(text, "count", i, color.last, verdict, "", ids(meant)))
    return found


_BEFORE_COLORED = word_set("the its other remaining these those")


def _color_behind(text: Text, index: int, taken: set[int]) -> ColorName | None:
    """The colour of a bare number: "five are red", "20 white ones"."""
    color = color_at(text, index + 1)
    if color is not None:
        return color if text.word(color.last + 1) in ("ones", ",", ".", "and") else None
    for k in range(index + 1, index + 8):
        if k >= len(text.tokens) or text.clause[k] != text.clause[index] or number_word(text, k) is not None:
            return None
        if text.word(k) == "are":
            return color_at(text, k + 1)
        if text.word(k) in (",", ";", ".", "and"):
            return None
        if text.word(k) in ("it", "them") and color_at(text, k + 1) is not None:
            return color_at(text, k + 1)
    return None


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
