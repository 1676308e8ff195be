# ruff: noqa
# ends: no_figure
"""Links from scratch to outside and back, so that reading or cleaning follows them."""

import os

WORLD = {}  # the test fills it in

open("inside", "w").write("x")
for action in (
    lambda: os.symlink(WORLD["out"], "link"),
    lambda: os.symlink(WORLD["secret_file"], "link2"),
    lambda: os.link(WORLD["secret_file"], "hard"),
    lambda: os.link("inside", WORLD["out"] + "/hard"),
    lambda: os.link("inside", "inside2"),
    lambda: os.symlink("/etc", WORLD["out"] + "/etc"),
):
    try:
        action()
        print("ATTACK SUCCEEDED: linked")
    except OSError as error:
        print(error)
