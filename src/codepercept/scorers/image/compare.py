"""From two measured pictures to a score."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from codepercept.scorers.image.features import WIDTH, Prepared, dot, local_mean, local_power
from codepercept.scorers.image.fit import Fit, page_on_page, profile_fit
from codepercept.scorers.image.words import words_agreement
from codepercept.types import Score

WEIGHTS = {"completeness": 0.3, "position": 0.3, "text": 0.1, "style": 0.2, "clarity": 0.1}
"""The rubric's; what both pictures lack is left out."""
_CONTRAST = 1.5
"""Exponent that takes parts away from what rasterising costs (near 1) and from what chance gives (near 0). Not 2: the
slope near 1 must stay large enough for a small change to show."""
_FILL = 0.3
"""Weight of a filled cell against an edge in completeness: a heat map is then half its edges and half its colours."""
_PALE = 10.0
"""Colours nearer to the paper than this (CIELAB) are mostly traces of thin lines."""
_HUE = 0.32
"""Squared distance of two colours, relative to their squared distances from the paper, at which agreement is 1/e: that
of two neighbouring colours of a palette; complementary ones have 1 and more."""
_PAPER = 50.0
"""Distance of two papers (CIELAB) at which style is 1/e: half the way from white to black."""
_DEPARTURE = 4.0
"""Cost of a fit that leaves both content and page: placing things is a part of position, 5 percent off cost a fifth."""
_MARGINS = 1.6
"""Factor by which one picture's content may be smaller on its page than the other's: wide against tight margins."""
_GOOD = 1.96
"""Sum of two agreements (of 2) from which no better fit is looked for."""

Floats = NDArray[np.float32]


def compare(reference: Prepared, candidate: Prepared) -> Score:
    """Score two measured pictures; the order does not matter.

    Returns:
        `value` between 0 and 1; `parts` by the rubric's dimensions, None where neither picture has any text.
    """
    if reference.order == candidate.order:
        return _score(
            dict.fromkeys(WEIGHTS, 1.0) | ({} if reference.words and reference.words.boxes else {"text": None})
        )
    paper = math.exp(-float(np.linalg.norm(reference.paper - candidate.paper)) / _PAPER)
    if reference.blank or candidate.blank:
        both = reference.blank and candidate.blank
        return _score(dict.fromkeys(WEIGHTS, paper if both else 0.0) | {"text": None})
    # One and the same computation whichever of the two comes first.
    first, second = sorted((reference, candidate), key=lambda p: p.order)
    fit, left = _best_fit(first, second)
    fine, middle, coarse = (agreement(first, second, scale, fit) for scale in range(3))
    tint = _tint(first, second, fit)
    text = None
    if first.words is not None and second.words is not None:
        text = words_agreement(first.words, second.words, *fit.content())
    skew, size = _proportions(first, second, fit)
    completeness = _share(coarse, tint)
    style = tint[0] / tint[1]
    return _score(
        {
            "completeness": completeness * size,
            "position": _share(middle) * left * skew * size,
            "text": None if text is None else text * size,
            "style": style * paper * math.sqrt(completeness) * size,
            "clarity": _share(fine) * left * size,
        }
    )


def _share(*parts: tuple[float, float]) -> float:
    return sum(p[0] for p in parts) / (sum(p[1] for p in parts) + 1e-9)


def agreement(first: Prepared, second: Prepared, scale: int, fit: Fit) -> tuple[float, float]:
    """Local correlation of two pictures' band-passed stacks, pooled over where either has something."""
    one, two = first.bands[scale], fit.warp(second.bands[scale])
    power = second.powers[scale] if fit.identity else local_power(two)
    total = first.powers[scale] + power
    weight = cv2.sqrt(total)
    alike = 2 * local_mean(dot(one, two)) / np.maximum(total, 1e-9)
    lost = 0.0
    if not fit.identity:
        # What the fit pushes out of the frame has found nothing to agree with.
        own, kept = (float(cv2.sqrt(p).sum(dtype=np.float64)) for p in (second.powers[scale], power))
        lost = max(0.0, own * fit.sx * fit.sy - kept)
    agreed = float((weight * np.clip(alike, 0, 1)).sum(dtype=np.float64))
    return agreed, float(weight.sum(dtype=np.float64)) + lost


