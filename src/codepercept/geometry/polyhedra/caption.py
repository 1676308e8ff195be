"""What the picture of a polyhedron shows, in words."""

from __future__ import annotations

import numpy as np

from codepercept.geometry.exact import spoken
from codepercept.geometry.polyhedra.layout import edge_notes, helper, layout, midpoint_edges, slant_edge
from codepercept.geometry.polyhedra.naming import dual_name, faces_phrase, name_of, segments
from codepercept.geometry.polyhedra.params import Polyhedra, camera_of, solid_of
from codepercept.geometry.style import PALETTES
from codepercept.geometry.words import Phrasing, article, capital, count, listing, number, paragraph, plural


def caption(theta: Polyhedra) -> str:
    """What the picture shows."""
    words = Phrasing(theta.wording, "polyhedra caption")
    body, camera = solid_of(theta), camera_of(theta)
    name, colour = name_of(theta), PALETTES[theta.palette].name
    hidden = body.hidden_edges(camera)
    v, e, f = len(body.vertices), len(body.edges), len(body.faces)
    above = "from above" if theta.elevation > 0 else "from below" if theta.elevation < 0 else "at eye level"
    if 0 < abs(theta.elevation) < 18:
        above = f"slightly {above}"
    manner = {
        "line": words.pick("as a line drawing", "by its edges only", "as a wireframe"),
        "glass": words.pick(f"with transparent {colour} faces", f"like a body of {colour} glass"),
        "shaded": words.pick(
            f"as an opaque {colour} solid",
            f"with {'plain' if theta.code_style == 'listed' else 'shaded'} {colour} faces",
        ),
    }[theta.look]
    sentences = [
        words.pick(
            f"The figure shows {article(name)}, drawn {manner} and seen {above}.",
            f"{capital(article(name))} is drawn {manner}; the view is {above}.",
            f"{capital(article(name))}, shown {manner}, is seen {above}.",
        ),
        words.pick(
            f"It is bounded by {faces_phrase(theta)} and has {v} vertices and {e} edges.",
            f"Its faces are {faces_phrase(theta)}; they meet in {e} edges and {v} vertices.",
            f"The solid has {v} vertices, {e} edges and {f} faces: {faces_phrase(theta)}.",
        ),
    ]
    if theta.look == "shaded":
        sentences.append(
            words.pick(
                (f"Only the {number(len(body.visible_faces(camera)))} faces turned towards the viewer can be seen."),
                (
                    f"{capital(number(len(body.visible_faces(camera))))} faces are visible; edges behind "
                    "the solid are left out."
                ),
            )
        )
    elif theta.hidden == "left out":
        sentences.append(
            f"The {number(e - len(hidden))} visible edges are solid lines, and the "
            f"{number(len(hidden))} hidden ones are left out."
        )
    elif hidden:
        line = "dashed" if theta.hidden == "dashed" else "dotted"
        sentences.append(
            words.pick(
                f"{capital(count(e - len(hidden), 'visible edge'))} are solid lines and "
                f"{count(len(hidden), 'hidden edge')} "
                f"{plural('is', len(hidden))} {line}.",
                f"The {number(len(hidden))} {plural('edge', len(hidden))} behind the solid "
                f"{plural('is', len(hidden))} {line}, the other {number(e - len(hidden))} are solid.",
            )
        )
    if theta.labels:
        sentences.append(_labels(theta, words))
    sentences += _helper_sentences(theta, words)
    notes = edge_notes(theta)
    if notes:
        body_lengths = listing([spoken(body.length(edge)) for edge, _ in notes])
        sentences.append(
            words.pick(
                f"{'A number' if len(notes) == 1 else 'Numbers'} beside the outline "
                f"{'gives an edge length' if len(notes) == 1 else 'give edge lengths'}: {body_lengths}.",
                f"{'An edge is' if len(notes) == 1 else 'Edges are'} marked with the "
                f"{plural('length', len(notes))} {body_lengths}.",
            )
        )
    paper = {"squared": "squared paper", "cream": "a cream-coloured background", "plain": ""}[theta.paper]
    if theta.title and paper:
        sentences.append(f'It is drawn on {paper} and titled "{theta.title}".')
    elif theta.title:
        sentences.append(words.pick(f'The title reads "{theta.title}".', f'It is titled "{theta.title}".'))
    elif paper:
        sentences.append(f"It is drawn on {paper}.")
    return paragraph(sentences)


