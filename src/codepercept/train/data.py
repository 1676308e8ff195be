"""Rows for training, straight from Parquet: checked once, then read one at a time in a seeded order.

Every row is opened before training starts. What cannot be learnt from is left out with a reason; nothing is cut.
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping, Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

from codepercept.dataset.curation import splits_of
from codepercept.dataset.export import CAPTION_PROMPTS, CODE_PROMPTS, REDRAW_PROMPT
from codepercept.errors import UserError
from codepercept.pipeline.rundir import RunDir

TASKS = ("caption", "code", "redraw")
"""Picture to caption, picture to explained code, and picture to code by reinforcement."""
CACHE_BYTES = 256 << 20
"""Row groups that a reader keeps in memory."""

_COLUMNS = {
    ("run", "sft"): ["id", "image", "caption", "explanation", "code"],
    ("run", "grpo"): ["id", "image", "code"],
    ("trl", "sft"): ["id", "task", "images", "prompt", "completion"],
    ("trl", "grpo"): ["id", "images", "prompt", "code"],
}
_NAMES = {"sft": "supervised training", "grpo": "reinforcement learning"}
_PLAN = pa.schema(
    [("file", pa.int32()), ("row", pa.int32()), ("task", pa.string()), ("id", pa.string()), ("tokens", pa.int32())]
)


@dataclass(frozen=True)
class TrainRow:
    """One question about one picture, and its answer; of `redraw`, the true program.

    `image` holds the bytes of a picture file.
    """

    id: str
    task: str
    prompt: str
    answer: str
    image: bytes | None


class Source:
    """Parquet files of a run or of an export, read by file and row number.

    Args:
        folder: a run directory, or what `codepercept export --to trl` wrote.
        method: which rows of it: captions and programs, or programs for reinforcement.
        code_answer: of a run's rows, see `SftConfig`.
        code_prompt: the question for code instead of ours; an export has its own unless this is given.

    Raises:
        UserError: it is neither.
    """

    def __init__(
        self,
        folder: Path,
        method: Literal["sft", "grpo"] = "sft",
        *,
        code_answer: Literal["explained", "plain"] = "explained",
        code_prompt: str | None = None,
    ) -> None:
        self.form: Literal["run", "trl"] = "run" if (folder / "recipe.yaml").is_file() else "trl"
        self._method, self._code_answer, self._code_prompt = method, code_answer, code_prompt
        self._columns = _COLUMNS[self.form, method]
        inner = "shards" if self.form == "run" else method
        own = folder / inner if (folder / inner).is_dir() else folder
        self.files = tuple(sorted(own.glob("*.parquet")))
        splits = splits_of(RunDir(folder)) if self.form == "run" else None
        self._kept = splits["train"] if splits else None
        if not self.files:
            raise UserError(
                f"{folder}: no training data there; name a run directory of `codepercept build` that has samples, or "
                "a folder written by `codepercept export --to trl`"
            )
        self._groups: OrderedDict[tuple[int, int], pa.Table] = OrderedDict()
        self._starts: dict[int, list[int]] = {}
        for file in self.files:
            try:
                have = pq.read_schema(file).names
            except (OSError, pa.ArrowException) as error:
                raise UserError(f"{file}: not a readable Parquet file ({error}); make the data again") from None
            if missing := [c for c in self._columns if c not in have]:
                raise UserError(f"{file}: no rows for {_NAMES[method]} (columns {', '.join(missing)} are missing)")

    def sha256(self) -> str:
        """Hash of the names and bytes of all files, and of which rows are used."""
        digest = hashlib.sha256()
        for name, kept in (self._kept or {}).items():
            digest.update(name.encode() + b"\0" + kept.tobytes())
        for file in self.files:
            with file.open("rb") as stream:
                digest.update(file.name.encode() + b"\0" + hashlib.file_digest(stream, "sha256").digest())
        return digest.hexdigest()

    def rows(self, file: int) -> Iterator[tuple[int, TrainRow]]:
        """The rows of one file with their numbers in it; a row of a run gives one for each task."""
        kept = None if self._kept is None else self._kept[self.files[file].name]
        with pq.ParquetFile(self.files[file]) as parquet:
            number = 0
            for batch in parquet.iter_batches(64, columns=self._columns):
                for record in batch.to_pylist():
                    if kept is None or kept[number]:
                        for task in self._tasks(record):
                            yield number, self._row(record, task)
                    number += 1

    def _tasks(self, record: Mapping[str, Any]) -> Sequence[str]:
        if self._method == "grpo":
            return ("redraw",)
        return ("caption", "code") if self.form == "run" else (record["task"],)

    def read(self, file: int, row: int, task: str) -> TrainRow:
        """One row; the row groups read last stay in memory."""
        starts = self._starts.get(file)
        if starts is None:
            meta = pq.read_metadata(self.files[file])
            sizes = [meta.row_group(i).num_rows for i in range(meta.num_row_groups)]
            starts = self._starts[file] = [0, *np.cumsum(sizes).tolist()]
        group = int(np.searchsorted(starts, row, side="right")) - 1
        table = self._groups.pop((file, group), None)
        if table is None:
            with pq.ParquetFile(self.files[file]) as parquet:
                table = parquet.read_row_group(group, columns=self._columns)
            while self._groups and sum(t.nbytes for t in self._groups.values()) + table.nbytes > CACHE_BYTES:
                self._groups.popitem(last=False)
        self._groups[(file, group)] = table
        return self._row(table.slice(row - starts[group], 1).to_pylist()[0], task)

    def _row(self, record: Mapping[str, Any], task: str | None) -> TrainRow:
        pictures = [record["image"]] if self.form == "run" else record["images"] or []
        picture = pictures[0] if len(pictures) == 1 else None
        prompt, text = self._sides(record, task)
        return TrainRow(record["id"] or "", task or "", prompt, text or "", picture["bytes"] if picture else None)

    def _sides(self, record: Mapping[str, Any], task: str | None) -> tuple[str, str | None]:
        """Question and answer."""
        own = self._code_prompt if task in ("code", "redraw") else None
        if task == "redraw":
            asked = own or (REDRAW_PROMPT if self.form == "run" else _content(record["prompt"], "user"))
            return asked, record["code"]
        if self.form == "trl":
            return own or _content(record["prompt"], "user"), _content(record["completion"], "assistant")
        # The same choice as the export makes, so that a run and its export train alike.
        prompts = CAPTION_PROMPTS if task == "caption" else CODE_PROMPTS
        prompt = own or prompts[sum(record["id"].encode()) % len(prompts)]
        if task == "caption":
            return prompt, record["caption"]
        if self._code_answer == "explained":
            return prompt, record["explanation"]
        code = record["code"]
        return prompt, None if code is None else f"```python\n{code.rstrip()}\n```"

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_groups": OrderedDict()}  # other processes read for themselves


def _content(messages: Sequence[Mapping[str, Any]] | None, role: str) -> str:
    """The one message of a side; "" if there are others, which this training does not know."""
    if messages is None or len(messages) != 1 or messages[0]["role"] != role:
        return ""
    return messages[0]["content"] or ""


@dataclass(frozen=True)
class Plan:
    """Which rows are trained on (columns file, row, task, id, tokens), and which are not."""

    rows: pa.Table
    left_out: tuple[dict[str, str], ...] = ()
    """For each: id, task, kind, reason."""
    key: dict[str, Any] = field(default_factory=dict)
    """What the plan was made from."""

    def counts(self) -> dict[str, Any]:
        """`rows` by task, `left_out` by kind, and the tokens of all rows together."""
        tasks = Counter(self.rows["task"].to_pylist())
        kinds = Counter(r["kind"] for r in self.left_out)
        tokens = int(self.rows["tokens"].to_numpy().sum()) if self.rows.num_rows else 0
        return {"rows": dict(sorted(tasks.items())), "left_out": dict(sorted(kinds.items())), "tokens": tokens}

    def write(self, folder: Path) -> None:
        """Keep the plan as `rows.parquet` and `left_out.jsonl`."""
        lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in self.left_out)
        (folder / ".left_out.part").write_text(lines, encoding="utf-8")
        (folder / ".left_out.part").replace(folder / "left_out.jsonl")
        meta = {"codepercept": json.dumps(self.key, sort_keys=True)}
        pq.write_table(self.rows.replace_schema_metadata(meta), folder / ".rows.part", compression="zstd")
        (folder / ".rows.part").replace(folder / "rows.parquet")

    @staticmethod
    def load(folder: Path, key: dict[str, Any]) -> Plan | None:
        """The plan that is kept in a folder, if it was made from the same."""
        try:
            rows = pq.read_table(folder / "rows.parquet")
            if json.loads((rows.schema.metadata or {}).get(b"codepercept", b"null")) != key:
                return None
            text = (folder / "left_out.jsonl").read_text(encoding="utf-8")
        except (OSError, ValueError, pa.ArrowException):
            return None
        return Plan(rows, tuple(json.loads(line) for line in text.split("\n") if line), key)


def prepare(
    source: Source,
    processor: Any,
    max_length: int,
    tasks: Sequence[str],
    workers: int = 1,
    only: Set[str] | None = None,
) -> Plan:
    """Open every row of the given tasks once and decide whether it can be trained on.

    Args:
        source: the rows.
        processor: of the model.
        max_length: tokens that a row may have, its picture included; of `redraw`, its question alone.
        tasks: rows of other tasks are not looked at.
        workers: processes.
        only: ids of samples; others are not looked at. None for all.

    Returns:
        The plan; it does not depend on `workers`.
    """
    work = functools.partial(_check_file, source, processor, max_length, tuple(tasks), only)
    numbers = range(len(source.files))
    if workers == 1 or len(numbers) == 1:
        parts = [work(n) for n in numbers]
    else:
        with ProcessPoolExecutor(min(workers, len(numbers)), get_context("spawn")) as pool:
            parts = list(pool.map(work, numbers))
    kept = pa.Table.from_pylist([r for part, _ in parts for r in part], schema=_PLAN)
    return Plan(kept, tuple(r for _, part in parts for r in part))


def _check_file(
    source: Source, processor: Any, max_length: int, tasks: tuple[str, ...], only: Set[str] | None, file: int
) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    kept: list[dict[str, Any]] = []
    left: list[dict[str, str]] = []
    special = [t.content for t in processor.tokenizer.added_tokens_decoder.values() if t.special]
    sizes: dict[int, tuple[int, int] | str] = {}  # both tasks of a row share their picture
    for number, row in source.rows(file):
        if (row.task in TASKS and row.task not in tasks) or (only is not None and row.id not in only):
            continue
        if number not in sizes:
            sizes = {number: _size(row.image)}
        problem = _problem(row, sizes[number], special)
        if problem is None:
            try:
                tokens = count_tokens(processor, row, sizes[number])
            except ValueError as error:
                problem = "picture_unusable", f"the image processor refuses it: {error}"
            else:
                if tokens > max_length:
                    problem = "too_long", f"{tokens} tokens, more than {max_length}"
        if problem is None:
            kept.append({"file": file, "row": number, "task": row.task, "id": row.id, "tokens": tokens})
        else:
            left.append({"id": row.id, "task": row.task, "kind": problem[0], "reason": problem[1]})
    return kept, left


def _size(data: bytes | None) -> tuple[int, int] | str:
    """Width and height of a picture that decodes to its end, or why it does not."""
    if not data:
        return ""
    try:
        return picture(data).size
    except Exception as error:  # decoders raise whatever they like on broken files
        return f"the picture does not decode: {error}"


def picture(data: bytes) -> Image.Image:
    """A picture file as RGB pixels."""
    return Image.open(io.BytesIO(data)).convert("RGB")


def _problem(row: TrainRow, size: tuple[int, int] | str, special: Sequence[str]) -> tuple[str, str] | None:
    """Kind and reason why a row cannot be learnt from, whatever its length."""
    if row.task not in TASKS:
        return "unknown_task", f"the task is {row.task!r}, none of {', '.join(TASKS)}"
    if size == "":
        return "no_picture", "there is not exactly one picture"
    if isinstance(size, str):
        return "picture_does_not_decode", size
    if not row.prompt.strip() or not row.answer.strip():
        return "no_code" if row.task == "redraw" else "no_answer", "question or answer is empty"
    if row.task == "code" and "```python" not in row.answer:
        return "no_code", "the answer holds no ```python block"
    shown = row.prompt if row.task == "redraw" else row.prompt + row.answer
    if found := [t for t in special if t in shown]:
        return "control_token", f"the text holds {found[0]}, which is a mark of the chat format"
    return None


def messages(row: TrainRow) -> dict[str, Any]:
    """A row's two sides as TRL takes them."""
    return {
        "prompt": [{"role": "user", "content": row.prompt}],
        "completion": [{"role": "assistant", "content": row.answer}],
    }


