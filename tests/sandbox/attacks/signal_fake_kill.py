# ruff: noqa
# ends: no_figure
"""Die of SIGKILL, which looks as if somebody else had done it."""

import fcntl
import os
import signal

for action in (
    lambda: os.kill(os.getpid(), 9),
    lambda: signal.pthread_kill(__import__("threading").get_ident(), 9),
    lambda: signal.raise_signal(9),
    lambda: signal.pidfd_send_signal(3, 9),
    lambda: fcntl.fcntl(0, fcntl.F_SETSIG, 9),
    lambda: fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid()),
    lambda: fcntl.fcntl(1, 1031, 1 << 30),
    lambda: fcntl.fcntl(0, fcntl.F_SETLEASE, 0),
    lambda: fcntl.fcntl(0, fcntl.F_NOTIFY, 1),
    lambda: fcntl.ioctl(0, 0x8901, b"\0" * 4),
    lambda: fcntl.ioctl(0, 0x5452, b"\1\0\0\0"),
):
    try:
        action()
        print("ATTACK SUCCEEDED")
    except OSError as error:
        print(error)
