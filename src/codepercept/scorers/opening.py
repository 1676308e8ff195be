"""From the bytes of any picture to RGB pixels, its paper and its ink; pictures are untrusted."""

from __future__ import annotations

import io
import warnings
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

MAX_BYTES = 64 << 20
MAX_PIXELS = 40_000_000
"""More is not decoded: 40 million RGB pixels are 120 MB and a third of a second."""
MAX_SIDE = 1024
"""Larger pictures are averaged down: nothing that is measured is finer than a 512th of the content."""

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF", "PPM")
"""Told from the content, never from the suffix. Formats that need other programs (EPS, PDF, SVG) are not read."""
_WIDE = ("I", "F")

Pixels = NDArray[np.uint8]


class BadPicture(ValueError):
    """A picture that cannot be read; the message is one sentence."""


def open_picture(picture: bytes | NDArray[np.uint8]) -> tuple[Pixels, tuple[int, int]]:
    """Decode a picture.

    Args:
        picture: bytes of a PNG, JPEG, GIF, BMP, WebP, TIFF or PPM file of any mode, or a uint8 array (H, W, 3).

    Returns:
        RGB pixels, uint8 (H, W, 3), transparent parts on white, sides at most `MAX_SIDE`; and the size of the picture
        itself, (width, height).

    Raises:
        BadPicture: it is none, it is damaged, or it is too large.
    """
    pixels = _checked(picture) if isinstance(picture, np.ndarray) else all_pixels(picture)
    height, width = pixels.shape[:2]
    if max(width, height) > MAX_SIDE:
        pixels = np.asarray(_small(Image.fromarray(pixels)), dtype=np.uint8)
    return np.ascontiguousarray(pixels), (width, height)


@lru_cache(maxsize=2)
def all_pixels(picture: bytes) -> Pixels:
    """The pixels of a picture's file at their own size, not to be written to; see `open_picture`.

    The last ones are kept, for each scorer asks for the same picture.
    """
    if len(picture) > MAX_BYTES:
        raise BadPicture(f"the picture's file has more than {MAX_BYTES >> 20} MB")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(picture), formats=FORMATS) as opened:
                _check_size(*opened.size)
                pixels = np.array(_rgb(opened), dtype=np.uint8)
        except BadPicture:
            raise
        except UnidentifiedImageError:
            raise BadPicture(f"not a picture in one of the formats {', '.join(FORMATS)}") from None
        except Image.DecompressionBombError:
            raise BadPicture(f"the picture has more than {MAX_PIXELS:,} pixels") from None
        except Exception as error:  # decoders raise whatever a damaged file makes them raise
            raise BadPicture(f"the picture is damaged ({type(error).__name__}: {error})"[:200]) from None
    pixels.setflags(write=False)
    return pixels


def shrunk(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """Pixels averaged to a size (width, height), by halves first: those take a tenth of the time."""
    while pixels.shape[1] >= 2 * size[0] and pixels.shape[0] >= 2 * size[1]:
        even = pixels[: pixels.shape[0] // 2 * 2, : pixels.shape[1] // 2 * 2]
        pixels = np.asarray(cv2.resize(even, (even.shape[1] // 2, even.shape[0] // 2), interpolation=cv2.INTER_AREA))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _checked(pixels: NDArray[np.uint8]) -> Pixels:
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3 or not pixels.size:
        raise BadPicture(f"an array must be uint8 (height, width, 3), not {pixels.dtype} {pixels.shape}")
    height, width = pixels.shape[:2]
    _check_size(width, height)
    return pixels


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise BadPicture(f"the picture has {width} x {height} pixels, at most {MAX_PIXELS:,} are read")


def _rgb(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB" and "transparency" not in picture.info:
        return picture
    if is_wide(picture):
        return narrowed(picture)
    if "A" in picture.getbands() or "a" in picture.getbands() or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        if seen.getchannel("A").getextrema() == (255, 255):
            return seen.convert("RGB")
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(seen)
        return paper.convert("RGB")
    return picture.convert("RGB")


def is_wide(picture: Image.Image) -> bool:
    """Whether its grey levels need more than 8 bits."""
    return picture.mode in _WIDE or picture.mode.startswith("I;16")


def narrowed(picture: Image.Image) -> Image.Image:
    """RGB of a picture whose grey levels need more than 8 bits: scaled, not cut off."""
    values = np.nan_to_num(np.asarray(picture, dtype=np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    top = 65535.0 if picture.mode != "F" and values.max() > 255 else max(255.0, float(values.max()))
    return Image.fromarray((np.clip(values / top, 0, 1) * 255).round().astype(np.uint8)).convert("RGB")


def _small(picture: Image.Image) -> Image.Image:
    longest = max(picture.size)
    if longest <= MAX_SIDE:
        return picture
    width, height = (max(1, round(side * MAX_SIDE / longest)) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.BOX)


def paper_color(pixels: Pixels) -> tuple[int, int, int]:
    """The colour of the paper: the median of the outermost pixels."""
    rim = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    red, green, blue = (int(v) for v in np.sort(rim, axis=0)[len(rim) // 2])
    return red, green, blue
