"""A run is curated: who stays, who goes and for whom, in which split; and what exports and trainings make of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image

from codepercept.config import load_recipe
from codepercept.dataset.build import build
from codepercept.dataset.curate import curate
from codepercept.dataset.curation import splits_of
from codepercept.dataset.export import export
from codepercept.errors import CodePerceptError, UserError
from codepercept.pipeline.rundir import RunDir
from codepercept.pipeline.table import SCHEMA, read_rows
from codepercept.sandbox.pool import SandboxPool
from codepercept.train.data import Source
from codepercept.types import Execution

WAVE = """
import numpy as np
import matplotlib.pyplot as plt

x = np.linspace(0, 10, 200)
fig, ax = plt.subplots(figsize=(5, 4))
ax.plot(x, np.sin(x) * np.exp(-x / 6), color="darkgreen")
ax.axvline(3, color="gray", linestyle="--")
ax.set_title("a damped wave")
ax.set_xlabel("t in s")
plt.show()
"""
BARS = """
import matplotlib.pyplot as plt

names, values = ["ash", "birch", "cedar", "elm"], [4, 9, 2, 7]
plt.barh(names, values, color=["tan", "olive", "teal", "brown"])
plt.title("trees in the park")
plt.show()
"""
PIE = """
import matplotlib.pyplot as plt

plt.pie([5, 3, 2], labels=["rock", "sand", "clay"], colors=["gray", "gold", "sienna"])
plt.show()
"""
TRIANGLE = """
import matplotlib.pyplot as plt

plt.fill([0, 4, 1], [0, 1, 3], facecolor="none", edgecolor="black")
for name, x, y in (("A", -0.2, -0.2), ("B", 4.1, 1), ("C", 1, 3.1)):
    plt.text(x, y, name)
plt.axis("off")
plt.show()
"""
SEEDS = {
    "a_wave": WAVE,
    "b_wave_renamed": "# mine\n" + WAVE.replace("fig, ax =", "figure, panel =").replace("ax.", "panel."),
    "c_wave_in_thick_lines": WAVE.replace('color="darkgreen"', 'color="darkgreen", linewidth=2'),
    "d_bars": BARS,
    "e_bars_by_axes": BARS.replace("plt.barh", "ax = plt.gca()\nax.barh").replace("plt.title", "ax.set_title"),
    "f_pie": PIE,
    "g_triangle": TRIANGLE,
    "h_pie_in_other_words": PIE.replace("plt.pie([5, 3, 2]", "shares = [5, 3, 2]\nplt.pie(shares"),
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of eight scripts, three figures of which are drawn several times."""
    base = tmp_path_factory.mktemp("made")
    (base / "seeds").mkdir()
    for name, code in SEEDS.items():
        (base / "seeds" / f"{name}.py").write_text(code)
    recipe = {
        "pipelines": [{"kind": "code", "path": str(base / "seeds")}, {"kind": "geometry", "n": 4}],
        "shard_size": 5,
    }
    summary = build(load_recipe(None, recipe), base / "run", 2, quiet=True)
    assert summary["samples"] == 12
    return base / "run"


@pytest.fixture
def run(made: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "run"))


def decided(run: Path) -> dict[str, dict[str, Any]]:
    """What became of each row, by the name of its seed."""
    table = pq.read_table(run / "curation" / "rows.parquet").to_pylist()
    return {row["id"].removeprefix("code-")[7:] if row["id"].startswith("code") else row["id"]: row for row in table}


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_each_figure_stays_once_and_it_is_told_for_whom(run: Path) -> None:
    summary = curate(run, workers=2, quiet=True)
    rows = decided(run)
    gone = {name: (row["dropped"], rows_name(row["leader"])) for name, row in rows.items() if row["dropped"]}
    assert gone == {
        "b-wave-renamed": ("duplicate", "a-wave"),
        "c-wave-in-thick-lines": ("near_duplicate", "a-wave"),
        "e-bars-by-axes": ("duplicate", "d-bars"),
        "h-pie-in-other-words": ("duplicate", "f-pie"),
    }
    counts = [summary[k] for k in ("rows", "kept", "in_benchmark", "duplicate", "near_duplicate")]
    assert counts == [12, 8, 0, 3, 1]
    assert all((row["split"] is None) == (row["dropped"] is not None) for row in rows.values())
    assert rows["b-wave-renamed"]["code"] == 0 and 0 <= rows["c-wave-in-thick-lines"]["picture"] <= 24
    assert rows["a-wave"]["picture"] is None
    report = (run / "curation" / "report.md").read_text()
    assert "12 rows = 8 kept + 0 in a benchmark + 3 duplicates + 1 near duplicates" in report
    assert "near_duplicate" in report and "stem2code-mini" in report


