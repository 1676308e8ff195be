"""Which pictures of cube stacks tell what they should."""

from __future__ import annotations

from codepercept.geometry.cube_stacks.block_scripts import best_face
from codepercept.geometry.cube_stacks.params import CubeStacks, camera, cubes_seen, faces_seen
from codepercept.geometry.cube_stacks.stack import SIDES, Cell
from codepercept.geometry.family import DegenerateParametersError


def problem(theta: CubeStacks) -> str:
    """Why the picture would be unclear, "" if each column shows its highest cube well and no cube only a sliver."""
    stack = theta.stack
    if stack.total < 3:
        return "heights: a stack of fewer than three cubes is not worth a picture"
    try:
        camera(theta)
    except DegenerateParametersError as error:
        return str(error)
    for axis, size in enumerate(stack.box):
        if theta.is_block and {cube[axis] for cube in stack.cells} != set(range(size)):
            return "removed: a whole layer of the box is gone"
    if theta.view == "isometric" and stack.heaped and merging(theta):
        return "heights: in the isometric view two columns look like a single higher one"
    faces, seen = faces_seen(theta), cubes_seen(theta)
    if not theta.is_block and min(seen[x, y, z] for x, y, z in seen if z == stack.height(x, y) - 1) <= 0.12:
        return "heights: the top cube of a column is hidden from this viewpoint"
    if any(0 < share <= 0.05 for share in seen.values()):
        return "elevation, turn, angle: of some cube only a sliver can be seen from this viewpoint"
    if theta.removed and not evident(theta, faces):
        return "removed: the place of a removed cube cannot be seen from this viewpoint"
    for cube in theta.marks:
        if theta.mark_style == "colour" and max(faces.get((cube, side), 0.0) for side in SIDES) < 0.9:
            return f"marks: no face of the cube {cube} can be seen well enough"
        if theta.mark_style == "letter" and best_face(theta, cube)[1] < 0.24:
            return f"marks, figure: there is no room for a letter on the cube {cube}"
    return ""


def evident(theta: CubeStacks, faces: dict[tuple[Cell, str], float]) -> bool:
    """True if every removed cube leaves a hollow with a visible wall, or lies on a straight tunnel that starts so."""
    seen = set()
    for (x, y, z), side in faces:
        if faces[(x, y, z), side] > 0.35:
            dx, dy, dz = SIDES[side]
            seen.add((x + dx, y + dy, z + dz))
    removed, box = set(theta.removed), theta.stack.box
    for cell in removed - seen:
        lines = [
            [tuple(k if n == axis else c for n, c in enumerate(cell)) for k in range(box[axis])] for axis in range(3)
        ]
        if not any(removed.issuperset(line) and seen.intersection(line) for line in lines):
            return False
    return True


def tunnels(theta: CubeStacks) -> dict[int, list[Cell]]:
    """Straight tunnels through the whole box by axis: the first removed cube of each that is not in its outside."""
    removed, box = set(theta.removed), theta.stack.box
    found: dict[int, list[Cell]] = {}
    for axis in range(3):
        for cell in sorted(removed):
            line = [tuple(k if n == axis else c for n, c in enumerate(cell)) for k in range(box[axis])]
            inner = all(0 < c < box[n] - 1 for n, c in enumerate(cell) if n != axis)
            if cell[axis] == 0 and inner and removed.issuperset(line):
                found.setdefault(axis, []).append(cell)
    return found


def merging(theta: CubeStacks) -> bool:
    """True if two columns one behind the other would look like a single higher one in an isometric view.

    The sight line runs along a diagonal of the floor: a column continues the one diagonally in front of it if
    nothing as high stands on either of the two squares between them.
    """
    stack, step = theta.stack, 1 if theta.side == "right" else -1
    for x in range(stack.columns):
        for y in range(stack.rows):
            front, back = stack.height(x, y), stack.height(x - step, y + 1)
            between = max(stack.height(x - step, y), stack.height(x, y + 1))
            if front and back >= front > between:
                return True
    return False
