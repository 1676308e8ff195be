"""Claims about the highest, lowest, largest or smallest of several: "Jupiter is the tallest bar"."""

from __future__ import annotations

from codepercept.figure.claims.hues import any_matches
from codepercept.figure.claims.items import Item
from codepercept.figure.claims.measures import Measures
from codepercept.figure.claims.phrases import color_at
from codepercept.figure.claims.reading import Text, claim, word_set
from codepercept.figure.claims.scene_view import View, ids
from codepercept.figure.claims.spelling import folded
from codepercept.types import Claim

_GREATEST = {
    **dict.fromkeys(("tallest", "highest", "largest", "longest", "biggest", "greatest"), 1),
    **dict.fromkeys(("shortest", "lowest", "smallest"), -1),
}
_REACH = 12
_OTHERS = word_set(
    "circle circles disc discs square squares triangle triangles ring rings arc arcs angle side point points dot dots "
    "tip vertex"
)


def extreme_claims(text: Text, view: View, measures: Measures) -> list[Claim]:
    """A claim for each superlative beside which a name, a number or a colour tells what it speaks of."""
    found = []
    bars = [i for i in view.by_tag["bar"] if i.element.shape]
    for i in range(len(text.tokens)):
        sign = _GREATEST.get(text.word(i))
        if sign is None or text.word(i - 1) in ("second", "third", "next") or text.word(i + 1) in _OTHERS:
            continue
        verdict = (
            _by_name(text, i, sign, measures)
            or _by_number(text, i, sign, bars)
            or _by_color(text, i, sign, bars)
            or _by_point(text, i, sign, view)
        )
        if verdict is None:
            continue
        evidence = "" if verdict == "confirmed" else f"it is the {'smallest' if sign > 0 else 'largest'} of them"
        found.append(claim(text, "relation", i, i, verdict, evidence, ids(bars)))
    return found


def _near(text: Text, index: int) -> list[int]:
    """Tokens of the clause around an index, the nearest first."""
    around = [k for d in range(1, _REACH + 1) for k in (index + d, index - d) if 0 <= k < len(text.tokens)]
    return [k for k in around if text.clause[k] == text.clause[index]]


def _by_name(text: Text, index: int, sign: int, measures: Measures) -> str | None:
    values = {name: max(v) if sign > 0 else min(v, key=abs) for name, v in measures.named_values.items() if v}
    if len(values) < 3:
        return None
    for k in _near(text, index):
        token = text.tokens[k]
        if token.kind not in ("quote", "word") or (token.kind == "word" and not token.raw[:1].isupper()):
            continue
        key = folded(token.text if token.kind == "quote" else token.raw)
        if key in values:
            best, worst = max(values.values()), min(values.values())
            if sign < 0:
                best, worst = worst, best
            tops = {max(v) for v in measures.named_values.values() if v}
            own = measures.named_values[key]
            if values[key] == best or (sign < 0 and max(own) == min(tops)) or (sign > 0 and max(own) == max(tops)):
                return "confirmed"
            return "contradicted" if len(own) <= 2 and values[key] == worst else None
    return None


def _sizes(bars: list[Item]) -> list[float]:
    """Lengths of bars along the direction in which they differ."""
    widths = [float(w) for i in bars if isinstance(w := i.element.shape.get("width"), float | int)]
    heights = [float(h) for i in bars if isinstance(h := i.element.shape.get("height"), float | int)]
    lying = bool(bars) and (bars[0].element.group or "").startswith("horizontal")
    return widths if lying else heights


def _by_number(text: Text, index: int, sign: int, bars: list[Item]) -> str | None:
    sizes = [v for v in _sizes(bars) if v != 0]
    if len(set(sizes)) < 3:
        return None
    best, worst = (max(sizes), min(sizes)) if sign > 0 else (min(sizes), max(sizes))
    for k in _near(text, index):
        token = text.tokens[k]
        if token.kind == "number":
            allowed = 0.51 * 10**-token.decimals if token.decimals else 1e-9
            if abs(token.numbers[0] - best) <= allowed:
                return "confirmed"
            if abs(token.numbers[0] - worst) <= allowed:
                return "contradicted"
    return None


def _by_point(text: Text, index: int, sign: int, view: View) -> str | None:
    """ "The highest is at (2, 24.6)": among the markers of the figure."""
    heights = [i.at[1] for i in view.by_tag["point"] if i.at is not None and len(i.at) == 2]
    if len(set(heights)) < 3 or text.word(index) not in ("highest", "lowest"):
        return None
    best, worst = (max(heights), min(heights)) if sign > 0 else (min(heights), max(heights))
    for k in _near(text, index)[:12]:
        token = text.tokens[k]
        if token.kind == "point" and len(token.numbers) == 2 and k > index:
            allowed = 0.51 * 10**-token.decimals if token.decimals else 1e-9
            if abs(token.numbers[1] - best) <= allowed:
                return "confirmed"
            return "contradicted" if abs(token.numbers[1] - worst) <= allowed else None
    return None


def _by_color(text: Text, index: int, sign: int, bars: list[Item]) -> str | None:
    sizes = _sizes(bars)
    if len(set(sizes)) < 3 or len(sizes) != len(bars):
        return None
    ranked = sorted(range(len(bars)), key=lambda k: sign * sizes[k])
    first, last = bars[ranked[-1]], bars[ranked[0]]
    for k in _near(text, index):
        color = color_at(text, k)
        if color is not None and text.word(k + 1) not in ("line", "curve", "outline", "outlines", "edges"):
            if any_matches(first.colors, color.name):
                return "confirmed"
            return "contradicted" if any_matches(last.colors, color.name) else None
    return None