def test_near_duplicates_as_strictly_as_is_wished(run: Path) -> None:
    """The first shard's bars get another label: another figure to the strict, the same one by its looks."""
    assert [curate(run, near=rule, quiet=True)["near_duplicate"] for rule in ("none", "strict", "loose")] == [0, 1, 1]
    [shard, *_] = RunDir(run).samples()
    table = pq.read_table(shard)
    number = next(i for i, name in enumerate(table["id"].to_pylist()) if "c-wave" in name)
    traces = table["trace"].to_pylist()
    traces[number] = traces[number].replace("a damped wave", "a wave that decays")
    pq.write_table(table.set_column(table.schema.get_field_index("trace"), "trace", [traces]), shard)
    assert [curate(run, near=rule, quiet=True)["near_duplicate"] for rule in ("none", "strict", "loose")] == [0, 0, 1]


def test_a_row_that_started_from_a_benchmarks_picture_is_left_out(run: Path, tmp_path: Path) -> None:
    """However it was redrawn; the picture itself is a column of the dataset."""
    (tmp_path / "bench").mkdir()
    Image.effect_noise((300, 200), 90).save(tmp_path / "bench" / "question.png")
    shard = RunDir(run).samples()[0]
    rows = pq.read_table(shard).to_pylist()
    rows[0]["seed_image"] = {"bytes": (tmp_path / "bench" / "question.png").read_bytes(), "path": None}
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), shard)
    assert curate(run, [str(tmp_path / "bench")], quiet=True)["in_benchmark"] == 1
    told = decided(run)["a-wave"]
    assert (told["dropped"], told["leader"]) == ("in_benchmark", "bench/question")


def test_the_sandbox_failing_on_a_benchmark_is_not_taken_for_a_figure_without_picture(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "held_out.py").write_text(BARS)

    async def fails(*_: object, **__: object) -> Execution:
        return Execution(status="fault", error="no zygote could be started")

    with monkeypatch.context() as broken:
        broken.setattr(SandboxPool, "run", fails)
        with pytest.raises(CodePerceptError, match="held_out: no zygote could be started; run the same command again"):
            curate(run, [str(tmp_path)], quiet=True)
    assert curate(run, [str(tmp_path)], quiet=True)["in_benchmark"] == 2


def test_odd_rows_do_no_harm(run: Path) -> None:
    """No picture, no trace, a trace that is none, one with NaN: they are compared by what they have."""
    shard = RunDir(run).samples()[0]
    rows = pq.read_table(shard).to_pylist()
    rows[0]["image"], rows[1]["trace"], rows[2]["trace"], rows[3]["trace"] = None, None, "[1", '{"elements": [NaN]}'
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), shard)
    summary = curate(run, quiet=True)
    assert summary["rows"] == 12 and decided(run)["b-wave-renamed"]["dropped"] is None, (
        "no picture tells they are equal"
    )


def test_a_run_of_another_kind_is_refused(run: Path) -> None:
    shard = RunDir(run).samples()[0]
    pq.write_table(pq.read_table(shard).drop_columns(["image"]), shard)
    with pytest.raises(UserError, match="has no column `image`; name a run that `codepercept build` made"):
        curate(run, quiet=True)


