"""Exact statements about a surface or a plane region and its picture."""

from __future__ import annotations

import math

from codepercept.geometry.exact import decimal, signed, spoken, spoken_degrees, spoken_pi, spoken_point
from codepercept.geometry.family import facts_of
from codepercept.geometry.style import PALETTES
from codepercept.geometry.surfaces.flux import flux_of
from codepercept.geometry.surfaces.layout import Layout
from codepercept.geometry.surfaces.naming import equation, named
from codepercept.geometry.surfaces.params import REGIONS, Surfaces, point_of, region_of, shape_of
from codepercept.geometry.surfaces.scripts import field_text, levels_of
from codepercept.geometry.words import count, listing
from codepercept.types import Fact

Pairs = list[tuple[str, str]]


def area_text(theta: Surfaces) -> str:
    """The area of the surface, exactly where there is a closed form."""
    a, b, c = theta.a, theta.b, theta.c
    match theta.kind:
        case "dome" | "bowl":
            return spoken_pi(a / (6 * b * b) * ((a * a + 4 * b * b) ** 1.5 - a**3))
        case "hemisphere":
            return spoken_pi(2 * a * a)
        case "cone":
            return spoken_pi(a * math.hypot(a, b))
        case "tube":
            return spoken_pi(2 * a * b)
        case "torus":
            return _pi_squared(4 * a * b)
        case "triangle":
            return spoken(math.sqrt(a * a * b * b + b * b * c * c + c * c * a * a) / 2)
        case _:
            return f"about {decimal(shape_of(theta).area)}"


def _pi_squared(factor: float) -> str:
    form = signed(factor)
    return f"{'' if form == '1' else form}π² ≈ {decimal(factor * math.pi**2)}"


def volume_of(theta: Surfaces) -> tuple[str, str]:
    """(What it is the volume of, the volume), empty where no body belongs to the surface."""
    a, b, c = theta.a, theta.b, theta.c
    match theta.kind:
        case "dome":
            return "the solid between the dome and the xy plane", spoken_pi(a * a * b / 2)
        case "bowl":
            return f"the bowl filled up to z = {signed(b)}", spoken_pi(a * a * b / 2)
        case "ellipsoid":
            return "the body", spoken_pi(4 * a * b * c / 3)
        case "hemisphere":
            return "the solid between the hemisphere and the xy plane", spoken_pi(2 * a**3 / 3)
        case "one sheet":
            return f"the body between z = {signed(-c)} and z = {signed(c)}", spoken_pi(
                a * a * (2 * c + 2 * c**3 / (3 * b * b))
            )
        case "cone":
            return f"the cone filled up to z = {signed(b)}", spoken_pi(a * a * b / 3)
        case "tube":
            return "the cylinder with its lids", spoken_pi(a * a * b)
        case "torus":
            return "the body", _pi_squared(2 * a * b * b)
        case "vase":
            return "the body inside", spoken_pi(c * (a * a + b * b / 2))
        case "triangle":
            return "the solid between the plane and the coordinate planes", spoken(a * b * c / 6)
        case _:
            return "", ""


