"""What the picture of a combined solid shows, in words."""

from __future__ import annotations

from codepercept.geometry.combined_solids.body import Dimension
from codepercept.geometry.combined_solids.facts import tinted_part
from codepercept.geometry.combined_solids.layout import body_of, hidden_lines
from codepercept.geometry.combined_solids.params import HOLES, CombinedSolids
from codepercept.geometry.exact import spoken
from codepercept.geometry.style import PALETTES
from codepercept.geometry.words import Phrasing, article, capital, count, listing, paragraph, plural


def caption(theta: CombinedSolids) -> str:
    """What the picture shows."""
    words = Phrasing(theta.wording, "combined solids caption")
    body = body_of(theta)
    sentences = [_opening(theta, words), body.parts]
    part = tinted_part(theta)
    if part is not None:
        sentences.append(words.pick(f"The {part[0]} stands out in {part[1]}.", f"The {part[0]} is {part[1]}."))
    sentences.append(_hidden(theta, words))
    if theta.measures != "none":
        sentences.append(_lengths(theta, words))
    if theta.points and body.marks:
        sentences.append(_points(theta))
    if theta.axis:
        accent = PALETTES[theta.palette].accent_name
        sentences.append(
            words.pick(f"The axis is a {accent} dash-dotted line.", f"A {accent} dash-dotted line marks the axis.")
        )
    paper = "on a cream-coloured background" if theta.paper == "cream" else ""
    if theta.title and paper:
        sentences.append(f'It is drawn {paper} and titled "{theta.title}".')
    elif theta.title:
        sentences.append(words.pick(f'The title reads "{theta.title}".', f'It is titled "{theta.title}".'))
    elif paper:
        sentences.append(f"The figure is drawn {paper}.")
    return paragraph(sentences)


def _opening(theta: CombinedSolids, words: Phrasing) -> str:
    thing, colour = article(body_of(theta).name), PALETTES[theta.palette].name
    above = "slightly from above" if theta.elevation < 18 else "from above"
    if theta.look == "line":
        return words.pick(
            f"The line drawing shows {thing}, seen {above}.",
            f"{capital(thing)} is drawn in outline, {above}.",
            f"We see {thing} as a line drawing, {above}.",
            f"This is a line drawing of {thing}, seen {above}.",
            f"The figure is a sketch of {thing} as it looks {above}.",
            f"Seen {above}, {thing} is shown as a line drawing without shading.",
        )
    tinted = f"tinted in light {colour}" if theta.look == "tint" and colour != "grey" else "tinted in light grey"
    if theta.look == "shaded":
        tinted = f"shaded in {colour}"
    return words.pick(
        f"The figure shows {thing}, {tinted} and seen {above}.",
        f"{capital(thing)}, {tinted}, is seen {above}.",
        f"{capital(thing)} is {tinted}; we see it {above}.",
        f"This textbook drawing shows {thing}, {tinted}, {above}.",
        f"Looking {above}, we see {thing}, {tinted}.",
        f"Seen {above}, {thing} is {tinted}.",
    )


def _hidden(theta: CombinedSolids, words: Phrasing) -> str:
    hidden = hidden_lines(theta)
    if theta.kind in HOLES:
        what = "what lies inside or at the back"
    elif " in " in theta.kind:
        what = "the inner body and what lies at the back"
    else:
        what = "what lies at the back"
    total = f"{capital(what)} {'are' if ' and ' in what else 'is'} {theta.hidden}, {count(hidden, 'line')} in all."
    if hidden > 12:  # no sentence begins with a figure
        return total
    return words.pick(
        f"{capital(count(hidden, 'hidden line'))} {plural('is', hidden)} {theta.hidden}: {what}.",
        total,
        f"{capital(count(hidden, 'line'))} that cannot be seen {plural('is', hidden)} {theta.hidden}.",
    )


def _lengths(theta: CombinedSolids, words: Phrasing) -> str:
    shown = body_of(theta).dimensions
    texts = [
        f"{item.symbol} = {spoken(item.value)}" if theta.measures == "symbols" else spoken(item.value) for item in shown
    ]
    arrows = [item for item in shown if item.where in ("right", "below", "above")]
    if len(arrows) == len(shown):
        return words.pick(
            f"Dimension lines with arrows give {listing(texts)}.",
            f"The marked {plural('length', len(texts))} {plural('is', len(texts))} {listing(texts)}.",
        )
    return words.pick(
        f"The marked {plural('length', len(texts))} {plural('is', len(texts))} {listing(texts)}.",
        f"Written at the figure: "
        f"{listing([_where(theta, item, text) for item, text in zip(shown, texts, strict=True)])}.",
    )


def _where(theta: CombinedSolids, item: Dimension, text: str) -> str:
    edge = "at a base edge" if theta.boxed else "inside"
    place = {"right": "on the right", "below": "below", "above": "above", "edge": edge, "left": "inside"}
    return f"{text} {place[item.where]}"


def _points(theta: CombinedSolids) -> str:
    marks = body_of(theta).marks
    letters = [letter for letter, _ in marks]
    if len(letters) == 1:
        return f"The point {letters[0]} on the axis is marked."
    return f"The points {listing(letters)} on the axis are marked."
