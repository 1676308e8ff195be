"""Code templates of the isometric pictures; `§name` is a place that `style.fill` fills."""

from __future__ import annotations

PICTURE_CELLS = '''

def draw_picture(ax, at, solid§picture_stations):
    """Isometric picture: cells from back to front, nearer faces over farther ones."""
    wide = np.pad(solid, 1)  # a layer of air all around
    looks = [((0, -1, 0), "§front_fill"), ((§out, 0, 0), "§side_fill"), ((0, 0, 1), "§top_fill")]
    cells = sorted(np.argwhere(solid).tolist(), key=lambda c: §painter)
    for cell in cells:
        for normal, fill in looks:
            front = np.add(cell, 1) + normal
            if wide[tuple(front)]:
                continue
            axis = np.flatnonzero(normal)[0]
            one, two = np.delete(np.eye(3, dtype=int), axis, axis=0)
            base = np.array(cell) + np.maximum(normal, 0)
            around = (base, base + one, base + one + two, base + two)
            corners = np.add(at, [§iso_corner for p in around])
            ax.add_patch(Polygon(corners, facecolor=fill, edgecolor=fill, linewidth=0.4))
            §borders

'''

ISOMETRIC = '''

def isometric(x, y, z):
    """Page coordinates, seen from the front §side and from above."""
    return §iso_x * np.cos(np.pi / 6), z + §iso_y * np.sin(np.pi / 6)

'''

PICTURE_PROFILE = '''

def draw_picture(ax, at):
    """Isometric picture: the faces that run to the back, from far to near, and the front face last."""
    front = np.add(at, [isometric(x, 0, z) for x, z in corners])
    away = np.array(isometric(0, width, 0))  # from the front face to the back
    faces = []
    for k, p in enumerate(front):
        q = front[(k + 1) % len(front)]
        if (q[0] - p[0]) * away[1] < (q[1] - p[1]) * away[0] - 1e-9:  # turned towards the viewer
            (x0, z0), (x1, z1) = corners[k], corners[(k + 1) % len(corners)]
            fill = "§top_fill" if abs(x1 - x0) > abs(z1 - z0) else "§side_fill"
            faces.append(((p + q) @ away, [p, q, q + away, p + away], fill))
    faces.sort(key=lambda face: face[0])
    for _, face, fill in [*faces, (0, front, "§front_fill")]:
        ax.add_patch(Polygon(face, facecolor=fill, edgecolor="§edge", linewidth=§picture_width, joinstyle="round"))

'''

PICTURE_HOLE = '''

def draw_hole(ax, at, axis, centre, radius, depth, end_fill):
    """A round hole in the picture: rim, wall, and what shows of its end at the given depth."""
    t = np.linspace(0, 2 * np.pi, 121)
    one, two = np.delete(np.eye(3), axis, axis=0)
    ring = np.array(centre) + radius * (np.outer(np.cos(t), one) + np.outer(np.sin(t), two))
    rim = Polygon(np.add(at, [isometric(*p) for p in ring]), facecolor="§wall_fill", edgecolor="§edge",
                  linewidth=§picture_width)
    ax.add_patch(rim)
    ring[:, axis] += depth
    end = Polygon(np.add(at, [isometric(*p) for p in ring]), facecolor=end_fill, edgecolor="§edge",
                  linewidth=§picture_width)
    ax.add_patch(end)
    end.set_clip_path(rim)

'''

PICTURE_BOSS = '''

def draw_boss(ax, at, x, y, base, radius, h):
    """A cylinder in the picture; its circles become ellipses with half axes sqrt(3/2) and sqrt(1/2)."""
    t = np.linspace(0, 2 * np.pi, 181)
    u, v = np.add(at, isometric(x, y, base))
    u, v = u + np.sqrt(1.5) * radius * np.cos(t), v + np.sqrt(0.5) * radius * np.sin(t)
    below, above = t >= np.pi, t <= np.pi
    ax.fill(np.concatenate([u[below], u[above]]), np.concatenate([v[below], v[above] + h]),
            facecolor="§front_fill", edgecolor="§edge", linewidth=§picture_width)
    ax.fill(u, v + h, facecolor="§top_fill", edgecolor="§edge", linewidth=§picture_width)

'''

PICTURE_TURNED = '''

def draw_picture(ax, at):
    """Isometric picture: the steps from the floor upwards."""
    t = np.linspace(0, 2 * np.pi, 181)
    wide = np.sqrt(1.5)  # half axes of the isometric circle of radius 1 are sqrt(3/2) and sqrt(1/2)
    flat = np.sqrt(0.5)
    z = 0
    for diameter, h in steps:
        r = diameter / 2
        x, y = at[0] + wide * r * np.cos(t), at[1] + z + flat * r * np.sin(t)
        lower, upper = t >= np.pi, t <= np.pi
        ax.fill(np.concatenate([x[lower], x[upper]]), np.concatenate([y[lower], y[upper] + h]),
                facecolor="§front_fill", edgecolor="§edge", linewidth=§picture_width)
        ax.fill(x, y + h, facecolor="§top_fill", edgecolor="§edge", linewidth=§picture_width)
        z += h
§picture_bore
'''

PICTURE_BORE = """    # the hole: its far wall shows inside the rim
    r = bore / 2
    rim = ax.fill(at[0] + wide * r * np.cos(t), at[1] + z + flat * r * np.sin(t),
                  facecolor="§side_fill", edgecolor="§edge", linewidth=§picture_width)[0]
    end = ax.fill(at[0] + wide * r * np.cos(t), at[1] + z - bore_depth + flat * r * np.sin(t),
                  facecolor="§end_fill", edgecolor="§edge", linewidth=§picture_width)[0]
    end.set_clip_path(rim)"""

BORDERS = """
for k, step in enumerate((-two, one, two, -one)):
    # no line where the same flat face goes on in the next cell
    if not wide[tuple(np.add(cell, 1) + step)] or wide[tuple(front + step)]:
        ax.plot(*corners[[k, (k + 1) % 4]].T, color="§edge", linewidth=§picture_width, zorder=1)
"""

BORDERS_SEAMS = """
ax.add_patch(Polygon(corners, fill=False, edgecolor="§edge", linewidth=§picture_width, joinstyle="round"))
"""
