# ruff: noqa
# ends: no_figure blocked
"""Kernel memory: pipes made large and filled, which no count of the process's own memory shows."""

import fcntl
import os

held = 0
for _ in range(100):
    try:
        reader, writer = os.pipe()
    except OSError as error:
        print(error)
        break
    try:
        fcntl.fcntl(writer, 1031, 1 << 28)
        print("ATTACK SUCCEEDED: a pipe of 256 MB")
        break
    except OSError as error:
        print(error)
    os.set_blocking(writer, False)
    try:
        while True:
            held += os.write(writer, bytes(1 << 16))
    except BlockingIOError:
        pass
print(held)
if held > 64 << 20:
    print("ATTACK SUCCEEDED: held", held)
