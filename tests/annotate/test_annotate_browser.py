"""Two annotators in two browsers: by keyboard only, on one item's code at once, and through the server's death."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from annotate_server import Server
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from codepercept.annotate.agreement import report
from codepercept.annotate.candidates import open_candidates
from codepercept.annotate.storage import Database
from codepercept.annotate.work import Work

SAVED = "return document.querySelector('#status').dataset.state === 'saved'"
DRAWN = "return document.querySelector('#ran').textContent.startsWith('drawn')"


class Page:
    """One annotator's browser; it is driven by keys."""

    def __init__(self, chrome: webdriver.Chrome, server: Server, name: str) -> None:
        self.chrome = chrome
        chrome.get(server.url)
        self.keys(name, Keys.ENTER)  # the field has the focus
        self.opened()

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other."""
        ActionChains(self.chrome).send_keys(*keys).perform()

    def with_control(self, key: str) -> None:
        """Press a key while Control is held."""
        ActionChains(self.chrome).key_down(Keys.CONTROL).send_keys(key).key_up(Keys.CONTROL).perform()

    def run(self, script: str, *arguments: Any) -> Any:
        """Evaluate JavaScript."""
        return self.chrome.execute_script(script, *arguments)

    def until(self, condition: str, *arguments: Any, seconds: float = 30) -> None:
        """Wait for a JavaScript condition."""
        wait = WebDriverWait(self.chrome, seconds, poll_frequency=0.05)
        wait.until(lambda chrome: chrome.execute_script(condition, *arguments), condition)

    def opened(self, name: str = "") -> None:
        """Wait until an item is shown, that of a name if one is given."""
        self.until(
            "const [id, work] = ['id', 'work'].map((name) => document.getElementById(name));"
            "return work && !work.hidden && id.textContent && (!arguments[0] || id.textContent === arguments[0])",
            name,
        )

    def text(self, selector: str) -> str:
        """Text of the first match."""
        found: str = self.run("return document.querySelector(arguments[0]).textContent", selector)
        return found

    def code(self) -> str:
        """What is in the editor."""
        found: str = self.run("return document.querySelector('#code').value")
        return found

    def pressed(self) -> list[str]:
        """The chosen values of the three scales."""
        found: list[str] = self.run(
            "const pressed = document.querySelectorAll('.five [aria-pressed=true]');"
            "return [...pressed].map((n) => n.getAttribute('aria-label'))"
        )
        return found

    def errors(self) -> list[str]:
        """What the console complains of, apart from a server that is away and answers that are meant."""
        meant = ("ERR_CONNECTION", "status of 409", "status of 400", "ERR_EMPTY_RESPONSE")
        return [e["message"] for e in self.chrome.get_log("browser") if not any(m in e["message"] for m in meant)]


Browsers = Callable[[], webdriver.Chrome]
Serve = Callable[..., Server]


def test_two_annotate_at_once(serve: Serve, browsers: Browsers, figures: Path) -> None:
    server = serve(figures, "--overlap", "2")
    ada, ben = Page(browsers(), server, "Ada"), Page(browsers(), server, "Ben")
    first, second, _ = (row.id for row in open_candidates(figures).rows)
    assert ada.text("#id") == ben.text("#id") == first, "two are wanted for each item, the best first"

    # By keyboard only: three scales, a comment, on to the next.
    ada.until(DRAWN)
    ada.keys("4", "5")
    ada.keys("f", "3")
    ada.keys("m")
    ada.keys("Lines are too thick.", Keys.ESCAPE)
    assert ada.pressed() == ["style 4", "content 5", "function 3"]
    for key, mode in (("o", "overlay"), ("d", "difference"), ("b", "blink"), ("b", "side")):
        ada.keys(key)
        assert ada.run("return document.querySelector('[data-mode].choice[aria-pressed=true]').dataset.mode") == mode
    ada.keys(Keys.ENTER)
    ada.opened(second)
    ada.keys("p")
    ada.opened(first)
    assert ada.pressed() == ["style 4", "content 5", "function 3"]
    assert ada.run("return document.querySelector('#comment').value") == "Lines are too thick."

    # Ben rates the same item, and both edit its code.
    ben.until(DRAWN)
    ben.keys("5", "5", "5")
    ada.until(DRAWN)
    original = ada.code()
    for page, line in ((ada, "# by Ada"), (ben, "# by Ben")):
        page.keys("e")
        page.with_control(Keys.HOME)
        page.keys(line, Keys.ENTER)
    ada.with_control("s")
    ada.until("return document.querySelector('#draft').textContent === 'revision 1 by Ada'")
    ben.with_control("s")
    ben.until("return document.querySelector('#conflict').open")
    shown = ben.text("#conflict")
    assert "Ada saved revision 1 meanwhile" in shown and "# by Ada" in shown and "# by Ben" in shown
    ben.run("document.querySelector('[data-choice=both]').click()")
    ben.until("return !document.querySelector('#beside').hidden")
    assert "# by Ada" in ben.text("#beside-code") and ben.code() == f"# by Ben\n{original}"
    ben.with_control(Keys.HOME)
    ben.keys("# by Ada", Keys.ENTER)
    ben.with_control("s")
    ben.until("return document.querySelector('#draft').textContent === 'revision 2 by Ben'")

    # A mistake is marked with its line; undo goes back over it; a revision can be had back.
    ben.with_control(Keys.HOME)
    ben.keys("1/0", Keys.ENTER)
    ben.until("return document.querySelector('#gutter .wrong')?.textContent === '1\\n'")
    assert "ZeroDivisionError" in ben.text("#error")
    for _ in range(12):
        if ben.code() == f"# by Ada\n# by Ben\n{original}":
            break
        ben.with_control("z")
    assert ben.code() == f"# by Ada\n# by Ben\n{original}"
    ben.until("return document.querySelector('#error').hidden")
    ben.with_control(Keys.HOME)
    ben.keys(Keys.TAB)
    assert ben.code().startswith("    # by Ada\n")
    ActionChains(ben.chrome).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
    assert ben.code() == f"# by Ada\n# by Ben\n{original}"
    ben.keys(Keys.ESCAPE)
    for width in (1400, 420):
        ben.chrome.set_window_size(width, 900)
        ben.until("return document.documentElement.scrollWidth <= innerWidth", seconds=5)
    ben.until(SAVED)

    assert not ada.errors() + ben.errors()
    database = Database(open_candidates(figures), create=False)
    work = Work(database, open_candidates(figures))
    assert [r["annotator"] for r in work.revisions(0)] == ["", "Ada", "Ben"]
    assert work.revisions(0)[1]["code"] == f"# by Ada\n{original}".rstrip("\n")
    assert work.newest(0)["code"] == f"# by Ada\n# by Ben\n{original}".rstrip("\n")
    told = report(database, open_candidates(figures), 2)
    assert {p["name"]: p["finished"] for p in told["annotators"]} == {"Ada": 1, "Ben": 1}


def test_the_servers_death_and_the_browsers_lose_nothing(serve: Serve, browsers: Browsers, figures: Path) -> None:
    server = serve(figures)
    page = Page(browsers(), server, "Ada")
    page.until(DRAWN)
    page.keys("2")
    page.until(SAVED)
    server.stop(signal.SIGKILL)
    page.keys("3", "m")
    page.keys("Typed while nobody listened.", Keys.ESCAPE)
    page.keys("e")
    page.with_control(Keys.HOME)
    page.keys("# unheard", Keys.ENTER)
    page.until("return document.querySelector('#status').dataset.state === 'offline'")
    page.keys(Keys.ESCAPE, "n")
    page.until("return document.querySelector('#message').textContent.includes('not stored yet')")
    server.start()
    page.until(SAVED)
    code = page.code()
    work = Work(Database(open_candidates(figures), create=False), open_candidates(figures))
    state = work.rating(1, 0)["state"]
    assert (state["style"], state["content"], state["comment"]) == (2, 3, "Typed while nobody listened.")
    assert state["draft"] == code and code.startswith("# unheard\n")

    # Now the page goes while the server is away; what it had not sent is sent by the next one.
    server.stop(signal.SIGKILL)
    page.keys("f", "5", "m")
    page.keys(" And this.", Keys.ESCAPE)
    page.chrome.get("about:blank")
    server.start()
    page.chrome.get(f"{server.url}#0")
    page.opened()
    page.until(SAVED)
    page.until("return document.querySelectorAll('.five [aria-pressed=true]').length === 3")
    assert page.pressed() == ["style 2", "content 3", "function 5"]
    assert page.code() == code
    state = work.rating(1, 0)["state"]
    assert state["function"] == 5 and state["comment"].startswith("Typed while nobody listened.")
    assert " And this." in state["comment"] and state["draft"] == code

    # Two tabs of one annotator: the second to change is shown both, and chooses.
    other = page.chrome.current_window_handle
    page.chrome.switch_to.new_window("tab")
    page.chrome.get(f"{server.url}#0")
    page.opened()
    page.until(DRAWN)
    page.keys("s", "1")
    page.until(SAVED)
    page.chrome.switch_to.window(other)
    page.keys("s", "4")
    page.until("return document.querySelector('#conflict').open")
    assert "Another tab of yours" in page.text("#conflict")
    for _ in range(3):
        page.keys(Keys.ESCAPE)
        time.sleep(0.1)
    page.until("return document.querySelector('#conflict').open")
    assert work.rating(1, 0)["state"]["style"] == 1, "nothing is replaced unseen"
    page.run("document.querySelector('[data-choice=mine]').click()")
    page.until(SAVED)
    deadline = time.monotonic() + 10
    while work.rating(1, 0)["state"]["style"] != 4 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert work.rating(1, 0)["state"]["style"] == 4

    # Two conflicts that meet are asked one after the other.
    page.run(
        "window.chosen = []; const state = { draft: null }; const present = { state };"
        "import('/static/choices.js').then(({ chooseRating, inTurn }) => ['a', 'b'].forEach((name) =>"
        " inTurn(() => chooseRating(present, state)).then((found) => window.chosen.push(name + found))))"
    )
    for choice, chosen in (("mine", ["amine"]), ("theirs", ["amine", "btheirs"])):
        page.until("return document.querySelector('#conflict').open")
        page.run("document.querySelector(`[data-choice=${arguments[0]}]`).click()", choice)
        page.until("return window.chosen.length === arguments[0]", len(chosen))
        assert page.run("return window.chosen") == chosen

    # What the server refused can be mended; half a pair of surrogates is no reason to refuse.
    write = "const n = document.querySelector('#comment'); n.value = arguments[0]; n.dispatchEvent(new Event('input'))"
    page.run(write.replace("arguments[0]", "'x'.repeat(20001)"))
    page.until("return document.querySelector('#status').dataset.state === 'refused'")
    page.run(write.replace("arguments[0]", "'\\ud83d mended'"))
    page.until(SAVED)
    assert work.rating(1, 0)["state"]["comment"] == "\ufffd mended"

    # A draft that another tab's drawing displaces is drawn again on leaving, and saved; one that fails is told of.
    draw = (
        "fetch('/api/items/0/render', { method: 'POST', headers: { 'Content-Type': 'application/json' },"
        " body: JSON.stringify({ code: arguments[0] }) })"
    )
    page.keys("e")
    page.with_control(Keys.HOME)
    page.run(draw, "import time; time.sleep(3)")
    page.keys("# displaced", Keys.ENTER, Keys.ESCAPE, "n")
    page.until("return document.querySelector('#ran').textContent === 'drawing …'")
    time.sleep(0.2)
    page.run(draw, "1")
    second = open_candidates(figures).rows[1].id
    page.opened(second)
    assert work.newest(0)["code"].startswith("# displaced\n")
    page.keys("e")
    page.with_control(Keys.HOME)
    page.keys("1/0", Keys.ENTER, Keys.ESCAPE, "n")
    page.until("return document.querySelector('#id').textContent !== arguments[0]", second)
    page.until("return document.querySelector('#message').textContent.includes('stays a draft')")
    assert not page.errors()
