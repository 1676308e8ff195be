"""The warm process that forks one confined child per script, watches it, and tells how it ended.

Runs as `python -c "...; main()"` with one Unix socket to the pool. It is trusted and single-threaded: it never reads
anything from a child but its printed output and its wait status, and nothing of a script (its code, what it printed)
stays in its memory, which the next script inherits. Standard library, numpy and matplotlib only.

Wire format, both ways: 4 bytes length (little endian), then that many bytes of JSON. A job carries one descriptor, the
shared memory with the script's code, which the result then takes the place of. After a verdict come `tail` raw bytes,
the end of what the script printed.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import socket
import struct
import sys
from pathlib import Path
from time import monotonic  # the clock itself: scripts get another one in `time`
from typing import Any

from codepercept.sandbox import guest, isolation
from codepercept.sandbox.limits import Limits
from codepercept.sandbox.scratch import clear, make, used_bytes
from codepercept.sandbox.warmup import use_huge_pages, warm_up

TAIL_BYTES = 8192
POLL_SECONDS = 0.05
MAX_THREADS = 512
HUGE_PAGES_AFTER = 20
"""Scripts after which a zygote takes half a second to make further forks cheaper; few that are run from a shell have so
many."""

_OUTPUT = memoryview(bytearray(TAIL_BYTES + 65536))
"""The end of what the running script printed; wiped before the next one, which inherits this memory."""


def main(control_fd: int, settings: dict[str, Any]) -> None:
    """Serve jobs until the pool closes its end of the socket.

    Args:
        control_fd: our end of the socket pair.
        settings: `heavy` (load the scientific stack too), `draw` (fill all caches first, for many scripts), `landlock`
            and `seccomp` (layers to enter).
    """
    control = socket.socket(fileno=control_fd)
    with contextlib.suppress(AttributeError):  # 3.11+, keeps huge integers printable as in plain python
        sys.set_int_max_str_digits(0)
    scratch, _lock = make()  # before warming up, which seeds the source of its name
    session = warm_up(settings["heavy"], settings["draw"])
    if settings["seccomp"]:
        isolation.seccomp_template()  # made here, not by each child
    rulesets: dict[bool, int | None] = {False: None, True: None}
    readable = isolation.readable_paths()
    if settings["landlock"]:
        rulesets = {w: isolation.build_ruleset(readable, [scratch] if w else []) for w in (False, True)}
    served = 0
    try:
        _send(control, {"ready": True, "fingerprint": guest.fingerprint()})
        while (job := _receive(control)) is not None:
            message, memory = job
            ruleset = rulesets[message["scratch"]]
            if message["folder"] and settings["landlock"]:
                ruleset = isolation.build_ruleset(
                    [*readable, message["folder"]], [scratch] if message["scratch"] else []
                )
            verdict = _run(session, control, message, memory, ruleset, settings["seccomp"], scratch)
            if message["folder"] and ruleset is not None:
                os.close(ruleset)
            if verdict is None:
                break
            clear(scratch)
            _send(control, verdict)
            control.sendall(_OUTPUT[: verdict["tail"]])
            _OUTPUT[:] = bytes(len(_OUTPUT))
            served += 1
            if served == HUGE_PAGES_AFTER:
                use_huge_pages()
    finally:
        with contextlib.suppress(OSError):
            clear(scratch)
            Path(scratch).rmdir()


def _run(
    session: guest.Session,
    control: socket.socket,
    job: dict[str, Any],
    memory: int,
    ruleset: int | None,
    seccomp: bool,
    scratch: str,
) -> dict[str, Any] | None:
    """Fork, watch, reap. Returns the verdict, or None if the pool went away meanwhile."""
    limits = Limits(**job["limits"])
    output, output_child = os.pipe()
    started_pipe, started_child = os.pipe()
    zygote = os.getpid()
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    started = monotonic()
    pid = os.fork()
    if pid == 0:
        try:
            isolation.die_with_parent(zygote)
            _become_child(session, job, limits, memory, output_child, started_child, ruleset, seccomp, scratch, pages)
        except BaseException as error:
            os.write(2, f"sandbox could not start: {error!r}\n".encode())
        finally:
            os._exit(121)
    os.close(output_child)
    os.close(started_child)
    os.close(memory)
    watch = _Watch(pid, limits, started, scratch if job["scratch"] else None)
    try:
        gone = watch.until_end(output, control)
        # Written once the child is confined and before it sees the script, which thus cannot fake a failure of ours.
        confined = os.read(started_pipe, 1) == b"1"
    finally:
        os.close(output)
        os.close(started_pipe)
    if gone:
        return None
    return {**watch.report(), "confined": confined}


def _become_child(
    session: guest.Session,
    job: dict[str, Any],
    limits: Limits,
    memory: int,
    output: int,
    started: int,
    ruleset: int | None,
    seccomp: bool,
    scratch: str,
    pages: int,
) -> None:
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)  # one of its own: flags of a shared one would outlive the script
    keep = [null, output, output, memory, started] + ([ruleset] if ruleset is not None else [])
    # Park what we keep above the standard descriptors, then put it in its final place and close the rest.
    parked = [fd if fd > 10 else _duplicate_above(fd, 10) for fd in keep]
    for target, fd in enumerate(parked):
        os.dup2(fd, target, inheritable=True)
    os.closerange(len(parked), 65536)
    os.chdir(job["folder"] or scratch)
    if job["folder"]:
        sys.path.insert(0, job["folder"])
    shared = guest.map_result(3)
    base = pages * resource.getpagesize()
    isolation.confine(limits, base, 5 if ruleset is not None else None, seccomp, scratch=job["scratch"])
    os.write(4, b"1")
    os.close(4)
    session.run(guest.take_code(shared, job["code_bytes"]), limits, shared)


def _duplicate_above(fd: int, floor: int) -> int:
    import fcntl

    return fcntl.fcntl(fd, fcntl.F_DUPFD, floor)


class _Watch:
    """Budgets of one running child."""

    def __init__(self, pid: int, limits: Limits, started: float, scratch: str | None) -> None:
        self.pid, self.limits, self.started, self.scratch = pid, limits, started, scratch
        self.verdict: str | None = None
        self.tail = 0
        self.printed = 0
        self.peak_pages = 0
        self.status = 0
        self.cpu = self.waited = 0.0

    def until_end(self, output: int, control: socket.socket) -> bool:
        """Watch until the child is reaped. True if the pool closed the socket, the child being dead then too."""
        pidfd = os.pidfd_open(self.pid)
        poll = select.poll()
        for fd in (pidfd, output, control.fileno()):
            poll.register(fd, select.POLLIN)
        gone = False
        next_look = 0.0
        while True:
            ready = {fd for fd, _ in poll.poll(POLL_SECONDS * 1000)}
            if output in ready and not self._read_output(output):
                poll.unregister(output)
            if control.fileno() in ready and not gone:
                gone = True  # nothing may be sent while a job runs, so this is the end of the file
                poll.unregister(control.fileno())
                self._kill(None)
            if pidfd in ready:
                break
            if (now := monotonic()) >= next_look:
                next_look = now + POLL_SECONDS
                self._look(now)
        os.close(pidfd)
        _, self.status, usage = os.wait4(self.pid, 0)
        self.cpu = usage.ru_utime + usage.ru_stime
        if output not in ready or self.printed < self.limits.output_kib << 10:
            os.set_blocking(output, False)
            while self.printed <= self.limits.output_kib << 10 and self._read_output(output):
                pass
        return gone

    def _read_output(self, output: int) -> bool:
        try:
            size = os.readv(output, [_OUTPUT[self.tail :]])
        except BlockingIOError:
            return False
        self.printed += size
        end = self.tail + size
        self.tail = min(end, TAIL_BYTES)
        _OUTPUT[: self.tail] = _OUTPUT[end - self.tail : end]  # moved in place: no copy stays behind
        if self.printed > self.limits.output_kib << 10:
            self._kill("output_limit")
            return False
        return size > 0

    def _look(self, now: float) -> None:
        wall = now - self.started
        try:
            # Bytes, since a process may call itself anything.
            stat = _read(f"/proc/{self.pid}/stat").rpartition(b")")[2].split()
            ran, waited = (int(ns) / 1e9 for ns in _read(f"/proc/{self.pid}/schedstat").split()[:2])
            if int(stat[17]) > 1:
                waited = max(self._run_delay(task.name) for task in Path(f"/proc/{self.pid}/task").iterdir())
            pages = int(stat[21])
        except (OSError, IndexError, ValueError):
            if wall > self.limits.wall_seconds:
                self._kill("fault")
            return
        cpu = max((int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK"), ran)
        self.peak_pages, self.waited = max(self.peak_pages, pages), waited
        if cpu > self.limits.cpu_seconds:
            self._kill("cpu_limit")
        elif wall - cpu - waited > self.limits.idle_seconds:
            self._kill("wall_limit")
        elif wall > self.limits.wall_seconds:
            self._kill("fault")
        elif pages * resource.getpagesize() > self.limits.memory_mib << 20:
            self._kill("memory_limit")
        elif int(stat[17]) > MAX_THREADS:
            self._kill("blocked")
        elif self.scratch is not None:
            size = used_bytes(self.scratch, self.pid)
            if size is None or size > self.limits.scratch_mib << 20:
                self._kill("output_limit")

    def _run_delay(self, thread: str) -> float:
        """Seconds that a thread has waited for a core; 0 if it has just ended."""
        with contextlib.suppress(OSError, IndexError):
            return int(_read(f"/proc/{self.pid}/task/{thread}/schedstat").split()[1]) / 1e9
        return 0.0

    def _kill(self, verdict: str | None) -> None:
        self.verdict = self.verdict or verdict
        os.kill(self.pid, 9)  # not reaped yet, so the number is still its own

    def report(self) -> dict[str, Any]:
        """What happened, for the pool."""
        signal = os.WTERMSIG(self.status) if os.WIFSIGNALED(self.status) else 0
        verdict = self.verdict
        if verdict is None and signal in (9, 24) and self.cpu >= self.limits.cpu_seconds:
            verdict = "cpu_limit"
        return {
            "verdict": verdict,
            "signal": signal,
            "code": os.WEXITSTATUS(self.status) if os.WIFEXITED(self.status) else 0,
            "cpu": self.cpu,
            "waited": self.waited,
            "wall": monotonic() - self.started,
            "peak": self.peak_pages * resource.getpagesize(),
            "tail": self.tail,
        }


def _read(path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(descriptor, 4096)
    finally:
        os.close(descriptor)


def _send(control: socket.socket, message: dict[str, Any]) -> None:
    body = json.dumps(message).encode()
    control.sendall(struct.pack("<I", len(body)) + body)


def _receive(control: socket.socket) -> tuple[dict[str, Any], int] | None:
    try:
        header, fds, _, _ = socket.recv_fds(control, 4, 1)
    except ConnectionResetError:
        return None
    while 0 < len(header) < 4:
        header += control.recv(4 - len(header))
    if not header:
        return None
    size = struct.unpack("<I", header)[0]
    body = bytearray()
    while len(body) < size:
        chunk = control.recv(min(1 << 20, size - len(body)))
        if not chunk:
            return None
        body += chunk
    return json.loads(body), fds[0]
