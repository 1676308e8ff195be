# ruff: noqa
# ends: no_figure
"""Pipes, sockets and devices in the scratch folder."""

import os
import stat

WORLD = {}  # the test fills it in

for mode in (stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFREG):
    for folder in (".", WORLD["out"]):
        try:
            os.mknod(f"{folder}/node{mode}", mode | 0o666, os.makedev(1, 1))
            print("ATTACK SUCCEEDED:", oct(mode))
        except OSError as error:
            print(error)
