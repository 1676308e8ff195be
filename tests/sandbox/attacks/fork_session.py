# ruff: noqa
# ends: no_figure
"""Leave session and process group."""

import os

for action in (os.setsid, lambda: os.setpgid(0, 0), lambda: os.setpgid(os.getppid(), 0), lambda: os.nice(-5)):
    try:
        action()
        print("ATTACK SUCCEEDED")
    except OSError as error:
        print(error)
