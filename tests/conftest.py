"""Shared helpers: one sandbox per module, and a way to run many snippets through it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

import pytest

from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import SandboxPool
from codepercept.types import Execution

Runner = Callable[..., list[Execution]]


@pytest.fixture(scope="session")
def run_many() -> Runner:
    """Run snippets through a real sandbox; results in the order of the snippets."""

    def run(snippets: Iterable[str], limits: Limits | None = None, workers: int = 2) -> list[Execution]:
        async def all_of_them() -> list[Execution]:
            async with SandboxPool(workers, limits) as pool:
                return list(await asyncio.gather(*(pool.run(s) for s in snippets)))

        return asyncio.run(all_of_them())

    return run
