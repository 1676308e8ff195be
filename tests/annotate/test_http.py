"""The server as others meet it: who may ask, what is refused, and what survives a kill."""

from __future__ import annotations

import asyncio
import http.client
import io
import random
import re
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import annotate_candidates as make
import pytest
from annotate_server import Client, Server
from PIL import Image

from codepercept.annotate.candidates import Candidates, Which, open_candidates
from codepercept.annotate.rendering import Renderer
from codepercept.annotate.storage import Database
from codepercept.annotate.work import Rating, Work
from codepercept.cli import cli
from codepercept.errors import UserError
from codepercept.render import run_sync

Serve = Callable[..., Server]
STATE = Rating(style=3).model_dump()
NASTY = "<script>alert(1)</script>\"'&"


def change(base: int = 0, **state: Any) -> dict[str, Any]:
    """A rating to send."""
    return {"change": secrets.token_hex(16), "base": base, "state": {**STATE, **state}}


@pytest.fixture
def simple(tmp_path: Path) -> Path:
    rows = make.simple_rows(4)
    rows[0]["id"] = NASTY
    return make.write(tmp_path / "bench", rows)


def test_requests_are_judged_before_they_are_answered(serve: Serve, simple: Path) -> None:
    server = serve(simple)
    one = Client(server, "one")
    assert one.ask("/api/next", {})[2] == {"item": 0}
    ours = one.origin

    # names: a page that rebinds its own name to this address still sends that name
    for host in ("evil.example", "localhost.evil.example", f"evil.example:{server.port}", "", "[::1", "10.0.0.1"):
        assert one.ask("/", Host=host or "x y")[0] == 421, host
    for host in (f"localhost:{server.port}", "127.0.0.1", "[::1]:80", "127.0.0.2"):
        assert one.ask("/", Host=host)[0] == 200, host

    # changes come from our own pages, with a session
    for origin in ("", "null", "http://evil.example", ours + "1", ours.replace("127.0.0.1", "localhost")):
        assert one.ask("/api/items/0/rating", change(), Origin=origin)[0] == 403, origin
    assert one.ask("/api/items/0/rating", change(), Cookie="")[0] == 401
    assert one.ask("/api/items/0/rating", change(), Cookie="codepercept-x=y")[0] == 401
    assert one.ask("/api/mine", Cookie="")[0] == 401
    assert one.ask("/summary", Cookie="")[0] == 401
    assert one.ask("/api/items/0/rating", change(), kind="text/plain")[0] == 415

    # items of others, and none
    assert one.ask("/api/items/1")[0] == 403
    assert one.ask("/api/items/1/rating", change())[0] == 403
    for none in ("99", "9" * 5000, "-1", "x", "%C2%B2"):
        assert one.ask(f"/api/items/{none}")[0] == 404, none

    # who has shown no token yet can send little
    form = "application/x-www-form-urlencoded"
    assert one.ask("/sign-in", b"name=" + b"x" * 4096, form)[0] == 413
    assert one.ask("/sign-in", b"name=one" + b"&a=" * 5, form)[0] == 400

    # sizes, whatever the header says
    assert _sent(one, {"Content-Length": str((4 << 20) + 1)}, []) == 413
    assert _sent(one, {"Transfer-Encoding": "chunked"}, [b"x" * 65536] * 64 + [b"x"]) == 413
    assert one.ask("/api/mine")[0] == 200, "the server goes on"
    assert one.ask("/api/items/0/rating", change(comment="x" * 20_000))[2]["version"] == 1
    assert one.ask("/api/items/0/rating", change(comment="x" * 20_001))[0] == 400
    for wrong in (change(style=6), change(style="3"), change(other=1), {"base": 0}, {**change(), "change": "../x"}):
        status, _, told = one.ask("/api/items/0/rating", wrong)
        assert status == 400 and told["error"], wrong
    assert one.ask("/api/items/0/rating", b"\xff{")[0] == 400

    # files are known by their names
    for path in (
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/%2fetc%2fpasswd",
        "/static/",
    ):
        assert one.ask(path)[0] == 404, path
    for path in ("/pictures/x/0/image.png", "/pictures/..%2f..%2f/0/image.png", "/annotations.sqlite"):
        assert one.ask(path)[0] == 404, path

    # what is shown is escaped, and the page runs nothing but our own scripts
    status, headers, page = one.ask("/")
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff" and "Server" not in headers
    assert NASTY.encode() not in one.ask("/summary")[2] + page
    for scale in ("style", "content", "function"):
        assert scale.encode() in page
    assert one.ask("/api/items/0/rating", change(1, style=3, content=3, function=3, draft="other"))[0] == 200
    summary = one.ask("/summary")[2]
    assert b"&lt;script&gt;" in summary and b'id="drafts"' in summary
    nasty = Client(server, "%3Cscript%3Ealert(2)")
    assert b"<script>alert" not in nasty.ask("/")[2]

    # and sign-out ends the session
    assert one.ask("/sign-out", b"")[0] == 303
    assert one.ask("/api/mine")[0] == 401
    assert server.stop(signal.SIGTERM) == 0


