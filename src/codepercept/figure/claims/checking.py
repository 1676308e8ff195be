"""Every claim of a caption, checked against the trace of its figure."""

from __future__ import annotations

from codepercept.figure.claims.colors import color_claims
from codepercept.figure.claims.coordinates import coordinate_claims
from codepercept.figure.claims.counts import count_claims
from codepercept.figure.claims.elements import element_claims
from codepercept.figure.claims.extremes import extreme_claims
from codepercept.figure.claims.labels import label_claims
from codepercept.figure.claims.lattices import grid_claims
from codepercept.figure.claims.measures import Measures
from codepercept.figure.claims.phrases import phrases_in
from codepercept.figure.claims.places import place_claims
from codepercept.figure.claims.reading import read
from codepercept.figure.claims.relations import relation_claims
from codepercept.figure.claims.scene_view import View
from codepercept.figure.claims.sequences import sequence_claims
from codepercept.figure.claims.texts import texts_of
from codepercept.types import Claim, FigureTrace

MAX_CLAIMS = 600
MAX_PHRASES = 400
"""Beyond these a text is no caption of a figure, and what is left of it goes unchecked."""


def check_caption(caption: str, trace: FigureTrace) -> tuple[Claim, ...]:
    """Finds every checkable claim of a caption and compares it with what was drawn.

    Args:
        caption: free English text, trusted in nothing. Only its first 10,000 characters are read.
        trace: the trace of the figure that it describes.

    Returns:
        The claims in the order of the caption. Where the trace cannot decide, the verdict is "unverifiable".
    """
    text = read(caption)
    phrases = phrases_in(text)[:MAX_PHRASES]
    measures = _prepared(trace)
    view, texts = measures.view, measures.texts
    grids = grid_claims(text, view)
    found = [
        *(
            c
            for c in count_claims(text, phrases, view, texts)
            if not any(g.start <= c.start and c.end <= g.end for g in grids)
        ),
        *grids,
        *label_claims(text, texts),
        *color_claims(text, phrases, view),
        *element_claims(text, phrases, view),
        *coordinate_claims(text, phrases, view, measures),
        *relation_claims(text, phrases, view, texts),
        *place_claims(text, phrases, view),
        *extreme_claims(text, view, measures),
        *sequence_claims(text, measures),
    ]
    found.sort(key=lambda c: (c.start, c.end, c.kind))
    return tuple(found[:MAX_CLAIMS])


_last: Measures | None = None


def _prepared(trace: FigureTrace) -> Measures:
    """What a trace is asked about; the last one is kept, as a caption is checked again after each correction."""
    global _last
    known = _last
    if known is None or known.view.trace is not trace:
        view = View(trace)
        known = _last = Measures(view, texts_of(trace))
    return known
