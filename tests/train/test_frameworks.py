"""verl and ms-swift call our reward: their own code does, taken out of their packages; neither installs beside TRL."""

from __future__ import annotations

import ast
import inspect
import sys
import types
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from gallery_source import fetch

from codepercept.train.adapters import ROLLOUTS, SETTINGS, SwiftReward, compute_score, compute_scores, shared

torch = pytest.importorskip("torch", reason="make test installs it; a bare environment has it not")

VERL = ("verl", "verl-0.9.0-py3-none-any.whl")
SWIFT = ("ms-swift", "ms_swift-4.6.0-py3-none-any.whl")
TRUE = "import matplotlib.pyplot as plt\nplt.bar(['a', 'b'], [3, 1], color='teal')\nplt.show()\n"
EXACT, PROSE = f"```python\n{TRUE}```", "I see two bars."
UNRUNNABLE = "raise SystemExit"


def source(package: tuple[str, str], member: str) -> ast.Module:
    """A module of a package, read from the wheel on the package index."""
    try:
        wheel = fetch(*package)
    except (OSError, ValueError, LookupError, StopIteration) as error:
        pytest.skip(f"{package[1]} could not be fetched from the package index: {error!r}")
    with zipfile.ZipFile(wheel) as archive:
        return ast.parse(archive.read(member))


def taken(tree: ast.Module, name: str, namespace: dict[str, Any]) -> Any:
    """One function of a module, made to run with stand-ins for what the module imports."""
    found = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == name)
    found.decorator_list = []
    future = ast.parse("from __future__ import annotations").body
    exec(compile(ast.Module([*future, found], []), name, "exec"), namespace)
    return namespace[name]


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv(SETTINGS, raising=False)
    monkeypatch.setenv(ROLLOUTS, str(tmp_path))
    shared.cache_clear()
    yield tmp_path
    shared().close()
    shared.cache_clear()


def test_ms_swift_calls_it_and_groups_by_its_columns(process: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batched = taken(source(SWIFT, "swift/dataset/preprocessor/core.py"), "rows_to_batched", {})
    module = types.ModuleType("swift.dataset")
    module.RowPreprocessor = SimpleNamespace(rows_to_batched=batched)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "swift", types.ModuleType("swift"))
    monkeypatch.setitem(sys.modules, "swift.dataset", module)
    tree = source(SWIFT, "swift/rl_core/grpo_algorithm.py")
    names = {"torch": torch, "nn": torch.nn, "_is_async_reward": lambda function: False}
    rewards_of = taken(tree, "compute_rewards_per_func", names)
    samples = [
        SimpleNamespace(
            messages=[{"role": "user", "content": "<image>Draw."}, {"role": "assistant", "content": text}],
            to_reward_row=lambda code=code: {"prompt_id": "p", "solution": code, "finish_reason": "stop"},
        )
        for text, code in ((EXACT, TRUE), (PROSE, TRUE), (EXACT, UNRUNNABLE))
    ]
    rewards = rewards_of(samples, [SwiftReward()], [None], torch.device("cpu"))
    assert rewards.tolist() == [[4.0], [0.0], [0.0]]
    orm = next(n for n in ast.walk(source(SWIFT, "swift/rewards/orm.py")) if getattr(n, "name", "") == "ORM")
    [made] = [f for f in orm.body if isinstance(f, ast.FunctionDef) and f.name == "__init__"]  # type: ignore[attr-defined]
    inspect.signature(SwiftReward).bind(**{a.arg: None for a in made.args.args[1:]})


class Item:
    """As a row of verl's batches."""

    def __init__(self, code: str) -> None:
        self.non_tensor_batch = {"reward_model": {"ground_truth": code}}


class Batch(list[Item]):
    """As verl's batches: a prompt of two tokens, answers whose tokens are numbers of texts."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(Item(code) for code in codes)
        count = len(codes)
        self.batch = {
            "prompts": torch.zeros((count, 2), dtype=torch.long),
            "responses": torch.arange(count).reshape(count, 1),
            "attention_mask": torch.ones((count, 3), dtype=torch.long),
        }
        self.non_tensor_batch = {
            "data_source": ["codepercept"] * count,
            "extra_info": [{"index": f"row-{i}"} for i in range(count)],
        }


def test_verl_calls_it_for_a_batch(process: Path) -> None:
    verify = taken(source(VERL, "verl/workers/reward_manager/batch.py"), "verify", {})
    answers = [EXACT, PROSE, EXACT]
    manager = SimpleNamespace(
        compute_score=compute_scores, reward_fn_key="data_source", reward_kwargs={},
        tokenizer=SimpleNamespace(decode=lambda ids, skip_special_tokens: answers[int(ids[0])]),
    )  # fmt: skip
    scores = verify(manager, Batch([TRUE, TRUE, UNRUNNABLE]))
    assert [s["score"] for s in scores] == [4, 0, 0] and [s["unscored"] for s in scores] == [0, 0, 1]
    assert '"id": "row-0"' in next(process.glob("*.jsonl")).read_text()


@pytest.mark.parametrize(
    "member", ["verl/workers/reward_manager/naive.py", "verl/experimental/reward_loop/reward_manager/naive.py"]
)
def test_verl_calls_it_for_one_answer(member: str) -> None:
    calls = [
        n for n in ast.walk(source(VERL, member))
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr == "compute_score"
    ]  # fmt: skip
    assert calls
    for call in calls:
        assert not call.args
        keywords = {k.arg: None for k in call.keywords if k.arg is not None}
        inspect.signature(compute_score).bind(**keywords, reward_router_address=None)
        assert set(keywords) == {"data_source", "solution_str", "ground_truth", "extra_info"}