def _sent(client: Client, headers: dict[str, str], parts: list[bytes]) -> int:
    """Status of a body in parts that never ends."""
    connection = http.client.HTTPConnection(client.origin.removeprefix("http://"), timeout=30)
    own = {"Cookie": client.cookie, "Origin": client.origin, "Content-Type": "application/json", **headers}
    try:
        connection.putrequest("POST", "/api/items/0/rating")
        for name, value in own.items():
            connection.putheader(name, value)
        connection.endheaders()
        for part in parts:
            connection.send(b"%x\r\n%s\r\n" % (len(part), part))
        return connection.getresponse().status
    finally:
        connection.close()


def test_stale_changes_are_answered_with_the_present_state(serve: Serve, simple: Path) -> None:
    server = serve(simple, "--overlap", "2")
    one, two = Client(server, "one"), Client(server, "two")
    for _ in range(4):
        one.ask("/api/next", {})
        two.ask("/api/next", {})
    assert one.ask("/api/items/0/rating", change(style=2))[2]["version"] == 1
    status, _, told = one.ask("/api/items/0/rating", change(style=5))
    assert status == 409 and told["present"] == {"version": 1, "state": {**STATE, "style": 2}}
    assert two.ask("/api/items/0/rating", change(style=5))[0] == 200, "another's rating is another's"

    def revision(code: str) -> dict[str, Any]:
        return {"change": secrets.token_hex(16), "base": 0, "code": code, "aside": False}

    assert one.ask("/api/items/0/revisions", revision("of one"))[2] == {"number": 1}
    status, _, told = two.ask("/api/items/0/revisions", revision("of two"))
    assert status == 409 and told["present"] == {"number": 1, "annotator": "one", "code": "of one"}
    newest = two.ask("/api/items/0/rating", change(1, style=4))[2]["newest"]
    assert newest == {"number": 1, "annotator": "one"}, "an answer tells of others' revisions"
    # Ctrl-C ends in order, too.
    assert server.stop(signal.SIGINT) == 0


