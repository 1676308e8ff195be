"""Synthetic samples for the gallery's tests: small Pillow drawings with traces that match them exactly."""

from __future__ import annotations

import io
import math
import random
import re
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageDraw

from codepercept.types import (
    AxesTrace,
    Canvas,
    Claim,
    Element,
    Execution,
    Fact,
    FigureTrace,
    QuestionAnswer,
    Rejection,
    Sample,
    Score,
    Seed,
    Span,
    StageRecord,
)

BLUE, ORANGE, GREEN, RED, GREY = "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9aa0a6"
NASTY = "</script><img src=x onerror=alert(1)><!-- \u2028\u2029 \x00 ${alert(2)} \"'`"
REASONS = ("contradiction", "blank_picture", "cpu_limit", "magic_numbers")


class Drawing:
    """A picture and the trace of what was drawn on it, kept in step."""

    def __init__(self, width: int = 640, height: int = 480) -> None:
        self.picture = Image.new("RGB", (width, height), "white")
        self.pen = ImageDraw.Draw(self.picture)
        self.elements: list[Element] = []

    def add(self, kind: str, points: list[tuple[float, float]], **more: Any) -> int:
        """Draw one element and record it; returns its id."""
        number = len(self.elements)
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        color = more.get("color", BLUE)
        if kind == "markers":
            for x, y in points:
                self.pen.ellipse((x - 4, y - 4, x + 4, y + 4), fill=color)
            more |= {"marker": "o", "marker_size": 8 * 0.72, "count": len(points)}
        elif kind == "text":
            box = self.pen.textbbox(points[0], more["text"], font_size=15)
            self.pen.text(points[0], more["text"], fill=color, font_size=15)
        elif more.get("fill_color"):
            self.pen.polygon(points, fill=more["fill_color"], outline=more.get("edge_color", "#333333"))
        else:
            self.pen.line(points, fill=color, width=2, joint="curve")
            more |= {"line_width": 1.5, "line_style": "solid"}
        element = Element.model_validate(
            {"id": number, "kind": kind, "pixels": points, "bbox": box, "axes": 0, "color": color} | more
        )
        self.elements.append(element)
        return number

    def execution(self) -> Execution:
        """The drawing as the result of running some code."""
        out = io.BytesIO()
        self.picture.save(out, "PNG", compress_level=1)
        width, height = self.picture.size
        trace = FigureTrace(
            canvas=Canvas(width=width, height=height, dpi=100),
            axes=(AxesTrace(id=0, bbox=(40, 20, width - 20, height - 40)),),
            elements=tuple(self.elements),
        )
        return Execution(
            status="ok", image=out.getvalue(), width=width, height=height, dpi=100, trace=trace,
            cpu_seconds=0.31, wall_seconds=0.4, fingerprint="f1e2d3",
        )  # fmt: skip


def chart(rng: random.Random, size: tuple[int, int] = (640, 480)) -> tuple[Drawing, dict[str, int]]:
    """Curve, scatter, bar and texts. Names of the elements map to their ids."""
    d = Drawing(*size)
    w, h = size
    ids = {"background": d.add("rectangle", [(0, 0), (w, 0), (w, h), (0, h)], role="background",
                               color="#ffffff", fill_color="#ffffff", edge_color="#ffffff")}  # fmt: skip
    ids["grid"] = d.add("segment", [(40, h * 0.7), (w - 20, h * 0.7)], role="grid", color="#dddddd", line=3)
    bar = [(w * 0.65, h * 0.5), (w * 0.8, h * 0.5), (w * 0.8, h * 0.85), (w * 0.65, h * 0.85)]
    ids["bar"] = d.add("rectangle", bar, color=ORANGE, fill_color=ORANGE, line=6, group="bar 0",
                       data=((2.0, 0.0), (3.0, 5.0)))  # fmt: skip
    a, b = rng.uniform(0.6, 1.2), rng.uniform(1, 3)
    xs = [i / 60 for i in range(61)]
    curve = [(w * (0.1 + 0.5 * x), h * (0.45 - 0.25 * a * math.sin(b * 3 * x))) for x in xs]
    ids["curve"] = d.add("line", curve, color=BLUE, label="signal", line=4,
                         data=tuple((x, a * math.sin(b * 3 * x)) for x in xs))  # fmt: skip
    dots = [(w * rng.uniform(0.1, 0.55), h * rng.uniform(0.6, 0.85)) for _ in range(rng.randint(6, 14))]
    ids["dots"] = d.add("markers", dots, color=GREEN, line=5,
                        data=tuple((round(x / w, 3), round(1 - y / h, 3)) for x, y in dots))  # fmt: skip
    ids["title"] = d.add("text", [(w * 0.3, 8)], text="Damped signal", role="title", color="#111111", line=7)
    ids["axis"] = d.add("line", [(40, 30), (40, h * 0.85), (w - 20, h * 0.85)], role="spine", color="#333333")
    return d, ids


