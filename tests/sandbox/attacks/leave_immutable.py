# ruff: noqa
# ends: no_figure
"""A file that cannot be deleted (immutable, append-only)."""

import fcntl
import os

fd = os.open("fixed", os.O_CREAT | os.O_RDWR)
for flag in (0x10, 0x20):
    try:
        fcntl.ioctl(fd, 0x40086602, flag.to_bytes(8, "little"))
        print("ATTACK SUCCEEDED")
    except OSError as error:
        print(error)
