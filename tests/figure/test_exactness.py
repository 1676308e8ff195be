"""Over many real figures: where the trace says that a colour is, the picture has it."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from painted import look, pixels_of

from codepercept.geometry import FAMILIES
from codepercept.geometry.family import sample
from codepercept.types import Execution

GALLERY = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "codepercept" / "matplotlib-3.11.2-gallery"
FOLDERS = (
    "lines_bars_and_markers", "shapes_and_collections", "pie_and_polar_charts", "statistics", "mplot3d", "pyplots",
    "images_contours_and_fields", "text_labels_and_annotations", "subplots_axes_and_figures", "color", "axes_grid1",
)  # fmt: skip
SCRIPTS = 66


def check(execution: Execution, name: str, most: int = 15) -> tuple[int, list[str]]:
    """How many elements were looked for, and those that are not where they should be."""
    assert execution.trace is not None
    roles = ("data", "figure", "annotation", "table", "title")
    elements = [e for e in execution.trace.elements if e.role in roles and e.visible]
    picture = pixels_of(execution)
    looked, wrong = 0, []
    for element in random.Random(name).sample(elements, min(most, len(elements))):
        if (verdict := look(execution, element, picture)) is not None:
            looked += 1
            if verdict.share < 0.8:
                wrong.append(f"{name}: {element.kind} {element.id} {element.artist} {element.color} {verdict}")
    return looked, wrong


@pytest.mark.skipif(not GALLERY.exists(), reason=f"no gallery at {GALLERY}; `make bench-real` fetches it")
def test_gallery_figures_are_painted_where_their_traces_say(execute: Callable[[str], Execution]) -> None:
    scripts = sorted(p for f in FOLDERS for p in GALLERY.glob(f"*/galleries/examples/{f}/*.py"))
    drawn, looked, wrong = 0, 0, []
    for script in random.Random(66).sample(scripts, min(len(scripts), SCRIPTS + 6)):
        execution = execute(script.read_text())
        if execution.status == "ok":
            drawn += 1
            some, missing = check(execution, script.stem)
            looked, wrong = looked + some, wrong + missing
    assert drawn >= 60 and looked >= 150
    assert len(wrong) <= looked // 100, "\n".join(wrong)


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_geometry_figures_are_painted_where_their_traces_say(family: str, execute: Callable[[str], Execution]) -> None:
    looked, wrong = 0, []
    for seed in range(12):  # a picture of one curve and no more has little to look at
        if seed > 2 and looked >= 6:
            break
        drawing, _ = sample(FAMILIES[family], random.Random(seed))
        execution = execute(drawing.code)
        assert execution.status == "ok", execution.error
        some, missing = check(execution, f"{family}-{seed}", most=40)
        looked, wrong = looked + some, wrong + missing
    assert looked >= 6 and not wrong, "\n".join(wrong)
