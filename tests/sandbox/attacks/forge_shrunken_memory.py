# ruff: noqa
# ends: no_figure error
"""Shrink and grow the shared memory: who reads it next gets a bus error."""

import os
import struct
import sys

memory = sys._getframe(1).f_locals["self"].memory


def forge(body, picture=b"", meta_size=None, picture_size=None):
    """Write a header and a message as the guest would, and go."""
    sizes = len(body) if meta_size is None else meta_size, len(picture) if picture_size is None else picture_size
    memory[24 : 24 + len(body) + len(picture)] = body + picture
    memory[:24] = b"CPFIGURE" + struct.pack("<QQ", *sizes)
    os._exit(0)


for fd in range(3, 64):
    for size in (0, 4096, 1 << 33):
        try:
            os.ftruncate(fd, size)
            print("ATTACK SUCCEEDED: resized", fd, size)
        except OSError as error:
            print(error)
try:
    memory.resize(4096)
    print("ATTACK SUCCEEDED: resized")
except (OSError, ValueError, SystemError) as error:
    print(error)
