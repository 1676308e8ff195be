"""Star polyhedra: solids with a pyramid on every face of a convex core."""

from __future__ import annotations

import functools

import numpy as np

from codepercept.geometry.camera import Array, Camera
from codepercept.geometry.exact import spoken
from codepercept.geometry.family import DegenerateParametersError, facts_of
from codepercept.geometry.painting import painted_right
from codepercept.geometry.polyhedra.params import FIGURE_SIZES, Polyhedra, camera_of, solid_of
from codepercept.geometry.polyhedra.solids_scripts import FIND_FACES, build
from codepercept.geometry.solids import STARS
from codepercept.geometry.style import PALETTES, fill, literal, rename
from codepercept.geometry.words import Phrasing, article, capital, count, number, paragraph, plural
from codepercept.types import Fact, QuestionAnswer

HULLS = {
    "stella octangula": "cube",
    "small stellated dodecahedron": "icosahedron",
    "great stellated dodecahedron": "dodecahedron",
}
HEIGHTS = {
    "stella octangula": ("edge * np.sqrt(2 / 3)", "each spike is a regular tetrahedron"),
    "small stellated dodecahedron": (
        "np.sqrt((phi * edge) ** 2 - (edge / (2 * np.sin(np.pi / 5))) ** 2)",
        "sides of the spikes are phi times as long as their bases",
    ),
    "great stellated dodecahedron": ("edge * np.sqrt(phi**2 - 1 / 3)", "sides of the spikes: phi times their bases"),
}
NAMES: tuple[dict[str, str], ...] = (
    {},
    {"vertices": "points", "spikes": "triangles"},
    {"toward": "to_viewer", "tips": "peaks"},
    {"page": "flat", "spikes": "facets"},
)

FUNCTIONS = """
import itertools

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Polygon
§rgb_import

edge = §edge  # of the §core inside
§build
§find_faces


def raise_spike(face, height):
    \"\"\"Triangles of a pyramid on a face of the core, each counter-clockwise seen from outside.\"\"\"
    p = vertices[face]
    normal = np.cross(p[1] - p[0], p[2] - p[0])
    if normal @ p[0] < 0:
        p, normal = p[::-1], -normal
    tip = p.mean(axis=0) + height * normal / np.linalg.norm(normal)
    return [np.array([a, b, tip]) for a, b in zip(p, np.roll(p, -1, axis=0))]


# §note
height = §height
spikes = np.array([t for face in find_faces(vertices) for t in raise_spike(face, height)])

e, a = np.radians([§elevation, §azimuth])
toward = np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
right = np.array([-np.sin(a), np.cos(a), 0])
up = np.cross(toward, right)

normals = np.cross(spikes[:, 1] - spikes[:, 0], spikes[:, 2] - spikes[:, 0])
normals = normals / np.linalg.norm(normals, axis=1)[:, None]
order = np.argsort((spikes @ toward).mean(axis=1))  # far triangles first

fig, ax = plt.subplots(figsize=§figsize)
§paper
§light
for k in order:
    if normals[k] @ toward > 0:
        page = spikes[k] @ np.column_stack([right, up])
        ax.add_patch(Polygon(page, facecolor=§face, edgecolor="§line", linewidth=§line_width, joinstyle="round"))

ax.set_aspect("equal")
ax.autoscale_view()
ax.margins(0.08)
ax.axis("off")
§title
plt.show()
"""

CLASS = """
import itertools

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import PolyCollection
§rgb_import


class Star:
    \"\"\"A convex core with a pyramid on every face.\"\"\"

    def __init__(self, vertices, faces, height):
        self.triangles = []
        for face in faces:
            corners = vertices[face]
            outward = corners.mean(axis=0) / np.linalg.norm(corners.mean(axis=0))
            tip = corners.mean(axis=0) + height * outward
            for p, q in zip(corners, np.roll(corners, -1, axis=0)):
                if np.cross(q - p, tip - p) @ (p + q + tip) < 0:
                    p, q = q, p
                self.triangles.append([p, q, tip])
        self.triangles = np.array(self.triangles)

    def normals(self):
        p, q, tip = np.moveaxis(self.triangles, 1, 0)
        n = np.cross(q - p, tip - p)
        return n / np.linalg.norm(n, axis=1, keepdims=True)


edge = §edge  # of the §core
§build
§find_faces


# §note
height = §height
star = Star(vertices, find_faces(vertices), height)

elev, azim = np.radians(§elevation), np.radians(§azimuth)
toward = np.array([np.cos(elev) * np.cos(azim), np.cos(elev) * np.sin(azim), np.sin(elev)])
right = np.array([-np.sin(azim), np.cos(azim), 0])
up = np.cross(toward, right)

# triangles that face the viewer, from back to front
normals, depth = star.normals(), (star.triangles @ toward).mean(axis=1)
seen = [k for k in np.argsort(depth) if normals[k] @ toward > 0]
§light

fig = plt.figure(figsize=§figsize)
ax = fig.add_subplot(aspect="equal")
§paper
§colors
ax.add_collection(PolyCollection(star.triangles[seen] @ np.column_stack([right, up]), facecolors=§faces,
                                 edgecolors="§line", linewidths=§line_width))
ax.autoscale_view()
ax.margins(0.08)
ax.axis("off")
§title
plt.show()
"""

