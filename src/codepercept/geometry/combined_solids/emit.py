"""Writes strokes, fills, dimension lines and letters as code, in the manner of each code style."""

from __future__ import annotations

from codepercept.geometry.combined_solids.body import Body, Curve, Dimension, Dome, Fill, Line, Pt, Rim, pt
from codepercept.geometry.combined_solids.layout import Layout
from codepercept.geometry.combined_solids.params import CombinedSolids
from codepercept.geometry.combined_solids.symbols import Sym
from codepercept.geometry.style import PALETTES, literal, tone

_HALVES = {"all": ("0", "2 * np.pi"), "upper": ("0", "np.pi"), "lower": ("np.pi", "2 * np.pi")}


class Emitter:
    """Code of one figure in one style.

    Args:
        theta: The parameters.
        body: The solid.
        places: Where its texts stand.
    """

    def __init__(self, theta: CombinedSolids, body: Body, places: Layout) -> None:
        self.theta, self.body, self.places = theta, body, places
        self.style = theta.code_style
        palette = PALETTES[theta.palette]
        self.palette = palette
        self.dash = "--" if theta.hidden == "dashed" else ":"
        self.wide = literal(theta.line_width)
        self.thin = literal(round(0.7 * theta.line_width, 2))
        self.tones = {
            "side": palette.left if theta.look == "shaded" else palette.top,
            "top": palette.top,
            "dark": palette.right if theta.look == "shaded" else palette.top,
            "inner": tone(palette.accent, 0.6 if theta.look == "shaded" else 0.72),
        }

    def ink(self, dash: str = "-") -> str:
        """Colour and width of a line as keyword arguments."""
        return f'color="{self.palette.edge}", lw={self.wide if dash == "-" else self.thin}'

    # strokes -------------------------------------------------------------------------------------------------

    def strokes(self) -> str:
        """All strokes."""
        if self.style == "table":
            return self._table()
        lines: list[str] = []
        for stroke in self.body.strokes:
            code = self._stroke(stroke)
            if stroke.note:
                lines.append(f"# {stroke.note}")
            lines += code
        return "\n".join(lines)

    def _stroke(self, stroke: Rim | Line | Curve | Dome) -> list[str]:
        if self.style == "flat":
            return self._flat(stroke)
        prefix = "drawing." if self.style == "class" else ""
        if isinstance(stroke, Rim):
            return [f"{prefix}rim({stroke.radius.code}, {stroke.z.code}, {stroke.limit.code})"]
        tail = "" if stroke.seen else f', "{self.dash}"'
        if isinstance(stroke, Line):
            return [f"{prefix}line({stroke.start.code}, {stroke.end.code}{tail})"]
        if isinstance(stroke, Curve):
            return [f"{prefix}curve({stroke.code}{tail})"]
        start, stop = _HALVES[stroke.part]
        return [f"{prefix}ball({stroke.radius.code}, {stroke.z.code}, {start}, {stop}{tail})"]

    def _table(self) -> str:
        """Lists of circles, lines and outlines of balls, and the loops that draw them."""
        rims = [f"({s.radius.code}, {s.z.code}, {s.limit.code})" for s in self.body.strokes if isinstance(s, Rim)]
        rows = [
            f'({s.start.code}, {s.end.code}, "{"-" if s.seen else self.dash}")'
            for s in self.body.strokes
            if isinstance(s, Line)
        ]
        balls = [
            f'({s.radius.code}, {s.z.code}, {", ".join(_HALVES[s.part])}, "{"-" if s.seen else self.dash}")'
            for s in self.body.strokes
            if isinstance(s, Dome)
        ]
        curves = [f'({s.code}, "{"-" if s.seen else self.dash}")' for s in self.body.strokes if isinstance(s, Curve)]
        ink = f'color="{self.palette.edge}", lw={self.wide} if dash == "-" else {self.thin}'
        lines = []
        if rims:
            lines += [
                "# circles: radius, height, and the sine of the angle up to which they are seen",
                _rows("circles", rims),
                "for radius, z, bound in circles:",
                "    t = np.arcsin(bound)",
                f'    for start, stop, dash in [(np.pi - t, 2 * np.pi + t, "-"), (t, np.pi - t, "{self.dash}")]:',
                "        if stop - start > 1e-9:",
                "            phi = np.linspace(start, stop, 181)",
                "            circle = np.column_stack([radius * np.cos(phi), radius * np.sin(phi), np.full(181, z)])",
                f"            ax.plot(*page(circle), dash, {ink})",
                "",
            ]
        if rows:
            lines += [
                "# straight lines",
                _rows("segments", rows),
                "for start, end, dash in segments:",
                f"    ax.plot(*page([start, end]), dash, {ink})",
                "",
            ]
        if balls:
            lines += [
                "# outlines of spheres: radius, height of the centre, first and last angle on the page",
                _rows("outlines", balls),
                "for radius, z, start, stop, dash in outlines:",
                "    t = np.linspace(start, stop, 181)",
                f"    ax.plot(radius * np.cos(t), z * np.cos(view) + radius * np.sin(t), dash, {ink})",
                "",
            ]
        if curves:
            lines += [
                _rows("curves", curves),
                "for points, dash in curves:",
                f"    ax.plot(*page(points), dash, {ink})",
            ]
        return "\n".join(lines)

    def _flat(self, stroke: Rim | Line | Curve | Dome) -> list[str]:
        """The stroke as plain plot calls; c and s are cosine and sine of the elevation."""
        assert not isinstance(stroke, Curve)
        if isinstance(stroke, Line):
            (x0, y0), (x1, y1) = self._xy(stroke.start), self._xy(stroke.end)
            dash = "-" if stroke.seen else self.dash
            return [f'ax.plot([{x0}, {x1}], [{y0}, {y1}], "{dash}", {self.ink(dash)})']
        if isinstance(stroke, Dome):
            dash = "-" if stroke.seen else self.dash
            angle = {"all": "around", "upper": "back", "lower": "front"}[stroke.part]
            x, y = self._ring(stroke.radius, angle)
            return [f'ax.plot({x}, {self._lift(stroke.z, y)}, "{dash}", {self.ink(dash)})']
        code = []
        arcs = self._arcs(stroke)
        if arcs[0].startswith("t = "):
            code.append(arcs.pop(0))
        for angle, dash in zip(arcs[::2], arcs[1::2], strict=True):
            x, y = self._ring(stroke.radius, angle)
            code.append(f'ax.plot({x}, {self._lift(stroke.z, f"{y} * s")}, "{dash}", {self.ink(dash)})')
        return code

    def _arcs(self, rim: Rim) -> list[str]:
        """Angles of the seen and the hidden part of a circle: names or code, each followed by its dash."""
        if rim.limit.value >= 1:
            return ["around", "-"]
        if rim.limit.value <= -1:
            return ["around", self.dash]
        if rim.limit.code == "0":
            return ["front", "-", "back", self.dash]
        return [
            f"t = np.arcsin({rim.limit.code})",
            "np.linspace(np.pi - t, 2 * np.pi + t, 181)",
            "-",
            "np.linspace(t, np.pi - t, 181)",
            self.dash,
        ]

    def _ring(self, radius: Sym, angle: str) -> tuple[str, str]:
        r = radius._in(2)
        return f"{r} * np.cos({angle})", f"{r} * np.sin({angle})"

    def _lift(self, z: Sym, depth: str) -> str:
        return depth if z.code == "0" else f"{(z * Sym('c', 1)).code} + {depth}"

    def _xy(self, point: Pt) -> tuple[str, str]:
        assert point.symbols is not None
        x, y, z = point.symbols
        return x.code, (z * Sym("c", 1) + y * Sym("s", 1)).code

    # fills ---------------------------------------------------------------------------------------------------

    def fills(self) -> str:
        """Filled shapes from back to front, "" for a line drawing."""
        if self.theta.look == "line" or self.style == "mplot3d":
            return ""
        lines = ["# tint" if self.theta.look == "tint" else "# shades"]
        seen: dict[str, None] = {}
        for item in self.body.fills:
            seen.setdefault(self._fill(item))
        return "\n".join(lines + list(seen))

    def _fill(self, item: Fill) -> str:
        paint = f'color="{self.tones[item.tone]}", lw=0'
        if item.shape == "polygon":
            if self.style == "flat":
                corners = [self._xy(corner) for corner in item.corners]
                return f"ax.fill([{', '.join(x for x, _ in corners)}], [{', '.join(y for _, y in corners)}], {paint})"
            points = item.code or f"[{', '.join(corner.code for corner in item.corners)}]"
            if [c.code for c in item.corners] == [f"top[{k}]" for k in range(4)]:
                points = "top"
            page = "drawing.page" if self.style == "class" else "page"
            return f"ax.fill(*{page}({points}), {paint})"
        angle = {"upper": "back", "lower": "front"}.get(item.code, "around")
        x, y = self._ring(item.radius, angle)
        if item.shape == "disc":
            y = f"{y} * {'s' if self.style == 'flat' else 'np.sin(view)'}"
        if item.z.code != "0":
            y = f"{(item.z * Sym('c' if self.style == 'flat' else 'np.cos(view)', 1)).code} + {y}"
        return f"ax.fill({x}, {y}, {paint})"

    def needs_angles(self) -> list[str]:
        """Definitions of the angles that fills and flat strokes use."""
        text = self.fills() + (self.strokes() if self.style == "flat" else "")
        lines = []
        if "around" in text:
            lines.append("around = np.linspace(0, 2 * np.pi, 361)")
        if "(front)" in text:
            lines.append("front, back = np.linspace(np.pi, 2 * np.pi, 181), np.linspace(0, np.pi, 181)")
        elif "(back)" in text:
            lines.append("back = np.linspace(0, np.pi, 181)")
        return lines

    # texts ---------------------------------------------------------------------------------------------------

    def dimensions(self) -> str:
        """Dimension lines, axis and letters."""
        theta = self.theta
        lines: list[str] = []
        shown = [] if theta.measures == "none" else self.body.dimensions
        letters = self.places.letters
        if not shown and not letters and not theta.axis:
            return ""
        lines += ["box = ax.dataLim.frozen()  # extent of the drawing", "gap = 0.05 * max(box.width, box.height)"]
        if theta.axis:
            low, high = self.body.rises
            cos = "c" if self.style == "flat" else "np.cos(view)"
            ends = [f"{(z * Sym(cos, 1)).code} {sign} gap" for z, sign in ((low, "-"), (high, "+"))]
            ends = [end.removeprefix("0 ").replace("- gap", "-gap") if end.startswith("0 ") else end for end in ends]
            lines += [f'ax.plot([0, 0], [{ends[0]}, {ends[1]}], "-.", color="{self.palette.accent}", lw=0.8)  # axis']
        arrows = [d for d in shown if d.where in ("right", "below", "above")]
        if arrows:
            lines += [
                "",
                "",
                "def dimension(start, end, text, shift):",
                '    """An arrow between two places on the page, with a text beside it."""',
                '    ax.annotate("", end, start, arrowprops=dict(arrowstyle="<->", lw=0.8, shrinkA=0, shrinkB=0))',
                '    ax.text(*(np.add(start, end) / 2 + shift), text, ha="center", va="center")',
                "",
                "",
            ]
            lines += [line for item in arrows for line in self._arrow(item)]
        notes = [d for d in shown if d.where in ("edge", "left")]
        if notes:
            lines += [
                "",
                "",
                "def note(place, text, angle):",
                '    """A text beside a place on the page, in the direction of an angle in degrees."""',
                "    x, y = place + 1.3 * gap * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])",
                '    ax.text(x, y, text, ha="center", va="center")',
                "",
                "",
            ]
        for item, (_, angle) in zip(notes, self.places.notes, strict=True):
            if item.where == "left":
                lines.append(self._radius(item))
            lines.append(self._note(item, angle))
        if letters:
            lines += self._letters()
        if arrows:
            lines.append(self._room(arrows))
        return "\n".join(lines)

    def _text(self, item: Dimension) -> str:
        return f'r"${self.places.text(item)}$"'

    def _page_y(self, point: Pt) -> str:
        if self.style == "flat":
            return self._xy(point)[1]
        return f"{'drawing.page' if self.style == 'class' else 'page'}({point.code})[1]"

    def _page_x(self, point: Pt) -> str:
        if point.symbols is not None:
            return point.symbols[0].code
        return f"{point.code}[0]"

    def _arrow(self, item: Dimension) -> list[str]:
        low, high, text = item.low, item.high, self._text(item)
        grey = 'color="0.6", lw=0.6'
        if item.where == "right":
            column = self.places.columns[item]
            x = f"box.x1 + {literal(1.2 + 2.4 * column)} * gap"
            y0, y1 = self._page_y(low), self._page_y(high)
            shift = f"({literal(0.45 + 0.28 * self.places.width(item))} * gap, 0)"
            return [
                f"x, y0, y1 = {x}, {y0}, {y1}",
                f"ax.plot([{self._page_x(low)}, x], [y0, y0], {grey})",
                f"ax.plot([{self._page_x(high)}, x], [y1, y1], {grey})",
                f"dimension((x, y0), (x, y1), {text}, {shift})",
            ]
        y = "box.y0 - gap" if item.where == "below" else "box.y1 + gap"
        shift = "(0, -0.75 * gap)" if item.where == "below" else "(0, 0.75 * gap)"
        x = self._page_x(high)
        return [
            f"y = {y}",
            f"ax.plot([{x}, {x}], [{self._page_y(high)}, y], {grey})",
            f"dimension((0, y), ({x}, y), {text}, {shift})",
        ]

    def _radius(self, item: Dimension) -> str:
        """The thin line of a radius whose length is written inside the solid."""
        ink = f'color="{self.palette.edge}", lw=0.8'
        if self.style == "flat":
            (x0, y0), (x1, y1) = self._xy(item.low), self._xy(item.high)
            return f"ax.plot([{x0}, {x1}], [{y0}, {y1}], {ink})"
        page = "drawing.page" if self.style == "class" else "page"
        return f"ax.plot(*{page}([{item.low.code}, {item.high.code}]), {ink})"

    def _note(self, item: Dimension, angle: int) -> str:
        if self.style == "flat":
            assert item.low.symbols is not None and item.high.symbols is not None
            ends = zip(item.low.symbols, item.high.symbols, strict=True)
            x, y = self._xy(pt(*(a if a.code == b.code else (a + b) / 2 for a, b in ends)))
            place = f"({x}, {y})"
        else:
            page = "drawing.page" if self.style == "class" else "page"
            place = f"{page}([{item.low.code}, {item.high.code}]).mean(axis=1)"
        return f"note({place}, {self._text(item)}, {angle})"

    def _letters(self) -> list[str]:
        rows, zero = [], "c" if self.style == "flat" else "np.cos(view)"
        for (letter, point), angle in zip(self.body.marks, self.places.letters, strict=True):
            z = point.symbols[2] if point.symbols else None
            height = (z * Sym(zero, 1)).code if z is not None else self._page_y(point)
            rows.append(f'("{letter}", {height}, {angle})')
        return [
            "",
            f"for name, y, angle in [{', '.join(rows)}]:  # points on the axis",
            f'    ax.plot(0, y, "o", color="{self.palette.edge}", ms=3.5)',
            "    shift = gap * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])",
            '    ax.text(*(np.array([0, y]) + shift), name, ha="center", va="center", fontsize=13)',
        ]

    def _room(self, arrows: list[Dimension]) -> str:
        """An invisible pair of points that makes room for the texts of the dimension lines."""
        columns = max((self.places.columns[d] for d in arrows if d.where == "right"), default=-1)
        widest = max((self.places.width(d) for d in arrows if d.where == "right"), default=0.0)
        right = f"box.x1 + {literal(round(2.2 + 2.4 * columns + 0.56 * widest, 2))} * gap" if columns >= 0 else "box.x1"
        low = "box.y0 - 2.3 * gap" if any(d.where == "below" for d in arrows) else "box.y0"
        high = "box.y1 + 2.3 * gap" if any(d.where == "above" for d in arrows) else "box.y1"
        return f'ax.plot([box.x0, {right}], [{low}, {high}], " ")  # room for the texts'


def _rows(name: str, rows: list[str]) -> str:
    return f"{name} = [\n" + "\n".join(f"    {row}," for row in rows) + "\n]"
