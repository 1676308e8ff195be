"""Off Linux: a clear refusal, and a fallback for development that draws the same pictures."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from codepercept.errors import SandboxUnavailable
from codepercept.sandbox import isolation
from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import SandboxPool
from codepercept.types import Execution

PLOT = "import random\nimport matplotlib.pyplot as plt\n"
PLOT += "plt.plot([1, random.random()], label='日本')\nplt.legend()\nplt.show()"


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is no Linux, as far as the pool knows."""
    monkeypatch.setattr(isolation, "LINUX", False)
    monkeypatch.setattr("platform.system", lambda: "Darwin")


@pytest.mark.usefixtures("elsewhere")
def test_off_linux_the_pool_refuses_and_says_what_to_do() -> None:
    with pytest.raises(SandboxUnavailable, match=r"on Linux only, and this is Darwin; .*container.*--unsafe-sandbox"):
        SandboxPool(1)


def unconfined(*codes: str, limits: Limits | None = None) -> list[Execution]:
    async def scenario() -> list[Execution]:
        async with SandboxPool(2, limits, unsafe=True) as sandbox:
            return await asyncio.gather(*(sandbox.run(code) for code in codes))

    return asyncio.run(scenario())


@pytest.mark.usefixtures("elsewhere")
def test_the_fallback_gives_every_kind_of_verdict() -> None:
    limits = Limits(cpu_seconds=2, idle_seconds=4)
    codes = {
        "error": "raise ValueError('no')",
        "no_figure": "print(1)",
        "cpu_limit": "while True: pass",
        "wall_limit": "import time, os\nos.read(os.pipe()[0], 1)",
        "output_limit": "print('x' * 3_000_000)",
    }
    runs = unconfined(*codes.values(), "import os\nos._exit(4)", limits=limits)
    assert [run.status for run in runs] == [*codes, "error"]
    assert runs[0].error == "ValueError: no (line 1)"
    assert all(run.error for run in runs)


def test_the_fallback_draws_the_same(run_many: Callable[..., list[Execution]], request: pytest.FixtureRequest) -> None:
    (confined,) = run_many([PLOT])
    request.getfixturevalue("elsewhere")
    (open_air,) = unconfined(PLOT)
    assert confined.status == open_air.status == "ok", open_air.error
    assert confined.image == open_air.image and confined.trace == open_air.trace
    assert confined.fingerprint == open_air.fingerprint
