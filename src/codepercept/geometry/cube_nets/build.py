"""Nets of the cube (hexominoes) and of other solids: flat, folding in steps, or beside the closed solid."""

from __future__ import annotations

import random

import numpy as np
from pydantic import BaseModel

from codepercept.geometry import painting
from codepercept.geometry.camera import Array, Camera, convex_hull, orthographic, visible_fraction
from codepercept.geometry.cube_nets import solid_text
from codepercept.geometry.cube_nets.hexominoes import (
    NETS,
    OTHERS,
    neighbours,
    opposite_pairs,
    oriented,
    partly_folded,
)
from codepercept.geometry.cube_nets.params import (
    FIGURE_SIZES,
    STYLES_OF_MODE,
    STYLES_OF_SOLIDS,
    TITLES,
    CodeStyle,
    CubeNets,
    Mark,
    Mode,
)
from codepercept.geometry.cube_nets.questions import questions
from codepercept.geometry.cube_nets.scripts import script
from codepercept.geometry.cube_nets.solid_scripts import net_for, panels_of, shares_of, solid_script
from codepercept.geometry.cube_nets.text import caption, facts
from codepercept.geometry.family import DegenerateParametersError, Drawing, Family
from codepercept.geometry.labels import Labels
from codepercept.geometry.style import PALETTES

LETTER_SETS = ("ABCDEF", "ABCDEF", "PQRSTU", "UVWXYZ", "GHJKLM", "KLMNPQ", "FGLPRJ")


def painted_right(theta: CubeNets) -> bool:
    """True if drawing the panels by the depth of their centres hides what is hidden, in every step.

    Two panels whose pictures overlap are compared at a common point; panels seen nearly edge on are refused.
    """
    camera = orthographic(theta.elevation, theta.azimuth)
    for angle in theta.angles:
        panels = list(partly_folded(theta.cells, theta.base_cell, -angle if theta.upward else angle).values())
        for panel in panels:
            normal = np.cross(panel[1] - panel[0], panel[3] - panel[0])
            if abs(camera.faces_viewer(panel[0], normal)) < 0.08:
                return False
        for i, first in enumerate(panels):
            for second in panels[i + 1 :]:
                if not _ordered(camera, first, second):
                    return False
    return True


def _ordered(camera: Camera, first: Array, second: Array) -> bool:
    """True if the depths of the centres agree with the depths of the panels wherever their "
    "pictures overlap."""
    one, two = convex_hull(camera.project(first)), convex_hull(camera.project(second))
    if visible_fraction(one, [two]) > 1 - 1e-6:
        return True
    centres = camera.depth(np.array([first.mean(axis=0), second.mean(axis=0)]))
    shared = _samples_inside(one, two)
    if not shared:
        return True
    gap = np.mean([_depth_at(camera, first, p) - _depth_at(camera, second, p) for p in shared])
    return bool(abs(gap) < 1e-9 or (gap > 0) == (centres[0] > centres[1]))


def _samples_inside(one: list[tuple[float, float]], two: list[tuple[float, float]]) -> list[Array]:
    points = []
    for u in np.linspace(0.03, 0.97, 9):
        for v in np.linspace(0.03, 0.97, 9):
            a, b, c = np.array(one[0]), np.array(one[1]), np.array(one[-1])
            point = a + u * (b - a) + v * (c - a)
            edges = zip(two, [*two[1:], two[0]], strict=True)
            if all((q[0] - p[0]) * (point[1] - p[1]) - (q[1] - p[1]) * (point[0] - p[0]) > 1e-6 for p, q in edges):
                points.append(point)
    return points


def _depth_at(camera: Camera, panel: Array, page_point: Array) -> float:
    """Depth of a panel's plane where a sight line through a page point (parallel camera) meets it."""
    u, v = panel[1] - panel[0], panel[3] - panel[0]
    flat = camera.project(np.array([u, v])).T
    s, t = np.linalg.solve(flat, page_point - camera.project(panel[:1])[0])
    return float((panel[0] + s * u + t * v) @ camera.toward)


