"""Code templates of the three-view drawings: the same sheet as several people would have programmed it.

`§name` is a place that `style.fill` fills.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FUNCTIONS = '''
§imports

§solid

ink, thick = "§ink", §line_width  # colour and width of visible lines
§view_functions

def draw_view(ax, at, visible, hidden=(), circles=(), axes=()):
    """Draw the lines of a view with its lower left corner at a place of the sheet."""
    x, y = at
    for (x0, y0), (x1, y1) in visible:
        ax.plot([x + x0, x + x1], [y + y0, y + y1], color=ink, linewidth=thick, solid_capstyle="round")
    for (x0, y0), (x1, y1) in hidden:
        ax.plot([x + x0, x + x1], [y + y0, y + y1], color=ink, linewidth=0.7 * thick, linestyle="--")
    for cx, cy, radius, style in circles:
        ax.add_patch(Circle((x + cx, y + cy), radius, fill=False, edgecolor=ink, linewidth=thick, linestyle=style))
    for (x0, y0), (x1, y1) in axes:
        ax.plot([x + x0, x + x1], [y + y0, y + y1], color="§axis_colour", linewidth=0.8, linestyle="-.")

§picture_function

fig, ax = plt.subplots(figsize=§figsize, layout="constrained")
§paper

§places

§compute

§show

§pictures

§extras

ax.set_xlim§xlim
ax.set_ylim§ylim
ax.set_aspect("equal")
ax.axis("off")
§title
plt.show()
'''

FLAT = """
§imports

§solid
§picture_function
§places
fig, ax = plt.subplots(figsize=§figsize, layout="constrained")
§paper

§compute

§show

§pictures

§extras

ax.set(xlim=§xlim, ylim=§ylim, aspect="equal")
ax.set_axis_off()
§title
plt.show()
"""

# --- views of a solid of cells -----------------------------------------------------------------

VIEW_LINES = '''

def runs(mask):
    """Start and end of every run of True values."""
    return np.flatnonzero(np.diff(np.concatenate([[0], mask, [0]]).astype(int))).reshape(-1, 2)


def view_lines(cells, us, vs):
    """Visible and hidden lines of a view.

    cells[i, j, k]: i-th cell from the left, j-th from below, k counted away from the viewer;
    us and vs are the places of the cell borders on the page.
    """
    visible, hidden = [], []
    for upright, columns, across, along in [(True, cells, us, vs), (False, cells.swapaxes(0, 1), vs, us)]:
        columns = np.pad(columns, [(1, 1), (0, 0), (0, 0)])
        depth = np.where(columns.any(axis=2), columns.argmax(axis=2), columns.shape[2])
        edge = depth[1:] != depth[:-1]  # the faces in front are at different depths
        behind = (columns[1:] != columns[:-1]).any(axis=2) & ~edge  # only something behind differs
        for u, in_front, at_back in zip(across, edge, behind):
            for mask, found in [(in_front, visible), (at_back, hidden)]:
                for a, b in runs(mask):
                    ends = [(u, along[a]), (u, along[b])]
                    found.append(ends if upright else [(y, x) for x, y in ends])
    return visible, hidden

'''

VIEW_SQUARES = '''

def view_squares(cells):
    """Sides of all squares that the solid covers; cells[i, j, k] with k counted away from the viewer."""
    covered = np.pad(cells.any(axis=2), 1)
    upright, level = covered[1:, 1:-1] | covered[:-1, 1:-1], covered[1:-1, 1:] | covered[1:-1, :-1]
    lines = [((i, j), (i, j + 1)) for i, j in np.argwhere(upright)]
    return lines + [((i, j), (i + 1, j)) for i, j in np.argwhere(level)]

'''

CLASS = '''
§imports


class Solid:
    """A solid of §cell_word: filled[x, y, z] with x to the right, y to the back and z up."""

    def __init__(self, filled§class_stations):
        self.filled = filled
        §class_init

    def seen_from(self, name):
        """Cells [right, up, away from the viewer]§class_and_borders."""
        §class_seen

§class_lines
§class_picture

class Sheet:
    """Drawing paper: every line is placed relative to the corner of its view."""

    def __init__(self, ax, ink="§ink", width=§line_width):
        self.ax, self.ink, self.width = ax, ink, width

    def line(self, at, ends, dashes="-", weight=1.0, color=None):
        (x0, y0), (x1, y1) = ends
        self.ax.plot([at[0] + x0, at[0] + x1], [at[1] + y0, at[1] + y1], color=color or self.ink,
                     lw=weight * self.width, ls=dashes)

§class_circle

§solid

fig, ax = plt.subplots(figsize=§figsize, layout="constrained")
sheet = Sheet(ax)
§paper

§places

§compute

§show

§pictures

§extras

ax.set(xlim=§xlim, ylim=§ylim)
ax.set_aspect("equal")
ax.axis("off")
§title
plt.show()
'''

CLASS_CIRCLE = """
    def circle(self, at, x, y, radius, dashes="-"):
        self.ax.add_patch(Circle((at[0] + x, at[1] + y), radius, fill=False, ec=self.ink, lw=self.width, ls=dashes))
