"""Samples as Parquet rows, and back. No column holds a time, so the same run gives the same bytes."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from codepercept.errors import UserError
from codepercept.pipeline.processes import process_pool
from codepercept.types import (
    Claim,
    Execution,
    Fact,
    FigureTrace,
    QuestionAnswer,
    Rejection,
    Sample,
    Score,
    Seed,
    Span,
    StageRecord,
)

_IDS = pa.list_(pa.int32())
_FACT = pa.struct([("kind", pa.string()), ("text", pa.string()), ("elements", _IDS), ("line", pa.int32())])
_SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("elements", _IDS)])
_QUESTION = pa.struct([("question", pa.string()), ("answer", pa.string()), ("steps", pa.list_(pa.string()))])
_REJECTION = pa.struct([("stage", pa.string()), ("kind", pa.string()), ("reason", pa.string())])
_STAGE = pa.struct([("stage", pa.string()), ("note", pa.string()), ("code", pa.string())])
_CLAIM = pa.struct(
    [
        ("kind", pa.string()),
        ("text", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("verdict", pa.string()),
        ("evidence", pa.string()),
        ("elements", _IDS),
    ]
)
_PICTURE = pa.struct([("bytes", pa.binary()), ("path", pa.string())])

# `datasets` reads this key and shows the pictures; columns not named in it keep their Arrow types.
_FEATURES = {"info": {"features": {"image": {"_type": "Image"}, "seed_image": {"_type": "Image"}}}}

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("image", _PICTURE),
        ("caption", pa.string()),
        ("code", pa.string()),
        ("explanation", pa.string()),
        ("pipeline", pa.string()),
        ("family", pa.string()),
        ("facts", pa.list_(_FACT)),
        ("questions", pa.list_(_QUESTION)),
        ("width", pa.int32()),
        ("height", pa.int32()),
        ("dpi", pa.float64()),
        ("fingerprint", pa.string()),
        ("trace", pa.string()),
        ("caption_spans", pa.list_(_SPAN)),
        ("native_caption", pa.string()),
        ("analysis", pa.string()),
        ("claims", pa.list_(_CLAIM)),
        ("code_draft", pa.string()),
        ("principle", pa.string()),
        ("seed_caption", pa.string()),
        ("seed_image", _PICTURE),
        ("parameters", pa.string()),
        ("scores", pa.string()),
        ("seed_id", pa.string()),
        ("source", pa.string()),
        ("licence", pa.string()),
        ("history", pa.list_(_STAGE)),
        ("rejection", _REJECTION),
        ("fault", pa.string()),
        ("status", pa.string()),
        ("error", pa.string()),
        ("stderr", pa.string()),
    ],
    metadata={"huggingface": json.dumps(_FEATURES)},
)


SOME_GROUPS, SOME_ROWS = 100, 50
"""At least so many row groups are read by `read_some`, more only to take no more than so many rows of each."""


def to_row(sample: Sample) -> dict[str, Any]:
    """A sample as a row of `SCHEMA`.

    Timings, the seed's own code, its question and answer, and a kept sample's output are left out.
    """
    run = sample.execution
    kept = sample.outcome == "sample"
    return {
        "id": sample.id,
        "image": None if run is None or run.image is None else {"bytes": run.image, "path": f"{sample.id}.png"},
        "caption": sample.caption,
        "code": sample.code,
        "explanation": sample.explanation,
        "pipeline": sample.pipeline,
        "family": sample.family,
        "facts": [f.model_dump() for f in sample.facts],
        "questions": [q.model_dump() for q in sample.questions],
        "width": run.width if run else None,
        "height": run.height if run else None,
        "dpi": run.dpi if run else None,
        "fingerprint": run.fingerprint if run else None,
        "trace": run.trace.model_dump_json(exclude_defaults=True) if run and run.trace else None,
        "caption_spans": [s.model_dump() for s in sample.caption_spans],
        "native_caption": sample.native_caption,
        "analysis": sample.analysis,
        "claims": [c.model_dump() for c in sample.claims],
        "code_draft": sample.code_draft,
        "principle": sample.principle,
        "seed_caption": sample.seed_caption,
        "seed_image": None if sample.seed.image is None else {"bytes": sample.seed.image, "path": None},
        "parameters": json.dumps(sample.parameters, sort_keys=True),
        "scores": json.dumps({k: s.model_dump() for k, s in sample.scores.items()}, sort_keys=True),
        "seed_id": sample.seed.id,
        "source": sample.seed.source,
        "licence": sample.seed.licence,
        "history": [h.model_dump() for h in sample.history],
        "rejection": sample.rejection.model_dump() if sample.rejection else None,
        "fault": sample.fault,
        "status": run.status if run else None,
        "error": run.error if run else None,
        "stderr": run.stderr if run and not kept else None,
    }


def from_row(row: dict[str, Any]) -> Sample:
    """The sample of a row that `to_row` made."""
    execution = None
    if row["status"]:
        execution = Execution(
            status=row["status"],
            image=row["image"]["bytes"] if row["image"] else None,
            width=row["width"],
            height=row["height"],
            dpi=row["dpi"],
            trace=FigureTrace.model_validate_json(row["trace"]) if row["trace"] else None,
            error=row["error"] or "",
            stderr=row["stderr"] or "",
            fingerprint=row["fingerprint"] or "",
        )
    return Sample(
        id=row["id"],
        seed=Seed(
            id=row["seed_id"],
            source=row["source"],
            licence=row["licence"],
            family=row["family"],
            image=row["seed_image"]["bytes"] if row["seed_image"] else None,
        ),
        pipeline=row["pipeline"],
        family=row["family"],
        parameters=json.loads(row["parameters"]),
        seed_caption=row["seed_caption"],
        principle=row["principle"],
        code=row["code"],
        execution=execution,
        facts=tuple(Fact(**f) for f in row["facts"]),
        native_caption=row["native_caption"],
        analysis=row["analysis"],
        claims=tuple(Claim(**c) for c in row["claims"]),
        code_draft=row["code_draft"],
        caption=row["caption"],
        caption_spans=tuple(Span(**s) for s in row["caption_spans"]),
        explanation=row["explanation"],
        questions=tuple(QuestionAnswer(**q) for q in row["questions"]),
        scores={k: Score(**s) for k, s in json.loads(row["scores"]).items()},
        rejection=Rejection(**row["rejection"]) if row["rejection"] else None,
        fault=row["fault"],
        history=tuple(StageRecord(**h) for h in row["history"]),
    )


def write_samples(samples: Sequence[Sample], path: Path) -> None:
    """Write a Parquet file. Traces and pictures are compressed; small row groups keep readers' memory low."""
    table = pa.Table.from_pylist([to_row(s) for s in samples], schema=SCHEMA)
    pq.write_table(table, path, compression="zstd", row_group_size=200)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[pq.ParquetFile]:
    """A Parquet file of a run.

    Raises:
        UserError: it cannot be read, on opening or within the block.
    """
    try:
        with pq.ParquetFile(path) as file:
            yield file
    except (pa.ArrowInvalid, OSError) as error:
        told = str(error).splitlines()[0][:100]
        raise UserError(f"{path}: damaged ({told}); the command that made it, run again, does its rows anew") from None


