"""Code that builds the vertices and faces of each solid, in the order of `solids`."""

from __future__ import annotations

from codepercept.geometry.polyhedra.params import Polyhedra
from codepercept.geometry.words import Phrasing

RING = '''
def ring(edge, z, turn=0):
    """Corners of a regular n-gon at height z."""
    radius = edge / (2 * np.sin(np.pi / n))
    t = turn + 2 * np.pi * np.arange(n) / n
    return np.column_stack([radius * np.cos(t), radius * np.sin(t), np.full(n, z)])
'''

SIGNED = '''
def signed(point):
    """All points that differ from this one in the signs of their coordinates only."""
    return {tuple(s * x for s, x in zip(signs, point)) for signs in itertools.product((1, -1), repeat=3)}
'''

FIND_FACES = '''
def find_faces(points):
    """Corners of every face in order: a face is a plane that has all points on one side."""
    found = {}
    for i, j, k in itertools.combinations(range(len(points)), 3):
        normal = np.cross(points[j] - points[i], points[k] - points[i])
        if np.linalg.norm(normal) < 1e-9:
            continue
        side = (points - points[i]) @ normal
        if side.min() < -1e-9 and side.max() > 1e-9:
            continue
        members = np.flatnonzero(abs(side) < 1e-9)
        middle = points[members].mean(axis=0)
        first = points[members[0]] - middle
        second = np.cross(normal / np.linalg.norm(normal), first)
        angles = np.arctan2((points[members] - middle) @ second, (points[members] - middle) @ first)
        found.setdefault(tuple(members), [int(m) for m in members[np.argsort(angles)]])
    return list(found.values())
'''

FIND_FACES_NEAR = '''
def find_faces(points):
    """Corners of every face in order; a face holds a corner, two of its neighbours and no point above it."""
    near = abs(np.linalg.norm(points[:, None] - points[None], axis=2) - edge) < 1e-6
    found = {}
    for i in range(len(points)):
        for j, k in itertools.combinations(np.flatnonzero(near[i]), 2):
            normal = np.cross(points[j] - points[i], points[k] - points[i])
            side = (points - points[i]) @ normal
            if side.min() < -1e-6 and side.max() > 1e-6:
                continue
            members = np.flatnonzero(abs(side) < 1e-6)
            middle = points[members].mean(axis=0)
            first = points[members[0]] - middle
            second = np.cross(normal / np.linalg.norm(normal), first)
            angles = np.arctan2((points[members] - middle) @ second, (points[members] - middle) @ first)
            found.setdefault(tuple(members), [int(m) for m in members[np.argsort(angles)]])
    return list(found.values())
'''

NEAR = (
    "truncated cuboctahedron",
    "icosidodecahedron",
    "truncated icosahedron",
    "truncated dodecahedron",
    "rhombicosidodecahedron",
)
"""Solids with so many corners that trying all triples of them would take seconds."""

_BOX = (
    "base = [(0, 0), ({x}, 0), ({x}, {y}), (0, {y})]\nvertices = np.array([(x, y, z) for z in "
    "(0, {z}) for x, y in base], dtype=float)"
)