MPLOT3D = """
import itertools

import matplotlib.pyplot as plt
import numpy as np
from mpl_toolkits.mplot3d.art3d import Poly3DCollection
§rgb_import

edge = §edge  # of the §core inside
§build
§find_faces


# a spike on every face
# §note
height = §height
spikes = []
for face in find_faces(vertices):
    p = vertices[face]
    middle = p.mean(axis=0)
    tip = middle * (1 + height / np.linalg.norm(middle))
    spikes += [[p[k - 1], p[k], tip] for k in range(len(p))]
spikes = np.array(spikes)
normals = np.cross(spikes[:, 1] - spikes[:, 0], spikes[:, 2] - spikes[:, 0])
outward = np.sign((normals * spikes.mean(axis=1)).sum(axis=1))
normals *= (outward / np.linalg.norm(normals, axis=1))[:, None]

elev, azim = §elevation, §azimuth
e, a = np.radians([elev, azim])
toward = np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
right = np.array([-np.sin(a), np.cos(a), 0])
up = np.cross(toward, right)
seen = np.flatnonzero(normals @ toward > 0)
§light

fig = plt.figure(figsize=§figsize)
ax = fig.add_subplot(projection="3d", proj_type="ortho")
§paper
§colors
ax.add_collection3d(Poly3DCollection(spikes[seen], facecolors=§faces, edgecolors="§line",
                                     linewidths=§line_width))
reach = np.abs(spikes).max()
ax.set(xlim=(-reach, reach), ylim=(-reach, reach), zlim=(-reach, reach))
ax.set_box_aspect((1, 1, 1), zoom=§zoom)
ax.view_init(elev=elev, azim=azim)
ax.set_axis_off()
§title
plt.show()
"""

LIGHT = """
# bright where a triangle faces the lamp at the upper left
lamp = up - 0.6 * right + 0.7 * toward
lamp = lamp / np.linalg.norm(lamp)
dark, bright = np.array(to_rgb("§dark")), np.array(to_rgb("§bright"))
"""


@functools.lru_cache(maxsize=256)
def _front(solid: str, edge: float, elevation: int, azimuth: int) -> tuple[tuple[int, ...], bool]:
    """Numbers of the triangles that face the viewer, and whether painting them in order is right."""
    theta = Polyhedra(solid=solid, edge=edge, elevation=elevation, azimuth=azimuth, hidden="left out")
    body, camera = solid_of(theta), camera_of(theta)
    front = tuple(int(k) for k in np.flatnonzero(body.normals @ camera.toward > 0))
    return front, painted_right(camera, [body.vertices[list(body.faces[k])] for k in front], 0.03)


def check(theta: Polyhedra) -> None:
    """Refuses views in which a triangle would be painted over a nearer one.

    Raises:
        DegenerateParametersError: Names the view.
    """
    if not _front(theta.solid, theta.edge, theta.elevation, theta.azimuth)[1]:
        raise DegenerateParametersError(
            f"elevation {theta.elevation} and azimuth {theta.azimuth} show faces of the star edge on, or in no clear "
            "order"
        )


def visible_tips(theta: Polyhedra) -> int:
    """How many tips of the spikes can be seen."""
    body, camera = solid_of(theta), camera_of(theta)
    front, _ = _front(theta.solid, theta.edge, theta.elevation, theta.azimuth)
    first = len(body.vertices) - len(body.faces) // _sides(theta)
    return sum(_free(body.vertices, body.faces, front, camera, k) for k in range(first, len(body.vertices)))


