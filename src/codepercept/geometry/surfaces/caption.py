"""What the picture of a surface or a region shows, in words."""

from __future__ import annotations

from codepercept.geometry.exact import decimal, signed, spoken, spoken_pi, spoken_point
from codepercept.geometry.style import PALETTES
from codepercept.geometry.surfaces.facts import area_of_region, area_text, orientation, volume_of
from codepercept.geometry.surfaces.layout import Layout
from codepercept.geometry.surfaces.naming import equation, name_of
from codepercept.geometry.surfaces.params import REGIONS, Surfaces, point_of, region_of, shape_of
from codepercept.geometry.surfaces.scripts import field_text, levels_of
from codepercept.geometry.words import Phrasing, article, capital, count, listing, paragraph


def caption(theta: Surfaces, layout: Layout) -> str:
    """What the picture shows."""
    words = Phrasing(theta.wording, "surface caption")
    if theta.kind in REGIONS:
        sentences = _region(theta, layout, words)
    elif theta.code_style == "map":
        sentences = _map(theta, words)
    else:
        sentences = _surface(theta, layout, words)
    if theta.title:
        sentences.append(words.pick(f'The title reads "{theta.title}".', f'It is titled "{theta.title}".'))
    elif theta.formula:
        sentences.append(words.pick("The equation is written above.", "Above it stands the equation."))
    return paragraph(sentences)


def _surface(theta: Surfaces, layout: Layout, words: Phrasing) -> list[str]:
    palette = PALETTES[theta.palette]
    name, view = article(name_of(theta)), "from above" if theta.elevation > 18 else "slightly from above"
    colour = "grey" if theta.palette == "white" else palette.name
    if theta.look == "lines":
        skin = words.pick("as a mesh of lines with the hidden ones removed", "by its mesh lines, hidden ones left out")
    elif theta.look == "colormap":
        skin = words.pick("coloured by height", "with colours that show the height")
    elif theta.look == "glass":
        skin = f"as a transparent {colour} surface"
    else:
        skin = words.pick(f"as a {colour} surface", f"in {colour}") + (
            "" if theta.code_style == "mplot3d" else words.pick(" with light and shade", ", shaded by its slope")
        )
    sentences = [
        words.pick(
            f"The figure shows {name}, drawn {skin} and seen {view}.",
            f"{capital(name)} is drawn {skin}; the view is {view}.",
            f"Seen {view}, {name} is drawn {skin}.",
            f"This is {name}, drawn {skin} and seen {view}.",
        ),
        _shape(theta, words),
    ]
    sentences += _extras(theta, layout, words)
    body, volume = volume_of(theta)
    if body and theta.show == "solid":
        sentences.append(f"The volume of {body} is {volume}.")
    elif words.chance(0.5) or len(sentences) < 3:
        sentences.append(f"Its area is {area_text(theta)}.")
    if theta.axes:
        sentences.append(
            words.pick(
                "A box with scales for x, y and z surrounds it.", "The box around it carries scales for x, y and z."
            )
            if theta.code_style == "mplot3d"
            else words.pick(
                "The axes x, y and z are drawn, dotted where the surface hides them.",
                "Coordinate axes x, y and z come out of the surface; hidden parts are dotted.",
            )
        )
    return sentences


def _shape(theta: Surfaces, words: Phrasing) -> str:
    a, b, c = (spoken(v) for v in (theta.a, theta.b, theta.c))
    rule = equation(theta)
    match theta.kind:
        case "dome":
            return words.pick(
                f"Its equation is {rule}: the top is {b} high, and the rim is a circle of radius {a}.",
                f"It rises {b} above a circle of radius {a} in the xy plane.",
            )
        case "bowl":
            return words.pick(
                f"It follows {rule} up to the height {b}, where its rim has radius {a}.",
                f"From the origin it opens upwards to a rim of radius {a} at the height {b}.",
            )
        case "saddle":
            return words.pick(
                f"It follows {rule} over the square |x|, |y| ≤ {a}.",
                f"Along the x axis it bends up to {b}, along the y axis down to -{b}.",
            )
        case "product":
            return words.pick(
                f"It follows {rule} over the square |x|, |y| ≤ {a}.",
                f"Two opposite corners are lifted to {b}, the other two lowered to -{b}.",
            )
        case "wave":
            return f"Over the square |x|, |y| ≤ {a} it has two hills of height {b} and two hollows of the same depth."
        case "ellipsoid":
            if theta.a == theta.b == theta.c:
                return f"Its radius is {a} and its equation {rule}."
            return words.pick(f"Its semi-axes are {a}, {b} and {c}.", f"Its equation is {rule}.")
        case "hemisphere":
            return f"Its radius is {a}; the rim lies in the xy plane."
        case "one sheet":
            return f"Its waist has radius {a}, and it reaches from z = -{c} to z = {c}."
        case "cone":
            return words.pick(
                f"From the apex at the origin it opens to a rim of radius {a} at the height {b}.",
                f"Its equation is {rule}, up to the height {b}.",
            )
        case "tube":
            return f"It is open at both ends, with radius {a} and height {b}."
        case "torus":
            return f"Its tube has radius {b} and runs around a circle of radius {a}."
        case "vase":
            low, high = spoken(theta.a - theta.b), spoken(theta.a + theta.b)
            return f"It is {c} high; its radius swings between {low} and {high}."
        case "triangle":
            return words.pick(
                f"It cuts the axes at x = {signed(theta.a)}, y = {signed(theta.b)} and z = {signed(theta.c)}.",
                f"Its plane is {rule}, cut off by the coordinate planes.",
            )
        case "helicoid":
            return f"It has radius {a}, rises by {b} per turn and is {spoken(theta.b * theta.n / 2)} high."
        case _:
            return f"The strip is {spoken(2 * theta.b)} wide, runs around a circle of radius {a} and has half a twist."


