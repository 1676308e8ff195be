"""Benchmarks in four forms."""

from __future__ import annotations

import pickle
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from codepercept.config import load_recipe
from codepercept.dataset.build import build
from codepercept.errors import UserError
from codepercept.evals.items import open_items, source_of
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.table import read_samples


def test_the_benchmark_in_the_box() -> None:
    items = open_items("mini")
    assert len(items) >= 200 and items.name == "stem2code-mini"
    one = items.read(5)
    assert one.id == items.ids[5] and one.image is None and "matplotlib" in one.code and one.title
    assert set(one.groups) == {"kind", "level"}
    assert pickle.loads(pickle.dumps(items)).read(5) == one, "workers get it whole"


def test_our_own_dataset(tmp_path: Path) -> None:
    build(load_recipe(None, {"pipelines": [{"kind": "geometry", "n": 5}]}), tmp_path / "run", 1, quiet=True)
    samples = list(read_samples(RunDir(tmp_path / "run").samples()))
    items = open_items(str(tmp_path / "run"))
    assert list(items.ids) == [s.id for s in samples]
    for number, sample in enumerate(samples):
        item = items.read(number)
        assert item.code == sample.code and sample.execution is not None and item.image == sample.execution.image
        assert item.groups == {"pipeline": "geometry", "family": sample.family}
    assert open_items(str(tmp_path / "run" / "shards")).sha256 == items.sha256
    [file] = (tmp_path / "run" / "shards").glob("*.parquet")
    assert open_items(str(file)).ids == items.ids


def test_other_tables(tmp_path: Path) -> None:
    table = pa.table({"id": [1, 2], "code": ["plt.show()", None]})
    pq.write_table(table, tmp_path / "a.parquet")
    items = open_items(str(tmp_path / "a.parquet"))
    assert list(items.ids) == ["1", "2"] and items.read(1).problem == "the row has no code"
    pq.write_table(pa.table({"id": [1], "text": ["x"]}), tmp_path / "b.parquet")
    with pytest.raises(UserError, match="no column `code`"):
        open_items(str(tmp_path / "b.parquet"))
    pq.write_table(pa.table({"id": ["x", "x"], "code": ["a", "b"]}), tmp_path / "c.parquet")
    with pytest.raises(UserError, match="the id 'x' of row 2 is that of row 1 too"):
        open_items(str(tmp_path / "c.parquet"))


@pytest.mark.parametrize(
    ("path", "source"),
    [("img/MathVision_12.png", "MathVision"), ("data/we-math/3.png", "WeMath"), ("logic_vista/x.png", "LogicVista"),
     ("a.png", "unknown")],
)  # fmt: skip
def test_sources_are_known_by_their_paths(path: str, source: str) -> None:
    assert source_of(path) == source
