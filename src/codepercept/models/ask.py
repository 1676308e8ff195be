"""Asking models: a prompt is filled in, answered (or taken from the answers kept), read, and once asked again."""

from __future__ import annotations

import contextlib
import hashlib
import io
import tempfile
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from PIL import Image

from codepercept import prompts
from codepercept.config import ROLES, EndpointSection, ModelsSection, Role
from codepercept.errors import UserError
from codepercept.models.base import (
    ChatModel,
    GenerateConfig,
    Journal,
    Message,
    ModelError,
    ModelOutput,
    NotKept,
    fit_size,
)
from codepercept.models.cache import Calls, request_key
from codepercept.models.readers import ReadError

T = TypeVar("T")


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What was read out of an answer, and where it comes from."""

    value: T
    by: str
    """Prompt version and model, for a sample's history."""


class Models:
    """All models of a run by role, with their answers kept. Made by `open_models`.

    Args:
        section: the recipe's `models`.
        clients: a model for each endpoint that a role uses.
        calls: answers and accounts.
        seed: the recipe's; together with a request's label it decides the seed of sampling.
        silent: roles that are asked nothing any more; only their kept answers count.
    """

    def __init__(
        self,
        section: ModelsSection,
        clients: dict[str, ChatModel],
        calls: Calls,
        seed: int,
        silent: Collection[Role] = (),
    ) -> None:
        self._silent = silent
        self._section, self.clients, self._calls, self._seed = section, clients, calls, seed
        self._prompts = {name: prompts.load(name, section.prompts.get(name)) for name in prompts.names()}

    def has(self, *roles: Role) -> bool:
        """Whether all of these roles have a model."""
        return all(self._section.role(role) is not None for role in roles)

    async def ask(
        self, name: str, label: str, read: Callable[[str], T], images: Sequence[bytes] = (), **inputs: Any
    ) -> Answer[T]:
        """Ask with a prompt.

        Args:
            name: the prompt's.
            label: who asks: the row, so that equal requests of different rows are sampled anew.
            read: turns the answer's text into a value; raises `ReadError` with what is wrong.
            images: PNG, scaled down to the recipe's pixel budget.
            inputs: what the prompt needs.

        Raises:
            ModelError: there is no complete answer, or none that can be read, in two tries.
            UserError, StopRun: there will be none for any row.
        """
        prompt, client, messages = self._request(name, images, inputs)
        keys = []
        for attempt in (1, 2):
            config = self._config(prompt, label, attempt)
            key = request_key(prompt.version, messages, config, attempt)
            keys.append(key)
            output = await self._answer(client, key, prompt.version, messages, config)
            try:
                return Answer(read(output.text), f"{prompt.version} by {config.model}")
            except ReadError as error:
                problem = str(error)
            again = self._prompts["ask_again"].render(problem=problem)
            messages = [*messages, Message(role="assistant", text=output.text), Message(role="user", text=again)]
        # Kept, they would be found again by the next run, which is to ask anew.
        self._calls.forget(keys)
        raise ModelError(f"{prompt.role}: the answer to {name} is unusable after asking twice: {problem}")

    async def tell(self, name: str, label: str, images: Sequence[bytes] = (), **inputs: Any) -> ModelOutput:
        """Ask a model that is being measured: once, and what it says counts, cut off, refused or empty as it may be.

        Raises:
            NotKept: these models ask nobody, and there is no such answer.
            ModelError: there is no answer.
            UserError, StopRun: there will be none for any row.
        """
        prompt, client, messages = self._request(name, images, inputs)
        config = self._config(prompt, label, 1).model_copy(update={"as_is": True})
        key = request_key(prompt.version, messages, config, 1)
        return await self._answer(client, key, prompt.version, messages, config)

    def _request(
        self, name: str, images: Sequence[bytes], inputs: Mapping[str, Any]
    ) -> tuple[prompts.Prompt, ChatModel, list[Message]]:
        prompt = self._prompts[name]
        assert prompt.role != "any" and len(images) == prompt.images
        role = self._section.role(prompt.role)
        assert role is not None
        pictures = tuple(shrink(image, self._section.image_pixels) for image in images)
        message = Message(role="user", text=prompt.render(**inputs), images=pictures)
        return prompt, self.clients[self._section.endpoint_of(role)], [message]

    def _config(self, prompt: prompts.Prompt, label: str, attempt: int) -> GenerateConfig:
        assert prompt.role != "any"
        role = self._section.role(prompt.role)
        assert role is not None
        tag = f"{prompt.name} {label}" + (f" #{attempt}" if attempt > 1 else "")
        return GenerateConfig(
            model=role.model, temperature=role.temperature, top_p=role.top_p, max_tokens=role.max_tokens,
            seed=request_seed(self._seed, tag), extra=role.extra, role=prompt.role, label=tag,
        )  # fmt: skip

    async def _answer(
        self, client: ChatModel, key: str, prompt: str, messages: Sequence[Message], config: GenerateConfig
    ) -> ModelOutput:
        kept = self._calls.answer(key)
        if kept is None:
            if config.role in self._silent:
                raise NotKept(f"{config.role}: no answer is kept for {config.label!r}")
            kept = await client.generate(messages, config)
            self._calls.keep(key, prompt, config, kept)
        return kept


