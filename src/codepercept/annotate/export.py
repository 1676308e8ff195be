"""The benchmark of what people rated best: official JSON Lines, Parquet, all ratings, and a card."""

from __future__ import annotations

import asyncio
import io
import itertools
import json
import re
import shutil
import statistics
import tempfile
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml
from PIL import Image

from codepercept import __version__
from codepercept.annotate.agreement import SCALES, Agreement, agreements, finished_ratings
from codepercept.annotate.candidates import Candidate, Candidates
from codepercept.annotate.storage import Database
from codepercept.annotate.work import Work
from codepercept.errors import UserError
from codepercept.render import run_sync
from codepercept.sandbox.pool import Isolation, SandboxPool
from codepercept.stages.pictures import BadPicture, normalised
from codepercept.types import Execution

_WORKERS = 2
_SUFFIXES = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp", "GIF": ".gif", "BMP": ".bmp", "TIFF": ".tif"}
_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("image", pa.struct([("bytes", pa.binary()), ("path", pa.string())])),
        ("code", pa.string()),
        *((scale, pa.float64()) for scale in SCALES),
        ("rating", pa.float64()),
        ("ratings", pa.int32()),
        ("revision", pa.int32()),
        ("score", pa.float64()),
        ("rounds", pa.int32()),
        *((name, pa.string()) for name in ("caption", "question", "answer", "source", "licence")),
    ],
    metadata={"huggingface": json.dumps({"info": {"features": {"image": {"_type": "Image"}}}})},
)


@dataclass(frozen=True)
class _Rated:
    row: Candidate
    means: dict[str, float]
    ratings: int
    code: str
    revision: int

    @property
    def mean(self) -> float:
        return statistics.fmean(self.means.values())

    @property
    def order(self) -> tuple[float, float, int, str]:
        """Best first: rating, judge's score, fewest rounds, id."""
        score = -1.0 if self.row.score is None else self.row.score
        return (-self.mean, -score, self.row.rounds or 0, self.row.id)


def export(
    candidates: Candidates,
    database: Database,
    out: Path,
    *,
    overlap: int,
    keep: int | None = None,
    least: float = 4.0,
    named: bool = False,
    unsafe: bool = False,
) -> dict[str, Any]:
    """Write the benchmark of the best items into a new folder.

    An item is taken if it has at least `overlap` finished ratings, the mean of its three scales is at least `least`,
    its picture can be read and the newest revision of its code draws something now.

    Args:
        candidates: what was rated.
        database: the ratings.
        out: the folder; it must not exist. It appears whole or not at all.
        overlap: finished ratings that an item needs.
        keep: at most so many items.
        least: mean rating that an item needs, 1 to 5.
        named: write the annotators' names instead of annotator-1, annotator-2, ...
        unsafe: run code although the sandbox lacks layers.

    Returns:
        `exported`, `items` (all candidates), `rated` (those with enough ratings), `out`, `left_out` (id and reason of
        items that people had rated high enough), `drafts` (code of any item that is not saved as a revision: how many
        in all), `open_drafts` (id and number `n` of them, of what was exported or left out; they are not in it).

    Raises:
        UserError: the folder exists or cannot be made, or no item was rated high enough.
    """
    if out.exists() or out.is_symlink():
        raise UserError(f"{out}: exists already; name a new folder with --export")
    Isolation.choose(unsafe)
    ratings = finished_ratings(database)
    work = Work(database, candidates)
    drafts = work.open_drafts()
    rated = _rated(candidates, work, ratings, overlap)
    good = [r for r in rated if r.mean >= least - 1e-9]
    if not good:
        raise UserError(
            f"no item has {overlap} finished ratings with a mean of {least:g} or more ({len(rated)} have so many "
            "ratings); rate more, or ask for less with --least or --overlap"
        )
    taken, left_out = run_sync(_drawn(candidates, good, keep, unsafe))
    if not taken:
        raise UserError(f"none of the {len(good)} items can be exported; {left_out[0]['id']}: {left_out[0]['reason']}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-", suffix=".part"))
    except OSError as error:
        raise UserError(f"{out}: cannot be written ({error.strerror}); name another folder with --export") from None
    try:
        part.chmod(0o755)
        _write_items(part, taken)
        _write_ratings(part, candidates, ratings, named)
        told = agreements(ratings)
        (part / "README.md").write_text(_card(out.name, taken, told, overlap, least), encoding="utf-8")
        part.rename(out)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    met = {one.row.id for one, _, _ in taken} | {row["id"] for row in left_out}
    of_met = [{"id": candidates.rows[item].id, "n": n} for item, n in drafts.items()]
    return {
        "exported": len(taken),
        "items": len(candidates.rows),
        "rated": len(rated),
        "out": str(out),
        "left_out": left_out,
        "drafts": sum(drafts.values()),
        "open_drafts": [row for row in of_met if row["id"] in met],
    }