def _free(vertices: Array, faces: tuple[tuple[int, ...], ...], front: tuple[int, ...], camera: Camera, k: int) -> bool:
    """True if no triangle that faces the viewer lies between a corner and the viewer."""
    spot, depth = camera.project(vertices[k][None])[0], float(camera.toward @ vertices[k])
    for index in front:
        face = faces[index]
        if k in face:
            continue
        a, b, c = camera.project(vertices[list(face)])
        s, t = np.linalg.solve(np.column_stack([b - a, c - a]), spot - a)
        if s > -1e-9 and t > -1e-9 and s + t < 1 + 1e-9:
            z = vertices[list(face)] @ camera.toward
            if float(z[0] + s * (z[1] - z[0]) + t * (z[2] - z[0])) > depth + 1e-9:
                return False
    return any(k in faces[index] for index in front)


def _sides(theta: Polyhedra) -> int:
    return 5 if theta.solid == "small stellated dodecahedron" else 3


def script(theta: Polyhedra) -> str:
    """The figure code of a star polyhedron."""
    words = Phrasing(theta.wording, "star code")
    palette, shaded = PALETTES[theta.palette], theta.look == "shaded"
    core = STARS[theta.solid][0]
    height, note = HEIGHTS[theta.solid]
    plain = theta.model_copy(update={"solid": core, "code_style": "functions"})
    body = build(plain)
    if "phi" in height and "phi =" not in body:
        body = "phi = (1 + np.sqrt(5)) / 2  # golden ratio\n" + body
    zoom = 1.25 if theta.solid == "stella octangula" else 1.4
    values = {
        "edge": literal(theta.edge),
        "core": core,
        "build": body,
        "find_faces": "\n\n" + FIND_FACES.strip("\n") + "\n",
        "height": height,
        "note": note,
        "elevation": theta.elevation,
        "azimuth": theta.azimuth,
        "figsize": literal(FIGURE_SIZES[theta.figure]),
        "line": palette.edge,
        "line_width": literal(theta.line_width),
        "rgb_import": "from matplotlib.colors import to_rgb" if shaded else "",
        "face": "dark + (bright - dark) * max(0, normals[k] @ lamp)" if shaded else '"white"',
        "light": "",
        "colors": "colors = [dark + (bright - dark) * max(0, normals[k] @ lamp) for k in seen]" if shaded else "",
        "faces": "colors" if shaded else '"white"',
        "paper": 'fig.set_facecolor("#fbf5e6")' if theta.paper == "cream" else "",
        "title": f"ax.set_title({literal(theta.title)})" if theta.title else "",
        "zoom": literal(zoom),
    }
    if shaded:
        values["light"] = fill(LIGHT, {"dark": palette.right, "bright": palette.top})
    if theta.paper == "cream" and theta.code_style == "mplot3d":
        values["paper"] = str(values["paper"]) + '\nax.set_facecolor("#fbf5e6")'
    template = {"functions": FUNCTIONS, "class": CLASS, "mplot3d": MPLOT3D}[theta.code_style]
    return rename(fill(template, values), words.pick(*NAMES))


def facts(theta: Polyhedra) -> tuple[Fact, ...]:
    """Exact statements about the star and what can be seen of it."""
    body, n = solid_of(theta), _sides(theta)
    core = STARS[theta.solid][0]
    spikes = len(body.faces) // n
    lengths = sorted({round(body.length(edge), 9) for edge in body.edges})
    tip = len(body.vertices) - 1
    pairs = [
        ("exact", f"The solid is {article(theta.solid)}."),
        ("exact", f"Inside it is a regular {core} with edge {spoken(theta.edge)}."),
        ("count", f"It has {number(spikes)} spikes, one on each face of the {core}."),
        ("count", f"Its surface consists of {count(len(body.faces), 'triangle')}."),
        (
            "count",
            f"The surface has {len(body.vertices)} corners, {len(body.edges)} edges and {len(body.faces)} faces.",
        ),
        ("exact", f"Its tips are the vertices of {article(HULLS[theta.solid])}."),
        ("exact", f"Each tip is {spoken(float(np.linalg.norm(body.vertices[tip])))} away from the centre."),
        ("exact", f"The height of each spike is {spoken(STARS[theta.solid][1] * theta.edge)}."),
        ("exact", f"Its surface area is {spoken(body.area)}."),
        ("exact", f"Its volume is {spoken(body.volume)}."),
        ("count", f"{capital(count(visible_tips(theta), 'tip'))} can be seen."),
        ("style", "Hidden edges are not drawn."),
    ]
    if len(lengths) == 1:
        pairs.append(("exact", f"All edges of the surface are {spoken(lengths[0])} long."))
    else:
        pairs.append(
            ("exact", f"The sides of the spikes are {spoken(body.length((body.faces[0][0], body.faces[0][2])))} long.")
        )
    if theta.solid == "stella octangula":
        pairs.append(("exact", f"It is the union of two regular tetrahedra with edge {spoken(2 * theta.edge)}."))
    else:
        pairs.append(("exact", "Its faces can also be seen as twelve pentagrams."))
    return facts_of(pairs)