_CENTRED = {
    "octahedron": (
        "a = edge / np.sqrt(2)  # distance of the vertices from the centre\n"
        "vertices = a * np.array([(1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, -1), (0, -1, 0), (-1, 0, 0)])"
    ),
    "dodecahedron": (
        "phi = (1 + np.sqrt(5)) / 2  # golden ratio\n"
        "cube = sorted(signed((1, 1, 1)), reverse=True)\n"
        "roofs = signed((0, 1 / phi, phi)) | signed((1 / phi, phi, 0)) | signed((phi, 0, 1 / phi))\n"
        "vertices = np.array(cube + sorted(roofs, reverse=True)) * edge * phi / 2"
    ),
    "icosahedron": (
        "phi = (1 + np.sqrt(5)) / 2  # three golden rectangles\n"
        "points = signed((0, 1, phi)) | signed((1, phi, 0)) | signed((phi, 0, 1))\n"
        "vertices = np.array(sorted(points, reverse=True)) * edge / 2"
    ),
    "truncated tetrahedron": (
        "points = set().union(*(signed(p) for p in itertools.permutations((1, 1, 3))))\n"
        "points = [p for p in points if np.prod(p) > 0]  # an even number of minus signs\n"
        "vertices = np.array(sorted(points, reverse=True)) * edge / np.sqrt(8)"
    ),
    "truncated cube": (
        "k = np.sqrt(2) - 1\n"
        "points = set().union(*(signed(p) for p in itertools.permutations((k, 1, 1))))\n"
        "vertices = np.array(sorted(points, reverse=True)) * edge / (2 * k)"
    ),
    "truncated octahedron": (
        "points = set().union(*(signed(p) for p in itertools.permutations((0, 1, 2))))\n"
        "vertices = np.array(sorted(points, reverse=True)) * edge / np.sqrt(2)"
    ),
    "cuboctahedron": (
        "points = set().union(*(signed(p) for p in itertools.permutations((0, 1, 1))))\n"
        "vertices = np.array(sorted(points, reverse=True)) * edge / np.sqrt(2)"
    ),
    "truncated cuboctahedron": (
        "k = np.sqrt(2)\n"
        "points = set().union(*(signed(p) for p in itertools.permutations((1, 1 + k, 1 + 2 * k))))\n"
        "vertices = np.array(sorted(points, reverse=True)) * edge / 2"
    ),
    "icosidodecahedron": (
        "phi = (1 + np.sqrt(5)) / 2\n"
        "shapes = [(0, 0, phi), (1 / 2, phi / 2, phi**2 / 2)]\n"
        "points = set().union(*(signed(np.roll(p, k)) for p in shapes for k in range(3)))\n"
        "vertices = np.array(sorted(points, reverse=True)) * edge"
    ),
    "truncated icosahedron": (
        "phi = (1 + np.sqrt(5)) / 2\n"
        "shapes = [(0, 1, 3 * phi), (1, 2 + phi, 2 * phi), (phi, 2, 2 * phi + 1)]\n"
        "points = set().union(*(signed(np.roll(p, k)) for p in shapes for k in range(3)))\n"
        "vertices = np.array(sorted(points, reverse=True)) * edge / 2"
    ),
    "truncated dodecahedron": (
        "phi = (1 + np.sqrt(5)) / 2\n"
        "shapes = [(0, 1 / phi, 2 + phi), (1 / phi, phi, 2 * phi), (phi, 2, phi + 1)]\n"
        "points = set().union(*(signed(np.roll(p, k)) for p in shapes for k in range(3)))\n"
        "vertices = np.array(sorted(points, reverse=True)) * edge / (2 * phi - 2)"
    ),
    "rhombicosidodecahedron": (
        "phi = (1 + np.sqrt(5)) / 2\n"
        "shapes = [(1, 1, phi**3), (phi**2, phi, 2 * phi), (2 + phi, 0, phi**2)]\n"
        "points = set().union(*(signed(np.roll(p, k)) for p in shapes for k in range(3)))\n"
        "vertices = np.array(sorted(points, reverse=True)) * edge / 2"
    ),
    "rhombic dodecahedron": (
        "points = signed((1, 1, 1)) | signed((2, 0, 0)) | signed((0, 2, 0)) | signed((0, 0, 2))\n"
        "vertices = np.array(sorted(points, reverse=True)) * edge / np.sqrt(3)"
    ),
    "rhombicuboctahedron": (
        "points = set().union(*(signed(p) for p in itertools.permutations((1, 1, 1 + np.sqrt(2)))))\n"
        "vertices = np.array(sorted(points, reverse=True)) * edge / 2"
    ),
}


