"""What the pages of evaluations, comparisons and answers hold, read as files."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import report_runs as make
from gallery_samples import NASTY

from codepercept.errors import UserError
from codepercept.evals.compare import compare_runs
from codepercept.gallery.answers import write_answers, write_grid
from codepercept.gallery.comparison import write_comparison
from codepercept.gallery.evaluation import LONGEST_ANSWER, MOST_ELEMENTS, write_evaluation

ROWS = [*(make.trial(i) for i in range(12)), make.failing(12), make.unscored(13)]


class Reader(HTMLParser):
    """Elements, visible text and data blocks of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.blocks: dict[str, str] = {}
        self._block: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        self._block = (found.get("id") or tag) if tag in ("script", "style") else None

    def handle_endtag(self, tag: str) -> None:
        self._block = None

    def handle_data(self, data: str) -> None:
        if self._block is not None:
            self.blocks[self._block] = self.blocks.get(self._block, "") + data
        else:
            self.words.append(data)

    def details(self) -> list[dict[str, Any]]:
        """The rows' details in order."""
        names = sorted((n for n in self.blocks if n.startswith("chunk-")), key=lambda n: int(n.rpartition("/")[2]))
        return [row for name in names for row in json.loads(self.blocks[name])]


def read(page: Path) -> Reader:
    return Reader(page.read_text(encoding="utf-8"))


def test_the_head_tells_both_ways_to_count(tmp_path: Path) -> None:
    page = read(write_evaluation(make.write_run(tmp_path, ROWS)))
    text = " ".join(" ".join(page.words).split())
    summary = json.loads((tmp_path / "summary.json").read_text())
    assert (summary["scored"], summary["unscored"]) == (13, 1) and "figures 14" in text
    for metric in ("image", "code", "exec", "avg3"):
        found = summary["strict"][metric]
        row = text[text.index(f" {metric} {found['value']:.1f} ") :]
        told = f"[{found['interval'][0]:.1f}, {found['interval'][1]:.1f}] 13 1 {summary['official'][metric]:.1f}"
        assert row.split(maxsplit=2)[2].startswith(told)
    assert "the endpoint gave no answer" in text and "12 pictures of 14" in text
    shares = [float(a["width"] or 0) for tag, a in page.tags if tag == "rect" and a.get("class") == "share"]
    assert round(summary["strict"]["avg3"]["value"], 2) in shares


def test_one_file_equal_bytes_nothing_from_elsewhere(tmp_path: Path) -> None:
    page = write_evaluation(make.write_run(tmp_path, ROWS))
    first = page.read_bytes()
    assert write_evaluation(tmp_path).read_bytes() == first
    assert not (tmp_path / "page").exists() and str(tmp_path).encode() not in first
    links = [a.get(k) for _, a in read(page).tags for k in ("src", "href") if a.get(k)]
    assert links == [] and b"http://" not in first.replace(b"http://www.w3.org/2000/svg", b"")
    assert not [a for _, a in read(page).tags if "style" in a or any(k.startswith("on") for k in a)]


def test_hostile_texts_stay_text(tmp_path: Path) -> None:
    page = write_evaluation(make.write_run(tmp_path, [*ROWS, make.nasty(14)], model=NASTY))
    plain = read(write_evaluation(make.write_run(tmp_path / "plain", ROWS)))
    found = read(page)
    count = {tag: sum(t == tag for t, _ in found.tags) for tag in ("script", "img", "iframe")}
    assert count["img"] == count["iframe"] == 0
    assert count["script"] == sum(t == "script" for t, _ in plain.tags), "all details fit into one block"
    assert len(page.read_bytes()) < 400_000, "two million characters of an answer are cut"
    last = found.details()[-1]
    assert last["error"] == NASTY and last["completion"]["cut"] > 1_900_000
    assert sum(map(len, last["completion"]["texts"])) <= LONGEST_ANSWER
    assert last["shown"] and not found.details()[0]["shown"]


def test_details_hold_boxes_edits_and_pictures(tmp_path: Path) -> None:
    page = read(write_evaluation(make.write_run(tmp_path, ROWS)))
    first, failed, unanswered = (page.details()[i] for i in (0, 12, 13))
    assert first["reference"][1:] == first["candidate"][1:] == [400, 300]
    assert first["differences"][0][:4] == ["missing", "circle", [250, 150, 350, 250], None]
    assert first["differences"][3][3] == 0, "a box in the same place is told once"
    assert first["edits"] == [[3, 4, 3, 4]]
    before, after = first["completion"]["texts"]
    assert before.startswith("Here it is") and after.endswith("That is all.")
    assert failed["candidate"] is None and failed["error"].startswith("NameError") and failed["status"] == "error"
    assert failed["completion"] is None, "around its program the answer has nothing but the fence"
    assert unanswered["fault"] == "the endpoint gave no answer" and unanswered["completion"] is None


