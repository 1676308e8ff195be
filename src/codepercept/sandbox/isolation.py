"""Confinement of one child process: resource limits, Landlock and seccomp, without root. Standard library only.

Numbers come from the kernel's headers (`linux/landlock.h`, `linux/seccomp.h`, `linux/prctl.h`, `asm/unistd.h`). The
ruleset is built once in the zygote; each child closes its descriptors, lowers its limits and enters both layers.
"""

from __future__ import annotations

import ctypes
import functools
import os
import platform
import resource
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from codepercept.sandbox.limits import Limits
from codepercept.sandbox.syscalls import ALLOWED, AUDIT_ARCH, SILENT, SPECIAL

_libc = ctypes.CDLL(None, use_errno=True)

LINUX = sys.platform == "linux"

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446  # the same on every architecture
_FS_EXECUTE, _FS_WRITE_FILE, _FS_READ_FILE, _FS_READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_FS_REMOVE_DIR, _FS_REMOVE_FILE, _FS_MAKE_DIR, _FS_MAKE_REG = 1 << 4, 1 << 5, 1 << 7, 1 << 8
_FS_TRUNCATE = 1 << 14
_FILE_RIGHTS = _FS_EXECUTE | _FS_WRITE_FILE | _FS_READ_FILE | _FS_TRUNCATE


def landlock_abi() -> int:
    """Landlock version of the running kernel, 0 if it has none or it is switched off."""
    if not LINUX:
        return 0
    return max(0, int(_libc.syscall(_LANDLOCK_CREATE, None, 0, 1)))


def seccomp_available() -> bool:
    """Whether the kernel filters system calls on an architecture that we have a table for."""
    if not LINUX or platform.machine() not in AUDIT_ARCH:
        return False
    # A null filter is refused with EFAULT where filters exist, with EINVAL where they do not.
    return _libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, None, 0, 0) == -1 and ctypes.get_errno() == 14


def readable_paths() -> list[str]:
    """Folders and files that figure code may read: Python, its packages, fonts, shared libraries, time zones."""
    found = [p for p in sys.path if p and Path(p).exists()]
    found += [sys.base_prefix + "/lib", sys.prefix + "/lib", sys.prefix + "/pyvenv.cfg"]
    found += ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/etc/localtime"]
    found += ["/usr/share/zoneinfo", "/dev/null", "/dev/zero", "/dev/urandom"]
    return sorted({os.path.realpath(p) for p in found if Path(p).exists()})


def build_ruleset(readable: Iterable[str], writable: Iterable[str] = ()) -> int:
    """Create a Landlock ruleset; returns its descriptor.

    Args:
        readable: paths whose trees may be read.
        writable: folders in which files may also be made, written and removed (never executed).

    Raises:
        OSError: Landlock refused.
    """
    abi = landlock_abi()
    handled_fs = (1 << {1: 13, 2: 14, 3: 15, 4: 15}.get(abi, 16)) - 1
    handled_net = 0b11 if abi >= 4 else 0
    scoped = 0b11 if abi >= 6 else 0
    attr = struct.pack("=QQQ", handled_fs, handled_net, scoped)[: 8 if abi < 4 else 16 if abi < 6 else 24]
    ruleset = int(_libc.syscall(_LANDLOCK_CREATE, attr, len(attr), 0))
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset failed")
    read = _FS_READ_FILE | _FS_READ_DIR
    write = _FS_WRITE_FILE | _FS_REMOVE_DIR | _FS_REMOVE_FILE | _FS_MAKE_DIR | _FS_MAKE_REG | _FS_TRUNCATE
    _add_rules(ruleset, readable, read, handled_fs)
    _add_rules(ruleset, ["/dev/null"], read | _FS_WRITE_FILE, handled_fs)
    _add_rules(ruleset, writable, read | write, handled_fs)
    return ruleset


