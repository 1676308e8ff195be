"""Claims about colours, bound to what they describe where that can be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from codepercept.figure import words
from codepercept.figure.claims.hues import any_matches
from codepercept.figure.claims.items import Item
from codepercept.figure.claims.phrases import ColorName, Phrase, colors_in
from codepercept.figure.claims.reading import Text, claim, word_set
from codepercept.figure.claims.scene_view import View, has_style, ids
from codepercept.figure.claims.spelling import folded
from codepercept.types import Claim


def color_claims(text: Text, phrases: Sequence[Phrase], view: View) -> list[Claim]:
    """A claim for each colour that is named."""
    owner: dict[int, Phrase] = {c.first: p for p in phrases for c in p.colors}
    ends = {p.last: p for p in phrases}
    found = []
    for name in colors_in(text):
        phrase = owner.get(name.first) or _subject(text, name, ends)
        if (made := _named(text, name, phrase, view) or _color(text, name, phrase, view)) is not None:
            found.append(made)
    return found


_DRAWN = word_set(
    "drawn filled shown coloured colored painted outlined plotted shaded rendered printed written all both"
)


def _subject(text: Text, color: ColorName, ends: dict[int, Phrase]) -> Phrase | None:
    """What a colour is said of by a verb: "the triangle is drawn in red", "the bars are red"."""
    k = color.first - 1
    if text.word(k) == "in":
        k -= 1
    while text.word(k) in _DRAWN:
        k -= 1
    if text.word(k) not in ("is", "are") or text.clause[k] != text.clause[color.first]:
        return None
    phrase = ends.get(k - 1)
    return None if phrase is None or phrase.noun.name in _RIMS or phrase.subset or phrase.vague else phrase


def _named(text: Text, color: ColorName, phrase: Phrase | None, view: View) -> Claim | None:
    """The colour of what bears a label: 'gold for "side 2"', '"south" in red', 'the blue curve "sin x"'."""
    behind = (phrase.last if phrase is not None and phrase.last >= color.last else color.last) + 1
    index = next((k for k in (behind, behind + 1) if k < len(text.tokens) and text.tokens[k].kind == "quote"), None)
    if index == behind + 1 and text.word(behind) not in ("for", "is", "labelled", "labeled", "marked", "("):
        index = None
    if index is None and text.word(color.first - 1) in ("in", "(") and color.first > 1:
        index = color.first - 2 if text.tokens[color.first - 2].kind == "quote" else None
    if index is None or text.clause[index] != text.clause[color.first]:
        return None
    key = folded(text.tokens[index].text)
    meant = [i for i in view.items if key and key == folded(i.element.label) and i.element.kind != "text"]
    meant = meant or [i for i in view.items if key and key == folded(i.element.text)]
    known = [i for i in meant if i.colors]
    kinds = {i.element.kind for i in known}
    if not known or _mapped(view) or any(any_matches(i.colors, color.name) for i in known):
        return None
    if kinds == {"text"} and (phrase is None or phrase.noun.name not in _WRITTEN):
        return None  # the text may stand beside what is coloured so
    if phrase is not None and len(phrase.colors) > 1:
        return None
    shades = words.listing(sorted({words.color_name(c) for i in known for c in i.colors[:1]})[:8])
    own = words.quoted(text.tokens[index].text)
    return claim(text, "color", color.first, color.last, "contradicted", f"{own} is {shades}", ids(known))


_WRITTEN = word_set("text label letter number digit word title caption annotation")


def _color(text: Text, color: ColorName, phrase: Phrase | None, view: View) -> Claim | None:
    def verdict(name: str, evidence: str, items: Iterable[Item] = ()) -> Claim:
        return claim(text, "color", color.first, color.last, name, evidence, ids(items))

    if phrase is not None and phrase.negated:
        return None
    if not any_matches(view.colors, color.name):
        if color.name in _ALSO_THINGS:
            return verdict("unverifiable", "it may be no colour there")
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
        or (view.is_paper(color.name) and not phrase.plural)  # a shape that is left blank between others
    ):
        anything = [i for i in view.items if any_matches(i.colors, color.name)]
        return verdict("unverifiable", f"no {phrase.noun.name} of the trace is {color.name}", anything)
    shades = sorted({words.color_name(c) for i in known for c in i.colors[:1]} - {""})
    return verdict(
        "contradicted",
        f"no {phrase.noun.name} is {color.name}; {words.plural(phrase.noun.name)} are {words.listing(shades[:8])}",
        known,
    )


_ALSO_THINGS = word_set(
    "forest sand rose rust mint sky steel slate sage moss honey straw wheat lemon lime coral salmon"
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
    if phrase.noun.name in _STROKES:
        drawn = [i for i in drawn if "point" not in i.tags or i.element.kind != "markers"]
    for style, _ in phrase.styles:
        drawn = [i for i in drawn if has_style(i, style)] or drawn
    return drawn


def _mapped(view: View) -> bool:
    return any(i.element.kind in ("mesh", "image") and not i.colors for i in view.items)


def _inked(view: View) -> set[str]:
    return {c for i in view.items if not i.tags & {"background", "pane"} for c in i.colors}
