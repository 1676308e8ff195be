"""Exact statements about a solid and its views."""

from __future__ import annotations

from codepercept.geometry.family import facts_of
from codepercept.geometry.style import PALETTES
from codepercept.geometry.three_views.cells import cubes
from codepercept.geometry.three_views.model import Model, measure, model_of
from codepercept.geometry.three_views.naming import (
    answer_letter,
    cubic_unit,
    fewest_cubes,
    hole_phrases,
    length_text,
    lines_phrase,
    most_cubes,
    short_name,
    solid_name,
    square_unit,
    view_name,
    where,
    with_article,
    written_names,
)
from codepercept.geometry.three_views.params import PUZZLES, ThreeViews
from codepercept.geometry.three_views.sheet import has_picture, shown_views
from codepercept.geometry.three_views.surroundings import dimensions
from codepercept.geometry.words import count, listing, plural
from codepercept.types import Fact


def facts(theta: ThreeViews) -> tuple[Fact, ...]:
    """Exact statements about the solid, its views and the sheet."""
    model = model_of(theta)
    length, width, height = (length_text(theta, value) for value in model.size)
    noun = short_name(theta)
    boss = " with its boss" if theta.boss else ""
    pairs = [
        ("exact", f"The {noun}{boss} is {length} long, {width} wide from front to back and {height} high."),
        ("exact", f"Its volume is {measure(model.volume)} {cubic_unit(theta)}."),
        ("exact", f"Its surface area is {measure(model.surface, model.roots)} {square_unit(theta)}."),
    ]
    pairs += [("relation", sentence) for sentence in hole_phrases(theta)]
    pairs += _view_facts(theta, model)
    if theta.kind == "cubes":
        pairs += _cube_facts(theta)
    elif theta.kind == "turned":
        steps = [f"{d} mm wide and {h} mm high" for d, h in theta.discs]
        pairs.append(("exact", f"From below its steps are {listing(steps)}."))
        pairs.append(("relation", "Front view and side view are equal because the part is round."))
    elif theta.kind == "profile":
        pairs.append(("count", f"Its front face is a polygon with {len(theta.profile)} corners."))
        pairs.append(("relation", f"It is {with_article(solid_name(theta))}, the same all along its width."))
    pairs += _sheet_facts(theta)
    return facts_of(pairs)


def _view_facts(theta: ThreeViews, model: Model) -> list[tuple[str, str]]:
    found = []
    shown = shown_views(theta)
    for name, view in model.views.items():
        called = view_name(theta, name)
        wide, tall = (length_text(theta, value) for value in view.size)
        found.append(("exact", f"The {called} is {wide} wide and {tall} high."))
        if theta.seams:
            squares = int(view.area[0])
            found.append(("count", f"The {called} covers {count(squares, 'square')}."))
            continue
        found.append(("exact", f"The {called} covers an area of {measure(view.area)} {square_unit(theta)}."))
        if name in shown or theta.mode in PUZZLES:
            found.append(("count", f"The {called} has {lines_phrase(theta, view)}."))
    if not theta.seams and len(shown) > 1:
        dashed = [
            view_name(theta, name) for name in shown if model.views[name].hidden or model.views[name].hidden_circles
        ]
        if len(dashed) == len(shown):
            found.append(("relation", "Every view has hidden edges, drawn dashed."))
        elif dashed:
            found.append(("relation", f"Hidden edges, drawn dashed, occur only in the {listing(dashed)}."))
        else:
            found.append(("relation", "No view has hidden edges."))
    return found


def _cube_facts(theta: ThreeViews) -> list[tuple[str, str]]:
    body = cubes(theta.layers)
    found = [("count", f"The solid consists of {count(int(body.filled.sum()), 'unit cube')}.")]
    for z in range(body.filled.shape[2]):
        found.append(("count", f"Layer {z + 1} from the floor has {count(int(body.filled[:, :, z].sum()), 'cube')}."))
    if not body.heaped():
        found.append(("relation", "Some cubes have no cube below them: there is an overhang or a tunnel."))
    elif theta.seams or theta.mode in PUZZLES:
        found.append(
            ("count", f"A cube building with the same three outlines has at most {count(most_cubes(theta), 'cube')}.")
        )
        found.append(
            ("count", f"A cube building with the same three outlines has at least {count(fewest_cubes(body), 'cube')}.")
        )
    if theta.mode in PUZZLES:
        letters = listing(list("ABCD"[: len(theta.candidates)]))
        what = {"which solid": "solids", "third view": "views", "which view": "views"}[theta.mode]
        found.append(("text", f"The candidate {what} are marked {letters}."))
        found.append(("relation", f"Only candidate {answer_letter(theta)} fits."))
    return found


def _sheet_facts(theta: ThreeViews) -> list[tuple[str, str]]:
    shown = shown_views(theta)
    found = []
    if len(shown) == 3 or ("front" in shown and theta.mode == "pair"):
        found.append(("relation", f"The views are arranged in {theta.angle}-angle projection."))
    if "front" in shown:
        for name in ("top", "side"):
            if name in shown:
                found.append(("relation", f"The {view_name(theta, name)} stands {where(theta, name)}."))
    if theta.names != "none" and shown:
        words = listing([f'"{name}"' for name in written_names(theta, shown)])
        found.append(("text", f"The {plural('view', len(shown))} {plural('is', len(shown))} named {words}."))
    if theta.symbol:
        found.append(
            ("relation", f"The truncated-cone symbol of {theta.angle}-angle projection is drawn on the sheet.")
        )
    if theta.mitre:
        found.append(("relation", "A 45° line leads the depth from the top view to the side view."))
    lines, notes, _ = dimensions(theta)
    if lines:
        texts = listing([line.text for line in lines])
        found.append(("count", f"There {plural('is', len(lines))} {count(len(lines), 'dimension line')}: {texts}."))
    if notes:
        found.append(("text", f"Round parts are marked {listing([note.text for note in notes])}."))
    if theta.grid:
        unit = "unit" if theta.kind == "cubes" else "mm"
        found.append(("style", f"It is drawn on squared paper whose squares are {theta.grid} {unit} wide."))
    if has_picture(theta) or theta.mode == "which solid":
        colour = PALETTES[theta.palette].name
        whose = "each candidate" if theta.mode == "which solid" else f"the {short_name(theta)}"
        found.append(("style", f"The isometric picture of {whose} is {colour} and seen from the front {theta.side}."))
    if theta.seams:
        found.append(("style", "The views show every square; hidden edges are not drawn."))
    if theta.title:
        found.append(("text", f'The title is "{theta.title}".'))
    return found
