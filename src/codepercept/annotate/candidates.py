"""What is to be rated: the ranked candidates of a benchmark, read from one Parquet file."""

from __future__ import annotations

import functools
import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from codepercept.errors import UserError
from codepercept.sandbox.source import strip_magics
from codepercept.sources.text import clean

FILE = "candidates.parquet"
Which = Literal["image", "render"]
_TEXTS = ("status", "caption", "comment", "source", "licence", "question", "answer")


@dataclass(frozen=True)
class Candidate:
    """One figure with the best program that was found for it. What the file does not tell is "" or None."""

    item: int
    """Its rank, 0 for the best."""
    id: str
    code: str
    score: float | None = None
    """The judge's, 0 to 100."""
    rounds: int | None = None
    status: str = ""
    caption: str = ""
    comment: str = ""
    source: str = ""
    licence: str = ""
    question: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Candidates:
    """The candidates of a file, best first. Pictures are read when they are needed."""

    file: Path
    sha256: str
    rows: Sequence[Candidate]
    places: Sequence[tuple[int, int]]
    """Row group and row of each."""

    @property
    def folder(self) -> Path:
        """Where the annotations are kept."""
        return self.file.parent

    def picture(self, item: int, which: Which) -> bytes | None:
        """A candidate's original picture, or what its code drew, as they are stored; None where there is none."""
        group, index = self.places[item]
        table = _pictures(self.file, group)
        if which not in table.column_names:
            return None
        value = table.column(which)[index]
        if isinstance(value, pa.StructScalar):  # its path is not looked at: it need not be UTF-8
            value = value["bytes"] if value.is_valid and "bytes" in value else None
        try:
            found = None if value is None else value.as_py()
        except ValueError:  # a text, and not UTF-8 at that
            found = None
        return found if isinstance(found, bytes) else None


def open_candidates(path: Path) -> Candidates:
    """Open what `bench-build` left.

    Args:
        path: its folder, or the Parquet file itself. Only the columns `id`, `image` and `code` are needed.

    Raises:
        UserError: it is no such file, holds nothing, or two ids are equal.
    """
    file = path / FILE if path.is_dir() else path
    if not file.is_file():
        raise UserError(f"{file}: no such file; name the folder that `codepercept bench-build` made")
    try:
        with file.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        rows, places = _read(file)
    except (pa.ArrowException, OSError, ValueError) as error:  # a text that is not UTF-8 is a ValueError
        raise UserError(f"{file}: not readable as Parquet ({str(error).partition(chr(10))[0][:120]})") from None
    if not rows:
        raise UserError(f"{file}: holds no candidates")
    seen: dict[str, int] = {}
    for row in rows:
        if (first := seen.setdefault(row.id, row.item)) != row.item:
            raise UserError(f"{file}: the id {row.id!r} of row {row.item + 1} is that of row {first + 1} too")
    return Candidates(file.resolve(), sha256, rows, places)


def _read(file: Path) -> tuple[list[Candidate], list[tuple[int, int]]]:
    rows: list[Candidate] = []
    places: list[tuple[int, int]] = []
    with pq.ParquetFile(file) as table:
        names = table.schema_arrow.names
        if missing := [n for n in ("id", "image", "code") if n not in names]:
            raise UserError(f"{file}: has no column `{missing[0]}`; `id`, `image` and `code` are needed")
        wanted = [n for n in ("id", "code", "score", "rounds", *_TEXTS) if n in names]
        for group in range(table.num_row_groups):
            for index, row in enumerate(table.read_row_group(group, columns=wanted).to_pylist()):
                places.append((group, index))
                rows.append(_candidate(len(rows), row))
    return rows, places


def _candidate(item: int, row: dict[str, Any]) -> Candidate:
    score, rounds = row.get("score"), row.get("rounds")
    return Candidate(
        item=item,
        id=_text(row["id"]),
        code=plain_code(_text(row["code"])),
        score=float(score) if isinstance(score, int | float) and math.isfinite(score) else None,
        rounds=rounds if isinstance(rounds, int) else None,
        **{name: _text(row.get(name)) for name in _TEXTS},
    )


def plain_code(code: str) -> str:
    """A program as it is kept: lines end with a line feed, notebook magics blanked out, no empty lines at its end."""
    return strip_magics(clean(code).replace("\r\n", "\n").replace("\r", "\n")).rstrip("\n")


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(clean(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)))


@functools.lru_cache(maxsize=3)
def _pictures(file: Path, group: int) -> pa.Table:
    with pq.ParquetFile(file) as table:
        return table.read_row_group(group, columns=[n for n in ("image", "render") if n in table.schema_arrow.names])