def _extras(theta: Surfaces, layout: Layout, words: Phrasing) -> list[str]:
    accent = PALETTES[theta.palette].accent_name
    match theta.show:
        case "normals":
            hidden = "" if theta.code_style == "mplot3d" else " on the side that can be seen"
            return [words.pick(f"{capital(accent)} arrows are normals{hidden}.",
                               f"Its normals are drawn as {accent} arrows{hidden}.")]  # fmt: skip
        case "flux":
            return [f"{capital(accent)} arrows on it show the vector field F = {field_text(theta)}."]
        case "boundary":
            dashed = layout.hidden_rim > 0 and theta.code_style != "mplot3d"
            what = "boundary circles are" if theta.kind == "tube" else "boundary is"
            hides = ", dashed where the surface hides it" if dashed else ""
            arrow = "arrows show their orientations" if theta.kind == "tube" else "an arrow shows its orientation"
            return [f"Its {what} drawn in {accent}{hides}; {arrow}.", f"{orientation(theta)}."]
        case "tangent plane":
            point, _ = shape_of(theta).at(*point_of(theta))
            return [
                f"At the point P, {spoken_point(tuple(point))}, a transparent {accent} square shows the tangent plane, "
                "and a black arrow n the normal."
            ]
        case "contours":
            return [
                f"Below it, {count(len(levels_of(theta)), 'contour line')} in {accent} are drawn on the floor"
                f"{', dashed for negative heights' if levels_of(theta)[0] < 0 else ''}."
            ]
        case "solid":
            if theta.kind == "triangle":
                return ["Dashed lines along the axes complete the tetrahedron under it."]
            if theta.kind in ("bowl", "cone", "tube"):
                return ["A flat lid closes it at the top."]
            return ["Together with the disc in the xy plane it encloses a solid."]
        case _:
            return []


def _map(theta: Surfaces, words: Phrasing) -> list[str]:
    rule = equation(theta)
    of = f"of {rule}" if rule else "of a function with two hills and two hollows"
    levels = levels_of(theta)
    shape = {
        "dome": "They are circles around the origin, highest in the middle.",
        "bowl": "They are circles around the origin, lowest in the middle.",
        "saddle": "They are hyperbolas around a saddle point in the origin.",
        "product": "They are hyperbolas that approach the axes.",
        "wave": "Closed curves surround two hilltops and two hollows.",
    }[theta.kind]
    colour = (
        "grey" if theta.palette == "grey" else ("black" if theta.palette == "white" else PALETTES[theta.palette].name)
    )
    ink = "black" if theta.look == "colormap" else colour
    sentences = [
        words.pick(
            f"A contour map {of} is drawn in the xy plane.",
            f"The figure shows level curves {of}.",
            f"Level curves {of} fill a square of the xy plane.",
        ),
        f"{capital(count(len(levels), 'level'))} are marked with {ink} lines: "
        f"{listing([decimal(v, 4) for v in levels])}.",
        shape,
    ]
    if theta.look == "colormap":
        sentences.append("Colours show the height, with a colour bar beside the map.")
    return sentences


def _region(theta: Surfaces, layout: Layout, words: Phrasing) -> list[str]:
    region, palette = region_of(theta), PALETTES[theta.palette]
    colour = "grey" if theta.palette == "white" else palette.name
    skin = words.pick("hatched", f"hatched in {colour}") if theta.hatched else words.pick(
        f"filled in {colour}", f"shaded {colour}"
    )  # fmt: skip
    name = name_of(theta)
    sentences = [
        words.pick(
            f"The {name} is {skin}.",
            f"The figure shows the {name}, {skin}.",
            f"A plane region is {skin}: the {name}.",
            f"In the xy plane the {name} is {skin}.",
        )
    ]
    sides = [text for text in (region.lower_text, region.upper_text) if text]
    verb = "are" if len(sides) > 1 else "is"
    sentences.append(
        words.pick(
            f"Its boundary {'curves' if len(sides) > 1 else 'curve'} {verb} {listing(sides)}.",
            f"It is bounded by {listing(sides)}{' and the x axis' if theta.kind == 'sine arch' else ''}.",
        )
    )
    if region.corners and region.across != "angle":
        places = listing([spoken_point(corner) for corner in region.corners])
        sentences.append(f"The curves meet at {places}." if region.lower_text else f"The arch ends at {places}.")
    elif theta.kind == "ring sector" and theta.m < 24:
        sentences.append(f"The angle runs from {15 * theta.start}° to {15 * (theta.start + theta.m)}°.")
    if theta.show == "strip":
        kind = {"x": "vertical strip", "y": "horizontal strip", "angle": "sector"}[region.across]
        sentences.append(f"A thin {kind} inside is {palette.accent_name}.")
    if theta.show == "centroid":
        sentences.append(f"A {palette.accent_name} dot C marks the centroid {spoken_point(region.centroid)}.".replace(
            "A orange", "An orange"))  # fmt: skip
    area = spoken_pi(region.area) if region.in_pi else area_of_region(theta)
    sentences.append(words.pick(f"Its area is {area}.", f"The region has the area {area}."))
    return sentences
