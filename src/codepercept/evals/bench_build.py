"""The making of an image-to-code benchmark, up to where people judge: pictures become ranked candidates."""

from __future__ import annotations

import contextlib
import functools
import itertools
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from codepercept.config import Role
from codepercept.config.evaluation import BenchBuildConfig
from codepercept.config.models import places_of
from codepercept.errors import UserError
from codepercept.evals.run import rows_done
from codepercept.models import accounts, open_models
from codepercept.pipeline.rundir import RunDir, write_whole
from codepercept.pipeline.stage import Shard, Stage
from codepercept.pipeline.table import content_hash, read_rows
from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import Isolation, SandboxPool
from codepercept.scorers.image import ImageScorer
from codepercept.scorers.rubric import ImageJudge
from codepercept.sources import Pictures, open_pictures
from codepercept.stages.caption import Caption
from codepercept.stages.refine import Refine
from codepercept.stages.reproduce import Reproduce
from codepercept.stages.seeds import picture_row
from codepercept.types import Sample

CANDIDATES = "candidates.parquet"
ROLES: tuple[Role, ...] = ("captioner", "coder", "repairer")
"""All of them are needed; the judge may be ours."""

_PICTURE = pa.struct([("bytes", pa.binary()), ("path", pa.string())])
_FEATURES = {"info": {"features": {"image": {"_type": "Image"}, "render": {"_type": "Image"}}}}
SCHEMA = pa.schema(
    [
        ("rank", pa.int32()),
        ("id", pa.string()),
        ("image", _PICTURE),
        ("render", _PICTURE),
        ("code", pa.string()),
        ("score", pa.float64()),
        ("rounds", pa.int32()),
        ("status", pa.string()),
        ("comment", pa.string()),
        ("caption", pa.string()),
        ("source", pa.string()),
        ("licence", pa.string()),
        ("question", pa.string()),
        ("answer", pa.string()),
    ],
    metadata={"huggingface": json.dumps(_FEATURES)},
)
"""What people are shown: the original picture, the best program and what it draws, the judge's points (0 to 100)."""

_COLUMNS = [
    "id", "image", "seed_image", "code", "status", "scores", "parameters", "seed_caption", "source", "seed_id",
    "licence",
]  # fmt: skip


@dataclass(frozen=True)
class BenchBuild:
    """The loop over all pictures as a pipeline. Picklable.

    Args:
        config: resolved.
        pictures: where it starts.
        folder: the run directory, where answers are kept.
    """

    config: BenchBuildConfig
    pictures: Pictures
    folder: Path

    @property
    def title(self) -> str:
        """For the progress display."""
        return "building a benchmark"

    @property
    def total(self) -> int:
        """Pictures."""
        return self.pictures.count

    @property
    def at_once(self) -> int:
        """As many rows as the endpoints take."""
        return places_of(self.config.models)

    def rows(self, shard: Shard) -> list[Sample]:
        """The pictures of a shard; those that cannot be used, or repeat an earlier one, are rejected."""
        return [self._row(number) for number in range(shard.start, shard.stop)]

    def _row(self, number: int) -> Sample:
        record, twin = self.pictures.source.read(number), self.pictures.duplicates.get(number)
        row = picture_row(record, Reproduce.name, number, self.config.licence, twin, {})
        known = {"question": record.question, "answer": record.answer}  # which rows of a run do not keep else
        return row.model_copy(update={"parameters": {k: v for k, v in known.items() if v}})

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[Sequence[Stage[Sample]]]:
        """Start one sandbox worker, connect to the models, and yield the stages."""
        config = self.config
        assert config.models is not None
        async with contextlib.AsyncExitStack() as stack:
            limits = Limits(**config.limits.model_dump())
            sandbox = await stack.enter_async_context(SandboxPool(1, limits, config.unsafe_sandbox))
            models = await stack.enter_async_context(open_models(config.models, self.folder, config.seed))
            compare = ImageJudge(models) if config.judge == "model" else ImageScorer()
            yield [Reproduce(models), Refine(models, sandbox, compare, config.rounds, config.enough), Caption(None)]


def bench_build(config: BenchBuildConfig, out: Path, workers: int, *, quiet: bool = False) -> dict[str, Any]:
    """Redraw pictures until a judge is content, and rank them; resumes an unfinished run of these settings.

    Rows that ended unscored are tried again by each call.

    Args:
        config: see `load_config`; `data` is what `open_pictures` takes.
        out: the run directory; `candidates.parquet` in it is what `codepercept annotate` shows to people.
        workers: processes; they change the speed, never the result.
        quiet: no progress display.

    Returns:
        The summary, as kept in `summary.json`.

    Raises:
        UserError: pictures, settings, the folder or the machine do not allow it.
    """
    Isolation.choose(config.unsafe_sandbox)
    for role in (*ROLES, "judge") if config.judge == "model" else ROLES:
        if config.models is None or config.models.role(role) is None:
            raise UserError(
                f"there is no model in the role {role!r}: add --model URL#NAME, or `models` to the settings"
            )
    pictures = open_pictures(Path(config.data), config.n)
    config = config.model_copy(update={"inputs": {"data": pictures.sha256}})
    run, started = RunDir(out), time.monotonic()
    _check_annotations(run)
    silent: tuple[Role, ...] = ("judge",) if config.judge == "pixels" else ()
    with rows_done(BenchBuild(config, pictures, out), config, run, workers, silent=silent, quiet=quiet) as spent:
        ranked = rank(run, config)
        write_whole(out / CANDIDATES, functools.partial(_write, ranked, config))
        summary = _summary(run, config, ranked)
        if config.models is not None:
            summary["models"] = accounts(config.models, out)[0]
        run.write_json("summary.json", summary)
        run.write_text("report.md", _report(summary, ranked))
    about = {"out": str(out), "candidates_file": str(out / CANDIDATES)}
    return {**summary, **about, "seconds": round(time.monotonic() - started, 2), "requests": spent}


