"""Seed pictures: a folder of them, JSON lines, Parquet, or a Hugging Face dataset on disk.

Everything read here is untrusted: a record that is broken is told as such, it never ends a run.
"""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from codepercept.errors import UserError

MAX_BYTES = 64 << 20
"""Larger pictures are not read."""

_SUFFIXES = {
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".bmp",
    ".webp",
    ".tif",
    ".tiff",
    ".ppm",
    ".pgm",
    ".pbm",
    ".jfif",
    ".apng",
}
_NO_PICTURES = {".json", ".jsonl", ".txt", ".md", ".rst", ".csv", ".tsv", ".yaml", ".yml", ".py", ".html", ".xml",
                ".lock", ".toml", ".zip", ".gz", ".tar", ".parquet", ".arrow"}  # fmt: skip


@dataclass(frozen=True)
class PictureSeed:
    """One record of a source; `problem` (kind, reason) is set where it has no picture that could be read."""

    name: str
    data: bytes = b""
    source: str = ""
    licence: str = ""
    question: str | None = None
    answer: str | None = None
    problem: tuple[str, str] | None = None


class PictureSource(Protocol):
    """Pictures by number. Picklable: workers open what they need."""

    def __len__(self) -> int: ...

    def read(self, number: int) -> PictureSeed:
        """The record with that number; never raises because of its content."""
        ...


@dataclass(frozen=True)
class Pictures:
    """The first pictures of a source, which of them repeat an earlier one, and the hash of all."""

    source: PictureSource
    count: int
    sha256: str
    duplicates: dict[int, str] = field(default_factory=dict)
    """Numbers of pictures that are byte for byte an earlier one, and the name of that one."""


@dataclass(frozen=True)
class FileSource:
    """Files of a folder, named by their paths in it."""

    root: Path
    files: Sequence[Path]

    def __len__(self) -> int:
        return len(self.files)

    def read(self, number: int) -> PictureSeed:
        """The picture of one file."""
        file = self.files[number]
        name = file.relative_to(self.root).as_posix()
        data, problem = read_file(file)
        return PictureSeed(Path(name).with_suffix("").as_posix(), data, source=name, problem=problem)


def read_file(file: Path) -> tuple[bytes, tuple[str, str] | None]:
    """The bytes of a picture file, or the kind and the reason of the problem with it."""
    try:
        if file.stat().st_size > MAX_BYTES:
            return b"", ("too_large", f"the picture's file has more than {MAX_BYTES >> 20} MB")
        return file.read_bytes(), None
    except OSError as error:
        return b"", ("unreadable", f"the picture cannot be read: {(error.strerror or str(error)).lower()}")


@functools.lru_cache(maxsize=16)
def open_pictures(path: Path, n: int | None = None) -> Pictures:
    """Open a source, and read it once for its hash and its repetitions.

    Raises:
        UserError: there is no such source, or it holds no pictures.
    """
    source = _open(path)
    count = len(source) if n is None else min(n, len(source))
    digest = hashlib.sha256()
    first: dict[bytes, str] = {}
    duplicates: dict[int, str] = {}
    for number in range(count):
        record = source.read(number)
        own = hashlib.sha256(record.data).digest()
        told = "\0".join((record.name, record.question or "", record.answer or "", str(record.problem)))
        digest.update(own + told.encode("utf-8", "surrogatepass") + b"\0")
        if record.data and first.setdefault(own, record.name) != record.name:
            duplicates[number] = first[own]
    return Pictures(source, count, digest.hexdigest(), duplicates)


def _open(path: Path) -> PictureSource:
    from codepercept.sources.tables import open_arrow, open_json_lines, open_parquet

    try:
        if path.is_file():
            if path.suffix.lower() in (".jsonl", ".ndjson"):
                return open_json_lines(path)
            if path.suffix.lower() == ".parquet":
                return open_parquet([path], path)
            if path.suffix.lower() == ".arrow":
                return open_arrow([path], path)
            return FileSource(path.parent, (path,))
        if not path.is_dir():
            raise UserError(f"{path}: no such folder or file of pictures")
        if saved := sorted(f for s in path.glob("**/state.json") for f in s.parent.glob("*.arrow")):
            return open_arrow(saved, path)
        if tables := sorted(path.glob("**/*.parquet")):
            return open_parquet(tables, path)
        lists = sorted(path.glob("*.jsonl"))
        if len(lists) == 1:
            return open_json_lines(lists[0])
        files = sorted(p for p in path.rglob("*") if _may_be_picture(p, path))
    except PermissionError as error:
        raise UserError(f"{error.filename}: may not be read; check its permissions") from None
    if not files:
        raise UserError(f"{path}: holds no pictures, no .jsonl and no .parquet file")
    return FileSource(path, tuple(files))


def _may_be_picture(file: Path, root: Path) -> bool:
    """Files with other suffixes than a picture's count too: they may be pictures, and if not, the run says so."""
    if any(part.startswith(".") for part in file.relative_to(root).parts) or not file.is_file():
        return False
    return file.suffix.lower() in _SUFFIXES or file.suffix.lower() not in _NO_PICTURES


def holds_pictures(path: Path) -> bool:
    """Whether a path given as seeds is one of pictures rather than of scripts."""
    if path.is_file():
        return path.suffix.lower() != ".py"
    tables = (".jsonl", ".parquet", ".arrow")
    files = [p for p in path.rglob("*") if p.is_file()] if path.is_dir() and os.access(path, os.R_OK | os.X_OK) else []
    if any(p.suffix == ".py" for p in files):
        return False
    return any(p.suffix.lower() in tables or _may_be_picture(p, path) for p in files)
