# ruff: noqa
# ends: no_figure
# machine: x86_64
"""Namespaces, mounts, another root."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for call in (
    (272, 0x10000000),
    (272, 0x20000),
    (272, 0x40000000),
    (308, 3, 0),
    (165, b"none", b"/mnt", b"tmpfs", 0, None),
    (166, b"/mnt", 2),
    (155, b".", b"."),
    (161, b"."),
    (430, b"tmpfs", 0),
    (432, 3, 0, 0),
    (442, -100, b"/", 0, None, 0),
):
    result = libc.syscall(*call)
    if result >= 0 or ctypes.get_errno() != 1:
        print("ATTACK SUCCEEDED:", call[0], result, ctypes.get_errno())
