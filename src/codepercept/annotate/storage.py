"""The file in which annotations are kept: one SQLite database beside the candidates.

What is answered is on disk: every change is a transaction of its own with `synchronous=FULL`. Writers take the lock at
once (`BEGIN IMMEDIATE`), so that what they read still holds when they write.
"""

from __future__ import annotations

import contextlib
import queue
import sqlite3
import time
from collections.abc import Callable, Iterator

from codepercept.annotate.candidates import Candidates
from codepercept.errors import UserError

NAME = "annotations.sqlite"
FORMAT = 1
BUSY_SECONDS = 20.0
_APPLICATION = 0x43504143

# An item is wanted by several annotators; one's ratings and draft of it are one row, with a version that grows by one.
# `revisions` are never changed. `changes` holds what each change was answered, so that it can be sent twice.
_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE items (item INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE annotators (annotator INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created REAL NOT NULL);
CREATE TABLE sessions (
    secret TEXT PRIMARY KEY, annotator INTEGER NOT NULL REFERENCES annotators, created REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE assignments (
    annotator INTEGER NOT NULL REFERENCES annotators, item INTEGER NOT NULL REFERENCES items,
    place INTEGER NOT NULL, active REAL NOT NULL, PRIMARY KEY (annotator, item)
) WITHOUT ROWID;
CREATE INDEX assignments_of_item ON assignments (item);
CREATE TABLE ratings (
    annotator INTEGER NOT NULL, item INTEGER NOT NULL,
    style INTEGER CHECK (style BETWEEN 1 AND 5),
    content INTEGER CHECK (content BETWEEN 1 AND 5),
    function INTEGER CHECK (function BETWEEN 1 AND 5),
    comment TEXT NOT NULL, skipped INTEGER NOT NULL, revision INTEGER NOT NULL,
    draft TEXT, draft_base INTEGER NOT NULL,
    version INTEGER NOT NULL, updated REAL NOT NULL,
    finished INTEGER GENERATED ALWAYS AS (
        style IS NOT NULL AND content IS NOT NULL AND function IS NOT NULL AND NOT skipped
    ) VIRTUAL,
    PRIMARY KEY (annotator, item), FOREIGN KEY (annotator, item) REFERENCES assignments
) WITHOUT ROWID;
CREATE TABLE revisions (
    item INTEGER NOT NULL REFERENCES items, number INTEGER NOT NULL, annotator INTEGER NOT NULL REFERENCES annotators,
    code TEXT NOT NULL, base INTEGER NOT NULL, aside INTEGER NOT NULL, created REAL NOT NULL,
    PRIMARY KEY (item, number)
) WITHOUT ROWID;
CREATE TABLE changes (
    annotator INTEGER NOT NULL, change TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (annotator, change)
) WITHOUT ROWID;
"""


class Database:
    """Connections to the annotations of some candidates, for any number of threads and processes.

    Args:
        candidates: what is annotated; the database knows them by the SHA-256 of their file.
        create: make the database where there is none.
        clock: tells the seconds since 1970.

    Raises:
        UserError: there is no database, it is none of ours, or it belongs to other candidates.
    """

    def __init__(self, candidates: Candidates, *, create: bool, clock: Callable[[], float] = time.time) -> None:
        self.file = candidates.folder / NAME
        self.clock = clock
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        if not create and not self.file.is_file():
            raise UserError(
                f"{candidates.folder}: nobody has rated anything yet; start `codepercept annotate` on it first"
            )
        try:
            with self.write() as rows:
                if rows.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
                    self._make(rows, candidates)
                self._check(rows, candidates)
        except sqlite3.Error as error:
            self.close()
            raise UserError(f"{self.file}: cannot be used as a database of annotations ({error})") from None

    def _make(self, rows: sqlite3.Connection, candidates: Candidates) -> None:
        for statement in _SCHEMA.split(";\n"):
            if statement.strip():
                rows.execute(statement)
        rows.execute(f"PRAGMA user_version = {FORMAT}")
        rows.execute(f"PRAGMA application_id = {_APPLICATION}")
        rows.execute("INSERT INTO facts VALUES ('candidates', ?)", (candidates.sha256,))
        rows.executemany("INSERT INTO items VALUES (?, ?)", [(row.item, row.id) for row in candidates.rows])

    def _check(self, rows: sqlite3.Connection, candidates: Candidates) -> None:
        if rows.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION:
            raise UserError(f"{self.file}: not a database of annotations; move it away")
        if (found := rows.execute("PRAGMA user_version").fetchone()[0]) != FORMAT:
            raise UserError(
                f"{self.file}: has format {found}, this codepercept reads format {FORMAT}; install the other"
            )
        if self.fact("candidates", rows) != candidates.sha256:
            raise UserError(
                f"{self.file}: holds annotations of another {candidates.file.name}; put that back, or move the "
                "database away to begin anew"
            )

    def fact(self, name: str, rows: sqlite3.Connection) -> str | None:
        """A fact of the whole database."""
        found = rows.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if found is None else str(found[0])

    def overlap(self, given: int | None) -> int:
        """How many annotators rate each item: what is given, which is kept; else what was kept; else 2."""
        if given is None:
            with self.read() as rows:
                return int(self.fact("overlap", rows) or 2)
        with self.write() as rows:
            rows.execute("INSERT OR REPLACE INTO facts VALUES ('overlap', ?)", (str(given),))
        return given

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction that may write; it is on disk when the block has ended, or has not been at all."""
        with self._transaction("BEGIN IMMEDIATE") as rows:
            yield rows

    @contextlib.contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A transaction that sees one state of the database."""
        with self._transaction("BEGIN") as rows:
            yield rows

    @contextlib.contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        try:
            rows = self._idle.get_nowait()
        except queue.Empty:
            rows = self._connect()
        try:
            rows.execute(begin)
            yield rows
            rows.execute("COMMIT")
        finally:
            if rows.in_transaction:
                rows.execute("ROLLBACK")
            self._idle.put(rows)

    def _connect(self) -> sqlite3.Connection:
        rows = sqlite3.connect(self.file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        rows.row_factory = sqlite3.Row
        rows.execute("PRAGMA journal_mode = WAL")
        rows.execute("PRAGMA synchronous = FULL")
        rows.execute("PRAGMA foreign_keys = ON")
        return rows

    def close(self) -> None:
        """Close all connections; the last one leaves a single file."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().close()