def draw(rng: random.Random) -> CubeNets:
    """Draws a net and a way to show it; folding steps that painting by depth would get wrong are "
    "drawn again."""
    while True:
        theta = _candidate(rng) if rng.random() < 0.6 else _other_solid(rng)
        if theta.solid != "cube" or theta.mode != "folding" or painted_right(theta):
            return theta


def _other_solid(rng: random.Random) -> CubeNets:
    """A net of a cuboid, prism, pyramid or tetrahedron."""
    solid = rng.choice(("cuboid", "cuboid", "prism", "prism", "prism", "pyramid", "pyramid", "pyramid", "tetrahedron"))
    mode: Mode = rng.choice(("net", "net", "cube", "cube", "folding", "folding", "question"))
    style: CodeStyle = rng.choice(STYLES_OF_SOLIDS[mode])
    flat = solid in ("pyramid", "tetrahedron")
    pattern = rng.choice(("belt", "star", "tree", "tree"))
    if style == "attach":
        pattern = "star" if flat else "belt"
    length = float(rng.randint(2, 4))
    lengths = rng.sample(range(1, 6), 3) if solid == "cuboid" else (int(length), 2, rng.randint(2, 6))
    marks: list[Mark] = ["letters", "letters", "digits", "colours"]
    return CubeNets(
        wording=rng.randrange(10000),
        solid=solid,
        sides=rng.choice((3, 3, 4, 5, 6)) if solid == "prism" else rng.choice((3, 4, 4, 5, 6)),
        length=float(lengths[0]),
        width=float(lengths[1]),
        height=float(lengths[2]),
        pattern=pattern,
        layout=rng.randrange(10000),
        mode=mode,
        code_style=style,
        mark="colours" if mode == "folding" else rng.choice(marks),
        wrong=mode == "question" and rng.random() < 0.5,
        upward=rng.random() < 0.6,
        elevation=rng.randrange(20, 50),
        azimuth=rng.randrange(-85, -5),
        crease=rng.choice(("dashed", "dashed", "dotted", "thin")) if mode != "folding" else "dashed",
        palette="white" if rng.random() < 0.3 else rng.choice([name for name in PALETTES if name != "grey"]),
        line_width=rng.choice((1.2, 1.5, 1.8, 2.0)),
        title=rng.choice(("", "", "", "Net", "Net of a solid")) if mode != "question" else "",
        figure=rng.randrange(len(FIGURE_SIZES)),
    )


def _candidate(rng: random.Random) -> CubeNets:
    mode: Mode = rng.choice(("net", "net", "cube", "cube", "cube", "folding", "folding", "question"))
    style: CodeStyle = rng.choice(STYLES_OF_MODE[mode])
    mark = _mark(rng, mode, style)
    hexomino = rng.randrange(len(NETS))
    if mode == "question" and rng.random() < 0.55:
        hexomino = len(NETS) + rng.randrange(len(OTHERS))
    orientation = rng.randrange(8)
    cells = oriented((*NETS, *OTHERS)[hexomino], orientation)
    order = rng.sample(range(6), 6)
    if mark in ("letters", "digits", "symbols") and rng.random() < 0.4:
        order = list(range(6))
    if mark == "dots" and hexomino < len(NETS) and rng.random() < 0.6:
        order = _die(rng, cells)
    turned = mark in ("letters", "digits", "symbols", "dots") and rng.random() < 0.5
    if style == "flat" and mark in ("dots", "symbols"):
        turned = False
    inks = [name for name in PALETTES if name != "grey"]
    upward = style == "solid" or rng.random() < 0.5
    steps: tuple[tuple[int, ...], ...] = ((0, 45, 75), (0, 30, 60))
    if mark == "colours" or not upward:  # a closed cube with its print inside would be blank
        steps += ((0, 45, 90), (0, 30, 60, 90), (0, 60, 90), (30, 60, 90))
    base = max(range(6), key=lambda i: (len(list(neighbours(cells, cells[i]))), rng.random()))
    return CubeNets(
        wording=rng.randrange(10000),
        hexomino=hexomino,
        orientation=orientation,
        mode=mode,
        code_style=style,
        mark=mark,
        order=tuple(order),
        turns=tuple(rng.randrange(4) if turned else 0 for _ in range(6)),
        letters=rng.choice(LETTER_SETS),
        corner=rng.randrange(24),
        angles=rng.choice(steps),
        upward=upward,
        elevation=rng.randrange(25, 50),
        azimuth=rng.randrange(-80, -10),
        base=base,
        crease=rng.choice(("dashed", "dashed", "dashed", "dotted", "thin")),
        arrow=mode == "cube" and rng.random() < 0.4,
        grid=style == "flat" and mark not in ("patterns", "colours") and rng.random() < 0.3,
        palette="white" if rng.random() < 0.3 else rng.choice(inks),
        line_width=rng.choice((1.2, 1.5, 1.8, 2.0, 2.4)),
        title="" if mode == "question" else rng.choice(TITLES),
        figure=rng.randrange(len(FIGURE_SIZES)),
    )


