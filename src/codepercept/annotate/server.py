"""The server process: one address, one clean end."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import signal
import socket
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import uvicorn

from codepercept.annotate.app import Settings, make_app
from codepercept.annotate.candidates import open_candidates
from codepercept.annotate.guard import is_local
from codepercept.annotate.storage import Database
from codepercept.errors import UserError
from codepercept.render import run_sync


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End in order and without the signal's exit code: everything is stored already."""
        loop = asyncio.get_running_loop()
        signals = (signal.SIGINT, signal.SIGTERM)
        for number in signals:
            loop.add_signal_handler(number, self._stop)
        try:
            yield
        finally:
            for number in signals:
                loop.remove_signal_handler(number)

    def _stop(self) -> None:
        self.force_exit = self.should_exit  # the second time at once
        self.should_exit = True


def serve(
    data: Path,
    *,
    overlap: int | None,
    host: str,
    port: int,
    token: str | None,
    names: tuple[str, ...] = (),
    unsafe: bool = False,
    browse: bool = False,
    say: Callable[[str], None],
) -> None:
    """Let people annotate until the process is told to end.

    Args:
        data: folder or file of the candidates.
        overlap: annotators per item; kept for the next time.
        host: address to listen on; with one that others reach, a token is asked for.
        port: 0 for any free one.
        token: asked for at sign-in; one is made where others reach the server.
        names: more names under which the server is reached.
        unsafe: run programs although the sandbox lacks layers.
        browse: open a browser.
        say: told the address once requests are taken.

    Raises:
        UserError: the candidates cannot be used, or the port is taken.
    """
    candidates = open_candidates(data)
    local = is_local(host)
    if token is None and not local:
        token = secrets.token_urlsafe(16)
    listening = _listen(host, port)
    try:
        database = Database(candidates, create=True)
        try:
            shown = host if ":" not in host else f"[{host}]"
            if host in ("0.0.0.0", "::"):
                shown = socket.gethostname()
            url = f"http://{shown}:{listening.getsockname()[1]}/" + (f"?token={quote(token, safe='')}" if token else "")

            def ready() -> None:
                say(url)
                if browse:
                    webbrowser.open(url)

            settings = Settings(database.overlap(overlap), local, token, names, unsafe)

            async def run() -> None:
                app = make_app(candidates, database, settings, ready)
                config = uvicorn.Config(
                    app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3,
                    proxy_headers=False, ws="none",
                )  # fmt: skip
                await _Server(config).serve(sockets=[listening])

            run_sync(run())
        finally:
            database.close()
    finally:
        listening.close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        [(family, kind, _, _, address), *_] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise UserError(f"--host {host}: not an address of this machine ({error.strerror})") from None
    listening = socket.socket(family, kind)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno == 98:
            raise UserError(f"port {port} is taken; name another with --port, 0 for any free one") from None
        raise UserError(
            f"{host}:{port}: cannot listen there ({error.strerror}); try another --host or --port"
        ) from None
    return listening
