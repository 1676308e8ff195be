"""Signatures of the benchmarks whose figures must not be trained on."""

from __future__ import annotations

import asyncio
import functools
import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from codepercept.config.evaluation import MINI
from codepercept.dataset.dedup import Numbers, Signatures
from codepercept.dataset.signatures import FORMAT, Signature, signature
from codepercept.dataset.signing import SIGNATURE, load_signatures, signature_row
from codepercept.errors import CodePerceptError, UserError
from codepercept.evals.items import Items, open_items
from codepercept.pipeline.rundir import write_whole
from codepercept.sandbox.pool import SandboxPool
from codepercept.sources import open_pictures
from codepercept.sources.pictures import Pictures
from codepercept.stages.pictures import BadPicture, normalised

VARIABLE = "CODEPERCEPT_BENCHMARKS"
"""Environment variable with the paths of the benchmarks on this machine, separated as in PATH."""
_MINI_FILE = Path(str(resources.files("codepercept.evals") / "mini" / "signatures.parquet"))


@dataclass(frozen=True)
class References:
    """Figures of benchmarks.

    Attributes:
        names: of each figure, "benchmark/id".
        signatures: the same figures.
        sets: name, figures, how many of them could not be looked at, and hash of each benchmark.
    """

    names: Sequence[str]
    signatures: Signatures
    sets: Sequence[dict[str, Any]]

    def told(self, hits: Numbers) -> list[dict[str, Any]]:
        """The benchmarks, with how many rows each had in the run (`hits` by figure)."""
        edges = np.cumsum([0, *(s["figures"] for s in self.sets)])
        return [{**s, "rows": int(hits[a:b].sum())} for s, a, b in zip(self.sets, edges, edges[1:], strict=False)]


def open_references(named: Sequence[str], cache: Path, unsafe_sandbox: bool = False) -> References:
    """The benchmark in the box, those of `CODEPERCEPT_BENCHMARKS`, and those named.

    Args:
        named: paths, each what `eval stem2code --data` takes (its programs are run in the sandbox), or pictures as
            `build --seeds` takes them.
        cache: folder where signatures are kept, by the hash of their benchmark.
        unsafe_sandbox: run programs even where the kernel cannot confine them.

    Raises:
        UserError: a path holds neither.
    """
    paths = [MINI, *filter(None, os.environ.get(VARIABLE, "").split(os.pathsep)), *named]
    names: list[str] = []
    sets, files = [], []
    for path in dict.fromkeys(paths):
        name, file = _signed(path, cache, unsafe_sandbox)
        table = pq.read_table(file, columns=["id", "exact_picture"])
        sets.append({
            "name": name, "path": path, "figures": table.num_rows, "without_picture": table["exact_picture"].null_count,
            "sha256": (table.schema.metadata or {}).get(b"set", b"").decode(),
        })  # fmt: skip
        names += [f"{name}/{i}" for i in table["id"].to_pylist()]
        files.append(file)
    return References(names, load_signatures(files), sets)


@functools.cache
def mini_signatures() -> References:
    """Those of the benchmark in the box."""
    table = pq.read_table(_MINI_FILE, columns=["id"])
    about = {"name": "stem2code-mini", "figures": table.num_rows}
    return References([f"stem2code-mini/{i}" for i in table["id"].to_pylist()], load_signatures([_MINI_FILE]), [about])


def _signed(path: str, cache: Path, unsafe_sandbox: bool) -> tuple[str, Path]:
    """Name and file of signatures of one benchmark, made if it is not there."""
    opened: Items | Pictures
    try:
        opened = open_items(path)
        name = opened.name
    except UserError as error:
        try:
            opened = open_pictures(Path(path))
        except UserError:
            raise UserError(f"{error}; to leave out pictures, name a folder or a file of them") from None
        name = Path(path).resolve().name
    if path == MINI and _is_of(_MINI_FILE, opened.sha256):
        return name, _MINI_FILE
    target = cache / f"against-{opened.sha256[:16]}-{FORMAT}.parquet"
    if not target.exists():
        cache.mkdir(exist_ok=True)
        write_signatures(opened, target, unsafe_sandbox)
    return name, target


def _is_of(file: Path, sha256: str) -> bool:
    meta = pq.read_schema(file).metadata or {}
    return (meta.get(b"set"), meta.get(b"format")) == (sha256.encode(), str(FORMAT).encode())


def write_signatures(opened: Items | Pictures, target: Path, unsafe_sandbox: bool = False) -> None:
    """Look at each figure of a benchmark and keep its signature.

    Raises:
        CodePerceptError: the sandbox failed; nothing is kept that may differ next time.
    """
    if isinstance(opened, Items):
        ids = list(opened.ids)
        signatures = asyncio.run(_of_items(opened, unsafe_sandbox))
    else:
        ids, signatures = [], []
        for number in range(opened.count):
            record = opened.source.read(number)
            ids.append(record.name)
            signatures.append(signature(_plain(record.data), None, None))
    rows = [{"id": i, **signature_row(s)} for i, s in zip(ids, signatures, strict=True)]
    schema = pa.schema([("id", pa.string()), *SIGNATURE], metadata={"set": opened.sha256, "format": str(FORMAT)})
    table = pa.Table.from_pylist(rows, schema=schema)
    write_whole(target, lambda part: pq.write_table(table, part, compression="zstd"))


async def _of_items(items: Items, unsafe_sandbox: bool) -> list[Signature]:
    """Picture as shown or as drawn, code, and trace; a figure whose code does not run has what it has."""
    gate = asyncio.Semaphore(2)

    async def one(number: int) -> Signature:
        async with gate:
            item = items.read(number)
            run = await pool.run(item.code) if item.code else None
            if run is not None and run.status == "fault":
                raise CodePerceptError(f"{items.name}/{item.id}: {run.error}; run the same command again")
            image = _plain(item.image) if item.image else run.image if run else None
            trace = run.trace.model_dump(mode="json", exclude_defaults=True) if run and run.trace else None
            return signature(image, item.code, trace)

    async with SandboxPool(2, unsafe=unsafe_sandbox) as pool:
        return list(await asyncio.gather(*map(one, range(len(items)))))


def _plain(data: bytes) -> bytes | None:
    """A picture of anyone's as a PNG of ours; None if it is none."""
    try:
        return normalised(data)[0]
    except BadPicture:
        return None
