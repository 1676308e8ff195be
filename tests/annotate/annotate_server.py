"""A real server in a process of its own, and a client without a browser."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Server:
    """`codepercept annotate` in a process of its own."""

    data: Path
    options: tuple[str, ...] = ()
    port: int = 0
    url: str = ""
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    def start(self) -> Server:
        """Start, or start again at the same port."""
        command = [sys.executable, "-m", "codepercept.cli", "annotate", str(self.data), "--json"]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port), *self.options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None and self.process.stderr is not None
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        self.url = json.loads(line)["url"]
        self.port = int(self.url.split("?")[0].rstrip("/").rpartition(":")[2])
        return self

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End; gives the exit code."""
        assert self.process is not None and self.process.stdout is not None and self.process.stderr is not None
        self.process.send_signal(number)
        code = self.process.wait(30)
        self.process.stdout.close()
        self.process.stderr.close()
        return code


class Client:
    """One signed-in annotator without a browser."""

    def __init__(self, server: Server, name: str, token: str = "") -> None:
        self.origin = f"http://127.0.0.1:{server.port}"
        self.cookie = ""
        body = f"name={name}&token={token}".encode()
        status, headers, _ = self.ask("/sign-in", body, kind="application/x-www-form-urlencoded")
        assert status == 303, status
        self.cookie = headers["Set-Cookie"].partition(";")[0]

    def ask(
        self, path: str, body: bytes | dict[str, Any] | None = None, kind: str = "application/json", **headers: str
    ) -> tuple[int, Any, Any]:
        """Status, headers and body (parsed where it is JSON) of an answer."""
        data = json.dumps(body).encode() if isinstance(body, dict) else body
        own = {"Cookie": self.cookie, "Origin": self.origin, "Content-Type": kind, **headers}
        request = urllib.request.Request(self.origin + path, data, {k: v for k, v in own.items() if v})
        try:
            with _OPENER.open(request, timeout=30) as answer:
                found = answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                found = error.code, error.headers, error.read()
        is_json = found[1].get("Content-Type", "").startswith("application/json")
        return found[0], found[1], json.loads(found[2]) if is_json else found[2]


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)
