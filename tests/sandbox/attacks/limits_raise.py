# ruff: noqa
# ends: no_figure
# machine: x86_64
"""Raise, or lower for others, what the kernel enforces."""

import ctypes
import os
import resource

libc = ctypes.CDLL(None, use_errno=True)
large = (ctypes.c_uint64 * 2)(2**63, 2**63)
for kind in range(16):
    for pid in (0, os.getpid(), os.getppid()):
        for action in (
            lambda: resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)),
            lambda: resource.prlimit(pid, kind, (0, 0)),
        ):
            try:
                action()
                print("ATTACK SUCCEEDED:", kind, pid)
            except (OSError, ValueError):
                pass
    if libc.syscall(160, kind, large) == 0 or libc.syscall(302, 0, kind, large, None) == 0:
        print("ATTACK SUCCEEDED:", kind)
for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE):
    if resource.getrlimit(kind)[1] == resource.RLIM_INFINITY:
        print("ATTACK SUCCEEDED: no limit", kind)
