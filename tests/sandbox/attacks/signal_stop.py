# ruff: noqa
# ends: wall_limit
"""Stop, so that only somebody else can go on."""

import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
