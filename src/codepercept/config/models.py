"""The `models` part of a recipe: where chat models are, which role uses which, and what they cost."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Role = Literal[
    "captioner", "coder", "principle", "analyst", "refiner", "judge", "repairer", "perceiver", "solver", "extractor"
]
"""Of a build, but for the last three, which belong to an evaluation: the model under test, the text-only model that
answers questions from its captions, and the one that reads short answers out of long ones. `judge` serves both."""
ROLES: tuple[Role, ...] = get_args(Role)


class Section(BaseModel):
    """A part of a recipe: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EndpointSection(Section):
    """Where a model is served: OpenAI-compatible addresses, a local checkpoint, or recorded answers.

    All of it says *where* and *how fast*, nothing of it decides what a dataset holds: a resumed run may change it.
    """

    base_urls: list[str] = Field(default_factory=list)
    """E.g. `http://127.0.0.1:8000/v1`; several serve the same models and share the load."""
    checkpoint: str | None = None
    """Folder of a transformers checkpoint, run in this process."""
    recorded: str | None = None
    """Folder or file of recorded answers (see `codepercept.models.scripted`)."""
    key_env: str | None = None
    """Name of the environment variable that holds the key. Keys themselves never stand in a recipe."""
    concurrency: int = Field(16, ge=1, le=4096)
    """Requests in flight at each address, all workers together."""
    requests_per_minute: float | None = Field(None, gt=0, allow_inf_nan=False)
    """At each address, all workers together."""
    timeout_seconds: float = Field(600.0, gt=0, le=86_400)
    """From sending a request to its last byte."""
    retries: int = Field(6, ge=0, le=50)
    backoff_seconds: float = Field(1.0, gt=0, le=600)
    """First wait before a retry; doubled each time up to a minute, unless the server says how long."""
    max_tokens_field: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    send_seed: bool = True
    answers_as: str | None = None
    """The name under which the server answers, where it is not the one it is asked by."""

    @field_validator("base_urls", mode="before")
    @classmethod
    def _one_address(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @field_validator("base_urls")
    @classmethod
    def _web_addresses(cls, value: list[str]) -> list[str]:
        for url in value:
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError("an address starts with http:// or https:// and names a host")
            if parts.username or parts.password or parts.query:
                raise ValueError("an address holds no user, password or query; name a key's variable in `key_env`")
        return [url.rstrip("/") for url in value]

    @field_validator("key_env")
    @classmethod
    def _variable_name(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", value):
            raise ValueError("`key_env` is the name of an environment variable, never the key itself")
        return value

    @model_validator(mode="after")
    def _one_place(self) -> EndpointSection:
        if bool(self.base_urls) + bool(self.checkpoint) + bool(self.recorded) != 1:
            raise ValueError("an endpoint has one of `base_urls`, `checkpoint` and `recorded`")
        return self


class RoleSection(Section):
    """Which model plays a role and how it is sampled; what is not set is left to the server.

    `max_tokens` only decides whether an answer is complete, and only complete answers are kept: a resumed run may
    raise it, as it may change prices (per million tokens, in any one currency).
    """

    endpoint: str | None = None
    model: str
    temperature: float | None = Field(None, ge=0, le=2)
    top_p: float | None = Field(None, gt=0, le=1)
    max_tokens: int = Field(8192, ge=1)
    extra: dict[str, Any] = Field(default_factory=dict)
    """Sent along in the request's body as it is, e.g. `{chat_template_kwargs: {enable_thinking: false}}`."""
    input_price: float = Field(0.0, ge=0, allow_inf_nan=False)
    output_price: float = Field(0.0, ge=0, allow_inf_nan=False)


class ModelsSection(Section):
    """Models of a build. `roles.default` stands in for every role not named; a role set to null has no model."""

    endpoints: dict[str, EndpointSection] = Field(min_length=1)
    roles: dict[Literal["default"] | Role, RoleSection | None] = Field(min_length=1)
    image_pixels: int = Field(1_048_576, ge=256, le=33_554_432)
    """Pictures are scaled down to at most so many pixels before a model sees them."""
    prompts: dict[str, str] = Field(default_factory=dict)
    """Prompt names to files that stand in for ours."""

    @model_validator(mode="after")
    def _known_endpoints(self) -> ModelsSection:
        for name, role in self.roles.items():
            if role is None:
                continue
            if role.endpoint is None and len(self.endpoints) > 1:
                raise ValueError(f"role `{name}` must name its `endpoint`, for there are several")
            if role.endpoint is not None and role.endpoint not in self.endpoints:
                raise ValueError(
                    f"role `{name}` names the endpoint {role.endpoint!r}; there are {list(self.endpoints)}"
                )
        return self

    def role(self, name: Role) -> RoleSection | None:
        """The model of a role, None if it has none."""
        return self.roles[name] if name in self.roles else self.roles.get("default")

    def without(self, roles: Collection[Role]) -> ModelsSection:
        """The section without these roles."""
        return self.model_copy(update={"roles": {**self.roles, **dict.fromkeys(roles)}})

    def endpoint_of(self, role: RoleSection) -> str:
        """Name of the endpoint that serves a role."""
        return role.endpoint or next(iter(self.endpoints))

    @property
    def used(self) -> dict[str, EndpointSection]:
        """Endpoints that some role uses."""
        roles = [r for name in ROLES if (r := self.role(name)) is not None]
        names = {self.endpoint_of(r) for r in roles}
        return {name: e for name, e in self.endpoints.items() if name in names}


def places_of(models: ModelsSection | None) -> int:
    """Rows in flight in one worker: as many as the endpoints take, two where none is asked."""
    places = [max(1, len(e.base_urls)) * e.concurrency for e in models.used.values()] if models else []
    return max(2, min(64, sum(places)))


def from_flag(flag: str) -> dict[str, Any]:
    """`--model URL#NAME` as a `models` section for all roles.

    In the place of the URL may stand a checkpoint's folder, or a `.jsonl` file of recorded answers.

    The key is taken from CODEPERCEPT_API_KEY where that is set (for api.openai.com: from OPENAI_API_KEY).

    Raises:
        ValueError: the flag is not of that form.
    """
    place, _, name = flag.rpartition("#")
    if not place or not name:
        raise ValueError("name a model as URL#NAME, e.g. http://127.0.0.1:8000/v1#Qwen/Qwen3-VL-8B-Instruct")
    if "://" in place:
        endpoint: dict[str, Any] = {"base_urls": [place]}
        if os.environ.get("CODEPERCEPT_API_KEY"):
            endpoint["key_env"] = "CODEPERCEPT_API_KEY"
        if urlsplit(place).hostname == "api.openai.com":
            endpoint |= {"key_env": "OPENAI_API_KEY", "max_tokens_field": "max_completion_tokens"}
    else:
        kind = "recorded" if place.endswith(".jsonl") else "checkpoint"
        endpoint = {kind: str(Path(place).expanduser().resolve())}
    return {"endpoints": {"main": endpoint}, "roles": {"default": {"model": name}}}
