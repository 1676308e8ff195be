# ruff: noqa
# ends: no_figure
"""New files and more text in old ones, everywhere that might be writable."""

import os

WORLD = {}  # the test fills it in

for path in (WORLD["out"], WORLD["home"], "/tmp", "/var/tmp", "/dev/shm", "/run", os.path.dirname(os.__file__)):
    for mode in ("w", "x", "ab", "r+"):
        try:
            open(path + "/codepercept-attack", mode)
            print("ATTACK SUCCEEDED:", path, mode)
        except OSError as error:
            print(error)
try:
    open(WORLD["victim"], "a").write("defaced")
    print("ATTACK SUCCEEDED: appended")
except OSError as error:
    print(error)
