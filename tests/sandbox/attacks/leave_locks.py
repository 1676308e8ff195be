# ruff: noqa
# ends: no_figure
"""Locks and leases on files that others use."""

import fcntl
import os

fd = os.open(os.__file__, os.O_RDONLY)
try:
    fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    print("ATTACK SUCCEEDED: a lease keeps writers waiting")
except OSError as error:
    print(error)
fcntl.flock(fd, fcntl.LOCK_EX)
