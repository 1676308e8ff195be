"""What a drawing in several views shows, in plain English."""

from __future__ import annotations

from codepercept.geometry.style import PALETTES
from codepercept.geometry.three_views.cells import View, cubes
from codepercept.geometry.three_views.model import Model, model_of
from codepercept.geometry.three_views.naming import (
    hole_phrases,
    length_text,
    short_name,
    solid_name,
    view_name,
    where,
    with_article,
    written_names,
)
from codepercept.geometry.three_views.params import PUZZLES, ThreeViews
from codepercept.geometry.three_views.sheet import has_picture, shown_views
from codepercept.geometry.three_views.surroundings import dimensions
from codepercept.geometry.words import Phrasing, capital, count, listing, number, paragraph, plural


def caption(theta: ThreeViews) -> str:
    """What the picture shows, in three to eight sentences."""
    words = Phrasing(theta.wording, "three views caption")
    model = model_of(theta)
    sentences = [_opening(theta, words)]
    if theta.mode in PUZZLES:
        sentences += _puzzle(theta, words)
    else:
        sentences.append(_arrangement(theta, words))
        sentences.append(_shape(theta, model, words))
        sentences += hole_phrases(theta)[:2]
    sentences += _lines(theta, model, words)
    sentences += _around(theta, words)
    return paragraph(sentences)


def _opening(theta: ThreeViews, words: Phrasing) -> str:
    name = solid_name(theta)
    shown = [view_name(theta, view) for view in shown_views(theta)]
    three = words.pick("three views", "the front, top and side views", "three orthographic views")
    if theta.mode == "views":
        return words.pick(
            f"The drawing shows {three} of {with_article(name)}.",
            f"{capital(three)} of {with_article(name)} are drawn on one sheet.",
            f"{capital(with_article(name))} is shown in {three}.",
            f"A technical drawing gives {three} of {with_article(name)}.",
            f"This sheet contains {three} of {with_article(name)}.",
        )
    if theta.mode == "views and picture":
        return words.pick(
            f"The drawing shows {three} of {with_article(name)} together with an isometric picture of it.",
            f"{capital(with_article(name))} is shown twice: in {three} and in an isometric picture.",
            f"An isometric picture of {with_article(name)} accompanies {three}.",
            f"{capital(three)} and an isometric picture describe {with_article(name)}.",
        )
    if theta.mode == "pair":
        return words.pick(
            f"Beside the {listing(shown)} of {with_article(name)} stands its isometric picture.",
            f"{capital(with_article(name))} is drawn in two views, the {listing(shown)}, and as an isometric picture.",
            f"The {listing(shown)} of {with_article(name)} are shown with an isometric picture on the right.",
            f"Two views and an isometric picture show {with_article(name)}.",
        )
    how_many = number(len(theta.candidates))
    if theta.mode == "which solid":
        return words.pick(
            f"Three views of a cube building are given, and {how_many} isometric pictures to choose from.",
            f"The puzzle shows the front, top and side views of a solid made of cubes and {how_many} candidates.",
            f"Which solid belongs to the three views? {capital(how_many)} isometric pictures are offered.",
        )
    if theta.mode == "third view":
        return words.pick(
            f"Two views of a cube building are given; {how_many} drawings are offered as its {theta.missing} view.",
            f"The puzzle shows the {listing(shown)} of a cube building and {how_many} candidates for the third view.",
            f"A {theta.missing} view is missing: the {listing(shown)} are given with {how_many} candidates.",
        )
    return words.pick(
        f"An isometric picture of a cube building stands next to {how_many} candidate {theta.missing} views.",
        f"The puzzle shows a cube building in an isometric picture and {how_many} possible {theta.missing} views.",
        f"Which drawing is the {theta.missing} view of the cube building? {capital(how_many)} are offered.",
    )


def _puzzle(theta: ThreeViews, words: Phrasing) -> list[str]:
    letters = "ABCD"[: len(theta.candidates)]
    where_text = "in two rows of two" if len(letters) == 4 else "in a row below"
    sentences = [
        words.pick(
            f"The candidates stand {where_text} and carry the letters {letters[0]} to {letters[-1]}.",
            f"They are arranged {where_text} and lettered {letters[0]} to {letters[-1]}.",
        )
    ]
    body = cubes(theta.layers)
    nx, ny, nz = body.filled.shape
    if theta.mode != "third view":
        sentences.append(f"Each solid fits a box {nx} cubes long, {ny} deep and {nz} high.")
    if theta.mode != "third view":
        sentences.append(
            f"The {plural('picture', 1 if theta.mode == 'which view' else 2)} "
            f"{'is' if theta.mode == 'which view' else 'are'} seen from the front {theta.side}, from above."
        )
    return sentences


def _arrangement(theta: ThreeViews, words: Phrasing) -> str:
    shown = shown_views(theta)
    parts = [f"the {view_name(theta, view)} stands {where(theta, view)}" for view in ("top", "side") if view in shown]
    text = capital(listing(parts))
    if len(shown) < 3 or words.chance(0.3):
        return f"{text}."
    return words.pick(
        f"{text}, so this is {theta.angle}-angle projection.",
        f"In {theta.angle}-angle projection, {listing(parts)}.",
        f"{text}, as in {theta.angle}-angle projection.",
    )