def read_rows(paths: Iterable[Path], columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """Rows of Parquet files in order, a few at a time.

    Raises:
        UserError: a file is damaged.
    """
    for path in paths:
        with opened(path) as file:
            for batch in file.iter_batches(batch_size=64, columns=columns):
                yield from batch.to_pylist()


def read_some(paths: Sequence[Path], most: int) -> Iterator[Sample]:
    """At most so many samples of Parquet files, evenly spread and in order; few parts of the files are read."""
    groups = [(p, g, n) for p in paths for g, n in enumerate(_group_sizes(p))]
    if sum(n for *_, n in groups) <= most:
        yield from read_samples(paths)
        return
    step = max(1, len(groups) // max(SOME_GROUPS, most // SOME_ROWS))
    chosen = groups[::step]
    total, before = sum(n for *_, n in chosen), 0
    for path, group, size in chosen:
        wanted = min(size, (before + size) * most // total - before * most // total)
        before += size
        if wanted:
            with opened(path) as file:
                rows = file.read_row_group(group).take([i * size // wanted for i in range(wanted)])
            yield from map(from_row, rows.to_pylist())


def count_rows(paths: Iterable[Path]) -> int:
    """Rows of Parquet files, from their footers."""
    return sum(sum(_group_sizes(path)) for path in paths)


def _group_sizes(path: Path) -> list[int]:
    with opened(path) as file:
        meta = file.metadata
    return [meta.row_group(i).num_rows for i in range(meta.num_row_groups)]


def read_samples(paths: Iterable[Path]) -> Iterator[Sample]:
    """Samples of Parquet files in order."""
    return (from_row(row) for row in read_rows(paths))


MANY_ROWS = 20_000
"""From here on it pays to start processes for `content_hash`."""


def content_hash(paths: Sequence[Path], workers: int = 1) -> str:
    """SHA-256 of the rows in order, whatever the files they are cut into and however those are compressed.

    Args:
        paths: Parquet files.
        workers: processes that read them; the hash is the same.
    """
    digest = hashlib.sha256()
    if workers == 1 or count_rows(paths) < MANY_ROWS:
        for path in paths:
            digest.update(_canonical(path))
        return digest.hexdigest()
    with process_pool(workers) as pool:
        ahead: deque[Future[bytes]] = deque()
        for path in paths:
            ahead.append(pool.submit(_canonical, path))
            if len(ahead) > 2 * workers:  # no more in memory than can be used up soon
                digest.update(ahead.popleft().result())
        for future in ahead:
            digest.update(future.result())
    return digest.hexdigest()


def _canonical(path: Path) -> bytes:
    """The rows of a file as JSON lines, pictures as their hashes."""
    lines = []
    for row in read_rows([path]):
        for column in ("image", "seed_image"):
            if row[column]:
                row[column] = hashlib.sha256(row[column]["bytes"]).hexdigest()
        lines.append(json.dumps(row, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
    return b"".join(lines)
