"""The pages of evaluations, comparisons and answers in a real browser, opened from the file system."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import report_runs as make
from selenium import webdriver
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from codepercept.evals.compare import compare_runs
from codepercept.gallery.answers import write_answers, write_grid
from codepercept.gallery.comparison import write_comparison
from codepercept.gallery.evaluation import write_evaluation

ROWS = [*(make.trial(i) for i in range(12)), make.failing(12), make.unscored(13), make.nasty(14)]


class Report:
    """One page in the browser."""

    def __init__(self, chrome: webdriver.Chrome) -> None:
        self.chrome = chrome

    def open(self, page: Path, route: str = "") -> None:
        """Load a page anew."""
        self.chrome.get("about:blank")
        self.chrome.get(page.as_uri() + route)
        self.until("return document.readyState === 'complete'")

    def run(self, script: str, *arguments: Any) -> Any:
        """Evaluate JavaScript."""
        return self.chrome.execute_script(script, *arguments)

    def until(self, condition: str) -> None:
        """Wait for a JavaScript condition."""
        WebDriverWait(self.chrome, 10, poll_frequency=0.02).until(lambda c: c.execute_script(condition), condition)

    def ids(self) -> list[str]:
        """Ids of the table's rows in order."""
        found: list[str] = self.run(
            "return [...document.querySelectorAll('#table tbody th')].map((n) => n.textContent)"
        )
        return found

    def click(self, selector: str) -> None:
        """Click the first match."""
        self.run("document.querySelector(arguments[0]).click()", selector)

    def point(self, selector: str) -> None:
        """Move the mouse onto the first match that is in sight."""
        x, y = self.run(
            "const n = document.querySelector(arguments[0]); n.scrollIntoView({block: 'center'});"
            "const b = n.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]",
            selector,
        )
        event = {"type": "mouseMoved", "x": x, "y": y, "button": "none"}
        self.chrome.execute_cdp_cmd("Input.dispatchMouseEvent", event)

    def key(self, *keys: str) -> None:
        """Press keys wherever the focus is."""
        self.chrome.switch_to.active_element.send_keys(*keys)

    def text(self, selector: str) -> str:
        """Visible text of the first match."""
        return str(self.run("return document.querySelector(arguments[0])?.innerText ?? ''", selector))


@pytest.fixture(scope="module")
def page(folder: Path) -> Path:
    return write_evaluation(make.write_run(folder / "evaluation", ROWS))


@pytest.fixture
def report(browser: webdriver.Chrome) -> Iterator[Report]:
    browser.get_log("browser")
    shown = Report(browser)
    yield shown
    assert [e["message"] for e in browser.get_log("browser") if e["level"] in ("SEVERE", "WARNING")] == []
    assert shown.run("return document.querySelectorAll('[onerror], iframe, object, embed').length") == 0


def test_every_column_sorts_both_ways_and_back(report: Report, page: Path) -> None:
    report.open(page)
    first = report.ids()
    assert len(first) == 15
    alike = report.run("return COLUMNS.map((c) => new Set(c.values.filter((v) => v !== null)).size < 2)")
    for column, same in enumerate(alike):
        seen = []
        for state in ("ascending", "descending", "none"):
            report.click(f"#table th[data-column='{column}'] button")
            head = f"#table th[data-column='{column}']"
            assert report.run("return document.querySelector(arguments[0]).ariaSort", head) == state
            seen.append(report.ids())
        assert seen[2] == first and sorted(seen[0]) == sorted(first) and (seen[0] == seen[1]) == same
    values = "return matches.map((row) => COLUMNS.find((c) => c.name === 'avg3').values[row])"
    report.run("document.querySelector('#table th button[title$=avg3]').focus()")
    report.key(Keys.ENTER)
    told = [v for v in report.run(values) if v is not None]
    assert told == sorted(told) and report.run(values)[-2:] == [None, None], "what has no value comes last"
    report.key(Keys.ENTER)
    assert report.run(values)[-2:] == [None, None]


def test_filters_by_words_group_and_status(report: Report, page: Path) -> None:
    report.open(page)
    report.run("document.querySelector('#query').focus()")
    report.key("number 3")
    report.until("return matches.length === 2")  # 3 and 13
    assert report.text("#count").startswith("2 of 15 figures")
    report.click("#clear")
    report.click("button[data-key='kind'][data-value='solids']")
    assert (
        len(report.ids()) == 4 and report.run("return document.querySelector('#filters select.set').value") == "=solids"
    )
    report.click("#clear")
    report.run(
        "const s = document.querySelector('#filters select[aria-label=status]'); s.value = '=error';"
        "s.dispatchEvent(new Event('change'))"
    )
    assert report.ids() == ["kind/figure-012"]
    report.run("document.querySelector('#query').focus()")
    report.key("nowhere")
    report.until("return !byId('nothing').hidden")


