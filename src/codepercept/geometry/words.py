"""Plain English for captions: number words, plurals, lists, and a choice among phrasings."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_SMALL = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_IRREGULAR = {
    "vertex": "vertices",
    "rhombus": "rhombi",
    "hexahedron": "hexahedra",
    "is": "are",
    "has": "have",
    "was": "were",
    "shows": "show",
    "stands": "stand",
    "square": "squares",
}


def number(count: int) -> str:
    """A count in words up to twelve ("no" for zero), in digits above."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else str(count)


def plural(noun: str, amount: int) -> str:
    """The noun (or the verb is/has/was) in the form that goes with the count."""
    if amount == 1:
        return noun
    return _IRREGULAR.get(noun, noun + ("es" if noun.endswith(("x", "ch", "sh", "ss")) else "s"))


def count(amount: int, noun: str) -> str:
    """A count with its noun: "no cubes", "one cube", "14 cubes"."""
    return f"{number(amount)} {plural(noun, amount)}"


def listing(items: Sequence[str], conjunction: str = "and") -> str:
    """An English list: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def article(phrase: str) -> str:
    """The phrase with "a" or "an" in front, by the sound of its first letter or number."""
    # "a uniform", "a unit": u sounds like "you" there.
    vowel = not phrase.startswith("uni") and (phrase[:1].lower() in "aeiou" or phrase.startswith(("8", "11-", "18")))
    return f"{'an' if vowel else 'a'} {phrase}"


def capital(sentence: str) -> str:
    """The sentence with its first letter in upper case."""
    return sentence[:1].upper() + sentence[1:]


def paragraph(sentences: Sequence[str], most: int = 8) -> str:
    """The sentences in one paragraph; if there are more than `most`, the last ones are joined by semicolons."""
    parts = list(sentences)
    while len(parts) > most:
        last = parts.pop()
        parts[-1] = f"{parts[-1].removesuffix('.')}; {last[0].lower()}{last[1:]}"
    return " ".join(parts)


class Phrasing:
    """A repeatable choice among equivalent phrasings.

    Two instances with the same seed and topic choose alike, in every process.
    """

    def __init__(self, seed: int, topic: str) -> None:
        self._rng = random.Random(f"{topic}:{seed}")

    def pick(self, *options: T) -> T:
        """One of the options."""
        return options[self._rng.randrange(len(options))]

    def some(self, options: Sequence[T], size: int) -> list[T]:
        """`size` of the options (or all, if fewer), in their order."""
        chosen = sorted(self._rng.sample(range(len(options)), min(size, len(options))))
        return [options[index] for index in chosen]

    def chance(self, probability: float) -> bool:
        """True with the given probability."""
        return self._rng.random() < probability
