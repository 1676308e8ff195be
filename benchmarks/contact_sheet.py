"""One picture with twelve figures of every geometry family, one family to a row.

python benchmarks/contact_sheet.py OUT.png [SALT]
"""

from __future__ import annotations

import asyncio
import io
import sys
from random import Random

from PIL import Image, ImageDraw, ImageFont

from codepercept.geometry import FAMILIES
from codepercept.geometry.family import sample
from codepercept.sandbox.pool import SandboxPool

COLUMNS, CELL, GAP, HEAD = 12, 190, 6, 20


async def pictures(codes: list[str]) -> list[bytes]:
    """The figures as PNG, in order."""
    async with SandboxPool(2) as pool:
        results = await asyncio.gather(*(pool.run(code) for code in codes))
    assert all(r.status == "ok" and r.image for r in results), [r.error for r in results if r.status != "ok"]
    return [r.image for r in results if r.image]


def main() -> None:
    """Write the sheet."""
    out, salt = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "sheet"
    codes = [
        sample(family, Random(f"{salt} {name} {k}"))[0].code
        for name, family in FAMILIES.items()
        for k in range(COLUMNS)
    ]
    images = asyncio.run(pictures(codes))
    sheet = Image.new("RGB", (COLUMNS * (CELL + GAP), len(FAMILIES) * (CELL + GAP + HEAD)), "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(14)
    for row, name in enumerate(FAMILIES):
        top = row * (CELL + GAP + HEAD)
        pen.text((4, top + 2), name.replace("_", " "), fill="black", font=font)
        for column in range(COLUMNS):
            image = Image.open(io.BytesIO(images[row * COLUMNS + column])).convert("RGB")
            image.thumbnail((CELL, CELL), Image.Resampling.LANCZOS)
            left = column * (CELL + GAP)
            sheet.paste(image, (left + (CELL - image.width) // 2, top + HEAD + (CELL - image.height) // 2))
            pen.rectangle([left, top + HEAD, left + CELL, top + HEAD + CELL], outline="#dddddd")
    sheet.quantize(256, dither=Image.Dither.NONE).save(out, optimize=True)


if __name__ == "__main__":
    main()
