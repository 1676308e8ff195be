# ruff: noqa
# ends: no_figure
"""system() and posix_spawn() of the C library; a dynamic loader started by hand."""

import ctypes

WORLD = {}  # the test fills it in

libc = ctypes.CDLL(None, use_errno=True)
if libc.system(f"touch {WORLD['out']}/system".encode()) == 0:
    print("ATTACK SUCCEEDED: system()")
arguments = (ctypes.c_char_p * 4)(b"/bin/sh", b"-c", f"touch {WORLD['out']}/spawn".encode(), None)
pid = ctypes.c_int()
print(libc.posix_spawn(ctypes.byref(pid), b"/bin/sh", None, None, arguments, None))
