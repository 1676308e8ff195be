# ruff: noqa
# ends: no_figure
"""Write to every descriptor that may have been inherited: the zygote's socket, others' pipes."""

import os
import socket
import stat

for fd in (*range(3, 2048), 65535, 65536, 65537, 100000):
    try:
        mode = os.fstat(fd).st_mode
    except OSError:
        continue
    print("open:", fd, oct(mode), os.fstat(fd).st_size)
    if not stat.S_ISREG(mode):
        print("ATTACK SUCCEEDED: inherited", fd, oct(mode))
    try:
        os.write(fd, b"\xff\xff\xff\xff garbage")
    except OSError as error:
        print(error)
