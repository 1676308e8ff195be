# ruff: noqa
# ends: no_figure
"""Write a program and run it."""

import os

open("tool", "w").write("#!/bin/sh\necho ATTACK SUCCEEDED\n")
os.chmod("tool", 0o755)
for action in (lambda: os.execv("./tool", ["tool"]), lambda: os.execv("/lib64/ld-linux-x86-64.so.2", ["ld", "./tool"])):
    try:
        action()
    except OSError as error:
        print(error)
