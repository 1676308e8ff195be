"""How varied a dataset is: kinds, texts, colours, and how much of each template's parameters it has seen."""

from __future__ import annotations

import functools
import json
import math
import re
import types
import typing
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic.fields import FieldInfo

from codepercept.geometry import FAMILIES

_PENDING = 100_000
BINS = 10
"""Equal parts of a continuous parameter's range, of which each should be met."""
_MANY = 24
"""Whole numbers with more values than this count as continuous."""
_COLOUR = re.compile("#[0-9a-f]{6}")
_WORD = re.compile(r"[^\W\d_]+")


def looks_of(trace: Mapping[str, Any], caption: str | None) -> dict[str, Any]:
    """What the statistics need of one row: small, so that a million rows can be summed up.

    Returns:
        `kinds`: what its data was drawn with, e.g. "plot"; `colours`: of visible elements, 4 bits for red, green and
        blue each; `texts`, `words`: hashes of the texts drawn (without tick labels) and of the caption's words;
        `length`: words of the caption.
    """
    kinds, colours, texts = set(), set(), set()
    for element in trace.get("elements", ()):
        if not element.get("visible", True):
            continue
        if element.get("role", "data") == "data":
            kinds.add(str(element.get("call") or element.get("kind")))
        if (color := element.get("color")) and _COLOUR.fullmatch(color):
            colours.add(int(color[1:6:2], 16))
        if element.get("text") and element.get("role") != "tick_label":
            texts.add(_hash(element["text"]))
    words = [w.lower() for w in _WORD.findall(caption or "")]
    return {
        "kinds": sorted(kinds),
        "colours": sorted(colours),
        "texts": sorted(texts),
        "words": sorted({_hash(w) for w in words}),
        "length": len(words),
    }


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


class Statistics:
    """Sums over rows; memory grows with what is different, not with rows."""

    def __init__(self) -> None:
        self.rows = self.grey = self.length = 0
        self.by: dict[str, Counter[str]] = {"pipeline": Counter(), "family": Counter()}
        self.kinds: Counter[str] = Counter()
        self.colours: Counter[int] = Counter()
        self._seen: dict[str, npt.NDArray[np.uint32]] = {k: np.empty(0, np.uint32) for k in ("texts", "words")}
        self._heard: dict[str, list[npt.NDArray[np.uint32]]] = {k: [] for k in self._seen}
        self._parameters: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Count rows: those of `looks_of`, with `pipeline`, `family` and `parameters` (JSON)."""
        heard: dict[str, list[int]] = {name: [] for name in self._seen}
        for row in rows:
            self.rows += 1
            self.by["pipeline"][row["pipeline"]] += 1
            if row["family"]:
                self.by["family"][row["family"]] += 1
                self._cover(row["family"], json.loads(row["parameters"] or "{}"))
            self.kinds.update(row["kinds"])
            self.colours.update(row["colours"])
            self.grey += all(_is_grey(c) for c in row["colours"])
            self.length += row["length"]
            for name, found in heard.items():
                found += row[name]
        for name, found in heard.items():
            self._heard[name].append(np.unique(np.array(found, np.uint32)))
            if sum(map(len, self._heard[name])) > len(self._seen[name]) + _PENDING:
                self._merge(name)

    def _merge(self, name: str) -> None:
        self._seen[name] = np.unique(np.concatenate([self._seen[name], *self._heard[name]]))
        self._heard[name] = []

    def _cover(self, family: str, parameters: Mapping[str, Any]) -> None:
        for name, wanted in _possible(family).items():
            if name in parameters:
                value = parameters[name]
                place = value if isinstance(wanted, list) else _bin(value, *wanted)
                self._parameters[family][name][json.dumps(place)] += 1

    def report(self) -> dict[str, Any]:
        """The figures, as kept in `summary.json`.

        An *effective number* is exp(entropy): as many equally frequent things would be as varied.
        """
        for name in self._seen:
            self._merge(name)
        return {
            "rows": self.rows,
            "by_pipeline": _sorted(self.by["pipeline"]),
            "by_family": _sorted(self.by["family"]),
            "kinds": _sorted(self.kinds),
            "effective_kinds": effective(self.kinds),
            "distinct_texts": len(self._seen["texts"]),
            "distinct_words": len(self._seen["words"]),
            "mean_caption_words": round(self.length / max(1, self.rows), 1),
            "distinct_colours": len(self.colours),
            "effective_colours": effective(self.colours),
            "grey_only": self.grey,
            "coverage": self._coverage(),
        }

    def _coverage(self) -> dict[str, dict[str, Any]]:
        """By family: the share of parameter values (or tenths of ranges) seen, and which are missing."""
        told = {}
        for family in sorted(self._parameters):
            seen, possible, missing = 0, 0, {}
            for name, wanted in _possible(family).items():
                places = wanted if isinstance(wanted, list) else list(range(BINS))
                unseen = [p for p in places if json.dumps(p) not in self._parameters[family][name]]
                seen, possible = seen + len(places) - len(unseen), possible + len(places)
                if unseen:
                    missing[name] = unseen if isinstance(wanted, list) else [_span(p, *wanted) for p in unseen]
            told[family] = {"seen": seen, "possible": possible, "missing": missing}
        return told


def effective(counts: Mapping[Any, int]) -> float:
    """exp of the Shannon entropy of counts: the effective number of kinds (Hill number of order 1)."""
    total = sum(counts.values())
    return round(math.exp(-sum(n / total * math.log(n / total) for n in counts.values())), 2) if total else 0.0


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _is_grey(colour: int) -> bool:
    return max(parts := (colour >> 8, colour >> 4 & 15, colour & 15)) - min(parts) <= 1


@functools.cache
def _possible(family: str) -> dict[str, list[Any] | tuple[float, float]]:
    """Parameters of a family that can be covered: a list of all their values, or the ends of their range."""
    if family not in FAMILIES:
        return {}
    found = {}
    for name, field in FAMILIES[family].params.model_fields.items():
        if (wanted := _values(field)) is not None:
            found[name] = wanted
    return found


def _values(field: FieldInfo) -> list[Any] | tuple[float, float] | None:
    kind = field.annotation
    if typing.get_origin(kind) is typing.Literal:
        return list(typing.get_args(kind))
    if kind is bool:
        return [False, True]
    if kind not in (int, float) or isinstance(kind, types.UnionType):
        return None
    ends = {key: getattr(m, key) for m in field.metadata for key in ("ge", "le", "lt") if hasattr(m, key)}
    low, high = ends.get("ge"), ends.get("le", ends.get("lt"))
    if low is None or high is None:
        return None
    if kind is int:
        values = list(range(low, high + ("le" in ends)))
        if len(values) <= _MANY:
            return values
    return float(low), float(high)


def _bin(value: float, low: float, high: float) -> int:
    return min(BINS - 1, max(0, int((value - low) / (high - low) * BINS)))


def _span(number: int, low: float, high: float) -> str:
    step = (high - low) / BINS
    return f"{low + number * step:g} to {low + (number + 1) * step:g}"