def request_seed(seed: int, label: str) -> int:
    """Seed of sampling for one request, 31 bits."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{label}".encode()).digest()[:4], "big") >> 1


def shrink(image: bytes, pixels: int) -> bytes:
    """A PNG with at most so many pixels; one that fits stays as it is, byte for byte."""
    with Image.open(io.BytesIO(image), formats=["PNG"]) as picture:
        size = fit_size(*picture.size, pixels)
        if size == picture.size:
            return image
        stream = io.BytesIO()
        picture.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(stream, "PNG")
        return stream.getvalue()


CALLS = "calls.sqlite"


def connect(name: str, endpoint: EndpointSection, folder: Path, journal: Journal) -> ChatModel:
    """The client of one endpoint.

    Raises:
        UserError: a key, a checkpoint or a package is missing.
    """
    if endpoint.recorded is not None:
        from codepercept.models.scripted import ScriptedModel

        return ScriptedModel.load(Path(endpoint.recorded), journal)
    if endpoint.checkpoint is not None:
        from codepercept.models.local import LocalModel

        return LocalModel(Path(endpoint.checkpoint), journal)
    from codepercept.models.openai import OpenAIModel

    return OpenAIModel(name, endpoint, folder, journal)


@contextlib.asynccontextmanager
async def open_models(
    section: ModelsSection, folder: Path, seed: int, silent: Collection[Role] = ()
) -> AsyncIterator[Models]:
    """Connect to the endpoints that are used; answers are kept in `folder/calls.sqlite`."""
    calls = Calls(folder / CALLS)
    clients: dict[str, ChatModel] = {}
    try:
        for name, endpoint in section.used.items():
            clients[name] = connect(name, endpoint, folder / ".calls", calls)
        yield Models(section, clients, calls, seed, silent)
    finally:
        for client in clients.values():
            if hasattr(client, "close"):
                await client.close()
        calls.close()


async def check_models(section: ModelsSection, silent: Collection[Role] = ()) -> None:
    """See to it, before anything is paid, that prompts, keys and addresses are in order.

    Args:
        section: the recipe's `models`.
        silent: roles that nothing will be asked of; their endpoints need not answer.

    Raises:
        UserError: one of them is not.
    """
    for name in section.prompts:
        if name not in prompts.names():
            raise UserError(f"models.prompts.{name}: no such prompt; there are {', '.join(prompts.names())}")
    with tempfile.TemporaryDirectory() as folder:
        async with open_models(section, Path(folder), 0) as models:
            asked = section.without(silent).used
            for name, client in models.clients.items():
                if name in asked and hasattr(client, "reachable"):
                    await client.reachable()


def accounts(section: ModelsSection, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the answers of a run cost, and what all requests did, failed and repeated ones included.

    Returns:
        By role: answers and their tokens, the same however often a run was interrupted; and requests, how they ended,
        and their tokens. Both with `cost` by the recipe's prices.
    """
    calls = Calls(folder / CALLS)
    try:
        kept, spent = calls.kept(), calls.spent()
    finally:
        calls.close()
    for name in ROLES:
        role = section.role(name)
        for entry in (kept.get(name), spent.get(name)):
            if entry is not None and role is not None:
                price = entry["input_tokens"] * role.input_price + entry["output_tokens"] * role.output_price
                entry["cost"] = round(price / 1e6, 6)  # type: ignore[assignment]
    return kept, spent
