# ruff: noqa
# ends: no_figure
"""Open with O_PATH or with access mode 3, then read through it."""

import mmap
import os

WORLD = {}  # the test fills it in

for flags in (os.O_PATH, 3, os.O_PATH | os.O_NOFOLLOW):
    try:
        fd = os.open(WORLD["secret_file"], flags)
    except OSError as error:
        print(error)
        continue
    for action in (
        lambda: os.read(fd, 100),
        lambda: mmap.mmap(fd, 10, prot=mmap.PROT_READ)[:],
        lambda: open(f"/proc/self/fd/{fd}").read(),
        lambda: os.pread(fd, 10, 0),
    ):
        try:
            print("ATTACK SUCCEEDED:", action())
        except OSError as error:
            print(error)
folder = os.open(os.path.dirname(WORLD["secret_file"]), os.O_PATH)
try:
    print("ATTACK SUCCEEDED:", os.open(os.path.basename(WORLD["secret_file"]), os.O_RDONLY, dir_fd=folder))
except OSError as error:
    print(error)
