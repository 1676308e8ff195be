# ruff: noqa
# ends: no_figure
"""Empty a file without opening it for writing."""

import os

WORLD = {}  # the test fills it in

for action in (
    lambda: os.truncate(WORLD["victim"], 0),
    lambda: os.open(WORLD["victim"], os.O_RDONLY | os.O_TRUNC),
    lambda: os.open(WORLD["victim"], 3 | os.O_TRUNC),
    lambda: os.open(WORLD["victim"], os.O_WRONLY | os.O_TRUNC),
    lambda: os.ftruncate(os.open(WORLD["victim"], os.O_PATH), 0),
):
    try:
        action()
        print("ATTACK SUCCEEDED: truncated")
    except OSError as error:
        print(error)
