"""Candidates for tests: figures of the benchmark in the box, and programs that redraw them nearly."""

from __future__ import annotations

import asyncio
import functools
import json
from importlib import resources
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from codepercept.sandbox.pool import SandboxPool

MINI = Path(str(resources.files("codepercept.evals"))) / "mini"
NAMES = ["geometry/incircle", "physics/velocity_time", "functions/polar_rose", "geometry/pentagram"]
_PICTURE = pa.struct([("bytes", pa.binary()), ("path", pa.string())])


CHANGES = (
    ("darkorange", "seagreen"),
    ("navy", "maroon"),
    ("linewidth=2", "linewidth=4"),
    ("fontsize=12", "fontsize=15"),
)


@functools.cache
def drawn() -> list[tuple[str, bytes, bytes]]:
    """An edited copy of each figure's code, what the original draws, and what the copy draws."""
    originals = [(MINI / f"{name}.py").read_text(encoding="utf-8") for name in NAMES]
    copies = [functools.reduce(lambda code, change: code.replace(*change), CHANGES, code) for code in originals]

    async def all_of_them() -> list[bytes]:
        async with SandboxPool(1) as pool:
            runs = [await pool.run(code) for code in originals + copies]
        assert all(run.image for run in runs)
        return [run.image or b"" for run in runs]

    pictures = asyncio.run(all_of_them())
    return list(zip(copies, pictures[: len(NAMES)], pictures[len(NAMES) :], strict=True))


def rows(count: int = 4) -> list[dict[str, Any]]:
    """Candidates, best first."""
    found = []
    for rank, name in enumerate(NAMES[:count]):
        code, picture, render = drawn()[rank]
        found.append(
            {
                "id": name.replace("_", "-"),
                "image": {"bytes": picture, "path": None},
                "code": code,
                "render": {"bytes": render, "path": None},
                "score": 95.0 - rank,
                "rounds": 1 + rank,
                "status": "ok",
                "caption": f"The caption of {name}.",
                "comment": "Line widths differ.",
                "source": "MathVision",
                "licence": "CC-BY-4.0",
                "question": "What is shown?",
                "answer": "",
            }
        )
    return found


def simple_rows(count: int) -> list[dict[str, Any]]:
    """Candidates whose pictures nobody looks at."""
    return [{"id": f"figure-{n}", "image": None, "code": f"n = {n}"} for n in range(count)]


def write(folder: Path, found: list[dict[str, Any]]) -> Path:
    """Write them as `bench-build` does; gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = {"image": _PICTURE, "render": _PICTURE, "score": pa.float64(), "rounds": pa.int32()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in found[0]])
    schema = schema.with_metadata({"huggingface": json.dumps({"info": {"features": {"image": {"_type": "Image"}}}})})
    pq.write_table(pa.Table.from_pylist(found, schema=schema), folder / "candidates.parquet", row_group_size=2)
    return folder
