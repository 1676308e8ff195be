"""How well planted errors in true captions are found, and how often a true statement is called wrong.

    python benchmarks/claims.py [--examples] [--held-out] [--set NAME]

Captions: `benchmarks/figures/captions.yaml` and the corrected captions of `examples/recorded/*.yaml`, all meant to be
true. In each, one error of each kind is planted by rule where there is a place for it: a wrong count, a shifted
coordinate, another colour, another label, an invented element, a reversed relation. A plant is *found* if a claim that
overlaps it is "contradicted"; a contradicted claim elsewhere is a false alarm, in the planted captions of that kind and
in the unmodified ones. Wrong counts come in two rows: where the inventory of the trace has the true number, and where
it has not (rows, groups, things made of many parts). Naturally wrong captions are those that the authors of the
recorded answers wrote with an error or two on purpose (`wrong_caption`); one is *caught* if any claim in it is
contradicted. Figures run in the sandbox once; their traces are kept in the
user's cache folder.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import os
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
import yaml

from codepercept.figure import words
from codepercept.figure.claims import check_caption
from codepercept.sandbox.pool import SandboxPool
from codepercept.types import Claim, Element, FigureTrace

ROOT = Path(__file__).resolve().parent.parent
RECORDED = ROOT / "examples" / "recorded"
FIXTURE = ROOT / "benchmarks" / "figures" / "captions.yaml"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "codepercept" / "traces"
DEVELOPMENT = ("mathvision", "dynamath", "geometry3k")
KINDS = ("count", "count*", "label", "color", "coordinate", "element", "relation")

NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
WORDS = {word: value for value, word in enumerate(NUMBERS.split())}
NAMES = {value: word for word, value in WORDS.items()}
CLASSES = """
markers: outliers crosses
markers circle: dots points disks discs rings bubbles
markers circle ellipse: circles
markers circle rectangle: nodes
markers polygon: stars triangles hexagons
markers polygon rectangle: squares diamonds
rectangle: bars columns
rectangle polygon: rectangles tiles
rectangle polygon path: boxes
rectangle mesh: cells
polygon: pentagons polygons quadrilaterals
segment line: lines segments edges
line contour: curves
line arc: arcs
arrow: arrows vectors
wedge: slices wedges sectors
ellipse: ellipses
text: labels letters numbers texts
panel: panels subplots
entry: entries
"""
"""Nouns by the kinds of elements that the inventory counts for them."""
KINDS_OF = {
    noun: tuple(kinds.split())
    for kinds, _, nouns in (line.partition(": ") for line in CLASSES.strip().splitlines())
    for noun in nouns.split()
}
COLORS = {
    "red": "#d62728", "blue": "#1f55d4", "green": "#2ca02c", "orange": "#ff7f0e", "purple": "#8e3fae",
    "yellow": "#f5e31f", "pink": "#ff8fc0", "brown": "#7d4a28", "black": "#000000", "gray": "#808080",
    "grey": "#808080", "cyan": "#17c8d8", "teal": "#008080", "magenta": "#ff00ff",
}  # fmt: skip
PAIRS = (
    ("left of", "right of"), ("above", "below"), ("inside", "outside"), ("larger than", "smaller than"),
    ("longer than", "shorter than"), ("higher than", "lower than"), ("parallel to", "perpendicular to"),
    ("tallest", "shortest"), ("highest", "lowest"), ("largest", "smallest"), ("leftmost", "rightmost"),
)  # fmt: skip
OPPOSITES = {a: b for one, other in PAIRS for a, b in ((one, other), (other, one))} | {
    "taller than": "shorter than",
    "longest": "shortest",
    "topmost": "lowest",
}
_COUNT = re.compile(
    rf"\b({'|'.join(list(WORDS)[2:])}|(?<![.,\d#(=-])\d{{1,3}}(?![.,\d%°]))"
    rf"\s+((?:[\w#-]+\s+){{0,3}}?)({'|'.join(KINDS_OF)}|\w+s)\b",
    re.IGNORECASE,
)
_NO_PLURALS = ("ss", "is", "us", "has", "was", "degrees", "units", "does", "times", "cm", "its", "this")
_SHADED = re.compile(r"(light|dark|pale|steel|royal|sky|sea|deep|bright|slate|navy|forest|['\"“-])\s?$")


@dataclass
class Figure:
    """A figure with its caption."""

    name: str
    caption: str
    code: str
    trace: FigureTrace | None = None
    wrong: str = ""
    """A caption of it with an error that its author made on purpose, "" if there is none."""


@dataclass
class Plant:
    """A caption with one error, and where it stands."""

    kind: str
    caption: str
    start: int
    end: int
    what: str


def recorded(held_out: bool) -> list[Figure]:
    """Figures of the recorded answers, of the development or of the held-out files."""
    found = []
    for file in sorted(RECORDED.glob("*.yaml")):
        mine = file.name.startswith(DEVELOPMENT)
        if not mine and not held_out:
            continue
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        if (not mine or data.get("batch") == 2) != held_out:
            continue
        for number, figure in enumerate([data["reproduce"], *data["diversify"]]):
            if not figure.get("unrepaired") and len(figure["caption"]) > 60:
                caption, wrong = (" ".join(figure.get(key, "").split()) for key in ("caption", "wrong_caption"))
                found.append(Figure(f"{file.stem}/{number}", caption, figure["code"], wrong=wrong))
    return found


def fixture() -> list[Figure]:
    """Our own captions of the example figures and of geometry figures."""
    if not FIXTURE.exists():
        return []
    found = []
    for number, entry in enumerate(yaml.safe_load(FIXTURE.read_text(encoding="utf-8"))):
        if "file" in entry:
            code = (ROOT / entry["file"]).read_text(encoding="utf-8")
        else:
            from codepercept.geometry import FAMILIES
            from codepercept.geometry.family import sample

            code = sample(FAMILIES[entry["family"]], Random(entry["seed"]))[0].code
        found.append(
            Figure(f"{entry.get('file', entry.get('family'))}/{number}", " ".join(entry["caption"].split()), code)
        )
    return found


async def trace_all(figures: list[Figure]) -> None:
    """Run what is not yet in the cache."""
    CACHE.mkdir(parents=True, exist_ok=True)
    missing = []
    for figure in figures:
        path = CACHE / f"{hashlib.sha256(figure.code.encode()).hexdigest()[:24]}.json"
        if path.exists():
            figure.trace = FigureTrace.model_validate_json(path.read_bytes())
        else:
            missing.append((figure, path))
    if not missing:
        return
    async with SandboxPool(1) as pool:
        for figure, path in missing:
            run = await pool.run(figure.code)
            if run.trace is None:
                print(f"{figure.name}: {run.status} {run.error}")
                continue
            figure.trace = run.trace
            path.with_suffix(".part").write_text(run.trace.model_dump_json(), encoding="utf-8")
            path.with_suffix(".part").replace(path)


def inventory(trace: FigureTrace, kinds: Iterable[str]) -> set[int]:
    """Numbers of drawn things of some kinds: in all, by colour, by panel, by line of code."""
    counts: Counter[object] = Counter()
    for e in trace.elements:
        if not e.visible or e.kind not in kinds or e.role not in ("data", "figure", "annotation", "tick_label"):
            continue
        number = e.count if e.kind in ("markers", "mesh") else 1
        for key in (
            "all",
            ("color", words.color_name(e.color)),
            ("axes", e.axes),
            ("line", e.line),
            ("kind", e.kind),
            ("style", e.line_style),
        ):
            counts[key] += number
        counts["elements"] += 1
    found = set(counts.values())
    if "panel" in kinds:
        found |= {len([a for a in trace.axes if a.colorbar_of is None])}
    if "entry" in kinds:
        found |= {len(a.legend) for a in trace.axes} | {sum(len(a.legend) for a in trace.axes)}
    return found - {0}


def plant_count(figure: Figure, rng: Random) -> Iterator[Plant]:
    """A number before a plural, changed by one or two."""
    assert figure.trace is not None
    spots = [
        m
        for m in _COUNT.finditer(figure.caption)
        if not m[3].lower().endswith(_NO_PLURALS) and not re.search(r"\b(of|and|to|at|in|for|with|are|is)\b", m[2])
    ]
    rng.shuffle(spots)
    done: set[str] = set()
    for match in spots:
        value = WORDS.get(match[1].lower(), int(match[1]) if match[1].isdigit() else 0)
        known = inventory(figure.trace, KINDS_OF.get(match[3].lower(), ()))
        kind = "count" if value in known else "count*"
        if kind in done:
            continue
        choices = [v for d in (-2, -1, 1, 2) if (v := value + d) >= 2 and v not in known]
        if value < 2 or not choices:
            continue
        done.add(kind)
        new = rng.choice(choices)
        written = NAMES.get(new, str(new)) if match[1].lower() in WORDS else str(new)
        written = written.capitalize() if match[1][0].isupper() else written
        yield _replaced(figure, kind, match.start(1), match.end(1), written)


def _replaced(figure: Figure, kind: str, start: int, end: int, new: str) -> Plant:
    old = figure.caption[start:end]
    return Plant(kind, figure.caption[:start] + new + figure.caption[end:], start, start + len(new), f"{old} -> {new}")


_QUOTES = re.compile(r'"([^"]{1,80})"|“([^”]{1,80})”|‘([^’]{1,80})’|(?<![\w])\'([^\']{1,60})\'(?!\w)')
_OTHER_WORDS = (
    "energy",
    "distance",
    "velocity",
    "parallel",
    "growth",
    "section",
    "Northern",
    "rate",
    "blue whale",
    "density",
    "index",
    "method",
)


def plant_label(figure: Figure, rng: Random) -> Iterator[Plant]:
    """A quotation in which a word, letter or number is another one."""
    assert figure.trace is not None
    shown = [e.text.lower().replace("\n", " ") for e in figure.trace.elements if e.kind == "text"]
    spots = list(_QUOTES.finditer(figure.caption))
    rng.shuffle(spots)
    for match in spots:
        group = next(g for g in range(1, 5) if match[g] is not None)
        text = match[group]
        if not any(text.lower().strip(".,") in s for s in shown) or "$" in text:
            continue
        pieces = list(re.finditer(r"\d+|[^\W\d_]+", text))
        if not pieces:
            continue
        piece = rng.choice(pieces)
        if piece[0].isdigit():
            new = str(int(piece[0]) + rng.choice((1, 2, 3)))
        elif len(piece[0]) == 1:
            new = rng.choice([c for c in "BCDEFGHKMQRSTUVWXYZ" if c.lower() not in text.lower()])
            new = new if piece[0].isupper() else new.lower()
        else:
            new = rng.choice(_OTHER_WORDS)
        changed = text[: piece.start()] + new + text[piece.end() :]
        if any(changed.lower() in s for s in shown) or any(
            len(changed) < 3 and re.search(rf"\b{re.escape(changed.lower())}\b", s) for s in shown
        ):
            continue
        yield _replaced(figure, "label", match.start(group), match.end(group), changed)
        return


def _lab(color: str) -> np.ndarray:
    return np.asarray(words._lab([color])[0])


def plant_color(figure: Figure, rng: Random) -> Iterator[Plant]:
    """A colour that nothing in the figure has, or that nothing of that kind has."""
    assert figure.trace is not None
    pattern = re.compile(r"\b(" + "|".join(COLORS) + r")\b(?!-)(?:\s+(\w+))?", re.IGNORECASE)
    spots = [
        m
        for m in pattern.finditer(figure.caption)
        if not _SHADED.search(figure.caption[max(0, m.start() - 7) : m.start()].lower())
    ]
    rng.shuffle(spots)
    for match in spots:
        own = KINDS_OF.get((match[2] or "").lower(), KINDS_OF.get((match[2] or "").lower() + "s"))
        absent = [c for c in COLORS if not _has(figure.trace.elements, figure.trace, c, None)]
        elsewhere = [
            c for c in COLORS if own and c not in absent and not _has(figure.trace.elements, figure.trace, c, own)
        ]
        distinct = {"gray", "grey"} if match[1].lower() in ("gray", "grey") else {match[1].lower()}
        choices = [
            c for c in (elsewhere if elsewhere and rng.random() < 0.4 else absent) if c not in distinct and c != "grey"
        ]
        if choices:
            new = rng.choice(choices)
            yield _replaced(
                figure, "color", match.start(1), match.end(1), new.capitalize() if match[1][0].isupper() else new
            )
            return


def _has(elements: Iterable[Element], trace: FigureTrace, color: str, kinds: tuple[str, ...] | None) -> bool:
    """Whether an element (of some kinds) has a colour that might be called so; neutral ones are everywhere."""
    near = 45.0
    if kinds is None and color in ("black", "gray", "grey"):
        return True
    for e in elements:
        if (
            not e.visible
            or (kinds is not None and e.kind not in kinds)
            or (kinds and e.role not in ("data", "annotation", "figure"))
        ):
            continue
        if "cmap" in e.shape or (e.kind in ("mesh", "image") and not e.color):
            return True
        for c in (e.color, e.edge_color, e.fill_color, *e.colors):
            if c and np.linalg.norm(_lab(c) - _lab(COLORS[color])) < near:
                return True
            if c and words.color_name(c).split()[-1] == color:
                return True
    return False


_POINT = re.compile(r"\(\s?([-−]?\d+(?:\.\d+)?),\s?([-−]?\d+(?:\.\d+)?)\s?\)")
_ENDS = re.compile(r"axis[^.;]{0,60}?(?:from|between) ([-−]?\d+(?:\.\d+)?) (?:to|and) ([-−]?\d+(?:\.\d+)?)")
_RADIUS = re.compile(r"radius (?:of )?(\d+(?:\.\d+)?)")


def plant_coordinate(figure: Figure, rng: Random) -> Iterator[Plant]:
    """A coordinate, end of an axis or radius, shifted clearly."""
    assert figure.trace is not None
    drawn: list[object] = []
    for e in figure.trace.elements:
        if e.visible and e.role in ("data", "annotation", "figure"):
            drawn += [*e.data, e.shape.get("center", ())]
    flat = np.array([p for p in drawn if isinstance(p, tuple) and len(p) == 2] or [(np.nan, np.nan)], float)
    spots = (
        [("point", m) for m in _POINT.finditer(figure.caption)]
        + [("ends", m) for m in _ENDS.finditer(figure.caption)]
        + [("radius", m) for m in _RADIUS.finditer(figure.caption)]
    )
    rng.shuffle(spots)
    for kind, match in spots:
        group = 2 if kind == "ends" else rng.choice((1, 2)) if kind == "point" else 1
        old = float(match[group].replace("−", "-"))
        spans = [abs(b - a) for axes in figure.trace.axes for a, b in (axes.x.limits, axes.y.limits)]
        decimals = len(match[group].partition(".")[2])
        step = (
            max(1.0 if not decimals else 0.0, round(0.18 * max(spans, default=5.0), decimals))
            if kind != "radius"
            else max(1.0, old)
        )
        new = round(old + rng.choice((-1, 1)) * step, decimals) if kind != "radius" else old + step
        if kind == "point":
            pair = [float(match[g].replace("−", "-")) for g in (1, 2)]
            pair[group - 1] = new
            if np.nanmin(np.abs(flat - pair).max(axis=1), initial=np.inf) < 0.3 * step or not len(flat):
                continue
        written = f"{new:.{decimals}f}".replace("-", "−" if "−" in match[group] else "-")
        yield _replaced(figure, "coordinate", match.start(group), match.end(group), written)
        return


def plant_element(figure: Figure, rng: Random) -> Iterator[Plant]:
    """A sentence about something that is not there."""
    trace = figure.trace
    assert trace is not None
    kinds = {e.kind for e in trace.elements if e.visible and e.role in ("data", "figure", "annotation")}
    marks = {e.marker for e in trace.elements if e.visible and e.role == "data"}
    styles = {e.line_style for e in trace.elements if e.visible}
    solid = any(a.view is not None for a in trace.axes)
    closed = {"polygon", "path", "line", "mesh", "image"} & kinds
    legend = any(a.legend for a in trace.axes) or any(e.role == "legend" for e in trace.elements)
    arrow = "arrow" in kinds or any("arrow" in e.artist.lower() for e in trace.elements)
    bars = any(a.colorbar_of is not None for a in trace.axes) or len(trace.axes) > 1
    table = any(e.role == "table" for e in trace.elements) or bool({"rectangle", "line", "segment"} & kinds)
    round_ones = {"circle", "ellipse", "arc", "markers", "line", "wedge", "path", "polygon"}
    there = [
        (arrow, "An arrow points to the upper right corner."),
        (arrow, "Two arrows mark the directions of motion."),
        (legend, "A legend in the upper right corner explains the symbols."),
        (bars, "A colour bar runs along the right side."),
        ({"dashed", "dashdot"} & styles, "A dashed line crosses the picture from left to right."),
        ({"dotted", "dashdot"} & styles, "A dotted line joins the two ends."),
        ({"markers", "polygon", "line", "path"} & kinds, "A star marks the middle."),
        ("*" in marks or closed or solid, "A small star sits near the left edge."),
        (closed or {"^", "v", "<", ">"} & marks or solid, "A small triangle stands at the lower left."),
        (round_ones & kinds, "A circle encloses the whole drawing."),
        ({"wedge", "path", "polygon"} & kinds, "A pie chart with several slices stands in the corner."),
        (table, "A table below lists the values."),
        ({"ellipse", "circle", "line", "path", "polygon"} & kinds, "An ellipse surrounds the centre."),
        ({"contour", "image", "mesh"} & kinds, "Contour lines fill the background."),
        ({"polygon", "line", "path", "markers"} & kinds or solid, "A hexagon stands at the bottom."),
    ]
    chosen = [text for found, text in there if not found]
    if chosen:
        text = rng.choice(chosen)
        ends = [m.end() for m in re.finditer(r"[.!?]\"? (?=[A-Z])", figure.caption)]
        at = rng.choice(ends) if ends else len(figure.caption)
        new = text + " " if ends else " " + text
        yield Plant("element", figure.caption[:at] + new + figure.caption[at:], at, at + len(new), f"+ {text}")


def plant_relation(figure: Figure, rng: Random) -> Iterator[Plant]:
    """A relation turned round."""
    spots = list(re.finditer(rf"\b({'|'.join(OPPOSITES)})\b", figure.caption))
    if spots:
        match = rng.choice(spots)
        yield _replaced(figure, "relation", match.start(1), match.end(1), OPPOSITES[match[1]])


PLANTERS = (plant_count, plant_label, plant_color, plant_coordinate, plant_element, plant_relation)


@dataclass
class Tally:
    """What was planted, found and wrongly alarmed about, by kind."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    plain_alarms: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    captions: int = 0
    with_alarm: int = 0
    wrong: int = 0
    caught: int = 0
    seconds: list[float] = field(default_factory=list)
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    false: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def run(figures: list[Figure]) -> Tally:
    """Check every caption as it is, and with each planted error."""
    tally = Tally()
    for figure in figures:
        if figure.trace is None:
            continue
        began = time.process_time()
        claims = check_caption(figure.caption, figure.trace)
        tally.seconds.append(time.process_time() - began)
        tally.captions += 1
        tally.verdicts.update(f"{c.kind} {c.verdict}" for c in claims)
        wrong = [c for c in claims if c.verdict == "contradicted"]
        tally.with_alarm += bool(wrong)
        tally.plain_alarms.update(c.kind for c in wrong)
        for c in wrong:
            tally.false[c.kind].append(_shown(figure, c))
        if figure.wrong:
            tally.wrong += 1
            caught = any(c.verdict == "contradicted" for c in check_caption(figure.wrong, figure.trace))
            tally.caught += caught
            if not caught:
                tally.misses["naturally wrong captions"].append(f"{figure.name}: {figure.wrong}")
        for planter in PLANTERS:
            for plant in planter(figure, Random(f"{figure.name} {planter.__name__}")):
                _try(figure, plant, tally)
    tally.alarms += tally.plain_alarms
    return tally


