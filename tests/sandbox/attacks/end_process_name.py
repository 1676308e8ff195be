# ruff: noqa
# ends: no_figure
"""A process name that is no text, and looks like fields of /proc/PID/stat."""

import ctypes
import time

libc = ctypes.CDLL(None)
for name in (b"\xff\xfe\xfd", b") R 1 1 1 1", b"a b) (c\n"):
    libc.prctl(15, name, 0, 0, 0)
    libc.usleep(120000)
