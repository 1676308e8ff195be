"""Recorded answers in the place of a model: tests, demonstrations, and trials without one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from codepercept.errors import UserError
from codepercept.models.base import GenerateConfig, Journal, Message, ModelError, ModelOutput, Usage, split_reasoning
from codepercept.models.recorded import read_recorded
from codepercept.sources.text import clean


class ScriptedModel:
    """Gives the answer that is recorded under the label of a request, e.g. "native_caption reproduce/mathvision__2110".

    Args:
        answers: labels to answers as a model would send them, reasoning and decorations included.
        journal: told of every request.
    """

    def __init__(self, answers: Mapping[str, str], journal: Journal) -> None:
        self._answers, self._journal = answers, journal

    @classmethod
    def load(cls, path: Path, journal: Journal) -> ScriptedModel:
        """Read answers from a file of JSON lines `{"label": ..., "answer": ...}`, or a folder (see `recorded`).

        Raises:
            UserError: they cannot be read.
        """
        if path.is_dir():
            return cls(read_recorded(path), journal)
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
            records = [clean(json.loads(line)) for line in lines if line.strip()]
            return cls({r["label"]: r["answer"] for r in records}, journal)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UserError(f"{path}: these recorded answers cannot be read ({error})") from None

    async def generate(self, messages: Sequence[Message], config: GenerateConfig) -> ModelOutput:
        """See `ChatModel`; tokens are counted as words."""
        answer = self._answers.get(config.label)
        if answer is None:
            raise ModelError(f"{config.role}: no answer is recorded for {config.label!r}")
        usage = Usage(input_tokens=sum(len(m.text.split()) for m in messages), output_tokens=len(answer.split()))
        self._journal.ended(self._journal.sent(config), "answer", usage)
        text, reasoning = split_reasoning(answer)
        return ModelOutput(text=text, reasoning=reasoning, model=config.model, usage=usage)
