"""The run directory and the local engine: deterministic bytes, resume, refusal, faults."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from codepercept.config import load_recipe, resolve
from codepercept.dataset.build import BuildPipeline, build
from codepercept.errors import UserError
from codepercept.pipeline import table
from codepercept.pipeline.local import LocalExecutor, WorkerLost
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.shard import run_shard
from codepercept.pipeline.stage import Shard, shards_of
from codepercept.pipeline.table import content_hash, count_rows, read_samples, read_some
from codepercept.types import Rejection, Sample, Seed

SCRIPTS = {
    "good.py": "import matplotlib.pyplot as plt\nplt.plot([0, 1, 4])\nplt.title('squares')\nplt.show()",
    "bars.py": "import matplotlib.pyplot as plt\nplt.bar(['a', 'b'], [1, 2])\nplt.show()",
    "loop.py": "while True: pass",
    "broken.py": "def f(:",
    "empty.py": "",
    "file.py": "import numpy as np\nnp.loadtxt('x.csv')",
    "noise.py": "import numpy as np\nimport matplotlib.pyplot as plt\nplt.plot(np.random.rand(9))\nplt.show()",
    "magic.py": "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2, 5])\nplt.show()",
}


@pytest.fixture(scope="module")
def recipe_file(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    for name, code in SCRIPTS.items():
        (folder / name).write_text(code)
    (folder / "binary.py").write_bytes(b"\xff\xfe\x00\x01" * 50)
    file = folder / "recipe.yaml"
    file.write_text(
        "name: mixed\nlimits: {cpu_seconds: 1}\nshard_size: 3\n"
        f"pipelines:\n  - {{kind: geometry, n: 8}}\n  - {{kind: code, path: {folder}}}\n"
    )
    return file


def tree(out: Path) -> dict[str, bytes]:
    """All files of a run but its log and lock."""
    files = (p for p in sorted(out.rglob("*")) if p.is_file() and p.name not in ("log.txt", ".lock"))
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in files}


@pytest.fixture(scope="module")
def whole(recipe_file: Path, tmp_path_factory) -> tuple[dict, Path]:
    out = tmp_path_factory.mktemp("whole")
    return build(load_recipe(recipe_file), out, 1, quiet=True), out


def test_every_row_ends_somewhere_and_counts_add_up(whole) -> None:
    summary, out = whole
    run = RunDir(out)
    assert summary["requested"] == 8 + len(SCRIPTS) + 1
    assert summary["requested"] == summary["samples"] + summary["rejected"] + summary["unscored"]
    assert summary["unscored"] == 0
    assert sum(summary["by_pipeline"].values()) == summary["samples"]
    assert sum(summary["rejected_by_reason"].values()) == summary["rejected"]
    rejected = {s.seed.source: s.rejection for s in read_samples(run.rejects()) if s.pipeline == "code"}
    kinds = {name: (r.stage, r.kind) for name, r in rejected.items()}
    assert kinds == {
        "loop.py": ("execute", "cpu_limit"),
        "broken.py": ("execute", "error"),
        "empty.py": ("seeds", "empty"),
        "file.py": ("execute", "error"),
        "noise.py": ("filter", "unseeded_random"),
        "binary.py": ("seeds", "not_text"),
    }
    assert all(r.reason for r in rejected.values())
    assert summary["sha256"] == content_hash(run.samples())


def test_samples_are_complete_triplets(whole) -> None:
    for sample in read_samples(RunDir(whole[1]).samples()):
        assert sample.execution.image.startswith(b"\x89PNG")
        assert sample.execution.trace.elements and sample.caption and sample.facts
        assert sample.code.rstrip() in sample.explanation
        assert [h.stage for h in sample.history][-3:] == ["filter", "caption", "explain"]


def test_worker_count_does_not_change_a_byte(whole, recipe_file: Path, tmp_path: Path) -> None:
    build(load_recipe(recipe_file), tmp_path / "three", 3, quiet=True)
    assert tree(tmp_path / "three") == tree(whole[1])


def test_killed_and_resumed_runs_end_with_the_same_bytes(whole, recipe_file: Path, tmp_path: Path) -> None:
    randomness = random.Random(os.urandom(8))
    command = [sys.executable, "-m", "codepercept.cli", "build", str(recipe_file), "--json", "--out"]
    reference = tmp_path / "reference"
    subprocess.run([*command, str(reference)], check=True, capture_output=True)
    assert {k: v for k, v in tree(reference).items() if k != "index.html"} == tree(whole[1])
    for kill in range(1):  # `make bench-kill` tries twenty
        out, moment = tmp_path / f"killed{kill}", randomness.uniform(0.5, 6)
        process = subprocess.Popen([*command, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        subprocess.run([*command, str(out)], check=True, capture_output=True)
        assert tree(out) == tree(reference), f"killed after {moment:.2f} s"


def test_a_changed_recipe_is_refused_by_name(whole, recipe_file: Path) -> None:
    with pytest.raises(UserError, match=r"another recipe \(differs in seed\)"):
        build(load_recipe(recipe_file, {"seed": 1}), whole[1], 1, quiet=True)
    with pytest.raises(UserError, match=r"pipelines\.0\.n"):
        build(load_recipe(recipe_file, n=4), whole[1], 1, quiet=True)


def test_changed_seed_files_are_noticed(recipe_file: Path, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "seeds"
    folder.mkdir()
    shutil.copy(recipe_file.parent / "good.py", folder)
    overrides = {"pipelines": [{"kind": "code", "path": str(folder)}]}
    build(load_recipe(None, overrides), tmp_path / "out", 1, quiet=True)
    (folder / "good.py").write_text(SCRIPTS["bars.py"])
    with pytest.raises(UserError, match="inputs"):
        build(load_recipe(None, overrides), tmp_path / "out", 1, quiet=True)


def test_a_finished_run_does_nothing_again(whole, recipe_file: Path) -> None:
    summary, out = whole
    before = {p: p.stat().st_mtime_ns for p in RunDir(out).samples()}
    again = build(load_recipe(recipe_file), out, 1, quiet=True)
    assert {p: p.stat().st_mtime_ns for p in RunDir(out).samples()} == before
    assert again["sha256"] == summary["sha256"]


def test_foreign_folders_are_left_alone(recipe_file: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(UserError, match="holds other files"):
        build(load_recipe(recipe_file), tmp_path, 1, quiet=True)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.tex"]


def test_sections_of_one_kind_never_share_an_id(recipe_file: Path, tmp_path: Path) -> None:
    code = {"kind": "code", "path": str(recipe_file.parent)}
    overrides = {"pipelines": [{"kind": "geometry", "n": 7}, code, {"kind": "geometry", "n": 7}, code]}
    pipeline = BuildPipeline(resolve(load_recipe(None, overrides)), tmp_path)
    rows = [r for shard in shards_of(pipeline.total, 5) for r in pipeline.rows(shard)]
    assert len(rows) == pipeline.total == len({r.id for r in rows}) == 14 + 2 * (len(SCRIPTS) + 1)


def test_each_section_reads_its_own_folder(tmp_path: Path) -> None:
    code = "import matplotlib.pyplot as plt\nplt.title(open('name.txt').read())\nplt.plot([1, 2])\nplt.show()"
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "figure.py").write_text(code)
        (tmp_path / name / "name.txt").write_text(name)
    sections = [{"kind": "code", "path": str(tmp_path / name), "read_folder": True} for name in ("one", "two")]
    build(load_recipe(None, {"pipelines": sections}), tmp_path / "run", 1, quiet=True)
    rows = list(read_samples(RunDir(tmp_path / "run").rejects()))  # they are no good as samples: they need files
    assert [row.execution.trace.axes[0].title for row in rows] == ["one", "two"]


def test_two_runs_cannot_write_to_one_folder(tmp_path: Path) -> None:
    run = RunDir(tmp_path / "run")
    with (
        run.start("a: 1\n", lambda a, b: []),
        pytest.raises(UserError, match="another run"),
        RunDir(run.path).start("a: 1\n", lambda a, b: []),
    ):
        pass


def row(number: int) -> Sample:
    return Sample(id=f"row-{number}", seed=Seed(id=str(number)), pipeline="test", code=str(number))


class FanOut:
    """Two samples from each row."""

    name = "fan-out"

    async def __call__(self, sample: Sample) -> list[Sample]:
        return [sample.model_copy(update={"id": f"{sample.id}-{i}"}) for i in range(2)]


class Picky:
    """Rejects odd rows, and breaks on row 4."""

    name = "picky"

    async def __call__(self, sample: Sample) -> list[Sample]:
        if sample.code == "4":
            raise RuntimeError("the disk is on fire")
        odd = int(sample.code) % 2
        rejection = Rejection(stage=self.name, kind="odd", reason="odd number") if odd else None
        return [sample.model_copy(update={"rejection": rejection})]


def test_fan_out_rejections_and_faults_all_count(tmp_path: Path) -> None:
    import asyncio

    run = RunDir(tmp_path / "run")
    seen: list[str] = []
    with run.start("a: 1\n", lambda a, b: []):
        shard = Shard(0, 0, 6)
        counts = asyncio.run(
            run_shard([FanOut(), Picky()], [row(i) for i in range(6)], shard, run, seen.append, at_once=2)
        )
        assert counts == {"sample": 4, "rejection": 6, "unscored": 2} == Counter(seen)
        assert not run.finished(shard), "a shard with unscored rows must be tried again"
    assert [s.id for s in read_samples(run.samples())] == ["row-0-0", "row-0-1", "row-2-0", "row-2-1"]
    faults = [s for s in read_samples(run.rejects()) if s.fault]
    assert [s.fault for s in faults] == ["picky: RuntimeError: the disk is on fire"] * 2
    assert "Traceback" in (run.path / "log.txt").read_text()


class DeadlyPipeline:
    """Kills the worker process that opens it: always, or only once."""

    def __init__(self, marker: Path | None) -> None:
        self.marker = marker
        self.total, self.at_once = 2, 2

    def rows(self, shard: Shard) -> list[Sample]:
        if self.marker is None or not self.marker.exists():
            if self.marker is not None:
                self.marker.write_text("")
            os.kill(os.getpid(), signal.SIGKILL)
        return [row(i) for i in range(shard.start, shard.stop)]

    def open(self):
        import contextlib

        @contextlib.asynccontextmanager
        async def stages():
            yield [Picky()]

        return stages()


def test_a_dead_worker_is_replaced(tmp_path: Path) -> None:
    run = RunDir(tmp_path / "run")
    with run.start("a: 1\n", lambda a, b: []):
        counts = LocalExecutor(1).run(DeadlyPipeline(tmp_path / "once"), shards_of(2, 1), run, lambda outcome: None)
    assert counts == {"sample": 1, "rejection": 1}


def test_a_shard_that_keeps_killing_workers_is_loud(tmp_path: Path) -> None:
    run = RunDir(tmp_path / "run")
    with run.start("a: 1\n", lambda a, b: []), pytest.raises(WorkerLost, match="shard 0"):
        LocalExecutor(1).run(DeadlyPipeline(None), shards_of(2, 1), run, lambda outcome: None)


def test_the_parquet_shows_pictures_in_datasets(whole) -> None:
    datasets = pytest.importorskip("datasets", reason="installed with the `datasets` extra, as CI does")
    files = [str(p) for p in RunDir(whole[1]).samples()]
    data = datasets.load_dataset("parquet", data_files=files, split="train", cache_dir=str(whole[1] / ".cache"))
    assert len(data) == whole[0]["samples"]
    assert isinstance(data.features["image"], datasets.Image)
    assert data[0]["image"].size == (data[0]["width"], data[0]["height"])


def test_summary_on_disk_holds_no_times(whole) -> None:
    stored = json.loads((whole[1] / "summary.json").read_text())
    assert "seconds" not in stored and stored["sha256"] == whole[0]["sha256"]
    card = (whole[1] / "README.md").read_text()
    assert stored["sha256"] in card and "| unseeded_random | 1 |" in card


@pytest.mark.parametrize("folder", ["shards", "rejects", "done"])
def test_a_damaged_file_is_found_and_its_shard_done_again(
    whole, recipe_file: Path, tmp_path: Path, folder: str
) -> None:
    """A bit that turned over, a file that is gone or was cut off: the same command mends them all."""
    out = tmp_path / "out"
    shutil.copytree(whole[1], out)
    expected = tree(whole[1])
    if folder == "done":
        (out / "done" / "00001").write_text("{half a mark")
        damaged = ["done/00001"]
    else:
        first, *_, last = sorted((out / folder).glob("*.parquet"))
        data = bytearray(first.read_bytes())
        data[len(data) // 2] ^= 1
        first.write_bytes(data)
        last.unlink()
        damaged = [f"{folder}/{first.name}", f"{folder}/{last.name}"]
    before = (out / "log.txt").read_text()
    build(load_recipe(recipe_file), out, 2, quiet=True)
    assert {k: v for k, v in tree(out).items() if k != "index.html"} == {
        k: v for k, v in expected.items() if k != "index.html"
    }
    told = (out / "log.txt").read_text().removeprefix(before)
    for file in damaged:
        assert f"{file} is not what was written" in told
    assert told.count("is done again") == len(damaged)


def test_a_run_of_an_older_version_is_taken_as_it_is(whole, recipe_file: Path, tmp_path: Path) -> None:
    """Its markers are empty."""
    out = tmp_path / "out"
    shutil.copytree(whole[1], out)
    for marker in (out / "done").iterdir():
        marker.write_bytes(b"")
    summary = build(load_recipe(recipe_file), out, 2, quiet=True)
    assert summary["sha256"] == whole[0]["sha256"] and "done again" not in (out / "log.txt").read_text()


def test_the_hash_is_the_same_by_several_processes(whole, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MANY_ROWS", 1)
    files = RunDir(whole[1]).samples()
    assert content_hash(files, 2) == content_hash(files) == whole[0]["sha256"]
    assert content_hash(files[::-1], 2) != whole[0]["sha256"]


def test_some_samples_are_spread_over_all(whole) -> None:
    files = RunDir(whole[1]).samples()
    everything = [s.id for s in read_samples(files)]
    assert [s.id for s in read_some(files, 100)] == everything and count_rows(files) == len(everything)
    some = [s.id for s in read_some(files, 4)]
    assert len(some) == 4 and some == sorted(some, key=everything.index)
    assert everything.index(some[-1]) >= len(everything) // 2
    assert list(read_some([], 4)) == []
