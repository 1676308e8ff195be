"""Figures of the benchmark in the box never become training data."""

from __future__ import annotations

from pathlib import Path

from codepercept.config import load_recipe
from codepercept.dataset.build import build
from codepercept.dataset.decontaminate import benchmark_figure
from codepercept.evals.items import open_items
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.table import read_samples

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
