"""A real sandbox that all tests of the figure package draw through."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import pytest
from plain import AXES, HEAD

from codepercept.sandbox.pool import SandboxPool
from codepercept.types import Execution


@pytest.fixture(scope="session")
def execute() -> Iterator[Callable[[str], Execution]]:
    """Runs whole programs in one pool."""
    with asyncio.Runner() as runner:
        pool = SandboxPool(1)
        runner.run(pool.__aenter__())

        def run(code: str) -> Execution:
            return runner.run(pool.run(code))

        yield run
        runner.run(pool.__aexit__(None, None, None))


@pytest.fixture(scope="session")
def draw(execute: Callable[[str], Execution]) -> Callable[..., Execution]:
    """Runs a snippet that finds `np`, `plt`, `patches`, `collections`, `fig` and `ax`, and must end well."""

    def run(snippet: str, head: str = AXES) -> Execution:
        execution = execute(HEAD + head + snippet)
        assert execution.status == "ok", f"{execution.error}\n{execution.stderr}"
        assert execution.trace is not None
        return execution

    return run
