"""Answers and accounts in `calls.sqlite`: a killed run pays for no answer twice, and every request is on the books."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from codepercept.errors import UserError
from codepercept.models.base import GenerateConfig, Message, ModelOutput, Usage

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, role TEXT, model TEXT, prompt TEXT, label TEXT, output TEXT,
    input_tokens INTEGER, output_tokens INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS requests (
    ticket INTEGER PRIMARY KEY, role TEXT, model TEXT, label TEXT, outcome TEXT,
    input_tokens INTEGER DEFAULT 0, output_tokens INTEGER DEFAULT 0
);
"""
UNANSWERED = "cut off"
"""Outcome of a request whose process was killed before the answer came."""


class Calls:
    """The file, opened by each worker process for itself.

    Args:
        path: the SQLite file; made if it is not there.

    Raises:
        UserError: the file is something else, or damaged.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._db = sqlite3.connect(path, timeout=120, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            raise UserError(f"{path}: cannot be used for the answers of models ({error}); move it away") from None

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def answer(self, key: str) -> ModelOutput | None:
        """The answer kept under a key."""
        row = self._db.execute("SELECT output FROM answers WHERE key = ?", (key,)).fetchone()
        return ModelOutput.model_validate_json(row[0]) if row else None

    def keep(self, key: str, prompt: str, config: GenerateConfig, output: ModelOutput) -> None:
        """Keep a complete answer."""
        usage = output.usage
        self._db.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (key, config.role, config.model, prompt, config.label, output.model_dump_json(),
             usage.input_tokens, usage.output_tokens),
        )  # fmt: skip

    def forget(self, keys: Iterable[str]) -> None:
        """Drop answers that turned out to be unreadable, so that the next run asks anew."""
        self._db.executemany("DELETE FROM answers WHERE key = ?", [(k,) for k in keys])

    def sent(self, config: GenerateConfig) -> int:
        """Book a request as it leaves; returns its ticket."""
        cursor = self._db.execute(
            "INSERT INTO requests (role, model, label, outcome) VALUES (?, ?, ?, ?)",
            (config.role, config.model, config.label, UNANSWERED),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def ended(self, ticket: int, outcome: str, usage: Usage) -> None:
        """Book how a request ended and what it cost."""
        self._db.execute(
            "UPDATE requests SET outcome = ?, input_tokens = ?, output_tokens = ? WHERE ticket = ?",
            (outcome, usage.input_tokens, usage.output_tokens, ticket),
        )

    def kept(self) -> dict[str, dict[str, int]]:
        """Answers that a dataset rests on, by role; the same however often the run was interrupted."""
        rows = self._db.execute(
            "SELECT role, COUNT(*), SUM(input_tokens), SUM(output_tokens) FROM answers GROUP BY role ORDER BY role"
        )
        return {role: {"answers": n, "input_tokens": a, "output_tokens": b} for role, n, a, b in rows}

    def spent(self) -> dict[str, dict[str, Any]]:
        """All requests that ever left, by role: their number, how they ended, the tokens that they used."""
        found: dict[str, dict[str, Any]] = {}
        rows = self._db.execute(
            "SELECT role, outcome, COUNT(*), SUM(input_tokens), SUM(output_tokens) FROM requests "
            "GROUP BY role, outcome ORDER BY role, outcome"
        )
        for role, outcome, number, asked, answered in rows:
            entry = found.setdefault(role, {"requests": 0, "outcomes": {}, "input_tokens": 0, "output_tokens": 0})
            entry["requests"] += number
            entry["outcomes"][outcome] = number
            entry["input_tokens"] += asked
            entry["output_tokens"] += answered
        return found


def request_key(prompt: str, messages: Sequence[Message], config: GenerateConfig, attempt: int) -> str:
    """Hash of what decides an answer: model, prompt version, messages, sampling, attempt.

    `max_tokens` is no part of it where only complete answers are kept.
    """
    told = {
        "model": config.model,
        "prompt": prompt,
        "messages": [[m.role, m.text, [hashlib.sha256(i).hexdigest() for i in m.images]] for m in messages],
        "sampling": [config.temperature, config.top_p, config.seed, config.extra],
        "attempt": attempt,
    } | ({"as_is": config.max_tokens} if config.as_is else {})
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()
