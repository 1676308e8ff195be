"""Names for the measures of a solid, and coordinates written with them: "cx - r" rather than 9."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from codepercept.geometry.style import fill, literal
from codepercept.geometry.three_views import templates as t
from codepercept.geometry.three_views.bores import bore_of
from codepercept.geometry.three_views.cells import Circle, Segment, block
from codepercept.geometry.three_views.model import LETTERS, plain_profile
from codepercept.geometry.three_views.params import ThreeViews

Table = dict[float, str]
STEPS = ("diameter and height of the lowest step", "second step", "third step", "fourth step")


class Names:
    """Turns the coordinates of a view into code.

    Attributes:
        box: Names of the length, width and height of the whole solid.
        plain_hidden: Hidden lines of a profile's views without holes, by view.
    """

    def __init__(self, theta: ThreeViews) -> None:
        self.theta = theta
        self.box = {
            "cubes": ("length", "width", "height"),
            "block": ("length", "width", "total" if theta.boss else "height"),
            "profile": ("length", "width", "height"),
            "turned": ("widest", "widest", "total"),
        }[theta.kind]
        self._defined: list[tuple[list[str], list[str], str]] = []
        self._written: list[str] = []
        self._tables: dict[str, Table] = {"x": {}, "y": {}, "z": {}}
        self._mirror: Table = {}
        self._radii: Table = {}
        self.plain_hidden: dict[str, tuple[Segment, ...]] = {}
        if theta.kind == "turned":
            self._turned()
        elif theta.kind != "cubes":
            self._block()

    def definitions(self, besides: str = "") -> str:
        """Assignments of the named measures that the code written so far (and `besides`) uses."""
        text = besides + " ".join(self._written)
        lines = []
        for names, values, note in self._defined:
            used = [k for k, name in enumerate(names) if re.search(rf"(?<!\w){name}(?!\w)", text)]
            if used:
                left, right = (", ".join(parts[k] for k in used) for parts in (names, values))
                lines.append(f"{left} = {right}" + (f"  # {note}" if note else ""))
        return "\n".join(lines)

    def segments(self, items: Iterable[Segment], view: str) -> str:
        """A list literal of segments ((x0, y0), (x1, y1))."""
        parts = [f"({self._point(p, view)}, {self._point(q, view)})" for p, q in items]
        return self._write(f"[{', '.join(parts)}]")

    def circles(self, items: Sequence[Circle], view: str) -> str:
        """A list literal of circles (x, y, radius, line style)."""
        parts = []
        for circle in items:
            x, y = self._point((circle.x, circle.y), view)[1:-1].split(", ")
            radius = self._radii.get(round(circle.radius, 6), literal(circle.radius))
            parts.append(f'({x}, {y}, {radius}, "{"-" if circle.seen else "--"}")')
        return self._write(f"[{', '.join(parts)}]")

    def _write(self, text: str) -> str:
        self._written.append(text)
        return text

    def _point(self, point: Sequence[float], view: str) -> str:
        theta = self.theta
        name = theta.side if view == "side" else view
        letters = LETTERS[name]
        tables = [self._tables[letters[0]], self._tables[letters[1]]]
        if name == "left" and self._mirror:
            tables[0] = self._mirror
        return f"({', '.join(_code(value, table) for value, table in zip(point, tables, strict=True))})"

    def _add(self, axis: str, value: float, code: str) -> None:
        self._tables[axis].setdefault(round(value, 6), code)
        if axis == "y" and self.theta.kind != "turned":
            width = self.theta.size[1]
            sign = code.replace(" - ", " § ").replace(" + ", " - ").replace(" § ", " + ")
            mirrored = {"0": "width", "width": "0"}.get(code, f"width - {sign}")
            self._mirror.setdefault(round(width - value, 6), mirrored)

    def _block(self) -> None:
        theta = self.theta
        length, width, height = theta.size
        for axis, value, name in (("x", length, "length"), ("y", width, "width"), ("z", height, "height")):
            self._add(axis, 0, "0")
            self._add(axis, value, name)
        if theta.code_style == "drafted":
            self._stations()
        elif theta.kind == "profile":
            self.plain_hidden = {name: view.hidden for name, view in plain_profile(theta).views.items()}
        rings: list[tuple[str, float, str, float, str, float]] = []
        if theta.boss:
            boss = theta.boss
            self._defined.append(
                (["bx", "by", "boss_r"], [str(boss.x), str(boss.y), literal(boss.diameter / 2)], "boss")
            )
            self._add("z", height + boss.height, "total")
            rings.append(("x", boss.x, "y", boss.y, "boss_r", boss.diameter / 2))
            self._add("x", boss.x, "bx")
            self._add("y", boss.y, "by")
            if boss.bore:
                self._defined.append((["bore_r"], [literal(boss.bore / 2)], "hole through the boss"))
                rings.append(("x", boss.x, "y", boss.y, "bore_r", boss.bore / 2))
        self._hole_names()
        for hole in theta.holes:
            one, two = [letter for letter in "xyz" if letter != hole.axis]
            rings.append((one, hole.u, two, hole.v, self._radii[hole.diameter / 2], hole.diameter / 2))
            bore = bore_of(theta, hole)
            size = dict(zip("xyz", theta.size, strict=True))[hole.axis]
            if bore and bore.closed == size - hole.depth:
                full = {"x": "length", "y": "width", "z": "height"}[hole.axis]
                self._add(hole.axis, bore.closed, f"{full} - {hole.depth}")
        # outlines first, then the ends of centre lines: the plainest expression for a coordinate wins
        for one, u, two, v, r, radius in rings:
            self._radii.setdefault(round(radius, 6), r)
            for axis, place in ((one, float(u)), (two, float(v))):
                code = self._tables[axis][round(place, 6)]
                self._add(axis, place - radius, f"{code} - {r}")
                self._add(axis, place + radius, f"{code} + {r}")
        for one, u, two, v, r, radius in rings:
            for axis, place in ((one, float(u)), (two, float(v))):
                code = self._tables[axis][round(place, 6)]
                reach = radius + max(2.0, 0.25 * radius)
                far = f"1.25 * {r}" if radius >= 8 else f"{r} + 2"
                self._add(axis, place + reach, f"{code} + {far}")
                self._add(axis, place - reach, f"{code} - {far.replace(' + ', ' - ')}")

    def _hole_names(self) -> None:
        """Names for the centres and radii of the holes, equal values once."""
        centres: dict[str, list[int]] = {"x": [], "y": [], "z": []}
        for hole in self.theta.holes:
            for axis, value in zip([c for c in "xyz" if c != hole.axis], (hole.u, hole.v), strict=True):
                if value not in centres[axis] and round(value, 6) not in self._tables[axis]:
                    centres[axis].append(value)
        radii = list(dict.fromkeys(hole.diameter / 2 for hole in self.theta.holes))
        for axis, middles in centres.items():
            names = [f"c{axis}{k if len(middles) > 1 else ''}" for k in range(1, len(middles) + 1)]
            if names:
                note = f"{'centre' if len(self.theta.holes) == 1 else 'centres'} of the hole"
                self._defined.append(
                    (names, [str(v) for v in middles], f"{note}{'s' if len(self.theta.holes) > 1 else ''}")
                )
            for name, middle in zip(names, middles, strict=True):
                self._add(axis, middle, name)
        names = [f"r{k if len(radii) > 1 else ''}" for k in range(1, len(radii) + 1)]
        if names:
            self._defined.append((names, [literal(r) for r in radii], "radius" if len(names) == 1 else "radii"))
        for name, radius in zip(names, radii, strict=True):
            self._radii.setdefault(radius, name)

    def _stations(self) -> None:
        theta = self.theta
        if theta.kind == "block":
            stations = block(theta.size, theta.cuts).stations
        else:
            xs, zs = (tuple(sorted({float(p[k]) for p in theta.profile})) for k in (0, 1))
            stations = (xs, (), zs)
        notes = {"x": "along the length", "y": "along the width", "z": "above the floor"}
        for axis, values, full in zip("xyz", stations, theta.size, strict=True):
            inner = [value for value in values if 0 < value < full]
            names = [f"{axis}{k}" for k in range(1, len(inner) + 1)]
            if names:
                self._defined.append((names, [literal(v) for v in inner], notes[axis]))
            for name, value in zip(names, inner, strict=True):
                self._add(axis, value, name)

    def _turned(self) -> None:
        theta = self.theta
        widest = max(d for d, _ in theta.discs)
        middle = widest / 2
        if theta.code_style != "functions":
            for k, (d, h) in enumerate(theta.discs, 1):
                self._defined.append(([f"d{k}", f"h{k}"], [str(d), str(h)], STEPS[k - 1]))
            self._defined.append((["total"], [" + ".join(f"h{k}" for k in range(1, len(theta.discs) + 1))], ""))
            biggest = 1 + [d for d, _ in theta.discs].index(widest)
            self._defined.append((["widest", "mid"], [f"d{biggest}", f"d{biggest} / 2"], "greatest diameter, axis"))
        for axis in "xyz":
            self._add(axis, 0, "0")
        level = 0
        radii = []
        for k, (d, h) in enumerate(theta.discs, 1):
            level += h
            self._add("z", level, " + ".join(f"h{i}" for i in range(1, k + 1)) if k < len(theta.discs) else "total")
            radii.append((d / 2, f"d{k} / 2"))
        if theta.bore[0]:
            if theta.code_style != "functions":
                self._defined.append((["bore", "bore_depth"], [str(v) for v in theta.bore], "hole from the top"))
            self._add("z", level - theta.bore[1], "total - bore_depth")
            radii.append((theta.bore[0] / 2, "bore / 2"))
        reach = middle + max(2.0, 0.25 * middle)
        for axis in "xy":
            self._add(axis, middle, "mid")
            for r, code in radii:
                self._add(axis, middle - r, f"mid - {code}" if r != middle else "0")
                self._add(axis, middle + r, f"mid + {code}" if r != middle else "widest")
            far = "1.25 * mid" if middle >= 8 else "mid - 2"
            self._tables[axis].setdefault(
                round(middle + reach, 6), f"mid + {far}".replace("mid + mid - 2", "widest + 2")
            )
            self._tables[axis].setdefault(round(middle - reach, 6), f"mid - {far}".replace("mid - mid - 2", "-2"))
        for r, code in radii:
            self._radii.setdefault(round(r, 6), code)

    def round_block(self, rounds: Mapping[str, Mapping[str, str]], ink: str, theta: ThreeViews) -> str:
        """Flat code of the round parts: dashed outlines, centre lines and circles, view by view."""
        entries: dict[str, list[str]] = {"visible": [], "hidden": [], "axes": [], "circles": []}
        for name, parts in rounds.items():
            for key, found in entries.items():
                if parts[key] != "[]":
                    found.append(f"    ({name}_at, {parts[key]}),")
        if not any(entries.values()):
            return ""
        groups = []
        for key, found in entries.items():
            if found:
                groups.append(
                    fill(
                        t.ROUND_BLOCKS[key],
                        {
                            "entries": "\n".join(found),
                            "ink": ink,
                            "line_width": literal(theta.line_width),
                            "thin": literal(round(0.7 * theta.line_width, 2)),
                        },
                    ).strip("\n")
                )
        return "\n".join(groups)


def _code(value: float, table: Table) -> str:
    key = round(value, 6)
    if key in table:
        return table[key]
    for step in (3, -3):
        if round(value - step, 6) in table:
            base = table[round(value - step, 6)]
            if base == "0":
                return literal(float(step))
            return f"{base} {'+' if step > 0 else '-'} 3"
    return literal(value)
