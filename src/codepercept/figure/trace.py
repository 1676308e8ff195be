"""Turns the renderer's record of one drawing into a trace: axes and elements with pixel and data coordinates.

Runs inside the sandbox: standard library, numpy and matplotlib only. The result is a plain dictionary of the shape of
`codepercept.types.FigureTrace`; defaults are left out.
"""

from __future__ import annotations

import sys
from typing import Any

from matplotlib import text

from codepercept.figure import axes_info, collected, fields, outlines, shapes
from codepercept.figure.recorder import Record
from codepercept.figure.sheet import Sheet


def build(figure: Any, records: list[Record], renderer: Any, missing_glyphs: list[str], figures: int) -> dict[str, Any]:
    """Make the trace of a figure that has just been drawn.

    Args:
        figure: the figure.
        records: what the renderer was asked to draw, in order.
        renderer: the renderer, for text extents and the page's size.
        missing_glyphs: characters that no font could draw.
        figures: how many figures the script has made.
    """
    sheet = Sheet(figure, renderer)
    untraced = 0
    for record in records:
        if sheet.full:
            break
        try:
            _add(sheet, record)
        except Exception as error:  # scripts bring artists, units and transforms of their own
            untraced += 1
            name = type(record.chain[-1]).__name__
            print(f"the tracer cannot describe a {name}: {type(error).__name__}: {error}", file=sys.stderr)
    return {
        "canvas": {
            "width": int(renderer.width),
            "height": int(renderer.height),
            "dpi": round(float(renderer.dpi), 4),
            "facecolor": shapes.hex_color(figure.patch.get_facecolor()) or "#ffffff",
        },
        "axes": axes_info.describe_all(sheet.axes, sheet.height, sheet.roles.colorbar_parents, sheet.ticks),
        "elements": sheet.elements,
        "figures": figures,
        "missing_glyphs": missing_glyphs,
        "truncated": sheet.full,
        "untraced": untraced,
    }


def _add(sheet: Sheet, record: Record) -> None:
    if isinstance(record.chain[-1], text.Text):
        outlines.add_text(sheet, record)
    elif record.call == "path":
        outlines.add_path(sheet, record)
    elif record.call in ("markers", "collection"):
        collected.add(sheet, record)
    elif record.call in ("mesh", "triangles"):
        fields.add_mesh(sheet, record)
    elif record.call == "image":
        fields.add_image(sheet, record)