def count_tokens(processor: Any, row: TrainRow, size: Any) -> int:
    """Tokens of a row as the trainer will make them.

    Args:
        processor: of the model.
        row: its texts.
        size: width and height of its picture, which is counted, not processed.
    """
    from trl.data_utils import apply_chat_template, prepare_multimodal_messages

    sides = messages(row)
    sides["prompt"] = prepare_multimodal_messages(sides["prompt"], images=[None])
    sides["completion"] = prepare_multimodal_messages(sides["completion"])
    texts = apply_chat_template(sides, processor)
    if row.task == "redraw":
        texts["completion"] = ""
    ids = processor.tokenizer([texts["prompt"], texts["completion"]], add_special_tokens=False)["input_ids"]
    pictures = processor.image_processor
    width, height = size
    patches = int(pictures.get_number_of_image_patches(height, width, {}))
    return sum(len(i) for i in ids) - 1 + patches // int(pictures.merge_size) ** 2


def order(plan: Plan, weights: Mapping[str, float], seed: int, epochs: float, rows: int | None = None) -> np.ndarray:
    """Rows of a plan in the order in which they are trained on, epoch after epoch, each shuffled anew.

    Args:
        plan: the rows.
        weights: by task, how often an epoch sees each of its rows; of a fraction, each epoch draws others.
        seed: of the order and the draws.
        epochs: how many; of a fraction, the last epoch gives its first part.
        rows: instead of `epochs`, so many rows.

    Returns:
        Indices into `plan.rows`.

    Raises:
        UserError: there is nothing to train on.
    """
    tasks = np.array(plan.rows["task"].to_pylist())
    by_task = {t: np.flatnonzero(tasks == t) for t in weights}
    size = sum(int(w) * len(by_task[t]) + round((w - int(w)) * len(by_task[t])) for t, w in weights.items())
    if size == 0:
        why = ", ".join(f"{n} {kind}" for kind, n in plan.counts()["left_out"].items()) or "the data has no rows"
        raise UserError(f"there is nothing to train on ({why})")
    wanted = rows if rows is not None else max(1, round(epochs * size))
    parts = []
    for epoch in range(-(-wanted // size)):
        draw = np.random.default_rng([seed, epoch])
        picked = []
        for task, weight in weights.items():
            own = by_task[task]
            picked += [own] * int(weight) + [draw.permutation(own)[: round((weight - int(weight)) * len(own))]]
        parts.append(draw.permutation(np.concatenate(picked)))
    return np.concatenate(parts)[:wanted].astype(np.int64)
