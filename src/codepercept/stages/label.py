"""How a row is called when it asks a model."""

from __future__ import annotations

import re

from codepercept.types import Sample


def label_of(row: Sample) -> str:
    """The row's id without the number of its seed in the run, e.g. "diversify/mathvision-2110/04".

    The same seed asks under the same label in every run, whatever else is in it.
    """
    found = re.fullmatch(r"(reproduce|diversify|code)-\d{6}-(.*?)(?:--(\d\d))?", row.id)
    return row.id if found is None else "/".join(p for p in found.groups() if p)
