"""Free English text as tokens: words, numbers, quoted labels, points, hex colours.

All patterns are free of nested repetition and the text is cut at `MAX_CHARS`, so reading takes linear time whatever it
is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from codepercept.types import Claim

MAX_CHARS = 10_000
"""What stands behind is not read; a caption of a figure has some hundred characters."""

TokenKind = Literal["word", "number", "quote", "point", "hex", "punct"]

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3}(?!\w))?|\.\d+"
_SIGNED = rf"[-−–+]?\s?(?:{_NUMBER})"
_TOKEN = re.compile(
    rf"""
      (?P<quote>"[^"\n]{{1,160}}" | “[^”]{{1,160}}” | «[^»]{{1,160}}» | `[^`\n]{{1,160}}` | \$[^$\n]{{1,160}}\$
        | (?<![\w’'])[‘'][^‘’'\n]{{1,80}}(?:['’](?=\w)[^‘’'\n]{{1,80}}){{0,2}}['’](?!\w))
    | (?P<hex>\#[0-9a-fA-F]{{6}}(?![0-9a-fA-F]))
    | (?P<point>\(\s?{_SIGNED}\s?[,;]\s?{_SIGNED}(?:\s?[,;]\s?{_SIGNED})?\s?\))
    | (?P<number>(?:(?<![\w.)\]°])[-−–])?(?:{_NUMBER}))
    | (?P<word>[^\W\d_]+(?:[’'](?:s|t|re)(?!\w))?(?:_?[₀-₉′]|['’](?![\w]))?)
    | (?P<punct>[^\w\s])
    """,
    re.VERBOSE,
)
_PLAIN = re.compile(_NUMBER)
_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = dict(
    zip(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), range(20, 100, 10), strict=True)
)
_SMALL = {word: value for value, word in enumerate(_UNITS)}
_COLLECTIVE = {"pair": 2, "pairs": 2, "couple": 2, "trio": 3, "quartet": 4, "dozen": 12}


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


_SOLID = word_set(
    "solids polyhedron polyhedra faces prism pyramid octahedron tetrahedron icosahedron dodecahedron antiprism"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text; `text` is in lower case and for quotes without the marks, `raw` as written."""

    kind: TokenKind
    text: str
    raw: str
    start: int
    end: int
    glued: bool = False
    """Written to the token before it with a hyphen."""
    numbers: tuple[float, ...] = ()
    decimals: int = 0
    """Digits after the point; of several numbers, the fewest."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of things: how many, and whether that is said exactly."""

    value: int
    first: int
    """Index of its first token."""
    last: int
    how: Literal["exact", "about", "least", "most", "over", "under"] = "exact"
    exact_word: bool = True
    """False for "a" and "an"."""


