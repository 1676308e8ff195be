# ruff: noqa
# ends: no_figure
# machine: x86_64
"""Threads with something of their own: namespaces, descriptors, a different parent, tracing."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
thread = 0x3D0F00
for flags in (0x20000, 0x40000000, 0x8000000, 0x4000000, 0x2000000, 0x10000000, 0x20000000, 0x8000, 0x2000, 0x1000):
    if libc.syscall(56, ctypes.c_long(thread | flags), None, None, None, None) != -1 or ctypes.get_errno() != 1:
        print("ATTACK SUCCEEDED:", hex(flags))
for missing in (0x400, 0x200):
    if libc.syscall(56, ctypes.c_long(thread & ~missing), None, None, None, None) != -1 or ctypes.get_errno() != 1:
        print("ATTACK SUCCEEDED: without", hex(missing))
