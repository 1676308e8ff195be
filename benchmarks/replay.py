"""Serves the answers of a finished run again: a build over the wire without a model.

A request is known by its seed of sampling, which follows from the recipe's seed and from who asks.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from codepercept.models.ask import request_seed


def answers_of(calls: Path, seed: int) -> dict[int, str]:
    """Answers kept in a run's `calls.sqlite`, reasoning put back in front, by the seed that a request carries."""
    database = sqlite3.connect(calls)
    try:
        rows = database.execute("SELECT label, output FROM answers").fetchall()
    finally:
        database.close()
    found = {}
    for label, output in rows:
        answer = json.loads(output)
        thought = f"<think>{answer['reasoning']}</think>\n" if answer["reasoning"] else ""
        found[request_seed(seed, label)] = thought + answer["text"]
    return found


def replies(answers: Mapping[int, str]) -> Callable[[dict[str, Any]], str]:
    """What a `ModelServer` needs to answer with them."""
    return lambda body: answers[body["seed"]]
