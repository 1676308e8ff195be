"""Everyday nouns of figure captions: which items of a trace each may mean.

A noun has *readings*, sets of tags (see `items`): each is one fair way to take the word, and so is their union. A "!"
marks nouns that are counted reliably and name what cannot be overlooked.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from codepercept.figure import words
from codepercept.figure.claims.reading import word_set


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun may mean.

    Attributes:
        name: in the singular.
        readings: sets of tags.
        strict: a wrong number of it, or none at all, contradicts the caption.
        special: how it is counted otherwise: "panel", "row", "legend", ...; "" for items.
    """

    name: str
    readings: tuple[frozenset[str], ...]
    strict: bool = False
    special: str = ""


# "nouns: reading | reading", a reading being a list of tags.
_ITEMS = """
point!: point | circle,disk | cross,plus,star
dot!, spot, bead, pip, ball, bubble: point | circle
marker!, data point!, scatter point, data marker, observation, sample: point
vertex, corner, tip: point | circle | text
node: point | node,circle | rectangle | ellipse | text
outlier: outlier | point
star!, star marker: star
cross!: cross | plus
diamond!: diamond | rhombus
x marker: cross
plus sign: plus | text
plus marker: plus
symbol, glyph: point | text | point,text,shape
mark: point | segment | text
line!: line | segment,rule | curve | segment | segment,rule,curve,contour,arrow
straight line, asymptote: segment,rule | line
line segment: segment | line | piece | segment,piece
segment!: segment | piece | segment,piece | line,piece | bar | rectangle
curve!: curve | line | curve,arc,contour | contour | arc
trace, trajectory, wave: curve | line
spiral, parabola: curve
polyline, staircase: line | curve
path: line | curve | path
edge: segment | piece | segment,piece | line | arrow | segment,arrow,line
side: segment | piece | segment,piece | line
stroke, branch, hatch mark, tangent, tangent line, secant: segment | line | piece | segment,piece
diagonal, chord, diameter, spoke: segment | line | piece
ray: segment | arrow | line | piece | segment,arrow,line
rod: segment | line | rectangle
link, connector, connection, radius: segment | line | arrow | piece
stem: stem | segment | line
rule, reference line, guide line, guideline: rule | segment | line
contour!, level curve: contour | curve
contour line!: contour
arc!, angle arc!: arc | curve | path,wedge
curved line: curve | arc | line
trend line, regression line: line
step: step | line
arrow!, arrowhead!, double-headed arrow!: arrow
vector!: arrow | segment
error bar!: range,errorbar | range
whisker: whisker
median, median line: median
cap: cap
tick mark: tick | segment
gridline!, grid line!: grid | segment,rule | line
axis line: segment,rule,spine,arrow | line
series, data series: thing
circle!: circle | ring | circle,ellipse
disk!, disc!, wheel: circle
ring: ring,circle | circle
oval!, ellipse!: ellipse
square!: square
box: box | rectangle | square,box | text
rectangle!: rectangle | box | bar
strip: rectangle | band
block: rectangle | box | square | polygon | path
cell: square | rectangle | cell | mesh
tile: square | rectangle | cell | polygon | mesh
triangle!: triangle
quadrilateral!: quadrilateral | polygon
parallelogram!: parallelogram | rhombus
trapezoid!, trapezium!: trapezoid
rhombus!: rhombus | square
kite: kite | rhombus
pentagon!: pentagon
hexagon!: hexagon
heptagon!: heptagon
octagon!: octagon
decagon!: decagon
polygon!: polygon | closed
face: polygon | quadrilateral
facet: polygon
wedge!: wedge
slice!: wedge | polygon
sector: wedge | polygon | path | region
semicircle!, half circle: semicircle | arc | wedge | path | curve
bar!: bar | rectangle | bar3d | segment
column: bar | rectangle
bin: bar | hist | rectangle
hexagonal bin: hexbin
histogram bar: bar
band!: band | region | rectangle
violin!: body
layer: stackplot | band | rectangle | polygon
label!: annotation | text | axis_label | tick_label
text!: text | annotation
annotation: annotation | arrow
letter: letter | text
number, text label, value label, data label, value, total, count, name: annotation | text
caption, digit, formula, equation, numeral, word, note, sum, score, percentage, result: text
tick label: tick_label
callout: annotation | text | arrow
outline, border: shape | line
rim: shape
frame: shape | line | spine
"""
# "nouns: what `counts` and `elements` know it as".
_SPECIAL = """
panel, subplot, sub-plot, pane: panel
plot, chart, graph, diagram: chart
part, piece, region, area, section, zone, compartment, group, cluster, kind, type, size, color, colour, shade: generic
category, class, level, function, beam, rope, cable, spring, shape, object, item, thing: generic
inset!: inset
legend entry!, legend item, entry: entry
tick: tick
row: row
column of panels: column
legend!, key: legend
grid!: grid
colorbar!, color bar!, colour bar!, colourbar!, color scale!, color map: colorbar
title!, heading: title
x-label: xlabel
table!: table
heatmap!, heat map!: heatmap
pie chart!, pie!, donut chart!, doughnut chart: pie
bar chart!, bar graph!, histogram!, stacked bar chart!, grouped bar chart!: bars
box plot!, boxplot!: boxplot
violin plot!: violin
scatter plot!, scatterplot: scatter
right-angle mark!, right-angle marker!, right angle mark!, right-angle symbol!, right angle: rightangle
angle marker!, right angle symbol!: rightangle
tick label: ticklabel
stacked area chart: stack
contour plot: contour
vector field!, quiver plot!: field
polar plot!, polar chart: polar
shaded region!, shaded area!, filled region: shade
hatched region!, hatching!: hatch
error bar!: errorbar
"""
_IRREGULAR = {
    "vertex": "vertices", "radius": "radii", "rhombus": "rhombi", "trapezium": "trapezia", "series": "series",
    "data series": "data series", "ellipse": "ellipses", "hatching": "hatching",
}  # fmt: skip

