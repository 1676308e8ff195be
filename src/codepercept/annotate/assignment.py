"""Who gets which item next: each is wanted by several annotators, nobody gets one twice."""

from __future__ import annotations

import sqlite3
from typing import Any

from codepercept.annotate.storage import Database

LEASE_SECONDS = 30 * 60.0
"""Without activity for so long an item that is not finished goes to somebody else."""

# A place is taken by a finished rating, or by one who is at work on it.
_TAKEN = """
SELECT count(*) FROM assignments a LEFT JOIN ratings r USING (annotator, item)
WHERE a.item = items.item AND (coalesce(r.finished, 0) OR (a.active > :since AND NOT coalesce(r.skipped, 0)))
"""


def next_item(database: Database, annotator: int, overlap: int) -> int | None:
    """Give an annotator the best ranked item that has a place left: what comes first is complete first.

    Args:
        database: of the annotations.
        annotator: who asks.
        overlap: how many annotators rate each item.

    Returns:
        The item, None where every item has its annotators or this one had it already.
    """
    now = database.clock()
    with database.write() as rows:
        found = rows.execute(
            f"""
            SELECT item FROM items
            WHERE NOT EXISTS (SELECT 1 FROM assignments o WHERE o.item = items.item AND o.annotator = :annotator)
            AND ({_TAKEN}) < :overlap ORDER BY item LIMIT 1
            """,
            {"annotator": annotator, "overlap": overlap, "since": now - LEASE_SECONDS},
        ).fetchone()
        if found is None:
            return None
        rows.execute(
            """
            INSERT INTO assignments SELECT :annotator, :item, count(*), :now FROM assignments
            WHERE annotator = :annotator
            """,
            {"annotator": annotator, "item": found["item"], "now": now},
        )
        return int(found["item"])


def touch(rows: sqlite3.Connection, annotator: int, item: int, now: float) -> None:
    """Note that somebody is at work on an item."""
    rows.execute("UPDATE assignments SET active = ? WHERE annotator = ? AND item = ?", (now, annotator, item))


def holds(database: Database, annotator: int, item: int) -> bool:
    """Whether an item was ever given to an annotator."""
    with database.read() as rows:
        found = rows.execute("SELECT 1 FROM assignments WHERE annotator = ? AND item = ?", (annotator, item))
        return found.fetchone() is not None


def own_items(database: Database, annotator: int) -> list[dict[str, Any]]:
    """The items of an annotator in the order in which they came: item, id, finished, skipped."""
    with database.read() as rows:
        found = rows.execute(
            """
            SELECT item, id, coalesce(finished, 0) AS finished, coalesce(skipped, 0) AS skipped
            FROM assignments JOIN items USING (item) LEFT JOIN ratings USING (annotator, item)
            WHERE annotator = ? ORDER BY place
            """,
            (annotator,),
        ).fetchall()
    return [
        {"item": r["item"], "id": r["id"], "finished": bool(r["finished"]), "skipped": bool(r["skipped"])}
        for r in found
    ]
