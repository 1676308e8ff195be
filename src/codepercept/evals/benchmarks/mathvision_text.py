"""How MathVision's rule finds the answer in a response: cut to what announces it, then strip the LaTeX around it."""

from __future__ import annotations

PHRASES = ("the final answer is", "the answer is", "the correct answer is", "the answer should be")
BOX = "oxed{"
UNWRAPPED = tuple((f"{left}{letter}{right}", letter) for left, right in ("()", "{}") for letter in "abcde")
# Applied one after the other, and the order matters: "\text" goes before the unit in its braces.
NOISE = (
    (" ", ""), ("\\,", ""), ("∞", "\\infty"), ("+\\infty", "\\infty"), ("\\\\", "\\"), ("\n", ""), ("\\text", ""),
    ("\\mbox", ""), ("bmatrix", "pmatrix"), ("\\left", ""), ("\\right", ""), ("^{\\circ}", ""), ("^\\circ", ""),
    ("{m}^3", ""), ("m^3", ""), ("{units}", ""), ("units", ""), ("{km}", ""), ("km", ""),
)  # fmt: skip
LATEX = (
    ("\n", ""), ("\\!", ""), ("\\\\", "\\"), ("tfrac", "frac"), ("dfrac", "frac"), ("\\left", ""), ("\\right", ""),
    ("^{\\circ}", ""), ("^\\circ", ""), ("\\$", ""), ("$", ""),
)  # fmt: skip


def answer_in(response: str) -> str:
    """The normalised answer of a response, empty if nothing is left."""
    text = response.strip()
    for letter in "ABCDE":
        if text.endswith((f" {letter}.", f" ({letter}).")) or text.startswith(
            (f"{letter}\n", f"({letter})\n", f"({letter}) {letter}\n")
        ):
            text = letter
    last = text.rpartition("is ")[2].rstrip(".")
    if is_number(last):
        text = last
    if BOX not in text:
        text = _after_phrases(text)
    elif text.count(BOX) > 1:
        text = "\\b" + BOX + text.rpartition(BOX)[2]
    text = _plain(text)
    for wrapped, letter in UNWRAPPED:
        text = text.replace(wrapped, letter)
    return text.rstrip(".").lstrip(":").strip()


def is_number(text: str) -> bool:
    """Whether Python reads the text as a float; nan and infinity count, as in the original."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def _after_phrases(text: str) -> str:
    for phrase in PHRASES:
        for spelling in (phrase, phrase.replace("the", "The")):
            found = spelling in text
            text = text.rpartition(spelling)[2].strip()
            if found:
                text = text.split("\n")[0].split(". ")[0]
    return text


def _replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def _plain(text: str) -> str:
    """The inside of the box, or all, after its last equals sign, without LaTeX decoration and units."""
    text = text.lower().replace("{}", "")
    start, end = text.find(BOX), text.rfind("}")
    if start >= 0 and end >= start + len(BOX):
        text = text[start + len(BOX) : end]
    first = text.find("}")
    if first >= 0 and not 0 <= text.find("{") < first:
        text = text[:first]
    text = text.rpartition("=")[2].rpartition("\\approx")[2]
    return _undecorated(_replaced(text, NOISE))


def _undecorated(text: str) -> str:
    text = _replaced(text, LATEX).split("\\text{ ")[0]
    text = text.replace("\\%", "").replace(" .", " 0.").replace("{.", "{0.")
    if not text:
        return text
    if text[0] == ".":
        text = "0" + text
    for sign in ("=", "\\approx"):
        if text.count(sign) == 1:
            text = text.rpartition(sign)[2]
    if "sqrt" in text:
        text = _braced_roots(text)
    text = text.replace(" ", "")
    if "sqrt" in text:
        text = _braced_fractions(text)
    return _slashed("\\frac{1}{2}" if text == "0.5" else text)


def _braced_roots(text: str) -> str:
    """`\\sqrt3` with braces."""
    head, *rest = text.split("\\sqrt")
    return "\\sqrt".join([head, *(f"{{{part[0]}}}{part[1:]}" if part and part[0] != "{" else part for part in rest)])


def _braced_fractions(text: str) -> str:
    """`\\frac12` with braces; all of the text as it was if one fraction is cut short."""
    head, *rest = text.split("\\frac")
    parts = [head]
    for part in rest:
        if part[:1] == "{":
            parts.append("\\frac" + part)
        elif len(part) < 2:
            return text
        else:
            lower = part[1:] if part[1] == "{" else f"{{{part[1]}}}{part[2:]}"
            parts.append(f"\\frac{{{part[0]}}}{lower}")
    return "".join(parts)


def _slashed(text: str) -> str:
    """`3/4` as a LaTeX fraction, if both sides are plain integers."""
    sides = text.split("/")
    if len(sides) != 2 or len(text) > 1_000:
        return text
    try:
        top, bottom = int(sides[0]), int(sides[1])
    except ValueError:
        return text
    return f"\\frac{{{top}}}{{{bottom}}}" if text == f"{top}/{bottom}" else text