def _labels(theta: Polyhedra, words: Phrasing) -> str:
    letters = theta.names
    if theta.solid in ("cube", "cuboid", "prism", "antiprism", "frustum"):
        half = len(letters) // 2
        return words.pick(
            f"The base is {letters[:half]} and the top {letters[half:]}.",
            (f"Letters {letters[0]} to {letters[half - 1]} mark the bottom, {letters[half]} to {letters[-1]} the top."),
        )
    if theta.solid in ("pyramid", "tetrahedron"):
        return words.pick(
            f"The base is {letters[:-1]} and the apex {letters[-1]}.",
            f"{letters[-1]} is the apex above the base {letters[:-1]}.",
        )
    if theta.solid == "bipyramid":
        return f"The common base is {letters[:-2]}; {letters[-2]} is the upper and {letters[-1]} the lower apex."
    return f"The vertices carry the letters {letters[0]} to {letters[-1]}."


def _helper_sentences(theta: Polyhedra, words: Phrasing) -> list[str]:
    accent = PALETTES[theta.palette].accent_name
    if theta.auxiliary == "dual":
        name = dual_name(theta)
        return [
            (
                f"Inside, {accent} lines join the centres of neighbouring faces and form "
                f"{article(f'regular {name}' if name != 'cube' else name)}."
            )
        ]
    extra = helper(theta)
    if extra is None:
        return []
    names = segments(theta)
    named = [f" {name}" if name else "" for name in names]
    if theta.auxiliary == "space diagonal":
        sentences = [
            words.pick(
                f"A {accent} dashed line is the space diagonal{named[0]}.",
                f"The space diagonal{named[0]} runs through the solid as a dashed {accent} line.",
            )
        ]
    elif theta.auxiliary == "face diagonal":
        sentences = [f"A {accent} line marks the diagonal{named[0]} of a visible face."]
    elif theta.auxiliary == "midpoints":
        (a, b), (c, d) = midpoint_edges(theta)
        n = theta.names
        edges = f"{n[a]}{n[b]} and {n[c]}{n[d]}" if theta.labels else "two opposite edges"
        sentences = [f"The midpoints P and Q of {edges} are joined by a dashed {accent} line."]
    elif theta.auxiliary == "slant":
        a, b = slant_edge(theta)
        edge = f"the base edge {theta.names[a]}{theta.names[b]}" if theta.labels else "a base edge"
        sentences = [
            f"In {accent}, the height{named[0]}, the segment OM and the slant height{named[2]} form "
            "a right triangle, where "
            f"O is the centre of the base and M the midpoint of {edge}; the right angle at O is marked.",
        ]
    elif theta.auxiliary == "angle":
        if theta.solid == "pyramid":
            sentences = [
                f"In {accent}, the height{named[0]} and the segment{named[1]} from its foot O to a corner of the base "
                "are dashed; the angle α between that segment and the lateral edge is marked.",
            ]
        else:
            sentences = [
                f"Dashed {accent} lines are the space diagonal{named[0]} and the diagonal{named[1]} of the base under "
                "it; the angle α between them is marked.",
            ]
    elif theta.solid == "bipyramid":
        sentences = [
            (f"The axis{named[0]} between the two apexes is a dashed {accent} line through the centre O of the base.")
        ]
    elif extra.corner:
        sentences = [
            words.pick(
                f"The height{named[0]} is a dashed {accent} line from the apex to its foot O in the base.",
                f"A dashed {accent} line drops from the apex to the centre O of the base.",
            ),
            "A second one joins O to a corner of the base, with a right-angle mark between them."
            if not names[1]
            else f"The right angle between it and the segment {names[1]} is marked.",
        ]
    else:
        sentences = [f"A dashed {accent} line joins the centres O and T of base and top: the height{named[0]}."]
    if extra.note and layout(theta).note_side:
        symbol = extra.note[0]
        length = float(np.linalg.norm(extra.ends[0][1] - extra.ends[0][0]))
        sentences.append(
            f"It is labelled {symbol} = {spoken(length)}."
            if theta.auxiliary != "slant"
            else f"The height is labelled {symbol} = {spoken(length)}."
        )
    return sentences
