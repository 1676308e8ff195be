# ruff: noqa
# ends: blocked
"""Have the kernel send a signal when a pipe gets ready: F_SETOWN and F_SETSIG, to the zygote."""

import fcntl
import os

reader, writer = os.pipe()
for owner in (os.getppid(), -os.getppid()):
    fcntl.fcntl(reader, fcntl.F_SETSIG, 9)
    fcntl.fcntl(reader, fcntl.F_SETOWN, owner)
    fcntl.fcntl(reader, fcntl.F_SETFL, fcntl.fcntl(reader, fcntl.F_GETFL) | os.O_ASYNC)
    os.write(writer, b"x")
    print("ATTACK SUCCEEDED: armed")
