# ruff: noqa
# ends: no_figure
# machine: x86_64
"""Sockets and files by way of io_uring, which seccomp cannot look into; also Linux AIO."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
parameters = (ctypes.c_uint32 * 40)()
for call in ((425, 8, parameters), (426, 3, 1, 0, 0, None, 0), (427, 3, 0, None, 0), (206, 8, parameters)):
    result = libc.syscall(*call)
    if result >= 0 or ctypes.get_errno() != 1:
        print("ATTACK SUCCEEDED:", call[0], result, ctypes.get_errno())