"""

CLASS_LINES = '''
    def lines(self, name):
        """Visible and hidden lines of a view, found by comparing neighbouring columns of cells."""
        §class_unpack
        visible, hidden = [], []
        for flip in (False, True):
            §class_across
            grid = np.pad(cells.swapaxes(0, 1) if flip else cells, ((1, 1), (1, 1), (0, 1)))
            grid[:, :, -1] = True  # the paper behind everything
            nearest = grid.argmax(axis=2)
            for i, j in np.ndindex(nearest.shape[0] - 1, nearest.shape[1] - 2):
                if (grid[i, j + 1] == grid[i + 1, j + 1]).all():
                    continue
                found = visible if nearest[i, j + 1] != nearest[i + 1, j + 1] else hidden
                u, v0, v1 = §class_piece
                piece = [(v0, u), (v1, u)] if flip else [(u, v0), (u, v1)]
                last = found[-1] if found else None
                if last and last[1] == piece[0] and last[0][flip] == piece[1][flip]:  # it goes on straight
                    piece = [found.pop()[0], piece[1]]
                found.append(piece)
        return visible, hidden
'''

CLASS_SQUARES = '''
    def squares(self, name):
        """Outlines of the squares that a view covers."""
        covered = self.seen_from(name).any(axis=2)
        return [[(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1), (i, j)] for i, j in np.argwhere(covered)]
'''

# --- profiles ----------------------------------------------------------------------------------

VIEW_NEAREST = '''

def nearest_side(t, at, toward):
    """Number of the side of the profile that is met first at coordinate `at` (t = 0: an x, t = 1: a z)."""
    met = []
    for k, (a, b) in enumerate(zip(corners, corners[1:] + corners[:1])):
        if min(a[t], b[t]) < at < max(a[t], b[t]):
            share = (at - a[t]) / (b[t] - a[t])
            met.append((toward * (a[1 - t] + share * (b[1 - t] - a[1 - t])), k))
    return max(met)[1] if met else None


def swept_lines(t, depth, toward):
    """Visible and hidden lines of the view across coordinate t; every corner runs through the whole depth."""
    visible, hidden = [], []
    low, high = min(c[t] for c in corners), max(c[t] for c in corners)
    for at in sorted({c[t] for c in corners}):
        edge = nearest_side(t, at - 1e-6, toward) != nearest_side(t, at + 1e-6, toward)
        (visible if edge else hidden).append(§swept)
    for end in (0, depth):
        visible.append(((low, end), (high, end)) if t == 0 else ((end, low), (end, high)))
    return visible, hidden

'''.replace("§swept", "((at, 0), (at, depth)) if t == 0 else ((0, at), (depth, at))")

FLAT_PROFILE = """
sides = list(zip(corners, corners[1:] + corners[:1]))
§loops
"""

_PROFILE_FRONT = """
# front view: the profile itself
x, y = front_at
ax.plot([x + c[0] for c in corners + corners[:1]], [y + c[1] for c in corners + corners[:1]],
        color="§ink", lw=§line_width)
"""

_PROFILE_TOP = """
# top view: a line over the whole width at every corner; it is visible if the highest side changes there
x, y = top_at
ax.plot([x, x + length, x + length, x, x], [y, y, y + width, y + width, y], color="§ink", lw=§line_width)
for at in sorted({c[0] for c in corners} - {0, length}):
    highest = []
    for u in (at - 1e-6, at + 1e-6):
        met = [((u - a[0]) / (b[0] - a[0]) * (b[1] - a[1]) + a[1], k) for k, (a, b) in enumerate(sides)
               if min(a[0], b[0]) < u < max(a[0], b[0])]
        highest.append(max(met)[1])
    seen = highest[0] != highest[1]
    ax.plot([x + at, x + at], [y, y + width], "-" if seen else "--", color="§ink", lw=§line_width if seen else §thin)
