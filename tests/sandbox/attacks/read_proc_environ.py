# ruff: noqa
# ends: no_figure
"""Environment and command lines of every process around."""

import os

WORLD = {}  # the test fills it in

for pid in {os.getpid(), os.getppid(), 1, *WORLD["pids"]}:
    for name in ("environ", "cmdline", "status", "cgroup", "auxv"):
        try:
            print("ATTACK SUCCEEDED:", pid, name, open(f"/proc/{pid}/{name}", "rb").read()[:80])
        except OSError as error:
            print(error)
