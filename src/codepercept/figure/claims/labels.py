"""Claims about texts: quotations, titles, axis labels, legend entries, lettered points."""

from __future__ import annotations

import difflib
import re

from codepercept.figure import words
from codepercept.figure.claims import spelling
from codepercept.figure.claims.reading import Text, claim, word_set
from codepercept.figure.claims.texts import LEGEND, NAME, TICK, TITLE, X_LABEL, Y_LABEL, Texts
from codepercept.types import Claim

_CUES = re.compile(
    r"label|titl|text|legend|read|caption|mark|nam|annotat|writ|say|said|call|head|axis|axes|tick|word|letter|list|entr|bear|carr|tag|show|sign|print|state|inscri|categor|header"
)
_LOOKS = word_set("shape shaped like form pattern style configuration type marker markers sign signs")
_LOOKS_BEFORE = word_set("like resembling resemble resembles so-called forming form forms spelling called a an shape")
_TITLED = {"title", "titled", "entitled", "heading", "headed", "titles", "suptitle", "headline"}
_LABELLED = word_set(
    "labelled labeled label labels reads read reading is are as says showing shows : the text named marked "
    "carries bears"
)
_LETTERED = word_set(
    "vertices vertex points point corners corner nodes node triangle segment segments angle angles line side "
    "sides lines labelled labeled letters letter lettered named marked quadrilateral rectangle square "
    "parallelogram chord circle circles"
)
_FIRM = word_set(
    "labelled labeled letters letter lettered named vertices vertex points point nodes node corners corner"
)
_LETTERS = re.compile(r"[A-Z](?:['’′]|_?\d|[₀-₉])?(?![a-z])")


def label_claims(text: Text, texts: Texts) -> list[Claim]:
    """Every claim about a text that stands in the figure."""
    quotes = [i for i, t in enumerate(text.tokens) if t.kind == "quote"]
    quoting = sum(bool(texts.find(text.tokens[i].text)) for i in quotes[:60]) >= 0.5 * len(quotes[:60])
    found = [claim for i in quotes if (claim := _quoted(text, i, texts, quoting))]
    return found + _lettered(text, texts) + _numbered(text, texts)


def _claim(text: Text, first: int, last: int, verdict: str, evidence: str, elements: tuple[int, ...] = ()) -> Claim:
    return claim(text, "label", first, last, verdict, evidence, elements)


def _quoted(text: Text, index: int, texts: Texts, quoting: bool) -> Claim | None:
    """`quoting`: the caption uses quotation marks for texts of the figure, as most of its quotations show."""
    raw = text.tokens[index].text.strip()
    if not spelling.folded(raw):
        return None
    keys = texts.find(raw) or texts.joined(raw)
    wanted = _role(text, index)
    math = text.tokens[index].raw.startswith("$")
    if keys:
        ids = tuple(dict.fromkeys(i for k in keys for i in texts.ids.get(k, ())))[:40]
        roles = set().union(*(texts.roles[k] for k in keys))
        if wanted is None or _fits(wanted, roles):
            return _claim(
                text, index, index, "confirmed", f"the figure shows {words.quoted(texts.shown[keys[0]])}", ids
            )
        given = [t for t in texts.with_role(_ROLES[wanted]) if t]
        shown = (
            f"the {wanted} reads {words.listing([words.quoted(t) for t in given[:4]])}"
            if given
            else f"there is no {wanted}"
        )
        place = sorted(roles)[0]
        return _claim(text, index, index, "contradicted", f"{words.quoted(raw)} is a {place}; {shown}", ids)
    if _is_descriptive(text, index):
        return None
    near = difflib.get_close_matches(spelling.folded(raw), list(texts.roles), n=1, cutoff=0.5)
    cued = wanted is not None or any(
        _CUES.match(text.word(k)) for k in range(max(0, index - 14), index) if text.sentence[k] == text.sentence[index]
    )
    if math and not (cued and near):
        return _claim(text, index, index, "unverifiable", "a formula that no text of the figure shows")
    if cued or near or quoting or raw[:1].isupper():
        hint = f"; the nearest is {words.quoted(texts.shown[near[0]])}" if near else ""
        if wanted and not near and (given := texts.with_role(_ROLES[wanted])):
            hint = f"; the {wanted} reads {words.listing([words.quoted(t) for t in given[:4]])}"
        return _claim(text, index, index, "contradicted", f"no text in the figure reads {words.quoted(raw)}{hint}")
    return _claim(text, index, index, "unverifiable", f"no text in the figure reads {words.quoted(raw)}")


_ROLES = {
    TITLE: {TITLE, "text"},
    X_LABEL: {X_LABEL, "text", TICK},
    Y_LABEL: {Y_LABEL, "text", TICK},
    LEGEND: {LEGEND, NAME, "text"},
}


def _fits(wanted: str, roles: set[str]) -> bool:
    if wanted == TITLE:
        return bool(roles & {TITLE, "text", LEGEND}) or not roles & {X_LABEL, Y_LABEL, TICK}
    return bool(roles & _ROLES[wanted]) or not roles & {TITLE, X_LABEL, Y_LABEL}


def _role(text: Text, index: int) -> str | None:
    """The role that the words right before a quotation give it."""
    k, steps = index - 1, 0
    while k >= 0 and steps < 4 and text.clause[k] == text.clause[index]:
        word = text.word(k)
        owners = {text.word(k - 1), text.word(k - 2)} & {"axis", "axes", "legend", "colorbar", "bar", "colour"}
        if word in _TITLED and not owners:
            return TITLE
        if word in ("axis", "axes"):
            letter = text.word(k - 1)
            if letter in ("x", "horizontal"):
                return X_LABEL
            if letter in ("y", "vertical"):
                return Y_LABEL
            return None
        if word not in _LABELLED and word not in _TITLED:
            return None
        k, steps = k - 1, steps + 1
    return None


