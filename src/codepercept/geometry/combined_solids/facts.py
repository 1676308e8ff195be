"""Exact statements about a combined solid and its picture."""

from __future__ import annotations

from codepercept.geometry.combined_solids.layout import body_of, hidden_lines
from codepercept.geometry.combined_solids.measures import spoken_mixed
from codepercept.geometry.combined_solids.params import CombinedSolids
from codepercept.geometry.exact import decimal, rational, spoken
from codepercept.geometry.family import facts_of
from codepercept.geometry.style import PALETTES
from codepercept.geometry.words import article, capital, count, listing, plural
from codepercept.types import Fact


def facts(theta: CombinedSolids) -> tuple[Fact, ...]:
    """Exact statements about the solid, and about what is drawn how."""
    body = body_of(theta)
    pairs = [
        ("exact", f"The figure shows {article(body.name)}."),
        ("relation", body.parts),
        ("exact", f"Its measures: {body.given}."),
    ]
    pairs += [("exact", f"The {name} is {spoken(value)}.") for name, (value, _) in body.lengths.items()]
    pairs += [("exact", f"The volume of {whose(name)} is {spoken_mixed(v)}.") for name, (v, _) in body.volumes.items()]
    pairs += [("exact", f"{area_name(name)} is {spoken_mixed(area)}.") for name, (area, _) in body.areas.items()]
    pairs += body.facts
    share = filled(theta)
    if share is not None:
        outer, inner, part = share
        fraction = rational(part)
        if fraction is not None:
            pairs.append(
                (
                    "exact",
                    f"The {inner} and the {outer} have volumes in the ratio "
                    f"{fraction.numerator} : {fraction.denominator}.",
                )
            )
        pairs.append(("exact", f"The {inner} fills about {decimal(100 * part, 1)}% of the {outer}."))
    if body.faces is not None:
        flat, curved = body.faces
        pairs.append(
            ("count", f"The surface of the solid has {count(flat, 'flat face')} and {count(curved, 'curved face')}.")
        )
    hidden = hidden_lines(theta)
    pairs.append(("count", f"{capital(count(hidden, 'hidden line'))} {plural('is', hidden)} {theta.hidden}."))
    if theta.measures != "none":
        shown = body.dimensions
        pairs.append(
            ("text", f"Marked lengths: {listing([f'{item.symbol} = {spoken(item.value)}' for item in shown])}.")
            if theta.measures == "symbols"
            else ("text", f"Marked lengths: {listing([spoken(item.value) for item in shown])}.")
        )
    if theta.points and body.marks:
        pairs.append(("text", f"Marked points: {listing([letter for letter, _ in body.marks])}."))
    tinted = tinted_part(theta)
    if tinted is not None:
        pairs.append(("style", f"The {tinted[0]} is filled in {tinted[1]}."))
    if theta.axis:
        pairs.append(("style", "The axis is drawn as a dash-dotted line."))
    if theta.title:
        pairs.append(("text", f'The title is "{theta.title}".'))
    return facts_of(pairs)


def whose(name: str) -> str:
    """A volume's owner as a phrase."""
    return "the solid" if name == "whole" else f"the {name}"


def area_name(name: str) -> str:
    """A surface as the subject of a sentence."""
    if name == "whole":
        return "The surface area of the solid"
    if name.startswith(("mantle", "surface", "curved", "roof", "ring")):
        return f"The area of the {name}"
    return f"The {name}"


def tinted_part(theta: CombinedSolids) -> tuple[str, str] | None:
    """The part that is filled in a colour of its own, and that colour; None if there is none."""
    part = {
        "round hole": "opening of the hole",
        "square hole": "opening of the hole",
        "dome on cuboid": "hemisphere",
        "cylinder on cuboid": "cylinder",
    }.get(theta.kind, theta.kind.split(" in ")[0] if " in " in theta.kind else "")
    if theta.look == "line" or not part:
        return None
    return part, f"light {PALETTES[theta.palette].accent_name}"


def filled(theta: CombinedSolids) -> tuple[str, str, float] | None:
    """Outer body, inner body and the part of the former that the latter fills, for bodies inside each other."""
    volumes = body_of(theta).volumes
    if "space between them" not in volumes:
        return None
    ordered = sorted((v.value, name) for name, (v, _) in volumes.items() if name != "space between them")
    (small, inner), (large, outer) = ordered
    return outer, inner, small / large


__all__ = ["area_name", "facts", "filled", "tinted_part", "whose"]
