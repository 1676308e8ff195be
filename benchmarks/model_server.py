"""A server on loopback that speaks the OpenAI chat format and misbehaves on demand; it keeps its own books.

Used by tests and by `calls.py`. Faults: what real endpoints and what lies between do: 429 with Retry-After, 500,
silence, bytes that trickle, responses cut off, no JSON, the wrong JSON, empty content, another model, refusals.
"""

from __future__ import annotations

import email.utils
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FAULTS = (
    "429 with Retry-After", "429 with a date", "500", "503", "silence", "trickle", "cut off", "reset", "not JSON",
    "HTML", "wrong JSON", "no choices", "empty", "only thinking",
)  # fmt: skip
"""Transient ones: a second try may succeed."""

FINAL = ("length", "content filter", "400", "401", "404", "other model")


@dataclass
class Books:
    """What the server itself counted."""

    requests: int = 0
    partial: int = 0
    """Requests that ended before they were whole; in no other count."""
    answers: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    at_once: int = 0
    most_at_once: int = 0
    times: list[float] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    authorization: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)


Behaviour = Callable[[dict[str, Any], int], str]
"""Request body and its number (from 0) to what happens: "ok", one of `FAULTS` or `FINAL`."""


class ModelServer(ThreadingHTTPServer):
    """One address.

    Args:
        answer: request body to the text of the answer.
        behave: what happens to each request; all are answered by default.
        delay: seconds that an answer takes.
        silence: seconds of saying nothing, for that fault.
    """

    daemon_threads = True
    request_queue_size = 256

    def __init__(
        self,
        answer: Callable[[dict[str, Any]], str],
        behave: Behaviour = lambda body, number: "ok",
        delay: float = 0.0,
        silence: float = 60.0,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer, self.behave, self.delay, self.silence = answer, behave, delay, silence
        self.books, self.lock = Books(), threading.Lock()
        self.retry_after = 1.0

    @property
    def url(self) -> str:
        """Base URL for a client."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def serving(*args: Any, **options: Any) -> Iterator[ModelServer]:
    """Run a server in a thread until the block ends."""
    server = ModelServer(*args, **options)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        pass

    def handle(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            super().handle()

    def do_GET(self) -> None:
        self._json(200, {"object": "list", "data": [{"id": "tiny", "object": "model", "created": 0, "owned_by": "us"}]})

    def do_POST(self) -> None:
        books, server = self.server.books, self.server
        data = self.rfile.read(length := int(self.headers["Content-Length"]))
        if len(data) < length:  # who asked was killed in the middle of it
            with server.lock:
                books.partial += 1
            self.close_connection = True
            return
        body = json.loads(data)
        with server.lock:
            number = books.requests
            books.requests += 1
            books.at_once += 1
            books.most_at_once = max(books.most_at_once, books.at_once)
            books.times.append(time.monotonic())
            books.bodies.append(body)
            books.authorization.append(self.headers.get("Authorization", ""))
        try:
            what = server.behave(body, number)
            with server.lock:
                books.faults[what] += 1
            self._do(what, body)
        finally:
            with server.lock:
                books.at_once -= 1

    def _do(self, what: str, body: dict[str, Any]) -> None:
        server = self.server
        if what == "429 with Retry-After":
            self._error(429, "slow down", {"Retry-After": str(server.retry_after)})
        elif what == "429 with a date":
            date = email.utils.formatdate(time.time() + server.retry_after + 1, usegmt=True)
            self._error(429, "slow down", {"Retry-After": date})
        elif what in ("500", "503", "400", "401", "404"):
            self._error(int(what), f"status {what} on purpose; your key was {self.headers.get('Authorization', '')}")
        elif what == "silence":
            time.sleep(server.silence)
            self.close_connection = True
        elif what == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            self.connection.close()
            self.close_connection = True
        elif what == "not JSON":
            self._send(200, b'{"choices": [{"message": {"content": "half', "application/json")
        elif what == "HTML":
            self._send(200, b"<html><body>Bad gateway, with status 200</body></html>", "text/html")
        elif what == "wrong JSON":
            self._json(200, ["not", "a", "completion"])
        elif what == "no choices":
            self._json(
                200, {"id": "x", "object": "chat.completion", "created": 0, "model": body["model"], "choices": []}
            )
        else:
            self._complete(what, body)

    def _complete(self, what: str, body: dict[str, Any]) -> None:
        server = self.server
        time.sleep(server.delay)
        try:
            text = server.answer(body)
        except KeyError:
            self._error(400, "nobody told this server what to answer")
            return
        reply = completion(body, text)
        choice = reply["choices"][0]
        if what == "empty":
            choice["message"]["content"] = ""
        elif what == "only thinking":
            choice["message"]["content"] = "<think>I wonder what this could be"
        elif what == "thinks apart":
            choice["message"]["reasoning_content"] = "I count once more."
        elif what == "length":
            choice["message"]["content"], choice["finish_reason"] = text[: len(text) // 2], "length"
        elif what == "content filter":
            choice["message"]["content"], choice["finish_reason"] = None, "content_filter"
        elif what == "other model":
            reply["model"] = "somebody/else-7b"
        data = json.dumps(reply).encode()
        if what == "cut off":
            self._send(200, data, "application/json", keep=len(data) // 2)
            return
        with server.lock:
            server.books.answers += what in ("ok", "thinks apart")
            server.books.input_tokens += reply["usage"]["prompt_tokens"]
            server.books.output_tokens += reply["usage"]["completion_tokens"]
        if what == "trickle":
            self._head(200, len(data), "application/json")
            for byte in data:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(0.1)
        else:
            self._send(200, data, "application/json")

    def _error(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        self._json(status, {"error": {"message": message, "type": "error", "code": None}}, headers)

    def _json(self, status: int, data: Any, headers: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(data).encode(), "application/json", headers)

    def _head(self, status: int, length: int, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()

    def _send(
        self, status: int, data: bytes, kind: str, headers: dict[str, str] | None = None, keep: int | None = None
    ) -> None:
        self._head(status, len(data), kind, headers)
        self.wfile.write(data[:keep])
        self.wfile.flush()
        if keep is not None:
            self.close_connection = True


def completion(body: dict[str, Any], text: str) -> dict[str, Any]:
    """A chat completion as a server sends it; tokens are counted as words, a picture as 100."""
    asked = 0
    for message in body["messages"]:
        parts = message["content"]
        for part in [{"type": "text", "text": parts}] if isinstance(parts, str) else parts:
            asked += len(part["text"].split()) if part["type"] == "text" else 100
    answered = len(text.split())
    return {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 0, "model": body["model"],
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
        "usage": {"prompt_tokens": asked, "completion_tokens": answered, "total_tokens": asked + answered},
    }  # fmt: skip
