# ruff: noqa
# ends: error blocked no_figure
"""Sparse files of a terabyte."""

import os

fd = os.open("sparse", os.O_RDWR | os.O_CREAT)
for action in (
    lambda: os.ftruncate(fd, 1 << 40),
    lambda: os.posix_fallocate(fd, 0, 1 << 30),
    lambda: os.pwrite(fd, b"x", 1 << 40),
):
    try:
        action()
        print("ATTACK SUCCEEDED")
    except OSError as error:
        print(error)
