"""The values that flow through CodePercept. Every stored row is one of these frozen models."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Point = tuple[float, ...]
"""Data coordinates: (x, y) or (x, y, z)."""

Pixel = tuple[float, float]
"""Page coordinates in pixels: origin at the top left corner, y grows downwards."""

Status = Literal[
    "ok",
    "error",
    "no_figure",
    "cpu_limit",
    "wall_limit",
    "memory_limit",
    "output_limit",
    "blocked",
    "fault",
]

Kind = Literal[
    "segment",  # straight line between two points
    "line",  # polyline or curve
    "arrow",
    "polygon",
    "rectangle",
    "circle",
    "ellipse",
    "arc",
    "wedge",
    "path",  # any other outline (curved or compound)
    "markers",  # a set of equal symbols: `count` of them, positions in `data` and `pixels`
    "contour",  # one level of a contour plot
    "mesh",  # a coloured grid (pcolormesh, gouraud triangles)
    "image",
    "text",
]


class Value(BaseModel):
    """Base of all values: frozen, strict about unknown fields, and without NaN or infinity, which JSON cannot hold."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Canvas(Value):
    """The page: size in pixels, resolution, paper colour."""

    width: int
    height: int
    dpi: float
    facecolor: str = "#ffffff"


class AxisInfo(Value):
    """One axis (x, y or z) of an axes."""

    label: str = ""
    limits: tuple[float, float] = (0.0, 1.0)
    scale: str = "linear"
    ticks: tuple[tuple[float, str], ...] = ()
    """Visible major ticks: (position in data units, label as drawn)."""
    grid: bool = False
    visible: bool = True


class AxesTrace(Value):
    """One axes: where it is on the page and how it maps data to it."""

    id: int
    projection: str = "rectilinear"
    bbox: tuple[float, float, float, float]
    """Frame on the page in pixels: (left, top, right, bottom)."""
    title: str = ""
    x: AxisInfo = AxisInfo()
    y: AxisInfo = AxisInfo()
    z: AxisInfo | None = None
    aspect: str = "auto"
    facecolor: str | None = None
    spines: tuple[str, ...] = ()
    """Names of the spines that are drawn, e.g. ("left", "bottom")."""
    frame: bool = True
    """False after `ax.axis("off")`."""
    legend: tuple[str, ...] = ()
    twin_of: int | None = None
    inset_of: int | None = None
    colorbar_of: int | None = None
    view: tuple[float, float, float] | None = None
    """3D camera: (elevation, azimuth, roll) in degrees."""


class Element(Value):
    """One drawn thing: what was painted (`pixels`, colours) joined with what was asked for (`data`, `line`)."""

    id: int
    kind: Kind
    role: str = "data"
    """"data", or the part of the furniture it belongs to: "title", "axis_label", "tick_label", "tick", "grid",
    "spine", "legend", "annotation", "colorbar", "table", "background", "pane", "figure"."""
    axes: int | None = None
    """`AxesTrace.id`, None for things placed on the figure itself."""
    artist: str = ""
    group: str | None = None
    """Elements drawn by one call share a group, e.g. "bar 0", "errorbar 1", "pie 0", "boxplot 2"."""
    call: str = ""
    """Method of the axes that made it, e.g. "hist" or "axvline"; "" where that is not known."""
    part: str = ""
    """What it is within its group: "box", "median", "whisker", "cap", "flier", "mean", "body", "end", "range",
    "quantile", "stem", "baseline", "shadow", or ""."""
    label: str = ""
    data: tuple[Point, ...] = ()
    pixels: tuple[Pixel, ...] = ()
    """Outline on the page (tail and head of an arrow, positions of markers, the middle of a text)."""
    breaks: tuple[int, ...] = ()
    """Indices in `pixels` at which a new piece of a compound outline starts; empty where it is in one piece."""
    bbox: tuple[float, float, float, float] | None = None
    """Extent on the page in pixels: (left, top, right, bottom)."""
    color: str | None = None
    """Main colour "#rrggbb": the fill of a filled shape, else the stroke; None if it has no single colour."""
    edge_color: str | None = None
    fill_color: str | None = None
    alpha: float = 1.0
    line_width: float = 0.0
    """In points (1/72 inch)."""
    line_style: str = ""
    """"solid", "dashed", "dotted", "dashdot", or "" where nothing is stroked."""
    marker: str = ""
    """matplotlib marker code where known, e.g. "o"."""
    marker_size: float = 0.0
    """Diameter in points; of a marker set whose items differ, the median."""
    sizes: tuple[float, ...] = ()
    """Per-item diameters in points of a marker set whose items differ."""
    hatch: str = ""
    count: int = 1
    colors: tuple[str, ...] = ()
    """Per-item colours of a marker set whose items differ."""
    grid: tuple[str, ...] = ()
    """What an image or mesh looks like: mean colours of 8 x 8 equal parts of its place on the page, row by row."""
    shape: dict[str, float | str | tuple[float, ...]] = Field(default_factory=dict)
    """Kind-specific measures in data units, e.g. {"center": (0, 0), "radius": 1}, {"level": 0.5}."""
    text: str = ""
    font_size: float = 0.0
    rotation: float = 0.0
    zorder: float = 0.0
    visible: bool = True
    """False if it was drawn but leaves no ink on the page (clipped away, fully transparent, off the page)."""
    clip: Literal["none", "partial", "full"] = "none"
    line: int | None = None
    """Line of the figure code that drew it, counted from 1."""
    truncated: bool = False
    """True if `data`/`pixels` were thinned out to keep the trace small (`count` stays exact)."""


