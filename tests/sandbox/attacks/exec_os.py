# ruff: noqa
# ends: no_figure
"""Become another program."""

import os

for action in (
    lambda: os.execv("/bin/sh", ["sh", "-c", "echo ATTACK SUCCEEDED"]),
    lambda: os.execve("/usr/bin/env", ["env"], {}),
    lambda: os.execvp("python3", ["python3", "-c", "print('ATTACK SUCCEEDED')"]),
):
    try:
        action()
    except OSError as error:
        print(error)
