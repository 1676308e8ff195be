# ruff: noqa
# ends: no_figure
"""Make folders outside, remove what is there."""

import os

WORLD = {}  # the test fills it in

for action in (
    lambda: os.mkdir(WORLD["out"] + "/folder"),
    lambda: os.unlink(WORLD["victim"]),
    lambda: os.rmdir(os.path.dirname(WORLD["reference"])),
    lambda: os.open(WORLD["out"], os.O_TMPFILE | os.O_RDWR),
):
    try:
        action()
        print("ATTACK SUCCEEDED")
    except OSError as error:
        print(error)
