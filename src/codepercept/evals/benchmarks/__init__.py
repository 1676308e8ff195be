"""The six reasoning benchmarks that captions are tried on, each by its own rule."""

from __future__ import annotations

from collections.abc import Callable

from codepercept.evals.benchmarks.base import Benchmark, Extraction, Question, Verdict
from codepercept.evals.benchmarks.dynamath import DynaMath
from codepercept.evals.benchmarks.logicvista import LogicVista
from codepercept.evals.benchmarks.mathverse import MathVerse
from codepercept.evals.benchmarks.mathvision import MathVision
from codepercept.evals.benchmarks.mathvista import MathVista
from codepercept.evals.benchmarks.wemath import WeMath

BENCHMARKS: dict[str, Callable[[], Benchmark]] = {
    "mathvision": MathVision,
    "mathvista": MathVista,
    "mathverse": MathVerse,
    "dynamath": DynaMath,
    "wemath": WeMath,
    "logicvista": LogicVista,
}

__all__ = [
    "BENCHMARKS", "Benchmark", "DynaMath", "Extraction", "LogicVista", "MathVerse", "MathVision", "MathVista",
    "Question", "Verdict", "WeMath",
]  # fmt: skip
