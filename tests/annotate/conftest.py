"""Candidates, real servers in processes of their own, and browsers."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import annotate_candidates as make
import pytest
from annotate_server import Server
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
    "--window-size=1400,900",
)  # fmt: skip


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start servers that end with the test."""
    started: list[Server] = []

    def begin(data: Path, *options: str) -> Server:
        started.append(Server(data, options).start())
        return started[-1]

    yield begin
    for server in started:
        if server.process is not None and server.process.poll() is None:
            server.stop(signal.SIGKILL)


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    """A folder of three real candidates."""
    return make.write(tmp_path / "bench", make.rows(3))


@pytest.fixture
def browsers(tmp_path: Path) -> Iterator[Callable[[], webdriver.Chrome]]:
    """Start browsers that share nothing, with their consoles on record."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    binary = next(filter(None, map(shutil.which, names)), None)
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.skip("no Chromium with chromedriver on this machine; CI installs both")
    started: list[webdriver.Chrome] = []

    def begin() -> webdriver.Chrome:
        options = webdriver.ChromeOptions()
        options.binary_location = binary
        for flag in (*FLAGS, f"--user-data-dir={tmp_path / f'profile-{len(started)}'}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        started.append(webdriver.Chrome(options=options, service=Service(driver)))
        return started[-1]

    yield begin
    for chrome in started:
        chrome.quit()
