"""What annotators do: ratings with versions, and revisions of code that are only ever added.

Nobody's work replaces another's unseen. A change says upon what it was made; where that is no longer the present
state it is refused with the present state, and a person decides. A change that comes twice is answered twice and made
once, so whoever got no answer may send it again.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from codepercept.annotate.assignment import touch
from codepercept.annotate.candidates import Candidates, plain_code
from codepercept.annotate.storage import Database
from codepercept.sources.text import clean

LONGEST_CODE = 1 << 20
LONGEST_COMMENT = 20_000
_Change = Annotated[str, Field(pattern=r"^[0-9a-f]{16,64}$")]
_Number = Annotated[int, Field(ge=0, le=2**31)]
_Scale = Annotated[int, Field(ge=1, le=5)]
_FIELDS = ("style", "content", "function", "comment", "skipped", "revision", "draft", "draft_base")


class Conflict(Exception):
    """The change was made upon a state that is no longer the present one."""

    def __init__(self, present: dict[str, Any]) -> None:
        super().__init__("somebody, or another tab, was faster")
        self.present = present


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Rating(_Body):
    """An annotator's state of an item: three scales, comment, and code that is not yet a revision."""

    style: _Scale | None = None
    content: _Scale | None = None
    function: _Scale | None = None
    comment: str = Field(default="", max_length=LONGEST_COMMENT)
    skipped: bool = False
    revision: _Number = 0
    """Of the code that was on show."""
    draft: str | None = Field(default=None, max_length=LONGEST_CODE)
    draft_base: _Number = 0


class RatingChange(_Body):
    """A rating that takes the place of version `base` of the same annotator's."""

    change: _Change
    base: _Number
    state: Rating


class RevisionChange(_Body):
    """A program that takes the place of revision `base`; one that is set aside is kept beside them."""

    change: _Change
    base: _Number
    code: str = Field(max_length=LONGEST_CODE)
    aside: bool = False


class Work:
    """Ratings and revisions of some candidates."""

    def __init__(self, database: Database, candidates: Candidates) -> None:
        self._database, self._candidates = database, candidates

    def rating(self, annotator: int, item: int) -> dict[str, Any]:
        """An annotator's rating of an item: its version (0 for none) and state."""
        with self._database.read() as rows:
            return _rating(rows, annotator, item)

    def newest(self, item: int) -> dict[str, Any]:
        """The newest revision of an item's code: number (0 for the candidate's own), annotator, code."""
        with self._database.read() as rows:
            return self._newest(rows, item)

    def revisions(self, item: int) -> list[dict[str, Any]]:
        """All revisions of an item: number, annotator, base, aside, created, code; the candidate's own is number 0."""
        with self._database.read() as rows:
            found = rows.execute(
                "SELECT number, name AS annotator, base, aside, revisions.created, code FROM revisions "
                "JOIN annotators USING (annotator) WHERE item = ? ORDER BY number",
                (item,),
            )
            own = {"number": 0, "annotator": "", "base": 0, "aside": False, "created": None}
            return [
                {**own, "code": self._candidates.rows[item].code},
                *({**dict(r), "aside": bool(r["aside"])} for r in found),
            ]

    def open_drafts(self) -> dict[int, int]:
        """Items with drafts that differ from the newest revision, and how many annotators have one."""
        with self._database.read() as rows:
            found = rows.execute("SELECT item, draft FROM ratings WHERE draft IS NOT NULL ORDER BY item").fetchall()
            return Counter(item for item, draft in found if plain_code(draft) != self._newest(rows, item)["code"])

    def save_rating(self, annotator: int, item: int, change: RatingChange) -> dict[str, Any]:
        """Store a rating.

        Returns:
            Its new `version`, and `newest`: number and annotator of the newest revision.

        Raises:
            Conflict: the rating has another version by now.
        """

        def save(rows: sqlite3.Connection, now: float) -> dict[str, Any]:
            present = _rating(rows, annotator, item)
            if present["version"] != change.base:
                raise Conflict(present)
            version = change.base + 1
            values = clean(change.state.model_dump())
            rows.execute(
                f"INSERT OR REPLACE INTO ratings (annotator, item, version, updated, {', '.join(_FIELDS)}) "
                f"VALUES (?, ?, ?, ?, {', '.join('?' * len(_FIELDS))})",
                (annotator, item, version, now, *(values[f] for f in _FIELDS)),
            )
            newest = self._newest(rows, item)
            return {"version": version, "newest": {"number": newest["number"], "annotator": newest["annotator"]}}

        return self._once(annotator, item, change.change, save)

    def save_revision(self, annotator: int, item: int, change: RevisionChange) -> dict[str, Any]:
        """Add a revision of an item's code.

        Returns:
            Its `number`.

        Raises:
            Conflict: `base` is not the newest revision; whatever is set aside never conflicts.
        """

        def save(rows: sqlite3.Connection, now: float) -> dict[str, Any]:
            newest = self._newest(rows, item)
            if newest["number"] != change.base and not change.aside:
                raise Conflict(newest)
            [last] = rows.execute("SELECT coalesce(max(number), 0) FROM revisions WHERE item = ?", (item,)).fetchone()
            rows.execute(
                "INSERT INTO revisions (item, number, annotator, code, base, aside, created) VALUES (?,?,?,?,?,?,?)",
                (item, last + 1, annotator, plain_code(change.code), change.base, change.aside, now),
            )
            return {"number": last + 1}

        return self._once(annotator, item, change.change, save)

    def _once(
        self, annotator: int, item: int, change: str, save: Callable[[sqlite3.Connection, float], dict[str, Any]]
    ) -> dict[str, Any]:
        now = self._database.clock()
        with self._database.write() as rows:
            known = rows.execute(
                "SELECT answer FROM changes WHERE annotator = ? AND change = ?", (annotator, change)
            ).fetchone()
            if known is not None:
                again: dict[str, Any] = json.loads(known["answer"])
                return again
            answer = save(rows, now)
            rows.execute("INSERT INTO changes VALUES (?, ?, ?)", (annotator, change, json.dumps(answer)))
            touch(rows, annotator, item, now)
        return answer

    def _newest(self, rows: sqlite3.Connection, item: int) -> dict[str, Any]:
        found = rows.execute(
            "SELECT number, name AS annotator, code FROM revisions JOIN annotators USING (annotator) "
            "WHERE item = ? AND NOT aside ORDER BY number DESC LIMIT 1",
            (item,),
        ).fetchone()
        return dict(found) if found else {"number": 0, "annotator": "", "code": self._candidates.rows[item].code}


def _rating(rows: sqlite3.Connection, annotator: int, item: int) -> dict[str, Any]:
    found = rows.execute(
        f"SELECT version, {', '.join(_FIELDS)} FROM ratings WHERE annotator = ? AND item = ?", (annotator, item)
    ).fetchone()
    if found is None:
        return {"version": 0, "state": Rating().model_dump()}
    state = {name: found[name] for name in _FIELDS}
    return {"version": found["version"], "state": {**state, "skipped": bool(state["skipped"])}}