def shape_facts(theta: Surfaces) -> Pairs:
    """Sentences on a surface, by kind."""
    a, b, c = theta.a, theta.b, theta.c
    ra, rb, rc = spoken(a), spoken(b), spoken(c)
    found: Pairs = []
    if equation(theta):
        found.append(("exact", f"Its equation is {equation(theta)}."))
    match theta.kind:
        case "dome":
            found += [
                ("exact", f"Its highest point is (0, 0, {signed(b)})."),
                ("exact", f"Its rim is a circle of radius {ra} in the xy plane."),
                ("exact", "Horizontal cuts are circles and vertical cuts are parabolas."),
                ("exact", f"At the rim it falls with slope {spoken(2 * b / a)}."),
            ]
        case "bowl":
            found += [
                ("exact", "Its lowest point is the origin."),
                ("exact", f"Its rim is a circle of radius {ra} at the height {rb}."),
                ("exact", "Horizontal cuts are circles and vertical cuts are parabolas."),
                ("exact", f"At the rim it rises with slope {spoken(2 * b / a)}."),
            ]
        case "saddle":
            found += [
                ("exact", f"It lies over the square |x| ≤ {ra}, |y| ≤ {ra}."),
                ("exact", "The origin is a saddle point."),
                ("exact", f"Along the x axis it rises to {rb}, along the y axis it falls to {signed(-b)}."),
                ("exact", "It contains the straight lines z = 0 over the diagonals y = x and y = -x."),
                ("exact", "The four corners of the surface have the height 0."),
            ]
        case "product":
            found += [
                ("exact", f"It lies over the square |x| ≤ {ra}, |y| ≤ {ra}."),
                ("exact", "The origin is a saddle point."),
                ("exact", f"Two opposite corners have the height {rb}, the other two {signed(-b)}."),
                ("exact", "Through each point run two straight lines of the surface."),
            ]
        case "wave":
            found += [
                ("exact", f"It lies over the square |x| ≤ {ra}, |y| ≤ {ra}."),
                ("count", "It has two hills and two hollows."),
                ("exact", f"The hilltops are {rb} high and the hollows {rb} deep."),
                ("exact", "It meets the xy plane along the axes and the edges of the square."),
            ]
        case "ellipsoid":
            found += [
                ("exact", f"Its semi-axes along x, y and z are {ra}, {rb} and {rc}."),
                ("exact", f"It meets the axes at x = ±{signed(a)}, y = ±{signed(b)} and z = ±{signed(c)}."),
                (
                    "exact",
                    f"Its cut with the xy plane is a circle of radius {ra}."
                    if a == b
                    else f"Its cut with the xy plane is an ellipse with semi-axes {ra} and {rb}.",
                ),
            ]
        case "hemisphere":
            found += [
                ("exact", f"Its radius is {ra}."),
                ("exact", f"Its highest point is (0, 0, {signed(a)})."),
                ("exact", f"Its rim is a circle of radius {ra} in the xy plane."),
            ]
        case "one sheet":
            rim = a * math.sqrt(1 + c * c / (b * b))
            found += [
                ("exact", f"Its waist is a circle of radius {ra} in the xy plane."),
                ("exact", f"It reaches from z = {signed(-c)} to z = {signed(c)}."),
                ("exact", f"Its two rims are circles of radius {spoken(rim)}."),
                ("exact", "Through each point run two straight lines of the surface."),
            ]
        case "cone":
            found += [
                ("exact", "Its apex is the origin."),
                ("exact", f"Its rim is a circle of radius {ra} at the height {rb}."),
                ("exact", f"The lines from the apex to the rim are {spoken(math.hypot(a, b))} long."),
                ("exact", f"Half its opening angle is {spoken_degrees(math.atan2(a, b))}."),
            ]
        case "tube":
            found += [
                ("exact", f"Its radius is {ra} and its height {rb}."),
                ("count", "Its boundary consists of two circles."),
                ("exact", f"Each boundary circle is {spoken_pi(2 * a)} long."),
            ]
        case "torus":
            found += [
                ("exact", f"The circle in the middle of the tube has radius {ra}, the tube itself {rb}."),
                ("exact", f"The hole has radius {spoken(a - b)}."),
                ("exact", f"Its outer radius is {spoken(a + b)}."),
                ("exact", f"It is {spoken(2 * b)} high."),
            ]
        case "vase":
            found += [
                ("exact", f"It is {rc} high."),
                ("exact", f"Its largest radius is {spoken(a + b)}, at the height {spoken(c / 4)}."),
                ("exact", f"Its smallest radius is {spoken(a - b)}, at the height {spoken(3 * c / 4)}."),
                ("exact", f"Bottom and top are circles of radius {ra}."),
            ]
        case "triangle":
            normal = math.sqrt(1 / a**2 + 1 / b**2 + 1 / c**2)
            found += [
                ("exact", f"It meets the axes at x = {signed(a)}, y = {signed(b)} and z = {signed(c)}."),
                ("exact", f"Its sides are {spoken(math.hypot(a, b))}, {spoken(math.hypot(b, c))} and "
                          f"{spoken(math.hypot(c, a))} long."),
                ("exact", f"Its plane is {spoken(1 / normal)} away from the origin."),
            ]  # fmt: skip
        case "helicoid":
            found += [
                ("exact", f"Its radius is {ra}."),
                ("exact", f"It rises by {rb} per turn."),
                ("exact", f"It makes {_turns(theta.n)}."),
                ("exact", f"It is {spoken(b * theta.n / 2)} high."),
                ("exact", "Every horizontal cut is a straight segment from the axis."),
            ]
        case _:
            found += [
                ("exact", f"Its middle line is a circle of radius {ra}."),
                ("exact", f"The strip is {spoken(2 * b)} wide."),
                ("count", "It has one side and one boundary curve."),
                ("exact", "It is not orientable."),
            ]
    return found


