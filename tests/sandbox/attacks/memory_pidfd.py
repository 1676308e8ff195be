# ruff: noqa
# ends: no_figure
# machine: x86_64
"""Take descriptors out of other processes: pidfd_open, pidfd_getfd, kcmp, process_madvise."""

import ctypes
import os

WORLD = {}  # the test fills it in

libc = ctypes.CDLL(None, use_errno=True)
for pid in (os.getpid(), os.getppid(), *WORLD["pids"]):
    for call in ((434, pid, 0), (438, 3, 3, 0), (312, pid, os.getpid(), 0, 0, 0), (440, 3, None, 0, 21, 0)):
        result = libc.syscall(*call)
        if result >= 0 or ctypes.get_errno() != 1:
            print("ATTACK SUCCEEDED:", call, result, ctypes.get_errno())
