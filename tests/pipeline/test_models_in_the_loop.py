"""The whole data engine with models: recorded answers, a server that serves them, faults, kills."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from model_server import serving
from PIL import Image, ImageDraw
from replay import answers_of, replies

from codepercept.cli import cli
from codepercept.config import load_recipe
from codepercept.dataset.build import build
from codepercept.errors import CodePerceptError, UserError
from codepercept.pipeline.table import content_hash, read_samples
from codepercept.types import Sample

RECORDED = Path(__file__).parents[2] / "examples" / "recorded"
SEEDS = ("mathvision__2417", "mathvision__2489", "mathvision__1959")
K = 10


def picture(path: Path, text: str) -> None:
    """Stands in for a seed picture; recorded answers do not depend on what it shows."""
    image = Image.new("RGB", (200, 100), "white")
    ImageDraw.Draw(image).text((20, 40), text, fill="black")
    image.save(path)


def write_recipe(folder: Path, endpoint: dict[str, Any], **changes: Any) -> Path:
    seeds = folder / "seeds"
    if not seeds.exists():
        seeds.mkdir(parents=True)
        for name in SEEDS:
            picture(seeds / f"{name}.png", name)
    recipe = {
        "name": "models in the loop",
        "seed": 3,
        "shard_size": 2,
        "pipelines": [{"kind": "reproduce", "path": str(seeds)}, {"kind": "diversify", "path": str(seeds), "k": K}],
        "models": {
            "endpoints": {"e": endpoint},
            "roles": {"default": {"model": "recorded", "input_price": 1.0, "output_price": 4.0}},
        },
        **changes,
    }
    file = folder / "recipe.yaml"
    file.write_text(json.dumps(recipe))
    return file


def rows(run: Path) -> dict[str, Sample]:
    files = sorted([*(run / "shards").glob("*.parquet"), *(run / "rejects").glob("*.parquet")])
    return {s.id: s for s in read_samples(files)}


def files_of(run: Path) -> dict[str, bytes]:
    """All files that must be equal, however often a run was interrupted."""
    left_out = ("log.txt", ".lock", "calls.sqlite", "calls.sqlite-wal", "calls.sqlite-shm")
    return {str(p.relative_to(run)): p.read_bytes() for p in run.rglob("*") if p.is_file() and p.name not in left_out}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A build from recorded answers, left alone."""
    folder = tmp_path_factory.mktemp("whole")
    recipe = write_recipe(folder, {"recorded": str(RECORDED)})
    return folder, build(load_recipe(recipe), folder / "run", 2, quiet=True)


def test_everything_adds_up(whole: tuple[Path, dict[str, Any]]) -> None:
    folder, summary = whole
    assert summary["seeds"] == 2 * len(SEEDS)
    assert summary["requested"] == len(SEEDS) * (1 + K)
    assert summary["requested"] == summary["samples"] + summary["rejected"] + summary["unscored"]
    assert summary["samples"] >= 0.6 * summary["requested"]
    assert sum(summary["rejected_by_reason"].values()) == summary["rejected"]
    found = rows(folder / "run")
    assert len(found) == summary["requested"]
    assert Counter(s.pipeline for s in found.values()) == {"reproduce": len(SEEDS), "diversify": K * len(SEEDS)}


def test_samples_hold_what_models_said_and_what_was_checked(whole: tuple[Path, dict[str, Any]]) -> None:
    folder, _ = whole
    for sample in rows(folder / "run").values():
        if sample.outcome != "sample":
            continue
        record = yaml.safe_load((RECORDED / f"{sample.seed.id}.yaml").read_text())
        assert sample.seed.image and sample.seed.source
        if sample.pipeline == "reproduce":
            figure = record["reproduce"]
            assert sample.seed_caption == flat(record["seed_caption"]) and not sample.principle
        else:
            figure = record["diversify"][sample.parameters["variant"] - 1]
            assert sample.principle == flat(record["principle"]) and sample.parameters["k"] == K
        assert sample.code.strip() == figure["code"].strip()
        assert sample.native_caption == flat(figure["native"])
        # A wrong caption may slip through: how often, `benchmarks/claims.py` measures.
        assert sample.caption in (flat(figure["caption"]), flat(figure.get("wrong_caption", "")))
        assert sample.analysis.startswith("- ")
        assert sample.code_draft and figure["code"].strip() in sample.explanation
        assert sample.claims and not any(c.verdict == "contradicted" for c in sample.claims)
        grounding = sample.scores["grounding"].value
        assert grounding is None or grounding == 1.0
        assert {"judge_code", "judge_image", "judge_pair", "quality"} <= set(sample.scores)
        for claim in sample.claims:
            assert sample.caption[claim.start : claim.end] == claim.text


def flat(text: str) -> str:
    return re.sub(r"(?<=\S)\n(?=\S)", " ", text.strip())


