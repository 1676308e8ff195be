# ruff: noqa
# ends: wall_limit
# machine: x86_64
"""The first thread ends and the process, a zombie to look at, goes on in another."""

import ctypes
import threading

libc = ctypes.CDLL(None)
threading.Thread(target=lambda: libc.sleep(10**6)).start()
libc.syscall(60, 0)
