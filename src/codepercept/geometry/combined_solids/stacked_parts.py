"""Puts the volumes, surfaces and names of stacked pieces together."""

from __future__ import annotations

from codepercept.geometry.combined_solids.body import Body, Mixed, pt
from codepercept.geometry.combined_solids.sketch import Piece, Sketch
from codepercept.geometry.combined_solids.symbols import Sym, sym
from codepercept.geometry.exact import spoken_pi

ZERO = sym(0)


def disc(radius: float) -> Mixed:
    """Area of a circle."""
    return Mixed(pi=radius**2)


def finish(
    sketch: Sketch,
    pieces: list[Piece],
    name: str,
    parts: str,
    given: str,
    terms: list[str],
    marks: list[tuple[str, Sym | float]],
    flats: list[float],
    lengths: dict[str, tuple[float, str]] | None = None,
    facts: list[tuple[str, str]] | None = None,
) -> Body:
    """The body from its pieces; `terms` say the volume of each piece, `flats` are radii of flat faces."""
    total, surface = Mixed(), Mixed()
    for piece in pieces:
        total, surface = total + piece.volume, surface + piece.mantle
    for radius in flats:
        surface = surface + disc(radius)
    volumes = {"whole": (total, f"V = {' + '.join(terms)}.")}
    bare = [_piece_name(piece) for piece in pieces]
    for index, piece in enumerate(pieces):
        if len(pieces) > 1 and bare.count(bare[index]) == 1:
            volumes[bare[index]] = (piece.volume, f"V = {terms[index]}.")
    mantles = [f"{_surface(piece)} {spoken_pi(piece.mantle.pi)}" for piece in pieces]
    discs = [f"a disc of {spoken_pi(radius**2)}" for radius in flats]
    areas = {"whole": (surface, f"The surface consists of {_join(mantles + discs)}.")}
    return Body(
        name=name,
        parts=parts,
        lines=sketch.lines,
        strokes=list(sketch.strokes),
        fills=sketch.fills,
        dimensions=sketch.dimensions,
        marks=[(letter, pt(0, 0, z)) for letter, z in marks],
        volumes=volumes,
        areas=areas,
        given=given,
        lengths=lengths or {},
        facts=facts or [],
        faces=(len(flats), len(pieces)),
        rises=(_lowest(pieces[0]), _highest(pieces[-1])),
    )


def _lowest(piece: Piece) -> Sym:
    return piece.bottom - piece.low if piece.ball == "lower" else piece.bottom


def _highest(piece: Piece) -> Sym:
    return piece.bottom + piece.low if piece.ball == "upper" else piece.top


def _join(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _piece_name(piece: Piece) -> str:
    if piece.ball:
        return "hemisphere"
    if "0" in (piece.low.code, piece.high.code):
        return "cone"
    return "cylinder" if piece.low.code == piece.high.code else "truncated cone"


def _surface(piece: Piece) -> str:
    return {
        "hemisphere": "a hemisphere of",
        "cone": "a cone's mantle of",
        "cylinder": "a cylinder's mantle of",
        "truncated cone": "a truncated cone's mantle of",
    }[_piece_name(piece)]
