"""What the picture of a cut solid shows, in words."""

from __future__ import annotations

from codepercept.geometry.cross_sections.cuts import cut_of
from codepercept.geometry.cross_sections.facts import hidden_pieces, side_names
from codepercept.geometry.cross_sections.facts_round import rule_values
from codepercept.geometry.cross_sections.layout import layout
from codepercept.geometry.cross_sections.naming import predicate, section_phrase, shape_of, solid_name
from codepercept.geometry.cross_sections.params import CrossSections, camera_of
from codepercept.geometry.cross_sections.planes import (
    edge_name,
    height_of_plane,
    plane_kind,
    point_clauses,
    point_names,
)
from codepercept.geometry.cross_sections.rounds_cut import has_equator, is_polygon, number, round_cut
from codepercept.geometry.cross_sections.rounds_layout import has_dimensions
from codepercept.geometry.cross_sections.rounds_shapes import shape_texts
from codepercept.geometry.exact import exact, spoken
from codepercept.geometry.style import PALETTES
from codepercept.geometry.words import Phrasing, article, capital, count, listing, paragraph, plural
from codepercept.geometry.words import number as in_words


def caption(theta: CrossSections) -> str:
    """What the picture shows."""
    words = Phrasing(theta.wording, "cross sections caption")
    sentences = [_opening(theta, words)]
    if theta.projection == "oblique":
        sentences.append(words.pick("It is a cabinet projection.", "The solid is seen in cabinet projection."))
    sentences += _round(theta, words) if theta.round else _polyhedron(theta, words)
    if theta.true_shape:
        sentences.append(_true_shape(theta, words))
    sentences += _surroundings(theta, words)
    return paragraph(sentences)


def _manner(theta: CrossSections, words: Phrasing) -> str:
    colour = PALETTES[theta.palette].name
    if theta.look == "glass":
        return words.pick(
            f"drawn as a transparent {colour} body",
            f"with transparent {colour} faces" if not theta.round else f"tinted in {colour}",
        )
    if theta.look == "shaded":
        return f"with opaque {colour} faces"
    return words.pick("drawn in plain lines", "drawn in outline" if theta.round else "drawn with its edges only")


def _opening(theta: CrossSections, words: Phrasing) -> str:
    thing, manner = article(solid_name(theta)), _manner(theta, words)
    section, accent = section_phrase(theta), PALETTES[theta.palette].accent_name
    if theta.round and not (theta.lengths or theta.true_shape):
        section = section.replace("a square", "a rectangle").replace("equilateral", "isosceles")
    fill = {"tint": f"tinted {accent}", "hatch": f"hatched in {accent}", "strong": f"filled in {accent}"}[theta.fill]
    return words.pick(
        f"The figure shows {thing}, {manner}, cut by a plane; the section, {fill}, is {section}.",
        f"{capital(thing)}, {manner}, is cut by a plane in {section}, which is {fill}.",
        f"A plane cuts {thing}, which is {manner}, in {section}, {fill}."
        if not manner.startswith(("with", "tinted"))
        else f"A plane cuts {thing} {manner} in {section}, {fill}.",
        f"{capital(section)}, {fill}, is the section of {thing} with a plane; the solid is {manner}."
        if not manner.startswith("with")
        else f"{capital(section)}, {fill}, is the section of {thing} {manner} with a plane.",
        f"We see the section of {thing} with a plane: {section}, {fill}; the solid is shown {manner}."
        if manner.startswith("with")
        else f"We see the section of {thing} with a plane: {section}, {fill}; the solid is {manner}.",
    )


