"""What the picture of a space curve shows, in words."""

from __future__ import annotations

from codepercept.geometry.exact import decimal, signed, spoken, spoken_degrees, spoken_pi, spoken_point
from codepercept.geometry.space_curves.curves import frame_at
from codepercept.geometry.space_curves.facts import coefficient, parameter_text, signed_spoken, times_word
from codepercept.geometry.space_curves.layout import Layout
from codepercept.geometry.space_curves.naming import name_of
from codepercept.geometry.space_curves.params import KNOTS, SpaceCurves, curve_of
from codepercept.geometry.style import PALETTES
from codepercept.geometry.words import Phrasing, article, capital, count, number, paragraph


def caption(theta: SpaceCurves, layout: Layout) -> str:
    """What the picture shows."""
    words = Phrasing(theta.wording, "space curve caption")
    curve = curve_of(theta)
    name = name_of(theta, with_article=True)
    ink = (
        "in colours that change along it"
        if theta.gradient
        else ("in black" if theta.palette == "white" else f"in {PALETTES[theta.palette].name}")
    )
    height = (
        "almost from straight above"
        if theta.elevation > 65
        else (
            "from high above"
            if theta.elevation > 42
            else "from above"
            if theta.elevation > 18
            else "slightly from above"
        )
    )
    if theta.code_style == "panels":
        sentences = [
            words.pick(
                f"Four panels show {name}, drawn {ink}.",
                f"{capital(name)} is shown in four panels, drawn {ink}.",
                f"The figure has four panels with {name} {ink}.",
            ),
            "The first one is a three-dimensional view; the others are the projections onto the xy, xz and yz planes.",
        ]
    else:
        sentences = [
            words.pick(
                f"The figure shows {name} {ink}, seen {height}.",
                f"{capital(name)} is drawn {ink} and seen {height}.",
                f"Seen {height}, {name} is drawn {ink}.",
                f"This is {name}, drawn {ink}; the view is {height}.",
            )
        ]
    sentences.append(_shape(theta, words))
    more = _more(theta, words)
    if more:
        sentences.append(more)
    if theta.kind in KNOTS and not layout.crossings:
        sentences.append(words.pick("Nowhere does the strand cross itself.", "The strand does not cross itself."))
    elif theta.kind in KNOTS:
        gaps = theta.code_style in ("flat", "functions")
        sentences.append(
            words.pick(
                f"In the drawing the strand crosses itself {times_word(layout.crossings)}, and "
                f"{'a gap marks' if gaps else 'a white border shows'} where it passes underneath.",
                f"{capital(number(layout.crossings))} crossings can be counted; the lower strand "
                f"{'is interrupted at each of them' if gaps else 'is cut by the white border of the upper one'}.",
            )
            if layout.crossings > 1
            else f"It crosses itself once; there the lower strand is "
            f"{'interrupted' if gaps else 'cut by the white border of the upper one'}."
        )
    if theta.surface:
        assert curve.surface is not None
        body = curve.surface.kind
        sentences.append(
            words.pick(
                f"The {body} is drawn with it, and what lies behind the {body} is dashed.",
                f"The {body} that carries the curve is shown in thin lines; hidden parts are dashed."
                if theta.code_style != "mplot3d"
                else f"The {body} that carries the curve is shown as a pale surface; the hidden part of the curve "
                "is dashed.",
            )
            if layout.hidden > 0
            else f"The {body} that carries the curve is drawn with it."
        )
    sentences += _marks(theta, words)
    if theta.axes and theta.code_style != "panels":
        sentences.append(
            words.pick("The coordinate axes are labelled x, y and z.", "Axes x, y and z are drawn.")
            if theta.code_style != "mplot3d"
            else words.pick("A box with scales for x, y and z surrounds it.", "The axes of the box are x, y and z.")
        )
    if theta.title:
        sentences.append(words.pick(f'The title reads "{theta.title}".', f'It is titled "{theta.title}".'))
    elif theta.formula:
        sentences.append("Its parametrisation r(t) is written above it.")
    if len(sentences) < 3:
        sentences.append("It is a closed curve." if curve.closed else "It is an open curve with two ends.")
    return paragraph(sentences)


