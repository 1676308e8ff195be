"""Claims about colours, bound to what they describe where that can be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from codepercept.figure import words
from codepercept.figure.claims.hues import any_matches
from codepercept.figure.claims.items import Item
from codepercept.figure.claims.phrases import ColorName, Phrase, colors_in
from codepercept.figure.claims.reading import Text, claim, word_set
from codepercept.figure.claims.scene_view import View, ids
from codepercept.types import Claim


def color_claims(text: Text, phrases: Sequence[Phrase], view: View) -> list[Claim]:
    """A claim for each colour that is named."""
    owner: dict[int, Phrase] = {c.first: p for p in phrases for c in p.colors}
    return [c for name in colors_in(text) if (c := _color(text, name, owner.get(name.first), view)) is not None]


def _color(text: Text, color: ColorName, phrase: Phrase | None, view: View) -> Claim | None:
    def verdict(name: str, evidence: str, items: Iterable[Item] = ()) -> Claim:
        return claim(text, "color", color.first, color.last, name, evidence, ids(items))

    if phrase is not None and phrase.negated:
        return None
    if not any_matches(view.colors, color.name):
        if _mapped(view):
            return verdict("unverifiable", "the colours of a colour map are not recorded one by one")
        shown = words.listing(sorted({words.color_name(c) for c in _inked(view)} - {""})[:10])
        return verdict("contradicted", f"nothing in the figure is {color.name}; its colours are {shown}")
    if phrase is None or phrase.noun.special:
        items = [i for i in view.items if any_matches(i.colors, color.name)]
        return verdict("confirmed" if items else "unverifiable", f"the figure has {color.name} things", items)
    candidates = _kin(phrase, view)
    alternatives = [c.name for c in phrase.colors]
    rim = phrase.noun.name in _RIMS or phrase.noun.name in _STROKES
    fitting = [i for i in candidates if any_matches(i.edges if rim and i.fills else i.colors, color.name)]
    if fitting:
        return verdict("confirmed", f"the trace has a {color.name} {phrase.noun.name}", fitting)
    known = [i for i in candidates if i.colors]
    if (
        not known
        or (not phrase.noun.strict and phrase.noun.name not in (*_OWN, *_RIMS))
        or view.by_tag["mesh"]
        or view.by_tag["image"]
        or len(alternatives) > 1
        or _mapped(view)
    ):
        anything = [i for i in view.items if any_matches(i.colors, color.name)]
        return verdict("unverifiable", f"no {phrase.noun.name} of the trace is {color.name}", anything)
    shades = sorted({words.color_name(c) for i in known for c in i.colors[:1]} - {""})
    return verdict(
        "contradicted",
        f"no {phrase.noun.name} is {color.name}; {words.plural(phrase.noun.name)} are {words.listing(shades[:8])}",
        known,
    )


_STROKES = ("line", "curve", "segment", "line segment", "contour", "contour line", "trajectory", "wave")
_RIMS = ("outline", "rim", "border", "edge")
_OWN = word_set(
    "cross star circle disc disk arc ellipse bar column arrow wedge slice text label letter number digit title "
    "dot point marker bubble"
)


def _kin(phrase: Phrase, view: View) -> list[Item]:
    """Whatever may be meant when a colour is at stake: a square may be made of lines, an edge belong to a polygon."""
    own = view.candidates(phrase.noun)
    if phrase.noun.name in _OWN and own:
        return own if phrase.noun.name not in ("dot", "point", "marker") else own + view.by_tag["polygon"]
    drawn = [
        i
        for i in view.items
        if i.element.kind != "text" and not i.tags & {"background", "pane", "spine", "tick", "legend"}
    ]
    return drawn


def _mapped(view: View) -> bool:
    return any(i.element.kind in ("mesh", "image") and not i.colors for i in view.items)


def _inked(view: View) -> set[str]:
    return {c for i in view.items if not i.tags & {"background", "pane"} for c in i.colors}
