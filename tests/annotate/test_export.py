"""From ratings to a benchmark: who is in, in which order, and that both files hold the same."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

import annotate_candidates as make
import pyarrow.parquet as pq
import pytest

from codepercept.annotate.agreement import report
from codepercept.annotate.assignment import holds, next_item
from codepercept.annotate.candidates import open_candidates
from codepercept.annotate.export import export
from codepercept.annotate.people import annotator_of, sign_in
from codepercept.annotate.storage import Database
from codepercept.annotate.work import Rating, RatingChange, RevisionChange, Work
from codepercept.cli import cli
from codepercept.display import show_annotations
from codepercept.errors import UserError
from codepercept.evals.items import open_items
from codepercept.evals.validate import validate

MARKS = {
    0: [(4, 4, 4), (4, 4, 4)],
    1: [(5, 5, 5), (5, 5, 4)],
    2: [(3, 3, 3), (4, 4, 4)],
    3: [(4, 4, 4), (4, 4, 4)],
    4: [(5, 5, 5), (5, 5, 5)],
}


class Rated:
    """Five candidates that Ada and Ben rated."""

    def __init__(self, folder: Path) -> None:
        rows = make.rows(4)
        rows.append({**rows[0], "id": "../broken <b>", "code": "1 / 0", "licence": "own | *work*"})
        rows[3]["id"] = "geometry/Penta_gram ```x"
        rows[3]["code"] += '\n"""\n```python\nx\n```\n"""\n'
        self.folder = make.write(folder, rows)
        self.candidates = open_candidates(self.folder)
        self.database = Database(self.candidates, create=True)
        self.work = Work(self.database, self.candidates)
        self.people = [self.person("Ada"), self.person("Ben")]
        for item, both in MARKS.items():
            for person, (style, content, function) in zip(self.people, both, strict=True):
                self.send(person, item, Rating(style=style, content=content, function=function, comment=f"on {item}"))

    def person(self, name: str) -> int:
        who = annotator_of(self.database, sign_in(self.database, name))
        assert who is not None
        return who.number

    def send(self, person: int, item: int, state: Rating, base: int = 0) -> None:
        while not holds(self.database, person, item):
            next_item(self.database, person, 2)
        self.work.save_rating(person, item, RatingChange(change=secrets.token_hex(16), base=base, state=state))

    def revise(self, item: int, code: str, base: int = 0) -> None:
        change = RevisionChange(change=secrets.token_hex(16), base=base, code=code)
        self.work.save_revision(self.people[0], item, change)


@pytest.fixture
def rated(tmp_path: Path) -> Rated:
    return Rated(tmp_path / "bench")


def lines(file: Path) -> list[dict[str, Any]]:
    """Objects of a JSON Lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_both_files_read_back_as_the_same_benchmark(rated: Rated, tmp_path: Path) -> None:
    edited = rated.candidates.rows[1].code.replace("plt.show()", "plt.gcf().set_facecolor('white')\nplt.show()")
    rated.revise(1, edited + "\r\n")
    out = tmp_path / "made" / "benchmark"
    found = export(rated.candidates, rated.database, out, overlap=2)
    wanted = ["physics/velocity-time", "geometry/incircle", "geometry/Penta_gram ```x"]
    assert (found["exported"], found["items"], found["rated"]) == (3, 5, 5)
    assert [row["id"] for row in found["left_out"]] == ["../broken <b>"] and "ZeroDivision" in found["left_out"][0][
        "reason"
    ]

    official, own = open_items(str(out / "benchmark.jsonl")), open_items(str(out / "benchmark.parquet"))
    assert list(official.ids) == list(own.ids) == wanted, "best rating first, then the judge's score"
    originals = {row.id: rated.candidates.picture(row.item, "image") for row in rated.candidates.rows}
    for number, name in enumerate(wanted):
        one, other = official.read(number), own.read(number)
        assert not one.problem and one.code == other.code and one.image == other.image == originals[name]
    assert own.read(0).code == edited.rstrip("\n")
    assert official.read(0).groups == {"source": "MathVision"}
    schema = pq.read_schema(out / "benchmark.parquet")
    assert json.loads(schema.metadata[b"huggingface"])["info"]["features"]["image"] == {"_type": "Image"}
    first = pq.read_table(out / "benchmark.parquet").to_pylist()[0]
    assert (first["ratings"], first["revision"], first["licence"]) == (2, 1, "CC-BY-4.0")
    assert first["rating"] == pytest.approx(29 / 6)

    told = lines(out / "ratings.jsonl")
    assert len(told) == 10 and {row["annotator"] for row in told} == {"annotator-1", "annotator-2"}
    card = (out / "README.md").read_text(encoding="utf-8")
    assert card.startswith("---\n") and "CC-BY-4.0" in card and "Krippendorff" in card
    assert "Ada" not in card + (out / "ratings.jsonl").read_text(encoding="utf-8")
    assert sorted(p.name for p in out.iterdir()) == [
        "README.md",
        "benchmark.jsonl",
        "benchmark.parquet",
        "images",
        "ratings.jsonl",
    ]
    assert all(p.parent == out / "images" and p.name.startswith("MathVision_") for p in (out / "images").iterdir())

    told = validate(str(out / "benchmark.parquet"), None, None, 1, quiet=True)
    assert told["sound"] and told["perfect"] == told["n"] == 3, told["problems"]
    datasets = pytest.importorskip("datasets", reason="installed with the `datasets` extra, as CI does")
    file, cache = str(out / "benchmark.parquet"), str(tmp_path / "cache")
    data = datasets.load_dataset("parquet", data_files=file, split="train", cache_dir=cache)
    assert data[0]["image"].size[0] > 100