def _shown(figure: Figure, claim: Claim) -> str:
    around = figure.caption[max(0, claim.start - 50) : claim.end + 40]
    return f"{figure.name}: [{claim.text}] {claim.evidence}   ...{around}..."


def _try(figure: Figure, plant: Plant, tally: Tally) -> None:
    assert figure.trace is not None
    kind = plant.kind.rstrip("*")
    wrong = [c for c in check_caption(plant.caption, figure.trace) if c.verdict == "contradicted"]
    hit = any(c.start < plant.end and plant.start < c.end for c in wrong)
    tally.planted[plant.kind] += 1
    tally.found[plant.kind] += hit
    tally.alarms[kind] += sum(c.kind == kind and not (c.start < plant.end and plant.start < c.end) for c in wrong)
    if not hit:
        around = plant.caption[max(0, plant.start - 50) : plant.end + 50]
        tally.misses[plant.kind].append(f"{figure.name}: {plant.what}   ...{around}...")


def report(name: str, tally: Tally, examples: int) -> None:
    """Print one set's table."""
    print(f"\n## {name}: {tally.captions} captions, {sum(tally.planted.values())} planted errors\n")
    print("| kind | planted | found | recall | false alarms | precision |\n|---|---|---|---|---|---|")
    for kind in KINDS:
        planted, found = tally.planted[kind], tally.found[kind]
        alarms = tally.alarms[kind]
        recall = f"{found / planted:.3f}" if planted else "-"
        shown = (
            "" if kind.endswith("*") else f"{alarms} | {found / (found + alarms):.3f}" if found + alarms else "0 | -"
        )
        print(f"| {kind} | {planted} | {found} | {recall} | {shown or ' | '} |")
    total = sum(tally.verdicts.values())
    each: Counter[str] = Counter()
    for key, number in tally.verdicts.items():
        each[key.split()[1]] += number
    slow = sorted(tally.seconds)
    print(
        f"\n{total / max(tally.captions, 1):.1f} claims a caption: "
        + ", ".join(f"{100 * each[v] / max(total, 1):.1f}% {v}" for v in ("confirmed", "contradicted", "unverifiable"))
        + f"; {tally.with_alarm} of {tally.captions} true captions called wrong somewhere"
        + f"; {1000 * np.mean(slow):.1f} ms of CPU a caption, at most {1000 * slow[-1]:.0f}"
    )
    if tally.wrong:
        print(f"naturally wrong captions: caught {tally.caught} of {tally.wrong}")
    print("false alarms in the unmodified captions:", dict(tally.plain_alarms))
    for title, lists in (("MISSES", tally.misses), ("FALSE ALARMS", tally.false)):
        for kind, lines in sorted(lists.items()) if examples else ():
            print(f"\n{title} of {kind} ({len(lines)})")
            for line in lines[:examples]:
                print("  -", line)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--examples",
        nargs="?",
        type=int,
        const=10,
        default=0,
        help="print so many misses and false alarms of each kind",
    )
    parser.add_argument("--held-out", action="store_true", help="measure the held-out captions too")
    chosen = parser.parse_args()
    sets = {"own captions": fixture(), "development": recorded(False)}
    if chosen.held_out:
        sets["held out"] = recorded(True)
    for name, figures in sets.items():
        asyncio.run(trace_all(figures))
        if figures:
            report(name, run(figures), chosen.examples)


if __name__ == "__main__":
    main()
