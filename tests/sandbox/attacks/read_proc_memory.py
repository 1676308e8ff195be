# ruff: noqa
# ends: no_figure
"""Memory of every process around, through /proc."""

import os

WORLD = {}  # the test fills it in

for pid in {"self", os.getpid(), os.getppid(), 1, *WORLD["pids"]}:
    for name in ("mem", "maps", "smaps", "pagemap", "task", "map_files", "stack", "syscall"):
        try:
            os.open(f"/proc/{pid}/{name}", os.O_RDONLY)
            print("ATTACK SUCCEEDED:", pid, name)
        except OSError as error:
            print(error)