def _shape(theta: ThreeViews, model: Model, words: Phrasing) -> str:
    length, width, height = (length_text(theta, value) for value in model.size)
    noun = short_name(theta)
    measured = theta.sizes != "none" or theta.grid or theta.kind == "cubes"
    if theta.kind == "cubes":
        x, y, z = (int(value) for value in model.size)
        over = "" if cubes(theta.layers).heaped() else "; parts of it overhang or are hollow"
        return words.pick(
            f"The solid is {count(x, 'cube')} long, {number(y)} deep and {number(z)} high{over}.",
            f"The solid fits a box of {x} × {y} × {z} unit cubes (length, depth, height){over}.",
        )
    if theta.kind == "turned":
        steps = f"{number(len(theta.discs))} coaxial {plural('cylinder', len(theta.discs))}"
        size = f" up to {length} wide and {height} high in all" if measured else ""
        return f"It consists of {steps}{size}, so front and side view are alike."
    if theta.kind == "profile":
        corners = f"its front face has {len(theta.profile)} corners"
        return (
            f"The {noun} is {length} long, {width} wide and {height} high; {corners}."
            if measured
            else f"{capital(corners)}."
        )
    length, width, height = (f"{value} mm" for value in theta.size)
    shape = "The block has steps, slots or notches cut with right angles" if theta.cuts else "The plate is rectangular"
    return f"{shape}; it measures {length} × {width} × {height} (length, width, height)." if measured else f"{shape}."


def _lines(theta: ThreeViews, model: Model, words: Phrasing) -> list[str]:
    shown = shown_views(theta)
    if theta.seams:
        return ["The views show the squares of all cubes in sight and no hidden edges."]
    if not shown:
        return ["Hidden edges of the candidate views are dashed."]
    dashed = {view: _dashed(model.views[view]) for view in shown if _dashed(model.views[view])}
    sentences = []
    if not dashed:
        sentences.append(
            words.pick("No edge is hidden in these views.", "There are no dashed lines: all edges are visible.")
        )
    elif len(dashed) == 1:
        ((view, text),) = dashed.items()
        sentences.append(
            words.pick(
                f"Only the {view_name(theta, view)} has hidden edges: {text}.",
                f"The {view_name(theta, view)} contains {text} for hidden edges, the other views have none.",
            )
        )
    else:
        parts = listing([f"{text} in the {view_name(theta, view)}" for view, text in dashed.items()])
        sentences.append(words.pick(f"The hidden edges are {parts}.", f"There are hidden edges: {parts}."))
    if any(view.axes for view in model.views.values()):
        sentences.append(
            words.pick("Dash-dotted centre lines mark the round parts.", "Round parts have dash-dotted axes.")
        )
    return sentences


def _dashed(view: View) -> str:
    """The dashed lines and circles of a view, "" if there are none."""
    parts = []
    if view.hidden:
        parts.append(count(len(view.hidden), "dashed line"))
    if view.hidden_circles:
        parts.append(count(view.hidden_circles, "dashed circle"))
    return listing(parts)


def _around(theta: ThreeViews, words: Phrasing) -> list[str]:
    shown = shown_views(theta)
    sentences = []
    if has_picture(theta) or theta.mode == "which solid":
        colour = PALETTES[theta.palette].name
        noun = "pictures are" if theta.mode == "which solid" else "picture is"
        look = "a plain line drawing" if colour == "white" else f"shaded in {colour}"
        if theta.mode == "which solid" and colour == "white":
            look = "plain line drawings"
        sentences.append(f"The isometric {noun} {look}.")
    if theta.names != "none" and shown:
        names = listing([f'"{name}"' for name in written_names(theta, shown)])
        sentences.append(words.pick(f"The views are labelled {names}.", f"The names {names} are written at the views."))
    lines, notes, _ = dimensions(theta)
    if lines:
        unit = "in cube edges" if theta.kind == "cubes" else "in millimetres"
        texts = listing(list(dict.fromkeys(line.text for line in lines)))
        more = f"; round parts are marked {listing([note.text for note in notes])}" if notes else ""
        sentences.append(f"Dimension lines {unit} give {texts}{more}.")
    extra = []
    if theta.mitre:
        extra.append("a 45° mitre line leads the depth round the corner")
    elif theta.projection_lines and "front" in shown:
        extra.append("thin projection lines join the views")
    if theta.symbol:
        extra.append(f"the truncated-cone symbol tells {theta.angle}-angle projection")
    if extra:
        sentences.append(f"{capital(listing(extra))}.")
    paper = []
    if theta.grid:
        paper.append(f"squared paper ({theta.grid} {'unit' if theta.kind == 'cubes' else 'mm'} a square)")
    if theta.paper == "cream":
        paper.append("a cream-coloured background")
    if theta.title and paper:
        sentences.append(f'It is drawn on {listing(paper)} and titled "{theta.title}".')
    elif theta.title:
        sentences.append(f'The title reads "{theta.title}".')
    elif paper:
        sentences.append(f"It is drawn on {listing(paper)}.")
    return sentences
