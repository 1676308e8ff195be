"""Who annotates: names, and the sessions of their browsers."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from codepercept.annotate.storage import Database
from codepercept.errors import UserError

LONGEST = 60
"""Characters of a name."""


@dataclass(frozen=True)
class Annotator:
    """One who rates."""

    number: int
    name: str


def sign_in(database: Database, name: str) -> str:
    """Begin a session under a name, and return its secret. A name that is known goes on with its own ratings.

    Raises:
        UserError: that is no name.
    """
    plain = " ".join("".join(c for c in name if c.isprintable()).split())
    if not plain or len(plain) > LONGEST:
        raise UserError(f"a name has 1 to {LONGEST} characters")
    secret = secrets.token_urlsafe(32)
    now = database.clock()
    with database.write() as rows:
        rows.execute("INSERT INTO annotators (name, created) VALUES (?, ?) ON CONFLICT DO NOTHING", (plain, now))
        [number] = rows.execute("SELECT annotator FROM annotators WHERE name = ?", (plain,)).fetchone()
        rows.execute("INSERT INTO sessions VALUES (?, ?, ?)", (_digest(secret), number, now))
    return secret


def annotator_of(database: Database, secret: str) -> Annotator | None:
    """Whose session it is."""
    with database.read() as rows:
        found = rows.execute(
            "SELECT annotator, name FROM sessions JOIN annotators USING (annotator) WHERE secret = ?",
            (_digest(secret),),
        ).fetchone()
    return None if found is None else Annotator(found["annotator"], found["name"])


def sign_out(database: Database, secret: str) -> None:
    """End a session."""
    with database.write() as rows:
        rows.execute("DELETE FROM sessions WHERE secret = ?", (_digest(secret),))


def _digest(secret: str) -> str:
    # Who can read the file must not be able to act in somebody's name.
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
