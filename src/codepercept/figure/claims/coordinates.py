"""Claims about coordinates, ranges, sizes and values. The tolerance follows from the digits written."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from codepercept.figure import words
from codepercept.figure.claims.measures import Measures
from codepercept.figure.claims.phrases import Phrase
from codepercept.figure.claims.reading import Text, claim, word_set
from codepercept.figure.claims.scene_view import View, ids, is_horizontal, is_vertical
from codepercept.figure.claims.spelling import folded
from codepercept.figure.claims.texts import Texts
from codepercept.types import Claim

_TUPLES = word_set(
    "vector vectors interval pair pairs tuple direction order ratio figure equation rule range translation shift normal"
)


def coordinate_claims(text: Text, phrases: Sequence[Phrase], view: View, measures: Measures) -> list[Claim]:
    """Every claim about a place or measure."""
    texts = measures.texts
    found: list[Claim] = []
    taken: set[int] = set()
    for i, token in enumerate(text.tokens):
        if token.kind == "point":
            found.append(_point(text, i, phrases, view, measures))
        elif token.kind == "number" and i not in taken:
            for reader in (_range, _line_at, _radius, _percent, _degrees, _named_value):
                claim = reader(text, i, phrases, view, measures, texts)
                if claim is not None:
                    found.append(claim)
                    taken |= {k for k in range(i, len(text.tokens)) if text.tokens[k].start < claim.end}
                    break
    return found


def _claim(text: Text, first: int, last: int, verdict: str, evidence: str, elements: tuple[int, ...] = ()) -> Claim:
    return claim(text, "coordinate", first, last, verdict, evidence, elements)


def tolerance(decimals: int, span: float) -> float:
    """Half a unit of the last digit written; for whole numbers less where the figure is small."""
    if decimals > 0:
        return float(0.51 * 10**-decimals) + 1e-9
    return min(0.5, 0.02 * span) + 1e-9


def _point(text: Text, index: int, phrases: Sequence[Phrase], view: View, measures: Measures) -> Claim:
    token = text.tokens[index]
    size = len(token.numbers)
    if folded(token.raw) in measures.texts.roles or measures.texts.find(token.raw):
        return _claim(text, index, index, "confirmed", f"the figure shows {words.quoted(token.raw)}")
    known = measures.points.get(size, np.zeros((0, size)))
    wanted = np.array(token.numbers)
    spans = np.array(measures.spans[:size])
    allowed = np.array([tolerance(token.decimals, s) for s in spans])
    if len(known) and (np.abs(known - wanted) <= allowed).all(axis=1).any():
        hit = [i for i in view.items if i.at is not None and len(i.at) == size and _close(i.at, token.numbers, allowed)]
        return _claim(text, index, index, "confirmed", f"something is drawn at {token.raw}", ids(hit))
    if _about_vectors(text, index) or (size == 3 and not len(known)):
        return _claim(text, index, index, "unverifiable", "")
    if size == 2 and measures.curves_near(token.numbers, float(allowed.min())):
        return _claim(text, index, index, "confirmed", f"a line passes through {token.raw}")
    if (
        not len(known)
        or any(a.projection not in ("rectilinear", "3d") for a in view.main)
        or (size == 2 and any(a.view is not None for a in view.main))
    ):
        return _claim(text, index, index, "unverifiable", f"nothing is known to be at {token.raw}")
    gaps = (np.abs(known - wanted) / np.maximum(spans, 1e-12)).max(axis=1)
    near = known[int(gaps.argmin())]
    return _claim(
        text,
        index,
        index,
        "contradicted",
        f"nothing is drawn at {token.raw}; the nearest point is {words.point([float(v) for v in near])}",
    )


def _close(one: Sequence[float], other: Sequence[float], allowed: np.ndarray) -> bool:
    return all(abs(a - b) <= t for a, b, t in zip(one, other, allowed.tolist(), strict=True))


def _about_vectors(text: Text, index: int) -> bool:
    return any(text.word(k) in _TUPLES for k in range(max(0, index - 5), index)) or text.word(index - 1) in ("=", "·")


def _axis_name(text: Text, index: int) -> str | None:
    """The axis that the nearest words before a number are about."""
    for k in range(index - 1, max(-1, index - 14), -1):
        if text.clause[k] != text.clause[index]:
            return None
        word, before = text.word(k), text.word(k - 1)
        if word in ("axis", "axes", "direction", "coordinate", "coordinates"):
            if before in ("x", "horizontal"):
                return "x"
            if before in ("y", "vertical"):
                return "y"
            if before == "z":
                return "z"
            if word == "axes" or before in ("both", "coordinate"):
                return "both" if before in ("both", "the") else None
            return None
        if word in ("horizontally", "vertically"):
            return "x" if word == "horizontally" else "y"
    return None


def _range(text: Text, i: int, phrases: Sequence[Phrase], view: View, m: Measures, texts: Texts) -> Claim | None:
    if text.word(i - 1) not in ("from", "between") or text.word(i + 1) not in ("to", "and", "up", "through"):
        return None
    last = i + 2 if text.word(i + 1) != "up" else i + 3
    if last >= len(text.tokens) or text.tokens[last].kind != "number":
        return None
    name = _axis_name(text, i - 1)
    low, high = text.tokens[i].numbers[0], text.tokens[last].numbers[0]
    decimals = min(text.tokens[i].decimals, text.tokens[last].decimals)
    names = ("x", "y") if name == "both" else (name,) if name else ("x", "y", "z")
    verdicts = []
    for axis in names:
        pairs = m.axis_ends(axis)
        fits = False
        lows = [p for pair in pairs for p in pair]
        for a, b in pairs:
            allowed = max(tolerance(decimals, abs(b - a)), 0.012 * abs(b - a))
            fits |= abs(low - a) <= allowed and abs(high - b) <= allowed
            fits |= abs(low - b) <= allowed and abs(high - a) <= allowed
            near = [any(abs(v - w) <= allowed for w in lows) for v in (low, high)]
            fits |= all(near)
        verdicts.append(fits)
    if any(verdicts):
        return _claim(text, i, last, "confirmed", "the axis has this range")
    runs = text.word(i - 1) == "from" or text.word(i - 2) in (
        "runs",
        "run",
        "ranges",
        "range",
        "extends",
        "spans",
        "goes",
    )
    if name and runs and any(a.projection == "rectilinear" for a in view.main):
        ends = [p for axis in names for p in m.axis_ends(axis)[:1]]
        shown = words.listing([f"{words.number(a)} to {words.number(b)}" for a, b in ends])
        return _claim(text, i, last, "contradicted", f"the {name}-axis runs from {shown}")
    pool = m.all_numbers()
    if all(np.any(np.abs(pool - v) <= tolerance(decimals, 1.0)) for v in (low, high)):
        return _claim(text, i, last, "confirmed", "the figure has both numbers")
    return _claim(text, i, last, "unverifiable", "")


def _line_at(text: Text, i: int, phrases: Sequence[Phrase], view: View, m: Measures, texts: Texts) -> Claim | None:
    """ "x = 4", "a vertical line at 25"."""
    name = text.word(i - 2)
    if text.word(i - 1) != "=" or name not in ("x", "y", "z"):
        return None
    token = text.tokens[i]
    column = "xyz".index(name)
    allowed = tolerance(token.decimals, m.spans[column])
    start = i - 2
    values = m.values[name]
    if (len(values) and np.abs(values - token.numbers[0]).min() <= allowed) or folded(f"{name}={token.raw}") in "".join(
        texts.roles
    ):
        return _claim(text, start, i, "confirmed", f"something is drawn at {name} = {token.raw}")
    stroke = next(
        (p for p in reversed(phrases) if p.last < i and text.clause[p.last] == text.clause[i] and i - p.last <= 6), None
    )
    if stroke is not None and "line" in stroke.noun.name.split():
        test = is_vertical if name == "x" else is_horizontal
        upright = [t for t in view.by_tag["segment"] if t.element.data and test(t)]
        if upright and name != "z":
            places = sorted({words.number(t.element.data[0][column]) for t in upright})
            return _claim(
                text,
                start,
                i,
                "contradicted",
                f"such lines stand at {name} = {words.listing(places[:6])}",
                ids(upright),
            )
    return _claim(text, start, i, "unverifiable", "")


_SIZES = {
    "radius": "radius",
    "radii": "radius",
    "diameter": "diameter",
    "width": "length",
    "height": "length",
    "length": "length",
    "side": "length",
}


def _radius(text: Text, i: int, phrases: Sequence[Phrase], view: View, m: Measures, texts: Texts) -> Claim | None:
    k = i - 1
    while text.word(k) in ("of", "is", "about", "=", "equal", "to", "a", "are", "r", "the", "length", "has"):
        k -= 1
    word = text.word(k)
    what = _SIZES.get(word)
    if what is None and text.word(i + 1) in ("wide", "high", "tall", "long"):
        what, k = "length", i
    if what is None and text.word(i + 1) == "units" and text.word(i + 2) in ("wide", "high", "tall", "long"):
        what, k = "length", i
    if what is None or i - k > 4:
        return None
    token = text.tokens[i]
    value = token.numbers[0]
    pool = m.radii if what == "radius" else [2 * r for r in m.radii] if what == "diameter" else m.lengths
    allowed = tolerance(token.decimals, 10.0) if token.decimals else 0.02 * max(1.0, abs(value))
    if any(abs(v - value) <= allowed for v in pool) or abs(value) in m.text_numbers:
        return _claim(text, min(k, i), i, "confirmed", f"the figure has a {word or 'length'} of {token.raw}")
    known = [float(r) for e in m.elements if isinstance(r := e.shape.get("radius"), float | int)]
    if what in ("radius", "diameter") and known and not any(a.projection == "polar" for a in view.main):
        shown = words.listing(sorted({words.number(r if what == "radius" else 2 * r) for r in known})[:6])
        return _claim(text, min(k, i), i, "contradicted", f"the circles have the {what} {shown}")
    return _claim(text, min(k, i), i, "unverifiable", "")


def _percent(text: Text, i: int, phrases: Sequence[Phrase], view: View, m: Measures, texts: Texts) -> Claim | None:
    if text.word(i + 1) not in ("%", "percent", "per"):
        return None
    token = text.tokens[i]
    value = token.numbers[0]
    allowed = tolerance(token.decimals, 100.0)
    if abs(value) in m.text_numbers or any(abs(v - value) <= allowed for v in m.shares):
        return _claim(text, i, i + 1, "confirmed", f"the figure has a share of {token.raw}%")
    if len(m.shares) > 1:
        shown = words.listing([f"{words.number(v, 3)}%" for v in m.shares[:8]])
        return _claim(text, i, i + 1, "contradicted", f"the slices are {shown}")
    values = m.values["y"]
    if len(values) and min(np.abs(values - value).min(), np.abs(100 * values - value).min()) <= allowed:
        return _claim(text, i, i + 1, "confirmed", f"the figure has the value {token.raw}")
    return _claim(text, i, i + 1, "unverifiable", "")


def _degrees(text: Text, i: int, phrases: Sequence[Phrase], view: View, m: Measures, texts: Texts) -> Claim | None:
    if text.word(i + 1) not in ("°", "degrees", "degree", "º"):
        return None
    token = text.tokens[i]
    value = abs(token.numbers[0])
    if value in m.text_numbers or any(abs(v - value) <= max(0.51 * 10**-token.decimals, 0.3) for v in m.angles):
        return _claim(text, i, i + 1, "confirmed", f"the figure has an angle of {token.raw}°")
    return _claim(text, i, i + 1, "unverifiable", "")


_VALUE_WORDS = word_set(
    "reaches has is at with shows of ( : equals = stands rises to about value roughly a height peaks scores the highest"
)


def _named_value(text: Text, i: int, phrases: Sequence[Phrase], view: View, m: Measures, texts: Texts) -> Claim | None:
    """ "Jupiter reaches 317.8", '"A" (12)': a number behind the name of a bar or slice."""
    k = i - 1
    while k >= 0 and i - k <= 5 and text.word(k) in _VALUE_WORDS:
        k -= 1
    if k < 0 or text.sentence[k] != text.sentence[i] or text.tokens[k].kind not in ("quote", "word"):
        return None
    raw = text.tokens[k].text if text.tokens[k].kind == "quote" else text.tokens[k].raw
    values = m.named_values.get(folded(raw))
    if not values or (len(raw) == 1 and raw.islower()) or i - k < 2:
        return None
    token = text.tokens[i]
    allowed = tolerance(token.decimals, max(abs(v) for v in values) or 1.0)
    if any(abs(v - token.numbers[0]) <= allowed for v in values) or abs(token.numbers[0]) in m.text_numbers:
        return _claim(text, k, i, "confirmed", f"{words.quoted(raw)} has this value")
    shown = words.listing(sorted({words.number(v) for v in values})[:5])
    return _claim(text, k, i, "contradicted", f"{words.quoted(raw)} stands at {shown}")
