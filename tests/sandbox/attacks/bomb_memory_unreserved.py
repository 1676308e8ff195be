# ruff: noqa
# ends: no_figure
"""Address space without promise (MAP_NORESERVE), to be touched later."""

import mmap

try:
    mmap.mmap(-1, 1 << 40, flags=mmap.MAP_PRIVATE | 0x4000)
    print("ATTACK SUCCEEDED: 1 TB")
except OSError as error:
    print(error)
