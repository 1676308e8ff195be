# ruff: noqa
# ends: no_figure
"""Modes, owners and times of others' files (calls that pretend to work: the test looks at the file)."""

import os

WORLD = {}  # the test fills it in

for action in (
    lambda: os.chmod(WORLD["victim"], 0o777),
    lambda: os.chown(WORLD["victim"], 1, 1),
    lambda: os.utime(WORLD["victim"], (1, 1)),
    lambda: os.chmod(os.open(WORLD["victim"], os.O_PATH), 0o777),
    lambda: os.setxattr(WORLD["victim"], "user.attack", b"x"),
    lambda: os.setxattr(os.getcwd(), "user.attack", b"x"),
):
    try:
        action()
    except OSError as error:
        print(error)
