# ruff: noqa
# ends: no_figure
"""Flags and positions of descriptors that are shared with the next script."""

import fcntl
import os

for fd in (0, 1, 2):
    fcntl.fcntl(fd, fcntl.F_SETFL, os.O_NONBLOCK | os.O_APPEND)
    fcntl.fcntl(fd, fcntl.F_SETFD, 1)
