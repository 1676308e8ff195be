# ruff: noqa
# ends: no_figure
# machine: x86_64
"""process_vm_readv and process_vm_writev on parent, grandparent and a bystander."""

import ctypes
import os

WORLD = {}  # the test fills it in

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(64)
local = (ctypes.c_uint64 * 2)(ctypes.addressof(buffer), 64)
remote = (ctypes.c_uint64 * 2)(id(os), 64)
for pid in (os.getppid(), *WORLD["pids"]):
    for number in (310, 311):
        result = libc.syscall(number, pid, local, ctypes.c_long(1), remote, ctypes.c_long(1), ctypes.c_long(0))
        if result >= 0 or ctypes.get_errno() != 1:
            print("ATTACK SUCCEEDED:", number, pid, result, ctypes.get_errno())