def cubes(rng: random.Random, size: tuple[int, int] = (640, 480)) -> tuple[Drawing, dict[str, int]]:
    """An isometric stack of cubes, three faces each."""
    d = Drawing(*size)
    w, h = size
    side = h * 0.11
    ids: dict[str, int] = {}
    heights = {(x, y): rng.randint(1, 3) for x in range(3) for y in range(3)}

    def project(x: float, y: float, z: float) -> tuple[float, float]:
        return w / 2 + (x - y) * side * 0.87, h * 0.45 + (x + y) * side * 0.5 - z * side

    for (x, y), top in sorted(heights.items(), key=lambda item: sum(item[0])):
        for z in range(top):
            faces = {
                "left": (
                    [(x, y + 1, z), (x + 1, y + 1, z), (x + 1, y + 1, z + 1), (x, y + 1, z + 1)],
                    "#4f86c6",
                ),
                "right": (
                    [(x + 1, y, z), (x + 1, y + 1, z), (x + 1, y + 1, z + 1), (x + 1, y, z + 1)],
                    "#2f5d94",
                ),
                "top": (
                    [(x, y, z + 1), (x + 1, y, z + 1), (x + 1, y + 1, z + 1), (x, y + 1, z + 1)],
                    "#a9c8ec",
                ),
            }
            for face, (corners, color) in faces.items():
                ids[f"{face} {x}{y}{z}"] = d.add(
                    "polygon", [project(*corner) for corner in corners], color=color, fill_color=color,
                    edge_color="#1c2f47", line=5, group="Poly3DCollection 0", data=tuple(corners),
                    zorder=float(x + y + z),
                )  # fmt: skip
    ids["title"] = d.add("text", [(20, 12)], text="Cube stack", role="title", color="#111111", line=7)
    return d, ids


CHART_CODE = """import matplotlib.pyplot as plt, numpy as np
x = np.linspace(0, 1, 61)  # sample points
fig, ax = plt.subplots(); ax.grid(True)
ax.plot(x, {a:.2f} * np.sin(3 * x), label="signal")
ax.scatter(rng.uniform(0, 1, {n}), rng.uniform(0, 1, {n}), color="tab:green")
ax.bar([2.5], [5], color="tab:orange")
ax.set_title(f"Damped {{'signal'}}")
plt.show()
"""

CUBE_CODE = """import matplotlib.pyplot as plt, numpy as np
heights = np.array({heights})
fig = plt.figure()
ax = fig.add_subplot(projection="3d")
ax.voxels(filled, facecolors="#4f86c6", edgecolors="#1c2f47")
ax.set_axis_off()
ax.set_title("Cube stack")
"""


def spans_of(caption: str, parts: dict[str, tuple[int, ...]]) -> tuple[Span, ...]:
    """Spans over the first occurrence of each phrase."""
    found = ((re.search(re.escape(phrase), caption), ids) for phrase, ids in parts.items())
    return tuple(Span(start=m.start(), end=m.end(), elements=ids) for m, ids in found if m)


def sample(number: int, *, size: tuple[int, int] = (640, 480), **changes: Any) -> Sample:
    """A kept sample. Even numbers are charts, odd ones cube stacks."""
    rng = random.Random(number)
    if number % 2 == 0:
        drawing, ids = chart(rng, size)
        count = drawing.elements[ids["dots"]].count
        caption = (
            f"A blue sine curve runs over {count} green dots. "
            "To its right stands one orange bar of height 5. The title reads “Damped signal”."
        )
        parts = {
            "A blue sine curve": (ids["curve"],),
            f"{count} green dots": (ids["dots"],),
            "one orange bar of height 5": (ids["bar"],),
            "The title reads “Damped signal”": (ids["title"],),
        }
        code = CHART_CODE.format(a=rng.random(), n=count)
        facts = (
            Fact(kind="count", text=f"There are {count} green markers.", elements=(ids["dots"],), line=5),
            Fact(kind="element", text="One bar reaches from 0 to 5.", elements=(ids["bar"],), line=6),
            Fact(
                kind="relation",
                text="The curve lies above all markers.",
                elements=(ids["curve"], ids["dots"]),
            ),
            Fact(kind="text", text="Title: Damped signal", elements=(ids["title"],)),
        )
        family = None
    else:
        drawing, ids = cubes(rng, size)
        tops = tuple(i for name, i in ids.items() if name.startswith("top"))
        caption = f"An isometric stack of {len(tops)} unit cubes on a 3 by 3 base. The upper faces are light blue."
        parts = {f"{len(tops)} unit cubes": tuple(ids.values())[:-1], "The upper faces": tops}
        code = CUBE_CODE.format(heights=[[rng.randint(1, 3) for _ in range(3)] for _ in range(3)])
        facts = (Fact(kind="exact", text=f"The stack holds {len(tops)} cubes.", elements=tuple(ids.values())[:-1]),)
        family = "cube_stack"
    fields: dict[str, Any] = {
        "id": f"sg-{number:05d}" if family else f"id-{number:05d}",
        "seed": Seed(id=f"seed-{number}", source="synthetic", licence="CC0-1.0", question="Dots?"),
        "pipeline": "geometry" if family else ("diversify" if number % 4 else "reproduce"),
        "family": family,
        "parameters": {"seed": number, "size": [3, 3], "scale": 0.5} if family else {},
        "code": code,
        "execution": drawing.execution(),
        "facts": facts,
        "caption": caption,
        "caption_spans": spans_of(caption, parts),
        "explanation": f"## What the picture shows\n\nIt has **{len(ids)} parts**, by `matplotlib`.\n\n"
        f"1. Make the data.\n2. Draw it.\n\n```python\n{code}```\n\nRun it with `python figure.py`.",
        "questions": (QuestionAnswer(question="How many bars?", answer="1", steps=("Look.", "Count.")),),
        "scores": {
            "grounding": Score(value=0.9375, parts={"counts": 1.0, "colours": 0.875}),
            "judge": Score(value=None, fault="no judge configured"),
        },
        "history": (StageRecord(stage="seeds"), StageRecord(stage="execute", note="ok at the first try")),
    }  # fmt: skip
    return Sample.model_validate(fields | changes)


