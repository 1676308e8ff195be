"""Outlines of elements as short runs of whole pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from codepercept.types import Element, Pixel


def thin(points: Sequence[Pixel], cap: int) -> list[int]:
    """Indices of at most `cap` points that keep the run of a path.

    Of each stretch the first point stays, and the one farthest from it, so that peaks survive.
    """
    count = len(points)
    if count <= cap:
        return list(range(count))
    stretches = max(1, (cap - 1) // 2)
    chosen: list[int] = []
    for number in range(stretches):
        first, end = number * count // stretches, (number + 1) * count // stretches
        x, y = points[first]
        farthest = max(range(first, end), key=lambda i: (points[i][0] - x) ** 2 + (points[i][1] - y) ** 2)
        chosen.extend({first: None, farthest: None})
    if chosen[-1] != count - 1 and len(chosen) < cap:
        chosen.append(count - 1)
    return chosen


def runs_of(element: Element, cap: int) -> list[list[int]]:
    """Whole-pixel runs without repeated points, thinned together to about `cap` points."""
    pieces = pieces_of(element)
    total = sum(map(len, pieces))
    runs: list[list[int]] = []
    for piece in pieces:
        share = cap if total <= cap else max(4, cap * len(piece) // total)
        run: list[int] = []
        for x, y in (piece[i] for i in thin(piece, share)):
            if run[-2:] != [round(x), round(y)]:
                run += [round(x), round(y)]
        runs.append(run)
    return runs


def pieces_of(element: Element) -> list[list[Pixel]]:
    """Connected pieces of an outline: a trace strings them together and says in `breaks` where they start.

    Where it does not say so, a piece ends where the outline is back at its start.
    Contours say in `count` how many pieces they have; the open ones among them are parted at their longest steps.
    """
    if element.breaks:
        ends = [0, *element.breaks, len(element.pixels)]
        return [list(element.pixels[start:end]) for start, end in pairwise(ends) if start < end]
    pieces: list[list[Pixel]] = [[]]
    compound = element.kind in ("path", "contour")
    for point in element.pixels:
        piece = pieces[-1]
        piece.append(point)
        if compound and len(piece) > 3 and math.dist(point, piece[0]) < 0.02:
            pieces.append([])
    pieces = [piece for piece in pieces if piece]
    if element.kind == "contour" and len(pieces) < min(element.count, 200):
        steps = [
            (math.dist(a, b), number, i)
            for number, piece in enumerate(pieces)
            for i, (a, b) in enumerate(pairwise(piece), start=1)
        ]
        cuts = sorted(steps, reverse=True)[: element.count - len(pieces)]
        for _, number, i in sorted(cuts, key=lambda cut: cut[1:], reverse=True):
            pieces[number : number + 1] = [pieces[number][:i], pieces[number][i:]]
    return pieces
