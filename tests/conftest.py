"""Shared helpers: one sandbox per module, and a way to run many snippets through it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

import pytest

from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import SandboxPool
from codepercept.types import Execution

Runner = Callable[..., list[Execution]]
DEAREST = (
    "scorers/test_properties.py", "train/test_grpo.py", "pipeline/test_models_in_the_loop.py", "cli/test_eval.py",
    "train/test_sft.py", "models/test_real_model.py", "pipeline/test_ray.py", "evals/test_stem2code.py",
    "sandbox/test_attacks.py", "geometry/test_space_curves.py", "geometry/test_solid_nets.py",
)  # fmt: skip
"""Files that take longest: they start first, so that no worker is left with one of them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the dearest files first; all others stay in their order."""
    order = {name: number for number, name in enumerate(DEAREST)}
    items.sort(key=lambda item: order.get("/".join(item.path.parts[-2:]), len(order)))


@pytest.fixture(scope="session")
def run_many() -> Runner:
    """Run snippets through a real sandbox; results in the order of the snippets."""

    def run(snippets: Iterable[str], limits: Limits | None = None, workers: int = 2) -> list[Execution]:
        async def all_of_them() -> list[Execution]:
            async with SandboxPool(workers, limits) as pool:
                return list(await asyncio.gather(*(pool.run(s) for s in snippets)))

        return asyncio.run(all_of_them())

    return run