def _add_rules(ruleset: int, paths: Iterable[str], rights: int, handled: int) -> None:
    for path in paths:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            allowed = rights & handled & (~0 if Path(path).is_dir() else _FILE_RIGHTS)
            rule = struct.pack("=Qi", allowed, fd)
            if _libc.syscall(_LANDLOCK_ADD, ruleset, 1, rule, 0) != 0:
                raise OSError(ctypes.get_errno(), f"landlock_add_rule failed for {path}")
        finally:
            os.close(fd)


class _Instruction(ctypes.Structure):
    _fields_ = [("code", ctypes.c_uint16), ("jt", ctypes.c_uint8), ("jf", ctypes.c_uint8), ("k", ctypes.c_uint32)]


class _Program(ctypes.Structure):
    _fields_ = [("len", ctypes.c_uint16), ("filter", ctypes.POINTER(_Instruction))]


_LD, _JEQ, _JGE, _JSET, _AND, _RET = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _ENOSYS = 1, 38
_THREAD = 0x3D0F00
"""The flags with which glibc and musl start a thread (musl adds CLONE_DETACHED): nothing of its own, no namespaces."""

_IOCTLS = (0x5401, 0x541B, 0x5421, 0x5450, 0x5451, 0x5413)
"""TCGETS, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX, TIOCGWINSZ."""

_FCNTLS = (*range(8), 36, 37, 38, 1030, 1032, 1034)
"""F_DUPFD to F_SETLKW, open file description locks, F_DUPFD_CLOEXEC, F_GETPIPE_SZ, F_GET_SEALS. Left out for what they
do to others: F_SETOWN and F_SETSIG (any signal to any process), F_NOTIFY, F_SETLEASE, F_SETPIPE_SZ (unbounded)."""


def seccomp_program(pid: int) -> list[tuple[int, int, int, int]]:
    """The filter as (code, jump if true, jump if false, constant) rows, for a process with this pid.

    Unknown calls fail with EPERM, so an honest script sees a PermissionError rather than a dead process.
    """
    machine = platform.machine()
    allowed, silent, special = ALLOWED[machine], SILENT[machine], SPECIAL[machine]
    rows: list[tuple[int, int, int, int]] = [
        (_LD, 0, 0, 4),  # architecture
        (_JEQ, 1, 0, AUDIT_ARCH[machine]),
        (_RET, 0, 0, _KILL),
        (_LD, 0, 0, 0),  # call number
        (_JGE, 0, 1, 0x40000000),  # the x32 table
        (_RET, 0, 0, _ERRNO | _EPERM),
    ]
    for nr in sorted(allowed):
        rows += [(_JEQ, 0, 1, nr), (_RET, 0, 0, _ALLOW)]
    for nr in sorted(silent):
        rows += [(_JEQ, 0, 1, nr), (_RET, 0, 0, _ERRNO)]  # errno 0: pretends to have worked
    rows += [(_JEQ, 0, 1, special["clone3"]), (_RET, 0, 0, _ERRNO | _ENOSYS)]  # glibc falls back to clone
    for name, check in (
        ("clone", [(_LD, 0, 0, 16), (_AND, 0, 0, 0xFFBFFFFF), (_JEQ, 0, 1, _THREAD)]),  # threads, no processes
        # Signals to oneself, but not SIGKILL: who dies of that was killed from outside, and the verdict rests on it.
        ("kill", [(_LD, 0, 0, 16), (_JEQ, 0, 3, pid), (_LD, 0, 0, 24), (_JEQ, 1, 0, 9)]),
        ("tgkill", [(_LD, 0, 0, 16), (_JEQ, 0, 3, pid), (_LD, 0, 0, 32), (_JEQ, 1, 0, 9)]),
        ("socketpair", [(_LD, 0, 0, 16), (_JEQ, 0, 1, 1)]),  # AF_UNIX pairs: asyncio needs one
        ("prctl", [(_LD, 0, 0, 16), (_JEQ, 0, 1, 15)]),  # PR_SET_NAME
        # Landlock before Linux 6.2 lets O_TRUNC through where the file is not opened for writing.
        ("open", _truncating_is_writing(24)),
        ("openat", _truncating_is_writing(32)),
    ):
        if name in special:
            rows += _when(special[name], check)
    # prlimit64 may only read limits: the pointer to the new ones (third argument) must be null.
    rows += _when(special["prlimit64"], [(_LD, 0, 0, 32), (_JEQ, 0, 3, 0), (_LD, 0, 0, 36), (_JEQ, 0, 1, 0)])
    for name, requests in (("ioctl", _IOCTLS), ("fcntl", _FCNTLS)):
        for request in requests:
            rows += _when(special[name], [(_LD, 0, 0, 24), (_JEQ, 0, 1, request)])
    rows.append((_RET, 0, 0, _ERRNO | _EPERM))
    return rows


