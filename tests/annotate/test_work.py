"""Assignment, ratings and revisions: what many do at once, and what is kept."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import annotate_candidates as make
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pydantic import ValidationError

from codepercept.annotate.assignment import LEASE_SECONDS, next_item, own_items
from codepercept.annotate.candidates import Candidates, open_candidates
from codepercept.annotate.people import annotator_of, sign_in, sign_out
from codepercept.annotate.storage import Database
from codepercept.annotate.work import Conflict, Rating, RatingChange, RevisionChange, Work
from codepercept.errors import UserError
from codepercept.evals.items import open_items

FULL = Rating(style=4, content=5, function=3)


class Bench:
    """Some simple candidates, their database, a clock that stands still, and annotators."""

    def __init__(self, folder: Path, items: int) -> None:
        self.now = 1000.0
        self.candidates: Candidates = open_candidates(make.write(folder, make.simple_rows(items)))
        self.database = Database(self.candidates, create=True, clock=lambda: self.now)
        self.work = Work(self.database, self.candidates)

    def person(self, name: str) -> int:
        """Number of an annotator."""
        who = annotator_of(self.database, sign_in(self.database, name))
        assert who is not None
        return who.number

    def rate(self, annotator: int, item: int, state: Rating = FULL, base: int = 0) -> int:
        """Rate, give the version."""
        change = RatingChange(change=secrets.token_hex(16), base=base, state=state)
        version: int = self.work.save_rating(annotator, item, change)["version"]
        return version


@pytest.fixture
def bench(tmp_path: Path) -> Callable[[int], Bench]:
    return lambda items: Bench(tmp_path / "bench", items)


def test_each_item_goes_to_as_many_as_wanted_under_eight_threads(bench: Callable[[int], Bench]) -> None:
    made = bench(12)
    people = [made.person(f"person {n}") for n in range(8)]
    together = threading.Barrier(8)

    def all_of(person: int) -> list[int]:
        together.wait()
        found = []
        while (item := next_item(made.database, person, 3)) is not None:
            found.append(item)
            if item % 2:
                made.rate(person, item)
        return found

    with ThreadPoolExecutor(8) as threads:
        given = list(threads.map(all_of, people))
    assert all(len(items) == len(set(items)) for items in given)
    assert Counter(item for items in given for item in items) == dict.fromkeys(range(12), 3)
    assert [[entry["item"] for entry in own_items(made.database, p)] for p in people] == given


def test_items_come_by_rank_until_they_have_their_annotators(bench: Callable[[int], Bench]) -> None:
    made = bench(3)
    one, two, three = (made.person(name) for name in ("one", "two", "three"))
    assert [next_item(made.database, one, 2) for _ in range(2)] == [0, 1]
    assert next_item(made.database, two, 2) == 0
    assert [next_item(made.database, three, 2) for _ in range(3)] == [1, 2, None]
    assert [next_item(made.database, two, 2) for _ in range(2)] == [2, None]


def test_a_lease_ends_without_activity_and_a_finished_rating_does_not(bench: Callable[[int], Bench]) -> None:
    made = bench(2)
    one, two, three = (made.person(n) for n in ("one", "two", "three"))
    assert [next_item(made.database, one, 1) for _ in range(3)] == [0, 1, None]
    made.rate(one, 0)
    made.now += LEASE_SECONDS - 1
    assert next_item(made.database, two, 1) is None
    made.rate(one, 1, Rating(comment="at work"))
    made.now += LEASE_SECONDS - 1
    assert next_item(made.database, two, 1) is None, "activity keeps the place"
    made.now += 2
    assert next_item(made.database, one, 1) is None, "nobody gets an item twice"
    assert [next_item(made.database, two, 1) for _ in range(2)] == [1, None]
    assert made.rate(one, 1, base=1) == 2, "who comes back late loses nothing"
    made.rate(two, 1, Rating(skipped=True))
    assert next_item(made.database, three, 1) is None


def test_a_skipped_item_goes_to_somebody_else(bench: Callable[[int], Bench]) -> None:
    made = bench(1)
    one, two = made.person("one"), made.person("two")
    assert next_item(made.database, one, 1) == 0
    made.rate(one, 0, FULL.model_copy(update={"skipped": True}))
    assert next_item(made.database, two, 1) == 0
    assert own_items(made.database, one) == [{"item": 0, "id": "figure-0", "finished": False, "skipped": True}]


def test_a_change_sent_twice_is_made_once(bench: Callable[[int], Bench]) -> None:
    made = bench(1)
    one = made.person("one")
    next_item(made.database, one, 1)
    change = RatingChange(change="a" * 32, base=0, state=FULL)
    first = made.work.save_rating(one, 0, change)
    made.rate(one, 0, Rating(style=1), base=1)
    assert made.work.save_rating(one, 0, change) == first
    assert made.work.rating(one, 0) == {"version": 2, "state": Rating(style=1).model_dump()}
    revision = RevisionChange(change="b" * 32, base=0, code="x = 1")
    assert made.work.save_revision(one, 0, revision) == made.work.save_revision(one, 0, revision) == {"number": 1}
    assert len(made.work.revisions(0)) == 2


def test_a_stale_rating_is_refused_with_the_present_one(bench: Callable[[int], Bench]) -> None:
    made = bench(1)
    one = made.person("one")
    next_item(made.database, one, 1)
    made.rate(one, 0, Rating(style=2, comment="first tab"))
    with pytest.raises(Conflict) as caught:
        made.rate(one, 0, Rating(style=5), base=0)
    assert caught.value.present == {"version": 1, "state": Rating(style=2, comment="first tab").model_dump()}
    assert made.work.rating(one, 0) == caught.value.present


def test_of_eight_revisions_upon_the_same_one_is_stored_and_all_are_kept_when_set_aside(
    bench: Callable[[int], Bench],
) -> None:
    made = bench(1)
    people = [made.person(f"person {n}") for n in range(8)]
    for person in people:
        next_item(made.database, person, 8)
    together = threading.Barrier(8)

    def save(person: int) -> int | None:
        together.wait()
        change = {"base": 0, "code": f"by = {person}"}
        try:
            found: int = made.work.save_revision(person, 0, RevisionChange(change=secrets.token_hex(16), **change))[
                "number"
            ]
            return found
        except Conflict as conflict:
            aside = RevisionChange(change=secrets.token_hex(16), aside=True, **change)
            assert conflict.present["number"] == 1
            made.work.save_revision(person, 0, aside)
            return None

    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(save, people))
    assert sorted(n for n in numbers if n) == [1]
    newest = made.work.newest(0)
    assert (newest["number"], newest["code"]) == (1, f"by = {people[numbers.index(1)]}")
    kept = made.work.revisions(0)
    assert {r["code"] for r in kept} == {"n = 0", *(f"by = {p}" for p in people)}
    assert [r["number"] for r in kept] == list(range(9))


def test_values_off_the_scale_are_refused() -> None:
    for value in (0, 6, "3", 2.5, True):
        with pytest.raises(ValidationError):
            Rating.model_validate({"style": value})


def test_names_and_sessions(bench: Callable[[int], Bench]) -> None:
    made = bench(1)
    secret = sign_in(made.database, "  Ada \x00 Lovelace ")
    who = annotator_of(made.database, secret)
    assert who is not None and who.name == "Ada Lovelace"
    assert made.person("Ada Lovelace") == who.number
    assert secret.encode() not in made.database.file.read_bytes()
    sign_out(made.database, secret)
    assert annotator_of(made.database, secret) is None
    for name in ("", " \t", "x" * 61):
        with pytest.raises(UserError, match="a name has"):
            sign_in(made.database, name)


def test_another_file_of_candidates_is_refused(bench: Callable[[int], Bench], tmp_path: Path) -> None:
    made = bench(2)
    made.database.close()
    make.write(tmp_path / "bench", make.simple_rows(3))
    with pytest.raises(UserError, match=r"holds annotations of another candidates\.parquet"):
        Database(open_candidates(tmp_path / "bench"), create=True)


def test_what_is_no_database_of_ours_is_refused(tmp_path: Path) -> None:
    folder = make.write(tmp_path / "bench", make.simple_rows(1))
    candidates = open_candidates(folder)
    with pytest.raises(UserError, match="nobody has rated"):
        Database(candidates, create=False)
    assert not (folder / "annotations.sqlite").exists()
    (folder / "annotations.sqlite").write_bytes(b"not a database at all, " * 100)
    with pytest.raises(UserError, match="cannot be used"):
        Database(candidates, create=True)
    (folder / "annotations.sqlite").unlink()
    with sqlite3.connect(folder / "annotations.sqlite") as rows:
        rows.execute("CREATE TABLE other (x)")
    with pytest.raises(UserError, match="not a database of annotations"):
        Database(candidates, create=True)


def test_a_database_of_another_format_is_refused(bench: Callable[[int], Bench]) -> None:
    made = bench(1)
    with sqlite3.connect(made.database.file) as rows:
        rows.execute("PRAGMA user_version = 99")
    with pytest.raises(UserError, match="has format 99"):
        Database(made.candidates, create=True)


def test_the_overlap_is_kept(bench: Callable[[int], Bench]) -> None:
    made = bench(1)
    assert made.database.overlap(None) == 2
    assert made.database.overlap(5) == made.database.overlap(None) == 5


def test_candidates_may_lack_all_but_three_columns(tmp_path: Path) -> None:
    folder = make.write(tmp_path / "bench", [{"id": "a", "image": None, "code": "x = 1\r\n%matplotlib inline\r\n"}])
    candidates = open_candidates(folder)
    assert candidates.rows[0].code == "x = 1\npass"
    assert (candidates.rows[0].score, candidates.rows[0].caption) == (None, "")
    assert candidates.picture(0, "image") is None and candidates.picture(0, "render") is None
    moved = shutil.copy(folder / "candidates.parquet", tmp_path / "other.parquet")
    assert open_candidates(Path(moved)).folder == tmp_path


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([{"id": "a", "code": ""}], "has no column `image`"),
        ([{"id": "a", "image": None, "code": ""}] * 2, "the id 'a' of row 2 is that of row 1 too"),
    ],
)
def test_unusable_candidates_are_told(tmp_path: Path, rows: list[dict[str, object]], told: str) -> None:
    with pytest.raises(UserError, match=told):
        open_candidates(make.write(tmp_path, rows))
    with pytest.raises(UserError, match="no such file"):
        open_candidates(tmp_path / "nowhere")


@pytest.mark.parametrize("column", ["id", "code", "caption"])
def test_texts_that_are_not_utf8_are_the_files_fault(tmp_path: Path, column: str) -> None:
    table = pa.table({name: pa.array([b"\xff" if name == column else b"x"]) for name in ("id", "code", "caption")})
    texts = [pa.Array.from_buffers(pa.string(), 1, c.chunk(0).buffers()) for c in table.columns]
    path = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff"]).buffers())
    image = pa.StructArray.from_arrays([pa.array([b"picture"]), path], ["bytes", "path"])
    file = tmp_path / "candidates.parquet"
    pq.write_table(pa.table([*texts, image], names=[*table.column_names, "image"]), file)
    for read in (open_candidates, lambda file: open_items(str(file))):
        with pytest.raises(UserError, match="not readable as Parquet"):
            read(file)
    sound = pa.table([*[pa.array(["x"])] * 3, image], names=[*table.column_names, "image"])
    pq.write_table(sound, file)
    assert open_candidates(file).picture(0, "image") == b"picture", "a picture's path is nobody's business"
