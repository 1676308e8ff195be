"""One sample as the page reads it: a row of the index, a thumbnail, its texts, its details."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from codepercept.gallery.chunks import encode
from codepercept.gallery.pictures import SEED_PICTURE, THUMBNAIL, base64_text, small_copy
from codepercept.gallery.shapes import pack_trace
from codepercept.types import Sample, Score, Seed, Span

STATUS = ("sample", "rejection", "unscored")
"""`Sample.outcome` as it is numbered in the index."""

_HEAD = 180
_LONGEST_VALUE = 4000


@dataclass
class Index:
    """What the page knows of every row from the start: columns, with repeated names numbered."""

    ids: list[str] = field(default_factory=list)
    pipeline: list[int] = field(default_factory=list)
    family: list[int] = field(default_factory=list)
    status: list[int] = field(default_factory=list)
    reason: list[int] = field(default_factory=list)
    """Number of the rejection's kind, -1 where there is none."""
    head: list[str] = field(default_factory=list)
    """First words of the caption."""
    why: list[str] = field(default_factory=list)
    """First words of the rejection's reason or of the fault."""
    names: dict[str, dict[str, int]] = field(default_factory=lambda: {"pipeline": {}, "family": {}, "reason": {}})

    def add(self, sample: Sample) -> None:
        """Append one row."""
        rejection = sample.rejection if sample.outcome == "rejection" else None
        self.ids.append(sample.id)
        self.pipeline.append(self._number("pipeline", sample.pipeline))
        self.family.append(self._number("family", sample.family or ""))
        self.status.append(STATUS.index(sample.outcome))
        self.reason.append(self._number("reason", rejection.kind) if rejection else -1)
        self.head.append(first_words(sample.caption))
        self.why.append(first_words(sample.fault or (rejection.reason if rejection else "")))

    def columns(self) -> dict[str, Any]:
        """The index as plain data."""
        return {
            "ids": self.ids,
            "pipeline": self.pipeline,
            "family": self.family,
            "status": self.status,
            "reason": self.reason,
            "head": self.head,
            "why": self.why,
            "names": {column: list(numbers) for column, numbers in self.names.items()},
        }

    def _number(self, column: str, name: str) -> int:
        return self.names[column].setdefault(name, len(self.names[column]))


def pack_thumbnail(sample: Sample) -> str:
    """Encoded item: base64 of a small WebP, or null without a readable picture."""
    image = sample.execution.image if sample.execution else None
    small = small_copy(image, THUMBNAIL) if image else None
    return encode(base64_text(small) if small else None)


def pack_text(sample: Sample) -> str:
    """Encoded item: [caption, code], which are searched as well as shown."""
    return encode([sample.caption, sample.code])


def pack_detail(sample: Sample) -> str:
    """Encoded item: everything else that a sample's page shows."""
    execution = sample.execution
    mentioned = {i for fact in sample.facts for i in fact.elements}
    mentioned.update(i for span in sample.caption_spans for i in span.elements)
    mentioned.update(i for claim in sample.claims for i in claim.elements)
    detail: dict[str, Any] = {
        "spans": flatten_spans(sample.caption, sample.caption_spans),
        "explanation": sample.explanation,
        "facts": [[fact.kind, fact.text, list(fact.elements), fact.line] for fact in sample.facts],
        "questions": [[qa.question, qa.answer, list(qa.steps)] for qa in sample.questions],
        "scores": [_pack_score(name, score) for name, score in sample.scores.items()],
        "parameters": [[name, value_text(value)] for name, value in sample.parameters.items()],
        "history": [[record.stage, record.note, record.code] for record in sample.history],
        "claims": [[c.verdict, c.kind, c.text, c.evidence, list(c.elements)] for c in sample.claims],
        "drafts": [[name, text] for name, text in _drafts(sample) if text.strip()],
        "attempt": sample.code_draft,
        "seed": _pack_seed(sample.seed),
        "fault": sample.fault,
    }
    if sample.rejection:
        detail["rejection"] = [sample.rejection.stage, sample.rejection.kind, sample.rejection.reason]
    if execution:
        detail["execution"] = [
            ["status", execution.status],
            ["size", f"{execution.width} × {execution.height} px at {execution.dpi:g} dpi"],
            ["time", f"{execution.cpu_seconds:.2f} s CPU, {execution.wall_seconds:.2f} s wall"],
            ["fingerprint", execution.fingerprint],
        ]
        detail["error"], detail["stderr"] = execution.error, execution.stderr
        if execution.image:
            detail["image"] = base64_text(execution.image)
            detail["size"] = [max(1, execution.width), max(1, execution.height)]
        if execution.trace:
            detail["trace"] = pack_trace(execution.trace, mentioned)
    return encode(detail)


def _drafts(sample: Sample) -> list[tuple[str, str]]:
    """What models said on the way to the sample, in the order in which they were asked."""
    return [
        ("What a model saw in the seed picture", sample.seed_caption),
        ("The principle behind the seed picture", sample.principle),
        ("What a model saw in this figure", sample.native_caption),
        ("What a model made of code and trace", sample.analysis),
    ]


def first_words(text: str, limit: int = _HEAD) -> str:
    """The start of a text on one line, cut at a word."""
    flat = " ".join(text[: limit * 4].split())
    if len(flat) <= limit:
        return flat
    cut = flat[:limit]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut) + "…"


def flatten_spans(text: str, spans: Iterable[Span]) -> list[list[Any]]:
    """Spans of a caption as stretches that do not overlap: [start, end, element ids], in order.

    Offsets count UTF-16 units, as JavaScript does; a character outside the basic plane takes two. Where spans
    overlap, a stretch carries the elements of all of them.
    """
    clipped = [(max(0, s.start), min(len(text), s.end), s.elements) for s in spans if s.elements]
    clipped = [span for span in clipped if span[0] < span[1]]
    edges = sorted({edge for start, end, _ in clipped for edge in (start, end)})
    units = dict(zip(edges, _utf16_offsets(text, edges), strict=True))
    out: list[list[Any]] = []
    for left, right in pairwise(edges):
        ids = list(dict.fromkeys(i for start, end, e in clipped if start <= left and right <= end for i in e))
        if ids:
            out.append([units[left], units[right], ids])
    return out


def value_text(value: Any) -> str:
    """A parameter as one readable text; what JSON cannot say is said by `str`."""
    try:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    except (TypeError, ValueError):
        text = str(value)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _utf16_offsets(text: str, positions: Sequence[int]) -> list[int]:
    offsets, done, units = [], 0, 0
    for position in positions:
        units += len(text[done:position].encode("utf-16-le", "surrogatepass")) // 2
        done = position
        offsets.append(units)
    return offsets


def _pack_score(name: str, score: Score) -> list[Any]:
    parts = [[part, _finite(value)] for part, value in score.parts.items()]
    return [name, _finite(score.value), parts, score.explanation, score.fault]


def _finite(value: float | None) -> float | None:
    # A comparison with nan is false, so this leaves nan and the infinities out.
    return round(value, 4) if value is not None and abs(value) < 1e9 else None


def _pack_seed(seed: Seed) -> dict[str, Any]:
    fields = {
        "id": seed.id,
        "source": seed.source,
        "licence": seed.licence,
        "family": seed.family or "",
        "question": seed.question or "",
        "answer": seed.answer or "",
    }
    packed: dict[str, Any] = {"fields": [[name, value] for name, value in fields.items() if value]}
    if seed.image and (small := small_copy(seed.image, SEED_PICTURE)):
        packed["image"] = base64_text(small)
    return packed
