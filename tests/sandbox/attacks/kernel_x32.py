# ruff: noqa
# ends: no_figure
# machine: x86_64
"""The x32 table, whose numbers a filter may forget; numbers that are negative or have high bits."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
for number in (57, 41, 59, 520, 62, 39, 2):
    for offset in (0x40000000, 0x80000000, 0xC0000000):
        if libc.syscall(ctypes.c_ulong(offset | number), 0, 0, 0) != -1:
            print("ATTACK SUCCEEDED:", hex(offset), number)
    if number != 39 and number != 2 and libc.syscall(ctypes.c_ulong(1 << 32 | number), 0, 0, 0) != -1:
        print("ATTACK SUCCEEDED: high bits", number)
