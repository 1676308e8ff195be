"""Writes docs/reference/cli.md: what `--help` of every command prints.

make docs-cli
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from codepercept.cli import cli

PAGE = Path(__file__).parent / "reference" / "cli.md"
WIDTH = 100
HEAD = """# Command line

What `--help` prints, for every command. (`make docs-cli` writes this page; a test keeps it current.)

Exit codes: 0 done, 1 finished but incomplete (says what is missing), 2 your mistake (one sentence with the fix), 130
interrupted (the same command resumes).
"""


def commands(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """The command and all below it, with the words that start each; groups before their members."""
    words = (*words, command.name if words else "codepercept")  # type: ignore[arg-type]
    yield words, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from commands(command.commands[name], words)


def reference() -> str:
    """The page."""
    parts = [HEAD]
    for words, command in commands(cli):
        context = click.Context(command, info_name=" ".join(words), terminal_width=WIDTH, max_content_width=WIDTH)
        context.help_option_names = ["-h", "--help"]
        parts.append(f"## {' '.join(words)}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    print(PAGE)