def _is_descriptive(text: Text, index: int) -> bool:
    """'an "L" shape', 'looks like a "V"': a word for a form, not a text in the picture."""
    after, before = text.word(index + 1), text.word(index - 1)
    return after in _LOOKS or (before in ("a", "an") and text.word(index - 2) in _LOOKS_BEFORE) or before == "like"


def _lettered(text: Text, texts: Texts) -> list[Claim]:
    """ "vertices A, B and C", "triangle ABC", "the point P": capital letters behind a word that announces them."""
    found: list[Claim] = []
    known = {
        k
        for k, shown in texts.shown.items()
        if len(k) <= 3 and shown.replace("$", "")[:1].isalpha() and texts.roles[k] - {NAME}
    }
    singles = {k for k in known if len(k) == 1}
    i = 0
    while i < len(text.tokens):
        if text.word(i) not in _LETTERED:
            i += 1
            continue
        cue, k = text.word(i), i + 1
        while text.word(k) in ("as", "by", "the", "letters", "letter", "points", "vertices", "are", ":", "with"):
            k += 1
        while k < len(text.tokens) and text.sentence[k] == text.sentence[i]:
            raw = text.tokens[k].raw
            if (
                text.tokens[k].kind == "word"
                and _is_letters(raw, cue)
                and not (raw in ("A", "I") and text.word(k + 1).isalpha() and len(text.word(k + 1)) > 3)
            ):
                found.append(_letters(text, k, cue, known, singles, texts))
                k += 1
            elif text.word(k) in (",", "and", "or", "&", "to", "through"):
                k += 1
            else:
                break
        i = max(k, i + 1)
    return found


def _is_letters(raw: str, cue: str) -> bool:
    if _LETTERS.fullmatch(raw):
        return True
    return (
        cue not in ("labelled", "labeled", "marked", "named") and raw.isupper() and 2 <= len(raw) <= 4 and raw.isascii()
    )


def _letters(text: Text, index: int, cue: str, known: set[str], singles: set[str], texts: Texts) -> Claim:
    raw = text.tokens[index].raw
    key = spelling.folded(raw)
    if key in known or texts.find(raw):
        hit = key if key in texts.roles else texts.find(raw)[0]
        return _claim(
            text,
            index,
            index,
            "confirmed",
            f"the figure shows {words.quoted(texts.shown[hit])}",
            tuple(texts.ids.get(hit, ()))[:40],
        )
    if len(raw) > 1 and raw.isalpha():
        missing = [c for c in raw if spelling.folded(c) not in singles]
        if not missing:
            ids = tuple(i for c in raw for i in texts.ids.get(spelling.folded(c), ()))[:40]
            return _claim(text, index, index, "confirmed", f"the letters of {raw} stand in the figure", ids)
        if len(missing) < len(raw):
            return _claim(text, index, index, "contradicted", f"no text in the figure reads {words.quoted(missing[0])}")
        return _claim(text, index, index, "unverifiable", f"no text in the figure reads {words.quoted(raw)}")
    if cue in _FIRM and (singles or cue in ("labelled", "labeled")):
        letters = words.listing(sorted(texts.shown[k] for k in singles)[:12])
        return _claim(
            text,
            index,
            index,
            "contradicted",
            f"no text in the figure reads {words.quoted(raw)}" + (f"; its letters are {letters}" if letters else ""),
        )
    return _claim(text, index, index, "unverifiable", f"no text in the figure reads {words.quoted(raw)}")


def _numbered(text: Text, texts: Texts) -> list[Claim]:
    """ "labelled 1 to 6", "numbered 1 through 12", "marked 45°"."""
    values = {v for shown in texts.shown.values() for v in spelling.numbers_in(shown)}
    found: list[Claim] = []
    for i in range(len(text.tokens)):
        if text.word(i) not in ("labelled", "labeled", "numbered", "annotated", "marked"):
            continue
        k = i + 1
        while text.word(k) in ("as", "with", "from", "by", "the", "numbers", "values", "their", "value"):
            k += 1
        if k >= len(text.tokens) or text.tokens[k].kind != "number":
            continue
        if (
            text.word(k + 1) in ("to", "through", "-", "–")
            and k + 2 < len(text.tokens)
            and text.tokens[k + 2].kind == "number"
        ):
            low, high = text.tokens[k].numbers[0], text.tokens[k + 2].numbers[0]
            wanted = [low, high]
            last = k + 2
        else:
            wanted, last = [text.tokens[k].numbers[0]], k
            while (
                text.word(last + 1) in (",", "and")
                and last + 2 < len(text.tokens)
                and text.tokens[min(last + 2, len(text.tokens) - 1)].kind == "number"
            ):
                last += 2
                wanted.append(text.tokens[last].numbers[0])
        missing = [v for v in wanted if not any(abs(abs(v) - abs(w)) < 1e-9 for w in values)]
        if len(missing) == len(wanted) and len(wanted) > 1:
            continue  # numbers may be drawn as pips or strokes
        verdict = "contradicted" if missing else "confirmed"
        evidence = (
            f"no text in the figure shows {words.number(missing[0])}" if missing else "the figure shows these numbers"
        )
        found.append(_claim(text, k, last, verdict, evidence))
    return found
