# ruff: noqa
# ends: no_figure
# machine: x86_64
"""Attach to parent, grandparent and a bystander; be traced."""

import ctypes
import os

WORLD = {}  # the test fills it in

libc = ctypes.CDLL(None, use_errno=True)
for pid in (os.getppid(), *WORLD["pids"]):
    for request in (16, 0x4206, 0):
        if libc.syscall(101, request, pid, None, None) == 0:
            print("ATTACK SUCCEEDED:", request, pid)
