# ruff: noqa
# ends: memory_limit error
"""Shared anonymous memory, which a look at private memory misses."""

import mmap

held = []
while True:
    piece = mmap.mmap(-1, 1 << 26)
    for at in range(0, 1 << 26, 4096):
        piece[at] = 1
    held.append(piece)
    if len(held) > 40:
        print("ATTACK SUCCEEDED")
