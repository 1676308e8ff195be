"""One figure put to a model, and what came of it: the row of an image-to-code evaluation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import Field

from codepercept.models.base import Ending
from codepercept.pipeline.table import read_rows
from codepercept.types import Execution, Rollout, Sample, Score, Seed, Value

Box = tuple[float, float, float, float]
Block = Literal["python", "plain", "open", "bare", "none"]
"""Where an answer's program was found: in a ```python block, in a block without a language, in one that is never
closed, in an answer that is nothing but a program, nowhere."""


class Difference(Value):
    """An element of the reference or of the answer, and how it was matched (see `scorers.elements.Finding`)."""

    verdict: Literal["matched", "changed", "missing", "extra"]
    name: str
    reference: Box | None = None
    """On the reference's page in pixels: left, top, right, bottom."""
    candidate: Box | None = None
    weight: float = 0.0
    same: float = 0.0
    place: float = 0.0
    look: float = 0.0
    note: str = ""


class Trial(Value):
    """A figure of a benchmark, the model's one answer, and its scores. Unscored if `fault` is set."""

    id: str
    number: int
    """Place in the benchmark, from 0."""
    groups: dict[str, str] = Field(default_factory=dict)
    title: str = ""
    shown: bytes = Field(default=b"", repr=False)
    """The picture that the model sees, PNG."""
    target: Sample
    rollout: Rollout = Rollout(prompt="", completion="")
    answered: bool = False
    ended: Ending = "stop"
    block: Block = "none"
    differences: tuple[Difference, ...] = ()
    imported: dict[str, Score] = Field(default_factory=dict)
    """Scores that came with an imported answer; no judge is asked for these again."""
    fault: str | None = None

    @property
    def outcome(self) -> Literal["sample", "unscored"]:
        """How the row ended."""
        return "sample" if self.fault is None else "unscored"


_PICTURE = pa.struct([("bytes", pa.binary()), ("path", pa.string())])
_FEATURES = {"info": {"features": {"shown": {"_type": "Image"}, "reference": {"_type": "Image"},
                                   "candidate": {"_type": "Image"}}}}  # fmt: skip
_TEXTS = (
    "id", "title", "code", "completion", "candidate_code", "block", "ended", "status", "error", "stderr", "fingerprint",
    "groups", "scores", "differences", "fault",
)  # fmt: skip
SCHEMA = pa.schema(
    [
        ("number", pa.int32()),
        ("answered", pa.bool_()),
        *((name, _PICTURE) for name in ("shown", "reference", "candidate")),
        *((name, pa.string()) for name in _TEXTS),
    ],
    metadata={"huggingface": json.dumps(_FEATURES)},
)


def _to_row(trial: Trial) -> dict[str, Any]:
    """Without times and traces: the same answers give the same row."""

    def picture(data: bytes | None) -> dict[str, Any] | None:
        return None if not data else {"bytes": data, "path": None}

    reference, run = trial.target.execution, trial.rollout.execution
    drawn = reference.image if reference else None
    return {
        "number": trial.number,
        "answered": trial.answered,
        "shown": picture(None if drawn == trial.shown else trial.shown),
        "reference": picture(drawn),
        "candidate": picture(run.image if run else None),
        "id": trial.id,
        "title": trial.title,
        "code": trial.target.code,
        "completion": trial.rollout.completion.encode("utf-8", "replace").decode(),
        "candidate_code": trial.rollout.code.encode("utf-8", "replace").decode(),
        "block": trial.block,
        "ended": trial.ended,
        "status": run.status if run else None,
        "error": run.error if run else "",
        "stderr": run.stderr if run and run.status != "ok" else "",
        "fingerprint": reference.fingerprint if reference else "",
        "groups": json.dumps(trial.groups, sort_keys=True),
        "scores": json.dumps({k: s.model_dump() for k, s in trial.rollout.scores.items()}),
        "differences": json.dumps([d.model_dump(exclude_defaults=True) for d in trial.differences]),
        "fault": trial.fault,
    }


def _from_row(row: dict[str, Any]) -> Trial:
    def picture(name: str) -> bytes | None:
        return row[name]["bytes"] if row[name] else None

    reference, candidate = picture("reference"), picture("candidate")
    run = None
    if row["status"] is not None:
        run = Execution(status=row["status"], image=candidate, error=row["error"], stderr=row["stderr"])
    drawn = None if reference is None else Execution(status="ok", image=reference, fingerprint=row["fingerprint"])
    scores = {k: Score(**s) for k, s in json.loads(row["scores"]).items()}
    return Trial(
        id=row["id"], number=row["number"], groups=json.loads(row["groups"]), title=row["title"],
        shown=picture("shown") or reference or b"",
        target=Sample(id=row["id"], seed=Seed(id=row["id"]), pipeline="benchmark", code=row["code"], execution=drawn),
        rollout=Rollout(
            prompt="redraw", completion=row["completion"], code=row["candidate_code"], execution=run, scores=scores
        ),
        answered=row["answered"], ended=row["ended"], block=row["block"],
        differences=tuple(Difference(**d) for d in json.loads(row["differences"])), fault=row["fault"],
    )  # fmt: skip


def write_trials(trials: Sequence[Trial], path: Path) -> None:
    """Write a Parquet file; small row groups keep readers' memory low."""
    table = pa.Table.from_pylist([_to_row(t) for t in trials], schema=SCHEMA)
    pq.write_table(table, path, compression="zstd", row_group_size=64)


def read_trials(paths: Iterable[Path]) -> list[Trial]:
    """Trials of Parquet files, in the benchmark's order."""
    return sorted((_from_row(row) for row in read_rows(paths)), key=lambda t: t.number)
