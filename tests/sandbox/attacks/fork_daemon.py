# ruff: noqa
# ends: blocked
"""A daemon that outlives the script and leaves a file."""

import os
import time

WORLD = {}  # the test fills it in

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(0.2)
        open(WORLD["out"] + "/daemon", "w")
        os._exit(0)
    os._exit(0)
print("ATTACK SUCCEEDED: forked")