MODIFIERS = word_set(
    "italic capital uppercase lowercase double-headed headed small large big tiny little thin thick narrow wide "
    "bold fine equal identical similar congruent distinct separate single short long tall plain simple smooth "
    "straight curved individual evenly equally spaced sized regularly visible main different matching filled "
    "solid hollow open unfilled shaded translucent semi transparent semi-transparent outlined closed unlabeled "
    "unlabelled overlapping intersecting adjacent parallel concentric horizontal vertical diagonal slanted "
    "upright sloping dashed dotted dash dot dashdot dash-dotted continuous rectangular circular round regular "
    "isosceles right equilateral shaped like nested lightly labelled labeled numbered colored coloured bright "
    "uniformly same size annotated marked heavy faint very slightly connected connecting consecutive neighbouring "
    "double triple medium broad clearly faintly drawn plotted stacked stepped upward downward rightward "
    "leftward vertically horizontally unit tilted rotated nearly roughly perfectly irregular convex total "
    "standing white-filled hatched rounded radial tangent perpendicular data"
)
"""Words between a quantity and its noun that do not narrow down what is counted, or that are understood."""

STYLES = {
    "dashed": "dashed", "dotted": "dotted", "dash-dot": "dashdot", "dashdot": "dashdot", "dash-dotted": "dashdot",
    "dotdash": "dashdot", "broken": "dashed", "dash": "dashed",
}  # fmt: skip
SUBSET = word_set(
    "first second third fourth last next other others remaining outer inner left right upper lower top bottom "
    "middle central center centre these those its their leftmost rightmost topmost innermost outermost additional "
    "extra further more another each every such same former latter rest neighbouring hidden back front corner"
)
"""Words that say that only some of the things are meant."""

LONGEST = 3
"""Words in the longest noun."""


@functools.cache
def nouns() -> dict[tuple[str, ...], Noun]:
    """Every noun, singular and plural, as the words it consists of."""
    found: dict[tuple[str, ...], Noun] = {}
    for name, strict, meaning in _entries(_ITEMS):
        readings = tuple(word_set(tags.replace(",", " ")) for tags in meaning.split("|"))
        _add(found, Noun(name, readings, strict))
    for name, strict, meaning in _entries(_SPECIAL):
        _add(found, Noun(name, (), strict, meaning))
    return found


def _entries(table: str) -> Iterator[tuple[str, bool, str]]:
    for line in table.strip().splitlines():
        names, _, meaning = line.partition(": ")
        for name in names.split(", "):
            yield name.rstrip("!"), name.endswith("!"), meaning


def _add(found: dict[tuple[str, ...], Noun], noun: Noun) -> None:
    for form in (noun.name, _IRREGULAR.get(noun.name) or words.plural(noun.name)):
        found[tuple(form.replace("-", " ").split())] = noun


def noun_at(parts: tuple[str, ...]) -> Noun | None:
    """The noun that consists of exactly these words, None if there is none."""
    return nouns().get(parts)
