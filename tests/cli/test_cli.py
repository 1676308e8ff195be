"""The command line as a user meets it: outputs, exit codes, one-sentence errors."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from codepercept.geometry import FAMILIES

PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2], color='red')\nplt.title('three points')\nplt.show()\n"


def call(*args: object, cwd: Path | None = None, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "codepercept.cli", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=300, **options)  # type: ignore[call-overload]


def json_of(done: subprocess.CompletedProcess[str]) -> dict:
    """The one JSON object on stdout; anything else there is an error."""
    assert len(done.stdout.strip().splitlines()) == 1, done.stdout + done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def script(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("scripts") / "plot.py"
    file.write_text(PLOT)
    return file


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> tuple[dict, Path]:
    out = tmp_path_factory.mktemp("runs") / "first"
    done = call("build", "--out", out, "-n", 9, "--seed", 3, "--workers", 2, "--json")
    assert done.returncode == 0, done.stderr
    return json_of(done), out


def test_build_keeps_its_contract(run) -> None:
    summary, out = run
    wanted = {"requested", "samples", "rejected", "unscored", "by_pipeline", "by_family", "rejected_by_reason"}
    assert wanted | {"dataset", "sha256", "seconds"} <= summary.keys()
    assert summary["requested"] == 9 == summary["samples"] + summary["rejected"] + summary["unscored"]
    assert sum(summary["by_family"].values()) == summary["samples"] and set(summary["by_family"]) <= set(FAMILIES)
    assert list(Path(summary["dataset"]).glob("part-*.parquet"))
    names = {p.name for p in out.iterdir()}
    assert {"recipe.yaml", "shards", "rejects", "done", "summary.json", "log.txt", "index.html", "README.md"} <= names


def test_build_from_a_folder_of_scripts(script: Path, tmp_path: Path) -> None:
    done = call("build", "--seeds", script.parent, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "1 rows = 1 samples + 0 rejected + 0 unscored" in done.stdout
    assert str(tmp_path / "out" / "index.html") in done.stdout


def test_view_writes_the_page_again(run) -> None:
    (run[1] / "index.html").unlink()
    page = json_of(call("view", run[1], "--json"))["page"]
    assert Path(page).read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html")


def test_export_to_trl_loads_with_datasets(run, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets", reason="installed with the `datasets` extra, as CI does")
    counts = json_of(call("export", run[1], "--to", "trl", "--out", tmp_path / "trl", "--json"))
    assert counts["sft"] == 2 * run[0]["samples"] and counts["grpo"] == run[0]["samples"]
    for part in ("sft", "grpo"):
        files = sorted(map(str, (tmp_path / "trl" / part).glob("*.parquet")))
        data = datasets.load_dataset("parquet", data_files=files, split="train", cache_dir=str(tmp_path / "cache"))
        assert len(data) == counts[part]
        assert data[0]["images"][0].size[0] > 100
        assert data[0]["prompt"][0]["role"] == "user"
    files = sorted(map(str, (tmp_path / "trl" / "sft").glob("*.parquet")))
    sft = datasets.Dataset.from_parquet(files, cache_dir=str(tmp_path / "cache2"))
    captions = {r["id"]: r["completion"][0]["content"] for r in sft if r["task"] == "caption"}
    from codepercept.pipeline.rundir import RunDir
    from codepercept.pipeline.table import read_samples

    assert captions == {s.id: s.caption for s in read_samples(RunDir(run[1]).samples())}


def test_export_to_verl_and_swift(run, tmp_path: Path) -> None:
    import pyarrow.parquet as pq
    from PIL import Image

    from codepercept.pipeline.rundir import RunDir
    from codepercept.pipeline.table import read_samples

    samples = {s.id: s for s in read_samples(RunDir(run[1]).samples())}
    counts = json_of(call("export", run[1], "--to", "verl", "--out", tmp_path / "verl", "--json"))
    rows = [r for f in sorted((tmp_path / "verl" / "grpo").glob("*.parquet")) for r in pq.read_table(f).to_pylist()]
    assert counts["grpo"] == len(rows) == len(samples)
    for row in rows:
        sample = samples[row["extra_info"]["id"]]
        assert row["reward_model"] == {"style": "rule", "ground_truth": sample.code}
        assert row["images"] == [{"bytes": sample.execution.image}]
        assert row["prompt"][0]["content"].count("<image>") == 1
    counts = json_of(call("export", run[1], "--to", "swift", "--out", tmp_path / "swift", "--json"))
    assert counts["grpo"] == len(samples) and counts["sft"] == 2 * len(samples)
    for name in ("sft", "grpo"):
        files = sorted((tmp_path / "swift" / name).glob("*.jsonl"))
        rows = [json.loads(line) for f in files for line in f.read_text(encoding="utf-8").splitlines()]
        assert len(rows) == counts[name] and {r["id"] for r in rows} == set(samples)
        for row in rows:
            [picture] = row["images"]
            assert (tmp_path / "swift" / picture).read_bytes() == samples[row["id"]].execution.image
            assert row["messages"][0]["content"].startswith("<image>")
            assert row.get("solution", samples[row["id"]].code) == samples[row["id"]].code
    with Image.open(tmp_path / "swift" / picture) as image:
        assert image.size[0] > 100
    from codepercept.dataset.export import _swift_rows

    marked = {"id": "a", "image": None, "caption": "An <image> tag.", "explanation": "x", "code": "y"}
    assert [name for name, _ in _swift_rows(marked, "p.png")] == ["sft", "grpo"]


def test_export_to_webdataset(run, tmp_path: Path) -> None:
    import io

    from PIL import Image

    from codepercept.pipeline.rundir import RunDir
    from codepercept.pipeline.table import read_samples

    webdataset = pytest.importorskip("webdataset", reason="installed with the `dev` extra")
    samples = {s.id: s for s in read_samples(RunDir(run[1]).samples())}
    for out in ("one", "two"):
        call("export", run[1], "--to", "webdataset", "--out", tmp_path / out)
    files = sorted((tmp_path / "one").glob("train-*.tar"))
    assert [f.read_bytes() for f in files] == [f.read_bytes() for f in sorted((tmp_path / "two").glob("*.tar"))]
    read = list(webdataset.WebDataset([str(f) for f in files], shardshuffle=False))
    assert {json.loads(r["json"])["id"] for r in read} == set(samples) and len(read) == len(samples)
    for row in read:
        told = json.loads(row["json"])
        sample = samples[told["id"]]
        assert row["png"] == sample.execution.image and row["py"].decode() == sample.code
        assert told["caption"] == sample.caption and told["facts"] == [f.text for f in sample.facts]
    assert Image.open(io.BytesIO(read[0]["png"])).size[0] > 100


def test_render_tells_each_status(script: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("1 / 0")
    done = call("render", script, bad, "--out", tmp_path / "png", "--json")
    assert done.returncode == 1
    first, second = json_of(done)["results"]
    assert first["status"] == "ok" and Path(first["image"]).read_bytes().startswith(b"\x89PNG")
    assert {
        "file",
        "status",
        "cpu_seconds",
        "wall_seconds",
        "image",
        "width",
        "height",
        "elements",
        "error",
    } <= first.keys()
    assert second["status"] == "error" and second["image"] is None and "ZeroDivisionError" in second["error"]
    plain = call("render", script)
    assert plain.returncode == 0 and plain.stdout.startswith("ok ")


def test_render_hints_at_files_beside_the_script(tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text("X = [1, 2]")
    (tmp_path / "main.py").write_text("import helper\nimport matplotlib.pyplot as plt\nplt.plot(helper.X)\nplt.show()")
    assert "--read-folder" in call("render", tmp_path / "main.py").stdout
    assert call("render", tmp_path / "main.py", "--read-folder").returncode == 0


def test_trace_as_text_and_as_json(script: Path) -> None:
    text = call("trace", script)
    assert text.returncode == 0 and 'The title reads "three points".' in text.stdout
    data = json_of(call("trace", script, "--json"))
    line = next(e for e in data["elements"] if e["role"] == "data")
    assert line["data"] == [[0.0, 1.0], [1.0, 3.0], [2.0, 2.0]] and line["color"] == "#ff0000" and line["line"] == 2
    assert {"canvas", "axes", "elements", "facts"} <= data.keys()
    assert {"id", "kind", "axes", "data", "pixels", "color", "text", "zorder", "line"} <= line.keys()


def test_doctor_tells_what_is_in_force() -> None:
    report = json_of(call("doctor", "--json"))
    assert {"landlock", "seccomp", "rlimits", "network", "unsafe"} <= report["sandbox"].keys()
    assert (
        report["sandbox"]["unsafe"] is False
        and report["fingerprint"]
        and report["fonts"]
        and "figures" in report["extras"]
    )


@pytest.mark.parametrize("command", ["", "build", "render", "trace", "view", "export", "doctor"])
def test_help(command: str) -> None:
    done = call(*([command] if command else []), "--help")
    assert done.returncode == 0 and done.stdout.startswith("Usage:") and "--help" in done.stdout


MISTAKES: dict[str, tuple[list[str], str]] = {
    "misspelt key": (
        ["build", "{dir}/misspelt.yaml", "--out", "{dir}/o"],
        "misspelt.yaml: unknown key `sed`; did you mean `seed`?",
    ),
    "misspelt nested key": (["build", "{dir}/nested.yaml", "--out", "{dir}/o"], "did you mean `families`?"),
    "wrong type": (["build", "{dir}/type.yaml", "--out", "{dir}/o"], "`seed`"),
    "not YAML": (["build", "{dir}/broken.yaml", "--out", "{dir}/o"], "broken.yaml, line"),
    "unknown family": (["build", "{dir}/family.yaml", "--out", "{dir}/o"], "unknown geometry family 'cubes'"),
    "no recipe": (["build", "{dir}/nowhere.yaml", "--out", "{dir}/o"], "no such file"),
    "no seeds": (["build", "--seeds", "{dir}/nowhere", "--out", "{dir}/o"], "no such folder"),
    "empty seeds": (["build", "--seeds", "{dir}/empty", "--out", "{dir}/o"], "no file matches"),
    "pictures without a model": (
        ["build", "--seeds", "{dir}/pictures", "--out", "{dir}/o"],
        "needs a model in the role 'captioner': add --model URL#NAME",
    ),
    "no server there": (
        ["build", "--seeds", "{dir}/pictures", "--model", "http://127.0.0.1:9/v1#m", "--out", "{dir}/o"],
        "cannot reach http://127.0.0.1:9/v1",
    ),
    "no checkpoint there": (
        ["build", "--seeds", "{dir}/pictures", "--model", "{dir}/empty#m", "--out", "{dir}/p"],
        "no checkpoint there",
    ),
    "half a model": (["build", "-n", "1", "--model", "http://127.0.0.1:9/v1", "--out", "{dir}/o"], "as URL#NAME"),
    "no out": (["build"], "Missing option '--out'"),
    "out is a file": (["build", "-n", "1", "--out", "{dir}/misspelt.yaml"], "there is a file of that name"),
    "bad engine": (["build", "--engine", "spark", "--out", "{dir}/o"], "'spark' is not"),
    "render nothing": (["render", "{dir}/nowhere.py"], "no such file"),
    "trace a folder": (["trace", "{dir}"], "no such file"),
    "view nothing": (["view", "{dir}/empty"], "no run here"),
    "export nothing": (["export", "{dir}/empty", "--to", "trl", "--out", "{dir}/o"], "no run here"),
    "no such command": (["bild"], "No such command"),
}


@pytest.fixture(scope="module")
def mistakes(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("mistakes")
    (folder / "empty").mkdir()
    (folder / "pictures").mkdir()
    Image.new("RGB", (60, 40), "white").save(folder / "pictures" / "one.png")
    (folder / "misspelt.yaml").write_text("sed: 3\npipelines: [{kind: geometry}]\n")
    (folder / "nested.yaml").write_text("pipelines: [{kind: geometry, familes: {cube_nets: 1}}]\n")
    (folder / "type.yaml").write_text("seed: seven\npipelines: [{kind: geometry}]\n")
    (folder / "broken.yaml").write_text("pipelines: [\n  - {")
    (folder / "family.yaml").write_text("pipelines: [{kind: geometry, families: {cubes: 1}}]\n")
    return folder


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_get_one_sentence_and_exit_code_2(name: str, mistakes: Path) -> None:
    args, message = MISTAKES[name]
    done = call(*(a.replace("{dir}", str(mistakes)) for a in args))
    assert done.returncode == 2, done.stdout + done.stderr
    assert message in done.stderr and "Traceback" not in done.stderr and done.stdout == ""
    assert not (mistakes / "o").exists(), "something half-written was left behind"


def without_root_rights() -> list[str]:
    """A command prefix under which file permissions hold for root too."""
    if os.getuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root passes all permissions, and setpriv (util-linux) is missing")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]


def test_unwritable_and_unreadable_places(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    (locked / "a.py").write_text(PLOT)
    (tmp_path / "secret.py").write_text(PLOT)
    (tmp_path / "secret.py").chmod(0o000)
    locked.chmod(0o000)
    command = [*without_root_rights(), sys.executable, "-m", "codepercept.cli"]

    def run(*args: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, *map(str, args)], capture_output=True, text=True, timeout=120)

    try:
        seeds = run("build", "--seeds", locked, "--out", tmp_path / "never")
        out = run("build", "-n", 1, "--out", locked / "run")
        file = run("render", tmp_path / "secret.py")
        row = run("build", "--seeds", tmp_path / "secret.py", "--out", tmp_path / "one", "--json")
    finally:
        locked.chmod(0o755)
    assert seeds.returncode == 2 and "may not be read" in seeds.stderr and not (tmp_path / "never").exists()
    assert out.returncode == 2 and "cannot be written" in out.stderr
    assert file.returncode == 1 and "cannot be read: Permission denied" in file.stdout
    assert json_of(row)["rejected_by_reason"] == {"unreadable": 1}


def test_a_full_disk_is_one_sentence_and_with_room_it_goes_on(tmp_path: Path) -> None:
    def size(wanted: str) -> None:
        subprocess.run(["mount", "-o", f"remount,size={wanted}", str(disk)], check=True)

    def files(folder: Path) -> dict[str, bytes]:
        kept = (p for p in folder.rglob("*") if p.is_file() and p.name not in ("log.txt", ".lock"))
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in kept}

    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=150k", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("only root can mount the small disk that this needs")
    try:
        done = call("build", "-n", 12, "--out", disk / "run")
        assert done.returncode == 2, done.stderr
        assert "no space left on device" in done.stderr.lower() and "Traceback" not in done.stderr
        assert not list(disk.rglob("*.part"))
        size("40m")
        assert call("build", "-n", 12, "--out", disk / "run").returncode == 0
        assert call("build", "-n", 12, "--out", tmp_path / "whole").returncode == 0
        assert files(disk / "run") == files(tmp_path / "whole")
        used = int(subprocess.run(["du", "-sk", str(disk)], stdout=subprocess.PIPE, text=True).stdout.split()[0])
        size(f"{used + 8}k")
        for command in (["export", disk / "run", "--to", "trl", "--out", disk / "trl"], ["curate", disk / "run"]):
            done = call(*command)
            assert done.returncode == 2 and "no space left on device" in done.stderr.lower(), done.stderr
            assert "Traceback" not in done.stderr and not list(disk.rglob("*.part"))
            assert not (disk / "trl").exists()
        size("40m")
        assert call("curate", disk / "run").returncode == 0
        assert call("curate", tmp_path / "whole").returncode == 0
        assert files(disk / "run") == files(tmp_path / "whole")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_interrupt_is_resumable(tmp_path: Path) -> None:
    import signal
    import time

    command = [sys.executable, "-m", "codepercept.cli", "build", "-n", "300", "--out", str(tmp_path / "run")]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(4)
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130 and "resumes" in stderr and "Traceback" not in stderr
