# ruff: noqa
# ends: error
"""A thread that keeps rewriting sizes and message while the process ends and the pool reads."""

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


import threading


def rewrite():
    good, bad = b"CPFIGURE" + struct.pack("<QQ", 2, 0), b"CPFIGURE" + struct.pack("<QQ", 2**40, 2**40)
    while True:
        memory[:24] = good
        memory[:24] = bad


for _ in range(4):
    threading.Thread(target=rewrite).start()
__import__("ctypes").CDLL(None).usleep(200000)
os._exit(0)
