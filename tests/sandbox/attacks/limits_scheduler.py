# ruff: noqa
# ends: no_figure
# machine: x86_64
"""Real-time priority, better nice values, idle class (whose waiting looks like load)."""

import ctypes
import os

for action in (
    lambda: os.setpriority(os.PRIO_PROCESS, 0, -20),
    lambda: os.setpriority(os.PRIO_USER, 0, 19),
    lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50)),
    lambda: os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0)),
):
    try:
        action()
        print("ATTACK SUCCEEDED")
    except OSError as error:
        print(error)
if ctypes.CDLL(None).syscall(314, 0, (ctypes.c_uint64 * 7)(48), 0) == 0:
    print("ATTACK SUCCEEDED: sched_setattr")
