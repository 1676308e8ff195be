"""A chat model behind one Protocol, and the values that go in and out."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any, Literal, Protocol

from pydantic import Field

from codepercept.errors import StopRun, Unscored
from codepercept.types import Value

Ending = Literal["stop", "length", "refused", "empty"]


class Message(Value):
    """One turn of a conversation; its pictures come before its text."""

    role: Literal["system", "user", "assistant"]
    text: str
    images: tuple[bytes, ...] = Field(default=(), repr=False)
    """PNG."""


class GenerateConfig(Value):
    """How to sample an answer, and who asks."""

    model: str
    temperature: float | None = None
    top_p: float | None = None
    max_tokens: int = 8192
    seed: int | None = None
    extra: dict[str, Any] = Field(default_factory=dict)
    as_is: bool = False
    """Take whatever the model says: an answer that was cut off, refused or left empty is an answer too. For a model
    that is being measured; never sent."""
    role: str = ""
    """For the accounts; never sent."""
    label: str = ""
    """Prompt and row that ask, e.g. "native_caption reproduce/mathvision__2110"; never sent."""


class Usage(Value):
    """Tokens as the server counted them."""

    input_tokens: int = 0
    output_tokens: int = 0


class ModelOutput(Value):
    """An answer: a complete one, but where `GenerateConfig.as_is` asked for any."""

    text: str
    """Without its reasoning."""
    reasoning: str = ""
    model: str = ""
    """Name under which the server answered."""
    usage: Usage = Usage()
    ended: Ending = "stop"
    """"length" where the answer was cut off at the token limit."""


class ChatModel(Protocol):
    """Anything that answers a conversation with a complete answer."""

    async def generate(self, messages: Sequence[Message], config: GenerateConfig) -> ModelOutput:
        """Answer once.

        Raises:
            ModelError: there is no complete answer (cut off, refused, unreachable, unreadable).
            UserError, StopRun: there will not be one for any row.
        """
        ...


class Journal(Protocol):
    """Told of every request as it leaves and as it ends, so that the accounts can be checked against a server's."""

    def sent(self, config: GenerateConfig) -> int: ...

    def ended(self, ticket: int, outcome: str, usage: Usage) -> None: ...


class ModelError(Unscored):
    """A model gave no complete answer; the row that asked stays unscored."""


class NotKept(ModelError):
    """Nobody is asked any more, and there is no answer of before."""


class TruncatedAnswer(ModelError):
    """The answer was cut off at the token limit."""

    def __init__(self, config: GenerateConfig) -> None:
        super().__init__(
            f"{config.role}: the answer was cut off at {config.max_tokens} tokens; raise `max_tokens` of that role"
        )


class EndpointDown(StopRun):
    """An endpoint has failed so often in a row that asking on makes no sense."""


_OPENING = re.compile(r"\s*<(think|thinking|reasoning|thought)>")
_CLOSING = re.compile(r"</(?:think|thinking|reasoning|thought)>")


def split_reasoning(text: str) -> tuple[str, str]:
    """Separate what a model thought aloud from what it answers.

    Some chat templates open the thinking themselves, so an answer may hold the closing mark alone; one that was opened
    and never closed is all reasoning.

    Returns:
        The answer and the reasoning, both stripped.
    """
    opened = _OPENING.match(text)
    if opened is None:
        closings = list(_CLOSING.finditer(text))
        if not closings or "```" in text[: closings[-1].start()]:
            return text.strip(), ""
        return text[closings[-1].end() :].strip(), text[: closings[-1].start()].strip()
    closing = _CLOSING.search(text, opened.end())
    if closing is None:
        return "", text[opened.end() :].strip()
    return text[closing.end() :].strip(), text[opened.end() : closing.start()].strip()


def fit_size(width: int, height: int, pixels: int) -> tuple[int, int]:
    """Size of a picture scaled down to at most `pixels`, its proportions kept; small ones stay as they are."""
    scale = min(1.0, math.sqrt(pixels / (width * height)))
    return max(1, int(width * scale)), max(1, int(height * scale))
