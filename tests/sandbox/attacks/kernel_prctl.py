# ruff: noqa
# ends: no_figure
# machine: x86_64
"""Undo the confinement: dumpable, parent-death signal, new filters, capabilities, another personality."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for option in (1, 3, 4, 8, 9, 10, 13, 14, 22, 23, 24, 26, 27, 28, 33, 35, 36, 38, 39, 41, 47, 52, 53, 59, 0x59616D61):
    if libc.prctl(option, 1, 0, 0, 0) != -1 or ctypes.get_errno() != 1:
        print("ATTACK SUCCEEDED: prctl", option)
    if libc.syscall(157, ctypes.c_ulong(1 << 32 | option), 1, 0, 0, 0) != -1:
        print("ATTACK SUCCEEDED: prctl with high bits", option)
for call in ((135, 0x0040000), (317, 1, 0, None), (105, 0), (117, 0, 0, 0), (126, None, None), (444, None, 0, 1)):
    if libc.syscall(*call) != -1 or ctypes.get_errno() != 1:
        print("ATTACK SUCCEEDED:", call[0])