def caption(theta: Polyhedra) -> str:
    """What the picture shows."""
    words = Phrasing(theta.wording, "star caption")
    name, colour = article(theta.solid), PALETTES[theta.palette].name
    body, core = solid_of(theta), STARS[theta.solid][0]
    spikes, tips = len(body.faces) // _sides(theta), visible_tips(theta)
    above = "from above" if theta.elevation > 0 else "from below" if theta.elevation < 0 else "at eye level"
    if theta.look == "shaded":
        ink = "grey" if theta.palette == "white" else colour
        manner = words.pick(f"with shaded {ink} faces", f"as a {ink} solid with light and shade")
    else:
        manner = words.pick("as a line drawing", "in outline, without hidden edges")
    kind = {3: "three-sided", 5: "five-sided"}[_sides(theta)]
    sentences = [
        words.pick(
            f"The figure shows {name}, drawn {manner} and seen {above}.",
            f"{capital(name)} is drawn {manner}; the view is {above}.",
            f"Seen {above}, {name} is drawn {manner}.",
        ),
        words.pick(
            f"On each face of a regular {core} stands a {kind} spike, {number(spikes)} in all.",
            f"It has {number(spikes)} {kind} spikes, one on every face of the {core} inside.",
        ),
        words.pick(
            f"{capital(count(tips, 'tip'))} {plural('is', tips)} visible; edges behind the solid are left out.",
            f"Of its tips {number(tips)} can be seen.",
        ),
    ]
    if words.chance(0.5):
        sentences.append(f"The tips are the vertices of {article(HULLS[theta.solid])}.")
    if theta.paper == "cream":
        sentences.append("It is drawn on a cream-coloured background.")
    if theta.title:
        sentences.append(words.pick(f'The title reads "{theta.title}".', f'It is titled "{theta.title}".'))
    return paragraph(sentences)


def questions(theta: Polyhedra) -> tuple[QuestionAnswer, ...]:
    """One to three questions whose answers follow from the facts."""
    words = Phrasing(theta.wording, "star questions")
    body, n, core = solid_of(theta), _sides(theta), STARS[theta.solid][0]
    spikes = len(body.faces) // n
    spike = body.volume - _core_volume(theta)
    found = [
        QuestionAnswer(
            question="How many spikes does the solid have?",
            answer=str(spikes),
            steps=(f"Its core is {article(core)}.", f"{capital(article(core))} has {spikes} faces, each with a spike."),
        ),
        QuestionAnswer(
            question="How many triangles form the surface of the solid?",
            answer=str(len(body.faces)),
            steps=(f"There are {spikes} spikes with {n} side faces each.", f"{spikes} · {n} = {len(body.faces)}."),
        ),
        QuestionAnswer(
            question="Which regular solid has its vertices at the tips of the star?",
            answer=HULLS[theta.solid],
            steps=(f"There are {spikes} tips.", f"They are the vertices of {article(HULLS[theta.solid])}."),
        ),
        QuestionAnswer(
            question=f"The {core} inside has edge {spoken(theta.edge)}. What is the volume of the {theta.solid}?",
            answer=spoken(body.volume),
            steps=(
                f"The {core} has the volume {spoken(_core_volume(theta))}.",
                f"The {spikes} spikes have together the volume {spoken(spike)}.",
                f"The sum is {spoken(body.volume)}.",
            ),
        ),
    ]
    return tuple(words.some(found, words.pick(1, 2, 3)))


def _core_volume(theta: Polyhedra) -> float:
    return solid_of(theta.model_copy(update={"solid": STARS[theta.solid][0]})).volume