"""

_PROFILE_SIDE = """
# side view, seen from the §side
x, y = side_at
ax.plot([x, x + width, x + width, x, x], [y, y, y + height, y + height, y], color="§ink", lw=§line_width)
for at in sorted({c[1] for c in corners} - {0, height}):
    outermost = []
    for v in (at - 1e-6, at + 1e-6):
        met = [((v - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) + a[0], k) for k, (a, b) in enumerate(sides)
               if min(a[1], b[1]) < v < max(a[1], b[1])]
        outermost.append(§pick(met)[1])
    seen = outermost[0] != outermost[1]
    ax.plot([x, x + width], [y + at, y + at], "-" if seen else "--", color="§ink", lw=§line_width if seen else §thin)
"""


def flat_profile_parts(shown: Sequence[str], side: str) -> dict[str, str]:
    """The loops of a flat profile script for the shown views."""
    parts = {"front": _PROFILE_FRONT, "top": _PROFILE_TOP, "side": _PROFILE_SIDE}
    text = "\n".join(parts[name].strip("\n") + "\n" for name in shown)
    text = text.replace("§side", side).replace("§pick", "max" if side == "right" else "min")
    return {"loops": text, "ink": "§ink", "line_width": "§line_width", "thin": "§thin"}


# --- flat and drafted scripts --------------------------------------------------------------------

FLAT_LINES = """
for cells, (x, y) in views:
    visible, hidden = [], []
    for flip in (False, True):
        columns = np.pad(cells.swapaxes(0, 1) if flip else cells, ((1, 1), (1, 1), (0, 0)))
        near, far = columns[:-1, 1:-1], columns[1:, 1:-1]  # neighbours on either side of a border
        differ = (near != far).any(axis=2)
        # number of empty cells in front of the first filled one
        depth = [np.where(c.any(axis=2), c.argmax(axis=2), 99) for c in (near, far)]
        for lines, mask in ((visible, depth[0] != depth[1]), (hidden, differ & (depth[0] == depth[1]))):
            for i, row in enumerate(mask):
                ends = np.flatnonzero(np.diff(np.r_[0, row, 0].astype(int)))
                for a, b in zip(ends[::2], ends[1::2]):
                    lines.append([(x + a, y + i), (x + b, y + i)] if flip else [(x + i, y + a), (x + i, y + b)])
    ax.add_collection(LineCollection(visible, colors="§ink", linewidths=§line_width, capstyle="round"))
    ax.add_collection(LineCollection(hidden, colors="§ink", linewidths=§thin, linestyles="--"))
"""

FLAT_SQUARES = """
for cells, (x, y) in views:
    for i, j in np.argwhere(cells.any(axis=2)):  # a square wherever there is a cube in the line of sight
        ax.add_patch(Rectangle((x + i, y + j), 1, 1, fill=False, edgecolor="§ink", linewidth=§line_width))
"""

FLAT_BLOCK = """
for cells, us, vs, (x, y) in views:
    visible, hidden = [], []
    for flip in (False, True):
        columns = np.pad(cells.swapaxes(0, 1) if flip else cells, ((1, 1), (1, 1), (0, 0)))
        across, along = (vs, us) if flip else (us, vs)
        near, far = columns[:-1, 1:-1], columns[1:, 1:-1]  # neighbours on either side of a border
        differ = (near != far).any(axis=2)
        # number of empty cells in front of the first filled one
        depth = [np.where(c.any(axis=2), c.argmax(axis=2), 99) for c in (near, far)]
        for lines, mask in ((visible, depth[0] != depth[1]), (hidden, differ & (depth[0] == depth[1]))):
            for w, row in zip(across, mask):
                ends = np.flatnonzero(np.diff(np.r_[0, row, 0].astype(int)))
                for a, b in zip(along[ends[::2]], along[ends[1::2]]):
                    lines.append([(x + a, y + w), (x + b, y + w)] if flip else [(x + w, y + a), (x + w, y + b)])
    ax.add_collection(LineCollection(visible, colors="§ink", linewidths=§line_width, capstyle="round"))
    ax.add_collection(LineCollection(hidden, colors="§ink", linewidths=§thin, linestyles="--"))
"""

DRAFT_VISIBLE = """
for (x0, y0), (x1, y1) in visible:
    ax.plot([x + x0, x + x1], [y + y0, y + y1], color="§ink", lw=§line_width, solid_capstyle="round")
"""

DRAFT_HIDDEN = """
for (x0, y0), (x1, y1) in hidden:
    ax.plot([x + x0, x + x1], [y + y0, y + y1], color="§ink", lw=§thin, ls="--")
"""

DRAFT_AXES = """
for (x0, y0), (x1, y1) in axes:
    ax.plot([x + x0, x + x1], [y + y0, y + y1], color="§axis_colour", lw=0.8, ls="-.")
