"""The scratch folder that a script may write to: how full it is, and emptying it. Standard library only.

Whatever a script leaves there is hostile: very deep trees, very many files, folders that nobody may list. Nothing here
follows a link or recurses, and no path gets long.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
from pathlib import Path

MAX_ENTRIES = 4096
MAX_DEPTH = 40


def used_bytes(folder: str, pid: int) -> int | None:
    """Memory that the files of a running script take up, deleted ones that it still holds open included.

    Args:
        folder: its scratch folder.
        pid: its process.

    Returns:
        The bytes, or None where there are more than `MAX_ENTRIES` entries or more than `MAX_DEPTH` levels.
    """
    size, entries, pending = 0, 0, [(Path(folder), 0)]
    while pending:
        path, depth = pending.pop()
        for entry in _listing(path):
            entries += 1
            if entries > MAX_ENTRIES or depth > MAX_DEPTH:
                return None
            with contextlib.suppress(OSError):  # it may be renamed or removed while we look
                if entry.is_dir(follow_symlinks=False):
                    pending.append((Path(entry.path), depth + 1))
                else:
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
    for descriptor in _listing(Path(f"/proc/{pid}/fd")):
        with contextlib.suppress(OSError):
            held = descriptor.stat()
            if held.st_nlink == 0 and stat.S_ISREG(held.st_mode):
                size += held.st_blocks * 512
    return size


def _listing(path: Path) -> list[os.DirEntry[str]]:
    with contextlib.suppress(OSError):
        try:
            return _scan(path)
        except PermissionError:  # made with a mode that hides it
            path.chmod(0o700)
            return _scan(path)
    return []


def _scan(path: Path) -> list[os.DirEntry[str]]:
    with os.scandir(path) as entries:
        return list(itertools.islice(entries, MAX_ENTRIES + 1))


def clear(folder: str) -> None:
    """Empty a scratch folder whose script has ended, however deep it is nested.

    Folders within folders are moved to the top before their parent is removed, so one level is open at a time.

    Raises:
        OSError: something could not be removed.
    """
    fresh = itertools.count()
    with os.scandir(folder) as entries:
        pending = [(Path(e.path), e.is_dir(follow_symlinks=False)) for e in entries]
    while pending:
        path, is_folder = pending.pop()
        if not is_folder:
            path.unlink()
            continue
        path.chmod(0o700)
        with os.scandir(path) as inner:
            for entry in inner:
                if entry.is_dir(follow_symlinks=False):
                    Path(entry.path).chmod(0o700)  # moving a folder rewrites its "..", which takes write permission
                    top = next(p for n in fresh if not os.path.lexists(p := Path(folder, f".gone-{n}")))
                    pending.append((Path(entry.path).rename(top), True))
                else:
                    Path(entry.path).unlink()
        path.rmdir()
