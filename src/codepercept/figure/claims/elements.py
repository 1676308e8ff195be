"""Claims that something is there, or is not: kinds of things, furniture of charts, line styles."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from codepercept.figure.claims.items import Item, corners_of
from codepercept.figure.claims.phrases import Phrase
from codepercept.figure.claims.reading import Text, claim, word_set
from codepercept.figure.claims.scene_view import View, has_style, ids
from codepercept.types import Claim


def element_claims(text: Text, phrases: Sequence[Phrase], view: View) -> list[Claim]:
    """A claim for each thing and each line style that is named."""
    found: list[Claim] = []
    for phrase in phrases:
        if (claim := _presence(text, phrase, view)) is not None:
            found.append(claim)
        found += _styles(text, phrase, view)
    return found


def _claim(text: Text, first: int, last: int, verdict: str, evidence: str, items: Sequence[Item] = ()) -> Claim:
    return claim(text, "element", first, last, verdict, evidence, ids(items))


def _presence(text: Text, phrase: Phrase, view: View) -> Claim | None:
    noun = phrase.noun
    amount = phrase.quantity
    number = amount is not None and amount.exact_word and amount.value > 0 and not noun.special
    if number and (view.candidates(noun) or not noun.strict):
        return None  # the count says it
    if noun.special:
        test = _FURNITURE.get(noun.special)
        if test is None:
            return None
        there: bool | None = test(view)
        items: list[Item] = []
    else:
        items = view.candidates(noun)
        there = bool(items) or (None if noun.name not in _SURE or _hides(view, noun.name) else False)
    first, last = phrase.first, phrase.last
    if phrase.negated:
        if there is None or (
            there and (phrase.vague or phrase.colors or phrase.words or _is_qualified(text, phrase) or not noun.special)
        ):
            return _claim(text, first, last, "unverifiable", "")
        return _claim(
            text,
            first,
            last,
            "contradicted" if there else "confirmed",
            f"the figure has {'a' if there else 'no'} {noun.name}",
            items,
        )
    outlines = {*_SIDES, "circle", "disc", "ellipse"}
    topical = phrase.definite and (noun.special == "table" or (not phrase.colors and noun.name in outlines))
    if (
        there is None or (not there and topical) or (not there and text.word(last + 1) == "of")
    ):  # "a triangle of dots" is an arrangement
        return _claim(text, first, last, "unverifiable", f"the trace cannot tell whether there is a {noun.name}")
    if not there and (_is_part(text, first, last) or any(view.is_paper(c.name) for c in phrase.colors)):
        return _claim(text, first, last, "unverifiable", f"a {noun.name} may be a part of something, or left blank")
    if not there and (text.word(first - 1) in _FORMING or noun.name in view.writing):
        return _claim(text, first, last, "unverifiable", f"a {noun.name} may be spoken of that is not drawn")
    if not there:
        return _claim(
            text, first, last, "contradicted" if noun.strict else "unverifiable", f"the figure has no {noun.name}"
        )
    return _claim(text, first, last, "confirmed", f"the figure has a {noun.name}", items)


def _is_part(text: Text, first: int, last: int) -> bool:
    """ "A quarter disc", "half of a circle"."""
    return any(text.word(i) in ("quarter", "half", "part", "section") for i in range(max(0, first - 3), last + 1))


def _is_qualified(text: Text, phrase: Phrase) -> bool:
    return text.word(phrase.last + 1) in ("on", "in", "at", "for", "inside", "between", "with", "of", "that", "which")


_SURE = word_set(
    "arrow arrowhead circle disk disc ellipse oval arc wedge slice star bar violin triangle hexagon pentagon "
    "octagon polygon"
) | {"error bar", "angle arc", "curve", "contour line"}
"""Kinds of which a figure without any cannot be said to have one."""

_FORMING = word_set("in of form forms as like into for forming")
"""Words before the name of a shape that things only form together, or that is only spoken of."""

_STROKES = frozenset({"line", "segment", "curve", "polygon", "closed", "path", "arc", "contour", "band", "wedge"})
_SIDES = {"triangle": 3, "pentagon": 5, "hexagon": 6, "octagon": 8, "polygon": 4, "star": 5}
_SLANTED = {"triangle": 1, "pentagon": 2, "hexagon": 2, "octagon": 4, "polygon": 0, "star": 4}
"""How many sides of such an outline at least are neither horizontal nor upright."""

_MADE_OF: dict[str, frozenset[str]] = {
    "arrow": frozenset({"barb"}),
    "arrowhead": frozenset({"barb"}),
    "bar": frozenset({"polygon", "shape", "band", "hist"}),
    "error bar": frozenset({"segment", "line"}),
    "violin": frozenset({"band", "polygon"}),
    "contour line": frozenset({"path", "loop"}),
    **dict.fromkeys(_SIDES, frozenset({"path", "contour", "band", "hexbin", "bar3d"})),
    "star": frozenset({"cross", "path"}),
    **dict.fromkeys(
        ("circle", "disk", "disc", "ellipse", "oval"),
        frozenset({"path", "contour", "arc", "wedge", "semicircle", "loop", "polar"}),
    ),
    **dict.fromkeys(
        ("arc", "angle arc"), frozenset({"path", "contour", "wedge", "semicircle", "curve", "circle", "ellipse"})
    ),
    "curve": _STROKES,
    "wedge": frozenset({"polygon", "path", "arc"}),
    "slice": frozenset({"polygon", "path", "arc"}),
}
_ARROW_SIGNS = ("→", "←", "↑", "↓", "⟶", "arrow", "⇒", "➔")
_COARSE = 60
"""Rows of a picture or mesh in which nobody sees a star or an arrow."""


def _hides(view: View, name: str) -> bool:
    """Whether the trace may hold such a thing under another name: made of strokes, in a picture, in space."""
    if view.trace.truncated or view.trace.untraced:
        return True
    if any(view.by_tag[t] for t in _MADE_OF.get(name, ("path", "contour", "wedge", "band", "curve", "arc"))):
        return True
    if any(set(i.element.hatch) & set("oO.*") for i in view.by_tag["shape"]):
        return True
    if name in _SIDES and _could_join(view, name):
        return True
    if name in ("arrow", "arrowhead") and _looks_like_arrows(view):
        return True
    if any(_is_picture(i) for i in view.items):
        return name not in ("wedge", "slice")
    if any(a.view is not None for a in view.trace.axes):
        return name not in ("wedge", "slice", "error bar")
    return False


def _is_picture(item: Item) -> bool:
    """Whether more may be seen in an image or mesh than coloured squares."""
    rows = item.element.shape.get("rows")
    return item.element.kind in ("image", "mesh") and not (isinstance(rows, float | int) and rows <= _COARSE)


def _could_join(view: View, name: str) -> bool:
    """Whether there are strokes enough to make up such an outline."""
    total = slanted = 0
    for item in view.by_tag["line"]:
        if item.tags & {"grid", "spine", "tick"}:
            continue
        corners = corners_of(item)
        total += max(1, len(corners) - 1)
        slanted += sum(min(abs(p[0] - q[0]), abs(p[1] - q[1])) > 2 for p, q in itertools.pairwise(corners))
    return total >= _SIDES[name] - 1 and slanted >= _SLANTED[name]


def _looks_like_arrows(view: View) -> bool:
    """Whether outlines, single triangle markers or signs in texts may be called arrows."""
    outlines = [i for i in view.by_tag["polygon"][:50] if "bar" not in i.tags and len(corners_of(i)) in (7, 8, 9)]
    small = [i for i in view.by_tag["triangle"] if i.box is not None and i.box[2] - i.box[0] < 25]
    single = [i for i in small if i.element.count <= 2]
    return bool(
        outlines
        or view.by_tag["path"]
        or single
        or any(sign in i.element.text for i in view.by_tag["annotation"] for sign in _ARROW_SIGNS)
    )


def _styles(text: Text, phrase: Phrase, view: View) -> list[Claim]:
    found = []
    for style, index in phrase.styles:
        candidates = view.candidates(phrase.noun)
        fitting = [i for i in candidates if has_style(i, style)]
        anywhere = [i for i in view.items if has_style(i, style)]
        if phrase.negated:
            verdict = "unverifiable" if anywhere else "confirmed"
            found.append(_claim(text, index, index, verdict, "" if anywhere else f"nothing in the figure is {style}"))
        elif fitting:
            found.append(
                _claim(text, index, index, "confirmed", f"the trace has a {style} {phrase.noun.name}", fitting)
            )
        elif not anywhere:
            found.append(_claim(text, index, index, "contradicted", f"nothing in the figure is {style}", candidates))
        else:
            found.append(_claim(text, index, index, "unverifiable", f"other things are {style}", anywhere))
    return found


def _any_tag(*tags: str) -> Callable[[View], bool | None]:
    return lambda view: any(view.by_tag[t] for t in tags)


def _unless_image(test: Callable[[View], bool | None]) -> Callable[[View], bool | None]:
    def check(view: View) -> bool | None:
        return test(view) or (None if _hides(view, "") else False)

    return check


def _right_angle(view: View) -> bool | None:
    """A small square or bent line of three points, both sides at most a tenth of the panel."""
    for item in view.items:
        if item.box is None or item.element.kind == "text" or "tick" in item.tags:
            continue
        wide, tall = item.box[2] - item.box[0], item.box[3] - item.box[1]
        if 2 < max(wide, tall) < 60 and (
            "rectangle" in item.tags or "line" in item.tags or "polygon" in item.tags or "path" in item.tags
        ):
            return True
    return None if view.by_tag["arc"] else False


def _grid(view: View) -> bool | None:
    drawn = any(a.x.grid or a.y.grid for a in view.trace.axes) or bool(view.by_tag["grid"])
    if drawn:
        return True
    many = (
        len(view.by_tag["rectangle"]) > 3
        or len(view.by_tag["line"]) > 3
        or len(view.by_tag["point"]) > 3
        or bool(view.by_tag["mesh"])
    )
    return (
        None
        if many
        or view.by_tag["table"]
        or view.by_tag["image"]
        or len(view.main) > 1
        or len(view.by_tag["text"]) > 8
        or len(view.by_tag["shape"]) > 3
        else False
    )


def _legend(view: View) -> bool | None:
    if any(a.legend for a in view.trace.axes) or view.by_tag["legend"]:
        return True
    return any(e.role == "legend" for e in view.trace.elements)


def _title(view: View) -> bool | None:
    if any(a.title for a in view.trace.axes):
        return True
    return any(e.role == "title" and e.text.strip() for e in view.trace.elements) or (
        None if view.by_tag["annotation"] else False
    )


def _shade(view: View) -> bool | None:
    return any(
        i.fills and i.element.kind != "text" and not i.tags & {"point", "background"} for i in view.items
    ) or bool(view.by_tag["mesh"] or view.by_tag["image"])


_FURNITURE: dict[str, Callable[[View], bool | None]] = {
    "legend": _legend,
    "grid": _grid,
    "colorbar": lambda v: (
        any(a.colorbar_of is not None for a in v.trace.axes)
        or bool(v.by_tag["colorbar"])
        or (None if len(v.trace.axes) > 1 else False)
    ),
    "title": _title,
    "table": lambda v: (
        bool(v.by_tag["table"])
        or (
            None
            if any(len(v.by_tag[t]) > 3 for t in ("rectangle", "line", "annotation"))
            or v.by_tag["mesh"]
            or v.by_tag["image"]
            else False
        )
    ),
    "heatmap": lambda v: (
        bool(v.by_tag["mesh"] or v.by_tag["image"] or v.by_tag["hexbin"])
        or (None if len(v.by_tag["rectangle"]) > 3 else False)
    ),
    "pie": _any_tag("wedge", "pie"),
    "bars": _any_tag("bar", "rectangle", "hist", "bar3d"),
    "boxplot": _any_tag("boxplot", "box", "rectangle"),
    "violin": _any_tag("violin", "body"),
    "scatter": _any_tag("point"),
    "rightangle": _right_angle,
    "stack": _any_tag("stackplot", "band", "polygon"),
    "contour": _unless_image(_any_tag("contour")),
    "field": _any_tag("arrow", "streamplot", "barb"),
    "polar": lambda v: any(a.projection == "polar" for a in v.trace.axes) or (None if v.by_tag["circle"] else False),
    "shade": _shade,
    "hatch": lambda v: any(i.element.hatch for i in v.items) or (None if v.by_tag["line"] else False),
    "errorbar": lambda v: (
        bool(v.by_tag["errorbar"] or v.by_tag["range"]) or (None if v.by_tag["segment"] or v.by_tag["bar"] else False)
    ),
    "inset": lambda v: any(a.inset_of is not None for a in v.trace.axes) or (None if len(v.main) > 1 else False),
    "entry": _legend,
}