def _tint(first: Prepared, second: Prepared, fit: Fit) -> tuple[float, float]:
    """Agreement of local mean colours, as differences from the paper: what agrees, and what there is."""
    one, two = first.tint, fit.warp(second.tint)
    apart = [a - b for a, b in zip(one, two, strict=True)]
    total = dot(one, one) + dot(two, two)
    weight = total / (np.sqrt(total) + _PALE)
    alike = np.exp(-dot(apart, apart) / np.maximum(total, 1e-6) / _HUE)
    scale = _FILL / 100
    return scale * float((weight * alike).sum(dtype=np.float64)), scale * float(weight.sum(dtype=np.float64)) + 1e-9


def _best_fit(first: Prepared, second: Prepared) -> tuple[Fit, float]:
    """The fit under which most agrees, and what its departure from content or page leaves."""
    page = page_on_page(first, second)

    def left(fit: Fit) -> float:
        return math.exp(-_DEPARTURE * min(fit.departure(Fit()), fit.departure(page)))

    def worth(fit: Fit) -> float:
        return left(fit) * (_share(agreement(first, second, 1, fit)) + _share(agreement(first, second, 2, fit)))

    best = Fit()
    value = worth(best)
    if value > _GOOD:
        return best, 1.0
    for fit in (page, profile_fit(first, second)):
        if fit.sound and (new := worth(fit)) > value:
            best, value = fit, new
    refined = best
    for blur in (2.0, 1.0, 0.0):
        refined = _refined(first, second, refined, blur)
    best = refined if refined.sound and worth(refined) > value else best
    return best, left(best)


def _refined(first: Prepared, second: Prepared, fit: Fit, blur: float) -> Fit:
    """One Gauss-Newton step (Lucas and Kanade 1981) of scale and shift on the edge strength of the middle scale."""
    (moved,) = fit.warp(second.bands[1][:1])
    one = first.bands[1][0]
    if blur:
        moved = np.asarray(cv2.GaussianBlur(moved, (0, 0), blur), np.float32)
        one = np.asarray(cv2.GaussianBlur(one, (0, 0), blur), np.float32)
    gx, gy = (cv2.Sobel(moved, cv2.CV_32F, dx, 1 - dx, scale=1 / 8) for dx in (1, 0))
    height, width = one.shape
    x = (np.arange(width, dtype=np.float32) + 0.5)[None] / width - 0.5
    y = (np.arange(height, dtype=np.float32) + 0.5)[:, None] / height - 0.5
    columns = np.stack([gx.ravel(), (gx * x).ravel(), gy.ravel(), (gy * y).ravel()])
    error = (one - moved).ravel()
    system = np.einsum("ik,jk->ij", columns, columns).astype(np.float64)
    target = np.einsum("ik,k->i", columns, error).astype(np.float64)
    system += np.eye(4) * (1e-3 * np.trace(system) + 1e-9)
    a, b, c, d = -np.linalg.solve(system, target)
    reduction = WIDTH / width
    # x' = x + a + b (x / width - 1/2), in reduced pixels, after the fit so far
    sx, sy = 1 + b / width, 1 + d / height
    tx, ty = (a - b / 2) * reduction, (c - d / 2) * reduction
    return replace(fit, sx=fit.sx * sx, sy=fit.sy * sy, tx=fit.tx * sx + tx, ty=fit.ty * sy + ty)


def _proportions(first: Prepared, second: Prepared, fit: Fit) -> tuple[float, float]:
    """What is left where the fit changes the aspect; and where one fills its page far more than the other."""
    (wide, high), (other_wide, other_high) = (((p.box[2] - p.box[0]), (p.box[3] - p.box[1])) for p in (first, second))
    aspect = wide * first.size[0] / (high * first.size[1])
    other = other_wide * second.size[0] / (other_high * second.size[1])
    skew = math.exp(-abs(math.log(aspect / other / (fit.sx / fit.sy))))
    shrunk = abs(math.log(wide * high / (other_wide * other_high * fit.sx * fit.sy))) / 2
    return skew, math.exp(-max(0.0, shrunk - math.log(_MARGINS)))


def _score(parts: dict[str, float | None]) -> Score:
    parts = {k: None if v is None else _contrast(v) for k, v in parts.items()}
    present = {k: v for k, v in parts.items() if v is not None}
    total = sum(WEIGHTS[k] for k in present)
    value = sum(WEIGHTS[k] * v for k, v in present.items()) / total
    return Score(value=min(1.0, max(0.0, value)), parts=parts)


def _contrast(share: float) -> float:
    """Away from what rasterising costs at the upper end and what chance gives at the lower; 0, 1/2 and 1 stay."""
    share = min(1.0, max(0.0, share))
    here, away = math.pow(share, _CONTRAST), math.pow(1 - share, _CONTRAST)
    return here / (here + away)