def _rated(candidates: Candidates, work: Work, ratings: Sequence[dict[str, Any]], overlap: int) -> list[_Rated]:
    of_item: dict[int, list[dict[str, Any]]] = {}
    for row in ratings:
        of_item.setdefault(row["item"], []).append(row)
    found = []
    for item, rows in of_item.items():
        if len(rows) >= overlap:
            newest = work.newest(item)
            means = {scale: statistics.fmean(r[scale] for r in rows) for scale in SCALES}
            found.append(_Rated(candidates.rows[item], means, len(rows), newest["code"], newest["number"]))
    return sorted(found, key=lambda r: r.order)


async def _drawn(
    candidates: Candidates, good: Sequence[_Rated], keep: int | None, unsafe: bool
) -> tuple[list[tuple[_Rated, bytes, str]], list[dict[str, str]]]:
    """The first so many whose picture can be read and whose code draws, with picture and its file name."""
    taken: list[tuple[_Rated, bytes, str]] = []
    left_out: list[dict[str, str]] = []
    used: set[str] = set()
    workers = min(_WORKERS, len(good), keep or _WORKERS)
    async with SandboxPool(workers, unsafe=unsafe) as sandbox:
        ahead = iter(good)
        while keep is None or len(taken) < keep:
            some = list(itertools.islice(ahead, workers if keep is None else min(workers, keep - len(taken))))
            if not some:
                break
            runs = await asyncio.gather(*(sandbox.run(r.code) for r in some))
            for one, run in zip(some, runs, strict=True):
                picture, problem = _usable(candidates.picture(one.row.item, "image"), run)
                if picture is None:
                    left_out.append({"id": one.row.id, "reason": problem})
                else:
                    name = _file_name(one.row, picture, used)
                    taken.append((one, picture, name))
    return taken, left_out


def _usable(picture: bytes | None, run: Execution) -> tuple[bytes | None, str]:
    if run.status != "ok":
        return None, f"its code does not draw now: {run.status}: {run.error}"
    try:
        normalised(picture or b"")
    except BadPicture as error:
        return None, f"its picture cannot be read: {error}"
    return picture, ""


def _file_name(row: Candidate, picture: bytes, used: set[str]) -> str:
    """A harmless name of its own that begins with the source, which the official reader takes from there."""
    with warnings.catch_warnings(), Image.open(io.BytesIO(picture)) as opened:
        warnings.simplefilter("ignore")
        suffix = _SUFFIXES.get(opened.format or "", ".png")
    words = [re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:60] for text in (row.source, row.id)]
    stem = name = "_".join(w for w in words if w) or "figure"
    number = 2
    while f"{name}{suffix}".lower() in used:  # some file systems do not tell capitals apart
        name, number = f"{stem}-{number}", number + 1
    used.add(f"{name}{suffix}".lower())
    return f"{name}{suffix}"


def _write_items(part: Path, taken: Sequence[tuple[_Rated, bytes, str]]) -> None:
    images = part / "images"
    images.mkdir()
    rows = []
    with (part / "benchmark.jsonl").open("w", encoding="utf-8") as lines:
        for one, picture, name in taken:
            (images / name).write_bytes(picture)
            lines.write(json.dumps(_official(one, f"images/{name}"), ensure_ascii=False) + "\n")
            rows.append(
                {
                    "id": one.row.id,
                    "image": {"bytes": picture, "path": name},
                    "code": one.code,
                    **one.means,
                    "rating": one.mean,
                    "ratings": one.ratings,
                    "revision": one.revision,
                    **{
                        n: getattr(one.row, n) for n in _SCHEMA.names if hasattr(one.row, n) and n not in ("id", "code")
                    },
                }
            )
    pq.write_table(pa.Table.from_pylist(rows, schema=_SCHEMA), part / "benchmark.parquet", row_group_size=100)


