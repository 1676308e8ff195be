"""What rows are compared by: 256 bits each for the picture, the code and the trace, and a digest of each for equality.

Bits of a picture are the signs of its low frequencies (perceptual hash); bits of code and trace are a SimHash [1] of
their features, so that few bits differ where few features do. Two signatures are compared by the number of bits in
which they differ.

[1] Charikar, Similarity estimation techniques from rounding algorithms, STOC 2002.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import itertools
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from PIL import Image

from codepercept.stages.diversify import canonical, hash_of, tokens_of

View = Literal["picture", "code", "trace"]
VIEWS: tuple[View, ...] = ("picture", "code", "trace")
BITS = 256
FORMAT = 2
"""Goes up when a signature of the same row changes; kept ones of other formats are made anew."""
_GRID = 64
"""Parts of the page's longer side to which the places of elements are rounded."""
_ODD = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError)
"""What a trace that is none of ours makes of reading it."""


@dataclass(frozen=True)
class Signature:
    """Of one row, by view: a number of 63 bits, equal for equal things, and 32 bytes, near for near ones.

    A view that a row does not have (a picture without code, a trace that was cut off) is missing from both.
    `inventory` is a number as well, equal for figures of the same elements in the same order, wherever they lie.
    """

    exact: dict[View, int]
    near: dict[View, bytes]
    inventory: int | None = None


def signature(image: bytes | None, code: str | None, trace: Mapping[str, Any] | None) -> Signature:
    """The signature of a row.

    Args:
        image: a PNG; one that cannot be decoded counts as none.
        code: a program; layout, comments and the names of its own variables do not count.
        trace: a `FigureTrace` as JSON data; what leaves no ink does not count, nor does the resolution. One that does
            not tell all, or is none, counts as none.
    """
    exact: dict[View, int] = {}
    near: dict[View, bytes] = {}
    inventory = None
    if image:
        with contextlib.suppress(OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            exact["picture"], near["picture"] = picture_signature(image)
    text = canonical(code) or code if code else None
    if text and (tokens := tokens_of(text)):
        exact["code"], near["code"] = _digest(text), simhash(_shingles(tokens))
    if trace and not trace.get("truncated") and not trace.get("untraced"):
        with contextlib.suppress(*_ODD):
            if features := _features(trace):
                drawn, inventory = _digest(_drawn(trace)), _digest(_inventory(trace))
                exact["trace"], near["trace"] = drawn, simhash(features)
    return Signature(exact, near, inventory)


def picture_signature(image: bytes) -> tuple[int, bytes]:
    """Of a PNG: a number for its pixels, and its perceptual hash.

    Raises:
        OSError, SyntaxError, ValueError: it cannot be decoded.
    """
    with Image.open(io.BytesIO(image), formats=["PNG"]) as opened:
        picture = opened.convert("RGB")
    pixels = _number(hashlib.sha256(repr(picture.size).encode() + picture.tobytes()).digest())
    return pixels, np.packbits(hash_of(picture).hash).tobytes()


def simhash(features: Collection[str]) -> bytes:
    """256 bits, each the majority of that bit in the hashes of the features."""
    hashed = b"".join(hashlib.blake2b(f.encode("utf-8", "surrogatepass"), digest_size=32).digest() for f in features)
    bits = np.unpackbits(np.frombuffer(hashed, dtype=np.uint8).reshape(-1, BITS // 8), axis=1)
    return np.packbits(2 * bits.sum(axis=0, dtype=np.int64) > len(features)).tobytes()


def _digest(text: str) -> int:
    return _number(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())


def _number(digest: bytes) -> int:
    return int.from_bytes(digest[:8], "big") >> 1


def _shingles(tokens: list[str]) -> list[str]:
    """Each token with the two after it."""
    return ["\0".join(tokens[i : i + 3]) for i in range(max(1, len(tokens) - 2))]


def _visible(trace: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [e for e in trace.get("elements", ()) if e.get("visible", True)]


def _drawn(trace: Mapping[str, Any]) -> str:
    """All that leaves ink, to a pixel; not which call of which axes in which line drew it."""
    seen = [{k: v for k, v in e.items() if k not in _NO_INK} for e in _visible(trace)]
    for element in seen:
        for key in ("pixels", "bbox"):
            element[key] = (np.rint(np.array(element.get(key) or [], dtype=np.float64)) + 0.0).tolist()
    canvas = trace["canvas"]
    return json.dumps([canvas["width"], canvas["height"], canvas.get("facecolor"), seen], sort_keys=True)


_NO_INK = {"id", "axes", "artist", "group", "call", "part", "label", "data", "role", "line", "zorder", "count", "shape"}


def _inventory(trace: Mapping[str, Any]) -> str:
    """The elements in painting order, with all that can be told of them but their places and sizes."""
    return json.dumps([[e.get(key) for key in _TOLD] for e in _visible(trace)])


_TOLD = (
    "kind",
    "color",
    "fill_color",
    "edge_color",
    "line_style",
    "marker",
    "hatch",
    "count",
    "colors",
    "grid",
    "text",
)
_FURNITURE = {"tick", "tick_label", "grid", "spine", "pane", "background", "figure"}


def _features(trace: Mapping[str, Any]) -> set[str]:
    """Elements with their points on a coarse grid, each alone and with the next one, and the axes; each feature once.

    Ticks and frames are left out: what they tell, the limits of the axes do, and many of them would outvote the data.
    Counted as often as they come, the thousand equal strokes of a maze would be all that is seen of it.
    """
    scale = _GRID / max(trace["canvas"]["width"], trace["canvas"]["height"])
    found: set[str] = set()
    for axes in trace.get("axes", ()):
        for axis in ("x", "y", "z"):
            told = axes.get(axis) or {}
            found.add(f"{axis} {told.get('label', '')} {told.get('limits')} {told.get('scale')}")
    for element in _visible(trace):
        if element.get("role") in _FURNITURE:
            continue
        looks = f"{element['kind']} {element.get('color')} {element.get('text', '')}"
        found.add(f"{looks} {element.get('line_style', '')}")
        places = [f"{round(x * scale)},{round(y * scale)}" for x, y in element.get("pixels", ())]
        found.update(f"{looks} {place}" for place in places)
        found.update(f"{element['kind']} {a} {b}" for a, b in itertools.pairwise(places) if a != b)
        # Of an image the parts, of markers the colours and sizes: two may lie at the same place and differ in these.
        for key in ("grid", "colors", "sizes"):
            found.update(f"{key} {number} {value}" for number, value in enumerate(element.get(key, ())))
    return found
