"""Reading what a child claims to have drawn. Nothing in it is trusted: sizes, types and ranges are all checked."""

from __future__ import annotations

import io
import json
import mmap
import re
from typing import Any

import numpy as np
from PIL import Image
from pydantic import ValidationError

from codepercept.sandbox.limits import RESULT_BYTES, Limits
from codepercept.types import Execution, FigureTrace, Status

_HEADER = np.dtype([("magic", "S8"), ("meta", "<u8"), ("picture", "<u8")])  # as in guest.py
_MAGIC = b"CPFIGURE"
_FROM_CHILD = ("ok", "error", "no_figure", "memory_limit", "blocked")
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


class Malformed(Exception):
    """The child's result does not hold together."""


def read_result(memory: mmap.mmap, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """Check and take apart the shared memory of a child that has ended.

    Returns:
        The message (`status`, and `error` or `width`, `height`, `dpi`, `trace`) and the raw RGBA bytes.

    Raises:
        Malformed: the child wrote nothing, or something forged.
    """
    header = np.frombuffer(memory[: _HEADER.itemsize], _HEADER)[0]
    if header["magic"] != _MAGIC:
        raise Malformed("it left no result")
    start, meta_size, size = _HEADER.itemsize, int(header["meta"]), int(header["picture"])
    if start + meta_size + size > RESULT_BYTES:
        raise Malformed("its result has impossible sizes")
    try:
        meta = json.loads(memory[start : start + meta_size])
        status = meta["status"]
        if status not in _FROM_CHILD or not isinstance(meta.get("error", ""), str):
            raise Malformed("its result has an unknown status")
        if status == "ok":
            width, height = int(meta["width"]), int(meta["height"])
            if not (0 < width <= limits.max_side_px + 1 and 0 < height <= limits.max_side_px + 1):
                raise Malformed("its picture has an impossible size")
            if width * height * 4 != size:
                raise Malformed("its picture is not as large as it says")
            float(meta["dpi"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise Malformed("its result cannot be read") from error
    return meta, memory[start + meta_size : start + meta_size + size]


def to_execution(meta: dict[str, Any], rgba: bytes, **measured: Any) -> Execution:
    """Turn a checked message into an `Execution`; a trace that does not validate is the code's error, not ours."""
    status: Status = meta["status"]
    if status != "ok":
        return Execution(status=status, error=meta.get("error", "")[:2000], **measured)
    try:
        trace = FigureTrace.model_validate(meta["trace"])
    except (ValidationError, KeyError, RecursionError):
        return Execution(status="error", error="the script's trace was malformed", **measured)
    width, height = int(meta["width"]), int(meta["height"])
    if (trace.canvas.width, trace.canvas.height) != (width, height):
        return Execution(status="error", error="the script's trace does not fit its picture", **measured)
    return Execution(
        status="ok",
        image=encode_png(rgba, width, height),
        width=width,
        height=height,
        dpi=float(meta["dpi"]),
        trace=trace,
        **measured,
    )


def encode_png(rgba: bytes, width: int, height: int) -> bytes:
    """PNG of raw RGBA pixels; anything transparent is laid over white paper."""
    picture = Image.frombuffer("RGBA", (width, height), rgba, "raw", "RGBA", 0, 1)
    if min(picture.getchannel("A").getextrema()) < 255:  # type: ignore[type-var]
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    stream = io.BytesIO()
    picture.convert("RGB").save(stream, "PNG", compress_level=3)
    return stream.getvalue()


def tidy(text: str) -> str:
    """Printed output without memory addresses, which differ from run to run."""
    return _ADDRESS.sub("0x...", text)
