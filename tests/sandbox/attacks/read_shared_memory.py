# ruff: noqa
# ends: no_figure
"""What others keep in /dev/shm."""

import os

WORLD = {}  # the test fills it in

for action in (lambda: os.listdir("/dev/shm"), lambda: open(WORLD["shm_file"]).read(), lambda: os.listdir("..")):
    try:
        print("ATTACK SUCCEEDED:", action())
    except OSError as error:
        print(error)
try:
    from multiprocessing.shared_memory import SharedMemory

    print("ATTACK SUCCEEDED:", bytes(SharedMemory(os.path.basename(WORLD["shm_file"])).buf[:40]))
except OSError as error:
    print(error)