def test_killed_workers_and_all_it_ends_with_the_same_files(run: Path) -> None:
    command = [sys.executable, "-m", "codepercept.cli", "curate", str(run), "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not list((run / "curation").glob("part-*.parquet")) and process.poll() is None:
        time.sleep(0.01)
    process.kill()
    process.wait()
    for _ in range(100):
        alive = subprocess.run(["pgrep", "-f", str(run)], stdout=subprocess.PIPE, text=True).stdout.split()
        children = subprocess.run(["pgrep", "-P", str(process.pid)], stdout=subprocess.PIPE, text=True).stdout.split()
        if not alive and not children:
            break
        time.sleep(0.1)
    assert not alive and not children
    (run / "curation" / ".part-00000.parquet.1.part").write_bytes(b"half")
    curate(run, quiet=True)
    after = files(run / "curation")
    shutil.rmtree(run / "curation")
    curate(run, quiet=True)
    assert files(run / "curation") == after and not list(run.rglob("*.part"))


def test_an_unfinished_run_keeps_its_splits_when_it_goes_on(run: Path) -> None:
    summary = json.loads((run / "summary.json").read_text()) | {"seed": 7}
    recipe = (run / "recipe.yaml").read_text().replace("seed: 0", "seed: 7")
    (run / "recipe.yaml").write_text(recipe)
    (run / "summary.json").unlink()
    curate(run, splits={"test": 0.5}, quiet=True)
    before = {name: row["split"] for name, row in decided(run).items()}
    (run / "summary.json").write_text(json.dumps(summary))
    curate(run, splits={"test": 0.5}, quiet=True)
    assert {name: row["split"] for name, row in decided(run).items()} == before


def rows_name(identity: str) -> str:
    return identity.removeprefix("code-")[7:]


def test_the_files_are_the_same_whatever_the_workers_and_after_a_stop(run: Path, tmp_path: Path) -> None:
    curate(run, workers=2, quiet=True)
    whole = files(run / "curation")
    (run / "curation" / "part-00001.parquet").unlink()
    (run / "curation" / "rows.parquet").unlink()
    (run / "curation" / "part-00002.parquet").write_bytes(b"half a file")
    curate(run, quiet=True)
    assert files(run / "curation") == whole
    assert not list((run / "curation").glob(".*"))


def test_the_run_itself_stays_as_it_is(run: Path, made: Path) -> None:
    curate(run, quiet=True)
    assert {k: v for k, v in files(run).items() if not k.startswith("curation/")} == files(made)


@pytest.mark.parametrize("form", ["scripts", "pictures", "run", "variable"])
def test_a_benchmark_of_anyone_is_left_out(
    run: Path, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Known by its script, drawn in another resolution; by its picture alone, as a JPEG; by rows of another run."""
    bench = tmp_path / "bench"
    bench.mkdir()
    against = [str(bench)]
    if form in ("scripts", "variable"):
        (bench / "held_out.py").write_text(BARS.replace("plt.barh", "plt.figure(dpi=60)\nplt.barh"))
    elif form == "pictures":
        bars = next(r for r in read_rows(RunDir(run).samples()) if "d-bars" in r["id"])
        (bench / "raw.png").write_bytes(bars["image"]["bytes"])
        with Image.open(bench / "raw.png") as picture:
            picture.convert("RGB").resize((500, 375)).save(bench / "held_out.jpg", quality=70)
        (bench / "raw.png").unlink()
    else:
        shutil.copytree(run, bench / "run")
        for file in RunDir(bench / "run").samples():
            table = pq.read_table(file)
            kept = [i for i, name in enumerate(table["id"].to_pylist()) if "d-bars" in name]
            if kept:
                pq.write_table(table.take(kept), file)
            else:
                file.unlink()
        against = [str(bench / "run")]
    if form == "variable":
        monkeypatch.setenv("CODEPERCEPT_BENCHMARKS", str(bench))
        against = []
    summary = curate(run, against, quiet=True)
    rows = decided(run)
    assert {n for n, r in rows.items() if r["dropped"] == "in_benchmark"} == {"d-bars", "e-bars-by-axes"}
    assert rows["d-bars"]["leader"].startswith("run/" if form == "run" else "bench/")
    [mini, told] = summary["against"]
    assert (mini["rows"], told["rows"], told["figures"], told["without_picture"]) == (0, 2, 1, 0)


def test_a_figure_that_cannot_be_looked_at_is_told(run: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("import matplotlib.pyplot as plt\nplt.plot([1, 2\n")
    (tmp_path / "fails.py").write_text("raise ValueError('no figure')\n")
    assert curate(run, [str(tmp_path)], quiet=True)["against"][1]["without_picture"] == 2


def test_seeds_decide_the_split_and_variants_stay_together(run: Path) -> None:
    curate(run, splits={"validation": 0.3, "test": 0.3}, quiet=True)
    before = {name: row["split"] for name, row in decided(run).items() if row["split"]}
    assert len(set(before.values())) == 3
    for file in RunDir(run).samples():  # all rows but the last of each shard become variants of one seed
        table = pq.read_table(file)
        seeds = ["one seed"] * (table.num_rows - 1) + table["seed_id"].to_pylist()[-1:]
        pq.write_table(table.set_column(table.schema.get_field_index("seed_id"), "seed_id", [seeds]), file)
    curate(run, splits={"validation": 0.3, "test": 0.3}, quiet=True)
    table = pq.read_table(run / "curation" / "rows.parquet").to_pylist()
    own = {row["id"]: row["seed_id"] for row in read_rows(RunDir(run).samples(), ["id", "seed_id"])}
    assert len({row["split"] for row in table if row["split"] and own[row["id"]] == "one seed"}) == 1
    for row in table:
        if row["split"] and own[row["id"]] != "one seed":
            assert (
                before[row["id"].removeprefix("code-")[7:] if row["id"].startswith("code") else row["id"]]
                == row["split"]
            )


def test_exports_and_trainings_go_by_it(run: Path, tmp_path: Path) -> None:
    assert export(run, tmp_path / "raw", "verl") == {"grpo": 12}, "before it is curated, all rows"
    curate(run, splits={"validation": 0.3, "test": 0.3}, quiet=True)
    wanted: dict[str, set[str]] = {}
    for row in pq.read_table(run / "curation" / "rows.parquet").to_pylist():
        if row["split"]:
            wanted.setdefault(row["split"], set()).add(row["id"])
    assert export(run, tmp_path / "trl", "trl") == {"sft": 2 * len(wanted["train"]), "grpo": len(wanted["train"])}
    assert set(ids(tmp_path / "trl" / "grpo")) == wanted["train"]
    export(run, tmp_path / "test", "verl", "test")
    assert {r["id"] for r in (e["extra_info"] for e in table(tmp_path / "test" / "grpo"))} == wanted["test"]
    assert export(run, tmp_path / "web", "webdataset", "all") == {".": 8}
    assert export(run, tmp_path / "swift", "swift", "validation")["grpo"] == len(wanted["validation"])
    source = Source(run, "grpo")
    trained = [row.id for number in range(len(source.files)) for _, row in source.rows(number)]
    assert set(trained) == wanted["train"]
    raw = tmp_path / "uncurated"
    shutil.copytree(run, raw, ignore=shutil.ignore_patterns("curation"))
    assert Source(raw, "grpo").sha256() != source.sha256(), "another choice of rows is other training data"


def table(folder: Path) -> list[dict[str, Any]]:
    return [row for file in sorted(folder.glob("*.parquet")) for row in pq.read_table(file).to_pylist()]


def ids(folder: Path) -> list[str]:
    return [row["id"] for row in table(folder)]


def test_hugging_face_loads_the_splits_by_the_card(run: Path, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets", reason="installed with the `dev` extra")
    summary = curate(run, splits={"validation": 0.3, "test": 0.3}, quiet=True)
    counts = export(run, tmp_path / "hf", "hf")
    assert counts == summary["splits"] and sum(counts.values()) == 8
    loaded = datasets.load_dataset(str(tmp_path / "hf"), cache_dir=str(tmp_path / "cache"))
    assert {name: part.num_rows for name, part in loaded.items()} == counts
    originals = {row["id"]: row for row in read_rows(RunDir(run).samples())}
    for part in loaded.values():
        for row in part:
            assert row["image"].size == (originals[row["id"]]["width"], originals[row["id"]]["height"])
            assert (row["code"], row["caption"]) == tuple(originals[row["id"]][k] for k in ("code", "caption"))
    streamed = datasets.load_dataset(str(tmp_path / "hf"), split="train", streaming=True)
    assert sum(1 for _ in streamed) == counts["train"]
    assert export(run, tmp_path / "one", "hf", "test") == {"test": counts["test"]}
    assert export(run, tmp_path / "all", "hf", "all") == {"train": 8}
    assert datasets.load_dataset(str(tmp_path / "all"), cache_dir=str(tmp_path / "cache"))["train"].num_rows == 8
    raw = tmp_path / "raw"
    shutil.copytree(run, raw, ignore=shutil.ignore_patterns("curation"))
    assert export(raw, tmp_path / "whole", "hf") == {"train": 12}
    with pytest.raises(UserError, match="has no splits; make them with `codepercept curate"):
        export(raw, tmp_path / "none", "hf", "test")


def test_a_run_that_changed_must_be_curated_again(run: Path, tmp_path: Path) -> None:
    curate(run, quiet=True)
    splits = splits_of(RunDir(run))
    assert splits is not None and sum(int(k.sum()) for kept in splits.values() for k in kept.values()) == 8
    with pytest.raises(UserError, match="no split 'dev'; there are train, validation, test"):
        export(run, tmp_path / "out", "trl", "dev")
    RunDir(run).samples()[-1].unlink()
    with pytest.raises(UserError, match="changed since it was curated; run `codepercept curate` again"):
        export(run, tmp_path / "out", "trl")
    curate(run, quiet=True)
    assert not (run / "curation" / "part-00002.parquet").exists()
    export(run, tmp_path / "out", "trl")
    rows = run / "curation" / "rows.parquet"
    pq.write_table(pq.read_table(rows).slice(1), rows)
    with pytest.raises(UserError, match="it has changed since it was curated"):
        splits_of(RunDir(run))


def test_a_curation_that_was_stopped_is_not_taken_for_none(run: Path, tmp_path: Path) -> None:
    """Or all rows would be trained on, benchmarks and all."""
    curate(run, quiet=True)
    (run / "curation" / "summary.json").unlink()
    with pytest.raises(UserError, match="the curation was not finished; run `codepercept curate"):
        export(run, tmp_path / "out", "trl")
    with pytest.raises(UserError, match="the curation was not finished"):
        Source(run, "grpo")
    curate(run, quiet=True)
    export(run, tmp_path / "out", "trl")


@pytest.mark.parametrize("place", [4, -500], ids=["rows", "footer"])
def test_a_damaged_shard_is_told(run: Path, tmp_path: Path, place: int) -> None:
    shard = RunDir(run).samples()[1]
    data = bytearray(shard.read_bytes())
    data[place : place + 300] = bytes(300) if place >= 0 else b"x" * 300
    shard.write_bytes(data)
    with pytest.raises(UserError, match=r"part-00001\.parquet: damaged"):
        export(run, tmp_path / "out", "trl")
    assert not (tmp_path / "out").exists()
    with pytest.raises(UserError, match=r"part-00001\.parquet: damaged"):
        curate(run, quiet=True)
    assert not (run / "curation" / "summary.json").exists()


@pytest.mark.parametrize(
    ("splits", "message"),
    [
        ({"test": 0.6, "dev": 0.4}, "leave nothing"),
        ({"train": 0.1}, "other than train"),
        ({"all": 0.1}, "other than train and all"),
        ({"test": 1.5}, "test=1.5"),
    ],
)
def test_splits_that_cannot_be(run: Path, splits: dict[str, float], message: str) -> None:
    with pytest.raises(UserError, match=message):
        curate(run, splits=splits, quiet=True)


def test_a_benchmark_that_is_none(run: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing_here: no such file"):
        curate(run, [str(tmp_path / "nothing_here")], quiet=True)
    assert export(run, tmp_path / "out", "trl")["grpo"] == 12, "nothing was begun"


def test_the_statistics_are_of_what_was_kept(run: Path) -> None:
    told = json.loads(json.dumps(curate(run, quiet=True)["statistics"]))
    assert told["rows"] == 8 and told["by_pipeline"] == {"code": 4, "geometry": 4}
    assert {"pie", "barh", "axvline"} <= told["kinds"].keys() and told["kinds"]["pie"] == 1
    assert told["distinct_words"] > 50 and told["effective_kinds"] > 3
    for family in told["coverage"].values():
        assert 0 < family["seen"] <= family["possible"]
