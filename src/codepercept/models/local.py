"""A transformers checkpoint in this process: for trials without a server, and for checkpoints in training."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from codepercept.errors import UserError
from codepercept.models.base import (
    Ending,
    GenerateConfig,
    Journal,
    Message,
    ModelOutput,
    TruncatedAnswer,
    Usage,
    split_reasoning,
)
from codepercept.models.processor import without_video


class LocalModel:
    """An image-text checkpoint, loaded when it is first asked; one answer at a time.

    Args:
        checkpoint: its folder.
        journal: told of every request.

    Raises:
        UserError: there is no such checkpoint, or the extra `local` is not installed.
    """

    def __init__(self, checkpoint: Path, journal: Journal) -> None:
        if not (checkpoint / "config.json").is_file():
            raise UserError(f"{checkpoint}: no checkpoint there (a folder with config.json is needed)")
        try:
            import torch  # noqa: F401
            import transformers  # noqa: F401
        except ImportError:
            raise UserError(
                f"{checkpoint}: a local checkpoint needs torch; install codepercept[local], or name a server"
            ) from None
        self._checkpoint, self._journal = checkpoint, journal
        self._turn = asyncio.Lock()
        self._loaded: tuple[Any, Any] | None = None

    async def generate(self, messages: Sequence[Message], config: GenerateConfig) -> ModelOutput:
        """See `ChatModel`. Temperature None or 0 means greedy decoding."""
        async with self._turn:
            ticket = self._journal.sent(config)
            text, usage, complete = await asyncio.to_thread(self._generate, messages, config)
            self._journal.ended(ticket, "answer" if complete else "truncated", usage)
        if not complete and not config.as_is:
            raise TruncatedAnswer(config)
        answer, reasoning = split_reasoning(text)
        ended: Ending = "length" if not complete else "stop" if answer else "empty"
        return ModelOutput(text=answer, reasoning=reasoning, model=config.model, usage=usage, ended=ended)

    def _load(self) -> tuple[Any, Any]:
        if self._loaded is None:
            from transformers import AutoModelForImageTextToText, AutoProcessor
            from transformers.utils import logging

            logging.disable_progress_bar()
            without_video()
            processor = AutoProcessor.from_pretrained(self._checkpoint)
            model = AutoModelForImageTextToText.from_pretrained(self._checkpoint, device_map="auto", dtype="auto")
            self._loaded = processor, model.eval()
        return self._loaded

    def _generate(self, messages: Sequence[Message], config: GenerateConfig) -> tuple[str, Usage, bool]:
        """The raw answer, its tokens, and whether it came to its end."""
        import torch

        processor, model = self._load()
        turns = [{"role": m.role, "content": _parts(m)} for m in messages]
        inputs = processor.apply_chat_template(
            turns, add_generation_prompt=True, tokenize=True, return_dict=True, return_tensors="pt"
        ).to(model.device)
        asked = int(inputs["input_ids"].shape[1])
        options: dict[str, Any] = {"max_new_tokens": config.max_tokens, "do_sample": bool(config.temperature)}
        if config.temperature:
            options["temperature"] = config.temperature
            options |= {"top_p": config.top_p} if config.top_p is not None else {}
        torch.manual_seed(config.seed or 0)
        with torch.inference_mode():
            tokens = model.generate(**inputs, **options, **config.extra)[0, asked:]
        ends = model.generation_config.eos_token_id
        complete = len(tokens) > 0 and int(tokens[-1]) in (ends if isinstance(ends, list) else [ends])
        text = processor.tokenizer.decode(tokens, skip_special_tokens=True)
        return text, Usage(input_tokens=asked, output_tokens=len(tokens)), complete


def _parts(message: Message) -> list[dict[str, Any]]:
    pictures = [{"type": "image", "image": Image.open(io.BytesIO(i)).convert("RGB")} for i in message.images]
    return [*pictures, {"type": "text", "text": message.text}]
