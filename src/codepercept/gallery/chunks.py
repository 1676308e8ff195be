"""The data blocks of a page: safe JSON, held in the page itself or spilled to script files beside it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

ChunkKind = Literal["thumbs", "text", "detail"]

# Bytes after which a chunk is closed. Thumbnails come many at a time; a detail block is read for one sample.
TARGET_BYTES: dict[ChunkKind, int] = {"thumbs": 256 * 1024, "text": 1024 * 1024, "detail": 512 * 1024}

_OWN_FILE = re.compile(r"^(thumbs|text|detail)-\d{5}-[0-9a-f]{12}\.js$|^\.gallery-.*\.tmp$")


def encode(value: Any) -> str:
    """JSON that can stand inside a `<script>` element and inside a script file.

    The result is pure ASCII without `<`, `>` and `&`, so no text can end the element, open a comment or break
    a line of the script (U+2028, U+2029).

    Raises:
        ValueError: if a number is not finite.
    """
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def replace_file(path: Path, parts: Iterable[str]) -> None:
    """Write `parts` to `path` so that it appears whole: to a temporary name in its folder, then a rename."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".gallery-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.writelines(parts)
        os.chmod(name, 0o644)  # noqa: PTH101  (mkstemp's 0600 would hide the page from a web server)
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@dataclass
class Chunk:
    """A closed block: a JSON array with one item per row, from row `start` on."""

    kind: ChunkKind
    number: int
    start: int
    payload: str | None
    """The array's text, or None once it lies in `file`."""
    file: str | None = None


@dataclass
class ChunkStore:
    """Collects the items of all rows in order and decides where they live.

    Blocks stay in memory, to be put into the page, until they exceed `inline_limit` bytes together; then all
    of them, and all that follow, go to files in `folder`. So memory stays bounded for any number of rows.
    File names carry a hash of the content: an older page keeps its files until the new one is in its place.
    """

    folder: Path
    inline_limit: int
    chunks: list[Chunk] = field(default_factory=list)
    spilled: bool = False
    rows: dict[ChunkKind, int] = field(default_factory=lambda: dict.fromkeys(TARGET_BYTES, 0))
    total: int = 0
    """Bytes of all blocks so far."""
    _open: dict[ChunkKind, list[str]] = field(default_factory=lambda: {kind: [] for kind in TARGET_BYTES})
    _open_bytes: dict[ChunkKind, int] = field(default_factory=lambda: dict.fromkeys(TARGET_BYTES, 0))

    def add(self, kind: ChunkKind, item: str) -> None:
        """Append the next row's item (text made by `encode`)."""
        self._open[kind].append(item)
        self._open_bytes[kind] += len(item) + 1
        self.rows[kind] += 1
        if self._open_bytes[kind] >= TARGET_BYTES[kind]:
            self._close(kind)

    def finish(self, extra: int = 0) -> None:
        """Close what is open. `extra` is the size of what the page holds besides the blocks, in bytes."""
        for kind in TARGET_BYTES:
            self._close(kind)
        if not self.spilled and self.total + extra > self.inline_limit:
            self._spill()

    def of(self, kind: ChunkKind) -> list[Chunk]:
        """The closed blocks of one kind, in order."""
        return [chunk for chunk in self.chunks if chunk.kind == kind]

    def remove_stale(self) -> None:
        """Delete files of earlier pages, once the new page is in place. Only names of ours are touched."""
        if not self.folder.is_dir():
            return
        current = {chunk.file for chunk in self.chunks}
        for path in self.folder.iterdir():
            if _OWN_FILE.match(path.name) and path.name not in current:
                path.unlink(missing_ok=True)
        if not any(self.folder.iterdir()):
            self.folder.rmdir()

    def _close(self, kind: ChunkKind) -> None:
        items = self._open[kind]
        if not items:
            return
        payload = "[" + ",\n".join(items) + "]"
        chunk = Chunk(kind, len(self.of(kind)), self.rows[kind] - len(items), payload)
        self._open[kind], self._open_bytes[kind] = [], 0
        self.chunks.append(chunk)
        self.total += len(payload)
        if self.spilled:
            self._write(chunk)
        elif self.total > self.inline_limit:
            self._spill()

    def _spill(self) -> None:
        self.spilled = True
        self.folder.mkdir(parents=True, exist_ok=True)
        for chunk in self.chunks:
            self._write(chunk)

    def _write(self, chunk: Chunk) -> None:
        assert chunk.payload is not None
        digest = hashlib.sha256(chunk.payload.encode("ascii")).hexdigest()[:12]
        chunk.file = f"{chunk.kind}-{chunk.number:05d}-{digest}.js"
        call = f'codepercept("{chunk.kind}/{chunk.number}",'
        replace_file(self.folder / chunk.file, (call, chunk.payload, ");\n"))
        chunk.payload = None
