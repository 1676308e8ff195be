# ruff: noqa
# ends: no_figure
# machine: x86_64
"""What root may do to memory of the machine: take pages out of service (needs CAP_SYS_ADMIN, which is given up)."""

import ctypes
import mmap

libc = ctypes.CDLL(None, use_errno=True)
page = mmap.mmap(-1, 4096)
page.write(b"x")
address = ctypes.addressof(ctypes.c_char.from_buffer(page))
if libc.madvise(ctypes.c_void_p(address), ctypes.c_size_t(4096), 101) == 0:
    print("ATTACK SUCCEEDED: soft offline")
