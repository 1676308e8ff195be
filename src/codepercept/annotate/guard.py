"""What every request must pass: a known host, no foreign origin, a bounded body; and the headers of every answer."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 4 << 20
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """Refuses requests under names that are not this server's, and changes that come from other sites' pages.

    Args:
        app: what is guarded.
        local: only this machine may ask, so only its loopback names are known.
        names: more names under which the server is reached.
    """

    def __init__(self, app: ASGIApp, *, local: bool, names: Sequence[str] = ()) -> None:
        self._app, self._local = app, local
        self._names = {"localhost", *(n.lower() for n in names)}
        if not local:
            self._names |= {socket.gethostname().lower(), socket.getfqdn().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        problem = self._problem(Headers(scope=scope), scope["method"])

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        if problem is not None:
            await PlainTextResponse(problem[1], problem[0])(scope, receive, send_guarded)
        else:
            await self._app(scope, receive, send_guarded)

    def _problem(self, headers: Headers, method: str) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if not self._knows(host):
            return 421, "this server is not known under that name; start it with --name to allow one\n"
        if method not in ("GET", "HEAD"):
            # Browsers send it with every such request, and no page can forge it.
            if urlsplit(headers.get("origin", "")).netloc.lower() != host.lower():
                return 403, "changes are accepted from this server's own pages only\n"
            length = headers.get("content-length", "")
            if length and (not length.isdigit() or int(length) > LARGEST_BODY):
                return 413, f"at most {LARGEST_BODY} bytes are accepted\n"
        return None

    def _knows(self, host: str) -> bool:
        # A page that rebinds its own name to our address still sends that name; an address cannot be rebound.
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name in self._names:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or not self._local


def is_local(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def body_of(request: Request, most: int = LARGEST_BODY) -> bytes:
    """The body of a request, of at most so many bytes.

    Raises:
        HTTPException: it is too long, whatever its header says.
    """
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise HTTPException(413, f"at most {most} bytes are accepted")
    return bytes(body)