def _truncating_is_writing(offset: int) -> list[tuple[int, int, int, int]]:
    """Open flags at this offset: with O_TRUNC, the access mode must be O_WRONLY or O_RDWR."""
    return [(_LD, 0, 0, offset), (_JSET, 0, 3, 0x200), (_AND, 0, 0, 3), (_JEQ, 1, 0, 1), (_JEQ, 0, 1, 2)]


def _when(nr: int, check: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Allow call `nr` if `check` falls through; afterwards the call number is in the accumulator again."""
    body = [*check, (_RET, 0, 0, _ALLOW), (_LD, 0, 0, 0)]
    return [(_JEQ, 0, len(body), nr), *body]


_SOME_PID = 0x7FFFFFF1


@functools.cache
def seccomp_template() -> tuple[ctypes.Array[_Instruction], list[int]]:
    """The filter as the kernel takes it, and the rows in which the process' own pid has to be set."""
    rows = seccomp_program(_SOME_PID)
    return (_Instruction * len(rows))(*(_Instruction(*row) for row in rows)), [
        i for i, row in enumerate(rows) if row[3] == _SOME_PID
    ]


def _enter_seccomp() -> None:
    program, own = seccomp_template()
    for row in own:
        program[row].k = os.getpid()
    filter_program = _Program(len(program), program)
    _check(_libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(filter_program), 0, 0), "seccomp")


def confine(limits: Limits, base_address_space: int, ruleset: int | None, seccomp: bool, scratch: bool) -> None:
    """Give up everything but computing, in the calling process and for good.

    Args:
        limits: budgets; CPU time is enforced by the kernel one second above the verdict's limit.
        base_address_space: bytes that the warm interpreter has mapped already.
        ruleset: descriptor from `build_ruleset`, None to go without Landlock.
        seccomp: whether to filter system calls.
        scratch: whether it may write files; the zygote then has to see its descriptors, so it stays "dumpable".

    Raises:
        OSError: a layer could not be entered.
    """
    cpu = int(limits.cpu_seconds) + 2
    memory = base_address_space + (limits.memory_mib << 20)
    for kind, value in (
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, limits.scratch_mib << 20),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 1),  # below the least size of a core; unlike 0, also keeps one from being piped away
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))
    _check(_libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    _drop_capabilities()
    _check(_libc.prctl(PR_SET_DUMPABLE, int(scratch), 0, 0, 0), "dumpable")  # no ptrace by siblings, no core
    if ruleset is not None:
        _check(_libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0), "landlock")
        os.close(ruleset)
    if seccomp:
        _enter_seccomp()


def _drop_capabilities() -> None:
    """Give up root's powers, all but that of reading what others own (packages in another user's folder)."""
    header, words = struct.pack("=Ii", 0x20080522, 0), ctypes.create_string_buffer(24)
    _check(_libc.capget(header, words), "capabilities")
    effective, permitted = struct.unpack_from("=2I", words)
    keep = 1 << 2  # CAP_DAC_READ_SEARCH
    _check(_libc.capset(header, struct.pack("=6I", effective & keep, permitted & keep, 0, 0, 0, 0)), "capabilities")


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when the thread that made it ends, in process `parent`."""
    _check(_libc.prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0), "pdeathsig")
    if os.getppid() != parent:  # it was gone before we asked
        os._exit(0)


def _check(result: int, layer: str) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), f"cannot enter the {layer} layer")
