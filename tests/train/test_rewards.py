"""One reward for all frameworks: its parts, its faults, its groups, its rollouts."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from model_server import serving

from codepercept.config.evaluation import models_from_flags
from codepercept.errors import UserError
from codepercept.scorers.rubric import CODE_RUBRIC, IMAGE_RUBRIC
from codepercept.train.replay import replay
from codepercept.train.rewards import RewardConfig, Rewarder, without_unscored

HEAD = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots(figsize=(4, 3))\n"
TRUE = HEAD + "ax.bar(['a', 'b', 'c'], [3, 1, 2], color='teal')\nax.set_title('Sales')\nplt.show()\n"
ANSWERS = {
    "exact": f"So:\n```python\n{TRUE}```",
    "close": f"```python\n{TRUE.replace('[3, 1, 2]', '[3, 2, 2]')}```",
    "far": f"```python\n{HEAD}ax.plot([0, 1], [1, 0])\nplt.show()\n```",
    "fails": f"```python\n{TRUE.replace('plt.show()', '1 / 0')}```",
    "no block": TRUE,
    "prose": "I cannot draw.",
    "no figure": "```python\nprint('hello')\n```",
    "hostile": "```python\nimport os\nos.kill(os.getppid(), 9)\n```",
}


@pytest.fixture(scope="module")
def rewarder() -> Iterator[Rewarder]:
    with Rewarder(RewardConfig()) as made:
        yield made


def test_parts_add_up(rewarder: Rewarder) -> None:
    rewards = dict(zip(ANSWERS, rewarder(list(ANSWERS.values()), [TRUE] * len(ANSWERS)), strict=True))
    assert rewards["exact"].value == 4 and all(v == 1 for v in rewards["exact"].parts.values())
    close, far = rewards["close"], rewards["far"]
    assert close.value is not None and far.value is not None and 2 < far.value < close.value < 4
    assert close.value == pytest.approx(sum(v or 0 for v in close.parts.values()))
    for name, status in (("fails", "error"), ("no figure", "no_figure")):
        assert rewards[name].value == 1 and rewards[name].status == status, "a block, and nothing more"
    assert rewards["no block"].value == rewards["prose"].value == 0 and rewards["prose"].status == "no program"
    assert rewards["hostile"].value == 1 and rewards["hostile"].status in ("error", "blocked", "no_figure")
    assert all(r.fault is None for r in rewards.values())


def test_the_same_answer_the_same_reward(rewarder: Rewarder) -> None:
    answers = [ANSWERS["close"], ANSWERS["far"], ANSWERS["close"]] * 3
    once = [r.value for r in rewarder(answers, [TRUE] * 9)]
    assert once == [r.value for r in rewarder(answers, [TRUE] * 9)] and len(set(once)) == 2


def test_weights() -> None:
    config = RewardConfig(weights={"format": 0, "execution": 0.5, "code": 2})
    with Rewarder(config) as rewarder:
        [exact, fails] = rewarder([ANSWERS["exact"], ANSWERS["fails"]], [TRUE, TRUE])
    assert exact.value == 3.5 and fails.value == 0


def test_what_cannot_be_scored_has_no_reward(rewarder: Rewarder) -> None:
    [broken] = rewarder([ANSWERS["exact"]], ["raise SystemExit"])
    assert broken.value is None and "the true program draws nothing" in (broken.fault or "")
    assert rewarder([], []) == []
    with pytest.raises(ValueError):
        rewarder(["x"], [])


def test_a_late_batch_is_unscored_never_zero() -> None:
    slow = "```python\nimport time\ntime.sleep(8)\n```"
    with Rewarder(RewardConfig(seconds=3.0, workers=2)) as rewarder:
        rewarder([ANSWERS["exact"]], [TRUE])  # warm
        started = time.monotonic()
        exact, late = rewarder([ANSWERS["exact"], slow], [TRUE, TRUE])
        assert time.monotonic() - started < 6
        assert (
            exact.value == 4
            and late.value is None
            and late.status == "late"
            and "longer than 3 s" in (late.fault or "")
        )
        assert rewarder([ANSWERS["exact"]], [TRUE])[0].value == 4, "the next batch is none the worse"


def test_rollouts_are_written_down_and_give_the_same_rewards_again(tmp_path: Path) -> None:
    file = tmp_path / "rollouts" / "0.jsonl"
    with Rewarder(RewardConfig(), rollouts=file) as rewarder:
        rewarder([ANSWERS["close"], ANSWERS["prose"]], [TRUE, TRUE], ["one", "two"])
        rewarder([ANSWERS["far"]], [TRUE], ["three"])
        rows = [json.loads(line) for line in file.read_text().splitlines()]
        again = rewarder([r["completion"] for r in rows], [r["code"] for r in rows])
    assert [(r["step"], r["id"]) for r in rows] == [(1, "one"), (1, "two"), (2, "three")]
    assert [r.value for r in again] == [r["value"] for r in rows]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    told = replay([file], RewardConfig(), tmp_path / "again.jsonl")
    assert (told["rollouts"], told["same"], told["unscored"]) == (3, 3, 0) and told["before"] == told["now"]
    assert [json.loads(line) for line in (tmp_path / "again.jsonl").read_text().splitlines()] == rows
    heavier = replay([file], RewardConfig(weights={"format": 3}), tmp_path / "heavier.jsonl")
    assert heavier["same"] == 1 and heavier["now"]["reward"] == pytest.approx(told["now"]["reward"] + 4 / 3, abs=1e-5)
    file.write_text(file.read_text() + '{"completion": "cut off when the')
    assert replay([file], RewardConfig(), tmp_path / "cut.jsonl")["rollouts"] == 3
    with pytest.raises(UserError, match="its folder is a file"):
        replay([file], RewardConfig(), file / "x.jsonl")
    file.write_text("".join(json.dumps(row) + "\n" for row in rows) + '{"completion": 3}\n')
    with pytest.raises(UserError, match="line 4 is no rollout"):
        replay([file], RewardConfig(), tmp_path / "broken.jsonl")
    assert not list(tmp_path.glob("*broken*"))


def test_llm_judges(tmp_path: Path) -> None:
    def judge(body: dict[str, Any]) -> str:
        content = body["messages"][0]["content"]
        rubric = CODE_RUBRIC if isinstance(content, str) else IMAGE_RUBRIC
        return json.dumps({k: v / 2 for k, v in rubric.items()} | {"reason": "half"})

    with serving(judge) as server:
        config = RewardConfig.model_validate(
            {"judges": "llm", "models": models_from_flags({"judge": f"{server.url}#j"})}
        )
        with Rewarder(config, tmp_path) as rewarder:
            exact, fails = rewarder([ANSWERS["exact"], ANSWERS["fails"]], [TRUE, TRUE])
    assert exact.value == 3 and fails.parts == {"format": 1, "execution": 0, "code": 0.5, "image": 0}


def test_unscored_answers_move_nothing() -> None:
    rewards = [1.0, None, 3.0, None, 0.5]
    assert without_unscored(rewards, ["a", "a", "a", "b", "c"]) == [1.0, 2.0, 3.0, 0.0, 0.5]
