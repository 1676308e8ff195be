"""Ablations: what counts as right in a description, which rows an arm is trained on, and one arm from end to end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from codepercept.cli import cli
from codepercept.errors import UserError
from codepercept.figure.writer import write_caption
from codepercept.train.ablate import load_ablation, write_rows
from codepercept.train.arms import ARMS, COMPARISONS, summarise, table, verdict
from codepercept.types import Execution, Sample, Seed

BARS = """import matplotlib.pyplot as plt
fig, ax = plt.subplots(figsize=(2, 2))
ax.bar(range(5), [3, 1, 4, 1, 5], color="red")
ax.set(ylim=(0, 10))
plt.show()
"""


@pytest.fixture(scope="module")
def bars(run_many: Callable[..., list[Execution]]) -> Sample:
    [run] = run_many([BARS])
    assert run.trace is not None
    caption, _ = write_caption(run.trace)
    return Sample(id="ir/bars", seed=Seed(id="bars"), pipeline="code", code=BARS, execution=run, caption=caption)


def test_a_description_is_held_against_the_figure(bars: Sample) -> None:
    true = verdict(bars.caption, bars)
    assert true["f1"] == true["precision"] == true["recall"] == 1.0 and true["right"] > 2
    assert verdict("", bars) == {"caption": "", "right": 0, "wrong": 0, "precision": None, "recall": 0.0, "f1": 0.0}
    wrong = verdict(bars.caption.replace("red", "blue").replace("ive", "our"), bars)
    assert wrong["wrong"] > 0 and 0 < wrong["f1"] < 1
    part = verdict("This is a bar chart with five red bars.", bars)
    assert part["precision"] == 1.0 and 0 < part["recall"] < 1 and 0 < part["f1"] < 1
    again = verdict("This is a bar chart with five red bars. " * 20, bars)
    assert again["recall"] == part["recall"], "saying it again earns nothing"


def test_rows_of_an_arm(bars: Sample, tmp_path: Path) -> None:
    write_rows(tmp_path / "plain", [bars], None, code=False)
    write_rows(tmp_path / "both", [bars], {bars.id: "Six blue bars."}, code=True)
    write_rows(tmp_path / "silent", [bars], {bars.id: " "}, code=True)
    plain, both, silent = (
        pq.read_table(tmp_path / n / "sft" / "rows.parquet").to_pylist() for n in ("plain", "both", "silent")
    )
    assert [r["completion"][0]["content"] for r in plain] == [bars.caption]
    assert [r["task"] for r in both] == ["caption", "code"] and [r["task"] for r in silent] == ["code"]
    assert both[0]["completion"][0]["content"] == "Six blue bars."
    assert both[1]["completion"][0]["content"] == f"```python\n{BARS.rstrip()}\n```"
    assert bars.execution is not None and both[0]["images"][0]["bytes"] == bars.execution.image


def test_the_table_compares_the_same_figures() -> None:
    def verdicts(f1: float) -> dict[str, dict[str, object]]:
        return {
            str(i): {"f1": f1 + i / 100, "precision": None if i == 0 else 0.5, "recall": f1, "caption": "x" * i,
                     "solid": i > 6}
            for i in range(10)
        }  # fmt: skip

    levels = dict(zip(ARMS, (0.2, 0.3, 0.5, 0.6, 0.55), strict=True))
    found = summarise({0: {a.name: verdicts(v) for a, v in levels.items()}})
    assert found["figures"] == 10 and [c["n"] for c in found["comparisons"]] == [10] * len(COMPARISONS)
    assert [round(c["difference"], 6) for c in found["comparisons"]] == [40.0, 20.0, 10.0, -5.0]
    native = found["arms"][ARMS[0].name]
    assert native["f1"]["value"] == pytest.approx(24.5) and native["solids"]["n"] == 3 and native["charts"]["n"] == 7
    assert native["precision"]["n"] == 9 and native["silent"] == 1
    assert "| + ID | +20.0 [+20.0, +20.0]" in table(found)
    some = summarise({0: {a.name: verdicts(0.5) for a in ARMS[1:3]}}, ARMS[1:3])
    assert [c["what"] for c in some["comparisons"]] == ["+ ID"]


def test_mistakes(tmp_path: Path) -> None:
    sizes = tmp_path / "sizes.yaml"
    sizes.write_text("sourcs: 10\n")
    with pytest.raises(UserError, match="did you mean `sources`"):
        load_ablation(sizes, {})
    sizes.write_text("arms: [ir, everything]\n")
    with pytest.raises(UserError, match="there is no arm 'everything'"):
        load_ablation(sizes, {})
    sizes.write_text("seeds: [-1]\n")
    with pytest.raises(UserError, match="seeds"):
        load_ablation(sizes, {})


def test_one_arm_from_nothing(tmp_path: Path) -> None:
    """Native captions: a captioner is trained, describes the figures, and the arm learns from what it said."""
    sizes = tmp_path / "sizes.yaml"
    sizes.write_text(
        "sources: 8\nvariants: 1\nsolids: 8\nheld_out: 8\nheld_out_solids: 0\nsteps: 1\ncaptioner_steps: 1\n"
        "vocabulary: 400\narms: [ir-id-sg-native]\n"
    )
    words = ["ablate", str(sizes), "--out", str(tmp_path / "out"), "--workers", "1", "--json"]
    done = CliRunner().invoke(cli, words, standalone_mode=False)
    assert done.exception is None, done.exception
    told = json.loads(done.stdout)
    [arm] = told["arms"].values()
    assert told["figures"] == 8 == arm["f1"]["n"] and told["comparisons"] == []
    rows = pq.read_table(tmp_path / "out/seed-0/arms/ir-id-sg-native/sft/rows.parquet").to_pylist()
    verdicts = json.loads((tmp_path / "out/seed-0/native/verdicts.json").read_text())
    said = {name: v["caption"] for name, v in verdicts.items() if v["caption"].strip()}
    assert {r["id"]: r["completion"][0]["content"] for r in rows} == said and len(verdicts) > 16
    weights = tmp_path / "out/seed-0/models/ir-id-sg-native/model/model.safetensors"
    before = weights.stat().st_mtime_ns
    again = CliRunner().invoke(cli, words, standalone_mode=False)
    assert again.exception is None and json.loads(again.stdout) == told
    assert weights.stat().st_mtime_ns == before, "what is done is not done again"
    sizes.write_text(sizes.read_text().replace("steps: 1\n", "steps: 2\n", 1))
    refused = CliRunner().invoke(cli, words, standalone_mode=False)
    assert isinstance(refused.exception, UserError) and "other sizes (steps)" in str(refused.exception)
