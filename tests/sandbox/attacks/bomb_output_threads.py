# ruff: noqa
# ends: output_limit
"""Endless output from many threads, through descriptors that do not block."""

import os
import threading

os.set_blocking(1, False)


def flood():
    while True:
        try:
            os.write(1, b"\x1b[2J\x07" * 8000)
        except OSError:
            pass


for _ in range(4):
    threading.Thread(target=flood).start()
flood()
