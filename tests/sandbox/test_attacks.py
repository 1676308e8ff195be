"""Hostile programs (`attacks/`), each through a real sandbox, as root and as an ordinary user.

An attack says that it got through by printing "ATTACK SUCCEEDED", or is found out from outside: a file that changed, a
connection, a process that died, a secret in the output. Lines at its top say what is expected of it: `# ends:` the
statuses, `# machine:` where its call numbers hold, `# after: reference` that a script with a secret runs before it,
`# clean:` which text must be free of control characters, `# pad: newlines` that it gets very long.

    python tests/sandbox/test_attacks.py [NAME ...]    # the attacks as a JSON object, as whoever runs it
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import platform
import re
import shlex
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import WARM_AFTER, SandboxPool
from codepercept.types import Execution

FOLDER = Path(__file__).parent / "attacks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py"))
LIMITS = Limits(cpu_seconds=2, idle_seconds=1, memory_mib=600)
HONEST = """import fcntl, gc, os, signal, sys, threading
import matplotlib.pyplot as plt
open("made.txt", "w")
state = [os.listdir("."), [fcntl.fcntl(fd, fcntl.F_GETFL) for fd in range(3)], sorted(os.environ)]
state += [signal.getitimer(which) for which in range(3)] + [signal.getsignal(15), os.umask(0), threading.active_count()]
plt.figure(figsize=(6, 1))
plt.plot([1, 3, 2])
plt.title(str(state), fontsize=5)
plt.show()
"""


class World:
    """What attacks are after, and whether they got it."""

    def __init__(self, base: Path) -> None:
        self.token = uuid.uuid4().hex
        self.base = base
        for name in ("home", "out", "references", "project"):
            (base / name).mkdir()
        self.secret = base / "home" / "secret.txt"
        self.victim = base / "victim.txt"
        self.reference = base / "references" / "figure.py"
        self.shm = Path(f"/dev/shm/test-{self.token}")
        for path in (self.secret, self.victim, self.reference, self.shm):
            path.write_text(f"secret {self.token}\n")
        (base / "project" / "caller_project.py").write_text(f"KEY = 'secret {self.token}'\n")
        self.victim.chmod(0o600)
        self.before = self.victim.stat()
        os.environ["CODEPERCEPT_SECRET"] = f"secret {self.token}"
        sys.path.insert(0, str(base / "project"))
        self.canary = subprocess.Popen(["sleep", "1000"])
        self.sockets = [socket.socket(f, k) for f in (socket.AF_INET, socket.AF_UNIX) for k in (1, 2)]
        tcp, udp, by_path, abstract = self.sockets
        tcp.bind(("127.0.0.1", 0))
        udp.bind(("127.0.0.1", 0))
        by_path.bind(str(base / "socket"))
        abstract.close()
        abstract = self.sockets[3] = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        abstract.bind(f"\0test-{self.token}")
        for listener in self.sockets:
            listener.setblocking(False)
            if listener.type == socket.SOCK_STREAM:
                listener.listen()

    def facts(self) -> dict[str, Any]:
        """What an attack is told."""
        return {
            "secret_file": str(self.secret),
            "home": str(self.base / "home"),
            "out": str(self.base / "out"),
            "victim": str(self.victim),
            "reference": str(self.reference),
            "project": str(self.base / "project"),
            "repository": str(Path(__file__).resolve().parents[2]),
            "shm_file": str(self.shm),
            "pids": [self.canary.pid, os.getpid()],
            "port": self.sockets[0].getsockname()[1],
            "udp_port": self.sockets[1].getsockname()[1],
            "unix_path": str(self.base / "socket"),
            "abstract": f"test-{self.token}",
        }

    def harm(self) -> list[str]:
        """What an attack has done to it."""
        found = [f"made {path}" for path in (self.base / "out").iterdir()]
        now = self.victim.stat() if self.victim.exists() else None
        if now is None or (now.st_size, now.st_mode, now.st_mtime_ns, now.st_uid) != (
            self.before.st_size, self.before.st_mode, self.before.st_mtime_ns, self.before.st_uid,
        ):  # fmt: skip
            found.append("changed a file")
        if not self.reference.exists() or not self.secret.exists():
            found.append("removed a file")
        if self.canary.poll() is not None:
            found.append("killed a process")
        elif Path(f"/proc/{self.canary.pid}/stat").read_text().split()[2] not in "SR":
            found.append("stopped a process")
        for listener in self.sockets:
            with contextlib.suppress(BlockingIOError):
                if listener.type == socket.SOCK_STREAM:
                    listener.accept()
                else:
                    listener.recv(10)
                found.append("reached a socket")
        return found

    def close(self) -> None:
        """Take everything away again."""
        self.canary.kill()
        self.canary.wait()
        for listener in self.sockets:
            listener.close()
        self.shm.unlink(missing_ok=True)
        sys.path.remove(str(self.base / "project"))


def notes(text: str) -> dict[str, list[str]]:
    """The lines `# key: words` at the top of an attack."""
    return {key: words.split() for key, words in re.findall(r"^# (\w+): (.*)$", text, re.M)}


def source(name: str, world: dict[str, Any]) -> str:
    """An attack's code, with what it is after filled in."""
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    code = re.sub(r"^WORLD = \{\}.*$", lambda _: f"WORLD = {world!r}", text, flags=re.M)
    return code + ("\n" * 10**6 if "pad" in notes(text) else "")


