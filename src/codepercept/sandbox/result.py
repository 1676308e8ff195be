"""Reading what a child claims to have drawn. Nothing in it is trusted: sizes, types and ranges are all checked.

The child has ended and nobody else holds its memory; even so each part is copied once, and only the copy is looked at.
"""

from __future__ import annotations

import io
import json
import mmap
import re
from typing import Any

import numpy as np
from PIL import Image

from codepercept.sandbox.limits import RESULT_BYTES, Limits
from codepercept.types import Execution, FigureTrace, Status

_HEADER = np.dtype([("magic", "S8"), ("meta", "<u8"), ("picture", "<u8")])  # as in guest.py
_MAGIC = b"CPFIGURE"
_FROM_CHILD = ("ok", "error", "no_figure", "memory_limit", "blocked")
_META_BYTES = 16 << 20  # an honest trace has at most a few megabytes; parsing can take thirty times its size
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


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
    if meta_size > _META_BYTES or start + meta_size + size > RESULT_BYTES:
        raise Malformed("its result has impossible sizes")
    try:
        meta = _parse(memory[start : start + meta_size])
        status = meta["status"]
        if status not in _FROM_CHILD or not isinstance(meta.get("error", ""), str):
            raise Malformed("its result has an unknown status")
        if status == "ok":
            width, height, dpi = meta["width"], meta["height"], meta["dpi"]
            if not all(type(side) is int and 0 < side <= limits.max_side_px + 1 for side in (width, height)):
                raise Malformed("its picture has an impossible size")
            if width * height * 4 != size:
                raise Malformed("its picture is not as large as it says")
            if type(dpi) not in (int, float) or not 0 < dpi <= limits.dpi:
                raise Malformed("its picture has an impossible resolution")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Malformed("its result cannot be read") from error
    return meta, memory[start + meta_size : start + meta_size + size]


def _parse(body: bytes) -> Any:
    """JSON without half characters, which no file can hold."""
    meta = json.loads(body.decode("utf-8"))
    if _SURROGATE.search(body):
        json.dumps(meta, ensure_ascii=False).encode()
    return meta


def to_execution(meta: dict[str, Any], rgba: bytes, **measured: Any) -> Execution:
    """Turn a checked message into an `Execution`; a trace that does not validate is the code's error, not ours."""
    status: Status = meta["status"]
    if status != "ok":
        error = tidy(" ".join(meta.get("error", "").splitlines()))[:2000]
        return Execution(status=status, error=error or "the script gave no reason", **measured)
    try:
        trace = FigureTrace.model_validate(meta["trace"])
        # Refuses NaN and Infinity, which 1e999 and "nan" turn into as well; JSON cannot hold them.
        json.dumps(trace.model_dump(), allow_nan=False)
    except (ValueError, KeyError, RecursionError):  # pydantic's ValidationError is a ValueError
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
    if np.frombuffer(rgba, np.uint8)[3::4].min() < 255:
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    stream = io.BytesIO()
    picture.convert("RGB").save(stream, "PNG", compress_level=3)
    return stream.getvalue()


def tidy(text: str) -> str:
    """Printed output without memory addresses, which differ from run to run, and without control characters."""
    return _ADDRESS.sub("0x...", _CONTROL.sub("", text))
