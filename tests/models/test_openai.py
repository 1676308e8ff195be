"""The client against a real server on loopback, well-behaved and not."""

from __future__ import annotations

import asyncio
import base64
import io
import itertools
import time
from pathlib import Path
from typing import Any

import pytest
from model_server import FAULTS, ModelServer, serving
from PIL import Image

from codepercept.config import EndpointSection
from codepercept.errors import UserError
from codepercept.models.base import EndpointDown, GenerateConfig, Message, ModelError, ModelOutput, TruncatedAnswer
from codepercept.models.cache import UNANSWERED, Calls
from codepercept.models.openai import GIVE_UP, GIVE_UP_REFUSED, OpenAIModel, _same_model

CONFIG = GenerateConfig(model="tiny", role="captioner", temperature=0.5, seed=7, max_tokens=50)
SECRET = "sk-very-secret-0123456789"


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(stream, "PNG")
    return stream.getvalue()


def model(tmp_path: Path, *servers: ModelServer, **options: Any) -> tuple[OpenAIModel, Calls]:
    calls = Calls(tmp_path / "calls.sqlite")
    fields = {"timeout_seconds": 2.0, "backoff_seconds": 0.05, "retries": 3, **options}
    section = EndpointSection(base_urls=[s.url for s in servers], **fields)
    return OpenAIModel("main", section, tmp_path / ".calls", calls), calls


def ask(client: OpenAIModel, times: int = 1, config: GenerateConfig = CONFIG) -> list[Any]:
    """Ask so often at once; answers, and errors as values."""

    async def all_of_them() -> list[Any]:
        try:
            messages = [Message(role="user", text="What is this?", images=(picture(),))]
            return await asyncio.gather(
                *(client.generate(messages, config) for _ in range(times)), return_exceptions=True
            )
        finally:
            await client.close()

    return asyncio.run(all_of_them())


def hello(body: dict[str, Any]) -> str:
    return "A red rectangle."


def test_what_is_sent_and_what_comes_back(tmp_path: Path) -> None:
    with serving(hello) as server:
        client, calls = model(tmp_path, server)
        config = CONFIG.model_copy(update={"top_p": 0.8, "extra": {"repetition_penalty": 1.1}})
        (output,) = ask(client, config=config)
        body = server.books.bodies[0]
    assert output == ModelOutput(text="A red rectangle.", model="tiny", usage=output.usage)
    assert (output.usage.input_tokens, output.usage.output_tokens) == (103, 3)
    assert {k: body[k] for k in ("model", "temperature", "top_p", "seed", "max_tokens", "repetition_penalty")} == {
        "model": "tiny", "temperature": 0.5, "top_p": 0.8, "seed": 7, "max_tokens": 50, "repetition_penalty": 1.1,
    }  # fmt: skip
    image, text = body["messages"][0]["content"]
    head, _, data = image["image_url"]["url"].partition(",")
    assert (head, base64.b64decode(data), text["text"]) == ("data:image/png;base64", picture(), "What is this?")
    assert calls.spent()["captioner"] == {
        "requests": 1, "outcomes": {"answer": 1}, "input_tokens": 103, "output_tokens": 3
    }  # fmt: skip


def test_thinking_is_kept_apart_however_it_is_sent(tmp_path: Path) -> None:
    with serving(hello, lambda body, number: "thinks apart") as server:
        (output,) = ask(model(tmp_path, server)[0])
    assert (output.text, output.reasoning) == ("A red rectangle.", "I count once more.")
    with serving(lambda body: "<think>Hm.</think>A red rectangle.") as server:
        (output,) = ask(model(tmp_path, server)[0])
    assert (output.text, output.reasoning) == ("A red rectangle.", "Hm.")


