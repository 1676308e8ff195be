# ruff: noqa
# ends: no_figure
"""Start another program, in all of Python's ways."""

import os
import pty
import subprocess

WORLD = {}  # the test fills it in

mark = f"touch {WORLD['out']}/exec"
for action in (
    lambda: subprocess.run(mark, shell=True),
    lambda: os.posix_spawn("/bin/sh", ["sh", "-c", mark], {}),
    lambda: os.system(mark) and 1 / 0,
    lambda: os.popen(mark).read(),
    lambda: pty.spawn(["/bin/sh", "-c", mark]),
):
    try:
        action()
    except Exception as error:
        print(repr(error))