TRACE_FORMAT = 2
"""Goes up when the meaning of a trace's fields changes; traces of different formats cannot be compared."""


class FigureTrace(Value):
    """Everything one figure drew. Elements come in painting order."""

    format: int = TRACE_FORMAT
    canvas: Canvas
    axes: tuple[AxesTrace, ...] = ()
    elements: tuple[Element, ...] = ()
    figures: int = 1
    """Open figures when the picture was taken; only the traced one is shown."""
    missing_glyphs: tuple[str, ...] = ()
    """Characters that no font on hand could draw."""
    truncated: bool = False
    """True if there were more elements than a trace keeps."""
    untraced: int = 0
    """Drawn things that the tracer failed to describe; a shortcoming of ours, the picture has them."""


class Execution(Value):
    """What came of running one piece of figure code."""

    status: Status
    image: bytes | None = Field(default=None, repr=False)
    """PNG, present if and only if status is "ok"."""
    width: int = 0
    height: int = 0
    dpi: float = 0.0
    trace: FigureTrace | None = None
    error: str = ""
    """One line that says why, empty when ok."""
    stderr: str = ""
    """Tail of what the script printed to stdout and stderr, traceback included."""
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    fingerprint: str = ""


class Score(Value):
    """A scorer's answer. `value` None is *unscored*, never zero."""

    value: float | None
    parts: dict[str, float | None] = Field(default_factory=dict)
    explanation: str = ""
    fault: str | None = None


class Rejection(Value):
    """Why a row was not kept. Rejected rows are stored, not dropped."""

    stage: str
    kind: str
    reason: str


class Fact(Value):
    """One statement about a figure that follows from its trace or its generator."""

    kind: str
    """"count", "element", "text", "axis", "relation", "style", "exact", ..."""
    text: str
    elements: tuple[int, ...] = ()
    """Ids of the trace elements that it speaks of."""
    line: int | None = None


class Span(Value):
    """A stretch of a caption and the elements that it speaks of."""

    start: int
    end: int
    elements: tuple[int, ...] = ()


class Claim(Value):
    """Something a caption says that a trace can be asked about."""

    kind: Literal["count", "label", "color", "coordinate", "relation", "element"]
    text: str
    """The stretch of the caption, `caption[start:end]`."""
    start: int
    end: int
    verdict: Literal["confirmed", "contradicted", "unverifiable"]
    evidence: str = ""
    """One sentence with what the trace has, e.g. "the trace has 6 circles, not 7"."""
    elements: tuple[int, ...] = ()
    """Ids of the trace elements that it speaks of."""


class QuestionAnswer(Value):
    """A question about the picture whose answer follows from the facts."""

    question: str
    answer: str
    steps: tuple[str, ...] = ()


class Seed(Value):
    """Where a sample starts: somebody's code, a picture, or a geometry family with parameters to draw."""

    id: str
    source: str = ""
    licence: str = ""
    code: str | None = None
    image: bytes | None = Field(default=None, repr=False)
    family: str | None = None
    wanted: dict[str, Any] = Field(default_factory=dict)
    """What a recipe asks of the family's parameters (see `geometry.ranges`)."""
    question: str | None = None
    answer: str | None = None


class StageRecord(Value):
    """One step of a sample's history."""

    stage: str
    note: str = ""
    code: str = ""
    """A program that this step gave up, e.g. one that did not run and was mended."""


class Sample(Value):
    """One image-caption-code triplet on its way through the pipeline.

    A row ends in one of three ways: as a sample (neither `rejection` nor `fault`), as a rejection, or unscored
    (`fault` set: our machinery failed and the row is tried again on the next run).
    """

    id: str
    seed: Seed
    pipeline: str
    family: str | None = None
    parameters: dict[str, Any] = Field(default_factory=dict)
    seed_caption: str = ""
    """What a model saw in the seed picture (image reproduction)."""
    principle: str = ""
    """What a model took the seed picture to be about (image diversity)."""
    code: str = ""
    execution: Execution | None = None
    facts: tuple[Fact, ...] = ()
    native_caption: str = ""
    """What a model saw in the figure, before any correction."""
    analysis: str = ""
    """What a model made of code and trace: the facts that a caption must get right."""
    caption: str = ""
    caption_spans: tuple[Span, ...] = ()
    claims: tuple[Claim, ...] = ()
    """What the caption says that was checked against the trace; empty where it was written from the trace."""
    code_draft: str = ""
    """A model's own explained attempt at code for the figure."""
    explanation: str = ""
    questions: tuple[QuestionAnswer, ...] = ()
    scores: dict[str, Score] = Field(default_factory=dict)
    rejection: Rejection | None = None
    fault: str | None = None
    history: tuple[StageRecord, ...] = ()

    @property
    def outcome(self) -> Literal["sample", "rejection", "unscored"]:
        """How the row ended."""
        if self.fault is not None:
            return "unscored"
        return "sample" if self.rejection is None else "rejection"


class Rollout(Value):
    """One answer of a model under test or in training, and what came of its code."""

    prompt: str
    completion: str
    code: str = ""
    """The program in the completion, "" if it holds none."""
    execution: Execution | None = None
    scores: dict[str, Score] = Field(default_factory=dict)
