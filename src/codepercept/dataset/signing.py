"""A look at each row of a run, shard by shard in several processes: its signature, and what the statistics need."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from codepercept.dataset.dedup import Signatures
from codepercept.dataset.signatures import BITS, VIEWS, Signature, signature
from codepercept.dataset.statistics import looks_of
from codepercept.display import Progress
from codepercept.errors import UserError
from codepercept.pipeline.rundir import file_hash, write_whole
from codepercept.pipeline.table import count_rows, read_rows

_NEAR, _EXACT = "near_{}", "exact_{}"
SIGNATURE = (
    *((_EXACT.format(v), pa.int64()) for v in VIEWS),
    *((_NEAR.format(v), pa.binary(BITS // 8)) for v in VIEWS),
)
"""Columns of a signature."""
SIGNED = pa.schema(
    [
        ("id", pa.string()),
        ("seed_id", pa.string()),
        *SIGNATURE,
        ("pipeline", pa.string()),
        ("family", pa.string()),
        ("parameters", pa.string()),
        ("kinds", pa.list_(pa.string())),
        ("colours", pa.list_(pa.uint16())),
        ("texts", pa.list_(pa.uint32())),
        ("words", pa.list_(pa.uint32())),
        ("length", pa.int32()),
    ]
)
LOOKS = ["pipeline", "family", "parameters", "kinds", "colours", "texts", "words", "length"]
_READ = ["id", "seed_id", "image", "code", "trace", "caption", "pipeline", "family", "parameters"]


def sign(files: Sequence[Path], folder: Path, workers: int, *, quiet: bool = False) -> list[Path]:
    """Signatures and looks of each shard, in a file of its own; those that are there already stay.

    Raises:
        UserError: a shard cannot be read.
    """
    signed = [folder / file.name for file in files]
    for stale in set(folder.glob("part-*.parquet")) - set(signed):
        stale.unlink()
    todo = [(f, s) for f, s in zip(files, signed, strict=True) if _of(s) != file_hash(f)]
    total = count_rows(files)
    done = total - count_rows(f for f, _ in todo)
    with Progress("looking at the rows", total, done, quiet=quiet) as progress:

        def told(rows: int) -> None:
            for _ in range(rows):
                progress.row("sample")

        if workers > 1 and len(todo) > 1:
            context = multiprocessing.get_context("spawn")
            with ProcessPoolExecutor(workers, mp_context=context) as pool:
                futures = [pool.submit(_sign_shard, *pair) for pair in todo]
                try:
                    for future in as_completed(futures):
                        told(future.result())
                except BaseException as error:
                    pool.shutdown(wait=False, cancel_futures=True)
                    if isinstance(error, BrokenProcessPool):
                        raise UserError("a worker process was killed (out of memory?); run the same again") from None
                    raise
        else:
            for pair in todo:
                told(_sign_shard(*pair))
    return signed


def _of(signed: Path) -> str | None:
    """Hash of the shard that a file of signatures was made from."""
    try:
        meta = pq.read_schema(signed).metadata or {}
    except (OSError, pa.ArrowException):
        return None
    return str(meta.get(b"shard", b""), "utf-8")


def _sign_shard(shard: Path, target: Path) -> int:
    digest = file_hash(shard)
    made = []
    for row in read_rows([shard], _READ):
        own = signature(row["image"]["bytes"], row["code"], row["trace"])
        kept = {k: row[k] for k in ("id", "seed_id", "pipeline", "family", "parameters")}
        made.append({**kept, **signature_row(own), **looks_of(row["trace"], row["caption"])})
    table = pa.Table.from_pylist(made, schema=SIGNED).replace_schema_metadata({"shard": digest})
    write_whole(target, lambda part: pq.write_table(table, part, compression="zstd"))
    return len(made)


def signature_row(own: Signature) -> dict[str, int | bytes | None]:
    """A signature as the columns of `SIGNATURE`."""
    exact = {_EXACT.format(v): own.exact.get(v) for v in VIEWS}
    return {**exact, **{_NEAR.format(v): own.near.get(v) for v in VIEWS}}


def columns(files: Iterable[Path], names: list[str]) -> pa.Table:
    return pa.concat_tables(pq.read_table(file, columns=names) for file in files)


def load_signatures(files: Iterable[Path]) -> Signatures:
    """The signatures of all rows, 130 bytes for each."""
    return _from_table(columns(files, [name for name, _ in SIGNATURE]))


def _from_table(table: pa.Table) -> Signatures:
    missing = pa.scalar(bytes(BITS // 8), pa.binary(BITS // 8))
    return Signatures(
        {v: _words(table[_NEAR.format(v)].fill_null(missing)) for v in VIEWS},
        {v: table[_EXACT.format(v)].fill_null(-1).to_numpy() for v in VIEWS},
        {v: table[_NEAR.format(v)].is_valid().to_numpy() for v in VIEWS},
    )


def _words(column: pa.ChunkedArray) -> npt.NDArray[np.uint64]:
    words = BITS // 64
    parts = [
        np.frombuffer(c.buffers()[1], np.uint64)[c.offset * words : (c.offset + len(c)) * words] for c in column.chunks
    ]
    return np.concatenate([*parts, np.empty(0, np.uint64)]).reshape(-1, words)


def as_columns(signatures: Sequence[Signature]) -> Signatures:
    """Signatures of single rows as columns."""
    rows = pa.Table.from_pylist([signature_row(s) for s in signatures], schema=pa.schema(SIGNATURE))
    return _from_table(rows)
