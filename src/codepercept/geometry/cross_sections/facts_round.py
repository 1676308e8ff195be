"""Exact statements about sections of cylinder, cone and sphere."""

from __future__ import annotations

import math

from codepercept.geometry.cross_sections.naming import predicate, section_phrase
from codepercept.geometry.cross_sections.params import CrossSections
from codepercept.geometry.cross_sections.rounds_cut import RoundCut, round_cut, slope_of
from codepercept.geometry.cross_sections.rounds_layout import has_dimensions
from codepercept.geometry.exact import exact, spoken, spoken_pi
from codepercept.geometry.words import listing


def round_facts(theta: CrossSections) -> list[tuple[str, str]]:
    """Facts about plane, section, volumes, and what is visible."""
    cut = round_cut(theta)
    pairs = [("exact", f"The cutting plane {predicate(theta)}.")]
    pairs.append(("exact", f"The section is {section_phrase(theta)}."))
    pairs += _measures(theta, cut)
    pairs.append(("exact", f"The area of the section is {area_text(cut)}."))
    pairs.append(("exact", f"The volume of the solid is {spoken_pi(volume_over_pi(theta))}."))
    pairs += _parts(theta, cut)
    if theta.solid == "sphere":
        pairs += _sphere(theta)
    angle = tilt_of(theta)
    if angle is not None:
        text = f"{round(angle)}°" if abs(angle - round(angle)) < 1e-7 else f"about {angle:.2f}°"
        base = "a horizontal plane" if theta.solid == "sphere" else "the base"
        pairs.append(("exact", f"The plane makes an angle of {text} with {base}."))
    return pairs + _drawn(theta, cut)


def area_text(cut: RoundCut) -> str:
    """The area of the section as text."""
    return spoken_pi(cut.area / math.pi) if cut.pi_area else spoken(cut.area)


def volume_over_pi(theta: CrossSections) -> float:
    """Volume of the solid divided by pi."""
    r, h = theta.radius, theta.height
    return {"cylinder": r * r * h, "cone": r * r * h / 3, "sphere": 4 / 3 * r**3}[theta.solid]


def tilt_of(theta: CrossSections) -> float | None:
    """Angle between plane and base in degrees; None where it is 0 or 90 by definition."""
    if theta.solid == "sphere":
        return float(theta.tilt) if theta.plane == "tilted" else None
    if theta.plane == "tilted":
        return math.degrees(math.atan(slope_of(theta)[1]))
    if theta.plane == "parabola":
        return math.degrees(math.atan(theta.height / theta.radius))
    if theta.plane == "apex" and theta.distance:
        return math.degrees(math.atan(theta.height / theta.distance))
    return None


def eccentricity(cut: RoundCut) -> float:
    """Eccentricity of an ellipse."""
    a, b = cut.measures["a"], cut.measures["b"]
    return math.sqrt(1 - (b / a) ** 2)


def _measures(theta: CrossSections, cut: RoundCut) -> list[tuple[str, str]]:
    m = cut.measures
    if "radius" in m:
        return [("exact", f"The radius of the section is {spoken(m['radius'])}.")]
    if "a" in m:
        return [
            ("exact", f"The major axis AB of the ellipse is {spoken(2 * m['a'])} long."),
            ("exact", f"Its semi-major axis is {spoken(m['a'])}."),
            ("exact", f"Its semi-minor axis is {spoken(m['b'])}."),
            ("exact", f"Its eccentricity is {spoken(eccentricity(cut))}."),
        ]
    if "width" in m:
        return [
            ("exact", f"The section is {spoken(m['width'])} wide and {spoken(m['height'])} high."),
            ("exact", f"The perimeter of the section is {spoken(2 * (m['width'] + m['height']))}."),
        ]
    if "base" in m:
        return [
            ("exact", f"The base AB of the triangle is {spoken(m['base'])} long."),
            ("exact", f"Its legs SA and SB are {spoken(m['leg'])} long."),
            ("exact", f"The height of the triangle is {spoken(m['height'])}."),
            ("exact", f"The perimeter of the section is {spoken(m['base'] + 2 * m['leg'])}."),
        ]
    curve = "parabola" if theta.plane == "parabola" else "hyperbola"
    return [
        ("exact", f"The chord AB in the base is {spoken(m['chord'])} long."),
        ("exact", f"The vertex V of the {curve} is {spoken(m['axis'])} away from the middle of the chord."),
    ]


def _parts(theta: CrossSections, cut: RoundCut) -> list[tuple[str, str]]:
    if cut.parts is None:
        return []
    low, high = cut.parts
    if abs(low - high) < 1e-9 * low:
        return [("exact", f"The plane cuts the solid into two parts of the same volume, {spoken_pi(low)}.")]
    small, large = sorted(cut.parts)
    return [
        ("exact", f"The smaller part has the volume {spoken_pi(small)}."),
        ("exact", f"The larger part has the volume {spoken_pi(large)}."),
    ]


def _sphere(theta: CrossSections) -> list[tuple[str, str]]:
    R, d = theta.radius, theta.distance
    if d == 0:
        return [("exact", f"Each half of the sphere's surface has the area {spoken_pi(2 * R * R)}.")]
    return [
        ("exact", f"The smaller cap is {spoken(R - d)} high."),
        ("exact", f"The curved surface of the smaller cap is {spoken_pi(2 * R * (R - d))}."),
        ("relation", "OM is perpendicular to the cutting plane, and M is the centre of the section."),
    ]


def _drawn(theta: CrossSections, cut: RoundCut) -> list[tuple[str, str]]:
    pairs = []
    style = theta.hidden
    masks = [mask for _, mask in cut.curves]
    if all(bool(mask.all()) for mask in masks):
        pairs.append(("style", "The whole boundary of the section can be seen."))
    elif not any(bool(mask.any()) for mask in masks):
        pairs.append(("style", f"The whole boundary of the section is hidden and {style}."))
    else:
        pairs.append(
            ("style", f"The boundary of the section is solid where it is seen and {style} where it is hidden.")
        )
    if theta.solid != "sphere":
        pairs.append(("style", f"The hidden part of the base circle is {style}."))
    if theta.names != "none":
        shown = [mark.name for mark in cut.marks if mark.shown]
        pairs.append(("text", f"The marked {'point is' if len(shown) == 1 else 'points are'} {listing(shown)}."))
    if has_dimensions(theta):
        pairs.append(
            ("text", f"Dimension lines give the radius {spoken(theta.radius)} and the height {spoken(theta.height)}.")
        )
    texts = rule_values(theta)
    if texts:
        pairs.append(("text", f"Written at lines inside: {listing(texts)}."))
    return pairs


def rule_values(theta: CrossSections) -> list[str]:
    """The lengths written at the lines between named points, with the line where its ends have letters."""
    cut = round_cut(theta)
    places = {mark.name: mark.place for mark in cut.marks}
    shown = {mark.name for mark in cut.marks if mark.shown}
    found = []
    for rule in cut.rules:
        if rule.text:
            value = float(((places[rule.start] - places[rule.end]) ** 2).sum()) ** 0.5
            named = theta.names != "none" and {rule.start, rule.end} <= shown
            size = spoken(value) if exact(value) else f"about {value:.2f}"
            found.append(f"{rule.start}{rule.end} = {size}" if named else size)
    return found
