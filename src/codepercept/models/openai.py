"""Models behind an OpenAI-compatible endpoint: vLLM, SGLang, Ollama, hosted ones."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import email.utils
import math
import os
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openai
import tenacity

from codepercept.config import EndpointSection
from codepercept.errors import UserError
from codepercept.models.base import (
    Ending,
    EndpointDown,
    GenerateConfig,
    Journal,
    Message,
    ModelError,
    ModelOutput,
    TruncatedAnswer,
    Usage,
    split_reasoning,
)
from codepercept.models.gate import Gate
from codepercept.sources.text import clean

GIVE_UP = 5
"""Calls in a row that fail in spite of all retries before a run stops asking."""

GIVE_UP_REFUSED = 20
"""The same for calls that get an answer, but none of use: refused, cut off."""

LONGEST_WAIT = 60.0
REST = 15.0
"""Seconds for which an address that cannot be reached is passed over, if there are others."""


class _Failed(ModelError):
    """A try that is worth repeating."""

    def __init__(self, outcome: str, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.outcome, self.wait = outcome, wait


class _Final(Exception):
    """A try whose failure would only repeat itself."""

    def __init__(self, outcome: str, error: Exception) -> None:
        super().__init__(outcome)
        self.outcome, self.error = outcome, error


class OpenAIModel:
    """Models of one endpoint, which may have several addresses.

    Args:
        name: what the recipe calls the endpoint.
        section: where it is and how it may be asked.
        folder: shared by all workers of the run, for the limits that hold over all of them.
        journal: told of every request.

    Raises:
        UserError: the environment lacks the key that the recipe names.
    """

    def __init__(self, name: str, section: EndpointSection, folder: Path, journal: Journal) -> None:
        self._name, self._section, self._journal = name, section, journal
        self._key = _key(name, section)
        self._clients = {url: self._client(url) for url in section.base_urls}
        self._gates = {
            url: Gate(folder, url, section.concurrency, section.requests_per_minute) for url in section.base_urls
        }
        self._in_flight: Counter[str] = Counter()
        self._resting: dict[str, float] = {}
        self._failures = 0

    def _client(self, url: str) -> openai.AsyncOpenAI:
        section = self._section
        client = openai.AsyncOpenAI(
            base_url=url, api_key=self._key or "none", max_retries=0, timeout=section.timeout_seconds
        )
        client.organization = client.project = None  # from variables that are meant for one certain host
        return client

    async def close(self) -> None:
        """Close all connections."""
        for client in self._clients.values():
            await client.close()

    async def reachable(self) -> None:
        """See to it that at least one address answers and takes the key.

        Raises:
            UserError: none answers, or the key is refused.
        """
        problems = []
        for url, client in self._clients.items():
            try:
                await client.with_options(timeout=min(20.0, self._section.timeout_seconds)).models.list()
                return
            except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
                raise self._denied(error) from None
            except openai.APIStatusError:
                return  # it answers; not every server lists its models
            except openai.APIConnectionError as error:
                problems.append(f"{url} ({self._clean(error.__cause__ or error)})")
        raise UserError(
            f"models.endpoints.{self._name}: cannot reach {', '.join(problems)}; start the server, or correct it"
        )

    async def generate(self, messages: Sequence[Message], config: GenerateConfig) -> ModelOutput:
        """See `ChatModel`; transient failures are retried with growing waits, or as long as the server says."""
        retrying = tenacity.AsyncRetrying(
            stop=tenacity.stop_after_attempt(1 + self._section.retries),
            wait=self._wait,
            retry=tenacity.retry_if_exception_type(_Failed),
            reraise=True,
        )
        try:
            async for attempt in retrying:
                with attempt:
                    output = await self._try(messages, config)
        except ModelError as error:
            self._failures += 1
            transient = isinstance(error, _Failed)
            tries = f" (tried {1 + self._section.retries} times)" if transient and self._section.retries else ""
            if self._failures >= (GIVE_UP if transient else GIVE_UP_REFUSED):
                raise EndpointDown(
                    f"the endpoint {self._name!r} failed {self._failures} calls in a row, the last one: {error}"
                    f"{tries}; see to it, then run the same command again"
                ) from None
            if transient:
                raise ModelError(f"{config.role}: {error}{tries}") from None
            raise
        self._failures = 0
        return output

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, _Failed) and error.wait is not None:
            return min(error.wait, 3600.0)
        growing = min(self._section.backoff_seconds * 2.0 ** (state.attempt_number - 1), LONGEST_WAIT)
        return growing * random.uniform(0.75, 1.25)

    def _address(self) -> str:
        """The address with the fewest requests of ours, one that could be reached if possible."""
        now = time.monotonic()
        awake = [u for u in self._clients if self._resting.get(u, 0.0) <= now] or list(self._clients)
        return min(awake, key=lambda u: (self._in_flight[u], random.random()))

    async def _try(self, messages: Sequence[Message], config: GenerateConfig) -> ModelOutput:
        """Ask once. The journal hears of it whatever happens, but for a process that is killed meanwhile."""
        url = self._address()
        self._in_flight[url] += 1
        try:
            async with self._gates[url].slot():
                ticket = self._journal.sent(config)
                usage = Usage()
                try:
                    response = await self._send(url, messages, config)
                    usage = _usage(response)
                    output = self._read(response, config, usage)
                except _Failed as error:
                    self._journal.ended(ticket, error.outcome, usage)
                    if error.outcome == "rate_limited":
                        self._gates[url].pause(error.wait or self._section.backoff_seconds)
                    elif error.outcome == "unreachable":
                        self._resting[url] = time.monotonic() + REST
                    raise
                except _Final as final:
                    self._journal.ended(ticket, final.outcome, usage)
                    raise final.error from None
                self._journal.ended(ticket, "answer", usage)
                return output
        finally:
            self._in_flight[url] -= 1

    async def _send(self, url: str, messages: Sequence[Message], config: GenerateConfig) -> Any:
        section = self._section
        body: dict[str, Any] = {"model": config.model, "messages": [_wire(m) for m in messages]}
        body[section.max_tokens_field] = config.max_tokens
        body |= {k: v for k, v in (("temperature", config.temperature), ("top_p", config.top_p)) if v is not None}
        if section.send_seed and config.seed is not None:
            body["seed"] = config.seed
        try:
            # The client's own limit is between two bytes; a server that sends one now and then would hold us for ever.
            async with asyncio.timeout(section.timeout_seconds):
                return await self._clients[url].chat.completions.create(**body, extra_body=config.extra or None)
        except (TimeoutError, openai.APITimeoutError):
            raise _Failed("timeout", f"no answer within {section.timeout_seconds:g} s") from None
        except openai.APIConnectionError as error:
            raise _Failed("unreachable", f"the connection failed ({self._clean(error.__cause__ or error)})") from None
        except openai.APIStatusError as error:
            raise self._refused(error) from None
        except (openai.OpenAIError, ValueError) as error:
            raise _Failed("malformed", f"the answer cannot be read ({self._clean(error)})") from None

    def _refused(self, error: openai.APIStatusError) -> Exception:
        """What to make of a status that is not 200."""
        status, told = error.status_code, self._clean(error)
        wait = _retry_after(error.response.headers)
        if status == 429:
            if error.code == "insufficient_quota":
                return _Final("denied", UserError(f"models.endpoints.{self._name}: the quota is used up ({told})"))
            return _Failed("rate_limited", f"too many requests ({told})", wait)
        if status in (408, 409, 425) or status >= 500:
            return _Failed("server_error", f"the server failed with status {status} ({told})", wait)
        if status in (401, 403):
            return _Final("denied", self._denied(error))
        if status == 404:
            where = f"models.endpoints.{self._name}"
            return _Final(
                "denied", UserError(f"{where}: no such model or address ({told}); correct `model` or `base_urls`")
            )
        return _Final("rejected", ModelError(f"the server refused the request with status {status} ({told})"))

    def _denied(self, error: Exception) -> UserError:
        variable = self._section.key_env
        fix = f"correct the key in {variable}" if variable else "name the variable that holds the key in `key_env`"
        return UserError(f"models.endpoints.{self._name}: the server refuses the key ({self._clean(error)}); {fix}")

    def _read(self, response: Any, config: GenerateConfig, usage: Usage) -> ModelOutput:
        """A complete answer out of a response that came with status 200."""
        choice = next(iter(getattr(response, "choices", None) or ()), None)
        message = getattr(choice, "message", None)
        content = getattr(message, "content", None)
        if message is None or not isinstance(content, str | None):
            raise _Failed("malformed", "the answer is not a chat completion")
        answered = str(getattr(response, "model", "") or "")
        if not _same_model(answered, self._section.answers_as or config.model):
            raise _Final("wrong_model", UserError(
                f"models.endpoints.{self._name}: asked for {config.model!r}, {answered!r} answered; correct `model` or "
                f"set `answers_as: {answered}` if that is the same one"
            ))  # fmt: skip
        ended: Ending = "stop"
        if choice is not None and choice.finish_reason == "length":
            if not config.as_is:
                raise _Final("truncated", TruncatedAnswer(config))
            ended = "length"
        refusal = getattr(message, "refusal", None)
        if refusal or (choice is not None and choice.finish_reason == "content_filter"):
            if not config.as_is:
                told = self._clean(refusal or "content filter")
                raise _Final("refused", ModelError(f"{config.role}: the model declined ({told})"))
            ended = "refused"
        text, thought = split_reasoning(clean(content or ""))
        apart = getattr(message, "reasoning_content", None) or getattr(message, "reasoning", None)
        reasoning = clean(apart) if isinstance(apart, str) and apart else thought
        if not text and ended == "stop":
            # A model that said nothing has used tokens for it; a server that dropped the answer has not.
            if not (config.as_is and (reasoning.strip() or usage.output_tokens)):
                raise _Failed("empty", "the answer is empty")
            ended = "empty"
        return ModelOutput(text=text, reasoning=reasoning.strip(), model=answered, usage=usage, ended=ended)

    def _clean(self, error: object) -> str:
        """An error in one short line, without the key."""
        text = " ".join(str(error).split())[:300] or type(error).__name__
        return text.replace(self._key, "***") if self._key else text


def _key(name: str, section: EndpointSection) -> str:
    if section.key_env is None:
        return ""
    key = os.environ.get(section.key_env, "").strip()
    if not key:
        raise UserError(
            f"models.endpoints.{name}: the environment variable {section.key_env} is not set; put the key there"
        )
    return key


def _wire(message: Message) -> dict[str, Any]:
    if not message.images:
        return {"role": message.role, "content": message.text}
    parts: list[dict[str, Any]] = [
        {"type": "image_url", "image_url": {"url": "data:image/png;base64," + base64.b64encode(image).decode()}}
        for image in message.images
    ]
    return {"role": message.role, "content": [*parts, {"type": "text", "text": message.text}]}


def _usage(response: Any) -> Usage:
    usage = getattr(response, "usage", None)
    counts = (getattr(usage, "prompt_tokens", 0), getattr(usage, "completion_tokens", 0))
    asked, answered = (c if isinstance(c, int) and c >= 0 else 0 for c in counts)
    return Usage(input_tokens=asked, output_tokens=answered)


def _same_model(answered: str, asked: str) -> bool:
    """Whether a server's name for a model is one for the model asked for.

    Servers leave out the owner ("Qwen/"), or add a date or a revision.
    """

    def bare(name: str) -> str:
        return name.rstrip("/").rpartition("/")[2].partition("@")[0].lower()

    return not answered or bare(answered).startswith(bare(asked)) or bare(asked).startswith(bare(answered))


def _retry_after(headers: Any) -> float | None:
    """Seconds that a server asks to wait, given as a number or as a date; None if it says nothing usable."""
    value = headers.get("retry-after-ms")
    with contextlib.suppress(TypeError, ValueError):
        return _sane(float(value) / 1000)
    value = headers.get("retry-after") or ""
    with contextlib.suppress(ValueError):
        return _sane(float(value))
    with contextlib.suppress(TypeError, ValueError):
        return _sane(email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    return None


def _sane(seconds: float) -> float | None:
    return max(0.0, seconds) if math.isfinite(seconds) else None
