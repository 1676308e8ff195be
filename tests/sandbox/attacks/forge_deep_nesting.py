# ruff: noqa
# ends: error
"""Lists within lists."""

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


forge(b'{"status":"ok","trace":' + b"[" * 10**6 + b"]" * 10**6 + b"}")
