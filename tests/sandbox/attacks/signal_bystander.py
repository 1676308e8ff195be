# ruff: noqa
# ends: no_figure
# machine: x86_64
"""Signals to a process of the same user, by every call."""

import ctypes
import os

WORLD = {}  # the test fills it in

libc = ctypes.CDLL(None, use_errno=True)
information = (ctypes.c_int32 * 32)(9, 0, -1)
for pid in WORLD["pids"][:1]:
    for number in (9, 15, 19):
        for call in (
            (62, pid, number),
            (200, pid, number),
            (234, pid, pid, number),
            (129, pid, number, information),
            (297, pid, pid, number, information),
            (424, 3, number, None, 0),
        ):
            if libc.syscall(*call) == 0 or ctypes.get_errno() != 1:
                print("ATTACK SUCCEEDED:", call[0], number)