def test_equal_pictures_are_kept_once_and_elements_are_bounded(tmp_path: Path) -> None:
    same = make.trial(0)
    rollout = same.rollout.model_copy(update={"execution": same.target.execution})
    many = same.differences[:1] * (MOST_ELEMENTS + 5)
    page = read(write_evaluation(make.write_run(tmp_path, [make.trial(0, rollout=rollout, differences=many)])))
    (detail,) = page.details()
    assert detail["candidate"] == "same" and (len(detail["differences"]), detail["more"]) == (MOST_ELEMENTS, 5)


@pytest.mark.parametrize(
    "rows", [[], [make.trial(0)], [make.unscored(0), make.unscored(1)]], ids=["none", "one", "unscored"]
)
def test_small_runs_have_a_page(tmp_path: Path, rows: list[Any]) -> None:
    found = read(write_evaluation(make.write_run(tmp_path, rows)))
    assert len(found.details()) == len(rows)


def test_pictures_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    trial = make.trial(0)
    broken = trial.rollout.execution.model_copy(update={"image": b"no picture"})  # type: ignore[union-attr]
    rollout = trial.rollout.model_copy(update={"execution": broken})
    target = trial.target.model_copy(update={"execution": None})
    (detail,) = read(
        write_evaluation(make.write_run(tmp_path, [make.trial(0, rollout=rollout, target=target)]))
    ).details()
    assert detail["reference"] is None and detail["candidate"] is None


def test_a_comparison_has_every_model_and_leads_to_its_page(tmp_path: Path) -> None:
    one = make.write_run(tmp_path / "runs" / "one", ROWS, "one")
    two = make.write_run(tmp_path / "runs" / "two & more", [make.trial(i, 0.2) for i in range(14)], "two")
    write_evaluation(two)
    compare_runs([one, two], tmp_path / "out")
    page = write_comparison(tmp_path / "out")
    text, found = page.read_text(), read(page)
    assert str(tmp_path) not in text
    assert [a["href"] for tag, a in found.tags if tag == "a"] == ["../runs/two%20%26%20more/index.html"]
    columns = {c["name"]: c["values"] for c in json.loads(found.blocks["index"])["columns"]}
    assert list(columns) == ["id", "kind", "level", "one", "two", "gap"]
    assert columns["gap"][0] == pytest.approx(abs(columns["one"][0] - columns["two"][0]))
    assert columns["one"][13] is None and columns["gap"][13] is None, "unscored is not zero"
    models = {name: answer for name, answer, _ in found.details()[12]["models"]}
    assert models["one"]["status"] == "error" and models["two"]["picture"]
    assert "two − one" in " ".join(found.words)


def test_answers_tell_leaks_and_verdicts(tmp_path: Path) -> None:
    rows = [make.solved(i, [True, False, None][i % 3]) for i in range(9)]
    rows.append(
        make.solved(9, question=rows[0].question.model_copy(update={"id": "last", "answer": NASTY}), caption=NASTY)
    )
    page = read(write_answers(make.write_answered(tmp_path, rows)))
    columns = {c["name"]: c["values"] for c in json.loads(page.blocks["index"])["columns"]}
    assert columns["verdict"] == ["right", "wrong", "unscored"] * 3 + ["right"] and columns["truth"][9] == NASTY
    text = " ".join(" ".join(page.words).split())
    assert "questions 10" in text and "5 captions give the answer away" in text and "57.1" in text
    assert page.details()[0]["leak"][0] == "claimed" and page.details()[9]["caption"][0] == NASTY


def test_a_grid_has_every_cell_and_leads_to_those_with_a_page(tmp_path: Path) -> None:
    page = write_grid(make.write_scaling(tmp_path))
    found, text = read(page), page.read_text()
    assert [a["href"] for tag, a in found.tags if tag == "a"] == ["cells/1/1/index.html"]
    assert "<b>eyes" not in text and "60 unscored" in text and "script" not in found.blocks
    pictures = [a["src"] or "" for tag, a in found.tags if tag == "img"]
    assert len(pictures) == 1 and pictures[0].startswith("data:image/png;base64,")
    shades = [float(a["fill-opacity"] or 0) for _, a in found.tags if "fill-opacity" in a]
    assert len(shades) == 3 and shades == sorted(shades)
    (tmp_path / "grid.png").unlink()
    assert "<img" not in write_grid(tmp_path).read_text()


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    make.write_scaling(tmp_path / "grid")
    for write in (write_evaluation, write_comparison, write_answers, write_grid):
        with pytest.raises(UserError, match="holds no"):
            write(tmp_path)
    with pytest.raises(UserError, match="holds no finished caption-solve run"):
        write_answers(tmp_path / "grid")


def test_the_policy_lets_in_only_the_page_itself(tmp_path: Path) -> None:
    text = write_evaluation(make.write_run(tmp_path, ROWS[:1])).read_text()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy and "unsafe" not in policy[1] and "require-trusted-types-for" in policy[1]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)
