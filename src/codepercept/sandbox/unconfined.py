"""Figure code without confinement, for development where there is no Linux: a cold Python per script.

Nothing keeps the script from files, the network or other processes; only CPU and wall time are limited, so verdicts
also depend on how busy the machine is. `SandboxPool` uses this only off Linux and only when asked to be unsafe.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import mmap
import os
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path

from codepercept.sandbox.limits import RESULT_BYTES, Limits
from codepercept.sandbox.result import Malformed, read_result, tidy
from codepercept.types import Execution

TAIL_BYTES = 8192


class UnconfinedWorker:
    """Runs one script at a time in a process of its own.

    Args:
        environment: all that scripts get to see of the environment.
    """

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self.fingerprint = ""

    async def start(self) -> None:
        """Find out how pictures are drawn here."""
        said, status = await self._python("print_fingerprint()", None, 120.0)
        if status != 0:
            raise OSError(f"the sandbox worker did not start: {said[-500:]}")
        self.fingerprint = said

    async def run(self, code: str, limits: Limits, folder: Path | None) -> tuple[Execution, bool]:
        """Execute `code`; never pressed, since nothing here tells."""
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="codepercept-") as scratch:
            path = Path(scratch) / "result"
            source = code.encode("utf-8", "surrogatepass")
            path.write_bytes(source)
            os.truncate(path, RESULT_BYTES)
            place = folder.resolve() if folder else Path(scratch)
            call = f"run_script({str(path)!r}, {len(source)}, {json.dumps(limits.as_dict())!r}, {str(folder or '')!r})"
            said, status = await self._python(call, place, 5 * limits.cpu_seconds + limits.idle_seconds)
            measured = {
                "stderr": tidy(said[-TAIL_BYTES:]),
                "wall_seconds": round(time.monotonic() - started, 4),
                "fingerprint": f"{self.fingerprint}-{limits.dpi:g}",
            }
            if status is None:
                return Execution(status="wall_limit", error="was not done in time", **measured), False
            if -status in (signal.SIGXCPU, signal.SIGKILL):
                reason = f"used more than {limits.cpu_seconds:g} s of CPU time"
                return Execution(status="cpu_limit", error=reason, **measured), False
            if len(said) > limits.output_kib << 10:
                reason = f"printed more than {limits.output_kib} KiB"
                return Execution(status="output_limit", error=reason, **measured), False
            with path.open("rb") as file, mmap.mmap(file.fileno(), RESULT_BYTES, prot=mmap.PROT_READ) as memory:
                try:
                    return await asyncio.to_thread(read_result, memory, limits, **measured), False
                except Malformed as problem:
                    return Execution(status="error", error=f"the script ended and {problem}", **measured), False

    async def _python(self, call: str, folder: Path | None, seconds: float) -> tuple[str, int | None]:
        """What a Python that makes this call prints, and its exit status; None if it had to be killed."""
        with tempfile.TemporaryFile() as output:  # not a pipe: the size of a file can be limited
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-P", "-c", f"import sys; sys.path[:] = {sys.path!r}; "
                f"from codepercept.sandbox.unconfined import print_fingerprint, run_script; {call}",
                stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output,
                env=self._environment, cwd=folder, start_new_session=True,
            )  # fmt: skip
            status: int | None = None
            with contextlib.suppress(TimeoutError):
                try:
                    status = await asyncio.wait_for(process.wait(), seconds)
                finally:
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(process.pid, signal.SIGKILL)
                    await process.wait()
            output.seek(0)
            return output.read().decode("utf-8", "replace").strip(), status

    def stop(self) -> None:
        """Nothing is kept between scripts."""


def print_fingerprint() -> None:
    """In the child: tell how pictures are drawn here."""
    from codepercept.sandbox import guest, warmup

    warmup.warm_up(heavy=False, draw=False)
    print(guest.fingerprint())


def run_script(path: str, size: int, limits: str, folder: str) -> None:
    """In the child: run the script that stands at the start of the file, which the result then takes the place of."""
    from codepercept.sandbox import guest, warmup

    budget = Limits(**json.loads(limits))
    if folder:
        sys.path.insert(0, folder)
    session = warmup.warm_up(heavy=False, draw=False)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    most = int(usage.ru_utime + usage.ru_stime + budget.cpu_seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (budget.scratch_mib << 20, budget.scratch_mib << 20))
    memory = guest.map_result(os.open(path, os.O_RDWR))
    session.run(guest.take_code(memory, size), budget, memory)