def needs_itertools(theta: Polyhedra) -> bool:
    """True if the building code uses itertools."""
    return theta.solid in _CENTRED and (theta.solid != "octahedron" or theta.code_style != "listed")


def build(theta: Polyhedra) -> str:
    """Code that defines `vertices`."""
    n = theta.sides
    if theta.solid == "cube":
        return _BOX.format(x="edge", y="edge", z="edge")
    if theta.solid == "cuboid":
        return _BOX.format(x="length", y="width", z="height")
    if theta.solid in _CENTRED:
        helper = "" if theta.solid == "octahedron" else SIGNED.strip("\n") + "\n\n\n"
        return helper + _CENTRED[theta.solid]
    if theta.solid == "tetrahedron":
        return (
            "r = edge / np.sqrt(3)  # circumradius of the base\n"
            "t = np.radians([0, 120, 240])\n"
            "base = np.column_stack([r * np.cos(t), r * np.sin(t), np.zeros(3)])\n"
            "apex = [0, 0, edge * np.sqrt(2 / 3)]\n"
            "vertices = np.vstack([base, apex])"
        )
    ring = RING.strip("\n") + "\n\n\n"
    if theta.solid == "prism":
        return ring + "vertices = np.vstack([ring(edge, 0), ring(edge, height)])"
    if theta.solid == "frustum":
        return ring + "vertices = np.vstack([ring(edge, 0), ring(top_edge, height)])"
    if theta.solid == "pyramid":
        return ring + "vertices = np.vstack([ring(edge, 0), [0, 0, height]])"
    if theta.solid == "bipyramid":
        return ring + "vertices = np.vstack([ring(edge, 0), [0, 0, height], [0, 0, -height]])"
    assert theta.solid == "antiprism" and n
    return (
        ring + "# all side faces are equilateral triangles at this height\n"
        "height = edge * np.sqrt(1 - 1 / (4 * np.cos(np.pi / (2 * n)) ** 2))\n"
        "vertices = np.vstack([ring(edge, 0), ring(edge, height, turn=np.pi / n)])"
    )


def faces_block(theta: Polyhedra) -> str:
    """Code that defines `faces` as lists of vertex numbers in order around each face."""
    words = Phrasing(theta.wording, "polyhedra faces")
    if theta.solid in _CENTRED:
        finder = FIND_FACES_NEAR if theta.solid in NEAR else FIND_FACES
        return "\n\n" + finder.strip("\n") + "\n\n\nfaces = find_faces(vertices)"
    if theta.solid in ("cube", "cuboid"):
        return words.pick(
            "faces = [[0, 1, 2, 3], [4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7]]",
            "bottom, top = [0, 1, 2, 3], [4, 5, 6, 7]\n"
            "sides = [[i, (i + 1) % 4, (i + 1) % 4 + 4, i + 4] for i in range(4)]\nfaces = [bottom, "
            "top, *sides]",
        )
    if theta.solid == "tetrahedron":
        return "faces = [[0, 1, 2], [0, 1, 3], [1, 2, 3], [2, 0, 3]]"
    if theta.solid == "pyramid":
        return "faces = [list(range(n))] + [[i, (i + 1) % n, n] for i in range(n)]  # base and side triangles"
    if theta.solid == "bipyramid":
        return "faces = [[i, (i + 1) % n, apex] for apex in (n, n + 1) for i in range(n)]  # n upper, n lower triangles"
    if theta.solid == "antiprism":
        return (
            "faces = [list(range(n)), list(range(n, 2 * n))]\nfor i in range(n):\n    j = (i + 1) % n\n"
            "    # one triangle stands on the base, the next hangs from the top\n"
            "    faces += [[i, j, n + i], [j, n + j, n + i]]"
        )
    return (
        "bottom, top = list(range(n)), list(range(n, 2 * n))\n"
        "faces = [bottom, top] + [[i, (i + 1) % n, n + (i + 1) % n, n + i] for i in range(n)]"
    )