def _shape(theta: SpaceCurves, words: Phrasing) -> str:
    a, b, n = theta.radius, theta.second, theta.turns
    ra, rb = spoken(a), spoken(b)
    match theta.kind:
        case "helix":
            return words.pick(
                f"It makes {count(n, 'turn')} of radius {ra} around the z axis, each rising by {spoken_pi(2 * b)}.",
                f"Its radius is {ra}, and in {count(n, 'turn')} it climbs from the xy plane to the height "
                f"{spoken_pi(2 * b * n)}.",
            )
        case "conical helix":
            return words.pick(
                f"From the apex at height {rb} it winds down in {count(n, 'turn')} to the rim of the base, whose "
                f"radius is {ra}.",
                f"It makes {count(n, 'turn')} on a cone of base radius {ra} and height {rb}.",
            )
        case "viviani":
            return words.pick(
                f"It lies on a sphere of radius {spoken(2 * a)} and on a cylinder of radius {ra} that runs through the "
                "centre of the sphere.",
                f"It is the curve in which a sphere of radius {spoken(2 * a)} meets a cylinder of radius {ra} "
                "that touches the sphere from inside.",
            )
        case "torus knot":
            return words.pick(
                f"It winds {times_word(theta.p)} around the axis of a torus and {times_word(theta.q)} around its tube.",
                f"On a torus of radii {ra} and {rb} it runs {times_word(theta.p)} the long way and "
                f"{times_word(theta.q)} the short way.",
            )
        case "figure-eight knot":
            return words.pick(
                f"It is a closed strand that stays between {ra} and {spoken(3 * a)} from the axis.",
                "It is the simplest knot after the trefoil, and it equals its mirror image.",
            )
        case "lissajous":
            return words.pick(
                f"The frequencies in x, y and z are {theta.p}, {theta.q} and {n}, and it fills a cube of edge "
                f"{spoken(2 * a)}.",
                f"It oscillates with the frequencies {theta.p} : {theta.q} : {n} between -{ra} and {ra} in "
                "every direction.",
            )
        case "twisted cubic":
            return (
                f"Its points are (t, {coefficient(b)}t², {coefficient(theta.third)}t³) for t from "
                f"{signed(-a)} to {signed(a)}."
            )
        case "tilted ellipse":
            return words.pick(
                f"The plane z = {signed(b)} + {coefficient(theta.third)}x cuts the cylinder of radius {ra} in an "
                "ellipse.",
                f"It is an ellipse: the cylinder has radius {ra}, and the plane is tilted by {degrees_of(theta)}.",
            )
        case "saddle":
            return words.pick(
                f"The upright cylinder has radius {ra}, the lying one radius {rb}; they meet in a saddle-shaped loop.",
                f"It is where an upright cylinder of radius {ra} ends on a horizontal one of radius {rb}.",
            )
        case "small circle":
            return words.pick(
                f"The sphere has radius {ra}, and the plane of the circle is z = {signed(b)}.",
                f"It lies {rb} above the centre of a sphere of radius {ra}.",
            )
        case "spherical spiral":
            return words.pick(
                f"It runs from the south to the north pole of a sphere of radius {ra} in {count(n, 'turn')}.",
                f"In {count(n, 'turn')} it climbs from pole to pole of a sphere with radius {ra}.",
            )
        case "crown":
            return words.pick(
                f"{capital(count(n, 'wave'))} of height {rb} {'runs' if n == 1 else 'run'} around the cylinder of "
                f"radius {ra}.",
                f"It rises {rb} above and falls {rb} below the xy plane, with {count(n, 'crest')} on a cylinder of "
                f"radius {ra}.",
            )
        case _:
            return words.pick(
                f"It lies on a sphere of radius {spoken(a + b)} and divides it into two equal pieces.",
                f"Like the seam of a ball it winds up and down twice on a sphere of radius {spoken(a + b)}.",
            )


def degrees_of(theta: SpaceCurves) -> str:
    """Inclination of the cutting plane."""
    import math

    return spoken_degrees(math.atan(theta.third))


def _more(theta: SpaceCurves, words: Phrasing) -> str:
    """A second sentence on the shape, sometimes."""
    curve = curve_of(theta)
    if theta.kind in KNOTS or not words.chance(0.7):
        return ""
    if theta.kind == "viviani":
        return f"It crosses itself at ({signed(2 * theta.radius)}, 0, 0)."
    if theta.kind in ("helix", "small circle"):
        return "" if curve.closed else "It has two ends."
    closed = "It is closed" if curve.closed else "It is an open curve"
    return words.pick(
        f"{closed}, about {decimal(curve.length, 2)} long.",
        f"{closed}; its length is about {decimal(curve.length, 2)}.",
    )


def _marks(theta: SpaceCurves, words: Phrasing) -> list[str]:
    if theta.show == "shadows":
        return [
            words.pick(
                "Thin lines show its shadows on the floor and on two walls.",
                "Its projections onto three planes appear as thin lines beside it.",
            )
        ]
    if theta.show == "curve":
        return []
    curve, accent = curve_of(theta), PALETTES[theta.palette].accent_name
    frame = frame_at(curve, theta.parameter)
    point = f"P at t = {parameter_text(theta)}, {spoken_point(frame.point)},"
    if theta.show == "point":
        return [
            words.pick(
                f"The point {point} is marked in {accent}, with dotted lines to its foot in the xy plane and on to "
                "the origin.",
                f"{capital(article(accent))} dot marks {point.rstrip(',')}; a dotted line drops to the xy plane.",
            )
        ]
    if theta.show == "tangent":
        return [f"At the point {point} {article(accent)} arrow T shows the direction of the tangent."]
    return [
        f"At the point {point} {accent} arrows show the tangent T, the principal normal N and the binormal B.",
        f"The curvature there is {spoken(frame.curvature)} and the torsion {signed_spoken(frame.torsion)}.",
    ]
