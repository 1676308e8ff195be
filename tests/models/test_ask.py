"""Asking: answers are kept, unreadable ones asked for again, nothing incomplete is stored."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PIL import Image

from codepercept.config import ModelsSection
from codepercept.errors import UserError
from codepercept.models import Models
from codepercept.models.ask import accounts, shrink
from codepercept.models.base import GenerateConfig, Message, ModelError, ModelOutput, TruncatedAnswer, Usage
from codepercept.models.cache import Calls, request_key
from codepercept.models.readers import read_judgement, read_text
from codepercept.models.scripted import ScriptedModel

T = TypeVar("T")
GOOD = '{"verdict": "pass", "score": 4, "reason": "fine"}'


def section(**roles: Any) -> ModelsSection:
    default = {"model": "m", "temperature": 0.5, "input_price": 2.0, "output_price": 10.0}
    return ModelsSection.model_validate(
        {"endpoints": {"e": {"recorded": "unused"}}, "roles": {"default": default, **roles}}
    )


class Queue:
    """Answers from a list; an exception in it is raised."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.asked = list(answers), []  # type: ignore[var-annotated]

    async def generate(self, messages: Sequence[Message], config: GenerateConfig) -> ModelOutput:
        self.asked.append((messages, config))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return ModelOutput(text=answer, model="m", usage=Usage(input_tokens=10, output_tokens=5))


def run(folder: Path, model: Any, ask: Callable[[Models], Awaitable[T]], seed: int = 0) -> T:
    calls = Calls(folder / "calls.sqlite")
    try:
        return asyncio.run(ask(Models(section(), {"e": model}, calls, seed)))  # type: ignore[arg-type]
    finally:
        calls.close()


async def judged(models: Models, label: str = "row/1", code: str = "x") -> Any:
    return (await models.ask("judge_code", label, read_judgement, code=code)).value


def test_an_answer_is_paid_once(tmp_path: Path) -> None:
    first = run(tmp_path, Queue(GOOD), judged)
    again = run(tmp_path, Queue(), judged)  # an empty queue: it would fail if it were asked
    assert first == again and first.score == 4
    kept, _ = accounts(section(), tmp_path)
    assert kept == {"judge": {"answers": 1, "input_tokens": 10, "output_tokens": 5, "cost": 0.00007}}


@pytest.mark.parametrize("change", ["label", "code", "seed"])
def test_another_request_is_asked_anew(tmp_path: Path, change: str) -> None:
    run(tmp_path, Queue(GOOD), judged)
    with pytest.raises(IndexError):
        if change == "label":
            run(tmp_path, Queue(), lambda m: judged(m, label="row/2"))
        elif change == "code":
            run(tmp_path, Queue(), lambda m: judged(m, code="y"))
        else:
            run(tmp_path, Queue(), judged, seed=1)


def test_the_key_holds_what_decides_an_answer() -> None:
    messages, config = [Message(role="user", text="a", images=(b"1",))], GenerateConfig(model="m", temperature=0.5)
    key = request_key("p-1", messages, config, 1)
    others = [
        request_key("p-2", messages, config, 1),
        request_key("p-1", messages, config, 2),
        request_key("p-1", [Message(role="user", text="a", images=(b"2",))], config, 1),
        *(request_key("p-1", messages, config.model_copy(update=u), 1)
          for u in ({"model": "n"}, {"temperature": 0.6}, {"top_p": 0.9}, {"seed": 1}, {"extra": {"a": 1}})),
    ]  # fmt: skip
    assert len({key, *others}) == len(others) + 1
    free = config.model_copy(update={"max_tokens": 5, "role": "judge", "label": "x"})
    assert request_key("p-1", messages, free, 1) == key


def test_an_unreadable_answer_is_asked_for_once_more(tmp_path: Path) -> None:
    queue = Queue("I cannot say.", GOOD)
    assert run(tmp_path, queue, judged).verdict == "pass"
    (_, second) = queue.asked
    assert [m.role for m in second[0]] == ["user", "assistant", "user"]
    assert "it holds no JSON object" in second[0][2].text and second[1].label == "judge_code row/1 #2"
    run(tmp_path, Queue(), judged)  # both answers are kept


def test_twice_unreadable_is_unscored_and_the_next_run_asks_anew(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="unusable after asking twice: it holds no JSON object"):
        run(tmp_path, Queue("No.", "No!"), judged)
    assert run(tmp_path, Queue(GOOD), judged).score == 4


@pytest.mark.parametrize("error", [ModelError("down"), TruncatedAnswer(GenerateConfig(model="m", role="judge"))])
def test_failed_and_truncated_calls_are_never_answers(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(type(error)):
        run(tmp_path, Queue(error), judged)
    assert accounts(section(), tmp_path)[0] == {}
    assert run(tmp_path, Queue(GOOD), judged).score == 4


def test_roles_have_their_own_models() -> None:
    found = section(judge=None, coder={"model": "c"})
    models = Models(found, {}, None, 0)  # type: ignore[arg-type]
    assert models.has("coder", "captioner") and not models.has("captioner", "judge")
    assert found.role("coder").model == "c" and found.role("refiner").model == "m"  # type: ignore[union-attr]


def test_pictures_are_scaled_to_the_budget() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (400, 100), "white").save(stream, "PNG")
    small = Image.open(io.BytesIO(shrink(stream.getvalue(), 10_000)))
    assert small.size == (200, 50)
    assert shrink(stream.getvalue(), 40_000) == stream.getvalue()


def test_a_damaged_file_of_answers_is_told(tmp_path: Path) -> None:
    (tmp_path / "calls.sqlite").write_bytes(b"not a database, whatever its name says" * 50)
    with pytest.raises(UserError, match=r"calls\.sqlite: cannot be used.*move it away"):
        Calls(tmp_path / "calls.sqlite")


def test_recorded_answers(tmp_path: Path) -> None:
    calls = Calls(tmp_path / "calls.sqlite")
    model = ScriptedModel({"native_caption row/1": "<think>hm</think> A red dot."}, calls)

    async def caption(models: Models, label: str = "row/1") -> str:
        stream = io.BytesIO()
        Image.new("RGB", (40, 40)).save(stream, "PNG")
        return (await models.ask("native_caption", label, read_text, [stream.getvalue()])).value

    assert run(tmp_path, model, caption) == "A red dot."
    with pytest.raises(ModelError, match="no answer is recorded for 'native_caption row/2'"):
        run(tmp_path, model, lambda m: caption(m, "row/2"))
