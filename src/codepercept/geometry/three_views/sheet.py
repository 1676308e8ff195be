"""Where everything goes on the sheet: views, picture, candidates, names and dimension lines."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from codepercept.geometry.three_views.cells import Point, View, cubes
from codepercept.geometry.three_views.model import Model, model_of
from codepercept.geometry.three_views.params import PUZZLES, SCALES, ThreeViews

COS30 = math.cos(math.pi / 6)
FONT = 10
"""Size of names and dimensions in points."""
LINE_SHARE = 0.034
"""Height of a line of text as a share of the larger side of the drawing."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """Places in units of the solid.

    Attributes:
        text: Height of a line of text.
        gap: Space between neighbouring views.
        origins: Lower left corners of the shown views, by "front", "top", "side".
        names: Places of the centres of the views' names.
        picture: Place of the corner (0, 0, 0) of the isometric picture, None without one.
        candidates: Places of the candidates: corners of views or of pictures.
        letters: Places of their letters.
        figure: Width and height of the figure in inches.
        limits: Left, right, lower and upper border.
    """

    text: float
    gap: float
    origins: dict[str, Point]
    names: dict[str, Point]
    picture: Point | None
    candidates: tuple[Point, ...]
    letters: tuple[Point, ...]
    figure: Point
    limits: Box


def side_goes_right(theta: ThreeViews) -> bool:
    """True if the side view stands to the right of the front view."""
    return (theta.side == "right") == (theta.angle == "third")


def shown_views(theta: ThreeViews) -> tuple[str, ...]:
    """The views that are drawn as given."""
    if theta.mode == "which view":
        return ()
    return tuple(
        name for name in ("front", "top", "side") if theta.mode not in ("pair", "third view") or name != theta.missing
    )


def has_picture(theta: ThreeViews) -> bool:
    """True if the isometric picture of the solid itself is shown."""
    return theta.mode in ("views and picture", "pair", "which view")


def picture_box(size: tuple[float, float, float], side: str) -> Box:
    """Left, right, lower and upper border of an isometric picture whose corner (0, 0, 0) is at the origin."""
    length, width, height = size
    if side == "right":
        return 0.0, (length + width) * COS30, -length / 2, height + width / 2
    return -width * COS30, length * COS30, 0.0, height + (length + width) / 2


def name_of(theta: ThreeViews, view: str) -> str:
    """What is written at a view."""
    if theta.names == "none":
        return ""
    if theta.names == "letters":
        return {"front": "F", "top": "T", "side": "R" if theta.side == "right" else "L"}[view]
    side = f"{theta.side.capitalize()} side" if theta.wording % 3 else "Side"
    word = {"front": "Front", "top": "Top", "side": side}[view]
    return f"{word} view" if theta.names == "long" else word


def dimension_rows(theta: ThreeViews) -> int:
    """Rows of dimension lines beside a view: none, the overall size, or a chain and the overall size."""
    return {"none": 0, "overall": 1, "chain": 2}[theta.sizes]


@lru_cache(maxsize=256)
def sheet_of(theta: ThreeViews) -> Sheet:
    """Lays out the sheet of a parameter set."""
    model = model_of(theta)
    length, width, height = model.size
    gap = round(theta.gap * max(model.size), 1)
    third, right = theta.angle == "third", side_goes_right(theta)
    all_origins = {
        "front": (0.0, 0.0),
        "top": (0.0, height + gap if third else -gap - width),
        "side": (length + gap if right else -gap - width, 0.0),
    }
    origins = {name: all_origins[name] for name in shown_views(theta)}
    boxes = [_box(origins[name], model.views[name]) for name in origins]
    if theta.mode == "which view":
        boxes = [picture_box(model.size, theta.side)]
    core = _around(boxes)
    extent = max(core[1] - core[0], core[3] - core[2])
    if theta.mode in PUZZLES or theta.mode == "pair":
        extent *= 1.7
    elif theta.mode == "views and picture":
        extent *= 1.35
    text = extent * LINE_SHARE
    core = _with_margins(theta, core, text)
    names = {}
    rows = dimension_rows(theta) * 2.1 * text
    for name, (x, y) in origins.items():
        above = (name == "top") == third
        below_rows = 0.0 if above else rows
        middle = x + model.views[name].size[0] / 2
        top = y + model.views[name].size[1]
        extra = _axis_reach(model.views[name])
        names[name] = (middle, top + extra + 1.1 * text if above else y - extra - below_rows - 1.1 * text)
    picture: Point | None = None
    if has_picture(theta):
        picture, core = _place_picture(theta, model, all_origins, gap, core)
    candidates, letters, core = _place_candidates(theta, core, text, gap)
    margin = 0.9 * text
    limits = (core[0] - margin, core[1] + margin, core[2] - margin, core[3] + margin)
    inches = FONT * 1.25 / 72 / text * SCALES[theta.scale]
    figure = ((limits[1] - limits[0]) * inches, (limits[3] - limits[2]) * inches + (0.35 if theta.title else 0.0))
    return Sheet(text, gap, origins, names, picture, candidates, letters, figure, limits)


def _box(origin: Point, view: View) -> Box:
    return origin[0], origin[0] + view.size[0], origin[1], origin[1] + view.size[1]


def _axis_reach(view: View) -> float:
    """How far centre lines stick out of a view below and above."""
    ends = [p[1] for segment in view.axes for p in segment]
    return max([0.0, *(-e for e in ends), *(e - view.size[1] for e in ends)])


def _around(boxes: list[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        max(box[1] for box in boxes),
        min(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _with_margins(theta: ThreeViews, core: Box, text: float) -> Box:
    """The box of the views with the room for dimension lines, names and centre lines."""
    left, right, low, high = core
    if theta.mode == "which view":
        return core
    rows = dimension_rows(theta) * 2.1 * text
    label = 1.9 * text if theta.names != "none" else 0.0
    reach = 0.0 if theta.kind == "cubes" else 4.0
    if side_goes_right(theta):
        left -= rows
    else:
        right += rows
    return left - reach, right + reach, low - rows - label - reach, high + label + reach


def _place_picture(
    theta: ThreeViews, model: Model, origins: dict[str, Point], gap: float, core: Box
) -> tuple[Point, Box]:
    left, right, low, high = box = picture_box(model.size, theta.side)
    if theta.mode == "which view":
        return (0.0, 0.0), box
    if theta.mode == "pair":
        place = (core[1] + gap - left, (core[2] + core[3]) / 2 - (low + high) / 2)
    else:
        goes_right, third = side_goes_right(theta), theta.angle == "third"
        _length, width, _height = model.size
        x = origins["side"][0] - left if goes_right else origins["side"][0] + width - right
        y = origins["top"][1] - low if third else origins["top"][1] + width - high
        if third:  # the title of the side view's column needs no room here, but centre lines do
            y += 0.15 * gap
        else:
            y -= 0.15 * gap
        place = (x, y)
    place = (round(place[0], 1), round(place[1], 1))
    moved = (place[0] + left, place[0] + right, place[1] + low, place[1] + high)
    return place, _around([core, moved])


def _place_candidates(
    theta: ThreeViews, core: Box, text: float, gap: float
) -> tuple[tuple[Point, ...], tuple[Point, ...], Box]:
    if theta.mode not in PUZZLES:
        return (), (), core
    if theta.mode == "which solid":
        boxes = [picture_box(_size(layers), theta.side) for layers in theta.candidates]
    else:
        boxes = []
        for layers in theta.candidates:
            length, width, height = _size(layers)
            page = {"front": (length, height), "top": (length, width), "side": (width, height)}[theta.missing]
            boxes.append((0.0, page[0], 0.0, page[1]))
    wide = max(box[1] - box[0] for box in boxes) + gap
    tall = max(box[3] - box[2] for box in boxes) + gap + 1.6 * text
    count = len(boxes)
    places, letters = [], []
    if count == 4:
        x0, y0 = core[1] + 1.2 * gap, (core[2] + core[3]) / 2 - tall
        spots = [(x0 + k % 2 * wide, y0 + (1 - k // 2) * tall) for k in range(count)]
    else:
        x0, y0 = (core[0] + core[1]) / 2 - count * wide / 2, core[2] - gap - tall
        spots = [(x0 + k * wide, y0) for k in range(count)]
    around = [core]
    for (x, y), box in zip(spots, boxes, strict=True):
        middle = x + wide / 2
        place = (round(middle - (box[0] + box[1]) / 2, 1), round(y + 1.6 * text - box[2], 1))
        places.append(place)
        letters.append((round(place[0] + (box[0] + box[1]) / 2, 2), round(place[1] + box[2] - 1.1 * text, 2)))
        around.append((place[0] + box[0], place[0] + box[1], y, place[1] + box[3]))
    return tuple(places), tuple(letters), _around(around)


def _size(layers: tuple[tuple[str, ...], ...]) -> tuple[float, float, float]:
    nx, ny, nz = cubes(layers).filled.shape
    return float(nx), float(ny), float(nz)
