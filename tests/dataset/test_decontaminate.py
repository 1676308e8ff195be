"""Figures of the benchmark in the box never become training data."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest

from codepercept.config import load_recipe
from codepercept.dataset.build import build
from codepercept.dataset.decontaminate import Decontaminate, benchmark_figure
from codepercept.dataset.dedup import ALIKE, apart_from
from codepercept.dataset.references import mini_signatures
from codepercept.dataset.signatures import VIEWS, signature
from codepercept.dataset.signing import as_columns
from codepercept.evals.items import open_items
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.table import read_samples
from codepercept.types import Sample, Seed, StageRecord

OWN = "import matplotlib.pyplot as plt\nplt.plot([1, 2, 4], [3, 1, 2], marker='o')\nplt.title('mine')\nplt.show()\n"


def test_a_figure_is_known_in_another_dress() -> None:
    items = open_items("mini")
    for number in (0, len(items) // 2, len(items) - 1):
        item = items.read(number)
        dressed = f"# my own work\n{item.code.replace('plt.show()', '')}\n\n\nplt.show()  # done\n"
        found = benchmark_figure(dressed)
        assert found is not None and found[0] == item.id
    assert benchmark_figure(OWN) is None


def test_a_build_rejects_it_and_says_why(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    item = open_items("mini").read(7)
    (seeds / "taken.py").write_text(item.code)
    (seeds / "mine.py").write_text(OWN)
    recipe = load_recipe(None, {"pipelines": [{"kind": "code", "path": str(seeds)}]})
    summary = build(recipe, tmp_path / "run", 1, quiet=True)
    assert (summary["samples"], summary["rejected_by_reason"]) == (1, {"in_benchmark": 1})
    [row] = read_samples(RunDir(tmp_path / "run").rejects())
    assert row.rejection is not None and item.id in row.rejection.reason


def test_signatures_in_the_box_are_of_its_figures(run_many) -> None:
    """Of every 20th. After a change of figures, or of what signatures are, make the file again (CONTRIBUTING.md)."""
    items, known = open_items("mini"), mini_signatures()
    assert list(known.names) == [f"stem2code-mini/{name}" for name in items.ids]
    numbers = range(3, len(items), 20)
    for number, run in zip(numbers, run_many([items.read(n).code for n in numbers]), strict=True):
        assert run.trace is not None
        own = signature(run.image, items.read(number).code, run.trace.model_dump(mode="json", exclude_defaults=True))
        apart = apart_from(known.signatures, as_columns([own]), 0)
        assert apart["code"][number] == 0
        for view in VIEWS:
            assert apart[view][number] <= 4 < ALIKE < np.delete(apart[view], number).min(), (items.ids[number], view)


@pytest.mark.parametrize("dress", ["resolution", "note", "colours"])
def test_a_figure_is_known_by_its_looks(run_many, dress: str) -> None:
    """Its program is not: names and numbers are others. What counts is what was drawn."""
    item = next(i for i in map(open_items("mini").read, range(263)) if i.id == "geometry/pentagram")
    extra = {
        "resolution": "plt.gcf().set_dpi(70)",
        "note": "plt.gcf().text(0.02, 0.02, 'after a textbook', fontsize=7)",
        "colours": "[line.set_color('teal') for line in plt.gca().lines]",
    }[dress]
    [run] = run_many([item.code.replace("plt.show()", f"{extra}\nplt.show()")])
    row = Sample(id="a", seed=Seed(id="a", source="a"), pipeline="code", code="own = 1", execution=run)
    [told] = asyncio.run(Decontaminate(executed=True)(row))
    assert told.rejection is not None and told.rejection.kind == "in_benchmark"
    assert "it looks like stem2code-mini/geometry/pentagram" in told.rejection.reason
    [other] = run_many([OWN])
    assert asyncio.run(Decontaminate(executed=True)(row.model_copy(update={"execution": other})))[0].rejection is None


def test_a_program_that_came_late_and_a_picture_that_came_first_are_looked_at() -> None:
    """Diversified and mended rows get their code while being run; others start from a picture."""
    item = open_items("mini").read(40)
    assert item.code
    mended = Sample(
        id="a", seed=Seed(id="a", source="a"), pipeline="diversify", code=f"{item.code}\n# mine",
        history=(StageRecord(stage="diversify", note=""),),
    )  # fmt: skip
    [told] = asyncio.run(Decontaminate(executed=True)(mended))
    assert told.rejection is not None and f"its code is that of {item.id}" in told.rejection.reason


def test_a_row_that_starts_from_a_figure_of_the_benchmark(run_many) -> None:
    item = open_items("mini").read(40)
    [run] = run_many([item.code])
    row = Sample(id="a", seed=Seed(id="a", source="a", image=run.image), pipeline="reproduce")
    [told] = asyncio.run(Decontaminate(executed=False)(row))
    assert told.rejection is not None
    assert f"the picture that it starts from looks like stem2code-mini/{item.id}" in told.rejection.reason