def _polyhedron(theta: CrossSections, words: Phrasing) -> list[str]:
    cut, camera = cut_of(theta), camera_of(theta)
    kind, names = plane_kind(theta), point_names(theta)
    sentences = []
    if kind == "parallel":
        clause = f"parallel to the base and {_height_share(theta)}"
        sentences.append(words.pick(f"The plane is {clause}.", f"The cutting plane is {clause}."))
    elif theta.names == "none":
        sentences.append(f"The plane goes through {listing(names)}, the midpoints of three edges.")
    else:
        given = point_clauses(theta)
        lead = f"through {'the vertices ' if kind == 'diagonal' else ''}{listing(names)}"
        sentences.append(words.pick(f"The plane goes {lead}.", f"The cutting plane is laid {lead}."))
        if given:
            sentences.append(f"{listing(given)}.")
        other = [c for c in cut.corners if c.edge is not None and c.name not in names]
        if other:
            letters = theta.vertex_names()
            where = listing([f"{letters[c.edge[0]]}{letters[c.edge[1]]} at {c.name}" for c in other if c.edge])
            sentences.append(
                words.pick(f"It also meets {where}.", f"It also cuts the {plural('edge', len(other))} {where}.")
            )
    if theta.show == "cut":
        rest = "Hidden edges are left out." if theta.look == "shaded" else _dashes(theta, words)
        sentences.append(
            words.pick(
                "The part in front of the plane is taken away; thin grey lines show where it was.",
                "Only the part behind the plane is drawn, and thin grey lines mark the part that was cut off.",
            )
        )
        sentences.append(rest)
    else:
        sides = side_names(cut)
        hidden = [sides[k] for k in cut.hidden_sides(camera)]
        sentences.append(_dashes(theta, words))
        one = len(hidden) == 1
        if hidden and len(hidden) < len(sides):
            sentences.append(
                words.pick(
                    f"Of the section, {listing(hidden)} "
                    f"{'runs over a hidden face' if one else 'run over hidden faces'}.",
                    f"The {plural('side', len(hidden))} {listing(hidden)} of the section "
                    f"{'lies on a hidden face' if one else 'lie on hidden faces'}.",
                )
            )
    notes = layout(theta).notes
    if notes:
        lengths = listing([_edge_note(theta, edge) for edge, _, _ in notes])
        sentences.append(
            words.pick(f"Marked {plural('length', len(notes))}: {lengths}.", f"Written beside the edges: {lengths}.")
        )
    return sentences


def _height_share(theta: CrossSections) -> str:
    """Where a plane parallel to the base meets the lateral edges, by the ratio of the given points."""
    (a, b, m, n), name = theta.points[0], point_names(theta)[0]
    if m == n:
        return "halves every lateral edge"
    if theta.names == "none":
        low, high = sorted((m, n))
        return f"divides every lateral edge in the ratio {low} : {high}"
    letters = theta.vertex_names()
    height = height_of_plane(theta)
    assert height > 0
    return f"meets {letters[a]}{letters[b]} at {name}, where {letters[a]}{name} : {name}{letters[b]} = {m} : {n}"


def _edge_note(theta: CrossSections, edge: tuple[int, int]) -> str:
    length = spoken(cut_of(theta).body.length(edge))
    return f"{edge_name(theta, edge)} = {length}" if theta.names != "none" else length


def _dashes(theta: CrossSections, words: Phrasing) -> str:
    dashes = hidden_pieces(theta)
    if dashes == 0:
        return "No line is hidden."
    be = plural("is", dashes)
    lines = count(dashes, "hidden line")
    return words.pick(
        f"{capital(lines)} {be} {theta.hidden}.",
        f"{capital(in_words(dashes))} {plural('line', dashes)} that the solid hides {be} {theta.hidden}.",
        f"What is hidden is {theta.hidden}, {count(dashes, 'line')} in all.",
    )


def _round(theta: CrossSections, words: Phrasing) -> list[str]:
    cut = round_cut(theta)
    clause = _seen_clause(theta)
    sentences = [words.pick(f"The plane {clause}.", f"The cutting plane {clause}.")]
    hidden = [bool((~mask).any()) for _, mask in cut.curves]
    if theta.solid == "sphere":
        if has_equator(theta):
            sentences.append(f"A thin ellipse, {theta.hidden} at the back, is the equator.")
    elif any(hidden):
        sentences.append(
            words.pick(
                f"The rear part of the base circle and the hidden boundary of the section are {theta.hidden}.",
                f"What lies at the back, of the base circle and of the section, is {theta.hidden}.",
            )
        )
    else:
        sentences.append(f"The rear part of the base circle is {theta.hidden}.")
    if theta.names != "none":
        sentences.append(_letters(theta))
    elif cut.rules:
        sentences.append("Thin lines join the marked points.")
    written = rule_values(theta)
    if written:
        sentences.append(
            f"{'A length' if len(written) == 1 else 'Lengths'} written inside the solid: {listing(written)}."
        )
    if has_dimensions(theta):
        sentences.append(
            words.pick(
                f"Dimension lines give the radius {spoken(theta.radius)} and the height {spoken(theta.height)}.",
                f"Arrows show that the radius is {spoken(theta.radius)} and the height {spoken(theta.height)}.",
            )
        )
    return sentences


