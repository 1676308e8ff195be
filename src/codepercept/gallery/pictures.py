"""Small copies of pictures."""

from __future__ import annotations

import base64
import io
import warnings

from PIL import Image

THUMBNAIL = (240, 180)
"""Largest width and height of a card's picture, in pixels."""
SEED_PICTURE = (480, 480)
"""Largest width and height of a seed's picture on a sample's page, in pixels."""

_MOST_PIXELS = 60_000_000


def small_copy(data: bytes, box: tuple[int, int], quality: int = 72) -> bytes | None:
    """A WebP copy of a picture that fits into `box`, on white paper; None if it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    return None
                picture = opened.convert("RGBA") if _has_alpha(opened) else opened.convert("RGB")
        # reducing_gap shrinks by a whole factor first: much faster, no visible difference at this size.
        picture.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=1.1)
        if picture.mode == "RGBA":
            paper = Image.new("RGBA", picture.size, "white")
            picture = Image.alpha_composite(paper, picture).convert("RGB")
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=2)
        return out.getvalue()
    except Exception:
        # Pillow's decoders raise a dozen unrelated types on broken files, and a broken picture is data to us.
        return None


def base64_text(data: bytes) -> str:
    """Base64 for a data URL."""
    return base64.b64encode(data).decode("ascii")


def _has_alpha(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