def test_what_was_recorded_as_bad_is_refused_with_the_reason(whole: tuple[Path, dict[str, Any]]) -> None:
    folder, _ = whole
    seen: Counter[str] = Counter()
    for sample in rows(folder / "run").values():
        record = yaml.safe_load((RECORDED / f"{sample.seed.id}.yaml").read_text())
        variant = sample.parameters.get("variant")
        figure = record["diversify"][variant - 1] if variant else record["reproduce"]
        kind = sample.rejection.kind if sample.rejection else ""
        if figure.get("unrepaired"):
            assert kind == "error" and "after 2 repairs" in sample.rejection.reason  # type: ignore[union-attr]
            given_up = [h.code for h in sample.history if h.stage == "repair"]
            assert [c.strip() for c in given_up] == [c.strip() for c in figure["broken"][:2]]
            seen["unrepaired"] += 1
        elif figure.get("duplicate_of"):
            assert kind in ("duplicate_code", "duplicate_picture")
            seen["duplicate"] += 1
        elif figure.get("judge") and kind != "contradicts_trace":
            assert kind.startswith((f"{figure['judge']['check']}:", "overlapping_text")), (sample.id, kind)
            seen["judge"] += 1
        elif figure.get("broken") and sample.outcome == "sample":
            assert any(h.stage == "repair" and h.code for h in sample.history)
            seen["repaired"] += 1
        if figure.get("wrong_caption") and any("correct_caption" in h.note for h in sample.history):
            seen["corrected"] += 1
    assert min(seen[k] for k in ("unrepaired", "duplicate", "judge", "repaired", "corrected")) >= 1, seen