@pytest.mark.parametrize("fault", FAULTS)
def test_transient_faults_are_retried(tmp_path: Path, fault: str) -> None:
    with serving(hello, lambda body, number: fault if number == 0 else "ok", silence=5.0) as server:
        server.retry_after = 0.3
        client, calls = model(tmp_path, server, timeout_seconds=1.0)
        (output,) = ask(client)
        times, requests = server.books.times, server.books.requests
    assert isinstance(output, ModelOutput) and output.text == "A red rectangle."
    assert requests == 2
    spent = calls.spent()["captioner"]
    assert spent["requests"] == 2 and spent["outcomes"]["answer"] == 1
    if fault.startswith("429"):
        assert times[1] - times[0] >= 0.3, "Retry-After was not honoured"
    if fault in ("empty", "only thinking"):  # the server counted their tokens, and so do we
        assert (spent["input_tokens"], spent["output_tokens"]) == (206, 6)


def test_retries_end_and_the_error_says_what_happened(tmp_path: Path) -> None:
    with serving(hello, lambda body, number: "500") as server:
        client, calls = model(tmp_path, server, retries=2)
        (error,) = ask(client)
        assert server.books.requests == 3
    assert isinstance(error, ModelError)
    assert "status 500" in str(error) and "tried 3 times" in str(error)
    assert calls.spent()["captioner"]["outcomes"] == {"server_error": 3}


@pytest.mark.parametrize(
    ("fault", "kind", "says"),
    [
        ("length", TruncatedAnswer, "cut off at 50 tokens; raise `max_tokens`"),
        ("content filter", ModelError, "declined"),
        ("400", ModelError, "status 400"),
        ("401", UserError, "refuses the key"),
        ("404", UserError, "no such model"),
        ("other model", UserError, "'somebody/else-7b' answered"),
    ],
)
def test_final_faults_are_not_retried(tmp_path: Path, fault: str, kind: type, says: str) -> None:
    with serving(hello, lambda body, number: fault) as server:
        client, calls = model(tmp_path, server)
        (error,) = ask(client)
        assert server.books.requests == 1
        tokens = server.books.input_tokens
    assert isinstance(error, kind) and says in str(error)
    assert calls.spent()["captioner"]["input_tokens"] == tokens


def test_an_endpoint_that_is_down_stops_the_run(tmp_path: Path) -> None:
    with serving(hello, lambda body, number: "503") as server:
        client, _ = model(tmp_path, server, retries=0)
        results = ask(client, GIVE_UP)
    assert [type(r) for r in results].count(EndpointDown) == 1
    assert "run the same command again" in str(next(r for r in results if isinstance(r, EndpointDown)))


def test_an_endpoint_that_cuts_everything_off_stops_the_run(tmp_path: Path) -> None:
    """Nobody wants to pay for ten thousand answers that are all too long."""
    with serving(hello, lambda body, number: "length") as server:
        client, _ = model(tmp_path, server)
        results = ask(client, GIVE_UP_REFUSED)
    assert [type(r) for r in results].count(EndpointDown) == 1
    assert [type(r) for r in results].count(TruncatedAnswer) == GIVE_UP_REFUSED - 1


