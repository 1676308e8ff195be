"""Make figure code give the same picture every time: seeded randomness and a clock of its own.

Runs in the zygote, so every child starts from the same state. A script that seeds its own generators is not affected.
What stays random: `numpy.datetime64("now")` and pandas' timestamps of the present, which read the clock in C.
"""

from __future__ import annotations

import itertools
import os
import random
import time
from typing import Any

import numpy as np

SEED = 0
EPOCH = 1_735_732_800.0
"""What the script takes for now: 2025-01-01 12:00:00 UTC."""

TICK = 0.001
"""Seconds by which the clock moves on at each reading, so that waiting loops end and timings are reproducible."""


_seed_shared = random.seed


def make_deterministic() -> None:
    """Seed every generator that would seed itself, and replace the clocks."""
    np.random.seed(SEED)
    _seed_generators()
    _replace_clocks()


def after_fork() -> None:
    """Seed the generator behind `random.random()`, which Python seeds anew in every forked child."""
    _seed_shared(SEED)


def _seed_generators() -> None:
    source = random.Random(SEED)
    fresh = itertools.count(SEED)

    def urandom(size: int) -> bytes:
        return source.randbytes(size)

    os.urandom = urandom
    random._urandom = urandom  # type: ignore[attr-defined]

    def seeded(function: Any) -> Any:
        def call(seed: Any = None, *args: Any, **kwargs: Any) -> Any:
            return function(next(fresh) if seed is None else seed, *args, **kwargs)

        call.__name__, call.__doc__ = function.__name__, function.__doc__
        return call

    np.random.default_rng = seeded(np.random.default_rng)
    np.random.seed = seeded(np.random.seed)
    random.seed = seeded(random.seed)

    class RandomState(np.random.RandomState):
        def __init__(self, seed: Any = None) -> None:
            super().__init__(next(fresh) if seed is None else seed)

    class Random(random.Random):
        def __init__(self, x: Any = None) -> None:
            super().__init__(next(fresh) if x is None else x)

    np.random.RandomState = RandomState  # type: ignore[misc]
    random.Random = Random  # type: ignore[misc]


def _replace_clocks() -> None:
    readings = itertools.count(1)
    real = {name: getattr(time, name) for name in ("localtime", "gmtime", "ctime", "strftime")}

    def now() -> float:
        return EPOCH + TICK * next(readings)

    def now_ns() -> int:
        return int(now() * 1e9)

    for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
        setattr(time, name, now)
        setattr(time, name + "_ns", now_ns)
    time.gmtime = lambda seconds=None: real["gmtime"](now() if seconds is None else seconds)
    time.localtime = lambda seconds=None: real["gmtime"](now() if seconds is None else seconds)
    time.ctime = lambda seconds=None: time.asctime(time.localtime(seconds))
    time.strftime = lambda form, moment=None: real["strftime"](form, time.localtime() if moment is None else moment)
    _replace_datetime(now)


def _replace_datetime(now: Any) -> None:
    import datetime

    real_date, real_datetime = datetime.date, datetime.datetime

    class _AnyDate(type):
        def __instancecheck__(cls, value: Any) -> bool:
            return isinstance(value, real_date)

        def __subclasscheck__(cls, other: type) -> bool:
            return issubclass(other, real_date)

    class _AnyDatetime(type):
        def __instancecheck__(cls, value: Any) -> bool:
            return isinstance(value, real_datetime)

        def __subclasscheck__(cls, other: type) -> bool:
            return issubclass(other, real_datetime)

    class date(real_date, metaclass=_AnyDate):  # type: ignore[misc, valid-type]
        def __new__(cls, *args: Any, **kwargs: Any) -> Any:
            return real_date(*args, **kwargs)

        @classmethod
        def today(cls) -> Any:
            return real_datetime.fromtimestamp(now(), datetime.UTC).date()

    class moment(real_datetime, metaclass=_AnyDatetime):  # type: ignore[misc, valid-type]
        def __new__(cls, *args: Any, **kwargs: Any) -> Any:
            return real_datetime(*args, **kwargs)

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            present = real_datetime.fromtimestamp(now(), datetime.UTC)
            return present.replace(tzinfo=None) if tz is None else present.astimezone(tz)

        @classmethod
        def utcnow(cls) -> Any:
            return cls.now()

        @classmethod
        def today(cls) -> Any:
            return cls.now()

    for fake, real in ((date, real_date), (moment, real_datetime)):
        fake.__name__ = fake.__qualname__ = real.__name__
        fake.__module__ = "datetime"
    datetime.date = date  # type: ignore[misc]
    datetime.datetime = moment  # type: ignore[misc]