def test_the_page_and_the_card_tell_of_the_models(whole: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    folder, summary = whole
    shutil.copytree(folder / "run", tmp_path / "run")
    result = CliRunner().invoke(cli, ["view", str(tmp_path / "run"), "--json"], standalone_mode=False)
    page = Path(json.loads(result.output)["page"]).read_text()
    assert "tokens in" in page and f"{summary['models']['judge']['answers']:,}" in page
    card = (folder / "run" / "README.md").read_text()
    assert "| judge | recorded |" in card and "seed_image" in card
    export = CliRunner().invoke(
        cli, ["export", str(tmp_path / "run"), "--to", "trl", "--out", str(tmp_path / "trl")], standalone_mode=False
    )
    assert export.exception is None


def test_served_over_the_wire_it_is_the_same_dataset(whole: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    """The same answers through the OpenAI format, while one request in six fails first; the books agree."""
    folder, summary = whole
    answers = answers_of(folder / "run" / "calls.sqlite", seed=3)
    faults = ("429 with Retry-After", "500", "reset", "cut off", "not JSON", "no choices", "empty")

    def behave(body: dict[str, Any], number: int) -> str:
        return faults[number // 6 % len(faults)] if number % 6 == 0 else "ok"

    with serving(replies(answers), behave) as server:
        server.retry_after = 0.05
        endpoint = {"base_urls": server.url, "backoff_seconds": 0.01, "concurrency": 4}
        recipe = write_recipe(tmp_path, endpoint)
        result = build(load_recipe(recipe), tmp_path / "run", 2, quiet=True)
        books = server.books
    assert result["sha256"] == summary["sha256"]
    assert content_hash(sorted((tmp_path / "run" / "rejects").glob("*.parquet"))) == content_hash(
        sorted((folder / "run" / "rejects").glob("*.parquet"))
    )
    assert books.most_at_once <= 4
    requests = result["requests"].values()
    assert sum(r["requests"] for r in requests) == books.requests
    assert sum(r["outcomes"]["answer"] for r in requests) == books.answers
    assert sum(r["input_tokens"] for r in requests) == books.input_tokens
    assert sum(r["output_tokens"] for r in requests) == books.output_tokens
    cost = sum(r["cost"] for r in requests)
    assert cost == pytest.approx((books.input_tokens + 4 * books.output_tokens) / 1e6, abs=1e-5)


def test_a_killed_run_pays_no_answer_twice(whole: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    folder, summary = whole
    answers = answers_of(folder / "run" / "calls.sqlite", seed=3)
    with serving(replies(answers), delay=0.02) as server:
        recipe = write_recipe(tmp_path, {"base_urls": server.url, "concurrency": 4})
        command = [
            sys.executable,
            "-m",
            "codepercept.cli",
            "build",
            str(recipe),
            "--out",
            str(tmp_path / "run"),
            "--json",
        ]
        for _ in range(1):  # `make bench-models` kills more often
            before = server.books.requests
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
            deadline = time.monotonic() + 60
            while server.books.requests < before + 50 and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            time.sleep(1.5)  # its workers notice that they are alone
        done = subprocess.run(command, capture_output=True, text=True)
        result, books = json.loads(done.stdout), server.books
    assert result["sha256"] == summary["sha256"]
    assert {r: u["answers"] for r, u in result["models"].items()} == {
        r: u["answers"] for r, u in summary["models"].items()
    }
    asked = Counter(json.dumps(b["messages"], sort_keys=True) + str(b["seed"]) for b in books.bodies)
    cut_off = sum(r["outcomes"].get("cut off", 0) for r in result["requests"].values())
    assert sum(n - 1 for n in asked.values()) <= cut_off <= 4, "only what was in flight is asked again"
    assert 0 <= sum(r["requests"] for r in result["requests"].values()) - books.requests <= cut_off
    expected, found = files_of(folder / "run"), files_of(tmp_path / "run")
    assert found.keys() - {"index.html"} == expected.keys() - {"index.html"}
    told = ("index.html", "recipe.yaml", "README.md", "summary.json")  # they tell of addresses and tokens
    same = [n for n in expected if n not in told]
    assert all(found[n] == expected[n] for n in same)


def test_one_address_refuses_and_the_run_stops_with_a_sentence(tmp_path: Path) -> None:
    with serving(lambda body: "A caption.", lambda body, number: "404") as server:
        recipe = write_recipe(tmp_path, {"base_urls": server.url})
        with pytest.raises(UserError, match="no such model"):
            build(load_recipe(recipe), tmp_path / "run", 1, quiet=True)
    with serving(lambda body: "A caption.", lambda body, number: "500") as server:
        recipe = write_recipe(tmp_path, {"base_urls": server.url, "retries": 0})
        with pytest.raises(CodePerceptError, match=r"failed 5 calls in a row.*run the same command again"):
            build(load_recipe(recipe), tmp_path / "other", 1, quiet=True)
    with pytest.raises(UserError, match="cannot reach"):
        build(load_recipe(recipe), tmp_path / "third", 1, quiet=True)


def test_unscored_rows_are_asked_again_by_the_next_run(whole: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    """Cut-off answers leave rows unscored; with a larger budget, the same folder goes on and pays for the rest only."""
    folder, summary = whole
    answers = answers_of(folder / "run" / "calls.sqlite", seed=3)

    def behave(body: dict[str, Any], number: int) -> str:
        return "length" if body["max_tokens"] < 100 and "Write down the visual facts" in str(body["messages"]) else "ok"

    with serving(replies(answers), behave) as server:
        role = {"model": "recorded", "max_tokens": 50, "input_price": 1.0, "output_price": 4.0}
        models = {"endpoints": {"e": {"base_urls": server.url}}, "roles": {"default": role}}
        recipe = write_recipe(tmp_path, {}, models=models)
        first = build(load_recipe(recipe), tmp_path / "run", 2, quiet=True)
        assert first["unscored"] > 20 and first["samples"] == 0
        assert "raise `max_tokens`" in (tmp_path / "run" / "log.txt").read_text()
        asked = server.books.requests
        models["roles"] = {"default": {**role, "max_tokens": 8192}}
        write_recipe(tmp_path, {}, models=models)
        second = build(load_recipe(recipe), tmp_path / "run", 2, quiet=True)
        assert second["sha256"] == summary["sha256"] and second["unscored"] == summary["unscored"]
        assert server.books.requests - asked < asked, "what was answered before is not asked again"


def one(endpoint: dict[str, Any], role: str = "default", **more: Any) -> dict[str, Any]:
    return {"models": {"endpoints": {"e": endpoint}, "roles": {role: {"model": "m"}}, **more}}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"models": None}, "needs a model in the role 'captioner'"),
        (one({"base_urls": "ftp://x"}), "http"),
        (one({"base_urls": "http://u:p@x/v1"}), "key_env"),
        (one({"base_urls": "http://x/v1", "key_env": "sk-123"}), "never the key"),
        (one({"base_urls": "http://x/v1", "api_key": "sk-123"}), "unknown key"),
        (one({}), "one of `base_urls`"),
        (one({"recorded": "x"}, "judgee"), "judgee"),
        (one({"recorded": "/nowhere"}), "cannot be read"),
        (one({"recorded": "x"}, "judge"), "'captioner'"),
        (one({"recorded": str(RECORDED)}, prompts={"poem": "x.md"}), "no such prompt"),
    ],
)
def test_mistakes_in_the_recipe(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    recipe = write_recipe(tmp_path, {}, **change)
    with pytest.raises(UserError) as error:
        build(load_recipe(recipe), tmp_path / "run", 1, quiet=True)
    assert says in str(error.value) and "\n" not in str(error.value)


def test_where_models_are_may_change_but_not_which(whole: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    folder, _ = whole
    shutil.copytree(folder / "run", tmp_path / "run")
    seeds = str(folder / "seeds")
    pipelines = [{"kind": "reproduce", "path": seeds}, {"kind": "diversify", "path": seeds, "k": K}]
    moved = {
        "endpoints": {"other": {"base_urls": "http://127.0.0.1:9/v1"}},
        "roles": {"default": {"model": "recorded"}},
    }
    recipe = write_recipe(tmp_path, {}, pipelines=pipelines, models=moved)
    assert build(load_recipe(recipe), tmp_path / "run", 1, quiet=True)["samples"] > 0  # nothing is left to be asked
    moved["roles"]["default"]["model"] = "another"
    recipe = write_recipe(tmp_path, {}, pipelines=pipelines, models=moved)
    with pytest.raises(UserError, match=r"differs in models\.roles\.default\.model"):
        build(load_recipe(recipe), tmp_path / "run", 1, quiet=True)