def _turns(halves: int) -> str:
    whole, rest = divmod(halves, 2)
    if not rest:
        return count(whole, "full turn")
    return "half a turn" if whole == 0 else f"{signed(halves / 2)} turns"


def region_facts(theta: Surfaces) -> Pairs:
    """Sentences on a plane region."""
    region = region_of(theta)
    area = spoken_pi(region.area) if region.in_pi else area_of_region(theta)
    found: Pairs = []
    if region.lower_text and region.upper_text:
        found.append(("exact", f"Its boundary consists of {region.lower_text} and {region.upper_text}."
                      if theta.kind != "ring sector" or theta.m == 24
                      else f"Its curved sides are {region.lower_text} and {region.upper_text}."))  # fmt: skip
    else:
        found.append(("exact", f"Its curved boundary is {region.upper_text}."))
    found.append(("exact", f"Its area is {area}."))
    match region.across:
        case "x":
            found.append(("exact", f"x runs from {signed(region.start)} to {signed(region.stop)}."))
            found.append(("exact", "For each x, y runs from the lower to the upper curve."))
        case "y":
            found.append(("exact", f"y runs from {signed(region.start)} to {signed(region.stop)}."))
            found.append(("exact", "For each y, x runs from the left to the right curve."))
        case _:
            found.append(
                ("exact", f"The angle runs from {spoken_degrees(region.start)} to {spoken_degrees(region.stop)}.")
            )
            found.append(("exact", "For each angle, r runs from the inner to the outer boundary."))
    if region.corners and region.across != "angle":
        places = listing([spoken_point(corner) for corner in region.corners])
        verb = "meet at" if region.lower_text else "ends at"
        subject = "The two curves" if region.lower_text else "The arch"
        if theta.kind == "powers" and (theta.m - theta.n) % 2 == 0:
            subject = "For x ≥ 0 the two curves"
        found.append(("exact", f"{subject} {verb} {places}."))
    if theta.kind != "ring sector" or theta.m < 24:
        x, y = region.centroid
        found.append(("exact", f"Its centroid is {spoken_point((x, y))}."))
    else:
        found.append(("exact", "Its centroid is the origin."))
    match theta.kind:
        case "parabola and line" | "sideways parabola":
            found.append(("exact", f"The line has slope {signed(theta.a * (theta.n + theta.m))} as a function of "
                                   f"{region.across}."))  # fmt: skip
        case "two parabolas" | "sine arch":
            found.append(("exact", "It is symmetric about a vertical line."))
        case "cardioid" | "petal":
            found.append(("exact", "It is symmetric about the x axis."))
        case "ring sector":
            found.append(("exact", f"The radii are {spoken(theta.a)} and {spoken(theta.b)}."))
        case _:
            found.append(("exact", "Both curves pass through the origin."))
    return found


def area_of_region(theta: Surfaces) -> str:
    """The area of a region that is no multiple of π; a sine arch has 2ab/π."""
    region = region_of(theta)
    if theta.kind == "sine arch":
        form = signed(2 * theta.a * theta.b)
        return f"{form}/π ≈ {decimal(region.area)}"
    return spoken(region.area)


