"""A look at each row of a run, shard by shard in several processes: its signature, and what the statistics need."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import as_completed
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from codepercept.dataset.dedup import Signatures
from codepercept.dataset.signatures import BITS, FORMAT, VIEWS, Signature, View, signature
from codepercept.dataset.statistics import looks_of
from codepercept.display import Progress
from codepercept.errors import UserError
from codepercept.pipeline.processes import process_pool
from codepercept.pipeline.rundir import file_hash, write_whole
from codepercept.pipeline.table import count_rows, opened, read_rows

_NEAR, _EXACT = "near_{}", "exact_{}"
SIGNATURE = (
    *((_EXACT.format(v), pa.int64()) for v in VIEWS),
    *((_NEAR.format(v), pa.binary(BITS // 8)) for v in VIEWS),
    ("inventory", pa.int64()),
)
"""Columns of a signature."""
SIGNED = pa.schema(
    [
        ("id", pa.string()),
        ("seed_id", pa.string()),
        *SIGNATURE,
        ("exact_seed", pa.int64()),
        ("near_seed", pa.binary(BITS // 8)),
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
_READ = ["id", "seed_id", "image", "code", "trace", "caption", "pipeline", "family", "parameters", "seed_image"]


def sign(files: Sequence[Path], folder: Path, workers: int, *, quiet: bool = False) -> list[Path]:
    """Signatures and looks of each shard, in a file of its own; those that are there already stay.

    Raises:
        UserError: a shard cannot be read.
    """
    signed = [folder / file.name for file in files]
    for stale in set(folder.glob("part-*.parquet")) - set(signed):
        stale.unlink()
    todo = [(f, s) for f, s in zip(files, signed, strict=True) if source_hash(s) != file_hash(f)]
    total = count_rows(files)
    done = total - count_rows(f for f, _ in todo)
    with Progress("looking at the rows", total, done, quiet=quiet) as progress:

        def told(rows: int) -> None:
            for _ in range(rows):
                progress.row("sample")

        if workers > 1 and len(todo) > 1:
            with process_pool(workers) as pool:
                for future in as_completed([pool.submit(_sign_shard, *pair) for pair in todo]):
                    told(future.result())
        else:
            for pair in todo:
                told(_sign_shard(*pair))
    return signed


def source_hash(signed: Path) -> str:
    """SHA-256 of the shard that a file of signatures was made from; "" if it is none, or of another format."""
    try:
        meta = pq.read_schema(signed).metadata or {}
    except (OSError, pa.ArrowException):
        return ""
    return str(meta.get(b"shard", b""), "utf-8") if meta.get(b"format") == str(FORMAT).encode() else ""


def _sign_shard(shard: Path, target: Path) -> int:
    digest = file_hash(shard)
    made = []
    with opened(shard) as file:
        if missing := [c for c in _READ if c not in file.schema_arrow.names]:
            raise UserError(f"{shard}: has no column `{missing[0]}`; name a run that `codepercept build` made")
    for row in read_rows([shard], _READ):
        kept = {k: row[k] for k in ("id", "seed_id", "pipeline", "family", "parameters")}
        trace = _parsed(row["trace"])
        own = signature((row["image"] or {}).get("bytes"), row["code"], trace)
        exact, near = _seed_signature((row["seed_image"] or {}).get("bytes"))
        made.append(
            {**kept, **signature_row(own), "exact_seed": exact, "near_seed": near, **looks_of(trace, row["caption"])}
        )
    about = {"shard": digest, "format": str(FORMAT)}
    table = pa.Table.from_pylist(made, schema=SIGNED).replace_schema_metadata(about)
    write_whole(target, lambda part: pq.write_table(table, part, compression="zstd"))
    return len(made)


def _parsed(trace: str | None) -> dict[str, Any]:
    try:
        found = json.loads(trace) if trace else {}
    except ValueError:
        return {}
    elements = found.get("elements") if isinstance(found, dict) else None
    return found if isinstance(elements, list) and all(isinstance(e, dict) for e in elements) else {}


def _seed_signature(image: bytes | None) -> tuple[int | None, bytes | None]:
    """Of the picture that a row started from, if it started from one."""
    own = signature(image, None, None)
    return own.exact.get("picture"), own.near.get("picture")


def signature_row(own: Signature) -> dict[str, int | bytes | None]:
    """A signature as the columns of `SIGNATURE`."""
    exact = {_EXACT.format(v): own.exact.get(v) for v in VIEWS}
    return {**exact, **{_NEAR.format(v): own.near.get(v) for v in VIEWS}, "inventory": own.inventory}


def columns(files: Iterable[Path], names: list[str]) -> pa.Table:
    """Some columns of several files as one table."""
    return pa.concat_tables(pq.read_table(file, columns=names) for file in files)


def load_signatures(files: Iterable[Path]) -> Signatures:
    """The signatures of all rows, 135 bytes for each."""
    return _from_table(columns(files, [name for name, _ in SIGNATURE]))


def load_seeds(files: Iterable[Path]) -> Signatures:
    """Signatures of the pictures that rows started from, as rows that have nothing but a picture."""
    table = columns(files, ["exact_seed", "near_seed"])
    count = table.num_rows
    none: dict[View, pa.ChunkedArray] = {
        v: pa.chunked_array([pa.nulls(count, pa.binary(BITS // 8))]) for v in ("code", "trace")
    }
    exact: dict[View, npt.NDArray[np.int64]] = {v: np.full(count, -1) for v in VIEWS}
    exact["picture"] = table["exact_seed"].fill_null(-1).to_numpy()
    return _signatures({"picture": table["near_seed"], **none}, exact, np.full(count, -1))


def _from_table(table: pa.Table) -> Signatures:
    near = {v: table[_NEAR.format(v)] for v in VIEWS}
    exact = {v: table[_EXACT.format(v)].fill_null(-1).to_numpy() for v in VIEWS}
    return _signatures(near, exact, table["inventory"].fill_null(-1).to_numpy())


def _signatures(
    near: Mapping[View, pa.ChunkedArray], exact: dict[View, npt.NDArray[np.int64]], inventory: npt.NDArray[np.int64]
) -> Signatures:
    missing = pa.scalar(bytes(BITS // 8), pa.binary(BITS // 8))
    return Signatures(
        {v: _words(near[v].fill_null(missing)) for v in VIEWS},
        exact,
        {v: near[v].is_valid().to_numpy() for v in VIEWS},
        inventory,
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