def test_others_need_the_token(serve: Serve, simple: Path) -> None:
    server = serve(simple, "--host", "0.0.0.0")
    match = re.fullmatch(r"http://\S+:\d+/\?token=([\w-]{20,})", server.url)
    assert match, server.url
    with pytest.raises(AssertionError, match="403"):
        Client(server, "one", "wrong")
    with pytest.raises(AssertionError, match="403"):
        Client(server, "one")
    one = Client(server, "one", match[1])
    status, headers, _ = one.ask("/sign-in", f"name=one&token={match[1]}".encode(), "application/x-www-form-urlencoded")
    cookie = headers["Set-Cookie"]
    assert status == 303 and "HttpOnly" in cookie and "samesite=strict" in cookie.lower()
    assert one.ask("/", Cookie="")[0] == 403 and one.ask("/?token=wrong", Cookie="")[0] == 403
    assert one.ask(f"/?token={match[1]}", Cookie="")[0] == 200
    status, headers, _ = one.ask(f"/?token={match[1]}")
    assert status == 303 and headers["Location"] == "/", "the token does not stay in the address"
    assert one.ask("/", Host="evil.example")[0] == 421
    assert one.ask("/", Host="192.168.1.7:8700")[0] == 200, "an address cannot be rebound"


def test_all_that_was_acknowledged_survives_a_kill(serve: Serve, simple: Path) -> None:
    """Four clients write as fast as they can; the process is killed at random, twice."""
    server = serve(simple, "--overlap", "1")
    acknowledged: dict[tuple[str, int], tuple[int, str]] = {}
    saved: list[str] = []
    stop = threading.Event()

    def write(name: str) -> None:
        client = Client(server, name)
        client.ask("/api/next", {})
        base = number = 0
        while not stop.is_set():
            number += 1
            comment = f"{name} {number}"
            sent = change(base, comment=comment)
            code = {"change": secrets.token_hex(16), "base": 0, "code": f"# {comment}", "aside": True}
            for path, body in (("rating", sent), ("revisions", code)):
                while True:  # as the page does: the same change, until there is an answer
                    try:
                        status, _, told = client.ask(f"/api/items/{item_of[name]}/{path}", body)
                        break
                    except (OSError, http.client.HTTPException):
                        if stop.is_set():
                            return
                        time.sleep(0.02)
                assert status == 200, told
                if path == "rating":
                    base = told["version"]
                    acknowledged[name, item_of[name]] = (base, comment)
                else:
                    saved.append(body["code"])

    names = ["one", "two", "three", "four"]
    item_of = {name: n for n, name in enumerate(names)}
    clients = [Client(server, name) for name in names]
    assert [c.ask("/api/next", {})[2]["item"] for c in clients] == [0, 1, 2, 3]
    threads = ThreadPoolExecutor(4)
    writers = [threads.submit(write, name) for name in names]
    for _ in range(2):
        time.sleep(random.uniform(0.4, 0.8))
        server.stop(signal.SIGKILL)
        server.start()
    time.sleep(0.4)
    server.stop(signal.SIGKILL)
    stop.set()
    for writer in writers:
        writer.result()

    candidates = open_candidates(simple)
    work = Work(Database(candidates, create=False), candidates)
    assert len(acknowledged) == 4 and len(saved) > 8
    for (name, item), (version, comment) in acknowledged.items():
        found = work.rating(1 + names.index(name), item)
        told = found["version"], found["state"]["comment"]
        # What was on its way at the kill may be stored; nothing is stored twice, and nothing is missing.
        assert told in ((version, comment), (version + 1, f"{name} {int(comment.split()[1]) + 1}"))
    stored = [r["code"] for item in range(4) for r in work.revisions(item)[1:]]
    assert len(stored) == len(set(stored)) and set(saved) <= set(stored)


def test_of_one_annotator_only_the_newest_program_waits(tmp_path: Path) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(picture, "BMP")
    code = "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.show()"
    row = {"id": "a", "image": {"bytes": picture.getvalue(), "path": None}, "code": code}
    candidates = open_candidates(make.write(tmp_path, [row, {**row, "id": "b"}]))

    async def draw() -> list[dict[str, Any]]:
        async with Renderer(candidates) as renderer:
            first = asyncio.create_task(renderer.draw(1, 0, code))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            later = [asyncio.create_task(renderer.draw(1, 0, f"{code}\n# {n}")) for n in range(3)]
            other = asyncio.create_task(renderer.draw(2, 0, "import matplotlib.pyplot as plt\nplt.plot([1, 2])\n1 / 0"))
            assert ((await renderer.picture(0, "image"))[0] or b"").startswith(b"\x89PNG"), "nothing is passed through"
            return list(await asyncio.gather(first, *later, other))

    first, *later, other = run_sync(draw())
    assert first["status"] == "ok" and first["score"] == 0 and first["image"], "a blank original"
    assert [r["status"] for r in later] == ["superseded", "superseded", "ok"]
    assert (other["status"], other["line"], other["image"]) == ("error", 3, None)
    assert "ZeroDivisionError" in other["error"]