def _check_annotations(run: RunDir) -> None:
    """Refuse to make candidates anew that people are rating.

    Raises:
        UserError: they are, and rows are still to be done, which would change the file.
    """
    notes = run.path / "annotations.sqlite"
    if not notes.exists():
        return
    try:
        unscored = json.loads((run.path / "summary.json").read_text(encoding="utf-8"))["unscored"]
    except (OSError, ValueError, KeyError, TypeError):
        unscored = 1
    if unscored:
        raise UserError(
            f"{notes}: people are rating the candidates of this folder, which the pictures that are left would change; "
            "name another --out, or move the annotations away to begin anew"
        )


@dataclass(frozen=True)
class Ranked:
    """A candidate's place: most points first, of equal ones those with fewer rounds, then by id."""

    id: str
    points: float
    rounds: int
    file: Path
    row: int


def rank(run: RunDir, config: BenchBuildConfig) -> list[Ranked]:
    """All rows that became candidates, in order."""
    found = []
    for file in run.samples():
        for number, row in enumerate(read_rows([file], ["id", "scores", "parameters"])):
            value = json.loads(row["scores"])[_judge_of(config)]["value"]
            rounds = json.loads(row["parameters"])["rounds"]
            found.append(Ranked(row["id"], 100.0 * value, rounds, file, number))
    return sorted(found, key=lambda r: (-r.points, r.rounds, r.id))


def _judge_of(config: BenchBuildConfig) -> str:
    return ImageJudge.name if config.judge == "model" else ImageScorer.name


def _write(ranked: Sequence[Ranked], config: BenchBuildConfig, path: Path) -> None:
    """The best ones as a Parquet file, in order; a few pictures in memory at a time."""
    kept = list(enumerate(ranked[: config.keep], 1))
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as file:
        for start in range(0, len(kept), 64):
            lines = [_candidate(n, r, _read(r), config) for n, r in kept[start : start + 64]]
            file.write_table(pa.Table.from_pylist(lines, schema=SCHEMA))


def _read(place: Ranked) -> dict[str, Any]:
    """One row; files hold a shard each, which is small."""
    return next(itertools.islice(read_rows([place.file], _COLUMNS), place.row, None))


def _candidate(number: int, place: Ranked, row: dict[str, Any], config: BenchBuildConfig) -> dict[str, Any]:
    return {
        "rank": number,
        "id": row["id"],
        "image": row["seed_image"],
        "render": row["image"],
        "code": row["code"],
        "score": round(place.points, 4),
        "rounds": place.rounds,
        "status": row["status"],
        "comment": json.loads(row["scores"])[_judge_of(config)]["explanation"],
        "caption": row["seed_caption"],
        "source": row["source"] or row["seed_id"],
        "licence": row["licence"],
        **{key: json.loads(row["parameters"]).get(key, "") for key in ("question", "answer")},
    }


def _summary(run: RunDir, config: BenchBuildConfig, ranked: Sequence[Ranked]) -> dict[str, Any]:
    """Counts and points. Holds no times: the same answers give the same summary."""
    reasons: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    for row in read_rows(run.rejects(), ["rejection", "fault"]):
        (faults if row["fault"] else reasons)[row["fault"] or row["rejection"]["kind"]] += 1
    points = np.array([r.points for r in ranked])
    role = config.models.role("judge") if config.models and config.judge == "model" else None
    return {
        "task": "bench-build",
        "name": Path(config.data).name,
        "seed": config.seed,
        "judge": role.model if role else "pixels",
        "requested": len(ranked) + reasons.total() + faults.total(),
        "samples": len(ranked),
        "rejected": reasons.total(),
        "unscored": faults.total(),
        "kept": len(ranked[: config.keep]),
        "passed": int((points > config.enough).sum()),
        "enough": config.enough,
        "points": {f"p{q}": round(float(np.percentile(points, q)), 2) for q in (10, 50, 90)} if len(points) else {},
        "rounds": dict(sorted(Counter(r.rounds for r in ranked).items())),
        "rejected_by_reason": dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        "unscored_because": dict(faults.most_common(20)),
        "sha256": content_hash(run.samples()),
    }


def _report(summary: dict[str, Any], ranked: Sequence[Ranked]) -> str:
    """The summary for people, with the first hundred candidates."""
    counts = (
        f"{summary['requested']} pictures = {summary['samples']} candidates + {summary['rejected']} rejected + "
        f"{summary['unscored']} unscored. {summary['passed']} candidates have more than {summary['enough']:g} points; "
        f"{summary['kept']} are kept."
    )
    lines = [
        "# Candidates",
        "",
        counts,
        "",
        f"Judge: {summary['judge']}.",
        "",
        "| rounds | candidates |",
        "|---:|---:|",
    ]
    lines += [f"| {rounds} | {n} |" for rounds, n in summary["rounds"].items()]
    lines += ["", "| rank | candidate | points | rounds |", "|---:|---|---:|---:|"]
    lines += [f"| {n} | {r.id} | {r.points:.1f} | {r.rounds} |" for n, r in enumerate(ranked[:100], 1)]
    return "\n".join(lines) + "\n"