@dataclass
class Text:
    """A caption in tokens, with the sentence each belongs to."""

    caption: str
    tokens: list[Token]
    sentence: list[int] = field(default_factory=list)
    clause: list[int] = field(default_factory=list)

    @property
    def spatial(self) -> bool:
        """Whether the text speaks of a solid, of which only the near side need be drawn."""
        return any(t.text in _SOLID for t in self.tokens)

    def word(self, index: int) -> str:
        """Lower-case text of a word or punctuation token, "" beyond the ends and for other tokens."""
        if not 0 <= index < len(self.tokens):
            return ""
        token = self.tokens[index]
        return token.text if token.kind in ("word", "punct") else ""

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the caption of the tokens from `first` to `last`, both included."""
        return self.tokens[first].start, self.tokens[last].end


def read(caption: str) -> Text:
    """Cut a caption into tokens, sentences and clauses."""
    tokens: list[Token] = []
    # A line may end anywhere, within a quotation too; an empty line ends everything.
    joined = re.sub(r"(?<!\n)\n(?!\n)", " ", caption[:MAX_CHARS])
    for match in _TOKEN.finditer(joined):
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]
        raw = match[0]
        start, end = match.span()
        if kind == "punct" and raw in "-‐‑" and tokens and tokens[-1].end == start:
            continue  # a hyphen; the word behind it is glued on
        glued = bool(tokens) and kind == "word" and start == tokens[-1].end + 1 and caption[start - 1] in "-‐‑"
        text, numbers, decimals = raw.lower().replace("’", "'"), (), 0
        values: tuple[float, ...] = numbers
        if kind == "quote":
            text = raw[1:-1]
        elif kind in ("number", "point"):
            values, decimals = _numbers(raw)
        elif kind == "word":
            text = text.removesuffix("'s")
        tokens.append(Token(kind, text, raw, start, end, glued, values, decimals))
    found = Text(caption, tokens)
    _split(found)
    return found


def claim(
    text: Text,
    kind: str,
    first: int,
    last: int,
    verdict: str,
    evidence: str = "",
    elements: tuple[int, ...] = (),
) -> Claim:
    """A claim that spans the tokens from `first` to `last`, both included."""
    start, end = text.stretch(first, last)
    return Claim.model_validate(
        {
            "kind": kind,
            "text": text.caption[start:end],
            "start": start,
            "end": end,
            "verdict": verdict,
            "evidence": evidence,
            "elements": elements,
        }
    )


def _numbers(raw: str) -> tuple[tuple[float, ...], int]:
    values, decimals = [], []
    for match in _PLAIN.finditer(raw):
        before = raw[: match.start()].rstrip()
        sign = -1 if before.endswith(("-", "−", "–")) else 1
        text = match[0].replace(",", "")
        values.append(sign * min(float(text), 1e300))
        mantissa = text.lower().partition("e")[0]
        decimals.append(len(mantissa.partition(".")[2]) if "e" not in text.lower() else 12)
    return tuple(values), min(decimals, default=0)


def _split(text: Text) -> None:
    sentence = clause = 0
    for i, token in enumerate(text.tokens):
        text.sentence.append(sentence)
        text.clause.append(clause)
        following = text.tokens[i + 1] if i + 1 < len(text.tokens) else None
        if token.kind == "punct" and token.raw in ".!?" and following is not None:
            gap = text.caption[token.end : following.start]
            if gap and (following.raw[:1].isupper() or following.kind != "word" or "\n" in gap):
                sentence, clause = sentence + 1, clause + 1
        elif (token.kind == "punct" and token.raw in ";•") or (
            following is not None and "\n\n" in text.caption[token.end : following.start]
        ):
            clause += 1


def number_word(text: Text, index: int) -> tuple[int, int] | None:
    """The whole number written at a token, in digits or words, and the index of its last token."""
    if not 0 <= index < len(text.tokens):
        return None
    token = text.tokens[index]
    if token.kind == "number":
        value = token.numbers[0]
        if text.caption[token.end : token.end + 1].isalpha():
            return None  # "3D", "2nd"
        return (int(value), index) if 0 <= value < 1e9 and value == int(value) and "." not in token.raw else None
    if token.kind != "word":
        return None
    word = token.text
    if word in _TENS:
        value = _TENS[word]
        unit = _SMALL.get(text.word(index + 1), 0)
        return (value + unit, index + 1) if 1 <= unit <= 9 else (value, index)
    if word in _SMALL:
        if text.word(index + 1) in ("hundred", "thousand"):
            scale = 100 if text.word(index + 1) == "hundred" else 1000
            if scale == 100 and text.word(index + 2) == "and" and text.word(index + 4) not in ("hundred", "thousand"):
                rest = number_word(text, index + 3)
                if rest is not None and rest[0] < 100:
                    return 100 * _SMALL[word] + rest[0], rest[1]
            return _SMALL[word] * scale, index + 1
        return _SMALL[word], index
    return None


_HEDGES: dict[str, Literal["about", "least", "most", "over", "under"]] = {
    "about": "about", "around": "about", "approximately": "about", "roughly": "about", "nearly": "about",
    "almost": "about", "circa": "about", "some": "about", "~": "about", "≈": "about", "over": "over",
}  # fmt: skip
_TWO_WORDS: dict[tuple[str, str], Literal["least", "most", "over", "under"]] = {
    ("at", "least"): "least", ("at", "most"): "most", ("up", "to"): "most", ("more", "than"): "over",
    ("greater", "than"): "over", ("fewer", "than"): "under", ("less", "than"): "under", ("well", "over"): "over",
}  # fmt: skip


def quantity(text: Text, index: int) -> Quantity | None:
    """A quantity that starts at a token: "six", "24", "a pair of", "a single", "no", "both", "at least 5"."""
    word = text.word(index)
    rising = word == "up" and text.word(index - 1) in ("leads", "goes", "runs", "climbs", "rises", "points", "lead")
    if not rising and (pair := (word, text.word(index + 1))) in _TWO_WORDS and (inner := number_word(text, index + 2)):
        return Quantity(inner[0], index, inner[1], _TWO_WORDS[pair])
    if word in _HEDGES and (inner := number_word(text, index + 1)):
        return Quantity(inner[0], index, inner[1], _HEDGES[word])
    if word == "half" and text.word(index + 1) == "a" and text.word(index + 2) == "dozen":
        return Quantity(6, index, index + 2)
    if inner := number_word(text, index):
        value, last = inner
        if text.word(last + 1) == "dozen":
            return Quantity(value * 12, index, last + 1)
        if text.word(last + 1) in ("pairs", "sets") and text.word(last + 2) == "of":
            return None  # three pairs of what
        if last + 1 < len(text.tokens) and text.tokens[last + 1].glued and text.word(last + 1) not in ("by",):
            return None  # two-digit, five-pointed, 30-degree
        return Quantity(value, index, last)
    if word in ("a", "an", "one") and text.word(index + 1) in _COLLECTIVE:
        value, last = _COLLECTIVE[text.word(index + 1)], index + 1
        return Quantity(value, index, last + 1 if text.word(last + 1) == "of" else last)
    if word in ("a", "an") and text.word(index + 1) in ("single", "lone", "solitary"):
        return Quantity(1, index, index + 1)
    if word in ("single", "lone"):
        return Quantity(1, index, index)
    if word == "both":
        return Quantity(2, index, index)
    if word == "no" and text.word(index + 1) not in ("longer", "matter", "more", "doubt", "other", "such"):
        return Quantity(0, index, index)
    if word in ("a", "an"):
        return Quantity(1, index, index, exact_word=False)
    return None
