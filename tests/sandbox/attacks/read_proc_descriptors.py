# ruff: noqa
# ends: no_figure
"""Other processes' open files (and the result memory of other children), through /proc."""

import os

WORLD = {}  # the test fills it in

for pid in {os.getppid(), 1, *WORLD["pids"]}:
    for number in range(40):
        for mode in (os.O_RDONLY, os.O_RDWR):
            try:
                os.open(f"/proc/{pid}/fd/{number}", mode)
                print("ATTACK SUCCEEDED:", pid, number)
            except OSError:
                pass
    for way in ("cwd", "root"):
        try:
            print("ATTACK SUCCEEDED:", os.listdir(f"/proc/{pid}/{way}/"))
        except OSError as error:
            print(error)
