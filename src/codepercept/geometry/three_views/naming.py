"""Words for the solids and their views, shared by facts, captions and questions."""

from __future__ import annotations

from codepercept.geometry.exact import decimal
from codepercept.geometry.three_views.cells import Cells, View, cubes
from codepercept.geometry.three_views.checks import largest
from codepercept.geometry.three_views.params import ThreeViews
from codepercept.geometry.three_views.sheet import name_of, side_goes_right
from codepercept.geometry.words import article, count, listing, number

DIRECTIONS = {"x": "from left to right", "y": "from front to back", "z": "vertically"}


def solid_name(theta: ThreeViews) -> str:
    """The noun for the solid, e.g. "block", "T-profile"."""
    if theta.kind == "cubes":
        return "cube building" if cubes(theta.layers).heaped() else "solid of cubes"
    if theta.kind == "profile":
        return theta.profile_name or "prism"
    if theta.kind == "turned":
        return "stepped cylinder" if len(theta.discs) > 1 else "hollow cylinder"
    return "plate with a boss" if theta.boss and not theta.cuts else "milled block"


def with_article(name: str) -> str:
    """The name of a solid with "a" or "an"; single letters go by their names: "an L-profile", "a U-profile"."""
    if name[1:2] == "-":
        return f"{'an' if name[0] in 'AEFHILMNORSX' else 'a'} {name}"
    return article(name)


def short_name(theta: ThreeViews) -> str:
    """A plain noun for repeated mention."""
    return {"cubes": "solid", "block": "block", "profile": "part", "turned": "part"}[theta.kind]


def length_text(theta: ThreeViews, value: float) -> str:
    """A length with its unit."""
    if theta.kind == "cubes":
        return count(int(value), "unit")
    return f"{decimal(value)} mm"


def view_name(theta: ThreeViews, view: str) -> str:
    """The name of a view in a sentence."""
    return f"{theta.side} side view" if view == "side" else f"{view} view"


def square_unit(theta: ThreeViews) -> str:
    """The unit of areas."""
    return "unit squares" if theta.kind == "cubes" else "mm²"


def cubic_unit(theta: ThreeViews) -> str:
    """The unit of volumes."""
    return "cubic units" if theta.kind == "cubes" else "mm³"


def where(theta: ThreeViews, view: str) -> str:
    """Where the top or side view stands."""
    if view == "top":
        return "above the front view" if theta.angle == "third" else "below the front view"
    return f"to the {'right' if side_goes_right(theta) else 'left'} of the front view"


def lines_phrase(theta: ThreeViews, view: View) -> str:
    """How many lines and circles a view has: "9 visible lines, 2 hidden lines and one circle"."""
    parts = []
    if view.visible:
        parts.append(count(len(view.visible), "visible straight line"))
    parts.append(count(len(view.hidden), "hidden line"))
    if view.circles:
        parts.append(count(view.seen_circles, "solid circle"))
        if view.hidden_circles:
            parts.append(count(view.hidden_circles, "dashed circle"))
    return listing(parts)


def answer_letter(theta: ThreeViews) -> str:
    """The letter of the right candidate of a puzzle."""
    return "ABCD"[theta.candidates.index(theta.layers)]


def written_names(theta: ThreeViews, views: tuple[str, ...]) -> list[str]:
    """The names written at the views."""
    return [name_of(theta, view) for view in views]


def hole_phrases(theta: ThreeViews) -> list[str]:
    """One sentence per group of equal round holes and one for the boss."""
    groups: dict[tuple[str, int, int], int] = {}
    for hole in theta.holes:
        key = (hole.axis, hole.diameter, hole.depth)
        groups[key] = groups.get(key, 0) + 1
    found = []
    for (axis, diameter, depth), many in groups.items():
        way = DIRECTIONS[axis]
        kind = f"blind hole, {depth} mm deep and" if depth else "through hole"
        if many == 1:
            found.append(f"A {kind} {diameter} mm in diameter runs {way}.")
        else:
            kind = f"blind holes, each {depth} mm deep and" if depth else "through holes, each"
            found.append(f"{number(many).capitalize()} {kind} {diameter} mm in diameter, run {way}.")
    if theta.boss:
        boss = theta.boss
        bore = f"; a hole {boss.bore} mm wide runs through boss and block" if boss.bore else ""
        found.append(f"A cylindrical boss {boss.diameter} mm in diameter rises {boss.height} mm above the top{bore}.")
    if theta.bore[0]:
        total = sum(h for _, h in theta.discs)
        end = "right through" if theta.bore[1] == total else f"{theta.bore[1]} mm deep"
        found.append(f"A hole {theta.bore[0]} mm in diameter is bored along the axis from the top, {end}.")
    return found


def most_cubes(theta: ThreeViews) -> int:
    """The largest number of cubes that a solid with the three silhouettes can have."""
    body = cubes(theta.layers)
    front, top, side = (body.silhouette(name) for name in ("front", "top", theta.side))
    return int(largest(front, top, side, theta.side).sum())


def fewest_cubes(body: Cells) -> int:
    """The smallest number of cubes in a heap with the same three silhouettes.

    Every square of the floor plan needs one cube. A column as high as its file in the front view (or its row in the
    side view) must stand somewhere; one column can serve a file and a row of equal height, so as many as possible
    are paired (maximum matching).
    """
    plan = body.silhouette("top")
    files, rows = (body.silhouette(name).sum(axis=1).tolist() for name in ("front", "right"))
    total = int(plan.sum())
    for height in range(2, body.filled.shape[2] + 1):
        partner: dict[int, int] = {}

        def pair(file: int, tried: set[int], height: int = height, partner: dict[int, int] = partner) -> bool:
            for row, high in enumerate(rows):
                if high == height and plan[file, row] and row not in tried:
                    tried.add(row)
                    if row not in partner or pair(partner[row], tried):
                        partner[row] = file
                        return True
            return False

        matched = sum(pair(file, set()) for file, high in enumerate(files) if high == height)
        total += (height - 1) * (files.count(height) + rows.count(height) - matched)
    return total
