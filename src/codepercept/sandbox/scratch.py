"""The scratch folder that a script may write to: how full it is, and emptying it. Standard library only.

Whatever a script leaves there is hostile: very deep trees, very many files, folders that nobody may list. Nothing here
follows a link or recurses, and no path gets long.
"""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import os
import stat
import tempfile
import time
from pathlib import Path

PREFIX = "codepercept-"
YOUNG_SECONDS = 10
MAX_ENTRIES = 4096
MAX_DEPTH = 40


def make() -> tuple[str, int]:
    """Make a scratch folder, in memory where there is /dev/shm, and sweep away those of zygotes that were killed.

    Returns:
        The folder, and a descriptor that holds its lock: as long as it is open, nobody sweeps the folder.
    """
    base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()
    for old in Path(base).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            # A folder that is being made now has no lock yet, so young ones are left alone.
            if old.stat().st_uid == os.geteuid() and time.time() - old.stat().st_ctime > YOUNG_SECONDS:
                os.close(_lock(old))
                clear(str(old))
                old.rmdir()
    folder = tempfile.mkdtemp(prefix=PREFIX, dir=base)
    return folder, _lock(Path(folder))


def _lock(folder: Path) -> int:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


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