def test_how_many_and_how_good_can_be_asked_for(rated: Rated, tmp_path: Path) -> None:
    found = export(rated.candidates, rated.database, tmp_path / "one", overlap=2, keep=1, named=True)
    assert found["exported"] == 1 and open_items(str(tmp_path / "one" / "benchmark.parquet")).ids == [
        "physics/velocity-time"
    ]
    assert {row["annotator"] for row in lines(tmp_path / "one" / "ratings.jsonl")} == {"Ada", "Ben"}
    rated.send(rated.people[0], 1, Rating(style=5, content=5), base=1)
    with pytest.raises(UserError, match="none of the 1 items can be exported"):
        export(rated.candidates, rated.database, tmp_path / "none", overlap=2, least=4.5)
    with pytest.raises(UserError, match=r"no item has 3 finished ratings with a mean of 4 or more \(0 have"):
        export(rated.candidates, rated.database, tmp_path / "none", overlap=3)
    with pytest.raises(UserError, match="exists already"):
        export(rated.candidates, rated.database, tmp_path / "one", overlap=2)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bench", "one"], "nothing half-written is left"


def test_the_report_counts_and_agrees(rated: Rated, capsys: pytest.CaptureFixture[str]) -> None:
    found = report(rated.database, rated.candidates, 2)
    assert (found["items"], found["complete"]) == (5, 5)
    assert found["annotators"] == [
        {"name": n, "finished": 5, "skipped": 0, "unfinished": 0, "revisions": 0} for n in ("Ada", "Ben")
    ]
    style = found["agreement"]["style"]
    assert (style["values"], style["items"], style["reason"]) == (10, 5, "") and 0.5 < style["alpha"] < 1
    assert [row["id"] for row in found["ratings"][:2]] == ["../broken <b>", "physics/velocity-time"]
    rated.send(rated.people[0], 0, Rating(skipped=True), base=1)
    again = report(rated.database, rated.candidates, 2)
    assert again["complete"] == 4 and again["annotators"][0]["skipped"] == 1
    show_annotations(again)
    assert "4 of 5 items have 2 finished ratings" in capsys.readouterr().out


def test_drafts_that_nobody_saved_are_counted_and_named(rated: Rated, capsys: pytest.CaptureFixture[str]) -> None:
    good = Rating(style=5, content=5, function=5)
    own = rated.candidates.rows[1].code
    for item, draft in ((1, f"{own}\n# better"), (2, "of no matter"), (3, f"{own}\n# saved"), (0, own)):
        rated.send(rated.people[1], item, good.model_copy(update={"draft": draft, "draft_base": 0}), base=1)
    rated.revise(3, f"{own}\n# saved\n")
    rated.revise(0, own)
    found = report(rated.database, rated.candidates, 2)
    wanted = [{"id": rated.candidates.rows[item].id, "n": 1} for item in (1, 2)]
    assert (found["drafts"], found["open_drafts"]) == (2, wanted)
    show_annotations(found)
    assert f"{wanted[0]['id']} (1), {wanted[1]['id']} (1)" in capsys.readouterr().out
    out = rated.folder / "out"
    options = ["--json", "--export", str(out), "--overlap", "2", "--least", "4.8", "--keep", "1"]
    rated.send(rated.people[0], 4, Rating(skipped=True), base=1)
    assert cli(["annotate", str(rated.folder), *options], standalone_mode=False) == 1
    told = capsys.readouterr()
    exported = json.loads(told.out)
    assert (exported["drafts"], exported["open_drafts"], exported["left_out"]) == (2, wanted[:1], [])
    assert f"an open draft is not in it: {wanted[0]['id']}" in told.err
    assert open_items(str(out / "benchmark.parquet")).read(0).code == own, "the newest revision is what is exported"
