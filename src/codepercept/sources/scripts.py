"""Folders of figure scripts."""

from __future__ import annotations

from pathlib import Path

from codepercept.errors import UserError


def script_files(folder: Path, pattern: str = "**/*.py") -> list[Path]:
    """The scripts of a folder (or the one file named), in the order of their paths.

    Raises:
        UserError: the folder is missing, unreadable or holds no script.
    """
    try:
        if folder.is_file():
            return [folder]
        if not folder.is_dir():
            raise UserError(f"{folder}: no such folder of figure scripts")
        next(folder.iterdir(), None)
        files = sorted(p for p in folder.glob(pattern) if p.is_file())
    except PermissionError:
        raise UserError(f"{folder}: this folder may not be read; check its permissions") from None
    if not files:
        raise UserError(f"{folder}: no file matches {pattern!r}")
    return files


def file_bytes(file: Path) -> bytes:
    """What to hash of a file: its content, or why it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        return f"unreadable: {error.strerror}".encode()
