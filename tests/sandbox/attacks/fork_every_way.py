# ruff: noqa
# ends: no_figure
# machine: x86_64
"""fork, vfork, clone and clone3 for a new process."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for action in (
    os.fork,
    os.forkpty,
    lambda: libc.syscall(57),
    lambda: libc.syscall(58),
    lambda: libc.syscall(56, 17, None, None, None, None),
    lambda: libc.syscall(56, 0x100 | 0x4000 | 17, None, None, None, None),
    lambda: libc.syscall(435, (ctypes.c_uint64 * 11)(0, 0, 0, 0, 17), 88),
):
    try:
        pid = action()
        if pid == 0:
            os._exit(0)
        if pid > 0:
            print("ATTACK SUCCEEDED:", pid)
    except OSError as error:
        print(error)
