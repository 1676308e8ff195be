"""From numbers of a plan's rows to what trainers take."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

from PIL import Image

from codepercept.train.data import Plan, Source, TrainRow, messages, picture

PICTURES = 64
"""Decoded pictures that a reader keeps."""


class RowReader:
    """Numbers of plan rows -> rows for reinforcement: `prompt`, `images`, the true program as `code`, `id`, `number`.

    Args:
        source: where rows are read.
        plan: which they are.
    """

    def __init__(self, source: Source, plan: Plan) -> None:
        self._source, self._rows = source, plan.rows.select(["file", "row", "task"])
        self._pictures: OrderedDict[int, Image.Image] = OrderedDict()

    def __call__(self, batch: Mapping[str, Sequence[int]]) -> dict[str, list[Any]]:
        """Read a batch, as a transformation of `datasets`."""
        numbers = batch["number"]
        rows = [self.read(n) for n in numbers]
        return {
            "number": list(numbers),
            "id": [r.id for r in rows],
            "prompt": [messages(r)["prompt"] for r in rows],
            "images": [[self._picture(n, r)] for n, r in zip(numbers, rows, strict=True)],
            "code": [r.answer for r in rows],
        }

    def _picture(self, number: int, row: TrainRow) -> Image.Image:
        """Decoded once, though a step asks for it as often as it has completions."""
        found = self._pictures.pop(number, None) or picture(row.image or b"")
        self._pictures[number] = found
        if len(self._pictures) > PICTURES:
            self._pictures.popitem(last=False)
        return found

    def read(self, number: int) -> TrainRow:
        """One row of the plan."""
        return self._source.read(*(self._rows[c][number].as_py() for c in ("file", "row", "task")))


class Collator:
    """Numbers of plan rows -> a batch: rows are read, then TRL's own collator makes tensors and labels of them.

    Args:
        source: where rows are read.
        plan: which they are.
        inner: TRL's collator for pictures with prompt and completion.
    """

    def __init__(self, source: Source, plan: Plan, inner: Any) -> None:
        self._reader, self._inner = RowReader(source, plan), inner

    def __call__(self, examples: Sequence[Mapping[str, int]]) -> Any:
        """A batch with `rows`, the numbers, beside what the model takes."""
        import torch

        numbers = [e["number"] for e in examples]
        rows = [self._reader.read(n) for n in numbers]
        batch = self._inner([{**messages(row), "images": [picture(row.image or b"")]} for row in rows])
        batch["rows"] = torch.tensor(numbers)
        return batch