def _png(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("1", (width, height)).save(stream, "PNG")
    return stream.getvalue()


def test_pictures_that_cannot_be_shown_are_told_in_a_sentence(serve: Serve, tmp_path: Path) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    pictures = [_png(64, 48), svg, _png(5000, 4000)]
    rows = [{"id": str(n), "image": {"bytes": p, "path": None}, "code": "1"} for n, p in enumerate(pictures)]
    folder = make.write(tmp_path, rows)
    sha = open_candidates(folder).sha256[:12]
    one = Client(serve(folder), "one")
    status, headers, picture = one.ask(f"/pictures/{sha}/0/image.png")
    assert (status, headers["Content-Type"], picture[:4]) == (200, "image/png", b"\x89PNG")
    for item, told in ((1, "not a picture"), (2, "5000 x 4000 pixels, at most 16,000,000")):
        status, _, answer = one.ask(f"/pictures/{sha}/{item}/image.png")
        assert status == 404 and told in answer["error"]
    for item in range(3):
        one.ask("/api/next", {})
        assert bool(one.ask(f"/api/items/{item}")[2]["picture_problem"]) == (item > 0)


def test_one_picture_is_decoded_at_a_time_and_once(tmp_path: Path) -> None:
    class Watched(Candidates):
        running, most, asked = 0, 0, 0

        def picture(self, item: int, which: Which) -> bytes | None:
            Watched.running, Watched.asked = Watched.running + 1, Watched.asked + 1
            Watched.most = max(Watched.most, Watched.running)
            time.sleep(0.05)
            Watched.running -= 1
            return super().picture(item, which)

    rows = [{"id": str(n), "image": {"bytes": _png(64, 48), "path": None}, "code": "1"} for n in range(3)]
    read = open_candidates(make.write(tmp_path, rows))

    async def ask() -> list[tuple[bytes | None, str]]:
        async with Renderer(Watched(read.file, read.sha256, read.rows, read.places)) as renderer:
            gone = asyncio.create_task(renderer.picture(0, "image"))
            asked = [asyncio.create_task(renderer.picture(n % 3, "image")) for n in range(9)]
            await asyncio.sleep(0.01)
            gone.cancel()
            return list(await asyncio.gather(*asked))

    assert all(png and not problem for png, problem in run_sync(ask()))
    assert (Watched.most, Watched.asked) == (1, 3)


def test_mistakes_on_the_command_line_are_one_sentence(simple: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for arguments, told in (
            ((simple, "--port", port), f"port {port} is taken"),
            ((simple, "--report"), "nobody has rated anything yet"),
            ((simple, "--export", tmp_path / "out"), "nobody has rated anything yet"),
            ((tmp_path / "nowhere",), "no such file"),
            ((simple, "--host", "nowhere.invalid"), "not an address of this machine"),
            ((simple, "--token", ""), "at least one character"),
        ):
            with pytest.raises(UserError, match=told) as caught:
                cli(["annotate", *map(str, arguments)], standalone_mode=False)
            assert "\n" not in str(caught.value)
            assert not (simple / "annotations.sqlite").exists()


def test_the_command_line_does_not_wait_for_the_web_framework() -> None:
    script = "import sys, codepercept.cli; print(sorted({'starlette', 'uvicorn', 'krippendorff'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr
