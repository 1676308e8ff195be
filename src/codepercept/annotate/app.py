"""The web application: pages for people, and a small JSON interface for the page."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import asdict, dataclass, field
from importlib import resources
from typing import Any, TypeVar, get_args
from urllib.parse import parse_qs

from jinja2 import Environment, StrictUndefined
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from codepercept.annotate import people
from codepercept.annotate.agreement import SCALES, report
from codepercept.annotate.assignment import holds, next_item, own_items
from codepercept.annotate.candidates import Candidates, Which
from codepercept.annotate.guard import Guard, body_of
from codepercept.annotate.people import Annotator
from codepercept.annotate.rendering import Renderer
from codepercept.annotate.storage import Database
from codepercept.annotate.work import LONGEST_CODE, Conflict, RatingChange, RevisionChange, Work
from codepercept.errors import UserError

T = TypeVar("T")
B = TypeVar("B", bound=BaseModel)
_SCRIPTS = ("dom.js", "outbox.js", "views.js", "editor.js", "choices.js", "page.js")
_STATIC = {
    "page.css": ("gallery", "text/css"),
    "annotate.css": ("annotate", "text/css"),
    **dict.fromkeys(_SCRIPTS, ("annotate", "text/javascript")),
}
_MONTH = 30 * 24 * 3600
_LARGEST_FORM = 4096
_LARGEST_ITEM = 9
"""Digits of an item's number; `int` refuses thousands of them with an error of its own."""


@dataclass(frozen=True)
class Settings:
    """How the server is run."""

    overlap: int = 2
    local: bool = True
    token: str | None = field(default=None, repr=False)
    names: Sequence[str] = ()
    unsafe: bool = False


class _Drawing(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    code: str = Field(max_length=LONGEST_CODE)


def make_app(
    candidates: Candidates, database: Database, settings: Settings, ready: Callable[[], None] = lambda: None
) -> Starlette:
    """The application; `ready` is called when it takes requests.

    Raises:
        SandboxUnavailable: programs cannot be confined here.
    """
    site = _Site(candidates, database, settings)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with site.renderer:
            ready()
            yield

    return Starlette(
        routes=[
            Route("/", site.page),
            Route("/summary", site.summary),
            Route("/sign-in", site.sign_in, methods=["POST"]),
            Route("/sign-out", site.sign_out, methods=["POST"]),
            Route("/static/{name}", site.static),
            Route("/pictures/{sha}/{item}/{which}.png", site.picture),
            Route("/api/mine", site.mine),
            Route("/api/next", site.next, methods=["POST"]),
            Route("/api/items/{item}", site.item),
            Route("/api/items/{item}/rating", site.rating, methods=["POST"]),
            Route("/api/items/{item}/revisions", site.revise, methods=["POST"]),
            Route("/api/items/{item}/render", site.draw, methods=["POST"]),
        ],
        middleware=[Middleware(Guard, local=settings.local, names=settings.names)],
        exception_handlers={HTTPException: _told, sqlite3.OperationalError: _not_stored},
        lifespan=lifespan,
    )


class _Site:
    """The endpoints."""

    def __init__(self, candidates: Candidates, database: Database, settings: Settings) -> None:
        self._candidates, self._database, self._settings = candidates, database, settings
        self._work = Work(database, candidates)
        self.renderer = Renderer(candidates, unsafe=settings.unsafe)
        self._cookie = f"codepercept-{candidates.sha256[:12]}"  # cookies do not tell ports apart, this does
        self._templates = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)

    # -- pages

    async def page(self, request: Request) -> Response:
        """Where people rate, or sign in."""
        who = await self._who(request)
        if who is None:
            return self._entrance(request.query_params.get("token", ""), "", 200)
        if request.query_params:
            return RedirectResponse("/", 303)  # the token must not stay in the address
        start = {
            "annotator": who.number,
            "name": who.name,
            "sha": self._candidates.sha256[:12],
            "items": len(self._candidates.rows),
            "scales": SCALES,
        }
        return self._html("page.html", title=self._title, start=json.dumps(start), name=who.name)

    async def summary(self, request: Request) -> Response:
        """Counts, agreement, ratings."""
        await self._signed_in(request)
        found = await asyncio.to_thread(report, self._database, self._candidates, self._settings.overlap)
        return self._html("summary.html", title=self._title, scales=SCALES, **found)

    async def sign_in(self, request: Request) -> Response:
        """Begin a session."""
        body = (await body_of(request, _LARGEST_FORM)).decode("utf-8", "replace")  # nobody has shown a token yet
        try:
            form = parse_qs(body, keep_blank_values=True, max_num_fields=4)
        except ValueError:
            raise HTTPException(400, "name and token are all that is asked for") from None
        name, token = (form.get(key, [""])[0] for key in ("name", "token"))
        if not self._trusts(token):
            return self._entrance("", "", 403)
        try:
            secret = await asyncio.to_thread(people.sign_in, self._database, name)
        except UserError as error:
            return self._entrance(token, str(error), 400)
        answer = RedirectResponse("/", 303)
        secure = request.headers.get("origin", "").startswith("https:")
        answer.set_cookie(self._cookie, secret, max_age=_MONTH, httponly=True, samesite="strict", secure=secure)
        return answer

    async def sign_out(self, request: Request) -> Response:
        """End the session."""
        await asyncio.to_thread(people.sign_out, self._database, request.cookies.get(self._cookie, ""))
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(self._cookie, httponly=True, samesite="strict")
        return answer

    async def static(self, request: Request) -> Response:
        """Style and scripts, known by their names."""
        name = request.path_params["name"]
        if name not in _STATIC:
            raise HTTPException(404, "there is no such file")
        package, kind = _STATIC[name]
        content = resources.files(f"codepercept.{package}").joinpath("static", name).read_bytes()
        return Response(content, media_type=kind, headers={"Cache-Control": "no-cache"})

    async def picture(self, request: Request) -> Response:
        """A stored picture, made anew as PNG."""
        await self._signed_in(request)
        item, which = self._item(request), request.path_params["which"]
        if which not in get_args(Which) or request.path_params["sha"] != self._candidates.sha256[:12]:
            raise HTTPException(404, "there is no such picture")
        png, problem = await self.renderer.picture(item, which)
        if png is None:
            raise HTTPException(404, problem)
        return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=86400"})

    # -- what the page asks

    async def mine(self, request: Request) -> Response:
        """The annotator's items."""
        who = await self._signed_in(request)
        return JSONResponse({"items": await asyncio.to_thread(own_items, self._database, who.number)})

    async def next(self, request: Request) -> Response:
        """A new item, null where there is none left."""
        who = await self._signed_in(request)
        found = await asyncio.to_thread(next_item, self._database, who.number, self._settings.overlap)
        return JSONResponse({"item": found})

    async def item(self, request: Request) -> Response:
        """All about one item."""
        who, item = await self._own(request)
        row = asdict(self._candidates.rows[item])
        row.pop("code")

        def look() -> dict[str, Any]:
            rating, newest = self._work.rating(who.number, item), self._work.newest(item)
            return {**row, "rating": rating, "newest": newest, "revisions": self._work.revisions(item)}

        found = await asyncio.to_thread(look)
        _, problem = await self.renderer.picture(item, "image")
        render, _ = await self.renderer.picture(item, "render")
        return JSONResponse({**found, "picture_problem": problem, "has_render": render is not None})

    async def rating(self, request: Request) -> Response:
        """Store a rating."""
        who, item = await self._own(request)
        change = await _parsed(request, RatingChange)
        return await _changed(self._work.save_rating, who.number, item, change)

    async def revise(self, request: Request) -> Response:
        """Store a revision of the code."""
        who, item = await self._own(request)
        change = await _parsed(request, RevisionChange)
        return await _changed(self._work.save_revision, who.number, item, change)

    async def draw(self, request: Request) -> Response:
        """Run a program."""
        who, item = await self._own(request)
        drawing = await _parsed(request, _Drawing)
        return JSONResponse(await self.renderer.draw(who.number, item, drawing.code))

    # -- who asks, and for what

    @property
    def _title(self) -> str:
        return self._candidates.folder.name

    def _trusts(self, token: str) -> bool:
        known = self._settings.token
        return known is None or secrets.compare_digest(token.encode("utf-8", "replace"), known.encode())

    async def _who(self, request: Request) -> Annotator | None:
        secret = request.cookies.get(self._cookie, "")
        return await asyncio.to_thread(people.annotator_of, self._database, secret) if secret else None

    async def _signed_in(self, request: Request) -> Annotator:
        who = await self._who(request)
        if who is None:
            raise HTTPException(401, "sign in first")
        return who

    def _item(self, request: Request) -> int:
        told: str = request.path_params["item"]
        known = told.isascii() and told.isdigit() and len(told) <= _LARGEST_ITEM
        if not known or int(told) >= len(self._candidates.rows):
            raise HTTPException(404, "there is no such item")
        return int(told)

    async def _own(self, request: Request) -> tuple[Annotator, int]:
        who, item = await self._signed_in(request), self._item(request)
        if not await asyncio.to_thread(holds, self._database, who.number, item):
            raise HTTPException(403, "this item was not given to you")
        return who, item

    def _entrance(self, token: str, problem: str, status: int) -> Response:
        trusted = self._trusts(token)
        status = status if trusted else 403
        return self._html("sign-in.html", status, title=self._title, token=token, trusted=trusted, problem=problem)

    def _html(self, template: str, status: int = 200, **values: Any) -> Response:
        text = resources.files("codepercept.annotate").joinpath("templates", template).read_text(encoding="utf-8")
        return HTMLResponse(self._templates.from_string(text).render(**values), status)


async def _parsed(request: Request, kind: type[B]) -> B:
    body = await body_of(request)
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise HTTPException(415, "JSON is needed")
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise HTTPException(400, f"{where}: {first['msg']}" if where else first["msg"]) from None


async def _changed(save: Callable[[int, int, T], dict[str, Any]], annotator: int, item: int, change: T) -> Response:
    try:
        return JSONResponse(await asyncio.to_thread(save, annotator, item, change))
    except Conflict as conflict:
        return JSONResponse({"error": str(conflict), "present": conflict.present}, 409)


async def _told(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail}, error.status_code)


async def _not_stored(_: Request, error: Exception) -> Response:
    # Disk full, locked for too long: the page keeps what it has and sends it again.
    return JSONResponse({"error": f"not stored: {error}"}, 507)