def test_a_row_opens_and_the_ways_back_lead_back(report: Report, page: Path) -> None:
    report.open(page)
    report.run("document.querySelector('#table tbody tr:nth-child(3) td:last-child').click()")
    report.until("return document.querySelector('.case h1')?.textContent === 'kind/figure-002'")
    report.key(Keys.ARROW_RIGHT)
    report.until("return document.querySelector('.case h1').textContent === 'kind/figure-003'")
    report.chrome.back()
    report.until("return document.querySelector('.case h1').textContent === 'kind/figure-002'")
    report.key(Keys.ESCAPE)
    report.until("return !byId('overview').hidden && document.activeElement.textContent === 'kind/figure-002'")
    report.key(Keys.ENTER)
    report.until("return byId('overview').hidden")
    report.open(page, "#kind%2Ffigure-012")
    report.until("return document.querySelector('.case-body .verdict') !== null")
    assert "NameError" in report.text(".case-body") and "error" in report.text(".bar-top .mark")
    assert report.run("return document.querySelector('[data-value=blink]').disabled"), "there is nothing to compare"
    report.open(page, "#nowhere")
    assert "No such figure" in report.text("#case")


def test_boxes_and_rows_light_each_other(report: Report, page: Path) -> None:
    report.open(page, "#kind%2Ffigure-000")
    report.until("return document.querySelectorAll('.sheet img').length === 2")
    shown = (
        "return [...document.querySelectorAll('.box:not(.off)')]"
        ".map((n) => n.getAttribute('class').split(' of-')).sort().map(String)"
    )
    assert report.run(shown) == [
        "box v-changed,candidate", "box v-changed,reference", "box v-extra,candidate", "box v-missing,reference",
    ]  # fmt: skip
    report.click(".t-matched")
    assert len(report.run(shown)) == 6
    report.click(".t-matched")
    report.click(".t-missing")
    assert "box v-missing,reference" not in report.run(shown)
    report.click(".t-missing")
    report.point(".of-reference.v-changed")
    report.until("return document.querySelectorAll('.box.lit').length === 2")
    assert report.text(".elements tr.lit").startswith("changed") and "elsewhere" in report.text(".note")
    report.point(".elements tbody tr")
    report.until("return document.querySelector('.box.lit')?.classList.contains('v-missing')")
    assert "no disc" in report.text(".note")
    width, height = report.run(
        "const b = document.querySelector('.box.v-missing').getBBox(); return [b.width, b.height]"
    )
    assert (width, height) == (104, 104), "the disc and two pixels around it"


def test_blink_shows_one_and_then_the_other(report: Report, page: Path) -> None:
    report.open(page, "#kind%2Ffigure-000")
    report.until("return document.querySelector('[data-value=blink]') !== null")
    report.click("[data-value=blink]")
    side = "document.querySelector('.beneath figcaption').textContent"
    for name in ("reference", "candidate", "reference"):
        report.until(f"return {side} === '{name}'")
        visible = report.run("return getComputedStyle(document.querySelector('.sheet img:nth-child(2)')).visibility")
        assert (visible == "visible") == (name == "candidate")
    report.run("document.querySelector('.beneath .choice').click()")
    now = report.run(f"return {side}")
    report.run("document.querySelector('.beneath .choice').click()")
    assert report.run(f"return {side}") != now


def test_overlay_difference_and_slider(report: Report, page: Path) -> None:
    report.open(page, "#kind%2Ffigure-000")
    report.until("return document.querySelector('[data-value=overlay]') !== null")
    colors = (
        "const c = document.querySelector('.sheet canvas');"
        "const p = c.getContext('2d').getImageData(0, 0, c.width, c.height);"
        "return arguments[0].map(([x, y]) => [...p.data.slice(4 * (y * c.width + x), 4 * (y * c.width + x) + 3)])"
    )
    report.click("[data-value=overlay]")
    report.until("return document.querySelector('.easel figcaption').textContent.includes('pixels differ')")
    square, disc, edge = report.run(colors, [[100, 90], [300, 200], [143, 90]])
    assert min(square) == max(square) < 30, "the square is in both"
    assert disc[0] > 240 and max(disc[1:]) < 160, "the disc is the reference's alone"
    assert edge[0] < 60 and min(edge[1:]) > 200, "the edge of the square is the candidate's alone"
    report.click("[data-value=difference]")
    report.until("return document.querySelector('.easel figcaption').textContent.includes('pixels differ')")
    paper, disc = report.run(colors, [[20, 20], [300, 200]])
    assert min(paper) > 240 and disc[1] < 100
    report.click("[data-value=slider]")
    report.run(
        "const r = document.querySelector('input[type=range]'); r.value = 30; r.dispatchEvent(new Event('input'))"
    )
    assert (
        report.run("return document.querySelector('.sheet img:nth-child(2)').style.clipPath")
        == "inset(0px 0px 0px 30%)"
    )
    report.key(Keys.ARROW_RIGHT)
    report.until("return document.querySelector('.case h1').textContent === 'kind/figure-001'")
    assert report.run("return document.querySelector('[data-value=slider]').ariaPressed") == "true", "the mode is kept"