def rejected(number: int, **more: Any) -> Sample:
    """A rejection; every second kind has no picture."""
    kind = REASONS[number % len(REASONS)]
    changes: dict[str, Any] = {
        "rejection": Rejection(stage="filter", kind=kind, reason=f"The figure failed the check for {kind}."),
    }
    if kind in ("cpu_limit", "blank_picture"):
        changes["execution"] = Execution(
            status="cpu_limit", error="the code used more than 20 s of CPU",
            stderr='Traceback (most recent call last):\n  File "figure.py", line 3\nTimeoutError',
        )  # fmt: skip
        changes |= {"facts": (), "caption": "", "caption_spans": (), "explanation": ""}
    return sample(number, **(changes | more))


def unscored(number: int, **more: Any) -> Sample:
    """A row on which the machinery failed."""
    return sample(number, execution=None, fault="the sandbox worker died twice", **more)


def nasty(number: int) -> Sample:
    """A chart whose every text tries to break out of the page."""
    long_line = "# " + "x" * 10_000
    base = sample(number)
    assert base.execution is not None and base.execution.trace is not None
    elements = tuple(e.model_copy(update={"text": NASTY, "label": NASTY}) for e in base.execution.trace.elements)
    trace = base.execution.trace.model_copy(update={"elements": elements})
    return base.model_copy(
        update={
            "id": f"nasty/{NASTY}#?%&",
            "family": NASTY,
            "pipeline": NASTY,
            "code": f"x = '{NASTY}'\n{long_line}\nprint('''unclosed\n",
            "caption": f"😀 {NASTY} מימין לשמאל العربية 🎉 end",
            "caption_spans": (Span(start=0, end=1, elements=(2,)),),
            "explanation": f"# {NASTY}\n```html\n{NASTY}\n",
            "facts": (Fact(kind=NASTY, text=NASTY, elements=(2, 999)),),
            "questions": (QuestionAnswer(question=NASTY, answer=NASTY, steps=(NASTY,)),),
            "scores": {NASTY: Score(value=None, parts={NASTY: 1e300}, explanation=NASTY, fault=NASTY)},
            "parameters": {NASTY: {NASTY: math.nan, "set": {1, 2}}},
            "history": (StageRecord(stage=NASTY, note=NASTY, code=NASTY),),
            "native_caption": NASTY,
            "analysis": NASTY,
            "principle": NASTY,
            "code_draft": NASTY,
            "claims": (
                Claim(kind="label", text=NASTY, start=0, end=5, verdict="contradicted", evidence=NASTY, elements=(2,)),
            ),
            "seed": Seed(id=NASTY, source=NASTY, image=b"not a picture"),
            "execution": base.execution.model_copy(update={"trace": trace, "stderr": NASTY, "error": NASTY}),
        }
    )


def stream(count: int, **more: Any) -> Iterator[Sample]:
    """A mixed run: of every ten rows one or two are rejected, of every fifty one is unscored."""
    for number in range(count):
        if number % 50 == 49:
            yield unscored(number, **more)
        elif number % 10 in (3, 6):
            yield rejected(number // 3, id=f"rej-{number:05d}", **more)
        else:
            yield sample(number, **more)


def summary_of(samples: list[Sample]) -> dict[str, Any]:
    """Counts as a run reports them."""
    summary: dict[str, Any] = {
        "requested": len(samples),
        "samples": 0,
        "rejected": 0,
        "unscored": 0,
        "seconds": 185.0,
    }
    tables: dict[str, dict[str, int]] = {"by_pipeline": {}, "by_family": {}, "rejected_by_reason": {}}
    for row in samples:
        key = {"sample": "samples", "rejection": "rejected", "unscored": "unscored"}[row.outcome]
        summary[key] += 1
        for table, name in (
            ("by_pipeline", row.pipeline),
            ("by_family", row.family or ""),
            ("rejected_by_reason", row.rejection.kind if row.rejection else None),
        ):
            if name is not None:
                tables[table][name] = tables[table].get(name, 0) + 1
    return summary | tables
