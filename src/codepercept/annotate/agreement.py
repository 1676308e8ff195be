"""How far annotators agree: Krippendorff's alpha of each scale, and what each item was rated."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from codepercept.annotate.candidates import Candidates
from codepercept.annotate.storage import Database
from codepercept.annotate.work import Work

SCALES = ("style", "content", "function")
Level = Literal["nominal", "ordinal", "interval"]


@dataclass(frozen=True)
class Agreement:
    """Krippendorff's alpha, or why there is none."""

    alpha: float | None
    """1 for perfect agreement, 0 for what chance would give, below for less."""
    values: int
    """Ratings that can be paired with another annotator's of the same item."""
    items: int
    """Items that have such."""
    reason: str = ""
    """Why alpha is undefined."""


def agreement(ratings: Mapping[Any, Mapping[Any, int]], level: Level = "ordinal") -> Agreement:
    """Krippendorff's alpha (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability").

    Args:
        ratings: item to annotator to value; what is missing is left out.
        level: how far apart two values are.
    """
    import krippendorff
    import numpy as np

    pairable = [row for row in ratings.values() if len(row) > 1]
    values = sum(len(row) for row in pairable)
    if not pairable:
        return Agreement(None, 0, 0, "no item was rated by two annotators")
    if len({value for row in pairable for value in row.values()}) < 2:
        return Agreement(
            None, values, len(pairable), "all ratings are the same, so chance cannot be told from agreement"
        )
    annotators = sorted({name for row in pairable for name in row})
    table = np.array([[row.get(name, np.nan) for row in pairable] for name in annotators], dtype=float)
    alpha = float(krippendorff.alpha(reliability_data=table, level_of_measurement=level))
    return Agreement(alpha, values, len(pairable))


def finished_ratings(database: Database) -> list[dict[str, Any]]:
    """All finished ratings: item, annotator (number), name, the scales, comment, revision."""
    with database.read() as rows:
        found = rows.execute(
            f"""
            SELECT item, annotator, name, {", ".join(SCALES)}, comment, ratings.revision
            FROM ratings JOIN annotators USING (annotator) WHERE finished ORDER BY item, annotator
            """
        )
        return [dict(r) for r in found]


def agreements(ratings: Sequence[Mapping[str, Any]]) -> dict[str, Agreement]:
    """Agreement on each scale of finished ratings."""
    found = {}
    for scale in SCALES:
        table: dict[int, dict[int, int]] = {}
        for row in ratings:
            table.setdefault(row["item"], {})[row["annotator"]] = row[scale]
        found[scale] = agreement(table)
    return found


def report(database: Database, candidates: Candidates, overlap: int) -> dict[str, Any]:
    """What was done so far, as `codepercept annotate --report --json` prints it.

    Returns:
        `items`, `overlap`, `complete` (items with at least `overlap` finished ratings), `annotators` (name, finished,
        skipped, unfinished, revisions), `drafts` (code that is not saved as a revision: how many in all), `open_drafts`
        (id of an item and its number `n` of them), `agreement` (scale to alpha, values, items, reason), `ratings` (id,
        number of ratings, mean of each scale and of all, newest revision), best first.
    """
    ratings = finished_ratings(database)
    drafts = Work(database, candidates).open_drafts()
    with database.read() as rows:
        people = rows.execute(
            """
            SELECT name, coalesce(sum(finished), 0) AS finished, coalesce(sum(skipped), 0) AS skipped,
                count(a.item) - coalesce(sum(finished), 0) - coalesce(sum(skipped), 0) AS unfinished,
                (SELECT count(*) FROM revisions v WHERE v.annotator = annotators.annotator) AS revisions
            FROM annotators LEFT JOIN assignments a USING (annotator) LEFT JOIN ratings USING (annotator, item)
            GROUP BY annotators.annotator ORDER BY annotators.annotator
            """
        ).fetchall()
        newest = dict(rows.execute("SELECT item, max(number) FROM revisions WHERE NOT aside GROUP BY item").fetchall())
    of_item: dict[int, list[dict[str, Any]]] = {}
    for row in ratings:
        of_item.setdefault(row["item"], []).append(row)
    told: list[dict[str, Any]] = []
    for item, rated in of_item.items():
        means = {scale: statistics.fmean(r[scale] for r in rated) for scale in SCALES}
        told.append(
            {
                "id": candidates.rows[item].id,
                "n": len(rated),
                **means,
                "mean": statistics.fmean(means.values()),
                "revision": newest.get(item, 0),
            }
        )
    return {
        "items": len(candidates.rows),
        "overlap": overlap,
        "complete": sum(len(rated) >= overlap for rated in of_item.values()),
        "annotators": [dict(p) for p in people],
        "drafts": sum(drafts.values()),
        "open_drafts": [{"id": candidates.rows[item].id, "n": n} for item, n in drafts.items()],
        "agreement": {
            scale: {"alpha": a.alpha, "values": a.values, "items": a.items, "reason": a.reason}
            for scale, a in agreements(ratings).items()
        },
        "ratings": sorted(told, key=lambda row: (-row["mean"], -row["n"], row["id"])),
    }