def _mark(rng: random.Random, mode: Mode, style: CodeStyle) -> Mark:
    if style == "solid":
        return "colours"
    marks: list[Mark] = ["letters", "letters", "letters", "digits", "dots", "colours", "symbols"]
    if style == "flat":
        marks.append("patterns")
    if mode == "question":
        marks += ["blank", "blank", "blank"]
    return rng.choice(marks)


def _die(rng: random.Random, cells: tuple[tuple[int, int], ...]) -> list[int]:
    """Spots minus one for each cell so that opposite faces add up to seven, as on a real die."""
    low = rng.sample(range(3), 3)
    spots = {}
    for value, (a, b) in zip(low, opposite_pairs(cells), strict=True):
        first, second = (a, b) if rng.random() < 0.5 else (b, a)
        spots[first], spots[second] = value, 5 - value
    return [spots[cell] for cell in cells]


def make(params: BaseModel) -> Drawing:
    """Makes the drawing of a net.

    Raises:
        DegenerateParametersError: A folding step would be painted wrongly, or the net has overlapping faces.
    """
    theta = CubeNets.model_validate(params)
    if theta.solid != "cube":
        _check_solid(theta)
        return Drawing(
            code=solid_script(theta),
            facts=solid_text.facts(theta),
            caption=solid_text.caption(theta),
            questions=solid_text.questions(theta),
            parameters=theta.model_dump(mode="json"),
        )
    if theta.mode == "folding" and not painted_right(theta):
        raise DegenerateParametersError(
            f"elevation {theta.elevation}, azimuth {theta.azimuth} and angles {theta.angles} show panels that cut or "
            "hide each other"
        )
    return Drawing(
        code=script(theta),
        facts=facts(theta),
        caption=caption(theta),
        questions=questions(theta),
        parameters=theta.model_dump(mode="json"),
    )


def _check_solid(theta: CubeNets) -> None:
    """Refuses nets with overlaps and pictures in which one face would be painted over a nearer one."""
    try:
        net = net_for(theta)
    except ValueError as error:
        raise DegenerateParametersError(f"pattern, layout: {error}") from None
    camera = orthographic(theta.elevation, theta.azimuth)
    view = f"elevation {theta.elevation} and azimuth {theta.azimuth}"
    if theta.mode == "folding":
        for share in shares_of(theta):
            if not painting.painted_right(camera, panels_of(theta, share)):
                raise DegenerateParametersError(f"{view} show a folding step in which faces hide each other")
    if theta.mode == "cube":
        if min(abs(float(normal @ camera.toward)) for normal in net.body.normals) < 0.15:
            raise DegenerateParametersError(f"{view} look along a face of the solid")
        if len(net.body.visible_faces(camera)) < 2:
            raise DegenerateParametersError(f"{view} show one face of the solid only")
        page = camera.project(net.body.vertices)
        labels = Labels(float(np.ptp(page, axis=0).max()), [(page[a], page[b]) for a, b in net.body.edges])
        for face in net.body.visible_faces(camera) if theta.mark != "colours" else ():
            if not labels.put(page[list(net.body.faces[face])].mean(axis=0), "AB"):
                raise DegenerateParametersError(f"{view} put the mark of a face of the solid on an edge")


FAMILY = Family(name="cube_nets", params=CubeNets, draw=draw, make=make)
