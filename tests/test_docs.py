"""The documentation is true: commands parse, links resolve, and what is generated is current."""

from __future__ import annotations

import json
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from codepercept.cli import cli

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^( *)(`{3,})([^\n]*)\n(.*?)^\1\2`*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FAMILY = ROOT / "docs/tutorials/geometry-family.md"


def commands(page: Path) -> Iterator[str]:
    """The lines of a page's bash blocks and after the prompts of its consoles, joined, without comments and pipes."""
    for block in FENCE.finditer(page.read_text(encoding="utf-8")):
        kind = block[3].split(" ")[0]
        text = block[4].replace("\\\n", " ")
        if kind == "console":
            text = "\n".join(re.findall(r"^ *\$ (.*)$", text, re.MULTILINE))
        elif kind != "bash":
            continue
        for line in text.splitlines():
            line = re.sub(r"(^|\s)#\s.*$", "", line).strip()
            yield from filter(None, (part.strip() for part in re.split(r"\s(?:\||&&|>)\s", line)))


def parse(words: list[str]) -> None:
    """Parse a command as the command line does, without running it; raises what it would say."""
    command: click.Command = cli
    context = cli.make_context("codepercept", words)
    while isinstance(command, click.Group):
        name, found, words = command.resolve_command(context, [*context._protected_args, *context.args])
        assert found is not None
        command, context = found, found.make_context(name, words, parent=context)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_parse_and_name_what_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for line in commands(page):
        words = shlex.split(line)
        program = words[0].removeprefix(".venv/bin/")
        if program == "codepercept":
            try:
                parse(words[1:])
            except click.exceptions.Exit:  # --help, --version
                pass
            except click.ClickException as error:
                pytest.fail(f"`{line}`: {error.format_message()}")
        elif program == "make":
            assert {w for w in words[1:] if "=" not in w} <= targets, line
        if program in ("codepercept", "python"):
            named = [w.partition("#")[0] for w in words[1:] if re.match(r"(recipes|examples|benchmarks)/[^{}*]*$", w)]
            assert all((ROOT / name).exists() for name in named), line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_pictures_resolve(page: Path) -> None:
    prose = re.sub(r"`[^`\n]*`", "", FENCE.sub("", page.read_text(encoding="utf-8")))
    for target in LINK.findall(prose):
        if not re.match(r"[a-z]+:", target):
            path = target.partition("#")[0]
            assert not path or (page.parent / path).exists(), f"{target} leads nowhere"


def test_the_reference_of_commands_is_current() -> None:
    written = runpy.run_path(str(ROOT / "docs/cli_reference.py"))
    assert written["PAGE"].read_text(encoding="utf-8") == written["reference"](), "run `make docs-cli`"


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) < 150


def test_the_familys_tutorial_works(tmp_path: Path) -> None:
    """What the page says is done to a copy of the package: the files written, the lines added, two figures built."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for block in FENCE.finditer(FAMILY.read_text(encoding="utf-8")):
        titled = re.fullmatch(r'(\w+) title="(.+)"', block[3])
        if titled is None:
            continue
        file = tmp_path / titled[2]
        if titled[1] == "diff":
            before = "".join(line[1:] + "\n" for line in block[4].splitlines() if not line.startswith("+"))
            after = "".join(line[1:] + "\n" for line in block[4].splitlines())
            text = file.read_text()
            assert text.count(before) == 1, f"{titled[2]} has no such lines:\n{before}"
            file.write_text(text.replace(before, after))
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block[4])
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("pytest", "-q", "-p", "no:cacheprovider", "tests/geometry/test_clock_faces.py")
    built = run("codepercept.cli", "build", "clocks.yaml", "--out", "run", "-n", "2", "--workers", "1", "--json")
    assert json.loads(built)["by_family"] == {"clock_faces": 2}
