"""Noun phrases of a caption: how many, of what colour and style, of what kind, labelled how."""

from __future__ import annotations

from dataclasses import dataclass, field

from codepercept.figure.claims.hues import SHADES, is_color_word, is_shade
from codepercept.figure.claims.lexicon import LONGEST, MODIFIERS, STYLES, SUBSET, Noun, noun_at
from codepercept.figure.claims.reading import Quantity, Text, quantity, word_set

_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "from",
        "by",
        "with",
        "and",
        "or",
        "but",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "that",
        "which",
        "who",
        "this",
        "it",
        "its",
        "they",
        "them",
        "as",
        "for",
        "into",
        "onto",
        "over",
        "under",
        "above",
        "below",
        "between",
        "through",
        "across",
        "along",
        "around",
        "inside",
        "outside",
        "within",
        "near",
        "beside",
        "against",
        "off",
        "up",
        "down",
        "shows",
        "show",
        "contains",
        "contain",
        "consists",
        "consist",
        "includes",
        "include",
        "depicts",
        "lies",
        "lie",
        "stands",
        "stand",
        "runs",
        "run",
        "labelled",
        "labeled",
        "marked",
        "named",
        "while",
        "where",
        "when",
        "each",
        "every",
        "not",
        "no",
        "than",
        "then",
        "there",
        "here",
        "so",
    ]
)
_ARTICLES = {"a", "an", "the", "this", "that", "these", "those", "its", "their", "each", "every", "all", "any"}


@dataclass(frozen=True, slots=True)
class ColorName:
    """A colour as the caption names it."""

    name: str
    first: int
    last: int


