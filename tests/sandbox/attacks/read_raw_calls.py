# ruff: noqa
# ends: no_figure
# machine: x86_64
"""openat2, open_by_handle_at, name_to_handle_at and friends, called by number."""

import ctypes

WORLD = {}  # the test fills it in

libc = ctypes.CDLL(None, use_errno=True)
path, how = WORLD["secret_file"].encode(), (ctypes.c_uint64 * 3)(0, 0, 0)
handle, mount = (ctypes.c_uint32 * 40)(128), ctypes.c_int()
for name, result in (
    ("openat2", libc.syscall(437, -100, path, how, 24)),
    ("name_to_handle_at", libc.syscall(303, -100, path, handle, ctypes.byref(mount), 0)),
    ("open_by_handle_at", libc.syscall(304, -100, handle, 0)),
    ("open", libc.syscall(2, path, 0)),
    ("openat", libc.syscall(257, -100, path, 0)),
    ("open_tree", libc.syscall(428, -100, b"/", 1)),
):
    print(name, result, ctypes.get_errno())
    if result >= 0:
        print("ATTACK SUCCEEDED:", name)
