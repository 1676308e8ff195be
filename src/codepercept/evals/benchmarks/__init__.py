"""The six reasoning benchmarks that captions are tried on, each by its own rule."""

from __future__ import annotations

from collections.abc import Callable

from .base import Benchmark, Extraction, Question, Verdict
from .dynamath import DynaMath
from .logicvista import LogicVista
from .mathverse import MathVerse
from .mathvision import MathVision
from .mathvista import MathVista
from .wemath import WeMath

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