def found_out(run: Execution, world: World) -> list[str]:
    """How an attack is seen to have got through."""
    words = run.model_dump_json(exclude={"image"}) + run.stderr + run.error
    found = world.harm()
    found += [line[:150] for line in run.stderr.splitlines() if line.startswith("ATTACK SUCCEEDED")][:1]
    if world.token in words.replace(f"test-{world.token}", ""):
        found.append("showed a secret")
    return found


def names_in(folder: str) -> set[str]:
    """What a folder holds, nothing if it is gone."""
    with contextlib.suppress(FileNotFoundError):
        return {path.name for path in Path(folder).iterdir()}
    return set()


def zygotes(sandbox: SandboxPool) -> list[int]:
    return sorted(z._process.pid for worker in sandbox._workers for z in worker._zygotes.values())


async def run_attacks(names: list[str], world: World) -> dict[str, Any]:
    """Each attack on one worker, an honest script after each."""
    outcome: dict[str, Any] = {}
    async with SandboxPool(1, LIMITS) as sandbox:
        for _ in range(WARM_AFTER):  # the worker changes over once, and from then on it is the same
            await sandbox.run("")
        first = await sandbox.run(HONEST)
        told = await sandbox.run("import os\nprint(os.getcwd())\nraise ValueError")
        scratch = told.stderr.splitlines()[0]
        descriptors, workers = len(names_in("/proc/self/fd")), zygotes(sandbox)
        for name in names:
            code = source(name, world.facts())
            note = notes(code.partition('"""')[0])
            if "after" in note:
                hidden = f"REFERENCE-{world.token}"
                await sandbox.run(f"# {hidden}\nx = '{hidden}'\nprint('{hidden}')\nraise ValueError('{hidden}')")
            began = time.monotonic()
            run = await sandbox.run(code)
            seconds = time.monotonic() - began
            found = found_out(run, world)
            dirty = [n for n in note.get("clean", []) if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", getattr(run, n))]
            after = await sandbox.run(HONEST)
            outcome[name] = {
                "status": run.status,
                "error": run.error,
                "stderr": run.stderr[-600:],
                "seconds": round(seconds, 2),
                "found": found + [f"control characters in {n}" for n in dirty],
                "next": after.status if after.image == first.image else f"{after.status}, other picture: {after.error}",
                "left": sorted(names_in(scratch)),
                "same_worker": zygotes(sandbox) == workers,
            }
            workers = zygotes(sandbox)
        outcome[""] = {"honest": first.status, "descriptors": len(names_in("/proc/self/fd")) - descriptors}
    time.sleep(0.1)
    outcome[""]["left"] = [scratch] if Path(scratch).exists() else []
    outcome[""]["processes"] = [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    outcome[""]["user"] = [os.getuid(), Path("/proc/self/status").read_text().split("CapEff:")[1].split()[0]]
    return outcome


def main(names: list[str]) -> None:
    """Run attacks as whoever we are; print what came of them."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        world = World(Path(folder))
        try:
            print(json.dumps(asyncio.run(run_attacks(names or suitable(), world))))
        finally:
            world.close()


def suitable() -> list[str]:
    """Attacks that are meant for this kind of machine."""
    return [
        name
        for name in NAMES
        if platform.machine() in notes((FOLDER / f"{name}.py").read_text()).get("machine", [platform.machine()])
    ]


def ordinary_user() -> list[str]:
    """A command before which a program runs without root's powers, best first: another user, root without capabilities.

    Where the interpreter lies in root's home, an ordinary user cannot get at it; a private mount puts it in reach.
    """
    python = shlex.quote(sys.executable)
    user = "setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all"
    base = Path(sys.base_prefix).resolve()
    closed = [p for p in (*reversed(base.parents), base) if not p.stat().st_mode & 1]
    hole = ""
    if closed:
        keep, top = shlex.quote(str(base)), shlex.quote(str(closed[0]))
        hole = f"exec 9<{keep} && mount -t tmpfs -o mode=755 none {top} && mkdir -p {keep} && "
        hole += f"mount --no-canonicalize --bind /proc/self/fd/9 {keep} && "
    as_nobody = ["unshare", "-m", "sh", "-c", f'{hole}exec {user} "$@" 9<&-', "sh"]
    without_powers = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
    for command in (as_nobody, without_powers):
        with contextlib.suppress(OSError):
            if (
                subprocess.run([*command, sys.executable, "-c", "import codepercept"], capture_output=True).returncode
                == 0
            ):
                return command
    pytest.skip(f"neither another user nor a smaller root can run {python} here")


@pytest.fixture(scope="module")
def outcomes() -> Iterator[dict[str, dict[str, Any]]]:
    """What came of all attacks, by user; both at once."""
    commands = {"root": [], "ordinary": ordinary_user()} if os.getuid() == 0 else {"ordinary": []}
    program = [sys.executable, __file__]
    running = {
        who: subprocess.Popen([*before, *program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd="/")
        for who, before in commands.items()
    }
    said = {who: process.communicate() for who, process in running.items()}
    assert all(out for out, _ in said.values()), said
    yield {who: json.loads(out) for who, (out, _) in said.items()}


@pytest.mark.parametrize("name", suitable())
def test_an_attack_does_not_succeed(name: str, outcomes: dict[str, dict[str, Any]]) -> None:
    expected = notes((FOLDER / f"{name}.py").read_text())["ends"]
    for who, outcome in outcomes.items():
        run = outcome[name]
        assert run["found"] == [], (who, run)
        assert run["status"] in expected, (who, run)
        # What these say is that the attack looked for something of ours in the wrong place.
        assert not run["error"].startswith(("KeyError", "NameError", "AttributeError", "SyntaxError")), (who, run)
        assert run["next"] == "ok", (who, run)
        assert run["left"] == [], (who, run)
        assert run["same_worker"], (who, run)


def test_nothing_is_left_in_the_end(outcomes: dict[str, dict[str, Any]]) -> None:
    for who, outcome in outcomes.items():
        end = outcome[""]
        assert end["honest"] == "ok", who
        assert end["left"] == end["processes"] == [], (who, end)
        assert end["descriptors"] == 0, (who, end)
        assert (end["user"][1].strip("0") == "") == (who == "ordinary"), (who, end)


REAL = ["read_home", "read_shared_memory", "write_outside", "write_modes", "net_tcp", "net_udp", "net_unix"]


@pytest.mark.parametrize(
    "name", [*REAL, "read_proc_environ", "write_folders_and_removal", "exec_os", "exec_subprocess"]
)
def test_the_detectors_see_an_attack_that_succeeds(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same programs in plain Python, where they harm nothing but the test's own folder."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    world = World(tmp_path)
    try:
        facts = {**world.facts(), "repository": "/nowhere"}
        harmless = source(name, facts).replace(
            '"/tmp", "/var/tmp", "/dev/shm", "/run", os.path.dirname(os.__file__)', ""
        )
        plain = subprocess.run([sys.executable, "-c", harmless], capture_output=True, text=True, cwd=tmp_path)
        run = Execution(status="error", error="", stderr=plain.stdout + plain.stderr)
        assert found_out(run, world)
    finally:
        world.close()


if __name__ == "__main__":
    main(sys.argv[1:])
