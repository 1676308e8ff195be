"""Reading what a child claims to have drawn. Nothing in it is trusted: sizes, types and ranges are all checked.

The child has ended and nobody else holds its memory; even so each part is copied once, and only the copy is looked at.
"""

from __future__ import annotations

import mmap
import re
import struct
import zlib
from typing import Any, Literal

import deflate
import numpy as np
from PIL import Image
from pydantic import BaseModel, ConfigDict, ValidationError

from codepercept.sandbox.limits import RESULT_BYTES, Limits
from codepercept.types import TRACE_FORMAT, Execution, FigureTrace

_HEADER = np.dtype([("magic", "S8"), ("meta", "<u8"), ("picture", "<u8")])  # as in guest.py
_MAGIC = b"CPFIGURE"
_META_BYTES = 16 << 20  # an honest trace has at most a few megabytes; parsing can take many times its size
_OPAQUE = 0xFF000000
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Malformed(Exception):
    """The child's result does not hold together."""


class _Claim(BaseModel):
    """The child's message."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)

    status: Literal["ok", "error", "no_figure", "memory_limit", "blocked"]
    error: str = ""
    width: int = 0
    height: int = 0
    dpi: float = 0.0
    trace: FigureTrace | None = None


def read_result(memory: mmap.mmap, limits: Limits, **measured: Any) -> Execution:
    """Check and take apart the shared memory of a child that has ended.

    Args:
        memory: where the child wrote.
        limits: what it was allowed.
        **measured: fields of the `Execution` that do not come from the child.

    Raises:
        Malformed: the child wrote nothing, or something forged.
    """
    header = np.frombuffer(memory[: _HEADER.itemsize], _HEADER)[0]
    if header["magic"] != _MAGIC:
        raise Malformed("it left no result")
    start, meta_size, size = _HEADER.itemsize, int(header["meta"]), int(header["picture"])
    if meta_size > _META_BYTES or start + meta_size + size > RESULT_BYTES:
        raise Malformed("its result has impossible sizes")
    try:
        claim = _Claim.model_validate_json(memory[start : start + meta_size])
    except (ValidationError, RecursionError) as error:
        raise Malformed("its result cannot be read") from error
    if claim.status != "ok":
        reason = tidy(" ".join(claim.error.splitlines()))[:2000]
        return Execution(status=claim.status, error=reason or "the script gave no reason", **measured)
    width, height, trace = claim.width, claim.height, claim.trace
    if not all(0 < side <= limits.max_side_px + 1 for side in (width, height)):
        raise Malformed("its picture has an impossible size")
    if width * height * 4 != size:
        raise Malformed("its picture is not as large as it says")
    if not 0 < claim.dpi <= limits.dpi:
        raise Malformed("its picture has an impossible resolution")
    if trace is None or (trace.canvas.width, trace.canvas.height) != (width, height):
        raise Malformed("its trace does not fit its picture")
    if trace.format != TRACE_FORMAT:
        raise Malformed("its trace is of another format")
    start += meta_size
    image = encode_png(memory[start : start + size], width, height)
    return Execution(status="ok", image=image, width=width, height=height, dpi=claim.dpi, trace=trace, **measured)


def encode_png(rgba: bytes, width: int, height: int) -> bytes:
    """PNG of raw RGBA pixels; anything transparent is laid over white paper.

    Rows are stored unfiltered: figures are flat colours, on which filters cost three times the CPU and save nothing.
    libdeflate gives the same bytes for the same pixels always; ISA-L, four times as fast, once did not.
    """
    picture = Image.frombuffer("RGBA", (width, height), rgba, "raw", "RGBA", 0, 1)
    if np.frombuffer(rgba, "<u4").min() < _OPAQUE:
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    rows = np.zeros((height, 1 + 3 * width), np.uint8)  # a row starts with the number of its filter, 0 for none
    rows[:, 1:] = np.frombuffer(picture.convert("RGB").tobytes(), np.uint8).reshape(height, -1)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # 8 bits per channel, RGB
    chunks = ((b"IHDR", header), (b"IDAT", deflate.zlib_compress(rows, 2)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def tidy(text: str) -> str:
    """Printed output without memory addresses, which differ from run to run, and without control characters."""
    return _ADDRESS.sub("0x...", _CONTROL.sub("", text))
