"""A pool of warm, confined workers: untrusted figure code in, `Execution` out."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import json
import mmap
import os
import platform
import re
import signal
import socket
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from codepercept.errors import SandboxUnavailable
from codepercept.sandbox import isolation
from codepercept.sandbox.limits import RESULT_BYTES, Limits
from codepercept.sandbox.result import Malformed, read_result, tidy
from codepercept.sandbox.unconfined import UnconfinedWorker
from codepercept.types import Execution

START_SECONDS = 120.0
TRIES = 6
WARM_AFTER = 40
"""Scripts of a worker after which it fills all caches before it forks: 3.5 s of CPU once, then 0.03 s less a script."""
PRESSED = 0.05
"""Share of its time that a script waits for a core from which on others are taken to have slowed it down."""
_HEAVY = re.compile(r"\b(?:pandas|seaborn|scipy|networkx|sympy|skimage|sklearn|statsmodels|shapely)\b")
"""Named anywhere, however it is imported: some of these cannot be loaded once clocks are replaced."""
_WRITES = re.compile(
    r"""open\(|\bto_(?:csv|excel|json|pickle|parquet)\(|\bsave(?:txt|z|z_compressed)?\(|\bimsave\(|\bimwrite\(|\bdump\(
    |mkdir|makedirs|mkdtemp|tempfile|write_text|write_bytes|shutil|sqlite3|memmap""",
    re.X,
)


class Sandbox(Protocol):
    """Runs one piece of untrusted figure code."""

    async def run(self, code: str, limits: Limits | None = None, folder: Path | None = None) -> Execution:
        """Execute `code`; never raises for anything that the code does."""
        ...


@dataclass(frozen=True)
class Isolation:
    """Which layers are in force."""

    landlock: bool
    seccomp: bool
    unsafe: bool

    @classmethod
    def choose(cls, unsafe: bool) -> Isolation:
        """All layers that the kernel has.

        Raises:
            SandboxUnavailable: one is missing and `unsafe` is False.
        """
        if not isolation.LINUX and not unsafe:
            raise SandboxUnavailable(
                f"untrusted code can be confined on Linux only, and this is {platform.system()}; run in a Linux "
                "container or virtual machine, or pass --unsafe-sandbox to go without (development only)"
            )
        landlock, seccomp = isolation.landlock_abi() > 0, isolation.seccomp_available()
        if not (landlock and seccomp) and not unsafe:
            missing = " and ".join(n for n, there in (("Landlock", landlock), ("seccomp", seccomp)) if not there)
            raise SandboxUnavailable(
                f"this kernel offers no {missing}, so untrusted code cannot be confined; run on Linux 5.13 or "
                "later, or pass --unsafe-sandbox to go without (development only)"
            )
        return cls(landlock, seccomp, unsafe=not (landlock and seccomp))


class SandboxPool:
    """Workers for untrusted figure code; an async context manager.

    Each worker is a warm zygote that forks one confined child per script. A script that imports pandas, seaborn, scipy
    and the like goes to a heavy zygote, started when first needed.

    Args:
        workers: how many scripts run at once (1 or more).
        limits: default budgets of a script.
        unsafe: go on although Landlock or seccomp is missing.

    Raises:
        SandboxUnavailable: the kernel lacks a layer and `unsafe` is False.
    """

    def __init__(self, workers: int = 1, limits: Limits | None = None, unsafe: bool = False) -> None:
        self.limits = limits or Limits()
        self.isolation = Isolation.choose(unsafe)
        self.fingerprint = ""
        self._settings = {
            "landlock": self.isolation.landlock,
            "seccomp": self.isolation.seccomp,
        }
        self._workers: list[_Worker | UnconfinedWorker] = [
            _Worker(self._settings) if isolation.LINUX else UnconfinedWorker(_environment())
            for _ in range(max(1, workers))
        ]
        self._free: asyncio.Queue[_Worker | UnconfinedWorker] = asyncio.Queue()
        self._busy = 0
        self._quiet = asyncio.Event()
        self._reruns = asyncio.Semaphore(max(1, (os.cpu_count() or 1) // 2))

    async def __aenter__(self) -> SandboxPool:
        await asyncio.gather(*(worker.start() for worker in self._workers))
        self.fingerprint = self._workers[0].fingerprint
        for worker in self._workers:
            self._free.put_nowait(worker)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.stop()

    async def run(self, code: str, limits: Limits | None = None, folder: Path | None = None) -> Execution:
        """Execute figure code and return its picture and trace.

        Args:
            code: the script's text.
            limits: budgets, the pool's own by default.
            folder: a folder that the script may read, and works in (its data files, its own modules). By default it
                reads nothing but Python itself.

        A fault of ours (a worker died, a result went missing) is tried again on a fresh worker; if it stays, the status
        is "fault". Whatever the code itself does ends in one of the other statuses. A script that went over its CPU
        time while others were pressing for the cores runs once more when the pool is quiet, and that counts.
        """
        limits = limits or self.limits
        if len(code) > limits.code_kib << 10:
            size, most = len(code) / 2**20, limits.code_kib / 1024
            return Execution(status="error", error=f"the code is {size:.1f} MB long; at most {most:g} MB are run")
        if "\0" in code:
            return Execution(status="error", error="the code holds null bytes; it is not a text file")
        self._busy += 1
        try:
            execution, pressed = await self._attempt(code, limits, folder)
        finally:
            self._busy -= 1
            self._quiet.set()
        if execution.status == "cpu_limit" and pressed:
            async with self._reruns:
                while self._busy:
                    self._quiet.clear()
                    await self._quiet.wait()
                execution, _ = await self._attempt(code, limits, folder)
        return execution

    async def _attempt(self, code: str, limits: Limits, folder: Path | None) -> tuple[Execution, bool]:
        """Run until it is no fault; also whether the script had to wait for a core."""
        worker = await self._free.get()
        try:
            for _ in range(TRIES - 1):
                execution, pressed = await worker.run(code, limits, folder)
                if execution.status != "fault":
                    return execution, pressed
            return await worker.run(code, limits, folder)
        finally:
            self._free.put_nowait(worker)


class _Worker:
    """One script at a time: a light zygote, and a heavy one once it is needed."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._zygotes: dict[bool, _Zygote] = {}
        self.fingerprint = ""

    async def start(self) -> None:
        """Start the light zygote."""
        self.fingerprint = (await self.zygote(heavy=False)).fingerprint

    async def zygote(self, heavy: bool) -> _Zygote:
        """The zygote to use: one that starts quickly, and from `WARM_AFTER` scripts on one whose caches are filled."""
        found = self._zygotes.get(heavy)
        due = found is not None and found.served >= WARM_AFTER and not found.warm
        if found is None or due:
            self._zygotes[heavy] = await _Zygote.start({**self._settings, "heavy": heavy, "draw": heavy or due})
            if found is not None:
                found.stop()
        return self._zygotes[heavy]

    async def run(self, code: str, limits: Limits, folder: Path | None) -> tuple[Execution, bool]:
        heavy = _HEAVY.search(code) is not None
        try:
            zygote = await self.zygote(heavy)
            return await zygote.run(code, limits, folder, scratch=_WRITES.search(code) is not None)
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            broken = self._zygotes.pop(heavy, None)
            if broken is not None:
                broken.stop()
            return Execution(status="fault", error=f"the sandbox worker died: {error!r}"), False
        except asyncio.CancelledError:
            # The job goes on in the zygote; only ending that keeps the next answer from being this one's.
            if heavy in self._zygotes:
                self._zygotes.pop(heavy).stop()
            raise

    def stop(self) -> None:
        for zygote in self._zygotes.values():
            zygote.stop()
        self._zygotes.clear()


class _Zygote:
    """The pool's end of one zygote process."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket, warm: bool) -> None:
        self._process, self._control, self.warm = process, control, warm
        self.served = 0
        self.fingerprint = ""

    @classmethod
    async def start(cls, settings: dict[str, Any]) -> _Zygote:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        # The child gets what packages are imported from, and no more: figure code must not see the user's files.
        path = [p for p in sys.path if _holds_packages(p)]
        package = str(Path(__file__).resolve().parents[2])
        program = (
            f"import sys; sys.path[:] = {[package, *path]!r}; from codepercept.sandbox.zygote import main; "
            f"main({theirs.fileno()}, {settings!r})"
        )
        process = subprocess.Popen(
            [sys.executable, "-P", "-s", "-c", program],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=[theirs.fileno()],
            env=_environment(),
            cwd="/",
            start_new_session=True,
        )
        theirs.close()
        zygote = cls(process, ours, settings["draw"])
        try:
            message = await asyncio.wait_for(zygote._receive(), START_SECONDS)
        except (TimeoutError, OSError, asyncio.IncompleteReadError) as error:
            process.kill()
            said = process.stderr.read().decode(errors="replace") if process.stderr else ""
            zygote.stop()
            raise OSError(f"the sandbox worker did not start: {said.strip()[-500:] or error!r}") from error
        if process.stderr is not None:
            process.stderr.close()
        zygote.fingerprint = str(message["fingerprint"])
        return zygote

    async def run(self, code: str, limits: Limits, folder: Path | None, scratch: bool) -> tuple[Execution, bool]:
        descriptor = os.memfd_create("codepercept-result", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        try:
            os.ftruncate(descriptor, RESULT_BYTES)
            # The child keeps a descriptor: a size that it could change would end in SIGBUS here.
            fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
            source = code.encode("utf-8", "surrogatepass")
            os.pwrite(descriptor, source, 0)
            job = {
                "code_bytes": len(source),
                "limits": limits.as_dict(),
                "scratch": scratch,
                "folder": str(folder.resolve()) if folder else "",
            }
            body = json.dumps(job).encode()
            socket.send_fds(self._control, [struct.pack("<I", len(body))], [descriptor])
            await asyncio.get_running_loop().sock_sendall(self._control, body)
            report = await self._receive()
            report["tail"] = (await self._read(report["tail"])).decode("utf-8", "replace")
            with mmap.mmap(descriptor, RESULT_BYTES, prot=mmap.PROT_READ) as memory:
                execution = await asyncio.to_thread(_judge, report, memory, limits, self.fingerprint)
            self.served += 1
            return execution, report["waited"] > PRESSED * report["wall"]
        finally:
            os.close(descriptor)

    async def _receive(self) -> dict[str, Any]:
        size = struct.unpack("<I", await self._read(4))[0]
        answer: dict[str, Any] = json.loads(await self._read(size))
        return answer

    async def _read(self, size: int) -> bytes:
        loop, data = asyncio.get_running_loop(), bytearray()
        while len(data) < size:
            chunk = await loop.sock_recv(self._control, size - len(data))
            if not chunk:
                raise asyncio.IncompleteReadError(bytes(data), size)
            data += chunk
        return bytes(data)

    def stop(self) -> None:
        """Close the socket: the zygote kills its child, cleans up and leaves."""
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()


def _holds_packages(folder: str) -> bool:
    """Whether an entry of `sys.path` holds Python itself or installed packages, and not somebody's project."""
    path = Path(folder).resolve()
    homes = [Path(prefix).resolve() / lib for prefix in (sys.prefix, sys.base_prefix) for lib in ("lib", "lib64")]
    inside = any(path.is_relative_to(home) for home in homes)
    return bool(folder) and (
        inside or path.name in ("site-packages", "dist-packages") or next(path.glob("*.dist-info"), None) is not None
    )


def _environment() -> dict[str, str]:
    """All that a zygote gets to see of the environment."""
    # matplotlib keeps its list of fonts there; where it cannot be written each zygote makes its own.
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 (Path.home may raise)
    cache = Path(home) / "codepercept" / "matplotlib"
    with contextlib.suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "NUMEXPR")}
    return {"PYTHONHASHSEED": "0", "MPLCONFIGDIR": str(cache), "MPLBACKEND": "agg", "LC_ALL": "C.UTF-8", **threads}


def _judge(report: dict[str, Any], memory: mmap.mmap, limits: Limits, fingerprint: str) -> Execution:
    """Turn the zygote's report and the child's claim into an `Execution`."""
    measured = {
        "stderr": tidy(report["tail"]),
        "cpu_seconds": round(report["cpu"], 4),
        "wall_seconds": round(report["wall"], 4),
        "fingerprint": f"{fingerprint}-{limits.dpi:g}",
    }
    verdict = report["verdict"]
    if verdict is not None:
        return Execution(status=verdict, error=_reason(verdict, limits), **measured)
    try:
        return read_result(memory, limits, **measured)
    except Malformed as problem:
        if not report["confined"]:
            return Execution(status="fault", error=tidy(report["tail"])[-300:], **measured)
        how = f"was killed by {_signal_name(report['signal'])}" if report["signal"] else "ended by itself"
        hungry = report["peak"] > 0.8 * (limits.memory_mib << 20)
        if report["signal"] == signal.SIGKILL:
            # Nobody but us or the kernel's memory killer sends this; neither is the code's verdict.
            return Execution(status="memory_limit" if hungry else "fault", error=f"the script {how}", **measured)
        status = "memory_limit" if hungry and report["signal"] else "error"
        return Execution(status=status, error=f"the script {how} and {problem}", **measured)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # real-time signals have none
        return f"signal {number}"


def _reason(verdict: str, limits: Limits) -> str:
    return {
        "cpu_limit": f"used more than {limits.cpu_seconds:g} s of CPU time",
        "wall_limit": f"slept or waited for more than {limits.idle_seconds:g} s",
        "memory_limit": f"used more than {limits.memory_mib} MiB of memory",
        "output_limit": f"printed more than {limits.output_kib} KiB, or wrote more than {limits.scratch_mib} MiB",
        "blocked": "started more threads than the sandbox allows",
        "fault": f"still not done after {limits.wall_seconds:g} s of wall time",
    }[verdict]
