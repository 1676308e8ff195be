"""What round bodies inside each other and hollow ones share."""

from __future__ import annotations

from codepercept.geometry.combined_solids.body import Body, Dome, Fill, Mixed
from codepercept.geometry.combined_solids.sketch import FRONT, Piece, Sketch
from codepercept.geometry.combined_solids.symbols import Sym, sym

ZERO = sym(0)


def body(s: Sketch, name: str, parts: str, given: str, **rest: object) -> Body:
    return Body(
        name=name,
        parts=parts,
        lines=s.lines,
        strokes=list(s.strokes),
        fills=s.fills,
        dimensions=s.dimensions,
        given=given,
        **rest,  # type: ignore[arg-type]
    )


def pi(value: float) -> Mixed:
    """A multiple of pi."""
    return Mixed(pi=value)


def inside(
    outer: Mixed, inner: Mixed, outer_step: str, inner_step: str, names: tuple[str, str]
) -> dict[str, tuple[Mixed, str]]:
    """Volumes of two bodies and of what is between them."""
    return {
        names[0]: (outer, outer_step),
        names[1]: (inner, inner_step),
        "space between them": (outer - inner, "Subtract the inner volume from the outer one."),
    }


def shell(s: Sketch, r: Sym, h: Sym) -> Piece:
    """A cylinder as the outer body."""
    piece = Piece(r, ZERO, r, h)
    s.convex([piece], ["cylinder"])
    return piece


def ball(s: Sketch, r: Sym, z: Sym | float = 0, equator: bool = False) -> None:
    """A sphere as the outer body."""
    s.fills.append(Fill("ball", "side", r, sym(z)))
    s.strokes.append(Dome(r, sym(z), "all", True, "sphere"))
    if equator:
        s.rim(r, sym(z), FRONT, "equator")