def _official(one: _Rated, picture: str) -> dict[str, Any]:
    """A line in the format of STEM2Code-Eval: readers look at `messages[1]` and `messages[3]`."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", one.code)), default=0))
    return {
        "id": one.row.id,
        "messages": [
            {"role": "system", "content": [{"type": "text", "text": "You redraw figures as Python code."}]},
            {"role": "user", "content": [{"type": "image", "image": picture}]},
            {
                "role": "user",
                "content": [
                    {
                        "type": "text",
                        "text": "Write one complete Python program that draws this figure with matplotlib.",
                    }
                ],
            },
            {"role": "assistant", "content": [{"type": "text", "text": f"{fence}python\n{one.code}\n{fence}"}]},
        ],
        "source": one.row.source,
        "licence": one.row.licence,
    }


def _write_ratings(part: Path, candidates: Candidates, ratings: Sequence[dict[str, Any]], named: bool) -> None:
    numbers = {annotator: i for i, annotator in enumerate(sorted({r["annotator"] for r in ratings}), 1)}
    with (part / "ratings.jsonl").open("w", encoding="utf-8") as lines:
        for row in ratings:
            told = {
                "id": candidates.rows[row["item"]].id,
                "annotator": row["name"] if named else f"annotator-{numbers[row['annotator']]}",
                **{scale: row[scale] for scale in SCALES},
                "comment": row["comment"],
                "revision": row["revision"],
            }
            lines.write(json.dumps(told, ensure_ascii=False) + "\n")


def _card(
    name: str,
    taken: Sequence[tuple[_Rated, bytes, str]],
    agreed: dict[str, Agreement],
    overlap: int,
    least: float,
) -> str:
    head = {
        "pretty_name": name,
        "task_categories": ["image-to-text"],
        "tags": ["image-to-code", "stem", "matplotlib", "benchmark", "codepercept"],
        "configs": [{"config_name": "default", "data_files": [{"split": "test", "path": "benchmark.parquet"}]}],
    }
    rows = [one for one, _, _ in taken]
    alphas = {
        scale: f"{a.alpha:.3f} ({a.values} ratings of {a.items} items)" if a.alpha is not None else f"none: {a.reason}"
        for scale, a in agreed.items()
    }
    return "\n".join(
        [
            f"---\n{yaml.safe_dump(head, sort_keys=False)}---",
            f"\n# {_inline(name)}\n",
            f"Figures with code that redraws them ({len(rows)}), rated and finished by people: style, content and "
            f"function from 1 to 5, at least {overlap} annotators each, a mean of {least:g} or more. The newest "
            "revision of each program drew its figure when this was written.\n",
            f"Made with codepercept {__version__}.\n",
            "- `benchmark.jsonl` and `images/`: the format of STEM2Code-Eval",
            "- `benchmark.parquet`: the same with mean ratings, for `codepercept eval stem2code --data` and `datasets`",
            "- `ratings.jsonl`: all finished ratings, those of items that were left out too\n",
            "## Counts\n",
            _table("source", Counter(one.row.source or "unknown" for one in rows)),
            _table("mean rating", Counter(f"{one.mean:.1f}" for one in rows)),
            f"Programs changed by hand: {sum(one.revision > 0 for one in rows)}.\n",
            "## Agreement\n",
            "Krippendorff's alpha for ordinal values, over all finished ratings: 1 is perfect, 0 is chance.\n",
            _table("scale", alphas),
            "## Licences\n",
            "Pictures stay under their sources' licences, as told by the candidates.\n",
            _table("licence", Counter(one.row.licence or "unknown" for one in rows)),
        ]
    )


def _table(head: str, rows: dict[str, Any] | Counter[str]) -> str:
    lines = [f"| {head} | |", "| --- | --- |", *(f"| {_inline(k)} | {v} |" for k, v in sorted(rows.items()))]
    return "\n".join(lines) + "\n"


def _inline(text: str) -> str:
    """Foreign text that must not become markup."""
    return re.sub(r"([\\`*_\[\]<>|#!])", r"\\\1", " ".join(text.split()))[:200]
