# ruff: noqa
# ends: cpu_limit error
# machine: x86_64
"""The first thread ends; another burns time."""

import ctypes
import threading


def spin():
    while True:
        pass


threading.Thread(target=spin).start()
ctypes.CDLL(None).syscall(60, 0)