@dataclass(slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        first, last: tokens it spans, with quantity and modifiers; `head` is where the noun begins.
        colors: its colour adjectives, in order.
        styles: line styles ("dashed", ...) and the tokens that name them.
        subset: words like "other" or "first" say that it means only some of the things.
        vague: words in it are not understood.
        definite: begins with "the", "these", "its", ...
        labels: quotations among its words.
        adjuncts: nouns before the head that describe it ("circle" in "circle markers").
    """

    noun: Noun
    first: int
    head: int
    last: int
    quantity: Quantity | None = None
    colors: list[ColorName] = field(default_factory=list)
    styles: list[tuple[str, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    subset: bool = False
    vague: bool = False
    definite: bool = False
    negated: bool = False
    labels: list[str] = field(default_factory=list)
    adjuncts: list[Noun] = field(default_factory=list)
    plural: bool = False


def color_at(text: Text, index: int) -> ColorName | None:
    """The colour name that starts at a token: "red", "light steel blue", "#ff0000"."""
    tokens = text.tokens
    if not 0 <= index < len(tokens):
        return None
    if tokens[index].kind == "hex":
        return ColorName(tokens[index].text, index, index)
    last = index
    while last < min(index + 3, len(tokens)) and _colors(text, last):
        if is_color_word(text.word(last)) and not is_color_word(text.word(last + 1)):
            parts = [text.word(i) for i in range(index, last + 1)]
            return ColorName(" ".join(parts), index, last)
        last += 1
    return None


def _colors(text: Text, index: int) -> bool:
    """Whether a word is part of a colour name."""
    return is_shade(text.word(index), text.word(index + 1)) or is_color_word(text.word(index))


def colors_in(text: Text) -> list[ColorName]:
    """Every colour name of a text; a hex code in brackets behind a name is a name of its own."""
    found, i = [], 0
    while i < len(text.tokens):
        color = color_at(text, i)
        if color is not None:
            found.append(color)
            i = color.last
        i += 1
    return found


def phrases_in(text: Text) -> list[Phrase]:
    """All noun phrases whose noun is known, in order."""
    found: list[Phrase] = []
    i, floor = 0, 0
    while i < len(text.tokens):
        noun, length = _noun(text, i)
        if noun is None or _is_verb(text, i, found):
            i += 1
            continue
        head, adjuncts = i, []
        while (behind := _adjunct_of(text, noun, head, length)) is not None:
            adjuncts.append(noun)
            head, (noun, length) = head + length, behind
        phrase = _phrase(text, noun, i, head + length - 1, floor)
        phrase.adjuncts = adjuncts
        found.append(phrase)
        i = floor = head + length
    return found


_VERBS = word_set("points marks crosses labels cuts links numbers names steps rings frames borders totals")
_PLAIN_VERBS = word_set("point mark cross label cut link number name step ring frame border total count")


def _is_singular(text: Text, index: int) -> bool:
    """Whether "a", "one", "each" or "the" with a singular noun stands before: what follows the noun is a verb then."""
    before = [text.word(k) for k in range(max(0, index - 5), index)]
    return any(w in ("a", "an", "one", "each", "every", "single", "another", "the", "this", "its") for w in before)


def _is_verb(text: Text, index: int, found: list[Phrase]) -> bool:
    """ "arrows point up", "the lines that cross", "an arrow points to": words that are no nouns there."""
    word, before = text.word(index), text.word(index - 1)
    behind_noun = bool(found) and found[-1].last == index - 1
    if word in _PLAIN_VERBS:
        return before in ("that", "which", "they", "to", "both", "not", "also", "and") or (
            behind_noun and found[-1].plural
        )
    return word in _VERBS and (before in ("that", "which", "it", "also") or (behind_noun and not found[-1].plural))


def _adjunct_of(text: Text, noun: Noun, index: int, length: int) -> tuple[Noun, int] | None:
    """The noun right behind another one, which then only describes it: "circle markers", "square cells"."""
    following = index + length
    if noun.special or following >= len(text.tokens) or text.sentence[following] != text.sentence[index]:
        return None
    if text.tokens[following - 1].text.endswith("s") and not text.tokens[following - 1].text.endswith("ss"):
        return None
    gap = text.caption[text.tokens[following - 1].end : text.tokens[following].start]
    if text.word(following) in _VERBS and _is_singular(text, index):
        return None
    behind, size = _noun(text, following)
    return (behind, size) if behind is not None and gap.strip() in ("", "-") else None


def _noun(text: Text, index: int) -> tuple[Noun | None, int]:
    """The longest noun from a token on. A noun directly before another is only its adjective: "circle markers"."""
    for length in range(LONGEST, 0, -1):
        parts = tuple(text.word(index + k) for k in range(length))
        if all(parts) and (noun := noun_at(parts)) is not None and text.sentence[index] == _last(text, index, length):
            return noun, length
    return None, 0


def _last(text: Text, index: int, length: int) -> int:
    return text.sentence[index + length - 1]


def _phrase(text: Text, noun: Noun, head: int, last: int, floor: int) -> Phrase:
    """Reads leftwards from the noun over modifiers to the quantity or article."""
    phrase = Phrase(noun, head, head, last)
    phrase.plural = text.word(last) not in (noun.name.split()[-1], noun.name.split("-")[-1])
    i, unknown = head - 1, 0
    sentence = text.sentence[head]
    while i >= floor and text.sentence[i] == sentence and head - i <= 9:
        word, token = text.word(i), text.tokens[i]
        amount = _quantity_ending(text, i, floor)
        if amount is not None:
            phrase.quantity, phrase.first = amount, amount.first
            i = amount.first - 1
            if not amount.exact_word or amount.value == 0:
                break
            if text.word(i) in _ARTICLES:
                phrase.definite, phrase.first = text.word(i) not in ("a", "an"), i
            if text.word(i) in SUBSET and amount.exact_word:
                phrase.subset = True
            break
        if token.kind == "hex" or is_color_word(word):
            first = i
            while first - 1 >= floor and _colors(text, first - 1):
                first -= 1
            phrase.colors.insert(0, ColorName(" ".join(text.tokens[k].text for k in range(first, i + 1)), first, i))
            phrase.first, i = first, first - 1
            continue
        if word in STYLES:
            phrase.styles.append((STYLES[word], i))
        elif word in SUBSET and word not in ("right",):
            phrase.subset = True
        elif (
            word in ("and", "or", ",", "/", "&")
            and i + 1 < head
            and _is_modifier(text, i - 1)
            and phrase.first == i + 1
        ):
            pass
        elif word in _ARTICLES:
            phrase.definite, phrase.first = word not in ("a", "an", "any"), i
            break
        elif word in MODIFIERS or word in SHADES:
            phrase.words.append(word)
        elif token.kind == "word" and word not in _STOP and unknown < 2 and _reaches(text, i, floor):
            unknown += 1
            phrase.vague = True
        elif token.kind == "quote" and i == head - 1:
            phrase.labels.append(token.text)
        else:
            break
        phrase.first = i
        i -= 1
    if text.word(phrase.first - 1) in _NOT or _denied_before(text, phrase.first):
        phrase.negated = True
    if phrase.quantity is not None and phrase.quantity.value == 0:
        phrase.negated = True
    return phrase


_NOT = ("without", "no", "lacks", "lacking", "omits", "neither", "nor", "not")


def _denied_before(text: Text, first: int) -> bool:
    """Whether a thing is the later one of "no ticks or grid"."""
    if text.word(first - 1) != "or":
        return False
    before = range(max(0, first - 6), first - 1)
    return any(text.word(i) in _NOT and text.clause[i] == text.clause[first] for i in before)


def _is_modifier(text: Text, index: int) -> bool:
    word = text.word(index)
    return word in MODIFIERS or word in SHADES or word in STYLES or is_color_word(word) or word in SUBSET


def _reaches(text: Text, index: int, floor: int) -> bool:
    """Whether an unknown word still belongs to the phrase: a quantity, article or known modifier stands before it."""
    for k in (index - 1, index - 2):
        if k < floor or text.word(k) in _STOP - _ARTICLES:
            return False
        if text.word(k) in _ARTICLES or _is_modifier(text, k) or _quantity_ending(text, k, floor) is not None:
            return True
    return False


def _quantity_ending(text: Text, index: int, floor: int) -> Quantity | None:
    """The quantity whose last token is at `index`."""
    for first in range(max(floor, index - 3), index + 1):
        amount = quantity(text, first)
        if amount is not None and amount.last == index:
            if text.tokens[amount.first].glued:
                continue
            return amount
    return None
