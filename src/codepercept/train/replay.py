"""Rollouts that a training wrote down, rewarded once more: with the same settings, to check them, or with others."""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from codepercept.errors import UserError
from codepercept.train.config import RewardConfig
from codepercept.train.rewards import PARTS, Rewarder

BATCH = 64


def replay(files: Sequence[Path], config: RewardConfig, out: Path) -> dict[str, Any]:
    """Reward all answers in files of rollouts again.

    Args:
        files: JSON Lines as `Rewarder` writes them.
        config: what a reward is made of now.
        out: gets the same lines with the new rewards, whole or not at all.

    Returns:
        `rollouts`, how many of them have the `same` reward, how many are `unscored`, and the means of the reward and of
        its parts `before` and `now`, over answers that are scored both times.

    Raises:
        UserError: a file cannot be read, or a line is no rollout.
    """
    rows = _rows(files)
    told: list[tuple[dict[str, Any], dict[str, Any]]] = []
    part = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8") as stream, Rewarder(config, out.parent) as rewarder:
            for batch in _batched(rows):
                answers, codes = [r["completion"] for r in batch], [r["code"] for r in batch]
                for row, reward in zip(batch, rewarder(answers, codes), strict=True):
                    new = {**row, **asdict(reward)}
                    stream.write(json.dumps(new) + "\n")
                    told.append(({k: row[k] for k in ("value", "parts")}, {k: new[k] for k in ("value", "parts")}))
        part.replace(out)
    except (FileExistsError, NotADirectoryError):
        raise UserError(f"{out}: its folder is a file; name another file with --out") from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    both = [pair for pair in told if pair[0]["value"] is not None and pair[1]["value"] is not None]
    return {
        "rollouts": len(told),
        "same": sum(old["value"] == new["value"] for old, new in told),
        "unscored": sum(new["value"] is None for _, new in told),
        "before": _means([old for old, _ in both]),
        "now": _means([new for _, new in both]),
        "out": str(out),
    }


def _batched(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def _rows(files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for file in files:
        try:
            stream = file.open(encoding="utf-8")
        except OSError as error:
            raise UserError(f"{file}: cannot be read ({error.strerror}); name a file of rollouts") from None
        with stream:
            for number, line in enumerate(stream, 1):
                if not line.endswith("\n"):
                    continue  # cut off when the training was killed
                try:
                    row = json.loads(line)
                    fits = isinstance(row["completion"], str) and isinstance(row["code"], str)
                    if not fits or not {"value", "parts"} <= row.keys():
                        raise ValueError
                except (ValueError, KeyError, TypeError):
                    raise UserError(f"{file}: line {number} is no rollout; name a file that a training wrote") from None
                yield row


def _means(rewards: Sequence[dict[str, Any]]) -> dict[str, float]:
    if not rewards:
        return {}
    found = {"reward": sum(r["value"] for r in rewards) / len(rewards)}
    for name in PARTS:
        found[name] = sum(r["parts"][name] or 0.0 for r in rewards) / len(rewards)
    return {k: round(v, 6) for k, v in found.items()}
