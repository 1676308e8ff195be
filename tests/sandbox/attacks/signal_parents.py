# ruff: noqa
# ends: no_figure
"""Kill, stop or interrupt the zygote and the pool."""

import os

WORLD = {}  # the test fills it in

for pid in (os.getppid(), *WORLD["pids"], 1):
    for number in (9, 19, 2, 1, 10):
        try:
            os.kill(pid, number)
            print("ATTACK SUCCEEDED:", pid, number)
        except OSError as error:
            print(error)
