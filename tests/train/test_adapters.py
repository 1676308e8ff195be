"""The reward as TRL, verl and ms-swift call it."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from codepercept.errors import UserError
from codepercept.train import adapters
from codepercept.train.adapters import ROLLOUTS, SETTINGS, SwiftReward, TrlReward, compute_score, compute_scores, shared
from codepercept.train.config import RewardConfig
from codepercept.train.rewards import PARTS, Reward, Rewarder

HEAD = "import matplotlib.pyplot as plt\n"
TRUE = HEAD + "plt.bar(['a', 'b'], [3, 1], color='teal')\nplt.show()\n"
EXACT = f"```python\n{TRUE}```"
POOR = f"```python\n{HEAD}plt.plot([1, 2])\nplt.show()\n```"
BROKEN = "raise SystemExit"
"""A true program that draws nothing: every answer to it is unscored."""


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """As a framework's process sees it: settings and rollouts by environment variables."""
    (tmp_path / "reward.yaml").write_text("weights: {format: 0.5}\nworkers: 1\n")
    monkeypatch.setenv(SETTINGS, str(tmp_path / "reward.yaml"))
    monkeypatch.setenv(ROLLOUTS, str(tmp_path / "rollouts"))
    shared.cache_clear()
    yield tmp_path
    shared().close()
    shared.cache_clear()


def test_trl() -> None:
    logged: dict[str, float] = {}
    conversation = [{"role": "assistant", "content": EXACT}]
    parts = [{"role": "assistant", "content": [{"type": "text", "text": POOR}]}]
    with Rewarder(RewardConfig()) as rewarder:
        values = TrlReward(rewarder)(
            prompts=["p"] * 4, completions=[conversation, parts, EXACT, "prose"], completion_ids=[[1]] * 4,
            code=[TRUE, TRUE, BROKEN, TRUE], id=["a", "a", "b", "a"], trainer_state=None,
            log_metric=logged.__setitem__, log_extra=print,
        )  # fmt: skip
    assert values[0] == 4 and values[1] is not None and 2 < values[1] < 4 and values[2] is None and values[3] == 0
    assert logged["reward/unscored"] == 0.25 and logged["reward/execution"] == pytest.approx(2 / 3)


def test_trl_trainers_take_it() -> None:
    """By the convention of the installed library: a callable with a name, None for what cannot be scored."""
    pytest.importorskip("trl")
    import inspect

    from trl import GRPOTrainer

    source = inspect.getsource(GRPOTrainer)
    assert "log_metric" in source and "reward if reward is not None else torch.nan" in source
    assert "unscorable_mask" in source, "unscored answers are left out of their group"
    assert TrlReward(None).__name__ == "codepercept"  # type: ignore[arg-type]


def test_verl(process: Path) -> None:
    one = compute_score(data_source="x", solution_str=EXACT, ground_truth=TRUE, extra_info={"index": 3})
    assert one["score"] == 3.5 and one["execution"] == 1 and one["status"] == "ok"
    assert compute_score("x", "prose", TRUE)["score"] == 0
    with pytest.raises(Exception, match="could not be scored"):
        compute_score("x", EXACT, BROKEN)
    with ThreadPoolExecutor(4) as threads:  # as its reward loop does with functions that are not async
        many = list(threads.map(lambda text: compute_score("x", text, TRUE)["score"], [EXACT, POOR] * 4))
    assert many[::2] == [3.5] * 4 and len(set(many[1::2])) == 1
    batch = compute_scores(
        data_sources=["x"] * 3, solution_strs=[EXACT, "prose", EXACT], ground_truths=[TRUE, TRUE, BROKEN],
        extra_infos=[{"index": 0}, {"index": 0}, None],
    )  # fmt: skip
    assert [b["score"] for b in batch] == [3.5, 0, 0] and [b["unscored"] for b in batch] == [0, 0, 1]
    [file] = (process / "rollouts").glob("*.jsonl")
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    assert rows[0]["id"] == "3" and rows[0]["value"] == 3.5


def test_verl_loads_it_by_its_path(process: Path) -> None:
    spec = importlib.util.spec_from_file_location("custom_module", adapters.__file__)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.compute_score(data_source="x", solution_str="prose", ground_truth=TRUE, extra_info={})["score"] == 0
    module.shared().close()


def test_swift(process: Path) -> None:
    reward = SwiftReward(args=None)
    values = reward(
        completions=[EXACT, EXACT, "prose"], solution=[TRUE, BROKEN, TRUE], messages=[[]] * 3, images=[[]] * 3
    )
    assert values == [3.5, 0.0, 0.0], "a group with nothing scored moves nothing"


def test_an_unscored_answer_gets_what_is_known_of_its_figure(process: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    adapters._SCORED.clear()
    reward = SwiftReward()
    assert reward(completions=[EXACT, "prose"], solution=[TRUE, TRUE]) == [3.5, 0.0]
    lost = Reward(None, dict.fromkeys(PARTS), "fault", "gone")
    monkeypatch.setattr(adapters, "shared", lambda: lambda completions, codes, ids=(): [lost] * len(completions))
    assert SwiftReward()(completions=[EXACT, EXACT], solution=[TRUE, BROKEN]) == [1.75, 0.0]
    assert compute_score("x", EXACT, TRUE)["score"] == 1.75
    adapters._SCORED.clear()


def test_wrong_settings_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reward.yaml").write_text("wieghts: {format: 0.5}\n")
    monkeypatch.setenv(SETTINGS, str(tmp_path / "reward.yaml"))
    shared.cache_clear()
    with pytest.raises(UserError, match=r"reward\.yaml: unknown key `wieghts`; did you mean `weights`"):
        shared()
