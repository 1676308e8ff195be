# ruff: noqa
# ends: blocked error memory_limit
"""Threads of the C library with the smallest stacks: process numbers of the whole machine run out."""

import ctypes

libc = ctypes.CDLL(None)
attributes, thread = ctypes.create_string_buffer(128), ctypes.c_ulong()
libc.pthread_attr_init(attributes)
libc.pthread_attr_setstacksize(attributes, ctypes.c_size_t(16384))
for number in range(30000):
    if libc.pthread_create(ctypes.byref(thread), attributes, libc.pause, None) != 0:
        raise RuntimeError(f"no thread after {number}")
print("ATTACK SUCCEEDED: 30000 threads")
