# ruff: noqa
# ends: no_figure
# machine: x86_64
"""A program that exists in memory only: memfd_create, memfd_secret, execveat of a descriptor."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
arguments = (ctypes.c_char_p * 3)(b"x", None, None)
fd = os.open("/usr/lib/os-release" if os.path.exists("/usr/lib/os-release") else os.__file__, os.O_RDONLY)
for call in ((319, b"x", 0), (447, 0), (322, fd, b"", arguments, None, 0x1000), (59, b"/bin/sh", arguments, None)):
    result = libc.syscall(*call)
    if result >= 0 or ctypes.get_errno() != 1:
        print("ATTACK SUCCEEDED:", call[0], result, ctypes.get_errno())