def _seen_clause(theta: CrossSections) -> str:
    """How the plane lies, without lengths that are not written in the picture."""
    if theta.lengths:
        return predicate(theta)
    if theta.solid == "sphere":
        return "goes through the centre" if theta.distance == 0 else "passes beside the centre"
    if theta.plane == "tilted":
        return "is oblique to the axis"
    if theta.plane == "horizontal":
        return "is perpendicular to the axis"
    if theta.plane == "parabola":
        return "is parallel to a generator"
    if theta.distance == 0:
        return "goes through the axis"
    return "is parallel to the axis" if theta.plane == "vertical" else "goes through the apex and a chord of the base"


def _letters(theta: CrossSections) -> str:
    if theta.solid == "sphere":
        if theta.distance == 0:
            return "O is the centre and P a point of the circle, joined to it by a radius."
        return "The triangle OMP joins the centre O of the sphere, the centre M and a point P of the section."
    parts = ["O is the centre of the base"]
    if theta.solid == "cone":
        parts.append("S the apex")
    if theta.plane == "horizontal":
        parts.append("M the centre of the section")
    elif theta.plane == "tilted":
        parts.append("A the lowest and B the highest point of the section")
    elif is_polygon(theta) and theta.solid == "cylinder":
        parts.append("ABCD the section")
    else:
        parts.append("AB the chord in which the plane meets the base")
        if theta.distance:
            parts.append("N the midpoint of AB")
        if not is_polygon(theta):
            parts.append("V the vertex of the curve")
    return f"{listing(parts)}."


def _true_shape(theta: CrossSections, words: Phrasing) -> str:
    kind = shape_of(theta)
    if theta.round:
        texts = shape_values(theta)
        return words.pick(
            f"Beside it the section is drawn in true shape, with {listing(texts)}.",
            f"To the right stands the true shape of the section, marked with {listing(texts)}.",
        )
    lead = words.pick(
        f"To the right the {kind} {''.join(cut_of(theta).names)} is drawn in true shape",
        f"The {kind} appears again in true shape on the right",
    )
    cut = cut_of(theta)
    if not layout(theta).side_texts:
        return f"{lead}."
    lengths = [
        f"{name} {f'= {spoken(length)}' if exact(length) else f'≈ {length:.2f}'}"
        for name, length in zip(side_names(cut), cut.lengths, strict=True)
    ]
    return f"{lead}, with the lengths {listing(lengths)}."


def shape_values(theta: CrossSections) -> list[str]:
    """The lengths at the true shape of a round solid's section, in words."""
    cut = round_cut(theta)
    assert shape_texts(theta, cut)

    def say(value: float) -> str:
        return spoken(value) if "≈" not in number(value) else f"about {value:.2f}"

    m = cut.measures
    if "radius" in m:
        return [f"the radius {say(m['radius'])}"]
    if "a" in m:
        return [f"the half axes a = {say(m['a'])}", f"b = {say(m['b'])}"]
    if "width" in m:
        return [f"the sides {say(m['width'])}", say(m["height"])]
    if "base" in m:
        return [f"the base {say(m['base'])}", f"the leg {say(m['leg'])}"]
    return [f"the chord {say(m['chord'])}", f"the axis {say(m['axis'])}"]


def _surroundings(theta: CrossSections, words: Phrasing) -> list[str]:
    paper = {
        "cream": "on a cream-coloured background",
        "grid": "with squared paper under the true shape",
        "plain": "",
    }[theta.paper]
    if theta.title and paper:
        return [
            words.pick(
                f'It is titled "{theta.title}" and drawn {paper}.',
                f'The figure, drawn {paper}, is titled "{theta.title}".',
            )
        ]
    if theta.title:
        return [words.pick(f'The title reads "{theta.title}".', f'It is titled "{theta.title}".')]
    return [f"The figure is drawn {paper}."] if paper else []
