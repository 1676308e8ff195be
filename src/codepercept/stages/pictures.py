"""Any picture that people keep, as an RGB PNG that models and pages can take."""

from __future__ import annotations

import io
import warnings

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from codepercept.models.base import fit_size
from codepercept.scorers.opening import FORMATS, is_wide, narrowed

MAX_PIXELS = 64_000_000
MIN_SIDE = 8
MAX_KEPT = 1_048_576
"""Pixels of the picture that is kept; larger ones are scaled down."""


class BadPicture(ValueError):
    """A picture that cannot be used; `kind` is one word for it."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind


def normalised(data: bytes, most: int = MAX_PIXELS) -> tuple[bytes, str]:
    """A picture as RGB PNG on white paper, upright, at most `MAX_KEPT` pixels.

    Of an animation the first frame is taken; transparent parts become white (or black, where all that is drawn is
    nearly white); 16-bit grey is scaled, not cut off; CMYK is converted.

    Args:
        data: the file's bytes.
        most: pixels that a picture may have; larger ones are not decoded.

    Returns:
        The PNG, and what had to be done to it, "" for nothing worth telling.

    Raises:
        BadPicture: it is none, it is damaged, or it is too large or too small.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                return _normalised(picture, most)
        except BadPicture:
            raise
        except UnidentifiedImageError:
            raise BadPicture("not_a_picture", f"not a picture in one of the formats {', '.join(FORMATS)}") from None
        except Image.DecompressionBombError:
            raise BadPicture("too_large", "the picture has far too many pixels") from None
        except Exception as error:  # decoders raise whatever a damaged file makes them raise
            told = f"{type(error).__name__}: {error}"[:150]
            raise BadPicture("corrupt_picture", f"the picture is damaged ({told})") from None


def _normalised(picture: Image.Image, most: int) -> tuple[bytes, str]:
    width, height = picture.size
    if width * height > most:
        raise BadPicture("too_large", f"the picture has {width} x {height} pixels, at most {most:,} are read")
    if min(width, height) < MIN_SIDE:
        raise BadPicture("too_small", f"the picture has {width} x {height} pixels, too few to show a figure")
    notes = []
    if getattr(picture, "n_frames", 1) > 1:
        notes.append(f"first of {picture.n_frames} frames")  # type: ignore[attr-defined]
    notes += [picture.mode] if picture.mode == "CMYK" or is_wide(picture) else []
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    plain = _flat(upright, notes)
    size = fit_size(plain.width, plain.height, MAX_KEPT)
    if size != plain.size:
        notes.append(f"scaled down from {width} x {height}")
        plain = plain.resize(size, Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    plain.save(stream, "PNG")
    return stream.getvalue(), ", ".join(notes)


def _flat(picture: Image.Image, notes: list[str]) -> Image.Image:
    if is_wide(picture):
        return narrowed(picture)
    if "A" in picture.getbands() or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        pixels = np.asarray(rgba)
        seen = pixels[..., 3] > 127
        if not seen.all():
            light = bool(seen.any()) and float(pixels[..., :3][seen].min()) > 224
            notes.append("transparent, on black" if light else "transparent, on white")
            paper = Image.new("RGBA", rgba.size, "black" if light else "white")
            return Image.alpha_composite(paper, rgba).convert("RGB")
        return rgba.convert("RGB")
    return picture.convert("RGB")
