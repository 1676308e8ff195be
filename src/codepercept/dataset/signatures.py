"""What rows are compared by: 256 bits each for the picture, the code and the trace, and a digest of each for equality.

Bits of a picture are the signs of its low frequencies (perceptual hash); bits of code and trace are a SimHash [1] of
their features, so that few bits differ where few features do. Two signatures are compared by the number of bits in
which they differ.

[1] Charikar, Similarity estimation techniques from rounding algorithms, STOC 2002.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import imagehash
import numpy as np
from PIL import Image

from codepercept.stages.diversify import skeleton

View = Literal["picture", "code", "trace"]
VIEWS: tuple[View, ...] = ("picture", "code", "trace")
BITS = 256
_GRID = 64
"""Parts of the page's longer side to which the places of elements are rounded."""


@dataclass(frozen=True)
class Signature:
    """Of one row, by view: a number of 63 bits, equal for equal things, and 32 bytes, near for near ones.

    A view that a row does not have (a picture without code, a trace that was cut off) is missing from both.
    """

    exact: dict[View, int]
    near: dict[View, bytes]


def signature(image: bytes | None, code: str | None, trace: str | None) -> Signature:
    """The signature of a row.

    Args:
        image: a PNG of ours.
        code: a program; layout, comments and the names of its own variables do not count.
        trace: a `FigureTrace` as JSON; what leaves no ink does not count, nor does the resolution.
    """
    exact: dict[View, int] = {}
    near: dict[View, bytes] = {}
    if image:
        exact["picture"], near["picture"] = _picture(image)
    if code and (tokens := skeleton(code, mask_numbers=False)):
        exact["code"], near["code"] = _digest("\0".join(tokens)), simhash(_shingles(tokens))
    drawn = json.loads(trace) if trace else {}
    if drawn.get("elements") and not drawn.get("truncated") and not drawn.get("untraced"):
        exact["trace"], near["trace"] = _digest(_drawn(drawn)), simhash(_features(drawn))
    return Signature(exact, near)


def simhash(features: Collection[str]) -> bytes:
    """256 bits, each the majority of that bit in the hashes of the features."""
    hashed = b"".join(hashlib.blake2b(f.encode("utf-8", "surrogatepass"), digest_size=32).digest() for f in features)
    bits = np.unpackbits(np.frombuffer(hashed, dtype=np.uint8).reshape(-1, BITS // 8), axis=1)
    return np.packbits(2 * bits.sum(axis=0, dtype=np.int64) > len(features)).tobytes()


def _digest(text: str) -> int:
    return _number(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())


def _number(digest: bytes) -> int:
    return int.from_bytes(digest[:8], "big") >> 1


def _picture(image: bytes) -> tuple[int, bytes]:
    with Image.open(io.BytesIO(image), formats=["PNG"]) as opened:
        picture = opened.convert("RGB")
    pixels = _number(hashlib.sha256(repr(picture.size).encode() + picture.tobytes()).digest())
    bits = imagehash.phash(picture.convert("L"), hash_size=16).hash
    return pixels, np.packbits(bits).tobytes()


def _shingles(tokens: list[str]) -> list[str]:
    """Each token with the two after it."""
    return ["\0".join(tokens[i : i + 3]) for i in range(max(1, len(tokens) - 2))]


def _visible(trace: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [e for e in trace["elements"] if e.get("visible", True)]


def _drawn(trace: Mapping[str, Any]) -> str:
    """All that leaves ink, to a pixel; not which call of which axes in which line drew it."""
    seen = [{k: v for k, v in e.items() if k not in _NO_INK} for e in _visible(trace)]
    for element in seen:
        for key in ("pixels", "bbox"):
            element[key] = np.rint(np.array(element.get(key) or [], dtype=np.float64)).tolist()
    return json.dumps([trace["canvas"]["width"], trace["canvas"]["height"], seen], sort_keys=True)


_NO_INK = {"id", "axes", "artist", "group", "call", "part", "label", "data", "role", "line", "zorder", "count", "shape"}


def _features(trace: Mapping[str, Any]) -> set[str]:
    """Looks and text of elements, their points on a coarse grid, the axes; each once.

    Counted as often as they come, the thousand equal strokes of a maze would be all that is seen of it.
    """
    scale = _GRID / max(trace["canvas"]["width"], trace["canvas"]["height"])
    found: set[str] = set()
    for axes in trace.get("axes", ()):
        for axis in ("x", "y", "z"):
            told = axes.get(axis) or {}
            found.add(f"{axis} {told.get('label', '')} {told.get('limits')} {told.get('scale')}")
    for element in _visible(trace):
        kind = element["kind"]
        found.add(f"{kind} {element.get('text', '')} {element.get('color')} {element.get('line_style', '')}")
        found.update(f"{kind} {round(x * scale)} {round(y * scale)}" for x, y in element.get("pixels", ()))
        # Of an image the parts, of markers the colours and sizes: two may lie at the same place and differ in these.
        for key in ("grid", "colors", "sizes"):
            found.update(f"{key} {number} {value}" for number, value in enumerate(element.get(key, ())))
    return found
