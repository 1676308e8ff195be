"""The page of whatever a folder holds."""

from __future__ import annotations

import json
from pathlib import Path

from codepercept.gallery.answers import write_answers, write_grid
from codepercept.gallery.comparison import write_comparison
from codepercept.gallery.evaluation import write_evaluation


def write_page(folder: Path) -> Path | None:
    """Write the page of an evaluation, a comparison or a grid; None where the folder holds none of these."""
    if (folder / "comparison.json").is_file():
        return write_comparison(folder)
    try:
        task = json.loads((folder / "summary.json").read_text(encoding="utf-8")).get("task")
    except (OSError, ValueError, AttributeError):
        return None
    writers = {"stem2code": write_evaluation, "caption-solve": write_answers, "scaling": write_grid}
    return writers[task](folder) if task in writers else None