def test_lines_that_differ_are_marked(report: Report, page: Path) -> None:
    report.open(page, "#kind%2Ffigure-000")
    report.until("return document.querySelector('.codes') !== null")
    marked = report.run("return [...document.querySelectorAll('.codes .changed code')].map((n) => n.textContent)")
    assert marked == ["plt.title('0')", "plt.xlabel('0')"]
    assert "⟨the program⟩" in report.run("return document.querySelector('details .block').textContent")


def test_a_hostile_row_does_nothing(report: Report, page: Path) -> None:
    report.open(page)
    report.run("location.hash = rowHash(14)")
    report.until("return document.querySelector('.case-body .verdict') !== null")
    assert make.NASTY[:20] in report.text(".case h1") and "more characters" in report.run(
        "return byId('case').textContent"
    )
    assert report.run("return document.querySelectorAll('img:not([src^=\"data:image/webp\"])').length") == 0
    assert report.run("return document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [400, 1400])
def test_nothing_leaves_the_window(report: Report, page: Path, width: int) -> None:
    sizes = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    report.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", sizes)
    try:
        for route in ("", "#kind%2Ffigure-000"):
            report.open(page, route)
            report.until("return document.querySelector('#overview:not([hidden]), .codes') !== null")
            assert report.run("return document.documentElement.scrollWidth <= innerWidth"), route
    finally:
        report.chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_empty_and_unscored_runs_open(report: Report, folder: Path) -> None:
    report.open(write_evaluation(make.write_run(folder / "empty", [])))
    assert "There are no figures" in report.text("#nothing")
    report.open(write_evaluation(make.write_run(folder / "unscored", [make.unscored(0)])), "#kind%2Ffigure-000")
    report.until("return document.querySelector('.case-body .verdict') !== null")
    assert "the endpoint gave no answer" in report.text(".verdict") and "no answer" in report.text(".sheet.blank")


def test_a_comparison_shows_every_model_of_a_figure(report: Report, folder: Path) -> None:
    one = make.write_run(folder / "one", ROWS[:14], "one")
    two = make.write_run(folder / "two", [make.trial(i, 0.2) for i in range(14)], "two")
    write_evaluation(two)
    compare_runs([one, two], folder / "comparison")
    report.open(write_comparison(folder / "comparison"))
    report.click("#table th:last-child button")
    gaps = report.run("return matches.map((row) => COLUMNS.at(-1).values[row])")
    told = [g for g in gaps if g is not None]
    assert told == sorted(told, reverse=True) and gaps[-1] is None, "the largest gap first"
    report.run("location.hash = 'kind%2Ffigure-000'")
    report.until("return document.querySelectorAll('.gallery-wall .sheet img').length === 3")
    report.click("[data-value=overlay]")
    report.until(
        "return [...document.querySelectorAll('.painted')].filter((n) => n.textContent.includes('differ')).length === 2"
    )
    report.click(".gallery-wall figcaption a")
    report.until("return document.querySelector('.codes') !== null")
    assert report.text(".case h1") == "kind/figure-000", "the model's own page, at the same figure"


def test_answers_and_grid_open(report: Report, folder: Path) -> None:
    rows = [make.solved(i, [True, False, None][i % 3]) for i in range(9)]
    report.open(write_answers(make.write_answered(folder / "answers", rows)))
    assert "3 of 6 right (50.0 %)" in report.text("#count")
    report.run("location.hash = 'q2'")
    report.until("return document.querySelector('.choices') !== null")
    assert report.text("mark").split() == ["The", "answer", "is", "two"] and "unscored" in report.text(".bar-top .mark")
    report.until("return document.querySelector('img.asked').naturalWidth === 400")
    report.open(write_grid(make.write_scaling(folder / "grid")))
    report.until("return document.querySelector('.plot img').naturalWidth > 500")