def test_keys_come_from_the_environment_and_never_leave_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", SECRET)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-for-somebody-else")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-for-somebody-else")
    with serving(hello, lambda body, number: "401") as server:
        client, calls = model(tmp_path, server, key_env="MY_KEY")
        (error,) = ask(client)
        assert server.books.authorization == [f"Bearer {SECRET}"]
        assert SECRET not in str(error) and "***" in str(error) and "MY_KEY" in str(error)
        plain, _ = model(tmp_path, server)
        ask(plain)
        assert server.books.authorization[1] == "Bearer none", "a key for another service was sent"
    calls.close()
    assert not any(SECRET.encode() in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    monkeypatch.delenv("MY_KEY")
    with pytest.raises(UserError, match="MY_KEY is not set"):
        model(tmp_path, server, key_env="MY_KEY")


def test_requests_in_flight_are_limited_over_all_clients(tmp_path: Path) -> None:
    with serving(hello, delay=0.1) as server:
        clients = [model(tmp_path, server, concurrency=3)[0] for _ in range(2)]  # as in two worker processes

        async def both() -> list[Any]:
            messages = [Message(role="user", text="?")]
            return await asyncio.gather(*(c.generate(messages, CONFIG) for c in clients for _ in range(9)))

        assert len(asyncio.run(both())) == 18
        assert server.books.most_at_once == 3


def test_requests_per_minute_are_limited(tmp_path: Path) -> None:
    with serving(hello) as server:
        client, _ = model(tmp_path, server, requests_per_minute=600)
        ask(client, 8)
        times = sorted(server.books.times)
    gaps = [b - a for a, b in itertools.pairwise(times)]
    assert times[-1] - times[0] >= 0.65 and min(gaps) >= 0.05


def test_retry_after_holds_for_everyone(tmp_path: Path) -> None:
    with serving(hello, lambda body, number: "429 with Retry-After" if number == 0 else "ok") as server:
        client, _ = model(tmp_path, server, concurrency=1)
        other, _ = model(tmp_path, server, concurrency=1)

        async def one_after_the_other() -> None:
            messages = [Message(role="user", text="?")]
            first = asyncio.ensure_future(client.generate(messages, CONFIG))
            while not server.books.requests:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.2)
            await asyncio.gather(first, other.generate(messages, CONFIG))

        asyncio.run(one_after_the_other())
        times = server.books.times
    assert len(times) == 3 and times[1] - times[0] >= 0.95


def test_several_addresses_share_the_load_and_one_may_die(tmp_path: Path) -> None:
    with serving(hello, delay=0.05) as one, serving(hello, delay=0.05) as two:
        client, _ = model(tmp_path, one, two, concurrency=2)
        assert all(isinstance(r, ModelOutput) for r in ask(client, 20))
        assert min(one.books.requests, two.books.requests) >= 5
    with serving(hello) as alive, serving(hello) as dead:
        client, _ = model(tmp_path, dead, alive)
        dead.shutdown()
        dead.server_close()
        assert all(isinstance(r, ModelOutput) for r in ask(client, 12))


def test_a_request_that_is_cut_off_stays_on_the_books(tmp_path: Path) -> None:
    with serving(hello, delay=1.0) as server:
        client, calls = model(tmp_path, server)

        async def killed() -> None:
            task = asyncio.ensure_future(client.generate([Message(role="user", text="?")], CONFIG))
            while not server.books.requests:
                await asyncio.sleep(0.01)
            task.cancel()

        asyncio.run(killed())
    assert calls.spent()["captioner"]["outcomes"] == {UNANSWERED: 1}


def test_reachable_tells_before_anything_is_paid(tmp_path: Path) -> None:
    with serving(hello) as server:
        client, _ = model(tmp_path, server)
        asyncio.run(client.reachable())
    gone, _ = model(tmp_path, server)
    with pytest.raises(UserError, match=r"cannot reach http://127\.0\.0\.1.*start the server"):
        asyncio.run(gone.reachable())


def test_waits_grow(tmp_path: Path) -> None:
    with serving(hello, lambda body, number: "500" if number < 3 else "ok") as server:
        client, _ = model(tmp_path, server, backoff_seconds=0.2)
        began = time.monotonic()
        ask(client)
        times = server.books.times
    gaps = [b - a for a, b in itertools.pairwise(times)]
    assert gaps[0] < gaps[1] < gaps[2] and time.monotonic() - began >= 0.9


@pytest.mark.parametrize(
    ("answered", "asked", "same"),
    [
        ("gpt-x-2026-01-01", "gpt-x", True), ("Qwen3-VL-8B", "Qwen/Qwen3-VL-8B", True), ("/m/tiny@main", "tiny", True),
        ("", "tiny", True), ("gemini-9-pro", "gpt-x", False), ("Qwen3-VL-4B", "Qwen3-VL-8B", False),
    ],
)  # fmt: skip
def test_names_of_models(answered: str, asked: str, same: bool) -> None:
    assert _same_model(answered, asked) is same