def facts(theta: Surfaces, layout: Layout) -> tuple[Fact, ...]:
    """Everything that is known of the figure."""
    palette = PALETTES[theta.palette]
    found: Pairs = [("exact", f"The figure is about {named(theta)}.")]
    if theta.kind in REGIONS:
        found += region_facts(theta)
        found.append(("style", f"The region is {'hatched' if theta.hatched else 'filled'}."))
        if theta.show == "strip":
            found.append(("style", f"A thin {_strip(theta)} is {palette.accent_name}."))
        if theta.show == "centroid":
            found.append(("style", f"The centroid is marked with a {palette.accent_name} dot and the letter C."))
        places = sum(place is not None for place in layout.curves)
        found.append(("count", f"{'One curve is' if places == 1 else 'Both curves are'} labelled with "
                               f"{'its equation' if places == 1 else 'their equations'}."))  # fmt: skip
        if theta.title:
            found.append(("text", f'The title reads "{theta.title}".'))
        return facts_of(found)
    found += shape_facts(theta)
    found.append(("exact", f"The area of the surface is {area_text(theta)}."))
    body, volume = volume_of(theta)
    if body:
        found.append(("exact", f"The volume of {body} is {volume}."))
    found.append(("exact", "The surface is closed." if shape_of(theta).closed else "The surface is not closed."))
    if theta.show in ("contours",):
        levels = levels_of(theta)
        found.append(("count", f"Contour lines are drawn for {count(len(levels), 'level')}."))
        found.append(("exact", f"The levels are {listing([decimal(level, 4) for level in levels])}."))
    if theta.show == "normals":
        found.append(("style", f"The normals are drawn as {palette.accent_name} arrows."))
    if theta.show == "flux":
        amount, in_pi = flux_of(theta)
        text = "0" if amount == 0 else (spoken_pi(abs(amount)) if in_pi else spoken(abs(amount)))
        sign = "-" if amount < 0 else ""
        found.append(("exact", f"The vector field is F = {field_text(theta)}."))
        toward = "outward" if shape_of(theta).closed or theta.kind in ("tube", "hemisphere") else "upward"
        found.append(("exact", f"The flux through the surface in the {toward} direction is "
                               f"{sign}{text.replace('≈ ', '≈ ' + sign)}."))  # fmt: skip
        found.append(("style", f"The arrows of the field are {palette.accent_name}."))
    if theta.show == "tangent plane":
        point, normal = shape_of(theta).at(*point_of(theta))
        found.append(("exact", f"The marked point P is {spoken_point(tuple(point))}."))
        found.append(("exact", f"The unit normal at P is {_rounded(normal)}."))
        found.append(("style", f"The tangent plane at P is {palette.accent_name} and transparent."))
    if theta.show == "boundary":
        found.append(("exact", f"{orientation(theta)}."))
        part = "No part" if layout.hidden_rim == 0 or theta.code_style == "mplot3d" else "Part"
        found.append(("style", f"{part} of the boundary is hidden{' and dashed' if part == 'Part' else ''}."))
        found.append(("style", f"The boundary is {palette.accent_name}."))
    if theta.title:
        found.append(("text", f'The title reads "{theta.title}".'))
    return facts_of(found)


def orientation(theta: Surfaces) -> str:
    """The sense of the boundary that goes with the normals by the right-hand rule."""
    if theta.kind == "tube":
        return (
            "With outward normals the lower boundary circle runs counter-clockwise seen from above, the upper one "
            "clockwise"
        )
    normals = "outward" if theta.kind == "hemisphere" else "upward"
    return f"With {normals} normals the boundary runs counter-clockwise seen from above"


def _rounded(vector: object) -> str:
    values = [float(v) for v in vector]  # type: ignore[attr-defined]
    return "about (" + ", ".join(decimal(v) for v in values) + ")"


def _strip(theta: Surfaces) -> str:
    return {"x": "vertical strip", "y": "horizontal strip", "angle": "sector"}[region_of(theta).across]