"""

DRAFT_CIRCLES = """
for cx0, cy0, radius, style in circles:
    ax.add_patch(Circle((x + cx0, y + cy0), radius, fill=False, edgecolor="§ink", lw=§line_width, ls=style))
"""

ROUND_BLOCKS = {
    "visible": """
# outline of the boss
for (x, y), lines in [
§entries
]:
    for (x0, y0), (x1, y1) in lines:
        ax.plot([x + x0, x + x1], [y + y0, y + y1], color="§ink", linewidth=§line_width)
""",
    "hidden": """
# hidden outlines of the holes
for (x, y), lines in [
§entries
]:
    for (x0, y0), (x1, y1) in lines:
        ax.plot([x + x0, x + x1], [y + y0, y + y1], "--", color="§ink", linewidth=§thin)
""",
    "axes": """
# centre lines
for (x, y), lines in [
§entries
]:
    for (x0, y0), (x1, y1) in lines:
        ax.plot([x + x0, x + x1], [y + y0, y + y1], "-.", color="0.35", linewidth=0.8)
""",
    "circles": """
# round parts seen along their axis
for (x, y), circles in [
§entries
]:
    for u, v, radius, style in circles:
        ax.add_patch(Circle((x + u, y + v), radius, fill=False, edgecolor="§ink", lw=§line_width, ls=style))
""",
}


# --- class scripts -------------------------------------------------------------------------------


def class_show(solid: str, look: str, at: str, seams: bool, rounds: Mapping[str, str] | None = None) -> str:
    """Code that draws one view of a `Solid` on a `Sheet`."""
    if seams:
        return (
            f'for square in {solid}.squares("{look}"):\n'
            f"    for ends in zip(square, square[1:]):\n        sheet.line({at}, ends)"
        )
    lines = [f'visible, hidden = {solid}.lines("{look}")']
    parts = rounds or {}
    for key in ("visible", "hidden"):
        if parts.get(key, "[]") != "[]":
            lines.append(f"{key} += {parts[key]}")
    lines += [
        "for ends in visible:",
        f"    sheet.line({at}, ends)",
        "for ends in hidden:",
        f'    sheet.line({at}, ends, dashes="--", weight=0.7)',
    ]
    if parts.get("axes", "[]") != "[]":
        head = f"axes = {parts['axes']}"
        lines += [head, "for ends in axes:", f'    sheet.line({at}, ends, dashes="-.", weight=0.5, color="0.35")']
    if parts.get("circles", "[]") != "[]":
        head = f"circles = {parts['circles']}"
        lines += [head, "for x, y, radius, style in circles:", f"    sheet.circle({at}, x, y, radius, style)"]
    return "\n".join(lines)


def class_candidates(look: str, seams: bool) -> str:
    """Code that draws the candidate views of a puzzle."""
    body = class_show("shape", look, "at", seams)
    return "for shape, at in candidates.values():\n" + "\n".join("    " + line for line in body.split("\n"))


def borders_of_shape(cells: str) -> str:
    """Borders of unit cells on the page, as code."""
    return "range(cells.shape[0] + 1), range(cells.shape[1] + 1)"


TURNED_ELEVATION = """
# front and side view: one rectangle per step, and the hole dashed
visible, hidden, z = [], [], 0
for k, (diameter, h) in enumerate(steps):
    r = diameter / 2
    visible += [((mid - r, z), (mid - r, z + h)), ((mid + r, z), (mid + r, z + h))]
    below = steps[k - 1][0] / 2 if k else 0
    visible.append(((mid - max(r, below), z), (mid + max(r, below), z)))
    z += h
visible.append(((mid - r, z), (mid + r, z)))
§bore
axes = [((mid, -3), (mid, total + 3))]
"""

TURNED_BORE = """
hidden += [((mid + s * bore / 2, total - bore_depth), (mid + s * bore / 2, total)) for s in (-1, 1)]
if bore_depth < total:
    hidden.append(((mid - bore / 2, total - bore_depth), (mid + bore / 2, total - bore_depth)))
"""

TURNED_PLAN = """
# top view: a circle per step, dashed where a wider step above hides it
circles = []
for k, (diameter, _) in enumerate(steps):
    wider_above = any(d > diameter for d, _ in steps[k + 1:])
    circles.append((mid, mid, diameter / 2, "--" if wider_above else "-"))
§bore
reach = mid + max(2, mid / 4)
cross = [((mid - reach, mid), (mid + reach, mid)), ((mid, mid - reach), (mid, mid + reach))]
"""
